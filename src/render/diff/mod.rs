//! What differs between two texts, as text and JSON.

pub mod json;
pub mod text;

use crate::diff::coverage::Coverage;
use crate::diff::words;
use crate::diff::{Difference, Text};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::Side;
use crate::model::time::{self, Seconds};
use crate::render::Input;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// Two texts and what differs between them.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The older text, and the name under which it was given.
    pub old: (Text<'a>, &'a str),
    /// The newer text, likewise.
    pub new: (Text<'a>, &'a str),
    /// What differs.
    pub difference: &'a Difference,
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
}

impl Compared<'_> {
    /// An instant on the clocks of the newer text.
    fn at(&self, at: Seconds) -> String {
        let model = &self.difference.joint.model;
        match at {
            EARLIEST => "the beginning".to_owned(),
            LATEST => "no end".to_owned(),
            at => format!("{} {}", time::in_words(at, &model.time_zone), model.time_zone_name),
        }
    }

    /// Times in words; `never` where there are none.
    fn times(&self, times: &Intervals) -> String {
        words::times(&self.difference.joint.model, times).unwrap_or_else(|| "at all times".to_owned())
    }

    /// What a change of coverage is about, and whom it concerns: an actor, or a reader; nobody for the text as written.
    fn coverage(&self, what: Coverage) -> (&'static str, Option<String>) {
        let actors = &self.difference.joint.model.actors;
        let title = |actor: ActorId| Some(actors.title(actor).to_owned());
        match what {
            Coverage::InForce(None) => ("in force", None),
            Coverage::PerhapsInForce(None) => ("in force on a condition", None),
            Coverage::InForce(Some(reader)) => ("in force as read by", title(reader)),
            Coverage::PerhapsInForce(Some(reader)) => ("in force on a condition as read by", title(reader)),
            Coverage::Covered(actor) => ("covered", title(actor)),
            Coverage::Excluded(actor) => ("excluded", title(actor)),
            Coverage::Bound(actor) => ("bound by acceptance", title(actor)),
        }
    }

    /// The words of a clause of the joint model, in its own text.
    fn words_of(&self, clause: ClauseId) -> String {
        let joint = &self.difference.joint;
        let Some((side, own)) = joint.home(clause) else { return String::new() };
        let (text, _) = if side == Side::First { self.new } else { self.old };
        let Some(own) = text.model.clause(own) else { return String::new() };
        text.sources.words(own.words).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
