//! THE ONLY WRITES: append an entry to the log, project it onto the tables, make the tables again.

use super::query;
use super::query::log::{self, Change};
use super::read::{Mint, Reader, Source, pack};
use super::rights::{self, Arrived, Court, Outs, Touches};
use super::{Stamp, StoreError, day_number, schema};
use crate::domain::change::{EXTRA, Field, Op, SPECS, Spec, Type, VOID, Value};
use crate::domain::fold::{self, State};
use crate::domain::id::{EntryId, FAMILY, Id, LedgerId, ReplicaId};
use crate::domain::rights::Why;
use crate::domain::say::Said;
use crate::planted::{self, Bug};
use crate::say;
use crate::wire::{self, Head};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Statement, named_params, params, params_from_iter};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::sync::LazyLock;

/// Op lines are packed once they reach this many bytes: large enough to pack well, small enough to read one record.
const CHUNK: usize = 64 * 1024;

/// How many changes of an entry are told in words; a long import is told by its numbers.
const TOLD: usize = 200;

/// What a command did.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// The entry, or `None` where everything stood already.
    pub entry: Option<EntryId>,
    /// How many ops it has.
    pub ops: u64,
    /// The first of its changes, in words' reach.
    pub changes: Vec<Change>,
}

/// What came of entries from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Absorbed {
    /// Entries now applied, those that had waited included.
    pub applied: Vec<EntryId>,
    /// Entries that were here already.
    pub known: usize,
    /// Entries that wait for something they had seen.
    pub waiting: u64,
    /// Entries that are not taken.
    pub refused: Vec<Refused>,
    /// Of those applied, how many count for nothing, since their author had no right to them.
    pub wrong: u64,
}

/// An entry that is not taken, and why.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Its id, as far as it has one.
    pub entry: EntryId,
    /// Why not.
    pub why: Said,
}

pub(super) fn transact<I, E>(
    conn: &Connection,
    stamp: &Stamp,
    within_rights: bool,
    decide: impl FnOnce(&Reader) -> Result<I, E>,
) -> Result<Recorded, E>
where
    I: IntoIterator<Item = Op>,
    E: From<StoreError>,
{
    writing(conn, stamp.dry_run, |guarded| {
        let number = next_number(conn)?;
        let reader = Reader::with_mint(conn, mint(stamp, number));
        guard(conn, guarded, true)?;
        let ops = decide(&reader);
        guard(conn, guarded, false)?;
        Ok(put(&reader, stamp, number, within_rights, &mut ops?.into_iter())?)
    })
}

/// Records ops as the next entry of ours. By itself, so that it is not made again for each command.
fn put(
    reader: &Reader,
    stamp: &Stamp,
    number: u64,
    within_rights: bool,
    ops: &mut dyn Iterator<Item = Op>,
) -> Result<Recorded, StoreError> {
    let mut desk = Desk::new(reader)?;
    let mut recorder = Recorder::new(&mut desk, day_number(stamp.day));
    for op in ops {
        recorder.push_seen(op)?;
    }
    if recorder.ops == 0 {
        return Ok(Recorded::default());
    }
    let ops = recorder.ops;
    let seq = recorder.seq;
    let (entry, wrong) = recorder.finish_own(stamp, number)?;
    desk.clear()?;
    if let Some(why) = wrong.filter(|_| within_rights) {
        return Err(StoreError::Rule(say!("right-lacking", why = why.said())));
    }
    Ok(Recorded { entry: Some(entry), ops, changes: log::changes(reader, seq, TOLD)? })
}

/// Runs `work` in one transaction that holds the write lock from its start. It is told whether the connection is kept from
/// writing otherwise, as all are but the copies that tests make.
pub(super) fn writing<T, E: From<StoreError>>(
    conn: &Connection,
    dry_run: bool,
    work: impl FnOnce(bool) -> Result<T, E>,
) -> Result<T, E> {
    let run = |sql: &str| conn.execute_batch(sql).map_err(StoreError::from);
    let guarded = schema::is_guarded(conn)?;
    guard(conn, guarded, false)?;
    let begun = run("BEGIN IMMEDIATE");
    let done = match begun {
        Ok(()) => work(guarded).and_then(|done| {
            run(if dry_run { "ROLLBACK" } else { "COMMIT" })?;
            Ok(done)
        }),
        Err(error) => Err(error.into()),
    };
    if done.is_err() && !conn.is_autocommit() {
        let _ = conn.execute_batch("ROLLBACK"); // the first error is the one to tell
    }
    let _ = guard(conn, guarded, true);
    done
}

/// Lets a connection that is guarded write, or keeps it from that.
fn guard(conn: &Connection, guarded: bool, on: bool) -> Result<(), StoreError> {
    if guarded {
        conn.pragma_update(None, "query_only", on)?;
    }
    Ok(())
}

fn next_number(conn: &Connection) -> Result<u64, StoreError> {
    let own = own_replica(conn)?;
    let mut stmt = conn.prepare_cached("SELECT COALESCE(MAX(number), 0) + 1 FROM entry WHERE replica = :own")?;
    Ok(stmt.query_row(named_params! { ":own": own.0 }, |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)?)
}

fn own_replica(conn: &Connection) -> Result<ReplicaId, StoreError> {
    schema::meta(conn, "replica")?.and_then(|hex| ReplicaId::parse(&hex)).ok_or(StoreError::damaged("meta"))
}

fn own_ledger(conn: &Connection) -> Result<LedgerId, StoreError> {
    schema::meta(conn, "ledger")?.and_then(|hex| LedgerId::parse(&hex)).ok_or(StoreError::damaged("meta"))
}

