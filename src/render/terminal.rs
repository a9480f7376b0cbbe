//! Findings for a person at a terminal. The only user of miette.
//!
//! miette draws the title and the words with their labels; its labels share one text, and an agreement and its annex
//! are two, so the labels of each further file are drawn as a report of their own, below. What follows (witness, help,
//! note) is written here, because miette knows one help and we may have two.

use super::Findings;
use super::visible::{visible, visible_line};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, SourceFile, Sources, Span};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use std::collections::BTreeMap;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// How the page is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns at which sentences are broken, 40 at least; source lines are never broken.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub color: bool,
}

/// Lines shown before and after the guilty ones. With 0, miette cuts the line to the span.
const CONTEXT_LINES: usize = 1;
/// A longer stretch than this is shown by its first line: the reader needs to find it, not to read it again.
const LONGEST_LABEL_LINES: usize = 6;
/// Columns from one tab stop to the next.
const TAB_WIDTH: usize = 4;
/// Below this, words would be broken letter by letter.
const NARROWEST: usize = 40;

/// All findings, a blank line after each, and the line that counts them.
#[must_use]
pub fn terminal(findings: &Findings<'_>, style: Style) -> String {
    let mut page = String::new();
    let mut texts = Texts::new(findings.sources);
    for finding in findings.found {
        page += &draw_finding(&mut texts, finding, style);
        page.push('\n');
    }
    if !findings.waived.is_empty() {
        page += &draw_waived(findings, style);
        page.push('\n');
    }
    page += &findings.counts().summary();
    page.push('\n');
    page
}

/// What the drafters have answered: one paragraph each, with their reason.
fn draw_waived(findings: &Findings<'_>, style: Style) -> String {
    let width = style.width.max(NARROWEST);
    let paint = Paint { color: style.color };
    let mut page = paint.word("waived") + "\n";
    for waived in findings.waived {
        let finding = &waived.diagnostic;
        let place = finding.span().and_then(|span| {
            let file = findings.sources.file(span.file)?;
            let at = file.position(span.start);
            Some(format!("{}:{}:{}", visible_line(file.name()), at.line, at.column))
        });
        let words = format!(
            "{} {} ({}), because \"{}\"",
            finding.code.slug,
            visible_line(&finding.title),
            place.unwrap_or_default(),
            visible_line(&waived.because),
        );
        page += &format!("  {}\n", wrapped(&words, 4, width));
    }
    page
}

/// One finding, with a line end.
#[must_use]
pub fn report(sources: &Sources, finding: &Diagnostic, style: Style) -> String {
    draw_finding(&mut Texts::new(sources), finding, style)
}

fn draw_finding(texts: &mut Texts<'_>, finding: &Diagnostic, style: Style) -> String {
    let style = Style { width: style.width.max(NARROWEST), ..style };
    let paint = Paint { color: style.color };
    let mut page = paint.code(finding.severity, finding.code.slug);
    page.push('\n');

    let mut drawn = String::new();
    for (index, file) in files_of(finding).into_iter().enumerate() {
        let related = draw(&Report::of_file(texts, finding, file), style);
        if index == 0 {
            drawn = related;
            continue;
        }
        // The title stands above already: what is left of a related report is its text.
        drawn += related.split_once('\n').map_or("", |(_, text)| text);
    }
    for line in drawn.lines() {
        page += line.trim_end();
        page.push('\n');
    }

    let said = |word: &str, text: &str| {
        let indent = word.width() + 4;
        format!("  {} {}\n", paint.word(word), wrapped(&visible(text), indent, style.width))
    };
    page.extend(finding.witness.iter().map(|witness| said("witness", witness)));
    if let Some(scenario) = &finding.scenario {
        page += &format!("  {}\n", paint.word("as a test"));
        page.extend(visible(scenario).lines().map(|line| format!("      {line}\n")));
    }
    page.extend(finding.helps.iter().map(|help| said("help", &help.text)));
    page.extend(finding.notes.iter().map(|note| said("note", note)));
    page
}

/// The files of the labels, each once, in the order in which they are met; one that is nowhere where there is no label.
fn files_of(finding: &Diagnostic) -> Vec<Option<FileId>> {
    let mut files = Vec::new();
    for file in finding.labels.iter().map(|label| Some(label.span.file)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    if files.is_empty() { vec![None] } else { files }
}

fn draw(report: &Report<'_>, style: Style) -> String {
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_urls(false)
        .with_width(style.width)
        .with_context_lines(CONTEXT_LINES)
        .tab_width(TAB_WIDTH)
        .without_syntax_highlighting();
    let mut drawn = String::new();
    match handler.render_report(&mut drawn, report) {
        Ok(()) => drawn,
        // Writing to a string does not fail; were a span unreadable after all, the title would still be said.
        Err(fmt::Error) => format!("  {report}\n"),
    }
}

/// The text after a word such as `help:`, broken at `width` columns, its further lines under the first.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let room = width.saturating_sub(indent);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split_whitespace() {
            let columns = word.width();
            if used > 0 && used + 1 + columns > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line += word;
            used += columns;
        }
        lines.push(line);
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

