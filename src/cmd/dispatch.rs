//! `duban dispatch`: the week, by responsible leader and by unit (一周一调度).

use super::owners::Owners;
use super::{directive, notice, settings, show};
use crate::app::App;
use crate::domain::change::Kind;
use crate::domain::dispatch::{self, Filter};
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::store::query::{ledger, rows};
use crate::view::records::{Directive, Notice};
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
    let (ledger, calendar, lead, unit, orders) = app.look_at(app.day(), |reader| {
        let lead = canonical(reader, args.lead.as_deref())?;
        let unit = canonical(reader, args.unit.as_deref())?;
        let orders = orders(app, reader, &[&lead, &unit])?;
        Ok((ledger::brief(reader)?, settings::calendar(reader)?, lead, unit, orders))
    })?;
    let filter = Filter { lead: lead.as_deref(), unit: unit.as_deref() };
    let dispatch = dispatch::dispatch(&ledger, app.day(), &calendar, filter);
    let mut weekly = Weekly::new(&dispatch, filter);
    (weekly.directives, weekly.notices) = orders;
    show::one(app, &weekly, |words| render::weekly::page(&weekly, words))
}

/// What was ordered and is not done, and the notices without an answer; only those to the owners asked for, if any.
fn orders(app: &App, reader: &Reader, only: &[&Option<String>]) -> Result<(Vec<Directive>, Vec<Notice>), Error> {
    let directives = rows::all(reader, &Kind::Directive)?;
    let notices = rows::all(reader, &Kind::Notice)?;
    if directives.is_empty() && notices.is_empty() {
        return Ok(Default::default());
    }
    let owners = Owners::load(reader)?;
    let asked = |to: &Option<String>| only.iter().all(|only| only.is_none() || *only == to);
    let mut directives = directive::shown(reader, &owners, &directives, app.day())?;
    directives.retain(|one| one.done_on.is_none_or(|done| done > app.day()) && asked(&one.to));
    directives.sort_by_key(|one| one.due.is_none_or(|due| due >= app.day())); // stable: the overdue first
    let items = rows::all(reader, &Kind::NoticeItem)?;
    let mut notices = notice::shown(reader, &owners, &notices, &items, app.day())?;
    notices.retain(|one| one.state != "answered" && one.answer_by.is_some() && asked(&one.to));
    notices.sort_by_key(|one| one.answer_by);
    Ok((directives, notices))
}

/// The name of the owner that is meant.
fn canonical(reader: &Reader, name: Option<&str>) -> Result<Option<String>, Error> {
    let Some(name) = name else { return Ok(None) };
    let owners = Owners::load(reader)?;
    Ok(Some(owners.name(owners.must_find(name)?).to_owned()))
}
