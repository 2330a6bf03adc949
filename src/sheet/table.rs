//! A grid as a ledger: where its header is, what stands above and below, and what each column is.

use super::columns::{self, Choice, Heading, Mapped, Mapping, Part};
use super::grid::{Grid, Row, letters};
use crate::domain::column::Column;
use crate::domain::issue::Role;
use crate::domain::say::Said;
use crate::grammar::numbers::{Style, label, numeral};
use crate::grammar::{dates, names};
use crate::say;
use chrono::{Datelike, NaiveDate};

/// How far down a header row is looked for.
const HEADER_WITHIN: usize = 15;

/// How many rows a header may have: groups, groups within groups, headings.
const HEADER_ROWS: usize = 3;

/// How a row begins that is no issue: totals, signatures, remarks on how to fill in. Those with a colon need it.
const FOOTERS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "填报人",
    "审核人",
    "填表人",
    "制表人",
    "联系电话",
    "联系方式",
    "审核:",
    "填表:",
    "注:",
    "注意:",
    "备注:",
    "说明:",
    "填表说明",
    "填报说明",
    "制表:",
    "经办人:",
    "联系人:",
    "负责人:",
    "单位负责人",
    "主要负责人:",
    "领导签字",
    "主要领导签字",
    "分管领导签字",
    "填报日期",
    "填报时间",
    "电话:",
    "日期:",
    "单位:",
    "(公章)",
    "(盖章)",
];

/// What stands in a place to sign, with its colon behind it.
const SIGNED: &[&str] =
    &["签字:", "签名:", "盖章:", "公章:", "(签字)", "(签名)", "(盖章)", "(公章)", "签字):", "盖章):", "公章):"];

/// A sheet that was understood.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where the rows of issues begin in the grid.
    pub first: usize,
    /// The headings from the left, with the column of the grid that each stands over.
    pub headings: Vec<(usize, String)>,
    /// The columns that are taken, from the left.
    pub columns: Vec<Mapped>,
    /// Headings that were passed over by choice.
    pub ignored: Vec<String>,
    /// The columns of the grid that are asked about.
    pub asked: Vec<usize>,
    /// 截至: the day that the sheet speaks of.
    pub as_of: Option<NaiveDate>,
    /// The number of the row from which on there are only signatures and remarks.
    pub tail: Option<u64>,
    /// 填报单位
    pub unit: Option<String>,
    /// What was decided by context, for the reader to know.
    pub notes: Vec<Said>,
    /// What a person has to say before the sheet can be taken.
    pub questions: Vec<Said>,
}

/// Where a header stands in a grid, and what it says.
struct Header {
    first: usize,
    rows: usize,
    headings: Vec<Heading>,
}

