//! Clauses, articles and scenarios, with their names resolved.

use std::collections::BTreeMap;

use crate::model::actors::Membership;
use crate::model::descriptions::Description;
use crate::model::duties::Obligation;
use crate::model::ids::{ActId, ActorId, ClauseId, GroupId, LiteralId, MeansId, MeasureId, PlaceId, ZoneId};
use crate::model::quantities::Amounts;
use crate::model::time::Seconds;
use crate::model::waits::{Mention, Wait};
use crate::sets::Intervals;
use crate::source::Span;
use crate::syntax::tree::ExpectedVerdict;

/// An article: a heading over clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub label: String,
    /// Its heading.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

/// Whether conduct is forbidden, allowed, or owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// `shall not`
    Prohibition,
    /// `may`
    Permission,
    /// `shall`
    Obligation,
    /// `need not`
    Release,
}

impl Modality {
    /// What it makes of conduct, to stand in a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Prohibition => "forbids",
            Self::Permission => "permits",
            Self::Obligation => "requires",
            Self::Release => "releases from",
        }
    }
}

/// A clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its number.
    pub label: String,
    /// The article it stands in.
    pub article: Option<usize>,
    /// The official wording.
    pub wording: Option<String>,
    /// What it says, as far as that can be said before anything has happened.
    pub kind: ClauseKind,
    /// Of an obligation to do something: on which occasions it is owed, and what fulfils it.
    pub obligation: Option<Obligation>,
    /// Of an obligation to do something: whose doing what, where and with what, whenever, meets it.
    pub asks: Option<Asked>,
    /// Of an obligation to prevent something: the conduct of others that it speaks of.
    pub prevents: Option<Description>,
    /// The same as those who judge have it: a prohibition that somebody else answers for.
    pub answers: Option<Answers>,
    /// When it binds, and what it waits for.
    pub timing: Timing,
    /// Clauses over which this one prevails by its own words or by theirs (`notwithstanding`, `subject to`).
    pub prevails_over: Vec<ClauseId>,
    /// Where it stands: the whole sentence.
    pub span: Span,
    /// Its own words, after the number and the official wording.
    pub words: Span,
}

/// Conduct of others for which somebody answers (`shall prevent`). To those others nothing is forbidden by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// Who answers: while he is bound.
    pub by: Membership,
    /// The conduct.
    pub conduct: Description,
    /// Who decides whether a fact falls under it, where the text leaves it to somebody.
    pub judged_by: Option<Vec<ActorId>>,
}

/// What a clause forbids or permits, as those who judge have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conduct<'c> {
    /// Forbidden or permitted.
    pub modality: Modality,
    /// Which facts, while the agreement is in force.
    pub scope: &'c Description,
    /// Who decides whether a fact falls under it, where the text leaves it to somebody.
    pub judged_by: Option<&'c [ActorId]>,
    /// Who answers for it, where it is not the one who acts.
    pub answers: Option<&'c Membership>,
}

/// What an obligation asks for, whether or not it can be judged yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Who owes it.
    pub bearers: Membership,
    /// Whether they owe it together, so that one fulfilment is enough.
    pub jointly: bool,
    /// The facts that meet it, whenever they happen, with the conditions on which it hangs.
    pub deed: Description,
}

/// When a clause binds: what the [rule graph](crate::graph) orders and the schedule is made of.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timing {
    /// The first instant from which it binds or counts, and the words that give it.
    pub from: Option<(Seconds, Span)>,
    /// The first instant at which it is over, or, of a deed to be done once, late; and the words that give it.
    pub until: Option<(Seconds, Span)>,
    /// Whether it lasts: `until` is its end, and not the date by which something is done.
    pub lasts: bool,
    /// Whether it speaks of the completion of a deed, which may begin earlier (`shall complete withdraw`).
    pub completes: bool,
    /// What must come first, or hold, in the order of the text.
    pub waits: Vec<Wait>,
    /// What its conditions speak of besides.
    pub mentions: Vec<Mention>,
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq)]
pub enum ClauseKind {
    /// Words that nobody judges.
    StatedOnly,
    /// Something forbidden or permitted.
    Conduct {
        /// Which.
        modality: Modality,
        /// Of which facts, while the agreement is in force.
        scope: Description,
        /// Who decides whether a fact falls under it, where the text leaves it to somebody.
        judged_by: Option<Vec<ActorId>>,
    },
    /// Something to be done once, by a date.
    Duty(Duty),
    /// A change of who is covered or excluded when something happens. It binds nobody, and nobody can violate it.
    Change,
    /// Something that no set of facts stands for before anything has happened. What of this is an [obligation](Clause::obligation) is
    /// judged all the same, once it is known what happened.
    NotEvaluated {
        /// Which modality, if it is a norm.
        modality: Option<Modality>,
        /// What it concerns, as far as it can be said without its conditions in time.
        scope: Option<Description>,
        /// Why: a whole sentence without the clause's number.
        reason: String,
    },
}

