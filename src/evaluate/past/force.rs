//! Renewals and ends that depend on what happens. `docs/semantics.md`, 12.11 and 12.12.

use std::collections::BTreeMap;

use crate::evaluate::past::History;
use crate::evaluate::past::happened::Done;
use crate::model::Model;
use crate::model::ids::LiteralId;
use crate::model::past::{Definition, Formula, Renewal};
use crate::model::time::{self, Seconds};
use crate::scope::Course;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::Direction;

/// More renewals than this are not laid out: what lies beyond is open.
pub const RENEWALS_AT_MOST: usize = 200;

/// The condition of a model that has this definition.
pub(super) fn condition_of(model: &Model, wanted: &Definition) -> Option<LiteralId> {
    let mut definitions = model.past.definitions.iter();
    definitions.find(|(_, definition)| *definition == wanted).map(|(&literal, _)| literal)
}

/// When the agreement has ended: after the first instant, not before its start, at which one of the conditions that end it holds.
/// At that instant it is still in force, so that the violation that ends it is one.
pub(super) fn ended(history: &History<'_>) -> Course {
    let conditions = Formula::Any(history.model.past.ends_when.clone());
    let holds = history.past.holds(&conditions);
    let while_it_lasts = Intervals::of(history.model.begin.unwrap_or(EARLIEST), LATEST);
    let since = |times: &Intervals| {
        let first = times.intersection(&while_it_lasts).first();
        first.map_or_else(Intervals::empty, |first| Intervals::of(first.saturating_add(1), LATEST))
    };
    Course::new(since(holds.certain()), &since(holds.possible()))
}

/// When the agreement is renewed, period by period; what is not laid out yet is open.
pub(super) struct Renewals<'m> {
    renewal: &'m Renewal,
    /// The ends of the periods, and of the time in force before the first of them.
    boundaries: Vec<Seconds>,
    /// Those periods that are settled.
    certain: Vec<bool>,
    possible: Vec<bool>,
}

impl<'m> Renewals<'m> {
    /// The periods of an agreement that renews itself, laid out to the first boundary after everything.
    pub(super) fn of(history: &History<'m>, renewed: LiteralId) -> Option<Self> {
        let model = history.model;
        let renewal = model.past.renewal.as_ref()?;
        let in_force = history.compiler.scope(&model.in_force).ok()?;
        let after = in_force.regions().iter().filter(|region| region.literals.get(&renewed) == Some(&true));
        let last = after.filter_map(|region| region.time.first()).min()?;
        let as_of = Some(history.world.as_of).filter(|&as_of| as_of != LATEST);
        let everything = history.world.last.max(as_of);
        let mut boundaries = vec![last];
        for count in 1..=RENEWALS_AT_MOST {
            let amount = i64::try_from(count).ok()?.checked_mul(renewal.length.amount)?;
            if boundaries.last().copied() > everything {
                break;
            }
            let next = time::shift(last, amount, renewal.length.unit, Direction::After, &model.time_zone);
            boundaries.extend(next);
        }
        Some(Self { renewal, boundaries, certain: Vec::new(), possible: Vec::new() })
    }

    /// The boundary at which it is asked next whether there is a renewal; nothing once all are settled.
    fn next(&self) -> Option<(usize, Seconds)> {
        let period = self.certain.len();
        (period + 1 < self.boundaries.len()).then(|| Some((period, *self.boundaries.get(period)?)))?
    }

    /// Settles whether the next period is in force, by what is known of all before it; false once all are settled.
    pub(super) fn settle(&mut self, history: &History<'_>) -> bool {
        let Some((period, at)) = self.next() else { return false };
        let before = |settled: &[bool]| settled.last().copied().unwrap_or(true);
        let prevented =
            self.renewal.unless.as_ref().map_or_else(Course::never, |unless| history.past.holds(unless));
        let mut certain = before(&self.certain) && !prevented.possible().contains(at);
        let mut possible = before(&self.possible) && !prevented.certain().contains(at);
        let from = period.checked_sub(1).and_then(|earlier| self.boundaries.get(earlier));
        // After the boundary before, and not after this one.
        let window = Intervals::of(
            from.map_or(crate::sets::EARLIEST, |from| from.saturating_add(1)),
            at.saturating_add(1),
        );
        for deed in &self.renewal.consent {
            let done = history.deed_facts(deed).map(|facts| history.deeds(&facts));
            let within = |done: &Done| done.certain && done.times.is_subset(&window);
            certain &= done.as_ref().is_some_and(|done| done.iter().any(within));
            possible &= done.is_none_or(|done| done.iter().any(|done| done.times.intersects(&window)));
        }
        self.certain.push(certain);
        self.possible.push(possible);
        true
    }

    /// Whether what prevents a renewal must be asked anew at each boundary, since it may depend on the renewals before.
    pub(super) fn hangs_on_the_past(&self) -> bool {
        self.renewal.unless.is_some()
    }

    /// When it is renewed, as far as that is settled.
    pub(super) fn course(&self) -> Course {
        let spans = |settled: &[bool]| -> Intervals {
            let periods = self.boundaries.iter().zip(self.boundaries.iter().skip(1)).zip(settled);
            periods.filter(|(_, holds)| **holds).map(|((&start, &end), _)| (start, end)).collect()
        };
        let settled = self.boundaries.get(self.certain.len()).copied().unwrap_or(LATEST);
        // What has lapsed is not renewed later.
        let goes_on = self.possible.last().is_none_or(|&possible| possible);
        let open = if goes_on { Intervals::of(settled, LATEST) } else { Intervals::empty() };
        Course::new(spans(&self.certain), &spans(&self.possible).union(&open))
    }
}

/// Courses that are given before others are worked out.
pub(super) type Given = BTreeMap<LiteralId, Course>;
