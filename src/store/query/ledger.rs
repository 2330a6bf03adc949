//! The whole ledger, or one issue of it, as the rules and views look at it.

use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Milestone, Progress, Role, Stage, by_number};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::store::{Reader, StoreError};
use chrono::NaiveDate;
use rusqlite::{Row, named_params};
use std::collections::HashMap;

/// Everything that is not struck out.
pub fn ledger(reader: &Reader) -> Result<Ledger, StoreError> {
    Ok(Ledger { inspections: inspections(reader)?, areas: areas(reader)?, issues: issues(reader, None)? })
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
    Ok(issues(reader, Some(id))?.pop())
}

/// All issues, or the one named, by inspection and number.
fn issues(reader: &Reader, only: Option<Id>) -> Result<Vec<Issue>, StoreError> {
    let one = |column: &str| if only.is_some() { format!("WHERE {column} = :id") } else { String::new() };
    let id = only.map(|id| id.0);
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT id, number, title, inspection, area, parent, requirement, category, stage, status_text, closing, cycle,
                immediate, long_term, started_on, due, due_text, done_on, note, extra
           FROM issue {} ORDER BY id",
        one("id")
    ))?;
    let bound: &[(&str, &dyn rusqlite::ToSql)] = if only.is_some() { &[(":id", &id)] } else { &[] };
    let mut rows = stmt.query(bound)?;
    let mut issues = Vec::new();
    while let Some(row) = rows.next()? {
        issues.push(issue_row(row)?);
    }
    let place: HashMap<Id, usize> = issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();

    let names = owner_names(reader)?;
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT issue, owner, role FROM duty {} ORDER BY issue, role, position, id",
        one("issue")
    ))?;
    let mut rows = stmt.query(bound)?;
    while let Some(row) = rows.next()? {
        let (Some(issue), Some(owner)) = (optional_id(row, 0)?, optional_id(row, 1)?) else { continue };
        let role = row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?.and_then(Role::named);
        if let (Some(place), Some(name), Some(role)) = (place.get(&issue), names.get(&owner), role) {
            let duties = &mut issues[*place].duties;
            if !duties.iter().any(|(r, known)| *r == role && known == name) {
                duties.push((role, name.clone()));
            }
        }
    }

    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT issue, id, text, deliverable, due, due_text, done_on FROM milestone {} ORDER BY issue, position, id",
        one("issue")
    ))?;
    let mut rows = stmt.query(bound)?;
    while let Some(row) = rows.next()? {
        let Some(place) = optional_id(row, 0)?.and_then(|issue| place.get(&issue)) else { continue };
        issues[*place].milestones.push(Milestone {
            id: Id(row.get("id")?),
            text: row.get::<_, Option<String>>("text")?.unwrap_or_default(),
            deliverable: row.get("deliverable")?,
            due: day(row, "due")?,
            due_text: row.get("due_text")?,
            done_on: day(row, "done_on")?,
        });
    }

    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, day, percent, text, next_step, obstacle, help_needed, unit FROM progress
          WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1",
    )?;
    for issue in &mut issues {
        let mut rows = stmt.query(named_params! { ":id": issue.id.0 })?;
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
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, day, percent, text, next_step, obstacle, help_needed, unit FROM progress
          WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC",
    )?;
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

fn issue_row(row: &Row) -> Result<Issue, StoreError> {
    let yes = |name: &str| -> rusqlite::Result<bool> { Ok(row.get::<_, Option<bool>>(name)?.unwrap_or_default()) };
    let word = |name: &str| -> rusqlite::Result<Option<String>> { row.get(name) };
    let extra: Option<String> = row.get("extra")?;
    let extra = match extra {
        None => Vec::new(),
        Some(json) => serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&json)
            .map_err(|_| StoreError::damaged("issue.extra"))?
            .into_iter()
            .map(|(heading, text)| (heading, text.as_str().unwrap_or_default().to_owned()))
            .collect(),
    };
    Ok(Issue {
        id: Id(row.get("id")?),
        number: word("number")?.unwrap_or_default(),
        title: word("title")?.unwrap_or_default(),
        inspection: row.get::<_, Option<_>>("inspection")?.map(Id),
        area: row.get::<_, Option<_>>("area")?.map(Id),
        parent: row.get::<_, Option<_>>("parent")?.map(Id),
        requirement: word("requirement")?,
        category: word("category")?,
        stage: word("stage")?.and_then(|name| Stage::named(&name)).unwrap_or(Stage::NotStarted),
        status_text: word("status_text")?,
        closing: word("closing")?.and_then(|name| Closing::named(&name)).unwrap_or(Closing::None),
        cycle: row.get::<_, Option<i64>>("cycle")?.unwrap_or(1),
        immediate: yes("immediate")?,
        long_term: yes("long_term")?,
        started_on: day(row, "started_on")?,
        due: day(row, "due")?,
        due_text: word("due_text")?,
        done_on: day(row, "done_on")?,
        note: word("note")?,
        extra,
        duties: Vec::new(),
        milestones: Vec::new(),
        latest: None,
        conflicts: Vec::new(),
    })
}

fn progress_row(row: &Row, names: &HashMap<Id, String>) -> Result<Option<Progress>, StoreError> {
    let Some(on) = day(row, "day")? else { return Ok(None) };
    Ok(Some(Progress {
        id: Id(row.get("id")?),
        day: on,
        percent: row.get("percent")?,
        text: row.get("text")?,
        next_step: row.get("next_step")?,
        obstacle: row.get("obstacle")?,
        help_needed: row.get("help_needed")?,
        unit: row.get::<_, Option<_>>("unit")?.and_then(|id| names.get(&Id(id)).cloned()),
    }))
}

fn optional_id(row: &Row, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Id))
}

/// A date column; what is no date is an error, since the tables take none.
pub(super) fn day(row: &Row, column: &str) -> Result<Option<NaiveDate>, StoreError> {
    match row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| StoreError::damaged(column)),
    }
}
