//! The answer to one question, as text and JSON.

pub mod json;
pub mod text;

use crate::ask::{Answer, Concern, Outcome, Permission, Says};
use crate::evaluate::words::{labels, open_words};
use crate::evaluate::{DutyState, Open, Verdict, Why};
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId};
use crate::render::Input;
use crate::scope::listed;
use crate::source::Sources;

/// An answer, and to what.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Its text, for the words of the clauses.
    pub sources: &'a Sources,
    /// The question, as it was read.
    pub question: &'a str,
    /// The answer.
    pub answer: &'a Answer,
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
}

impl Asked<'_> {
    fn label(&self, clause: ClauseId) -> &str {
        self.model.clause(clause).map_or("", |clause| clause.label.as_str())
    }

    fn names(&self, actors: &[ActorId]) -> String {
        let names: Vec<String> =
            actors.iter().map(|&actor| self.model.actors.name(actor).to_owned()).collect();
        listed(&names, "and")
    }

    /// An outcome as a sentence without a full stop.
    fn outcome(&self, outcome: &Outcome) -> String {
        let of = |clauses: &[ClauseId]| labels(self.model, clauses);
        match outcome {
            Outcome::Contradictory { forbid, permit } => {
                format!(
                    "forbidden by {} and permitted by {}: nothing says which prevails",
                    of(forbid),
                    of(permit)
                )
            }
            Outcome::Forbidden(by) => format!("forbidden by {}", of(by)),
            Outcome::ForbiddenByOneOf(by) => {
                format!("forbidden by one or another of {}, whichever it was", of(by))
            }
            Outcome::PossiblyForbidden(by) => format!("possibly forbidden by {}", of(by)),
            Outcome::LeftToJudgement(by) => format!("left to somebody's judgement by {}", of(by)),
            Outcome::Permitted(by) => format!("permitted by {}", of(by)),
            Outcome::Required(by) => format!("required by {}", of(by)),
            Outcome::PossiblyPermitted(by) => {
                format!("possibly permitted by {}, and forbidden by no clause", of(by))
            }
            Outcome::ToBePrevented(by) => {
                format!("neither forbidden nor permitted, and to be prevented under {}", of(by))
            }
            Outcome::PossiblyToBePrevented(by) => {
                format!("neither forbidden nor permitted, and possibly to be prevented under {}", of(by))
            }
            Outcome::SpokenOf(by) => format!("spoken of by {} alone, which nobody judges", of(by)),
            Outcome::NotInForce => "mentioned by no clause: the agreement is not in force then".to_owned(),
            Outcome::Unmentioned => "mentioned by no clause".to_owned(),
            Outcome::Undecided => "undecided: it would take more pieces than are worked on".to_owned(),
        }
    }

    /// What a clause says of it, to stand after its number.
    fn says(&self, concern: &Concern, concerned: &[Concern]) -> String {
        let (verb, open) = self.verb(concern);
        let over = self.prevails_over(concern, concerned);
        let over = if over.is_empty() {
            String::new()
        } else {
            format!(", and prevails over {}", labels(self.model, &over))
        };
        let mut words = format!("{verb}{over}");
        if let Some(open) = open {
            words += &format!("; open: {}", open_words(self.model, open));
            if matches!(&concern.says, Says::Forbids(_) | Says::Prevents { .. })
                && !concern.prevailed_over_by.is_empty()
            {
                let holds = if concern.prevailed_over_by.len() == 1 { "it holds" } else { "they hold" };
                words += &format!(" ({} where {holds})", self.prevail(&concern.prevailed_over_by));
            }
        }
        words
    }

    /// "0.2 prevails", "0.2 and 3.3 prevail".
    fn prevail(&self, clauses: &[ClauseId]) -> String {
        let verb = if clauses.len() == 1 { "prevails" } else { "prevail" };
        format!("{} {verb}", labels(self.model, clauses))
    }

    /// What a clause does, and what leaves it open.
    fn verb<'c>(&self, concern: &'c Concern) -> (String, Option<&'c [Open]>) {
        let plain = |words: &str| (words.to_owned(), None);
        match &concern.says {
            Says::Forbids(Verdict::Violation) => plain("forbids it"),
            Says::Forbids(Verdict::Possible(open)) => ("possibly forbids it".to_owned(), Some(open)),
            Says::Forbids(Verdict::Excused(by)) => {
                (format!("would forbid it, and {}: excused", self.prevail(by)), None)
            }
            Says::Forbids(Verdict::NoViolation) => {
                let by = self.prevail(&concern.prevailed_over_by);
                (format!("would forbid some of what it may be, and {by} there: no violation"), None)
            }
            Says::Forbids(Verdict::NotAssessable(Why::NoAssessment)) => {
                (format!("forbids it if {} so judges", self.judges(concern.clause)), None)
            }
            Says::Forbids(Verdict::NotAssessable(why)) => (format!("not assessable: {}", why.words()), None),
            Says::Prevents { verdict, by } => self.prevents(concern, verdict, by),
            Says::Permits(Permission::Wholly) => plain("permits it"),
            Says::Permits(Permission::Partly(open)) => ("possibly permits it".to_owned(), Some(open)),
            Says::Permits(Permission::TakenAway) => {
                (format!("would permit it, and {}", self.prevail(&concern.prevailed_over_by)), None)
            }
            Says::Permits(Permission::Undecided) | Says::Undecided => {
                (format!("not assessable: {}", Why::TooComplex.words()), None)
            }
            Says::Requires(duties) => {
                let duties: Vec<String> = duties.iter().map(|(who, state)| self.duty(who, *state)).collect();
                (format!("requires it: {}", listed(&duties, "and")), None)
            }
            Says::NotJudged { wholly: true, .. } => plain("speaks of it, and is not evaluated"),
            Says::NotJudged { wholly: false, .. } => {
                plain("speaks of some of what it may be, and is not evaluated")
            }
        }
    }

    /// What a duty to prevent it comes to, and what leaves that open.
    fn prevents<'c>(
        &self,
        concern: &Concern,
        verdict: &'c Verdict,
        by: &[ActorId],
    ) -> (String, Option<&'c [Open]>) {
        let who = self.names(by);
        let words = match verdict {
            Verdict::Violation => format!("obliges {who} to prevent it"),
            Verdict::Possible(open) => return (format!("possibly obliges {who} to prevent it"), Some(open)),
            Verdict::Excused(others) => {
                format!("would oblige {who} to prevent it, and {}: excused", self.prevail(others))
            }
            Verdict::NoViolation => {
                let others = self.prevail(&concern.prevailed_over_by);
                format!("would oblige {who} to prevent some of what it may be, and {others} there")
            }
            Verdict::NotAssessable(Why::NoAssessment) => {
                format!("obliges {who} to prevent it if {} so judges", self.judges(concern.clause))
            }
            Verdict::NotAssessable(why) => format!("not assessable: {}", why.words()),
        };
        (words, None)
    }

    /// The other clauses concerned over which a clause prevails.
    fn prevails_over(&self, concern: &Concern, concerned: &[Concern]) -> Vec<ClauseId> {
        let weaker = self.model.clause(concern.clause).map_or(&[][..], |clause| &clause.prevails_over);
        let concerned = |weaker: &ClauseId| concerned.iter().any(|other| other.clause == *weaker);
        weaker.iter().copied().filter(concerned).collect()
    }

    fn duty(&self, who: &[ActorId], state: DutyState) -> String {
        let who = self.names(who);
        match state {
            DutyState::Fulfilled => format!("the duty of {who} would be fulfilled in time"),
            DutyState::Late => format!("the duty of {who} would be fulfilled, late"),
            DutyState::Void => format!("the agreement ends before {who} must do it"),
            DutyState::Open { in_time: true, late: false, .. } => {
                format!("the duty of {who} may be fulfilled in time")
            }
            DutyState::Open { in_time: false, late: true, .. } => {
                format!("the duty of {who} may be fulfilled, late")
            }
            DutyState::Open { .. } => format!("the duty of {who} may be fulfilled, in time or late"),
            DutyState::Missed | DutyState::Pending | DutyState::NotAssessable(_) => {
                format!("of {who}: {}", state.words())
            }
        }
    }

    /// Who judges what a clause leaves to somebody.
    fn judges(&self, clause: ClauseId) -> String {
        let conduct = self.model.clause(clause).and_then(|clause| clause.conduct());
        match conduct.and_then(|conduct| conduct.judged_by) {
            Some(judges) => self.names(judges),
            None => "those named".to_owned(),
        }
    }

    /// The sentence of a clause, as the text has it.
    fn sentence(&self, clause: ClauseId) -> &str {
        self.model.clause(clause).map_or("", |clause| self.sources.words(clause.words))
    }
}
