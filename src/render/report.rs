//! How far a public report is, and what was published.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::Words;
use crate::say;
use crate::view::report::{Change, Edition, Line, Status, Verified};
use chrono::NaiveDate;

/// The issues with their texts, the figures that are quoted, the names that are veiled, what is open, what was published.
pub fn status(status: &Status, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.word("report-status-title"));
    let published = status.issues.iter().filter(|line| line.state != "withheld").count();
    let withheld = status.issues.len() - published;
    page.paragraph(words.say(&say!("report-status-says", published = published, withheld = withheld)));
    if !status.issues.is_empty() {
        let mut table = Table::new(vec![
            Column::fixed(words.word("head-number")),
            Column::flexible(words.word("field-title")),
            Column::fixed(words.word("head-report-state")),
            Column::flexible(words.word("head-remark")),
        ]);
        for line in &status.issues {
            table.row(vec![
                line.number.as_str().into(),
                line.title.as_str().into(),
                state(line, words),
                remark(line, words).into(),
            ]);
        }
        page.table(table);
    }
    if !status.figures.is_empty() {
        page.heading(2, words.word("report-figures"));
        let mut table = Table::new(vec![
            Column::fixed(words.word("head-number")),
            Column::flexible(words.word("head-figure")),
            Column::fixed(words.word("head-quoted")),
            Column::fixed(words.word("head-now")),
            Column::fixed(words.word("head-report-state")),
        ]);
        for figure in &status.figures {
            let tone = if matches!(figure.state, "changed" | "gone") { Tone::Warn } else { Tone::Plain };
            let said = words.lookup(&format!("report-figure-is-{}", figure.state)).unwrap_or_default();
            table.row(vec![
                figure.number.as_str().into(),
                figure.name.as_str().into(),
                figure.quoted.as_str().into(),
                figure.now.clone().unwrap_or_default().into(),
                Cell::toned(said, tone),
            ]);
        }
        page.table(table);
    }
    if !status.names.is_empty() {
        page.heading(2, words.word("report-names"));
        let one = |name: &crate::view::report::Name| {
            words.say(&say!("report-name", name = &name.name, shown = &name.shown, count = name.count))
        };
        page.list(status.names.iter().map(one).collect());
    }
    page.heading(2, words.word("report-open"));
    if status.open.is_empty() {
        page.paragraph(words.word("report-open-none"));
    } else {
        page.list(status.open.clone());
    }
    if !status.editions.is_empty() {
        page.heading(2, words.word("report-editions"));
        page.table(editions(status.editions.iter().map(|edition| (edition, None)), words));
    }
    page
}

fn state(line: &Line, words: &Words) -> Cell {
    let tone = match line.state {
        "missing" => Tone::Bad,
        "drafted" => Tone::Warn,
        "withheld" | "parts" => Tone::Faint,
        _ => Tone::Good,
    };
    Cell::toned(words.lookup(&format!("report-state-{}", line.state)).unwrap_or_default(), tone)
}

fn remark(line: &Line, words: &Words) -> String {
    let mut said = Vec::new();
    if let Some(withheld) = &line.withheld {
        let ground = words.lookup(&format!("ground-{}", withheld.ground)).unwrap_or_else(|| withheld.ground.clone());
        let by = withheld.approved_by.as_deref().unwrap_or_default();
        said.push(words.say(&say!("report-withheld-by", ground = ground, name = by)));
    } else if let (Some(by), Some(on)) = (&line.written_by, line.written_on) {
        said.push(words.say(&say!("report-written-by", name = by.as_str(), day = on)));
    }
    if line.newer && line.withheld.is_none() {
        said.push(words.word("report-newer"));
    }
    said.join(&words.word("and-comma"))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn editions<'e>(all: impl Iterator<Item = (&'e Edition, Option<Cell>)>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::number(words.word("head-edition")),
        Column::fixed(words.word("head-published_on")),
        Column::flexible(words.word("head-approved_by")),
        Column::fixed(words.word("head-digest")),
    ]);
    let all: Vec<_> = all.collect();
    let judged = all.iter().any(|(_, verdict)| verdict.is_some());
    if judged {
        table.columns.push(Column::fixed(words.word("head-verdict")));
    }
    for (edition, verdict) in all {
        let mut row: Vec<Cell> = vec![
            edition.edition.to_string().into(),
            day(edition.published_on).into(),
            edition.approved_by.clone().unwrap_or_default().into(),
            edition.digest.get(..16).unwrap_or(&edition.digest).into(),
        ];
        row.extend(judged.then(|| verdict.unwrap_or_default()));
        table.row(row);
    }
    table
}

/// Editions with their verdicts, and what has changed since the newest.
pub fn verified(verified: &Verified, words: &Words) -> Page {
    let mut page = Page::new();
    let verdict = |state: &str| match state {
        "holds" => Cell::toned(words.word("report-holds"), Tone::Good),
        "differs" => Cell::toned(words.word("report-differs"), Tone::Bad),
        _ => Cell::toned(words.word("report-changed"), Tone::Bad),
    };
    page.table(editions(verified.editions.iter().map(|one| (&one.edition, Some(verdict(one.state)))), words));
    if verified.changes.is_empty() {
        page.paragraph(words.word("report-no-changes"));
        return page;
    }
    page.heading(2, words.word("report-changes"));
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-number")),
        Column::flexible(words.word("field-title")),
        Column::fixed(words.word("head-change")),
        Column::flexible(words.word("head-published")),
        Column::flexible(words.word("head-now")),
    ]);
    for change in &verified.changes {
        let said = words.lookup(&format!("report-change-{}", change.what)).unwrap_or_else(|| change.what.clone());
        let value = |text: &Option<String>| worded(change, text.as_deref().unwrap_or_default(), words);
        table.row(vec![
            change.number.clone().unwrap_or_default().into(),
            change.title.clone().unwrap_or_default().into(),
            said.into(),
            value(&change.from).into(),
            value(&change.to).into(),
        ]);
    }
    page.table(table);
    page
}

/// A value as people call it.
fn worded(change: &Change, value: &str, words: &Words) -> String {
    let stage = (change.what == "stage").then(|| words.lookup(&format!("stage-{value}"))).flatten();
    stage.unwrap_or_else(|| value.to_owned())
}
