//! `duban report withhold`: an issue is kept out of the public report on one of five grounds, or put in again.

use crate::app::App;
use crate::cmd::args::{IssueName, issue_name, text};
use crate::cmd::{find, log};
use crate::domain::change::{Kind, Op, Value};
use crate::domain::report::{self as rules, Ground};
use crate::error::Error;
use crate::grammar::grounds;

#[derive(clap::Args, Debug)]
pub struct WithholdArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name, required = true)]
    issues: Vec<IssueName>,
    #[arg(long, value_name = "GROUND", value_parser = grounds::ground, required_unless_present = "lift")]
    ground: Option<Ground>,
    #[arg(long, value_name = "NAME", value_parser = text)]
    approved_by: Option<String>,
    #[arg(long, conflicts_with_all = ["ground", "approved_by"])]
    lift: bool,
}

pub fn run(app: &App, args: &WithholdArgs) -> Result<(), Error> {
    log::record(app, |reader| {
        let mut ops = Vec::new();
        for (id, name) in find::issues(reader, &args.issues)?.into_iter().zip(&args.issues) {
            let op = Op::on(Kind::Passage, rules::passage_id(id)).set("issue", id);
            ops.push(match args.ground.filter(|_| !args.lift) {
                Some(ground) => {
                    let (by, reason) = (args.approved_by.as_deref(), app.reason.as_deref());
                    rules::withhold(&name.to_string(), by, reason).map_err(Error::Usage)?;
                    op.set("ground", ground.name())
                        .set("approved_by", by)
                        .set("approved_on", app.clock.today)
                        .set("reason", reason)
                }
                None => ["ground", "approved_by", "approved_on", "reason"]
                    .into_iter()
                    .fold(op, |op, field| op.set(field, Value::Null)),
            });
        }
        Ok(ops)
    })
}
