//! What it takes to take an entry back.

use crate::domain::change::{Op, SPECS, Type, VOID, Value, Write};
use crate::domain::fold::{Head, State, knew};
use crate::domain::id::{EntryId, Id};
use crate::say;
use crate::store::read::{EntryRow, Reader, entry_row};
use crate::store::{StoreError, schema};
use crate::wire;
use rusqlite::named_params;
use std::collections::{HashMap, HashSet};

/// The newest entry of this replica that was not taken back and takes nothing back itself.
pub fn last(reader: &Reader) -> Result<Option<EntryRow>, StoreError> {
    let own = schema::meta(reader.conn, "replica")?.and_then(|hex| crate::domain::id::ReplicaId::parse(&hex));
    let own = own.ok_or_else(|| StoreError::damaged("meta"))?;
    let mut stmt =
        reader.conn.prepare_cached("SELECT seq, id, day, head FROM entry WHERE replica = :own ORDER BY number DESC")?;
    let mut rows = stmt.query(named_params! { ":own": own.0 })?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        let entry = entry_row(row)?;
        match entry.head.undoes {
            // taking back an undo brings its target to life again
            Some(target) if !undone.contains(&entry.id) => {
                undone.insert(target);
            }
            None if !undone.contains(&entry.id) => return Ok(Some(entry)),
            _ => {}
        }
    }
    Ok(None)
}

/// The entry that took this one back, if it is taken back.
pub fn undone_by(reader: &Reader, target: EntryId) -> Result<Option<EntryRow>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT seq, id, day, head FROM entry ORDER BY seq DESC")?;
    let mut rows = stmt.query([])?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        let entry = entry_row(row)?;
        match entry.head.undoes {
            Some(_) if undone.contains(&entry.id) => {}
            Some(taken) if taken == target => return Ok(Some(entry)),
            Some(taken) => {
                undone.insert(taken);
            }
            None => {}
        }
    }
    Ok(None)
}

/// Entries whose id begins with these hexadecimal digits.
pub fn by_prefix(reader: &Reader, prefix: &str) -> Result<Vec<EntryRow>, StoreError> {
    if prefix.is_empty() || !prefix.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Ok(Vec::new()); // `%` would name any entry
    }
    let mut stmt = reader.conn.prepare_cached(
        "SELECT seq, id, day, head FROM entry WHERE lower(hex(id)) LIKE :prefix || '%' ORDER BY seq LIMIT 2",
    )?;
    let rows = stmt.query_map(named_params! { ":prefix": prefix.to_lowercase() }, |row| Ok(entry_row(row)))?;
    rows.map(|row| row?).collect()
}

