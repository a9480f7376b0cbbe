//! Random agreements as trees of their own, which print themselves in the language.

use std::fmt::Write as _;

use super::grid::{length, moment};

/// Declared actors, by their places here; then the one whom nobody declares; as a target, then nobody.
pub const NAMES: [&str; 5] = ["A", "B", "C", "D", "M"];
pub const OUTSIDER: usize = 5;
pub const NOBODY: usize = 6;
/// Declared acts, then two of the catalogue, of which the one cannot be done along with the other; then whatever has no name.
/// `volley` is a kind of `foray`.
pub const ACTS: [&str; 7] = ["foray", "volley", "march", "certify", "consent", "open_route", "block_route"];
pub const OTHER_ACT: usize = 7;

/// What cannot be done along with an act (13.8).
pub fn excluded_by(act: usize) -> Option<usize> {
    match act {
        5 => Some(6),
        6 => Some(5),
        _ => None,
    }
}
/// Zones, the smaller of two that overlap first.
pub const ZONES: [&str; 3] = ["Town", "City", "Port"];
/// Ground: the town, the rest of the city, the port, everything else.
pub const CELLS: usize = 4;

pub fn zone_has(zone: usize, cell: usize) -> bool {
    match zone {
        0 => cell == 0,
        1 => cell <= 1,
        _ => cell == 2,
    }
}

/// 13.2: whether a cell is in the zone of another one: of those that hold that one, the one with the fewest cells. What is
/// in none is by itself.
pub fn in_zone_of(other: usize, cell: usize) -> bool {
    match other {
        0 => zone_has(0, cell),
        1 => zone_has(1, cell),
        2 => zone_has(2, cell),
        _ => cell == other,
    }
}

/// Whether an act belongs to a class.
pub fn is_act(class: usize, act: usize) -> bool {
    class == act || class == 0 && act == 1
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    These(Vec<usize>),
    North,
    South,
    Covered,
    Excluded,
    AParty,
    ACoveredParty,
    Anyone,
}

impl Who {
    pub fn one(actor: usize) -> Self {
        Self::These(vec![actor])
    }

    /// By these words in a list joined by `or` or `and`.
    pub fn words(&self, joint: &str) -> String {
        match self {
            Self::These(actors) => {
                let names: Vec<&str> = actors.iter().map(|&actor| NAMES[actor]).collect();
                names.join(&format!(" {joint} "))
            }
            Self::North => "North".to_owned(),
            Self::South => "South".to_owned(),
            Self::Covered => "covered".to_owned(),
            Self::Excluded => "excluded".to_owned(),
            Self::AParty => "a party".to_owned(),
            Self::ACoveredParty => "a covered party".to_owned(),
            Self::Anyone => "anyone".to_owned(),
        }
    }

    /// Whether it stands for a kind, for a group or for several (12.13).
    pub fn is_several(&self) -> bool {
        !matches!(self, Self::These(actors) if actors.len() == 1)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    Who(Who),
    EachOther,
    ThatParty,
    /// The term with two readings.
    Band,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    In(usize),
    Outside(usize),
    SameZone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Fulfilled,
    Observed,
    Violated,
    Begun,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfilled",
            Self::Observed => "observed",
            Self::Violated => "violated",
            Self::Begun => "begun",
        }
    }
}

/// Clauses are named by their places; their numbers are one more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    State {
        clauses: Vec<usize>,
        or: bool,
        state: State,
    },
    Violates {
        who: Who,
        jointly: bool,
        clauses: Vec<usize>,
        times: usize,
        within: Option<i64>,
    },
    Does {
        who: Who,
        jointly: bool,
        act: usize,
        whom: Option<Who>,
    },
    Streak {
        streak: usize,
        during: Option<i64>,
    },
    Phase {
        phase: usize,
        during: Option<i64>,
    },
    During(usize),
    Run {
        length: i64,
        clauses: Vec<usize>,
    },
    Words,
    Target(Who),
    /// A qualifier that waits for an event: no condition that can be written as one.
    After(Event),
    IsCovered(usize),
    IsExcluded(usize),
    Renewed,
    Ended,
    WideBand,
    InForce,
    Completed,
}

fn numbers(clauses: &[usize], joint: &str) -> String {
    let numbers: Vec<String> = clauses.iter().map(|clause| (clause + 1).to_string()).collect();
    numbers.join(&format!(" {joint} "))
}

