//! What is drawn, without a format.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::card;
use super::marks::Marks;
use super::view::{Raw, Show, View, links, nodes};
use super::words::verb;
use crate::diagnostic::Severity;
use crate::graph::{EdgeKind, Node, RuleGraph};
use crate::model::Model;
use crate::render::visible::visible_line;
use crate::source::Sources;

/// A rule graph, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The agreement's title.
    pub title: String,
    /// The articles of which clauses are drawn, in the order of the text.
    pub groups: Vec<Group>,
    /// Clauses in the order of the text, then what they lead to.
    pub cards: Vec<Card>,
    /// The links, in the order of their ends.
    pub links: Vec<Link>,
    /// What was found about what is drawn.
    pub remarks: Vec<Remark>,
    /// How many nodes of the graph are not drawn.
    pub left_out: usize,
    /// Whether somebody asked for a part; otherwise what is left out is what no clause leads to.
    pub is_part: bool,
    /// What was read, by which version and with which options; one line each.
    pub made_from: Vec<String>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its number.
    pub label: String,
    /// Its heading.
    pub title: String,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it stands for.
    pub node: Node,
    /// The article in which it is drawn.
    pub group: Option<usize>,
    /// What kind of thing it is.
    pub kind: CardKind,
    /// Its number or its name.
    pub name: String,
    /// What it says, on one line; may be empty.
    pub gist: String,
    /// What it says in full: the clause, and on a second line the official wording.
    pub tooltip: String,
    /// The codes of the findings about it.
    pub codes: Vec<&'static str>,
    /// Whether it takes part in a conflict or a circle.
    pub alarmed: bool,
    /// Whether it changes nothing.
    pub idle: bool,
}

/// What a card stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardKind {
    /// `shall not`
    Prohibition,
    /// `may`
    Permission,
    /// `shall`
    Obligation,
    /// `need not`
    Release,
    /// A clause that changes who is covered.
    Status,
    /// A clause that is carried along as words.
    Stated,
    /// A zone.
    Zone,
    /// A term.
    Term,
    /// A phase.
    Phase,
    /// A streak.
    Streak,
    /// Another text.
    Instrument,
}

impl CardKind {
    /// What stands in a legend.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Prohibition => "forbids",
            Self::Permission => "permits",
            Self::Obligation => "requires",
            Self::Release => "releases from a duty",
            Self::Status => "changes who is covered",
            Self::Stated => "stated only",
            Self::Zone => "zone",
            Self::Term => "term",
            Self::Phase => "phase",
            Self::Streak => "streak",
            Self::Instrument => "text",
        }
    }
}

/// A link between two cards, or from a card to a whole article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The card from which it leads.
    pub from: usize,
    /// Where it leads.
    pub to: End,
    /// What it says.
    pub kind: LinkKind,
    /// Whether it closes a circle.
    pub alarmed: bool,
    /// The whole of it in words: `1.5 prevails over 0.1`.
    pub words: String,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// To a card.
    Card(usize),
    /// To every clause of an article.
    Group(usize),
}

/// What a link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// That two clauses cannot both be followed. Neither comes first.
    Conflict,
    /// An edge of the rule graph.
    Edge(EdgeKind),
}

impl LinkKind {
    /// What stands in a legend, and between the names of the two ends.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Conflict => "conflicts with",
            Self::Edge(kind) => verb(kind),
        }
    }
}

/// A finding about something that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How sure and how grave.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// Its title.
    pub title: String,
}

impl Picture {
    /// The picture of a part of a graph.
    #[must_use]
    pub fn of(model: &Model, sources: &Sources, rules: &RuleGraph, marks: &Marks, view: &View) -> Self {
        let (all, raw) = (nodes(rules), links(rules, marks));
        let chosen = view.nodes(&all, &raw);
        let circling = circling(marks, &raw);
        let alarmed: BTreeSet<Node> = marks
            .conflicts
            .iter()
            .flat_map(|&(one, other)| [one, other])
            .chain(circling.iter().flat_map(|&(from, to, _)| [from, to]))
            .collect();

        let mut articles: Vec<usize> = Vec::new();
        let mut cards: Vec<Card> = Vec::new();
        for &node in &chosen {
            let mut card = card(model, sources, node);
            if let Some(article) = article_of(model, node) {
                let group = articles.iter().position(|&known| known == article);
                card.group = Some(group.unwrap_or(articles.len()));
                if group.is_none() {
                    articles.push(article);
                }
            }
            card.codes = marks.codes.get(&node).into_iter().flatten().copied().collect();
            card.alarmed = alarmed.contains(&node);
            card.idle = marks.idle.contains(&node);
            cards.push(card);
        }
        let groups = articles
            .iter()
            .filter_map(|&article| model.articles.get(article))
            .map(|article| Group { label: article.label.clone(), title: visible_line(&article.title) })
            .collect();

        let index: BTreeMap<Node, usize> =
            cards.iter().enumerate().map(|(index, card)| (card.node, index)).collect();
        let links = raw
            .iter()
            .filter_map(|&(from, to, kind)| {
                let (from_card, to_card) = (*index.get(&from)?, *index.get(&to)?);
                let kind_of_link = kind.map_or(LinkKind::Conflict, LinkKind::Edge);
                let name = |at: usize| cards.get(at).map_or("", |card| card.name.as_str());
                Some(Link {
                    from: from_card,
                    to: End::Card(to_card),
                    kind: kind_of_link,
                    alarmed: circling.contains(&(from, to, kind)),
                    words: format!("{} {} {}", name(from_card), kind_of_link.words(), name(to_card)),
                })
            })
            .collect();

        let about = |nodes: &BTreeSet<Node>| nodes.iter().any(|node| chosen.contains(node));
        let remarks = marks
            .findings
            .iter()
            .filter(|(.., nodes)| about(nodes))
            .map(|(severity, code, title, _)| Remark {
                severity: *severity,
                code,
                title: visible_line(title),
            })
            .collect();
        let left_out = all.len() - chosen.len();
        let mut picture = Self {
            title: visible_line(&model.title),
            groups,
            cards,
            links,
            remarks,
            left_out,
            is_part: view.around.is_some() || view.show == Show::Clauses,
            made_from: Vec::new(),
        };
        picture.gather(model);
        picture
    }

