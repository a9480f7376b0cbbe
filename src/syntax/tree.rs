//! The tree: what the sentences of an agreement say, as they were written.
//!
//! A name is not looked up here, and a condition is not understood: that is the model's work. What the tree keeps
//! is enough to print the file again: the order of statements, comments, and the blank lines between paragraphs.
//!
//! Where a node stands is not part of what it says: [`Spot`]s always compare equal, so two trees are equal when they
//! say the same, and "print and parse again" can be tested with `==`.
//!
//! The comment above each node gives its sentence, in the canonical form that [`super::printer`] prints. In these
//! comments `[ ]` is optional and `...` repeats.

use crate::source::Span;

/// Where a node stands. Compares equal to every other spot.
#[derive(Clone, Copy, Debug)]
pub struct Spot(pub Span);

impl PartialEq for Spot {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spot {}

/// An identifier as written: `GovernmentSide`, `self_defence`, `حلب`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The letters.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// Words in quotation marks, without the marks; `\"` and `\\` are undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where, with the marks.
    pub spot: Spot,
}

/// The number of an article or a clause: `2`, `2.1`, `2.1(a)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As written.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// A decimal number, kept as written (`3.5`), so that nothing is rounded before the model reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Digits, and one point at most; a leading `-` only in coordinates.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Agreement {
    /// In the order of the text.
    pub statements: Vec<Statement>,
    /// Comments after the last statement.
    pub trailing: Vec<Trivia>,
}

/// What stands between statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trivia {
    /// `# words`, without the mark and the space after it.
    Comment(String),
    /// One or more blank lines.
    BlankLine,
}

