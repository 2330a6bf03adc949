//! An issue among the others: what it is a part of, and whose duties and dates it stands under.

use crate::domain::calendar::Calendar;
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Pace, Progress, Role};
use crate::domain::lamp::{Lamp, LampRule, Time};
use crate::domain::ledger::Ledger;
use crate::domain::pace::{self, Elapsed, PaceRule};
use chrono::{Datelike, NaiveDate};
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

/// The roles whose names answer for an issue among the units, the one that reports for all first (`domain.md` 0).
pub const UNITS: &[Role] = &[Role::LeadUnit, Role::Unit];

/// The role whose names answer for an issue among the leaders.
pub const LEADERS: &[Role] = &[Role::LeadLeader];

/// How many levels up a part looks; offices that never met can even have made two issues parts of each other.
const DEEPEST: usize = 16;

/// What is counted, or called to mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 问题, by itself
    Issue,
    /// 子问题: a part of an issue
    SubIssue,
    /// 时间节点 of either
    Milestone,
}

impl Subject {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Issue => "issue",
            Subject::SubIssue => "sub_issue",
            Subject::Milestone => "milestone",
        }
    }
}

/// The dates that an inspection lends to its issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// When the findings were handed over.
    pub feedback_on: Option<NaiveDate>,
    /// By when every issue must have its plan.
    pub plan_due: Option<NaiveDate>,
    /// 集中整改期限; none for a part, which stands under the limit of its issue when it has none of its own.
    pub due: Option<NaiveDate>,
}

/// The issues of a ledger with what they stand under. Issues are named by their position in [`Ledger::issues`].
pub struct Standing<'a> {
    issues: &'a [Issue],
    parents: Vec<Option<usize>>,
    frames: Vec<Frame>,
}

impl<'a> Standing<'a> {
    /// Looks over the ledger once.
    pub fn new(ledger: &'a Ledger) -> Standing<'a> {
        let issues = ledger.issues.as_slice();
        let mut parents: Vec<Option<usize>> = vec![None; issues.len()];
        // Parts follow their issue, so it is nearly always the one before, or that whose part the one before is.
        let places = LazyCell::new(|| -> HashMap<Id, usize> {
            issues.iter().enumerate().map(|(place, issue)| (issue.id, place)).collect()
        });
        for (place, issue) in issues.iter().enumerate() {
            let Some(parent) = issue.parent else { continue };
            let before = place.checked_sub(1);
            let near = [before, before.and_then(|before| parents[before])].into_iter().flatten();
            let found = near.into_iter().find(|near| issues[*near].id == parent);
            parents[place] = found.or_else(|| places.get(&parent).copied()).filter(|parent| *parent != place);
        }
        let mut standing = Standing { issues, parents, frames: Vec::new() };
        // An office has a handful of inspections.
        let lent = |id: Id| ledger.inspections.iter().find(|inspection| inspection.id == id);
        standing.frames = (0..issues.len())
            .map(|place| {
                let under = || std::iter::once(place).chain(standing.above(place));
                let inspection = under().find_map(|place| issues[place].inspection);
                let inspection = inspection.and_then(lent);
                Frame {
                    feedback_on: inspection.and_then(|inspection| inspection.feedback_on),
                    plan_due: inspection.and_then(|inspection| inspection.plan_due),
                    due: inspection.filter(|_| !standing.is_part(place)).and_then(|inspection| inspection.due),
                }
            })
            .collect();
        standing
    }

    /// The issue at this place.
    pub fn issue(&self, place: usize) -> &'a Issue {
        &self.issues[place]
    }

    /// The issue that this one is a part of; an issue that is not in the ledger has no parts.
    pub fn parent(&self, place: usize) -> Option<usize> {
        self.parents[place]
    }

    /// Whether it is a part of another issue.
    pub fn is_part(&self, place: usize) -> bool {
        self.parents[place].is_some()
    }

    /// [`Subject::SubIssue`] for a part, else [`Subject::Issue`].
    pub fn subject(&self, place: usize) -> Subject {
        if self.is_part(place) { Subject::SubIssue } else { Subject::Issue }
    }

