//! The end of a report: how to reach the office, who issued it, and when.

use super::Contact;
use super::line::Line;
use crate::grammar::dates::{day, mentions};
use crate::grammar::text::{Folded, strip_any};
use chrono::NaiveDate;

/// What the last lines say.
#[derive(Default)]
pub(super) struct Tail {
    /// Place of the first line that belongs to the end.
    pub(super) start: usize,
    pub(super) contact: Option<Contact>,
    pub(super) issuer: Option<String>,
    pub(super) day: Option<NaiveDate>,
    /// A date without its day, where that is all there is: its line and its text.
    pub(super) unclear: Option<(usize, String)>,
}

/// How many lines from the end may belong to it.
const REACH: usize = 12;
const PHONES: &[&str] =
    &["联系电话", "监督电话", "举报电话", "咨询电话", "反映电话", "电话", "联系方式", "联系人及电话"];
const POSTS: &[&str] =
    &["邮政信箱", "通讯地址", "通信地址", "邮寄地址", "联系地址", "来信地址", "来访地址", "邮政地址", "信箱", "地址"];
const MAILS: &[&str] = &["电子邮箱", "电子邮件", "电子信箱", "邮箱", "邮编", "邮政编码", "传真", "联系人"];

/// Reads the last lines.
pub(super) fn tail(lines: &[Line]) -> Tail {
    let from = lines.len().saturating_sub(REACH);
    // Neither the opening nor a heading belongs to the end.
    let from = lines
        .iter()
        .rposition(|line| line.label.is_some() && !reaches(line) && !dated(line))
        .map_or(from, |at| from.max(at + 1));
    let mut tail = Tail { start: lines.len(), ..Tail::default() };
    let mut signed = lines.len();
    if let Some(at) = (from..lines.len()).rev().find(|at| dated(&lines[*at])) {
        let (who, day) = signature(&lines[at]);
        tail.day = day;
        if day.is_none() {
            tail.unclear = Some((lines[at].number, lines[at].raw_line().to_owned()));
        }
        tail.issuer = who;
        signed = at;
        tail.start = at;
    }
    if tail.issuer.is_none() {
        let before = if signed < lines.len() { signed } else { lines.len() };
        let mut names = Vec::new();
        let mut at = before;
        while at > from && names.len() < 3 && office(&lines[at - 1]) {
            at -= 1;
            names.push(lines[at].raw_line().to_owned());
        }
        if !names.is_empty() && (signed < lines.len() || names.iter().all(|name| ends_like_office(name))) {
            names.reverse();
            tail.issuer = Some(names.join("、"));
            tail.start = tail.start.min(at);
        }
    }
    let reaching: Vec<usize> = (from..lines.len()).filter(|at| *at != signed && reaches(&lines[*at])).collect();
    if let (Some(first), Some(last)) = (reaching.first(), reaching.last()) {
        let text: Vec<&str> =
            (*first..=*last).filter(|at| *at < tail.start || *at > signed).map(|at| lines[at].raw_line()).collect();
        tail.contact = Some(contact(&text.join("\n")));
        tail.start = tail.start.min(*first);
    }
    tail
}

/// A line that is a day, alone or after the name of an office.
fn dated(line: &Line) -> bool {
    signature(line).1.is_some() || month(line)
}

/// A line that is nothing but a year and a month.
fn month(line: &Line) -> bool {
    let plain = line.folded.plain.trim();
    plain.len() <= 30
        && mentions(plain).iter().any(|m| m.range == (0..plain.len()) && m.year.is_some() && m.month.is_some())
}

fn signature(line: &Line) -> (Option<String>, Option<NaiveDate>) {
    let plain = line.folded.plain.trim_end();
    if plain.chars().count() > 60 {
        return (None, None);
    }
    if let Ok(day) = day(plain) {
        return (None, Some(day));
    }
    let Some(last) = mentions(plain).pop().filter(|m| m.range.end == plain.len()) else { return (None, None) };
    let found = day(plain.get(last.range.clone()).unwrap_or_default()).ok();
    let who = line.raw(line.body.min(last.range.start), last.range.start).trim();
    let office = !who.is_empty()
        && !who.contains(['。', ',', '，', ':', '：', '；', '(', '（', '—', '-'])
        && line.label.is_none();
    if office { (Some(who.to_owned()), found) } else { (None, None) }
}

