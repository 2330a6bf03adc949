//! The heading of an issue or an area: its title without 关于“…”的问题, and what follows on the line.

use crate::grammar::status::{Marker, marker};
use crate::grammar::text::{strip_any, strip_end_any};
use std::ops::Range;

/// Words that open the account of what was done.
pub(super) const PROGRESS: &[&str] = &[
    "整改进展情况",
    "整改落实情况",
    "整改完成情况",
    "整改工作情况",
    "整改情况及成效",
    "整改进展及成效",
    "整改情况",
    "整改进展",
    "整改成效",
    "整改结果",
    "整改落实",
    "落实情况",
    "进展情况",
    "完成情况",
    "目前进展",
];
/// Ends of a title that only say that it is one, the collective ones apart.
const WRAPPERS: &[&str] = &[
    "的问题的整改情况",
    "的问题整改情况",
    "问题的整改情况",
    "问题的整改落实情况",
    "问题的整改进展情况",
    "问题整改落实情况",
    "问题整改进展情况",
    "问题整改情况",
    "等问题的整改",
    "的问题的整改",
    "问题的整改",
    "等方面的问题",
    "等方面问题",
    "等的问题",
    "等问题",
    "的问题",
];

/// What a heading is the heading of, as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sign {
    /// They do not say.
    #[default]
    Nothing,
    /// 关于…的问题, …问题的整改: one issue.
    Issue,
    /// …方面: a group.
    Area,
    /// …问题的整改情况 without 关于: several issues together.
    Several,
}

/// What the words of a heading say.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// Where the title stands in the folded line.
    pub(super) title: Range<usize>,
    /// What it is the heading of, as far as its words say.
    pub(super) sign: Sign,
    /// Whether 关于 or quotation marks say that it is the name of something found.
    pub(super) wrapped: bool,
    /// Where the text after the heading begins.
    pub(super) rest: usize,
    /// Whether a quotation mark is opened and never closed.
    pub(super) open: bool,
    /// The state that stands in the heading.
    pub(super) marker: Option<Marker>,
}

impl Heading {
    /// Whether it names one issue.
    pub(super) fn issue(&self) -> bool {
        self.sign == Sign::Issue
    }

    /// Whether it names an area.
    pub(super) fn area(&self) -> bool {
        self.sign == Sign::Area
    }

    /// Whether it names several issues together.
    pub(super) fn several(&self) -> bool {
        self.sign == Sign::Several
    }
}

/// The end of the quotation that opens at `from`, before its closing mark; `None` where it is never closed.
pub(super) fn closing(plain: &str, from: usize) -> Option<usize> {
    let rest = plain.get(from..)?;
    let mut chars = rest.char_indices();
    let (_, first) = chars.next()?;
    let (open, close) = match first {
        '“' => ('“', '”'),
        '「' => ('「', '」'),
        '‘' => ('‘', '’'),
        '《' => ('《', '》'),
        '"' => ('\0', '"'),
        _ => return None,
    };
    let mut depth = 1usize;
    for (at, c) in chars {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(from + at);
            }
        }
    }
    None
}

fn opens(c: char) -> bool {
    matches!(c, '“' | '「' | '"' | '‘')
}

/// Where, from `from`, the first of `stops` stands outside quotations and brackets of titles.
fn outside(plain: &str, from: usize, stops: impl Fn(char, &str) -> bool) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in plain.get(from..)?.char_indices() {
        match c {
            '“' | '「' | '《' => depth += 1,
            '”' | '」' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && stops(c, plain.get(from + at..).unwrap_or_default()) {
            return Some(from + at);
        }
    }
    None
}

/// Reads the heading whose words begin at `from` in a folded line.
pub(super) fn heading(plain: &str, from: usize) -> Heading {
    let mut found = Heading::default();
    let mut at = from;
    // 【已完成】关于…
    if let Some((marked, after)) = bracket(plain, at) {
        found.marker = Some(marked);
        at = after;
    }
    let rest = plain.get(at..).unwrap_or_default();
    let about = strip_any(rest, &["关于", "针对", "关于对", "对于"]);
    let named = strip_any(rest, &["反馈问题:", "整改问题:", "问题:", "具体问题:"]);
    let begin = plain.len() - about.or(named).unwrap_or(rest).len();
    if !quoted(plain, begin, about.is_some(), &mut found) {
        phrase(plain, begin, about.is_some(), named.is_some(), &mut found);
    }
    // What separates the heading from the text on the same line.
    let mut at = found.rest;
    if let Some((marked, after)) = bracket(plain, at) {
        found.marker.get_or_insert(marked);
        at = after;
    }
    let after = plain.get(at..).unwrap_or_default();
    at = plain.len() - after.trim_start_matches(['。', ':', ',', ';', '.', ' ', '—']).len();
    if let Some((marked, after)) = bracket(plain, at) {
        found.marker.get_or_insert(marked);
        at = plain.len() - plain.get(after..).unwrap_or_default().trim_start_matches(['。', ':', ' ']).len();
    }
    found.rest = at;
    found
}

