//! Several logs side by side, and why their numbers need not agree.

use std::collections::BTreeSet;

use serde::Serialize;

use super::account;
use crate::evaluate::sides::{Killed, Listed, Named, Side, Stated};
use crate::incident::{Log, Window};
use crate::model::Model;
use crate::model::time::{self, Seconds};
use crate::render::Input;
use crate::render::page::Page;
use crate::render::visible::visible_line;
use crate::scope::listed;

/// The name and version of the schema, as for [`super::json::SCHEMA`].
pub const SCHEMA: &str = "armistice-together/1";

/// How many of those that a log names are printed.
const NAMED_AT_MOST: usize = 3;

/// Several logs over one time.
#[derive(Clone, Copy)]
pub struct Together<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// From which instant until which.
    pub period: (Seconds, Seconds),
    /// Each log and what it has.
    pub sides: &'a [(&'a Log, Side<'a>)],
    /// The files that were read.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
}

/// One number of one log.
#[derive(Serialize)]
struct Figure {
    log: String,
    /// The line of the file, of a number that the source states.
    line: Option<u64>,
    unit: String,
    certain: u64,
    certain_or_possible: Option<u64>,
    window: String,
    within: Option<bool>,
    overlaps_another: bool,
    kinds: Vec<Part>,
    attributed: Vec<Part>,
    killed_low: Option<u64>,
    killed_best: Option<u64>,
    killed_high: Option<u64>,
    violations: Option<Violations>,
}

#[derive(Serialize)]
struct Part {
    of: String,
    count: Option<u64>,
}

#[derive(Serialize)]
struct Violations {
    certain: u64,
    certain_or_possible: u64,
}

impl Together<'_> {
    fn local(&self, at: Seconds) -> String {
        time::local(at, &self.model.time_zone)
    }

    fn period_words(&self) -> String {
        format!("{} to {}", self.local(self.period.0), self.local(self.period.1))
    }

    fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (log, side) in self.sides {
            figures.extend(side.stated.iter().map(|stated| self.stated(log, stated)));
            figures.extend(side.listed.as_ref().map(|listed| self.listed(log, listed)));
        }
        figures
    }

    fn stated(&self, log: &Log, stated: &Stated<'_>) -> Figure {
        let tally = stated.tally;
        let part = |(of, count): (&String, Option<u64>)| Part { of: of.clone(), count };
        Figure {
            log: log.name.clone(),
            line: Some(tally.line),
            unit: tally.unit.clone(),
            certain: tally.count,
            certain_or_possible: None,
            window: match tally.window {
                Window::Between(from, until) if tally.cumulative => {
                    format!("{} to {}, a running total", self.local(from), self.local(until))
                }
                Window::Between(from, until) => format!("{} to {}", self.local(from), self.local(until)),
                Window::Within(from, until) => {
                    format!("24 hours between {} and {}", self.local(from), self.local(until))
                }
                Window::SinceStart(until) => {
                    format!("since the begin, as the source has it, to {}", self.local(until))
                }
                Window::Unknown => "a time that is not said".to_owned(),
            },
            within: stated.within,
            overlaps_another: stated.overlaps,
            kinds: tally.kinds.iter().map(|(kind, count)| part((kind, Some(*count)))).collect(),
            attributed: tally.attributed.iter().map(|(side, count)| part((side, *count))).collect(),
            killed_low: None,
            killed_best: None,
            killed_high: None,
            violations: None,
        }
    }

    fn listed(&self, log: &Log, listed: &Listed) -> Figure {
        let killed: Option<Killed> = listed.killed;
        Figure {
            log: log.name.clone(),
            line: None,
            unit: unit_of(log).to_owned(),
            certain: listed.incidents.certain,
            certain_or_possible: Some(listed.incidents.possible),
            window: self.period_words(),
            within: Some(true),
            overlaps_another: false,
            kinds: Vec::new(),
            attributed: listed
                .named
                .iter()
                .map(|(named, count)| Part { of: self.named(named), count: Some(*count) })
                .collect(),
            killed_low: killed.map(|killed| killed.low),
            killed_best: killed.and_then(|killed| killed.best),
            killed_high: killed.and_then(|killed| killed.high),
            violations: Some(Violations {
                certain: listed.violations.certain,
                certain_or_possible: listed.violations.possible,
            }),
        }
    }

    fn named(&self, named: &Named) -> String {
        match named {
            Named::Actor(who) => account::who(self.model, who.as_deref()),
            Named::Either(one, other) => format!(
                "{} and {}, either side acting",
                account::who(self.model, one.as_deref()),
                account::who(self.model, other.as_deref())
            ),
            Named::Several => "several, as its reports differ".to_owned(),
        }
    }

    /// Why the numbers need not agree: one entry for each thing in which the logs differ.
    fn reasons(&self, figures: &[Figure]) -> Vec<Reason> {
        let headlines: Vec<&Figure> =
            self.sides.iter().filter_map(|(log, _)| headline(figures, &log.name)).collect();
        let each = |words: &dyn Fn(&Figure) -> String| -> Vec<Word> {
            headlines.iter().map(|figure| Word { log: figure.log.clone(), words: words(figure) }).collect()
        };
        let coverage = self
            .sides
            .iter()
            .map(|(log, _)| Word { log: log.name.clone(), words: log.coverage.words.clone() });
        let mut reasons = vec![
            Reason { what: "They count other things", by_log: each(&Figure::what) },
            Reason { what: "They count over other times", by_log: each(&|figure| figure.window.clone()) },
            Reason { what: "They put it down to others", by_log: each(&Figure::attribution) },
            Reason { what: "They can record other things", by_log: coverage.collect() },
        ];
        reasons.retain(|reason| {
            let different: BTreeSet<&str> = reason.by_log.iter().map(|word| word.words.as_str()).collect();
            different.len() > 1
        });
        let unlisted = self.sides.iter().filter(|(_, side)| side.listed.is_none());
        let unlisted: Vec<Word> = unlisted
            .map(|(log, side)| Word {
                log: log.name.clone(),
                words: format!("{} stated by the source, no incident listed", counts(side.stated.len())),
            })
            .collect();
        if !unlisted.is_empty() {
            let what = "They cannot be matched: what one counts, another may count too, or not";
            reasons.push(Reason { what, by_log: unlisted });
        }
        reasons
    }
}

