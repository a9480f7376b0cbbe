//! Conditions, with the brackets that keep them apart.

use super::clauses::{objects, subject};
use super::parts::{clause_state, consecutive, duration, labels, names, refs, run};
use super::words::Words;
use crate::syntax::tree::{
    Condition, ConditionKind, Dimension, Distribution, Reading, Run, Subject, SubjectKind,
};

pub(super) fn reading(words: &mut Words, reading: &Reading) {
    words.say("as read by");
    names(words, &reading.by);
    words.mark(":");
    condition(words, &reading.definition);
}

pub(super) fn condition(words: &mut Words, condition: &Condition) {
    match &condition.kind {
        ConditionKind::Any(items) => {
            // A comma before `or` where an `and` stands beside it, so that nobody must know which binds closer.
            let mixed = items.iter().any(|item| matches!(item.kind, ConditionKind::All(_)));
            joined(words, items, if mixed { ", or" } else { "or" }, false);
        }
        ConditionKind::All(items) => joined(words, items, "and", true),
        ConditionKind::Judged { what, by } => {
            operand(words, what, matches!(what.kind, ConditionKind::Judged { .. }));
            words.comma("as judged by");
            names(words, by);
        }
        _ => simple(words, condition),
    }
}

/// The items of `Any` or `All`.
fn joined(words: &mut Words, items: &[Condition], word: &str, all: bool) {
    let mut before: Option<&Condition> = None;
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            match word.strip_prefix(", ") {
                Some(after_comma) => words.comma(after_comma),
                None => words.say(word),
            }
        }
        let brackets = match item.kind {
            ConditionKind::Any(_) | ConditionKind::Judged { .. } => true,
            ConditionKind::All(_) => all || runs_together(before, item),
            _ => runs_together(before, item),
        };
        operand(words, item, brackets);
        // What stands in brackets is closed: nothing runs into it.
        before = (!brackets).then_some(item);
    }
}

fn operand(words: &mut Words, item: &Condition, brackets: bool) {
    if brackets {
        words.bracketed(|words| condition(words, item));
    } else {
        condition(words, item);
    }
}

/// Whether a list at the end of the one would take in the names at the begin of the other.
fn runs_together(before: Option<&Condition>, item: &Condition) -> bool {
    let Some(before) = before else { return false };
    let (last, first) = (last(before), first(item));
    let several = match &first.kind {
        ConditionKind::Does { who, .. } | ConditionKind::Violates { who, .. } => begins_with_names(who),
        _ => None,
    };
    let name = matches!(first.kind, ConditionKind::Term(_) | ConditionKind::Words(_));
    let clauses = matches!(first.kind, ConditionKind::Clauses(_));
    match &last.kind {
        ConditionKind::Term(_) => several.is_some(),
        ConditionKind::Is { .. } | ConditionKind::Notified { before: None, .. } => {
            name || several == Some(true)
        }
        ConditionKind::Violates { times: None, within: None, .. } => clauses,
        ConditionKind::Run(Run { without: Some(_), .. }) => clauses,
        ConditionKind::Does { objects, .. } => !objects.is_empty() && (name || several == Some(true)),
        _ => false,
    }
}

/// Whether a bearer begins with names, and then whether with several.
fn begins_with_names(who: &Subject) -> Option<bool> {
    match (&who.who, who.distribution) {
        (SubjectKind::Nobody, _) | (_, Distribution::EachOf | Distribution::Jointly) => None,
        (SubjectKind::Names(list), _) => Some(list.refs.len() > 1),
        (SubjectKind::Anyone | SubjectKind::Some(_), _) => Some(false),
    }
}

fn first(condition: &Condition) -> &Condition {
    match &condition.kind {
        ConditionKind::All(items) => items.first().map_or(condition, first),
        _ => condition,
    }
}

fn last(condition: &Condition) -> &Condition {
    match &condition.kind {
        ConditionKind::All(items) => items.last().map_or(condition, last),
        ConditionKind::Not(inner) if !negated_in_brackets(inner) => inner,
        _ => condition,
    }
}

fn negated_in_brackets(inner: &Condition) -> bool {
    matches!(
        inner.kind,
        ConditionKind::Any(_) | ConditionKind::All(_) | ConditionKind::Not(_) | ConditionKind::Judged { .. }
    )
}

fn simple(words: &mut Words, condition: &Condition) {
    match &condition.kind {
        ConditionKind::Not(inner) => {
            words.say("not");
            operand(words, inner, negated_in_brackets(inner));
        }
        ConditionKind::Is { dimension, negated, refs: of } => {
            words.say(dimension_word(*dimension));
            words.say(if *negated { "is not" } else { "is" });
            if *dimension == Dimension::Place {
                words.say("in");
            }
            refs(words, of);
        }
        ConditionKind::Reply { act, within } => {
            let vowel = act.text.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
            words.say(if vowel { "reply to an" } else { "reply to a" });
            words.say(&act.text);
            words.say("by the target within");
            duration(words, within);
        }
        ConditionKind::Notified { to, before } => {
            words.say("notified to");
            names(words, to);
            if let Some(before) = before {
                duration(words, before);
                words.say("before");
            }
        }
        ConditionKind::Clauses(state) => clause_state(words, state),
        ConditionKind::Violates { who, labels: of, times, within } => {
            subject(words, who);
            words.say("violates");
            labels(words, of);
            if let Some(times) = times {
                words.say("at least");
                words.say(&times.text);
                words.say("times");
            }
            if let Some(within) = within {
                words.say("within");
                duration(words, within);
            }
        }
        ConditionKind::Does { who, act, objects: of } => {
            subject(words, who);
            words.say(&act.text);
            objects(words, of);
        }
        ConditionKind::Holds { name, duration } => {
            words.say(&name.text);
            words.say("holds");
            if let Some(duration) = duration {
                words.say("for");
                consecutive(words, duration);
            }
        }
        ConditionKind::Run(of) => run(words, of),
        ConditionKind::During(name) => {
            words.say("during phase");
            words.say(&name.text);
        }
        ConditionKind::Term(name) => words.say(&name.text),
        ConditionKind::Words(text) => words.quote(text),
        ConditionKind::Any(_) | ConditionKind::All(_) | ConditionKind::Judged { .. } => {
            self::condition(words, condition);
        }
    }
}

fn dimension_word(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Actor => "actor",
        Dimension::Act => "act",
        Dimension::Target => "target",
        Dimension::Means => "means",
        Dimension::Place => "place",
    }
}
