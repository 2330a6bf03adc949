//! The monthly supervision (一月一督查): the figures at the cut-off, and who is named.

use crate::domain::endings;
use crate::domain::issue::Pace;
use crate::domain::standing::said;
use crate::domain::supervision::{self, Supervision};
use crate::view::account::Account;
use crate::view::share::Share;
use crate::view::summary::Late;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// A month, with everything in it by name. Issues, sub-issues and milestones are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Monthly<'a> {
    /// `2019-11`
    pub month: String,
    /// Everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// The last day of the month before, with which the changes compare; null when that is not known.
    pub previous_cut_off: Option<NaiveDate>,
    /// Issues by themselves.
    pub issues: Figures,
    /// The same less those of the month before.
    pub issues_change: Option<Change>,
    /// Parts of issues.
    pub sub_issues: Figures,
    /// The same less those of the month before.
    pub sub_issues_change: Option<Change>,
    /// Measures with dates, of issues and sub-issues.
    pub milestones: Measures,
    /// The same less those of the month before.
    pub milestones_change: Option<MeasuresChange>,
    /// Issues with a return of the month, among those that are open.
    pub reported: Share,
    /// In the order of the report; adds up to `issues`.
    pub areas: Vec<Row<'a>>,
    /// In the order of the ledger; adds up to `issues`.
    pub leaders: Vec<Row<'a>>,
    /// In the order of the ledger; an issue counts for each of its units, so this need not add up.
    pub units: Vec<Row<'a>>,
    /// `immediate`, `limited`, `long_term`; adds up to `issues`.
    pub kinds: Vec<Row<'a>>,
    /// Overdue first, then behind; issues and sub-issues.
    pub laggards: Vec<Laggard<'a>>,
    /// Issues and sub-issues on which offices disagree.
    pub conflicts: usize,
    /// Years for which no schedule of days off is known: their working days are plain Mondays to Fridays.
    pub unknown_years: Vec<i32>,
    /// Striking off, reopening, looking again: issues by themselves.
    pub endings: Endings,
    /// Entered after the month before was frozen, for a day that it had counted.
    pub late_entries: Vec<Late>,
    /// Everything else: documents, returns, series, ranking, indicators.
    pub account: Option<Account>,
}

/// What is counted of ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Endings {
    /// Issues in their first cycle.
    pub first: Round,
    /// Issues that were reopened.
    pub reopened: Round,
    /// Struck off after the limit, of all the times that an issue was struck off.
    pub late: Share,
    /// How often a limit was moved.
    pub extensions: i64,
    /// On how many issues.
    pub extended: i64,
    /// Issues that an earlier inspection had found, of all.
    pub recurring: Share,
    /// Looked at again and found to hold, of those due or looked at.
    pub rechecks_passed: Share,
    /// Looked at again and not found to hold, of the same.
    pub rechecks_failed: Share,
    /// Due and not looked at, of the same.
    pub rechecks_open: Share,
}

/// Numbers of issues in one sort of cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Round {
    /// All.
    pub total: i64,
    /// Done, of all.
    pub done: Share,
    /// Struck off, of those done.
    pub closed: Share,
}

impl From<&endings::Count> for Endings {
    fn from(of: &endings::Count) -> Endings {
        let share = Share::new;
        let round = |of: &endings::Round| Round {
            total: of.total,
            done: share(of.done, of.total),
            closed: share(of.closed, of.done),
        };
        Endings {
            first: round(&of.first),
            reopened: round(&of.reopened),
            late: share(of.late, of.struck),
            extensions: of.extensions,
            extended: of.extended,
            recurring: share(of.recurring, of.first.total + of.reopened.total),
            rechecks_passed: share(of.rechecks_passed, of.rechecks),
            rechecks_failed: share(of.rechecks_failed, of.rechecks),
            rechecks_open: share(of.rechecks_open, of.rechecks),
        }
    }
}

