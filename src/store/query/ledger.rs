//! The whole ledger, or one issue of it, as the rules and views look at it.

use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Milestone, Progress, Role, Stage, by_number};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::store::{Reader, StoreError};
use crate::wire;
use chrono::NaiveDate;
use rusqlite::types::FromSql;
use rusqlite::{Row, named_params};
use std::collections::HashMap;

/// Everything that is not struck out.
pub fn ledger(reader: &Reader) -> Result<Ledger, StoreError> {
    let issues = issues(reader, None, Depth::Whole)?;
    Ok(Ledger { inspections: inspections(reader)?, areas: areas(reader)?, issues })
}

/// The same without the long texts that no list and no count looks at: requirement, category, words of the status,
/// remarks and columns of the user's own of an issue; what a return says was done and comes next.
pub fn brief(reader: &Reader) -> Result<Ledger, StoreError> {
    let issues = issues(reader, None, Depth::Brief)?;
    Ok(Ledger { inspections: inspections(reader)?, areas: areas(reader)?, issues })
}

/// The same with what a list shows and a pace is worked out from alone: of the duties, the responsible leader and the
/// lead units; of the measures, those with a limit.
pub fn listed(reader: &Reader) -> Result<Ledger, StoreError> {
    let issues = issues(reader, None, Depth::Listed)?;
    Ok(Ledger { inspections: inspections(reader)?, areas: areas(reader)?, issues })
}

/// How much of each issue is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Whole,
    Brief,
    Listed,
}

/// Inspections by their dates, then by code.
pub fn inspections(reader: &Reader) -> Result<Vec<Inspection>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, code, name, inspector, inspected, from_on, to_on, feedback_on, plan_due, due
           FROM inspection ORDER BY COALESCE(from_on, feedback_on), code, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Inspection {
            id: Id(row.get("id")?),
            code: row.get::<_, Option<String>>("code")?.unwrap_or_default(),
            name: row.get("name")?,
            inspector: row.get("inspector")?,
            inspected: row.get("inspected")?,
            from_on: day(row, "from_on")?,
            to_on: day(row, "to_on")?,
            feedback_on: day(row, "feedback_on")?,
            plan_due: day(row, "plan_due")?,
            due: day(row, "due")?,
        });
    }
    Ok(found)
}

