//! What an incident may have been (section 8).

use armistice::incident::Incident;
use armistice::model::Model;
use armistice::model::clauses::{Account, Where, Who};
use armistice::model::ids::{ActorId, LiteralId, MeasureId, ZoneId};
use armistice::model::places::Ground;
use armistice::sets::{Bits, Intervals};
use std::collections::{BTreeMap, BTreeSet};

/// One report in one direction. Without a model's restraint on means it can also stand for the whole universe.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    pub who: Option<Vec<Who>>,
    pub whom: Option<Vec<Who>>,
    /// The means for each act that is possible.
    pub acts: BTreeMap<usize, BTreeSet<usize>>,
    pub cells: BTreeSet<usize>,
    pub time: Intervals,
    pub measures: BTreeMap<MeasureId, Intervals>,
    pub literals: BTreeMap<LiteralId, bool>,
}

/// What an incident may have been: a fact that one of its shapes allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Possible {
    pub shapes: Vec<Shape>,
    pub reports: usize,
    pub summary: bool,
}

impl Possible {
    pub fn new<'a>(model: &Model, accounts: impl IntoIterator<Item = &'a Account>) -> Self {
        let mut possible = Self { shapes: Vec::new(), reports: 0, summary: false };
        for account in accounts {
            possible.reports += 1;
            possible.summary |= account.summary;
            possible.shapes.extend(shapes(model, account));
        }
        possible
    }

    pub fn of(model: &Model, incident: &Incident) -> Self {
        Self::new(model, incident.reports.iter().map(|report| &report.account))
    }

    /// Every fact there is.
    pub fn universe(model: &Model) -> Self {
        let means: BTreeSet<usize> = (0..model.deeds.means.universe()).collect();
        let shape = Shape {
            who: None,
            whom: None,
            acts: (0..model.deeds.acts.universe()).map(|act| (act, means.clone())).collect(),
            cells: (0..model.places.cells()).collect(),
            time: Intervals::all(),
            measures: BTreeMap::new(),
            literals: BTreeMap::new(),
        };
        Self { shapes: vec![shape], reports: 1, summary: false }
    }

    /// The two directions, where there is one report with two.
    pub fn directions(&self) -> Option<(usize, usize)> {
        (self.reports == 1 && self.shapes.len() == 2).then_some((0, 1))
    }
}

impl Shape {
    /// 8.2
    pub fn may_act(&self, model: &Model, actor: usize, at: i64) -> bool {
        candidate(model, self.who.as_deref(), actor, at, false)
    }

    /// 8.3
    pub fn may_be_hit(&self, model: &Model, target: usize, at: i64) -> bool {
        candidate(model, self.whom.as_deref(), target, at, true)
    }
}

fn candidate(model: &Model, who: Option<&[Who]>, value: usize, at: i64, target: bool) -> bool {
    let Some(who) = who else { return true };
    let actors = model.actors.len();
    let mut anybody_named = false;
    for named in who {
        match named {
            Who::Actor(actor) if actor.index() == value => return true,
            Who::Actor(_) => anybody_named = true,
            Who::Nobody if target && value == actors => return true,
            Who::Nobody => anybody_named |= target,
            Who::Group(group) => {
                let members = &model.actors.groups[group.index()].members;
                if members.contains(ActorId::at(value), at) {
                    return true;
                }
                anybody_named |= (0..actors).any(|actor| members.contains(ActorId::at(actor), at));
            }
        }
    }
    !anybody_named
}

