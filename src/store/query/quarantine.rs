//! What has come and does not count: entries whose author had no right to them, and files that were kept out.

use crate::domain::rights::Why;
use crate::store::read::{EntryRow, Reader, entry_row};
use crate::store::{KeptOut, StoreError};
use rusqlite::named_params;

/// An entry that is kept and passed on, and counts for nothing.
#[derive(Debug, Clone)]
pub struct Quarantined {
    /// The entry.
    pub entry: EntryRow,
    /// Why.
    pub why: Why,
    /// The entry that made it so, where it counted before: a removal.
    pub since: Option<EntryRow>,
}

/// How many entries do not count.
pub fn count(reader: &Reader) -> Result<u64, StoreError> {
    Ok(reader.outs()?.now().count() as u64)
}

/// The entries that do not count, in the order of arrival.
pub fn entries(reader: &Reader) -> Result<Vec<Quarantined>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT seq, id, day, head FROM entry WHERE seq = :seq")?;
    let mut row = |seq: i64| -> Result<EntryRow, StoreError> {
        stmt.query_row(named_params! { ":seq": seq }, |row| Ok(entry_row(row)))?
    };
    let mut found = Vec::new();
    for (seq, out) in reader.outs()?.now() {
        let since = match (out.wrong, out.removed.first()) {
            (None, Some(removal)) => Some(row(removal.seq)?),
            _ => None,
        };
        found.push(Quarantined { entry: row(seq)?, why: out.wrong.unwrap_or(Why::Removed), since });
    }
    Ok(found)
}

/// The files that were kept out of this copy, the newest first.
pub fn files(reader: &Reader) -> Result<Vec<KeptOut>, StoreError> {
    let mut stmt = reader
        .conn
        .prepare_cached("SELECT digest, name, size, day, why FROM kept_out ORDER BY day DESC, name, digest")?;
    let rows = stmt.query_map([], |row| {
        let size = row.get::<_, i64>(2)?.unsigned_abs();
        Ok(KeptOut { digest: row.get(0)?, name: row.get(1)?, size, day: row.get(3)?, why: row.get(4)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
