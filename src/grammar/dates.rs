//! Days and limits as offices write them: 2019年12月底前, 7、8月, 立行立改，长期坚持.

use super::names::blank;
use super::numbers::numeral;
use super::text::{fold, strip_any};
use crate::domain::say::Said;
use crate::say;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::ops::Range;

/// A limit: a day, where one is named, and the flags that stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// The last day of the limit.
    pub day: Option<NaiveDate>,
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
}

/// How exactly a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// A day of the month.
    Day,
    /// A month without 底, a part of a month, a quarter, a year.
    Month,
    /// Anything that has a last day by its wording (底, 上旬, 季度, 年).
    End,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Unknown,
    Impossible,
    /// It ends before it begins.
    Backwards,
    NoYear,
    BeforeMonth,
    LostZero,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    day: NaiveDate,
    grain: Grain,
    /// The year and month that a following date without them inherits.
    year: i32,
    month: u32,
}

const LONG_TERM: &[&str] = &[
    "长期坚持",
    "长期整改",
    "长期推进",
    "长期落实",
    "长期有效",
    "长期执行",
    "长期",
    "持续推进",
    "持续整改",
    "持续坚持",
    "持续落实",
    "持续改进",
    "持续巩固",
    "持续深化",
    "持续抓好",
    "持续进行",
    "持续开展",
    "持续",
    "常态化推进",
    "常态化坚持",
    "常态化开展",
    "常态化",
    "常抓不懈",
    "坚持长期推进",
    "坚持长期",
    "坚持常态化",
];
const IMMEDIATE: &[&str] = &[
    "立行立改",
    "立整立改",
    "即知即改",
    "即查即改",
    "边查边改",
    "立即整改",
    "即刻整改",
    "马上整改",
    "当即整改",
    "立即",
];
const STATES: &[&str] = &[
    "已完成整改",
    "已整改到位",
    "已整改完成",
    "已完成",
    "已整改",
    "已销号",
    "已办结",
    "整改完成",
    "完成整改",
    "未完成",
    "未整改",
    "整改中",
    "正在整改",
    "推进中",
];
/// Words before a date that do not change it.
const OPENERS: &[&str] = &[
    "截至",
    "截止到",
    "截止",
    "力争于",
    "力争在",
    "力争",
    "确保于",
    "确保在",
    "确保",
    "原则上",
    "计划于",
    "预计于",
    "预计",
    "计划",
    "最迟",
    "于",
    "在",
];
/// Words after a date that do not change it.
const TAILS: &[&str] = &[
    "前全部完成整改",
    "前完成全部整改",
    "前完成整改任务",
    "前完成整改",
    "前整改完成",
    "前整改到位",
    "前全面完成",
    "前全部完成",
    "前基本完成",
    "前完成",
    "前",
    "之前完成整改",
    "之前整改到位",
    "之前完成",
    "之前",
    "以前完成",
    "以前",
    "为止",
    "止",
    "完成整改",
    "整改完成",
    "整改到位",
    "完成销号",
    "全部完成",
    "基本完成",
    "完成",
    "内完成",
    "内",
];
const JOINERS: &[char] =
    &[',', ';', '。', '.', '、', '(', ')', '/', '\n', '\t', ' ', '+', '"', '“', '”', '【', '】', '[', ']'];
const JOINING_WORDS: &[&str] = &["并且", "并", "且", "同时", "后", "以及", "及", "和", "需", "要"];

/// Reads the limit of a rectification (整改时限).
///
/// 底 and a month without a day are its last day, 年底 is 31 December, 上旬 中旬 下旬 end on the 10th, the 20th and the
/// last day; of a list or span (7、8月, 1-8月) the end counts. A date without a year takes `year`, the year of the
/// ledger's 截至 date. Nothing, 无 and — are a limit that was not set.
///
/// # Errors
/// With the text, when it is not understood, names a day that does not exist, lacks its year, names several limits,
/// tells a state instead of a date, or can be meant in two ways (12月前; 2019.1, which a spreadsheet makes of 2019.10).
pub fn limit(text: &str, year: Option<i32>) -> Result<When, Said> {
    if blank(text) {
        return Ok(When::default());
    }
    let plain = fold(text);
    let mut at = Cursor { text: &plain, at: 0, year };
    let mut when = When::default();
    let (mut any, mut state) = (false, false);
    at.word(&["整改时限:", "完成时限:", "整改期限:", "完成时间:", "时限:"]);
    loop {
        at.skip(JOINERS);
        if at.rest().is_empty() {
            break;
        }
        if at.word(STATES) {
            state = true;
            continue;
        }
        if at.word(LONG_TERM) {
            when.long_term = true;
        } else if at.word(IMMEDIATE) {
            when.immediate = true;
        } else if any && at.word(JOINING_WORDS) {
            continue;
        } else {
            at.word(OPENERS);
            at.blanks();
            let point = at.span().map_err(|fault| refuse(fault, text))?;
            if when.day.is_some() {
                return Err(say!("date-several", text = text.trim()));
            }
            when.day = Some(point.day);
            at.blanks();
            at.time();
            at.weekday();
            let before_month = point.grain == Grain::Month && at.starts(&["前", "之前", "以前"]);
            if before_month {
                return Err(refuse(Fault::BeforeMonth, text));
            }
            at.word(TAILS);
        }
        any = true;
    }
    match (any, state) {
        (true, _) => Ok(when),
        (false, true) => Err(say!("date-is-status", text = text.trim())),
        (false, false) => Err(refuse(Fault::Unknown, text)),
    }
}

