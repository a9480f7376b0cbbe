//! `armistice lint`: what an agreement leaves out, and what two parties will read differently.

use super::agreement::prepare;
use super::check::examine;
use super::files::{is_standard_input, replace};
use super::report::{Beside, Inputs, ReportOptions};
use super::shell::{Shell, Status};
use crate::checklist::checklist;
use crate::draft::Draft;
use crate::render::checklist::{self, Questions};
use crate::review::mends::mended;
use crate::review::{self, Settings};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Judge agreements: what they leave out, and what two parties will read differently
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  armistice lint terms.agreement\n  \
                        armistice lint --deny zone-undelimited --allow self-defence-missing terms.agreement")]
pub struct Lint {
    /// Agreements; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print the drafting checklist instead: each question with the clauses that answer it, or "not in the text"
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "text",
          conflicts_with_all = ["format", "deny", "allow", "fix"])]
    checklist: Option<Form>,

    /// Write the mends that change nothing that anybody is bound to into the files
    #[arg(long)]
    fix: bool,

    #[command(flatten)]
    report: ReportOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A page of text
    Text,
    /// A page for a browser and for paper
    Html,
}

impl Lint {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        if let Some(form) = self.checklist {
            return self.print_checklists(form, shell);
        }
        if self.fix
            && let Err(status) = mend(&self.files, &self.report, shell)
        {
            return status;
        }
        examine(&self.files, &self.report, Settings::judgements, shell)
    }

    fn print_checklists(&self, form: Form, shell: &mut Shell) -> Status {
        for (place, path) in self.files.iter().enumerate() {
            let prepared = match prepare(path, "asked", shell) {
                Ok(prepared) => prepared,
                Err(status) => return status,
            };
            let beside = Beside::new(path);
            let draft = Draft::new(&prepared.sources, &prepared.agreement, &prepared.model, &beside);
            let sections = checklist(&draft);
            let questions =
                Questions { model: &prepared.model, sections: &sections, inputs: &prepared.inputs };
            if place > 0 {
                shell.say("\n");
            }
            shell.say(&match form {
                Form::Text => checklist::text::text(&questions),
                Form::Html => checklist::html::html(&questions),
            });
        }
        Status::Clean
    }
}

/// Writes safe mends into the files, until none is left: one may make another possible.
fn mend(files: &[PathBuf], options: &ReportOptions, shell: &mut Shell) -> Result<(), Status> {
    const ROUNDS: usize = 8;
    for path in files.iter().filter(|path| !is_standard_input(path)) {
        let mut made = 0;
        for _ in 0..ROUNDS {
            let mut inputs = Inputs::read(std::slice::from_ref(path), shell);
            let Some((_, file)) = inputs.files.first().cloned() else { return Err(Status::Unusable) };
            let beside = Beside::new(path);
            let (settings, _) = options.settings(path, Settings::default()).map_err(|wrong| {
                shell.complain(&wrong);
                Status::Unusable
            })?;
            let found = review::check(&mut inputs.sources, file, &beside, &settings).found;
            let text = inputs.sources.file(file).map_or("", |file| file.text());
            let (mended, count) = mended(text, file, &found);
            if count == 0 {
                break;
            }
            if let Err(error) = replace(path, &mended) {
                shell.complain(&format!("{}: cannot be written: {error}", path.display()));
                return Err(Status::Unusable);
            }
            made += count;
        }
        if made > 0 {
            let noun = if made == 1 { "mend" } else { "mends" };
            shell.remark(&format!("{}: {made} {noun} made", path.display()));
        }
    }
    Ok(())
}
