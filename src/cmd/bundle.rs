//! `duban bundle …`: entries in one file, for mail, a stick or a disc that goes one way.

use super::{share, show};
use crate::app::App;
use crate::domain::id::{EntryId, ReplicaId};
use crate::domain::member::{self, Claim, Member};
use crate::domain::say::Said;
use crate::error::Error;
use crate::out;
use crate::render;
use crate::say;
use crate::store::query::{exchange, quarantine};
use crate::store::{KeptOut, Mode, Reader, Signature, Signer, Store};
use crate::sync::Shape;
use crate::sync::bundle::{self, Manifest};
use crate::sync::key::{PublicKey, grouped};
use crate::sync::keyring::Keyring;
use crate::sync::segment::{self, Author, Header, Opened, Writer};
use crate::view;
use crate::wire;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Out(OutArgs),
    In(InArgs),
    Show(ShowArgs),
}

#[derive(clap::Args, Debug)]
pub struct OutArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long = "for", value_name = "NAME", value_parser = super::args::text)]
    whom: Option<String>,
    #[arg(long, conflicts_with = "whom")]
    all: bool,
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_size: Option<u64>,
}

#[derive(clap::Args, Debug)]
pub struct InArgs {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Segments are closed once their entries have this many bytes, unpacked.
const GROUP: u64 = 4 << 20;

/// Below this, a part would hardly hold more than its own frame.
const LEAST: u64 = 10_000;

/// Reads `20M`, `500k` or a number of bytes.
fn size(text: &str) -> Result<u64, Said> {
    let bad = || say!("size-bad", found = text);
    let text = text.trim();
    let (digits, unit) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1_000),
        Some((at, 'm' | 'M')) => (&text[..at], 1_000_000),
        Some((at, 'g' | 'G')) => (&text[..at], 1_000_000_000),
        _ => (text, 1),
    };
    let size = digits.parse::<u64>().ok().and_then(|count| count.checked_mul(unit));
    size.filter(|size| *size >= LEAST).ok_or_else(bad)
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Out(args) => out(app, &args),
        Command::In(args) => take_in(app, &args),
        Command::Show(args) => {
            let bytes = read(&args.file)?;
            let shown = app.look_now(|reader| shown(app, reader, &args.file, &bytes))?;
            show::one(app, &shown, |words| render::member::bundle(&shown, words))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    out::read_file(path).map_err(|said| Error::Input(vec![said]))
}

fn refused(path: &Path, why: Said) -> Said {
    say!("file-refused", path = path.display().to_string(), why = why)
}

fn out(app: &App, args: &OutArgs) -> Result<(), Error> {
    let mut store = app.store(Mode::Write)?;
    let keys = share::keys(app, &mut store)?;
    let (segments, whom) = store.read(|reader| {
        prove_keys(reader, &keys)?;
        let whom = args.whom.as_deref().map(|name| replica_named(reader, name)).transpose()?;
        let first = whom.map(|whom| exchange::unseen_by(reader, whom)).transpose()?;
        let group = args.max_size.map_or(GROUP, |size| size.min(GROUP)); // packed, it is a fraction of that
        Ok::<_, Error>((segments(reader, &keys, first.as_ref(), group)?, whom))
    })?;
    if segments.is_empty() {
        app.note(&say!("bundle-nothing"));
        return Ok(());
    }
    let count: u64 = segments.iter().map(|segment| segment.last - segment.first + 1).sum();
    let parts = parts(segments.into_iter().map(|segment| segment.bytes).collect(), args.max_size)?;
    let total = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    for (n, segments) in (1..).zip(&parts) {
        let manifest = Manifest {
            replica: keys.replica,
            author: keys.author(),
            at: app.clock.text(),
            whom,
            part: n,
            parts: total,
            digests: Vec::new(),
        };
        let bytes = bundle::seal(&keys, manifest, segments).map_err(Error::Rule)?;
        let path = part_path(&args.file, n, total);
        if !app.dry_run {
            out::write_file(&path, &bytes).map_err(Error::World)?;
        }
        let digest = grouped(&crate::sync::digest(&bytes).unwrap_or_default());
        app.note(&say!("bundle-written", path = path.display().to_string(), size = bytes.len(), digest = digest));
    }
    if !app.dry_run {
        app.witness(&store)?;
    }
    app.note(&say!("bundle-out-done", count = count));
    Ok(())
}

