//! When the agreement is in force, as written and as each announcement has it.

use std::collections::BTreeMap;

use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::time::Seconds;
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{Direction, NameList, PeriodEnd, StatementKind};

/// What is said of the time in force, by everybody and by single readers.
#[derive(Default)]
struct Said {
    agreed: Option<Intervals>,
    by: BTreeMap<ActorId, Intervals>,
    ends: Option<Seconds>,
}

impl Said {
    fn add(&mut self, readers: &[ActorId], times: &Intervals) {
        if readers.is_empty() {
            self.agreed =
                Some(self.agreed.as_ref().map_or_else(|| times.clone(), |agreed| agreed.union(times)));
        }
        for &reader in readers {
            let entry = self.by.entry(reader).or_insert_with(Intervals::empty);
            *entry = entry.union(times);
        }
    }
}

impl Said {
    /// All times that anybody gives.
    fn spans(&self) -> impl Iterator<Item = &Intervals> {
        self.agreed.iter().chain(self.by.values())
    }
}

impl Resolver<'_> {
    pub(super) fn force(&mut self) {
        let mut said = Said::default();
        let mut starts_said = false;
        let mut renewed_automatically = false;
        let mut start_open = None;
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
                    let until = match end {
                        None => LATEST,
                        Some(PeriodEnd::Until(moment)) => {
                            let until = self.moment(moment, Edge::Begin);
                            if until.as_ref().is_ok_and(|&until| until <= start) {
                                self.backwards(from.spot.0, moment.spot.0);
                            }
                            self.or_onwards(until, moment.spot.0)
                        }
                        Some(PeriodEnd::For(duration)) => {
                            self.shifted(start, duration, Direction::After).unwrap_or(LATEST)
                        }
                    };
                    said.add(&readers, &Intervals::of(start, until));
                }
                StatementKind::Renewed { duration, from, read_by } => {
                    let readers = self.readers_of(read_by.as_ref());
                    let start = match self.moment(from, Edge::Begin) {
                        Ok(start) => start,
                        Err(NoInstant::Open(why)) => {
                            self.left_open(from.spot.0, &why, "this renewal did not happen");
                            continue;
                        }
                        Err(NoInstant::Faulty) => continue,
                    };
                    let Ok(until) = self.shifted(start, duration, Direction::After) else { continue };
                    said.add(&readers, &Intervals::of(start, until));
                }
                StatementKind::RenewedAutomatically { .. } => renewed_automatically = true,
                StatementKind::EndsOn(moment) => {
                    let at = self.moment(moment, Edge::Begin);
                    let at = self.or_onwards(at, moment.spot.0);
                    said.ends = Some(said.ends.map_or(at, |earlier| earlier.min(at)));
                }
                StatementKind::EndsWhen(condition) => {
                    let words = self.words(condition.spot.0);
                    self.assume(format!(
                        "Whether the agreement has ended because {words} is not judged: it is taken to go on."
                    ));
                }
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
        let cut = |times: &Intervals| times.intersection(&lifetime);
        let as_written = match &said.agreed {
            Some(agreed) => self.renewable(&cut(agreed), renewed),
            None => {
                let mut announced = said.by.values();
                let first = announced.next().cloned().unwrap_or_else(Intervals::empty);
                let (certain, possible) = announced
                    .fold((first.clone(), first), |(certain, possible), times| {
                        (certain.intersection(times), possible.union(times))
                    });
                let differing = cut(&possible.difference(&certain));
                let certain = self.renewable(&cut(&certain), renewed);
                if differing.is_empty() {
                    certain
                } else {
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
            }
        };
        if said.by.is_empty() {
            return as_written;
        }
        let agreed = said.agreed.clone().unwrap_or_else(Intervals::empty);
        let by: BTreeMap<ActorId, Description> = said
            .by
            .iter()
            .map(|(&reader, times)| (reader, self.renewable(&cut(&times.union(&agreed)), renewed)))
            .collect();
        self.readers.extend(by.keys());
        Description::Read { as_written: Box::new(as_written), by }
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
