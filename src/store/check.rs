//! Proof that the log is whole and that the tables are what it says.

use super::query::conflict;
use super::read::{Reader, damaged, entry_row};
use super::record::{Folded, column_names, columns, each_record};
use super::{StoreError, day_number, rights};
use crate::domain::change::{SPECS, Spec, Type};
use crate::domain::id::{EntryId, Id, ReplicaId};
use crate::domain::say::Said;
use crate::say;
use crate::wire;
use rusqlite::types::{ToSql, ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Statement, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a check found.
#[derive(Debug, Clone)]
pub struct Check {
    /// Hash of the state: equal on every replica with the same entries, and after an undo.
    pub digest: String,
    /// Entries in the log.
    pub entries: u64,
    /// Records that exist.
    pub records: u64,
    /// Conflicts that are to be settled.
    pub conflicts: u64,
    /// Entries that wait for others.
    pub waiting: u64,
    /// Fields and whole entries that a newer version wrote.
    pub foreign: u64,
    /// Entries that count for nothing, since their author had no right to them.
    pub quarantined: u64,
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
    check_places(reader, &mut problems)?;
    check_waiting(reader, &mut problems)?;
    let (found, expected) = (reader.outs()?, rights::from_log(reader)?);
    if *found != expected {
        let count = |outs: &rights::Outs| outs.now().count();
        problems.push(say!("check-rows", table = "quarantine", found = count(&found), expected = count(&expected)));
    }
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
        conflicts: conflict::count(reader)?,
        waiting: count("waiting")?,
        foreign: count("foreign_field")? + newer,
        quarantined: reader.outs()?.now().count() as u64,
        problems,
    })
}

pub(super) fn chain(reader: &Reader) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    check_chain(reader, &mut problems)?;
    Ok(problems)
}

/// Each entry has the id that its bytes give, stands behind its predecessor, and has the ops it says.
///
/// Returns how many entries there are, and how many of them a newer version wrote.
fn check_chain(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(u64, u64), StoreError> {
    let mut newest: HashMap<ReplicaId, (u64, EntryId)> = HashMap::new();
    let mut known: HashMap<EntryId, i64> = HashMap::new();
    let mut newest_of_all: BTreeSet<i64> = BTreeSet::new();
    let mut stmt = reader.conn.prepare("SELECT seq, id, day, head, replica, number FROM entry ORDER BY seq")?;
    let mut seen = reader.conn.prepare("SELECT dep FROM seen WHERE entry = ?1 ORDER BY dep")?;
    let mut seen_rows = 0;
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
        let columns = (ReplicaId(row.get(4)?), row.get::<_, i64>(5)?.unsigned_abs(), entry.day);
        if wire::entry_id(row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?) != entry.id
            || columns != (entry.head.replica, entry.head.number, day_number(entry.head.day))
        {
            problems.push(say!("check-entry-changed", entry = name.as_str()));
        }
        let before = newest.insert(entry.head.replica, (entry.head.number, entry.id));
        let follows = match before {
            None => entry.head.number == 1 && entry.head.prev.is_none(),
            Some((number, id)) => entry.head.number == number + 1 && entry.head.prev == Some(id),
        };
        let deps = entry.head.prev.iter().chain(&entry.head.deps).map(|dep| known.get(dep).copied());
        let deps: Option<BTreeSet<i64>> = deps.collect();
        let listed = seen.query_map([entry.seq], |row| row.get(0))?.collect::<Result<BTreeSet<i64>, _>>()?;
        seen_rows += i64::try_from(listed.len()).unwrap_or(i64::MAX);
        for dep in &listed {
            newest_of_all.remove(dep);
        }
        newest_of_all.insert(entry.seq);
        if !follows || deps.is_none_or(|deps| deps != listed) {
            problems.push(say!("check-entry-chain", entry = name.as_str()));
        }
        let (mut hash, mut lines) = (Sha256::new(), 0);
        reader.for_each_text(entry.seq, |text| {
            hash.update(text);
            lines += text.iter().filter(|byte| **byte == b'\n').count() as u64;
            Ok(true)
        })?;
        if wire::body_digest(hash) != entry.head.body || (entry.head.v <= wire::VERSION && lines != entry.head.ops) {
            problems.push(say!("check-entry-ops", entry = name.as_str()));
        }
        known.insert(entry.id, entry.seq);
    }
    let frontier = column(reader, "SELECT entry FROM frontier ORDER BY entry")?;
    if !frontier.iter().eq(&newest_of_all) {
        problems.push(say!("check-rows", table = "frontier", found = frontier.len(), expected = newest_of_all.len()));
    }
    let listed: i64 = reader.conn.query_row("SELECT COUNT(*) FROM seen", [], |row| row.get(0))?;
    if listed != seen_rows {
        problems.push(say!("check-rows", table = "seen", found = listed, expected = seen_rows));
    }
    Ok((entries, newer))
}

