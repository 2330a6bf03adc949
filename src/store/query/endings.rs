//! What the ledger has of ends, without the texts.

use super::ledger::{day, owner_names};
use crate::domain::endings::{Application, Endings, Recheck};
use crate::domain::id::Id;
use crate::store::{Reader, StoreError};

/// Applications, rechecks and approved extensions.
pub fn endings(reader: &Reader) -> Result<Endings, StoreError> {
    Ok(Endings {
        applications: applications(reader)?,
        rechecks: rechecks(reader)?,
        extensions: {
            let mut stmt = reader.conn.prepare_cached(
                "SELECT issue FROM extension WHERE verdict = 'approved' AND issue IS NOT NULL ORDER BY issue, cycle, id",
            )?;
            let ids = stmt.query_map([], |row| row.get(0).map(Id))?;
            ids.collect::<Result<_, _>>()?
        },
    })
}

fn applications(reader: &Reader) -> Result<Vec<Application>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT issue, cycle, unit, applied_on, checked_by, verdict, struck_on, late FROM closing
          WHERE issue IS NOT NULL
          ORDER BY issue, cycle, applied_on, verdict IS NOT 'return', struck_on IS NOT NULL, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    let mut names = None;
    while let Some(row) = rows.next()? {
        let unit = row.get::<_, Option<[u8; 16]>>("unit")?.map(Id);
        let unit = match unit {
            None => None,
            Some(unit) => {
                if names.is_none() {
                    names = Some(owner_names(reader)?);
                }
                names.as_ref().and_then(|names| names.get(&unit).cloned())
            }
        };
        found.push(Application {
            issue: Id(row.get("issue")?),
            cycle: row.get::<_, Option<_>>("cycle")?.unwrap_or(1),
            unit,
            applied_on: day(row, "applied_on")?,
            checked_by: row.get("checked_by")?,
            passed: row.get::<_, Option<String>>("verdict")?.map(|verdict| verdict == "pass"),
            struck_on: day(row, "struck_on")?,
            late: row.get::<_, Option<_>>("late")?.unwrap_or_default(),
        });
    }
    Ok(found)
}

fn rechecks(reader: &Reader) -> Result<Vec<Recheck>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT issue, cycle, due, done_on, verdict FROM recheck WHERE issue IS NOT NULL ORDER BY issue, cycle, due, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Recheck {
            issue: Id(row.get("issue")?),
            cycle: row.get::<_, Option<_>>("cycle")?.unwrap_or(1),
            due: day(row, "due")?,
            done_on: day(row, "done_on")?,
            passed: row.get::<_, Option<String>>("verdict")?.map(|verdict| verdict == "pass"),
        });
    }
    Ok(found)
}
