//! `duban issue reopen 8 --reason … --basis …`: an issue that was struck off has to be put right again (责令重新整改).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{self, IssueName, issue_name, text};
use crate::cmd::log;
use crate::domain::closing::Action;
use crate::error::Error;
use chrono::NaiveDate;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    basis: String,
    #[arg(long, value_name = "LIMIT")]
    due: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let reason = crate::cmd::reason(app)?;
    let due = limit(app, args.due.as_deref())?;
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        case.author_may(app, Action::Reopen)?;
        Ok(case.reopen(app, reason, &args.basis, due))
    })
}

/// A limit as two fields: its day, and its words where they say more.
pub type Limit = (Option<NaiveDate>, Option<String>);

/// A new limit, where one is given.
pub fn limit(app: &App, text: Option<&str>) -> Result<Option<Limit>, Error> {
    Ok(args::written_limit(text, app)?.map(|(when, written)| (when.day, written)))
}
