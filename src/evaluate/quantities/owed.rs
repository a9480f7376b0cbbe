//! Duties that name a quantity: on which occasions they are owed, by whom, and what has become of them.

use crate::evaluate::duties::{DutyJudgement, DutyState};
use crate::evaluate::judge::{Case, Why};
use crate::evaluate::quantities::{Contribution, Counted, Done, Outcome, Part, Window, parts, sum_within};
use crate::evaluate::unseen::{Seen, during, seen};
use crate::model::Model;
use crate::model::clauses::{Account, ClauseKind, Duty};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::quantities::{Amount, Quantity, QuantityMeasure, Unit};
use crate::model::time::Seconds;
use crate::scope::{Compiler, Region, Scope};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// Calendar periods are laid out for so long at most: as long as windows of a day are.
const LAID_OUT_SECONDS: i64 = 25 * 366 * 86_400;

/// A duty that names a quantity, under one reader, with its occasions as of an instant.
#[derive(Clone, Debug)]
struct Quota<'m> {
    clause: ClauseId,
    quantity: &'m Quantity,
    occasions: Vec<Occasion>,
    sets: Vec<Scope>,
    /// The set that sets the whole of a share.
    whole: Option<usize>,
    /// Whether the sets would take too many boxes, so that there are none.
    too_complex: bool,
}

/// One occasion, for one who owes it or for several together.
#[derive(Clone, Debug)]
struct Occasion {
    bearers: Vec<ActorId>,
    from: Seconds,
    due: Seconds,
    part: Option<Part>,
    /// The set of what they do.
    own: usize,
    /// The set of what all others do who owe it.
    others: Option<usize>,
}

/// What is known besides the incidents.
pub struct Known<'k> {
    /// The instant as of which duties are judged.
    pub as_of: Seconds,
    /// The first instant after everything for which the agreement may be in force.
    pub end: Seconds,
    /// The acts that could be recorded.
    pub recordable: &'k Bits,
    /// What was observed.
    pub observed: Observed<'k>,
}

/// What was observed.
#[derive(Clone, Copy)]
pub enum Observed<'k> {
    /// Everything: what a scenario does not tell did not happen.
    All,
    /// These facts, or nothing.
    These(Option<&'k Scope>),
}

impl Observed<'_> {
    fn all_of(self, facts: &Scope) -> bool {
        match self {
            Self::All => true,
            Self::These(observed) => {
                facts.is_empty() || observed.is_some_and(|observed| seen(facts, observed) == Seen::Whole)
            }
        }
    }
}

fn quotas(model: &Model, reader: Option<ActorId>, as_of: Seconds) -> Vec<Quota<'_>> {
    let compiler = Compiler::new(model, reader);
    let in_force = compiler.scope(&model.in_force).map_or_else(
        |_| Intervals::all(),
        |scope| scope.regions().iter().fold(Intervals::empty(), |all, region| all.union(&region.time)),
    );
    let clauses = model.clauses.iter().enumerate();
    let owed = clauses.filter_map(|(index, clause)| match &clause.kind {
        ClauseKind::Duty(duty) => Some((ClauseId::at(index), duty, duty.quantity.as_ref()?)),
        _ => None,
    });
    owed.map(|(clause, duty, quantity)| {
        let mut quota = Quota {
            clause,
            quantity,
            occasions: Vec::new(),
            sets: Vec::new(),
            whole: None,
            too_complex: false,
        };
        quota.lay_out(model, &compiler, duty, &in_force, as_of);
        quota
    })
    .collect()
}

