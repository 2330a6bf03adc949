//! What the ledger has of ends: which applications wait for whom, what is to be looked at again, and how a month counts it.

use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue};
use crate::domain::ledger::Ledger;
use crate::domain::pace::is_done;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// An application for an issue to be struck off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The issue.
    pub issue: Id,
    /// The cycle it was made in.
    pub cycle: i64,
    /// The unit that applied.
    pub unit: Option<Rc<str>>,
    /// When.
    pub applied_on: Option<NaiveDate>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// Whether it was found right; none as long as nobody has checked it.
    pub passed: Option<bool>,
    /// When it was struck off.
    pub struck_on: Option<NaiveDate>,
    /// 逾期销号
    pub late: bool,
}

/// What was struck off is looked at again, or is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recheck {
    /// The issue.
    pub issue: Id,
    /// The cycle that it looks back on.
    pub cycle: i64,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Whether it held; none as long as nobody has looked.
    pub passed: Option<bool>,
}

impl Recheck {
    /// Whether it was due by `cut_off` and nobody has looked; `None` for one that is still to come, or whose issue was
    /// reopened before anybody looked.
    pub fn open(&self, issue: &Issue, cut_off: NaiveDate) -> Option<bool> {
        let waits = issue.closing == Closing::Closed && issue.cycle == self.cycle;
        match self.passed {
            Some(_) => Some(false),
            None if waits && self.due.is_some_and(|due| due <= cut_off) => Some(true),
            None => None,
        }
    }
}

/// Everything of one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endings {
    /// By issue and cycle, what was decided before what waits.
    pub applications: Vec<Application>,
    /// By issue and cycle.
    pub rechecks: Vec<Recheck>,
    /// The issue of each extension that was approved.
    pub extensions: Vec<Id>,
}

/// An issue that waits for an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// Its application; none where an import left none.
    pub application: Option<&'a Application>,
}

impl Waiting<'_> {
    /// Whether it was checked, and waits for the second signature alone.
    pub fn is_checked(&self) -> bool {
        self.application.is_some_and(|application| application.passed == Some(true))
    }
}

/// The issues that are applied for, in the order of the ledger.
pub fn waiting<'a>(ledger: &'a Ledger, endings: &'a Endings) -> Vec<Waiting<'a>> {
    let mut of: HashMap<Id, &Application> = HashMap::new();
    for one in &endings.applications {
        if one.struck_on.is_none() && one.passed != Some(false) {
            of.entry(one.issue)
                .and_modify(|known| *known = if one.cycle >= known.cycle { one } else { known })
                .or_insert(one);
        }
    }
    let applied = ledger.issues.iter().filter(|issue| issue.closing == Closing::Applied);
    applied
        .map(|issue| {
            let application = of.get(&issue.id).copied().filter(|one| one.cycle == issue.cycle);
            Waiting { issue, application }
        })
        .collect()
}

/// What is to be looked at again by the end of `until` and was not (回头看到期), the longest due first.
pub fn rechecks_due<'a>(ledger: &'a Ledger, endings: &Endings, until: NaiveDate) -> Vec<(&'a Issue, NaiveDate)> {
    let due: HashMap<Id, (i64, NaiveDate)> = endings
        .rechecks
        .iter()
        .filter(|one| one.done_on.is_none())
        .filter_map(|one| Some((one.issue, (one.cycle, one.due.filter(|due| *due <= until)?))))
        .collect();
    if due.is_empty() {
        return Vec::new();
    }
    let closed = ledger.issues.iter().filter(|issue| issue.closing == Closing::Closed);
    let of = |issue: &'a Issue| {
        let (_, due) = due.get(&issue.id).filter(|(cycle, _)| *cycle == issue.cycle)?;
        Some((issue, *due))
    };
    let mut found: Vec<_> = closed.filter_map(of).collect();
    found.sort_by_key(|(_, due)| *due); // stable: then as in the ledger
    found
}

/// Numbers of issues by themselves, apart by cycle (`domain.md` 4.7: first-round and reopened rounds counted separately).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// All.
    pub total: i64,
    /// 已完成, of all.
    pub done: i64,
    /// 已销号, of those done.
    pub closed: i64,
}

/// What is counted of ends at a cut-off. Parts of issues are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Issues in their first cycle.
    pub first: Round,
    /// Issues in a later one.
    pub reopened: Round,
    /// How often an issue was struck off, in any cycle.
    pub struck: i64,
    /// Of these, after the limit (逾期销号).
    pub late: i64,
    /// How often a limit was moved.
    pub extensions: i64,
    /// On how many issues.
    pub extended: i64,
    /// Issues that an earlier inspection had found.
    pub recurring: i64,
    /// Rechecks that were due by the cut-off, or were done: passed, failed and open together.
    pub rechecks: i64,
    /// Passed.
    pub rechecks_passed: i64,
    /// Failed.
    pub rechecks_failed: i64,
    /// Due, and nobody has looked.
    pub rechecks_open: i64,
}

