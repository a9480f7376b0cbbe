//! Moments that a file keeps as numbers, as a log writes them.

use jiff::civil::DateTime;

/// A moment in words of ISO 8601, no finer than it seems to be known: a day at whose begin it lies, or a minute. A file
/// that keeps moments as numbers does not say whether an hour was meant, and what is not said is open.
pub(super) fn words(moment: DateTime) -> String {
    let (date, time) = (moment.date(), moment.time());
    match (time.hour(), time.minute(), time.second()) {
        (0, 0, 0) => date.to_string(),
        (hour, minute, 0) => format!("{date}T{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A number without the noise of its last binary digits: 15 digits, as a spreadsheet has them.
pub(super) fn number(value: f64) -> String {
    format!("{value:.14e}").parse::<f64>().unwrap_or(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_and_moments_are_written_as_a_person_writes_them() {
        for (value, expected) in [
            (12.0, "12"),
            (36.2, "36.2"),
            (0.1 + 0.2, "0.3"),
            (-0.5, "-0.5"),
            (1e6, "1000000"),
            (1e-4, "0.0001"),
        ] {
            assert_eq!(number(value), expected);
        }
        let day = date(2016, 5, 4);
        assert_eq!(words(day.at(0, 0, 0, 0)), "2016-05-04");
        assert_eq!(words(day.at(10, 5, 0, 0)), "2016-05-04T10:05");
        assert_eq!(words(day.at(0, 0, 7, 0)), "2016-05-04T00:00:07");
    }
}
