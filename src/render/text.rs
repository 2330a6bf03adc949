//! A page as text for a terminal: aligned by display width, wrapped to the width of the window.
//!
//! The tables are laid out here and not by comfy-table 8.0.1 (its `default-features` off), which was measured in release
//! on two shared cores with 10 000 rows of 8 mixed Chinese columns: 40 to 46 ms where every cell fits and 158 to 283 ms
//! where they wrap at 80 columns, of the 50 ms that the whole of `duban list` may take; it also cut `2019-12-31` in two
//! and lets closing punctuation start a line. This layout takes 3 ms and 10 to 12 ms (an ignored test measures it).
//!
//! “”, … and ① count as one column, as Unicode has it outside of East Asian fonts.

use super::line::{clean, cut, plain_width, width, wrap, wrap_onto, wrap_plain};
use super::page::{Block, Cell, Page, Table, Tone};
use std::borrow::Cow;
use std::ops::Range;

/// What the text is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The columns of the window; no line is wider where that can be helped.
    pub width: usize,
    /// Whether tones are shown in ANSI colours.
    pub colour: bool,
}

/// Between two columns of a table, and between a label and its value.
const GAP: usize = 2;
/// As long as there is this much room for each flexible column, the others keep their width.
const COMFORT: usize = 10;
/// A flexible column is then not made narrower than this.
const LEAST: usize = 8;
/// No column becomes narrower than this and than its longest word; a table that would have to is turned into facts.
const LEAST_AT_ALL: usize = 6;
/// A word longer than this may be cut.
const LONG_WORD: usize = 16;

/// Lays a page out, with a line feed at the end of each line and no space before it.
///
/// Nothing in the page can command the terminal: see `clean`.
pub fn text(page: &Page, style: Style) -> String {
    let mut sheet = Sheet { out: String::new(), pad: 0, style };
    for (count, block) in page.blocks.iter().enumerate() {
        let after_heading = count > 0 && matches!(page.blocks[count - 1], Block::Heading(2.., _));
        if count > 0 && !after_heading {
            sheet.end();
        }
        sheet.block(block);
    }
    sheet.out
}

/// What has been written so far, and the spaces that come before the next word if there is one.
struct Sheet {
    out: String,
    pad: usize,
    style: Style,
}

impl Sheet {
    /// Ends the line, and forgets the spaces at its end.
    fn end(&mut self) {
        self.pad = 0;
        self.out.push('\n');
    }

    fn put(&mut self, text: &str, tone: Tone) {
        let code = match tone {
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
            Tone::Faint => "2",
            Tone::Plain => "",
        };
        self.put_in(text, code);
    }

