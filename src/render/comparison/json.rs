//! The comparison as JSON. The schema is described in `docs/comparison-json.md` and named by [`SCHEMA`].

use serde::Serialize;

use super::{Comparison, CountChange, DutyChange, JudgementChange, RowChange, Run};
use crate::render::Input;

/// The name and version of the schema.
pub const SCHEMA: &str = "armistice-comparison/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    agreement: &'a str,
    old: RunOut<'a>,
    new: RunOut<'a>,
    circumstances: &'a [String],
    judgements: &'a [JudgementChange],
    duties: &'a [DutyChange],
    counts: &'a [CountChange],
    rows: &'a [RowChange],
}

#[derive(Serialize)]
struct RunOut<'a> {
    version: &'a str,
    options: &'a [String],
    inputs: &'a [Input],
    duties_as_of_utc: Option<&'a str>,
}

/// The whole comparison as one JSON object, with a line end.
#[must_use]
pub fn json(old: &Run, new: &Run, comparison: &Comparison) -> String {
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        agreement: &new.agreement,
        old: run(old),
        new: run(new),
        circumstances: &comparison.circumstances,
        judgements: &comparison.judgements,
        duties: &comparison.duties,
        counts: &comparison.counts,
        rows: &comparison.rows,
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn run(run: &Run) -> RunOut<'_> {
    RunOut {
        version: &run.version,
        options: &run.options,
        inputs: &run.inputs,
        duties_as_of_utc: run.as_of.as_deref(),
    }
}
