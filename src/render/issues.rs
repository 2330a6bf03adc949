//! The list of issues.

use super::line::cut;
use super::page::{Cell, Column, Page, Table, Tone};
use super::phrase::iso;
use crate::domain::issue::{Closing, Pace, Stage};
use crate::domain::say::Said;
use crate::i18n::Words;
use crate::say;
use crate::view::issues::{List, Row, State};

/// The columns that a title has in a list: 80 汉字; `show` has the whole.
const LONGEST: usize = 160;

/// The list for a terminal of 80 columns and more: a table, what its marks mean, and the counts on the day.
pub fn page(list: &List, words: &Words) -> Page {
    let mut page = Page::new();
    if list.rows.is_empty() {
        page.paragraph(words.word("issues-none"));
        return page;
    }
    let shown = &list.rows[..list.shown.min(list.rows.len())];
    page.table(table(shown, words));
    if let Some(legend) = legend(shown, words) {
        page.paragraph(Cell::toned(legend, Tone::Faint));
    }
    if list.rows.iter().any(|row| !row.part) {
        page.paragraph(words.say(&total(list, false)));
    }
    if list.rows.iter().any(|row| row.part) {
        page.paragraph(words.say(&total(list, true)));
    }
    if shown.len() < list.rows.len() {
        page.paragraph(words.say(&say!("issues-shown", shown = shown.len(), all = list.rows.len())));
    }
    page
}

/// The counts of issues by themselves, or of parts; the two are never added.
fn total(list: &List, parts: bool) -> Said {
    let count = |holds: fn(&Row) -> bool| list.rows.iter().filter(|row| row.part == parts && holds(row)).count();
    say!(
        "issues-total",
        day = list.today,
        what = if parts { "parts" } else { "issues" },
        count = count(|_| true),
        done = count(|row| row.state.stage == Stage::Done),
        closed = count(|row| row.state.closing == Closing::Closed),
        behind = count(|row| row.state.pace == Some(Pace::Behind)),
        overdue = count(|row| row.state.pace == Some(Pace::Overdue)),
    )
}

/// The rows in 6 columns, and one for marks if there are any.
pub fn table(rows: &[Row], words: &Words) -> Table {
    let names = Names::of(words);
    let marked = rows.iter().any(|row| row.conflict || row.immediate || row.long_term);
    let mut columns = vec![Column::fixed(words.word("field-number"))];
    if marked {
        columns.push(Column::fixed(words.word("issues-marks")));
    }
    columns.extend([
        Column::flexible(words.word("field-title")),
        Column::flexible(words.word("issues-leader")),
        Column::flexible(words.word("issues-lead_unit")),
        Column::fixed(words.word("field-due")),
        Column::fixed(words.word("issues-state")),
    ]);
    let mut table = Table::new(columns);
    table.rows.reserve(rows.len());
    for row in rows {
        let mut cells = Vec::with_capacity(7);
        cells.push(Cell::from(number(row)));
        if marked {
            cells.push(names.marks(row));
        }
        cells.extend([
            Cell::from(cut(row.title, LONGEST)),
            names.or_unclear(row.lead_leader),
            names.units(row),
            names.due(row),
            names.state(row.state),
        ]);
        table.rows.push(cells);
    }
    table
}

/// The rows with every fact in a column of its own, for `--format csv` and `md`.
///
/// What is not known is empty, and several units stand between `、` in any language, as in the sheets that go round.
pub fn full_table(rows: &[Row], words: &Words) -> Table {
    let names = Names::of(words);
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-number")),
        Column::flexible(words.word("field-title")),
        Column::fixed(words.word("role-lead_leader")),
        Column::flexible(words.word("role-lead_unit")),
        Column::fixed(words.word("field-due")),
        Column::fixed(words.word("field-due_text")),
        Column::fixed(words.word("field-stage")),
        Column::fixed(words.word("field-pace")),
        Column::fixed(words.word("field-closing")),
        Column::number(words.word("field-percent")),
        Column::fixed(words.word("issues-marks")),
    ]);
    table.rows.reserve(rows.len());
    for row in rows {
        table.rows.push(vec![
            Cell::from(number(row)),
            Cell::from(row.title),
            Cell::from(row.lead_leader.unwrap_or_default()),
            Cell::from(row.lead_units.join("、")),
            Cell::from(row.due.or(row.lent).map(iso).unwrap_or_default()),
            Cell::from(row.due_text.unwrap_or_default()),
            Cell::from(names.stage(row.state.stage)),
            Cell::from(match row.state.pace {
                Some(pace) => names.pace(pace),
                None if row.state.undated => &names.undated,
                None => "",
            }),
            Cell::from(names.closing(row.state.closing)),
            Cell::from(row.percent.map(|percent| percent.to_string()).unwrap_or_default()),
            names.marks(row),
        ]);
    }
    table
}

