//! Facts, and what holds of them: an agreement and a log under one reader (sections 1 to 9).

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::grid::{self, Course, at, points};
use super::reports::{Coverage, Found, Named, Report, Reports};
use super::terms::{
    ACTS, Accepting, CELLS, Clause, Condition, Form, Modal, NOBODY, Norm, OUTSIDER, PhaseEnd, Qualifier,
    Spot, Terms, Who, Whom, is_act, zone_has,
};

/// One thing that one actor did. Its instant is a place in the list; its conditions are a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fact {
    pub actor: usize,
    pub act: usize,
    pub target: usize,
    pub cell: usize,
    pub time: usize,
    pub conditions: u32,
}

/// An incident, with the reports that count.
pub struct Incident<'a> {
    pub id: usize,
    pub reports: Vec<&'a Report>,
    pub refuted: bool,
    pub summary: bool,
}

/// A judgement, with what is open or who excuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Violation,
    Possible(BTreeSet<String>),
    Excused(Vec<usize>),
    NoViolation,
    NotAssessable,
}

/// What the facts of incidents are made of.
pub struct Matter<'a> {
    pub terms: &'a Terms,
    pub incidents: Vec<Incident<'a>>,
    pub coverage: Option<&'a Coverage>,
    pub points: Vec<i64>,
    /// The conditions of facts, in the order of their bits.
    pub conditions: Vec<Condition>,
    /// The instant as of which everything is judged.
    pub as_of: i64,
}

impl<'a> Matter<'a> {
    pub fn new(terms: &'a Terms, reports: &'a Reports) -> Self {
        let incidents = reports.incidents().into_iter().map(|(id, reports)| Incident {
            id,
            refuted: reports.iter().all(|report| report.refuted),
            summary: reports.iter().any(|report| report.summary),
            reports,
        });
        Self {
            terms,
            incidents: incidents.collect(),
            coverage: reports.coverage.as_ref(),
            points: points(),
            conditions: conditions(terms),
            as_of: reports.judged_as_of().unwrap_or(i64::MAX),
        }
    }
}

/// The conditions of an agreement's facts.
fn conditions(terms: &Terms) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    let force = &terms.force;
    if force.ends_for_c.is_some_and(|end| Some(end) != force.until) {
        all.push(Condition::InForce);
    }
    if force.renewed.is_some() {
        all.push(Condition::Renewed);
    }
    if force.ends_when.is_some() {
        all.push(Condition::Ended);
    }
    if terms.band.is_some() {
        all.push(Condition::WideBand);
    }
    for clause in &terms.clauses {
        if let Clause::Status { when, whom, covered, .. } = clause {
            let make = |actor| {
                if *covered { Condition::IsCovered(actor) } else { Condition::IsExcluded(actor) }
            };
            match whom {
                Some(actor) => all.push(make(*actor)),
                // Whoever the condition may bind.
                None => all.extend((0..4).filter(|&actor| may_bind(when, actor)).map(make)),
            }
        }
        let Some(norm) = clause.norm() else { continue };
        if norm.form == Form::Complete {
            all.push(Condition::Completed);
        }
        if norm.modal == Modal::Requires && norm.prevents.is_none() {
            continue;
        }
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::Unless(condition) | Qualifier::When(condition) => {
                    all.extend(condition.leaves().into_iter().cloned());
                }
                Qualifier::After(event) | Qualifier::Once(event) => all.push(Condition::After(event.clone())),
                Qualifier::During(phase) if terms.fixed(*phase).is_none() => {
                    all.push(Condition::During(*phase));
                }
                _ => {}
            }
        }
    }
    let mut kept: Vec<Condition> = Vec::new();
    for condition in all {
        let is_fixed = match &condition {
            Condition::Target(_) | Condition::After(super::terms::Event::Moment(_)) => true,
            Condition::During(phase) => terms.fixed(*phase).is_some(),
            _ => false,
        };
        if !is_fixed && !kept.contains(&condition) {
            kept.push(condition);
        }
    }
    assert!(kept.len() <= 32);
    kept
}

