//! Lists, moments, events and distances.

use super::clauses::{objects, subject};
use super::words::Words;
use crate::syntax::tree::{
    ActList, Alias, Bound, ClauseState, ClauseStateKind, ClockTime, Conjunction, Direction, Distance,
    Duration, Event, EventKind, FileFeature, Label, LabelList, LengthUnit, Member, Moment, MomentKind, Name,
    NameList, NameRef, Period, PhaseEdge, RefList, Run, SomeKind, TimeUnit,
};

/// `A`, `A and B`, `A, B or C`.
pub(super) fn list<T>(
    words: &mut Words,
    items: &[T],
    joined: Conjunction,
    mut item: impl FnMut(&mut Words, &T),
) {
    let last = items.len().saturating_sub(1);
    for (at, it) in items.iter().enumerate() {
        if at > 0 && at == last {
            words.say(conjunction(joined));
        } else if at > 0 {
            words.mark(",");
        }
        item(words, it);
    }
}

pub(super) fn conjunction(joined: Conjunction) -> &'static str {
    match joined {
        Conjunction::And => "and",
        Conjunction::Or => "or",
    }
}

pub(super) fn names(words: &mut Words, list_of: &NameList) {
    list(words, &list_of.names, list_of.joined, |words, name| words.say(&name.text));
}

/// The word, and the names after it, where there are any.
pub(super) fn names_after(words: &mut Words, before: &str, list_of: Option<&NameList>) {
    if let Some(list_of) = list_of {
        words.say(before);
        names(words, list_of);
    }
}

/// The same after a comma.
pub(super) fn names_after_comma(words: &mut Words, before: &str, list_of: Option<&NameList>) {
    if list_of.is_some() {
        words.mark(",");
    }
    names_after(words, before, list_of);
}

pub(super) fn acts(words: &mut Words, acts: &ActList) {
    list(words, &acts.names, acts.joined, |words, name| words.say(&name.text));
}

pub(super) fn labels(words: &mut Words, labels: &LabelList) {
    list(words, &labels.labels, labels.joined, |words, label: &Label| words.say(&label.text));
}

pub(super) fn refs(words: &mut Words, refs: &RefList) {
    list(words, &refs.refs, refs.joined, reference);
}

pub(super) fn reference(words: &mut Words, reference: &NameRef) {
    match reference {
        NameRef::Name(Name { text, .. }) => words.say(text),
        NameRef::Text(text) => words.quote(text),
        NameRef::EachOther(_) => words.say("each other"),
        NameRef::ThatParty(_) => words.say("that party"),
        NameRef::SameZone(_) => words.say("the same zone"),
        NameRef::Anyone(_) => words.say("anyone"),
        NameRef::Some(kind, _) => words.say(some(*kind)),
    }
}

pub(super) fn some(kind: SomeKind) -> &'static str {
    match kind {
        SomeKind::Party => "a party",
        SomeKind::CoveredParty => "a covered party",
        SomeKind::ExcludedParty => "an excluded party",
        SomeKind::Guarantor => "a guarantor",
        SomeKind::Monitor => "a monitor",
    }
}

