//! Keeping in step with a place for files that several offices reach: a shared folder, a stick, a server.
//!
//! Each office puts there what it has and the place lacks, in files that are never written again, and takes what it has not
//! seen. No file is waited for, locked or replaced, so it does not matter what the place promises: a listing that lags, files
//! that are seen half written, twice or under other names, or that are gone, cost a second look and nothing else.

use super::keys::rotations;
use super::{GROUP, Machine, Range, Taken, prove_keys, seal, take_in};
use crate::domain::id::ReplicaId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::planted::{self, Bug};
use crate::store::query;
use crate::store::{Content, Reader, SeenFile, Store};
use crate::sync::keyring::Keyring;
use crate::sync::remote::Remote;
use crate::sync::segment::{self, Header, PEEK};
use crate::sync::{Shape, checksum};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A file of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name, with the folders that it lies in.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// A place for files.
pub trait Place {
    /// All files of the place; not every server shows at once what was written.
    ///
    /// # Errors
    /// When the place cannot be reached.
    fn list(&mut self) -> Result<Vec<Listed>, Said>;

    /// The contents of files, or of each its first `most` bytes; `None` of one that is not there any more.
    ///
    /// # Errors
    /// When the place cannot be reached.
    fn read(&mut self, names: &[&str], most: Option<u64>) -> Result<Vec<Option<Vec<u8>>>, Said>;

    /// Writes a file.
    ///
    /// # Errors
    /// When it is not there as a whole.
    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Said>;

    /// Removes a file; one that is not there is none to be removed.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&mut self, name: &str) -> Result<(), Said>;
}

impl Place for Remote {
    fn list(&mut self) -> Result<Vec<Listed>, Said> {
        Ok(Remote::list(self)?.into_iter().map(|(name, size)| Listed { name, size }).collect())
    }

    fn read(&mut self, names: &[&str], most: Option<u64>) -> Result<Vec<Option<Vec<u8>>>, Said> {
        Remote::read(self, names, most)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Said> {
        Remote::write(self, name, bytes)
    }

    fn remove(&mut self, name: &str) -> Result<(), Said> {
        Remote::remove(self, name)
    }
}

/// A file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOut {
    /// Its name in the place.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of them.
    pub digest: [u8; 32],
    /// Why.
    pub why: Said,
}

/// What keeping in step with a place came to.
#[derive(Debug, Default)]
pub struct Synced {
    /// What was new here. Its files are told by name in `kept_out`.
    pub taken: Taken,
    /// Files that could not be taken.
    pub kept_out: Vec<KeptOut>,
    /// SHA-256 of the files that were taken.
    pub accepted: Vec<[u8; 32]>,
    /// Files and bytes that were read.
    pub read: (u64, u64),
    /// Files and bytes that were written.
    pub written: (u64, u64),
    /// Entries in the files that were written.
    pub sent: u64,
    /// Files that are none of ours.
    pub foreign: u64,
    /// Files that are still being written, or were cut off.
    pub unfinished: u64,
    /// Files that were left for the next time.
    pub left: u64,
    /// The pieces of evidence that lie there.
    pub evidence: BTreeSet<Listed>,
}

/// How far it has come, for whoever waits.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// So many files are to be read.
    Reading(usize),
    /// So many more have been.
    Read(usize),
    /// So many entries are to be written.
    Writing(u64),
    /// So many more have been.
    Wrote(u64),
}

/// A file larger than this is looked at before it is fetched.
const SMALL: u64 = 4 << 10;

/// How much is done at a time.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// Files are fetched until they come to so many bytes, then taken in.
    pub batch: u64,
    /// So many files at a time, whatever their size.
    pub many: usize,
    /// So many small files of ours, one behind the other, become one.
    pub run: usize,
}

impl Default for Habits {
    fn default() -> Habits {
        Habits { batch: 8 << 20, many: 256, run: 16 }
    }
}

/// How many files are looked at in one go; a flood of them cannot keep anybody from the rest.
const MOST: usize = 10_000;