/// A key that has opened nothing yet might be the key of another ledger: nothing goes out under it.
fn prove_keys(reader: &Reader, keys: &Keyring) -> Result<(), Error> {
    let root = exchange::root(reader)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
    if root.public == keys.sign.public().0 || exchange::newest(reader, root.replica)?.is_some() {
        return Ok(());
    }
    Err(Error::Rule(say!("share-unproved")))
}

/// The newest replica of a member, by the member's name or the replica's.
fn replica_named(reader: &Reader, name: &str) -> Result<ReplicaId, Error> {
    let members = share::members(reader)?;
    let by_name = members.iter().find(|member| member.name == name && member.removed_on.is_none());
    let is_hex = name.len() >= 6 && name.bytes().all(|digit| digit.is_ascii_hexdigit());
    let by_replica = || {
        members.iter().find(|member| {
            is_hex && member.replica.is_some_and(|replica| replica.to_string().starts_with(&name.to_lowercase()))
        })
    };
    let found = by_name.or_else(by_replica).ok_or_else(|| Error::Usage(say!("party-unknown", found = name)))?;
    found.replica.ok_or_else(|| Error::Rule(say!("party-not-joined", name = found.name.as_str())))
}

/// The entries of every replica as sealed files, from the number that `first` names, or all.
fn segments(
    reader: &Reader,
    keys: &Keyring,
    first: Option<&HashMap<ReplicaId, u64>>,
    group: u64,
) -> Result<Vec<segment::Sealed>, Error> {
    let mut sealed = Vec::new();
    for (replica, newest) in exchange::heads(reader)? {
        let from = match first {
            Some(first) => first.get(&replica).copied(),
            None => Some(1),
        };
        if let Some(from) = from.filter(|from| *from <= newest) {
            sealed.extend(series(reader, keys, replica, from, newest, group)?);
        }
    }
    Ok(sealed)
}

/// The entries of one replica: closed wherever its author has signed, our own anywhere.
fn series(
    reader: &Reader,
    keys: &Keyring,
    replica: ReplicaId,
    from: u64,
    newest: u64,
    group: u64,
) -> Result<Vec<segment::Sealed>, Error> {
    let signer = if replica == keys.replica {
        Signer { replica, public: keys.sign.public().0, salt: keys.salt }
    } else {
        match exchange::signer(reader, replica)? {
            Some(signer) => signer,
            None => return Ok(Vec::new()), // came without a signature, from before the ledger was shared
        }
    };
    let own = signer.public == keys.sign.public().0;
    let ready = if own { BTreeMap::new() } else { exchange::signed_numbers(reader, replica)? };
    let newest = if own { newest } else { ready.range(..=newest).next_back().map_or(0, |(number, _)| *number) };
    let author = Author { public: PublicKey(signer.public), salt: signer.salt };
    // a key is read with the one before it: whoever lacks it must get at the entry that hands it out
    let root = exchange::root(reader)?.filter(|root| root.public == signer.public);
    let rotations = if root.is_some() { rotations(reader, replica)? } else { BTreeMap::new() };
    let begin = |first| Writer::new(keys.newest(), keys.ledger, replica, author, first);
    let (mut sealed, mut writer) = (Vec::new(), begin(from));
    exchange::series(reader, replica, from, newest, |entry, line, body| {
        writer.push(&line, &body).map_err(Error::Rule)?;
        let number = entry.head.number;
        let signature = if own { Some(keys.sign.sign_entry(entry.id)) } else { ready.get(&number).copied() };
        let ends = number == newest || writer.size() >= group || rotations.contains_key(&number);
        if let Some(signature) = signature.filter(|_| ends) {
            let mut whole = std::mem::replace(&mut writer, begin(number + 1));
            let first = whole.first();
            if let Some((_, epoch)) = rotations.range(first..=number).next() {
                whole.under(keys.of_epoch(epoch.saturating_sub(1)));
            }
            sealed.push(whole.finish(&signature).map_err(Error::Rule)?);
        }
        Ok::<_, Error>(())
    })?;
    Ok(sealed)
}

