//! Looking into the log: chunks of op lines, the ops of one record, the state they make.

use super::StoreError;
use super::rights::Outs;
use crate::domain::change::Op;
use crate::domain::fold::{self, State};
use crate::domain::id::{EntryId, FAMILY, Id, LedgerId, ReplicaId};
use crate::packing;
use crate::wire::{self, Head};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;

/// How many unpacked chunks are kept at hand; each is about 70 KB.
///
/// Records are gone through in the order of ids, so each entry that wrote to many has its chunk at hand for long; a
/// round comes in every week.
const AT_HAND: usize = 200;

/// A chunk may not unpack to more; the writer keeps far below, and one op of a huge cell stands alone.
const LARGEST: usize = 1 << 30;

/// The ledger at one moment.
pub struct Reader<'c> {
    pub(super) conn: &'c Connection,
    chunks: RefCell<AtHand>,
    mint: Cell<Option<Mint>>,
    outs: RefCell<Option<Rc<Outs>>>,
}

/// Which entry an op came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    pub seq: i64,
    pub id: EntryId,
    /// The claimed day as 20191209.
    pub day: i64,
    pub replica: ReplicaId,
}

/// How far each replica's series was known at a moment: its entries up to a number. It says the same as a position,
/// and tells without going through the log whether an entry is behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen(BTreeMap<ReplicaId, u64>);

impl Seen {
    /// How many entries of a replica were known.
    pub fn of(&self, replica: ReplicaId) -> u64 {
        self.0.get(&replica).copied().unwrap_or(0)
    }

    /// Reads `replica:number`, one behind the other; `None` when it is anything else.
    pub fn parse(text: &str) -> Option<Seen> {
        let one = |part: &str| {
            let (replica, number) = part.split_once(':')?;
            Some((ReplicaId::parse(replica)?, number.parse().ok()?))
        };
        text.split_whitespace().map(one).collect::<Option<_>>().map(Seen)
    }
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(replica, number)| format!("{replica}:{number}")).collect();
        f.write_str(&parts.join(" "))
    }
}

/// Unpacked chunks, and the order in which they came.
#[derive(Default)]
struct AtHand {
    chunks: HashMap<i64, Rc<Chunk>>,
    order: VecDeque<i64>,
}

/// What new ids of one command are made of.
#[derive(Debug, Clone, Copy)]
pub struct Mint {
    pub(super) millis: u64,
    pub(super) count: u32,
    pub(super) chance: [u8; 6],
}

impl Mint {
    /// An id that nobody has used.
    pub fn fresh(&mut self) -> Id {
        let id = Id::fresh(self.millis, self.count, self.chance);
        self.count += 1;
        id
    }

    /// A fresh id that stands beside `near`.
    pub fn fresh_near(&mut self, near: Id) -> Id {
        Id::derive(Some(near), &["member", &self.fresh().to_string()])
    }
}

/// Op lines, and where each record's lie.
pub(super) struct Chunk {
    text: Vec<u8>,
    lines: Vec<(Id, Range<usize>)>,
}

/// An entry as the log lists it.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// Its place in the order of arrival here.
    pub seq: i64,
    /// Its id.
    pub id: EntryId,
    /// The claimed day as 20191209.
    pub day: i64,
    /// What it says of itself.
    pub head: Head,
}

