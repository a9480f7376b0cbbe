//! One sentence for each kind of statement.

use super::clauses::{body, objects, qualifiers};
use super::conditions::{condition, reading};
use super::parts::{
    aliases, distance, duration, event, file_feature, list, members, moment_after, names, names_after,
    names_after_comma, period, run,
};
use super::words::Words;
use crate::syntax::tree::{
    ActorRole, AnnexState, Clause, ConditionKind, Conjunction, Expectation, ExpectedVerdict, Extent,
    Happening, HappeningTime, InstrumentRelation, Label, LineCourse, Name, NameOrText, PeriodEnd, PhaseEnd,
    Progress, StatementKind, Text,
};

pub(super) fn statement(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Agreement(text) => titled(words, "agreement", text),
        StatementKind::Source(text) => titled(words, "source", text),
        StatementKind::Use(text) => titled(words, "use", text),
        StatementKind::TimeZone(text) => titled(words, "time zone", text),
        StatementKind::Scenario(text) => titled(words, "scenario", text),
        StatementKind::Wording { compared: true } => words.say("wording compared with the official text"),
        StatementKind::Wording { compared: false } => {
            words.say("wording not compared with the official text")
        }
        StatementKind::Instrument { .. } | StatementKind::Annex { .. } | StatementKind::Variant(_) => {
            instrument(words, kind);
        }
        StatementKind::Signed(_)
        | StatementKind::InForce { .. }
        | StatementKind::Day { .. }
        | StatementKind::Renewed { .. }
        | StatementKind::RenewedAutomatically { .. }
        | StatementKind::EndsOn(_)
        | StatementKind::EndsWhen(_) => clock_statement(words, kind),
        StatementKind::Actor { .. }
        | StatementKind::Group { .. }
        | StatementKind::Covered(_)
        | StatementKind::Excluded { .. }
        | StatementKind::Guarantor { .. } => actor(words, kind),
        StatementKind::Merges { .. }
        | StatementKind::Splits { .. }
        | StatementKind::Accepts { .. }
        | StatementKind::Withdraws { .. } => change(words, kind),
        StatementKind::Place { .. } | StatementKind::Line { .. } | StatementKind::Zone { .. } => {
            place(words, kind)
        }
        StatementKind::Act { name, title, parents } => {
            class(words, "act", name, title.as_ref(), parents.as_ref())
        }
        StatementKind::Means { name, title, members } => {
            class(words, "means", name, title.as_ref(), members.as_ref());
        }
        StatementKind::Term { .. } | StatementKind::Phase { .. } | StatementKind::Streak { .. } => {
            definition(words, kind);
        }
        StatementKind::Reading(of) => reading(words, of),
        StatementKind::Article { label, title } => {
            words.say("article");
            words.say(&label.text);
            words.quote_if(title.as_ref());
        }
        StatementKind::Clause(of) => clause(words, of),
        StatementKind::Waive { code, on, because } => {
            words.say("waive");
            words.say(&code.text);
            if !on.is_empty() {
                words.say("on");
                label_list(words, on);
            }
            titled(words, "because", because);
        }
        StatementKind::Happens(of) => happening(words, of),
        StatementKind::Expect { expectations } => {
            words.say("expect");
            for (at, expectation) in expectations.iter().enumerate() {
                if at > 0 {
                    words.mark(",");
                }
                expected(words, expectation);
            }
        }
    }
}

fn titled(words: &mut Words, word: &str, text: &Text) {
    words.say(word);
    words.quote(text);
}

fn head(words: &mut Words, word: &str, name: &Name, title: Option<&Text>) {
    words.say(word);
    words.say(&name.text);
    words.quote_if(title);
}

fn class(
    words: &mut Words,
    word: &str,
    name: &Name,
    title: Option<&Text>,
    others: Option<&crate::syntax::tree::NameList>,
) {
    head(words, word, name, title);
    if let Some(others) = others {
        words.mark(":");
        names(words, others);
    }
}

fn label_list(words: &mut Words, labels: &[Label]) {
    list(words, labels, Conjunction::And, |words, label| words.say(&label.text));
}

fn instrument(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Instrument { relation, labels, other } => {
            words.say(match relation {
                InstrumentRelation::Amends => "amends",
                InstrumentRelation::Incorporates => "incorporates",
                InstrumentRelation::Supersedes => "supersedes",
            });
            if !labels.is_empty() {
                label_list(words, labels);
                words.say("of");
            }
            words.quote(other);
        }
        StatementKind::Annex { title, state } => {
            titled(words, "annex", title);
            words.comma(match state {
                AnnexState::Attached => "attached",
                AnnexState::NotAttached => "not attached",
                AnnexState::Confidential => "confidential",
            });
        }
        StatementKind::Variant(by) => names_after(words, "variant held by", Some(by)),
        _ => {}
    }
}

