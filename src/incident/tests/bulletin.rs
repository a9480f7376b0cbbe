//! Counts that a source states itself.

use super::{fault, model};
use crate::incident::{Log, LogFault, Profile, Window, read};
use crate::model::time;

fn bulletin(text: &str) -> Log {
    read(Profile::Bulletin, &model(), "counts", text.as_bytes()).expect("a table")
}

const CENTRE: &str = "bulletin_date,period,total,attributed_to,note\n\
    2016-09-17,last 24 h,55,illegal armed formations,cumulative since renewal: 199\n\
    2016-03-01,last 24 h,15,various; Jabhat al-Nusra,\n\
    yesterday,last 24 h,3,,\n\
    2016-03-02,last 24 h,,,\n";

const NETWORK: &str = "report_date,window_start,window_end,total,combat_operations,arrests,other,by_government,note\n\
    2016-09-23,2016-09-12T19:00:00+03:00,2016-09-19,242,219,23,,203,\n\
    2016-05-13,,,396,,,,,\n";

#[test]
fn a_bulletin_states_its_day_and_a_total_beside_it() {
    let log = bulletin(CENTRE);
    assert!(log.incidents.is_empty() && log.coverage.acts.is_empty(), "no incident is made of a count");
    let counts: Vec<u64> = log.tallies.iter().map(|tally| tally.count).collect();
    assert_eq!(counts, [55, 199, 15]);
    let local = |at| time::local(at, &model().time_zone);
    let Window::Within(from, until) = log.tallies[0].window else { panic!("{:?}", log.tallies[0]) };
    assert_eq!((local(from).as_str(), local(until).as_str()), ("2016-09-16 00:00", "2016-09-18 00:00"));
    assert_eq!(log.tallies[1].window, Window::SinceStart(until));
    assert!(log.tallies[1].cumulative && !log.tallies[0].cumulative);
    assert_eq!(
        log.tallies[2].attributed,
        [("various".to_owned(), None), ("Jabhat al-Nusra".to_owned(), None)]
    );
    let lines: Vec<u64> = log.faults.iter().map(|fault| fault.line).collect();
    assert_eq!((lines, log.rows), (vec![4, 5], 4));
}

#[test]
fn a_report_has_a_window_and_who_did_it() {
    let log = bulletin(NETWORK);
    let [first, second] = log.tallies.as_slice() else { panic!("{:?}", log.tallies) };
    let Window::Between(from, until) = first.window else { panic!("{first:?}") };
    assert_eq!(time::local(from, &model().time_zone), "2016-09-12 19:00");
    assert_eq!(time::local(until, &model().time_zone), "2016-09-20 00:00");
    assert_eq!(first.kinds, [("combat operations".to_owned(), 219), ("arrests".to_owned(), 23)]);
    assert_eq!(first.attributed, [("the government".to_owned(), Some(203))]);
    assert_eq!((second.window, second.count), (Window::Unknown, 396));
    assert!(!first.cumulative && !second.cumulative);
    assert_eq!(first.note.as_deref(), Some("the sides that are stated come to 203"));
    assert_eq!(second.note, None);
}

/// What the source says of its own figures is kept, and what does not come to the total is said.
#[test]
fn a_running_total_is_marked_and_parts_that_do_not_add_up_are_said() {
    let log = bulletin(
        "window_start,window_end,total,combat_operations,arrests,note\n\
         2016-03-06,2016-03-06,23,9,14,\n\
         2016-02-27,2016-03-06,312,,,cumulative (row is the running total)\n\
         2016-02-27,2016-03-06,100,60,30,the text says otherwise\n",
    );
    let said: Vec<(bool, Option<&str>)> =
        log.tallies.iter().map(|tally| (tally.cumulative, tally.note.as_deref())).collect();
    assert_eq!(
        said,
        [
            (false, None),
            (true, Some("cumulative (row is the running total)")),
            (false, Some("the text says otherwise; the kinds that are stated come to 90")),
        ]
    );
}

#[test]
fn another_table_is_refused() {
    let LogFault::MissingColumns(columns) = fault(Profile::Bulletin, b"id,time,act\n1,2016-03-01,attack\n")
    else {
        panic!("another fault");
    };
    assert!(columns.iter().any(|(column, _)| column == "bulletin_date"));
}
