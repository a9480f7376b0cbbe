//! Measures: calibres and ranges.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::descriptions::Description;
use crate::model::resolve::Resolver;
use crate::model::resolve::faults::short;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::source::Span;
use crate::suggest::closest;
use crate::syntax::tree::{Bound, Name};

impl Resolver<'_> {
    /// `with calibre at least 100 mm`
    pub(super) fn measure(
        &mut self,
        measure: &Name,
        bound: Bound,
        amount: &str,
        unit: Option<&Name>,
        amount_span: Span,
    ) -> Option<Description> {
        let Some(id) = self.deeds.measure(&measure.text) else {
            self.unknown_measure(measure);
            return None;
        };
        let known = self.deeds.measures.get(id.index())?;
        let Some(written) = unit.map(|unit| unit.text.as_str()).or_else(|| only_unit(&known.units)) else {
            let (name, units) = (known.name.clone(), listed(&known.units));
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::UNKNOWN_MEASURE_UNIT,
                    amount_span,
                    format!("`{}` needs a unit", short(&name)),
                )
                .because("a number of what?")
                .help(format!("give it in one of these: {units}")),
            );
            return None;
        };
        let factor = known.units.iter().find(|(name, _)| name == written).map(|&(_, factor)| factor);
        let Some(factor) = factor else {
            let near = closest(written, known.units.iter().map(|(name, _)| name.as_str())).map(str::to_owned);
            let span = unit.map_or(amount_span, |unit| unit.spot.0);
            let fault = Diagnostic::new(
                &catalogue::UNKNOWN_MEASURE_UNIT,
                span,
                format!("`{}` is not measured in `{}`", measure.text, short(written)),
            )
            .because("not a unit of it");
            let units = listed(&known.units);
            self.diagnostics.push(match near {
                Some(near) => fault.mend(format!("write `{near}`, if that is meant"), span, near),
                None => fault.help(format!("give it in one of these: {units}")),
            });
            return None;
        };
        let thousandths = amount.parse::<f64>().ok().map(|amount| (amount * factor * 1000.0).round());
        // Beyond a thousand million units nothing of this kind is measured; the conversion is exact below.
        let Some(thousandths) = thousandths.filter(|value| (0.0..=1.0e12).contains(value)) else {
            self.diagnostics.push(
                Diagnostic::new(&catalogue::UNKNOWN_MEASURE, amount_span, "nothing measures as much as this")
                    .because("out of range")
                    .help("write a number between 0 and 1000000000 units"),
            );
            return None;
        };
        #[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        let value = thousandths as i64;
        let range = match bound {
            Bound::AtLeast => Intervals::of(value, LATEST),
            Bound::AtMost => Intervals::of(EARLIEST, value + 1),
            Bound::Exactly => Intervals::point(value),
            Bound::MoreThan => Intervals::of(value + 1, LATEST),
            Bound::LessThan => Intervals::of(EARLIEST, value),
        };
        Some(Description::Measure(id, range))
    }

    fn unknown_measure(&mut self, measure: &Name) {
        if self.in_unused_catalogue(measure) {
            return;
        }
        let known: Vec<&str> = self.deeds.measures.iter().map(|measure| measure.name.as_str()).collect();
        let fault = Diagnostic::new(
            &catalogue::UNKNOWN_MEASURE,
            measure.spot.0,
            format!("`{}` is not a measure", short(&measure.text)),
        )
        .because("nothing that is measured");
        let fault = match closest(&measure.text, known.iter().copied()) {
            Some(near) => fault.mend(format!("write `{near}`, if that is meant"), measure.spot.0, near),
            None if known.is_empty() => fault.help("add `use \"acts\".`, which brings measures with it"),
            None => fault.help(format!("name one of these: {}", known.join(", "))),
        };
        self.diagnostics.push(fault);
    }
}

/// The unit that goes without saying, since there is no other.
fn only_unit(units: &[(String, f64)]) -> Option<&str> {
    match units {
        [(only, _)] => Some(only),
        _ => None,
    }
}

fn listed(units: &[(String, f64)]) -> String {
    units.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
}