    fn put_in(&mut self, text: &str, code: &str) {
        const SPACES: &str = "                                                                ";
        if text.is_empty() {
            return;
        }
        while self.pad > 0 {
            let some = self.pad.min(SPACES.len());
            self.out.push_str(&SPACES[..some]);
            self.pad -= some;
        }
        if self.style.colour && !code.is_empty() {
            self.out.extend(["\u{1b}[", code, "m", text, "\u{1b}[0m"]);
        } else {
            self.out.push_str(text);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(cell) => self.indented(0, cell),
            Block::Facts(facts) => {
                self.facts(facts.iter().map(|(label, value)| (label.as_str(), value)));
            }
            Block::List(items) => {
                for item in items {
                    self.mark("-");
                    self.indented(GAP, &Cell::from(item.as_str()));
                }
            }
            Block::Table(table) => self.table(table),
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let text = clean(text);
        let mut widest = 0;
        for (count, (line, columns)) in wrap(&text, self.style.width.saturating_sub(GAP)).into_iter().enumerate() {
            match level {
                0 | 1 => self.put_in(line, "1"),
                2 => {
                    self.mark(if count == 0 { "■" } else { "" });
                    self.put_in(line, "1");
                }
                _ => {
                    self.mark(if count == 0 { "·" } else { "" });
                    self.put(line, Tone::Plain);
                }
            }
            self.end();
            widest = widest.max(columns);
        }
        if level <= 1 {
            self.put(&"═".repeat(widest), Tone::Plain);
            self.end();
        }
    }

    /// Starts a line with a mark, or with the room that a mark took on the line before.
    fn mark(&mut self, mark: &str) {
        self.put(mark, Tone::Plain);
        self.pad = GAP - width(mark);
    }

    /// Writes a text whose lines but the first, which stands there already, are moved in by `indent`.
    fn indented(&mut self, indent: usize, cell: &Cell) {
        let text = clean(&cell.text);
        for (count, (line, _)) in wrap(&text, self.style.width.saturating_sub(indent)).into_iter().enumerate() {
            if count > 0 {
                self.pad = indent;
            }
            self.put(line, cell.tone);
            self.end();
        }
    }

    fn facts<'a>(&mut self, facts: impl Iterator<Item = (&'a str, &'a Cell)> + Clone) {
        let longest = facts.clone().map(|(label, _)| width(&one_line(label))).max().unwrap_or(0);
        let aligned = longest.min(self.style.width / 3);
        for (label, value) in facts {
            let label = one_line(label);
            let columns = width(&label);
            let room = self.style.width.saturating_sub(aligned + GAP);
            if columns <= aligned && room >= LONG_WORD {
                self.put_in(&label, "1");
                self.pad = aligned + GAP - columns;
                self.indented(aligned + GAP, value);
            } else {
                for (line, _) in wrap(&label, self.style.width) {
                    self.put_in(line, "1");
                    self.end();
                }
                self.pad = GAP;
                self.indented(GAP, value);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        const LONGEST: usize = 600; // a return of 300 汉字, as a form has room for
        let long = |cell: &Cell| !table.whole && matches!(cut(&cell.text, LONGEST), Cow::Owned(_));
        let shortened = table.rows.iter().flatten().any(long).then(|| {
            let short = |cell: &Cell| Cell { text: cut(&cell.text, LONGEST).into_owned(), tone: cell.tone };
            let rows = table.rows.iter().map(|row| row.iter().map(short).collect()).collect();
            Table { columns: table.columns.clone(), rows, whole: false }
        });
        let table = shortened.as_ref().unwrap_or(table);
        let measured = Measured::of(table);
        let Some(widths) = measured.fit(table, self.style.width) else {
            self.stacked(table);
            return;
        };
        self.out.reserve((table.rows.len() + 2) * (widths.iter().sum::<usize>() * 2));
        let titles: Vec<Cell> = table.columns.iter().map(|column| Cell::from(column.title.as_str())).collect();
        let unknown = vec![CLOSE_LOOK; titles.len()];
        self.row(table, &titles, &unknown, &widths, true);
        for (count, columns) in widths.iter().enumerate() {
            self.pad = if count > 0 { GAP } else { 0 };
            self.put(&"─".repeat(*columns), Tone::Faint);
        }
        self.end();
        let per_row = table.columns.len().max(1);
        for (row, cells) in table.rows.iter().zip(measured.cells.chunks(per_row)) {
            self.row(table, row, cells, &widths, false);
        }
    }

    /// Writes one row, on as many lines as its highest cell has.
    fn row(&mut self, table: &Table, row: &[Cell], measured: &[u32], widths: &[usize], is_head: bool) {
        let fits = measured.iter().zip(widths).all(|(cell, columns)| *cell as usize <= *columns);
        if fits {
            let mut reached = 0;
            let mut start = 0;
            for (((cell, columns), column), room) in row.iter().zip(measured).zip(&table.columns).zip(widths) {
                let columns = *columns as usize;
                if columns > 0 {
                    let at = if column.right { start + room - columns } else { start };
                    self.pad = at - reached;
                    self.put(&cell.text, cell.tone);
                    reached = at + columns;
                }
                start += room + GAP;
            }
            self.end();
            return;
        }
        let cleaned: Vec<Cow<str>> = if measured.contains(&CLOSE_LOOK) {
            row.iter().map(|cell| clean(&cell.text)).collect()
        } else {
            Vec::new()
        };
        let mut lines = Vec::with_capacity(4 * row.len());
        let mut spans = Vec::with_capacity(row.len());
        for (count, ((cell, columns), room)) in row.iter().zip(measured).zip(widths).enumerate() {
            let first = lines.len();
            match *columns {
                CLOSE_LOOK => wrap_onto(&cleaned[count], *room, &mut lines),
                columns if columns as usize <= *room => lines.push((&*cell.text, columns as usize)),
                _ => wrap_plain(cell.text.trim_start(), *room, &mut lines),
            }
            spans.push(first..lines.len());
        }
        for count in 0..spans.iter().map(Range::len).max().unwrap_or(0) {
            let mut reached = 0;
            let mut start = 0;
            for (((cell, span), column), room) in row.iter().zip(&spans).zip(&table.columns).zip(widths) {
                let line = span.clone().nth(count).and_then(|at| lines.get(at));
                if let Some((line, columns)) = line.filter(|(line, _)| !line.is_empty()) {
                    let at = if column.right { start + room.saturating_sub(*columns) } else { start };
                    self.pad = at.saturating_sub(reached);
                    if is_head {
                        self.put_in(line, "1");
                    } else {
                        self.put(line, cell.tone);
                    }
                    reached = at + columns;
                }
                start += room + GAP;
            }
            self.end();
        }
    }

    /// Writes each row as facts, where the window is too narrow for columns.
    fn stacked(&mut self, table: &Table) {
        for (count, row) in table.rows.iter().enumerate() {
            if count > 0 {
                self.end();
            }
            let filled = table.columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
            self.facts(filled.map(|(column, cell)| (column.title.as_str(), cell)));
        }
    }
}

/// A label, which has one line.
fn one_line(label: &str) -> Cow<'_, str> {
    let label = clean(label);
    if label.contains('\n') || label.ends_with(' ') {
        Cow::Owned(label.replace('\n', " ").trim().to_owned())
    } else {
        label
    }
}

/// The mark of a cell that has several lines or unusual characters.
const CLOSE_LOOK: u32 = u32::MAX;

/// The cells of a table in columns of the terminal.
struct Measured {
    /// Row by row; `CLOSE_LOOK` where a cell cannot be written as it is.
    cells: Vec<u32>,
    /// The widest of each column, its heading included.
    widest: Vec<usize>,
    /// What each column has to say: the sum of its cells.
    sums: Vec<usize>,
}

impl Measured {
    fn of(table: &Table) -> Measured {
        let columns = table.columns.len();
        let mut cells = Vec::with_capacity(table.rows.len() * columns);
        let mut widest: Vec<usize> = table.columns.iter().map(|column| widest_line(&column.title)).collect();
        let mut sums = widest.clone();
        let missing = Cell::default();
        for row in &table.rows {
            for count in 0..columns {
                let cell = row.get(count).unwrap_or(&missing);
                let plain = plain_width(&cell.text).filter(|_| !cell.text.ends_with([' ', '\u{3000}']));
                let columns = plain.unwrap_or_else(|| widest_line(&cell.text));
                widest[count] = widest[count].max(columns);
                sums[count] += columns;
                cells.push(plain.and_then(|columns| u32::try_from(columns).ok()).unwrap_or(CLOSE_LOOK));
            }
        }
        Measured { cells, widest, sums }
    }