impl Clause {
    /// What it forbids or permits as those who judge have it: to prevent what others do is judged like a prohibition of that.
    #[must_use]
    pub fn conduct(&self) -> Option<Conduct<'_>> {
        match (&self.kind, &self.answers) {
            (ClauseKind::Conduct { modality, scope, judged_by }, _) => {
                Some(Conduct { modality: *modality, scope, judged_by: judged_by.as_deref(), answers: None })
            }
            (_, Some(answers)) => Some(Conduct {
                modality: Modality::Prohibition,
                scope: &answers.conduct,
                judged_by: answers.judged_by.as_deref(),
                answers: Some(&answers.by),
            }),
            _ => None,
        }
    }

    /// Whether it is judged as a prohibition.
    #[must_use]
    pub fn forbids(&self) -> bool {
        self.conduct().is_some_and(|conduct| conduct.modality == Modality::Prohibition)
    }

    /// Whether it is evaluated and can be violated: a prohibition or a duty.
    #[must_use]
    pub fn can_be_violated(&self) -> bool {
        self.forbids() || self.obligation.is_some()
    }
}

/// Something to be done once, by a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// Who owes it.
    pub bearers: Membership,
    /// Whether they owe it together, so that one fulfilment is enough.
    pub jointly: bool,
    /// The facts that fulfil it, whenever they happen.
    pub deed: Description,
    /// The first instant from which doing it counts.
    pub from: Seconds,
    /// The first instant at which it is late.
    pub due: Seconds,
}

/// A candidate for the actor or the target of something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// This actor.
    Actor(ActorId),
    /// Somebody of this group.
    Group(GroupId),
    /// Nobody: an act that is done to no one.
    Nobody,
}

/// What an account says of the place.
#[derive(Clone, Debug, PartialEq)]
pub enum Where {
    /// Somewhere in a zone.
    Zone(ZoneId),
    /// At a named place.
    Place(PlaceId),
    /// Within a distance of a point (longitude, latitude).
    Near {
        /// Degrees east.
        longitude: f64,
        /// Degrees north.
        latitude: f64,
        /// Metres; 0 for the point itself.
        radius_m: f64,
    },
}

/// What is said of one thing that happened, with the names resolved. Scenarios and logs both come to this; what is not
/// said is left open.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Account {
    /// When: any instant of these.
    pub time: Intervals,
    /// Who may have done it; anybody where absent.
    pub who: Option<Vec<Who>>,
    /// To whom it may have been done; anybody or nobody where absent.
    pub whom: Option<Vec<Who>>,
    /// Whether the two sides are named without saying which of them acted.
    pub undirected: bool,
    /// Others that may have been hit whichever side acted, as when civilians died in a battle.
    pub bystanders: Vec<Who>,
    /// Which acts it may have been; any where absent.
    pub acts: Option<Vec<ActId>>,
    /// With what; whatever goes with the act where absent.
    pub means: Option<Vec<MeansId>>,
    /// Where it may have been; anywhere where absent.
    pub places: Option<Vec<Where>>,
    /// What was measured, in thousandths of the base unit.
    pub measures: BTreeMap<MeasureId, Intervals>,
    /// How many of what.
    pub amounts: Amounts,
    /// Which conditions are known to hold, or known not to.
    pub literals: BTreeMap<LiteralId, bool>,
    /// Whether it sums up several things, so that no single fact need have all these properties.
    pub summary: bool,
}

/// A test that the agreement carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it shows.
    pub title: String,
    /// What happens in it, each with the sentence that says so.
    pub accounts: Vec<(Account, Span)>,
    /// What is expected.
    pub expectations: Vec<Expectation>,
    /// Where it stands.
    pub span: Span,
}

/// What a scenario expects of a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The clause.
    pub clause: ClauseId,
    /// The judgement.
    pub verdict: ExpectedVerdict,
    /// The clause that excuses, where the scenario names one.
    pub excused_by: Option<ClauseId>,
    /// Under whose reading; as written where absent.
    pub reader: Option<ActorId>,
    /// Judged as of when.
    pub as_of: Option<Seconds>,
    /// Where it stands.
    pub span: Span,
}
