//! An official document before it has a form: its head, title, addressee, text, annexes, issuer and date; and the marks
//! at the beginning of a line in which its wording says what is which.
//!
//! | Line begins with | What it is |
//! |---|---|
//! | `@版头` `@文号` `@标题` `@主送` `@附件` `@落款` `@日期` `@抄送` | the parts of a document; several of a kind are lines of it |
//! | `@附页` | a new page with an annex of this title |
//! | `@横排` | the whole document lies on its side |
//! | `#` to `####` | headings 一、 (一) 1. (1) |
//! | `\|` | a row of a table between bars, the first its headings; `\|---:\|` below them sets numbers to the right |
//! | `+` | a row of a form: label, value, label, value; `+4` leaves room for four lines |
//! | anything else | a paragraph |

use super::line::clean;
use super::page::{Block, Column, Page, Table};
use crate::domain::say::Said;
use crate::say;

/// A document from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// 版头: what stands in large letters above all.
    pub head: Option<String>,
    /// 文号
    pub code: Option<String>,
    /// The lines of its title.
    pub title: Vec<String>,
    /// Whether it lies on its side, for a wide table.
    pub landscape: bool,
    /// 主送
    pub to: Option<String>,
    /// Its text.
    pub parts: Vec<Part>,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading of level 1 to 4.
    Heading(u8, String),
    /// Running text.
    Text(String),
    /// Label and value.
    Fact(String, String),
    /// Rows under headings.
    Table(Table),
    /// Rows of labels and values in turn, with the lines that each has room for.
    Form(Vec<(u8, Vec<String>)>),
    /// 附件: the list of annexes.
    Annexes(Vec<String>),
    /// 落款: who issues it, and the day.
    Issuer(Option<String>, Option<String>),
    /// 抄送
    Copies(String),
    /// A new page with an annex: its number, where it has one, and its title.
    Annex(String, String),
}

/// Stands before each value, so that no value is taken for a mark; never part of a text.
pub(super) const VALUE: char = '\u{1}';
/// Stands for a bar within a value.
pub(super) const BAR: char = '\u{2}';
/// Stands for the end of a line within a value.
pub(super) const BREAK: char = '\u{b}';

/// What stands before the list of annexes.
pub(super) const ANNEXES: &str = "附件：";

/// The parts of a document by their names behind an `@`.
const NAMES: [&str; 10] = ["横排", "版头", "文号", "标题", "主送", "附件", "落款", "日期", "抄送", "附页"];

/// The parts that a wording names but that there are not, each with its line.
pub fn unknown_marks(wording: &str) -> Vec<(usize, String)> {
    let lines = wording.lines().zip(1..).filter_map(|(line, n)| {
        let rest = line.trim_start().strip_prefix('@')?;
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        (!NAMES.contains(&name.as_str())).then_some((n, name))
    });
    lines.collect()
}

/// Reads a document that was worded.
///
/// # Errors
/// With the first line that begins with an `@` and names no part.
pub fn read(text: &str) -> Result<Paper, Said> {
    let mut paper = Paper::default();
    for line in text.lines().map(str::trim) {
        if line.trim_matches(VALUE).is_empty() {
            continue;
        }
        if let Some(rest) = line.strip_prefix('@') {
            let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) else {
                return Err(say!("paper-mark", found = restore(line)));
            };
            paper.put(name, restore(rest[name.len()..].trim()));
        } else if let Some(rest) = line.strip_prefix('#') {
            let deeper = rest.chars().take_while(|c| *c == '#').count();
            let level = u8::try_from(deeper + 1).unwrap_or(4).min(4);
            paper.parts.push(Part::Heading(level, restore(rest[deeper..].trim())));
        } else if let Some(rest) = line.strip_prefix('|') {
            paper.row(rest.strip_suffix('|').unwrap_or(rest));
        } else if let Some(rest) = line.strip_prefix('+') {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let room = rest[..digits].parse().unwrap_or(1);
            let cells: Vec<String> = rest[digits..].split('|').map(|cell| restore(cell.trim())).collect();
            match paper.parts.last_mut() {
                Some(Part::Form(rows)) => rows.push((room, cells)),
                _ => paper.parts.push(Part::Form(vec![(room, cells)])),
            }
        } else {
            paper.parts.push(Part::Text(restore(line)));
        }
    }
    // headings without a row say nothing
    paper.parts.retain(|part| !matches!(part, Part::Table(table) if table.rows.is_empty()));
    Ok(paper)
}

