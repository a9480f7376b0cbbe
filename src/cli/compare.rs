//! `armistice compare`: two results of `armistice evaluate`.

use super::files::Loader;
use super::shell::{Shell, Status};
use crate::render::comparison::json::json;
use crate::render::comparison::text::text;
use crate::render::comparison::{Comparison, Run};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Compare two results of `evaluate`: which judgements changed, and because of which rows
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  armistice evaluate terms.agreement monday.csv --format json > monday.json\n  \
                        armistice evaluate terms.agreement tuesday.csv --format json > tuesday.json\n  \
                        armistice compare monday.json tuesday.json\n\n\
                        `armistice evaluate --since` compares with the same log as it stood earlier.\n\
                        Exit status: 0 nothing changed, 1 something did, 2 not compared."
)]
pub struct Compare {
    /// The older result, written with `--format json`
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The newer result
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How the comparison is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// How many lines of each list the text prints; 0 for all
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object; its schema is described in docs/comparison-json.md
    Json,
}

impl Compare {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let (old, new) = match (read(&self.old), read(&self.new)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(why), _) | (_, Err(why)) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let comparison = Comparison::new(&old, &new);
        shell.say(&match self.format {
            Format::Text => {
                let limit = if self.limit == 0 { usize::MAX } else { self.limit };
                text(&old, &new, &comparison, limit)
            }
            Format::Json => json(&old, &new, &comparison),
        });
        if comparison.is_none() { Status::Clean } else { Status::Findings }
    }
}

fn read(path: &Path) -> Result<Run, String> {
    let loaded = Loader::default().read_bytes(path).map_err(|unreadable| unreadable.to_string())?;
    let text =
        String::from_utf8(loaded.bytes).map_err(|_| format!("{}: it is no text in UTF-8", loaded.name))?;
    Run::read(&text).map_err(|why| format!("{}: {why}", loaded.name))
}
