//! Changes of who is covered or excluded when something happens: `when ..., that party is no longer covered`.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::actors::Membership;
use crate::model::clauses::ClauseKind;
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Binds, Change, Deed, Definition};
use crate::model::resolve::Resolver;
use crate::sets::Intervals;
use crate::syntax::tree::{
    ClauseBody, Condition, ConditionKind, Distribution, NameRef, StatementKind, StatusChange,
};

impl Resolver<'_> {
    /// Gives a condition to each actor that some clause may put on one of the lists or take off it. Slips in names are told
    /// where the clauses are understood.
    pub(super) fn memberships_that_change(&mut self) {
        let agreement = self.agreement;
        let mut concerned: BTreeMap<bool, BTreeSet<ActorId>> = BTreeMap::new();
        for statement in &agreement.statements {
            let StatementKind::Clause(clause) = &statement.kind else { continue };
            let ClauseBody::StatusChange { when, who, status } = &clause.body else { continue };
            let may = self.unheard(|resolver| resolver.whom_it_may_concern(when, who));
            concerned.entry(list_of(*status).0).or_default().extend(may.unwrap_or_default());
        }
        for (covered, actors) in concerned {
            for actor in actors {
                self.hang(actor, covered);
            }
        }
    }

    /// Looks names up before their sentence is understood: slips are told then, and conditions made then.
    fn unheard<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let told =
            (self.reported.clone(), self.zone_reported, self.catalogue_reported, self.suggestions_left);
        let mut found = None;
        self.names_only(|resolver| found = Some(resolver.quietly(look)));
        (self.reported, self.zone_reported, self.catalogue_reported, self.suggestions_left) = told;
        found
    }

    /// What a change says, where its clause is understood.
    pub(super) fn change(
        &mut self,
        own: ClauseId,
        when: &Condition,
        who: &NameRef,
        status: StatusChange,
    ) -> ClauseKind {
        self.condition_names(when);
        let named = self.somebody(who);
        let (covered, onto) = list_of(status);
        let may_concern = self.quietly(|resolver| resolver.whom_it_may_concern(when, who));
        let when = self.formula(Some(own), when);
        let who = if matches!(who, NameRef::ThatParty(_)) { None } else { Some(named.unwrap_or_default()) };
        self.past.changes.push(Change { clause: own, when, who, may_concern, covered, onto });
        ClauseKind::Change
    }

    /// Makes it a condition whether an actor is on a list; its acceptance bounds that as it bounds everything.
    fn hang(&mut self, actor: ActorId, covered: bool) {
        let name = self.actors.name(actor).to_owned();
        let word = if covered { "covered" } else { "excluded" };
        let column = crate::model::resolve::conditions::slug(&format!("{name} is {word}"));
        let literal: LiteralId = self.literal(&column, format!("{name} is {word}"), LiteralKind::Condition);
        let definition = if covered { Definition::Covered(actor) } else { Definition::Excluded(actor) };
        self.past.definitions.insert(literal, definition);
        if covered {
            let accepted = self.actors.accepted.get(&actor).cloned().unwrap_or_else(Intervals::all);
            self.actors.covered.hang(actor, literal, &accepted);
        } else {
            self.actors.excluded.hang(actor, literal, &Intervals::all());
        }
    }

    /// Whom a change may concern: who is named, or whoever its condition may bind.
    fn whom_it_may_concern(&mut self, when: &Condition, who: &NameRef) -> BTreeSet<ActorId> {
        match who {
            NameRef::ThatParty(_) => self.whom_it_may_bind(when).unwrap_or_default(),
            _ => self.somebody(who).map(|who| who.everybody()).unwrap_or_default(),
        }
    }

    /// Whom a condition may bind: the first part of it that speaks of what one does or violates by himself.
    pub(super) fn whom_it_may_bind(&mut self, condition: &Condition) -> Option<BTreeSet<ActorId>> {
        match &binding_part(condition)?.kind {
            ConditionKind::Violates { who, .. } => Some(self.subject(who)?.everybody()),
            ConditionKind::Does { who, act, objects } => {
                let deed = self.deed_of(&act.text, Some(who), objects)?;
                Some(self.whom_a_deed_may_bind(&deed).everybody())
            }
            _ => None,
        }
    }

    /// Whom a deed may bind: whoever may do it, or those to whom it is done.
    pub(super) fn whom_a_deed_may_bind(&self, deed: &Deed) -> Membership {
        match deed.binds {
            Binds::Actor => deed.who.clone().unwrap_or_else(|| self.actors.everybody()),
            Binds::Target => {
                let mut bound = Membership::nobody();
                deed.facts.visit(&mut |part| {
                    if let Description::Target(whom) | Description::EachOther(whom) = part {
                        bound.include(whom);
                    }
                });
                bound
            }
        }
    }
}

/// The part of a condition that binds somebody (12.13).
pub(super) fn binding_part(condition: &Condition) -> Option<&Condition> {
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().find_map(binding_part),
        ConditionKind::Violates { who, .. } | ConditionKind::Does { who, .. } => {
            (who.distribution != Distribution::Jointly).then_some(condition)
        }
        _ => None,
    }
}

/// Which list a change concerns (covered, or else excluded), and whether it puts somebody on it.
fn list_of(status: StatusChange) -> (bool, bool) {
    match status {
        StatusChange::Covered => (true, true),
        StatusChange::NoLongerCovered => (true, false),
        StatusChange::Excluded => (false, true),
        StatusChange::NoLongerExcluded => (false, false),
    }
}
