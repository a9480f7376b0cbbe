//! "Did you mean": a known name that is close enough to an unknown one.

/// The closest of `known`, if it is close: at most one slip in three letters (two swapped letters are one slip), letter
/// case apart. Of two equally close ones the first in the order of the alphabet.
pub fn closest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let unknown = unknown.to_lowercase();
    let allowed = (unknown.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&unknown, &name.to_lowercase()), name))
        .filter(|&(slips, name)| slips <= allowed && slips < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["Nusra", "Russia", "Syria", "ISIL"];
        assert_eq!(closest("Nursa", known), Some("Nusra"));
        assert_eq!(closest("ISILL", known), Some("ISIL"));
        assert_eq!(closest("russia", known), Some("Russia"));
        assert_eq!(closest("Turkey", known), None);
        assert_eq!(closest("x", ["y"]), None);
    }
}
