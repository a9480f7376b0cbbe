//! The picture as an SVG, with a layout of its own.
//!
//! It stands on white, whatever page it is shown on, and says everything twice: by colour and by shape or words. A pointer
//! over a card or a line shows its words; nothing in it runs.

mod legend;
mod looks;
mod pen;
mod plan;

use self::looks::{Ink, look, stroke};
use self::pen::{Pen, path};
use self::plan::{Plan, Row};
use super::layout::{Layout, Point, lay_out};
use super::picture::{CardKind, LinkKind, Picture};
use super::text::wrap;
use crate::graph::EdgeKind;
use std::fmt;

/// The most cards that are laid out. Beyond, nobody could read the picture, and drawing it would take long.
pub const MOST_CARDS: usize = 400;

/// The most links that are laid out.
pub const MOST_LINKS: usize = 4000;

/// Around everything.
const MARGIN: f64 = 40.0;

/// A picture with more cards or links than can be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many cards it has.
    pub cards: usize,
    /// How many links it has.
    pub links: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} nodes and {} links do not fit one picture (at most {MOST_CARDS} and {MOST_LINKS}): draw a part with \
             `--around NUMBER`, or leave out zones and terms with `--show clauses`",
            self.cards, self.links
        )
    }
}

/// The picture as an SVG.
///
/// # Errors
/// When it is too large to be laid out.
pub fn svg(picture: &Picture) -> Result<String, TooLarge> {
    let (cards, links) = (picture.cards.len(), picture.links.len());
    if cards > MOST_CARDS || links > MOST_LINKS {
        return Err(TooLarge { cards, links });
    }
    let plan = Plan::of(picture);
    let layout = lay_out(&plan.blocks, &plan.wires);
    let width = layout.width.max(760.0) + 2.0 * MARGIN;
    let mut pen = Pen::default();
    let top = title(&mut pen, picture, width);
    draw_links(&mut pen, picture, &layout, top);
    draw_blocks(&mut pen, picture, &plan, &layout, top);
    let bottom = legend::draw(&mut pen, picture, top + layout.height + 44.0, width);
    Ok(pen.page(width, bottom + MARGIN * 0.6, &picture.title, &described(picture)))
}

/// What a reader who does not see it is told.
fn described(picture: &Picture) -> String {
    let of = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let cards =
        |kinds: &dyn Fn(CardKind) -> bool| picture.cards.iter().filter(|card| kinds(card.kind)).count();
    let clauses = cards(&|kind| kind <= CardKind::Stated);
    let conflicts = picture.links.iter().filter(|link| link.kind == LinkKind::Conflict).count();
    let parts: Vec<String> = [
        of(clauses, "clause", "clauses"),
        of(picture.groups.len(), "article", "articles"),
        of(cards(&|kind| kind == CardKind::Zone), "zone", "zones"),
        of(cards(&|kind| kind == CardKind::Term), "term", "terms"),
        of(picture.links.len() - conflicts, "link", "links"),
        of(conflicts, "conflict", "conflicts"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let links: Vec<&str> = picture.links.iter().map(|link| link.words.as_str()).collect();
    format!("The rule graph of an agreement: {}. {}.", parts.join(", "), links.join("; "))
}

/// Draws the title; answers where the graph begins.
fn title(pen: &mut Pen, picture: &Picture, width: f64) -> f64 {
    let mut y = MARGIN + 18.0;
    for line in wrap(&picture.title, 25.0, width - 2.0 * MARGIN, 3) {
        pen.text(Point { x: MARGIN, y }, 25.0, Ink::BLACK, true, &line);
        y += 32.0;
    }
    let how =
        "Arrows lead from the stronger clause to the weaker, and from what depends to what it depends on.";
    for line in wrap(how, 13.0, width - 2.0 * MARGIN, 2) {
        pen.text(Point { x: MARGIN, y: y - 6.0 }, 13.0, Ink::GREY, false, &line);
        y += 17.0;
    }
    y + 20.0
}

/// Draws the links: the faint ones first, what is marked last.
fn draw_links(pen: &mut Pen, picture: &Picture, layout: &Layout, top: f64) {
    let mut order: Vec<usize> = (0..picture.links.len()).collect();
    order.sort_by_key(|&index| {
        picture.links.get(index).map(|link| {
            (
                link.kind == LinkKind::Conflict,
                link.alarmed,
                link.kind != LinkKind::Edge(EdgeKind::Uses),
                index,
            )
        })
    });
    for index in order {
        let (Some(link), Some(route)) = (picture.links.get(index), layout.routes.get(index)) else {
            continue;
        };
        let path = path(route, Point { x: MARGIN, y: top });
        pen.open("link", &link.words);
        if link.kind == LinkKind::Conflict {
            pen.double_line(&path);
        } else {
            pen.line(&path, stroke(link.kind, link.alarmed));
        }
        pen.close();
    }
}

fn draw_blocks(pen: &mut Pen, picture: &Picture, plan: &Plan, layout: &Layout, top: f64) {
    for ((block, rows), corner) in plan.blocks.iter().zip(&plan.rows).zip(&layout.corners) {
        let corner = Point { x: corner.x + MARGIN, y: corner.y + top };
        let is_article = rows.iter().any(|row| matches!(row, Row::Heading { .. }));
        if is_article {
            pen.frame(corner, block.width, block.height());
        }
        for (index, row) in rows.iter().enumerate() {
            let at = Point { x: corner.x, y: corner.y + block.top_of(index) };
            let height = block.rows.get(index).copied().unwrap_or(0.0);
            match row {
                Row::Heading { lines } => pen.heading(at, block.width, height, lines, rows.len() > 1),
                Row::Card { card, texts } => {
                    let Some(card) = picture.cards.get(*card) else { continue };
                    pen.open(if card.kind <= CardKind::Stated { "clause" } else { "other" }, &card.tooltip);
                    pen.card(at, block.width, height, card, look(card.kind), texts);
                    pen.close();
                    if is_article && index + 1 < rows.len() {
                        pen.rule(Point { x: at.x, y: at.y + height }, block.width);
                    }
                }
            }
        }
        // Frames in red are drawn last, so that the lines between rows do not cut them.
        for (index, row) in rows.iter().enumerate() {
            if let Row::Card { card, .. } = row
                && picture.cards.get(*card).is_some_and(|card| card.alarmed)
            {
                let at = Point { x: corner.x, y: corner.y + block.top_of(index) };
                pen.alarm(at, block.width, block.rows.get(index).copied().unwrap_or(0.0));
            }
        }
    }
}
