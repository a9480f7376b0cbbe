//! Numbers, words and grades as logs write them.

use crate::incident::record::{Assessment, Casualties, Grade, Status};
use crate::model::deeds::Measure;
use crate::model::quantities::Unit;
use crate::sets::Intervals;
use crate::suggest::closest;

/// Half the circumference of the earth in kilometres, rounded up: no two points are further apart.
pub(super) const FARTHEST_KM: f64 = 20_040.0;

/// A value cut down to what fits into a sentence.
pub(super) fn short(value: &str) -> String {
    const LENGTH: usize = 40;
    let mut words: String =
        value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LENGTH).collect();
    if value.chars().nth(LENGTH).is_some() {
        words.push_str("...");
    }
    words
}

/// Whether two units are one: without regard to letter case, to spaces at either end and to one final `s`.
#[must_use]
pub fn same_unit(one: Option<&str>, other: Option<&str>) -> bool {
    one.map(Unit::of) == other.map(Unit::of)
}

/// A whole number that is not negative.
pub(super) fn count(column: &str, value: &str) -> Result<u64, String> {
    // Spreadsheets write whole numbers with a zero behind the point.
    let whole = value.strip_suffix(".0").unwrap_or(value);
    let digits = whole.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { whole.parse().ok() } else { None };
    number.ok_or_else(|| format!("`{column}` is `{}`, which is no whole number from 0 up", short(value)))
}

/// A number in decimal notation, in a table whose decimal mark is a comma where `comma`.
pub(super) fn decimal(value: &str, comma: bool) -> Option<f64> {
    let plain = |text: &str| {
        let fits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        if fits { text.parse::<f64>().ok().filter(|number| number.is_finite()) } else { None }
    };
    if comma && value.contains(',') { plain(&value.replace(',', ".")) } else { plain(value) }
}

/// A latitude or a longitude in degrees, within `limit` either way.
pub(super) fn degrees(column: &str, value: &str, limit: f64, comma: bool) -> Result<f64, String> {
    decimal(value, comma).filter(|degrees| degrees.abs() <= limit).ok_or_else(|| {
        format!("`{column}` is `{}`, which is no number of degrees from -{limit} to {limit}", short(value))
    })
}

/// A radius in metres, from kilometres.
pub(super) fn radius_m(column: &str, value: &str, comma: bool) -> Result<f64, String> {
    decimal(value, comma)
        .filter(|radius| (0.0..=FARTHEST_KM).contains(radius))
        .map(|radius| radius * 1000.0)
        .ok_or_else(|| {
            format!("`{column}` is `{}`, which is no distance on the earth in kilometres", short(value))
        })
}

/// Persons, from a lowest, a best and a highest number. One that stands alone as the best one is exact.
pub(super) fn casualties(
    column: &str,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
) -> Result<Option<Casualties>, String> {
    if low.is_none() && best.is_none() && high.is_none() {
        return Ok(None);
    }
    let ordered = [low, best, high];
    let given: Vec<u64> = ordered.into_iter().flatten().collect();
    if !given.is_sorted() {
        let numbers: Vec<String> = given.iter().map(u64::to_string).collect();
        return Err(format!(
            "the numbers for `{column}` do not rise from the lowest to the highest: {}",
            numbers.join(", ")
        ));
    }
    Ok(Some(Casualties { low: low.or(best).unwrap_or(0), best, high: high.or(best) }))
}

/// `B2`
pub(super) fn grade(value: &str) -> Result<Grade, String> {
    let mut letters = value.chars().filter(|letter| !matches!(letter, ' ' | '-' | '/'));
    let grade =
        match (letters.next().map(|letter| letter.to_ascii_uppercase()), letters.next(), letters.next()) {
            (Some(reliability @ 'A'..='F'), Some(digit @ '1'..='6'), None) => digit
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok())
                .map(|credibility| (reliability, credibility)),
            _ => None,
        };
    grade.map(|(reliability, credibility)| Grade { reliability, credibility }).ok_or_else(|| {
        format!("`grade` is `{}`, which is no letter from A to F with a figure from 1 to 6", short(value))
    })
}

/// `observed`
pub(super) fn status(value: &str) -> Result<Status, String> {
    one_of("status", value, &Status::ALL, Status::words)
}

/// `no violation`
pub(super) fn assessment(value: &str) -> Result<Assessment, String> {
    one_of("assessment", value, &Assessment::ALL, Assessment::words)
}

fn one_of<T: Copy>(
    column: &str,
    value: &str,
    all: &[T],
    words: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    let written = value.to_lowercase().replace(['_', '-'], " ");
    if let Some(&found) = all.iter().find(|&&each| words(each) == written) {
        return Ok(found);
    }
    let known: Vec<&str> = all.iter().map(|&each| words(each)).collect();
    let advice = match closest(&written, known.iter().copied()) {
        Some(near) => format!("`{near}` is spelt much the same"),
        None => format!("it can be {}", known.join(", ")),
    };
    Err(format!("`{column}` is `{}`, which is none of its values; {advice}", short(value)))
}

/// Whether a condition holds; nothing where that is not known.
pub(super) fn truth(column: &str, value: &str) -> Result<Option<bool>, String> {
    match value.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(Some(true)),
        "no" | "n" | "false" | "0" => Ok(Some(false)),
        "unknown" | "?" => Ok(None),
        _ => {
            Err(format!("`{column}` is `{}`, where it can be `yes`, `no`, `unknown` or blank", short(value)))
        }
    }
}

/// What was measured, in thousandths of the base unit: `120`, `120 mm`, and several values that it may have been
/// separated by `|`. `unit` is the unit that the column is named for.
pub(super) fn measured(
    column: &str,
    value: &str,
    measure: &Measure,
    unit: &str,
    comma: bool,
) -> Result<Intervals, String> {
    let mut values = Intervals::empty();
    for part in value.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        let split = part.find(|letter: char| letter.is_alphabetic()).unwrap_or(part.len());
        let (amount, written) = part.split_at(split);
        let written = if written.trim().is_empty() { unit } else { written.trim() };
        let factor = measure.units.iter().find(|(name, _)| name == written).map(|&(_, factor)| factor);
        let Some(factor) = factor else {
            let units: Vec<&str> = measure.units.iter().map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "`{column}` is `{}`, and its unit is none of {}",
                short(value),
                units.join(", ")
            ));
        };
        let thousandths = decimal(amount.trim(), comma).map(|amount| (amount * factor * 1000.0).round());
        // Beyond a thousand million units nothing of this kind is measured; the conversion is exact below.
        let Some(thousandths) = thousandths.filter(|number| (0.0..=1.0e15).contains(number)) else {
            return Err(format!("`{column}` is `{}`, which is no amount with a unit", short(value)));
        };
        #[allow(clippy::cast_possible_truncation)]
        let point = Intervals::point(thousandths as i64);
        values = values.union(&point);
    }
    Ok(values)
}
