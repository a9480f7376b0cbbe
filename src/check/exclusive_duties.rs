//! Two duties of one bearer that cannot be met at one time: to hold a position and to withdraw from it.

use super::owed::{Owed, all_owed, prevails};
use super::words::{period, shown, with_headings};
use super::{Claim, Draft, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::ids::ActorId;
use crate::scope::{Budget, Compiler, Region, Scope};
use crate::sets::{Bits, Intervals};

/// Each pair once, under the first reading under which they exclude each other.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for reading in &draft.readings {
        let compiler = draft.compiler(reading.reader);
        let owed = all_owed(draft, &compiler, &reading.rules);
        for lasting in owed.iter().filter(|duty| duty.declared.timing.lasts) {
            for other in owed.iter().filter(|other| other.clause != lasting.clause) {
                let told = findings.iter().any(|finding| match &finding.claim {
                    Claim::ExclusiveDuties { lasting: one, other: two, .. } => {
                        (*one, *two) == (lasting.clause, other.clause)
                            || (*one, *two) == (other.clause, lasting.clause)
                    }
                    _ => false,
                });
                if !told {
                    findings.extend(excluding(draft, &compiler, reading.reader, lasting, other));
                }
            }
        }
    }
    findings
}

/// While a duty lasts, the acts that exclude its own cannot be done by the same bearer at the same place with the same means.
fn excluding(
    draft: &Draft<'_>,
    compiler: &Compiler<'_>,
    reader: Option<ActorId>,
    lasting: &Owed<'_>,
    other: &Owed<'_>,
) -> Option<Finding> {
    let stands =
        prevails(draft, lasting.clause, other.clause) || prevails(draft, other.clause, lasting.clause);
    if stands || !lasting.bearers.intersects(&other.bearers) {
        return None;
    }
    let deeds = &draft.model.deeds;
    let excluded: Scope = lasting
        .ways
        .regions()
        .iter()
        .map(|region| Region {
            acts: deeds.excluded_by(&region.acts),
            targets: Bits::full(compiler.universe().targets),
            ..region.clone()
        })
        .collect();
    let shared = other.ways.intersection(&excluded);
    let met = shared.regions().first()?;
    let left = other.ways.difference_within(&excluded, Budget::DEFAULT)?;
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
