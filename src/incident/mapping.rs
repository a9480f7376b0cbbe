//! What the names of a log stand for in the agreement, where somebody wrote that down.

use std::collections::BTreeMap;

use crate::incident::record::NameKind;
use crate::model::names::fold;

/// As what a mapping file lists a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Who acted, to whom, who assessed.
    Actors,
    /// What was done.
    Acts,
    /// With what.
    Means,
    /// Where.
    Places,
}

impl Section {
    pub const ALL: [Self; 4] = [Self::Actors, Self::Acts, Self::Means, Self::Places];

    /// Where names that are used in this way are listed.
    pub fn of(kind: NameKind) -> Self {
        match kind {
            NameKind::Actor | NameKind::Target | NameKind::Assessor => Self::Actors,
            NameKind::Act => Self::Acts,
            NameKind::Means => Self::Means,
            NameKind::Place => Self::Places,
        }
    }

    /// Its heading in the file.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Acts => "acts",
            Self::Means => "means",
            Self::Places => "places",
        }
    }
}

/// What names of a log stand for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NameMap {
    names: BTreeMap<(Section, String), Vec<String>>,
}

impl NameMap {
    /// The names of the agreement for which a name of the log stands; nothing where that was not written down.
    pub(super) fn get(&self, kind: NameKind, name: &str) -> Option<&[String]> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&(Section::of(kind), fold(name))).map(Vec::as_slice)
    }
}
