//! The promises of the layout, on random graphs: no box lies on another, no line on a box, every line joins its two rows.

use super::*;
use proptest::prelude::*;

/// Boxes of some rows, and lines between any two rows; circles, doubles and lines to themselves among them.
fn graphs() -> impl Strategy<Value = (Vec<Block>, Vec<Wire>)> {
    let rows = prop::collection::vec(20_u32..90, 1..6);
    let blocks = prop::collection::vec((60_u32..400, rows), 1..14);
    blocks.prop_flat_map(|blocks| {
        let blocks: Vec<Block> = blocks
            .into_iter()
            .map(|(width, rows)| Block {
                width: width.into(),
                rows: rows.into_iter().map(f64::from).collect(),
            })
            .collect();
        let sizes: Vec<usize> = blocks.iter().map(|block| block.rows.len()).collect();
        let port = || {
            let sizes = sizes.clone();
            (0..sizes.len(), 0_usize..6).prop_map(move |(block, row)| Port { block, row: row % sizes[block] })
        };
        let wire = (port(), port(), 0_usize..3, any::<bool>()).prop_map(|(from, to, sort, level)| Wire {
            from,
            to,
            sort,
            level,
        });
        (Just(blocks), prop::collection::vec(wire, 0..30))
    })
}

/// A box: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

fn areas(blocks: &[Block], layout: &Layout) -> Vec<Area> {
    let area = |(block, corner): (&Block, &Point)| {
        (corner.x, corner.y, corner.x + block.width, corner.y + block.height())
    };
    blocks.iter().zip(&layout.corners).map(area).collect()
}

/// Whether two areas share more than a border.
fn overlap(one: Area, other: Area) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn keeps_its_promises(blocks: &[Block], wires: &[Wire]) {
    let layout = lay_out(blocks, wires);
    assert_eq!(layout.corners.len(), blocks.len());
    assert_eq!(layout.routes.len(), wires.len());
    let areas = areas(blocks, &layout);
    for (index, &one) in areas.iter().enumerate() {
        for &other in &areas[index + 1..] {
            assert!(!overlap(one, other), "{one:?} lies on {other:?}");
        }
        assert!(one.0 >= 0.0 && one.1 >= 0.0 && one.2 <= layout.width && one.3 <= layout.height, "{one:?}");
    }
    for (wire, route) in wires.iter().zip(&layout.routes) {
        let end = route.legs.last().unwrap().end();
        for (port, point) in [(wire.from, route.start), (wire.to, end)] {
            let (left, top, right, _) = areas[port.block];
            let (from, to) =
                (top + blocks[port.block].top_of(port.row), top + blocks[port.block].top_of(port.row + 1));
            assert!(
                point.x == left || point.x == right,
                "{point:?} is at no side of {:?}",
                areas[port.block]
            );
            assert!(from <= point.y && point.y <= to, "{point:?} is not at {port:?}");
        }
        let mut now = route.start;
        for leg in &route.legs {
            let end = leg.end();
            let beyond = if let Leg::Bow(bow, _) = leg { end.x + bow } else { end.x };
            let hull = (now.x.min(beyond), now.y.min(end.y), now.x.max(beyond), now.y.max(end.y));
            for &area in &areas {
                assert!(!overlap(hull, area), "{leg:?} from {now:?} crosses {area:?}");
            }
            now = end;
        }
    }
}

proptest! {
    #[test]
    fn nothing_lies_on_anything_else((blocks, wires) in graphs()) {
        keeps_its_promises(&blocks, &wires);
    }

    #[test]
    fn one_graph_has_one_layout((blocks, wires) in graphs()) {
        prop_assert_eq!(lay_out(&blocks, &wires), lay_out(&blocks, &wires));
    }
}

#[test]
fn the_largest_graph_that_is_drawn_is_laid_out() {
    let blocks = vec![Block { width: 300.0, rows: vec![48.0] }; 400];
    let port = |block| Port { block, row: 0 };
    // A long chain, with links far back and far ahead.
    let wires: Vec<Wire> = (0..1200_usize)
        .map(|index| Wire {
            from: port(index % 400),
            to: port((index * 7 + 1) % 400),
            sort: index % 2,
            level: index % 5 == 0,
        })
        .filter(|wire| wire.from != wire.to)
        .collect();
    keeps_its_promises(&blocks, &wires);
}

#[test]
fn what_leads_to_nothing_stands_on_shelves_and_not_in_one_long_row() {
    let blocks = vec![Block { width: 200.0, rows: vec![40.0] }; 60];
    let layout = lay_out(&blocks, &[]);
    assert!(layout.width < 2.2 * layout.height, "{} x {}", layout.width, layout.height);
    keeps_its_promises(&blocks, &[]);
}

#[test]
fn a_chain_leads_from_left_to_right_on_one_level() {
    let blocks = vec![Block { width: 100.0, rows: vec![40.0] }; 3];
    let port = |block| Port { block, row: 0 };
    let wire = |from, to| Wire { from: port(from), to: port(to), sort: 0, level: false };
    let layout = lay_out(&blocks, &[wire(2, 1), wire(1, 0)]);
    let [last, middle, first] = layout.corners[..] else { panic!() };
    assert!(first.x < middle.x && middle.x < last.x);
    assert!(first.y == middle.y && middle.y == last.y);
}
