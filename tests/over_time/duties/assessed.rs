//! Duties that are left to somebody (13.11).

use crate::over_time::duties::{Occasion, Standing};
use crate::over_time::reports::Found;
use crate::over_time::terms::Norm;
use crate::over_time::world::World;

impl World<'_> {
    /// 13.11
    pub fn standing_as_judged(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let mut all = Vec::new();
        for incident in 0..self.matter.incidents.len() {
            let done = self.done(norm, occasion, owing, incident);
            if done.maybe_in_time || done.maybe_late {
                let reports = &self.matter.incidents[incident].reports;
                let by_m = reports.iter().filter_map(|report| report.assessment).filter(|(by_m, _)| *by_m);
                all.extend(by_m.map(|(_, found)| found));
            }
        }
        if !all.is_empty() && all.iter().all(|found| *found == Found::NoViolation) {
            return Standing::Fulfilled;
        }
        if !all.is_empty() && all.iter().all(|found| *found == Found::Violation) {
            return Standing::Missed;
        }
        self.early(norm, occasion).unwrap_or(Standing::NotAssessable)
    }
}
