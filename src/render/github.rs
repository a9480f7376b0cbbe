//! Workflow commands, which GitHub shows beside the changed lines of a pull request.
//!
//! The form is `::error file=F,line=L,endLine=L,col=C,endColumn=C,title=T::MESSAGE`; see "Workflow commands for GitHub
//! Actions" in GitHub's documentation, which also gives the escapes.

use super::Findings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// All findings, a command each.
#[must_use]
pub fn github(findings: &Findings<'_>) -> String {
    findings.found.iter().map(|finding| command(findings.sources, finding) + "\n").collect()
}

fn command(sources: &Sources, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = String::new();
    if let Some((span, file)) =
        finding.span().and_then(|span| sources.file(span.file).map(|file| (span, file)))
    {
        let (start, end) = (file.position(span.start), file.position(span.end));
        properties = format!("file={},line={},endLine={},", property(file.name()), start.line, end.line);
        // GitHub takes columns only where they lie on one line.
        if start.line == end.line {
            properties += &format!("col={},endColumn={},", start.column, end.column);
        }
    }
    format!("::{level} {properties}title={}::{}", property(finding.code.slug), data(&message(finding)))
}

fn message(finding: &Diagnostic) -> String {
    let mut lines = vec![finding.title.clone()];
    lines.extend(finding.witness.iter().map(|witness| format!("witness: {witness}")));
    lines.extend(finding.helps.iter().map(|help| format!("help: {}", help.text)));
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
