//! Obligations to do something, as duties that are owed on occasions.
//!
//! Slips are told where the norm is understood; here what cannot be read leaves no duty.

use crate::model::actors::Membership;
use crate::model::clauses::Modality;
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::duties::{Bearers, Obligation, Occasions};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Event, Formula};
use crate::model::quantities::Quantity;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::Edge;
use crate::model::resolve::norms::modality;
use crate::model::resolve::waits::length;
use crate::model::time::Seconds;
use crate::model::waits::Length;
use crate::syntax::tree::{
    self, ActionKind, Condition, Direction, Distribution, Duration, EventKind, Moment, NameRef, Norm, Object,
    Preposition, Qualifier, QualifierKind, SubjectKind,
};

/// The condition that a deed was completed.
const COMPLETED: &str = "completed";

/// What the qualifiers of a norm come to, as far as they concern when it is owed.
#[derive(Default)]
struct Owed {
    parts: Vec<Description>,
    from: Option<Seconds>,
    until: Option<Seconds>,
    by: Option<Seconds>,
    lasts: bool,
    hangs_on: Vec<Formula>,
    events: Vec<LiteralId>,
    within: Option<Length>,
    in_the_same_zone: bool,
    quantity: Option<Quantity>,
    judged_by: Option<Vec<ActorId>>,
    /// The row of 13.1 that gives the occasions, with its number.
    row: (u8, Option<Occasions>),
}

impl Owed {
    /// Of several kinds of occasions the later one in the table counts.
    fn arises(&mut self, row: u8, occasions: Occasions) {
        if self.row.0 <= row {
            self.row = (row, Some(occasions));
        }
    }

    fn begins(&mut self, from: Seconds) {
        self.from = Some(self.from.map_or(from, |known| known.max(from)));
    }

    fn due(&mut self, by: Seconds) {
        self.by = Some(self.by.map_or(by, |known| known.min(by)));
    }

    fn ends(&mut self, until: Seconds) {
        self.until = Some(self.until.map_or(until, |known| known.min(until)));
    }
}

