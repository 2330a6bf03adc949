//! Rounds of the weekly dispatch.

use crate::domain::id::Id;
use crate::store::{Reader, StoreError};
use rusqlite::named_params;

/// The units that a round asks, each once with the first place and the count of what it is asked; merged ones as they
/// were named then. An issue that was struck out since is asked of nobody; `void` is [whether there is one](any_void).
pub fn asked(reader: &Reader, round: Id, void: bool) -> Result<Vec<(Id, i64, i64)>, StoreError> {
    let stands = if void { "AND issue NOT IN (SELECT id FROM t_issue WHERE void IS NOT NULL)" } else { "" };
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT unit, min(coalesce(position, :last)), count(*) FROM ask
          WHERE round = :round AND unit IS NOT NULL {stands} GROUP BY unit ORDER BY unit",
    ))?;
    let units = stmt.query_map(named_params! { ":round": round.0, ":last": i64::MAX }, |row| {
        Ok((Id(row.get(0)?), row.get(1)?, row.get(2)?))
    })?;
    Ok(units.collect::<Result<_, _>>()?)
}

/// Whether an issue was struck out: to look for them is what takes time, so it is done once for many rounds.
pub fn any_void(reader: &Reader) -> Result<bool, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM t_issue WHERE void IS NOT NULL)")?;
    Ok(stmt.query_row([], |row| row.get(0))?)
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