/// The ops that restore what an entry replaced.
///
/// # Errors
/// A rule refuses where somebody has built on the entry since: written one of its fields again, referred to a
/// record that it made, or taken away a record that it referred to no more; and where a newer version wrote it.
pub fn restore(reader: &Reader, target: &EntryRow) -> Result<Vec<Op>, StoreError> {
    if target.head.v > wire::VERSION {
        return Err(StoreError::Rule(say!(
            "store-newer",
            found = i64::from(target.head.v),
            known = i64::from(wire::VERSION)
        )));
    }
    let mut ops: Vec<Op> = Vec::new();
    let mut alive: HashMap<Id, bool> = HashMap::new();
    let mut referred: Vec<(Op, Id)> = Vec::new();
    reader.for_each_op(target.seq, |op| {
        let before = reader.ops(op.record)?;
        let state = reader.state(op.record)?.ok_or_else(|| StoreError::damaged("touch"))?;
        for write in &op.writes {
            let heads = &state.fields[&write.field];
            // what stands beside the target's own write was written without knowing it: that stays as it is
            let (mut own, mut beside) = (Vec::new(), Vec::new());
            for head in heads {
                let stands = stands_for(reader, &before, &write.field, head, target.id)?;
                if stands { own.push(head) } else { beside.push(head) }
            }
            if own.is_empty() {
                return Err(match beside.first() {
                    Some(newer) => built_on(reader, &op, &write.field, newer.entry)?,
                    None => say_gone(reader, &op, op.record, &write.field)?,
                });
            }
            let replaced = |entry: &EntryId| write.pred.iter().flatten().any(|pred| pred == entry);
            let mut values: Vec<&Value> = before
                .iter()
                .filter(|(entry, _, _)| replaced(entry))
                .flat_map(|(_, _, old)| &old.writes)
                .filter(|old| old.field == write.field)
                .map(|old| &old.value)
                .collect();
            values.sort_unstable();
            values.dedup();
            if let Some(other) = beside.first() {
                // one voice less, no third one; but those that came back with it in one entry are named with it
                let with = beside.iter().filter(|head| own.iter().any(|own| own.entry == head.entry));
                values = with.map(|head| &head.value).collect();
                if values.is_empty() {
                    values.push(&other.value);
                }
            }
            let mut pred: Vec<EntryId> = own.iter().map(|head| head.entry).collect();
            pred.extend(knowledge(&state, &before, write));
            if values.is_empty() {
                values.push(&Value::Null);
            }
            // a settled conflict comes back as one: each of its values stands again
            for (n, value) in values.into_iter().enumerate() {
                *alive.entry(op.record).or_default() |= *value != Value::Null;
                if let Value::Ref(id) = value {
                    referred.push((Op::on(op.kind.clone(), op.record).set(write.field.clone(), *id), *id));
                }
                let fits = |made: &&mut Op| made.record == op.record && (n == 0 || made.writes.is_empty());
                let restored = match ops.last_mut().filter(fits) {
                    Some(made) => made,
                    None => {
                        ops.push(Op::on(op.kind.clone(), op.record));
                        ops.last_mut().expect("just pushed")
                    }
                };
                restored.writes.push(Write {
                    field: write.field.clone(),
                    value: value.clone(),
                    pred: Some(pred.clone()),
                });
            }
        }
        let rest = state.fields.iter().filter(|(field, _)| !op.writes.iter().any(|write| write.field == **field));
        let mut others = rest.flat_map(|(_, heads)| heads).filter(|head| head.entry != target.id);
        *alive.entry(op.record).or_default() |= others.any(|head| head.value != Value::Null);
        Ok(true)
    })?;
    let unmade: HashSet<Id> = alive.iter().filter(|(_, alive)| !**alive).map(|(id, _)| *id).collect();
    for (op, id) in referred {
        let comes_back = alive.get(&id).copied();
        if !comes_back.map_or_else(|| Ok(reader.state(id)?.is_none_or(|state| state.exists())), Ok::<_, StoreError>)? {
            return Err(say_gone(reader, &op, id, &op.writes[0].field)?);
        }
    }
    refuse_dangling(reader, &unmade)?;
    Ok(ops)
}

/// Whether a head is the target's own write, or one that brought it back by taking back what came after it.
///
/// Who takes a settlement back brings several writes back, each with its own value; who then takes one of these back
/// says the others again.
fn stands_for(
    reader: &Reader,
    ops: &[(EntryId, i64, Op)],
    field: &str,
    head: &Head,
    target: EntryId,
) -> Result<bool, StoreError> {
    let wrote = |entry: EntryId| {
        let of = ops.iter().filter(move |(other, _, _)| *other == entry).flat_map(|(_, _, op)| &op.writes);
        of.filter(|write| write.field == field)
    };
    let mut left = vec![head.entry];
    while let Some(entry) = left.pop() {
        if entry == target {
            continue;
        }
        let Some(undone) = reader.entry(entry)?.and_then(|row| row.head.undoes) else { return Ok(false) };
        let same = |entry: &EntryId| wrote(*entry).any(|write| write.value == head.value);
        // it may only have said again what stood beside the write that it took back
        let named =
            wrote(entry).filter(|write| write.value == head.value).flat_map(|write| write.pred.iter().flatten());
        let again: Vec<EntryId> = named.copied().filter(|entry| *entry != undone && same(entry)).collect();
        if !again.is_empty() {
            left.extend(again);
            continue;
        }
        // a write may name a striking out, too, that it knew of: that is no value of this field
        let restored = wrote(undone).flat_map(|write| write.pred.iter().flatten().copied());
        let restored: Vec<EntryId> = restored.filter(|entry| wrote(*entry).next().is_some()).collect();
        if restored.is_empty() {
            return Ok(false); // it brought nothing back: the field was empty before
        }
        let own: Vec<EntryId> = restored.iter().copied().filter(same).collect();
        left.extend(if own.is_empty() { restored } else { own });
    }
    Ok(true)
}

