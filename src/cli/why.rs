//! `armistice why`: what lies behind a judgement.

use super::agreement::{Prepared, prepare};
use super::logs::Logs;
use super::shell::{Shell, Status};
use crate::evaluate::log::end_of;
use crate::evaluate::past::World;
use crate::evaluate::scenario::run;
use crate::evaluate::why::{self, Asked};
use crate::evaluate::{Engine, evaluate};
use crate::incident::{Log, as_it_stood};
use crate::model::clauses::Clause;
use crate::model::ids::{ActorId, ClauseId};
use crate::render::Input;
use crate::render::why::json::json;
use crate::render::why::text::text;
use crate::render::why::{Subject, Told};
use crate::scope::{Scope, universe};
use crate::suggest::closest;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Tell why an incident, a duty or a scenario is judged as it is, and what would settle it
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice why terms.agreement incidents.csv c13\n  \
                        armistice why terms.agreement incidents.csv c13 --clause 2.2 --reader Russia\n  \
                        armistice why terms.agreement incidents.csv --duty 3.1\n  \
                        armistice why terms.agreement --scenario \"a reply in self-defence is excused\"\n\n\
                        Exit status: 0 whatever the judgement is, 2 if there is no such incident, duty, clause, reader or scenario.")]
pub struct Why {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// An incident log; `-` is standard input
    #[arg(value_name = "LOG", required_unless_present = "scenario", conflicts_with = "scenario")]
    log: Option<PathBuf>,

    /// The identifier of an incident, or of a report
    #[arg(value_name = "INCIDENT", required_unless_present_any = ["scenario", "duty"])]
    incident: Option<String>,

    /// The number of a duty, instead of an incident
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["scenario", "incident", "clause"])]
    duty: Option<String>,

    /// The title of a scenario of the agreement
    #[arg(long, value_name = "TITLE")]
    scenario: Option<String>,

    /// This clause only
    #[arg(long, value_name = "NUMBER", conflicts_with = "scenario")]
    clause: Option<String>,

    /// As this party reads it besides, whether or not it reads otherwise
    #[arg(long, value_name = "NAME", conflicts_with = "scenario")]
    reader: Option<String>,

    /// Judge as of this instant, such as 2016-05-06T12:00Z, by what had happened and been received before it
    #[arg(long, value_name = "TIME", conflicts_with = "scenario")]
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
    /// One object; its schema is described in docs/why-json.md
    Json,
}

impl Why {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let prepared = match prepare(&self.terms, "asked", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let told = match &self.scenario {
            Some(title) => self.of_scenario(&prepared, title),
            None if self.duty.is_some() => self.of_duty(&prepared),
            None => self.of_incident(&prepared),
        };
        match told {
            Ok(page) => {
                shell.say(&page);
                Status::Clean
            }
            Err(why) => {
                shell.complain(&why);
                Status::Unusable
            }
        }
    }

    fn page(&self, told: &Told<'_>) -> String {
        match self.format {
            Format::Text => text(told),
            Format::Json => json(told),
        }
    }

    fn of_scenario(&self, prepared: &Prepared, title: &str) -> Result<String, String> {
        let model = &prepared.model;
        let scenarios = || model.scenarios.iter();
        let Some(place) = scenarios().position(|scenario| scenario.title == title) else {
            let titles = scenarios().map(|scenario| scenario.title.as_str());
            return Err(unknown("scenario", title, titles));
        };
        let engine = Engine::new(model);
        let outcomes = run(&engine);
        let (Some(scenario), Some(outcome)) = (model.scenarios.get(place), outcomes.get(place)) else {
            return Err(unknown("scenario", title, std::iter::empty()));
        };
        let expectations = why::scenario(&engine, scenario);
        Ok(self.page(&Told {
            model,
            sources: &prepared.sources,
            log: None,
            subject: Subject::Scenario(scenario, outcome, &expectations),
            inputs: &prepared.inputs,
            options: &["--scenario".to_owned(), title.to_owned()],
        }))
    }

