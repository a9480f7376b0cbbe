//! Judgements that depend on who reads: the judgement under each reader, and what he reads otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::evaluate::judge::Verdict;
use crate::evaluate::kinds::Kinds;
use crate::evaluate::log::{ClauseVerdict, IncidentJudgement};
use crate::incident::Log;
use crate::model::Model;
use crate::model::clauses::ClauseKind;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, TermId, ZoneId};
use crate::model::places::Ground;
use crate::scope::{Budget, Compiler, Priority, Scope};

/// A judgement that is another word for some reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The place of the incident in the log.
    pub incident: usize,
    /// The clause.
    pub clause: ClauseId,
    /// The judgement as written.
    pub as_written: Verdict,
    /// The judgement under every reader who has some clause of his own.
    pub readers: Vec<Reading>,
}

/// The judgement under one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who reads.
    pub reader: ActorId,
    /// The judgement.
    pub verdict: Verdict,
    /// What he reads otherwise than written, as far as that concerns the incident. None where the judgement is the same.
    pub over: Vec<Parting>,
}

/// Something that a reader reads otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parting {
    /// What a term means.
    Term(TermId),
    /// Where a zone lies.
    Zone(ZoneId),
    /// When the agreement is in force.
    Force,
}

impl Parting {
    /// What it is, to stand after "over".
    #[must_use]
    pub fn words(self, model: &Model) -> String {
        match self {
            Self::Term(term) => {
                let title = model.terms.get(term.index()).map_or("", |term| term.title.as_str());
                format!("the term \"{title}\"")
            }
            Self::Zone(zone) => format!("where {} lies", model.places.title(zone)),
            Self::Force => "the time in force".to_owned(),
        }
    }
}

/// The judgements that are contested in word, in the order of the log.
#[must_use]
pub fn contested(kinds: &mut Kinds<'_, '_>, log: &Log, judged: &[IncidentJudgement]) -> Vec<Contested> {
    let mut partings = Partings::new(kinds);
    let mut list = Vec::new();
    for judgement in judged {
        let in_word = |verdict: &&ClauseVerdict| {
            let word = verdict.as_written.word();
            verdict.contested.iter().any(|(_, own)| own.word() != word)
        };
        let mut verdicts = judgement.verdicts.iter().filter(in_word).peekable();
        if verdicts.peek().is_none() {
            continue;
        }
        let Some(incident) = log.incidents.get(judgement.incident) else { continue };
        let facts = kinds.case_of(&incident.reports).facts;
        for verdict in verdicts {
            let readers = partings.readers().into_iter().map(|reader| {
                let own = verdict.contested.iter().find(|(known, _)| *known == reader);
                Reading {
                    reader,
                    verdict: own.map_or(&verdict.as_written, |(_, own)| own).clone(),
                    over: own.map(|_| partings.over(verdict.clause, reader, &facts)).unwrap_or_default(),
                }
            });
            list.push(Contested {
                incident: judgement.incident,
                clause: verdict.clause,
                as_written: verdict.as_written.clone(),
                readers: readers.collect(),
            });
        }
    }
    list
}

/// The facts of which a reader says otherwise than written; nothing where they could not be worked out.
type Difference = Option<Rc<Scope>>;

/// What each reader reads otherwise, worked out when first asked for.
struct Partings<'m> {
    model: &'m Model,
    as_written: Compiler<'m>,
    readers: Vec<(ActorId, Compiler<'m>)>,
    used: BTreeMap<ClauseId, BTreeSet<Parting>>,
    differences: BTreeMap<(ActorId, Parting), Difference>,
}

impl<'m> Partings<'m> {
    fn new(kinds: &Kinds<'_, 'm>) -> Self {
        let engine = kinds.engine();
        let model = engine.model;
        let readers = kinds.readers().into_iter();
        Self {
            model,
            as_written: Compiler::new(model, None),
            readers: readers.map(|reader| (reader, Compiler::new(model, Some(reader)))).collect(),
            used: BTreeMap::new(),
            differences: BTreeMap::new(),
        }
    }

    fn readers(&self) -> Vec<ActorId> {
        self.readers.iter().map(|(reader, _)| *reader).collect()
    }

    fn over(&mut self, clause: ClauseId, reader: ActorId, facts: &Scope) -> Vec<Parting> {
        let model = self.model;
        let used = self.used.entry(clause).or_insert_with(|| used_by(model, clause)).clone();
        used.into_iter()
            .filter(|&parting| has_own(model, parting, reader))
            .filter(|&parting| match self.difference(reader, parting) {
                Some(difference) => difference.intersects(facts),
                // What cannot be worked out cannot be ruled out.
                None => true,
            })
            .collect()
    }

