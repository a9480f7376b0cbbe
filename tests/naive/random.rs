//! Random agreements, as texts, and random logs on them.

use armistice::incident::{self, Log, Profile};
use armistice::model::Model;
use armistice::model::clauses::Who;
use armistice::model::ids::ActorId;
use proptest::prelude::*;
use proptest::sample::select;

/// An agreement and a log.
#[derive(Clone)]
pub struct Drawn {
    pub text: String,
    /// Rows of a canonical table.
    pub rows: Vec<Row>,
    pub as_of: Option<i64>,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "\n{}\n{}", self.text, table(&self.rows))?;
        for row in &self.rows {
            writeln!(f, "summary {} undirected {} bystander {}", row.summary, row.undirected, row.bystander)?;
        }
        write!(f, "as of {:?}", self.as_of)
    }
}

/// A row of a log, and what no column says.
#[derive(Clone, Debug)]
pub struct Row {
    fields: Vec<String>,
    summary: bool,
    undirected: bool,
    bystander: bool,
}

const COLUMNS: &str = "incident,from,to,actor,target,act,means,place,calibre,self_defence,Grey,wide_band,Belt_wide,in_force,status,assessed_by,assessment";

fn table(rows: &[Row]) -> String {
    let mut table = format!("id,{COLUMNS}\n");
    for (index, row) in rows.iter().enumerate() {
        table.push_str(&format!("r{index},{}\n", row.fields.join(",")));
    }
    table
}

/// The log of a drawn world.
pub fn log(model: &Model, drawn: &Drawn) -> Log {
    let mut log = incident::read(Profile::Canonical, model, "random", table(&drawn.rows).as_bytes()).unwrap();
    assert!(log.faults.is_empty(), "{:?}", log.faults);
    for report in log.incidents.iter_mut().flat_map(|incident| &mut incident.reports) {
        let index: usize = report.id[1..].parse().unwrap();
        let row = &drawn.rows[index];
        report.account.summary = row.summary;
        report.account.undirected = row.undirected;
        if row.bystander {
            report.account.bystanders = vec![Who::Actor(ActorId::at(0))];
        }
    }
    log
}