/// A state in brackets at `at`, and where it ends.
fn bracket(plain: &str, at: usize) -> Option<(Marker, usize)> {
    let rest = plain.get(at..)?;
    let inner = rest.trim_start().strip_prefix(['(', '【', '['])?;
    let end = inner.find([')', '】', ']'])?;
    let found = marker(inner.get(..end)?)?;
    let close = inner.get(end..)?.chars().next()?.len_utf8();
    Some((found, plain.len() - inner.len() + end + close))
}

/// 关于“…”的问题: the title is what the quotation marks hold.
fn quoted(plain: &str, begin: usize, about: bool, found: &mut Heading) -> bool {
    let Some(first) = plain.get(begin..).and_then(|rest| rest.chars().next()).filter(|c| opens(*c)) else {
        return false;
    };
    let inner = begin + first.len_utf8();
    let close = closing(plain, begin).or_else(|| {
        // A mark inside was never closed: the last one before 的问题 counts.
        found.open = true;
        let rest = plain.get(inner..)?;
        let end = rest.find("”的问题").or_else(|| rest.find("”问题")).or_else(|| rest.rfind('”'))?;
        Some(inner + end)
    });
    let Some(close) = close else { return false };
    let mark = plain.get(close..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let after = plain.get(close + mark..).unwrap_or_default();
    let (sign, left) = match suffix(after) {
        Some(kind) => kind,
        None => match after.trim_start().chars().next() {
            None | Some('。' | ':' | '(' | '【') => (if about { Sign::Issue } else { Sign::Nothing }, after),
            _ => return false,
        },
    };
    found.title = inner..close;
    found.sign = sign;
    found.rest = plain.len() - left.len();
    found.wrapped = true;
    true
}

/// What may follow the closing quotation mark: whether it makes an issue, or an area, and the rest.
fn suffix(after: &str) -> Option<(Sign, &str)> {
    let body = after.strip_prefix('等').unwrap_or(after);
    if let Some(rest) = strip_any(body, &["方面存在的问题", "方面存在问题", "方面的问题", "方面问题", "方面"])
    {
        return Some((
            Sign::Area,
            strip_any(rest, &["的整改情况", "整改情况", "整改落实情况"])
                .filter(|r| !r.starts_with(':'))
                .unwrap_or(rest),
        ));
    }
    if let Some(rest) = strip_any(body, &["的问题的整改", "问题的整改", "的问题整改", "问题整改", "的问题", "问题"])
    {
        return Some((Sign::Issue, strip_any(rest, &["落实情况。", "进展情况。", "情况。", "工作。"]).unwrap_or(rest)));
    }
    let said = body.strip_prefix('的').unwrap_or(body).trim_start();
    if strip_any(said, PROGRESS).is_some() {
        return Some((Sign::Issue, said));
    }
    said.starts_with("整改").then(|| (Sign::Issue, said.trim_start_matches("整改")))
}

/// A heading without quotation marks around its title, or with marks around a part of it.
fn phrase(plain: &str, begin: usize, about: bool, named: bool, found: &mut Heading) {
    // 关于…的问题 ends the title even where text follows after a comma.
    let cut = about
        .then(|| {
            let end = outside(plain, begin, |_, rest| {
                rest.strip_prefix("问题").is_some_and(|after| {
                    after.is_empty()
                        || after.starts_with(['。', ',', ':', ';', '(', '【', ' '])
                        || after.starts_with("整改")
                        || after.starts_with("的整改")
                })
            })?;
            Some(end + "问题".len())
        })
        .flatten();
    let stop = |c: char, rest: &str| {
        matches!(c, '。' | ':' | ';' | '!')
            || strip_any(rest, PROGRESS).is_some_and(|after| after.trim_start().starts_with(':'))
    };
    let end = cut
        .or_else(|| outside(plain, begin, stop))
        .or_else(|| plain.get(begin..)?.find('。').map(|at| begin + at))
        .unwrap_or(plain.len());
    let mut words = plain.get(begin..end).unwrap_or_default().trim_end();
    if let Some(open) = words.rfind(['(', '【', '['])
        && let Some(marked) = words.get(open..).and_then(marker)
        && words.ends_with([')', '】', ']'])
    {
        found.marker.get_or_insert(marked);
        words = words.get(..open).unwrap_or_default().trim_end();
    }
    found.rest = end;
    found.wrapped = about || named;
    let following = plain.get(end..).unwrap_or_default();
    let collective = !about
        && strip_end_any(
            words,
            &[
                "问题的整改情况",
                "问题整改情况",
                "问题的整改落实情况",
                "问题整改落实情况",
                "问题的整改进展情况",
                "问题整改进展情况",
            ],
        )
        .is_some();
    let side = strip_end_any(words, &["方面存在的问题", "方面存在问题", "方面的问题", "方面问题", "方面"]);
    if let Some(stripped) = side {
        found.sign = Sign::Area;
        words = stripped;
    } else if let Some(stripped) = strip_end_any(words, WRAPPERS).filter(|rest| !rest.is_empty()) {
        found.sign = if collective { Sign::Several } else { Sign::Issue };
        words = if collective { words } else { stripped };
    } else if words.ends_with("问题") && words.chars().count() > 4 {
        found.sign = Sign::Issue;
        if about {
            words = words.strip_suffix("问题").unwrap_or(words);
        }
    } else if named || about && strip_any(following.trim_start(), &["的整改", "整改"]).is_some() {
        found.sign = Sign::Issue;
    }
    let opened = plain.get(begin..end).unwrap_or_default();
    if opened.matches('“').count() != opened.matches('”').count() {
        found.open = true;
    }
    let account = following.strip_prefix('的').unwrap_or(following);
    if cut.is_some() && strip_any(account, PROGRESS).is_some_and(|rest| rest.trim_start().starts_with(':')) {
        found.rest = plain.len() - account.len();
    } else if cut.is_some()
        && let Some(rest) = strip_any(following, &["的整改情况。", "的整改。", "整改。", "的整改", "整改情况。"])
    {
        found.rest = plain.len() - rest.len();
    }
    // “A”“B” keep their marks; one pair around the whole is wrapping.
    let first = words.chars().next().filter(|c| opens(*c)).map_or(0, char::len_utf8);
    let whole = first > 0
        && closing(words, 0).is_some_and(|close| {
            close + words.get(close..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8) == words.len()
        });
    let last = words.chars().next_back().map_or(0, char::len_utf8);
    found.title = if whole { begin + first..begin + words.len() - last } else { begin..begin + words.len() };
}

/// What a section is about, by the words of its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 组织领导, 主体责任, 总体情况: how the work was led; holds no issues.
    Organisation,
    /// 反馈问题整改进展情况: the findings.
    Findings,
    /// 下一步, 后续整改.
    NextSteps,
    /// None of these.
    Other,
}