/// The entries of a replica of the root that hand out keys, by number, with the epoch that each begins.
fn rotations(reader: &Reader, replica: ReplicaId) -> Result<BTreeMap<u64, u32>, Error> {
    let mut found = BTreeMap::new();
    for (entry, op) in exchange::keys_handed(reader)? {
        let row = reader.entry(entry)?.filter(|row| row.head.replica == replica);
        if let (Some((epoch, _)), Some(row)) = (member::key_handed(&op), row) {
            found.insert(row.head.number, epoch);
        }
    }
    Ok(found)
}

/// Files that are no larger than asked for.
fn parts(segments: Vec<Vec<u8>>, limit: Option<u64>) -> Result<Vec<Vec<Vec<u8>>>, Error> {
    let Some(limit) = limit else { return Ok(vec![segments]) };
    let frame = (bundle::FRAME + 64) as u64;
    let (mut parts, mut size): (Vec<Vec<Vec<u8>>>, u64) = (Vec::new(), 0);
    for segment in segments {
        let length = segment.len() as u64 + 36;
        if frame + length > limit {
            return Err(Error::Rule(say!("bundle-entry-large", size = length, limit = limit)));
        }
        match parts.last_mut().filter(|_| size + length <= limit) {
            Some(part) => part.push(segment),
            None => {
                parts.push(vec![segment]);
                size = frame;
            }
        }
        size += length;
    }
    Ok(parts)
}

/// `本周.bundle` of three is `本周-1.bundle`, `本周-2.bundle`, `本周-3.bundle`.
fn part_path(file: &Path, part: u32, parts: u32) -> PathBuf {
    if parts == 1 {
        return file.to_owned();
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = match file.extension() {
        Some(ending) => format!("{stem}-{part}.{}", ending.to_string_lossy()),
        None => format!("{stem}-{part}"),
    };
    file.with_file_name(name)
}

/// A segment that is whole, with the file that it came in.
struct Candidate<'b> {
    path: &'b Path,
    opened: Opened<'b>,
    bytes: u64,
}

fn take_in(app: &App, args: &InArgs) -> Result<(), Error> {
    let mut problems: Vec<Said> = Vec::new();
    let mut files = Vec::new();
    for path in &args.files {
        match out::read_file(path) {
            Ok(bytes) => files.push((path.as_path(), bytes)),
            Err(said) => problems.push(said),
        }
    }
    let mut store = app.store(Mode::Write)?;
    let mut keys = share::keys(app, &mut store)?;
    let root = store.read(|reader| Ok::<_, Error>(exchange::root(reader)?))?;
    let (mut candidates, wrong) = loop {
        let (mut candidates, mut wrong) = (Vec::new(), Vec::new());
        for (path, bytes) in &files {
            match parts_of(bytes, &keys) {
                Ok(parts) => {
                    for part in parts {
                        match candidate(path, part, &keys) {
                            Ok(one) => candidates.push(one),
                            Err(why) => wrong.push((*path, why)),
                        }
                    }
                }
                Err(why) => wrong.push((*path, why)),
            }
        }
        // a key that has just come opens more
        if wrong.is_empty() || !learned(&mut keys, &candidates, root.as_ref()) {
            break (candidates, wrong);
        }
        if !app.dry_run {
            app.keys().save(&keys).map_err(Error::World)?;
        }
    };
    let mut kept_out = wrong;
    candidates.sort_by_key(|one| (one.opened.header.replica, one.opened.header.first));
    if app.dry_run {
        app.note(&say!("bundle-in-dry", count = candidates.len()));
        problems.extend(kept_out.into_iter().map(|(path, why)| refused(path, why)));
        return if problems.is_empty() { Ok(()) } else { Err(Error::Input(problems)) };
    }
    if let Some(why) = candidates.iter().find_map(|one| strange(&store, &keys, &one.opened).transpose()).transpose()? {
        app.become_another(&mut store, keys, &why)?;
    }
    let quarantined = |store: &Store| store.read(|reader| Ok::<_, Error>(quarantine::count(reader)?));
    let before = quarantined(&store)?;
    let mut told = Told::default();
    // who is admitted by what has just come is judged again
    loop {
        let (members, pinned) = store.read(|reader| standing(reader, &candidates))?;
        let judge = |one: &Candidate| judge(&members, pinned.get(&one.opened.header.replica).copied(), &one.opened);
        let (now, later): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|one| judge(one).is_ok());
        if now.is_empty() {
            kept_out.extend(later.iter().filter_map(|one| Some((one.path, judge(one).err()?))));
            break;
        }
        candidates = later;
        told.take(&mut store, &now)?;
    }
    app.witness(&store)?;
    note_files(app, &mut store, &files, &kept_out)?;
    problems.extend(kept_out.into_iter().map(|(path, why)| refused(path, why)));
    problems.extend(told.refused.iter().cloned());
    let conflicts = store.read(|reader| Ok::<_, Error>(crate::store::query::conflict::count(reader)?))?;
    if told.applied + told.known > 0 || problems.is_empty() {
        app.note(&told.said());
    }
    let members = store.read(share::members)?;
    for (replica, public, count, bytes) in &told.authors {
        let name = name_of(&members, *public, *replica);
        app.note(&say!("bundle-in-from", name = name, count = *count, size = *bytes));
    }
    if told.waiting > 0 {
        app.note_all(&[say!("bundle-in-waiting", count = told.waiting)]);
    }
    if conflicts > 0 {
        app.note_all(&[say!("bundle-in-conflicts", count = conflicts)]);
    }
    let after = quarantined(&store)?;
    if after > before {
        app.note_all(&[say!("bundle-in-quarantined", count = after - before)]);
    }
    problems.dedup();
    if problems.is_empty() { Ok(()) } else { Err(Error::Input(problems)) }
}

