//! The other texts that an agreement amends, incorporates or supersedes: read, and what of them stands beside it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::understand;
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::ids::ClauseId;
use crate::model::{Model, SideFiles};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{Agreement, InstrumentRelation, Label, StatementKind, Text};

/// How far texts may lead to one another, and how many are read.
const DEPTH: usize = 8;
const MOST_TEXTS: usize = 32;

/// Another text that stands beside an agreement.
pub struct Instrument {
    /// Its name, as the agreement would give it.
    pub name: String,
    /// Its file.
    pub file: FileId,
    /// Its tree.
    pub agreement: Agreement,
    /// What it means. It has no errors.
    pub model: Model,
    /// The clauses that stand beside those of the agreement: neither superseded nor left out.
    pub standing: BTreeSet<ClauseId>,
    /// The words of the agreement that name it; absent where another text leads to it.
    pub named_at: Option<Span>,
}

/// The other texts, and what is wrong with the sentences that name them.
#[derive(Default)]
pub struct Instruments {
    /// Each text once, in the order in which they are named.
    pub texts: Vec<Instrument>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is said of a text: which of its clauses are taken in, and which are put out of force.
#[derive(Default)]
struct Said {
    /// That it stands as a whole.
    whole: bool,
    taken_in: BTreeSet<ClauseId>,
    superseded: BTreeSet<ClauseId>,
}

/// A text whose sentences about others are to be read.
struct Reader<'a> {
    sources: &'a mut Sources,
    files: &'a dyn SideFiles,
    /// The folder of the agreement, with the stroke after it, to show names as they were given.
    folder: String,
    found: Instruments,
    said: Vec<Said>,
    /// Every name that was looked up; nothing for what cannot be used, and for the agreement itself.
    known: BTreeMap<String, Option<usize>>,
}

/// Reads the texts that an agreement names, and those that these name, each once.
pub fn read(
    sources: &mut Sources,
    file: FileId,
    agreement: &Agreement,
    files: &dyn SideFiles,
) -> Instruments {
    let own = sources.file(file).map(|file| file.name().to_owned()).unwrap_or_default();
    let (folder, own) = match own.rsplit_once('/') {
        Some((folder, own)) => (format!("{folder}/"), own.to_owned()),
        None => (String::new(), own),
    };
    let mut reader = Reader {
        sources,
        files,
        folder,
        found: Instruments::default(),
        said: Vec::new(),
        known: BTreeMap::from([(own, None)]),
    };
    let mut open: VecDeque<(usize, usize)> = VecDeque::new();
    for index in reader.sentences(agreement, "", true) {
        open.push_back((index, 1));
    }
    while let Some((index, depth)) = open.pop_front() {
        let Some(text) = reader.found.texts.get(index).filter(|_| depth < DEPTH) else { continue };
        let (agreement, name) = (text.agreement.clone(), text.name.clone());
        for next in reader.sentences(&agreement, &name, false) {
            open.push_back((next, depth + 1));
        }
    }
    let Reader { mut found, said, .. } = reader;
    for (text, said) in found.texts.iter_mut().zip(said) {
        let all = (0..text.model.clauses.len()).map(ClauseId::at);
        text.standing = all
            .filter(|id| (said.whole || said.taken_in.contains(id)) && !said.superseded.contains(id))
            .collect();
    }
    found
}

