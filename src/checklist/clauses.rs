//! The clauses of an agreement, by what they are about.

use crate::checklist::Answer;
use crate::draft::{Draft, Written};
use crate::model::Model;
use crate::scope::acts_in_words;
use crate::sets::Bits;
use crate::syntax::tree::{ActionKind, Modal};

/// An agreement, as the questions see it.
pub struct Clauses<'a> {
    /// What it means.
    pub draft: &'a Draft<'a>,
    all: Vec<About<'a>>,
}

/// One clause.
pub struct About<'a> {
    /// As it stands, and what it means.
    pub written: Written<'a>,
    /// What it makes of conduct, if anything.
    pub makes: Option<Makes>,
    /// The acts that it names, with all their kinds.
    pub acts: Bits,
}

/// What a clause makes of conduct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// `shall not`
    Forbidden,
    /// `shall prevent`
    Prevented,
    /// `may`
    Permitted,
    /// `shall`
    Owed,
    /// `shall minimise`
    Minimised,
    /// `need not`
    Released,
}

impl Makes {
    const ALL: [Self; 6] =
        [Self::Forbidden, Self::Prevented, Self::Permitted, Self::Owed, Self::Minimised, Self::Released];

    fn word(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Prevented => "to be prevented",
            Self::Permitted => "permitted",
            Self::Owed => "owed",
            Self::Minimised => "to be minimised",
            Self::Released => "released",
        }
    }
}

impl<'a> Clauses<'a> {
    /// Takes the clauses of a draft.
    #[must_use]
    pub fn of(draft: &'a Draft<'a>) -> Self {
        let all = draft.written().map(|written| About {
            written,
            makes: makes(&written),
            acts: acts(draft, &written),
        });
        Self { draft, all: all.collect() }
    }

    /// What it means.
    #[must_use]
    pub fn model(&self) -> &'a Model {
        self.draft.model
    }

    /// All clauses, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &About<'a>> {
        self.all.iter()
    }

    /// The numbers of those for which something holds.
    pub fn numbers(&self, holds: impl Fn(&About<'a>) -> bool) -> Vec<String> {
        self.all.iter().filter(|about| holds(about)).map(|about| about.written.label().to_owned()).collect()
    }

    /// The same as an answer, with words before the numbers; nothing where there is no such clause.
    pub fn answer(&self, words: &str, holds: impl Fn(&About<'a>) -> bool) -> Vec<Answer> {
        let clauses = self.numbers(holds);
        if clauses.is_empty() { Vec::new() } else { vec![Answer { words: words.to_owned(), clauses }] }
    }

    /// The leaves of some acts of the catalogue, with all their kinds; acts that the agreement does not know are left out.
    #[must_use]
    pub fn acts(&self, names: &[&str]) -> Bits {
        let acts = &self.model().deeds.acts;
        let mut found = Bits::empty(acts.universe());
        for (index, class) in acts.iter() {
            if names.contains(&class.name.as_str()) {
                found.union_with(&acts.leaves(index));
            }
        }
        found
    }

    /// Whether a clause is about some acts and no others.
    #[must_use]
    pub fn is_about(about: &About<'_>, acts: &Bits) -> bool {
        about.acts.intersects(acts) && about.acts.is_subset(acts)
    }

    /// The clauses about some acts, by what they do: "forbidden: 1.4 and 2.4", "owed: 3.1". Where none names them: those about
    /// wider acts, and those that have one of `words` in a text that nobody judges.
    pub fn by_modality(&self, names: &[&str], words: &[&str]) -> Vec<Answer> {
        let acts = self.acts(names);
        let each = |about: fn(&About<'_>, &Bits) -> bool, wider: &'static str| {
            let answers = Makes::ALL.into_iter().flat_map(|makes| {
                let words = format!("{}{wider}", makes.word());
                self.answer(&words, |own| own.makes == Some(makes) && about(own, &acts))
            });
            answers.collect::<Vec<_>>()
        };
        let mut found = each(Self::is_about, "");
        if found.is_empty() {
            found = each(|about, acts| about.acts.intersects(acts), ", with other acts");
        }
        found.extend(self.answer("in words that nobody judges", |about| {
            about.written.is_stated_only() && says_one_of(about, words)
        }));
        found
    }

    /// What clauses of one kind are about, each act with the numbers: "attack of any kind: 0.1, 1.2 and 2.2".
    pub fn by_acts(&self, makes: Makes) -> Vec<Answer> {
        let mut found: Vec<Answer> = Vec::new();
        for about in self.all.iter().filter(|about| about.makes == Some(makes)) {
            if about.acts.is_empty() {
                continue;
            }
            let all = Bits::full(about.acts.len_universe());
            let words = acts_in_words(self.model(), &about.acts, &all).replace(" of any kind", "");
            match found.iter_mut().find(|answer| answer.words == words) {
                Some(answer) => answer.clauses.push(about.written.label().to_owned()),
                None => found.push(Answer { words, clauses: vec![about.written.label().to_owned()] }),
            }
        }
        found
    }
}

/// What a clause makes of conduct, whether or not it can be judged yet.
fn makes(written: &Written<'_>) -> Option<Makes> {
    let (norm, _) = written.norm()?;
    Some(match (norm.modal, &norm.action.kind) {
        (Modal::Shall, ActionKind::Prevent { .. }) => Makes::Prevented,
        (Modal::Shall, ActionKind::Minimise(_)) => Makes::Minimised,
        // What is kept away may not come near.
        (Modal::Shall, ActionKind::Keep { .. }) => Makes::Forbidden,
        (Modal::Shall, _) => Makes::Owed,
        (Modal::ShallNot, _) => Makes::Forbidden,
        (Modal::May, _) => Makes::Permitted,
        (Modal::NeedNot, _) => Makes::Released,
    })
}

/// The acts that a clause names: those that it forbids, permits or asks for; of `keep`, staying near.
fn acts(draft: &Draft<'_>, written: &Written<'_>) -> Bits {
    let deeds = &draft.model.deeds;
    let mut found = Bits::empty(deeds.acts.universe());
    let Some((norm, _)) = written.norm() else { return found };
    let list = match &norm.action.kind {
        ActionKind::Do(acts)
        | ActionKind::Begin(acts)
        | ActionKind::Complete(acts)
        | ActionKind::Allow(acts)
        | ActionKind::Minimise(acts)
        | ActionKind::Prevent { acts, .. } => acts,
        ActionKind::Keep { .. } => return found,
    };
    for name in &list.names {
        if let Some(act) = deeds.act_words.get(&name.text) {
            found.union_with(&deeds.acts.leaves(act.index()));
        }
    }
    found
}

/// Whether a word of the official text of a clause begins with one of these, whatever its case; or, where that is several words,
/// whether the text contains them.
pub fn says_one_of(about: &About<'_>, words: &[&str]) -> bool {
    about.written.tree.wording.as_ref().is_some_and(|wording| {
        let own = wording.text.to_lowercase();
        let mut parts = own.split(|letter: char| !letter.is_alphanumeric());
        words.iter().any(|wanted| wanted.contains(' ') && own.contains(wanted))
            || parts.any(|part| words.iter().any(|wanted| part.starts_with(wanted)))
    })
}
