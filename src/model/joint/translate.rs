//! What one text says, in the terms of the joint model.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::actors::Membership;
use crate::model::clauses::{ClauseKind, Duty};
use crate::model::descriptions::{Description, Literal, LiteralKind, Term};
use crate::model::ids::{ActorId, AreaId, LiteralId, MeasureId, TermId, ZoneId};
use crate::model::places::{Ground, Zone};
use crate::sets::{Bits, Intervals};

/// How the things of one text stand in the joint model, and how it sees those of the joint model.
pub struct View {
    /// For each joint actor, the actor that it is for this text.
    pub(super) actors: Vec<ActorId>,
    pub(super) outsider: ActorId,
    /// For each joint leaf of acts, the leaves that it is for this text.
    pub(super) acts: Vec<Vec<usize>>,
    pub(super) means: Vec<Vec<usize>>,
    pub(super) act_universe: usize,
    pub(super) means_universe: usize,
    /// For each measure of this text, the joint one.
    pub(super) measures: Vec<MeasureId>,
    /// For each area of this text, the joint one.
    pub(super) areas: Vec<AreaId>,
    pub(super) first_zone: usize,
    pub(super) first_term: usize,
    /// For each condition of this text, the joint one.
    pub(super) literals: Vec<LiteralId>,
    /// The cells of this text by the joint areas in which they lie.
    pub(super) cells: BTreeMap<Vec<u32>, usize>,
}

impl View {
    /// A set of actors: each joint actor belongs when the actor that it is for this text does.
    #[must_use]
    pub fn membership(&self, set: &Membership) -> Membership {
        membership(&self.actors, set)
    }

    /// The actor that a joint actor is for this text: its outsider where it does not name it.
    #[must_use]
    pub fn actor(&self, joint: ActorId) -> ActorId {
        self.actors.get(joint.index()).copied().unwrap_or(self.outsider)
    }

    /// Whether this text does not name a joint actor.
    #[must_use]
    pub fn is_stranger(&self, joint: ActorId) -> bool {
        self.actor(joint) == self.outsider
    }

    /// The leaves of acts that a joint leaf is for this text. Several where a class that it does not know has several nearest
    /// classes that it knows.
    #[must_use]
    pub fn acts(&self, joint: usize) -> &[usize] {
        self.acts.get(joint).map_or(&[], Vec::as_slice)
    }

    /// The leaves of means that a joint leaf is for this text, likewise.
    #[must_use]
    pub fn means(&self, joint: usize) -> &[usize] {
        self.means.get(joint).map_or(&[], Vec::as_slice)
    }

