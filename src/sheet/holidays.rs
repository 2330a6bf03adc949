//! A file of days off and working days: JSON as holiday-cn publishes it, a calendar (ICS), or a table.
//!
//! Which of them it is, is told by its content. Every problem is listed, and a file with one gives nothing.

use super::grid::{Grid, Row};
use super::{book, csv};
use crate::domain::say::Said;
use crate::grammar::dates;
use crate::grammar::text::fold;
use crate::say;
use chrono::{Datelike, Days, NaiveDate};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    /// Each day once, ascending.
    pub days: Vec<Stated>,
    /// The paper that it names as its source: of JSON, the first address.
    pub paper: Option<String>,
}

/// What it says of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The day.
    pub day: NaiveDate,
    /// Worked (上班), or off (放假).
    pub working: bool,
    /// What it is called: 国庆节.
    pub name: Option<String>,
    /// Who says so, where a table has a column for that.
    pub source: Option<String>,
}

/// How many days one event of a calendar may take: no festival takes more, and a broken end takes millions.
const LONGEST: i64 = 62;

/// Reads a file.
///
/// # Errors
/// With every problem of the file, each with its place.
pub fn read(bytes: &[u8]) -> Result<Holidays, Vec<Said>> {
    let mut taken = Taken::default();
    if let Some(form) = book::form(bytes) {
        let tabs = book::read(form, bytes).map_err(|said| vec![said])?;
        let grids = tabs.iter().filter(|tab| !tab.hidden).map(|tab| &tab.grid);
        match grids.map(|grid| (grid, Columns::of(grid))).find_map(|(grid, columns)| Some((grid, columns?))) {
            Some((grid, columns)) => taken.table(grid, &columns),
            None => return Err(vec![say!("holidays-neither")]),
        }
        return taken.done();
    }
    let text = csv::decode(bytes).map_err(|said| vec![said])?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(vec![say!("file-empty")]);
    }
    if start.starts_with(['{', '[']) {
        taken.json(&text)?;
    } else if start.get(..15).is_some_and(|mark| mark.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        taken.calendar(&text);
    } else {
        let grid = csv::read(&text).map_err(|said| vec![said])?;
        let columns = Columns::of(&grid).ok_or_else(|| vec![say!("holidays-neither")])?;
        taken.table(&grid, &columns);
    }
    taken.done()
}

/// What has been taken from a file so far, and what is wrong with it.
#[derive(Default)]
struct Taken {
    days: BTreeMap<NaiveDate, Stated>,
    paper: Option<String>,
    problems: Vec<Said>,
}

impl Taken {
    fn done(self) -> Result<Holidays, Vec<Said>> {
        match (self.problems.is_empty(), self.days.is_empty()) {
            (false, _) => Err(self.problems),
            (true, true) => Err(vec![say!("holidays-none")]),
            (true, false) => Ok(Holidays { days: self.days.into_values().collect(), paper: self.paper }),
        }
    }

    fn wrong(&mut self, at: &Said, why: Said) {
        self.problems.push(say!("holidays-at", at = at.clone(), why = why));
    }

    /// Takes what is said of a day, which may not be said otherwise elsewhere.
    fn day(&mut self, at: &Said, stated: Stated) {
        match self.days.get(&stated.day) {
            Some(known) if known.working != stated.working => self.wrong(at, say!("holidays-both", day = stated.day)),
            Some(_) => {}
            None => {
                self.days.insert(stated.day, stated);
            }
        }
    }

