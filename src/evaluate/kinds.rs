//! Incidents of one kind are judged once.
//!
//! The clauses of an agreement tell few acts, cells and times apart. Seen through the [quotient](Quotient) by all that
//! they distinguish, the incidents of a long log become a few kinds; everything but the days is the same for all
//! incidents of a kind.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::evaluate::Engine;
use crate::evaluate::counts::{Tally, ZoneScopes};
use crate::evaluate::judge::{Case, Verdict, judge};
use crate::evaluate::log::ClauseVerdict;
use crate::evaluate::past::Pasts;
use crate::incident::{Incident, Report};
use crate::model::Model;
use crate::model::clauses::{Account, Where, Who};
use crate::model::ids::{ActId, ActorId, LiteralId, MeansId, MeasureId, PlaceId, ZoneId};
use crate::scope::{
    Budget, Containment, Course, Cut, Quotient, Region, Rule, Scope, Universe, cells, possible_in, universe,
};
use crate::sets::{Bits, Intervals};

/// What is the same for all incidents of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The judgements, before what a report says of an assessment.
    pub verdicts: Vec<ClauseVerdict>,
    /// What it adds to the counts of each clause that it violates or may.
    pub tallies: Vec<Tally>,
    /// Whether it violates some clause: for certain, or possibly.
    pub any: Option<bool>,
}

/// Sorts incidents into kinds, and judges each kind once.
pub struct Kinds<'e, 'm> {
    engine: &'e Engine<'m>,
    plain: Plain<'e>,
    view: View,
    /// Views for reports whose acts go with different means, by the acts and means that they name.
    finer: HashMap<ActsAndMeans, Rc<View>>,
    known: HashMap<Vec<ReportKey>, Rc<Kind>>,
    cells: HashMap<Option<Vec<PlaceKey>>, Rc<Bits>>,
}

/// What a report says of the act and of the means.
type ActsAndMeans = (Option<Vec<ActId>>, Option<Vec<MeansId>>);

/// Everything that incidents are judged by, as it is.
struct Plain<'e> {
    /// The courses of the conditions of which the clauses speak, as written.
    courses: Courses,
    /// The same for each reader for whom the past decides something else.
    read: Vec<(ActorId, Courses)>,
    /// The prohibitions that can be assessed: as written, and as those read them who read otherwise.
    rules: Vec<(&'e Rule, Vec<(ActorId, &'e Rule)>)>,
    /// Everything that a prohibition which is left to nobody's judgement forbids.
    forbidden: Scope,
    zones: ZoneScopes,
    memberships: Scope,
}

/// The same as seen through a quotient.
struct View {
    quotient: Quotient,
    rules: Vec<(Rule, Vec<(ActorId, Rule)>)>,
    forbidden: Scope,
    zones: ZoneScopes,
}

/// The courses of conditions.
type Courses = BTreeMap<LiteralId, Course>;

/// An incident as the past leaves it possible: as written, and for each reader for whom it leaves other facts.
struct Narrowed {
    as_written: Case,
    read: Vec<(ActorId, Case)>,
}

impl Narrowed {
    fn under(&self, reader: ActorId) -> &Case {
        let own = self.read.iter().find(|(known, _)| *known == reader);
        own.map_or(&self.as_written, |(_, case)| case)
    }
}

/// What of a report decides its kind.
#[derive(Clone, PartialEq, Eq, Hash)]
struct ReportKey {
    who: Option<Vec<Who>>,
    whom: Option<Vec<Who>>,
    undirected: bool,
    bystanders: Vec<Who>,
    acts: Option<Vec<ActId>>,
    means: Option<Vec<MeansId>>,
    measures: BTreeMap<MeasureId, Intervals>,
    literals: BTreeMap<LiteralId, bool>,
    summary: bool,
    cells: Bits,
    times: Intervals,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum PlaceKey {
    Zone(ZoneId),
    Place(PlaceId),
    Near([u64; 3]),
}

impl Plain<'_> {
    /// A view that tells apart what the clauses, zones and groups do, and what `also` does.
    fn view(&self, universe: &Universe, also: Option<&Scope>) -> View {
        let told_apart = self
            .rules
            .iter()
            .flat_map(|(rule, own)| std::iter::once(*rule).chain(own.iter().map(|(_, rule)| *rule)))
            .flat_map(|rule| {
                let answers = rule.answers.iter().flatten().map(|(_, own)| own);
                let cuts = rule.cuts.iter().map(|cut| &cut.scope);
                [&rule.scope, &rule.effective].into_iter().chain(cuts).chain(answers)
            })
            .chain(self.zones.scopes())
            .chain([&self.memberships])
            .chain(also)
            .cloned()
            .collect::<Vec<Scope>>();
        let changing = self.read.iter().map(|(_, courses)| courses).chain([&self.courses]);
        let then = |time: &Intervals| Scope::from(Region { time: time.clone(), ..Region::whole(universe) });
        let changes: Vec<Scope> = changing
            .flat_map(BTreeMap::values)
            .flat_map(|course| [then(course.certain()), then(course.possible())])
            .collect();
        let told_apart = told_apart.iter().chain(&changes);
        let quotient = Quotient::by(universe, told_apart);
        let rules = self.rules.iter().map(|(rule, own)| {
            let own = own.iter().map(|(reader, rule)| (*reader, image(rule, &quotient)));
            (image(rule, &quotient), own.collect())
        });
        View {
            rules: rules.collect(),
            forbidden: quotient.image(&self.forbidden),
            zones: self.zones.image(&quotient),
            quotient,
        }
    }
}

