//! Parties that owe nothing.

use super::standing::{first_and_more, listed, unbound};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::syntax::tree::ActorRole;

/// One finding: whom the text calls a party and does not bind.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    // Of a text without any clause that binds, everything is still to be written.
    if !text.norms().any(|(_, norm, _)| super::standing::binds(norm)) {
        return Vec::new();
    }
    let actors = &text.model().actors;
    let free = unbound(text, ActorRole::Party);
    let span = |place: usize| actors.leaves.get(free.get(place)?.index())?.span;
    let Some(first) = span(0) else { return Vec::new() };
    let names = first_and_more(text, &free, 16);
    let (title, label) = match free.len() {
        1 => (format!("{names} is a party, and owes nothing"), "a party without a duty"),
        _ => (format!("{names} are parties, and owe nothing"), "a party without a duty"),
    };
    let mut diagnostic = Diagnostic::new(&catalogue::PARTY_WITHOUT_DUTY, first, title).because(label);
    for place in 1..free.len().min(3) {
        if let Some(span) = span(place) {
            diagnostic = diagnostic.and(span, "another one");
        }
    }
    let name = free.first().map_or("NAME", |&actor| actors.name(actor));
    let diagnostic = diagnostic
        .help(format!("say what it owes: `{name} shall ...` or `{name} shall not ...`, or name it with those who are bound"))
        .help(format!("or say that it is none: `third party {name}`, or `body {name}` where it decides"))
        .note(format!("no clause binds {}", listed(text, &free)));
    vec![Finding::plain(diagnostic)]
}
