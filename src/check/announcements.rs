//! One truce, several announcements: starts that differ by who reads.

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::model::ids::ActorId;
use crate::model::time::{self, Seconds};
use crate::scope::Scope;
use crate::source::Span;
use crate::syntax::tree::StatementKind;

/// What one reader takes the start to be.
struct Announced {
    reader: ActorId,
    start: Seconds,
    span: Span,
}

/// Readers under whom the agreement begins to be in force at different instants.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let announced = announced(draft);
    let mut starts: Vec<Seconds> = announced.iter().map(|one| one.start).collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.len() < 2 {
        return Vec::new();
    }
    let earliest = announced.iter().min_by_key(|one| (one.start, one.span));
    let latest = announced.iter().max_by_key(|one| (one.start, std::cmp::Reverse(one.span)));
    let (Some(earliest), Some(latest)) = (earliest, latest) else { return Vec::new() };
    vec![finding(draft, &announced, starts.len(), earliest, latest)]
}

fn announced(draft: &Draft<'_>) -> Vec<Announced> {
    let mut list: Vec<Announced> = Vec::new();
    for statement in &draft.agreement.statements {
        let StatementKind::InForce { from, read_by: Some(readers), .. } = &statement.kind else { continue };
        for name in &readers.names {
            let leaves = &draft.model.actors.leaves;
            let Some(reader) = leaves.iter().position(|actor| actor.name == name.text) else { continue };
            let reader = ActorId::at(reader);
            if list.iter().any(|known| known.reader == reader) {
                continue;
            }
            if let Some(start) = start(draft, reader) {
                list.push(Announced { reader, start, span: from.spot.0 });
            }
        }
    }
    list
}

/// The first instant in force, as a reader has it.
fn start(draft: &Draft<'_>, reader: ActorId) -> Option<Seconds> {
    let scope: Scope = draft.compiler(Some(reader)).scope(&draft.model.in_force).ok()?;
    scope.regions().iter().filter_map(|region| region.time.first()).min()
}

fn finding(
    draft: &Draft<'_>,
    announced: &[Announced],
    count: usize,
    earliest: &Announced,
    latest: &Announced,
) -> Finding {
    let (model, actors) = (draft.model, &draft.model.actors);
    let words = |at: Seconds| format!("{} {}", time::in_words(at, &model.time_zone), model.time_zone_name);
    let mut diagnostic = Diagnostic::new(
        &catalogue::START_DISPUTED,
        earliest.span,
        format!("the announcements give {count} different starts"),
    )
    .because(format!("as read by {}", actors.name(earliest.reader)));
    for other in announced.iter().filter(|one| one.span != earliest.span) {
        diagnostic = diagnostic.and(other.span, format!("as read by {}", actors.name(other.reader)));
    }
    diagnostic.witness = Some(format!(
        "{}: in force as read by {}, not yet as read by {}, until {}",
        words(earliest.start),
        actors.name(earliest.reader),
        actors.name(latest.reader),
        words(latest.start),
    ));
    for one in announced {
        diagnostic =
            diagnostic.note(format!("as read by {}: from {}", actors.title(one.reader), words(one.start)));
    }
    diagnostic = diagnostic
        .help("agree on one start, with its hour and its clock, and write it without `as read by`")
        .help("or say what is owed between the first start and the last");
    let claim = Claim::StartDisputed { reader: earliest.reader, other: latest.reader, at: earliest.start };
    Finding { diagnostic, claim }
}