    /// `{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`
    fn json(&mut self, text: &str) -> Result<(), Vec<Said>> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| vec![say!("holidays-json", line = error.line(), column = error.column())])?;
        let Some(days) = value.get("days").and_then(Value::as_array) else {
            return Err(vec![say!("holidays-json-days")]);
        };
        let paper = value.get("papers").and_then(Value::as_array).and_then(|papers| papers.first());
        self.paper = paper.and_then(Value::as_str).and_then(some);
        for (n, day) in days.iter().enumerate() {
            let at = say!("holidays-item", n = n + 1);
            let date = day.get("date").and_then(Value::as_str);
            let off = day.get("isOffDay").and_then(Value::as_bool);
            let read = date.ok_or_else(|| say!("holidays-json-lacks", key = "date")).and_then(a_day);
            match (read, off) {
                (Ok(date), Some(off)) => {
                    let name = day.get("name").and_then(Value::as_str).and_then(some);
                    self.day(&at, Stated { day: date, working: !off, name, source: None });
                }
                (read, off) => {
                    read.err().into_iter().for_each(|said| self.wrong(&at, said));
                    if off.is_none() {
                        self.wrong(&at, say!("holidays-json-lacks", key = "isOffDay"));
                    }
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, grid: &Grid, columns: &Columns) {
        for row in grid.rows().filter(|row| !row.is_blank() && columns.heading != Some(row.line)) {
            let at = say!("holidays-row", line = row.line);
            let how = row.cell(columns.how);
            match (a_day(row.cell(columns.day)), working(how)) {
                (Ok(day), Some(working)) => {
                    let words = columns.words.map(|column| row.cell(column).trim());
                    // a day that has none in a file that gives them is an ordinary one: a month shown as a table has
                    // them all
                    let ordinary = words == Some("") && working == (day.weekday().num_days_from_monday() < 5);
                    let words = words.and_then(some);
                    let (name, source) = if columns.sources { (None, words) } else { (words, None) };
                    if !ordinary {
                        self.day(&at, Stated { day, working, name, source });
                    }
                }
                (day, working) => {
                    day.err().into_iter().for_each(|said| self.wrong(&at, said));
                    if working.is_none() {
                        self.wrong(&at, say!("holidays-how", found = how.trim()));
                    }
                }
            }
        }
    }

    /// The events whose summary says 休 or 班; the others are no business of ours.
    fn calendar(&mut self, text: &str) {
        let mut event: Option<Event> = None;
        let mut inside = 0; // what stands in an event, such as its alarm
        for (line, text) in unfolded(text) {
            let Some((name, value)) = text.split_once(':') else { continue };
            let (name, rest) = name.split_once(';').unwrap_or((name, ""));
            let name = name.trim().to_ascii_uppercase();
            match (name.as_str(), &mut event) {
                ("BEGIN", None) if value.trim().eq_ignore_ascii_case("VEVENT") => {
                    event = Some(Event { line, ..Event::default() });
                }
                ("BEGIN", Some(_)) => inside += 1,
                ("END", Some(_)) if inside > 0 => inside -= 1,
                ("END", Some(_)) => self.event(&event.take().unwrap_or_default()),
                (_, Some(event)) if inside == 0 => {
                    // a parameter may be quoted and hold a colon
                    let value = if rest.matches('"').count() % 2 == 1 {
                        value.split_once("\":").map_or(value, |(_, value)| value)
                    } else {
                        value
                    };
                    event.property(&name, value.trim());
                }
                _ => {}
            }
        }
        if let Some(event) = event {
            self.wrong(&say!("holidays-row", line = event.line), say!("holidays-event-open"));
        }
    }

    fn event(&mut self, event: &Event) {
        let at = say!("holidays-row", line = event.line);
        let working = match summary(&event.summary) {
            Summary::Neither => return,
            Summary::Both => return self.wrong(&at, say!("holidays-summary", found = event.summary.as_str())),
            Summary::Says(working) => working,
        };
        if event.cancelled {
            return;
        }
        if event.repeats {
            return self.wrong(&at, say!("holidays-repeats"));
        }
        match event.days() {
            Ok((first, count)) => {
                let name = some(name_of(&event.summary));
                for day in first.iter_days().take(count) {
                    self.day(&at, Stated { day, working, name: name.clone(), source: None });
                }
            }
            Err(said) => self.wrong(&at, said),
        }
    }
}

/// A day with its year, of a time that a ledger can be of.
fn a_day(text: &str) -> Result<NaiveDate, Said> {
    let day = dates::day(text)?;
    if (1900..2200).contains(&day.year()) { Ok(day) } else { Err(say!("date-unknown", text = text.trim())) }
}

/// Whether a cell says that the day is worked.
fn working(cell: &str) -> Option<bool> {
    match fold(cell).to_lowercase().as_str() {
        "上班" | "班" | "补班" | "补休上班" | "调休上班" | "调休补班" | "工作" | "工作日" | "work" | "working"
        | "workday" => Some(true),
        "放假" | "休" | "休息" | "休假" | "假" | "假日" | "节假日" | "休息日" | "调休放假" | "off" | "holiday" => {
            Some(false)
        }
        _ => None,
    }
}

/// Where the columns of a table are.
struct Columns {
    day: usize,
    how: usize,
    /// What the days are called, or who says so.
    words: Option<usize>,
    /// Whether it is who says so.
    sources: bool,
    /// The number of the row that is above them.
    heading: Option<u64>,
}

impl Columns {
    /// The column in which most cells are days, and the one in which most say how they are; `None` without either.
    fn of(grid: &Grid) -> Option<Columns> {
        const LOOKED_AT: usize = 60;
        const NAMES: &[&str] = &["名称", "节日", "节假日", "假日", "说明", "备注", "name", "holiday", "note"];
        const SOURCES: &[&str] = &["依据", "来源", "source"];
        let rows: Vec<Row> = grid.rows().filter(|row| !row.is_blank()).take(LOOKED_AT).collect();
        let width = rows.iter().map(|row| row.len()).max()?.min(LOOKED_AT);
        let most = |is: &dyn Fn(&str) -> bool| {
            let count = |column: usize| rows.iter().filter(|row| is(row.cell(column))).count();
            let counts = (0..width).map(|column| (count(column), column)).filter(|(count, _)| *count > 0);
            counts.max_by_key(|(count, column)| (*count, usize::MAX - column)).map(|(_, column)| column)
        };
        let day = most(&|cell| a_day(cell).is_ok())?;
        let how = most(&|cell| working(cell).is_some())?;
        let first = rows.first()?;
        let heading = a_day(first.cell(day)).is_err() && working(first.cell(how)).is_none();
        let named = |names: &[&str]| {
            let fits = |column: &usize| names.contains(&fold(first.cell(*column)).to_lowercase().as_str());
            (0..width).filter(|column| heading && *column != day && *column != how).find(fits)
        };
        let (source, name) = (named(SOURCES), named(NAMES));
        let (words, sources) = (source.or(name), source.is_some());
        Some(Columns { day, how, words, sources, heading: heading.then_some(first.line) })
    }
}

/// The lines of a calendar put together again, each with the number of its first line.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((n + 1, line.to_owned())),
        }
    }
    lines
}