/// Counts ends as they stood at the end of `cut_off`.
pub fn count(ledger: &Ledger, endings: &Endings, cut_off: NaiveDate) -> Count {
    let mut out = Count::default();
    let whole = || ledger.issues.iter().filter(|issue| issue.parent.is_none());
    for issue in whole() {
        let round = if issue.cycle > 1 { &mut out.reopened } else { &mut out.first };
        round.total += 1;
        round.done += i64::from(is_done(issue));
        round.closed += i64::from(issue.closing == Closing::Closed);
        out.recurring += i64::from(issue.recurs.is_some());
    }
    if endings.applications.is_empty() && endings.rechecks.is_empty() && endings.extensions.is_empty() {
        return out;
    }
    let standing: HashMap<Id, &Issue> = whole().map(|issue| (issue.id, issue)).collect();
    for one in endings.applications.iter().filter(|one| one.struck_on.is_some() && standing.contains_key(&one.issue)) {
        out.struck += 1;
        out.late += i64::from(one.late);
    }
    let moved: Vec<&Id> = endings.extensions.iter().filter(|issue| standing.contains_key(issue)).collect();
    out.extensions = moved.len().try_into().unwrap_or(i64::MAX);
    out.extended = moved.into_iter().collect::<HashSet<_>>().len().try_into().unwrap_or(i64::MAX);
    for one in &endings.rechecks {
        let Some(issue) = standing.get(&one.issue) else { continue };
        let Some(open) = one.open(issue, cut_off) else { continue };
        out.rechecks += 1;
        out.rechecks_open += i64::from(open);
        out.rechecks_passed += i64::from(one.passed == Some(true));
        out.rechecks_failed += i64::from(one.passed == Some(false));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, id, issue, part};

    fn application(number: &str, cycle: i64, passed: Option<bool>, struck: Option<&str>, late: bool) -> Application {
        Application {
            issue: id(number),
            cycle,
            unit: None,
            applied_on: Some(date("2019-12-01")),
            checked_by: None,
            passed,
            struck_on: struck.map(date),
            late,
        }
    }

    fn recheck(number: &str, cycle: i64, due: &str, passed: Option<bool>) -> Recheck {
        let done_on = passed.map(|_| date(due));
        Recheck { issue: id(number), cycle, due: Some(date(due)), done_on, passed }
    }

    fn at(number: &str, closing: Closing, cycle: i64) -> Issue {
        Issue { closing, cycle, ..issue(number) }
    }

    #[test]
    fn what_is_applied_for_waits_for_a_check_or_for_the_second_signature() {
        let ledger = Ledger {
            issues: vec![
                at("1", Closing::Applied, 1),
                at("2", Closing::Applied, 1),
                at("3", Closing::Applied, 2),
                at("4", Closing::Returned, 1),
                at("5", Closing::Applied, 1),
            ],
            ..Ledger::default()
        };
        let endings = Endings {
            applications: vec![
                application("1", 1, None, None, false),
                application("2", 1, Some(false), None, false),
                application("2", 1, Some(true), None, false),
                application("3", 1, Some(true), Some("2019-10-01"), false),
                application("3", 2, None, None, false),
                application("4", 1, Some(false), None, false),
            ],
            ..Endings::default()
        };
        let found: Vec<_> = waiting(&ledger, &endings)
            .iter()
            .map(|one| (one.issue.number.clone(), one.is_checked(), one.application.is_some()))
            .collect();
        let expected = [("1", false, true), ("2", true, true), ("3", false, true), ("5", false, false)];
        assert_eq!(found, expected.map(|(number, checked, known)| (number.to_owned(), checked, known)));
    }

    #[test]
    fn a_recheck_is_due_until_it_is_done_or_the_issue_reopened() {
        let ledger = Ledger {
            issues: vec![
                at("1", Closing::Closed, 1),
                at("2", Closing::Closed, 1),
                at("3", Closing::None, 2),
                at("4", Closing::Closed, 1),
            ],
            ..Ledger::default()
        };
        let rechecks = vec![
            recheck("1", 1, "2020-03-09", None),
            recheck("2", 1, "2020-03-02", None),
            recheck("3", 1, "2020-03-02", None),
            recheck("4", 1, "2020-03-02", Some(true)),
        ];
        let endings = Endings { rechecks, ..Endings::default() };
        let numbers = |until: &str| -> Vec<String> {
            rechecks_due(&ledger, &endings, date(until)).iter().map(|(issue, _)| issue.number.clone()).collect()
        };
        assert_eq!(
            (numbers("2020-03-01").len(), numbers("2020-03-08"), numbers("2020-03-15")),
            (0, vec!["2".into()], vec!["2".into(), "1".into()])
        );
    }

    #[test]
    fn first_and_later_cycles_are_counted_apart_and_parts_not_at_all() {
        let mut again = at("3", Closing::None, 2);
        again.recurs = Some(id("old"));
        let ledger = Ledger {
            issues: vec![at("1", Closing::Closed, 1), at("2", Closing::None, 1), again, part("1.1", "1")],
            ..Ledger::default()
        };
        let endings = Endings {
            applications: vec![
                application("1", 1, Some(true), Some("2019-12-02"), true),
                application("3", 1, Some(true), Some("2019-10-02"), false),
                application("1.1", 1, Some(true), Some("2019-10-02"), false),
                application("void", 1, Some(true), Some("2019-10-02"), false),
            ],
            rechecks: vec![
                recheck("1", 1, "2019-12-31", None),
                recheck("3", 1, "2019-12-02", Some(false)),
                recheck("3", 2, "2019-12-02", None),
            ],
            extensions: vec![id("2"), id("2"), id("3")],
        };
        let count = count(&ledger, &endings, date("2019-12-31"));
        assert_eq!(
            count,
            Count {
                first: Round { total: 2, done: 1, closed: 1 },
                reopened: Round { total: 1, done: 0, closed: 0 },
                struck: 2,
                late: 1,
                extensions: 3,
                extended: 2,
                recurring: 1,
                rechecks: 2,
                rechecks_passed: 0,
                rechecks_failed: 1,
                rechecks_open: 1,
            }
        );
    }
}
