//! Large agreements, made by rule, to measure the checker on: 200 actors, 100 acts and 300 zones, and as many clauses as
//! are asked for. The same recipe gives the same text.
#![allow(
    clippy::indexing_slicing,
    reason = "the lists are made here, and indices are taken modulo their length"
)]

use std::fmt::Write as _;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// How many clauses.
    pub clauses: usize,
    /// Whether clauses overlap a lot, with many exceptions to each rule.
    pub dense: bool,
    /// Another seed gives another agreement.
    pub seed: u64,
}

/// An agreement and the map beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Large {
    /// The agreement.
    pub text: String,
    /// The file `zones.geojson` that it draws its zones from.
    pub map: String,
}

/// The actors of every agreement made here, the 4 that are no parties included.
pub const ACTORS: usize = 200;
/// Its own acts, on top of the standard ones.
pub const ACTS: usize = 100;
/// Its zones.
pub const ZONES: usize = 300;

/// Zones from the file; the others are made of these, or of lines.
const DRAWN: usize = 252;
const LINES: usize = 12;
/// Groups of parties, and groups of groups.
const GROUPS: usize = 60;
const FRONTS: usize = 8;
/// Clauses that speak of one district, in a dense agreement: a rule in four, the rest exceptions and duties.
const DISTRICT: usize = 40;
const MEANS: [&str; 6] = ["tank", "mortar", "artillery", "small_arms", "uav", "aircraft"];

/// Makes a large agreement.
#[must_use]
pub fn large(recipe: Recipe) -> Large {
    let mut maker = Maker { draw: Draw(recipe.seed), text: String::new() };
    maker.opening();
    maker.parties();
    maker.acts();
    let map = maker.zones();
    maker.terms();
    if recipe.dense {
        maker.dense(recipe.clauses)
    } else {
        maker.sparse(recipe.clauses)
    }
    Large { text: maker.text, map }
}

/// Numbers that look drawn by lot (SplitMix64, by Steele, Lea and Flood, 2014).
struct Draw(u64);

impl Draw {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another one.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end.max(1) as u64).unwrap_or(0)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// From -1 to 1.
    fn swing(&mut self) -> f64 {
        self.below(2001) as f64 / 1000.0 - 1.0
    }
}

struct Maker {
    draw: Draw,
    text: String,
}

impl Maker {
    fn say(&mut self, sentence: &str) {
        self.text.push_str(sentence);
        self.text.push('\n');
    }

    fn opening(&mut self) {
        self.say("agreement \"A large agreement, made by rule\".");
        self.say("time zone \"Asia/Damascus\".");
        self.say("signed 2019-12-20.");
        self.say("in force from 2020-01-01 00:00 until 2026-01-01.");
        self.say("use \"acts\".");
    }

    fn parties(&mut self) {
        for party in 0..ACTORS - 4 {
            self.say(&format!("party P{party} \"Force number {party}\"."));
        }
        self.say("monitor M \"The monitors\".");
        self.say("body B \"The commission\".");
        self.say("protected Civilians.");
        self.say("protected Convoys.");
        // Neighbouring groups share members, some of whom come later or leave earlier.
        for group in 0..GROUPS {
            let first = group * (ACTORS - 4) / GROUPS;
            let members: Vec<String> = (0..5 + self.draw.below(4))
                .map(|place| {
                    let member = (first + place) % (ACTORS - 4);
                    match self.draw.below(12) {
                        0 => format!("P{member} from {}", self.day()),
                        1 => format!("P{member} until {}", self.day()),
                        _ => format!("P{member}"),
                    }
                })
                .collect();
            let others = if group % 20 == 7 { ", and others" } else { "" };
            self.say(&format!("group G{group}: {}{others}.", members.join(", ")));
        }
        for front in 0..FRONTS {
            let groups: Vec<String> = (0..GROUPS)
                .filter(|group| group % FRONTS == front || group % 23 == front)
                .map(|group| format!("G{group}"))
                .collect();
            self.say(&format!("group F{front}: {}.", groups.join(", ")));
        }
        self.say("covered F0, F1, F2, F3, F4, F5, F6.");
        self.say("excluded F7.");
    }

    /// Chains and branches below the standard acts.
    fn acts(&mut self) {
        for act in 0..ACTS {
            let above = match act % 5 {
                0 => "attack".to_owned(),
                1 => "shelling".to_owned(),
                2 if act < 10 => "fly".to_owned(),
                _ => format!("deed_{}", self.draw.below(act)),
            };
            self.say(&format!("act deed_{act} \"deed number {act}\": {above}."));
        }
    }

