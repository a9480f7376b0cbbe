//! What `armistice ask` answers, on the agreements of the library.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::ask::{self, Answer, Outcome};
use armistice::draft::understand;
use armistice::evaluate::{Case, Engine, Verdict, judge::judge};
use armistice::model::Model;
use armistice::render::ask::{Asked, json, text};
use armistice::render::terminal::{Style, terminal};
use armistice::render::{Findings, Input};
use armistice::scope::Rules;
use armistice::source::Sources;
use armistice::syntax::parser::parse;
use std::fs;
use support::{Beside, root};

const SYRIA: &str = "2016-02-27-syria-cessation";
const ALEPPO: &str = "2016-05-aleppo-truce";
const IDLIB: &str = "2018-09-17-idlib-memorandum";

/// An agreement with a question to it: the page, and the answer if it could be read.
fn asked(name: &str, sentence: &str) -> (String, Option<(Model, Answer)>) {
    let folder = root().join("agreements").join(name);
    let written = fs::read_to_string(folder.join("terms.agreement")).unwrap();
    of_text(&written, &Beside(folder), sentence)
}

fn of_text(written: &str, files: &Beside, sentence: &str) -> (String, Option<(Model, Answer)>) {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", written);
    // The command sees first that the agreement has no errors; the library's has none.
    let checked = parse(&sources, file);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let inputs = [Input { name: "terms.agreement".to_owned(), sha256: "0".repeat(64) }];
    match ask::read(&mut sources, &checked.agreement, files, sentence) {
        Ok(question) => {
            let answer = ask::answer(&question.model, &question.account);
            let page = text::text(&Asked {
                model: &question.model,
                sources: &sources,
                question: sources.words(question.span),
                answer: &answer,
                inputs: &inputs,
            });
            let page = anstream::adapter::strip_str(&page).to_string();
            (page, Some((question.model, answer)))
        }
        Err(faults) => {
            let findings =
                Findings { sources: &sources, found: &faults, waived: &[], inputs: &inputs, options: &[] };
            (terminal(&findings, Style { width: 100, color: false }), None)
        }
    }
}

/// The words of the outcome and the numbers on which it rests, as written and for each reader for whom it is another one.
fn outcomes(name: &str, sentence: &str) -> Vec<String> {
    let (page, answer) = asked(name, sentence);
    let Some((model, answer)) = answer else { panic!("{page}") };
    let words = |who: &str, outcome: &Outcome| {
        let labels: Vec<&str> =
            outcome.clauses().iter().map(|&clause| model.clause(clause).unwrap().label.as_str()).collect();
        format!("{who}: {} {}", outcome.word(), labels.join(" ")).trim_end().to_owned()
    };
    let mut all = vec![words("as written", &answer.as_written.outcome)];
    for (reader, own) in &answer.readers {
        all.push(words(model.actors.name(*reader), &own.outcome));
    }
    all
}

const QUESTIONS: &[(&str, &str, &str)] = &[
    ("a_clear_violation", SYRIA, "on 2016-03-21 12:00 Ahrar attacks Syria in Latakia not in self_defence"),
    ("self_defence", SYRIA, "on 2016-03-21 12:00 FSA attacks Syria in Latakia in self_defence."),
    ("an_excused_strike", SYRIA, "on 2016-03-01 12:00 Russia airstrikes Nusra in Aleppo"),
    (
        "an_operations_room",
        SYRIA,
        "on 2016-03-01 12:00 Russia airstrikes JayshAlFatah in Idlib not in self_defence",
    ),
    ("nobody_binds_turkey", SYRIA, "on 2016-03-04 16:00 Turkey shells SDF in Aleppo"),
    ("before_the_start", SYRIA, "on 2016-02-26 23:00 Russia airstrikes FSA in Homs"),
    ("two_readings", SYRIA, "on 2016-03-01 12:00 Russia airstrikes Ahrar in Aleppo not in self_defence"),
    ("left_to_judgement", SYRIA, "on 2016-09-19 Syria denies_access AidConvoys at Kastello"),
    ("a_misspelt_name", SYRIA, "on 2016-03-01 12:00 Rusia airstrikes Nusra in Allepo"),
    ("two_events", SYRIA, "on 2016-03-01 FSA attacks Syria. on 2016-03-02 Syria attacks FSA."),
    ("no_event", SYRIA, "party X"),
    ("a_group_acts", SYRIA, "between 2016-03-01 and 2016-03-05 GovernmentSide attacks Opposition in Homs"),
    ("a_convoy", SYRIA, "on 2016-09-19 somebody airstrikes AidConvoys in Aleppo"),
    ("announcements_differ", ALEPPO, "on 2016-05-04 12:00 Syria attacks FSA in AleppoCity"),
    ("outside_the_city", ALEPPO, "on 2016-05-06 12:00 Ahrar attacks Syria at KhanTuman"),
    ("a_duty", IDLIB, "on 2018-10-01 Syria withdraws tank from DemilitarizedZone"),
    ("a_duty_late", IDLIB, "on 2019-02-01 Turkey opens_route along M4 and M5"),
    ("spoken_of", IDLIB, "on 2019-05-06 12:00 Russia airstrikes NLF at KhanShaykhun"),
];

