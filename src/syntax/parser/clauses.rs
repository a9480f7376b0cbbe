//! Clauses: bearers, actions and what narrows them.

use super::Rule;
use super::conditions::condition;
use super::lists::{label, names, reference, refs};
use super::node::{Node, Parts};
use super::places::distance;
use super::qualifiers::qualifiers;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{
    ActList, Action, ActionKind, Clause, ClauseBody, Distribution, Modal, NameList, NameRef, Norm, Object,
    Preposition, StatementKind, StatusChange, Subject, SubjectKind,
};

pub(super) fn clause(mut parts: Parts) -> Option<StatementKind> {
    let label = label(&parts.take(Rule::label)?);
    let wording = parts.quotation();
    let body = match parts.clone().next()?.rule() {
        Rule::stated_only => ClauseBody::StatedOnly,
        Rule::consequence => consequence(parts.next()?.parts())?,
        _ => ClauseBody::Norm(norm(&mut parts)?),
    };
    Some(StatementKind::Clause(Clause { label, wording, body }))
}

fn consequence(mut parts: Parts) -> Option<ClauseBody> {
    let when = condition(&mut parts)?;
    let Some(change) = parts.take(Rule::status_change) else {
        return Some(ClauseBody::Consequence { when, norm: norm(&mut parts)? });
    };
    let mut parts = change.parts();
    let who = reference(parts.take(Rule::reference)?)?;
    let longer = !parts.word(Rule::k_longer);
    let covered = parts.word(Rule::k_covered);
    let status = match (longer, covered) {
        (true, true) => StatusChange::Covered,
        (true, false) => StatusChange::Excluded,
        (false, true) => StatusChange::NoLongerCovered,
        (false, false) => StatusChange::NoLongerExcluded,
    };
    Some(ClauseBody::StatusChange { when, who, status })
}

fn norm(parts: &mut Parts) -> Option<Norm> {
    let node = parts.take(Rule::norm)?;
    let spot = node.spot();
    let mut parts = node.parts();
    let bearer = subject(&mut parts)?;
    let word = parts.next()?;
    let modal = match word.rule() {
        // `nobody shall`: the prohibition stands in the bearer.
        Rule::m_shall if bearer.who == SubjectKind::Nobody => Modal::ShallNot,
        Rule::m_shall => Modal::Shall,
        Rule::m_shall_not => Modal::ShallNot,
        Rule::m_need_not => Modal::NeedNot,
        Rule::m_may if bearer.who == SubjectKind::Nobody => {
            // What nobody may do is forbidden: the meaning is clear, and there is one way to say it.
            word.origin.report(
                Diagnostic::new(
                    &catalogue::MODAL_WORD,
                    word.span(),
                    "`nobody may` is written `nobody shall`",
                )
                .because("one word for one meaning")
                .mend("write `shall`", word.span(), "shall"),
            );
            Modal::ShallNot
        }
        Rule::m_may => Modal::May,
        _ => return None,
    };
    Some(Norm {
        bearer,
        modal,
        modal_spot: word.spot(),
        action: action(parts.take(Rule::action)?)?,
        qualifiers: qualifiers(&mut parts)?,
        spot,
    })
}

pub(super) fn subject(parts: &mut Parts) -> Option<Subject> {
    let node = parts.take(Rule::subject)?;
    let spot = node.spot();
    let mut parts = node.parts();
    let distribution = if parts.word(Rule::k_each) {
        Distribution::EachOf
    } else if parts.word(Rule::k_jointly) {
        Distribution::Jointly
    } else {
        Distribution::Unsaid
    };
    if parts.word(Rule::k_nobody) {
        return Some(Subject { distribution, who: SubjectKind::Nobody, spot });
    }
    let list = refs(&mut parts)?;
    let who = match list.refs.as_slice() {
        [NameRef::Some(kind, _)] => SubjectKind::Some(*kind),
        [NameRef::Anyone(_)] => SubjectKind::Anyone,
        _ => SubjectKind::Names(list),
    };
    Some(Subject { distribution, who, spot })
}

fn action(node: Node) -> Option<Action> {
    let spot = node.spot();
    let mut parts = node.parts();
    let form = parts.next()?;
    let rule = form.rule();
    let mut inside = form.parts();
    let kind = match rule {
        Rule::a_do => ActionKind::Do(acts(&mut inside)?),
        Rule::a_begin => ActionKind::Begin(acts(&mut inside)?),
        Rule::a_complete => ActionKind::Complete(acts(&mut inside)?),
        Rule::a_allow => ActionKind::Allow(acts(&mut inside)?),
        Rule::a_minimise => ActionKind::Minimise(acts(&mut inside)?),
        Rule::a_keep => ActionKind::Keep {
            means: names(&mut inside)?,
            distance: distance(&mut inside)?,
            from: inside.name()?,
        },
        Rule::a_prevent => ActionKind::Prevent { whom: refs(&mut inside)?, acts: acts(&mut inside)? },
        _ => return None,
    };
    Some(Action { kind, objects: objects(&mut parts)?, spot })
}

fn acts(parts: &mut Parts) -> Option<ActList> {
    let NameList { names, joined, spot } = names(parts)?;
    Some(ActList { names, joined, spot })
}

pub(super) fn objects(parts: &mut Parts) -> Option<Vec<Object>> {
    let mut objects = Vec::new();
    while let Some(node) = parts.take_if(is_object) {
        objects.push(object(node.parts())?);
    }
    Some(objects)
}

fn is_object(rule: Rule) -> bool {
    matches!(rule, Rule::bare_object | Rule::object | Rule::c_bare_object | Rule::c_object)
}

fn object(mut parts: Parts) -> Option<Object> {
    let mut ahead = parts.clone();
    let preposition = ahead.any().and_then(|word| preposition(word.rule()));
    Some(Object { preposition, refs: refs(&mut parts)? })
}

fn preposition(rule: Rule) -> Option<Preposition> {
    Some(match rule {
        Rule::k_not => Preposition::NotIn,
        Rule::k_in => Preposition::In,
        Rule::k_outside => Preposition::Outside,
        Rule::k_at => Preposition::At,
        Rule::k_from => Preposition::From,
        Rule::k_to => Preposition::To,
        Rule::k_into => Preposition::Into,
        Rule::k_against => Preposition::Against,
        Rule::k_on => Preposition::On,
        Rule::k_over => Preposition::Over,
        Rule::k_with => Preposition::With,
        Rule::k_along => Preposition::Along,
        Rule::k_through => Preposition::Through,
        Rule::k_of => Preposition::Of,
        Rule::k_for => Preposition::For,
        _ => return None,
    })
}
