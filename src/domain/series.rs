//! How the number of open issues came down since the findings were handed over (销号进度).
//!
//! It follows from the dates that stand in the ledger at the cut-off, not from what was known on each day: what was
//! handed out month by month stands in the frozen summaries.

use crate::domain::calendar::{month_end, week_start};
use crate::domain::issue::Issue;
use crate::domain::ledger::Ledger;
use crate::domain::pace::is_done;
use crate::domain::standing::Standing;
use chrono::{Days, NaiveDate};

/// The issues at the end of a day; parts of issues are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// Handed over by then.
    pub total: i64,
    /// Of them, not done by then.
    pub open: i64,
    /// Of those open, past the limit that they have at the cut-off.
    pub overdue: i64,
}

/// How many points at most: ten years of weeks and months.
const MOST: usize = 640;

/// A point for the day of feedback, for the end of each week and month after it, and for the cut-off; none where no day of
/// feedback is known, or it lies after the cut-off.
///
/// An issue comes in on the day of its inspection's feedback, or with the first of all where it has no inspection; it
/// goes when it is reported done. One that is done without a day goes at the cut-off.
pub fn since_feedback(ledger: &Ledger, cut_off: NaiveDate) -> Vec<Point> {
    let standing = Standing::new(ledger);
    let feedback = ledger.inspections.iter().filter_map(|inspection| inspection.feedback_on).min();
    let Some(start) = feedback.filter(|day| *day <= cut_off) else { return Vec::new() };
    let whole = ledger.issues.iter().enumerate().filter(|(place, _)| !standing.is_part(*place));
    let spans: Vec<(NaiveDate, Option<NaiveDate>, Option<NaiveDate>)> = whole
        .map(|(place, issue)| {
            (standing.frame(place).feedback_on.unwrap_or(start), gone(issue, cut_off), standing.limit(place))
        })
        .collect();
    days(start, cut_off)
        .into_iter()
        .map(|day| {
            let mut point = Point { day, ..Point::default() };
            for (from, until, limit) in &spans {
                let open = until.is_none_or(|until| until > day);
                point.total += i64::from(*from <= day);
                point.open += i64::from(*from <= day && open);
                point.overdue += i64::from(*from <= day && open && limit.is_some_and(|limit| limit < day));
            }
            point
        })
        .collect()
}

/// When it was done; the cut-off where nobody knows when.
fn gone(issue: &Issue, cut_off: NaiveDate) -> Option<NaiveDate> {
    is_done(issue).then(|| issue.done_on.filter(|day| *day <= cut_off).unwrap_or(cut_off))
}

fn days(start: NaiveDate, cut_off: NaiveDate) -> Vec<NaiveDate> {
    let mut days = vec![start];
    let sunday = |day: NaiveDate| week_start(day).checked_add_days(Days::new(6));
    let mut next = sunday(start);
    while let Some(day) = next.filter(|day| *day < cut_off) {
        if day > start {
            days.push(day);
        }
        next = day.checked_add_days(Days::new(7));
    }
    let mut end = month_end(start);
    while end < cut_off {
        days.push(end);
        end = end.succ_opt().map_or(cut_off, month_end);
    }
    days.push(cut_off);
    days.sort_unstable();
    days.dedup();
    let from = days.len().saturating_sub(MOST);
    days.split_off(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::Stage;
    use crate::domain::sample::{date, inspection, issue, part};

    #[test]
    fn the_open_issues_come_down_week_by_week() {
        let mut ledger = Ledger {
            inspections: vec![inspection()],
            issues: vec![issue("1"), issue("2"), issue("3"), part("3.1", "3")],
            ..Ledger::default()
        };
        for issue in &mut ledger.issues {
            issue.inspection = Some(crate::domain::sample::id("2019-sw"));
        }
        (ledger.issues[0].stage, ledger.issues[0].done_on) = (Stage::Done, Some(date("2019-09-10")));
        ledger.issues[1].stage = Stage::Done;
        ledger.issues[2].due = Some(date("2019-09-14"));
        let found = since_feedback(&ledger, date("2019-09-18"));
        let told: Vec<_> =
            found.iter().map(|point| (point.day.to_string(), point.total, point.open, point.overdue)).collect();
        let day = |day: &str| day.to_owned();
        assert_eq!(
            told,
            [
                (day("2019-09-02"), 3, 3, 0),
                (day("2019-09-08"), 3, 3, 0),
                (day("2019-09-15"), 3, 2, 1),
                (day("2019-09-18"), 3, 1, 1),
            ]
        );
        assert_eq!(since_feedback(&ledger, date("2019-09-01")), []);
        assert_eq!(since_feedback(&ledger, date("2019-09-02")).len(), 1);
        let days: Vec<_> = since_feedback(&ledger, date("2019-10-08")).iter().map(|point| point.day).collect();
        assert!(days.is_sorted() && days.contains(&date("2019-09-30")), "{days:?}");
        assert_eq!(since_feedback(&Ledger::default(), date("2019-09-02")), []);
        assert_eq!(since_feedback(&ledger, date("2059-09-02")).len(), MOST);
    }
}