impl Table {
    /// Finds the header and gives each column its meaning; `choices` says what some headings mean, the first that
    /// fits a heading holds.
    ///
    /// # Errors
    /// When no row looks like a header of a ledger: one with a heading for the problem, or with our key.
    pub fn find(grid: &Grid, choices: &[(String, Choice)]) -> Result<Table, Said> {
        let Some(header) = Header::find(grid, choices) else {
            let first =
                grid.rows().find(|row| !row.is_blank()).map(|row| row.cells().take(8).collect::<Vec<_>>().join(" | "));
            return Err(say!("sheet-no-header", found = clipped(&first.unwrap_or_default())));
        };
        let mut first = header.first + header.rows;
        if first < grid.len() && counts(grid.row(first)) {
            first += 1;
        }
        let samples = |index: usize| {
            let cells = (first..grid.len()).map(|row| grid.row(row).cell(index).trim());
            let leaf = columns::plain(&header.headings[index].leaf);
            let says = |cell: &&str| !names::blank(cell) && !names::pointer(cell) && !names::ditto(cell);
            // the header again at the top of a page is no cell
            cells.filter(says).filter(|cell| columns::plain(cell) != leaf).take(50).map(str::to_owned).collect()
        };
        let hidden = |index: usize| grid.is_hidden(index);
        let Mapping { mut columns, ignored, mut notes, mut questions, asked } =
            columns::map(&header.headings, choices, hidden, samples);
        let cells = |index: usize| (first..grid.len()).map(move |row| grid.row(row).cell(index));
        part_roles(&mut columns, cells);
        // what we exported has percentages of a hundred, in whatever form it went out
        let ours = header.headings.iter().any(|heading| columns::named(&heading.leaf) == Some(Column::Key));
        if let Some(mapped) = columns.iter_mut().find(|mapped| mapped.column == Column::Percent)
            && (ours || mapped.part == Part::Whole)
        {
            let chosen = choices.iter().any(|(heading, _)| {
                columns::plain(heading) == columns::plain(&mapped.heading)
                    || heading.eq_ignore_ascii_case(&letters(mapped.index))
            });
            let heading = mapped.heading.clone();
            let told = if ours { Some(Part::Points) } else { columns::share(&mut cells(mapped.index)) };
            mapped.part = match told {
                Some(part) => part,
                None if chosen => Part::Points,
                None => {
                    questions.push(say!("sheet-percent-unclear", heading = heading));
                    Part::Points
                }
            };
        }
        let has = |column: &Column| columns.iter().any(|mapped| mapped.column == *column);
        if !has(&Column::Title) && !has(&Column::Key) {
            let headings = header.headings.iter().map(|heading| heading.text.as_str()).collect::<Vec<_>>().join(" | ");
            let line = grid.row(header.first + header.rows - 1).line;
            return Err(say!("sheet-no-title", line = line, found = clipped(&headings)));
        }
        if let Some(title) = columns.iter().find(|mapped| mapped.column == Column::Title)
            && let Some(line) = header.contradicted(grid, first, title.index)
        {
            questions.push(say!("sheet-second-header", line = line));
        }
        let unseen: Vec<String> = if ours {
            Vec::new() // out of sight is what nothing stands in, and our key
        } else {
            let unseen = header
                .headings
                .iter()
                .enumerate()
                .filter(|(index, heading)| !heading.text.is_empty() && hidden(*index));
            unseen.map(|(_, heading)| heading.text.clone()).collect()
        };
        if !unseen.is_empty() {
            notes.push(say!("sheet-hidden-columns", headings = unseen));
        }
        let (as_of, unit) = above_header((0..header.first).map(|row| grid.row(row)));
        let headings = header.headings.into_iter().enumerate().filter(|(_, heading)| !heading.text.is_empty());
        let headings = headings.map(|(index, heading)| (index, heading.text)).collect();
        let mut table = Table { first, headings, columns, ignored, asked, as_of, tail: None, unit, notes, questions };
        table.tail = table.tail(grid);
        Ok(table)
    }

    /// Whether a row below the header is an issue, rather than a total, a signature, a remark on how to fill in, or
    /// the header again at the top of another page.
    pub fn is_issue(&self, row: Row) -> bool {
        if self.columns.iter().all(|mapped| row.cell(mapped.index).trim().is_empty()) {
            return false;
        }
        if self.tail.is_some_and(|tail| row.line >= tail) {
            return false;
        }
        let said = |(_, cell): &(usize, &str)| !cell.is_empty();
        let (at, first) = row.cells().map(str::trim).enumerate().find(said).unwrap_or_default();
        if first.bytes().all(|byte| byte.is_ascii_digit()) {
            return true; // a number, as nearly always
        }
        let plain = columns::plain(first);
        let title = self.columns.iter().find(|mapped| mapped.column == Column::Title);
        if let Some(title) = title
            && let cell = columns::plain(row.cell(title.index))
            && (cell == columns::plain(&title.heading) || title.heading.ends_with(&format!("/{cell}")))
            && self.headings.iter().any(|(at, heading)| *at != title.index && heading.ends_with(row.cell(*at).trim()))
        {
            return false;
        }
        // what begins in the column of the problems may be one that happens to begin like this
        if title.is_some_and(|title| title.index == at) {
            let alone = row.cells().enumerate().filter(|(other, _)| *other != at).map(|(_, cell)| columns::plain(cell));
            let remark = colon_behind(&plain) || signed(&plain) || counted_up(&plain);
            let total = FOOTERS.iter().any(|word| plain == word.trim_end_matches(':'));
            return !(total
                || remark && alone.into_iter().all(|cell| cell.is_empty() || footer(&cell) || unsaid(&cell)));
        }
        !footer(&plain)
    }