/// What the marks in these rows mean, if there are any.
pub(super) fn legend(rows: &[Row], words: &Words) -> Option<String> {
    let meanings = [
        (rows.iter().any(|row| row.conflict), "≠".to_owned(), "field-conflict"),
        (rows.iter().any(|row| row.immediate), words.word("mark-immediate"), "field-immediate"),
        (rows.iter().any(|row| row.long_term), words.word("mark-long_term"), "field-long_term"),
    ];
    let shown: Vec<String> = meanings
        .into_iter()
        .filter(|(is_met, ..)| *is_met)
        .map(|(_, mark, meaning)| format!("{mark} {}", words.word(meaning)))
        .collect();
    (!shown.is_empty()).then(|| shown.join("  "))
}

fn number(row: &Row) -> String {
    match row.inspection {
        Some(code) => format!("{code}/{}", row.number),
        None => row.number.to_owned(),
    }
}

/// How loud a stage, a pace and a closing speak together.
pub(super) fn tone(state: State) -> Tone {
    match state {
        State { closing: Closing::Closed, .. } => Tone::Good,
        State { pace: Some(Pace::Overdue), .. } => Tone::Bad,
        State { pace: Some(Pace::Behind), .. } | State { closing: Closing::Returned, .. } => Tone::Warn,
        State { stage: Stage::Done, .. } | State { pace: Some(Pace::Ahead), .. } => Tone::Good,
        _ => Tone::Plain,
    }
}

/// The words of a list, looked up once for all of its rows.
struct Names {
    stages: [String; 4],
    paces: [String; 4],
    undated: String,
    closings: [String; 4],
    /// In the one column of a list, where there is little room.
    short: (String, String),
    axes: String,
    unclear: String,
    and: String,
    immediate: String,
    long_term: String,
    marks: [String; 3],
}

impl Names {
    fn of(words: &Words) -> Names {
        Names {
            stages: ["stage-not_started", "stage-in_progress", "stage-basically_done", "stage-done"]
                .map(|key| words.word(key)),
            paces: ["pace-ahead", "pace-on_schedule", "pace-behind", "pace-overdue"].map(|key| words.word(key)),
            undated: words.word("issues-undated"),
            closings: ["closing-none", "closing-applied", "closing-returned", "closing-closed"]
                .map(|key| words.word(key)),
            short: (words.word("issues-basically_done"), words.word("issues-on_schedule")),
            axes: words.word("issues-axes"),
            unclear: words.word("issue-unclear"),
            and: words.word("issue-and"),
            immediate: words.word("field-immediate"),
            long_term: words.word("field-long_term"),
            marks: ["≠".to_owned(), words.word("mark-immediate"), words.word("mark-long_term")],
        }
    }

    fn stage(&self, stage: Stage) -> &str {
        let [not_started, in_progress, basically_done, done] = &self.stages;
        match stage {
            Stage::NotStarted => not_started,
            Stage::InProgress => in_progress,
            Stage::BasicallyDone => basically_done,
            Stage::Done => done,
        }
    }

    fn pace(&self, pace: Pace) -> &str {
        let [ahead, on_schedule, behind, overdue] = &self.paces;
        match pace {
            Pace::Ahead => ahead,
            Pace::OnSchedule => on_schedule,
            Pace::Behind => behind,
            Pace::Overdue => overdue,
        }
    }

    fn closing(&self, closing: Closing) -> &str {
        let [none, applied, returned, closed] = &self.closings;
        match closing {
            Closing::None => none,
            Closing::Applied => applied,
            Closing::Returned => returned,
            Closing::Closed => closed,
        }
    }

    /// The words of the axes that say something: the stage, the pace, the closing once it was applied for; from then on
    /// the pace only as long as it is late.
    fn state(&self, state: State) -> Cell {
        let (basically_done, on_schedule) = &self.short;
        let reached = if state.stage == Stage::BasicallyDone { basically_done } else { self.stage(state.stage) };
        let spoken = |pace| if pace == Pace::OnSchedule { on_schedule } else { self.pace(pace) };
        let mut text = reached.to_owned();
        let pace = state.pace.filter(|pace| match state.closing {
            Closing::None => true,
            Closing::Applied | Closing::Returned => matches!(pace, Pace::Behind | Pace::Overdue),
            Closing::Closed => false,
        });
        let closing = Some(state.closing).filter(|closing| *closing != Closing::None);
        let undated = Some(self.undated.as_str()).filter(|_| state.undated && state.closing == Closing::None);
        for word in undated.into_iter().chain(pace.map(spoken)).chain(closing.map(|closing| self.closing(closing))) {
            text.push_str(&self.axes);
            text.push_str(word);
        }
        Cell::toned(text, tone(state))
    }

