//! Entries on their way out of one ledger and into another: what `bundle` and `sync` have in common.
//!
//! Bytes are read and written by whoever calls; what time it is, and chance, come from there, too. So tests can put
//! anything under it: files that are torn, late or gone, clocks that are years off.

use crate::domain::change::Op;
use crate::domain::id::{EntryId, Id, ReplicaId};
use crate::domain::member::{self, Claim, Member};
use crate::domain::say::Said;
use crate::error::Error;
use crate::keyfolder::Witness;
use crate::planted::{self, Bug};
use crate::say;
use crate::store::query;
use crate::store::query::exchange::Numbered;
use crate::store::{Reader, Signature, Signer, Store};
use crate::sync::key::PublicKey;
use crate::sync::keyring::Keyring;
use crate::sync::segment::{self, Author, Opened, Writer};
use crate::sync::{Shape, bundle};
use crate::wire::{self, Head};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use zeroize::Zeroizing;

pub mod evidence;
pub mod keys;
pub mod place;

/// Segments are closed once their entries have this many bytes, unpacked.
pub const GROUP: u64 = 4 << 20;

/// What decides on ops.
pub type Decide<'d> = &'d mut dyn FnMut(&Reader) -> Result<Vec<Op>, Error>;

/// What lies on a machine beside a ledger: its keys, and the witness of how far it has come.
pub trait Machine {
    /// The keys, before something is written: a copy has got a name of its own by then.
    fn keys(&self, store: &mut Store) -> Result<Keyring, Error>;
    /// Keeps the keys.
    fn save(&self, keys: &Keyring) -> Result<(), Error>;
    /// Goes on under another name, with what a replica of this name wrote differently from a number on.
    fn become_another(&self, store: &mut Store, keys: Keyring, why: &Said, from: u64) -> Result<(), Error>;
    /// Notes, outside of the ledger, how far it has come.
    fn witness(&self, store: &Store) -> Result<(), Error>;
    /// Fresh chance, for keys.
    fn secret(&self) -> Result<Zeroizing<[u8; 32]>, Error>;
    /// Decides on ops and records them as an entry of this replica.
    fn record(&self, store: &mut Store, decide: Decide) -> Result<(), Error>;
}

/// Takes in files, whatever they are called: what is in them is proved, judged and applied.
pub fn take_in(store: &mut Store, machine: &dyn Machine, files: &[&[u8]]) -> Result<Taken, Error> {
    let mut keys = machine.keys(store)?;
    let (batch, learned) = store.read(|reader| Batch::open(reader, &mut keys, files))?;
    if learned {
        machine.save(&keys)?;
    }
    let own = keys.sign.public();
    if let Some((why, from)) = store.read(|reader| batch.shows_a_fork(reader, &keys))? {
        machine.become_another(store, keys, &why, from)?;
    }
    let root = store.read(|reader| Ok::<_, Error>(query::exchange::root(reader)?))?;
    let of_root = batch.candidates.iter().any(|one| one.is_of(root.as_ref()));
    let mut taken = batch.take_in(store)?;
    // an entry that waited before has been looked at when it came
    if of_root && taken.waiting > 0 {
        let mut keys = machine.keys(store)?;
        taken.learned = store.read(|reader| {
            let others = keys::others(reader, &keys)?;
            Ok::<_, Error>(keys::learn_of(&mut keys, &others, &query::exchange::keys_waiting(reader)?))
        })?;
        if taken.learned {
            machine.save(&keys)?;
        }
    }
    if taken.applied > 0 && root.is_some_and(|root| root.public == own.0) {
        hand_on(store, machine, &mut taken)?;
    }
    machine.witness(store)?;
    Ok(taken)
}

/// Hands on the keys that members lack: it is us who hand them out.
fn hand_on(store: &mut Store, machine: &dyn Machine, taken: &mut Taken) -> Result<(), Error> {
    let keys = machine.keys(store)?;
    let owed = store.read(|reader| keys::owed(reader, &keys))?;
    if owed.is_empty() {
        return Ok(());
    }
    taken.handed.extend(owed.iter().flat_map(|owed| &owed.members).map(|member| member.name.clone()));
    machine.record(store, &mut |reader| {
        let ops = owed.iter().map(|owed| owed.ops(reader, &mut || machine.secret()));
        Ok(ops.collect::<Result<Vec<_>, Error>>()?.concat())
    })
}

