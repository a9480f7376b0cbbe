//! An agreement as a whole, which prints itself.

use std::fmt::Write as _;

use crate::over_time::grid::{length, moment};
use crate::over_time::terms::{
    ACTS, Clause, Condition, NAMES, OTHER_ACT, Phase, PhaseEnd, Qualifier, Streak, Who, ZONES, run_words,
};

/// When the agreement is in force, in slots.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Force {
    pub from: i64,
    pub until: Option<i64>,
    /// That A and C announce it, and C another end.
    pub ends_for_c: Option<i64>,
    /// For how long it is renewed of itself, unless something, with whose consent.
    pub renewed: Option<(i64, Option<Condition>, Vec<usize>)>,
    pub ends_when: Option<Condition>,
}

/// Who accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Accepting {
    Actor(usize),
    North,
    South,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Terms {
    pub force: Force,
    /// When B is of the North, D of the South, and D excluded: from and until.
    pub b_in_north: (Option<i64>, Option<i64>),
    pub d_in_south: (Option<i64>, Option<i64>),
    pub d_excluded: (Option<i64>, Option<i64>),
    /// Who accepts when, from and until.
    pub accepts: Vec<(Accepting, i64, Option<i64>)>,
    /// Whether it uses the acts of the catalogue.
    pub catalogue: bool,
    /// Whether there is a map.
    pub map: bool,
    /// Whom A and whom C take for the band.
    pub band: Option<(Who, Who)>,
    pub phases: Vec<Phase>,
    pub streaks: Vec<Streak>,
    pub clauses: Vec<Clause>,
}

pub fn period((from, until): (Option<i64>, Option<i64>)) -> String {
    let mut words = String::new();
    if let Some(from) = from {
        let _ = write!(words, " from {}", moment(from));
    }
    if let Some(until) = until {
        let _ = write!(words, " until {}", moment(until));
    }
    words
}

impl Terms {
    /// The acts that facts may be: where the catalogue is not used, what is only in it is like any other act without a name.
    pub fn acts(&self) -> impl Iterator<Item = usize> {
        let named = if self.catalogue { ACTS.len() } else { 5 };
        (0..named).chain([OTHER_ACT])
    }

    pub fn text(&self) -> String {
        let mut text = "agreement \"Random\".\ntime zone \"Asia/Damascus\".\n".to_owned();
        let force = &self.force;
        match force.ends_for_c {
            None => {
                let _ = writeln!(text, "in force{}.", period((Some(force.from), force.until)));
            }
            Some(end) => {
                let _ = writeln!(text, "in force{}, as read by A.", period((Some(force.from), force.until)));
                let _ = writeln!(text, "in force{}, as read by C.", period((Some(force.from), Some(end))));
            }
        }
        if let Some((slots, unless, consent)) = &force.renewed {
            let unless =
                unless.as_ref().map(|unless| format!(" unless {}", unless.words())).unwrap_or_default();
            let names = Who::These(consent.clone()).words("and");
            let consent =
                if consent.is_empty() { String::new() } else { format!(" with the consent of {names}") };
            let _ = writeln!(text, "renewed automatically for {}{unless}{consent}.", length(*slots));
        }
        if let Some(condition) = &force.ends_when {
            let _ = writeln!(text, "ends when {}.", condition.words());
        }
        if self.catalogue {
            text.push_str("use \"acts\".\n");
        }
        text.push_str("act foray.\nact volley: foray.\nact march.\n");
        if !self.catalogue {
            text.push_str("act certify.\nact consent.\n");
        }
        text.push_str("party A.\nparty B.\nparty C.\nparty D.\nmonitor M.\n");
        let _ = writeln!(text, "group North: A, B{}.", period(self.b_in_north));
        let _ = writeln!(text, "group South: C, D{}.", period(self.d_in_south));
        let _ = writeln!(text, "covered North, South.\nexcluded D{}.", period(self.d_excluded));
        for (who, from, until) in &self.accepts {
            let who = match who {
                Accepting::Actor(actor) => NAMES[*actor],
                Accepting::North => "North",
                Accepting::South => "South",
            };
            let until = until.map(|until| format!(", until {}", moment(until))).unwrap_or_default();
            let _ = writeln!(text, "{who} accepts on {}{until}.", moment(*from));
        }
        if self.map {
            for zone in ZONES {
                let _ = writeln!(text, "zone {zone} from \"zones.geojson\" feature \"{zone}\".");
            }
        }
        if let Some((one, other)) = &self.band {
            let _ = writeln!(
                text,
                "term \"band\".\nas read by A: target is {}.\nas read by C: target is {}.",
                one.words("or"),
                other.words("or")
            );
        }
        for (index, phase) in self.phases.iter().enumerate() {
            let end = match &phase.end {
                PhaseEnd::Never => String::new(),
                PhaseEnd::Event(event) => format!(" until {}", event.words()),
                PhaseEnd::For(slots) => format!(" for {}", length(*slots)),
                PhaseEnd::When(condition) => format!(" until {}", condition.words()),
            };
            let _ = writeln!(text, "phase P{index} from {}{end}.", phase.from.words());
        }
        for (index, streak) in self.streaks.iter().enumerate() {
            let from = streak.from.as_ref().map(|from| format!(" from {}", from.words())).unwrap_or_default();
            let certified = if streak.certified_by.is_empty() {
                String::new()
            } else {
                format!(", certified by {}", Who::These(streak.certified_by.clone()).words("and"))
            };
            let _ = writeln!(
                text,
                "streak S{index}: {}{from}{certified}.",
                run_words(streak.length, &streak.clauses)
            );
        }
        for (index, clause) in self.clauses.iter().enumerate() {
            let _ = writeln!(text, "{} {}.", index + 1, clause.words());
        }
        text
    }
}

impl Terms {
    /// Every condition without parts, wherever it stands.
    pub fn all_conditions(&self) -> Vec<Condition> {
        let mut all: Vec<Condition> = Vec::new();
        let mut add = |condition: &Condition| all.extend(condition.leaves().into_iter().cloned());
        self.force.renewed.iter().filter_map(|(_, unless, _)| unless.as_ref()).for_each(&mut add);
        self.force.ends_when.iter().for_each(&mut add);
        for phase in &self.phases {
            if let PhaseEnd::When(condition) = &phase.end {
                add(condition);
            }
        }
        for clause in &self.clauses {
            if let Clause::Status { when, .. } | Clause::Consequence(when, _) = clause {
                add(when);
            }
            for qualifier in clause.norm().map_or(&[][..], |norm| &norm.qualifiers) {
                match qualifier {
                    Qualifier::Unless(condition) | Qualifier::When(condition) => add(condition),
                    _ => {}
                }
            }
        }
        all
    }
}

/// The map beside every agreement that has one: the town lies in the city.
pub const MAP: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"Town","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37.0,36.0],[37.1,36.0],[37.1,36.1],[37.0,36.1],[37.0,36.0]]]}},
{"type":"Feature","id":"City","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37.0,36.0],[37.2,36.0],[37.2,36.2],[37.0,36.2],[37.0,36.0]]]}},
{"type":"Feature","id":"Port","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37.5,36.0],[37.7,36.0],[37.7,36.2],[37.5,36.2],[37.5,36.0]]]}}]}"#;
