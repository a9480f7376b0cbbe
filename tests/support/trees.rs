//! Arbitrary trees of agreements, such as the parser yields.
//!
//! Not every tree is the tree of some text: a list of one is joined by `and`, a lone `a party` is no list, what is judged
//! by somebody after a condition belongs to the condition. The strategies keep to trees of texts.

use armistice::source::{Sources, Span};
use armistice::syntax::tree::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Spots compare equal, so any will do.
fn spot() -> Spot {
    let file = Sources::default().add("", "");
    Spot(Span::new(file, 0, 0))
}

fn name() -> BoxedStrategy<Name> {
    let names = [
        "Syria",
        "FSA",
        "D",
        "al-Sham",
        "x_1",
        "حلب",
        "Идлиб",
        "tank",
        "attack",
        "shell",
        "party",
        "zone",
        "line",
    ];
    select(names.to_vec()).prop_map(|text| Name { text: text.to_owned(), spot: spot() }).boxed()
}

fn text() -> BoxedStrategy<Text> {
    let pieces =
        ["Terms", "of \"peace\"", "C:\\x", " ", "  ", ". ", "# no comment", "“so”", "هدنة", "; and,", "(a)"];
    vec(select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| Text { text: pieces.concat(), spot: spot() })
        .boxed()
}

fn number() -> BoxedStrategy<Number> {
    prop_oneof![whole(), select(["3.5", "0.25", "100.0"].as_slice()).prop_map(number_of)].boxed()
}

fn whole() -> BoxedStrategy<Number> {
    select(["1", "2", "30", "3500"].as_slice()).prop_map(number_of).boxed()
}

fn number_of(text: &str) -> Number {
    Number { text: text.to_owned(), spot: spot() }
}

fn label() -> BoxedStrategy<Label> {
    select(["1", "2.1", "3.2.1", "4(a)", "10.12(b)(ii)"].as_slice())
        .prop_map(|text| Label { text: text.to_owned(), spot: spot() })
        .boxed()
}

fn joined(length: usize, or: bool) -> Conjunction {
    if or && length > 1 { Conjunction::Or } else { Conjunction::And }
}

fn names() -> BoxedStrategy<NameList> {
    (vec(name(), 1..4), any::<bool>())
        .prop_map(|(names, or)| NameList { joined: joined(names.len(), or), names, spot: spot() })
        .boxed()
}

fn acts() -> BoxedStrategy<ActList> {
    names().prop_map(|NameList { names, joined, spot }| ActList { names, joined, spot }).boxed()
}

fn labels() -> BoxedStrategy<LabelList> {
    (vec(label(), 1..4), any::<bool>())
        .prop_map(|(labels, or)| LabelList { joined: joined(labels.len(), or), labels, spot: spot() })
        .boxed()
}

fn some_kind() -> BoxedStrategy<SomeKind> {
    use SomeKind::*;
    select(vec![Party, CoveredParty, ExcludedParty, Guarantor, Monitor]).boxed()
}

fn reference() -> BoxedStrategy<NameRef> {
    let reserved = |text: &str| NameRef::Name(Name { text: text.to_owned(), spot: spot() });
    prop_oneof![
        6 => name().prop_map(NameRef::Name),
        1 => Just(reserved("covered")),
        1 => Just(reserved("excluded")),
        1 => text().prop_map(NameRef::Text),
        1 => Just(NameRef::EachOther(spot())),
        1 => Just(NameRef::ThatParty(spot())),
        1 => Just(NameRef::SameZone(spot())),
        1 => Just(NameRef::Anyone(spot())),
        1 => some_kind().prop_map(|kind| NameRef::Some(kind, spot())),
    ]
    .boxed()
}

fn refs() -> BoxedStrategy<RefList> {
    (vec(reference(), 1..4), any::<bool>())
        .prop_map(|(refs, or)| RefList { joined: joined(refs.len(), or), refs, spot: spot() })
        .boxed()
}

