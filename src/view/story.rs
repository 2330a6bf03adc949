//! How an issue was led to its end: applied for, checked, struck off, looked at again, reopened, its limit moved; with
//! what proves it, and the issues of other inspections that it came back from or came back as.

use chrono::NaiveDate;
use serde::Serialize;

/// Everything that was done about the end of an issue; each list in the order of its cycles and days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Story {
    /// 销号申请
    pub closings: Vec<Closing>,
    /// 回头看
    pub rechecks: Vec<Recheck>,
    /// 重新整改: one for each cycle after the first.
    pub cycles: Vec<Cycle>,
    /// 延期
    pub extensions: Vec<Extension>,
    /// 佐证材料
    pub evidence: Vec<Evidence>,
    /// The issue of an earlier inspection that came back as this one: `2012-sw/3`.
    pub recurs: Option<String>,
    /// The issues of later inspections as which this one came back.
    pub recurrences: Vec<String>,
}

/// An application for an issue to be struck off, with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Closing {
    /// The cycle it was made in.
    pub cycle: i64,
    /// The unit that applied; null where it was struck off at once, or an import left no application.
    pub unit: Option<String>,
    /// When it was applied for.
    pub applied_on: Option<NaiveDate>,
    /// Who entered the application.
    pub applied_by: Option<String>,
    /// 整改成效; of what was struck off at once, what was done.
    pub reason: Option<String>,
    /// Why measures are not done.
    pub unfinished: Option<String>,
    /// When it was checked.
    pub checked_on: Option<NaiveDate>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// `pass` or `return`.
    pub verdict: Option<String>,
    /// What the one who checked had to say.
    pub opinion: Option<String>,
    /// When it was struck off.
    pub struck_on: Option<NaiveDate>,
    /// Who signed second.
    pub struck_by: Option<String>,
    /// The limit in force then.
    pub due: Option<NaiveDate>,
    /// 逾期销号; null as long as it is not struck off.
    pub late: Option<bool>,
}

/// What was struck off is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Recheck {
    /// The cycle that it looks back on.
    pub cycle: i64,
    /// By when; null where nobody had set a day.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// By whom.
    pub checked_by: Option<String>,
    /// `pass` or `fail`.
    pub verdict: Option<String>,
    /// What was found.
    pub opinion: Option<String>,
}

/// A cycle after the first, with the dates of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cycle {
    /// 2 and up.
    pub number: i64,
    /// When it began.
    pub opened_on: Option<NaiveDate>,
    /// Who ordered it.
    pub opened_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What it rests on.
    pub basis: Option<String>,
    /// From when the cycle before was counted.
    pub started_before: Option<NaiveDate>,
    /// Its limit.
    pub due_before: Option<NaiveDate>,
    /// The same as it was written.
    pub due_text_before: Option<String>,
    /// When it was reported done.
    pub done_before: Option<NaiveDate>,
}

/// A limit that was asked to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Extension {
    /// The cycle.
    pub cycle: i64,
    /// The unit that asked.
    pub unit: Option<String>,
    /// When.
    pub asked_on: Option<NaiveDate>,
    /// Who entered it.
    pub asked_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The old limit.
    pub from_due: Option<NaiveDate>,
    /// The same as it was written.
    pub from_text: Option<String>,
    /// The limit asked for.
    pub to_due: Option<NaiveDate>,
    /// The same as it was written.
    pub to_text: Option<String>,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// By whom.
    pub decided_by: Option<String>,
    /// `approved` or `refused`.
    pub verdict: Option<String>,
    /// Why.
    pub opinion: Option<String>,
}

/// A file that proves what was done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Evidence {
    /// Its name when it was added.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// How many bytes.
    pub size: i64,
    /// When it was added.
    pub day: Option<NaiveDate>,
    /// By whom.
    pub added_by: Option<String>,
    /// Remarks.
    pub note: Option<String>,
}

impl Story {
    /// How often the limit was moved in this cycle.
    pub fn extended(&self, cycle: i64) -> usize {
        let moved = |one: &&Extension| one.cycle == cycle && one.verdict.as_deref() == Some("approved");
        self.extensions.iter().filter(moved).count()
    }

    /// Whether the application of this cycle was checked, and waits for the second signature.
    pub fn is_checked(&self, cycle: i64) -> bool {
        let waits = |one: &&Closing| one.cycle == cycle && one.struck_on.is_none();
        self.closings.iter().rfind(waits).is_some_and(|one| one.verdict.as_deref() == Some("pass"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_in_the_document() {
        let document = include_str!("../../docs/json.md");
        let story = Story {
            closings: vec![Closing::default()],
            rechecks: vec![Recheck::default()],
            cycles: vec![Cycle::default()],
            extensions: vec![Extension::default()],
            evidence: vec![Evidence::default()],
            ..Story::default()
        };
        let json = serde_json::to_value(story).expect("JSON");
        for (list, members) in json.as_object().expect("an object") {
            assert!(document.contains(&format!("\n| `{list}` |")), "docs/json.md has no row for `{list}`");
            for key in
                members.as_array().and_then(|list| list.first()?.as_object()).into_iter().flat_map(|one| one.keys())
            {
                assert!(document.contains(&format!("\n| `{list}[].{key}` |")), "docs/json.md has no `{list}[].{key}`");
            }
        }
    }
}
