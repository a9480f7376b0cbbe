//! Shapes, lines and words, as SVG writes them.

use std::fmt::Write;

use super::looks::{Head, Ink, Look, Plate, Stroke};
use super::plan::{LINE, PAD, SIZE, SMALL, Texts, number_width};
use crate::render::graph::layout::{Leg, Point, Route};
use crate::render::graph::picture::{Card, CardKind};
use crate::render::graph::text::xml;

/// The path of a route, moved by an offset.
pub(super) fn path(route: &Route, offset: Point) -> String {
    let mut now = Point { x: route.start.x + offset.x, y: route.start.y + offset.y };
    let mut path = format!("M{} {}", short(now.x), short(now.y));
    for leg in &route.legs {
        let end = Point { x: leg.end().x + offset.x, y: leg.end().y + offset.y };
        if now == end {
            // A mark turns with the last step, and one without length has no direction.
            continue;
        }
        let (x, y) = (short(end.x), short(end.y));
        path += &match leg {
            Leg::Straight(_) => format!("L{x} {y}"),
            Leg::Curve(_) => {
                let middle = short((now.x + end.x) / 2.0);
                format!("C{middle} {} {middle} {y} {x} {y}", short(now.y))
            }
            Leg::Bow(bow, _) => {
                // A curve reaches three quarters of the way to the points that draw it.
                let beyond = short(now.x + bow * 4.0 / 3.0);
                format!("C{beyond} {} {beyond} {y} {x} {y}", short(now.y))
            }
        };
        now = end;
    }
    path
}

