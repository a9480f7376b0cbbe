//! The three formats over small agreements, and what must not happen to any.

use super::dot::dot;
use super::mermaid::mermaid;
use super::svg::svg;
use super::*;
use crate::graph::{Node, RuleGraph};
use crate::model::ids::ClauseId;
use crate::source::Sources;
use crate::{draft, review};
use proptest::prelude::*;

/// An article, a contradiction, a chain of priority, and words that nobody judges.
const TERMS: &str = r#"agreement "Truce of the two quarters".
time zone "Asia/Damascus".
in force from 2016-05-05 00:00.
use "acts".
party Council "Quarter Council".
party Brigade "Northern Brigade".
zone Quarters "the two quarters", undelimited.
term "self_defence": "a reply to an attack that is under way".
article 1 "Calm".
1.1 "All fire ceases."
    each of Council and Brigade shall not attack each other.
1.2 each of Council and Brigade may attack each other in self_defence, notwithstanding 1.1.
1.3 each of Council and Brigade shall not attack each other in Quarters, notwithstanding 1.2.
article 2 "Supplies".
2.1 Council shall not obstruct_aid.
2.2 Council may obstruct_aid in Quarters.
2.3 "Both sides act in good faith." stated only.
"#;

fn picture_of(text: &str, view: &View) -> Picture {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", text);
    let checked = draft::understand(&sources, file, &());
    let found = review::review(&mut sources, file, &checked, &(), &review::Settings::proofs()).found;
    let rules = RuleGraph::of(&checked.model);
    let marks = Marks::of(&checked.model, &rules, &found);
    let mut picture = Picture::of(&checked.model, &sources, &rules, &marks, view);
    picture.made_from = vec!["terms.agreement sha256:0123".to_owned()];
    picture
}

/// The clauses alone, so that these snapshots hold still when the graph learns of more.
fn clauses() -> View {
    View { around: None, show: Show::Clauses }
}

#[test]
fn in_the_dot_language() {
    insta::assert_snapshot!(dot(&picture_of(TERMS, &clauses())));
}

#[test]
fn in_mermaid() {
    insta::assert_snapshot!(mermaid(&picture_of(TERMS, &clauses())));
}

#[test]
fn as_svg() {
    insta::assert_snapshot!(svg(&picture_of(TERMS, &clauses())).unwrap());
}

#[test]
fn a_contradiction_is_a_double_line_and_names_both_clauses() {
    let picture = picture_of(TERMS, &clauses());
    let conflicts: Vec<&str> = picture
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Conflict)
        .map(|link| link.words.as_str())
        .collect();
    assert_eq!(conflicts, ["2.1 conflicts with 2.2"]);
    let alarmed: Vec<&str> =
        picture.cards.iter().filter(|card| card.alarmed).map(|card| card.name.as_str()).collect();
    assert_eq!(alarmed, ["2.1", "2.2"]);
    assert_eq!(picture.remarks.len(), 1);
    assert!(svg(&picture).unwrap().contains("2.1 forbids what 2.2 permits (contradiction)"));
}

#[test]
fn a_circle_of_priority_is_drawn_in_red_and_what_hangs_on_it_is_not() {
    let circle =
        TERMS.replace("not attack each other.\n1.2", "not attack each other, notwithstanding 1.3.\n1.2");
    let circle = circle.replace("not obstruct_aid.", "not obstruct_aid, notwithstanding 1.1.");
    let picture = picture_of(&circle, &clauses());
    let red: Vec<&str> =
        picture.links.iter().filter(|link| link.alarmed).map(|link| link.words.as_str()).collect();
    assert_eq!(red, ["1.1 prevails over 1.3", "1.2 prevails over 1.1", "1.3 prevails over 1.2"]);
    assert!(picture.links.iter().any(|link| link.words == "2.1 prevails over 1.1" && !link.alarmed));
}