fn subject() -> BoxedStrategy<Subject> {
    let who = prop_oneof![
        6 => refs().prop_map(|list| match list.refs.as_slice() {
            [NameRef::Some(kind, _)] => SubjectKind::Some(*kind),
            [NameRef::Anyone(_)] => SubjectKind::Anyone,
            _ => SubjectKind::Names(list),
        }),
        1 => Just(SubjectKind::Anyone),
        1 => some_kind().prop_map(SubjectKind::Some),
    ];
    let distribution = select(vec![Distribution::Unsaid, Distribution::EachOf, Distribution::Jointly]);
    (distribution, who).prop_map(|(distribution, who)| Subject { distribution, who, spot: spot() }).boxed()
}

/// Who violates or does something, in a condition: quoted words before `and` are a condition by themselves.
fn subject_of_condition() -> BoxedStrategy<Subject> {
    let quoted_first = |subject: &Subject| match (&subject.who, subject.distribution) {
        (SubjectKind::Names(list), Distribution::Unsaid) => {
            matches!(list.refs.as_slice(), [NameRef::Text(_), _])
        }
        _ => false,
    };
    subject().prop_filter("quoted words before `and`", move |subject| !quoted_first(subject)).boxed()
}

// ---- time

fn date() -> BoxedStrategy<Date> {
    (1_i16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date { year, month, day }).boxed()
}

fn clock() -> BoxedStrategy<ClockTime> {
    (0_u8..24, 0_u8..60).prop_map(|(hour, minute)| ClockTime { hour, minute }).boxed()
}

fn unit() -> BoxedStrategy<TimeUnit> {
    use TimeUnit::*;
    select(vec![Minute, Hour, Day, Week, Month, Year]).boxed()
}

fn duration() -> BoxedStrategy<Duration> {
    (whole(), unit()).prop_map(|(amount, unit)| Duration { amount, unit, spot: spot() }).boxed()
}

fn moment() -> BoxedStrategy<Moment> {
    let named = |text: &str| MomentKind::Named(Name { text: text.to_owned(), spot: spot() });
    let simple = prop_oneof![
        (date(), of(clock()), of(text())).prop_map(|(date, time, zone)| MomentKind::Date {
            date,
            time,
            zone
        }),
        select(["start", "signature", "end", "D", "Day_E"].as_slice()).prop_map(named),
    ]
    .prop_map(|kind| Moment { kind, spot: spot() });
    simple
        .prop_recursive(3, 6, 1, |inner| {
            let direction = select(vec![Direction::Before, Direction::After]);
            prop_oneof![
                (duration(), direction, inner.clone()).prop_map(|(duration, direction, base)| {
                    MomentKind::Offset { duration, direction, base: Box::new(base) }
                }),
                (text(), of(inner.prop_map(Box::new)))
                    .prop_map(|(words, taken_as)| MomentKind::Fuzzy { words, taken_as }),
            ]
            .prop_map(|kind| Moment { kind, spot: spot() })
        })
        .boxed()
}

fn period() -> BoxedStrategy<Period> {
    (of(moment()), of(moment())).prop_map(|(from, until)| Period { from, until }).boxed()
}

fn clause_state() -> BoxedStrategy<ClauseState> {
    use ClauseStateKind::*;
    (labels(), select(vec![Fulfilled, Observed, Violated, Begun]))
        .prop_map(|(labels, state)| ClauseState { labels, state })
        .boxed()
}

fn event() -> BoxedStrategy<Event> {
    prop_oneof![
        moment().prop_map(EventKind::Moment),
        (name(), of(subject()), placed_objects()).prop_map(|(act, by, objects)| EventKind::Each {
            act,
            by,
            objects
        }),
        clause_state().prop_map(EventKind::Clauses),
        (name(), select(vec![PhaseEdge::Begins, PhaseEdge::Ends]))
            .prop_map(|(name, edge)| EventKind::Phase { name, edge }),
    ]
    .prop_map(|kind| Event { kind, spot: spot() })
    .boxed()
}