pub(super) fn moment(words: &mut Words, moment_of: &Moment) {
    match &moment_of.kind {
        MomentKind::Date { date, time, zone } => {
            words.say(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
            if let Some(time) = time {
                clock(words, *time);
            }
            if let Some(zone) = zone {
                words.say("time zone");
                words.quote(zone);
            }
        }
        MomentKind::Named(name) => words.say(&name.text),
        MomentKind::Offset { duration: length, direction, base } => {
            duration(words, length);
            words.say(match direction {
                Direction::Before => "before",
                Direction::After => "after",
            });
            moment(words, base);
        }
        MomentKind::Fuzzy { words: official, taken_as } => {
            words.quote(official);
            if let Some(taken_as) = taken_as {
                words.comma("taken as");
                moment(words, taken_as);
            }
        }
    }
}

/// The word, and the moment after it, where there is one.
pub(super) fn moment_after(words: &mut Words, before: &str, moment_of: Option<&Moment>) {
    if let Some(moment_of) = moment_of {
        words.say(before);
        moment(words, moment_of);
    }
}

pub(super) fn period(words: &mut Words, period: &Period) {
    moment_after(words, "from", period.from.as_ref());
    moment_after(words, "until", period.until.as_ref());
}

pub(super) fn clock(words: &mut Words, time: ClockTime) {
    words.say(&format!("{:02}:{:02}", time.hour, time.minute));
}

pub(super) fn duration(words: &mut Words, duration: &Duration) {
    words.say(&duration.amount.text);
    words.say(unit(duration.unit, duration.amount.text == "1"));
}

pub(super) fn consecutive(words: &mut Words, duration: &Duration) {
    words.say(&duration.amount.text);
    words.say("consecutive");
    words.say(unit(duration.unit, duration.amount.text == "1"));
}

pub(super) fn unit(unit: TimeUnit, one: bool) -> &'static str {
    match (unit, one) {
        (TimeUnit::Minute, true) => "minute",
        (TimeUnit::Minute, false) => "minutes",
        (TimeUnit::Hour, true) => "hour",
        (TimeUnit::Hour, false) => "hours",
        (TimeUnit::Day, true) => "day",
        (TimeUnit::Day, false) => "days",
        (TimeUnit::Week, true) => "week",
        (TimeUnit::Week, false) => "weeks",
        (TimeUnit::Month, true) => "month",
        (TimeUnit::Month, false) => "months",
        (TimeUnit::Year, true) => "year",
        (TimeUnit::Year, false) => "years",
    }
}

pub(super) fn event(words: &mut Words, event: &Event) {
    match &event.kind {
        EventKind::Moment(of) => moment(words, of),
        EventKind::Each { act, by, objects: of } => {
            words.say("each");
            words.say(&act.text);
            if let Some(by) = by {
                words.say("by");
                subject(words, by);
            }
            objects(words, of);
        }
        EventKind::Clauses(state) => clause_state(words, state),
        EventKind::Phase { name, edge } => {
            words.say("phase");
            words.say(&name.text);
            words.say(match edge {
                PhaseEdge::Begins => "begins",
                PhaseEdge::Ends => "ends",
            });
        }
    }
}

pub(super) fn clause_state(words: &mut Words, state: &ClauseState) {
    labels(words, &state.labels);
    words.say(if state.labels.labels.len() == 1 { "is" } else { "are" });
    words.say(match state.state {
        ClauseStateKind::Fulfilled => "fulfilled",
        ClauseStateKind::Observed => "observed",
        ClauseStateKind::Violated => "violated",
        ClauseStateKind::Begun => "begun",
    });
}

pub(super) fn run(words: &mut Words, run: &Run) {
    consecutive(words, &run.duration);
    words.say("without violation");
    if let Some(without) = &run.without {
        words.say("of");
        labels(words, without);
    }
}

pub(super) fn distance(words: &mut Words, distance: &Distance) {
    match &distance.high {
        Some(high) => words.say(&format!("{}-{}", distance.low.text, high.text)),
        None => words.say(&distance.low.text),
    }
    let one = distance.high.is_none() && distance.low.text == "1";
    words.say(match (distance.unit, one) {
        (LengthUnit::Metre, _) => "m",
        (LengthUnit::Kilometre, _) => "km",
        (LengthUnit::Mile, true) => "mile",
        (LengthUnit::Mile, false) => "miles",
        (LengthUnit::NauticalMile, true) => "nautical mile",
        (LengthUnit::NauticalMile, false) => "nautical miles",
        (LengthUnit::Yard, true) => "yard",
        (LengthUnit::Yard, false) => "yards",
    });
}

pub(super) fn file_feature(words: &mut Words, file: &FileFeature) {
    words.say("from");
    words.quote(&file.file);
    if let Some(feature) = &file.feature {
        words.say("feature");
        words.quote(feature);
    }
}

pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Exactly => "exactly",
        Bound::MoreThan => "more than",
        Bound::LessThan => "less than",
    }
}

pub(super) fn members(words: &mut Words, members: &[Member]) {
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            words.mark(",");
        }
        words.say(&member.name.text);
        period(words, &member.period);
    }
}

/// `, known as "A", "B"`; an alias with a period of its own has `known as` of its own.
pub(super) fn aliases(words: &mut Words, aliases: &[Alias]) {
    let mut plain_before = false;
    for alias in aliases {
        let plain = alias.period == Period::default();
        words.mark(",");
        if !(plain && plain_before) {
            words.say("known as");
        }
        words.quote(&alias.title);
        period(words, &alias.period);
        plain_before = plain;
    }
}
