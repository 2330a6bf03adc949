//! `duban diff`: what changed between two days, issue by issue.

use super::args::{Day, day};
use super::{settings, show};
use crate::app::App;
use crate::domain::difference::{Moment, between};
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::ledger;
use crate::store::{Mode, Store};
use crate::view::difference::{Difference, Issue};
use chrono::NaiveDate;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Day,
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Day>,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let to = args.to.as_ref().map_or(app.day(), |to| to.meant(app));
    let from = args.from.meant(app);
    let today = app.clock.today;
    if let Some(day) = [from, to].into_iter().find(|day| *day > today) {
        return Err(Error::Usage(say!("diff-future", day = day, today = today)));
    }
    if from > to {
        return Err(Error::Usage(say!("diff-backwards", from = from, to = to)));
    }
    let store = app.store(Mode::Read)?;
    let difference = Difference { from, to, rounds: None, issues: issues(&store, from, to)?, units: Vec::new() };
    show::one(app, &difference, |words| render::difference::page(&difference, words))
}

/// What changed from the end of one day to that of another.
pub fn issues(store: &Store, from: NaiveDate, to: NaiveDate) -> Result<Vec<Issue>, Error> {
    let at = |day| -> Result<(Ledger, PaceRule), Error> {
        store.read_as_of(day, |reader| {
            let mut ledger = ledger::ledger(reader)?;
            ledger.name_in_full();
            Ok((ledger, PaceRule::of(&settings::load(reader)?)))
        })
    };
    let ((before, old), (after, new)) = (at(from)?, at(to)?);
    let before = Moment { ledger: &before, day: from, rule: old };
    let after = Moment { ledger: &after, day: to, rule: new };
    Ok(between(before, after).into_iter().map(Into::into).collect())
}