/// A thing in which logs differ.
#[derive(Serialize)]
struct Reason {
    what: &'static str,
    by_log: Vec<Word>,
}

#[derive(Serialize)]
struct Word {
    log: String,
    words: String,
}

fn counts(count: usize) -> String {
    if count == 1 { "1 count".to_owned() } else { format!("{count} counts") }
}

/// What a log that lists incidents counts.
fn unit_of(log: &Log) -> &'static str {
    if log.coverage.lethal_only { "events with at least one death" } else { "incidents" }
}

/// Of the numbers of one log, the one that stands for it: listed incidents, or else the greatest of those that lie within.
fn headline<'f>(figures: &'f [Figure], log: &str) -> Option<&'f Figure> {
    let own = || figures.iter().filter(|figure| figure.log == log);
    own()
        .find(|figure| figure.line.is_none())
        .or_else(|| own().filter(|figure| figure.within == Some(true)).max_by_key(|figure| figure.certain))
        .or_else(|| own().next())
}

impl Part {
    fn words(&self) -> String {
        match self.count {
            Some(count) => format!("{count} {}", self.of),
            None => self.of.clone(),
        }
    }
}

impl Figure {
    /// What it counts, with its kinds.
    fn what(&self) -> String {
        let some = self.kinds.iter().filter(|kind| kind.count != Some(0));
        let kinds: Vec<String> = some.map(Part::words).collect();
        if kinds.is_empty() {
            self.unit.clone()
        } else {
            format!("{} ({})", self.unit, listed(&kinds, "and"))
        }
    }

    /// The number with what it counts.
    fn number(&self) -> String {
        match self.certain_or_possible {
            Some(possible) if possible != self.certain => {
                format!("{} {}, and {possible} with those that may lie within it", self.certain, self.unit)
            }
            _ => format!("{} {}", self.certain, self.unit),
        }
    }

    /// To whom it puts them down.
    fn attribution(&self) -> String {
        if self.attributed.is_empty() {
            return "nobody".to_owned();
        }
        let mut words: Vec<String> = self
            .attributed
            .iter()
            .take(NAMED_AT_MOST)
            .map(|part| match part.count {
                Some(count) => format!("{} ({count})", part.of),
                None => part.of.clone(),
            })
            .collect();
        if self.attributed.len() > NAMED_AT_MOST {
            let rest: u64 = self.attributed.iter().skip(NAMED_AT_MOST).filter_map(|part| part.count).sum();
            words.push(format!("others ({rest})"));
        }
        // What a source puts down to nobody is not left to be worked out.
        let put_down: Option<u64> = self.attributed.iter().map(|part| part.count).sum();
        if let Some(rest) =
            put_down.and_then(|put_down| self.certain.checked_sub(put_down)).filter(|&rest| rest > 0)
        {
            words.push(format!("nobody ({rest})"));
        }
        listed(&words, "and")
    }
}

