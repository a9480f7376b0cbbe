//! Who is bound, who is left out, who leads whom.

use super::{item, names, said};
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{ActionKind, ActorRole, ClauseBody, NameOrText, StatementKind};

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    vec![
        item("who is covered", covered(clauses)),
        item("on behalf of whom else", others(clauses)),
        item("who leads or vouches for whom", leaders(clauses)),
        item("who is excluded", excluded(clauses)),
        item(
            "who keeps that list",
            names(said(clauses, |kind| match kind {
                StatementKind::Excluded { designated_by: Some(by), .. } => vec![match by {
                    NameOrText::Name(name) => name.text.clone(),
                    NameOrText::Text(text) => text.text.clone(),
                }],
                _ => Vec::new(),
            })),
        ),
        item("how one comes in or goes out", changes(clauses)),
        item("splits, mergers, other names", renamed(clauses)),
        item("forces outside it", names(of_role(clauses, ActorRole::ThirdParty))),
    ]
}

fn covered(clauses: &Clauses<'_>) -> Vec<Answer> {
    let listed = said(clauses, |kind| match kind {
        StatementKind::Covered(members) => members.iter().map(|member| member.name.text.clone()).collect(),
        _ => Vec::new(),
    });
    // Without such a list the parties are those whom the text declares.
    names(if listed.is_empty() { of_role(clauses, ActorRole::Party) } else { listed })
}

pub(super) fn of_role(clauses: &Clauses<'_>, wanted: ActorRole) -> Vec<String> {
    said(clauses, |kind| match kind {
        StatementKind::Actor { role, name, .. } if *role == wanted => vec![name.text.clone()],
        _ => Vec::new(),
    })
}

/// Forces for which somebody else answers.
fn others(clauses: &Clauses<'_>) -> Vec<Answer> {
    let open = said(clauses, |kind| match kind {
        StatementKind::Group { name, open: true, .. } => vec![name.text.clone()],
        _ => Vec::new(),
    });
    let mut found = clauses.answer("to prevent others", |about| {
        about.written.norm().is_some_and(|(norm, _)| matches!(norm.action.kind, ActionKind::Prevent { .. }))
    });
    if !open.is_empty() {
        found.push(Answer::words(format!("{} \"and others\", by no list", open.join(", "))));
    }
    found
}

fn leaders(clauses: &Clauses<'_>) -> Vec<Answer> {
    names(said(clauses, |kind| match kind {
        StatementKind::Actor { name, led_by: Some(by), .. } => {
            let leaders: Vec<&str> = by.names.iter().map(|name| name.text.as_str()).collect();
            vec![format!(
                "{} lead{} {}",
                leaders.join(" and "),
                if leaders.len() == 1 { "s" } else { "" },
                name.text
            )]
        }
        StatementKind::Guarantor { guarantor, of } => {
            let names = |list: &crate::syntax::tree::NameList| {
                list.names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(" and ")
            };
            let of = of.as_ref().map_or_else(String::new, |of| format!(" of {}", names(of)));
            vec![format!("guarantor {}{of}", names(guarantor))]
        }
        _ => Vec::new(),
    }))
}

fn excluded(clauses: &Clauses<'_>) -> Vec<Answer> {
    names(said(clauses, |kind| match kind {
        StatementKind::Excluded { members, .. } => {
            members.iter().map(|member| member.name.text.clone()).collect()
        }
        _ => Vec::new(),
    }))
}

fn changes(clauses: &Clauses<'_>) -> Vec<Answer> {
    let counted = |what: &str, of: &dyn Fn(&StatementKind) -> bool| {
        let count = clauses.draft.agreement.statements.iter().filter(|own| of(&own.kind)).count();
        let noun = if count == 1 { what.to_owned() } else { format!("{what}s") };
        (count > 0).then(|| Answer::words(format!("{count} {noun} on record")))
    };
    let mut found = clauses.answer("change of status", |about| {
        matches!(about.written.tree.body, ClauseBody::StatusChange { .. })
    });
    found.extend(counted("acceptance", &|kind| matches!(kind, StatementKind::Accepts { .. })));
    found.extend(counted("withdrawal", &|kind| matches!(kind, StatementKind::Withdraws { .. })));
    found
}

fn renamed(clauses: &Clauses<'_>) -> Vec<Answer> {
    let list = |list: &crate::syntax::tree::NameList| {
        list.names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(" and ")
    };
    names(said(clauses, |kind| match kind {
        StatementKind::Merges { who, into, .. } => vec![format!("{} into {}", list(who), into.text)],
        StatementKind::Splits { who, from, .. } => vec![format!("{} from {}", list(who), from.text)],
        StatementKind::Actor { name, aliases, .. } | StatementKind::Group { name, aliases, .. } => aliases
            .iter()
            .filter(|alias| alias.period.from.is_some() || alias.period.until.is_some())
            .map(|alias| format!("{} as \"{}\"", name.text, alias.title.text))
            .collect(),
        _ => Vec::new(),
    }))
}
