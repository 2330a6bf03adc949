//! Working days: a month as it hangs on a wall, a year month by month, and which days are out of the ordinary.

use super::page::{Cell, Column, Page, Table, Tone};
use super::phrase::iso;
use crate::i18n::Words;
use crate::say;
use crate::view::calendar::{Day, Month, Schedule};
use chrono::{Datelike, NaiveDate};

/// A month or a year, for a person.
pub fn page(schedule: &Schedule, words: &Words) -> Page {
    let mut page = Page::new();
    let year = i64::from(schedule.from.year());
    match &schedule.months[..] {
        [month] => {
            let of = i64::from(schedule.from.month());
            page.heading(1, words.say(&say!("month-long", year = year, month = of)));
            page.table(wall(month, words));
        }
        months => {
            page.heading(1, words.say(&say!("calendar-year", year = year)));
            page.table(by_month(months, words));
        }
    }
    let (working, off) = (schedule.working_days, schedule.days_off);
    page.paragraph(words.say(&say!("calendar-sum", working = working, off = off)));
    if !schedule.unknown_years.is_empty() {
        page.paragraph(words.say(&say!("calendar-unknown-year", year = year)));
    }
    let odd = odd(schedule, words);
    if !odd.rows.is_empty() {
        page.table(odd);
    }
    page
}

/// Every day in a row of its own, for a spreadsheet.
pub fn table(schedule: &Schedule, words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("issue-day")),
        Column::fixed(words.word("calendar-weekday")),
        Column::fixed(words.word("calendar-how")),
        Column::flexible(words.word("calendar-source")),
    ]);
    for day in schedule.days() {
        let how = words.word(if day.working { "calendar-work" } else { "calendar-off" });
        table.row(vec![
            iso(day.day).into(),
            weekday(day.weekday, words).into(),
            how.into(),
            day.source.clone().unwrap_or_default().into(),
        ]);
    }
    let mut page = Page::new();
    page.table(table);
    page
}

/// Monday first, a row for each week.
fn wall(month: &Month, words: &Words) -> Table {
    let mut table = Table::new((1..=7).map(|n| Column::fixed(weekday(n, words))).collect());
    let mut week: Vec<Cell> = Vec::new();
    let first = month.days.first().map_or(1, |day| day.weekday);
    week.extend((1..first).map(|_| Cell::default()));
    for day in &month.days {
        week.push(cell(day, words));
        if week.len() == 7 {
            table.row(std::mem::take(&mut week));
        }
    }
    if !week.is_empty() {
        week.resize(7, Cell::default());
        table.row(week);
    }
    table
}

fn cell(day: &Day, words: &Words) -> Cell {
    let number = day.day.day();
    match day.mark {
        Some("off") => Cell::toned(format!("{number}{}", words.word("calendar-off-mark")), Tone::Good),
        Some(_) => Cell::toned(format!("{number}{}", words.word("calendar-work-mark")), Tone::Warn),
        None if day.working => number.to_string().into(),
        None => Cell::toned(number.to_string(), Tone::Faint),
    }
}

fn by_month(months: &[Month], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("calendar-month")),
        Column::number(words.word("calendar-working-days")),
        Column::number(words.word("calendar-days-off")),
    ]);
    for month in months {
        let (working, off) = (month.working_days.to_string(), month.days_off.to_string());
        table.row(vec![month.month.as_str().into(), working.into(), off.into()]);
    }
    table
}

/// The days that are out of the ordinary, those of one kind and source that follow each other in one row.
fn odd(schedule: &Schedule, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("issue-day")),
        Column::fixed(words.word("calendar-how")),
        Column::flexible(words.word("calendar-source")),
    ]);
    let days: Vec<&Day> = schedule.days().filter(|day| day.source.is_some()).collect();
    let alike = |a: &&Day, b: &&Day| {
        (a.working, &a.source, a.own, a.published) == (b.working, &b.source, b.own, b.published)
            && a.day.succ_opt() == Some(b.day)
    };
    for group in days.chunk_by(alike) {
        let (first, last) = (group[0], group[group.len() - 1]);
        let how = words.word(if first.working { "calendar-work" } else { "calendar-off" });
        table.row(vec![span(first.day, last.day, words).into(), how.into(), source(first, words).into()]);
    }
    table
}

fn span(first: NaiveDate, last: NaiveDate, words: &Words) -> String {
    if first == last {
        return iso(first);
    }
    words.say(&say!("calendar-span", from = iso(first), to = iso(last)))
}

/// Who says so; of a row of the office, what the published schedule says, where that is otherwise.
fn source(day: &Day, words: &Words) -> String {
    let source = day.source.as_deref().unwrap_or_default();
    match (day.own, day.published) {
        (false, _) => source.to_owned(),
        (true, None) => words.say(&say!("calendar-own", source = source)),
        (true, Some(published)) => {
            let was = words.word(if published { "calendar-work" } else { "calendar-off" });
            words.say(&say!("calendar-own-instead", source = source, was = was))
        }
    }
}

fn weekday(number: u32, words: &Words) -> String {
    words.lookup(&format!("weekday-{number}")).unwrap_or_default()
}
