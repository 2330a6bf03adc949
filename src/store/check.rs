//! Proof that the log is whole and that the tables are what it says.

use super::StoreError;
use super::read::{Reader, entry_row};
use super::record::{Folded, column_names, columns, each_record};
use crate::domain::change::{SPECS, Spec, Type};
use rusqlite::Statement;
use crate::domain::id::{EntryId, Id, ReplicaId};
use crate::domain::say::Said;
use crate::say;
use crate::wire;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

/// What a check found.
#[derive(Debug, Clone)]
pub struct Check {
    /// Hash of the state: equal on every replica with the same entries, and after an undo.
    pub digest: String,
    /// Entries in the log.
    pub entries: u64,
    /// Records that exist.
    pub records: u64,
    /// Fields in conflict.
    pub conflicts: u64,
    /// Entries that wait for others.
    pub waiting: u64,
    /// Fields and whole entries that a newer version wrote.
    pub foreign: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
pub type Problem = Said;

pub(super) fn check(reader: &Reader) -> Result<Check, StoreError> {
    let mut problems = Vec::new();
    let integrity: String = reader.conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if integrity != "ok" {
        problems.push(say!("check-file", cause = integrity));
    }
    let (entries, newer) = check_chain(reader, &mut problems)?;
    let (digest, records) = check_tables(reader, &mut problems)?;
    check_references(reader, &mut problems)?;
    let count = |table: &str| -> Result<u64, StoreError> {
        Ok(reader
            .conn
            .query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get::<_, i64>(0))?
            .unsigned_abs())
    };
    Ok(Check {
        digest,
        entries,
        records,
        conflicts: count("t_conflict")?,
        waiting: count("waiting")?,
        foreign: count("foreign_field")? + newer,
        problems,
    })
}

/// Each entry has the id that its bytes give, stands behind its predecessor, and has the ops it says.
///
/// Returns how many entries there are, and how many of them a newer version wrote.
fn check_chain(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(u64, u64), StoreError> {
    let mut newest: HashMap<ReplicaId, (u64, EntryId)> = HashMap::new();
    let mut known: HashMap<EntryId, i64> = HashMap::new();
    let mut stmt = reader.conn.prepare("SELECT seq, id, day, head FROM entry ORDER BY seq")?;
    let mut rows = stmt.query([])?;
    let (mut entries, mut newer) = (0, 0);
    while let Some(row) = rows.next()? {
        let entry = match entry_row(row) {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(error.said());
                continue;
            }
        };
        entries += 1;
        newer += u64::from(entry.head.v > wire::VERSION);
        let name = entry.id.to_string();
        if wire::entry_id(&reader.head_line(entry.seq)?) != entry.id {
            problems.push(say!("check-entry-changed", entry = name.as_str()));
        }
        let before = newest.insert(entry.head.replica, (entry.head.number, entry.id));
        let follows = match before {
            None => entry.head.number == 1 && entry.head.prev.is_none(),
            Some((number, id)) => entry.head.number == number + 1 && entry.head.prev == Some(id),
        };
        let seen = entry.head.deps.iter().all(|dep| known.contains_key(dep));
        if !follows || !seen {
            problems.push(say!("check-entry-chain", entry = name.as_str()));
        }
        let (mut hash, mut lines) = (Sha256::new(), 0);
        reader.for_each_text(entry.seq, |text| {
            hash.update(text);
            lines += text.iter().filter(|byte| **byte == b'\n').count() as u64;
            Ok(true)
        })?;
        if wire::body_digest(hash) != entry.head.body
            || (entry.head.v <= wire::VERSION && lines != entry.head.ops)
        {
            problems.push(say!("check-entry-ops", entry = name.as_str()));
        }
        known.insert(entry.id, entry.seq);
    }
    Ok((entries, newer))
}

