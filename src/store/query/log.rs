//! The log in words' reach: entries, and what each changed from what to what.

use crate::domain::change::{Field, Kind, Op, Value};
use crate::domain::id::{EntryId, Id};
use crate::store::StoreError;
use crate::store::read::{EntryRow, Reader, entry_row};
use rusqlite::{OptionalExtension, named_params};
use std::collections::BTreeSet;

/// One field of one record, before and after an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub record: Id,
    /// What people call it.
    pub subject: Subject,
    /// Whether the entry made the record.
    pub created: bool,
    /// Which field.
    pub field: Field,
    /// The values it replaced, as people call them; several where it settled a conflict.
    pub from: Vec<String>,
    /// The value it wrote; `None` where it emptied the field.
    pub to: Option<String>,
}

/// What people call a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// Number, name, title or text.
    pub name: String,
    /// The number of the issue it belongs to, if it does.
    pub issue: Option<String>,
    /// What an owner is to the issue, where it is a duty.
    pub role: Option<String>,
}

/// Entries, the newest first; those of one issue and what belongs to it where one is named.
pub fn entries(reader: &Reader, issue: Option<Id>, limit: usize) -> Result<Vec<EntryRow>, StoreError> {
    let Some(issue) = issue else {
        let mut stmt =
            reader.conn.prepare_cached("SELECT seq, id, day, head FROM entry ORDER BY seq DESC LIMIT :limit")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = stmt.query_map(named_params! { ":limit": limit }, |row| Ok(entry_row(row)))?;
        return rows.map(|row| row?).collect();
    };
    let mut stmt = reader.conn.prepare_cached("SELECT seq, id, day, head FROM entry WHERE seq = :seq")?;
    let newest = about(reader, issue)?.into_iter().rev().take(limit);
    newest.map(|seq| stmt.query_row(named_params! { ":seq": seq }, |row| Ok(entry_row(row)))?).collect()
}

/// The entries that wrote to an issue or to what belongs to it, in the order of arrival.
fn about(reader: &Reader, issue: Id) -> Result<BTreeSet<i64>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT :issue UNION SELECT id FROM t_duty WHERE issue = :issue
         UNION SELECT id FROM t_milestone WHERE issue = :issue UNION SELECT id FROM t_progress WHERE issue = :issue
         UNION SELECT id FROM t_indicator WHERE issue = :issue UNION SELECT id FROM t_rule WHERE issue = :issue",
    )?;
    let records = stmt.query_map(named_params! { ":issue": issue.0 }, |row| row.get(0).map(Id))?;
    let records: BTreeSet<Id> = records.collect::<Result<_, _>>()?;
    let families: BTreeSet<_> = records.iter().map(Id::family).collect();
    let mut stmt = reader.conn.prepare_cached(
        "SELECT chunk.seq, chunk.entry FROM touch JOIN chunk ON chunk.seq = touch.chunk WHERE touch.family = :family",
    )?;
    let mut entries = BTreeSet::new();
    for family in families {
        let mut rows = stmt.query(named_params! { ":family": family })?;
        while let Some(row) = rows.next()? {
            // a stranger may be of the same family
            if reader.chunk(row.get(0)?)?.records().any(|record| records.contains(&record)) {
                entries.insert(row.get(1)?);
            }
        }
    }
    Ok(entries)
}

/// Whether a record is this issue or belongs to it.
pub fn belongs(reader: &Reader, kind: &Kind, record: Id, issue: Id) -> Result<bool, StoreError> {
    Ok(record == issue || issue_of(reader, kind, record)? == Some(issue))
}

/// What an entry changed, in the order of its ops, at most `limit` changes.
pub fn changes(reader: &Reader, entry: i64, limit: usize) -> Result<Vec<Change>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id FROM entry WHERE seq = :seq")?;
    let own = stmt.query_row(named_params! { ":seq": entry }, |row| row.get(0).map(EntryId))?;
    let mut changes = Vec::new();
    reader.for_each_op(entry, |op| {
        let before = reader.ops(op.record)?;
        // nothing is replaced either when a field of an older record is filled in for the first time
        let created = op.writes.iter().all(|write| write.pred.iter().flatten().next().is_none())
            && before.first().is_none_or(|(first, _, _)| *first == own);
        let subject = subject(reader, &op.kind, op.record)?;
        for write in &op.writes {
            let replaced = |entry: &EntryId| write.pred.iter().flatten().any(|pred| pred == entry);
            let mut from = Vec::new();
            for (_, _, old) in before.iter().filter(|(entry, _, _)| replaced(entry)) {
                for old in old.writes.iter().filter(|old| old.field == write.field) {
                    from.extend(spoken(reader, &old.value)?);
                }
            }
            from.dedup();
            changes.push(Change {
                kind: op.kind.clone(),
                record: op.record,
                subject: subject.clone(),
                created,
                field: write.field.clone(),
                from,
                to: spoken(reader, &write.value)?,
            });
        }
        Ok(changes.len() < limit)
    })?;
    Ok(changes)
}

