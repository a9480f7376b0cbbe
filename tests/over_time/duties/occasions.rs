//! On which occasions a duty is owed (13.1).

use crate::over_time::duties::{Due, Occasion};
use crate::over_time::grid::{BASE, SLOT, at};
use crate::over_time::past::Onset;
use crate::over_time::terms::{Clause, Event, Norm, Period, Qualifier, Whom};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    pub fn occasions(&self, clause: usize, norm: &Norm) -> Vec<Occasion> {
        let of = |find: &dyn Fn(&Qualifier) -> Option<i64>| -> Vec<i64> {
            norm.qualifiers.iter().filter_map(find).collect()
        };
        let from = of(&|qualifier| match qualifier {
            Qualifier::From(slot)
            | Qualifier::Between(slot, _)
            | Qualifier::After(Event::Moment(slot))
            | Qualifier::WithinOf(_, Event::Moment(slot)) => Some(at(*slot)),
            _ => None,
        });
        // 6.4: a length runs from the `from` before it, or from the start.
        let lasts_for = norm.qualifiers.iter().any(|qualifier| matches!(qualifier, Qualifier::For(_)));
        let start = at(self.terms().force.from);
        let begin_of_length = of(&|qualifier| match qualifier {
            Qualifier::From(slot) => Some(at(*slot)),
            _ => None,
        });
        let begin_of_length = begin_of_length.first().copied().unwrap_or(start);
        let from = from.into_iter().chain(lasts_for.then_some(begin_of_length)).max();
        let until = of(&|qualifier| match qualifier {
            Qualifier::By(slot) | Qualifier::Between(_, slot) | Qualifier::Until(slot) => Some(at(*slot)),
            Qualifier::For(slots) => Some(begin_of_length + slots * SLOT),
            Qualifier::WithinOf(slots, Event::Moment(slot)) => Some(at(slot + slots)),
            _ => None,
        });
        let until = until.into_iter().min();
        let plain = Occasion {
            starts: vec![from.unwrap_or(self.points()[0])],
            due: Due::OneOf(vec![until]),
            certain: true,
            binds: None,
            cells: Vec::new(),
            period: None,
        };
        let mut occasions = vec![plain.clone()];
        let bound = norm.that_party || norm.whom == Some(Whom::ThatParty);
        let raised = |onset: Onset, due: Due| Occasion {
            starts: onset.instants.iter().map(|place| self.points()[place]).collect(),
            due,
            certain: onset.certain,
            binds: onset.binds,
            cells: onset.deed.map_or_else(Vec::new, |deed| {
                let mut cells: Vec<usize> = deed.facts.iter().map(|fact| fact.cell).collect();
                cells.sort_unstable();
                cells.dedup();
                cells
            }),
            period: None,
        };
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::WithinOf(slots, Event::Each(deed)) => {
                    let onsets = self.onsets_of_deed(deed, bound);
                    occasions = onsets.into_iter().map(|onset| raised(onset, Due::After(*slots))).collect();
                }
                Qualifier::WithinOf(_, Event::Moment(_))
                | Qualifier::After(Event::Moment(_))
                | Qualifier::Once(Event::Moment(_)) => {}
                Qualifier::WithinOf(slots, event) => {
                    occasions = self.awaited(&plain, event, Due::After(*slots));
                }
                Qualifier::After(event) | Qualifier::Once(event) => {
                    occasions = self.awaited(&plain, event, Due::OneOf(vec![until]));
                }
                _ => {}
            }
        }
        if let Clause::Consequence(when, _) = &self.terms().clauses[clause] {
            let within = norm.qualifiers.iter().find_map(|qualifier| match qualifier {
                Qualifier::Within(slots) => Some(*slots),
                _ => None,
            });
            let due = within.map_or(Due::OneOf(vec![until]), Due::After);
            occasions =
                self.onsets(when, bound).into_iter().map(|onset| raised(onset, due.clone())).collect();
        }
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::EveryDay(morning) => {
                    let first = if *morning { BASE } else { BASE + SLOT };
                    let start = at(self.terms().force.from);
                    let windows = (0..).map(|day| first + day * 2 * SLOT).skip_while(|&begin| begin < start);
                    occasions = self.recurring(&plain, windows, SLOT, true);
                }
                Qualifier::Every(slots) => {
                    let start = from.unwrap_or(at(self.terms().force.from));
                    let windows = (0..).map(|period| start + period * slots * SLOT);
                    occasions = self.recurring(&plain, windows, slots * SLOT, false);
                }
                Qualifier::SameTime(clauses) => occasions = self.same_days(&plain, clauses),
                Qualifier::During(phase) if self.terms().fixed(*phase).is_none() => {
                    let (begin, end) = self.begin_and_end(*phase);
                    let Some(earliest) = begin.0 else { return Vec::new() };
                    if end.1.is_some_and(|end| end <= earliest) {
                        return Vec::new();
                    }
                    let dues = match end.0 {
                        None => vec![None],
                        Some(first) => {
                            let dues = self.between(first, end.1).into_iter().map(Some);
                            dues.chain(end.1.is_none().then_some(None)).collect()
                        }
                    };
                    occasions = vec![Occasion {
                        starts: self.between(earliest, begin.1),
                        due: Due::OneOf(dues),
                        certain: begin.1.is_some(),
                        ..plain.clone()
                    }];
                }
                Qualifier::Count { per: Some(period), .. } | Qualifier::Share { same: Some(period), .. } => {
                    occasions = self.periods(&plain, *period);
                }
                _ => {}
            }
        }
        occasions
    }

    /// The instants of the list from one to another one, which may be absent.
    pub fn between(&self, first: i64, last: Option<i64>) -> Vec<i64> {
        let fits = |point: &i64| first <= *point && last.is_none_or(|last| *point <= last);
        self.points().iter().copied().filter(fits).collect()
    }

    pub fn awaited(&self, plain: &Occasion, event: &Event, due: Due) -> Vec<Occasion> {
        let (earliest, latest) = self.bounds(event);
        let Some(earliest) = earliest else { return Vec::new() };
        let starts = self.between(earliest, latest);
        vec![Occasion { starts, due, certain: latest.is_some(), ..plain.clone() }]
    }

    pub fn end_of_announced_force(&self) -> Option<i64> {
        let force = &self.terms().force;
        if force.renewed.is_some() {
            return None;
        }
        // Where announcements differ, the last one.
        Some(match force.ends_for_c {
            Some(end) => at(end.max(force.until?)),
            None => at(force.until?),
        })
    }

    pub fn recurring(
        &self,
        plain: &Occasion,
        windows: impl Iterator<Item = i64>,
        length: i64,
        clipped: bool,
    ) -> Vec<Occasion> {
        let mut occasions = Vec::new();
        let end = if clipped { self.end_of_announced_force() } else { Some(self.end_of_force()) };
        for begin in windows.take(200) {
            if end.is_some_and(|end| begin >= end) {
                break;
            }
            let due = match end {
                Some(end) if clipped => end.min(begin + length),
                _ => begin + length,
            };
            occasions.push(Occasion {
                starts: vec![begin],
                due: Due::OneOf(vec![Some(due)]),
                ..plain.clone()
            });
            if begin >= self.matter.as_of {
                break;
            }
        }
        occasions
    }

    /// 13.1: each day on which an incident possibly fulfils one of these duties.
    pub fn same_days(&self, plain: &Occasion, clauses: &[usize]) -> Vec<Occasion> {
        let mut days: std::collections::BTreeMap<i64, bool> = std::collections::BTreeMap::new();
        let day_of = |time: usize| (self.points()[time] - BASE).div_euclid(2 * SLOT);
        for &clause in clauses {
            let Some(norm) = self.norm(clause) else { continue };
            for judged in self.judged(clause).iter() {
                for (incident, own) in self.matter.incidents.iter().enumerate() {
                    if own.refuted {
                        continue;
                    }
                    let facts = self.facts(incident, self.conditions_of_deed(norm));
                    // What comes late is no part of a quantity, nor of what has certainly been done before.
                    let counts = self.quantity(norm, &judged.occasion, &judged.owing).is_some();
                    let done = (0..self.points().len()).find(|&time| {
                        (0..self.matter.incidents.len())
                            .any(|incident| self.is_done_by(norm, judged, incident, time, true))
                    });
                    let too_late = |start: i64, fact: &Fact| {
                        let due = judged.occasion.dues(start)[0];
                        due.is_some_and(|due| self.points()[fact.time] >= due)
                            && (counts || done.is_some_and(|done| fact.time > done))
                    };
                    let may = |fact: &Fact| {
                        judged.occasion.starts.iter().any(|&start| {
                            !too_late(start, fact)
                                && self.may_fulfil(norm, &judged.occasion, &judged.owing, start, fact)
                        })
                    };
                    let fulfilling: Vec<i64> =
                        facts.iter().filter(|fact| may(fact)).map(|fact| day_of(fact.time)).collect();
                    let surely = self.for_certain(norm, &judged.occasion, &judged.owing, incident)
                        && facts
                            .iter()
                            .all(|fact| may(fact) && Some(&day_of(fact.time)) == fulfilling.first());
                    for day in fulfilling {
                        *days.entry(day).or_default() |= surely;
                    }
                }
            }
        }
        days.into_iter()
            .map(|(day, certain)| Occasion {
                starts: vec![BASE + day * 2 * SLOT],
                due: Due::OneOf(vec![Some(BASE + (day + 1) * 2 * SLOT)]),
                certain,
                ..plain.clone()
            })
            .collect()
    }

    /// The calendar periods with a part in the time in force.
    pub fn periods(&self, plain: &Occasion, period: Period) -> Vec<Occasion> {
        let ends: Vec<i64> = match period {
            Period::Day => (0..40).map(|day| at(2 * day)).collect(),
            // 29 February 2016 was a Monday.
            Period::Week => (0..6).map(|week| at(6 + 14 * week - 14)).collect(),
            // 1 February, 1 March, 1 April.
            Period::Month => vec![at(-50), at(8), at(8 + 62)],
        };
        ends.windows(2)
            .filter_map(|pair| {
                // From the first to the last instant of the period at which the agreement may be in force.
                let within: Vec<usize> = (0..self.points().len())
                    .filter(|&time| pair[0] <= self.points()[time] && self.points()[time] < pair[1])
                    .filter(|&time| self.may_be_in_force(time))
                    .collect();
                let (first, last) = (*within.first()?, *within.last()?);
                let begin = self.points()[first];
                let due = self.points().get(last + 1).map_or(pair[1], |&next| next.min(pair[1]));
                (begin < self.matter.as_of).then(|| Occasion {
                    starts: vec![begin],
                    due: Due::OneOf(vec![Some(due)]),
                    period: Some((pair[0], pair[1])),
                    ..plain.clone()
                })
            })
            .collect()
    }
}
