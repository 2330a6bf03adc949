//! One replica on its machine: writes, hands on and takes in with the code of the program.

use super::chance::Chance;
use super::remote::Remote;
use duban::domain::change::{Kind, Op, Value};
use duban::domain::id::{EntryId, Id, LedgerId, ReplicaId};
use duban::domain::member::Role;
use duban::error::Error;
use duban::exchange::{self, Batch, GROUP, Taken};
use duban::keyfolder::Witness;
use duban::store::query;
use duban::store::{Reader, Signer, Stamp, Store, StoreError};
use duban::sync::key::{LedgerKey, SignKey};
use duban::sync::keyring::Keyring;
use duban::sync::segment::Header;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub const LEDGER: LedgerId = LedgerId([9; 16]);

/// What lies on a machine beside the ledgers: keys, witnesses, and which paths there are.
#[derive(Default)]
pub struct Machine {
    pub keys: HashMap<ReplicaId, Keyring>,
    pub witness: HashMap<ReplicaId, Witness>,
    pub paths: BTreeSet<PathBuf>,
}

/// A bug of the exchange itself, planted by a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// After a lost race its own entries are written anew on top of what the winner wrote, which nobody has looked at.
    ResendsUnmerged,
    /// What a folder has of an author is taken for everything up to the largest number.
    LargestNumber,
}

/// One replica.
pub struct Office {
    pub name: String,
    pub role: Role,
    pub member: Id,
    pub store: Store,
    pub machine: Rc<RefCell<Machine>>,
    pub path: PathBuf,
    /// Years by which its clock is off.
    pub years: i64,
    /// What it has read of each folder, by name and size: whose entries from where to where.
    pub read: HashMap<(usize, String, usize), (ReplicaId, u64, u64)>,
    pub removed: bool,
    pub admitted: bool,
    /// A state that was put aside.
    pub backup: Option<Store>,
    pub flaw: Option<Flaw>,
}

/// A step ended before its time; what it had done stays.
#[derive(Debug)]
pub struct Killed;

/// What a sync did.
#[derive(Debug, Default)]
pub struct Synced {
    pub applied: usize,
    pub put: usize,
}

pub fn keyring(chance: &mut Chance, keys: Vec<(u32, LedgerKey)>, root: bool) -> Keyring {
    let sign = SignKey::new(&chance.bytes());
    let salt: [u8; 16] = if root { [0; 16] } else { chance.bytes() };
    let replica = if root { ReplicaId(chance.bytes()) } else { sign.public().replica(&salt) };
    Keyring { ledger: LEDGER, replica, salt, sign, keys }
}

