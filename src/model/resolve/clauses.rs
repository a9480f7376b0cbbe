//! Articles, clauses and what prevails over what.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::clauses::{Article, Clause, ClauseKind, Timing};
use crate::model::ids::ClauseId;
use crate::model::order::order;
use crate::model::resolve::Resolver;
use crate::model::resolve::faults::short;
use crate::model::resolve::norms::Understood;
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, Label, QualifierKind, StatementKind};

/// No more edges of a circle than this are shown beside the first.
const LONGEST_CIRCLE: usize = 12;

impl Resolver<'_> {
    pub(super) fn clauses(&mut self) {
        let agreement = self.agreement;
        let bodies: Vec<&tree::Clause> = agreement
            .statements
            .iter()
            .filter_map(|statement| match &statement.kind {
                StatementKind::Clause(clause) => Some(clause),
                _ => None,
            })
            .collect();
        for (index, clause) in bodies.iter().enumerate() {
            let known = self.stated_periods.len();
            self.speaking = Some(ClauseId::at(index));
            let Understood { kind, obligation, asks, prevents, answers, mut timing } =
                self.clause_kind(clause);
            for period in self.stated_periods.iter_mut().skip(known) {
                period.clause = Some(ClauseId::at(index));
            }
            let found = self.waits_of(ClauseId::at(index), clause);
            (timing.waits, timing.mentions) = (found.waits, found.mentions);
            if let Some(own) = self.clauses.get_mut(index) {
                own.kind = kind;
                own.obligation = obligation;
                own.asks = asks;
                own.prevents = prevents;
                own.answers = answers;
                own.timing = timing;
            }
            self.priorities(ClauseId::at(index), clause);
        }
        self.speaking = None;
        for clause in &mut self.clauses {
            clause.prevails_over.sort_unstable();
            clause.prevails_over.dedup();
        }
        self.priority_cycles(&bodies);
        self.phases_and_streaks();
    }

    /// Numbers first, so that a clause may name one that comes after it. Clauses may already have been named by terms;
    /// those names were looked up against the same table, which is why it is filled before terms are read.
    pub(super) fn number_clauses(&mut self) {
        let mut numbered: BTreeMap<&str, Span> = BTreeMap::new();
        let mut article: Option<usize> = None;
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Article { label, title } => {
                    if let Some(first) = numbered.insert(&label.text, label.spot.0) {
                        self.numbered_twice(label, first);
                    }
                    self.labels.entry(label.text.clone()).or_default();
                    self.articles.push(Article {
                        label: label.text.clone(),
                        title: title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
                        span: statement.spot.0,
                    });
                    article = Some(self.articles.len() - 1);
                }
                StatementKind::Clause(clause) => {
                    if let Some(first) = numbered.insert(&clause.label.text, clause.label.spot.0) {
                        self.numbered_twice(&clause.label, first);
                    }
                    let id = ClauseId::at(self.clauses.len());
                    for label in self.labels_over(&clause.label.text, article) {
                        self.labels.entry(label).or_default().push(id);
                    }
                    self.clauses.push(Clause {
                        label: clause.label.text.clone(),
                        article,
                        wording: clause.wording.as_ref().map(|wording| wording.text.clone()),
                        kind: ClauseKind::StatedOnly,
                        obligation: None,
                        asks: None,
                        prevents: None,
                        answers: None,
                        timing: Timing::default(),
                        prevails_over: Vec::new(),
                        span: statement.spot.0,
                        words: match &clause.body {
                            ClauseBody::Norm(norm) => norm.spot.0,
                            ClauseBody::Consequence { when, norm } => {
                                self.words_with_when(clause, when.spot.0.to(norm.spot.0))
                            }
                            ClauseBody::StatedOnly | ClauseBody::StatusChange { .. } => clause.label.spot.0,
                        },
                    });
                }
                _ => {}
            }
        }
    }

    /// The words of a consequence with the `when` or `if` before its condition.
    fn words_with_when(&self, clause: &tree::Clause, words: Span) -> Span {
        let before = clause.wording.as_ref().map_or(clause.label.spot.0, |wording| wording.spot.0);
        let whole = Span { start: before.end, ..words };
        let said = self.sources.words(whole);
        let own = said.trim_start();
        match u32::try_from(said.len().saturating_sub(own.len())) {
            Ok(skipped) if own.starts_with("when") || own.starts_with("if") => {
                Span { start: whole.start.saturating_add(skipped), ..whole }
            }
            _ => words,
        }
    }

    /// Every number under which a clause can be meant: its own, those it begins with (`2.1` for `2.1(a)`), and its
    /// article's.
    fn labels_over(&self, label: &str, article: Option<usize>) -> Vec<String> {
        let mut labels = vec![label.to_owned()];
        for (at, letter) in label.char_indices() {
            if matches!(letter, '.' | '(')
                && let Some(outer) = label.get(..at).filter(|outer| !outer.is_empty())
            {
                labels.push(outer.to_owned());
            }
        }
        if let Some(article) = article.and_then(|index| self.articles.get(index))
            && !labels.contains(&article.label)
        {
            labels.push(article.label.clone());
        }
        labels
    }

    fn numbered_twice(&mut self, label: &Label, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                &catalogue::CLAUSE_NUMBERED_TWICE,
                label.spot.0,
                format!("two clauses are numbered `{}`", short(&label.text)),
            )
            .because("numbered again here")
            .and(first, "numbered first here")
            .help("give one of the two another number"),
        );
    }

    /// The clauses that a label names; an unknown one is reported.
    pub(super) fn clauses_of(&mut self, label: &Label) -> Vec<ClauseId> {
        match self.labels.get(&label.text) {
            Some(clauses) => clauses.clone(),
            None => {
                self.unknown_clause(label);
                Vec::new()
            }
        }
    }

    fn clause_kind(&mut self, clause: &tree::Clause) -> Understood {
        let kind = match &clause.body {
            ClauseBody::StatedOnly => ClauseKind::StatedOnly,
            ClauseBody::Norm(norm) => return self.norm(norm),
            ClauseBody::Consequence { when, norm } => return self.consequence(when, norm),
            ClauseBody::StatusChange { when, who, status } => match self.speaking {
                Some(own) => self.change(own, when, who, *status),
                None => ClauseKind::Change,
            },
        };
        Understood::plainly(kind)
    }

    fn priorities(&mut self, own: ClauseId, clause: &tree::Clause) {
        let (ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. }) = &clause.body else { return };
        for qualifier in &norm.qualifiers {
            match &qualifier.kind {
                QualifierKind::Notwithstanding(labels) => {
                    for label in &labels.labels {
                        for other in self.clauses_of(label) {
                            self.prevail(own, other);
                        }
                    }
                }
                QualifierKind::SubjectTo(labels) => {
                    for label in &labels.labels {
                        for other in self.clauses_of(label) {
                            self.prevail(other, own);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Records that one clause prevails over another one. A clause that names its own article does not mean itself.
    fn prevail(&mut self, stronger: ClauseId, weaker: ClauseId) {
        if stronger == weaker {
            return;
        }
        if let Some(clause) = self.clauses.get_mut(stronger.index()) {
            clause.prevails_over.push(weaker);
        }
    }

    /// Clauses that prevail over one another in a circle leave nobody to prevail. Each circle is told once.
    fn priority_cycles(&mut self, bodies: &[&tree::Clause]) {
        let graph: Vec<Vec<usize>> = self
            .clauses
            .iter()
            .map(|clause| clause.prevails_over.iter().map(|weaker| weaker.index()).collect())
            .collect();
        // Every circle has a closing edge; the clause to which it leads back lies on the circle.
        let ends: BTreeSet<usize> = order(&graph).closing.into_iter().map(|(_, end)| end).collect();
        let mut told: BTreeSet<ClauseId> = BTreeSet::new();
        for start in ends.into_iter().map(ClauseId::at) {
            if told.contains(&start) {
                continue;
            }
            let Some(mut cycle) = self.way_back(start) else { continue };
            let first = cycle.iter().enumerate().min_by_key(|&(_, id)| id).map_or(0, |(at, _)| at);
            cycle.rotate_left(first);
            told.extend(&cycle);
            let next = cycle.iter().cycle().skip(1);
            let edges: Vec<(String, String, Span)> = cycle
                .iter()
                .zip(next)
                .filter_map(|(&stronger, &weaker)| {
                    let own = self.clauses.get(stronger.index())?;
                    let span = self.priority_words(bodies, stronger, weaker).unwrap_or(own.span);
                    Some((own.label.clone(), self.clauses.get(weaker.index())?.label.clone(), span))
                })
                .collect();
            let Some(((label, over, span), rest)) = edges.split_first() else { continue };
            let mut fault = Diagnostic::new(
                &catalogue::PRIORITY_CYCLE,
                *span,
                format!("`{}` prevails over itself", short(label)),
            )
            .because(format!("`{}` prevails over `{}`", short(label), short(over)));
            // A circle may be as long as the agreement; its first edges show where to look.
            for (label, over, span) in rest.iter().take(LONGEST_CIRCLE) {
                fault = fault.and(*span, format!("`{}` prevails over `{}`", short(label), short(over)));
            }
            self.diagnostics.push(fault.help("take one `notwithstanding` or `subject to` out of the circle"));
        }
    }

    /// The words by which one clause prevails over another one.
    fn priority_words(&self, bodies: &[&tree::Clause], stronger: ClauseId, weaker: ClauseId) -> Option<Span> {
        let means = |label: &Label, clause: ClauseId| {
            self.labels.get(&label.text).is_some_and(|clauses| clauses.contains(&clause))
        };
        let norm = |id: ClauseId| match &bodies.get(id.index())?.body {
            ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. } => Some(norm),
            ClauseBody::StatedOnly | ClauseBody::StatusChange { .. } => None,
        };
        let own =
            norm(stronger).into_iter().flat_map(|norm| &norm.qualifiers).find_map(|part| match &part.kind {
                QualifierKind::Notwithstanding(list) => list.labels.iter().find(|label| means(label, weaker)),
                _ => None,
            });
        let theirs = || {
            norm(weaker)?.qualifiers.iter().find_map(|part| match &part.kind {
                QualifierKind::SubjectTo(list) => list.labels.iter().find(|label| means(label, stronger)),
                _ => None,
            })
        };
        own.or_else(theirs).map(|label| label.spot.0)
    }

    /// The shortest way from a clause along "prevails over" back to itself.
    fn way_back(&self, start: ClauseId) -> Option<Vec<ClauseId>> {
        let mut came_from: BTreeMap<ClauseId, ClauseId> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for &next in &self.clauses.get(at.index())?.prevails_over {
                if next == start {
                    let mut way = vec![at];
                    let mut back = at;
                    while back != start {
                        back = *came_from.get(&back)?;
                        way.push(back);
                    }
                    way.reverse();
                    return Some(way);
                }
                if next != start && !came_from.contains_key(&next) {
                    came_from.insert(next, at);
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// `waive CODE on 2.1`: the code and the numbers must exist.
    pub(super) fn waivers(&mut self) {
        for statement in &self.agreement.statements {
            let StatementKind::Waive { code, on, .. } = &statement.kind else { continue };
            self.clause_labels(on);
            if catalogue::find(&code.text).is_some() {
                continue;
            }
            let near = crate::suggest::closest(&code.text, catalogue::ALL.iter().map(|code| code.slug));
            let fault = Diagnostic::new(
                &catalogue::UNKNOWN_CODE,
                code.spot.0,
                format!("there is no finding called `{}`", short(&code.text)),
            )
            .because("not a finding");
            self.diagnostics.push(match near {
                Some(near) => fault.mend(format!("write `{near}`, if that is meant"), code.spot.0, near),
                None => fault.help("name a finding that `armistice explain` lists"),
            });
        }
    }
}
