//! What changed between two days, or two rounds.

use crate::domain::difference;
use chrono::NaiveDate;
use serde::Serialize;

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// As it stood at the end of this day.
    pub from: NaiveDate,
    /// Compared with the end of this one.
    pub to: NaiveDate,
    /// The two rounds, where rounds are compared.
    pub rounds: Option<(i64, i64)>,
    /// Issues of which something changed, as in the ledger; those that are gone last.
    pub issues: Vec<Issue>,
    /// Units that stand otherwise in the second round; empty where days are compared.
    pub units: Vec<Unit>,
}

/// An issue of which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// `new`, `gone` or `changed`.
    pub fate: &'static str,
    /// What changed.
    pub changes: Vec<Change>,
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `stage`, `pace`, `due`, a role, `percent`, `progress`, `milestone`, `milestone_due`, `milestone_done_on` …
    pub field: &'static str,
    /// The text of a measure; else null.
    pub member: Option<String>,
    /// As it was; null where it was not.
    pub from: Option<String>,
    /// As it is; null where it is no more.
    pub to: Option<String>,
}

/// A unit in two rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its name.
    pub unit: String,
    /// How it stood in the first round; null where it was not asked.
    pub from: Option<&'static str>,
    /// How it stands in the second.
    pub to: Option<&'static str>,
}

impl From<difference::Changed> for Issue {
    fn from(of: difference::Changed) -> Issue {
        let change = |of: difference::Change| Change { field: of.field, member: of.member, from: of.from, to: of.to };
        Issue {
            number: of.number,
            title: of.title,
            fate: of.fate.name(),
            changes: of.changes.into_iter().map(change).collect(),
        }
    }
}