impl Office {
    pub fn stamp(&self, chance: &mut Chance, what: &str) -> Stamp {
        let year = 2019 + self.years;
        let day = format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28));
        Stamp {
            author: self.name.clone(),
            command: what.to_owned(),
            reason: None,
            day: day.parse().unwrap(),
            at: format!("{day}T09:00:00+08:00"),
            millis: u64::try_from(1_575_853_200_000 + self.years * 31_536_000_000).unwrap() + chance.next() % 1_000_000,
            seed: chance.bytes(),
            undoes: None,
            dry_run: false,
        }
    }

    pub fn read<T>(&self, look: impl FnOnce(&Reader) -> Result<T, StoreError>) -> T {
        self.store.read(look).unwrap()
    }

    pub fn replica(&self) -> ReplicaId {
        self.store.replica().unwrap()
    }

    pub fn keys(&self) -> Keyring {
        self.machine.borrow().keys[&self.replica()].clone()
    }

    fn save(&self, keys: &Keyring) {
        self.machine.borrow_mut().keys.insert(keys.replica, keys.clone());
    }

    /// As [`duban::app::App::guard`] does before each write.
    pub fn guard(&mut self, chance: &mut Chance) -> Keyring {
        let replica = self.replica();
        let (keys, witness) = (self.keys(), self.machine.borrow().witness.get(&replica).cloned());
        let Some(witness) = witness else { return keys };
        let why = {
            let machine = self.machine.borrow();
            let exists = |path: &Path| machine.paths.contains(path);
            self.store.read(|reader| exchange::strange(reader, replica, &witness, &self.path, exists)).unwrap()
        };
        if why.is_some() { self.become_another(keys, chance) } else { keys }
    }

    pub fn become_another(&mut self, keys: Keyring, chance: &mut Chance) -> Keyring {
        let keys = exchange::another(keys, chance.bytes());
        self.save(&keys);
        self.store.set_replica(&exchange::signer(&keys)).unwrap();
        self.witness();
        keys
    }

    pub fn witness(&self) {
        let replica = self.replica();
        let newest = self.read(|reader| query::exchange::newest(reader, replica));
        let (number, entry) = newest.unwrap_or((0, EntryId([0; 32])));
        let witness = Witness { number, entry, path: self.path.clone() };
        self.machine.borrow_mut().witness.insert(replica, witness);
    }

    /// Writes one entry as a command does; `None` where a rule refuses or nothing changes.
    pub fn write(
        &mut self,
        chance: &mut Chance,
        what: &str,
        forced: bool,
        ops: impl FnOnce(&Reader) -> Vec<Op>,
    ) -> Option<EntryId> {
        self.guard(chance);
        let stamp = self.stamp(chance, what);
        let full = chance.percent(3);
        if full {
            self.store.set_room(Some(0)).unwrap();
        }
        let decide = |reader: &Reader| Ok::<_, StoreError>(ops(reader));
        let recorded = if forced {
            self.store.transact_without_rights(&stamp, decide)
        } else {
            self.store.transact(&stamp, decide)
        };
        self.store.set_room(None).unwrap();
        let entry = match recorded {
            Ok(recorded) => recorded.entry,
            Err(error) if error.is_rule() => None,
            Err(error) if full => {
                assert_eq!(error.said().key, "store-disk-full", "{error}");
                None
            }
            Err(error) => panic!("{error}"),
        };
        if !chance.percent(3) {
            self.witness(); // else killed just before it
        }
        entry
    }

    /// Takes files in as `bundle in` and `sync` do.
    pub fn take_in(&mut self, chance: &mut Chance, files: &[Vec<u8>]) -> Result<Taken, Killed> {
        let mut keys = self.guard(chance);
        let handed = self.read(query::exchange::keys_handed);
        if exchange::learn(&mut keys, handed.iter().map(|(_, op)| op)) {
            self.save(&keys);
        }
        let bytes: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let (batch, learned) = self.store.read(|reader| Batch::open(reader, &mut keys, &bytes)).unwrap();
        if learned {
            self.save(&keys);
        }
        if let Some((_, from)) = self.store.read(|reader| batch.shows_a_fork(reader, &keys)).unwrap() {
            let keys = exchange::another(keys, chance.bytes());
            self.save(&keys);
            self.store.move_series(from, &exchange::signer(&keys)).unwrap();
            self.witness();
        }
        let full = chance.percent(3);
        if full {
            self.store.set_room(Some(1)).unwrap();
        }
        let taken = batch.take_in(&mut self.store);
        self.store.set_room(None).unwrap();
        let taken = match taken {
            Ok(taken) => taken,
            Err(Error::World(said)) if full && said.key == "store-disk-full" => return Err(Killed),
            Err(error) => panic!("{error:?}"),
        };
        if chance.percent(3) {
            return Err(Killed);
        }
        self.witness();
        Ok(taken)
    }

    /// Everything, or what one other has not shown to have, as segments.
    pub fn sealed(&mut self, chance: &mut Chance, whom: Option<ReplicaId>) -> Vec<Vec<u8>> {
        let mut keys = self.guard(chance);
        let handed = self.read(query::exchange::keys_handed);
        exchange::learn(&mut keys, handed.iter().map(|(_, op)| op));
        self.save(&keys);
        self.witness();
        let first = whom.map(|whom| self.read(|reader| query::exchange::unseen_by(reader, whom)));
        let sealed = self.store.read(|reader| exchange::sealed(reader, &keys, first.as_ref(), GROUP)).unwrap();
        sealed.into_iter().map(|segment| segment.bytes).collect()
    }

    /// Keeps in step with a folder: reads what is new in it, and puts there what it lacks. `meanwhile` is what others do
    /// between our listing and our writing; it says whether it did anything.
    pub fn sync(
        &mut self,
        chance: &mut Chance,
        number: usize,
        folder: &mut dyn Remote,
        meanwhile: &mut dyn FnMut(&mut dyn Remote) -> bool,
    ) -> Result<Synced, Killed> {
        let mut synced = Synced::default();
        let listed = folder.list();
        let mut files = Vec::new();
        for (name, size) in &listed {
            if self.read.contains_key(&(number, name.clone(), *size)) {
                continue;
            }
            if let Some(bytes) = folder.get(name) {
                files.push((name.clone(), bytes));
            }
        }
        let bytes: Vec<Vec<u8>> = files.iter().map(|(_, bytes)| bytes.clone()).collect();
        if !bytes.is_empty() {
            let taken = self.take_in(chance, &bytes)?;
            synced.applied = taken.applied;
            for (n, (name, bytes)) in files.into_iter().enumerate() {
                if let (false, Ok(header)) = (taken.kept_out.iter().any(|(file, _)| *file == n), Header::read(&bytes)) {
                    self.read.insert((number, name, bytes.len()), (header.replica, header.first, header.last()));
                }
            }
        }
        if meanwhile(folder) && self.flaw == Some(Flaw::ResendsUnmerged) {
            self.resend(chance, number, folder);
        }
        let mut there: BTreeMap<ReplicaId, Vec<(u64, u64)>> = BTreeMap::new();
        for (name, size) in listed {
            if let Some((replica, first, last)) = self.read.get(&(number, name, size)) {
                there.entry(*replica).or_default().push((*first, *last));
            }
        }
        let keys = self.guard(chance);
        let mut first = HashMap::new();
        for (replica, newest) in self.read(query::exchange::heads) {
            let missing = self.first_missing(there.remove(&replica).unwrap_or_default());
            if missing <= newest {
                first.insert(replica, missing);
            }
        }
        if first.is_empty() {
            return Ok(synced);
        }
        self.witness();
        let sealed = self.store.read(|reader| exchange::sealed(reader, &keys, Some(&first), GROUP)).unwrap();
        for segment in sealed {
            if chance.percent(2) {
                return Err(Killed);
            }
            if folder.put(&segment.name, &segment.bytes).is_ok() {
                let header = Header::read(&segment.bytes).unwrap();
                let place = (number, segment.name.clone(), segment.bytes.len());
                self.read.insert(place, (header.replica, segment.first, segment.last));
                synced.put += 1;
            }
        }
        Ok(synced)
    }

    /// The first number of an author that a folder does not have.
    fn first_missing(&self, mut parts: Vec<(u64, u64)>) -> u64 {
        if self.flaw == Some(Flaw::LargestNumber) {
            return parts.into_iter().map(|(_, last)| last).max().unwrap_or(0) + 1;
        }
        parts.sort_unstable();
        parts.into_iter().fold(1, |next, (first, last)| if first <= next { next.max(last + 1) } else { next })
    }

    /// The planted bug: what was not sent yet is written once more, over whatever has come.
    fn resend(&mut self, chance: &mut Chance, number: usize, folder: &mut dyn Remote) {
        let own = self.replica();
        let newest = self.read(|reader| query::exchange::newest(reader, own)).map_or(0, |(number, _)| number);
        let sent =
            self.read.values().filter(|(replica, ..)| *replica == own).map(|(.., last)| *last).max().unwrap_or(0);
        let mut ops = Vec::new();
        self.read(|reader| {
            query::exchange::series::<StoreError>(reader, own, sent + 1, newest, |_, _, body| {
                let lines = body.split_inclusive(|byte| *byte == b'\n');
                ops.extend(lines.filter_map(|line| duban::wire::parse_op(line).ok()));
                Ok(())
            })
        });
        let files: Vec<Vec<u8>> = folder.list().iter().filter_map(|(name, _)| folder.get(name)).collect();
        let _ = (self.take_in(chance, &files), number);
        for op in ops.into_iter().filter(|op| !matches!(op.kind, Kind::Member | Kind::Key)) {
            let anew =
                op.writes.into_iter().fold(Op::on(op.kind, op.record), |op, write| op.set(write.field, write.value));
            self.write(chance, "sync", true, |_| vec![anew]);
        }
    }
}

/// The root's op that changes the key of the ledger, for these members.
pub fn rotation(keys: &Keyring, members: &[(Id, [u8; 32])], chance: &mut Chance, reader: &Reader) -> Vec<Op> {
    let key = LedgerKey::new(chance.bytes());
    let epoch = i64::from(keys.keys.last().unwrap().0 + 1);
    let hand = |(member, public): &(Id, [u8; 32])| {
        let sealed = key.hand_to(&duban::sync::key::PublicKey(*public), &chance.bytes()).unwrap();
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        Op::create(Kind::Key, reader.fresh_id_near(*member))
            .set("member", *member)
            .set("epoch", epoch)
            .set("sealed", Value::Text(hex))
    };
    members.iter().map(hand).collect()
}

/// A store with nothing in it, for a replica of the ledger.
pub fn empty(template: &Store, keys: &Keyring, root: &Signer) -> Store {
    let mut store = template.twin().unwrap();
    store.set_replica(&exchange::signer(keys)).unwrap();
    store.set_root(root, &exchange::signer(keys)).unwrap();
    store
}
