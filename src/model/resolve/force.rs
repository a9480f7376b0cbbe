//! When the agreement is in force, as written and as each announcement has it.

use std::collections::BTreeMap;

use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::past::Definition;
use crate::model::periods::StatedPeriod;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::time::Seconds;
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{Direction, Duration, Moment, NameList, PeriodEnd, StatementKind};

/// The words that give the ends of a period.
fn words_of(end: &PeriodEnd, (by_length, by_end): (Seconds, Seconds)) -> Vec<(Seconds, Span)> {
    match end {
        PeriodEnd::Until(moment) => vec![(by_end, moment.spot.0)],
        PeriodEnd::For(length) => vec![(by_length, length.spot.0)],
        PeriodEnd::Both(length, moment) => vec![(by_length, length.spot.0), (by_end, moment.spot.0)],
    }
}

/// Times in force. They differ where a length and an end are both stated and do not agree.
#[derive(Clone, Default)]
struct Times {
    certain: Intervals,
    possible: Intervals,
}

impl Times {
    fn union(&self, other: &Self) -> Self {
        Self { certain: self.certain.union(&other.certain), possible: self.possible.union(&other.possible) }
    }

    fn within(&self, lifetime: &Intervals) -> Self {
        Self { certain: self.certain.intersection(lifetime), possible: self.possible.intersection(lifetime) }
    }
}

/// What is said of the time in force, by everybody and by single readers.
#[derive(Default)]
struct Said {
    agreed: Option<Times>,
    by: BTreeMap<ActorId, Times>,
    ends: Option<Seconds>,
    /// Every end that the text gives, with its words.
    words: Vec<(Seconds, Span)>,
}

impl Said {
    fn add(&mut self, readers: &[ActorId], start: Seconds, (one, other): (Seconds, Seconds)) {
        let times = Times {
            certain: Intervals::of(start, one.min(other)),
            possible: Intervals::of(start, one.max(other)),
        };
        if readers.is_empty() {
            self.agreed = Some(self.agreed.take().unwrap_or_default().union(&times));
        }
        for &reader in readers {
            let entry = self.by.entry(reader).or_default();
            *entry = entry.union(&times);
        }
    }

    /// All times that anybody gives.
    fn spans(&self) -> impl Iterator<Item = &Intervals> {
        self.agreed.iter().chain(self.by.values()).map(|times| &times.possible)
    }
}

