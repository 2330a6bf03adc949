//! Months that were frozen, and the tables of figures that a month has beside its first ones.

use super::page::{Cell, Column, Page, Table, Tone};
use super::phrase;
use crate::domain::figure::{self, Known, Of, Subject};
use crate::i18n::Words;
use crate::say;
use crate::view::summary::{Difference, Kept, KeptGroup, Late, Line, Shown, Verdict, Verified};
use chrono::NaiveDate;

/// The summaries, one line each.
pub fn list(lines: &[Line], words: &Words) -> Page {
    let mut page = Page::new();
    if lines.is_empty() {
        page.paragraph(words.word("summary-none-yet"));
        return page;
    }
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-month")),
        Column::number(words.word("head-edition")),
        Column::fixed(words.word("head-cut_off")),
        Column::fixed(words.word("head-frozen_on")),
        Column::flexible(words.word("head-frozen_by")),
        Column::fixed(words.word("head-digest")),
        Column::flexible(words.word("head-remark")),
    ]);
    for line in lines {
        table.row(vec![
            line.month.as_str().into(),
            line.edition.to_string().into(),
            line.cut_off.to_string().into(),
            day(line.frozen_on).into(),
            line.frozen_by.clone().unwrap_or_default().into(),
            short(&line.digest).into(),
            remark(line, words),
        ]);
    }
    page.table(table);
    page
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The beginning of a digest, by which people compare.
fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

fn remark(line: &Line, words: &Words) -> Cell {
    let mut said = Vec::new();
    if let Some(reason) = &line.reason {
        said.push(words.say(&say!("summary-corrects", reason = reason.as_str())));
    }
    if line.corrected {
        said.push(words.word("summary-is-corrected"));
    }
    if line.twice {
        said.push(words.word("summary-is-twice"));
    }
    let tone = if line.twice { Tone::Bad } else { Tone::Plain };
    Cell::toned(said.join(&words.word("and-comma")), tone)
}

/// A summary with its figures as they were handed out.
pub fn shown(shown: &Shown, words: &Words) -> Page {
    let line = &shown.line;
    let mut page = Page::new();
    let title = say!("summary-title", month = line.month.as_str(), edition = line.edition);
    page.heading(1, words.say(&title));
    let mut facts = vec![
        (words.word("head-cut_off"), Cell::from(phrase::date(words, line.cut_off))),
        (words.word("head-frozen_on"), day(line.frozen_on).into()),
        (words.word("head-frozen_by"), line.frozen_by.clone().unwrap_or_default().into()),
        (words.word("head-digest"), line.digest.as_str().into()),
    ];
    let remark = remark(line, words);
    if !remark.text.is_empty() {
        facts.push((words.word("head-remark"), remark));
    }
    page.facts(facts);
    figures(&mut page, &shown.figures, words);
    page
}

/// Every figure of a month, each with what it is of.
fn figures(page: &mut Page, kept: &Kept, words: &Words) {
    let totals = kept.groups.iter().filter(|group| group.1 == "all");
    let totals = totals.filter_map(|group| Some((subject_word(&group.0, words), total(kept, group, words)?)));
    page.facts(totals.collect::<Vec<_>>());
    for subject in Subject::ALL {
        for by in figure::By::ALL.into_iter().filter(|by| *by != figure::By::All) {
            table(page, kept, subject, by, words);
        }
    }
    if !kept.named.is_empty() {
        page.heading(2, words.word("summary-named"));
        let one = |(_, number, pace): &(String, String, String)| {
            let pace = words.lookup(&format!("pace-{pace}")).unwrap_or_else(|| pace.clone());
            words.say(&say!("summary-named-one", number = phrase::number(number), pace = pace))
        };
        page.paragraph(kept.named.iter().map(one).collect::<Vec<_>>().join(&words.word("list-comma")));
    }
}

