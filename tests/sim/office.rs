//! One replica on its machine: writes, hands on and takes in with the code of the program.

use super::chance::Chance;
use super::remote::{Remote, Wire, killed};
use duban::domain::change::{Kind, Op};
use duban::domain::id::{EntryId, Id, LedgerId, ReplicaId};
use duban::domain::member::Role;
use duban::domain::say::Said;
use duban::error::Error;
use duban::exchange::place::{self, Habits};
use duban::exchange::{self, GROUP, Taken};
use duban::keyfolder::Witness;
use duban::store::query;
use duban::store::{Reader, Signer, Stamp, Store, StoreError};
use duban::sync::key::{LedgerKey, PublicKey, SignKey};
use duban::sync::keyring::Keyring;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use zeroize::Zeroizing;

pub const LEDGER: LedgerId = LedgerId([9; 16]);

/// What lies on a machine beside the ledgers: keys, witnesses, and which paths there are.
#[derive(Default)]
pub struct Machine {
    pub keys: HashMap<ReplicaId, Keyring>,
    pub witness: HashMap<ReplicaId, Witness>,
    pub paths: BTreeSet<PathBuf>,
    /// Entries that got another name, since another copy had written others under their numbers.
    pub moved: Vec<(EntryId, EntryId)>,
    /// Entries that were written while taking in.
    pub recorded: Vec<EntryId>,
}

/// A bug of the exchange itself, planted by a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// After a lost race its own entries are written anew on top of what the winner wrote, which nobody has looked at.
    ResendsUnmerged,
}

fn guard(store: &mut Store, machine: &RefCell<Machine>, path: &Path, salt: impl FnOnce() -> [u8; 16]) -> Keyring {
    let replica = store.replica().unwrap();
    let (keys, seen) = {
        let machine = machine.borrow();
        (machine.keys[&replica].clone(), machine.witness.get(&replica).cloned())
    };
    let Some(seen) = seen else { return keys };
    let why = {
        let machine = machine.borrow();
        let exists = |path: &Path| machine.paths.contains(path);
        store.read(|reader| exchange::strange(reader, replica, &seen, path, exists)).unwrap()
    };
    match why {
        Some(_) => become_another(store, machine, path, keys, salt()),
        None => keys,
    }
}

fn become_another(
    store: &mut Store,
    machine: &RefCell<Machine>,
    path: &Path,
    keys: Keyring,
    salt: [u8; 16],
) -> Keyring {
    let keys = exchange::another(keys, salt);
    machine.borrow_mut().keys.insert(keys.replica, keys.clone());
    store.set_replica(&exchange::signer(&keys)).unwrap();
    witness(store, machine, path);
    keys
}

fn witness(store: &Store, machine: &RefCell<Machine>, path: &Path) {
    let replica = store.replica().unwrap();
    let newest = store.read(|reader| query::exchange::newest(reader, replica)).unwrap();
    let (number, entry) = newest.unwrap_or((0, EntryId([0; 32])));
    let seen = Witness { number, entry, path: path.to_owned() };
    machine.borrow_mut().witness.insert(replica, seen);
}

/// The machine around one ledger while it exchanges: keys, witness, a disk that may be full, and an end at any moment.
struct Around<'c> {
    machine: Rc<RefCell<Machine>>,
    path: PathBuf,
    chance: &'c RefCell<Chance>,
}

impl Around<'_> {
    fn percent(&self, share: u64) -> bool {
        self.chance.borrow_mut().percent(share)
    }
}