fn mint(stamp: &Stamp, number: u64) -> Mint {
    let digest = Sha256::new().chain_update(stamp.seed).chain_update(number.to_be_bytes()).finalize();
    Mint { millis: stamp.millis, count: 0, chance: digest[..6].try_into().expect("a digest has 32 bytes") }
}

/// What is at hand while entries are put into the log: asked for once, and not for each of many.
struct Desk<'r, 'c> {
    reader: &'r Reader<'c>,
    ledger: LedgerId,
    court: Court,
    /// The place of the newest entry.
    seq: i64,
    /// The newest entries: those in the table, and those of now.
    frontier: (BTreeSet<i64>, BTreeSet<i64>),
    /// The hybrid clock: as the table has it, and now.
    clock: (Option<Tick>, Option<Tick>),
    /// The newest entry of each series that was asked for, with its number.
    series: HashMap<ReplicaId, Option<(u64, EntryId)>>,
    /// Where entries stand that others name.
    places: HashMap<EntryId, i64>,
    /// Records of entries from elsewhere that must be folded again when all have come: once, however many write to them.
    dirty: BTreeSet<Id>,
    /// Whether some entry waits for others.
    waiting: bool,
}

/// Milliseconds since 1970, and a count.
type Tick = (u64, u32);

/// So many places of entries are kept at hand: those of the last ones are asked for, as a rule.
const PLACES: usize = 1 << 16;

impl<'r, 'c> Desk<'r, 'c> {
    fn new(reader: &'r Reader<'c>) -> Result<Self, StoreError> {
        let conn = reader.conn;
        let seq = conn.prepare_cached("SELECT COALESCE(MAX(seq), 0) FROM entry")?.query_row([], |row| row.get(0))?;
        let (frontier, clock) = (rights::frontier(conn)?, last_tick(conn)?);
        Ok(Desk {
            reader,
            ledger: own_ledger(conn)?,
            court: Court::default(),
            seq,
            frontier: (frontier.clone(), frontier),
            clock: (clock, clock),
            series: HashMap::new(),
            places: HashMap::new(),
            dirty: BTreeSet::new(),
            waiting: conn.prepare_cached("SELECT 1 FROM waiting LIMIT 1")?.exists([])?,
        })
    }

    /// Where an entry stands, if it has come.
    fn place(&mut self, entry: EntryId) -> Result<Option<i64>, StoreError> {
        if let Some(seq) = self.places.get(&entry) {
            return Ok(Some(*seq));
        }
        let mut stmt = self.reader.conn.prepare_cached("SELECT seq FROM entry WHERE id = ?1")?;
        let found = stmt.query_row([entry.0], |row| row.get(0)).optional()?;
        if let Some(seq) = found {
            self.remember(entry, seq);
        }
        Ok(found)
    }

    fn remember(&mut self, entry: EntryId, seq: i64) {
        if self.places.len() >= PLACES {
            self.places.clear(); // the next ones to be asked for are looked up again
        }
        self.places.insert(entry, seq);
    }

    /// The newest entry of a series, with its number.
    fn newest(&mut self, replica: ReplicaId) -> Result<Option<(u64, EntryId)>, StoreError> {
        if let Some(newest) = self.series.get(&replica) {
            return Ok(*newest);
        }
        let newest = query::exchange::newest(self.reader, replica)?;
        self.series.insert(replica, newest);
        Ok(newest)
    }

    /// Moves the hybrid clock on: never back, never behind what has been seen.
    fn tick(&mut self, millis: u64) -> Tick {
        let newest = self.clock.1.unwrap_or((0, 0));
        let next = if millis > newest.0 {
            (millis, 0)
        } else {
            newest.1.checked_add(1).map_or((newest.0 + 1, 0), |count| (newest.0, count))
        };
        self.clock.1 = Some(next);
        next
    }

    /// What the clock of an entry from elsewhere does to ours.
    fn hear(&mut self, (millis, _): Tick) {
        let most = self.clock.1.map_or(u64::MAX / 2, |(own, _)| own).saturating_add(CLOCK_LEASH);
        self.clock.1 = self.clock.1.max(Some((millis.min(most), 0)));
    }

    /// Puts down what was only noted here, and brings the tables up to the log.
    fn clear(mut self) -> Result<(), StoreError> {
        let conn = self.reader.conn;
        let (was, now) = &self.frontier;
        for gone in was.difference(now) {
            conn.prepare_cached("DELETE FROM frontier WHERE entry = ?1")?.execute([gone])?;
        }
        for new in now.difference(was) {
            conn.prepare_cached("INSERT INTO frontier (entry) VALUES (?1)")?.execute([new])?;
        }
        if let (was, Some(now)) = self.clock
            && was != Some(now)
        {
            conn.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('clock', ?1)")?
                .execute([format!("{}.{}", now.0, now.1)])?;
        }
        project_all(self.reader, &std::mem::take(&mut self.dirty))
    }
}

/// One entry on its way into the log.
struct Recorder<'d, 'r, 'c> {
    desk: &'d mut Desk<'r, 'c>,
    seq: i64,
    day: i64,
    text: Vec<u8>,
    text_ops: u64,
    touched: Vec<[u8; FAMILY]>,
    /// The ops of this chunk on new records: their rows are made together, in the order of the tables.
    fresh: Vec<Op>,
    tables: Tables<'c>,
    hash: Sha256,
    ops: u64,
    /// Records that must be folded again once the entry stands.
    dirty: BTreeSet<Id>,
    touches: Touches,
    /// A bug that tests plant: the tables are left as they are.
    unmerged: bool,
}

