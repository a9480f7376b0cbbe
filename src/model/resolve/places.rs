//! Zones, lines and places: read, measured, and the map cut by them.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon, Point};

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{AreaId, LineId, PlaceId, ZoneId};
use crate::model::map::{self, Atlas};
use crate::model::names::{Named, PlaceName};
use crate::model::places::{Ground, Line, Place, Zone};
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::title_or;
use crate::model::resolve::clocks::Edge;
use crate::model::resolve::faults::short;
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{
    ActionKind, Alias, Clause, ClauseBody, Distance, Extent, FileFeature, LengthUnit, LineCourse, Name,
    Number, StatementKind, Text, ZonePart,
};

/// The areas that zones are made of, while they are being collected.
#[derive(Default)]
struct Areas {
    shapes: Vec<MultiPolygon<f64>>,
    /// Zones that are being measured right now: a zone that leads back to itself is told once.
    path: Vec<ZoneId>,
    done: BTreeSet<ZoneId>,
}

impl Areas {
    fn add(&mut self, shape: MultiPolygon<f64>) -> Ground {
        self.shapes.push(shape);
        Ground::Area(AreaId::at(self.shapes.len() - 1))
    }
}

impl Resolver<'_> {
    pub(super) fn declare_place(
        &mut self,
        name: &Name,
        title: Option<&Text>,
        aliases: &[Alias],
        point: Option<Point<f64>>,
    ) {
        let id = PlaceId::at(self.places.points.len());
        if self.declare(name, Named::Place(id)) {
            let aliases = self.dated_names(title, aliases);
            self.places.points.push(Place {
                name: name.text.clone(),
                title: title_or(title, name),
                aliases,
                point: point.unwrap_or_else(|| Point::new(0.0, 0.0)),
                span: name.spot.0,
            });
        }
    }

    pub(super) fn declare_line(&mut self, name: &Name, title: Option<&Text>) {
        // Several sentences about one line are one line that moves.
        if let Some(Named::Line(_)) = self.names.get(&name.text) {
            return;
        }
        let id = LineId::at(self.places.lines.len());
        if self.declare(name, Named::Line(id)) {
            self.places.lines.push(Line {
                name: name.text.clone(),
                title: title_or(title, name),
                courses: Vec::new(),
                span: name.spot.0,
            });
        }
    }

    pub(super) fn declare_zone(&mut self, name: &Name, title: Option<&Text>, illustrative: bool) {
        let id = ZoneId::at(self.places.zones.len());
        if self.declare(name, Named::Zone(id)) {
            self.places.zones.push(Zone {
                name: name.text.clone(),
                title: title_or(title, name),
                aliases: Vec::new(),
                ground: Ground::Nowhere,
                measured: BTreeMap::new(),
                illustrative,
                span: name.spot.0,
            });
        }
    }

    /// Measures all zones and cuts the map.
    pub(super) fn measure_places(&mut self) {
        let mut areas = Areas::default();
        self.file_and_place_lines();
        for index in 0..self.places.zones.len() {
            self.measure_zone(ZoneId::at(index), &mut areas);
        }
        self.boundary_lines_left();
        let named = self.places.zones.len();
        self.measure_kept_ground(&mut areas);
        self.places.areas = areas.shapes.len();
        match Atlas::cut(&areas.shapes) {
            Ok(atlas) => self.places.atlas = Some(atlas),
            Err(fault) => {
                if let Some(span) = self.places.zones.first().map(|zone| zone.span) {
                    self.map_fault(span, &fault.to_string());
                }
            }
        }
        for (index, zone) in self.places.zones.iter().take(named).enumerate() {
            self.names.know_place(PlaceName::Zone(ZoneId::at(index)), &zone.name, &zone.aliases);
        }
    }

    fn map_fault(&mut self, span: Span, why: &str) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::UNREADABLE_MAP, span, "this ground cannot be measured")
                .because(why.to_owned())
                .help("mend the file, or draw the ground from places, lines and distances"),
        );
    }

    fn file_and_place_lines(&mut self) {
        let mut courses: BTreeMap<LineId, Vec<(i64, MultiLineString<f64>)>> = BTreeMap::new();
        for statement in &self.agreement.statements {
            let StatementKind::Line { name, course, at, title } = &statement.kind else { continue };
            let Some(Named::Line(id)) = self.names.get(&name.text) else { continue };
            if let (Some(title), Some(line)) = (title, self.places.lines.get_mut(id.index())) {
                line.title.clone_from(&title.text);
            }
            let from = match at {
                Some(moment) => self.moment(moment, Edge::Begin).unwrap_or(EARLIEST),
                None => EARLIEST,
            };
            let shape = match course {
                LineCourse::File(file) => self.feature(file).and_then(|geometry| {
                    map::line_of(&geometry)
                        .map_err(|fault| self.map_fault(file.file.spot.0, &fault.to_string()))
                        .ok()
                }),
                LineCourse::Through(places) => {
                    let points: Vec<Coord<f64>> = places
                        .names
                        .iter()
                        .filter_map(|place| self.place(place))
                        .map(|point| point.0)
                        .collect();
                    if points.len() < 2 && points.len() == places.names.len() {
                        self.map_fault(places.spot.0, "a line needs two places at least");
                    }
                    (points.len() >= 2).then(|| MultiLineString::new(vec![LineString::new(points)]))
                }
                // Boundaries are known when zones are; see `line_shape`.
                LineCourse::Boundary(_) => None,
            };
            if let Some(shape) = shape {
                courses.entry(id).or_default().push((from, shape));
            }
        }
        for (id, mut list) in courses {
            list.sort_by_key(|&(from, _)| from);
            let ends: Vec<i64> = list.iter().skip(1).map(|&(from, _)| from).chain([LATEST]).collect();
            // Before its first date a line is taken to have run as it did then: the text says no other course.
            let timed = list.into_iter().zip(ends).enumerate().map(|(index, ((from, shape), end))| {
                (Intervals::of(if index == 0 { EARLIEST } else { from }, end), shape)
            });
            if let Some(line) = self.places.lines.get_mut(id.index()) {
                line.courses = timed.collect();
            }
        }
    }

    fn place(&mut self, name: &Name) -> Option<Point<f64>> {
        match self.look_up(name, &|named| matches!(named, Named::Place(_)), "a place") {
            Some(Named::Place(id)) => self.places.points.get(id.index()).map(|place| place.point),
            _ => None,
        }
    }

    /// The geometry of a feature in a file beside the agreement.
    fn feature(&mut self, file: &FileFeature) -> Option<Geometry<f64>> {
        let text = match self.files.text(&file.file.text) {
            Ok(text) => text,
            Err(why) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::MISSING_FILE,
                        file.file.spot.0,
                        format!("`{}` cannot be read", short(&file.file.text)),
                    )
                    .because(why)
                    .help("put the file beside the agreement, or correct its name"),
                );
                return None;
            }
        };
        let features = match map::read_features(&text) {
            Ok(features) => features,
            Err(fault) => {
                self.map_fault(file.file.spot.0, &fault.to_string());
                return None;
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
        let near = crate::suggest::closest(
            &wanted.text,
            features.iter().filter_map(|feature| feature.id.as_deref()),
        );
        let fault = Diagnostic::new(
            &catalogue::MISSING_FEATURE,
            wanted.spot.0,
            format!("`{}` has no feature `{}`", short(&file.file.text), short(&wanted.text)),
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

    fn measure_zone(&mut self, id: ZoneId, areas: &mut Areas) {
        if areas.done.contains(&id) {
            return;
        }
        let agreement = self.agreement;
        let declared = agreement.statements.iter().find_map(|statement| match &statement.kind {
            StatementKind::Zone { name, .. } if self.names.get(&name.text) == Some(Named::Zone(id)) => {
                Some(&statement.kind)
            }
            _ => None,
        });
        let Some(StatementKind::Zone {
            name,
            title,
            within,
            extent,
            except,
            undelimited,
            measured,
            aliases,
            ..
        }) = declared
        else {
            return;
        };
        if areas.path.contains(&id) {
            if self.reported.insert(format!("cycle of {}", name.text)) {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::ZONE_CYCLE,
                        name.spot.0,
                        format!("`{}` is measured from itself", short(&name.text)),
                    )
                    .because("leads back to itself")
                    .help("draw one of the zones on the way by a file, by places or by a line"),
                );
            }
            return;
        }
        areas.path.push(id);
        let aliases = self.dated_names(title.as_ref(), aliases);
        let parent = within.as_ref().and_then(|parent| self.zone(parent));
        if let Some(parent) = parent {
            self.measure_zone(parent, areas);
        }
        let clipped = |ground: Ground| match parent {
            Some(parent) => Ground::Both(Box::new(Ground::Zone(parent)), Box::new(ground)),
            None => ground,
        };
        let of = Whose { name: &name.text, id };
        let own = match (extent, undelimited) {
            (Some(extent), _) => self.extent(extent, of, None, areas),
            (None, Some(_)) => Ground::Everywhere,
            (None, None) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::ZONE_WITHOUT_BOUNDARY,
                        name.spot.0,
                        format!("nothing says where `{}` lies", short(&name.text)),
                    )
                    .because("no file, places or distance")
                    .help("delimit it by a file, by zones, or by a line and a distance")
                    .help("or, if the text leaves it open, end the sentence with `, undelimited`"),
                );
                Ground::Everywhere
            }
        };
        let mut ground = clipped(own);
        if let Some(undelimited) = undelimited {
            let words = undelimited.words.as_ref().map_or_else(
                || format!("the place lies in {}, which no text delimits", title_or(title.as_ref(), name)),
                |words| format!("the place lies in \"{}\", which no text delimits", words.text),
            );
            let literal = self.literal(&name.text, words, LiteralKind::Delimitation(id));
            ground = Ground::SomePartOf(Box::new(ground), literal);
        }
        ground = self.without(ground, except.as_ref(), areas);
        let mut readings = BTreeMap::new();
        for measure in measured {
            let from = self.line_place_or_zone(&measure.from, areas);
            for reader in self.readers_of(Some(&measure.who)) {
                if let (Some(extent), Some(from)) = (extent, &from) {
                    let ground = clipped(self.extent(extent, of, Some(from), areas));
                    let ground = self.without(ground, except.as_ref(), areas);
                    readings.insert(reader, ground);
                    self.readers.insert(reader);
                }
            }
        }
        if let Some(zone) = self.places.zones.get_mut(id.index()) {
            zone.ground = ground;
            zone.measured = readings;
            zone.aliases = aliases;
        }
        areas.path.pop();
        areas.done.insert(id);
    }

    fn without(
        &mut self,
        ground: Ground,
        except: Option<&crate::syntax::tree::NameList>,
        areas: &mut Areas,
    ) -> Ground {
        let mut ground = ground;
        for cut in except.iter().flat_map(|list| &list.names) {
            if let Some(zone) = self.zone(cut) {
                self.measure_zone(zone, areas);
                ground = Ground::Without(Box::new(ground), Box::new(Ground::Zone(zone)));
            }
        }
        ground
    }

    /// One zone by its name.
    pub(super) fn zone(&mut self, name: &Name) -> Option<ZoneId> {
        match self.look_up(name, &|named| matches!(named, Named::Zone(_)), "a zone") {
            Some(Named::Zone(zone)) => Some(zone),
            _ => None,
        }
    }

    fn extent(
        &mut self,
        extent: &Extent,
        whose: Whose,
        measured_from: Option<&Origin>,
        areas: &mut Areas,
    ) -> Ground {
        match extent {
            Extent::File(file) => {
                let Some(geometry) = self.feature(file) else { return Ground::Nowhere };
                match map::area_of(&geometry) {
                    Ok(area) => areas.add(area),
                    Err(fault) => {
                        self.map_fault(
                            file.feature.as_ref().unwrap_or(&file.file).spot.0,
                            &fault.to_string(),
                        );
                        Ground::Nowhere
                    }
                }
            }
            Extent::Union(parts) => {
                Ground::Union(parts.iter().filter_map(|part| self.part(part, whose, areas)).collect())
            }
            Extent::Within { distance, of } => {
                let Some(origin) = self.origin(of, measured_from, areas) else { return Ground::Nowhere };
                self.strip(&origin, distance, whose, "wide", areas)
            }
            Extent::Between { near, far, of } => {
                let Some(origin) = self.origin(of, measured_from, areas) else { return Ground::Nowhere };
                let outer = self.strip(&origin, far, whose, "far_edge", areas);
                let inner = self.strip(&origin, near, whose, "near_edge", areas);
                Ground::Without(Box::new(outer), Box::new(inner))
            }
        }
    }

    fn part(&mut self, part: &ZonePart, whose: Whose, areas: &mut Areas) -> Option<Ground> {
        let zone = self.zone(&part.name)?;
        self.measure_zone(zone, areas);
        let whole = Ground::Zone(zone);
        if !part.part {
            return Some(whole);
        }
        let title = self.places.title(zone).to_owned();
        let words = format!("the place lies in the part of {title} that is meant, which no text delimits");
        let column = format!("{}_in_{}", whose.name, part.name.text);
        let literal = self.literal(&column, words, LiteralKind::Delimitation(whose.id));
        Some(Ground::SomePartOf(Box::new(whole), literal))
    }

    fn origin(&mut self, of: &Name, measured_from: Option<&Origin>, areas: &mut Areas) -> Option<Origin> {
        match measured_from {
            Some(origin) => Some(origin.clone()),
            None => self.line_place_or_zone(of, areas),
        }
    }

    /// What a distance is measured from, with the times for which it is there.
    fn line_place_or_zone(&mut self, name: &Name, areas: &mut Areas) -> Option<Origin> {
        let fits = |named| matches!(named, Named::Line(_) | Named::Place(_) | Named::Zone(_));
        match self.look_up(name, &fits, "a line, a place or a zone")? {
            Named::Line(line) => self.line_shapes(line, areas),
            Named::Place(place) => {
                let point = self.places.points.get(place.index())?.point;
                Some(vec![(Intervals::all(), Geometry::Point(point))])
            }
            Named::Zone(zone) => {
                self.measure_zone(zone, areas);
                let shape = self.shape_of(&Ground::Zone(zone), areas);
                if shape.is_none() && self.reported.insert(format!("boundary of {}", name.text)) {
                    self.no_boundary(name);
                }
                Some(vec![(Intervals::all(), Geometry::MultiPolygon(shape?))])
            }
            _ => None,
        }
    }

    fn no_boundary(&mut self, name: &Name) {
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

    fn line_shapes(&mut self, id: LineId, areas: &mut Areas) -> Option<Origin> {
        let line = self.places.lines.get(id.index())?;
        if line.courses.is_empty() {
            let name = line.name.clone();
            let agreement = self.agreement;
            let boundary = agreement.statements.iter().find_map(|statement| match &statement.kind {
                StatementKind::Line { name: own, course: LineCourse::Boundary(zone), .. }
                    if own.text == name =>
                {
                    Some(zone)
                }
                _ => None,
            })?;
            let zone = self.zone(boundary)?;
            self.measure_zone(zone, areas);
            let Some(shape) = self.shape_of(&Ground::Zone(zone), areas) else {
                if self.reported.insert(format!("boundary of {}", boundary.text)) {
                    self.no_boundary(boundary);
                }
                return None;
            };
            let course = map::boundary_of(&shape);
            if let Some(line) = self.places.lines.get_mut(id.index()) {
                line.courses = vec![(Intervals::all(), course)];
            }
        }
        let line = self.places.lines.get(id.index())?;
        let courses = line.courses.iter();
        Some(
            courses.map(|(times, shape)| (times.clone(), Geometry::MultiLineString(shape.clone()))).collect(),
        )
    }

    /// Lines along boundaries that no zone was measured from: looked up all the same, so that a slip is told.
    fn boundary_lines_left(&mut self) {
        for statement in &self.agreement.statements {
            if let StatementKind::Line { course: LineCourse::Boundary(zone), .. } = &statement.kind {
                self.zone(zone);
            }
        }
    }

    /// Everything within a distance. A distance that the text gives as a range is certain up to its lower end and open
    /// up to its upper one.
    fn strip(
        &mut self,
        origin: &Origin,
        distance: &Distance,
        whose: Whose,
        edge: &str,
        areas: &mut Areas,
    ) -> Ground {
        let Some(low) = self.metres(&distance.low, distance.unit) else { return Ground::Nowhere };
        let high = match &distance.high {
            Some(high) => self.metres(high, distance.unit),
            None => None,
        };
        if let Some(high) = high
            && high < low
        {
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::DISTANCE_BACKWARDS,
                    distance.spot.0,
                    "this range of distances runs backwards",
                )
                .because("the larger one first")
                .help("put the smaller distance first, e.g. `15-20 km`"),
            );
            return Ground::Nowhere;
        }
        let within = |resolver: &mut Self, metres: f64, areas: &mut Areas| -> Ground {
            let timed: Vec<(Intervals, Ground)> = origin
                .iter()
                .map(|(times, geometry)| match map::within(geometry, metres) {
                    Ok(area) => (times.clone(), areas.add(area)),
                    Err(fault) => {
                        resolver.map_fault(distance.spot.0, &fault.to_string());
                        (times.clone(), Ground::Nowhere)
                    }
                })
                .collect();
            match timed.as_slice() {
                [(times, ground)] if times.is_all() => ground.clone(),
                _ => Ground::At(timed),
            }
        };
        let certain = within(self, low, areas);
        let Some(high) = high else { return certain };
        let possible = within(self, high, areas);
        let words = format!("the distance meant is the larger end of \"{}\"", self.words(distance.spot.0));
        let column = format!("{}_{edge}", whose.name);
        let literal = self.literal(&column, words, LiteralKind::Delimitation(whose.id));
        Ground::Union(vec![certain, Ground::SomePartOf(Box::new(possible), literal)])
    }

    /// A length in metres.
    fn metres(&mut self, number: &Number, unit: LengthUnit) -> Option<f64> {
        let metres_per_unit = match unit {
            LengthUnit::Metre => 1.0,
            LengthUnit::Kilometre => 1000.0,
            LengthUnit::Mile => 1609.344,
            LengthUnit::NauticalMile => 1852.0,
            LengthUnit::Yard => 0.9144,
        };
        let metres = number.text.parse::<f64>().ok().map(|number| number * metres_per_unit);
        let fits = metres.filter(|metres| (0.0..=2_000_000.0).contains(metres));
        if fits.is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::DISTANCE_OUT_OF_RANGE,
                    number.spot.0,
                    "no such distance on this map",
                )
                .because("out of range")
                .help("write a distance between 0 and 2000 km"),
            );
        }
        fits
    }

    /// The shape of ground that has a boundary and does not change.
    fn shape_of(&self, ground: &Ground, areas: &Areas) -> Option<MultiPolygon<f64>> {
        // Zones are measured before they are used, and a zone never contains itself, so this ends.
        match ground {
            Ground::Nowhere => Some(MultiPolygon::new(Vec::new())),
            Ground::Area(area) => areas.shapes.get(area.index()).cloned(),
            Ground::Zone(zone) if areas.path.contains(zone) => None,
            Ground::Zone(zone) => self.shape_of(&self.places.zones.get(zone.index())?.ground, areas),
            Ground::Union(parts) => parts.iter().try_fold(MultiPolygon::new(Vec::new()), |whole, part| {
                map::union(&whole, &self.shape_of(part, areas)?).ok()
            }),
            Ground::Both(one, other) => {
                if **other == Ground::Everywhere {
                    return self.shape_of(one, areas);
                }
                map::intersection(&self.shape_of(one, areas)?, &self.shape_of(other, areas)?).ok()
            }
            Ground::Without(one, other) => {
                map::difference(&self.shape_of(one, areas)?, &self.shape_of(other, areas)?).ok()
            }
            Ground::Everywhere | Ground::SomePartOf(..) | Ground::At(_) => None,
        }
    }

    /// The ground that clauses keep weapons away from: everything nearer than the distance they name.
    fn measure_kept_ground(&mut self, areas: &mut Areas) {
        for statement in &self.agreement.statements {
            let StatementKind::Clause(Clause { label, body, .. }) = &statement.kind else { continue };
            let (ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. }) = body else { continue };
            let ActionKind::Keep { distance, from, .. } = &norm.action.kind else { continue };
            let Some(origin) = self.line_place_or_zone(from, areas) else { continue };
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
            let ground = self.strip(&origin, distance, Whose { name: &column, id }, "wide", areas);
            if let Some(zone) = self.places.zones.get_mut(id.index()) {
                zone.ground = ground;
            }
            self.kept_ground.insert(norm.action.spot.0, id);
        }
    }
}

/// The zone for which something is measured.
#[derive(Clone, Copy)]
struct Whose<'a> {
    name: &'a str,
    id: ZoneId,
}

/// What a distance is measured from.
type Origin = Vec<(Intervals, Geometry<f64>)>;
