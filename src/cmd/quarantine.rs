//! `duban sync quarantine list|show|release`: what has come and does not count, and what an office lets count all the same.

use super::{find_entry, log, share, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::{EntryId, Id, hex};
use crate::domain::member::Member;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::quarantine::{self as query, Quarantined};
use crate::store::query::{exchange, log as changes};
use crate::store::{KeptOut, Mode, Reader};
use crate::sync::key::PublicKey;
use crate::view;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
    Release(ReleaseArgs),
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "ENTRY")]
    entry: String,
}

#[derive(clap::Args, Debug)]
pub struct ReleaseArgs {
    #[arg(value_name = "ENTRY")]
    entry: String,
}

/// How many changes of an entry are listed.
const CHANGES: usize = 500;

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List(_) => {
            let list = app.look(|reader| list(app, reader))?;
            show::list(app, &list, |words| render::member::quarantine(&list, words))
        }
        Command::Show(args) => {
            let one = app.look(|reader| {
                if let Some(file) = file(reader, &args.entry)? {
                    return Ok(kept_out(file));
                }
                let found = find(reader, &args.entry)?;
                let members = share::members(reader)?;
                let changes = changes::changes(reader, found.entry.seq, CHANGES)?;
                let changes = changes.into_iter().map(log::change).collect();
                Ok(view::member::Held { changes, ..held(app, reader, &members, &found)? })
            })?;
            show::one(app, &one, |words| render::member::held(&one, words))
        }
        Command::Release(args) => {
            if let Some(file) = app.look(|reader| file(reader, &args.entry))? {
                return forget(app, &file);
            }
            log::record(app, |reader| {
                let found = find(reader, &args.entry)?;
                Ok([release(app, found.entry.id)])
            })
        }
    }
}

/// The file that was kept out whose digest begins like this.
fn file(reader: &Reader, prefix: &str) -> Result<Option<KeptOut>, Error> {
    let prefix = prefix.to_ascii_lowercase();
    let files = query::files(reader)?.into_iter();
    let mut found = files.filter(|file| !prefix.is_empty() && hex(&file.digest).starts_with(&prefix));
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// Takes a file off the list: it is not wanted any more. Nothing of it comes into the ledger.
fn forget(app: &App, file: &KeptOut) -> Result<(), Error> {
    let name = file.name.as_str();
    if app.dry_run {
        app.note(&say!("quarantine-file-gone-dry", file = name));
        return Ok(());
    }
    app.store(Mode::Write)?.note_files(&[], &[file.digest])?;
    app.note(&say!("quarantine-file-gone", file = name));
    Ok(())
}

/// The op that lets an entry count; two offices that release the same make one record.
fn release(app: &App, entry: EntryId) -> Op {
    let id = Id::derive(None, &["release", &entry.to_string()]);
    Op::on(Kind::Release, id)
        .set("entry", entry.to_string())
        .set("released_on", app.clock.today)
        .set("released_by", app.author.as_str())
        .set("reason", app.reason.as_deref())
}

fn find(reader: &Reader, prefix: &str) -> Result<Quarantined, Error> {
    let entry = find_entry(reader, prefix)?;
    let found = query::entries(reader)?.into_iter().find(|one| one.entry.id == entry.id);
    found.ok_or_else(|| Error::Rule(say!("quarantine-not", entry = entry.id.to_string()[..12].to_owned())))
}

fn list(app: &App, reader: &Reader) -> Result<Vec<view::member::Held>, Error> {
    let members = share::members(reader)?;
    let mut list = Vec::new();
    for found in query::entries(reader)? {
        list.push(held(app, reader, &members, &found)?);
    }
    list.extend(query::files(reader)?.into_iter().map(kept_out));
    Ok(list)
}

fn held(app: &App, reader: &Reader, members: &[Member], found: &Quarantined) -> Result<view::member::Held, Error> {
    let head = &found.entry.head;
    let key = exchange::signer(reader, head.replica)?.map(|signer| signer.public);
    let member = members.iter().find(|member| key.is_some() && member.public == key);
    let from = member.map_or_else(|| head.replica.to_string()[..8].to_owned(), |member| member.name.clone());
    Ok(view::member::Held {
        what: "entry",
        id: found.entry.id.to_string(),
        from: Some(from),
        fingerprint: key.map(|key| PublicKey(key).fingerprint()),
        author: Some(head.author.clone()),
        at: head.at.clone(),
        command: Some(head.command.clone()),
        reason: head.reason.clone(),
        size: None,
        why: Some(found.why.name()),
        words: app.words.say(&found.why.said()),
        since: found.since.as_ref().map(|entry| entry.id.to_string()),
        changes: Vec::new(),
    })
}

fn kept_out(file: KeptOut) -> view::member::Held {
    view::member::Held {
        what: "file",
        id: hex(&file.digest),
        from: None,
        fingerprint: None,
        author: None,
        at: file.day,
        command: Some(file.name),
        reason: None,
        size: Some(file.size),
        why: None,
        words: file.why,
        since: None,
        changes: Vec::new(),
    }
}
