//! What the opening of a report says: who inspected whom, when, and when the findings were handed over.

use super::line::Line;
use super::{Inspection, Kind, Problem};
use crate::grammar::dates::{Mention, mentions};
use crate::grammar::text::{fold, strip_any, strip_end_any};
use crate::say;
use chrono::NaiveDate;
use std::ops::Range;

/// The lines before the first heading, told apart.
#[derive(Default)]
pub(super) struct Head {
    /// The title, lines joined.
    pub(super) title: Option<String>,
    /// Places of the lines of the introduction.
    pub(super) intro: Vec<usize>,
    /// A day that stands under the title, or in it.
    pub(super) day: Option<NaiveDate>,
}

/// Tells title, date line and introduction apart.
pub(super) fn head(lines: &[Line], problems: &mut Vec<Problem>) -> Head {
    let mut head = Head::default();
    let mut title: Vec<String> = Vec::new();
    let mut begun = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text().trim();
        let sentence = text.contains('。') || text.ends_with([':', ',', ';']) || text.chars().count() > 60;
        if begun || sentence {
            // An addressee (各区人民政府:) is neither title nor introduction.
            let addressee = text.ends_with(':') && !text.contains([',', '。']) && text.chars().count() < 30;
            begun |= !addressee;
            if !addressee {
                head.intro.push(at);
            }
            continue;
        }
        let dashed = text.starts_with(['-', '—', '(']);
        let found = full(&mentions(text));
        if let Some(day) = found.filter(|_| dashed || text.chars().count() < 16) {
            head.day = Some(day);
        } else if dashed || text.chars().all(|c| c.is_ascii_digit() || "年月日.-/ ()".contains(c)) {
            if text.chars().filter(char::is_ascii_digit).count() >= 6 {
                problems.push(Problem { line: line.number, message: say!("report-date-unclear", text = text) });
            }
        } else {
            let words = line.raw_text().to_owned();
            // After the title come the one who speaks and those spoken to.
            if !title.last().is_some_and(|last| entitled(last)) {
                title.push(words);
            }
        }
    }
    head.title = (!title.is_empty()).then(|| title.concat());
    head
}

/// Whether a line ends as titles of reports do.
fn entitled(line: &str) -> bool {
    let plain = fold(line);
    let words = plain.split('(').next().unwrap_or_default().trim_end();
    strip_end_any(words, &["通报", "报告", "公告", "公示", "清单", "函", "公开", "情况", "情况表", "通告"]).is_some()
}

fn full(found: &[Mention]) -> Option<NaiveDate> {
    found.iter().find_map(|m| NaiveDate::from_ymd_opt(m.year?, m.month?, m.day?))
}

/// The kind of inspection that a text speaks of first.
pub(super) fn kind(texts: &[&str]) -> Kind {
    const WORDS: &[(&str, Kind)] = &[
        ("生态环境保护督察", Kind::Environment),
        ("环境保护督察", Kind::Environment),
        ("环保督察", Kind::Environment),
        ("生态环保督察", Kind::Environment),
        ("生态环境", Kind::Environment),
        ("督察", Kind::Environment),
        ("巡视", Kind::Inspection),
        ("巡察", Kind::Inspection),
        ("审计", Kind::Audit),
    ];
    texts
        .iter()
        .find_map(|text| {
            WORDS.iter().filter_map(|(word, kind)| Some((text.find(word)?, *kind))).min_by_key(|(at, _)| *at)
        })
        .map_or(Kind::Other, |(_, kind)| kind)
}

/// Bytes of a sentence that is still read for who inspected whom.
const LONGEST: usize = 3000;

const INSPECTORS: &[&str] = &[
    "巡视组",
    "巡察组",
    "督察组",
    "审计组",
    "督导组",
    "检查组",
    "审计署",
    "审计厅",
    "审计局",
    "审计机关",
    "特派办",
    "巡察办",
    "巡视办",
];

