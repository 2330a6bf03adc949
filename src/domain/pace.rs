//! 超前、序时、滞后、逾期: how an issue goes against its dates on a day. Computed, never stored.

use crate::domain::issue::{Closing, Issue, Milestone, Pace, Progress, Stage};
use chrono::NaiveDate;

/// From when an issue counts as behind or ahead; a place has its own thresholds.
///
/// The default of 10 points is arbitrary between the places found: 银川 turns yellow at 10 points behind the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceRule {
    /// More points of percent than this below the share of time elapsed: 滞后.
    pub behind: i64,
    /// More points of percent than this above it: 超前.
    pub ahead: i64,
    /// Not started (未启动) though more percent of the time than this has elapsed: 滞后.
    pub idle: i64,
}

impl Default for PaceRule {
    fn default() -> PaceRule {
        PaceRule { behind: 10, ahead: 10, idle: 10 }
    }
}

/// Whether people say that it is done, or it is struck off (`domain.md` 1.5: 销号 is a subset of 已完成).
///
/// The stage of a closed issue can say otherwise only after a merge; then it still counts as done.
pub fn is_done(issue: &Issue) -> bool {
    issue.stage == Stage::Done || issue.closing == Closing::Closed
}

/// Whether the measure was done by the end of `day`; one with a later date of completion was not.
pub fn is_met(milestone: &Milestone, day: NaiveDate) -> bool {
    milestone.done_on.is_some_and(|done| done <= day)
}

/// Whether the measure's own date has passed without it (超期未完); a limit of `day` itself has not passed.
pub fn is_late(milestone: &Milestone, day: NaiveDate) -> bool {
    milestone.due.is_some_and(|due| due < day) && !is_met(milestone, day)
}

/// The limit that binds the issue: its own, else that of its inspection (集中整改期限).
///
/// What is to be kept up (长期坚持) and has no date of its own has no limit: it goes beyond the inspection's. Nor does the
/// inspection's bind what was reopened: a new cycle has dates of its own (`domain.md` 4.7).
pub fn limit(issue: &Issue, inspection_due: Option<NaiveDate>) -> Option<NaiveDate> {
    issue.due.or(inspection_due.filter(|_| !issue.long_term && issue.cycle <= 1))
}

/// The newest return, where it speaks of this cycle: one dated after it began.
pub fn latest(issue: &Issue) -> Option<&Progress> {
    let of_cycle = |latest: &&Progress| issue.cycle <= 1 || issue.started_on.is_none_or(|start| latest.day > start);
    issue.latest.as_ref().filter(of_cycle)
}

/// Whether the limit has passed and the issue is not done.
///
/// What is basically done and to be kept up (基本完成 with 长期坚持) is not overdue: the date passed, the flag stays
/// (`domain.md` 1.4).
pub fn is_overdue(issue: &Issue, inspection_due: Option<NaiveDate>, day: NaiveDate) -> bool {
    limit(issue, inspection_due).is_some_and(|due| due < day) && !is_done(issue) && !is_kept_up(issue)
}

/// Whether it is basically done and to be kept up: its date asks for nothing more.
pub fn is_kept_up(issue: &Issue) -> bool {
    issue.long_term && issue.stage == Stage::BasicallyDone
}

/// Whether it is in hand without a team, a plan, or a limit or the mark 长期坚持 (seed: 一套班子、一个整改方案).
///
/// Once the day has passed by which every issue must have its plan, it is behind ([`Pace::Behind`]). The plan may be
/// that of its parts, and a part stands under the team of its issue.
pub fn lacks_plan(issue: &Issue) -> bool {
    issue.stage == Stage::InProgress
        && issue.parent.is_none()
        && (issue.lacks_team || issue.lacks_measures || (issue.due.is_none() && !issue.long_term))
}

/// Days from `day` to the issue's own limit; 0 on the last day, negative when overdue.
pub fn days_left(issue: &Issue, day: NaiveDate) -> Option<i64> {
    issue.due.map(|due| (due - day).num_days())
}

/// The pace on `day` by the default rule; see [`PaceRule::pace`].
pub fn pace(
    issue: &Issue,
    feedback_on: Option<NaiveDate>,
    inspection_due: Option<NaiveDate>,
    day: NaiveDate,
) -> Option<Pace> {
    PaceRule::default().pace(issue, feedback_on, inspection_due, day)
}

