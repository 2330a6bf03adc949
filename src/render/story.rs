//! How an issue was led to its end, in dated lines.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::Words;
use crate::say;
use crate::view::story::{Closing, Cycle, Evidence, Extension, Recheck, Story};
use chrono::NaiveDate;

/// One thing that was done, or is to be done, on a day.
struct Line {
    day: Option<NaiveDate>,
    what: Cell,
    who: String,
    said: String,
}

/// What was done about the end of an issue, day by day, and what proves it.
pub fn put(page: &mut Page, story: &Story, today: NaiveDate, words: &Words) {
    let lines = lines(story, today, words);
    if !lines.is_empty() {
        page.heading(2, words.word("story"));
        let mut table = Table::new(vec![
            Column::fixed(words.word("issue-day")),
            Column::fixed(words.word("story-what")),
            Column::flexible(words.word("story-who")),
            Column::flexible(words.word("story-said")),
        ])
        .whole();
        for line in lines {
            let day = line.day.map(|day| day.to_string()).unwrap_or_default();
            table.row(vec![day.into(), line.what, line.who.into(), line.said.into()]);
        }
        page.table(table);
    }
    if !story.evidence.is_empty() {
        page.heading(2, words.say(&say!("evidence-title", count = story.evidence.len())));
        page.table(evidence(story.evidence.iter().enumerate().map(|(n, one)| ((n + 1).to_string(), one)), words));
    }
}

/// Files with what they are called in the first column.
pub fn evidence<'e>(files: impl Iterator<Item = (String, &'e Evidence)>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("issue-position")),
        Column::flexible(words.word("evidence-name")),
        Column::number(words.word("evidence-size")),
        Column::fixed(words.word("issue-day")),
        Column::flexible(words.word("evidence-by")),
        Column::flexible(words.word("field-note")),
    ])
    .whole();
    for (place, file) in files {
        table.row(vec![
            place.into(),
            file.name.as_str().into(),
            size(file.size).into(),
            file.day.map(|day| day.to_string()).unwrap_or_default().into(),
            file.added_by.clone().unwrap_or_default().into(),
            file.note.clone().unwrap_or_default().into(),
        ]);
    }
    table
}

/// `812 B`, `34.5 KB`, `1.2 MB`.
fn size(bytes: i64) -> String {
    let tenths = |unit: i64| {
        let tenths = (bytes.saturating_mul(10) + unit / 2) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        ..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", tenths(1024)),
        _ => format!("{} MB", tenths(1_048_576)),
    }
}

fn lines(story: &Story, today: NaiveDate, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    let last = story.cycles.iter().map(|cycle| cycle.number).max().unwrap_or(1);
    let all = story.closings.iter().map(|one| one.cycle).chain(story.rechecks.iter().map(|one| one.cycle));
    let last = all.chain(story.extensions.iter().map(|one| one.cycle)).max().unwrap_or(1).max(last);
    for cycle in 1..=last {
        lines.extend(story.cycles.iter().filter(|one| one.number == cycle).map(|one| opened(one, words)));
        let mut count = 0;
        for one in story.extensions.iter().filter(|one| one.cycle == cycle) {
            count += i64::from(one.verdict.as_deref() == Some("approved"));
            lines.extend(extended(one, count, words));
        }
        lines.extend(story.closings.iter().filter(|one| one.cycle == cycle).flat_map(|one| closed(one, words)));
        // what was reopened before anybody looked again is not looked at again
        let looked = |one: &&Recheck| one.cycle == cycle && (one.done_on.is_some() || cycle == last);
        lines.extend(story.rechecks.iter().filter(looked).map(|one| rechecked(one, today, words)));
    }
    lines.sort_by_key(|line| (line.day.is_none(), line.day)); // stable: what is of one day stands in its order
    lines
}

