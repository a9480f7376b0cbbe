//! The words of what the resolver says.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::standard;
use crate::source::Span;
use crate::suggest::closest;
use crate::syntax::tree::{Label, Name, StatementKind};

/// What is needed where only a moment fits.
pub(super) const A_MOMENT: &str = "a moment";
/// What is needed where only an act fits.
pub(super) const AN_ACT: &str = "an act";
/// What is needed where only a class of means fits.
pub(super) const MEANS: &str = "a class of means";
/// What is needed as an object of a clause.
pub(super) const AN_OBJECT: &str = "an actor, a zone, a means or a term";

/// A name cut to what fits a title.
pub(super) fn short(name: &str) -> String {
    cut(name, 24)
}

/// A name cut to a length.
pub(super) fn cut(name: &str, longest: usize) -> String {
    if name.chars().count() <= longest {
        return name.to_owned();
    }
    let mut cut: String = name.chars().take(longest).collect();
    cut.push('…');
    cut
}

/// A title has no more characters than this.
const LONGEST_TITLE: usize = 60;

impl Resolver<'_> {
    /// Reports a name that nothing declares, once: with the closest name that would fit, or with what would declare it.
    pub(super) fn not_declared(&mut self, name: &Name, fits: &dyn Fn(Named) -> bool, needed: &str) {
        if !self.reported.insert(name.text.clone()) || self.in_unused_catalogue(name) {
            return;
        }
        let fault = Diagnostic::new(
            &catalogue::UNKNOWN_NAME,
            name.spot.0,
            format!("`{}` is not declared", short(&name.text)),
        )
        .because("declared nowhere");
        let fault = match self.suggestion(&name.text, fits, needed) {
            Some(known) => {
                let replacement = if known.contains(' ') { format!("\"{known}\"") } else { known.clone() };
                fault.mend(format!("write `{known}`, if that is meant"), name.spot.0, replacement)
            }
            None => fault.help(declaration_of(&name.text, needed)),
        };
        self.diagnostics.push(fault);
    }

    fn suggestion(&mut self, unknown: &str, fits: &dyn Fn(Named) -> bool, needed: &str) -> Option<String> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        let declared = self.names.iter().filter(|&(_, named)| fits(named)).map(|(known, _)| known);
        let moments = ["start", "signature", "end"].into_iter().filter(|_| needed == A_MOMENT);
        let acts = self.deeds.act_words.keys().map(String::as_str).filter(|_| needed == AN_ACT);
        let means = self.deeds.means_words.keys().map(String::as_str);
        let means = means.filter(|_| matches!(needed, MEANS | AN_OBJECT));
        closest(unknown, declared.chain(moments).chain(acts).chain(means)).map(str::to_owned)
    }

    /// Whether a name stands in the standard catalogue, which the agreement does not use. That is one cause of many
    /// unknown names, and is told once.
    pub(super) fn in_unused_catalogue(&mut self, name: &Name) -> bool {
        let word = name.text.as_str();
        let known = standard::ACTS.iter().any(|act| act.words().any(|(known, _)| known == word))
            || standard::MEANS.iter().any(|means| means.id == word || means.words.contains(&word))
            || standard::MEASURES.iter().any(|measure| measure.id == word);
        if !known || self.uses_catalogue() {
            return false;
        }
        if !self.catalogue_reported {
            self.catalogue_reported = true;
            let fault = Diagnostic::new(
                &catalogue::UNKNOWN_NAME,
                name.spot.0,
                format!("`{}` is not declared", short(word)),
            )
            .because("a word of the standard catalogue");
            self.diagnostics.push(match self.agreement.statements.first() {
                Some(first) => {
                    let begin = Span { end: first.spot.0.start, ..first.spot.0 };
                    fault.mend("add `use \"acts\".`", begin, "use \"acts\".\n")
                }
                None => fault.help("add `use \"acts\".`"),
            });
        }
        true
    }

    pub(super) fn uses_catalogue(&self) -> bool {
        let mut statements = self.agreement.statements.iter();
        statements.any(|statement| matches!(&statement.kind, StatementKind::Use(name) if name.text == "acts"))
    }

    pub(super) fn wrong_kind(&mut self, name: &Name, named: Named, needed: &str) {
        let kind = named.kind();
        let not =
            if needed.contains(',') { "which does not fit here".to_owned() } else { format!("not {needed}") };
        let room = LONGEST_TITLE.saturating_sub(format!("`…` is {kind}, {not}").chars().count());
        let mut fault = Diagnostic::new(
            &catalogue::WRONG_KIND,
            name.spot.0,
            format!("`{}` is {kind}, {not}", cut(&name.text, room)),
        )
        .because("of another kind");
        if let Some(span) = self.names.span(&name.text) {
            fault = fault.and(span, format!("declared as {kind}"));
        }
        fault = match named {
            Named::Place(_) if matches!(needed, "a zone" | AN_OBJECT) => fault.help(format!(
                "make a zone of the place, e.g. `zone {}Area within 2 km of {}.`, and name that",
                name.text, name.text
            )),
            _ => fault.help(format!("name {needed} here")),
        };
        self.diagnostics.push(fault);
    }

    /// Words such as `that party` where nothing gives them a meaning.
    pub(super) fn stands_for_nothing(&mut self, span: Span, needed: &str) {
        let words = self.words(span);
        let what = if needed == "an actor" { "stands for nobody here" } else { "does not fit here" };
        self.diagnostics.push(
            Diagnostic::new(&catalogue::WRONG_KIND, span, format!("`{}` {what}", short(&words)))
                .because("nothing here says which")
                .help(format!("name {needed} here")),
        );
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
            // Of a single digit, every other is one slip away: that is no reason to name it.
            Some(near) if label.text.len() > 1 && strsim::osa_distance(near, &label.text) <= 1 => {
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
