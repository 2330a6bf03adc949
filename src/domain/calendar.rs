//! Working days, weeks and months of the office.
//!
//! All dates are civil dates, without a time zone. A working day is what the State Council's yearly schedule says
//! (调休 included), corrected by rows of the office; outside the known years it is an ordinary Monday to Friday.

mod years;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a schedule says about one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: NaiveDate,
    /// Worked (上班), or off (放假).
    pub working: bool,
    /// Who says so: the notice (`国办发明电〔2018〕15号`), or a word of the office.
    pub source: Cow<'static, str>,
}

/// The working days of the office.
#[derive(Debug, Clone)]
pub struct Calendar {
    rows: BTreeMap<NaiveDate, Row>,
    known: BTreeSet<i32>,
    /// Days (counted from the common era) on which the schedule differs from the ordinary week, ascending.
    odd: Vec<i32>,
    /// Working days won or lost up to and with the odd day before this position: one longer than `odd`.
    shift: Vec<i32>,
    /// Working days up to and with each odd day, never fewer than up to the one before.
    sums: Vec<i64>,
}

impl Default for Calendar {
    /// The published schedules of 2019 to 2026.
    fn default() -> Calendar {
        let mut rows = BTreeMap::new();
        for festival in years::FESTIVALS {
            let date = |(month, day)| NaiveDate::from_ymd_opt(festival.year, month, day).expect("a day of the table");
            let mut add = |day, working| {
                rows.insert(day, Row { day, working, source: Cow::Borrowed(festival.notice) });
            };
            date(festival.from).iter_days().take_while(|day| *day <= date(festival.to)).for_each(|day| add(day, false));
            festival.work.iter().for_each(|day| add(date(*day), true));
        }
        Calendar::of(rows, years::YEARS.collect())
    }
}

impl Calendar {
    fn of(rows: BTreeMap<NaiveDate, Row>, known: BTreeSet<i32>) -> Calendar {
        let (mut odd, mut shift, mut sums) = (Vec::new(), vec![0], Vec::new());
        let mut sum = 0;
        for row in rows.values().filter(|row| row.working != is_weekday(row.day)) {
            sum += if row.working { 1 } else { -1 };
            let day = row.day.num_days_from_ce();
            odd.push(day);
            shift.push(sum);
            sums.push(weekdays_to(day) + i64::from(sum));
        }
        Calendar { rows, known, odd, shift, sums }
    }

    /// Adds or corrects rows; a later row of the same day wins.
    ///
    /// A year becomes known by a row that gives 1 October off, which every schedule does: a single correction of
    /// the office does not make a schedule.
    #[must_use]
    pub fn with_rows(&self, rows: impl IntoIterator<Item = Row>) -> Calendar {
        let (mut all, mut known) = (self.rows.clone(), self.known.clone());
        for row in rows {
            if !row.working && row.day.month() == 10 && row.day.day() == 1 {
                known.insert(row.day.year());
            }
            all.insert(row.day, row);
        }
        Calendar::of(all, known)
    }

    /// Every row, by day.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// What a schedule says of the day; `None` for an ordinary one.
    pub fn row(&self, day: NaiveDate) -> Option<&Row> {
        self.rows.get(&day)
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.rows.get(&day).map_or_else(|| is_weekday(day), |row| row.working)
    }

    /// Whether there is a schedule for the day's year; outside, Monday to Friday are taken as worked.
    pub fn known(&self, day: NaiveDate) -> bool {
        self.known.contains(&day.year())
    }

