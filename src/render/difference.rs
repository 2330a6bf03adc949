//! What changed between two days or two rounds, in words.

use super::page::{Column, Page, Table};
use super::phrase;
use crate::domain::change::Kind;
use crate::domain::say;
use crate::i18n::Words;
use crate::say;
use crate::view::difference::{Change, Difference, Issue};

/// How much of a long text is shown.
const GLIMPSE: usize = 60;

/// Each issue with its changes, one line each.
pub fn page(of: &Difference, words: &Words) -> Page {
    let mut page = Page::new();
    let (from, to) = (phrase::date(words, of.from), phrase::date(words, of.to));
    page.heading(
        1,
        words.say(&match of.rounds {
            Some((one, other)) => say!("diff-rounds", one = one, other = other),
            None => say!("diff-title", from = from.as_str(), to = to.as_str()),
        }),
    );
    let count = |fate: &str| of.issues.iter().filter(|issue| issue.fate == fate).count();
    let (new, gone, changed) = (count("new"), count("gone"), count("changed"));
    page.paragraph(words.say(&say!("diff-counts", from = from, to = to, new = new, gone = gone, changed = changed)));
    for issue in &of.issues {
        page.heading(3, words.say(&heading(issue)));
        if !issue.changes.is_empty() {
            page.list(issue.changes.iter().map(|change| line(change, words)).collect());
        }
    }
    if !of.units.is_empty() {
        page.heading(2, words.word("diff-units"));
        let mut table = Table::new(vec![
            Column::flexible(words.word("head-unit")),
            Column::fixed(words.word("diff-from")),
            Column::fixed(words.word("diff-to")),
        ]);
        for unit in &of.units {
            let state = |state: Option<&str>| {
                let word = state.and_then(|state| words.lookup(&format!("return-{state}")));
                word.unwrap_or_else(|| "—".to_owned())
            };
            table.row(vec![unit.unit.as_str().into(), state(unit.from).into(), state(unit.to).into()]);
        }
        page.table(table);
    }
    page
}

fn heading(issue: &Issue) -> say::Said {
    let (number, title) = (phrase::number(&issue.number), issue.title.as_str());
    match issue.fate {
        "new" => say!("diff-new", number = number, title = title),
        "gone" => say!("diff-gone", number = number, title = title),
        _ => say!("diff-changed", number = number, title = title),
    }
}

/// 整改状态：整改中 → 已完成
fn line(change: &Change, words: &Words) -> String {
    let name = match change.field {
        "pace" => words.word("head-pace"),
        "percent" | "progress" | "obstacle" => words.say(&say::field(&Kind::Progress, progress(change.field))),
        "milestone" | "milestone_due" | "milestone_done_on" => {
            let text = glimpse(change.member.as_deref().unwrap_or_default());
            let field = match change.field {
                "milestone_due" => words.say(&say::field(&Kind::Milestone, "due")),
                "milestone_done_on" => words.say(&say::field(&Kind::Milestone, "done_on")),
                _ => String::new(),
            };
            words.say(&say!("diff-milestone", text = text, field = field)).trim_end().to_owned()
        }
        field => match words.lookup(&format!("role-{field}")) {
            Some(role) => role,
            None => words.say(&say::field(&Kind::Issue, field)),
        },
    };
    let value = |text: &str| spoken(change.field, text, words);
    words.say(&match (&change.from, &change.to) {
        (Some(from), Some(to)) => say!("diff-line", name = name, from = value(from), to = value(to)),
        (None, Some(_)) if change.field == "milestone" => say!("diff-line-new", name = name),
        (Some(_), None) if change.field == "milestone" => say!("diff-line-gone", name = name),
        (None, Some(to)) => say!("diff-line-set", name = name, to = value(to)),
        (Some(from), None) => say!("diff-line-emptied", name = name, from = value(from)),
        (None, None) => say!("diff-line-set", name = name, to = ""),
    })
}

fn progress(field: &str) -> &str {
    if field == "progress" { "text" } else { field }
}

fn spoken(field: &str, value: &str, words: &Words) -> String {
    let word = match field {
        "stage" | "pace" | "closing" => words.lookup(&format!("{field}-{value}")),
        "immediate" | "long_term" => words.lookup(&format!("value-{value}")),
        _ => None,
    };
    word.unwrap_or_else(|| glimpse(value))
}

/// The beginning of a text on one line.
fn glimpse(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(GLIMPSE) {
        line.truncate(end);
        line.push('…');
    }
    line
}
