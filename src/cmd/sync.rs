//! `duban sync …`: keeping in step with the other offices.

use super::{came, carried, quarantine, remote, share, show};
use crate::app::{App, Format};
use crate::clock::Stopwatch;
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange::place::{self, Habits, Step};
use crate::out::Bar;
use crate::render;
use crate::say;
use crate::store::query::{conflict, exchange, quarantine as kept, remote as query};
use crate::store::{Mode, Reader, Remote, Store};
use crate::view;
use std::time::Duration;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SyncArgs {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    go: GoArgs,
}

#[derive(clap::Args, Debug)]
pub struct GoArgs {
    #[arg(value_name = "REMOTE")]
    remotes: Vec<String>,
    #[arg(long, value_name = "WHICH", value_enum)]
    evidence: Option<carried::Which>,
    #[arg(long)]
    again: bool,
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "60",
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    watch: Option<u64>,
}

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Status(StatusArgs),
    #[command(subcommand)]
    Quarantine(quarantine::Command),
}

#[derive(clap::Args, Debug)]
pub struct StatusArgs {}

pub fn run(app: &App, args: SyncArgs) -> Result<(), Error> {
    match args.command {
        Some(Command::Quarantine(command)) => quarantine::run(app, command),
        Some(Command::Status(_)) => {
            let status = app.look(|reader| status(app, reader))?;
            show::one(app, &status, |words| render::remote::status(&status, words))
        }
        None => match args.go.watch {
            Some(seconds) if !app.dry_run => watch(app, &args.go, Duration::from_secs(seconds)),
            _ => go(app, &args.go),
        },
    }
}

/// The places that were named, or all.
fn chosen(app: &App, names: &[String]) -> Result<Vec<Remote>, Error> {
    app.look(|reader| {
        if exchange::root(reader)?.is_none() {
            return Err(Error::Rule(say!("share-none")));
        }
        let remotes = match names {
            [] => query::all(reader)?,
            names => names.iter().map(|name| remote::named(reader, name)).collect::<Result<_, _>>()?,
        };
        if remotes.is_empty() { Err(Error::Usage(say!("remote-none"))) } else { Ok(remotes) }
    })
}

/// Goes to each place in turn; one that cannot be reached keeps nobody from the next.
fn go(app: &App, args: &GoArgs) -> Result<(), Error> {
    let mut synced = Vec::new();
    let mut failed: Option<Said> = None;
    for remote in chosen(app, &args.remotes)? {
        let outcome = if app.dry_run { plan(app, &remote).map(|()| None) } else { once(app, args, &remote).map(Some) };
        let one = match outcome {
            Ok(Some(one)) => one,
            Ok(None) => continue,
            Err(Error::World(why)) => {
                let said = app.words.say(&why);
                if let Some(before) = failed.replace(why) {
                    app.note_all(&[before]);
                }
                view::remote::Synced { remote: remote.name.clone(), failed: Some(said), ..Default::default() }
            }
            Err(other) => return Err(other),
        };
        synced.push(one);
    }
    if app.format == Format::Json {
        show::list(app, &synced, |_| render::page::Page::new())?;
    }
    failed.map_or(Ok(()), |why| Err(Error::World(why)))
}

fn plan(app: &App, remote: &Remote) -> Result<(), Error> {
    let store = app.store(Mode::Read)?;
    let mut place = remote::open(app, remote).map_err(Error::World)?;
    let (files, entries) = place::plan(&store, &mut place, &remote.name)?;
    app.note(&say!("sync-dry", name = remote.name.as_str(), files = files, entries = entries));
    Ok(())
}

/// Goes to one place and says what came of it.
fn once(app: &App, args: &GoArgs, remote: &Remote) -> Result<view::remote::Synced, Error> {
    let mut place = remote::open(app, remote).map_err(Error::World)?;
    let mut store = app.store(Mode::Write)?;
    if args.again {
        store.forget_files(&remote.name)?;
    }
    let mut bar: Option<Bar> = None;
    let mut tell = |step| match step {
        Step::Reading(files) => bar = Some(app.out.bar(files as u64)),
        Step::Read(files) => bar.iter().for_each(|bar| bar.steps(&remote.name, files as u64)),
        Step::Writing(entries) => bar = Some(app.out.bar(entries)),
        Step::Wrote(entries) => bar.iter().for_each(|bar| bar.steps(&remote.name, entries)),
    };
    let synced = place::sync(&mut store, app, &mut place, &remote.name, Habits::default(), &mut tell)?;
    drop(bar);
    let carried = carried::carry(app, &mut store, &mut place, &synced.evidence, args.evidence)?;
    let shown = noted(app, &mut store, remote, &synced, &carried)?;
    // each time would be a write for nothing
    let changed = shown.applied + shown.sent + shown.files_read + carried.sent.0 + carried.fetched.files > 0;
    let at = app.clock.text();
    let same_hour = remote.synced_at.as_deref().is_some_and(|before| before.get(..13) == at.get(..13));
    if changed || !same_hour {
        store.note_synced(&remote.name, &at)?;
    }
    Ok(shown)
}

/// So many files that were kept out are named; the rest are counted.
const NAMED: usize = 10;

