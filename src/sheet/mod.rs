//! OUTSIDE: spreadsheets. Bytes become a grid of cells that knows nothing of issues; columns give the cells a meaning.

pub mod annex;
pub mod book;
pub mod columns;
pub mod csv;
pub mod grid;
pub mod holidays;
pub mod key;
pub mod ledger;
pub mod marked;
pub mod patch;
pub mod round;
pub mod table;
mod wary;
pub mod workbook;