impl Resolver<'_> {
    /// The duty that a norm is, if it obliges to do something; with the condition of which it is the consequence.
    pub(super) fn obligation(&mut self, norm: &Norm, when: Option<&Condition>) -> Option<Obligation> {
        if modality(norm.modal) != Modality::Obligation {
            return None;
        }
        self.quietly(|resolver| resolver.owed(norm, when))
    }

    fn owed(&mut self, norm: &Norm, when: Option<&Condition>) -> Option<Obligation> {
        let bearers = self.owing(norm);
        let members = match &bearers {
            Bearers::Of(members) => members.clone(),
            Bearers::ThatParty => Membership::nobody(),
        };
        let judged = norm.qualifiers.iter().any(|part| matches!(part.kind, QualifierKind::JudgedBy(_)));
        let completed = match &norm.action.kind {
            ActionKind::Do(_) | ActionKind::Allow(_) | ActionKind::Begin(_) => None,
            ActionKind::Complete(_) => Some(self.completed()),
            ActionKind::Minimise(_) if judged => None,
            ActionKind::Minimise(_) | ActionKind::Keep { .. } | ActionKind::Prevent { .. } => return None,
        };
        let (deed, _) = self.deed(norm, &members);
        let mut owed = Owed::default();
        let begin = norm.qualifiers.iter().find_map(|part| match &part.kind {
            QualifierKind::From(moment) => Some(moment),
            _ => None,
        });
        let own = self.speaking;
        // A length of time counts from what the duty follows from, and what lasts is owed once only.
        if when.is_some() && begin.is_none() && lasts_for(norm) {
            return None;
        }
        let mut bare = None;
        for qualifier in &norm.qualifiers {
            if let QualifierKind::WithinBare(duration) = &qualifier.kind {
                bare = Some(length(duration)?);
            } else {
                self.owed_by(own, qualifier, begin, &members, &mut owed)?;
            }
        }
        if !owed.events.is_empty() {
            let events = std::mem::take(&mut owed.events);
            owed.arises(3, Occasions::Events { events, within: owed.within });
        }
        match when {
            Some(when) => {
                let when = self.formula(own, when);
                owed.arises(4, Occasions::Consequence { when, within: bare });
            }
            None if bare.is_some() => return None,
            None => {}
        }
        let occasions = owed.row.1.take().unwrap_or(Occasions::Once);
        let (mut to_that_party, mut in_the_same_zone) = (false, owed.in_the_same_zone);
        for object in &norm.action.objects {
            let (party, zone) = bound(object)?;
            to_that_party |= party;
            in_the_same_zone |= zone;
        }
        let mut parts = deed;
        parts.append(&mut owed.parts);
        if let Some(quantity) = &owed.quantity
            && self.uncountable(norm, &members, owed.from.is_some(), quantity).is_some()
        {
            return None;
        }
        // A quantity is counted within the time for which it is owed.
        let lasts = owed.lasts && occasions == Occasions::Once && owed.quantity.is_none();
        let lasting = lasts.then(|| self.breaches(&parts));
        parts.extend(completed.map(Description::Literal));
        let hangs_on = match owed.hangs_on.len() {
            0 | 1 => owed.hangs_on.pop(),
            _ => Some(Formula::All(owed.hangs_on)),
        };
        Some(Obligation {
            bearers,
            jointly: norm.bearer.distribution == Distribution::Jointly,
            deed: Description::All(parts),
            to_that_party,
            in_the_same_zone,
            completed,
            occasions,
            from: owed.from,
            until: owed.until,
            by: owed.by,
            hangs_on,
            lasting,
            quantity: owed.quantity,
            judged_by: owed.judged_by,
        })
    }

    /// The condition that a deed was completed, and not only begun.
    pub(super) fn completed(&mut self) -> LiteralId {
        self.literal(COMPLETED, "the deed was completed".to_owned(), LiteralKind::Condition)
    }

    fn owing(&mut self, norm: &Norm) -> Bearers {
        match &norm.bearer.who {
            SubjectKind::Names(refs) if matches!(refs.refs.as_slice(), [NameRef::ThatParty(_)]) => {
                Bearers::ThatParty
            }
            _ => Bearers::Of(self.bearers(&norm.bearer)),
        }
    }

    /// What one qualifier says of when it is owed; nothing where it cannot be read, or is no matter of time.
    fn owed_by(
        &mut self,
        own: Option<ClauseId>,
        qualifier: &Qualifier,
        begin: Option<&Moment>,
        bearers: &Membership,
        owed: &mut Owed,
    ) -> Option<()> {
        match &qualifier.kind {
            QualifierKind::By(moment) => owed.due(self.moment(moment, Edge::End).ok()?),
            QualifierKind::From(moment) => owed.begins(self.moment(moment, Edge::Begin).ok()?),
            QualifierKind::Until(moment) => {
                owed.lasts = true;
                owed.ends(self.moment(moment, Edge::Begin).ok()?);
            }
            QualifierKind::Between(first, last) => {
                owed.begins(self.moment(first, Edge::Begin).ok()?);
                owed.due(self.moment(last, Edge::End).ok()?);
            }
            QualifierKind::For(duration) => {
                let start = match begin {
                    Some(moment) => self.moment(moment, Edge::Begin).ok()?,
                    None if self.clocks.start_disputed => return None,
                    None => self.clocks.start?,
                };
                owed.lasts = true;
                owed.begins(start);
                owed.ends(self.shifted(start, duration, Direction::After).ok()?);
            }
            QualifierKind::Within { duration, of } => self.owed_within(own, duration, of, owed)?,
            QualifierKind::WithinBare(_) => return None,
            QualifierKind::After(event) | QualifierKind::Once(event) => match &event.kind {
                EventKind::Moment(moment) => owed.begins(self.moment(moment, Edge::End).ok()?),
                _ => owed.events.push(self.after_event(own, event, event.spot.0)),
            },
            QualifierKind::SameTime(labels) => {
                let clauses = labels.labels.iter().flat_map(|label| self.under(own, &label.text)).collect();
                owed.arises(7, Occasions::SameTime(clauses));
            }
            QualifierKind::Provided(condition) | QualifierKind::When(condition) => {
                owed.hangs_on.push(self.formula(own, condition));
            }
            QualifierKind::Unless(condition) => {
                owed.hangs_on.push(Formula::Not(Box::new(self.formula(own, condition))));
            }
            QualifierKind::During(phase) => match self.during(phase) {
                Description::Time(times) => owed.hangs_on.push(Formula::During(times)),
                Description::Literal(running) => owed.arises(8, Occasions::During(running)),
                _ => return None,
            },
            QualifierKind::Every { weekdays, from, to } => {
                let zone = self.own_zone(qualifier.spot.0);
                let windows = self.window_list(weekdays, *from, *to, &zone)?;
                owed.arises(5, Occasions::Windows(windows));
            }
            QualifierKind::EveryPeriod(duration) => {
                let origin = match begin {
                    Some(moment) => self.moment(moment, Edge::Begin).ok()?,
                    None if self.clocks.start_disputed => return None,
                    None => self.clocks.start?,
                };
                owed.arises(6, Occasions::Every { length: length(duration)?, origin });
            }
            QualifierKind::Except(alternatives) => {
                let cut = alternatives.iter().map(|objects| self.alternative(objects, bearers)).collect();
                owed.parts.push(Description::Any(cut).negated());
            }
            QualifierKind::Notwithstanding(_) | QualifierKind::SubjectTo(_) => {}
            QualifierKind::JudgedBy(refs) => {
                let mut judges = Vec::new();
                for reference in &refs.refs {
                    judges.extend(self.somebody(reference)?.iter().map(|(actor, _)| actor));
                }
                owed.judged_by = Some(judges);
            }
            QualifierKind::Measure { measure, bound, amount, unit } => {
                owed.parts.push(self.measure(measure, *bound, &amount.text, unit.as_ref(), amount.spot.0)?);
            }
            QualifierKind::Quantity(quantity) => {
                let quantity = self.quantity(quantity).ok().filter(|_| owed.quantity.is_none())?;
                if let Some(period) = quantity.period {
                    owed.arises(9, Occasions::Calendar(period));
                }
                owed.quantity = Some(quantity);
            }
        }
        Some(())
    }

    /// `within D of` something.
    fn owed_within(
        &mut self,
        own: Option<ClauseId>,
        duration: &Duration,
        of: &tree::Event,
        owed: &mut Owed,
    ) -> Option<()> {
        match &of.kind {
            EventKind::Moment(moment) => {
                let from = self.moment(moment, Edge::Begin).ok()?;
                owed.begins(from);
                owed.due(self.shifted(from, duration, Direction::After).ok()?);
            }
            EventKind::Each { objects, .. } => {
                for object in objects {
                    owed.in_the_same_zone |= bound(object)?.1;
                }
                let Event::Deed(deed) = self.past_event(own, of) else { return None };
                owed.arises(2, Occasions::Each { deed, within: length(duration)? });
            }
            EventKind::Clauses(_) | EventKind::Phase { .. } => {
                owed.within = Some(length(duration)?);
                owed.events.push(self.after_event(own, of, of.spot.0));
            }
        }
        Some(())
    }

    /// The facts that cannot be while a deed goes on: to the same, at the same places, with the same means; nothing where no act
    /// is known to exclude it.
    fn breaches(&self, deed: &[Description]) -> Option<Description> {
        let mut known = false;
        let parts = deed.iter().map(|part| match part {
            Description::Act(acts) => {
                let excluded = self.deeds.excluded_by(acts);
                known |= !excluded.is_empty();
                Description::Act(excluded)
            }
            other => other.clone(),
        });
        let breaches = Description::All(parts.collect());
        known.then_some(breaches)
    }
}

/// Whether a norm lasts for a length of time.
pub(super) fn lasts_for(norm: &Norm) -> bool {
    norm.qualifiers.iter().any(|part| matches!(part.kind, QualifierKind::For(_)))
}

/// Whether an object is `that party`, and whether it is `the same zone`; nothing where it is said not to be that.
fn bound(object: &Object) -> Option<(bool, bool)> {
    let party = object.refs.refs.iter().any(|reference| matches!(reference, NameRef::ThatParty(_)));
    let zone = object.refs.refs.iter().any(|reference| matches!(reference, NameRef::SameZone(_)));
    let negated = matches!(object.preposition, Some(Preposition::Outside | Preposition::NotIn));
    (!negated || !(party || zone)).then_some((party, zone))
}
