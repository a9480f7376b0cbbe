//! The state of clauses. `docs/semantics.md`, 12.4.

use crate::evaluate::past::History;
use crate::model::clauses::ClauseKind;
use crate::model::ids::ClauseId;
use crate::model::past::ClauseState;
use crate::model::time::Seconds;
use crate::scope::Course;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::ClauseStateKind;

impl History<'_> {
    /// When clauses have a state: one of the lists, all of its numbers.
    pub(super) fn state(&self, state: &ClauseState) -> Course {
        state.one_of.iter().fold(Course::never(), |any, list| {
            let all =
                list.iter().fold(Course::always(), |all, number| all.and(&self.number(number, state.state)));
            any.or(&all)
        })
    }

    /// When the clauses under one number have a state: all of them, or one of them where it is that they are violated.
    fn number(&self, clauses: &[ClauseId], state: ClauseStateKind) -> Course {
        let courses = clauses.iter().filter_map(|&clause| self.state_of(clause, state));
        if state == ClauseStateKind::Violated {
            courses.fold(Course::never(), |any, one| any.or(&one))
        } else {
            courses.fold(Course::always(), |all, one| all.and(&one))
        }
    }

    /// When one clause has a state; nothing for one that binds nobody.
    fn state_of(&self, clause: ClauseId, state: ClauseStateKind) -> Option<Course> {
        let declared = self.model.clause(clause)?;
        if declared.obligation.is_some() {
            return Some(match state {
                ClauseStateKind::Violated => self.violated(clause),
                ClauseStateKind::Observed => self.violated(clause).negated(),
                ClauseStateKind::Begun => self.begun(clause),
                ClauseStateKind::Fulfilled => self.fulfilled(clause),
            });
        }
        if declared.forbids() {
            return Some(match state {
                ClauseStateKind::Violated => self.violated(clause),
                ClauseStateKind::Observed | ClauseStateKind::Fulfilled => self.observed(clause),
                ClauseStateKind::Begun => Course::open(),
            });
        }
        Some(match (&declared.kind, state) {
            (ClauseKind::StatedOnly | ClauseKind::Change, _) => return None,
            (ClauseKind::NotEvaluated { .. } | ClauseKind::Duty(_), _) => Course::open(),
            (ClauseKind::Conduct { .. }, ClauseStateKind::Violated) => Course::never(),
            (ClauseKind::Conduct { .. }, ClauseStateKind::Observed | ClauseStateKind::Fulfilled) => {
                Course::always()
            }
            (ClauseKind::Conduct { .. }, ClauseStateKind::Begun) => Course::open(),
        })
    }

    /// From when on a clause has been violated.
    fn violated(&self, clause: ClauseId) -> Course {
        let Some(breaches) = self.breaches(clause) else { return Course::open() };
        breaches.iter().fold(Course::never(), |any, breach| any.or(&breach.happened()))
    }

    /// Until when a prohibition is observed: nobody breaks it, and whoever might have was seen.
    fn observed(&self, clause: ClauseId) -> Course {
        let Some(rule) = self.rules.get(clause) else { return Course::open() };
        let kept = self.violated(clause).negated();
        let hidden = self.world.unseen(&rule.effective).first();
        let seen = Intervals::of(EARLIEST, hidden.unwrap_or(LATEST));
        Course::new(kept.certain().intersection(&seen), kept.possible())
    }

    fn begun(&self, clause: ClauseId) -> Course {
        let Some(occasions) = self.occasions.get(&clause) else { return Course::open() };
        // What is perhaps not owed is not certainly begun.
        let begun = occasions.iter().map(|occasion| match occasion.certain {
            true => occasion.begun.clone(),
            false => Course::new(Intervals::empty(), occasion.begun.possible()),
        });
        begun.fold(Course::never(), |any, begun| any.or(&begun))
    }

    /// While all that has been owed is done, and something has been owed.
    fn fulfilled(&self, clause: ClauseId) -> Course {
        let Some(occasions) = self.occasions.get(&clause) else { return Course::open() };
        let (mut certain, mut possible) = (Intervals::all(), Intervals::all());
        let (mut surely_owed, mut maybe_owed) = (Intervals::empty(), Intervals::empty());
        for occasion in occasions {
            let (first, last) = occasion.begins;
            let done = &occasion.done;
            certain = certain.intersection(&before(first).union(done.certain()));
            maybe_owed = maybe_owed.union(&Intervals::of(first, LATEST));
            if occasion.certain {
                possible = possible.intersection(&before(last).union(done.possible()));
                surely_owed = surely_owed.union(&Intervals::of(last, LATEST));
            }
        }
        Course::new(certain.intersection(&surely_owed), &possible.intersection(&maybe_owed))
    }
}

fn before(at: Seconds) -> Intervals {
    Intervals::of(EARLIEST, at)
}