fn clock_statement(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Signed(of) => moment_after(words, "signed", Some(of)),
        StatementKind::InForce { from, end, read_by } => {
            moment_after(words, "in force from", Some(from));
            match end {
                Some(PeriodEnd::Until(until)) => moment_after(words, "until", Some(until)),
                Some(PeriodEnd::For(length)) => {
                    words.say("for");
                    duration(words, length);
                }
                Some(PeriodEnd::Both(length, until)) => {
                    words.say("for");
                    duration(words, length);
                    moment_after(words, "until", Some(until));
                }
                None => {}
            }
            names_after_comma(words, "as read by", read_by.as_ref());
        }
        StatementKind::Day { name, moment: of } => {
            head(words, "day", name, None);
            moment_after(words, "is", Some(of));
        }
        StatementKind::Renewed { duration: length, from, until, read_by } => {
            words.say("renewed for");
            duration(words, length);
            moment_after(words, "from", Some(from));
            moment_after(words, "until", until.as_ref());
            names_after_comma(words, "as read by", read_by.as_ref());
        }
        StatementKind::RenewedAutomatically { duration: length, unless, consent } => {
            words.say("renewed automatically for");
            duration(words, length);
            if let Some(unless) = unless {
                words.say("unless");
                condition(words, unless);
            }
            names_after(words, "with the consent of", consent.as_ref());
        }
        StatementKind::EndsOn(of) => moment_after(words, "ends on", Some(of)),
        StatementKind::EndsWhen(of) => {
            words.say("ends when");
            condition(words, of);
        }
        _ => {}
    }
}

fn actor(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Actor { role, name, title, period: when, aliases: others, led_by } => {
            let role = match role {
                ActorRole::Party => "party",
                ActorRole::ThirdParty => "third party",
                ActorRole::Monitor => "monitor",
                ActorRole::Body => "body",
                ActorRole::Protected => "protected",
            };
            head(words, role, name, title.as_ref());
            period(words, when);
            aliases(words, others);
            names_after_comma(words, "led by", led_by.as_ref());
        }
        StatementKind::Group { name, title, period: when, aliases: others, members: of, open } => {
            head(words, "group", name, title.as_ref());
            period(words, when);
            aliases(words, others);
            words.mark(":");
            members(words, of);
            if *open {
                words.comma("and others");
            }
        }
        StatementKind::Covered(of) => {
            words.say("covered");
            members(words, of);
        }
        StatementKind::Excluded { members: of, designated_by } => {
            words.say("excluded");
            members(words, of);
            if let Some(by) = designated_by {
                words.comma("designated by");
                match by {
                    NameOrText::Name(name) => words.say(&name.text),
                    NameOrText::Text(text) => words.quote(text),
                }
            }
        }
        StatementKind::Guarantor { guarantor, of } => {
            names_after(words, "guarantor", Some(guarantor));
            names_after(words, "of", of.as_ref());
        }
        _ => {}
    }
}

fn change(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Merges { who, into, on } => {
            names(words, who);
            words.say("merges into");
            words.say(&into.text);
            moment_after(words, "on", Some(on));
        }
        StatementKind::Splits { who, from, on } => {
            names(words, who);
            words.say("splits from");
            words.say(&from.text);
            moment_after(words, "on", Some(on));
        }
        StatementKind::Accepts { who, on, to, until, reservation } => {
            names(words, who);
            moment_after(words, "accepts on", Some(on));
            names_after_comma(words, "to", to.as_ref());
            if let Some(until) = until {
                words.mark(",");
                moment_after(words, "until", Some(until));
            }
            if let Some(reservation) = reservation {
                words.mark(",");
                titled(words, "with reservation", reservation);
            }
        }
        StatementKind::Withdraws { who, on } => {
            names(words, who);
            moment_after(words, "withdraws on", Some(on));
        }
        _ => {}
    }
}

fn place(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Place { name, title, latitude, longitude, aliases: others } => {
            head(words, "place", name, title.as_ref());
            words.say("at");
            words.say(&latitude.text);
            words.comma(&longitude.text);
            aliases(words, others);
        }
        StatementKind::Line { name, title, course, at } => {
            head(words, "line", name, title.as_ref());
            match course {
                LineCourse::File(file) => file_feature(words, file),
                LineCourse::Through(places) => names_after(words, "through", Some(places)),
                LineCourse::Boundary(zone) => {
                    words.say("along the boundary of");
                    words.say(&zone.text);
                }
            }
            moment_after(words, "at", at.as_ref());
        }
        StatementKind::Zone {
            name,
            title,
            within,
            extent: ground,
            except,
            undelimited,
            measured,
            illustrative,
            aliases: others,
        } => {
            head(words, "zone", name, title.as_ref());
            if let Some(within) = within {
                words.say("in");
                words.say(&within.text);
            }
            ground.iter().for_each(|ground| extent(words, ground));
            names_after_comma(words, "except", except.as_ref());
            if let Some(undelimited) = undelimited {
                words.comma("undelimited");
                words.quote_if(undelimited.words.as_ref());
            }
            for by in measured {
                names_after_comma(words, "as measured by", Some(&by.who));
                words.say("from");
                words.say(&by.from.text);
            }
            if *illustrative {
                words.comma("illustrative");
            }
            aliases(words, others);
        }
        _ => {}
    }
}

