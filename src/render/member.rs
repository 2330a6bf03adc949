//! Members of a shared ledger; what a bundle holds.

use super::page::{Column, Page, Table};
use crate::i18n::Words;
use crate::say;
use crate::view::member::{Bundle, Held, Member};

/// Who shares the ledger; a copy that has joined has nobody's name before the ledger has come.
pub fn members(members: &[Member], shared: bool, words: &Words) -> Page {
    let mut page = Page::new();
    if members.is_empty() {
        page.paragraph(words.word(if shared { "members-joined" } else { "members-none" }));
        return page;
    }
    let columns = vec![
        Column::flexible(words.word("column-name")),
        Column::fixed(words.word("column-member-role")),
        Column::flexible(words.word("column-member-state")),
        Column::number(words.word("column-entries")),
        Column::flexible(words.word("column-fingerprint")),
    ];
    let mut table = Table::new(columns);
    for member in members {
        let name =
            if member.own { words.say(&say!("party-own", name = member.name.as_str())) } else { member.name.clone() };
        let role = member.role.and_then(|role| words.lookup(&format!("party-role-{role}"))).unwrap_or_default();
        let state = words.lookup(&format!("party-state-{}", member.state)).unwrap_or_default();
        let since = member.since.map(|day| day.to_string()).unwrap_or_default();
        table.row(vec![
            name.into(),
            role.into(),
            format!("{state} {since}").trim().to_owned().into(),
            member.entries.to_string().into(),
            member.fingerprint.clone().unwrap_or_default().into(),
        ]);
    }
    page.table(table);
    page
}

/// What a bundle says of itself, and what would be taken of it.
pub fn bundle(bundle: &Bundle, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(2, bundle.file.clone());
    let at = bundle.at.get(..16).unwrap_or(&bundle.at).replace('T', " ");
    let mut lines = vec![
        words.say(&say!("bundle-from", from = bundle.from.as_str(), at = at)),
        words.say(&say!("bundle-digest", digest = bundle.digest.as_str())),
    ];
    if let Some(whom) = &bundle.whom {
        lines.push(words.say(&say!("bundle-for", whom = whom.as_str())));
    }
    if bundle.parts > 1 {
        lines.push(words.say(&say!("bundle-part", part = i64::from(bundle.part), parts = i64::from(bundle.parts))));
    }
    for one in &bundle.series {
        let (from, first, last, new) = (one.from.as_str(), one.first, one.last, one.new);
        lines.push(words.say(&say!("bundle-series", from = from, first = first, last = last, new = new)));
        if let Some(refused) = &one.refused {
            lines.push(words.say(&say!("bundle-refused", why = refused.as_str())));
        }
    }
    page.list(lines);
    page
}

/// What counts for nothing, and what was kept out.
pub fn quarantine(list: &[Held], words: &Words) -> Page {
    let mut page = Page::new();
    if list.is_empty() {
        page.paragraph(words.word("quarantine-none"));
        return page;
    }
    let columns = vec![
        Column::fixed(words.word("column-entry")),
        Column::flexible(words.word("column-from")),
        Column::fixed(words.word("column-day")),
        Column::flexible(words.word("column-command")),
        Column::flexible(words.word("column-why")),
    ];
    let mut table = Table::new(columns);
    for held in list {
        table.row(vec![
            held.id[..12].to_owned().into(),
            held.from.clone().unwrap_or_else(|| words.word("quarantine-file")).into(),
            held.at.get(..10).unwrap_or(&held.at).to_owned().into(),
            held.command.clone().unwrap_or_default().into(),
            held.words.clone().into(),
        ]);
    }
    page.table(table);
    page
}

/// One entry that counts for nothing: whose, why, and what it would change; or a file that was kept out.
pub fn held(held: &Held, words: &Words) -> Page {
    let mut page = Page::new();
    if let Some(size) = held.size {
        let file = held.command.as_deref().unwrap_or_default();
        page.heading(2, words.say(&say!("quarantine-file-title", file = file, day = held.at.as_str())));
        page.list(vec![
            words.say(&say!("log-reason", reason = held.words.as_str())),
            words.say(&say!("quarantine-file-size", size = size, digest = held.id.as_str())),
        ]);
        page.paragraph(words.word("quarantine-file-how"));
        return page;
    }
    let at = held.at.get(..16).unwrap_or(&held.at).replace('T', " ");
    let author = held.author.clone().unwrap_or_default();
    page.heading(2, words.say(&say!("log-entry", id = &held.id[..12], when = at, author = author)));
    let mut lines = vec![words.say(&say!("log-command", command = held.command.clone().unwrap_or_default()))];
    if let Some(reason) = &held.reason {
        lines.push(words.say(&say!("log-reason", reason = reason.as_str())));
    }
    if let (Some(from), Some(fingerprint)) = (&held.from, &held.fingerprint) {
        lines.push(words.say(&say!("quarantine-from", from = from.as_str(), fingerprint = fingerprint.as_str())));
    }
    lines.push(words.say(&say!("quarantine-why", why = held.words.as_str())));
    if let Some(since) = &held.since {
        lines.push(words.say(&say!("quarantine-since", entry = &since[..12])));
    }
    page.list(lines);
    page.paragraph(words.word("quarantine-would"));
    let records = held.changes.chunk_by(|a, b| a.record == b.record).count() as u64;
    page.list(super::log::changes(&held.changes, records, words));
    page
}
