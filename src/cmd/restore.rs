//! `duban restore FILE`: a backup as a ledger again, in a new file; what is there is never overwritten.

use super::backup;
use crate::app::App;
use crate::clock;
use crate::domain::id::ReplicaId;
use crate::error::Error;
use crate::say;
use crate::store::query::exchange;
use crate::store::{Reader, Store};
use crate::vault::Vault;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let (from, to) = (args.file.display().to_string(), app.db.display().to_string());
    if app.db.exists() {
        return Err(Error::Rule(say!("restore-exists", path = to)));
    }
    super::in_folder(&app.db)?;
    if app.dry_run {
        app.note(&say!("restore-dry", from = from, path = to));
        return Ok(());
    }
    let (mut store, check) = Store::restore(&args.file, &app.db)?;
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