fn run() -> BoxedStrategy<Run> {
    (duration(), of(labels())).prop_map(|(duration, without)| Run { duration, without }).boxed()
}

// ---- clauses

fn preposition() -> BoxedStrategy<Preposition> {
    use Preposition::*;
    let all = vec![In, Outside, NotIn, At, From, To, Into, Against, On, Over, With, Along, Through, Of, For];
    select(all).boxed()
}

/// Only the first object stands without a preposition.
fn objects() -> BoxedStrategy<Vec<Object>> {
    let bare = refs().prop_map(|refs| Object { preposition: None, refs });
    (of(bare), placed_objects()).prop_map(|(bare, placed)| bare.into_iter().chain(placed).collect()).boxed()
}

fn placed_objects() -> BoxedStrategy<Vec<Object>> {
    let placed = (preposition(), refs()).prop_map(|(word, refs)| Object { preposition: Some(word), refs });
    vec(placed, 0..3).boxed()
}

fn distance() -> BoxedStrategy<Distance> {
    use LengthUnit::*;
    (number(), of(number()), select(vec![Metre, Kilometre, Mile, NauticalMile, Yard]))
        .prop_map(|(low, high, unit)| Distance { low, high, unit, spot: spot() })
        .boxed()
}

fn action() -> BoxedStrategy<Action> {
    let kind = prop_oneof![
        4 => acts().prop_map(ActionKind::Do),
        1 => acts().prop_map(ActionKind::Begin),
        1 => acts().prop_map(ActionKind::Complete),
        1 => acts().prop_map(ActionKind::Allow),
        1 => acts().prop_map(ActionKind::Minimise),
        1 => (names(), distance(), name())
            .prop_map(|(means, distance, from)| ActionKind::Keep { means, distance, from }),
        1 => (refs(), acts()).prop_map(|(whom, acts)| ActionKind::Prevent { whom, acts }),
    ];
    (kind, objects()).prop_map(|(kind, objects)| Action { kind, objects, spot: spot() }).boxed()
}

fn bound() -> BoxedStrategy<Bound> {
    use Bound::*;
    select(vec![AtLeast, AtMost, Exactly, MoreThan, LessThan]).boxed()
}

fn quantity() -> BoxedStrategy<Quantity> {
    prop_oneof![
        (bound(), number(), name(), of(unit())).prop_map(|(bound, amount, unit, per)| Quantity::Count {
            bound,
            amount,
            unit,
            per
        }),
        (bound(), number(), name(), of((name(), of(names()))), of(unit())).prop_map(
            |(bound, percent, unit, act, same)| {
                let (of_act, by) = act.map_or((None, None), |(act, by)| (Some(act), by));
                Quantity::Share { bound, percent, unit, of_act, by, same }
            }
        ),
        (number(), name()).prop_map(|(amount, each)| Quantity::Ratio { amount, each }),
    ]
    .boxed()
}

