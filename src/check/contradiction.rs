//! Conduct that one clause forbids and another permits, where neither prevails.

use std::collections::BTreeMap;

use super::circumstances::{changes, shared_ground};
use super::scenario::{Expected, scenario};
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::draft::Draft;
use crate::draft::words::{is_left_to_judgement, shown, with_headings};
use crate::model::clauses::Modality;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Meetings, Region};

/// Where a prohibition and a permission meet.
struct Conflict {
    /// Under which readings, in order, and a box of facts that both have there.
    under: Vec<(Option<ActorId>, Region)>,
}

/// All pairs of a prohibition and a permission that share a fact of their effective scopes: what prevails is cut out of
/// these, so a shared fact is forbidden and permitted, and nothing says which counts.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut conflicts: BTreeMap<(ClauseId, ClauseId), Conflict> = BTreeMap::new();
    for reading in &draft.readings {
        let of = |modality: Modality| reading.rules.iter().filter(move |rule| rule.modality == modality);
        let permissions = Meetings::of(of(Modality::Permission).map(|rule| (rule.clause, &rule.effective)));
        for rule in of(Modality::Prohibition) {
            for (permits, shared) in permissions.with(&rule.effective) {
                let conflict =
                    conflicts.entry((rule.clause, permits)).or_insert(Conflict { under: Vec::new() });
                conflict.under.push((reading.reader, shared));
            }
        }
    }
    let found = |((forbids, permits), conflict)| finding(draft, forbids, permits, &conflict);
    conflicts.into_iter().filter_map(found).collect()
}

impl Conflict {
    /// The reading to show: as written, unless it then depends on which reading is meant and some reader has it for certain.
    fn shown(&self, draft: &Draft<'_>) -> Option<(Option<ActorId>, &Region)> {
        let depends = |region: &Region| {
            region.literals.keys().any(|literal| {
                let kind = draft.model.literals.get(literal.index()).map(|literal| literal.kind);
                matches!(kind, Some(LiteralKind::Reading(_) | LiteralKind::Force))
            })
        };
        let certain = self.under.iter().find(|(_, region)| !depends(region));
        certain.or_else(|| self.under.first()).map(|(reader, region)| (*reader, region))
    }

    /// The readers for whom the two do not meet.
    fn not_for<'a>(&self, draft: &'a Draft<'_>) -> Vec<&'a str> {
        let readers = draft.readings.iter().filter_map(|reading| reading.reader);
        let meets = |reader: &ActorId| self.under.iter().any(|(under, _)| *under == Some(*reader));
        readers.filter(|reader| !meets(reader)).map(|reader| draft.model.actors.name(reader)).collect()
    }
}

fn finding(draft: &Draft<'_>, forbids: ClauseId, permits: ClauseId, conflict: &Conflict) -> Option<Finding> {
    let (reader, region) = conflict.shown(draft)?;
    let (fact, words) = shown(draft, reader, region)?;
    let (one, other) = (draft.label(forbids), draft.label(permits));
    let mut diagnostic = Diagnostic::new(
        &catalogue::CONTRADICTION,
        draft.words_span(forbids)?,
        format!("`{one}` forbids what `{other}` permits"),
    )
    .because("forbidden here")
    .and(draft.words_span(permits)?, "permitted here");
    diagnostic.witness = Some(words);
    diagnostic.scenario = scenario(
        draft,
        &format!("{one} forbids what {other} permits"),
        reader,
        &fact,
        &[(forbids, Expected::Violated), (permits, Expected::Permits)],
    );
    diagnostic = diagnostic
        .help(format!("say which prevails: `notwithstanding {one}` in `{other}`, or `subject to {one}`"))
        .help(format!(
            "or cut the case out of one of them with `except`, so that `{one}` and `{other}` do not meet"
        ));
    if is_left_to_judgement(draft, forbids) {
        diagnostic.severity = Severity::Warning;
        diagnostic.confidence = Some(Confidence::Medium);
        diagnostic = diagnostic.note(format!("whether `{one}` is breached is left to somebody's judgement"));
    }
    let not_for = conflict.not_for(draft);
    if !not_for.is_empty() {
        diagnostic = diagnostic.note(format!("not as read by {}", not_for.join(" or by ")));
    }
    let ground = shared_ground(draft, forbids, permits);
    diagnostic = changes(draft, &fact, region).into_iter().chain(ground).fold(diagnostic, Diagnostic::note);
    let diagnostic = with_headings(draft, diagnostic, forbids, &[permits]);
    let claim = Claim::Contradiction { reader, forbids, permits, fact };
    Some(Finding { diagnostic, claim })
}
