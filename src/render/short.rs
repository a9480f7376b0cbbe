//! One line a finding: `file:line:column: level[code]: title`, as editors and `grep` read it.

use super::Findings;
use super::visible::visible_line;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// All findings, a line each. Waived ones are left to the summary.
#[must_use]
pub fn short(findings: &Findings<'_>) -> String {
    findings.found.iter().map(|finding| line(findings.sources, finding) + "\n").collect()
}

/// One finding, without a line end.
#[must_use]
pub fn line(sources: &Sources, finding: &Diagnostic) -> String {
    let what =
        format!("{}[{}]: {}", finding.severity.word(), finding.code.slug, visible_line(&finding.title));
    let place = finding.span().and_then(|span| {
        let file = sources.file(span.file)?;
        let at = file.position(span.start);
        Some(format!("{}:{}:{}", visible_line(file.name()), at.line, at.column))
    });
    match place {
        Some(place) => format!("{place}: {what}"),
        None => what,
    }
}
