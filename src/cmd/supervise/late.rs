//! What was entered for a day that a frozen month had already counted.

use super::taken;
use crate::domain::change::Kind;
use crate::domain::summary::{Edition, newest};
use crate::error::Error;
use crate::store::query::log;
use crate::store::{EntryRow, Reader, Seen};
use crate::view::summary::Late;
use chrono::NaiveDate;

/// How many changes of an entry are looked through for their issues.
const LOOKED: usize = 60;

/// How many issues of an entry are named.
const NAMED: usize = 10;

/// The last frozen month before `month`, by its edition that counts.
pub fn before(editions: &[Edition], month: NaiveDate) -> Option<&Edition> {
    newest(editions).into_iter().rfind(|edition| edition.month < month)
}

/// Entries dated until the cut-off of a frozen month that it did not know, in the order of arrival.
pub fn entries(reader: &Reader, frozen: &Edition) -> Result<Vec<Late>, Error> {
    let Some(seen) = Seen::parse(&frozen.seen) else { return Ok(Vec::new()) };
    let mut late = Vec::new();
    for row in reader.unseen(frozen.cut_off, &seen)? {
        late.extend(entry(reader, frozen, row)?);
    }
    Ok(late)
}

/// An entry, unless it is about frozen months alone.
fn entry(reader: &Reader, frozen: &Edition, row: EntryRow) -> Result<Option<Late>, Error> {
    let changes = log::changes(reader, row.seq, LOOKED)?;
    if !changes.is_empty() && changes.iter().all(|change| change.kind == Kind::Summary) {
        return Ok(None);
    }
    let mut issues: Vec<String> = Vec::new();
    for change in changes {
        let number = if change.kind == Kind::Issue { Some(change.subject.name) } else { change.subject.issue };
        issues.extend(number.filter(|number| !issues.contains(number)));
    }
    issues.truncate(NAMED);
    Ok(Some(Late {
        month: taken::text(frozen.month),
        entry: row.id.to_string(),
        day: row.head.day,
        author: row.head.author,
        command: row.head.command,
        reason: row.head.reason,
        issues,
        records: row.head.ops,
    }))
}
