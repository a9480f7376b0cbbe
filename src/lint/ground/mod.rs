//! Where: zones, lines and distances.

mod zone_undelimited;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] =
    &[Rule { code: &catalogue::ZONE_UNDELIMITED, find: zone_undelimited::find }];
