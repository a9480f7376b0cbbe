//! Single incidents as the Russian Centre for Reconciliation words them in its bulletins.
//!
//! One side's words are kept as one side's words: every item has the status *alleged*. An item is an attack, since the
//! Centre lists what it takes for a use of force; with what is said of its means, or of the kind of attack, where that is
//! known. An item without hours happened within the 24 hours of its bulletin, which lie within its day and the day before.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell};
use crate::incident::events;
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::record::{Casualties, Coverage, Log, NameKind, Report, Status};
use crate::incident::table::Table;
use crate::incident::times::{Clocks, leading_date};
use crate::incident::values;
use crate::incident::{LogFault, Profile, Setting};
use crate::model::clauses::{Account, Where, Who};
use crate::model::ids::ActId;
use crate::model::standard;
use crate::sets::Intervals;

/// What separates names and means in a field.
const SEPARATOR: &str = ";";

/// How words begin that stand for somebody whom nobody identified.
const UNIDENTIFIED: [&str; 2] = ["unidentified", "unknown"];

/// The act that every item is, unless it says which kind.
const ATTACK: &str = "attack";

/// Reads single incidents.
pub(super) fn read_items(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns);
    columns.complete()?;
    let attack: Vec<_> = standard::act(ATTACK).into_iter().collect();
    let attack = events::aligned(model, &attack);
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: Profile::Bulletin.name(),
        ignored_columns: columns.ignored(),
        coverage: Coverage {
            acts: events::leaves(model, attack.iter().flatten()),
            lethal_only: false,
            words: "The Russian Centre for Reconciliation words some of what it counts as violations one by one; one side says so, and what it leaves out is not said."
                .to_owned(),
            observed: None,
        },
        assumptions: [
            "Every item of a bulletin is alleged, since one side says so.",
            "An item is an attack, or the kind of attack that it names.",
            "An item without hours happened on the day of its bulletin or the day before.",
            "Where an item names several who may have done it, any of them may have.",
            "Where the killed and wounded are civilians, there may be others of whom nothing is said.",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let mut reader = Reading { layout, attack, names: setting.book(SEPARATOR), clocks: setting.clocks() };
    let id = reader.layout.id;
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reader.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reader.names))
}

/// Where each column stands.
pub(super) struct Layout {
    id: Option<usize>,
    reported_on: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    tz: Option<usize>,
    province: Option<usize>,
    place: Option<usize>,
    perpetrator: Option<usize>,
    target: Option<usize>,
    means: Option<usize>,
    count: Option<usize>,
    killed: Option<usize>,
    wounded: Option<usize>,
    claimed: Option<usize>,
    reporter: Option<usize>,
    source: Option<usize>,
}

