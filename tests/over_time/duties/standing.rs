//! What has become of it (13.4, 13.6).

use crate::over_time::duties::{Done, Occasion, Standing};
use crate::over_time::grid::Course;
use crate::over_time::terms::{ACTS, Condition, Norm, Qualifier, is_act};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    /// What a duty hangs on, at the instant at which that is asked: whether it certainly and possibly holds.
    pub fn hangs(&self, norm: &Norm, occasion: &Occasion) -> (bool, bool) {
        let asked = occasion.last_due().map_or(self.matter.as_of, |due| due - 1);
        let time = self.place(asked);
        let (mut certain, mut possible) = (true, true);
        let mut add = |course: Course, negated: bool| {
            let (surely, maybe) = (course.certain.has(time), course.possible.has(time));
            let (surely, maybe) = if negated { (!maybe, !surely) } else { (surely, maybe) };
            certain &= surely;
            possible &= maybe;
        };
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::When(condition) => add(self.course(condition), false),
                Qualifier::Unless(condition) => add(self.course(condition), true),
                Qualifier::During(phase) if self.terms().fixed(*phase).is_some() => {
                    add(self.course(&Condition::During(*phase)), false);
                }
                _ => {}
            }
        }
        (certain, possible)
    }

    pub fn may_be_in_force(&self, time: usize) -> bool {
        self.assigned(self.conditions_of_force(), time, |_| None)
            .into_iter()
            .any(|conditions| self.in_force(&Fact { actor: 0, act: 0, target: 0, cell: 0, time, conditions }))
    }

    pub fn must_be_in_force(&self, time: usize) -> bool {
        self.assigned(self.conditions_of_force(), time, |_| None)
            .into_iter()
            .all(|conditions| self.in_force(&Fact { actor: 0, act: 0, target: 0, cell: 0, time, conditions }))
    }

    /// 13.4: that the agreement certainly is in force at some instant from d₁ - 1 on; from s₁ on, where it may never be due.
    pub fn outlasts(&self, occasion: &Occasion) -> bool {
        let from = occasion.last_due().map_or(occasion.starts[occasion.starts.len() - 1], |due| due - 1);
        (self.place(from)..self.points().len()).any(|time| self.must_be_in_force(time))
    }

    /// The first instant after all at which the agreement may be in force.
    pub fn end_of_force(&self) -> i64 {
        match (0..self.points().len()).rev().find(|&time| self.may_be_in_force(time)) {
            Some(last) => self.points().get(last + 1).copied().unwrap_or(i64::MAX),
            None => self.points()[0],
        }
    }

    /// Whether an occasion is void, and whether it is pending.
    pub fn early(&self, norm: &Norm, occasion: &Occasion) -> Option<Standing> {
        let end = self.end_of_force();
        let over = match occasion.first_due() {
            Some(due) => end < due,
            None => end <= occasion.first_start(),
        };
        if over || !self.hangs(norm, occasion).1 {
            return Some(Standing::Void);
        }
        let pending = occasion.first_due().is_none_or(|due| self.matter.as_of < due);
        pending.then_some(Standing::Pending)
    }

    pub fn standing(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let standing = if let Some((low, high)) = self.quantity(norm, occasion, owing) {
            self.standing_of_quantity(norm, occasion, owing, (low, high))
        } else if norm.lasts() {
            self.standing_of_what_lasts(norm, occasion, owing)
        } else if norm.qualifiers.contains(&Qualifier::JudgedByM) {
            self.standing_as_judged(norm, occasion, owing)
        } else {
            self.standing_of_deed(norm, occasion, owing)
        };
        let not_owed =
            !occasion.certain || !self.hangs(norm, occasion).0 || !norm.lasts() && !self.outlasts(occasion);
        let not_due = occasion.last_due().is_none_or(|due| self.matter.as_of < due);
        let quantity = self.quantity(norm, occasion, owing);
        let exceeded = quantity.is_some_and(|(sum, measure)| measure.is_exceeded(sum));
        let unsure = not_owed || not_due;
        let open = |in_time: bool, late: bool, missed: bool| Standing::Open {
            in_time,
            late,
            missed,
            not_owed,
            not_due,
        };
        match standing {
            Standing::Late if unsure => open(false, true, false),
            // What those found to whom it is left does not wait until it is due, nor what is exceeded.
            Standing::Missed
                if norm.qualifiers.contains(&Qualifier::JudgedByM) || norm.lasts() || exceeded =>
            {
                if not_owed {
                    let (in_time, late) = (false, false);
                    Standing::Open { in_time, late, missed: true, not_owed, not_due: false }
                } else {
                    Standing::Missed
                }
            }
            Standing::Missed if unsure => open(false, false, true),
            Standing::Open { in_time, late, missed, .. } => open(in_time, late, missed),
            other => other,
        }
    }

    /// The log can record some act that fulfils it.
    pub fn can_show(&self, norm: &Norm) -> bool {
        (0..ACTS.len()).any(|act| norm.acts.iter().any(|&class| is_act(class, act)) && self.records(act))
    }

    pub fn standing_of_deed(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let all: Vec<Done> = (0..self.matter.incidents.len())
            .map(|incident| self.done(norm, occasion, owing, incident))
            .collect();
        let any = |holds: fn(&Done) -> bool| all.iter().any(holds);
        if any(|done| done.in_time_for_certain) {
            return Standing::Fulfilled;
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        let certain = any(|done| done.for_certain);
        if !certain && !self.can_show(norm) {
            return Standing::NotAssessable;
        }
        match (any(|done| done.maybe_in_time), any(|done| done.maybe_late), certain) {
            (true, false, true) => Standing::Fulfilled,
            (false, true, true) => Standing::Late,
            (false, false, _) => Standing::Missed,
            (in_time, late, certain) => {
                Standing::Open { in_time, late, missed: !certain, not_owed: false, not_due: false }
            }
        }
    }
}
