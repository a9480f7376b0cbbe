//! When: starts, ends, deadlines, and how days are counted.

mod begin_vs_complete;
mod day_count_ambiguous;
mod day_words;
mod dst_crossing;
mod fuzzy_date;
mod instants;
mod midnight_ambiguous;
mod no_end;
mod ongoing_state_unclear;
mod parting;
mod recurring_window_incomplete;
mod start_time_missing;
mod states;
mod streak_reset_missing;
mod undated_duty;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::MIDNIGHT_AMBIGUOUS, find: midnight_ambiguous::find },
    Rule { code: &catalogue::DAY_COUNT_AMBIGUOUS, find: day_count_ambiguous::find },
    Rule { code: &catalogue::START_TIME_MISSING, find: start_time_missing::find },
    Rule { code: &catalogue::NO_END, find: no_end::find },
    Rule { code: &catalogue::FUZZY_DATE, find: fuzzy_date::find },
    Rule { code: &catalogue::UNDATED_DUTY, find: undated_duty::find },
    Rule { code: &catalogue::BEGIN_VS_COMPLETE, find: begin_vs_complete::find },
    Rule { code: &catalogue::RECURRING_WINDOW_INCOMPLETE, find: recurring_window_incomplete::find },
    Rule { code: &catalogue::STREAK_RESET_MISSING, find: streak_reset_missing::find },
    Rule { code: &catalogue::ONGOING_STATE_UNCLEAR, find: ongoing_state_unclear::find },
    Rule { code: &catalogue::DST_CROSSING, find: dst_crossing::find },
];
