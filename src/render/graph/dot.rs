//! The picture in the DOT language of Graphviz.

use super::picture::{Card, CardKind, End, Link, LinkKind, Picture};
use super::text::{dot as escaped, wrap};
use crate::graph::EdgeKind;
use std::fmt::Write;

/// The picture in the DOT language.
#[must_use]
pub fn dot(picture: &Picture) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, picture);
    page
}

fn write_page(page: &mut String, picture: &Picture) -> std::fmt::Result {
    for line in &picture.made_from {
        writeln!(page, "// {}", escaped(line))?;
    }
    writeln!(page, "digraph agreement {{")?;
    writeln!(
        page,
        "  graph [label=\"{}\", labelloc=t, fontname=\"Helvetica\", rankdir=LR, compound=true];",
        escaped(&picture.title)
    )?;
    writeln!(page, "  node [shape=box, style=filled, fillcolor=white, fontname=\"Helvetica\"];")?;
    writeln!(page, "  edge [fontname=\"Helvetica\", fontsize=10];")?;
    for (at, group) in picture.groups.iter().enumerate() {
        let heading = match group.title.as_str() {
            "" => format!("article {}", group.label),
            title => format!("article {}: {title}", group.label),
        };
        writeln!(page, "  subgraph cluster_{at} {{")?;
        writeln!(page, "    label=\"{}\";", escaped(&heading))?;
        for (index, card) in picture.cards_of(Some(at)) {
            writeln!(page, "    {}", node(picture, index, card))?;
        }
        writeln!(page, "  }}")?;
    }
    for (index, card) in picture.cards_of(None) {
        writeln!(page, "  {}", node(picture, index, card))?;
    }
    for link in &picture.links {
        writeln!(page, "  {}", edge(picture, link))?;
    }
    writeln!(page, "}}")
}

fn node(picture: &Picture, index: usize, card: &Card) -> String {
    let (shape, color) = look(card.kind);
    let mut lines = vec![match card.kind {
        CardKind::Zone | CardKind::Term | CardKind::Phase | CardKind::Streak | CardKind::Instrument => {
            format!("{} {}", card.kind.words(), card.name)
        }
        _ => format!("{} {}", card.name, card.kind.words()),
    }];
    lines.extend(wrap(&card.gist, 1.0, 26.0, 4).into_iter().filter(|line| !line.is_empty()));
    lines.extend(card.codes.iter().map(|code| format!("[{code}]")));
    let mut label = String::new();
    for line in lines {
        label += &format!("{}\\l", escaped(&line));
    }
    let border = if card.alarmed { "#d0021b" } else { color };
    let width = if card.alarmed { 3 } else { 1 };
    let style = match (card.idle, card.kind) {
        (true, _) => "\"filled,dashed\", fontcolor=\"#6b7280\"",
        (false, CardKind::Permission | CardKind::Release | CardKind::Zone) => "\"filled,rounded\"",
        (false, CardKind::Stated) => "\"filled,dotted\"",
        (false, CardKind::Status) => "\"filled,diagonals\"",
        (false, _) => "filled",
    };
    let tooltip = escaped(&card.tooltip).replace("\\l", "\\n");
    format!(
        "{} [label=\"{label}\", tooltip=\"{tooltip}\", shape={shape}, style={style}, color=\"{border}\", penwidth={width}];",
        picture.id(index),
    )
}

/// Shape and colour of each kind: the shape is enough where there is no colour.
fn look(kind: CardKind) -> (&'static str, &'static str) {
    match kind {
        CardKind::Prohibition => ("octagon", "#b45309"),
        CardKind::Permission => ("box", "#047857"),
        CardKind::Obligation => ("box", "#1d4ed8"),
        CardKind::Release => ("box", "#0f766e"),
        CardKind::Status => ("box", "#7c3aed"),
        CardKind::Stated => ("box", "#6b7280"),
        CardKind::Zone => ("box", "#4d7c0f"),
        CardKind::Term => ("note", "#7c3aed"),
        CardKind::Phase => ("cds", "#0369a1"),
        CardKind::Streak => ("box3d", "#0369a1"),
        CardKind::Instrument => ("folder", "#374151"),
    }
}

fn edge(picture: &Picture, link: &Link) -> String {
    let (to, head) = match link.to {
        End::Card(card) => (card, String::new()),
        // Graphviz draws to a cluster by cutting a line to one of its nodes.
        End::Group(group) => (
            picture.cards_of(Some(group)).next().map_or(link.from, |(card, _)| card),
            format!(", lhead=cluster_{group}"),
        ),
    };
    let style = match link.kind {
        LinkKind::Conflict => "color=\"#d0021b:white:#d0021b\", penwidth=2, dir=none, fontcolor=\"#d0021b\"",
        LinkKind::Edge(_) if link.alarmed => "color=\"#d0021b\", penwidth=3, fontcolor=\"#d0021b\"",
        LinkKind::Edge(kind) => match kind {
            EdgeKind::PrevailsOver => "color=\"#111827\"",
            EdgeKind::WaitsFor => "color=\"#1d4ed8\", style=dashed",
            EdgeKind::SameTime => "color=\"#1d4ed8\", style=dashed, dir=both",
            EdgeKind::Provided => "color=\"#7c3aed\", style=dashed",
            EdgeKind::RunsFrom => "color=\"#0369a1\", style=dotted",
            EdgeKind::Uses => "color=\"#9ca3af\", arrowhead=open",
            EdgeKind::Delimits => "color=\"#4d7c0f\", arrowhead=diamond",
            EdgeKind::Watches => "color=\"#b45309\", style=dashed, arrowhead=odot",
            EdgeKind::Amends => "color=\"#374151\", penwidth=2",
        },
    };
    let label = match link.kind {
        LinkKind::Edge(EdgeKind::Uses) if !link.alarmed => "",
        kind => kind.words(),
    };
    format!(
        "{} -> {} [label=\"{label}\", tooltip=\"{}\", {style}{head}];",
        picture.id(link.from),
        picture.id(to),
        escaped(&link.words),
    )
}
