//! The command: arguments, files, clock, output, exit status. One file per subcommand.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "this module is the one place that touches the outside: files, clock, environment, standard output"
)]

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

pub mod digest;
pub mod files;
pub mod shell;

mod agreement;
mod ask;
mod check;
mod compare;
mod completions;
mod diff;
mod evaluate;
mod explain;
mod fmt;
mod gaps;
mod graph;
mod lint;
mod logs;
mod man;
mod map;
mod report;
mod test;
mod timetable;
mod why;

use shell::{ColorWhen, Shell, Status};

/// A language in which ceasefire agreements are written down so that a machine can check them.
#[derive(Parser, Debug)]
#[command(
    name = "armistice",
    version,
    after_help = "Example:\n  armistice check terms.agreement\n\n\
                  Exit status: 0 nothing found, 1 findings, 2 wrong usage or a file that cannot be read."
)]
pub struct Arguments {
    /// When to write in colour; `auto` also obeys NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorWhen,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Check(check::Check),
    Lint(lint::Lint),
    Evaluate(evaluate::Evaluate),
    Compare(compare::Compare),
    Map(map::Map),
    Why(why::Why),
    Timetable(timetable::Timetable),
    Test(test::Test),
    Ask(ask::Ask),
    Gaps(gaps::Gaps),
    Diff(diff::Diff),
    Fmt(fmt::Fmt),
    Graph(graph::Graph),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the command with these arguments, of which the first is the command's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too, with status 0. A reader who has gone away is no error.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut shell = Shell::new(arguments.color);
    let status = match arguments.command {
        Command::Check(check) => check.run(&mut shell),
        Command::Lint(lint) => lint.run(&mut shell),
        Command::Evaluate(evaluate) => evaluate.run(&mut shell),
        Command::Compare(compare) => compare.run(&mut shell),
        Command::Map(map) => map.run(&mut shell),
        Command::Timetable(timetable) => timetable.run(&mut shell),
        Command::Why(why) => why.run(&mut shell),
        Command::Test(test) => test.run(&mut shell),
        Command::Ask(ask) => ask.run(&mut shell),
        Command::Gaps(gaps) => gaps.run(&mut shell),
        Command::Diff(diff) => diff.run(&mut shell),
        Command::Fmt(fmt) => fmt.run(&mut shell),
        Command::Graph(graph) => graph.run(&mut shell),
        Command::Explain(explain) => explain.run(&mut shell),
        Command::Completions(completions) => completions.run(&mut shell),
        Command::Man(man) => man.run(&mut shell),
    };
    shell.finish(status).into()
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
