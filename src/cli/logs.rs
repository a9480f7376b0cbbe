//! How the commands read logs: with which profile, and what the names in them stand for.

use super::agreement::Prepared;
use super::files::{Loader, Unreadable};
use crate::incident::{self, Log, NameMap, OwnProfile, Profile, Reading, read_names, read_profile};
use crate::model::Model;
use crate::render::Input;
use crate::suggest::closest;
use clap::Args;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What the columns and the names of logs mean.
#[derive(Args, Debug)]
pub(super) struct Logs {
    /// What the columns of the logs mean: canonical, ucdp-ged, acled, gdelt, bulletin, a file such as my.toml, or auto to
    /// see it from the header; once for all logs, or once for each in their order
    #[arg(long, value_name = "PROFILE", default_value = "auto")]
    profile: Vec<Choice>,

    /// What names of the logs stand for in the agreement, as `armistice map` begins such a file
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,

    /// The sheet to read of logs that are workbooks; otherwise the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

/// A profile as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// The one that the header shows.
    Auto,
    Known(Profile),
    /// One of somebody's own, in a file.
    File(PathBuf),
}

const AUTO: &str = "auto";

impl FromStr for Choice {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        if written == AUTO {
            return Ok(Self::Auto);
        }
        if let Some(profile) = Profile::from_name(written) {
            return Ok(Self::Known(profile));
        }
        if Path::new(written).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            return Ok(Self::File(written.into()));
        }
        let known = || Profile::ALL.into_iter().map(Profile::name).chain([AUTO]);
        Err(match closest(written, known()) {
            Some(near) => format!("no profile has that name; is `{near}` meant?"),
            None => {
                let known: Vec<&str> = known().collect();
                format!("it can be {}, or a file that ends in .toml", known.join(", "))
            }
        })
    }
}

impl Choice {
    fn words(&self) -> String {
        match self {
            Self::Auto => AUTO.to_owned(),
            Self::Known(profile) => profile.name().to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// What the files beside the logs say, read once.
pub(super) struct Manner {
    /// For each choice in its order, the profile that a file has.
    profiles: Vec<(Choice, Option<(OwnProfile, Input)>)>,
    names: Option<(NameMap, Input)>,
    sheet: Option<String>,
}

impl Logs {
    /// Reads the files that are named for so many logs.
    pub fn manner(&self, model: &Model, logs: usize) -> Result<Manner, String> {
        if self.profile.len() > 1 && self.profile.len() != logs {
            return Err("--profile is given once for all logs, or once for each of them".to_owned());
        }
        let profiles = self.profile.iter().map(|choice| {
            let own = match choice {
                Choice::File(path) => Some(settings(path, |text| read_profile(model, text))?),
                Choice::Auto | Choice::Known(_) => None,
            };
            Ok((choice.clone(), own))
        });
        let profiles = profiles.collect::<Result<Vec<_>, String>>()?;
        let names = self.map.as_deref().map(|path| settings(path, |text| read_names(model, text)));
        Ok(Manner { profiles, names: names.transpose()?, sheet: self.sheet.clone() })
    }

    /// The options as they were given.
    pub fn given(&self) -> Vec<String> {
        let mut given = Vec::new();
        if self.profile != [Choice::Auto] {
            given.extend(self.profile.iter().flat_map(|choice| ["--profile".to_owned(), choice.words()]));
        }
        if let Some(path) = &self.map {
            given.extend(["--map".to_owned(), path.display().to_string()]);
        }
        if let Some(sheet) = &self.sheet {
            given.extend(["--sheet".to_owned(), sheet.clone()]);
        }
        given
    }
}

/// A file of settings, and its digest.
fn settings<T>(
    path: &Path,
    read: impl Fn(&str) -> Result<T, incident::FileFault>,
) -> Result<(T, Input), String> {
    let loaded =
        Loader::default().read_text(path).map_err(|unreadable: Unreadable| unreadable.to_string())?;
    let text = loaded.text.trim_start_matches('\u{feff}');
    let settings = read(text).map_err(|fault| format!("{}, {fault}", loaded.name))?;
    Ok((settings, Input { name: loaded.name, sha256: loaded.sha256 }))
}

impl Manner {
    /// Reads the log that stands at this place among those given; with the digests of it and of what it was read with.
    pub fn read(&self, prepared: &Prepared, index: usize, path: &Path) -> Result<(Log, Vec<Input>), String> {
        let loaded = Loader::default().read_bytes(path).map_err(|unreadable| unreadable.to_string())?;
        let model = &prepared.model;
        let fault = |fault| format!("{}: {fault}", loaded.name);
        let choice = self.profiles.get(index).or(self.profiles.first());
        let mut inputs = Vec::new();
        let reading = match choice {
            Some((_, Some((own, input)))) => {
                inputs.push(input.clone());
                Reading::Own(own)
            }
            Some((Choice::Known(profile), None)) => Reading::Known(*profile),
            _ => Reading::Known(
                incident::recognise(model, &loaded.bytes, self.sheet.as_deref()).map_err(fault)?,
            ),
        };
        let none = NameMap::default();
        let names = match &self.names {
            Some((names, input)) => {
                inputs.push(input.clone());
                names
            }
            None => &none,
        };
        let log = incident::read_mapped(
            reading,
            model,
            names,
            &loaded.name,
            self.sheet.as_deref(),
            loaded.bytes.as_slice(),
        )
        .map_err(fault)?;
        inputs.push(Input { name: loaded.name, sha256: loaded.sha256 });
        Ok((log, inputs))
    }
}