fn opened(cycle: &Cycle, words: &Words) -> Line {
    let mut said: Vec<String> = cycle.reason.iter().cloned().collect();
    said.extend(cycle.basis.as_ref().map(|basis| words.say(&say!("story-basis", text = basis))));
    let limit = cycle.due_text_before.clone().or(cycle.due_before.map(|due| due.to_string()));
    said.extend(limit.map(|limit| words.say(&say!("story-limit-before", limit = limit))));
    said.extend(cycle.done_before.map(|day| words.say(&say!("story-done-before", day = day))));
    Line {
        day: cycle.opened_on,
        what: Cell::toned(words.say(&say!("story-cycle", number = cycle.number)), Tone::Warn),
        who: cycle.opened_by.clone().unwrap_or_default(),
        said: said.join(&words.word("story-stop")),
    }
}

fn extended(one: &Extension, count: i64, words: &Words) -> Vec<Line> {
    let written = |text: &Option<String>, day: Option<NaiveDate>| {
        text.clone().or(day.map(|day| day.to_string())).unwrap_or_default()
    };
    let (from, to) = (written(&one.from_text, one.from_due), written(&one.to_text, one.to_due));
    let mut said = vec![words.say(&say!("story-extension", from = from, to = to))];
    said.extend(one.reason.clone());
    let mut lines = vec![Line {
        day: one.asked_on,
        what: words.word("story-asked").into(),
        who: one.unit.clone().or_else(|| one.asked_by.clone()).unwrap_or_default(),
        said: said.join(&words.word("story-stop")),
    }];
    let what = match one.verdict.as_deref() {
        Some("approved") => Cell::from(words.say(&say!("story-approved", count = count))),
        Some(_) => Cell::toned(words.word("story-refused"), Tone::Warn),
        None => return lines,
    };
    let who = one.decided_by.clone().unwrap_or_default();
    lines.push(Line { day: one.decided_on, what, who, said: one.opinion.clone().unwrap_or_default() });
    lines
}

fn closed(one: &Closing, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    let at_once = one.applied_on.is_none() && one.checked_on.is_none();
    if one.applied_on.is_some() {
        let mut said: Vec<String> = one.reason.iter().cloned().collect();
        said.extend(one.unfinished.as_ref().map(|text| words.say(&say!("story-unfinished", text = text))));
        lines.push(Line {
            day: one.applied_on,
            what: words.word("story-applied").into(),
            who: one.unit.clone().or_else(|| one.applied_by.clone()).unwrap_or_default(),
            said: said.join(&words.word("story-stop")),
        });
    }
    if one.checked_on.is_some() {
        let what = match one.verdict.as_deref() {
            Some("return") => Cell::toned(words.word("story-returned"), Tone::Warn),
            _ => Cell::from(words.word("story-checked")),
        };
        let who = one.checked_by.clone().unwrap_or_default();
        lines.push(Line { day: one.checked_on, what, who, said: one.opinion.clone().unwrap_or_default() });
    }
    if one.struck_on.is_some() {
        let late = one.late == Some(true);
        let mut said: Vec<String> = one.reason.iter().filter(|_| at_once).cloned().collect();
        if let Some(due) = one.due.filter(|_| late) {
            said.push(words.say(&say!("story-late", limit = due)));
        }
        let what = words.word(if at_once { "story-at-once" } else { "story-struck" });
        lines.push(Line {
            day: one.struck_on,
            what: Cell::toned(what, if late { Tone::Warn } else { Tone::Good }),
            who: one.struck_by.clone().unwrap_or_default(),
            said: said.join(&words.word("story-stop")),
        });
    }
    lines
}

fn rechecked(one: &Recheck, today: NaiveDate, words: &Words) -> Line {
    let what = match (one.verdict.as_deref(), one.due) {
        (Some("fail"), _) => Cell::toned(words.word("story-recheck-failed"), Tone::Bad),
        (Some(_), _) => Cell::toned(words.word("story-recheck-passed"), Tone::Good),
        (None, Some(due)) if due < today => Cell::toned(words.word("story-recheck-overdue"), Tone::Warn),
        (None, _) => Cell::toned(words.word("story-recheck-due"), Tone::Faint),
    };
    Line {
        day: one.done_on.or(one.due),
        what,
        who: one.checked_by.clone().unwrap_or_default(),
        said: one.opinion.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_with_one_decimal() {
        let told = [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (35_328, "34.5 KB"), (1_258_291, "1.2 MB")];
        for (bytes, text) in told {
            assert_eq!(size(bytes), text);
        }
    }
}
