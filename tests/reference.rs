//! The reference is true: each of its examples is read, is written canonically, and does what the page says.
//!
//! A block is fenced as `armistice` (a whole agreement), `armistice fragment` (read behind the block that is fenced as
//! `armistice preamble`) or `armistice error=CODE` (a fragment, or an agreement, that gets this one answer).
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use armistice::catalogue;
use armistice::diagnostic::{Diagnostic, Severity};
use armistice::draft;
use armistice::evaluate::{Engine, scenario};
use armistice::source::Sources;
use armistice::syntax::parser::parse;
use armistice::syntax::printer::print;
use armistice::syntax::tree::Agreement;
use support::{Beside, root};

/// A fenced block of the page.
struct Block {
    /// The line of its first fence, from 1.
    line: usize,
    kind: Kind,
    text: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    Whole,
    Preamble,
    Fragment,
    Error(String),
}

fn page() -> PathBuf {
    root().join("docs/reference.md")
}

fn beside() -> Beside {
    Beside(root().join("tests/fixtures/reference"))
}

fn blocks() -> Vec<Block> {
    let page = fs::read_to_string(page()).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in page.lines().enumerate() {
        match &mut open {
            Some(_) if line == "```" => blocks.extend(open.take()),
            Some(block) => block.text += &format!("{line}\n"),
            None => {
                let Some(info) = line.strip_prefix("```armistice") else { continue };
                let kind = match info.trim() {
                    "" => Kind::Whole,
                    "preamble" => Kind::Preamble,
                    "fragment" => Kind::Fragment,
                    error => Kind::Error(error.strip_prefix("error=").unwrap().to_owned()),
                };
                open = Some(Block { line: index + 1, kind, text: String::new() });
            }
        }
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}

/// What is checked for a block: its text, behind the preamble where it is no whole agreement.
fn whole(block: &Block, blocks: &[Block]) -> String {
    let preamble = blocks.iter().find(|block| block.kind == Kind::Preamble).unwrap();
    let stands_alone =
        matches!(block.kind, Kind::Whole | Kind::Preamble) || block.text.starts_with("agreement ");
    if stands_alone { block.text.clone() } else { format!("{}\n{}", preamble.text, block.text) }
}

fn tree(text: &str) -> (Sources, Agreement, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("reference.agreement", text);
    let parsed = parse(&sources, file);
    (sources, parsed.agreement, parsed.diagnostics)
}

fn described(sources: &Sources, found: &[Diagnostic]) -> String {
    let line = |one: &Diagnostic| {
        let words = one.span().map(|span| sources.words(span).to_owned()).unwrap_or_default();
        format!("[{}] {} `{words}`", one.code.slug, one.title)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_is_understood() {
    let blocks = blocks();
    for block in blocks.iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let text = whole(block, &blocks);
        // The examples show forms, and a form may well contradict the sentences that stand before all of them.
        let mut sources = Sources::default();
        let file = sources.add("reference.agreement", text.as_str());
        let found = draft::understand(&sources, file, &beside()).found;
        let errors: Vec<Diagnostic> =
            found.into_iter().filter(|one| one.code.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "line {}:\n{}", block.line, described(&sources, &errors));
    }
}

/// With `UPDATE_DOCS=1` the page is rewritten with the canonical form of each example.
#[test]
fn every_example_is_written_canonically() {
    let mut text = fs::read_to_string(page()).unwrap();
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    for block in blocks().iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let (_, agreement, found) = tree(&block.text);
        let canonical = print(&agreement);
        if update && found.is_empty() {
            text = text.replacen(&format!("\n{}```", block.text), &format!("\n{canonical}```"), 1);
            continue;
        }
        assert!(canonical == block.text, "line {}: write\n{canonical}instead of\n{}", block.line, block.text);
    }
    if update {
        fs::write(page(), text).unwrap();
    }
}

#[test]
fn every_refused_example_gets_its_one_answer() {
    let blocks = blocks();
    let mut refused = 0;
    for block in &blocks {
        let Kind::Error(code) = &block.kind else { continue };
        assert!(catalogue::find(code).is_some(), "line {}: there is no code {code}", block.line);
        let text = whole(block, &blocks);
        let (sources, found) = support::check_beside("reference.agreement", &text, &beside());
        let codes: BTreeSet<&str> = found
            .iter()
            .filter(|one| one.code.severity == Severity::Error)
            .map(|one| one.code.slug)
            .collect();
        assert!(
            codes == BTreeSet::from([code.as_str()]),
            "line {}: {code} is expected\n{}",
            block.line,
            described(&sources, &found)
        );
        refused += 1;
    }
    assert!(refused > 0);
}

/// The texts that the page amends are beside it, and have the clauses that it names.
#[test]
fn every_text_that_is_named_is_read() {
    let blocks = blocks();
    let mut read = 0;
    for block in blocks.iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let mut sources = Sources::default();
        let file = sources.add("reference.agreement", whole(block, &blocks));
        let agreement = draft::understand(&sources, file, &beside()).agreement;
        let others = draft::instruments::read(&mut sources, file, &agreement, &beside());
        assert!(others.diagnostics.is_empty(), "line {}: {:#?}", block.line, others.diagnostics);
        read += others.texts.len();
    }
    assert!(read >= 2, "only {read} texts were read");
}