/// The report for people.
#[must_use]
pub fn text(together: &Together<'_>) -> String {
    let mut page = Page::new(&together.model.title);
    let figures = together.figures();
    page.line(&format!("Side by side, {} {}", together.period_words(), together.model.time_zone_name));
    for (log, _) in together.sides {
        page.line("");
        page.line(&format!("{} (as {})", visible_line(&log.name), log.profile));
        let own: Vec<&Figure> = figures.iter().filter(|figure| figure.log == log.name).collect();
        if own.is_empty() {
            page.line("  nothing for this time");
        }
        for figure in own {
            page.line(&format!("  {}", visible_line(&figure.number())));
            let place = figure.line.map(|at| format!(" (line {at})")).unwrap_or_default();
            page.line(&format!("    when: {}{place}", figure.window));
            for remark in figure.remarks() {
                page.line(&format!("    {remark}"));
            }
            if !figure.kinds.is_empty() {
                let kinds: Vec<String> = figure.kinds.iter().map(Part::words).collect();
                page.line(&format!("    of these: {}", visible_line(&listed(&kinds, "and"))));
            }
            page.line(&format!("    put down to: {}", visible_line(&figure.attribution())));
            if let (Some(low), Some(high)) = (figure.killed_low, figure.killed_high) {
                let best = figure.killed_best.map(|best| format!("{best}, ")).unwrap_or_default();
                page.line(&format!("    killed: {best}from {low} to {high}"));
            }
            if let Some(violations) = &figure.violations {
                page.line(&format!(
                    "    violations of the agreement among them: [{}, {}]",
                    violations.certain, violations.certain_or_possible
                ));
            }
        }
        page.line(&format!("  {}", visible_line(&log.coverage.words)));
    }
    page.line("");
    page.line("Why these numbers need not agree; they are not added");
    for reason in together.reasons(&figures) {
        page.line(&format!("  {}:", reason.what));
        for word in &reason.by_log {
            let name = word.log.rsplit(['/', '\\']).next().unwrap_or(&word.log);
            page.line(&format!("    {}: {}", visible_line(name), visible_line(&word.words)));
        }
    }
    page.made_from(together.inputs, "evaluate", together.options)
}

impl Figure {
    fn remarks(&self) -> Vec<&'static str> {
        let mut remarks = Vec::new();
        match self.within {
            Some(true) => {}
            Some(false) => remarks.push("part of that lies outside this time"),
            None => remarks.push("whether that lies in this time is not known"),
        }
        if self.overlaps_another {
            remarks.push("counts in part what another of these counts");
        }
        remarks
    }
}

/// The report as JSON.
#[must_use]
pub fn json(together: &Together<'_>) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        schema: &'static str,
        version: &'static str,
        options: &'a [String],
        inputs: &'a [Input],
        agreement: &'a str,
        time_zone: &'a str,
        from_utc: String,
        until_utc: String,
        logs: Vec<serde_json::Value>,
        figures: &'a [Figure],
        why_they_need_not_agree: Vec<Reason>,
    }
    let figures = together.figures();
    let utc = |at| time::local(at, &jiff::tz::TimeZone::UTC);
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        options: together.options,
        inputs: together.inputs,
        agreement: &together.model.title,
        time_zone: &together.model.time_zone_name,
        from_utc: utc(together.period.0),
        until_utc: utc(together.period.1),
        logs: together
            .sides
            .iter()
            .map(|(log, _)| {
                serde_json::json!({ "name": log.name, "profile": log.profile, "coverage": log.coverage.words })
            })
            .collect(),
        figures: &figures,
        why_they_need_not_agree: together.reasons(&figures),
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

/// The report as a table: one row for each number.
#[must_use]
pub fn csv(together: &Together<'_>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let header = [
        "log",
        "line",
        "count",
        "count_with_possible",
        "unit",
        "when",
        "within",
        "overlaps_another",
        "kinds",
        "put_down_to",
        "killed_low",
        "killed_best",
        "killed_high",
    ];
    // Writing to memory does not fail.
    let _ = writer.write_record(header);
    for figure in together.figures() {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let within = match figure.within {
            Some(true) => "yes",
            Some(false) => "in part",
            None => "not known",
        };
        let kinds: Vec<String> = figure.kinds.iter().map(Part::words).collect();
        let _ = writer.write_record([
            figure.log.clone(),
            number(figure.line),
            figure.certain.to_string(),
            number(figure.certain_or_possible),
            figure.unit.clone(),
            figure.window.clone(),
            within.to_owned(),
            if figure.overlaps_another { "yes" } else { "no" }.to_owned(),
            kinds.join(" | "),
            figure.attribution(),
            number(figure.killed_low),
            number(figure.killed_best),
            number(figure.killed_high),
        ]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