fn qualifier() -> BoxedStrategy<QualifierKind> {
    use QualifierKind as Q;
    use Weekday::*;
    let weekdays = vec(select(vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]), 0..3);
    let except =
        (objects(), vec((preposition(), refs()), 0..2)).prop_filter_map("no objects", |(first, others)| {
            let others = others
                .into_iter()
                .map(|(preposition, refs)| vec![Object { preposition: Some(preposition), refs }]);
            (!first.is_empty()).then(|| Q::Except(std::iter::once(first).chain(others).collect()))
        });
    let moments = prop_oneof![
        moment().prop_map(Q::By),
        moment().prop_map(Q::From),
        moment().prop_map(Q::Until),
        (moment(), moment()).prop_map(|(from, to)| Q::Between(from, to)),
        duration().prop_map(Q::For),
        (duration(), event()).prop_map(|(duration, of)| Q::Within { duration, of }),
        duration().prop_map(Q::WithinBare),
        event().prop_map(Q::After),
        event().prop_map(Q::Once),
        (weekdays, clock(), clock()).prop_map(|(weekdays, from, to)| Q::Every { weekdays, from, to }),
        duration().prop_map(Q::EveryPeriod),
        name().prop_map(Q::During),
    ];
    prop_oneof![
        3 => moments,
        2 => prop_oneof![
            condition().prop_map(Q::Provided),
            condition().prop_map(Q::Unless),
            condition().prop_map(Q::When),
        ],
        2 => prop_oneof![
            labels().prop_map(Q::SameTime),
            except,
            labels().prop_map(Q::Notwithstanding),
            labels().prop_map(Q::SubjectTo),
            refs().prop_map(Q::JudgedBy),
            (name(), bound(), number(), of(name()))
                .prop_map(|(measure, bound, amount, unit)| Q::Measure { measure, bound, amount, unit }),
            quantity().prop_map(Q::Quantity),
        ],
    ]
    .boxed()
}

fn qualifiers() -> BoxedStrategy<Vec<Qualifier>> {
    vec(qualifier(), 0..4)
        .prop_map(|kinds| {
            let mut after_condition = false;
            let mut qualifiers = Vec::new();
            for kind in kinds {
                // After a condition, `as judged by` belongs to the condition.
                if after_condition && matches!(kind, QualifierKind::JudgedBy(_)) {
                    continue;
                }
                after_condition = matches!(
                    kind,
                    QualifierKind::Provided(_) | QualifierKind::Unless(_) | QualifierKind::When(_)
                );
                qualifiers.push(Qualifier { kind, spot: spot() });
            }
            qualifiers
        })
        .boxed()
}

fn norm() -> BoxedStrategy<Norm> {
    use Modal::*;
    (
        subject(),
        select(vec![Shall, ShallNot, May, NeedNot]),
        action(),
        qualifiers(),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(mut bearer, mut modal, action, qualifiers, nobody)| {
            if nobody {
                bearer =
                    Subject { distribution: Distribution::Unsaid, who: SubjectKind::Nobody, spot: spot() };
                modal = ShallNot;
            }
            Norm { bearer, modal, modal_spot: spot(), action, qualifiers, spot: spot() }
        })
        .boxed()
}

fn clause() -> BoxedStrategy<Clause> {
    use StatusChange::*;
    let body = prop_oneof![
        1 => Just(ClauseBody::StatedOnly),
        6 => norm().prop_map(ClauseBody::Norm),
        2 => (condition(), norm()).prop_map(|(when, norm)| ClauseBody::Consequence { when, norm }),
        1 => (condition(), reference(), select(vec![NoLongerCovered, Covered, Excluded, NoLongerExcluded]))
            .prop_map(|(when, who, status)| ClauseBody::StatusChange { when, who, status }),
    ];
    (label(), of(text()), body).prop_map(|(label, wording, body)| Clause { label, wording, body }).boxed()
}

// ---- conditions

fn simple_condition() -> BoxedStrategy<Condition> {
    use ConditionKind as C;
    use Dimension::*;
    prop_oneof![
        (select(vec![Actor, Act, Target, Means, Place]), any::<bool>(), refs())
            .prop_map(|(dimension, negated, refs)| C::Is { dimension, negated, refs }),
        (name(), duration()).prop_map(|(act, within)| C::Reply { act, within }),
        (names(), of(duration())).prop_map(|(to, before)| C::Notified { to, before }),
        clause_state().prop_map(C::Clauses),
        (subject_of_condition(), labels(), of(whole()), of(duration()))
            .prop_map(|(who, labels, times, within)| C::Violates { who, labels, times, within }),
        (subject_of_condition(), name(), objects()).prop_map(|(who, act, objects)| C::Does {
            who,
            act,
            objects
        }),
        (name(), of(duration())).prop_map(|(name, duration)| C::Holds { name, duration }),
        run().prop_map(C::Run),
        name().prop_map(C::During),
        name().prop_map(C::Term),
        text().prop_map(C::Words),
    ]
    .prop_map(|kind| Condition { kind, spot: spot() })
    .boxed()
}

