//! Clauses that are not judged and have no equal in the other text: whether they change what is owed is for a reader to say.
//!
//! Two such clauses are equal where their words are, once they use one set of names and of clause numbers. A number of which it
//! is not known which clause it is in the other text counts as equal to any such number there; a number before a unit is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{NEW, OLD, Text};
use crate::model::clauses::{Clause, ClauseKind};
use crate::model::ids::ClauseId;
use crate::model::joint::words::{counts_something, parts};
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

pub(super) fn changes(
    joint: &Joint,
    old: Text<'_>,
    new: Text<'_>,
    numbers: &BTreeMap<String, String>,
) -> Vec<Unjudged> {
    let known: BTreeSet<&str> = numbers.values().map(String::as_str).collect();
    let old = unjudged(joint, OLD, old, &|number| numbers.get(number).map(String::as_str));
    let mut new = unjudged(joint, NEW, new, &|number| known.get(number).copied());
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

/// A word, or the number of a clause of which it is not known which it is in the other text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token {
    Word(String),
    ClauseNumber,
}

fn unjudged<'n>(
    joint: &Joint,
    side: Side,
    text: Text<'_>,
    in_new: &dyn Fn(&str) -> Option<&'n str>,
) -> Vec<(Unjudged, Vec<Token>)> {
    let mut found = Vec::new();
    for clause in joint.clauses_of(side) {
        let own = joint.home(clause).and_then(|(_, own)| text.model.clause(own));
        let Some(own) = own else { continue };
        let reason = match &own.kind {
            ClauseKind::NotEvaluated { reason, .. } => reason.clone(),
            ClauseKind::Change => "It changes who is covered when something happens.".to_owned(),
            _ => continue,
        };
        let words = words_of(text, own);
        let in_one_set = if side == NEW { words.clone() } else { joint.in_names_of_first(&words) };
        let tokens = tokens(&in_one_set, &|word| {
            let number = text.model.labels.contains_key(word);
            number.then(|| in_new(word).map_or(Token::ClauseNumber, |number| Token::Word(number.to_owned())))
        });
        let one = Unjudged { clause, is_new: side == NEW, reason, words };
        found.push((one, tokens));
    }
    found
}

/// The words of a clause on one line, without its number and its official wording.
pub(super) fn words_of(text: Text<'_>, clause: &Clause) -> String {
    let words = text.sources.words(clause.words);
    // A change of status has no words but the whole sentence.
    let words =
        if words == clause.label { after_number(text.sources.words(clause.span), words) } else { words };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence without its number and its official wording.
fn after_number<'a>(sentence: &'a str, number: &str) -> &'a str {
    let rest = sentence.strip_prefix(number).unwrap_or(sentence).trim_start();
    let body = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')).map_or(rest, |(_, body)| body);
    body.trim()
}

/// Words one by one, with what the numbers of clauses are among them.
pub(super) fn tokens(words: &str, number: &dyn Fn(&str) -> Option<Token>) -> Vec<Token> {
    let parts = parts(words);
    let token = |(index, part): (usize, &&str)| {
        let number = if counts_something(&parts, index) { None } else { number(part) };
        number.unwrap_or_else(|| Token::Word((*part).to_owned()))
    };
    parts.iter().enumerate().map(token).collect()
}