/// Numbers of issues: `done` + `basically_done` + `on_schedule` + `behind` + `overdue` = `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// All.
    pub total: i64,
    /// Done, of all.
    pub done: Share,
    /// Struck off, of those done.
    pub closed: Share,
    /// Basically done and in time.
    pub basically_done: i64,
    /// All others in time.
    pub on_schedule: i64,
    /// Ahead, among the two before.
    pub ahead: i64,
    /// Behind.
    pub behind: i64,
    /// Overdue.
    pub overdue: i64,
    /// By stage alone; adds up to `total`.
    pub stages: Stages,
    /// Due by the cut-off; `due` + `not_due` + `undated` = `total`.
    pub due: i64,
    /// Done, of those due.
    pub due_done: Share,
    /// Done by the day of the limit, of those due.
    pub due_on_time: Share,
    /// Due later.
    pub not_due: i64,
    /// Without any limit.
    pub undated: i64,
}

/// Numbers of issues by stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stages {
    /// 未启动
    pub not_started: i64,
    /// 整改中
    pub in_progress: i64,
    /// 基本完成
    pub basically_done: i64,
    /// 已完成
    pub done: i64,
}

/// Signed differences of [`Figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// All.
    pub total: i64,
    /// Done.
    pub done: i64,
    /// Struck off.
    pub closed: i64,
    /// Basically done and in time.
    pub basically_done: i64,
    /// All others in time.
    pub on_schedule: i64,
    /// Behind.
    pub behind: i64,
    /// Overdue.
    pub overdue: i64,
}

/// Numbers of milestones: `due_on_time` + `due_late` + `due_open` + `due_dropped` = `due`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Measures {
    /// All.
    pub total: i64,
    /// Done, due or not, of all.
    pub done: Share,
    /// Due by the cut-off.
    pub due: i64,
    /// Done at all, of those due.
    pub due_done: Share,
    /// Done by the day of the limit, of those due.
    pub due_on_time: Share,
    /// Done after it.
    pub due_late: i64,
    /// Not done.
    pub due_open: i64,
    /// Of those not done: past their limit.
    pub overdue: i64,
    /// Not done, though the issue is.
    pub due_dropped: i64,
}

/// Signed differences of [`Measures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MeasuresChange {
    /// All.
    pub total: i64,
    /// Done.
    pub done: i64,
    /// Due.
    pub due: i64,
    /// Done in time.
    pub due_on_time: i64,
    /// Past their limit.
    pub overdue: i64,
}

/// The issues of one area, leader, unit or kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// Number of the area, `(一)`.
    pub label: Option<&'a str>,
    /// Title of the area, name of the leader or unit, or the kind; null for what has none.
    pub name: Option<&'a str>,
    /// Its numbers of issues; a unit that answers for sub-issues alone has none.
    pub figures: Figures,
    /// The same less those of the month before; null where that is not known.
    pub change: Option<Change>,
    /// Its numbers of sub-issues, which are never added to those of issues.
    pub sub_issues: Figures,
    /// The same less those of the month before.
    pub sub_issues_change: Option<Change>,
}

impl<'a> Row<'a> {
    fn new<K>(label: Option<&'a str>, name: Option<&'a str>, row: &supervision::Row<K>) -> Row<'a> {
        let less = |now: &supervision::Figures, before| Change::new(&now.less(before));
        Row {
            label,
            name,
            figures: Figures::new(&row.figures),
            change: row.before.as_ref().map(|(before, _)| less(&row.figures, before)),
            sub_issues: Figures::new(&row.parts),
            sub_issues_change: row.before.as_ref().map(|(_, before)| less(&row.parts, before)),
        }
    }
}

