//! A judged log, as text, JSON and CSV.

pub mod account;
pub mod csv;
pub(in crate::render) mod duties;
pub mod json;
mod past;
pub mod sides;
#[cfg(feature = "cli")]
pub mod text;

use crate::evaluate::Evaluation;
use crate::evaluate::contested::Reading;
use crate::evaluate::counting::Amounts;
use crate::evaluate::duplicates::Proposal;
use crate::evaluate::matrix::Matrix;
use crate::incident::Log;
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId};
use crate::render::Input;
use crate::scope::listed;

/// What one evaluation has to say, and about what.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// The log.
    pub log: &'a Log,
    /// The judgements.
    pub evaluation: &'a Evaluation,
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
    /// What was asked for besides.
    pub asked: Asked<'a>,
}

/// Tables that are made when they are asked for.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The counts in another unit than incidents.
    pub amounts: Option<&'a Amounts>,
    /// The table by period or zone.
    pub matrix: Option<&'a Matrix>,
    /// Whether the text has the counts at each threshold; JSON always has them.
    pub thresholds: bool,
}

impl<'a> Judged<'a> {
    /// The number of a clause.
    fn label(&self, clause: ClauseId) -> &str {
        self.model.clause(clause).map_or("", |clause| clause.label.as_str())
    }

    /// Those who answer for a clause that speaks of what others do.
    fn answering(&self, clause: ClauseId) -> Vec<&'a str> {
        let conduct = self.model.clause(clause).and_then(|clause| clause.conduct());
        let by = conduct.and_then(|conduct| conduct.answers);
        by.into_iter().flat_map(|by| by.everybody()).map(|actor| self.model.actors.name(actor)).collect()
    }

    /// The short name of a reader, or "as written".
    fn reader(&self, reader: Option<ActorId>) -> &str {
        reader.map_or("as written", |reader| self.model.actors.name(reader))
    }

    /// What a reader reads otherwise: ", over the term \"attack\" and where Line lies"; nothing where he does not.
    fn over(&self, reading: &Reading) -> String {
        if reading.over.is_empty() {
            return String::new();
        }
        let words: Vec<String> = reading.over.iter().map(|parting| parting.words(self.model)).collect();
        format!(", over {}", listed(&words, "and"))
    }

    /// Why incidents may be one fact.
    fn why_one(&self, proposal: &Proposal) -> String {
        let place = match proposal.apart_m {
            Some(apart_m) if apart_m >= 1.0 => format!("places {:.1} km apart or less", apart_m / 1000.0),
            Some(_) => "the same point".to_owned(),
            None => "the same ground".to_owned(),
        };
        let acts = if proposal.other_acts { ", though not the same acts" } else { "" };
        format!("{}, the same sides, {place}{acts}", proposal.day)
    }
}
