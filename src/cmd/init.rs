//! `duban init`: begin a ledger.

use crate::app::App;
use crate::error::Error;
use crate::say;
use crate::store::Mode;

#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(app: &App, _: Args) -> Result<(), Error> {
    if app.dry_run {
        return Ok(());
    }
    let store = app.store(Mode::Create)?;
    if !store.created() {
        return Err(Error::Rule(say!("init-exists", path = app.db.display().to_string())));
    }
    Ok(())
}
