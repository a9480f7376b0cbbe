//! When: starts, ends, deadlines, and how days are counted.

use super::Rule;

pub(super) static RULES: &[Rule] = &[];