/// An issue or a sub-issue that is overdue or behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Laggard<'a> {
    /// `issue` or `sub_issue`.
    pub kind: &'static str,
    /// Number.
    pub number: &'a str,
    /// Title.
    pub title: &'a str,
    /// `overdue` or `behind`.
    pub pace: &'static str,
    /// `not_started`, `in_progress` or `basically_done`.
    pub stage: &'static str,
    /// The responsible leader.
    pub lead_leader: Option<&'a str>,
    /// Lead units, then responsible units.
    pub units: Vec<&'a str>,
    /// Its own limit, or that of the inspection.
    pub due: Option<NaiveDate>,
    /// Days since the limit; null when it is not overdue.
    pub days_overdue: Option<i64>,
    /// Working days since the limit.
    pub working_days_overdue: Option<i64>,
    /// Days to the limit; null when it has passed.
    pub days_left: Option<i64>,
    /// Working days to the limit.
    pub working_days_left: Option<i64>,
    /// Percent of the last return.
    pub percent: Option<i64>,
    /// Percent of the time that has elapsed; null where start or limit are not known.
    pub elapsed_percent: Option<i64>,
    /// Milestones past their limit.
    pub late_milestones: usize,
    /// Day of the last return.
    pub progress_on: Option<NaiveDate>,
    /// Obstacle in the last return; null where it says 无.
    pub obstacle: Option<&'a str>,
    /// Help asked for in the last return; null where it says 无.
    pub help_needed: Option<&'a str>,
    /// Whether offices disagree on it.
    pub conflict: bool,
}

