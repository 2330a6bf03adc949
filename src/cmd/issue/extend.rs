//! `duban issue extend 8 --to LIMIT --reason …`: a limit is asked to be moved, and an office decides (延期).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{self, IssueName, issue_name};
use crate::cmd::log;
use crate::domain::change::{Kind, Op};
use crate::domain::closing::Action;
use crate::domain::extension;
use crate::domain::id::Id;
use crate::error::Error;
use crate::grammar::dates::When;
use crate::say;
use crate::store::Reader;
use chrono::NaiveDate;

#[derive(clap::Args, Debug)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, value_name = "LIMIT", group = "what")]
    to: Option<String>,
    #[arg(long, value_name = "NAME", requires = "to")]
    unit: Option<String>,
    #[arg(long, group = "what", conflicts_with = "refuse")]
    approve: bool,
    #[arg(long, group = "what", conflicts_with = "to")]
    refuse: bool,
}

/// A limit that is asked for: its day, and its words where they say more.
type Asked = (NaiveDate, Option<String>);

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    if args.to.is_some() || args.refuse {
        crate::cmd::reason(app)?; // why it is asked for, or why not
    }
    let to = args::written_limit(args.to.as_deref(), app)?;
    let to = to.map(|(when, written)| whole(when, written)).transpose()?;
    let mut count = None;
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        let mut ops = Vec::new();
        let asked = match &to {
            Some(to) => Some((ask(app, reader, &case, args.unit.as_deref(), to)?, to.clone())),
            None => None,
        };
        if !args.approve && !args.refuse {
            ops.extend(asked.map(|(op, _)| op));
            return Ok(ops);
        }
        let action = if args.approve { Action::ExtendApprove } else { Action::ExtendRefuse };
        case.author_may_after(app, action, asked.is_some())?;
        let (record, limit) = match asked {
            Some((op, to)) => (op, Some(to)),
            None => {
                let row = case.extension().expect("the rules ask for one that waits");
                let to = row.day("to_due").map(|day| (day, row.owned("to_text")));
                (Op::on(Kind::Extension, row.id), to)
            }
        };
        let record = record
            .set("decided_on", app.clock.today)
            .set("decided_by", app.author.as_str())
            .set("verdict", if args.approve { "approved" } else { "refused" })
            .set("opinion", app.reason.as_deref().filter(|_| to.is_none()));
        ops.push(record);
        if let Some((day, written)) = limit.filter(|_| args.approve) {
            ops.push(case.op().set("due", day).set("due_text", written));
            count = Some(say!("extend-count", number = case.number(), count = case.extended() + 1));
        }
        Ok(ops)
    })?;
    if let Some(count) = count {
        app.note(&count);
    }
    Ok(())
}

/// A limit with a day: what is to be kept up has none to be moved.
fn whole(when: When, written: Option<String>) -> Result<Asked, Error> {
    match when.day {
        Some(day) => Ok((day, written)),
        None => Err(Error::Usage(say!("extend-no-day", found = written.unwrap_or_default()))),
    }
}

/// The record of what a unit asks for.
fn ask(app: &App, reader: &Reader, case: &Case, unit: Option<&str>, to: &Asked) -> Result<Op, Error> {
    let unit: Id = case.unit_may(app, unit, Action::ExtendAsk)?;
    extension::may_ask(case.number(), case.limit, to.0, app.clock.today).map_err(Error::Rule)?;
    Ok(case
        .create(reader, Kind::Extension)
        .set("unit", unit)
        .set("asked_on", app.clock.today)
        .set("asked_by", app.author.as_str())
        .set("reason", app.reason.as_deref())
        .set("from_due", case.limit)
        .set("from_text", case.issue().due_text.clone())
        .set("to_due", to.0)
        .set("to_text", to.1.clone()))
}
