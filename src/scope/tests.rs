//! The algebra against lists of facts.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::small_world::{
    DIMENSIONS, POINTS, UNIVERSE, drawn, drawn_scope, members, neighbours, points, scope, stands_for,
};
use super::{
    Budget, Containment, Dimension, Fact, LiteralId, MeasureId, Position, Region, Scope, Universe, position,
};
use crate::sets::{Bits, Intervals};

/// More than any question about a few small boxes takes.
const PLENTY: Budget = Budget(1_000_000);

fn pointwise(a: &[bool], b: &[bool], operation: impl Fn(bool, bool) -> bool) -> Vec<bool> {
    a.iter().zip(b).map(|(&a, &b)| operation(a, b)).collect()
}

/// The position by its definition: every pair of facts that differ in one dimension is looked at.
fn naive_position(incident: &[bool], scope: &[bool]) -> Position {
    let inside: Vec<usize> = (0..POINTS.len()).filter(|&x| incident[x] && scope[x]).collect();
    if inside.is_empty() {
        return Position::Outside;
    }
    if (0..POINTS.len()).all(|x| !incident[x] || scope[x]) {
        return Position::Inside;
    }
    let leaves = |&x: &usize, k: usize| neighbours(x, k).any(|y| incident[y] && !scope[y]);
    let open: BTreeSet<Dimension> = DIMENSIONS
        .into_iter()
        .enumerate()
        .filter(|&(k, _)| inside.iter().any(|x| leaves(x, k)))
        .map(|(_, (dimension, _))| dimension)
        .collect();
    Position::Partly(open.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn boxes_agree_with_the_list_of_facts(a in drawn(), b in drawn()) {
        let (x, y) = (a.region(), b.region());
        let (in_a, in_b) = (points(std::slice::from_ref(&a)), points(std::slice::from_ref(&b)));
        prop_assert_eq!(&members(&Scope::from(x.clone())), &in_a);
        prop_assert_eq!(x.is_empty(), !in_a.contains(&true));
        let both = pointwise(&in_a, &in_b, |a, b| a && b);
        prop_assert_eq!(x.intersects(&y), both.contains(&true));
        let intersection = x.intersection(&y);
        prop_assert_eq!(intersection.is_some(), both.contains(&true));
        prop_assert_eq!(members(&intersection.into_iter().collect()), both);
        let subset = !pointwise(&in_a, &in_b, |a, b| a && !b).contains(&true);
        prop_assert_eq!(x.is_subset_of_region(&y), subset);
        match x.witness() {
            Some(fact) => {
                prop_assert!(x.contains(&fact));
                prop_assert!(stands_for(&fact).into_iter().all(|index| in_a[index]));
                prop_assert!(Region::of_fact(&UNIVERSE, &fact).is_subset_of_region(&x));
            }
            None => prop_assert!(x.is_empty()),
        }
    }

    #[test]
    fn a_box_minus_a_box_is_disjoint_pieces(a in drawn(), b in drawn()) {
        let pieces = a.region().difference(&b.region());
        prop_assert!(pieces.len() <= DIMENSIONS.len());
        prop_assert!(pieces.iter().all(|piece| !piece.is_empty()));
        for (index, piece) in pieces.iter().enumerate() {
            prop_assert!(pieces[index + 1..].iter().all(|other| !piece.intersects(other)));
        }
        let expected = POINTS.iter().map(|point| a.contains(point) && !b.contains(point)).collect::<Vec<_>>();
        prop_assert_eq!(members(&Scope::from(pieces)), expected);
    }

    #[test]
    fn scopes_agree_with_the_list_of_facts(a in drawn_scope(4), b in drawn_scope(4)) {
        let (x, y) = (scope(&a), scope(&b));
        let (in_a, in_b) = (points(&a), points(&b));
        prop_assert_eq!(&members(&x), &in_a);
        prop_assert_eq!(x.is_empty(), !in_a.contains(&true));
        prop_assert_eq!(members(&x.union(&y)), pointwise(&in_a, &in_b, |a, b| a || b));
        let both = pointwise(&in_a, &in_b, |a, b| a && b);
        prop_assert_eq!(x.intersects(&y), both.contains(&true));
        prop_assert_eq!(&members(&x.intersection(&y)), &both);
        let only = pointwise(&in_a, &in_b, |a, b| a && !b);
        let difference = x.difference(&y);
        prop_assert_eq!(&members(&difference), &only);
        prop_assert_eq!(difference.is_empty(), !only.contains(&true));
        prop_assert_eq!(x.difference_within(&y, PLENTY), Some(difference));
        prop_assert_eq!(members(&x.complement(&UNIVERSE)), in_a.iter().map(|a| !a).collect::<Vec<_>>());
        prop_assert_eq!(x.witness().is_none(), x.is_empty());
        if let Some(fact) = x.witness() {
            prop_assert!(x.contains(&fact));
            prop_assert!(stands_for(&fact).into_iter().all(|index| in_a[index]));
        }
    }

    #[test]
    fn mirrored_scopes_have_the_facts_with_the_sides_exchanged(a in drawn_scope(4)) {
        let exchanged = |point: &[usize; 9]| {
            let mut other = *point;
            other.swap(0, 2);
            other
        };
        let expected: Vec<bool> =
            POINTS.iter().map(|point| a.iter().any(|own| own.contains(&exchanged(point)))).collect();
        prop_assert_eq!(members(&scope(&a).mirrored()), expected);
        prop_assert!(scope(&a).mirrored().mirrored().equals(&scope(&a), PLENTY) == Containment::Yes);
    }

    #[test]
    fn simplifying_changes_no_fact(a in drawn_scope(8), b in drawn_scope(2)) {
        // Differences come in pieces that fit together again.
        for mut x in [scope(&a), scope(&a).difference(&scope(&b))] {
            let (before, boxes) = (members(&x), x.regions().len());
            x.simplify();
            prop_assert_eq!(members(&x), before);
            prop_assert!(x.regions().len() <= boxes);
            for (index, region) in x.regions().iter().enumerate() {
                let mut others = x.regions().iter().enumerate().filter(|(other, _)| *other != index);
                prop_assert!(!others.any(|(_, other)| region.is_subset_of_region(other)));
                prop_assert!(x.regions()[index + 1..].iter().all(|other| region.merged(other).is_none()));
            }
        }
    }

    #[test]
    fn containment_agrees_and_its_witness_holds(a in drawn_scope(3), b in drawn_scope(5), split in any::<bool>()) {
        let (x, mut y) = (scope(&a), scope(&b));
        let (in_a, mut in_b) = (points(&a), points(&b));
        if split {
            // Random scopes seldom contain each other: here `y` is `x` in other pieces, and more.
            y = y.union(&x.difference(&y));
            in_b = pointwise(&in_a, &in_b, |a, b| a || b);
        }
        let subset = |from: &[bool], to: &[bool]| !pointwise(from, to, |a, b| a && !b).contains(&true);
        match x.is_subset(&y, PLENTY) {
            Containment::Yes => prop_assert!(subset(&in_a, &in_b)),
            Containment::No(fact) => {
                prop_assert!(x.contains(&fact) && !y.contains(&fact));
                prop_assert!(stands_for(&fact).into_iter().all(|index| in_a[index] && !in_b[index]));
            }
            Containment::Undecided => prop_assert!(false, "the budget is plenty"),
        }
        match x.equals(&y, PLENTY) {
            Containment::Yes => prop_assert_eq!(&in_a, &in_b),
            Containment::No(fact) => {
                prop_assert!(stands_for(&fact).into_iter().all(|index| in_a[index] != in_b[index]));
            }
            Containment::Undecided => prop_assert!(false, "the budget is plenty"),
        }
    }

    #[test]
    fn positions_agree_with_all_pairs_of_facts(a in drawn_scope(3), b in drawn_scope(4)) {
        let found = position(&scope(&a), &scope(&b), PLENTY);
        prop_assert_eq!(found, naive_position(&points(&a), &points(&b)));
    }

    #[test]
    fn a_small_budget_never_gives_another_answer(
        a in drawn_scope(3), b in drawn_scope(5), pieces in 0_usize..12,
    ) {
        let (x, y) = (scope(&a), scope(&b));
        let scarce = Budget(pieces);
        let found = position(&x, &y, scarce);
        prop_assert!(found == Position::Undecided || found == position(&x, &y, PLENTY));
        match (x.is_subset(&y, scarce), x.is_subset(&y, PLENTY)) {
            (Containment::Undecided, _) | (Containment::Yes, Containment::Yes) => {}
            (Containment::No(fact), Containment::No(_)) => prop_assert!(x.contains(&fact) && !y.contains(&fact)),
            (scarce, plenty) => prop_assert!(false, "{:?}, but {:?}", scarce, plenty),
        }
        let difference = x.difference_within(&y, scarce);
        prop_assert!(difference.is_none_or(|found| found == x.difference(&y)));
    }
}

#[test]
fn boxes_that_differ_on_one_side_become_one() {
    let whole = Region::whole(&UNIVERSE);
    let guarded = |value: bool| Region { literals: [(LiteralId(0), value)].into(), ..whole.clone() };
    let measured = |start, end| {
        let mut region = whole.clone();
        region.restrict_measure(MeasureId(0), &Intervals::of(start, end));
        region
    };
    let acted = |act| Region { acts: Bits::single(UNIVERSE.acts, act), ..whole.clone() };
    let simplified = |regions: Vec<Region>| {
        let mut scope = Scope::from(regions);
        scope.simplify();
        scope.regions().to_vec()
    };
    assert_eq!(simplified(vec![guarded(true), guarded(false)]), std::slice::from_ref(&whole));
    assert_eq!(simplified(vec![measured(0, 3), measured(3, 9)]), [measured(0, 9)]);
    assert_eq!(simplified(vec![acted(0), acted(1), acted(2)]), std::slice::from_ref(&whole));
    assert_eq!(simplified(vec![acted(0), guarded(true)]), [acted(0), guarded(true)]);
    assert_eq!(simplified(vec![acted(0), whole.clone(), acted(1)]), [whole]);
}

#[test]
fn a_day_that_straddles_the_begin_leaves_the_time_open() {
    let after = |start| Region { time: Intervals::of(start, i64::MAX), ..Region::whole(&UNIVERSE) };
    let mut forbidden = after(100);
    forbidden.actors = Bits::single(UNIVERSE.actors, 1);
    let incident = |actors: &[usize], time| Region {
        actors: Bits::of(UNIVERSE.actors, actors.iter().copied()),
        time,
        ..Region::whole(&UNIVERSE)
    };
    let at = |actors: &[usize], time| {
        position(&incident(actors, time).into(), &forbidden.clone().into(), Budget::DEFAULT)
    };
    assert_eq!(at(&[1], Intervals::of(90, 110)), Position::Partly(vec![Dimension::Time]));
    assert_eq!(at(&[1, 2], Intervals::of(100, 110)), Position::Partly(vec![Dimension::Actor]));
    assert_eq!(
        at(&[1, 2], Intervals::of(90, 110)),
        Position::Partly(vec![Dimension::Actor, Dimension::Time])
    );
    assert_eq!(at(&[1], Intervals::of(100, 110)), Position::Inside);
    assert_eq!(at(&[0, 2], Intervals::of(90, 110)), Position::Outside);
    assert_eq!(at(&[], Intervals::of(90, 110)), Position::Outside);
    // Two reports that disagree in two things at once: no single dimension explains it.
    let reports =
        Scope::from(vec![incident(&[1], Intervals::point(105)), incident(&[2], Intervals::point(95))]);
    assert_eq!(position(&reports, &forbidden.into(), Budget::DEFAULT), Position::Partly(Vec::new()));
}

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn half(&mut self, len: usize) -> Bits {
        let mut set = Bits::single(len, self.below(len));
        for element in 0..len {
            if self.below(2) == 0 {
                set.insert(element);
            }
        }
        set
    }

    fn region(&mut self, universe: &Universe) -> Region {
        let start = i64::try_from(self.below(1000)).unwrap();
        let mut region = Region {
            actors: self.half(universe.actors),
            acts: self.half(universe.acts),
            targets: self.half(universe.targets),
            means: self.half(universe.means),
            cells: self.half(universe.cells),
            time: Intervals::of(start, start + 500),
            ..Region::whole(universe)
        };
        region.literals.insert(LiteralId(u32::try_from(self.below(5)).unwrap()), self.below(2) == 0);
        region
    }
}

