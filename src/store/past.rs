//! The ledger as it stood: views of the past in the place of the views that stand.
//!
//! Rows that nothing has touched since are taken as they are; the others are folded again from the ops of that time.
//! Everything made here is temporary and goes with the transaction of its reader.

use super::read::{EntryRow, Reader, Seen, Source, entry_row};
use super::record::{Folded, column_names, columns};
use super::rights::Outs;
use super::{StoreError, day_number};
use crate::domain::change::{Kind, Op, SPECS};
use crate::domain::fold::reach_through;
use crate::domain::id::{EntryId, Id, ReplicaId};
use crate::wire;
use chrono::NaiveDate;
use rusqlite::{Connection, params, params_from_iter};
use std::collections::{BTreeMap, HashSet};

/// Shows the end of `day`, by the days that authors claim.
pub(super) fn lay_day(reader: &Reader, day: NaiveDate) -> Result<(), StoreError> {
    let day = day_number(day);
    let mut changed = touched_after(reader, day)?;
    changed.sort_unstable(); // each family's chunks are unpacked once; SQLite would go through every index for it
    lay(reader, &format!("touched <= {day}"), false, &changed, |_, claimed| claimed <= day)
}

/// The records that entries write to of which one of these says something.
fn said_of(reader: &Reader, says: impl Fn(&EntryId) -> bool) -> Result<Vec<Id>, StoreError> {
    let mut records = Vec::new();
    for seq in reader.outs()?.said_by(|mark| says(&mark.id)) {
        reader.for_each_op(seq, |op| {
            records.push(op.record);
            Ok(true)
        })?;
    }
    Ok(records)
}

