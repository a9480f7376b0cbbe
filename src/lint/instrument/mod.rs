//! The text itself: annexes, other texts, its own names.

use super::Rule;

pub(super) static RULES: &[Rule] = &[];
