//! "Did you mean": a known name that is close enough to an unknown one.

/// The closest of `known`, if it is close: at most one slip in three letters (two swapped letters are one slip), letter
/// case apart. Of two equally close ones the first in the order of the alphabet.
pub fn closest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    close(unknown, known).min().map(|(_, name)| name)
}

/// All of `known` that are close, the closest first.
pub fn ranked<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = close(unknown, known).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

/// Those of `known` that are close, with the number of slips.
fn close<'a>(
    unknown: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    let unknown = unknown.to_lowercase();
    let allowed = (unknown.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(move |name| (strsim::osa_distance(&unknown, &name.to_lowercase()), name))
        .filter(move |&(slips, name)| slips <= allowed && slips < name.chars().count())
}

#[cfg(test)]
mod tests {
    use super::{closest, ranked};

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["Nusra", "Russia", "Syria", "ISIL"];
        assert_eq!(closest("Nursa", known), Some("Nusra"));
        assert_eq!(closest("ISILL", known), Some("ISIL"));
        assert_eq!(closest("russia", known), Some("Russia"));
        assert_eq!(closest("Turkey", known), None);
        assert_eq!(closest("x", ["y"]), None);
        assert_eq!(ranked("Rusia", ["Syria", "Russia", "ISIL"]), ["Russia"]);
        assert_eq!(ranked("Nusrah", ["Nursa", "ISIL", "Nusra"]), ["Nusra", "Nursa"]);
    }
}
