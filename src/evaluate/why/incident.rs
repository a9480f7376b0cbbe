//! Why an incident is judged as it is, under each clause that concerns it.

use std::collections::BTreeSet;

use crate::evaluate::Engine;
use crate::evaluate::contested::Parting;
use crate::evaluate::evidence::Settling as Reports;
use crate::evaluate::judge::Case;
use crate::evaluate::log::{Evaluation, is_refuted};
use crate::evaluate::past::Pasts;
use crate::evaluate::why::decided::{Decided, decided};
use crate::evaluate::why::{Belonging, Distance, Explanation, belonging, distances, explain};
use crate::incident::{Incident, Log};
use crate::model::Model;
use crate::model::clauses::Account;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::Definition;
use crate::scope::{Dimension, Priority, Region, Rules, apart, around};
use crate::sets::{Intervals, LATEST};

/// What lies behind the judgements on one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentWhy {
    /// Its place in the log.
    pub incident: usize,
    /// Whether all its reports say that it did not happen, so that it is not judged.
    pub refuted: bool,
    /// The clauses that concern it; where none does, those that come nearest, or the one that was asked for.
    pub clauses: Vec<ClauseWhy>,
    /// Who may have acted and been acted upon, and what they belong to at that time.
    pub belonging: Vec<Belonging>,
}

/// What lies behind the judgements under one clause.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseWhy {
    /// The clause.
    pub clause: ClauseId,
    /// As written, then as those read it for whom it is another judgement, or who were asked for.
    pub readings: Vec<Explanation>,
    /// What those read otherwise for whom it is another word.
    pub over: Vec<(ActorId, Vec<Parting>)>,
    /// What each report alone comes to, where the reports disagree.
    pub reports: Option<Reports>,
    /// How far the place is from what the zones are measured from that the clause uses.
    pub distances: Vec<Distance>,
    /// The conditions of the clause and of its exceptions that the past decides.
    pub decided: Vec<Decided>,
    /// Why the clause is not judged, where it is not: a whole sentence.
    pub not_judged: Option<String>,
}

impl ClauseWhy {
    /// Whether it hangs on what the past decides: that it concerns the incident, or that only such a condition keeps it away.
    #[must_use]
    pub fn hangs_on_the_past(&self) -> bool {
        self.readings.iter().any(|own| {
            own.apart.iter().all(|(side, _)| matches!(side, Dimension::Literal(_) | Dimension::Time))
        })
    }
}

/// What is asked about an incident.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// This clause only.
    pub clause: Option<ClauseId>,
    /// As this reader has it besides, whether or not he judges otherwise.
    pub reader: Option<ActorId>,
}

/// How many clauses are told of that come near, where none concerns the incident.
const NEAREST: usize = 3;

/// Tells what lies behind the judgements on an incident of an evaluated log.
#[must_use]
pub fn incident(
    engine: &Engine<'_>,
    log: &Log,
    evaluation: &Evaluation,
    place: usize,
    asked: Asked,
) -> Option<IncidentWhy> {
    let pasts = &evaluation.pasts;
    let incident = log.incidents.get(place)?;
    let judged = evaluation.incidents.iter().find(|judged| judged.incident == place);
    let case = case_of(engine, incident);
    let concerned: Vec<ClauseId> =
        judged.into_iter().flat_map(|judged| &judged.verdicts).map(|verdict| verdict.clause).collect();
    let clauses = match asked.clause {
        Some(clause) => vec![clause],
        None if concerned.is_empty() => nearest(engine, &case.narrowed(&pasts.under(None).courses)),
        None => concerned,
    };
    let subject = Subject { engine, log, evaluation, pasts, place, case: &case };
    let accounts = || incident.reports.iter().map(|report| &report.account);
    Some(IncidentWhy {
        incident: place,
        refuted: is_refuted(incident),
        clauses: clauses.into_iter().map(|clause| subject.clause(clause, asked.reader)).collect(),
        belonging: belonging_of(engine, accounts()),
    })
}

/// The memberships of everybody whom some accounts name, each once.
#[must_use]
pub fn belonging_of<'a>(engine: &Engine<'_>, accounts: impl Iterator<Item = &'a Account>) -> Vec<Belonging> {
    let mut list: Vec<Belonging> = Vec::new();
    for one in accounts.flat_map(|account| belonging(engine.model, account)) {
        if !list.iter().any(|known| known.actor == one.actor) {
            list.push(one);
        }
    }
    list
}

fn case_of(engine: &Engine<'_>, incident: &Incident) -> Case {
    Case::new(engine.model, incident.reports.iter().map(|report| &report.account))
}

