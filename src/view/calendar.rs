//! The working days of a month or a year.

use crate::domain::calendar::{Calendar, Row, month_end};
use crate::domain::standing::unknown_years;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Days one after the other, by months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How many of the days are worked.
    pub working_days: usize,
    /// How many are off.
    pub days_off: usize,
    /// Years without a schedule: Monday to Friday are taken as worked.
    pub unknown_years: Vec<i32>,
    /// Each month with its days.
    pub months: Vec<Month>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-10`
    pub month: String,
    /// How many of its days are worked.
    pub working_days: usize,
    /// How many are off.
    pub days_off: usize,
    /// Its days.
    pub days: Vec<Day>,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// 1 for Monday to 7 for Sunday.
    pub weekday: u32,
    /// Whether it is worked.
    pub working: bool,
    /// `off` for a day of a festival (休), `work` for a day that is worked though it would be off (班); null for an
    /// ordinary one.
    pub mark: Option<&'static str>,
    /// Who says so; null for an ordinary one.
    pub source: Option<String>,
    /// Whether the office itself says so.
    pub own: bool,
    /// Whether the published schedule has it worked, where it speaks of the day and the office says otherwise.
    pub published: Option<bool>,
}

impl Schedule {
    /// The days from the first to the last, by the office's rows over the published ones.
    pub fn of(from: NaiveDate, to: NaiveDate, calendar: &Calendar, own: &[Row]) -> Schedule {
        let published = Calendar::default();
        let mut months: Vec<Month> = Vec::new();
        for day in from.iter_days().take_while(|day| *day <= to) {
            let month = day.format("%Y-%m").to_string();
            if months.last().is_none_or(|last| last.month != month) {
                months.push(Month { month, working_days: 0, days_off: 0, days: Vec::new() });
            }
            let shown = Day::of(day, calendar, &published, own.iter().any(|row| row.day == day));
            if let Some(month) = months.last_mut() {
                if shown.working {
                    month.working_days += 1;
                } else {
                    month.days_off += 1;
                }
                month.days.push(shown);
            }
        }
        Schedule {
            from,
            to,
            working_days: months.iter().map(|month| month.working_days).sum(),
            days_off: months.iter().map(|month| month.days_off).sum(),
            unknown_years: unknown_years(calendar, [from, to].into_iter()).into_iter().collect(),
            months,
        }
    }

    /// The month that this day begins.
    pub fn of_month(first: NaiveDate, calendar: &Calendar, own: &[Row]) -> Schedule {
        Schedule::of(first, month_end(first), calendar, own)
    }

    /// Every day.
    pub fn days(&self) -> impl Iterator<Item = &Day> {
        self.months.iter().flat_map(|month| &month.days)
    }
}

impl Day {
    fn of(day: NaiveDate, calendar: &Calendar, published: &Calendar, own: bool) -> Day {
        let working = calendar.is_working(day);
        let weekday = day.weekday().number_from_monday();
        let row = calendar.row(day);
        let published = published.row(day).map(|row| row.working).filter(|published| *published != working);
        let worked = || (weekday > 5 || published.is_some()).then_some("work");
        let mark = row.and_then(|row| if row.working { worked() } else { Some("off") });
        let source = row.map(|row| row.source.to_string());
        Day { day, weekday, working, mark, source, own, published }
    }
}