#[test]
fn every_scenario_passes() {
    let blocks = blocks();
    let mut passed = 0;
    let mut wrong = Vec::new();
    for block in blocks.iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let text = whole(block, &blocks);
        let mut sources = Sources::default();
        let file = sources.add("reference.agreement", text.as_str());
        let checked = draft::understand(&sources, file, &beside());
        let outcomes = scenario::run(&Engine::new(&checked.model));
        assert_eq!(outcomes.is_empty(), !block.text.contains("scenario \""), "line {}", block.line);
        for outcome in outcomes {
            let title = &outcome.title;
            assert!(outcome.expectations > 0, "line {}: \"{title}\" expects nothing", block.line);
            for failure in &outcome.failures {
                let (clause, expected, found) = (&failure.clause, &failure.expected, &failure.found);
                wrong.push(format!(
                    "line {}: \"{title}\": {clause}: {expected} expected, {found} found",
                    block.line
                ));
            }
            passed += outcome.expectations - outcome.failures.len();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(passed > 0);
}

/// A clause of an example that `evaluate` does not judge stands below it, as `- 3.1 is not judged: *REASON*`, and no
/// other clause does.
#[test]
fn what_is_not_judged_is_said_with_the_reason() {
    let text = fs::read_to_string(page()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let blocks = blocks();
    let (mut said, mut wrong) = (0, Vec::new());
    for block in blocks.iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let mut sources = Sources::default();
        let file = sources.add("reference.agreement", whole(block, &blocks));
        let checked = draft::understand(&sources, file, &beside());
        let not_judged: Vec<String> = Engine::new(&checked.model)
            .not_evaluated()
            .into_iter()
            .filter_map(|(id, reason)| Some((checked.model.clause(id)?, reason)))
            .map(|(clause, reason)| format!("- {} is not judged: *{reason}*", clause.label))
            .collect();
        let behind = block.line + block.text.lines().count() + 1;
        let stated: Vec<&str> = lines[behind..]
            .iter()
            .copied()
            .skip_while(|line| line.is_empty())
            .take_while(|line| line.starts_with("- ") && line.contains(" is not judged: "))
            .collect();
        if stated != not_judged {
            wrong.push(format!("line {}: write\n{}", block.line, not_judged.join("\n")));
        }
        said += stated.len();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(said > 3, "only {said} reasons are given");
}

/// "(column `x`)" on the page is a column that some example reads.
#[test]
fn every_column_that_is_named_is_read() {
    let blocks = blocks();
    let mut columns = BTreeSet::new();
    for block in blocks.iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        let mut sources = Sources::default();
        let file = sources.add("reference.agreement", whole(block, &blocks));
        let model = draft::understand(&sources, file, &beside()).model;
        columns.extend(model.literals.into_iter().map(|literal| literal.column));
    }
    let page = fs::read_to_string(page()).unwrap();
    let named: Vec<&str> =
        page.split("column `").skip(1).map(|rest| rest.split('`').next().unwrap()).collect();
    assert!(named.len() > 5, "{named:?}");
    for column in named {
        assert!(columns.contains(column), "no example reads the column {column}: {columns:?}");
    }
}

/// Every part with an example of its own says whether its sentences are judged.
#[test]
fn every_part_says_whether_it_is_judged() {
    let page = fs::read_to_string(page()).unwrap();
    for part in page.replace("\n### ", "\n## ").split("\n## ").skip(1) {
        let heading = part.lines().next().unwrap();
        let judged = part.lines().any(|line| line.starts_with("Judged: "));
        assert!(judged || !part.contains("```armistice fragment"), "\"{heading}\" does not say");
    }
}

/// The variants of an enumeration, read from the source of the tree.
fn variants(name: &str) -> Vec<String> {
    let source = concat!(
        include_str!("../src/syntax/tree/statements.rs"),
        include_str!("../src/syntax/tree/clocks.rs"),
        include_str!("../src/syntax/tree/events.rs"),
        include_str!("../src/syntax/tree/places.rs"),
        include_str!("../src/syntax/tree/clauses.rs"),
        include_str!("../src/syntax/tree/actions.rs"),
        include_str!("../src/syntax/tree/qualifiers.rs"),
        include_str!("../src/syntax/tree/conditions.rs"),
        include_str!("../src/syntax/tree/scenarios.rs"),
    );
    let body = source.split(&format!("pub enum {name} {{")).nth(1).unwrap().split("\n}").next().unwrap();
    let own = body.lines().filter_map(|line| line.strip_prefix("    "));
    own.filter(|line| line.starts_with(|letter: char| letter.is_ascii_uppercase()))
        .map(|line| line.split(|letter: char| !letter.is_alphanumeric()).next().unwrap().to_owned())
        .collect()
}

/// Every variant that follows `marker` in the written-out trees.
fn shown<'a>(trees: &'a [String], marker: &str) -> BTreeSet<&'a str> {
    let after = |tree: &'a String| tree.match_indices(marker).map(|(at, found)| &tree[at + found.len()..]);
    trees
        .iter()
        .flat_map(after)
        .map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap())
        .collect()
}