    /// The issues above it, the nearest first.
    pub fn above(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parents[place], |place| self.parents[*place]).take(DEEPEST)
    }

    /// The dates that its inspection lends to it.
    pub fn frame(&self, place: usize) -> Frame {
        self.frames[place]
    }

    /// The limit that binds it.
    pub fn limit(&self, place: usize) -> Option<NaiveDate> {
        pace::limit(&self.issues[place], self.frames[place].due)
    }

    /// Whether it is overdue on `day`.
    pub fn is_overdue(&self, place: usize, day: NaiveDate) -> bool {
        pace::is_overdue(&self.issues[place], self.frames[place].due, day)
    }

    /// Its pace at the end of `day`; behind, too, where it lacks what it must have by the plan's day
    /// ([`pace::lacks_plan`]).
    pub fn pace(&self, place: usize, rule: &PaceRule, day: NaiveDate) -> Option<Pace> {
        let (issue, frame) = (&self.issues[place], self.frames[place]);
        match rule.pace(issue, frame.feedback_on, frame.due, day) {
            Some(Pace::Ahead | Pace::OnSchedule)
                if frame.plan_due.is_some_and(|due| due < day) && pace::lacks_plan(issue) =>
            {
                Some(Pace::Behind)
            }
            found => found,
        }
    }

    /// Its pace as it is told: none where only the lack of any date keeps it in time, because there is nothing to go by.
    ///
    /// Where months are counted it is in time all the same (see [`crate::domain::supervision::Figures::on_schedule`]),
    /// and among those without a limit.
    pub fn told(&self, place: usize, rule: &PaceRule, day: NaiveDate) -> Option<Pace> {
        self.pace(place, rule, day).filter(|pace| *pace != Pace::OnSchedule || !self.is_undated(place))
    }

    /// Whether no limit binds it or the issue that it is a part of, none of its measures has one, and it is neither to
    /// be done at once nor to be kept up.
    fn is_undated(&self, place: usize) -> bool {
        let bound = |place: usize| {
            let issue = &self.issues[place];
            self.limit(place).is_some() || issue.immediate || issue.long_term
        };
        let measures = &self.issues[place].milestones;
        !bound(place) && !self.above(place).any(bound) && measures.iter().all(|measure| measure.due.is_none())
    }

    /// Its lamp at the end of `day`, where it goes at this pace.
    pub fn lamp(&self, place: usize, going: Option<Pace>, rule: &LampRule, day: NaiveDate) -> Option<Lamp> {
        let issue = &self.issues[place];
        let start = issue.started_on.or(self.frames[place].feedback_on);
        let time = Time { pace: going, limit: self.limit(place), start, elapsed: self.elapsed(place, day) };
        rule.lamp(issue, time, day)
    }

    /// The share of its time that has elapsed at the end of `day`.
    pub fn elapsed(&self, place: usize, day: NaiveDate) -> Option<Elapsed> {
        let frame = self.frames[place];
        Elapsed::of(&self.issues[place], frame.feedback_on, frame.due, day)
    }

    /// The issue whose names in `roles` answer for this one: itself, or the nearest above that names any.
    ///
    /// One issue has one responsible leader (seed: 一个问题、一名责任领导); a part without names shares its issue's.
    pub fn holder(&self, place: usize, roles: &[Role]) -> &'a Issue {
        let names = |place: &usize| self.issues[*place].duties.iter().any(|(role, _)| roles.contains(role));
        let place = Some(place).filter(names).or_else(|| self.above(place).find(names)).unwrap_or(place);
        &self.issues[place]
    }

    /// For each issue, whether a return that `counts` speaks for it: its own, one on a part of it, or one on an issue
    /// that it is a part of.
    ///
    /// The lead unit reports for all (`domain.md` 0), so a return on the issue speaks for its parts; and a return on
    /// a part shows that somebody works at the issue. It does not speak for the other parts.
    pub fn heard(&self, counts: impl Fn(&Progress) -> bool) -> Vec<bool> {
        let own: Vec<bool> = self.issues.iter().map(|issue| issue.latest.as_ref().is_some_and(&counts)).collect();
        let mut heard = own.clone();
        for place in 0..own.len() {
            for above in self.above(place) {
                heard[above] |= own[place];
                heard[place] |= own[above];
            }
        }
        heard
    }
}

