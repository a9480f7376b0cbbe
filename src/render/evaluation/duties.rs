//! Duties in words: on which occasion they are owed, until when, and what has become of them.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::evaluate::duties::{Occasion, Raised};
use crate::evaluate::{DutyJudgement, DutyState};
use crate::incident::Incident;
use crate::model::Model;
use crate::model::duties::Occasions;
use crate::model::ids::ActorId;
use crate::model::time::{self, Seconds};
use crate::render::evaluation::Judged;
use crate::sets::{EARLIEST, LATEST};

/// When a duty arises and falls due, in a zone.
pub(in crate::render) struct When<'a> {
    model: &'a Model,
    incidents: &'a [Incident],
    zone: TimeZone,
}

impl<'a> When<'a> {
    /// For the incidents of a log.
    pub(in crate::render) fn new(model: &'a Model, incidents: &'a [Incident], zone: &TimeZone) -> Self {
        Self { model, incidents, zone: zone.clone() }
    }

    /// An instant; nothing for one that is not known or never comes.
    pub(in crate::render) fn at(&self, at: Option<Seconds>) -> Option<String> {
        at.filter(|&at| at != EARLIEST && at < LATEST - 1).map(|at| time::local(at, &self.zone))
    }

    /// One instant, or the bounds of several.
    fn between(&self, first: Option<Seconds>, last: Option<Seconds>) -> Option<String> {
        match (self.at(first), self.at(last)) {
            (Some(first), Some(last)) if first == last => Some(first),
            (Some(first), Some(last)) => Some(format!("between {first} and {last}")),
            (Some(first), None) => Some(format!("at {first} or later")),
            (None, Some(last)) => Some(format!("by {last}")),
            (None, None) => None,
        }
    }

    /// "due 2016-03-04 10:00"
    pub(in crate::render) fn due(&self, occasion: &Occasion) -> String {
        match self.between(occasion.due, occasion.due_at_last) {
            Some(due) => format!("due {due}"),
            None if occasion.due.is_none() => "without a date".to_owned(),
            None => "due at a time that is not known".to_owned(),
        }
    }

    /// When it is owed and due; with how much was done, of one that names a quantity.
    pub(super) fn owed(&self, duty: &DutyJudgement) -> String {
        let model = self.model;
        let due = self.due(&duty.occasion);
        let when = match (duty.period_words(model), self.occasion(duty)) {
            (Some(period), _) => period,
            (None, Some(owed)) => format!("{owed}, {due}"),
            (None, None) => due,
        };
        match duty.achieved_words(model) {
            Some(achieved) => format!("{when}: {achieved}"),
            None => when,
        }
    }

    /// "owed for the request R12 (2016-03-02 10:00)"; nothing where the clause alone says when.
    pub(in crate::render) fn occasion(&self, duty: &DutyJudgement) -> Option<String> {
        let occasion = &duty.occasion;
        let raised_by: Vec<&str> = occasion
            .raised_by
            .iter()
            .filter_map(|&place| self.incidents.get(place))
            .map(|incident| incident.id.as_str())
            .collect();
        let begins = self.between(Some(occasion.first()), Some(occasion.last()));
        let begins = begins.map(|begins| format!(" ({begins})")).unwrap_or_default();
        let what = match occasion.raised {
            Raised::ByItself => return None,
            Raised::ByDeed => format!("for {}{begins}", raised_by.join(", ")),
            Raised::ByCondition if raised_by.is_empty() => format!("once its condition held{begins}"),
            Raised::ByCondition => {
                let more = raised_by.len().saturating_sub(MOST_NAMED);
                let named = raised_by.get(..MOST_NAMED).unwrap_or(&raised_by).join(", ");
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                format!("since {named}{more}{begins}")
            }
            Raised::ByEvent => format!("once its event happened{begins}"),
            Raised::ByWindow => format!("in the window{begins}"),
            Raised::ByPeriod => format!("in the period{begins}"),
            Raised::BySameDay => format!("on the day{begins} of {}", raised_by.join(", ")),
            Raised::ByPhase => format!("during its phase{begins}"),
        };
        let party = occasion.actor.map(|actor| self.model.actors.title(actor).to_owned());
        let party = party.map(|party| format!(", concerning {party}")).unwrap_or_default();
        let length = self.length(duty).map(|length| format!("within {length} ")).unwrap_or_default();
        Some(format!("owed {length}{what}{party}"))
    }

    /// The length that a duty is given, as the text has it.
    fn length(&self, duty: &DutyJudgement) -> Option<String> {
        let within = match &self.model.clause(duty.clause)?.obligation.as_ref()?.occasions {
            Occasions::Each { within, .. } => Some(*within),
            Occasions::Events { within, .. } | Occasions::Consequence { within, .. } => *within,
            _ => None,
        }?;
        Some(within.words())
    }
}

