//! `armistice lint`: what an agreement leaves out, and what two parties will read differently.

use super::check::examine;
use super::report::ReportOptions;
use super::shell::{Shell, Status};
use crate::review::Settings;
use clap::Args;
use std::path::PathBuf;

/// Judge agreements: what they leave out, and what two parties will read differently
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice lint terms.agreement\n  \
                        armistice lint --deny zone-undelimited --allow self-defence-missing terms.agreement")]
pub struct Lint {
    /// Agreements; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    report: ReportOptions,
}

impl Lint {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        examine(&self.files, &self.report, Settings::judgements, shell)
    }
}
