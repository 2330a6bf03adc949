//! `duban dispatch list`, `duban dispatch show N`: the rounds, and what one asked and got.

use super::{rounds, status};
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::show as out;
use crate::domain::change::Kind;
use crate::domain::round::{State, progress_id};
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::store::query::find as query;
use crate::store::query::rows;
use crate::view::round::{Ask, Line, Shown};

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "NUMBER")]
    round: Option<i64>,
}

pub fn list(app: &App, _: &ListArgs) -> Result<(), Error> {
    let lines = app.look(|reader| {
        let mut lines = Vec::new();
        for round in rounds::all(reader)?.into_iter().rev() {
            let units = rounds::units(reader, &round, rounds::now(app))?;
            let count = |state| units.iter().filter(|unit| unit.state == state).count();
            lines.push(Line {
                round: round.number,
                week: round.week,
                opened: round.opened_on,
                return_by: round.return_by,
                closed: round.closed_on,
                units: units.len(),
                returned: count(State::Returned),
                unchanged: count(State::Unchanged),
                late: count(State::Late),
                missing: count(State::Missing),
            });
        }
        Ok(lines)
    })?;
    out::list(app, &lines, |words| render::round::list(&lines, words))
}

pub fn show(app: &App, args: &ShowArgs) -> Result<(), Error> {
    let shown = app.look(|reader| {
        let round = rounds::named(app, reader, args.round)?;
        let status = status::status(app, reader, &round)?;
        Ok(Shown { asks: asks(reader, &round)?, status })
    })?;
    out::one(app, &shown, |words| render::round::shown(&shown, words))
}

fn asks(reader: &Reader, round: &rounds::Round) -> Result<Vec<Ask>, Error> {
    let owners = Owners::load(reader)?;
    let numbers = query::names(reader)?;
    let mut asks = rows::of_round(reader, &Kind::Ask, round.id)?;
    asks.sort_by_key(|ask| (ask.int("position"), ask.id));
    let mut shown = Vec::new();
    for ask in asks {
        let Some(issue) = ask.link("issue") else { continue };
        let Some((_, number)) = numbers.get(&issue) else { continue }; // struck out since
        let answer = rows::one(reader, &Kind::Progress, progress_id(issue, ask.id))?;
        let text = |field: &str| answer.as_ref().and_then(|row| row.owned(field));
        shown.push(Ask {
            unit: ask.link("unit").map(|unit| owners.name(owners.resolve(unit)).to_owned()).unwrap_or_default(),
            number: number.clone(),
            title: rows::one(reader, &Kind::Issue, issue)?.and_then(|row| row.owned("title")).unwrap_or_default(),
            why: ask.text("why").map(|why| why.split(',').map(str::to_owned).collect()).unwrap_or_default(),
            percent_before: ask.int("percent"),
            percent: answer.as_ref().and_then(|row| row.int("percent")),
            text: text("text"),
            obstacle: text("obstacle"),
            help_needed: text("help_needed"),
        });
    }
    Ok(shown)
}