/// Areas in the order of the report.
pub fn areas(reader: &Reader) -> Result<Vec<Area>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, inspection, label, title FROM area ORDER BY inspection, position, label, title, id",
    )?;
    let rows = stmt.query_map([], |row| {
        Ok(Area {
            id: Id(row.get("id")?),
            inspection: row.get::<_, Option<_>>("inspection")?.map(Id),
            label: row.get("label")?,
            title: row.get::<_, Option<String>>("title")?.unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One issue with everything that belongs to it; `None` when there is no such record.
pub fn issue(reader: &Reader, id: Id) -> Result<Option<Issue>, StoreError> {
    Ok(issues(reader, Some(id), Depth::Whole)?.pop())
}

/// The columns of an issue, in the order in which [`issue_row`] takes them.
const ISSUE: &str = "id, number, title, inspection, area, parent, requirement, category, stage, status_text, closing,
    cycle, immediate, long_term, started_on, due, due_text, done_on, note, extra";

/// The same with nothing in the place of the long texts.
const BRIEF_ISSUE: &str = "id, number, title, inspection, area, parent, NULL, NULL, stage, NULL, closing,
    cycle, immediate, long_term, started_on, due, due_text, done_on, NULL, NULL";

/// The columns of a return, in the order in which [`progress_row`] takes them.
const PROGRESS: &str = "id, day, percent, text, next_step, obstacle, help_needed, unit";

/// The same with nothing in the place of the long texts.
const BRIEF_PROGRESS: &str = "id, day, percent, NULL, NULL, obstacle, help_needed, unit";

/// All issues, or the one named, by inspection and number.
///
/// Members are taken in the order of their tables and sorted here, which is quicker than to look each up by an index;
/// they stand in nearly the order of their issues.
fn issues(reader: &Reader, only: Option<Id>, depth: Depth) -> Result<Vec<Issue>, StoreError> {
    let one = |column: &str| if only.is_some() { format!("WHERE {column} = :id") } else { String::new() };
    let (columns, of_progress) = match depth {
        Depth::Whole => (ISSUE, PROGRESS),
        Depth::Brief | Depth::Listed => (BRIEF_ISSUE, BRIEF_PROGRESS),
    };
    let (duties_where, milestones_where) = match depth {
        Depth::Listed => ("WHERE role IN ('lead_leader', 'lead_unit')".to_owned(), "WHERE due IS NOT NULL".to_owned()),
        _ => (one("issue"), one("issue")),
    };
    let id = only.map(|id| id.0);
    let mut stmt = reader.conn.prepare_cached(&format!("SELECT {columns} FROM issue {}", one("id")))?;
    let bound: &[(&str, &dyn rusqlite::ToSql)] = if only.is_some() { &[(":id", &id)] } else { &[] };
    let mut rows = stmt.query(bound)?;
    let mut issues = Vec::new();
    while let Some(row) = rows.next()? {
        issues.push(issue_row(row)?);
    }
    let place: HashMap<Id, usize> = issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();
    let mut last: Option<(Id, usize)> = None;
    let mut place_of = |id: Id| match last {
        Some((known, place)) if known == id => Some(place),
        _ => {
            let found = *place.get(&id)?;
            last = Some((id, found));
            Some(found)
        }
    };

    let names = owner_names(reader)?;
    let mut stmt =
        reader.conn.prepare_cached(&format!("SELECT issue, owner, role, position, id FROM duty {duties_where}"))?;
    let mut rows = stmt.query(bound)?;
    let mut duties = Vec::new();
    while let Some(row) = rows.next()? {
        let (Some(issue), Some(owner)) = (optional_id(row, 0)?, optional_id(row, 1)?) else { continue };
        let role = row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?.and_then(Role::named);
        if let (Some(place), Some(name), Some(role)) = (place_of(issue), names.get(&owner), role) {
            duties.push((place, role.name(), row.get::<_, Option<i64>>(3)?, Id(row.get(4)?), role, name));
        }
    }
    duties.sort_by(|a, b| (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)));
    for (place, _, _, _, role, name) in duties {
        let duties = &mut issues[place].duties;
        if !duties.iter().any(|(r, known)| *r == role && known == name) {
            duties.push((role, name.clone()));
        }
    }

    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT issue, position, id, text, deliverable, due, due_text, done_on FROM milestone {milestones_where}"
    ))?;
    let mut rows = stmt.query(bound)?;
    let mut milestones = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(place) = optional_id(row, 0)?.and_then(&mut place_of) else { continue };
        let mut cells = Cells { row, next: 1 };
        let position: Option<i64> = cells.take()?;
        let milestone = Milestone {
            id: Id(cells.take()?),
            text: cells.take::<Option<String>>()?.unwrap_or_default(),
            deliverable: cells.take()?,
            due: cells.day("due")?,
            due_text: cells.take()?,
            done_on: cells.day("done_on")?,
        };
        milestones.push((place, position, milestone));
    }
    milestones.sort_by(|(a, x, m), (b, y, n)| (a, x, m.id).cmp(&(b, y, n.id)));
    for (place, _, milestone) in milestones {
        issues[place].milestones.push(milestone);
    }

    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT {of_progress} FROM progress WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1"
    ))?;
    for issue in &mut issues {
        let mut rows = stmt.query([issue.id.0])?;
        if let Some(row) = rows.next()? {
            issue.latest = progress_row(row, &names)?;
        }
    }

    let mut stmt =
        reader.conn.prepare_cached("SELECT record, field FROM conflict WHERE kind = 'issue' ORDER BY field")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = place.get(&Id(row.get(0)?)) {
            issues[*place].conflicts.push(row.get(1)?);
        }
    }
    let rank: HashMap<Id, usize> = inspections(reader)?.iter().enumerate().map(|(n, i)| (i.id, n)).collect();
    let order = |issue: &Issue| issue.inspection.and_then(|id| rank.get(&id).copied()).unwrap_or(usize::MAX);
    issues.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| by_number(&a.number, &b.number)).then(a.id.cmp(&b.id)));
    Ok(issues)
}

/// Every return on an issue, the newest first.
pub fn history(reader: &Reader, issue: Id) -> Result<Vec<Progress>, StoreError> {
    let names = owner_names(reader)?;
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT {PROGRESS} FROM progress WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC"
    ))?;
    let mut rows = stmt.query(named_params! { ":id": issue.0 })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(progress_row(row, &names)?);
    }
    Ok(found)
}

