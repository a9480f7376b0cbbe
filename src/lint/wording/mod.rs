//! The official wording beside what the clause says.

mod clause_beyond_wording;
mod deadline_not_in_clause;
mod exception_not_in_clause;
mod joint_duty_unsplit;
mod name_not_in_clause;
mod number_not_in_clause;
mod passive_no_bearer;
mod passives;
mod phrase;
mod term_drift;
mod vague_word;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[
    Rule { code: &catalogue::DEADLINE_NOT_IN_CLAUSE, find: deadline_not_in_clause::find },
    Rule { code: &catalogue::NUMBER_NOT_IN_CLAUSE, find: number_not_in_clause::find },
    Rule { code: &catalogue::NAME_NOT_IN_CLAUSE, find: name_not_in_clause::find },
    Rule { code: &catalogue::EXCEPTION_NOT_IN_CLAUSE, find: exception_not_in_clause::find },
    Rule { code: &catalogue::CLAUSE_BEYOND_WORDING, find: clause_beyond_wording::find },
    Rule { code: &catalogue::PASSIVE_NO_BEARER, find: passive_no_bearer::find },
    Rule { code: &catalogue::JOINT_DUTY_UNSPLIT, find: joint_duty_unsplit::find },
    Rule { code: &catalogue::TERM_DRIFT, find: term_drift::find },
    Rule { code: &catalogue::VAGUE_WORD, find: vague_word::find },
];
