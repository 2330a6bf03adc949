//! Members of a shared ledger; what a bundle holds.

use super::page::{Column, Page, Table};
use crate::i18n::Words;
use crate::say;
use crate::view::member::{Bundle, Member};

/// Who shares the ledger.
pub fn members(members: &[Member], words: &Words) -> Page {
    let mut page = Page::new();
    if members.is_empty() {
        page.paragraph(words.word("members-none"));
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
