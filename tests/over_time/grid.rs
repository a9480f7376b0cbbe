//! A small list of instants, on which everything is walked.
//!
//! Every moment and every length in the random agreements is a multiple of twelve hours. What is true then changes only at such
//! a moment, or a few seconds before it: "not after the last second", and what is counted from that. So a list of the moments
//! with the five seconds before each and the two after it has the first and the last instant of every stretch in which nothing changes.

use armistice::sets::EARLIEST;

/// Seconds of a slot.
pub const SLOT: i64 = 43_200;
/// 2016-02-26 00:00 in Damascus, a Friday. The month changes after four days, and the clocks not within the list.
pub const BASE: i64 = 1_456_437_600;
/// Slots in which something may happen.
pub const FACTS: i64 = 12;
/// Slots that are walked.
pub const HORIZON: i64 = 28;
const BEFORE: i64 = 5;
/// What takes effect after an instant does so a second later.
const AFTER: i64 = 2;

/// The instant at which a slot begins.
pub fn at(slot: i64) -> i64 {
    BASE + slot * SLOT
}

/// The list: one instant before everything, the moments with the seconds before them, and one after everything.
pub fn points() -> Vec<i64> {
    let mut points = vec![EARLIEST];
    for slot in 0..=HORIZON {
        points.extend((-BEFORE..=AFTER).map(|seconds| at(slot) + seconds));
    }
    points.push(last());
    points
}

/// The last of the list, which stands for all that come after the others.
pub fn last() -> i64 {
    at(HORIZON + 400)
}

/// A moment as the language writes it.
pub fn moment(slot: i64) -> String {
    let hour = if slot.rem_euclid(2) == 0 { "00:00" } else { "12:00" };
    format!("{} {hour}", day(slot))
}

/// The day of a slot.
pub fn day(slot: i64) -> String {
    let days = slot.div_euclid(2);
    // Days from 26 February 2016 on; the year has a 29th.
    if days < 4 { format!("2016-02-{:02}", 26 + days) } else { format!("2016-03-{:02}", days - 3) }
}

/// A length as the language writes it.
pub fn length(slots: i64) -> String {
    match slots {
        2 => "1 day".to_owned(),
        _ if slots % 2 == 0 => format!("{} days", slots / 2),
        _ => format!("{} hours", slots * 12),
    }
}

/// Some of the instants of the list, by their places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Set(pub [u64; 4]);

impl Set {
    pub const NONE: Self = Self([0; 4]);

    pub fn insert(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    pub fn has(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..256).filter(move |&place| self.has(place))
    }

    pub fn first(self) -> Option<usize> {
        self.iter().next()
    }

    pub fn last(self) -> Option<usize> {
        self.iter().next_back()
    }
}

/// The instants at which something certainly holds, and those at which it possibly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Course {
    pub certain: Set,
    pub possible: Set,
}

impl Course {
    /// Asks at each instant.
    pub fn walk(points: &[i64], mut ask: impl FnMut(usize) -> (bool, bool)) -> Self {
        let mut course = Self::default();
        for place in 0..points.len() {
            let (certain, possible) = ask(place);
            if certain {
                course.certain.insert(place);
            }
            if possible {
                course.possible.insert(place);
            }
        }
        course
    }
}
