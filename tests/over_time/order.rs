//! What depends on what (12.14).

use std::collections::BTreeSet;

use super::terms::{Clause, Condition, Event, Modal, PhaseEnd, Qualifier, Terms, Who, Whom};

/// Something whose course has to be known before another one's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    Clause(usize),
    Phase(usize),
    Streak(usize),
    /// A run without a name, of no clause in particular.
    Run(i64),
    /// Who is covered, or who is excluded.
    Status(bool),
}

impl Terms {
    /// The clauses over which one prevails by its own words.
    fn prevails_over(&self, clause: usize) -> Vec<usize> {
        let qualifiers = self.clauses[clause].norm().map_or(&[][..], |norm| &norm.qualifiers);
        qualifiers
            .iter()
            .filter_map(|qualifier| match qualifier {
                Qualifier::Notwithstanding(other) => Some(*other),
                _ => None,
            })
            .collect()
    }

    /// All that prevail over a clause, through chains.
    pub fn prevailing(&self, clause: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        loop {
            let before = found.len();
            for other in 0..self.clauses.len() {
                let over = |weaker: &usize| *weaker == clause || found.contains(weaker);
                if other != clause && self.prevails_over(other).iter().any(over) {
                    found.insert(other);
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    fn of_who(&self, who: &Who, needs: &mut Vec<Node>) {
        match who {
            Who::Covered | Who::ACoveredParty => needs.push(Node::Status(true)),
            Who::Excluded => needs.push(Node::Status(false)),
            _ => {}
        }
    }

    fn of_event(&self, event: &Event, needs: &mut Vec<Node>) {
        match event {
            Event::Moment(_) => {}
            Event::State { clauses, .. } => needs.extend(clauses.iter().map(|&clause| Node::Clause(clause))),
            Event::Each(deed) => {
                deed.by.iter().chain(&deed.whom).for_each(|who| self.of_who(who, needs));
            }
            Event::PhaseBegins(phase) | Event::PhaseEnds(phase) => needs.push(Node::Phase(*phase)),
        }
    }

    fn of_condition(&self, condition: &Condition, needs: &mut Vec<Node>) {
        for leaf in condition.leaves() {
            match leaf {
                Condition::State { clauses, .. } => {
                    needs.extend(clauses.iter().map(|&clause| Node::Clause(clause)));
                }
                Condition::Violates { who, clauses, .. } => {
                    self.of_who(who, needs);
                    needs.extend(clauses.iter().map(|&clause| Node::Clause(clause)));
                }
                Condition::Does { who, whom, .. } => {
                    self.of_who(who, needs);
                    whom.iter().for_each(|whom| self.of_who(whom, needs));
                }
                Condition::Target(who) => self.of_who(who, needs),
                Condition::Streak { streak, .. } => needs.push(Node::Streak(*streak)),
                Condition::Phase { phase, .. } | Condition::During(phase) => needs.push(Node::Phase(*phase)),
                Condition::Run { length, clauses } if clauses.is_empty() => needs.push(Node::Run(*length)),
                Condition::Run { clauses, .. } => {
                    needs.extend(clauses.iter().map(|&clause| Node::Clause(clause)));
                }
                Condition::After(event) => self.of_event(event, needs),
                _ => {}
            }
        }
    }

    fn needs(&self, node: &Node) -> Vec<Node> {
        let mut needs = Vec::new();
        match node {
            Node::Clause(clause) => {
                needs.extend(self.prevailing(*clause).into_iter().map(Node::Clause));
                let own = &self.clauses[*clause];
                if let Clause::Consequence(when, _) = own {
                    self.of_condition(when, &mut needs);
                }
                let Some(norm) = own.norm() else { return needs };
                self.of_who(&norm.who, &mut needs);
                norm.prevents.iter().for_each(|who| self.of_who(who, &mut needs));
                match &norm.whom {
                    Some(Whom::Who(who)) => self.of_who(who, &mut needs),
                    Some(Whom::Band) => {
                        let band = self.band.iter().flat_map(|(one, other)| [one, other]);
                        band.for_each(|who| self.of_who(who, &mut needs));
                    }
                    _ => {}
                }
                for qualifier in &norm.qualifiers {
                    match qualifier {
                        Qualifier::WithinOf(_, event) | Qualifier::After(event) | Qualifier::Once(event) => {
                            self.of_event(event, &mut needs);
                        }
                        Qualifier::Unless(condition) | Qualifier::When(condition) => {
                            self.of_condition(condition, &mut needs);
                        }
                        Qualifier::During(phase) => needs.push(Node::Phase(*phase)),
                        Qualifier::SameTime(clauses) => {
                            needs.extend(clauses.iter().map(|&clause| Node::Clause(clause)));
                        }
                        Qualifier::Except(who) => self.of_who(who, &mut needs),
                        _ => {}
                    }
                }
            }
            Node::Phase(phase) => {
                let own = &self.phases[*phase];
                self.of_event(&own.from, &mut needs);
                match &own.end {
                    PhaseEnd::Event(event) => self.of_event(event, &mut needs),
                    PhaseEnd::When(condition) => self.of_condition(condition, &mut needs),
                    PhaseEnd::Never | PhaseEnd::For(_) => {}
                }
            }
            Node::Streak(streak) => {
                let own = &self.streaks[*streak];
                own.from.iter().for_each(|event| self.of_event(event, &mut needs));
                needs.extend(own.clauses.iter().map(|&clause| Node::Clause(clause)));
            }
            Node::Run(_) => {}
            Node::Status(list) => {
                for clause in &self.clauses {
                    match clause {
                        Clause::Status { when, covered, .. } if covered == list => {
                            self.of_condition(when, &mut needs);
                        }
                        _ => {}
                    }
                }
            }
        }
        needs
    }

    /// Whether something depends on something, through all steps.
    pub fn depends(&self, node: &Node, on: &Node) -> bool {
        self.depends_on_such(node, &|next| next == on)
    }

    /// Whether something depends on itself.
    pub fn is_circular(&self) -> bool {
        let clauses = (0..self.clauses.len()).map(Node::Clause);
        let phases = (0..self.phases.len()).map(Node::Phase);
        let streaks = (0..self.streaks.len()).map(Node::Streak);
        let rest = [Node::Status(true), Node::Status(false)];
        clauses.chain(phases).chain(streaks).chain(rest).any(|node| self.depends(&node, &node))
    }

    /// Whether something depends on what fits, through all steps.
    fn depends_on_such(&self, node: &Node, fits: &dyn Fn(&Node) -> bool) -> bool {
        let mut seen: Vec<Node> = Vec::new();
        let mut left = self.needs(node);
        while let Some(next) = left.pop() {
            if fits(&next) {
                return true;
            }
            if !seen.contains(&next) {
                left.extend(self.needs(&next));
                seen.push(next);
            }
        }
        false
    }

    /// 12.9: the clauses of which a run of no clause in particular is without violation: those that depend on no such run.
    pub fn every_clause(&self) -> Vec<usize> {
        let of_any = |node: &Node| match node {
            Node::Run(_) => true,
            Node::Streak(streak) => self.streaks[*streak].clauses.is_empty(),
            _ => false,
        };
        (0..self.clauses.len())
            .filter(|&clause| {
                self.clauses[clause].norm().is_some_and(|norm| norm.modal != Modal::Permits)
                    && !self.depends_on_such(&Node::Clause(clause), &of_any)
            })
            .collect()
    }
}
