//! Arguments that every command takes, and values that arguments parse into.

use crate::app::{App, Format};
use crate::domain::change::Value;
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::dates::When;
use crate::grammar::{self, near};
use crate::i18n::Lang;
use crate::say;
use chrono::{Datelike, NaiveDate};
use std::path::PathBuf;

/// What may stand before or behind every command.
#[derive(clap::Args, Debug)]
pub struct Global {
    #[arg(long, global = true, env = "DUBAN_DB", value_name = "FILE")]
    pub db: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = lang)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, env = "DUBAN_TODAY", value_name = "DAY", value_parser = whole_day)]
    pub today: Option<NaiveDate>,
    #[arg(long, global = true, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Day>,
    #[arg(long = "as", global = true, env = "DUBAN_AUTHOR", value_name = "NAME")]
    pub author: Option<String>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatArg>,
    #[arg(long, global = true)]
    pub dry_run: bool,
    #[arg(long, short, global = true)]
    pub yes: bool,
}

/// The formats by their names on the command line.
#[derive(clap::ValueEnum, Debug, Clone, Copy)]
pub enum FormatArg {
    Table,
    Json,
    Csv,
    Xlsx,
    Md,
    Html,
    Ics,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Table => Format::Table,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
            FormatArg::Xlsx => Format::Xlsx,
            FormatArg::Md => Format::Md,
            FormatArg::Html => Format::Html,
            FormatArg::Ics => Format::Ics,
        }
    }
}

/// A number of an issue, with the code of its inspection where several are in one ledger: `8`, `8.2`, `2019-sw/8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueName {
    /// The code of the inspection; `-` names issues of none.
    pub inspection: Option<String>,
    /// The number.
    pub number: String,
}

impl std::fmt::Display for IssueName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.inspection {
            Some(code) => write!(f, "{code}/{}", self.number),
            None => f.write_str(&self.number),
        }
    }
}

/// Reads the name of an issue.
pub fn issue_name(text: &str) -> Result<IssueName, Said> {
    let (inspection, number) = match text.rsplit_once('/') {
        Some((code, number)) => (Some(code.trim()), number.trim()),
        None => (None, text.trim()),
    };
    if number.is_empty() || inspection.is_some_and(str::is_empty) {
        return Err(say!("arg-bad-issue", found = text));
    }
    Ok(IssueName { inspection: inspection.map(str::to_owned), number: number.to_owned() })
}

/// A member of an issue: `8#2` is its second, `8#城区` the one of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberName {
    /// The issue.
    pub issue: IssueName,
    /// What stands behind the mark.
    pub member: String,
}

/// Reads the name of a measure, a figure or a rule: `8#2`.
pub fn member_name(text: &str) -> Result<MemberName, Said> {
    let (issue, member) = text.split_once(['#', '＃']).ok_or_else(|| say!("arg-bad-member", found = text))?;
    let member = member.trim().to_owned();
    if member.is_empty() {
        return Err(say!("arg-bad-member", found = text));
    }
    Ok(MemberName { issue: issue_name(issue)?, member })
}

/// A return on an issue: `8@2019-12-09`, and `8@2019-12-09@市住建局` where several units reported on one day;
/// `8@2019-12-09@` is the one that names no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnName {
    /// The issue.
    pub issue: IssueName,
    /// The day.
    pub day: Day,
    /// The unit that reported.
    pub unit: Option<String>,
}

/// Reads the name of a return.
pub fn return_name(text: &str) -> Result<ReturnName, Said> {
    let mut parts = text.splitn(3, ['@', '＠']);
    let (Some(issue), Some(on)) = (parts.next(), parts.next()) else {
        return Err(say!("arg-bad-return", found = text));
    };
    Ok(ReturnName { issue: issue_name(issue)?, day: day(on)?, unit: parts.next().map(|unit| unit.trim().to_owned()) })
}

/// What an option sets; an empty one empties the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given<T> {
    /// `--due ''`
    Nothing,
    /// A value.
    Some(T),
}

/// The day of completion, which must have come.
pub fn done(done: Option<&Given<Day>>, app: &App) -> Result<Option<Given<NaiveDate>>, Error> {
    let done = given_day(done, app);
    match done {
        Some(Given::Some(day)) if day > app.clock.today => Err(Error::Rule(say!("done-in-future", day = day))),
        _ => Ok(done),
    }
}

