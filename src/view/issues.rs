//! A list of issues, one row each.

use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Pace, Role, Stage};
use crate::domain::ledger::{Area, Inspection, Ledger};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What an issue names by its record, to be shown by its name.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    inspections: HashMap<Id, &'a Inspection>,
    areas: HashMap<Id, &'a Area>,
    numbers: HashMap<Id, &'a str>,
}

impl<'a> Context<'a> {
    /// Looks names up among these; `parents` gives the numbers of issues that others may be a part of.
    pub fn new(
        inspections: &'a [Inspection],
        areas: &'a [Area],
        parents: impl IntoIterator<Item = (Id, &'a str)>,
    ) -> Context<'a> {
        Context {
            inspections: inspections.iter().map(|inspection| (inspection.id, inspection)).collect(),
            areas: areas.iter().map(|area| (area.id, area)).collect(),
            numbers: parents.into_iter().collect(),
        }
    }

    /// Looks names up in a whole ledger.
    pub fn of(ledger: &'a Ledger) -> Context<'a> {
        let parents: Vec<Id> = ledger.issues.iter().filter_map(|issue| issue.parent).collect();
        let wanted: std::collections::HashSet<Id> = parents.into_iter().collect();
        let numbers = ledger.issues.iter().filter(|issue| wanted.contains(&issue.id));
        Context::new(&ledger.inspections, &ledger.areas, numbers.map(|issue| (issue.id, issue.number.as_str())))
    }

    /// The code of an inspection.
    pub fn inspection(&self, id: Option<Id>) -> Option<&'a str> {
        Some(self.inspections.get(&id?)?.code.as_str())
    }

    /// The heading of an area.
    pub fn area(&self, id: Option<Id>) -> Option<&'a Area> {
        self.areas.get(&id?).copied()
    }

    /// The number of an issue that this one is a part of.
    pub fn number(&self, id: Option<Id>) -> Option<&'a str> {
        self.numbers.get(&id?).copied()
    }

    /// Whether a number alone does not name an issue, because several inspections are in the ledger.
    pub fn has_several_inspections(&self) -> bool {
        self.inspections.len() > 1
    }
}

/// The state of an issue on its three axes, and where it stands to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// 整改状态
    pub stage: Stage,
    /// 进度, as the caller worked it out.
    pub pace: Option<Pace>,
    /// Whether it is open and there is no date to go by.
    pub undated: bool,
    /// 销号状态
    pub closing: Closing,
    /// Days from today to the limit, negative when it has passed; `None` without a limit or once it is done.
    pub days_left: Option<i64>,
}

impl State {
    /// The state of `issue`, which `limit` binds, on `today`.
    pub fn of(issue: &Issue, limit: Option<NaiveDate>, pace: Option<Pace>, today: NaiveDate) -> State {
        let finished = issue.stage == Stage::Done || issue.closing == Closing::Closed;
        State {
            stage: issue.stage,
            pace,
            undated: pace.is_none() && !finished && !issue.immediate,
            closing: issue.closing,
            days_left: limit.filter(|_| !finished).map(|due| (due - today).num_days()),
        }
    }
}

/// One issue in a list.
#[allow(clippy::struct_excessive_bools)] // each is a mark of its own
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// `8.2`
    pub number: &'a str,
    /// The code of its inspection, only where several are in the ledger.
    pub inspection: Option<&'a str>,
    /// What the inspection found.
    pub title: &'a str,
    /// 责任领导
    pub lead_leader: Option<&'a str>,
    /// 牵头单位
    pub lead_units: Vec<&'a str>,
    /// 整改时限
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<&'a str>,
    /// The limit that binds it where it has none of its own: that of its inspection.
    pub lent: Option<NaiveDate>,
    /// Whether it is a part of another issue.
    pub part: bool,
    /// Its state.
    pub state: State,
    /// 0 to 100, of the newest return.
    pub percent: Option<i64>,
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
    /// Whether offices disagree on anything.
    pub conflict: bool,
}

impl<'a> Row<'a> {
    /// The row of `issue`, which `limit` binds, on `today`.
    pub fn of(
        issue: &'a Issue,
        context: &Context<'a>,
        limit: Option<NaiveDate>,
        pace: Option<Pace>,
        today: NaiveDate,
    ) -> Row<'a> {
        Row {
            number: &issue.number,
            inspection: context.inspection(issue.inspection).filter(|_| context.has_several_inspections()),
            title: &issue.title,
            lead_leader: issue.lead_leader(),
            lead_units: issue.names(Role::LeadUnit).collect(),
            due: issue.due,
            due_text: issue.due_text.as_deref(),
            lent: limit.filter(|_| issue.due.is_none()),
            part: context.number(issue.parent).is_some(),
            state: State::of(issue, limit, pace, today),
            percent: issue.latest.as_ref().and_then(|latest| latest.percent),
            immediate: issue.immediate,
            long_term: issue.long_term,
            conflict: !issue.conflicts.is_empty(),
        }
    }
}

/// Issues in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<'a> {
    /// The day that pace and days are counted on.
    pub today: NaiveDate,
    /// One for each issue.
    pub rows: Vec<Row<'a>>,
    /// How many of them are shown; all are counted.
    pub shown: usize,
}

impl<'a> List<'a> {
    /// The list of `issues`, each with the limit that binds it and its pace, on `today`.
    pub fn of(
        issues: impl IntoIterator<Item = (&'a Issue, Option<NaiveDate>, Option<Pace>)>,
        context: &Context<'a>,
        today: NaiveDate,
    ) -> List<'a> {
        let rows = issues.into_iter().map(|(issue, limit, pace)| Row::of(issue, context, limit, pace, today));
        let rows: Vec<Row> = rows.collect();
        List { today, shown: rows.len(), rows }
    }
}
