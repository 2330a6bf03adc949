//! Offices, what they do, what goes wrong, and what must hold when all is quiet.

use super::chance::Chance;
use super::office::{Flaw, Killed, LEDGER, Machine, Office, empty, keyring, rotation};
use super::remote::{Folder, Remote, Weather};
use duban::domain::change::{Kind, Op, VOID, Value};
use duban::domain::id::{EntryId, Id, ReplicaId};
use duban::domain::issue::Role as Duty;
use duban::domain::member::Role;
use duban::exchange;
use duban::store::query::{self, conflict, log, quarantine};
use duban::store::{Reader, Signature, Signer, Store, StoreError};
use duban::wire::{self, Head};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::rc::Rc;

/// What a person wrote: which heads stood before it, by its author's own screen.
struct Written {
    /// Record and field, with what it replaced.
    writes: Vec<((Id, String), Vec<EntryId>)>,
    /// Whether its author had no right to it.
    forced: bool,
    by: usize,
}

pub struct World {
    pub chance: Chance,
    pub offices: Vec<Office>,
    folders: Vec<Folder>,
    /// Files that are on their way by hand.
    carried: Vec<Vec<Vec<u8>>>,
    root: Signer,
    template: Store,
    issues: Vec<Id>,
    units: Vec<Id>,
    members: Vec<Id>,
    written: HashMap<EntryId, Written>,
    /// Offices whose unsent work a restored state may have lost.
    lossy: BTreeSet<usize>,
    count: u64,
    /// What is told of a history that fails.
    pub story: Vec<String>,
}

