//! `waive CODE [on NUMBERS] because "REASON".`: findings that the drafters have answered.

use crate::catalogue;
use crate::diagnostic::{Diagnostic, Waived};
use crate::draft::Draft;
use crate::draft::words::with_line_end;
use crate::source::Span;
use crate::syntax::tree::{Label, StatementKind};

/// A waiver of the text.
struct Waiver<'a> {
    code: &'a str,
    /// The clauses that it is for; all of the text where it names none.
    on: Option<Vec<Span>>,
    because: &'a str,
    span: Span,
    /// The whole sentence with the end of its line.
    sentence: Span,
    used: bool,
}

/// Parts what counts from what is waived. A waiver that waives nothing is a finding itself, where what it waives is asked for.
pub(super) fn apply(
    draft: &Draft<'_>,
    found: Vec<Diagnostic>,
    asked: &dyn Fn(&str) -> bool,
) -> (Vec<Diagnostic>, Vec<Waived>) {
    let mut waivers = waivers(draft);
    let mut counting = Vec::with_capacity(found.len());
    let mut waived = Vec::new();
    for diagnostic in found {
        match waivers.iter_mut().find(|waiver| waiver.is_for(&diagnostic)) {
            Some(waiver) => {
                waiver.used = true;
                waived.push(Waived { diagnostic, because: waiver.because.to_owned() });
            }
            None => counting.push(diagnostic),
        }
    }
    counting.extend(waivers.iter().filter(|waiver| !waiver.used && asked(waiver.code)).map(unused));
    (counting, waived)
}

fn waivers<'a>(draft: &Draft<'a>) -> Vec<Waiver<'a>> {
    let mut waivers = Vec::new();
    for statement in &draft.agreement.statements {
        let StatementKind::Waive { code, on, because } = &statement.kind else { continue };
        waivers.push(Waiver {
            code: &code.text,
            on: (!on.is_empty()).then(|| spans(draft, on)),
            because: &because.text,
            span: code.spot.0,
            sentence: with_line_end(draft.sources, statement.spot.0),
            used: false,
        });
    }
    waivers
}

/// The sentences of the clauses that some numbers mean.
fn spans(draft: &Draft<'_>, labels: &[Label]) -> Vec<Span> {
    let model = draft.model;
    let clauses = labels.iter().flat_map(|label| model.clauses_under(&label.text));
    clauses.filter_map(|&id| model.clause(id)).map(|clause| clause.span).collect()
}

impl Waiver<'_> {
    /// Whether it is for this finding: one of its kind, with a label in one of the clauses named.
    fn is_for(&self, finding: &Diagnostic) -> bool {
        let within = |span: Span, clause: &Span| {
            clause.file == span.file && clause.start <= span.start && span.end <= clause.end
        };
        finding.code.waivable()
            && finding.code.slug == self.code
            && self.on.as_ref().is_none_or(|clauses| {
                finding.labels.iter().any(|label| clauses.iter().any(|clause| within(label.span, clause)))
            })
    }
}

fn unused(waiver: &Waiver<'_>) -> Diagnostic {
    let title = format!("this waiver of `{}` waives nothing", waiver.code);
    let finding = Diagnostic::new(&catalogue::UNUSED_WAIVER, waiver.span, title);
    let fixed = catalogue::find(waiver.code).is_some_and(|code| !code.waivable());
    if fixed {
        let help = "take the waiver out: what keeps a text from being understood cannot be waived";
        finding.because("cannot be waived").safe_mend(help, waiver.sentence, "")
    } else {
        let help = "take the waiver out, or correct the numbers after `on`: `armistice check` shows what is found without it";
        finding.because("nothing to waive").safe_mend(help, waiver.sentence, "")
    }
}
