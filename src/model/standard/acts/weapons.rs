//! Weapons and fighters: their flow, their stock and their end.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Weapons and fighters",
    note: "The class of weapons is the object: `destroy chemical_weapons`, `transfer_weapons anti_tank_missile`. \
           Inventories are checked against a declaration only: what was not declared is outside the count.",
    acts: &ALL,
};

const ALL: [StandardAct; 13] = [
    StandardAct {
        id: "transfer_weapons",
        title: "Transfer of weapons",
        meaning: "To give, sell or bring weapons or ammunition to another, or to let them pass to another",
        third_person: &["transfers_weapons"],
        gerunds: &["transferring_weapons"],
        participles: &["transferred"],
        nouns: &["transfer_of_weapons"],
        has_target: true,
        has_means_as_object: true,
        note: "The target is who receives them.",
        ..PLAIN
    },
    StandardAct {
        id: "hand_over_weapons",
        title: "Handing over of weapons",
        meaning: "To give up weapons to a body or a party that the agreement names, for custody or destruction",
        third_person: &["hands_over_weapons"],
        gerunds: &["handing_over_weapons"],
        has_target: true,
        has_means_as_object: true,
        note: "No kind of `transfer_weapons`, since an embargo is not meant to bar it.",
        ..PLAIN
    },
    StandardAct {
        id: "seize_weapons",
        title: "Seizure of weapons",
        meaning: "To take weapons, ammunition or explosives from another's possession",
        third_person: &["seizes_weapons"],
        gerunds: &["seizing_weapons"],
        nouns: &["seizure_of_weapons"],
        has_target: true,
        has_means_as_object: true,
        acled: &["Disrupted weapons use"],
        note: "Loose: ACLED's type takes in every event in which the use of a weapon was averted.",
        ..PLAIN
    },
    StandardAct {
        id: "intercept",
        title: "Interception",
        meaning: "To bring down or divert a missile, rocket, shell or unmanned aircraft that is attacking",
        means: &["air_defence", "electronic_means", "aircraft"],
        third_person: &["intercepts"],
        gerunds: &["intercepting"],
        participles: &["intercepted"],
        nouns: &["interception", "interceptions"],
        has_target: true,
        acled: &["Disrupted weapons use"],
        note: "Not an attack. Loose: ACLED's type takes in every event in which the use of a weapon was averted.",
        ..PLAIN
    },
    StandardAct {
        id: "clear_mines",
        title: "Clearance of mines",
        meaning: "To find and to remove or destroy mines, explosive devices or unexploded ordnance",
        third_person: &["clears_mines"],
        gerunds: &["clearing_mines"],
        participles: &["cleared"],
        nouns: &["mine_clearance"],
        excludes: &["lay_mines"],
        acled: &["Disrupted weapons use"],
        note: "Loose: ACLED's type takes in every event in which the use of a weapon was averted.",
        ..PLAIN
    },
    StandardAct {
        id: "produce",
        title: "Production of weapons",
        meaning: "To make or assemble weapons, ammunition or agents, or equipment for making them",
        third_person: &["produces"],
        gerunds: &["producing"],
        participles: &["produced"],
        nouns: &["production"],
        has_means_as_object: true,
        ..PLAIN
    },
    StandardAct {
        id: "acquire",
        title: "Acquisition of weapons",
        meaning: "To obtain weapons, ammunition or agents from another",
        third_person: &["acquires"],
        gerunds: &["acquiring"],
        participles: &["acquired"],
        nouns: &["acquisition", "acquisitions"],
        has_target: true,
        has_means_as_object: true,
        note: "The target is from whom. Territory is `seize_territory`.",
        ..PLAIN
    },
    StandardAct {
        id: "stockpile",
        title: "Stockpiling of weapons",
        meaning: "To keep weapons, ammunition or agents in store",
        third_person: &["stockpiles"],
        gerunds: &["stockpiling"],
        participles: &["stockpiled"],
        has_means_as_object: true,
        note: "A chemical that has lawful uses is a weapon only by its purpose: who judges that is for the agreement.",
        ..PLAIN
    },
    StandardAct {
        id: "destroy",
        title: "Destruction of weapons",
        meaning: "To destroy weapons, ammunition, agents or equipment of one's own, or make them permanently unusable",
        third_person: &["destroys"],
        gerunds: &["destroying"],
        participles: &["destroyed"],
        nouns: &["destruction"],
        has_means_as_object: true,
        note: "The destruction of another's property is `destroy_property`.",
        ..PLAIN
    },
    StandardAct {
        id: "recruit",
        title: "Recruitment",
        meaning: "To enlist persons into an armed force or group, with or against their will",
        third_person: &["recruits"],
        gerunds: &["recruiting"],
        participles: &["recruited"],
        nouns: &["recruitment"],
        has_target: true,
        acled: &["Change to group/activity"],
        note: "Loose: ACLED's type takes in many other changes of a group.",
        ..PLAIN
    },
    StandardAct {
        id: "recruit_children",
        title: "Recruitment of children",
        meaning: "To enlist persons under the age that the agreement or the law states, or to make them take part in \
                  hostilities",
        parents: &["recruit"],
        third_person: &["recruits_children"],
        gerunds: &["recruiting_children"],
        has_target: true,
        note: "The age is not fixed here. None of the three schemes tells it from other recruitment.",
        ..PLAIN
    },
    StandardAct {
        id: "disarm",
        title: "Disarmament",
        meaning: "To collect, secure or give up the weapons of fighters or of a group",
        third_person: &["disarms"],
        gerunds: &["disarming"],
        participles: &["disarmed"],
        nouns: &["disarmament"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "demobilise",
        title: "Demobilisation",
        meaning: "To release fighters from an armed force or group, or to dissolve the group",
        third_person: &["demobilises"],
        gerunds: &["demobilising"],
        participles: &["demobilised"],
        nouns: &["demobilisation"],
        excludes: &["recruit"],
        acled: &["Change to group/activity"],
        cameo: &["0873"],
        note: "Loose: ACLED's type takes in many other changes of a group.",
        ..PLAIN
    },
];
