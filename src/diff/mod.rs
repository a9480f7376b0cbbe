//! What two drafts of one text, or two variants of it, judge differently. `docs/findings.md` has the definitions.
//!
//! Both texts are read in one [joint model](crate::model::joint), so that what is renamed, reordered or renumbered makes no
//! difference. [`conduct`] finds the facts whose status differs; [`duties`], [`coverage`] and [`unjudged`] say what else
//! has changed; [`words`] says sets of facts as people do.

pub mod conduct;
pub mod coverage;
pub mod duties;
pub mod status;
pub mod unjudged;
pub mod words;

use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::{Joint, Side};
use crate::model::map::MapFault;
use crate::scope::{Budget, Rules};
use crate::source::Sources;
use crate::syntax::tree::{Agreement, StatementKind};

use self::conduct::Change;
use self::coverage::CoverageChange;
use self::duties::DutyChange;
use self::unjudged::Unjudged;

/// A text without errors.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// What it means.
    pub model: &'a Model,
    /// Its tree.
    pub agreement: &'a Agreement,
    /// Its words.
    pub sources: &'a Sources,
}

impl<'a> Text<'a> {
    /// The names of those who hold this variant; nobody's where the text does not say.
    #[must_use]
    pub fn holders(&self) -> Vec<&'a str> {
        let lists = self.agreement.statements.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Variant(holders) => Some(&holders.names),
            _ => None,
        });
        lists.flatten().map(|name| name.text.as_str()).collect()
    }
}

/// The side of the joint model on which the older text stands. The names of the newer one are used, so it comes first.
pub const OLD: Side = Side::Second;
/// The side of the newer text.
pub const NEW: Side = Side::First;

/// What differs between two texts.
pub struct Difference {
    /// Both texts in one model.
    pub joint: Joint,
    /// Conduct whose status differs, the gravest change first.
    pub changes: Vec<Change>,
    /// Readings under which it is not known whether more differs, since a budget was spent; nobody for the text as written.
    pub undecided: Vec<Option<ActorId>>,
    /// Duties that are new, gone, moved, or owed by others.
    pub duties: Vec<DutyChange>,
    /// Who is covered or excluded when, and when the text is in force.
    pub coverage: Vec<CoverageChange>,
    /// Clauses that are not judged and have no equal in the other text.
    pub unjudged: Vec<Unjudged>,
}

impl Difference {
    /// Whether nothing was found and everything was decided.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.changes.is_empty()
            && self.undecided.is_empty()
            && self.duties.is_empty()
            && self.coverage.is_empty()
            && self.unjudged.is_empty()
    }

    /// The number of a clause in its own text.
    #[must_use]
    pub fn label(&self, clause: ClauseId) -> &str {
        self.joint.model.clause(clause).map_or("?", |clause| clause.label.as_str())
    }

    /// Who reads, or "as written".
    #[must_use]
    pub fn reader(&self, reader: Option<ActorId>) -> &str {
        reader.map_or("as written", |reader| self.joint.model.actors.name(reader))
    }
}

/// Compares two texts.
///
/// # Errors
/// Where the zones of both cannot be laid over each other.
pub fn compare(old: Text<'_>, new: Text<'_>, budget: Budget) -> Result<Difference, MapFault> {
    let joint = Joint::of(new.model, old.model, &|_, _| true)?;
    let as_written = Rules::compile(&joint.model, None);
    let mut readings = vec![(None, as_written)];
    for &reader in &joint.model.readers {
        let rules = Rules::compile(&joint.model, Some(reader));
        if readings.first().is_none_or(|(_, as_written)| rules != *as_written) {
            readings.push((Some(reader), rules));
        }
    }
    let (changes, undecided) = conduct::changes(&joint, &readings, budget);
    let duties = duties::changes(&joint, old.model, new.model, budget);
    let coverage = coverage::changes(&joint, old.model, new.model);
    let unjudged = unjudged::changes(&joint, old, new);
    Ok(Difference { joint, changes, undecided, duties, coverage, unjudged })
}