/// A limit that is counted from the day on which something was handed over: 三个月内, 收到反馈后30日内.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    months: u32,
    days: u32,
    /// What stands beside it.
    beside: When,
}

impl After {
    /// The limit, counted from `start`; a month that lacks its day ends sooner.
    pub fn from(self, start: NaiveDate) -> Option<When> {
        let day = start.checked_add_months(Months::new(self.months))?;
        Some(When { day: Some(day.checked_add_days(Days::new(u64::from(self.days)))?), ..self.beside })
    }
}

/// Reads a limit that is counted from the handing over of the findings, which the words name or leave out.
///
/// `None` for any other limit, and where it is counted from something else (合同签订后) or in working days.
pub fn after(text: &str) -> Option<After> {
    const LONGEST: u32 = 1000;
    let plain = fold(text);
    let mut at = Cursor { text: &plain, at: 0, year: None };
    at.word(OPENERS);
    let from = at.word(&["自", "从"]);
    if at.word(&["收到", "接到"]) || from || at.starts(&["反馈"]) {
        at.word(&["巡视", "巡察", "督察", "审计"]);
        if !at.word(&["反馈意见", "反馈问题", "反馈"])
            || !at.word(&["之日起", "之日后", "之日", "之后", "以后", "日起", "后", "起"])
        {
            return None;
        }
        at.skip(JOINERS);
    }
    let (months, days) = if at.word(&["半年"]) {
        (6, 0)
    } else {
        let number = if at.word(&["两"]) { 2 } else { at.number()?.0 };
        match number {
            1..=LONGEST if at.unit(&["个月"]) || at.starts(&["月内", "月之内", "月以内"]) && at.word(&["月"]) => {
                (number, 0)
            }
            1..=LONGEST if at.unit(&["个星期", "星期", "周"]) => (0, number * 7),
            1..=LONGEST if at.unit(&["自然日", "日", "天"]) => (0, number),
            1..=9 if at.unit(&["年"]) => (number * 12, 0),
            _ => return None,
        }
    };
    if !at.word(&["以内", "之内", "内"]) {
        return None;
    }
    at.word(&["全部完成整改", "完成整改任务", "整改完毕"]);
    at.word(TAILS);
    at.skip(JOINERS);
    while at.word(JOINING_WORDS) {
        at.skip(JOINERS);
    }
    let beside = match at.rest() {
        "" => When::default(),
        rest => limit(rest, None).ok().filter(|beside| beside.day.is_none())?,
    };
    Some(After { months, days, beside })
}

/// The limit of a cell that tells it in running text, with several nodes or with what is reached by then: the last of
/// its days.
///
/// `None` where a clause names neither a limit nor what is done by the one before it: that needs a person.
pub fn told(text: &str, year: Option<i32>) -> Option<When> {
    const REACHED: &[&str] =
        &["完成", "取得", "实现", "达到", "形成", "出台", "建成", "解决", "整改到位", "全面", "全部"];
    const STEPWISE: &[&str] = &["分阶段整改", "分步整改", "分期整改", "限期整改", "阶段性整改", "分阶段推进"];
    let plain = fold(text);
    let (mut when, mut limited, mut year) = (When::default(), false, year);
    for clause in plain.split([',', ';', '。', '\n']).map(str::trim).filter(|clause| !clause.is_empty()) {
        let says = |words: &[&str]| words.iter().any(|word| word.chars().count() > 2 && clause.contains(word));
        let (immediate, long_term) = (says(IMMEDIATE), says(LONG_TERM));
        when.immediate |= immediate;
        when.long_term |= long_term;
        match limits(clause, year).into_iter().max() {
            Some(day) => {
                when.day = when.day.max(Some(day));
                year = Some(day.year());
                limited = true;
            }
            None if immediate || long_term || STEPWISE.contains(&clause) => {}
            None if limited && strip_any(clause, REACHED).is_some() => {}
            None => return None,
        }
    }
    limited.then_some(when)
}