/// Whether an actor is among those whom `that party` may stand for.
pub fn may_bind(condition: &Condition, actor: usize) -> bool {
    let among = |who: &Who| match who {
        Who::These(actors) => actors.contains(&actor),
        Who::North => actor < 2,
        Who::South => (2..4).contains(&actor),
        Who::Excluded => actor == 3,
        Who::Covered | Who::ACoveredParty | Who::AParty | Who::Anyone => actor < 4,
    };
    match condition {
        Condition::All(parts) => parts.iter().any(|part| may_bind(part, actor)),
        Condition::Violates { who, .. } => among(who),
        Condition::Does { who, whom, .. } => match whom {
            Some(whom) if !who.is_several() => among(whom),
            _ => among(who),
        },
        _ => false,
    }
}

impl Terms {
    /// The slots of a phase between moments.
    pub fn fixed(&self, phase: usize) -> Option<(i64, i64)> {
        use super::terms::Event;
        let moment = |event: &Event| match event {
            Event::Moment(slot) => Some(*slot),
            Event::PhaseBegins(other) if *other < phase => Some(self.fixed(*other)?.0),
            Event::PhaseEnds(other) if *other < phase => {
                Some(self.fixed(*other)?.1).filter(|&end| end < grid::HORIZON)
            }
            _ => None,
        };
        let own = &self.phases[phase];
        let from = moment(&own.from)?;
        let until = match &own.end {
            PhaseEnd::Never => grid::HORIZON + 500,
            PhaseEnd::For(slots) => from + slots,
            PhaseEnd::Event(event) => moment(event)?,
            PhaseEnd::When(_) => return None,
        };
        Some((from, until))
    }
}

/// The facts of incidents, as far as some conditions tell them apart.
type Known = HashMap<(usize, u32), Rc<Vec<Fact>>>;

/// An agreement and a log under one reader.
pub struct World<'a> {
    pub matter: &'a Matter<'a>,
    pub reader: Option<usize>,
    /// Whether it is judged as though the agreement had not ended (12.12).
    pub endless: bool,
    /// The first renewals, certain and possible ones: all that is known of them where a later one is asked for (12.11).
    pub(super) renewals: Option<Vec<(bool, bool)>>,
    without_end: OnceCell<Box<World<'a>>>,
    facts: RefCell<Known>,
    pub(super) courses: RefCell<HashMap<Condition, Option<Course>>>,
    pub(super) unobserved: RefCell<HashMap<usize, grid::Set>>,
    pub(super) violations: RefCell<HashMap<usize, Rc<Vec<super::past::Violation>>>>,
    pub(super) owed: RefCell<HashMap<usize, Rc<Vec<super::duties::Judged>>>>,
}

impl<'a> World<'a> {
    pub fn new(matter: &'a Matter<'a>, reader: Option<usize>) -> Self {
        Self {
            matter,
            reader,
            endless: false,
            renewals: None,
            without_end: OnceCell::new(),
            facts: RefCell::default(),
            courses: RefCell::default(),
            unobserved: RefCell::default(),
            violations: RefCell::default(),
            owed: RefCell::default(),
        }
    }

