//! What is counted: incidents, the events of the source, or a unit in which its reports count.

use std::collections::BTreeMap;
use std::fmt;

use crate::evaluate::judge::Verdict;
use crate::evaluate::log::Evaluation;
use crate::incident::{Incident, Log};
use crate::model::ids::ClauseId;
use crate::model::quantities::{self, ONE, Thousandths, Unit};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Each incident once.
    Incidents,
    /// Each report, as the source lists them.
    Events,
    /// What the reports give in this unit.
    Unit(String),
}

impl Counting {
    /// The way of counting that a word stands for: `incidents`, `events`, `explosions` or `unit:NAME`.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "incidents" => Some(Self::Incidents),
            "events" => Some(Self::Events),
            "explosions" => Some(Self::Unit(word.to_owned())),
            _ => {
                let unit = word.strip_prefix("unit:")?.trim();
                (!unit.is_empty()).then(|| Self::Unit(unit.to_owned()))
            }
        }
    }

    /// What one of it is called, several at once.
    #[must_use]
    pub fn noun(&self) -> &str {
        match self {
            Self::Incidents => "incidents",
            Self::Events => "events",
            Self::Unit(unit) => unit,
        }
    }

    /// The rule by which reports become numbers: a whole sentence.
    #[must_use]
    pub fn rule(&self) -> String {
        match self {
            Self::Incidents => "Each incident counts once, however many reports it has and whatever number they give."
                .to_owned(),
            Self::Events => {
                "Each report counts once, as the source lists them; the reports of one incident are not merged."
                    .to_owned()
            }
            Self::Unit(unit) => format!(
                "Each incident counts for the number of `{unit}` that its reports give, from the least to the greatest where they differ; one without such a number counts for at least 0, and then the count has no upper end."
            ),
        }
    }

    /// For how many an incident counts: at least, and at most. No upper end where nothing is said of it.
    #[must_use]
    pub fn of_incident(&self, incident: &Incident) -> (u64, Option<u64>) {
        match self {
            Self::Incidents => (1, Some(1)),
            Self::Events => {
                let reports = u64::try_from(incident.reports.len()).unwrap_or(u64::MAX);
                (reports, Some(reports))
            }
            Self::Unit(unit) => {
                let amount = incident.amount(&Unit::of(unit)).unwrap_or(quantities::Amount::UNKNOWN);
                let whole = |number: Thousandths| u64::try_from(number / ONE).unwrap_or(u64::MAX);
                (whole(amount.least), amount.most.map(whole))
            }
        }
    }
}

/// A number that is known between two ends, or from one end on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Amount {
    /// So many for certain.
    pub certain: u64,
    /// So many certain or possible ones, as far as numbers are given.
    pub possible: u64,
    /// How many incidents give no number. The count has an upper end only where there is none.
    pub without_number: u64,
}

impl Amount {
    /// Counts an incident, which violates for certain or may.
    pub fn add(&mut self, counting: &Counting, incident: &Incident, certain: bool) {
        let (least, most) = counting.of_incident(incident);
        if certain {
            self.certain = self.certain.saturating_add(least);
        }
        match most {
            Some(most) => self.possible = self.possible.saturating_add(most),
            None => self.without_number += 1,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}", self.certain, self.possible)?;
        f.write_str(if self.without_number == 0 { "]" } else { " or more]" })
    }
}

/// Counts in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// What is counted.
    pub counting: Counting,
    /// Of incidents that violate one clause or another.
    pub any: Amount,
    /// By clause.
    pub clauses: BTreeMap<ClauseId, Amount>,
}

/// Counts a judged log in a unit. Judgements are as they are.
#[must_use]
pub fn amounts(log: &Log, evaluation: &Evaluation, counting: &Counting) -> Amounts {
    let mut amounts =
        Amounts { counting: counting.clone(), any: Amount::default(), clauses: BTreeMap::new() };
    for judgement in &evaluation.incidents {
        let Some(incident) = log.incidents.get(judgement.incident) else { continue };
        for verdict in &judgement.verdicts {
            let certain = match verdict.as_written {
                Verdict::Violation => true,
                Verdict::Possible(_) => false,
                Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => continue,
            };
            amounts.clauses.entry(verdict.clause).or_default().add(counting, incident, certain);
        }
        if let Some(certain) = judgement.any {
            amounts.any.add(counting, incident, certain);
        }
    }
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_of_counting_has_a_word() {
        assert_eq!(Counting::of("events"), Some(Counting::Events));
        assert_eq!(Counting::of("explosions"), Some(Counting::Unit("explosions".to_owned())));
        assert_eq!(Counting::of("unit:strikes"), Some(Counting::Unit("strikes".to_owned())));
        assert_eq!(Counting::of("unit:"), None);
        assert_eq!(Counting::of("strikes"), None);
    }

    #[test]
    fn a_number_that_is_not_known_leaves_the_upper_end_open() {
        let with = Amount { certain: 2, possible: 5, without_number: 0 };
        assert_eq!(with.to_string(), "[2, 5]");
        assert_eq!(Amount { without_number: 1, ..with }.to_string(), "[2, 5 or more]");
    }
}
