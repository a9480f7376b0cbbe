//! What a sentence holds: the names that it uses, and the amounts that it gives.
//!
//! One walk over the whole tree, exhaustive, so that a new form of sentence cannot be forgotten. What a sentence declares is
//! not among the names that it uses. Conditions and moments lie inside each other no deeper than the parser lets them.

use super::tree::{
    Action, ActionKind, Alias, Clause, ClauseBody, ClockTime, Condition, ConditionKind, Distance, Duration,
    Event, EventKind, Extent, Happening, HappeningTime, LineCourse, Member, Moment, MomentKind, Name,
    NameList, NameOrText, NameRef, Norm, Number, Object, Period, PeriodEnd, PhaseEnd, Qualifier,
    QualifierKind, Quantity, Reading, RefList, Run, SomeKind, StatementKind, Subject, SubjectKind, Text,
};

/// Something that a sentence holds.
#[derive(Clone, Copy, Debug)]
pub enum Part<'t> {
    /// A name that is used.
    Name(&'t Name),
    /// A term, by the words under which the text has it.
    Term(&'t Text),
    /// `a party`, `a monitor`.
    Some(SomeKind),
    /// `anyone`, `nobody`.
    Everybody,
    /// A point in time. Its base and its length follow.
    Moment(&'t Moment),
    /// A length of time.
    Duration(&'t Duration),
    /// An hour of the day, without a date.
    Hour(ClockTime),
    /// A distance.
    Distance(&'t Distance),
    /// A share of a hundred.
    Percent(&'t Number),
    /// Any other amount: how many, how often, how large.
    Amount(&'t Number),
}

type Look<'l, 't> = &'l mut dyn FnMut(Part<'t>);

/// Looks at all that a sentence holds, in the order of the text.
pub fn statement<'t>(kind: &'t StatementKind, look: Look<'_, 't>) {
    match kind {
        StatementKind::Agreement(_)
        | StatementKind::Source(_)
        | StatementKind::Wording { .. }
        | StatementKind::Use(_)
        | StatementKind::Instrument { .. }
        | StatementKind::Annex { .. }
        | StatementKind::TimeZone(_)
        | StatementKind::Article { .. }
        | StatementKind::Waive { .. }
        | StatementKind::Scenario(_) => {}
        StatementKind::Variant(who) => names(who, look),
        StatementKind::Signed(own) | StatementKind::EndsOn(own) | StatementKind::Day { moment: own, .. } => {
            moment(own, look);
        }
        StatementKind::InForce { from, end, read_by } => {
            moment(from, look);
            match end {
                Some(PeriodEnd::Until(own)) => moment(own, look),
                Some(PeriodEnd::For(own)) => look(Part::Duration(own)),
                Some(PeriodEnd::Both(length, own)) => {
                    look(Part::Duration(length));
                    moment(own, look);
                }
                None => {}
            }
            maybe_names(read_by.as_ref(), look);
        }
        StatementKind::Renewed { duration, from, until, read_by } => {
            look(Part::Duration(duration));
            moment(from, look);
            until.iter().for_each(|own| moment(own, look));
            maybe_names(read_by.as_ref(), look);
        }
        StatementKind::RenewedAutomatically { duration, unless, consent } => {
            look(Part::Duration(duration));
            unless.iter().for_each(|own| condition(own, look));
            maybe_names(consent.as_ref(), look);
        }
        StatementKind::EndsWhen(own) => condition(own, look),
        StatementKind::Actor { period: own, aliases, led_by, .. } => {
            period(own, look);
            dated_names(aliases, look);
            maybe_names(led_by.as_ref(), look);
        }
        StatementKind::Group { period: own, aliases, members: all, .. } => {
            period(own, look);
            dated_names(aliases, look);
            members(all, look);
        }
        StatementKind::Covered(all) => members(all, look),
        StatementKind::Excluded { members: all, designated_by } => {
            members(all, look);
            if let Some(NameOrText::Name(name)) = designated_by {
                look(Part::Name(name));
            }
        }
        StatementKind::Guarantor { guarantor, of } => {
            names(guarantor, look);
            maybe_names(of.as_ref(), look);
        }
        StatementKind::Merges { who, into: other, on } | StatementKind::Splits { who, from: other, on } => {
            names(who, look);
            look(Part::Name(other));
            moment(on, look);
        }
        StatementKind::Accepts { who, on, to, until, reservation: _ } => {
            names(who, look);
            moment(on, look);
            maybe_names(to.as_ref(), look);
            until.iter().for_each(|own| moment(own, look));
        }
        StatementKind::Withdraws { who, on } => {
            names(who, look);
            moment(on, look);
        }
        StatementKind::Place { aliases, .. } => dated_names(aliases, look),
        StatementKind::Line { course, at, .. } => {
            match course {
                LineCourse::File(_) => {}
                LineCourse::Through(places) => names(places, look),
                LineCourse::Boundary(zone) => look(Part::Name(zone)),
            }
            at.iter().for_each(|own| moment(own, look));
        }
        StatementKind::Zone { within, extent, except, measured, aliases, .. } => {
            within.iter().for_each(|name| look(Part::Name(name)));
            extent.iter().for_each(|own| ground(own, look));
            maybe_names(except.as_ref(), look);
            for own in measured {
                names(&own.who, look);
                look(Part::Name(&own.from));
            }
            dated_names(aliases, look);
        }
        StatementKind::Act { parents, .. } => maybe_names(parents.as_ref(), look),
        StatementKind::Means { members: all, .. } => maybe_names(all.as_ref(), look),
        StatementKind::Term { definition, reading: own, title: _ } => {
            definition.iter().for_each(|own| condition(own, look));
            own.iter().for_each(|own| reading(own, look));
        }
        StatementKind::Reading(own) => reading(own, look),
        StatementKind::Phase { from, end, .. } => {
            event(from, look);
            match end {
                Some(PhaseEnd::Event(own)) => event(own, look),
                Some(PhaseEnd::Condition(own)) => condition(own, look),
                Some(PhaseEnd::For(own)) => look(Part::Duration(own)),
                None => {}
            }
        }
        StatementKind::Streak { run: own, from, certified_by, .. } => {
            run(own, look);
            from.iter().for_each(|own| event(own, look));
            maybe_names(certified_by.as_ref(), look);
        }
        StatementKind::Clause(own) => clause(own, look),
        StatementKind::Happens(own) => happening(own, look),
        StatementKind::Expect { expectations } => {
            for own in expectations {
                own.reader.iter().for_each(|name| look(Part::Name(name)));
                own.as_of.iter().for_each(|own| moment(own, look));
            }
        }
    }
}

/// Looks at all that a clause holds.
pub fn clause<'t>(own: &'t Clause, look: Look<'_, 't>) {
    match &own.body {
        ClauseBody::StatedOnly => {}
        ClauseBody::Norm(own) => norm(own, look),
        ClauseBody::Consequence { when, norm: own } => {
            condition(when, look);
            norm(own, look);
        }
        ClauseBody::StatusChange { when, who, status: _ } => {
            condition(when, look);
            reference(who, look);
        }
    }
}

/// Looks at all that forbids, permits or requires.
pub fn norm<'t>(own: &'t Norm, look: Look<'_, 't>) {
    subject(&own.bearer, look);
    action(&own.action, look);
    own.qualifiers.iter().for_each(|own| qualifier(own, look));
}

/// Looks at all that a qualifier holds.
pub fn qualifier<'t>(own: &'t Qualifier, look: Look<'_, 't>) {
    match &own.kind {
        QualifierKind::By(own) | QualifierKind::From(own) | QualifierKind::Until(own) => moment(own, look),
        QualifierKind::Between(from, until) => {
            moment(from, look);
            moment(until, look);
        }
        QualifierKind::For(own) | QualifierKind::WithinBare(own) | QualifierKind::EveryPeriod(own) => {
            look(Part::Duration(own));
        }
        QualifierKind::Within { duration, of } => {
            look(Part::Duration(duration));
            event(of, look);
        }
        QualifierKind::After(own) | QualifierKind::Once(own) => event(own, look),
        QualifierKind::SameTime(_) | QualifierKind::Notwithstanding(_) | QualifierKind::SubjectTo(_) => {}
        QualifierKind::Provided(own) | QualifierKind::Unless(own) | QualifierKind::When(own) => {
            condition(own, look);
        }
        QualifierKind::During(name) => look(Part::Name(name)),
        QualifierKind::Every { weekdays: _, from, to } => {
            look(Part::Hour(*from));
            look(Part::Hour(*to));
        }
        QualifierKind::Except(alternatives) => alternatives.iter().for_each(|own| objects(own, look)),
        QualifierKind::JudgedBy(who) => references(who, look),
        QualifierKind::Measure { measure, bound: _, amount, unit } => {
            look(Part::Name(measure));
            look(Part::Amount(amount));
            unit.iter().for_each(|unit| look(Part::Name(unit)));
        }
        QualifierKind::Quantity(own) => quantity(own, look),
    }
}

fn quantity<'t>(own: &'t Quantity, look: Look<'_, 't>) {
    match own {
        Quantity::Count { amount, unit, bound: _, per: _ } => {
            look(Part::Amount(amount));
            look(Part::Name(unit));
        }
        Quantity::Share { percent, unit, of_act, by, bound: _, same: _ } => {
            look(Part::Percent(percent));
            look(Part::Name(unit));
            of_act.iter().for_each(|act| look(Part::Name(act)));
            maybe_names(by.as_ref(), look);
        }
        Quantity::Ratio { amount, each } => {
            look(Part::Amount(amount));
            look(Part::Name(each));
        }
    }
}