    /// The row from which on nothing is an issue: signatures and remarks that stand below the last one, without a problem and
    /// without a number.
    fn tail(&self, grid: &Grid) -> Option<u64> {
        let of = |column: Column| self.columns.iter().find(|mapped| mapped.column == column).map(|mapped| mapped.index);
        let (title, number) = (of(Column::Title)?, of(Column::Number));
        let key = of(Column::Key);
        let says_none = |row: Row| {
            let keyed = key.is_some_and(|key| !row.cell(key).trim().is_empty());
            if keyed || !row.cell(title).trim().is_empty() {
                return false;
            }
            let mut said = row.cells().map(columns::plain).enumerate().filter(|(_, cell)| !cell.is_empty());
            let Some((at, first)) = said.next() else { return true };
            // words in the column of the numbers are no number; what else is told belongs to a problem
            (Some(at) == number && !numbers(&first) && said.all(|(_, cell)| footer(&cell) || unsaid(&cell)))
                || footer(&first)
                    && row.cells().map(columns::plain).all(|cell| cell.is_empty() || footer(&cell) || unsaid(&cell))
        };
        let rows = (self.first..grid.len()).rev().map(|index| grid.row(index));
        rows.take_while(|row| row.is_blank() || !self.is_issue(*row) || says_none(*row)).last().map(|row| row.line)
    }

