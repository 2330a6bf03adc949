//! `duban issue void 8 --reason …`: strike out what was entered by mistake or twice.

use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::{find, log};
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::issue::by_number;
use crate::error::Error;
use crate::say;
use crate::store::query::{find as query, ledger};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name, required = true)]
    issues: Vec<IssueName>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let reason = crate::cmd::reason(app)?;
    log::record(app, |reader| {
        let mut ops = Vec::new();
        let issues = find::issues(reader, &args.issues)?;
        for (issue, name) in issues.iter().zip(&args.issues) {
            let mut parts = Vec::new();
            for part in query::parts(reader, *issue)?.into_iter().filter(|part| !issues.contains(part)) {
                parts.extend(ledger::issue(reader, part)?.map(|part| part.number));
            }
            if !parts.is_empty() {
                parts.sort_by(|a, b| by_number(a, b));
                return Err(Error::Rule(say!(
                    "issue-has-parts",
                    number = name.to_string(),
                    count = parts.len(),
                    parts = parts
                )));
            }
            ops.push(Op::on(Kind::Issue, *issue).set(VOID, reason));
        }
        Ok(ops)
    })
}
