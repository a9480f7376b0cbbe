//! Where: places, lines and zones.

use super::Rule;
use super::actors::aliases;
use super::clocks::moment;
use super::lists::names;
use super::node::{Node, Parts};
use crate::syntax::tree::{
    Distance, Extent, FileFeature, LengthUnit, LineCourse, MeasuredBy, StatementKind, Undelimited, ZonePart,
};

pub(super) fn place(mut parts: Parts) -> Option<StatementKind> {
    Some(StatementKind::Place {
        name: parts.name()?,
        title: parts.quotation(),
        latitude: parts.take(Rule::coordinate)?.number(),
        longitude: parts.take(Rule::coordinate)?.number(),
        aliases: aliases(&mut parts)?,
    })
}

pub(super) fn line(mut parts: Parts) -> Option<StatementKind> {
    let name = parts.name()?;
    let title = parts.quotation();
    let course = parts.next()?;
    let rule = course.rule();
    let mut inside = course.parts();
    let course = match rule {
        Rule::file_feature => LineCourse::File(file_feature(inside)?),
        Rule::through => LineCourse::Through(names(&mut inside)?),
        Rule::along => LineCourse::Boundary(inside.name()?),
        _ => return None,
    };
    Some(StatementKind::Line { name, title, course, at: moment(&mut parts) })
}

pub(super) fn zone(mut parts: Parts) -> Option<StatementKind> {
    let name = parts.name()?;
    let title = parts.quotation();
    let within = parts.take(Rule::zone_within).and_then(|node| node.parts().name());
    let is_extent = |rule| matches!(rule, Rule::file_feature | Rule::union | Rule::near | Rule::band);
    let extent = match parts.take_if(is_extent) {
        Some(node) => Some(extent(node)?),
        None => None,
    };
    let except = parts.take(Rule::zone_except).and_then(|node| names(&mut node.parts()));
    let undelimited = parts.take(Rule::undelimited).and_then(|node| {
        let words = node.parts().take(Rule::undelimited_words)?;
        Some(Undelimited { spot: words.spot(), words: words.parts().quotation() })
    });
    let measured = parts.all(Rule::measured).into_iter().map(|node| {
        let mut parts = node.parts();
        Some(MeasuredBy { who: names(&mut parts)?, from: parts.name()? })
    });
    Some(StatementKind::Zone {
        name,
        title,
        within,
        extent,
        except,
        undelimited,
        measured: measured.collect::<Option<_>>()?,
        illustrative: parts.take(Rule::illustrative).is_some(),
        aliases: aliases(&mut parts)?,
    })
}

fn extent(node: Node) -> Option<Extent> {
    let rule = node.rule();
    let mut parts = node.parts();
    Some(match rule {
        Rule::file_feature => Extent::File(file_feature(parts)?),
        Rule::union => {
            let part = |node: Node| {
                let mut parts = node.parts();
                match parts.take(Rule::zone_piece) {
                    Some(piece) => Some(ZonePart { name: piece.parts().name()?, part: true }),
                    None => Some(ZonePart { name: parts.name()?, part: false }),
                }
            };
            Extent::Union(parts.all(Rule::zone_part).into_iter().map(part).collect::<Option<_>>()?)
        }
        Rule::near => Extent::Within { distance: distance(&mut parts)?, of: parts.name()? },
        Rule::band => {
            Extent::Between { near: distance(&mut parts)?, far: distance(&mut parts)?, of: parts.name()? }
        }
        _ => return None,
    })
}

fn file_feature(mut parts: Parts) -> Option<FileFeature> {
    Some(FileFeature { file: parts.quotation()?, feature: parts.quotation() })
}

pub(super) fn distance(parts: &mut Parts) -> Option<Distance> {
    let node = parts.take(Rule::distance)?;
    let spot = node.spot();
    let mut parts = node.parts();
    let low = parts.take(Rule::decimal)?.number();
    let high = parts.take(Rule::decimal).map(|node| node.number());
    let unit = match parts.any()?.rule() {
        Rule::l_nautical => LengthUnit::NauticalMile,
        Rule::l_kilometre => LengthUnit::Kilometre,
        Rule::l_mile => LengthUnit::Mile,
        Rule::l_yard => LengthUnit::Yard,
        Rule::l_metre => LengthUnit::Metre,
        _ => return None,
    };
    Some(Distance { low, high, unit, spot })
}
