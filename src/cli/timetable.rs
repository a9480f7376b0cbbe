//! `armistice timetable`: every duty, and when it is due.

use super::agreement::prepare;
use super::logs::Logs;
use super::shell::{Shell, Status};
use crate::evaluate::log::end_of;
use crate::evaluate::timetable::timetable;
use crate::evaluate::{Engine, evaluate};
use crate::incident::{Log, as_it_stood};
use crate::render::Input;
use crate::render::timetable::{Timetable as Page, csv, ics, json, text};
use crate::sets::LATEST;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// List every duty: when it is due, what has become of it, and what waits for it
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice timetable terms.agreement\n  \
                        armistice timetable terms.agreement incidents.csv --as-of 2016-05-06T12:00Z\n  \
                        armistice timetable terms.agreement --format ics > duties.ics\n\n\
                        Without a log nothing is said of what was done.")]
pub struct Timetable {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// An incident log that says what was done; `-` is standard input
    #[arg(value_name = "LOG")]
    log: Option<PathBuf>,

    /// Judge as of this instant, such as 2016-05-06T12:00Z; otherwise as of the end of the last incident
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,

    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    reading: Logs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One row for each duty, occasion and bearer
    Csv,
    /// For calendars: one event for each duty with a date, in UTC
    Ics,
    /// One object; its schema is described in docs/timetable-json.md
    Json,
}

impl Timetable {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let as_of = match super::evaluate::given_instant("--as-of", self.as_of.as_deref()) {
            Ok(as_of) => as_of,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let prepared = match prepare(&self.terms, "read", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let model = &prepared.model;
        let read = self.log.as_deref().map_or_else(
            || Ok((Log::of_nothing(model), Vec::new())),
            |path| self.reading.manner(model, 1)?.read(&prepared, 0, path),
        );
        let (log, read): (Log, Vec<Input>) = match read {
            Ok(read) => read,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let log = as_of.map_or_else(|| log.clone(), |at| as_it_stood(&log, at));
        let engine = Engine::for_log(model, &log);
        let otherwise = || if self.log.is_some() { end_of(&log) } else { LATEST };
        let evaluation = evaluate(&engine, &log, Some(as_of.unwrap_or_else(otherwise)));
        let entries = timetable(&engine, &evaluation);
        let mut options: Vec<String> =
            self.as_of.iter().flat_map(|at| ["--as-of".to_owned(), at.clone()]).collect();
        options.extend(self.reading.given());
        let inputs: Vec<Input> = prepared.inputs.iter().cloned().chain(read).collect();
        let page = Page {
            model,
            sources: &prepared.sources,
            log: &log,
            has_log: self.log.is_some(),
            evaluation: &evaluation,
            entries: &entries,
            inputs: &inputs,
            options: &options,
        };
        shell.say(&match self.format {
            Format::Text => text::text(&page),
            Format::Csv => csv::csv(&page),
            Format::Ics => ics::ics(&page),
            Format::Json => json::json(&page),
        });
        super::evaluate::unread(&log, shell)
    }
}