    pub fn terms(&self) -> &'a Terms {
        self.matter.terms
    }

    pub fn points(&self) -> &'a [i64] {
        &self.matter.points
    }

    /// The last place of the list that is not after an instant: nothing changes between the two.
    pub fn place(&self, instant: i64) -> usize {
        self.points().partition_point(|&point| point <= instant).saturating_sub(1)
    }

    pub fn as_though_it_had_not_ended(&self) -> &Self {
        if self.endless || self.terms().force.ends_when.is_none() {
            return self;
        }
        self.without_end
            .get_or_init(|| Box::new(Self { endless: true, ..Self::new(self.matter, self.reader) }))
    }

    /// The same where no more is known than these renewals.
    pub fn with_renewals(&self, renewals: &[(bool, bool)]) -> Self {
        let renewals = Some(renewals.to_vec());
        Self { endless: self.endless, renewals, ..Self::new(self.matter, self.reader) }
    }

    pub fn bit(&self, condition: &Condition) -> u32 {
        self.matter.conditions.iter().position(|known| known == condition).map_or(0, |bit| 1 << bit)
    }

    // ---- who

    fn within(&self, (from, until): (Option<i64>, Option<i64>), time: usize) -> bool {
        let instant = self.points()[time];
        from.is_none_or(|from| at(from) <= instant) && until.is_none_or(|until| instant < at(until))
    }

    fn in_north(&self, actor: usize, time: usize) -> bool {
        actor == 0 || actor == 1 && self.within(self.terms().b_in_north, time)
    }

    fn in_south(&self, actor: usize, time: usize) -> bool {
        actor == 2 || actor == 3 && self.within(self.terms().d_in_south, time)
    }

    /// 3.5
    pub fn is_bound(&self, actor: usize, time: usize) -> bool {
        let accepts = &self.terms().accepts;
        let own = accepts.iter().filter(|(who, _, _)| {
            // By itself, or as a member at any time.
            match who {
                Accepting::Actor(one) => *one == actor,
                Accepting::North => actor < 2,
                Accepting::South => (2..4).contains(&actor),
            }
        });
        let mut own = own.peekable();
        own.peek().is_none() || own.any(|&(_, from, until)| self.within((Some(from), until), time))
    }

    /// 6.2: whether an actor is one of those whom a clause binds.
    pub fn bears(&self, norm: &Norm, actor: usize, time: usize, conditions: u32) -> bool {
        self.belongs(&norm.who, actor, time, conditions)
            && (norm.who == Who::Anyone || self.is_bound(actor, time))
    }

    /// 3.4, before any change of status.
    pub fn is_listed(&self, covered: bool, actor: usize, time: usize) -> bool {
        if covered {
            self.is_bound(actor, time) && (self.in_north(actor, time) || self.in_south(actor, time))
        } else {
            actor == 3 && self.within(self.terms().d_excluded, time)
        }
    }

    /// Section 3, and 12.10.
    pub fn belongs(&self, who: &Who, actor: usize, time: usize, conditions: u32) -> bool {
        let listed = |covered: bool| {
            let own = if covered { Condition::IsCovered(actor) } else { Condition::IsExcluded(actor) };
            match self.bit(&own) {
                0 => self.is_listed(covered, actor, time),
                bit => conditions & bit != 0,
            }
        };
        match who {
            Who::These(actors) => actors.contains(&actor),
            Who::North => self.in_north(actor, time),
            Who::South => self.in_south(actor, time),
            Who::Covered | Who::ACoveredParty => listed(true) && self.is_bound(actor, time),
            Who::Excluded => listed(false),
            Who::AParty => actor < 4,
            Who::Anyone => actor <= OUTSIDER,
        }
    }

    /// The conditions by which it is told who belongs.
    pub fn conditions_of_who(&self, who: &Who) -> u32 {
        let of = |make: fn(usize) -> Condition| (0..4).map(|actor| self.bit(&make(actor))).sum();
        match who {
            Who::Covered | Who::ACoveredParty => of(Condition::IsCovered),
            Who::Excluded => of(Condition::IsExcluded),
            _ => 0,
        }
    }

    // ---- what may have happened (section 8, narrowed by 12.2)

    /// Every fact that an incident's reports leave possible, as far as these conditions tell facts apart.
    pub fn facts(&self, incident: usize, conditions: u32) -> Rc<Vec<Fact>> {
        if let Some(known) = self.facts.borrow().get(&(incident, conditions)) {
            return Rc::clone(known);
        }
        let mut facts = BTreeSet::new();
        for report in &self.matter.incidents[incident].reports {
            facts.extend(self.facts_of(report, conditions, false));
            if report.undirected {
                facts.extend(self.facts_of(report, conditions, true));
            }
        }
        let facts = Rc::new(facts.into_iter().collect::<Vec<_>>());
        self.facts.borrow_mut().insert((incident, conditions), Rc::clone(&facts));
        facts
    }

    fn candidate(&self, named: &[Named], actor: usize, time: usize, target: bool) -> bool {
        let is = |named: &Named, value: usize| match named {
            Named::Actor(one) => *one == value,
            Named::North => value < OUTSIDER && self.in_north(value, time),
            Named::South => value < OUTSIDER && self.in_south(value, time),
            Named::Nobody => target && value == NOBODY,
        };
        let values = 0..=NOBODY;
        let somebody = values.clone().any(|value| named.iter().any(|named| is(named, value)));
        !somebody || named.iter().any(|named| is(named, actor))
    }

    fn facts_of(&self, report: &Report, conditions: u32, reverse: bool) -> Vec<Fact> {
        let (who, whom) = if reverse { (&report.whom, &report.who) } else { (&report.who, &report.whom) };
        let span = report.time.span();
        let cells = if self.terms().map { CELLS } else { 1 };
        let mut facts = Vec::new();
        for (time, &instant) in self.points().iter().enumerate() {
            if instant < span.0 || instant >= span.1 {
                continue;
            }
            let assignments = self.assignments(report, conditions, time);
            for act in self.terms().acts() {
                if !report.acts.is_empty() && !report.acts.iter().any(|&class| is_act(class, act)) {
                    continue;
                }
                for cell in 0..cells {
                    let here =
                        report.zones.is_empty() || report.zones.iter().any(|&zone| zone_has(zone, cell));
                    if self.terms().map && !here {
                        continue;
                    }
                    for actor in (0..=OUTSIDER).filter(|&actor| self.candidate(who, actor, time, false)) {
                        for target in (0..=NOBODY).filter(|&target| self.candidate(whom, target, time, true))
                        {
                            for &conditions in &assignments {
                                facts.push(Fact { actor, act, target, cell, time, conditions });
                            }
                        }
                    }
                }
            }
        }
        facts
    }

    /// 12.2: the values that conditions may have at an instant: as recorded, or as their courses leave them.
    fn assignments(&self, report: &Report, conditions: u32, time: usize) -> Vec<u32> {
        self.assigned(conditions, time, |column| {
            report.conditions.iter().find(|(known, _)| *known == column).map(|(_, value)| *value)
        })
    }

    pub fn assigned(
        &self,
        conditions: u32,
        time: usize,
        recorded: impl Fn(&str) -> Option<bool>,
    ) -> Vec<u32> {
        let mut assignments = vec![0];
        for (bit, condition) in self.matter.conditions.iter().enumerate() {
            if conditions >> bit & 1 == 0 {
                continue;
            }
            let (may_hold, may_fail) = match recorded(&condition.column()) {
                Some(value) => (value, !value),
                None => {
                    let course = self.course(condition);
                    (course.possible.has(time), !course.certain.has(time))
                }
            };
            let mut more = Vec::new();
            for assignment in assignments {
                if may_fail {
                    more.push(assignment);
                }
                if may_hold {
                    more.push(assignment | 1 << bit);
                }
            }
            assignments = more;
        }
        assignments
    }

    // ---- what clauses say (sections 5 to 7)

    fn holds(&self, condition: &Condition, fact: &Fact) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part, fact)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, fact)),
            Condition::Not(inner) => !self.holds(inner, fact),
            Condition::Target(who) => {
                fact.target != NOBODY && self.belongs(who, fact.target, fact.time, fact.conditions)
            }
            Condition::After(super::terms::Event::Moment(slot)) => self.points()[fact.time] >= at(*slot),
            Condition::During(phase) if self.terms().fixed(*phase).is_some() => {
                let instant = self.points()[fact.time];
                self.terms()
                    .fixed(*phase)
                    .is_some_and(|(from, until)| at(from) <= instant && instant < at(until))
            }
            _ => fact.conditions & self.bit(condition) != 0,
        }
    }

    pub fn conditions_within(&self, condition: &Condition) -> u32 {
        condition
            .leaves()
            .into_iter()
            .map(|leaf| match leaf {
                Condition::Target(who) => self.conditions_of_who(who),
                leaf => self.bit(leaf),
            })
            .fold(0, |all, bit| all | bit)
    }

    /// The deed of a norm: what is done, to whom, where.
    pub fn is_deed(&self, norm: &Norm, that_party: Option<usize>, fact: &Fact) -> bool {
        let hit =
            |who: &Who| fact.target != NOBODY && self.belongs(who, fact.target, fact.time, fact.conditions);
        let whom = match &norm.whom {
            None => true,
            Some(Whom::Who(who)) => hit(who),
            Some(Whom::EachOther) => {
                fact.actor != fact.target
                    && self.bears(norm, fact.actor, fact.time, fact.conditions)
                    && fact.target != NOBODY
                    && self.bears(norm, fact.target, fact.time, fact.conditions)
            }
            Some(Whom::ThatParty) => that_party == Some(fact.target),
            Some(Whom::Band) => {
                let Some((one, other)) = &self.terms().band else { return false };
                match self.reader {
                    Some(0) => hit(one),
                    Some(2) => hit(other),
                    _ => {
                        let wide = fact.conditions & self.bit(&Condition::WideBand) != 0;
                        hit(one) && hit(other) || (hit(one) || hit(other)) && wide
                    }
                }
            }
        };
        let place = match norm.place {
            None | Some(Spot::SameZone) => true,
            Some(Spot::In(zone)) => zone_has(zone, fact.cell),
            Some(Spot::Outside(zone)) => !zone_has(zone, fact.cell),
        };
        let completed = norm.form != Form::Complete || fact.conditions & self.bit(&Condition::Completed) != 0;
        norm.acts.iter().any(|&class| is_act(class, fact.act)) && whom && place && completed
    }

    pub fn conditions_of_deed(&self, norm: &Norm) -> u32 {
        let whom = match &norm.whom {
            Some(Whom::Who(who)) => self.conditions_of_who(who),
            Some(Whom::Band) => match (&self.terms().band, self.reader) {
                (Some((one, _)), Some(0)) => self.conditions_of_who(one),
                (Some((_, other)), Some(2)) => self.conditions_of_who(other),
                (Some((one, other)), _) => {
                    self.conditions_of_who(one)
                        | self.conditions_of_who(other)
                        | self.bit(&Condition::WideBand)
                }
                (None, _) => 0,
            },
            _ => 0,
        };
        let completed = if norm.form == Form::Complete { self.bit(&Condition::Completed) } else { 0 };
        self.conditions_of_who(&norm.who) | whom | completed
    }

    /// 7.4
    pub fn in_force(&self, fact: &Fact) -> bool {
        let force = &self.terms().force;
        let instant = self.points()[fact.time];
        let before = |end: Option<i64>| end.is_none_or(|end| instant < at(end));
        let ended = fact.conditions & self.bit(&Condition::Ended) != 0;
        if instant < at(force.from) || ended {
            return false;
        }
        match (force.ends_for_c, self.reader) {
            (Some(_), Some(0)) => before(force.until),
            (Some(end), Some(2)) => before(Some(end)),
            (Some(end), _) => {
                let (one, other) = (before(force.until), before(Some(end)));
                one && other || (one || other) && fact.conditions & self.bit(&Condition::InForce) != 0
            }
            (None, _) => {
                before(force.until)
                    || force.renewed.is_some() && fact.conditions & self.bit(&Condition::Renewed) != 0
            }
        }
    }

    pub fn conditions_of_force(&self) -> u32 {
        self.bit(&Condition::InForce) | self.bit(&Condition::Renewed) | self.bit(&Condition::Ended)
    }

    pub fn norm(&self, clause: usize) -> Option<&'a Norm> {
        self.terms().clauses[clause].norm()
    }

    /// What a clause that is evaluated makes of conduct. To prevent is judged like a prohibition (13.9).
    pub fn modal(&self, clause: usize) -> Option<Modal> {
        let norm = self.norm(clause)?;
        if norm.prevents.is_some() { Some(Modal::Forbids) } else { Some(norm.modal) }
    }

    /// 6.1, of a prohibition or a permission; of a duty between moments, the facts that fulfil it within its window.
    pub fn in_scope(&self, clause: usize, fact: &Fact) -> bool {
        let Some(norm) = self.norm(clause) else { return false };
        let instant = self.points()[fact.time];
        // 13.9: somebody who is to prevent it is bound.
        let bears = |actor: usize| self.bears(norm, actor, fact.time, fact.conditions);
        let theirs = match &norm.prevents {
            Some(whom) => {
                self.belongs(whom, fact.actor, fact.time, fact.conditions) && (0..OUTSIDER).any(bears)
            }
            None => bears(fact.actor),
        };
        theirs
            && self.is_deed(norm, None, fact)
            && self.in_force(fact)
            && norm.qualifiers.iter().all(|qualifier| match qualifier {
                Qualifier::From(slot) => at(*slot) <= instant,
                Qualifier::Until(slot) | Qualifier::By(slot) => instant < at(*slot),
                Qualifier::Between(from, until) => at(*from) <= instant && instant < at(*until),
                Qualifier::Unless(condition) => !self.holds(condition, fact),
                Qualifier::When(condition) => self.holds(condition, fact),
                Qualifier::After(event) | Qualifier::Once(event) => {
                    self.holds(&Condition::After(event.clone()), fact)
                }
                Qualifier::During(phase) => self.holds(&Condition::During(*phase), fact),
                Qualifier::EveryDay(morning) => {
                    ((instant - grid::BASE).rem_euclid(2 * grid::SLOT) < grid::SLOT) == *morning
                }
                Qualifier::Except(who) => !self.holds(&Condition::Target(who.clone()), fact),
                _ => true,
            })
    }

    fn conditions_of_scope(&self, clause: usize) -> u32 {
        let Some(norm) = self.norm(clause) else { return 0 };
        let qualifiers = norm.qualifiers.iter().map(|qualifier| match qualifier {
            Qualifier::Unless(condition) | Qualifier::When(condition) => self.conditions_within(condition),
            Qualifier::After(event) | Qualifier::Once(event) => self.bit(&Condition::After(event.clone())),
            Qualifier::During(phase) => self.bit(&Condition::During(*phase)),
            Qualifier::Except(who) => self.conditions_of_who(who),
            _ => 0,
        });
        let prevents = norm
            .prevents
            .as_ref()
            .map_or(0, |whom| self.conditions_of_who(whom) | self.conditions_of_who(&norm.who));
        qualifiers
            .fold(self.conditions_of_deed(norm) | prevents | self.conditions_of_force(), |all, own| all | own)
    }

    /// 6.6: all that prevail, through chains.
    pub fn prevailing(&self, clause: usize) -> BTreeSet<usize> {
        self.terms().prevailing(clause)
    }

    pub fn opposed(&self, clause: usize) -> Vec<usize> {
        let forbids = |clause: usize| self.modal(clause) == Some(Modal::Forbids);
        let known = |clause: usize| self.modal(clause).is_some();
        let over = self.prevailing(clause);
        over.into_iter().filter(|&other| known(other) && forbids(other) != forbids(clause)).collect()
    }

    pub fn in_effective_scope(&self, clause: usize, fact: &Fact) -> bool {
        self.in_scope(clause, fact)
            && !self.opposed(clause).into_iter().any(|other| self.in_effective_scope(other, fact))
    }

    /// The conditions on which it hangs whether a fact is in the scope or the effective scope of a clause.
    pub fn relevant(&self, clause: usize) -> u32 {
        let over = self.prevailing(clause);
        over.into_iter().chain([clause]).fold(0, |all, clause| all | self.conditions_of_scope(clause))
    }

    /// Whether a source can record an act.
    pub fn records(&self, act: usize) -> bool {
        self.matter.coverage.is_none_or(|coverage| {
            coverage.acts.is_empty() || coverage.acts.iter().any(|&class| is_act(class, act))
        })
    }

    pub fn is_left_to_judgement(&self, clause: usize) -> bool {
        self.norm(clause).is_some_and(|norm| norm.qualifiers.contains(&Qualifier::JudgedByM))
    }

    /// 9.5: what M found of an incident.
    pub fn found(&self, incident: usize) -> Option<Found> {
        let reports = &self.matter.incidents[incident].reports;
        let found: Vec<Found> = reports
            .iter()
            .filter_map(|report| report.assessment)
            .filter(|(by_m, _)| *by_m)
            .map(|(_, found)| found)
            .collect();
        let first = *found.first()?;
        found.iter().all(|&found| found == first && found != Found::Undetermined).then_some(first)
    }

    /// The conditions that reports of an incident record, which tell their facts apart (9.2).
    fn recorded(&self, incident: usize) -> u32 {
        let reports = self.matter.incidents[incident].reports.iter();
        let columns: Vec<&String> =
            reports.flat_map(|report| report.conditions.iter().map(|(column, _)| column)).collect();
        let bits = self.matter.conditions.iter().enumerate();
        bits.filter(|(_, condition)| columns.contains(&&condition.column())).map(|(bit, _)| 1 << bit).sum()
    }

    /// Section 9.
    pub fn verdict(&self, incident: usize, clause: usize) -> Option<Verdict> {
        let facts = self.facts(incident, self.relevant(clause) | self.recorded(incident));
        let summary = self.matter.incidents[incident].summary;
        if !facts.iter().any(|fact| self.in_scope(clause, fact)) {
            return None;
        }
        let effective: Vec<bool> = facts.iter().map(|fact| self.in_effective_scope(clause, fact)).collect();
        let any = effective.contains(&true);
        if self.is_left_to_judgement(clause) && any {
            return Some(match self.found(incident) {
                Some(Found::Violation) => Verdict::Violation,
                Some(Found::NoViolation) => Verdict::NoViolation,
                _ => Verdict::NotAssessable,
            });
        }
        let all = !effective.contains(&false);
        if all && !summary {
            return Some(Verdict::Violation);
        }
        if any {
            return Some(Verdict::Possible(self.open(incident, clause, &facts, &effective, summary)));
        }
        if summary || !facts.iter().all(|fact| self.in_scope(clause, fact)) {
            return Some(Verdict::NoViolation);
        }
        let held = |other: &usize| facts.iter().filter(|fact| self.in_effective_scope(*other, fact)).count();
        let opposed = self.opposed(clause);
        let alone: Vec<usize> = opposed.iter().copied().filter(|other| held(other) == facts.len()).collect();
        Some(Verdict::Excused(if alone.is_empty() {
            opposed.into_iter().filter(|other| held(other) > 0).collect()
        } else {
            alone
        }))
    }

    /// 9.2, 9.3
    fn open(
        &self,
        incident: usize,
        clause: usize,
        facts: &[Fact],
        effective: &[bool],
        summary: bool,
    ) -> BTreeSet<String> {
        let mut open = BTreeSet::new();
        let decided: Vec<u32> = (0..self.points().len()).map(|time| self.decided(time)).collect();
        let mut side = |name: String, blank: &dyn Fn(&Fact) -> Fact| {
            let mut seen: HashMap<Fact, (bool, bool)> = HashMap::new();
            for (fact, &inside) in facts.iter().zip(effective) {
                let entry = seen.entry(blank(fact)).or_default();
                if inside { entry.0 = true } else { entry.1 = true }
            }
            if seen.values().any(|&(inside, outside)| inside && outside) {
                open.insert(name);
            }
        };
        side("who".to_owned(), &|fact| Fact { actor: 0, ..*fact });
        side("what".to_owned(), &|fact| Fact { act: 0, ..*fact });
        side("whom".to_owned(), &|fact| Fact { target: 0, ..*fact });
        side("where".to_owned(), &|fact| Fact { cell: 0, ..*fact });
        for (bit, condition) in self.matter.conditions.iter().enumerate() {
            side(format!("whether {}", condition.column()), &|fact| Fact {
                conditions: fact.conditions & !(1 << bit),
                ..*fact
            });
        }
        // What the past decides of an instant goes with the instant.
        let pairs = facts.iter().zip(effective).filter(|(_, inside)| **inside);
        let when = pairs.into_iter().any(|(one, _)| {
            facts.iter().zip(effective).filter(|(_, inside)| !**inside).any(|(other, _)| {
                one.time != other.time
                    && Fact { time: 0, conditions: 0, ..*one } == Fact { time: 0, conditions: 0, ..*other }
                    && (one.conditions ^ other.conditions) & !(decided[one.time] | decided[other.time]) == 0
            })
        });
        if when {
            open.insert("when".to_owned());
        }
        if let [report] = self.matter.incidents[incident].reports.as_slice()
            && report.undirected
        {
            let stands = |reverse: bool| -> HashSet<bool> {
                let facts = self.facts_of(report, self.relevant(clause) | self.recorded(incident), reverse);
                facts.iter().map(|fact| self.in_effective_scope(clause, fact)).collect()
            };
            if stands(false) != stands(true) {
                open.insert("which side acted".to_owned());
            }
        }
        if summary {
            open.insert("which of the things summed up".to_owned());
        }
        if open.is_empty() {
            open.insert("several things at once".to_owned());
        }
        open
    }

    /// The conditions that certainly hold or certainly do not at an instant.
    fn decided(&self, time: usize) -> u32 {
        let bits = self.matter.conditions.iter().enumerate();
        bits.filter(|(_, condition)| {
            let course = self.course(condition);
            course.certain.has(time) || !course.possible.has(time)
        })
        .map(|(bit, _)| 1 << bit)
        .sum()
    }

    /// 9.7: the prohibitions that are judged: those of which the log can record an act, or which cover nothing.
    pub fn is_assessable(&self, clause: usize) -> bool {
        let norm = self.norm(clause);
        let acts = norm.map_or(&[][..], |norm| &norm.acts);
        let can =
            (0..ACTS.len()).any(|act| acts.iter().any(|&class| is_act(class, act)) && self.records(act));
        can || !self.covers_something(clause)
    }
}