impl<'d, 'r, 'c> Recorder<'d, 'r, 'c> {
    fn new(desk: &'d mut Desk<'r, 'c>, day: i64) -> Self {
        Recorder {
            seq: desk.seq + 1,
            day,
            text: Vec::new(),
            text_ops: 0,
            touched: Vec::new(),
            fresh: Vec::new(),
            tables: Tables { conn: desk.reader.conn, inserts: Vec::new() },
            hash: Sha256::new(),
            ops: 0,
            dirty: BTreeSet::new(),
            touches: Touches::default(),
            unmerged: false,
            desk,
        }
    }

    /// Takes an op of our own: it replaces what its author sees, and says nothing that stands already.
    fn push_seen(&mut self, mut op: Op) -> Result<(), StoreError> {
        if op.fresh {
            for write in &mut op.writes {
                write.pred.get_or_insert_default();
            }
        } else {
            let state = self.desk.reader.state(op.record)?;
            op.writes.retain_mut(|write| {
                let heads =
                    state.as_ref().and_then(|state| state.fields.get(&write.field)).map_or(&[][..], Vec::as_slice);
                let stands = if heads.is_empty() {
                    write.value == Value::Null
                } else {
                    heads.iter().all(|head| head.value == write.value)
                };
                if write.pred.is_none() {
                    if stands && state.as_ref().is_none_or(|state| write.field != VOID || state.unseen.is_empty()) {
                        return false;
                    }
                    write.pred = Some(state.as_ref().map(|state| state.seen(&write.field)).unwrap_or_default());
                }
                true
            });
        }
        if op.writes.is_empty() {
            return Ok(());
        }
        wire::push_op(&op, &mut self.text);
        let (record, fresh) = (op.record, op.fresh);
        self.touches.see(&op.kind);
        if fresh {
            self.fresh.push(op);
        }
        self.place(record, fresh)
    }

    /// Takes an op with its line as it came: what is passed on is what its author hashed.
    fn push(&mut self, op: &Op, line: &[u8]) -> Result<(), StoreError> {
        self.text.extend_from_slice(line);
        self.touches.see(&op.kind);
        self.place(op.record, false)
    }

    /// Puts an op whose line has been taken where it belongs.
    fn place(&mut self, record: Id, fresh: bool) -> Result<(), StoreError> {
        self.text_ops += 1;
        self.ops += 1;
        self.touched.push(record.family());
        if !fresh {
            self.dirty.insert(record);
        }
        if self.text.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.text.is_empty() {
            return Ok(());
        }
        let conn = self.desk.reader.conn;
        self.hash.update(&self.text);
        let body = pack(&self.text);
        let mut insert = conn.prepare_cached("INSERT INTO chunk (entry, ops, body) VALUES (?1, ?2, ?3)")?;
        insert.execute(params![self.seq, i64::try_from(self.text_ops).unwrap_or(i64::MAX), body])?;
        let chunk = conn.last_insert_rowid();
        let mut insert = conn.prepare_cached("INSERT INTO touch (family, chunk) VALUES (?1, ?2)")?;
        self.touched.sort_unstable();
        self.touched.dedup();
        for family in self.touched.drain(..) {
            insert.execute(params![family, chunk])?;
        }
        // In this order each row goes behind the last one of its table, and nothing is searched for.
        self.fresh.sort_unstable_by(|a, b| (&a.kind, a.record).cmp(&(&b.kind, b.record)));
        for op in &self.fresh {
            self.tables.create(op, self.day)?;
        }
        self.fresh.clear();
        self.text.clear();
        self.text_ops = 0;
        Ok(())
    }

    fn finish_own(mut self, stamp: &Stamp, number: u64) -> Result<(EntryId, Option<Why>), StoreError> {
        self.flush()?;
        let conn = self.desk.reader.conn;
        let replica = own_replica(conn)?;
        let prev = entry_of(conn, replica, number - 1)?;
        let deps = self.desk.reader.position()?.into_iter().filter(|id| Some(*id) != prev).collect();
        let head = Head {
            v: wire::VERSION,
            alg: 1,
            ledger: self.desk.ledger,
            replica,
            number,
            prev,
            deps,
            hlc: self.desk.tick(stamp.millis),
            at: stamp.at.clone(),
            day: stamp.day,
            author: stamp.author.clone(),
            command: stamp.command.clone(),
            reason: stamp.reason.clone(),
            undoes: stamp.undoes,
            ops: self.ops,
            body: wire::body_digest(std::mem::take(&mut self.hash)),
        };
        let (reader, line) = (self.desk.reader, head.line());
        let (why, dirty) = self.finish(&head, wire::entry_id(&line), &line, None)?;
        for record in dirty {
            project_again(reader, record)?;
        }
        Ok((wire::entry_id(&line), why))
    }

    /// Puts the head line below the op lines and judges the entry, by its ops where they are at hand. Returns why it does not count, if so, and the records
    /// that must be folded again.
    fn finish(
        mut self,
        head: &Head,
        id: EntryId,
        line: &[u8],
        ops: Option<&[Op]>,
    ) -> Result<(Option<Why>, BTreeSet<Id>), StoreError> {
        self.flush()?;
        let (reader, seq) = (self.desk.reader, self.seq);
        let conn = reader.conn;
        conn.prepare_cached("INSERT INTO entry (seq, id, replica, number, day, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                seq,
                id.0,
                head.replica.0,
                i64::try_from(head.number).unwrap_or(i64::MAX),
                self.day,
                line
            ])?;
        let mut seen = conn.prepare_cached("INSERT OR IGNORE INTO seen (entry, dep) VALUES (?1, ?2)")?;
        let mut deps = Vec::new();
        for dep in head.prev.iter().chain(&head.deps) {
            let dep = self.desk.place(*dep)?.ok_or_else(|| StoreError::damaged("entry"))?;
            seen.execute([seq, dep])?;
            deps.push(dep);
        }
        let desk = self.desk;
        let arrived = Arrived { seq, replica: head.replica, touches: self.touches, ops, frontier: &desk.frontier.1 };
        let (why, others) = rights::receive(reader, &mut desk.court, &arrived)?;
        for dep in deps {
            desk.frontier.1.remove(&dep);
        }
        desk.frontier.1.insert(seq);
        desk.seq = seq;
        desk.series.insert(head.replica, Some((head.number, id)));
        desk.remember(id, seq);
        let mut dirty = self.dirty;
        dirty.extend(others);
        if why.is_some() {
            dirty.extend(rights::records(reader, seq)?); // rows of new ones are made already
        }
        if self.unmerged {
            dirty.clear();
        }
        Ok((why, dirty))
    }
}

