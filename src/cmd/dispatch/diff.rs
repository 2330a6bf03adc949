//! `duban dispatch diff N M`: what changed from one round to another.

use super::rounds::{self, Round};
use crate::app::App;
use crate::cmd::{diff, show};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Mode;
use crate::view::difference::{Difference, Unit};
use std::collections::BTreeMap;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "NUMBER")]
    one: i64,
    #[arg(value_name = "NUMBER")]
    other: i64,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let store = app.store(Mode::Read)?;
    let (one, other, units) = app.look(|reader| {
        let one = rounds::named(app, reader, Some(args.one))?;
        let other = rounds::named(app, reader, Some(args.other))?;
        let now = rounds::now(app);
        let mut states: BTreeMap<String, [Option<&'static str>; 2]> = BTreeMap::new();
        for (place, round) in [&one, &other].into_iter().enumerate() {
            for unit in rounds::units(reader, round, now)? {
                states.entry(unit.name).or_default()[place] = Some(unit.state.name());
            }
        }
        Ok((one, other, states))
    })?;
    let (from, to) = (opened(&one), opened(&other));
    if from > to {
        return Err(Error::Usage(say!("diff-backwards", from = from, to = to)));
    }
    let units = units.into_iter().filter(|(_, [from, to])| from != to);
    let difference = Difference {
        from,
        to,
        rounds: Some((one.number, other.number)),
        issues: diff::issues(&store, from, to)?,
        units: units.map(|(unit, [from, to])| Unit { unit, from, to }).collect(),
    };
    show::one(app, &difference, |words| render::difference::page(&difference, words))
}

/// The day on which a round was opened: what it asked is what stood then.
fn opened(round: &Round) -> chrono::NaiveDate {
    round.opened_on.unwrap_or(round.week)
}
