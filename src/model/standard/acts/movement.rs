//! Movement of forces, flights, and positions.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Movement, flights and positions",
    note: "None of these is an attack, and none is lethal: UCDP records none of them, and ACLED few. A log of lethal \
           events cannot show whether such a clause was kept.",
    acts: &ALL,
};

const ALL: [StandardAct; 18] = [
    StandardAct {
        id: "move_forces",
        title: "Movement of forces",
        meaning: "To move fighters, weapons or military vehicles from one place to another",
        also: &["move"],
        third_person: &["moves_forces", "moves"],
        gerunds: &["moving_forces", "moving"],
        participles: &["moved"],
        nouns: &["movement", "movements"],
        has_means_as_object: true,
        acled: &["Change to group/activity"],
        note: "Loose: ACLED's type takes in other changes of an armed group, and only movements that were found notable.",
        ..PLAIN
    },
    StandardAct {
        id: "deploy",
        title: "Deployment",
        meaning: "To bring forces or weapons to a place to stay there",
        parents: &["move_forces"],
        third_person: &["deploys"],
        gerunds: &["deploying"],
        participles: &["deployed"],
        nouns: &["deployment", "deployments"],
        has_means_as_object: true,
        ..PLAIN
    },
    StandardAct {
        id: "reinforce",
        title: "Reinforcement",
        meaning: "To add forces or weapons to those already at a place",
        parents: &["deploy"],
        third_person: &["reinforces"],
        gerunds: &["reinforcing"],
        participles: &["reinforced"],
        nouns: &["reinforcement", "reinforcements"],
        has_means_as_object: true,
        ..PLAIN
    },
    StandardAct {
        id: "rotate_forces",
        title: "Rotation of forces",
        meaning: "To replace forces at a place by others of the same kind and no greater number",
        parents: &["move_forces"],
        also: &["rotate"],
        third_person: &["rotates_forces", "rotates"],
        gerunds: &["rotating_forces", "rotating"],
        nouns: &["rotation", "rotations"],
        ..PLAIN
    },
    StandardAct {
        id: "resupply",
        title: "Resupply",
        meaning: "To bring supplies to one's own forces at a place",
        parents: &["move_forces"],
        third_person: &["resupplies"],
        gerunds: &["resupplying"],
        participles: &["resupplied"],
        has_means_as_object: true,
        note: "Weapons handed to another party are `transfer_weapons`.",
        ..PLAIN
    },
    StandardAct {
        id: "advance",
        title: "Advance",
        meaning: "To move forces forward, towards the positions of another or beyond one's own",
        parents: &["move_forces"],
        third_person: &["advances"],
        gerunds: &["advancing"],
        has_target: true,
        note: "Ground that another held and that is taken on the way is `seize_territory`.",
        ..PLAIN
    },
    StandardAct {
        id: "cross_line",
        title: "Crossing of a line",
        meaning: "To move forces across a line that the agreement names",
        parents: &["move_forces"],
        third_person: &["crosses_line"],
        gerunds: &["crossing_line"],
        nouns: &["crossings"],
        ..PLAIN
    },
    StandardAct {
        id: "withdraw",
        title: "Withdrawal",
        meaning: "To move forces or weapons out of a place or zone, or back from a line",
        parents: &["move_forces"],
        also: &["pull_back"],
        third_person: &["withdraws", "pulls_back"],
        gerunds: &["withdrawing", "pulling_back"],
        participles: &["withdrawn"],
        nouns: &["withdrawal", "withdrawals"],
        has_means_as_object: true,
        cameo: &["0874"],
        note: "That a party leaves the agreement is a statement of its own (`Ahrar withdraws on ...`), no act.",
        ..PLAIN
    },
    StandardAct {
        id: "separate_forces",
        title: "Separation of forces",
        meaning: "To move forces apart from those of another, or away from positions held in common",
        parents: &["move_forces"],
        also: &["separate"],
        third_person: &["separates_forces", "separates"],
        gerunds: &["separating_forces", "separating"],
        participles: &["separated"],
        nouns: &["separation_of_forces"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "patrol",
        title: "Patrol",
        meaning: "To move along a route or within a zone in order to observe it or to show presence",
        third_person: &["patrols"],
        gerunds: &["patrolling"],
        participles: &["patrolled"],
        nouns: &["patrol", "patrols"],
        note: "By forces or by monitors. No kind of `move_forces`: where movement is barred, a joint patrol that the \
               agreement requires is not barred with it.",
        ..PLAIN
    },
    StandardAct {
        id: "hold_position",
        title: "Holding of positions",
        meaning: "To keep forces at the positions which they occupy",
        also: &["hold"],
        third_person: &["holds_position"],
        gerunds: &["holding_position"],
        excludes: &["withdraw", "advance"],
        ..PLAIN
    },
    StandardAct {
        id: "fly",
        title: "Flight",
        meaning: "To operate an aircraft, manned or unmanned, in flight",
        means: &["aircraft"],
        third_person: &["flies"],
        gerunds: &["flying"],
        participles: &["flown"],
        nouns: &["flight", "flights"],
        has_means_as_object: true,
        note: "Over a zone: `flights over PopulatedAreas`.",
        ..PLAIN
    },
    StandardAct {
        id: "overfly",
        title: "Overflight",
        meaning: "To fly through the air space above a place or zone of another",
        parents: &["fly"],
        third_person: &["overflies"],
        gerunds: &["overflying"],
        participles: &["overflown"],
        nouns: &["overflight", "overflights"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "reconnaissance_flight",
        title: "Reconnaissance flight",
        meaning: "To fly in order to observe or to record what is on the ground",
        parents: &["fly"],
        third_person: &["flies_reconnaissance"],
        gerunds: &["flying_reconnaissance"],
        nouns: &["reconnaissance_flights"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "fortify",
        title: "Fortification",
        meaning: "To build, strengthen or repair military positions, trenches or obstacles",
        third_person: &["fortifies"],
        gerunds: &["fortifying"],
        participles: &["fortified"],
        nouns: &["fortification", "fortifications"],
        note: "Laying mines is `lay_mines`.",
        ..PLAIN
    },
    StandardAct {
        id: "establish_base",
        title: "Establishment of a base",
        meaning: "To set up a base, headquarters, checkpoint or observation post",
        third_person: &["establishes_base"],
        gerunds: &["establishing_base"],
        acled: &["Headquarters or base established"],
        note: "Loose: ACLED's type is for headquarters and bases of armed groups and states, not for each checkpoint.",
        ..PLAIN
    },
    StandardAct {
        id: "exercise",
        title: "Military exercise",
        meaning: "To train with forces or weapons in the field, including firing at ranges",
        third_person: &["exercises"],
        gerunds: &["exercising"],
        note: "Not an attack, since it is directed at nobody.",
        ..PLAIN
    },
    StandardAct {
        id: "warning_fire",
        title: "Warning or illuminating fire",
        meaning: "To fire so as to warn, signal or illuminate, without aiming at persons or objects",
        third_person: &["fires_warnings"],
        gerunds: &["firing_warnings"],
        note: "Not an attack. Monitors often cannot tell it from one: a count of shots or flares leaves both possible.",
        ..PLAIN
    },
];