fn extent(words: &mut Words, extent: &Extent) {
    match extent {
        Extent::File(file) => file_feature(words, file),
        Extent::Union(parts) => {
            words.mark(":");
            list(words, parts, Conjunction::And, |words, part| {
                if part.part {
                    words.say("part of");
                }
                words.say(&part.name.text);
            });
        }
        Extent::Within { distance: far, of } => {
            words.say("within");
            distance(words, far);
            words.say("of");
            words.say(&of.text);
        }
        Extent::Between { near, far, of } => {
            words.say("between");
            distance(words, near);
            words.say("and");
            distance(words, far);
            words.say("of");
            words.say(&of.text);
        }
    }
}

fn definition(words: &mut Words, kind: &StatementKind) {
    match kind {
        StatementKind::Term { title, definition, reading: first } => {
            titled(words, "term", title);
            if let Some(definition) = definition {
                words.mark(":");
                condition(words, definition);
            } else if let Some(first) = first {
                words.mark(":");
                words.new_line();
                reading(words, first);
            }
        }
        StatementKind::Phase { name, title, from, end } => {
            head(words, "phase", name, title.as_ref());
            words.say("from");
            event(words, from);
            match end {
                Some(PhaseEnd::Event(until)) => {
                    words.say("until");
                    event(words, until);
                }
                Some(PhaseEnd::Condition(until)) => {
                    words.say("until");
                    // Without brackets these are events.
                    match until.kind {
                        ConditionKind::Term(_) | ConditionKind::Words(_) | ConditionKind::Clauses(_) => {
                            words.bracketed(|words| condition(words, until));
                        }
                        _ => condition(words, until),
                    }
                }
                Some(PhaseEnd::For(length)) => {
                    words.say("for");
                    duration(words, length);
                }
                None => {}
            }
        }
        StatementKind::Streak { name, title, run: of, from, certified_by } => {
            head(words, "streak", name, title.as_ref());
            words.mark(":");
            run(words, of);
            if let Some(from) = from {
                words.say("from");
                event(words, from);
            }
            names_after_comma(words, "certified by", certified_by.as_ref());
        }
        _ => {}
    }
}

fn clause(words: &mut Words, clause: &Clause) {
    words.say(&clause.label.text);
    if let Some(wording) = &clause.wording {
        words.quote(wording);
        if clause.body != crate::syntax::tree::ClauseBody::StatedOnly {
            words.new_line();
        }
    }
    body(words, &clause.body);
}

fn happening(words: &mut Words, happening: &Happening) {
    match &happening.when {
        HappeningTime::On(on) => moment_after(words, "on", Some(on)),
        HappeningTime::Between(from, to) => {
            moment_after(words, "between", Some(from));
            moment_after(words, "and", Some(to));
        }
    }
    match &happening.who {
        Some(who) => names(words, who),
        None => words.say("somebody"),
    }
    if let Some(progress) = happening.progress {
        words.say(match progress {
            Progress::Begins => "begins",
            Progress::Completes => "completes",
        });
    }
    words.say(&happening.act.text);
    objects(words, &happening.objects);
    qualifiers(words, &happening.qualifiers);
}

fn expected(words: &mut Words, expectation: &Expectation) {
    words.say(&expectation.label.text);
    words.say(match &expectation.verdict {
        ExpectedVerdict::Violated => "violated",
        ExpectedVerdict::NotViolated => "not violated",
        ExpectedVerdict::PossiblyViolated => "possibly violated",
        ExpectedVerdict::Excused(_) => "excused",
        ExpectedVerdict::Permits => "permits it",
        ExpectedVerdict::NotAssessable => "not assessable",
        ExpectedVerdict::Fulfilled => "fulfilled",
        ExpectedVerdict::FulfilledLate => "fulfilled late",
        ExpectedVerdict::Pending => "pending",
        ExpectedVerdict::Missed => "missed",
        ExpectedVerdict::PossiblyMissed => "possibly missed",
        ExpectedVerdict::Void => "void",
    });
    if let ExpectedVerdict::Excused(Some(by)) = &expectation.verdict {
        words.say("by");
        words.say(&by.text);
    }
    if let Some(reader) = &expectation.reader {
        words.say("as read by");
        words.say(&reader.text);
    }
    moment_after(words, "as of", expectation.as_of.as_ref());
}
