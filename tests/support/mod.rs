//! What the tests over whole agreements share: the pipeline of `armistice check`, and the fixtures.
#![allow(dead_code, reason = "each test binary uses a part of this")]
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

pub mod folder;
pub mod trees;

use armistice::catalogue::{ALL, find};
use armistice::diagnostic::{Diagnostic, Edit, Kind};
use armistice::model::SideFiles;
use armistice::review::{Level, Settings};
use armistice::source::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What can be proved of a text that names no files.
pub fn check(text: &str) -> Vec<Diagnostic> {
    check_beside("test.agreement", text, &Beside(root().join("tests/fixtures"))).1
}

/// What can be proved of a text, with the sources to draw it.
pub fn check_beside(name: &str, text: &str, files: &Beside) -> (Sources, Vec<Diagnostic>) {
    check_as_asked(name, text, files, &Settings::proofs())
}

/// What is found in a text as far as it is asked for, with the sources to draw it.
pub fn check_as_asked(
    name: &str,
    text: &str,
    files: &Beside,
    settings: &Settings,
) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let found = armistice::review::check(&mut sources, file, files, settings).found;
    (sources, found)
}

/// What is asked of the fixtures and the page of a code: everything that can be proved and, of a judgement, that one.
pub fn asked_of(slug: &str) -> Settings {
    let own = find(slug).filter(|code| matches!(code.kind, Kind::Judgement { .. }));
    let Some(own) = own else { return Settings::proofs() };
    let mut settings = Settings::default();
    for other in ALL.iter().filter(|code| matches!(code.kind, Kind::Judgement { .. }) && **code != own) {
        settings.set(other, Level::Off);
    }
    settings
}

/// The files in a folder, as the command would read them beside an agreement.
pub struct Beside(pub PathBuf);

impl SideFiles for Beside {
    fn text(&self, name: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(name)).map_err(|_| "there is no such file".to_owned())
    }
}

/// One line for each finding, for messages of failed tests.
pub fn describe(sources: &Sources, found: &[Diagnostic]) -> String {
    let line = |finding: &Diagnostic| {
        let span = finding.span().unwrap();
        let position = sources.file(span.file).unwrap().position(span.start);
        let (line, column) = (position.line, position.column);
        format!("{line}:{column} [{}] {} `{}`", finding.code.slug, finding.title, sources.words(span))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A text with edits made, the last first so that the others keep their places.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort();
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    text
}

/// Applies each mechanical help of each finding by itself, and sees that the finding goes and that no other comes. Answers
/// how many were applied.
pub fn each_mend_removes_its_finding(
    place: &str,
    text: &str,
    check: impl Fn(&str) -> (Sources, Vec<Diagnostic>),
) -> usize {
    let (_, found) = check(text);
    let before = counts(&found);
    let mut applied = 0;
    for finding in &found {
        for help in finding.helps.iter().filter(|help| !help.edits.is_empty()) {
            applied += 1;
            let mended = edited(text, &help.edits);
            let (sources, left) = check(&mended);
            let mut allowed = before.clone();
            *allowed.get_mut(finding.code.slug).unwrap() -= 1;
            for (slug, count) in counts(&left) {
                assert!(
                    count <= allowed.get(slug).copied().unwrap_or(0),
                    "{place}: `{}` against `{}` leaves\n{}\nin\n{mended}",
                    help.text,
                    finding.title,
                    describe(&sources, &left)
                );
            }
        }
    }
    applied
}

/// How often each code was found.
fn counts(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in found {
        *counts.entry(finding.code.slug).or_default() += 1;
    }
    counts
}

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One fixture: `tests/fixtures/<code>/<name>.agreement`.
pub struct Fixture {
    /// The folder's name, which is the code.
    pub code: String,
    /// The file's name without its ending.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Fixture {
    /// What its code asks finds in it, with the files of its folder at hand.
    pub fn check(&self) -> (Sources, Vec<Diagnostic>) {
        self.check_text(&self.text)
    }

    /// The same for another text in its place.
    pub fn check_text(&self, text: &str) -> (Sources, Vec<Diagnostic>) {
        let folder = root().join("tests/fixtures").join(&self.code);
        let name = format!("{}.agreement", self.name);
        check_as_asked(&name, text, &Beside(folder), &asked_of(&self.code))
    }

    /// Where it stands, for messages of failed tests.
    pub fn place(&self) -> String {
        format!("tests/fixtures/{}/{}.agreement", self.code, self.name)
    }

    /// Whether the code must be found in it; otherwise it is a near miss.
    pub fn is_bad(&self) -> bool {
        self.name.starts_with("bad")
    }
}

/// All fixtures, by code and name.
pub fn fixtures() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for folder in entries(&root().join("tests/fixtures")) {
        let code = file_name(&folder);
        for path in entries(&folder) {
            let file = file_name(&path);
            let Some(name) = file.strip_suffix(".agreement") else { continue };
            let text = fs::read_to_string(&path).unwrap();
            fixtures.push(Fixture { code: code.clone(), name: name.to_owned(), text });
        }
    }
    fixtures
}

/// What stands in a folder, sorted; nothing where there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(read) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The last part of a path.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let split = |path: PathBuf| if path.is_dir() { files_below(&path) } else { vec![path] };
    entries(folder).into_iter().flat_map(split).collect()
}

/// The fenced blocks under a heading of a Markdown page, each without its fences.
pub fn blocks_under(page: &str, heading: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let (mut here, mut open) = (false, None::<String>);
    for line in page.lines() {
        let fence = line.starts_with("```");
        match &mut open {
            Some(_) if fence => blocks.extend(open.take()),
            Some(block) => *block += &format!("{line}\n"),
            None if fence && here => open = Some(String::new()),
            None if line.starts_with("## ") => here = line.trim_end() == heading,
            None => {}
        }
    }
    blocks
}
