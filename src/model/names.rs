//! What a name stands for: the names of the text, and the other names under which a log may have the same thing.

use std::collections::BTreeMap;

use crate::model::actors::DatedName;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, GroupId, LineId, PhaseId, PlaceId, StreakId, TermId, ZoneId};
use crate::sets::Intervals;
use crate::source::Span;

/// What a declared name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An actor.
    Actor(ActorId),
    /// A group.
    Group(GroupId),
    /// A class of acts, by its place in the table.
    Act(usize),
    /// A class of means, likewise.
    Means(usize),
    /// A zone.
    Zone(ZoneId),
    /// A line.
    Line(LineId),
    /// A place.
    Place(PlaceId),
    /// A term.
    Term(TermId),
    /// A phase.
    Phase(PhaseId),
    /// A streak.
    Streak(StreakId),
    /// A symbolic day.
    Day,
}

impl Named {
    /// What kind of thing it is, with its article.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Actor(_) => "an actor",
            Self::Group(_) => "a group",
            Self::Act(_) => "an act",
            Self::Means(_) => "a class of means",
            Self::Zone(_) => "a zone",
            Self::Line(_) => "a line",
            Self::Place(_) => "a place",
            Self::Term(_) => "a term",
            Self::Phase(_) => "a phase",
            Self::Streak(_) => "a streak",
            Self::Day => "a day",
        }
    }
}

/// A name found for an actor or a place of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<T> {
    /// What it stands for.
    pub found: T,
    /// Whether the name is used at a time for which the agreement does not declare it.
    pub outside_its_dates: bool,
}

/// All names of an agreement.
#[derive(Clone, Debug, Default)]
pub struct Names {
    declared: BTreeMap<String, (Named, Option<Span>)>,
    actors: BTreeMap<String, Vec<(Who, Intervals)>>,
    places: BTreeMap<String, Vec<PlaceName>>,
}

/// What a name of a place stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceName {
    /// A zone.
    Zone(ZoneId),
    /// A point.
    Place(PlaceId),
}

impl PlaceName {
    /// As an account says it.
    #[must_use]
    pub fn place(self) -> Where {
        match self {
            Self::Zone(zone) => Where::Zone(zone),
            Self::Place(place) => Where::Place(place),
        }
    }
}

/// Names compare without regard to letter case and to the white space and punctuation between words.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' => {}
            letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

impl Names {
    /// Declares a name. Answers what it stood for before, if it was taken.
    pub fn declare(&mut self, name: &str, named: Named, span: Option<Span>) -> Option<(Named, Option<Span>)> {
        if let Some(&taken) = self.declared.get(name) {
            return Some(taken);
        }
        self.declared.insert(name.to_owned(), (named, span));
        None
    }

    /// What a declared name stands for.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Named> {
        self.declared.get(name).map(|&(named, _)| named)
    }

    /// Where a name is declared.
    #[must_use]
    pub fn span(&self, name: &str) -> Option<Span> {
        self.declared.get(name).and_then(|&(_, span)| span)
    }

    /// All declared names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Named)> {
        self.declared.iter().map(|(name, &(named, _))| (name.as_str(), named))
    }

    /// Records the names under which a log may have an actor.
    pub fn know_actor<'a>(&mut self, who: Who, name: &str, aliases: impl IntoIterator<Item = &'a DatedName>) {
        self.actors.entry(fold(name)).or_default().push((who, Intervals::all()));
        for alias in aliases {
            self.actors.entry(fold(&alias.text)).or_default().push((who, alias.times.clone()));
        }
    }

    /// Records one name of an actor that is used at certain times only.
    pub fn know_actor_then(&mut self, who: Who, name: &DatedName) {
        self.actors.entry(fold(&name.text)).or_default().push((who, name.times.clone()));
    }

    /// Records the names under which a log may have a place.
    pub fn know_place<'a>(
        &mut self,
        place: PlaceName,
        name: &str,
        aliases: impl IntoIterator<Item = &'a DatedName>,
    ) {
        for text in std::iter::once(name).chain(aliases.into_iter().map(|alias| alias.text.as_str())) {
            let known = self.places.entry(fold(text)).or_default();
            if !known.contains(&place) {
                known.push(place);
            }
        }
    }

    /// Who goes by a name at some time within `times`: those whose name it is then; where nobody has it then, those
    /// who have it at another time, since logs name groups in hindsight.
    #[must_use]
    pub fn actor(&self, name: &str, times: &Intervals) -> Option<Match<Vec<Who>>> {
        let known = self.actors.get(&fold(name))?;
        let mut then: Vec<Who> =
            known.iter().filter(|(_, used)| used.intersects(times)).map(|&(who, _)| who).collect();
        let outside_its_dates = then.is_empty();
        if outside_its_dates {
            then = known.iter().map(|&(who, _)| who).collect();
        }
        then.sort_unstable();
        then.dedup();
        Some(Match { found: then, outside_its_dates })
    }

    /// What goes by the name of a place.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&[PlaceName]> {
        self.places.get(&fold(name)).map(Vec::as_slice)
    }

    /// The folded names of actors, to suggest one of.
    pub fn actor_names(&self) -> impl Iterator<Item = &str> {
        self.actors.keys().map(String::as_str)
    }

    /// The folded names of places, to suggest one of.
    pub fn place_names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }
}
