//! 提醒函、督办单、约谈、通报: numbered documents that want an answer (`domain.md` 3, escalation ladder).

use crate::domain::calendar::Calendar;
use chrono::NaiveDate;

/// The kind of a notice, from the mildest to the most severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// 提醒函
    Reminder,
    /// 督办单
    Supervise,
    /// 约谈
    Talk,
    /// 通报: goes to all, and names.
    Circular,
}

impl NoticeKind {
    /// Every kind, in its order.
    pub const ALL: [NoticeKind; 4] =
        [NoticeKind::Reminder, NoticeKind::Supervise, NoticeKind::Talk, NoticeKind::Circular];

    /// The name in the log, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            NoticeKind::Reminder => "reminder",
            NoticeKind::Supervise => "supervise",
            NoticeKind::Talk => "talk",
            NoticeKind::Circular => "circular",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<NoticeKind> {
        NoticeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The setting that holds the word of its number.
    pub fn setting(self) -> String {
        format!("notice.{}", self.name())
    }
}

/// How a notice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Answered, this many days after its limit; 0 in time.
    Answered(i64),
    /// Not answered, with this many days left; none where no answer is asked for.
    Waiting(Option<i64>),
    /// Not answered, this many days after its limit.
    Overdue(i64),
}

/// How a notice that is to be answered by `answer_by` stands at the end of `day`.
pub fn standing(answer_by: Option<NaiveDate>, answered_on: Option<NaiveDate>, day: NaiveDate) -> Standing {
    let left = |on: NaiveDate| answer_by.map(|limit| (limit - on).num_days());
    match answered_on.filter(|on| *on <= day) {
        Some(on) => Standing::Answered(left(on).map_or(0, |left| (-left).max(0))),
        None => match left(day) {
            Some(left) if left < 0 => Standing::Overdue(-left),
            left => Standing::Waiting(left),
        },
    }
}

/// By when a notice of `day` wants its answer: `days` working days after it, none for 0.
pub fn answer_by(day: NaiveDate, days: i64, calendar: &Calendar) -> Option<NaiveDate> {
    (days > 0).then(|| calendar.add_working_days(day, days))
}

/// The next number of a series: one more than the highest that was ever given, one of a void notice too.
pub fn next_number(given: impl IntoIterator<Item = i64>) -> i64 {
    given.into_iter().max().unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_notice_stands_by_its_limit_and_its_answer() {
        for (limit, answered, standing_is) in [
            (Some("2019-12-09"), None, Standing::Waiting(Some(0))),
            (Some("2019-12-08"), None, Standing::Overdue(1)),
            (Some("2019-12-08"), Some("2019-12-08"), Standing::Answered(0)),
            (Some("2019-12-06"), Some("2019-12-09"), Standing::Answered(3)),
            (Some("2019-12-31"), Some("2019-12-09"), Standing::Answered(0)),
            (Some("2019-12-08"), Some("2019-12-10"), Standing::Overdue(1)),
            (None, None, Standing::Waiting(None)),
        ] {
            let found = standing(limit.map(date), answered.map(date), date("2019-12-09"));
            assert_eq!(found, standing_is, "{limit:?} {answered:?}");
        }
    }

    #[test]
    fn an_answer_is_due_in_working_days() {
        let calendar = Calendar::default();
        assert_eq!(answer_by(date("2019-09-27"), 5, &calendar), Some(date("2019-10-10")), "over National Day");
        assert_eq!(answer_by(date("2019-12-09"), 0, &calendar), None);
    }

    #[test]
    fn a_number_is_given_once() {
        assert_eq!((next_number([]), next_number([3, 1])), (1, 4));
    }
}