/// The limit that a measure names in its own words: 3月底前完成管网改造, 出台办法（2019年12月底前）.
///
/// `None` where it names none, or several: words around a date are running text, in which only 前, 底, 内 and the like
/// make a limit of it.
pub fn within(text: &str, year: Option<i32>) -> Option<NaiveDate> {
    // most measures name no day at all
    if !text.contains(['年', '月', '日', '号', '季', '-', '/', '.', '．', '／', '－']) {
        return None;
    }
    let found = limits(&fold(text), year);
    let first = *found.first()?;
    found.iter().all(|day| *day == first).then_some(first)
}

/// The days that are limits by the words around them.
fn limits(plain: &str, year: Option<i32>) -> Vec<NaiveDate> {
    const TO: &[&str] = &["前", "之前", "以前", "内", "完成", "为止"];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = plain.get(at..).and_then(|rest| rest.chars().next()) {
        let before = plain.get(..at).and_then(|done| done.chars().next_back());
        let inside = before.is_some_and(|c| c.is_ascii_digit() || ".-/第".contains(c));
        let mut cursor = Cursor { text: plain, at, year };
        let opens = c.is_ascii_digit() || "〇零○一二三四五六七八九十今本明年上下".contains(c);
        if inside || !opens {
            at += c.len_utf8();
            continue;
        }
        let Ok(point) = cursor.span() else {
            at += c.len_utf8();
            continue;
        };
        let limited = cursor.starts(TO) && point.grain != Grain::Month;
        let closed = cursor.peek().is_none_or(|c| ",;。、)\n".contains(c));
        if limited || (closed && point.grain == Grain::End) {
            found.push(point.day);
        }
        at = cursor.at.max(at + c.len_utf8());
    }
    found
}

/// Reads one exact day: 2020年1月8日, 2024-07-18, 二〇二四年七月十八日, 20191231, 43830.
///
/// # Errors
/// With the text, when it is not a day, lacks its year or its day, or names a day that does not exist.
pub fn day(text: &str) -> Result<NaiveDate, Said> {
    day_of(text, None)
}

/// Reads one exact day, in this year where it names none.
///
/// # Errors
/// As [`day`].
pub fn day_of(text: &str, year: Option<i32>) -> Result<NaiveDate, Said> {
    let plain = fold(text);
    let mut at = Cursor { text: plain.trim_matches(['"', '\'', '(', ')', ' ']), at: 0, year };
    let point = at.span_start().map_err(|fault| refuse(fault, text))?;
    at.blanks();
    at.time();
    at.weekday();
    at.skip(&[' ', ')', '。']);
    if !at.rest().is_empty() {
        return Err(refuse(Fault::Unknown, text));
    }
    if point.grain == Grain::Day { Ok(point.day) } else { Err(say!("date-not-a-day", text = text.trim())) }
}

fn refuse(fault: Fault, text: &str) -> Said {
    let text = text.trim();
    match fault {
        Fault::Unknown => say!("date-unknown", text = text),
        Fault::Impossible => say!("date-impossible", text = text),
        Fault::Backwards => say!("date-backwards", text = text),
        Fault::NoYear => say!("date-without-year", text = text),
        Fault::BeforeMonth => say!("date-before-month", text = text),
        Fault::LostZero => say!("date-lost-zero", text = text),
    }
}

