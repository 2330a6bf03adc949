//! `duban rebuild`: make every table again from the log.

use crate::app::App;
use crate::error::Error;
use crate::say;
use crate::store::Mode;

#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(app: &App, _: Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-writes")));
    }
    if app.dry_run {
        app.store(Mode::Read)?;
        app.note(&say!("rebuild-dry"));
        return Ok(());
    }
    app.store(Mode::Write)?.rebuild()?;
    app.note(&say!("rebuild-done"));
    Ok(())
}
