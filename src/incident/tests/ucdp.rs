//! Events of UCDP GED.

use super::model;
use crate::incident::read_ucdp;

/// The whole Syrian release, where it is at hand.
#[test]
fn the_syrian_release_is_read_without_a_fault() {
    let path = std::path::Path::new("../shared/data/ucdp/ged191_syria_full.csv");
    #[allow(clippy::disallowed_methods)]
    let Ok(bytes) = std::fs::read(&path) else {
        #[allow(clippy::disallowed_macros)]
        {
            println!("not run: there is no {}", path.display());
        }
        return;
    };
    let model = model();
    #[allow(clippy::disallowed_methods)]
    let begun = std::time::Instant::now();
    let log = read_ucdp(&model, "ged", bytes.as_slice()).unwrap();
    println!("{:?}", begun.elapsed());
    println!("{:#?} {:?} {:?}", log.unknown, log.outside_dates, log.without_members);
    assert_eq!(log.rows, 16_566);
    assert_eq!(log.incidents.len(), 16_566);
    assert_eq!(log.faults, []);
}
