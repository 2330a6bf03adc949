//! What goes to other offices: the series of each replica, who signs it, and who is a member.

use crate::domain::change::{Kind, Op};
use crate::domain::fold::{self, State};
use crate::domain::id::{EntryId, Id, ReplicaId};
use crate::store::read::unpack;
use crate::store::{Reader, Signature, Signer, StoreError, schema};
use crate::wire;
use rusqlite::{OptionalExtension, Row, named_params};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The newest number of each replica, by replica; a look-up for each, not for each entry.
pub fn heads(reader: &Reader) -> Result<Vec<(ReplicaId, u64)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "WITH RECURSIVE series (replica) AS (
           SELECT MIN(replica) FROM entry
           UNION ALL SELECT (SELECT MIN(replica) FROM entry WHERE entry.replica > series.replica) FROM series
            WHERE series.replica IS NOT NULL)
         SELECT replica, (SELECT MAX(number) FROM entry WHERE entry.replica = series.replica) FROM series
          WHERE replica IS NOT NULL ORDER BY replica",
    )?;
    let rows = stmt.query_map([], |row| Ok((ReplicaId(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An entry as it goes out: number, id, head line, op lines.
pub type Numbered = ((u64, EntryId), Vec<u8>, Vec<u8>);

/// The entries of a replica from number `first` to number `last`, in their order: each with its number and id, its head line
/// and its op lines.
pub fn series<E: From<StoreError>>(
    reader: &Reader,
    replica: ReplicaId,
    first: u64,
    last: u64,
    mut each: impl FnMut((u64, EntryId), Vec<u8>, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let mut now: Option<Numbered> = None;
    let mut found = |row: &Row| -> Result<Result<(), E>, StoreError> {
        let number = row.get::<_, i64>(0)?.unsigned_abs();
        let chunk = row.get_ref(3)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        let text = chunk.map(unpack).transpose()?.unwrap_or_default();
        if let Some((.., body)) = now.as_mut().filter(|((known, _), ..)| *known == number) {
            body.extend_from_slice(&text); // an entry with many ops
            return Ok(Ok(()));
        }
        let next = ((number, EntryId(row.get(1)?)), row.get(2)?, text);
        Ok(now.replace(next).map_or(Ok(()), |(entry, line, body)| each(entry, line, body)))
    };
    let bound = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let mut stmt = reader
        .conn
        .prepare_cached(
            "SELECT number, id, head, body FROM entry LEFT JOIN chunk ON chunk.entry = entry.seq
              WHERE replica = :replica AND number BETWEEN :first AND :last ORDER BY number, chunk.seq",
        )
        .map_err(StoreError::from)?;
    let params = named_params! { ":replica": replica.0, ":first": bound(first), ":last": bound(last) };
    let mut rows = stmt.query(params).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        found(row)??;
    }
    match now {
        Some((entry, line, body)) => each(entry, line, body),
        None => Ok(()),
    }
}

/// The entry of this number in the series of a replica.
pub fn entry(reader: &Reader, replica: ReplicaId, number: u64) -> Result<Option<EntryId>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id FROM entry WHERE replica = :replica AND number = :number")?;
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let params = named_params! { ":replica": replica.0, ":number": number };
    Ok(stmt.query_row(params, |row| row.get(0).map(EntryId)).optional()?)
}

/// The newest entry in the series of a replica, with its number.
pub fn newest(reader: &Reader, replica: ReplicaId) -> Result<Option<(u64, EntryId)>, StoreError> {
    let mut stmt = reader
        .conn
        .prepare_cached("SELECT number, id FROM entry WHERE replica = :replica ORDER BY number DESC LIMIT 1")?;
    let found = stmt.query_row(named_params! { ":replica": replica.0 }, |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), EntryId(row.get(1)?)))
    });
    Ok(found.optional()?)
}

/// The first number of each replica that `whom` has not shown to have: what its newest entry had not seen.
pub fn unseen_by(reader: &Reader, whom: ReplicaId) -> Result<HashMap<ReplicaId, u64>, StoreError> {
    let position: Vec<EntryId> = newest(reader, whom)?.map(|(_, id)| id).into_iter().collect();
    let mut first = HashMap::new();
    for entry in crate::store::past::after(reader, &position)? {
        let number = first.entry(entry.head.replica).or_insert(entry.head.number);
        *number = entry.head.number.min(*number);
    }
    Ok(first)
}