#[derive(Clone)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    year: Option<i32>,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, marks: &[char]) {
        self.at = self.text.len() - self.rest().trim_start_matches(marks).len();
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let Some(left) = strip_any(self.rest(), words).map(str::len) else { return false };
        self.at = self.text.len() - left;
        true
    }

    fn starts(&self, words: &[&str]) -> bool {
        strip_any(self.rest(), words).is_some()
    }

    /// A word after optional blanks.
    fn unit(&mut self, words: &[&str]) -> bool {
        let before = self.at;
        self.blanks();
        let found = self.word(words);
        if !found {
            self.at = before;
        }
        found
    }

    /// A run of figures or Chinese numerals, and how many characters it had.
    fn number(&mut self) -> Option<(u32, usize)> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let len = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit() && !"〇零○".contains(c)).unwrap_or(rest.len())
        } else if "〇零○一二三四五六七八九十".contains(first) {
            rest.find(|c: char| !c.is_ascii_digit() && !"〇零○一二三四五六七八九十Oo".contains(c)).unwrap_or(rest.len())
        } else {
            0
        };
        let run = rest.get(..len)?;
        let chars = run.chars().count();
        if chars == 0 || chars > 9 {
            return None;
        }
        let value = if run.is_ascii() { run.parse().ok() } else { numeral(run) }?;
        self.at += len;
        Some((value, chars))
    }

    fn date(year: i32, month: u32, day: u32, grain: Grain) -> Result<Point, Fault> {
        let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::Impossible)?;
        Ok(Point { day, grain, year, month })
    }

    fn end(year: i32, month: u32, grain: Grain) -> Result<Point, Fault> {
        let day = month_end(year, month).ok_or(Fault::Impossible)?;
        Ok(Point { day, grain, year, month })
    }

    /// One date, or the end of a span or list of dates.
    fn span(&mut self) -> Result<Point, Fault> {
        let mut point = self.span_start()?;
        loop {
            let mut ahead = self.clone();
            ahead.blanks();
            if !ahead.word(&["-", "—", "–", "~", "至", "到", "、", ",", "和", "及"]) {
                return Ok(point);
            }
            let listing = self.rest().trim_start().starts_with([',', '、', '和', '及']);
            ahead.skip(&['-', '—', ' ']);
            // What follows a mark is another date only if it reads as one: a list may also go on with words.
            let next = match ahead.inherited(point) {
                Ok(next) => next,
                Err(Fault::Unknown) => return Ok(point),
                Err(fault) => return Err(fault),
            };
            if listing && next.grain == Grain::Day {
                return Ok(point); // two days in a list are two limits
            }
            if next.day <= point.day {
                return Err(Fault::Backwards);
            }
            point = next;
            self.at = ahead.at;
        }
    }

    /// The second date of a span, that takes from the first what it leaves out.
    fn inherited(&mut self, first: Point) -> Result<Point, Fault> {
        let mut ahead = self.clone();
        if first.grain == Grain::Day
            && let Some((day, 1..=3)) = ahead.number()
            && ahead.unit(&["日", "号"])
        {
            self.at = ahead.at;
            return Self::date(first.year, first.month, day, Grain::Day);
        }
        self.year = Some(first.year);
        let found = self.span_start();
        self.year = None;
        found
    }

    /// One date by itself; for 7、8月 and 1-8月 the months that share the 月 are read to the last.
    fn span_start(&mut self) -> Result<Point, Fault> {
        self.blanks();
        if self.word(&["今年", "本年度", "本年", "当年", "年内"]) {
            if self.text.get(..self.at).is_some_and(|done| done.ends_with("年内")) {
                return Self::date(self.year.ok_or(Fault::NoYear)?, 12, 31, Grain::End);
            }
            return self.in_year(None, true);
        }
        if self.word(&["明年"]) {
            self.year = self.year.map(|year| year.saturating_add(1));
            return self.in_year(None, true);
        }
        if self.starts(&["年底", "年末", "年终", "年中", "上半年", "下半年", "第", "全年"]) || self.starts(QUARTERS)
        {
            return self.in_year(None, false);
        }
        let mut ahead = self.clone();
        let Some((number, digits)) = ahead.number() else { return Err(Fault::Unknown) };
        if digits == 4 && ahead.unit(&["年度", "年"]) {
            let year = plausible(number)?;
            self.at = ahead.at;
            return self.in_year(Some(year), true);
        }
        if digits == 4 && matches!(ahead.peek(), Some('-' | '/' | '.')) {
            return self.iso();
        }
        if digits == 8 {
            self.at = ahead.at;
            return Self::date(plausible(number / 10_000)?, number / 100 % 100, number % 100, Grain::Day);
        }
        if digits == 6 && self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            self.at = ahead.at;
            return Self::end(plausible(number / 100)?, number % 100, Grain::Month);
        }
        if digits == 2 && self.rest().starts_with(|c: char| c.is_ascii_digit()) && ahead.unit(&["年"]) {
            // 24年6月底; 10年 alone is a span of years
            let dated = ahead.clone().number().is_some() || ahead.starts(&["底", "末", "终", "上半年", "下半年", "第"]);
            if dated && let Ok(short @ 0..=99) = i32::try_from(number) {
                self.at = ahead.at;
                return self.in_year(Some(2000 + short), false);
            }
        }
        if digits == 5 && (20_000..=80_000).contains(&number) && self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            ahead.fraction();
            self.at = ahead.at;
            let day = serial(number).ok_or(Fault::Impossible)?;
            return Ok(Point { day, grain: Grain::Day, year: day.year(), month: day.month() });
        }
        if digits <= 2 && ahead.peek() == Some('.') {
            ahead.at += 1;
            // 12.1 may be 12.10: a spreadsheet drops the zero
            if let Some((day, 2)) = ahead.number()
                && !matches!(ahead.peek(), Some('.' | '%'))
            {
                self.at = ahead.at;
                return Self::date(self.year.ok_or(Fault::NoYear)?, number, day, Grain::Day);
            }
        }
        self.in_year(None, false)
    }

    /// The part of a date after its year; `alone`, when the year by itself is a limit.
    fn in_year(&mut self, written: Option<i32>, alone: bool) -> Result<Point, Fault> {
        let year = written.or(self.year).ok_or(Fault::NoYear);
        self.unit(&["的"]);
        self.blanks();
        if self.word(&["年底", "年末", "年终", "底", "末", "终", "下半年", "全年", "年内", "内"]) {
            return Self::date(year?, 12, 31, Grain::End);
        }
        if self.word(&["上半年", "年中"]) {
            return Self::date(year?, 6, 30, Grain::End);
        }
        let mut ahead = self.clone();
        ahead.word(&["第", "Q", "q"]);
        if let Some((quarter, _)) = ahead.number() {
            let named = ahead.unit(&["季度末", "季度底", "季度", "季末"]);
            if named || self.starts(&["Q", "q"]) {
                self.at = ahead.at;
                if !(1..=4).contains(&quarter) {
                    return Err(Fault::Impossible);
                }
                return Self::end(year?, quarter * 3, Grain::End);
            }
        }
        let mut ahead = self.clone();
        let Some((mut month, _)) = ahead.number() else {
            return if alone && !self.starts(&["初", "前", "之前", "以前"]) {
                Self::date(year?, 12, 31, Grain::End)
            } else {
                Err(Fault::Unknown)
            };
        };
        // 7、8月 / 1-8月: the months before share the last one's 月.
        loop {
            if ahead.unit(&["月份", "月"]) {
                break;
            }
            ahead.blanks();
            if !ahead.word(&["、", ",", "-", "—", "–", "~", "至", "到", "和"]) {
                return Err(Fault::Unknown);
            }
            ahead.skip(&['-', '—', ' ']);
            let Some((next, _)) = ahead.number() else { return Err(Fault::Unknown) };
            if next <= month {
                // 11-2月 may or may not cross the year
                let month_follows = ahead.clone().unit(&["月"]);
                return Err(if month_follows { Fault::Backwards } else { Fault::Unknown });
            }
            month = next;
        }
        self.at = ahead.at;
        if !(1..=12).contains(&month) {
            return Err(Fault::Impossible);
        }
        let mut ahead = self.clone();
        ahead.blanks();
        if let Some((day, _)) = ahead.number()
            && ahead.unit(&["日", "号"])
        {
            self.at = ahead.at;
            return Self::date(year?, month, day, Grain::Day);
        }
        if self.unit(&["上旬"]) {
            return Self::date(year?, month, 10, Grain::End);
        }
        if self.unit(&["中旬"]) {
            return Self::date(year?, month, 20, Grain::End);
        }
        if self.unit(&["下旬", "月底", "月末", "底", "末"]) {
            return Self::end(year?, month, Grain::End);
        }
        if self.starts(&["初", "中"]) {
            return Err(Fault::Unknown); // no rule says which day that is
        }
        Self::end(year?, month, Grain::Month)
    }

    /// 2022-07-31, 2022/7/31, 2019.12.31, 2019-12.
    fn iso(&mut self) -> Result<Point, Fault> {
        let (year, _) = self.number().ok_or(Fault::Unknown)?;
        let year = plausible(year)?;
        let mark = self.peek().ok_or(Fault::Unknown)?;
        self.at += mark.len_utf8();
        let (month, digits) = self.number().ok_or(Fault::Unknown)?;
        let mut ahead = self.clone();
        if ahead.peek() == Some(mark) {
            ahead.at += mark.len_utf8();
            if let Some((day, 1..=2)) = ahead.number() {
                self.at = ahead.at;
                return Self::date(year, month, day, Grain::Day);
            }
        }
        if digits > 2 {
            return Err(Fault::Unknown);
        }
        if mark == '.' && digits == 1 && month == 1 {
            return Err(Fault::LostZero);
        }
        let ending = self.unit(&["月底", "底", "月末", "末"]);
        Self::end(year, month, if ending { Grain::End } else { Grain::Month })
    }

    /// `.5` after a serial number: the time of day.
    fn fraction(&mut self) {
        let digits = self
            .rest()
            .strip_prefix('.')
            .map_or(0, |rest| rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        if digits > 0 {
            self.at += digits + 1;
        }
    }

    /// `00:00:00`, `T16:33`, with what spreadsheets add to it.
    fn time(&mut self) {
        let rest = self.rest();
        let clock = rest.strip_prefix(['T', ' ']).unwrap_or(rest);
        let end =
            clock.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | 'Z' | '+')).unwrap_or(clock.len());
        let mut bytes = clock.bytes().take(end);
        let hour = bytes.next().is_some_and(|b| b.is_ascii_digit());
        if hour && bytes.take(2).any(|b| b == b':') {
            self.at = self.text.len() - clock.len() + end;
        }
    }

    /// (星期三) after a day.
    fn weekday(&mut self) {
        let mut ahead = self.clone();
        ahead.unit(&["("]);
        if ahead.unit(&["星期", "周"]) && ahead.word(&["一", "二", "三", "四", "五", "六", "日", "天"]) {
            ahead.unit(&[")"]);
            self.at = ahead.at;
        }
    }
}

