//! The columns of a ledger sheet, and what a cell of each says.
//!
//! A sheet shows an issue in one row: lists of people, measures and the newest return stand in cells of it.

use crate::domain::change::Value;
use crate::domain::issue::{Closing, Issue, Role, Stage};
use chrono::NaiveDate;

/// A column of a ledger sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// The record and the position it was exported at.
    Key,
    /// 编号
    Number,
    /// 方面
    Area,
    /// 问题
    Title,
    /// 整改要求
    Requirement,
    /// 问题类别, beside the area
    Category,
    /// People and units in one role.
    Who(Role),
    /// 整改措施
    Measures,
    /// 整改时限
    Due,
    /// 状态
    Status,
    /// 是否销号
    Closed,
    /// 完成比例, percent
    Percent,
    /// 整改进展
    Progress,
    /// 下步措施
    NextStep,
    /// 存在困难
    Obstacle,
    /// 需协调解决事项
    HelpNeeded,
    /// 完成日期
    DoneOn,
    /// 备注
    Note,
    /// A column of the user's own.
    Extra(String),
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, or nothing.
    Text(Option<String>),
    /// People or units.
    Names(Vec<String>),
    /// Measures in their order.
    Measures(Vec<String>),
    /// A limit with its words.
    Due(Option<String>, Limit),
    /// A status with its words.
    Status(Option<String>, Option<Stage>),
    /// Whether the issue was struck off.
    Closed(Option<bool>),
    /// 0 to 100.
    Percent(Option<i64>),
    /// A day.
    Day(Option<NaiveDate>),
}

/// What a limit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limit {
    /// The last day.
    pub day: Option<NaiveDate>,
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
}

impl Column {
    /// The columns that an export has, in their order, before the user's own and the key.
    pub const ALL: &'static [Column] = &[
        Column::Number,
        Column::Area,
        Column::Title,
        Column::Requirement,
        Column::Category,
        Column::Who(Role::LeadLeader),
        Column::Who(Role::Leader),
        Column::Who(Role::LeadUnit),
        Column::Who(Role::Unit),
        Column::Who(Role::Support),
        Column::Who(Role::Team),
        Column::Who(Role::Contact),
        Column::Who(Role::Supervisor),
        Column::Measures,
        Column::Due,
        Column::Status,
        Column::Closed,
        Column::Percent,
        Column::Progress,
        Column::NextStep,
        Column::Obstacle,
        Column::HelpNeeded,
        Column::DoneOn,
        Column::Note,
    ];

    /// The name on the command line and in JSON; a column of the user's own has its heading.
    pub fn name(&self) -> &str {
        match self {
            Column::Key => "key",
            Column::Number => "number",
            Column::Area => "area",
            Column::Title => "title",
            Column::Requirement => "requirement",
            Column::Category => "category",
            Column::Who(role) => role.name(),
            Column::Measures => "measures",
            Column::Due => "due",
            Column::Status => "status",
            Column::Closed => "closed",
            Column::Percent => "percent",
            Column::Progress => "progress",
            Column::NextStep => "next_step",
            Column::Obstacle => "obstacle",
            Column::HelpNeeded => "help_needed",
            Column::DoneOn => "done_on",
            Column::Note => "note",
            Column::Extra(heading) => heading,
        }
    }

    /// Whether the column speaks of the newest return, so that a new text is a new return.
    pub fn is_report(&self) -> bool {
        self.return_field().is_some()
    }

    /// The field of a return that the column writes.
    pub fn return_field(&self) -> Option<&'static str> {
        Some(match self {
            Column::Percent => "percent",
            Column::Progress => "text",
            Column::NextStep => "next_step",
            Column::Obstacle => "obstacle",
            Column::HelpNeeded => "help_needed",
            _ => return None,
        })
    }

    /// The text that stands in the cell of an issue, empty where there is none; `None` in a column of anything else.
    pub fn text<'i>(&self, issue: &'i Issue, area: Option<&'i str>) -> Option<&'i str> {
        let latest = issue.latest.as_ref();
        let text = match self {
            Column::Number => Some(issue.number.as_str()),
            Column::Area => area,
            Column::Title => Some(issue.title.as_str()),
            Column::Requirement => issue.requirement.as_deref(),
            Column::Category => issue.category.as_deref(),
            Column::Progress => latest.and_then(|latest| latest.text.as_deref()),
            Column::NextStep => latest.and_then(|latest| latest.next_step.as_deref()),
            Column::Obstacle => latest.and_then(|latest| latest.obstacle.as_deref()),
            Column::HelpNeeded => latest.and_then(|latest| latest.help_needed.as_deref()),
            Column::Note => issue.note.as_deref(),
            Column::Extra(heading) => issue.extra.iter().find(|(own, _)| own == heading).map(|(_, text)| text.as_str()),
            _ => return None,
        };
        Some(text.unwrap_or_default())
    }

    /// What the cell of an issue says; `area` is the title of its area.
    pub fn cell(&self, issue: &Issue, area: Option<&str>) -> Cell {
        let text = self.text(issue, area).filter(|text| !text.is_empty());
        match self {
            Column::Who(role) => Cell::Names(issue.names(*role).map(str::to_owned).collect()),
            Column::Measures => Cell::Measures(issue.milestones.iter().map(|measure| measure.text.clone()).collect()),
            Column::Due => {
                let limit = Limit { day: issue.due, immediate: issue.immediate, long_term: issue.long_term };
                Cell::Due(issue.due_text.clone().or_else(|| issue.due.map(|day| day.to_string())), limit)
            }
            Column::Status => Cell::Status(issue.status_text.clone(), Some(issue.stage)),
            Column::Closed => Cell::Closed(Some(issue.closing == Closing::Closed)),
            Column::Percent => Cell::Percent(issue.latest.as_ref().and_then(|latest| latest.percent)),
            Column::DoneOn => Cell::Day(issue.done_on),
            _ => Cell::Text(text.map(str::to_owned)),
        }
    }
}

