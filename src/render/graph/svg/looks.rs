//! How each kind of card and of link looks: a shape that is enough without colour, and a colour.

use crate::graph::EdgeKind;
use crate::render::graph::picture::{CardKind, LinkKind};

/// A colour. Every one of text has a contrast of at least 4.5 to 1 with what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(pub &'static str);

impl Ink {
    pub(super) const BLACK: Self = Self("#111827");
    pub(super) const GREY: Self = Self("#4b5563");
    pub(super) const PALE: Self = Self("#6b7280");
    pub(super) const ALARM: Self = Self("#c8102e");
}

/// How a kind of card looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its colour.
    pub ink: Ink,
    /// What is behind its words.
    pub fill: &'static str,
    /// The plate of its number, or its corners.
    pub plate: Plate,
}

/// The shape that tells a kind apart without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plate {
    /// Cut corners, as on a stop sign.
    Cut,
    /// Round ends.
    Round,
    /// A rectangle.
    Square,
    /// Round ends, an outline alone.
    RoundOutline,
    /// A slanted box.
    Slanted,
    /// A dashed outline.
    Dashed,
}

/// How a kind of card looks.
pub(super) fn look(kind: CardKind) -> Look {
    let (ink, fill, plate) = match kind {
        CardKind::Prohibition => ("#a63c06", "#ffffff", Plate::Cut),
        CardKind::Permission => ("#04714f", "#ffffff", Plate::Round),
        CardKind::Obligation => ("#1d4ed8", "#ffffff", Plate::Square),
        CardKind::Release => ("#04714f", "#ffffff", Plate::RoundOutline),
        CardKind::Status => ("#6d28d9", "#ffffff", Plate::Slanted),
        CardKind::Stated => ("#4b5563", "#ffffff", Plate::Dashed),
        CardKind::Zone => ("#3f6212", "#f4fae6", Plate::Round),
        CardKind::Term => ("#6d28d9", "#f7f3ff", Plate::Square),
        CardKind::Phase | CardKind::Streak => ("#075985", "#eef7fd", Plate::Square),
        CardKind::Instrument => ("#374151", "#f3f4f6", Plate::Square),
    };
    Look { ink: Ink(ink), fill, plate }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// How wide it is.
    pub width: f64,
    /// Its dashes, as SVG writes them.
    pub dashes: &'static str,
    /// The mark at its end, and whether its beginning has it too.
    pub head: Head,
    pub both: bool,
}

/// The mark at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Arrow,
    Open,
    Diamond,
    Ring,
}

/// How a kind of link looks.
pub(super) fn stroke(kind: LinkKind, alarmed: bool) -> Stroke {
    let (ink, width, dashes, head, both) = match kind {
        LinkKind::Conflict => ("#c8102e", 2.0, "", Head::Arrow, false),
        LinkKind::Edge(kind) => match kind {
            EdgeKind::PrevailsOver => ("#111827", 1.8, "", Head::Arrow, false),
            EdgeKind::WaitsFor => ("#1d4ed8", 1.8, "7 4", Head::Arrow, false),
            EdgeKind::SameTime => ("#1d4ed8", 1.8, "7 4", Head::Arrow, true),
            EdgeKind::Provided => ("#6d28d9", 1.8, "9 3 2 3", Head::Arrow, false),
            EdgeKind::RunsFrom => ("#075985", 1.8, "2 4", Head::Arrow, false),
            EdgeKind::Uses => ("#8b95a5", 1.2, "", Head::Open, false),
            EdgeKind::Delimits => ("#3f6212", 1.8, "", Head::Diamond, false),
            EdgeKind::Watches => ("#a63c06", 1.6, "4 3", Head::Ring, false),
            EdgeKind::Amends => ("#374151", 2.4, "", Head::Arrow, false),
        },
    };
    let ink = if alarmed { Ink::ALARM } else { Ink(ink) };
    Stroke { ink, width: if alarmed { 3.0 } else { width }, dashes, head, both }
}