/// A key that has opened nothing yet might be the key of another ledger: nothing goes out under it.
pub fn prove_keys(reader: &Reader, keys: &Keyring) -> Result<(), Error> {
    let root = query::exchange::root(reader)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
    if root.public == keys.sign.public().0 || query::exchange::newest(reader, root.replica)?.is_some() {
        return Ok(());
    }
    Err(Error::Rule(say!("share-unproved")))
}

/// Why the ledger that lies `here` is not the one that the witness saw: a copy, or an old state that was put back. `None`
/// when it is. `exists` tells whether something lies where the witness saw it.
///
/// A copy, or an old state, must not go on in the series of the ledger it was made of: others have entries under these numbers.
pub fn strange(
    reader: &Reader,
    replica: ReplicaId,
    witness: &Witness,
    here: &Path,
    exists: impl FnOnce(&Path) -> bool,
) -> Result<Option<Said>, Error> {
    if planted::is(Bug::CloneKeepsItsName) {
        return Ok(None);
    }
    let known = query::exchange::entry(reader, replica, witness.number)?;
    Ok(if witness.path != here && exists(&witness.path) {
        Some(say!("fork-copy", path = witness.path.display().to_string()))
    } else if witness.number > 0 && known != Some(witness.entry) {
        Some(say!("fork-old", number = witness.number))
    } else {
        None
    })
}

/// The keys of a copy under a name of its own, which the same key makes.
pub fn another(keys: Keyring, salt: [u8; 16]) -> Keyring {
    Keyring { replica: keys.sign.public().replica(&salt), salt, ..keys }
}

/// How others know a replica.
pub fn signer(keys: &Keyring) -> Signer {
    Signer { replica: keys.replica, public: keys.sign.public().0, salt: keys.salt }
}

/// Entries of one replica, by their numbers: `replica`, the first, the last.
pub type Range = (ReplicaId, u64, u64);

/// All that is here of every replica, from the number that `first` names, or all.
#[allow(clippy::implicit_hasher)] // as the store gives it
pub fn ranges(reader: &Reader, first: Option<&HashMap<ReplicaId, u64>>) -> Result<Vec<Range>, Error> {
    let heads = query::exchange::heads(reader)?.into_iter();
    let from = |replica: &ReplicaId| first.map_or(Some(1), |first| first.get(replica).copied());
    let ranges = heads.filter_map(|(replica, newest)| Some((replica, from(&replica)?, newest)));
    Ok(ranges.filter(|(_, first, last)| first <= last).collect())
}

/// Seals entries, in files of about `group` bytes unpacked; each file is handed on as soon as it is ready.
pub fn seal(
    reader: &Reader,
    keys: &Keyring,
    ranges: &[Range],
    group: u64,
    mut each: impl FnMut(ReplicaId, segment::Sealed) -> Result<(), Error>,
) -> Result<(), Error> {
    let keys = &keys::in_force(reader, keys)?;
    let mut waiting = None;
    ranges.iter().try_for_each(|range| series(reader, keys, *range, group, &mut waiting, |file| each(range.0, file)))
}

/// The same, all files at once.
pub fn sealed(reader: &Reader, keys: &Keyring, ranges: &[Range], group: u64) -> Result<Vec<segment::Sealed>, Error> {
    let mut files = Vec::new();
    seal(reader, keys, ranges, group, |_, file| {
        files.push(file);
        Ok(())
    })?;
    Ok(files)
}

/// The entries that wait, once they were looked up.
type Waiting = Option<HashMap<ReplicaId, BTreeMap<u64, Vec<EntryId>>>>;

/// The entries of one replica: closed wherever its author has signed, our own anywhere. Others' go on to where the author
/// signed next, so that what is handed on is proved: with what waits here for others that nobody may have any more.
fn series(
    reader: &Reader,
    keys: &Keyring,
    (replica, from, last): Range,
    group: u64,
    waiting: &mut Waiting,
    mut each: impl FnMut(segment::Sealed) -> Result<(), Error>,
) -> Result<(), Error> {
    let signer = if replica == keys.replica {
        Signer { replica, public: keys.sign.public().0, salt: keys.salt }
    } else {
        match query::exchange::signer(reader, replica)? {
            Some(signer) => signer,
            None => return Ok(()), // came without a signature, from before the ledger was shared
        }
    };
    let own = signer.public == keys.sign.public().0;
    let ready = if own { BTreeMap::new() } else { query::exchange::signed_numbers(reader, replica)? };
    let (newest, ahead) = if own { (last, Vec::new()) } else { provable(reader, waiting, &signer, &ready, last)? };
    let author = Author { public: PublicKey(signer.public), salt: signer.salt };
    let rotations = keys::rotations(reader, replica, signer.public)?;
    let begin = |first| Writer::new(keys.newest(), keys.ledger, replica, author, first);
    let mut writer = begin(from);
    let mut push = |(number, id): (u64, EntryId), line: Vec<u8>, body: Vec<u8>| {
        writer.push(&line, &body).map_err(Error::Rule)?;
        let ends = number == newest || writer.size() >= group || rotations.ends.contains(&number);
        let sign = || if own { Some(keys.sign.sign_entry(id)) } else { ready.get(&number).copied() };
        if let Some(signature) = ends.then(sign).flatten() {
            let mut whole = std::mem::replace(&mut writer, begin(number + 1));
            let first = whole.first();
            if let Some((_, before)) = rotations.before.range(first..=number).next() {
                whole.under(keys.of_epoch(*before));
            }
            each(whole.finish(&signature).map_err(Error::Rule)?)?;
        }
        Ok::<_, Error>(())
    };
    query::exchange::series(reader, replica, from, newest, &mut push)?;
    ahead.into_iter().try_for_each(|(number, line, body)| push(number, line, body))
}

