//! The words of what the resolver says.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::source::Span;
use crate::syntax::tree::{Label, Name};

/// A name cut to what fits a title.
pub(super) fn short(name: &str) -> String {
    const LONGEST: usize = 24;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let mut cut: String = name.chars().take(LONGEST).collect();
    cut.push('…');
    cut
}

impl Resolver<'_> {
    pub(super) fn unknown_name(&mut self, name: &Name, suggestion: Option<&str>, needed: &str) {
        let fault = Diagnostic::new(
            &catalogue::UNKNOWN_NAME,
            name.spot.0,
            format!("`{}` is not declared", short(&name.text)),
        )
        .because(format!("not {needed} of this agreement"));
        let fault = match suggestion {
            Some(known) => fault.mend(format!("write `{known}`, if that is meant"), name.spot.0, known),
            None => fault.help(declaration_of(&name.text, needed)),
        };
        self.diagnostics.push(fault);
    }

    pub(super) fn wrong_kind(&mut self, name: &Name, named: Named, needed: &str) {
        let mut fault = Diagnostic::new(
            &catalogue::WRONG_KIND,
            name.spot.0,
            format!("`{}` is {}, not {needed}", short(&name.text), named.kind()),
        )
        .because(format!("{needed} is needed here"));
        if let Some(span) = self.names.span(&name.text) {
            fault = fault.and(span, format!("declared as {}", named.kind()));
        }
        fault = match named {
            Named::Place(_) if needed == "a zone" => fault.help(format!(
                "make a zone of the place, e.g. `zone {}Area within 2 km of {}.`, and name that",
                name.text, name.text
            )),
            _ => fault.help(format!("name {needed} here")),
        };
        self.diagnostics.push(fault);
    }

    pub(super) fn said_twice(&mut self, what: &str, second: Span, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::SAID_TWICE, second, format!("`{what}` is said twice"))
                .because("said again here")
                .and(first, "said first here")
                .help(format!("keep one `{what}` sentence")),
        );
    }

    pub(super) fn declared_twice(&mut self, name: &str, second: Span, first: Option<Span>) {
        let mut fault = Diagnostic::new(
            &catalogue::NAME_DECLARED_TWICE,
            second,
            format!("`{}` is declared twice", short(name)),
        );
        fault = match first {
            Some(span) => fault
                .because("declared again here")
                .and(span, "declared first here")
                .help("give one of the two another name"),
            None => fault
                .because("a name of the standard catalogue")
                .help("give it another name, or use the one of the catalogue"),
        };
        self.diagnostics.push(fault);
    }

    pub(super) fn unknown_clause(&mut self, label: &Label) {
        let known: Vec<&str> = self.labels.keys().map(String::as_str).collect();
        let fault = Diagnostic::new(
            &catalogue::UNKNOWN_CLAUSE,
            label.spot.0,
            format!("there is no clause or article `{}`", short(&label.text)),
        )
        .because("no such number");
        let near = known
            .iter()
            .copied()
            .filter(|known| *known != label.text)
            .min_by_key(|known| (strsim::osa_distance(known, &label.text), (*known).to_owned()));
        let fault = match near {
            Some(near) if strsim::osa_distance(near, &label.text) <= 1 => {
                fault.mend(format!("write `{near}`, if that is meant"), label.spot.0, near)
            }
            _ => fault.help("name a number that stands in this agreement"),
        };
        self.diagnostics.push(fault);
    }
}

/// How a missing name would be declared.
fn declaration_of(name: &str, needed: &str) -> String {
    match needed {
        "an actor" => format!("declare it, e.g. `party {name} \"...\".` or `third party {name} \"...\".`"),
        "an act" => format!("use an act of the catalogue, or declare it, e.g. `act {name}: attack.`"),
        "a class of means" => format!("declare it, e.g. `means {name}: tank and artillery.`"),
        "a zone" => format!("declare it, e.g. `zone {name} from \"zones.geojson\" feature \"...\".`"),
        "a line" | "a line, a place or a zone" => {
            format!("declare it, e.g. `line {name} through A and B.`")
        }
        "a place" => format!("declare it, e.g. `place {name} at 36.20, 37.16.`"),
        "a moment" => format!("declare it, e.g. `day {name} is 2016-09-12 19:00.`"),
        "a phase or a streak" | "a phase" => {
            format!("declare it, e.g. `phase {name} from start for 7 days.`")
        }
        _ => format!("declare `{name}`, e.g. as a party, a zone or a term"),
    }
}
