//! Names of people and units in one cell, and the form in which names are compared.

use super::numbers::{Style, label, measures};
use super::text::{fold, hanzi, narrow, quote, strip_any, strip_end_any};

/// Whether the cell says that there is nothing: empty, 无, 暂无, —, -, /.
pub fn blank(cell: &str) -> bool {
    // most cells begin with a 汉字 that none of these words has
    if cell.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"无暂没空一".contains(c)) {
        return false;
    }
    let plain = fold(cell);
    let plain = plain.trim_matches(|c: char| quote(c) || c.is_whitespace() || "()。.[]".contains(c));
    matches!(plain, "无" | "暂无" | "没有" | "空" | "无内容" | "N/A" | "n/a" | "null" | "NULL")
        || plain.chars().all(|c| "—–-_/\\―一~".contains(c)) && plain != "一"
}

/// Whether the cell points at the one above it: 同上, 〃.
pub fn ditto(cell: &str) -> bool {
    const LONGEST: usize = 24; // bytes, of any of its words in any marks: most cells are longer, and not looked at
    if cell.len() > LONGEST {
        return false;
    }
    let plain = fold(cell);
    matches!(plain.trim_matches(|c: char| "()。.".contains(c)), "同上" | "同前" | "〃" | "″" | "''" | "ditto")
}

/// Parts a cell with several people or units.
///
/// They are separated by line breaks and 、 ； / ， and the like, never inside brackets (副镇长 (城建交通)); blanks
/// separate only what looks like names of people on both sides (two to four 汉字 each). A numbered list loses its
/// marks. A cell that is [`blank`] or [`ditto`] has no names: ask [`ditto`] first, where rows above matter.
pub fn split(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    if blank(cell) || ditto(cell) {
        return Vec::new();
    }
    let listed = label(cell.trim_start_matches(quote)).is_some_and(|(found, _)| {
        matches!(found.style, Style::Digit | Style::DigitBracket | Style::Circled | Style::ChineseBracket)
    });
    if listed { measures(cell).iter().flat_map(|part| flat(part)).collect() } else { flat(cell) }
}

