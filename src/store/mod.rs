//! The ledger file: SQLite, and the only folder that names rusqlite.
//!
//! The log is the truth and only grows; the tables are its fold. A command reads through a [`Reader`] and gives
//! [`Store::transact`] the ops it has decided on; nothing else writes. The store refuses to know why.

mod check;
mod error;
mod mount;
mod past;
pub mod query;
mod read;
mod record;
mod remote;
mod rights;
mod schema;

pub use check::{Check, Problem};
pub use error::StoreError;
pub use read::{EntryRow, Mint, Reader, Seen};
pub use record::{Absorbed, KeptOut, Recorded, Refused, Signature, Signer};
pub use remote::{Content, Remote, SeenFile};

use crate::domain::change::Op;
use crate::domain::id::{EntryId, Id, LedgerId, ReplicaId};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// Who writes, when and why: what an entry says beside its ops.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Who.
    pub author: String,
    /// Which command.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// The civil day of the office.
    pub day: NaiveDate,
    /// Wall time as RFC 3339.
    pub at: String,
    /// The same in milliseconds since 1970.
    pub millis: u64,
    /// Chance for new ids; one value serves one entry.
    pub seed: [u8; 32],
    /// The entry that this one takes back.
    pub undoes: Option<EntryId>,
    /// Do everything, show it, keep nothing.
    pub dry_run: bool,
}

/// What a command is going to do with the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Look only: the file stays as it is, byte for byte.
    Read,
    /// Write to a ledger that exists.
    Write,
    /// Write, and begin a ledger where there is none.
    Create,
}

/// An open ledger.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    created: bool,
    /// Begun when it was opened, and nothing has come of it yet.
    provisional: bool,
}

impl Store {
    /// Opens the ledger at `path`. One that is begun by this goes again with the [`Store`], unless something was done
    /// with it or it was to be kept.
    ///
    /// An older one is brought up to date after a copy of it has been put beside it; `seed` gives a new one its names.
    ///
    /// # Errors
    /// When it is missing, not ours, made by a newer version, locked for long, or cannot be read.
    pub fn open(path: &Path, mode: Mode, seed: &[u8; 32]) -> Result<Store, StoreError> {
        schema::open(path, mode, seed)
    }

    /// A ledger that is forgotten with the process, for a dry run where there is no file yet and for tests.
    pub fn in_memory(seed: &[u8; 32]) -> Result<Store, StoreError> {
        schema::in_memory(None, seed)
    }

    /// A replica of a ledger that exists elsewhere, forgotten with the process.
    pub fn replica_of(ledger: LedgerId, seed: &[u8; 32]) -> Result<Store, StoreError> {
        schema::in_memory(Some(ledger), seed)
    }

    /// Begins, at `path`, a replica of a ledger that exists elsewhere: empty, until it absorbs what the others know.
    ///
    /// # Errors
    /// A rule refuses where something lies there already.
    pub fn join(path: &Path, ledger: LedgerId, seed: &[u8; 32]) -> Result<Store, StoreError> {
        schema::join(path, ledger, None, seed)
    }

    /// The same under a name that the replica's key makes.
    ///
    /// # Errors
    /// A rule refuses where something lies there already.
    pub fn join_as(path: &Path, ledger: LedgerId, replica: ReplicaId) -> Result<Store, StoreError> {
        schema::join(path, ledger, Some(replica), &[0; 32])
    }

    /// The same ledger once more, forgotten with the process: for tests that copy ledgers and put old states back.
    #[doc(hidden)]
    pub fn twin(&self) -> Result<Store, StoreError> {
        schema::twin(&self.conn)
    }

    /// How many pages the file may have: for tests of a full disk. `None` for as many as it likes.
    #[doc(hidden)]
    pub fn set_room(&self, more: Option<u32>) -> Result<(), StoreError> {
        schema::set_room(&self.conn, more)
    }

    /// Where the ledger lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether opening it began it.
    pub fn created(&self) -> bool {
        self.created
    }

    /// Keeps a ledger that was begun, though nothing stands in it yet.
    pub fn keep(&mut self) {
        self.provisional = false;
    }

    /// The ledger's name, shared by all its replicas.
    pub fn ledger(&self) -> Result<LedgerId, StoreError> {
        schema::meta(&self.conn, "ledger")?.and_then(|hex| LedgerId::parse(&hex)).ok_or(StoreError::damaged("meta"))
    }