/// Up to which number what is handed on of another's series is proved, so that `last` is among it, if that can be; and which
/// entries on the way there wait here.
fn provable(
    reader: &Reader,
    waiting: &mut Waiting,
    signer: &Signer,
    ready: &BTreeMap<u64, [u8; 64]>,
    last: u64,
) -> Result<(u64, Vec<Numbered>), Error> {
    if let Some((number, signature)) = ready.range(last..).next() {
        let here = query::exchange::newest(reader, signer.replica)?;
        if here.is_some_and(|(here, _)| here >= *number) {
            return Ok((*number, Vec::new()));
        }
        let proved = |id| PublicKey(signer.public).verifies(id, signature);
        let ahead = up_to(reader, waiting, (signer.replica, here), *number, proved)?;
        if !ahead.is_empty() {
            return Ok((*number, ahead));
        }
    }
    Ok((ready.range(..last).next_back().map_or(0, |(number, _)| *number), Vec::new()))
}

/// The entries of a series behind its newest here that wait, up to a number, each with its head line and its op lines; none
/// where one lacks, or the last is not the one that is `proved`.
fn up_to(
    reader: &Reader,
    waiting: &mut Waiting,
    (replica, here): (ReplicaId, Option<(u64, EntryId)>),
    number: u64,
    proved: impl FnOnce(EntryId) -> bool,
) -> Result<Vec<Numbered>, Error> {
    let waiting = match waiting {
        Some(waiting) => waiting,
        None => waiting.insert(query::exchange::waiting_of_each(reader)?),
    };
    let mut found = Vec::new();
    let (last, mut prev) = here.map_or((0, None), |(number, id)| (number, Some(id)));
    let Some(waiting) = waiting.get(&replica) else { return Ok(found) };
    for next in last + 1..=number {
        let mut follows = None;
        for id in waiting.get(&next).into_iter().flatten() {
            let Some(one) = query::exchange::waiting_entry(reader, *id)? else { continue };
            if Head::parse(&one.1).is_ok_and(|head| head.prev == prev) {
                follows = Some(one);
            }
        }
        let Some(one) = follows else { return Ok(Vec::new()) };
        prev = Some(one.0.1);
        found.push(one);
    }
    Ok(if prev.is_some_and(proved) { found } else { Vec::new() })
}

/// A segment that is whole, and which of the files it came in.
struct Candidate<'b> {
    file: usize,
    opened: Opened<'b>,
    bytes: u64,
}

impl Candidate<'_> {
    /// Whether its author is the root.
    fn is_of(&self, root: Option<&Signer>) -> bool {
        root.is_some_and(|root| root.public == self.opened.author.public.0)
    }
}

/// Files that were opened, before anything of them is taken.
pub struct Batch<'b> {
    candidates: Vec<Candidate<'b>>,
    /// Which files, or parts of them, cannot be opened, and why.
    pub kept_out: Vec<(usize, Said)>,
}

/// Entries of one author that have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromAuthor {
    /// Whose.
    pub replica: ReplicaId,
    /// By which key.
    pub public: [u8; 32],
    /// How many were new.
    pub entries: u64,
    /// In files of how many bytes.
    pub bytes: u64,
}