fn flat(cell: &str) -> Vec<String> {
    let nested = balanced(cell);
    let mut names = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in cell.char_indices() {
        match narrow(c) {
            '(' | '[' | '【' | '〔' | '《' | '<' if nested => depth += 1,
            ')' | ']' | '】' | '〕' | '》' | '>' if nested => depth = depth.saturating_sub(1),
            '、' | ',' if depth == 0 && goes_with_the_next(cell.get(start..at).unwrap_or_default()) => {}
            '\n' | '\r' | '\t' | '、' | ';' | '/' | ',' | '|' | '\u{2028}' if depth == 0 => {
                part(cell.get(start..at).unwrap_or_default(), &mut names);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    part(cell.get(start..).unwrap_or_default(), &mut names);
    names
}

/// Whether a part is a seat that its holder names before the post proper: 市委常委、市纪委书记 is one person.
///
/// 市委书记、市长 are two: there the first part is a post of its own.
fn goes_with_the_next(part: &str) -> bool {
    const SEATS: &[&str] = &["委常委", "党组成员", "党委委员", "党工委委员", "党组副书记", "党委副书记", "委副书记"];
    let part = part.trim();
    SEATS.iter().any(|seat| part.ends_with(seat))
}

fn balanced(cell: &str) -> bool {
    let mut depth = 0i64;
    for c in cell.chars() {
        match narrow(c) {
            '(' | '[' | '【' | '〔' | '《' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '》' | '>' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

fn part(text: &str, names: &mut Vec<String>) {
    let text = unquoted(text);
    if blank(text) {
        return;
    }
    let words: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    let whole = |word: &str| person(word) || unit(word);
    if words.len() > 1 && words.iter().all(|word| whole(word.split(['(', '（']).next().unwrap_or_default())) {
        names.extend(words.into_iter().map(str::to_owned));
    } else {
        names.push(text.to_owned());
    }
}

fn person(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(hanzi)
}

/// Whether a name is a unit's, by its last word; a short one such as 王办 may be a person and is none.
pub fn unit(name: &str) -> bool {
    const UNITS: &[&str] = &[
        "局",
        "委",
        "办",
        "办公室",
        "厅",
        "部",
        "府",
        "镇",
        "乡",
        "街道",
        "办事处",
        "公司",
        "中心",
        "院",
        "校",
        "学校",
        "站",
        "所",
        "组",
        "会",
        "处",
        "科",
        "科室",
        "队",
        "社",
        "村",
        "署",
        "行",
        "库",
        "馆",
        "集团",
        "专班",
        "股",
        "管委会",
        "党委",
        "支部",
        "法院",
        "机关",
        "单位",
        "部门",
    ];
    let plain = fold(name);
    let plain = plain.split('(').next().unwrap_or_default().trim();
    let short = plain.chars().count() <= 3;
    let office = ["局", "委", "办", "厅", "府", "镇", "乡"].iter().any(|end| plain.ends_with(end));
    strip_end_any(plain, UNITS).is_some_and(|rest| !rest.is_empty()) && (!short || office)
}

/// A name without the telephone behind it; `None` where there is nothing else.
pub fn without_phone(name: &str) -> Option<String> {
    let phone = |c: char| c.is_ascii_digit() || "-—()（）+:：,、 　电话手机".contains(narrow(c));
    let figures = name.chars().filter(char::is_ascii_digit).count();
    let name = if figures < 7 { name.trim() } else { name.trim_matches(phone) };
    (!name.is_empty()).then(|| name.to_owned())
}

/// Without the quotes that a badly read table left at its ends.
fn unquoted(text: &str) -> &str {
    let mut text = text.trim().trim_end_matches(['。', '.']);
    let mut marks = text.chars().filter(|c| quote(*c)).count();
    while marks != 2
        && let Some(first) = text.chars().next().filter(|c| quote(*c))
    {
        text = text.get(first.len_utf8()..).unwrap_or_default().trim();
        marks -= 1;
    }
    while marks % 2 == 1
        && let Some(last) = text.chars().next_back().filter(|c| quote(*c))
    {
        text = text.get(..text.len() - last.len_utf8()).unwrap_or_default().trim();
        marks -= 1;
    }
    let inner = text.trim_matches(quote);
    if inner.chars().any(quote) { text } else { inner.trim() }
}

/// The form in which two names or titles are compared: one width, lower case, no blanks, quotes or marks.
///
/// A point or dash between figures stays (3.5 is not 35). Text of nothing but marks is kept.
pub fn key(name: &str) -> String {
    let plain = fold(name).to_lowercase();
    let chars: Vec<char> = plain.chars().collect();
    let figure = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let kept: String = chars
        .iter()
        .enumerate()
        .filter(|(at, c)| {
            c.is_alphanumeric()
                || matches!(c, '%' | '‰')
                || matches!(c, '.' | '-') && figure(at.checked_sub(1)) && figure(at.checked_add(1))
        })
        .map(|(_, c)| *c)
        .collect();
    if kept.is_empty() { plain.chars().filter(|c| !c.is_whitespace()).collect() } else { kept }
}

/// The form in which two titles of issues are compared: [`key`] without the wrapping of 关于“…”的问题。
pub fn title_key(title: &str) -> String {
    let plain = fold(title);
    let key = key(unnumbered(&plain));
    let mut rest = key.as_str();
    loop {
        let start = unnumbered(rest);
        let start = strip_any(start, &["关于", "针对"]).unwrap_or(start);
        let end = strip_end_any(start, WRAPPERS).unwrap_or(start);
        if end.is_empty() || end.len() == rest.len() {
            return rest.to_owned();
        }
        rest = end;
    }
}

const WRAPPERS: &[&str] =
    &["的问题的整改情况", "问题的整改情况", "问题整改情况", "问题的整改", "等的问题", "等问题", "的问题", "问题"];

/// Without the label; 3.5公里 has none, and 一是 opens a sentence.
fn unnumbered(title: &str) -> &str {
    match label(title) {
        Some((found, rest))
            if !matches!(found.style, Style::Shi | Style::Ordinal)
                && !rest.is_empty()
                && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_goes_with_the_post_behind_it() {
        for (cell, names) in [
            ("市委常委、市纪委书记", &["市委常委、市纪委书记"][..]),
            ("市委副书记、市长", &["市委副书记、市长"]),
            ("市政府党组成员、副市长；市委书记", &["市政府党组成员、副市长", "市委书记"]),
            ("市委书记、市长", &["市委书记", "市长"]),
            ("市委办、市政府办", &["市委办", "市政府办"]),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }

    #[test]
    fn names_in_one_cell_are_parted() {
        for (cell, names) in [
            ("张三、李四", vec!["张三", "李四"]),
            ("张三 李四", vec!["张三", "李四"]),
            ("张三　李四光", vec!["张三", "李四光"]),
            ("市财政局；市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局;市审计局/市发改局", vec!["市财政局", "市审计局", "市发改局"]),
            ("市财政局，市审计局\n各乡镇", vec!["市财政局", "市审计局", "各乡镇"]),
            ("副镇长 (城建交通)", vec!["副镇长 (城建交通)"]),
            ("副镇长（城建、交通）、张三", vec!["副镇长（城建、交通）", "张三"]),
            ("副镇长（城建、张三", vec!["副镇长（城建", "张三"]),
            ("张 三", vec!["张 三"]),
            ("市教育体育局 办公室主任张三", vec!["市教育体育局 办公室主任张三"]),
            ("张三 13800000000", vec!["张三 13800000000"]),
            ("\"市财政局、市审计局\"", vec!["市财政局", "市审计局"]),
            ("“一窗通办”专班", vec!["“一窗通办”专班"]),
            ("1.市财政局\n2.市审计局", vec!["市财政局", "市审计局"]),
            ("1、市财政局 2、市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局 市审计局", vec!["市财政局", "市审计局"]),
            ("市财政局 张三", vec!["市财政局", "张三"]),
            ("张三、、李四、", vec!["张三", "李四"]),
            ("张三、无", vec!["张三"]),
            ("无", vec![]),
            ("—", vec![]),
            ("/", vec![]),
            ("同上", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }

    #[test]
    fn units_are_told_from_people_and_telephones_from_names() {
        for name in ["市财政局", "财政局", "市委办公室", "城关镇", "县政府（办公室）", "“一窗通办”专班", "市委", "党委"]
        {
            assert!(unit(name) || name.chars().count() == 2, "{name}");
        }
        for name in ["张三", "王小明", "副镇长（城建）", "市委书记", "李主任"] {
            assert!(!unit(name), "{name}");
        }
        for (text, name) in [
            ("张三13800000000", Some("张三")),
            ("张三（0730-5222333）", Some("张三")),
            ("副镇长（城建）", Some("副镇长（城建）")),
            ("电话：13800000000", None),
        ] {
            assert_eq!(without_phone(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn blank_cells_are_told_from_names() {
        for cell in
            ["", " ", "无", "—", "——", "-", "--", "/", "空", "暂无", "“无”", "（无）", "无。", "N/A", "\u{feff}"]
        {
            assert!(blank(cell), "{cell}");
        }
        for cell in ["同上", "一", "无锡", "空军", "0", "见附件"] {
            assert!(!blank(cell), "{cell}");
        }
        assert!(ditto("同上。") && !ditto("同上海"));
    }

    #[test]
    fn names_are_compared_without_width_blanks_and_marks() {
        for (a, b) in
            [("市 财政局", "市财政局"), ("（市）财政局", "(市)财政局"), ("ＡＢ公司", "ab公司"), ("“甲”", "甲")]
        {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("3.5公里"), key("35公里"));
        assert_ne!(key("***"), key("###"));
    }

    #[test]
    fn titles_are_compared_without_their_wrapping() {
        for title in [
            "1.关于“学用脱节”的问题。",
            "学用脱节",
            "“学用脱节”问题",
            "针对学用脱节等问题",
            "（一）关于学用脱节问题的整改情况",
        ] {
            assert_eq!(title_key(title), "学用脱节", "{title}");
        }
        assert_eq!(title_key("3.5公里河道没有治理"), title_key("“3.5公里河道没有治理”的问题"));
        assert_eq!(title_key("问题"), "问题");
        assert_eq!(title_key("关于"), "关于");
    }
}
