//! A grid of cells, as a file has them.

use crate::domain::say::Said;
use crate::grammar::names;
use crate::say;

/// No spreadsheet has more columns: a row of more was read wrong, or is made to take time and memory.
const MOST_COLUMNS: usize = 16_384;

/// Refuses a row of more cells than a spreadsheet has columns.
///
/// # Errors
/// With the number of the row and how many cells it has.
pub fn wide(line: u64, cells: usize) -> Result<(), Said> {
    if cells > MOST_COLUMNS {
        return Err(say!("sheet-too-wide", line = line, columns = cells, limit = MOST_COLUMNS));
    }
    Ok(())
}

/// Rows of text cells, kept in one piece: a ledger of 100 000 rows is held about as large as its file.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    text: String,
    ends: Vec<usize>,
    rows: Vec<(usize, u64)>,
    doubts: Vec<(u64, usize, Said)>,
    /// Cells merged downwards: the column, the numbers of the first and the last row; sorted.
    spans: Vec<(usize, u64, u64)>,
    /// Columns out of sight: the first and the last of each group.
    hidden: Vec<(usize, usize)>,
}

/// One row of a grid.
#[derive(Debug, Clone, Copy)]
pub struct Row<'g> {
    grid: &'g Grid,
    first: usize,
    last: usize,
    /// Its number in a spreadsheet, from 1.
    pub line: u64,
}

impl Grid {
    /// An empty grid with room for cells of so much text, in bytes, so that neither is moved as it grows.
    pub fn with_room(text: usize, cells: usize) -> Grid {
        Grid { text: String::with_capacity(text), ends: Vec::with_capacity(cells), ..Grid::default() }
    }

