//! Clauses that are not judged and have no equal in the other text: whether they change what is owed is for a reader to say.
//!
//! Two such clauses are equal where their words are, once they use one set of names. The number of a clause counts as equal to any
//! number of a clause of the other text, since clauses are renumbered; a number before a unit does not.

use super::{NEW, OLD, Text};
use crate::model::clauses::ClauseKind;
use crate::model::ids::ClauseId;
use crate::model::joint::{Joint, Side};

/// A clause that is not judged and that the other text does not have in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unjudged {
    /// The clause, of the joint model.
    pub clause: ClauseId,
    /// Whether the newer text has it; otherwise the older.
    pub is_new: bool,
    /// Why it is not judged.
    pub reason: String,
    /// Its words.
    pub words: String,
}

pub(super) fn changes(joint: &Joint, old: Text<'_>, new: Text<'_>) -> Vec<Unjudged> {
    let old = unjudged(joint, OLD, old);
    let mut new = unjudged(joint, NEW, new);
    let mut changes = Vec::new();
    for (one, tokens) in old {
        match new.iter().position(|(_, other)| *other == tokens) {
            Some(equal) => drop(new.remove(equal)),
            None => changes.push(one),
        }
    }
    changes.extend(new.into_iter().map(|(one, _)| one));
    changes
}

#[derive(PartialEq, Eq)]
enum Token {
    Word(String),
    ClauseNumber,
}

fn unjudged(joint: &Joint, side: Side, text: Text<'_>) -> Vec<(Unjudged, Vec<Token>)> {
    let mut found = Vec::new();
    for clause in joint.clauses_of(side) {
        let own = joint.home(clause).and_then(|(_, own)| text.model.clause(own));
        let Some(own) = own else { continue };
        let ClauseKind::NotEvaluated { reason, .. } = &own.kind else { continue };
        let words = text.sources.words(own.words);
        // A change of status has no words but the whole sentence.
        let words =
            if words == own.label { after_number(text.sources.words(own.span), words) } else { words };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let in_one_set = if side == NEW { words.clone() } else { joint.in_names_of_first(&words) };
        let tokens = tokens(&in_one_set, &|word| text.model.labels.contains_key(word));
        let one = Unjudged { clause, is_new: side == NEW, reason: reason.clone(), words };
        found.push((one, tokens));
    }
    found
}

/// A sentence without its number and its official wording.
fn after_number<'a>(sentence: &'a str, number: &str) -> &'a str {
    let rest = sentence.strip_prefix(number).unwrap_or(sentence).trim_start();
    let body = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')).map_or(rest, |(_, body)| body);
    body.trim()
}

fn tokens(words: &str, is_number: &dyn Fn(&str) -> bool) -> Vec<Token> {
    const UNITS: [&str; 20] = [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "time",
        "m",
        "km",
        "mm",
        "cm",
        "mile",
        "yard",
        "percent",
        "kg",
        "metre",
        "kilometre",
        "person",
        "vehicle",
    ];
    let separates = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    let parts: Vec<&str> = words.split(separates).filter(|part| !part.is_empty()).collect();
    let token = |index: usize, part: &&str| {
        let next = parts.get(index + 1).copied().unwrap_or("");
        let counts = UNITS.contains(&next.strip_suffix('s').unwrap_or(next)) || UNITS.contains(&next);
        if is_number(part) && !counts { Token::ClauseNumber } else { Token::Word((*part).to_owned()) }
    };
    parts.iter().enumerate().map(|(index, part)| token(index, part)).collect()
}
