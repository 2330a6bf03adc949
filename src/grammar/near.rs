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
        _ if text.trim().ends_with('月') => false, // a month that does not exist
        None => impossible(text),
        Some(year) => with_year(text.trim(), year).iter().any(|whole| impossible(whole)),
    }
}

/// Whether a text names its year by this one: 明年底.
pub fn names_its_year(text: &str) -> bool {
    ["今年", "本年", "明年", "后年", "去年"].iter().any(|word| text.contains(word))
}

/// Whether nothing smaller than a year is named: 明年底, not 明年三季度末 nor 明年3月.
pub fn names_no_month(text: &str) -> bool {
    !text.contains(['月', '日', '季', '-', '旬'])
}

/// The first day of a month, as somebody writes it: 2019-11, 2019年11月份, 201911, 11月.
pub fn first_of_month(text: &str) -> String {
    let plain = text.trim().trim_end_matches('份');
    match plain.strip_suffix('月') {
        Some(_) => format!("{plain}1日"),
        None if plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit()) => format!("{plain}01"),
        None => format!("{}-01", plain.replace(['/', '.'], "-")),
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