/// Text so marked that nothing in it is taken for a mark of the document.
pub(super) fn value(text: &str) -> String {
    let trimmed = if text.trim().is_empty() { text } else { text.trim() };
    let mut marked = String::from(VALUE);
    marked.extend(clean(trimmed).chars().map(|c| {
        if c == '\n' {
            BREAK
        } else if c == '|' {
            BAR
        } else {
            c
        }
    }));
    marked
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 一, 十二, 一百零五: a place as headings count it; figures from a thousand on.
pub(super) fn numeral(place: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (place / 100, place / 10 % 10, place % 10);
    if !(1..1000).contains(&place) {
        return place.to_string();
    }
    let mut text = String::new();
    if hundreds > 0 {
        text.extend([DIGITS[hundreds], "百"]);
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => text.push('零'),
        0 => {}
        1 if hundreds == 0 => text.push('十'),
        _ => text.extend([DIGITS[tens], "十"]),
    }
    text.push_str(DIGITS[ones]);
    text
}

/// “…”, with the marks inside of it as marks inside of a quotation are.
pub fn quoted(text: &str) -> String {
    let inside: String = one_line(text)
        .chars()
        .map(|c| match c {
            '“' | '「' => '‘',
            '”' | '」' | '"' => '’',
            c => c,
        })
        .collect();
    format!("“{inside}”")
}

/// Text as it was before it was marked.
fn restore(text: &str) -> String {
    let chars = text.chars().filter(|c| *c != VALUE);
    chars
        .map(|c| {
            if c == BAR {
                '|'
            } else if c == BREAK {
                '\n'
            } else {
                c
            }
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

impl Paper {
    /// A page as a document: its first heading is the title.
    pub fn of(page: &Page) -> Paper {
        let mut paper = Paper::default();
        for block in &page.blocks {
            match block {
                Block::Heading(1, text) if paper.title.is_empty() && paper.parts.is_empty() => {
                    paper.title.push(text.clone());
                }
                Block::Heading(level, text) => {
                    paper.parts.push(Part::Heading(level.saturating_sub(1).clamp(1, 4), text.clone()));
                }
                Block::Paragraph(cell) => paper.parts.push(Part::Text(cell.text.clone())),
                Block::Facts(facts) => {
                    paper
                        .parts
                        .extend(facts.iter().map(|(label, value)| Part::Fact(label.clone(), value.text.clone())));
                }
                Block::List(items) => paper.parts.extend(items.iter().cloned().map(Part::Text)),
                Block::Table(table) => paper.parts.push(Part::Table(table.clone())),
            }
        }
        paper
    }

    /// The document as plain text, a line for each line of the title, heading and paragraph: what reads as a report again.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: &str| {
            for text in clean(text).lines().map(str::trim).filter(|line| !line.is_empty()) {
                out.push_str(text);
                out.push('\n');
            }
        };
        let above = [&self.head, &self.code].into_iter().flatten().chain(&self.title).chain(&self.to);
        above.for_each(|text| line(text));
        for part in &self.parts {
            match part {
                Part::Heading(_, text) | Part::Text(text) | Part::Copies(text) => line(text),
                Part::Fact(label, value) => line(&format!("{label}：{value}")),
                Part::Table(table) => {
                    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
                    line(&titles.join("\t"));
                    for row in &table.rows {
                        let cells: Vec<String> = row.iter().map(|cell| one_line(&cell.text)).collect();
                        line(&cells.join("\t"));
                    }
                }
                Part::Form(rows) => {
                    for (_, cells) in rows {
                        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
                        line(&cells.join("\t"));
                    }
                }
                Part::Annexes(names) => {
                    for (n, name) in (1..).zip(names) {
                        let number = if names.len() > 1 { format!("{n}. ") } else { String::new() };
                        line(&format!("{}{number}{name}", if n == 1 { ANNEXES } else { "" }));
                    }
                }
                Part::Issuer(who, day) => who.iter().chain(day).for_each(|text| line(text)),
                Part::Annex(number, title) => {
                    line(number);
                    line(title);
                }
            }
        }
        out
    }

    /// The document as a page, for a terminal, a browser or Markdown.
    pub fn page(&self) -> Page {
        let mut page = Page::new();
        let above = [&self.head, &self.code].into_iter().flatten();
        above.for_each(|text| page.paragraph(text.as_str()));
        if !self.title.is_empty() {
            page.heading(1, self.title.concat());
        }
        page.blocks.extend(self.to.iter().map(|to| Block::Paragraph(to.as_str().into())));
        for part in &self.parts {
            match part {
                Part::Heading(level, text) => page.heading(level + 1, text.as_str()),
                Part::Text(text) | Part::Copies(text) => page.paragraph(text.as_str()),
                Part::Fact(label, value) => page.facts([(label.as_str(), value.as_str())]),
                Part::Table(table) => page.table(table.clone().whole()),
                Part::Form(rows) => {
                    let pairs = rows.iter().flat_map(|(_, cells)| cells.chunks(2));
                    page.facts(pairs.map(|pair| (pair[0].as_str(), pair.get(1).map_or("", String::as_str))));
                }
                Part::Annexes(names) => page.paragraph(format!("{ANNEXES}{}", names.join("；"))),
                Part::Issuer(who, day) => who.iter().chain(day).for_each(|text| page.paragraph(text.as_str())),
                Part::Annex(_, title) => page.heading(2, title.as_str()),
            }
        }
        page
    }

    /// The document with the marks of a wording, as [`read`] takes it: what is kept of one that was handed out.
    pub fn marked(&self) -> String {
        let mut out = String::new();
        let line = |out: &mut String, mark: &str, text: &str| out.extend([mark, &value(text), "\n"]);
        if self.landscape {
            line(&mut out, "@横排", "");
        }
        for (mark, text) in [("@版头 ", &self.head), ("@文号 ", &self.code)] {
            if let Some(text) = text {
                line(&mut out, mark, text);
            }
        }
        self.title.iter().for_each(|text| line(&mut out, "@标题 ", text));
        self.to.iter().for_each(|text| line(&mut out, "@主送 ", text));
        let row = |cells: &mut dyn Iterator<Item = &str>| cells.map(value).collect::<Vec<_>>().join(" | ");
        for part in &self.parts {
            match part {
                Part::Heading(level, text) => {
                    line(&mut out, ["# ", "## ", "### ", "#### "][usize::from(level.clamp(&1, &4) - 1)], text);
                }
                Part::Text(text) => line(&mut out, "", text),
                Part::Fact(label, of) => line(&mut out, "", &format!("{label}：{of}")),
                Part::Table(table) => {
                    let titles = row(&mut table.columns.iter().map(|column| column.title.as_str()));
                    let rules: Vec<&str> =
                        table.columns.iter().map(|column| if column.right { "---:" } else { "---" }).collect();
                    let rules = rules.join("|");
                    let rows = table.rows.iter().map(|cells| row(&mut cells.iter().map(|cell| cell.text.as_str())));
                    for cells in [titles, rules].into_iter().chain(rows) {
                        out.extend(["| ", &cells, " |\n"]);
                    }
                }
                Part::Form(rows) => {
                    for (room, cells) in rows {
                        out.extend([&format!("+{room} "), row(&mut cells.iter().map(String::as_str)).as_str(), "\n"]);
                    }
                }
                Part::Annexes(names) => names.iter().for_each(|name| line(&mut out, "@附件 ", name)),
                Part::Issuer(who, day) => {
                    for (mark, text) in [("@落款 ", who), ("@日期 ", day)] {
                        if let Some(text) = text {
                            line(&mut out, mark, text);
                        }
                    }
                }
                Part::Copies(text) => line(&mut out, "@抄送 ", text.split_once('：').map_or(text, |(_, rest)| rest)),
                Part::Annex(_, title) => line(&mut out, "@附页 ", title),
            }
        }
        out
    }

    fn put(&mut self, name: &str, text: String) {
        if name == NAMES[0] {
            self.landscape = true;
        }
        if text.is_empty() {
            return;
        }
        match name {
            "版头" => self.head = Some(text),
            "文号" => self.code = Some(text),
            "标题" => self.title.push(text),
            "主送" => self.to = Some(text),
            "附件" => match self.parts.last_mut() {
                Some(Part::Annexes(names)) => names.push(text),
                _ => self.parts.push(Part::Annexes(vec![text])),
            },
            "落款" => self.parts.push(Part::Issuer(Some(text), None)),
            "日期" => match self.parts.last_mut() {
                Some(Part::Issuer(_, day @ None)) => *day = Some(text),
                _ => self.parts.push(Part::Issuer(None, Some(text))),
            },
            "抄送" => self.parts.push(Part::Copies(format!("{name}：{text}"))),
            _ => {
                let number = self.parts.iter().filter(|part| matches!(part, Part::Annex(..))).count() + 1;
                let one = |part: &Part| matches!(part, Part::Annexes(names) if names.len() == 1);
                let number = if self.parts.iter().any(one) { "附件".to_owned() } else { format!("附件{number}") };
                self.parts.push(Part::Annex(number, text));
            }
        }
    }

    fn row(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let Some(Part::Table(table)) = self.parts.last_mut() {
            let rule = |cell: &&str| cell.contains('-') && cell.bytes().all(|byte| matches!(byte, b'-' | b':'));
            if table.rows.is_empty() && cells.iter().all(rule) {
                for (column, cell) in table.columns.iter_mut().zip(&cells) {
                    column.right = cell.ends_with(':');
                }
                return;
            }
            let mut row: Vec<_> = cells.iter().map(|cell| restore(cell).into()).collect();
            row.resize(table.columns.len(), String::new().into());
            table.row(row);
        } else {
            let columns = cells.iter().map(|cell| Column::flexible(restore(cell))).collect();
            self.parts.push(Part::Table(Table::new(columns)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_kept_with_its_marks_and_read_again_as_it_was() {
        let text = "@横排\n@版头 督查办\n@标题 关于\n@标题 的通报\n@主送 各单位：\n# 一、总体\n\u{1}# 不是标题\u{b}第二行\n\
                    | 编号 | 问题 |\n|---:|---|\n| \u{1}8 | \u{1}a\u{2}b |\n+3 意见 | \n@附件 甲\n@附件 乙\n@落款 督查办\n\
                    @日期 2019年12月9日\n@抄送 市委办\n@附页 甲\n@附页 乙";
        let paper = read(text).unwrap();
        assert_eq!(read(&paper.marked()).unwrap(), paper);
        assert_eq!(
            paper.text(),
            "督查办\n关于\n的通报\n各单位：\n一、总体\n# 不是标题\n第二行\n编号 问题\n8 a|b\n意见\n附件：1. 甲\n2. 乙\n督查办\n\
             2019年12月9日\n抄送：市委办\n附件1\n甲\n附件2\n乙\n"
        );
        let headings = paper.page().blocks.into_iter().filter(|block| matches!(block, Block::Heading(..)));
        assert_eq!(headings.count(), 4);
    }

    #[test]
    fn places_are_counted_as_headings_are() {
        for (place, expected) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1000, "1000"),
            (0, "0"),
        ] {
            assert_eq!(numeral(place), expected);
        }
        assert_eq!(quoted("甲“乙”\n丙"), "“甲‘乙’ 丙”");
    }

    #[test]
    fn marks_are_read_and_values_are_not() {
        let text = "@版头 督查办\n@文号 督〔2019〕3号\n@标题 关于\n@标题 的通报\n@主送 各单位：\n\n# 一、总体\n#### (1)小\n正文\n\
                    \u{1}# 不是标题\u{b}第二行\n| 编号 | 问题 |\n|---:|---|\n| \u{1}8 | \u{1}a\u{2}b |\n| 9 |\n\
                    +3 意见 | \n+ 单位 | 甲 | 时间 | 乙\n@附件 清单\n@落款 督查办\n@日期 2019年12月9日\n@附页 清单\n| 空 |";
        let paper = read(text).unwrap();
        assert_eq!((paper.title.len(), paper.to.as_deref()), (2, Some("各单位：")));
        let mut table = Table::new(vec![Column::number("编号"), Column::flexible("问题")]);
        table.columns[0].flexible = true;
        table.row(vec!["8".into(), "a|b".into()]);
        table.row(vec!["9".into(), "".into()]);
        assert_eq!(
            paper.parts,
            [
                Part::Heading(1, "一、总体".into()),
                Part::Heading(4, "(1)小".into()),
                Part::Text("正文".into()),
                Part::Text("# 不是标题\n第二行".into()),
                Part::Table(table),
                Part::Form(vec![
                    (3, vec!["意见".into(), String::new()]),
                    (1, vec!["单位".into(), "甲".into(), "时间".into(), "乙".into()])
                ]),
                Part::Annexes(vec!["清单".into()]),
                Part::Issuer(Some("督查办".into()), Some("2019年12月9日".into())),
                Part::Annex("附件".into(), "清单".into()),
            ]
        );
        assert_eq!(read("@签发 甲").unwrap_err().key, "paper-mark");
        assert_eq!(unknown_marks("甲\n @签发 {{ x }}\n@标题 y"), [(2, "签发".to_owned())]);
    }
}
