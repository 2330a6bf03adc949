//! Places where copies of a ledger keep in step.

use super::page::{Column, Page, Table};
use crate::i18n::Words;
use crate::say;
use crate::view::remote::{Remote, Status};

/// `2019-12-09 09:00` of a moment.
fn moment(at: Option<&String>, words: &Words) -> String {
    at.map_or_else(|| words.word("remote-never"), |at| at.get(..16).unwrap_or(at).replace('T', " "))
}

/// Where a place is, as people say it: a folder by its path alone.
fn place(url: &str) -> String {
    url.strip_prefix("fs://").unwrap_or(url).to_owned()
}

/// The places that this copy knows.
pub fn remotes(remotes: &[Remote], words: &Words) -> Page {
    let mut page = Page::new();
    if remotes.is_empty() {
        page.paragraph(words.word("remotes-none"));
        return page;
    }
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-name")),
        Column::flexible(words.word("column-place")),
        Column::flexible(words.word("column-login")),
        Column::fixed(words.word("column-synced")),
    ]);
    for remote in remotes {
        let login = [remote.user.clone(), remote.secret.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        table.row(vec![
            remote.name.as_str().into(),
            place(&remote.url).into(),
            login.into(),
            moment(remote.synced_at.as_ref(), words).into(),
        ]);
    }
    page.table(table);
    page
}

/// How this copy stands with the others.
pub fn status(status: &Status, words: &Words) -> Page {
    let mut page = Page::new();
    page.paragraph(words.say(&say!("sync-status", replica = &status.replica[..8], entries = status.entries)));
    if status.remotes.is_empty() {
        page.paragraph(words.word("remotes-none"));
    } else {
        let mut table = Table::new(vec![
            Column::fixed(words.word("column-name")),
            Column::flexible(words.word("column-place")),
            Column::fixed(words.word("column-synced")),
            Column::number(words.word("column-to-send")),
        ]);
        for remote in &status.remotes {
            table.row(vec![
                remote.name.as_str().into(),
                place(&remote.url).into(),
                moment(remote.synced_at.as_ref(), words).into(),
                remote.to_send.to_string().into(),
            ]);
        }
        page.table(table);
    }
    let mut lines: Vec<String> = Vec::new();
    for one in &status.waiting {
        let (name, count) = (one.from.as_str(), one.entries);
        let entry = one.for_entry.get(..12).unwrap_or(&one.for_entry);
        lines.push(words.say(&match one.for_number {
            Some(number) => say!("sync-waiting-own", name = name, count = count, number = number),
            None => say!("sync-waiting", name = name, count = count, entry = entry),
        }));
    }
    let counted = [
        ("bundle-in-conflicts", status.conflicts),
        ("bundle-in-quarantined", status.quarantined),
        ("sync-kept-out", status.kept_out),
        ("evidence-missing-here", status.evidence_missing),
    ];
    for (key, count) in counted.into_iter().filter(|(_, count)| *count > 0) {
        lines.push(words.say(&crate::domain::say::Said { key, args: vec![("count", count.into())] }));
    }
    if lines.is_empty() {
        lines.push(words.word("sync-clean"));
    }
    page.list(lines);
    page
}