/// The day that an option gives, if it does.
pub fn given_day(given: Option<&Given<Day>>, app: &App) -> Option<Given<NaiveDate>> {
    given.map(|given| match given {
        Given::Nothing => Given::Nothing,
        Given::Some(day) => Given::Some(day.meant(app)),
    })
}

/// A day as somebody types it: whole, or without its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// 2019-10-30
    Whole(NaiveDate),
    /// 10月30日
    OfAYear(String),
}

impl Day {
    /// The day that is meant: without a year the latest such day that has come, which is said.
    pub fn meant(&self, app: &App) -> NaiveDate {
        let day = self.on(app.clock.today);
        if let Day::OfAYear(text) = self {
            app.note(&say!("date-understood", text = text, day = day));
        }
        day
    }

    /// The same in silence.
    pub fn on(&self, today: NaiveDate) -> NaiveDate {
        match self {
            Day::Whole(day) => *day,
            Day::OfAYear(text) => near::latest(text, today).unwrap_or(today), // there was one, in a leap year
        }
    }
}

impl<T> Given<T> {
    /// The value, if it is one.
    pub fn some(self) -> Option<T> {
        match self {
            Given::Nothing => None,
            Given::Some(value) => Some(value),
        }
    }
}

impl<T: Into<Value>> From<Given<T>> for Value {
    fn from(given: Given<T>) -> Self {
        Value::from(given.some())
    }
}

fn given<T>(text: &str, read: impl FnOnce(&str) -> Result<T, Said>) -> Result<Given<T>, Said> {
    if text.trim().is_empty() { Ok(Given::Nothing) } else { read(text).map(Given::Some) }
}

/// Reads any text, or none.
pub fn text_given(text: &str) -> Result<Given<String>, Said> {
    given(text, |text| Ok(text.trim().to_owned()))
}

/// Reads a day, or none.
pub fn day_given(text: &str) -> Result<Given<Day>, Said> {
    given(text, day)
}

/// Reads a day with its year, or none.
pub fn whole_day_given(text: &str) -> Result<Given<NaiveDate>, Said> {
    given(text, whole_day)
}

/// Reads text that may not be empty.
pub fn text(text: &str) -> Result<String, Said> {
    match text.trim() {
        "" => Err(say!("arg-empty")),
        text => Ok(text.to_owned()),
    }
}

/// Reads a column of the office's own and its value: `文号=永整改〔2019〕3号`.
pub fn own_field(text: &str) -> Result<(String, Given<String>), Said> {
    let (heading, value) = text.split_once(['=', '＝']).ok_or_else(|| say!("arg-bad-field", found = text))?;
    match heading.trim() {
        "" => Err(say!("arg-bad-field", found = text)),
        heading => Ok((heading.to_owned(), text_given(value)?)),
    }
}

/// Reads a day with its year.
pub fn whole_day(text: &str) -> Result<NaiveDate, Said> {
    grammar::dates::day(text).map_err(|refused| match refused.key {
        "date-without-year" => say!("date-needs-year", text = text.trim()),
        "date-impossible" => say!("date-no-such-day", text = text.trim()),
        "date-unknown" => say!("date-no-day", text = text.trim()),
        _ => refused,
    })
}

/// Reads a day, with its year or without.
pub fn day(text: &str) -> Result<Day, Said> {
    const LEAP_YEAR: i32 = 2000; // has every day that any year has
    match whole_day(text) {
        Err(refused) if refused.key == "date-needs-year" && near::in_year(text, LEAP_YEAR).is_some() => {
            Ok(Day::OfAYear(text.trim().to_owned()))
        }
        outcome => outcome.map(Day::Whole),
    }
}