const QUARTERS: &[&str] = &["Q", "q"];

fn plausible(year: u32) -> Result<i32, Fault> {
    match i32::try_from(year) {
        Ok(year @ 1900..=2199) => Ok(year),
        _ => Err(Fault::Impossible),
    }
}

/// The last day of a month; none when there is no such month.
pub(crate) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month.checked_add(1)?) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

/// The day of an Excel serial number, by the calendar that starts in 1900.
fn serial(number: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(u64::from(number)))
}

/// A date as it stands in running text, with what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Its year, when written.
    pub(crate) year: Option<i32>,
    /// Its month, when written.
    pub(crate) month: Option<u32>,
    /// Its day, when written.
    pub(crate) day: Option<u32>,
}

/// Finds the dates in folded running text: 2019年4月1日, 5月31日, 2023年3月, 2024-07-18; 31日 only after 至.
pub(crate) fn mentions(plain: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(c) = plain.get(at..).and_then(|rest| rest.chars().next()) {
        if !(c.is_ascii_digit() || "二一三四五六七八九十".contains(c)) {
            at += c.len_utf8();
            continue;
        }
        // The rest of a date is short; a window keeps the scan linear.
        let rest = plain.get(at..).unwrap_or_default();
        let window = rest.char_indices().nth(40).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
        let mut cursor = Cursor { text: window, at: 0, year: None };
        if let Some(mut mention) = mention(&mut cursor, plain.get(..at).unwrap_or_default()) {
            mention.range = at..at + cursor.at;
            at += cursor.at.max(1);
            found.push(mention);
        } else {
            // Step over the whole number: its tail is no date of its own.
            let run = rest.find(|d: char| !d.is_ascii_digit()).unwrap_or(rest.len());
            at += run.max(c.len_utf8());
        }
    }
    found
}