impl exchange::Machine for Around<'_> {
    fn keys(&self, store: &mut Store) -> Result<Keyring, Error> {
        store.set_room(None)?;
        let mut keys = guard(store, &self.machine, &self.path, || self.chance.borrow_mut().bytes());
        if store.read(|reader| exchange::keys::learn(reader, &mut keys))? {
            exchange::Machine::save(self, &keys)?;
        }
        if self.percent(3) {
            store.set_room(Some(1))?;
        }
        Ok(keys)
    }

    fn save(&self, keys: &Keyring) -> Result<(), Error> {
        self.machine.borrow_mut().keys.insert(keys.replica, keys.clone());
        Ok(())
    }

    fn become_another(&self, store: &mut Store, keys: Keyring, _: &Said, from: u64) -> Result<(), Error> {
        let keys = exchange::another(keys, self.chance.borrow_mut().bytes());
        exchange::Machine::save(self, &keys)?;
        store.set_room(None)?;
        let series = |store: &Store, replica, from| {
            store.read(|reader| {
                let newest = query::exchange::newest(reader, replica)?.map_or(0, |(number, _)| number);
                let ids = (from..=newest).map(|number| query::exchange::entry(reader, replica, number));
                ids.map(|id| Ok(id?.expect("a series has no gaps"))).collect::<Result<Vec<_>, StoreError>>()
            })
        };
        let before = series(store, store.replica()?, from)?;
        if store.move_series(from, &exchange::signer(&keys))? > 0 {
            let after = series(store, keys.replica, 1)?;
            self.machine.borrow_mut().moved.extend(before.into_iter().zip(after));
        }
        witness(store, &self.machine, &self.path);
        Ok(())
    }

    fn witness(&self, store: &Store) -> Result<(), Error> {
        if self.percent(3) {
            return Err(Error::World(killed()));
        }
        witness(store, &self.machine, &self.path);
        Ok(())
    }

    fn secret(&self) -> Result<Zeroizing<[u8; 32]>, Error> {
        Ok(Zeroizing::new(self.chance.borrow_mut().bytes()))
    }

    fn record(&self, store: &mut Store, decide: exchange::Decide) -> Result<(), Error> {
        let stamp = stamp("root", 0, &mut self.chance.borrow_mut(), "hand on");
        let recorded = store.transact(&stamp, decide)?;
        self.machine.borrow_mut().recorded.extend(recorded.entry);
        Ok(())
    }
}