    /// The rows that head those below them with an area, and what they say: 一、党的领导方面 across the table.
    fn sections<'g>(&self, grid: &'g Grid) -> Vec<(u64, &'g str)> {
        let of = |column: Column| self.columns.iter().find(|mapped| mapped.column == column).map(|mapped| mapped.index);
        let Some(title) = of(Column::Title) else { return Vec::new() };
        let (number, area, key) = (of(Column::Number), of(Column::Area), of(Column::Key));
        let section = |row: Row<'g>| {
            let cell = row.cell(title).trim();
            if !cell.is_empty() && !cell.ends_with("方面") || key.is_some_and(|key| !row.cell(key).trim().is_empty())
            {
                return None; // as nearly always
            }
            let mut said = row.cells().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
            let (at, first) = said.next()?;
            let second = said.next();
            let heads = label(first).is_some_and(|(found, rest)| {
                matches!(found.style, Style::Chinese | Style::ChineseBracket) && !rest.trim().is_empty()
            });
            let text = match (second, said.next()) {
                (None, _) if at == title => (heads && first.ends_with("方面")).then_some(first),
                (None, _) if heads || first.ends_with("方面") => Some(first),
                (Some((place, text)), None)
                    if Some(at) == number
                        && (Some(place) == area || text.ends_with("方面"))
                        && numerals(first)
                        && !first.is_ascii() =>
                {
                    Some(text)
                }
                _ => None,
            };
            text.filter(|_| self.is_issue(row))
        };
        let rows = (self.first..grid.len()).map(|index| grid.row(index));
        rows.filter_map(|row| Some((row.line, section(row)?))).collect()
    }

    /// The grid without the rows that head others, which have what it says as their area; `None` where there is none.
    pub fn sectioned(&mut self, grid: &Grid) -> Option<Grid> {
        let sections = self.sections(grid);
        if sections.is_empty() {
            return None;
        }
        let wide = grid.rows().map(Row::len).max().unwrap_or(0);
        let area = self.columns.iter().find(|mapped| mapped.column == Column::Area).map(|mapped| mapped.index);
        let at = area.unwrap_or(wide);
        let named: Vec<String> = sections.iter().map(|(line, text)| format!("{line}“{}”", one_line(text))).collect();
        self.notes.push(say!("sheet-sections", rows = named.join(" ")));
        if area.is_none() {
            let mapped = Mapped { index: at, heading: "方面".to_owned(), column: Column::Area, part: Part::Whole };
            self.columns.push(mapped);
        }
        let (mut next, mut now) = (sections.iter().peekable(), "");
        Some(grid.changed(|row| {
            if let Some((_, text)) = next.next_if(|(line, _)| *line == row.line) {
                now = text;
                return None;
            }
            let mut cells: Vec<&str> = row.cells().collect();
            if !row.is_blank() && !now.is_empty() && row.cell(at).trim().is_empty() {
                cells.resize(cells.len().max(at + 1), "");
                cells[at] = now;
            }
            Some(cells)
        }))
    }

    /// What was done to the rows that does not show in them: which were passed over, and which blanks were filled.
    /// `new` says whether the row of an index becomes an issue.
    pub fn remarks(&self, grid: &Grid, new: impl Fn(usize) -> bool) -> Vec<Said> {
        const NAMED: usize = 8;
        let key = self.columns.iter().find(|mapped| mapped.column == Column::Key);
        let (mut passed, mut filled) = (Vec::new(), vec![Vec::new(); self.columns.len()]);
        let mut elsewhere = vec![Vec::new(); self.columns.len()];
        let mut above: Vec<&str> = vec![""; self.columns.len()];
        // a cell of two roles is one cell
        let first = |place: usize| !self.columns[..place].iter().any(|other| other.index == self.columns[place].index);
        let fills = (0..self.columns.len()).filter(|place| Table::fills_down(&self.columns[*place].column));
        let fills: Vec<usize> = fills.filter(|place| first(*place)).collect();
        let may = (0..self.columns.len()).filter(|place| columns::may_say_elsewhere(&self.columns[*place].column));
        let may: Vec<usize> = may.collect();
        for (index, row) in (self.first..grid.len()).map(|index| (index, grid.row(index))) {
            if row.is_blank() {
                continue;
            }
            if !self.is_issue(row) {
                passed.push(row.line);
                continue;
            }
            for place in may.iter().copied() {
                let mapped = &self.columns[place];
                if columns::says_elsewhere(&mapped.column, row.cell(mapped.index)) {
                    elsewhere[place].push(row.line);
                }
            }
            if key.is_some_and(|key| !row.cell(key.index).trim().is_empty()) {
                continue;
            }
            for place in fills.iter().copied() {
                let mapped = &self.columns[place];
                let cell = row.cell(mapped.index).trim();
                if !cell.is_empty() {
                    above[place] = cell;
                } else if !above[place].is_empty() && grid.top(row.line, mapped.index).is_none() && new(index) {
                    filled[place].push((row.line, above[place]));
                }
            }
        }
        let lines = |lines: &[u64]| {
            let named: Vec<String> = lines.iter().take(NAMED).map(u64::to_string).collect();
            format!("{}{}", named.join(" "), if lines.len() > NAMED { " …" } else { "" })
        };
        let filled =
            self.columns.iter().zip(&filled).filter(|(_, filled)| !filled.is_empty()).map(|(mapped, filled)| {
                let cell = |(line, text): &(u64, &str)| format!("{}{line}“{}”", letters(mapped.index), one_line(text));
                let cells = filled.iter().take(NAMED).map(cell).collect::<Vec<_>>().join(" ");
                let cells = format!("{cells}{}", if filled.len() > NAMED { " …" } else { "" });
                say!("sheet-filled", heading = mapped.heading.as_str(), count = filled.len(), cells = cells)
            });
        let elsewhere = self.columns.iter().zip(&elsewhere).filter(|(_, found)| !found.is_empty());
        let elsewhere = elsewhere.map(|(mapped, found)| {
            let first = grid.at(found[0], mapped.index).trim();
            let heading = mapped.heading.as_str();
            say!("sheet-elsewhere", heading = heading, found = first, count = found.len(), lines = lines(found))
        });
        let passed = (!passed.is_empty()).then(|| say!("sheet-passed", count = passed.len(), lines = lines(&passed)));
        filled.chain(elsewhere).chain(passed).collect()
    }

    /// Whether blanks of the column are merged cells that take what stands above: areas and units only.
    pub fn fills_down(column: &Column) -> bool {
        match column {
            Column::Area | Column::Category | Column::Who(Role::LeadUnit | Role::Unit) => true,
            Column::Extra(heading) => ["一级单位", "二级单位", "三级标题"].iter().any(|unit| heading.ends_with(unit)),
            _ => false,
        }
    }

    /// The grid with the rows of an issue as one, where the cell of its problem is merged over several; `None` where none
    /// is.
    pub fn folded(&self, grid: &Grid) -> Option<Grid> {
        let title = self.columns.iter().find(|mapped| mapped.column == Column::Title)?.index;
        let top = |row: Row| {
            let header = grid.row(self.first.checked_sub(1)?).line;
            let first = grid.top(row.line, title).filter(|first| *first > header)?;
            (row.cell(title).trim().is_empty() && !grid.at(first, title).trim().is_empty()).then_some(first)
        };
        let any = (self.first..grid.len()).any(|index| top(grid.row(index)).is_some());
        let every = |mapped: &&Mapped| matches!(mapped.column, Column::Measures | Column::Due);
        any.then(|| {
            let every: Vec<usize> = self.columns.iter().filter(every).map(|mapped| mapped.index).collect();
            grid.folded(&every, top)
        })
    }

    /// Whether a heading, or the letter of a column, is that of one.
    pub fn has(&self, wanted: &str) -> bool {
        let words = columns::plain(wanted);
        let leaf = |heading: &str| heading.rsplit('/').next().is_some_and(|leaf| columns::plain(leaf) == words);
        let mut headings = self.headings.iter();
        headings.any(|(at, heading)| {
            columns::plain(heading) == words || leaf(heading) || wanted.eq_ignore_ascii_case(&letters(*at))
        })
    }

    /// The year of dates that name none.
    pub fn year(&self) -> Option<i32> {
        self.as_of.map(|day| day.year())
    }
}