fn condition() -> BoxedStrategy<Condition> {
    use ConditionKind as C;
    simple_condition()
        .prop_recursive(4, 12, 3, |inner| {
            prop_oneof![
                vec(inner.clone(), 2..4).prop_map(C::Any),
                vec(inner.clone(), 2..4).prop_map(C::All),
                inner.clone().prop_map(|inner| C::Not(Box::new(inner))),
                (inner.prop_map(Box::new), names()).prop_map(|(what, by)| C::Judged { what, by }),
            ]
            .prop_map(|kind| Condition { kind, spot: spot() })
        })
        .boxed()
}

fn reading() -> BoxedStrategy<Reading> {
    (names(), condition()).prop_map(|(by, definition)| Reading { by, definition, spot: spot() }).boxed()
}

// ---- statements

fn aliases() -> BoxedStrategy<Vec<Alias>> {
    vec((text(), period()).prop_map(|(title, period)| Alias { title, period }), 0..3).boxed()
}

fn members() -> BoxedStrategy<Vec<Member>> {
    vec((name(), period()).prop_map(|(name, period)| Member { name, period }), 1..4).boxed()
}

fn file_feature() -> BoxedStrategy<FileFeature> {
    (text(), of(text())).prop_map(|(file, feature)| FileFeature { file, feature }).boxed()
}

fn instrument() -> BoxedStrategy<StatementKind> {
    use InstrumentRelation::*;
    use StatementKind as S;
    let states = vec![AnnexState::Attached, AnnexState::NotAttached, AnnexState::Confidential];
    prop_oneof![
        text().prop_map(S::Agreement),
        text().prop_map(S::Source),
        any::<bool>().prop_map(|compared| S::Wording { compared }),
        text().prop_map(S::Use),
        (select(vec![Amends, Incorporates, Supersedes]), vec(label(), 0..4), text())
            .prop_map(|(relation, labels, other)| S::Instrument { relation, labels, other }),
        (text(), select(states)).prop_map(|(title, state)| S::Annex { title, state }),
        names().prop_map(S::Variant),
    ]
    .boxed()
}

fn clock_statement() -> BoxedStrategy<StatementKind> {
    use StatementKind as S;
    let end = prop_oneof![
        moment().prop_map(PeriodEnd::Until),
        duration().prop_map(PeriodEnd::For),
        (duration(), moment()).prop_map(|(length, until)| PeriodEnd::Both(length, until)),
    ];
    prop_oneof![
        text().prop_map(S::TimeZone),
        moment().prop_map(S::Signed),
        (moment(), of(end), of(names())).prop_map(|(from, end, read_by)| S::InForce { from, end, read_by }),
        (name(), moment()).prop_map(|(name, moment)| S::Day { name, moment }),
        (duration(), moment(), of(moment()), of(names()))
            .prop_map(|(duration, from, until, read_by)| { S::Renewed { duration, from, until, read_by } }),
        (duration(), of(condition()), of(names()))
            .prop_map(|(duration, unless, consent)| S::RenewedAutomatically { duration, unless, consent }),
        moment().prop_map(S::EndsOn),
        condition().prop_map(S::EndsWhen),
    ]
    .boxed()
}

