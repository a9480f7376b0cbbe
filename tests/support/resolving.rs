//! Reading a text and resolving it, with the files of a folder beside it.
#![allow(dead_code, reason = "each test binary uses a part of this")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]

use std::path::{Path, PathBuf};

use armistice::diagnostic::{Diagnostic, Edit};
use armistice::model::{Model, SideFiles, resolve};
use armistice::source::Sources;
use armistice::syntax::parser::parse;

/// The files of a folder.
pub struct Folder(pub PathBuf);

impl SideFiles for Folder {
    fn text(&self, name: &str) -> Result<String, String> {
        std::fs::read_to_string(self.0.join(name)).map_err(|why| why.to_string())
    }
}

/// What the parser and the resolver make of a text, and what they say of it.
pub fn check_with(text: &str, files: &dyn SideFiles) -> (Sources, Model, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    let resolved = resolve(&sources, &parsed.agreement, files);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(resolved.diagnostics);
    (sources, resolved.model, diagnostics)
}

/// The same without any files beside the text.
pub fn check(text: &str) -> (Model, Vec<Diagnostic>) {
    let (_, model, diagnostics) = check_with(text, &());
    (model, diagnostics)
}

/// One line for each finding, for messages of failed tests.
pub fn describe(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let span = diagnostic.span().unwrap();
        let position = sources.file(span.file).unwrap().position(span.start);
        let (line, column) = (position.line, position.column);
        let words = sources.words(span);
        format!("{line}:{column} [{}] {} `{words}`", diagnostic.code.slug, diagnostic.title)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
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

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders in a folder, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