impl Header {
    /// The rows whose headings have the most meanings, as few and as far up as they can be.
    fn find(grid: &Grid, choices: &[(String, Choice)]) -> Option<Header> {
        // a header without a problem is none, however many meanings it has
        const TITLED: usize = 1000;
        let meant = |(index, heading): (usize, &Heading)| {
            !heading.text.is_empty() && (heading.known() || columns::choice(choices, index, heading).is_some())
        };
        let titled = |(index, heading): (usize, &Heading)| {
            let choice = columns::choice(choices, index, heading);
            heading.is_title() || matches!(choice, Some(Choice::As(Column::Title | Column::Key)))
        };
        let mut best: Option<(usize, Header)> = None;
        for rows in 1..=HEADER_ROWS {
            for first in 0..grid.len().min(HEADER_WITHIN) {
                if first + rows > grid.len() {
                    break;
                }
                let headings = compose(grid, first, rows);
                let meanings = headings.iter().enumerate().filter(|heading| meant(*heading)).count();
                let titled = headings.iter().enumerate().any(titled);
                let meanings = if titled { meanings + TITLED } else { meanings };
                if meanings >= 2 + usize::from(titled) * TITLED
                    && best.as_ref().is_none_or(|(most, _)| meanings > *most)
                {
                    best = Some((meanings, Header { first, rows, headings }));
                }
            }
        }
        let (_, mut header) = best?;
        while header.rows < HEADER_ROWS && header.goes_on(grid, meant) {
            header.rows += 1;
            header.headings = compose(grid, header.first, header.rows);
        }
        Some(header)
    }

    /// Whether the row below only parts groups of the header: it is blank under what has a meaning.
    fn goes_on(&self, grid: &Grid, meant: impl Fn((usize, &Heading)) -> bool) -> bool {
        let below = self.first + self.rows;
        if below >= grid.len() || counts(grid.row(below)) {
            return false;
        }
        let row = grid.row(below);
        let parts = row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let mut any = false;
        for (index, cell) in parts {
            let open = self.headings.get(index).is_none_or(|heading| !meant((index, heading)));
            let wordy = cell.chars().count() > 40 || cell.trim().parse::<f64>().is_ok() || dates::day(cell).is_ok();
            if !open || wordy {
                return false;
            }
            any = true;
        }
        any
    }
}

