//! What only a document needs beside the facts of another output: the issues that a notice is about, and the templates.

use chrono::NaiveDate;
use serde::Serialize;

/// An issue that a notice is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Its number.
    pub number: String,
    /// What the inspection found.
    pub title: String,
    /// The responsible leader.
    pub lead_leader: Option<String>,
    /// Lead units, then responsible units.
    pub units: Vec<String>,
    /// The limit that binds it.
    pub due: Option<NaiveDate>,
    /// `not_started`, `in_progress`, `basically_done` or `done`.
    pub stage: &'static str,
    /// `ahead`, `on_schedule`, `behind` or `overdue`; null where there is nothing to go by.
    pub pace: Option<&'static str>,
    /// Percent of the last return.
    pub percent: Option<i64>,
}

/// A template, or the style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Whether the office has its own.
    pub own: bool,
    /// Where the office's own lies, or would lie.
    pub path: String,
}
