//! Every code: its level, its one line, and the page that explains it.
//!
//! The pages stand in `src/catalogue/<code>.md`. A test holds each code to a page, a fixture on which it fires and a
//! near miss on which it does not (`tests/catalogue.rs`).

use crate::diagnostic::{Code, Confidence, Kind, Part, Severity};

/// Declares the codes once: as constants, and as the list of all of them. What keeps a text from being understood stands
/// in parts called `fixed`, what is proved of a text that is understood in parts called `proved`, and what is judged of it
/// under the part of an agreement that it is about, with its confidence in brackets.
macro_rules! codes {
    ($($kind:ident {
        $($name:ident = $slug:literal, $severity:ident $(($confidence:ident))?, $summary:literal;)*
    })*) => {
        $($(
            #[doc = $summary]
            pub static $name: Code = Code {
                slug: $slug,
                severity: Severity::$severity,
                summary: $summary,
                page: include_str!(concat!("catalogue/", $slug, ".md")),
                kind: codes!(@$kind $($confidence)?),
            };
        )*)*

        /// Every code, in the order in which it is declared here.
        pub static ALL: &[&Code] = &[$($(&$name,)*)*];
    };
    (@fixed) => { Kind::Text };
    (@proved) => { Kind::Proof };
    (@parties $confidence:ident) => { codes!(@judged Parties $confidence) };
    (@conduct $confidence:ident) => { codes!(@judged Conduct $confidence) };
    (@time $confidence:ident) => { codes!(@judged Time $confidence) };
    (@ground $confidence:ident) => { codes!(@judged Ground $confidence) };
    (@verification $confidence:ident) => { codes!(@judged Verification $confidence) };
    (@breach $confidence:ident) => { codes!(@judged Breach $confidence) };
    (@instrument $confidence:ident) => { codes!(@judged Instrument $confidence) };
    (@wording $confidence:ident) => { codes!(@judged Wording $confidence) };
    (@judged $part:ident $confidence:ident) => {
        Kind::Judgement { part: Part::$part, confidence: Confidence::$confidence }
    };
}

