//! What stands on each card, line by line, and so how large the boxes are.

use std::collections::BTreeMap;

use crate::render::graph::layout::{Block, Port, Wire};
use crate::render::graph::picture::{Card, CardKind, End, LinkKind, Picture};
use crate::render::graph::text::{width, wrap};

/// The size of a clause's words.
pub(super) const SIZE: f64 = 13.0;
/// The size of a kind of thing, or of a finding's code.
pub(super) const SMALL: f64 = 11.0;
/// From one line of words to the next.
pub(super) const LINE: f64 = 17.0;
/// Between the border of a box and what stands in it.
pub(super) const PAD: f64 = 12.0;
/// How wide a clause's words may be.
const CLAUSE_WIDTH: f64 = 275.0;
/// How wide the words of another card may be.
const OTHER_WIDTH: f64 = 200.0;
/// How many clauses of an article stand in one box; a longer one is continued in another.
const LONGEST: usize = 18;

/// A row of a box.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// The heading of an article.
    Heading {
        /// Its lines.
        lines: Vec<String>,
    },
    /// A card.
    Card {
        /// Which.
        card: usize,
        /// What stands on it.
        texts: Texts,
    },
}

/// What stands on a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts {
    /// How wide the column of numbers is; nothing where the card has no number.
    pub numbers: f64,
    /// The name, where it is no number.
    pub name: Vec<String>,
    /// What it says.
    pub gist: Vec<String>,
    /// Codes of findings.
    pub codes: Vec<String>,
}

/// Boxes and lines, without places.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The boxes.
    pub blocks: Vec<Block>,
    /// What stands in each row of each box.
    pub rows: Vec<Vec<Row>>,
    /// One for each link of the picture, in the same order.
    pub wires: Vec<Wire>,
}

impl Plan {
    /// The boxes and lines of a picture: the articles, then what stands in none.
    pub(super) fn of(picture: &Picture) -> Self {
        let mut plan = Self::default();
        let (mut ports, mut headings) = (BTreeMap::new(), BTreeMap::new());
        for (at, group) in picture.groups.iter().enumerate() {
            let cards: Vec<(usize, &Card)> = picture.cards_of(Some(at)).collect();
            for (part, cards) in cards.chunks(LONGEST).enumerate() {
                let mut heading = format!("Article {}", group.label);
                if part > 0 {
                    heading += " (continued)";
                } else if !group.title.is_empty() {
                    heading += &format!(". {}", group.title);
                }
                headings.entry(at).or_insert(plan.blocks.len());
                plan.add(Some(&heading), cards, &mut ports);
            }
        }
        for card in picture.cards_of(None) {
            plan.add(None, &[card], &mut ports);
        }
        for link in &picture.links {
            let port = |card: usize| ports.get(&card).copied().unwrap_or_default();
            let to = match link.to {
                End::Card(card) => port(card),
                End::Group(group) => Port { block: headings.get(&group).copied().unwrap_or(0), row: 0 },
            };
            let sort = match link.kind {
                LinkKind::Conflict => 0,
                LinkKind::Edge(kind) => 2 + 2 * kind as usize + usize::from(link.alarmed),
            };
            plan.wires.push(Wire { from: port(link.from), to, sort, level: link.kind == LinkKind::Conflict });
        }
        plan
    }

    /// Adds a box.
    fn add(&mut self, heading: Option<&str>, cards: &[(usize, &Card)], ports: &mut BTreeMap<usize, Port>) {
        let numbers = cards.iter().filter(|(_, card)| has_number(card)).map(|(_, card)| number_width(card));
        let numbers = numbers.fold(0.0, f64::max);
        let (mut rows, mut heights) = (Vec::new(), Vec::new());
        let mut widest: f64 = 150.0;
        for &(_, card) in cards {
            widest = widest.max(content_width(&texts(card, numbers)));
        }
        if let Some(heading) = heading {
            let lines = wrap(heading, SIZE, (widest - 2.0 * PAD).max(230.0) / 1.06, 4);
            // Bold letters are wider.
            let line = lines.iter().map(|line| width(line, SIZE * 1.06)).fold(0.0, f64::max);
            widest = widest.max(line + 2.0 * PAD);
            heights.push(lines.len() as f64 * LINE + 14.0);
            rows.push(Row::Heading { lines });
        }
        for &(index, card) in cards {
            let texts = texts(card, numbers);
            ports.insert(index, Port { block: self.blocks.len(), row: rows.len() });
            heights.push(content_height(card, &texts));
            rows.push(Row::Card { card: index, texts });
        }
        self.blocks.push(Block { width: widest.round(), rows: heights });
        self.rows.push(rows);
    }
}

/// Whether a card is a clause.
fn has_number(card: &Card) -> bool {
    card.kind <= CardKind::Stated
}

/// How wide the plate is on which a clause's number stands.
pub(super) fn number_width(card: &Card) -> f64 {
    (width(&card.name, SIZE) + 18.0).clamp(38.0, 150.0)
}

fn texts(card: &Card, numbers: f64) -> Texts {
    let filled = |lines: Vec<String>| lines.into_iter().filter(|line| !line.is_empty()).collect();
    let clause = has_number(card);
    let most = if clause { CLAUSE_WIDTH } else { OTHER_WIDTH };
    let (name, lines) = if clause { (Vec::new(), 4) } else { (wrap(&card.name, SIZE, most / 1.06, 3), 3) };
    Texts {
        numbers: if clause { numbers } else { 0.0 },
        name,
        gist: filled(wrap(&card.gist, SIZE, most, lines)),
        codes: filled(wrap(&card.codes.join(", "), SMALL, most, 3)),
    }
}

/// All clauses are equally wide, and so is all else, so that columns are straight.
fn content_width(texts: &Texts) -> f64 {
    match texts.numbers {
        0.0 => OTHER_WIDTH + 2.0 * PAD,
        numbers => numbers + 10.0 + CLAUSE_WIDTH + 2.0 * PAD,
    }
}

fn content_height(card: &Card, texts: &Texts) -> f64 {
    let kind = if has_number(card) { 0.0 } else { 15.0 };
    let words = (texts.name.len() + texts.gist.len()) as f64 * LINE;
    let codes = texts.codes.len() as f64 * 15.0;
    (kind + words + codes + 14.0).max(38.0)
}