#[test]
fn every_form_has_an_example() {
    // A derived `Debug` writes out the whole tree, so that a marker finds a node however deep it stands.
    let markers = [
        ("StatementKind", "\u{1}"),
        ("InstrumentRelation", "relation: "),
        ("AnnexState", "state: "),
        ("ActorRole", "role: "),
        ("MomentKind", "Moment { kind: "),
        ("PeriodEnd", "end: Some("),
        ("PhaseEnd", "end: Some("),
        ("EventKind", "Event { kind: "),
        ("PhaseEdge", "edge: "),
        ("ClauseStateKind", "state: "),
        ("LineCourse", "course: "),
        ("Extent", "extent: Some("),
        ("ClauseBody", "body: "),
        ("StatusChange", "status: "),
        ("Distribution", "distribution: "),
        ("SubjectKind", "distribution: Unsaid, who: "),
        ("Modal", "modal: "),
        ("ActionKind", "Action { kind: "),
        ("Preposition", "preposition: Some("),
        ("QualifierKind", "Qualifier { kind: "),
        ("Quantity", "kind: Quantity("),
        ("ConditionKind", "Condition { kind: "),
        ("Dimension", "dimension: "),
        ("HappeningTime", "when: "),
        ("ExpectedVerdict", "verdict: "),
    ];
    let mut trees = Vec::new();
    for block in blocks().iter().filter(|block| !matches!(block.kind, Kind::Error(_))) {
        for statement in tree(&block.text).1.statements {
            trees.push(format!("\u{1}{:?}", statement.kind));
        }
    }
    let mut missing = Vec::new();
    for (name, marker) in markers {
        let shown = shown(&trees, marker);
        let wanted = variants(name);
        assert!(wanted.len() > 1, "{name} was not found in the tree");
        missing.extend(
            wanted
                .into_iter()
                .filter(|variant| !shown.contains(variant.as_str()))
                .map(|variant| format!("{name}::{variant}")),
        );
    }
    assert!(missing.is_empty(), "no example shows {}", missing.join(", "));
}

#[test]
fn every_reserved_word_is_listed() {
    let grammar = include_str!("../grammar/agreement.pest");
    let words = grammar.split("reserved = @{").nth(1).unwrap().split(") ~ edge").next().unwrap();
    let mut reserved: Vec<&str> = words.split('"').skip(1).step_by(2).collect();
    reserved.sort_unstable();
    let page = fs::read_to_string(page()).unwrap();
    let part = page.split("## Reserved words").nth(1).unwrap().split("\n## ").next().unwrap();
    let listed: Vec<&str> = part.split("```").nth(1).unwrap().split_whitespace().skip(1).collect();
    assert_eq!(listed, reserved);
}