    /// A grid of overlapping polygons, and zones made of these and of lines. Returns the map.
    fn zones(&mut self) -> String {
        let mut features: Vec<String> = Vec::new();
        for zone in 0..DRAWN {
            let (column, row) = (zone % 21, zone / 21);
            let (x, y) = (36.0 + 0.25 * column as f64, 33.0 + 0.25 * row as f64);
            let corners = 12;
            let reach: Vec<f64> = (0..corners).map(|_| 0.13 + 0.02 * self.draw.swing()).collect();
            let mut ring: Vec<String> = Vec::new();
            for corner in 0..=corners {
                let angle = std::f64::consts::TAU * (corner % corners) as f64 / corners as f64;
                let reach = reach[corner % corners];
                ring.push(format!("[{:.4},{:.4}]", x + reach * angle.cos(), y + reach * angle.sin()));
            }
            features.push(format!(
                "{{\"type\":\"Feature\",\"id\":\"z{zone}\",\"properties\":{{}},\"geometry\":{{\"type\":\"Polygon\",\
                 \"coordinates\":[[{}]]}}}}",
                ring.join(",")
            ));
            self.say(&format!("zone Z{zone} from \"zones.geojson\" feature \"z{zone}\"."));
        }
        for line in 0..LINES {
            let y = 33.1 + 0.25 * line as f64;
            let points: Vec<String> = (0..12)
                .map(|step| {
                    format!("[{:.4},{:.4}]", 36.0 + 0.45 * f64::from(step), y + 0.08 * self.draw.swing())
                })
                .collect();
            features.push(format!(
                "{{\"type\":\"Feature\",\"id\":\"l{line}\",\"properties\":{{}},\"geometry\":{{\"type\":\"LineString\",\
                 \"coordinates\":[{}]}}}}",
                points.join(",")
            ));
            self.say(&format!("line L{line} from \"zones.geojson\" feature \"l{line}\"."));
        }
        for zone in DRAWN..ZONES {
            let own = zone - DRAWN;
            let some = self.draw.below(DRAWN - 1);
            let drawn = match own % 4 {
                0 => format!(" within {} km of L{}", 1 + own % 3, own / 4),
                1 => format!(" in Z{some}, undelimited"),
                2 => format!(": Z{some}, except Z{}", some + 1),
                _ => format!(": Z{some}, Z{}", some + 1),
            };
            self.say(&format!("zone Z{zone}{drawn}."));
        }
        format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
    }

    fn terms(&mut self) {
        self.say("term \"self_defence\": reply to an attack by the target within 1 hour.");
        self.say("term \"hostile force\".");
        self.say("as read by P0: target is excluded.");
        self.say("as read by P1: target is excluded, F2, F3 or F4, or place is in Z253.");
        self.say("term \"depot\".");
        self.say("as read by P2: place is in Z3 or Z4.");
        self.say("as read by P0: place is in Z3.");
    }

    fn day(&mut self) -> String {
        let (year, month, day) =
            (2020 + self.draw.below(5), 1 + self.draw.below(12), 1 + self.draw.below(28));
        format!("{year}-{month:02}-{day:02}")
    }

    fn group(&mut self) -> usize {
        self.draw.below(GROUPS)
    }

    /// Each clause of its own: acts, bearers, targets and zones of some dozens, so that few meet. Every fourth is an
    /// exception to one before it.
    fn sparse(&mut self, clauses: usize) {
        let mut rules: Vec<(String, String)> = Vec::new();
        for clause in 0..clauses {
            if clause % 20 == 0 {
                let article = clause / 20 + 1;
                self.say(&format!("article {article} \"Heading {article}\"."));
            }
            let label = format!("{}.{}", clause / 20 + 1, clause % 20 + 1);
            let (bearer, target) = (self.group(), self.group());
            let (act, zone) = (self.draw.below(ACTS), self.draw.below(ZONES));
            let sentence = match clause % 20 {
                7 => {
                    let (due, means) = (self.day(), MEANS[self.draw.below(MEANS.len())]);
                    format!("each of G{bearer} shall withdraw {means} from Z{zone} by {due}")
                }
                17 => format!("each of G{bearer} shall hold_position in Z{zone} until {}", self.day()),
                // Forgets to say that it prevails over the rule that it contradicts.
                13 if clause % 100 == 33 => {
                    let (_, deed) = &rules[self.draw.below(rules.len())];
                    format!("each of {deed}")
                }
                13 => format!("each of G{bearer} may deed_{act} G{target} in Z{zone}"),
                place if place % 4 == 3 && !rules.is_empty() => {
                    let (rule, deed) = &rules[self.draw.below(rules.len())];
                    format!("each of {deed} in self_defence, notwithstanding {rule}")
                }
                _ => {
                    let except = match self.draw.below(20) {
                        0 => ", except \"hostile force\"".to_owned(),
                        1 => ", except in \"depot\"".to_owned(),
                        2..6 => format!(", except with {}", MEANS[self.draw.below(MEANS.len())]),
                        _ => String::new(),
                    };
                    let from =
                        if self.draw.chance(20) { format!(" from {}", self.day()) } else { String::new() };
                    let deed = format!("deed_{act} G{target} in Z{zone}");
                    rules.push((label.clone(), format!("G{bearer} may {deed}")));
                    format!("each of G{bearer} shall not {deed}{from}{except}")
                }
            };
            self.say(&format!("{label} {sentence}."));
        }
    }

