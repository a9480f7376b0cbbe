//! Whether a quantity is met, from what is known of the numbers. `docs/semantics.md`, 13.10.
//!
//! Numbers are known between two ends, and any number between them is possible. Every comparison here grows or shrinks
//! steadily with each of its numbers, so that the ends decide it and nothing is ever listed.

mod words;

pub use self::words::quantity_of;
use crate::model::quantities::{Amount, ONE, Quantity, QuantityMeasure};
use crate::syntax::tree::Bound;

/// How a sum stands to what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Whatever the numbers are, the bound is met.
    Certainly,
    /// It is met with some of the numbers that are possible, and not with others.
    Open,
    /// Whatever the numbers are, it is not met, since the sum is too small.
    TooLittle,
    /// Whatever the numbers are, it is not met, since the sum is too great.
    TooMuch,
}

/// How a sum stands to the bound of a quantity. `other` is the whole of a share and what the others did of a ratio; a
/// number is held against itself.
#[must_use]
pub fn met(bound: Bound, measure: &QuantityMeasure, sum: Amount, other: Amount) -> Met {
    match measure {
        QuantityMeasure::Number(number) => stands(bound, sum, Amount::exactly(*number)),
        // A number of thousandths of a hundredth.
        QuantityMeasure::Share { percent, .. } => stands(bound, sum.times(100 * ONE), other.times(*percent)),
        QuantityMeasure::Ratio(times) => stands(bound, sum.times(ONE), other.times(*times)),
    }
}

/// How a number stands to another one, of both of which only the ends are known.
fn stands(bound: Bound, sum: Amount, against: Amount) -> Met {
    // What is absent is as great as may be.
    let (up_to, below) = (
        |one: Option<u128>, other: u128| one.is_some_and(|one| one <= other),
        |one: Option<u128>, other: u128| one.is_some_and(|one| one < other),
    );
    let (certain, too_little, too_much) = match bound {
        Bound::AtLeast => (up_to(against.most, sum.least), below(sum.most, against.least), false),
        Bound::MoreThan => (below(against.most, sum.least), up_to(sum.most, against.least), false),
        Bound::AtMost => (up_to(sum.most, against.least), false, below(against.most, sum.least)),
        Bound::LessThan => (below(sum.most, against.least), false, up_to(against.most, sum.least)),
        Bound::Exactly => (
            up_to(sum.most, against.least) && up_to(against.most, sum.least),
            below(sum.most, against.least),
            below(against.most, sum.least),
        ),
    };
    match (certain, too_little, too_much) {
        (true, _, _) => Met::Certainly,
        (_, true, _) => Met::TooLittle,
        (_, _, true) => Met::TooMuch,
        _ => Met::Open,
    }
}

/// The sum of what some incidents did: its low end of those that did it for certain, its high end of all that may have. One
/// of which no number is known counts for [Amount::UNKNOWN].
#[must_use]
pub fn sum(incidents: impl IntoIterator<Item = (bool, Amount)>) -> Amount {
    incidents.into_iter().fold(Amount::NONE, |sum, (certain, amount)| {
        sum.plus(if certain { amount } else { Amount { least: 0, ..amount } })
    })
}

/// What was done for one occasion of a duty that names a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Achieved {
    /// How much was done in time.
    pub sum: Amount,
    /// The whole, of a share; what the others did, of a ratio. Absent where nothing sets the whole, and of a number.
    pub other: Option<Amount>,
}

/// What has become of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is met, whatever the numbers are.
    Fulfilled,
    /// It is not met, whatever the numbers are.
    Missed,
    /// The numbers leave both possible.
    Open,
    /// No more is known to have been done than it allows, and not all that would count was observed.
    NotObserved,
    /// It is a share, and no incident sets the whole.
    NoWhole,
}

impl Achieved {
    fn met(&self, quantity: &Quantity) -> Met {
        met(quantity.bound, &quantity.measure, self.sum, self.other.unwrap_or(Amount::NONE))
    }

    /// What is decided already before it is due. More of a whole, and more that others do, can change a share and a ratio
    /// until then; of a number, enough stays enough, and too much stays too much.
    #[must_use]
    pub fn early(&self, quantity: &Quantity) -> Option<Outcome> {
        if !matches!(quantity.measure, QuantityMeasure::Number(_)) {
            return None;
        }
        match (self.met(quantity), quantity.bound) {
            (Met::Certainly, Bound::AtLeast | Bound::MoreThan) => Some(Outcome::Fulfilled),
            (Met::TooMuch, _) => Some(Outcome::Missed),
            _ => None,
        }
    }

