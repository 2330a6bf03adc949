//! The weekly dispatch (一周一调度): the counts, and what each leader and each unit is called on for.

use crate::domain::dispatch::{self, Category, Dispatch, Filter, Tally};
use crate::domain::endings::Waiting;
use crate::domain::id::Id;
use crate::domain::standing::said;
use crate::view::records::{Directive, Notice};
use crate::view::round::Unit;
use crate::view::share::{Share, Shared};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::HashMap;

/// A dispatch, with everything in it by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weekly<'a> {
    /// The day asked about.
    pub day: NaiveDate,
    /// Monday.
    pub week_start: NaiveDate,
    /// Sunday.
    pub week_end: NaiveDate,
    /// The year that the ISO week belongs to.
    pub year: i32,
    /// Number of the ISO week, 1 to 53.
    pub week: u32,
    /// The responsible leader asked for.
    pub lead: Option<&'a str>,
    /// The unit asked for.
    pub unit: Option<&'a str>,
    /// How much there is of everything.
    pub counts: Counts,
    /// Issues and sub-issues on which offices disagree.
    pub conflicts: usize,
    /// Years for which no schedule of days off is known: their working days are plain Mondays to Fridays.
    pub unknown_years: Vec<i32>,
    /// By responsible leader.
    pub leaders: Vec<Group<'a>>,
    /// By lead and responsible unit; what has several stands under each.
    pub units: Vec<Group<'a>>,
    /// What was ordered and is not done.
    pub directives: Vec<Directive>,
    /// Notices without an answer.
    pub notices: Vec<Notice>,
    /// The newest round up to this week.
    pub round: Option<Round>,
    /// Units that have kept silent in it or in those before.
    pub silence: Vec<Unit>,
    /// Issues that are applied for and wait for an office, in the order of the ledger.
    pub applications: Vec<Application<'a>>,
    /// Issues that are to be looked at again this week or earlier, the longest due first.
    pub rechecks: Vec<Recheck<'a>>,
}

/// How far a round has been answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Its number.
    pub number: i64,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// The hour of that day.
    pub return_hour: Option<String>,
    /// Units asked.
    pub units: usize,
    /// Those that have not returned.
    pub missing: usize,
}

/// An application for an issue to be struck off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Application<'a> {
    /// Number of the issue.
    pub number: &'a str,
    /// What the inspection found.
    pub title: &'a str,
    /// `check` as long as nobody has checked it, then `strike`.
    pub waits_for: &'static str,
    /// The unit that applied.
    pub unit: Option<String>,
    /// When.
    pub applied_on: Option<NaiveDate>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// How many days it waits.
    pub days: Option<i64>,
}

impl<'a> Application<'a> {
    /// What waits, on `day`.
    pub fn of(waiting: &Waiting<'a>, day: NaiveDate) -> Application<'a> {
        let of = waiting.application;
        let applied_on = of.and_then(|of| of.applied_on);
        Application {
            number: &waiting.issue.number,
            title: &waiting.issue.title,
            waits_for: if waiting.is_checked() { "strike" } else { "check" },
            unit: of.and_then(|of| of.unit.as_deref()).map(str::to_owned),
            applied_on,
            checked_by: of.and_then(|of| of.checked_by.clone()),
            days: applied_on.map(|on| (day - on).num_days()),
        }
    }
}

/// An issue that was struck off and is to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recheck<'a> {
    /// Number of the issue.
    pub number: &'a str,
    /// What the inspection found.
    pub title: &'a str,
    /// Units that answer for it.
    pub units: Vec<&'a str>,
    /// By when.
    pub due: NaiveDate,
    /// From the day asked about to that; negative when it has passed.
    pub days_left: i64,
}

/// The counts, each over its denominator: `open`, `done` of all; `closed`, `waiting_for_check` of those done; the rest
/// of those open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All, of all.
    pub total: Line,
    /// Not done.
    pub open: Line,
    /// Done.
    pub done: Line,
    /// Struck off.
    pub closed: Line,
    /// Past their own date.
    pub overdue: Line,
    /// Due from the day to Sunday.
    pub due_this_week: Line,
    /// Due in the week after.
    pub due_next_week: Line,
    /// Without a return since Monday of last week.
    pub silent: Line,
    /// Done and not struck off.
    pub waiting_for_check: Line,
}

/// One count for each kind of thing; they are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Issues by themselves.
    pub issues: Share,
    /// Parts of issues.
    pub sub_issues: Share,
    /// Measures with dates; null where these do not count.
    pub milestones: Option<Share>,
}

