//! Clauses about ground on which those who watch have no business.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::spoken::{acts, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::scope::cells_in_words;
use crate::sets::Bits;
use crate::syntax::tree::ActorRole;

/// Acts by which somebody sees for himself.
const SEEING: [&str; 5] = ["observe", "inspect", "patrol", "verify", "investigate"];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let model = text.model();
    let seeing = acts(model, &SEEING);
    let universe = text.draft.universe();
    let watchers = Bits::of(
        universe.actors,
        [ActorRole::Monitor, ActorRole::Body]
            .into_iter()
            .flat_map(|role| model.actors.of_role(role))
            .map(|own| own.index()),
    );
    let spoken = spoken(text);
    let mut access = Bits::empty(universe.cells);
    let mut mandate = None;
    for own in spoken.iter().filter(|own| own.modality != Modality::Prohibition) {
        for region in own.scope.regions() {
            if region.acts.is_subset(&seeing) && region.actors.is_subset(&watchers) {
                access.union_with(&region.cells);
                mandate.get_or_insert(own.clause);
            }
        }
    }
    // Who has no ground assigned may look everywhere, as far as the text goes.
    let mandate = mandate.filter(|_| !access.is_full())?;
    let mut beyond = Bits::empty(universe.cells);
    let mut clauses = Vec::new();
    for own in spoken {
        let breakable = text.clause(own.clause).is_some_and(|written| written.clause.can_be_violated());
        let by_watchers = own.scope.regions().iter().all(|region| region.actors.is_subset(&watchers));
        if !breakable || by_watchers {
            continue;
        }
        let mut ground = Bits::empty(universe.cells);
        own.scope.regions().iter().for_each(|region| ground.union_with(&region.cells));
        // A clause that holds everywhere is seen wherever anybody is.
        if !ground.is_full() && !ground.is_subset(&access) {
            beyond.union_with(&ground.difference(&access));
            clauses.push(own.clause);
        }
    }
    let (first, others) = clauses.split_first()?;
    let norm_of = |clause| Some(text.clause(clause)?.norm()?.0);
    let place = cells_in_words(model, &beyond);
    let mut diagnostic = Diagnostic::new(
        &catalogue::MONITOR_UNDERMANDATED,
        norm_of(*first)?.action.spot.0,
        "nobody may watch all the ground of this clause",
    )
    .because("reaches beyond the mandate")
    .and(norm_of(mandate)?.action.spot.0, "whoever watches may be here");
    for &clause in others.iter().take(2) {
        diagnostic = diagnostic.and(norm_of(clause)?.action.spot.0, "this too");
    }
    if let Some(place) = place {
        diagnostic = diagnostic.note(format!("nobody may watch {place}"));
    }
    Some(Finding::plain(
        diagnostic
            .help("widen the mandate: `MONITOR may observe or inspect in ZONE`")
            .help("or grant it everywhere: `MONITOR may observe or inspect`"),
    ))
}