    /// This copy's name.
    pub fn replica(&self) -> Result<ReplicaId, StoreError> {
        schema::meta(&self.conn, "replica")?.and_then(|hex| ReplicaId::parse(&hex)).ok_or(StoreError::damaged("meta"))
    }

    /// Looks at the ledger as it is now, all of it at the same moment.
    pub fn read<T, E: From<StoreError>>(&self, look: impl FnOnce(&Reader) -> Result<T, E>) -> Result<T, E> {
        let tx = self.conn.unchecked_transaction().map_err(StoreError::from)?;
        look(&Reader::new(&tx))
    }

    /// Looks at the ledger as it stood at the end of `day`: entries that their authors date later are left out.
    pub fn read_as_of<T, E: From<StoreError>>(
        &self,
        day: NaiveDate,
        look: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        self.read(|reader| reader.on(day, look))
    }

    /// Looks at the ledger as it stood at a position: the entries named and everything they had seen.
    pub fn read_at<T, E: From<StoreError>>(
        &self,
        position: &[EntryId],
        look: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        self.read(|reader| reader.at(position, look))
    }

    /// Appends what `decide` returns as one entry, wholly or not at all.
    ///
    /// Writes without a stated `pred` replace what stands now; writes of what already stands are dropped, and where
    /// nothing is left there is no entry. The ops are taken one by one, so that a long import need not hold them all.
    pub fn transact<I, E>(&mut self, stamp: &Stamp, decide: impl FnOnce(&Reader) -> Result<I, E>) -> Result<Recorded, E>
    where
        I: IntoIterator<Item = Op>,
        E: From<StoreError>,
    {
        let recorded = record::transact(&self.conn, stamp, true, decide)?;
        self.keep();
        Ok(recorded)
    }

    /// The same with what this copy's member has no right to, as a faulty or hostile program may write it: for tests.
    #[doc(hidden)]
    pub fn transact_without_rights<I, E>(
        &mut self,
        stamp: &Stamp,
        decide: impl FnOnce(&Reader) -> Result<I, E>,
    ) -> Result<Recorded, E>
    where
        I: IntoIterator<Item = Op>,
        E: From<StoreError>,
    {
        record::transact(&self.conn, stamp, false, decide)
    }

    /// Takes in entries of other replicas, each as its head line and its op lines.
    ///
    /// What is known already changes nothing; what lacks something it had seen waits until that comes.
    pub fn absorb<H, B>(&mut self, entries: impl IntoIterator<Item = (H, B)>) -> Result<Absorbed, StoreError>
    where
        H: AsRef<[u8]>,
        B: AsRef<[u8]>,
    {
        self.absorb_signed(entries, &[])
    }

    /// The same with the signatures that came with them, which are kept to be passed on.
    pub fn absorb_signed<H, B>(
        &mut self,
        entries: impl IntoIterator<Item = (H, B)>,
        signatures: &[Signature],
    ) -> Result<Absorbed, StoreError>
    where
        H: AsRef<[u8]>,
        B: AsRef<[u8]>,
    {
        let absorbed = record::absorb(&self.conn, entries, signatures)?;
        self.keep();
        Ok(absorbed)
    }

    /// Remembers who began to share the ledger, whom to believe about its members, and this copy's own key.
    pub fn set_root(&mut self, root: &Signer, own: &Signer) -> Result<(), StoreError> {
        record::set_root(&self.conn, root, own)?;
        self.keep();
        Ok(())
    }

    /// Remembers as which member this copy was invited, until its admission comes.
    pub fn set_invited(&mut self, member: Id) -> Result<(), StoreError> {
        record::set_invited(&self.conn, member)
    }

    /// Notes which files were kept out, and forgets those that were taken in full.
    pub fn note_files(&mut self, out: &[KeptOut], taken: &[[u8; 32]]) -> Result<(), StoreError> {
        if out.is_empty() && self.read(query::quarantine::files)?.is_empty() {
            return Ok(());
        }
        record::note_files(&self.conn, out, taken)
    }

    /// Remembers a place to keep in step with; what was known of one of this name is forgotten.
    pub fn set_remote(&mut self, remote: &Remote) -> Result<(), StoreError> {
        remote::set(&self.conn, remote)
    }

    /// Forgets a place and what was seen there; whether it was known.
    pub fn remove_remote(&mut self, name: &str) -> Result<bool, StoreError> {
        remote::remove(&self.conn, name)
    }

    /// Forgets what was seen in a place, so that all of it is looked at again.
    pub fn forget_files(&mut self, remote: &str) -> Result<(), StoreError> {
        remote::forget(&self.conn, remote)
    }