thread_local! {
    static TEMPLATE: Store = Store::replica_of(LEDGER, &[0; 32]).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl World {
    pub fn new(seed: u64, flaw: Option<Flaw>) -> World {
        let mut chance = Chance::new(seed);
        let count = 2 + chance.below(5);
        let key = duban::sync::key::LedgerKey::new(chance.bytes());
        let keys = keyring(&mut chance, vec![(1, key)], true);
        let root = exchange::signer(&keys);
        let template = TEMPLATE.with(|store| store.twin().unwrap());
        let weather = Weather {
            lag: [0, 0, 30][chance.below(3)],
            torn: [0, 5, 15][chance.below(3)],
            refused: [0, 10][chance.below(2)],
            repeated: [0, 20][chance.below(2)],
        };
        let folders = (0..1 + chance.below(2)).map(|n| Folder::new(seed + n as u64, weather)).collect();
        let mut world = World {
            chance,
            offices: Vec::new(),
            folders,
            carried: Vec::new(),
            root,
            template,
            issues: Vec::new(),
            units: Vec::new(),
            members: Vec::new(),
            written: HashMap::new(),
            lossy: BTreeSet::new(),
            count: 0,
            story: Vec::new(),
        };
        world.begin(keys, count);
        for office in &mut world.offices {
            office.flaw = flaw;
        }
        world
    }

    /// The first office, its members with their roles, units and issues.
    fn begin(&mut self, keys: duban::sync::keyring::Keyring, count: usize) {
        let roles: Vec<Role> = (0..count)
            .map(|n| match (n, self.chance.below(10)) {
                (0, _) | (_, 0..=4) => Role::Office,
                (_, 5) => Role::Supervision,
                _ => Role::Unit,
            })
            .collect();
        self.enter(keys.clone(), Role::Office, Id([0; 16]));
        self.offices[0].admitted = true;
        let (issues, units, members) = (self.fresh(3), self.fresh(count), self.fresh(count));
        let mut ops = vec![
            Op::create(Kind::Member, members[0])
                .set("name", "整改办")
                .set("role", "office")
                .set("replica", keys.replica.to_string())
                .set("public_key", hex(&self.root.public))
                .set("admitted_on", "2019-12-09"),
        ];
        for n in 0..count {
            ops.push(Op::create(Kind::Owner, units[n]).set("name", format!("单位{n}")).set("person", false));
        }
        for (n, issue) in issues.iter().enumerate() {
            ops.push(Op::create(Kind::Issue, *issue).set("number", (n + 1).to_string()).set("title", format!("题{n}")));
            for (role, unit) in [(Duty::LeadUnit, units[n % count]), (Duty::Support, units[(n + 1) % count])] {
                let id = Id::derive(Some(*issue), &["duty", role.name(), &unit.to_string()]);
                ops.push(Op::create(Kind::Duty, id).set("issue", *issue).set("owner", unit).set("role", role.name()));
            }
        }
        for n in 1..count {
            let unit = (roles[n] == Role::Unit).then_some(units[n]);
            ops.push(
                Op::create(Kind::Member, members[n])
                    .set("name", format!("成员{n}"))
                    .set("role", roles[n].name())
                    .set("unit", unit),
            );
        }
        (self.issues, self.units, self.members) = (issues, units, members.clone());
        let begun = (0..9).any(|_| self.write(0, "begin", false, |_| ops.clone()));
        assert!(begun, "a disk is not full nine times");
        for n in 1..count {
            let own = keyring(&mut self.chance, keys.keys.clone(), false);
            self.enter(own, roles[n], members[n]);
        }
    }

    fn fresh(&mut self, count: usize) -> Vec<Id> {
        (0..count).map(|_| Id(self.chance.bytes())).collect()
    }

    fn enter(&mut self, keys: duban::sync::keyring::Keyring, role: Role, member: Id) {
        let n = self.offices.len();
        let mut store = empty(&self.template, &keys, &self.root);
        store.set_invited(member).unwrap();
        let mut machine = Machine::default();
        let path = PathBuf::from(format!("/office{n}/ledger"));
        machine.paths.insert(path.clone());
        machine.keys.insert(keys.replica, keys);
        self.offices.push(Office {
            name: format!("office {n}"),
            role,
            member,
            store,
            machine: Rc::new(RefCell::new(machine)),
            path,
            years: [-4, 0, 0, 3][self.chance.below(4)],
            removed: false,
            admitted: false,
            backup: None,
            flaw: None,
        });
        self.offices[n].witness();
    }

    /// Writes, and notes what the author saw before.
    fn write(&mut self, at: usize, what: &str, forced: bool, ops: impl FnOnce(&Reader) -> Vec<Op>) -> bool {
        let office = &mut self.offices[at];
        let mut seen = Vec::new();
        let mut known = false;
        let entry = office.write(&mut self.chance, what, forced, |reader| {
            let ops = ops(reader);
            for op in &ops {
                let state = reader.state(op.record).unwrap();
                for write in &op.writes {
                    let replaced = state.as_ref().map(|state| state.seen(&write.field)).unwrap_or_default();
                    seen.push(((op.record, write.field.to_string()), replaced));
                }
            }
            known = !query::exchange::members(reader).unwrap().is_empty();
            ops
        });
        let Some(entry) = entry else { return false };
        // what stood already was not written
        let written = office.read(|reader| {
            let body = reader.body(reader.entry(entry)?.unwrap().seq)?;
            let ops = body.split_inclusive(|byte| *byte == b'\n').map(|line| wire::parse_op(line).unwrap());
            let written =
                ops.flat_map(|op| op.writes.into_iter().map(move |write| (op.record, write.field.to_string())));
            Ok(written.collect::<BTreeSet<_>>())
        });
        seen.retain(|(place, _)| written.contains(place));
        // who knows no members yet may write what turns out to be beyond its role
        let right = known && !office.read(quarantine::entries).iter().any(|one| one.entry.id == entry);
        self.written.insert(entry, Written { writes: seen, forced: !right, by: at });
        self.story.push(format!("{at} writes {what} {}", &entry.to_string()[..8]));
        true
    }

    fn text(&mut self) -> String {
        self.count += 1;
        format!("值{}", self.count)
    }

    /// One thing that happens.
    pub fn step(&mut self) {
        let at = self.chance.below(self.offices.len());
        match self.chance.below(100) {
            0..=39 => self.edit(at),
            40..=62 => self.sync(at),
            63..=70 => self.hand_over(at),
            71..=76 => self.receive(at),
            77..=79 => self.admit(),
            80..=82 => self.settle(at),
            83 => self.remove(),
            84 => self.rotate(),
            85..=86 => self.clone_office(at),
            87..=89 => self.offices[at].backup = Some(self.offices[at].store.twin().unwrap()),
            90 => self.restore(at),
            91 => self.put_back_whole(at),
            92..=93 => self.release(at),
            94..=95 => self.newer(at),
            96..=97 => {
                let folder = self.chance.below(self.folders.len());
                self.story.push(format!("folder {folder} loses a file"));
                self.folders[folder].lose_one();
            }
            98 => {
                let folder = self.chance.below(self.folders.len());
                self.folders[folder].litter();
            }
            _ => {
                self.offices[at].forget();
            }
        }
    }

    fn edit(&mut self, at: usize) {
        let text = self.text();
        let issue = *self.chance.pick(&self.issues).unwrap();
        let new = Id(self.chance.bytes());
        let (member_unit, progress) = (self.unit_of(at), self.chance.below(3));
        let op = match self.chance.below(14) {
            0..=3 => Op::on(Kind::Issue, issue).set("title", text),
            4 => Op::on(Kind::Issue, issue).set("category", text).set("extra.列", "同"),
            5 => Op::on(Kind::Issue, issue).set("closing", ["applied", "closed", "returned"][self.chance.below(3)]),
            6 => Op::on(Kind::Issue, issue).set("stage", ["done", "in_progress"][self.chance.below(2)]),
            7 => Op::on(Kind::Issue, issue).set(VOID, if self.chance.percent(50) { Value::Null } else { text.into() }),
            8 => Op::on(Kind::Unknown("petition".into()), issue).set("from a newer version", text),
            9 => Op::on(Kind::Setting, Id::derive(None, &["setting", "x"])).set("name", "x").set("value", text),
            _ => {
                // reports of a day have ids that follow from it, so that clones and units meet in one record
                let id = Id::derive(Some(issue), &["progress", &progress.to_string()]);
                let id = if self.chance.percent(50) { id } else { new };
                Op::on(Kind::Progress, id).set("issue", issue).set("text", text).set("unit", member_unit)
            }
        };
        let forced = self.offices[at].role != Role::Office && self.chance.percent(15);
        let what = if forced { "forced" } else { "edit" };
        self.write(at, what, forced, |_| vec![op]);
    }

    fn unit_of(&self, at: usize) -> Option<Id> {
        let office = &self.offices[at];
        let place = self.members.iter().position(|member| *member == office.member);
        place.filter(|_| office.role == Role::Unit).map(|place| self.units[place])
    }

    fn settle(&mut self, at: usize) {
        let conflicts = self.offices[at].read(conflict::conflicts);
        let Some(one) = self.chance.pick(&conflicts) else { return };
        let side = self.chance.pick(&one.sides).unwrap();
        let value = if side.field == one.field { side.value.clone() } else { Value::Null };
        let op = Op::on(one.kind.clone(), one.record).set(one.field.clone(), value);
        self.write(at, "settle", false, |_| vec![op]);
    }

    /// An entry of a version that is yet to come, as a newer program at this office would append it.
    fn newer(&mut self, at: usize) {
        self.offices[at].guard(&mut self.chance);
        let office = &mut self.offices[at];
        let replica = office.replica();
        let newest = office.read(|reader| query::exchange::newest(reader, replica));
        let body = b"what nobody understands yet\n".to_vec();
        let deps = office.read(|reader| reader.position());
        let stamp = office.stamp(&mut self.chance, "newer");
        let prev = newest.map(|(_, id)| id);
        let head = Head {
            v: wire::VERSION + 1,
            alg: 1,
            ledger: LEDGER,
            replica,
            number: newest.map_or(1, |(number, _)| number + 1),
            prev,
            deps: deps.into_iter().filter(|dep| Some(*dep) != prev).collect(),
            hlc: (stamp.millis, 0),
            at: stamp.at,
            day: stamp.day,
            author: stamp.author,
            command: stamp.command,
            reason: None,
            undoes: None,
            ops: 1,
            body: wire::body_digest(<sha2::Sha256 as sha2::Digest>::new_with_prefix(&body)),
        };
        let line = head.line();
        let id = wire::entry_id(&line);
        let absorbed = office.store.absorb([(line, body)]).unwrap();
        assert_eq!(absorbed.applied, [id]);
        office.witness();
        self.written.insert(id, Written { writes: Vec::new(), forced: false, by: at });
    }

    fn sync(&mut self, at: usize) {
        let number = self.chance.below(self.folders.len());
        let rival = self.chance.below(self.offices.len());
        let race = rival != at && self.chance.percent(25);
        self.sync_with(at, number, race.then_some(rival));
    }

    fn sync_with(&mut self, at: usize, number: usize, rival: Option<usize>) -> Option<super::office::Synced> {
        let mut folder = std::mem::replace(&mut self.folders[number], Folder::new(0, Weather::default()));
        let mut office = self.offices.remove(at);
        let rival = rival.map(|rival| if rival > at { rival - 1 } else { rival });
        let (offices, mut other) = (&mut self.offices, Chance::new(self.chance.next()));
        let mut raced = false;
        let mut meanwhile = |folder: &mut dyn Remote| {
            let Some(rival) = rival.filter(|_| !raced) else { return false };
            raced = true;
            let done = offices[rival].sync(&mut other, number, folder, &mut |_| false);
            done.is_ok_and(|done| done.put > 0)
        };
        let done = office.sync(&mut self.chance, number, &mut folder, &mut meanwhile);
        let told = match &done {
            Ok(done) => format!("{at} syncs with {number}: {} in, {} out", done.applied, done.put),
            Err(Killed) => format!("{at} is killed while it syncs with {number}"),
        };
        self.story.push(told);
        self.offices.insert(at, office);
        self.folders[number] = folder;
        (0..self.offices.len()).for_each(|at| self.renamed(at));
        done.ok()
    }

    /// A bundle, a stick or a disc on its way: in whole or in parts, some of which are lost or torn.
    fn hand_over(&mut self, at: usize) {
        let whom = self.chance.below(self.offices.len());
        let whom = self.chance.percent(50).then(|| self.offices[whom].replica());
        let mut files = self.offices[at].sealed(&mut self.chance, whom);
        if self.chance.percent(30) {
            files.retain(|_| self.chance.percent(70));
        }
        if self.chance.percent(10)
            && let Some(file) = files.first_mut()
        {
            file.truncate(self.chance.below(file.len()));
        }
        self.carried.push(files);
    }

    fn receive(&mut self, at: usize) {
        let Some(files) = self.chance.pick(&self.carried).cloned() else { return };
        let mut files = files;
        self.chance.shuffle(&mut files);
        if let Ok(taken) = self.offices[at].take_in(&mut self.chance, &files) {
            self.story.push(format!("{at} takes in {} of {} files by hand", taken.applied, files.len()));
        }
        self.renamed(at);
    }

    fn admit(&mut self) {
        let waiting: Vec<usize> = (0..self.offices.len()).filter(|n| !self.offices[*n].admitted).collect();
        if let Some(n) = self.chance.pick(&waiting) {
            self.admit_one(*n);
        }
    }

    fn admit_one(&mut self, n: usize) {
        // an invitation from before a change of the key is written anew, for copies made meanwhile too, and for the names that an
        // old state may bring back
        let (newest, member) = (self.offices[0].keys().keys, self.offices[n].member);
        for office in self.offices.iter().filter(|office| office.member == member) {
            let own = office.keys().sign.public();
            for keys in office.machine.borrow_mut().keys.values_mut().filter(|keys| keys.sign.public() == own) {
                keys.keys.clone_from(&newest);
            }
        }
        let keys = self.offices[n].keys();
        let op = Op::on(Kind::Member, self.offices[n].member)
            .set("replica", keys.replica.to_string())
            .set("public_key", hex(&keys.sign.public().0))
            .set("admitted_on", "2019-12-09");
        self.offices[n].admitted |= self.write(0, &format!("admit {n}"), false, |_| vec![op]);
        if self.offices[n].admitted {
            let member = self.offices[n].member;
            self.offices.iter_mut().filter(|office| office.member == member).for_each(|office| office.admitted = true);
        }
    }

    fn standing(&self) -> Vec<(Id, [u8; 32])> {
        let stay = self.offices.iter().enumerate().filter(|(_, office)| office.admitted && !office.removed);
        let mut members: Vec<(Id, [u8; 32])> =
            stay.map(|(n, office)| (self.members_id(n), office.keys().sign.public().0)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    fn members_id(&self, at: usize) -> Id {
        if self.offices[at].member == Id([0; 16]) { self.members[0] } else { self.offices[at].member }
    }

    fn rotate(&mut self) {
        let (members, keys) = (self.standing(), self.offices[0].keys());
        let mut chance = Chance::new(self.chance.next());
        self.write(0, "rotate", false, |reader| rotation(&keys, &members, &mut chance, reader));
        self.learn_own();
    }

    fn learn_own(&mut self) {
        let mut keys = self.offices[0].keys();
        self.offices[0].store.read(|reader| exchange::keys::learn(reader, &mut keys)).unwrap();
        self.offices[0].machine.borrow_mut().keys.insert(keys.replica, keys);
    }

    fn remove(&mut self) {
        let gone = 1 + self.chance.below(self.offices.len());
        let Some(office) = self.offices.get(gone).filter(|office| office.admitted && !office.removed) else { return };
        if office.member == Id([0; 16]) {
            return;
        }
        let (member, keys) = (office.member, self.offices[0].keys());
        let members: Vec<(Id, [u8; 32])> = self.standing().into_iter().filter(|(id, _)| *id != member).collect();
        let mut chance = Chance::new(self.chance.next());
        let done = self.write(0, &format!("remove {gone}"), false, |reader| {
            let mut ops = vec![Op::on(Kind::Member, member).set("removed_on", "2019-12-10")];
            ops.extend(rotation(&keys, &members, &mut chance, reader));
            ops
        });
        if done {
            self.learn_own();
            self.offices.iter_mut().filter(|office| office.member == member).for_each(|office| office.removed = true);
        }
    }

    /// A copy of a ledger beside it, or on a new machine with the keys from paper.
    fn clone_office(&mut self, at: usize) {
        if self.offices.len() >= 8 {
            return;
        }
        let n = self.offices.len();
        let office = &self.offices[at];
        let path = PathBuf::from(format!("/copy{n}/ledger"));
        let beside = self.chance.percent(60);
        let machine = if beside { Rc::clone(&office.machine) } else { Rc::default() };
        machine.borrow_mut().paths.insert(path.clone());
        let mut copy = Office {
            name: format!("copy {n} of {at}"),
            role: office.role,
            member: office.member,
            store: office.store.twin().unwrap(),
            machine,
            path,
            years: office.years,
            removed: office.removed,
            admitted: office.admitted,
            backup: None,
            flaw: office.flaw,
        };
        if !beside {
            let keys = office.keys();
            copy.become_another(keys, &mut self.chance);
        }
        self.story.push(format!("{n} is a copy of {at}"));
        self.offices.push(copy);
    }

    fn restore(&mut self, at: usize) {
        let Some(old) = self.offices[at].backup.as_ref().map(|old| old.twin().unwrap()) else { return };
        if self.offices[at].removed || at == 0 && self.offices[0].removed {
            return;
        }
        self.story.push(format!("{at} is put back"));
        self.lossy.insert(at);
        // its keys stay in their folder, and so does the one of the name that the old state has
        self.offices[at].store = old;
    }

    /// A machine is put back whole, with its keys and what it had noted outside of the ledger; writes what it had written
    /// before in other words, and then learns what it had handed out.
    fn put_back_whole(&mut self, at: usize) {
        let Some(old) = self.offices[at].backup.as_ref().map(|old| old.twin().unwrap()) else { return };
        // a copy that goes by the name of the other still is not the one that the machine has noted; who was put back before may
        // have handed out what it does not know of
        let own = self.offices[at].replica();
        let shared = self.offices.iter().filter(|office| office.replica() == own).count() > 1;
        if self.offices[at].removed || own != old.replica().unwrap() || shared || self.lossy.contains(&at) {
            return;
        }
        let out = self.offices[at].sealed(&mut self.chance, None);
        self.story.push(format!("{at} is put back whole"));
        self.lossy.insert(at);
        self.offices[at].store = old;
        self.offices[at].witness();
        for _ in 0..1 + self.chance.below(3) {
            self.edit(at);
        }
        while self.offices[at].take_in(&mut self.chance, &out).is_err() {}
        self.renamed(at);
    }

    /// Notes what was written while taking in, and which of the entries that were written here have another name now.
    fn renamed(&mut self, at: usize) {
        for entry in std::mem::take(&mut self.offices[at].machine.borrow_mut().recorded) {
            self.story.push(format!("{at} hands keys on"));
            self.written.insert(entry, Written { writes: Vec::new(), forced: false, by: at });
        }
        let moved = std::mem::take(&mut self.offices[at].machine.borrow_mut().moved);
        let names: HashMap<EntryId, EntryId> = moved.into_iter().collect();
        for (old, new) in &names {
            let Some(mut one) = self.written.remove(old) else { continue };
            for (_, replaced) in &mut one.writes {
                for entry in replaced {
                    *entry = names.get(entry).copied().unwrap_or(*entry);
                }
            }
            self.written.insert(*new, one);
        }
    }

    fn release(&mut self, at: usize) {
        let held = self.offices[at].read(quarantine::entries);
        let Some(one) = self.chance.pick(&held) else { return };
        let entry = one.entry.id.to_string();
        let id = Id::derive(None, &["release", &entry]);
        let forced = self.offices[at].role != Role::Office && self.chance.percent(50);
        self.write(at, "release", forced, |_| vec![Op::on(Kind::Release, id).set("entry", entry)]);
    }

    /// Everybody gets what everybody has, by the folder or by hand, until nothing moves any more.
    pub fn quiet(&mut self) -> Result<(), String> {
        for folder in &mut self.folders {
            folder.weather = Weather::default();
        }
        // an old state of the first office may have lost an admission that had gone nowhere
        let known = self.offices[0].read(query::exchange::members);
        let known: BTreeSet<Id> = known
            .into_iter()
            .filter(|(_, state)| *state.shown("public_key") != Value::Null)
            .map(|(id, _)| id)
            .collect();
        for office in self.offices.iter_mut().filter(|office| office.member != Id([0; 16])) {
            office.admitted &= known.contains(&office.member);
        }
        for _ in 0..20 {
            for n in 0..self.offices.len() {
                if !self.offices[n].admitted {
                    self.admit_one(n);
                }
            }
        }
        let by_hand = self.chance.percent(20);
        let mut still = 0;
        // what was taken in full is brought once more, when nothing moves, and not in each round until then
        let mut brought: BTreeSet<(usize, Vec<u8>)> = BTreeSet::new();
        for round in 0.. {
            if round > 60 {
                return Err("it never comes to rest".into());
            }
            let mut moved = 0;
            for at in 0..self.offices.len() {
                if by_hand {
                    let mut files = self.offices[at].sealed(&mut self.chance, None);
                    self.chance.shuffle(&mut files);
                    for to in (0..self.offices.len()).filter(|to| *to != at) {
                        let there = |file: &Vec<u8>| brought.contains(&(to, file.clone()));
                        let mut new: Vec<Vec<u8>> = files.clone();
                        new.retain(|file| still > 0 || !there(file));
                        if new.is_empty() {
                            continue;
                        }
                        let mut done = self.offices[to].take_in(&mut self.chance, &new);
                        while still > 0 && done.is_err() {
                            done = self.offices[to].take_in(&mut self.chance, &new); // nothing moves by it
                        }
                        self.renamed(to);
                        match done {
                            Ok(taken) => {
                                moved += taken.applied;
                                let kept_out = |n| taken.kept_out.iter().any(|(file, _)| *file == n);
                                let whole = new.into_iter().enumerate().filter(|(n, _)| !kept_out(*n));
                                brought.extend(whole.map(|(_, file)| (to, file)));
                            }
                            Err(Killed) => moved += 1,
                        }
                    }
                } else {
                    let done = self.sync_with(at, 0, None);
                    moved += done.map_or(1, |done| done.applied + done.put);
                }
            }
            still = if moved == 0 { still + 1 } else { 0 };
            if still == 2 {
                return Ok(()); // once more, and nothing happened
            }
        }
        unreachable!("the loop ends by itself")
    }

    /// What must hold now.
    pub fn judge(&mut self) -> Result<(), String> {
        let there: Vec<usize> = (0..self.offices.len()).filter(|n| !self.offices[*n].removed).collect();
        let first = self.sound(there[0])?;
        for n in 1..self.offices.len() {
            let found = self.sound(n)?; // who was removed has a sound ledger, too
            if found != first && !self.offices[n].removed {
                let ids = |n: usize| self.all(n).iter().map(|(line, _)| wire::entry_id(line)).collect::<BTreeSet<_>>();
                let (here, there_too) = (ids(n), ids(there[0]));
                let (more, less) = (here.difference(&there_too), there_too.difference(&here));
                let short = |id: &EntryId| id.to_string()[..8].to_owned();
                let (more, less): (Vec<_>, Vec<_>) = (more.map(short).collect(), less.map(short).collect());
                return Err(format!(
                    "{n} differs from {}: it has {more:?} and lacks {less:?}; {found:?}, {first:?}",
                    there[0]
                ));
            }
        }
        self.nothing_is_lost(there[0])?;
        self.order_is_irrelevant(there[0], &first.0)
    }

    /// A sound ledger: its digest, how many conflicts, and what is in quarantine.
    fn sound(&mut self, n: usize) -> Result<(String, u64, BTreeSet<EntryId>), String> {
        let office = &mut self.offices[n];
        let problems = |check: &duban::store::Check| -> Vec<String> {
            let real = check.problems.iter().filter(|problem| problem.key != "check-dangling");
            real.map(ToString::to_string).collect()
        };
        let check = office.store.check().map_err(|error| format!("{n}: {error}"))?;
        if !problems(&check).is_empty() {
            return Err(format!("{n} is not sound: {:?}", problems(&check)));
        }
        if !office.removed && check.waiting > 0 {
            let waiting = office.read(query::exchange::waiting);
            if !waiting.iter().all(|(.., missing)| self.is_gone(*missing)) {
                let told = waiting.iter().map(|(replica, number, missing)| {
                    let has = |office: &Office| office.read(|reader| reader.entry(*missing)).is_some();
                    let there: Vec<usize> = (0..self.offices.len()).filter(|n| has(&self.offices[*n])).collect();
                    let by = self.written.get(missing).map(|written| written.by);
                    format!("{replica} {number} for {missing} of {by:?}, which {there:?} have")
                });
                return Err(format!("{n}: {} wait", told.collect::<Vec<_>>().join("; ")));
            }
        }
        let office = &mut self.offices[n];
        let held: BTreeSet<EntryId> = office.read(quarantine::entries).iter().map(|one| one.entry.id).collect();
        office.store.rebuild().map_err(|error| error.to_string())?;
        let again = office.store.check().map_err(|error| error.to_string())?;
        let held_again: BTreeSet<EntryId> = office.read(quarantine::entries).iter().map(|one| one.entry.id).collect();
        if (&again.digest, again.conflicts, &held) != (&check.digest, check.conflicts, &held_again) {
            return Err(format!("{n}: rebuilding changes it"));
        }
        Ok((check.digest, check.conflicts, held))
    }

    /// Whether nobody has applied an entry, since a state that was put back had lost it and a folder had, too, or since it waits for
    /// such a one: what was built on it can only wait.
    fn is_gone(&self, entry: EntryId) -> bool {
        let of_lossy = self.written.get(&entry).is_some_and(|written| self.lossy.contains(&written.by));
        of_lossy && self.offices.iter().all(|office| office.read(|reader| reader.entry(entry)).is_none())
    }

    fn all(&self, n: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.offices[n].read(|reader| {
            let entries = log::entries(reader, None, usize::MAX)?;
            entries.iter().rev().map(|entry| Ok((reader.head_line(entry.seq)?, reader.body(entry.seq)?))).collect()
        })
    }

    /// Every value that was written is a head, or was replaced by a write whose author had it on the screen, or does not
    /// count and is listed; of several heads with different values, each is a side of a conflict that is listed.
    fn nothing_is_lost(&self, n: usize) -> Result<(), String> {
        let office = &self.offices[n];
        let held: BTreeSet<EntryId> = office.read(quarantine::entries).iter().map(|one| one.entry.id).collect();
        let mut there: BTreeSet<EntryId> = BTreeSet::new();
        for (line, _) in self.all(n) {
            let id = wire::entry_id(&line);
            there.insert(id);
            if !self.written.contains_key(&id) {
                return Err(format!("nobody wrote {id}"));
            }
        }
        let removed: BTreeSet<usize> = (0..self.offices.len()).filter(|n| self.offices[*n].removed).collect();
        let mut heads: BTreeMap<&(Id, String), BTreeSet<EntryId>> = BTreeMap::new();
        for (id, written) in &self.written {
            if !there.contains(id) {
                if removed.contains(&written.by) || self.lossy.contains(&written.by) {
                    continue;
                }
                return Err(format!("{id}, which {} wrote, is nowhere", written.by));
            }
            if held.contains(id) {
                if !written.forced && !removed.contains(&written.by) {
                    return Err(format!("{id} of {} is in quarantine without a reason", written.by));
                }
                continue;
            }
            for (place, _) in &written.writes {
                heads.entry(place).or_default().insert(*id);
            }
        }
        for (id, written) in self.written.iter().filter(|(id, _)| there.contains(*id) && !held.contains(*id)) {
            for (place, replaced) in &written.writes {
                for gone in replaced.iter().filter(|gone| *gone != id) {
                    heads.entry(place).or_default().remove(gone);
                }
            }
        }
        let conflicts = office.read(conflict::conflicts);
        for ((record, field), expected) in heads {
            let state = office.read(|reader| reader.state(*record));
            let found = state.as_ref().and_then(|state| state.fields.get(field.as_str()));
            let found: BTreeSet<EntryId> = found.into_iter().flatten().map(|head| head.entry).collect();
            if found != expected {
                return Err(format!("{field} of {record}: {found:?} stands, not {expected:?}"));
            }
            let Some(state) = state else { continue };
            let values: BTreeSet<&Value> = state.fields[field.as_str()].iter().map(|head| &head.value).collect();
            if values.len() > 1 {
                let listed = conflicts.iter().find(|one| one.record == *record && one.field == *field);
                let Some(listed) = listed else {
                    return Err(format!("{field} of {record} is disputed and not listed"));
                };
                if !values.iter().all(|value| listed.sides.iter().any(|side| side.value == **value)) {
                    return Err(format!("a side of {field} of {record} is not listed"));
                }
                if field == "closing" && *state.shown("closing") == Value::from("closed") {
                    return Err("it is disputed, and looks closed".into());
                }
            }
        }
        Ok(())
    }

    /// A replica that gets everything in another order has the same ledger.
    fn order_is_irrelevant(&mut self, n: usize, digest: &str) -> Result<(), String> {
        let mut entries = self.all(n);
        let signatures: Vec<Signature> = self.signatures(n);
        let keys = self.offices[n].keys();
        let mut fresh = empty(&self.template, &keys, &self.root);
        self.chance.shuffle(&mut entries);
        fresh.set_replica(&Signer { replica: ReplicaId([1; 16]), public: [1; 32], salt: [1; 16] }).unwrap();
        let cut = self.chance.below(entries.len());
        for part in [&entries[cut..], &entries[..cut], &entries[..]] {
            fresh.absorb_signed(part.to_vec(), &signatures).map_err(|error| error.to_string())?;
        }
        let check = fresh.check().map_err(|error| error.to_string())?;
        if check.digest != digest || check.waiting > 0 {
            return Err(format!("in another order it is another ledger: {} waiting", check.waiting));
        }
        Ok(())
    }

    /// Who signed what, of all that an office has, its own series too.
    fn signatures(&self, n: usize) -> Vec<Signature> {
        self.offices[n].read(|reader| {
            let mut found = Vec::new();
            for (replica, newest) in query::exchange::heads(reader)? {
                if let Some(signer) = query::exchange::signer(reader, replica)? {
                    found.push(Signature { signer, number: newest, bytes: [0; 64] });
                }
            }
            Ok::<_, StoreError>(found)
        })
    }

    pub fn files(&self) -> usize {
        self.folders.iter().map(Folder::len).sum()
    }
}