impl Reader<'_> {
    /// Takes in what one text says of others. Answers which texts are new. What is wrong is only told of the agreement itself.
    fn sentences(&mut self, agreement: &Agreement, from: &str, own: bool) -> Vec<usize> {
        let mut new = Vec::new();
        for statement in &agreement.statements {
            let StatementKind::Instrument { relation, labels, other } = &statement.kind else { continue };
            let name = beside(from, &other.text);
            let known = self.known.get(&name).copied();
            let index = match known {
                Some(index) => index,
                None if self.known.len() > MOST_TEXTS => None,
                None => {
                    let index = self.open(&name, own.then_some(other));
                    self.known.insert(name.clone(), index);
                    new.extend(index);
                    index
                }
            };
            let Some(index) = index else { continue };
            if own && let Some(text) = self.found.texts.get_mut(index) {
                text.named_at.get_or_insert(other.spot.0);
            }
            self.take(index, *relation, labels, own);
        }
        new
    }

    /// Reads a text. Nothing where it cannot be used.
    fn open(&mut self, name: &str, named: Option<&Text>) -> Option<usize> {
        let text = match self.files.text(name) {
            Ok(text) => text,
            Err(why) => {
                let help = "name its file as seen from the folder of this text";
                self.unknown(named, "it cannot be read", why, help.to_owned());
                return None;
            }
        };
        let file = self.sources.add(format!("{}{name}", self.folder), text);
        let nested = Nested { files: self.files, of: name };
        let checked = understand(self.sources, file, &nested);
        if let Some(error) = checked.found.iter().find(|one| one.severity == Severity::Error) {
            let line = error.span().and_then(|span| {
                let file = self.sources.file(span.file)?;
                Some(format!("line {}: ", file.position(span.start).line))
            });
            let why = format!("{}{}", line.unwrap_or_default(), error.title);
            let help =
                format!("mend that text first: `armistice check {}{name}` shows what is wrong", self.folder);
            self.unknown(named, "it has errors itself", why, help);
            return None;
        }
        self.found.texts.push(Instrument {
            name: name.to_owned(),
            file,
            agreement: checked.agreement,
            model: checked.model,
            standing: BTreeSet::new(),
            named_at: None,
        });
        self.said.push(Said::default());
        Some(self.found.texts.len() - 1)
    }

    fn unknown(&mut self, named: Option<&Text>, label: &str, why: String, help: String) {
        let Some(named) = named else { return };
        let title = format!("`{}` is not known", clipped(&named.text, 40));
        self.found.diagnostics.push(
            Diagnostic::new(&catalogue::AMENDED_TEXT_UNKNOWN, named.spot.0, title)
                .because(label)
                .note(why)
                .help(help),
        );
    }

    fn take(&mut self, index: usize, relation: InstrumentRelation, labels: &[Label], own: bool) {
        let (Some(text), Some(said)) = (self.found.texts.get(index), self.said.get_mut(index)) else {
            return;
        };
        let mut clauses: BTreeSet<ClauseId> = BTreeSet::new();
        for label in labels {
            let under = text.model.clauses_under(&label.text);
            if under.is_empty() && own {
                let title =
                    format!("`{}` has no clause `{}`", clipped(&text.name, 22), clipped(&label.text, 12));
                self.found.diagnostics.push(
                    Diagnostic::new(&catalogue::AMENDED_TEXT_UNKNOWN, label.spot.0, title)
                        .because("no clause or article there")
                        .help("name a clause or an article of that text")
                        .help("or take the number out"),
                );
            }
            clauses.extend(under);
        }
        match (relation, labels.is_empty()) {
            (InstrumentRelation::Amends, _) | (InstrumentRelation::Incorporates, true) => said.whole = true,
            (InstrumentRelation::Incorporates, false) => said.taken_in.extend(clauses),
            // What is not superseded stands.
            (InstrumentRelation::Supersedes, false) => {
                said.whole = true;
                said.superseded.extend(clauses);
            }
            (InstrumentRelation::Supersedes, true) => {
                said.superseded.extend((0..text.model.clauses.len()).map(ClauseId::at));
            }
        }
    }
}

/// The files beside another text, by the names that it gives them.
struct Nested<'a> {
    files: &'a dyn SideFiles,
    of: &'a str,
}

impl SideFiles for Nested<'_> {
    fn text(&self, name: &str) -> Result<String, String> {
        self.files.text(&beside(self.of, name))
    }
}

/// A name that a text gives a file, as the agreement at the start would give it.
fn beside(text: &str, name: &str) -> String {
    if name.starts_with('/') {
        return name.to_owned();
    }
    let folder = text.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if folder.starts_with('/') { format!("/{joined}") } else { joined }
}

/// A name that fits a title: without its folder, or cut off, where it is longer than so many letters.
#[must_use]
pub fn clipped(name: &str, longest: usize) -> String {
    if name.chars().count() <= longest {
        return name.to_owned();
    }
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.chars().count() <= longest {
        return last.to_owned();
    }
    last.chars().take(longest.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn names_are_seen_from_the_first_folder() {
        assert_eq!(beside("", "truce.agreement"), "truce.agreement");
        assert_eq!(beside("older/truce.agreement", "zones.geojson"), "older/zones.geojson");
        assert_eq!(beside("older/truce.agreement", "../new.agreement"), "new.agreement");
        assert_eq!(beside("../a/b.agreement", "./c.agreement"), "../a/c.agreement");
        assert_eq!(beside("a.agreement", "../../c"), "../../c");
        assert_eq!(beside("/a/b.agreement", "c"), "/a/c");
        assert_eq!(beside("a/b.agreement", "/c"), "/c");
    }
}
