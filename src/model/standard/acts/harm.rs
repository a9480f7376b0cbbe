//! Harm to persons and property outside the exchange of attacks.

use super::super::StandardAct;
use super::{PLAIN, StandardFamily};

pub(super) const FAMILY: StandardFamily = StandardFamily {
    title: "Harm to persons and property",
    note: "These words describe conduct; whether it is a crime is not for this catalogue. They are no kinds of `attack`, \
           so that a permission to attack somebody permits none of them.",
    acts: &ALL,
};

const ALL: [StandardAct; 8] = [
    StandardAct {
        id: "harm_persons",
        title: "Violence against persons",
        meaning: "To kill, injure or ill-treat persons who are in one's power or take no part in hostilities, \
                  otherwise than by an attack",
        violent: true,
        also: &["harm"],
        third_person: &["harms_persons", "harms"],
        gerunds: &["harming_persons", "harming"],
        participles: &["harmed"],
        has_target: true,
        acled: &["Attack"],
        ucdp: &[3],
        cameo: &["18"],
        note: "ACLED's type and UCDP's also take in attacks on civilians: a record of either leaves both possible. UCDP \
               leaves out killings in custody.",
        ..PLAIN
    },
    StandardAct {
        id: "execute",
        title: "Execution",
        meaning: "To kill a person who is in one's power",
        parents: &["harm_persons"],
        violent: true,
        third_person: &["executes"],
        gerunds: &["executing"],
        participles: &["executed"],
        nouns: &["execution", "executions"],
        has_target: true,
        note: "With or without a sentence. UCDP leaves out killings in custody.",
        ..PLAIN
    },
    StandardAct {
        id: "torture",
        title: "Torture and ill-treatment",
        meaning: "To inflict severe pain or suffering on a person who is in one's power",
        parents: &["harm_persons"],
        violent: true,
        third_person: &["tortures"],
        gerunds: &["torturing"],
        participles: &["tortured"],
        has_target: true,
        ..PLAIN
    },
    StandardAct {
        id: "sexual_violence",
        title: "Sexual violence",
        meaning: "To commit an act of a sexual nature against a person by force, threat or coercion",
        parents: &["harm_persons"],
        violent: true,
        third_person: &["commits_sexual_violence"],
        gerunds: &["committing_sexual_violence"],
        has_target: true,
        acled: &["Sexual violence"],
        ..PLAIN
    },
    StandardAct {
        id: "suppress_protest",
        title: "Force against demonstrations",
        meaning: "To disperse or stop a peaceful demonstration by force, threat or arrest",
        violent: true,
        third_person: &["suppresses_protest"],
        gerunds: &["suppressing_protest"],
        has_target: true,
        acled: &["Excessive force against protesters", "Protest with intervention"],
        ucdp: &[3],
        note: "ACLED parts the two types by whether force caused, or could have caused, serious injury or death.",
        ..PLAIN
    },
    StandardAct {
        id: "destroy_property",
        title: "Destruction of property",
        meaning: "To destroy or damage buildings, crops or goods of others, otherwise than in an attack",
        violent: true,
        third_person: &["destroys_property"],
        gerunds: &["destroying_property"],
        nouns: &["destruction_of_property"],
        has_target: true,
        acled: &["Looting/property destruction"],
        ..PLAIN
    },
    StandardAct {
        id: "destroy_infrastructure",
        title: "Destruction of infrastructure",
        meaning: "To destroy, damage or disable, otherwise than in an attack, works that civilians depend on, such as \
                  water, power or bridges",
        parents: &["destroy_property"],
        violent: true,
        third_person: &["destroys_infrastructure"],
        gerunds: &["destroying_infrastructure"],
        nouns: &["destruction_of_infrastructure"],
        has_target: true,
        note: "Struck from the air or by fire, it is an attack whose target is the object: declare it `protected`.",
        ..PLAIN
    },
    StandardAct {
        id: "loot",
        title: "Looting",
        meaning: "To take goods of others by force or by using the absence of protection",
        violent: true,
        third_person: &["loots"],
        gerunds: &["looting"],
        participles: &["looted"],
        has_target: true,
        acled: &["Looting/property destruction"],
        note: "ACLED does not tell it from destruction.",
        ..PLAIN
    },
];
