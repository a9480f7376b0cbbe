//! The matrix of acts and pairs: what the clauses make of each, alike ones together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aim, Block, Does, Gap, Gaps, Standing, pairs};
use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::scope::Dimension;
use crate::sets::Bits;

/// A table for the acts that are done to somebody, or to nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// To whom they are done.
    pub aim: Aim,
    /// Acts that no clause mentions between anybody; they have no column.
    pub silent: Bits,
    /// Acts that are alike for every pair: a column each.
    pub acts: Vec<Bits>,
    /// Pairs that are alike for every act: a row each, those with the most pairs first.
    pub rows: Vec<MatrixRow>,
}

/// Pairs that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The pairs.
    pub blocks: Vec<Block>,
    /// How many they are.
    pub pairs: usize,
    /// For each column what is made of it.
    pub cells: Vec<Cell>,
}

/// What the clauses make of acts that are alike between pairs that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// What clauses do, each with whether they do it throughout, which they are, and what it depends on where they do not.
    pub parts: Vec<Part>,
    /// How much no clause mentions.
    pub unmentioned: Unmentioned,
}

/// Clauses that do the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// What they do.
    pub does: Does,
    /// Whether each does so throughout.
    pub wholly: bool,
    /// The clauses.
    pub clauses: Vec<ClauseId>,
    /// The sides on which it depends.
    pub open: Vec<Dimension>,
}

/// How much of some conduct no clause mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmentioned {
    /// Nothing.
    Nothing,
    /// Some of it.
    Partly,
    /// All of it.
    Wholly,
    /// It would take more pieces than are worked on.
    Undecided,
}

impl Cell {
    fn of(standing: &Standing) -> Self {
        let mut parts: BTreeMap<(Does, bool), (BTreeSet<ClauseId>, BTreeSet<Dimension>)> = BTreeMap::new();
        for met in &standing.met {
            let (clauses, open) = parts.entry((met.does, !met.wholly)).or_default();
            clauses.insert(met.clause);
            open.extend(met.open.iter().copied());
        }
        let parts = parts.into_iter().map(|((does, partly), (clauses, open))| Part {
            does,
            wholly: !partly,
            clauses: clauses.into_iter().collect(),
            open: open.into_iter().collect(),
        });
        let unmentioned = match standing.gap {
            Gap::None => Unmentioned::Nothing,
            Gap::Part(_) => Unmentioned::Partly,
            Gap::Whole => Unmentioned::Wholly,
            Gap::Undecided => Unmentioned::Undecided,
        };
        Self { parts: parts.collect(), unmentioned }
    }
}

/// The tables, for acts done to somebody first; none for an aim that no act has.
#[must_use]
pub fn matrices(model: &Model, gaps: &Gaps) -> Vec<Matrix> {
    [Aim::Somebody, Aim::Nobody, Aim::Either].into_iter().filter_map(|aim| matrix(model, gaps, aim)).collect()
}

fn matrix(model: &Model, gaps: &Gaps, aim: Aim) -> Option<Matrix> {
    let cells: Vec<Cell> = gaps.table.standings.iter().map(Cell::of).collect();
    // Acts that differ only in what the matrix does not show are one.
    let mut columns: Vec<(Bits, BTreeMap<(usize, usize), &Cell>)> = Vec::new();
    for row in gaps.table.rows.iter().filter(|row| row.aim == aim) {
        let own: BTreeMap<(usize, usize), &Cell> =
            row.pairs.iter().filter_map(|(&pair, &place)| Some((pair, cells.get(place)?))).collect();
        match columns.iter_mut().find(|(_, known)| *known == own) {
            Some((acts, _)) => acts.union_with(&row.acts),
            None => columns.push((row.acts.clone(), own)),
        }
    }
    if columns.is_empty() {
        return None;
    }
    let mut silent = Bits::empty(gaps.interest.acts.len_universe());
    columns.retain(|(acts, cells)| {
        let says_nothing = cells.values().all(|cell| cell.unmentioned == Unmentioned::Wholly);
        if says_nothing {
            silent.union_with(acts);
        }
        !says_nothing
    });
    let pairs: BTreeSet<(usize, usize)> = columns.iter().flat_map(|(_, own)| own.keys().copied()).collect();
    let mut alike: BTreeMap<Vec<&Cell>, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for pair in pairs {
        let own: Vec<&Cell> = columns.iter().filter_map(|(_, cells)| cells.get(&pair).copied()).collect();
        alike.entry(own).or_default().insert(pair);
    }
    let mut rows: Vec<MatrixRow> = alike
        .into_iter()
        .map(|(cells, pairs)| MatrixRow {
            blocks: pairs::blocks(model.actors.len(), model.targets(), &pairs, &gaps.table.cannot_be()),
            pairs: pairs.len(),
            cells: cells.into_iter().cloned().collect(),
        })
        .collect();
    // What is regulated first, so that the long silence stands together at the end; then the most pairs.
    let unsaid =
        |row: &MatrixRow| row.cells.iter().filter(|cell| cell.unmentioned == Unmentioned::Wholly).count();
    rows.sort_by_key(|row| (unsaid(row), std::cmp::Reverse(row.pairs)));
    let mut order: Vec<usize> = (0..columns.len()).collect();
    let unsaid = |column: usize| {
        rows.iter()
            .filter(|row| row.cells.get(column).is_some_and(|cell| cell.unmentioned == Unmentioned::Wholly))
            .map(|row| row.pairs)
            .sum::<usize>()
    };
    order.sort_by_key(|&column| unsaid(column));
    let acts: Vec<Bits> =
        order.iter().filter_map(|&column| columns.get(column)).map(|(acts, _)| acts.clone()).collect();
    for row in &mut rows {
        row.cells = order.iter().filter_map(|&column| row.cells.get(column)).cloned().collect();
    }
    Some(Matrix { aim, silent, acts, rows })
}
