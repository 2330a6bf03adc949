//! What an office has set for itself: its own status words, the forms that it knows, its days and limits, its own days
//! off and working days.
//!
//! Settings travel with the ledger. What a place does its own way is a value here, not a branch in the code.

pub mod presets;

use super::calendar::Row;
use super::change::{Kind, Op, VOID, Value};
use super::id::Id;
use super::say::Said;
use crate::say;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How the names of status words begin: `status.<word>` is the stage that it means.
pub const STATUS: &str = "status.";

/// How the names of forms begin: `profile.<name>` is its headings, a line each, with what they were taken to be.
pub const PROFILE: &str = "profile.";

/// How the names of the office's own days begin: `calendar.<YYYY-MM-DD>` is `off` or `work`, a tab, and who says so.
pub const CALENDAR: &str = "calendar.";

/// The record of a setting: the same at every office.
pub fn id(name: &str) -> Id {
    Id::derive(None, &["setting", name])
}

/// Sets it, whatever it was.
pub fn set(name: &str, value: &str) -> Op {
    Op::on(Kind::Setting, id(name)).set("name", name).set("value", value).set(VOID, Value::Null)
}

/// The name of the setting that says how a day is.
pub fn calendar_name(day: NaiveDate) -> String {
    format!("{CALENDAR}{day}")
}

/// Says how a day is.
pub fn set_calendar(row: &Row) -> Op {
    let source = row.source.split_whitespace().collect::<Vec<_>>().join(" ");
    set(&calendar_name(row.day), &format!("{}\t{source}", if row.working { "work" } else { "off" }))
}

/// What a setting says of a day, by its name without the beginning; `None` for what a newer version may say.
pub fn calendar_row(day: &str, value: &str) -> Option<Row> {
    let (how, source) = value.split_once('\t').unwrap_or((value, ""));
    let working = match how {
        "work" => true,
        "off" => false,
        _ => return None,
    };
    Some(Row { day: day.parse().ok()?, working, source: source.to_owned().into() })
}

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// Names of owners, parted by `、`.
    Names,
    /// A whole number from 0 up to this one.
    Number(i64),
    /// A day of the week, 1 for Monday to 7 for Sunday.
    Weekday,
    /// A time of day, `17:00`.
    Hour,
}

/// A setting that this version knows.
#[derive(Debug)]
pub struct Known {
    /// Its name; what it is for stands in the locale files under `setting-<name>`, with `-` for each `.`.
    pub name: &'static str,
    /// What holds while the office has set nothing.
    pub default: &'static str,
    /// What it takes.
    pub takes: Takes,
}

const fn known(name: &'static str, default: &'static str, takes: Takes) -> Known {
    Known { name, default, takes }
}

/// Every setting this version knows, in the order in which they are listed. The defaults are arbitrary but for what
/// `domain.md` 2 to 4 reports of real places.
pub const KNOWN: &[Known] = &[
    known("office.rectification", "整改办", Takes::Names),
    known("office.supervision", "督查办", Takes::Names),
    known("dispatch.weekday", "1", Takes::Weekday),
    known("dispatch.hour", "08:30", Takes::Hour),
    known("return.weekday", "5", Takes::Weekday),
    known("return.hour", "17:00", Takes::Hour),
    known("ladder.reminder", "1", Takes::Number(52)),
    known("ladder.supervise", "2", Takes::Number(52)),
    known("ladder.talk", "3", Takes::Number(52)),
    known("notice.days", "5", Takes::Number(250)),
    known("notice.reminder", "提", Takes::Text),
    known("notice.supervise", "督", Takes::Text),
    known("notice.talk", "约", Takes::Text),
    known("notice.circular", "通", Takes::Text),
    known("recheck.months", "3", Takes::Number(60)),
    known("evidence.limit", "100", Takes::Number(100_000)),
    known("pace.behind", "10", Takes::Number(100)),
    known("pace.ahead", "10", Takes::Number(100)),
    known("pace.idle", "10", Takes::Number(100)),
    known("lamp.calm", "1", Takes::Number(1)),
    known("lamp.green.days", "0", Takes::Number(366)),
    known("lamp.blue.days", "0", Takes::Number(366)),
    known("lamp.yellow.days", "0", Takes::Number(366)),
    known("lamp.yellow.behind", "10", Takes::Number(100)),
    known("lamp.orange.overdue", "0", Takes::Number(366)),
    known("lamp.red.overdue", "1", Takes::Number(366)),
    known("lamp.red.behind", "0", Takes::Number(100)),
    known("lamp.red.idle", "0", Takes::Number(60)),
    known("lamp.month", "0", Takes::Number(1)),
    known("figures.decimals", "1", Takes::Number(4)),
    known("score.due_done", "40", Takes::Number(100)),
    known("score.milestones", "20", Takes::Number(100)),
    known("score.returns", "20", Takes::Number(100)),
    known("score.directives", "10", Takes::Number(100)),
    known("score.notices", "10", Takes::Number(100)),
    known("score.overdue", "2", Takes::Number(100)),
    known("score.missing", "1", Takes::Number(100)),
    known("score.reopened", "3", Takes::Number(100)),
    known("score.least", "5", Takes::Number(1000)),
    known("report.named", "", Takes::Names),
    known("sender", "", Takes::Text),
];

