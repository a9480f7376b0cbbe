//! What the clauses make of one act between two actors: which of its facts they forbid, permit or require, and which they
//! leave unmentioned.
//!
//! The clauses tell few actors apart. Each box of a clause that has the act, the actor and the target is looked at without
//! these three sides; acts and pairs that are in the same boxes are calculated once.

use std::collections::BTreeMap;

use super::Aim;
use super::interest::{Interest, aim, exists};
use crate::evaluate::judge::is_left_to_judgement;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{Budget, Compiler, Containment, Dimension, Position, Region, Rules, Scope, position};
use crate::sets::{Bits, Intervals};

/// All pieces that one agreement may take, before what is left is undecided.
const PIECES: usize = 4_000_000;
/// So many different standings are compared as sets; of more, only those whose boxes are the same count as one.
const COMPARED: usize = 300;

/// How a clause meets the facts of one act between two actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The clause.
    pub clause: ClauseId,
    /// What it does.
    pub does: Does,
    /// The sides on which it depends whether it does; none where it does throughout.
    pub open: Vec<Dimension>,
    /// Whether it does so throughout.
    pub wholly: bool,
}

/// What a clause does with conduct, where nothing prevails over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Does {
    /// It forbids it.
    Forbids,
    /// It forbids it if somebody so judges.
    ForbidsIfJudged,
    /// It permits it.
    Permits,
    /// It requires it.
    Requires,
    /// It speaks of it and is not evaluated.
    Mentions,
}

/// Which facts no clause mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// None.
    None,
    /// All of them.
    Whole,
    /// These, whoever, whatever and whomever: actor, act and target are left full, and so are means and times that are all
    /// those in question.
    Part(Scope),
    /// It would take more pieces than are worked on.
    Undecided,
}

/// What the clauses make of one act between two actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The clauses that meet it, in the order of the text.
    pub met: Vec<Met>,
    /// What they leave out.
    pub gap: Gap,
    /// The boxes that mention it, each with its clause, without actor, act and target.
    pub mentions: Vec<(ClauseId, Region)>,
}

/// The acts that are alike, and how each pair stands to them.
#[derive(Clone, Debug)]
pub struct Row {
    /// The leaves.
    pub acts: Bits,
    /// To whom they are done.
    pub aim: Aim,
    /// For each pair in question (actor, target) the place of its standing.
    pub pairs: BTreeMap<(usize, usize), usize>,
}

/// Every act and pair in question.
#[derive(Clone, Debug)]
pub struct Table {
    /// When the agreement is in force, as written; where that depends on a condition, with the condition.
    pub force: Scope,
    /// Acts that stand in the same boxes, in the order of the catalogue.
    pub rows: Vec<Row>,
    /// The different standings.
    pub standings: Vec<Standing>,
    /// Clauses that need more pieces than are worked on: what they mention is not known.
    pub too_complex: Vec<ClauseId>,
    /// When each actor exists; the last is nobody.
    existing: Vec<Intervals>,
}

/// What a clause covers, before and after what prevails over it is cut out.
struct Spoken {
    clause: ClauseId,
    does: Does,
    scope: Scope,
    effective: Scope,
}

impl Table {
    /// Works out the whole table, as written.
    #[must_use]
    pub fn new(model: &Model, interest: &Interest) -> Self {
        let rules = Rules::compile(model, None);
        let compiler = Compiler::new(model, None);
        let force = compiler.scope(&model.in_force).unwrap_or_else(|_| Scope::whole(compiler.universe()));
        let mut too_complex = rules.too_complex.clone();
        let spoken = spoken(model, &rules, &compiler, &force, &mut too_complex);
        let existing: Vec<Intervals> = (0..model.targets()).map(|actor| exists(model, actor)).collect();
        let mut work = Work::new(model, &force, &spoken);
        let rows = work.rows(interest, &existing);
        Self { rows, standings: work.standings, force, too_complex, existing }
    }

    /// Whether one cannot act on another: nobody does on himself in question, nor on whom he never lives to meet.
    pub(super) fn cannot_be(&self) -> impl Fn(usize, usize) -> bool + '_ {
        let times = super::words::during(&self.force);
        move |actor, target| {
            let (Some(one), Some(other)) = (self.existing.get(actor), self.existing.get(target)) else {
                return true;
            };
            actor == target || !one.intersection(other).intersects(&times)
        }
    }
}

/// Everything that some clause mentions, as written, as far as it can be worked out.
pub(super) fn mentioned(model: &Model) -> Scope {
    let (rules, compiler) = (Rules::compile(model, None), Compiler::new(model, None));
    let force = compiler.scope(&model.in_force).unwrap_or_else(|_| Scope::whole(compiler.universe()));
    let spoken = spoken(model, &rules, &compiler, &force, &mut Vec::new());
    spoken.iter().flat_map(|one| one.scope.regions().iter().cloned()).collect()
}

