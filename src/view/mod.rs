//! What an output says: one struct for each, made from rows, without a word of any language.
//!
//! Here, and in `wire`, `Serialize` is derived: to serialise is to promise.

pub mod account;
pub mod calendar;
pub mod charts;
pub mod deadlines;
pub mod difference;
pub mod export;
pub mod import;
pub mod issue;
pub mod issues;
pub mod letter;
pub mod log;
pub mod member;
pub mod monthly;
pub mod outline;
pub mod paper;
pub mod records;
pub mod remote;
pub mod report;
pub mod round;
#[cfg(test)]
pub(crate) mod sample;
pub mod share;
pub mod story;
pub mod summary;
pub mod weekly;
pub mod why;
