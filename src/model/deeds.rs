//! What: acts, means and measures, each class made of its kinds.

use std::collections::BTreeMap;

use crate::model::ids::{ActId, MeansId, MeasureId};
use crate::model::order::{Order, order};
use crate::sets::Bits;
use crate::source::Span;

/// One class of acts or of means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The name used in the text.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The classes it is a kind of.
    pub parents: Vec<usize>,
    /// Whether this class stands in the standard catalogue.
    pub standard: bool,
    /// Where it is declared, if it is the agreement's own.
    pub span: Option<Span>,
}

/// A hierarchy of classes. Each class has one leaf, which stands for whatever belongs to it and to none of its kinds; a
/// class means its own leaf and those of all its kinds. The last leaf belongs to no class at all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Classes {
    classes: Vec<Class>,
    /// For each class, its leaf and those of its kinds. Computed by [`Classes::close`].
    closure: Vec<Bits>,
}

impl Classes {
    /// Adds a class; its parents must stand in the table already.
    pub fn push(&mut self, class: Class) -> usize {
        self.classes.push(class);
        self.classes.len() - 1
    }

    /// Makes a class a kind of another one.
    pub fn add_parent(&mut self, kind: usize, parent: usize) {
        if let Some(class) = self.classes.get_mut(kind) {
            class.parents.push(parent);
        }
    }

    /// Computes what each class contains. To be called when all classes are in. A class that is a kind of itself, through
    /// whatever detour, contains what the others on the way contain.
    pub fn close(&mut self) {
        let universe = self.universe();
        let mut closure: Vec<Bits> =
            (0..self.classes.len()).map(|index| Bits::single(universe, index)).collect();
        // Kinds before what they are kinds of, so that one round is enough where there is no circle.
        let kinds_first: Vec<usize> = self.parents_first().sequence.into_iter().rev().collect();
        let mut changed = true;
        while changed {
            changed = false;
            for &index in &kinds_first {
                let Some(class) = self.classes.get(index) else { continue };
                let Some(own) = closure.get(index).cloned() else { continue };
                for &parent in &class.parents {
                    if let Some(wider) = closure.get_mut(parent).filter(|wider| !own.is_subset(wider)) {
                        wider.union_with(&own);
                        changed = true;
                    }
                }
            }
        }
        self.closure = closure;
    }

    /// The classes, each after those it is a kind of.
    pub(super) fn parents_first(&self) -> Order {
        let parents: Vec<Vec<usize>> = self.classes.iter().map(|class| class.parents.clone()).collect();
        order(&parents)
    }

    /// Number of leaves: one for each class, and the last for what belongs to none.
    #[must_use]
    pub fn universe(&self) -> usize {
        self.classes.len() + 1
    }

    /// The leaf of what belongs to no class.
    #[must_use]
    pub fn unclassed(&self) -> usize {
        self.classes.len()
    }

    /// All leaves of a class; of [`Classes::unclassed`], that leaf.
    #[must_use]
    pub fn leaves(&self, class: usize) -> Bits {
        match self.closure.get(class) {
            Some(leaves) => leaves.clone(),
            None if class == self.unclassed() => Bits::single(self.universe(), class),
            None => Bits::empty(self.universe()),
        }
    }

    /// A class.
    #[must_use]
    pub fn get(&self, class: usize) -> Option<&Class> {
        self.classes.get(class)
    }

    /// All classes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Class)> {
        self.classes.iter().enumerate()
    }

    /// Whether a class has kinds of its own.
    #[must_use]
    pub fn has_kinds(&self, class: usize) -> bool {
        self.closure.get(class).is_some_and(|leaves| leaves.count() > 1)
    }

    /// A leaf in words: "air strike"; "other attack" for what of a class is none of its kinds.
    #[must_use]
    pub fn leaf_title(&self, leaf: usize) -> String {
        match self.classes.get(leaf) {
            None => "something that no class describes".to_owned(),
            Some(class) if self.has_kinds(leaf) => format!("{} (of no named kind)", class.title),
            Some(class) => class.title.clone(),
        }
    }
}

/// Something that can be measured of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The name used in the text and the column of a log.
    pub name: String,
    /// The unit in which values are kept, in thousandths.
    pub base_unit: String,
    /// All units, the base unit among them: name and how many base units one of them is.
    pub units: Vec<(String, f64)>,
}

/// Everything that can be done.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deeds {
    /// The acts.
    pub acts: Classes,
    /// The means. The leaf of no class stands for "without any means that the agreement names".
    pub means: Classes,
    /// For each class of acts, the leaves of the means it is carried out with; all where nothing is known.
    pub means_of_act: Vec<Bits>,
    /// For each leaf of the acts, the leaves that the same forces cannot perform at the same place and time.
    pub excluded_by_act: Vec<Bits>,
    /// The measures.
    pub measures: Vec<Measure>,
    /// Word forms of acts: the name, `airstrikes`, `attacking`, `allegation`.
    pub act_words: BTreeMap<String, ActId>,
    /// Names of means.
    pub means_words: BTreeMap<String, MeansId>,
}

impl Deeds {
    /// The means with which an act of this leaf can be carried out.
    #[must_use]
    pub fn means_for(&self, act_leaf: usize) -> Bits {
        self.means_of_act.get(act_leaf).cloned().unwrap_or_else(|| Bits::full(self.means.universe()))
    }

    /// What cannot be done while one of these acts goes on, by the same forces at the same place.
    #[must_use]
    pub fn excluded_by(&self, acts: &Bits) -> Bits {
        let mut excluded = Bits::empty(self.acts.universe());
        for leaf in acts.iter().filter_map(|leaf| self.excluded_by_act.get(leaf)) {
            excluded.union_with(leaf);
        }
        excluded
    }

    /// A measure by its name.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<MeasureId> {
        self.measures.iter().position(|measure| measure.name == name).map(MeasureId::at)
    }
}