/// A sentence, with the comments around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Comments and blank lines before it. Comments inside a sentence are moved here.
    pub before: Vec<Trivia>,
    /// What it says.
    pub kind: StatementKind,
    /// A comment on the line on which it ends.
    pub after: Option<String>,
    /// From its first letter to its full stop.
    pub spot: Spot,
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    // ---- the instrument -------------------------------------------------------------------------------------------
    /// `agreement "Title".`
    Agreement(Text),
    /// `source "Where the official text stands".`
    Source(Text),
    /// `wording compared with the official text.` / `wording not compared with the official text.`
    Wording {
        /// Whether the quotations were compared.
        compared: bool,
    },
    /// `use "acts".`
    Use(Text),
    /// `amends "other.agreement".`, `incorporates "...".`, `supersedes [1, 2 and 4 of] "other.agreement".`
    Instrument {
        /// How the other text is used.
        relation: InstrumentRelation,
        /// The articles or clauses of it; all of it where empty.
        labels: Vec<Label>,
        /// The other text.
        other: Text,
    },
    /// `annex "maps", attached.`, `annex "maps", not attached.`, `annex "addendum two", confidential.`
    Annex {
        /// Its title.
        title: Text,
        /// Whether a reader can look at it.
        state: AnnexState,
    },
    /// `variant held by Turkey [and Russia].`
    Variant(NameList),

    // ---- clocks ---------------------------------------------------------------------------------------------------
    /// `time zone "Asia/Damascus".`
    TimeZone(Text),
    /// `signed 2016-02-22.`
    Signed(Moment),
    /// `in force from M [until M | for DURATION] [, as read by US].`
    InForce {
        /// The start.
        from: Moment,
        /// The end, if the text has one.
        end: Option<PeriodEnd>,
        /// Whose announcement this is.
        read_by: Option<NameList>,
    },
    /// `day D is 2016-09-12 19:00.`
    Day {
        /// The symbol.
        name: Name,
        /// Its moment.
        moment: Moment,
    },
    /// `renewed for 72 hours from M [, as read by Russia].`
    Renewed {
        /// How long.
        duration: Duration,
        /// From when.
        from: Moment,
        /// Whose announcement this is.
        read_by: Option<NameList>,
    },
    /// `renewed automatically for 6 months [unless CONDITION] [with the consent of Guarantors].`
    RenewedAutomatically {
        /// By how long.
        duration: Duration,
        /// What stops it.
        unless: Option<Condition>,
        /// Who must agree.
        consent: Option<NameList>,
    },
    /// `ends on M.`
    EndsOn(Moment),
    /// `ends when CONDITION.`
    EndsWhen(Condition),

    // ---- who ------------------------------------------------------------------------------------------------------
    /// `party Nusra "Jabhat al-Nusra" [from M] [until M] [, known as "..." [, "..."] [from M] [until M]]...
    /// [, led by US and Russia].`, and the same with `third party`, `monitor`, `body`, `protected`.
    Actor {
        /// In what role.
        role: ActorRole,
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// When it exists.
        period: Period,
        /// Other names.
        aliases: Vec<Alias>,
        /// Who leads it.
        led_by: Option<NameList>,
    },
    /// `group Opposition "title" [from M] [until M] [, known as "..."]...: FSA, Ahrar [from M] [until M] [, and others].`
    Group {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// When it exists.
        period: Period,
        /// Other names.
        aliases: Vec<Alias>,
        /// Members, each with its own period.
        members: Vec<Member>,
        /// Whether the list is open: `and others`.
        open: bool,
    },
    /// `covered Opposition, GovernmentSide [from M] [until M].`
    Covered(Vec<Member>),
    /// `excluded ISIL, Nusra [from M] [until M] [, designated by "UN Security Council" | UNSC].`
    Excluded {
        /// Who, each with its own period.
        members: Vec<Member>,
        /// The authority that keeps the list.
        designated_by: Option<NameOrText>,
    },
    /// `guarantor Russia of Syria [and ...].`
    Guarantor {
        /// Who vouches.
        guarantor: NameList,
        /// For whom; for the agreement as a whole where absent.
        of: Option<NameList>,
    },
    /// `Nusra merges into HTS on M.`
    Merges {
        /// Who ceases to be itself.
        who: NameList,
        /// What it becomes part of.
        into: Name,
        /// When.
        on: Moment,
    },
    /// `Zenki splits from Ahrar on M.`
    Splits {
        /// Who leaves.
        who: NameList,
        /// The group that is left.
        from: Name,
        /// When.
        on: Moment,
    },
    /// `FSA accepts on M [, to US] [, until M] [, with reservation "..."].`
    Accepts {
        /// Who.
        who: NameList,
        /// When.
        on: Moment,
        /// To whom it was said.
        to: Option<NameList>,
        /// How long it holds.
        until: Option<Moment>,
        /// What it keeps back.
        reservation: Option<Text>,
    },
    /// `Ahrar withdraws on M.`
    Withdraws {
        /// Who.
        who: NameList,
        /// When.
        on: Moment,
    },

    // ---- where ----------------------------------------------------------------------------------------------------
    /// `place Saraqib ["title"] at 35.86, 36.80 [, known as "..."]....` Degrees, latitude first (WGS 84).
    Place {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// Degrees north.
        latitude: Number,
        /// Degrees east.
        longitude: Number,
        /// Other names.
        aliases: Vec<Alias>,
    },
    /// `line Contact ["title"] from "contact.geojson" [feature "x"] [at M].`, `line M4 through A, B and C [at M].`,
    /// `line Border along the boundary of Country [at M].`
    Line {
        /// The name used in the text; several statements of one name are one line that moves.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// Its course.
        course: LineCourse,
        /// As of when.
        at: Option<Moment>,
    },
    /// `zone Aleppo ["title"] [in Country] [EXTENT] [, except Qamishli [and X]] [, undelimited ["wording"]]
    /// [, as measured by Ukraine from OtherLine]... [, illustrative] [, known as "..."]....`
    Zone {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// The zone it is part of.
        within: Option<Name>,
        /// Its ground.
        extent: Option<Extent>,
        /// What is cut out.
        except: Option<NameList>,
        /// That the text gives it no boundary, with the words it uses instead.
        undelimited: Option<Undelimited>,
        /// Parties that measure it from elsewhere.
        measured: Vec<MeasuredBy>,
        /// That the boundary is not an official one.
        illustrative: bool,
        /// Other names.
        aliases: Vec<Alias>,
    },

    // ---- what -----------------------------------------------------------------------------------------------------
    /// `act barrel_bomb ["title"]: airstrike.` (a kind of), or `act barrel_bomb ["title"].`
    Act {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// What it is a kind of.
        parents: Option<NameList>,
    },
    /// `means heavy_weapons ["title"]: tank, artillery and mlrs.` The class is made of these.
    Means {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// What it is made of.
        members: Option<NameList>,
    },
    /// `term "self_defence": CONDITION.` or `term "terrorist position".` followed by readings.
    Term {
        /// What the text calls it.
        title: Text,
        /// The agreed meaning.
        definition: Option<Condition>,
        /// The first reading, where it stands in the same sentence: `term "x": as read by US: CONDITION.`
        reading: Option<Reading>,
    },
    /// `as read by Russia: CONDITION.`: a further reading of the term before it.
    Reading(Reading),
    /// `phase Calm ["title"] from EVENT [until EVENT | until CONDITION | for DURATION].`
    Phase {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// Its begin.
        from: Event,
        /// Its end.
        end: Option<PhaseEnd>,
    },
    /// `streak Week ["title"]: 7 consecutive days without violation of 1 and 2 [from EVENT] [, certified by US and Russia].`
    Streak {
        /// The name used in the text.
        name: Name,
        /// The full name.
        title: Option<Text>,
        /// The run.
        run: Run,
        /// From when it is counted.
        from: Option<Event>,
        /// Who says that it was reached.
        certified_by: Option<NameList>,
    },

    // ---- the terms ------------------------------------------------------------------------------------------------
    /// `article 2 "The Syrian Arab Republic and its allies".`
    Article {
        /// Its number.
        label: Label,
        /// Its heading.
        title: Option<Text>,
    },
    /// A numbered clause.
    Clause(Clause),
    /// `waive CODE [on 2.1 and 2.2] because "...".`
    Waive {
        /// Which finding.
        code: Name,
        /// Where; everywhere if absent.
        on: Vec<Label>,
        /// Why.
        because: Text,
    },

    // ---- tests ----------------------------------------------------------------------------------------------------
    /// `scenario "title".` The facts and expectations that follow belong to it.
    Scenario(Text),
    /// `on M ACTORS ACT OBJECTS....` What happened in a scenario.
    Happens(Happening),
    /// `expect 2.1 not violated, 2.2 permits it [, as read by US].`
    Expect {
        /// Each in turn.
        expectations: Vec<Expectation>,
    },
}