/// How many of the files that were kept out are tried again in one go, the longest ago first.
const AGAIN: usize = 100;

/// No file of ours is larger: a segment unpacks to 1 GiB at most.
const LARGEST: u64 = 1 << 30;

/// Files below this are small.
const GROWN: u64 = 256 << 10;

/// The folder of the files that are evidence; they are not for the log.
pub const EVIDENCE: &str = "evidence/";

/// Keeps in step with a place: takes what is new there, and puts there what it lacks.
///
/// What was done stays done when it stops midway, and the next time goes on from there.
///
/// # Errors
/// When the place cannot be reached, or the ledger cannot be read or written.
pub fn sync(
    store: &mut Store,
    machine: &dyn Machine,
    place: &mut dyn Place,
    remote: &str,
    habits: Habits,
    tell: &mut dyn FnMut(Step),
) -> Result<Synced, Error> {
    let listed: BTreeSet<Listed> = place.list().map_err(Error::World)?.into_iter().collect();
    let (evidence, listed): (Vec<_>, Vec<_>) = listed.into_iter().partition(|file| file.name.starts_with(EVIDENCE));
    let evidence = evidence.into_iter().collect();
    let known = store.read(|reader| query::remote::files(reader, remote))?;
    let mut way = Way {
        store,
        machine,
        place,
        remote,
        habits,
        tell,
        listed,
        known,
        cut_off: Vec::new(),
        written: BTreeSet::new(),
        done: Synced { evidence, ..Synced::default() },
    };
    way.pull()?;
    let keys = machine.keys(way.store)?;
    if way.store.read(|reader| prove_keys(reader, &keys)).is_ok() {
        way.push(&keys)?;
        way.sweep(&keys)?; // not before: what is to go out waits for no tidying
        way.group(&keys)?;
    }
    way.forget_gone()?;
    Ok(way.done)
}

/// One go between a ledger and a place.
struct Way<'w> {
    store: &'w mut Store,
    machine: &'w dyn Machine,
    place: &'w mut dyn Place,
    remote: &'w str,
    habits: Habits,
    tell: &'w mut dyn FnMut(Step),
    /// The place as it was when we came.
    listed: Vec<Listed>,
    /// What was seen of it, the last time and since.
    known: HashMap<String, SeenFile>,
    /// Files that are not whole, and the last number that each tells of.
    cut_off: Vec<(String, u64)>,
    /// Files that were written in this go.
    written: BTreeSet<String>,
    done: Synced,
}