/// The prohibitions that miss an incident by the fewest sides, those about other acts last.
fn nearest(engine: &Engine<'_>, case: &Case) -> Vec<ClauseId> {
    let mut found: Vec<(bool, usize, ClauseId)> = engine
        .prohibitions(None)
        .filter_map(|rule| {
            let sides = apart(&case.facts, &rule.scope)?.sides;
            Some((sides.contains(&Dimension::Act), sides.len(), rule.clause))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().take(NEAREST).map(|(.., clause)| clause).collect()
}

/// An incident of an evaluated log.
struct Subject<'a> {
    engine: &'a Engine<'a>,
    log: &'a Log,
    evaluation: &'a Evaluation,
    pasts: &'a Pasts,
    place: usize,
    case: &'a Case,
}

impl Subject<'_> {
    fn clause(&self, clause: ClauseId, reader: Option<ActorId>) -> ClauseWhy {
        let judged = self.evaluation.incidents.iter().find(|judged| judged.incident == self.place);
        let verdict =
            judged.and_then(|judged| judged.verdicts.iter().find(|verdict| verdict.clause == clause));
        let as_written = verdict.map(|verdict| verdict.as_written.clone());
        let own = |reader: ActorId| {
            let own =
                verdict.and_then(|verdict| verdict.contested.iter().find(|(known, _)| *known == reader));
            own.map(|(_, verdict)| verdict.clone()).or_else(|| as_written.clone())
        };
        let mut readers: BTreeSet<ActorId> = verdict
            .into_iter()
            .flat_map(|verdict| verdict.contested.iter().map(|(reader, _)| *reader))
            .collect();
        readers.extend(reader);
        let explained = |reader: Option<ActorId>, verdict| {
            explained(self.engine, self.pasts, self.case, clause, reader, verdict)
        };
        let readings = std::iter::once(explained(None, as_written.clone()))
            .chain(readers.into_iter().map(|reader| explained(Some(reader), own(reader))));
        let contested = self.evaluation.contested.iter();
        let contested = contested.filter(|known| known.incident == self.place && known.clause == clause);
        let disagreeing = self.evaluation.disagreeing.iter().find(|known| known.incident == self.place);
        let incident = self.log.incidents.get(self.place);
        let accounts =
            incident.into_iter().flat_map(|incident| &incident.reports).map(|report| &report.account);
        ClauseWhy {
            clause,
            readings: readings.flatten().collect(),
            over: contested
                .flat_map(|known| &known.readers)
                .filter(|reading| !reading.over.is_empty())
                .map(|reading| (reading.reader, reading.over.clone()))
                .collect(),
            reports: disagreeing
                .and_then(|known| known.clauses.iter().find(|known| known.clause == clause))
                .cloned(),
            distances: distances(self.engine.model, clause, accounts),
            decided: conditions(self.engine, self.pasts, self.case, clause),
            not_judged: self.not_judged(clause),
        }
    }

    fn not_judged(&self, clause: ClauseId) -> Option<String> {
        let evaluation = self.evaluation;
        let mut reasons = evaluation.not_assessable.iter().chain(&evaluation.not_evaluated);
        reasons.find(|(known, _)| *known == clause).map(|(_, reason)| reason.clone())
    }
}

/// Explains a judgement as a reader has it; nothing where the clause is no rule for him.
pub(super) fn explained(
    engine: &Engine<'_>,
    pasts: &Pasts,
    case: &Case,
    clause: ClauseId,
    reader: Option<ActorId>,
    verdict: Option<crate::evaluate::Verdict>,
) -> Option<Explanation> {
    let rules: &Rules = engine.rules(reader);
    let case = case.narrowed(&pasts.under(reader).courses);
    Some(explain(engine.model, rules, rules.get(clause)?, &case, reader, verdict))
}

/// The conditions of a clause and of what prevails over it that the past decides, as written.
pub(super) fn conditions(engine: &Engine<'_>, pasts: &Pasts, case: &Case, clause: ClauseId) -> Vec<Decided> {
    let over = Priority::of(engine.model).over(clause);
    let rules = std::iter::once(clause).chain(over).filter_map(|clause| engine.as_written.get(clause));
    // Of parties who did nothing of what is judged, and to whom nothing of it was done, it does not matter what else they did.
    let regions = rules.flat_map(|rule| rule.scope.regions()).filter(|region| concerned(case, region));
    let spoken_of: BTreeSet<LiteralId> = regions.flat_map(|region| region.literals.keys().copied()).collect();
    let end = around(&case.facts).and_then(|around| around.time.iter().last().map(|(_, end)| end));
    let mut found = decided(engine.model, pasts.under(None), spoken_of, end.unwrap_or(LATEST));
    found.retain(|decided| !is_as_declared(engine.model, decided));
    found
}

/// Whether some fact of a case has its actor and its target among those of a box.
fn concerned(case: &Case, region: &Region) -> bool {
    case.facts
        .regions()
        .iter()
        .any(|own| own.actors.intersects(&region.actors) && own.targets.intersects(&region.targets))
}

/// Whether a condition says no more than the list of those who are covered, or excluded: nothing that happened changed it. That
/// is told of the actors of the incident.
fn is_as_declared(model: &Model, decided: &Decided) -> bool {
    let (declared, actor) = match model.past.definitions.get(&decided.literal) {
        Some(Definition::Covered(actor)) => (&model.actors.covered, *actor),
        Some(Definition::Excluded(actor)) => (&model.actors.excluded, *actor),
        _ => return false,
    };
    let times = declared.iter().find(|(member, _)| *member == actor).map(|(_, times)| times.clone());
    let times = times.unwrap_or_else(Intervals::empty);
    *decided.course.certain() == times && *decided.course.possible() == times
}
