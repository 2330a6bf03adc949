//! `duban dispatch`: the week, by responsible leader and by unit (一周一调度).

use super::owners::Owners;
use super::show;
use crate::app::App;
use crate::domain::calendar::Calendar;
use crate::domain::dispatch::{self, Filter};
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::store::query::ledger;
use crate::view::weekly::Weekly;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    // the week as it stood on its day: what was entered later is for later weeks
    let (ledger, lead, unit) = app.look_at(app.day(), |reader| {
        let lead = canonical(reader, args.lead.as_deref())?;
        let unit = canonical(reader, args.unit.as_deref())?;
        Ok((ledger::brief(reader)?, lead, unit))
    })?;
    let calendar = Calendar::default();
    let filter = Filter { lead: lead.as_deref(), unit: unit.as_deref() };
    let dispatch = dispatch::dispatch(&ledger, app.day(), &calendar, filter);
    let weekly = Weekly::new(&dispatch, filter);
    show::one(app, &weekly, |words| render::weekly::page(&weekly, words))
}

/// The name of the owner that is meant.
fn canonical(reader: &Reader, name: Option<&str>) -> Result<Option<String>, Error> {
    let Some(name) = name else { return Ok(None) };
    let owners = Owners::load(reader)?;
    Ok(Some(owners.name(owners.must_find(name)?).to_owned()))
}
