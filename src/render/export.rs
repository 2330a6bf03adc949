//! The files that went to the units.

use super::page::{Column, Page, Table};
use crate::i18n::Words;
use crate::say;
use crate::view::export::Files;

/// A line for each file, then what is in none.
pub fn page(files: &Files, words: &Words) -> Page {
    let mut page = Page::new();
    let (folder, count) = (files.folder.as_str(), files.files.len());
    page.paragraph(words.say(&if files.dry_run {
        say!("export-units-would", folder = folder, count = count)
    } else {
        say!("export-units-done", folder = folder, count = count)
    }));
    if count > 0 {
        let mut table = Table::new(vec![
            Column::flexible(words.word("export-units-file")),
            Column::flexible(words.word("export-units-unit")),
            Column::number(words.word("export-units-issues")),
        ]);
        for file in &files.files {
            table.row(vec![file.name.as_str().into(), file.unit.as_str().into(), file.issues.to_string().into()]);
        }
        page.table(table);
    }
    if !files.nobody.is_empty() {
        let numbers = files.nobody.join(" ");
        page.paragraph(words.say(&say!("export-units-nobody", count = files.nobody.len(), numbers = numbers)));
    }
    page
}
