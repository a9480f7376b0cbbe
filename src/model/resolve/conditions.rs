//! Conditions and objects of clauses, as descriptions of facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::descriptions::{Description, LiteralKind, Term};
use crate::model::ids::{ActorId, LineId, LiteralId, TermId};
use crate::model::names::Named;
use crate::model::order::order;
use crate::model::past::Definition;
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::is_somebody;
use crate::model::resolve::faults::{AN_ACT, AN_OBJECT, MEANS, short};
use crate::sets::{Bits, Intervals};
use crate::source::Span;
use crate::syntax::tree::{
    ActorRole, Condition, ConditionKind, Dimension, Label, Name, NameRef, Object, Preposition, Reading,
    RefList, SomeKind, StatementKind, Subject, SubjectKind, Text,
};

/// Terms made of terms, and zones made of zones, go no deeper than this.
pub(super) const DEEPEST: usize = 64;

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
                        let meaning = self.reading(reading, &title.text);
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
                    let meaning = self.reading(reading, &title.text);
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

    /// What readers take a term to mean. Each reading that only an observer can tell has a column of its own.
    fn reading(&mut self, reading: &Reading, title: &str) -> Description {
        let readers: Vec<&str> = reading.by.names.iter().map(|name| name.text.as_str()).collect();
        self.condition(&reading.definition, Some(&format!("{title} {}", readers.join(" "))))
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
            for name in &reading.by.names {
                let Some(reader) = self.actor(name) else { continue };
                self.readers.insert(reader);
                if let Some((_, first)) = by.insert(reader, (meaning.clone(), name.spot.0)) {
                    self.said_twice(&format!("as read by {}", short(&name.text)), name.spot.0, first);
                }
            }
        }
        let by: BTreeMap<ActorId, Description> =
            by.into_iter().map(|(reader, (meaning, _))| (reader, meaning)).collect();
        let as_written = agreed.unwrap_or_else(|| {
            let all: Vec<Description> = readings.iter().map(|(_, meaning)| meaning.clone()).collect();
            let title = self.terms.get(id.index()).map(|term| term.title.clone()).unwrap_or_default();
            if all.is_empty() {
                let words = format!("\"{title}\" applies, which the text does not define");
                return Description::Literal(self.literal(&slug(&title), words, LiteralKind::Condition));
            }
            if all.windows(2).all(|pair| pair.first() == pair.last()) {
                return all.into_iter().next().unwrap_or_else(Description::never);
            }
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

    /// A term that is defined by way of itself means nothing, and neither does one that is defined by terms that are
    /// defined by terms, deeper than whoever reads it can follow.
    fn term_cycles(&mut self) {
        let mut needs: Vec<Vec<usize>> = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let mut uses = Vec::new();
            term.meaning.visit(&mut |part| {
                if let Description::Term(used) = part {
                    uses.push(used.index());
                }
            });
            needs.push(uses);
        }
        let order = order(&needs);
        let in_circle: BTreeSet<usize> = order.closing.iter().map(|&(term, _)| term).collect();
        for &index in &order.sequence {
            let too_deep = order.depth.get(index) == Some(&DEEPEST);
            let deeper = order.depth.get(index).is_some_and(|&depth| depth >= DEEPEST);
            let Some(term) = self.terms.get_mut(index) else { continue };
            let (title, span) = (short(&term.title), term.span);
            if deeper || in_circle.contains(&index) {
                term.meaning = Description::never();
            }
            if in_circle.contains(&index) {
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::TERM_CYCLE, span, format!("`{title}` is defined by itself"))
                        .because("leads back to itself")
                        .help("define it by actors, acts, places or conditions"),
                );
            } else if too_deep {
                self.nested_too_deeply(span, &title, "define it by fewer terms");
            }
        }
    }

    /// Reports terms or zones that are made of each other beyond [`DEEPEST`].
    pub(super) fn nested_too_deeply(&mut self, span: Span, name: &str, help: &str) {
        self.diagnostics.push(
            Diagnostic::new(
                &catalogue::NESTED_TOO_DEEPLY,
                span,
                format!("`{}` is nested more than {DEEPEST} deep", short(name)),
            )
            .because("too many below this one")
            .help(help),
        );
    }

    /// Looks up the names within a condition that nothing will judge.
    pub(super) fn condition_names(&mut self, condition: &Condition) {
        self.names_only(|resolver| {
            resolver.condition(condition, None);
        });
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
            // A column that bears the name of a term says whether the term applies, not whether it does not.
            ConditionKind::Not(inner) => self.condition(inner, None).negated(),
            ConditionKind::Is { dimension, negated, refs } => {
                let held = self.is(*dimension, refs);
                if *negated { held.negated() } else { held }
            }
            ConditionKind::Term(name) => self.term_or_phase(name),
            ConditionKind::Reply { act, within } => {
                self.act(act);
                self.amount(within).ok();
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Notified { to, before } => {
                if let Some(before) = before {
                    self.amount(before).ok();
                }
                for name in &to.names {
                    self.look_up(name, &is_somebody, "an actor");
                }
                self.observed(condition.spot.0, column)
            }
            ConditionKind::Clauses(state) => {
                self.clause_labels(&state.labels.labels);
                self.decided_by_the_past(condition, column)
            }
            ConditionKind::Violates { who, labels, within, .. } => {
                if let Some(within) = within {
                    self.amount(within).ok();
                }
                self.subject_of_condition(who);
                self.clause_labels(&labels.labels);
                self.decided_by_the_past(condition, column)
            }
            ConditionKind::Does { who, act, objects } => {
                self.subject_of_condition(who);
                self.act(act);
                for object in objects {
                    self.sense(object);
                }
                self.decided_by_the_past(condition, column)
            }
            ConditionKind::Holds { name, .. } => {
                let fits = |named| matches!(named, Named::Phase(_) | Named::Streak(_));
                self.look_up(name, &fits, "a phase or a streak");
                self.decided_by_the_past(condition, column)
            }
            ConditionKind::Run(run) => {
                self.clause_labels(run.without.as_ref().map_or(&[][..], |labels| &labels.labels));
                self.decided_by_the_past(condition, column)
            }
            ConditionKind::During(name) => self.during(name),
            ConditionKind::Words(_) => self.observed(condition.spot.0, column),
            ConditionKind::Judged { what, by } => {
                for name in &by.names {
                    self.look_up(name, &is_somebody, "an actor");
                }
                self.condition_names(what);
                self.observed(condition.spot.0, column)
            }
        }
    }

    /// Looks up of whom a condition speaks; quoted words act and violate nothing. A term before `and` reads like one of them, and is told how to stand by itself.
    fn subject_of_condition(&mut self, who: &Subject) {
        let told = self.diagnostics.len();
        self.subject(who);
        let SubjectKind::Names(refs) = &who.who else { return };
        for reference in &refs.refs {
            if matches!(reference, NameRef::Text(_) | NameRef::EachOther(_) | NameRef::SameZone(_)) {
                self.meaningless(reference, "an actor");
            }
        }
        let [NameRef::Name(first), _, ..] = refs.refs.as_slice() else { return };
        if matches!(self.names.get(&first.text), Some(Named::Term(_) | Named::Phase(_)))
            && self.diagnostics.len() > told
            && let Some(fault) = self.diagnostics.pop()
        {
            self.diagnostics.push(fault.help(format!(
                "put what follows it in brackets, if `{}` is a condition by itself: `{} and (...)`",
                short(&first.text),
                short(&first.text)
            )));
        }
    }

    /// A condition that only an observer can tell.
    fn observed(&mut self, span: Span, column: Option<&str>) -> Description {
        let words = self.words(span);
        let column = column.map_or_else(|| slug(&words), slug);
        Description::Literal(self.literal(&column, words, LiteralKind::Condition))
    }

    /// A condition that the past decides; one that only an observer can tell, where it is not understood.
    fn decided_by_the_past(&mut self, condition: &Condition, column: Option<&str>) -> Description {
        let span = condition.spot.0;
        let name = column.map_or_else(|| slug(&self.words(span)), slug);
        match self.defined(self.speaking, condition, &name) {
            Some(literal) => Description::Literal(literal),
            None => self.observed(span, column),
        }
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
        match self.phases.get(&name.text) {
            Some(times) => Description::Time(times.clone()),
            None => {
                let words = format!("phase {} was running", name.text);
                let literal = self.literal(&format!("during_{}", name.text), words, LiteralKind::Condition);
                if let Some(Named::Phase(phase)) = self.names.get(&name.text) {
                    self.past.definitions.insert(literal, Definition::Running(phase));
                }
                Description::Literal(literal)
            }
        }
    }

    fn is(&mut self, dimension: Dimension, refs: &RefList) -> Description {
        match dimension {
            Dimension::Actor | Dimension::Target => {
                let mut set = Membership::nobody();
                for reference in &refs.refs {
                    match self.somebody(reference) {
                        Some(some) => set.include(&some),
                        None => self.meaningless(reference, "an actor"),
                    }
                }
                if dimension == Dimension::Actor { Description::Actor(set) } else { Description::Target(set) }
            }
            Dimension::Act => {
                let mut acts = Bits::empty(self.deeds.acts.universe());
                for name in self.names_in(refs, AN_ACT) {
                    if let Some(act) = self.act(&name) {
                        acts.union_with(&self.deeds.acts.leaves(act.index()));
                    }
                }
                Description::Act(acts)
            }
            Dimension::Means => {
                let mut means = Bits::empty(self.deeds.means.universe());
                for name in self.names_in(refs, MEANS) {
                    if let Some(class) = self.means(&name) {
                        means.union_with(&self.deeds.means.leaves(class.index()));
                    }
                }
                Description::Means(means)
            }
            Dimension::Place => {
                let names = self.names_in(refs, "a zone");
                let zones = names.iter().filter_map(|name| self.zone(name));
                Description::Any(zones.map(Description::Place).collect())
            }
        }
    }

    /// The names of a list in which only names fit.
    fn names_in(&mut self, refs: &RefList, needed: &str) -> Vec<Name> {
        let mut names = Vec::with_capacity(refs.refs.len());
        for reference in &refs.refs {
            match reference {
                NameRef::Name(name) => names.push(name.clone()),
                _ => self.meaningless(reference, needed),
            }
        }
        names
    }

    /// Reports a reference that means nothing where it stands. Unknown names are reported when they are looked up.
    pub(super) fn meaningless(&mut self, reference: &NameRef, needed: &str) {
        match reference {
            NameRef::Name(_) => {}
            NameRef::Text(text) => self.stands_for_nothing(text.spot.0, needed),
            NameRef::EachOther(spot)
            | NameRef::ThatParty(spot)
            | NameRef::SameZone(spot)
            | NameRef::Anyone(spot)
            | NameRef::Some(_, spot) => self.stands_for_nothing(spot.0, needed),
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
            NameRef::ThatParty(_) => self.that_party.map(|known| self.by_name(known.actor)),
            NameRef::Text(_) | NameRef::EachOther(_) | NameRef::SameZone(_) => None,
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
                    let exists = self.actors.leaves.get(actor.index()).map(|leaf| leaf.exists.clone());
                    set.add(*actor, &exists.unwrap_or_else(Intervals::empty));
                }
                set
            }
        }
    }

    /// Everybody a subject may mean.
    pub(super) fn subject(&mut self, subject: &Subject) -> Option<Membership> {
        match &subject.who {
            SubjectKind::Names(refs) => {
                // All are looked up, so that each slip is told.
                let somebody: Vec<_> = refs.refs.iter().map(|reference| self.somebody(reference)).collect();
                let mut set = Membership::nobody();
                for some in somebody {
                    set.include(&some?);
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
                NameRef::SameZone(_) => sense.bound_elsewhere = true,
                NameRef::ThatParty(_) if self.that_party.is_none() => sense.bound_elsewhere = true,
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
                NameRef::Name(_) | NameRef::Anyone(_) | NameRef::Some(..) | NameRef::ThatParty(_) => {
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
                Named::Actor(_)
                    | Named::Group(_)
                    | Named::Zone(_)
                    | Named::Line(_)
                    | Named::Term(_)
                    | Named::Phase(_)
            )
        };
        match self.look_up(name, &fits, AN_OBJECT) {
            Some(Named::Zone(zone)) => sense.places.push(Description::Place(zone)),
            Some(Named::Term(term)) => sense.terms.push(Description::Term(term)),
            Some(Named::Phase(_)) => {
                let during = self.during(name);
                sense.terms.push(during);
            }
            Some(Named::Line(line)) => {
                let literal = self.along(line);
                sense.places.push(Description::Literal(literal));
            }
            Some(named) => sense.actors.get_or_insert_default().include(&self.membership(named)),
            None => {}
        }
    }

    /// A line has no width: whether something happened along it is a condition that an observer must tell.
    pub(super) fn along(&mut self, line: LineId) -> LiteralId {
        let (name, title) = match self.places.lines.get(line.index()) {
            Some(line) => (line.name.clone(), line.title.clone()),
            None => Default::default(),
        };
        let words = format!("it happened along {title}");
        self.literal(&format!("along_{name}"), words, LiteralKind::Condition)
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

    /// Whether an object is the one to whom something is brought, beside what is brought: the `Ministers` of `refer North to
    /// Ministers`. A fact has one target, and that is what is brought.
    pub(super) fn is_addressee(&mut self, object: &Object, beside: &[Object]) -> bool {
        object.preposition == Some(Preposition::To)
            && beside.iter().any(|other| {
                let that_party =
                    other.refs.refs.iter().any(|reference| matches!(reference, NameRef::ThatParty(_)));
                other.preposition.is_none()
                    && (that_party || self.quietly(|resolver| resolver.sense(other).actors.is_some()))
            })
            && self.quietly(|resolver| resolver.sense(object).actors.is_some())
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
