//! `armistice fmt`: the one canonical form of an agreement.

use super::files::{self, Loader};
use super::shell::{Shell, Status};
use crate::diagnostic::Severity;
use crate::render::terminal::{self, Style};
use crate::source::Sources;
use crate::syntax::{parser, printer};
use clap::Args;
use std::path::{Path, PathBuf};

/// Write agreements in the canonical form
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice fmt terms.agreement\n  armistice fmt --check *.agreement\n  \
                        armistice fmt - < draft.txt > terms.agreement")]
pub struct Fmt {
    /// Change nothing; name the files that are not in the canonical form, and exit with 1 if there are any
    #[arg(long)]
    check: bool,

    /// Agreements; `-` reads standard input and writes to standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Fmt {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let statuses = self.files.iter().map(|path| self.format(path, shell));
        statuses.max().unwrap_or(Status::Clean)
    }

    fn format(&self, path: &Path, shell: &mut Shell) -> Status {
        let loaded = match Loader::default().read_text(path) {
            Ok(loaded) => loaded,
            Err(unreadable) => {
                shell.complain(&unreadable.to_string());
                return Status::Unusable;
            }
        };
        let Some(formatted) = formatted(&loaded.name, &loaded.text, shell) else {
            return Status::Findings;
        };
        let changed = formatted != loaded.text;
        match (self.check, files::is_standard_input(path)) {
            (true, _) if changed => {
                shell.say(&format!("{} is not in the canonical form\n", loaded.name));
                Status::Findings
            }
            (false, true) => {
                shell.say_raw(formatted.as_bytes());
                Status::Clean
            }
            (false, false) if changed => match files::replace(path, &formatted) {
                Ok(()) => Status::Clean,
                Err(error) => {
                    shell.complain(&format!("cannot write `{}`: {error}", path.display()));
                    Status::Unusable
                }
            },
            _ => Status::Clean,
        }
    }
}

/// The canonical form; none where a sentence could not be read, since it would be lost. What could not be read is said
/// on standard error.
fn formatted(name: &str, text: &str, shell: &mut Shell) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let parsed = parser::parse(&sources, file);
    let errors: Vec<_> =
        parsed.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).collect();
    for error in &errors {
        let style = Style { width: shell.width(), color: true };
        shell.remark(&terminal::report(&sources, error, style));
    }
    if errors.is_empty() {
        Some(printer::print(&parsed.agreement))
    } else {
        shell.complain(&format!("`{name}` was left as it is: it has sentences that cannot be read"));
        None
    }
}
