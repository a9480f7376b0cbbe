//! The sentences of an agreement, in the order of its parts.

use super::{
    Clause, Condition, Duration, Event, Expectation, Extent, Happening, Label, LineCourse, MeasuredBy,
    Moment, Name, NameList, NameOrText, Number, Period, PeriodEnd, PhaseEnd, Reading, Run, Spot, Text,
    Undelimited,
};

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
    /// `in force from M [until M | for DURATION [until M]] [, as read by US].`
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
    /// `renewed for 72 hours from M [until M] [, as read by Russia].`
    Renewed {
        /// How long.
        duration: Duration,
        /// From when.
        from: Moment,
        /// The end that is stated beside the length.
        until: Option<Moment>,
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
