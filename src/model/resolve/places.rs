//! Zones, lines and places: declared, measured each after those it is drawn from, and the map cut by them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use geo::{Geometry, MultiPolygon, Point};

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{AreaId, LineId, PlaceId, ZoneId};
use crate::model::map::{Atlas, Feature};
use crate::model::names::{Named, PlaceName};
use crate::model::order::order;
use crate::model::places::{Ground, Line, Place, Zone};
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::title_or;
use crate::model::resolve::conditions::DEEPEST;
use crate::model::resolve::faults::short;
use crate::sets::Intervals;
use crate::source::Span;
use crate::syntax::tree::{
    Alias, Extent, LineCourse, MeasuredBy, Name, NameList, StatementKind, Text, Undelimited, ZonePart,
};

/// The areas that zones are made of, while they are being collected, and what was measured on the way.
#[derive(Default)]
pub(super) struct Survey {
    pub shapes: Vec<MultiPolygon<f64>>,
    /// Maps that were read, each once; nothing where that failed.
    pub maps: BTreeMap<String, Option<Rc<Vec<Feature>>>>,
    /// Areas of features, by file and feature.
    pub drawn: BTreeMap<(String, String), Ground>,
    /// Everything within a distance of something with a name, by that name and the distance in millimetres.
    pub strips: BTreeMap<(String, i64), Ground>,
    /// The shapes of zones that something was measured from; nothing for a zone without a boundary.
    pub outlines: BTreeMap<ZoneId, Option<Rc<MultiPolygon<f64>>>>,
    /// Zones that could not be measured, of which this has been said.
    pub faulty: BTreeSet<ZoneId>,
}

impl Survey {
    pub(super) fn add(&mut self, shape: MultiPolygon<f64>) -> Ground {
        self.shapes.push(shape);
        Ground::Area(AreaId::at(self.shapes.len() - 1))
    }
}

/// The zone for which something is measured.
#[derive(Clone, Copy)]
pub(super) struct Whose<'a> {
    pub name: &'a str,
    pub id: ZoneId,
}

/// What a distance is measured from: its name, and its shape with the times for which it has it.
#[derive(Clone)]
pub(super) struct Origin {
    pub name: String,
    pub shapes: Vec<(Intervals, Geometry<f64>)>,
}

/// A sentence about a zone.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    name: &'a Name,
    title: Option<&'a Text>,
    within: Option<&'a Name>,
    extent: Option<&'a Extent>,
    except: Option<&'a NameList>,
    undelimited: Option<&'a Undelimited>,
    measured: &'a [MeasuredBy],
    aliases: &'a [Alias],
}

