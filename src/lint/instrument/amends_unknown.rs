//! Duties that an amendment dates anew without saying whether the old date still counts.
//!
//! Where one text forbids what the other permits, that is proved (`contradiction-across-texts`). Two duties to do one thing
//! contradict each other in nothing: both stand, and only the earlier date can be missed first.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Instrument;
use crate::draft::instruments::clipped;
use crate::lint::{Claim, Finding, Parting, Reading, Text};
use crate::model::clauses::{Clause, ClauseKind, Duty};
use crate::model::ids::ClauseId;
use crate::model::joint::{Joint, Side};
use crate::model::time::in_words;
use crate::scope::{Compiler, Meetings, Region, Scope};
use crate::syntax::tree::{InstrumentRelation, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let amended = |other: &&Instrument| {
        text.statements().iter().any(|statement| match &statement.kind {
            StatementKind::Instrument { relation: InstrumentRelation::Amends, other: named, .. } => {
                other.named_at == Some(named.spot.0)
            }
            _ => false,
        })
    };
    text.draft.instruments.iter().filter(amended).flat_map(|other| between(text, other)).collect()
}

/// A duty of the joint model, with what meets it.
struct Owed<'a> {
    clause: ClauseId,
    duty: &'a Duty,
    ways: Scope,
}

fn between(text: &Text<'_>, other: &Instrument) -> Vec<Finding> {
    let stands = |side: Side, clause: ClauseId| side == Side::First || other.standing.contains(&clause);
    // Where the zones cannot be laid over each other nothing is known, and nothing is said.
    let Ok(joint) = Joint::of(text.model(), &other.model, &stands) else { return Vec::new() };
    let compiler = Compiler::new(&joint.model, None);
    let owed = |side: Side| -> Vec<Owed<'_>> {
        let duties = joint.clauses_of(side).filter_map(|clause| {
            let ClauseKind::Duty(duty) = &joint.model.clause(clause)?.kind else { return None };
            let actors = duty.bearers.may_ever(compiler.universe().actors);
            let by = Region { actors, ..Region::whole(compiler.universe()) };
            let ways = compiler.scope(&duty.deed).ok()?.intersection(&Scope::from(by));
            (!ways.is_empty()).then_some(Owed { clause, duty, ways })
        });
        duties.collect()
    };
    let (own, theirs) = (owed(Side::First), owed(Side::Second));
    let meetings = Meetings::of(theirs.iter().enumerate().map(|(place, duty)| (place, &duty.ways)));
    let found = own.iter().filter_map(|new| {
        let meeting = meetings.with(&new.ways);
        let old = meeting.iter().filter_map(|(place, _)| theirs.get(*place));
        let old = old.filter(|old| old.duty.due != new.duty.due).min_by_key(|old| old.clause)?;
        let clause = |owed: &Owed<'_>| joint.model.clause(owed.clause);
        Some(finding(text, other, (new, clause(new)?), (old, clause(old)?)))
    });
    found.collect()
}

fn finding(
    text: &Text<'_>,
    other: &Instrument,
    (new, new_clause): (&Owed<'_>, &Clause),
    (old, old_clause): (&Owed<'_>, &Clause),
) -> Finding {
    let name = clipped(other.name.trim_end_matches(".agreement"), 14);
    let (label, old_label) = (clipped(&new_clause.label, 5), clipped(&old_clause.label, 5));
    let diagnostic = Diagnostic::new(
        &catalogue::AMENDS_UNKNOWN,
        new_clause.words,
        format!("`{label}` and `{old_label}` of `{name}` date one deed twice"),
    )
    .because("owed here by one date")
    .and(old_clause.words, "and there by another")
    .help(format!("if the new date counts, add `supersedes {} of \"{}\".`", old_clause.label, other.name))
    .help("or give both clauses one date, if both are to stand")
    .note(format!(
        "`{name}` is \"{}\"; nothing says that its clause is superseded, so both stand",
        other.model.title
    ));
    Finding::parting(diagnostic, Some(parting(text, (new, &label), (old, &old_label))))
}

/// What is done between the two dates.
fn parting(text: &Text<'_>, (new, label): (&Owed<'_>, &str), (old, old_label): (&Owed<'_>, &str)) -> Parting {
    let done = new.duty.due.min(old.duty.due);
    let reading = |taken: &str, due| Reading {
        taken: taken.to_owned(),
        comes_to: if done < due { "it is in time" } else { "it is late" }.to_owned(),
        claim: match done < due {
            true => Claim::InTime { done, due },
            false => Claim::Late { done, due },
        },
    };
    Parting {
        incident: format!("what both ask for is done on {}", in_words(done, &text.model().time_zone)),
        readings: [
            reading(&format!("by `{label}`"), new.duty.due),
            reading(&format!("by the `{old_label}` that still stands"), old.duty.due),
        ],
    }
}