/// All duties as written, each reader's after them where they are judged otherwise for him.
pub(super) fn all<'a>(judged: &Judged<'a>) -> Vec<(Option<ActorId>, &'a DutyJudgement)> {
    let evaluation = judged.evaluation;
    let mut all: Vec<_> = evaluation.duties.iter().map(|duty| (None, duty)).collect();
    for (reader, past) in &evaluation.pasts.readers {
        for (clause, own) in &past.duties {
            let as_written = evaluation.pasts.as_written.duties.get(clause);
            if as_written != Some(own) {
                let known = |duty: &&DutyJudgement| as_written.is_none_or(|known| !known.contains(duty));
                all.extend(own.iter().filter(known).map(|duty| (Some(*reader), duty)));
            }
        }
    }
    all
}

/// Occasions that are drawn together, in words.
pub(super) struct Others {
    /// What has become of them.
    pub states: String,
    /// How many they are: "on 19 other occasions".
    pub occasions: String,
}

/// The duties of a table, those of one clause, reader and bearer that come back often drawn together: the occasions on which
/// it was or may have been breached, and how many others there are.
pub(super) fn drawn_together<'a>(
    all: &[(Option<ActorId>, &'a DutyJudgement)],
) -> Vec<(Option<ActorId>, &'a DutyJudgement, Option<Others>)> {
    let mut rows = Vec::new();
    let mut rest = all;
    while let Some((reader, first)) = rest.first() {
        let same = |(other, duty): &&(Option<ActorId>, &DutyJudgement)| {
            other == reader && duty.clause == first.clause
        };
        let clause: Vec<_> = rest.iter().take_while(same).collect();
        rest = rest.get(clause.len()..).unwrap_or_default();
        let mut bearers: BTreeMap<&[ActorId], Vec<&'a DutyJudgement>> = BTreeMap::new();
        for (_, duty) in clause {
            bearers.entry(&duty.bearers).or_default().push(duty);
        }
        for own in bearers.into_values() {
            if own.len() <= MOST_ROWS {
                rows.extend(own.into_iter().map(|duty| (*reader, duty, None)));
                continue;
            }
            let is_breach = |duty: &&DutyJudgement| duty.state.violation().is_some();
            let shown: Vec<_> = own.iter().copied().filter(is_breach).take(MOST_ROWS).collect();
            rows.extend(shown.iter().map(|duty| (*reader, *duty, None)));
            let mut others: BTreeMap<String, usize> = BTreeMap::new();
            let mut breaches = 0;
            for duty in &own {
                if is_breach(duty) && breaches < MOST_ROWS {
                    breaches += 1;
                } else {
                    *others.entry(state(duty)).or_default() += 1;
                }
            }
            let number: usize = others.values().sum();
            let states = match others.len() {
                1 => others.into_keys().collect(),
                _ => {
                    let counted = others.iter().map(|(state, count)| format!("{count} {state}"));
                    counted.collect::<Vec<_>>().join(", ")
                }
            };
            let occasions = match (shown.is_empty(), number) {
                (true, _) => format!("on {number} occasions"),
                (false, 1) => "on another occasion".to_owned(),
                (false, _) => format!("on {number} other occasions"),
            };
            if let Some(duty) = own.first().filter(|_| number > 0) {
                rows.push((*reader, *duty, Some(Others { states, occasions })));
            }
        }
    }
    rows
}

/// Of a duty that is owed more often than this, only breaches are listed one by one, and no more than this.
const MOST_ROWS: usize = 8;

/// No more incidents than this are named as what gives rise to a duty.
const MOST_NAMED: usize = 4;

/// What gives rise to an occasion, in a word.
pub(in crate::render) fn raised(occasion: &Occasion) -> &'static str {
    match occasion.raised {
        Raised::ByItself => "clause",
        Raised::ByDeed => "deed",
        Raised::ByEvent => "event",
        Raised::ByCondition => "condition",
        Raised::ByWindow => "window",
        Raised::ByPeriod => "period",
        Raised::BySameDay => "same day",
        Raised::ByPhase => "phase",
    }
}

/// What has become of a duty; of one that is void, why.
pub(in crate::render) fn state(duty: &DutyJudgement) -> String {
    match (duty.state, duty.hangs) {
        (DutyState::Void, Some((_, false))) => "void (what it hangs on does not hold)".to_owned(),
        (DutyState::Void, _) => "void (the agreement ended first)".to_owned(),
        (state, _) => state.words(),
    }
}
