//! The duties of an agreement, as the facts that would meet each of them.

use crate::draft::Draft;
use crate::model::clauses::{Asked, Clause};
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Budget, Compiler, Region, Rules, Scope};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// One duty of one bearer, or of all together, as the facts that meet it.
pub(super) struct Owed<'a> {
    /// The clause.
    pub clause: ClauseId,
    /// What it says.
    pub declared: &'a Clause,
    /// Who owes it.
    pub bearers: Bits,
    /// The facts that meet it while it is owed, without what prevails over it.
    pub ways: Scope,
    /// When it is owed.
    pub times: Intervals,
}

/// Every duty that a deed would meet, under one reader. What is too complex is left out: nothing is claimed of it.
pub(super) fn all_owed<'a>(draft: &Draft<'a>, compiler: &Compiler<'a>, rules: &Rules) -> Vec<Owed<'a>> {
    let model = draft.model;
    let Ok(in_force) = compiler.scope(&model.in_force) else { return Vec::new() };
    let mut list = Vec::new();
    for (index, declared) in model.clauses.iter().enumerate() {
        let clause = ClauseId::at(index);
        let Some(asked) = &declared.asks else { continue };
        let Ok(deed) = compiler.scope(&asked.deed) else { continue };
        let from = declared.timing.from.map_or(EARLIEST, |(from, _)| from);
        let until = declared.timing.until.map_or(LATEST, |(until, _)| until);
        let times = Intervals::of(from, until);
        let window = Region { time: times.clone(), ..Region::whole(compiler.universe()) };
        let mut ways = deed.intersection(&in_force).intersection(&Scope::from(window));
        // What prevails over the duty releases from it; that nothing is left then is another finding.
        for stronger in draft.priority.over(clause).into_iter().filter_map(|stronger| rules.get(stronger)) {
            match ways.difference_within(&stronger.effective, Budget::DEFAULT) {
                Some(rest) => ways = rest,
                None => ways = Scope::empty(),
            }
        }
        for bearers in bearers(asked, compiler.universe().actors, until, declared.timing.lasts) {
            let by = Region { actors: bearers.clone(), ..Region::whole(compiler.universe()) };
            let ways = ways.intersection(&Scope::from(by));
            if !ways.is_empty() {
                list.push(Owed { clause, declared, bearers, ways, times: times.clone() });
            }
        }
    }
    list
}

/// Those who owe it: each by himself, or all together. A duty with a date is owed by those who are bound when it falls due.
fn bearers(asked: &Asked, actors: usize, until: i64, lasts: bool) -> Vec<Bits> {
    let dated = until != LATEST && !lasts;
    let bound = |times: &Intervals| !dated || times.contains(until.saturating_sub(1));
    let bound: Vec<ActorId> =
        asked.bearers.iter().filter(|(_, times)| bound(times)).map(|(actor, _)| actor).collect();
    if asked.jointly {
        vec![Bits::of(actors, bound.iter().map(|actor| actor.index()))]
    } else {
        bound.iter().map(|actor| Bits::single(actors, actor.index())).collect()
    }
}
