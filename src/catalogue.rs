//! Every code: its level, its one line, and the page that explains it.
//!
//! The pages stand in `src/catalogue/<code>.md`. A test holds each code to a page, a fixture on which it fires and a
//! near miss on which it does not (`tests/catalogue.rs`).

use crate::diagnostic::{Code, Severity};

/// Declares the codes once: as constants, and as the list of all of them.
macro_rules! codes {
    ($($name:ident = $slug:literal, $severity:ident, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Code = Code {
                slug: $slug,
                severity: Severity::$severity,
                summary: $summary,
                page: include_str!(concat!("catalogue/", $slug, ".md")),
            };
        )*

        /// Every code, in the order of the alphabet within each part.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // The text: what the parser answers.
    UNREADABLE_SENTENCE = "unreadable-sentence", Error, "a sentence that follows none of the forms of the language";
    SENTENCE_TOO_LONG = "sentence-too-long", Error, "a sentence of more than 256 KiB";
    NESTED_TOO_DEEPLY = "nested-too-deeply", Error, "brackets or moments inside each other more than 64 deep";
    NO_SUCH_DATE = "no-such-date", Error, "a day that the calendar does not have";
    NO_SUCH_HOUR = "no-such-hour", Error, "an hour that the clock does not have";

    // The names, clocks and places: what the model answers.
    UNKNOWN_NAME = "unknown-name", Error, "a name that nothing in the agreement declares";
}

/// The code of a slug.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.slug == slug)
}