/// How one text uses another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstrumentRelation {
    /// `amends`
    Amends,
    /// `incorporates`
    Incorporates,
    /// `supersedes`
    Supersedes,
}

/// Whether an annex can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnexState {
    /// `attached`
    Attached,
    /// `not attached`
    NotAttached,
    /// `confidential`
    Confidential,
}

/// What an actor is to the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorRole {
    /// `party`
    Party,
    /// `third party`: a force that is present and not bound.
    ThirdParty,
    /// `monitor`
    Monitor,
    /// `body`: an organisation that decides or acts, such as the UN or a council of ministers.
    Body,
    /// `protected`: persons and objects that do not fight.
    Protected,
}

/// `known as "A" [from M] [until M]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The other name.
    pub title: Text,
    /// When it is used.
    pub period: Period,
}

/// `FSA [from M] [until M]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub name: Name,
    /// When.
    pub period: Period,
}

/// `[from M] [until M]`, both ends open where absent. A date without an hour is the begin of that day at either end, so
/// that `until 2016-07-28` and `from 2016-07-28` meet without a gap.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Period {
    /// The first moment in it.
    pub from: Option<Moment>,
    /// The first moment after it.
    pub until: Option<Moment>,
}

/// A name, or words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameOrText {
    /// A declared name.
    Name(Name),
    /// Words.
    Text(Text),
}

