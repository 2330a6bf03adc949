//! `duban remote …`: the places where this copy keeps in step with other offices (交换点).

use super::show;
use crate::app::App;
use crate::clock;
use crate::domain::id::hex;
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange::place::EVIDENCE;
use crate::render;
use crate::say;
use crate::store::query::remote as query;
use crate::store::{Mode, Reader, Remote};
use crate::sync::remote::{Access, Address, Remote as Open};
use crate::view;
use std::path::{Component, Path, PathBuf};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Test(NameArgs),
    Remove(NameArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "NAME", value_parser = super::args::text)]
    name: String,
    #[arg(value_name = "URL")]
    url: String,
    #[arg(long, value_name = "NAME", value_parser = super::args::text)]
    user: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "password_env")]
    password_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    password_env: Option<String>,
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct NameArgs {
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => add(app, args),
        Command::List(_) => {
            let remotes = app.look(list)?;
            show::list(app, &remotes, |words| render::remote::remotes(&remotes, words))
        }
        Command::Test(args) => test(app, &args.name),
        Command::Remove(args) => {
            let mut store = app.store(Mode::Write)?;
            store.read(|reader| named(reader, &args.name))?;
            if app.dry_run {
                app.note(&say!("remote-remove-dry", name = args.name));
                return Ok(());
            }
            store.remove_remote(&args.name)?;
            app.note(&say!("remote-removed", name = args.name));
            Ok(())
        }
    }
}

/// The place of this name.
///
/// # Errors
/// The command line is wrong where there is none.
pub fn named(reader: &Reader, name: &str) -> Result<Remote, Error> {
    query::named(reader, name)?.ok_or_else(|| Error::Usage(say!("remote-unknown", name = name)))
}

/// Opens a place; nothing is asked of it yet.
pub fn open(app: &App, remote: &Remote) -> Result<Open, Said> {
    let address = Address::parse(&remote.url, Path::new("/"))?;
    let access = Access {
        user: remote.user.as_deref(),
        password_file: remote.password_file.as_deref(),
        password_env: remote.password_env.as_deref(),
        key_file: remote.key_file.as_deref(),
        ca_file: remote.ca_file.as_deref(),
    };
    Open::open(&remote.name, address, &access, &app.sync)
}

/// A path without `.` and `..`; one that is not there stays as it is, and is told where it is opened.
fn plain(path: &Path) -> PathBuf {
    let climbs = path.components().any(|part| part == Component::ParentDir);
    let whole = if climbs { path.canonicalize().ok() } else { None };
    whole.unwrap_or_else(|| path.components().collect())
}

fn add(app: &App, args: AddArgs) -> Result<(), Error> {
    let here = std::env::current_dir().unwrap_or_default();
    let absolute = |path: Option<PathBuf>| path.map(|path| here.join(path));
    let url = match Address::parse(&args.url, &here).map_err(Error::Usage)? {
        Address::Folder(path) => format!("fs://{}", plain(&path).display()),
        _ => args.url,
    };
    let remote = Remote {
        name: args.name,
        url,
        user: args.user,
        password_file: absolute(args.password_file),
        password_env: args.password_env,
        key_file: absolute(args.key_file),
        ca_file: absolute(args.ca_file),
        synced_at: None,
    };
    open(app, &remote).map_err(Error::World)?;
    let mut store = app.store(Mode::Write)?;
    if store.read(|reader| query::named(reader, &remote.name))?.is_some() {
        return Err(Error::Rule(say!("remote-twice", name = remote.name)));
    }
    if app.dry_run {
        app.note(&say!("remote-add-dry", name = remote.name, url = remote.url));
        return Ok(());
    }
    store.set_remote(&remote)?;
    app.note_all(&[say!("remote-added", name = remote.name, url = remote.url)]);
    Ok(())
}

fn list(reader: &Reader) -> Result<Vec<view::remote::Remote>, Error> {
    let shown = |remote: Remote| -> Result<_, Error> {
        let files = query::files(reader, &remote.name)?.len();
        let secret = remote.password_file.map(|path| path.display().to_string());
        let secret = secret.or(remote.password_env.map(|name| format!("${name}")));
        let Remote { name, url, user, synced_at, .. } = remote;
        Ok(view::remote::Remote { name, url, user, secret, synced_at, files })
    };
    query::all(reader)?.into_iter().map(shown).collect()
}

/// Writes a small file, reads it and removes it: all that keeping in step needs.
fn test(app: &App, name: &str) -> Result<(), Error> {
    let remote = app.look(|reader| named(reader, name))?;
    let place = open(app, &remote).map_err(Error::World)?;
    let files = place.list().map_err(Error::World)?.len();
    if app.dry_run {
        app.note(&say!("remote-test-dry", name = name, count = files));
        return Ok(());
    }
    let chance = clock::secret().map_err(Error::World)?;
    let file = format!("{EVIDENCE}test-{}", hex(&chance[..8]));
    let outcome = place.write(&file, &chance).and_then(|()| place.read(&[&file], None));
    let removed = place.remove(&file);
    if outcome.map_err(Error::World)? != [Some(chance.to_vec())] {
        return Err(Error::World(say!("remote-forgets", name = name)));
    }
    removed.map_err(Error::World)?;
    app.note(&say!("remote-works", name = name, count = files));
    Ok(())
}
