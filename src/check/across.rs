//! Conduct that one text forbids and another permits, where both stand.

use std::collections::BTreeMap;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::draft::Draft;
use crate::draft::instruments::{Instrument, clipped};
use crate::draft::words::with_headings;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::{Joint, Side};
use crate::scope::{Meetings, Region, Rule, Rules, in_words, witness};

/// All pairs of a prohibition and a permission, one of this text and one of another that stands beside it, that share a
/// fact of their effective scopes. No clause prevails over one of another text; what is superseded does not stand.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    draft.instruments.iter().enumerate().flat_map(|(index, other)| between(draft, index, other)).collect()
}

fn between(draft: &Draft<'_>, index: usize, other: &Instrument) -> Vec<Finding> {
    if other.standing.is_empty() {
        return Vec::new();
    }
    let stands = |side: Side, clause: ClauseId| side == Side::First || other.standing.contains(&clause);
    // Where the zones cannot be laid over each other nothing is proved, and nothing is claimed.
    let Ok(joint) = Joint::of(draft.model, &other.model, &stands) else { return Vec::new() };
    let mut conflicts: BTreeMap<(ClauseId, ClauseId), (Option<ActorId>, Region)> = BTreeMap::new();
    for reader in std::iter::once(None).chain(joint.model.readers.iter().copied().map(Some)) {
        let rules = Rules::compile(&joint.model, reader);
        let side_of = |rule: &Rule| joint.home(rule.clause).map(|(side, _)| side);
        let of = |modality: Modality, side: Side| {
            rules.iter().filter(move |rule| rule.modality == modality && side_of(rule) == Some(side))
        };
        for (forbidding, permitting) in [(Side::First, Side::Second), (Side::Second, Side::First)] {
            let permissions =
                Meetings::of(of(Modality::Permission, permitting).map(|rule| (rule.clause, &rule.effective)));
            for rule in of(Modality::Prohibition, forbidding) {
                for (permits, shared) in permissions.with(&rule.effective) {
                    conflicts.entry((rule.clause, permits)).or_insert((reader, shared));
                }
            }
        }
    }
    let across = Across { draft, index, other, joint: &joint };
    let found = |((forbids, permits), (reader, shared))| across.finding(forbids, permits, reader, &shared);
    conflicts.into_iter().filter_map(found).collect()
}

struct Across<'a> {
    draft: &'a Draft<'a>,
    index: usize,
    other: &'a Instrument,
    joint: &'a Joint,
}

impl Across<'_> {
    fn finding(
        &self,
        forbids: ClauseId,
        permits: ClauseId,
        reader: Option<ActorId>,
        shared: &Region,
    ) -> Option<Finding> {
        let model = &self.joint.model;
        let fact = witness(model, shared)?;
        let (forbidding, permitting) = (model.clause(forbids)?, model.clause(permits)?);
        let (forbidding_home, permitting_home) = (self.joint.home(forbids)?, self.joint.home(permits)?);
        let name = clipped(&self.other.name, 20);
        let own_forbids = forbidding_home.0 == Side::First;
        let (own, theirs) = if own_forbids { (forbidding, permitting) } else { (permitting, forbidding) };
        let (verb, opposite) = if own_forbids { ("forbids", "permits") } else { ("permits", "forbids") };
        let title = format!(
            "`{}` {verb} what `{}` of `{name}` {opposite}",
            clipped(&own.label, 6),
            clipped(&theirs.label, 6)
        );
        let (here, there) = if own_forbids {
            ("forbidden here", "permitted there")
        } else {
            ("permitted here", "forbidden there")
        };
        let mut words = in_words(model, &fact, Some(shared));
        if let Some(reader) = reader {
            words += &format!(" (as read by {})", model.actors.name(reader));
        }
        let mut diagnostic = Diagnostic::new(&catalogue::CONTRADICTION_ACROSS_TEXTS, own.words, title)
            .because(here)
            .and(theirs.words, there)
            .help(format!(
                "if `{}` counts, add `supersedes {} of \"{}\".`",
                own.label, theirs.label, self.other.name
            ))
            .help(format!("or cut the case out of `{}` with `except`", own.label));
        diagnostic.witness = Some(words);
        if matches!(forbidding.kind, ClauseKind::Conduct { judged_by: Some(_), .. }) {
            diagnostic.severity = Severity::Warning;
            diagnostic.confidence = Some(Confidence::Medium);
            diagnostic = diagnostic
                .note(format!("whether `{}` is breached is left to somebody's judgement", forbidding.label));
        }
        let (_, own_id) = if own_forbids { forbidding_home } else { permitting_home };
        diagnostic = with_headings(self.draft, diagnostic, own_id, &[]);
        diagnostic = diagnostic.note(format!("`{name}` is \"{}\"", self.other.model.title));
        let claim = Claim::ContradictionAcrossTexts {
            other: self.index,
            reader,
            forbids: forbidding_home,
            permits: permitting_home,
            fact,
        };
        Some(Finding { diagnostic, claim })
    }
}
