//! Everything that is found in an agreement, proved and judged, as far as nobody has waived it.

pub mod configuration;
pub mod mends;
mod settings;
mod waivers;

pub use self::configuration::Configuration;
pub use self::settings::{Level, Settings};
use crate::check::prove;
use crate::diagnostic::{self, Diagnostic, Waived};
use crate::draft::{Checked, Draft, instruments, understand};
use crate::lint;
use crate::model::SideFiles;
use crate::source::{FileId, Sources};

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
pub fn check(sources: &mut Sources, file: FileId, files: &dyn SideFiles, settings: &Settings) -> Report {
    let checked = understand(sources, file, files);
    review(sources, file, &checked, files, settings)
}

/// Everything that can be found in one agreement that was read already.
#[must_use]
pub fn review(
    sources: &mut Sources,
    file: FileId,
    checked: &Checked,
    files: &dyn SideFiles,
    settings: &Settings,
) -> Report {
    let mut found = checked.found.clone();
    if !checked.is_sound() {
        return Report { found, ..Report::default() };
    }
    let instruments = instruments::read(sources, file, &checked.agreement, files);
    let draft = Draft::new(sources, &checked.agreement, &checked.model, files).beside(&instruments);
    let mut examined = Vec::new();
    if settings.proofs {
        examined.extend(prove(&draft).into_iter().map(|finding| finding.diagnostic));
    }
    if settings.judgements {
        let judged = lint::judge(&draft, &settings.lexicon, &|code| settings.asks_for(code));
        examined.extend(judged.into_iter().map(|finding| finding.diagnostic));
    }
    examined.retain_mut(|finding| settings.apply(finding));
    let asked = |code: &str| settings.asks_for_slug(code);
    let (counts, mut waived) = waivers::apply(&draft, examined, &asked);
    found.extend(counts);
    found.extend(instruments.diagnostics);
    diagnostic::sort(&mut found);
    waived.sort_by_key(|one| (one.diagnostic.span(), one.diagnostic.code.slug));
    Report { found, waived, proved: true }
}