    /// What has become of it once it is due. `observed` says whether all facts that would count were observed, without
    /// which nobody can tell that there was not more.
    #[must_use]
    pub fn outcome(&self, quantity: &Quantity, observed: impl Fn() -> bool) -> Outcome {
        if self.other.is_none() && matches!(quantity.measure, QuantityMeasure::Share { .. }) {
            return Outcome::NoWhole;
        }
        match (self.met(quantity), quantity.bound) {
            (Met::Certainly, Bound::AtMost | Bound::LessThan | Bound::Exactly) if !observed() => {
                Outcome::NotObserved
            }
            (Met::Certainly, _) => Outcome::Fulfilled,
            (Met::TooLittle | Met::TooMuch, _) => Outcome::Missed,
            (Met::Open, _) => Outcome::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::descriptions::Description;
    use crate::model::quantities::{Thousandths, Unit};

    const BOUNDS: [Bound; 5] =
        [Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::Exactly];
    /// Stands for "no more is known" where numbers are listed: greater than whatever it is compared with.
    const BEYOND: Thousandths = 60;

    fn holds(bound: Bound, one: Thousandths, other: Thousandths) -> bool {
        match bound {
            Bound::AtLeast => one >= other,
            Bound::MoreThan => one > other,
            Bound::AtMost => one <= other,
            Bound::LessThan => one < other,
            Bound::Exactly => one == other,
        }
    }

    fn listed(amount: Amount) -> std::ops::RangeInclusive<Thousandths> {
        amount.least..=amount.most.unwrap_or(BEYOND)
    }

    fn amount() -> impl Strategy<Value = Amount> {
        (0..9_u128, proptest::option::of(0..9_u128))
            .prop_map(|(least, more)| Amount { least, most: more.map(|more| least + more) })
    }

    fn share(percent: Thousandths) -> QuantityMeasure {
        let whole = Description::never();
        QuantityMeasure::Share { percent: percent * ONE, whole, set_by: String::new() }
    }

    proptest! {
        #[test]
        fn a_number_is_met_as_the_listed_numbers_meet_it(sum in amount(), number in 0..20_u128) {
            for bound in BOUNDS {
                let results: Vec<bool> = listed(sum).map(|one| holds(bound, one, number)).collect();
                let found = met(bound, &QuantityMeasure::Number(number), sum, Amount::NONE);
                prop_assert_eq!(found == Met::Certainly, results.iter().all(|&each| each));
                let not = matches!(found, Met::TooLittle | Met::TooMuch);
                prop_assert_eq!(not, !results.contains(&true));
                let too_much = listed(sum).all(|one| one > number || bound == Bound::LessThan && one == number);
                let is_floor = matches!(bound, Bound::AtLeast | Bound::MoreThan);
                prop_assert_eq!(found == Met::TooMuch, not && too_much && !is_floor);
            }
        }

        #[test]
        fn a_share_is_met_as_all_pairs_meet_it(sum in amount(), whole in amount(), percent in 0..250_u128) {
            for bound in BOUNDS {
                let results: Vec<bool> = listed(sum)
                    .flat_map(|one| listed(whole).map(move |all| holds(bound, one * 100, all * percent)))
                    .collect();
                let found = met(bound, &share(percent), sum, whole);
                // What has no upper end is listed up to a number that shares of small wholes pass, unless they are small.
                let bounded = (sum.most.is_some() || whole.most.is_some()) && (percent == 0 || percent >= 40);
                if sum.most.is_some() && whole.most.is_some() || bounded && bound != Bound::Exactly {
                    prop_assert_eq!(found == Met::Certainly, results.iter().all(|&each| each), "{:?}", bound);
                }
                let not = matches!(found, Met::TooLittle | Met::TooMuch);
                prop_assert!(!not || !results.contains(&true));
                // Of `exactly`, a number between the listed ones may meet it.
                if bound != Bound::Exactly && sum.most.is_some() && whole.most.is_some() {
                    prop_assert_eq!(not, !results.contains(&true));
                }
            }
        }

        #[test]
        fn a_ratio_is_met_as_all_pairs_meet_it(sum in amount(), others in amount(), times in 0..4_u128) {
            let ratio = QuantityMeasure::Ratio(times * ONE);
            let results: Vec<bool> = listed(sum)
                .flat_map(|one| listed(others).map(move |other| one >= other * times))
                .collect();
            let found = met(Bound::AtLeast, &ratio, sum, others);
            if sum.most.is_some() {
                prop_assert_eq!(found == Met::TooLittle, !results.contains(&true));
            }
            if others.most.is_some() || times == 0 {
                prop_assert_eq!(found == Met::Certainly, results.iter().all(|&each| each));
            }
        }

        #[test]
        fn sums_are_the_sums_of_the_listed_numbers(one in amount(), other in amount()) {
            let sum = one.plus(other);
            if one.most.is_some() && other.most.is_some() {
                let sums = listed(one).flat_map(|one| listed(other).map(move |other| one + other));
                let (least, most) = sums.fold((BEYOND, 0), |(least, most), sum| (least.min(sum), most.max(sum)));
                prop_assert_eq!(sum, Amount { least, most: Some(most) });
            } else {
                prop_assert_eq!(sum, Amount { least: one.least + other.least, most: None });
            }
        }
    }

    #[test]
    fn the_aid_of_december_2016() {
        let all = share(100);
        let (reached, requested) = (Amount::count(6000), Amount::count(930_250));
        assert_eq!(met(Bound::AtLeast, &all, reached, requested), Met::TooLittle);
        // Had nobody said how many were reached, nothing would be known.
        assert_eq!(met(Bound::AtLeast, &all, Amount::UNKNOWN, requested), Met::Open);
        // Of a whole of which nothing is known, no number is certainly all.
        assert_eq!(met(Bound::AtLeast, &all, reached, Amount::UNKNOWN), Met::Open);
        // Of nothing, nothing is all.
        assert_eq!(met(Bound::AtLeast, &all, Amount::NONE, Amount::NONE), Met::Certainly);
    }

    fn quantity(bound: Bound, measure: QuantityMeasure) -> Quantity {
        let (unit, unit_words) = (Unit::of("people"), "people".to_owned());
        Quantity { bound, unit, unit_words, measure, period: None }
    }

    #[test]
    fn enough_is_enough_and_too_much_is_too_much_before_it_is_due() {
        let early = |bound: Bound, sum: Amount| {
            Achieved { sum, other: None }.early(&quantity(bound, QuantityMeasure::Number(5 * ONE)))
        };
        assert_eq!(early(Bound::AtLeast, Amount::count(5)), Some(Outcome::Fulfilled));
        assert_eq!(early(Bound::AtLeast, Amount::count(4)), None);
        assert_eq!(early(Bound::MoreThan, Amount::count(5)), None);
        assert_eq!(early(Bound::AtMost, Amount::count(6)), Some(Outcome::Missed));
        assert_eq!(early(Bound::AtMost, Amount::count(5)), None);
        assert_eq!(early(Bound::LessThan, Amount::count(5)), Some(Outcome::Missed));
        assert_eq!(early(Bound::Exactly, Amount::count(6)), Some(Outcome::Missed));
        assert_eq!(early(Bound::Exactly, Amount::count(5)), None);
        // The whole may still grow.
        let done = Achieved { sum: Amount::count(5), other: Some(Amount::count(5)) };
        assert_eq!(done.early(&quantity(Bound::AtLeast, share(100))), None);
        assert_eq!(done.early(&quantity(Bound::AtMost, share(50))), None);
    }

    #[test]
    fn what_is_due_is_met_or_not_or_not_known() {
        let five = |bound: Bound| quantity(bound, QuantityMeasure::Number(5 * ONE));
        let done = |least: u64, most: Option<u64>| {
            let sum = Amount {
                least: Amount::count(least).least,
                most: most.and_then(|most| Amount::count(most).most),
            };
            Achieved { sum, other: None }
        };
        assert_eq!(done(5, None).outcome(&five(Bound::AtLeast), || false), Outcome::Fulfilled);
        assert_eq!(done(0, None).outcome(&five(Bound::AtLeast), || false), Outcome::Open);
        assert_eq!(done(0, Some(4)).outcome(&five(Bound::AtLeast), || false), Outcome::Missed);
        assert_eq!(done(0, Some(5)).outcome(&five(Bound::AtMost), || false), Outcome::NotObserved);
        assert_eq!(done(0, Some(5)).outcome(&five(Bound::AtMost), || true), Outcome::Fulfilled);
        assert_eq!(done(0, Some(6)).outcome(&five(Bound::AtMost), || false), Outcome::Open);
        assert_eq!(done(6, Some(6)).outcome(&five(Bound::Exactly), || true), Outcome::Missed);
        assert_eq!(done(4, Some(6)).outcome(&five(Bound::Exactly), || true), Outcome::Open);
        let no_whole = done(5, Some(5)).outcome(&quantity(Bound::AtLeast, share(100)), || true);
        assert_eq!(no_whole, Outcome::NoWhole);
    }

    #[test]
    fn a_sum_has_its_low_end_from_what_is_certain() {
        let few = Amount { least: 2, most: Some(3) };
        assert_eq!(sum([(true, few), (false, few)]), Amount { least: 2, most: Some(6) });
        assert_eq!(sum([(true, few), (true, Amount::UNKNOWN)]), Amount { least: 2, most: None });
        assert_eq!(sum([]), Amount::NONE);
    }
}
