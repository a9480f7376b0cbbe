//! The reference page, `docs/acts.md`, made from the tables.

use std::fmt::Write;

use super::{
    ACLED_NOT_CONDUCT, ACLED_SUB_EVENTS, CAMEO_CODES, FAMILIES, MEANS, MEASURES, StandardAct, WordForm,
    acled_of, acts_of_acled, cameo_of, means_of, ucdp_of,
};

/// How the page begins: what a reader must know before the tables.
const OPENING: &str = "\
# The standard acts and means

`use \"acts\".` brings these words into an agreement. An agreement may declare further ones
(`act cross_border_fire \"fire across the border\": attack.`). This page is made from the tables in
`src/model/standard`; `UPDATE_DOCS=1 cargo test --lib standard` writes it again.

## How to read the tables

- **Kinds.** *kind of* says where an act stands. What forbids or permits an act forbids or permits its kinds. An act
  stands under another only where that is meant: an air strike needs a flight, and is no kind of `fly`, since who may
  fly may not for that reason strike.
- **Meanings** describe conduct. They say nothing about whether it is lawful, or whose fault it is. An agreement that
  gives a word a meaning of its own declares that meaning.
- **Words.** An act may be written in each of the forms listed, and in no other: in its plain form after `shall`, in
  the third person in a scenario, as a noun after `each`, as a participle with quantities. Its name, the first word of
  each line, may stand wherever an act may stand.
- **`use` and `fire`** are words for `attack` whose object is the weapon: `nobody shall use chemical_weapons` forbids
  every attack by chemical weapons, on whomever, and `shall not fire heavy_weapons` every attack by heavy ones. Fire
  that is aimed at nobody is `warning_fire` or `exercise`: an agreement that means it too names it. After `attack`
  itself the object is the target, and the weapon stands after `with`: `attack Opposition with mortar`.
- **Means** in brackets: with one of these an act is carried out, even where a report does not say so.
- **Targets.** An attack on a hospital is an `attack` whose target is declared `protected`, and no act of its own.

## The schemes beside which they stand

*ACLED*: the sub-event types of the codebook of the Armed Conflict Location & Event Data Project. *UCDP*: the types of
violence of the UCDP Georeferenced Event Dataset (codebook, version 19.1): 1 state-based conflict, 2 non-state conflict,
3 one-sided violence; an event is recorded only if somebody was killed. *CAMEO*: the event codes of the Conflict and
Mediation Event Observations manual, as GDELT uses them.

A type in italics is that of the nearest act of which this one is a kind. A record is read back as the widest act that
lists its type: it never says more than the record. Where the alignment is loose, the note says so.

The alignment is this project's own reading of these schemes, and none of their authors has endorsed it. Of CAMEO it
uses only the codes listed near the end of this page.
";

/// The whole page, in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(OPENING);
    for family in FAMILIES {
        section(&mut page, &format!("{}\n\n{}", family.title, family.note));
        table(&mut page, &["act", "meaning", "words", "ACLED", "UCDP", "CAMEO", "note"]);
        for act in family.acts {
            row(&mut page, &act_cells(act));
        }
    }
    section(&mut page, "ACLED sub-event types, and how they are read");
    table(&mut page, &["event type", "sub-event type", "read as"]);
    for (event, sub_events) in ACLED_SUB_EVENTS {
        for sub_event in *sub_events {
            row(&mut page, &[(*event).into(), (*sub_event).into(), read_as(sub_event)]);
        }
    }
    section(&mut page, "CAMEO codes, and how they are read");
    table(&mut page, &["code", "meaning", "read as"]);
    for (code, meaning, unread) in CAMEO_CODES {
        let reading = match unread {
            Some(why) => format!("not aligned: {why}"),
            None => names(super::acts_of_cameo(code).iter().map(|act| act.id)),
        };
        row(&mut page, &[(*code).into(), (*meaning).into(), reading]);
    }
    section(
        &mut page,
        "Means\n\nA class is made of the classes that name it in *belongs to*. A clause about a class is about them too.",
    );
    table(&mut page, &["means", "meaning", "belongs to", "other words", "measures", "note"]);
    for means in MEANS {
        row(
            &mut page,
            &[
                format!("`{}`<br>{}", means.id, means.title),
                means.meaning.into(),
                names(means.parents.iter().copied()),
                names(means.words.iter().copied()),
                means.measures.join(", "),
                means.note.into(),
            ],
        );
    }
    section(
        &mut page,
        "Measures\n\nAs in `with calibre at least 100 mm`. Amounts are compared in the first unit.",
    );
    table(&mut page, &["measure", "meaning", "units"]);
    for measure in MEASURES {
        row(&mut page, &[format!("`{}`", measure.id), measure.meaning.into(), units(measure)]);
    }
    page
}

fn act_cells(act: &'static StandardAct) -> [String; 7] {
    let mut name = format!("`{}`<br>{}", act.id, act.title);
    if !act.parents.is_empty() {
        let _ = write!(name, "<br>kind of {}", names(act.parents.iter().copied()));
    }
    let mut meaning = act.meaning.to_owned();
    let means = means_of(act);
    if !means.is_empty() {
        let _ = write!(meaning, " ({})", names(means.into_iter()));
    }
    [
        name,
        meaning,
        words(act),
        own_or_inherited(act.acled.is_empty(), acled_of(act).join("; ")),
        own_or_inherited(act.ucdp.is_empty(), numbers(&ucdp_of(act))),
        own_or_inherited(act.cameo.is_empty(), cameo_of(act).join("; ")),
        act.note.into(),
    ]
}

/// Its words other than the id, form by form.
fn words(act: &StandardAct) -> String {
    let of = |form| {
        let words = act.words().filter(|(word, known)| *known == form && *word != act.id);
        names(words.map(|(word, _)| word))
    };
    let nouns = act.nouns.iter().copied();
    [
        ("also", of(WordForm::Plain)),
        ("third person", of(WordForm::ThirdPerson)),
        ("gerund", of(WordForm::Gerund)),
        ("participle", of(WordForm::Participle)),
        ("noun", names(nouns)),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty())
    .map(|(form, words)| format!("{form} {words}"))
    .collect::<Vec<_>>()
    .join("<br>")
}

fn own_or_inherited(inherited: bool, text: String) -> String {
    if inherited && !text.is_empty() { format!("*{text}*") } else { text }
}

fn read_as(sub_event: &str) -> String {
    match ACLED_NOT_CONDUCT.iter().find(|(name, _)| *name == sub_event) {
        Some((_, why)) => format!("not aligned: {why}"),
        None => names(acts_of_acled(sub_event).iter().map(|act| act.id)),
    }
}

fn units(measure: &super::StandardMeasure) -> String {
    let base = measure.base().map_or("", |unit| unit.id);
    let text = |unit: &super::StandardUnit| match (unit.numerator, unit.denominator) {
        (1, 1) => format!("`{}` {}", unit.id, unit.title),
        (..) => format!("`{}` {} = {} {base}", unit.id, unit.title, unit.to_base(1.0)),
    };
    measure.units.iter().map(text).collect::<Vec<_>>().join("; ")
}

fn names<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

fn numbers(types: &[u8]) -> String {
    types.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}

fn section(page: &mut String, heading: &str) {
    let _ = write!(page, "\n## {heading}\n\n");
}

fn table(page: &mut String, columns: &[&str]) {
    let _ = writeln!(page, "| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
}

fn row(page: &mut String, cells: &[String]) {
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}
