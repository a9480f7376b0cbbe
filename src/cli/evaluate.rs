//! `armistice evaluate`: incident logs against an agreement.

mod evidence;
mod since;
mod together;

use self::evidence::Evidence;
use super::agreement::{Prepared, prepare};
use super::files;
use super::logs::Logs;
use super::shell::{Shell, Status};
use crate::evaluate::counting::{Counting, amounts};
use crate::evaluate::log::end_of;
use crate::evaluate::matrix::Matrix;
use crate::evaluate::{DutyState, Engine, Evaluation, Verdict, evaluate};
use crate::incident::{Log, as_it_stood};
use crate::render::Input;
use crate::render::evaluation::csv::{Table, csv};
use crate::render::evaluation::json::json;
use crate::render::evaluation::text::{Extent, text};
use crate::render::evaluation::{Asked, Judged};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Judge incident logs against an agreement
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice evaluate terms.agreement incidents.csv\n  \
                        armistice evaluate terms.agreement ged191.csv --profile ucdp-ged --format csv > judgements.csv\n\n\
                        Counts are intervals: [certain, certain or possible].")]
pub struct Evaluate {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// Incident logs; `-` is standard input
    #[arg(required = true, value_name = "LOG")]
    logs: Vec<PathBuf>,

    #[command(flatten)]
    reading: Logs,

    /// One report with all logs side by side: what each counts over one time, and why they need not agree
    #[arg(long)]
    together: bool,

    /// The time of `--together`, with a day at the end counted whole; otherwise the time for which the agreement is in force
    #[arg(long, value_names = ["FROM", "TO"], num_args = 2, requires = "together")]
    between: Option<Vec<String>>,

    /// How the result is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Which table `--format csv` prints
    #[arg(long, value_name = "TABLE", default_value = "judgements")]
    table: TableName,

    /// Also write the result to a file; its ending decides the format: .txt, .json or .csv
    #[arg(long, value_name = "FILE")]
    out: Vec<PathBuf>,

    /// How many incidents the text prints one by one; 0 for all, and for every row that could not be read
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,

    /// Judge as of this instant, such as 2016-05-06T12:00Z, by what had happened and been received before it; otherwise
    /// by the whole log, and duties as of the end of the last incident
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,

    /// Print only what changed since a run as of this instant, such as 2016-05-05T12:00Z, and because of which rows
    #[arg(long, value_name = "TIME", conflicts_with_all = ["together", "table", "out"])]
    since: Option<String>,

    /// Say so in the exit status
    #[arg(long, value_name = "WHAT")]
    fail_on: Option<FailOn>,

