//! What has become of a duty on an occasion. `docs/semantics.md`, 13.4 and 13.6.

use crate::evaluate::duties::fulfilment::Tally;
use crate::evaluate::duties::{Known, Occasion};
use crate::evaluate::judge::Why;
use crate::model::duties::Obligation;
use crate::sets::{EARLIEST, LATEST};

/// What has become of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyState {
    /// Done for certain, in time.
    Fulfilled,
    /// Done for certain, and only after it was due.
    Late,
    /// Due, and no incident can be its fulfilment.
    Missed,
    /// Several of these are possible: at least two are true.
    Open {
        /// It may have been done in time.
        in_time: bool,
        /// It may have been done late.
        late: bool,
        /// It may not have been done.
        missed: bool,
        /// It may not have been owed.
        not_owed: bool,
        /// It may not be due yet.
        not_due: bool,
    },
    /// Not due yet.
    Pending,
    /// It need not be done: the agreement ended before it was due, or what it hangs on does not hold.
    Void,
    /// It cannot be said.
    NotAssessable(Why),
}

impl DutyState {
    /// Whether it is a violation: for certain, or possibly.
    #[must_use]
    pub fn violation(self) -> Option<bool> {
        match self {
            Self::Late | Self::Missed => Some(true),
            Self::Open { late, missed, .. } => (late || missed).then_some(false),
            Self::Fulfilled | Self::Pending | Self::Void | Self::NotAssessable(_) => None,
        }
    }
}

/// Whether what a duty hangs on certainly holds, and whether it possibly does; nothing where it hangs on nothing.
#[must_use]
pub fn hangs(known: &Known<'_>, duty: &Obligation, occasion: &Occasion) -> Option<(bool, bool)> {
    let course = known.past.holds(duty.hangs_on.as_ref()?);
    let at = occasion.due_at_last.map_or(known.world.as_of, |due| due.saturating_sub(1));
    let at = at.clamp(EARLIEST, LATEST - 1);
    Some((course.certain().contains(at), course.possible().contains(at)))
}

/// An occasion, as of the instant at which it is judged.
pub struct View<'a> {
    /// What is known.
    pub known: &'a Known<'a>,
    /// The occasion.
    pub occasion: &'a Occasion,
    /// What it hangs on.
    pub hangs: Option<(bool, bool)>,
    /// Whether it is to be done for a time: whatever breaches it does so while the agreement is in force.
    pub lasts: bool,
}

impl View<'_> {
    /// Whether it need not be done any more, or is not due yet, whatever happened; nothing otherwise.
    #[must_use]
    pub fn void_or_pending(&self) -> Option<DutyState> {
        let ended = match self.occasion.due {
            Some(due) => self.known.ends.possibly < due,
            None => self.known.ends.possibly <= self.occasion.first(),
        };
        if ended || self.hangs.is_some_and(|(_, possibly)| !possibly) {
            return Some(DutyState::Void);
        }
        self.occasion.due.is_none_or(|due| self.known.world.as_of < due).then_some(DutyState::Pending)
    }

    /// What has become of it, by what all incidents together do. `recordable` says whether the source can record one of the
    /// acts that fulfil it.
    #[must_use]
    pub fn state(&self, tally: &Tally, recordable: bool) -> DutyState {
        if tally.certainly_in_time {
            return DutyState::Fulfilled;
        }
        if let Some(state) = self.void_or_pending() {
            return state;
        }
        // The silence of a source that cannot record such acts shows nothing.
        if !tally.certainly && !recordable {
            return DutyState::NotAssessable(Why::NotRecorded);
        }
        match (tally.in_time, tally.late, tally.certainly) {
            (true, false, true) => DutyState::Fulfilled,
            (in_time, late, certainly) => self.open(in_time, late, !certainly || !(in_time || late)),
        }
    }

    /// A certain breach of what lasts: it is missed before it is over, as far as it is owed.
    #[must_use]
    pub fn breached(&self) -> DutyState {
        let not_owed = self.may_not_be_owed();
        if not_owed {
            return DutyState::Open { in_time: false, late: false, missed: true, not_owed, not_due: false };
        }
        DutyState::Missed
    }

    /// Whether it may not arise, what it hangs on may not hold, or the agreement may be over before it is due.
    fn may_not_be_owed(&self) -> bool {
        let over = match self.occasion.due_at_last {
            Some(due) => self.known.ends.certainly < due,
            None => self.known.ends.certainly <= self.occasion.last(),
        };
        !self.occasion.certain || over && !self.lasts || self.hangs.is_some_and(|(certainly, _)| !certainly)
    }

    /// What remains possible: besides what is given, that it was not owed or is not due.
    #[must_use]
    pub fn open(&self, in_time: bool, late: bool, missed: bool) -> DutyState {
        let not_owed = self.may_not_be_owed();
        let not_due = self.occasion.due_at_last.is_none_or(|due| self.known.world.as_of < due);
        match (in_time, late, missed, not_owed || not_due) {
            (false, true, false, false) => DutyState::Late,
            (false, false, true, false) => DutyState::Missed,
            (true, false, false, _) => DutyState::Fulfilled,
            (in_time, late, missed, _) => DutyState::Open { in_time, late, missed, not_owed, not_due },
        }
    }
}