impl<'e, 'm> Kinds<'e, 'm> {
    /// Kinds by what these rules, the zones and the groups tell apart.
    #[must_use]
    pub fn new(engine: &'e Engine<'m>, pasts: &Pasts, rules: &[&'e Rule], forbidden: &Scope) -> Self {
        let read = rules.iter().map(|&rule| {
            let own = engine.model.readers.iter().filter_map(|&reader| {
                let own = engine.rules(Some(reader)).get(rule.clause)?;
                (own != rule || pasts.differ_for(reader)).then_some((reader, own))
            });
            (rule, own.collect())
        });
        let rules: Vec<(&Rule, Vec<(ActorId, &Rule)>)> = read.collect();
        let spoken_of = spoken_of(&rules);
        let plain = Plain {
            courses: pasts.as_written.courses_of(&spoken_of),
            read: pasts.readers.iter().map(|(reader, past)| (*reader, past.courses_of(&spoken_of))).collect(),
            rules,
            forbidden: forbidden.clone(),
            zones: ZoneScopes::new(engine.model),
            memberships: membership_times(engine),
        };
        let view = plain.view(&universe(engine.model), None);
        Self { engine, plain, view, finer: HashMap::new(), known: HashMap::new(), cells: HashMap::new() }
    }

    /// The kind of an incident.
    pub fn of(&mut self, incident: &Incident) -> Rc<Kind> {
        let accounts: Vec<&Account> = incident.reports.iter().map(|report| &report.account).collect();
        let cells: Vec<Rc<Bits>> = accounts.iter().map(|account| self.cells_of(account)).collect();
        // Several reports may differ in what no clause tells apart, such as an hour, and yet are not one report: two
        // facts that differ in that too do not differ in one side alone.
        if accounts.len() > 1 {
            let case = self.case(&accounts, &cells);
            let facts = case.read.iter().map(|(_, case)| case).chain([&case.as_written]);
            let facts: Scope = facts.flat_map(|case| case.facts.regions()).cloned().collect();
            let view = self.plain.view(&universe(self.engine.model), Some(&facts));
            return Rc::new(view.judge(self.engine.model, &case));
        }
        let key: Vec<ReportKey> =
            accounts.iter().zip(&cells).map(|(account, cells)| self.key(account, cells)).collect();
        if let Some(kind) = self.known.get(&key) {
            return Rc::clone(kind);
        }
        let case = self.case(&accounts, &cells);
        let model = self.engine.model;
        let kind = Rc::new(match accounts.first() {
            Some(account) if !self.is_told_apart(&case.as_written) => {
                self.finer(account, &case.as_written).judge(model, &case)
            }
            _ => self.view.judge(model, &case),
        });
        self.known.insert(key, Rc::clone(&kind));
        kind
    }

    /// What some reports and the past, as written, leave possible together, with everything told apart.
    #[must_use]
    pub fn case_of<'r>(&mut self, reports: impl IntoIterator<Item = &'r Report>) -> Case {
        let accounts: Vec<&Account> = reports.into_iter().map(|report| &report.account).collect();
        let cells: Vec<Rc<Bits>> = accounts.iter().map(|account| self.cells_of(account)).collect();
        self.case(&accounts, &cells).as_written
    }