/// The names in `roles`, role by role in that order, each once.
pub fn names<'a>(issue: &'a Issue, roles: &'static [Role]) -> impl Iterator<Item = &'a str> {
    let all = roles.iter().enumerate().flat_map(|(turn, role)| issue.names(*role).map(move |name| (turn, name)));
    all.filter(move |(turn, name)| !roles[..*turn].iter().any(|role| issue.names(*role).any(|other| other == *name)))
        .map(|(_, name)| name)
}

/// What was reported under a heading, unless it says that there is nothing (`domain.md` 1.3: 如无则填“无”).
pub fn said(text: Option<&str>) -> Option<&str> {
    const NOTHING: &[&str] = &["", "无", "暂无", "没有", "/", "-", "—", "——"];
    let text = text?.trim();
    (!NOTHING.contains(&text.trim_end_matches(['。', '.']))).then_some(text)
}

/// The years of these days for which the calendar has no schedule, ascending.
pub fn unknown_years(calendar: &Calendar, days: impl Iterator<Item = NaiveDate>) -> BTreeSet<i32> {
    days.filter(|day| !calendar.known(*day)).map(|day| day.year()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, issue, part, report};

    fn ledger() -> Ledger {
        let mut ledger = Ledger {
            issues: vec![issue("8"), part("8.1", "8"), part("8.2", "8"), part("8.2.1", "8.2"), issue("9")],
            ..Ledger::default()
        };
        ledger.issues[0].duties = vec![(Role::LeadLeader, "张".into()), (Role::LeadUnit, "甲局".into())];
        ledger.issues[2].duties =
            vec![(Role::Unit, "乙局".into()), (Role::LeadUnit, "丙局".into()), (Role::Unit, "丙局".into())];
        ledger
    }

    #[test]
    fn a_part_shares_the_names_that_it_lacks() {
        let ledger = ledger();
        let standing = Standing::new(&ledger);
        let names = |place, roles| names(standing.holder(place, roles), roles).collect::<Vec<_>>();
        assert_eq!(names(0, UNITS), ["甲局"]);
        assert_eq!(names(1, UNITS), ["甲局"]);
        assert_eq!(names(2, UNITS), ["丙局", "乙局"], "the lead unit first, each once");
        assert_eq!(names(3, UNITS), ["丙局", "乙局"], "the nearest above");
        assert_eq!(names(3, LEADERS), ["张"]);
        assert!(names(4, LEADERS).is_empty());
    }

    #[test]
    fn a_return_speaks_up_and_down_but_not_sideways() {
        for (reported, heard) in
            [("8", "8 8.1 8.2 8.2.1"), ("8.1", "8 8.1"), ("8.2", "8 8.2 8.2.1"), ("8.2.1", "8 8.2 8.2.1"), ("9", "9")]
        {
            let mut ledger = ledger();
            let one = ledger.issues.iter_mut().find(|issue| issue.number == reported).expect("one of them");
            one.latest = Some(report("2019-12-03", 10));
            let speaks = Standing::new(&ledger).heard(|latest| latest.day == date("2019-12-03"));
            let names: Vec<&str> = ledger
                .issues
                .iter()
                .zip(speaks)
                .filter(|(_, yes)| *yes)
                .map(|(issue, _)| issue.number.as_str())
                .collect();
            assert_eq!(names.join(" "), heard);
        }
    }

    #[test]
    fn issues_that_are_parts_of_each_other_end() {
        let mut ledger = Ledger {
            issues: vec![part("1", "2"), part("2", "1"), part("3", "3"), part("4", "x")],
            ..Ledger::default()
        };
        ledger.issues[0].latest = Some(report("2019-12-03", 10));
        let standing = Standing::new(&ledger);
        assert_eq!(standing.heard(|_| true), [true, true, false, false]);
        assert_eq!([0, 1, 2, 3].map(|place| standing.is_part(place)), [true, true, false, false]);
    }

    #[test]
    fn nothing_is_not_an_obstacle() {
        for (text, expected) in [
            ("无", None),
            (" 无。 ", None),
            ("—", None),
            ("", None),
            ("无人值守", Some("无人值守")),
            (" 缺资金 ", Some("缺资金")),
        ] {
            assert_eq!(said(Some(text)), expected, "{text}");
        }
    }
}
