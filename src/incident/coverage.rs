//! What a source could observe, as a file beside the log says.
//!
//! `docs/logs.md` describes the file.

use serde::Deserialize;
use toml::value::Datetime;

use crate::incident::Log;
use crate::incident::names::NameBook;
use crate::incident::record::{Denied, NameKind};
use crate::incident::times::Clocks;
use crate::model::Model;
use crate::scope::{Compiler, Region, Scope, listed};
use crate::sets::Bits;

/// What a coverage file says.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageFile {
    /// The acts that the source can record, where the file says so.
    acts: Option<Bits>,
    /// What somebody could have observed, where the file says so.
    observed: Option<Scope>,
    denied: Vec<Denied>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    words: Option<String>,
    acts: Option<Vec<String>>,
    #[serde(default)]
    observed: Vec<Entry>,
    #[serde(default)]
    denied: Vec<Entry>,
}

/// A part of what could be observed, or could not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    from: Moment,
    to: Moment,
    #[serde(default)]
    zones: Vec<String>,
    #[serde(default)]
    acts: Vec<String>,
    by: Option<String>,
    whom: Option<String>,
    note: Option<String>,
}

/// A date or a time, with or without quotation marks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Bare(Datetime),
    Quoted(String),
}

impl Moment {
    fn text(&self) -> String {
        match self {
            Self::Bare(moment) => moment.to_string(),
            Self::Quoted(text) => text.clone(),
        }
    }
}

/// Reads a coverage file.
///
/// # Errors
/// Where it is no such file, or has a name or a time that cannot be used: what could be observed is not guessed.
pub fn read_coverage(model: &Model, text: &str) -> Result<CoverageFile, String> {
    let written: Written = toml::from_str(text).map_err(|fault| fault.to_string().trim().to_owned())?;
    let mut reading = Reading {
        model,
        compiler: Compiler::new(model, None),
        names: NameBook::new(model, "|"),
        clocks: Clocks::new(&model.time_zone_name, &model.time_zone),
    };
    let acts = written.acts.as_deref().map(|acts| reading.acts(acts)).transpose()?;
    let mut words: Vec<String> = written.words.into_iter().collect();
    let mut seen = Scope::empty();
    for entry in &written.observed {
        seen.extend(reading.facts(entry)?.regions().iter().cloned());
        words.push(format!("Somebody could observe{}.", in_words(entry)));
    }
    let mut denied = Vec::new();
    for entry in &written.denied {
        let facts = reading.facts(entry)?;
        denied.push(Denied { facts, words: format!("Access was denied{}.", in_words(entry)) });
    }
    let observed = (!written.observed.is_empty()).then_some(seen);
    Ok(CoverageFile { acts, observed, denied, words })
}

impl CoverageFile {
    /// Adds what the file says to what a log's profile says. What the source does not record, nobody can find in the log.
    pub fn add_to(self, log: &mut Log) {
        let coverage = &mut log.coverage;
        if let Some(acts) = self.acts {
            coverage.acts.intersect_with(&acts);
        }
        let without_denied =
            |seen: Scope| self.denied.iter().fold(seen, |seen, denied| seen.difference(&denied.facts));
        coverage.observed = self.observed.map(without_denied);
        for words in &self.words {
            coverage.words.push(' ');
            coverage.words.push_str(words);
        }
        log.denied = self.denied;
    }
}

struct Reading<'m> {
    model: &'m Model,
    compiler: Compiler<'m>,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    fn facts(&mut self, entry: &Entry) -> Result<Scope, String> {
        let (from, to) = (entry.from.text(), entry.to.text());
        let time = self.clocks.period(("from", &from), ("to", &to), 0)?;
        let mut region = Region { time, ..Region::whole(self.compiler.universe()) };
        if !entry.acts.is_empty() {
            region.acts = self.acts(&entry.acts)?;
        }
        let then = Scope::from(region);
        if entry.zones.is_empty() {
            return Ok(then);
        }
        let mut ground = Scope::empty();
        for name in &entry.zones {
            let Some(zones) = self.names.zones(name) else {
                self.names.count_unknown(NameKind::Place, name);
                return Err(format!(
                    "`zones` has `{name}`, which is no zone of the agreement{}",
                    self.near()
                ));
            };
            for zone in zones {
                if let crate::model::clauses::Where::Zone(zone) = zone {
                    let own = self.compiler.zone(zone);
                    let own = own.map_err(|_| format!("`zones` has `{name}`, which has too many parts"))?;
                    ground.extend(own.regions().iter().cloned());
                }
            }
        }
        Ok(ground.intersection(&then))
    }

    fn acts(&mut self, names: &[String]) -> Result<Bits, String> {
        let acts = &self.model.deeds.acts;
        let mut leaves = Bits::empty(acts.universe());
        for name in names {
            let Some(found) = self.names.acts(name) else {
                return Err(format!("`acts` has `{name}`, which is no act of the agreement{}", self.near()));
            };
            found.iter().for_each(|act| leaves.union_with(&acts.leaves(act.index())));
        }
        Ok(leaves)
    }

    /// A name that may have been meant by the one that was not found.
    fn near(&self) -> String {
        let near = self.names.unknown().into_iter().find_map(|name| name.nearest);
        near.map(|near| format!("; is `{near}` meant?")).unwrap_or_default()
    }
}

/// An entry in words, to stand behind a verb.
fn in_words(entry: &Entry) -> String {
    let mut words = format!(" from {} to {}", entry.from.text(), entry.to.text());
    if !entry.zones.is_empty() {
        words.push_str(&format!(" in {}", listed(&entry.zones, "and")));
    }
    if !entry.acts.is_empty() {
        words.push_str(&format!(", of {}", listed(&entry.acts, "and")));
    }
    for (who, what) in [(&entry.whom, "to"), (&entry.by, "by")] {
        if let Some(who) = who {
            words.push_str(&format!(", {what} {who}"));
        }
    }
    if let Some(note) = &entry.note {
        words.push_str(&format!(" ({note})"));
    }
    words
}