fn state_words(clauses: &[usize], or: bool, state: State) -> String {
    let verb = if clauses.len() > 1 && !or { "are" } else { "is" };
    format!("{} {verb} {}", numbers(clauses, if or { "or" } else { "and" }), state.word())
}

impl Condition {
    pub fn words(&self) -> String {
        let joined = |parts: &[Self], joint: &str| {
            let parts: Vec<String> = parts.iter().map(Self::bracketed).collect();
            parts.join(&format!(" {joint} "))
        };
        match self {
            Self::All(parts) => joined(parts, "and"),
            Self::Any(parts) => joined(parts, "or"),
            Self::Not(inner) => format!("not {}", inner.bracketed()),
            Self::State { clauses, or, state } => state_words(clauses, *or, *state),
            Self::Violates { who, jointly, clauses, times, within } => {
                let mut words = format!(
                    "{}{} violates {}",
                    if *jointly { "jointly " } else { "" },
                    who.words(if *jointly { "and" } else { "or" }),
                    numbers(clauses, "or")
                );
                if *times > 1 {
                    let _ = write!(words, " at least {times} times");
                }
                if let Some(within) = within {
                    let _ = write!(words, " within {}", length(*within));
                }
                words
            }
            Self::Does { who, jointly, act, whom } => {
                let whom = whom.as_ref().map(|whom| format!(" {}", whom.words("or"))).unwrap_or_default();
                let joint = if *jointly { "and" } else { "or" };
                format!("{}{} {}{whom}", if *jointly { "jointly " } else { "" }, who.words(joint), ACTS[*act])
            }
            Self::Streak { streak, during } => holds(&format!("S{streak}"), *during),
            Self::Phase { phase, during } => holds(&format!("P{phase}"), *during),
            Self::During(phase) => format!("during phase P{phase}"),
            Self::Run { length, clauses } => run_words(*length, clauses),
            Self::Words => "\"notice given\"".to_owned(),
            Self::Target(who) => format!("target is {}", who.words("or")),
            Self::After(event) => event.words(),
            Self::IsCovered(actor) => format!("{} is covered", NAMES[*actor]),
            Self::IsExcluded(actor) => format!("{} is excluded", NAMES[*actor]),
            Self::Renewed => "renewed".to_owned(),
            Self::Ended => "ended".to_owned(),
            Self::WideBand => "wide band".to_owned(),
            Self::InForce => "in force".to_owned(),
            Self::Completed => "completed".to_owned(),
        }
    }

    fn bracketed(&self) -> String {
        match self {
            // A list of names would go on with the first name of what follows.
            Self::State { .. } | Self::During(_) => self.words(),
            _ => format!("({})", self.words()),
        }
    }

    /// The column that records a condition without parts (1.6).
    pub fn column(&self) -> String {
        let words = match self {
            Self::Words => "notice given".to_owned(),
            Self::During(phase) => format!("during P{phase}"),
            _ => self.words(),
        };
        words.replace(|letter: char| !letter.is_alphanumeric(), "_")
    }

    /// The parts that have no parts.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(inner) => inner.leaves(),
            _ => vec![self],
        }
    }
}

fn holds(name: &str, during: Option<i64>) -> String {
    match during {
        Some(slots) => format!("{name} holds for {}", length(slots)),
        None => format!("{name} holds"),
    }
}

/// `2 consecutive days without violation of 1`.
pub fn run_words(slots: i64, clauses: &[usize]) -> String {
    let run = if slots % 2 == 0 {
        format!("{} consecutive days", slots / 2)
    } else {
        format!("{} consecutive hours", slots * 12)
    };
    let of = if clauses.is_empty() { String::new() } else { format!(" of {}", numbers(clauses, "and")) };
    format!("{run} without violation{of}")
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    Moment(i64),
    State { clauses: Vec<usize>, or: bool, state: State },
    Each(Deed),
    PhaseBegins(usize),
    PhaseEnds(usize),
}

/// `each foray by A in Town`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deed {
    pub act: usize,
    pub by: Option<Who>,
    pub whom: Option<Who>,
    pub place: Option<Spot>,
}

