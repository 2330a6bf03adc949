//! Text as whatever stands in a cell: dates, names, lists of measures, status words, figures.
#![no_main]

use chrono::{Datelike, NaiveDate};
use duban::grammar::{amounts, axes, dates, names, near, numbers, status};

libfuzzer_sys::fuzz_target!(|text: &str| {
    days(text);
    lists(text);
    let _ = (status::status(text), status::closed(text), status::marker(text), axes::stage(text), axes::closing(text));
    for marker in status::markers(text) {
        assert!(!marker.text.trim().is_empty(), "{marker:?}");
    }
    for amount in amounts::amounts(text) {
        assert!(text.contains(&amount.text) && !amount.unit.is_empty(), "{amount:?}");
    }
    let _ = amounts::amount(text);
    let key = names::key(text);
    assert_eq!(names::key(&key), key, "the key of a key is itself");
    let _ = (names::title_key(text), names::without_phone(text), names::unit(text));
});

fn days(text: &str) {
    let sane = |day: NaiveDate| assert!((1900..=2199).contains(&day.year()), "{day}");
    for year in [None, Some(2020)] {
        if let Ok(when) = dates::limit(text, year) {
            when.day.into_iter().for_each(sane);
        }
        dates::within(text, year).into_iter().for_each(sane);
        if let Some(when) = dates::told(text, year) {
            when.day.into_iter().for_each(sane);
        }
    }
    let feedback = NaiveDate::from_ymd_opt(2019, 8, 29).expect("a day");
    if let Some(when) = dates::after(text).and_then(|after| after.from(feedback)) {
        assert!(when.day.is_some_and(|day| day >= feedback), "{when:?}");
    }
    if let Ok(day) = dates::day(text) {
        sane(day);
        assert_eq!(dates::day(&day.to_string()), Ok(day));
    }
    let _ = (near::in_year(text, 2020), near::is_no_day(text, Some(2020)));
    let _ = near::latest(text, NaiveDate::from_ymd_opt(2020, 2, 29).expect("a leap year"));
}

fn lists(text: &str) {
    for name in names::split(text) {
        assert!(!names::blank(&name) && !name.trim().is_empty(), "{name:?}");
        assert!(bare(text).contains(&bare(&name)), "{name:?}");
    }
    if let Some((label, rest)) = numbers::label(text) {
        assert!((1..=999).contains(&label.number) && text.contains(&label.text) && text.ends_with(rest), "{label:?}");
    }
    let measures = numbers::measures(text);
    assert!(measures.iter().all(|measure| !measure.trim().is_empty()), "{measures:?}");
    kept(text, &measures);
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every character of the measures stands in the cell, in the same order, and of the cell only labels, marks and the
/// words that announce a list (整改措施如下：) are gone.
fn kept(text: &str, measures: &[String]) {
    let plain = |text: &str| bare(text).chars().collect::<Vec<_>>();
    let of_label = |c: char| "一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖两千问题第是".contains(c) || c.is_numeric();
    let joined = plain(&measures.concat());
    let mut left = joined.iter().copied().peekable();
    let gone: Vec<char> = plain(text).into_iter().filter(|c| left.next_if_eq(c).is_none()).collect();
    if left.peek().is_some() {
        // what is gone may begin like what stays: compare from the end
        let mut left = joined.iter().rev().copied().peekable();
        for c in plain(text).iter().rev() {
            left.next_if_eq(c);
        }
        assert_eq!(left.next(), None, "{measures:?}");
        return;
    }
    let words: String = gone.into_iter().filter(|c| c.is_alphabetic() && !of_label(*c)).collect();
    assert!(words.chars().count() <= 8, "{words}");
}