struct Paint {
    color: bool,
}

impl Paint {
    fn code(&self, severity: Severity, slug: &str) -> String {
        let color = match severity {
            Severity::Error => "31",
            Severity::Warning => "33",
            Severity::Note => "36",
        };
        self.with(color, slug)
    }

    fn word(&self, word: &str) -> String {
        self.with("36", &format!("{word}:"))
    }

    fn with(&self, color: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{color}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The texts of a run, each prepared once however many findings it has.
struct Texts<'a> {
    sources: &'a Sources,
    prepared: BTreeMap<FileId, Text<'a>>,
}

impl<'a> Texts<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self { sources, prepared: BTreeMap::new() }
    }

    fn get(&mut self, id: FileId) -> Option<&Text<'a>> {
        if !self.prepared.contains_key(&id) {
            self.prepared.insert(id, Text::new(self.sources.file(id)?));
        }
        self.prepared.get(&id)
    }
}

/// The part of a finding that lies in one file, as miette wants it.
#[derive(Debug)]
struct Report<'a> {
    title: String,
    severity: Severity,
    text: Option<&'a Text<'a>>,
    labels: Vec<LabeledSpan>,
}

impl<'a> Report<'a> {
    fn of_file(texts: &'a mut Texts<'_>, finding: &Diagnostic, file: Option<FileId>) -> Self {
        let text = file.and_then(|file| texts.get(file));
        let here = finding.labels.iter().enumerate().filter(|(_, label)| Some(label.span.file) == file);
        let labels =
            here.filter_map(|(index, label)| text.map(|text| text.label(label, index == 0))).collect();
        Self { title: visible_line(&finding.title), severity: finding.severity, text, labels }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A file, as miette reads it. Unlike miette's own reading it counts columns in characters, breaks lines at line feeds
/// only (as [`SourceFile`] does), and takes its line numbers from the index instead of counting from the beginning.
#[derive(Debug)]
struct Text<'a> {
    file: &'a SourceFile,
    /// What may be shown; as long as the file's text, character for character.
    shown: std::borrow::Cow<'a, str>,
    name: String,
}

impl<'a> Text<'a> {
    fn new(file: &'a SourceFile) -> Self {
        Self { file, shown: visible(file.text()), name: visible_line(file.name()) }
    }

    fn label(&self, label: &Label, primary: bool) -> LabeledSpan {
        let (start, end) = self.fit(label.span);
        let text = visible_line(&label.text);
        let text = (!text.is_empty()).then_some(text);
        let span = (start, end - start);
        if primary {
            LabeledSpan::new_primary_with_span(text, span)
        } else {
            LabeledSpan::new_with_span(text, span)
        }
    }

    /// The part of a span that can be drawn: within the text, on character boundaries, not too many lines. What lies
    /// after the last letter is shown at the last letter, since there is no line to show it on.
    fn fit(&self, span: Span) -> (usize, usize) {
        let text: &str = &self.shown;
        let written = text.trim_end();
        let last = written.char_indices().next_back().map_or(0, |(at, _)| at);
        let start = boundary(text, span.range().start);
        if start >= written.len() {
            return (last, written.len());
        }
        let end = boundary(text, span.range().end).clamp(start, written.len());
        let stretch = text.get(start..end).unwrap_or("");
        let first_line = stretch.split('\n').next().map_or(0, |line| line.trim_end().len());
        if stretch.split('\n').count() > LONGEST_LABEL_LINES {
            (start, start + first_line)
        } else {
            (start, start + stretch.trim_end().len())
        }
    }
}

/// The last character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let candidates = (0..=offset.min(text.len())).rev();
    candidates.take(4).find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl SourceCode for Text<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text: &str = &self.shown;
        let (start, end) = (span.offset(), span.offset() + span.len());
        let before = text.get(..start).ok_or(MietteError::OutOfBounds)?;
        // The last character of the span decides on which line it ends, so that a span may take its line feed along.
        let after_from = if span.is_empty() { end } else { end - 1 };
        let after = text.as_bytes().get(after_from..).ok_or(MietteError::OutOfBounds)?;

        let breaks = before.rmatch_indices('\n').map(|(at, _)| at + 1);
        let from = breaks.chain([0]).nth(lines_before).unwrap_or(0);
        let mut breaks = after.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let to = breaks.nth(lines_after).map_or(text.len(), |length| after_from + length);

        let shown = text.get(from..to).ok_or(MietteError::OutOfBounds)?;
        let first = self.file.position(u32::try_from(from).unwrap_or(u32::MAX));
        let at = self.file.position(u32::try_from(start).unwrap_or(u32::MAX));
        // Asked for no context, miette wants to name the place of the span; otherwise it wants whole lines.
        let (line, column) =
            if lines_before == 0 { (at.line - 1, at.column - 1) } else { (first.line - 1, 0) };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            shown.as_bytes(),
            (from, to - from).into(),
            line,
            column,
            shown.lines().count(),
        )))
    }
}

#[cfg(test)]
mod tests;
