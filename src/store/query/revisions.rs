//! When records were written last.

use crate::domain::id::FAMILY;
use crate::domain::ledger::Revisions;
use crate::store::{Reader, StoreError, day_number};
use crate::wire::Head;
use chrono::{DateTime, NaiveDate};
use rusqlite::named_params;
use rustc_hash::FxHashMap;

/// When each family of records was written last, by the entries that their authors date until `day`, or by all.
///
/// It goes through the whole index of the log, once, which a command that writes the whole ledger out may do.
pub fn revisions(reader: &Reader, day: Option<NaiveDate>) -> Result<Revisions, StoreError> {
    let day = day.map_or(i64::MAX, day_number);
    let mut revisions = Revisions::default();
    let mut times: FxHashMap<i64, i64> = FxHashMap::default();
    let mut stmt = reader.conn.prepare_cached("SELECT seq, head FROM entry WHERE day <= :day")?;
    let mut rows = stmt.query(named_params! { ":day": day })?;
    while let Some(row) = rows.next()? {
        let head = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let head = Head::parse(head).map_err(|error| StoreError::damaged(&error.0))?;
        // the claim of another office's clock may be anything
        let at = DateTime::parse_from_rfc3339(&head.at).map_or(0, |at| at.timestamp());
        times.insert(row.get(0)?, at);
        revisions.entries += 1;
        revisions.newest = revisions.newest.max(at);
    }
    let mut stmt = reader
        .conn
        .prepare_cached("SELECT touch.family, chunk.entry FROM touch JOIN chunk ON chunk.seq = touch.chunk")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        let Some(at) = times.get(&row.get(1)?) else { continue };
        let newest = revisions.families.entry(row.get::<_, [u8; FAMILY]>(0)?).or_insert(*at);
        *newest = (*newest).max(*at);
    }
    Ok(revisions)
}
