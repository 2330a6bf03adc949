//! `duban supervise`: the month in figures (一月一督查).

use super::late;
use super::taken::Month;
use crate::app::App;
use crate::cmd::args::month;
use crate::cmd::{settings, show};
use crate::domain::calendar::month_start;
use crate::domain::endings;
use crate::domain::pace::PaceRule;
use crate::domain::supervision;
use crate::error::Error;
use crate::render;
use crate::store::query::{endings as query, ledger, summary};
use crate::view::monthly::Monthly;
use chrono::NaiveDate;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<NaiveDate>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let Month { first: month, cut_off } = Month::asked(app, args.month)?;
    let (ledger, calendar, endings, rule) = app.look_at(cut_off, |reader| {
        let ledger = ledger::brief(reader)?;
        let count = endings::count(&ledger, &query::endings(reader)?, cut_off);
        Ok((ledger, settings::calendar(reader)?, count, PaceRule::of(&settings::load(reader)?)))
    })?;
    let counted = |day| app.look_at(day, |reader| Ok(ledger::counted(reader)?));
    let before = month_start(month).pred_opt().map(counted).transpose()?;
    let before = before.filter(|ledger| !ledger.issues.is_empty());
    let figures = supervision::supervise(&ledger, before.as_ref(), month, cut_off, &calendar, &rule);
    let mut monthly = Monthly::new(&figures);
    monthly.endings = (&endings).into();
    monthly.late_entries = app.look(|reader| match late::before(&summary::editions(reader)?, month) {
        Some(frozen) => late::entries(reader, frozen),
        None => Ok(Vec::new()),
    })?;
    show::one(app, &monthly, |words| render::monthly::page(&monthly, words))
}
