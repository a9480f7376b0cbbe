//! `armistice diff`: which conduct two texts judge differently.

use super::agreement::{Prepared, prepare};
use super::shell::{Shell, Status};
use crate::diff::{Text, compare};
use crate::render::diff::Compared;
use crate::render::diff::json::json;
use crate::render::diff::text::{Extent, text};
use crate::scope::Budget;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Compare two drafts of a text, or two variants of it
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice diff draft-3.agreement draft-4.agreement\n  \
                        armistice diff as-held-by-one-side.agreement as-held-by-the-other.agreement --format json\n\n\
                        Exit status: 0 no change, 1 changes, or undecided whether there are any, 2 not compared.")]
pub struct Diff {
    /// The older text
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The newer text
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How the result is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// How many groups of conduct the text prints; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object; its schema is described in docs/diff-json.md
    Json,
}

impl Diff {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let old = prepare(&self.old, "compared", shell);
        let new = prepare(&self.new, "compared", shell);
        // A text that cannot be compared is no difference.
        let (Ok(old), Ok(new)) = (old, new) else { return Status::Unusable };
        let (old_text, new_text) = (text_of(&old), text_of(&new));
        let difference = match compare(old_text, new_text, Budget::DEFAULT) {
            Ok(difference) => difference,
            Err(fault) => {
                shell
                    .complain(&format!("the zones of the two texts cannot be laid over each other: {fault}"));
                return Status::Unusable;
            }
        };
        let mut inputs = old.inputs.clone();
        inputs.extend(new.inputs.iter().filter(|input| !old.inputs.contains(input)).cloned());
        let (old_name, new_name) = (self.old.display().to_string(), self.new.display().to_string());
        let compared = Compared {
            old: (old_text, &old_name),
            new: (new_text, &new_name),
            difference: &difference,
            inputs: &inputs,
            options: &[],
        };
        let page = match self.format {
            Format::Text => {
                let groups = if self.limit == 0 { usize::MAX } else { self.limit };
                text(&compared, Extent { groups, boxes: 6 })
            }
            Format::Json => json(&compared),
        };
        shell.say(&page);
        if difference.is_none() { Status::Clean } else { Status::Findings }
    }
}

fn text_of(prepared: &Prepared) -> Text<'_> {
    Text { model: &prepared.model, agreement: &prepared.agreement, sources: &prepared.sources }
}