impl PaceRule {
    /// Judges the pace at the end of `day`; `None` when nothing is left to judge (done or closed).
    ///
    /// In this order (`design.md` 2, `domain.md` 1.5 and 2):
    /// 1. 逾期: see [`is_overdue`].
    /// 2. 滞后: a measure is late; or the percent reported last lags the share of time elapsed; or it has not been
    ///    started though time has elapsed.
    /// 3. 超前: the percent leads the share of time elapsed.
    /// 4. 序时: all else, also where no dates are known (which is not told of one issue, see
    ///    [`crate::domain::standing::Standing::told`]).
    ///
    /// Time runs from `started_on`, else the day of feedback, to the limit; without both ends there is no share.
    /// Once the date of an issue that is to be kept up has passed, only its measures can make it late.
    pub fn pace(
        &self,
        issue: &Issue,
        feedback_on: Option<NaiveDate>,
        inspection_due: Option<NaiveDate>,
        day: NaiveDate,
    ) -> Option<Pace> {
        if is_done(issue) {
            return None;
        }
        if is_overdue(issue, inspection_due, day) {
            return Some(Pace::Overdue);
        }
        let late = issue.milestones.iter().any(|milestone| is_late(milestone, day));
        // Points of percent above the time elapsed, times the whole time: nothing is divided, so nothing is rounded.
        let elapsed = Elapsed::of(issue, feedback_on, inspection_due, day);
        let lead = elapsed.zip(latest(issue).and_then(|latest| latest.percent));
        let lead = lead.map(|(time, percent)| (percent.clamp(0, 100) * time.whole - time.gone * 100, time.whole));
        let idle = issue.stage == Stage::NotStarted
            && elapsed.is_some_and(|time| time.gone * 100 > self.idle.saturating_mul(time.whole));
        if late || idle || lead.is_some_and(|(lead, whole)| lead < self.behind.saturating_mul(whole).saturating_neg()) {
            Some(Pace::Behind)
        } else if lead.is_some_and(|(lead, whole)| lead > self.ahead.saturating_mul(whole)) {
            Some(Pace::Ahead)
        } else {
            Some(Pace::OnSchedule)
        }
    }
}

/// The share of time elapsed, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// Days gone, 0 to `whole`.
    pub gone: i64,
    /// Days from the start to the limit, at least 1.
    pub whole: i64,
}

impl Elapsed {
    /// The share at the end of `day`; `None` where an end is not known, the two are not in order, or the date of an
    /// issue that is to be kept up has passed.
    pub fn of(
        issue: &Issue,
        feedback_on: Option<NaiveDate>,
        inspection_due: Option<NaiveDate>,
        day: NaiveDate,
    ) -> Option<Elapsed> {
        let (start, due) = issue.started_on.or(feedback_on).zip(limit(issue, inspection_due))?;
        let whole = (due - start).num_days();
        let passed = due < day && is_kept_up(issue);
        (whole > 0 && !passed).then(|| Elapsed { gone: (day - start).num_days().clamp(0, whole), whole })
    }

    /// Whole percent, rounded down.
    pub fn percent(self) -> i64 {
        self.gone * 100 / self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, issue, milestone, report};

    #[test]
    fn a_new_cycle_has_dates_and_returns_of_its_own() {
        let mut again = running();
        (again.cycle, again.due) = (2, None);
        assert_eq!(limit(&again, Some(date("2019-11-30"))), None, "the inspection's limit bound the first cycle");
        again.due = Some(date("2019-12-11"));
        again.latest = Some(report("2019-12-01", 100));
        let pace = |issue: &Issue| PaceRule::default().pace(issue, None, None, date("2019-12-09"));
        assert_eq!((latest(&again), pace(&again)), (None, Some(Pace::OnSchedule)), "100% was said of the cycle before");
        again.latest = Some(report("2019-12-02", 10));
        assert_eq!(pace(&again), Some(Pace::Behind));
        again.cycle = 1;
        again.latest = Some(report("2019-12-01", 100));
        assert_eq!(pace(&again), Some(Pace::Ahead));
    }

    /// Ten days: one day is ten points.
    fn running() -> Issue {
        let mut running = issue("1");
        running.stage = Stage::InProgress;
        running.started_on = Some(date("2019-12-01"));
        running.due = Some(date("2019-12-11"));
        running
    }

