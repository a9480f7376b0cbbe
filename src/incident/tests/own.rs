//! Profiles of one's own.

use super::{faults, model};
use crate::incident::{Log, LogFault, NameMap, OwnProfile, Reading, read_mapped, read_profile};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, ZoneId};
use crate::model::time;

/// The file that the page shows.
fn of_the_page() -> String {
    let page = include_str!("../../../docs/logs.md");
    let (_, rest) = page.split_once("```toml\nwords = \"Daily reports of the patrols\"").expect("the file");
    let (file, _) = rest.split_once("```").expect("its end");
    format!("words = \"Daily reports of the patrols\"{file}")
}

fn profile(text: &str) -> OwnProfile {
    read_profile(&model(), text).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

fn refused(text: &str) -> String {
    read_profile(&model(), text).unwrap_err().to_string()
}

fn read(model: &Model, profile: &OwnProfile, text: &str) -> Result<Log, LogFault> {
    read_mapped(Reading::Own(profile), model, &NameMap::default(), "log", None, text.as_bytes())
}

const HEADER: &str = "Ref;When;Side 1;Side 2;What;Where;Lat;Lon;Exactness;Day sure;Trust;Remarks\n";

#[test]
fn the_page_shows_a_profile_that_is_read() {
    let model = model();
    let profile = profile(&of_the_page());
    let text = format!(
        "{HEADER}\
         1;05/03/2016 10:30;FSA;SAA / Nusra;ARTY;;36,2;37,16;1;1;B2;a remark\n\
         2;06/03/2016;SAA;;STRIKE;Halab;36,2;37,16;3;2;;\n\
         3;06/03/2016 23:00;;SAA;;Halab;36,2;37,16;4;;;\n"
    );
    let log = read(&model, &profile, &text).unwrap();
    assert_eq!(faults(&log), []);
    assert_eq!(log.profile, "own");
    // Incidents stand in the order of their times; here they are told by their rows.
    let report = |row: usize| {
        let id = (row + 1).to_string();
        &log.incidents.iter().find(|incident| incident.id == id).unwrap().reports[0]
    };
    let account = |index: usize| &report(index).account;
    assert_eq!(account(0).who, Some(vec![Who::Actor(ActorId(2))]));
    assert_eq!(account(0).whom, Some(vec![Who::Actor(ActorId(0)), Who::Actor(ActorId(4))]));
    assert!(account(0).undirected && account(2).undirected);
    assert_eq!(account(0).acts, Some(vec![model.deeds.act_words["artillery_fire"]]));
    let near = Where::Near { longitude: 37.16, latitude: 36.2, radius_m: 1000.0 };
    assert_eq!(account(0).places, Some(vec![near]));
    assert_eq!(account(1).places, Some(vec![Where::Zone(ZoneId(1))]));
    assert_eq!(account(2).places, None, "nobody knows where");
    let local = |at| time::local(at, &model.time_zone);
    let times = |index: usize| {
        let (start, end) = account(index).time.iter().next().unwrap();
        (local(start), local(end))
    };
    // Two hours behind Damascus at the beginning of March is the hour of Greenwich.
    assert_eq!(times(0), ("2016-03-05 12:30".to_owned(), "2016-03-05 12:31".to_owned()));
    assert_eq!(times(1), ("2016-02-29 02:00".to_owned(), "2016-03-13 02:00".to_owned()));
    assert_eq!(report(0).note.as_deref(), Some("a remark"));
    assert!(log.coverage.words.starts_with("Daily reports") && !log.coverage.lethal_only);
    let (shelling, access) =
        (model.deeds.act_words["shelling"], model.deeds.act_words["humanitarian_access"]);
    let covers = |act: crate::model::ids::ActId| log.coverage.acts.contains(act.index());
    assert!(covers(shelling) && !covers(access));
}

#[test]
fn rows_that_cannot_be_read_say_why() {
    let model = model();
    let profile = profile(&of_the_page());
    let rows = [
        (
            "1;2016-03-05;;;;;;;;;;",
            "`time` is `2016-03-05`, which is no time written as the profile says, `%d/%m/%Y %H:%M` or `%d/%m/%Y`",
        ),
        (
            "1;31/02/2016;;;;;;;;;;",
            "`time` is `31/02/2016`, which is no time written as the profile says, `%d/%m/%Y %H:%M` or `%d/%m/%Y`",
        ),
        ("1;05/03/2016;;;;;36;37;9;;;", "`exactness` is `9`, which is no code that the profile lists"),
        ("1;05/03/2016;;;;;;;;x;;", "`day_sure` is `x`, which is no code that the profile lists"),
        ("1;05/03/2016;;;;;136;37;1;;;", "`lat` is `136`, which is no number of degrees from -90 to 90"),
        ("1;05/03/2016;;;", "the row has 5 fields and the header 12"),
    ];
    for (row, reason) in rows {
        let log = read(&model, &profile, &format!("{HEADER}{row}\n")).unwrap();
        assert_eq!(faults(&log), [(2, reason)], "{row}");
    }
}

#[test]
fn a_column_that_the_profile_names_must_be_there() {
    let model = model();
    let profile = profile("[columns]\nid = \"Ref\"\ntime = \"Date\"\nact = \"Kind\"\nactor = \"Who\"\n");
    let fault = read(&model, &profile, "Ref,Dates,Kind\n").unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the log lacks the column `date` (its column `dates` is spelt much the same) and the column `who`"
    );
    let without_act = read(&model, &self::profile("[columns]\nid = \"Ref\"\n"), "Ref\n").unwrap_err();
    assert_eq!(without_act.to_string(), "the log lacks the column `act` and the column `time`");
}

