//! `armistice evaluate --together`: several logs in one report.

use super::{Evaluate, Format, instant};
use crate::cli::agreement::Prepared;
use crate::cli::shell::{Shell, Status};
use crate::evaluate::sides::{side, time_in_force};
use crate::evaluate::{Engine, evaluate};
use crate::incident::{Log, moment};
use crate::model::Model;
use crate::model::time::Seconds;
use crate::render::Input;
use crate::render::evaluation::sides::{Together, csv, json, text};

impl Evaluate {
    /// Judges all logs and prints what each has over one time.
    pub(super) fn together(
        &self,
        prepared: &Prepared,
        logs: &[(Log, Vec<Input>)],
        shell: &mut Shell,
    ) -> Status {
        let model = &prepared.model;
        let period = match self.period(model) {
            Ok(period) => period,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let sides: Vec<_> = logs
            .iter()
            .map(|(log, _)| {
                (log, side(log, &evaluate(&Engine::for_log(&prepared.model, log), log, None), period))
            })
            .collect();
        let inputs: Vec<Input> =
            prepared.inputs.iter().chain(logs.iter().flat_map(|(_, inputs)| inputs)).cloned().collect();
        let options = self.given();
        let together = Together { model, period, sides: &sides, inputs: &inputs, options: &options };
        let page = |format: Format| match format {
            Format::Text => text(&together),
            Format::Json => json(&together),
            Format::Csv => csv(&together),
        };
        shell.say(&page(self.format));
        self.write(&page, shell)
    }

    fn period(&self, model: &Model) -> Result<(Seconds, Seconds), String> {
        let Some(between) = &self.between else {
            return time_in_force(model).ok_or_else(|| {
                "the agreement has no begin or no end: say what time is meant with --between FROM TO"
                    .to_owned()
            });
        };
        let at = |written: &String, end: bool| match instant(written) {
            Some(at) => Ok(at),
            None => moment(model, written, end),
        };
        match between.as_slice() {
            [from, to] => {
                let period = (at(from, false)?, at(to, true)?);
                if period.0 < period.1 {
                    Ok(period)
                } else {
                    Err("--between needs a begin and a later end".to_owned())
                }
            }
            _ => Err("--between needs two times".to_owned()),
        }
    }
}
