//! A page as one HTML file: nothing is loaded from anywhere, no script, whatever stands in the ledger is text.

use super::line::clean;
use super::page::{Block, Cell, Page, Table, Tone};
use crate::i18n::Lang;
use std::fmt::Write;

/// The looks of the page: light and dark, on a screen and on A4.
const STYLE: &str = include_str!("html.css");

/// The same of charts.
const CHARTS: &str = include_str!("charts.css");

/// What is late is hatched, in every chart.
const HATCH: &str = "<svg class=\"defs\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"7\" height=\"7\" \
                     patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" class=\"hatch-a\"/>\
                     <path d=\"M0 0V7\" class=\"hatch-b\"/></pattern></defs></svg>\n";

/// Lays a page out as an HTML document; its first heading is the title of the window.
pub fn html(page: &Page, lang: Lang) -> String {
    illustrated(page, "", lang)
}

/// The same with [`charts`](super::charts) behind what the page begins with, before its first heading of level 2.
pub fn illustrated(page: &Page, charts: &str, lang: Lang) -> String {
    let mut charts = (!charts.is_empty()).then_some(charts);
    let title = page.blocks.iter().find_map(|block| match block {
        Block::Heading(_, text) => Some(text.as_str()),
        _ => None,
    });
    let lang = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
    );
    put(&mut out, title.unwrap_or("duban"), " ");
    out.push_str("</title>\n<style>\n");
    out.push_str(STYLE);
    if charts.is_some() {
        out.push_str(CHARTS);
    }
    out.push_str("</style>\n</head>\n<body>\n");
    for block in &page.blocks {
        if matches!(block, Block::Heading(2.., _))
            && let Some(charts) = charts.take()
        {
            out.push_str(HATCH);
            out.push_str(charts);
        }
        match block {
            Block::Heading(level, text) => {
                let level = level.clamp(&1, &6);
                let _ = write!(out, "<h{level}>");
                put(&mut out, text, " ");
                let _ = writeln!(out, "</h{level}>");
            }
            Block::Paragraph(cell) => put_cell(&mut out, "p", "", cell, "\n"),
            Block::Facts(facts) => {
                out.push_str("<dl>\n");
                for (label, value) in facts {
                    put_cell(&mut out, "dt", "", &Cell::from(label.as_str()), "");
                    put_cell(&mut out, "dd", "", value, "\n");
                }
                out.push_str("</dl>\n");
            }
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    put_cell(&mut out, "li", "", &Cell::from(item.as_str()), "\n");
                }
                out.push_str("</ul>\n");
            }
            Block::Table(table) => put_table(&mut out, table),
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn put_table(out: &mut String, table: &Table) {
    out.push_str("<div class=\"wide\"><table>\n<thead><tr>");
    let class = |at: usize| match &table.columns[at] {
        column if column.right => "right",
        column if !column.flexible => "fixed",
        _ => "",
    };
    for (at, column) in table.columns.iter().enumerate() {
        put_cell(out, "th", class(at), &Cell::from(column.title.as_str()), "");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            put_cell(out, "td", class(at), cell, "");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// One element with a text and its tone.
fn put_cell(out: &mut String, element: &str, class: &str, cell: &Cell, end: &str) {
    let tone = match cell.tone {
        Tone::Plain => "",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Faint => "faint",
    };
    let class = format!("{class} {tone}");
    match class.trim() {
        "" => {
            let _ = write!(out, "<{element}>");
        }
        class => {
            let _ = write!(out, "<{element} class=\"{class}\">");
        }
    }
    put(out, &cell.text, "<br>");
    let _ = write!(out, "</{element}>{end}");
}

/// Appends a text so that it shows as it is, its lines parted by `line_break`.
fn put(out: &mut String, text: &str, line_break: &str) {
    for (count, line) in clean(text).trim().lines().enumerate() {
        if count > 0 {
            out.push_str(line_break);
        }
        for c in line.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::anything;
    use super::super::page::Column;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_one_document_and_its_tones_are_classes() {
        let mut page = Page::new();
        page.heading(1, "周调度 <9>");
        let mut table = Table::new(vec![Column::number("编号"), Column::flexible("问题")]);
        table.row(vec![Cell::from("8"), Cell::toned("<script>alert(1)</script>\n逾期", Tone::Bad)]);
        page.table(table);
        let html = html(&page, Lang::Zh);
        assert!(
            html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">")
                && html.contains("<title>周调度 &lt;9&gt;</title>")
        );
        assert!(html.contains("<td class=\"bad\">&lt;script&gt;alert(1)&lt;/script&gt;<br>逾期</td>"), "{html}");
        assert!(!html.contains("http") && !html.contains("<script"), "nothing is loaded, nothing runs");
    }

    proptest! {
        #[test]
        fn no_text_becomes_an_element(text in anything()) {
            let mut page = Page::new();
            page.heading(1, text.as_str());
            page.paragraph(text.as_str());
            page.list(vec![text.clone()]);
            let plain = html(&Page::new(), Lang::En);
            let marks = |html: &str| html.matches('<').count() - html.matches("<br>").count();
            // two of heading, paragraph and item each, and two of the list
            prop_assert_eq!(marks(&html(&page, Lang::En)), marks(&plain) + 8);
        }
    }
}
