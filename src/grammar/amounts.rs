//! Figures with their units: 6700余万元, 6批101人次, 47.8%.

use super::text::narrow;
use crate::domain::say::Said;
use crate::say;
use rust_decimal::Decimal;

/// A figure as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The figure, never rounded.
    pub value: Decimal,
    /// Its unit, with 万 and 亿 as part of it; empty when none stands there.
    pub unit: String,
    /// 余, 近, 约, 以上 and the like.
    pub qualifier: Option<String>,
    /// The words that were read.
    pub text: String,
}

/// Units, without 万 and 亿, that may stand before any of them.
const UNITS: &[&str] = &[
    "元",
    "美元",
    "人次",
    "人",
    "名",
    "户次",
    "户",
    "家次",
    "家",
    "个百分点",
    "百分点",
    "个",
    "件次",
    "件",
    "起",
    "批次",
    "批",
    "次",
    "期",
    "份",
    "项次",
    "项",
    "条",
    "篇",
    "部",
    "场次",
    "场",
    "处",
    "宗",
    "例",
    "笔",
    "套",
    "间",
    "栋",
    "辆",
    "台",
    "所",
    "座",
    "堂",
    "课时",
    "类",
    "村",
    "支",
    "公里",
    "千米",
    "米",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "方",
    "㎡",
    "m2",
    "m3",
    "亩",
    "公顷",
    "吨",
    "公斤",
    "千克",
    "克",
    "千瓦时",
    "千瓦",
    "度",
    "%",
    "‰",
    "岗次",
    "班次",
    "人份",
    "张",
    "本",
    "头",
    "只",
    "株",
    "棵",
    "天",
    "工作日",
];
const SCALES: &[&str] = &["万亿", "百亿", "十亿", "千亿", "亿", "千万", "百万", "十万", "万", "千", "百"];
const BEFORE: &[&str] =
    &["超过", "超", "将近", "接近", "近", "大约", "约", "逾", "不足", "不到", "至少", "不少于", "不低于", "多达"];
const BETWEEN: &[&str] = &["余", "多", "来"];
const AFTER: &[&str] = &["以上", "以下", "以内", "左右", "上下", "之多", "余", "多"];

/// Finds the figures that have a unit, in their order.
///
/// Dates, ordinals (第16组), codes (G240) and figures in words are no amounts.
pub fn amounts(text: &str) -> Vec<Amount> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, narrow(c))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].1.is_ascii_digit() {
            at += 1;
            continue;
        }
        match read(text, &chars, at) {
            (Some(amount), end) if !amount.unit.is_empty() => {
                found.push(amount);
                at = end;
            }
            (_, end) => at = end,
        }
    }
    found
}

/// Reads a cell that holds one figure, with or without a unit.
///
/// # Errors
/// With the text, when it holds no figure, more than one, or anything beside it.
pub fn amount(cell: &str) -> Result<Amount, Said> {
    let trimmed = cell.trim().trim_matches('"').trim();
    let chars: Vec<(usize, char)> = trimmed.char_indices().map(|(at, c)| (at, narrow(c))).collect();
    let unknown = || say!("amount-unknown", text = cell.trim());
    let first = chars.iter().position(|(_, c)| c.is_ascii_digit()).ok_or_else(unknown)?;
    let (found, end) = read(trimmed, &chars, first);
    let found = found.ok_or_else(unknown)?;
    let rest: String = chars.iter().skip(end).map(|(_, c)| *c).collect();
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "。.".contains(c));
    let covered =
        trimmed.starts_with(&found.text) || trimmed.trim_start_matches(['¥', '￥', ' ']).starts_with(&found.text);
    if rest.chars().any(|c| c.is_ascii_digit()) {
        return Err(say!("amount-several", text = cell.trim()));
    }
    if !rest.is_empty() || !covered {
        return Err(unknown());
    }
    Ok(found)
}

/// Reads the figure that starts at `start`; also where to go on.
fn read(text: &str, chars: &[(usize, char)], start: usize) -> (Option<Amount>, usize) {
    let (digits, end) = figure(chars, start);
    let mut first = start;
    let mut qualifier = None;
    let mut negative = false;
    if let Some((_, '-' | '−')) = start.checked_sub(1).and_then(|i| chars.get(i)) {
        let open = start.checked_sub(2).and_then(|i| chars.get(i)).is_none_or(|(_, c)| !c.is_alphanumeric());
        if open {
            negative = true;
            first = start - 1;
        }
    }
    match first.checked_sub(1).and_then(|i| chars.get(i)) {
        // 第16组, G240, 〔2018〕4号
        Some((_, c)) if *c == '第' || c.is_ascii_alphanumeric() || *c == '〕' || (*c == '-' && !negative) => {
            return (None, end);
        }
        _ => {}
    }
    for word in BEFORE {
        let len = word.chars().count();
        if let Some(from) = first.checked_sub(len)
            && matches(chars, from, word)
        {
            qualifier = Some((*word).to_owned());
            first = from;
            break;
        }
    }
    let mut at = blanks(chars, end);
    if let Some(word) = one_of(chars, at, BETWEEN) {
        qualifier = Some(word.to_owned());
        at += word.chars().count();
    }
    let scale = one_of(chars, at, SCALES).unwrap_or_default();
    at += scale.chars().count();
    if let Some(word) = one_of(chars, at, BETWEEN).filter(|_| !scale.is_empty()) {
        qualifier = Some(word.to_owned());
        at += word.chars().count();
    }
    let name = one_of(chars, at, UNITS).unwrap_or_default();
    at += name.chars().count();
    let unit = format!("{scale}{name}");
    let mut last = if unit.is_empty() && qualifier.is_none() { end } else { at };
    if !unit.is_empty()
        && let Some(word) = one_of(chars, last, AFTER)
    {
        qualifier = Some(word.to_owned());
        last += word.chars().count();
    }
    let digits = if negative { format!("-{digits}") } else { digits };
    let Ok(value) = Decimal::from_str_exact(&digits) else { return (None, end) };
    let from = chars.get(first).map_or(0, |(at, _)| *at);
    let to = chars.get(last).map_or(text.len(), |(at, _)| *at);
    let written = text.get(from..to).unwrap_or_default().trim_end().to_owned();
    (Some(Amount { value, unit, qualifier, text: written }), last)
}