    /// Counts the working days in `(from, to]`: those after `from`, up to and with `to`.
    ///
    /// Negative where `to` lies before `from`. A limit of Friday asked about on Monday is one working day overdue.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.up_to(to.num_days_from_ce()) - self.up_to(from.num_days_from_ce())
    }

    /// Returns the `n`-th working day after `day`, or before it where `n` is negative; `day` itself for 0.
    ///
    /// The day itself never counts: “within 7 working days” (7个工作日内) of a Monday ends on the Wednesday of the
    /// week after. Stops at the first or last date there is.
    pub fn add_working_days(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let start = day.num_days_from_ce();
        let (first, last) = (NaiveDate::MIN.num_days_from_ce(), NaiveDate::MAX.num_days_from_ce());
        let target = match n {
            0 => return day,
            1.. => self.up_to(start).saturating_add(n),
            _ => self.up_to(start.saturating_sub(1)).saturating_add(n).saturating_add(1),
        };
        let found = self.reaching(target.clamp(-FARTHEST, FARTHEST)).clamp(i64::from(first), i64::from(last));
        let found = i32::try_from(found).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
        found.unwrap_or(day)
    }

    /// Returns the day itself when it is worked, else the first working day after it.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        if self.is_working(day) { day } else { self.add_working_days(day, 1) }
    }

    /// Returns the last day of a limit of `n` working days from `from` (N个工作日内); always a working day.
    ///
    /// The day itself never counts (民法典 201). A limit of no working day at all is the day itself, or where that is
    /// off the next working day (民法典 203).
    pub fn limit_in_working_days(&self, from: NaiveDate, n: u32) -> NaiveDate {
        match n {
            0 => self.next_working_day(from),
            n => self.add_working_days(from, i64::from(n)),
        }
    }

    /// Returns the day itself when it is worked, else the last working day before it.
    ///
    /// By then a thing must be in hand whose limit falls on a day off: a written limit is never moved, people are.
    pub fn last_working_day_before_or_on(&self, day: NaiveDate) -> NaiveDate {
        if self.is_working(day) { day } else { self.add_working_days(day, -1) }
    }

    /// Returns the day of the dispatch in the week of `week`, whose usual day is `weekday`.
    ///
    /// Where that day is off, it is the next working day of the same week; a Saturday or Sunday that is worked (调休)
    /// is one. `None` where the week has no working day left from `weekday` on: then there is no dispatch in it, and
    /// the next one is that of the next week. Nothing is ever moved forward, since what is asked for is not there yet.
    pub fn dispatch_day(&self, week: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
        let monday = week_start(week);
        let left = u64::from(weekday.num_days_from_monday())..7;
        left.filter_map(|days| monday.checked_add_days(Days::new(days))).find(|day| self.is_working(*day))
    }

    /// The number of the earliest day up to and with which there are `target` working days.
    fn reaching(&self, target: i64) -> i64 {
        // It lies behind the odd days up to which there are fewer, and not behind the next one.
        let place = self.sums.partition_point(|sum| *sum < target);
        let weekdays = target - i64::from(self.shift[place]) - 1;
        let day = 7 * weekdays.div_euclid(5) + weekdays.rem_euclid(5) + 1;
        self.odd.get(place).map_or(day, |odd| day.min(i64::from(*odd)))
    }

    /// Counts the working days from 1 January of the year 1 up to and with the day of this number.
    fn up_to(&self, day: i32) -> i64 {
        weekdays_to(day) + i64::from(self.shift[self.odd.partition_point(|odd| *odd <= day)])
    }
}

/// The same where every week is ordinary; day 1 was a Monday.
fn weekdays_to(day: i32) -> i64 {
    5 * i64::from(day.div_euclid(7)) + i64::from(day.rem_euclid(7).min(5))
}

/// More working days than there are dates.
const FARTHEST: i64 = 100_000_000;

fn is_weekday(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5
}

/// Returns the Monday that opens the dispatch week of `day`.
///
/// A dispatch week runs from Monday to Sunday (seed: 一周一调度), across the turn of a year too.
pub fn week_start(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()).min(days_since_min(day)))
}

/// Returns the Sunday that ends the dispatch week of `day`.
pub fn week_end(day: NaiveDate) -> NaiveDate {
    week_start(day).checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX)
}

