//! 红黄绿: the lamp of an issue on a day, by the place's own rule (`domain.md` 2: colours are local law).

use crate::domain::issue::{Issue, Milestone, Pace, Stage};
use crate::domain::pace::{Elapsed, PaceRule, is_done, is_late, latest};
use crate::domain::setting::Settings;
use chrono::{Datelike, Months, NaiveDate};

/// A lamp, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lamp {
    /// 绿灯
    Green,
    /// 蓝灯
    Blue,
    /// 黄灯
    Yellow,
    /// 橙灯
    Orange,
    /// 红灯
    Red,
}

impl Lamp {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Lamp::Green => "green",
            Lamp::Blue => "blue",
            Lamp::Yellow => "yellow",
            Lamp::Orange => "orange",
            Lamp::Red => "red",
        }
    }
}

/// What lights which lamp; 0 lights none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LampRule {
    /// Whether what is in time shows green (银川), or nothing (江津: green is a warning).
    pub calm: bool,
    /// Green within so many days of the limit.
    pub green_days: i64,
    /// Blue within so many days of the limit, or once it is behind.
    pub blue_days: i64,
    /// Yellow within so many days of the limit.
    pub yellow_days: i64,
    /// Yellow at more points behind than this, and for everything else that is behind.
    pub yellow_behind: i64,
    /// Orange once it is so many days overdue.
    pub orange_overdue: i64,
    /// Red once it is so many days overdue.
    pub red_overdue: i64,
    /// Red at more points behind than this.
    pub red_behind: i64,
    /// Red when it is not started though so many months have gone.
    pub red_idle: i64,
    /// Red as long as a measure is missed; yellow for the rest of the month in which it was due once it is caught up.
    pub month: bool,
}

impl PaceRule {
    /// As the office has set it.
    pub fn of(settings: &Settings) -> PaceRule {
        PaceRule {
            behind: settings.number("pace.behind"),
            ahead: settings.number("pace.ahead"),
            idle: settings.number("pace.idle"),
        }
    }
}

/// Where an issue stands in its time, as the ledger around it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Time {
    /// Its pace.
    pub pace: Option<Pace>,
    /// The limit that binds it.
    pub limit: Option<NaiveDate>,
    /// From when its time is counted.
    pub start: Option<NaiveDate>,
    /// The share of it that has gone.
    pub elapsed: Option<Elapsed>,
}

impl LampRule {
    /// As the office has set it.
    pub fn of(settings: &Settings) -> LampRule {
        let number = |name| settings.number(name);
        LampRule {
            calm: number("lamp.calm") > 0,
            green_days: number("lamp.green.days"),
            blue_days: number("lamp.blue.days"),
            yellow_days: number("lamp.yellow.days"),
            yellow_behind: number("lamp.yellow.behind"),
            orange_overdue: number("lamp.orange.overdue"),
            red_overdue: number("lamp.red.overdue"),
            red_behind: number("lamp.red.behind"),
            red_idle: number("lamp.red.idle"),
            month: number("lamp.month") > 0,
        }
    }

    /// The lamp at the end of `day`: the most severe that anything lights; none for what is done, and none where the
    /// rule lights none.
    pub fn lamp(&self, issue: &Issue, time: Time, day: NaiveDate) -> Option<Lamp> {
        if is_done(issue) {
            return None;
        }
        let overdue = time.pace == Some(Pace::Overdue);
        let left = time.limit.map(|limit| (limit - day).num_days());
        let past = |days: i64| days > 0 && overdue && left.is_some_and(|left| -left >= days);
        let near = |days: i64| days > 0 && !overdue && left.is_some_and(|left| (0..=days).contains(&left));
        let behind = matches!(time.pace, Some(Pace::Behind | Pace::Overdue));
        let lags = |points: i64| points > 0 && lag(issue, time).is_some_and(|(lag, whole)| lag > points * whole);
        let since = |months: i64| {
            let months = u32::try_from(months).ok().filter(|months| *months > 0).map(Months::new);
            let until = months.zip(time.start).and_then(|(months, start)| start.checked_add_months(months));
            issue.stage == Stage::NotStarted && until.is_some_and(|until| until <= day)
        };
        let missed = self.month && issue.milestones.iter().any(|measure| is_late(measure, day));
        let caught_up = self.month && issue.milestones.iter().any(|measure| is_caught_up(measure, day));
        let lit = [
            (Lamp::Red, past(self.red_overdue) || lags(self.red_behind) || since(self.red_idle) || missed),
            (Lamp::Orange, past(self.orange_overdue)),
            (Lamp::Yellow, near(self.yellow_days) || caught_up),
            (Lamp::Yellow, self.yellow_behind > 0 && (behind || lags(self.yellow_behind))),
            (Lamp::Blue, near(self.blue_days) || (self.blue_days > 0 && behind)),
            (Lamp::Green, near(self.green_days) || self.calm),
        ];
        lit.into_iter().find(|(_, lit)| *lit).map(|(lamp, _)| lamp)
    }
}

/// Points of percent behind the time elapsed, times the whole time, and that time; nothing is divided.
///
/// Of what has reported nothing, nothing is known to be done once it is in hand.
fn lag(issue: &Issue, time: Time) -> Option<(i64, i64)> {
    let elapsed = time.elapsed?;
    let percent = latest(issue).and_then(|latest| latest.percent)?;
    Some((elapsed.gone * 100 - percent.clamp(0, 100) * elapsed.whole, elapsed.whole))
}