/// Which of some entries had seen an earlier one.
pub fn having_seen(reader: &Reader, earlier: EntryId, entries: &[EntryId]) -> Result<HashSet<EntryId>, StoreError> {
    let mut found = HashSet::new();
    let Some(earlier) = reader.entry(earlier)? else { return Ok(found) };
    let mut asked = BTreeMap::new();
    for id in entries {
        let Some(entry) = reader.entry(*id)?.filter(|entry| entry.seq > earlier.seq) else { continue };
        if entry.head.replica == earlier.head.replica {
            found.insert(*id);
        } else {
            asked.insert(entry.seq, *id);
        }
    }
    let Some((newest, _)) = asked.last_key_value() else { return Ok(found) };
    // one way through what came between: what came after may have seen it, what came before may not
    let mut behind = HashSet::from([earlier.seq]);
    let mut stmt = reader
        .conn
        .prepare_cached("SELECT entry, dep FROM seen WHERE entry > :earlier AND entry <= :newest ORDER BY entry")?;
    let mut rows = stmt.query(named_params! { ":earlier": earlier.seq, ":newest": newest })?;
    while let Some(row) = rows.next()? {
        if behind.contains(&row.get(1)?) {
            behind.insert(row.get(0)?);
        }
    }
    found.extend(asked.into_iter().filter(|(seq, _)| behind.contains(seq)).map(|(_, id)| id));
    Ok(found)
}

/// The entries that wait, each with its replica and number, and the first entry that it waits for.
pub fn waiting(reader: &Reader) -> Result<Vec<(ReplicaId, u64, EntryId)>, StoreError> {
    let mut stmt =
        reader.conn.prepare_cached("SELECT replica, number, missing FROM waiting ORDER BY replica, number")?;
    let rows = stmt.query_map([], |row| {
        Ok((ReplicaId(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs(), EntryId(row.get(2)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entries that wait, by replica and number; more than one of a number where a series has parted.
pub fn waiting_of_each(reader: &Reader) -> Result<HashMap<ReplicaId, BTreeMap<u64, Vec<EntryId>>>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT replica, number, id FROM waiting")?;
    let mut rows = stmt.query([])?;
    let mut found: HashMap<ReplicaId, BTreeMap<u64, Vec<EntryId>>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let of = found.entry(ReplicaId(row.get(0)?)).or_default();
        of.entry(row.get::<_, i64>(1)?.unsigned_abs()).or_default().push(EntryId(row.get(2)?));
    }
    Ok(found)
}

/// An entry that waits.
pub fn waiting_entry(reader: &Reader, id: EntryId) -> Result<Option<Numbered>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT number, head, body FROM waiting WHERE id = :id")?;
    let found = stmt.query_row(named_params! { ":id": id.0 }, |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?, row.get::<_, Vec<u8>>(2)?))
    });
    found.optional()?.map(|(number, line, body)| Ok(((number, id), line, unpack(&body)?))).transpose()
}

/// The key by which a replica's entries are signed, where one is known.
pub fn signer(reader: &Reader, replica: ReplicaId) -> Result<Option<Signer>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT replica, public, salt FROM signer WHERE replica = :replica")?;
    Ok(stmt.query_row(named_params! { ":replica": replica.0 }, signer_row).optional()?)
}

fn signer_row(row: &Row) -> rusqlite::Result<Signer> {
    Ok(Signer { replica: ReplicaId(row.get(0)?), public: row.get(1)?, salt: row.get(2)? })
}