impl Deed {
    fn words(&self) -> String {
        let mut words = format!("each {}", ACTS[self.act]);
        if let Some(by) = &self.by {
            let _ = write!(words, " by {}", by.words("or"));
        }
        if let Some(whom) = &self.whom {
            let _ = write!(words, " against {}", whom.words("or"));
        }
        if let Some(place) = self.place {
            let _ = write!(words, "{}", place.words());
        }
        words
    }
}

impl Spot {
    fn words(self) -> String {
        match self {
            Self::In(zone) => format!(" in {}", ZONES[zone]),
            Self::Outside(zone) => format!(" outside {}", ZONES[zone]),
            Self::SameZone => " in the same zone".to_owned(),
        }
    }
}

impl Event {
    pub fn words(&self) -> String {
        match self {
            Self::Moment(slot) => moment(*slot),
            Self::State { clauses, or, state } => state_words(clauses, *or, *state),
            Self::Each(deed) => deed.words(),
            Self::PhaseBegins(phase) => format!("phase P{phase} begins"),
            Self::PhaseEnds(phase) => format!("phase P{phase} ends"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phase {
    pub from: Event,
    pub end: PhaseEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PhaseEnd {
    Never,
    Event(Event),
    For(i64),
    When(Condition),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Streak {
    pub length: i64,
    pub clauses: Vec<usize>,
    pub from: Option<Event>,
    pub certified_by: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modal {
    Forbids,
    Permits,
    Requires,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Plain,
    Begin,
    Complete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Exactly,
}

impl Bound {
    pub const ALL: [Self; 5] = [Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan, Self::Exactly];

    fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::AtMost => "at most",
            Self::LessThan => "less than",
            Self::Exactly => "exactly",
        }
    }
}

/// A calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    From(i64),
    Until(i64),
    For(i64),
    By(i64),
    Between(i64, i64),
    WithinOf(i64, Event),
    /// In a consequence.
    Within(i64),
    After(Event),
    Once(Event),
    Unless(Condition),
    When(Condition),
    During(usize),
    /// From and to midday or midnight.
    EveryDay(bool),
    Every(i64),
    SameTime(Vec<usize>),
    Except(Who),
    Notwithstanding(usize),
    JudgedByM,
    Count {
        bound: Bound,
        number: u64,
        per: Option<Period>,
    },
    Share {
        percent: u64,
        act: usize,
        by: Option<Who>,
        same: Option<Period>,
    },
    OneForEach,
}

impl Qualifier {
    fn words(&self) -> String {
        match self {
            Self::From(slot) => format!(" from {}", moment(*slot)),
            Self::Until(slot) => format!(" until {}", moment(*slot)),
            Self::For(slots) => format!(" for {}", length(*slots)),
            Self::By(slot) => format!(" by {}", moment(*slot)),
            Self::Between(one, other) => format!(" between {} and {}", moment(*one), moment(*other)),
            Self::WithinOf(slots, event) => format!(" within {} of {}", length(*slots), event.words()),
            Self::Within(slots) => format!(" within {}", length(*slots)),
            Self::After(event) => format!(" after {}", event.words()),
            Self::Once(event) => format!(" once {}", event.words()),
            Self::Unless(condition) => format!(", unless {}", condition.words()),
            Self::When(condition) => format!(", provided that {}", condition.words()),
            Self::During(phase) => format!(" during phase P{phase}"),
            Self::EveryDay(morning) => {
                format!(" every day from {}", if *morning { "00:00 to 12:00" } else { "12:00 to 00:00" })
            }
            Self::Every(slots) => {
                if slots % 2 == 0 {
                    format!(" every {} days", slots / 2)
                } else {
                    format!(" every {} hours", slots * 12)
                }
            }
            Self::SameTime(clauses) => format!(" at the same time as {}", numbers(clauses, "and")),
            Self::Except(who) => format!(", except {}", who.words("or")),
            Self::Notwithstanding(clause) => format!(", notwithstanding {}", clause + 1),
            Self::JudgedByM => ", as judged by M".to_owned(),
            Self::Count { bound, number, per } => {
                let per = per.map(|per| format!(" per {}", per.word())).unwrap_or_default();
                format!(" {} {number} trucks{per}", bound.words())
            }
            Self::Share { percent, act, by, same } => {
                let by = by.as_ref().map(|by| format!(" by {}", by.words("and"))).unwrap_or_default();
                let same = same.map(|same| format!(" in the same {}", same.word())).unwrap_or_default();
                format!(" at least {percent} % of trucks {}{by}{same}", ACTS[*act])
            }
            Self::OneForEach => " one for each truck".to_owned(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Norm {
    pub modal: Modal,
    pub who: Who,
    pub jointly: bool,
    /// `that party` instead of `who`.
    pub that_party: bool,
    pub form: Form,
    /// Whose acts are prevented.
    pub prevents: Option<Who>,
    pub acts: Vec<usize>,
    pub whom: Option<Whom>,
    pub place: Option<Spot>,
    pub qualifiers: Vec<Qualifier>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Clause {
    Norm(Norm),
    Consequence(Condition, Norm),
    /// Whether it changes who is covered, or else who is excluded; and whether they are so from then on. Nobody is `that party`.
    Status {
        when: Condition,
        whom: Option<usize>,
        covered: bool,
        value: bool,
    },
    Stated,
}

impl Clause {
    pub fn norm(&self) -> Option<&Norm> {
        match self {
            Self::Norm(norm) | Self::Consequence(_, norm) => Some(norm),
            Self::Status { .. } | Self::Stated => None,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Norm(norm) => norm.words(),
            Self::Consequence(when, norm) => format!("when {}, {}", when.words(), norm.words()),
            Self::Status { when, whom, covered, value } => {
                let whom = whom.map_or("that party", |whom| NAMES[whom]);
                let no_longer = if *value { "" } else { "no longer " };
                let list = if *covered { "covered" } else { "excluded" };
                format!("when {}, {whom} is {no_longer}{list}", when.words())
            }
            Self::Stated => "\"good words\" stated only".to_owned(),
        }
    }
}

impl Norm {
    /// 13.8: whether it is to be done for a time.
    pub fn lasts(&self) -> bool {
        let length = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Until(_) | Qualifier::For(_));
        self.modal == Modal::Requires && self.prevents.is_none() && self.qualifiers.iter().any(length)
    }

    /// What would breach it; nothing where nothing is known that would.
    pub fn breach(&self) -> Option<Self> {
        let acts: Vec<usize> = self.acts.iter().filter_map(|&act| excluded_by(act)).collect();
        (self.lasts() && !acts.is_empty()).then(|| Self { acts, form: Form::Plain, ..self.clone() })
    }

    fn words(&self) -> String {
        let bearer = if self.that_party {
            "that party".to_owned()
        } else if self.jointly {
            format!("jointly {}", self.who.words("and"))
        } else if self.who == Who::Anyone && self.modal == Modal::Forbids {
            "nobody".to_owned()
        } else {
            let plural =
                self.who.is_several() && !matches!(self.who, Who::AParty | Who::ACoveredParty | Who::Anyone);
            format!("{}{}", if plural { "each of " } else { "" }, self.who.words("and"))
        };
        let modal = match self.modal {
            Modal::Forbids if self.who == Who::Anyone => "shall",
            Modal::Forbids => "shall not",
            Modal::Permits => "may",
            Modal::Requires => "shall",
        };
        let acts: Vec<&str> = self.acts.iter().map(|&act| ACTS[act]).collect();
        let acts = acts.join(" or ");
        let deed = match (&self.prevents, self.form) {
            (Some(whom), _) => format!("prevent {} from {acts}", whom.words("and")),
            (None, Form::Plain) => acts,
            (None, Form::Begin) => format!("begin {acts}"),
            (None, Form::Complete) => format!("complete {acts}"),
        };
        let whom = match &self.whom {
            None => String::new(),
            Some(whom) => {
                let whom = match whom {
                    Whom::Who(who) => who.words("or"),
                    Whom::EachOther => "each other".to_owned(),
                    Whom::ThatParty => "that party".to_owned(),
                    Whom::Band => "\"band\"".to_owned(),
                };
                format!(" against {whom}")
            }
        };
        let place = self.place.map(Spot::words).unwrap_or_default();
        let qualifiers: String = self.qualifiers.iter().map(Qualifier::words).collect();
        format!("{bearer} {modal} {deed}{whom}{place}{qualifiers}")
    }
}

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

fn period((from, until): (Option<i64>, Option<i64>)) -> String {
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
