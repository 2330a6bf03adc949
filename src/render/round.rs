//! Rounds of the weekly dispatch.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::{Words, quoted};
use crate::say;
use crate::view::round::{Collected, File, Line, Opened, Shown, Status, Unit};
use chrono::NaiveDate;

fn day(day: Option<NaiveDate>) -> Cell {
    day.map(|day| day.to_string()).unwrap_or_default().into()
}

fn count(count: usize, tone: Tone) -> Cell {
    Cell::toned(count.to_string(), if count == 0 { Tone::Faint } else { tone })
}

/// What opening a round came to.
pub fn opened(opened: &Opened, words: &Words) -> Page {
    let mut page = Page::new();
    let hour = opened.return_hour.as_deref().unwrap_or_default();
    let number = opened.number.unwrap_or_default();
    let said = if opened.dry_run {
        say!("round-would-open", week = opened.week, added = opened.added)
    } else if opened.again && opened.added == 0 {
        say!("round-open-already", number = number, week = opened.week)
    } else if opened.again {
        say!("round-added", number = number, added = opened.added)
    } else {
        say!("round-opened", number = number, week = opened.week, units = opened.units, asked = opened.asked)
    };
    page.paragraph(words.say(&said));
    page.paragraph(words.say(&say!("round-return-by", day = opened.return_by, hour = hour)));
    if !opened.nobody.is_empty() {
        let numbers = opened.nobody.join(&words.word("list-comma"));
        page.paragraph(words.say(&say!("round-nobody", count = opened.nobody.len(), numbers = numbers)));
    }
    page
}

/// Who has answered, the missing first.
pub fn status(status: &Status, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, words.say(&say!("round-status-title", number = status.round, week = status.week)));
    let hour = status.return_hour.as_deref().unwrap_or_default();
    page.paragraph(words.say(&say!("round-return-by", day = status.return_by, hour = hour)));
    let counts = ["returned", "unchanged", "late", "missing"].map(|state| {
        let count = status.units.iter().filter(|unit| unit.state == state).count();
        words.say(&say!("round-count", state = state_word(state, status.over, words), count = count))
    });
    let of = say!("round-counts", units = status.units.len(), counts = counts.join(&words.word("and-comma")));
    page.paragraph(words.say(&of));
    page.table(units(status, words));
    let ladder = ladder(&status.units, words);
    if !ladder.is_empty() {
        page.heading(2, words.word("round-ladder"));
        page.list(ladder);
        let drafted = status
            .units
            .iter()
            .filter(|unit| unit.step.is_some_and(|step| step != "reminder") && unit.issued.is_none());
        let drafts: Vec<String> = drafted
            .map(|unit| {
                let step = unit.step.unwrap_or_default();
                let title = words.say(&say!("round-draft-title", count = unit.silent));
                format!("duban notice issue --kind {step} --to {} --title {}", quoted(&unit.unit), quoted(&title))
            })
            .collect();
        if !drafts.is_empty() {
            page.paragraph(words.word("round-drafts"));
            page.list(drafts);
        }
    }
    page
}

fn state_word(state: &str, over: bool, words: &Words) -> String {
    let key = if state == "missing" && !over { "waiting" } else { state };
    words.lookup(&format!("return-{key}")).unwrap_or_else(|| state.to_owned())
}

fn units(status: &Status, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::flexible(words.word("head-unit")),
        Column::fixed(words.word("issues-state")),
        Column::fixed(words.word("column-returned-on")),
        Column::number(words.word("column-asked")),
        Column::number(words.word("column-rows")),
        Column::number(words.word("column-rows-changed")),
        Column::flexible(words.word("column-silence")),
    ]);
    let mut sorted: Vec<&Unit> = status.units.iter().collect();
    sorted.sort_by_key(|unit| unit.state != "missing"); // stable: then as they were asked
    for unit in sorted {
        let tone = match unit.state {
            "missing" if status.over => Tone::Bad,
            "late" | "unchanged" => Tone::Warn,
            "returned" => Tone::Good,
            _ => Tone::Plain,
        };
        let silent = match unit.silent {
            0 => String::new(),
            silent => words.say(&say!("round-silent", count = silent)),
        };
        table.row(vec![
            unit.unit.as_str().into(),
            Cell::toned(state_word(unit.state, status.over, words), tone),
            day(unit.returned_on),
            unit.asked.to_string().into(),
            unit.rows.to_string().into(),
            unit.rows_changed.to_string().into(),
            Cell::toned(silent, Tone::Warn),
        ]);
    }
    table
}

