//! That a duty is begun or fulfilled (12.4).

use crate::over_time::duties::quantities::Measure;
use crate::over_time::duties::{Judged, Standing};
use crate::over_time::grid::Course;
use crate::over_time::terms::{Form, Norm};
use crate::over_time::world::World;

impl World<'_> {
    pub fn begun(&self, clause: usize) -> Course {
        let Some(norm) = self.norm(clause) else { return Course::default() };
        let begun = Norm { form: Form::Plain, ..norm.clone() };
        let judged = self.judged(clause);
        let pairs = |time: usize, certainly: bool| {
            judged.iter().any(|judged| {
                (0..self.matter.incidents.len()).any(|incident| {
                    self.is_done_by(&begun, judged, incident, time, certainly)
                        && (!certainly || judged.occasion.certain)
                })
            })
        };
        Course::walk(self.points(), |time| (pairs(time, true), pairs(time, false)))
    }

    /// 13.10: whether an occasion of a quantity is done by an instant.
    pub fn quantity_is_done_by(&self, norm: &Norm, judged: &Judged, time: usize, certainly: bool) -> bool {
        let occasion = &judged.occasion;
        let Some((_, measure)) = self.quantity(norm, occasion, &judged.owing) else { return false };
        if matches!(measure, Measure::Number(..)) && measure.asks_for_more() {
            let sum = self.sum_by(norm, occasion, &judged.owing, time);
            return if certainly { measure.meets(sum).0 } else { !measure.meets(sum).1 };
        }
        self.is_over_by(judged, time, certainly)
    }

    /// Whether an occasion is done by an instant where that is told only once it is due.
    pub fn is_over_by(&self, judged: &Judged, time: usize, certainly: bool) -> bool {
        let (occasion, instant) = (&judged.occasion, self.points()[time]);
        if certainly {
            return occasion.last_due().is_some_and(|due| instant >= due)
                && judged.standing == Standing::Fulfilled;
        }
        occasion.first_due().is_some_and(|due| instant >= due)
            && !matches!(judged.standing, Standing::Missed | Standing::Void)
    }

    pub fn is_done_by(
        &self,
        norm: &Norm,
        judged: &Judged,
        incident: usize,
        time: usize,
        certainly: bool,
    ) -> bool {
        if self.matter.incidents[incident].refuted {
            return false;
        }
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        if certainly {
            return self.for_certain(norm, &judged.occasion, &judged.owing, incident)
                && facts.iter().all(|fact| fact.time <= time);
        }
        facts.iter().any(|fact| {
            fact.time <= time
                && judged
                    .occasion
                    .starts
                    .iter()
                    .any(|&start| self.may_fulfil(norm, &judged.occasion, &judged.owing, start, fact))
        })
    }

    pub fn fulfilled(&self, clause: usize) -> Course {
        let Some(norm) = self.norm(clause) else { return Course::default() };
        let judged = self.judged(clause);
        let incidents = 0..self.matter.incidents.len();
        Course::walk(self.points(), |time| {
            let instant = self.points()[time];
            let may_arise = |judged: &Judged| judged.occasion.first_start() <= instant;
            let must_arise = |judged: &Judged| {
                judged.occasion.certain && judged.occasion.starts.iter().all(|&start| start <= instant)
            };
            let done = |judged: &Judged, certainly: bool| {
                if norm.lasts() {
                    return self.is_over_by(judged, time, certainly);
                }
                if self.quantity(norm, &judged.occasion, &judged.owing).is_some() {
                    return self.quantity_is_done_by(norm, judged, time, certainly);
                }
                incidents.clone().any(|incident| self.is_done_by(norm, judged, incident, time, certainly))
            };
            let certain = judged.iter().all(|judged| !may_arise(judged) || done(judged, true))
                && judged.iter().any(must_arise);
            let possible = judged.iter().all(|judged| !must_arise(judged) || done(judged, false))
                && judged.iter().any(may_arise);
            (certain, possible)
        })
    }
}