#[test]
fn the_answers_to_questions() {
    for (name, agreement, question) in QUESTIONS {
        let (page, _) = asked(agreement, question);
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("ask_{name}"), page);
        });
    }
}

#[test]
fn what_they_come_to() {
    let of = |index: usize| outcomes(QUESTIONS[index].1, QUESTIONS[index].2);
    assert_eq!(of(0), ["as written: forbidden 0.1 1.2"]);
    assert_eq!(of(1), ["as written: permitted 1.5"]);
    assert_eq!(of(2), ["as written: permitted 0.2 3.3 3.4"]);
    assert_eq!(of(3)[0], "as written: possibly forbidden 0.1 2.2");
    assert_eq!(of(4), ["as written: unmentioned"]);
    assert_eq!(of(5), ["as written: not in force"]);
    let read = of(6);
    assert_eq!(read[0], "as written: possibly forbidden 0.1 2.2");
    assert_eq!(read[1], "Russia: possibly forbidden 0.1 2.2");
    assert_eq!(read[2], "US: forbidden 0.1 2.2");
    assert_eq!(of(7), ["as written: left to somebody's judgement 2.4"]);
    assert_eq!(
        of(13),
        [
            "as written: possibly forbidden 1.1",
            "Syria: not in force",
            "Russia: not in force",
            "US: forbidden 1.1"
        ]
    );
    assert_eq!(of(14), ["as written: unmentioned", "US: not in force"]);
}