    fn marks(&self, row: &Row) -> Cell {
        let [conflict, immediate, long_term] = &self.marks;
        let shown = [(row.conflict, conflict), (row.immediate, immediate), (row.long_term, long_term)];
        let text = shown.into_iter().filter(|(is_met, _)| *is_met).map(|(_, mark)| mark.as_str()).collect::<String>();
        Cell::toned(text, if row.conflict { Tone::Bad } else { Tone::Plain })
    }

    fn or_unclear(&self, text: Option<&str>) -> Cell {
        text.map_or_else(|| Cell::toned(&*self.unclear, Tone::Warn), Cell::from)
    }

    fn units(&self, row: &Row) -> Cell {
        match row.lead_units.as_slice() {
            [] => self.or_unclear(None),
            [unit] => Cell::from(*unit),
            units => Cell::from(units.join(&self.and)),
        }
    }

    /// The day, or what stands for one.
    fn due(&self, row: &Row) -> Cell {
        match (row.due.or(row.lent), row.due_text) {
            (Some(due), _) => Cell::from(iso(due)),
            (None, Some(text)) => Cell::from(text),
            (None, None) if row.immediate => Cell::from(&*self.immediate),
            (None, None) if row.long_term => Cell::from(&*self.long_term),
            (None, None) => self.or_unclear(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::render::json::csv;
    use crate::render::text::{Style, text};
    use crate::view::issues::Context;
    use crate::view::sample;
    use std::time::{Duration, Instant};
    use unicode_width::UnicodeWidthStr;

    fn shown(lang: Lang, width: usize) -> String {
        let ledger = sample::ledger();
        text(&page(&sample::list(&ledger), &Words::new(lang)), Style { width, colour: false })
    }

    #[test]
    fn the_list_in_chinese() {
        insta::assert_snapshot!(shown(Lang::Zh, 80));
    }

    #[test]
    fn the_list_in_english() {
        insta::assert_snapshot!(shown(Lang::En, 80));
    }

    #[test]
    fn the_list_as_csv() {
        let ledger = sample::ledger();
        insta::assert_snapshot!(csv(&full_table(&sample::list(&ledger).rows, &Words::new(Lang::Zh))));
    }

    #[test]
    fn a_list_fits_80_columns() {
        for lang in [Lang::Zh, Lang::En] {
            assert!(shown(lang, 80).lines().all(|line| line.width() <= 80));
        }
    }

    #[test]
    fn a_number_names_its_inspection_where_there_are_several() {
        let mut ledger = sample::ledger();
        let mut second = ledger.inspections[0].clone();
        second.id = sample::id(2000);
        ledger.inspections.push(second);
        assert_eq!(sample::list(&ledger).rows[2].inspection, Some("2019-sw"));
        assert_eq!(number(&sample::list(&ledger).rows[2]), "2019-sw/8");
    }

    /// `cargo test --release --lib ten_thousand -- --ignored --nocapture`
    #[test]
    #[ignore = "a measurement"]
    fn ten_thousand_issues_are_listed_in_30_ms() {
        let small = sample::ledger();
        let mut ledger = small.clone();
        ledger.issues = small.issues.iter().cycle().take(10_000).cloned().collect();
        let words = Words::new(Lang::Zh);
        for width in [80, 200] {
            let mut best = [Duration::MAX; 3];
            for _ in 0..7 {
                let started = Instant::now();
                let paces = sample::paces().into_iter().cycle();
                let context = Context::of(&ledger);
                let issues = ledger.issues.iter().zip(paces).map(|(issue, pace)| (issue, issue.due, pace));
                let list = List::of(issues, &context, sample::today());
                let viewed = started.elapsed();
                let started = Instant::now();
                let page = page(&list, &words);
                let paged = started.elapsed();
                let started = Instant::now();
                std::hint::black_box(text(&page, Style { width, colour: true }));
                for (best, new) in best.iter_mut().zip([viewed, paged, started.elapsed()]) {
                    *best = new.min(*best);
                }
            }
            println!("{width} columns: view, page, text {best:?}");
            assert!(cfg!(debug_assertions) || best.iter().sum::<Duration>().as_millis() <= 30, "{best:?}");
        }
    }

    #[test]
    fn an_empty_list_says_so() {
        let page = page(&List { today: sample::today(), rows: Vec::new(), shown: 0 }, &Words::new(Lang::En));
        assert_eq!(text(&page, Style { width: 80, colour: false }), "No issue answers to that.\n");
    }
}
