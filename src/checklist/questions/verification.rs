//! Who sees what happens, and who says what it was.

use super::time::{has_deadline, qualified};
use super::{binds, item, names};
use crate::checklist::clauses::Makes;
use crate::checklist::clauses::says_one_of;
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{ActorRole, Condition, ConditionKind, QualifierKind};

/// The acts of those who verify.
const VERIFYING: &[&str] = &["observe", "inspect", "investigate", "verify", "attribute", "assess", "certify"];

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    let monitors = super::parties::of_role(clauses, ActorRole::Monitor);
    let verifying = clauses.acts(VERIFYING);
    let by_monitors = |about: &super::super::clauses::About<'_>| binds(about, &monitors);
    vec![
        item("who monitors", names(monitors.clone())),
        item("what monitors must or may do", clauses.answer("", by_monitors)),
        item(
            "their access",
            clauses.by_modality(&["observe", "inspect", "obstruct_monitors"], &["observ", "inspect"]),
        ),
        item("notice to be given", notice(clauses)),
        item("who decides what it was", decides(clauses)),
        item("standard of proof", standard(clauses)),
        item(
            "how soon",
            clauses.answer("", |about| {
                has_deadline(about) && (by_monitors(about) || Clauses::is_about(about, &verifying))
            }),
        ),
        item(
            "reports and publication",
            clauses.by_modality(
                &["report", "publish", "announce", "exchange_information"],
                &["report", "publi", "media"],
            ),
        ),
    ]
}

fn notice(clauses: &Clauses<'_>) -> Vec<Answer> {
    let notified = |condition: &Condition| {
        let mut open = vec![condition];
        while let Some(condition) = open.pop() {
            match &condition.kind {
                ConditionKind::Notified { .. } => return true,
                ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts),
                ConditionKind::Not(inner) => open.push(inner),
                ConditionKind::Judged { what, .. } => open.push(what),
                _ => {}
            }
        }
        false
    };
    let mut found = clauses.answer("a condition", |about| {
        qualified(about, |kind| match kind {
            QualifierKind::When(own) | QualifierKind::Unless(own) | QualifierKind::Provided(own) => {
                notified(own)
            }
            _ => false,
        })
    });
    found.extend(
        clauses.by_modality(&["notify", "declare", "declare_inventory", "submit"], &["notif", "notice"]),
    );
    found
}

fn decides(clauses: &Clauses<'_>) -> Vec<Answer> {
    let mut found = clauses.answer("left to a body", |about| {
        qualified(about, |kind| matches!(kind, QualifierKind::JudgedBy(_)))
    });
    let acts = clauses.acts(&["assess", "attribute", "verify", "investigate", "certify"]);
    found.extend(
        clauses.answer("assessment", |about| {
            about.makes == Some(Makes::Owed) && Clauses::is_about(about, &acts)
        }),
    );
    found
}

/// Clauses whose official words speak of what counts as proof.
fn standard(clauses: &Clauses<'_>) -> Vec<Answer> {
    const WORDS: [&str; 5] = ["evidence", "proof", "confidence level", "degree of confidence", "threshold"];
    clauses.answer("", |about| says_one_of(about, &WORDS))
}
