//! What is asked for, and at which level it counts.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic, Kind, Severity};
use crate::lint::Lexicon;

/// The level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is not asked.
    Off,
    /// It counts as this.
    On(Severity),
}

/// What is asked of an agreement.
pub struct Settings {
    /// Whether what can be proved is.
    pub proofs: bool,
    /// Whether judgements are made.
    pub judgements: bool,
    /// The words to look for in quotations.
    pub lexicon: Lexicon,
    levels: BTreeMap<&'static str, Level>,
}

impl Default for Settings {
    /// Everything, each at its own level.
    fn default() -> Self {
        Self { proofs: true, judgements: true, lexicon: Lexicon::default(), levels: BTreeMap::new() }
    }
}

impl Settings {
    /// What can be proved, and no judgements.
    #[must_use]
    pub fn proofs() -> Self {
        Self { judgements: false, ..Self::default() }
    }

    /// The judgements alone.
    #[must_use]
    pub fn judgements() -> Self {
        Self { proofs: false, ..Self::default() }
    }

    /// Gives a rule another level; the last word counts.
    pub fn set(&mut self, rule: &'static Code, level: Level) {
        self.levels.insert(rule.slug, level);
    }

    /// Whether a rule is asked.
    #[must_use]
    pub fn asks_for(&self, code: &Code) -> bool {
        let kind = match code.kind {
            Kind::Text => true,
            Kind::Proof => self.proofs,
            Kind::Judgement { .. } => self.judgements,
        };
        kind && self.levels.get(code.slug) != Some(&Level::Off)
    }

    /// Whether the rule of this name is asked; one that does not exist is.
    #[must_use]
    pub fn asks_for_slug(&self, slug: &str) -> bool {
        catalogue::find(slug).is_none_or(|code| self.asks_for(code))
    }

    /// Gives a finding the level of its rule; whether it is asked for at all.
    #[must_use]
    pub fn apply(&self, finding: &mut Diagnostic) -> bool {
        match self.levels.get(finding.code.slug) {
            Some(Level::Off) => false,
            Some(Level::On(severity)) => {
                finding.severity = *severity;
                true
            }
            None => true,
        }
    }
}