codes! {
fixed {
    // The text: what the parser answers.
    UNREADABLE_SENTENCE = "unreadable-sentence", Error, "a sentence that follows none of the forms of the language";
    SENTENCE_TOO_LONG = "sentence-too-long", Error, "a sentence of more than 256 KiB";
    NESTED_TOO_DEEPLY = "nested-too-deeply", Error, "brackets, moments, zones or terms inside each other more than 64 deep";
    NO_SUCH_DATE = "no-such-date", Error, "a day that the calendar does not have";
    NO_SUCH_HOUR = "no-such-hour", Error, "an hour that the clock does not have";
    MAY_NOT = "may-not", Error, "the words `may not`, which forbid or only release from a duty";
    MODAL_WORD = "modal-word", Error, "a word of duty other than `shall`, `shall not`, `may` and `need not`";
    AND_OR = "and-or", Error, "the words `and/or`";
    MISSING_FULL_STOP = "missing-full-stop", Error, "a sentence that does not end with a full stop";
    MISSING_LABEL = "missing-label", Error, "a clause without a number";
    MISSING_WORD = "missing-word", Error, "a small word or a mark that is missing";
    MISSING_UNIT = "missing-unit", Error, "a distance or duration without a unit";
    UNKNOWN_UNIT = "unknown-unit", Error, "a unit that the language does not read";
    MISSPELT_WORD = "misspelt-word", Error, "a word that is nearly a word of the language";
    DECIMAL_COMMA = "decimal-comma", Error, "a comma inside a number";
    DATE_ORDER = "date-order", Error, "a date that is not written year, month, day";
    SPOKEN_HOUR = "spoken-hour", Error, "an hour such as `noon` or `6 pm`";
    ZONE_ABBREVIATION = "zone-abbreviation", Error, "an abbreviation where a time zone is named";
    UNCLOSED_QUOTATION = "unclosed-quotation", Error, "a quotation mark that is never closed";
    TYPOGRAPHIC_QUOTATION = "typographic-quotation", Error, "typographic quotation marks";
    STRAY_MARK = "stray-mark", Error, "a mark that does not belong where it stands";

}

fixed {
    // The names, clocks and places: what the model answers.
    SAID_TWICE = "said-twice", Error, "a sentence that an agreement has once, said again";
    UNKNOWN_NAME = "unknown-name", Error, "a name that nothing in the agreement declares";
    WRONG_KIND = "wrong-kind", Error, "a name of one kind where another kind is needed, such as a zone for an actor";
    NAME_DECLARED_TWICE = "name-declared-twice", Error, "one name declared for two things";
    UNKNOWN_CATALOGUE = "unknown-catalogue", Error, "a catalogue of acts that does not exist";
    UNKNOWN_CLAUSE = "unknown-clause", Error, "a number that no clause or article has";
    CLAUSE_NUMBERED_TWICE = "clause-numbered-twice", Error, "one number on two clauses";
    UNKNOWN_CODE = "unknown-code", Error, "a waiver of a finding that does not exist";
    MISPLACED_SENTENCE = "misplaced-sentence", Error, "a reading, an event or an expectation that belongs to nothing";
    BEARER_UNSPLIT = "bearer-unsplit", Error, "several bearers without `each of` or `jointly`";
    PRIORITY_CYCLE = "priority-cycle", Error, "clauses that prevail over one another in a circle";
    TERM_CYCLE = "term-cycle", Error, "a term, an act or a class of means that is defined by itself";
    GROUP_CYCLE = "group-cycle", Error, "a group that is a member of itself";
    UNKNOWN_MEASURE = "unknown-measure", Error, "a measure that is not in the catalogue";
    UNKNOWN_MEASURE_UNIT = "unknown-measure-unit", Error, "a unit in which a measure is not given";
    TIME_ZONE_MISSING = "time-zone-missing", Error, "a date or an hour on nobody's clock";
    UNKNOWN_TIME_ZONE = "unknown-time-zone", Error, "a time zone that the IANA database does not have";
    SKIPPED_HOUR = "skipped-hour", Error, "a local time over which clocks are put forward";
    REPEATED_HOUR = "repeated-hour", Error, "a local time that happens twice because clocks are put back";
    TIME_OUT_OF_RANGE = "time-out-of-range", Error, "a moment beyond the calendar, or a length of time that is none";
    PERIOD_BACKWARDS = "period-backwards", Error, "a period that ends before it begins";
    PERIOD_UNANCHORED = "period-unanchored", Error, "a period that counts from nothing";
    MISSING_FILE = "missing-file", Error, "a file beside the agreement that cannot be read";
    MISSING_FEATURE = "missing-feature", Error, "a feature that a map does not have";
    UNREADABLE_MAP = "unreadable-map", Error, "a map, a shape or a set of zones that cannot be measured";
    NO_SUCH_PLACE = "no-such-place", Error, "coordinates that are not on the earth";
    ZONE_WITHOUT_BOUNDARY = "zone-without-boundary", Error, "a zone of which nothing says where it lies";
    UNMEASURABLE_ZONE = "unmeasurable-zone", Error, "a distance with nothing to measure it from";
    ZONE_CYCLE = "zone-cycle", Error, "a zone that is measured from itself";
    DISTANCE_BACKWARDS = "distance-backwards", Error, "a range of distances with the larger one first";
    DISTANCE_OUT_OF_RANGE = "distance-out-of-range", Error, "a distance that no map has";
    AMENDED_TEXT_UNKNOWN = "amended-text-unknown", Error, "a text that cannot be read, or a clause that it does not have";
    UNUSED_WAIVER = "unused-waiver", Warning, "a waiver that waives nothing";
}

proved {
    // What clauses say of one fact: what the algebra proves.
    CONTRADICTION = "contradiction", Error, "conduct that one clause forbids and another permits, where neither prevails";
    DEAD_CLAUSE = "dead-clause", Error, "a clause that by its own words never applies to anything";
    EXCEPTION_SWALLOWS_RULE = "exception-swallows-rule", Error, "a clause of which what prevails over it leaves nothing";
    EXCLUSIVE_DUTIES = "exclusive-duties", Error, "two duties of one bearer that cannot be met at one time";
    HINDERED_DUTY = "hindered-duty", Warning, "a duty that some clause forbids to meet in some of its ways";
    IMPOSSIBLE_DUTY = "impossible-duty", Error, "a duty that cannot be met without doing what is forbidden";
    PERMITTED_AND_PREVENTED = "permitted-and-prevented", Error, "conduct that one clause permits and another has somebody prevent";
    RELEASED_DUTY = "released-duty", Error, "a duty from which another clause releases, where neither prevails";
    REDUNDANT_CLAUSE = "redundant-clause", Note, "a clause that says nothing which another clause does not say";
    COVERED_AND_EXCLUDED = "covered-and-excluded", Error, "an actor, or a name, that is covered and excluded at one time";
    MIXED_GROUP = "mixed-group", Warning, "a group with covered and excluded members, which a prohibition tells apart";
    MIXED_PLACE = "mixed-place", Error, "strikes that are forbidden or permitted by whom they hit, at one place";
    OPEN_BAND = "open-band", Warning, "a zone whose width is given as a range";
    START_DISPUTED = "start-disputed", Error, "announcements of one truce that give it different starts";

    // Schedules: what the network of deadlines and steps proves.
    DEADLINE_IMPOSSIBLE = "deadline-impossible", Error, "a deadline before what it waits for can have happened";
    DEADLINE_PAST_END = "deadline-past-end", Error, "a deadline after the end of the agreement, or of the duty's own phase";
    DURATION_END_MISMATCH = "duration-end-mismatch", Error, "a length and an end of one period that disagree";
    DUTY_BEFORE_ZONE = "duty-before-zone", Error, "a duty in a zone that is due before the zone must have a boundary";
    AUTOMATIC_RENEWAL_NEEDS_CONSENT = "automatic-renewal-needs-consent", Error, "a renewal called automatic that waits for consent";
}

proved {
    // What waits for what: what the order of steps proves.
    DEADLINE_CYCLE = "deadline-cycle", Error, "steps that wait for one another, so that none can be first";
    CIRCULAR_DEFINITION = "circular-definition", Error, "clauses by which one deed itself decides whether it is a violation";
    MUTUAL_PRECONDITION = "mutual-precondition", Error, "clauses each of which holds only if the other is observed";
    UNREACHABLE_PHASE = "unreachable-phase", Error, "a phase that can never run";
    UNREACHABLE_STREAK = "unreachable-streak", Error, "a run of days for which there is not enough time";
}

proved {
    // What two texts say together.
    CONTRADICTION_ACROSS_TEXTS = "contradiction-across-texts", Error, "conduct that one text forbids and another permits, where both stand";
    START_CONFLICT_ACROSS_TEXTS = "start-conflict-across-texts", Error, "two texts of one truce that give it different starts";
}

parties {
    ACCEPTANCE_RESERVED = "acceptance-reserved", Warning(High), "an acceptance that is shorter or later than the time in force, or with a reservation";
    ACCESSION_MISSING = "accession-missing", Warning(High), "groups that may join later, without a register or a procedure";
    ALIAS_EXPIRED = "alias-expired", Warning(High), "a group whose name ends in the time in force, and whoever follows it stands otherwise";
    ASSOCIATED_FORCES_OPEN = "associated-forces-open", Warning(High), "a group with members whom no list names and no test finds";
    BEARER_NOT_PARTY = "bearer-not-party", Error(High), "a duty of somebody who neither signed nor accepted, and for whom no party answers";
    COMMAND_GAP = "command-gap", Warning(Medium), "a chain of command of which one end is bound and the other is not";
    DESIGNATION_AUTHORITY_MISSING = "designation-authority-missing", Error(High), "a category of excluded groups of which nobody decides who belongs to it";
    DESIGNATION_LISTS_DIFFER = "designation-lists-differ", Warning(High), "several lists of excluded groups, by reader or by clause";
    EXCLUSION_SIDE_EFFECTS = "exclusion-side-effects", Warning(Medium), "an exclusion after which clauses still bind or protect whoever is out";
    PARTY_WITHOUT_DUTY = "party-without-duty", Warning(Medium), "a party that no clause forbids or requires anything";
    THIRD_FORCE_UNBOUND = "third-force-unbound", Warning(Medium), "a force that is present and that no clause binds";
}

conduct {
    SELF_DEFENCE_UNBOUNDED = "self-defence-unbounded", Warning(High), "self-defence that no time, place or judge bounds";
    SELF_DEFENCE_MISSING = "self-defence-missing", Warning(Medium), "attacks that are forbidden with no word on self-defence";
    UNDEFINED_TERM = "undefined-term", Warning(High), "words on which something hangs and to which the text gives no meaning";
    QUANTITY_WITHOUT_MEASURE = "quantity-without-measure", Warning(Medium), "an amount without a time, or that nobody counts";
    HUMANITARIAN_APPROVAL_GAP = "humanitarian-approval-gap", Warning(High), "relief that waits for an approval without a time limit";
    ASYMMETRIC_DUTIES = "asymmetric-duties", Note(High), "two clauses that differ once the sides change places";
    NOTICE_MISSING = "notice-missing", Warning(Medium), "movements and flights that are permitted without notice";
    PERMITTED_ACTS_MISSING = "permitted-acts-missing", Note(Medium), "forbidden movement with no word on rotation, resupply and the wounded";
    AIR_SEA_UNSAID = "air-sea-unsaid", Warning(Medium), "attacks that are forbidden on land alone, the air being unsaid";
    NON_VIOLENT_UNSAID = "non-violent-unsaid", Note(Medium), "a lasting truce with no word on arrests, sieges and denial of relief";
}

time {
    MIDNIGHT_AMBIGUOUS = "midnight-ambiguous", Warning(High), "midnight on a day, which may be its begin or its end";
    DAY_COUNT_AMBIGUOUS = "day-count-ambiguous", Warning(Medium), "a number of days in the official text that ends at one of two instants";
    START_TIME_MISSING = "start-time-missing", Warning(High), "a start that is a day without an hour";
    NO_END = "no-end", Warning(High), "an agreement without an end, a renewal or a way to leave it";
    FUZZY_DATE = "fuzzy-date", Warning(High), "a date in words that name no day, or of which no reading is agreed";
    UNDATED_DUTY = "undated-duty", Warning(Medium), "a duty to be met once without a date, beside duties with one";
    BEGIN_VS_COMPLETE = "begin-vs-complete", Warning(High), "a duty to begin what no clause asks to be completed";
    RECURRING_WINDOW_INCOMPLETE = "recurring-window-incomplete", Warning(High), "a pause that comes back, without hours of the day";
    STREAK_RESET_MISSING = "streak-reset-missing", Warning(High), "a run of days without a begin, a judge or anything that counts it";
    ONGOING_STATE_UNCLEAR = "ongoing-state-unclear", Note(Medium), "a duty met by a date, of which it is not said whether it must last";
    DST_CROSSING = "dst-crossing", Note(High), "hours that are counted across a change of clocks";
}

ground {
    REFERENCE_LINE_UNDATED = "reference-line-undated", Warning(High), "a distance from a line that moves, without a date, or from no line";
    REFERENCE_LINE_DIVERGENT = "reference-line-divergent", Error(High), "a zone that parties measure from different lines";
    ZONE_OUTSIDE_AREA = "zone-outside-area", Warning(Medium), "a zone that reaches beyond the area in which the others lie";
    BAND_ORDER = "band-order", Warning(Medium), "weapons of longer reach kept nearer than those of shorter reach";
    PLACENAME_AMBIGUOUS = "placename-ambiguous", Warning(Medium), "one name, or nearly one, for two places or zones";
    ZONE_UNDELIMITED = "zone-undelimited", Error(High), "a zone that clauses speak of and that no text delimits";
}

verification {
    NO_DETERMINER = "no-determiner", Warning(High), "an agreement in which nobody may say what was a violation";
    MONITOR_IS_BELLIGERENT = "monitor-is-belligerent", Warning(High), "those who watch, judge or vouch and fight themselves";
    NO_INVESTIGATION_DEADLINE = "no-investigation-deadline", Warning(High), "allegations that are looked into without a time limit";
    EVIDENCE_THRESHOLD_MISSING = "evidence-threshold-missing", Warning(Medium), "grave consequences of violations with no standard of proof";
    CLAUSE_UNVERIFIABLE = "clause-unverifiable", Warning(Medium), "undertakings that no evidence could show to be broken";
    MONITOR_UNDERMANDATED = "monitor-undermandated", Warning(Medium), "clauses about ground on which nobody may watch";
}

breach {
    CONSEQUENCE_DISCRETIONARY = "consequence-discretionary", Note(Medium), "consequences that somebody may draw, and need not";
    NO_CONSEQUENCE = "no-consequence", Warning(Medium), "prohibitions from whose violation nothing follows";
    NO_VIOLATION_DEFINITION = "no-violation-definition", Warning(Medium), "something that hangs on a violation, where no clause says of what";
    PERSISTENCE_UNDEFINED = "persistence-undefined", Warning(High), "words such as `persistent` or `repeated`, without how often and in what time";
    SELF_JUDGING_EXIT = "self-judging-exit", Warning(High), "a way out that hangs on what one party believes";
}

instrument {
    MAP_ANNEX_MISSING = "map-annex-missing", Error(High), "an annex or a map that is not attached, confidential, or named nowhere";
    AMENDS_UNKNOWN = "amends-unknown", Warning(High), "a duty that an amendment dates anew, where the old date still stands";
    UNUSED_DEFINITION = "unused-definition", Note(High), "a name that is declared and that nothing uses";
}

wording {
    DEADLINE_NOT_IN_CLAUSE = "deadline-not-in-clause", Warning(Medium), "a deadline, date or hour of the official text that its clause does not have";
    NUMBER_NOT_IN_CLAUSE = "number-not-in-clause", Warning(Medium), "a distance, share or count of the official text that its clause does not have";
    NAME_NOT_IN_CLAUSE = "name-not-in-clause", Warning(Medium), "a party, zone, line or place of which the official text speaks and its clause does not";
    EXCEPTION_NOT_IN_CLAUSE = "exception-not-in-clause", Warning(Medium), "an exception of the official text that its clause does not have";
    CLAUSE_BEYOND_WORDING = "clause-beyond-wording", Warning(Medium), "a deadline, number or exception of which the quoted text says nothing";
    PASSIVE_NO_BEARER = "passive-no-bearer", Warning(High), "a duty of the official text in the passive that names nobody";
    JOINT_DUTY_UNSPLIT = "joint-duty-unsplit", Warning(Medium), "a duty that the official text gives to several without saying how they share it";
    TERM_DRIFT = "term-drift", Warning(Medium), "two words for one thing, or a name that is nearly a declared one";
    VAGUE_WORD = "vague-word", Warning(Medium), "words of the official text that have no test";
}
}