fn column(reader: &Reader, sql: &str) -> Result<Vec<i64>, StoreError> {
    let mut stmt = reader.conn.prepare(sql)?;
    let rows = stmt.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The ops of each record are found where they are: in every chunk that writes to it, and in no other.
fn check_places(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut chunks = reader.conn.prepare(
        "SELECT chunk.seq, chunk.ops, head FROM chunk JOIN entry ON entry.seq = chunk.entry ORDER BY chunk.seq",
    )?;
    let mut touched = reader.conn.prepare("SELECT 1 FROM touch WHERE family = ?1 AND chunk = ?2")?;
    let (mut expected, mut missing) = (0i64, 0i64);
    let mut rows = chunks.query([])?;
    while let Some(row) = rows.next()? {
        let head = wire::Head::parse(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?).map_err(damaged)?;
        if head.v > wire::VERSION {
            continue; // nobody looks into it yet
        }
        let (seq, ops): (i64, i64) = (row.get(0)?, row.get(1)?);
        let chunk = reader.chunk(seq)?;
        let mut families: Vec<_> = chunk.records().map(|record| record.family()).collect();
        families.dedup(); // they come in order
        for family in families {
            expected += 1;
            missing += i64::from(!touched.exists(params![family, seq])?);
        }
        if usize::try_from(ops) != Ok(chunk.ops()) {
            problems.push(say!("check-rows", table = "chunk", found = ops, expected = chunk.ops()));
        }
    }
    let found: i64 = reader.conn.query_row("SELECT COUNT(*) FROM touch", [], |row| row.get(0))?;
    if found != expected || missing > 0 {
        problems.push(say!("check-rows", table = "touch", found = found - missing, expected = expected));
    }
    Ok(())
}

/// What waits is what it says it is, and waits for something that is not here.
fn check_waiting(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut stmt = reader.conn.prepare("SELECT id, replica, number, missing, head, body FROM waiting ORDER BY id")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        let (id, missing) = (EntryId(row.get(0)?), EntryId(row.get(3)?));
        let columns = (ReplicaId(row.get(1)?), row.get::<_, i64>(2)?.unsigned_abs());
        let line: Vec<u8> = row.get(4)?;
        let body = super::read::unpack(row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?)?;
        let holds = wire::Head::parse(&line).is_ok_and(|head| {
            columns == (head.replica, head.number)
                && head.prev.iter().chain(&head.deps).any(|dep| *dep == missing)
                && wire::body_digest(Sha256::new().chain_update(&body)) == head.body
        });
        if !holds || wire::entry_id(&line) != id || reader.entry(missing)?.is_some() {
            problems.push(say!("check-entry-changed", entry = id.to_string()));
        }
    }
    Ok(())
}

/// Each table holds just the rows that the log makes; returns the digest of the state and how many records exist.
fn check_tables(reader: &Reader, problems: &mut Vec<Problem>) -> Result<(String, u64), StoreError> {
    let mut hash = Sha256::new();
    let mut records = 0;
    let mut expected: BTreeMap<&str, i64> = SPECS.iter().map(|spec| (spec.name, 0)).collect();
    let (mut conflicts, mut foreign, mut gone) = (0i64, 0i64, 0i64);
    let mut rows = Rows { reader, selects: Vec::new() };
    let mut wrong: BTreeMap<&str, i64> = BTreeMap::new();
    let exists = |sql: &str, bound: &[&dyn ToSql]| -> Result<bool, StoreError> {
        Ok(reader.conn.prepare_cached(sql)?.exists(bound)?)
    };
    let outs = reader.outs()?;
    each_record(reader, |record, ops| {
        let Some(folded) = Folded::from(ops, &outs) else { return Ok(()) };
        let Some(state) = folded.standing() else {
            gone += 1;
            let sql = "SELECT 1 FROM gone WHERE record = ?1 AND born = ?2 AND touched = ?3";
            if !exists(sql, &[&record.0, &folded.born, &folded.touched])? {
                *wrong.entry("gone").or_default() += 1;
            }
            return Ok(());
        };
        records += 1;
        state.digest(record, &mut hash);
        let kind = state.kind.name();
        for field in state.conflicts() {
            conflicts += 1;
            let sql = "SELECT 1 FROM t_conflict WHERE record = ?1 AND field = ?2 AND kind = ?3 AND touched = ?4";
            if !exists(sql, &[&record.0, field, &kind, &folded.touched])? {
                *wrong.entry("t_conflict").or_default() += 1;
            }
        }
        for field in state.foreign() {
            foreign += 1;
            let sql = "SELECT 1 FROM foreign_field WHERE record = ?1 AND field = ?2 AND kind = ?3";
            if !exists(sql, &[&record.0, field, &kind])? {
                *wrong.entry("foreign_field").or_default() += 1;
            }
        }
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
        let mut stmt = reader.conn.prepare_cached(&format!("SELECT COUNT(*) FROM {table}"))?;
        let found: i64 = stmt.query_row([], |row| row.get(0))?;
        let wrong = wrong.get(table.as_str()).copied().unwrap_or_default();
        if found != rows || wrong > 0 {
            problems.push(say!("check-rows", table = table, found = found - wrong, expected = rows));
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
                "parent" | "recurs" => "issue",
                "corrects" => "summary",
                "unit" | "alias_of" => "owner",
                name => name,
            };
            let mut stmt = reader.conn.prepare_cached(&format!(
                "SELECT id, {field} FROM {name}
                  WHERE {field} IS NOT NULL AND {field} NOT IN (SELECT id FROM t_{target}) ORDER BY id",
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