fn action<'t>(own: &'t Action, look: Look<'_, 't>) {
    match &own.kind {
        ActionKind::Do(acts)
        | ActionKind::Begin(acts)
        | ActionKind::Complete(acts)
        | ActionKind::Allow(acts)
        | ActionKind::Minimise(acts) => acts.names.iter().for_each(|act| look(Part::Name(act))),
        ActionKind::Keep { means, distance, from } => {
            names(means, look);
            look(Part::Distance(distance));
            look(Part::Name(from));
        }
        ActionKind::Prevent { whom, acts } => {
            references(whom, look);
            acts.names.iter().for_each(|act| look(Part::Name(act)));
        }
    }
    objects(&own.objects, look);
}

fn subject<'t>(own: &'t Subject, look: Look<'_, 't>) {
    match &own.who {
        SubjectKind::Names(who) => references(who, look),
        SubjectKind::Nobody | SubjectKind::Anyone => look(Part::Everybody),
        SubjectKind::Some(kind) => look(Part::Some(*kind)),
    }
}

fn objects<'t>(own: &'t [Object], look: Look<'_, 't>) {
    own.iter().for_each(|object| references(&object.refs, look));
}

fn references<'t>(own: &'t RefList, look: Look<'_, 't>) {
    own.refs.iter().for_each(|own| reference(own, look));
}