/// The code of a slug.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.slug == slug)
}

/// The codes that a misspelt one could have meant, three at most: those few slips away, nearest first; where there is none,
/// those that share a word with it.
#[must_use]
pub fn near(slug: &str) -> Vec<String> {
    let allowed = 1 + slug.chars().count() / 4;
    let mut close: Vec<(usize, &str)> = ALL
        .iter()
        .map(|code| (strsim::osa_distance(slug, code.slug), code.slug))
        .filter(|(slips, _)| *slips <= allowed)
        .collect();
    close.sort_unstable();
    let words: Vec<&str> = slug.split('-').filter(|word| word.len() > 3).collect();
    let related = |code: &str| code.split('-').any(|word| words.contains(&word));
    let named: Vec<&str> = if close.is_empty() {
        ALL.iter().map(|code| code.slug).filter(|code| related(code)).collect()
    } else {
        close.into_iter().map(|(_, slug)| slug).collect()
    };
    named.into_iter().take(3).map(|slug| format!("`{slug}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_is_answered_and_nonsense_is_not() {
        assert_eq!(near("unknown-nmae").first().map(String::as_str), Some("`unknown-name`"));
        assert_eq!(near("unknwon-name").first().map(String::as_str), Some("`unknown-name`"));
        assert!(near("unreadable").contains(&"`unreadable-sentence`".to_owned()));
        assert!(near("zzz").is_empty());
    }
}