    /// Notes what was seen in a place, and what is gone from there.
    pub fn note_seen(&mut self, remote: &str, seen: &[SeenFile], gone: &[String]) -> Result<(), StoreError> {
        if seen.is_empty() && gone.is_empty() {
            return Ok(());
        }
        remote::note(&self.conn, remote, seen, gone)
    }

    /// Notes when a place was gone through to the end.
    pub fn note_synced(&mut self, remote: &str, at: &str) -> Result<(), StoreError> {
        remote::note_synced(&self.conn, remote, at)
    }

    /// Gives this copy another name: it goes on as a replica of its own, with everything it has.
    pub fn set_replica(&mut self, own: &Signer) -> Result<(), StoreError> {
        record::set_replica(&self.conn, own)
    }

    /// The same, and the entries of its series from `from` on get that name, too, since another copy wrote others under their
    /// numbers; how many. None where somebody's entry builds on one of them.
    pub fn move_series(&mut self, from: u64, own: &Signer) -> Result<u64, StoreError> {
        let moved = record::move_series(&self.conn, from, own)?;
        self.keep();
        Ok(moved)
    }

    /// The same where nobody shares the ledger and no key makes names.
    pub fn rename(&mut self, replica: ReplicaId) -> Result<(), StoreError> {
        record::rename(&self.conn, replica)
    }

    /// Writes everything, as it is at one moment, to a new file, while others go on writing; proved once it is written.
    ///
    /// # Errors
    /// When it cannot be written, or the copy is not sound: then there is none.
    pub fn copy_to(&self, path: &Path) -> Result<Check, StoreError> {
        schema::copy_to(&self.conn, path)
    }

    /// Makes a ledger of a copy, which stays as it is. An older one is brought up to date.
    ///
    /// # Errors
    /// When the copy is none, is not sound, or the file cannot be written: then there is no new file.
    pub fn restore(from: &Path, to: &Path) -> Result<(Store, Check), StoreError> {
        schema::restore(from, to)
    }

    /// Makes every table again from the log.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        record::rebuild(&self.conn)
    }

    /// Proves the chain of the log alone: each entry has the bytes that its id says, behind its predecessor.
    pub fn chain(&self) -> Result<Vec<Problem>, StoreError> {
        let tx = self.conn.unchecked_transaction()?;
        check::chain(&Reader::new(&tx))
    }

    /// Proves the chain of the log and that the tables are what it says.
    pub fn check(&self) -> Result<Check, StoreError> {
        let tx = self.conn.unchecked_transaction()?;
        check::check(&Reader::new(&tx))
    }
}

impl Drop for Store {
    /// A command that fails leaves no empty ledger where there was none.
    fn drop(&mut self) {
        if self.provisional
            && let Ok(nothing) = Connection::open_in_memory()
        {
            let _ = schema::discard(std::mem::replace(&mut self.conn, nothing), &self.path); // an empty one does no harm
        }
    }
}

