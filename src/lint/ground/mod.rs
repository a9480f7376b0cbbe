//! Where: zones, lines and distances.

mod band_order;
mod placename_ambiguous;
mod reference_line_divergent;
mod reference_line_undated;
mod zone_outside_area;
mod zone_undelimited;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::ZONE_UNDELIMITED, find: zone_undelimited::find },
    Rule { code: &catalogue::REFERENCE_LINE_UNDATED, find: reference_line_undated::find },
    Rule { code: &catalogue::REFERENCE_LINE_DIVERGENT, find: reference_line_divergent::find },
    Rule { code: &catalogue::ZONE_OUTSIDE_AREA, find: zone_outside_area::find },
    Rule { code: &catalogue::BAND_ORDER, find: band_order::find },
    Rule { code: &catalogue::PLACENAME_AMBIGUOUS, find: placename_ambiguous::find },
];