    /// Each condition of this text with the joint one, in order.
    pub fn literals(&self) -> impl Iterator<Item = (LiteralId, LiteralId)> + '_ {
        self.literals.iter().enumerate().map(|(own, &joint)| (LiteralId::at(own), joint))
    }

    /// Each measure of this text with the joint one, in order.
    pub fn measures(&self) -> impl Iterator<Item = (MeasureId, MeasureId)> + '_ {
        self.measures.iter().enumerate().map(|(own, &joint)| (MeasureId::at(own), joint))
    }

    /// The joint actor that an actor of this text is; the joint outsider for its outsider.
    #[must_use]
    pub fn joint_actor(&self, own: ActorId) -> ActorId {
        let place = self.actors.iter().rposition(|&image| image == own);
        ActorId::at(place.unwrap_or(self.actors.len().saturating_sub(1)))
    }

    /// A description of this text.
    #[must_use]
    pub fn description(&self, own: &Description) -> Description {
        let all = |parts: &[Description]| parts.iter().map(|part| self.description(part)).collect();
        match own {
            Description::Actor(set) => Description::Actor(self.membership(set)),
            Description::Target(set) => Description::Target(self.membership(set)),
            Description::EachOther(set) => self.each_other(set),
            Description::Act(acts) => Description::Act(leaves(&self.acts, self.act_universe, acts)),
            Description::Means(means) => Description::Means(leaves(&self.means, self.means_universe, means)),
            Description::Place(zone) => Description::Place(self.zone_id(*zone)),
            Description::Time(times) => Description::Time(times.clone()),
            Description::Measure(measure, range) => {
                let joint = self.measures.get(measure.index()).copied().unwrap_or(*measure);
                Description::Measure(joint, range.clone())
            }
            Description::Literal(literal) => Description::Literal(self.literal_id(*literal)),
            Description::Term(term) => Description::Term(TermId::at(self.first_term + term.index())),
            Description::All(parts) => Description::All(all(parts)),
            Description::Any(parts) => Description::Any(all(parts)),
            Description::Not(inner) => self.description(inner).negated(),
            Description::Read { as_written, by } => Description::Read {
                as_written: Box::new(self.description(as_written)),
                by: by
                    .iter()
                    .map(|(&reader, reading)| (self.joint_actor(reader), self.description(reading)))
                    .collect(),
            },
        }
    }

    /// Two joint actors that are both strangers to this text are one and the same to it.
    fn each_other(&self, set: &Membership) -> Description {
        let each_other = Description::EachOther(self.membership(set));
        if !set.iter().any(|(actor, _)| actor == self.outsider) {
            return each_other;
        }
        let mut outsider = Membership::nobody();
        outsider.add(self.outsider, &Intervals::all());
        let strangers = self.membership(&outsider);
        let both =
            Description::All(vec![Description::Actor(strangers.clone()), Description::Target(strangers)]);
        Description::All(vec![each_other, both.negated()])
    }

    /// The zone of the joint model that a zone of this text is.
    #[must_use]
    pub fn zone_id(&self, own: ZoneId) -> ZoneId {
        ZoneId::at(self.first_zone + own.index())
    }

    fn literal_id(&self, own: LiteralId) -> LiteralId {
        self.literals.get(own.index()).copied().unwrap_or(own)
    }

    pub(super) fn literal(&self, own: &Literal) -> Literal {
        let kind = match own.kind {
            LiteralKind::Delimitation(zone) => LiteralKind::Delimitation(self.zone_id(zone)),
            LiteralKind::Reading(term) => LiteralKind::Reading(TermId::at(self.first_term + term.index())),
            kind @ (LiteralKind::Condition | LiteralKind::Force) => kind,
        };
        Literal { kind, ..own.clone() }
    }

    pub(super) fn term(&self, own: &Term) -> Term {
        Term { meaning: self.description(&own.meaning), ..own.clone() }
    }

    pub(super) fn zone(&self, own: &Zone) -> Zone {
        let measured = own.measured.iter();
        Zone {
            ground: self.ground(&own.ground),
            measured: measured.map(|(&who, ground)| (self.joint_actor(who), self.ground(ground))).collect(),
            ..own.clone()
        }
    }

    fn ground(&self, own: &Ground) -> Ground {
        let ground = |own: &Ground| Box::new(self.ground(own));
        match own {
            Ground::Everywhere => Ground::Everywhere,
            Ground::Nowhere => Ground::Nowhere,
            Ground::Area(area) => Ground::Area(self.areas.get(area.index()).copied().unwrap_or(*area)),
            Ground::Zone(zone) => Ground::Zone(self.zone_id(*zone)),
            Ground::Union(parts) => Ground::Union(parts.iter().map(|part| self.ground(part)).collect()),
            Ground::Both(one, other) => Ground::Both(ground(one), ground(other)),
            Ground::Without(one, other) => Ground::Without(ground(one), ground(other)),
            Ground::SomePartOf(whole, literal) => {
                Ground::SomePartOf(ground(whole), self.literal_id(*literal))
            }
            Ground::At(courses) => {
                let course = |(times, part): &(Intervals, Ground)| (times.clone(), self.ground(part));
                Ground::At(courses.iter().map(course).collect())
            }
        }
    }

    /// What a clause says, while its own text is in force.
    pub(super) fn clause_kind(&self, own: &ClauseKind, in_force: &Description) -> ClauseKind {
        let bounded =
            |own: &Description| Description::All(vec![self.description(own), self.description(in_force)]);
        match own {
            ClauseKind::StatedOnly => ClauseKind::StatedOnly,
            ClauseKind::Change => ClauseKind::Change,
            ClauseKind::Conduct { modality, scope, judged_by } => ClauseKind::Conduct {
                modality: *modality,
                scope: bounded(scope),
                judged_by: judged_by
                    .as_ref()
                    .map(|judges| judges.iter().map(|&judge| self.joint_actor(judge)).collect()),
            },
            ClauseKind::Duty(duty) => ClauseKind::Duty(Duty {
                bearers: self.membership(&duty.bearers),
                deed: bounded(&duty.deed),
                ..duty.clone()
            }),
            ClauseKind::NotEvaluated { modality, scope, reason } => ClauseKind::NotEvaluated {
                modality: *modality,
                scope: scope.as_ref().map(bounded),
                reason: reason.clone(),
            },
        }
    }

    /// Records the cells of this text by the joint areas in which they lie.
    pub(super) fn see_cells(&mut self, text: &Model) {
        let Some(atlas) = &text.places.atlas else { return };
        for (cell, areas) in atlas.areas_of_cells().enumerate() {
            let mut joint: Vec<u32> =
                areas.iter().filter_map(|&area| self.areas.get(area as usize)).map(|area| area.0).collect();
            joint.sort_unstable();
            joint.dedup();
            self.cells.insert(joint, cell);
        }
    }

    /// The cell of this text in which a cell of the joint model lies.
    #[must_use]
    pub fn cell(&self, text: &Model, joint: &Model, cell: usize) -> usize {
        let (Some(atlas), Some(own)) = (&joint.places.atlas, &text.places.atlas) else { return 0 };
        let Ok(number) = u32::try_from(cell) else { return 0 };
        let known = |area: &&u32| self.areas.contains(&AreaId(**area));
        let areas: Vec<u32> = atlas.signature(number).iter().filter(known).copied().collect();
        self.cells.get(&areas).copied().unwrap_or_else(|| {
            // A piece that one of the two cuts dropped as a sliver.
            let near = atlas.sample(number).and_then(|point| own.at(point).first().copied());
            near.map_or(0, |cell| cell as usize)
        })
    }
}

/// The joint leaves that belong to a set of leaves of this text. A class that the text does not know belongs to each class to
/// which one of its nearest known classes does; so to a set that is made of classes where one of them does, and to what a set of classes leaves over
/// (it has the leaf of no class) where all of them do.
fn leaves(images: &[Vec<usize>], universe: usize, own: &Bits) -> Bits {
    let leaves_over = own.contains(own.len_universe().saturating_sub(1));
    let belongs = |images: &Vec<usize>| {
        let mut within = images.iter().map(|&image| own.contains(image));
        if leaves_over { within.all(|within| within) } else { within.any(|within| within) }
    };
    Bits::of(universe, images.iter().enumerate().filter(|(_, images)| belongs(images)).map(|(leaf, _)| leaf))
}

/// A set of actors of a text, given what each joint actor is for it.
pub(super) fn membership(images: &[ActorId], set: &Membership) -> Membership {
    let own: BTreeMap<ActorId, &Intervals> = set.iter().collect();
    let mut joint = Membership::nobody();
    for (index, image) in images.iter().enumerate() {
        if let Some(times) = own.get(image) {
            joint.add(ActorId::at(index), times);
        }
    }
    joint
}
