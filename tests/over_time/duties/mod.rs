//! Duties (section 13), by trying every instant at which an occasion may begin and every fact that may fulfil it.

mod assessed;
mod bearers;
mod done;
mod fulfilment;
mod lasting;
mod occasions;
pub mod quantities;
mod standing;

use std::rc::Rc;

use crate::over_time::grid::{SLOT, Set, last};
use crate::over_time::past::Happening;
use crate::over_time::terms::Modal;
use crate::over_time::world::World;

/// When an occasion is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many slots after its begin.
    After(i64),
    /// At one of these instants, whenever it begins; never, where nothing stands.
    OneOf(Vec<Option<i64>>),
}

/// 13.1
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The instants at which it may begin, in order; before everything where it has no begin.
    pub starts: Vec<i64>,
    pub due: Due,
    pub certain: bool,
    pub binds: Option<usize>,
    /// The cells in which its trigger may have been.
    pub cells: Vec<usize>,
    /// The calendar period that it is, with its begin and end.
    pub period: Option<(i64, i64)>,
}

impl Occasion {
    pub fn dues(&self, start: i64) -> Vec<Option<i64>> {
        match &self.due {
            // Where it may begin arbitrarily late, it may be due so.
            Due::After(_) if start == last() => vec![None],
            Due::After(slots) => vec![Some(start.saturating_add(slots * SLOT))],
            Due::OneOf(dues) => dues.clone(),
        }
    }

    pub fn first_start(&self) -> i64 {
        self.starts[0]
    }

    fn all_dues(&self) -> Vec<Option<i64>> {
        self.starts.iter().flat_map(|&start| self.dues(start)).collect()
    }

    /// The earliest instant at which it may be due; absent for never.
    pub fn first_due(&self) -> Option<i64> {
        self.all_dues().into_iter().flatten().min()
    }

    /// The latest; absent where it may never be due.
    pub fn last_due(&self) -> Option<i64> {
        let dues = self.all_dues();
        if dues.contains(&None) { None } else { dues.into_iter().flatten().max() }
    }
}

/// 13.4
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Fulfilled,
    Void,
    Pending,
    NotAssessable,
    Late,
    Missed,
    Open { in_time: bool, late: bool, missed: bool, not_owed: bool, not_due: bool },
}

/// What has become of an occasion for one who owes it, or for all together.
#[derive(Clone, Debug)]
pub struct Judged {
    pub owing: Vec<usize>,
    pub occasion: Occasion,
    pub standing: Standing,
    /// 13.8: what breaches it, where it lasts.
    pub breached: Option<Vec<Happening>>,
}

impl Judged {
    /// 12.3: whether it is a violation, and then whether for certain.
    pub fn violated(&self) -> Option<bool> {
        match self.standing {
            Standing::Missed | Standing::Late => Some(true),
            Standing::Open { late, missed, .. } if late || missed => Some(false),
            _ => None,
        }
    }

    /// 12.3: from the earliest to the latest instant at which it may be due; of what lasts, when it is first breached.
    pub fn due_times(&self, world: &World<'_>) -> Set {
        let mut times = Set::NONE;
        if let Some(breaches) = &self.breached {
            let certain = breaches.iter().filter(|breach| breach.certain);
            let latest = certain.filter_map(|breach| breach.times.last()).min();
            let possible = breaches.iter().flat_map(|breach| breach.times.iter());
            possible
                .filter(|&time| latest.is_none_or(|latest| time <= latest))
                .for_each(|time| times.insert(time));
            return times;
        }
        let Some(first) = self.occasion.first_due() else { return times };
        let last = self.occasion.last_due();
        times.insert(world.place(first));
        for (place, &point) in world.points().iter().enumerate() {
            if point >= first && last.is_none_or(|last| point <= last) {
                times.insert(place);
            }
        }
        times
    }
}

/// What the incidents of a log do for an occasion.
#[derive(Clone, Copy, Default)]
pub struct Done {
    pub in_time_for_certain: bool,
    pub for_certain: bool,
    pub maybe_in_time: bool,
    pub maybe_late: bool,
}

impl World<'_> {
    /// Every occasion of a duty, for each who owes it.
    pub fn judged(&self, clause: usize) -> Rc<Vec<Judged>> {
        if let Some(known) = self.owed.borrow().get(&clause) {
            return Rc::clone(known);
        }
        let mut judged = Vec::new();
        if let Some(norm) = self.norm(clause)
            && norm.modal == Modal::Requires
            && norm.prevents.is_none()
        {
            for occasion in self.occasions(clause, norm) {
                for (owing, certainly) in self.owing(norm, &occasion) {
                    let occasion = Occasion { certain: occasion.certain && certainly, ..occasion.clone() };
                    let standing = self.standing(norm, &occasion, &owing);
                    let breached = self.breaches_of_what_lasts(norm, &occasion, &owing);
                    judged.push(Judged { owing, occasion, standing, breached });
                }
            }
        }
        let judged = Rc::new(judged);
        self.owed.borrow_mut().insert(clause, Rc::clone(&judged));
        judged
    }
}
