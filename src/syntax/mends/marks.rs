//! Quotation marks, decimal commas, and marks too many.

use std::ops::Range;

use super::{Edits, Proposal, Sentence};
use crate::catalogue;
use crate::syntax::sentences::Ending;

/// `"` that nothing closes. The mark is tried before the last marks of the line, and before each comma and colon.
pub(super) fn unclosed_quotation(sentence: &Sentence) -> Vec<Proposal> {
    let Ending::UnclosedQuotation { mark } = sentence.ending else { return Vec::new() };
    let Some(open) = mark.checked_sub(sentence.before.len()) else { return Vec::new() };
    let text = sentence.text;
    let end = text.trim_end_matches('.').len();
    let inside = text.get(open + 1..).unwrap_or("");
    let places = inside.match_indices([',', ':', '"']).map(|(at, _)| open + 1 + at).take(12);
    let stop = if end == text.len() { "." } else { "" };
    let places: Vec<usize> = std::iter::once(end).chain(places).filter(|place| *place > open).collect();
    let propose = |place: usize| Proposal {
        code: &catalogue::UNCLOSED_QUOTATION,
        title: "this quotation mark is never closed".to_owned(),
        guilty: open..open + 1,
        why: "opened here",
        helps: vec![(
            "close it with `\"`".to_owned(),
            if place == end || stop.is_empty() {
                vec![(place..place, if place == end { format!("\"{stop}") } else { "\"".to_owned() })]
            } else {
                vec![(place..place, "\"".to_owned()), (end..end, stop.to_owned())]
            },
        )],
        only_whole: true,
    };
    let mut proposals: Vec<_> = places.into_iter().map(propose).collect();
    // The same finding without a mend, if none of the places is right.
    proposals.push(Proposal {
        helps: vec![("close it with `\"`".to_owned(), vec![(end..end, "\"".to_owned())])],
        only_whole: false,
        ..propose(end)
    });
    proposals
}

/// `“ ” „ « »`.
pub(super) fn typographic_quotation(sentence: &Sentence) -> Vec<Proposal> {
    let mut edits: Edits = Vec::new();
    let mut quoted = false;
    let mut inside_typographic = false;
    for (at, letter) in sentence.text.char_indices() {
        match letter {
            '"' if !inside_typographic => quoted = !quoted,
            '“' | '”' | '„' | '«' | '»' | '‟' if !quoted => {
                inside_typographic = !inside_typographic;
                edits.push((at..at + letter.len_utf8(), "\"".to_owned()));
            }
            '"' => inside_typographic = false,
            _ => {}
        }
    }
    let Some((guilty, _)) = edits.first().cloned() else { return Vec::new() };
    vec![Proposal {
        code: &catalogue::TYPOGRAPHIC_QUOTATION,
        title: format!("`{}` is no quotation mark of the language", sentence.at(&guilty)),
        guilty,
        why: "a typographic mark",
        helps: vec![("write straight quotation marks".to_owned(), edits)],
        only_whole: false,
    }]
}

/// `3,5 km`.
pub(super) fn decimal_comma(sentence: &Sentence) -> Vec<Proposal> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let propose = |range: Range<usize>| {
        let written = sentence.at(&range);
        let (whole, part) = written.split_once(',').filter(|(whole, part)| digits(whole) && digits(part))?;
        let help = |number: String| (format!("write `{number}`"), vec![(range.clone(), number)]);
        let mut helps = vec![help(format!("{whole}.{part}"))];
        if part.len() == 3 {
            // It may stand between thousands as well.
            helps.insert(0, help(format!("{whole}{part}")));
        }
        Some(Proposal {
            code: &catalogue::DECIMAL_COMMA,
            title: format!("`{}` has a comma inside a number", super::shown(written)),
            guilty: range.clone(),
            why: "decimals take a point",
            helps,
            only_whole: false,
        })
    };
    sentence.stretches().filter_map(propose).collect()
}

/// A comma before the full stop, two full stops, a stop after a clause number, a semicolon at the end, a long dash.
pub(super) fn stray_mark(sentence: &Sentence) -> Vec<Proposal> {
    let text = sentence.text;
    let propose = |guilty: Range<usize>, why: &'static str, help: &str, replacement: &str| Proposal {
        code: &catalogue::STRAY_MARK,
        title: format!("the mark `{}` does not belong here", super::shown(sentence.at(&guilty))),
        helps: vec![(help.to_owned(), vec![(guilty.clone(), replacement.to_owned())])],
        guilty,
        why,
        only_whole: false,
    };
    let mut proposals = Vec::new();
    if text.ends_with(';') {
        let end = text.len();
        proposals.push(propose(end - 1..end, "a sentence ends with a full stop", "write a full stop", "."));
    }
    let bare = text.trim_end_matches(['.', ',', ';', '!']).trim_end();
    if text.len() > bare.len() + 1 {
        let guilty = bare.len()..text.len();
        proposals.push(propose(guilty, "one full stop is enough", "write one full stop", "."));
    }
    // From here on: the mark at the failure.
    let Some(mark) = text.get(sentence.failed_at..).and_then(|rest| rest.chars().next()) else {
        return proposals;
    };
    let guilty = sentence.failed_at..sentence.failed_at + mark.len_utf8();
    match mark {
        '.' | ':' | ')' => proposals.push(propose(guilty, "nothing ends here", "leave it out", "")),
        '—' | '–' | '-' => {
            proposals.push(propose(guilty.clone(), "dashes say nothing here", "write a comma", ","));
            proposals.push(propose(guilty, "dashes say nothing here", "leave it out", ""));
        }
        ',' | ';' => {
            proposals.push(propose(guilty.clone(), "not needed here", "leave it out", ""));
            proposals.push(propose(guilty, "not needed here", "write a comma", ","));
        }
        _ => {
            let before = text.get(..sentence.failed_at).unwrap_or("").trim_end();
            if let Some(mark) = before.chars().next_back().filter(|mark| matches!(mark, '.' | ',' | ':')) {
                let guilty = before.len() - mark.len_utf8()..before.len();
                proposals.push(propose(guilty, "not needed here", "leave it out", ""));
            }
        }
    }
    proposals
}