fn actor() -> BoxedStrategy<StatementKind> {
    use ActorRole::*;
    use StatementKind as S;
    let authority = prop_oneof![name().prop_map(NameOrText::Name), text().prop_map(NameOrText::Text)];
    prop_oneof![
        (
            select(vec![Party, ThirdParty, Monitor, Body, Protected]),
            name(),
            of(text()),
            period(),
            aliases(),
            of(names())
        )
            .prop_map(|(role, name, title, period, aliases, led_by)| {
                S::Actor { role, name, title, period, aliases, led_by }
            }),
        (name(), of(text()), period(), aliases(), members(), any::<bool>()).prop_map(
            |(name, title, period, aliases, members, open)| S::Group {
                name,
                title,
                period,
                aliases,
                members,
                open
            }
        ),
        members().prop_map(S::Covered),
        (members(), of(authority))
            .prop_map(|(members, designated_by)| S::Excluded { members, designated_by }),
        (names(), of(names())).prop_map(|(guarantor, of)| S::Guarantor { guarantor, of }),
        (names(), name(), moment()).prop_map(|(who, into, on)| S::Merges { who, into, on }),
        (names(), name(), moment()).prop_map(|(who, from, on)| S::Splits { who, from, on }),
        (names(), moment(), of(names()), of(moment()), of(text()))
            .prop_map(|(who, on, to, until, reservation)| S::Accepts { who, on, to, until, reservation }),
        (names(), moment()).prop_map(|(who, on)| S::Withdraws { who, on }),
    ]
    .boxed()
}

fn place() -> BoxedStrategy<StatementKind> {
    use StatementKind as S;
    let coordinate = || {
        (any::<bool>(), number()).prop_map(|(minus, mut number)| {
            number.text.insert_str(0, if minus { "-" } else { "" });
            number
        })
    };
    let course = prop_oneof![
        file_feature().prop_map(LineCourse::File),
        names().prop_map(LineCourse::Through),
        name().prop_map(LineCourse::Boundary),
    ];
    let part = (name(), any::<bool>()).prop_map(|(name, part)| ZonePart { name, part });
    let extent = prop_oneof![
        file_feature().prop_map(Extent::File),
        vec(part, 1..4).prop_map(Extent::Union),
        (distance(), name()).prop_map(|(distance, of)| Extent::Within { distance, of }),
        (distance(), distance(), name()).prop_map(|(near, far, of)| Extent::Between { near, far, of }),
    ];
    let undelimited = of(text()).prop_map(|words| Undelimited { words, spot: spot() });
    let measured = vec((names(), name()).prop_map(|(who, from)| MeasuredBy { who, from }), 0..3);
    let head = (name(), of(text()), of(name()), of(extent));
    prop_oneof![
        (name(), of(text()), coordinate(), coordinate(), aliases()).prop_map(
            |(name, title, latitude, longitude, aliases)| S::Place {
                name,
                title,
                latitude,
                longitude,
                aliases
            }
        ),
        (name(), of(text()), course, of(moment())).prop_map(|(name, title, course, at)| S::Line {
            name,
            title,
            course,
            at
        }),
        (head, of(names()), of(undelimited), measured, any::<bool>(), aliases()).prop_map(
            |((name, title, within, extent), except, undelimited, measured, illustrative, aliases)| S::Zone {
                name,
                title,
                within,
                extent,
                except,
                undelimited,
                measured,
                illustrative,
                aliases,
            }
        ),
    ]
    .boxed()
}

fn definition() -> BoxedStrategy<StatementKind> {
    use StatementKind as S;
    let meaning = prop_oneof![
        Just((None, None)),
        condition().prop_map(|condition| (Some(condition), None)),
        reading().prop_map(|reading| (None, Some(reading))),
    ];
    let end = prop_oneof![
        event().prop_map(PhaseEnd::Event),
        condition().prop_map(PhaseEnd::Condition),
        duration().prop_map(PhaseEnd::For),
    ];
    prop_oneof![
        (name(), of(text()), of(names())).prop_map(|(name, title, parents)| S::Act { name, title, parents }),
        (name(), of(text()), of(names())).prop_map(|(name, title, members)| S::Means {
            name,
            title,
            members
        }),
        (text(), meaning).prop_map(|(title, (definition, reading))| S::Term { title, definition, reading }),
        reading().prop_map(S::Reading),
        (name(), of(text()), event(), of(end)).prop_map(|(name, title, from, end)| S::Phase {
            name,
            title,
            from,
            end
        }),
        (name(), of(text()), run(), of(event()), of(names())).prop_map(
            |(name, title, run, from, certified_by)| { S::Streak { name, title, run, from, certified_by } }
        ),
        (label(), of(text())).prop_map(|(label, title)| S::Article { label, title }),
        (name(), vec(label(), 0..3), text()).prop_map(|(code, on, because)| S::Waive { code, on, because }),
    ]
    .boxed()
}

