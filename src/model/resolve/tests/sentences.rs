//! Every form of action and of qualifier ends in conduct, a duty, or a reason why neither.

use super::model;
use crate::model::clauses::ClauseKind;

/// What else the sentences speak of.
const NAMES: &str = "in force from 2016-02-27. zone Z, undelimited. place P at 36, 37. phase Calm from start for 7 days. \
                     line L through P and Q. place Q at 36.5, 37. term \"calm\": \"nobody shoots\". \
                     9 A shall not attack C. ";

/// What a clause is to become.
enum Becomes {
    Conduct,
    Duty,
    /// A duty of which only a log can show when it is owed; with these words in the reason.
    Owed(&'static str),
    /// A duty that names a quantity.
    Quota,
    /// A change of status.
    Change,
    /// Nothing that is judged, with these words in the reason.
    Reason(&'static str),
}
use Becomes::{Change, Conduct, Duty, Owed, Quota, Reason};

const SENTENCES: &[(&str, Becomes)] = &[
    // Forms of action.
    ("A shall not attack B", Conduct),
    ("nobody shall attack A", Conduct),
    ("A may attack B", Conduct),
    ("A shall attack B", Owed("without a date")),
    ("A need not withdraw", Reason("releases from a duty")),
    ("A shall withdraw by 2016-03-01", Duty),
    ("A shall complete withdraw by 2016-03-01", Duty),
    ("A shall begin withdraw by 2016-03-01", Owed("begin")),
    ("A shall allow humanitarian_access by 2016-03-01", Duty),
    ("A shall minimise flights over Z", Reason("no test")),
    ("A shall keep tank at least 3500 m from P", Conduct),
    ("A may keep tank at least 3500 m from P", Reason("not oblige")),
    ("A shall prevent B from attack", Reason("prevent")),
    ("A shall patrol along L by 2016-03-01", Duty),
    // Forms of qualifier.
    ("A shall withdraw from 2016-03-01 by 2016-03-05", Duty),
    ("A shall withdraw from 2016-03-01 until 2016-03-05", Owed("length of time")),
    ("A shall not attack B until 2016-03-05", Conduct),
    ("A shall withdraw between 2016-03-01 and 2016-03-05", Duty),
    ("A shall not attack B for 48 hours", Conduct),
    ("A shall withdraw within 48 hours of start", Duty),
    ("A shall withdraw within 48 hours of each request by UN", Owed("each `request`")),
    ("A shall withdraw within 48 hours of phase Calm ends", Owed("runs from an event")),
    ("A shall withdraw after 9 is fulfilled", Owed("waits for an event")),
    ("A shall not attack B after 9 is fulfilled", Conduct),
    ("A shall withdraw once 9 is fulfilled", Owed("waits for an event")),
    ("A shall withdraw at the same time as 9", Owed("same time")),
    ("A shall withdraw by 2016-03-01, provided that 9 is observed", Owed("hangs on a condition")),
    ("A shall not attack B, unless notified to M 24 hours before", Conduct),
    ("A shall not attack B, when \"it rains\"", Conduct),
    ("A shall not attack B during phase Calm", Conduct),
    ("A shall not attack B every day from 08:00 to 10:00", Conduct),
    ("A shall report every day from 08:00 to 10:00", Owed("every window")),
    ("A shall report every month", Owed("again and again")),
    ("A shall not attack B, except in Z", Conduct),
    ("A shall not attack B, notwithstanding 9", Conduct),
    ("A shall not attack B, subject to 9", Conduct),
    ("A shall not attack B, as judged by M", Conduct),
    ("A shall withdraw by 2016-03-01, as judged by M", Owed("judgement")),
    ("A shall not fire artillery with calibre at least 100 mm", Conduct),
    ("A shall allow humanitarian_access by 2016-03-01 at least 600 trucks per day", Quota),
    ("A shall allow humanitarian_access at least 600 trucks per hour", Reason("by the hour")),
    ("A shall allow humanitarian_access at least 1000000000000 trucks", Reason("larger")),
    ("A shall allow humanitarian_access at least 100 % of people requested", Quota),
    ("A shall allow humanitarian_access at least 100 % of people", Reason("nothing says how many")),
    ("A shall withdraw at least 5 tanks at most 8 tanks", Reason("two quantities")),
    ("A shall withdraw at least 5 tanks from 2016-03-01 until 2016-03-05", Quota),
    ("A shall withdraw at least 5 tanks for 48 hours", Quota),
    ("A shall not attack B more than 5 times", Reason("only duties")),
    ("A shall release_detainees one for each detainee", Reason("no other is bound")),
    ("jointly A and B shall release_detainees one for each detainee", Reason("no other is bound")),
    ("each of A and B shall release_detainees one for each detainee", Quota),
    ("A shall not attack B by 2016-03-01", Reason("deadline")),
    ("A shall withdraw by end", Reason("counts from the end")),
    // Forms of clause.
    ("when B attacks, A shall withdraw within 3 days", Owed("what others do")),
    ("when B attacks, that party shall withdraw within 3 days", Owed("what others do")),
    ("when B attacks, A shall patrol for 3 days", Reason("a length of time that counts from what others do")),
    ("when B attacks, A shall patrol from 2016-03-01 for 3 days", Owed("what others do")),
    ("when B attacks, A shall not fly", Conduct),
    ("when B attacks, that party shall not fly", Conduct),
    ("when B attacks A, that party may fly for 3 days", Conduct),
    ("when B attacks A, that party may fly within 3 days", Conduct),
    (
        "when \"it rains\" and a party violates 9, A shall keep tank at least 3500 m from P for 3 days",
        Conduct,
    ),
    ("when a party violates 9, A shall keep tank at least 3500 m from P within 3 days", Reason("deadline")),
    ("when a party violates 9, A may fly for 3 days within 2 hours", Reason("two lengths")),
    ("when a party violates 9, A may attack that party more than 5 times", Reason("only duties")),
    ("when a party violates 9, A may attack in the same zone", Reason("the same zone")),
    ("when a party violates 9, that party need not withdraw", Reason("releases from a duty")),
    ("when a party violates 9, A shall prevent that party from flying", Reason("prevent")),
    ("when a party violates 9, that party shall prevent B from flying", Reason("another one each time")),
    ("that party shall withdraw within 3 days of each attack by a party", Owed("each `attack`")),
    ("when M excludes a party, that party is no longer covered", Change),
];

#[test]
fn each_sentence_is_judged_or_says_why_not() {
    for (sentence, becomes) in SENTENCES {
        let model = model(&format!("{NAMES} 1 {sentence}."));
        let clause = model.clause(model.clause_by_label("1").unwrap()).unwrap();
        match (becomes, &clause.kind) {
            (Conduct, ClauseKind::Conduct { .. }) | (Change, ClauseKind::Change) => {}
            (Duty, ClauseKind::Duty(_)) => assert!(clause.obligation.is_some(), "{sentence}"),
            (Quota, ClauseKind::NotEvaluated { .. }) => {
                let obligation = clause.obligation.as_ref().unwrap();
                assert!(obligation.quantity.is_some() && obligation.lasting.is_none(), "{sentence}");
            }
            (Reason(words) | Owed(words), ClauseKind::NotEvaluated { reason, .. }) => {
                assert_eq!(clause.obligation.is_some(), matches!(becomes, Owed(_)), "{sentence}");
                assert!(reason.contains(words), "{sentence}: {reason}");
                assert!(
                    reason.starts_with(char::is_uppercase) && reason.ends_with('.'),
                    "{sentence}: {reason}"
                );
            }
            (_, kind) => panic!("{sentence}: {kind:?}"),
        }
    }
}