    fn difference(&mut self, reader: ActorId, parting: Parting) -> Difference {
        if let Some(known) = self.differences.get(&(reader, parting)) {
            return known.clone();
        }
        let own = self.readers.iter().find(|(known, _)| *known == reader).map(|(_, compiler)| compiler);
        let found = own.and_then(|own| {
            let (one, other) =
                (meaning(self.model, &self.as_written, parting)?, meaning(self.model, own, parting)?);
            let more = one.difference_within(&other, Budget::DEFAULT)?;
            Some(Rc::new(more.union(&other.difference_within(&one, Budget::DEFAULT)?)))
        });
        self.differences.insert((reader, parting), found.clone());
        found
    }
}

/// The facts of which a term, a zone or the time in force holds.
fn meaning(model: &Model, compiler: &Compiler<'_>, parting: Parting) -> Option<Scope> {
    match parting {
        Parting::Term(term) => compiler.scope(&Description::Term(term)).ok(),
        Parting::Zone(zone) => compiler.zone(zone).ok(),
        Parting::Force => compiler.scope(&model.in_force).ok(),
    }
}

/// Whether the text gives it a meaning of its own for a reader.
fn has_own(model: &Model, parting: Parting, reader: ActorId) -> bool {
    let is_read = |description: &Description| {
        let mut found = false;
        description.visit(&mut |part| {
            found |= matches!(part, Description::Read { by, .. } if by.contains_key(&reader));
        });
        found
    };
    match parting {
        Parting::Term(term) => model.terms.get(term.index()).is_some_and(|term| is_read(&term.meaning)),
        Parting::Zone(zone) => {
            model.places.zones.get(zone.index()).is_some_and(|zone| zone.measured.contains_key(&reader))
        }
        Parting::Force => is_read(&model.in_force),
    }
}

/// The terms and zones that a clause uses, or one that prevails over it, through terms and zones too; and the time in force.
pub(super) fn used_by(model: &Model, clause: ClauseId) -> BTreeSet<Parting> {
    let mut used = BTreeSet::from([Parting::Force]);
    let mut open: Vec<Parting> = Vec::new();
    let reach = |description: &Description, open: &mut Vec<Parting>| {
        description.visit(&mut |part| match part {
            Description::Term(term) => open.push(Parting::Term(*term)),
            Description::Place(zone) => open.push(Parting::Zone(*zone)),
            _ => {}
        });
    };
    reach(&model.in_force, &mut open);
    for clause in Priority::of(model).over(clause).into_iter().chain([clause]) {
        let Some(declared) = model.clause(clause) else { continue };
        match (declared.conduct(), &declared.kind) {
            (Some(conduct), _) => reach(conduct.scope, &mut open),
            (None, ClauseKind::Duty(duty)) => reach(&duty.deed, &mut open),
            (None, _) => {}
        }
        if let Some(obligation) = &declared.obligation {
            reach(&obligation.deed, &mut open);
        }
    }
    while let Some(next) = open.pop() {
        if !used.insert(next) {
            continue;
        }
        match next {
            Parting::Term(term) => {
                if let Some(term) = model.terms.get(term.index()) {
                    reach(&term.meaning, &mut open);
                }
            }
            Parting::Zone(zone) => {
                open.extend(grounds_of(model, zone).into_iter().flat_map(zones_of).map(Parting::Zone));
            }
            Parting::Force => {}
        }
    }
    used
}

/// The ground of a zone, as written and as those measure it who do so from elsewhere.
pub(super) fn grounds_of(model: &Model, zone: ZoneId) -> Vec<&Ground> {
    let zone = model.places.zones.get(zone.index());
    zone.into_iter().flat_map(|zone| std::iter::once(&zone.ground).chain(zone.measured.values())).collect()
}

/// The zones of which ground is made.
fn zones_of(ground: &Ground) -> Vec<ZoneId> {
    let mut zones = Vec::new();
    let mut open = vec![ground];
    while let Some(ground) = open.pop() {
        match ground {
            Ground::Zone(zone) => zones.push(*zone),
            Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => {}
            Ground::Union(parts) => open.extend(parts),
            Ground::Both(one, other) | Ground::Without(one, other) => open.extend([&**one, &**other]),
            Ground::SomePartOf(whole, _) => open.push(whole),
            Ground::At(courses) => open.extend(courses.iter().map(|(_, part)| part)),
        }
    }
    zones
}