/// What came of a batch.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Entries that are new here.
    pub applied: usize,
    /// Entries that were here already.
    pub known: usize,
    /// Entries that wait for others.
    pub waiting: u64,
    /// How many entries more are in quarantine than before.
    pub quarantined: u64,
    /// Why entries were not taken.
    pub refused: Vec<Said>,
    /// Which files, or parts of them, were kept out, and why.
    pub kept_out: Vec<(usize, Said)>,
    /// From whom.
    pub authors: Vec<FromAuthor>,
    /// Whether a key came along, in an entry that waits.
    pub learned: bool,
    /// Members to whom a key was handed on that they lacked.
    pub handed: BTreeSet<String>,
}

impl<'b> Batch<'b> {
    /// Opens files, whatever they are called: bundles, or segments. A key that one of them hands to us opens others; the
    /// second value says whether there is a new one, which is to be saved.
    pub fn open(reader: &Reader, keys: &mut Keyring, files: &[&'b [u8]]) -> Result<(Batch<'b>, bool), Error> {
        let root = query::exchange::root(reader)?;
        let mut learned = false;
        loop {
            let (mut candidates, mut kept_out) = (Vec::new(), Vec::new());
            for (file, bytes) in files.iter().enumerate() {
                match parts_of(bytes, keys) {
                    Ok(parts) => {
                        for part in parts {
                            let bytes = part.len() as u64;
                            match segment::open(part, keys) {
                                Ok(opened) => candidates.push(Candidate { file, opened, bytes }),
                                Err(why) => kept_out.push((file, why)),
                            }
                        }
                    }
                    Err(why) => kept_out.push((file, why)),
                }
            }
            if kept_out.is_empty() || !hands_keys(reader, keys, &candidates, root.as_ref())? {
                candidates.sort_by_key(|one| (one.opened.header.replica, one.opened.header.first));
                return Ok((Batch { candidates, kept_out }, learned));
            }
            learned = true;
        }
    }

    /// How many segments could be opened.
    pub fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Whether none could be opened.
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// Why entries of our own series show that this copy is not the one that wrote them, and from which number on ours are
    /// others; `None` when they do not.
    pub fn shows_a_fork(&self, reader: &Reader, keys: &Keyring) -> Result<Option<(Said, u64)>, Error> {
        if planted::is(Bug::CloneKeepsItsName) {
            return Ok(None);
        }
        let own = self.candidates.iter().map(|one| &one.opened);
        let own = own.filter(|one| one.header.replica == keys.replica && one.author.public == keys.sign.public());
        for opened in own {
            let ours = |number| query::exchange::entry(reader, keys.replica, number);
            if ours(opened.header.last())? == Some(opened.last) {
                continue;
            }
            let parts = (opened.header.first..).zip(opened.entries());
            for (number, (line, _)) in parts {
                if ours(number)? == Some(wire::entry_id(&line)) {
                    continue;
                }
                let prev = Head::parse(&line).ok().and_then(|head| head.prev);
                if number > 1 && ours(number - 1)? != prev {
                    break; // where they part is in a file that is still to come, and this waits for it
                }
                return Ok(Some((say!("fork-own", number = number), number)));
            }
        }
        Ok(None)
    }

    /// Takes in what is of members; who is admitted by what has just come is judged again.
    pub fn take_in(self, store: &mut Store) -> Result<Taken, Error> {
        let quarantined = |store: &Store| store.read(|reader| Ok::<_, Error>(query::quarantine::count(reader)?));
        let before = quarantined(store)?;
        let mut taken = Taken { kept_out: self.kept_out, ..Taken::default() };
        let mut candidates = self.candidates;
        candidates.sort_by_key(|one| one.opened.clock); // what others build on comes first, as a rule
        while !candidates.is_empty() {
            let judged = store.read(|reader| {
                let standing = Standing::load(reader)?;
                candidates.iter().map(|one| standing.judge(reader, &one.opened)).collect::<Result<Vec<_>, Error>>()
            })?;
            let (mut now, mut later) = (Vec::new(), Vec::new());
            for (one, judgement) in candidates.into_iter().zip(judged) {
                match judgement {
                    Ok(()) => now.push(one),
                    Err(why) => later.push((one, why)),
                }
            }
            if now.is_empty() {
                taken.kept_out.extend(later.into_iter().map(|(one, why)| (one.file, why)));
                break;
            }
            candidates = later.into_iter().map(|(one, _)| one).collect();
            taken.take(store, &now)?;
        }
        taken.quarantined = quarantined(store)?.saturating_sub(before);
        Ok(taken)
    }
}

/// The segments of a file, whatever it is called: a bundle, or one segment.
fn parts_of<'b>(bytes: &'b [u8], keys: &Keyring) -> Result<Vec<&'b [u8]>, Said> {
    match Shape::of(bytes) {
        Some(Shape::Segment) => Ok(vec![bytes]),
        _ => Ok(bundle::open(bytes, keys)?.segments),
    }
}

