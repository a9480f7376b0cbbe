//! Which things of two texts are one thing: by what they are called.

use std::collections::BTreeMap;

use crate::model::actors::DatedName;
use crate::model::names::fold;

/// What one thing is called, strongest first: its names of each strength.
pub(super) struct Entry {
    strengths: [Vec<String>; 4],
}

impl Entry {
    /// A thing with a short name, a full name (the short one, where the text gives none) and other names. Full names come
    /// before short ones: a short name is the drafter's handle, and two texts may give one handle to two things.
    pub(super) fn of(name: &str, title: &str, aliases: &[DatedName]) -> Self {
        let (name, title) = (fold(name), fold(title));
        let mut any: Vec<String> = aliases.iter().map(|alias| fold(&alias.text)).collect();
        any.extend([title.clone(), name.clone()]);
        any.sort_unstable();
        any.dedup();
        Self { strengths: [vec![format!("{name}\n{title}")], vec![title], vec![name], any] }
    }
}

/// For each thing of the second list, the one of the first that it is. Two things are one where they share a name that
/// no other thing which is still without a partner has in either list; stronger names are looked at first.
pub(super) fn pair(first: &[Option<Entry>], second: &[Option<Entry>]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; second.len()];
    let mut taken = vec![false; first.len()];
    for strength in 0..4 {
        let own = names(first, strength, |index| taken.get(index) == Some(&false));
        let theirs = names(second, strength, |index| partners.get(index) == Some(&None));
        for (name, their_bearers) in theirs {
            let (Some([own]), [their]) = (own.get(name).map(Vec::as_slice), their_bearers.as_slice()) else {
                continue;
            };
            if let (Some(taken), Some(partner)) = (taken.get_mut(*own), partners.get_mut(*their))
                && !*taken
                && partner.is_none()
            {
                *taken = true;
                *partner = Some(*own);
            }
        }
    }
    partners
}

fn names(
    entries: &[Option<Entry>],
    strength: usize,
    free: impl Fn(usize) -> bool,
) -> BTreeMap<&str, Vec<usize>> {
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| free(*index)) {
        let names = entry.iter().flat_map(|entry| entry.strengths.get(strength)).flatten();
        for name in names {
            bearers.entry(name).or_default().push(index);
        }
    }
    bearers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::Intervals;

    fn entry(name: &str, title: &str, aliases: &[&str]) -> Option<Entry> {
        let dated = |text: &&str| DatedName { text: (*text).to_owned(), times: Intervals::all() };
        Some(Entry::of(name, title, &aliases.iter().map(dated).collect::<Vec<_>>()))
    }

    #[test]
    fn a_thing_keeps_its_partner_when_its_handle_changes() {
        let first =
            [entry("A", "Northern Command", &[]), entry("B", "B", &["Eagle Brigade"]), entry("C", "C", &[])];
        let second = [
            entry("c", "c", &[]),
            // The handles are exchanged, the full name stays.
            entry("B", "northern command", &[]),
            entry("Eagles", "Eagles", &["Eagle-Brigade"]),
            entry("D", "D", &[]),
        ];
        assert_eq!(pair(&first, &second), [Some(2), Some(0), Some(1), None]);
    }

    #[test]
    fn a_name_that_two_things_have_pairs_neither() {
        let first = [entry("A", "Army", &[]), entry("B", "Army", &[])];
        let second = [entry("X", "Army", &[]), entry("B", "B", &[])];
        assert_eq!(pair(&first, &second), [Some(0), Some(1)], "by the handle B, and then by what is left");
        assert_eq!(pair(&first, &[entry("X", "Army", &[])]), [None]);
    }
}