    /// The columns that each column of the table gets; `None` where the window is too narrow for a table.
    fn fit(&self, table: &Table, width: usize) -> Option<Vec<usize>> {
        let gaps = GAP * self.widest.len().saturating_sub(1);
        let room = width.saturating_sub(gaps);
        if self.widest.iter().sum::<usize>() <= room {
            return Some(self.widest.clone());
        }
        let fixed: usize = table
            .columns
            .iter()
            .zip(&self.widest)
            .filter(|(column, _)| !column.flexible)
            .map(|(_, widest)| widest)
            .sum();
        let flexible: Vec<usize> = (0..self.widest.len()).filter(|count| table.columns[*count].flexible).collect();
        let comfort: usize = flexible.iter().map(|count| self.widest[*count].min(COMFORT)).sum();
        let room_for_flexible = room.checked_sub(fixed).filter(|room| *room >= comfort);
        room_for_flexible.and_then(|room| self.share(room, flexible, |_| LEAST)).or_else(|| {
            let words = longest_words(table);
            self.share(room, (0..self.widest.len()).collect(), |count| words[count].max(LEAST_AT_ALL))
        })
    }

    /// Divides `room` among the columns that are `open` by what they have to say, each between its `least` and all it
    /// needs; `None` where that is not enough.
    fn share(&self, room: usize, open: Vec<usize>, least: impl Fn(usize) -> usize) -> Option<Vec<usize>> {
        let mut widths = self.widest.clone();
        let mut open = open;
        let mut room = room;
        let low = |count: usize| self.widest[count].min(least(count));
        if open.is_empty() || open.iter().map(|count| low(*count)).sum::<usize>() > room {
            return None;
        }
        loop {
            let sum: usize = open.iter().map(|count| self.sums[*count].max(1)).sum();
            let part = |count: usize| room * self.sums[count].max(1) / sum.max(1);
            // First those who would get too little, then those who would get too much: the rest shares what is left.
            let settled =
                open.iter().find(|count| part(**count) < low(**count)).map(|count| (*count, low(*count))).or_else(
                    || {
                        let full = open.iter().find(|count| part(**count) >= self.widest[**count]);
                        full.map(|count| (*count, self.widest[*count]))
                    },
                );
            if let Some((count, columns)) = settled {
                widths[count] = columns;
                room = room.saturating_sub(columns);
                open.retain(|other| *other != count);
                continue;
            }
            for count in &open {
                widths[*count] = part(*count);
            }
            let used: usize = open.iter().map(|count| widths[*count]).sum();
            if let Some(count) = open.first() {
                widths[*count] += room.saturating_sub(used);
            }
            return Some(widths);
        }
    }
}

/// The columns of the longest Latin word in each column, which is not cut; of those longer than `LONG_WORD`, none.
fn longest_words(table: &Table) -> Vec<usize> {
    let mut words = vec![0; table.columns.len()];
    let titles = table.columns.iter().map(|column| &column.title).enumerate();
    let cells = table.rows.iter().flat_map(|row| row.iter().map(|cell| &cell.text).enumerate());
    for (count, text) in titles.chain(cells) {
        let Some(longest) = words.get_mut(count) else { continue };
        for word in text.as_bytes().split(|byte| !byte.is_ascii_graphic()).filter(|word| word.len() <= LONG_WORD) {
            *longest = word.len().max(*longest);
        }
    }
    words
}

/// The columns of the widest line of a text that has not been cleaned.
fn widest_line(text: &str) -> usize {
    plain_width(text.trim())
        .unwrap_or_else(|| clean(text).split('\n').map(|line| width(line.trim())).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::anything;
    use super::super::page::Column;
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn plain(page: &Page, width: usize) -> String {
        text(page, Style { width, colour: false })
    }

    fn page_of(table: Table) -> Page {
        Page { blocks: vec![Block::Table(table)] }
    }

    fn ledger(rows: usize) -> Page {
        let columns = vec![
            Column::number("编号"),
            Column::flexible("问题"),
            Column::fixed("责任领导"),
            Column::flexible("牵头单位"),
            Column::fixed("时限"),
            Column::fixed("状态"),
            Column::fixed("进度"),
            Column::fixed("销号"),
        ];
        let mut table = Table::new(columns);
        for count in 0..rows {
            table.row(vec![
                Cell::from(count.to_string()),
                Cell::from(format!("关于“落实脱贫攻坚责任不到位、资金使用不规范”的问题 {count}")),
                Cell::from("张三丰"),
                Cell::from("市农业农村局（扶贫办）"),
                Cell::from("2019-12-31"),
                Cell::from("整改中"),
                Cell::toned("滞后", Tone::Warn),
                Cell::toned("未申请", Tone::Faint),
            ]);
        }
        page_of(table)
    }

    #[test]
    fn a_table_that_fits_is_aligned_by_display_width() {
        assert_eq!(
            plain(&ledger(2), 130).lines().collect::<Vec<_>>(),
            [
                "编号  问题                                                  责任领导  牵头单位                时限        状态    进度  销号",
                "────  ────────────────────────────────────────────────────  ────────  ──────────────────────  ──────────  ──────  ────  ──────",
                "   0  关于“落实脱贫攻坚责任不到位、资金使用不规范”的问题 0  张三丰    市农业农村局（扶贫办）  2019-12-31  整改中  滞后  未申请",
                "   1  关于“落实脱贫攻坚责任不到位、资金使用不规范”的问题 1  张三丰    市农业农村局（扶贫办）  2019-12-31  整改中  滞后  未申请",
            ]
        );
    }

    #[test]
    fn flexible_columns_give_way_and_fixed_ones_do_not() {
        let shown = plain(&ledger(1), 80);
        assert!(shown.lines().all(|line| line.width() <= 80), "{shown}");
        assert!(shown.contains("2019-12-31") && shown.contains("未申请"), "{shown}");
    }

    #[test]
    fn a_window_too_narrow_for_columns_gets_facts() {
        let shown = plain(&ledger(1), 30);
        assert!(shown.contains("责任领导  张三丰\n"), "{shown}");
    }

    #[test]
    fn facts_wrap_beside_their_labels() {
        let mut page = Page::new();
        page.facts([("困难", "资金缺口较大，项目用地指标尚未落实"), ("责任领导", "张三丰")]);
        assert_eq!(plain(&page, 30), "困难      资金缺口较大，项目用\n          地指标尚未落实\n责任领导  张三丰\n");
    }

    #[test]
    fn headings_of_three_levels_differ_without_colour() {
        let mut page = Page::new();
        page.heading(1, "台账");
        page.heading(2, "进展");
        page.heading(3, "一周");
        page.paragraph("正文");
        page.list(vec!["一个很长的事项需要换行".to_owned()]);
        assert_eq!(plain(&page, 14), "台账\n════\n\n■ 进展\n· 一周\n正文\n\n- 一个很长的事\n  项需要换行\n");
    }

    #[test]
    fn colour_is_given_by_tone_and_only_when_asked_for() {
        let mut page = Page::new();
        page.facts([("进度", Cell::toned("逾期", Tone::Bad))]);
        assert_eq!(plain(&page, 40), "进度  逾期\n");
        assert_eq!(text(&page, Style { width: 40, colour: true }), "\u{1b}[1m进度\u{1b}[0m  \u{1b}[31m逾期\u{1b}[0m\n");
    }

    /// `cargo test --release --lib ten_thousand -- --ignored --nocapture`
    #[test]
    #[ignore = "a measurement"]
    fn ten_thousand_rows_are_laid_out_in_15_ms() {
        let page = ledger(10_000);
        for width in [80, 200] {
            let mut best = std::time::Duration::MAX;
            for _ in 0..7 {
                let started = std::time::Instant::now();
                std::hint::black_box(plain(&page, width));
                best = best.min(started.elapsed());
            }
            println!("{width} columns: {best:?}");
            assert!(cfg!(debug_assertions) || best.as_millis() <= 15, "{best:?}");
        }
    }

    fn any_page() -> impl Strategy<Value = Page> {
        let columns = prop::collection::vec((anything(), any::<bool>(), any::<bool>()), 1..6);
        let table =
            (columns, prop::collection::vec(prop::collection::vec(anything(), 6), 0..4)).prop_map(|(columns, rows)| {
                Table {
                    whole: false,
                    rows: rows
                        .into_iter()
                        .map(|row| row.into_iter().take(columns.len()).map(Cell::from).collect())
                        .collect(),
                    columns: columns
                        .into_iter()
                        .map(|(title, right, flexible)| Column { title, right, flexible })
                        .collect(),
                }
            });
        let block = prop_oneof![
            (0u8..5, anything()).prop_map(|(level, text)| Block::Heading(level, text)),
            anything().prop_map(|text| Block::Paragraph(text.into())),
            prop::collection::vec((anything(), anything().prop_map(Cell::from)), 0..4).prop_map(Block::Facts),
            prop::collection::vec(anything(), 0..3).prop_map(Block::List),
            table.prop_map(Block::Table),
        ];
        prop::collection::vec(block, 0..4).prop_map(|blocks| Page { blocks })
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_window_or_ends_in_space_or_commands_the_terminal(page in any_page(), width in 12usize..120) {
            for line in plain(&page, width).lines() {
                prop_assert!(line.width() <= width, "{} columns: {line:?}", line.width());
                prop_assert!(!line.ends_with(' '), "{line:?}");
                prop_assert!(!line.contains(char::is_control), "{line:?}");
            }
        }

        #[test]
        fn any_window_and_any_page_end_in_text(page in any_page(), width in 0usize..12) {
            text(&page, Style { width, colour: true });
        }
    }
}
