//! Which clauses prevail over which, through chains.

use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::sets::Bits;

/// The priorities of a model, looked at from the weaker side.
pub struct Priority<'m> {
    model: &'m Model,
    /// For each clause, those that say that they prevail over it, or to which it is subject.
    stronger: Vec<Vec<ClauseId>>,
}

impl<'m> Priority<'m> {
    /// The priorities that the clauses state.
    #[must_use]
    pub fn of(model: &'m Model) -> Self {
        let mut stronger: Vec<Vec<ClauseId>> = vec![Vec::new(); model.clauses.len()];
        for (index, clause) in model.clauses.iter().enumerate() {
            for weaker in &clause.prevails_over {
                if let Some(own) = stronger.get_mut(weaker.index()) {
                    own.push(ClauseId::at(index));
                }
            }
        }
        Self { model, stronger }
    }

    /// All clauses, each after those that prevail over it. Clauses that prevail over themselves (an error, not
    /// evaluated) are left out, with all over which they prevail.
    pub(super) fn strongest_first(&self) -> impl Iterator<Item = ClauseId> + use<> {
        let mut waits_for: Vec<usize> = self.stronger.iter().map(Vec::len).collect();
        let free = |(index, &count): (usize, &usize)| (count == 0).then(|| ClauseId::at(index));
        let mut order: Vec<ClauseId> = waits_for.iter().enumerate().filter_map(free).collect();
        let mut next = 0;
        while let Some(&clause) = order.get(next) {
            next += 1;
            for &weaker in self.weaker(clause) {
                if let Some(count) = waits_for.get_mut(weaker.index()) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        order.push(weaker);
                    }
                }
            }
        }
        order.into_iter()
    }

    /// The clauses that prevail over a clause, directly or through others, in the order of the text.
    #[must_use]
    pub fn over(&self, clause: ClauseId) -> Vec<ClauseId> {
        self.reached(clause, |weaker| self.stronger.get(weaker.index()).map_or(&[][..], Vec::as_slice))
    }

    /// The clauses over which a clause prevails, directly or through others, in the order of the text.
    #[must_use]
    pub fn under(&self, clause: ClauseId) -> Vec<ClauseId> {
        self.reached(clause, |stronger| self.weaker(stronger))
    }

    /// Whether one clause prevails over another one, directly or through others.
    #[must_use]
    pub fn prevails(&self, stronger: ClauseId, weaker: ClauseId) -> bool {
        self.over(weaker).binary_search(&stronger).is_ok()
    }

    fn reached<'s>(&'s self, clause: ClauseId, direct: impl Fn(ClauseId) -> &'s [ClauseId]) -> Vec<ClauseId> {
        let mut found = Bits::empty(self.stronger.len());
        let mut open = vec![clause];
        while let Some(at) = open.pop() {
            for &next in direct(at) {
                if !found.contains(next.index()) && next != clause {
                    found.insert(next.index());
                    open.push(next);
                }
            }
        }
        found.iter().map(ClauseId::at).collect()
    }

    /// Which clauses are among those chosen, or have one of them over them.
    pub(super) fn with_weaker(&self, chosen: impl Fn(ClauseId) -> bool) -> Vec<bool> {
        let mut marked: Vec<bool> =
            (0..self.stronger.len()).map(|index| chosen(ClauseId::at(index))).collect();
        let mut reached: Vec<ClauseId> =
            (0..marked.len()).filter(|&index| marked.get(index) == Some(&true)).map(ClauseId::at).collect();
        while let Some(clause) = reached.pop() {
            for &weaker in self.weaker(clause) {
                if let Some(mark) = marked.get_mut(weaker.index()).filter(|mark| !**mark) {
                    *mark = true;
                    reached.push(weaker);
                }
            }
        }
        marked
    }

    fn weaker(&self, clause: ClauseId) -> &'m [ClauseId] {
        self.model.clause(clause).map_or(&[][..], |clause| clause.prevails_over.as_slice())
    }
}