impl Header {
    /// The row of another header further down that puts other headings over the columns.
    fn contradicted(&self, grid: &Grid, first: usize, title: usize) -> Option<u64> {
        const LONGEST: usize = 60; // bytes, of any heading we know: what is longer is not looked at
        const ENOUGH: usize = 3;
        let rows = (first..grid.len()).map(|index| grid.row(index));
        let other = rows.into_iter().find(|row| {
            let cell = row.cell(title).trim();
            if cell.is_empty() || cell.len() > LONGEST || !columns::known(cell) {
                return false;
            }
            let known = row.cells().enumerate().filter(|(_, cell)| columns::known(cell));
            let (same, other): (Vec<_>, Vec<_>) = known.partition(|(at, cell)| {
                self.headings.get(*at).is_some_and(|heading| columns::plain(&heading.leaf) == columns::plain(cell))
            });
            other.len() > same.len() && same.len() + other.len() >= ENOUGH
        });
        other.map(|row| row.line)
    }
}

/// Takes out those who lead and who assist where the cells of a column of units tell them apart.
fn part_roles<'g, I: Iterator<Item = &'g str>>(columns: &mut Vec<Mapped>, cells: impl Fn(usize) -> I) {
    let units = |mapped: &&mut Mapped| matches!(mapped.column, Column::Who(Role::Unit | Role::LeadUnit));
    let free = |columns: &[Mapped], role: Role| columns.iter().all(|mapped| mapped.column != Column::Who(role));
    let (lead, support) = (free(columns, Role::LeadUnit), free(columns, Role::Support));
    let Some(mapped) = columns.iter_mut().filter(units).find(|mapped| {
        let marked = |cell: &str| cell.contains("牵头") || cell.contains("配合");
        mapped.part == Part::Whole && cells(mapped.index).any(marked)
    }) else {
        return;
    };
    let Column::Who(home) = mapped.column else { return };
    mapped.part = Part::Roles { home, lead, support };
    let taken_out = [(Role::LeadUnit, lead), (Role::Support, support)];
    let mapped = mapped.clone();
    let others = taken_out.into_iter().filter(|(role, free)| *free && *role != home);
    columns.extend(others.map(|(role, _)| Mapped { column: Column::Who(role), ..mapped.clone() }));
}

/// The headings of some rows: what stands in the last of them under what its groups are called.
///
/// A group is merged over its columns, and only the first of them has its name.
fn compose(grid: &Grid, first: usize, rows: usize) -> Vec<Heading> {
    let width = (first..first + rows).map(|row| grid.row(row).len()).max().unwrap_or(0);
    let mut groups: Vec<String> = vec![String::new(); rows];
    (0..width)
        .map(|column| {
            let cells: Vec<&str> = (first..first + rows).map(|row| grid.row(row).cell(column).trim()).collect();
            for (level, cell) in cells.iter().enumerate() {
                let parted = cells[level + 1..].iter().any(|cell| !cell.is_empty());
                if !cell.is_empty() {
                    groups[level] = if parted { (*cell).to_owned() } else { String::new() };
                    groups[level + 1..].iter_mut().for_each(String::clear);
                } else if !parted {
                    groups[level].clear();
                }
            }
            let last = cells.iter().rposition(|cell| !cell.is_empty());
            let Some(last) = last else { return Heading::plain("") };
            let above = groups[..last].iter().filter(|group| !group.is_empty()).map(|group| one_line(group));
            let leaf = one_line(cells[last]);
            let text = above.chain([leaf.clone()]).collect::<Vec<_>>().join("/");
            Heading { text, leaf }
        })
        .collect()
}

