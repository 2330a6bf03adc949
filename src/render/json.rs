//! What other programs read: JSON of a view, CSV of a table.

use super::page::Table;
use serde::Serialize;
use std::borrow::Cow;

/// A view as JSON, indented, with a line feed at its end.
///
/// # Panics
/// Never for a view: their keys are text and their numbers whole.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a view has text for keys");
    text.push('\n');
    text
}

/// A table as CSV: UTF-8 without a mark, `,` between cells, quotes where needed, a line feed after each row.
///
/// Each cell is made [`harmless`].
///
/// # Panics
/// Never: the bytes go to memory, and cells are text.
pub fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let titles = table.columns.iter().map(|column| harmless(&column.title).into_owned());
    writer.write_record(titles).expect("memory takes it");
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| harmless(&cell.text).into_owned())).expect("memory takes it");
    }
    String::from_utf8(writer.into_inner().expect("memory takes it")).expect("cells are text")
}

/// Text that a spreadsheet shows and does not run.
///
/// Where a text starts with `=`, `+`, `-`, `@`, a tab or a carriage return, behind any number of `'`, one more `'` is
/// put in front of it. So whoever takes one `'` off such a text has the text as it was, and no other text has changed.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::{Cell, Column};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_becomes_rows_that_no_spreadsheet_runs() {
        let mut table = Table::new(vec![Column::number("编号"), Column::flexible("问题")]);
        table.row(vec![Cell::from("8"), Cell::from("=HYPERLINK(\"x\")")]);
        table.row(vec![Cell::from("8.2"), Cell::from("一、学习，\n二")]);
        assert_eq!(csv(&table), "编号,问题\n8,\"'=HYPERLINK(\"\"x\"\")\"\n8.2,\"一、学习，\n二\"\n");
        assert_eq!(csv(&Table::default()), "\"\"\n");
    }

    #[test]
    fn json_is_indented_and_ends_its_line() {
        assert_eq!(json(&serde_json::json!({"number": "8"})), "{\n  \"number\": \"8\"\n}\n");
    }

    proptest! {
        #[test]
        fn what_was_made_harmless_can_be_made_what_it_was(text in "['=+@a\t\r-]{0,6}") {
            let shown = harmless(&text);
            prop_assert!(!shown.starts_with(['=', '+', '-', '@', '\t', '\r']));
            let back = match shown.strip_prefix('\'') {
                Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
                _ => &shown,
            };
            prop_assert_eq!(back, &text);
        }
    }
}