fn shapes(model: &Model, account: &Account) -> Vec<Shape> {
    let leaves = |bits: Bits| bits.iter().collect::<BTreeSet<usize>>();
    let acts: BTreeSet<usize> = match &account.acts {
        None => (0..model.deeds.acts.universe()).collect(),
        Some(classes) => {
            classes.iter().flat_map(|class| leaves(model.deeds.acts.leaves(class.index()))).collect()
        }
    };
    let said: Option<BTreeSet<usize>> = account.means.as_ref().map(|classes| {
        classes.iter().flat_map(|class| leaves(model.deeds.means.leaves(class.index()))).collect()
    });
    // 8.6
    let means = |act: usize| {
        let goes_with = leaves(model.deeds.means_for(act));
        match &said {
            None => goes_with,
            Some(said) => {
                let both: BTreeSet<usize> = said.intersection(&goes_with).copied().collect();
                if both.is_empty() { said.clone() } else { both }
            }
        }
    };
    let one = Shape {
        who: account.who.clone(),
        whom: account.whom.clone(),
        acts: acts.into_iter().map(|act| (act, means(act))).collect(),
        cells: cells(model, account.places.as_deref()),
        time: if account.time.is_empty() { Intervals::all() } else { account.time.clone() },
        measures: account.measures.clone(),
        literals: account.literals.clone(),
    };
    let mut shapes = vec![one];
    // 8.4
    if account.undirected {
        let reverse = Shape { who: account.whom.clone(), whom: account.who.clone(), ..shapes[0].clone() };
        shapes.push(reverse);
    }
    for shape in &mut shapes {
        if let Some(whom) = &mut shape.whom {
            whom.extend(&account.bystanders);
        }
    }
    shapes
}

/// 8.7
pub fn cells(model: &Model, places: Option<&[Where]>) -> BTreeSet<usize> {
    let all: BTreeSet<usize> = (0..model.places.cells()).collect();
    let (Some(places), Some(atlas)) = (places, &model.places.atlas) else { return all };
    let usable = |cells: Vec<u32>| cells.into_iter().map(|cell| cell as usize).collect::<BTreeSet<usize>>();
    let mut found = BTreeSet::new();
    for place in places {
        found.extend(match place {
            Where::Zone(zone) => all.iter().copied().filter(|&cell| may_lie_in(model, *zone, cell)).collect(),
            Where::Place(place) => usable(atlas.at(model.places.points[place.index()].point)),
            Where::Near { longitude, latitude, radius_m } => {
                usable(atlas.around(geo::Point::new(*longitude, *latitude), *radius_m))
            }
        });
    }
    if found.is_empty() { all } else { found }
}

/// Whether a cell may belong to a zone at some time, for some reader.
fn may_lie_in(model: &Model, zone: ZoneId, cell: usize) -> bool {
    let zone = &model.places.zones[zone.index()];
    std::iter::once(&zone.ground).chain(zone.measured.values()).any(|ground| may_lie_on(model, ground, cell))
}

fn may_lie_on(model: &Model, ground: &Ground, cell: usize) -> bool {
    match ground {
        Ground::Everywhere => true,
        Ground::Nowhere => false,
        Ground::Area(area) => {
            let atlas = model.places.atlas.as_ref();
            atlas.is_some_and(|atlas| atlas.cells_of(area.index()).iter().any(|&own| own as usize == cell))
        }
        Ground::Zone(zone) => may_lie_in(model, *zone, cell),
        Ground::Union(parts) => parts.iter().any(|part| may_lie_on(model, part, cell)),
        Ground::Both(one, other) => may_lie_on(model, one, cell) && may_lie_on(model, other, cell),
        Ground::Without(one, other) => {
            may_lie_on(model, one, cell) && !(is_settled(model, other) && may_lie_on(model, other, cell))
        }
        Ground::SomePartOf(whole, _) => may_lie_on(model, whole, cell),
        Ground::At(courses) => courses.iter().any(|(_, part)| may_lie_on(model, part, cell)),
    }
}

/// Whether ground is the same for everybody at all times.
fn is_settled(model: &Model, ground: &Ground) -> bool {
    match ground {
        Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => true,
        Ground::SomePartOf(..) | Ground::At(_) => false,
        Ground::Zone(zone) => {
            let zone = &model.places.zones[zone.index()];
            zone.measured.is_empty() && is_settled(model, &zone.ground)
        }
        Ground::Union(parts) => parts.iter().all(|part| is_settled(model, part)),
        Ground::Both(one, other) | Ground::Without(one, other) => {
            is_settled(model, one) && is_settled(model, other)
        }
    }
}
