//! `duban issue strike 8`: the second signature, by one of the offices (销号).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::log;
use crate::domain::change::Kind;
use crate::domain::closing::Action;
use crate::error::Error;
use crate::say;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long)]
    at_once: bool,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let reason = if args.at_once { Some(crate::cmd::reason(app)?) } else { app.reason.as_deref() };
    let mut late = None;
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        if case.is_late(app.clock.today) {
            late = case.limit.map(|limit| say!("strike-late", number = case.number(), limit = limit));
        }
        if !args.at_once {
            case.author_may(app, Action::Strike)?;
            return Ok(case.strike(app, case.pending_op(reader)));
        }
        case.author_may(app, Action::CloseAtOnce)?;
        if !case.issue().immediate {
            return Err(Error::Rule(say!("strike-not-immediate", number = case.number())));
        }
        Ok(case.strike(app, case.create(reader, Kind::Closing).set("reason", reason)))
    })?;
    if let Some(late) = late {
        app.note(&late);
    }
    Ok(())
}