#[test]
fn what_is_waived_is_not_marked_and_what_can_never_begin_is_pale() {
    let waived = TERMS.replace("article 2", "waive contradiction on 2.1 because \"both know\".\narticle 2");
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", waived.as_str());
    assert_eq!(review::check(&mut sources, file, &(), &review::Settings::proofs()).waived.len(), 1);
    let picture = picture_of(&waived, &clauses());
    assert!(picture.remarks.is_empty() && picture.cards.iter().all(|card| !card.alarmed), "{picture:?}");
    assert!(picture.links.iter().all(|link| link.kind != LinkKind::Conflict));

    let phases = TERMS.replace("article 2", "phase Later from 1.1 is fulfilled.\narticle 2");
    let picture = picture_of(&phases, &View::default());
    let pale: Vec<&str> =
        picture.cards.iter().filter(|card| card.idle).map(|card| card.name.as_str()).collect();
    assert_eq!(pale, ["Later"]);
    assert!(svg(&picture).unwrap().contains("changes nothing"));
}

#[test]
fn steps_that_wait_for_each_other_are_a_red_circle() {
    let text = format!(
        "{TERMS}3 Council shall withdraw provided that 4 is fulfilled.\n4 Brigade shall withdraw after 3 is \
         fulfilled.\n5 Brigade shall report after 4 is fulfilled.\n"
    );
    let picture = picture_of(&text, &clauses());
    let red: Vec<&str> =
        picture.links.iter().filter(|link| link.alarmed).map(|link| link.words.as_str()).collect();
    assert_eq!(red, ["3 waits for 4", "4 waits for 3"]);
    assert!(picture.links.iter().any(|link| link.words == "5 waits for 4" && !link.alarmed));
}

