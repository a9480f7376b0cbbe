//! A length of time as an edge: where a shift on the calendar leads, made monotone.
//!
//! A shift by days, months or years does not keep the order of instants. On the last day of a month that has no such day
//! in the next one, at an hour that the clocks skip, and in one that they repeat, a later instant may be led to an earlier
//! one: 30 January, 18:00 and 31 January, 12:00 are led to 28 February, 18:00 and 12:00. A network can only be solved with
//! edges that keep the order. So an edge is widened to the nearest ones that do: [`Length::least`] from below, for what is
//! due no earlier, and [`Length::greatest`] from above, for what is due no later. Both allow everything that the shift
//! allows, so that nothing is called impossible that is possible.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::model::time::{Seconds, shift};
use crate::syntax::tree::{Direction, TimeUnit};

/// The reach of a disorder: a month may clamp three days, and the clocks of a place may be moved by a day at either end.
const DISORDER: Seconds = 7 * 86_400;

/// So many units of time, zero or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length {
    /// How many.
    pub amount: i64,
    /// Of what: minutes and hours are elapsed, the others are counted on the calendar of the agreement's zone.
    pub unit: TimeUnit,
}

/// A stretch of instants `first..=last` over which a shift moves every instant by as much.
struct Piece {
    first: Seconds,
    last: Seconds,
    /// Where the first is led.
    led: Seconds,
}

impl Piece {
    /// Where the last is led.
    fn led_last(&self) -> Seconds {
        self.led + (self.last - self.first)
    }
}

impl Length {
    /// No time at all.
    pub const NONE: Self = Self { amount: 0, unit: TimeUnit::Minute };

    /// Where an instant is led; nowhere beyond the calendar.
    #[must_use]
    pub fn after(self, at: Seconds, zone: &TimeZone) -> Option<Seconds> {
        shift(at, self.amount, self.unit, Direction::After, zone)
    }

    /// The earliest instant to which anything from `at` on is led: a bound from below that keeps the order.
    #[must_use]
    pub fn least(self, at: Seconds, zone: &TimeZone) -> Option<Seconds> {
        match self.pieces(at, at.saturating_add(DISORDER), zone) {
            None => self.after(at, zone),
            Some(pieces) => pieces.iter().map(|piece| piece.led).min(),
        }
    }

    /// The latest instant to which anything up to `at` is led: a bound from above that keeps the order.
    #[must_use]
    pub fn greatest(self, at: Seconds, zone: &TimeZone) -> Option<Seconds> {
        match self.pieces(at.saturating_sub(DISORDER), at, zone) {
            None => self.after(at, zone),
            Some(pieces) => pieces.iter().map(Piece::led_last).max(),
        }
    }

    /// The first instant that is led to `target` or beyond.
    #[must_use]
    pub fn first_reaching(self, target: Seconds, zone: &TimeZone) -> Option<Seconds> {
        let near = shift(target, self.amount, self.unit, Direction::Before, zone)?;
        let Some(pieces) = self.around(near, zone) else { return Some(near) };
        pieces
            .iter()
            .find(|piece| piece.led_last() >= target)
            .map(|piece| piece.first + (target - piece.led).max(0))
    }

    /// The last instant that is led to `target` or before it.
    #[must_use]
    pub fn last_within(self, target: Seconds, zone: &TimeZone) -> Option<Seconds> {
        let near = shift(target, self.amount, self.unit, Direction::Before, zone)?;
        let Some(pieces) = self.around(near, zone) else { return Some(near) };
        pieces
            .iter()
            .rev()
            .find(|piece| piece.led <= target)
            .map(|piece| piece.last.min(piece.first + (target - piece.led)))
    }

    fn around(self, near: Seconds, zone: &TimeZone) -> Option<Vec<Piece>> {
        self.pieces(near.saturating_sub(DISORDER), near.saturating_add(DISORDER), zone)
    }

