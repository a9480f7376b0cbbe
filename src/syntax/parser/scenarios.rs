//! Scenarios: what happens in them, and what is expected.

use super::Rule;
use super::clauses::objects;
use super::clocks::moment;
use super::lists::{label, names};
use super::node::{Node, Parts};
use super::qualifiers::qualifiers;
use crate::syntax::tree::{Expectation, ExpectedVerdict, Happening, HappeningTime, Progress, StatementKind};

pub(super) fn happens(mut parts: Parts) -> Option<StatementKind> {
    let when = match parts.take(Rule::happens_between) {
        Some(node) => {
            let mut parts = node.parts();
            HappeningTime::Between(moment(&mut parts)?, moment(&mut parts)?)
        }
        None => HappeningTime::On(moment(&mut parts)?),
    };
    Some(StatementKind::Happens(Happening {
        when,
        // Absent where the sentence says `somebody`.
        who: names(&mut parts),
        progress: parts.take(Rule::progress).and_then(progress),
        act: parts.name()?,
        objects: objects(&mut parts)?,
        qualifiers: qualifiers(&mut parts)?,
    }))
}

fn progress(node: Node) -> Option<Progress> {
    match node.parts().any()?.rule() {
        Rule::k_begins => Some(Progress::Begins),
        Rule::k_completes => Some(Progress::Completes),
        _ => None,
    }
}

pub(super) fn expect(mut parts: Parts) -> Option<StatementKind> {
    let expectations = parts.all(Rule::expectation).into_iter().map(expectation).collect::<Option<_>>()?;
    Some(StatementKind::Expect { expectations })
}

fn expectation(node: Node) -> Option<Expectation> {
    let spot = node.spot();
    let mut parts = node.parts();
    Some(Expectation {
        label: label(&parts.take(Rule::label)?),
        verdict: verdict(parts.take(Rule::verdict)?.parts())?,
        reader: parts.name(),
        as_of: moment(&mut parts),
        spot,
    })
}

fn verdict(mut parts: Parts) -> Option<ExpectedVerdict> {
    let first = parts.any()?.rule();
    let second = parts.clone().any().map(|node| node.rule());
    Some(match (first, second) {
        (Rule::k_violated, _) => ExpectedVerdict::Violated,
        (Rule::k_not, Some(Rule::k_violated)) => ExpectedVerdict::NotViolated,
        (Rule::k_not, Some(Rule::k_assessable)) => ExpectedVerdict::NotAssessable,
        (Rule::k_possibly, Some(Rule::k_violated)) => ExpectedVerdict::PossiblyViolated,
        (Rule::k_possibly, Some(Rule::k_missed)) => ExpectedVerdict::PossiblyMissed,
        (Rule::k_excused, _) => ExpectedVerdict::Excused(parts.take(Rule::label).as_ref().map(label)),
        (Rule::k_permits, _) => ExpectedVerdict::Permits,
        (Rule::k_fulfilled, Some(Rule::k_late)) => ExpectedVerdict::FulfilledLate,
        (Rule::k_fulfilled, _) => ExpectedVerdict::Fulfilled,
        (Rule::k_pending, _) => ExpectedVerdict::Pending,
        (Rule::k_missed, _) => ExpectedVerdict::Missed,
        (Rule::k_void, _) => ExpectedVerdict::Void,
        _ => return None,
    })
}