impl<'a> Monthly<'a> {
    /// Puts names to a month.
    pub fn new(month: &Supervision<'a>) -> Monthly<'a> {
        let totals = month.totals;
        let before = month.previous.map(|(_, totals)| totals);
        let named =
            |rows: &[supervision::Row<Option<&'a str>>]| rows.iter().map(|row| Row::new(None, row.key, row)).collect();
        Monthly {
            month: format!("{:04}-{:02}", month.month.year(), month.month.month()),
            cut_off: month.cut_off,
            previous_cut_off: month.previous.map(|(day, _)| day),
            issues: Figures::new(&totals.issues),
            issues_change: before.map(|before| Change::new(&totals.issues.less(&before.issues))),
            sub_issues: Figures::new(&totals.sub_issues),
            sub_issues_change: before.map(|before| Change::new(&totals.sub_issues.less(&before.sub_issues))),
            milestones: Measures::new(&totals.milestones),
            milestones_change: before.map(|before| MeasuresChange::new(&totals.milestones.less(&before.milestones))),
            reported: Share::new(month.reported, totals.issues.total - totals.issues.done),
            areas: month
                .areas
                .iter()
                .map(|row| {
                    let label = row.key.and_then(|area| area.label.as_deref());
                    Row::new(label, row.key.map(|area| area.title.as_str()), row)
                })
                .collect(),
            leaders: named(&month.leaders),
            units: named(&month.units),
            kinds: month.kinds.iter().map(|row| Row::new(None, Some(row.key.name()), row)).collect(),
            laggards: month.laggards.iter().map(Laggard::new).collect(),
            conflicts: month.conflicts,
            unknown_years: month.unknown_years.iter().copied().collect(),
            endings: Endings::default(),
            late_entries: Vec::new(),
            account: None,
        }
    }
}

impl Monthly<'_> {
    /// Decimals of percentages.
    pub fn places(&self) -> u32 {
        self.account.as_ref().map_or(1, |account| account.figures.places())
    }
}

impl Figures {
    fn new(of: &supervision::Figures) -> Figures {
        Figures {
            total: of.total,
            done: Share::new(of.done, of.total),
            closed: Share::new(of.closed, of.done),
            basically_done: of.basically_done,
            on_schedule: of.on_schedule,
            ahead: of.ahead,
            behind: of.behind,
            overdue: of.overdue,
            stages: Stages {
                not_started: of.stage_not_started,
                in_progress: of.stage_in_progress,
                basically_done: of.stage_basically_done,
                done: of.done,
            },
            due: of.due,
            due_done: Share::new(of.due_done, of.due),
            due_on_time: Share::new(of.due_on_time, of.due),
            not_due: of.not_due,
            undated: of.undated,
        }
    }
}

impl Change {
    fn new(of: &supervision::Figures) -> Change {
        Change {
            total: of.total,
            done: of.done,
            closed: of.closed,
            basically_done: of.basically_done,
            on_schedule: of.on_schedule,
            behind: of.behind,
            overdue: of.overdue,
        }
    }
}

impl Measures {
    fn new(of: &supervision::Measures) -> Measures {
        Measures {
            total: of.total,
            done: Share::new(of.done, of.total),
            due: of.due,
            due_done: Share::new(of.due_on_time + of.due_late, of.due),
            due_on_time: Share::new(of.due_on_time, of.due),
            due_late: of.due_late,
            due_open: of.due_open,
            overdue: of.overdue,
            due_dropped: of.due_dropped,
        }
    }
}

impl MeasuresChange {
    fn new(of: &supervision::Measures) -> MeasuresChange {
        MeasuresChange { total: of.total, done: of.done, due: of.due, due_on_time: of.due_on_time, overdue: of.overdue }
    }
}

impl<'a> Laggard<'a> {
    fn new(of: &supervision::Laggard<'a>) -> Laggard<'a> {
        let issue = of.issue;
        let latest = issue.latest.as_ref();
        let overdue = of.pace == Pace::Overdue;
        let past = |days: Option<i64>| days.filter(|_| overdue).map(|days| -days);
        let left = |days: Option<i64>| days.filter(|_| of.days_left.is_some_and(|days| days >= 0));
        Laggard {
            kind: of.subject.name(),
            number: &issue.number,
            title: &issue.title,
            pace: of.pace.name(),
            stage: issue.stage.name(),
            lead_leader: of.leaders().next(),
            units: of.units().collect(),
            due: of.limit,
            days_overdue: past(of.days_left),
            working_days_overdue: past(of.working_days_left),
            days_left: left(of.days_left),
            working_days_left: left(of.working_days_left),
            percent: latest.and_then(|latest| latest.percent),
            elapsed_percent: of.elapsed,
            late_milestones: of.late_milestones,
            progress_on: latest.map(|latest| latest.day),
            obstacle: said(latest.and_then(|latest| latest.obstacle.as_deref())),
            help_needed: said(latest.and_then(|latest| latest.help_needed.as_deref())),
            conflict: !issue.conflicts.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::pace::PaceRule;
    use crate::domain::sample;
    use crate::domain::supervision::supervise;

    #[test]
    fn the_json_of_a_month() {
        let ledger = sample::ledger();
        let day = sample::date("2019-12-09");
        let before = sample::before(&ledger, day);
        let month = supervise(&ledger, Some(&before), day, day, &Calendar::default(), &PaceRule::default());
        let json = serde_json::to_value(Monthly::new(&month)).expect("JSON");
        let keys = |value: &serde_json::Value| {
            value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            keys(&json),
            "month cut_off previous_cut_off issues issues_change sub_issues sub_issues_change milestones \
             milestones_change reported areas leaders units kinds laggards conflicts unknown_years endings late_entries account"
        );
        assert_eq!((&json["month"], &json["cut_off"]), (&"2019-12".into(), &"2019-12-09".into()));
        assert_eq!(
            json["issues"].to_string(),
            r#"{"total":10,"done":{"count":3,"of":10,"per_mille":300},"closed":{"count":1,"of":3,"per_mille":333},"basically_done":1,"on_schedule":4,"ahead":0,"behind":1,"overdue":1,"stages":{"not_started":1,"in_progress":5,"basically_done":1,"done":3},"due":5,"due_done":{"count":2,"of":5,"per_mille":400},"due_on_time":{"count":1,"of":5,"per_mille":200},"not_due":4,"undated":1}"#
        );
        assert_eq!(keys(&json["areas"][0]), "label name figures change sub_issues sub_issues_change");
        assert_eq!(
            (&json["kinds"][0]["name"], &json["leaders"][3]["name"]),
            (&"immediate".into(), &serde_json::Value::Null)
        );
        insta::assert_snapshot!(serde_json::to_string_pretty(&json["laggards"][1]).expect("JSON"), @r#"
        {
          "kind": "issue",
          "number": "7",
          "title": "办事窗口排队时间长",
          "pace": "behind",
          "stage": "not_started",
          "lead_leader": null,
          "units": [],
          "due": "2019-12-31",
          "days_overdue": null,
          "working_days_overdue": null,
          "days_left": 22,
          "working_days_left": 16,
          "percent": null,
          "elapsed_percent": 81,
          "late_milestones": 0,
          "progress_on": null,
          "obstacle": null,
          "help_needed": null,
          "conflict": false
        }
        "#);
    }
}
