//! Two texts in one model, so that what they say of one fact can be compared.
//!
//! The joint model has the clauses of both, each with its own readings, zones and time in force, over one set of actors,
//! acts, means, cells, measures and conditions. What the texts name alike is one thing in it (`align`); what only one
//! of them names stays apart, and each text sees it as it would see it in a log: an actor as its outsider, a class of acts
//! as a further kind of the nearest classes that it knows, or as something that no class describes. The map is cut anew by
//! the areas of both. `docs/findings.md` has the definition.
//!
//! A fact of the joint model is seen by each text as one fact of its own ([`View`]), and lies in the scope of a
//! joint clause exactly when that image lies in the scope of the clause in its own text.

mod actors;
mod align;
mod conditions;
mod deeds;
mod ground;
mod translate;
pub mod words;

use std::collections::BTreeMap;

pub use self::translate::View;
use crate::model::Model;
use crate::model::actors::ActorOrigin;
use crate::model::clauses::{Clause, Timing};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::map::{Atlas, MapFault};
use crate::model::names::Names;
use crate::model::past::Past;
use crate::model::places::Places;

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first: of what both name, its names are used.
    First,
    /// The second.
    Second,
}

impl Side {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];
}

/// Two texts in one model.
pub struct Joint {
    /// The clauses of both, the first text's before the second's.
    pub model: Model,
    views: [View; 2],
    clauses: Vec<(Side, ClauseId)>,
    /// What the first text calls what the second calls so.
    renamed: BTreeMap<String, String>,
}

impl Joint {
    /// Joins two texts. Clauses of which `stands` does not hold are left out, with all that they would take from others.
    ///
    /// # Errors
    /// Where the zones of both cannot be laid over each other.
    pub fn of(
        first: &Model,
        second: &Model,
        stands: &dyn Fn(Side, ClauseId) -> bool,
    ) -> Result<Self, MapFault> {
        Self::renumbered(first, second, stands, &BTreeMap::new())
    }

    /// The same where it is known which number of the second text is which of the first: conditions that speak of clauses
    /// are then compared by the first text's numbers.
    ///
    /// # Errors
    /// As [`Joint::of`].
    pub fn renumbered(
        first: &Model,
        second: &Model,
        stands: &dyn Fn(Side, ClauseId) -> bool,
        numbers: &BTreeMap<String, String>,
    ) -> Result<Self, MapFault> {
        let texts = [first, second];
        let actors = actors::join(texts);
        let deeds = deeds::join(first, second);
        let (areas, places_of_areas) = ground::join_areas(texts);
        let zones = ground::pair_zones(texts, &places_of_areas);
        let (act_universe, means_universe) = (deeds.deeds.acts.universe(), deeds.deeds.means.universe());
        let view = |text: &Model, actors, acts, means, measures, areas, first_zone, first_term| View {
            actors,
            outsider: text.actors.outsider(),
            acts,
            means,
            act_universe,
            means_universe,
            measures,
            areas,
            first_zone,
            first_term,
            literals: Vec::new(),
            cells: BTreeMap::new(),
        };
        let ([own, their], [acts, their_acts], [means, their_means]) =
            (actors.images, deeds.acts, deeds.means);
        let ([measures, their_measures], [own_areas, their_areas]) = (deeds.measures, places_of_areas);
        let (zones_of_first, terms_of_first) = (first.places.zones.len(), first.terms.len());
        let mut views = [
            view(first, own, acts, means, measures, own_areas, 0, 0),
            view(
                second,
                their,
                their_acts,
                their_means,
                their_measures,
                their_areas,
                zones_of_first,
                terms_of_first,
            ),
        ];
        let mut renamed = actors.renamed;
        for (their, zone) in second.places.zones.iter().enumerate() {
            let own = zones.get(their).copied().flatten().and_then(|own| first.places.zones.get(own));
            renamed.extend(own.map(|own| (zone.name.clone(), own.name.clone())));
        }
        let literals = conditions::join(texts, &zones, (&renamed, numbers), &mut views);
        let atlas = Atlas::cut(&areas)?;
        for (view, text) in views.iter_mut().zip(texts) {
            view.see_cells(text);
        }
        let mut joint = Self {
            model: Model {
                title: first.title.clone(),
                time_zone_name: first.time_zone_name.clone(),
                time_zone: first.time_zone.clone(),
                actors: actors.joint,
                deeds: deeds.deeds,
                places: Places { areas, atlas: Some(atlas), ..Places::default() },
                names: Names::default(),
                literals,
                terms: Vec::new(),
                in_force: Description::always(),
                begin: first.begin.into_iter().chain(second.begin).min(),
                end: first.end.and_then(|end| Some(end.max(second.end?))),
                articles: Vec::new(),
                clauses: Vec::new(),
                labels: BTreeMap::new(),
                phases: Vec::new(),
                streaks: Vec::new(),
                past: Past::default(),
                end_words: first.end_words,
                stated_periods: Vec::new(),
                instruments: Vec::new(),
                readers: Vec::new(),
                scenarios: Vec::new(),
                assumptions: Vec::new(),
            },
            views,
            clauses: Vec::new(),
            renamed,
        };
        for side in Side::BOTH {
            joint.take_in(side, if side == Side::First { first } else { second }, stands);
        }
        joint.model.places.settle();
        Ok(joint)
    }