/// What is said of a subject as a whole: each of its figures that is not nought; nothing where nothing is counted.
fn total(kept: &Kept, group: &KeptGroup, words: &Words) -> Option<String> {
    let subject = Subject::ALL.into_iter().find(|subject| subject.name() == group.0)?;
    // how many have day and limit is said with those that came early or late
    let shown = |known: &&Known| number(group, known.name) != 0 && known.name != "judged";
    let parts = subject.figures().iter().filter(shown);
    let parts: Vec<String> = parts.map(|known| said(kept, subject, group, known, words)).collect();
    (!parts.is_empty()).then(|| parts.join(&words.word("and-comma")))
}

/// 已完成3（30.0%，3/10）
fn said(kept: &Kept, subject: Subject, group: &KeptGroup, known: &Known, words: &Words) -> String {
    let name = figure_word(subject, known.name, words);
    let value = number(group, known.name);
    match known.of {
        Of::Nothing => words.say(&say!("figure-said", name = name, value = value)),
        Of::Part(of) => {
            let of = number(group, of);
            let percent = percent(kept, value, of);
            let share = say!("share", count = value, of = of, percent = percent);
            words.say(&say!("figure-said", name = name, value = words.say(&share)))
        }
        Of::Mean(of) => {
            let mean = figure::mean_text(value, number(group, of), decimals(kept));
            let mean = mean.unwrap_or_default();
            words.say(&say!("figure-mean", name = name, mean = mean, sum = value, of = number(group, of)))
        }
    }
}

/// What is shown in the columns of a table: figures, and the share of one of them.
fn columns(subject: Subject) -> (&'static [&'static str], &'static str) {
    match subject {
        Subject::Issues | Subject::SubIssues => {
            (&["total", "done", "closed", "basically_done", "on_schedule", "behind", "overdue"], "done")
        }
        Subject::Milestones => (&["total", "due", "due_on_time", "due_late", "due_open", "overdue"], "due_on_time"),
        Subject::Returns => (&["asked", "in_time", "unchanged", "late", "missing"], "in_time"),
        Subject::Directives | Subject::Notices => {
            (&["total", "due", "due_on_time", "due_late", "due_open"], "due_on_time")
        }
        Subject::Closings => (&["total", "month", "late"], "late"),
        Subject::Rechecks => (&["total", "passed", "failed", "due_open"], "passed"),
        Subject::Extensions => (&["total"], ""),
    }
}

/// The groups of a subject, one in each row; no table where there are none.
pub(super) fn table(page: &mut Page, kept: &Kept, subject: Subject, by: figure::By, words: &Words) {
    let groups: Vec<&KeptGroup> =
        kept.groups.iter().filter(|group| group.0 == subject.name() && group.1 == by.name()).collect();
    if groups.is_empty() {
        return;
    }
    let by_word = words.lookup(&format!("by-{}", by.name())).unwrap_or_default();
    let title = say!("summary-by", subject = subject_word(subject.name(), words), by = by_word.as_str());
    page.heading(2, words.say(&title));
    let (shown, rated) = columns(subject);
    let mut heads = vec![Column::flexible(by_word)];
    for name in shown {
        heads.push(Column::number(figure_word(subject, name, words)));
        if *name == rated {
            heads.push(Column::number(words.word("head-share")));
        }
    }
    let mut table = Table::new(heads);
    for group in groups {
        let mut cells: Vec<Cell> = vec![group_word(group, words).into()];
        for name in shown {
            let tone = match *name {
                "overdue" | "missing" | "due_open" | "failed" => Tone::Bad,
                "behind" | "late" | "due_late" => Tone::Warn,
                _ => Tone::Plain,
            };
            cells.push(phrase::count(number(group, name), tone));
            if *name == rated {
                let of = subject.figures().iter().find_map(|known| match known.of {
                    Of::Part(of) if known.name == *name => Some(of),
                    _ => None,
                });
                cells.push(percent(kept, number(group, name), number(group, of.unwrap_or_default())).into());
            }
        }
        table.row(cells);
    }
    page.table(table);
}