impl Layout {
    pub fn of(columns: &mut Columns<'_>) -> Self {
        Self {
            id: columns.need("id"),
            reported_on: columns.need("reported_on"),
            from: columns.find("occurred_from"),
            to: columns.find("occurred_to"),
            tz: columns.find("tz"),
            province: columns.find("province"),
            place: columns.find("place_as_written"),
            perpetrator: columns.need("perpetrator_as_written"),
            target: columns.need("target_as_written"),
            means: columns.find("means"),
            count: columns.find("count"),
            killed: columns.find("killed_civ"),
            wounded: columns.find("wounded_civ"),
            claimed: columns.find("ceasefire_status_claimed"),
            reporter: columns.find("reporter"),
            source: columns.find("source_url"),
        }
    }
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
    attack: Option<Vec<ActId>>,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    /// What can fail comes first, so that names are counted only for rows that are judged.
    fn entry(&mut self, id: &str, line: u64, row: &StringRecord) -> Result<Entry, String> {
        let get = |column: Option<usize>| cell(row, column);
        let number = |column: Option<usize>, name: &str| {
            get(column).map(|value| values::count(name, value)).transpose()
        };
        let time = self.time(row)?;
        let count = number(self.layout.count, "count")?;
        let civilians = |number: Option<u64>| number.map(|low| Casualties { low, best: None, high: None });
        let killed = civilians(number(self.layout.killed, "killed_civ")?);
        let wounded = civilians(number(self.layout.wounded, "wounded_civ")?);

        let mut account = Account { time, ..Account::default() };
        self.acts(get(self.layout.means), &mut account);
        account.who = self.who(NameKind::Actor, get(self.layout.perpetrator), &account.time);
        account.whom = self.who(NameKind::Target, get(self.layout.target), &account.time);
        account.places = get(self.layout.province).and_then(|names| self.zones(names));
        let layout = &self.layout;
        let claimed =
            get(layout.claimed).map(|words| format!("status under the ceasefire, as stated: {words}"));
        let source = get(layout.source).map(str::to_owned);
        let note: Vec<String> = claimed.into_iter().chain(source).collect();
        let report = Report {
            place: get(layout.place).map(str::to_owned),
            count,
            unit: count.map(|_| super::VIOLATIONS.to_owned()),
            killed,
            wounded,
            source: get(layout.reporter).map(str::to_owned),
            status: Some(Status::Alleged),
            note: (!note.is_empty()).then(|| note.join("; ")),
            ..Report::new(line, id, self.clocks.day_name(&account.time), account)
        };
        Ok(Entry { incident: id.to_owned(), report })
    }

    fn time(&mut self, row: &StringRecord) -> Result<Intervals, String> {
        let layout = &self.layout;
        let zone = self.clocks.zone(cell(row, layout.tz))?;
        match (cell(row, layout.from), cell(row, layout.to)) {
            (Some(from), Some(to)) => self.clocks.period(("occurred_from", from), ("occurred_to", to), zone),
            (Some(_), None) => Err("`occurred_from` is given and `occurred_to` is blank".to_owned()),
            (None, Some(_)) => Err("`occurred_to` is given and `occurred_from` is blank".to_owned()),
            (None, None) => {
                let written =
                    cell(row, layout.reported_on).ok_or_else(|| "`reported_on` is blank".to_owned())?;
                let day = leading_date("reported_on", written)?;
                let beyond = || format!("`reported_on` is `{written}`, which lies beyond the calendar");
                let eve = day.yesterday().map_err(|_| beyond())?;
                self.clocks.days(eve, day, zone).ok_or_else(beyond)
            }
        }
    }

    /// A field holds words for means and for kinds of attack alike. Where it has both, or what is neither, the item is an
    /// attack with whatever.
    fn acts(&mut self, words: Option<&str>, account: &mut Account) {
        account.acts.clone_from(&self.attack);
        let Some(words) = words else { return };
        let parts = || words.split(SEPARATOR).map(str::trim).filter(|word| !word.is_empty());
        if parts().all(|word| self.names.knows(NameKind::Act, word)) {
            account.acts = self.names.acts(words);
        } else {
            account.means = self.names.means(words);
        }
    }

    fn who(&mut self, kind: NameKind, names: Option<&str>, times: &Intervals) -> Option<Vec<Who>> {
        let names = names?;
        let unidentified = |name: &str| {
            let name = name.trim().to_lowercase();
            UNIDENTIFIED.iter().any(|begin| name.starts_with(begin))
        };
        if names.split(SEPARATOR).any(unidentified) {
            return None;
        }
        self.names.who(kind, names, times)
    }

    /// The zones of all provinces that are named; anywhere where the agreement lacks one of them.
    fn zones(&mut self, provinces: &str) -> Option<Vec<Where>> {
        let mut zones = Vec::new();
        let mut all = true;
        for province in provinces.split(SEPARATOR).map(str::trim).filter(|name| !name.is_empty()) {
            match self.names.zones(province) {
                Some(found) => zones.extend(found),
                None => {
                    self.names.count_unknown(NameKind::Place, province);
                    all = false;
                }
            }
        }
        (all && !zones.is_empty()).then_some(zones)
    }
}
