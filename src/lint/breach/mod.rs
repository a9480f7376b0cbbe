//! What follows from a violation.

use super::Rule;

pub(super) static RULES: &[Rule] = &[];
