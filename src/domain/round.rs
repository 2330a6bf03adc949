//! A round of the weekly dispatch (一期调度): what is asked of whom, what came back, and whose silence lasts.
//!
//! A round belongs to a week; its id, and those of what it asks and gets, follow from what they are, so that two offices
//! that open the same week open the same round (`design.md` 3).

use crate::domain::calendar::{Calendar, week_start};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Role};
use crate::domain::ledger::Ledger;
use crate::domain::notice::NoticeKind;
use crate::domain::pace::is_done;
use crate::domain::standing::{Standing, UNITS};
use chrono::{Days, NaiveDate};

/// The round of the week of `day`.
pub fn round_id(day: NaiveDate) -> Id {
    Id::derive(None, &["round", &week_start(day).to_string()])
}

/// What a round asks a unit about an issue.
pub fn ask_id(round: Id, issue: Id, unit: Id) -> Id {
    Id::derive(None, &["ask", &round.to_string(), &issue.to_string(), &unit.to_string()])
}

/// What a unit gives back to a round.
pub fn return_id(round: Id, unit: Id) -> Id {
    Id::derive(None, &["return", &round.to_string(), &unit.to_string()])
}

/// What a unit reports of an issue in a round; it stands beside the issue.
pub fn progress_id(issue: Id, ask: Id) -> Id {
    Id::derive(Some(issue), &["progress", &ask.to_string()])
}

/// By when a round of the week of `monday` that is opened on `opened` is to be returned.
///
/// The weekday of the office (1 for Monday); where it is a day off, or not later than the opening, the next working day.
pub fn return_by(monday: NaiveDate, weekday: i64, opened: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let days = u64::try_from(weekday - 1).unwrap_or(0);
    let planned = calendar.next_working_day(monday.checked_add_days(Days::new(days)).unwrap_or(monday));
    if planned > opened { planned } else { calendar.add_working_days(opened, 1) }
}

/// Who reports on each open issue and part, as names by the place of the issue; nobody where none is named.
///
/// The lead unit reports for all where there is one (`domain.md` 0), else each responsible unit; a part without units of
/// its own is reported by those of its issue. What is done is not asked about.
pub fn asked<'a>(ledger: &'a Ledger, standing: &Standing<'a>) -> Vec<(usize, Vec<&'a str>)> {
    let open = ledger.issues.iter().enumerate().filter(|(_, issue)| !is_done(issue));
    open.map(|(place, _)| (place, reporters(standing.holder(place, UNITS)))).collect()
}

fn reporters(holder: &Issue) -> Vec<&str> {
    let lead: Vec<&str> = holder.names(Role::LeadUnit).take(1).collect();
    if lead.is_empty() { holder.names(Role::Unit).collect() } else { lead }
}

/// How a unit stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 已反馈
    Returned,
    /// 反馈无变化: the sheet came back, and says nothing new.
    Unchanged,
    /// 逾期反馈
    Late,
    /// 未反馈
    Missing,
}

impl State {
    /// Every state, in its order.
    pub const ALL: [State; 4] = [State::Returned, State::Unchanged, State::Late, State::Missing];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Returned => "returned",
            State::Unchanged => "unchanged",
            State::Late => "late",
            State::Missing => "missing",
        }
    }
}

/// When something was returned: the day, and the hour (`17:05`) where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When<'a> {
    /// The day.
    pub day: NaiveDate,
    /// The hour.
    pub hour: Option<&'a str>,
}

/// Whether a return came after its limit; without an hour a return of the last day is in time.
pub fn is_late(returned: When, limit: When) -> bool {
    let hours = returned.hour.zip(limit.hour);
    returned.day > limit.day || (returned.day == limit.day && hours.is_some_and(|(at, by)| at > by))
}

/// How a unit stands: what it returned, with the rows that say something new, against the limit.
pub fn state(returned: Option<(When, i64)>, limit: When) -> State {
    match returned {
        None => State::Missing,
        Some((when, _)) if is_late(when, limit) => State::Late,
        Some((_, 0)) => State::Unchanged,
        Some(_) => State::Returned,
    }
}