/// The answer and the evaluator say the same of every clause, for every event of every scenario of the library.
#[test]
fn the_answer_is_the_evaluators() {
    let mut compared = 0;
    for name in [SYRIA, ALEPPO, IDLIB] {
        let folder = root().join("agreements").join(name);
        let written = fs::read_to_string(folder.join("terms.agreement")).unwrap();
        for line in written.lines().map(str::trim).filter(|line| line.starts_with("on 20")) {
            let (page, answer) = asked(name, line);
            let Some((model, answer)) = answer else { panic!("{page}") };
            let account = model.scenarios.last().unwrap().accounts.last().unwrap().0.clone();
            let case = Case::new(&model, [&account]);
            let engine = Engine::unchanged(&model);
            for rule in engine.prohibitions(None) {
                let found = answer.as_written.concerns.iter().find(|concern| concern.clause == rule.clause);
                let expected = judge(&model, rule, &case);
                let says = found.map(|concern| match &concern.says {
                    ask::Says::Forbids(verdict) | ask::Says::Prevents { verdict, .. } => verdict.clone(),
                    other => panic!("{other:?}"),
                });
                assert_eq!(says, expected, "{line}");
                if expected == Some(Verdict::Violation) && rule.answers.is_none() {
                    assert!(answer.as_written.outcome.clauses().contains(&rule.clause), "{line}");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

const CONTRADICTORY: &str = "agreement \"Small\".
time zone \"UTC\".
in force from 2016-03-01.
use \"acts\".
party A.
party B.
party C.
group All: A, B, C.
1 A shall not attack B.
2 A may attack B.
3 A shall not shell B.
4 B shall not attack C.
5 C shall not attack B.
6 A may attack C.
7 nobody shall attack C, notwithstanding 6.
8 each of All shall not fly, as judged by C.
";

/// The outcomes that the library does not have.
#[test]
fn contradictory_whichever_and_prevailed_over() {
    let of = |sentence: &str| of_text(CONTRADICTORY, &Beside(root().join("tests")), sentence).0;
    let line = |sentence: &str| of(sentence).lines().nth(3).unwrap().to_owned();
    assert_eq!(
        line("on 2016-03-02 A shells B"),
        "forbidden by 1 and 3 and permitted by 2: nothing says which prevails"
    );
    assert_eq!(
        line("on 2016-03-02 B or C attacks B or C"),
        "possibly forbidden by 4, 5 and 7",
        "B may have attacked itself"
    );
    assert_eq!(line("on 2016-03-02 A attacks C"), "forbidden by 7");
    assert!(of("on 2016-03-02 A attacks C").contains("would permit it, and 7 prevails"));
    assert_eq!(
        line("on 2016-03-02 A attacks B or C"),
        "forbidden by one or another of 1 and 7, whichever it was"
    );
    assert_eq!(line("on 2016-03-02 A flies"), "left to somebody's judgement by 8");
    assert!(of("on 2016-03-02 A flies").contains("forbids it if C so judges"));
}

const TO_PREVENT: &str = "agreement \"Small\".
time zone \"UTC\".
in force from 2016-03-01.
use \"acts\".
party North.
party South.
party Militia.
protected Civilians.
term \"close\": as read by North: means is tank. as read by South: means is tank or mortar.
1 North shall prevent Militia from attacking South.
2 each of North and South shall prevent Militia from abducting Civilians, when means is tank.
3 North shall prevent Militia from looting \"close\".
4 South may fly, subject to 5.
5 North shall prevent South from flying.
6 South may recruit.
7 North shall prevent South from recruiting, subject to 6.
8 North shall prevent Militia from patrolling, as judged by South.
9 when South violates 10, North shall prevent Militia from fortifying.
10 South shall not besiege Militia.
";

/// What somebody is to prevent is neither forbidden nor permitted to those who do it.
#[test]
fn what_is_to_be_prevented() {
    let of = |sentence: &str| of_text(TO_PREVENT, &Beside(root().join("tests")), sentence).0;
    for (sentence, lines) in [
        (
            "on 2016-03-02 Militia airstrikes South",
            &[
                "neither forbidden nor permitted, and to be prevented under 1",
                "  1      obliges North to prevent it",
            ][..],
        ),
        (
            "on 2016-03-02 Militia abducts Civilians",
            &[
                "neither forbidden nor permitted, and possibly to be prevented under 2",
                "  2      possibly obliges North and South to prevent it; open: with what",
            ],
        ),
        (
            "on 2016-03-02 Militia loots with mortar",
            &[
                "neither forbidden nor permitted, and possibly to be prevented under 3",
                "  3      possibly obliges North to prevent it; open: whether wide_close",
                "As read by North: mentioned by no clause",
                "  3      does not speak of it",
                "As read by South: neither forbidden nor permitted, and to be prevented under 3",
                "  3      obliges North to prevent it",
            ],
        ),
        (
            "on 2016-03-02 South flies",
            &[
                "neither forbidden nor permitted, and to be prevented under 5",
                "  4      would permit it, and 5 prevails",
                "  5      obliges North to prevent it, and prevails over 4",
            ],
        ),
        (
            "on 2016-03-02 South recruits",
            &["permitted by 6", "  7      would oblige North to prevent it, and 6 prevails: excused"],
        ),
        (
            "on 2016-03-02 Militia patrols",
            &["left to somebody's judgement by 8", "  8      obliges North to prevent it if South so judges"],
        ),
        (
            "on 2016-03-02 Militia fortifies",
            &[
                "neither forbidden nor permitted, and possibly to be prevented under 9",
                "  9      possibly obliges North to prevent it; open: whether South violates 10",
            ],
        ),
    ] {
        let page = of(sentence);
        for line in lines {
            assert!(page.lines().any(|own| own == *line), "{line}\n{page}");
        }
    }
    // It comes nearest to nothing that North does, and would not forbid that.
    assert!(of("on 2016-03-02 North abducts Civilians").contains("  2      speaks of it, but"));
}

/// What is too complex is no silence.
#[test]
fn what_is_too_complex_is_undecided() {
    let mut text = CONTRADICTORY.replace("4 B shall not attack C.\n", "");
    let mut exceptions = String::new();
    for index in 0..16 {
        text += &format!("term \"c{index}\": \"words c{index}\".\nterm \"d{index}\": \"words d{index}\".\n");
        exceptions += &format!(", unless c{index} and d{index}");
    }
    text += &format!("9 B shall not besiege C{exceptions}.\n");
    let line = |sentence: &str| {
        of_text(&text, &Beside(root().join("tests")), sentence).0.lines().nth(3).unwrap().to_owned()
    };
    assert_eq!(line("on 2016-03-02 B besieges C"), "undecided: it would take more pieces than are worked on");
    assert_eq!(line("on 2016-03-02 B besieges A"), "mentioned by no clause");
}

/// A question is no part of the agreement: it changes no judgement.
#[test]
fn a_question_changes_nothing() {
    let folder = root().join("agreements").join(SYRIA);
    let written = fs::read_to_string(folder.join("terms.agreement")).unwrap();
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", written);
    let files = Beside(folder);
    let checked = understand(&sources, file, &files);
    let sentence = "on 2016-03-01 12:00 Russia airstrikes Nusra in Aleppo";
    let question = ask::read(&mut sources, &checked.agreement, &files, sentence).unwrap();
    assert!(Rules::compile(&checked.model, None) == Rules::compile(&question.model, None));
    assert_eq!(question.model.scenarios.len(), checked.model.scenarios.len() + 1);
}

#[test]
fn the_answer_as_json_has_what_the_text_has() {
    let folder = root().join("agreements").join(SYRIA);
    let written = fs::read_to_string(folder.join("terms.agreement")).unwrap();
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", written);
    let files = Beside(folder);
    let checked = understand(&sources, file, &files);
    let question = ask::read(&mut sources, &checked.agreement, &files, QUESTIONS[6].2).unwrap();
    let answer = ask::answer(&question.model, &question.account);
    let asked = Asked {
        model: &question.model,
        sources: &sources,
        question: sources.words(question.span),
        answer: &answer,
        inputs: &[],
    };
    let value: serde_json::Value = serde_json::from_str(&json::json(&asked)).unwrap();
    assert_eq!(value["schema"], json::SCHEMA);
    let readings = value["readings"].as_array().unwrap();
    assert_eq!(readings.len(), 3);
    assert_eq!(readings[2]["reader"], "US");
    assert_eq!(readings[2]["answer"], "forbidden");
    assert_eq!(readings[2]["clauses"], serde_json::json!(["0.1", "2.2"]));
}
