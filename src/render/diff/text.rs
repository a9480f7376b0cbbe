//! What differs between two texts, for people.

use std::fmt::Write as _;

use super::Compared;
use crate::diff::conduct::Change;
use crate::diff::coverage::CoverageChange;
use crate::diff::duties::{DutyChange, Owed};
use crate::diff::words::{Portrait, portrait};
use crate::model::ids::ClauseId;
use crate::render::visible::visible;
use crate::scope::in_words;
use crate::sets::{EARLIEST, Intervals};

/// How much is written out.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Groups of conduct.
    pub groups: usize,
    /// Boxes of each group.
    pub boxes: usize,
}

/// The whole page.
#[must_use]
pub fn text(compared: &Compared<'_>, extent: Extent) -> String {
    let mut page = String::new();
    let difference = compared.difference;
    for (name, (text, file)) in [("old", compared.old), ("new", compared.new)] {
        let holders = text.holders();
        let held = match holders.is_empty() {
            true => String::new(),
            false => format!(", held by {}", holders.join(", ")),
        };
        let _ = writeln!(page, "{name}: {} \"{}\"{held}", visible(file), visible(&text.model.title));
    }
    let renamed: Vec<String> =
        difference.joint.renamed().map(|(old, new)| format!("{old} is {new}")).collect();
    if !renamed.is_empty() {
        let _ = writeln!(page, "the same under another name: {}", visible(&renamed.join(", ")));
    }
    conduct(&mut page, compared, extent);
    duties(&mut page, compared);
    coverage(&mut page, compared);
    if !difference.unjudged.is_empty() {
        page += "\nNot judged, and not the same in both: read these yourself\n";
        for one in &difference.unjudged {
            let label = difference.label(one.clause);
            let _ = writeln!(
                page,
                "  {} {label}: {}",
                if one.is_new { "new" } else { "old" },
                visible(&one.words)
            );
            let _ = writeln!(page, "    {}", one.reason);
        }
    }
    page.push('\n');
    page += &summary(compared);
    page
}