/// How many records of each kind an entry wrote to, by kind, and how many of them it made.
pub fn counts(reader: &Reader, entry: i64) -> Result<Vec<(Kind, usize, usize)>, StoreError> {
    let mut counts: Vec<(Kind, usize, usize)> = Vec::new();
    reader.for_each_op(entry, |op: Op| {
        let created = op.writes.iter().all(|write| write.pred.iter().flatten().next().is_none());
        let place = counts.iter().position(|(kind, _, _)| *kind == op.kind).unwrap_or_else(|| {
            counts.push((op.kind.clone(), 0, 0));
            counts.len() - 1
        });
        counts[place].1 += 1;
        counts[place].2 += usize::from(created);
        Ok(true)
    })?;
    Ok(counts)
}

/// The number of the issue `i`, with the code of its inspection (`-` for none) where several inspections are in the ledger.
const NUMBERED: &str = "CASE WHEN (SELECT COUNT(*) FROM t_inspection WHERE void IS NULL) > 1
    THEN COALESCE((SELECT code FROM t_inspection WHERE id = i.inspection), '-') || '/' ELSE '' END || i.number";

/// A value as people call it: a record by its name, a yes as `yes`.
pub fn spoken(reader: &Reader, value: &Value) -> Result<Option<String>, StoreError> {
    Ok(match value {
        Value::Null => None,
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Int(n) => Some(n.to_string()),
        Value::Text(text) => Some(text.clone()),
        Value::Ref(id) => {
            let mut stmt = reader.conn.prepare_cached(&format!(
                "SELECT name FROM t_owner WHERE id = :id UNION ALL SELECT {NUMBERED} FROM t_issue i WHERE i.id = :id
                 UNION ALL SELECT title FROM t_area WHERE id = :id
                 UNION ALL SELECT COALESCE(code, name) FROM t_inspection WHERE id = :id
                 UNION ALL SELECT CAST(number AS TEXT) FROM t_round WHERE id = :id
                 UNION ALL SELECT code FROM t_notice WHERE id = :id
                 UNION ALL SELECT SUBSTR(month, 1, 7) FROM t_summary WHERE id = :id
                 UNION ALL SELECT name FROM t_indicator WHERE id = :id
                 UNION ALL SELECT day FROM t_progress WHERE id = :id",
            ))?;
            let name =
                stmt.query_row(named_params! { ":id": id.0 }, |row| row.get::<_, Option<String>>(0)).optional()?;
            Some(name.flatten().unwrap_or_else(|| id.to_string()))
        }
    })
}

