//! What differs between two texts, for programs. `docs/diff-json.md` describes every field.

use serde::Serialize;

use super::Compared;
use crate::diff::conduct::Change;
use crate::diff::coverage::CoverageChange;
use crate::diff::duties::Owed;
use crate::diff::words::{Portrait, portrait};
use crate::diff::{NEW, OLD, Text, unjudged::Unjudged};
use crate::model::ids::ClauseId;
use crate::model::joint::Side;
use crate::model::time::Seconds;
use crate::render::Input;
use crate::scope::in_words;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// The name and version of the form.
pub const SCHEMA: &str = "armistice-diff/1";

/// The whole document, with a line break at its end.
#[must_use]
pub fn json(compared: &Compared<'_>) -> String {
    let document = document(compared);
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool,
    options: &'a [String],
    inputs: &'a [Input],
    old: TextOut<'a>,
    new: TextOut<'a>,
    renamed: Vec<RenamedOut<'a>>,
    same: bool,
    undecided: Vec<&'a str>,
    changes: Vec<ChangeOut<'a>>,
    duties: Vec<DutyOut<'a>>,
    coverage: Vec<CoverageOut>,
    unjudged: Vec<UnjudgedOut<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct TextOut<'a> {
    file: &'a str,
    title: &'a str,
    held_by: Vec<&'a str>,
    alone_names: Vec<&'a str>,
}

#[derive(Serialize)]
struct RenamedOut<'a> {
    old: &'a str,
    new: &'a str,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    from: &'static str,
    to: &'static str,
    readers: Vec<&'a str>,
    size: u64,
    witness: String,
    old: Vec<ClauseOut<'a>>,
    new: Vec<ClauseOut<'a>>,
    parts: Vec<PartOut>,
}

#[derive(Serialize)]
struct ClauseOut<'a> {
    number: &'a str,
    words: String,
}

#[derive(Serialize)]
struct PartOut {
    who: Option<String>,
    what: Option<String>,
    whom: Option<String>,
    with: Option<String>,
    place: Option<String>,
    when: Vec<Period>,
    measures: Vec<String>,
    conditions: Vec<String>,
}

#[derive(Serialize)]
struct Period {
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct DutyOut<'a> {
    change: Vec<&'static str>,
    old: Option<OwedOut<'a>>,
    new: Option<OwedOut<'a>>,
}

#[derive(Serialize)]
struct OwedOut<'a> {
    clause: ClauseOut<'a>,
    bearers: Vec<&'a str>,
    jointly: bool,
    from: Option<String>,
    due: Option<String>,
}

#[derive(Serialize)]
struct CoverageOut {
    what: &'static str,
    whose: Option<String>,
    old: Vec<Period>,
    new: Vec<Period>,
}

#[derive(Serialize)]
struct UnjudgedOut<'a> {
    text: &'static str,
    clause: ClauseOut<'a>,
    reason: &'a str,
}

fn document<'a>(compared: &'a Compared<'a>) -> Document<'a> {
    let difference = compared.difference;
    Document {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        options: compared.options,
        inputs: compared.inputs,
        old: text_out(compared, &compared.old, OLD),
        new: text_out(compared, &compared.new, NEW),
        renamed: difference.joint.renamed().map(|(old, new)| RenamedOut { old, new }).collect(),
        same: difference.is_none(),
        undecided: difference.undecided.iter().map(|&reader| difference.reader(reader)).collect(),
        changes: difference.changes.iter().map(|change| change_out(compared, change)).collect(),
        duties: difference
            .duties
            .iter()
            .map(|change| DutyOut {
                change: change.words(),
                old: change.old.as_ref().map(|owed| owed_out(compared, owed)),
                new: change.new.as_ref().map(|owed| owed_out(compared, owed)),
            })
            .collect(),
        coverage: difference.coverage.iter().map(|change| coverage_out(compared, change)).collect(),
        unjudged: difference.unjudged.iter().map(|one| unjudged_out(compared, one)).collect(),
    }
}

fn text_out<'a>(
    compared: &'a Compared<'a>,
    (text, file): &'a (Text<'a>, &'a str),
    side: Side,
) -> TextOut<'a> {
    let joint = &compared.difference.joint;
    TextOut {
        file,
        title: &text.model.title,
        held_by: text.holders(),
        alone_names: joint.known_only_to(side).map(|actor| joint.model.actors.name(actor)).collect(),
    }
}

fn change_out<'a>(compared: &'a Compared<'a>, change: &'a Change) -> ChangeOut<'a> {
    let difference = compared.difference;
    let model = &difference.joint.model;
    let restricted = change.facts.regions().iter().find(|region| region.contains(&change.witness));
    let clauses = |ids: &[ClauseId]| ids.iter().map(|&id| clause_out(compared, id)).collect();
    ChangeOut {
        from: change.from.word(),
        to: change.to.word(),
        readers: change.readers.iter().map(|&reader| difference.reader(reader)).collect(),
        size: change.size(),
        witness: in_words(model, &change.witness, restricted),
        old: clauses(&change.old),
        new: clauses(&change.new),
        parts: change
            .facts
            .regions()
            .iter()
            .map(|region| {
                let Portrait { who, what, whom, with, place, measures, conditions, .. } =
                    portrait(model, region);
                PartOut { who, what, whom, with, place, when: periods(&region.time), measures, conditions }
            })
            .collect(),
    }
}

fn clause_out<'a>(compared: &'a Compared<'a>, clause: ClauseId) -> ClauseOut<'a> {
    ClauseOut { number: compared.difference.label(clause), words: compared.words_of(clause) }
}

fn owed_out<'a>(compared: &'a Compared<'a>, owed: &Owed) -> OwedOut<'a> {
    let actors = &compared.difference.joint.model.actors;
    OwedOut {
        clause: clause_out(compared, owed.clause),
        bearers: owed.everybody().into_iter().map(|actor| actors.name(actor)).collect(),
        jointly: owed.jointly,
        from: instant(owed.from),
        due: instant(owed.due),
    }
}

fn coverage_out(compared: &Compared<'_>, change: &CoverageChange) -> CoverageOut {
    let (what, whose) = compared.coverage(change.what);
    CoverageOut { what, whose, old: periods(&change.old), new: periods(&change.new) }
}

fn unjudged_out<'a>(compared: &'a Compared<'a>, one: &'a Unjudged) -> UnjudgedOut<'a> {
    UnjudgedOut {
        text: if one.is_new { "new" } else { "old" },
        clause: ClauseOut { number: compared.difference.label(one.clause), words: one.words.clone() },
        reason: &one.reason,
    }
}

fn periods(times: &Intervals) -> Vec<Period> {
    times.iter().map(|(start, end)| Period { from: instant(start), until: instant(end) }).collect()
}

/// An instant in UTC; nothing where there is no such bound.
fn instant(at: Seconds) -> Option<String> {
    if at == EARLIEST || at == LATEST {
        return None;
    }
    jiff::Timestamp::from_second(at).ok().map(|stamp| stamp.to_string())
}
