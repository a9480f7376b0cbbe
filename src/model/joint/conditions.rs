//! The conditions of two texts.

use std::collections::BTreeMap;

use super::translate::View;
use super::with_names;
use crate::model::Model;
use crate::model::descriptions::{Literal, LiteralKind};
use crate::model::ids::{LiteralId, TermId, ZoneId};
use crate::model::names::fold;

/// The conditions of both, and in each view where its conditions stand among them.
///
/// A delimitation is one condition where the zones are one and it says the same of them (`ZONE`, `ZONE_wide`); a reading,
/// where the terms have one title; anything else, where the columns are equal or the words are once they use one set of names.
pub(super) fn join(
    texts: [&Model; 2],
    zones: &[Option<usize>],
    names: &BTreeMap<String, String>,
    views: &mut [View; 2],
) -> Vec<Literal> {
    let [first, second] = texts;
    let comparison = Comparison { first, second, zones, names };
    let mut partners: Vec<Option<usize>> = vec![None; second.literals.len()];
    for strict in [true, false] {
        for (their, theirs) in second.literals.iter().enumerate() {
            if partners.get(their) != Some(&None) {
                continue;
            }
            let free = |own: &usize| !partners.contains(&Some(*own));
            let partner = (0..first.literals.len())
                .filter(free)
                .find(|&own| first.literals.get(own).is_some_and(|own| comparison.same(own, theirs, strict)));
            if let Some(slot) = partners.get_mut(their) {
                *slot = partner;
            }
        }
    }
    let [view_of_first, view_of_second] = views;
    let mut joint = Vec::new();
    for literal in &first.literals {
        view_of_first.literals.push(LiteralId::at(joint.len()));
        joint.push(view_of_first.literal(literal));
    }
    for (their, literal) in second.literals.iter().enumerate() {
        match partners.get(their).copied().flatten() {
            Some(own) => view_of_second.literals.push(LiteralId::at(own)),
            None => {
                view_of_second.literals.push(LiteralId::at(joint.len()));
                joint.push(view_of_second.literal(literal));
            }
        }
    }
    joint
}

struct Comparison<'a> {
    first: &'a Model,
    second: &'a Model,
    zones: &'a [Option<usize>],
    names: &'a BTreeMap<String, String>,
}

impl Comparison<'_> {
    fn same(&self, own: &Literal, theirs: &Literal, strict: bool) -> bool {
        match (own.kind, theirs.kind) {
            (LiteralKind::Delimitation(zone), LiteralKind::Delimitation(other)) => {
                let paired = self.zones.get(other.index()).copied().flatten() == Some(zone.index());
                // What is left once the exact matches are taken goes in the order in which it stands in the zone.
                paired && (!strict || self.role(self.first, zone, own) == self.their_role(other, theirs))
            }
            (LiteralKind::Reading(term), LiteralKind::Reading(other)) => {
                let title =
                    |model: &Model, term: TermId| model.terms.get(term.index()).map(|term| fold(&term.title));
                title(self.first, term) == title(self.second, other)
            }
            (LiteralKind::Condition, LiteralKind::Condition) => {
                let column = own.column.eq_ignore_ascii_case(&theirs.column);
                let words = || fold(&own.words) == fold(&with_names(self.names, &theirs.words));
                if strict { column && words() } else { column || words() }
            }
            (LiteralKind::Force, LiteralKind::Force) => own.column == theirs.column,
            _ => false,
        }
    }

    /// What a delimitation says of its zone: its column without the zone's name.
    fn role(&self, model: &Model, zone: ZoneId, literal: &Literal) -> String {
        let name = model.places.zones.get(zone.index()).map_or("", |zone| zone.name.as_str());
        literal.column.strip_prefix(name).unwrap_or(&literal.column).to_owned()
    }

    fn their_role(&self, zone: ZoneId, literal: &Literal) -> String {
        let role = self.role(self.second, zone, literal);
        match role.strip_prefix("_in_").and_then(|part| self.names.get(part)) {
            Some(own) => format!("_in_{own}"),
            None => role,
        }
    }
}