    fn of_incident(&self, prepared: &Prepared) -> Result<String, String> {
        let model = &prepared.model;
        let (log, inputs) = self.log(prepared)?;
        let asked = self.asked(prepared)?;
        let id = self.incident.as_deref().unwrap_or("");
        let named = |place: &usize| {
            log.incidents.get(*place).is_some_and(|incident| {
                incident.id == id || incident.reports.iter().any(|report| report.id == id)
            })
        };
        // The identifier of an incident is meant before that of a report of another one.
        let place = log.incidents.iter().position(|incident| incident.id == id);
        let Some(place) = place.or_else(|| (0..log.incidents.len()).find(named)) else {
            let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
            let ids = log.incidents.iter().map(|incident| incident.id.as_str());
            return Err(unknown("incident", id, ids.chain(reports.map(|report| report.id.as_str()))));
        };
        let as_of = self.instant()?.unwrap_or_else(|| end_of(&log));
        let engine = Engine::for_log(model, &log);
        let evaluation = evaluate(&engine, &log, Some(as_of));
        let Some(behind) = why::incident(&engine, &log, &evaluation, place, asked) else {
            return Err(unknown("incident", id, std::iter::empty()));
        };
        Ok(self.page(&Told {
            model,
            sources: &prepared.sources,
            log: Some(&log),
            subject: Subject::Incident(&behind),
            inputs: &inputs,
            options: &self.given(),
        }))
    }

    fn of_duty(&self, prepared: &Prepared) -> Result<String, String> {
        let model = &prepared.model;
        let (log, inputs) = self.log(prepared)?;
        let asked = self.asked(prepared)?;
        let label = self.duty.as_deref().unwrap_or("");
        let is_duty = |clause: &&Clause| clause.obligation.is_some();
        let duties = || model.clauses.iter().filter(is_duty).map(|clause| clause.label.as_str());
        let place = model.clauses.iter().position(|clause| clause.label == label && is_duty(&clause));
        let Some(clause) = place.map(ClauseId::at) else {
            return Err(unknown("duty that is judged", label, duties()));
        };
        let as_of = self.instant()?.unwrap_or_else(|| end_of(&log));
        let engine = Engine::for_log(model, &log);
        let evaluation = evaluate(&engine, &log, Some(as_of));
        // What comes near without fulfilling it is told too, and so every incident is looked at.
        let world = World::of_log(&engine, &log, as_of, &Scope::whole(&universe(model)));
        let of = |reader| why::duty(&engine, &world, &evaluation.pasts, clause, reader);
        let mut behind = of(None);
        if let Some(reader) = asked.reader {
            behind.extend(of(Some(reader)));
        }
        Ok(self.page(&Told {
            model,
            sources: &prepared.sources,
            log: Some(&log),
            subject: Subject::Duty(clause, &behind, as_of),
            inputs: &inputs,
            options: &self.given(),
        }))
    }

    /// The log, as it stood at the instant that is given.
    fn log(&self, prepared: &Prepared) -> Result<(Log, Vec<Input>), String> {
        let path = self.log.as_deref().unwrap_or(std::path::Path::new("-"));
        let manner = self.reading.manner(&prepared.model, 1)?;
        let (log, read) = manner.read(prepared, 0, path)?;
        let log = self.instant()?.map_or_else(|| log.clone(), |at| as_it_stood(&log, at));
        Ok((log, prepared.inputs.iter().cloned().chain(read).collect()))
    }

    fn asked(&self, prepared: &Prepared) -> Result<Asked, String> {
        let model = &prepared.model;
        let clause = self.clause.as_deref().map(|label| {
            let place = model.clauses.iter().position(|clause| clause.label == label);
            let labels = model.clauses.iter().map(|clause| clause.label.as_str());
            place.map(ClauseId::at).ok_or_else(|| unknown("clause", label, labels))
        });
        let reader = self.reader.as_deref().map(|name| {
            let actors = &model.actors.leaves;
            let place = actors.iter().position(|actor| actor.name == name || actor.title == name);
            let names = actors.iter().map(|actor| actor.name.as_str());
            place.map(ActorId::at).ok_or_else(|| unknown("reader", name, names))
        });
        Ok(Asked { clause: clause.transpose()?, reader: reader.transpose()? })
    }

    fn instant(&self) -> Result<Option<i64>, String> {
        super::evaluate::given_instant("--as-of", self.as_of.as_deref())
    }

    /// The options that can change the result, as they were given.
    fn given(&self) -> Vec<String> {
        let mut given: Vec<String> = self.incident.iter().cloned().collect();
        let options = [
            ("--duty", &self.duty),
            ("--clause", &self.clause),
            ("--reader", &self.reader),
            ("--as-of", &self.as_of),
        ];
        for (option, value) in options {
            given.extend(value.iter().flat_map(|value| [option.to_owned(), value.clone()]));
        }
        given.extend(self.reading.given());
        given
    }
}

/// That nothing has this name, with a name that is spelt much the same.
fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    match closest(name, known) {
        Some(near) => format!("there is no {what} `{name}`; is `{near}` meant?"),
        None => format!("there is no {what} `{name}`"),
    }
}
