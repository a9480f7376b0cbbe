//! Which clauses a reader has otherwise than as written.

use crate::model::Model;
use crate::model::clauses::ClauseKind;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::places::Ground;

/// The readings of one reader.
pub(super) struct Readings<'m> {
    model: &'m Model,
    reader: ActorId,
    zones: Vec<bool>,
    terms: Vec<bool>,
    in_force: bool,
}

impl<'m> Readings<'m> {
    pub(super) fn of(model: &'m Model, reader: ActorId) -> Self {
        let mut readings = Self { model, reader, zones: Vec::new(), terms: Vec::new(), in_force: false };
        // Zones are made of zones and terms of terms, which may be declared later.
        readings.zones = settled(model.places.zones.len(), |zone, known| readings.zone(zone, known));
        readings.terms = settled(model.terms.len(), |term, known| {
            let meaning = model.terms.get(term).map(|term| &term.meaning);
            meaning.is_some_and(|meaning| readings.differ_in(meaning, known))
        });
        readings.in_force = readings.differ_in(&model.in_force, &readings.terms);
        readings
    }

    /// Whether the scope of a clause may be another one for the reader.
    pub(super) fn differ_on(&self, clause: ClauseId) -> bool {
        let Some(declared) = self.model.clause(clause) else { return false };
        let own = match (declared.conduct(), &declared.kind) {
            (Some(conduct), _) => conduct.scope,
            (None, ClauseKind::Duty(duty)) => &duty.deed,
            (None, _) => return false,
        };
        self.in_force || self.differ_in(own, &self.terms)
    }

    fn differ_in(&self, description: &Description, terms: &[bool]) -> bool {
        let mut differ = false;
        description.visit(&mut |part| {
            differ |= match part {
                Description::Read { by, .. } => by.contains_key(&self.reader),
                Description::Place(zone) => known(&self.zones, zone.index()),
                Description::Term(term) => known(terms, term.index()),
                _ => false,
            };
        });
        differ
    }

    fn zone(&self, zone: usize, zones: &[bool]) -> bool {
        let Some(zone) = self.model.places.zones.get(zone) else { return false };
        if zone.measured.contains_key(&self.reader) {
            return true;
        }
        let mut open = vec![&zone.ground];
        while let Some(ground) = open.pop() {
            match ground {
                Ground::Zone(other) if known(zones, other.index()) => return true,
                Ground::Everywhere | Ground::Nowhere | Ground::Area(_) | Ground::Zone(_) => {}
                Ground::Union(parts) => open.extend(parts),
                Ground::Both(one, other) | Ground::Without(one, other) => open.extend([&**one, &**other]),
                Ground::SomePartOf(whole, _) => open.push(whole),
                Ground::At(courses) => open.extend(courses.iter().map(|(_, part)| part)),
            }
        }
        false
    }
}

fn known(marks: &[bool], index: usize) -> bool {
    marks.get(index).copied().unwrap_or(false)
}

/// Asks of each of so many things, given the answers so far, until none changes: an answer only ever becomes "yes".
fn settled(count: usize, ask: impl Fn(usize, &[bool]) -> bool) -> Vec<bool> {
    let mut marks = vec![false; count];
    loop {
        let next: Vec<bool> = (0..count).map(|index| ask(index, &marks)).collect();
        if next == marks {
            return marks;
        }
        marks = next;
    }
}
