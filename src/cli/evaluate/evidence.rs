//! The options of `armistice evaluate` that say which reports count, for how much, and who could observe what.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

use crate::cli::files::Loader;
use crate::evaluate::counting::Counting;
use crate::evaluate::matrix::By;
use crate::evaluate::thresholds::{Threshold, is_on_the_scale};
use crate::incident::{self, CoverageFile, Grade, Status};
use crate::model::Model;
use crate::render::Input;

/// Which reports count, and how.
#[derive(Args, Debug)]
pub(super) struct Evidence {
    /// Judge only reports that are graded at least so, such as B2: source B or better, and content 2 or better
    #[arg(long, value_name = "GRADE")]
    at_least: Option<String>,

    /// Judge only reports whose status is this or higher: alleged, reported, observed, verified, attributed
    #[arg(long, value_name = "STATUS")]
    status: Option<Rung>,

    /// Also print the counts at each status and each grade
    #[arg(long)]
    pub(super) thresholds: bool,

    /// What is counted: incidents, events, explosions, or unit:NAME
    #[arg(long, value_name = "WHAT", default_value = "incidents")]
    count: String,

    /// A file that says what the source of the logs could observe; see docs/logs.md
    #[arg(long, value_name = "FILE")]
    coverage: Option<PathBuf>,

    /// Also count by clause, party and day, week or zone; `--table matrix` does so by week
    #[arg(long, value_name = "PERIOD")]
    by: Option<Period>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rung {
    /// One side says so
    Alleged,
    /// Somebody who is no side says so
    Reported,
    /// A monitor saw or heard it
    Observed,
    /// It was established that it happened
    Verified,
    /// It was established who did it
    Attributed,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Period {
    /// Calendar days of the agreement's time zone
    Day,
    /// Weeks from Monday to Sunday
    Week,
    /// Zones
    Zone,
}

impl Evidence {
    /// Which reports are kept.
    pub(super) fn threshold(&self) -> Result<Threshold, String> {
        let status = self.status.map(|rung| match rung {
            Rung::Alleged => Status::Alleged,
            Rung::Reported => Status::Reported,
            Rung::Observed => Status::Observed,
            Rung::Verified => Status::Verified,
            Rung::Attributed => Status::Attributed,
        });
        let grade = self.at_least.as_deref().map(grade).transpose()?;
        Ok(Threshold { status, grade })
    }

    /// What is counted.
    pub(super) fn counting(&self) -> Result<Counting, String> {
        Counting::of(&self.count).ok_or_else(|| {
            "--count needs incidents, events, explosions, or a unit such as unit:strikes".to_owned()
        })
    }

    /// What the columns of the table by period are, if one is asked for.
    pub(super) fn by(&self, wanted: bool) -> Option<By> {
        match self.by {
            Some(Period::Day) => Some(By::Day),
            Some(Period::Week) => Some(By::Week),
            Some(Period::Zone) => Some(By::Zone),
            None => wanted.then_some(By::Week),
        }
    }

    /// What the coverage file says, with its digest.
    pub(super) fn coverage(&self, model: &Model) -> Result<Option<(CoverageFile, Input)>, String> {
        let Some(path) = &self.coverage else { return Ok(None) };
        let loaded = Loader::default().read_bytes(path).map_err(|unreadable| unreadable.to_string())?;
        let text = String::from_utf8(loaded.bytes)
            .map_err(|_| format!("{}: it is no text in UTF-8", loaded.name))?;
        let coverage =
            incident::read_coverage(model, &text).map_err(|fault| format!("{}: {fault}", loaded.name))?;
        Ok(Some((coverage, Input { name: loaded.name, sha256: loaded.sha256 })))
    }

    /// The options that can change a result, as they were given.
    pub(super) fn given(&self) -> Vec<String> {
        let mut given = Vec::new();
        let mut push = |option: &str, value: String| given.extend([option.to_owned(), value]);
        if let Some(grade) = &self.at_least {
            push("--at-least", grade.clone());
        }
        if let Some(rung) = self.status.and_then(|rung| rung.to_possible_value()) {
            push("--status", rung.get_name().to_owned());
        }
        if self.count != "incidents" {
            push("--count", self.count.clone());
        }
        if let Some(path) = &self.coverage {
            push("--coverage", path.display().to_string());
        }
        if let Some(period) = self.by.and_then(|period| period.to_possible_value()) {
            push("--by", period.get_name().to_owned());
        }
        given
    }
}

fn grade(written: &str) -> Result<Grade, String> {
    let mut letters = written.chars();
    let grade = match (letters.next(), letters.next(), letters.next()) {
        (Some(reliability), Some(digit), None) => digit
            .to_digit(10)
            .and_then(|digit| u8::try_from(digit).ok())
            .map(|credibility| Grade { reliability: reliability.to_ascii_uppercase(), credibility }),
        _ => None,
    };
    let on_the_scale = |grade: &Grade| {
        is_on_the_scale(*grade) && grade.reliability.is_ascii_uppercase() && grade.credibility > 0
    };
    grade.filter(on_the_scale).ok_or_else(|| {
        "--at-least needs a grade from A1 to E5; F and 6 say that it cannot be judged, and nothing is at least that"
            .to_owned()
    })
}
