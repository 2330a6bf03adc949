//! A page as GitHub Markdown: whatever stands in the ledger shows as the text it is.

use super::line::clean;
use super::page::{Block, Page, Table};

/// Lays a page out as Markdown, with a line feed at its end.
///
/// Facts become a list with bold labels, line breaks inside cells `<br>`; tones are left out, as they are never the
/// only sign.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    for (count, block) in page.blocks.iter().enumerate() {
        if count > 0 {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                out.push_str(&"######"[..usize::from(*level).clamp(1, 6)]);
                out.push(' ');
                put(&mut out, text, " ");
                out.push('\n');
            }
            Block::Paragraph(cell) => {
                put(&mut out, &cell.text, "\\\n");
                out.push('\n');
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    out.push_str("- ");
                    if !label.trim().is_empty() {
                        out.push_str("**");
                        put(&mut out, label, " ");
                        out.push_str("**: ");
                    }
                    put(&mut out, &value.text, "<br>");
                    out.push('\n');
                }
            }
            Block::List(items) => {
                for item in items {
                    out.push_str("- ");
                    put(&mut out, item, "<br>");
                    out.push('\n');
                }
            }
            Block::Table(table) => put_table(&mut out, table),
        }
    }
    out
}

fn put_table(out: &mut String, table: &Table) {
    put_row(out, table.columns.iter().map(|column| column.title.as_str()));
    for column in &table.columns {
        out.push_str(if column.right { "| ---: " } else { "| --- " });
    }
    out.push_str("|\n");
    for cells in &table.rows {
        put_row(out, cells.iter().map(|cell| cell.text.as_str()));
    }
}

fn put_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for cell in cells {
        out.push_str("| ");
        put(out, cell, "<br>");
        out.push(' ');
    }
    out.push_str("|\n");
}

/// Appends a text so that it shows as it is, its lines parted by `line_break`; empty lines are left out.
fn put(out: &mut String, text: &str, line_break: &str) {
    let text = clean(text);
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    for (count, line) in lines.enumerate() {
        if count > 0 {
            out.push_str(line_break);
        }
        put_line(out, line);
    }
}

fn put_line(out: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => true,
            // At the end of a heading it would close it.
            '#' => line[..at].chars().next_back().is_none_or(char::is_whitespace),
            '+' | '-' | '=' => at == 0,
            '.' | ')' => at > 0 && at == digits && line[at + 1..].chars().next().is_none_or(char::is_whitespace),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::anything;
    use super::super::page::{Cell, Column};
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    #[test]
    fn a_number_sign_at_the_end_of_a_heading_stays() {
        let mut page = Page::new();
        page.heading(2, "整改 #");
        assert_eq!(read(&markdown(&page)), ["整改 #"]);
    }

    #[test]
    fn a_page_reads_as_markdown() {
        let mut page = Page::new();
        page.heading(1, "8 关于“学习”的问题");
        page.facts([("责任领导", "张三")]);
        let mut table = Table::new(vec![Column::number("编号"), Column::flexible("措施")]);
        table.row(vec![Cell::from("1"), Cell::from("制定|出台\n《方案》")]);
        page.table(table);
        page.list(vec!["2019. 完成".to_owned()]);
        page.paragraph("- 不是列表");
        assert_eq!(
            markdown(&page),
            "# 8 关于“学习”的问题\n\n- **责任领导**: 张三\n\n| 编号 | 措施 |\n| ---: | --- |\n| 1 | 制定\\|出台<br>《方案》 |\n\n- 2019\\. 完成\n\n\\- 不是列表\n"
        );
    }

    /// The texts of a Markdown source, cell by cell and paragraph by paragraph, as another program reads them.
    fn read(source: &str) -> Vec<String> {
        let mut texts = vec![String::new()];
        for event in
            Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
        {
            match event {
                Event::Text(text) => texts.last_mut().expect("one is there").push_str(&text),
                Event::Html(html) | Event::InlineHtml(html) if &*html == "<br>" => {}
                Event::End(TagEnd::TableCell | TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_)) => {
                    texts.push(String::new());
                }
                Event::HardBreak
                | Event::Start(
                    Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Paragraph
                    | Tag::Heading { .. },
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {source:?}"),
            }
        }
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }

    fn bare(text: &str) -> String {
        clean(text).chars().filter(|c| !c.is_whitespace()).collect()
    }

    fn mark() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[-#+=*_`~|<>&$!.():0-9\\[\\]\\\\ 整改]{1,12}",
            1 => prop::sample::select(vec!["\n", "---", "&lt;", "<b>", "```", "[a](b)", "![", "1. ", "2) ", "    "]).prop_map(str::to_owned),
            1 => anything(),
        ];
        prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn another_reader_finds_the_text_and_nothing_else(cells in prop::collection::vec(mark(), 6)) {
            let mut page = Page::new();
            page.heading(2, &*cells[0]);
            page.paragraph(&*cells[1]);
            page.list(vec![cells[2].clone()]);
            let mut table = Table::new(vec![Column::fixed("x"), Column::flexible("y")]);
            table.row(vec![Cell::from(&*cells[3]), Cell::from(&*cells[4])]);
            page.table(table);
            page.paragraph(&*cells[5]);
            let found: Vec<String> = read(&markdown(&page)).iter().map(|text| bare(text)).filter(|text| !text.is_empty()).collect();
            let mut expected: Vec<String> = cells.iter().map(|text| bare(text)).collect();
            expected.splice(3..3, ["x".to_owned(), "y".to_owned()]);
            expected.retain(|text| !text.is_empty());
            prop_assert_eq!(found, expected);
        }
    }
}
