//! Rounds of the weekly dispatch: opened, returned, listed.

use chrono::NaiveDate;
use serde::Serialize;

/// What opening a round came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// Its number; null where it was only tried.
    pub number: Option<i64>,
    /// The Monday of its week.
    pub week: NaiveDate,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// The hour of that day.
    pub return_hour: Option<String>,
    /// Whether it was open before.
    pub again: bool,
    /// What it asks now that it did not ask before.
    pub added: usize,
    /// Units asked.
    pub units: usize,
    /// Issues asked about, once for each unit.
    pub asked: usize,
    /// Numbers of open issues without a unit to ask.
    pub nobody: Vec<String>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// Who has answered a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its number.
    pub round: i64,
    /// When it was opened.
    pub opened: Option<NaiveDate>,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// The units asked.
    pub units: Vec<Unit>,
    /// The hour of the day by which it is to be returned.
    pub return_hour: Option<String>,
    /// The Monday of its week.
    pub week: NaiveDate,
    /// Whether its limit has passed.
    pub over: bool,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
}

/// A unit in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its name.
    pub unit: String,
    /// `returned`, `unchanged`, `late` or `missing`.
    pub state: &'static str,
    /// When it returned.
    pub returned_on: Option<NaiveDate>,
    /// Rows that came back.
    pub rows: i64,
    /// Of them, those that say something new.
    pub rows_changed: i64,
    /// Issues it was asked about.
    pub asked: usize,
    /// Rounds in a row without a return; one that can still be answered does not count.
    pub silent: usize,
    /// What that leads to: `reminder`, `supervise`, `talk`.
    pub step: Option<&'static str>,
    /// The number of the notice with which that step was taken since the silence began.
    pub issued: Option<String>,
}

/// A round in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number.
    pub round: i64,
    /// The Monday of its week.
    pub week: NaiveDate,
    /// When it was opened.
    pub opened: Option<NaiveDate>,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
    /// Units asked.
    pub units: usize,
    /// Those that returned in time something new.
    pub returned: usize,
    /// Those that returned in time nothing new.
    pub unchanged: usize,
    /// Those that returned late.
    pub late: usize,
    /// Those that have not returned.
    pub missing: usize,
}

/// What a round asked and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Who has answered.
    #[serde(flatten)]
    pub status: Status,
    /// What was asked.
    pub asks: Vec<Ask>,
}

/// What a round asked a unit about an issue, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The unit.
    pub unit: String,
    /// The number of the issue.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Why it was called: `overdue`, `due_this_week`, `due_next_week`, `silent`.
    pub why: Vec<String>,
    /// Percent before the round.
    pub percent_before: Option<i64>,
    /// Percent that came back.
    pub percent: Option<i64>,
    /// What was done.
    pub text: Option<String>,
    /// What stands in the way.
    pub obstacle: Option<String>,
    /// What others must decide or give.
    pub help_needed: Option<String>,
}

/// Sheets that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collected {
    /// One for each file.
    pub files: Vec<File>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// A sheet that came back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct File {
    /// Its name.
    pub file: String,
    /// The round that it answers.
    pub round: Option<i64>,
    /// The unit that answers.
    pub unit: Option<String>,
    /// Rows that came back with an answer.
    pub rows: i64,
    /// Of them, those that say something new.
    pub changed: i64,
    /// Numbers of issues that were asked about and are not in the sheet.
    pub missing: Vec<String>,
    /// Whether this very file has been taken before.
    pub same: bool,
    /// What cannot be taken, in the user's language; then nothing of the file is.
    pub problems: Vec<String>,
    /// What is worth knowing, in the user's language.
    pub notes: Vec<String>,
}