#[test]
fn two_hundred_boxes_against_two_hundred_end() {
    let universe = Universe { actors: 20, acts: 30, targets: 20, means: 8, cells: 60 };
    let mut numbers = Numbers(1);
    let x: Scope = (0..200).map(|_| numbers.region(&universe)).collect();
    let y: Scope = (0..200).map(|_| numbers.region(&universe)).collect();
    if let Containment::No(fact) = x.is_subset(&y, Budget::DEFAULT) {
        assert!(x.contains(&fact) && !y.contains(&fact));
    }
    // What is contained by construction is never called not contained.
    let covering = y.union(&x);
    assert!(!matches!(y.is_subset(&covering, Budget::DEFAULT), Containment::No(_)));
    let few: Scope = y.regions().iter().take(4).cloned().collect();
    let covering = few.union(&Scope::whole(&universe).difference(&few));
    assert!(!matches!(x.is_subset(&covering, Budget::DEFAULT), Containment::No(_)));
    if let Some(rest) = x.difference_within(&y, Budget::DEFAULT) {
        assert!(!rest.intersects(&y));
    }
    assert_ne!(position(&x, &y, Budget::DEFAULT), Position::Outside);
}

#[test]
fn a_hard_question_about_literals_ends() {
    // Each box is the negation of a clause of three literals; with six times as many clauses as literals, they almost
    // surely cover everything, and to show that is hard.
    let mut numbers = Numbers(2);
    let mut scope = Scope::empty();
    for _ in 0..60 * 6 {
        let mut region = Region::whole(&UNIVERSE);
        for _ in 0..3 {
            region
                .literals
                .insert(LiteralId(u32::try_from(numbers.below(60)).unwrap()), numbers.below(2) == 0);
        }
        scope.push(region);
    }
    let whole = Scope::whole(&UNIVERSE);
    assert_eq!(whole.is_subset(&scope, Budget(10)), Containment::Undecided);
    assert_eq!(whole.is_subset(&scope, Budget::DEFAULT), Containment::Yes);
    // Without its second half, it can be settled the other way.
    let fewer: Scope = scope.regions().iter().take(60 * 3).cloned().collect();
    let Containment::No(fact) = whole.is_subset(&fewer, Budget::DEFAULT) else { panic!("there is a gap") };
    assert!(!Scope::from(Region::of_fact(&UNIVERSE, &fact)).intersects(&fewer));
}

