//! What the subcommands that print findings have in common: formats, levels, exit status.

use super::files::{Loaded, Loader};
use super::shell::{Shell, Status};
use crate::diagnostic::Severity;
use crate::model::SideFiles;
use crate::render::{Findings, Input, github, json, sarif, short, terminal};
use crate::source::{FileId, Sources};
use clap::{Args, ValueEnum};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How findings are printed.
#[derive(Args, Debug)]
pub struct ReportOptions {
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Count these as errors in the exit status
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The words in question with what is the matter, for people
    Text,
    /// One line a finding: `file:line:column: level[code]: title`
    Short,
    /// One object; its schema is described in docs/findings-json.md
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Workflow commands for GitHub Actions
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Deny {
    /// Warnings too
    Warnings,
}

/// The files of a run that could be read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Their texts.
    pub sources: Sources,
    /// Each with the path under which it was given, in that order.
    pub files: Vec<(PathBuf, FileId)>,
    /// Their names and digests.
    pub inputs: Vec<Input>,
    /// Whether one could not be read.
    pub incomplete: bool,
}

impl Inputs {
    /// Reads the files. One that cannot be read is complained about, and the others are still read.
    pub fn read(paths: &[PathBuf], shell: &mut Shell) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            match Loader::default().read_text(path) {
                Ok(loaded) => inputs.add(path, loaded),
                Err(unreadable) => {
                    shell.complain(&unreadable.to_string());
                    inputs.incomplete = true;
                }
            }
        }
        inputs
    }

    fn add(&mut self, path: &Path, loaded: Loaded) {
        let Loaded { name, text, sha256 } = loaded;
        let file = self.sources.add(name.clone(), text);
        self.files.push((path.to_owned(), file));
        self.inputs.push(Input { name, sha256 });
    }
}

/// The files that one agreement names, read from its own folder and remembered with their digests.
pub struct Beside<'a> {
    agreement: &'a Path,
    read: RefCell<BTreeMap<String, Loaded>>,
}

impl<'a> Beside<'a> {
    /// The files beside an agreement that was given under this path.
    pub fn new(agreement: &'a Path) -> Self {
        Self { agreement, read: RefCell::default() }
    }

    /// The names and digests of what was read, in the order of the names.
    pub fn into_inputs(self) -> Vec<Input> {
        let read = self.read.into_inner().into_values();
        read.map(|loaded| Input { name: loaded.name, sha256: loaded.sha256 }).collect()
    }
}

impl SideFiles for Beside<'_> {
    fn text(&self, name: &str) -> Result<String, String> {
        if let Some(loaded) = self.read.borrow().get(name) {
            return Ok(loaded.text.clone());
        }
        let loaded = Loader::default()
            .read_beside(self.agreement, name)
            .map_err(|unreadable| unreadable.reason().to_string())?;
        let text = loaded.text.clone();
        self.read.borrow_mut().insert(name.to_owned(), loaded);
        Ok(text)
    }
}

impl ReportOptions {
    /// Prints the findings and says what follows for the exit status.
    pub fn print(&self, findings: &Findings<'_>, shell: &mut Shell) -> Status {
        let page = match self.format {
            Format::Text => {
                terminal::terminal(findings, terminal::Style { width: shell.width(), color: true })
            }
            Format::Short => short::short(findings),
            Format::Json => json::json(findings),
            Format::Sarif => sarif::sarif(findings),
            Format::Github => github::github(findings),
        };
        shell.say(&page);
        let counts = |severity: Severity| match severity {
            Severity::Error => true,
            Severity::Warning => matches!(self.deny, Some(Deny::Warnings)),
            Severity::Note => false,
        };
        if findings.found.iter().any(|finding| counts(finding.severity)) {
            Status::Findings
        } else {
            Status::Clean
        }
    }

    /// The options that can change a result, as they were given.
    pub fn given(&self) -> Vec<String> {
        match self.deny {
            Some(Deny::Warnings) => vec!["--deny".to_owned(), "warnings".to_owned()],
            None => Vec::new(),
        }
    }
}
