//! What the events of a schedule are called.

use crate::draft::Draft;
use crate::graph::schedule::Happening;
use crate::model::ids::{ClauseId, PhaseId};

/// An event, by a name: "`5`", "the end of phase `Calm`".
pub(super) fn named(draft: &Draft<'_>, what: Happening) -> String {
    match what {
        Happening::Begun(clause) | Happening::Done(clause) => format!("`{}`", draft.label(clause)),
        Happening::PhaseBegins(phase) => format!("the begin of phase `{}`", phase_name(draft, phase)),
        Happening::PhaseEnds(phase) => format!("the end of phase `{}`", phase_name(draft, phase)),
        Happening::Counted(streak) => format!("the count of `{}`", streak_name(draft, streak.index())),
        Happening::Reached(streak) => format!("`{}`", streak_name(draft, streak.index())),
    }
}

/// An event, as a sentence without its time: "`5` is fulfilled".
pub(super) fn happens(draft: &Draft<'_>, what: Happening) -> String {
    match what {
        Happening::Begun(clause) => format!("`{}` begins", draft.label(clause)),
        Happening::Done(clause) => format!("`{}` is fulfilled", draft.label(clause)),
        Happening::PhaseBegins(phase) => format!("phase `{}` begins", phase_name(draft, phase)),
        Happening::PhaseEnds(phase) => format!("phase `{}` ends", phase_name(draft, phase)),
        Happening::Counted(streak) => {
            format!("the count of `{}` begins", streak_name(draft, streak.index()))
        }
        Happening::Reached(streak) => format!("`{}` is reached", streak_name(draft, streak.index())),
    }
}

/// The clause that an event belongs to.
pub(super) fn clause_of(what: Happening) -> Option<ClauseId> {
    match what {
        Happening::Begun(clause) | Happening::Done(clause) => Some(clause),
        _ => None,
    }
}

/// The name of a phase.
pub(super) fn phase_name<'a>(draft: &Draft<'a>, phase: PhaseId) -> &'a str {
    draft.model.phases.get(phase.index()).map_or("?", |phase| phase.name.as_str())
}

fn streak_name<'a>(draft: &Draft<'a>, streak: usize) -> &'a str {
    draft.model.streaks.get(streak).map_or("?", |streak| streak.name.as_str())
}
