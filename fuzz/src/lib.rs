//! What several targets do with what they have read.

use duban::sheet::columns::{self, Local};
use duban::sheet::grid::Grid;
use duban::sheet::table::Table;

/// Takes a grid for a ledger and reads every cell of every column that has a meaning.
pub fn table(grid: &Grid) {
    let Ok(table) = Table::find(grid, &[]) else { return };
    let local = Local { year: table.year(), ..Local::default() };
    for row in (table.first..grid.len()).map(|index| grid.row(index)) {
        if table.is_issue(row) {
            for mapped in &table.columns {
                let _ = columns::parse(&mapped.column, mapped.part, row.cell(mapped.index), &local);
            }
        }
    }
    let _ = table.remarks(grid, |_| true);
}