fn mention(at: &mut Cursor, before: &str) -> Option<Mention> {
    let mut mention = Mention { range: 0..0, year: None, month: None, day: None };
    let (number, digits) = at.number()?;
    if digits == 4 && at.unit(&["年"]) {
        mention.year = Some(plausible(number).ok()?);
        let mut ahead = at.clone();
        ahead.blanks();
        if let Some((month, 1..=3)) = ahead.number()
            && ahead.unit(&["月"])
        {
            at.at = ahead.at;
            mention.month = Some(month);
            at.day_of(&mut mention);
        }
        return Some(mention);
    }
    if digits == 4 && matches!(at.peek(), Some('-' | '/' | '.')) {
        let mark = at.peek()?;
        let year = plausible(number).ok()?;
        at.at += 1;
        let (month, 1..=2) = at.number()? else { return None };
        if at.peek()? != mark {
            return None;
        }
        at.at += 1;
        let (day, 1..=2) = at.number()? else { return None };
        return Some(Mention { range: 0..0, year: Some(year), month: Some(month), day: Some(day) });
    }
    if digits <= 3 && at.unit(&["月"]) {
        mention.month = Some(number);
        at.day_of(&mut mention);
        return Some(mention);
    }
    let spans = ["至", "-", "—", "到", "~"].iter().any(|mark| before.trim_end().ends_with(mark));
    if digits <= 3 && spans && at.unit(&["日"]) {
        mention.day = Some(number);
        return Some(mention);
    }
    None
}