/// What people call a record, and the issue it belongs to.
pub fn subject(reader: &Reader, kind: &Kind, record: Id) -> Result<Subject, StoreError> {
    let name = match kind {
        Kind::Inspection => "SELECT COALESCE(code, name), NULL, NULL FROM t_inspection WHERE id = :id",
        Kind::Area => "SELECT title, NULL, NULL FROM t_area WHERE id = :id",
        Kind::Issue => "SELECT i.number, NULL, NULL FROM t_issue i WHERE i.id = :id",
        Kind::Owner => "SELECT name, NULL, NULL FROM t_owner WHERE id = :id",
        Kind::Setting => "SELECT name, NULL, NULL FROM t_setting WHERE id = :id",
        Kind::Duty => {
            "SELECT o.name, i.number, d.role FROM t_duty d LEFT JOIN t_owner o ON o.id = d.owner
               LEFT JOIN t_issue i ON i.id = d.issue WHERE d.id = :id"
        }
        Kind::Milestone => {
            "SELECT m.text, i.number, NULL FROM t_milestone m LEFT JOIN t_issue i ON i.id = m.issue WHERE m.id = :id"
        }
        Kind::Progress => {
            "SELECT p.day, i.number, NULL FROM t_progress p LEFT JOIN t_issue i ON i.id = p.issue WHERE p.id = :id"
        }
        Kind::Indicator => {
            "SELECT n.name, i.number, NULL FROM t_indicator n LEFT JOIN t_issue i ON i.id = n.issue WHERE n.id = :id"
        }
        Kind::Rule => {
            "SELECT r.title, i.number, NULL FROM t_rule r LEFT JOIN t_issue i ON i.id = r.issue WHERE r.id = :id"
        }
        Kind::Closing => {
            "SELECT COALESCE(c.applied_on, c.checked_on, c.struck_on), i.number, NULL FROM t_closing c LEFT JOIN t_issue i ON i.id = c.issue WHERE c.id = :id"
        }
        Kind::Recheck => {
            "SELECT COALESCE(r.due, r.done_on), i.number, NULL FROM t_recheck r LEFT JOIN t_issue i ON i.id = r.issue WHERE r.id = :id"
        }
        Kind::Cycle => {
            "SELECT CAST(c.number AS TEXT), i.number, NULL FROM t_cycle c LEFT JOIN t_issue i ON i.id = c.issue
              WHERE c.id = :id"
        }
        Kind::Extension => {
            "SELECT COALESCE(e.to_text, e.to_due), i.number, NULL FROM t_extension e
               LEFT JOIN t_issue i ON i.id = e.issue WHERE e.id = :id"
        }
        Kind::Evidence => {
            "SELECT e.name, i.number, NULL FROM t_evidence e LEFT JOIN t_issue i ON i.id = e.issue WHERE e.id = :id"
        }
        Kind::Directive => {
            "SELECT d.number, i.number, NULL FROM t_directive d LEFT JOIN t_issue i ON i.id = d.issue WHERE d.id = :id"
        }
        Kind::Notice => "SELECT code, NULL, NULL FROM t_notice WHERE id = :id",
        Kind::NoticeItem => {
            "SELECT n.code, i.number, NULL FROM t_notice_item m
               LEFT JOIN t_notice n ON n.id = m.notice LEFT JOIN t_issue i ON i.id = m.issue WHERE m.id = :id"
        }
        Kind::Round => "SELECT CAST(number AS TEXT), NULL, NULL FROM t_round WHERE id = :id",
        Kind::Ask => {
            "SELECT o.name, i.number, NULL FROM t_ask a LEFT JOIN t_owner o ON o.id = a.unit
               LEFT JOIN t_issue i ON i.id = a.issue WHERE a.id = :id"
        }
        Kind::Return => {
            "SELECT o.name, NULL, NULL FROM t_return r LEFT JOIN t_owner o ON o.id = r.unit WHERE r.id = :id"
        }
        Kind::Delivery => {
            "SELECT o.name, NULL, NULL FROM t_delivery d LEFT JOIN t_owner o ON o.id = d.owner WHERE d.id = :id"
        }
        Kind::Summary => "SELECT SUBSTR(month, 1, 7), NULL, NULL FROM t_summary WHERE id = :id",
        Kind::Key => "SELECT m.name, NULL, NULL FROM t_key k LEFT JOIN t_member m ON m.id = k.member WHERE k.id = :id",
        Kind::Member => "SELECT name, NULL, NULL FROM t_member WHERE id = :id",
        Kind::Release => "SELECT SUBSTR(entry, 1, 12), NULL, NULL FROM t_release WHERE id = :id",
        Kind::Report => {
            "SELECT COALESCE(n.code, '-'), NULL, NULL FROM t_report r LEFT JOIN t_inspection n ON n.id = r.inspection WHERE r.id = :id"
        }
        Kind::Passage => {
            "SELECT i.title, i.number, NULL FROM t_passage p LEFT JOIN t_issue i ON i.id = p.issue WHERE p.id = :id"
        }
        Kind::Quote => {
            "SELECT q.name, i.number, NULL FROM t_quote q LEFT JOIN t_issue i ON i.id = q.issue WHERE q.id = :id"
        }
        Kind::Publication => "SELECT CAST(p.edition AS TEXT), NULL, NULL FROM t_publication p WHERE p.id = :id",
        Kind::Unknown(name) => return Ok(Subject { name: format!("{name} {record}"), issue: None, role: None }),
    };
    let mut stmt = reader.conn.prepare_cached(&name.replace("i.number", NUMBERED))?;
    let row = stmt
        .query_row(named_params! { ":id": record.0 }, |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (name, issue, role) = row.unwrap_or_default();
    Ok(Subject { name: name.unwrap_or_else(|| record.to_string()[..12].to_owned()), issue, role })
}

fn issue_of(reader: &Reader, kind: &Kind, record: Id) -> Result<Option<Id>, StoreError> {
    let has_issue = kind.spec().is_some_and(|spec| spec.fields.iter().any(|(field, _)| *field == "issue"));
    if !has_issue {
        return Ok(None);
    }
    let mut stmt = reader.conn.prepare_cached(&format!("SELECT issue FROM t_{} WHERE id = :id", kind.name()))?;
    let issue =
        stmt.query_row(named_params! { ":id": record.0 }, |row| row.get::<_, Option<[u8; 16]>>(0)).optional()?;
    Ok(issue.flatten().map(Id))
}
