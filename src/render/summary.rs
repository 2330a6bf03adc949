//! Months that were frozen, and the tables of figures that a month has beside its first ones.

use super::page::{Cell, Column, Page, Table, Tone};
use super::phrase;
use crate::domain::figure::{self, Known, Of, Subject};
use crate::domain::say::Said;
use crate::domain::tally;
use crate::i18n::Words;
use crate::say;
use crate::view::account::{Account, Check, Indicator, Point, Term};
use crate::view::share::Share;
use crate::view::summary::{Difference, Kept, KeptGroup, Late, Line, Shown, Verdict, Verified};
use crate::view::why::{StatedLine, Why, WhyIndicator};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

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
    if !line.month_over {
        said.push(words.word("summary-is-early"));
    }
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
    let comma = words.word("list-comma");
    let position: Vec<&str> = line.position.iter().map(|id| id.get(..12).unwrap_or(id)).collect();
    let settings: Vec<String> = shown.figures.settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut facts = vec![
        (words.word("head-cut_off"), Cell::from(phrase::date(words, line.cut_off))),
        (words.word("head-frozen_on"), day(line.frozen_on).into()),
        (words.word("head-frozen_by"), line.frozen_by.clone().unwrap_or_default().into()),
        (words.word("head-digest"), line.digest.as_str().into()),
        (words.word("head-position"), position.join(&comma).into()),
        (words.word("head-settings"), settings.join(&comma).into()),
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
    if !kept.scores.is_empty() {
        page.heading(2, words.word("monthly-ranking"));
        let mut table = Table::new(vec![
            Column::number(words.word("head-rank")),
            Column::flexible(words.word("head-unit")),
            Column::number(words.word("head-score")),
        ]);
        for (_, name, score, rank) in &kept.scores {
            let dash = || "—".to_owned();
            table.row(vec![
                rank.map_or_else(dash, |rank| rank.to_string()).into(),
                name.as_str().into(),
                score.clone().unwrap_or_else(dash).into(),
            ]);
        }
        page.table(table);
    }
    if !kept.indicators.is_empty() {
        page.heading(2, words.word("monthly-indicators"));
        let mut table =
            Table::new(vec![Column::flexible(words.word("head-indicator")), Column::number(words.word("head-total"))]);
        for (name, unit, value, total, qualifier) in &kept.indicators {
            let said = written(value, total.as_deref(), unit.as_deref(), qualifier.as_deref());
            table.row(vec![name.as_str().into(), said.into()]);
        }
        page.table(table);
    }
    if !kept.named.is_empty() {
        page.heading(2, words.word("summary-named"));
        let one = |(_, number, pace): &(String, String, String)| {
            let word = words.lookup(&format!("pace-{pace}")).unwrap_or_else(|| pace.clone());
            words.say(&say!("summary-named-one", number = phrase::number(number), pace = word))
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
            let mean = figure::mean_text(value, number(group, of), kept.places());
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
    let mut heads = vec![Column::flexible(head(&by_word))];
    for name in shown {
        heads.push(Column::number(head(&figure_word(subject, name, words))));
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

/// A word as a heading has it: with a capital, where its script has any.
fn head(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
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

/// 63.2%, to as many places as the office wants; a dash of nothing.
fn percent(kept: &Kept, count: i64, of: i64) -> String {
    figure::percent_text(count, of, kept.places()).unwrap_or_else(|| "—".to_owned())
}

/// What a month has beside its first figures; of each only what there is.
pub(super) fn account(page: &mut Page, account: &Account, words: &Words, drawn: bool) {
    let kept = &account.figures;
    let beside = [Subject::Returns, Subject::Directives, Subject::Notices];
    let mut facts = Vec::new();
    for subject in [Subject::Issues, Subject::Milestones] {
        let group = kept.groups.iter().find(|group| group.0 == subject.name() && group.1 == "all");
        facts.extend(group.and_then(|group| timing(kept, subject, group, words)));
    }
    for subject in beside {
        let group = kept.groups.iter().find(|group| group.0 == subject.name() && group.1 == "all");
        let told = group.and_then(|group| total(kept, group, words));
        facts.extend(told.map(|told| (subject_word(subject.name(), words), told)));
    }
    if !facts.is_empty() {
        page.heading(2, words.word("monthly-beside"));
        page.facts(facts);
    }
    for subject in beside {
        table(page, kept, subject, figure::By::Unit, words);
    }
    ranking(page, account, words);
    series(page, account, words, drawn);
    indicators(page, account, words);
}

/// How many were done before or after their limit, and by how many days on average.
fn timing(kept: &Kept, subject: Subject, group: &KeptGroup, words: &Words) -> Option<(String, String)> {
    let named = ["early", "early_days", if subject == Subject::Milestones { "due_late" } else { "late" }, "late_days"];
    let shown = subject.figures().iter().filter(|known| named.contains(&known.name) && number(group, known.name) != 0);
    let parts: Vec<String> = shown.map(|known| said(kept, subject, group, known, words)).collect();
    let label = words.say(&say!("monthly-timing", subject = subject_word(subject.name(), words)));
    (!parts.is_empty()).then(|| (label, parts.join(&words.word("and-comma"))))
}

/// The units in their order, and how the score is made; nothing where nobody has one.
fn ranking(page: &mut Page, account: &Account, words: &Words) {
    let formula = &account.formula;
    if account.ranking.iter().all(|unit| unit.score.is_none()) {
        return;
    }
    page.heading(2, words.word("monthly-ranking"));
    let short = |setting: &str| words.lookup(&setting.replace('.', "-")).unwrap_or_default();
    let mut heads = vec![
        Column::number(words.word("head-rank")),
        Column::flexible(words.word("head-unit")),
        Column::number(words.word("head-score")),
    ];
    heads.extend(formula.rates.iter().filter(|term| term.weight > 0).map(|term| Column::number(short(term.setting))));
    heads.push(Column::number(words.word("head-off")));
    let mut table = Table::new(heads);
    for unit in &account.ranking {
        let dash = || "—".to_owned();
        let mut cells: Vec<Cell> = vec![
            unit.rank.map_or_else(dash, |rank| rank.to_string()).into(),
            unit.name.as_str().into(),
            unit.score.clone().unwrap_or_else(dash).into(),
        ];
        let rates = unit.rates.iter().zip(&formula.rates).filter(|(_, term)| term.weight > 0);
        cells
            .extend(rates.map(|(rate, _)| {
                Cell::from(if rate.of == 0 { dash() } else { format!("{}/{}", rate.count, rate.of) })
            }));
        cells.push(phrase::count(unit.off, Tone::Warn));
        table.row(cells);
    }
    page.table(table);
    let term = |key: &'static str, term: &Term| {
        let name = short(term.setting);
        words.say(&Said { key, args: vec![("name", name.into()), ("n", term.weight.into())] })
    };
    let rates = formula.rates.iter().filter(|term| term.weight > 0).map(|one| term("score-weight", one));
    let rates = rates.collect::<Vec<_>>().join(&words.word("score-plus"));
    let off: Vec<String> = formula.deductions.iter().map(|one| term("score-point", one)).collect();
    page.paragraph(words.say(&say!("score-formula", rates = rates)));
    if !off.is_empty() {
        page.paragraph(words.say(&say!("score-off", off = off.join(&words.word("and-comma")))));
    }
    page.paragraph(words.say(&say!("score-least", least = formula.least)));
}

/// The longest bar in text.
const LONGEST: i64 = 30;

/// The open issues at the end of each month, and the months as they were handed out.
fn series(page: &mut Page, account: &Account, words: &Words, drawn: bool) {
    let month = |point: &Point| (point.day.year(), point.day.month());
    let ends = account.series.chunk_by(|a, b| month(a) == month(b)).filter_map(<[Point]>::last);
    let ends: Vec<&Point> = ends.collect();
    if ends.len() > 1 {
        page.heading(2, words.word("monthly-series"));
        let mut heads = vec![
            Column::fixed(words.word("head-day")),
            Column::number(words.word("head-total")),
            Column::number(head(&words.word("figure-open"))),
            Column::number(words.word("head-overdue")),
        ];
        if drawn {
            heads.push(Column::fixed(words.word("head-bar-open")));
        }
        let most = ends.iter().map(|point| point.total).max().unwrap_or(0);
        let mut table = Table::new(heads);
        for point in ends {
            let mut cells = vec![
                point.day.to_string().into(),
                point.total.to_string().into(),
                phrase::count(point.open, Tone::Plain),
                phrase::count(point.overdue, Tone::Bad),
            ];
            if drawn {
                let left = |sign, part| phrase::signs(sign, part, most, LONGEST);
                let bar = left('!', point.overdue) + &left('-', point.open - point.overdue);
                cells.push(bar.into());
            }
            table.row(cells);
        }
        page.table(table);
        page.paragraph(words.word("monthly-series-note"));
    }
    if account.issued.is_empty() {
        return;
    }
    page.heading(2, words.word("monthly-issued"));
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-month")),
        Column::fixed(words.word("head-cut_off")),
        Column::number(words.word("head-total")),
        Column::number(words.word("head-done")),
        Column::number(words.word("head-rate")),
        Column::number(words.word("head-closed")),
        Column::number(words.word("head-overdue")),
        Column::number(words.word("monthly-issued-milestones")),
    ]);
    for issued in &account.issued {
        let percent = |share: Share| percent(&account.figures, share.count, share.of);
        let edition = if issued.edition > 1 { format!(" #{}", issued.edition) } else { String::new() };
        table.row(vec![
            format!("{}{edition}", issued.month).into(),
            issued.cut_off.to_string().into(),
            issued.total.to_string().into(),
            phrase::count(issued.done.count, Tone::Plain),
            percent(issued.done).into(),
            phrase::count(issued.closed.count, Tone::Good),
            phrase::count(issued.overdue, Tone::Bad),
            percent(issued.milestones_on_time).into(),
        ]);
    }
    page.table(table);
}

/// Totals of indicators, and what does not agree.
fn indicators(page: &mut Page, account: &Account, words: &Words) {
    if account.indicators.is_empty() {
        return;
    }
    page.heading(2, words.word("monthly-indicators"));
    let mut table = Table::new(vec![
        Column::flexible(words.word("head-indicator")),
        Column::number(words.word("head-total")),
        Column::flexible(words.word("head-issues")),
        Column::flexible(words.word("head-remark")),
    ]);
    let comma = words.word("list-comma");
    for one in &account.indicators {
        let again = one.again.join(&comma);
        let remark = if again.is_empty() { String::new() } else { words.say(&say!("indicator-again", issues = again)) };
        table.row(vec![one.name.as_str().into(), amount(one).into(), one.issues.join(&comma).into(), remark.into()]);
    }
    page.table(table);
    let agreed = account.checks.iter().filter(|check| check.agrees);
    let agreed: Vec<String> = agreed.map(|check| agreement(check, words)).collect();
    if !agreed.is_empty() {
        page.paragraph(words.word("indicator-agreed"));
        page.list(agreed);
    }
    let wrong = account.checks.iter().filter(|check| !check.agrees);
    let wrong: Vec<String> = wrong.map(|check| disagreement(check, words)).collect();
    if !wrong.is_empty() {
        page.paragraph(Cell::toned(words.word("indicator-wrong"), Tone::Bad));
        page.list(wrong);
    }
}

fn amount(of: &Indicator) -> String {
    written(&of.value, of.total.as_deref(), of.unit.as_deref(), of.qualifier.as_deref())
}

fn stated(row: &StatedLine) -> String {
    let value = row.value.as_deref().unwrap_or_default();
    written(value, row.total.as_deref(), row.unit.as_deref(), row.qualifier.as_deref())
}

/// 17/19个, 6700余万元, 约300人
fn written(value: &str, total: Option<&str>, unit: Option<&str>, qualifier: Option<&str>) -> String {
    let whole = total.map(|total| format!("/{total}")).unwrap_or_default();
    let unit = unit.unwrap_or_default();
    match qualifier {
        Some(before) if tally::stands_before(before) => format!("{before}{value}{whole}{unit}"),
        behind => format!("{value}{whole}{}{unit}", behind.unwrap_or_default()),
    }
}

/// Of which state of the ledger a figure is told.
fn as_of(month: &str, edition: Option<i64>, day: &str) -> Said {
    match edition {
        Some(edition) => say!("why-frozen", month = month, edition = edition, day = day),
        None => say!("why-now", month = month, day = day),
    }
}

/// 11：涉改单位 58=9+41+8
fn agreement(check: &Check, words: &Words) -> String {
    let (issue, name, stated) = (check.issue.as_str(), check.name.as_str(), check.stated.as_str());
    let parts = check.parts.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("+");
    let stated = if parts.is_empty() { stated.to_owned() } else { format!("{stated}={parts}") };
    words.say(&say!("indicator-agrees", issue = issue, name = name, stated = stated))
}

fn disagreement(check: &Check, words: &Words) -> String {
    let (issue, name) = (check.issue.as_str(), check.name.as_str());
    let (stated, found) = (check.stated.as_str(), check.found.as_str());
    if check.parts.is_empty() {
        return words.say(&say!("indicator-percent", issue = issue, name = name, stated = stated, found = found));
    }
    let parts = check.parts.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("+");
    words.say(&say!("indicator-sum", issue = issue, name = name, stated = stated, parts = parts, found = found))
}

/// The totals of an indicator, each with its rows.
pub fn why_indicator(why: &WhyIndicator, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, format!("{}{}{}", words.word("monthly-indicators"), words.word("why-joint"), why.indicator));
    page.paragraph(words.say(&as_of(&why.month, why.edition, &phrase::date(words, why.cut_off))));
    for total in &why.totals {
        page.paragraph(words.say(&say!("why-value", value = amount(&total.of))));
        page.paragraph(words.word("why-rows"));
        let mut table = Table::new(vec![
            Column::fixed(words.word("head-number")),
            Column::number(words.word("head-value")),
            Column::fixed(words.word("head-cut_off")),
            Column::flexible(words.word("head-text")),
            Column::flexible(words.word("head-remark")),
        ]);
        for row in &total.rows {
            let remark = if row.again { words.word("why-again") } else { String::new() };
            table.row(vec![
                phrase::number(&row.number).into(),
                stated(row).into(),
                day(row.on).into(),
                row.text.clone().unwrap_or_default().into(),
                remark.into(),
            ]);
        }
        page.table(table);
    }
    page
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

/// A figure with the rows that it is the sum of.
pub fn why(why: &Why, words: &Words) -> Page {
    let mut page = Page::new();
    let Some(subject) = Subject::ALL.into_iter().find(|subject| subject.name() == why.subject) else { return page };
    let mut title = vec![subject_word(why.subject, words)];
    if why.by != "all" {
        let group = KeptGroup(String::new(), why.by.to_owned(), why.name.clone(), BTreeMap::new());
        title.push(group_word(&group, words));
    }
    title.push(figure_word(subject, why.figure, words));
    page.heading(1, title.join(&words.word("why-joint")));
    page.paragraph(words.say(&as_of(&why.month, why.edition, &phrase::date(words, why.cut_off))));
    page.paragraph(words.say(&match why.of {
        Some(of) => {
            let denominator = figure_word(subject, of.figure, words);
            say!("why-value-of", value = why.value, of = of.value, denominator = denominator)
        }
        None => say!("why-value", value = why.value),
    }));
    if why.rows.is_empty() {
        return page;
    }
    page.paragraph(words.word("why-rows"));
    let added = why.rows.iter().any(|row| row.value != 1);
    let stated = why.rows.iter().any(|row| row.state.is_some());
    let mut heads = vec![
        Column::fixed(words.word("head-number")),
        Column::flexible(words.word("head-title")),
        Column::fixed(words.word("head-due")),
        Column::fixed(words.word("head-done_on")),
    ];
    if stated {
        heads.push(Column::fixed(words.word("head-state")));
    }
    if added {
        heads.push(Column::number(words.word("head-adds")));
    }
    let mut table = Table::new(heads);
    for row in &why.rows {
        let mut cells: Vec<Cell> = vec![
            phrase::number(&row.number).into(),
            row.title.as_str().into(),
            phrase::short(row.due).into(),
            phrase::short(row.done_on).into(),
        ];
        if stated {
            let state = row.state.unwrap_or_default();
            let word = words.lookup(&format!("stage-{state}")).or_else(|| words.lookup(&format!("return-{state}")));
            cells.push(word.unwrap_or_else(|| state.to_owned()).into());
        }
        if added {
            cells.push(row.value.to_string().into());
        }
        table.row(cells);
    }
    page.table(table);
    page
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