impl Quota<'_> {
    fn lay_out(
        &mut self,
        model: &Model,
        compiler: &Compiler<'_>,
        duty: &Duty,
        in_force: &Intervals,
        as_of: Seconds,
    ) {
        let deed = compiler.scope(&duty.deed);
        self.too_complex = deed.is_err();
        let deed = deed.unwrap_or_default();
        let mut known: Vec<Vec<ActorId>> = Vec::new();
        let mut set_of = |sets: &mut Vec<Scope>, actors: Vec<ActorId>| {
            known.iter().position(|other| *other == actors).unwrap_or_else(|| {
                let universe = compiler.universe();
                let theirs = Region {
                    actors: Bits::of(universe.actors, actors.iter().map(|actor| actor.index())),
                    ..Region::whole(universe)
                };
                sets.push(deed.intersection(&Scope::from(theirs)));
                known.push(actors);
                known.len() - 1
            })
        };
        for (from, due, part) in self.windows(model, duty, in_force, as_of) {
            let at = Intervals::point(due.saturating_sub(1));
            let when = if due == LATEST { Intervals::all() } else { at };
            let bound = duty.bearers.iter().filter(|(_, times)| times.intersects(&when));
            let bound: Vec<ActorId> = bound.map(|(actor, _)| actor).collect();
            let groups: Vec<Vec<ActorId>> = if duty.jointly {
                vec![bound.clone()]
            } else {
                bound.iter().map(|&actor| vec![actor]).collect()
            };
            for bearers in groups.into_iter().filter(|bearers| !bearers.is_empty()) {
                let rest = || bound.iter().copied().filter(|actor| !bearers.contains(actor)).collect();
                let others = matches!(self.quantity.measure, QuantityMeasure::Ratio(_))
                    .then(|| set_of(&mut self.sets, rest()));
                let own = set_of(&mut self.sets, bearers.clone());
                self.occasions.push(Occasion { bearers, from, due, part, own, others });
            }
        }
        if let QuantityMeasure::Share { whole, .. } = &self.quantity.measure {
            match compiler.scope(whole) {
                Ok(whole) => {
                    self.whole = Some(self.sets.len());
                    self.sets.push(whole);
                }
                Err(_) => self.too_complex = true,
            }
        }
    }

    /// From when to when each occasion is, and the period that it is a part of, if it is one.
    fn windows(
        &self,
        model: &Model,
        duty: &Duty,
        in_force: &Intervals,
        as_of: Seconds,
    ) -> Vec<(Seconds, Seconds, Option<Part>)> {
        let Some(period) = self.quantity.period else { return vec![(duty.from, duty.due, None)] };
        let times = in_force.intersection(&Intervals::of(duty.from, duty.due));
        let first = times.first().filter(|&first| first != EARLIEST);
        let before = first.map_or(EARLIEST, |first| as_of.min(first.saturating_add(LAID_OUT_SECONDS)));
        let parts = parts(period, &times, before, &model.time_zone);
        parts.into_iter().map(|part| (part.begin, part.end, Some(part))).collect()
    }

    /// What has become of each occasion, by what incidents contribute to each set.
    fn judge(&self, sets: &[(&Unit, Vec<(usize, Contribution)>)], known: &Known<'_>) -> Vec<DutyJudgement> {
        self.occasions.iter().map(|occasion| self.judge_one(occasion, sets, known)).collect()
    }

    fn judge_one(
        &self,
        occasion: &Occasion,
        sets: &[(&Unit, Vec<(usize, Contribution)>)],
        known: &Known<'_>,
    ) -> DutyJudgement {
        let of = |set: usize| sets.get(set).map_or(&[][..], |(_, list)| list.as_slice());
        let sum = |set: usize, window: &Window| sum_within(of(set).iter().map(|(_, each)| each), window);
        let window = Window::exactly(Intervals::of(occasion.from, occasion.due));
        let other = match (&self.quantity.measure, self.whole, occasion.others) {
            (QuantityMeasure::Share { .. }, Some(whole), _) => {
                let when = match occasion.part {
                    Some(part) => Intervals::of(part.period_begin, part.period_end),
                    None => Intervals::of(EARLIEST, occasion.due),
                };
                let nothing = matches!(known.observed, Observed::All).then_some(Amount::NONE);
                sum(whole, &Window::exactly(when)).or(nothing)
            }
            (QuantityMeasure::Ratio(_), _, Some(others)) => {
                Some(sum(others, &window).unwrap_or(Amount::NONE))
            }
            _ => None,
        };
        let done =
            Done { sum: sum(occasion.own, &window).unwrap_or(Amount::NONE), other, part: occasion.part };
        let by = of(occasion.own).iter().filter(|(_, each)| each.within(&window).is_some());
        DutyJudgement {
            clause: self.clause,
            bearers: occasion.bearers.clone(),
            from: occasion.from,
            due: occasion.due,
            state: self.state(occasion, &done, known),
            by: by.map(|(incident, _)| *incident).collect(),
            done: Some(done),
        }
    }

    fn state(&self, occasion: &Occasion, done: &Done, known: &Known<'_>) -> DutyState {
        if self.too_complex {
            return DutyState::NotAssessable(Why::TooComplex);
        }
        if let Some(early) = done.early(self.quantity) {
            return early.into();
        }
        let never = occasion.due == LATEST;
        if known.end < if never { occasion.from } else { occasion.due } {
            return DutyState::Void;
        }
        if never || known.as_of < occasion.due {
            return DutyState::Pending;
        }
        let deed = self.sets.get(occasion.own);
        let recordable =
            |deed: &Scope| deed.regions().iter().any(|region| region.acts.intersects(known.recordable));
        if !deed.is_some_and(recordable) {
            return DutyState::NotAssessable(Why::NotRecorded);
        }
        let window = Intervals::of(occasion.from, occasion.due);
        let observed = || deed.is_some_and(|deed| known.observed.all_of(&during(deed, &window)));
        done.outcome(self.quantity, observed).into()
    }
}