impl Takes {
    /// The value in the form in which it is kept.
    ///
    /// # Errors
    /// When it is not one that the setting takes.
    pub fn value(self, text: &str) -> Result<String, Said> {
        let text = text.trim();
        match self {
            Takes::Text | Takes::Names => Ok(text.to_owned()),
            Takes::Number(most) => match text.parse::<i64>() {
                Ok(n) if (0..=most).contains(&n) => Ok(n.to_string()),
                _ => Err(say!("setting-number", found = text, most = most)),
            },
            Takes::Weekday => match weekday(text) {
                Some(day) => Ok(day.to_string()),
                None => Err(say!("setting-weekday", found = text)),
            },
            Takes::Hour => hour(text).ok_or_else(|| say!("setting-hour", found = text)),
        }
    }
}

/// `1`, 周一, 星期一 or 礼拜一 as 1; 7, 周日 or 周天 as 7.
fn weekday(text: &str) -> Option<u32> {
    let day = ["周", "星期", "礼拜"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let named = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|name| *name == day);
    let named = named.or((day == "天").then_some(6)).and_then(|n| u32::try_from(n + 1).ok());
    named.or_else(|| day.parse().ok()).filter(|day| (1..=7).contains(day))
}

/// `9:00` or `17：30` as `09:00`, `17:30`.
fn hour(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once([':', '：'])?;
    let time = chrono::NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
    (minute.len() == 2).then(|| time.format("%H:%M").to_string())
}

/// The settings of an office, those it has not touched at their defaults.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    own: BTreeMap<String, String>,
}

impl Settings {
    /// From what stands in the ledger; what this version does not know or take counts for nothing.
    pub fn of(rows: impl IntoIterator<Item = (String, String)>) -> Settings {
        let takes = |name: &str| KNOWN.iter().find(|known| known.name == name).map(|known| known.takes);
        let own = rows.into_iter().filter_map(|(name, value)| {
            let value = takes(&name)?.value(&value).ok()?;
            Some((name, value))
        });
        Settings { own: own.collect() }
    }

    /// What the office has set itself.
    pub fn own(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str)
    }

    /// Whether the office has set any whose name begins like this.
    pub fn has_own(&self, start: &str) -> bool {
        self.own.keys().any(|name| name.starts_with(start))
    }

    /// The value of a setting that is known.
    pub fn text(&self, name: &str) -> &str {
        let default = || KNOWN.iter().find(|known| known.name == name).expect("a known setting").default;
        self.own(name).unwrap_or_else(default)
    }

    /// A setting that is a whole number, or a day of the week.
    pub fn number(&self, name: &str) -> i64 {
        self.text(name).parse().expect("what is kept was read, and defaults are sound")
    }

    /// A setting that is names.
    pub fn names(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(name).split(['、', ',', '，', ';', '；']).map(str::trim).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_office_comes_back_as_it_went() {
        for (working, source, kept) in [
            (true, "市政府办通知", "市政府办通知"),
            (false, "国庆节\t（a,b\n c）", "国庆节 （a,b c）"),
            (false, "", ""),
        ] {
            let day: NaiveDate = "2027-10-01".parse().expect("a date");
            let op = set_calendar(&Row { day, working, source: source.into() });
            let text = |field: &str| match op.writes.iter().find(|write| write.field == field).map(|write| &write.value)
            {
                Some(Value::Text(text)) => text.clone(),
                other => unreachable!("{other:?}"),
            };
            let name = text("name");
            let row = calendar_row(name.strip_prefix(CALENDAR).expect("its beginning"), &text("value"));
            assert_eq!(row, Some(Row { day, working, source: kept.into() }));
        }
        for (day, value) in [("2027-10-01", "half\tx"), ("2027-13-01", "off\tx"), ("", "work"), ("2027-10-01", "")] {
            assert_eq!(calendar_row(day, value), None, "{day} {value}");
        }
    }

    #[test]
    fn every_default_is_one_that_its_setting_takes() {
        for known in KNOWN {
            assert_eq!(known.takes.value(known.default).as_deref(), Ok(known.default), "{}", known.name);
            assert_eq!(KNOWN.iter().filter(|other| other.name == known.name).count(), 1, "{}", known.name);
        }
    }

    #[test]
    fn every_preset_sets_what_its_settings_take() {
        for preset in presets::PRESETS {
            for (name, value) in preset.values {
                let known = KNOWN.iter().find(|known| known.name == *name).expect("a known setting");
                assert_eq!(known.takes.value(value).as_deref(), Ok(*value), "{} {name}", preset.name);
                assert!(presets::GOVERNED.iter().any(|start| name.starts_with(start)), "{name}");
            }
        }
    }

    #[test]
    fn a_value_is_kept_in_one_form() {
        for (takes, text, kept) in [
            (Takes::Weekday, "周五", Some("5")),
            (Takes::Weekday, "星期日", Some("7")),
            (Takes::Weekday, "周天", Some("7")),
            (Takes::Weekday, "0", None),
            (Takes::Weekday, "周八", None),
            (Takes::Hour, "9：00", Some("09:00")),
            (Takes::Hour, "17:30", Some("17:30")),
            (Takes::Hour, "24:00", None),
            (Takes::Hour, "17:3", None),
            (Takes::Number(60), " 06 ", Some("6")),
            (Takes::Number(60), "61", None),
            (Takes::Number(60), "-1", None),
        ] {
            assert_eq!(takes.value(text).ok().as_deref(), kept, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_leaves_the_default() {
        let own = [("return.hour", "noon"), ("recheck.months", "12"), ("of.tomorrow", "1")];
        let settings = Settings::of(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((settings.text("return.hour"), settings.number("recheck.months")), ("17:00", 12));
        let offices = Settings::of([("office.supervision".into(), "督查办、市政府督查室".into())]);
        assert_eq!(offices.names("office.supervision").collect::<Vec<_>>(), ["督查办", "市政府督查室"]);
    }
}