/// What each owner is called: a merged one by the name of the one it was merged into.
pub fn owner_names(reader: &Reader) -> Result<HashMap<Id, String>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id, name, alias_of FROM owner")?;
    let mut rows = stmt.query([])?;
    let mut owners: HashMap<Id, (String, Option<Id>)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let name = row.get::<_, Option<String>>(1)?.unwrap_or_default();
        owners.insert(Id(row.get(0)?), (name, optional_id(row, 2)?));
    }
    let resolve = |start: Id| {
        let mut at = start;
        for _ in 0..owners.len() {
            match owners.get(&at).and_then(|(_, alias)| *alias).filter(|next| owners.contains_key(next)) {
                Some(next) if next != start => at = next,
                _ => break, // the end, or a circle that two offices made unseen
            }
        }
        owners[&at].0.clone()
    };
    Ok(owners.keys().map(|id| (*id, resolve(*id))).collect())
}

/// The cells of a row from the left; to look for each by its name takes a fifth of the time of reading a ledger.
struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl Cells<'_, '_> {
    fn take<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn id(&mut self) -> rusqlite::Result<Option<Id>> {
        Ok(self.take::<Option<_>>()?.map(Id))
    }

    /// A word of one of our lists; what is none of them counts as none.
    fn word<T>(&mut self, named: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, StoreError> {
        self.next += 1;
        let word = self.row.get_ref(self.next - 1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(word.and_then(named))
    }

    fn day(&mut self, name: &str) -> Result<Option<NaiveDate>, StoreError> {
        self.next += 1;
        day_in(self.row, self.next - 1, name)
    }
}

fn issue_row(row: &Row) -> Result<Issue, StoreError> {
    let mut cells = Cells { row, next: 0 };
    Ok(Issue {
        id: Id(cells.take()?),
        number: cells.take::<Option<String>>()?.unwrap_or_default(),
        title: cells.take::<Option<String>>()?.unwrap_or_default(),
        inspection: cells.id()?,
        area: cells.id()?,
        parent: cells.id()?,
        requirement: cells.take()?,
        category: cells.take()?,
        stage: cells.word(Stage::named)?.unwrap_or(Stage::NotStarted),
        status_text: cells.take()?,
        closing: cells.word(Closing::named)?.unwrap_or(Closing::None),
        cycle: cells.take::<Option<i64>>()?.unwrap_or(1),
        immediate: cells.take::<Option<bool>>()?.unwrap_or_default(),
        long_term: cells.take::<Option<bool>>()?.unwrap_or_default(),
        started_on: cells.day("started_on")?,
        due: cells.day("due")?,
        due_text: cells.take()?,
        done_on: cells.day("done_on")?,
        note: cells.take()?,
        extra: match cells.take::<Option<String>>()? {
            None => Vec::new(),
            Some(json) => wire::texts(&json).map_err(|_| StoreError::damaged("issue.extra"))?,
        },
        duties: Vec::new(),
        milestones: Vec::new(),
        latest: None,
        conflicts: Vec::new(),
    })
}

fn progress_row(row: &Row, names: &HashMap<Id, String>) -> Result<Option<Progress>, StoreError> {
    let mut cells = Cells { row, next: 0 };
    let (id, day) = (Id(cells.take()?), cells.day("day")?);
    let Some(day) = day else { return Ok(None) };
    Ok(Some(Progress {
        id,
        day,
        percent: cells.take()?,
        text: cells.take()?,
        next_step: cells.take()?,
        obstacle: cells.take()?,
        help_needed: cells.take()?,
        unit: cells.id()?.and_then(|id| names.get(&id).cloned()),
    }))
}

fn optional_id(row: &Row, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Id))
}

/// A date column; what is no date is an error, since the tables take none.
pub(super) fn day(row: &Row, column: &str) -> Result<Option<NaiveDate>, StoreError> {
    day_in(row, row.as_ref().column_index(column)?, column)
}

fn day_in(row: &Row, at: usize, name: &str) -> Result<Option<NaiveDate>, StoreError> {
    match row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| StoreError::damaged(name)),
    }
}
