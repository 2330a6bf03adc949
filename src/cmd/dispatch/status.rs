//! `duban dispatch status`: who has answered the round, and whose silence lasts.

use super::rounds::{self, Round, Unit};
use crate::app::App;
use crate::cmd::show;
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::view;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let status = app.look(|reader| {
        let round = rounds::named(app, reader, args.round)?;
        status(app, reader, &round)
    })?;
    show::list(app, &status, |words| render::round::status(&status, words))
}

/// How the units stand in a round.
pub fn status(app: &App, reader: &Reader, round: &Round) -> Result<view::round::Status, Error> {
    let units = rounds::units(reader, round, rounds::now(app))?;
    Ok(view::round::Status {
        round: round.number,
        opened: round.opened_on,
        return_by: round.return_by,
        units: units.into_iter().map(unit).collect(),
        return_hour: round.return_hour.clone(),
        week: round.week,
        over: round.is_over(rounds::now(app)),
        closed: round.closed_on,
    })
}

fn unit(unit: Unit) -> view::round::Unit {
    view::round::Unit {
        unit: unit.name,
        state: unit.state.name(),
        returned_on: unit.returned_on,
        rows: unit.rows,
        rows_changed: unit.changed,
        asked: unit.asked,
        silent: unit.silent,
        step: unit.step.map(crate::domain::round::Step::name),
        issued: unit.issued,
    }
}
