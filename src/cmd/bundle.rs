//! `duban bundle …`: entries in one file, for mail, a stick or a disc that goes one way.

use super::came::{self, name_of};
use super::{share, show};
use crate::app::App;
use crate::domain::id::ReplicaId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange::{Batch, GROUP, Standing, prove_keys, ranges, sealed, take_in};
use crate::out;
use crate::render;
use crate::say;
use crate::store::query::exchange;
use crate::store::{Mode, Reader};
use crate::sync::bundle::{self, Manifest};
use crate::sync::key::grouped;
use crate::sync::segment::{self, Header};
use crate::view;
use std::collections::HashMap;
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
        Command::In(args) => come_in(app, &args),
        Command::Show(args) => {
            let bytes = read(&args.file)?;
            let shown = app.look(|reader| shown(app, reader, &args.file, &bytes))?;
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
        let ranges = ranges(reader, first.as_ref())?;
        Ok::<_, Error>((sealed(reader, &keys, &ranges, group)?, whom))
    })?;
    if segments.is_empty() {
        app.note(&say!("bundle-nothing"));
        return Ok(());
    }
    let count: u64 = segments.iter().map(|segment| segment.last - segment.first + 1).sum();
    let parts = parts(segments.into_iter().map(|segment| segment.bytes).collect(), args.max_size)?;
    let total = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    if total > 1 && args.file == Path::new("-") {
        return Err(Error::Usage(say!("bundle-out-parts", parts = i64::from(total))));
    }
    if !app.dry_run {
        app.witness(&store)?; // before anybody has it: an old state that is put back must know what went out
    }
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
        let shown = path.display().to_string();
        if app.dry_run {
            app.note(&say!("bundle-written-dry", path = shown, size = bytes.len()));
            continue;
        }
        app.out.write(&path, &bytes)?;
        let digest = grouped(&crate::sync::digest(&bytes).unwrap_or_default());
        app.note(&say!("bundle-written", path = shown, size = bytes.len(), digest = digest));
    }
    app.note(&say!("bundle-out-done", count = count));
    Ok(())
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

fn come_in(app: &App, args: &InArgs) -> Result<(), Error> {
    let mut problems: Vec<Said> = Vec::new();
    let mut files = Vec::new();
    for path in &args.files {
        match out::read_file(path) {
            Ok(bytes) => files.push((path.as_path(), bytes)),
            Err(said) => problems.push(said),
        }
    }
    let mut store = app.store(Mode::Write)?;
    let bytes: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    if app.dry_run {
        let mut keys = share::keys(app, &mut store)?;
        let (batch, _) = store.read(|reader| Batch::open(reader, &mut keys, &bytes))?;
        app.note_all(&[say!("bundle-in-dry", count = batch.len())]);
        problems.extend(batch.kept_out.into_iter().map(|(file, why)| refused(files[file].0, why)));
        return if problems.is_empty() { Ok(()) } else { Err(Error::Input(problems)) };
    }
    let taken = take_in(&mut store, app, &bytes)?;
    let why: HashMap<usize, &Said> = taken.kept_out.iter().map(|(file, why)| (*file, why)).collect();
    let (mut out, mut accepted) = (Vec::new(), Vec::new());
    for (n, (path, bytes)) in files.iter().enumerate() {
        let digest = crate::sync::checksum(bytes);
        match why.get(&n) {
            None => accepted.push(digest),
            Some(why) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                out.push(came::kept_out(app, name, bytes.len() as u64, digest, why));
            }
        }
    }
    store.note_files(&out, &accepted)?;
    problems.extend(taken.kept_out.iter().map(|(file, why)| refused(files[*file].0, why.clone())));
    problems.extend(taken.refused.iter().cloned());
    let none_taken = taken.applied + taken.known == 0 && !problems.is_empty();
    if !none_taken {
        app.note(&if taken.applied == 0 && taken.refused.is_empty() {
            say!("bundle-in-nothing", known = taken.known)
        } else {
            say!("bundle-in-done", applied = taken.applied, known = taken.known)
        });
    }
    // of a file that was refused, what stands in the ledger says nothing
    if !none_taken || taken.waiting + taken.quarantined > 0 {
        came::tell(app, &store, &taken)?;
    }
    problems.dedup();
    if problems.is_empty() { Ok(()) } else { Err(Error::Input(problems)) }
}

fn shown(app: &App, reader: &Reader, path: &Path, bytes: &[u8]) -> Result<view::member::Bundle, Error> {
    let keys = share::keys_to_read(app, reader)?;
    let wrong = |why: Said| Error::Input(vec![refused(path, why)]);
    let opened = bundle::open(bytes, &keys).map_err(wrong)?;
    let segments = opened.segments.iter().map(|part| segment::open(part, &keys));
    let segments = segments.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    let standing = Standing::load(reader)?;
    let members = &standing.members;
    let mut series: Vec<view::member::Series> = Vec::new();
    for one in &segments {
        let Header { replica, first, .. } = one.header;
        let last = one.header.last();
        let held = exchange::newest(reader, replica)?.map_or(0, |(number, _)| number);
        let refused = standing.judge(reader, one)?.err();
        series.push(view::member::Series {
            from: name_of(members, Some(one.author.public.0), replica),
            replica: replica.to_string(),
            first,
            last,
            new: last.saturating_sub(held.max(first - 1)),
            refused: refused.map(|said| app.words.say(&said)),
        });
    }
    series.sort_by(|one, other| (&one.from, &one.replica, one.first).cmp(&(&other.from, &other.replica, other.first)));
    let Manifest { replica, author, at, whom, part, parts, .. } = opened.manifest;
    let whom = whom.map(|whom| name_of(members, None, whom));
    let from = name_of(members, Some(author.public.0), replica);
    let (digest, file) = (grouped(&opened.digest), path.display().to_string());
    Ok(view::member::Bundle { file, digest, from, at, whom, part, parts, size: bytes.len() as u64, series })
}