fn office(line: &Line) -> bool {
    let text = line.text();
    line.label.is_none()
        && line.depth == 0
        && (3..=40).contains(&text.chars().count())
        && !text.contains(['。', ':', ';', '!', '@', '“', '《'])
        && !text.starts_with("附件")
        && !reaches(line)
}

fn ends_like_office(name: &str) -> bool {
    [
        "委",
        "委员会",
        "政府",
        "局",
        "办公室",
        "党组",
        "党委",
        "组",
        "办",
        "公司",
        "学院",
        "大学",
        "医院",
        "总工会",
        "工委",
        "厅",
        "院",
        "会",
    ]
    .iter()
    .any(|end| name.ends_with(end))
}

/// A line that says how to reach the office.
fn reaches(line: &Line) -> bool {
    let text = line.text();
    if text.chars().count() > 600 {
        return false; // a passage that mentions a telephone
    }
    if text.contains("联系方式") && !text.contains("的问题") || text.starts_with("欢迎") {
        return true;
    }
    let plain = text.trim_start_matches(['(', ' ']);
    [PHONES, POSTS, MAILS]
        .iter()
        .any(|words| strip_any(plain, words).is_some_and(|rest| rest.trim_start().starts_with([':', '('])))
}

fn contact(text: &str) -> Contact {
    let folded = Folded::new(text);
    let plain = folded.plain.as_str();
    let labels: Vec<(usize, usize, u8)> = [(PHONES, 0), (POSTS, 1), (MAILS, 2)]
        .iter()
        .flat_map(|(words, what)| {
            words
                .iter()
                .flat_map(move |word| plain.match_indices(*word).map(move |(at, _)| (at, at + word.len(), *what)))
        })
        .collect();
    let value = |end: usize| {
        let rest = plain.get(end..).unwrap_or_default();
        let rest_at = plain.len() - rest.trim_start_matches([':', ' ', '为', '是']).len();
        let rest = plain.get(rest_at..).unwrap_or_default();
        let next = labels.iter().map(|(at, _, _)| *at).filter(|at| *at > rest_at).min().unwrap_or(plain.len());
        let stop = rest.find([';', '。', '\n']).map_or(plain.len(), |at| rest_at + at);
        rest_at..next.min(stop).max(rest_at)
    };
    let phone = labels.iter().filter(|(_, _, what)| *what == 0).find_map(|(_, end, _)| {
        let range = value(*end);
        let text = plain.get(range.clone())?;
        let skip = text.find(|c: char| c.is_ascii_digit() || c == '(')?;
        let text = text.get(skip..)?;
        let len = text.find(|c: char| !(c.is_ascii_digit() || "-()—、/ ~转,".contains(c))).unwrap_or(text.len());
        let number = text.get(..len)?.trim_end_matches(['-', '(', '、', '/', ' ', ',', '—', '转']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let from = range.start + skip;
        (digits >= 5).then(|| folded.raw(from..from + number.len()).to_owned())
    });
    let post = labels.iter().filter(|(_, _, what)| *what == 1).find_map(|(at, end, _)| {
        // 地址 inside 邮箱地址 is no post address.
        let held = labels.iter().any(|(a, e, what)| *what != 1 && (*a..*e).contains(at) || *what == 2 && *e == *at);
        let range = value(*end);
        let text = folded.raw(range).trim().trim_end_matches(['，', ',', '(', '（', '、']).trim();
        (!held && text.chars().count() >= 4 && !text.contains('@')).then(|| text.to_owned())
    });
    let email = plain.find('@').and_then(|at| {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let before = plain.get(..at)?;
        let start = before
            .rfind(|c| !part(c))
            .map_or(0, |mark| mark + before.get(mark..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
        let after = plain.get(at + 1..)?;
        let end = after.find(|c| !part(c)).unwrap_or(after.len());
        let host = after.get(..end)?.trim_end_matches('.');
        (start < at && host.contains('.')).then(|| format!("{}@{host}", before.get(start..).unwrap_or_default()))
    });
    Contact { text: text.to_owned(), phone, post, email }
}
