//! `duban issue recheck 8 --pass|--fail`: what was struck off is looked at again (回头看).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::log;
use crate::domain::change::{Kind, Op};
use crate::domain::closing::Action;
use crate::error::Error;
use crate::say;

#[derive(clap::Args, Debug)]
#[command(group(clap::ArgGroup::new("verdict").required(true)))]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, group = "verdict")]
    pass: bool,
    #[arg(long, group = "verdict")]
    fail: bool,
    #[arg(long, value_name = "LIMIT", conflicts_with = "pass")]
    due: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let opinion = if args.fail { Some(crate::cmd::reason(app)?) } else { app.reason.as_deref() };
    let due = super::reopen::limit(app, args.due.as_deref())?;
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        case.author_may(app, if args.pass { Action::RecheckPass } else { Action::RecheckFail })?;
        let record = match case.recheck() {
            Some(row) => Op::on(Kind::Recheck, row.id),
            None => case.create(reader, Kind::Recheck),
        };
        let today = app.clock.today;
        let record = record
            .set("done_on", today)
            .set("checked_by", app.author.as_str())
            .set("verdict", if args.pass { "pass" } else { "fail" })
            .set("opinion", opinion);
        let mut ops = vec![record];
        if let Some(opinion) = opinion.filter(|_| args.fail) {
            // what is found at a second look is reason and basis alike
            let basis = app.words.say(&say!("reopen-basis", day = today, who = &app.author));
            ops.extend(case.reopen(app, opinion, &basis, due.clone()));
        }
        Ok(ops)
    })
}
