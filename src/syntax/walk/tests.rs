//! What is seen of sentences of each part.

use super::*;
use crate::source::Sources;
use crate::syntax::parser::parse;

/// Every name of the text but those that it declares, and every amount.
#[test]
fn all_names_and_amounts_of_a_sentence_are_seen() {
    let seen = |text: &str| -> String {
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let parsed = parse(&sources, file);
        assert!(parsed.diagnostics.is_empty(), "{text}: {:?}", parsed.diagnostics);
        let mut words = Vec::new();
        for own in &parsed.agreement.statements {
            statement(&own.kind, &mut |part| match part {
                Part::Name(name) => words.push(name.text.clone()),
                Part::Term(term) => words.push(format!("\"{}\"", term.text)),
                Part::Some(kind) => words.push(format!("{kind:?}")),
                Part::Everybody => words.push("everybody".to_owned()),
                Part::Duration(own) => words.push(format!("{} {:?}", own.amount.text, own.unit)),
                Part::Hour(own) => words.push(format!("{}:{}", own.hour, own.minute)),
                Part::Distance(own) => words.push(own.low.text.clone()),
                Part::Percent(own) => words.push(format!("{} %", own.text)),
                Part::Amount(own) => words.push(own.text.clone()),
                Part::Moment(_) => {}
            });
        }
        words.join(", ")
    };
    assert_eq!(
        seen(
            "1 each of A and covered shall keep tank at least 500 m from Line, within 7 days of each request by B."
        ),
        "A, covered, tank, 500, Line, 7 Day, request, B"
    );
    assert_eq!(
        seen("2 when a party violates 1 at least 3 times within 2 weeks, C shall report to \"x\" by D."),
        "Party, 3, 2 Week, C, report, \"x\", D"
    );
    assert_eq!(
        seen("zone Z in Country within 6 km of M4, except Town. phase P from D until Calm holds for 3 days."),
        "Country, 6, M4, Town, D, Calm, 3 Day"
    );
    assert_eq!(
        seen("3 nobody shall attack anyone every day from 08:00 to 10:00, except in Town with mortar."),
        "everybody, attack, everybody, 8:0, 10:0, Town, mortar"
    );
}
