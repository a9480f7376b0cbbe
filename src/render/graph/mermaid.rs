//! The picture as a flowchart of Mermaid, which code hosts draw within Markdown.

use super::picture::{Card, CardKind, End, Link, LinkKind, Picture};
use super::text::{mermaid as escaped, wrap};
use crate::graph::EdgeKind;
use std::fmt::Write;

/// The picture as a flowchart of Mermaid.
#[must_use]
pub fn mermaid(picture: &Picture) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, picture);
    page
}

fn write_page(page: &mut String, picture: &Picture) -> std::fmt::Result {
    writeln!(page, "---\ntitle: \"{}\"\n---", title(&picture.title))?;
    for line in &picture.made_from {
        // A directive would begin with `%%{`.
        writeln!(page, "%% {}", escaped(line))?;
    }
    writeln!(page, "flowchart LR")?;
    for (at, group) in picture.groups.iter().enumerate() {
        let heading = match group.title.as_str() {
            "" => format!("article {}", group.label),
            title => format!("article {}: {title}", group.label),
        };
        writeln!(page, "  subgraph a{at}[\"{}\"]", escaped(&heading))?;
        for (index, card) in picture.cards_of(Some(at)) {
            writeln!(page, "    {}", node(picture, index, card))?;
        }
        writeln!(page, "  end")?;
    }
    for (index, card) in picture.cards_of(None) {
        writeln!(page, "  {}", node(picture, index, card))?;
    }
    for link in &picture.links {
        writeln!(page, "  {}", edge(picture, link))?;
    }
    for (name, style) in CLASSES {
        writeln!(page, "  classDef {name} {style}")?;
    }
    for (index, card) in picture.cards.iter().enumerate() {
        writeln!(page, "  class {} {}", picture.id(index), class(card.kind))?;
        if card.idle {
            writeln!(page, "  class {} idle", picture.id(index))?;
        }
        if card.alarmed {
            writeln!(page, "  class {} alarmed", picture.id(index))?;
        }
    }
    for (index, link) in picture.links.iter().enumerate() {
        match link.kind {
            LinkKind::Conflict => writeln!(page, "  linkStyle {index} stroke:#d0021b,stroke-width:5px")?,
            LinkKind::Edge(_) if link.alarmed => {
                writeln!(page, "  linkStyle {index} stroke:#d0021b,stroke-width:3px")?;
            }
            LinkKind::Edge(_) => {}
        }
    }
    Ok(())
}

/// The title stands in a block of YAML, in which Mermaid's own escapes mean nothing.
fn title(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Every kind has a fill that is pale and a text that is dark, whatever the page behind it.
const CLASSES: &[(&str, &str)] = &[
    ("prohibition", "fill:#fff7ed,stroke:#b45309,color:#111827"),
    ("permission", "fill:#ecfdf5,stroke:#047857,color:#111827"),
    ("obligation", "fill:#eff6ff,stroke:#1d4ed8,color:#111827"),
    ("release", "fill:#f0fdfa,stroke:#0f766e,color:#111827"),
    ("status", "fill:#f5f3ff,stroke:#7c3aed,color:#111827"),
    ("stated", "fill:#ffffff,stroke:#6b7280,color:#374151,stroke-dasharray:2 3"),
    ("place", "fill:#f7fee7,stroke:#4d7c0f,color:#111827"),
    ("term", "fill:#faf5ff,stroke:#7c3aed,color:#111827"),
    ("time", "fill:#f0f9ff,stroke:#0369a1,color:#111827"),
    ("text", "fill:#f3f4f6,stroke:#374151,color:#111827"),
    ("idle", "fill:#f3f4f6,color:#6b7280,stroke-dasharray:5 4"),
    ("alarmed", "stroke:#d0021b,stroke-width:3px"),
];

fn class(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Prohibition => "prohibition",
        CardKind::Permission => "permission",
        CardKind::Obligation => "obligation",
        CardKind::Release => "release",
        CardKind::Status => "status",
        CardKind::Stated => "stated",
        CardKind::Zone => "place",
        CardKind::Term => "term",
        CardKind::Phase | CardKind::Streak => "time",
        CardKind::Instrument => "text",
    }
}

fn node(picture: &Picture, index: usize, card: &Card) -> String {
    let (open, close) = match card.kind {
        CardKind::Prohibition => ("{{", "}}"),
        CardKind::Permission | CardKind::Release => ("(", ")"),
        CardKind::Obligation | CardKind::Status | CardKind::Stated => ("[", "]"),
        CardKind::Zone => ("([", "])"),
        CardKind::Term => (">", "]"),
        CardKind::Phase | CardKind::Streak => ("[/", "/]"),
        CardKind::Instrument => ("[[", "]]"),
    };
    let mut lines = vec![match card.kind {
        CardKind::Zone | CardKind::Term | CardKind::Phase | CardKind::Streak | CardKind::Instrument => {
            format!("{} {}", card.kind.words(), card.name)
        }
        _ => format!("{} {}", card.name, card.kind.words()),
    }];
    lines.extend(wrap(&card.gist, 1.0, 26.0, 4).into_iter().filter(|line| !line.is_empty()));
    lines.extend(card.codes.iter().map(|code| format!("[{code}]")));
    format!("{}{open}\"{}\"{close}", picture.id(index), escaped(&lines.join("\n")))
}

fn edge(picture: &Picture, link: &Link) -> String {
    let to = match link.to {
        End::Card(card) => picture.id(card),
        End::Group(group) => format!("a{group}"),
    };
    let arrow = match link.kind {
        LinkKind::Conflict => "<==>",
        LinkKind::Edge(EdgeKind::PrevailsOver | EdgeKind::Uses) => "-->",
        LinkKind::Edge(EdgeKind::Amends) => "==>",
        LinkKind::Edge(EdgeKind::SameTime) => "<-.->",
        LinkKind::Edge(EdgeKind::Watches | EdgeKind::Delimits) => "--o",
        LinkKind::Edge(EdgeKind::WaitsFor | EdgeKind::Provided | EdgeKind::RunsFrom) => "-.->",
    };
    let from = picture.id(link.from);
    match link.kind {
        LinkKind::Edge(EdgeKind::Uses) if !link.alarmed => format!("{from} {arrow} {to}"),
        kind => format!("{from} {arrow}|\"{}\"| {to}", escaped(kind.words())),
    }
}