/// `A`, `A and B`, `A, B or C`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    /// At least one.
    pub names: Vec<Name>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// The word before the last item of a list. A list of one always has `And`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Conjunction {
    /// `and`
    #[default]
    And,
    /// `or`
    Or,
}

// ---- time ---------------------------------------------------------------------------------------------------------

/// A point in time as the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// How it is given.
    pub kind: MomentKind,
    /// Where.
    pub spot: Spot,
}

/// How a point in time is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// `2016-02-27 [00:00] [time zone "Europe/Moscow"]`. An hour of 24:00, a date such as 9/12/2016 and the like are
    /// answered by the parser and never reach the model.
    Date {
        /// The civil date.
        date: Date,
        /// The hour, if the text gives one.
        time: Option<ClockTime>,
        /// A zone of its own.
        zone: Option<Text>,
    },
    /// `start`, `signature`, `end`, or a `day` such as `D`.
    Named(Name),
    /// `48 hours after D`, `7 days before 2016-03-01`.
    Offset {
        /// How far.
        duration: Duration,
        /// In which direction.
        direction: Direction,
        /// From where.
        base: Box<Moment>,
    },
    /// `"the first half of 2014", taken as 2014-06-30`, or without the resolution.
    Fuzzy {
        /// The official words.
        words: Text,
        /// How they are read, if the text is given a reading.
        taken_as: Option<Box<Moment>>,
    },
}

/// Before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `before`
    Before,
    /// `after`
    After,
}

/// A civil date. The parser has checked that the day exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Four digits.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// An hour of the day, 00:00 to 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// `150 hours`, `7 days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many: a whole number.
    pub amount: Number,
    /// Of what. Printed in the singular after 1.
    pub unit: TimeUnit,
    /// Where.
    pub spot: Spot,
}

/// Hours and minutes are elapsed time; days and longer are counted on the calendar of the agreement's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// `minute`
    Minute,
    /// `hour`
    Hour,
    /// `day`
    Day,
    /// `week`
    Week,
    /// `month`
    Month,
    /// `year`
    Year,
}

/// `until M` or `for DURATION`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// The first moment after it.
    Until(Moment),
    /// Its length.
    For(Duration),
}

/// How a phase ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseEnd {
    /// `until EVENT`
    Event(Event),
    /// `until CONDITION`, as in `until Calm holds for 7 consecutive days`.
    Condition(Condition),
    /// `for DURATION`
    For(Duration),
}

/// Something from which time is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub kind: EventKind,
    /// Where.
    pub spot: Spot,
}

/// Which event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A moment.
    Moment(Moment),
    /// `each request [by UN] [in the same zone | in Z]...`
    Each {
        /// The act that triggers.
        act: Name,
        /// `by NAMES`
        by: Option<Subject>,
        /// Places and targets.
        objects: Vec<Object>,
    },
    /// `4.1 is fulfilled`, `9 and 11 are fulfilled`
    Clauses(ClauseState),
    /// `phase Calm begins`, `phase Calm ends`
    Phase {
        /// Which.
        name: Name,
        /// Its begin or its end.
        edge: PhaseEdge,
    },
}

/// One end of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseEdge {
    /// `begins`
    Begins,
    /// `ends`
    Ends,
}

/// `9 and 11 are fulfilled`, `2.1 is observed`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseState {
    /// Which.
    pub labels: LabelList,
    /// What is said of them.
    pub state: ClauseStateKind,
}

/// What is said of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseStateKind {
    /// `fulfilled`
    Fulfilled,
    /// `observed`
    Observed,
    /// `violated`
    Violated,
    /// `begun`
    Begun,
}

/// `1`, `1 and 2`, `1, 2 or 3`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelList {
    /// At least one.
    pub labels: Vec<Label>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// `7 consecutive days without violation of 1 and 2`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// How long.
    pub duration: Duration,
    /// Of what; of any clause where absent (`without violation`).
    pub without: Option<LabelList>,
}

// ---- place --------------------------------------------------------------------------------------------------------

