//! Conditions and objects of clauses, as descriptions of facts.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::descriptions::{Description, LiteralKind, Term};
use crate::model::ids::TermId;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::is_somebody;
use crate::sets::{Bits, Intervals};
use crate::source::Span;
use crate::syntax::tree::{
    ActorRole, Condition, ConditionKind, Dimension, Label, Name, NameRef, Object, Preposition, Reading,
    RefList, SomeKind, StatementKind, Subject, SubjectKind, Text,
};

/// What the names of an object come to.
#[derive(Default)]
pub(super) struct Sense {
    pub actors: Option<Membership>,
    pub means: Option<Bits>,
    pub places: Vec<Description>,
    pub terms: Vec<Description>,
    pub each_other: bool,
    /// Words that only a trigger or a condition gives a meaning: `that party`, `the same zone`.
    pub bound_elsewhere: bool,
}

impl Resolver<'_> {
    pub(super) fn push_term(&mut self, title: &str, span: Span) {
        self.terms.push(Term { title: title.to_owned(), meaning: Description::never(), span });
    }

    /// The meaning of each term, and of each reading.
    pub(super) fn terms(&mut self) {
        let mut current: Option<(TermId, &Text)> = None;
        let mut agreed: BTreeMap<TermId, Description> = BTreeMap::new();
        let mut readings: BTreeMap<TermId, Vec<(&Reading, Description)>> = BTreeMap::new();
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Term { title, definition, reading } => {
                    current = match self.names.get(&title.text) {
                        Some(Named::Term(id)) => Some((id, title)),
                        _ => None,
                    };
                    let Some((id, title)) = current else { continue };
                    if let Some(definition) = definition {
                        let meaning = self.condition(definition, Some(&title.text));
                        agreed.insert(id, meaning);
                    }
                    if let Some(reading) = reading {
                        let meaning = self.condition(&reading.definition, Some(&title.text));
                        readings.entry(id).or_default().push((reading, meaning));
                    }
                }
                StatementKind::Reading(reading) => {
                    let Some((id, title)) = current else {
                        self.misplaced(
                            reading.spot.0,
                            "this reading follows no term",
                            "put it below its `term`",
                        );
                        continue;
                    };
                    let meaning = self.condition(&reading.definition, Some(&title.text));
                    readings.entry(id).or_default().push((reading, meaning));
                }
                _ => current = None,
            }
        }
        for index in 0..self.terms.len() {
            let id = TermId::at(index);
            let read = readings.remove(&id).unwrap_or_default();
            let meaning = self.meaning(id, agreed.remove(&id), &read);
            if let Some(term) = self.terms.get_mut(index) {
                term.meaning = meaning;
            }
        }
        self.term_cycles();
    }

    pub(super) fn misplaced(&mut self, span: Span, title: &str, help: &str) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::MISPLACED_SENTENCE, span, title)
                .because("belongs elsewhere")
                .help(help),
        );
    }

    /// The meaning of a term: as agreed, or, where the text records only how parties read it, certain where all of them
    /// agree and open where they differ.
    fn meaning(
        &mut self,
        id: TermId,
        agreed: Option<Description>,
        readings: &[(&Reading, Description)],
    ) -> Description {
        let mut by = BTreeMap::new();
        for (reading, meaning) in readings {
            for reader in self.readers_of(Some(&reading.by)) {
                by.insert(reader, meaning.clone());
                self.readers.insert(reader);
            }
        }
        let as_written = agreed.unwrap_or_else(|| {
            let all: Vec<Description> = readings.iter().map(|(_, meaning)| meaning.clone()).collect();
            if all.len() < 2 {
                return all.into_iter().next().unwrap_or_else(Description::never);
            }
            let title = self.terms.get(id.index()).map(|term| term.title.clone()).unwrap_or_default();
            let words = format!("\"{title}\" is meant in its wider reading");
            let literal = self.literal(&format!("wide_{}", slug(&title)), words, LiteralKind::Reading(id));
            Description::Any(vec![
                Description::All(all.clone()),
                Description::All(vec![Description::Any(all), Description::Literal(literal)]),
            ])
        });
        if by.is_empty() {
            return as_written;
        }
        Description::Read { as_written: Box::new(as_written), by }
    }

    /// A term that is defined by way of itself means nothing.
    fn term_cycles(&mut self) {
        for index in 0..self.terms.len() {
            let mut reached = vec![TermId::at(index)];
            let mut next = 0;
            while let Some(&id) = reached.get(next) {
                next += 1;
                let Some(term) = self.terms.get(id.index()) else { continue };
                let mut uses = Vec::new();
                term.meaning.visit(&mut |part| {
                    if let Description::Term(used) = part {
                        uses.push(*used);
                    }
                });
                if uses.contains(&TermId::at(index)) {
                    let Some(term) = self.terms.get_mut(index) else { break };
                    term.meaning = Description::never();
                    let (title, span) = (term.title.clone(), term.span);
                    self.diagnostics.push(
                        Diagnostic::new(
                            &catalogue::TERM_CYCLE,
                            span,
                            format!("`{}` is defined by itself", super::faults::short(&title)),
                        )
                        .because("leads back to itself")
                        .help("define it by actors, acts, places or conditions"),
                    );
                    break;
                }
                uses.retain(|used| !reached.contains(used));
                reached.extend(uses);
            }
        }
    }

    /// A condition. Where it is one that only an observer can tell, its column in a log is `column`, or else made of its
    /// words.
    pub(super) fn condition(&mut self, condition: &Condition, column: Option<&str>) -> Description {
        match &condition.kind {
            ConditionKind::Any(parts) => {
                Description::Any(parts.iter().map(|part| self.condition(part, None)).collect())
            }
            ConditionKind::All(parts) => {
                Description::All(parts.iter().map(|part| self.condition(part, None)).collect())
            }
            ConditionKind::Not(inner) => self.condition(inner, column).negated(),
            ConditionKind::Is { dimension, negated, refs } => {
                let held = self.is(*dimension, refs);
                if *negated { held.negated() } else { held }
            }
            ConditionKind::Term(name) => self.term_or_phase(name),
            ConditionKind::Reply { act, .. } => {
                self.act(act);
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Notified { to, .. } => {
                for name in &to.names {
                    self.look_up(name, &is_somebody, "an actor");
                }
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Clauses(state) => {
                self.clause_labels(&state.labels.labels);
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Violates { who, labels, .. } => {
                self.subject(who);
                self.clause_labels(&labels.labels);
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Does { who, act, objects } => {
                self.subject(who);
                self.act(act);
                for object in objects {
                    self.sense(object);
                }
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Holds { name, .. } => {
                let fits = |named| matches!(named, Named::Phase(_) | Named::Streak);
                self.look_up(name, &fits, "a phase or a streak");
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Run(run) => {
                self.clause_labels(run.without.as_ref().map_or(&[][..], |labels| &labels.labels));
                self.observed(condition.spot.0, column)
            }
            ConditionKind::During(name) => self.during(name),
            ConditionKind::Words(_) => self.observed(condition.spot.0, column),
            ConditionKind::Judged { what, by } => {
                for name in &by.names {
                    self.look_up(name, &is_somebody, "an actor");
                }
                self.condition(what, None);
                self.observed(condition.spot.0, column)
            }
        }
    }

    /// A condition that only an observer can tell.
    fn observed(&mut self, span: Span, column: Option<&str>) -> Description {
        let words = self.words(span);
        let column = column.map_or_else(|| slug(&words), slug);
        Description::Literal(self.literal(&column, words, LiteralKind::Condition))
    }

    fn term_or_phase(&mut self, name: &Name) -> Description {
        let fits = |named| matches!(named, Named::Term(_) | Named::Phase(_));
        match self.look_up(name, &fits, "a term") {
            Some(Named::Term(term)) => Description::Term(term),
            Some(Named::Phase(_)) => self.during(name),
            _ => Description::never(),
        }
    }

    /// `during phase Calm`: its times where they are fixed, a condition where they depend on what happens.
    pub(super) fn during(&mut self, name: &Name) -> Description {
        if self.look_up(name, &|named| matches!(named, Named::Phase(_)), "a phase").is_none() {
            return Description::never();
        }
        match self.phase_times(name) {
            Some(times) => Description::Time(times),
            None => {
                let words = format!("phase {} was running", name.text);
                let literal = self.literal(&format!("during_{}", name.text), words, LiteralKind::Condition);
                Description::Literal(literal)
            }
        }
    }

    fn is(&mut self, dimension: Dimension, refs: &RefList) -> Description {
        match dimension {
            Dimension::Actor | Dimension::Target => {
                let mut set = Membership::nobody();
                for reference in &refs.refs {
                    if let Some(some) = self.somebody(reference) {
                        set.include(&some);
                    }
                }
                if dimension == Dimension::Actor { Description::Actor(set) } else { Description::Target(set) }
            }
            Dimension::Act => {
                let mut acts = Bits::empty(self.deeds.acts.universe());
                for name in names_in(refs) {
                    if let Some(act) = self.act(name) {
                        acts.union_with(&self.deeds.acts.leaves(act.index()));
                    }
                }
                Description::Act(acts)
            }
            Dimension::Means => {
                let mut means = Bits::empty(self.deeds.means.universe());
                for name in names_in(refs) {
                    if let Some(class) = self.means(name) {
                        means.union_with(&self.deeds.means.leaves(class.index()));
                    }
                }
                Description::Means(means)
            }
            Dimension::Place => {
                let zones: Vec<_> = names_in(refs).filter_map(|name| self.zone(name)).collect();
                Description::Any(zones.into_iter().map(Description::Place).collect())
            }
        }
    }

    /// Whom a reference stands for, where it stands for actors.
    pub(super) fn somebody(&mut self, reference: &NameRef) -> Option<Membership> {
        match reference {
            NameRef::Name(name) => match name.text.as_str() {
                "covered" => Some(self.actors.covered.clone()),
                "excluded" => Some(self.actors.excluded.clone()),
                _ => {
                    let named = self.look_up(name, &is_somebody, "an actor")?;
                    Some(self.membership(named))
                }
            },
            NameRef::Anyone(_) => Some(self.actors.everybody()),
            NameRef::Some(kind, _) => Some(self.some(*kind)),
            NameRef::Text(_) | NameRef::EachOther(_) | NameRef::ThatParty(_) | NameRef::SameZone(_) => None,
        }
    }

    /// `a party`, `a guarantor`: everybody of that kind.
    pub(super) fn some(&self, kind: SomeKind) -> Membership {
        let of_role = |role| {
            let mut set = Membership::nobody();
            for actor in self.actors.of_role(role) {
                let exists = self.actors.leaves.get(actor.index()).map(|leaf| leaf.exists.clone());
                set.add(actor, &exists.unwrap_or_else(Intervals::empty));
            }
            set
        };
        match kind {
            SomeKind::Party => of_role(ActorRole::Party),
            SomeKind::Monitor => of_role(ActorRole::Monitor),
            SomeKind::CoveredParty => self.actors.covered.clone(),
            SomeKind::ExcludedParty => self.actors.excluded.clone(),
            SomeKind::Guarantor => {
                let mut set = Membership::nobody();
                for actor in self.actors.guarantors.iter().flat_map(|(guarantors, _)| guarantors) {
                    set.add(*actor, &Intervals::all());
                }
                set
            }
        }
    }

    /// Everybody a subject may mean.
    pub(super) fn subject(&mut self, subject: &Subject) -> Option<Membership> {
        match &subject.who {
            SubjectKind::Names(refs) => {
                let mut set = Membership::nobody();
                for reference in &refs.refs {
                    set.include(&self.somebody(reference)?);
                }
                Some(set)
            }
            SubjectKind::Nobody | SubjectKind::Anyone => Some(self.actors.everybody()),
            SubjectKind::Some(kind) => Some(self.some(*kind)),
        }
    }

    /// What the names of an object come to, each by its kind.
    pub(super) fn sense(&mut self, object: &Object) -> Sense {
        let mut sense = Sense::default();
        for reference in &object.refs.refs {
            match reference {
                NameRef::EachOther(_) => sense.each_other = true,
                NameRef::ThatParty(_) | NameRef::SameZone(_) => sense.bound_elsewhere = true,
                NameRef::Text(text) => {
                    let name = Name { text: text.text.clone(), spot: text.spot };
                    if let Some(Named::Term(term)) =
                        self.look_up(&name, &|named| matches!(named, Named::Term(_)), "a term")
                    {
                        sense.terms.push(Description::Term(term));
                    }
                }
                NameRef::Name(name) if !matches!(name.text.as_str(), "covered" | "excluded") => {
                    self.sense_of_name(name, &mut sense);
                }
                NameRef::Name(_) | NameRef::Anyone(_) | NameRef::Some(..) => {
                    if let Some(set) = self.somebody(reference) {
                        sense.actors.get_or_insert_default().include(&set);
                    }
                }
            }
        }
        sense
    }

    fn sense_of_name(&mut self, name: &Name, sense: &mut Sense) {
        if let Some(&means) = self.deeds.means_words.get(&name.text)
            && !matches!(self.names.get(&name.text), Some(Named::Actor(_) | Named::Group(_) | Named::Zone(_)))
        {
            let leaves = self.deeds.means.leaves(means.index());
            let universe = self.deeds.means.universe();
            sense.means.get_or_insert_with(|| Bits::empty(universe)).union_with(&leaves);
            return;
        }
        let fits = |named| {
            matches!(
                named,
                Named::Actor(_) | Named::Group(_) | Named::Zone(_) | Named::Term(_) | Named::Phase(_)
            )
        };
        match self.look_up(name, &fits, "an actor, a zone, a means or a term") {
            Some(Named::Zone(zone)) => sense.places.push(Description::Place(zone)),
            Some(Named::Term(term)) => sense.terms.push(Description::Term(term)),
            Some(Named::Phase(_)) => {
                let during = self.during(name);
                sense.terms.push(during);
            }
            Some(named) => sense.actors.get_or_insert_default().include(&self.membership(named)),
            None => {}
        }
    }

    /// The facts that an object of a clause describes.
    pub(super) fn object(&mut self, object: &Object, bearers: &Membership) -> Description {
        let sense = self.sense(object);
        let mut parts = Vec::new();
        match (sense.each_other, sense.actors) {
            (true, _) => parts.push(Description::EachOther(bearers.clone())),
            (false, Some(actors)) => parts.push(Description::Target(actors)),
            (false, None) => {}
        }
        parts.extend(sense.means.map(Description::Means));
        parts.extend(one_of(sense.places));
        parts.extend(one_of(sense.terms));
        let whole = Description::All(parts);
        match object.preposition {
            Some(Preposition::Outside | Preposition::NotIn) => whole.negated(),
            _ => whole,
        }
    }

    /// Looks labels up, so that a slip is told.
    pub(super) fn clause_labels(&mut self, labels: &[Label]) {
        for label in labels {
            self.clauses_of(label);
        }
    }
}

/// Nothing, the only one, or any of several.
fn one_of(mut parts: Vec<Description>) -> Option<Description> {
    if parts.len() > 1 {
        return Some(Description::Any(parts));
    }
    parts.pop()
}

fn names_in(refs: &RefList) -> impl Iterator<Item = &Name> {
    refs.refs.iter().filter_map(|reference| match reference {
        NameRef::Name(name) => Some(name),
        _ => None,
    })
}

/// Words as the name of a column: letters and digits, everything else `_`.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('_') && !slug.is_empty() {
            slug.push('_');
        }
    }
    slug.truncate(slug.trim_end_matches('_').len());
    slug
}
