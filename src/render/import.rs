//! What an import would change, to look at before it happens.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::Words;
use crate::say;
use crate::view::import::{ChangedIssue, NewIssue, Preview};

/// How many rows of a list are shown; JSON has them all.
const ROWS: usize = 20;

/// The preview of a ledger sheet.
pub fn preview(preview: &Preview, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.say(&say!("preview-title", file = preview.file.as_str())));
    let taken = preview.columns.iter().filter(|column| !column.own && column.heading != column.usual);
    let taken: Vec<String> = taken.map(|column| format!("{} → {}", column.heading, column.usual)).collect();
    let own = preview.columns.iter().filter(|column| column.own);
    let own: Vec<String> = own.map(|column| column.heading.clone()).collect();
    for (key, list) in [("preview-columns", taken), ("preview-own", own)] {
        if !list.is_empty() {
            let said =
                crate::domain::say::Said { key, args: vec![("columns", list.join(&words.word("list-comma")).into())] };
            page.paragraph(words.say(&said));
        }
    }
    page.facts(vec![
        (words.word("preview-new"), Cell::from(preview.new.len().to_string())),
        (words.word("preview-changed"), Cell::from(preview.changed.len().to_string())),
        (words.word("preview-unchanged"), Cell::from(preview.unchanged.to_string())),
        (words.word("preview-conflicts"), Cell::from(preview.conflicts.len().to_string())),
        (words.word("preview-missing"), Cell::from(preview.missing.len().to_string())),
        (words.word("preview-problems"), Cell::from(preview.problems.len().to_string())),
    ]);
    if !preview.notes.is_empty() {
        page.list(preview.notes.clone());
    }
    if !preview.problems.is_empty() {
        page.heading(2, words.word("preview-problems"));
        let mut table = Table::new(vec![
            Column::number(words.word("preview-line")),
            Column::fixed(words.word("preview-heading")),
            Column::flexible(words.word("preview-problem")),
        ]);
        for problem in &preview.problems {
            let heading = problem.heading.clone().unwrap_or_default();
            table.row(vec![
                problem.line.to_string().into(),
                heading.into(),
                Cell::toned(problem.message.as_str(), Tone::Bad),
            ]);
        }
        page.table(table);
    }
    changed(&mut page, "preview-conflicts", &preview.conflicts, Tone::Bad, words);
    changed(&mut page, "preview-changed", &preview.changed, Tone::Plain, words);
    issues(&mut page, "preview-new", &preview.new, words);
    issues(&mut page, "preview-missing", &preview.missing, words);
    page
}

fn issues(page: &mut Page, key: &'static str, issues: &[NewIssue], words: &Words) {
    if issues.is_empty() {
        return;
    }
    page.heading(2, words.word(key));
    let lines = issues.iter().take(ROWS).map(|issue| format!("{} {}", issue.number, issue.title));
    page.list(lines.map(|line| line.trim().to_owned()).collect());
    more(page, issues.len(), words);
}

fn changed(page: &mut Page, key: &'static str, issues: &[ChangedIssue], tone: Tone, words: &Words) {
    if issues.is_empty() {
        return;
    }
    page.heading(2, words.word(key));
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-number")),
        Column::fixed(words.word("preview-heading")),
        Column::flexible(words.word("preview-base")),
        Column::flexible(words.word("preview-theirs")),
        Column::flexible(words.word("preview-ours")),
    ]);
    for issue in issues.iter().take(ROWS) {
        for cell in &issue.cells {
            table.row(vec![
                issue.number.as_str().into(),
                cell.heading.as_str().into(),
                cell.base.as_str().into(),
                Cell::toned(cell.theirs.as_str(), tone),
                cell.ours.as_str().into(),
            ]);
        }
    }
    page.table(table);
    more(page, issues.len(), words);
}

fn more(page: &mut Page, count: usize, words: &Words) {
    if count > ROWS {
        page.paragraph(words.say(&say!("preview-more", count = count - ROWS)));
    }
}
