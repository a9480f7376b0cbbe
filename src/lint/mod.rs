//! Judgements on the text of an agreement: what it leaves out, and what two parties will read differently.
//!
//! A rule is one file, with one code, one page and one folder of fixtures; the folders are the parts of an agreement in the
//! order in which a mediator goes through a draft. A rule judges and does not prove: it has a confidence, and where it
//! concerns meaning it shows a [`Parting`], two readings and one incident that they judge differently, which the algebra of
//! [`scope`](crate::scope) makes and a test holds against the evaluator.

pub mod lexicon;

mod breach;
mod conditions;
mod conduct;
mod declared;
mod formal;
mod ground;
mod hinges;
mod instrument;
mod parties;
mod phrases;
mod quotation;
mod readings;
mod said;
mod spoken;
mod text;
mod time;
mod verification;
mod wording;

pub use self::lexicon::Lexicon;
pub use self::readings::{Claim, Parting, Reading};
pub use self::text::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;
pub use crate::draft::Written;

/// A judgement on the text.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is said of it.
    pub diagnostic: Diagnostic,
    /// The two readings, where it concerns meaning.
    pub parting: Option<Parting>,
}

impl Finding {
    /// One that concerns no meaning: something is missing, or stands at the wrong place.
    #[must_use]
    pub fn plain(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, parting: None }
    }

    /// One that shows how two readings part, where they do.
    #[must_use]
    pub fn parting(mut diagnostic: Diagnostic, parting: Option<Parting>) -> Self {
        if let Some(parting) = &parting {
            diagnostic.witness = Some(parting.words());
        }
        Self { diagnostic, parting }
    }
}

/// One rule.
pub struct Rule {
    /// Its code.
    pub code: &'static Code,
    find: fn(&Text<'_>) -> Vec<Finding>,
}

/// All rules, by the parts of an agreement.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let parts: [&'static [Rule]; 8] = [
        parties::RULES,
        conduct::RULES,
        time::RULES,
        ground::RULES,
        verification::RULES,
        breach::RULES,
        instrument::RULES,
        wording::RULES,
    ];
    parts.into_iter().flatten()
}

/// What the rules that are wanted find, in the order of the text.
#[must_use]
pub fn judge(draft: &Draft<'_>, lexicon: &Lexicon, wanted: &dyn Fn(&'static Code) -> bool) -> Vec<Finding> {
    let text = Text::new(draft, lexicon);
    let mut findings: Vec<Finding> =
        rules().filter(|rule| wanted(rule.code)).flat_map(|rule| (rule.find)(&text)).collect();
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.diagnostic.span(), finding.diagnostic.code.slug);
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.title.cmp(&other.diagnostic.title))
    });
    findings
}
