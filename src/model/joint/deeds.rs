//! Acts, means and measures of two texts: the classes of both, and what each is for either.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Entry, pair};
use crate::model::Model;
use crate::model::deeds::{Class, Classes, Deeds};
use crate::model::ids::MeasureId;
use crate::sets::Bits;

/// The deeds of both.
pub(super) struct Joined {
    pub deeds: Deeds,
    /// For each text and joint leaf of acts, the leaves that it is there: several where a class that the text does not
    /// know has several nearest classes that it knows.
    pub acts: [Vec<Vec<usize>>; 2],
    /// The same for means.
    pub means: [Vec<Vec<usize>>; 2],
    /// For each text, its measures in the joint model.
    pub measures: [Vec<MeasureId>; 2],
}

pub(super) fn join(first: &Model, second: &Model) -> Joined {
    let acts = join_classes(&first.deeds.acts, &second.deeds.acts);
    let means = join_classes(&first.deeds.means, &second.deeds.means);
    let mut deeds = Deeds {
        acts: acts.classes,
        means: means.classes,
        means_of_act: Vec::new(),
        // Duties of the two texts are not held against each other.
        excluded_by_act: Vec::new(),
        measures: first.deeds.measures.clone(),
        act_words: BTreeMap::new(),
        means_words: BTreeMap::new(),
    };
    let own = (0..first.deeds.measures.len()).map(MeasureId::at).collect();
    let mut theirs = Vec::new();
    for measure in &second.deeds.measures {
        theirs.push(deeds.measure(&measure.name).unwrap_or_else(|| {
            deeds.measures.push(measure.clone());
            MeasureId::at(deeds.measures.len() - 1)
        }));
    }
    let universe = deeds.means.universe();
    for leaf in 0..deeds.acts.universe() {
        // What the first text says of the means of an act, or else the second, which alone knows the act.
        let of = |text: &Model, acts: &[Vec<usize>], means: &[Vec<usize>]| {
            let own = acts.get(leaf)?.first().copied()?;
            let goes_with = text.deeds.means_for(own);
            let fits = |images: &Vec<usize>| images.iter().any(|&image| goes_with.contains(image));
            let leaves = means.iter().enumerate().filter(|(_, images)| fits(images));
            Some(Bits::of(universe, leaves.map(|(leaf, _)| leaf)))
        };
        let [acts_of_first, acts_of_second] = &acts.images;
        let [means_of_first, means_of_second] = &means.images;
        let known = acts.known_to_first.contains(&leaf);
        let means = if known {
            of(first, acts_of_first, means_of_first)
        } else {
            of(second, acts_of_second, means_of_second)
        };
        deeds.means_of_act.push(means.unwrap_or_else(|| Bits::full(universe)));
    }
    Joined { deeds, acts: acts.images, means: means.images, measures: [own, theirs] }
}

struct JoinedClasses {
    classes: Classes,
    images: [Vec<Vec<usize>>; 2],
    /// The joint leaves that are classes of the first text.
    known_to_first: BTreeSet<usize>,
}

fn join_classes(first: &Classes, second: &Classes) -> JoinedClasses {
    let entries = |classes: &Classes| -> Vec<Option<Entry>> {
        classes.iter().map(|(_, class)| Some(Entry::of(&class.name, &class.title, &[]))).collect()
    };
    let partners = pair(&entries(first), &entries(second));
    let mut joint = Classes::default();
    let bare = |class: &Class| Class { parents: Vec::new(), ..class.clone() };
    for (_, class) in first.iter() {
        joint.push(bare(class));
    }
    let places: Vec<usize> = second
        .iter()
        .map(|(index, class)| {
            partners.get(index).copied().flatten().unwrap_or_else(|| joint.push(bare(class)))
        })
        .collect();
    let mut kinds: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, class) in first.iter() {
        kinds.extend(class.parents.iter().map(|&parent| (index, parent)));
    }
    for (index, class) in second.iter() {
        let place = |index: usize| places.get(index).copied();
        kinds.extend(class.parents.iter().filter_map(|&parent| Some((place(index)?, place(parent)?))));
    }
    for (kind, parent) in kinds {
        joint.add_parent(kind, parent);
    }
    joint.close();
    let count = joint.universe() - 1;
    let own: Vec<Option<usize>> = (0..count).map(|leaf| first.get(leaf).map(|_| leaf)).collect();
    let mut theirs: Vec<Option<usize>> = vec![None; count];
    for (index, &place) in places.iter().enumerate() {
        if let Some(slot) = theirs.get_mut(place) {
            *slot = Some(index);
        }
    }
    let mut of_first = images(&joint, &own, first.unclassed(), |leaf| {
        let class = theirs.get(leaf).copied().flatten().and_then(|class| second.get(class));
        class.into_iter().flat_map(|class| &class.parents).filter_map(|&up| places.get(up).copied()).collect()
    });
    let mut of_second = images(&joint, &theirs, second.unclassed(), |leaf| {
        first.get(leaf).map(|class| class.parents.clone()).unwrap_or_default()
    });
    of_first.push(vec![first.unclassed()]);
    of_second.push(vec![second.unclassed()]);
    JoinedClasses {
        classes: joint,
        images: [of_first, of_second],
        known_to_first: (0..first.universe() - 1).collect(),
    }
}

/// What each joint class is for a text: its own class; or the nearest classes above it, in the text that has it, that it
/// knows; or what no class describes.
fn images(
    joint: &Classes,
    own: &[Option<usize>],
    unclassed: usize,
    parents: impl Fn(usize) -> Vec<usize>,
) -> Vec<Vec<usize>> {
    let known = |leaf: usize| own.get(leaf).copied().flatten();
    let image = |leaf: usize| {
        if let Some(class) = known(leaf) {
            return vec![class];
        }
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut open = parents(leaf);
        while let Some(above) = open.pop() {
            if !seen.insert(above) {
                continue;
            }
            match known(above) {
                Some(class) => {
                    found.insert(class);
                }
                None => open.extend(parents(above)),
            }
        }
        if found.is_empty() { vec![unclassed] } else { found.into_iter().collect() }
    };
    (0..joint.universe() - 1).map(image).collect()
}