    /// What some reports leave possible together, whatever the past decides.
    #[must_use]
    pub fn reported<'r>(&mut self, reports: impl IntoIterator<Item = &'r Report>) -> Case {
        let accounts: Vec<&Account> = reports.into_iter().map(|report| &report.account).collect();
        let cells: Vec<Rc<Bits>> = accounts.iter().map(|account| self.cells_of(account)).collect();
        self.told(&accounts, &cells)
    }

    /// The same as far as the past, as written, leaves it possible.
    #[must_use]
    pub fn narrowed(&self, case: &Case) -> Case {
        case.narrowed(&self.plain.courses)
    }

    /// Whether what is judged may depend on what the past decides.
    #[must_use]
    pub fn hang_on_the_past(&self) -> bool {
        !self.plain.courses.is_empty() || !self.plain.read.is_empty()
    }

    /// The same kinds, had something else happened before.
    #[must_use]
    pub fn had(&self, pasts: &Pasts) -> Self {
        let rules: Vec<&'e Rule> = self.rules().map(|(rule, _)| *rule).collect();
        Self::new(self.engine, pasts, &rules, &self.plain.forbidden)
    }

    /// The readers who have a clause of their own, or for whom the past decides something else.
    #[must_use]
    pub fn readers(&self) -> Vec<ActorId> {
        let own = |reader: &ActorId| {
            self.engine.readings.iter().any(|(known, _)| known == reader)
                || self.plain.read.iter().any(|(known, _)| known == reader)
        };
        self.engine.model.readers.iter().copied().filter(own).collect()
    }

    /// The prohibitions that can be assessed, as written, each with the rules of those who read it otherwise.
    pub fn rules(&self) -> impl Iterator<Item = &(&'e Rule, Vec<(ActorId, &'e Rule)>)> {
        self.plain.rules.iter()
    }

    /// Whether a case violates one clause or another, given the judgements on it as written.
    #[must_use]
    pub fn any_of<'v>(&self, case: &Case, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Option<bool> {
        any(case, &self.plain.forbidden, verdicts)
    }

    /// The agreement, made ready.
    #[must_use]
    pub fn engine(&self) -> &'e Engine<'m> {
        self.engine
    }

    /// A view that also tells apart the acts and means of one report. Of its other sides all its boxes are alike, or they
    /// part where memberships change, which every view tells apart.
    fn finer(&mut self, account: &Account, case: &Case) -> Rc<View> {
        let key = (account.acts.clone(), account.means.clone());
        let universe = universe(self.engine.model);
        let plain = &self.plain;
        let view = self.finer.entry(key).or_insert_with(|| {
            let boxes = case.facts.regions().iter().map(|region| Region {
                acts: region.acts.clone(),
                means: region.means.clone(),
                ..Region::whole(&universe)
            });
            Rc::new(plain.view(&universe, Some(&boxes.collect())))
        });
        Rc::clone(view)
    }

    fn told(&self, accounts: &[&Account], cells: &[Rc<Bits>]) -> Case {
        Case::of_sides(
            accounts
                .iter()
                .zip(cells)
                .map(|(account, cells)| (possible_in(self.engine.model, account, cells), account.summary)),
        )
    }

    fn case(&self, accounts: &[&Account], cells: &[Rc<Bits>]) -> Narrowed {
        let case = self.told(accounts, cells);
        let read = self.plain.read.iter().map(|(reader, courses)| (*reader, case.narrowed(courses)));
        Narrowed { read: read.collect(), as_written: case.narrowed(&self.plain.courses) }
    }

    /// Whether the boxes of one report are products of classes as far as acts and means go. Acts that go with different
    /// means make boxes of their own, and where a clause tells acts or means apart, those must not be drawn together.
    fn is_told_apart(&self, case: &Case) -> bool {
        let regions = case.facts.regions();
        let Some(first) = regions.first() else { return true };
        if regions.iter().all(|region| region.means == first.means) {
            return true;
        }
        let image = self.view.quotient.image(&case.facts);
        let Some(first) = image.regions().first() else { return true };
        let alike = |region: &Region| region.acts == first.acts && region.means == first.means;
        first.acts.count() == 1 && first.means.count() == 1 && image.regions().iter().all(alike)
    }

    fn cells_of(&mut self, account: &Account) -> Rc<Bits> {
        let key = account.places.as_ref().map(|places| places.iter().map(place_key).collect::<Vec<_>>());
        if let Some(known) = self.cells.get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(cells(self.engine.model, account.places.as_deref()));
        self.cells.insert(key, Rc::clone(&found));
        found
    }

    fn key(&self, account: &Account, cells: &Bits) -> ReportKey {
        ReportKey {
            who: account.who.clone(),
            whom: account.whom.clone(),
            undirected: account.undirected,
            bystanders: account.bystanders.clone(),
            acts: account.acts.clone(),
            means: account.means.clone(),
            measures: account.measures.clone(),
            literals: account.literals.clone(),
            summary: account.summary,
            cells: self.view.quotient.cells(cells),
            times: self.view.quotient.times(&account.time),
        }
    }
}

