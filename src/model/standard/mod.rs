//! The standard catalogue: the acts, the means and the measures that `use "acts"` brings into an agreement.
//!
//! The tables are data, and every word form stands in them: nothing is stemmed, since a rule that makes `fires` out of
//! `fire` also makes `objects` out of `object`, and a word that is guessed wrong changes what a party must do. The
//! reference page `docs/acts.md` is made from them by [`reference_page`].

mod acts;
mod align;
mod means;
mod measures;
mod page;
#[cfg(test)]
mod tests;

pub use acts::{ACTS, FAMILIES, StandardFamily};
pub use align::{
    ACLED_NOT_CONDUCT, ACLED_SUB_EVENTS, CAMEO_CODES, acled_of, acts_of_acled, acts_of_cameo, acts_of_ucdp,
    cameo_of, ucdp_of,
};
pub use means::MEANS;
pub use measures::{MEASURES, StandardMeasure, StandardUnit, measure};
pub use page::reference_page;

/// A kind of conduct.
///
/// A kind is placed under a parent only where a permission of the parent also permits it and a prohibition of the
/// parent also forbids it. An air strike needs a flight, and yet it is no kind of `fly`: who may fly may not for that
/// reason strike.
#[derive(Clone, Copy, Debug)]
pub struct StandardAct {
    /// The word in an agreement: `seize_territory`.
    pub id: &'static str,
    /// As a heading: "Seizure of territory".
    pub title: &'static str,
    /// One sentence, without the full stop.
    pub meaning: &'static str,
    /// What it is a kind of, nearest first. Empty for a root.
    pub parents: &'static [&'static str],
    /// With one of which means it is carried out. Where empty, the parents say; where they say nothing, with any means
    /// or none. See [`means_of`].
    pub means: &'static [&'static str],
    /// Whether it is by its nature a use of force against persons or things.
    pub violent: bool,
    /// Other plain forms, used after `shall`: `use` and `fire` for `attack`.
    pub also: &'static [&'static str],
    /// As a scenario tells it: `airstrikes`, `seizes_territory`.
    pub third_person: &'static [&'static str],
    /// After `from`: `attacking`.
    pub gerunds: &'static [&'static str],
    /// As things are counted by it: `requested`.
    pub participles: &'static [&'static str],
    /// As something that occurs: `each request`, `flights`.
    pub nouns: &'static [&'static str],
    /// Those of its words whose object without a preposition is a means, never a target: `fire heavy_weapons`.
    pub weapon_words: &'static [&'static str],
    /// Whether it is done to somebody or something: a party, a group, protected persons or objects.
    pub has_target: bool,
    /// Whether its object without a preposition may be a means that is itself moved, handed over, made or destroyed:
    /// `withdraw tank`.
    pub has_means_as_object: bool,
    /// Acts that the same forces cannot perform at the same place and time. Written on one of the two.
    /// See [`exclude_each_other`].
    pub excludes: &'static [&'static str],
    /// ACLED sub-event types that report it. Where empty, those of the nearest parents hold.
    pub acled: &'static [&'static str],
    /// UCDP types of violence under which it is recorded when somebody is killed. Where empty, as for `acled`.
    pub ucdp: &'static [u8],
    /// CAMEO codes that report it. Where empty, as for `acled`.
    pub cameo: &'static [&'static str],
    /// Limits of the definition, and where the alignment is loose.
    pub note: &'static str,
}

/// A class of weapons or other means.
#[derive(Clone, Copy, Debug)]
pub struct StandardMeans {
    /// The word in an agreement: `heavy_weapons`.
    pub id: &'static str,
    /// As a heading: "Heavy weapons".
    pub title: &'static str,
    /// One sentence, without the full stop.
    pub meaning: &'static str,
    /// The classes that contain it.
    pub parents: &'static [&'static str],
    /// Other words for it, the plural among them: `tanks`, `mlrs`.
    pub words: &'static [&'static str],
    /// What can be measured of it: ids in [`MEASURES`].
    pub measures: &'static [&'static str],
    /// Limits of the definition.
    pub note: &'static str,
}

/// In which form a word names an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordForm {
    /// The id or another plain form: `attack`, `fire`.
    Plain,
    /// `attacks`
    ThirdPerson,
    /// `attacking`
    Gerund,
    /// `requested`
    Participle,
    /// `request`, `requests`
    Noun,
}

