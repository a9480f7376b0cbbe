//! What is forbidden, permitted and owed.

use super::Rule;

pub(super) static RULES: &[Rule] = &[];
