//! `duban report confirm`: figures whose rows have changed, taken over as they are now or let be.

use super::Of;
use super::draft::quoting;
use super::gather::{Quoted, Source};
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name};
use crate::cmd::{find, log};
use crate::domain::change::{Kind, Op};
use crate::domain::report::{self as rules, Figure, GONE};
use crate::error::Error;
use crate::grammar::names::key;
use crate::say;

#[derive(clap::Args, Debug)]
pub struct ConfirmArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issues: Vec<IssueName>,
    #[command(flatten)]
    of: Of,
    #[arg(long)]
    keep: bool,
}

pub fn run(app: &App, args: &ConfirmArgs) -> Result<(), Error> {
    log::record(app, |reader| {
        let named = find::issues(reader, &args.issues)?;
        let source = match named.first() {
            Some(first) => Source::of_issue(reader, *first)?,
            None => Source::load(reader, &args.of)?,
        };
        let issues = source.ledger.issues.iter().filter(|issue| named.is_empty() || named.contains(&issue.id));
        let open: Vec<Quoted> =
            issues.flat_map(|issue| source.quoted(issue)).filter(|one| one.standing().is_open()).collect();
        if let Some(gone) = open.iter().find(|one| one.now.is_none() && !args.keep) {
            return Err(Error::Rule(say!("report-figure-gone", number = &gone.number, name = &gone.name)));
        }
        Ok(open.into_iter().map(|one| confirmed(&one, args.keep)).collect::<Vec<Op>>())
    })
}

/// A figure as its row has it now, or as it was quoted with what the row says now seen and let be.
fn confirmed(one: &Quoted, keep: bool) -> Op {
    let id = rules::quote_id(one.issue, &key(&one.name));
    match (&one.now, one.indicator) {
        (Some(now), Some(indicator)) if !keep => quoting(id, one.issue, &one.name, indicator, now),
        (now, _) => {
            let seen = now.as_ref().map_or_else(|| GONE.to_owned(), Figure::spelling);
            Op::on(Kind::Quote, id).set("kept", seen)
        }
    }
}
