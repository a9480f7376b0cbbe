//! `armistice explain`: the page of one finding, or the list of all.

use super::shell::{Shell, Status};
use crate::catalogue;
use clap::Args;

/// Explain a finding: what it means, why it matters, how to mend it
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  armistice explain unknown-name\n  armistice explain          lists all findings"
)]
pub struct Explain {
    /// The code of the finding, as it is printed above it; all codes are listed without one
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let Some(slug) = self.code else {
            shell.say(&list());
            return Status::Clean;
        };
        // A code may be copied with the brackets in which one-line output shows it.
        let slug = slug.trim_matches(['[', ']', '`', ' ']).to_lowercase();
        if let Some(code) = catalogue::find(&slug) {
            shell.say(code.page);
            return Status::Clean;
        }
        let near = catalogue::near(&slug);
        let advice = match near.as_slice() {
            [] => "`armistice explain` lists all codes".to_owned(),
            near => format!("did you mean {}?", near.join(" or ")),
        };
        shell.complain(&format!("no finding has the code `{}`; {advice}", slug));
        Status::Unusable
    }
}

/// A line for each code, in the order of the catalogue.
fn list() -> String {
    let widest = catalogue::ALL.iter().map(|code| code.slug.len()).max().unwrap_or(0);
    let line = |code: &&crate::diagnostic::Code| {
        format!("{:widest$}  {:7}  {}\n", code.slug, code.severity.word(), code.summary)
    };
    catalogue::ALL.iter().map(line).collect()
}
