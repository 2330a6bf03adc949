//! `duban dispatch close`: the round is over; what comes in after this is late.

use super::{rounds, status};
use crate::app::App;
use crate::cmd::{log, show};
use crate::domain::change::{Kind, Op};
use crate::error::Error;
use crate::render;
use crate::say;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    log::record(app, |reader| {
        let round = rounds::named(app, reader, args.round)?;
        if let Some(day) = round.closed_on {
            return Err(Error::Rule(say!("round-closed-before", number = round.number, day = day)));
        }
        Ok([Op::on(Kind::Round, round.id).set("closed_on", app.clock.today)])
    })?;
    if app.dry_run {
        return Ok(());
    }
    let status = app.look(|reader| status::status(app, reader, &rounds::named(app, reader, args.round)?))?;
    app.out.note(&show::text(app, &render::round::status(&status, app.words)));
    Ok(())
}
