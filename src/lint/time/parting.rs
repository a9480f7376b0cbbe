//! Two readings of a date, and one deed that lies between them.

use crate::lint::{Claim, Parting, Reading};
use crate::model::time::Seconds;

/// A deed at an instant, under two readings of what bounds it: the words for each reading and its instant, and what the deed is
/// before that instant and from it on. Nothing where both readings make the same of it.
pub(super) fn over_dates(
    incident: String,
    done: Seconds,
    readings: [(String, Seconds); 2],
    sides: [&str; 2],
) -> Option<Parting> {
    let [before, after] = sides;
    let readings = readings.map(|(taken, due)| match done < due {
        true => Reading { taken, comes_to: before.to_owned(), claim: Claim::InTime { done, due } },
        false => Reading { taken, comes_to: after.to_owned(), claim: Claim::Late { done, due } },
    });
    let parts = readings.iter().filter(|reading| matches!(reading.claim, Claim::InTime { .. })).count() == 1;
    parts.then_some(Parting { incident, readings })
}