impl<'c> Reader<'c> {
    pub(super) fn new(conn: &'c Connection) -> Reader<'c> {
        Reader { conn, chunks: RefCell::default(), mint: Cell::new(None), outs: RefCell::default() }
    }

    pub(super) fn with_mint(conn: &'c Connection, mint: Mint) -> Reader<'c> {
        Reader { mint: Cell::new(Some(mint)), ..Reader::new(conn) }
    }

    /// An id that nobody has used, for a new record.
    ///
    /// # Panics
    /// Outside of a command that writes.
    pub fn fresh_id(&self) -> Id {
        let mut mint = self.mint.get().expect("ids are made while a command decides");
        let id = mint.fresh();
        self.mint.set(Some(mint));
        id
    }

    /// A fresh id that stands beside `near`, for a member of that record.
    pub fn fresh_id_near(&self, near: Id) -> Id {
        Id::derive(Some(near), &["member", &self.fresh_id().to_string()])
    }

    /// What makes the ids of a command that goes on making them after it has looked; [`Reader::fresh_id`] makes none
    /// after this.
    ///
    /// # Panics
    /// Outside of a command that writes, and the second time.
    pub fn take_mint(&self) -> Mint {
        self.mint.take().expect("ids are made while a command decides")
    }

    /// Looks at the ledger as it stood at a position, in the midst of looking at it as it is now.
    pub fn at<T, E: From<StoreError>>(
        &self,
        position: &[EntryId],
        look: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        super::past::lay_position(self, position)?;
        let seen = look(self);
        super::past::lift(self.conn)?;
        seen
    }

    /// Looks at the ledger as it stood at the end of `day`, in the midst of looking at it as it is now.
    pub fn on<T, E: From<StoreError>>(
        &self,
        day: chrono::NaiveDate,
        look: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.has_later(day)? {
            return look(self);
        }
        super::past::lay_day(self, day)?;
        let seen = look(self);
        super::past::lift(self.conn)?;
        seen
    }

    /// Looks at the end of `day` as it was known when no more than `seen` was, in the midst of looking at it as it is
    /// now.
    pub fn frozen<T, E: From<StoreError>>(
        &self,
        day: chrono::NaiveDate,
        seen: &Seen,
        look: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        let late = self.unseen(day, seen)?;
        if late.is_empty() && !self.has_later(day)? {
            return look(self);
        }
        super::past::lay_frozen(self, day, late)?;
        let found = look(self);
        super::past::lift(self.conn)?;
        found
    }

    /// How far each replica's series is known here.
    pub fn seen(&self) -> Result<Seen, StoreError> {
        let mut stmt = self.conn.prepare_cached("SELECT replica, MAX(number) FROM entry GROUP BY replica")?;
        let rows = stmt.query_map([], |row| Ok((ReplicaId(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(Seen(rows.collect::<Result<_, _>>()?))
    }

    /// Entries that their authors date until `day` and that are not behind `seen`, in the order of arrival.
    pub fn unseen(&self, day: chrono::NaiveDate, seen: &Seen) -> Result<Vec<EntryRow>, StoreError> {
        super::past::unseen(self, super::day_number(day), seen)
    }

    /// The entries that wrote to a record, in the order of arrival.
    pub fn writers(&self, record: Id) -> Result<Vec<EntryId>, StoreError> {
        let mut writers: Vec<EntryId> = self.ops(record)?.into_iter().map(|(entry, _, _)| entry).collect();
        writers.dedup();
        Ok(writers)
    }

    /// The entries that are not behind a position.
    ///
    /// # Errors
    /// When the position names an entry that never came here.
    pub fn later_than(&self, position: &[EntryId]) -> Result<HashSet<EntryId>, StoreError> {
        Ok(super::past::after(self, position)?.into_iter().map(|entry| entry.id).collect())
    }

    /// What replaces a field when its author had not seen the entries `later`.
    pub fn heads_without(&self, record: Id, field: &str, later: &HashSet<EntryId>) -> Result<Vec<EntryId>, StoreError> {
        let ops: Vec<(EntryId, i64, Op)> =
            self.ops(record)?.into_iter().filter(|(entry, _, _)| !later.contains(entry)).collect();
        let state = fold::fold(ops.iter().map(|(entry, _, op)| (*entry, op)));
        Ok(state.map(|state| state.seen(field)).unwrap_or_default())
    }

    /// Whether the log holds entries that their authors date after `day`.
    pub fn has_later(&self, day: chrono::NaiveDate) -> Result<bool, StoreError> {
        let mut stmt = self.conn.prepare_cached("SELECT 1 FROM entry WHERE day > :day LIMIT 1")?;
        Ok(stmt.exists(named_params! { ":day": super::day_number(day) })?)
    }

    /// The newest entries: the position of the ledger.
    pub fn position(&self) -> Result<Vec<EntryId>, StoreError> {
        let mut stmt =
            self.conn.prepare_cached("SELECT id FROM frontier JOIN entry ON entry.seq = frontier.entry ORDER BY id")?;
        let ids = stmt.query_map([], |row| row.get(0).map(EntryId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The newest entries at the end of `day`, by the days that authors claim: the position that the day ended with.
    ///
    /// `None` where there is none, since one of them had seen an entry that its author dates later.
    pub fn position_on(&self, day: chrono::NaiveDate) -> Result<Option<Vec<EntryId>>, StoreError> {
        let day = super::day_number(day);
        let mut stmt = self.conn.prepare_cached(
            "SELECT id FROM entry
              WHERE day <= :day AND seq NOT IN (SELECT dep FROM seen JOIN entry ON entry.seq = seen.entry WHERE day <= :day)
              ORDER BY id",
        )?;
        let ids: Vec<EntryId> =
            stmt.query_map(named_params! { ":day": day }, |row| row.get(0).map(EntryId))?.collect::<Result<_, _>>()?;
        // what is behind them is dated until then or was seen by one that is; all the rest is dated later
        let rest = super::past::after(self, &ids)?.len();
        let mut later = self.conn.prepare_cached("SELECT COUNT(*) FROM entry WHERE day > :day")?;
        let later: i64 = later.query_row(named_params! { ":day": day }, |row| row.get(0))?;
        Ok((i64::try_from(rest) == Ok(later)).then_some(ids))
    }

    /// The ledger's name, shared by all its replicas.
    pub fn ledger(&self) -> Result<LedgerId, StoreError> {
        super::schema::meta(self.conn, "ledger")?
            .and_then(|hex| LedgerId::parse(&hex))
            .ok_or(StoreError::damaged("meta"))
    }

    /// The name of this copy of the ledger.
    pub fn replica(&self) -> Result<ReplicaId, StoreError> {
        super::schema::meta(self.conn, "replica")?
            .and_then(|hex| ReplicaId::parse(&hex))
            .ok_or(StoreError::damaged("meta"))
    }

    /// The ops of one record that count, with their entries, in the order of arrival.
    pub(super) fn ops(&self, record: Id) -> Result<Vec<(EntryId, i64, Op)>, StoreError> {
        let outs = self.outs()?;
        let ops = self.all_ops(record)?.into_iter();
        Ok(ops.filter(|(of, _)| !outs.is_out(of.seq)).map(|(of, op)| (of.id, of.day, op)).collect())
    }

    /// The same with those that do not count.
    pub(super) fn all_ops(&self, record: Id) -> Result<Vec<(Source, Op)>, StoreError> {
        let mut ops = Vec::new();
        self.each_chunk(record.family(), 0, |of, chunk| {
            for op in chunk.ops_on(record) {
                ops.push((of, op?));
            }
            Ok(())
        })?;
        Ok(ops)
    }

    /// The ops of all records of a family, those that do not count, too, in the order of arrival.
    pub(super) fn family_ops(&self, family: [u8; FAMILY]) -> Result<Vec<(Source, Op)>, StoreError> {
        let mut ops = Vec::new();
        self.family_ops_after(family, 0, &mut ops)?;
        Ok(ops)
    }

    /// The same of chunks that come after one, added to those before; returns the last chunk.
    pub(super) fn family_ops_after(
        &self,
        family: [u8; FAMILY],
        after: i64,
        ops: &mut Vec<(Source, Op)>,
    ) -> Result<i64, StoreError> {
        self.each_chunk(family, after, |of, chunk| {
            for op in chunk.ops_in(family) {
                ops.push((of, op?));
            }
            Ok(())
        })
    }

    /// Goes through the chunks of a family that come after one; returns the last.
    fn each_chunk(
        &self,
        family: [u8; FAMILY],
        after: i64,
        mut each: impl FnMut(Source, &Chunk) -> Result<(), StoreError>,
    ) -> Result<i64, StoreError> {
        let mut stmt = self.conn.prepare_cached(
            "SELECT touch.chunk, entry.seq, entry.id, entry.day, entry.replica FROM touch
               JOIN chunk ON chunk.seq = touch.chunk JOIN entry ON entry.seq = chunk.entry
              WHERE touch.family = :family AND touch.chunk > :after ORDER BY touch.chunk",
        )?;
        let mut rows = stmt.query(named_params! { ":family": family, ":after": after })?;
        let mut newest = after;
        while let Some(row) = rows.next()? {
            let (seq, id, day, replica) = (row.get(1)?, EntryId(row.get(2)?), row.get(3)?, ReplicaId(row.get(4)?));
            newest = row.get(0)?;
            each(Source { seq, id, day, replica }, &*self.chunk(newest)?)?;
        }
        Ok(newest)
    }

    /// The entries that do not count, as far as the tables know.
    pub(super) fn outs(&self) -> Result<Rc<Outs>, StoreError> {
        if let Some(outs) = &*self.outs.borrow() {
            return Ok(Rc::clone(outs));
        }
        let outs = Rc::new(Outs::load(self.conn)?);
        *self.outs.borrow_mut() = Some(Rc::clone(&outs));
        Ok(outs)
    }

    /// Changes what is known of which entries do not count.
    pub(super) fn amend_outs(&self, amend: impl FnOnce(&mut Outs)) -> Result<(), StoreError> {
        self.outs()?;
        if let Some(outs) = &mut *self.outs.borrow_mut() {
            amend(Rc::make_mut(outs));
        }
        Ok(())
    }

    /// What the log says of a record now, whatever past is being shown; `None` when nothing was ever written.
    pub fn state(&self, record: Id) -> Result<Option<State>, StoreError> {
        let ops = self.ops(record)?;
        Ok(fold::fold(ops.iter().map(|(entry, _, op)| (*entry, op))))
    }

    /// The ops of one entry, in their order, chunk by chunk; none of an entry that a newer version wrote.
    pub(super) fn for_each_op(
        &self,
        entry: i64,
        mut each: impl FnMut(Op) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        if Head::parse(&self.head_line(entry)?).map_err(damaged)?.v > wire::VERSION {
            return Ok(());
        }
        self.for_each_text(entry, |text| {
            for line in text.split_inclusive(|byte| *byte == b'\n') {
                if !each(wire::parse_op(line).map_err(damaged)?)? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }

    /// The op lines of an entry as they came, chunk by chunk.
    pub(super) fn for_each_text(
        &self,
        entry: i64,
        mut each: impl FnMut(&[u8]) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut stmt = self.conn.prepare_cached("SELECT body FROM chunk WHERE entry = :entry ORDER BY seq")?;
        let mut rows = stmt.query(named_params! { ":entry": entry })?;
        while let Some(row) = rows.next()? {
            if !each(&unpack(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?)? {
                break;
            }
        }
        Ok(())
    }

    /// The op lines of an entry as they came, for another office.
    pub fn body(&self, entry: i64) -> Result<Vec<u8>, StoreError> {
        let mut body = Vec::new();
        self.for_each_text(entry, |text| {
            body.extend_from_slice(text);
            Ok(true)
        })?;
        Ok(body)
    }

    /// The head line of an entry as it came.
    pub fn head_line(&self, entry: i64) -> Result<Vec<u8>, StoreError> {
        let mut stmt = self.conn.prepare_cached("SELECT head FROM entry WHERE seq = :seq")?;
        Ok(stmt.query_row(named_params! { ":seq": entry }, |row| row.get(0))?)
    }

    /// The entry of this id, if it has come.
    pub fn entry(&self, id: EntryId) -> Result<Option<EntryRow>, StoreError> {
        let mut stmt = self.conn.prepare_cached("SELECT seq, id, day, head FROM entry WHERE id = :id")?;
        stmt.query_row(named_params! { ":id": id.0 }, |row| Ok(entry_row(row))).optional()?.transpose()
    }

    pub(super) fn chunk(&self, seq: i64) -> Result<Rc<Chunk>, StoreError> {
        if let Some(chunk) = self.chunks.borrow().chunks.get(&seq) {
            return Ok(Rc::clone(chunk));
        }
        let mut stmt = self.conn.prepare_cached("SELECT body FROM chunk WHERE seq = :seq")?;
        let chunk = stmt.query_row(named_params! { ":seq": seq }, |row| {
            Ok(row.get_ref(0)?.as_blob().map_err(StoreError::from_blob).and_then(Chunk::unpack))
        })??;
        let chunk = Rc::new(chunk);
        let AtHand { chunks, order } = &mut *self.chunks.borrow_mut();
        if order.len() == AT_HAND
            && let Some(oldest) = order.pop_front()
        {
            chunks.remove(&oldest);
        }
        chunks.insert(seq, Rc::clone(&chunk));
        order.push_back(seq);
        Ok(chunk)
    }
}

impl StoreError {
    fn from_blob(error: rusqlite::types::FromSqlError) -> StoreError {
        StoreError::Sqlite(error.into())
    }
}

/// Reads a row of `seq, id, day, head`.
pub(super) fn entry_row(row: &Row) -> Result<EntryRow, StoreError> {
    let head = row.get_ref(3)?.as_blob().map_err(StoreError::from_blob)?;
    Ok(EntryRow {
        seq: row.get(0)?,
        id: EntryId(row.get(1)?),
        day: row.get(2)?,
        head: Head::parse(head).map_err(damaged)?,
    })
}

#[allow(clippy::needless_pass_by_value)] // the shape that map_err asks for
pub(super) fn damaged(error: wire::WireError) -> StoreError {
    StoreError::damaged(&error.0)
}

impl Chunk {
    fn unpack(body: &[u8]) -> Result<Chunk, StoreError> {
        let text = unpack(body)?;
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let end = start + line.len();
            lines.push((wire::record_of(line).map_err(damaged)?, start..end));
            start = end;
        }
        lines.sort_by_key(|(record, range)| (*record, range.start));
        Ok(Chunk { text, lines })
    }

    fn ops_on(&self, record: Id) -> impl Iterator<Item = Result<Op, StoreError>> {
        let first = self.lines.partition_point(|(other, _)| *other < record);
        self.lines[first..]
            .iter()
            .take_while(move |(other, _)| *other == record)
            .map(|(_, range)| wire::parse_op(&self.text[range.clone()]).map_err(damaged))
    }

    /// The ops on records of a family, each with its record.
    pub(super) fn ops_in(&self, family: [u8; FAMILY]) -> impl Iterator<Item = Result<Op, StoreError>> {
        let first = self.lines.partition_point(|(other, _)| other.family() < family);
        self.lines[first..]
            .iter()
            .take_while(move |(other, _)| other.family() == family)
            .map(|(_, range)| wire::parse_op(&self.text[range.clone()]).map_err(damaged))
    }

    /// How many ops it holds.
    pub(super) fn ops(&self) -> usize {
        self.lines.len()
    }

    /// The records written to, each once, in order.
    pub(super) fn records(&self) -> impl Iterator<Item = Id> {
        self.lines.chunk_by(|a, b| a.0 == b.0).map(|lines| lines[0].0)
    }
}

/// Packs op lines for chunks.
pub(super) fn pack(text: &[u8]) -> Vec<u8> {
    const WORTH_PACKING: usize = 400;
    const LEVEL: i32 = 1; // the higher ones gain a twentieth of the size
    let packed = if text.len() < WORTH_PACKING { None } else { packing::pack(text, LEVEL).ok() };
    match packed.filter(|packed| packed.len() < text.len()) {
        Some(packed) => [&[1], packed.as_slice()].concat(),
        None => [&[0], text].concat(),
    }
}

pub(super) fn unpack(body: &[u8]) -> Result<Vec<u8>, StoreError> {
    match body.split_first() {
        Some((0, text)) => Ok(text.to_vec()),
        Some((1, packed)) => {
            let size = packing::unpacked_size(packed).filter(|size| *size <= LARGEST);
            let size = size.ok_or_else(|| StoreError::damaged("chunk"))?;
            packing::unpack(packed, size).map_err(|error| StoreError::damaged(&format!("chunk: {error}")))
        }
        _ => Err(StoreError::damaged("chunk")),
    }
}
