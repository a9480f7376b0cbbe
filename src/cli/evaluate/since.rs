//! `armistice evaluate --since`: what changed since the log stood otherwise.

use super::{Evaluate, Format};
use crate::cli::agreement::Prepared;
use crate::cli::shell::{Shell, Status};
use crate::evaluate::Evaluation;
use crate::incident::Log;
use crate::render::Input;
use crate::render::comparison::{self, Comparison, Run};
use crate::render::evaluation::json::json;
use crate::render::evaluation::{Asked, Judged};

impl Evaluate {
    /// Prints what changed from the earlier run to the later one.
    pub(super) fn changes(
        &self,
        prepared: &Prepared,
        runs: [(&Log, &Evaluation); 2],
        read: Vec<Input>,
        shell: &mut Shell,
    ) -> Status {
        let mut inputs = prepared.inputs.clone();
        inputs.extend(read);
        let options = self.given();
        // What is compared is what the runs would have written, so that `armistice compare` says the same of their files.
        let run = |(log, evaluation): (&Log, &Evaluation)| {
            let asked = Asked::default();
            let judged =
                Judged { model: &prepared.model, log, evaluation, inputs: &inputs, options: &options, asked };
            Run::read(&json(&judged))
        };
        let [earlier, later] = runs;
        let (old, new) = match (run(earlier), run(later)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(why), _) | (_, Err(why)) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let changes = Comparison::new(&old, &new);
        match self.format {
            Format::Text => {
                let limit = if self.limit == 0 { usize::MAX } else { self.limit };
                shell.say(&comparison::text::text(&old, &new, &changes, limit));
            }
            Format::Json => shell.say(&comparison::json::json(&old, &new, &changes)),
            Format::Csv => {
                shell.complain("--since is printed as text or JSON");
                return Status::Unusable;
            }
        }
        Status::Clean
    }
}
