//! A grid of cells, as a file has them.

use crate::domain::say::Said;

/// Rows of text cells, kept in one piece: a ledger of 100 000 rows is held about as large as its file.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    text: String,
    ends: Vec<usize>,
    rows: Vec<(usize, u64)>,
    doubts: Vec<(u64, usize, Said)>,
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
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
