//! Who is bound, who is left out, and who decides it.

mod acceptance_reserved;
mod accession_missing;
mod alias_expired;
mod associated_forces_open;
mod bearer_not_party;
mod command_gap;
mod designation_authority_missing;
mod designation_lists_differ;
mod exclusion_side_effects;
mod party_without_duty;
mod third_force_unbound;

mod days;
mod lists;
mod standing;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::ACCEPTANCE_RESERVED, find: acceptance_reserved::find },
    Rule { code: &catalogue::ACCESSION_MISSING, find: accession_missing::find },
    Rule { code: &catalogue::ALIAS_EXPIRED, find: alias_expired::find },
    Rule { code: &catalogue::ASSOCIATED_FORCES_OPEN, find: associated_forces_open::find },
    Rule { code: &catalogue::BEARER_NOT_PARTY, find: bearer_not_party::find },
    Rule { code: &catalogue::COMMAND_GAP, find: command_gap::find },
    Rule { code: &catalogue::DESIGNATION_AUTHORITY_MISSING, find: designation_authority_missing::find },
    Rule { code: &catalogue::DESIGNATION_LISTS_DIFFER, find: designation_lists_differ::find },
    Rule { code: &catalogue::EXCLUSION_SIDE_EFFECTS, find: exclusion_side_effects::find },
    Rule { code: &catalogue::PARTY_WITHOUT_DUTY, find: party_without_duty::find },
    Rule { code: &catalogue::THIRD_FORCE_UNBOUND, find: third_force_unbound::find },
];