impl Way<'_> {
    /// What is known of a file, if it is still the file that was seen.
    fn seen(&self, file: &Listed) -> Option<Content> {
        self.known.get(&file.name).filter(|seen| seen.size == file.size).map(|seen| seen.content)
    }

    fn note(&mut self, seen: Vec<SeenFile>) -> Result<(), Error> {
        self.store.note_seen(self.remote, &seen, &[])?;
        self.known.extend(seen.into_iter().map(|file| (file.name.clone(), file)));
        Ok(())
    }

    /// Takes what is new. Once something was taken, what was kept out is tried again: a member may have been admitted by it,
    /// or a key handed on.
    fn pull(&mut self) -> Result<(), Error> {
        let mut kept_out: BTreeMap<String, KeptOut> = BTreeMap::new();
        let mut tried: BTreeSet<String> = BTreeSet::new();
        loop {
            let newest = self.store.read(query::remote::newest)?;
            let (mut unread, mut again): (Vec<Listed>, Vec<(u64, &Listed)>) = (Vec::new(), Vec::new());
            for file in &self.listed {
                match self.seen(file) {
                    Some(Content::KeptOut { tried }) if tried != newest => again.push((tried, file)),
                    None if kept_out.contains_key(&file.name) => again.push((newest, file)),
                    None if !tried.contains(&file.name) => unread.push(file.clone()),
                    _ => {}
                }
            }
            again.sort();
            let again: Vec<Listed> = again.into_iter().take(AGAIN).map(|(_, file)| file.clone()).collect();
            self.known_authors_first(&mut unread)?;
            self.done.left = unread.len().saturating_sub(MOST) as u64;
            unread.truncate(MOST);
            unread.extend(again);
            if unread.is_empty() {
                break;
            }
            tried.extend(unread.iter().map(|file| file.name.clone()));
            (self.tell)(Step::Reading(unread.len()));
            let progress = |done: &Synced| (done.taken.applied, done.accepted.len());
            let before = progress(&self.done);
            for files in batches(&unread, self.habits) {
                self.fetch(files, &mut kept_out)?;
                (self.tell)(Step::Read(files.len()));
            }
            if progress(&self.done) == before && !std::mem::take(&mut self.done.taken.learned) {
                break;
            }
        }
        self.done.kept_out = kept_out.into_values().collect();
        Ok(())
    }

    /// Files of who admits the others come first, then those of authors whom this ledger knows, in the order of their entries.
    fn known_authors_first(&self, files: &mut [Listed]) -> Result<(), Error> {
        let (root, known) = self.store.read(|reader| {
            let root = query::exchange::root(reader)?.map(|root| root.replica.to_string());
            let heads = query::exchange::heads(reader)?.into_iter().map(|(replica, _)| replica.to_string());
            Ok::<_, Error>((root, heads.collect::<BTreeSet<String>>()))
        })?;
        files.sort_by_cached_key(|file| {
            let folder = file.name.split('/').next();
            let known = folder.is_some_and(|folder| known.contains(folder));
            (folder != root.as_deref(), !known, file.name.clone())
        });
        Ok(())
    }

    /// Fetches files and takes in what is in them.
    fn fetch(&mut self, files: &[Listed], kept_out: &mut BTreeMap<String, KeptOut>) -> Result<(), Error> {
        let (large, mut wanted): (Vec<&Listed>, Vec<&Listed>) = files.iter().partition(|file| file.size > SMALL);
        let mut seen = Vec::new();
        let names: Vec<&str> = large.iter().map(|file| file.name.as_str()).collect();
        let heads = if names.is_empty() {
            Vec::new()
        } else {
            self.place.read(&names, Some(PEEK as u64)).map_err(Error::World)?
        };
        for (file, head) in large.into_iter().zip(heads) {
            let Some(head) = head else { continue };
            match self.peeked(file, &head)? {
                Some(what) => seen.push(found(file, what)),
                None => wanted.push(file),
            }
        }
        self.note(seen)?;
        let names: Vec<&str> = wanted.iter().map(|file| file.name.as_str()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let contents = self.place.read(&names, None).map_err(Error::World)?;
        let mut came: Vec<(&Listed, Vec<u8>)> = Vec::new();
        let mut seen = Vec::new();
        for (file, bytes) in wanted.into_iter().zip(contents) {
            let Some(bytes) = bytes else { continue };
            self.done.read.0 += 1;
            self.done.read.1 += bytes.len() as u64;
            if bytes.len() as u64 != file.size {
                self.done.unfinished += 1; // it grows while we look, or was cut off on its way
            } else if bytes.is_empty() && segment::first(&file.name).is_some() {
                self.note_cut_off(file, &bytes);
            } else if matches!(Shape::of(&bytes), Some(Shape::Segment | Shape::Bundle)) {
                came.push((file, bytes));
            } else {
                self.done.foreign += 1;
                seen.push(found(file, Content::Nothing));
            }
        }
        let bytes: Vec<&[u8]> = came.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let mut taken = if bytes.is_empty() { Taken::default() } else { take_in(self.store, self.machine, &bytes)? };
        let newest = self.store.read(query::remote::newest)?;
        let mut why: HashMap<usize, Said> = std::mem::take(&mut taken.kept_out).into_iter().collect();
        for (n, (file, bytes)) in came.iter().enumerate() {
            let digest = checksum(bytes);
            match why.remove(&n) {
                Some(why) if why.key == "sealed-short" => self.note_cut_off(file, bytes),
                Some(why) => {
                    // a key comes by other ways than this, too
                    if why.key != "sealed-key-unknown" {
                        seen.push(found(file, Content::KeptOut { tried: newest }));
                    }
                    let name = file.name.clone();
                    kept_out.insert(name.clone(), KeptOut { name, size: file.size, digest, why });
                }
                None => {
                    kept_out.remove(&file.name);
                    self.done.accepted.push(digest);
                    seen.push(found(
                        file,
                        Header::read(bytes).map_or(Content::Nothing, |header| entries(&header, false)),
                    ));
                }
            }
        }
        self.done.taken.add(taken);
        self.note(seen)
    }

    /// Notes a file that is not whole.
    fn note_cut_off(&mut self, file: &Listed, bytes: &[u8]) {
        self.done.unfinished += 1;
        if let Some(first) = segment::first(&file.name) {
            let last = Header::peek(bytes).map_or(first, |(_, header)| header.last());
            self.cut_off.push((file.name.clone(), last));
        }
    }

    /// What the first bytes of a large file tell: that it is none of ours, or holds nothing new. `None` where it is wanted.
    fn peeked(&mut self, file: &Listed, head: &[u8]) -> Result<Option<Content>, Error> {
        let ours = matches!(Shape::of(head), Some(Shape::Segment | Shape::Bundle));
        if !ours || file.size > LARGEST {
            self.done.foreign += 1;
            return Ok(Some(Content::Nothing));
        }
        let Some((length, header)) = Header::peek(head) else { return Ok(None) };
        let known = self.store.read(|reader| {
            let newest = query::exchange::newest(reader, header.replica)?;
            let same = header.ledger == reader.ledger()?;
            // under numbers of our own may stand what a machine wrote before it was put back
            let others = header.replica != reader.replica()?;
            Ok::<_, Error>(same && others && newest.is_some_and(|(newest, _)| newest >= header.last()))
        })?;
        Ok((known && length == file.size).then(|| entries(&header, false)))
    }

    /// Puts there what the place lacks: of ours and, where somebody has cleared up, of everybody.
    fn push(&mut self, keys: &Keyring) -> Result<(), Error> {
        let there: Vec<Content> = self.listed.iter().filter_map(|file| self.seen(file)).collect();
        let missing = self.store.read(|reader| missing(reader, there))?;
        if missing.is_empty() {
            return Ok(());
        }
        self.machine.witness(self.store)?; // before anybody has it: an old state that is put back must know what went out
        self.put(keys, &missing, GROUP)
    }

    /// Writes entries to the place; what was written is noted, even where it then fails.
    fn put(&mut self, keys: &Keyring, ranges: &[Range], group: u64) -> Result<(), Error> {
        let mut seen = Vec::new();
        let Way { store, place, tell, done, .. } = self;
        tell(Step::Writing(ranges.iter().map(|(_, first, last)| last - first + 1).sum()));
        let outcome = store.read(|reader| {
            seal(reader, keys, ranges, group, |replica, file| {
                place.write(&file.name, &file.bytes).map_err(Error::World)?;
                let segment::Sealed { name, bytes, first, last } = file;
                let (size, own) = (bytes.len() as u64, replica == keys.replica);
                done.written.0 += 1;
                done.written.1 += size;
                done.sent += last - first + 1;
                seen.push(SeenFile { name, size, content: Content::Entries { replica, first, last, own } });
                tell(Step::Wrote(last - first + 1));
                Ok(())
            })
        });
        self.written.extend(seen.iter().map(|file| file.name.clone()));
        self.note(seen)?;
        outcome
    }

    /// Removes what is left of files of ours whose writing was stopped midway; others hold by now what was to stand in them.
    fn sweep(&mut self, keys: &Keyring) -> Result<(), Error> {
        let own = format!("{}/", keys.replica);
        // a machine that was put back has not what it wrote before, and waits for it
        let newest = self.store.read(|reader| query::exchange::newest(reader, keys.replica))?;
        let newest = newest.map_or(0, |(newest, _)| newest);
        for (name, last) in &self.cut_off {
            if name.starts_with(&own) && *last <= newest {
                if !self.written.contains(name) {
                    self.place.remove(name).map_err(Error::World)?;
                }
                self.done.unfinished -= 1;
            }
        }
        Ok(())
    }

    /// Makes many small files of ours one larger one, and removes small ones once a larger is listed and proved. Nobody
    /// lacks anything by it: who looks in between finds either.
    fn group(&mut self, keys: &Keyring) -> Result<(), Error> {
        let mut own: Vec<(u64, u64, Listed)> = Vec::new();
        for file in &self.listed {
            if let Some(Content::Entries { replica, first, last, own: true }) = self.seen(file)
                && replica == keys.replica
            {
                own.push((first, last, file.clone()));
            }
        }
        own.sort_by_key(|(first, last, _)| (*first, std::cmp::Reverse(*last)));
        let mut left: Vec<(u64, u64, u64)> = Vec::new();
        let mut gone = Vec::new();
        // the one before that reaches furthest, and whether that was proved
        let mut widest: Option<(u64, &Listed, Option<bool>)> = None;
        for (first, last, file) in &own {
            match &mut widest {
                Some((end, larger, proved)) if last <= end => {
                    let sure = match *proved {
                        Some(sure) => sure,
                        None => self.holds_ours(keys, larger)?,
                    };
                    *proved = Some(sure);
                    if sure {
                        self.place.remove(&file.name).map_err(Error::World)?;
                        gone.push(file.name.clone());
                    }
                }
                _ => {
                    left.push((*first, *last, file.size));
                    widest = Some((*last, file, None));
                }
            }
        }
        self.store.note_seen(self.remote, &[], &gone)?;
        let ends = self.store.read(|reader| rotations(reader, keys.replica, keys.sign.public().0))?.ends;
        let follows = |one: &(u64, u64, u64), next: &(u64, u64, u64)| {
            one.1 + 1 == next.0 && one.2 < GROWN && next.2 < GROWN && !ends.contains(&one.1)
        };
        for run in left.chunk_by(follows) {
            if let (true, [(first, ..), .., (_, last, _)]) = (run.len() >= self.habits.run, run) {
                let sent = self.done.sent;
                self.put(keys, &[(keys.replica, *first, *last)], u64::MAX)?;
                self.done.sent = sent; // nothing that was not there
            }
        }
        Ok(())
    }

    /// Whether a file of the place is whole and holds our entries as they are here.
    fn holds_ours(&mut self, keys: &Keyring, file: &Listed) -> Result<bool, Error> {
        let read = self.place.read(&[&file.name], None).map_err(Error::World)?;
        let Some(bytes) = read.into_iter().next().flatten() else { return Ok(false) };
        let Ok(opened) = segment::open(&bytes, keys) else { return Ok(false) };
        let ours = self.store.read(|reader| query::exchange::entry(reader, keys.replica, opened.header.last()))?;
        Ok(opened.header.replica == keys.replica && ours == Some(opened.last))
    }

    /// Forgets files that are not there any more.
    fn forget_gone(&mut self) -> Result<(), Error> {
        let listed: BTreeSet<&str> = self.listed.iter().map(|file| file.name.as_str()).collect();
        // what was just written may not be listed yet
        let old = self.known.len() > 2 * listed.len() + 1000;
        let gone = self.known.keys().filter(|name| old && !listed.contains(name.as_str())).cloned();
        let gone: Vec<String> = gone.collect();
        Ok(self.store.note_seen(self.remote, &[], &gone)?)
    }
}