impl View {
    fn judge(&self, model: &Model, cases: &Narrowed) -> Kind {
        let cases = Narrowed {
            as_written: self.image(&cases.as_written),
            read: cases.read.iter().map(|(reader, case)| (*reader, self.image(case))).collect(),
        };
        let case = &cases.as_written;
        let mut verdicts = Vec::new();
        let mut tallies = Vec::new();
        for (rule, own) in &self.rules {
            let as_written = judge(model, rule, case);
            let read: Vec<(ActorId, Option<Verdict>)> = own
                .iter()
                .map(|(reader, rule)| (*reader, judge(model, rule, cases.under(*reader))))
                .collect();
            if as_written.is_none() && read.iter().all(|(_, verdict)| verdict.is_none()) {
                continue;
            }
            // That a clause does not concern an incident says no less than that it is no violation.
            let as_written = as_written.unwrap_or(Verdict::NoViolation);
            let contested = read
                .into_iter()
                .map(|(reader, verdict)| (reader, verdict.unwrap_or(Verdict::NoViolation)))
                .filter(|(_, verdict)| *verdict != as_written)
                .collect();
            tallies.extend(self.zones.tally(rule, case, &as_written, &self.quotient));
            verdicts.push(ClauseVerdict { clause: rule.clause, as_written, contested });
        }
        let any = any(case, &self.forbidden, verdicts.iter().map(|verdict| &verdict.as_written));
        Kind { any, tallies, verdicts }
    }

    fn image(&self, case: &Case) -> Case {
        let all = |scopes: &[Scope]| scopes.iter().map(|scope| self.quotient.image(scope)).collect();
        Case {
            facts: self.quotient.image(&case.facts),
            reports: all(&case.reports),
            directions: all(&case.directions),
            summary: case.summary,
            with_the_time: case.with_the_time.clone(),
        }
    }
}

/// Whether a case violates one clause or another. It may be certain that it violates one of several although each is
/// only possible.
fn any<'v>(case: &Case, forbidden: &Scope, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Option<bool> {
    let (mut certain, mut possible) = (0, 0);
    for verdict in verdicts {
        match verdict {
            Verdict::Violation => certain += 1,
            Verdict::Possible(_) => possible += 1,
            Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => {}
        }
    }
    if certain > 0 {
        return Some(true);
    }
    let inside = || case.facts.is_subset(forbidden, Budget::DEFAULT) == Containment::Yes;
    (possible > 0).then(|| possible > 1 && !case.summary && inside())
}

/// The conditions of which clauses speak.
fn spoken_of(rules: &[(&Rule, Vec<(ActorId, &Rule)>)]) -> BTreeSet<LiteralId> {
    let all =
        rules.iter().flat_map(|(rule, own)| [*rule].into_iter().chain(own.iter().map(|(_, rule)| *rule)));
    let scopes = all.flat_map(|rule| {
        [&rule.scope, &rule.effective].into_iter().chain(rule.cuts.iter().map(|cut| &cut.scope))
    });
    scopes.flat_map(Scope::regions).flat_map(|region| region.literals.keys().copied()).collect()
}

fn place_key(place: &Where) -> PlaceKey {
    match place {
        Where::Zone(zone) => PlaceKey::Zone(*zone),
        Where::Place(place) => PlaceKey::Place(*place),
        Where::Near { longitude, latitude, radius_m } => {
            PlaceKey::Near([longitude.to_bits(), latitude.to_bits(), radius_m.to_bits()])
        }
    }
}

fn image(rule: &Rule, quotient: &Quotient) -> Rule {
    Rule {
        clause: rule.clause,
        modality: rule.modality,
        scope: quotient.image(&rule.scope),
        effective: quotient.image(&rule.effective),
        cuts: rule.cuts.iter().map(|cut| Cut { by: cut.by, scope: quotient.image(&cut.scope) }).collect(),
        answers: rule
            .answers
            .as_ref()
            .map(|answers| answers.iter().map(|(actor, own)| (*actor, quotient.image(own))).collect()),
    }
}

/// A scope for each time at which a group has other members than before: an account that names the group means others
/// then.
fn membership_times(engine: &Engine<'_>) -> Scope {
    let model = engine.model;
    let universe = universe(model);
    let slices = model.actors.groups.iter().flat_map(|group| group.members.slices(universe.actors));
    slices.map(|(time, _)| Region { time, ..Region::whole(&universe) }).collect()
}
