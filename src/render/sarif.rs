//! Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors show.
//!
//! Only the properties that have something to say are written. Columns count characters, which SARIF calls
//! `unicodeCodePoints`. A waived finding is a suppressed result with its justification.

use super::Findings;
use super::json::confidence_word;
use crate::diagnostic::{Code, Diagnostic, Edit, Help, Label, Severity};
use crate::source::{SourceFile, Sources, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// All findings as one SARIF log, with a line end.
#[must_use]
pub fn sarif(findings: &Findings<'_>) -> String {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: vec![run(findings)],
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&log).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    artifacts: Vec<Artifact<'a>>,
    results: Vec<ResultOut<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message<'static>,
    help: Page,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Page {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Artifact<'a> {
    location: ArtifactLocation,
    hashes: BTreeMap<&'static str, &'a str>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOut<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    /// Empty rather than absent: SARIF (3.27.23) wants it on all results of a run or on none.
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Properties::is_empty")]
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

/// Lines and columns from 1; the end column is the one after the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message<'a>,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Message<'a>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

/// What SARIF has no word for.
#[derive(Serialize)]
struct Properties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<&'a str>,
    /// Advice that is not mechanical.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    helps: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

impl Properties<'_> {
    fn is_empty(&self) -> bool {
        self.confidence.is_none() && self.witness.is_none() && self.helps.is_empty() && self.notes.is_empty()
    }
}

fn run<'a>(findings: &Findings<'a>) -> Run<'a> {
    let sources = findings.sources;
    let waived = findings.waived.iter().map(|waived| (&waived.diagnostic, Some(waived.because.as_str())));
    let all: Vec<(&Diagnostic, Option<&str>)> =
        findings.found.iter().map(|finding| (finding, None)).chain(waived).collect();

    let codes: BTreeMap<&str, &'static Code> =
        all.iter().map(|(finding, _)| (finding.code.slug, finding.code)).collect();
    let index_of = |slug: &str| codes.keys().take_while(|known| **known < slug).count();

    Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: codes.values().map(|code| rule(code)).collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        artifacts: findings
            .inputs
            .iter()
            .map(|input| Artifact {
                location: ArtifactLocation { uri: uri(&input.name) },
                hashes: BTreeMap::from([("sha-256", input.sha256.as_str())]),
            })
            .collect(),
        results: all
            .iter()
            .map(|(finding, because)| result(sources, finding, index_of(finding.code.slug), *because))
            .collect(),
    }
}

fn rule(code: &'static Code) -> Rule {
    Rule {
        id: code.slug,
        short_description: Message { text: code.summary },
        help: Page { text: code.page, markdown: code.page },
        default_configuration: Configuration { level: code.severity.word() },
    }
}

fn result<'a>(
    sources: &Sources,
    finding: &'a Diagnostic,
    rule_index: usize,
    because: Option<&'a str>,
) -> ResultOut<'a> {
    let (primary, others) = finding.labels.split_at(finding.labels.len().min(1));
    let locate = |labels: &'a [Label]| labels.iter().filter_map(|label| location(sources, label)).collect();
    ResultOut {
        rule_id: finding.code.slug,
        rule_index,
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: Message { text: &finding.title },
        locations: locate(primary),
        related_locations: locate(others),
        fixes: finding.helps.iter().filter_map(|help| fix(sources, help)).collect(),
        suppressions: because
            .iter()
            .map(|justification| Suppression { kind: "inSource", justification })
            .collect(),
        properties: Properties {
            confidence: finding.confidence.map(confidence_word),
            witness: finding.witness.as_deref(),
            helps: finding
                .helps
                .iter()
                .filter(|help| help.edits.is_empty())
                .map(|help| help.text.as_str())
                .collect(),
            notes: &finding.notes,
        },
    }
}

fn location<'a>(sources: &Sources, label: &'a Label) -> Option<Location<'a>> {
    let file = sources.file(label.span.file)?;
    let message = (!label.text.is_empty()).then_some(Message { text: &label.text });
    let artifact_location = ArtifactLocation { uri: uri(file.name()) };
    let physical_location = PhysicalLocation { artifact_location, region: region(file, label.span) };
    Some(Location { physical_location, message })
}

fn fix<'a>(sources: &Sources, help: &'a Help) -> Option<Fix<'a>> {
    if help.edits.is_empty() {
        return None;
    }
    let mut changes: BTreeMap<ArtifactLocation, Vec<Replacement<'a>>> = BTreeMap::new();
    for edit in &help.edits {
        let file = sources.file(edit.span.file)?;
        changes.entry(ArtifactLocation { uri: uri(file.name()) }).or_default().push(replacement(file, edit));
    }
    Some(Fix {
        description: Message { text: &help.text },
        artifact_changes: changes
            .into_iter()
            .map(|(artifact_location, replacements)| ArtifactChange { artifact_location, replacements })
            .collect(),
    })
}

fn replacement<'a>(file: &SourceFile, edit: &'a Edit) -> Replacement<'a> {
    Replacement {
        deleted_region: region(file, edit.span),
        inserted_content: Message { text: &edit.replacement },
    }
}

fn region(file: &SourceFile, span: Span) -> Region {
    let (start, end) = (file.position(span.start), file.position(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A path as a URI reference: what RFC 3986 does not allow in a path is written in percent, byte by byte.
fn uri(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                result.push(char::from(byte));
            }
            b'\\' => result.push('/'),
            _ => result.push_str(&format!("%{byte:02X}")),
        }
    }
    result
}