/// A line for each step of the ladder that somebody has come to, the mildest first.
pub(super) fn ladder(units: &[Unit], words: &Words) -> Vec<String> {
    let line = |step: &str| {
        let names: Vec<String> = units
            .iter()
            .filter(|unit| unit.step == Some(step))
            .map(|unit| {
                let (name, count) = (unit.unit.as_str(), unit.silent);
                words.say(&match &unit.issued {
                    None => say!("round-silent-unit", unit = name, count = count),
                    Some(code) => say!("round-silent-issued", unit = name, count = count, code = code),
                })
            })
            .collect();
        let step = words.lookup(&format!("ladder-{step}")).unwrap_or_default();
        let names = names.join(&words.word("list-comma"));
        (!names.is_empty()).then(|| words.say(&say!("labelled", label = step, text = names)))
    };
    ["reminder", "supervise", "talk"].into_iter().filter_map(line).collect()
}

/// Every round, the newest first.
pub fn list(lines: &[Line], words: &Words) -> Page {
    let mut page = Page::new();
    if lines.is_empty() {
        page.paragraph(words.word("round-list-empty"));
        return page;
    }
    let mut table = Table::new(vec![
        Column::number(words.word("column-round")),
        Column::fixed(words.word("column-week")),
        Column::fixed(words.word("column-return-by")),
        Column::number(words.word("column-units")),
        Column::number(words.word("return-returned")),
        Column::number(words.word("return-unchanged")),
        Column::number(words.word("return-late")),
        Column::number(words.word("return-missing")),
        Column::fixed(words.word("column-closed-on")),
    ]);
    for line in lines {
        table.row(vec![
            line.round.to_string().into(),
            day(Some(line.week)),
            day(Some(line.return_by)),
            line.units.to_string().into(),
            count(line.returned, Tone::Good),
            count(line.unchanged, Tone::Warn),
            count(line.late, Tone::Warn),
            count(line.missing, Tone::Bad),
            day(line.closed),
        ]);
    }
    page.table(table);
    page
}

/// What a round asked and got, unit by unit.
pub fn shown(shown: &Shown, words: &Words) -> Page {
    let mut page = status(&shown.status, words);
    for unit in &shown.status.units {
        page.heading(3, unit.unit.as_str());
        let mut table = Table::new(vec![
            Column::fixed(words.word("head-number")),
            Column::flexible(words.word("field-title")),
            Column::fixed(words.word("column-percent-then")),
            Column::fixed(words.word("column-percent-now")),
            Column::flexible(words.word("field-progress")),
        ]);
        for ask in shown.asks.iter().filter(|ask| ask.unit == unit.unit) {
            let percent = |percent: Option<i64>| percent.map(|percent| format!("{percent}%")).unwrap_or_default();
            let mut said: Vec<String> = ask.text.iter().cloned().collect();
            for (key, text) in [("field-obstacle", &ask.obstacle), ("field-help_needed", &ask.help_needed)] {
                let label = words.word(key);
                said.extend(text.iter().map(|text| words.say(&say!("labelled", label = label.as_str(), text = text))));
            }
            table.row(vec![
                ask.number.as_str().into(),
                ask.title.as_str().into(),
                percent(ask.percent_before).into(),
                percent(ask.percent).into(),
                said.join("\n").into(),
            ]);
        }
        page.table(table);
    }
    page
}

/// What came back, a line for each file, and what is wrong below.
pub fn collected(collected: &Collected, words: &Words) -> Page {
    let mut page = Page::new();
    let mut table = Table::new(vec![
        Column::flexible(words.word("column-file")),
        Column::number(words.word("column-round")),
        Column::flexible(words.word("head-unit")),
        Column::number(words.word("column-rows")),
        Column::number(words.word("column-rows-changed")),
        Column::fixed(words.word("column-outcome")),
    ]);
    for file in &collected.files {
        let (outcome, tone) = outcome(file, words);
        table.row(vec![
            file.file.as_str().into(),
            file.round.map(|round| round.to_string()).unwrap_or_default().into(),
            file.unit.clone().unwrap_or_default().into(),
            file.rows.to_string().into(),
            file.changed.to_string().into(),
            Cell::toned(outcome, tone),
        ]);
    }
    page.table(table);
    for file in &collected.files {
        let mut lines: Vec<String> = file.problems.iter().chain(&file.notes).cloned().collect();
        if !file.missing.is_empty() && file.problems.is_empty() {
            let numbers = file.missing.join(&words.word("list-comma"));
            lines.push(words.say(&say!("round-rows-missing", count = file.missing.len(), numbers = numbers)));
        }
        if !lines.is_empty() {
            page.heading(3, file.file.as_str());
            page.list(lines);
        }
    }
    if collected.dry_run {
        page.paragraph(words.word("round-collect-dry"));
    }
    page
}

fn outcome(file: &File, words: &Words) -> (String, Tone) {
    if !file.problems.is_empty() {
        (words.word("round-refused"), Tone::Bad)
    } else if file.same {
        (words.word("round-same-file"), Tone::Faint)
    } else if file.changed == 0 {
        (words.word("return-unchanged"), Tone::Warn)
    } else {
        (words.word("return-returned"), Tone::Good)
    }
}
