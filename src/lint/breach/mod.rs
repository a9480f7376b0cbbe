//! What follows from a violation.

mod consequence_discretionary;
mod no_consequence;
mod no_violation_definition;
mod persistence_undefined;
mod self_judging_exit;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::CONSEQUENCE_DISCRETIONARY, find: consequence_discretionary::find },
    Rule { code: &catalogue::NO_CONSEQUENCE, find: no_consequence::find },
    Rule { code: &catalogue::NO_VIOLATION_DEFINITION, find: no_violation_definition::find },
    Rule { code: &catalogue::PERSISTENCE_UNDEFINED, find: persistence_undefined::find },
    Rule { code: &catalogue::SELF_JUDGING_EXIT, find: self_judging_exit::find },
];
