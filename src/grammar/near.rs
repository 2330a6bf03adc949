//! Days that are written without a year: 10月30日, 10-30.

use super::dates::day;
use chrono::{Datelike, NaiveDate};

/// In so many years there is a 29 February, also around 2100.
const LEAP: i32 = 8;

/// The day of a month that a text names, in this year; nothing, where it names none or has a year of its own.
pub fn in_year(text: &str, year: i32) -> Option<NaiveDate> {
    let text = text.trim();
    if day(text).is_ok() {
        return None;
    }
    with_year(text, year).iter().find_map(|whole| day(whole).ok())
}

/// Whether a text begins with a single day, of this year where one is given, that does not exist: 2月30日.
pub fn is_no_day(text: &str, year: Option<i32>) -> bool {
    let impossible = |whole: &str| day(whole).is_err_and(|refused| refused.key == "date-impossible");
    match year {
        None => impossible(text),
        Some(year) => with_year(text.trim(), year).iter().any(|whole| impossible(whole)),
    }
}

fn with_year(text: &str, year: i32) -> [String; 2] {
    [format!("{year}年{text}"), format!("{year}-{text}")]
}

/// The latest such day that is not after `today`.
pub fn latest(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let years = (0..=LEAP).filter_map(|ago| today.year().checked_sub(ago));
    years.filter_map(|year| in_year(text, year)).find(|day| *day <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_the_latest_that_has_come() {
        let latest = |text: &str, today: &str| latest(text, today.parse().unwrap()).map(|day| day.to_string());
        for (text, today, expected) in [
            ("10月30日", "2019-12-09", Some("2019-10-30")),
            ("12月9日", "2019-12-09", Some("2019-12-09")),
            ("12月10日", "2019-12-09", Some("2018-12-10")),
            ("10-30", "2019-12-09", Some("2019-10-30")),
            ("2月29日", "2019-12-09", Some("2016-02-29")),
            ("2月29日", "2103-12-09", Some("2096-02-29")),
            ("2月30日", "2019-12-09", None),
            ("10月", "2019-12-09", None),
            ("10月底前", "2019-12-09", None),
            ("2019-10-30", "2019-12-09", None),
            ("近日", "2019-12-09", None),
            ("", "2019-12-09", None),
        ] {
            assert_eq!(latest(text, today).as_deref(), expected, "{text} {today}");
        }
    }
}
