//! Which profile a log has, as its header or its shape shows.

use crate::incident::columns::{Columns, Missing};
use crate::incident::table::{Next, Table};
use crate::incident::times::compact_date;
use crate::incident::{LogFault, Profile, acled, bulletin, canonical, gdelt, ucdp};
use crate::model::Model;

/// Which profile a log has. A log fits a profile if it has all columns that the profile needs; one that fits several
/// could be read in several ways, and is not guessed at. Of a workbook, `sheet` is looked at, or the first.
///
/// # Errors
/// Where it fits none, or more than one, or nothing of it can be read.
pub fn recognise(model: &Model, bytes: &[u8], sheet: Option<&str>) -> Result<Profile, LogFault> {
    if is_gdelt(bytes, sheet)? {
        return Ok(Profile::Gdelt);
    }
    let header = Table::open(bytes, sheet)?.header;
    let lacks = Profile::ALL.map(|profile| (profile, lacks(profile, model, &header)));
    let fitting: Vec<Profile> =
        lacks.iter().filter(|(_, lacks)| lacks.is_empty()).map(|(profile, _)| *profile).collect();
    match fitting.as_slice() {
        [profile] => Ok(*profile),
        [] => Err(LogFault::NoProfile(lacks.to_vec())),
        _ => Err(LogFault::SeveralProfiles(fitting)),
    }
}

/// What a profile needs that a header does not have, each with a column that is spelt much the same.
fn lacks(profile: Profile, model: &Model, header: &[String]) -> Vec<Missing> {
    let mut columns = Columns::new(header);
    match profile {
        Profile::Canonical => canonical::need(&mut columns, model),
        Profile::UcdpGed => ucdp::need(&mut columns),
        Profile::Acled => acled::need(&mut columns),
        Profile::Bulletin => bulletin::need(&mut columns, header),
        // It has no header, and was asked for before.
        Profile::Gdelt => {
            let words = format!("{} fields between tabs and no header", gdelt::COLUMNS.len());
            return vec![(words, None)];
        }
    }
    columns.missing()
}

/// Whether the first line has as many fields as GDELT has columns, a number first and a day next.
fn is_gdelt(bytes: &[u8], sheet: Option<&str>) -> Result<bool, LogFault> {
    let mut table = Table::open_without_header(bytes, sheet, &gdelt::COLUMNS, b'\t')?;
    if !matches!(table.advance()?, Next::Row(_)) {
        return Ok(false);
    }
    let row = table.row();
    let number = row.get(0).is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
    Ok(number && row.get(1).is_some_and(|day| compact_date("SQLDATE", day).is_ok()))
}