fn entry_of(conn: &Connection, replica: ReplicaId, number: u64) -> Result<Option<EntryId>, StoreError> {
    let mut stmt = conn.prepare_cached("SELECT id FROM entry WHERE replica = ?1 AND number = ?2")?;
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    Ok(stmt.query_row(params![replica.0, number], |row| row.get(0).map(EntryId)).optional()?)
}

/// The hybrid clock as it was left.
fn last_tick(conn: &Connection) -> Result<Option<Tick>, StoreError> {
    Ok(schema::meta(conn, "clock")?.and_then(|text| {
        let (millis, count) = text.split_once('.')?;
        Some((millis.parse().ok()?, count.parse().ok()?))
    }))
}

/// How far a foreign clock may run ahead before it no longer moves ours: a day.
const CLOCK_LEASH: u64 = 86_400_000;

/// The key by which a replica's entries are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signer {
    /// The replica.
    pub replica: ReplicaId,
    /// The key.
    pub public: [u8; 32],
    /// What makes the replica's name of the key; zeros where the name was there first.
    pub salt: [u8; 16],
}

/// A signature of an entry, and so of all before it in its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Whose entry, signed by which key.
    pub signer: Signer,
    /// The number of the entry in its series.
    pub number: u64,
    /// The signature.
    pub bytes: [u8; 64],
}

pub(super) fn set_root(conn: &Connection, root: &Signer, own: &Signer) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        put_signer(conn, root)?;
        put_signer(conn, own)?;
        conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('root', ?1)", [root.replica.to_string()])?;
        Ok(())
    })
}

pub(super) fn set_replica(conn: &Connection, own: &Signer) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        put_signer(conn, own)?;
        conn.execute("UPDATE meta SET value = ?1 WHERE key = 'replica'", [own.replica.to_string()])?;
        Ok(())
    })
}

/// An entry of our own that is to have another name.
struct Moved {
    id: EntryId,
    seq: i64,
    head: Head,
    body: Vec<u8>,
}

/// Gives this copy another name, and the entries of its series from `from` on with it: another copy has written others under
/// their numbers, so that nobody would take these. What they say, when, by whom and why stays as it was. Gives their
/// number; 0 where an entry of somebody else builds on one of them: then it has gone out, and stays.
pub(super) fn move_series(conn: &Connection, from: u64, own: &Signer) -> Result<u64, StoreError> {
    writing(conn, false, |_| {
        let mut moved = own_since(conn, from)?;
        if moved.iter().any(|entry| entry.head.v > wire::VERSION) || is_built_on(conn, &moved)? {
            moved.clear();
        }
        for Moved { seq, .. } in &moved {
            for sql in [
                "DELETE FROM touch WHERE chunk IN (SELECT seq FROM chunk WHERE entry = ?1)",
                "DELETE FROM chunk WHERE entry = ?1",
                "DELETE FROM seen WHERE entry = ?1",
                "DELETE FROM frontier WHERE entry = ?1",
                "DELETE FROM signature WHERE (replica, number) IN (SELECT replica, number FROM entry WHERE seq = ?1)",
                "DELETE FROM entry WHERE seq = ?1",
            ] {
                conn.prepare_cached(sql)?.execute([seq])?;
            }
        }
        put_signer(conn, own)?;
        conn.execute("UPDATE meta SET value = ?1 WHERE key = 'replica'", [own.replica.to_string()])?;
        if moved.is_empty() {
            return Ok(0);
        }
        conn.execute_batch(
            "INSERT OR IGNORE INTO frontier (entry) SELECT seq FROM entry WHERE seq NOT IN (SELECT dep FROM seen)",
        )?;
        remake(conn)?;
        let (reader, all, mut absorbed) = (Reader::new(conn), moved.len() as u64, Absorbed::default());
        let mut desk = Desk::new(&reader)?;
        for (line, body) in renamed(moved, own.replica) {
            take_in(&mut desk, &line, &body, &mut absorbed)?;
        }
        desk.clear()?;
        if absorbed.applied.len() as u64 != all {
            return Err(StoreError::damaged("entry"));
        }
        Ok(all)
    })
}

fn own_since(conn: &Connection, from: u64) -> Result<Vec<Moved>, StoreError> {
    let (own, reader) = (own_replica(conn)?, Reader::new(conn));
    let mut stmt = conn
        .prepare_cached("SELECT seq, id, head FROM entry WHERE replica = :own AND number >= :from ORDER BY number")?;
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    let mut rows = stmt.query(named_params! { ":own": own.0, ":from": from })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, line): (i64, Vec<u8>) = (row.get(0)?, row.get(2)?);
        let head = Head::parse(&line).map_err(|_| StoreError::damaged("entry"))?;
        found.push(Moved { id: EntryId(row.get(1)?), seq, head, body: reader.body(seq)? });
    }
    Ok(found)
}

