//! The ledger at one moment, as the weekly and monthly loops look at it.

use crate::domain::id::{FAMILY, Id};
use crate::domain::issue::Issue;
use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;
use std::collections::HashMap;

/// 巡视 / 督察 / 审计 一轮
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The record.
    pub id: Id,
    /// Short name on the command line: `2019-sw`.
    pub code: String,
    /// Its full name.
    pub name: Option<String>,
    /// Who inspected.
    pub inspector: Option<String>,
    /// Who was inspected.
    pub inspected: Option<String>,
    /// First day of the inspection.
    pub from_on: Option<NaiveDate>,
    /// Last day of the inspection.
    pub to_on: Option<NaiveDate>,
    /// When the findings were handed over.
    pub feedback_on: Option<NaiveDate>,
    /// By when every issue must have its plan.
    pub plan_due: Option<NaiveDate>,
    /// By when the rectification is due (集中整改期限).
    pub due: Option<NaiveDate>,
}

/// A heading of the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The record.
    pub id: Id,
    /// The inspection it belongs to.
    pub inspection: Option<Id>,
    /// `(一)`, as the report numbers it.
    pub label: Option<String>,
    /// The heading without its number.
    pub title: String,
}

/// Everything that is not struck out, as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// In the order of their dates.
    pub inspections: Vec<Inspection>,
    /// In the order of the report.
    pub areas: Vec<Area>,
    /// In the order of inspection and number (`8` before `8.2` before `10`), sub-issues after their issue.
    pub issues: Vec<Issue>,
}

impl Ledger {
    /// Puts the code of its inspection before the number of each issue where there are several, as the command line
    /// names it: `2019-sw/8`, and `-/8` in none. For what is shown; the figures of a month know no names.
    pub fn name_in_full(&mut self) {
        if self.inspections.len() < 2 {
            return;
        }
        let codes: HashMap<Id, &str> = self.inspections.iter().map(|one| (one.id, one.code.as_str())).collect();
        for issue in &mut self.issues {
            let code = issue.inspection.and_then(|id| codes.get(&id).copied()).unwrap_or("-");
            issue.number = format!("{code}/{}", issue.number);
        }
    }
}

/// When the records of a ledger were written last, and how many entries it has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revisions {
    /// How many entries: it grows with each change, whatever it changes.
    pub entries: u64,
    /// The newest time that the author of an entry claims, seconds since 1970.
    pub newest: i64,
    /// The same for what a record and its members share of their ids.
    pub families: HashMap<[u8; FAMILY], i64>,
}

impl Revisions {
    /// When a record, or one of its family, was written last, seconds since 1970.
    pub fn of(&self, record: Id) -> i64 {
        self.families.get(&record.family()).copied().unwrap_or(self.newest)
    }
}

/// A code that the command line can name: without blanks and the marks behind a number, and not `-`, which is none.
///
/// # Errors
/// When it is none.
pub fn code(text: &str) -> Result<String, Said> {
    let text = text.trim();
    if text.is_empty() || text == "-" || text.contains(|c: char| c.is_whitespace() || "#@＃＠".contains(c)) {
        return Err(say!("code-unfit", found = text));
    }
    Ok(text.to_owned())
}