#[test]
fn a_neighbourhood_has_what_is_that_many_links_away_in_either_direction() {
    let names = |number: &str, depth| {
        let mut sources = Sources::default();
        let file = sources.add("terms.agreement", TERMS);
        let model = draft::understand(&sources, file, &()).model;
        let centre = model.clauses_under(number).iter().copied().map(Node::Clause).collect();
        let view = View { around: Some(Around { centre, depth }), show: Show::Clauses };
        let picture = picture_of(TERMS, &view);
        assert_eq!(picture.cards.len() + picture.left_out, all_nodes(TERMS));
        picture.cards.into_iter().map(|card| card.name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("1.1", 0), "1.1");
    assert_eq!(names("1.1", 1), "1.1 1.2");
    assert_eq!(names("1.1", 2), "1.1 1.2 1.3");
    assert_eq!(names("1", 9), "1.1 1.2 1.3");
    // A conflict is a link.
    assert_eq!(names("2.2", 1), "2.1 2.2");
    assert_eq!(names("2.3", 5), "2.3");
}

fn all_nodes(text: &str) -> usize {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", text);
    RuleGraph::of(&draft::understand(&sources, file, &()).model).index.len()
}

#[test]
fn one_arrow_stands_for_those_to_every_clause_of_an_article() {
    let text = TERMS.replace("2.3 ", "2.4 Council may search Brigade, notwithstanding 1.\n2.3 ");
    let picture = picture_of(&text, &clauses());
    let fan: Vec<&Link> = picture
        .links
        .iter()
        .filter(|link| picture.cards[link.from].name == "2.4" && link.kind != LinkKind::Conflict)
        .collect();
    let [link] = fan[..] else { panic!("{fan:?}") };
    assert_eq!(
        (link.to, link.words.as_str()),
        (End::Group(0), "2.4 prevails over every clause of article 1")
    );
    // Where not all of the article is drawn, every arrow is.
    let centre = vec![Node::Clause(ClauseId(5)), Node::Clause(ClauseId(0))];
    let part = picture_of(&text, &View { around: Some(Around { centre, depth: 0 }), show: Show::Clauses });
    assert!(part.links.iter().all(|link| matches!(link.to, End::Card(_))), "{:?}", part.links);
}

#[test]
fn a_picture_that_nobody_could_read_is_refused_with_advice() {
    let clauses: String =
        (1..=svg::MOST_CARDS + 1).map(|number| format!("{number} \"words\" stated only.\n")).collect();
    let text = format!("agreement \"A\".\n{clauses}");
    let picture = picture_of(&text, &View::default());
    let refused = svg(&picture).unwrap_err().to_string();
    assert!(refused.contains("401 nodes") && refused.contains("--around"), "{refused}");
    assert!(dot(&picture).contains("c400 ["), "the other formats have no such bound");
}

// ---- what any text may hold ----------------------------------------------------------------------------------------

/// Headings and wordings that end strings, comments, tags and lines, that write from right to left, and that steer.
const HOSTILE: &[&str] = &[
    "a \\\"quoted\\\" word",
    "</text><script>alert(1)</script>",
    "-->]]> & &amp; %%{init: {}}%% //",
    "end\\\\",
    "line\n    break",
    "اتفاق وقف إطلاق النار (2016)",
    "הפסקת אש",
    "停火协议",
    "\u{202e}reversed\u{202c} and \u{1b}[31m",
    "`code` *bold* _em_ #lt; #34; | {a} [b] (c)",
    "%%{init: {\u{27}theme\u{27}: 1}}%%",
];

fn hostile(words: &str) -> String {
    format!(
        "agreement \"{words}\".\narticle 1 \"{words}\".\n1.1 \"{words}\" stated only.\n1.2 \"{words}\" stated only.\n"
    )
}

#[test]
fn no_title_breaks_out_of_its_place() {
    for words in HOSTILE {
        let picture = picture_of(&hostile(words), &View::default());
        assert_eq!(picture.cards.len(), 2, "{words}");
        well_formed(&svg(&picture).unwrap());
        quoted(&dot(&picture));
        let chart = mermaid(&picture);
        for line in chart.lines().skip_while(|line| *line != "flowchart LR").filter(|line| line.contains('"'))
        {
            assert_eq!(line.matches('"').count(), 2, "{line}");
            let inside = line.split('"').nth(1).unwrap();
            assert!(!inside.contains(['`', '<', '[', '{', '|', '*']) || inside.contains("<br>"), "{line}");
        }
        for page in [svg(&picture).unwrap(), dot(&picture), chart] {
            assert!(!page.contains(['\u{202e}', '\u{1b}']), "{page}");
        }
    }
}

/// Names in every script stand in every format as they are.
#[test]
fn every_script_can_be_read() {
    for words in ["اتفاق وقف إطلاق النار", "停火协议", "Припинення вогню", "የተኩስ አቁም"]
    {
        let picture = picture_of(&hostile(words), &View::default());
        for page in [svg(&picture).unwrap(), dot(&picture), mermaid(&picture)] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}

/// A little reader of XML: every tag is closed in turn, every attribute is quoted, every ampersand begins an entity.
fn well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        assert!(!text.contains('>'), "{text}");
        entities(text);
        let end = tag.find('>').unwrap();
        let (inside, after) = (&tag[1..end], &tag[end + 1..]);
        rest = after;
        assert_eq!(inside.matches('"').count() % 2, 0, "{inside}");
        entities(inside);
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !inside.ends_with('/') {
            open.push(inside.split_whitespace().next().unwrap());
        }
        let names =
            ["svg", "title", "desc", "style", "defs", "marker", "path", "circle", "rect", "text", "g"];
        let name = inside.trim_matches('/').split_whitespace().next().unwrap();
        assert!(names.contains(&name), "{name}");
    }
    assert!(open.is_empty(), "{open:?}");
    let control = page.chars().any(|letter| letter.is_control() && letter != '\n');
    assert!(!control, "a control character");
}

fn entities(text: &str) {
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(known.iter().any(|entity| text[at..].starts_with(entity)), "{}", &text[at..]);
    }
}

/// Every line of a page in the DOT language closes the strings that it opens.
fn quoted(page: &str) {
    for line in page.lines().filter(|line| !line.starts_with("//")) {
        let (mut open, mut escaped) = (false, false);
        for letter in line.chars() {
            match letter {
                '"' if !escaped => open = !open,
                '{' | '}' | '<' | '>' if !open => {
                    assert!(
                        ["digraph", "  subgraph", "}", "  }"].iter().any(|s| line.starts_with(s))
                            || letter == '>'
                    );
                }
                _ => {}
            }
            escaped = letter == '\\' && !escaped;
        }
        assert!(!open, "{line}");
    }
}

