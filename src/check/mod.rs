//! What is provable about the text of an agreement.
//!
//! [`understand`] reads it and says what cannot be read, named, dated or measured. Of a text without such errors, [`prove`]
//! says what its clauses come to together: each file of this folder has one question, asked of the algebra of
//! [`scope`](crate::scope) or of the [`graph`](crate::graph), and each answer carries a [`Claim`] that a test holds against
//! the evaluator. `docs/findings.md` defines them.

mod across;
mod announcements;
mod automatic_renewal;
mod circular;
mod circumstances;
pub mod claim;
mod contradiction;
mod dead;
mod deadlock;
mod draft;
mod duration_end_mismatch;
mod duty_before_zone;
mod exclusive_duties;
mod forbidden_duty;
pub mod instruments;
mod lifetime;
mod membership;
mod mixed;
mod moments;
mod mutual;
mod open_band;
mod owed;
mod prevented;
mod redundant;
mod released_duty;
mod scenario;
mod schedule;
mod starts;
mod streaks;
mod unreachable;
mod waivers;
mod words;

use std::collections::BTreeSet;

pub use self::claim::{Claim, Finding, Never};
pub use self::draft::Draft;
pub use self::instruments::Instruments;
use crate::catalogue;
use crate::diagnostic::{self, Diagnostic, Severity, Waived};
use crate::model::ids::{ClauseId, PhaseId};
use crate::model::waits::Awaited;
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

/// Everything that can be found in one agreement. This is what `armistice check` prints. The texts that it amends,
/// incorporates or supersedes are read too, and stand in the sources afterwards, since findings show their words.
#[must_use]
pub fn check(sources: &mut Sources, file: FileId, files: &dyn SideFiles) -> Report {
    let checked = understand(sources, file, files);
    review(sources, file, &checked, files)
}

/// Everything that can be found in one agreement that was read already.
#[must_use]
pub fn review(sources: &mut Sources, file: FileId, checked: &Checked, files: &dyn SideFiles) -> Report {
    let mut found = checked.found.clone();
    if !checked.is_sound() {
        return Report { found, ..Report::default() };
    }
    let instruments = instruments::read(sources, file, &checked.agreement, files);
    let draft = Draft::new(sources, &checked.agreement, &checked.model, files).beside(&instruments);
    let proved = prove(&draft).into_iter().map(|finding| finding.diagnostic).collect();
    let (counts, mut waived) = waivers::apply(&draft, proved);
    found.extend(counts);
    found.extend(instruments.diagnostics);
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
    findings.extend(schedule::find(draft));
    findings.extend(duration_end_mismatch::find(draft));
    findings.extend(duty_before_zone::find(draft));
    findings.extend(automatic_renewal::find(draft));
    findings.extend(deadlock::find(draft));
    findings.extend(mutual::find(draft));
    findings.extend(circular::find(draft));
    findings.extend(unreachable::find(draft));
    findings.extend(streaks::find(draft));
    findings.extend(across::find(draft));
    findings.extend(starts::find(draft));
    causes_once(draft.model, &mut findings);
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.diagnostic.span(), finding.diagnostic.code.slug);
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.title.cmp(&other.diagnostic.title))
    });
    findings
}

/// One cause is told once: that a clause never applies follows from a phase of its own that never runs.
fn causes_once(model: &Model, findings: &mut Vec<Finding>) {
    let never: BTreeSet<PhaseId> = findings
        .iter()
        .filter_map(|finding| match finding.claim {
            Claim::UnreachablePhase { phase, .. } => Some(phase),
            _ => None,
        })
        .collect();
    let within = |clause: ClauseId| {
        let waits = model.clause(clause).map_or(&[][..], |clause| &clause.timing.waits);
        waits
            .iter()
            .any(|wait| matches!(&wait.of, Awaited::PhaseRunning { phase, .. } if never.contains(phase)))
    };
    findings.retain(|finding| !matches!(finding.claim, Claim::Dead { clause } if within(clause)));
}
