//! Records of one kind as their table has them.

use crate::domain::change::{Kind, Spec, Type, Value};
use crate::domain::id::Id;
use crate::store::{Reader, StoreError};
use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Row as SqlRow, params_from_iter};

/// One record: its fields by name, empty ones left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub id: Id,
    values: Vec<(&'static str, Value)>,
}

impl Row {
    /// A field, `Null` where nothing is known.
    pub fn value(&self, field: &str) -> &Value {
        self.values.iter().find(|(name, _)| *name == field).map_or(&Value::Null, |(_, value)| value)
    }

    /// A field of text.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same, to keep.
    pub fn owned(&self, field: &str) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// A field that is a civil date.
    pub fn day(&self, field: &str) -> Option<NaiveDate> {
        self.text(field).and_then(|text| text.parse().ok())
    }

    /// A field that is a whole number.
    pub fn int(&self, field: &str) -> Option<i64> {
        match self.value(field) {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// A field that is yes or no.
    pub fn yes(&self, field: &str) -> Option<bool> {
        match self.value(field) {
            Value::Bool(yes) => Some(*yes),
            _ => None,
        }
    }

    /// A field that names another record.
    pub fn link(&self, field: &str) -> Option<Id> {
        match self.value(field) {
            Value::Ref(id) => Some(*id),
            _ => None,
        }
    }

    /// Why it was struck out, if it was.
    pub fn void(&self) -> Option<&str> {
        self.text(crate::domain::change::VOID)
    }
}

/// Every record of a kind, in the order in which its members are counted.
pub fn all(reader: &Reader, kind: &Kind) -> Result<Vec<Row>, StoreError> {
    rows(reader, kind, "", &[])
}

/// The records of a kind that belong to an issue, in the order in which they are counted from 1.
pub fn of_issue(reader: &Reader, kind: &Kind, issue: Id) -> Result<Vec<Row>, StoreError> {
    rows(reader, kind, "", &[("issue", issue)])
}

/// The same with those that were struck out, for a command that writes: it may put one in force again.
pub fn of_issue_with_void(reader: &Reader, kind: &Kind, issue: Id) -> Result<Vec<Row>, StoreError> {
    rows(reader, kind, "t_", &[("issue", issue)])
}

/// The records of a kind that belong to a round of the dispatch.
pub fn of_round(reader: &Reader, kind: &Kind, round: Id) -> Result<Vec<Row>, StoreError> {
    rows(reader, kind, "", &[("round", round)])
}

/// Every record of a kind with those that were struck out, for a command that writes.
pub fn all_with_void(reader: &Reader, kind: &Kind) -> Result<Vec<Row>, StoreError> {
    rows(reader, kind, "t_", &[])
}

/// What a round of the dispatch asks a unit.
pub fn of_unit(reader: &Reader, round: Id, unit: Id) -> Result<Vec<Row>, StoreError> {
    rows(reader, &Kind::Ask, "", &[("round", round), ("unit", unit)])
}

/// The record of this id, if it is one of the kind that stands.
pub fn one(reader: &Reader, kind: &Kind, id: Id) -> Result<Option<Row>, StoreError> {
    Ok(rows(reader, kind, "", &[("id", id)])?.pop())
}

fn rows(reader: &Reader, kind: &Kind, prefix: &str, of: &[(&str, Id)]) -> Result<Vec<Row>, StoreError> {
    let Some(spec) = kind.spec() else { return Ok(Vec::new()) };
    let order = match kind {
        Kind::Inspection => "COALESCE(from_on, feedback_on), code, id",
        Kind::Area => "inspection, position, label, title, id",
        Kind::Owner | Kind::Setting => "name, id",
        Kind::Duty => "issue, role, position, id",
        Kind::Milestone => "issue, position, id",
        Kind::Progress => "issue, day DESC, id DESC",
        Kind::Indicator | Kind::Evidence => "issue, day, name, id",
        Kind::Rule => "issue, day, number, title, id",
        Kind::Closing => "issue, cycle, applied_on, verdict IS NOT 'return', struck_on IS NOT NULL, id",
        Kind::Recheck => "issue, cycle, due, id",
        Kind::Cycle => "issue, number, id",
        Kind::Extension => "issue, cycle, asked_on, from_due, id",
        Kind::Directive => "given_on, number, id",
        Kind::Notice => "kind, year, number, id",
        Kind::NoticeItem => "notice, issue, id",
        Kind::Round => "week, id",
        Kind::Ask => "round, unit, position, id",
        Kind::Return => "round, unit, id",
        Kind::Delivery => "round, owner, channel, id",
        Kind::Summary => "month, edition, id",
        Kind::Key => "epoch, member, id",
        Kind::Release => "released_on, entry, id",
        Kind::Report => "inspection, id",
        Kind::Passage => "issue, id",
        Kind::Quote => "issue, name, id",
        Kind::Publication => "inspection, edition, id",
        Kind::Member => "admitted_on IS NULL, admitted_on, name, id",
        Kind::Issue | Kind::Unknown(_) => "id",
    };
    let names: Vec<&str> = spec.fields.iter().map(|(name, _)| *name).collect();
    let only: Vec<String> = of.iter().map(|(field, _)| format!("{field} = ?")).collect();
    let only = if only.is_empty() { String::new() } else { format!("WHERE {}", only.join(" AND ")) };
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT id, void, {} FROM {prefix}{} {only} ORDER BY {order}",
        names.join(", "),
        spec.name
    ))?;
    let mut found = stmt.query(params_from_iter(of.iter().map(|(_, id)| id.0)))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(read(row, spec)?);
    }
    Ok(rows)
}

fn read(row: &SqlRow, spec: &'static Spec) -> Result<Row, StoreError> {
    let mut values = Vec::new();
    let void = row.get::<_, Option<String>>(1)?;
    values.extend(void.map(|reason| (crate::domain::change::VOID, Value::Text(reason))));
    for (n, (name, kind)) in spec.fields.iter().enumerate() {
        let value = match (row.get_ref(n + 2)?, kind) {
            (ValueRef::Null, _) => continue,
            (ValueRef::Integer(n), Type::Bool) => Value::Bool(n != 0),
            (ValueRef::Integer(n), _) => Value::Int(n),
            (ValueRef::Text(text), _) => {
                Value::Text(String::from_utf8(text.to_vec()).map_err(|_| StoreError::damaged(name))?)
            }
            (ValueRef::Blob(bytes), _) => Value::Ref(Id(bytes.try_into().map_err(|_| StoreError::damaged(name))?)),
            (ValueRef::Real(_), _) => return Err(StoreError::damaged(name)),
        };
        values.push((*name, value));
    }
    Ok(Row { id: Id(row.get(0)?), values })
}
