//! `duban supervise`: the month in figures (一月一督查).

use super::args::{Month, month};
use super::{circular, settings, show};
use crate::app::App;
use crate::domain::calendar::{month_end, month_start};
use crate::domain::endings;
use crate::domain::pace::PaceRule;
use crate::domain::supervision;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::{endings as query, ledger};
use crate::view::monthly::Monthly;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<Month>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", value_parser = super::args::text, requires = "output")]
    code: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let month = args.month.map_or_else(|| month_start(app.day()), |month| month.first(app));
    if month > app.day() {
        return Err(Error::Usage(say!(
            "supervise-future",
            month = month.format("%Y-%m").to_string(),
            today = app.day()
        )));
    }
    let cut_off = month_end(month).min(app.day());
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
    let page = |words: &_| render::monthly::page(&monthly, words);
    let Some(output) = &args.output else { return show::one(app, &monthly, page) };
    circular::put(app, output, args.code.as_deref(), (&ledger, &monthly), page)
}