    /// Districts, each with its own rules, exceptions and duties over a few zones that overlap, two fronts and one month.
    /// In a district nearly everything meets nearly everything; exceptions say over which rules they prevail,
    /// but for a few.
    fn dense(&mut self, clauses: usize) {
        let mut written = 0;
        let mut district = 0;
        while written < clauses {
            district += 1;
            let size = DISTRICT.min(clauses - written);
            self.district(district, size);
            written += size;
        }
    }

    fn district(&mut self, district: usize, size: usize) {
        let rules = (size / 4).max(1);
        let corner = district * 7 % (DRAWN - 24);
        let (year, month) = (2020 + (district - 1) / 12 % 6, 1 + (district - 1) % 12);
        let period = match month {
            12 => format!("from {year}-12-01 until {}-01-01", year + 1),
            _ => format!("from {year}-{month:02}-01 until {year}-{:02}-01", month + 1),
        };
        let (one, other) = (district % 7, (district + 1 + district / 7 % 6) % 7);
        let (rule_article, exceptions) = (2 * district - 1, 2 * district);
        self.say(&format!("article {rule_article} \"District {district}\"."));
        for rule in 0..rules {
            let zones = self.zones_near(corner);
            let act =
                if rule % 3 == 0 { "attack".to_owned() } else { format!("deed_{}", self.draw.below(20)) };
            let except = match self.draw.below(5) {
                0 => ", except \"hostile force\"".to_owned(),
                1 => format!(", except G{}", self.group()),
                2 => ", except with small_arms".to_owned(),
                _ => String::new(),
            };
            let subject_to = if rule % 5 == 4 { format!(", subject to {exceptions}") } else { String::new() };
            self.say(&format!(
                "{rule_article}.{} each of F{one} shall not {act} F{other} in {zones} {period}{except}{subject_to}.",
                rule + 1
            ));
        }
        self.say(&format!("article {exceptions} \"Exceptions in district {district}\"."));
        for exception in 0..size - rules {
            let (zones, group, target) = (self.zones_near(corner), self.group(), self.group());
            let mut sentence = String::new();
            let _ = write!(sentence, "{exceptions}.{} ", exception + 1);
            let _ = match exception % 10 {
                0..5 => write!(
                    sentence,
                    "each of F{one} may deed_{} F{other} in {zones} {period}, notwithstanding {rule_article}",
                    self.draw.below(20)
                ),
                5 => write!(
                    sentence,
                    "each of F{one} may attack F{other} in {zones} in self_defence {period}, notwithstanding {rule_article}"
                ),
                6 => write!(
                    sentence,
                    "each of F{one} may attack \"hostile force\" in {zones} {period}, notwithstanding {rule_article}"
                ),
                7 => write!(
                    sentence,
                    "each of G{group} shall not fly over {zones} {period}, unless \"the commission agrees\""
                ),
                8 if exception % 20 == 18 => write!(
                    sentence,
                    "each of G{group} shall hold_position in {zones} until {year}-{month:02}-20"
                ),
                8 => write!(
                    sentence,
                    "each of G{group} shall withdraw {} from {zones} by {year}-{month:02}-20",
                    MEANS[self.draw.below(MEANS.len())]
                ),
                // What it permits, a rule may forbid: one in four does not say which prevails.
                _ => write!(
                    sentence,
                    "each of G{group} may deed_{} G{target} in {zones} {period}{}",
                    self.draw.below(20),
                    if self.draw.chance(75) {
                        format!(", notwithstanding {rule_article}")
                    } else {
                        String::new()
                    }
                ),
            };
            self.say(&format!("{sentence}."));
        }
    }

    fn zones_near(&mut self, corner: usize) -> String {
        let first = corner + self.draw.below(4) + 21 * self.draw.below(2);
        match self.draw.below(3) {
            0 => format!("Z{first}"),
            1 => format!("Z{first} or Z{}", first + 1),
            _ => format!("Z{first}, Z{} or Z{}", first + 1, DRAWN + first % (ZONES - DRAWN)),
        }
    }
}
