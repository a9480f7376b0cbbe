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
    MAY_NOT = "may-not", Error, "the words `may not`, which forbid or only release from a duty";
    MODAL_WORD = "modal-word", Error, "a word of duty other than `shall`, `shall not`, `may` and `need not`";
    AND_OR = "and-or", Error, "the words `and/or`";
    MISSING_FULL_STOP = "missing-full-stop", Error, "a sentence that does not end with a full stop";
    MISSING_LABEL = "missing-label", Error, "a clause without a number";
    MISSING_WORD = "missing-word", Error, "a small word or a mark that is missing";
    MISSING_UNIT = "missing-unit", Error, "a distance or duration without a unit";
    UNKNOWN_UNIT = "unknown-unit", Error, "a unit that the language does not read";
    MISSPELT_WORD = "misspelt-word", Error, "a word that is nearly a word of the language";
    DECIMAL_COMMA = "decimal-comma", Error, "a comma inside a number";
    DATE_ORDER = "date-order", Error, "a date that is not written year, month, day";
    SPOKEN_HOUR = "spoken-hour", Error, "an hour such as `noon` or `6 pm`";
    ZONE_ABBREVIATION = "zone-abbreviation", Error, "an abbreviation where a time zone is named";
    UNCLOSED_QUOTATION = "unclosed-quotation", Error, "a quotation mark that is never closed";
    TYPOGRAPHIC_QUOTATION = "typographic-quotation", Error, "typographic quotation marks";
    STRAY_MARK = "stray-mark", Error, "a mark that does not belong where it stands";

    // The names, clocks and places: what the model answers.
    UNKNOWN_NAME = "unknown-name", Error, "a name that nothing in the agreement declares";
}

/// The code of a slug.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.slug == slug)
}
