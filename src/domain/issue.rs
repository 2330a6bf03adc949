//! An issue: its state on three axes, and everything known about it at a moment.

use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::say;
use chrono::NaiveDate;
use std::rc::Rc;

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

impl Role {
    /// Whether those in this role are people; `None` where they may be either.
    pub fn person(self) -> Option<bool> {
        match self {
            Role::LeadLeader | Role::Leader | Role::Contact => Some(true),
            Role::LeadUnit | Role::Unit | Role::Support => Some(false),
            Role::Team | Role::Supervisor => None,
        }
    }
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
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
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
    /// The issue of an earlier inspection that came back as this one.
    pub recurs: Option<Id>,
    /// Columns of the user's own, in their order of first appearance.
    pub extra: Vec<(String, String)>,
    /// Names by role, in order; names of merged owners are the one they were merged into. Issues share them.
    pub duties: Vec<(Role, Rc<str>)>,
    /// It is known to have no team; looked up only where an inspection says by when every issue must have its plan.
    pub lacks_team: bool,
    /// The same of measures, its own and those of its parts.
    pub lacks_measures: bool,
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
            recurs: None,
            extra: Vec::new(),
            duties: Vec::new(),
            lacks_team: false,
            lacks_measures: false,
            milestones: Vec::new(),
            latest: None,
            conflicts: Vec::new(),
        }
    }

    /// The names in a role, in order.
    pub fn names(&self, role: Role) -> impl Iterator<Item = &str> {
        self.duties.iter().filter(move |(r, _)| *r == role).map(|(_, name)| &**name)
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

/// A number that the command line can name: without the marks that part `2019-sw/8`, `8#2` and `8@2019-12-09`.
///
/// # Errors
/// When it is empty, or has such a mark or a blank in it.
pub fn number(text: &str) -> Result<String, Said> {
    let text = text.trim();
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || "/#@＃＠".contains(c)) {
        return Err(say!("number-unfit", found = text));
    }
    Ok(text.to_owned())
}

/// The number for an issue that has none from the inspection: the next of the year, or the next part of its parent.
pub fn next_number<'n>(parent: Option<&str>, year: i32, taken: impl IntoIterator<Item = &'n str>) -> String {
    let prefix = parent.map_or_else(|| format!("{year}-"), |parent| format!("{parent}."));
    let used = taken.into_iter().filter_map(|number| number.strip_prefix(prefix.as_str())?.parse::<u32>().ok());
    format!("{prefix}{}", used.max().unwrap_or(0).saturating_add(1))
}

/// Whether `child` stands above `parent` already, so that putting it below would close a circle.
pub fn closes_circle(child: Id, parent: Id, above: impl Fn(Id) -> Option<Id>) -> bool {
    let mut at = Some(parent);
    let mut seen = Vec::new();
    while let Some(id) = at.filter(|id| !seen.contains(id)) {
        if id == child {
            return true;
        }
        seen.push(id);
        at = above(id);
    }
    false
}

/// Whether people may say `stage` of the issue: what is struck off stays done until it is reopened.
///
/// # Errors
/// When the issue is struck off and the stage is another than done.
pub fn may_stand_at(issue: &Issue, stage: Stage) -> Result<(), Said> {
    if issue.closing == Closing::Closed && stage != Stage::Done {
        return Err(say!("issue-closed-stage", number = &issue.number));
    }
    Ok(())
}

/// Whether a return may speak of `day`: not of one that is still to come.
///
/// # Errors
/// When the day lies ahead.
pub fn may_report(day: NaiveDate, today: NaiveDate) -> Result<(), Said> {
    if day > today { Err(say!("progress-ahead", day = day, today = today)) } else { Ok(()) }
}

/// A percentage of progress.
///
/// # Errors
/// When it is not a whole number from 0 to 100.
pub fn percent(text: &str) -> Result<i64, Said> {
    let plain = text.trim().trim_end_matches(['%', '％']);
    let percent = plain.parse().ok().filter(|percent| (0..=100).contains(percent));
    percent.ok_or_else(|| say!("percent-unfit", found = text))
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
    fn a_number_has_none_of_the_marks_of_the_command_line() {
        assert_eq!(number(" 8.2 ").unwrap(), "8.2");
        for unfit in ["", " ", "8/2", "8#2", "8@2", "8 2"] {
            assert_eq!(number(unfit).unwrap_err().key, "number-unfit", "{unfit}");
        }
    }

    #[test]
    fn the_next_number_follows_the_highest_of_its_series() {
        assert_eq!(next_number(None, 2019, ["8", "2019-2", "2018-9", "2019-10"]), "2019-11");
        assert_eq!(next_number(None, 2019, []), "2019-1");
        assert_eq!(next_number(Some("8"), 2019, ["8", "8.1", "8.x", "80.4"]), "8.2");
    }

    #[test]
    fn nothing_is_a_part_of_its_own_part() {
        let id = |n: u8| Id([n; 16]);
        let above = |of: Id| (of.0[0] > 1).then(|| id(of.0[0] - 1)); // 3 under 2 under 1
        assert!(closes_circle(id(1), id(3), above));
        assert!(closes_circle(id(2), id(2), above));
        assert!(!closes_circle(id(3), id(1), above));
        let round = |of: Id| Some(if of == id(1) { id(2) } else { id(1) });
        assert!(!closes_circle(id(9), id(1), round), "a circle that was there before ends too");
    }

    #[test]
    fn a_percentage_is_a_whole_number_up_to_a_hundred() {
        assert_eq!((percent("0"), percent("85％"), percent("100%")), (Ok(0), Ok(85), Ok(100)));
        assert!(["101", "-1", "8.5", "", "八十"].iter().all(|text| percent(text).is_err()));
    }

    #[test]
    fn numbers_stand_as_people_read_them() {
        let mut numbers =
            ["10", "8.10", "8", "8.2", "2019-12", "2019-3", "99999999999999999999999", "一", "9", "08", "10.1", ""];
        numbers.sort_by(|a, b| by_number(a, b));
        let sorted =
            ["", "8", "8.2", "8.10", "08", "9", "10", "10.1", "2019-3", "2019-12", "99999999999999999999999", "一"];
        assert_eq!(numbers, sorted);
    }
}