fn spoken(
    model: &Model,
    rules: &Rules,
    compiler: &Compiler<'_>,
    force: &Scope,
    too_complex: &mut Vec<ClauseId>,
) -> Vec<Spoken> {
    let mut list = Vec::new();
    for (index, declared) in model.clauses.iter().enumerate() {
        let clause = ClauseId::at(index);
        match (&declared.kind, rules.get(clause)) {
            (ClauseKind::NotEvaluated { scope: Some(scope), .. }, _) => match compiler.scope(scope) {
                Ok(scope) => {
                    let scope = scope.intersection(force);
                    list.push(Spoken { clause, does: Does::Mentions, effective: scope.clone(), scope });
                }
                Err(_) => too_complex.push(clause),
            },
            (_, Some(rule)) => {
                let does = match rule.modality {
                    Modality::Prohibition if is_left_to_judgement(model, clause) => Does::ForbidsIfJudged,
                    Modality::Prohibition => Does::Forbids,
                    Modality::Permission => Does::Permits,
                    Modality::Obligation | Modality::Release => Does::Requires,
                };
                list.push(Spoken {
                    clause,
                    does,
                    scope: rule.scope.clone(),
                    effective: rule.effective.clone(),
                });
            }
            _ => {}
        }
    }
    list
}

/// A box of a clause without actor, act and target.
struct Piece {
    spoken: usize,
    effective: bool,
    region: Region,
}

struct Work<'a> {
    model: &'a Model,
    force: &'a Scope,
    spoken: &'a [Spoken],
    /// The boxes as the clauses have them, each with the place of its piece.
    boxes: Vec<(usize, Region)>,
    pieces: Vec<Piece>,
    standings: Vec<Standing>,
    left: usize,
}

impl<'a> Work<'a> {
    fn new(model: &'a Model, force: &'a Scope, spoken: &'a [Spoken]) -> Self {
        let mut work = Self {
            model,
            force,
            spoken,
            boxes: Vec::new(),
            pieces: Vec::new(),
            standings: Vec::new(),
            left: PIECES,
        };
        let mut known: BTreeMap<(usize, bool, Region), usize> = BTreeMap::new();
        for (index, one) in spoken.iter().enumerate() {
            for (effective, scope) in [(false, &one.scope), (true, &one.effective)] {
                for region in scope.regions() {
                    let bare = bare(region);
                    let pieces = &mut work.pieces;
                    let place = *known.entry((index, effective, bare.clone())).or_insert_with(|| {
                        pieces.push(Piece { spoken: index, effective, region: bare });
                        pieces.len() - 1
                    });
                    work.boxes.push((place, region.clone()));
                }
            }
        }
        work
    }

    fn rows(&mut self, interest: &Interest, existing: &[Intervals]) -> Vec<Row> {
        // Acts in the same boxes are alike, if no box narrows the means or the acts go with the same ones.
        let mut alike: BTreeMap<(Aim, Vec<usize>, Option<Bits>), Vec<usize>> = BTreeMap::new();
        for act in interest.acts.iter() {
            let within: Vec<usize> = self
                .boxes
                .iter()
                .enumerate()
                .filter(|(_, (_, region))| region.acts.contains(act))
                .map(|(index, _)| index)
                .collect();
            let narrowed = within
                .iter()
                .any(|&index| self.boxes.get(index).is_some_and(|(_, region)| !region.means.is_full()));
            let means = narrowed.then(|| self.model.deeds.means_for(act));
            alike.entry((aim(self.model, act), within, means)).or_default().push(act);
        }
        let mut classes: Vec<_> = alike.into_iter().collect();
        classes.sort_by_key(|(_, acts)| acts.first().copied());
        let mut memo: BTreeMap<(Vec<usize>, Option<Bits>, Vec<(i64, i64)>), usize> = BTreeMap::new();
        let mut rows: Vec<Row> = Vec::new();
        for ((aim, within, means), acts) in classes {
            let acts = Bits::of(interest.acts.len_universe(), acts);
            let mut pairs = BTreeMap::new();
            for actor in interest.actors.iter() {
                let own: Vec<usize> = within
                    .iter()
                    .copied()
                    .filter(|&index| {
                        self.boxes.get(index).is_some_and(|(_, region)| region.actors.contains(actor))
                    })
                    .collect();
                for target in interest.targets_of(actor, aim).iter() {
                    let none = Intervals::empty();
                    let (one, other) = (existing.get(actor), existing.get(target));
                    let together = one.unwrap_or(&none).intersection(other.unwrap_or(&none));
                    let mut key: Vec<usize> = own
                        .iter()
                        .filter_map(|&index| self.boxes.get(index))
                        .filter(|(_, region)| region.targets.contains(target))
                        .map(|(piece, _)| *piece)
                        .collect();
                    key.sort_unstable();
                    key.dedup();
                    let base = self.base(means.as_ref(), &together);
                    if base.is_empty() {
                        continue;
                    }
                    let full = (key, means.clone(), together.iter().collect());
                    let standing = match memo.get(&full) {
                        Some(&known) => known,
                        None => {
                            let place = self.standing(&full.0, &base, means.as_ref(), &together);
                            memo.insert(full, place);
                            place
                        }
                    };
                    pairs.insert((actor, target), standing);
                }
            }
            match rows.iter_mut().find(|row| row.aim == aim && row.pairs == pairs) {
                Some(row) => row.acts.union_with(&acts),
                None => rows.push(Row { acts, aim, pairs }),
            }
        }
        rows
    }