impl Resolver<'_> {
    pub(super) fn force(&mut self) {
        let mut said = Said::default();
        let mut starts_said = false;
        let mut renewed_automatically = false;
        let mut start_open = None;
        let mut ends_when = false;
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::InForce { from, end, read_by } => {
                    starts_said = true;
                    let readers = self.readers_of(read_by.as_ref());
                    let start = match self.moment(from, Edge::Begin) {
                        Ok(start) => start,
                        Err(NoInstant::Open(why)) => {
                            start_open = Some(why);
                            continue;
                        }
                        Err(NoInstant::Faulty) => continue,
                    };
                    let ends = match end {
                        None => (LATEST, LATEST),
                        Some(PeriodEnd::Until(moment)) => {
                            let until = self.moment(moment, Edge::Begin);
                            if until.as_ref().is_ok_and(|&until| until <= start) {
                                self.backwards(from.spot.0, moment.spot.0);
                            }
                            let until = self.or_onwards(until, moment.spot.0);
                            (until, until)
                        }
                        Some(PeriodEnd::For(duration)) => {
                            let until = self.shifted(start, duration, Direction::After).unwrap_or(LATEST);
                            (until, until)
                        }
                        Some(PeriodEnd::Both(duration, moment)) => {
                            let own = (from.spot.0, duration, moment);
                            self.both_ends(start, own, &readers).unwrap_or((LATEST, LATEST))
                        }
                    };
                    said.add(&readers, start, ends);
                    said.words.extend(end.iter().flat_map(|end| words_of(end, ends)));
                }
                StatementKind::Renewed { duration, from, until, read_by } => {
                    let readers = self.readers_of(read_by.as_ref());
                    let start = match self.moment(from, Edge::Begin) {
                        Ok(start) => start,
                        Err(NoInstant::Open(why)) => {
                            self.left_open(from.spot.0, &why, "this renewal did not happen");
                            self.clocks.end_open = true;
                            continue;
                        }
                        Err(NoInstant::Faulty) => continue,
                    };
                    let ends = match until {
                        None => {
                            let until = self.shifted(start, duration, Direction::After).ok();
                            until.map(|until| (until, until))
                        }
                        Some(moment) => self.both_ends(start, (from.spot.0, duration, moment), &readers),
                    };
                    if let Some(ends) = ends {
                        said.add(&readers, start, ends);
                        said.words.push((ends.0, duration.spot.0));
                        said.words.extend(until.as_ref().map(|moment| (ends.1, moment.spot.0)));
                    }
                }
                StatementKind::RenewedAutomatically { .. } => renewed_automatically = true,
                StatementKind::EndsOn(moment) => {
                    let at = self.moment(moment, Edge::Begin);
                    let at = self.or_onwards(at, moment.spot.0);
                    said.ends = Some(said.ends.map_or(at, |earlier| earlier.min(at)));
                    said.words.push((at, moment.spot.0));
                }
                StatementKind::EndsWhen(_) => ends_when = true,
                _ => {}
            }
        }
        if !starts_said {
            self.assume("The agreement names no start: it is taken to be in force at all times.".to_owned());
        }
        self.clocks.first = said.spans().filter_map(Intervals::first).min();
        let last = said.spans().filter_map(|times| times.iter().last()).map(|(_, end)| end).max();
        let last = last.map(|last| last.min(said.ends.unwrap_or(LATEST)));
        self.clocks.last = last.filter(|&last| last != LATEST && !renewed_automatically);
        self.clocks.end_open |= start_open.is_some();
        let words = said.words.iter().find(|(at, _)| Some(*at) == self.clocks.last);
        self.clocks.last_words = words.map(|&(_, span)| span);
        let lifetime = Intervals::of(EARLIEST, said.ends.unwrap_or(LATEST));
        let in_force = self.describe_force(said, starts_said, renewed_automatically);
        self.in_force = match start_open {
            // Another start that is dated is certain; this one may lie anywhere.
            Some(why) => {
                let words = format!("the agreement was in force, whose start {why}");
                let literal = self.literal("in_force", words, LiteralKind::Force);
                let open = Description::All(vec![Description::Time(lifetime), Description::Literal(literal)]);
                Description::Any(vec![in_force, open])
            }
            None => in_force,
        };
        if ends_when {
            self.end_with_a_condition();
        }
    }

    /// The agreement is in force only as long as nothing has ended it.
    fn end_with_a_condition(&mut self) {
        let words = "the agreement had ended by what happened".to_owned();
        let literal = self.literal("ended", words, LiteralKind::Force);
        self.past.definitions.insert(literal, Definition::Ended);
        let in_force = std::mem::replace(&mut self.in_force, Description::always());
        self.in_force = Description::All(vec![in_force, Description::Literal(literal).negated()]);
    }

    /// The ends of a period in force by its length and by its stated end; the length alone where the end is left open.
    fn both_ends(
        &mut self,
        start: Seconds,
        (from, duration, moment): (Span, &Duration, &Moment),
        readers: &[ActorId],
    ) -> Option<(Seconds, Seconds)> {
        let by_length = self.shifted(start, duration, Direction::After).ok()?;
        let by_end = match self.moment(moment, Edge::Begin) {
            Ok(by_end) => by_end,
            Err(NoInstant::Open(why)) => {
                self.left_open(moment.spot.0, &why, "the length counts");
                return Some((by_length, by_length));
            }
            Err(NoInstant::Faulty) => return None,
        };
        if by_end <= start {
            self.backwards(from, moment.spot.0);
            return None;
        }
        self.state_period(start, (duration, by_length), (moment.spot.0, by_end), readers);
        Some((by_length, by_end))
    }

    /// Remembers a period of which a length and an end are stated.
    pub(super) fn state_period(
        &mut self,
        begin: Seconds,
        (duration, by_length): (&Duration, Seconds),
        (end_span, by_end): (Span, Seconds),
        readers: &[ActorId],
    ) {
        let Ok(amount) = self.amount(duration) else { return };
        self.stated_periods.push(StatedPeriod {
            begin,
            length: (amount, duration.unit),
            by_length,
            by_end,
            length_span: duration.spot.0,
            end_span,
            clause: None,
            readers: readers.to_vec(),
        });
    }

    /// An end, or that there is none where the text leaves it open.
    fn or_onwards(&mut self, end: Result<Seconds, NoInstant>, span: Span) -> Seconds {
        match end {
            Ok(end) => end,
            Err(NoInstant::Open(why)) => {
                self.left_open(span, &why, "the agreement goes on");
                LATEST
            }
            Err(NoInstant::Faulty) => LATEST,
        }
    }

    fn describe_force(&mut self, said: Said, starts_said: bool, renewed: bool) -> Description {
        let lifetime = Intervals::of(EARLIEST, said.ends.unwrap_or(LATEST));
        if !starts_said {
            return Description::Time(lifetime);
        }
        let as_written = match &said.agreed {
            Some(agreed) => agreed.clone(),
            None => {
                let announced = said.by.values().cloned();
                let joined = announced.reduce(|one, other| Times {
                    certain: one.certain.intersection(&other.certain),
                    possible: one.possible.union(&other.possible),
                });
                joined.unwrap_or_default()
            }
        };
        let as_written = self.describe_times(&as_written.within(&lifetime), renewed);
        if said.by.is_empty() {
            return as_written;
        }
        let agreed = said.agreed.clone().unwrap_or_default();
        let by: BTreeMap<ActorId, Description> = said
            .by
            .iter()
            .map(|(&reader, times)| {
                (reader, self.describe_times(&times.union(&agreed).within(&lifetime), renewed))
            })
            .collect();
        self.readers.extend(by.keys());
        Description::Read { as_written: Box::new(as_written), by }
    }

    /// Times in force: certain, or open where what is said of them differs.
    fn describe_times(&mut self, times: &Times, renewed: bool) -> Description {
        let differing = times.possible.difference(&times.certain);
        let certain = self.renewable(&times.certain, renewed);
        if differing.is_empty() {
            return certain;
        }
        let literal = self.literal(
            "in_force",
            "the agreement was in force at a time on which its announcements differ".to_owned(),
            LiteralKind::Force,
        );
        Description::Any(vec![
            certain,
            Description::All(vec![Description::Time(differing), Description::Literal(literal)]),
        ])
    }

    /// Times in force; after their last end a renewal that happens by itself may have moved it.
    fn renewable(&mut self, times: &Intervals, renewed: bool) -> Description {
        let last = times.iter().last().map(|(_, end)| end);
        match last {
            Some(end) if renewed && end != LATEST => {
                let literal = self.literal(
                    "renewed",
                    "the agreement was renewed beyond its first end".to_owned(),
                    LiteralKind::Force,
                );
                self.past.definitions.insert(literal, Definition::Renewed);
                Description::Any(vec![
                    Description::Time(times.clone()),
                    Description::All(vec![
                        Description::Time(Intervals::of(end, LATEST)),
                        Description::Literal(literal),
                    ]),
                ])
            }
            _ => Description::Time(times.clone()),
        }
    }

    /// The actors named as readers.
    pub(super) fn readers_of(&mut self, list: Option<&NameList>) -> Vec<ActorId> {
        let Some(list) = list else { return Vec::new() };
        list.names.iter().filter_map(|name| self.actor(name)).collect()
    }
}