/// The course of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineCourse {
    /// `from "contact.geojson" [feature "x"]`
    File(FileFeature),
    /// `through A, B and C`: places, in order.
    Through(NameList),
    /// `along the boundary of Country`
    Boundary(Name),
}

/// `from "zones.geojson" [feature "SY02"]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFeature {
    /// A path, from the folder of the agreement.
    pub file: Text,
    /// The id of a feature, or its `id` property; the only feature where absent.
    pub feature: Option<Text>,
}

/// The ground of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// `from "zones.geojson" feature "SY02"`
    File(FileFeature),
    /// `: Idlib, part of Latakia and part of Hama`
    Union(Vec<ZonePart>),
    /// `within 6 km of M4`, `within 15-20 km of Contact`
    Within {
        /// How far.
        distance: Distance,
        /// From which line, place or zone.
        of: Name,
    },
    /// `between 10 km and 30 km of Border`
    Between {
        /// The nearer edge.
        near: Distance,
        /// The farther edge.
        far: Distance,
        /// From which line, place or zone.
        of: Name,
    },
}

/// `Idlib` or `part of Latakia`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZonePart {
    /// Which zone.
    pub name: Name,
    /// Whether only an unstated part of it.
    pub part: bool,
}

/// `6 km`, `3500 m`, `15-20 km`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// The distance, or its lower end.
    pub low: Number,
    /// The upper end, where the text gives a range.
    pub high: Option<Number>,
    /// The unit.
    pub unit: LengthUnit,
    /// Where.
    pub spot: Spot,
}

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// `m`
    Metre,
    /// `km`
    Kilometre,
    /// `miles`: statute miles.
    Mile,
    /// `nautical miles`
    NauticalMile,
    /// `yards`
    Yard,
}

/// `undelimited ["certain parts of ..."]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelimited {
    /// The words the text uses instead of a boundary.
    pub words: Option<Text>,
    /// Where.
    pub spot: Spot,
}

/// `as measured by Ukraine from OtherLine`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredBy {
    /// Who.
    pub who: NameList,
    /// From which line.
    pub from: Name,
}

// ---- clauses ------------------------------------------------------------------------------------------------------

/// `2.1 ["official wording"] BODY.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number.
    pub label: Label,
    /// The official wording.
    pub wording: Option<Text>,
    /// What it says.
    pub body: ClauseBody,
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseBody {
    /// `stated only`: text that is carried along and judged by nobody.
    StatedOnly,
    /// A prohibition, permission or obligation.
    Norm(Norm),
    /// `when CONDITION, NORM`
    Consequence {
        /// When.
        when: Condition,
        /// What follows.
        norm: Norm,
    },
    /// `when CONDITION, that party is no longer covered`
    StatusChange {
        /// When.
        when: Condition,
        /// Whose status: `that party`, or a name.
        who: NameRef,
        /// What it becomes.
        status: StatusChange,
    },
}

/// A change in who is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
    /// `is no longer covered`
    NoLongerCovered,
    /// `is covered`
    Covered,
    /// `is excluded`
    Excluded,
    /// `is no longer excluded`
    NoLongerExcluded,
}

/// `BEARER MODAL ACTION QUALIFIER...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// Who.
    pub bearer: Subject,
    /// How bound.
    pub modal: Modal,
    /// The modal word as it stands.
    pub modal_spot: Spot,
    /// To do what.
    pub action: Action,
    /// When, unless, within, except: in the order of the text.
    pub qualifiers: Vec<Qualifier>,
    /// From the bearer to the last word.
    pub spot: Spot,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// How a plural is meant.
    pub distribution: Distribution,
    /// Who.
    pub who: SubjectKind,
    /// From `each of` or `jointly` to the last name.
    pub spot: Spot,
}

/// How a plural bearer is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// No word: right for a single bearer only.
    Unsaid,
    /// `each of`
    EachOf,
    /// `jointly`: printed before the names, `jointly US and Russia shall ...`.
    Jointly,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// Names, or `covered`, or `that party`.
    Names(RefList),
    /// `nobody`: everybody, parties or not, is forbidden. Only with `shall`; the norm's modal is then `ShallNot`
    /// and the printer writes `nobody shall`.
    Nobody,
    /// `anyone`
    Anyone,
    /// `a party`, `a covered party`, `a guarantor`, `an excluded party`
    Some(SomeKind),
}

