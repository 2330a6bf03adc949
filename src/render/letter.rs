//! A message to a unit, and the table of what went out.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::domain::delivery::Purpose;
use crate::i18n::Words;
use crate::say;
use crate::view::letter::{Item, Letter, Sent};

/// The line under which a message arrives.
pub fn subject(letter: &Letter, words: &Words) -> String {
    let hour = letter.return_hour.as_deref().unwrap_or_default();
    let (number, unit, count) = (letter.round, letter.unit.as_str(), letter.items.len());
    words.say(&match letter.purpose {
        Purpose::Ask => {
            say!("letter-subject", number = number, unit = unit, count = count, day = letter.return_by, hour = hour)
        }
        Purpose::Chase => {
            say!("letter-subject-chase", number = number, unit = unit, day = letter.return_by, hour = hour)
        }
    })
}

/// The message as a page: lists, since group robots show no tables.
pub fn letter(letter: &Letter, words: &Words) -> Page {
    let mut page = Page::new();
    let hour = letter.return_hour.as_deref().unwrap_or_default();
    page.paragraph(words.say(&say!("letter-to", unit = letter.unit.as_str())));
    let (number, count, day) = (letter.round, letter.items.len(), letter.return_by);
    page.paragraph(words.say(&match letter.purpose {
        Purpose::Ask => say!("letter-ask", number = number, count = count, day = day, hour = hour),
        Purpose::Chase => say!("letter-chase", number = number, count = count, day = day, hour = hour),
    }));
    page.list(letter.items.iter().map(|one| item(one, words)).collect());
    if !letter.directives.is_empty() {
        page.paragraph(words.word("letter-directives"));
        let line = |(number, text, due): &(String, String, Option<chrono::NaiveDate>)| match due {
            Some(due) => words.say(&say!("letter-directive-due", number = number, text = text, day = *due)),
            None => words.say(&say!("letter-directive", number = number, text = text)),
        };
        page.list(letter.directives.iter().map(line).collect());
    }
    if !letter.notices.is_empty() {
        page.paragraph(words.word("letter-notices"));
        let line = |(code, by): &(String, Option<chrono::NaiveDate>)| match by {
            Some(by) => words.say(&say!("letter-notice", code = code, day = *by)),
            None => code.clone(),
        };
        page.list(letter.notices.iter().map(line).collect());
    }
    if !letter.files.is_empty() {
        let files = letter.files.join(&words.word("list-comma"));
        page.paragraph(words.say(&say!("letter-files", files = files)));
    }
    page.paragraph(letter.from.as_str());
    page
}

fn item(item: &Item, words: &Words) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(item.due.as_ref().map(|due| words.say(&say!("letter-due", due = due))));
    facts.extend(item.why.iter().filter_map(|why| words.lookup(&format!("weekly-{why}"))));
    facts.extend(item.percent.map(|percent| words.say(&say!("letter-percent", percent = percent))));
    let facts = facts.join(&words.word("and-comma"));
    let (number, title) = (item.number.as_str(), item.title.as_str());
    if facts.is_empty() {
        words.say(&say!("letter-item-bare", number = number, title = title))
    } else {
        words.say(&say!("letter-item", number = number, title = title, facts = facts))
    }
}

/// What went out, and what came of it.
pub fn sent(sent: &Sent, words: &Words) -> Page {
    let mut page = Page::new();
    if sent.messages.is_empty() {
        page.paragraph(words.say(&say!("send-nothing", number = sent.round, before = sent.before)));
        return page;
    }
    let mut table = Table::new(vec![
        Column::flexible(words.word("head-unit")),
        Column::fixed(words.word("column-channel")),
        Column::flexible(words.word("column-address")),
        Column::number(words.word("column-asked")),
        Column::fixed(words.word("column-outcome")),
        Column::flexible(words.word("column-detail")),
    ]);
    for message in &sent.messages {
        let state = message.state.unwrap_or("would");
        let tone = match state {
            "sent" => Tone::Good,
            "would" => Tone::Plain,
            "failed" => Tone::Warn,
            _ => Tone::Bad,
        };
        let channel = words.lookup(&format!("channel-{}", message.channel)).unwrap_or_default();
        table.row(vec![
            message.unit.as_str().into(),
            channel.into(),
            message.address.as_str().into(),
            message.items.to_string().into(),
            Cell::toned(words.lookup(&format!("delivery-{state}")).unwrap_or_default(), tone),
            message.detail.clone().unwrap_or_default().into(),
        ]);
    }
    page.table(table);
    if sent.before > 0 {
        page.paragraph(words.say(&say!("send-before", count = sent.before)));
    }
    if sent.skipped > 0 {
        page.paragraph(words.say(&say!("send-skipped", count = sent.skipped)));
    }
    if sent.messages.iter().any(|message| message.state == Some("unknown")) {
        page.paragraph(words.word("send-unknown-how"));
    }
    page
}