/// The figures of a number, groups of thousands joined, and where it ends.
fn figure(chars: &[(usize, char)], start: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut at = start;
    let run = |at: usize| chars.iter().skip(at).take_while(|(_, c)| c.is_ascii_digit()).count();
    let first = run(at);
    let mut take = |at: usize, count: usize| digits.extend(chars.iter().skip(at).take(count).map(|(_, c)| *c));
    take(at, first);
    at += first;
    if first <= 3 {
        while chars.get(at).is_some_and(|(_, c)| *c == ',') && run(at + 1) == 3 {
            take(at + 1, 3);
            at += 4;
        }
    }
    if chars.get(at).is_some_and(|(_, c)| *c == '.') {
        let decimals = run(at + 1);
        if decimals > 0 {
            take(at, decimals + 1);
            at += decimals + 1;
        }
    }
    (digits, at)
}

fn blanks(chars: &[(usize, char)], mut at: usize) -> usize {
    while chars.get(at).is_some_and(|(_, c)| *c == ' ') {
        at += 1;
    }
    at
}

fn matches(chars: &[(usize, char)], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(i, c)| chars.get(at + i).is_some_and(|(_, found)| *found == c))
}

fn one_of(chars: &[(usize, char)], at: usize, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().filter(|word| matches(chars, at, word)).max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (&'static str, &'static str, Option<&'static str>);

    fn rows(text: &str) -> Vec<(String, String, Option<String>)> {
        amounts(text).into_iter().map(|a| (a.value.to_string(), a.unit, a.qualifier)).collect()
    }

    #[test]
    fn figures_keep_their_unit_and_qualifier() {
        let table: &[(&str, &[Row])] = &[
            ("扣押资产6700余万元", &[("6700", "万元", Some("余"))]),
            ("6700万余元", &[("6700", "万元", Some("余"))]),
            ("近500人次", &[("500", "人次", Some("近"))]),
            ("共计3批500余人次", &[("3", "批", None), ("500", "人次", Some("余"))]),
            ("66.57万元", &[("66.57", "万元", None)]),
            ("251,023.54万元", &[("251023.54", "万元", None)]),
            ("２５１，０２３．５４万元", &[("251023.54", "万元", None)]),
            ("6批101人次", &[("6", "批", None), ("101", "人次", None)]),
            ("查处81起81人", &[("81", "起", None), ("81", "人", None)]),
            ("减少47.8%", &[("47.8", "%", None)]),
            ("压减50%以上", &[("50", "%", Some("以上"))]),
            ("2万名以上", &[("2", "万名", Some("以上"))]),
            ("1.1万户", &[("1.1", "万户", None)]),
            ("约3.5公里", &[("3.5", "公里", Some("约"))]),
            ("3至6个分值点", &[("6", "个", None)]),
            ("5,6个", &[("6", "个", None)]),
            ("2019年4月1日第16组G240〔2018〕4号0730-5226738", &[]),
            ("-3.5万元", &[("-3.5", "万元", None)]),
            ("99999999999999999999999999999999999999元", &[]),
        ];
        for (text, expected) in table {
            let found = rows(text);
            let found: Vec<Row> = found.iter().map(|(v, u, q)| (leak(v), leak(u), q.as_deref().map(leak))).collect();
            assert_eq!(&found, expected, "{text}");
        }
        assert_eq!(amounts("扣押近6700余万元资产")[0].text, "近6700余万元");
    }

    fn leak(text: &str) -> &'static str {
        Box::leak(text.to_owned().into_boxed_str())
    }

    #[test]
    fn a_cell_holds_one_figure_or_is_refused() {
        for (cell, value, unit) in [
            ("66.57", "66.57", ""),
            ("1,234.50万元", "1234.50", "万元"),
            ("98 %", "98", "%"),
            ("约3人。", "3", "人"),
            ("-5", "-5", ""),
        ] {
            let found = amount(cell).unwrap_or_else(|_| panic!("{cell}"));
            assert_eq!((found.value.to_string().as_str(), found.unit.as_str()), (value, unit), "{cell}");
        }
        for (cell, key) in [
            ("", "amount-unknown"),
            ("无", "amount-unknown"),
            ("三万元", "amount-unknown"),
            ("约定3人", "amount-unknown"),
            ("3人到场", "amount-unknown"),
            ("6批101人次", "amount-several"),
            ("1,23", "amount-several"),
        ] {
            assert_eq!(amount(cell).expect_err(cell).key, key, "{cell}");
        }
    }
}
