//! `armistice map`: a first file that says what the names of a log stand for.

use super::agreement::prepare;
use super::logs::Logs;
use super::shell::{Shell, Status};
use crate::incident::names_page;
use clap::Args;
use std::path::PathBuf;

/// Begin a file that says what the names of a log stand for in an agreement
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice map terms.agreement incidents.csv > names.toml\n  \
                        armistice evaluate terms.agreement incidents.csv --map names.toml\n\n\
                        The file lists the names of the log that the agreement does not have, how often they are used,\n\
                        and names of the agreement that are spelt or sound much the same. As it is, it changes nothing.")]
pub struct Map {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// The incident log; `-` is standard input
    #[arg(value_name = "LOG")]
    log: PathBuf,

    #[command(flatten)]
    logs: Logs,
}

impl Map {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let prepared = match prepare(&self.terms, "used", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let read =
            self.logs.manner(&prepared.model, 1).and_then(|manner| manner.read(&prepared, 0, &self.log));
        match read {
            Ok((log, _)) => {
                shell.say(&names_page(&prepared.model, &log));
                Status::Clean
            }
            Err(why) => {
                shell.complain(&why);
                Status::Unusable
            }
        }
    }
}
