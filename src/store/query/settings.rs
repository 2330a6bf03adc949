//! What the office has set for itself.

use crate::store::{Reader, StoreError};
use rusqlite::named_params;

/// Settings whose names begin like this, without that beginning, by name.
///
/// They are few, so their table has no index on the name: it is gone through once.
pub fn under(reader: &Reader, start: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT SUBSTR(name, LENGTH(:start) + 1), value FROM setting
          WHERE SUBSTR(name, 1, LENGTH(:start)) = :start AND value IS NOT NULL ORDER BY name, id",
    )?;
    let rows = stmt.query_map(named_params! { ":start": start }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
