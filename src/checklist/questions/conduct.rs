//! What is forbidden, permitted and owed.

use super::item;
use crate::checklist::clauses::Makes;
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{
    ActionKind, ActorRole, Condition, ConditionKind, NameRef, Object, Preposition, QualifierKind,
    StatementKind,
};

/// Conduct on which agreements are silent at their peril.
struct Topic {
    question: &'static str,
    /// The acts of the catalogue.
    acts: &'static [&'static str],
    /// How texts speak of them, in lower case, where nobody judges the text.
    words: &'static [&'static str],
}

const TOPICS: &[Topic] = &[
    Topic {
        question: "attacks from the air",
        acts: &["airstrike", "fly"],
        words: &["aerial", "aircraft", "air strike", "flight", "drone"],
    },
    Topic {
        question: "mines and devices",
        acts: &["lay_mines", "clear_mines", "ied_attack"],
        words: &["mine", "explosive"],
    },
    Topic {
        question: "movement, resupply, positions",
        acts: &["move_forces", "fortify", "establish_base", "hold_position"],
        words: &["movement", "resupply", "reinforce", "fortif", "position", "withdraw"],
    },
    Topic {
        question: "flow and handover of arms",
        acts: &[
            "transfer_weapons",
            "hand_over_weapons",
            "acquire",
            "disarm",
            "produce",
            "stockpile",
            "destroy",
        ],
        words: &["arms", "weapon", "materiel", "disarm"],
    },
    Topic {
        question: "sieges and routes",
        acts: &["besiege", "lift_siege", "open_route", "block_route"],
        words: &["siege", "besieg", "road", "route", "highway", "checkpoint"],
    },
    Topic {
        question: "humanitarian access",
        acts: &["humanitarian_access", "obstruct_aid"],
        words: &["humanitarian", "relief", "aid"],
    },
    Topic {
        question: "passage and return of civilians",
        acts: &["safe_passage", "evacuate", "displace", "return_of_displaced", "restrict_movement"],
        words: &["civilian", "displaced", "refugee", "return"],
    },
    Topic {
        question: "detainees and the dead",
        acts: &[
            "detain",
            "abduct",
            "take_hostages",
            "release_detainees",
            "exchange_prisoners",
            "return_remains",
        ],
        words: &["detain", "prisoner", "abduct", "missing", "remains"],
    },
    Topic {
        question: "propaganda",
        acts: &["spread_propaganda", "incite"],
        words: &["propaganda", "incite", "media"],
    },
];

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    let mut items = vec![
        item("what is forbidden", clauses.by_acts(Makes::Forbidden)),
        item("what must be prevented", clauses.by_acts(Makes::Prevented)),
        item("what remains permitted", clauses.by_acts(Makes::Permitted)),
        item("self-defence", self_defence(clauses)),
        item("weapons told apart", weapons(clauses)),
        item("protected persons and things", protected(clauses)),
    ];
    items.extend(
        TOPICS.iter().map(|topic| item(topic.question, clauses.by_modality(topic.acts, topic.words))),
    );
    items
}
/// A permission that holds in reply to an attack, or under a condition that speaks of defence.
fn self_defence(clauses: &Clauses<'_>) -> Vec<Answer> {
    let of_defence = |words: &str| words.to_lowercase().replace(['_', '-'], " ").contains("self defen");
    let object = |object: &Object| {
        object.preposition == Some(Preposition::In)
            && object.refs.refs.iter().any(|name| match name {
                NameRef::Name(name) => of_defence(&name.text),
                NameRef::Text(text) => of_defence(&text.text),
                _ => false,
            })
    };
    let condition = |condition: &Condition| {
        let mut open = vec![condition];
        while let Some(condition) = open.pop() {
            match &condition.kind {
                ConditionKind::Reply { .. } => return true,
                ConditionKind::Term(name) if of_defence(&name.text) => return true,
                ConditionKind::Words(words) if of_defence(&words.text) => return true,
                ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts),
                ConditionKind::Not(inner) => open.push(inner),
                ConditionKind::Judged { what, .. } => open.push(what),
                _ => {}
            }
        }
        false
    };
    clauses.answer("permitted", |about| {
        about.makes == Some(Makes::Permitted)
            && about.written.norm().is_some_and(|(norm, _)| {
                norm.action.objects.iter().any(object)
                    || norm.qualifiers.iter().any(|qualifier| match &qualifier.kind {
                        QualifierKind::When(own) | QualifierKind::Provided(own) => condition(own),
                        _ => false,
                    })
            })
    })
}

fn weapons(clauses: &Clauses<'_>) -> Vec<Answer> {
    let means = &clauses.model().deeds.means_words;
    clauses.answer("", |about| {
        about.written.norm().is_some_and(|(norm, _)| {
            let keeps = matches!(norm.action.kind, ActionKind::Keep { .. });
            let mut objects = norm.action.objects.iter().flat_map(|object| &object.refs.refs);
            let named =
                objects.any(|name| matches!(name, NameRef::Name(name) if means.contains_key(&name.text)));
            let measured =
                norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::Measure { .. }));
            keeps || named || measured
        })
    })
}

/// Clauses whose target is somebody who does not fight.
fn protected(clauses: &Clauses<'_>) -> Vec<Answer> {
    let declared = super::parties::of_role(clauses, ActorRole::Protected);
    let named = |names: &[NameRef]| {
        names.iter().any(|name| matches!(name, NameRef::Name(name) if declared.contains(&name.text)))
    };
    let found = clauses.answer("", |about| {
        about
            .written
            .norm()
            .is_some_and(|(norm, _)| norm.action.objects.iter().any(|object| named(&object.refs.refs)))
    });
    let any = clauses
        .draft
        .agreement
        .statements
        .iter()
        .any(|own| matches!(&own.kind, StatementKind::Actor { role: ActorRole::Protected, .. }));
    match found.is_empty() && any {
        true => vec![Answer::words(format!("{} named, and in no clause", declared.join(" and ")))],
        false => found,
    }
}
