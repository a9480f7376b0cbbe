//! Acts, means and measures: those of the standard catalogue and the agreement's own.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::deeds::{Class, Measure};
use crate::model::ids::{ActId, MeansId};
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::title_or;
use crate::model::resolve::faults::{AN_ACT, MEANS, short};
use crate::model::standard;
use crate::sets::Bits;
use crate::syntax::tree::{ActList, Name, NameList, StatementKind};

impl Resolver<'_> {
    pub(super) fn declare_deeds(&mut self) {
        if self.uses_catalogue() {
            self.standard_deeds();
        }
        self.own_deeds();
        self.deeds.acts.close();
        self.deeds.means.close();
        self.kind_cycles();
        self.means_of_acts();
        self.acts_that_exclude_each_other();
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
            let words = if act {
                self.deeds.act_words.contains_key(&name.text)
            } else {
                self.deeds.means_words.contains_key(&name.text)
            };
            if words && self.names.get(&name.text).is_none() {
                // Another form of a word of the catalogue: `flights` for `fly`.
                self.declared_twice(&name.text, name.spot.0, None);
                continue;
            }
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

    /// The means of each act: those that the catalogue names for it, or else those of the nearest classes above it that
    /// have any, or else all.
    fn means_of_acts(&mut self) {
        let universe = self.deeds.means.universe();
        let mut of_act = vec![Bits::empty(universe); self.deeds.acts.universe()];
        for index in self.deeds.acts.parents_first().sequence {
            let Some(class) = self.deeds.acts.get(index) else { continue };
            let mut means = Bits::empty(universe);
            let own =
                class.standard.then(|| standard::ACTS.get(index)).flatten().map_or(&[][..], |act| act.means);
            for id in own.iter().filter_map(|name| self.deeds.means_words.get(*name)) {
                means.union_with(&self.deeds.means.leaves(id.index()));
            }
            if means.is_empty() {
                for above in class.parents.iter().filter_map(|&parent| of_act.get(parent)) {
                    means.union_with(above);
                }
            }
            if let Some(own) = of_act.get_mut(index) {
                *own = means;
            }
        }
        for means in of_act.iter_mut().filter(|means| means.is_empty()) {
            *means = Bits::full(universe);
        }
        self.deeds.means_of_act = of_act;
    }

    /// Which acts the same forces cannot perform together: the catalogue says it of one of the two, for all their kinds.
    fn acts_that_exclude_each_other(&mut self) {
        let universe = self.deeds.acts.universe();
        let mut excluded = vec![Bits::empty(universe); universe];
        let standard = self.deeds.acts.iter().filter(|(_, class)| class.standard);
        let pairs: Vec<(usize, usize)> = standard
            .filter_map(|(index, _)| Some((index, standard::ACTS.get(index)?)))
            .flat_map(|(index, act)| act.excludes.iter().map(move |other| (index, *other)))
            .filter_map(|(index, other)| Some((index, self.deeds.act_words.get(other)?.index())))
            .collect();
        for (one, other) in pairs {
            let (ours, theirs) = (self.deeds.acts.leaves(one), self.deeds.acts.leaves(other));
            for (leaves, others) in [(&ours, &theirs), (&theirs, &ours)] {
                for leaf in leaves.iter() {
                    if let Some(slot) = excluded.get_mut(leaf) {
                        slot.union_with(others);
                    }
                }
            }
        }
        self.deeds.excluded_by_act = excluded;
    }

    /// Acts and means that are kinds of themselves.
    fn kind_cycles(&mut self) {
        for classes in [&self.deeds.acts, &self.deeds.means] {
            for (kind, parent) in classes.parents_first().closing {
                let (Some(kind), Some(parent)) = (classes.get(kind), classes.get(parent)) else { continue };
                // The catalogue has no circle, so one of the two is the agreement's own.
                let Some(span) = kind.span.or(parent.span) else { continue };
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::TERM_CYCLE,
                        span,
                        format!("`{}` is a kind of itself", short(&kind.name)),
                    )
                    .because("leads back to itself")
                    .help("take one of the kinds out of the circle"),
                );
            }
        }
    }

    /// An act by any of its word forms; an unknown one is reported.
    pub(super) fn act(&mut self, name: &Name) -> Option<ActId> {
        if let Some(&act) = self.deeds.act_words.get(&name.text) {
            return Some(act);
        }
        match self.names.get(&name.text) {
            Some(named) => self.wrong_kind(name, named, AN_ACT),
            None => self.not_declared(name, &|_| false, AN_ACT),
        }
        None
    }

    /// A class of means by its name; an unknown one is reported.
    pub(super) fn means(&mut self, name: &Name) -> Option<MeansId> {
        if let Some(&means) = self.deeds.means_words.get(&name.text) {
            return Some(means);
        }
        match self.names.get(&name.text) {
            Some(named) => self.wrong_kind(name, named, MEANS),
            None => self.not_declared(name, &|_| false, MEANS),
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