    #[test]
    fn the_pace_follows_from_dates_percent_and_stage() {
        type Change = fn(&mut Issue);
        let cases: &[(&str, &str, Change, Option<Pace>)] = &[
            ("nothing but dates", "2019-12-10", |_| (), Some(Pace::OnSchedule)),
            ("the last day is not overdue", "2019-12-11", |_| (), Some(Pace::OnSchedule)),
            ("the day after is", "2019-12-12", |_| (), Some(Pace::Overdue)),
            ("basically done does not help", "2019-12-12", |i| i.stage = Stage::BasicallyDone, Some(Pace::Overdue)),
            ("nor does the long term alone", "2019-12-12", |i| i.long_term = true, Some(Pace::Overdue)),
            (
                "both do: the date passed, the flag stays",
                "2019-12-12",
                |i| {
                    i.long_term = true;
                    i.stage = Stage::BasicallyDone;
                    i.latest = Some(report("2019-12-01", 10));
                },
                Some(Pace::OnSchedule),
            ),
            (
                "unless a measure is late",
                "2019-12-12",
                |i| {
                    i.long_term = true;
                    i.stage = Stage::BasicallyDone;
                    i.milestones.push(milestone("x", "2019-12-05", None));
                },
                Some(Pace::Behind),
            ),
            ("done is not judged", "2019-12-31", |i| i.stage = Stage::Done, None),
            ("closed is not judged", "2019-12-31", |i| i.closing = Closing::Closed, None),
            ("asking to be closed is", "2019-12-31", |i| i.closing = Closing::Applied, Some(Pace::Overdue)),
            (
                "a late measure",
                "2019-12-06",
                |i| i.milestones.push(milestone("x", "2019-12-05", None)),
                Some(Pace::Behind),
            ),
            (
                "a measure due today",
                "2019-12-05",
                |i| i.milestones.push(milestone("x", "2019-12-05", None)),
                Some(Pace::OnSchedule),
            ),
            (
                "a late measure that was done",
                "2019-12-07",
                |i| i.milestones.push(milestone("x", "2019-12-05", Some("2019-12-06"))),
                Some(Pace::OnSchedule),
            ),
            (
                "a measure to be done later",
                "2019-12-07",
                |i| i.milestones.push(milestone("x", "2019-12-05", Some("2019-12-08"))),
                Some(Pace::Behind),
            ),
            (
                "10 points behind are borne",
                "2019-12-06",
                |i| i.latest = Some(report("2019-12-06", 40)),
                Some(Pace::OnSchedule),
            ),
            ("11 are not", "2019-12-06", |i| i.latest = Some(report("2019-12-06", 39)), Some(Pace::Behind)),
            (
                "10 points ahead are in order",
                "2019-12-06",
                |i| i.latest = Some(report("2019-12-06", 60)),
                Some(Pace::OnSchedule),
            ),
            ("11 are ahead", "2019-12-06", |i| i.latest = Some(report("2019-12-06", 61)), Some(Pace::Ahead)),
            (
                "ahead, but for a late measure",
                "2019-12-06",
                |i| {
                    i.latest = Some(report("2019-12-06", 99));
                    i.milestones.push(milestone("x", "2019-12-05", None));
                },
                Some(Pace::Behind),
            ),
            (
                "not started after 10 % of the time",
                "2019-12-02",
                |i| i.stage = Stage::NotStarted,
                Some(Pace::OnSchedule),
            ),
            ("not started after more", "2019-12-03", |i| i.stage = Stage::NotStarted, Some(Pace::Behind)),
            ("before the start", "2019-11-01", |i| i.latest = Some(report("2019-11-01", 0)), Some(Pace::OnSchedule)),
            (
                "without a start",
                "2019-12-10",
                |i| {
                    i.started_on = None;
                    i.stage = Stage::NotStarted;
                },
                Some(Pace::OnSchedule),
            ),
            (
                "a start after the limit",
                "2019-12-10",
                |i| i.started_on = Some(date("2020-01-01")),
                Some(Pace::OnSchedule),
            ),
            (
                "a nonsensical percent",
                "2019-12-06",
                |i| i.latest = Some(report("2019-12-06", i64::MAX)),
                Some(Pace::Ahead),
            ),
        ];
        for (why, day, change, expected) in cases {
            let mut issue = running();
            change(&mut issue);
            assert_eq!(pace(&issue, None, None, date(day)), *expected, "{why}");
        }
    }

    #[test]
    fn the_inspection_lends_its_dates() {
        let mut issue = running();
        (issue.started_on, issue.due, issue.stage) = (None, None, Stage::NotStarted);
        let (from, to) = (Some(date("2019-12-01")), Some(date("2019-12-11")));
        assert_eq!(pace(&issue, None, None, date("2020-12-31")), Some(Pace::OnSchedule));
        assert_eq!(pace(&issue, from, to, date("2019-12-05")), Some(Pace::Behind));
        assert_eq!(pace(&issue, None, to, date("2019-12-05")), Some(Pace::OnSchedule));
        assert_eq!(pace(&issue, None, to, date("2019-12-12")), Some(Pace::Overdue));
        issue.started_on = Some(date("2019-12-05"));
        assert_eq!(pace(&issue, from, to, date("2019-12-05")), Some(Pace::OnSchedule), "its own start goes first");
        issue.due = Some(date("2020-12-31"));
        assert_eq!(pace(&issue, None, to, date("2019-12-12")), Some(Pace::OnSchedule), "its own limit goes first");
    }

    #[test]
    fn a_place_has_its_own_thresholds() {
        let mut issue = running();
        issue.latest = Some(report("2019-12-06", 31));
        let rule = |behind| PaceRule { behind, ..PaceRule::default() };
        let day = date("2019-12-06");
        assert_eq!(rule(20).pace(&issue, None, None, day), Some(Pace::OnSchedule));
        assert_eq!(rule(18).pace(&issue, None, None, day), Some(Pace::Behind));
        assert_eq!(rule(i64::MAX).pace(&issue, None, None, day), Some(Pace::OnSchedule));
        assert_eq!(rule(i64::MIN).pace(&issue, None, None, day), Some(Pace::Behind));
    }

    #[test]
    fn days_left_are_negative_after_the_limit() {
        let mut issue = running();
        assert_eq!(days_left(&issue, date("2019-12-09")), Some(2));
        assert_eq!(days_left(&issue, date("2019-12-14")), Some(-3));
        issue.due = None;
        assert_eq!(days_left(&issue, date("2019-12-14")), None);
    }
}
