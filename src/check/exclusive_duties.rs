//! Two duties of one bearer that cannot be met at one time: to hold a position and to withdraw from it.

use std::collections::BTreeSet;

use super::owed::{Owed, all_owed};
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::{period, shown, with_headings};
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Budget, Compiler, Meetings, Region, Scope};
use crate::sets::{Bits, Intervals};

/// Each pair once, under the first reading under which they exclude each other.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut told: BTreeSet<(ClauseId, ClauseId)> = BTreeSet::new();
    for reading in &draft.readings {
        let compiler = draft.compiler(reading.reader);
        let owed = all_owed(draft, &compiler, &reading.rules);
        let ways = Meetings::of(owed.iter().enumerate().map(|(place, duty)| (place, &duty.ways)));
        for lasting in owed.iter().filter(|duty| duty.declared.timing.lasts) {
            let excluded = excluded(draft, &compiler, lasting);
            for (place, _) in ways.with(&excluded) {
                let Some(other) = owed.get(place).filter(|other| other.clause != lasting.clause) else {
                    continue;
                };
                let pair = (lasting.clause.min(other.clause), lasting.clause.max(other.clause));
                if !told.contains(&pair)
                    && let Some(finding) = excluding(draft, reading.reader, lasting, &excluded, other)
                {
                    findings.push(finding);
                    told.insert(pair);
                }
            }
        }
    }
    findings
}

/// While a duty lasts, the acts that exclude its own cannot be done by the same bearer at the same place with the same means.
fn excluded(draft: &Draft<'_>, compiler: &Compiler<'_>, lasting: &Owed<'_>) -> Scope {
    let excluding = |region: &Region| Region {
        acts: draft.model.deeds.excluded_by(&region.acts),
        targets: Bits::full(compiler.universe().targets),
        ..region.clone()
    };
    lasting.ways.regions().iter().map(excluding).collect()
}

fn excluding(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    lasting: &Owed<'_>,
    excluded: &Scope,
    other: &Owed<'_>,
) -> Option<Finding> {
    let priority = &draft.priority;
    if priority.prevails(lasting.clause, other.clause) || priority.prevails(other.clause, lasting.clause) {
        return None;
    }
    let shared = other.ways.intersection(excluded);
    let met = shared.regions().first()?;
    let left = other.ways.difference_within(excluded, Budget::DEFAULT)?;
    let times = |scope: &Scope| {
        scope.regions().iter().fold(Intervals::empty(), |times, region| times.union(&region.time))
    };
    // A deed that is done once can be done at another time, if there is one; a duty that lasts has to be met throughout.
    let blocked = if other.declared.timing.lasts {
        times(&other.ways).difference(&times(&left))
    } else if left.is_empty() {
        times(&other.ways)
    } else {
        return None;
    };
    if blocked.is_empty() {
        return None;
    }
    let (own, second) = (draft.label(lasting.clause), draft.label(other.clause));
    let (fact, words) = shown(draft, reader, met)?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::EXCLUSIVE_DUTIES,
        draft.words_span(other.clause)?,
        format!("`{second}` cannot be done while `{own}` is kept"),
    )
    .because("required here")
    .and(draft.words_span(lasting.clause)?, "required throughout this time");
    diagnostic.witness = Some(format!("{words}: `{second}` asks for it, and `{own}` for what excludes it"));
    diagnostic = diagnostic
        .note(format!("they exclude each other {}", period(draft, &blocked.intersection(&lasting.times))))
        .help(format!("end `{own}` before `{second}` is to be done, or begin it after"))
        .help(format!("or say which prevails, e.g. `notwithstanding {own}` in `{second}`"));
    let diagnostic = with_headings(draft, diagnostic, other.clause, &[lasting.clause]);
    let claim = Claim::ExclusiveDuties { reader, lasting: lasting.clause, other: other.clause, fact };
    Some(Finding { diagnostic, claim })
}
