//! Movement of persons, and detention.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Persons: movement and detention",
    note: "Some monitors count arrests as breaches of a cessation of hostilities and others do not: an agreement that \
           means them names them.",
    acts: &ALL,
};

const ALL: [StandardAct; 11] = [
    StandardAct {
        id: "safe_passage",
        title: "Safe passage",
        meaning: "The movement of persons out of or through a place without being attacked or detained on the way",
        has_target: true,
        note: "Written with `allow`.",
        ..PLAIN
    },
    StandardAct {
        id: "evacuate",
        title: "Evacuation",
        meaning: "To bring persons out of a place, at their wish or for their safety",
        third_person: &["evacuates"],
        gerunds: &["evacuating"],
        participles: &["evacuated"],
        nouns: &["evacuation", "evacuations"],
        has_target: true,
        note: "Whether those concerned wished it is often disputed: see `displace`.",
        ..PLAIN
    },
    StandardAct {
        id: "displace",
        title: "Displacement",
        meaning: "To make persons leave their homes or places of stay against their will",
        third_person: &["displaces"],
        gerunds: &["displacing"],
        participles: &["displaced"],
        nouns: &["displacement", "displacements"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "return_of_displaced",
        title: "Return of displaced persons",
        meaning: "The return of displaced persons or refugees to the places which they left",
        third_person: &["returns_displaced"],
        gerunds: &["returning_displaced"],
        nouns: &["returns"],
        has_target: true,
        note: "Written with `allow`.",
        ..PLAIN
    },
    StandardAct {
        id: "restrict_movement",
        title: "Restriction of movement",
        meaning: "To hinder the movement of civilians, journalists or others who take no part in hostilities",
        third_person: &["restricts_movement"],
        gerunds: &["restricting_movement"],
        nouns: &["restriction_of_movement"],
        has_target: true,
        cameo: &["191"],
        note: "Towards monitors it is `obstruct_monitors`. CAMEO 191 takes in every blockade.",
        ..PLAIN
    },
    StandardAct {
        id: "detain",
        title: "Detention",
        meaning: "To arrest a person or hold a person in custody, on whatever ground",
        also: &["arrest"],
        third_person: &["detains", "arrests"],
        gerunds: &["detaining", "arresting"],
        participles: &["detained", "arrested"],
        nouns: &["detention", "detentions"],
        has_target: true,
        acled: &["Arrests"],
        note: "Loose: ACLED's type is for arrests found politically important, so that most are absent.",
        ..PLAIN
    },
    StandardAct {
        id: "abduct",
        title: "Abduction",
        meaning: "To take a person away by force or threat without legal process, or to conceal the person's fate",
        violent: true,
        third_person: &["abducts"],
        gerunds: &["abducting"],
        participles: &["abducted"],
        nouns: &["abduction", "abductions"],
        has_target: true,
        acled: &["Abduction/forced disappearance"],
        note: "No kind of `detain`: who may detain may not abduct. UCDP records it under no type.",
        ..PLAIN
    },
    StandardAct {
        id: "take_hostages",
        title: "Taking of hostages",
        meaning: "To seize or hold a person so as to compel another to act as a condition of release",
        parents: &["abduct"],
        violent: true,
        third_person: &["takes_hostages"],
        gerunds: &["taking_hostages"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "release_detainees",
        title: "Release of detainees",
        meaning: "To set free persons held in custody",
        also: &["release"],
        third_person: &["releases_detainees", "releases"],
        gerunds: &["releasing_detainees", "releasing"],
        participles: &["released"],
        nouns: &["release_of_detainees"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "exchange_prisoners",
        title: "Exchange of prisoners",
        meaning: "To release persons in custody in return for the release of others",
        parents: &["release_detainees"],
        third_person: &["exchanges_prisoners"],
        gerunds: &["exchanging_prisoners"],
        nouns: &["exchange_of_prisoners"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "return_remains",
        title: "Return of remains",
        meaning: "To hand over the bodies of the dead to their side or their families",
        third_person: &["returns_remains"],
        gerunds: &["returning_remains"],
        has_target: true,
        ..PLAIN
    },
];