    /// What any instant is at least, and at most, moved by, if the clocks of a zone differ by `spread` at most. Months
    /// are not of one length: eight days to either side of their mean hold the longest and the shortest run of them.
    #[must_use]
    pub fn bounds(self, spread: Seconds) -> (Seconds, Seconds) {
        let around = |mean: Seconds, by: Seconds| (mean.saturating_sub(by), mean.saturating_add(by));
        let whole = |unit: Seconds| self.amount.saturating_mul(unit);
        match self.unit {
            TimeUnit::Minute => around(whole(60), 0),
            TimeUnit::Hour => around(whole(3600), 0),
            TimeUnit::Day => around(whole(86_400), spread),
            TimeUnit::Week => around(whole(7 * 86_400), spread),
            // 400 years have 146 097 days, so a month has 2 629 746 seconds in the mean.
            TimeUnit::Month => around(whole(2_629_746), spread.saturating_add(8 * 86_400)),
            TimeUnit::Year => around(whole(12 * 2_629_746), spread.saturating_add(8 * 86_400)),
        }
    }

    /// The stretches of `from..=until`; `None` where the shift moves all of it by as much.
    fn pieces(self, from: Seconds, until: Seconds, zone: &TimeZone) -> Option<Vec<Piece>> {
        if self.amount == 0 || matches!(self.unit, TimeUnit::Minute | TimeUnit::Hour) {
            return None;
        }
        let own = changes(from, until, zone);
        let led = match (self.after(from, zone), self.after(until, zone)) {
            (Some(first), Some(last)) => {
                changes(first.saturating_sub(DISORDER), last.saturating_add(DISORDER), zone)
            }
            _ => Vec::new(),
        };
        if own.is_empty() && led.is_empty() && matches!(self.unit, TimeUnit::Day | TimeUnit::Week) {
            return None;
        }
        // The clock may show one of these whenever the shift begins to move by more or by less.
        let mut clocks = BTreeSet::from([civil::Time::midnight()]);
        for change in &led {
            clocks
                .extend([change - 1, *change].into_iter().filter_map(|at| clock_before_and_after(at, zone)));
        }
        let mut breaks = BTreeSet::from([from]);
        breaks.extend(own);
        breaks.extend(struck(from, until, &clocks, zone));
        let firsts: Vec<Seconds> = breaks.into_iter().filter(|at| (from..=until).contains(at)).collect();
        let lasts = firsts.iter().skip(1).map(|next| next - 1).chain([until]);
        let piece = |(&first, last)| Some(Piece { first, last, led: self.after(first, zone)? });
        Some(firsts.iter().zip(lasts).filter_map(piece).collect())
    }
}

/// The clock changes of a zone in `from..=until`.
fn changes(from: Seconds, until: Seconds, zone: &TimeZone) -> Vec<Seconds> {
    let Ok(before) = Timestamp::from_second(from.saturating_sub(1)) else { return Vec::new() };
    zone.following(before)
        .map(|change| change.timestamp().as_second())
        .take_while(|&at| at <= until)
        .collect()
}

/// What the clock shows at an instant; of the last second before a change, what it would show one second later.
fn clock_before_and_after(at: Seconds, zone: &TimeZone) -> Option<civil::Time> {
    let shown = Timestamp::from_second(at).ok()?.to_zoned(zone.clone()).datetime();
    if shown.second() == 59 {
        return Some(shown.checked_add(jiff::Span::new().seconds(1)).ok()?.time());
    }
    Some(shown.time())
}

/// All instants of `from..=until` at which the clocks of a zone show one of some times of the day.
fn struck(
    from: Seconds,
    until: Seconds,
    clocks: &BTreeSet<civil::Time>,
    zone: &TimeZone,
) -> BTreeSet<Seconds> {
    let day = |at: Seconds| Some(Timestamp::from_second(at).ok()?.to_zoned(zone.clone()).date());
    let mut instants = BTreeSet::new();
    let (Some(mut current), Some(last)) = (day(from), day(until)) else { return instants };
    loop {
        for &clock in clocks {
            let local = current.to_datetime(clock);
            let both = [zone.to_ambiguous_zoned(local).earlier(), zone.to_ambiguous_zoned(local).later()];
            instants.extend(both.into_iter().flatten().map(|zoned| zoned.timestamp().as_second()));
        }
        match current.tomorrow() {
            Ok(tomorrow) if current < last => current = tomorrow,
            _ => return instants,
        }
    }
}