/// In how many rounds in a row, up to the newest, a unit was asked and gave nothing back.
///
/// `rounds` are those in which it was asked, newest first, each with whether it returned anything; one that can still be
/// answered in time is not given.
pub fn silence(rounds: impl IntoIterator<Item = bool>) -> usize {
    rounds.into_iter().take_while(|returned| !returned).count()
}

/// What silence leads to: the ladder 提醒 → 督办单 → 约谈 (`domain.md` 3), whose steps a place sets; only people take them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 提醒
    Remind,
    /// 督办单
    Supervise,
    /// 约谈
    Talk,
}

impl Step {
    /// The name in JSON: that of the notice that it leads to.
    pub fn name(self) -> &'static str {
        match self {
            Step::Remind => "reminder",
            Step::Supervise => "supervise",
            Step::Talk => "talk",
        }
    }

    /// Whether a notice of this kind takes the step, or one beyond it.
    pub fn is_taken(self, notice: NoticeKind) -> bool {
        let own = match self {
            Step::Remind => NoticeKind::Reminder,
            Step::Supervise => NoticeKind::Supervise,
            Step::Talk => NoticeKind::Talk,
        };
        notice >= own
    }
}

/// After how many rounds without a return each step is due; 0 for never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// 提醒
    pub remind: i64,
    /// 督办单
    pub supervise: i64,
    /// 约谈
    pub talk: i64,
}

