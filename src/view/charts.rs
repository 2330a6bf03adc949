//! What the charts of a month are drawn from: open issues since the feedback, units, rounds, limits, lamps.

use crate::domain::issue::{Issue, Milestone, Pace};
use crate::domain::lamp::{Lamp, LampRule};
use crate::domain::ledger::Ledger;
use crate::domain::pace::{PaceRule, is_done, is_late};
use crate::domain::standing::Standing;
use crate::view::monthly::Monthly;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// So many points a line has at most.
const POINTS: i64 = 60;

/// So many issues are drawn against their limits.
const LINES: usize = 30;

/// So many units are drawn.
pub const UNITS: usize = 30;

/// So many rounds are drawn, the newest.
pub const ROUNDS: usize = 12;

/// Everything that is drawn of a month, as the ledger stood at its cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Charts<'a> {
    /// The cut-off.
    pub day: NaiveDate,
    /// Open issues by day, ascending; empty where nobody knows when it began.
    pub burn: Vec<Point>,
    /// Issues that are done, nobody knows when: they count as done from the first day.
    pub undated_done: i64,
    /// The units with most issues that are late, then with most.
    pub units: Vec<Bar<'a>>,
    /// Units that are not among them.
    pub other_units: usize,
    /// The rounds, the oldest first.
    pub rounds: Vec<Column>,
    /// Units with how they stand in each round, those that were missing most first.
    pub returns: Vec<Returns>,
    /// Units that are not among them.
    pub other_returns: usize,
    /// Open issues with a limit, the earliest limit first.
    pub lines: Vec<Line<'a>>,
    /// Open issues with a limit that are not among them.
    pub other_lines: usize,
    /// How many issues have which lamp; `None` for those that are done, and where the rule lights none.
    pub lamps: Vec<(Option<Lamp>, i64)>,
}

/// A day with what was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// Issues not done at its end.
    pub open: i64,
    /// Issues whose limit comes later, or that have none: what was to be open by plan.
    pub planned: i64,
}

/// The issues of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar<'a> {
    /// Its name; null for nobody's.
    pub name: Option<&'a str>,
    /// Done, basically done, on schedule, behind, overdue.
    pub parts: [i64; 5],
}

/// A round with the units that it asked, and how each stands.
pub type Asked = (Column, Vec<(String, &'static str)>);

/// A round of the dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its number.
    pub number: i64,
    /// The Monday of its week.
    pub week: NaiveDate,
}

/// A unit in the rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    /// Its name.
    pub unit: String,
    /// `returned`, `unchanged`, `late`, `missing` or `waiting` in each round; `None` where it was not asked.
    pub states: Vec<Option<&'static str>>,
}

/// An issue against its limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number.
    pub number: &'a str,
    /// What the inspection found.
    pub title: &'a str,
    /// When it began.
    pub from: NaiveDate,
    /// Its limit.
    pub due: NaiveDate,
    /// Its pace.
    pub pace: Option<&'static str>,
    /// Limits of its measures and of those of its parts, the earliest first, with whether each is done, and whether it is late.
    pub milestones: Vec<(NaiveDate, bool, bool)>,
}