/// By how much the clocks of a zone differ between any two instants, as far as its rules are known.
#[must_use]
pub fn spread(zone: &TimeZone) -> Seconds {
    /// Enough for every change that is on record and for some years of the rule that goes on.
    const CHANGES: usize = 1000;
    let begin = Timestamp::MIN;
    let mut offsets = vec![zone.to_offset(begin).seconds()];
    offsets.extend(zone.following(begin).take(CHANGES).map(|change| change.offset().seconds()));
    let (least, greatest) = (offsets.iter().min(), offsets.iter().max());
    least.zip(greatest).map_or(0, |(least, greatest)| Seconds::from(greatest - least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{in_words, zone};

    const HALF_HOUR: Seconds = 1800;

    /// Every half hour of some weeks, and the last second before each.
    fn instants(around: Seconds) -> Vec<Seconds> {
        let first = around - 12 * 86_400;
        (0..24 * 48).flat_map(|step| [first + step * HALF_HOUR - 1, first + step * HALF_HOUR]).collect()
    }

    /// The four bounds against a list of every instant at which anything can turn.
    fn held_against_a_list(zone_name: &str, around: &str, amount: i64, unit: TimeUnit) {
        let zone = zone(zone_name).unwrap();
        let around: Timestamp = around.parse().unwrap();
        let length = Length { amount, unit };
        let listed = instants(around.as_second());
        let led: Vec<(Seconds, Seconds)> =
            listed.iter().map(|&at| (at, length.after(at, &zone).unwrap())).collect();
        let inner = led.iter().filter(|(at, _)| (at - around.as_second()).abs() < 4 * 86_400);
        for &(at, target) in inner {
            let said = format!("{amount} {unit:?} in {zone_name}, {}", in_words(at, &zone));
            let from = led.iter().filter(|(other, _)| *other >= at).map(|(_, led)| *led);
            assert_eq!(length.least(at, &zone), from.min(), "least: {said}");
            let until = led.iter().filter(|(other, _)| *other <= at).map(|(_, led)| *led);
            assert_eq!(length.greatest(at, &zone), until.max(), "greatest: {said}");
            let reaching = led.iter().filter(|(_, led)| *led >= target).map(|(other, _)| *other);
            assert_eq!(length.first_reaching(target, &zone), reaching.min(), "first: {said}");
            let within = led.iter().filter(|(_, led)| *led <= target).map(|(other, _)| *other);
            assert_eq!(length.last_within(target, &zone), within.max(), "last: {said}");
        }
    }

    #[test]
    fn days_across_clock_changes() {
        for (zone, around) in [
            ("Asia/Damascus", "2016-03-25T00:00:00Z"),
            ("Asia/Damascus", "2016-10-28T00:00:00Z"),
            ("Europe/Istanbul", "2016-03-27T00:00:00Z"),
            ("Asia/Damascus", "2019-10-24T12:00:00Z"),
        ] {
            held_against_a_list(zone, around, 1, TimeUnit::Day);
            held_against_a_list(zone, around, 3, TimeUnit::Day);
            held_against_a_list(zone, around, 1, TimeUnit::Week);
        }
    }

    #[test]
    fn months_of_different_lengths() {
        for around in ["2016-01-31T12:00:00Z", "2016-02-27T00:00:00Z", "2019-01-30T00:00:00Z"] {
            held_against_a_list("Asia/Damascus", around, 1, TimeUnit::Month);
            held_against_a_list("Asia/Damascus", around, 2, TimeUnit::Month);
        }
        held_against_a_list("Europe/Istanbul", "2016-02-28T12:00:00Z", 1, TimeUnit::Year);
    }

    #[test]
    fn what_an_instant_is_moved_by_lies_within_the_bounds() {
        let zone = zone("Asia/Damascus").unwrap();
        let spread = spread(&zone);
        for unit in [TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year] {
            for amount in 1..30 {
                let length = Length { amount, unit };
                let (least, greatest) = length.bounds(spread);
                for day in 0..1500 {
                    let at = 1_388_534_400 + day * 86_400 + 7 * 3600;
                    let moved = length.after(at, &zone).unwrap() - at;
                    assert!((least..=greatest).contains(&moved), "{length:?}: {moved}");
                }
            }
        }
    }
}