/// The numbers in the series of a replica that are signed, in their order.
pub fn signed_numbers(reader: &Reader, replica: ReplicaId) -> Result<BTreeMap<u64, [u8; 64]>, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT number, bytes FROM signature WHERE replica = :replica")?;
    let rows = stmt.query_map(named_params! { ":replica": replica.0 }, |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every signature with the entry that it is of, where this has come.
pub fn signatures(reader: &Reader) -> Result<Vec<(EntryId, Signature)>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT signature.replica, public, salt, signature.number, bytes, entry.id FROM signature
           JOIN signer ON signer.replica = signature.replica
           JOIN entry ON entry.replica = signature.replica AND entry.number = signature.number
          ORDER BY signature.replica, signature.number",
    )?;
    let rows = stmt.query_map([], |row| {
        let number = row.get::<_, i64>(3)?.unsigned_abs();
        Ok((EntryId(row.get(5)?), Signature { signer: signer_row(row)?, number, bytes: row.get(4)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The issues that a unit has a part in, with their parts and what they are parts of.
pub fn issues_of(reader: &Reader, unit: Id) -> Result<HashSet<Id>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "WITH own (issue) AS (SELECT issue FROM duty WHERE owner = :unit AND issue IS NOT NULL)
         SELECT issue FROM own
         UNION SELECT parent FROM issue WHERE id IN own AND parent IS NOT NULL
         UNION SELECT id FROM issue WHERE parent IN own",
    )?;
    let rows = stmt.query_map(named_params! { ":unit": unit.0 }, |row| row.get(0).map(Id))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who began to share the ledger; `None` when it is not shared.
pub fn root(reader: &Reader) -> Result<Option<Signer>, StoreError> {
    match schema::meta(reader.conn, "root")?.and_then(|hex| ReplicaId::parse(&hex)) {
        Some(replica) => Ok(Some(signer(reader, replica)?.ok_or_else(|| StoreError::damaged("signer"))?)),
        None => Ok(None),
    }
}

/// The records of members, each as those ops make it that the key of the root has signed.
///
/// Who is no root may write what he likes about members: it is kept, and counts for nothing.
pub fn members(reader: &Reader) -> Result<Vec<(Id, State)>, StoreError> {
    let states = of_root(reader, &Kind::Member)?.into_iter();
    Ok(states.filter_map(|(id, ops)| Some((id, fold::fold(ops.iter().map(|(entry, op)| (*entry, op)))?))).collect())
}

/// Every key that the root has handed out: with what entry, of which epoch, sealed, in hexadecimal digits.
pub fn keys_handed(reader: &Reader) -> Result<Vec<(EntryId, Op)>, StoreError> {
    Ok(of_root(reader, &Kind::Key)?.into_iter().flat_map(|(_, ops)| ops).collect())
}

/// The keys that entries of the root hand out which still wait for others: a key may be needed to get at what they wait for.
pub fn keys_waiting(reader: &Reader) -> Result<Vec<Op>, StoreError> {
    let Some(root) = root(reader)? else { return Ok(Vec::new()) };
    let mut stmt = reader.conn.prepare_cached(
        "SELECT body FROM waiting JOIN signer ON signer.replica = waiting.replica
          WHERE signer.public = :root ORDER BY waiting.replica, number",
    )?;
    let rows = stmt.query_map(named_params! { ":root": root.public }, |row| row.get::<_, Vec<u8>>(0))?;
    let mut handed = Vec::new();
    for body in rows {
        handed.extend(wire::ops(&unpack(&body?)?).filter(|op| op.kind == Kind::Key));
    }
    Ok(handed)
}

/// A record with ops on it, each with the entry it came in.
type Written = (Id, Vec<(EntryId, Op)>);

/// The records of a kind with those ops on each that the key of the root has signed.
fn of_root(reader: &Reader, kind: &Kind) -> Result<Vec<Written>, StoreError> {
    let Some(root) = root(reader)? else { return Ok(Vec::new()) };
    let mut signed = reader.conn.prepare_cached(
        "SELECT entry.id FROM entry JOIN signer ON signer.replica = entry.replica
          WHERE entry.id = :id AND signer.public = :root",
    )?;
    let mut ids = reader.conn.prepare_cached(&format!("SELECT id FROM t_{} ORDER BY id", kind.name()))?;
    let ids = ids.query_map([], |row| row.get(0).map(Id))?.collect::<Result<Vec<_>, _>>()?;
    let mut records = Vec::new();
    for id in ids {
        let mut ops: Vec<(EntryId, Op)> = Vec::new();
        for (entry, _, op) in reader.ops(id)? {
            if op.kind == *kind && signed.exists(named_params! { ":id": entry.0, ":root": root.public })? {
                ops.push((entry, op));
            }
        }
        records.push((id, ops));
    }
    Ok(records)
}
