//! Files of evidence that go along with `sync`, or are fetched by name.

use super::{remote, share};
use crate::app::App;
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::member::Role;
use crate::error::Error;
use crate::exchange::evidence::{self, Fetched, File};
use crate::exchange::place::{EVIDENCE, Listed, Place};
use crate::say;
use crate::store::query::{exchange, remote as query, rows};
use crate::store::{Mode, Reader, Store};
use crate::vault::Vault;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Which files of evidence are fetched.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    // every one
    All,
    // those of the issues that this member's unit has a part in; every one for an office that checks
    Own,
    // none, and none is put there either
    None,
}

/// What was carried.
#[derive(Debug, Default)]
pub struct Carried {
    /// Files and bytes that were put there.
    pub sent: (u64, u64),
    /// What came.
    pub fetched: Fetched,
}

impl Carried {
    /// Whether nothing went or came.
    pub fn is_idle(&self) -> bool {
        self.sent.0 == 0 && self.fetched.files == 0
    }

    /// Says what went and came.
    pub fn tell(&self, app: &App, name: &str) {
        if self.sent.0 > 0 {
            app.note(&say!("evidence-sent", name = name, count = self.sent.0, size = self.sent.1));
        }
        if self.fetched.files > 0 {
            app.note(&say!("evidence-fetched", name = name, count = self.fetched.files, size = self.fetched.bytes));
        }
        app.note_all(&self.fetched.broken);
    }
}

/// The files that the ledger names, each once, with the issues that they are of.
fn files(reader: &Reader) -> Result<BTreeMap<File, HashSet<Id>>, Error> {
    let mut files: BTreeMap<File, HashSet<Id>> = BTreeMap::new();
    let mut known: BTreeMap<String, File> = BTreeMap::new();
    for row in rows::all(reader, &Kind::Evidence)? {
        let (Some(digest), Some(size)) = (row.owned("digest"), row.int("size")) else { continue };
        let file = File { digest, name: row.owned("name").unwrap_or_default(), size: size.unsigned_abs() };
        let file = known.entry(file.digest.clone()).or_insert(file).clone();
        files.entry(file).or_default().extend(row.link("issue"));
    }
    Ok(files)
}

/// The files that the ledger names and that are not here.
pub fn missing(app: &App, reader: &Reader) -> Result<Vec<File>, Error> {
    let vault = Vault::beside(&app.db);
    Ok(files(reader)?.into_keys().filter(|file| !vault.has(&file.digest)).collect())
}

/// The issues that this member's unit has a part in; `None` of an office that checks them all.
fn own_issues(reader: &Reader) -> Result<Option<HashSet<Id>>, Error> {
    let replica = reader.replica()?;
    let public = exchange::signer(reader, replica)?.map(|signer| signer.public);
    let member = share::members(reader)?.into_iter();
    let member =
        { member }.find(|member| member.replica == Some(replica) || (public.is_some() && member.public == public));
    match member {
        Some(member) if member.role == Some(Role::Unit) => {
            let issues = member.unit.map(|unit| exchange::issues_of(reader, unit)).transpose()?;
            Ok(Some(issues.unwrap_or_default()))
        }
        _ => Ok(None),
    }
}

/// Puts files there that the place lacks, and fetches those that are asked for.
pub fn carry(
    app: &App,
    store: &mut Store,
    place: &mut dyn Place,
    there: &BTreeSet<Listed>,
    which: Option<Which>,
) -> Result<Carried, Error> {
    let which = which.unwrap_or(Which::Own);
    let named = store.read(files)?;
    if which == Which::None || named.is_empty() {
        return Ok(Carried::default());
    }
    let vault = Vault::beside(&app.db);
    let keys = share::keys(app, store)?;
    let all: Vec<File> = named.keys().cloned().collect();
    let sent = evidence::send(place, &keys, &vault, there, &all)?;
    let own = if which == Which::All { None } else { store.read(own_issues)? };
    let wanted = named.into_iter().filter(|(_, issues)| own.as_ref().is_none_or(|own| !own.is_disjoint(issues)));
    let wanted: Vec<File> = wanted.map(|(file, _)| file).collect();
    let fetched = evidence::fetch(place, &keys, &vault, there, &wanted)?;
    Ok(Carried { sent, fetched })
}

/// Fetches the files of these digests, from the first place that has them.
pub fn fetch(app: &App, digests: &HashSet<String>) -> Result<(), Error> {
    let remotes = app.look(|reader| Ok(query::all(reader)?))?;
    if remotes.is_empty() {
        return Err(Error::Usage(say!("remote-none")));
    }
    let mut store = app.store(Mode::Write)?;
    let keys = share::keys(app, &mut store)?;
    let vault = Vault::beside(&app.db);
    let mut left: Vec<File> = store.read(|reader| missing(app, reader))?;
    left.retain(|file| digests.contains(&file.digest));
    if left.is_empty() {
        app.note(&say!("evidence-here"));
        return Ok(());
    }
    if app.dry_run {
        app.note(&say!("evidence-fetch-dry", count = left.len()));
        return Ok(());
    }
    let mut trouble = None;
    for remote in remotes {
        let outcome = remote::open(app, &remote).map_err(Error::World).and_then(|mut place| {
            let there: BTreeSet<Listed> = Place::list(&mut place).map_err(Error::World)?.into_iter().collect();
            let there = there.into_iter().filter(|file| file.name.starts_with(EVIDENCE)).collect();
            evidence::fetch(&mut place, &keys, &vault, &there, &left)
        });
        match outcome {
            Ok(fetched) => {
                left.clone_from(&fetched.absent);
                Carried { sent: (0, 0), fetched }.tell(app, &remote.name);
            }
            Err(Error::World(why)) => trouble = Some(why), // another place may have them
            Err(other) => return Err(other),
        }
        left.retain(|file| !vault.has(&file.digest));
        if left.is_empty() {
            return Ok(());
        }
    }
    match trouble {
        Some(why) => Err(Error::World(why)),
        None => Err(Error::World(say!("evidence-nowhere", name = left[0].name.as_str(), count = left.len()))),
    }
}
