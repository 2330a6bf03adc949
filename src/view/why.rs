//! Why a figure is what it is: the rows that it is the sum of.

use crate::domain::figure::{Row, What};
use crate::domain::tally::{Stated, Total};
use crate::view::account::Indicator;
use chrono::NaiveDate;
use serde::Serialize;

/// A figure with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// `2019-11`
    pub month: String,
    /// Everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// The frozen edition that is told about; null for what is counted now.
    pub edition: Option<i64>,
    /// `issues`, `milestones` …
    pub subject: &'static str,
    /// `overdue`
    pub figure: &'static str,
    /// By what it is parted: `all`, `unit` …
    pub by: &'static str,
    /// Which part; null for all, and for what has none.
    pub name: Option<String>,
    /// The figure.
    pub value: i64,
    /// What it is a part of; null for a total.
    pub of: Option<Denominator>,
    /// Its rows, as in the ledger; their values add up to the figure.
    pub rows: Vec<Line>,
}

/// What a figure is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Denominator {
    /// Its name.
    pub figure: &'static str,
    /// The same in the same group.
    pub value: i64,
}

/// A row of the ledger that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Number of the issue, of its measure (`8#2`), of the round or of the document.
    pub number: String,
    /// Title or text; the unit of a return.
    pub title: String,
    /// What it adds: 1, or days.
    pub value: i64,
    /// Its limit.
    pub due: Option<NaiveDate>,
    /// When it was done, returned or struck off.
    pub done_on: Option<NaiveDate>,
    /// The stage of an issue, or how a return stands.
    pub state: Option<&'static str>,
}

/// The totals of an indicator with their rows, one for each unit: 人 and 人次 are never added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyIndicator {
    /// `2019-11`
    pub month: String,
    /// Everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// The frozen edition that is told about; null for what is counted now.
    pub edition: Option<i64>,
    /// What is counted.
    pub indicator: String,
    /// By unit.
    pub totals: Vec<WhyTotal>,
}

/// A total with the rows that it is the sum of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyTotal {
    /// The total.
    #[serde(flatten)]
    pub of: Indicator,
    /// Its rows, as in the ledger.
    pub rows: Vec<StatedLine>,
}

/// An indicator as an issue states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedLine {
    /// The number of its issue.
    pub number: String,
    /// A decimal in text, in the unit in which it was stated.
    pub value: Option<String>,
    /// Of how many.
    pub total: Option<String>,
    /// 个, 元
    pub unit: Option<String>,
    /// 余, 约
    pub qualifier: Option<String>,
    /// The day it speaks of.
    pub on: Option<NaiveDate>,
    /// The words it was read from.
    pub text: Option<String>,
    /// Whether it says the same figure again, and is not added.
    pub again: bool,
}

impl WhyTotal {
    /// A total among everything that is stated.
    pub fn new(of: &Total, all: &[Stated]) -> WhyTotal {
        let mut places: Vec<(usize, bool)> = of.of.iter().map(|place| (*place, false)).collect();
        places.extend(of.again.iter().map(|place| (*place, true)));
        places.sort_unstable();
        let row = |(place, again): (usize, bool)| {
            let Stated { issue, indicator } = &all[place];
            StatedLine {
                number: issue.clone(),
                value: indicator.value.clone(),
                total: indicator.total.clone(),
                unit: indicator.unit.clone(),
                qualifier: indicator.qualifier.clone(),
                on: indicator.day,
                text: indicator.text.clone(),
                again,
            }
        };
        WhyTotal { of: Indicator::new(of, all), rows: places.into_iter().map(row).collect() }
    }
}

impl Line {
    /// A row that adds `value`.
    pub fn new(row: &Row, value: i64) -> Line {
        let line = |number: String, title: &str, due, done_on, state| Line {
            number,
            title: title.to_owned(),
            value,
            due,
            done_on,
            state,
        };
        match row.what {
            What::Issue(issue) => {
                line(issue.number.clone(), &issue.title, issue.due, issue.done_on, Some(issue.stage.name()))
            }
            What::Milestone(issue, n, of) => line(format!("{}#{n}", issue.number), &of.text, of.due, of.done_on, None),
            What::Answer(of) => {
                line(of.round.to_string(), &of.unit, Some(of.return_by), of.returned_on, Some(of.state.name()))
            }
            What::Letter(of) => line(of.number.clone(), &of.title, of.due, of.done_on, None),
            What::Closing(issue, of) => line(issue.number.clone(), &issue.title, issue.due, of.struck_on, None),
            What::Recheck(issue, of) => line(issue.number.clone(), &issue.title, of.due, of.done_on, None),
            What::Extension(issue) => line(issue.number.clone(), &issue.title, issue.due, None, None),
        }
    }
}
