//! What the names of a text stand for: the sentences that declare them, and what these use.

use std::collections::BTreeMap;

use crate::source::Span;
use crate::syntax::tree::{ActorRole, Alias, NameOrText, SomeKind, StatementKind, Text};
use crate::syntax::walk::{self, Part};

/// The declarations of a text, by name.
pub struct Declared<'a> {
    by_name: BTreeMap<&'a str, Vec<&'a StatementKind>>,
    /// Those to whom a name, a guarantor or a monitor of no name refers.
    by_role: BTreeMap<&'static str, Vec<&'a StatementKind>>,
    /// The sentences that say when the agreement holds.
    clocks: Vec<&'a StatementKind>,
}

impl<'a> Declared<'a> {
    /// Those of a text.
    pub fn new(text: &super::Text<'a>) -> Self {
        let mut own = Self { by_name: BTreeMap::new(), by_role: BTreeMap::new(), clocks: Vec::new() };
        // A reading belongs to the term before it.
        let mut term: Option<&str> = None;
        for statement in text.statements() {
            let kind = &statement.kind;
            match kind {
                StatementKind::Covered(_) => own.by_name.entry("covered").or_default().push(kind),
                StatementKind::Excluded { .. } => own.by_name.entry("excluded").or_default().push(kind),
                StatementKind::Guarantor { .. } => own.by_role.entry("guarantor").or_default().push(kind),
                StatementKind::Reading(_) => {
                    if let Some(term) = term {
                        own.by_name.entry(term).or_default().push(kind);
                    }
                }
                StatementKind::InForce { .. }
                | StatementKind::Signed(_)
                | StatementKind::Renewed { .. }
                | StatementKind::RenewedAutomatically { .. }
                | StatementKind::EndsOn(_)
                | StatementKind::EndsWhen(_) => own.clocks.push(kind),
                _ => {}
            }
            if let StatementKind::Term { title, .. } = kind {
                term = Some(&title.text);
            }
            if let Some(name) = declares(kind) {
                own.by_name.entry(name).or_default().push(kind);
            }
        }
        own
    }

    /// What declares a name.
    pub fn of(&self, name: &str) -> &[&'a StatementKind] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// All names, with what declares each.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &[&'a StatementKind])> {
        self.by_name.iter().map(|(name, kinds)| (*name, kinds.as_slice()))
    }

    /// The sentences that say when the agreement holds.
    pub fn clocks(&self) -> &[&'a StatementKind] {
        &self.clocks
    }

    /// Who is meant by `a guarantor`, `a covered party` and the like; none where it may be anybody.
    pub fn of_kind(&self, kind: SomeKind) -> Option<Vec<&'a StatementKind>> {
        match kind {
            SomeKind::Party => None,
            SomeKind::CoveredParty => Some(self.of("covered").to_vec()),
            SomeKind::ExcludedParty => Some(self.of("excluded").to_vec()),
            SomeKind::Guarantor => Some(self.by_role.get("guarantor").cloned().unwrap_or_default()),
            SomeKind::Monitor => Some(self.actors(ActorRole::Monitor).collect()),
        }
    }

    fn actors(&self, wanted: ActorRole) -> impl Iterator<Item = &'a StatementKind> {
        self.by_name
            .values()
            .flatten()
            .copied()
            .filter(move |kind| matches!(kind, StatementKind::Actor { role, .. } if *role == wanted))
    }

    /// The names that what declares this one uses.
    pub fn used_by(&self, name: &str) -> Vec<&'a str> {
        let mut used = Vec::new();
        for kind in self.of(name) {
            walk::statement(kind, &mut |part| match part {
                Part::Name(name) => used.push(name.text.as_str()),
                Part::Term(words) => used.push(words.text.as_str()),
                _ => {}
            });
        }
        used
    }
}

/// The name that a sentence declares.
pub fn declares(kind: &StatementKind) -> Option<&str> {
    declared_at(kind).map(|(name, _)| name)
}

/// The same, with its place.
pub fn declared_at(kind: &StatementKind) -> Option<(&str, Span)> {
    match kind {
        StatementKind::Day { name, .. }
        | StatementKind::Actor { name, .. }
        | StatementKind::Group { name, .. }
        | StatementKind::Place { name, .. }
        | StatementKind::Line { name, .. }
        | StatementKind::Zone { name, .. }
        | StatementKind::Act { name, .. }
        | StatementKind::Means { name, .. }
        | StatementKind::Phase { name, .. }
        | StatementKind::Streak { name, .. } => Some((&name.text, name.spot.0)),
        StatementKind::Term { title, .. } => Some((&title.text, title.spot.0)),
        _ => None,
    }
}

/// The full name that a sentence gives, the other names, and the words that it has instead of a boundary.
pub fn titles(kind: &StatementKind) -> Vec<&Text> {
    let mut found: Vec<&Text> = Vec::new();
    let (title, aliases): (Option<&Text>, &[Alias]) = match kind {
        StatementKind::Actor { title, aliases, .. }
        | StatementKind::Group { title, aliases, .. }
        | StatementKind::Place { title, aliases, .. }
        | StatementKind::Zone { title, aliases, .. } => (title.as_ref(), aliases),
        StatementKind::Line { title, .. }
        | StatementKind::Act { title, .. }
        | StatementKind::Means { title, .. }
        | StatementKind::Phase { title, .. }
        | StatementKind::Streak { title, .. } => (title.as_ref(), &[]),
        StatementKind::Term { title, .. } => (Some(title), &[]),
        StatementKind::Excluded { designated_by: Some(NameOrText::Text(words)), .. } => (Some(words), &[]),
        _ => (None, &[]),
    };
    found.extend(title);
    found.extend(aliases.iter().map(|alias| &alias.title));
    if let StatementKind::Zone { undelimited: Some(own), .. } = kind {
        found.extend(own.words.as_ref());
    }
    found
}
