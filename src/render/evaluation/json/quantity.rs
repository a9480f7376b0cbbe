//! What was done of a quantity, as JSON.

use serde::Serialize;

use crate::evaluate::DutyJudgement;
use crate::evaluate::quantities::{Achieved, quantity_of};
use crate::model::quantities::{Amount, ONE, Thousandths};
use crate::render::evaluation::Judged;

#[derive(Serialize)]
pub(super) struct QuantityOut<'a> {
    words: String,
    period: Option<String>,
    asked: String,
    unit: &'a str,
    done: AmountOut,
    against: Option<AmountOut>,
}

#[derive(Serialize)]
struct AmountOut {
    at_least: NumberOut,
    at_most: Option<NumberOut>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum NumberOut {
    Whole(u64),
    Part(f64),
}

/// What was done of the quantity that a duty names, if it names one.
pub(super) fn of<'a>(judged: &Judged<'a>, duty: &DutyJudgement) -> Option<QuantityOut<'a>> {
    let achieved = duty.achieved?;
    let quantity = quantity_of(judged.model, duty.clause)?;
    Some(QuantityOut {
        words: duty.achieved_words(judged.model).unwrap_or_default(),
        period: duty.period_words(judged.model),
        asked: Achieved::bound_words(quantity),
        unit: &quantity.unit_words,
        done: amount(achieved.sum),
        against: achieved.other.map(amount),
    })
}

fn amount(amount: Amount) -> AmountOut {
    AmountOut { at_least: number(amount.least), at_most: amount.most.map(number) }
}

/// Whole numbers stand as such. Of others nothing is lost where a program reads them as doubles do.
fn number(thousandths: Thousandths) -> NumberOut {
    match u64::try_from(thousandths / ONE) {
        Ok(whole) if thousandths.is_multiple_of(ONE) => NumberOut::Whole(whole),
        #[allow(clippy::cast_precision_loss, reason = "shown, and not calculated with")]
        _ => NumberOut::Part(thousandths as f64 / 1000.0),
    }
}
