//! The official wording beside what the clause says.

mod vague_word;

use super::Rule;
use crate::catalogue;

pub(super) static RULES: &[Rule] = &[Rule { code: &catalogue::VAGUE_WORD, find: vague_word::find }];