fn reference<'t>(own: &'t NameRef, look: Look<'_, 't>) {
    match own {
        NameRef::Name(name) => look(Part::Name(name)),
        NameRef::Text(words) => look(Part::Term(words)),
        NameRef::Anyone(_) => look(Part::Everybody),
        NameRef::Some(kind, _) => look(Part::Some(*kind)),
        NameRef::EachOther(_) | NameRef::ThatParty(_) | NameRef::SameZone(_) => {}
    }
}

fn condition<'t>(own: &'t Condition, look: Look<'_, 't>) {
    match &own.kind {
        ConditionKind::Any(all) | ConditionKind::All(all) => all.iter().for_each(|own| condition(own, look)),
        ConditionKind::Not(own) => condition(own, look),
        ConditionKind::Is { refs, dimension: _, negated: _ } => references(refs, look),
        ConditionKind::Reply { act, within } => {
            look(Part::Name(act));
            look(Part::Duration(within));
        }
        ConditionKind::Notified { to, before } => {
            names(to, look);
            before.iter().for_each(|own| look(Part::Duration(own)));
        }
        ConditionKind::Clauses(_) | ConditionKind::Words(_) => {}
        ConditionKind::Violates { who, labels: _, times, within } => {
            subject(who, look);
            times.iter().for_each(|own| look(Part::Amount(own)));
            within.iter().for_each(|own| look(Part::Duration(own)));
        }
        ConditionKind::Does { who, act, objects: own } => {
            subject(who, look);
            look(Part::Name(act));
            objects(own, look);
        }
        ConditionKind::Holds { name, duration } => {
            look(Part::Name(name));
            duration.iter().for_each(|own| look(Part::Duration(own)));
        }
        ConditionKind::Run(own) => run(own, look),
        ConditionKind::During(name) | ConditionKind::Term(name) => look(Part::Name(name)),
        ConditionKind::Judged { what, by } => {
            condition(what, look);
            names(by, look);
        }
    }
}

