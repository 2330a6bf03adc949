//! Limits for a calendar: of issues, of their parts, of measures.

use crate::domain::calendar::Calendar;
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone, Stage};
use crate::domain::ledger::{Ledger, Revisions};
use crate::domain::pace::{is_done, is_kept_up, is_met};
use crate::domain::standing::{LEADERS, Standing, Subject, UNITS, names};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The limits of a ledger, or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlines<'a> {
    /// The ledger's name, which tells its records from those of others.
    pub ledger: &'a str,
    /// How many entries the ledger has: it grows with each change.
    pub entries: u64,
    /// The limits, issue by issue.
    pub items: Vec<Deadline<'a>>,
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline<'a> {
    /// The record whose limit it is.
    pub record: Id,
    /// What it is a limit of.
    pub subject: Subject,
    /// The number of the issue, with its inspection where several are in the ledger.
    pub number: String,
    /// What the issue is called.
    pub title: &'a str,
    /// What is to be done, where it is a measure.
    pub measure: Option<&'a str>,
    /// The limit.
    pub due: NaiveDate,
    /// The limit as it was written.
    pub due_text: Option<&'a str>,
    /// How far it is.
    pub state: State,
    /// 0 to 100, as the newest return says; not of a measure.
    pub percent: Option<i64>,
    /// Who answers for it among the leaders.
    pub leaders: Vec<&'a str>,
    /// Who answers for it among the units.
    pub units: Vec<&'a str>,
    /// The day on which it is called to mind; none once it is done.
    pub alarm: Option<NaiveDate>,
    /// When it was written last, seconds since 1970.
    pub written: i64,
}

/// How far a thing with a limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 未启动
    Waiting,
    /// 整改中
    Going,
    /// Done, or nothing more is asked for; with the day where it is known.
    Done(Option<NaiveDate>),
    /// Struck out: it was entered by mistake.
    Void,
}

impl State {
    /// Whether somebody still has to act.
    pub fn is_open(self) -> bool {
        matches!(self, State::Waiting | State::Going)
    }
}

/// What was struck out of the ledger, so that a calendar that has it learns of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Void {
    /// Issues, with their limits and measures alone, and the units that answered for each.
    pub issues: Vec<(Issue, Vec<String>)>,
    /// Measures, by their issue.
    pub measures: HashMap<Id, Vec<Milestone>>,
}

impl<'a> Deadlines<'a> {
    /// The limits of the issues that are taken, `alarm` working days before each the day to call it to mind.
    ///
    /// What is done stays in the list, so that a calendar that has it as open learns of it.
    pub fn of(
        ledger: &'a Ledger,
        name: &'a str,
        calendar: &Calendar,
        revisions: &Revisions,
        void: &'a Void,
        (day, alarm): (NaiveDate, u32),
        takes: impl Fn(Id) -> bool,
    ) -> Deadlines<'a> {
        let standing = Standing::new(ledger);
        let codes: HashMap<Id, &str> = ledger.inspections.iter().map(|one| (one.id, one.code.as_str())).collect();
        let several = codes.len() > 1;
        let mut items = Vec::new();
        for (place, issue) in ledger.issues.iter().enumerate().filter(|(_, issue)| takes(issue.id)) {
            let code = issue.inspection.and_then(|id| codes.get(&id)).filter(|_| several);
            let number = code.map_or_else(|| issue.number.clone(), |code| format!("{code}/{}", issue.number));
            let leaders: Vec<&str> = names(standing.holder(place, LEADERS), LEADERS).collect();
            let units: Vec<&str> = names(standing.holder(place, UNITS), UNITS).collect();
            let mut push = |subject, due, state, milestone: Option<&'a Milestone>| {
                items.push(Deadline {
                    record: milestone.map_or(issue.id, |milestone| milestone.id),
                    subject,
                    number: number.clone(),
                    title: &issue.title,
                    measure: milestone.map(|milestone| milestone.text.as_str()),
                    due,
                    due_text: milestone.map_or(&issue.due_text, |milestone| &milestone.due_text).as_deref(),
                    state,
                    percent: issue.latest.as_ref().and_then(|latest| latest.percent).filter(|_| milestone.is_none()),
                    leaders: leaders.clone(),
                    units: units.clone(),
                    alarm: state.is_open().then(|| calendar.add_working_days(due, -i64::from(alarm))),
                    written: revisions.of(issue.id),
                });
            };
            if let Some(due) = standing.limit(place) {
                push(standing.subject(place), due, state(issue), None);
            }
            let void = void.measures.get(&issue.id).into_iter().flatten().map(|measure| (measure, true));
            for (milestone, void) in issue.milestones.iter().map(|measure| (measure, false)).chain(void) {
                if let Some(due) = milestone.due {
                    let state = if void {
                        State::Void
                    } else if is_met(milestone, day) || is_done(issue) {
                        State::Done(milestone.done_on)
                    } else {
                        State::Going
                    };
                    push(Subject::Milestone, due, state, Some(milestone));
                }
            }
        }
        Deadlines { ledger: name, entries: revisions.entries, items }
    }

    /// Adds the limits of the issues that were struck out, those of a unit where the list is of one.
    pub fn cancel(&mut self, void: &'a Void, revisions: &Revisions, unit: Option<&str>) {
        let of_unit = |units: &[String]| unit.is_none_or(|unit| units.iter().any(|name| name == unit));
        for (issue, units) in void.issues.iter().filter(|(_, units)| of_unit(units)) {
            let own = issue.due.map(|due| (issue.id, Subject::Issue, due, None));
            let measures = issue.milestones.iter().filter_map(|measure| {
                measure.due.map(|due| (measure.id, Subject::Milestone, due, Some(measure.text.as_str())))
            });
            self.items.extend(own.into_iter().chain(measures).map(|(record, subject, due, measure)| Deadline {
                record,
                subject,
                number: issue.number.clone(),
                title: &issue.title,
                measure,
                due,
                due_text: None,
                state: State::Void,
                percent: None,
                leaders: Vec::new(),
                units: units.iter().map(String::as_str).collect(),
                alarm: None,
                written: revisions.of(issue.id),
            }));
        }
    }

    /// How many of them are open.
    pub fn open(&self) -> usize {
        self.items.iter().filter(|item| item.state.is_open()).count()
    }
}

fn state(issue: &Issue) -> State {
    if is_done(issue) || is_kept_up(issue) {
        State::Done(issue.done_on)
    } else if issue.stage == Stage::NotStarted {
        State::Waiting
    } else {
        State::Going
    }
}