fn is_built_on(conn: &Connection, entries: &[Moved]) -> Result<bool, StoreError> {
    let own: BTreeSet<i64> = entries.iter().map(|entry| entry.seq).collect();
    let mut stmt = conn.prepare_cached("SELECT entry FROM seen WHERE dep = ?1")?;
    for seq in &own {
        let later = stmt.query_map([seq], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
        if later.iter().any(|entry| !own.contains(entry)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The same entries as the first ones of a series. Ids stand in them as 64 digits: each of those that change is changed
/// wherever it stands, in what an op replaces and in values that name an entry alike.
fn renamed(entries: Vec<Moved>, replica: ReplicaId) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let mut names: Vec<(EntryId, EntryId)> = Vec::new();
    (1..).zip(entries).map(move |(number, Moved { id, head, body, .. })| {
        let now = |old: EntryId| names.iter().find(|(known, _)| *known == old).map_or(old, |(_, new)| *new);
        let prev = names.last().map(|(_, new)| *new);
        let mut deps: Vec<EntryId> = head.prev.iter().chain(&head.deps).map(|dep| now(*dep)).collect();
        deps.retain(|dep| Some(*dep) != prev);
        deps.sort_unstable();
        deps.dedup();
        let mut text = String::from_utf8_lossy(&body).into_owned();
        for (old, new) in &names {
            text = text.replace(&old.to_string(), &new.to_string());
        }
        let body = text.into_bytes();
        let digest = wire::body_digest(Sha256::new().chain_update(&body));
        let undoes = head.undoes.map(now);
        let line = Head { replica, number, prev, deps, undoes, body: digest, ..head }.line();
        names.push((id, wire::entry_id(&line)));
        (line, body)
    })
}

pub(super) fn rename(conn: &Connection, replica: ReplicaId) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        conn.execute("UPDATE meta SET value = ?1 WHERE key = 'replica'", [replica.to_string()])?;
        Ok(())
    })
}

pub(super) fn set_invited(conn: &Connection, member: Id) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('member', ?1)", [member.to_string()])?;
        Ok(())
    })
}

/// A file that was kept out of this copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOut {
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// What it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it came last, `YYYY-MM-DD`.
    pub day: String,
    /// Why, as it was said.
    pub why: String,
}

/// How many files are remembered: a flood of them is told, not kept.
const KEPT_OUT: i64 = 1000;

pub(super) fn note_files(conn: &Connection, out: &[KeptOut], taken: &[[u8; 32]]) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        for digest in taken {
            conn.prepare_cached("DELETE FROM kept_out WHERE digest = ?1")?.execute([digest])?;
        }
        for file in out {
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            conn.prepare_cached(
                "INSERT OR REPLACE INTO kept_out (digest, name, size, day, why) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![file.digest, file.name, size, file.day, file.why])?;
        }
        conn.prepare_cached(
            "DELETE FROM kept_out WHERE digest NOT IN (SELECT digest FROM kept_out ORDER BY day DESC, digest LIMIT ?1)",
        )?
        .execute([KEPT_OUT])?;
        Ok(())
    })
}

/// Who came first under a name stays it: a second key for it is for the caller to notice.
fn put_signer(conn: &Connection, signer: &Signer) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR IGNORE INTO signer (replica, public, salt) VALUES (?1, ?2, ?3)")?
        .execute(params![signer.replica.0, signer.public, signer.salt])?;
    Ok(())
}

pub(super) fn absorb<H, B>(
    conn: &Connection,
    entries: impl IntoIterator<Item = (H, B)>,
    signatures: &[Signature],
) -> Result<Absorbed, StoreError>
where
    H: AsRef<[u8]>,
    B: AsRef<[u8]>,
{
    writing(conn, false, |_| {
        for signature in signatures {
            put_signer(conn, &signature.signer)?;
            conn.prepare_cached("INSERT OR IGNORE INTO signature (replica, number, bytes) VALUES (?1, ?2, ?3)")?
                .execute(params![
                    signature.signer.replica.0,
                    i64::try_from(signature.number).unwrap_or(i64::MAX),
                    signature.bytes
                ])?;
        }
        let (reader, mut absorbed) = (Reader::new(conn), Absorbed::default());
        let mut desk = Desk::new(&reader)?;
        for (line, body) in entries {
            take_in(&mut desk, line.as_ref(), body.as_ref(), &mut absorbed)?;
        }
        desk.clear()?;
        absorbed.waiting = conn
            .query_row("SELECT COUNT(*) FROM waiting", [], |row| row.get(0))
            .map(|count: i64| count.unsigned_abs())?;
        Ok(absorbed)
    })
}

/// What a planted bug takes for a large batch.
const BATCH: usize = 12;

/// Entries that need not wait any more, each its clock, head line and op lines.
type Freed = BinaryHeap<Reverse<(Tick, Vec<u8>, Vec<u8>)>>;

/// Takes in one entry, and whatever had waited for it.
///
/// What is set free is taken in the order of the clocks, so that what an entry names has come before its own turn: one that
/// names the last entries of thirty offices would else wait for each of them anew.
fn take_in(desk: &mut Desk, line: &[u8], body: &[u8], absorbed: &mut Absorbed) -> Result<(), StoreError> {
    let mut freed = Freed::new();
    take_in_one(desk, line, body, absorbed, &mut freed)?;
    while let Some(Reverse((_, line, body))) = freed.pop() {
        take_in_one(desk, &line, &body, absorbed, &mut freed)?;
    }
    Ok(())
}