/// Shows the end of `day` as it was known at an earlier moment.
///
/// What nothing has touched after the day, and no entry that came later, is taken as it stands. `late` are the entries dated until then that came later.
pub(super) fn lay_frozen(reader: &Reader, day: NaiveDate, late: Vec<EntryRow>) -> Result<(), StoreError> {
    let day = day_number(day);
    let mut changed = touched_after(reader, day)?;
    let mut chunks = reader.conn.prepare("SELECT seq FROM chunk WHERE entry = ?1 ORDER BY seq")?;
    for entry in late.iter().filter(|entry| entry.head.v <= wire::VERSION) {
        let seqs = chunks.query_map([entry.seq], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for seq in seqs {
            changed.extend(reader.chunk(seq)?.records());
        }
    }
    let late: HashSet<EntryId> = late.into_iter().map(|entry| entry.id).collect();
    changed.extend(said_of(reader, |entry| late.contains(entry))?);
    changed.sort_unstable();
    changed.dedup();
    if late.is_empty() {
        return lay(reader, &format!("touched <= {day}"), false, &changed, |_, claimed| claimed <= day);
    }
    let knew = |entry: &EntryId, claimed| claimed <= day && !late.contains(entry);
    lay(reader, &format!("touched <= {day}"), true, &changed, knew)
}

/// Entries that their authors date until `day` (as 20191209) and that are not behind `seen`, in the order of arrival.
pub(super) fn unseen(reader: &Reader, day: i64, seen: &Seen) -> Result<Vec<EntryRow>, StoreError> {
    let mut found = Vec::new();
    let mut replicas = reader.conn.prepare("SELECT DISTINCT replica FROM entry")?;
    let replicas = replicas.query_map([], |row| row.get(0).map(ReplicaId))?.collect::<Result<Vec<_>, _>>()?;
    let mut stmt = reader.conn.prepare(
        "SELECT seq, id, day, head FROM entry WHERE replica = ?1 AND number > ?2 AND day <= ?3 ORDER BY seq",
    )?;
    for replica in replicas {
        let known = i64::try_from(seen.of(replica)).unwrap_or(i64::MAX);
        let rows = stmt.query_map(params![replica.0, known, day], |row| Ok(entry_row(row)))?;
        for row in rows {
            found.push(row??);
        }
    }
    found.sort_by_key(|entry: &EntryRow| entry.seq);
    Ok(found)
}

/// Records that stood by the end of `day` and were written to since.
fn touched_after(reader: &Reader, day: i64) -> Result<Vec<Id>, StoreError> {
    // `touched > born` follows; it is what the indexes are of
    let since = "WHERE touched > born AND touched > ?1 AND born <= ?1";
    let tables = SPECS.iter().map(|spec| format!("SELECT id FROM t_{} {since}", spec.name));
    let all: Vec<String> = tables.chain([format!("SELECT record FROM gone {since}")]).collect();
    let mut stmt = reader.conn.prepare(&all.join(" UNION ALL "))?;
    let changed = stmt.query_map([day], |row| row.get(0).map(Id))?;
    Ok(changed.collect::<Result<_, _>>()?)
}

fn name_changed(reader: &Reader, changed: &[Id]) -> Result<(), StoreError> {
    writable(reader.conn, |conn| {
        conn.execute_batch("CREATE TEMP TABLE changed (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID")?;
        let mut insert = conn.prepare("INSERT INTO temp.changed (id) VALUES (?1)")?;
        for id in changed {
            insert.execute([id.0])?;
        }
        Ok(())
    })
}

/// Shows a position: the entries named and everything they had seen.
pub(super) fn lay_position(reader: &Reader, position: &[EntryId]) -> Result<(), StoreError> {
    let later = after(reader, position)?;
    let mut changed: Vec<Id> = Vec::new();
    let mut chunks = reader.conn.prepare("SELECT seq FROM chunk WHERE entry = ?1 ORDER BY seq")?;
    for entry in later.iter().filter(|entry| entry.head.v <= wire::VERSION) {
        let seqs = chunks.query_map([entry.seq], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for seq in seqs {
            changed.extend(reader.chunk(seq)?.records());
        }
    }
    let later: HashSet<EntryId> = later.into_iter().map(|entry| entry.id).collect();
    changed.extend(said_of(reader, |entry| later.contains(entry))?);
    changed.sort_unstable();
    changed.dedup();
    lay(reader, "TRUE", true, &changed, |entry, _| !later.contains(entry))
}

/// Entries that are not behind a position, in the order of arrival.
pub(super) fn after(reader: &Reader, position: &[EntryId]) -> Result<Vec<EntryRow>, StoreError> {
    let mut heads = Vec::new();
    for id in position {
        let entry = reader.entry(*id)?;
        heads.push(entry.ok_or_else(|| StoreError::Rule(crate::say!("position-unknown", entry = id.to_string())))?.seq);
    }
    let marks = vec!["(?)"; heads.len().max(1)].join(", ");
    let start = if heads.is_empty() { "SELECT NULL".to_owned() } else { format!("VALUES {marks}") };
    let mut stmt = reader.conn.prepare(&format!(
        "WITH RECURSIVE behind (entry) AS ({start} UNION SELECT dep FROM seen JOIN behind USING (entry))
         SELECT seq, id, day, head FROM entry
          WHERE seq NOT IN (SELECT entry FROM behind WHERE entry IS NOT NULL) ORDER BY seq"
    ))?;
    let rows = stmt.query_map(params_from_iter(heads), |row| Ok(entry_row(row)))?;
    rows.map(|row| row?).collect()
}

/// Lays views over the tables: of rows for which `unchanged` holds, and of `changed` records as they are folded again from
/// the ops that stood; `named` where a changed one is not told by `unchanged` alone.
fn lay(
    reader: &Reader,
    unchanged: &str,
    named: bool,
    changed: &[Id],
    stood: impl Fn(&EntryId, i64) -> bool,
) -> Result<(), StoreError> {
    if named {
        name_changed(reader, changed)?;
    }
    writable(reader.conn, |conn| {
        for spec in SPECS {
            let name = spec.name;
            let columns = column_names(spec).collect::<Vec<_>>().join(", ");
            conn.execute_batch(&format!(
                "CREATE TEMP TABLE p_{name} AS SELECT {columns} FROM main.t_{name} WHERE FALSE"
            ))?;
            if spec.fields.iter().any(|(field, _)| *field == "issue") {
                // its members; returns in the order of the index of the table, so that the two need not be sorted
                let key = if spec.name == "progress" { "issue, day, id" } else { "issue" };
                conn.execute_batch(&format!("CREATE INDEX temp.p_{name}_issue ON p_{name} ({key})"))?;
            }
        }
        conn.execute_batch("CREATE TEMP TABLE p_conflict AS SELECT * FROM main.t_conflict WHERE FALSE")?;
        let outs = reader.outs()?;
        for record in changed {
            let counts = |of: &Source| !outs.is_out_where(of.seq, &|mark| stood(&mark.id, mark.day));
            let all = reader.all_ops(*record)?.into_iter();
            let (here, lacking): (Vec<_>, Vec<_>) = all.partition(|(of, _)| stood(&of.id, of.day));
            let mut by_entry: BTreeMap<EntryId, Vec<&Op>> = BTreeMap::new();
            for (of, op) in &lacking {
                by_entry.entry(of.id).or_default().push(op);
            }
            let mut ops: Vec<(Source, Op)> = here.into_iter().filter(|(of, _)| counts(of)).collect();
            for (_, op) in &mut ops {
                reach_through(op, &by_entry);
            }
            let Some(folded) = Folded::from(&ops, &Outs::default()) else { continue };
            lay_record(conn, *record, &folded)?;
        }
        for spec in SPECS {
            let (name, columns) = (spec.name, column_names(spec).collect::<Vec<_>>().join(", "));
            let but = if named && holds(conn, name, changed)? { NOT_CHANGED } else { "TRUE" };
            lay_view(conn, name, &columns, &format!("void IS NULL AND {unchanged} AND {but}"), "void IS NULL")?;
        }
        let but = if named { NOT_CHANGED } else { "TRUE" };
        lay_view(
            conn,
            "conflict",
            "*",
            &format!("{unchanged} AND {}", but.replace("id NOT IN", "record NOT IN")),
            "TRUE",
        )
    })
}

const NOT_CHANGED: &str = "id NOT IN (SELECT id FROM temp.changed)";

/// Whether a table may hold a changed record: to ask that of each of its rows is dear, to look a few up is not.
fn holds(conn: &Connection, name: &str, changed: &[Id]) -> Result<bool, StoreError> {
    const FEW: usize = 200;
    let sql = format!("SELECT 1 FROM temp.changed CROSS JOIN main.t_{name} USING (id) LIMIT 1");
    Ok(changed.len() > FEW || conn.prepare(&sql)?.exists([])?)
}

/// A view of what stands as it stood, with what was folded again where there is any: one table is read in its order, and
/// quicker than two.
fn lay_view(conn: &Connection, name: &str, columns: &str, unchanged: &str, folded: &str) -> Result<(), StoreError> {
    let stood = format!("SELECT {columns} FROM main.t_{name} WHERE {unchanged}");
    let any = conn.prepare(&format!("SELECT 1 FROM temp.p_{name} LIMIT 1"))?.exists([])?;
    let folded = format!(" UNION ALL SELECT {columns} FROM temp.p_{name} WHERE {folded}");
    conn.execute_batch(&format!("CREATE TEMP VIEW {name} AS {stood}{}", if any { &folded } else { "" }))?;
    Ok(())
}

fn lay_record(conn: &Connection, record: Id, folded: &Folded) -> Result<(), StoreError> {
    let Folded { born, touched, .. } = folded;
    let Some(state) = folded.standing() else { return Ok(()) };
    let Some(spec) = state.kind.spec() else { return Ok(()) };
    let values = columns(spec, &record, state, *born, *touched);
    let marks = vec!["?"; values.len()].join(", ");
    conn.prepare_cached(&format!("INSERT INTO temp.p_{} VALUES ({marks})", spec.name))?
        .execute(params_from_iter(values))?;
    for field in state.conflicts() {
        conn.prepare_cached("INSERT INTO temp.p_conflict (record, field, kind, touched) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![record.0, field, Kind::name(&state.kind), touched])?;
    }
    Ok(())
}

/// Clears the past away, for a reader that goes on in the present.
pub(super) fn lift(conn: &Connection) -> Result<(), StoreError> {
    writable(conn, |conn| {
        for name in SPECS.iter().map(|spec| spec.name).chain(["conflict"]) {
            conn.execute_batch(&format!("DROP VIEW temp.{name}; DROP TABLE temp.p_{name};"))?;
        }
        Ok(conn.execute_batch("DROP TABLE IF EXISTS temp.changed")?)
    })
}

/// Temporary tables are writes too, to a connection that is kept from writing.
fn writable<T>(conn: &Connection, make: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    conn.execute_batch("PRAGMA query_only = OFF")?;
    let outcome = make(conn);
    conn.execute_batch("PRAGMA query_only = ON")?;
    outcome
}
