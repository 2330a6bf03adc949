//! `duban restore FILE`: a backup as a ledger again, in a new file; what is there is never overwritten.

use super::backup;
use crate::app::App;
use crate::cause::cause;
use crate::clock;
use crate::domain::id::ReplicaId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::out;
use crate::say;
use crate::store::query::exchange;
use crate::store::{Reader, Store};
use crate::vault::Vault;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Whether the file could be a backup at all: what it holds is proved on the way.
fn is_backup(path: &Path) -> Result<(), Error> {
    let shown = || path.display().to_string();
    let unreadable = |cause: Said| Error::Input(vec![say!("file-unreadable", path = shown(), cause = cause)]);
    if std::fs::metadata(path).map_err(|error| unreadable(cause(&error)))?.is_dir() {
        return Err(unreadable(say!("cause-is-folder")));
    }
    if out::is_ledger(path) { Ok(()) } else { Err(Error::Input(vec![say!("restore-no-backup", path = shown())])) }
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let (from, to) = (args.file.display().to_string(), app.db.display().to_string());
    if app.db.exists() {
        return Err(Error::Rule(say!("restore-exists", path = to)));
    }
    is_backup(&args.file)?;
    super::in_folder(&app.db)?;
    if app.dry_run {
        app.note(&say!("restore-dry", from = from, path = to));
        return Ok(());
    }
    let (mut store, check) = Store::restore(&args.file, &app.db).map_err(|error| match error.said().key {
        "store-damaged" => Error::Input(vec![say!("restore-damaged", path = from.as_str())]),
        "copy-unsound" => Error::Input(vec![error.said()]),
        _ => error.into(),
    })?;
    backup::copy_files(&backup::files_of(&args.file), &Vault::beside(&app.db))?;
    app.note(&say!(
        "restore-done",
        from = from,
        path = to.as_str(),
        entries = check.entries,
        digest = &check.digest[..16]
    ));
    let look = |reader: &Reader| -> Result<_, Error> {
        let (ledger, replica) = (reader.ledger()?, reader.replica()?);
        Ok((exchange::root(reader)?.is_some(), ledger, replica))
    };
    let (shared, ledger, replica) = store.read(look)?;
    let keys = if shared { app.keys().load(ledger, replica).map_err(Error::World)? } else { None };
    match keys {
        // whoever wrote the original may go on doing so, here or elsewhere
        Some(keys) => {
            app.become_another(&mut store, keys, &say!("fork-restored"), None)?;
        }
        None if shared => app.note_all(&[say!("restore-no-keys", path = to)]),
        None => {
            let chance = clock::seed().map_err(Error::World)?;
            let name = ReplicaId(chance[..16].try_into().expect("there are 32 bytes of chance"));
            store.rename(name)?;
            app.note_all(&[say!("restore-renamed", replica = name.to_string()[..8].to_owned())]);
        }
    }
    Ok(())
}
