//! Random agreements and logs.

mod agreement;
mod conditions;
mod conduct;
mod duties;
mod log;

use self::log::reports;
use crate::over_time::reports::Reports;
use crate::over_time::terms::Terms;

/// Throws that a seed decides (SplitMix64, by Steele, Lea and Flood).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub fn in_100(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn slot(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from).unwrap())).unwrap()
    }
}

/// What random agreements may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Menu {
    pub duties: bool,
    pub quantities: bool,
    /// Duties that other duties or conditions give rise to.
    pub consequences: bool,
    /// An instant as of which the log is judged.
    pub as_of: bool,
    /// Changes of status, renewals, ends that depend on events.
    pub changes: bool,
}

/// An agreement in which nothing depends on itself, and a log.
pub fn case(seed: u64, menu: Menu) -> (Terms, Reports) {
    let mut dice = Dice(seed);
    let terms = loop {
        let terms =
            Draft { dice: &mut dice, menu, phases: 0, streaks: 0, clauses: 0, duties: Vec::new() }.terms();
        let backwards = |phase| terms.fixed(phase).is_some_and(|(from, until)| until <= from);
        if !terms.is_circular() && !(0..terms.phases.len()).any(backwards) {
            break terms;
        }
    };
    let reports = reports(&mut dice, &terms, menu);
    (terms, reports)
}

struct Draft<'d> {
    dice: &'d mut Dice,
    menu: Menu,
    phases: usize,
    streaks: usize,
    clauses: usize,
    duties: Vec<usize>,
}