    /// Adds the row with this number.
    pub fn push<'c>(&mut self, line: u64, cells: impl IntoIterator<Item = &'c str>) {
        self.rows.push((self.ends.len(), line));
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }

    /// Notes that what stands in a cell is doubtful.
    pub fn doubt(&mut self, line: u64, column: usize, why: Said) {
        match self.doubts.binary_search_by_key(&(line, column), |(line, column, _)| (*line, *column)) {
            Ok(_) => {} // one doubt is enough
            Err(place) => self.doubts.insert(place, (line, column, why)),
        }
    }

    /// The doubtful cells from the top: the number of the row, the column from 0, why.
    pub fn doubts(&self) -> &[(u64, usize, Said)] {
        &self.doubts
    }

    /// Notes which cells are merged downwards: the column, the numbers of the first and the last row.
    pub fn merge(&mut self, mut spans: Vec<(usize, u64, u64)>) {
        spans.sort_unstable();
        self.spans = spans;
    }

    /// Notes which columns are out of sight: the first and the last of each group, from 0.
    pub fn hide(&mut self, columns: Vec<(usize, usize)>) {
        self.hidden = columns;
    }

    /// Whether a column is out of sight.
    pub fn is_hidden(&self, column: usize) -> bool {
        self.hidden.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// The number of the row in which a cell that is merged downwards begins, for those below the first.
    pub fn top(&self, line: u64, column: usize) -> Option<u64> {
        let next = self.spans.partition_point(|(at, first, _)| (*at, *first) < (column, line));
        let (at, first, last) = self.spans.get(next.checked_sub(1)?)?;
        (*at == column && line <= *last).then_some(*first)
    }

    /// What stands in the cell that a blank one is merged with.
    pub fn merged(&self, line: u64, column: usize) -> &str {
        self.top(line, column).map(|first| self.at(first, column).trim()).unwrap_or_default()
    }

    /// The cell that 同上 means: the next one above that says something itself, from the row of index `first` on.
    pub fn above(&self, first: usize, index: usize, column: usize) -> &str {
        let mut cells = (first..index).rev().map(|row| self.row(row).cell(column).trim());
        cells.find(|cell| !cell.is_empty() && !names::ditto(cell)).unwrap_or_default()
    }

    /// The grid with each group of rows as the first of them: cells are joined line by line where they differ, in
    /// `every` column also where they do not. `group` gives the row that a row belongs to.
    #[must_use]
    pub fn folded(&self, every: &[usize], group: impl Fn(Row) -> Option<u64>) -> Grid {
        let mut folded = self.bare();
        let mut open: Option<(u64, Vec<String>)> = None;
        let mut put = |open: Option<(u64, Vec<String>)>| {
            if let Some((line, cells)) = open {
                folded.push(line, cells.iter().map(String::as_str));
            }
        };
        for row in self.rows() {
            match (&mut open, group(row)) {
                (Some((line, cells)), Some(first)) if *line == first => {
                    cells.resize(cells.len().max(row.len()), String::new());
                    for (column, (cell, more)) in cells.iter_mut().zip(row.cells()).enumerate() {
                        let more = more.trim();
                        let said = !every.contains(&column) && cell.lines().any(|line| line == more);
                        if more.is_empty() || said {
                            continue;
                        }
                        if !cell.is_empty() {
                            cell.push('\n');
                        }
                        cell.push_str(more);
                    }
                }
                _ => put(open.replace((row.line, row.cells().map(str::to_owned).collect()))),
            }
        }
        put(open);
        folded
    }

    /// The grid with other cells in its rows, or without a row for which `cells` has none.
    #[must_use]
    pub fn changed<'g>(&'g self, mut cells: impl FnMut(Row<'g>) -> Option<Vec<&'g str>>) -> Grid {
        let mut changed = self.bare();
        for row in self.rows() {
            if let Some(cells) = cells(row) {
                changed.push(row.line, cells);
            }
        }
        changed
    }

    /// A grid without rows of which the same is known.
    fn bare(&self) -> Grid {
        let (doubts, spans, hidden) = (self.doubts.clone(), self.spans.clone(), self.hidden.clone());
        Grid { doubts, spans, hidden, ..Grid::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of this index.
    pub fn row(&self, index: usize) -> Row<'_> {
        let (first, line) = self.rows[index];
        let last = self.rows.get(index + 1).map_or(self.ends.len(), |(next, _)| *next);
        Row { grid: self, first, last, line }
    }

    /// The cell of the row with this number; empty where there is none.
    pub fn at(&self, line: u64, column: usize) -> &str {
        self.rows.binary_search_by_key(&line, |(_, line)| *line).map_or("", |index| self.row(index).cell(column))
    }

    /// Every row from the top.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }
}

impl<'g> Row<'g> {
    /// How many cells the row has.
    pub fn len(self) -> usize {
        self.last - self.first
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.first == self.last
    }

    /// The cell of this column; empty where the row is shorter.
    pub fn cell(self, column: usize) -> &'g str {
        let at = self.first + column;
        if at >= self.last {
            return "";
        }
        let start = if at == 0 { 0 } else { self.grid.ends[at - 1] };
        &self.grid.text[start..self.grid.ends[at]]
    }

    /// Its cells from the left.
    pub fn cells(self) -> impl Iterator<Item = &'g str> {
        (0..self.len()).map(move |column| self.cell(column))
    }

    /// Whether every cell is blank.
    pub fn is_blank(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

/// A cell as a spreadsheet names it: `整改台账!D17`, `D17`.
pub fn address(sheet: Option<&str>, line: u64, column: usize) -> String {
    let cell = format!("{}{line}", letters(column));
    sheet.map_or_else(|| cell.clone(), |sheet| format!("{sheet}!{cell}"))
}

/// The letters of a column, as a spreadsheet names it: A, Z, AA.
pub fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_merged_cell_are_one() {
        let mut grid = Grid::default();
        for (line, cells) in [(1, ["甲", "一", "x"]), (2, ["", "二", "x"]), (3, ["", "二", ""]), (4, ["乙", "三", "y"])]
        {
            grid.push(line, cells);
        }
        grid.merge(vec![(0, 1, 3), (2, 4, 5)]);
        assert_eq!([1, 2, 3, 4].map(|line| grid.top(line, 0)), [None, Some(1), Some(1), None]);
        let folded = grid.folded(&[1], |row| grid.top(row.line, 0));
        let rows: Vec<(u64, Vec<&str>)> = folded.rows().map(|row| (row.line, row.cells().collect())).collect();
        assert_eq!(rows, [(1, vec!["甲", "一\n二\n二", "x"]), (4, vec!["乙", "三", "y"])]);
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
