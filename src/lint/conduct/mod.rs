//! What is forbidden, permitted and owed.

mod air_sea_unsaid;
mod asymmetric_duties;
mod humanitarian_approval_gap;
mod non_violent_unsaid;
mod notice_missing;
mod permitted_acts_missing;
mod quantity_without_measure;
mod self_defence;
mod self_defence_missing;
mod self_defence_unbounded;
mod undefined_names;
mod undefined_term;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::AIR_SEA_UNSAID, find: air_sea_unsaid::find },
    Rule { code: &catalogue::ASYMMETRIC_DUTIES, find: asymmetric_duties::find },
    Rule { code: &catalogue::HUMANITARIAN_APPROVAL_GAP, find: humanitarian_approval_gap::find },
    Rule { code: &catalogue::NON_VIOLENT_UNSAID, find: non_violent_unsaid::find },
    Rule { code: &catalogue::NOTICE_MISSING, find: notice_missing::find },
    Rule { code: &catalogue::PERMITTED_ACTS_MISSING, find: permitted_acts_missing::find },
    Rule { code: &catalogue::QUANTITY_WITHOUT_MEASURE, find: quantity_without_measure::find },
    Rule { code: &catalogue::SELF_DEFENCE_MISSING, find: self_defence_missing::find },
    Rule { code: &catalogue::SELF_DEFENCE_UNBOUNDED, find: self_defence_unbounded::find },
    Rule { code: &catalogue::UNDEFINED_TERM, find: undefined_term::find },
];
