//! Names that are declared and that nothing uses.

use std::collections::BTreeSet;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::declared::declared_at;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{ActorRole, Alias, SomeKind, StatementKind};
use crate::syntax::walk::{self, Part};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let used = Used::of(text);
    let unused = text.statements().iter().filter_map(|statement| {
        let (name, span) = declared_at(&statement.kind)?;
        let kind = kind(&statement.kind)?;
        if used.names.contains(name) || used.by_role(&statement.kind) || is_for_logs(&statement.kind, name) {
            return None;
        }
        let shown: String = name.chars().take(30).collect();
        let diagnostic =
            Diagnostic::new(&catalogue::UNUSED_DEFINITION, span, format!("nothing uses {kind} `{shown}`"))
                .because("declared, and never used");
        let diagnostic = match &statement.kind {
            // What reads it would be left without its term.
            StatementKind::Term { definition: None, .. } => diagnostic.help("take it out, with its readings"),
            _ => diagnostic.safe_mend("take it out", whole_line(text, statement.spot.0), ""),
        };
        Some(Finding::plain(
            diagnostic.help(format!("or name it in the clause that was meant to speak of `{name}`")),
        ))
    });
    unused.collect()
}

/// The names that sentences use, and by which words actors are meant without a name.
#[derive(Default)]
struct Used<'a> {
    names: BTreeSet<&'a str>,
    parties: bool,
    monitors: bool,
}

impl<'a> Used<'a> {
    fn of(text: &Text<'a>) -> Self {
        let mut used = Self::default();
        for statement in text.statements() {
            walk::statement(&statement.kind, &mut |part| match part {
                Part::Name(name) => {
                    used.names.insert(&name.text);
                }
                Part::Term(words) => {
                    used.names.insert(&words.text);
                }
                Part::Some(SomeKind::Monitor) => used.monitors = true,
                Part::Some(SomeKind::Party) | Part::Everybody => used.parties = true,
                _ => {}
            });
        }
        used
    }

    /// Whether it is spoken of as `a party`, `anyone` or `a monitor`.
    fn by_role(&self, kind: &StatementKind) -> bool {
        match kind {
            StatementKind::Actor { role: ActorRole::Party, .. } => self.parties,
            StatementKind::Actor { role: ActorRole::Monitor, .. } => self.monitors,
            _ => false,
        }
    }
}

/// What it is, with its article; nothing for what is looked at elsewhere.
fn kind(kind: &StatementKind) -> Option<&'static str> {
    Some(match kind {
        StatementKind::Actor { role, .. } => match role {
            ActorRole::Party => "the party",
            ActorRole::Monitor => "the monitor",
            ActorRole::Body => "the body",
            // They are declared since they are there, whether or not a clause speaks of them.
            ActorRole::ThirdParty | ActorRole::Protected => return None,
        },
        StatementKind::Group { .. } => "the group",
        StatementKind::Place { .. } => "the place",
        StatementKind::Line { .. } => "the line",
        StatementKind::Zone { .. } => "the zone",
        StatementKind::Act { .. } => "the act",
        StatementKind::Means { .. } => "the means",
        StatementKind::Term { .. } => "the term",
        StatementKind::Phase { .. } => "the phase",
        StatementKind::Streak { .. } => "the streak",
        StatementKind::Day { .. } => "the day",
        _ => return None,
    })
}

/// Whether it may be declared for the logs in which it is met: it has the names that others give it, or it is a place or an
/// outline of a map whose full name a log writes.
fn is_for_logs(kind: &StatementKind, name: &str) -> bool {
    let known_as = |aliases: &[Alias]| !aliases.is_empty();
    match kind {
        StatementKind::Actor { aliases, .. } | StatementKind::Group { aliases, .. } => known_as(aliases),
        StatementKind::Place { aliases, title, .. } => {
            known_as(aliases) || title.as_ref().is_some_and(|title| title.text != name)
        }
        StatementKind::Zone { aliases, illustrative, .. } => known_as(aliases) || *illustrative,
        _ => false,
    }
}

/// A sentence with the end of its line, where it stands on lines of its own.
fn whole_line(text: &Text<'_>, span: Span) -> Span {
    let Some(file) = text.draft.sources.file(span.file) else { return span };
    let before = file.text().get(..span.start as usize).unwrap_or_default();
    let after = file.text().get(span.end as usize..).unwrap_or_default();
    match (before.is_empty() || before.ends_with('\n'), after.starts_with('\n')) {
        (true, true) => Span { end: span.end.saturating_add(1), ..span },
        _ => span,
    }
}
