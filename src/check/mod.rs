//! What is provable about the text of an agreement.
//!
//! [`understand`] reads it and says what cannot be read, named, dated or measured. Of a text without such errors, [`prove`]
//! says what its clauses come to together: each file of this folder has one question, asked of the algebra of
//! [`scope`](crate::scope) or of the [`graph`](crate::graph), and each answer carries a [`Claim`] that a test holds against
//! the evaluator. `docs/findings.md` defines them.

mod announcements;
mod circumstances;
pub mod claim;
mod contradiction;
mod dead;
mod draft;
mod exclusive_duties;
mod forbidden_duty;
mod membership;
mod mixed;
mod open_band;
mod owed;
mod prevented;
mod redundant;
mod released_duty;
mod scenario;
mod waivers;
mod words;

pub use self::claim::{Claim, Finding};
pub use self::draft::Draft;
use crate::catalogue;
use crate::diagnostic::{self, Diagnostic, Severity, Waived};
use crate::model::{self, Model, SideFiles};
use crate::source::{FileId, Sources};
use crate::syntax::parser;
use crate::syntax::tree::Agreement;

/// An agreement, as far as it could be understood, and everything that was found on the way.
pub struct Checked {
    /// The tree.
    pub agreement: Agreement,
    /// The model. Only that of an agreement without errors may be judged by.
    pub model: Model,
    /// The findings, sorted.
    pub found: Vec<Diagnostic>,
}

impl Checked {
    /// Whether nothing keeps it from being judged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.found.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// Everything that can be found in one agreement.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings that count, sorted.
    pub found: Vec<Diagnostic>,
    /// Those that the drafter has waived, sorted.
    pub waived: Vec<Waived>,
    /// Whether the clauses were compared. Errors in the text come first: what they hide could contradict anything.
    pub proved: bool,
}

/// Everything that can be found in one agreement. This is what `armistice check` prints.
#[must_use]
pub fn check(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Report {
    review(sources, &understand(sources, file, files), files)
}

/// Everything that can be found in one agreement that was read already.
#[must_use]
pub fn review(sources: &Sources, checked: &Checked, files: &dyn SideFiles) -> Report {
    let mut found = checked.found.clone();
    if !checked.is_sound() {
        return Report { found, ..Report::default() };
    }
    let draft = Draft::new(sources, &checked.agreement, &checked.model, files);
    let proved = prove(&draft).into_iter().map(|finding| finding.diagnostic).collect();
    let (counts, mut waived) = waivers::apply(&draft, proved);
    found.extend(counts);
    diagnostic::sort(&mut found);
    waived.sort_by_key(|one| (one.diagnostic.span(), one.diagnostic.code.slug));
    Report { found, waived, proved: true }
}

/// Reads and understands one agreement.
#[must_use]
pub fn understand(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Checked {
    let parsed = parser::parse(sources, file);
    let resolved = model::resolve(sources, &parsed.agreement, files);
    let mut found = resolved.diagnostics;
    if parsed.incomplete {
        // What a sentence that cannot be read would have declared is not missing: one cause is told once.
        found.retain(|finding| {
            finding.code != &catalogue::UNKNOWN_NAME && finding.code != &catalogue::UNKNOWN_CLAUSE
        });
    }
    found.extend(parsed.diagnostics);
    diagnostic::sort(&mut found);
    Checked { agreement: parsed.agreement, model: resolved.model, found }
}

/// What the clauses of an agreement come to together, each with what it claims, in the order of the text.
#[must_use]
pub fn prove(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(contradiction::find(draft));
    findings.extend(dead::find(draft));
    findings.extend(redundant::find(draft));
    findings.extend(forbidden_duty::find(draft));
    findings.extend(exclusive_duties::find(draft));
    findings.extend(released_duty::find(draft));
    findings.extend(prevented::find(draft));
    findings.extend(membership::find(draft));
    findings.extend(mixed::find_groups(draft));
    findings.extend(mixed::find_places(draft));
    findings.extend(announcements::find(draft));
    findings.extend(open_band::find(draft));
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.diagnostic.span(), finding.diagnostic.code.slug);
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.title.cmp(&other.diagnostic.title))
    });
    findings
}