/// Duties that name a quantity, and what incidents contribute to them.
pub struct Quotas<'m> {
    quotas: Vec<Quota<'m>>,
    /// For each set of each of them, in order: what is counted, and what each incident contributes.
    sets: Vec<(&'m Unit, Vec<(usize, Contribution)>)>,
}

impl<'m> Quotas<'m> {
    /// All of an agreement, under a reader's reading, with the occasions that there are as of an instant.
    #[must_use]
    pub fn new(model: &'m Model, reader: Option<ActorId>, as_of: Seconds) -> Self {
        let quotas = quotas(model, reader, as_of);
        let units = quotas.iter().flat_map(|quota| quota.sets.iter().map(|_| &quota.quantity.unit));
        let sets = units.map(|unit| (unit, Vec::new())).collect();
        Self { quotas, sets }
    }

    /// The sets of facts that count, each with its place in this order.
    pub fn sets(&self) -> impl Iterator<Item = &Scope> {
        self.quotas.iter().flat_map(|quota| &quota.sets)
    }

    /// Records what an incident is for one of the sets. `amounts` says how many of a unit it was.
    pub fn add(
        &mut self,
        set: usize,
        incident: usize,
        counted: &Counted,
        reported: &[&Intervals],
        amounts: impl Fn(&Unit) -> Option<Amount>,
    ) {
        if let Some((unit, list)) = self.sets.get_mut(set) {
            list.push((incident, counted.contribution(reported, amounts(unit))));
        }
    }

    /// What has become of each, in the order of the text and of time.
    #[must_use]
    pub fn judge(&self, known: &Known<'_>) -> Vec<DutyJudgement> {
        let mut rest = self.sets.as_slice();
        let mut judged = Vec::new();
        for quota in &self.quotas {
            let (own, others) = rest.split_at(quota.sets.len().min(rest.len()));
            rest = others;
            judged.extend(quota.judge(own, known));
        }
        judged
    }
}

/// All duties of an agreement that name a quantity, judged by a few cases, each with the amounts that it tells of.
#[must_use]
pub fn quantities<'c>(
    model: &Model,
    reader: Option<ActorId>,
    cases: impl IntoIterator<Item = (&'c Case, &'c Account)>,
    known: &Known<'_>,
) -> Vec<DutyJudgement> {
    let mut quotas = Quotas::new(model, reader, known.as_of);
    for (index, (case, account)) in cases.into_iter().enumerate() {
        let counted: Vec<(usize, Counted)> = quotas
            .sets()
            .enumerate()
            .filter_map(|(set, facts)| Some((set, Counted::of(case, facts)?)))
            .collect();
        for (set, counted) in counted {
            quotas.add(set, index, &counted, &[&account.time], |unit| account.amounts.get(unit).copied());
        }
    }
    quotas.judge(known)
}

impl From<Outcome> for DutyState {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fulfilled => Self::Fulfilled,
            Outcome::Missed => Self::Missed,
            Outcome::Open => Self::Open { in_time: true, late: false, missed: true },
            Outcome::NotObserved => Self::NotAssessable(Why::NotObserved),
            Outcome::NoWhole => Self::NotAssessable(Why::NoWhole),
        }
    }
}