/// Whether the measure was missed in the month of `day` and is done by now.
fn is_caught_up(measure: &Milestone, day: NaiveDate) -> bool {
    let of_month = |due: NaiveDate| (due.year(), due.month()) == (day.year(), day.month());
    measure.due.zip(measure.done_on).is_some_and(|(due, done)| of_month(due) && due < done && done <= day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{date, issue, milestone, report};
    use crate::domain::setting::presets::PRESETS;

    fn rules(preset: &str) -> (PaceRule, LampRule) {
        let preset = PRESETS.iter().find(|one| one.key == preset).expect("a preset");
        let settings = Settings::of(preset.values.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        (PaceRule::of(&settings), LampRule::of(&settings))
    }

    /// An issue of 100 days, 2019-09-01 to 2019-12-10, on a day.
    fn lamp(preset: &str, day: &str, change: impl FnOnce(&mut Issue)) -> Option<&'static str> {
        let mut one = issue("8");
        one.started_on = Some(date("2019-09-01"));
        one.due = Some(date("2019-12-10"));
        change(&mut one);
        let (pace, rule) = rules(preset);
        let day = date(day);
        let time = Time {
            pace: pace.pace(&one, None, None, day),
            limit: one.due,
            start: one.started_on,
            elapsed: Elapsed::of(&one, None, None, day),
        };
        rule.lamp(&one, time, day).map(Lamp::name)
    }

    fn at(percent: i64) -> impl FnOnce(&mut Issue) {
        move |issue| issue.latest = Some(report("2019-10-01", percent))
    }

    #[test]
    fn each_place_lights_its_lamps_by_its_own_law() {
        let none = |_: &mut Issue| ();
        // the default: as the pace says
        assert_eq!(lamp("default", "2019-10-11", at(40)), Some("green"));
        assert_eq!(lamp("default", "2019-10-11", at(29)), Some("yellow"));
        assert_eq!(lamp("default", "2019-12-10", at(99)), Some("green"));
        assert_eq!(lamp("default", "2019-12-11", at(99)), Some("red"));
        assert_eq!(lamp("default", "2019-12-11", |issue| issue.stage = Stage::Done), None);
        // 江津: green 20 days before, yellow 10, red overdue
        assert_eq!(lamp("jiangjin", "2019-11-19", none), None);
        assert_eq!(lamp("jiangjin", "2019-11-20", none), Some("green"));
        assert_eq!(lamp("jiangjin", "2019-11-30", none), Some("yellow"));
        assert_eq!(lamp("jiangjin", "2019-12-10", none), Some("yellow"));
        assert_eq!(lamp("jiangjin", "2019-12-11", none), Some("red"));
        // 银川: yellow 10 to 30 points behind, red more, or 3 months not started
        assert_eq!(lamp("yinchuan", "2019-10-11", at(30)), Some("green"));
        assert_eq!(lamp("yinchuan", "2019-10-11", at(29)), Some("yellow"));
        assert_eq!(lamp("yinchuan", "2019-10-11", at(10)), Some("yellow"));
        assert_eq!(lamp("yinchuan", "2019-10-11", at(9)), Some("red"));
        let idle = |issue: &mut Issue| issue.stage = Stage::NotStarted;
        assert_eq!(lamp("yinchuan", "2019-11-30", idle), Some("yellow"));
        assert_eq!(lamp("yinchuan", "2019-12-01", idle), Some("red"));
        // 瓯海: a measure of November
        let measure = |done: Option<&'static str>| {
            move |issue: &mut Issue| issue.milestones = vec![milestone("m", "2019-11-15", done)]
        };
        assert_eq!(lamp("ouhai", "2019-11-15", measure(None)), Some("green"));
        assert_eq!(lamp("ouhai", "2019-11-16", measure(None)), Some("red"));
        assert_eq!(lamp("ouhai", "2019-11-30", measure(Some("2019-11-20"))), Some("yellow"), "yellow, not green");
        assert_eq!(lamp("ouhai", "2019-11-19", measure(Some("2019-11-20"))), Some("red"), "not caught up yet");
        assert_eq!(lamp("ouhai", "2019-12-01", measure(Some("2019-11-20"))), Some("green"), "a new month");
        assert_eq!(lamp("ouhai", "2019-11-30", measure(Some("2019-11-15"))), Some("green"));
        assert_eq!(lamp("ouhai", "2019-12-01", measure(None)), Some("red"), "missed until it is done");
        // 三明: blue, orange, red
        assert_eq!(lamp("sanming", "2019-10-11", at(40)), None);
        assert_eq!(lamp("sanming", "2019-10-11", at(10)), Some("blue"));
        assert_eq!(lamp("sanming", "2019-12-03", at(90)), Some("blue"));
        assert_eq!(lamp("sanming", "2019-12-11", at(90)), Some("orange"));
        assert_eq!(lamp("sanming", "2019-12-18", at(90)), Some("red"));
    }

    #[test]
    fn what_is_kept_up_is_not_red_after_its_date() {
        let kept = |issue: &mut Issue| (issue.stage, issue.long_term) = (Stage::BasicallyDone, true);
        assert_eq!(lamp("default", "2019-12-20", kept), Some("green"));
    }
}
