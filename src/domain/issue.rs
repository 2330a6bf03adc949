//! An issue: its state on three axes, and everything known about it at a moment.

use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;

/// How far the rectification is, as people say (整改状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 未启动
    NotStarted,
    /// 整改中
    InProgress,
    /// 基本完成
    BasicallyDone,
    /// 已完成
    Done,
}

/// How the rectification goes against its dates on a day; computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pace {
    /// 超前
    Ahead,
    /// 序时
    OnSchedule,
    /// 滞后
    Behind,
    /// 逾期
    Overdue,
}

/// How far the striking off (销号) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closing {
    /// 未申请
    None,
    /// 待审
    Applied,
    /// 退回
    Returned,
    /// 已销号
    Closed,
}

/// What an owner is to an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 责任领导: exactly one
    LeadLeader,
    /// 分管领导、配合领导
    Leader,
    /// 牵头单位
    LeadUnit,
    /// 责任单位
    Unit,
    /// 配合单位
    Support,
    /// 专班 (班子)
    Team,
    /// 联络员、责任人
    Contact,
    /// 督查
    Supervisor,
}

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in its order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The name in the log, in JSON and on the command line.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }

            /// The value of this name.
            pub fn named(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }
        }
    };
}
names!(Stage { NotStarted = "not_started", InProgress = "in_progress", BasicallyDone = "basically_done", Done = "done" });
names!(Pace { Ahead = "ahead", OnSchedule = "on_schedule", Behind = "behind", Overdue = "overdue" });
names!(Closing { None = "none", Applied = "applied", Returned = "returned", Closed = "closed" });
names!(Role {
    LeadLeader = "lead_leader",
    Leader = "leader",
    LeadUnit = "lead_unit",
    Unit = "unit",
    Support = "support",
    Team = "team",
    Contact = "contact",
    Supervisor = "supervisor",
});

/// One measure with its own dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The record.
    pub id: Id,
    /// What is to be done.
    pub text: String,
    /// What shows that it was done.
    pub deliverable: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<String>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
}

/// A dated return on an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The record.
    pub id: Id,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// 0 to 100.
    pub percent: Option<i64>,
    /// What was done.
    pub text: Option<String>,
    /// What comes next.
    pub next_step: Option<String>,
    /// What stands in the way.
    pub obstacle: Option<String>,
    /// What others must decide or give.
    pub help_needed: Option<String>,
    /// The unit that reported.
    pub unit: Option<String>,
}

/// Everything the weekly and monthly loops ask about one issue, as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The record.
    pub id: Id,
    /// `8`, `8.2`; empty only when nobody has numbered it.
    pub number: String,
    /// What the inspection found.
    pub title: String,
    /// The inspection's record and its code (`2019-sw`).
    pub inspection: Option<Id>,
    /// The area's record.
    pub area: Option<Id>,
    /// The issue that this one is a part of.
    pub parent: Option<Id>,
    /// What has to be achieved.
    pub requirement: Option<String>,
    /// The kind of problem, where the office sorts by one.
    pub category: Option<String>,
    /// 整改状态
    pub stage: Stage,
    /// The status as it was written.
    pub status_text: Option<String>,
    /// 销号状态; never `Closed` while it is in conflict.
    pub closing: Closing,
    /// 1 for the first round, one more for each reopening.
    pub cycle: i64,
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
    /// From when the schedule is counted; without it, the feedback of the inspection.
    pub started_on: Option<NaiveDate>,
    /// 整改时限
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<String>,
    /// When it was reported done.
    pub done_on: Option<NaiveDate>,
    /// Remarks.
    pub note: Option<String>,
    /// Columns of the user's own, in their order of first appearance.
    pub extra: Vec<(String, String)>,
    /// Names by role, in order; names of merged owners are the one they were merged into.
    pub duties: Vec<(Role, String)>,
    /// Measures in their order.
    pub milestones: Vec<Milestone>,
    /// The newest return.
    pub latest: Option<Progress>,
    /// Fields on which offices disagree.
    pub conflicts: Vec<String>,
}

impl Issue {
    /// An issue of which nothing is known yet.
    pub fn blank(id: Id) -> Issue {
        Issue {
            id,
            number: String::new(),
            title: String::new(),
            inspection: None,
            area: None,
            parent: None,
            requirement: None,
            category: None,
            stage: Stage::NotStarted,
            status_text: None,
            closing: Closing::None,
            cycle: 1,
            immediate: false,
            long_term: false,
            started_on: None,
            due: None,
            due_text: None,
            done_on: None,
            note: None,
            extra: Vec::new(),
            duties: Vec::new(),
            milestones: Vec::new(),
            latest: None,
            conflicts: Vec::new(),
        }
    }

    /// The names in a role, in order.
    pub fn names(&self, role: Role) -> impl Iterator<Item = &str> {
        self.duties.iter().filter(move |(r, _)| *r == role).map(|(_, name)| name.as_str())
    }

    /// The one responsible leader; where there are several, the first.
    pub fn lead_leader(&self) -> Option<&str> {
        self.names(Role::LeadLeader).next()
    }
}

/// What an issue lacks of the 五个一 (seed: 一个问题、一名责任领导、一套班子、一个整改方案、一抓到底).
///
/// A lead unit, and a limit or the mark 长期坚持, are asked for as well: without them nobody can follow to the end.
pub fn missing(issue: &Issue) -> Vec<Said> {
    let count = |role| issue.names(role).count();
    let mut missing = Vec::new();
    match count(Role::LeadLeader) {
        1 => {}
        0 => missing.push(say!("missing-leader")),
        several => missing.push(say!("missing-one-leader", count = several)),
    }
    if count(Role::LeadUnit) == 0 {
        missing.push(say!("missing-lead-unit"));
    }
    if count(Role::Team) == 0 {
        missing.push(say!("missing-team"));
    }
    if issue.milestones.is_empty() {
        missing.push(say!("missing-plan"));
    }
    if issue.due.is_none() && !issue.long_term {
        missing.push(say!("missing-due"));
    }
    missing
}

/// Orders numbers as people read them: `8`, `8.2`, `10`, `2019-3`, then what is no number.
pub fn by_number(a: &str, b: &str) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (da, db) = (digits(a), digits(b));
        let order = if da > 0 && db > 0 {
            let (na, nb) = (a[..da].trim_start_matches('0'), b[..db].trim_start_matches('0'));
            let order = na.len().cmp(&nb.len()).then(na.cmp(nb)).then(da.cmp(&db));
            (a, b) = (&a[da..], &b[db..]);
            order
        } else {
            match (a.chars().next(), b.chars().next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(x), Some(y)) => {
                    (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
                    x.cmp(&y)
                }
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_people_read_them() {
        let mut numbers = ["10", "8.10", "8", "8.2", "2019-3", "一", "9", "08", ""];
        numbers.sort_by(|a, b| by_number(a, b));
        assert_eq!(numbers, ["", "8", "8.2", "8.10", "08", "9", "10", "2019-3", "一"]);
    }
}
