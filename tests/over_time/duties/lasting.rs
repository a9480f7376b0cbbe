//! Duties that last (13.8).

use crate::over_time::duties::{Occasion, Standing};
use crate::over_time::past::Happening;
use crate::over_time::terms::Norm;
use crate::over_time::world::{Fact, World};

impl World<'_> {
    /// The incidents that may breach a duty that lasts; nothing of one that does not, or that nothing breaches.
    pub fn breaches_of_what_lasts(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
    ) -> Option<Vec<Happening>> {
        let breach = norm.breach()?;
        let conditions = self.conditions_of_deed(&breach) | self.conditions_of_force();
        Some(self.in_set(conditions, |fact| self.is_breach(&breach, occasion, owing, fact)))
    }

    pub fn is_breach(&self, breach: &Norm, occasion: &Occasion, owing: &[usize], fact: &Fact) -> bool {
        let instant = self.points()[fact.time];
        owing.contains(&fact.actor)
            && self.bears(breach, fact.actor, fact.time, fact.conditions)
            && self.is_deed(breach, None, fact)
            && self.in_force(fact)
            && instant >= occasion.first_start()
            && occasion.first_due().is_none_or(|due| instant < due)
    }

    pub fn standing_of_what_lasts(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let Some(breach) = norm.breach() else {
            return self.early(norm, occasion).unwrap_or(Standing::NotAssessable);
        };
        let breaches = self.breaches_of_what_lasts(norm, occasion, owing).unwrap_or_default();
        if breaches.iter().any(|breach| breach.certain) {
            return Standing::Missed;
        }
        if !breaches.is_empty() {
            return Standing::Open {
                in_time: true,
                late: false,
                missed: true,
                not_owed: false,
                not_due: false,
            };
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        let conditions = self.conditions_of_deed(&breach) | self.conditions_of_force();
        let unseen = (0..self.points().len()).any(|time| {
            self.any_such_fact(conditions, time, |fact| {
                self.is_breach(&breach, occasion, owing, fact) && !self.is_observed(fact)
            })
        });
        if unseen { Standing::NotAssessable } else { Standing::Fulfilled }
    }
}