fn run<'t>(own: &'t Run, look: Look<'_, 't>) {
    look(Part::Duration(&own.duration));
}

fn reading<'t>(own: &'t Reading, look: Look<'_, 't>) {
    names(&own.by, look);
    condition(&own.definition, look);
}

fn event<'t>(own: &'t Event, look: Look<'_, 't>) {
    match &own.kind {
        EventKind::Moment(own) => moment(own, look),
        EventKind::Each { act, by, objects: own } => {
            look(Part::Name(act));
            by.iter().for_each(|own| subject(own, look));
            objects(own, look);
        }
        EventKind::Clauses(_) => {}
        EventKind::Phase { name, edge: _ } => look(Part::Name(name)),
    }
}

fn moment<'t>(own: &'t Moment, look: Look<'_, 't>) {
    look(Part::Moment(own));
    match &own.kind {
        MomentKind::Date { .. } => {}
        MomentKind::Named(name) => look(Part::Name(name)),
        MomentKind::Offset { duration, base, direction: _ } => {
            look(Part::Duration(duration));
            moment(base, look);
        }
        MomentKind::Fuzzy { taken_as, words: _ } => {
            taken_as.iter().for_each(|own| moment(own, look));
        }
    }
}

fn period<'t>(own: &'t Period, look: Look<'_, 't>) {
    own.from.iter().chain(&own.until).for_each(|own| moment(own, look));
}

fn ground<'t>(own: &'t Extent, look: Look<'_, 't>) {
    match own {
        Extent::File(_) => {}
        Extent::Union(parts) => parts.iter().for_each(|part| look(Part::Name(&part.name))),
        Extent::Within { distance, of } => {
            look(Part::Distance(distance));
            look(Part::Name(of));
        }
        Extent::Between { near, far, of } => {
            look(Part::Distance(near));
            look(Part::Distance(far));
            look(Part::Name(of));
        }
    }
}

fn happening<'t>(own: &'t Happening, look: Look<'_, 't>) {
    match &own.when {
        HappeningTime::On(own) => moment(own, look),
        HappeningTime::Between(from, until) => {
            moment(from, look);
            moment(until, look);
        }
    }
    maybe_names(own.who.as_ref(), look);
    look(Part::Name(&own.act));
    objects(&own.objects, look);
    own.qualifiers.iter().for_each(|own| qualifier(own, look));
}

fn dated_names<'t>(aliases: &'t [Alias], look: Look<'_, 't>) {
    aliases.iter().for_each(|own| period(&own.period, look));
}

fn members<'t>(all: &'t [Member], look: Look<'_, 't>) {
    for own in all {
        look(Part::Name(&own.name));
        period(&own.period, look);
    }
}

fn names<'t>(list: &'t NameList, look: Look<'_, 't>) {
    list.names.iter().for_each(|name| look(Part::Name(name)));
}

fn maybe_names<'t>(list: Option<&'t NameList>, look: Look<'_, 't>) {
    list.into_iter().for_each(|list| names(list, look));
}

#[cfg(test)]
mod tests;