/// The role of a section with this title.
pub(super) fn role(title: &str) -> Role {
    const FOUND: &[&str] = &[
        "反馈问题",
        "反馈的问题",
        "反馈意见",
        "具体问题",
        "查出问题",
        "查出的问题",
        "发现问题",
        "发现的问题",
        "指出问题",
        "指出的问题",
        "重点问题",
        "督察问题",
        "移交问题",
        "问题整改",
        "问题的整改",
    ];
    const LED: &[&str] = &["组织", "领导", "责任", "第一责任人"];
    const OVERALL: &[&str] = &["推进", "总体", "基本情况", "主要做法", "工作情况", "工作措施"];
    const NEXT: &[&str] =
        &["下一步", "下步", "后续", "继续", "今后", "努力方向", "巩固", "长效机制", "工作打算", "下一阶段"];
    const DONE: &[&str] = &[
        "整改进展",
        "整改情况",
        "整改落实情况",
        "整改完成情况",
        "任务完成情况",
        "整改成效",
        "具体整改",
        "进展情况",
        "落实情况",
    ];
    let any = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if any(NEXT) && !any(FOUND) {
        Role::NextSteps
    } else if any(LED) {
        Role::Organisation
    } else if any(FOUND) {
        Role::Findings
    } else if any(OVERALL) {
        Role::Organisation
    } else if any(NEXT) {
        Role::NextSteps
    } else if any(DONE) {
        Role::Findings
    } else {
        Role::Other
    }
}
