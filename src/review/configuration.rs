//! `armistice.toml`: the levels of rules, more words to look for, and other levels for some folders.
//!
//! ```toml
//! [rules]
//! vague-word = "error"       # "error", "warning", "note" or "off"
//!
//! [[folder]]
//! path = "drafts/early"      # from the folder of this file
//! rules = { no-end = "off" }
//!
//! [[lexicon.vague-word]]
//! words = ["robust"]
//! why = "it has no measure"
//! ask = "state what must be withstood"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Level, Settings};
use crate::catalogue;
use crate::diagnostic::{Code, Severity};
use crate::lint::Lexicon;
use crate::lint::lexicon::Entries;

/// What a configuration says.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    rules: Vec<(&'static Code, Level)>,
    folders: Vec<Folder>,
    lexicon: Entries,
}

/// What it says of one folder.
#[derive(Clone, Debug)]
struct Folder {
    /// The names from the folder of the configuration down.
    path: Vec<String>,
    rules: Vec<(&'static Code, Level)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rules: Rules,
    #[serde(default)]
    folder: Vec<FolderOfFile>,
    #[serde(default)]
    lexicon: BTreeMap<Spanned<String>, Vec<crate::lint::lexicon::Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderOfFile {
    path: String,
    #[serde(default)]
    rules: Rules,
}

type Rules = BTreeMap<Spanned<String>, Spanned<String>>;

impl Configuration {
    /// Reads a configuration.
    ///
    /// # Errors
    /// What is wrong with it, with the line: it is no TOML, has a field that is not known, or names a rule or a level that does
    /// not exist.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| format!("line {}: ", line(text, span.start)));
            format!("{}{}", line.unwrap_or_default(), error.message())
        })?;
        let levels = |rules: &Rules| -> Result<Vec<(&'static Code, Level)>, String> {
            let one = |(name, level): (&Spanned<String>, &Spanned<String>)| {
                let at = |span: std::ops::Range<usize>| format!("line {}: ", line(text, span.start));
                let code = rule(name.get_ref()).map_err(|wrong| at(name.span()) + &wrong)?;
                let level = self::level(level.get_ref()).ok_or_else(|| {
                    format!(
                        "{}`{}` is no level: \"error\", \"warning\", \"note\" or \"off\"",
                        at(level.span()),
                        level.get_ref()
                    )
                })?;
                Ok((code, level))
            };
            rules.iter().map(one).collect()
        };
        let standard = Lexicon::default();
        let mut lexicon = Entries::new();
        for (name, entries) in file.lexicon {
            if !standard.rules().any(|known| known == name.get_ref()) {
                let known: Vec<&str> = standard.rules().collect();
                return Err(format!(
                    "line {}: `{}` looks for no words; these rules do: {}",
                    line(text, name.span().start),
                    name.get_ref(),
                    known.join(", ")
                ));
            }
            lexicon.insert(name.into_inner(), entries);
        }
        let folders = file
            .folder
            .iter()
            .map(|folder| Ok(Folder { path: names(&folder.path), rules: levels(&folder.rules)? }));
        Ok(Self { rules: levels(&file.rules)?, folders: folders.collect::<Result<_, String>>()?, lexicon })
    }

    /// Puts what it says of an agreement into settings: what it says of all, then of each folder in which the agreement
    /// stands. `agreement` is its path from the folder of the configuration.
    pub fn apply(&self, agreement: &str, settings: &mut Settings) {
        let own = names(agreement);
        let within = self.folders.iter().filter(|folder| own.starts_with(&folder.path));
        let all = self.rules.iter().chain(within.flat_map(|folder| &folder.rules));
        for (rule, level) in all {
            settings.set(rule, *level);
        }
        settings.lexicon = Lexicon::with(self.lexicon.clone());
    }
}

/// The rule of a name, if a configuration may set its level.
///
/// # Errors
/// Why it may not; with the names that are close, where there is none of this name.
pub fn rule(name: &str) -> Result<&'static Code, String> {
    match catalogue::find(name) {
        Some(code) if code.waivable() => Ok(code),
        Some(_) => Err(format!("`{name}` keeps a text from being understood, and stays an error")),
        None => {
            let near = catalogue::near(name);
            let advice = match near.as_slice() {
                [] => "`armistice explain` lists all rules".to_owned(),
                near => format!("is {} meant?", near.join(" or ")),
            };
            Err(format!("there is no rule `{name}`; {advice}"))
        }
    }
}

fn level(word: &str) -> Option<Level> {
    match word {
        "error" => Some(Level::On(Severity::Error)),
        "warning" => Some(Level::On(Severity::Warning)),
        "note" => Some(Level::On(Severity::Note)),
        "off" => Some(Level::Off),
        _ => None,
    }
}

fn names(path: &str) -> Vec<String> {
    let parts = path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
    parts.map(str::to_owned).collect()
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_set_for_all_and_for_a_folder() {
        let read = Configuration::read(
            "[rules]\nvague-word = \"error\"\n[[folder]]\npath = \"./drafts\"\nrules = { vague-word = \"off\" }\n",
        )
        .unwrap();
        let asks = |agreement: &str| {
            let mut settings = Settings::default();
            read.apply(agreement, &mut settings);
            settings.asks_for(&catalogue::VAGUE_WORD)
        };
        assert!(asks("terms.agreement") && asks("drafts.agreement") && !asks("drafts/one/terms.agreement"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let wrong = |text: &str| Configuration::read(text).unwrap_err();
        assert_eq!(
            wrong("[rules]\n\nvague-wrod = \"error\"\n"),
            "line 3: there is no rule `vague-wrod`; is `vague-word` meant?"
        );
        assert_eq!(
            wrong("[rules]\nunknown-name = \"off\"\n"),
            "line 2: `unknown-name` keeps a text from being understood, and stays an error"
        );
        assert!(wrong("[rules]\nvague-word = \"silent\"\n").starts_with("line 2: `silent` is no level"));
        assert!(wrong("[rule]\n").contains("line 1: unknown field `rule`"));
        assert!(
            wrong("[[lexicon.contradiction]]\nwords = [\"x\"]\nwhy = \"y\"\nask = \"z\"\n")
                .starts_with("line 1: `contradiction` looks for no words")
        );
        assert!(wrong("[rules\n").starts_with("line 1: "));
    }
}