/// `a party`, `a guarantor`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SomeKind {
    /// `a party`
    Party,
    /// `a covered party`
    CoveredParty,
    /// `an excluded party`
    ExcludedParty,
    /// `a guarantor`
    Guarantor,
    /// `a monitor`
    Monitor,
}

/// Something that a clause refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameRef {
    /// A declared name, or `covered`, `excluded` (reserved names that stand for those sets).
    Name(Name),
    /// A term, by the words under which the text has it: `"terrorist position"`.
    Text(Text),
    /// `each other`
    EachOther(Spot),
    /// `that party`: the one that the condition of this clause speaks of.
    ThatParty(Spot),
    /// `the same zone`: the zone of the event that triggers the duty.
    SameZone(Spot),
    /// `anyone`
    Anyone(Spot),
    /// `a party`, `a covered party`, ...
    Some(SomeKind, Spot),
}

/// `A`, `A and B`, `A, B or C`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefList {
    /// At least one.
    pub refs: Vec<NameRef>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// The modal word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modal {
    /// `shall`
    Shall,
    /// `shall not`
    ShallNot,
    /// `may`
    May,
    /// `need not`
    NeedNot,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Which form of sentence.
    pub kind: ActionKind,
    /// Targets, means and places, in the order of the text.
    pub objects: Vec<Object>,
    /// From the verb to the last object.
    pub spot: Spot,
}

/// Which form of sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// `attack`, `attack or besiege`
    Do(ActList),
    /// `begin withdraw`: the duty is met when it has begun.
    Begin(ActList),
    /// `complete withdraw`: the duty is met when it is complete.
    Complete(ActList),
    /// `allow humanitarian_access`
    Allow(ActList),
    /// `minimise flights`: no test of compliance of its own.
    Minimise(ActList),
    /// `keep tank and artillery at least 3500 m from CastelloRoad`
    Keep {
        /// What is kept away.
        means: NameList,
        /// How far.
        distance: Distance,
        /// From which line, place or zone.
        from: Name,
    },
    /// `prevent Hezbollah from ACT` (the act in its plain form).
    Prevent {
        /// Whose conduct.
        whom: RefList,
        /// What they must not do.
        acts: ActList,
    },
}

/// `attack`, `attack or besiege`; names of acts in their plain form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActList {
    /// At least one.
    pub names: Vec<Name>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// `GovernmentSide`, `from covered`, `in Country`, `with heavy_weapons`, `over PopulatedAreas`. What the names are
/// (actors, means, zones, terms) decides what the object says; the preposition is for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The word before it.
    pub preposition: Option<Preposition>,
    /// What.
    pub refs: RefList,
}

/// A word before an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preposition {
    /// `in`
    In,
    /// `outside`: the rest of the map.
    Outside,
    /// `not in`: a condition that does not hold, as in `not in self_defence`.
    NotIn,
    /// `at`
    At,
    /// `from`
    From,
    /// `to`
    To,
    /// `into`
    Into,
    /// `against`
    Against,
    /// `on`
    On,
    /// `over`
    Over,
    /// `with`
    With,
    /// `along`
    Along,
    /// `through`
    Through,
    /// `of`
    Of,
    /// `for`
    For,
}

/// What narrows a norm, or orders it in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualifier {
    /// Which.
    pub kind: QualifierKind,
    /// Where it stands. A comma may stand before it: the printer always puts one before `except`, `notwithstanding`,
    /// `subject to`, `unless`, `provided that`, `as judged by` and `when`, and before the others only where they would be
    /// read as part of what stands before them (`from D` after an object, anything after a condition).
    pub spot: Spot,
}

