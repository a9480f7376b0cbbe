//! A judged log, as text, JSON and CSV.

pub mod account;
pub mod csv;
pub mod json;
#[cfg(feature = "cli")]
pub mod text;

use crate::evaluate::Evaluation;
use crate::incident::Log;
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId};
use crate::render::Input;

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
}

impl Judged<'_> {
    /// The number of a clause.
    fn label(&self, clause: ClauseId) -> &str {
        self.model.clause(clause).map_or("", |clause| clause.label.as_str())
    }

    /// The short name of a reader, or "as written".
    fn reader(&self, reader: Option<ActorId>) -> &str {
        reader.map_or("as written", |reader| self.model.actors.name(reader))
    }
}