/// Notes which files were kept out, and why, for `sync quarantine list`; one that was taken is forgotten there.
fn note_files(
    app: &App,
    store: &mut Store,
    files: &[(&Path, Vec<u8>)],
    kept_out: &[(&Path, Said)],
) -> Result<(), Error> {
    let (mut out, mut taken) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let digest = crate::sync::checksum(bytes);
        match kept_out.iter().find(|(other, _)| other == path) {
            None => taken.push(digest),
            Some((_, why)) => out.push(KeptOut {
                digest,
                name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                size: bytes.len() as u64,
                day: app.clock.today.to_string(),
                why: app.words.say(why),
            }),
        }
    }
    Ok(store.note_files(&out, &taken)?)
}

/// The segments of a file, whatever it is called: a bundle, or one segment.
fn parts_of<'b>(bytes: &'b [u8], keys: &Keyring) -> Result<Vec<&'b [u8]>, Said> {
    match Shape::of(bytes) {
        Some(Shape::Segment) => Ok(vec![bytes]),
        _ => Ok(bundle::open(bytes, keys)?.segments),
    }
}

fn candidate<'b>(path: &'b Path, bytes: &'b [u8], keys: &Keyring) -> Result<Candidate<'b>, Said> {
    Ok(Candidate { path, opened: segment::open(bytes, keys)?, bytes: bytes.len() as u64 })
}

/// Takes in the keys that entries of the root hand to us, before they are applied: they may wait for what only these open.
fn learned(keys: &mut Keyring, candidates: &[Candidate], root: Option<&Signer>) -> bool {
    let mut learned = false;
    for one in candidates.iter().filter(|one| root.is_some_and(|root| root.public == one.opened.author.public.0)) {
        for (_, body) in one.opened.entries() {
            let ops = body.split_inclusive(|byte| *byte == b'\n').filter_map(|line| wire::parse_op(line).ok());
            learned |= share::learn(keys, &ops.collect::<Vec<_>>());
        }
    }
    learned
}

/// What has come of a bundle so far.
#[derive(Default)]
struct Told {
    applied: usize,
    known: usize,
    waiting: u64,
    refused: Vec<Said>,
    /// Of whom, by which key, how many entries, in how many bytes.
    authors: Vec<(ReplicaId, Option<[u8; 32]>, u64, u64)>,
}

impl Told {
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
        let before = store.read(|reader| Ok::<_, Error>(exchange::heads(reader)?))?;
        let entries = now.iter().flat_map(|one| one.opened.entries());
        let absorbed = store.absorb_signed(entries, &signatures)?;
        self.applied += absorbed.applied.len();
        self.known += absorbed.known;
        self.waiting = absorbed.waiting;
        self.refused.extend(absorbed.refused.into_iter().map(|refused| refused.why));
        let before: HashMap<ReplicaId, u64> = before.into_iter().collect();
        for (replica, newest) in store.read(|reader| Ok::<_, Error>(exchange::heads(reader)?))? {
            let new = newest - before.get(&replica).copied().unwrap_or(0);
            let of = now.iter().filter(|one| one.opened.header.replica == replica);
            let (mut bytes, mut public) = (0, None);
            for one in of {
                bytes += one.bytes;
                public = Some(one.opened.author.public.0);
            }
            if new > 0 {
                self.authors.push((replica, public, new, bytes));
            }
        }
        Ok(())
    }

    fn said(&self) -> Said {
        if self.applied == 0 && self.refused.is_empty() {
            return say!("bundle-in-nothing", known = self.known);
        }
        say!("bundle-in-done", applied = self.applied, known = self.known)
    }
}

