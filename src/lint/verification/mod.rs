//! Who sees what happens, and who says what it was.

mod clause_unverifiable;
mod evidence_threshold_missing;
mod fighting;
mod monitor_is_belligerent;
mod monitor_undermandated;
mod no_determiner;
mod no_investigation_deadline;
mod watching;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::CLAUSE_UNVERIFIABLE, find: clause_unverifiable::find },
    Rule { code: &catalogue::EVIDENCE_THRESHOLD_MISSING, find: evidence_threshold_missing::find },
    Rule { code: &catalogue::MONITOR_IS_BELLIGERENT, find: monitor_is_belligerent::find },
    Rule { code: &catalogue::MONITOR_UNDERMANDATED, find: monitor_undermandated::find },
    Rule { code: &catalogue::NO_DETERMINER, find: no_determiner::find },
    Rule { code: &catalogue::NO_INVESTIGATION_DEADLINE, find: no_investigation_deadline::find },
];
