//! What the subcommands that print findings have in common: formats, levels, exit status.

use super::files::{Loaded, Loader, is_standard_input};
use super::shell::{Shell, Status};
use crate::diagnostic::Severity;
use crate::model::SideFiles;
use crate::render::{Findings, Input, github, json, sarif, short, terminal};
use crate::review::configuration::rule;
use crate::review::{Configuration, Level, Settings};
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

    /// Count this rule as an error; `warnings` for all warnings
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,

    /// Do not ask this rule
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,

    /// The configuration, instead of `armistice.toml` in the folder of each agreement or in one above it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What stands for all warnings after `--deny`.
const WARNINGS: &str = "warnings";

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
        let warnings_count = self.deny.iter().any(|rule| rule == WARNINGS);
        let counts = |severity: Severity| match severity {
            Severity::Error => true,
            Severity::Warning => warnings_count,
            Severity::Note => false,
        };
        if findings.found.iter().any(|finding| counts(finding.severity)) {
            Status::Findings
        } else {
            Status::Clean
        }
    }

    /// What is asked of an agreement: as its configuration has it, then as the options have it.
    ///
    /// # Errors
    /// What is wrong with the options or the configuration, in words.
    pub fn settings(
        &self,
        agreement: &Path,
        mut settings: Settings,
    ) -> Result<(Settings, Option<Input>), String> {
        let found = match &self.config {
            Some(path) => Some(path.clone()),
            None => configuration_of(agreement),
        };
        let mut read = None;
        if let Some(path) = found {
            let loaded = Loader::default().read_text(&path).map_err(|unreadable| unreadable.to_string())?;
            let configuration = Configuration::read(loaded.text.trim_start_matches('\u{feff}'))
                .map_err(|wrong| format!("{}: {wrong}", loaded.name))?;
            configuration.apply(&within(&path, agreement), &mut settings);
            read = Some(Input { name: loaded.name, sha256: loaded.sha256 });
        }
        let levels =
            self.deny.iter().filter(|rule| *rule != WARNINGS).map(|rule| (rule, Level::On(Severity::Error)));
        for (name, level) in levels.chain(self.allow.iter().map(|rule| (rule, Level::Off))) {
            settings.set(rule(name)?, level);
        }
        Ok((settings, read))
    }

    /// The options that can change a result, as they were given.
    pub fn given(&self) -> Vec<String> {
        let each = |option: &'static str, rules: &[String]| -> Vec<String> {
            rules.iter().flat_map(|rule| [option.to_owned(), rule.clone()]).collect()
        };
        let config = self.config.iter().flat_map(|path| ["--config".to_owned(), path.display().to_string()]);
        each("--deny", &self.deny).into_iter().chain(each("--allow", &self.allow)).chain(config).collect()
    }
}

/// The configuration of an agreement: `armistice.toml` in its folder, or in the nearest one above it.
fn configuration_of(agreement: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(if is_standard_input(agreement) { Path::new("") } else { agreement });
    let start = absolute.or_else(|_| std::env::current_dir()).ok()?;
    let above = start.ancestors().map(|folder| folder.join("armistice.toml"));
    let found = above.into_iter().find(|path| path.is_file())?;
    // It is shown as it would be given from here.
    let here = std::env::current_dir().ok();
    let shown = here.and_then(|here| found.strip_prefix(here).ok().map(Path::to_owned));
    Some(shown.unwrap_or(found))
}

/// The path of an agreement from the folder of its configuration; as it was given, where it does not lie below it.
fn within(configuration: &Path, agreement: &Path) -> String {
    let folder = std::path::absolute(configuration).ok();
    let folder = folder.as_deref().and_then(Path::parent);
    let own = std::path::absolute(agreement).ok();
    let relative = folder.zip(own.as_deref()).and_then(|(folder, own)| own.strip_prefix(folder).ok());
    relative.unwrap_or(agreement).to_string_lossy().into_owned()
}