/// A limit, and whether its year was ours to guess.
fn limit_near(text: &str, today: NaiveDate) -> Result<(When, bool), Error> {
    let (outcome, guessed) = match grammar::dates::limit(text, None) {
        Err(refused) if refused.key == "date-without-year" => (grammar::dates::limit(text, Some(today.year())), true),
        outcome => (outcome, false),
    };
    match outcome {
        Ok(when) => Ok((when, guessed)),
        // of one day alone it is clear what is wrong with it
        Err(refused) if refused.key == "date-impossible" => {
            let one = near::is_no_day(text, guessed.then(|| today.year()));
            Err(Error::Usage(if one { say!("date-no-such-day", text = text.trim()) } else { refused }))
        }
        Err(refused) => Err(Error::Usage(refused)),
    }
}

/// Reads a limit such as 12月底前; a date without a year is one of this year that has not passed, and is said.
pub fn limit(text: &str, app: &App) -> Result<When, Error> {
    let today = app.clock.today;
    let (when, guessed) = limit_near(text, today)?;
    if let Some(day) = when.day.filter(|_| guessed) {
        if day < today {
            return Err(Error::Usage(say!(
                "date-passed-this-year",
                text = text.trim(),
                day = day,
                next = i64::from(today.year()) + 1
            )));
        }
        app.note(&understood(text, day));
    }
    Ok(when)
}

/// Which day a text without a year of its own was taken for: 明年 names one in its way.
fn understood(text: &str, day: NaiveDate) -> Said {
    let text = text.trim();
    let relative = near::names_its_year(text);
    match (relative, (day.month(), day.day())) {
        (true, (12, 31)) if near::names_no_month(text) => {
            say!("date-understood-year", text = text, year = i64::from(day.year()), day = day)
        }
        (true, _) => say!("date-understood-day", text = text, day = day),
        (false, _) => say!("date-understood", text = text, day = day),
    }
}

/// The first day that is not asked for by `--due-before`: an exact day itself, the one after a limit such as 12月底前.
pub fn due_before(text: &str, app: &App) -> Result<NaiveDate, Error> {
    let today = app.clock.today;
    if let Ok(day) = grammar::dates::day(text) {
        return Ok(day);
    }
    let (when, _) = limit_near(text, today)?;
    let last = when.day.ok_or_else(|| Error::Usage(say!("date-unknown", text = text.trim())))?;
    if near::in_year(text, today.year()).is_some() {
        app.note(&understood(text, last));
        return Ok(last);
    }
    app.note(&say!("due-up-to", text = text.trim(), day = last));
    Ok(last.succ_opt().unwrap_or(last))
}

/// The limit that an option gives, if it does, with its text where that says more than the day.
pub fn written_limit(text: Option<&str>, app: &App) -> Result<Option<(When, Option<String>)>, Error> {
    let Some(text) = text else { return Ok(None) };
    let when = limit(text, app)?;
    Ok(Some((when, written(text, when))))
}

/// The limit as it was written, where that says more than the day.
pub fn written(text: &str, when: When) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && when.day.is_none_or(|day| day.to_string() != text)).then(|| text.to_owned())
}

/// Reads a year that a ledger can be of.
pub fn year(text: &str) -> Result<i32, Said> {
    text.parse().ok().filter(|year| (1900..2200).contains(year)).ok_or_else(|| say!("arg-bad-year", found = text))
}

/// A month as somebody types it: with its year, or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    first: Day,
    text: String,
}

impl Month {
    /// Its first day, where the year is written.
    pub fn whole(&self) -> Option<NaiveDate> {
        match self.first {
            Day::Whole(first) => Some(first),
            Day::OfAYear(_) => None,
        }
    }

    /// Its first day: without a year the latest such month that has begun, which is said.
    pub fn first(&self, app: &App) -> NaiveDate {
        let first = self.first.on(app.clock.today);
        if self.whole().is_none() {
            let month = first.format("%Y-%m").to_string();
            app.note(&say!("month-understood", text = &self.text, month = month));
        }
        first
    }
}

/// Reads a month: 2019-11, 2019年11月, 201911, 11月.
pub fn month(text: &str) -> Result<Month, Said> {
    match day(&near::first_of_month(text)) {
        Ok(first) => Ok(Month { first, text: text.trim().to_owned() }),
        Err(_) => Err(say!("arg-bad-month", found = text)),
    }
}

fn lang(text: &str) -> Result<Lang, Said> {
    Lang::parse(text).ok_or_else(|| say!("arg-bad-lang", found = text))
}