/// Returns the first day of the month of `day`.
pub fn month_start(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Returns the last day of the month of `day`.
pub fn month_end(day: NaiveDate) -> NaiveDate {
    (28..=31).rev().find_map(|last| day.with_day(last)).unwrap_or(day)
}

/// Whether `day` is the last of its month.
pub fn ends_month(day: NaiveDate) -> bool {
    day == month_end(day)
}

fn days_since_min(day: NaiveDate) -> u64 {
    u64::try_from((day - NaiveDate::MIN).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tyme4rs::tyme::holiday::LegalHoliday;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn every_day_of_2019_to_2026_is_as_an_independent_calendar_has_it() {
        let calendar = Calendar::default();
        let mut day = date("2019-01-01");
        while day <= date("2026-12-31") {
            let theirs = LegalHoliday::from_ymd(day.year() as isize, day.month() as usize, day.day() as usize);
            let ours = calendar.rows.get(&day).map(|row| row.working);
            assert_eq!(ours, theirs.map(|holiday| holiday.is_work()), "{day}");
            assert!(calendar.known(day));
            day = day.succ_opt().expect("a day");
        }
        assert!(!calendar.known(date("2018-12-31")) && !calendar.known(date("2027-01-01")));
    }

    #[test]
    fn a_later_notice_wins_over_the_yearly_one() {
        let calendar = Calendar::default();
        for (day, working, notice) in [
            ("2019-05-01", false, "国办发明电〔2019〕3号"),
            ("2019-05-02", false, "国办发明电〔2019〕3号"),
            ("2019-05-05", true, "国办发明电〔2019〕3号"),
            ("2020-01-30", false, "国办发明电〔2019〕16号"),
            ("2020-02-01", false, "国办发明电〔2020〕1号"),
            ("2020-02-02", false, "国办发明电〔2020〕1号"),
            ("2022-12-31", false, "国办发明电〔2022〕16号"),
        ] {
            let row = &calendar.rows[&date(day)];
            assert_eq!((row.working, row.source.as_ref()), (working, notice), "{day}");
        }
        assert!(calendar.is_working(date("2020-02-03")));
    }

    #[test]
    fn working_days_are_counted_after_the_first_day_up_to_the_last() {
        let calendar = Calendar::default();
        for (from, to, days, why) in [
            ("2019-12-06", "2019-12-09", 1, "over an ordinary weekend"),
            ("2019-12-09", "2019-12-09", 0, "the same day"),
            ("2019-12-09", "2019-12-06", -1, "backwards"),
            ("2019-09-30", "2019-10-08", 1, "over National Day"),
            ("2019-09-27", "2019-09-30", 2, "a Sunday is worked before it"),
            ("2024-09-28", "2024-10-09", 4, "29 September to 9 October 2024 are four working days, not ten"),
            ("2020-01-23", "2020-02-03", 1, "the prolonged Spring Festival"),
            ("2027-09-30", "2027-10-08", 6, "a year without a schedule has ordinary weeks"),
            ("0001-01-01", "0001-01-07", 4, "the first week"),
            ("-0001-12-27", "0001-01-01", 265, "before the common era"),
        ] {
            assert_eq!(calendar.working_days_between(date(from), date(to)), days, "{why}");
        }
    }

    #[test]
    fn a_number_of_working_days_leads_to_a_working_day() {
        let calendar = Calendar::default();
        for (from, n, to) in [
            ("2019-12-09", 7, "2019-12-18"),
            ("2019-12-09", 0, "2019-12-09"),
            ("2019-12-14", 0, "2019-12-14"),
            ("2019-12-14", 1, "2019-12-16"),
            ("2019-12-14", -1, "2019-12-13"),
            ("2019-09-30", 1, "2019-10-08"),
            ("2019-10-08", -1, "2019-09-30"),
            ("2019-10-11", 1, "2019-10-12"),
            ("2019-10-08", 4, "2019-10-12"),
            ("2019-10-07", -2, "2019-09-29"),
        ] {
            assert_eq!(calendar.add_working_days(date(from), n), date(to), "{n} after {from}");
        }
        assert_eq!(calendar.next_working_day(date("2019-10-01")), date("2019-10-08"));
        assert_eq!(calendar.next_working_day(date("2019-10-12")), date("2019-10-12"));
        for n in [i64::MIN, i64::MIN + 1, -9_000_000_000, 9_000_000_000, i64::MAX] {
            for day in [NaiveDate::MIN, date("2019-12-09"), NaiveDate::MAX] {
                let there = calendar.add_working_days(day, n);
                assert!(if n < 0 { there <= day } else { there >= day });
            }
        }
    }

    #[test]
    fn the_office_adds_and_corrects_rows() {
        let row = |day, working| Row { day: date(day), working, source: "市政府办通知".into() };
        let calendar = Calendar::default().with_rows([
            row("2019-12-13", false),
            row("2019-12-14", true),
            row("2019-05-05", false),
            row("2027-05-01", false),
        ]);
        assert!(!calendar.is_working(date("2019-12-13")) && calendar.is_working(date("2019-12-14")));
        assert_eq!(calendar.working_days_between(date("2019-12-12"), date("2019-12-16")), 2);
        assert!(!calendar.is_working(date("2019-05-05")), "a shipped row is corrected");
        assert!(!calendar.known(date("2027-05-01")), "one row is no schedule");
        assert!(calendar.with_rows([row("2027-10-01", false)]).known(date("2027-05-01")));
        let twice = calendar.with_rows([row("2019-12-13", true), row("2019-12-13", false)]);
        assert!(!twice.is_working(date("2019-12-13")), "the later row wins");
        assert!(twice.rows().zip(twice.rows().skip(1)).all(|(a, b)| a.day < b.day));
    }

    #[test]
    fn weeks_and_months_have_their_ends() {
        for (day, monday, sunday, first, last) in [
            ("2019-12-09", "2019-12-09", "2019-12-15", "2019-12-01", "2019-12-31"),
            ("2019-12-15", "2019-12-09", "2019-12-15", "2019-12-01", "2019-12-31"),
            ("2020-01-01", "2019-12-30", "2020-01-05", "2020-01-01", "2020-01-31"),
            ("2020-02-10", "2020-02-10", "2020-02-16", "2020-02-01", "2020-02-29"),
            ("2021-02-28", "2021-02-22", "2021-02-28", "2021-02-01", "2021-02-28"),
            ("2021-04-30", "2021-04-26", "2021-05-02", "2021-04-01", "2021-04-30"),
        ] {
            let day = date(day);
            assert_eq!((week_start(day), week_end(day)), (date(monday), date(sunday)));
            assert_eq!((month_start(day), month_end(day)), (date(first), date(last)));
        }
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(week_start(day) <= day && week_end(day) >= day && month_end(day) >= day);
        }
    }

    #[test]
    fn a_limit_in_working_days_ends_on_a_working_day() {
        let calendar = Calendar::default();
        for (from, n, to, why) in [
            ("2019-12-09", 7, "2019-12-18", "the day itself does not count"),
            ("2019-12-14", 7, "2019-12-24", "from a Saturday"),
            ("2019-09-29", 3, "2019-10-09", "over National Day"),
            ("2019-12-09", 0, "2019-12-09", "the same day"),
            ("2019-10-01", 0, "2019-10-08", "the same day, which is off"),
            ("2027-09-30", 3, "2027-10-05", "in a year without a schedule"),
        ] {
            assert_eq!(calendar.limit_in_working_days(date(from), n), date(to), "{why}");
        }
    }

    #[test]
    fn what_is_due_on_a_day_off_is_in_hand_the_working_day_before() {
        let calendar = Calendar::default();
        for (day, before) in [
            ("2019-12-13", "2019-12-13"),
            ("2019-12-15", "2019-12-13"),
            ("2019-10-07", "2019-09-30"),
            ("2019-10-12", "2019-10-12"),
            ("2019-10-13", "2019-10-12"),
        ] {
            assert_eq!(calendar.last_working_day_before_or_on(date(day)), date(before), "{day}");
        }
    }

    #[test]
    fn a_dispatch_on_a_day_off_is_held_later_in_its_week_or_not_at_all() {
        let calendar = Calendar::default();
        for (week, weekday, day, why) in [
            ("2019-12-09", Weekday::Mon, Some("2019-12-09"), "an ordinary Monday"),
            ("2019-12-11", Weekday::Mon, Some("2019-12-09"), "any day names its week"),
            ("2019-12-09", Weekday::Sun, None, "an ordinary Sunday"),
            ("2019-09-30", Weekday::Mon, Some("2019-09-30"), "the day before National Day"),
            ("2019-09-30", Weekday::Tue, None, "the rest of that week is off"),
            ("2019-10-07", Weekday::Mon, Some("2019-10-08"), "the last day of National Day"),
            ("2019-10-07", Weekday::Sat, Some("2019-10-12"), "a Saturday that is worked"),
            ("2019-09-23", Weekday::Sat, Some("2019-09-29"), "a Sunday that is worked"),
            ("2019-02-04", Weekday::Mon, None, "the Spring Festival takes the whole week"),
            ("2019-04-29", Weekday::Wed, Some("2019-05-05"), "the Sunday after Labour Day is worked"),
        ] {
            assert_eq!(calendar.dispatch_day(date(week), weekday), day.map(date), "{why}");
        }
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = calendar.dispatch_day(day, Weekday::Sun);
        }
    }

    #[test]
    #[ignore = "a measurement: cargo test --release --lib calendar -- --ignored --nocapture"]
    fn ten_million_questions_are_answered_in_a_second() {
        use crate::domain::sample::best_of;
        use std::hint::black_box;
        const QUESTIONS: i32 = 1_000_000;
        let own = (0..200).map(|n| Row {
            day: date("2027-01-01") + Days::new(n * 3),
            working: n % 2 == 0,
            source: "".into(),
        });
        let calendar = Calendar::default().with_rows(own);
        let days: Vec<NaiveDate> = (0..4_000).map(|n| date("2018-01-01") + Days::new(n * 7919 % 4_000)).collect();
        let day = |n: i32| days[usize::try_from(n % 4_000).expect("a place")];
        let questions = || (0..QUESTIONS).map(|n| (day(n), day(n.wrapping_mul(31) & 0xffff), i64::from(n % 61 - 30)));
        let between = best_of(10, || questions().map(|(a, b, _)| calendar.working_days_between(a, b)).sum::<i64>());
        let add = best_of(10, || questions().filter(|(a, _, n)| calendar.add_working_days(*a, *n) == *a).count());
        let working = best_of(10, || questions().filter(|(a, ..)| calendar.is_working(*a)).count());
        for (name, took) in [("between", between.0), ("add", add.0), ("is_working", working.0)] {
            let million = f64::from(QUESTIONS) / took.as_secs_f64() / 1e6;
            println!("working days, {name}: {million:.1} million a second");
            assert!(million > 10.0, "{name}: {million}");
        }
        black_box((between, add, working));
    }

    prop_compose! {
        fn days()(n in 736_000_i32..741_000) -> NaiveDate { // 2016 to 2029
            NaiveDate::from_num_days_from_ce_opt(n).expect("a day")
        }
    }

    fn counted(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i64 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        i64::try_from(days.filter(|day| calendar.is_working(*day)).count()).expect("few")
    }

    proptest! {
        #[test]
        fn counting_agrees_with_a_naive_counter(
            a in days(),
            b in days(),
            extra in proptest::collection::vec((days(), any::<bool>()), 0..40),
        ) {
            let rows = extra.into_iter().map(|(day, working)| Row { day, working, source: "".into() });
            let calendar = Calendar::default().with_rows(rows);
            let (from, to) = (a.min(b), a.max(b));
            let n = counted(&calendar, from, to);
            prop_assert_eq!(calendar.working_days_between(from, to), n);
            prop_assert_eq!(calendar.working_days_between(to, from), -n);
            let next = calendar.next_working_day(from);
            prop_assert!(calendar.is_working(next) && from.iter_days().take_while(|d| *d < next).all(|d| !calendar.is_working(d)));
            let last = calendar.last_working_day_before_or_on(from);
            prop_assert!(calendar.is_working(last) && last <= from && counted(&calendar, last, from) == 0);
        }

        #[test]
        fn limits_and_dispatches_agree_with_a_naive_walk(
            day in days(),
            n in 0_u32..60,
            weekday in 0_u8..7,
            extra in proptest::collection::vec((days(), any::<bool>()), 0..400),
        ) {
            let rows = extra.into_iter().map(|(day, working)| Row { day, working, source: "".into() });
            let calendar = Calendar::default().with_rows(rows);
            let end = calendar.limit_in_working_days(day, n);
            prop_assert!(calendar.is_working(end) && end >= day);
            if n > 0 {
                prop_assert_eq!(counted(&calendar, day, end), i64::from(n));
            }
            let weekday = Weekday::try_from(weekday).expect("one of seven");
            let usual = week_start(day) + Days::new(u64::from(weekday.num_days_from_monday()));
            let walk = usual.iter_days().take_while(|d| *d <= week_end(day)).find(|d| calendar.is_working(*d));
            prop_assert_eq!(calendar.dispatch_day(day, weekday), walk);
        }

        #[test]
        fn adding_agrees_with_counting(
            day in days(),
            n in -400_i64..400,
            off in proptest::collection::vec(days(), 0..400),
        ) {
            let rows = off.into_iter().map(|day| Row { day, working: false, source: "".into() });
            let calendar = Calendar::default().with_rows(rows);
            let there = calendar.add_working_days(day, n);
            if n > 0 {
                prop_assert!(there > day && calendar.is_working(there));
                prop_assert_eq!(counted(&calendar, day, there), n);
            } else if n < 0 {
                prop_assert!(there < day && calendar.is_working(there));
                let before = day.pred_opt().expect("a day");
                prop_assert_eq!(counted(&calendar, there.pred_opt().expect("a day"), before), -n);
            }
        }
    }
}
