//! The acts, in families that follow the headings under which agreements treat them.

mod access;
mod harm;
mod hostilities;
mod movement;
mod persons;
mod procedure;
mod weapons;

use super::StandardAct;

/// Acts that agreements treat under one heading.
#[derive(Clone, Copy, Debug)]
pub struct StandardFamily {
    /// The heading.
    pub title: &'static str,
    /// What a reader should know before the table.
    pub note: &'static str,
    /// Parents before children.
    pub acts: &'static [StandardAct],
}

/// The families, in the order of the reference page.
pub static FAMILIES: &[StandardFamily] = &FAMILY_TABLE;

/// Every act, in the order of the reference page.
pub static ACTS: &[StandardAct] = &ACT_TABLE;

const FAMILY_TABLE: [StandardFamily; 7] = [
    hostilities::FAMILY,
    movement::FAMILY,
    access::FAMILY,
    persons::FAMILY,
    weapons::FAMILY,
    harm::FAMILY,
    procedure::FAMILY,
];

const COUNT: usize = count(&FAMILY_TABLE);

static ACT_TABLE: [StandardAct; COUNT] = join(&FAMILY_TABLE);

/// What a line of the tables does not state.
const PLAIN: StandardAct = StandardAct {
    id: "",
    title: "",
    meaning: "",
    parents: &[],
    means: &[],
    violent: false,
    also: &[],
    third_person: &[],
    gerunds: &[],
    participles: &[],
    nouns: &[],
    weapon_words: &[],
    has_target: false,
    has_means_as_object: false,
    excludes: &[],
    acled: &[],
    ucdp: &[],
    cameo: &[],
    note: "",
};

const fn count(mut families: &[StandardFamily]) -> usize {
    let mut total = 0;
    while let Some((family, others)) = families.split_first() {
        total += family.acts.len();
        families = others;
    }
    total
}

/// The families in one table, joined when the crate is compiled. `N` is their [`count`].
const fn join<const N: usize>(mut families: &[StandardFamily]) -> [StandardAct; N] {
    let mut table = [PLAIN; N];
    let mut acts: &[StandardAct] = &[];
    let mut free: &mut [StandardAct] = &mut table;
    while let Some((slot, rest)) = free.split_first_mut() {
        while let (true, Some((family, others))) = (acts.is_empty(), families.split_first()) {
            acts = family.acts;
            families = others;
        }
        if let Some((act, later)) = acts.split_first() {
            *slot = *act;
            acts = later;
        }
        free = rest;
    }
    table
}
