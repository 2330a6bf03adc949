//! `duban check`: prove the ledger, and list the issues that lack one of the 五个一.

use super::show;
use crate::app::App;
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::issue;
use crate::error::Error;
use crate::render;
use crate::store::query::{ledger, rows};
use crate::store::{Mode, Reader};
use crate::view::log::{Breach, Check};
use std::collections::HashSet;

#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(app: &App, _: Args) -> Result<(), Error> {
    let found = app.store(Mode::Read)?.check()?;
    let (ledger, doubles) = app.look(|reader| Ok((ledger::brief(reader)?, doubles(reader)?)))?;
    // the plan of an issue may be the plans of its parts
    let planned: HashSet<Id> =
        ledger.issues.iter().filter(|part| !part.milestones.is_empty()).filter_map(|part| part.parent).collect();
    let breaches = ledger.issues.iter().filter(|issue| issue.parent.is_none()).filter_map(|issue| {
        let missing = issue::missing(issue);
        let missing = missing.iter().filter(|said| said.key != "missing-plan" || !planned.contains(&issue.id));
        let missing: Vec<String> = missing.map(|said| app.words.say(said)).collect();
        (!missing.is_empty()).then(|| Breach { number: issue.number.clone(), missing })
    });
    let check = Check {
        ok: found.problems.is_empty(),
        digest: found.digest,
        entries: found.entries,
        records: found.records,
        conflicts: found.conflicts,
        waiting: found.waiting,
        newer: found.foreign,
        problems: found.problems.iter().map(|said| app.words.say(said)).collect(),
        breaches: breaches.collect(),
        doubles,
    };
    show::one(app, &check, |words| render::log::check(&check, words))?;
    if check.ok { Ok(()) } else { Err(Error::Told) }
}

/// Numbers that stand on several documents or directives, each once.
fn doubles(reader: &Reader) -> Result<Vec<String>, Error> {
    let mut doubles = Vec::new();
    for (kind, field) in [(Kind::Notice, "code"), (Kind::Directive, "number")] {
        let mut names: Vec<String> = rows::all(reader, &kind)?.iter().filter_map(|row| row.owned(field)).collect();
        names.sort_unstable();
        doubles.extend(names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0].clone()));
    }
    Ok(doubles)
}