    /// Judge nothing where a row cannot be read
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    evidence: Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object; its schema is described in docs/evaluation-json.md
    Json,
    /// One table, see --table
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TableName {
    /// One row for each incident, clause and reader
    Judgements,
    /// One row for each clause, party, zone and day that has a violation
    Counts,
    /// One row for each duty and bearer
    Duties,
    /// One row for each contested judgement and reader
    Contested,
    /// One row for each clause and report of an incident whose reports disagree
    Evidence,
    /// One row for each status and grade, and clause
    Thresholds,
    /// One row for each proposal that some incidents are one, and clause
    Duplicates,
    /// One row for each clause, zone and run of days that nobody could observe
    Unobserved,
    /// One row for each clause, party and day, week or zone
    Matrix,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// Exit with 1 if there is a certain violation
    Violation,
}

impl Evaluate {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let instants = given_instant("--as-of", self.as_of.as_deref())
            .and_then(|as_of| Ok((as_of, given_instant("--since", self.since.as_deref())?)));
        let (as_of, since) = match instants {
            Ok(instants) => instants,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let prepared = match prepare(&self.terms, "evaluated", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let asked =
            self.evidence.threshold().and_then(|threshold| Ok((threshold, self.evidence.counting()?)));
        let asked = asked.and_then(|(threshold, counting)| {
            Ok((threshold, counting, self.evidence.coverage(&prepared.model)?))
        });
        let (threshold, counting, coverage) = match asked {
            Ok(asked) => asked,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        if let Some(why) = self.misfit(coverage.is_some()) {
            shell.complain(why);
            return Status::Unusable;
        }
        let manner = match self.reading.manner(&prepared.model, self.logs.len()) {
            Ok(manner) => manner,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let mut status = Status::Clean;
        let mut beside = Vec::new();
        for (index, path) in self.logs.iter().enumerate() {
            let (mut log, read) = match manner.read(&prepared, index, path) {
                Ok(read) => read,
                Err(why) => {
                    shell.complain(&why);
                    status = Status::Unusable;
                    continue;
                }
            };
            if self.strict
                && let Some(fault) = log.faults.first()
            {
                shell.complain(&format!("{}, line {}: {}", log.name, fault.line, fault.reason));
                status = Status::Unusable;
                continue;
            }
            if let Some((coverage, _)) = &coverage {
                coverage.clone().add_to(&mut log);
            }
            let earlier = since.map(|at| (threshold.of(&as_it_stood(&log, at)), at));
            if let Some(at) = as_of {
                log = as_it_stood(&log, at);
            }
            // What is due does not hang on which reports are kept.
            let as_of = as_of.unwrap_or_else(|| end_of(&log));
            let log = threshold.of(&log);
            if self.together {
                status = status.max(unread(&log, shell));
                beside.push((log, read));
                continue;
            }
            let engine = Engine::for_log(&prepared.model, &log);
            let evaluation = evaluate(&engine, &log, Some(as_of));
            let inputs = coverage.iter().map(|(_, input)| input.clone()).chain(read).collect();
            let amounts = (counting != Counting::Incidents).then(|| amounts(&log, &evaluation, &counting));
            let matrix = self
                .evidence
                .by(matches!(self.table, TableName::Matrix))
                .map(|by| Matrix::new(&engine, &log, &evaluation, by));
            let asked = Asked {
                amounts: amounts.as_ref(),
                matrix: matrix.as_ref(),
                thresholds: self.evidence.thresholds,
            };
            if let Some((earlier, at)) = earlier {
                let before = evaluate(&engine, &earlier, Some(at));
                let runs = [(&earlier, &before), (&log, &evaluation)];
                status = status.max(self.changes(&prepared, runs, inputs, shell)).max(unread(&log, shell));
                continue;
            }
            status = status.max(self.print(&prepared, &log, inputs, &evaluation, asked, shell));
        }
        if self.together { status.max(self.together(&prepared, &beside, shell)) } else { status }
    }

    /// What does not go together among the arguments.
    fn misfit(&self, has_coverage: bool) -> Option<&'static str> {
        (has_coverage && self.logs.len() > 1)
            .then_some("--coverage speaks of the source of one log: give one log with it")
    }

    fn print(
        &self,
        prepared: &Prepared,
        log: &Log,
        read: Vec<Input>,
        evaluation: &Evaluation,
        asked: Asked<'_>,
        shell: &mut Shell,
    ) -> Status {
        let mut inputs = prepared.inputs.clone();
        inputs.extend(read);
        let options = self.given();
        let judged =
            Judged { model: &prepared.model, log, evaluation, inputs: &inputs, options: &options, asked };
        shell.say(&self.page(&judged, self.format));
        let mut status = self.write(&|format| self.page(&judged, format), shell);
        status = status.max(unread(log, shell));
        if matches!(self.fail_on, Some(FailOn::Violation)) && has_violation(evaluation) {
            status = status.max(Status::Findings);
        }
        status
    }

    /// Writes a result to the files that `--out` names.
    fn write(&self, page: &dyn Fn(Format) -> String, shell: &mut Shell) -> Status {
        let mut status = Status::Clean;
        for path in &self.out {
            let format = match path.extension().and_then(|ending| ending.to_str()) {
                Some("json") => Format::Json,
                Some("csv") => Format::Csv,
                Some("txt") => Format::Text,
                _ => {
                    shell.complain(&format!(
                        "{}: --out knows the endings .txt, .json and .csv",
                        path.display()
                    ));
                    status = Status::Unusable;
                    continue;
                }
            };
            let page = anstream::adapter::strip_str(&page(format)).to_string();
            if let Err(error) = files::write(path, &page) {
                shell.complain(&format!("{}: {error}", path.display()));
                status = Status::Unusable;
            }
        }
        status
    }

    fn page(&self, judged: &Judged<'_>, format: Format) -> String {
        match format {
            Format::Text => {
                let extent = match self.limit {
                    0 => Extent { incidents: usize::MAX, list: usize::MAX },
                    incidents => Extent { incidents, list: 12 },
                };
                text(judged, extent)
            }
            Format::Json => json(judged),
            Format::Csv => csv(
                judged,
                match self.table {
                    TableName::Judgements => Table::Judgements,
                    TableName::Counts => Table::Counts,
                    TableName::Duties => Table::Duties,
                    TableName::Contested => Table::Contested,
                    TableName::Evidence => Table::Evidence,
                    TableName::Thresholds => Table::Thresholds,
                    TableName::Duplicates => Table::Duplicates,
                    TableName::Unobserved => Table::Unobserved,
                    TableName::Matrix => Table::Matrix,
                },
            ),
        }
    }

    /// The options that can change a result, as they were given.
    fn given(&self) -> Vec<String> {
        let mut given = self.reading.given();
        if self.together {
            given.push("--together".to_owned());
        }
        if let Some(between) = &self.between {
            given.push("--between".to_owned());
            given.extend(between.iter().cloned());
        }
        if let Some(at) = &self.as_of {
            given.extend(["--as-of".to_owned(), at.clone()]);
        }
        if let Some(at) = &self.since {
            given.extend(["--since".to_owned(), at.clone()]);
        }
        given.extend(self.evidence.given());
        given
    }
}

/// Says how many rows of a log could not be read.
pub(super) fn unread(log: &Log, shell: &mut Shell) -> Status {
    if log.faults.is_empty() && log.cut_off_at.is_none() {
        return Status::Clean;
    }
    shell.remark(&format!("{}: {} of {} rows could not be read", log.name, log.faults.len(), log.rows));
    if let Some(line) = log.cut_off_at {
        shell.remark(&format!("{}: nothing could be read from line {line} on", log.name));
    }
    Status::Findings
}

/// The instant that an option gives, if it is there.
pub(super) fn given_instant(option: &str, written: Option<&str>) -> Result<Option<i64>, String> {
    let Some(written) = written else { return Ok(None) };
    instant(written).map(Some).ok_or_else(|| {
        format!(
            "{option} needs an instant with its offset, such as 2016-05-06T12:00Z or 2016-05-06T15:00+03:00"
        )
    })
}

/// An instant with an offset.
fn instant(written: &str) -> Option<i64> {
    written.parse::<jiff::Timestamp>().ok().map(|stamp| stamp.as_second())
}

fn has_violation(evaluation: &Evaluation) -> bool {
    evaluation
        .incidents
        .iter()
        .flat_map(|incident| &incident.verdicts)
        .any(|verdict| verdict.as_written == Verdict::Violation)
        || evaluation.duties.iter().any(|duty| duty.state == DutyState::Missed)
}
