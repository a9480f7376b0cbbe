//! `armistice completions`: what a shell needs to complete the command's arguments.

use super::Arguments;
use super::shell::{Shell, Status};
use clap::{Args, CommandFactory};

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  armistice completions bash > ~/.local/share/bash-completion/completions/armistice"
)]
pub struct Completions {
    /// Which shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "armistice", &mut script);
        shell.say_raw(&script);
        Status::Clean
    }
}