    /// Adds the zones, terms, clauses and readers of one text.
    fn take_in(&mut self, side: Side, text: &Model, stands: &dyn Fn(Side, ClauseId) -> bool) {
        let Self { model, views, clauses, .. } = self;
        let [first, second] = views;
        let view = if side == Side::First { first } else { second };
        model.places.zones.extend(text.places.zones.iter().map(|zone| view.zone(zone)));
        model.terms.extend(text.terms.iter().map(|term| view.term(term)));
        let articles = model.articles.len();
        model.articles.extend(text.articles.iter().cloned());
        let standing: Vec<ClauseId> =
            (0..text.clauses.len()).map(ClauseId::at).filter(|&id| stands(side, id)).collect();
        let first_clause = clauses.len();
        let place =
            |own: &ClauseId| standing.binary_search(own).ok().map(|index| ClauseId::at(first_clause + index));
        for &id in &standing {
            let Some(own) = text.clause(id) else { continue };
            model.clauses.push(Clause {
                article: own.article.map(|article| article + articles),
                kind: view.clause_kind(&own.kind, &text.in_force),
                // Names of the one text in these mean nothing in the joint model.
                obligation: None,
                asks: None,
                prevents: None,
                answers: None,
                timing: Timing { waits: Vec::new(), mentions: Vec::new(), ..own.timing.clone() },
                prevails_over: own.prevails_over.iter().filter_map(place).collect(),
                ..own.clone()
            });
            clauses.push((side, id));
        }
        for reader in text.readers.iter().map(|&reader| view.joint_actor(reader)) {
            if !model.readers.contains(&reader) {
                model.readers.push(reader);
            }
        }
        model.readers.sort_unstable();
    }

    /// From which text a clause is, and which it is there.
    #[must_use]
    pub fn home(&self, clause: ClauseId) -> Option<(Side, ClauseId)> {
        self.clauses.get(clause.index()).copied()
    }

    /// The clauses of one text.
    pub fn clauses_of(&self, side: Side) -> impl Iterator<Item = ClauseId> + '_ {
        let own = self.clauses.iter().enumerate().filter(move |(_, (of, _))| *of == side);
        own.map(|(index, _)| ClauseId::at(index))
    }

    /// Each name of the second text with the name that the first has for the same actor, group or zone, where they differ.
    pub fn renamed(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.renamed.iter().map(|(their, own)| (their.as_str(), own.as_str()));
        names.filter(|(their, own)| their != own && !own.contains(' '))
    }

    /// The actors that only one of the texts declares.
    pub fn known_only_to(&self, side: Side) -> impl Iterator<Item = ActorId> + '_ {
        let other = self.view(if side == Side::First { Side::Second } else { Side::First });
        let view = self.view(side);
        let actors = self.model.actors.leaves.iter().enumerate();
        actors
            .filter(|(_, actor)| matches!(actor.origin, ActorOrigin::Declared(_)))
            .map(|(index, _)| ActorId::at(index))
            .filter(move |&actor| other.is_stranger(actor) && !view.is_stranger(actor))
    }

    /// Words of the second text with the names that the first has for the same things.
    #[must_use]
    pub fn in_names_of_first(&self, words: &str) -> String {
        words::with_names(&self.renamed, words)
    }

    /// How the things of one text stand in the joint model.
    #[must_use]
    pub fn view(&self, side: Side) -> &View {
        let [first, second] = &self.views;
        if side == Side::First { first } else { second }
    }
}
