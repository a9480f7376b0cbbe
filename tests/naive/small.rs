//! Random agreements over small worlds, as texts: what the checker's findings are counted on.
//!
//! Four parties in groups that nest, overlap and change; four acts, of which three are kinds of one another; three zones that
//! overlap, one of them without a boundary; four days; two parties who read some words their own way. Many clauses are
//! drawn after an earlier one, with some of its words changed: such clauses contradict, swallow and repeat each other.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// The map beside every one of these agreements.
pub const MAP: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"city","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37.0,36.0],[37.2,36.0],[37.2,36.2],[37.0,36.2],[37.0,36.0]]]}},
{"type":"Feature","id":"belt","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37.1,36.0],[37.3,36.0],[37.3,36.2],[37.1,36.2],[37.1,36.0]]]}}]}"#;

const DAYS: [&str; 4] = ["2016-03-01", "2016-03-02", "2016-03-03", "2016-03-04"];

/// An agreement: what stands before its clauses, and these.
#[derive(Clone)]
pub struct Drawn {
    head: String,
    pub clauses: Vec<Clause>,
}

/// A clause, by the places of its words in the lists below.
#[derive(Clone, Debug)]
pub struct Clause {
    modal: Modal,
    bearer: String,
    act: String,
    whom: String,
    place: String,
    time: String,
    except: String,
    /// `notwithstanding` or `subject to`, and the place of an earlier clause; as often as it says so.
    priority: Vec<(bool, usize)>,
    /// An earlier clause of which it takes over the words whose bit is not set.
    like: Option<(usize, u8)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modal {
    Forbids,
    Permits,
    Requires,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", self.text())
    }
}

impl Drawn {
    /// The agreement as a text.
    pub fn text(&self) -> String {
        let mut text = self.head.clone();
        let mut written: Vec<Clause> = Vec::new();
        for clause in &self.clauses {
            let mut clause = clause.clone();
            if let Some((earlier, changed)) = clause.like
                && let Some(earlier) = written.get(earlier % written.len().max(1))
            {
                let keep = |bit: u8| changed >> bit & 1 == 0;
                if keep(0) {
                    clause.bearer.clone_from(&earlier.bearer);
                }
                if keep(1) {
                    clause.act.clone_from(&earlier.act);
                }
                if keep(2) {
                    clause.whom.clone_from(&earlier.whom);
                }
                if keep(3) {
                    clause.place.clone_from(&earlier.place);
                }
                if keep(4) {
                    clause.time.clone_from(&earlier.time);
                }
                if keep(5) {
                    clause.except.clone_from(&earlier.except);
                }
            }
            let _ = writeln!(text, "{}", clause.sentence(written.len()));
            written.push(clause);
        }
        text
    }
}

impl Clause {
    fn sentence(&self, before: usize) -> String {
        let Self { bearer, act, whom, place, time, except, .. } = self;
        let number = before + 1;
        let mut priority = String::new();
        for &(prevails, other) in self.priority.iter().filter(|_| before > 0) {
            let words = if prevails { "notwithstanding" } else { "subject to" };
            let _ = write!(priority, ", {words} {}", other % before + 1);
        }
        match self.modal {
            Modal::Forbids if bearer == "anyone" => {
                format!("{number} nobody shall {act}{whom}{place}{time}{except}{priority}.")
            }
            Modal::Forbids => {
                format!("{number} {bearer} shall not {act}{whom}{place}{time}{except}{priority}.")
            }
            Modal::Permits => format!("{number} {bearer} may {act}{whom}{place}{time}{except}{priority}."),
            Modal::Requires => {
                // Without a date it is not judged; it mentions conduct all the same.
                let due = time.replace(" until ", " by ");
                format!("{number} {bearer} shall {act}{whom}{place}{due}{priority}.")
            }
        }
    }
}

fn word(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

/// ` from D`, ` until D`, both or neither; never backwards.
fn period() -> BoxedStrategy<String> {
    (0..DAYS.len() - 1, 1..DAYS.len(), 0..6_u8)
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

/// What stands before the clauses.
fn head() -> BoxedStrategy<String> {
    let members = (period(), period(), period(), period(), word(&["", "", ", and others"]));
    let groups = members.prop_map(|(b, d, nested, whole, others)| {
        format!(
            "group North: A, B{b}{others}.\ngroup South: C, D{d}.\ngroup Mixed{whole}: B, C.\ngroup All: North{nested}, Mixed, D.\n"
        )
    });
    let roles = (word(&["North, South", "All", "North, C"]), word(&["D", "South", "B from 2016-03-02"]))
        .prop_map(|(covered, excluded)| format!("covered {covered}.\nexcluded {excluded}.\n"));
    let changes = prop_oneof![
        5 => Just(String::new()),
        1 => Just("D merges into North on 2016-03-03.\n".to_owned()),
        1 => Just("South accepts on 2016-03-02.\n".to_owned()),
    ];
    let force = prop_oneof![
        6 => Just("in force from 2016-03-01 00:00.\n".to_owned()),
        3 => Just("in force from 2016-03-01 00:00 until 2016-03-04.\n".to_owned()),
        1 => Just("in force from 2016-03-01 00:00 until 2016-03-04, as read by A.\nin force from 2016-03-02 00:00 until 2016-03-04, as read by C.\n".to_owned()),
        1 => Just(String::new()),
    ];
    let grey = word(&[" in City", "", " in Belt"]);
    let readings = (
        word(&["target is D", "target is excluded", "target is in North"]),
        word(&["target is South", "target is D, or place is in Grey", "target is C or D"]),
        word(&["place is in City", "place is in City or Belt"]),
        word(&["place is in Belt", "place is in City"]),
    );
    let terms = readings.prop_map(|(one, other, here, there)| {
        let one = one.replace("is in North", "is North");
        format!(
            "term \"band\".\nas read by A: {one}.\nas read by C: {other}.\nterm \"ground\".\nas read by A: {here}.\nas read by C: {there}.\n"
        )
    });
    (groups, roles, changes, force, grey, terms, period())
        .prop_map(|(groups, roles, changes, force, grey, terms, d)| {
            format!(
                "agreement \"Random\".\ntime zone \"Asia/Damascus\".\n{force}act raid.\nact shoot: raid.\nact snipe: shoot.\nact march.\nparty A.\nparty B.\nparty C.\nparty D{d}.\n{groups}{roles}{changes}zone City from \"zones.geojson\" feature \"city\".\nzone Belt from \"zones.geojson\" feature \"belt\".\nzone Grey{grey}, undelimited.\n{terms}"
            )
        })
        .boxed()
}

fn clause() -> BoxedStrategy<Clause> {
    let modal = select(vec![
        Modal::Forbids,
        Modal::Forbids,
        Modal::Forbids,
        Modal::Permits,
        Modal::Permits,
        Modal::Permits,
        Modal::Requires,
    ]);
    let bearer = word(&[
        "A",
        "B",
        "C",
        "each of North",
        "each of South",
        "each of Mixed",
        "each of All",
        "each of covered",
        "anyone",
    ]);
    let act = word(&["raid", "raid", "shoot", "snipe", "march", "snipe or march"]);
    let whom = word(&[
        "",
        " B",
        " C",
        " D",
        " North",
        " South",
        " All",
        " excluded",
        " each other",
        " \"band\"",
        " A or C",
    ]);
    let place =
        word(&["", "", "", "", " in City", " in Belt", " in Grey", " outside City", " in City or Belt"]);
    let except = word(&[
        "",
        "",
        "",
        "",
        "",
        "",
        ", except D",
        ", except South",
        ", except in Belt",
        ", except in \"ground\"",
        ", except \"band\"",
        ", except C in City",
        ", unless \"notice given\"",
        ", when \"notice given\"",
    ]);
    let priority = prop_oneof![
        2 => Just(Vec::new()),
        4 => vec((proptest::bool::weighted(0.7), 0..8_usize), 1),
        1 => vec((proptest::bool::weighted(0.7), 0..8_usize), 2),
    ];
    let like = prop_oneof![
        2 => Just(None),
        // One or two of the six words change, sometimes none.
        3 => (0..8_usize, 0..6_u8, 0..8_u8).prop_map(|(other, one, two)| {
            Some((other, if two == 7 { 0 } else { 1 << one | 1 << two & 63 }))
        }),
    ];
    (modal, bearer, act, whom, place, period(), except, priority, like)
        .prop_map(|(modal, bearer, act, whom, place, time, except, priority, like)| Clause {
            modal,
            bearer,
            act,
            whom,
            place,
            time,
            except,
            priority,
            like,
        })
        .boxed()
}

/// Two drafts of one agreement: clauses are struck out, put in and replaced, and at times what stands before them changes.
pub fn drafts() -> BoxedStrategy<(Drawn, Drawn)> {
    let edit = (0..3_u8, 0..8_usize, clause());
    (drawn(), proptest::option::weighted(0.4, head()), vec(edit, 1..4))
        .prop_map(|(old, head, edits)| {
            let mut new = old.clone();
            if let Some(head) = head {
                new.head = head;
            }
            for (what, place, clause) in edits {
                let place = place % new.clauses.len().max(1);
                match what {
                    0 => new.clauses.insert(place, clause),
                    1 if new.clauses.len() > 1 => drop(new.clauses.remove(place)),
                    _ => new.clauses[place] = clause,
                }
            }
            (old, new)
        })
        .boxed()
}

/// An agreement of a few clauses.
pub fn drawn() -> BoxedStrategy<Drawn> {
    (head(), vec(clause(), 2..7)).prop_map(|(head, clauses)| Drawn { head, clauses }).boxed()
}
