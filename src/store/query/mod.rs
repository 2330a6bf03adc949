//! Questions to the ledger, one file for each record or report.
//!
//! They name the views (`issue`, `duty` …), never the tables, so that the same question asks the past as well.

pub mod conflict;
pub mod endings;
pub mod exchange;
pub mod find;
pub mod ledger;
pub mod log;
pub mod month;
pub mod quarantine;
pub mod remote;
pub mod revisions;
pub mod round;
pub mod rows;
pub mod search;
pub mod settings;
pub mod summary;
pub mod undo;
