//! Acts, means and measures: those of the standard catalogue and the agreement's own.

use crate::model::deeds::{Class, Measure};
use crate::model::ids::{ActId, MeansId};
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::title_or;
use crate::model::standard;
use crate::sets::Bits;
use crate::syntax::tree::{ActList, Name, NameList, StatementKind};

impl Resolver<'_> {
    pub(super) fn declare_deeds(&mut self) {
        let uses_catalogue = self
            .agreement
            .statements
            .iter()
            .any(|statement| matches!(&statement.kind, StatementKind::Use(name) if name.text == "acts"));
        if uses_catalogue {
            self.standard_deeds();
        }
        self.own_deeds();
        self.deeds.acts.close();
        self.deeds.means.close();
        self.means_of_acts();
    }

    fn standard_deeds(&mut self) {
        for act in standard::ACTS {
            let class = Class {
                name: act.id.to_owned(),
                title: act.title.to_owned(),
                parents: Vec::new(),
                standard: true,
                span: None,
            };
            let index = self.deeds.acts.push(class);
            self.names.declare(act.id, Named::Act(index), None);
            let forms = [act.also, act.third_person, act.gerunds, act.participles, act.nouns];
            for word in forms.into_iter().flatten().copied().chain([act.id]) {
                self.deeds.act_words.insert(word.to_owned(), ActId::at(index));
            }
        }
        for (index, act) in standard::ACTS.iter().enumerate() {
            for parent in act.parents {
                if let Some(parent) = self.deeds.act_words.get(*parent) {
                    self.deeds.acts.add_parent(index, parent.index());
                }
            }
        }
        for means in standard::MEANS {
            let class = Class {
                name: means.id.to_owned(),
                title: means.title.to_owned(),
                parents: Vec::new(),
                standard: true,
                span: None,
            };
            let index = self.deeds.means.push(class);
            self.names.declare(means.id, Named::Means(index), None);
            for word in means.words.iter().copied().chain([means.id]) {
                self.deeds.means_words.insert(word.to_owned(), MeansId::at(index));
            }
        }
        for (index, means) in standard::MEANS.iter().enumerate() {
            for parent in means.parents {
                if let Some(parent) = self.deeds.means_words.get(*parent) {
                    self.deeds.means.add_parent(index, parent.index());
                }
            }
        }
        for measure in standard::MEASURES {
            self.deeds.measures.push(Measure {
                name: measure.id.to_owned(),
                base_unit: measure.units.first().map_or("", |unit| unit.id).to_owned(),
                units: measure.units.iter().map(|unit| (unit.id.to_owned(), unit.to_base(1.0))).collect(),
            });
        }
    }

    /// The agreement's own classes: first all names, then what each is a kind or a class of.
    fn own_deeds(&mut self) {
        for statement in &self.agreement.statements {
            let (name, title, act) = match &statement.kind {
                StatementKind::Act { name, title, .. } => (name, title, true),
                StatementKind::Means { name, title, .. } => (name, title, false),
                _ => continue,
            };
            let classes = if act { &self.deeds.acts } else { &self.deeds.means };
            let index = classes.universe() - 1;
            let named = if act { Named::Act(index) } else { Named::Means(index) };
            if !self.declare(name, named) {
                continue;
            }
            let class = Class {
                name: name.text.clone(),
                title: title_or(title.as_ref(), name),
                parents: Vec::new(),
                standard: false,
                span: Some(name.spot.0),
            };
            if act {
                self.deeds.acts.push(class);
                self.deeds.act_words.insert(name.text.clone(), ActId::at(index));
            } else {
                self.deeds.means.push(class);
                self.deeds.means_words.insert(name.text.clone(), MeansId::at(index));
            }
        }
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Act { name, parents: Some(parents), .. } => {
                    let Some(Named::Act(own)) = self.names.get(&name.text) else { continue };
                    for parent in &parents.names {
                        if let Some(parent) = self.act(parent) {
                            self.deeds.acts.add_parent(own, parent.index());
                        }
                    }
                }
                StatementKind::Means { name, members: Some(members), .. } => {
                    let Some(Named::Means(own)) = self.names.get(&name.text) else { continue };
                    for member in &members.names {
                        if let Some(member) = self.means(member) {
                            self.deeds.means.add_parent(member.index(), own);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn means_of_acts(&mut self) {
        let universe = self.deeds.means.universe();
        let mut of_act = Vec::with_capacity(self.deeds.acts.universe());
        for (index, class) in self.deeds.acts.iter() {
            let mut means = Bits::empty(universe);
            for name in named_means(&self.deeds.acts, index, class.standard) {
                if let Some(id) = self.deeds.means_words.get(name) {
                    means.union_with(&self.deeds.means.leaves(id.index()));
                }
            }
            of_act.push(if means.is_empty() { Bits::full(universe) } else { means });
        }
        of_act.push(Bits::full(universe));
        self.deeds.means_of_act = of_act;
    }

    /// An act by any of its word forms; an unknown one is reported.
    pub(super) fn act(&mut self, name: &Name) -> Option<ActId> {
        if let Some(&act) = self.deeds.act_words.get(&name.text) {
            return Some(act);
        }
        if let Some(named) = self.names.get(&name.text) {
            self.wrong_kind(name, named, "an act");
        } else if self.reported.insert(name.text.clone()) {
            let known = self.deeds.act_words.keys().map(String::as_str);
            let near = crate::suggest::closest(&name.text, known).map(str::to_owned);
            self.unknown_name(name, near.as_deref(), "an act");
        }
        None
    }

    /// A class of means by its name; an unknown one is reported.
    pub(super) fn means(&mut self, name: &Name) -> Option<MeansId> {
        if let Some(&means) = self.deeds.means_words.get(&name.text) {
            return Some(means);
        }
        if let Some(named) = self.names.get(&name.text) {
            self.wrong_kind(name, named, "a class of means");
        } else if self.reported.insert(name.text.clone()) {
            let known = self.deeds.means_words.keys().map(String::as_str);
            let near = crate::suggest::closest(&name.text, known).map(str::to_owned);
            self.unknown_name(name, near.as_deref(), "a class of means");
        }
        None
    }

    /// All leaves of some acts.
    pub(super) fn acts(&mut self, list: &ActList) -> Bits {
        let mut leaves = Bits::empty(self.deeds.acts.universe());
        for name in &list.names {
            if let Some(act) = self.act(name) {
                leaves.union_with(&self.deeds.acts.leaves(act.index()));
            }
        }
        leaves
    }

    /// All leaves of some classes of means.
    pub(super) fn all_means(&mut self, list: &NameList) -> Bits {
        let mut leaves = Bits::empty(self.deeds.means.universe());
        for name in &list.names {
            if let Some(means) = self.means(name) {
                leaves.union_with(&self.deeds.means.leaves(means.index()));
            }
        }
        leaves
    }
}

/// The means that the catalogue names for an act, or for the nearest classes above it that name any.
fn named_means(acts: &crate::model::deeds::Classes, act: usize, standard: bool) -> Vec<&'static str> {
    let own = standard.then(|| standard::ACTS.get(act)).flatten().map_or(&[][..], |act| act.means);
    if !own.is_empty() {
        return own.to_vec();
    }
    // Breadth first, each class once: a class may be a kind of itself in a faulty text.
    let mut seen = vec![act];
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(&class) = seen.get(next) {
        next += 1;
        let Some(parents) = acts.get(class).map(|class| class.parents.clone()) else { continue };
        for parent in parents {
            let is_standard = acts.get(parent).is_some_and(|class| class.standard);
            let named =
                is_standard.then(|| standard::ACTS.get(parent)).flatten().map_or(&[][..], |act| act.means);
            if !named.is_empty() {
                found.extend_from_slice(named);
            } else if !seen.contains(&parent) {
                seen.push(parent);
            }
        }
    }
    found
}