impl Cell {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Text(text) => text.is_none(),
            Cell::Names(list) | Cell::Measures(list) => list.is_empty(),
            Cell::Due(text, limit) => text.is_none() && *limit == Limit::default(),
            Cell::Status(text, stage) => text.is_none() && stage.is_none(),
            Cell::Closed(yes) => yes.is_none(),
            Cell::Percent(percent) => percent.is_none(),
            Cell::Day(day) => day.is_none(),
        }
    }

    /// The value of a field that is written from this cell alone; nothing of a cell that speaks of several.
    pub fn value(&self) -> Value {
        match self {
            Cell::Text(text) => text.clone().into(),
            Cell::Percent(percent) => (*percent).into(),
            Cell::Day(day) => (*day).into(),
            _ => Value::Null,
        }
    }

    /// Whether two cells say the same, in whatever words.
    ///
    /// Names are compared as a set; a limit by what it means, where it means anything; a status by its words, or by
    /// its stage where one side has no words of its own.
    pub fn says(&self, other: &Cell) -> bool {
        match (self, other) {
            (Cell::Names(a), Cell::Names(b)) => {
                a.iter().all(|name| b.contains(name)) && b.iter().all(|name| a.contains(name))
            }
            (Cell::Due(a, x), Cell::Due(b, y)) => {
                a == b
                    || (x == y
                        && (x.day.is_some()
                            || a.is_none() && *y != Limit::default()
                            || b.is_none() && *x != Limit::default()))
            }
            (Cell::Status(a, x), Cell::Status(b, y)) => match (a, b) {
                (Some(a), Some(b)) => a == b,
                _ => x == y,
            },
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_without_words_says_what_the_same_limit_in_words_says() {
        let long = Limit { long_term: true, ..Limit::default() };
        let cell = |text: Option<&str>, limit| Cell::Due(text.map(str::to_owned), limit);
        assert!(cell(None, long).says(&cell(Some("长期坚持"), long)));
        assert!(!cell(None, Limit::default()).says(&cell(Some("见附件"), Limit::default())));
        assert!(!cell(Some("见附件"), Limit::default()).says(&cell(Some("见方案"), Limit::default())));
    }
}
