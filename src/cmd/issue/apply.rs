//! `duban issue apply 8 --reason …`: a unit that answers for an issue asks for it to be struck off (申请销号).

use super::case::Case;
use crate::app::App;
use crate::cmd::args::{IssueName, issue_name, text};
use crate::cmd::{evidence, log};
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::closing::{self, Action};
use crate::domain::issue::Closing;
use crate::domain::pace::is_done;
use crate::error::Error;
use crate::say;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    unfinished: Option<String>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    evidence: Vec<PathBuf>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let reason = crate::cmd::reason(app)?;
    let files = if args.evidence.is_empty() { Vec::new() } else { evidence::candidates(app, &args.evidence)? };
    log::record(app, |reader| {
        let case = Case::load(reader, &args.issue)?;
        let unit = case.unit_may(app, args.unit.as_deref(), Action::Apply)?;
        let today = app.clock.today;
        let open = closing::unfinished(case.whole(), today);
        if args.unfinished.is_none()
            && let Some(first) = open.first()
        {
            let said = say!("apply-unfinished", number = case.number(), count = open.len(), first = &first.text);
            return Err(Error::Rule(said));
        }
        let parts = case.whole().skip(1).filter(|part| !closing::is_ready(part) && !is_done(part));
        let parts: Vec<String> = parts.map(|part| part.number.clone()).collect();
        if args.unfinished.is_none() && !parts.is_empty() {
            return Err(Error::Rule(say!("apply-parts", number = case.number(), count = parts.len(), parts = parts)));
        }
        let record = case
            .create(reader, Kind::Closing)
            .set("unit", unit)
            .set("applied_on", today)
            .set("applied_by", app.author.as_str())
            .set("reason", reason)
            .set("note", args.unfinished);
        let void = app.words.word("void-superseded");
        let mut ops = vec![record, case.op().set("closing", Closing::Applied.name())];
        if !files.is_empty() {
            ops.extend(evidence::add(app, reader, case.issue().id, &files, None)?);
        }
        ops.extend(case.undecided().map(|row| Op::on(Kind::Closing, row.id).set(VOID, void.as_str())));
        Ok(ops)
    })
}