fn word(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

const DAYS: &[&str] = &["2016-03-01", "2016-03-02", "2016-03-03", "2016-03-04", "2016-03-05", "2016-03-06"];

fn day() -> BoxedStrategy<String> {
    word(DAYS)
}

/// ` from D`, ` until D`, both or neither; never backwards.
fn period() -> BoxedStrategy<String> {
    (0..DAYS.len() - 1, 1..DAYS.len(), 0..5_u8)
        .prop_map(|(from, length, which)| {
            let until = (from + length).min(DAYS.len() - 1);
            match which {
                0 => format!(" from {}", DAYS[from]),
                1 => format!(" until {}", DAYS[until]),
                2 => format!(" from {} until {}", DAYS[from], DAYS[until]),
                _ => String::new(),
            }
        })
        .boxed()
}

fn flag(odds: f64) -> BoxedStrategy<bool> {
    proptest::bool::weighted(odds).boxed()
}

fn maybe(odds: f64, words: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    (flag(odds), words).prop_map(|(there, words)| if there { words } else { String::new() }).boxed()
}

fn somebody() -> BoxedStrategy<String> {
    word(&["A", "B", "C", "D", "North", "South", "covered", "excluded"])
}

fn place() -> BoxedStrategy<String> {
    word(&["City", "Belt", "Grey", "Ring"])
}

fn object() -> BoxedStrategy<String> {
    let whom = prop_oneof![
        6 => somebody().prop_map(|who| format!(" {who}")),
        1 => Just(" each other".to_owned()),
        1 => (somebody(), somebody()).prop_map(|(one, other)| if one == other { format!(" {one}") } else { format!(" {one} or {other}") }),
        2 => Just(String::new()),
        1 => Just(" \"band\"".to_owned()),
    ];
    let place = prop_oneof![
        6 => Just(String::new()),
        2 => place().prop_map(|zone| format!(" in {zone}")),
        1 => place().prop_map(|zone| format!(" outside {zone}")),
    ];
    let means = maybe(0.1, Just(" with tank".to_owned()));
    (whom, means, place).prop_map(|(whom, means, place)| format!("{whom}{means}{place}")).boxed()
}

fn act() -> BoxedStrategy<String> {
    word(&["attack", "attack", "attack", "attack", "airstrike", "probe", "seize_territory"])
}

fn qualifier() -> BoxedStrategy<String> {
    prop_oneof![
        6 => Just(String::new()),
        1 => day().prop_map(|day| format!(" until {day}")),
        1 => day().prop_map(|day| format!(" from {day}")),
        1 => Just(" every day from 08:00 to 10:00".to_owned()),
        1 => place().prop_map(|zone| format!(", except in {zone}")),
        1 => somebody().prop_map(|who| format!(", except {who}")),
        1 => Just(", with calibre at least 100 mm".to_owned()),
        1 => Just(", unless self_defence".to_owned()),
    ]
    .boxed()
}

/// One clause, with the number of the one that it prevails over if it does.
fn clause(number: usize) -> BoxedStrategy<String> {
    let bearer = prop_oneof![
        2 => word(&["A", "B", "C"]),
        3 => word(&["each of North", "each of South", "each of covered", "each of North and South"]),
    ];
    let conduct = (
        bearer.clone(),
        word(&["shall not", "shall not", "may"]),
        act(),
        object(),
        qualifier(),
        0..number.max(1),
        0..3_u8,
        flag(0.05),
    );
    let prohibition =
        conduct.prop_map(move |(bearer, modal, act, object, qualifier, other, priority, judged)| {
            let priority = match priority {
                0 if number > 0 => format!(", notwithstanding {}", other + 1),
                _ if modal == "may" && number > 0 => format!(", notwithstanding {}", other + 1),
                _ => String::new(),
            };
            let judged = if judged { ", as judged by M" } else { "" };
            format!("{} {bearer} {modal} {act}{object}{qualifier}{priority}{judged}.\n", number + 1)
        });
    let keep = bearer.clone().prop_map(move |bearer| {
        format!("{} {bearer} shall keep tank at least 3 km from Centre.\n", number + 1)
    });
    let nobody = (act(), object())
        .prop_filter("nobody has no each other", |(_, object)| !object.contains("each other"))
        .prop_map(move |(act, object)| format!("{} nobody shall {act}{object}.\n", number + 1));
    prop_oneof![8 => prohibition, 1 => keep, 1 => nobody].boxed()
}

fn duty(number: usize) -> BoxedStrategy<String> {
    let bearer = word(&["A", "each of North", "jointly North", "each of covered", "jointly A and C"]);
    let when = prop_oneof![
        day().prop_map(|day| format!("by {day}")),
        Just("between 2016-03-02 and 2016-03-04".to_owned()),
        Just("within 36 hours of start".to_owned()),
    ];
    (
        bearer,
        word(&["withdraw tank from City", "withdraw from Belt", "probe", "withdraw tank from Grey"]),
        when,
    )
        .prop_map(move |(bearer, deed, when)| format!("{} {bearer} shall {deed} {when}.\n", number + 1))
        .boxed()
}

fn text() -> BoxedStrategy<String> {
    let groups = (period(), period(), period(), flag(0.3), period()).prop_map(|(a, b, c, open, whole)| {
        let others = if open { ", and others" } else { "" };
        format!("group North \"north\": A{a}, B{b}{others}.\ngroup South \"south\"{whole}: C, D{c}.\n")
    });
    let changes = prop_oneof![
        4 => Just(String::new()),
        1 => day().prop_map(|day| format!("D merges into North on {day}.\n")),
        1 => day().prop_map(|day| format!("B merges into C on {day}.\n")),
        1 => day().prop_map(|day| format!("A splits from North on {day}.\n")),
        1 => day().prop_map(|day| format!("A accepts on {day}.\n")),
        1 => day().prop_map(|day| format!("South accepts on {day}.\nC withdraws on 2016-03-05.\n")),
    ];
    let roles = (period(), word(&["D", "C", "B, D"]))
        .prop_map(|(period, excluded)| format!("covered North, South{period}.\nexcluded {excluded}.\n"));
    let force = prop_oneof![
        4 => Just("in force from 2016-03-02 00:00.\n".to_owned()),
        2 => Just("in force from 2016-03-02 00:00 until 2016-03-05.\n".to_owned()),
        1 => Just("in force from 2016-03-02 00:00 for 48 hours, as read by A.\nin force from 2016-03-02 12:00 for 48 hours, as read by C.\n".to_owned()),
        1 => Just("in force from 2016-03-02 for 24 hours.\nrenewed for 24 hours from 2016-03-04.\n".to_owned()),
        1 => Just(String::new()),
    ];
    let belt = word(&["within 2 km of Centre", "within 2-4 km of Centre", "between 1 km and 3 km of Centre"]);
    let grey = word(&[" in City", "", " in Belt"]);
    let measured = maybe(0.2, Just(", as measured by A from Suburb".to_owned()));
    let ring =
        word(&[": City, part of Belt", " in City, except Belt", ": Grey, Belt", " within 2 km of Suburb"]);
    let ring = ring.prop_map(|ring| {
        if ring.starts_with(" in City") {
            " in City within 5 km of Suburb, except Belt".to_owned()
        } else {
            ring
        }
    });
    let places = (belt, grey, ring, measured).prop_map(|(belt, grey, ring, measured)| {
        format!(
            "place Centre at 36.20, 37.16.\nplace Suburb at 36.22, 37.20.\nzone City within 3 km of Centre.\nzone Belt {belt}{measured}.\nzone Grey{grey}, undelimited.\nzone Ring{ring}.\n"
        )
    });
    let terms = (word(&["target is excluded", "target is B or D", "place is in City"]), word(&["target is excluded, or place is in Grey", "target is South"]), flag(0.3))
        .prop_map(|(one, other, agreed)| {
            let agreed = if agreed { format!(": {other}") } else { String::new() };
            format!("term \"self_defence\": \"a reply\".\nterm \"band\"{agreed}.\nas read by A: {one}.\nas read by C: {other}.\n")
        });
    // Two clauses that often meet each other and the log, then any.
    let exception = prop_oneof![
        1 => Just(" South in self_defence".to_owned()),
        1 => Just(" excluded".to_owned()),
        1 => object(),
    ];
    let core = (qualifier(), exception, place(), flag(0.3)).prop_map(|(qualifier, exception, zone, narrow)| {
        let place = if narrow { format!(" in {zone}") } else { String::new() };
        format!(
            "1 each of North shall not attack South{place}{qualifier}.\n2 each of North may attack{exception}, notwithstanding 1.\n"
        )
    });
    let clauses = (2..5_usize).prop_flat_map(move |count| {
        (core.clone(), (2..count).map(clause).collect::<Vec<_>>(), duty(count), duty(count + 1))
            .prop_map(|(core, clauses, one, other)| format!("{core}{}{one}{other}", clauses.concat()))
    });
    (groups, changes, roles, force, places, terms, clauses)
        .prop_map(|(groups, changes, roles, force, places, terms, clauses)| {
            format!(
                "agreement \"Random\".\ntime zone \"Asia/Damascus\".\n{force}use \"acts\".\nact probe.\nparty A.\nparty B.\nparty C.\nparty D until 2016-03-05.\nmonitor M.\n{groups}{changes}{roles}{places}{terms}{clauses}"
            )
        })
        .boxed()
}

fn row() -> BoxedStrategy<Row> {
    let candidates = |words: BoxedStrategy<String>| prop_oneof![9 => words.clone(), 2 => (words.clone(), words).prop_map(|(one, other)| format!("{one}|{other}")), 1 => Just(String::new())];
    let who = candidates(word(&["A", "A", "A", "B", "B", "B", "C", "D", "North", "South", "Stranger"]));
    let whom = candidates(word(&["A", "B", "C", "C", "C", "D", "D", "D", "North", "South", "nobody"]));
    let act = candidates(word(&[
        "attack",
        "airstrike",
        "airstrike",
        "airstrike",
        "probe",
        "withdraw",
        "seize_territory",
    ]));
    let means =
        prop_oneof![8 => Just(String::new()), 1 => Just("tank".to_owned()), 1 => Just("mortar".to_owned())];
    let place = candidates(word(&["City", "Belt", "Grey", "Ring", "Centre", "Suburb"]));
    let calibre = word(&["", "", "", "", "80", "120", "80|120"]);
    let yes = || word(&["", "", "yes", "no"]);
    let time =
        (0..DAYS.len(), 0..24_u8, 0..4_u8, 1..3_usize).prop_map(|(day, hour, kind, days)| match kind {
            0 | 1 => (format!("{}T{hour:02}:00", DAYS[day]), format!("{}T{hour:02}:00", DAYS[day])),
            2 => (DAYS[day].to_owned(), DAYS[day].to_owned()),
            _ => (DAYS[day].to_owned(), DAYS[(day + days).min(DAYS.len() - 1)].to_owned()),
        });
    let assessment = prop_oneof![6 => Just(",,".to_owned()), 1 => Just(",M,violation".to_owned()), 1 => Just(",M,no violation".to_owned()), 1 => Just(",A,violation".to_owned()), 1 => Just("refuted,,".to_owned())];
    let flags = (flag(0.1), flag(0.2), flag(0.1));
    (
        (0..12_u8, time, who, whom, act, means, place),
        (calibre, yes(), yes(), yes(), yes(), yes()),
        assessment,
        flags,
    )
        .prop_map(
            |(
                (incident, (from, to), who, whom, act, means, place),
                (calibre, reply, grey, wide, belt, force),
                assessment,
                (summary, undirected, bystander),
            )| {
                let mut fields = vec![
                    format!("i{incident}"),
                    from,
                    to,
                    who,
                    whom,
                    act,
                    means,
                    place,
                    calibre,
                    reply,
                    grey,
                    wide,
                    belt,
                    force,
                ];
                fields.extend(assessment.split(',').map(str::to_owned));
                Row { fields, summary, undirected, bystander }
            },
        )
        .boxed()
}

/// An agreement of three or four actors and a log of a few rows.
pub fn world() -> BoxedStrategy<Drawn> {
    let as_of = prop_oneof![3 => Just(None), 1 => Just(Some(1_456_956_000)), 1 => Just(Some(1_457_300_000))];
    (text(), proptest::collection::vec(row(), 1..5), as_of)
        .prop_map(|(text, rows, as_of)| Drawn { text, rows, as_of })
        .boxed()
}
