//! `armistice gaps`: conduct that no clause mentions.

use super::agreement::prepare;
use super::files;
use super::report::Beside;
use super::shell::{Shell, Status};
use crate::gaps::{self, Wanted};
use crate::model::Model;
use crate::model::ids::{ActId, ActorId};
use crate::model::names::Named;
use crate::render::gaps::{Silence, html, json, text};
use crate::suggest;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// List the conduct that no clause of an agreement mentions
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    armistice gaps terms.agreement\n  \
    armistice gaps terms.agreement --party Turkey --act attack --scenarios\n  \
    armistice gaps terms.agreement --out gaps.html\n\n\
    In question is what parties, third parties and other members of groups may do to each other and to those protected,\n\
    while the agreement is in force. docs/findings.md has the exact definition.")]
pub struct Gaps {
    /// The agreement
    #[arg(value_name = "TERMS")]
    terms: PathBuf,

    /// How the result is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Also write the result to a file; its ending decides the format: .txt, .html or .json
    #[arg(long, value_name = "FILE")]
    out: Vec<PathBuf>,

    /// Ask about this act and its kinds only; may be given several times
    #[arg(long, value_name = "NAME")]
    act: Vec<String>,

    /// Ask about every act, the steps of procedures too
    #[arg(long, conflicts_with = "act")]
    all_acts: bool,

    /// Ask about what is done by or to this actor or group only; may be given several times
    #[arg(long, value_name = "NAME")]
    party: Vec<String>,

    /// How many gaps the text prints for each act; 0 for all
    #[arg(long, value_name = "N", default_value_t = 8)]
    limit: usize,

    /// Print each witness as a scenario too, where it can be said in one
    #[arg(long)]
    scenarios: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One page for a browser or a printer
    Html,
    /// One object; its schema is described in docs/gaps-json.md
    Json,
}

impl Gaps {
    pub(super) fn run(self, shell: &mut Shell) -> Status {
        let prepared = match prepare(&self.terms, "searched for gaps", shell) {
            Ok(prepared) => prepared,
            Err(status) => return status,
        };
        let model = &prepared.model;
        let wanted = match self.wanted(model) {
            Ok(wanted) => wanted,
            Err(why) => {
                shell.complain(&why);
                return Status::Unusable;
            }
        };
        let mut found = gaps::gaps(model, &wanted);
        let mut sources = prepared.sources;
        gaps::with_scenarios(&mut found, model, &mut sources, &prepared.agreement, &Beside::new(&self.terms));
        let options = self.given();
        let silence =
            Silence { model, sources: &sources, gaps: &found, inputs: &prepared.inputs, options: &options };
        shell.say(&self.page(&silence, self.format, shell.width()));
        let mut status = Status::Clean;
        for path in &self.out {
            status = status.max(self.write(&silence, path, shell));
        }
        status
    }

    fn write(&self, silence: &Silence<'_>, path: &Path, shell: &mut Shell) -> Status {
        let format = match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => Format::Html,
            Some("json") => Format::Json,
            Some("txt") => Format::Text,
            _ => {
                shell.complain(&format!("{}: --out knows the endings .txt, .html and .json", path.display()));
                return Status::Unusable;
            }
        };
        let page = anstream::adapter::strip_str(&self.page(silence, format, 120)).to_string();
        if let Err(error) = files::write(path, &page) {
            shell.complain(&format!("{}: {error}", path.display()));
            return Status::Unusable;
        }
        Status::Clean
    }

    fn page(&self, silence: &Silence<'_>, format: Format, width: usize) -> String {
        match format {
            Format::Text => {
                let groups = if self.limit == 0 { usize::MAX } else { self.limit };
                text::text(silence, text::Extent { groups, width, scenarios: self.scenarios })
            }
            Format::Html => html::html(silence),
            Format::Json => json::json(silence),
        }
    }

    fn wanted(&self, model: &Model) -> Result<Wanted, String> {
        let mut wanted = Wanted { all_acts: self.all_acts, ..Wanted::default() };
        for name in &self.act {
            wanted.acts.push(act(model, name)?);
        }
        for name in &self.party {
            wanted.parties.extend(party(model, name)?);
        }
        Ok(wanted)
    }

    /// The options that can change a result, as they were given.
    fn given(&self) -> Vec<String> {
        let acts = self.act.iter().flat_map(|name| ["--act".to_owned(), name.clone()]);
        let parties = self.party.iter().flat_map(|name| ["--party".to_owned(), name.clone()]);
        acts.chain(self.all_acts.then(|| "--all-acts".to_owned())).chain(parties).collect()
    }
}

fn act(model: &Model, name: &str) -> Result<ActId, String> {
    let words = &model.deeds.act_words;
    words.get(name).copied().ok_or_else(|| unknown("act", name, words.keys().map(String::as_str)))
}

/// An actor, or everybody who ever belongs to a group.
fn party(model: &Model, name: &str) -> Result<Vec<ActorId>, String> {
    match model.names.get(name) {
        Some(Named::Actor(actor)) => Ok(vec![actor]),
        Some(Named::Group(group)) => {
            let members = model.actors.groups.get(group.index()).map(|group| &group.members);
            Ok(members.into_iter().flat_map(|members| members.iter()).map(|(actor, _)| actor).collect())
        }
        _ => {
            let somebody = |named: Named| matches!(named, Named::Actor(_) | Named::Group(_));
            let names = model.names.iter().filter(|(_, named)| somebody(*named)).map(|(name, _)| name);
            Err(unknown("actor or group", name, names))
        }
    }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = suggest::closest(name, known);
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("the agreement has no {what} `{name}`{near}")
}
