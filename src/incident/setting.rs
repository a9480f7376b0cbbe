//! What a log is read against.

use crate::incident::mapping::NameMap;
use crate::incident::names::NameBook;
use crate::incident::times::Clocks;
use crate::model::Model;

/// What a log is read against.
#[derive(Clone, Copy)]
pub(super) struct Setting<'s> {
    /// The agreement.
    pub model: &'s Model,
    /// What the log's names stand for in the agreement.
    pub names: &'s NameMap,
    /// What results call the log.
    pub name: &'s str,
}

impl<'s> Setting<'s> {
    /// A book of names for a log that puts `separator` between candidates.
    pub fn book(&self, separator: &'s str) -> NameBook<'s> {
        NameBook::mapped(self.model, separator, self.names)
    }

    /// Clocks whose zone is the agreement's.
    pub fn clocks(&self) -> Clocks {
        Clocks::new(&self.model.time_zone_name, &self.model.time_zone)
    }
}
