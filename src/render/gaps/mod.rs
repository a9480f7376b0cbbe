//! What no clause mentions, as text, a page and JSON.

pub mod html;
pub mod json;
#[cfg(feature = "cli")]
pub mod text;

use crate::evaluate::Open;
use crate::evaluate::words::{labels, open_words};
use crate::gaps::words::{Extent, block_in_words, extent};
use crate::gaps::{Block, Cell, Does, Gaps, Group, Part, Unmentioned};
use crate::model::Model;
use crate::render::Input;
use crate::scope::{acts_listed, listed};
use crate::sets::Bits;
use crate::source::Sources;

/// What there is to say, and about what.
#[derive(Clone, Copy)]
pub struct Silence<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Its text, for the words of the clauses.
    pub sources: &'a Sources,
    /// What no clause mentions.
    pub gaps: &'a Gaps,
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
}

/// How the conduct of a cell is regulated, for its colour and its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Forbidden,
    Permitted,
    Required,
    Mentioned,
    Mixed,
    PartlySilent,
    Silent,
}

impl Silence<'_> {
    /// Acts in words, one by one.
    fn acts(&self, acts: &Bits) -> Vec<String> {
        acts_listed(self.model, acts, &self.gaps.interest.acts)
    }

    fn block(&self, block: &Block) -> String {
        block_in_words(self.model, self.gaps, block)
    }

    /// When and where a gap is: a sentence without a full stop.
    fn extent(&self, group: &Group) -> String {
        match extent(self.model, self.gaps, group) {
            Extent::Throughout => "throughout".to_owned(),
            Extent::Only(parts) => parts.join("; or "),
            Extent::AllBut(parts) => format!("all but what is mentioned: {}", parts.join("; or ")),
            Extent::Undecided => "undecided: it would take more pieces than are worked on".to_owned(),
        }
    }

    /// Combinations out of all, as a percentage.
    fn share(&self, combinations: usize) -> String {
        let all = self.gaps.combinations;
        if all == 0 {
            return "0 %".to_owned();
        }
        // A tenth of a percent is as fine as a count of combinations means anything.
        let tenths = combinations.saturating_mul(1000).saturating_add(all / 2) / all;
        match tenths {
            0 => "below 0.1 %".to_owned(),
            _ if tenths % 10 == 0 => format!("{} %", tenths / 10),
            _ => format!("{}.{} %", tenths / 10, tenths % 10),
        }
    }

    /// What the clauses make of a cell of the matrix, a line each.
    fn cell(&self, cell: &Cell) -> Vec<String> {
        let mut lines: Vec<String> = cell.parts.iter().map(|part| self.part(part)).collect();
        lines.extend(match cell.unmentioned {
            Unmentioned::Nothing => None,
            Unmentioned::Partly => Some("partly unmentioned".to_owned()),
            Unmentioned::Wholly => Some("unmentioned".to_owned()),
            Unmentioned::Undecided => Some("undecided".to_owned()),
        });
        let mut open: Vec<Open> =
            cell.parts.iter().flat_map(|part| &part.open).copied().map(Open::from).collect();
        open.sort_unstable();
        open.dedup();
        if !open.is_empty() {
            lines.push(format!("depending on {}", open_words(self.model, &open)));
        }
        lines
    }

    fn part(&self, part: &Part) -> String {
        let partly = if part.wholly { "" } else { "partly " };
        format!("{partly}{} {}", does(part.does), labels(self.model, &part.clauses))
    }

    fn tone(cell: &Cell) -> Tone {
        let mut tones: Vec<Tone> = cell
            .parts
            .iter()
            .map(|part| match part.does {
                Does::Forbids | Does::ForbidsIfJudged => Tone::Forbidden,
                Does::Permits => Tone::Permitted,
                Does::Requires => Tone::Required,
                Does::Mentions => Tone::Mentioned,
            })
            .collect();
        tones.dedup();
        match (tones.as_slice(), cell.unmentioned) {
            (_, Unmentioned::Wholly) => Tone::Silent,
            (_, Unmentioned::Partly | Unmentioned::Undecided) => Tone::PartlySilent,
            // What one clause does throughout is not undone by another that does the same in part.
            ([only], Unmentioned::Nothing) if cell.parts.iter().any(|part| part.wholly) => *only,
            _ => Tone::Mixed,
        }
    }

    /// What is counted, in a sentence.
    fn summary(&self) -> String {
        let gaps = self.gaps;
        let mut words = format!(
            "{} combinations of an act, somebody who does it and somebody to whom it is done: {} ({}) are mentioned by no \
             clause, {} ({}) in part",
            gaps.combinations,
            gaps.unmentioned,
            self.share(gaps.unmentioned),
            gaps.partly,
            self.share(gaps.partly),
        );
        if gaps.undecided > 0 {
            words += &format!(", {} ({}) are undecided", gaps.undecided, self.share(gaps.undecided));
        }
        words
    }

    /// What must be said so that nobody takes the result for more than it is.
    fn cautions(&self) -> Vec<String> {
        let mut cautions = vec![
            "An act that no clause mentions is neither allowed nor forbidden by this agreement; law outside it may say \
             more."
                .to_owned(),
        ];
        if !self.gaps.table.too_complex.is_empty() {
            cautions.push(format!(
                "What {} cover would take more pieces than are worked on, and is taken for unmentioned.",
                labels(self.model, &self.gaps.table.too_complex)
            ));
        }
        cautions.extend(self.model.assumptions.iter().cloned());
        cautions
    }

    /// Acts as the head of a column: what is one by one, some at most.
    fn heading(&self, acts: &Bits, at_most: usize) -> String {
        let mut words = self.acts(acts);
        let more = words.len().saturating_sub(at_most);
        if more > 1 {
            words.truncate(at_most);
            words.push(format!("{more} others"));
        }
        listed(&words, "and")
    }
}

fn does(does: Does) -> &'static str {
    match does {
        Does::Forbids => "forbidden",
        Does::ForbidsIfJudged => "forbidden if so judged",
        Does::Permits => "permitted",
        Does::Requires => "required",
        Does::Mentions => "mentioned, not judged",
    }
}
