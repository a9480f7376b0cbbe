//! What no clause mentions, for people at a terminal.

use super::{Silence, Tone};
use crate::gaps::{Matrix, matrices};
use crate::render::page::{BOLD, DIM, PLAIN, Page};
use crate::render::visible::visible_line;
use crate::scope::listed;

/// How much of it is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How many gaps are printed for each act.
    pub groups: usize,
    /// How many rows a matrix has at most.
    pub rows: usize,
    /// Columns at which tables are broken.
    pub width: usize,
    /// Whether witnesses are also printed as scenarios.
    pub scenarios: bool,
}

/// Acts named over a column before the others are only counted; all of them stand over the list of gaps.
const MOST_ACTS: usize = 6;

/// The whole report, with colours that the caller may strip.
#[must_use]
pub fn text(silence: &Silence<'_>, extent: Extent) -> String {
    let mut page = Page::new(&silence.model.title);
    page.line(&format!("{}.", silence.summary()));
    for matrix in matrices(silence.model, silence.gaps) {
        table(silence, &matrix, extent, &mut page);
    }
    gaps(silence, extent, &mut page);
    page.title("To be read with care");
    for caution in silence.cautions() {
        page.line(&format!("  {}", visible_line(&caution)));
    }
    page.made_from(silence.inputs, "gaps", silence.options)
}

fn table(silence: &Silence<'_>, matrix: &Matrix, extent: Extent, page: &mut Page) {
    page.title(&format!("By act and pair: {}", matrix.aim.words()));
    if !matrix.acts.is_empty() {
        rows(silence, matrix, extent, page);
    }
    if !matrix.silent.is_empty() {
        let acts = listed(&silence.acts(&matrix.silent), "and");
        page.line(&format!("Mentioned by no clause, whoever does it: {}.", visible_line(&acts)));
    }
}

fn rows(silence: &Silence<'_>, matrix: &Matrix, extent: Extent, page: &mut Page) {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    table.set_width(u16::try_from(extent.width).unwrap_or(u16::MAX));
    let heads = matrix.acts.iter().map(|acts| visible_line(&silence.heading(acts, MOST_ACTS)));
    table.set_header(std::iter::once(String::new()).chain(heads).collect::<Vec<_>>());
    for row in matrix.rows.iter().take(extent.rows) {
        let blocks: Vec<String> =
            row.blocks.iter().map(|block| visible_line(&silence.block(block))).collect();
        let cells = row.cells.iter().map(|cell| {
            let mark = match Silence::tone(cell) {
                Tone::Silent => "- ",
                _ => "",
            };
            format!("{mark}{}", silence.cell(cell).join("\n"))
        });
        table.add_row(std::iter::once(blocks.join(";\n")).chain(cells).collect::<Vec<_>>());
    }
    for line in table.lines() {
        page.line(&line);
    }
    let more = matrix.rows.len().saturating_sub(extent.rows);
    if more > 0 {
        page.line(&format!(
            "... and {more} more rows: `--limit 0` prints them all, `--out gaps.html` draws them"
        ));
    }
}

fn gaps(silence: &Silence<'_>, extent: Extent, page: &mut Page) {
    page.title("What no clause mentions, the largest first");
    if silence.gaps.acts.is_empty() {
        page.line("  Every act in question is mentioned between every pair, throughout.");
    }
    for act in &silence.gaps.acts {
        page.line("");
        page.line(&format!(
            "  {BOLD}{}{PLAIN}: {} of all combinations",
            visible_line(&silence.heading(&act.acts, usize::MAX)),
            silence.share(act.combinations)
        ));
        for group in act.groups.iter().take(extent.groups) {
            page.line(&format!(
                "    {}: {} ({})",
                visible_line(&silence.block(&group.block)),
                visible_line(&silence.extent(group)),
                silence.share(group.combinations)
            ));
            if !group.witness_words.is_empty() {
                page.line(&format!("      {DIM}witness: {}{PLAIN}", visible_line(&group.witness_words)));
            }
            if let Some(scenario) = group.scenario.as_ref().filter(|_| extent.scenarios) {
                for line in scenario.lines() {
                    page.line(&format!("      {}", crate::render::visible::visible(line)));
                }
            }
        }
        let more = act.groups.len().saturating_sub(extent.groups);
        if more > 0 {
            page.line(&format!("    ... and {more} more: `--limit 0` prints them all"));
        }
    }
    if silence.gaps.undecided > 0 {
        page.line("");
        page.line(&format!(
            "  {} combinations are undecided, and are neither counted as mentioned nor as unmentioned.",
            silence.gaps.undecided
        ));
    }
}
