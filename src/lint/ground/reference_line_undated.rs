//! Distances from a line that moves, without the day or the map by which it runs; and distances from no line at all.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::quotation::{Quotation, words};
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{ActionKind, Distance, Extent, LineCourse, Name, StatementKind};

/// Units in which official wordings give distances.
const UNITS: [&str; 13] = [
    "km",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "m",
    "metre",
    "metres",
    "meter",
    "meters",
    "mile",
    "miles",
    "yards",
];

/// Words that call a distance the depth of something.
const DEPTHS: [&str; 6] = ["deep", "depth", "wide", "width", "strip", "belt"];

/// Words that say from what it is measured.
const ORIGINS: [&str; 17] = [
    "from", "line", "lines", "along", "either", "side", "sides", "border", "boundary", "front", "contact",
    "axis", "highway", "road", "around", "radius", "between",
];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut lines: BTreeMap<&str, (&Name, bool)> = BTreeMap::new();
    for statement in text.statements() {
        let StatementKind::Line { name, title, course, at } = &statement.kind else { continue };
        // Several sentences of one line say from when on it runs how; a map says how it runs.
        let fixed = at.is_some() || matches!(course, LineCourse::File(_));
        let moves = moves(text, name, title.as_ref().map(|title| title.text.as_str()));
        let entry = lines.entry(&name.text).or_insert((name, !moves));
        entry.1 |= fixed;
    }
    let mut findings: Vec<Finding> = Vec::new();
    let distances = distances(text);
    for (line, (name, fixed)) in lines {
        let measured: Vec<Span> =
            distances.iter().filter(|(from, _)| *from == line).map(|(_, distance)| distance.spot.0).collect();
        if !fixed && !measured.is_empty() {
            findings.push(undated(name, &measured));
        }
    }
    findings.extend(text.quotations().filter_map(|(_, quotation)| from_nothing(&quotation)));
    findings
}

/// Whether a line is one of those that fighting moves, by its name or its title.
fn moves(text: &Text<'_>, name: &Name, title: Option<&str>) -> bool {
    let mut spaced = String::new();
    for letter in name.text.chars() {
        if letter.is_uppercase() || letter == '_' {
            spaced.push(' ');
        }
        spaced.push(if letter == '_' { ' ' } else { letter });
    }
    let slug = catalogue::REFERENCE_LINE_UNDATED.slug;
    [spaced.as_str(), title.unwrap_or_default()]
        .iter()
        .any(|words| !text.lexicon.find(slug, words).is_empty())
}

/// Every distance, with the name of what it is measured from.
fn distances<'a>(text: &Text<'a>) -> Vec<(&'a str, &'a Distance)> {
    let mut found = Vec::new();
    for statement in text.statements() {
        let StatementKind::Zone { extent, measured, .. } = &statement.kind else { continue };
        let (distance, of) = match extent {
            Some(Extent::Within { distance, of }) => (distance, of),
            Some(Extent::Between { far, of, .. }) => (far, of),
            Some(Extent::File(_) | Extent::Union(_)) | None => continue,
        };
        found.push((of.text.as_str(), distance));
        found.extend(measured.iter().map(|own| (own.from.text.as_str(), distance)));
    }
    found.extend(text.norms().filter_map(|(_, norm, _)| match &norm.action.kind {
        ActionKind::Keep { distance, from, .. } => Some((from.text.as_str(), distance)),
        _ => None,
    }));
    found
}

fn undated(name: &Name, measured: &[Span]) -> Finding {
    let shown: String = name.text.chars().take(30).collect();
    let mut diagnostic = Diagnostic::new(
        &catalogue::REFERENCE_LINE_UNDATED,
        name.spot.0,
        format!("as of which day `{shown}` runs is not said"),
    )
    .because("moves, and has no date");
    for &span in measured.iter().take(4) {
        diagnostic = diagnostic.and(span, "measured from it");
    }
    let diagnostic = diagnostic
        .help(format!("say as of when it is meant: `line {shown} through ... at DATE`"))
        .help(format!("or draw it on a map: `line {shown} from \"map.geojson\"`"))
        .note("when the line moves, each side measures from the course that suits it");
    Finding::plain(diagnostic)
}

/// A depth in the official wording, of which the words name nothing that it is measured from.
fn from_nothing(quotation: &Quotation<'_>) -> Option<Finding> {
    let all = words(quotation.text);
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    if lower.iter().any(|word| ORIGINS.contains(&word.as_str())) {
        return None;
    }
    let place = (1..lower.len()).find(|&at| {
        let is =
            |list: &[&str], word: Option<&String>| word.is_some_and(|word| list.contains(&word.as_str()));
        let number = lower.get(at - 1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let near = [at + 1, at + 2, at.wrapping_sub(2), at.wrapping_sub(3)];
        number && is(&UNITS, lower.get(at)) && near.into_iter().any(|beside| is(&DEPTHS, lower.get(beside)))
    })?;
    let range = all.get(place - 1)?.0.start..all.get(place)?.0.end;
    let shown: String = quotation.text.get(range.clone())?.chars().take(24).collect();
    let diagnostic = Diagnostic::new(
        &catalogue::REFERENCE_LINE_UNDATED,
        quotation.part(&range),
        format!("from where \"{shown}\" are measured is not said"),
    )
    .because("no line to measure from")
    .help("name the line in the official text, and the day as of which it runs")
    .help("or annex a map, and say that it prevails over the distance")
    .note("the same depth on one side of a line, on the other and across it are three zones");
    Some(Finding::plain(diagnostic))
}
