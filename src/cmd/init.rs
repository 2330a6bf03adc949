//! `duban init`: begin a ledger.

use crate::app::App;
use crate::error::Error;
use crate::say;
use crate::store::Mode;

#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(app: &App, _: Args) -> Result<(), Error> {
    let path = app.db.display().to_string();
    if app.dry_run && !app.db.exists() {
        app.note(&say!("init-dry", path = path));
        return Ok(());
    }
    let mut store = app.store(Mode::Create)?;
    if !store.created() {
        return Err(Error::Rule(say!("init-exists", path = path)));
    }
    store.keep();
    Ok(())
}
