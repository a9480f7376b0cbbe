//! Onsets: that a condition comes to hold. `docs/semantics.md`, 12.13.

use crate::evaluate::past::lengths::{end, last_of, lasting};
use crate::evaluate::past::{History, Onset, Past};
use crate::model::past::{self, Definition, Formula, Lasting};
use crate::scope::Course;
use crate::sets::Intervals;

impl Onset {
    /// The onsets of a condition that binds nobody: one for each unbroken stretch of time in which it possibly holds.
    #[must_use]
    pub fn stretches(course: &Course) -> Vec<Self> {
        let stretch = |(start, end)| {
            let all = Intervals::of(start, end);
            let sure = course.certain().intersection(&all).first();
            Self {
                instants: sure.map_or(all, |sure| Intervals::of(start, sure.saturating_add(1))),
                certain: sure.is_some(),
                certain_for_somebody: sure.is_some(),
                of_deed: false,
                actor: None,
                cells: None,
                raised_by: Vec::new(),
            }
        };
        course.possible().iter().map(stretch).collect()
    }
}

impl Past {
    /// The onsets of a condition made of conditions, as an agreement defines them.
    #[must_use]
    pub fn onsets_of(&self, defined: &past::Past, formula: &Formula) -> Vec<Onset> {
        self.raised(defined, formula).unwrap_or_else(|| match formula {
            Formula::Holds(literal) => {
                self.onsets.get(literal).cloned().unwrap_or_else(|| Onset::stretches(&self.course(*literal)))
            }
            _ => Onset::stretches(&self.holds(formula)),
        })
    }

    /// The same where it does not matter whom they bind: what one incident raises is one onset.
    #[must_use]
    pub fn onsets_for_anybody(&self, defined: &past::Past, formula: &Formula) -> Vec<Onset> {
        let mut onsets: Vec<Onset> = Vec::new();
        for onset in self.onsets_of(defined, formula) {
            let is_same = |last: &Onset| onset.of_deed && last.of_deed && last.raised_by == onset.raised_by;
            if !onsets.last().is_some_and(is_same) {
                onsets.push(Onset { certain: onset.certain_for_somebody, actor: None, ..onset });
            }
        }
        onsets
    }

    /// The onsets of a deed or of a violation, or of a conjunction with one; nothing for any other condition.
    fn raised(&self, defined: &past::Past, formula: &Formula) -> Option<Vec<Onset>> {
        match formula {
            Formula::Holds(literal) => match defined.definitions.get(literal)? {
                Definition::Deed(deed) if !deed.jointly => self.onsets.get(literal).cloned(),
                Definition::Violates(violates) if !violates.jointly => self.onsets.get(literal).cloned(),
                _ => None,
            },
            Formula::All(parts) => {
                let onsets = parts.iter().find_map(|part| self.raised(defined, part))?;
                let whole = self.holds(formula);
                let cut = onsets.into_iter().map(|onset| {
                    // Where it may have come at an instant that is cut off, it need not be an onset at all.
                    let throughout = onset.instants.is_subset(whole.certain());
                    let instants = onset.instants.intersection(whole.possible());
                    let certain = onset.certain && throughout;
                    let certain_for_somebody = onset.certain_for_somebody && throughout;
                    Onset { instants, certain, certain_for_somebody, ..onset }
                });
                Some(cut.filter(|onset| !onset.instants.is_empty()).collect())
            }
            Formula::During(_) | Formula::Open | Formula::Any(_) | Formula::Not(_) => None,
        }
    }
}

impl History<'_> {
    /// When a condition came to hold less than a length before, and the onsets of that (12.16).
    pub(super) fn lasting(&self, of: &Lasting) -> (Course, Vec<Onset>) {
        let zone = &self.model.time_zone;
        let raised = self.past.onsets_for_anybody(&self.model.past, &of.when);
        let mut course = Course::never();
        for onset in &raised {
            let last = onset.instants.iter().last().map(|(_, end)| last_of(end));
            let certain = match (onset.instants.first(), last) {
                (Some(first), Some(last)) if onset.certain => {
                    Intervals::of(last, end(first, of.length, zone))
                }
                _ => Intervals::empty(),
            };
            course = course.or(&Course::new(certain, &lasting(&onset.instants, of.length, zone)));
        }
        let mut onsets = Onset::stretches(&course);
        for own in &mut onsets {
            let raising = raised.iter().filter(|onset| onset.instants.intersects(&own.instants));
            own.raised_by = raising.flat_map(|onset| onset.raised_by.iter().copied()).collect();
        }
        (course, onsets)
    }
}
