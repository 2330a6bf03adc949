//! Where offices disagree, with who wrote what, when and why.

use super::log::{self, Subject};
use crate::domain::change::{Field, Kind, VOID, Value};
use crate::domain::id::Id;
use crate::store::read::EntryRow;
use crate::store::{Reader, StoreError};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// A field with several heads.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// What it is called on the command line: stable while the conflict stands.
    pub name: String,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub record: Id,
    /// What people call the record.
    pub subject: Subject,
    /// Which field.
    pub field: Field,
    /// The writes that stand against each other.
    pub sides: Vec<Side>,
}

/// One of the writes.
#[derive(Debug, Clone)]
pub struct Side {
    /// The field it wrote: another one only where an edit stands against a striking out.
    pub field: Field,
    /// Its value.
    pub value: Value,
    /// The value as people call it.
    pub spoken: Option<String>,
    /// The entry: who, when, why.
    pub entry: EntryRow,
}

/// How many conflicts there are to settle.
pub fn count(reader: &Reader) -> Result<u64, StoreError> {
    Ok(told(reader)?.len() as u64)
}

/// Every conflict, by kind and record.
pub fn conflicts(reader: &Reader) -> Result<Vec<Conflict>, StoreError> {
    let told = told(reader)?.into_iter();
    told.map(|(record, field, kind)| conflict(reader, Kind::named(&kind), record, field)).collect()
}

/// Record, field and kind of each; what is settled along with another is not told beside it.
fn told(reader: &Reader) -> Result<Vec<(Id, String, String)>, StoreError> {
    let mut stmt =
        reader.conn.prepare_cached("SELECT record, field, kind FROM conflict ORDER BY kind, record, field")?;
    let rows = stmt.query_map([], |row| Ok((Id(row.get(0)?), row.get(1)?, row.get(2)?)))?;
    let mut rows: Vec<(Id, String, String)> = rows.collect::<Result<_, _>>()?;
    let all: HashSet<(Id, String)> = rows.iter().map(|(record, field, _)| (*record, field.clone())).collect();
    rows.retain(|(record, field, _)| {
        let mut with = COMPANIONS.iter().filter(|(_, with)| with.contains(&field.as_str()));
        !with.any(|(main, _)| all.contains(&(*record, (*main).to_owned())))
    });
    Ok(rows)
}

/// Fields that are written together, as a limit with its words: a conflict of the first is told once and settled with
/// the others.
pub const COMPANIONS: &[(&str, &[&str])] = &[
    ("due", &["due_text", "immediate", "long_term"]),
    ("stage", &["status_text", "done_on"]),
    ("public", &["internal", "progress", "written_on", "written_by"]),
    ("ground", &["approved_by", "approved_on", "reason"]),
    ("drafted_on", &["drafted_by"]),
];

/// The values that the entry of a side gave to the companions of its field, where those are in conflict, too.
pub fn companions(reader: &Reader, conflict: &Conflict, side: &Side) -> Result<Vec<(Field, Value)>, StoreError> {
    let state = reader.state(conflict.record)?.ok_or_else(|| StoreError::damaged("conflict"))?;
    let with = COMPANIONS.iter().find(|(main, _)| *main == conflict.field).map_or(&[][..], |(_, with)| with);
    let disputed: Vec<Field> = state.conflicts().filter(|field| with.contains(&field.as_ref())).cloned().collect();
    let of_side = |field: Field| {
        let head = state.fields[&field].iter().find(|head| head.entry == side.entry.id)?;
        Some((field.clone(), head.value.clone()))
    };
    Ok(disputed.into_iter().filter_map(of_side).collect())
}

fn conflict(reader: &Reader, kind: Kind, record: Id, field: String) -> Result<Conflict, StoreError> {
    let state = reader.state(record)?.ok_or_else(|| StoreError::damaged("conflict"))?;
    let mut sides = Vec::new();
    let own = std::iter::once(Field::from(field.clone()));
    let others = state.unseen.iter().filter(|_| field == VOID).cloned();
    for name in own.chain(others) {
        for head in state.fields.get(&name).into_iter().flatten() {
            let entry = reader.entry(head.entry)?.ok_or_else(|| StoreError::damaged("conflict"))?;
            let spoken = log::spoken(reader, &head.value)?;
            sides.push(Side { field: name.clone(), value: head.value.clone(), spoken, entry });
        }
    }
    // in the order in which they were written, as far as clocks tell
    sides.sort_by(|a: &Side, b: &Side| a.entry.head.hlc.cmp(&b.entry.head.hlc).then(a.entry.id.cmp(&b.entry.id)));
    let digest = Sha256::new().chain_update(record.0).chain_update(&field).finalize();
    let name = format!("{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]);
    let subject = log::subject(reader, &kind, record)?;
    Ok(Conflict { name, kind, record, subject, field: field.into(), sides })
}
