//! Duties in the passive: the verb, where nobody is named who does it.

use std::ops::Range;

use crate::lint::quotation::words;
use crate::lint::said::said;

/// Each passive of duty in a text without "by" and somebody: the verb, from the word of duty on.
pub fn passives(text: &str) -> Vec<Range<usize>> {
    let all = words(text);
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    let mut found = Vec::new();
    for (at, word) in lower.iter().enumerate() {
        let Some(verb) = duty(&lower, at, word) else { continue };
        let (Some((first, _)), Some((last, _))) = (all.get(at), all.get(verb)) else { continue };
        // The sentence ends, or another duty begins: what stands there is no agent of this one.
        let rest = text.get(last.end..).unwrap_or_default();
        let end = rest.find(['.', ';']).map_or(text.len(), |stop| last.end + stop);
        if !names_an_agent(text, last.end..end) {
            found.push(first.start..last.end);
        }
    }
    found
}

/// The place of the participle of a passive that begins at a place with a word of duty.
fn duty(lower: &[String], at: usize, word: &str) -> Option<usize> {
    const DUTY: [&str; 6] = ["shall", "will", "must", "should", "would", "to"];
    const BETWEEN: [&str; 14] = [
        "not",
        "also",
        "immediately",
        "gradually",
        "fully",
        "then",
        "only",
        "promptly",
        "further",
        "simultaneously",
        "jointly",
        "completely",
        "all",
        "progressively",
    ];
    let is_to = word == "to"
        && at
            .checked_sub(1)
            .and_then(|before| lower.get(before))
            .is_some_and(|before| matches!(before.as_str(), "is" | "are"));
    if !DUTY.contains(&word) || (word == "to" && !is_to) {
        return None;
    }
    let skip = |mut at: usize| {
        while lower.get(at).is_some_and(|word| BETWEEN.contains(&word.as_str())) {
            at += 1;
        }
        at
    };
    let be = skip(at + 1);
    let verb = skip(be + 1);
    let fits = lower.get(be).is_some_and(|word| word == "be") && is_participle(lower.get(verb)?);
    fits.then_some(verb)
}

/// A participle of something that somebody does. "Shall be considered" and "will be required" ask for no deed.
fn is_participle(word: &str) -> bool {
    const IRREGULAR: [&str; 40] = [
        "withdrawn",
        "given",
        "taken",
        "begun",
        "made",
        "held",
        "drawn",
        "kept",
        "set",
        "put",
        "sent",
        "built",
        "paid",
        "met",
        "found",
        "sought",
        "done",
        "shown",
        "written",
        "chosen",
        "cut",
        "left",
        "let",
        "shut",
        "split",
        "spent",
        "told",
        "undertaken",
        "overseen",
        "brought",
        "bought",
        "laid",
        "led",
        "lifted",
        "run",
        "fed",
        "hidden",
        "broken",
        "rebuilt",
        "frozen",
    ];
    const STATES: [&str; 27] = [
        "considered",
        "deemed",
        "regarded",
        "based",
        "obliged",
        "required",
        "entitled",
        "expected",
        "concerned",
        "composed",
        "guided",
        "interested",
        "called",
        "named",
        "defined",
        "located",
        "situated",
        "need",
        "indeed",
        "used",
        "needed",
        "treated",
        "construed",
        "interpreted",
        "limited",
        "related",
        "binding",
    ];
    (word.ends_with("ed") && word.len() > 4 && !STATES.contains(&word)) || IRREGULAR.contains(&word)
}

/// Whether "by" is followed by somebody: not by a date, a number or a way of doing it.
fn names_an_agent(text: &str, range: Range<usize>) -> bool {
    const NO_AGENT: [&str; 28] = [
        "no",
        "the",
        "means",
        "way",
        "air",
        "road",
        "sea",
        "land",
        "force",
        "consensus",
        "agreement",
        "mutual",
        "then",
        "that",
        "noon",
        "midnight",
        "end",
        "virtue",
        "reason",
        "at",
        "day",
        "night",
        "date",
        "latest",
        "now",
        "time",
        "land",
        "half",
    ];
    let own = text.get(range).unwrap_or_default();
    let all = words(own);
    let values = said(own);
    all.iter().enumerate().any(|(at, (range, word))| {
        if !word.eq_ignore_ascii_case("by") {
            return false;
        }
        let next = all.get(at + 1).map(|(_, word)| word.to_lowercase()).unwrap_or_default();
        // "by the end" is a date, "by the Sides" is not.
        let next = match next.as_str() {
            "the" => all.get(at + 2).map(|(_, word)| word.to_lowercase()).unwrap_or_default(),
            _ => next,
        };
        let is_value = values.iter().any(|value| {
            let gap = own.get(range.end..value.range.start).map(|gap| words(gap).len());
            gap.is_some_and(|gap| gap <= 1)
        });
        let is_a_deed = next.ends_with("ing");
        !NO_AGENT.contains(&next.as_str()) && !is_value && !is_a_deed && !next.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::passives;

    #[test]
    fn a_passive_without_somebody_is_found() {
        let found = |text: &'static str| -> Vec<&str> {
            passives(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("all groups will be removed … by 15 October"), ["will be removed"]);
        assert_eq!(found("A mechanism shall be established."), ["shall be established"]);
        assert_eq!(found("Weapons are to be fully withdrawn by the end of 2018"), ["to be fully withdrawn"]);
        assert_eq!(found("Similar commitments would be sought"), ["would be sought"]);
        assert_eq!(found("Aid shall be delivered by air, by no later than noon"), ["shall be delivered"]);
        assert_eq!(
            found("Mines shall be cleared by lifting them. It is done by North"),
            ["shall be cleared"]
        );
        for silent in [
            "the posts shall be manned by Turkey",
            "lists will be exchanged within 7 days by the Sides",
            "the area shall be considered a zone",
            "the Sides shall remove all mines",
            "The Parties shall be obliged to withdraw",
            "wanted to be heard",
        ] {
            assert_eq!(found(silent), [""; 0], "{silent}");
        }
    }
}