/// A heading without the line breaks that made it fit.
fn one_line(heading: &str) -> String {
    heading.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether the row only counts the columns (栏次): 1, 2, 3, …
fn counts(row: Row) -> bool {
    let cells: Vec<&str> = row.cells().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.len() >= 3 && cells.iter().enumerate().all(|(at, cell)| cell.parse() == Ok(at + 1))
}

/// Whether a cell, in the form of [`columns::plain`], is a total, a place to sign or a remark.
pub(super) fn footer(plain: &str) -> bool {
    let words = FOOTERS.iter().any(|word| plain == word.trim_end_matches(':') || plain.starts_with(word));
    words || signed(plain) || counted_up(plain)
}

fn signed(plain: &str) -> bool {
    SIGNED.iter().any(|word| plain.contains(word)) || ["签字", "盖章", "签名"].iter().any(|word| plain.ends_with(word))
}

/// 注：… 填表人：…, or the word alone.
fn colon_behind(plain: &str) -> bool {
    let rest = |word: &str| plain.strip_prefix(word.trim_end_matches(':'));
    FOOTERS.iter().filter_map(|word| rest(word)).any(|rest| rest.is_empty() || rest.starts_with([':', '(']))
}

/// 共12项
fn counted_up(plain: &str) -> bool {
    let rest = plain.strip_prefix('共').or_else(|| plain.strip_prefix("共计"));
    let rest = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| rest.len() < plain.len() - '共'.len_utf8() && rest.chars().count() <= 3)
}

/// A day to be filled in, or nothing: 年 月 日.
fn unsaid(plain: &str) -> bool {
    plain.chars().all(|c| "年月日_-—".contains(c)) || dates::day(plain).is_ok()
}

/// Whether a cell may be a number of an issue: 3, 8.2, 2024-5, 三, （一）, 问题5.
fn numbers(plain: &str) -> bool {
    let whole = label(plain).is_some_and(|(_, rest)| rest.trim().is_empty());
    let code = |c: char| c.is_ascii_alphanumeric() || "-.#/〔〕[]()号第年".contains(c);
    whole || numerals(plain) || plain.chars().all(code)
}

fn numerals(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '（', '）', '、', '.', ' ']);
    numeral(bare).is_some()
}

/// What a refusal quotes of a row: where the file is no sheet at all, a row may be a whole book.
pub fn clipped(row: &str) -> String {
    const LONGEST: usize = 120;
    match row.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &row[..end]),
        None => row.to_owned(),
    }
}

/// What the day is called on which a sheet was filled in.
const FILLED_IN: &[&str] = &[
    "填报时间",
    "填报日期",
    "填表时间",
    "填表日期",
    "报送时间",
    "报送日期",
    "上报时间",
    "上报日期",
    "统计时间",
    "统计日期",
    "更新时间",
    "更新日期",
    "制表时间",
    "制表日期",
];

/// What stands before 截止 where it is a day to come.
const RETURNED: &[&str] = &["报送", "上报", "填报", "反馈", "返回", "提交", "交办", "整改", "完成"];

/// What may stand between 截至 and its day: 截至时间：, 截止日期：.
const AS_OF_WHAT: [char; 7] = ['时', '间', '日', '期', '到', '为', ':'];

fn above_header<'g>(rows: impl Iterator<Item = Row<'g>>) -> (Option<NaiveDate>, Option<String>) {
    let (mut as_of, mut filled, mut unit) = (None, None, None);
    for row in rows {
        for (index, cell) in row.cells().enumerate() {
            let plain = columns::plain(cell);
            let after = |mark: &str| {
                let rest = plain.split_once(mark)?.1.trim_start_matches(':').trim_end_matches(')').to_owned();
                if rest.is_empty() { Some(row.cell(index + 1).trim().to_owned()) } else { Some(rest) }
            };
            for mark in ["截至", "截止"] {
                // 报送截止时间 is when the sheet has to be back, not how far it tells
                let limit =
                    plain.split(mark).next().is_some_and(|before| RETURNED.iter().any(|word| before.ends_with(word)));
                if !limit {
                    as_of = as_of.or_else(|| said_day(after(mark)?.trim_start_matches(AS_OF_WHAT)));
                }
            }
            for mark in FILLED_IN {
                filled = filled.or_else(|| after(mark).and_then(|text| said_day(&text)));
            }
            for mark in ["填报单位", "填表单位", "报送单位"] {
                unit = unit.or_else(|| after(mark).as_deref().and_then(sender));
            }
        }
    }
    (as_of.or(filled), unit)
}