impl<'a> Charts<'a> {
    /// Draws from the ledger and the figures of a month; rounds are added by [`Charts::with_rounds`].
    pub fn new(ledger: &'a Ledger, monthly: &Monthly<'a>, rules: (&PaceRule, &LampRule)) -> Charts<'a> {
        let day = monthly.cut_off;
        let standing = Standing::new(ledger);
        let issues: Vec<(usize, &Issue)> =
            ledger.issues.iter().enumerate().filter(|(place, _)| !standing.is_part(*place)).collect();
        let mut charts = Charts { day, ..Charts::default() };
        charts.burn(&issues, &standing);
        charts.undated_done = issues
            .iter()
            .filter(|(_, issue)| is_done(issue) && issue.done_on.is_none())
            .count()
            .try_into()
            .unwrap_or(0);
        charts.units(monthly);
        charts.lines(ledger, &issues, &standing, rules.0);
        for (place, _) in &issues {
            let lamp = standing.lamp(*place, standing.pace(*place, rules.0, day), rules.1, day);
            match charts.lamps.iter_mut().find(|(known, _)| *known == lamp) {
                Some((_, count)) => *count += 1,
                None => charts.lamps.push((lamp, 1)),
            }
        }
        charts.lamps.sort_by_key(|(lamp, _)| std::cmp::Reverse(*lamp));
        charts
    }

    /// Adds the rounds of the dispatch: for each its number, its Monday, and the units with how they stand.
    #[must_use]
    pub fn with_rounds(mut self, rounds: Vec<Asked>) -> Charts<'a> {
        let count = rounds.len();
        let mut rows: Vec<Returns> = Vec::new();
        let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for (at, (column, units)) in rounds.into_iter().enumerate() {
            self.rounds.push(column);
            for (unit, state) in units {
                let place = *places.entry(unit).or_insert_with_key(|unit| {
                    rows.push(Returns { unit: unit.clone(), states: vec![None; count] });
                    rows.len() - 1
                });
                rows[place].states[at] = Some(state);
            }
        }
        let missing = |row: &Returns| row.states.iter().filter(|state| **state == Some("missing")).count();
        rows.sort_by_key(|row| std::cmp::Reverse(missing(row))); // stable: then as they were asked
        self.other_returns = rows.len().saturating_sub(UNITS);
        rows.truncate(UNITS);
        self.returns = rows;
        self
    }

    fn burn(&mut self, issues: &[(usize, &Issue)], standing: &Standing) {
        let began = |(place, issue): &(usize, &Issue)| issue.started_on.or(standing.frame(*place).feedback_on);
        let Some(first) = issues.iter().filter_map(began).min().filter(|first| *first < self.day) else { return };
        let span = (self.day - first).num_days();
        let weeks = (span / 7 / POINTS + 1).unsigned_abs();
        let days = std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(7 * weeks)))
            .take_while(|day| *day < self.day)
            .chain([self.day]);
        let mut done: Vec<NaiveDate> = issues
            .iter()
            .filter(|(_, issue)| is_done(issue))
            .map(|(_, issue)| issue.done_on.map_or(first, |done| done.min(self.day)))
            .collect();
        done.sort_unstable();
        let mut limits: Vec<NaiveDate> = issues.iter().filter_map(|(place, _)| standing.limit(*place)).collect();
        limits.sort_unstable();
        let all = i64::try_from(issues.len()).unwrap_or(i64::MAX);
        let by = |days: &[NaiveDate], day| i64::try_from(days.partition_point(|one| *one <= day)).unwrap_or(0);
        self.burn =
            days.map(|day| Point { day, open: all - by(&done, day), planned: all - by(&limits, day) }).collect();
    }

    fn units(&mut self, monthly: &Monthly<'a>) {
        let mut bars: Vec<Bar> = monthly
            .units
            .iter()
            .map(|row| {
                let of = &row.figures;
                Bar { name: row.name, parts: [of.done.count, of.basically_done, of.on_schedule, of.behind, of.overdue] }
            })
            .collect();
        let late = |bar: &Bar| bar.parts[3] + bar.parts[4];
        bars.sort_by_key(|bar| std::cmp::Reverse((late(bar), bar.parts.iter().sum::<i64>())));
        self.other_units = bars.len().saturating_sub(UNITS);
        bars.truncate(UNITS);
        self.units = bars;
    }

    fn lines(&mut self, ledger: &'a Ledger, issues: &[(usize, &'a Issue)], standing: &Standing<'a>, rule: &PaceRule) {
        let mut open: Vec<(NaiveDate, usize, &Issue)> = issues
            .iter()
            .filter(|(_, issue)| !is_done(issue))
            .filter_map(|(place, issue)| Some((standing.limit(*place)?, *place, *issue)))
            .collect();
        open.sort_by_key(|(due, place, _)| (*due, *place));
        self.other_lines = open.len().saturating_sub(LINES);
        let mut parts: HashMap<usize, Vec<&Issue>> = HashMap::new();
        for (place, issue) in ledger.issues.iter().enumerate() {
            if let Some(parent) = standing.parent(place) {
                parts.entry(parent).or_default().push(issue);
            }
        }
        let lines = open.into_iter().take(LINES).map(|(due, place, issue)| {
            let from = issue.started_on.or(standing.frame(place).feedback_on).unwrap_or(due).min(due);
            let mut milestones = Vec::new();
            for of in [issue].into_iter().chain(parts.get(&place).into_iter().flatten().copied()) {
                // what is done without a measure has dropped it
                let counts = |one: &&Milestone| one.done_on.is_some() || !is_done(of);
                let known = of.milestones.iter().filter(counts);
                milestones
                    .extend(known.filter_map(|one| Some((one.due?, one.done_on.is_some(), is_late(one, self.day)))));
            }
            milestones.sort_by_key(|(due, ..)| *due); // stable
            let pace = standing.pace(place, rule, self.day).map(Pace::name);
            Line { number: &issue.number, title: &issue.title, from, due, pace, milestones }
        });
        self.lines = lines.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::issue::Stage;
    use crate::domain::sample;
    use crate::domain::setting::Settings;
    use crate::domain::supervision::supervise;

    #[test]
    fn the_charts_of_the_sample() {
        let ledger = sample::ledger();
        let (day, rule) = (sample::date("2019-12-09"), PaceRule::default());
        let month = supervise(&ledger, None, day, day, &Calendar::default(), &rule);
        let monthly = Monthly::new(&month);
        let charts = Charts::new(&ledger, &monthly, (&rule, &LampRule::of(&Settings::default())));
        let last = charts.burn.last().unwrap();
        assert_eq!((last.day, last.open), (day, monthly.issues.total - monthly.issues.done.count));
        assert!(charts.burn.windows(2).all(|pair| pair[0].day < pair[1].day && pair[0].open >= pair[1].open));
        assert_eq!(last.planned, monthly.issues.total - monthly.issues.due, "what is due is not to be open");
        assert_eq!(charts.lamps.iter().map(|(_, count)| count).sum::<i64>(), monthly.issues.total);
        assert_eq!(charts.units[0].name, Some("市委编办"), "the late first");
        assert!(charts.lines.windows(2).all(|pair| pair[0].due <= pair[1].due));
        let column = |number| Column { number, week: day };
        let charts = charts.with_rounds(vec![
            (column(1), vec![("a".into(), "returned"), ("b".into(), "missing")]),
            (column(2), vec![("b".into(), "waiting"), ("c".into(), "late")]),
        ]);
        let rows: Vec<_> = charts.returns.iter().map(|row| (row.unit.as_str(), row.states.clone())).collect();
        assert_eq!(
            rows,
            [
                ("b", vec![Some("missing"), Some("waiting")]),
                ("a", vec![Some("returned"), None]),
                ("c", vec![None, Some("late")])
            ]
        );
        let none = Ledger::default();
        let month = supervise(&none, None, day, day, &Calendar::default(), &rule);
        let empty = Charts::new(&none, &Monthly::new(&month), (&rule, &LampRule::of(&Settings::default())));
        assert_eq!(empty, Charts { day, ..Charts::default() });
    }

    #[test]
    fn an_issue_is_drawn_with_the_measures_of_its_parts() {
        let (day, rule) = (sample::date("2019-12-09"), PaceRule::default());
        let measure = |due: &str, done: Option<&str>| Milestone {
            id: sample::id(due),
            text: String::new(),
            deliverable: None,
            due: Some(sample::date(due)),
            due_text: None,
            done_on: done.map(sample::date),
        };
        let issue = |number: &str, parent: Option<&str>, milestones: Vec<Milestone>| {
            let mut issue = Issue::blank(sample::id(number));
            number.clone_into(&mut issue.number);
            (issue.parent, issue.due, issue.milestones) =
                (parent.map(sample::id), Some(sample::date("2019-12-31")), milestones);
            issue
        };
        let mut done =
            issue("3.2", Some("3"), vec![measure("2019-11-01", None), measure("2019-10-01", Some("2019-10-01"))]);
        done.stage = Stage::Done;
        let ledger = Ledger {
            issues: vec![
                issue("3", None, vec![measure("2019-12-20", None)]),
                issue("3.1", Some("3"), vec![measure("2019-12-01", None)]),
                done,
            ],
            ..Ledger::default()
        };
        let month = supervise(&ledger, None, day, day, &Calendar::default(), &rule);
        let charts = Charts::new(&ledger, &Monthly::new(&month), (&rule, &LampRule::of(&Settings::default())));
        let told: Vec<_> =
            charts.lines[0].milestones.iter().map(|(due, done, late)| (due.to_string(), *done, *late)).collect();
        let day = str::to_owned;
        assert_eq!(
            told,
            [(day("2019-10-01"), true, false), (day("2019-12-01"), false, true), (day("2019-12-20"), false, false)],
            "what a part that is done has left is dropped"
        );
    }
}
