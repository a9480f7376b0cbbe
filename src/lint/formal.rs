//! What a clause says in its formal words, to be held against its quotation: its own values, and what its names stand for.

use std::collections::BTreeSet;

use super::Written;
use super::declared::{Declared, titles};
use super::quotation::words;
use super::said::{Said, Value, thousandths};
use crate::source::Span;
use crate::syntax::tree::{
    ClockTime, Condition, Distance, Duration, MomentKind, Norm, Object, Preposition, Qualifier,
    QualifierKind, RefList, SomeKind, StatementKind, SubjectKind,
};
use crate::syntax::walk::{self, Part};

/// What a clause says.
pub struct Formal<'a> {
    /// The values of its own words, with their places.
    pub own: Vec<(Value, Span)>,
    /// Those of what its names stand for, and of the sentences that say when the agreement holds.
    pub behind: Vec<(Value, Span)>,
    /// Its names, and those by which these are declared.
    pub names: BTreeSet<&'a str>,
    /// The titles, other names and official words of all these.
    pub words: Vec<&'a str>,
    /// Whether it speaks of anybody whatever.
    pub everybody: bool,
}

impl<'a> Formal<'a> {
    /// What a clause says.
    pub fn new(declared: &Declared<'a>, written: &Written<'a>) -> Self {
        let mut own = Self {
            own: Vec::new(),
            behind: Vec::new(),
            names: BTreeSet::new(),
            words: Vec::new(),
            everybody: false,
        };
        let mut found = Found::default();
        walk::clause(written.tree, &mut |part| found.take(part));
        own.own = found.values;
        if let Some((norm, _)) = written.norm() {
            own.behind.extend(lists(norm).map(|list| (count(list.refs.len()), list.spot.0)));
            let hours = norm.qualifiers.iter().flat_map(|qualifier| {
                hours(qualifier).into_iter().map(|hour| (value_of_hour(hour), qualifier.spot.0))
            });
            own.own.extend(hours);
        }
        own.words.append(&mut found.words);
        own.everybody = found.everybody;
        let mut open = found.names;
        for kind in std::mem::take(&mut found.kinds) {
            match declared.of_kind(kind) {
                Some(kinds) => kinds.into_iter().for_each(|kind| own.stands_for(kind, &mut open)),
                None => own.everybody = true,
            }
        }
        while let Some(name) = open.pop() {
            if own.names.insert(name) {
                declared.of(name).iter().for_each(|kind| own.stands_for(kind, &mut open));
            }
        }
        declared.clocks().iter().for_each(|kind| own.stands_for(kind, &mut open));
        own
    }

    /// Takes in what a declaration says, and leaves the names that it uses to be looked at.
    fn stands_for(&mut self, kind: &'a StatementKind, open: &mut Vec<&'a str>) {
        let mut found = Found::default();
        walk::statement(kind, &mut |part| found.take(part));
        self.behind.append(&mut found.values);
        self.words.append(&mut found.words);
        self.words.extend(titles(kind).into_iter().map(|title| title.text.as_str()));
        open.append(&mut found.names);
        if let StatementKind::Group { members, name, .. } = kind {
            self.behind.push((count(members.len()), name.spot.0));
        }
    }

    /// Whether something it says, or stands for, agrees with a value.
    pub fn answers(&self, value: &Value) -> bool {
        self.own.iter().chain(&self.behind).any(|(own, _)| own.agrees_with(value))
    }

    /// Where it, or a zone that it names, gives a value of the same kind otherwise than a text of these values does.
    pub fn otherwise(&self, all: &[Said], value: &Value) -> Option<Span> {
        // What stands behind other names may have nothing to do with what the text counts.
        let by_zones = self.behind.iter().filter(|(other, _)| matches!(other, Value::Length(..)));
        let differs = |(other, _): &&(Value, Span)| {
            other.is_like(value) && !all.iter().any(|said| said.value.agrees_with(other))
        };
        self.own.iter().chain(by_zones).find(differs).map(|(_, span)| *span)
    }

    /// Whether the official words of something it names contain these.
    pub fn has_words(&self, words: &str) -> bool {
        let own = in_words(words);
        self.words.iter().any(|other| in_words(other).contains(&own))
    }
}

/// Names and values of a walk.
#[derive(Default)]
struct Found<'a> {
    values: Vec<(Value, Span)>,
    names: Vec<&'a str>,
    words: Vec<&'a str>,
    kinds: Vec<SomeKind>,
    everybody: bool,
}