/// Reads the introduction; `lines` are its lines, in order.
pub(super) fn inspection(lines: &[&Line], kind: Kind, title: Option<&str>, problems: &mut Vec<Problem>) -> Inspection {
    let mut found = Inspection::default();
    let mut last_year: Option<i32> = None;
    let mut told_month = false;
    let mut paired = false;
    for line in lines {
        let plain = line.folded.plain.as_str();
        for sentence in sentences(plain) {
            let text = plain.get(sentence.clone()).unwrap_or_default();
            if text.len() > LONGEST {
                continue;
            }
            let dates: Vec<Mention> = mentions(text)
                .into_iter()
                .map(|mut m| {
                    if m.year.is_some() {
                        last_year = m.year;
                    } else {
                        let before = text.get(..m.range.start).unwrap_or_default();
                        m.year = last_year.filter(|_| m.month.is_some() && !before.ends_with("次年"));
                    }
                    m
                })
                .collect();
            if let Some((who, whom)) = pair(text, &dates) {
                let raw = |range: &Range<usize>| {
                    line.raw(sentence.start + range.start, sentence.start + range.end).trim().to_owned()
                };
                if found.inspector.is_none() {
                    found.inspector = Some(raw(&who)).filter(|who| !who.is_empty());
                }
                paired |= whom.is_some() || text.contains('对');
                if found.inspected.is_none() {
                    found.inspected = whom.map(|whom| raw(&whom)).filter(|whom| !whom.is_empty());
                }
            }
            let span = span(text, &dates);
            if let Some((from, to)) = &span
                && found.from.is_none()
            {
                let second = Mention {
                    year: to.year.filter(|_| to.month.is_some()).or(from.year),
                    month: to.month.or(from.month),
                    ..to.clone()
                };
                let from = from.year.zip(from.month).zip(from.day);
                let to = second.year.zip(second.month).zip(second.day);
                let whole = |d: ((i32, u32), u32)| NaiveDate::from_ymd_opt(d.0.0, d.0.1, d.1);
                match (from.and_then(whole), to.and_then(whole)) {
                    (Some(from), Some(to)) if from <= to => {
                        found.from = Some(from);
                        found.to = Some(to);
                    }
                    _ if !told_month => {
                        told_month = true;
                        problems.push(Problem {
                            line: line.number,
                            message: say!("report-period-unclear", text = text.trim()),
                        });
                    }
                    _ => {}
                }
            }
            if found.feedback_on.is_none()
                && let Some(at) = text.find("反馈")
            {
                feedback(text, at, &dates, span.as_ref(), line.number, &mut found, problems);
                if found.inspected.is_none()
                    && !paired
                    && let Some(range) = between(text, "向", "反馈")
                {
                    found.inspected =
                        Some(line.raw(sentence.start + range.start, sentence.start + range.end).trim().to_owned());
                }
            }
        }
    }
    found.name = round(lines, title).or_else(|| {
        let verb = match kind {
            Kind::Inspection if found.inspector.as_deref().is_some_and(|who| who.contains("巡察")) => "巡察",
            Kind::Inspection => "巡视",
            Kind::Audit => "审计",
            Kind::Environment => "督察",
            Kind::Other => return None,
        };
        Some(format!("{}{verb}{}", found.inspector.as_deref()?, found.inspected.as_deref()?))
    });
    found
}

fn sentences(plain: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut out = Vec::new();
    for (at, c) in plain.char_indices().filter(|(_, c)| matches!(c, '。' | ';')) {
        out.push(start..at);
        start = at + c.len_utf8();
    }
    out.push(start..plain.len());
    out
}

