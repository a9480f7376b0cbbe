//! What no clause mentions, as JSON. The schema is described in `docs/gaps-json.md` and named by [`SCHEMA`].

use serde::Serialize;

use super::{Silence, does};
use crate::evaluate::Open;
use crate::evaluate::words::open_words;
use crate::gaps::{Aim, Block, Cell, Gap, Group, Matrix, Unmentioned, matrices};
use crate::model::ids::{ActorId, ClauseId};
use crate::render::Input;
use crate::sets::Bits;

/// The name and version of the schema. The number rises when a reader of the old one could misread the new one; fields
/// may be added without that.
pub const SCHEMA: &str = "armistice-gaps/1";

/// The whole as one JSON object, with a line end.
#[must_use]
pub fn json(silence: &Silence<'_>) -> String {
    let gaps = silence.gaps;
    let acts = gaps.acts.iter().map(|act| ActGapsOut {
        acts: act_names(silence, &act.acts),
        words: silence.acts(&act.acts),
        done_to: done_to(act.aim),
        combinations: act.combinations,
        gaps: act.groups.iter().map(|group| gap(silence, group)).collect(),
    });
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        options: silence.options,
        inputs: silence.inputs,
        agreement: &silence.model.title,
        time_zone: &silence.model.time_zone_name,
        combinations: gaps.combinations,
        unmentioned: gaps.unmentioned,
        partly_unmentioned: gaps.partly,
        undecided: gaps.undecided,
        acts: acts.collect(),
        matrices: matrices(silence.model, gaps).iter().map(|matrix| matrix_out(silence, matrix)).collect(),
        cautions: silence.cautions(),
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    options: &'a [String],
    inputs: &'a [Input],
    agreement: &'a str,
    time_zone: &'a str,
    combinations: usize,
    unmentioned: usize,
    partly_unmentioned: usize,
    undecided: usize,
    acts: Vec<ActGapsOut<'a>>,
    matrices: Vec<MatrixOut<'a>>,
    cautions: Vec<String>,
}

#[derive(Serialize)]
struct ActGapsOut<'a> {
    acts: Vec<&'a str>,
    words: Vec<String>,
    done_to: &'static str,
    combinations: usize,
    gaps: Vec<GapOut<'a>>,
}

#[derive(Serialize)]
struct GapOut<'a> {
    actors: Vec<&'a str>,
    targets: Vec<&'a str>,
    pair: String,
    how_much: &'static str,
    extent: String,
    combinations: usize,
    witness: Option<&'a str>,
    scenario: Option<&'a str>,
}

#[derive(Serialize)]
struct MatrixOut<'a> {
    done_to: &'static str,
    mentioned_by_no_clause: Vec<&'a str>,
    acts: Vec<ColumnOut<'a>>,
    rows: Vec<RowOut<'a>>,
}

#[derive(Serialize)]
struct ColumnOut<'a> {
    acts: Vec<&'a str>,
    words: Vec<String>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    pairs: Vec<PairsOut<'a>>,
    cells: Vec<CellOut<'a>>,
}

#[derive(Serialize)]
struct PairsOut<'a> {
    actors: Vec<&'a str>,
    targets: Vec<&'a str>,
    words: String,
}

#[derive(Serialize)]
struct CellOut<'a> {
    clauses: Vec<PartOut<'a>>,
    unmentioned: &'static str,
}

#[derive(Serialize)]
struct PartOut<'a> {
    conduct: &'static str,
    throughout: bool,
    clauses: Vec<&'a str>,
    open: Option<String>,
}

fn done_to(aim: Aim) -> &'static str {
    match aim {
        Aim::Somebody => "somebody",
        Aim::Nobody => "nobody",
        Aim::Either => "somebody or nobody",
    }
}

/// The names of the acts; `other` for what no class describes.
fn act_names<'a>(silence: &Silence<'a>, acts: &Bits) -> Vec<&'a str> {
    let classes = &silence.model.deeds.acts;
    acts.iter().map(|leaf| classes.get(leaf).map_or("other", |class| class.name.as_str())).collect()
}

fn actors<'a>(silence: &Silence<'a>, set: &Bits) -> Vec<&'a str> {
    let actors = &silence.model.actors;
    let name = |index: usize| if index < actors.len() { actors.name(ActorId::at(index)) } else { "nobody" };
    set.iter().map(name).collect()
}

fn gap<'a>(silence: &Silence<'a>, group: &'a Group) -> GapOut<'a> {
    GapOut {
        actors: actors(silence, &group.block.actors),
        targets: actors(silence, &group.block.targets),
        pair: silence.block(&group.block),
        how_much: match group.gap {
            Gap::None => "nothing",
            Gap::Whole => "all",
            Gap::Part(_) => "part",
            Gap::Undecided => "undecided",
        },
        extent: silence.extent(group),
        combinations: group.combinations,
        witness: group.witness.as_ref().map(|_| group.witness_words.as_str()),
        scenario: group.scenario.as_deref(),
    }
}

fn matrix_out<'a>(silence: &Silence<'a>, matrix: &Matrix) -> MatrixOut<'a> {
    let pairs = |block: &Block| PairsOut {
        actors: actors(silence, &block.actors),
        targets: actors(silence, &block.targets),
        words: silence.block(block),
    };
    MatrixOut {
        done_to: done_to(matrix.aim),
        mentioned_by_no_clause: act_names(silence, &matrix.silent),
        acts: matrix
            .acts
            .iter()
            .map(|acts| ColumnOut { acts: act_names(silence, acts), words: silence.acts(acts) })
            .collect(),
        rows: matrix
            .rows
            .iter()
            .map(|row| RowOut {
                pairs: row.blocks.iter().map(pairs).collect(),
                cells: row.cells.iter().map(|cell| cell_out(silence, cell)).collect(),
            })
            .collect(),
    }
}

fn cell_out<'a>(silence: &Silence<'a>, cell: &Cell) -> CellOut<'a> {
    let label = |&id: &ClauseId| silence.model.clause(id).map_or("", |clause| clause.label.as_str());
    let parts = cell.parts.iter().map(|part| {
        let open: Vec<Open> = part.open.iter().copied().map(Open::from).collect();
        PartOut {
            conduct: does(part.does),
            throughout: part.wholly,
            clauses: part.clauses.iter().map(label).collect(),
            open: (!open.is_empty()).then(|| open_words(silence.model, &open)),
        }
    });
    CellOut {
        clauses: parts.collect(),
        unmentioned: match cell.unmentioned {
            Unmentioned::Nothing => "nothing",
            Unmentioned::Partly => "part",
            Unmentioned::Wholly => "all",
            Unmentioned::Undecided => "undecided",
        },
    }
}
