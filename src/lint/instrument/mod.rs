//! The text itself: annexes, other texts, its own names.

mod amends_unknown;
mod map_annex_missing;
mod unused_definition;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::MAP_ANNEX_MISSING, find: map_annex_missing::find },
    Rule { code: &catalogue::AMENDS_UNKNOWN, find: amends_unknown::find },
    Rule { code: &catalogue::UNUSED_DEFINITION, find: unused_definition::find },
];
