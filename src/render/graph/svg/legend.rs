//! What the marks mean, what was found, and what was read.

use std::collections::BTreeSet;

use super::MARGIN;
use super::looks::{Ink, Look, Plate, look, stroke};
use super::pen::Pen;
use super::plan::SIZE;
use crate::diagnostic::Severity;
use crate::render::graph::layout::Point;
use crate::render::graph::picture::{CardKind, LinkKind, Picture};
use crate::render::graph::text::{width, wrap};

/// How high a line of the legend is.
const LINE: f64 = 30.0;

/// How many findings are listed; all are marked.
const MOST_REMARKS: usize = 16;

/// What one entry explains.
enum Entry {
    Card(CardKind),
    Link(LinkKind),
    Circle,
    Idle,
}

/// Draws the legend of what occurs, from a height on; answers where it ends.
pub(super) fn draw(pen: &mut Pen, picture: &Picture, top: f64, page: f64) -> f64 {
    let mut at = Point { x: MARGIN, y: top };
    let mut wrapped = |pen: &mut Pen, entry: &Entry| {
        let (words, swatch) = words(entry);
        let wide = swatch + 8.0 + width(words, SIZE) + 22.0;
        if at.x > MARGIN && at.x + wide > page - MARGIN {
            at = Point { x: MARGIN, y: at.y + LINE };
        }
        sample(pen, entry, at);
        pen.text(Point { x: at.x + swatch + 8.0, y: at.y + 4.5 }, SIZE, Ink::BLACK, false, words);
        at.x += wide;
    };
    for entry in entries(picture) {
        wrapped(pen, &entry);
    }
    let mut y = at.y + LINE + 6.0;
    let most = page - 2.0 * MARGIN;
    y = remarks(pen, picture, y, most);
    let mut notes = Vec::new();
    if picture.remarks.len() > MOST_REMARKS {
        let more = picture.remarks.len() - MOST_REMARKS;
        notes.push(format!("{more} more are marked above; armistice check lists them."));
    }
    let (is, nodes) = match (picture.left_out, picture.is_part) {
        (1, true) => ("is", "node of the graph"),
        (1, false) => ("is", "zone or term to which no clause leads"),
        (_, true) => ("are", "nodes of the graph"),
        (_, false) => ("are", "zones and terms to which no clause leads"),
    };
    if picture.left_out > 0 {
        notes.push(format!("{} {nodes} {is} not shown.", picture.left_out));
    }
    notes.extend(picture.made_from.iter().cloned());
    for note in &notes {
        for line in wrap(note, 11.0, most, 4) {
            pen.text(Point { x: MARGIN, y }, 11.0, Ink::PALE, false, &line);
            y += 15.0;
        }
    }
    y
}

/// Lists the findings, side by side where they are short; answers where the list ends.
fn remarks(pen: &mut Pen, picture: &Picture, top: f64, most: f64) -> f64 {
    let listed: Vec<(String, Ink, bool)> = picture
        .remarks
        .iter()
        .take(MOST_REMARKS)
        .map(|remark| {
            let (mark, ink) = match remark.severity {
                Severity::Error => ("\u{d7}", Ink::ALARM),
                Severity::Warning => ("!", Ink("#92400e")),
                Severity::Note => ("\u{b7}", Ink::GREY),
            };
            let line = format!("{mark} {} ({})", remark.title.replace('`', ""), remark.code);
            (line, ink, remark.severity == Severity::Error)
        })
        .collect();
    let widest = listed.iter().map(|(line, ..)| width(line, SIZE)).fold(1.0, f64::max) + 24.0;
    let mut at = Point { x: MARGIN, y: top };
    for (index, (line, ink, bold)) in listed.iter().enumerate() {
        if index > 0 && at.x + widest * 2.0 > MARGIN + most {
            at = Point { x: MARGIN, y: at.y + 19.0 };
        } else if index > 0 {
            at.x += widest;
        }
        for (number, line) in wrap(line, SIZE, most, 3).iter().enumerate() {
            at.y += if number > 0 { 19.0 } else { 0.0 };
            pen.text(at, SIZE, *ink, *bold, line);
        }
    }
    if listed.is_empty() { top } else { at.y + 21.0 }
}

fn entries(picture: &Picture) -> Vec<Entry> {
    let cards: BTreeSet<CardKind> = picture.cards.iter().map(|card| card.kind).collect();
    let links: BTreeSet<LinkKind> = picture.links.iter().map(|link| link.kind).collect();
    let mut entries: Vec<Entry> = cards.into_iter().map(Entry::Card).collect();
    entries.extend(links.into_iter().map(Entry::Link));
    if picture.links.iter().any(|link| link.alarmed) {
        entries.push(Entry::Circle);
    }
    if picture.cards.iter().any(|card| card.idle) {
        entries.push(Entry::Idle);
    }
    entries
}

/// What is written beside a sample, and how wide the sample is.
fn words(entry: &Entry) -> (&'static str, f64) {
    match entry {
        Entry::Card(kind) if *kind <= CardKind::Stated => (kind.words(), 34.0),
        Entry::Card(kind) => (kind.words(), 34.0),
        Entry::Link(kind) => (kind.words(), 52.0),
        Entry::Circle => ("in a circle", 52.0),
        Entry::Idle => ("changes nothing", 34.0),
    }
}

/// Draws a sample, centred on a height.
fn sample(pen: &mut Pen, entry: &Entry, at: Point) {
    let path = format!("M{} {}h50", at.x, at.y);
    let plate = Point { x: at.x, y: at.y - 11.0 };
    match entry {
        Entry::Card(kind) if *kind <= CardKind::Stated => pen.plate(plate, 34.0, look(*kind), "1"),
        Entry::Card(kind) => pen.swatch(plate, look(*kind)),
        Entry::Link(LinkKind::Conflict) => pen.double_line(&path),
        Entry::Link(kind) => pen.line(&path, stroke(*kind, false)),
        Entry::Circle => pen.line(&path, stroke(LinkKind::Edge(crate::graph::EdgeKind::PrevailsOver), true)),
        Entry::Idle => {
            pen.plate(plate, 34.0, Look { ink: Ink::PALE, fill: "#f3f4f6", plate: Plate::Square }, "1");
        }
    }
}