/// 省委第八巡视组 … 对 汨罗市 进行: who, and whom.
fn pair(text: &str, dates: &[Mention]) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut alone = None;
    for (at, word) in INSPECTORS.iter().flat_map(|word| text.match_indices(word)) {
        let end = at + word.len();
        let before = text.get(..at)?;
        let start = before
            .rfind([',', ':', '、', ' ', '(', '“'])
            .map_or(0, |mark| mark + before.get(mark..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
        let start = dates.iter().map(|d| d.range.end).filter(|end| *end <= at && *end > start).max().unwrap_or(start);
        let name = before.get(start..)?;
        let name = strip_any(name, &["根据", "按照", "期间", "间", "由", "经"]).unwrap_or(name);
        let name = name.rfind("派出").map_or(name, |i| name.get(i + "派出".len()..).unwrap_or(name));
        let start = at - name.len();
        if name.is_empty() || name.chars().count() > 24 {
            continue;
        }
        let after = text.get(end..)?;
        if let Some(whom) = strip_any(after, &["巡视了", "巡察了", "督察了", "审计了", "进驻", "入驻"])
        {
            return Some((start..end, object(text, text.len() - whom.len())));
        }
        let whom = after.find('对').filter(|to| {
            // Only the time may stand between.
            let mut gap = after.get(..*to).unwrap_or_default().to_owned();
            gap.retain(|c| !c.is_ascii_digit() && !"年月日至到于在,-—自从期间、(一二三四五六七八九十〇)".contains(c));
            gap.chars().count() <= 4
        });
        match whom {
            Some(to) => {
                let from = end + to + '对'.len_utf8();
                return Some((start..end, object(text, from)));
            }
            None => alone = alone.or(Some(start..end)),
        }
    }
    alone.map(|who| (who, None))
}

/// What stands between 对 and the verb, unless it is a year or a matter.
fn object(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let end = ["进行", "开展", "实施", ",", "党委领导班子", "领导班子", "202", "201", "的巡", "的督", "的审"]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let name = rest.get(..end)?;
    // 我省 names nobody, and 预算执行情况 is a matter.
    let body = !name.starts_with('我') && strip_end_any(name, &["情况", "收支", "责任"]).is_none();
    (body && !name.is_empty() && name.chars().count() <= 40).then(|| from..from + end)
}

fn between(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let end = text.find(close)?;
    let start = text.get(..end)?.rfind(open)? + open.len();
    let name = text.get(start..end)?;
    let name = strip_end_any(name, &["进行了", "进行", "作了", "正式", "书面", "集中"]).unwrap_or(name);
    (!name.is_empty() && name.chars().count() <= 30).then(|| start..start + name.len())
}

/// Two dates with 至 between them, the second no earlier in the text.
fn span(text: &str, dates: &[Mention]) -> Option<(Mention, Mention)> {
    dates.windows(2).find_map(|two| {
        let [a, b] = two else { return None };
        let gap = text.get(a.range.end..b.range.start)?.trim();
        let joined = matches!(gap, "至" | "到" | "-" | "—" | "——" | "~" | "–");
        (joined && (a.month.is_some())).then(|| (a.clone(), b.clone()))
    })
}

fn feedback(
    text: &str,
    at: usize,
    dates: &[Mention],
    span: Option<&(Mention, Mention)>,
    line: usize,
    found: &mut Inspection,
    problems: &mut Vec<Problem>,
) {
    let outside = |m: &&Mention| span.is_none_or(|(from, to)| from.range != m.range && to.range != m.range);
    let days: Vec<&Mention> = dates.iter().filter(outside).filter(|m| m.month.is_some() && m.day.is_some()).collect();
    let Some(m) = days.iter().rfind(|m| m.range.end <= at).or(days.first()) else { return };
    let written = text.get(m.range.clone()).unwrap_or_default();
    let unclear = say!("report-feedback-unclear", text = written);
    match m.year.zip(m.month).zip(m.day).and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y, m, d)) {
        // Findings are handed over after the inspection: an inherited year that says otherwise is no year.
        Some(day) if found.to.is_none_or(|to| to <= day) => found.feedback_on = Some(day),
        _ => problems.push(Problem { line, message: unclear }),
    }
}

/// 十二届省委第六轮巡视, where a text names the round.
fn round(lines: &[&Line], title: Option<&str>) -> Option<String> {
    let named = |plain: &str| {
        let at = ["轮巡视", "轮巡察", "轮督察", "轮生态环境保护督察", "轮常规巡察", "轮专项巡察"]
            .iter()
            .find_map(|word| plain.find(word).map(|at| at..at + word.len()))?;
        let before = plain.get(..at.start)?;
        let start = before
            .rfind([',', '。', '(', ' ', ':', '、'])
            .map_or(0, |mark| mark + before.get(mark..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
        let name = plain.get(start..at.end)?;
        let cut = ["关于", "开展了", "进行了", "开展", "进行", "根据", "按照", "落实"];
        let name = cut
            .iter()
            .fold(name, |name, word| name.rfind(word).map_or(name, |i| name.get(i + word.len()..).unwrap_or(name)));
        (name.contains('第') || name.contains('首')).then_some(()).filter(|()| name.chars().count() <= 30)?;
        Some(name.to_owned())
    };
    title.and_then(named).or_else(|| lines.iter().find_map(|line| named(&line.folded.plain)))
}

/// How many issues the opening says there are: 反馈…25个问题.
pub(super) fn counted(plain: &str) -> Option<i64> {
    sentences(plain).into_iter().filter_map(|range| plain.get(range)).find_map(|text| {
        if !["反馈", "查出", "指出", "揭示", "涉及"].iter().any(|word| text.contains(word)) {
            return None;
        }
        text.match_indices("问题").find_map(|(at, _)| {
            let before = text.get(..at)?;
            let before = strip_end_any(before, &["具体", "主要", "突出"]).unwrap_or(before).strip_suffix('个')?;
            let digits = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
            before.get(digits..)?.parse().ok()
        })
    })
}
