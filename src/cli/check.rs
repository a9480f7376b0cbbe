//! `armistice check`: everything that can be found in the text of an agreement.

use super::report::{Beside, Inputs, ReportOptions};
use super::shell::{Shell, Status};
use crate::diagnostic;
use crate::render::Findings;
use crate::render::visible::visible_line;
use crate::review::{self, Settings};
use clap::Args;
use std::path::PathBuf;

/// Check agreements before they are sent out
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice check terms.agreement\n  \
                        armistice check --format sarif --deny warnings *.agreement > findings.sarif")]
pub struct Check {
    /// Agreements; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    report: ReportOptions,
}

impl Check {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        examine(&self.files, &self.report, Settings::default, shell)
    }
}

/// Examines agreements and prints what is found.
pub(super) fn examine(
    files: &[PathBuf],
    options: &ReportOptions,
    asked: fn() -> Settings,
    shell: &mut Shell,
) -> Status {
    let mut inputs = Inputs::read(files, shell);
    if inputs.files.is_empty() {
        // "nothing found" about nothing would mislead.
        return Status::Unusable;
    }
    let beside: Vec<Beside<'_>> = inputs.files.iter().map(|(path, _)| Beside::new(path)).collect();
    let (mut found, mut waived) = (Vec::new(), Vec::new());
    let mut unproved = Vec::new();
    let mut configurations = Vec::new();
    for ((path, file), beside) in inputs.files.iter().zip(&beside) {
        let settings = match options.settings(path, asked()) {
            Ok((settings, configuration)) => {
                configurations.extend(configuration);
                settings
            }
            Err(wrong) => {
                shell.complain(&wrong);
                return Status::Unusable;
            }
        };
        let report = review::check(&mut inputs.sources, *file, beside, &settings);
        if !report.proved {
            unproved.extend(inputs.sources.file(*file).map(|file| file.name().to_owned()));
        }
        found.extend(report.found);
        waived.extend(report.waived);
    }
    diagnostic::sort(&mut found);
    let mut read = inputs.inputs.clone();
    read.extend(beside.into_iter().flat_map(Beside::into_inputs));
    configurations.dedup();
    read.extend(configurations);
    let findings = Findings {
        sources: &inputs.sources,
        found: &found,
        waived: &waived,
        inputs: &read,
        options: &options.given(),
    };
    let status = options.print(&findings, shell);
    for name in unproved {
        // Silence about contradictions would be taken for an answer.
        let name = visible_line(&name);
        shell.remark(&format!(
            "note: {name}: its clauses are compared once the errors in its text are mended"
        ));
    }
    if inputs.incomplete { Status::Unusable } else { status }
}
