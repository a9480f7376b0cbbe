//! What the marks mean, what was found, and what was read.

use std::collections::BTreeSet;

use super::MARGIN;
use super::pen::{Ink, Look, Pen, Plate, look, stroke};
use super::plan::SIZE;
use crate::diagnostic::Severity;
use crate::render::graph::layout::Point;
use crate::render::graph::picture::{CardKind, LinkKind, Picture};
use crate::render::graph::text::{width, wrap};

/// How high a line of the legend is.
const LINE: f64 = 30.0;

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
    for remark in &picture.remarks {
        let (mark, ink) = match remark.severity {
            Severity::Error => ("\u{d7}", Ink::ALARM),
            Severity::Warning => ("!", Ink("#92400e")),
            Severity::Note => ("\u{b7}", Ink::GREY),
        };
        let line = format!("{mark} {} ({})", remark.title.replace('`', ""), remark.code);
        for line in wrap(&line, SIZE, most, 3) {
            pen.text(Point { x: MARGIN, y }, SIZE, ink, remark.severity == Severity::Error, &line);
            y += 19.0;
        }
    }
    let mut notes = Vec::new();
    match picture.left_out {
        0 => {}
        1 => notes.push("1 node of the graph is not shown.".to_owned()),
        count => notes.push(format!("{count} nodes of the graph are not shown.")),
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
