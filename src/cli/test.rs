//! `armistice test`: the scenarios that agreements carry.

use super::agreement::prepare;
use super::shell::{Shell, Status};
use crate::evaluate::{Engine, scenario};
use crate::render::visible::visible_line;
use clap::Args;
use std::path::PathBuf;

/// Run the scenarios in agreements
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  armistice test agreements/*/terms.agreement")]
pub struct Test {
    /// Agreements
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Test {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let mut status = Status::Clean;
        let (mut passed, mut failed) = (0_usize, 0_usize);
        for path in &self.files {
            let prepared = match prepare(path, "tested", shell) {
                Ok(prepared) => prepared,
                Err(found) => {
                    status = status.max(found);
                    continue;
                }
            };
            let outcomes = scenario::run(&Engine::new(&prepared.model));
            if outcomes.is_empty() {
                shell.say(&format!("{}: no scenarios\n", path.display()));
            }
            for outcome in outcomes {
                let title = visible_line(&outcome.title);
                if outcome.failures.is_empty() && outcome.expectations > 0 {
                    passed += 1;
                    shell.say(&format!("\u{1b}[32mok\u{1b}[0m      {title}\n"));
                    continue;
                }
                failed += 1;
                let place = position(&prepared.sources, outcome.span);
                shell.say(&format!("\u{1b}[31mfailed\u{1b}[0m  {title} ({place})\n"));
                if outcome.expectations == 0 {
                    shell.say("          expects nothing\n");
                }
                for failure in &outcome.failures {
                    shell.say(&format!(
                        "          {} {}: expected {}, found {}\n",
                        position(&prepared.sources, failure.span),
                        failure.clause,
                        failure.expected,
                        visible_line(&failure.found),
                    ));
                }
            }
        }
        shell.say(&format!("{passed} passed, {failed} failed\n"));
        if failed > 0 { status.max(Status::Findings) } else { status }
    }
}

fn position(sources: &crate::source::Sources, span: crate::source::Span) -> String {
    sources.file(span.file).map_or_else(String::new, |file| {
        let position = file.position(span.start);
        format!("{}:{}:{}", file.name(), position.line, position.column)
    })
}