impl Ladder {
    /// The highest step that so many silent rounds lead to.
    pub fn step(&self, silent: usize) -> Option<Step> {
        let silent = i64::try_from(silent).unwrap_or(i64::MAX);
        let steps = [(self.talk, Step::Talk), (self.supervise, Step::Supervise), (self.remind, Step::Remind)];
        steps.into_iter().find(|(rounds, _)| *rounds > 0 && silent >= *rounds).map(|(_, step)| step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::Stage;
    use crate::domain::sample::{date, issue, part};
    use proptest::prelude::*;

    #[test]
    fn a_week_has_one_round_whoever_opens_it() {
        assert_eq!(round_id(date("2019-12-09")), round_id(date("2019-12-15")));
        assert_ne!(round_id(date("2019-12-09")), round_id(date("2019-12-16")));
        let [a, b] = [Id([1; 16]), Id([2; 16])];
        assert_ne!(ask_id(a, a, b), ask_id(a, b, a), "who is asked about what");
    }

    #[test]
    fn a_return_is_due_on_a_working_day_after_the_opening() {
        let calendar = Calendar::default();
        for (monday, weekday, opened, due) in [
            ("2019-12-09", 5, "2019-12-09", "2019-12-13"),
            ("2019-12-09", 5, "2019-12-12", "2019-12-13"),
            ("2019-12-09", 5, "2019-12-13", "2019-12-16"),
            ("2019-12-09", 1, "2019-12-09", "2019-12-10"),
            ("2019-09-30", 5, "2019-09-30", "2019-10-08"), // over National Day
            ("2019-10-07", 5, "2019-10-08", "2019-10-11"),
            ("2019-10-07", 6, "2019-10-08", "2019-10-12"), // a Saturday that is worked
        ] {
            assert_eq!(return_by(date(monday), weekday, date(opened), &calendar), date(due), "{monday} {weekday}");
        }
    }

    #[test]
    fn the_lead_unit_reports_for_all() {
        let mut ledger = Ledger {
            issues: vec![issue("1"), part("1.1", "1"), issue("2"), issue("3"), issue("4")],
            ..Ledger::default()
        };
        ledger.issues[0].duties = vec![(Role::LeadUnit, "甲".into()), (Role::Unit, "乙".into())];
        ledger.issues[2].duties =
            vec![(Role::Unit, "乙".into()), (Role::Unit, "丙".into()), (Role::Support, "丁".into())];
        ledger.issues[4].stage = Stage::Done;
        let standing = Standing::new(&ledger);
        let asked = asked(&ledger, &standing);
        assert_eq!(asked, [(0, vec!["甲"]), (1, vec!["甲"]), (2, vec!["乙", "丙"]), (3, vec![])]);
    }

    #[test]
    fn a_return_is_late_by_the_hour() {
        let limit = When { day: date("2019-12-13"), hour: Some("17:00") };
        let at = |day: &str, hour| Some((When { day: date(day), hour }, 2));
        for (returned, expected) in [
            (None, State::Missing),
            (at("2019-12-12", Some("23:00")), State::Returned),
            (at("2019-12-13", Some("17:00")), State::Returned),
            (at("2019-12-13", Some("17:01")), State::Late),
            (at("2019-12-13", None), State::Returned),
            (at("2019-12-14", None), State::Late),
        ] {
            assert_eq!(state(returned, limit), expected, "{returned:?}");
        }
        assert_eq!(state(Some((When { day: date("2019-12-12"), hour: None }, 0)), limit), State::Unchanged);
    }

    #[test]
    fn silence_climbs_the_ladder() {
        let ladder = Ladder { remind: 1, supervise: 2, talk: 3 };
        let steps: Vec<Option<Step>> = (0..5).map(|silent| ladder.step(silent)).collect();
        let expected = [None, Some(Step::Remind), Some(Step::Supervise), Some(Step::Talk), Some(Step::Talk)];
        assert_eq!(steps, expected);
        let never = Ladder { remind: 0, supervise: 2, talk: 0 };
        assert_eq!((never.step(1), never.step(9)), (None, Some(Step::Supervise)));
        assert_eq!(silence([false, false, true, false]), 2);
        assert_eq!(silence([true, false]), 0);
    }

    proptest! {
        #[test]
        fn a_return_is_never_due_before_or_on_the_day_of_opening(week in 0_u64..500, weekday in 1_i64..8, later in 0_u64..10) {
            let calendar = Calendar::default();
            let monday = week_start(date("2019-01-07") + Days::new(7 * week));
            let opened = monday + Days::new(later);
            let due = return_by(monday, weekday, opened, &calendar);
            prop_assert!(due > opened && calendar.is_working(due));
        }

        #[test]
        fn a_later_return_never_stands_better(days in 0_u64..9, more in 0_u64..9, hours in prop::option::of(0_u32..24), changed in 0_i64..3) {
            let limit = When { day: date("2019-12-13"), hour: Some("17:00") };
            let hour = hours.map(|hour| format!("{hour:02}:30"));
            let at = |days: u64| When { day: date("2019-12-09") + Days::new(days), hour: hour.as_deref() };
            let [early, late] = [at(days), at(days + more)];
            prop_assert!(!is_late(early, limit) || is_late(late, limit));
            for when in [early, late] {
                let found = state(Some((when, changed)), limit);
                prop_assert_eq!(found == State::Late, is_late(when, limit), "lateness says more than what is in it");
                prop_assert_eq!(found == State::Unchanged, changed == 0 && !is_late(when, limit));
                prop_assert!(found != State::Missing);
            }
        }

        #[test]
        fn silence_is_what_came_since_the_last_return(rounds in prop::collection::vec(any::<bool>(), 0..30)) {
            let silent = silence(rounds.iter().copied());
            prop_assert!(rounds[..silent].iter().all(|returned| !returned));
            prop_assert!(silent == rounds.len() || rounds[silent]);
            prop_assert_eq!(silence(std::iter::once(false).chain(rounds.iter().copied())), silent + 1);
            prop_assert_eq!(silence(std::iter::once(true).chain(rounds)), 0);
        }

        #[test]
        fn nobody_climbs_down_the_ladder_by_longer_silence(steps in prop::array::uniform3(0_i64..6), silent in 0_usize..9) {
            let ladder = Ladder { remind: steps[0], supervise: steps[1], talk: steps[2] };
            let due = |silent: i64, after: i64| after > 0 && silent >= after;
            let now = i64::try_from(silent).unwrap();
            let highest = [(steps[2], Step::Talk), (steps[1], Step::Supervise), (steps[0], Step::Remind)];
            let expected = highest.into_iter().find(|(after, _)| due(now, *after)).map(|(_, step)| step);
            prop_assert_eq!(ladder.step(silent), expected);
            prop_assert!(ladder.step(silent) <= ladder.step(silent + 1));
            prop_assert_eq!(ladder.step(0), None, "who was not silent is told nothing");
        }
    }
}