fn take_in_one(
    desk: &mut Desk,
    line: &[u8],
    body: &[u8],
    absorbed: &mut Absorbed,
    freed: &mut Freed,
) -> Result<(), StoreError> {
    let conn = desk.reader.conn;
    let id = wire::entry_id(line);
    match judge(desk, id, line, body)? {
        Verdict::Known => absorbed.known += 1,
        Verdict::Refused(why) => {
            conn.prepare_cached("DELETE FROM waiting WHERE id = ?1")?.execute([id.0])?; // in vain
            absorbed.refused.push(Refused { entry: id, why });
        }
        Verdict::Waits { head, missing } => {
            let mut insert = conn.prepare_cached(
                "INSERT OR REPLACE INTO waiting (id, replica, number, missing, head, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            let number = i64::try_from(head.number).unwrap_or(i64::MAX);
            insert.execute(params![id.0, head.replica.0, number, missing.0, line, pack(body)])?;
            desk.waiting = true;
        }
        Verdict::Applies { head, ops } => {
            let mut recorder = Recorder::new(desk, day_number(head.day));
            if head.v > wire::VERSION {
                recorder.ops = head.ops;
                recorder.text.extend_from_slice(body); // kept, not understood: no record is touched
            } else {
                for (op, line) in ops.iter().zip(lines(body)) {
                    recorder.push(op, line)?;
                }
            }
            recorder.unmerged = planted::is(Bug::LargeBatchSkipsTheMerge) && absorbed.applied.len() >= BATCH;
            let (wrong, dirty) = recorder.finish(&head, id, line, Some(&ops))?;
            desk.dirty.extend(dirty);
            desk.hear(head.hlc);
            absorbed.wrong += u64::from(wrong.is_some());
            absorbed.applied.push(id);
            if desk.waiting {
                conn.prepare_cached("DELETE FROM waiting WHERE id = ?1")?.execute([id.0])?;
                let mut stmt = conn.prepare_cached("SELECT head, body FROM waiting WHERE missing = ?1")?;
                let mut rows = stmt.query([id.0])?;
                while let Some(row) = rows.next()? {
                    let (line, packed): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
                    let clock = Head::parse(&line).map(|head| head.hlc).unwrap_or_default();
                    freed.push(Reverse((clock, line, super::read::unpack(&packed)?)));
                }
            }
        }
    }
    Ok(())
}

/// Op lines, each with its line feed.
fn lines(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    body.split_inclusive(|byte| *byte == b'\n')
}

enum Verdict {
    Known,
    Refused(Said),
    Waits { head: Box<Head>, missing: EntryId },
    Applies { head: Box<Head>, ops: Vec<Op> },
}

fn judge(desk: &mut Desk, id: EntryId, line: &[u8], body: &[u8]) -> Result<Verdict, StoreError> {
    let head = match Head::parse(line) {
        Ok(head) => Box::new(head),
        Err(error) => return Ok(Verdict::Refused(say!("absorb-unreadable", cause = error.0))),
    };
    if head.ledger != desk.ledger {
        return Ok(Verdict::Refused(say!("absorb-other-ledger", ledger = head.ledger.to_string())));
    }
    let newest = desk.newest(head.replica)?;
    if newest.is_some_and(|(number, _)| head.number <= number) && desk.place(id)?.is_some() {
        return Ok(Verdict::Known);
    }
    if wire::body_digest(Sha256::new().chain_update(body)) != head.body {
        return Ok(Verdict::Refused(say!("absorb-broken")));
    }
    let mut ops = Vec::new();
    if head.v <= wire::VERSION {
        for op in lines(body) {
            match wire::parse_op(op) {
                Ok(op) => ops.push(op),
                Err(error) => return Ok(Verdict::Refused(say!("absorb-unreadable", cause = error.0))),
            }
        }
        if ops.len() as u64 != head.ops || (!body.is_empty() && !body.ends_with(b"\n")) {
            return Ok(Verdict::Refused(say!("absorb-broken")));
        }
    }
    if (head.number == 1) != head.prev.is_none() || head.number == 0 {
        return Ok(Verdict::Refused(say!("absorb-chain", number = head.number)));
    }
    for dep in head.prev.iter().chain(&head.deps) {
        if desk.place(*dep)?.is_none() {
            let missing = *dep;
            return Ok(Verdict::Waits { head, missing });
        }
    }
    let follows = match newest {
        Some((number, id)) => head.number == number + 1 && head.prev == Some(id),
        None => head.number == 1,
    };
    if !follows {
        let conn = desk.reader.conn;
        if entry_of(conn, head.replica, head.number - 1)? != head.prev {
            return Ok(Verdict::Refused(say!("absorb-chain", number = head.number)));
        }
        return Ok(Verdict::Refused(say!("absorb-fork", number = head.number, replica = head.replica.to_string())));
    }
    Ok(Verdict::Applies { head, ops })
}

pub(super) fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    writing(conn, false, |_| remake(conn))
}

fn remake(conn: &Connection) -> Result<(), StoreError> {
    for spec in SPECS {
        conn.execute_batch(&format!("DELETE FROM t_{}", spec.name))?;
    }
    conn.execute_batch("DELETE FROM t_conflict; DELETE FROM foreign_field; DELETE FROM gone")?;
    let reader = Reader::new(conn);
    rights::rebuild(&reader)?;
    let outs = reader.outs()?;
    each_record(&reader, |record, ops| {
        let Some(folded) = Folded::from(ops, &outs) else { return Ok(()) };
        project(conn, record, &folded, true)
    })
}

/// The ops on one record: each with its entry, in the order of arrival; those that do not count, too.
pub(super) type RecordOps = [(Source, Op)];