/// What one leader or unit is called on for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group<'a> {
    /// The name; null for what nobody answers for.
    pub name: Option<&'a str>,
    /// By date.
    pub overdue: Vec<Shared<Item<'a>>>,
    /// By date.
    pub due_this_week: Vec<Shared<Item<'a>>>,
    /// By date.
    pub due_next_week: Vec<Shared<Item<'a>>>,
    /// By the last return, never reported first.
    pub silent: Vec<Shared<Item<'a>>>,
    /// As in the ledger.
    pub waiting_for_check: Vec<Shared<Item<'a>>>,
}

/// An issue, a sub-issue or a milestone of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item<'a> {
    /// `issue`, `sub_issue` or `milestone`.
    pub kind: &'static str,
    /// Number of the issue, also of a milestone.
    pub number: &'a str,
    /// Title of the issue, also of a milestone.
    pub title: &'a str,
    /// Text of the milestone.
    pub milestone: Option<&'a str>,
    /// Its own limit, or that of the inspection.
    pub due: Option<NaiveDate>,
    /// Days since the limit; null when it is not overdue (done, or basically done and to be kept up).
    pub days_overdue: Option<i64>,
    /// Working days since the limit.
    pub working_days_overdue: Option<i64>,
    /// Days to the limit, 0 on the last; null when it has passed.
    pub days_left: Option<i64>,
    /// Working days to the limit, the limit counted and the day itself not.
    pub working_days_left: Option<i64>,
    /// `none`, `applied`, `returned` or `closed`: of the issue.
    pub closing: &'static str,
    /// The responsible leader.
    pub lead_leader: Option<&'a str>,
    /// Lead units, then responsible units.
    pub units: Vec<&'a str>,
    /// Day of the last return.
    pub progress_on: Option<NaiveDate>,
    /// Percent of the last return.
    pub percent: Option<i64>,
    /// Percent when the round of the week was opened; null without a round, and where nothing had been reported.
    pub percent_before: Option<i64>,
    /// Obstacle in the last return; null where it says 无.
    pub obstacle: Option<&'a str>,
    /// Help asked for in the last return; null where it says 无.
    pub help_needed: Option<&'a str>,
    /// Whether offices disagree on it.
    pub conflict: bool,
    /// The lamp of the issue by the rule of the place; null of a measure, and where the place has set none of its own.
    pub lamp: Option<&'static str>,
}

/// What is known of issues beside the dispatch.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The percent that each had when the round of the week was opened.
    pub before: HashMap<Id, i64>,
    /// The lamp of each that has one.
    pub lamps: HashMap<Id, &'static str>,
}

impl<'a> Weekly<'a> {
    /// Puts names to a dispatch; `filter` is what it was asked with.
    pub fn new(dispatch: &Dispatch<'a>, filter: Filter<'a>) -> Weekly<'a> {
        Weekly::beside(dispatch, filter, &Beside::default())
    }

    /// The same with what is known beside it.
    pub fn beside(dispatch: &Dispatch<'a>, filter: Filter<'a>, beside: &Beside) -> Weekly<'a> {
        let week = dispatch.week_start.iso_week();
        let items: Vec<_> = dispatch.items.iter().map(|item| Shared::new(Item::new(item, beside))).collect();
        let groups = |groups: &[dispatch::Group<'a>]| groups.iter().map(|group| Group::new(&items, group)).collect();
        Weekly {
            day: dispatch.day,
            week_start: dispatch.week_start,
            week_end: dispatch.week_end,
            year: week.year(),
            week: week.week(),
            lead: filter.lead,
            unit: filter.unit,
            counts: Counts::new(dispatch),
            conflicts: dispatch.conflicts,
            unknown_years: dispatch.unknown_years.iter().copied().collect(),
            leaders: groups(&dispatch.leaders),
            units: groups(&dispatch.units),
            directives: Vec::new(),
            notices: Vec::new(),
            round: None,
            silence: Vec::new(),
            applications: Vec::new(),
            rechecks: Vec::new(),
        }
    }
}

impl Counts {
    fn new(dispatch: &Dispatch) -> Counts {
        let line = |count: Tally, of: Tally, milestones: bool| Line {
            issues: Share::of(count.issues, of.issues),
            sub_issues: Share::of(count.sub_issues, of.sub_issues),
            milestones: milestones.then(|| Share::of(count.milestones, of.milestones)),
        };
        let open = |category| line(dispatch.count(category), dispatch.open, category != Category::Silent);
        Counts {
            total: line(dispatch.total, dispatch.total, true),
            open: line(dispatch.open, dispatch.total, true),
            done: line(dispatch.done, dispatch.total, true),
            closed: line(dispatch.closed, dispatch.done, false),
            overdue: open(Category::Overdue),
            due_this_week: open(Category::DueThisWeek),
            due_next_week: open(Category::DueNextWeek),
            silent: open(Category::Silent),
            waiting_for_check: line(dispatch.count(Category::WaitingForCheck), dispatch.done, false),
        }
    }
}