// ---- random agreements ---------------------------------------------------------------------------------------------

/// Clauses in articles or in none, each prevailing over some of those before it, some in a zone.
fn agreements() -> impl Strategy<Value = String> {
    let clause = (0_usize..4, any::<bool>(), prop::collection::vec(any::<prop::sample::Index>(), 0..4));
    prop::collection::vec(clause, 1..25).prop_map(|clauses| {
        let mut text = String::from(
            "agreement \"A\".\ntime zone \"Asia/Damascus\".\nin force from 2016-05-05 00:00.\nuse \"acts\".\n\
             party A.\nparty B.\nzone Z \"a zone\", undelimited.\n",
        );
        let mut labels: Vec<String> = Vec::new();
        let mut article = 0;
        for (index, (start, permits, over)) in clauses.into_iter().enumerate() {
            if start == 0 {
                article += 1;
                text += &format!("article {article} \"part {article}\".\n");
            }
            let label =
                if article == 0 { format!("c{}", index + 1) } else { format!("{article}.{}", index + 1) };
            let label = label.replace('c', "10");
            let over: std::collections::BTreeSet<&String> =
                over.iter().filter(|_| !labels.is_empty()).map(|pick| pick.get(&labels)).collect();
            let over: Vec<&str> = over.into_iter().map(String::as_str).collect();
            let tail =
                if over.is_empty() { String::new() } else { format!(", notwithstanding {}", list(&over)) };
            let modal = if permits { "may" } else { "shall not" };
            text += &format!("{label} A {modal} attack B in Z{tail}.\n");
            labels.push(label);
        }
        text
    })
}

fn list(words: &[&str]) -> String {
    match words {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        words => words.concat(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_node_and_every_edge_of_the_graph_appears(text in agreements()) {
        let mut sources = Sources::default();
        let file = sources.add("terms.agreement", text.as_str());
        let checked = draft::understand(&sources, file, &());
        prop_assert!(checked.is_sound(), "{:?}\n{}", checked.found, text);
        let rules = RuleGraph::of(&checked.model);
        let picture = picture_of(&text, &View { around: None, show: Show::All });
        prop_assert_eq!(picture.left_out, 0);
        let mut named: Vec<Node> = picture.cards.iter().map(|card| card.node).collect();
        named.sort_unstable();
        prop_assert_eq!(named, rules.index.keys().copied().collect::<Vec<_>>());

        let (page, lines, chart) = (svg(&picture).unwrap(), dot(&picture), mermaid(&picture));
        well_formed(&page);
        quoted(&lines);
        for (index, card) in picture.cards.iter().enumerate() {
            let (title, id) = (format!("<title>{}</title>", super::text::xml(&card.tooltip)), picture.id(index));
            let (line, class) = (format!(" {id} [label="), format!(" class {id} "));
            prop_assert!(page.contains(&title) && lines.contains(&line) && chart.contains(&class), "{}", id);
        }
        for edge in rules.graph.raw_edges() {
            let node = |index| *rules.graph.node_weight(index).unwrap();
            let card = |node| picture.cards.iter().position(|card| card.node == node).unwrap();
            let (from, to) = (card(node(edge.source())), card(node(edge.target())));
            let kind = LinkKind::Edge(edge.weight.kind);
            let ends = [Some(End::Card(to)), picture.cards[to].group.map(End::Group)];
            let link = picture
                .links
                .iter()
                .find(|link| link.from == from && link.kind == kind && ends.contains(&Some(link.to)));
            prop_assert!(link.is_some(), "{:?} is not drawn", edge.weight);
            let title = format!("<title>{}</title>", link.unwrap().words);
            prop_assert!(page.contains(&title), "{}", title);
        }
    }
}

#[test]
fn every_family_of_marks_names_findings_that_there_are() {
    for slug in super::marks::CONFLICTS.iter().chain(super::marks::CIRCLES).chain(super::marks::IDLE) {
        assert!(crate::catalogue::find(slug).is_some(), "`{slug}` is no finding");
    }
}
