//! A grid as a ledger: where its header is, what stands above and below, and what each column is.

use super::columns::{self, Mapped};
use super::grid::{Grid, Row};
use crate::domain::column::Column;
use crate::domain::issue::Role;
use crate::domain::say::Said;
use crate::grammar::{dates, names};
use crate::say;
use chrono::{Datelike, NaiveDate};

/// How far down a header row is looked for.
const HEADER_WITHIN: usize = 15;

/// How a row begins that is no issue: totals, signatures, remarks on how to fill in.
const FOOTERS: &[&str] =
    &["合计", "总计", "小计", "填报人", "审核人", "填表人", "制表人", "联系电话", "注:", "注意:", "备注:", "说明:"];

/// A sheet that was understood.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where the rows of issues begin in the grid.
    pub first: usize,
    /// The columns, from the left.
    pub columns: Vec<Mapped>,
    /// 截至: the day that the sheet speaks of.
    pub as_of: Option<NaiveDate>,
    /// 填报单位
    pub unit: Option<String>,
    /// What was decided by context, for the reader to know.
    pub notes: Vec<Said>,
}

impl Table {
    /// Finds the header row and gives each column its meaning.
    ///
    /// # Errors
    /// When no row looks like a header of a ledger: one with a heading for the problem, or with our key.
    pub fn find(grid: &Grid) -> Result<Table, Said> {
        let known = |row: Row| row.cells().filter(|cell| columns::known(cell)).count();
        let candidates = (0..grid.len().min(HEADER_WITHIN)).map(|index| (known(grid.row(index)), index));
        let best =
            candidates.filter(|(known, _)| *known >= 2).max_by_key(|(known, index)| (*known, usize::MAX - index));
        let Some((_, header)) = best else {
            let first =
                grid.rows().find(|row| !row.is_blank()).map(|row| row.cells().take(8).collect::<Vec<_>>().join(" | "));
            return Err(say!("sheet-no-header", found = clipped(&first.unwrap_or_default())));
        };
        let headings: Vec<String> = grid.row(header).cells().map(str::to_owned).collect();
        let mut notes = Vec::new();
        let samples = |index: usize| {
            let cells = (header + 1..grid.len()).map(|row| grid.row(row).cell(index).trim());
            cells.filter(|cell| !cell.is_empty()).take(50).map(str::to_owned).collect()
        };
        let columns = columns::map(&headings, samples, &mut notes);
        let has = |column: &Column| columns.iter().any(|mapped| mapped.column == *column);
        if !has(&Column::Title) && !has(&Column::Key) {
            return Err(say!("sheet-no-title", line = grid.row(header).line, found = clipped(&headings.join(" | "))));
        }
        let above = (0..header).map(|row| grid.row(row));
        let (as_of, unit) = above_header(above);
        Ok(Table { first: header + 1, columns, as_of, unit, notes })
    }

    /// Whether a row below the header is an issue, rather than a total, a signature or a remark on how to fill in.
    pub fn is_issue(&self, row: Row) -> bool {
        if row.is_blank() {
            return false;
        }
        let said = |(_, cell): &(usize, &str)| !cell.is_empty();
        let (at, first) = row.cells().map(str::trim).enumerate().find(said).unwrap_or_default();
        if first.bytes().all(|byte| byte.is_ascii_digit()) {
            return true; // a number, as nearly always
        }
        let plain = columns::plain(first);
        let footer = FOOTERS.iter().any(|word| plain == word.trim_end_matches(':') || plain.starts_with(word));
        let title = self.columns.iter().find(|mapped| mapped.column == Column::Title);
        // what begins in the column of the problems may be one that happens to begin like this
        let is_title = title.is_some_and(|title| title.index == at);
        !(footer && (!is_title || FOOTERS.iter().any(|word| plain == word.trim_end_matches(':'))))
    }

    /// What was done to the rows that does not show in them: which were passed over, and which blanks were filled.
    pub fn remarks(&self, grid: &Grid) -> Vec<Said> {
        let key = self.columns.iter().find(|mapped| mapped.column == Column::Key);
        let (mut passed, mut filled) = (Vec::new(), vec![Vec::new(); self.columns.len()]);
        let mut above = vec![false; self.columns.len()];
        for row in (self.first..grid.len()).map(|index| grid.row(index)) {
            if row.is_blank() {
                continue;
            }
            if !self.is_issue(row) {
                passed.push(row.line);
            } else if key.is_none_or(|key| row.cell(key.index).trim().is_empty()) {
                for (place, mapped) in self.columns.iter().enumerate() {
                    let blank = row.cell(mapped.index).trim().is_empty();
                    if blank && above[place] && Table::fills_down(&mapped.column) {
                        filled[place].push(row.line);
                    }
                    above[place] |= !blank;
                }
            }
        }
        let lines = |lines: &[u64]| {
            const NAMED: usize = 8;
            let named: Vec<String> = lines.iter().take(NAMED).map(u64::to_string).collect();
            format!("{}{}", named.join(" "), if lines.len() > NAMED { " …" } else { "" })
        };
        let filled =
            self.columns.iter().zip(&filled).filter(|(_, filled)| !filled.is_empty()).map(|(mapped, filled)| {
                say!("sheet-filled", heading = mapped.heading.as_str(), count = filled.len(), lines = lines(filled))
            });
        let passed = (!passed.is_empty()).then(|| say!("sheet-passed", count = passed.len(), lines = lines(&passed)));
        filled.chain(passed).collect()
    }

    /// Whether blanks of the column are merged cells that take what stands above: areas and units only.
    pub fn fills_down(column: &Column) -> bool {
        matches!(column, Column::Area | Column::Who(Role::LeadUnit | Role::Unit))
    }
}

/// What a refusal quotes of a row: where the file is no sheet at all, a row may be a whole book.
fn clipped(row: &str) -> String {
    const LONGEST: usize = 120;
    match row.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &row[..end]),
        None => row.to_owned(),
    }
}

fn above_header<'g>(rows: impl Iterator<Item = Row<'g>>) -> (Option<NaiveDate>, Option<String>) {
    let (mut as_of, mut unit) = (None, None);
    for row in rows {
        for (index, cell) in row.cells().enumerate() {
            let plain = columns::plain(cell);
            let after = |mark: &str| {
                let rest = plain.split_once(mark)?.1.trim_start_matches(':').trim_end_matches(')').to_owned();
                if rest.is_empty() { Some(row.cell(index + 1).trim().to_owned()) } else { Some(rest) }
            };
            for mark in ["截至", "截止", "填报时间", "填报日期"] {
                as_of = as_of.or_else(|| after(mark).and_then(|text| dates::day(&text).ok()));
            }
            unit = unit.or_else(|| after("填报单位").filter(|name| !names::blank(name)));
        }
    }
    (as_of, unit)
}

impl Table {
    /// The year of dates that name none.
    pub fn year(&self) -> Option<i32> {
        self.as_of.map(|day| day.year())
    }
}