/// Takes in the keys that entries of the root hand to us, before they are applied: they may wait for what only these open.
fn hands_keys(
    reader: &Reader,
    keys: &mut Keyring,
    candidates: &[Candidate],
    root: Option<&Signer>,
) -> Result<bool, Error> {
    let mut of_root = candidates.iter().filter(|one| one.is_of(root)).peekable();
    if of_root.peek().is_none() {
        return Ok(false);
    }
    let others = keys::others(reader, keys)?;
    let mut learned = false;
    for one in of_root {
        for (_, body) in one.opened.entries() {
            learned |= keys::learn_of(keys, &others, &wire::ops(&body).collect::<Vec<_>>());
        }
    }
    Ok(learned)
}

impl Taken {
    /// Adds what came of another batch, but not its files.
    fn add(&mut self, other: Taken) {
        self.applied += other.applied;
        self.known += other.known;
        self.waiting = other.waiting;
        self.quarantined += other.quarantined;
        self.refused.extend(other.refused);
        self.learned |= other.learned;
        self.handed.extend(other.handed);
        for from in other.authors {
            match self.authors.iter_mut().find(|known| known.replica == from.replica) {
                Some(known) => {
                    known.entries += from.entries;
                    known.bytes += from.bytes;
                }
                None => self.authors.push(from),
            }
        }
    }

    fn take(&mut self, store: &mut Store, now: &[Candidate]) -> Result<(), Error> {
        let signature = |one: &Candidate| Signature {
            signer: Signer {
                replica: one.opened.header.replica,
                public: one.opened.author.public.0,
                salt: one.opened.author.salt,
            },
            number: one.opened.header.last(),
            bytes: one.opened.signature,
        };
        let signatures: Vec<Signature> = now.iter().map(signature).collect();
        let heads = |store: &Store| store.read(|reader| Ok::<_, Error>(query::exchange::heads(reader)?));
        let before: HashMap<ReplicaId, u64> = heads(store)?.into_iter().collect();
        let entries = now.iter().flat_map(|one| one.opened.entries());
        let absorbed = store.absorb_signed(entries, &signatures)?;
        self.applied += absorbed.applied.len();
        self.known += absorbed.known;
        self.waiting = absorbed.waiting;
        self.refused.extend(absorbed.refused.into_iter().map(|refused| refused.why));
        for (replica, newest) in heads(store)? {
            let entries = newest - before.get(&replica).copied().unwrap_or(0);
            let mut of = now.iter().filter(|one| one.opened.header.replica == replica).peekable();
            if let Some(public) = of.peek().map(|one| one.opened.author.public.0).filter(|_| entries > 0) {
                self.authors.push(FromAuthor { replica, public, entries, bytes: of.map(|one| one.bytes).sum() });
            }
        }
        Ok(())
    }
}

/// Everybody to be judged by.
pub struct Standing {
    /// Members, and the root until its own record is here.
    pub members: Vec<Member>,
}

impl Standing {
    /// Who is a member as far as this ledger knows.
    ///
    /// # Errors
    /// A rule refuses where nobody shares it.
    pub fn load(reader: &Reader) -> Result<Standing, Error> {
        let root = query::exchange::root(reader)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
        let found = query::exchange::members(reader)?;
        let mut members: Vec<Member> = found.iter().filter_map(|(id, state)| Member::of(*id, state)).collect();
        if !members.iter().any(|member| member.public == Some(root.public)) {
            members.push(Member {
                id: Id([0; 16]),
                name: root.replica.to_string()[..8].to_owned(),
                role: Some(member::Role::Office),
                unit: None,
                invited_on: None,
                replica: Some(root.replica),
                public: Some(root.public),
                admitted_on: Some(chrono::NaiveDate::MIN),
                removed_on: None,
            });
        }
        Ok(Standing { members })
    }

    /// Whether the entries of a segment are to be taken; the inner error is why not.
    #[allow(clippy::type_complexity)] // a refusal is no failure
    pub fn judge(&self, reader: &Reader, opened: &Opened) -> Result<Result<(), Said>, Error> {
        let replica = opened.header.replica;
        let pinned = query::exchange::signer(reader, replica)?.map(|signer| signer.public);
        let claim = Claim { replica, public: opened.author.public.0, made: opened.author.makes(replica), pinned };
        Ok(member::trusted(&self.members, &claim).map(|_| ()))
    }
}
