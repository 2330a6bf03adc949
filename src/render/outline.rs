//! What a published report was read as, with its lines, to look at before it is taken in.

use super::page::{Cell, Column, Page, Table, Tone};
use super::phrase::short;
use crate::domain::change::Kind;
use crate::domain::say;
use crate::i18n::Words;
use crate::say;
use crate::view::outline::{Area, Changes, Differing, Outline, Problem};

/// The outline, what was not sure of it, and what it would change.
pub fn page(outline: &Outline, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.say(&say!("preview-title", file = outline.file.as_str())));
    if let Some(title) = &outline.title {
        page.paragraph(title.as_str());
    }
    let text = |text: &Option<String>| Cell::from(text.as_deref().unwrap_or("—"));
    let found = &outline.inspection;
    page.facts(vec![
        (field(words, "name"), text(&found.name)),
        (field(words, "inspector"), text(&found.inspector)),
        (field(words, "inspected"), text(&found.inspected)),
        (field(words, "from_on"), short(found.from).into()),
        (field(words, "to_on"), short(found.to).into()),
        (field(words, "feedback_on"), short(found.feedback_on).into()),
        (field(words, "issuer"), text(&outline.issuer)),
        (field(words, "report_on"), short(outline.report_date).into()),
    ]);
    let issues = || outline.areas.iter().flat_map(|area| &area.issues);
    let parts: usize = issues().map(|issue| issue.sub_issues.len()).sum();
    page.facts(vec![
        (words.word("outline-areas"), Cell::from(outline.areas.len().to_string())),
        (words.word("outline-issues"), issues().count().to_string().into()),
        (words.word("outline-parts"), parts.to_string().into()),
        (words.word("outline-measures"), outline.seen.measures.to_string().into()),
        (words.word("outline-rules"), outline.seen.rules.to_string().into()),
        (words.word("outline-amounts"), outline.seen.amounts.to_string().into()),
    ]);
    if let Some(changes) = &outline.changes {
        self::changes(&mut page, changes, words);
    }
    problems(&mut page, &outline.problems, words);
    if let Some(changes) = &outline.changes {
        differing(&mut page, &changes.differing, words);
    }
    sections(&mut page, outline, words);
    for area in &outline.areas {
        self::area(&mut page, area, words);
    }
    page
}

/// Where report and ledger differ and the ledger was left as it is.
pub fn left(changes: &Changes, words: &Words) -> Page {
    let mut page = Page::new();
    differing(&mut page, &changes.differing, words);
    page
}

fn field(words: &Words, name: &str) -> String {
    words.say(&say::field(&Kind::Inspection, name))
}

fn changes(page: &mut Page, changes: &Changes, words: &Words) {
    page.heading(2, words.word("outline-changes"));
    let code = if changes.begins {
        words.say(&say!("outline-begins", code = changes.code.as_str()))
    } else {
        changes.code.clone()
    };
    page.facts(vec![
        (field(words, "inspection"), Cell::from(code)),
        (words.word("outline-new"), changes.new.to_string().into()),
        (words.word("outline-new-parts"), changes.new_parts.to_string().into()),
        (words.word("outline-filled"), changes.filled.to_string().into()),
        (words.word("outline-unchanged"), changes.unchanged.to_string().into()),
        (words.word("outline-differing"), changes.differing.len().to_string().into()),
    ]);
    if changes.begun > 0 {
        page.paragraph(words.say(&say!("outline-begun", count = changes.begun)));
    }
    if !changes.struck.is_empty() {
        let numbers = changes.struck.join(&words.word("list-comma"));
        page.paragraph(words.say(&say!("outline-struck", numbers = numbers)));
    }
}

fn problems(page: &mut Page, problems: &[Problem], words: &Words) {
    if problems.is_empty() {
        return;
    }
    page.heading(2, words.word("outline-problems"));
    let mut table = Table::new(vec![
        Column::number(words.word("preview-line")),
        Column::fixed(words.word("outline-unsure")),
        Column::flexible(words.word("preview-problem")),
    ]);
    for problem in problems {
        let (unsure, tone) =
            if problem.unsure { (words.word("value-yes"), Tone::Bad) } else { (String::new(), Tone::Warn) };
        table.row(vec![problem.line.to_string().into(), unsure.into(), Cell::toned(problem.message.as_str(), tone)]);
    }
    page.table(table);
}

fn differing(page: &mut Page, differing: &[Differing], words: &Words) {
    if differing.is_empty() {
        return;
    }
    page.heading(2, words.word("outline-differing"));
    let mut table = Table::new(vec![
        Column::number(words.word("preview-line")),
        Column::fixed(words.word("column-number")),
        Column::fixed(words.word("preview-heading")),
        Column::flexible(words.word("outline-theirs")),
        Column::flexible(words.word("preview-ours")),
    ]);
    for found in differing {
        let value = |text: &str| match found.field {
            "stage" => words.lookup(&format!("stage-{text}")).unwrap_or_else(|| text.to_owned()),
            "immediate" | "long_term" => words.word(if text == "true" { "value-yes" } else { "value-no" }),
            _ => glimpse(text),
        };
        table.row(vec![
            found.line.to_string().into(),
            found.number.as_str().into(),
            words.say(&say::field(&found.kind, found.field)).into(),
            Cell::toned(value(&found.theirs), Tone::Warn),
            value(&found.ours).into(),
        ]);
    }
    page.table(table);
}

/// The beginning of a long text.
fn glimpse(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn sections(page: &mut Page, outline: &Outline, words: &Words) {
    if outline.sections.is_empty() {
        return;
    }
    page.heading(2, words.word("outline-sections"));
    let mut table = Table::new(vec![
        Column::number(words.word("preview-line")),
        Column::flexible(words.word("outline-section")),
        Column::fixed(words.word("outline-role")),
    ]);
    for ((label, title, role), line) in outline.sections.iter().zip(&outline.section_lines) {
        let heading = format!("{}{title}", label.as_deref().unwrap_or_default());
        let role = words.lookup(&format!("outline-role-{role}")).unwrap_or_default();
        table.row(vec![line.to_string().into(), heading.into(), role.into()]);
    }
    page.table(table);
}

fn area(page: &mut Page, area: &Area, words: &Words) {
    let title = if area.title.is_empty() { words.word("outline-no-area") } else { area.title.clone() };
    page.heading(2, format!("{}{title}", area.label.as_deref().unwrap_or_default()));
    let mut table = Table::new(vec![
        Column::number(words.word("preview-line")),
        Column::fixed(words.word("column-number")),
        Column::flexible(words.word("field-title")),
        Column::fixed(words.word("field-stage")),
    ]);
    let stage =
        |stage: Option<&str>| stage.and_then(|stage| words.lookup(&format!("stage-{stage}"))).unwrap_or_default();
    for issue in &area.issues {
        let mut said = vec![stage(issue.stage)];
        said.extend(issue.immediate.then(|| words.word("field-immediate")));
        said.extend(issue.long_term.then(|| words.word("field-long_term")));
        said.retain(|word| !word.is_empty());
        table.row(vec![
            issue.line.to_string().into(),
            issue.given.as_ref().unwrap_or(&issue.number).as_str().into(),
            issue.title.as_str().into(),
            said.join(&words.word("list-comma")).into(),
        ]);
        for (place, part) in issue.sub_issues.iter().enumerate() {
            let given = issue.given.as_ref().map(|number| format!("{number}.{}", place + 1));
            table.row(vec![
                Cell::default(),
                given.unwrap_or_else(|| part.number.clone()).into(),
                part.title.as_str().into(),
                stage(part.stage).into(),
            ]);
        }
    }
    page.table(table);
}
