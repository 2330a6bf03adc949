//! `duban issue check 8 --pass|--return`: somebody without a duty in an issue checks it (核查).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::log;
use crate::domain::closing::Action;
use crate::domain::issue::Closing;
use crate::error::Error;

#[derive(clap::Args, Debug)]
#[command(group(clap::ArgGroup::new("verdict").required(true)))]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, group = "verdict")]
    pass: bool,
    #[arg(long = "return", group = "verdict")]
    send_back: bool,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    // what is sent back says what has to be done better (补充整改要求)
    let opinion = if args.send_back { Some(crate::cmd::reason(app)?) } else { app.reason.as_deref() };
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        case.author_may(app, if args.pass { Action::CheckPass } else { Action::CheckReturn })?;
        let record = case
            .pending_op(reader)
            .set("checked_on", app.clock.today)
            .set("checked_by", app.author.as_str())
            .set("verdict", if args.pass { "pass" } else { "return" })
            .set("opinion", opinion);
        let mut ops = vec![record];
        if args.send_back {
            ops.push(case.op().set("closing", Closing::Returned.name()));
        }
        Ok(ops)
    })
}
