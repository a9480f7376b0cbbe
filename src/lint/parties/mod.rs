//! Who is bound, who is left out, and who decides it.

mod associated_forces_open;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] =
    &[Rule { code: &catalogue::ASSOCIATED_FORCES_OPEN, find: associated_forces_open::find }];