/// Which qualifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QualifierKind {
    /// `by M`: through the end of that day, if M is a date.
    By(Moment),
    /// `from M`
    From(Moment),
    /// `until M`
    Until(Moment),
    /// `between M and M`
    Between(Moment, Moment),
    /// `for DURATION`
    For(Duration),
    /// `within DURATION of EVENT`
    Within {
        /// How long.
        duration: Duration,
        /// Since what.
        of: Event,
    },
    /// `within DURATION`: without an event. Right only in a consequence, where the condition is the event.
    WithinBare(Duration),
    /// `after 4.1 is fulfilled`, `after phase Calm ends`
    After(Event),
    /// `once 9 and 11 are fulfilled`
    Once(Event),
    /// `at the same time as 3.2`
    SameTime(LabelList),
    /// `provided that CONDITION`
    Provided(Condition),
    /// `unless CONDITION`
    Unless(Condition),
    /// `when CONDITION` after the action, `if CONDITION`
    When(Condition),
    /// `during phase Calm`
    During(Name),
    /// `every day from 08:00 to 10:00`, `every Friday from 08:00 to 10:00`
    Every {
        /// On which days; every day where empty.
        weekdays: Vec<Weekday>,
        /// The first moment.
        from: ClockTime,
        /// The first moment after it; 00:00 is the end of the day.
        to: ClockTime,
    },
    /// `every month`, `every 30 days`: a duty that comes back.
    EveryPeriod(Duration),
    /// `except OBJECT... [or OBJECT...]...`: each alternative is cut out.
    Except(Vec<Vec<Object>>),
    /// `notwithstanding 1.1 and 1.2`
    Notwithstanding(LabelList),
    /// `subject to 3`
    SubjectTo(LabelList),
    /// `as judged by CTF`
    JudgedBy(RefList),
    /// `with calibre at least 100 mm`
    Measure {
        /// What is measured.
        measure: Name,
        /// The bound.
        bound: Bound,
        /// How much.
        amount: Number,
        /// In what.
        unit: Option<Name>,
    },
    /// `at least 600 trucks per day`, `at least 100 % of people requested by UN in the same month`,
    /// `at most 35000 persons per month`, `one for each detainee`
    Quantity(Quantity),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// `Monday`
    Monday,
    /// `Tuesday`
    Tuesday,
    /// `Wednesday`
    Wednesday,
    /// `Thursday`
    Thursday,
    /// `Friday`
    Friday,
    /// `Saturday`
    Saturday,
    /// `Sunday`
    Sunday,
}

/// How an amount bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
    /// `more than`
    MoreThan,
    /// `less than`
    LessThan,
}

/// An amount that a duty names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// `at least 600 trucks [per day]`
    Count {
        /// The bound.
        bound: Bound,
        /// How many.
        amount: Number,
        /// Of what.
        unit: Name,
        /// In what period.
        per: Option<TimeUnit>,
    },
    /// `at least 100 % of people [requested [by UN]] [in the same month]`
    Share {
        /// The bound.
        bound: Bound,
        /// How much of a hundred.
        percent: Number,
        /// Of what.
        unit: Name,
        /// The participle of an act that sets the whole: `requested`, `declared`.
        of_act: Option<Name>,
        /// Whose act.
        by: Option<NameList>,
        /// In what period.
        same: Option<TimeUnit>,
    },
    /// `one for each detainee`, `3 for each detainee`
    Ratio {
        /// How many; `one` is printed for 1.
        amount: Number,
        /// For each of what.
        each: Name,
    },
}

// ---- conditions ---------------------------------------------------------------------------------------------------

