//! What an import would change, to look at before it happens.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::Words;
use crate::say;
use crate::view::import::{ChangedIssue, Files, NewIssue, Preview};

/// How many rows of a list are shown; JSON has them all.
const ROWS: usize = 20;

/// The preview of a ledger sheet.
pub fn preview(preview: &Preview, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.say(&say!("preview-title", file = preview.file.as_str())));
    let taken = preview.columns.iter().filter(|column| !column.own && !column.asked && column.heading != column.usual);
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
    if !preview.questions.is_empty() {
        page.heading(2, words.word("preview-questions"));
        page.list(preview.questions.clone());
    }
    if !preview.problems.is_empty() {
        page.heading(2, words.word("preview-problems"));
        let mut table = Table::new(vec![
            Column::fixed(words.word("preview-cell")),
            Column::fixed(words.word("preview-heading")),
            Column::flexible(words.word("preview-problem")),
        ]);
        for problem in &preview.problems {
            let heading = problem.heading.clone().unwrap_or_default();
            table.row(vec![
                problem.cell.as_str().into(),
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

/// What both sides wrote.
pub fn conflicts(preview: &Preview, words: &Words) -> Page {
    let mut page = Page::new();
    changed(&mut page, "preview-conflicts", &preview.conflicts, Tone::Bad, words);
    page
}

fn issues(page: &mut Page, key: &'static str, issues: &[NewIssue], words: &Words) {
    if issues.is_empty() {
        return;
    }
    page.heading(2, words.word(key));
    let lines = issues.iter().take(ROWS).map(|issue| {
        let line = format!("{} {}", issue.number, issue.title);
        let near = issue.near.as_ref().map(|near| words.say(&say!("preview-near", issue = near.as_str())));
        format!("{}{}", line.trim(), near.unwrap_or_default())
    });
    page.list(lines.collect());
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
                cell.base.as_deref().unwrap_or("—").into(),
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

/// What each column of a file was taken to be.
pub fn mapping(preview: &Preview, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.say(&say!("mapping-title", file = preview.file.as_str())));
    let mut sheets: Vec<&Option<String>> = preview.columns.iter().map(|column| &column.sheet).collect();
    sheets.dedup();
    for sheet in sheets {
        if let Some(sheet) = sheet {
            page.heading(2, sheet.clone());
        }
        let mut table = Table::new(vec![
            Column::fixed(words.word("mapping-letter")),
            Column::flexible(words.word("preview-heading")),
            Column::fixed(words.word("mapping-column")),
            Column::flexible(words.word("mapping-samples")),
        ]);
        for column in preview.columns.iter().filter(|column| column.sheet == *sheet) {
            let usual = match column {
                column if column.asked => words.word("mapping-asked"),
                column if column.own => words.word("mapping-own"),
                column => column.usual.clone(),
            };
            let letter = if column.hidden {
                words.say(&say!("mapping-hidden", letter = column.letter.as_str()))
            } else {
                column.letter.clone()
            };
            table.row(vec![
                letter.into(),
                column.heading.as_str().into(),
                usual.into(),
                column.samples.join(" | ").into(),
            ]);
        }
        page.table(table);
    }
    if !preview.notes.is_empty() {
        page.list(preview.notes.clone());
    }
    if !preview.questions.is_empty() {
        page.heading(2, words.word("preview-questions"));
        page.list(preview.questions.clone());
    }
    page
}

/// What many files came to.
pub fn files(view: &Files, words: &Words) -> Page {
    let mut page = Page::new();
    let mut table = Table::new(vec![
        Column::flexible(words.word("files-file")),
        Column::flexible(words.word("files-unit")),
        Column::number(words.word("files-rows")),
        Column::number(words.word("preview-new")),
        Column::number(words.word("preview-changed")),
        Column::number(words.word("preview-unchanged")),
        Column::number(words.word("preview-conflicts")),
        Column::number(words.word("preview-problems")),
    ]);
    for file in &view.files {
        let figure = |count: usize| Cell::from(count.to_string());
        let bad = |count: usize| if count == 0 { figure(0) } else { Cell::toned(count.to_string(), Tone::Bad) };
        table.row(vec![
            file.file.as_str().into(),
            if file.same { words.word("files-same") } else { file.unit.clone().unwrap_or_default() }.into(),
            figure(file.rows),
            figure(file.new),
            figure(file.changed),
            figure(file.unchanged),
            bad(file.conflicts),
            bad(file.problems),
        ]);
    }
    page.table(table);
    page
}
