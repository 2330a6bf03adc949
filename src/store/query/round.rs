//! Rounds of the weekly dispatch.

use crate::domain::id::Id;
use crate::store::{Reader, StoreError};
use rusqlite::named_params;

/// The units that a round asks, each once with the first place and the count of what it is asked; merged ones as they
/// were named then. An issue that was struck out since is asked of nobody.
pub fn asked(reader: &Reader, round: Id) -> Result<Vec<(Id, i64, i64)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT unit, min(coalesce(position, :last)), count(*) FROM ask
          WHERE round = :round AND unit IS NOT NULL AND issue IN (SELECT id FROM issue)
          GROUP BY unit ORDER BY unit",
    )?;
    let units = stmt.query_map(named_params! { ":round": round.0, ":last": i64::MAX }, |row| {
        Ok((Id(row.get(0)?), row.get(1)?, row.get(2)?))
    })?;
    Ok(units.collect::<Result<_, _>>()?)
}

/// The percent that each issue had when a round asked about it, where one was known.
pub fn percents(reader: &Reader, round: Id) -> Result<Vec<(Id, i64)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT issue, percent FROM ask
          WHERE round = :round AND issue IS NOT NULL AND percent IS NOT NULL ORDER BY unit, position, id",
    )?;
    let rows = stmt.query_map(named_params! { ":round": round.0 }, |row| Ok((Id(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