/// Something that holds of a fact, or of its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What.
    pub kind: ConditionKind,
    /// Where.
    pub spot: Spot,
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// `A or B`, `A, or B`: at least two.
    Any(Vec<Condition>),
    /// `A and B`: at least two. Binds closer than `or`.
    All(Vec<Condition>),
    /// `not A`; brackets are printed where A is `Any` or `All`.
    Not(Box<Condition>),
    /// `actor is [not] ...`, `target is [not] ...`, `act is [not] ...`, `means is [not] ...`, `place is [not] in ...`
    Is {
        /// Of what.
        dimension: Dimension,
        /// `not`
        negated: bool,
        /// In what.
        refs: RefList,
    },
    /// `reply to an attack by the target within 1 hour`: the actor answers an act of this kind.
    Reply {
        /// To what.
        act: Name,
        /// How soon.
        within: Duration,
    },
    /// `notified to CTF [24 hours before]`
    Notified {
        /// Who was told.
        to: NameList,
        /// How long before.
        before: Option<Duration>,
    },
    /// `2.1 is observed`, `9 and 11 are fulfilled`
    Clauses(ClauseState),
    /// `a covered party violates 1 or 2 [at least 3 times] [within 14 days]`
    Violates {
        /// Who.
        who: Subject,
        /// What.
        labels: LabelList,
        /// How often; once where absent.
        times: Option<Number>,
        /// In what period.
        within: Option<Duration>,
    },
    /// `Ministers exclude a party`, `a guarantor objects`: somebody does something. The act may stand in its plain form
    /// or in the third person.
    Does {
        /// Who.
        who: Subject,
        /// What: the word as written.
        act: Name,
        /// To whom, where.
        objects: Vec<Object>,
    },
    /// `Calm holds for 7 consecutive days`
    Holds {
        /// A phase or a streak.
        name: Name,
        /// How long.
        duration: Option<Duration>,
    },
    /// `7 consecutive days without violation of 1 and 2`
    Run(Run),
    /// `during phase Calm`
    During(Name),
    /// A term of the agreement, by name: `self_defence`.
    Term(Name),
    /// Words that nobody has defined: `"the situation allows"`.
    Words(Text),
    /// `A, as judged by CTF`
    Judged {
        /// What is judged.
        what: Box<Condition>,
        /// By whom.
        by: NameList,
    },
}

/// One side of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Who acts.
    Actor,
    /// What is done.
    Act,
    /// To whom.
    Target,
    /// With what.
    Means,
    /// Where.
    Place,
}

/// `as read by US: CONDITION` (several parties joined by `and`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who.
    pub by: NameList,
    /// What they take it to mean.
    pub definition: Condition,
    /// Where.
    pub spot: Spot,
}

// ---- scenarios ----------------------------------------------------------------------------------------------------

/// `on M [or between M and M] ACTORS ACT OBJECTS QUALIFIERS.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When. A date without an hour is the whole day.
    pub when: HappeningTime,
    /// Who: one name, or candidates joined by `or`; `somebody` for an actor who is not known.
    pub who: Option<NameList>,
    /// What: the act in the third person (`airstrikes`) or in its plain form.
    pub act: Name,
    /// To whom, where, with what; `in self_defence` and `not in self_defence` say what is known of a condition.
    pub objects: Vec<Object>,
    /// `with calibre exactly 120 mm`, `exactly 40 trucks`: measures and counts.
    pub qualifiers: Vec<Qualifier>,
}

/// When something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HappeningTime {
    /// `on M`
    On(Moment),
    /// `between M and M`
    Between(Moment, Moment),
}

/// `2.1 not violated [as read by US] [as of M]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Which clause.
    pub label: Label,
    /// What is expected of it.
    pub verdict: ExpectedVerdict,
    /// Under whose reading; as written where absent.
    pub reader: Option<Name>,
    /// Judged as of when (for duties).
    pub as_of: Option<Moment>,
    /// Where.
    pub spot: Spot,
}

/// What a scenario expects of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedVerdict {
    /// `violated`
    Violated,
    /// `not violated`
    NotViolated,
    /// `possibly violated`
    PossiblyViolated,
    /// `excused [by 1.3]`
    Excused(Option<Label>),
    /// `permits it`
    Permits,
    /// `not assessable`
    NotAssessable,
    /// `fulfilled`
    Fulfilled,
    /// `fulfilled late`
    FulfilledLate,
    /// `pending`
    Pending,
    /// `missed`
    Missed,
    /// `possibly missed`
    PossiblyMissed,
    /// `void`
    Void,
}
