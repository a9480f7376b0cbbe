//! What zones are drawn from: features of maps, lines, and everything within a distance of something.

use std::collections::BTreeMap;
use std::rc::Rc;

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon, Point};

use crate::catalogue;
use crate::diagnostic::{Diagnostic, Edit};
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{LineId, ZoneId};
use crate::model::map::{self, Feature};
use crate::model::names::{Named, fold};
use crate::model::places::{Ground, Strip, Zone};
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::resolve::faults::{cut, short};
use crate::model::resolve::places::{Origin, Survey, Whose};
use crate::model::time::Seconds;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::source::Span;
use crate::suggest::closest;
use crate::syntax::tree::{
    ActionKind, Clause, ClauseBody, Distance, FileFeature, LengthUnit, LineCourse, Name, Number,
    StatementKind, Text,
};

impl Resolver<'_> {
    /// The area of a feature; the same feature is the same area, whoever names it.
    pub(super) fn drawn(&mut self, file: &FileFeature, survey: &mut Survey) -> Ground {
        let feature = file.feature.as_ref().map(|feature| feature.text.clone()).unwrap_or_default();
        let key = (file.file.text.clone(), feature);
        if let Some(known) = survey.drawn.get(&key) {
            return known.clone();
        }
        let Some(geometry) = self.feature(file, survey) else { return Ground::Nowhere };
        match map::area_of(&geometry) {
            Ok(area) => {
                let ground = survey.add(area);
                survey.drawn.insert(key, ground.clone());
                ground
            }
            Err(fault) => {
                self.map_fault(file.feature.as_ref().unwrap_or(&file.file).spot.0, &fault.to_string());
                Ground::Nowhere
            }
        }
    }

    fn read_map(&mut self, file: &Text) -> Option<Vec<Feature>> {
        let text = match self.files.text(&file.text) {
            Ok(text) => text,
            Err(why) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::MISSING_FILE,
                        file.spot.0,
                        format!("`{}` cannot be read", short(&file.text)),
                    )
                    .because("no such file")
                    .note(why)
                    .help("put the file beside the agreement, or correct its name"),
                );
                return None;
            }
        };
        match map::read_features(&text) {
            Ok(features) => Some(features),
            Err(fault) => {
                self.map_fault(file.spot.0, &fault.to_string());
                None
            }
        }
    }

    /// The geometry of a feature in a file beside the agreement.
    pub(super) fn feature(&mut self, file: &FileFeature, survey: &mut Survey) -> Option<Geometry<f64>> {
        let features = match survey.maps.get(&file.file.text) {
            Some(known) => known.clone()?,
            None => {
                let features = self.read_map(&file.file).map(Rc::new);
                survey.maps.insert(file.file.text.clone(), features.clone());
                features?
            }
        };
        let Some(wanted) = &file.feature else {
            if let [only] = features.as_slice() {
                return Some(only.geometry.clone());
            }
            let fault = Diagnostic::new(
                &catalogue::MISSING_FEATURE,
                file.file.spot.0,
                format!("`{}` holds {} features", short(&file.file.text), features.len()),
            );
            self.diagnostics.push(
                fault.because("which one?").help("name one, e.g. `from \"zones.geojson\" feature \"SY02\"`"),
            );
            return None;
        };
        let found = features.iter().find(|feature| feature.id.as_deref() == Some(wanted.text.as_str()));
        if let Some(found) = found {
            return Some(found.geometry.clone());
        }
        // A drafter sees the name of a shape on the map, and not its id.
        let by_name = features.iter().find(|feature| {
            feature.name.iter().chain(&feature.other_names).any(|name| fold(name) == fold(&wanted.text))
        });
        let ids = || features.iter().filter_map(|feature| feature.id.as_deref());
        let near = by_name.and_then(|feature| feature.id.as_deref()).or_else(|| closest(&wanted.text, ids()));
        let fault = Diagnostic::new(
            &catalogue::MISSING_FEATURE,
            wanted.spot.0,
            format!("`{}` has no feature `{}`", cut(&file.file.text, 18), cut(&wanted.text, 18)),
        )
        .because("no such feature");
        let fault = match near {
            Some(near) => fault.mend(
                format!("write \"{near}\", if that is meant"),
                wanted.spot.0,
                format!("\"{near}\""),
            ),
            None => fault.help("name the `id` of a feature of that file"),
        };
        self.diagnostics.push(fault);
        None
    }

    /// The courses of a line, each from its date on.
    pub(super) fn draw_line(&mut self, id: LineId, survey: &mut Survey) {
        let agreement = self.agreement;
        let mut courses: Vec<(Seconds, MultiLineString<f64>, Span)> = Vec::new();
        for statement in &agreement.statements {
            let StatementKind::Line { name, course, at, title } = &statement.kind else { continue };
            if self.names.get(&name.text) != Some(Named::Line(id)) {
                continue;
            }
            if let (Some(title), Some(line)) = (title, self.places.lines.get_mut(id.index())) {
                line.title.clone_from(&title.text);
            }
            let from = match at.as_ref().map(|moment| (self.moment(moment, Edge::Begin), moment.spot.0)) {
                None | Some((Err(NoInstant::Faulty), _)) => EARLIEST,
                Some((Ok(from), _)) => from,
                Some((Err(NoInstant::Open(why)), span)) => {
                    self.left_open(span, &why, "the line ran so from the beginning");
                    EARLIEST
                }
            };
            if let Some(&(.., first)) = courses.iter().find(|(other, ..)| *other == from) {
                self.declared_twice(&name.text, name.spot.0, Some(first));
            } else if let Some(shape) = self.course(course, survey) {
                courses.push((from, shape, name.spot.0));
            }
        }
        courses.sort_by_key(|&(from, ..)| from);
        let ends: Vec<Seconds> = courses.iter().skip(1).map(|&(from, ..)| from).chain([LATEST]).collect();
        // Before its first date a line is taken to have run as it did then: the text says no other course.
        let timed = courses.into_iter().zip(ends).enumerate().map(|(index, ((from, shape, _), end))| {
            (Intervals::of(if index == 0 { EARLIEST } else { from }, end), shape)
        });
        if let Some(line) = self.places.lines.get_mut(id.index()) {
            line.courses = timed.collect();
        }
    }

    fn course(&mut self, course: &LineCourse, survey: &mut Survey) -> Option<MultiLineString<f64>> {
        match course {
            LineCourse::File(file) => {
                let geometry = self.feature(file, survey)?;
                let span = file.feature.as_ref().unwrap_or(&file.file).spot.0;
                map::line_of(&geometry).map_err(|fault| self.map_fault(span, &fault.to_string())).ok()
            }
            LineCourse::Through(places) => {
                let points: Vec<Coord<f64>> =
                    places.names.iter().filter_map(|place| self.place(place)).map(|point| point.0).collect();
                if points.len() < 2 && points.len() == places.names.len() {
                    self.map_fault(places.spot.0, "a line needs two places at least");
                }
                (points.len() >= 2).then(|| MultiLineString::new(vec![LineString::new(points)]))
            }
            LineCourse::Boundary(name) => {
                let zone = self.zone(name)?;
                let shape = self.outline(zone, survey);
                if shape.is_none() && !survey.faulty.contains(&zone) {
                    self.no_boundary(name);
                }
                Some(map::boundary_of(&*shape?))
            }
        }
    }

    fn place(&mut self, name: &Name) -> Option<Point<f64>> {
        match self.look_up(name, &|named| matches!(named, Named::Place(_)), "a place") {
            Some(Named::Place(id)) => self.places.points.get(id.index()).map(|place| place.point),
            _ => None,
        }
    }

    /// What a distance is measured from.
    pub(super) fn line_place_or_zone(&mut self, name: &Name, survey: &mut Survey) -> Option<Origin> {
        let fits = |named| matches!(named, Named::Line(_) | Named::Place(_) | Named::Zone(_));
        let shapes = match self.look_up(name, &fits, "a line, a place or a zone")? {
            Named::Line(line) => {
                let courses = &self.places.lines.get(line.index())?.courses;
                // A line without a course could not be drawn, which has been said.
                if courses.is_empty() {
                    return None;
                }
                let shaped = |shape: &MultiLineString<f64>| Geometry::MultiLineString(shape.clone());
                courses.iter().map(|(times, shape)| (times.clone(), shaped(shape))).collect()
            }
            Named::Place(place) => {
                let point = self.places.points.get(place.index())?.point;
                vec![(Intervals::all(), Geometry::Point(point))]
            }
            Named::Zone(zone) if survey.faulty.contains(&zone) => return None,
            Named::Zone(zone) => {
                let shape = self.outline(zone, survey);
                if shape.is_none() {
                    self.no_boundary(name);
                }
                vec![(Intervals::all(), Geometry::MultiPolygon((*shape?).clone()))]
            }
            _ => return None,
        };
        Some(Origin { name: name.text.clone(), shapes })
    }

    fn no_boundary(&mut self, name: &Name) {
        if !self.reported.insert(format!("boundary of {}", name.text)) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(
                &catalogue::UNMEASURABLE_ZONE,
                name.spot.0,
                format!("`{}` has no boundary to measure from", short(&name.text)),
            )
            .because("its ground is left open")
            .help("measure from a line, or from a zone that is delimited"),
        );
    }

    /// Everything within a distance. A distance that the text gives as a range is certain up to its lower end and open
    /// up to its upper one.
    pub(super) fn strip(
        &mut self,
        origin: &Origin,
        distance: &Distance,
        whose: Whose,
        edge: &str,
        survey: &mut Survey,
    ) -> Ground {
        let Some(low) = self.metres(&distance.low, distance.unit) else { return Ground::Nowhere };
        let high = match &distance.high {
            Some(high) => self.metres(high, distance.unit),
            None => None,
        };
        if let Some(high) = high
            && high < low
        {
            let upper = distance.high.as_ref().map_or("", |high| high.text.as_str());
            let mended = self.words(distance.spot.0).replacen(
                &format!("{}-{upper}", distance.low.text),
                &format!("{upper}-{}", distance.low.text),
                1,
            );
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::DISTANCE_BACKWARDS,
                    distance.spot.0,
                    "this range of distances runs backwards",
                )
                .because("the larger one first")
                .mend(
                    format!("put the smaller distance first: `{mended}`"),
                    distance.spot.0,
                    mended,
                ),
            );
            return Ground::Nowhere;
        }
        let within = |resolver: &mut Self, metres: f64, survey: &mut Survey| -> Ground {
            #[allow(clippy::cast_possible_truncation, reason = "distances are bounded by `metres`")]
            let key = (origin.name.clone(), (metres * 1000.0).round() as i64);
            if let Some(known) = survey.strips.get(&key) {
                return known.clone();
            }
            let timed: Vec<(Intervals, Ground)> = origin
                .shapes
                .iter()
                .map(|(times, geometry)| match map::within(geometry, metres) {
                    Ok(area) => {
                        let ground = survey.add(area);
                        if let Ground::Area(area) = &ground {
                            resolver.places.strips.push(Strip {
                                area: *area,
                                from: origin.name.clone(),
                                reach_m: metres,
                                times: times.clone(),
                                shape: geometry.clone(),
                            });
                        }
                        (times.clone(), ground)
                    }
                    Err(fault) => {
                        resolver.map_fault(distance.spot.0, &fault.to_string());
                        (times.clone(), Ground::Nowhere)
                    }
                })
                .collect();
            let ground = match timed.as_slice() {
                [(times, ground)] if times.is_all() => ground.clone(),
                _ => Ground::At(timed),
            };
            survey.strips.insert(key, ground.clone());
            ground
        };
        let certain = within(self, low, survey);
        let Some(high) = high else { return certain };
        let possible = within(self, high, survey);
        let words = format!("the distance meant is the larger end of \"{}\"", self.words(distance.spot.0));
        let column = format!("{}_{edge}", whose.name);
        let literal = self.literal(&column, words, LiteralKind::Delimitation(whose.id));
        Ground::Union(vec![certain, Ground::SomePartOf(Box::new(possible), literal)])
    }

    /// A band between two distances needs the nearer one first.
    pub(super) fn near_before_far(&mut self, near: &Distance, far: &Distance) {
        let (Some(inner), Some(outer)) = (length(&near.low, near.unit), length(&far.low, far.unit)) else {
            return;
        };
        if inner >= outer {
            let words = (self.words(near.spot.0), self.words(far.spot.0));
            let fault = Diagnostic::new(
                &catalogue::DISTANCE_BACKWARDS,
                near.spot.0,
                "this range of distances runs backwards",
            )
            .because("the larger one first")
            .and(far.spot.0, "the smaller one");
            self.diagnostics.push(if inner > outer {
                let edits = vec![
                    Edit { span: near.spot.0, replacement: words.1 },
                    Edit { span: far.spot.0, replacement: words.0 },
                ];
                fault.mends("put the smaller distance first", edits)
            } else {
                fault.help("give the band two distances that differ")
            });
        }
    }

    /// A length in metres.
    fn metres(&mut self, number: &Number, unit: LengthUnit) -> Option<f64> {
        let metres = length(number, unit);
        let fits = metres.filter(|&metres| metres > 0.0 && metres <= map::DISTANCE_LIMIT_M);
        if fits.is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::DISTANCE_OUT_OF_RANGE,
                    number.spot.0,
                    "no such distance on this map",
                )
                .because("out of range")
                .help(format!(
                    "write a distance of more than 0 and at most {} km",
                    map::DISTANCE_LIMIT_M / 1000.0
                )),
            );
        }
        fits
    }

    /// The shape of a zone that has a boundary and does not change.
    fn outline(&self, zone: ZoneId, survey: &mut Survey) -> Option<Rc<MultiPolygon<f64>>> {
        if let Some(known) = survey.outlines.get(&zone) {
            return known.clone();
        }
        let ground = &self.places.zones.get(zone.index())?.ground;
        let shape = self.shape_of(ground, survey).map(Rc::new);
        survey.outlines.insert(zone, shape.clone());
        shape
    }

    /// Zones are drawn from zones no deeper than `DEEPEST`, so this ends; each zone is computed once.
    fn shape_of(&self, ground: &Ground, survey: &mut Survey) -> Option<MultiPolygon<f64>> {
        match ground {
            Ground::Nowhere => Some(MultiPolygon::new(Vec::new())),
            Ground::Area(area) => survey.shapes.get(area.index()).cloned(),
            Ground::Zone(zone) => self.outline(*zone, survey).map(|shape| (*shape).clone()),
            Ground::Union(parts) => parts.iter().try_fold(MultiPolygon::new(Vec::new()), |whole, part| {
                map::union(&whole, &self.shape_of(part, survey)?).ok()
            }),
            Ground::Both(one, other) => {
                let (one, other) = (self.shape_of(one, survey)?, self.shape_of(other, survey)?);
                map::intersection(&one, &other).ok()
            }
            Ground::Without(one, other) => {
                let (one, other) = (self.shape_of(one, survey)?, self.shape_of(other, survey)?);
                map::difference(&one, &other).ok()
            }
            Ground::Everywhere | Ground::SomePartOf(..) | Ground::At(_) => None,
        }
    }

    /// The ground that clauses keep weapons away from: everything nearer than the distance they name.
    pub(super) fn measure_kept_ground(&mut self, survey: &mut Survey) {
        let agreement = self.agreement;
        for statement in &agreement.statements {
            let StatementKind::Clause(Clause { label, body, .. }) = &statement.kind else { continue };
            let (ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. }) = body else { continue };
            let ActionKind::Keep { distance, from, .. } = &norm.action.kind else { continue };
            let Some(origin) = self.line_place_or_zone(from, survey) else { continue };
            let id = ZoneId::at(self.places.zones.len());
            let name = format!("ground of {}", label.text);
            let title = format!("{} of {}", self.words(distance.spot.0), from.text);
            self.places.zones.push(Zone {
                name,
                title: format!("the ground within {title}"),
                aliases: Vec::new(),
                ground: Ground::Nowhere,
                measured: BTreeMap::new(),
                illustrative: false,
                span: distance.spot.0,
            });
            let column = format!("ground_{}", label.text.replace('.', "_"));
            let ground = self.strip(&origin, distance, Whose { name: &column, id }, "wide", survey);
            if let Some(zone) = self.places.zones.get_mut(id.index()) {
                zone.ground = ground;
            }
            self.kept_ground.insert(norm.action.spot.0, id);
        }
    }
}

/// A length in metres, whether or not a map has it.
fn length(number: &Number, unit: LengthUnit) -> Option<f64> {
    let metres_per_unit = match unit {
        LengthUnit::Metre => 1.0,
        LengthUnit::Kilometre => 1000.0,
        LengthUnit::Mile => 1609.344,
        LengthUnit::NauticalMile => 1852.0,
        LengthUnit::Yard => 0.9144,
    };
    number.text.parse::<f64>().ok().map(|number| number * metres_per_unit)
}