/// An event of a calendar.
#[derive(Default)]
struct Event {
    line: usize,
    summary: String,
    start: String,
    end: String,
    duration: String,
    repeats: bool,
    cancelled: bool,
}

impl Event {
    fn property(&mut self, name: &str, value: &str) {
        match name {
            "SUMMARY" => self.summary = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", " "),
            "DTSTART" => value.clone_into(&mut self.start),
            "DTEND" => value.clone_into(&mut self.end),
            "DURATION" => value.clone_into(&mut self.duration),
            "RRULE" | "RDATE" => self.repeats = true,
            "STATUS" => self.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    /// Its first day and how many there are; the day on which it ends at midnight is none of them.
    fn days(&self) -> Result<(NaiveDate, usize), Said> {
        let (first, _) =
            moment(&self.start).ok_or_else(|| say!("holidays-event-start", found = self.start.as_str()))?;
        let count = if !self.end.is_empty() {
            let end = moment(&self.end).ok_or_else(|| say!("holidays-event-end", found = self.end.as_str()))?;
            (end.0 - first).num_days() + i64::from(!end.1)
        } else if !self.duration.is_empty() {
            let days = self.duration.strip_prefix('P').and_then(|rest| {
                let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
                let number: i64 = number.parse().ok()?;
                number.checked_mul(match unit {
                    "D" => 1,
                    "W" => 7,
                    _ => return None,
                })
            });
            days.ok_or_else(|| say!("holidays-event-end", found = self.duration.as_str()))?
        } else {
            1
        };
        match usize::try_from(count.max(i64::from(self.end == self.start))) {
            // some give one day as its own end
            Ok(0) | Err(_) => Err(say!("holidays-event-end", found = self.end.as_str())),
            Ok(days) if count <= LONGEST && first.checked_add_days(Days::new(days as u64)).is_some() => {
                Ok((first, days))
            }
            _ => Err(say!("holidays-event-long", limit = LONGEST)),
        }
    }
}

/// The day of `20271001` or `20271001T090000Z`, and whether it is the beginning of it.
fn moment(text: &str) -> Option<(NaiveDate, bool)> {
    let (day, time) = text.split_once('T').unwrap_or((text, "000000"));
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok().filter(|day| (1900..2200).contains(&day.year()))?;
    Some((day, time.starts_with("000000")))
}

/// What the summary of an event says.
enum Summary {
    Says(bool),
    Neither,
    Both,
}

fn summary(text: &str) -> Summary {
    // 调休 alone moves days about, and who is 值班 works while the others are off
    let plain = fold(text).replace("调休", "").replace("值班", "");
    match (plain.contains('班'), plain.contains('休') || plain.contains("放假")) {
        (true, false) => Summary::Says(true),
        (false, true) => Summary::Says(false),
        (false, false) => Summary::Neither,
        (true, true) => Summary::Both,
    }
}

/// The festival in `国庆节 休`, `国庆节（班）`, `国庆节放假 第1天/共7天`.
fn name_of(summary: &str) -> &str {
    const AROUND: &str = "()（）[]【】-—:：·,，";
    let end = ["调休", "补班", "上班", "放假", "休", "班"].iter().filter_map(|word| summary.find(word)).min();
    summary[..end.unwrap_or(summary.len())].trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c))
}

