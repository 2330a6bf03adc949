//! The annexes of a monthly circular as a workbook: what is slow, what is on schedule, and the units, a sheet each.

use super::workbook::{self, Cell, Colour, Column, DAY_CELL, FIRST_ROW, Kind, Lamp, Workbook, holds_day, letters};
use crate::domain::issue::{Issue, Pace};
use crate::domain::say::Said;
use crate::i18n::Words;
use crate::say;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// What every sheet has beside its cells.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'l> {
    /// `2019-11`
    pub month: &'l str,
    /// The cut-off.
    pub day: NaiveDate,
    /// Who writes it.
    pub author: &'l str,
    /// When.
    pub created: DateTime<FixedOffset>,
}

/// An issue with what it stands under.
#[derive(Debug, Clone)]
pub struct Row<'l> {
    /// The issue.
    pub issue: &'l Issue,
    /// The title of its area.
    pub area: Option<&'l str>,
    /// The responsible leader.
    pub leader: Option<&'l str>,
    /// Lead units, then responsible units.
    pub units: Vec<&'l str>,
    /// The limit that binds it.
    pub due: Option<NaiveDate>,
    /// How it goes.
    pub pace: Option<Pace>,
}

/// A unit with its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'l> {
    /// Its name; none for what nobody answers for.
    pub name: Option<&'l str>,
    /// All, done, struck off, basically done, on schedule, behind, overdue.
    pub counts: [i64; 7],
}

/// The headings of the issues, and how their columns look.
const ISSUES: [(&str, Kind); 13] = [
    ("head-number", Kind::Short),
    ("head-issue", Kind::Long),
    ("head-area", Kind::Long),
    ("head-lead_leader", Kind::Short),
    ("head-unit", Kind::Long),
    ("head-due", Kind::Day),
    ("annex-stage", Kind::Middle),
    ("head-state", Kind::Middle),
    ("annex-percent", Kind::Number),
    ("annex-progress-on", Kind::Day),
    ("annex-progress", Kind::Long),
    ("annex-obstacle", Kind::Long),
    ("annex-help", Kind::Long),
];

/// The same of the units.
const UNITS: [(&str, Kind); 8] = [
    ("head-unit", Kind::Long),
    ("head-total", Kind::Number),
    ("head-done", Kind::Number),
    ("head-closed", Kind::Number),
    ("head-basic", Kind::Number),
    ("head-in_time", Kind::Number),
    ("head-behind", Kind::Number),
    ("head-overdue", Kind::Number),
];

/// The bytes of the workbook.
///
/// # Errors
/// When a cell cannot hold what is to stand in it.
pub fn annexes(words: &Words, frame: &Frame, slow: &[Row], steady: &[Row], units: &[Unit]) -> Result<Vec<u8>, Said> {
    let of_unit = |unit: &Unit| {
        let name = unit.name.map_or_else(|| words.word("nobody"), str::to_owned);
        std::iter::once(Cell::Text(name.into())).chain(unit.counts.map(number)).collect()
    };
    let overdue = letters(7);
    let late = words.word("pace-overdue");
    let lamp = Lamp {
        columns: 0..=12,
        formula: format!("${overdue}{FIRST_ROW}={}", workbook::quoted(&late)),
        colour: Colour::Red,
    };
    let sheets = [
        (book(words, frame, "annex-slow", &ISSUES, vec![lamp]), slow.iter().map(|row| cells(row, words)).collect()),
        (book(words, frame, "annex-steady", &ISSUES, Vec::new()), steady.iter().map(|row| cells(row, words)).collect()),
        (book(words, frame, "annex-units", &UNITS, Vec::new()), units.iter().map(of_unit).collect()),
    ];
    workbook::write_all(&sheets).map_err(|fault| fault.why)
}

fn book(words: &Words, frame: &Frame, name: &'static str, columns: &[(&str, Kind)], lamps: Vec<Lamp>) -> Workbook {
    let mut parts = frame.month.split('-').map(|part| part.parse().unwrap_or(0_i64));
    let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let month = words.say(&say!("month-long", year = year, month = month));
    debug_assert_eq!(DAY_CELL, "$B$2", "the day stands beside its label");
    Workbook {
        name: words.word(name),
        title: words.say(&say!("annex-title", month = month, name = words.word(name))),
        day_label: words.word("export-day"),
        day: frame.day,
        day_format: words.word("export-day-format"),
        legend: words.word("annex-legend"),
        columns: columns
            .iter()
            .map(|(key, kind)| Column {
                heading: words.lookup(key).unwrap_or_default(),
                kind: *kind,
                check: None,
                locked: false,
                hidden: false,
            })
            .collect(),
        frozen: 2,
        lists_name: String::new(),
        lists: Vec::new(),
        lamps,
        protected: false,
        footer: words.word("export-footer"),
        author: frame.author.to_owned(),
        created: frame.created,
        properties: Vec::new(),
    }
}

fn number(number: i64) -> Cell<'static> {
    i32::try_from(number).map_or(Cell::Empty, |number| Cell::Number(f64::from(number)))
}

fn cells<'l>(row: &Row<'l>, words: &Words) -> Vec<Cell<'l>> {
    let text = |text: Option<&'l str>| text.map_or(Cell::Empty, |text| Cell::Text(text.into()));
    let day = |day: Option<NaiveDate>| day.filter(|day| holds_day(*day)).map_or(Cell::Empty, Cell::Day);
    let word = |key: String| words.lookup(&key).map_or(Cell::Empty, |word| Cell::Text(word.into()));
    let (issue, latest) = (row.issue, row.issue.latest.as_ref());
    vec![
        text(Some(&issue.number)),
        text(Some(&issue.title)),
        text(row.area),
        text(row.leader),
        Cell::Text(row.units.join(&words.word("and-also")).into()),
        day(row.due),
        word(format!("stage-{}", issue.stage.name())),
        row.pace.map_or(Cell::Empty, |pace| word(format!("pace-{}", pace.name()))),
        latest.and_then(|latest| latest.percent).map_or(Cell::Empty, number),
        day(latest.map(|latest| latest.day)),
        text(latest.and_then(|latest| latest.text.as_deref())),
        text(latest.and_then(|latest| latest.obstacle.as_deref())),
        text(latest.and_then(|latest| latest.help_needed.as_deref())),
    ]
}