#[test]
fn what_a_fact_leaves_out_does_not_matter() {
    let fact = |measures: &[(MeasureId, i64)]| Fact {
        actor: 0,
        act: 0,
        target: 0,
        means: 0,
        cell: 0,
        time: 0,
        measures: measures.iter().copied().collect(),
        literals: [].into(),
    };
    let mut heavy = Region::whole(&UNIVERSE);
    heavy.restrict_measure(MeasureId(7), &Intervals::of(100, i64::MAX));
    assert!(heavy.contains(&fact(&[(MeasureId(7), 120)])));
    assert!(!heavy.contains(&fact(&[(MeasureId(7), 82)])));
    assert!(!heavy.contains(&fact(&[])));
    assert!(Region::whole(&UNIVERSE).contains(&fact(&[])));
    let unknown = Scope::from(Region::of_fact(&UNIVERSE, &fact(&[])));
    let open = position(&unknown, &heavy.into(), Budget::DEFAULT);
    assert_eq!(open, Position::Partly(vec![Dimension::Measure(MeasureId(7))]));
}

#[test]
fn what_is_done_to_nobody_has_no_mirror_image() {
    let universe = Universe { actors: 2, acts: 1, targets: 3, means: 1, cells: 1 };
    let to = |targets: Bits| Region { actors: Bits::single(2, 0), targets, ..Region::whole(&universe) };
    let nobody = Scope::from(to(Bits::single(3, 2)));
    assert!(!nobody.is_empty() && nobody.mirrored().is_empty());
    let mirrored = Scope::from(to(Bits::of(3, [1, 2]))).mirrored();
    let expected =
        Region { actors: Bits::single(2, 1), targets: Bits::single(3, 0), ..Region::whole(&universe) };
    assert_eq!(mirrored.regions(), [expected]);
}
