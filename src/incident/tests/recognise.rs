//! Which profile a log has.

use super::model;
use crate::incident::{LogFault, Profile, recognise};

#[test]
fn the_header_shows_the_profile() {
    let model = model();
    let gdelt = format!("1\t20160301{}\n", "\t".repeat(59));
    for (text, profile) in [
        ("Act,ID,Time\n", Profile::Canonical),
        ("id,act,from,to,note\n", Profile::Canonical),
        ("bulletin_date,period,total\n", Profile::Bulletin),
        ("report_date,window_start,window_end,total\n", Profile::Bulletin),
        ("id,reported_on,perpetrator_as_written,target_as_written\n", Profile::Bulletin),
        (gdelt.as_str(), Profile::Gdelt),
    ] {
        assert_eq!(recognise(&model, text.as_bytes(), None), Ok(profile), "{text}");
    }
}

#[test]
fn what_fits_no_profile_is_told_what_each_needs() {
    let fault = recognise(&model(), b"id,when,act,event_date\n1,2,3,4\n", None).unwrap_err();
    let LogFault::NoProfile(_) = fault else { panic!("{fault:?}") };
    let words = fault.to_string();
    for line in [
        "\n  canonical needs the column `time`",
        "\n  ucdp-ged needs the column `type_of_violence`, the column `side_a`",
        "\n  acled needs the column `event_id_cnty`, the column `time_precision`",
        "\n  gdelt needs 61 fields between tabs and no header",
        "\n  bulletin needs the column `bulletin_date` and the column `total`",
    ] {
        assert!(words.contains(line), "{line}\n{words}");
    }
}

#[test]
fn what_fits_several_profiles_is_not_guessed_at() {
    let fault = recognise(&model(), b"id,act,time,bulletin_date,total\n", None).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the log has all columns of `canonical` and of `bulletin`; say with --profile which is meant"
    );
}

#[test]
fn what_is_no_table_is_no_profile() {
    assert_eq!(recognise(&model(), b"", None), Err(LogFault::Empty));
    assert!(matches!(recognise(&model(), b"PK\x03\x04", None), Err(LogFault::NotATable(_))));
}