/// What is said of several actors alike is said once.
fn coverage(page: &mut String, compared: &Compared<'_>) {
    let mut told: Vec<(&'static str, &Intervals, &Intervals, Vec<String>)> = Vec::new();
    for CoverageChange { what, old, new } in &compared.difference.coverage {
        let (kind, whose) = compared.coverage(*what);
        match told.iter_mut().find(|known| (known.0, known.1, known.2) == (kind, old, new)) {
            Some((.., names)) => names.extend(whose),
            None => told.push((kind, old, new, whose.into_iter().collect())),
        }
    }
    if !told.is_empty() {
        *page += "\nWho is covered, and when the text is in force\n";
    }
    for (kind, old, new, names) in told {
        let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
        let _ = writeln!(page, "  {kind}{}", visible(&names));
        let _ = writeln!(page, "    old: {}", compared.times(old));
        let _ = writeln!(page, "    new: {}", compared.times(new));
    }
}

/// One line: what there is of each kind.
fn summary(compared: &Compared<'_>) -> String {
    let difference = compared.difference;
    if difference.is_none() {
        return "no conduct changes\n".to_owned();
    }
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts: Vec<String> = [
        count(difference.changes.len(), "change of conduct", "changes of conduct"),
        count(difference.duties.len(), "change of a duty", "changes of duties"),
        count(difference.coverage.len(), "change of coverage", "changes of coverage"),
        count(difference.unjudged.len(), "sentence that is not judged", "sentences that are not judged"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut line = parts.join(", ");
    if !difference.undecided.is_empty() {
        let readers: Vec<&str> =
            difference.undecided.iter().map(|&reader| difference.reader(reader)).collect();
        let more = if line.is_empty() { String::new() } else { format!("{line}; ") };
        line = format!("{more}undecided whether more changes ({})", readers.join(", "));
    } else if difference.changes.is_empty() {
        line = format!("no conduct changes; {line}");
    }
    format!("{line}\n")
}

fn conduct(page: &mut String, compared: &Compared<'_>, extent: Extent) {
    let difference = compared.difference;
    let mut last: Option<(&str, &str)> = None;
    for (index, change) in difference.changes.iter().take(extent.groups).enumerate() {
        let kind = (change.from.word(), change.to.word());
        if last != Some(kind) {
            let _ = writeln!(page, "\n{} -> {}", kind.0, kind.1);
            last = Some(kind);
        }
        group(page, compared, change, index + 1, extent);
    }
    let more = difference.changes.len().saturating_sub(extent.groups);
    if more > 0 {
        let _ = writeln!(page, "\n{more} more groups; `--limit 0` shows all");
    }
}

fn group(page: &mut String, compared: &Compared<'_>, change: &Change, number: usize, extent: Extent) {
    let difference = compared.difference;
    let model = &difference.joint.model;
    let read = if change.readers == [None] {
        String::new()
    } else {
        let readers: Vec<&str> = change.readers.iter().map(|&reader| difference.reader(reader)).collect();
        format!(" [as read: {}]", readers.join(", "))
    };
    let size = change.size();
    let _ = writeln!(page, "  {number}. {size} combination{}{read}", if size == 1 { "" } else { "s" });
    let boxes: Vec<Vec<String>> =
        change.facts.regions().iter().map(|region| lines(&portrait(model, region))).collect();
    // What all parts have in common is said once.
    let common: Vec<&String> = boxes
        .first()
        .into_iter()
        .flatten()
        .filter(|line| boxes.iter().all(|other| other.contains(line)))
        .collect();
    for line in &common {
        let _ = writeln!(page, "        {}", visible(line));
    }
    if boxes.len() > 1 {
        for own in boxes.iter().take(extent.boxes) {
            let own: Vec<&str> =
                own.iter().filter(|line| !common.contains(line)).map(String::as_str).collect();
            let own = if own.is_empty() { "the rest".to_owned() } else { own.join("; ") };
            let _ = writeln!(page, "        - {}", visible(&own));
        }
        let more = boxes.len().saturating_sub(extent.boxes);
        if more > 0 {
            let _ = writeln!(page, "        - and {more} more parts");
        }
    }
    let restricted = change.facts.regions().iter().find(|region| region.contains(&change.witness));
    let example = in_words(model, &change.witness, restricted);
    let _ = writeln!(page, "     e.g. {}", visible(&example));
    for (name, clauses) in [("old", &change.old), ("new", &change.new)] {
        for &clause in clauses {
            let _ = writeln!(page, "     {name} {}", clause_line(compared, clause));
        }
        if clauses.is_empty() {
            let _ = writeln!(page, "     {name} mentions it nowhere");
        }
    }
}

fn clause_line(compared: &Compared<'_>, clause: ClauseId) -> String {
    let label = compared.difference.label(clause);
    format!("{}: {}", visible(label), visible(&compared.words_of(clause)))
}

/// A box, a line for each side that is restricted.
fn lines(portrait: &Portrait) -> Vec<String> {
    let sides = [
        ("who", &portrait.who),
        ("what", &portrait.what),
        ("whom", &portrait.whom),
        ("with", &portrait.with),
        ("where", &portrait.place),
        ("when", &portrait.when),
    ];
    let mut lines: Vec<String> =
        sides.iter().filter_map(|(name, words)| Some(format!("{name}: {}", words.as_ref()?))).collect();
    lines.extend(portrait.measures.iter().cloned());
    lines.extend(portrait.conditions.iter().map(|condition| format!("if: {condition}")));
    if lines.is_empty() {
        lines.push("everything".to_owned());
    }
    lines
}

fn duties(page: &mut String, compared: &Compared<'_>) {
    if compared.difference.duties.is_empty() {
        return;
    }
    *page += "\nDuties\n";
    for change in &compared.difference.duties {
        let DutyChange { old, new } = change;
        let named = new.as_ref().or(old.as_ref());
        let Some(named) = named else { continue };
        let _ = writeln!(page, "  {}: {}", clause_line(compared, named.clause), change.words().join(", "));
        for (name, owed) in [("old", old), ("new", new)] {
            if let Some(owed) = owed {
                let _ = writeln!(page, "    {name} {}", owed_line(compared, owed));
            }
        }
    }
}

fn owed_line(compared: &Compared<'_>, owed: &Owed) -> String {
    let difference = compared.difference;
    let actors = &difference.joint.model.actors;
    let names: Vec<&str> = owed.everybody().into_iter().map(|actor| actors.title(actor)).collect();
    let together = if owed.jointly { "jointly " } else { "" };
    let from = if owed.from == EARLIEST {
        String::new()
    } else {
        format!("counts from {}, ", compared.at(owed.from))
    };
    format!(
        "{}: {from}due before {}; {together}{}",
        visible(difference.label(owed.clause)),
        compared.at(owed.due),
        visible(&names.join(", "))
    )
}