/// What people call a replica: its member, else the first digits of its name.
fn name_of(members: &[Member], public: Option<[u8; 32]>, replica: ReplicaId) -> String {
    let known = |member: &&Member| member.replica == Some(replica) || (public.is_some() && member.public == public);
    let member = members.iter().find(known);
    member.map_or_else(|| replica.to_string()[..8].to_owned(), |member| member.name.clone())
}

/// The keys that entries of each replica have been signed with so far.
type Pinned = HashMap<ReplicaId, [u8; 32]>;

/// Everybody to be judged by: members, the root until its own record is here, and the keys known so far.
fn standing(reader: &Reader, candidates: &[Candidate]) -> Result<(Vec<Member>, Pinned), Error> {
    let root = exchange::root(reader)?.ok_or_else(|| Error::Rule(say!("share-none")))?;
    let mut members = share::members(reader)?;
    if !members.iter().any(|member| member.public == Some(root.public)) {
        members.push(Member {
            id: crate::domain::id::Id([0; 16]),
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
    let mut pinned = HashMap::new();
    for one in candidates {
        let replica = one.opened.header.replica;
        pinned.extend(exchange::signer(reader, replica)?.map(|signer| (replica, signer.public)));
    }
    Ok((members, pinned))
}

fn judge(members: &[Member], pinned: Option<[u8; 32]>, opened: &Opened) -> Result<(), Said> {
    let replica = opened.header.replica;
    let claim = Claim { replica, public: opened.author.public.0, made: opened.author.makes(replica), pinned };
    member::trusted(members, &claim).map(|_| ())
}

/// Why these entries of our own series show that this copy is not the one that wrote them; `None` when they do not.
fn strange(store: &Store, keys: &Keyring, opened: &Opened) -> Result<Option<Said>, Error> {
    let Header { replica, .. } = opened.header;
    if replica != keys.replica || opened.author.public != keys.sign.public() {
        return Ok(None);
    }
    let number = opened.header.last();
    let known: Option<EntryId> = store.read(|reader| Ok::<_, Error>(exchange::entry(reader, replica, number)?))?;
    Ok((known != Some(opened.last)).then(|| say!("fork-own", number = number)))
}

fn shown(app: &App, reader: &Reader, path: &Path, bytes: &[u8]) -> Result<view::member::Bundle, Error> {
    let keys = share::keys_to_read(app, reader)?;
    let wrong = |why: Said| Error::Input(vec![refused(path, why)]);
    let opened = bundle::open(bytes, &keys).map_err(wrong)?;
    let candidates = opened.segments.iter().map(|part| candidate(path, part, &keys));
    let candidates = candidates.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    let (members, pinned) = standing(reader, &candidates)?;
    let mut series: Vec<view::member::Series> = Vec::new();
    for one in &candidates {
        let Header { replica, first, .. } = one.opened.header;
        let last = one.opened.header.last();
        let held = exchange::newest(reader, replica)?.map_or(0, |(number, _)| number);
        let refused = judge(&members, pinned.get(&replica).copied(), &one.opened).err();
        series.push(view::member::Series {
            from: name_of(&members, Some(one.opened.author.public.0), replica),
            replica: replica.to_string(),
            first,
            last,
            new: last.saturating_sub(held.max(first - 1)),
            refused: refused.map(|said| app.words.say(&said)),
        });
    }
    series.sort_by(|one, other| (&one.from, &one.replica, one.first).cmp(&(&other.from, &other.replica, other.first)));
    let Manifest { replica, author, at, whom, part, parts, .. } = opened.manifest;
    let whom = whom.map(|whom| name_of(&members, None, whom));
    let from = name_of(&members, Some(author.public.0), replica);
    let (digest, file) = (grouped(&opened.digest), path.display().to_string());
    Ok(view::member::Bundle { file, digest, from, at, whom, part, parts, size: bytes.len() as u64, series })
}