/// A number with one decimal at most.
fn short(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if rounded == rounded.trunc() { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// What has been drawn. Writing to a string cannot fail, so that is not asked.
#[derive(Debug, Default)]
pub(super) struct Pen {
    body: String,
    heads: Vec<(String, String)>,
}

impl Pen {
    /// Begins a group that a pointer can rest on.
    pub(super) fn open(&mut self, class: &str, tooltip: &str) {
        let _ = writeln!(self.body, "<g class=\"{class}\"><title>{}</title>", xml(tooltip));
    }

    /// Ends it.
    pub(super) fn close(&mut self) {
        self.body += "</g>\n";
    }

    /// A line of text.
    pub(super) fn text(&mut self, at: Point, size: f64, ink: Ink, bold: bool, text: &str) {
        let weight = if bold { " font-weight=\"700\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{weight}>{}</text>",
            short(at.x),
            short(at.y),
            short(size),
            ink.0,
            xml(text)
        );
    }

    fn rect(&mut self, at: Point, width: f64, height: f64, rest: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {rest}/>",
            short(at.x),
            short(at.y),
            short(width),
            short(height)
        );
    }

    /// The box of an article.
    pub(super) fn frame(&mut self, at: Point, width: f64, height: f64) {
        self.rect(at, width, height, "rx=\"6\" fill=\"#ffffff\" stroke=\"#374151\" stroke-width=\"1.4\"");
    }

    /// The heading of an article, with round corners at the top alone where rows follow.
    pub(super) fn heading(&mut self, at: Point, width: f64, height: f64, lines: &[String], followed: bool) {
        let (x, y, right, bottom) = (short(at.x), short(at.y), short(at.x + width), short(at.y + height));
        if followed {
            let _ = writeln!(
                self.body,
                "<path d=\"M{x} {bottom}V{}q0 -6 6 -6H{}q6 0 6 6V{bottom}Z\" fill=\"#e5e7eb\" stroke=\"#374151\" \
                 stroke-width=\"1.4\"/>",
                short(at.y + 6.0),
                short(at.x + width - 6.0),
            );
        } else {
            let _ = writeln!(self.body, "<path d=\"M{x} {y}H{right}V{bottom}H{x}Z\" fill=\"#e5e7eb\"/>");
        }
        for (index, line) in lines.iter().enumerate() {
            let y = at.y + 19.5 + index as f64 * LINE;
            self.text(Point { x: at.x + PAD, y }, SIZE, Ink::BLACK, true, line);
        }
    }

    /// The line under a row.
    pub(super) fn rule(&mut self, at: Point, width: f64) {
        let _ = writeln!(
            self.body,
            "<path d=\"M{} {}H{}\" stroke=\"#d1d5db\"/>",
            short(at.x + 1.0),
            short(at.y),
            short(at.x + width - 1.0)
        );
    }

    /// The frame of what takes part in a conflict or a circle.
    pub(super) fn alarm(&mut self, at: Point, width: f64, height: f64) {
        let rest = format!("rx=\"5\" fill=\"none\" stroke=\"{}\" stroke-width=\"3\"", Ink::ALARM.0);
        // A little within the row, so that two of them in a row stay apart.
        self.rect(Point { x: at.x + 1.0, y: at.y + 1.5 }, width - 2.0, height - 3.0, &rest);
    }

    /// A card: a clause in its row, or a box of its own.
    pub(super) fn card(
        &mut self,
        at: Point,
        width: f64,
        height: f64,
        card: &Card,
        look: Look,
        texts: &Texts,
    ) {
        let ink = if card.idle { Ink::PALE } else { look.ink };
        let fill = if card.idle { "#f3f4f6" } else { look.fill };
        let words = if card.idle { Ink::GREY } else { Ink::BLACK };
        if card.group.is_some() {
            let inner = Point { x: at.x + 1.0, y: at.y + 1.0 };
            self.rect(inner, width - 2.0, height - 2.0, &format!("rx=\"5\" fill=\"{fill}\""));
        } else {
            let round = if card.kind == CardKind::Zone { 14.0 } else { 4.0 };
            let ink = if card.alarmed { Ink::ALARM } else { ink };
            let dashes = if card.idle { " stroke-dasharray=\"5 4\"" } else { "" };
            let rest =
                format!("rx=\"{round}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"1.4\"{dashes}", ink.0);
            self.rect(at, width, height, &rest);
        }
        let mut x = at.x + PAD;
        let mut y = at.y + 20.0;
        if texts.numbers > 0.0 {
            let plate = Look { ink, ..look };
            self.plate(Point { x, y: at.y + 8.0 }, number_width(card), plate, &card.name);
            x += texts.numbers + 10.0;
            let lines = texts.gist.len() + texts.codes.len();
            if lines == 1 {
                y += 4.0;
            }
        } else {
            self.text(Point { x, y: at.y + 17.0 }, SMALL, ink, false, card.kind.words());
            y = at.y + 33.0;
        }
        for line in &texts.name {
            self.text(Point { x, y }, SIZE, words, true, line);
            y += LINE;
        }
        for line in &texts.gist {
            self.text(Point { x, y }, SIZE, words, false, line);
            y += LINE;
        }
        for line in &texts.codes {
            let ink = if card.alarmed { Ink::ALARM } else { Ink::GREY };
            self.text(Point { x, y: y - 1.0 }, SMALL, ink, true, line);
            y += 15.0;
        }
    }

    /// The number of a clause on its plate.
    pub(super) fn plate(&mut self, at: Point, width: f64, look: Look, number: &str) {
        let height = 22.0;
        let Look { ink, plate, .. } = look;
        let y = short(at.y);
        let filled = format!("fill=\"{}\"", ink.0);
        let outline = format!("fill=\"#ffffff\" stroke=\"{}\" stroke-width=\"1.4\"", ink.0);
        match plate {
            Plate::Round => self.rect(at, width, height, &format!("rx=\"11\" {filled}")),
            Plate::RoundOutline => self.rect(at, width, height, &format!("rx=\"11\" {outline}")),
            Plate::Square => self.rect(at, width, height, &format!("rx=\"1\" {filled}")),
            Plate::Dashed => {
                self.rect(at, width, height, &format!("rx=\"1\" {outline} stroke-dasharray=\"3 3\""));
            }
            Plate::Cut => {
                let inner = short(width - 14.0);
                let _ = writeln!(
                    self.body,
                    "<path d=\"M{} {y}h{inner}l7 7v8l-7 7h-{inner}l-7 -7v-8Z\" {filled}/>",
                    short(at.x + 7.0)
                );
            }
            Plate::Slanted => {
                let inner = short(width - 7.0);
                let _ = writeln!(
                    self.body,
                    "<path d=\"M{} {y}h{inner}l-7 22h-{inner}Z\" {filled}/>",
                    short(at.x + 7.0)
                );
            }
        }
        let on = match plate {
            Plate::RoundOutline | Plate::Dashed => ink,
            _ => Ink("#ffffff"),
        };
        let middle = short(at.x + width / 2.0);
        let _ = writeln!(
            self.body,
            "<text x=\"{middle}\" y=\"{}\" font-size=\"{SIZE}\" fill=\"{}\" font-weight=\"700\" \
             text-anchor=\"middle\">{}</text>",
            short(at.y + 15.5),
            on.0,
            xml(number)
        );
    }

    /// A sample of a box that is no clause.
    pub(super) fn swatch(&mut self, at: Point, look: Look) {
        let round = if look.plate == Plate::Round { "11" } else { "4" };
        let Look { ink, fill, .. } = look;
        let rest = format!("rx=\"{round}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"1.4\"", ink.0);
        self.rect(at, 34.0, 22.0, &rest);
    }

    /// A line with its mark.
    pub(super) fn line(&mut self, path: &str, stroke: Stroke) {
        let head = self.head(stroke);
        let dashes = match stroke.dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        let start = if stroke.both { format!(" marker-start=\"url(#{head})\"") } else { String::new() };
        let _ = writeln!(
            self.body,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}{start} \
             marker-end=\"url(#{head})\"/>",
            stroke.ink.0,
            short(stroke.width)
        );
    }

    /// The double line of a conflict.
    pub(super) fn double_line(&mut self, path: &str) {
        for (ink, width) in [(Ink::ALARM.0, "7"), ("#ffffff", "2.6")] {
            let _ = writeln!(
                self.body,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\"/>"
            );
        }
    }

    /// The mark of a line, defined once for each colour.
    fn head(&mut self, stroke: Stroke) -> String {
        let (name, shape) = match stroke.head {
            Head::Arrow => {
                ("arrow", format!("<path d=\"M0 0L10 5L0 10L2.5 5Z\" fill=\"{}\"/>", stroke.ink.0))
            }
            Head::Open => (
                "open",
                format!(
                    "<path d=\"M1 1L9 5L1 9\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"/>",
                    stroke.ink.0
                ),
            ),
            Head::Diamond => {
                ("diamond", format!("<path d=\"M0 5L5 1L10 5L5 9Z\" fill=\"{}\"/>", stroke.ink.0))
            }
            Head::Ring => (
                "ring",
                format!(
                    "<circle cx=\"5.5\" cy=\"5\" r=\"3.6\" fill=\"#ffffff\" stroke=\"{}\" stroke-width=\"1.6\"/>",
                    stroke.ink.0
                ),
            ),
        };
        let id = format!("{name}-{}", stroke.ink.0.trim_start_matches('#'));
        let marker = format!(
            "<marker id=\"{id}\" viewBox=\"0 0 10 10\" refX=\"9.6\" refY=\"5\" markerWidth=\"10\" \
             markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">{shape}</marker>"
        );
        if !self.heads.iter().any(|(known, _)| *known == id) {
            self.heads.push((id.clone(), marker));
        }
        id
    }

    /// The whole document.
    pub(super) fn page(mut self, width: f64, height: f64, title: &str, described: &str) -> String {
        self.heads.sort();
        let (width, height) = (short(width.ceil()), short(height.ceil()));
        let heads: String = self.heads.iter().map(|(_, marker)| format!("{marker}\n")).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-labelledby=\"title description\" font-family=\"'Segoe UI', \
             'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
             <style>.link:hover path{{stroke-opacity:.55}}</style>\n\
             <defs>\n{heads}</defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            xml(title),
            xml(described),
            self.body
        )
    }
}