impl<'a> Found<'a> {
    fn take(&mut self, part: Part<'a>) {
        match part {
            Part::Name(name) => self.names.push(&name.text),
            Part::Term(words) => self.names.push(&words.text),
            Part::Some(kind) => self.kinds.push(kind),
            Part::Everybody => self.everybody = true,
            Part::Moment(moment) => match &moment.kind {
                MomentKind::Date { date, time, .. } => {
                    self.values.push((Value::date(*date), moment.spot.0));
                    self.values.extend(time.map(|time| (value_of_hour(time), moment.spot.0)));
                }
                MomentKind::Fuzzy { words, .. } => self.words.push(&words.text),
                MomentKind::Named(_) | MomentKind::Offset { .. } => {}
            },
            Part::Duration(own) => self.values.extend(period(own).map(|value| (value, own.spot.0))),
            // The place of an hour is that of its qualifier.
            Part::Hour(_) => {}
            Part::Distance(own) => self.values.extend(length(own).map(|value| (value, own.spot.0))),
            Part::Percent(own) => {
                let share = thousandths(own).map(|share| Value::Share(share, share));
                self.values.extend(share.map(|value| (value, own.spot.0)));
            }
            Part::Amount(own) => {
                let amount = thousandths(own).map(|amount| Value::Count(amount, amount));
                self.values.extend(amount.map(|value| (value, own.spot.0)));
            }
        }
    }
}

/// Words alone, each between blanks, so that "US" is not part of "Russia".
fn in_words(text: &str) -> String {
    let all: Vec<&str> = words(text).into_iter().map(|(_, word)| word).collect();
    format!(" {} ", all.join(" "))
}

fn value_of_hour(time: ClockTime) -> Value {
    Value::Hour(u64::from(time.hour) * 60 + u64::from(time.minute))
}

fn period(own: &Duration) -> Option<Value> {
    let amount = thousandths(&own.amount)?;
    Some(Value::period(amount, amount, own.unit))
}

fn length(own: &Distance) -> Option<Value> {
    let low = thousandths(&own.low)?;
    let high = own.high.as_ref().map_or(Some(low), thousandths)?;
    Some(Value::length(low, high, own.unit))
}

fn hours(qualifier: &Qualifier) -> Vec<ClockTime> {
    match &qualifier.kind {
        QualifierKind::Every { from, to, .. } => vec![*from, *to],
        _ => Vec::new(),
    }
}

/// The lists of a clause: those whom it binds, and what it is about.
fn lists(norm: &Norm) -> impl Iterator<Item = &RefList> {
    let bearers = match &norm.bearer.who {
        SubjectKind::Names(who) => Some(who),
        _ => None,
    };
    bearers.into_iter().chain(norm.action.objects.iter().map(|object| &object.refs))
}

fn count(length: usize) -> Value {
    let amount = u64::try_from(length).unwrap_or(u64::MAX).saturating_mul(1000);
    Value::Count(amount, amount)
}

/// What keeps a clause from cases that its other words cover: the words after which each of them stands.
pub fn exceptions(norm: &Norm) -> Vec<Span> {
    let by_qualifier = norm.qualifiers.iter().filter(|own| {
        matches!(
            own.kind,
            QualifierKind::Except(_)
                | QualifierKind::Unless(_)
                | QualifierKind::Provided(_)
                | QualifierKind::SubjectTo(_)
        )
    });
    by_qualifier.map(|own| own.spot.0).collect()
}

/// Whether a clause has anything that official wording may call an exception or a condition.
pub fn is_narrowed(norm: &Norm, when: Option<&Condition>) -> bool {
    let narrows = |own: &Qualifier| {
        matches!(
            own.kind,
            QualifierKind::Except(_)
                | QualifierKind::Unless(_)
                | QualifierKind::Provided(_)
                | QualifierKind::SubjectTo(_)
                | QualifierKind::Notwithstanding(_)
                | QualifierKind::When(_)
                | QualifierKind::Once(_)
                | QualifierKind::After(_)
                | QualifierKind::During(_)
                | QualifierKind::SameTime(_)
        )
    };
    let outside = |own: &Object| matches!(own.preposition, Some(Preposition::Outside | Preposition::NotIn));
    when.is_some() || norm.qualifiers.iter().any(narrows) || norm.action.objects.iter().any(outside)
}
