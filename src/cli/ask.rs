//! `armistice ask`: one hypothetical fact.

use super::agreement::prepare;
use super::report::Beside;
use super::shell::{Shell, Status};
use crate::ask;
use crate::render::ask::{Asked, json, text};
use crate::render::terminal::{Style, terminal};
use crate::render::{Findings, Input};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Ask what an agreement says of one thing that somebody might do
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    armistice ask terms.agreement \"on 2016-03-01 12:00 Russia airstrikes Nusra in Aleppo\"\n  \
    armistice ask terms.agreement \"on 2016-03-05 Syria or Russia attacks FSA in Homs not in self_defence\"\n\n\
    The sentence has the form of those in scenarios. What it does not say is left open.\n\
    Exit status: 0 whatever the answer is, 1 if the agreement has errors, 2 if the question cannot be read.")]
pub struct Ask {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// What happens, as a scenario tells it
    #[arg(value_name = "SENTENCE")]
    sentence: String,

    /// How the answer is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object; its schema is described in docs/answer-json.md
    Json,
}

impl Ask {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let prepared = match prepare(&self.terms, "asked", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let mut sources = prepared.sources;
        let beside = Beside::new(&self.terms);
        let question = match ask::read(&mut sources, &prepared.agreement, &beside, &self.sentence) {
            Ok(question) => question,
            Err(faults) => {
                let inputs: &[Input] = &prepared.inputs;
                let findings =
                    Findings { sources: &sources, found: &faults, waived: &[], inputs, options: &[] };
                shell.say(&terminal(&findings, Style { width: shell.width(), color: true }));
                shell.complain("the question cannot be read");
                return Status::Unusable;
            }
        };
        let answer = ask::answer(&question.model, &question.account);
        let asked = Asked {
            model: &question.model,
            sources: &sources,
            question: sources.words(question.span),
            answer: &answer,
            inputs: &prepared.inputs,
        };
        shell.say(&match self.format {
            Format::Text => text::text(&asked),
            Format::Json => json::json(&asked),
        });
        Status::Clean
    }
}