/// What the write that comes back must name, beside the one it takes back, to know again what was known then.
///
/// A striking out knew some of the writes that stand, and knows just those again, or fewer where one entry made writes
/// of both sorts; another write comes back out of sight where the striking out and what it restores knew of each other.
fn knowledge(state: &State, before: &[(EntryId, i64, Op)], write: &Write) -> Vec<EntryId> {
    fn said(write: &Write) -> &[EntryId] {
        write.pred.as_deref().unwrap_or_default()
    }
    let all = |field: &str, entry: EntryId| -> Vec<(EntryId, &[EntryId])> {
        let of = before.iter().filter(move |(other, _, _)| *other == entry).flat_map(|(_, _, op)| &op.writes);
        of.filter(|write| write.field == field).map(|write| (entry, said(write))).collect()
    };
    let replaced: Vec<(EntryId, &[EntryId])> = said(write).iter().flat_map(|entry| all(&write.field, *entry)).collect();
    let knew = |voids: &[(EntryId, &[EntryId])], others: &[(EntryId, &[EntryId])]| {
        others.iter().all(|other| voids.iter().any(|void| knew(*void, *other)))
    };
    if write.field == VOID {
        let others = state.fields.iter().filter(|(field, _)| field.as_ref() != VOID);
        let heads = others.flat_map(|(field, heads)| heads.iter().map(move |head| (field, head.entry)));
        let (known, unknown): (Vec<_>, Vec<_>) = heads.partition(|(field, entry)| knew(&replaced, &all(field, *entry)));
        // to name an entry is to know all its writes: one of which a write was not known is not named, lest that be hidden
        let named = known.into_iter().map(|(_, entry)| entry);
        return named.filter(|entry| !unknown.iter().any(|(_, other)| other == entry)).collect();
    }
    let standing = state.fields.get(VOID).into_iter().flatten().filter(|void| void.value != Value::Null);
    let standing: Vec<EntryId> = standing.map(|void| void.entry).collect();
    let voids: Vec<(EntryId, &[EntryId])> = standing.iter().flat_map(|entry| all(VOID, *entry)).collect();
    if knew(&voids, &replaced) { standing } else { Vec::new() }
}

/// No record that stays may refer to one that goes.
fn refuse_dangling(reader: &Reader, unmade: &HashSet<Id>) -> Result<(), StoreError> {
    if unmade.is_empty() {
        return Ok(());
    }
    for spec in SPECS {
        for (field, _) in spec.fields.iter().filter(|(_, kind)| *kind == Type::Ref) {
            let mut stmt =
                reader.conn.prepare(&format!("SELECT id, {field} FROM t_{} WHERE {field} IS NOT NULL", spec.name))?;
            let mut rows = stmt.query([])?;
            while let Some(row) = rows.next()? {
                let (record, refers) = (Id(row.get(0)?), Id(row.get(1)?));
                if unmade.contains(&refers) && !unmade.contains(&record) {
                    let first = reader.ops(record)?.first().map(|(entry, _, _)| *entry);
                    let entry = first.ok_or_else(|| StoreError::damaged("touch"))?;
                    return Err(built_on(reader, &Op::on(spec.kind.clone(), record), field, entry)?);
                }
            }
        }
    }
    Ok(())
}

fn built_on(reader: &Reader, op: &Op, field: &str, by: EntryId) -> Result<StoreError, StoreError> {
    let subject = super::log::subject(reader, &op.kind, op.record)?;
    let by = reader.entry(by)?.ok_or_else(|| StoreError::damaged("entry"))?;
    Ok(StoreError::Rule(say!(
        "undo-built-on",
        kind = crate::domain::say::kind(&op.kind),
        name = subject.name,
        field = crate::domain::say::field(&op.kind, field),
        author = by.head.author,
        day = by.head.day,
        entry = by.id.to_string()[..12].to_owned()
    )))
}

/// Says who wrote last what is not there any more: the field of the op, or the record `of` that the field referred to.
fn say_gone(reader: &Reader, op: &Op, of: Id, field: &str) -> Result<StoreError, StoreError> {
    let later = reader.ops(of)?;
    let wrote = |other: &Op| of != op.record || other.writes.iter().any(|write| write.field == field);
    let newest = later.iter().rev().find(|(_, _, other)| wrote(other));
    let by = newest.map(|(entry, _, _)| *entry).ok_or_else(|| StoreError::damaged("touch"))?;
    built_on(reader, op, field, by)
}
