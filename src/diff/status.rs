//! What a text says of one fact.

use std::collections::BTreeSet;

use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::Joint;

/// What a text says of one fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No clause that is judged speaks of it.
    Unmentioned,
    /// Permitted, and not forbidden.
    Permitted,
    /// It fulfils a duty within its window, and is not forbidden.
    Required,
    /// Forbidden if these judge it so, and not permitted; sorted.
    ForbiddenIfJudged(Vec<ActorId>),
    /// Forbidden by a clause that leaves it to nobody's judgement, and not permitted.
    Forbidden,
    /// Forbidden, and permitted or required.
    Contradictory,
}

impl Status {
    /// The word under which it is printed.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unmentioned => "unmentioned",
            Self::Permitted => "permitted",
            Self::Required => "required",
            Self::ForbiddenIfJudged(_) => "forbidden as judged",
            Self::Forbidden => "forbidden",
            Self::Contradictory => "contradictory",
        }
    }

    /// How grave it is that this becomes another: 0 for the gravest.
    #[must_use]
    pub fn gravity(&self, becomes: &Self) -> usize {
        const ORDER: [(&str, &str); 14] = [
            ("permitted", "forbidden"),
            ("forbidden", "permitted"),
            ("permitted", "forbidden as judged"),
            ("forbidden as judged", "permitted"),
            ("required", "forbidden"),
            ("forbidden", "required"),
            ("forbidden", "unmentioned"),
            ("unmentioned", "permitted"),
            ("unmentioned", "forbidden"),
            ("permitted", "unmentioned"),
            ("required", "unmentioned"),
            ("unmentioned", "required"),
            ("forbidden", "forbidden as judged"),
            ("forbidden as judged", "forbidden"),
        ];
        let (from, to) = (self.word(), becomes.word());
        // What becomes both is as grave as what turns round; what ceases to be both comes next.
        if to == "contradictory" {
            return 2;
        }
        if from == "contradictory" {
            return 3;
        }
        let place = ORDER.iter().position(|&(before, after)| before == from && after == to);
        place.map_or(ORDER.len() + 2, |place| if place < 2 { place } else { place + 2 })
    }
}

/// What a clause makes of the facts of its effective scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    Forbids,
    ForbidsIfJudged(Vec<ActorId>),
    Permits,
    Requires,
}

/// What a clause makes of its facts; nothing where it is not judged.
pub(super) fn force(joint: &Joint, clause: ClauseId) -> Option<Force> {
    match &joint.model.clause(clause)?.kind {
        ClauseKind::Conduct { modality: Modality::Prohibition, judged_by: Some(judges), .. } => {
            let mut judges = judges.clone();
            judges.sort_unstable();
            judges.dedup();
            Some(Force::ForbidsIfJudged(judges))
        }
        ClauseKind::Conduct { modality: Modality::Prohibition, .. } => Some(Force::Forbids),
        ClauseKind::Conduct { modality: Modality::Permission, .. } => Some(Force::Permits),
        ClauseKind::Duty(_) => Some(Force::Requires),
        ClauseKind::Conduct { .. }
        | ClauseKind::StatedOnly
        | ClauseKind::Change
        | ClauseKind::NotEvaluated { .. } => None,
    }
}

/// What clauses that all hold of a fact make of it together, and those of them that decide it.
pub(super) fn status(joint: &Joint, clauses: &BTreeSet<ClauseId>) -> (Status, Vec<ClauseId>) {
    let of = |wanted: &dyn Fn(&Force) -> bool| -> Vec<ClauseId> {
        let forces =
            clauses.iter().filter(|&&clause| force(joint, clause).is_some_and(|force| wanted(&force)));
        forces.copied().collect()
    };
    let forbids = of(&|force| *force == Force::Forbids);
    let judged = of(&|force| matches!(force, Force::ForbidsIfJudged(_)));
    let permits = of(&|force| *force == Force::Permits);
    let requires = of(&|force| *force == Force::Requires);
    let allows = !permits.is_empty() || !requires.is_empty();
    if (!forbids.is_empty() || !judged.is_empty()) && allows {
        let mut all: Vec<ClauseId> = clauses.iter().copied().collect();
        all.retain(|&clause| force(joint, clause).is_some());
        (Status::Contradictory, all)
    } else if !forbids.is_empty() {
        (Status::Forbidden, forbids)
    } else if !judged.is_empty() {
        let mut judges: Vec<ActorId> = Vec::new();
        for &clause in &judged {
            if let Some(Force::ForbidsIfJudged(own)) = force(joint, clause) {
                judges.extend(own);
            }
        }
        judges.sort_unstable();
        judges.dedup();
        (Status::ForbiddenIfJudged(judges), judged)
    } else if !requires.is_empty() {
        (Status::Required, requires)
    } else if !permits.is_empty() {
        (Status::Permitted, permits)
    } else {
        (Status::Unmentioned, Vec::new())
    }
}
