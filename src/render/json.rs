//! Findings as JSON. The schema is described in `docs/findings-json.md` and named by [`SCHEMA`].

use super::Findings;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::render::Input;
use crate::source::{Sources, Span};
use serde::Serialize;

/// The name and version of the schema. The number rises when a reader of the old one could misread the new one;
/// fields may be added without that.
pub const SCHEMA: &str = "armistice-findings/1";

/// All findings as one JSON object, with a line end.
#[must_use]
pub fn json(findings: &Findings<'_>) -> String {
    let document = document(findings);
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool,
    options: &'a [String],
    inputs: &'a [Input],
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    level: &'static str,
    confidence: Option<&'static str>,
    title: &'a str,
    witness: Option<&'a str>,
    scenario: Option<&'a str>,
    labels: Vec<LabelOut<'a>>,
    helps: Vec<HelpOut<'a>>,
    notes: &'a [String],
    waived: Option<&'a str>,
}

#[derive(Serialize)]
struct LabelOut<'a> {
    primary: bool,
    text: &'a str,
    words: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct HelpOut<'a> {
    text: &'a str,
    edits: Vec<EditOut<'a>>,
    safe: bool,
}

#[derive(Serialize)]
struct EditOut<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: u32,
}

fn document<'a>(findings: &Findings<'a>) -> Document<'a> {
    let counts = findings.counts();
    let found = findings.found.iter().map(|finding| one(findings.sources, finding, None));
    let waived = findings
        .waived
        .iter()
        .map(|waived| one(findings.sources, &waived.diagnostic, Some(waived.because.as_str())));
    Document {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        options: findings.options,
        inputs: findings.inputs,
        summary: Summary {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            waived: counts.waived,
        },
        findings: found.chain(waived).collect(),
    }
}

fn one<'a>(sources: &'a Sources, finding: &'a Diagnostic, waived: Option<&'a str>) -> Finding<'a> {
    let label = |(index, label): (usize, &'a crate::diagnostic::Label)| LabelOut {
        primary: index == 0,
        text: &label.text,
        words: sources.words(label.span),
        place: place(sources, label.span),
    };
    let edit = |edit: &'a crate::diagnostic::Edit| EditOut {
        place: place(sources, edit.span),
        replacement: &edit.replacement,
    };
    Finding {
        code: finding.code.slug,
        level: finding.severity.word(),
        confidence: finding.confidence.map(confidence_word),
        title: &finding.title,
        witness: finding.witness.as_deref(),
        scenario: finding.scenario.as_deref(),
        labels: finding.labels.iter().enumerate().map(label).collect(),
        helps: finding
            .helps
            .iter()
            .map(|help| HelpOut {
                text: &help.text,
                edits: help.edits.iter().map(edit).collect(),
                safe: help.safe,
            })
            .collect(),
        notes: &finding.notes,
        waived,
    }
}

fn place(sources: &Sources, span: Span) -> Place<'_> {
    let file = sources.file(span.file);
    let point = |byte| {
        let (line, column) = file.map_or((1, 1), |file| {
            let at = file.position(byte);
            (at.line, at.column)
        });
        Point { line, column, byte }
    };
    Place {
        file: file.map_or("", crate::source::SourceFile::name),
        start: point(span.start),
        end: point(span.end),
    }
}

pub(super) fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}
