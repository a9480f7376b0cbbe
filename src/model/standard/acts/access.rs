//! Humanitarian access, and its denial.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Humanitarian access",
    note: "Steps of a procedure (`request`, `approve`, `deny`) stand under Procedure, since they serve other duties too. \
           Of the three schemes only CAMEO has codes here, and those are broad.",
    acts: &ALL,
};

const ALL: [StandardAct; 12] = [
    StandardAct {
        id: "humanitarian_access",
        title: "Humanitarian access",
        meaning: "The entry and movement of relief goods, relief personnel and their vehicles to people in need",
        participles: &["reached"],
        has_target: true,
        note: "Written with `allow`: `Syria shall allow humanitarian_access in Country`.",
        ..PLAIN
    },
    StandardAct {
        id: "deliver_aid",
        title: "Delivery of aid",
        meaning: "To bring relief goods to the people for whom they are meant",
        parents: &["humanitarian_access"],
        third_person: &["delivers_aid"],
        gerunds: &["delivering_aid"],
        participles: &["delivered"],
        nouns: &["delivery_of_aid", "deliveries"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "airdrop_aid",
        title: "Air drop of aid",
        meaning: "To deliver relief goods from an aircraft in flight",
        parents: &["deliver_aid"],
        means: &["aircraft"],
        third_person: &["airdrops_aid"],
        gerunds: &["airdropping_aid"],
        participles: &["airdropped"],
        nouns: &["airdrops"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "medical_evacuation",
        title: "Medical evacuation",
        meaning: "To bring wounded or sick persons to a place where they are treated",
        parents: &["humanitarian_access", "evacuate"],
        third_person: &["evacuates_wounded"],
        gerunds: &["evacuating_wounded"],
        nouns: &["medical_evacuations"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "obstruct_aid",
        title: "Obstruction of aid",
        meaning: "To prevent, delay or make conditional, against the terms agreed, relief or those who bring it",
        also: &["obstruct_access"],
        third_person: &["obstructs_aid", "obstructs_access"],
        gerunds: &["obstructing_aid", "obstructing_access"],
        nouns: &["obstruction_of_aid"],
        has_target: true,
        cameo: &["191"],
        note: "CAMEO 191 takes in every blockade and restriction of movement. An inspection that the terms foresee is \
               no obstruction.",
        ..PLAIN
    },
    StandardAct {
        id: "deny_access",
        title: "Denial of access",
        meaning: "To refuse entry or passage to those who bring relief",
        parents: &["obstruct_aid"],
        third_person: &["denies_access"],
        gerunds: &["denying_access"],
        nouns: &["denial_of_access"],
        has_target: true,
        note: "To answer a request in the negative is `deny`.",
        ..PLAIN
    },
    StandardAct {
        id: "remove_supplies",
        title: "Removal of supplies",
        meaning: "To take relief goods out of a consignment before it reaches the people for whom it is meant",
        parents: &["obstruct_aid"],
        third_person: &["removes_supplies"],
        gerunds: &["removing_supplies"],
        participles: &["removed"],
        nouns: &["removal_of_supplies"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "besiege",
        title: "Siege",
        meaning: "To surround a place by forces so that neither relief can enter nor civilians leave in a sustained way",
        third_person: &["besieges"],
        gerunds: &["besieging"],
        participles: &["besieged"],
        nouns: &["siege", "sieges"],
        has_target: true,
        excludes: &["lift_siege"],
        cameo: &["191"],
        note: "A state that lasts, reported by no event data as such. CAMEO 191 takes in every blockade.",
        ..PLAIN
    },
    StandardAct {
        id: "lift_siege",
        title: "Lifting of a siege",
        meaning: "To end or ease a siege or blockade",
        third_person: &["lifts_siege"],
        gerunds: &["lifting_siege"],
        has_target: true,
        cameo: &["0872"],
        ..PLAIN
    },
    StandardAct {
        id: "open_route",
        title: "Opening of a route",
        meaning: "To make a road, crossing point or port usable for the traffic that the agreement names",
        third_person: &["opens_route"],
        gerunds: &["opening_route"],
        excludes: &["block_route"],
        ..PLAIN
    },
    StandardAct {
        id: "block_route",
        title: "Blocking of a route",
        meaning: "To close a road, crossing point or port to traffic, or to hinder it",
        third_person: &["blocks_route"],
        gerunds: &["blocking_route"],
        has_target: true,
        cameo: &["191"],
        note: "CAMEO 191 takes in every blockade and restriction of movement.",
        ..PLAIN
    },
    StandardAct {
        id: "restore_services",
        title: "Restoration of services",
        meaning: "To bring water, power, health care, schools or traffic back into operation",
        third_person: &["restores_services"],
        gerunds: &["restoring_services"],
        participles: &["restored"],
        nouns: &["restoration_of_services"],
        ..PLAIN
    },
];