/// Each table holds just the rows that the log makes; returns the digest of the state and how many records exist.
fn check_tables(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(String, u64), StoreError> {
    let mut hash = Sha256::new();
    let mut records = 0;
    let mut expected: BTreeMap<&str, i64> = SPECS.iter().map(|spec| (spec.name, 0)).collect();
    let (mut conflicts, mut foreign, mut gone) = (0i64, 0i64, 0i64);
    let mut rows = Rows { reader, selects: Vec::new() };
    each_record(reader, |record, ops| {
        let Some(folded) = Folded::from(ops)? else { return Ok(()) };
        let state = &folded.state;
        if !state.exists() {
            gone += 1;
            return Ok(());
        }
        records += 1;
        state.digest(record, &mut hash);
        conflicts += i64::try_from(state.conflicts().count()).unwrap_or(i64::MAX);
        foreign += i64::try_from(state.foreign().len()).unwrap_or(i64::MAX);
        if let Some(spec) = state.kind.spec() {
            *expected.entry(spec.name).or_default() += 1;
            if !rows.hold(spec, record, &columns(spec, &record, state, folded.born, folded.touched))? {
                problems.push(say!("check-row", kind = spec.name, record = record.to_string()));
            }
        }
        Ok(())
    })?;
    let views: [(&str, i64); 3] = [("t_conflict", conflicts), ("foreign_field", foreign), ("gone", gone)];
    let tables = expected.iter().map(|(name, rows)| (format!("t_{name}"), *rows));
    for (table, rows) in tables.chain(views.map(|(name, rows)| (name.to_owned(), rows))) {
        let found: i64 = reader.conn.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0))?;
        if found != rows {
            problems.push(say!("check-rows", table = table, found = found, expected = rows));
        }
    }
    Ok((wire::body_digest(hash), records))
}

/// The rows of the tables, with their statements at hand.
struct Rows<'r, 'c> {
    reader: &'r Reader<'c>,
    selects: Vec<(&'static Spec, Statement<'c>)>,
}

impl Rows<'_, '_> {
    /// Whether the table of a kind has just these values for a record.
    fn hold(&mut self, spec: &'static Spec, record: Id, values: &[ToSqlOutput]) -> Result<bool, StoreError> {
        let known = self.selects.iter().position(|(known, _)| std::ptr::eq(*known, spec));
        let place = match known {
            Some(place) => place,
            None => {
                let columns: Vec<&str> = column_names(spec).collect();
                let sql = format!("SELECT {} FROM t_{} WHERE id = ?1", columns.join(", "), spec.name);
                self.selects.push((spec, self.reader.conn.prepare(&sql)?));
                self.selects.len() - 1
            }
        };
        let mut rows = self.selects[place].1.query([record.0])?;
        let Some(row) = rows.next()? else { return Ok(false) };
        for (n, value) in values.iter().enumerate() {
            let expected = match value {
                ToSqlOutput::Borrowed(value) => *value,
                ToSqlOutput::Owned(value) => match value {
                    Sql::Null => ValueRef::Null,
                    Sql::Integer(n) => ValueRef::Integer(*n),
                    Sql::Real(n) => ValueRef::Real(*n),
                    Sql::Text(text) => ValueRef::Text(text.as_bytes()),
                    Sql::Blob(bytes) => ValueRef::Blob(bytes),
                },
                _ => return Ok(false),
            };
            if row.get_ref(n)? != expected {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// No record that stands refers to one that does not.
fn check_references(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    for spec in SPECS {
        for (field, _) in spec.fields.iter().filter(|(_, kind)| *kind == Type::Ref) {
            let target = match *field {
                "parent" => "issue",
                "unit" | "alias_of" => "owner",
                name => name,
            };
            let mut stmt = reader.conn.prepare(&format!(
                "SELECT id, {field} FROM {name}
                  WHERE {field} IS NOT NULL AND {field} NOT IN (SELECT id FROM {target}) ORDER BY id",
                name = spec.name
            ))?;
            let mut rows = stmt.query([])?;
            while let Some(row) = rows.next()? {
                let (record, missing) = (Id(row.get(0)?), row.get::<_, Vec<u8>>(1)?);
                let missing = <[u8; 16]>::try_from(missing).map(|id| Id(id).to_string()).unwrap_or_default();
                let record = record.to_string();
                problems.push(say!(
                    "check-dangling",
                    kind = spec.name,
                    record = record,
                    field = *field,
                    missing = missing
                ));
            }
        }
    }
    Ok(())
}