fn found(file: &Listed, content: Content) -> SeenFile {
    SeenFile { name: file.name.clone(), size: file.size, content }
}

fn entries(header: &Header, own: bool) -> Content {
    Content::Entries { replica: header.replica, first: header.first, last: header.last(), own }
}

/// What is here and not in files of these contents.
pub fn missing(reader: &Reader, contents: impl IntoIterator<Item = Content>) -> Result<Vec<Range>, Error> {
    let mut there: BTreeMap<ReplicaId, Vec<(u64, u64)>> = BTreeMap::new();
    for content in contents {
        if let Content::Entries { replica, first, last, .. } = content {
            there.entry(replica).or_default().push((first, last));
        }
    }
    let mut missing: Vec<Range> = Vec::new();
    for (replica, newest) in query::exchange::heads(reader)? {
        let gaps = gaps(there.remove(&replica).unwrap_or_default(), newest);
        missing.extend(gaps.into_iter().map(|(first, last)| (replica, first, last)));
    }
    Ok(missing)
}

/// What [`sync`] would do, as far as can be told without reading: files that are new there, and entries that are missing.
pub fn plan(store: &Store, place: &mut dyn Place, remote: &str) -> Result<(usize, u64), Error> {
    let listed: BTreeSet<Listed> = place.list().map_err(Error::World)?.into_iter().collect();
    store.read(|reader| {
        let known = query::remote::files(reader, remote)?;
        let seen = |file: &Listed| known.get(&file.name).filter(|seen| seen.size == file.size).map(|seen| seen.content);
        let new = listed.iter().filter(|file| !file.name.starts_with(EVIDENCE) && seen(file).is_none()).count();
        let missing = missing(reader, listed.iter().filter_map(seen))?;
        Ok((new, missing.iter().map(|(_, first, last)| last - first + 1).sum()))
    })
}

