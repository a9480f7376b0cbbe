//! Renewals and ends (12.11, 12.12).

use crate::over_time::grid::{Course, SLOT, Set, at};
use crate::over_time::past::Happening;
use crate::over_time::terms::{Deed, Who};
use crate::over_time::world::World;

impl World<'_> {
    pub fn renewed(&self) -> Course {
        let force = &self.terms().force;
        let (Some((slots, unless, consent)), Some(end)) = (&force.renewed, force.until) else {
            return self.walk(|_| (false, true));
        };
        let (end, length) = (at(end), slots * SLOT);
        let ends = self.matter.incidents.iter().flat_map(|incident| &incident.reports);
        let everything = ends.map(|report| report.time.span().1 - 1).chain([self.matter.as_of]).max();
        let everything = everything.unwrap_or(end);
        let consents: Vec<Vec<Happening>> = consent
            .iter()
            .map(|&actor| {
                self.happenings(&Deed { act: 4, by: Some(Who::one(actor)), whom: None, place: None })
            })
            .collect();
        // Whether each period is certainly and possibly in force, each boundary asked with no more known than what comes before.
        let mut periods: Vec<(bool, bool)> = self.renewals.clone().unwrap_or_default();
        let mut boundary = end + i64::try_from(periods.len()).unwrap_or_default() * length;
        while self.renewals.is_none() && boundary <= everything && periods.len() < 100 {
            let place = self.place(boundary);
            let after = if boundary == end { None } else { Some(self.place(boundary - length)) };
            let fits = |then: usize| after.is_none_or(|after| then > after) && then <= place;
            let agreed = |done: &Happening| done.certain && done.times.iter().all(fits);
            let may_agree = |done: &Happening| done.times.iter().any(fits);
            let unless = unless.as_ref().map(|unless| self.with_renewals(&periods).course(unless));
            let (certain, possible) = periods.last().copied().unwrap_or((true, true));
            periods.push((
                certain
                    && unless.is_none_or(|unless| !unless.possible.has(place))
                    && consents.iter().all(|by| by.iter().any(agreed)),
                possible
                    && unless.is_none_or(|unless| !unless.certain.has(place))
                    && consents.iter().all(|by| by.iter().any(may_agree)),
            ));
            boundary += length;
        }
        self.walk(|time| {
            let instant = self.points()[time];
            if instant < end {
                return (false, false);
            }
            let period = usize::try_from((instant - end) / length).unwrap_or(usize::MAX);
            // What is not laid out is open, unless it has lapsed before.
            let beyond = (false, periods.last().is_none_or(|&(_, possible)| possible));
            periods.get(period).copied().unwrap_or(beyond)
        })
    }

    pub fn ended(&self) -> Course {
        let Some(condition) = self.terms().force.ends_when.as_ref().filter(|_| !self.endless) else {
            return self.walk(|_| (false, false));
        };
        let course = self.as_though_it_had_not_ended().course(condition);
        let start = self.place(at(self.terms().force.from));
        let first = |set: Set| set.iter().find(|&time| time >= start);
        let (certain, possible) = (first(course.certain), first(course.possible));
        self.walk(|time| {
            (certain.is_some_and(|first| first < time), possible.is_some_and(|first| first < time))
        })
    }
}
