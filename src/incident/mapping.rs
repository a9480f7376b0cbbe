//! What the names of a log stand for in the agreement, where somebody wrote that down.

use std::collections::BTreeMap;

use crate::incident::names::{NameBook, is_nobody, is_unknown};
use crate::incident::record::{Log, NameKind, UnknownName};
use crate::incident::spelling::Spellings;
use crate::incident::strict::{self, FileFault, Part, quoted};
use crate::incident::values::short;
use crate::model::Model;
use crate::model::names::fold;

/// How many names of the agreement a first file names beside one of the log.
const NEAREST: usize = 3;

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

    /// One of the ways in which its names are used.
    fn kind(self) -> NameKind {
        match self {
            Self::Actors => NameKind::Actor,
            Self::Acts => NameKind::Act,
            Self::Means => NameKind::Means,
            Self::Places => NameKind::Place,
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
    /// Adds what another one says; that goes before what this one said.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.names.extend(other.names.iter().map(|(name, names)| (name.clone(), names.clone())));
        self
    }

    /// The names of the agreement for which a name of the log stands; nothing where that was not written down.
    pub(super) fn get(&self, kind: NameKind, name: &str) -> Option<&[String]> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&(Section::of(kind), fold(name))).map(Vec::as_slice)
    }
}

/// Reads what the names of a log stand for: a file in TOML with a table for each way in which names are used.
///
/// # Errors
/// Where it is no such file, or a name in it is none of the agreement's.
pub fn read_names(model: &Model, text: &str) -> Result<NameMap, FileFault> {
    let file = strict::parse(text)?;
    let file = Part::whole(text, &file);
    file.only(&Section::ALL.map(Section::heading))?;
    names_in(model, &file)
}

/// The names that some tables of a file list.
pub(super) fn names_in(model: &Model, file: &Part<'_>) -> Result<NameMap, FileFault> {
    let book = NameBook::new(model, "|");
    let spellings = Spellings::of(model);
    let mut map = NameMap::default();
    for section in Section::ALL {
        let kind = section.kind();
        let Some(part) = file.part(section.heading())? else { continue };
        for (name, value) in part.entries() {
            let names = value.strings()?;
            for name in &names {
                let says_so = is_unknown(name) || (section == Section::Actors && is_nobody(name));
                if !says_so && !book.knows(kind, name) {
                    let near =
                        spellings.nearest(kind, name).first().map(|near| format!("; is `{near}` meant?"));
                    return Err(value.fault(&format!(
                        "stands for `{}`, which is no {} of the agreement{}",
                        short(name),
                        kind.word(),
                        near.unwrap_or_default()
                    )));
                }
            }
            // What nobody has decided yet stays as it is.
            if names.is_empty() {
                continue;
            }
            let names = names.into_iter().map(str::to_owned).collect();
            if map.names.insert((section, fold(name)), names).is_some() {
                return Err(value.fault("stands in the table twice, in two spellings"));
            }
        }
    }
    Ok(map)
}

/// A first file to edit: the names of a log that the agreement does not have, how often they are used and which names of
/// the agreement are spelt or sound much the same. As it is, it changes nothing.
#[must_use]
pub fn names_page(model: &Model, log: &Log) -> String {
    let spellings = Spellings::of(model);
    let mut page = format!(
        "# What the names of {} stand for that the agreement does not have.\n#\n\
         # Write between the brackets which name of the agreement is meant, or several of which any may be: [\"A\", \"B\"].\n\
         # [\"unknown\"] says that nobody can tell. Empty brackets leave the name open, and listed as unknown.\n\
         # Then: armistice evaluate TERMS LOG --map THIS_FILE\n",
        log.name.replace(char::is_control, " ")
    );
    let mut sections: BTreeMap<Section, BTreeMap<String, (&UnknownName, usize)>> = BTreeMap::new();
    for unknown in &log.unknown {
        let names = sections.entry(Section::of(unknown.kind)).or_default();
        names.entry(fold(&unknown.name)).or_insert((unknown, 0)).1 += unknown.rows;
    }
    if sections.is_empty() {
        page.push_str("#\n# There are none.\n");
    }
    for (section, names) in sections {
        page.push_str(&format!("\n[{}]\n", section.heading()));
        let mut names: Vec<(&UnknownName, usize)> = names.into_values().collect();
        names
            .sort_by(|(one, uses), (other, others)| others.cmp(uses).then_with(|| one.name.cmp(&other.name)));
        for (unknown, uses) in names {
            let times = if uses == 1 { "once".to_owned() } else { format!("{uses} times") };
            let near = spellings.nearest(unknown.kind, &unknown.name);
            let near: Vec<String> = near.into_iter().take(NEAREST).map(quoted).collect();
            let near =
                if near.is_empty() { "nothing is spelt much the same".to_owned() } else { near.join(", ") };
            page.push_str(&format!("# used {times}; near: {near}\n{} = []\n", quoted(&unknown.name)));
        }
    }
    page
}