impl StandardAct {
    /// Every word that names it, with its form; a word that serves in two forms stands twice.
    pub fn words(&self) -> impl Iterator<Item = (&'static str, WordForm)> {
        let of = |words: &'static [&'static str], form| words.iter().map(move |word| (*word, form));
        std::iter::once((self.id, WordForm::Plain))
            .chain(of(self.also, WordForm::Plain))
            .chain(of(self.third_person, WordForm::ThirdPerson))
            .chain(of(self.gerunds, WordForm::Gerund))
            .chain(of(self.participles, WordForm::Participle))
            .chain(of(self.nouns, WordForm::Noun))
    }
}

/// The act with this id.
#[must_use]
pub fn act(id: &str) -> Option<&'static StandardAct> {
    ACTS.iter().find(|act| act.id == id)
}

/// The means with this id.
#[must_use]
pub fn means(id: &str) -> Option<&'static StandardMeans> {
    MEANS.iter().find(|means| means.id == id)
}

/// The act that a word names in any of its forms. Each word names one act at most.
#[must_use]
pub fn find(word: &str) -> Option<&'static StandardAct> {
    ACTS.iter().find(|act| act.words().any(|(form, _)| form == word))
}

/// The forms in which a word names its act, sorted; empty where it names none.
#[must_use]
pub fn forms(word: &str) -> Vec<WordForm> {
    let mut forms: Vec<_> = ACTS
        .iter()
        .flat_map(StandardAct::words)
        .filter(|(known, _)| *known == word)
        .map(|(_, form)| form)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The means that a word names: its id, its plural or another word for it.
#[must_use]
pub fn find_means(word: &str) -> Option<&'static StandardMeans> {
    MEANS.iter().find(|means| means.id == word || means.words.contains(&word))
}

/// Whether an act is the other or a kind of it.
#[must_use]
pub fn is_kind_of(act: &'static StandardAct, other: &str) -> bool {
    lineage(act).iter().any(|ancestor| ancestor.id == other)
}

/// Whether a means is the other or belongs to it.
#[must_use]
pub fn is_means_of(means: &'static StandardMeans, other: &str) -> bool {
    closure(means, |each| each.parents.iter().filter_map(|id| self::means(id)).collect(), |each| each.id)
        .iter()
        .any(|ancestor| ancestor.id == other)
}

/// The act, and all that it is a kind of: nearer ones first, each once.
#[must_use]
pub fn lineage(act: &'static StandardAct) -> Vec<&'static StandardAct> {
    closure(act, |each| each.parents.iter().filter_map(|id| self::act(id)).collect(), |each| each.id)
}

/// The kinds of an act, in the order of the table, without the act itself.
#[must_use]
pub fn kinds_of(id: &str) -> Vec<&'static StandardAct> {
    ACTS.iter().filter(|act| act.id != id && is_kind_of(act, id)).collect()
}

/// With one of which means an act is carried out: its own list, or else those of its nearest parents that have one.
/// Empty where it can be done with any means or none.
#[must_use]
pub fn means_of(act: &'static StandardAct) -> Vec<&'static str> {
    inherited(act, |each| each.means)
}

/// Whether the same forces cannot perform both acts at the same place and time.
#[must_use]
pub fn exclude_each_other(first: &'static StandardAct, second: &'static StandardAct) -> bool {
    let says = |one: &'static StandardAct, other: &'static StandardAct| {
        lineage(one).iter().any(|ancestor| ancestor.excludes.iter().any(|id| is_kind_of(other, id)))
    };
    says(first, second) || says(second, first)
}

/// An act's own list, or else the union of the lists of its parents, found the same way. In order, each once.
fn inherited<T: Copy + PartialEq + 'static>(
    act: &'static StandardAct,
    list: impl Fn(&'static StandardAct) -> &'static [T],
) -> Vec<T> {
    let mut found = Vec::new();
    let mut open = vec![act];
    let mut seen = Vec::new();
    while let Some(each) = open.pop() {
        if seen.contains(&each.id) {
            continue;
        }
        seen.push(each.id);
        if list(each).is_empty() {
            // Reversed, since the last one pushed is the next one read.
            open.extend(each.parents.iter().rev().filter_map(|id| self::act(id)));
        }
        for item in list(each) {
            if !found.contains(item) {
                found.push(*item);
            }
        }
    }
    found
}

/// Breadth first, each id once, so that it ends even on a table with a cycle.
fn closure<T>(
    start: &'static T,
    next: impl Fn(&'static T) -> Vec<&'static T>,
    id: impl Fn(&'static T) -> &'static str,
) -> Vec<&'static T> {
    let mut found = vec![start];
    let mut layer = vec![start];
    while !layer.is_empty() {
        let mut beyond = Vec::new();
        for each in layer.into_iter().flat_map(&next) {
            if !found.iter().any(|known| id(known) == id(each)) {
                found.push(each);
                beyond.push(each);
            }
        }
        layer = beyond;
    }
    found
}
