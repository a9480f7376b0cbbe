//! Who belongs to what, when (section 3).

use crate::over_time::grid::{HORIZON, at};
use crate::over_time::terms::{Accepting, Clause, Condition, Norm, OUTSIDER, Terms, Who};
use crate::over_time::world::World;

fn lies_within((from, until): (Option<i64>, Option<i64>), instant: i64) -> bool {
    from.is_none_or(|from| at(from) <= instant) && until.is_none_or(|until| instant < at(until))
}

impl Terms {
    /// 3.5
    fn is_bound(&self, actor: usize, instant: i64) -> bool {
        let own = self.accepts.iter().filter(|(who, _, _)| {
            // By itself, or as a member at any time.
            match who {
                Accepting::Actor(one) => *one == actor,
                Accepting::North => actor < 2,
                Accepting::South => (2..4).contains(&actor),
            }
        });
        let mut own = own.peekable();
        own.peek().is_none() || own.any(|&(_, from, until)| lies_within((Some(from), until), instant))
    }

    /// Whether an actor is covered at any time, or may come to be: who joins and leaves before it accepts never is.
    pub fn may_be_covered(&self, actor: usize) -> bool {
        let joins = |clause: &Clause| matches!(clause, Clause::Status { covered: true, value: true, .. });
        let member = |instant: i64| match actor {
            1 => lies_within(self.b_in_north, instant),
            3 => lies_within(self.d_in_south, instant),
            _ => true,
        };
        self.clauses.iter().any(joins)
            || (-2..HORIZON).any(|slot| self.is_bound(actor, at(slot)) && member(at(slot)))
    }
}

impl<'a> World<'a> {
    pub fn within(&self, (from, until): (Option<i64>, Option<i64>), time: usize) -> bool {
        lies_within((from, until), self.points()[time])
    }

    pub fn in_north(&self, actor: usize, time: usize) -> bool {
        actor == 0 || actor == 1 && self.within(self.terms().b_in_north, time)
    }

    pub fn in_south(&self, actor: usize, time: usize) -> bool {
        actor == 2 || actor == 3 && self.within(self.terms().d_in_south, time)
    }

    /// 3.5
    pub fn is_bound(&self, actor: usize, time: usize) -> bool {
        self.terms().is_bound(actor, self.points()[time])
    }

    /// 6.2: whether an actor is one of those whom a clause binds.
    pub fn bears(&self, norm: &Norm, actor: usize, time: usize, conditions: u32) -> bool {
        self.belongs(&norm.who, actor, time, conditions)
            && (norm.who == Who::Anyone || self.is_bound(actor, time))
    }

    /// 3.4, before any change of status.
    pub fn is_listed(&self, covered: bool, actor: usize, time: usize) -> bool {
        if covered {
            self.is_bound(actor, time) && (self.in_north(actor, time) || self.in_south(actor, time))
        } else {
            actor == 3 && self.within(self.terms().d_excluded, time)
        }
    }

    /// Section 3, and 12.10.
    pub fn belongs(&self, who: &Who, actor: usize, time: usize, conditions: u32) -> bool {
        let listed = |covered: bool| {
            let own = if covered { Condition::IsCovered(actor) } else { Condition::IsExcluded(actor) };
            match self.bit(&own) {
                0 => self.is_listed(covered, actor, time),
                bit => conditions & bit != 0,
            }
        };
        match who {
            Who::These(actors) => actors.contains(&actor),
            Who::North => self.in_north(actor, time),
            Who::South => self.in_south(actor, time),
            Who::Covered | Who::ACoveredParty => listed(true) && self.is_bound(actor, time),
            Who::Excluded => listed(false),
            Who::AParty => actor < 4,
            Who::Anyone => actor <= OUTSIDER,
        }
    }

    /// The conditions by which it is told who belongs.
    pub fn conditions_of_who(&self, who: &Who) -> u32 {
        let of = |make: fn(usize) -> Condition| (0..4).map(|actor| self.bit(&make(actor))).sum();
        match who {
            Who::Covered | Who::ACoveredParty => of(Condition::IsCovered),
            Who::Excluded => of(Condition::IsExcluded),
            _ => 0,
        }
    }
}