fn scenario() -> BoxedStrategy<StatementKind> {
    use ExpectedVerdict::*;
    use StatementKind as S;
    let verdict = prop_oneof![
        select(vec![
            Violated,
            NotViolated,
            PossiblyViolated,
            Excused(None),
            Permits,
            NotAssessable,
            Fulfilled,
            FulfilledLate,
            Pending,
            Missed,
            PossiblyMissed,
            Void,
        ]),
        label().prop_map(|label| Excused(Some(label))),
    ];
    let expectation =
        (label(), verdict, of(name()), of(moment())).prop_map(|(label, verdict, reader, as_of)| {
            Expectation { label, verdict, reader, as_of, spot: spot() }
        });
    let when = prop_oneof![
        moment().prop_map(HappeningTime::On),
        (moment(), moment()).prop_map(|(from, to)| HappeningTime::Between(from, to)),
    ];
    prop_oneof![
        text().prop_map(S::Scenario),
        (
            when,
            of(names()),
            of(select(vec![Progress::Begins, Progress::Completes])),
            name(),
            objects(),
            qualifiers()
        )
            .prop_map(|(when, who, progress, act, objects, qualifiers)| {
                S::Happens(Happening { when, who, progress, act, objects, qualifiers })
            }),
        vec(expectation, 1..4).prop_map(|expectations| S::Expect { expectations }),
    ]
    .boxed()
}

fn comment() -> BoxedStrategy<String> {
    select(["", "words", "a \"quote", "# twice", "  set in", "الهدنة."].as_slice())
        .prop_map(str::to_owned)
        .boxed()
}

fn trivia() -> BoxedStrategy<Vec<Trivia>> {
    vec(of(comment()), 0..3)
        .prop_map(|items| {
            let mut trivia: Vec<Trivia> =
                items.into_iter().map(|item| item.map_or(Trivia::BlankLine, Trivia::Comment)).collect();
            trivia.dedup_by(|a, b| *a == Trivia::BlankLine && *b == Trivia::BlankLine);
            trivia
        })
        .boxed()
}

/// Any statement that stands in some text.
pub fn statement_kind() -> BoxedStrategy<StatementKind> {
    prop_oneof![
        1 => instrument(),
        1 => clock_statement(),
        2 => actor(),
        1 => place(),
        2 => definition(),
        4 => clause().prop_map(StatementKind::Clause),
        2 => scenario(),
    ]
    .boxed()
}

/// Any agreement that is the tree of some text.
pub fn agreement() -> BoxedStrategy<Agreement> {
    let statement = (trivia(), statement_kind(), of(comment())).prop_map(|(before, kind, after)| Statement {
        before,
        kind,
        after,
        spot: spot(),
    });
    (vec(statement, 0..6), trivia())
        .prop_map(|(mut statements, mut trailing)| {
            // A file neither begins nor ends with a blank line.
            let first = statements.first_mut().map_or(&mut trailing, |statement| &mut statement.before);
            if first.first() == Some(&Trivia::BlankLine) {
                first.remove(0);
            }
            if trailing.last() == Some(&Trivia::BlankLine) {
                trailing.pop();
            }
            Agreement { statements, trailing }
        })
        .boxed()
}
