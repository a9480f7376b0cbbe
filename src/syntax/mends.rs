//! Answers to sentences that cannot be read.
//!
//! Each module of this folder knows some likely mistakes and proposes edits. A proposal is tried: the edited sentence is
//! parsed, and the proposal counts only if the parser then gets further than before. So no answer is a guess that
//! its own mend would not bear out. What nothing explains is an `unreadable-sentence`.
//!
//! What is tried is bounded, for each sentence and for a whole file.

mod marks;
mod missing;
mod modals;
mod patch;
mod spelling;
mod times;
mod units;
mod unreadable;
mod words;

use std::ops::Range;

pub(super) use self::patch::Patch;

use super::parser::furthest;
use super::sentences::Ending;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::{FileId, Span};

/// A sentence that cannot be read.
pub(super) struct Broken<'a> {
    /// The whole file.
    pub text: &'a str,
    /// The file.
    pub file: FileId,
    /// Where the sentence begins.
    pub start: usize,
    /// Where it ends, with its mark.
    pub end: usize,
    /// What ended it.
    pub ending: Ending,
    /// The first byte, counted from `start`, that fits nowhere.
    pub failed_at: usize,
}

/// What is said about it.
pub(super) struct Answer {
    /// The one finding.
    pub diagnostic: Diagnostic,
    /// The edits that let the parser read it.
    pub patch: Option<Patch>,
    /// Where the next sentence begins, if the stretch holds several.
    pub rest: Option<usize>,
}

/// How much may still be tried in this file.
pub(super) struct Budget {
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: 4 * 1024 * 1024 }
    }
}

/// Longer sentences are not mended.
const LENGTH_LIMIT: usize = 8 * 1024;

/// Proposals that are tried for one sentence.
const TRIAL_LIMIT: usize = 160;

/// Edits within one sentence.
type Edits = Vec<(Range<usize>, String)>;

/// What a mend may look at. Offsets count from the begin of the sentence.
struct Sentence<'a> {
    text: &'a str,
    /// The file up to the sentence.
    before: &'a str,
    ending: Ending,
    /// The first byte that fits nowhere.
    failed_at: usize,
    /// The words outside quotation marks and comments, in order.
    words: Vec<Range<usize>>,
    /// The number of the first word that ends after `failed_at`.
    failed_word: usize,
}

impl<'a> Sentence<'a> {
    fn word(&self, number: usize) -> &'a str {
        self.words.get(number).map_or("", |range| self.at(range))
    }

    fn at(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The white-space delimited stretches at the failure and before it, without the marks that end them.
    fn stretches(&self) -> impl Iterator<Item = Range<usize>> {
        let here = words::stretch(self.text, self.failed_at);
        let before = words::stretch_before(self.text, here.start);
        [before, here].into_iter().filter(|range| !range.is_empty())
    }
}

/// What might be meant.
struct Proposal {
    code: &'static Code,
    title: String,
    /// The smallest guilty words.
    guilty: Range<usize>,
    why: &'static str,
    /// What can be done; the first edits are tried.
    helps: Vec<(String, Edits)>,
    /// Whether it counts only if the whole sentence can be read then.
    only_whole: bool,
}

/// The knowledge of likely mistakes: the sure ones first.
const FINDERS: &[fn(&Sentence) -> Vec<Proposal>] = &[
    marks::unclosed_quotation,
    marks::typographic_quotation,
    modals::may_not,
    modals::modal_word,
    modals::and_or,
    times::date_order,
    times::spoken_hour,
    times::zone_abbreviation,
    marks::decimal_comma,
    units::missing_unit,
    units::unknown_unit,
    marks::stray_mark,
    missing::full_stop_at_end,
    spelling::misspelt_word,
    missing::label,
    missing::word,
    missing::quotation,
];

/// Answers one broken sentence.
pub(super) fn answer(broken: &Broken, budget: &mut Budget) -> Answer {
    let text = broken.text.get(broken.start..broken.end).unwrap_or("");
    let words = if text.len() > LENGTH_LIMIT { Vec::new() } else { words::words(text) };
    let failed_word = words.partition_point(|word| word.end <= broken.failed_at);
    let before = broken.text.get(..broken.start).unwrap_or("");
    let failed_at = broken.failed_at;
    let sentence = Sentence { text, before, ending: broken.ending, failed_at, words, failed_word };
    let span =
        |range: &Range<usize>| Span::new(broken.file, broken.start + range.start, broken.start + range.end);

    if text.len() <= LENGTH_LIMIT {
        if let Some(split) = missing::full_stop(&sentence, &mut |text| reach(text, budget)) {
            let head = text.get(..split.next).unwrap_or("");
            return Answer {
                diagnostic: diagnostic(&split.proposal, &span),
                patch: split.proposal.helps.first().and_then(|(_, edits)| Patch::new(head, edits)),
                rest: Some(broken.start + split.next),
            };
        }
        if let Some((proposal, patch)) = best(&sentence, budget) {
            return Answer { diagnostic: diagnostic(&proposal, &span), patch, rest: None };
        }
    }
    let next = missing::next_statement(&sentence);
    Answer {
        diagnostic: unreadable::diagnostic(&sentence, &span),
        patch: None,
        rest: next.map(|next| broken.start + next),
    }
}

/// How far a text can be read, within the budget; the text's length for all of it.
fn reach(text: &str, budget: &mut Budget) -> Option<usize> {
    budget.bytes = budget.bytes.checked_sub(text.len())?;
    Some(furthest(text).unwrap_or(usize::MAX))
}

/// The first proposal with which the whole sentence can be read, or else the one that gets furthest.
fn best(sentence: &Sentence, budget: &mut Budget) -> Option<(Proposal, Option<Patch>)> {
    let mut further: Option<(usize, Proposal)> = None;
    let mut trials = TRIAL_LIMIT;
    for finder in FINDERS {
        for proposal in finder(sentence) {
            trials = trials.checked_sub(1)?;
            let Some((_, edits)) = proposal.helps.first() else { continue };
            let Some(patch) = Patch::new(sentence.text, edits) else { continue };
            // Where the budget is spent, nothing more is tried.
            let Some(reached) = reach(patch.text(), budget) else {
                return further.map(|(_, proposal)| (proposal, None));
            };
            if reached == usize::MAX {
                return Some((proposal, Some(patch)));
            }
            let reached = patch.origin(reached);
            let least = further.as_ref().map_or(sentence.failed_at, |(furthest, _)| *furthest);
            if !proposal.only_whole && reached > least {
                further = Some((reached, proposal));
            }
        }
    }
    further.map(|(_, proposal)| (proposal, None))
}

fn diagnostic(proposal: &Proposal, span: &impl Fn(&Range<usize>) -> Span) -> Diagnostic {
    let finding = Diagnostic::new(proposal.code, span(&proposal.guilty), proposal.title.clone());
    proposal.helps.iter().fold(finding.because(proposal.why), |finding, (text, edits)| {
        let edits = edits
            .iter()
            .map(|(range, replacement)| Edit { span: span(range), replacement: replacement.clone() });
        finding.mends(text.clone(), edits.collect())
    })
}

/// A word for a title, cut where it is long.
fn shown(word: &str) -> String {
    let mut letters = word.chars();
    let mut short: String = letters.by_ref().take(24).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
