//! Months that were frozen.

use super::ledger::day;
use crate::domain::id::{EntryId, Id};
use crate::domain::summary::Edition;
use crate::store::{Reader, StoreError};
use rusqlite::{OptionalExtension, named_params};

/// Every summary without its figures, by month and edition.
pub fn editions(reader: &Reader) -> Result<Vec<Edition>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, month, edition, corrects, cut_off, position, seen, rules, digest, frozen_on, frozen_by, reason
           FROM summary ORDER BY month, edition, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        // one without a month or a cut-off says nothing: a newer version may write such
        let Some((month, cut_off)) = day(row, "month")?.zip(day(row, "cut_off")?) else { continue };
        let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
        found.push(Edition {
            id: Id(row.get("id")?),
            month,
            edition: row.get::<_, Option<_>>("edition")?.unwrap_or(1),
            corrects: row.get::<_, Option<_>>("corrects")?.map(Id),
            cut_off,
            frozen_on: day(row, "frozen_on")?,
            frozen_by: row.get("frozen_by")?,
            reason: row.get("reason")?,
            rules: row.get::<_, Option<_>>("rules")?.unwrap_or_default(),
            digest: text("digest")?,
            position: text("position")?,
            seen: text("seen")?,
        });
    }
    Ok(found)
}

/// The figures of a summary as they were handed out.
pub fn figures(reader: &Reader, summary: Id) -> Result<Option<String>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT figures FROM summary WHERE id = :id")?;
    let text = stmt.query_row(named_params! { ":id": summary.0 }, |row| row.get::<_, Option<String>>(0)).optional()?;
    Ok(text.flatten())
}

/// The month of the summary that an entry wrote, as `2019-11`; what was handed out is not taken back.
pub fn made_by(reader: &Reader, entry: EntryId) -> Result<Option<String>, StoreError> {
    for one in editions(reader)? {
        if reader.writers(one.id)?.contains(&entry) {
            return Ok(Some(one.month.format("%Y-%m").to_string()));
        }
    }
    Ok(None)
}