    /// Draws links of one kind that lead from one card to every clause of another article as one link to that article.
    fn gather(&mut self, model: &Model) {
        let mut sizes: Vec<usize> = vec![0; self.groups.len()];
        for card in &self.cards {
            if let Some(size) = card.group.and_then(|group| sizes.get_mut(group)) {
                *size += 1;
            }
        }
        let group_of = |end: End| match end {
            End::Card(card) => self.cards.get(card).and_then(|card| card.group),
            End::Group(_) => None,
        };
        let mut fans: BTreeMap<(usize, LinkKind, usize), usize> = BTreeMap::new();
        for link in self.links.iter().filter(|link| !link.alarmed && link.kind != LinkKind::Conflict) {
            if let Some(group) = group_of(link.to)
                && group_of(End::Card(link.from)) != Some(group)
            {
                *fans.entry((link.from, link.kind, group)).or_default() += 1;
            }
        }
        let whole = |group: usize| {
            let clauses = model.clauses.iter().filter(|clause| {
                let article = clause.article.and_then(|article| model.articles.get(article));
                article.map(|article| &article.label) == self.groups.get(group).map(|group| &group.label)
            });
            clauses.count() == sizes.get(group).copied().unwrap_or(0)
        };
        fans.retain(|&(_, _, group), &mut count| {
            count > 1 && Some(&count) == sizes.get(group) && whole(group)
        });
        let gathered = |link: &Link| {
            group_of(link.to).is_some_and(|group| fans.contains_key(&(link.from, link.kind, group)))
                && !link.alarmed
        };
        let mut links: Vec<Link> = self.links.iter().filter(|link| !gathered(link)).cloned().collect();
        for &(from, kind, group) in fans.keys() {
            let name = self.cards.get(from).map_or("", |card| card.name.as_str());
            let article = self.groups.get(group).map_or("", |group| group.label.as_str());
            let words = format!("{name} {} every clause of article {article}", kind.words());
            links.push(Link { from, to: End::Group(group), kind, alarmed: false, words });
        }
        links.sort_by_key(|link| (link.from, link.to, link.kind));
        self.links = links;
    }

    /// How a card is called in the formats that need a name: by its kind and its place in the model.
    pub(super) fn id(&self, card: usize) -> String {
        match self.cards.get(card).map(|card| card.node) {
            Some(Node::Clause(id)) => format!("c{}", id.0),
            Some(Node::Term(id)) => format!("t{}", id.0),
            Some(Node::Phase(id)) => format!("p{}", id.0),
            Some(Node::Streak(at)) => format!("s{at}"),
            Some(Node::Zone(id)) => format!("z{}", id.0),
            Some(Node::Instrument(at)) => format!("i{at}"),
            Some(Node::Agreement) => "agreement".to_owned(),
            None => String::new(),
        }
    }

    /// The cards of an article, or those of none.
    pub(super) fn cards_of(&self, group: Option<usize>) -> impl Iterator<Item = (usize, &Card)> {
        self.cards.iter().enumerate().filter(move |(_, card)| card.group == group)
    }
}

/// The links that close a circle of which a finding speaks: they stay among its nodes and lead back to where they began.
fn circling(marks: &Marks, links: &BTreeSet<Raw>) -> BTreeSet<Raw> {
    let mut circling = BTreeSet::new();
    for nodes in &marks.circles {
        let own: Vec<Raw> = links
            .iter()
            .copied()
            .filter(|(from, to, kind)| {
                let binds = kind.is_some_and(|kind| kind != EdgeKind::Uses);
                binds && nodes.contains(from) && nodes.contains(to)
            })
            .collect();
        for &(from, to, kind) in &own {
            let mut reached = BTreeSet::from([to]);
            loop {
                let more: Vec<Node> = own
                    .iter()
                    .filter(|(from, to, _)| reached.contains(from) && !reached.contains(to))
                    .map(|&(_, to, _)| to)
                    .collect();
                if more.is_empty() {
                    break;
                }
                reached.extend(more);
            }
            if reached.contains(&from) {
                circling.insert((from, to, kind));
            }
        }
    }
    circling
}

fn article_of(model: &Model, node: Node) -> Option<usize> {
    match node {
        Node::Clause(id) => model.clause(id)?.article,
        _ => None,
    }
}