/// The text, where there is any.
fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(bytes: &[u8]) -> String {
        match read(bytes) {
            Ok(found) => {
                let day = |stated: &Stated| {
                    let how = if stated.working { "班" } else { "休" };
                    format!(
                        "{} {how} {}",
                        stated.day,
                        stated.name.as_ref().or(stated.source.as_ref()).map_or("-", String::as_str)
                    )
                };
                let days: Vec<String> = found.days.iter().map(day).collect();
                format!("{}{}", days.join("\n"), found.paper.map(|paper| format!("\n[{paper}]")).unwrap_or_default())
            }
            Err(problems) => problems.iter().map(|said| format!("! {said}")).collect::<Vec<_>>().join("\n"),
        }
    }

    #[test]
    fn json_as_it_is_published() {
        let json = r#"{"$schema": "x", "$id": "y", "year": 2027, "papers": ["https://www.gov.cn/1.htm"], "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "春节", "date": "2027-02-14", "isOffDay": false}]}"#;
        assert_eq!(told(json.as_bytes()), "2027-01-01 休 元旦\n2027-02-14 班 春节\n[https://www.gov.cn/1.htm]");
        for (json, problems) in [
            (r#"{"days": []}"#, "! holidays-none"),
            (r#"{"year": 2027}"#, "! holidays-json-days"),
            ("[1]", "! holidays-json-days"),
            ("{", "! holidays-json line=1 column=1"),
            (
                r#"{"days": [{"date": "2027-02-30", "isOffDay": true}, {"date": "2027-01-01"}, {"isOffDay": 1}, 7,
                    {"date": "2027-01-02", "isOffDay": true}, {"date": "2027-01-02", "isOffDay": false}]}"#,
                "! holidays-at at=holidays-item n=1 why=date-impossible text=2027-02-30\n\
                 ! holidays-at at=holidays-item n=2 why=holidays-json-lacks key=isOffDay\n\
                 ! holidays-at at=holidays-item n=3 why=holidays-json-lacks key=date\n\
                 ! holidays-at at=holidays-item n=3 why=holidays-json-lacks key=isOffDay\n\
                 ! holidays-at at=holidays-item n=4 why=holidays-json-lacks key=date\n\
                 ! holidays-at at=holidays-item n=4 why=holidays-json-lacks key=isOffDay\n\
                 ! holidays-at at=holidays-item n=6 why=holidays-both day=2027-01-02",
            ),
        ] {
            assert_eq!(told(json.as_bytes()), problems);
        }
    }

    #[test]
    fn tables_in_any_order_with_a_heading_or_without() {
        for (table, days) in [
            ("日期,安排,节日\n2027年1月1日,放假,元旦\n2027-02-14,上班,\n", "2027-01-01 休 元旦\n2027-02-14 班 -"),
            ("off\t2027/1/1\nwork\t2027/2/14\n", "2027-01-01 休 -\n2027-02-14 班 -"),
            ("\n2027.1.1;休\n\n2027.1.1;休\n", "2027-01-01 休 -"),
            // as `calendar show --format csv` prints it: only what is out of the ordinary
            (
                "日期,星期,安排,依据\n2027-01-01,五,放假,元旦\n2027-01-02,六,放假,\n2027-01-04,一,上班,\n",
                "2027-01-01 休 元旦",
            ),
            // without names a weekend that is off is part of a festival
            ("2027-01-01,放假\n2027-01-02,放假\n", "2027-01-01 休 -\n2027-01-02 休 -"),
            (
                "日期,安排\n2027-01-01,放假\n2月14日,上班\n2027-02-30,放\n2027-01-01,班\n",
                "! holidays-at at=holidays-row line=3 why=date-without-year text=2月14日\n\
                 ! holidays-at at=holidays-row line=4 why=date-impossible text=2027-02-30\n\
                 ! holidays-at at=holidays-row line=4 why=holidays-how found=放\n\
                 ! holidays-at at=holidays-row line=5 why=holidays-both day=2027-01-01",
            ),
            ("编号,问题\n8,道路失修\n", "! holidays-neither"),
            ("  \n", "! file-empty"),
        ] {
            assert_eq!(told(table.as_bytes()), days, "{table}");
        }
        let (gb, ..) = encoding_rs::GB18030.encode("日期,安排\n2027-01-01,放假\n");
        assert_eq!(told(&gb), "2027-01-01 休 -");
    }

    #[test]
    fn calendars_by_the_words_of_their_summaries() {
        let event =
            |lines: &str| format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        for (lines, days) in [
            ("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:元旦（休）", "2027-01-01 休 元旦"),
            (
                "DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270103\r\nSUMMARY:元旦放假 第1天/共2天",
                "2027-01-01 休 元旦\n2027-01-02 休 元旦",
            ),
            (
                "DTSTART:20270101T000000\nDTEND:20270101T235959\nSUMMARY;LANGUAGE=\"zh:CN\":元旦 休",
                "2027-01-01 休 元旦",
            ),
            (
                "DTSTART;VALUE=DATE:20270214\nDURATION:P1D\nSUMMARY:春节调休\r\n 补班\nBEGIN:VALARM\nSUMMARY:x 休\nEND:VALARM",
                "2027-02-14 班 春节",
            ),
            ("DTSTART;VALUE=DATE:20270101\nSUMMARY:元旦", "! holidays-none"),
            ("DTSTART;VALUE=DATE:20270101\nSUMMARY:国庆值班", "! holidays-none"),
            ("DTSTART;VALUE=DATE:20270101\nSTATUS:CANCELLED\nSUMMARY:元旦 休", "! holidays-none"),
            (
                "DTSTART;VALUE=DATE:20270101\nSUMMARY:休班",
                "! holidays-at at=holidays-row line=2 why=holidays-summary found=休班",
            ),
            (
                "DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY\nSUMMARY:元旦 休",
                "! holidays-at at=holidays-row line=2 why=holidays-repeats",
            ),
            (
                "DTSTART;VALUE=DATE:2027011\nSUMMARY:元旦 休",
                "! holidays-at at=holidays-row line=2 why=holidays-event-start found=2027011",
            ),
            (
                "DTSTART;VALUE=DATE:20270101\nDTEND:x\nSUMMARY:元旦 休",
                "! holidays-at at=holidays-row line=2 why=holidays-event-end found=x",
            ),
            (
                "DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:21270101\nSUMMARY:元旦 休",
                "! holidays-at at=holidays-row line=2 why=holidays-event-long limit=62",
            ),
            ("DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270101\nSUMMARY:元旦 休", "2027-01-01 休 元旦"),
            (
                "DTSTART;VALUE=DATE:20270102\nDTEND;VALUE=DATE:20270101\nSUMMARY:元旦 休",
                "! holidays-at at=holidays-row line=2 why=holidays-event-end found=20270101",
            ),
        ] {
            assert_eq!(told(event(lines).as_bytes()), days, "{lines}");
        }
        assert_eq!(
            told("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:元旦 休".as_bytes()),
            "! holidays-at at=holidays-row line=2 why=holidays-event-open"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_days_or_a_problem(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_calendar_ends_in_days_or_a_problem(
            lines in proptest::collection::vec("(BEGIN:VEVENT|END:VEVENT|DTSTART[:;][0-9T;=:Z]{0,20}|DTEND:[0-9T]{0,16}|DURATION:P?[0-9]{0,20}[DWé]?|SUMMARY:.{0,5}[休班]| .*)", 0..12),
        ) {
            let _ = read(format!("BEGIN:VCALENDAR\n{}", lines.join("\n")).as_bytes());
        }
    }
}