impl<'a> Sentence<'a> {
    /// Every name that it draws the zone from.
    fn needs(&self) -> Vec<&'a Name> {
        let mut names: Vec<&Name> = self.within.into_iter().collect();
        match self.extent {
            Some(Extent::Union(parts)) => names.extend(parts.iter().map(|part| &part.name)),
            Some(Extent::Within { of, .. } | Extent::Between { of, .. }) => names.push(of),
            Some(Extent::File(_)) | None => {}
        }
        names.extend(self.except.into_iter().flat_map(|list| &list.names));
        names.extend(self.measured.iter().map(|measure| &measure.from));
        names
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
        let mut survey = Survey::default();
        self.zones_and_lines(&mut survey);
        let named = self.places.zones.len();
        self.measure_kept_ground(&mut survey);
        self.places.areas = survey.shapes;
        match Atlas::cut(&self.places.areas) {
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

    /// Draws every zone and every line, each after those it is drawn from.
    fn zones_and_lines(&mut self, survey: &mut Survey) {
        let agreement = self.agreement;
        let zones = self.places.zones.len();
        let mut sentences: Vec<Option<Sentence>> = vec![None; zones];
        let mut needs: Vec<Vec<usize>> = vec![Vec::new(); zones + self.places.lines.len()];
        for statement in &agreement.statements {
            let (node, names) = match &statement.kind {
                StatementKind::Zone {
                    name,
                    title,
                    within,
                    extent,
                    except,
                    undelimited,
                    measured,
                    aliases,
                    ..
                } => {
                    let Some(Named::Zone(id)) = self.names.get(&name.text) else { continue };
                    let Some(own) = sentences.get_mut(id.index()).filter(|own| own.is_none()) else {
                        continue;
                    };
                    let sentence = Sentence {
                        name,
                        title: title.as_ref(),
                        within: within.as_ref(),
                        extent: extent.as_ref(),
                        except: except.as_ref(),
                        undelimited: undelimited.as_ref(),
                        measured,
                        aliases,
                    };
                    *own = Some(sentence);
                    (id.index(), sentence.needs())
                }
                StatementKind::Line { name, course: LineCourse::Boundary(zone), .. } => {
                    let Some(Named::Line(id)) = self.names.get(&name.text) else { continue };
                    (zones + id.index(), vec![zone])
                }
                _ => continue,
            };
            if let Some(own) = needs.get_mut(node) {
                own.extend(names.into_iter().filter_map(|name| match self.names.get(&name.text)? {
                    Named::Zone(zone) => Some(zone.index()),
                    Named::Line(line) => Some(zones + line.index()),
                    _ => None,
                }));
            }
        }
        let order = order(&needs);
        for &node in &order.sequence {
            let own = needs.get(node).map_or(&[][..], Vec::as_slice);
            let closes = own.iter().any(|&need| order.closing.contains(&(node, need)));
            let depth = order.depth.get(node).copied().unwrap_or(0);
            let Some(zone) = (node < zones).then(|| ZoneId::at(node)) else {
                let line = LineId::at(node - zones);
                if closes {
                    let line = self.places.lines.get(line.index()).map(|line| (line.name.clone(), line.span));
                    self.drawn_from_itself(line);
                } else {
                    self.draw_line(line, survey);
                }
                continue;
            };
            let Some(sentence) = sentences.get(node).copied().flatten() else { continue };
            let told = self.diagnostics.len();
            if closes {
                self.drawn_from_itself(Some((sentence.name.text.clone(), sentence.name.spot.0)));
            } else if depth == DEEPEST {
                self.nested_too_deeply(sentence.name.spot.0, &sentence.name.text, "draw it from fewer zones");
            } else if depth < DEEPEST {
                self.measure_zone(zone, sentence, survey);
            }
            let through = own.iter().any(|&need| need < zones && survey.faulty.contains(&ZoneId::at(need)));
            if through || depth > DEEPEST || self.diagnostics.len() > told {
                survey.faulty.insert(zone);
            }
        }
    }

    fn drawn_from_itself(&mut self, what: Option<(String, Span)>) {
        let Some((name, span)) = what else { return };
        self.diagnostics.push(
            Diagnostic::new(&catalogue::ZONE_CYCLE, span, format!("`{}` is drawn from itself", short(&name)))
                .because("leads back to itself")
                .help("draw one of the zones on the way by a file, by places or by a line"),
        );
    }

    pub(super) fn map_fault(&mut self, span: Span, why: &str) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::UNREADABLE_MAP, span, "this ground cannot be measured")
                .because("no ground that can be measured")
                .note(why.to_owned())
                .help("mend the file, or draw the ground from places, lines and distances"),
        );
    }

    /// Draws one zone. Those that it is drawn from are drawn already.
    fn measure_zone(&mut self, id: ZoneId, sentence: Sentence, survey: &mut Survey) {
        let name = sentence.name;
        let aliases = self.dated_names(sentence.title, sentence.aliases);
        let parent = sentence.within.and_then(|parent| self.zone(parent));
        let of = Whose { name: &name.text, id };
        let own = match (sentence.extent, sentence.undelimited) {
            (Some(extent), _) => self.extent(extent, of, None, survey),
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
        let open = sentence.undelimited.map(|undelimited| {
            let words = undelimited.words.as_ref().map_or_else(
                || format!("the place lies in {}, which no text delimits", title_or(sentence.title, name)),
                |words| format!("the place lies in \"{}\", which no text delimits", words.text),
            );
            self.literal(&name.text, words, LiteralKind::Delimitation(id))
        });
        let cut: Vec<Ground> = sentence
            .except
            .into_iter()
            .flat_map(|list| &list.names)
            .filter_map(|cut| self.zone(cut).map(Ground::Zone))
            .collect();
        let bounded = |ground: Ground| {
            let mut ground = match parent {
                Some(parent) => Ground::Both(Box::new(Ground::Zone(parent)), Box::new(ground)),
                None => ground,
            };
            if let Some(literal) = open {
                ground = Ground::SomePartOf(Box::new(ground), literal);
            }
            if !cut.is_empty() {
                ground = Ground::Without(Box::new(ground), Box::new(Ground::Union(cut.clone())));
            }
            ground
        };
        let mut readings = BTreeMap::new();
        for measure in sentence.measured {
            let from = self.line_place_or_zone(&measure.from, survey);
            let readers = self.readers_of(Some(&measure.who));
            match (sentence.extent, from) {
                (Some(extent @ (Extent::Within { .. } | Extent::Between { .. })), Some(from)) => {
                    let ground = bounded(self.extent(extent, of, Some(&from), survey));
                    readings.extend(readers.iter().map(|&reader| (reader, ground.clone())));
                    self.readers.extend(readers);
                }
                (Some(Extent::Within { .. } | Extent::Between { .. }), None) => {}
                (Some(Extent::File(_) | Extent::Union(_)) | None, _) => {
                    self.nothing_measured(&measure.from, name)
                }
            }
        }
        if let Some(zone) = self.places.zones.get_mut(id.index()) {
            zone.ground = bounded(own);
            zone.measured = readings;
            zone.aliases = aliases;
        }
    }

    fn nothing_measured(&mut self, from: &Name, zone: &Name) {
        self.diagnostics.push(
            Diagnostic::new(
                &catalogue::UNMEASURABLE_ZONE,
                from.spot.0,
                format!("`{}` has no distance to measure", short(&zone.text)),
            )
            .because("nothing to measure from here")
            .help("draw the zone by a distance, e.g. `within 15 km of ...`, or leave the measure out"),
        );
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
        survey: &mut Survey,
    ) -> Ground {
        let origin = |of: &Name, resolver: &mut Self, survey: &mut Survey| match measured_from {
            Some(origin) => Some(origin.clone()),
            None => resolver.line_place_or_zone(of, survey),
        };
        match extent {
            Extent::File(file) => self.drawn(file, survey),
            Extent::Union(parts) => {
                Ground::Union(parts.iter().filter_map(|part| self.part(part, whose)).collect())
            }
            Extent::Within { distance, of } => {
                let Some(origin) = origin(of, self, survey) else { return Ground::Nowhere };
                self.strip(&origin, distance, whose, "wide", survey)
            }
            Extent::Between { near, far, of } => {
                let Some(origin) = origin(of, self, survey) else { return Ground::Nowhere };
                self.near_before_far(near, far);
                let outer = self.strip(&origin, far, whose, "far_edge", survey);
                let inner = self.strip(&origin, near, whose, "near_edge", survey);
                Ground::Without(Box::new(outer), Box::new(inner))
            }
        }
    }

    fn part(&mut self, part: &ZonePart, whose: Whose) -> Option<Ground> {
        let zone = self.zone(&part.name)?;
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
}