/// The unit behind 填报单位, without what else stands on its line; `None` where it is not clear which part is its name.
fn sender(text: &str) -> Option<String> {
    const OTHERS: &[&str] = &[
        "截至",
        "截止",
        "填报",
        "填表",
        "报送",
        "审核",
        "审签",
        "制表",
        "联系",
        "单位负责人",
        "主要负责人",
        "负责人",
        "分管领导",
        "领导签",
        "经办",
        "日期",
        "时间",
        "电话",
        "单位:",
    ];
    let plain = columns::plain(text);
    let name =
        ["(盖章)", "(公章)", "(章)", "(签章)"].iter().find_map(|seal| plain.strip_prefix(seal)).unwrap_or(&plain);
    let name = name.trim_start_matches(':');
    let dated = |at: &usize| {
        let rest = &name[*at..];
        let year = rest.chars().take_while(char::is_ascii_digit).count() == 4;
        year && rest[4..].starts_with(['年', '.', '-', '/'])
    };
    let day = name.char_indices().map(|(at, _)| at).find(dated);
    let end = OTHERS.iter().filter_map(|word| name.find(word)).chain(day).min().unwrap_or(name.len());
    let name = name[..end].trim_end_matches(['(', ',', ';', '、', '|']);
    let seals = ["(盖章)", "(公章)", "(章)", "(签章)", "(盖章", "(公章", "(章", "(签章"];
    let name = seals.iter().find_map(|seal| name.strip_suffix(seal)).unwrap_or(name);
    let clear = !names::blank(name) && !unsaid(name) && !name.contains(':') && name.chars().any(char::is_alphabetic);
    clear.then(|| name.to_owned())
}

/// The day of 截至…: one day, the last of several, or the end of a month; words behind it (填报人：…) are not its.
fn said_day(text: &str) -> Option<NaiveDate> {
    let date = |c: char| !c.is_alphabetic() || "年月日底末号至到〇零一二三四五六七八九十".contains(c);
    let end = text.find(|c| !date(c)).unwrap_or(text.len());
    let text = text[..end].trim_end_matches(['至', '到', '(', ',', ';', ' ']);
    dates::day(text).ok().or_else(|| dates::limit(text, None).ok()?.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sent_a_sheet_is_told_from_what_else_stands_on_its_line() {
        for (line, unit, day) in [
            ("填报单位：市督查办　　截至2019年11月15日", Some("市督查办"), Some("2019-11-15")),
            ("填报单位（盖章）：甲局", Some("甲局"), None),
            ("填报单位：甲局（公章）  填报人：张三  2019年6月1日", Some("甲局"), None),
            ("填报单位：县第3中学 填表日期：2019年6月24日至6月28日", Some("县第3中学"), Some("2019-06-28")),
            ("填报单位：甲局 2019年6月1日", Some("甲局"), None),
            ("填报单位：____　填报时间：2019.6.30", None, Some("2019-06-30")),
            ("填报单位（盖章）：　　年　月　日", None, None),
            ("填报单位：甲局　科室：乙科", None, None),
            ("填报单位：", None, None),
            ("填报单位：市住建局（盖章）", Some("市住建局"), None),
            ("截至2019年11月30日（填报时间：2019年12月2日）", None, Some("2019-11-30")),
            ("填报单位：甲局　截至时间：2019年6月28日", Some("甲局"), Some("2019-06-28")),
            ("数据截止日期：2019-06-28", None, Some("2019-06-28")),
            ("统计时间：2019年6月28日　报送截止时间：2019年7月2日17:00", None, Some("2019-06-28")),
        ] {
            let mut grid = Grid::default();
            grid.push(1, [line, "填报时间："]);
            let (as_of, found) = above_header(grid.rows());
            assert_eq!((found.as_deref(), as_of.map(|day| day.to_string()).as_deref()), (unit, day), "{line}");
        }
    }
}
