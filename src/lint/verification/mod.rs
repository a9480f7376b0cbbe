//! Who sees what happens, and who says what it was.

use super::Rule;

pub(super) static RULES: &[Rule] = &[];