/// A civil day as the tables keep it: 20191209.
fn day_number(day: NaiveDate) -> i64 {
    use chrono::Datelike;
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Kind, Value};

    fn stamp(day: &str, seed: u8) -> Stamp {
        Stamp {
            author: "整改办".into(),
            command: "test".into(),
            reason: None,
            day: day.parse().unwrap(),
            at: format!("{day}T09:00:00+08:00"),
            millis: 1_575_853_200_000,
            seed: [seed; 32],
            undoes: None,
            dry_run: false,
        }
    }

    fn add(store: &mut Store, title: &str, day: &str) -> Id {
        let mut made = None;
        store
            .transact(&stamp(day, 1), |reader| {
                let id = reader.fresh_id();
                made = Some(id);
                Ok::<_, StoreError>(vec![Op::create(Kind::Issue, id).set("number", "8").set("title", title)])
            })
            .unwrap();
        made.unwrap()
    }

    fn set(store: &mut Store, id: Id, title: &str, day: &str) -> Recorded {
        store
            .transact(&stamp(day, 1), |_| Ok::<_, StoreError>(vec![Op::on(Kind::Issue, id).set("title", title)]))
            .unwrap()
    }

    fn title(reader: &Reader) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension;
        Ok(reader.conn.query_row("SELECT title FROM issue", [], |row| row.get(0)).optional()?)
    }

    fn whole(store: &Store) -> Check {
        let check = store.check().unwrap();
        assert_eq!(check.problems, []);
        check
    }

    #[test]
    fn what_is_written_is_read_as_of_each_day() {
        let mut store = Store::in_memory(&[1; 32]).unwrap();
        let id = add(&mut store, "一", "2019-09-01");
        set(&mut store, id, "二", "2019-10-01");
        set(&mut store, id, "三", "2019-11-01");
        for (day, expected) in
            [("2019-08-31", None), ("2019-09-30", Some("一")), ("2019-10-01", Some("二")), ("2019-12-01", Some("三"))]
        {
            let seen: Result<_, StoreError> = store.read_as_of(day.parse().unwrap(), title);
            assert_eq!(seen.unwrap().as_deref(), expected, "{day}");
        }
        let now: Result<_, StoreError> = store.read(title);
        assert_eq!(now.unwrap().as_deref(), Some("三"));
        whole(&store);
    }

    #[test]
    fn a_position_shows_what_was_known_then() {
        let mut store = Store::in_memory(&[1; 32]).unwrap();
        let id = add(&mut store, "一", "2019-09-01");
        #[allow(clippy::redundant_closure_for_method_calls)] // the method's path is not general enough
        let position: Result<_, StoreError> = store.read(|reader| reader.position());
        set(&mut store, id, "二", "2019-08-01"); // dated earlier, known later
        let seen: Result<_, StoreError> = store.read_at(&position.unwrap(), title);
        assert_eq!(seen.unwrap().as_deref(), Some("一"));
        let empty: Result<_, StoreError> = store.read_at(&[], title);
        assert_eq!(empty.unwrap(), None);
        whole(&store);
    }

    #[test]
    fn writing_what_stands_makes_no_entry_and_a_dry_run_leaves_nothing() {
        let mut store = Store::in_memory(&[1; 32]).unwrap();
        let id = add(&mut store, "一", "2019-09-01");
        assert_eq!(set(&mut store, id, "一", "2019-09-02").entry, None);
        let dry = Stamp { dry_run: true, ..stamp("2019-09-02", 1) };
        let ops = vec![Op::on(Kind::Issue, id).set("title", "二")];
        let told = store.transact(&dry, |_| Ok::<_, StoreError>(ops)).unwrap();
        assert_eq!(
            (told.changes[0].from.as_slice(), told.changes[0].to.as_deref()),
            (&["一".to_owned()][..], Some("二"))
        );
        assert_eq!(whole(&store).entries, 1);
    }

    #[test]
    fn entries_of_two_offices_in_any_order_give_the_same_digest() {
        let mut a = Store::in_memory(&[1; 32]).unwrap();
        let id = add(&mut a, "一", "2019-09-01");
        let b = Store::in_memory(&[1; 32]).unwrap();
        // the second office: same ledger, another replica
        b.conn.execute_batch("PRAGMA query_only = OFF").unwrap();
        b.conn.execute("UPDATE meta SET value = ?1 WHERE key = 'replica'", ["22".repeat(16)]).unwrap();
        let mut b = b;
        let all = |store: &Store| -> Vec<(Vec<u8>, Vec<u8>)> {
            let entries: Result<Vec<_>, StoreError> = store.read(|reader| {
                let entries = query::log::entries(reader, None, 100)?;
                entries.iter().rev().map(|entry| Ok((reader.head_line(entry.seq)?, reader.body(entry.seq)?))).collect()
            });
            entries.unwrap()
        };
        b.absorb(all(&a)).unwrap();
        set(&mut a, id, "甲", "2019-09-02");
        set(&mut a, id, "甲二", "2019-09-02");
        set(&mut b, id, "乙", "2019-09-02");
        let (from_a, from_b) = (all(&a), all(&b));
        // backwards and twice: what comes too early waits
        let absorbed = b.absorb(from_a.iter().rev().chain(&from_a).cloned()).unwrap();
        assert_eq!((absorbed.applied.len(), absorbed.waiting, absorbed.refused.len()), (2, 0, 0));
        a.absorb(from_b).unwrap();
        let (a_check, b_check) = (whole(&a), whole(&b));
        assert_eq!(a_check.digest, b_check.digest);
        assert_eq!((a_check.conflicts, b_check.conflicts), (1, 1));
        let heads: Result<_, StoreError> = a.read(|reader| reader.state(id));
        let values: Vec<Value> =
            heads.unwrap().unwrap().fields["title"].iter().map(|head| head.value.clone()).collect();
        assert_eq!(values.len(), 2);
        set(&mut a, id, "定", "2019-09-03");
        assert_eq!(whole(&a).conflicts, 0);
        let before = whole(&a).digest;
        a.rebuild().unwrap();
        assert_eq!(whole(&a).digest, before);
    }
}