impl Cursor<'_> {
    fn day_of(&mut self, mention: &mut Mention) {
        let mut ahead = self.clone();
        ahead.blanks();
        if let Some((day, 1..=3)) = ahead.number()
            && ahead.unit(&["日", "号"])
        {
            self.at = ahead.at;
            mention.day = Some(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::say::Arg;

    fn ymd(text: &str) -> Option<NaiveDate> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    #[test]
    fn a_measure_names_its_own_limit() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        for (text, limit) in [
            ("3月底前完成管网改造", day("2019-03-31")),
            ("出台管理办法（2019年12月底前）", day("2019-12-31")),
            ("于2019年10月18日前召开会议", day("2019-10-18")),
            ("年底前完成17个小区改造", day("2019-12-31")),
            ("2018年3月起开展清理", None),
            ("对2018年底的账目清理", None),
            ("3月底前摸排，6月底前完成", None),
            ("投入66.57万元", None),
            ("长期坚持", None),
        ] {
            assert_eq!(within(text, Some(2019)), limit, "{text}");
        }
    }

    #[test]
    fn limits_are_read_as_offices_write_them() {
        for (text, day, flags) in [
            ("2019年底", "2019-12-31", ""),
            ("2021年底前", "2021-12-31", ""),
            ("11月底", "2020-11-30", ""),
            ("10月18日", "2020-10-18", ""),
            ("2019年12月底前", "2019-12-31", ""),
            ("2024年底前，并长期坚持", "2024-12-31", "L"),
            ("2024年底前完成,并长期坚持。", "2024-12-31", "L"),
            ("立行立改，长期坚持", "", "IL"),
            ("立行立改并长期坚持", "", "IL"),
            ("立行立改，2019年10月底前完成", "2019-10-31", "I"),
            ("立行立改", "", "I"),
            ("立即整改", "", "I"),
            ("长期坚持", "", "L"),
            ("长期", "", "L"),
            ("持续推进", "", "L"),
            ("2019-12", "2019-12-31", ""),
            ("2020-02", "2020-02-29", ""),
            ("2019.11", "2019-11-30", ""),
            ("2022-07-31", "2022-07-31", ""),
            ("2022/7/31", "2022-07-31", ""),
            ("2019.12.31", "2019-12-31", ""),
            ("20191231", "2019-12-31", ""),
            ("202406", "2024-06-30", ""),
            ("24年6月底前", "2024-06-30", ""),
            ("25年上半年", "2025-06-30", ""),
            ("2019年底前（已完成）", "2019-12-31", ""),
            ("已完成，长期坚持", "", "L"),
            ("12月10日前", "2020-12-10", ""),
            ("12月10日之前完成整改", "2020-12-10", ""),
            ("7、8月", "2020-08-31", ""),
            ("7，8月", "2020-08-31", ""),
            ("1-8月", "2020-08-31", ""),
            ("7月、8月", "2020-08-31", ""),
            ("7月至9月", "2020-09-30", ""),
            ("2019年9月至12月", "2019-12-31", ""),
            ("2019年9月-2020年3月", "2020-03-31", ""),
            ("2019年9月1日至10月31日", "2019-10-31", ""),
            ("9月1日—15日", "2020-09-15", ""),
            ("8月底之前", "2020-08-31", ""),
            ("8月", "2020-08-31", ""),
            ("6月上旬", "2020-06-10", ""),
            ("6月中旬", "2020-06-20", ""),
            ("2月下旬", "2020-02-29", ""),
            ("上半年", "2020-06-30", ""),
            ("2019年上半年前", "2019-06-30", ""),
            ("2020年一季度", "2020-03-31", ""),
            ("第三季度", "2020-09-30", ""),
            ("2020年第4季度末", "2020-12-31", ""),
            ("二季度", "2020-06-30", ""),
            ("年底前", "2020-12-31", ""),
            ("今年年底", "2020-12-31", ""),
            ("今年10月底前", "2020-10-31", ""),
            ("明年3月底前", "2021-03-31", ""),
            ("年内", "2020-12-31", ""),
            ("2019年", "2019-12-31", ""),
            ("２０１９年１２月３１日", "2019-12-31", ""),
            ("２０１９年", "2019-12-31", ""),
            ("二〇一九年十二月三十一日", "2019-12-31", ""),
            ("二○一九年十二月底", "2019-12-31", ""),
            ("十二月底前", "2020-12-31", ""),
            ("十月十八日", "2020-10-18", ""),
            ("2019 年 12 月 31 日", "2019-12-31", ""),
            ("43830", "2019-12-31", ""),
            ("43830.0", "2019-12-31", ""),
            ("2022-07-31 00:00:00", "2022-07-31", ""),
            ("2022-07-31T00:00:00", "2022-07-31", ""),
            ("2022/7/31 0:00", "2022-07-31", ""),
            ("力争2019年底前完成", "2019-12-31", ""),
            ("截至2020年6月底", "2020-06-30", ""),
            ("\"2019年底前\"", "2019-12-31", ""),
            ("整改时限：2019年底前", "2019-12-31", ""),
            ("2019年12月31日（长期坚持）", "2019-12-31", "L"),
            ("2019年12月31日(星期二)", "2019-12-31", ""),
            ("", "", ""),
            ("无", "", ""),
            ("—", "", ""),
            (" / ", "", ""),
        ] {
            let expected = When { day: ymd(day), immediate: flags.contains('I'), long_term: flags.contains('L') };
            assert_eq!(limit(text, Some(2020)), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_limit_is_found_in_what_is_told_of_it() {
        for (text, day, long_term) in [
            ("3月底前完成摸排\n6月底前完成整改", Some("2024-06-30"), false),
            ("9月底前完成排查，12月底前完成整改", Some("2024-12-31"), false),
            ("2025年3月底前完成排查；6月底前完成整改", Some("2025-06-30"), false),
            ("2024年11月底前取得阶段性成效并长期坚持", Some("2024-11-30"), true),
            ("3月底前完成摸排\n其余长期坚持", Some("2024-03-31"), true),
            ("分阶段整改，2025年6月底前", Some("2025-06-30"), false),
            ("2024年9月底前，完成管网改造", Some("2024-09-30"), false),
            ("3月底前完成摸排，其余待定", None, false),
            ("3月份召开会议", None, false),
            ("2020年前", None, false),
            ("12月前", None, false),
            ("尽快", None, false),
        ] {
            let found = told(text, Some(2024));
            let day = day.map(|day| NaiveDate::parse_from_str(day, "%F").unwrap());
            assert_eq!(found.and_then(|when| when.day), day, "{text}");
            assert_eq!(found.is_some_and(|when| when.long_term), long_term, "{text}");
        }
    }

    #[test]
    fn a_limit_is_counted_from_the_handing_over_of_the_findings() {
        let start = NaiveDate::from_ymd_opt(2024, 5, 31).unwrap();
        for (text, day) in [
            ("三个月内", "2024-08-31"),
            ("1个月内", "2024-06-30"),
            ("３０日内完成", "2024-06-30"),
            ("15天之内", "2024-06-15"),
            ("两周内", "2024-06-14"),
            ("收到反馈后2个月内", "2024-07-31"),
            ("收到反馈意见之日起两个月内完成整改", "2024-07-31"),
            ("自反馈之日起，6个月内", "2024-11-30"),
            ("反馈后半年内", "2024-11-30"),
            ("一年内，并长期坚持", "2025-05-31"),
        ] {
            let when = after(text).and_then(|after| after.from(start)).expect(text);
            assert_eq!(when.day.unwrap().to_string(), day, "{text}");
            assert_eq!(when.long_term, text.contains("长期"), "{text}");
        }
        for text in [
            "合同签订后3个月内",
            "15个工作日内",
            "三个月",
            "3月内完成方案，其余再定",
            "12月底前",
            "年内",
            "尽快",
            "自开工之日起1年内",
            "0天内",
        ] {
            assert_eq!(after(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_limit_is_refused_with_the_reason() {
        for (text, key) in [
            ("11月底", "date-without-year"),
            ("年底前", "date-without-year"),
            ("第三季度", "date-without-year"),
            ("7、8月", "date-without-year"),
            ("2019-02-30", "date-impossible"),
            ("13月", "date-impossible"),
            ("2019年13月底", "date-impossible"),
            ("2019年2月30日", "date-impossible"),
            ("20191331", "date-impossible"),
            ("2019年五季度", "date-impossible"),
            ("2019年11-2月", "date-backwards"),
            ("已完成", "date-is-status"),
            ("2019年12月前", "date-before-month"),
            ("2019.1", "date-lost-zero"),
            ("3月底前完成方案\n6月底前完成建设", "date-unknown"),
            ("2019年3月底\n2019年6月底", "date-several"),
            ("尽快", "date-unknown"),
            ("同上", "date-unknown"),
            ("见附件", "date-unknown"),
            ("1-8", "date-unknown"),
            ("3月份召开会议", "date-unknown"),
            ("2020年前", "date-unknown"),
            ("5月初", "date-unknown"),
            ("12345", "date-unknown"),
            ("20年", "date-unknown"),
            ("201913", "date-impossible"),
            ("99999999999999", "date-unknown"),
            ("7/31/2022", "date-unknown"),
        ] {
            let year = if key == "date-without-year" { None } else { Some(2020) };
            let refusal = limit(text, year).expect_err(text);
            assert_eq!(refusal.key, key, "{text}");
            assert_eq!(refusal.args, [("text", Arg::from(text))], "{text}");
        }
    }

    #[test]
    fn a_day_is_exact_or_refused() {
        for (text, day) in [
            ("2020年1月8日", "2020-01-08"),
            ("2024-07-18", "2024-07-18"),
            ("2024-07-18 16:33", "2024-07-18"),
            ("二〇二四年七月十八日", "2024-07-18"),
            ("二零二四年七月十八日", "2024-07-18"),
            ("45491", "2024-07-18"),
            ("２０２４．７．１８", "2024-07-18"),
            ("2020 年 1 月 8 日", "2020-01-08"),
            ("（2020年1月8日）", "2020-01-08"),
        ] {
            assert_eq!(day_of(text), Ok(day.to_owned()), "{text}");
        }
        for (text, key) in [
            ("2020年1月", "date-not-a-day"),
            ("2020年底", "date-not-a-day"),
            ("1月8日", "date-without-year"),
            ("2020年1月32日", "date-impossible"),
            ("", "date-unknown"),
            ("汨罗市", "date-unknown"),
            ("2020年1月8日发布", "date-unknown"),
        ] {
            assert_eq!(day_of(text), Err(key), "{text}");
        }
    }

    fn day_of(text: &str) -> Result<String, &'static str> {
        day(text).map(|day| day.to_string()).map_err(|said| said.key)
    }

    #[test]
    fn dates_are_found_in_running_text() {
        let found =
            mentions("根据部署,2019年4月1日至5月31日,第3组;8月29日反馈,同比47.8%,自2023-03-05起,2018年,3日至9日");
        let parts: Vec<_> = found.iter().map(|m| (m.year, m.month, m.day)).collect();
        assert_eq!(
            parts,
            [
                (Some(2019), Some(4), Some(1)),
                (None, Some(5), Some(31)),
                (None, Some(8), Some(29)),
                (Some(2023), Some(3), Some(5)),
                (Some(2018), None, None),
                (None, None, Some(9)),
            ]
        );
    }
}