impl<'a> Group<'a> {
    fn new(items: &[Shared<Item<'a>>], group: &dispatch::Group<'a>) -> Group<'a> {
        let listed = |category| group.list(category).map(|item| items[item].clone()).collect();
        Group {
            name: group.name,
            overdue: listed(Category::Overdue),
            due_this_week: listed(Category::DueThisWeek),
            due_next_week: listed(Category::DueNextWeek),
            silent: listed(Category::Silent),
            waiting_for_check: listed(Category::WaitingForCheck),
        }
    }
}

impl<'a> Item<'a> {
    fn new(item: &dispatch::Item<'a>, beside: &Beside) -> Item<'a> {
        let issue = item.issue;
        let latest = issue.latest.as_ref();
        let past = |days: Option<i64>| days.filter(|_| item.overdue).map(|days| -days);
        let in_time = item.days_left.is_some_and(|days| days >= 0);
        let left = |days: Option<i64>| days.filter(|_| in_time);
        Item {
            kind: item.subject.name(),
            number: &issue.number,
            title: &issue.title,
            milestone: item.milestone.map(|milestone| milestone.text.as_str()),
            due: item.limit,
            days_overdue: past(item.days_left),
            working_days_overdue: past(item.working_days_left),
            days_left: left(item.days_left),
            working_days_left: left(item.working_days_left),
            closing: issue.closing.name(),
            lead_leader: item.leaders().next(),
            units: item.units().collect(),
            progress_on: latest.map(|latest| latest.day),
            percent: latest.and_then(|latest| latest.percent),
            percent_before: beside.before.get(&issue.id).copied(),
            obstacle: said(latest.and_then(|latest| latest.obstacle.as_deref())),
            help_needed: said(latest.and_then(|latest| latest.help_needed.as_deref())),
            conflict: !issue.conflicts.is_empty(),
            lamp: beside.lamps.get(&issue.id).copied().filter(|_| item.milestone.is_none()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::dispatch::dispatch;
    use crate::domain::sample;

    #[test]
    fn the_json_of_a_week() {
        let ledger = sample::ledger();
        let filter = Filter { lead: Some("李强"), unit: Some("市委编办") };
        let dispatch = dispatch(&ledger, sample::date("2019-12-09"), &Calendar::default(), filter);
        let json = serde_json::to_value(Weekly::new(&dispatch, filter)).expect("JSON");
        let keys = |value: &serde_json::Value| {
            value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            keys(&json),
            "day week_start week_end year week lead unit counts conflicts unknown_years leaders units directives notices \
             round silence applications rechecks"
        );
        assert_eq!(
            keys(&json["counts"]),
            "total open done closed overdue due_this_week due_next_week silent waiting_for_check"
        );
        assert_eq!(json["counts"]["overdue"]["issues"].to_string(), r#"{"count":1,"of":1,"per_mille":1000}"#);
        assert_eq!(json["counts"]["silent"]["milestones"], serde_json::Value::Null);
        assert_eq!(keys(&json["leaders"][0]), "name overdue due_this_week due_next_week silent waiting_for_check");
        insta::assert_snapshot!(serde_json::to_string_pretty(&json["leaders"][0]["overdue"][0]).expect("JSON"), @r#"
        {
          "kind": "milestone",
          "number": "3",
          "title": "机构改革推进缓慢",
          "milestone": "完成人员转隶",
          "due": "2019-11-30",
          "days_overdue": 9,
          "working_days_overdue": 6,
          "days_left": null,
          "working_days_left": null,
          "closing": "none",
          "lead_leader": "李强",
          "units": [
            "市委编办"
          ],
          "progress_on": "2019-12-04",
          "percent": 80,
          "percent_before": null,
          "obstacle": "两家单位职能划转未达成一致",
          "help_needed": "请编委会议定",
          "conflict": false,
          "lamp": null
        }
        "#);
    }

    #[test]
    fn a_limit_that_does_not_bind_is_not_overdue() {
        let ledger = sample::ledger();
        let filter = Filter { lead: Some("王芳"), unit: None };
        let dispatch = dispatch(&ledger, sample::date("2019-12-09"), &Calendar::default(), filter);
        let weekly = Weekly::new(&dispatch, filter);
        let kept_up = &weekly.leaders[0].silent[0];
        assert_eq!((kept_up.number, kept_up.due), ("6", Some(sample::date("2019-11-30"))));
        assert_eq!((kept_up.days_overdue, kept_up.days_left), (None, None));
        let today = &weekly.leaders[0].due_this_week[0];
        assert_eq!(
            (today.days_left, today.working_days_left, today.obstacle),
            (Some(0), Some(0), None),
            "无 is no obstacle"
        );
    }
}
