//! Clauses: bearers, actions and what narrows them.

use super::conditions::condition;
use super::parts::{
    acts, bound, clock, distance, duration, event, labels, list, moment, names, reference, refs, some, unit,
};
use super::words::Words;
use crate::syntax::tree::{
    Action, ActionKind, ClauseBody, Conjunction, Distribution, Event, EventKind, Modal, MomentKind, Norm,
    Object, Preposition, Qualifier, QualifierKind, Quantity, StatusChange, Subject, SubjectKind, Weekday,
};

pub(super) fn body(words: &mut Words, body: &ClauseBody) {
    match body {
        ClauseBody::StatedOnly => words.say("stated only"),
        ClauseBody::Norm(of) => norm(words, of),
        ClauseBody::Consequence { when, norm: of } => {
            words.say("when");
            condition(words, when);
            words.mark(",");
            norm(words, of);
        }
        ClauseBody::StatusChange { when, who, status } => {
            words.say("when");
            condition(words, when);
            words.mark(",");
            reference(words, who);
            words.say(match status {
                StatusChange::NoLongerCovered => "is no longer covered",
                StatusChange::Covered => "is covered",
                StatusChange::Excluded => "is excluded",
                StatusChange::NoLongerExcluded => "is no longer excluded",
            });
        }
    }
}

fn norm(words: &mut Words, norm: &Norm) {
    subject(words, &norm.bearer);
    words.say(match norm.modal {
        // The prohibition stands in the bearer.
        Modal::ShallNot if norm.bearer.who == SubjectKind::Nobody => "shall",
        Modal::Shall => "shall",
        Modal::ShallNot => "shall not",
        Modal::May => "may",
        Modal::NeedNot => "need not",
    });
    action(words, &norm.action);
    qualifiers(words, &norm.qualifiers);
}

pub(super) fn subject(words: &mut Words, subject: &Subject) {
    match subject.distribution {
        Distribution::Unsaid => {}
        Distribution::EachOf => words.say("each of"),
        Distribution::Jointly => words.say("jointly"),
    }
    match &subject.who {
        SubjectKind::Names(list) => refs(words, list),
        SubjectKind::Nobody => words.say("nobody"),
        SubjectKind::Anyone => words.say("anyone"),
        SubjectKind::Some(kind) => words.say(some(*kind)),
    }
}

fn action(words: &mut Words, action: &Action) {
    let (verb, list) = match &action.kind {
        ActionKind::Do(list) => (None, Some(list)),
        ActionKind::Begin(list) => (Some("begin"), Some(list)),
        ActionKind::Complete(list) => (Some("complete"), Some(list)),
        ActionKind::Allow(list) => (Some("allow"), Some(list)),
        ActionKind::Minimise(list) => (Some("minimise"), Some(list)),
        ActionKind::Keep { means, distance: far, from } => {
            words.say("keep");
            names(words, means);
            words.say("at least");
            distance(words, far);
            words.say("from");
            words.say(&from.text);
            (None, None)
        }
        ActionKind::Prevent { whom, acts: list } => {
            words.say("prevent");
            refs(words, whom);
            words.say("from");
            (None, Some(list))
        }
    };
    verb.into_iter().for_each(|verb| words.say(verb));
    list.into_iter().for_each(|list| acts(words, list));
    objects(words, &action.objects);
}

pub(super) fn objects(words: &mut Words, objects: &[Object]) {
    for object in objects {
        if let Some(preposition) = object.preposition {
            words.say(preposition_word(preposition));
        }
        refs(words, &object.refs);
    }
}

fn preposition_word(preposition: Preposition) -> &'static str {
    match preposition {
        Preposition::In => "in",
        Preposition::Outside => "outside",
        Preposition::NotIn => "not in",
        Preposition::At => "at",
        Preposition::From => "from",
        Preposition::To => "to",
        Preposition::Into => "into",
        Preposition::Against => "against",
        Preposition::On => "on",
        Preposition::Over => "over",
        Preposition::With => "with",
        Preposition::Along => "along",
        Preposition::Through => "through",
        Preposition::Of => "of",
        Preposition::For => "for",
    }
}

pub(super) fn qualifiers(words: &mut Words, qualifiers: &[Qualifier]) {
    let mut before = None;
    for Qualifier { kind, .. } in qualifiers {
        if usual_comma(kind) || needed_comma(words, before, kind) {
            words.mark(",");
        }
        qualifier(words, kind);
        before = Some(kind);
    }
}

/// Whether a comma always stands before it.
fn usual_comma(kind: &QualifierKind) -> bool {
    use QualifierKind as Q;
    matches!(
        kind,
        Q::Except(_)
            | Q::Notwithstanding(_)
            | Q::SubjectTo(_)
            | Q::Unless(_)
            | Q::Provided(_)
            | Q::JudgedBy(_)
            | Q::When(_)
    )
}

