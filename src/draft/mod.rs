//! An agreement as all who examine it see it: read, understood, with its rules under every reading and the texts beside it.
//!
//! [`understand`] reads it and says what cannot be read, named, dated or measured. Of a text without such errors there is a
//! [`Draft`], which [`check`](crate::check) proves things of and [`lint`](crate::lint) judges.

pub mod instruments;
pub mod words;
mod written;

pub use self::instruments::{Instrument, Instruments};
pub use self::written::Written;
use crate::catalogue;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::{self, Model, SideFiles};
use crate::scope::{Compiler, Priority, Rules, Universe, universe};
use crate::sets::Intervals;
use crate::source::{FileId, Sources, Span};
use crate::syntax::parser;
use crate::syntax::tree::Agreement;

/// An agreement, as far as it could be understood, and everything that was found on the way.
pub struct Checked {
    /// The tree.
    pub agreement: Agreement,
    /// The model. Only that of an agreement without errors may be judged by.
    pub model: Model,
    /// The findings, sorted.
    pub found: Vec<Diagnostic>,
}

impl Checked {
    /// Whether nothing keeps it from being judged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.found.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// Reads and understands one agreement.
#[must_use]
pub fn understand(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Checked {
    let parsed = parser::parse(sources, file);
    let resolved = model::resolve(sources, &parsed.agreement, files);
    let mut found = resolved.diagnostics;
    if parsed.incomplete {
        // What a sentence that cannot be read would have declared is not missing: one cause is told once.
        found.retain(|finding| {
            finding.code != &catalogue::UNKNOWN_NAME && finding.code != &catalogue::UNKNOWN_CLAUSE
        });
    }
    found.extend(parsed.diagnostics);
    diagnostic::sort(&mut found);
    Checked { agreement: parsed.agreement, model: resolved.model, found }
}

/// An agreement without errors in its text.
pub struct Draft<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// Its tree: where a finding needs the very words.
    pub agreement: &'a Agreement,
    /// What it means.
    pub model: &'a Model,
    /// The files beside it, other agreements among them.
    pub files: &'a dyn SideFiles,
    /// The other texts that stand beside it.
    pub instruments: &'a [Instrument],
    /// Its rules: first as written, then as each reader has them. A reader may read
    /// otherwise only a duty that is no rule yet, so none is left out.
    pub readings: Vec<Reading>,
    /// What prevails over what.
    pub priority: Priority<'a>,
    in_force: Intervals,
}

/// The rules as one reader has them.
pub struct Reading {
    /// Who reads; nobody in particular for the text as written.
    pub reader: Option<ActorId>,
    /// The rules.
    pub rules: Rules,
}

impl<'a> Draft<'a> {
    /// Compiles an agreement for all its readers.
    #[must_use]
    pub fn new(
        sources: &'a Sources,
        agreement: &'a Agreement,
        model: &'a Model,
        files: &'a dyn SideFiles,
    ) -> Self {
        let as_written = Rules::compile(model, None);
        let mut readings: Vec<Reading> = model
            .readers
            .iter()
            .map(|&reader| Reading { reader: Some(reader), rules: as_written.as_read_by(model, reader) })
            .collect();
        readings.insert(0, Reading { reader: None, rules: as_written });
        let (priority, in_force) = (Priority::of(model), times_in_force(model));
        Self { sources, agreement, model, files, instruments: &[], readings, priority, in_force }
    }

    /// Puts the texts beside it that it amends, incorporates or supersedes.
    #[must_use]
    pub fn beside(self, instruments: &'a Instruments) -> Self {
        Self { instruments: &instruments.texts, ..self }
    }

    /// The sizes of the sides of its facts.
    #[must_use]
    pub fn universe(&self) -> Universe {
        universe(self.model)
    }

    /// What turns its descriptions into sets of facts, for a reader.
    #[must_use]
    pub fn compiler(&self, reader: Option<ActorId>) -> Compiler<'a> {
        Compiler::new(self.model, reader)
    }

    /// When the agreement may be in force, by any announcement and whatever its conditions turn out to be.
    #[must_use]
    pub fn times_in_force(&self) -> Intervals {
        self.in_force.clone()
    }

    /// The number of a clause, to stand in backticks.
    #[must_use]
    pub fn label(&self, clause: ClauseId) -> &'a str {
        self.model.clause(clause).map_or("?", |clause| clause.label.as_str())
    }

    /// The words of a clause after its number and its official wording, or all of it.
    #[must_use]
    pub fn words_span(&self, clause: ClauseId) -> Option<Span> {
        self.model.clause(clause).map(|clause| clause.words)
    }

    /// "as read by Russia", where a finding holds under one reading alone.
    #[must_use]
    pub fn as_read(&self, reader: Option<ActorId>) -> Option<String> {
        reader.map(|reader| format!("as read by {}", self.model.actors.name(reader)))
    }
}

/// All times at which anybody may have the agreement in force; all times where that is too complex to say.
fn times_in_force(model: &Model) -> Intervals {
    let readers = std::iter::once(None).chain(model.readers.iter().map(|&reader| Some(reader)));
    let mut times = Intervals::empty();
    for reader in readers {
        let Ok(scope) = Compiler::new(model, reader).scope(&model.in_force) else { return Intervals::all() };
        for region in scope.regions() {
            times = times.union(&region.time);
        }
    }
    times
}
