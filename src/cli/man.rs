//! `armistice man`: the manual pages, made from the same definitions as `--help`.

use super::Arguments;
use super::shell::{Shell, Status};
use clap::{Args, CommandFactory};

/// Print a manual page, in the form that `man` reads
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice man | man -l -\n  armistice man check > armistice-check.1")]
pub struct Man {
    /// A subcommand; the page of the whole command without one
    command: Option<String>,
}

impl Man {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let mut whole = Arguments::command();
        // Fills in the options that all subcommands share.
        whole.build();
        let page = match &self.command {
            None => Some(whole),
            Some(name) => whole.find_subcommand(name).cloned(),
        };
        let Some(page) = page else {
            let name = self.command.unwrap_or_default();
            shell.complain(&format!("there is no subcommand `{}`; `armistice --help` lists them", name));
            return Status::Unusable;
        };
        let mut text = Vec::new();
        match clap_mangen::Man::new(page).render(&mut text) {
            Ok(()) => {
                shell.say_raw(&text);
                Status::Clean
            }
            Err(error) => {
                shell.complain(&format!("the manual page could not be made: {error}"));
                Status::Unusable
            }
        }
    }
}