/// Whether it would be read as part of what stands before it.
fn needed_comma(words: &Words, before: Option<&QualifierKind>, kind: &QualifierKind) -> bool {
    use QualifierKind as Q;
    let named = |kind: &MomentKind| match kind {
        MomentKind::Named(name) => !matches!(name.text.as_str(), "start" | "signature" | "end"),
        MomentKind::Fuzzy { .. } => true,
        MomentKind::Date { .. } | MomentKind::Offset { .. } => false,
    };
    let amount = matches!(kind, Q::Quantity(Quantity::Count { .. } | Quantity::Share { .. }));
    if amount && words.ends_with_means() || matches!(kind, Q::From(moment) if named(&moment.kind)) {
        return true;
    }
    match before {
        Some(Q::Unless(_) | Q::Provided(_) | Q::When(_)) => true,
        Some(Q::WithinBare(_)) => matches!(kind, Q::After(_)),
        Some(Q::Within { of, .. } | Q::After(of) | Q::Once(of)) => {
            ends_with_trigger(of)
                && matches!(kind, Q::By(moment) if !matches!(moment.kind, MomentKind::Date { .. } | MomentKind::Offset { .. }))
        }
        Some(Q::Quantity(Quantity::Share { of_act: Some(_), by: None, same: None, .. })) => {
            matches!(kind, Q::By(_))
        }
        _ => false,
    }
}

/// `each request`, after which `by` would say who requests.
fn ends_with_trigger(event: &Event) -> bool {
    matches!(&event.kind, EventKind::Each { by: None, objects, .. } if objects.is_empty())
}

fn qualifier(words: &mut Words, kind: &QualifierKind) {
    match kind {
        QualifierKind::By(of) => said_moment(words, "by", of),
        QualifierKind::From(of) => said_moment(words, "from", of),
        QualifierKind::Until(of) => said_moment(words, "until", of),
        QualifierKind::Between(from, to) => {
            said_moment(words, "between", from);
            said_moment(words, "and", to);
        }
        QualifierKind::For(length) => {
            words.say("for");
            duration(words, length);
        }
        QualifierKind::Within { duration: length, of } => {
            words.say("within");
            duration(words, length);
            words.say("of");
            event(words, of);
        }
        QualifierKind::WithinBare(length) => {
            words.say("within");
            duration(words, length);
        }
        QualifierKind::After(of) => {
            words.say("after");
            event(words, of);
        }
        QualifierKind::Once(of) => {
            words.say("once");
            event(words, of);
        }
        QualifierKind::SameTime(of) => {
            words.say("at the same time as");
            labels(words, of);
        }
        QualifierKind::Provided(of) => {
            words.say("provided that");
            condition(words, of);
        }
        QualifierKind::Unless(of) => {
            words.say("unless");
            condition(words, of);
        }
        QualifierKind::When(of) => {
            words.say("when");
            condition(words, of);
        }
        QualifierKind::During(name) => {
            words.say("during phase");
            words.say(&name.text);
        }
        QualifierKind::Every { weekdays, from, to } => {
            words.say("every");
            if weekdays.is_empty() {
                words.say("day");
            }
            list(words, weekdays, Conjunction::And, |words, day| words.say(weekday(*day)));
            words.say("from");
            clock(words, *from);
            words.say("to");
            clock(words, *to);
        }
        QualifierKind::EveryPeriod(length) => {
            words.say("every");
            if length.amount.text == "1" {
                words.say(unit(length.unit, true));
            } else {
                duration(words, length);
            }
        }
        QualifierKind::Except(alternatives) => {
            words.say("except");
            for (at, alternative) in alternatives.iter().enumerate() {
                if at > 0 {
                    words.say("or");
                }
                objects(words, alternative);
            }
        }
        QualifierKind::Notwithstanding(of) => {
            words.say("notwithstanding");
            labels(words, of);
        }
        QualifierKind::SubjectTo(of) => {
            words.say("subject to");
            labels(words, of);
        }
        QualifierKind::JudgedBy(of) => {
            words.say("as judged by");
            refs(words, of);
        }
        QualifierKind::Measure { measure, bound: of, amount, unit } => {
            words.say("with");
            words.say(&measure.text);
            words.say(bound(*of));
            words.say(&amount.text);
            unit.iter().for_each(|unit| words.say(&unit.text));
        }
        QualifierKind::Quantity(of) => quantity(words, of),
    }
}

fn said_moment(words: &mut Words, before: &str, of: &crate::syntax::tree::Moment) {
    words.say(before);
    moment(words, of);
}

fn quantity(words: &mut Words, quantity: &Quantity) {
    match quantity {
        Quantity::Count { bound: of, amount, unit: what, per } => {
            words.say(bound(*of));
            words.say(&amount.text);
            words.say(&what.text);
            if let Some(per) = per {
                words.say("per");
                words.say(unit(*per, true));
            }
        }
        Quantity::Share { bound: of, percent, unit: what, of_act, by, same } => {
            words.say(bound(*of));
            words.say(&percent.text);
            words.say("% of");
            words.say(&what.text);
            of_act.iter().for_each(|act| words.say(&act.text));
            if let Some(by) = by {
                words.say("by");
                names(words, by);
            }
            if let Some(same) = same {
                words.say("in the same");
                words.say(unit(*same, true));
            }
        }
        Quantity::Ratio { amount, each } => {
            words.say(if amount.text == "1" { "one" } else { &amount.text });
            words.say("for each");
            words.say(&each.text);
        }
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
