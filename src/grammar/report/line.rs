//! Lines of a report: in one width, without Markdown marks, with the label that heads them.

use crate::grammar::numbers::{Label, Style, label};
use crate::grammar::text::{Folded, hanzi};

/// One line that says something.
pub(super) struct Line<'a> {
    /// 1-based, in the text that was given.
    pub(super) number: usize,
    /// Its text in one width.
    pub(super) folded: Folded<'a>,
    /// The depth of a Markdown heading; 0 for none.
    pub(super) depth: usize,
    /// The label at its start.
    pub(super) label: Option<Label>,
    /// Where in the folded text the label, or without one the words, begin.
    start: usize,
    /// Where in the folded text the words after label and marks begin.
    pub(super) body: usize,
    /// `1加强…`: a mark such as ① may have lost its circle.
    pub(super) bare: bool,
}

impl<'a> Line<'a> {
    fn new(number: usize, raw: &'a str) -> Line<'a> {
        let folded = Folded::without(raw, |rest, before| {
            if rest.starts_with("**") || rest.starts_with("__") {
                2
            } else if rest.starts_with('\\') && rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) {
                1
            } else {
                usize::from(rest.starts_with('\u{feff}') && before.is_none())
            }
        });
        let plain = folded.plain.as_str();
        let mut start = plain.len() - plain.trim_start().len();
        let depth = plain.get(start..).map_or(0, |rest| rest.bytes().take_while(|b| *b == b'#').count());
        let depth = if depth <= 6 { depth } else { 0 };
        start += depth;
        if depth == 0
            && let Some(rest) = plain.get(start..)
            && (rest.starts_with("> ") || rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ "))
        {
            start += 2;
        }
        let rest = plain.get(start..).unwrap_or_default();
        let mut found = label(rest);
        let mut bare = false;
        if found.is_none()
            && let Some((number, after)) = unmarked(rest)
        {
            bare = !after.starts_with(['关', '针', '“']);
            let text = rest.get(..rest.len() - after.len()).unwrap_or_default().trim().to_owned();
            found = Some((Label { style: Style::Digit, number, text }, after));
        }
        let found = found.filter(|(label, _)| !matches!(label.style, Style::Ordinal | Style::Shi));
        start += rest.len() - rest.trim_start().len();
        let body = plain.len() - found.as_ref().map_or_else(|| rest.trim_start().len(), |(_, after)| after.len());
        let label = found.map(|(mut label, _)| {
            folded.raw(start..body).trim().clone_into(&mut label.text);
            label
        });
        Line { number, folded, depth, label, start, body, bare }
    }

    /// The words after label and marks, in one width.
    pub(super) fn text(&self) -> &str {
        self.folded.plain.get(self.body..).unwrap_or_default().trim_end()
    }

    /// What was written where the folded text has `from..to`.
    pub(super) fn raw(&self, from: usize, to: usize) -> &'a str {
        self.folded.raw(from..to)
    }

    /// The words as written after the label.
    pub(super) fn raw_text(&self) -> &'a str {
        self.raw(self.body, self.folded.plain.len()).trim()
    }

    /// The whole line as written, without Markdown marks at its start.
    pub(super) fn raw_line(&self) -> &'a str {
        self.raw(self.start, self.folded.plain.len()).trim()
    }

    /// Whether the line belongs to the page that carried the report: when it was published, who typed it, how to print it.
    pub(super) fn furniture(&self) -> bool {
        const STARTS: &[&str] = &[
            "发布时间",
            "发布日期",
            "发表时间",
            "更新时间",
            "信息来源",
            "文章来源",
            "来源:",
            "作者:",
            "编辑:",
            "责任编辑",
            "责编",
            "字号",
            "字体:",
            "浏览次数",
            "浏览量",
            "阅读次数",
            "阅读:",
            "点击数",
            "点击量",
            "点击:",
            "访问量",
            "打印",
            "【打印",
            "[打印",
            "分享到",
            "分享:",
            "当前位置",
            "您的位置",
            "您现在的位置",
            "首页 >",
            "首页>",
            "上一篇",
            "下一篇",
            "【字体",
            "[字体",
            "【关闭",
            "扫一扫",
            "索引号",
            "发布机构",
        ];
        let text = self.folded.plain.trim();
        text.chars().count() <= 120 && (STARTS.iter().any(|start| text.starts_with(start)) || text == "关闭")
    }
}

/// A number of one or two figures right before words: the circle or point of a mark was lost.
fn unmarked(rest: &str) -> Option<(u32, &str)> {
    const UNITS: &str = "个年月日号名人家件项次万亿千百级类批起条户处例篇场天公里米吨元%时分秒点岁周期份倍所座栋套间台辆部支名位镇乡村区县市";
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let (number, after) = rest.split_at(digits);
    let after = after.trim_start();
    let first = after.chars().next()?;
    if !(hanzi(first) || first == '“') || UNITS.contains(first) {
        return None;
    }
    Some((number.parse().ok().filter(|n| *n > 0)?, after))
}

/// The lines of a text that are not empty.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.split('\n')
        .enumerate()
        .map(|(i, raw)| Line::new(i + 1, raw))
        .filter(|line| line.folded.plain.chars().any(char::is_alphanumeric))
        .collect()
}
