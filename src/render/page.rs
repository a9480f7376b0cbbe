//! A page of text for people, line by line, with colours that the caller may strip.

use std::fmt::Write as _;

use crate::render::Input;
use crate::render::visible::visible_line;

/// A heading.
pub(super) const BOLD: &str = "\u{1b}[1m";
/// What may be passed over.
pub(super) const DIM: &str = "\u{1b}[2m";
/// What is forbidden, or a violation.
pub(super) const RED: &str = "\u{1b}[31m";
/// What is open.
pub(super) const YELLOW: &str = "\u{1b}[33m";
/// What is permitted, or excused.
pub(super) const GREEN: &str = "\u{1b}[32m";
/// The end of a colour.
pub(super) const PLAIN: &str = "\u{1b}[0m";

/// A page in the making.
pub(super) struct Page {
    out: String,
}

impl Page {
    /// A page with its title.
    pub fn new(title: &str) -> Self {
        let mut page = Self { out: String::new() };
        page.line(&format!("{BOLD}{}{PLAIN}", visible_line(title)));
        page
    }

    /// A line, without white space at its end.
    pub fn line(&mut self, text: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    /// A heading, below a blank line.
    pub fn title(&mut self, text: &str) {
        self.line("");
        self.line(&format!("{BOLD}{text}{PLAIN}"));
    }

    /// The page.
    pub fn finished(self) -> String {
        self.out
    }

    /// What the page was made from, so that it can be made again: the last that stands on it.
    pub fn made_from(mut self, inputs: &[Input], command: &str, options: &[String]) -> String {
        self.title("Made from");
        for input in inputs {
            self.line(&format!("  {}  SHA-256 {}", visible_line(&input.name), input.sha256));
        }
        let options = visible_line(&options.join(" "));
        self.line(&format!("  armistice {} {command} {options}", env!("CARGO_PKG_VERSION")));
        self.out
    }

    /// Rows in columns, without lines between them.
    #[cfg(feature = "cli")]
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(comfy_table::ContentArrangement::Disabled);
        table.add_rows(rows);
        for line in table.lines() {
            self.line(&format!(" {line}"));
        }
    }
}
