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
        let near = near(&slug);
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

/// The codes that a misspelt one could have meant, three at most: those few slips away, nearest first; where there is none,
/// those that share a word with it.
fn near(slug: &str) -> Vec<String> {
    let allowed = 1 + slug.chars().count() / 4;
    let mut close: Vec<(usize, &str)> = catalogue::ALL
        .iter()
        .map(|code| (strsim::osa_distance(slug, code.slug), code.slug))
        .filter(|(slips, _)| *slips <= allowed)
        .collect();
    close.sort_unstable();
    let words: Vec<&str> = slug.split('-').filter(|word| word.len() > 3).collect();
    let related = |code: &str| code.split('-').any(|word| words.contains(&word));
    let named: Vec<&str> = if close.is_empty() {
        catalogue::ALL.iter().map(|code| code.slug).filter(|code| related(code)).collect()
    } else {
        close.into_iter().map(|(_, slug)| slug).collect()
    };
    named.into_iter().take(3).map(|slug| format!("`{slug}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_is_answered_and_nonsense_is_not() {
        assert_eq!(near("unknown-nmae").first().map(String::as_str), Some("`unknown-name`"));
        assert_eq!(near("unknwon-name").first().map(String::as_str), Some("`unknown-name`"));
        assert!(near("unreadable").contains(&"`unreadable-sentence`".to_owned()));
        assert!(near("zzz").is_empty());
    }
}