/// Every record of the log once with its ops, in the order of ids: a family at a time, so that neighbours share their
/// chunk.
pub(super) fn each_record(
    reader: &Reader,
    mut each: impl FnMut(Id, &RecordOps) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    // CROSS JOIN keeps the order of the loops, so that nothing is sorted
    let mut stmt = reader.conn.prepare(
        "SELECT touch.family, touch.chunk, entry.seq, entry.id, entry.day, entry.replica FROM touch
          CROSS JOIN chunk ON chunk.seq = touch.chunk CROSS JOIN entry ON entry.seq = chunk.entry
          ORDER BY touch.family, touch.chunk",
    )?;
    let mut rows = stmt.query([])?;
    let mut family: Option<[u8; FAMILY]> = None;
    let mut records: BTreeMap<Id, Vec<(Source, Op)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let next: [u8; FAMILY] = row.get(0)?;
        if family.replace(next) != Some(next) {
            for (record, ops) in std::mem::take(&mut records) {
                each(record, &ops)?;
            }
        }
        let (seq, id, day, replica) = (row.get(2)?, EntryId(row.get(3)?), row.get(4)?, ReplicaId(row.get(5)?));
        for op in reader.chunk(row.get(1)?)?.ops_in(next) {
            let op = op?;
            records.entry(op.record).or_default().push((Source { seq, id, day, replica }, op));
        }
    }
    records.into_iter().try_for_each(|(record, ops)| each(record, &ops))
}

/// A record's state with the first and last day on which it was written, or something was said of an entry that did.
pub(super) struct Folded {
    /// `None` where nothing that was written counts.
    pub state: Option<State>,
    pub born: i64,
    pub touched: i64,
}

impl Folded {
    /// `None` without any op.
    pub(super) fn from(ops: &RecordOps, outs: &Outs) -> Option<Folded> {
        let counted = ops.iter().filter(|(of, _)| !outs.is_out(of.seq));
        let state = fold::fold(counted.map(|(of, op)| (of.id, op)));
        let said = ops.iter().flat_map(|(of, _)| outs.days(of.seq)).max();
        let days = ops.iter().map(|(of, _)| of.day);
        Some(Folded { state, born: days.clone().min()?, touched: days.chain(said).max()? })
    }

    /// The state of a record that exists.
    pub(super) fn standing(&self) -> Option<&State> {
        self.state.as_ref().filter(|state| state.exists())
    }
}

/// Folds these records again, a family at a time, so that the chunks that neighbours share are looked at once.
fn project_all(reader: &Reader, records: &BTreeSet<Id>) -> Result<(), StoreError> {
    let records: Vec<Id> = records.iter().copied().collect();
    for family in records.chunk_by(|one, next| one.family() == next.family()) {
        let [record] = family else {
            let mut all: BTreeMap<Id, Vec<(Source, Op)>> = family.iter().map(|record| (*record, Vec::new())).collect();
            for (of, op) in reader.family_ops(family[0].family())? {
                if let Some(ops) = all.get_mut(&op.record) {
                    ops.push((of, op));
                }
            }
            all.into_iter().try_for_each(|(record, ops)| project_from(reader, record, &ops))?;
            continue;
        };
        project_again(reader, *record)?;
    }
    Ok(())
}

fn project_again(reader: &Reader, record: Id) -> Result<(), StoreError> {
    project_from(reader, record, &reader.all_ops(record)?)
}

fn project_from(reader: &Reader, record: Id, ops: &RecordOps) -> Result<(), StoreError> {
    let outs = reader.outs()?;
    let folded = Folded::from(ops, &outs).ok_or_else(|| StoreError::damaged("touch"))?;
    let conn = reader.conn;
    conn.prepare_cached("DELETE FROM t_conflict WHERE record = ?1")?.execute([record.0])?;
    conn.prepare_cached("DELETE FROM foreign_field WHERE record = ?1")?.execute([record.0])?;
    conn.prepare_cached("DELETE FROM gone WHERE record = ?1")?.execute([record.0])?;
    // its row goes where it exists no more, and where a faulty program has written it as another kind
    let mut left: Vec<&Spec> = ops.iter().filter_map(|(_, op)| op.kind.spec()).collect();
    left.sort_unstable_by_key(|spec| spec.name);
    left.dedup_by_key(|spec| spec.name);
    for spec in left.into_iter().filter(|spec| folded.standing().is_none_or(|state| spec.kind != state.kind)) {
        conn.prepare_cached(&format!("DELETE FROM t_{} WHERE id = ?1", spec.name))?.execute([record.0])?;
    }
    project(conn, record, &folded, false)
}

/// Puts a record's row, conflicts and unknown fields into the tables.
fn project(conn: &Connection, record: Id, folded: &Folded, fresh: bool) -> Result<(), StoreError> {
    let Folded { born, touched, .. } = *folded;
    let Some(state) = folded.standing() else {
        conn.prepare_cached("INSERT INTO gone (record, born, touched) VALUES (?1, ?2, ?3)")?
            .execute(params![record.0, born, touched])?;
        return Ok(());
    };
    if let Some((spec, insert)) = INSERTS.iter().find(|(spec, _)| spec.kind == state.kind) {
        let sql = if fresh { &insert.fresh } else { &insert.again };
        let values = columns(spec, &record, state, born, touched);
        conn.prepare_cached(sql)?.execute(params_from_iter(values))?;
    }
    let name = state.kind.name();
    for field in state.conflicts() {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO t_conflict (record, field, kind, touched) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![record.0, field, name, touched])?;
    }
    for field in state.foreign() {
        conn.prepare_cached("INSERT OR REPLACE INTO foreign_field (record, field, kind) VALUES (?1, ?2, ?3)")?
            .execute(params![record.0, field, name])?;
    }
    Ok(())
}

/// The tables of records, with their statements at hand.
struct Tables<'c> {
    conn: &'c Connection,
    inserts: Vec<(&'static Spec, Statement<'c>)>,
}

