//! Rounds of the weekly dispatch.

use crate::domain::id::Id;
use crate::store::{Reader, StoreError};
use rusqlite::named_params;

/// The units that a round asks, each once; merged ones as they were named then.
pub fn asked(reader: &Reader, round: Id) -> Result<Vec<Id>, StoreError> {
    let mut stmt = reader
        .conn
        .prepare_cached("SELECT DISTINCT unit FROM ask WHERE round = :round AND unit IS NOT NULL ORDER BY unit")?;
    let units = stmt.query_map(named_params! { ":round": round.0 }, |row| row.get(0).map(Id))?;
    Ok(units.collect::<Result<_, _>>()?)
}