/// Files in lots that memory has room for.
fn batches(files: &[Listed], habits: Habits) -> impl Iterator<Item = &[Listed]> {
    let mut rest = files;
    std::iter::from_fn(move || {
        let (mut size, mut count) = (0, 0);
        for file in rest.iter().take(habits.many) {
            size += file.size;
            if count > 0 && size > habits.batch {
                break;
            }
            count += 1;
        }
        let (lot, later) = rest.split_at(count);
        rest = later;
        (!lot.is_empty()).then_some(lot)
    })
}

/// The runs of numbers from 1 to `newest` that no part covers.
fn gaps(mut parts: Vec<(u64, u64)>, newest: u64) -> Vec<(u64, u64)> {
    parts.sort_unstable();
    if planted::is(Bug::LargestNumber) {
        parts = parts.iter().map(|(_, last)| (1, *last)).collect();
    }
    let (mut gaps, mut next) = (Vec::new(), 1);
    for (first, last) in parts {
        if first > next {
            gaps.push((next, (first - 1).min(newest)));
        }
        next = next.max(last.saturating_add(1));
    }
    if next <= newest {
        gaps.push((next, newest));
    }
    gaps.retain(|(first, last)| first <= last);
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_what_no_part_covers() {
        assert_eq!(gaps(vec![], 0), []);
        assert_eq!(gaps(vec![], 3), [(1, 3)]);
        assert_eq!(gaps(vec![(1, 3)], 3), []);
        assert_eq!(gaps(vec![(4, 5), (1, 2), (2, 2)], 7), [(3, 3), (6, 7)]);
        assert_eq!(gaps(vec![(2, 9), (3, 4)], 12), [(1, 1), (10, 12)]);
        assert_eq!(gaps(vec![(5, u64::MAX)], 3), [(1, 3)], "a file that claims more than there is here");
    }

    #[test]
    fn files_come_in_lots_that_memory_has_room_for() {
        let file = |size| Listed { name: String::new(), size };
        let habits = Habits { batch: 100, many: 3, run: 2 };
        let sizes = |files: &[Listed]| batches(files, habits).map(<[Listed]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[]), [0; 0]);
        assert_eq!(sizes(&[file(300), file(1), file(100), file(100)]), [1, 1, 1, 1]);
        assert_eq!(sizes(&[file(50), file(50), file(1)]), [2, 1]);
        assert_eq!(sizes(&vec![file(1); 7]), [3, 3, 1]);
    }
}
