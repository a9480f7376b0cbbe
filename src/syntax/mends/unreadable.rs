//! The answer where nothing better is known.

use std::ops::Range;

use super::Sentence;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::parser::expected;

/// Points at the first word that fits nowhere, and names at most two things that could stand there.
pub(super) fn diagnostic(sentence: &Sentence, span: &impl Fn(&Range<usize>) -> Span) -> Diagnostic {
    let rest = sentence.text.get(sentence.failed_at..).unwrap_or("");
    let word = sentence.words.get(sentence.failed_word).filter(|word| word.start == sentence.failed_at);
    let letter = rest.chars().next().map_or(0, char::len_utf8);
    let guilty = word.cloned().unwrap_or(sentence.failed_at..sentence.failed_at + letter);
    let written = super::shown(sentence.at(&guilty));
    if sentence.failed_at == 0 {
        return Diagnostic::new(
            &catalogue::UNREADABLE_SENTENCE,
            span(&guilty),
            format!("no sentence begins with `{written}`"),
        )
        .because("a sentence begins here")
        .help("begin with a clause number, or with a word such as `party`, `zone`, `term` or `article`");
    }
    let title = if written.is_empty() {
        "this sentence ends too early".to_owned()
    } else {
        format!("`{written}` does not fit here")
    };
    let finding = Diagnostic::new(&catalogue::UNREADABLE_SENTENCE, span(&guilty), title)
        .because("cannot be read from here on");
    match expected(sentence.text).as_slice() {
        [] => finding,
        [one] => finding.help(format!("write {one} here")),
        [one, two, ..] => finding.help(format!("write {one} or {two} here")),
    }
}