    /// The facts in question of a pair, without the pair.
    fn base(&self, means: Option<&Bits>, together: &Intervals) -> Scope {
        let narrow = |region: &Region| {
            let mut region = bare(region);
            if let Some(means) = means {
                region.means.intersect_with(means);
            }
            region.time = region.time.intersection(together);
            region
        };
        self.force.regions().iter().map(narrow).collect()
    }

    /// Works out one standing, and answers its place among the different ones.
    fn standing(&mut self, key: &[usize], base: &Scope, means: Option<&Bits>, together: &Intervals) -> usize {
        let pieces: Vec<&Piece> = key.iter().filter_map(|&place| self.pieces.get(place)).collect();
        let mut mentions: Vec<(ClauseId, Region)> = Vec::new();
        let mut mentioned = Scope::empty();
        for piece in pieces.iter().filter(|piece| !piece.effective) {
            let meets = base.regions().iter().any(|region| region.intersects(&piece.region));
            if let Some(one) = self.spoken.get(piece.spoken).filter(|_| meets) {
                mentions.push((one.clause, piece.region.clone()));
                mentioned.push(piece.region.clone());
            }
        }
        let mut met = Vec::new();
        for (index, one) in self.spoken.iter().enumerate() {
            let own = pieces.iter().filter(|piece| piece.effective && piece.spoken == index);
            let scope: Scope = own.map(|piece| piece.region.clone()).collect();
            let (wholly, open) = match position(base, &scope, Budget::DEFAULT) {
                Position::Outside => continue,
                Position::Inside => (true, Vec::new()),
                Position::Partly(open) => (false, open),
                Position::Undecided => (false, Vec::new()),
            };
            met.push(Met { clause: one.clause, does: one.does, open, wholly });
        }
        let gap = self.gap(base, &mentioned, means, together);
        let mentions = if gap == Gap::None || gap == Gap::Whole { Vec::new() } else { mentions };
        let standing = Standing { met, gap, mentions };
        let few = self.standings.len() <= COMPARED;
        let same = |known: &Standing| known.met == standing.met && same_gap(&known.gap, &standing.gap, few);
        match self.standings.iter().position(same) {
            Some(place) => place,
            None => {
                self.standings.push(standing);
                self.standings.len() - 1
            }
        }
    }

    fn gap(&mut self, base: &Scope, mentioned: &Scope, means: Option<&Bits>, together: &Intervals) -> Gap {
        if mentioned.is_empty() {
            return Gap::Whole;
        }
        if self.left == 0 {
            return Gap::Undecided;
        }
        let budget = Budget(Budget::DEFAULT.0.min(self.left));
        let rest = base.difference_within(mentioned, budget);
        let spent =
            rest.as_ref().map_or(budget.0, |rest| (rest.regions().len() + 1) * mentioned.regions().len());
        self.left = self.left.saturating_sub(spent);
        let Some(mut rest) = rest else { return Gap::Undecided };
        rest.simplify();
        if rest.is_empty() {
            return Gap::None;
        }
        // Means and times that are all those in question are said to be all, so that what is alike is equal.
        let wide = |region: &Region| {
            let mut region = region.clone();
            if means.is_some_and(|means| region.means == *means) {
                region.means = Bits::full(region.means.len_universe());
            }
            let own = self.force.regions().iter().find(|force| {
                force.time.intersection(together) == region.time
                    && force.literals.iter().all(|(id, value)| region.literals.get(id) == Some(value))
            });
            if let Some(force) = own {
                region.time = force.time.clone();
            }
            region
        };
        let mut gap: Scope = rest.regions().iter().map(wide).collect();
        gap.simplify();
        if base.is_subset(&gap, Budget::DEFAULT) == Containment::Yes { Gap::Whole } else { Gap::Part(gap) }
    }
}

/// Whether two gaps are the same facts; as sets, if `compare` says so.
pub(super) fn same_gap(one: &Gap, other: &Gap, compare: bool) -> bool {
    match (one, other) {
        (Gap::Part(one), Gap::Part(other)) => {
            one == other || compare && one.equals(other, Budget(2_000)) == Containment::Yes
        }
        (one, other) => one == other,
    }
}

/// A box with everybody and every act.
fn bare(region: &Region) -> Region {
    Region {
        actors: Bits::full(region.actors.len_universe()),
        acts: Bits::full(region.acts.len_universe()),
        targets: Bits::full(region.targets.len_universe()),
        ..region.clone()
    }
}