#[test]
fn a_log_may_have_no_header() {
    let model = model();
    let profile = profile(
        "header = [\"n\", \"day\", \"what\"]\ndelimiter = \"tab\"\n[columns]\nid = \"n\"\ntime = \"day\"\nact = \"what\"\n",
    );
    let log = read(&model, &profile, "1\t2016-03-05\tshelling\n2\tx\tshelling\n").unwrap();
    assert_eq!(
        faults(&log),
        [(2, "`time` is `x`, which is no date as `2016-05-04` with or without an hour")]
    );
    assert_eq!(log.incidents.len(), 1);
}

/// The agreement's conditions and measures are fields too.
#[test]
fn conditions_and_measures_have_columns() {
    let model = model();
    let profile = profile(
        "[columns]\nid = \"n\"\ntime = \"day\"\nact = \"what\"\nself_defence = \"Defence?\"\ncalibre_cm = \"Bore\"\n",
    );
    let log = read(&model, &profile, "n,day,what,Defence?,Bore\n1,2016-03-05,shelling,yes,12\n").unwrap();
    assert_eq!(faults(&log), []);
    let account = &log.incidents[0].reports[0].account;
    let literal = model.literal_columns()["self_defence"];
    assert_eq!(account.literals.get(&literal), Some(&true));
    let measured: Vec<_> = account.measures.values().flat_map(|values| values.first()).collect();
    assert_eq!(measured, [120_000], "thousandths of a millimetre");
}

#[test]
fn a_file_that_cannot_be_used_says_where_and_why() {
    for (text, reason) in [
        ("colums = 1\n", "line 1, column 1: `colums` is nothing that the file can have; is `columns` meant?"),
        ("words = \"a\"\n", "line 1, column 1: the file lacks `columns`"),
        (
            "[columns]\nid = \"a\"\nactorr = \"b\"\n",
            "line 3, column 1: `actorr` is nothing that `[columns]` can have; is `actor` meant?",
        ),
        ("[columns]\nid = \"a\"\nact = \"A\"\n", "line 3, column 7: `act` is the column of `id` already"),
        ("directed = \"no\"\n[columns]\n", "line 1, column 12: `directed` is `true` or `false`"),
        (
            "time_zone = \"Asia/Damaskus\"\n[columns]\n",
            "line 1, column 13: `time_zone` is a time zone such as `Asia/Damascus`",
        ),
        (
            "date_format = \"%d/%m\"\n[columns]\n",
            "line 1, column 15: `date_format` is one or several formats with day, month and year, such as `%d/%m/%Y` or `%d/%m/%Y %H:%M`",
        ),
        (
            "delimiter = \";\"\n[columns]\n",
            "line 1, column 13: `delimiter` is for a log without a header, whose columns `header` lists",
        ),
        (
            "[columns]\n[place_precision]\ncolumn = \"p\"\nradius_km = { 1 = \"city\" }\n",
            "line 4, column 19: `1` is a number of kilometres, `place` or `anywhere`",
        ),
        (
            "[columns]\n[time_precision]\ncolumn = \"p\"\n",
            "line 2, column 1: `[time_precision]` lacks `days`",
        ),
        (
            "[columns]\n[time_precision]\ncolumn = \"p\"\ndays = { 1 = 0 }\n",
            "line 4, column 14: `1` is a whole number from 1 to 3660",
        ),
        (
            "[columns]\n[coverage]\nacts = [\"storming\"]\n",
            "line 3, column 8: `acts` has `storming`, which is no act of the agreement",
        ),
        (
            "[columns]\n[acts]\nA = [\"storming\"]\n",
            "line 3, column 5: `A` stands for `storming`, which is no act of the agreement",
        ),
    ] {
        assert_eq!(refused(text), reason);
    }
}