/// What a part is called.
fn group_word(group: &KeptGroup, words: &Words) -> String {
    match (group.1.as_str(), &group.2) {
        (_, None) => words.word("nobody"),
        ("kind", Some(name)) => words.lookup(&format!("kind-{name}")).unwrap_or_else(|| name.clone()),
        ("cycle", Some(name)) => words.lookup(&format!("cycle-{name}")).unwrap_or_else(|| name.clone()),
        (_, Some(name)) => name.clone(),
    }
}

fn subject_word(name: &str, words: &Words) -> String {
    words.lookup(&format!("subject-{name}")).unwrap_or_else(|| name.to_owned())
}

/// What a figure is called, by the subject where that matters.
pub(super) fn figure_word(subject: Subject, name: &str, words: &Words) -> String {
    let own = words.lookup(&format!("figure-{}-{name}", subject.name()));
    own.or_else(|| words.lookup(&format!("figure-{name}"))).unwrap_or_else(|| name.to_owned())
}

fn number(group: &KeptGroup, figure: &str) -> i64 {
    group.3.get(figure).copied().unwrap_or(0)
}

fn decimals(kept: &Kept) -> u32 {
    kept.settings.get("figures.decimals").and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// 63.2%, to as many places as the office wants; a dash of nothing.
fn percent(kept: &Kept, count: i64, of: i64) -> String {
    figure::percent_text(count, of, decimals(kept)).unwrap_or_else(|| "—".to_owned())
}

/// What came too late for a frozen month; nothing where nothing did.
pub(super) fn late(page: &mut Page, entries: &[Late], words: &Words) {
    let Some(first) = entries.first() else { return };
    page.heading(2, words.say(&say!("monthly-late-entries", month = first.month.as_str(), count = entries.len())));
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-day")),
        Column::fixed(words.word("head-author")),
        Column::flexible(words.word("head-issues")),
        Column::flexible(words.word("head-command")),
    ]);
    for one in entries {
        let issues = one.issues.join(&words.word("list-comma"));
        table.row(vec![
            one.day.to_string().into(),
            one.author.as_str().into(),
            issues.into(),
            one.command.as_str().into(),
        ]);
    }
    page.table(table);
    page.paragraph(words.word("monthly-late-note"));
}

/// Whether summaries hold.
pub fn verified(verified: &Verified, words: &Words) -> Page {
    let mut page = Page::new();
    if !verified.problems.is_empty() {
        page.paragraph(Cell::toned(words.word("verify-chain"), Tone::Bad));
        page.list(verified.problems.clone());
    }
    if verified.months.is_empty() {
        page.paragraph(words.word("summary-none-yet"));
    }
    for month in &verified.months {
        page.paragraph(verdict(month, words));
        if !month.differences.is_empty() {
            page.table(differences(&month.differences, words));
        }
    }
    page
}

fn verdict(of: &Verdict, words: &Words) -> Cell {
    let (month, digest) = (of.month.as_str(), short(&of.digest));
    let (said, tone) = match of.state {
        "holds" => (say!("verify-holds", month = month, edition = of.edition, digest = digest), Tone::Good),
        "newer" => (say!("verify-newer", month = month, edition = of.edition, digest = digest), Tone::Warn),
        "differs" => (say!("verify-differs", month = month, edition = of.edition, digest = digest), Tone::Bad),
        _ => (say!("verify-changed", month = month, edition = of.edition, digest = digest), Tone::Bad),
    };
    Cell::toned(words.say(&said), tone)
}

fn differences(differences: &[Difference], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-figure")),
        Column::flexible(words.word("head-of")),
        Column::number(words.word("head-frozen")),
        Column::number(words.word("head-counted")),
    ]);
    for one in differences {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        table.row(vec![
            one.figure.as_str().into(),
            one.of.clone().unwrap_or_default().into(),
            text(&one.frozen).into(),
            text(&one.counted).into(),
        ]);
    }
    table
}
