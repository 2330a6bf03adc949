//! The rules, PURE: no input or output, no clock, no chance, no SQL.
//!
//! Everything here is a function of its arguments; it refuses to know where they come from.

pub mod calendar;
pub mod change;
pub mod closing;
pub mod column;
pub mod delivery;
pub mod difference;
pub mod dispatch;
pub mod endings;
pub mod extension;
pub mod figure;
pub mod fold;
pub mod id;
pub mod indicator;
pub mod issue;
pub mod lamp;
pub mod ledger;
pub mod member;
pub mod notice;
pub mod pace;
pub mod reconcile;
pub mod report;
pub mod rights;
pub mod round;
#[cfg(test)]
pub(crate) mod sample;
pub mod say;
pub mod score;
pub mod series;
pub mod setting;
pub mod standing;
pub mod summary;
pub mod supervision;
pub mod tally;