fn stamp(author: &str, years: i64, chance: &mut Chance, what: &str) -> Stamp {
    let year = 2019 + years;
    let day = format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28));
    Stamp {
        author: author.to_owned(),
        command: what.to_owned(),
        reason: None,
        day: day.parse().unwrap(),
        at: format!("{day}T09:00:00+08:00"),
        millis: u64::try_from(1_575_853_200_000 + years * 31_536_000_000).unwrap() + chance.next() % 1_000_000,
        seed: chance.bytes(),
        undoes: None,
        dry_run: false,
    }
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
        stamp(&self.name, self.years, chance, what)
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
        guard(&mut self.store, &self.machine, &self.path, || chance.bytes())
    }

    pub fn become_another(&mut self, keys: Keyring, chance: &mut Chance) -> Keyring {
        become_another(&mut self.store, &self.machine, &self.path, keys, chance.bytes())
    }

    pub fn witness(&self) {
        witness(&self.store, &self.machine, &self.path);
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

    /// Does something with the machine around the ledger, on which disks fill up and programs are killed.
    fn at_machine<T>(
        &mut self,
        chance: &RefCell<Chance>,
        work: impl FnOnce(&mut Store, &dyn exchange::Machine) -> Result<T, Error>,
    ) -> Result<T, Killed> {
        let around = Around { machine: Rc::clone(&self.machine), path: self.path.clone(), chance };
        let outcome = work(&mut self.store, &around);
        self.store.set_room(None).unwrap();
        match outcome {
            Ok(done) => Ok(done),
            Err(Error::World(said)) if ["store-disk-full", "killed"].contains(&said.key) => Err(Killed),
            Err(error) => panic!("{error:?}"),
        }
    }

    /// Takes files in as `bundle in` does.
    pub fn take_in(&mut self, chance: &mut Chance, files: &[Vec<u8>]) -> Result<Taken, Killed> {
        let bytes: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let own = RefCell::new(Chance::new(chance.next()));
        self.at_machine(&own, |store, machine| exchange::take_in(store, machine, &bytes))
    }

    /// Everything, or what one other has not shown to have, as segments.
    pub fn sealed(&mut self, chance: &mut Chance, whom: Option<ReplicaId>) -> Vec<Vec<u8>> {
        let mut keys = self.guard(chance);
        self.store.read(|reader| exchange::keys::learn(reader, &mut keys)).unwrap();
        self.save(&keys);
        self.witness();
        let first = whom.map(|whom| self.read(|reader| query::exchange::unseen_by(reader, whom)));
        let sealed = self.store.read(|reader| {
            let ranges = exchange::ranges(reader, first.as_ref())?;
            exchange::sealed(reader, &keys, &ranges, GROUP)
        });
        let sealed = sealed.unwrap();
        sealed.into_iter().map(|segment| segment.bytes).collect()
    }

    /// Keeps in step with a folder as `sync` does. `meanwhile` is what others do between our listing and what follows; it
    /// says whether it did anything.
    pub fn sync(
        &mut self,
        chance: &mut Chance,
        number: usize,
        folder: &mut dyn Remote,
        meanwhile: &mut dyn FnMut(&mut dyn Remote) -> bool,
    ) -> Result<Synced, Killed> {
        let own = RefCell::new(Chance::new(chance.next()));
        let few = chance.percent(50);
        let habits = if few { Habits { batch: 2000, many: 5, run: 3 } } else { Habits { run: 4, ..Habits::default() } };
        let mut wire = Wire { folder, chance: &own, meanwhile, raced: false, put: 0 };
        let synced = self.at_machine(&own, |store, machine| {
            place::sync(store, machine, &mut wire, &number.to_string(), habits, &mut |_| {})
        });
        let (raced, put) = (wire.raced, wire.put);
        if raced && self.flaw == Some(Flaw::ResendsUnmerged) {
            self.resend(chance, folder);
        }
        Ok(Synced { applied: synced?.taken.applied, put })
    }

    /// It starts anew, and remembers nothing of any folder.
    pub fn forget(&mut self) {
        (0..2).for_each(|number| self.store.forget_files(&number.to_string()).unwrap());
    }

    /// The planted bug: what was not sent yet is written once more, over whatever has come.
    fn resend(&mut self, chance: &mut Chance, folder: &mut dyn Remote) {
        let own = self.replica();
        let newest = self.read(|reader| query::exchange::newest(reader, own)).map_or(0, |(number, _)| number);
        let sent = newest.saturating_sub(3);
        let mut ops = Vec::new();
        self.read(|reader| {
            query::exchange::series::<StoreError>(reader, own, sent + 1, newest, |_, _, body| {
                let lines = body.split_inclusive(|byte| *byte == b'\n');
                ops.extend(lines.filter_map(|line| duban::wire::parse_op(line).ok()));
                Ok(())
            })
        });
        let files: Vec<Vec<u8>> = folder.list().iter().filter_map(|(name, _)| folder.get(name)).collect();
        let _ = self.take_in(chance, &files);
        for op in ops.into_iter().filter(|op| !matches!(op.kind, Kind::Member | Kind::Key)) {
            let anew =
                op.writes.into_iter().fold(Op::on(op.kind, op.record), |op, write| op.set(write.field, write.value));
            self.write(chance, "sync", true, |_| vec![anew]);
        }
    }
}

/// The root's ops that change the key of the ledger, for these members.
pub fn rotation(keys: &Keyring, members: &[(Id, [u8; 32])], chance: &mut Chance, reader: &Reader) -> Vec<Op> {
    let key = LedgerKey::new(chance.bytes());
    let epoch = keys.keys.last().unwrap().0 + 1;
    let to = members.iter().map(|(member, public)| (*member, PublicKey(*public)));
    exchange::keys::hand(reader, (epoch, &key), to, &mut || Ok(Zeroizing::new(chance.bytes()))).unwrap()
}

/// A store with nothing in it, for a replica of the ledger.
pub fn empty(template: &Store, keys: &Keyring, root: &Signer) -> Store {
    let mut store = template.twin().unwrap();
    store.set_replica(&exchange::signer(keys)).unwrap();
    store.set_root(root, &exchange::signer(keys)).unwrap();
    store
}