/// Says what came of it, and keeps what a person must look at.
fn noted(
    app: &App,
    store: &mut Store,
    remote: &Remote,
    synced: &place::Synced,
    carried: &carried::Carried,
) -> Result<view::remote::Synced, Error> {
    let name = remote.name.as_str();
    let out: Vec<_> = synced
        .kept_out
        .iter()
        .map(|file| came::kept_out(app, format!("{name}: {}", file.name), file.size, file.digest, &file.why))
        .collect();
    store.note_files(&out, &synced.accepted)?;
    let taken = &synced.taken;
    if taken.applied > 0 || synced.sent > 0 {
        app.note(&say!(
            "sync-done",
            name = name,
            applied = taken.applied,
            sent = synced.sent,
            files = synced.written.0,
            size = synced.written.1
        ));
    } else if carried.is_idle() {
        app.note(&say!("sync-nothing", name = name));
    }
    carried.tell(app, name);
    came::tell(app, store, taken)?;
    for why in taken.refused.iter().take(NAMED) {
        app.note_all(std::slice::from_ref(why));
    }
    for file in synced.kept_out.iter().take(NAMED) {
        app.note_all(&[say!("file-refused", path = format!("{name}: {}", file.name), why = file.why.clone())]);
    }
    if synced.kept_out.len() > NAMED {
        app.note_all(&[say!("sync-kept-out-more", count = synced.kept_out.len() - NAMED)]);
    }
    for (key, count) in
        [("sync-foreign", synced.foreign), ("sync-unfinished", synced.unfinished), ("sync-left", synced.left)]
    {
        if count > 0 {
            app.note_all(&[Said { key, args: vec![("name", name.into()), ("count", count.into())] }]);
        }
    }
    let members = store.read(share::members)?;
    let conflicts = store.read(|reader| Ok::<_, Error>(conflict::count(reader)?))?;
    let from = taken.authors.iter().map(|author| view::remote::From {
        name: came::name_of(&members, Some(author.public), author.replica),
        entries: author.entries,
    });
    let kept_out = synced
        .kept_out
        .iter()
        .map(|file| view::remote::KeptOut { file: file.name.clone(), why: app.words.say(&file.why) });
    Ok(view::remote::Synced {
        remote: name.to_owned(),
        failed: None,
        applied: taken.applied as u64,
        sent: synced.sent,
        from: from.collect(),
        files_read: synced.read.0,
        bytes_read: synced.read.1,
        files_written: synced.written.0,
        bytes_written: synced.written.1,
        evidence_fetched: carried.fetched.files,
        evidence_sent: carried.sent.0,
        waiting: taken.waiting,
        conflicts,
        quarantined: taken.quarantined,
        kept_out: kept_out.collect(),
        foreign: synced.foreign,
        unfinished: synced.unfinished,
        left: synced.left,
    })
}

/// Goes again whenever something was written here, and every so often; a place that is away is tried again then.
fn watch(app: &App, args: &GoArgs, every: Duration) -> Result<(), Error> {
    let newest = || app.look(|reader| Ok(query::newest(reader)?));
    loop {
        // as of before: what is written while it goes may not have gone out
        let seen = newest()?;
        match go(app, args) {
            Err(Error::World(why)) => app.note_all(&[why]),
            other => other?,
        }
        let since = Stopwatch::start();
        while since.elapsed() < every {
            std::thread::sleep(Duration::from_secs(1).min(every));
            if newest()? != seen {
                break;
            }
        }
    }
}

fn status(app: &App, reader: &Reader) -> Result<view::remote::Status, Error> {
    let members = share::members(reader)?;
    let standing = |remote: Remote| -> Result<_, Error> {
        let files = query::files(reader, &remote.name)?;
        let missing = place::missing(reader, files.into_values().map(|file| file.content))?;
        let to_send = missing.iter().map(|(_, first, last)| last - first + 1).sum();
        Ok(view::remote::Standing { name: remote.name, url: remote.url, synced_at: remote.synced_at, to_send })
    };
    let mut waiting: Vec<view::remote::Waiting> = Vec::new();
    for (replica, number, missing) in exchange::waiting(reader)? {
        let from = came::name_in(reader, &members, replica)?;
        if let Some(last) = waiting.last_mut().filter(|last| last.from == from) {
            last.entries += 1;
            continue;
        }
        let next = exchange::newest(reader, replica)?.map_or(1, |(newest, _)| newest + 1);
        let for_number = (number > next).then_some(next);
        waiting.push(view::remote::Waiting { from, entries: 1, for_entry: missing.to_string(), for_number });
    }
    let entries = exchange::heads(reader)?.into_iter().map(|(_, newest)| newest).sum();
    Ok(view::remote::Status {
        replica: reader.replica()?.to_string(),
        entries,
        remotes: query::all(reader)?.into_iter().map(standing).collect::<Result<_, _>>()?,
        waiting,
        conflicts: conflict::count(reader)?,
        quarantined: kept::count(reader)?,
        kept_out: kept::files(reader)?.len() as u64,
        evidence_missing: carried::missing(app, reader)?.len() as u64,
    })
}