impl Tables<'_> {
    /// Puts in the row of a new record, which its first op says all of.
    ///
    /// What is out of the ordinary goes the long way, which folds it.
    fn create(&mut self, op: &Op, day: i64) -> Result<(), StoreError> {
        let Some(spec) = op.kind.spec().filter(|spec| is_plain(spec, op)) else {
            let state = Some(State::of(EntryId([0; 32]), op));
            return project(self.conn, op.record, &Folded { state, born: day, touched: day }, true);
        };
        let known = self.inserts.iter().position(|(known, _)| std::ptr::eq(*known, spec));
        let place = match known {
            Some(place) => place,
            None => {
                let (_, insert) =
                    INSERTS.iter().find(|(of, _)| of.kind == spec.kind).expect("each kind has its insert");
                self.inserts.push((spec, self.conn.prepare(&insert.fresh)?));
                self.inserts.len() - 1
            }
        };
        let insert = &mut self.inserts[place].1;
        insert.clear_bindings();
        insert.raw_bind_parameter(1, op.record.0)?;
        insert.raw_bind_parameter(2, day)?;
        insert.raw_bind_parameter(3, day)?;
        for write in &op.writes {
            if let Some(column) = spec.fields.iter().position(|(field, _)| *field == write.field) {
                insert.raw_bind_parameter(column + 5, plain(&write.value))?;
            }
        }
        if spec.extra {
            insert.raw_bind_parameter(
                spec.fields.len() + 5,
                extra(op.writes.iter().map(|write| (&write.field, &write.value))),
            )?;
        }
        insert.raw_execute()?;
        Ok(())
    }
}

/// Whether a first op makes just the row that its writes spell: each of a field that this version knows, which it
/// fits, given once and not empty.
fn is_plain(spec: &Spec, op: &Op) -> bool {
    op.writes.iter().enumerate().all(|(n, write)| {
        let known = spec.fields.iter().find(|(field, _)| *field == write.field).map(|(_, kind)| *kind);
        let kind = known.or_else(|| (spec.extra && write.field.starts_with(EXTRA)).then_some(Type::Text));
        write.value != Value::Null
            && kind.is_some_and(|kind| fold::fits(&write.value, kind))
            && !op.writes[..n].iter().any(|other| other.field == write.field)
    }) && !op.writes.is_empty()
}

struct Insert {
    fresh: String,
    again: String,
}

static INSERTS: LazyLock<Vec<(&'static Spec, Insert)>> = LazyLock::new(|| {
    let statement = |verb: &str, table: &str, spec: &Spec| {
        let names: Vec<&str> = column_names(spec).collect();
        let marks = vec!["?"; names.len()].join(", ");
        format!("{verb} INTO {table} ({}) VALUES ({marks})", names.join(", "))
    };
    SPECS
        .iter()
        .map(|spec| {
            let table = format!("t_{}", spec.name);
            let insert = Insert {
                fresh: statement("INSERT", &table, spec),
                again: statement("INSERT OR REPLACE", &table, spec),
            };
            (spec, insert)
        })
        .collect()
});

/// The columns of a kind's table, in their order.
pub(super) fn column_names(spec: &Spec) -> impl Iterator<Item = &'static str> {
    let extra = spec.extra.then_some("extra");
    ["id", "born", "touched", "void"].into_iter().chain(spec.fields.iter().map(|(name, _)| *name)).chain(extra)
}

/// The values of a record's row, in the order of [`column_names`]; what does not fit its column is left out.
pub(super) fn columns<'s>(
    spec: &Spec,
    record: &'s Id,
    state: &'s State,
    born: i64,
    touched: i64,
) -> Vec<ToSqlOutput<'s>> {
    let mut values = Vec::with_capacity(spec.fields.len() + 5);
    values.push(ToSqlOutput::Borrowed(ValueRef::Blob(&record.0)));
    values.push(ToSqlOutput::from(born));
    values.push(ToSqlOutput::from(touched));
    let fitting = |value: &'s Value, kind| plain(if fold::fits(value, kind) { value } else { &Value::Null });
    values.push(fitting(state.shown(VOID), Type::Text));
    for (field, kind) in spec.fields {
        values.push(fitting(state.shown(field), *kind));
    }
    if spec.extra {
        values.push(extra(state.fields.keys().map(|field| (field, state.shown(field)))));
    }
    values
}

/// A value as its column has it.
fn plain(value: &Value) -> ToSqlOutput<'_> {
    match value {
        Value::Null => ToSqlOutput::from(rusqlite::types::Null),
        Value::Bool(yes) => ToSqlOutput::from(*yes),
        Value::Int(n) => ToSqlOutput::from(*n),
        Value::Text(text) => ToSqlOutput::from(text.as_str()),
        Value::Ref(id) => ToSqlOutput::Borrowed(ValueRef::Blob(&id.0)),
    }
}

/// The columns of the user's own as one JSON object, by their headings.
fn extra<'s>(fields: impl Iterator<Item = (&'s Field, &'s Value)>) -> ToSqlOutput<'static> {
    let mut own: Vec<(&str, &str)> = fields
        .filter_map(|(field, value)| match (field.strip_prefix(EXTRA), value) {
            (Some(heading), Value::Text(text)) => Some((heading, text.as_str())),
            _ => None,
        })
        .collect();
    if own.is_empty() {
        return ToSqlOutput::from(rusqlite::types::Null);
    }
    own.sort_unstable();
    let own: serde_json::Map<_, _> = own.into_iter().map(|(heading, text)| (heading.to_owned(), text.into())).collect();
    ToSqlOutput::from(serde_json::Value::Object(own).to_string())
}
