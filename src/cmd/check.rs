//! `duban check`: prove the ledger, and list the issues that lack one of the 五个一.

use super::show;
use super::story::{self, Stories};
use crate::app::App;
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::issue::{self, Closing, Issue};
use crate::domain::say::Said;
use crate::domain::{closing, pace};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::{exchange, find, ledger, rows, summary as query};
use crate::store::{Mode, Reader};
use crate::sync::key::PublicKey;
use crate::vault::{Kept, Vault};
use crate::view::log::{Breach, Check};
use crate::view::story::Story;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn run(app: &App, _: Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-check")));
    }
    let found = app.store(Mode::Read).and_then(|store| Ok(store.check()?)).map_err(unreadable)?;
    let looked = app.look(|reader| {
        let mut ledger = ledger::brief(reader)?;
        ledger.name_in_full();
        let stories = Stories::all(reader, &ledger.issues)?;
        Ok((ledger, doubles(reader)?, stories, evidence(app, reader)?))
    });
    let (ledger, doubles, mut stories, files) = looked.map_err(unreadable)?;
    // the plan of an issue may be the plans of its parts
    let planned: HashSet<Id> =
        ledger.issues.iter().filter(|part| !part.milestones.is_empty()).filter_map(|part| part.parent).collect();
    let breaches = ledger.issues.iter().filter(|issue| issue.parent.is_none()).filter_map(|issue| {
        let missing = issue::missing(issue);
        let missing = missing.iter().filter(|said| said.key != "missing-plan" || !planned.contains(&issue.id));
        let mut missing: Vec<Said> = missing.cloned().collect();
        let plan_due = issue.inspection.and_then(|id| ledger.inspections.iter().find(|one| one.id == id)?.plan_due);
        let story = stories.take(issue.id);
        missing.extend(plan_late(issue, plan_due, app.day()));
        missing.extend(closing_unfit(issue, &story));
        let told = missing.iter().map(|said| (said.key.replace('-', "_"), app.words.say(said)));
        let (missing, words): (Vec<String>, Vec<String>) = told.unzip();
        (!missing.is_empty()).then(|| Breach { number: issue.number.clone(), missing, words })
    });
    let forged = app.look(signatures)?;
    let problems = found.problems.iter().chain(&files.problems).chain(&forged);
    let check = Check {
        ok: found.problems.is_empty() && files.problems.is_empty() && forged.is_empty(),
        digest: found.digest,
        entries: found.entries,
        records: found.records,
        conflicts: found.conflicts,
        waiting: found.waiting,
        newer: found.foreign,
        quarantined: found.quarantined,
        problem_keys: problems.clone().map(|said| said.key.replace('-', "_")).collect(),
        problems: problems.map(|said| app.words.say(said)).collect(),
        breaches: breaches.collect(),
        doubles,
        orphans: files.orphans,
        evidence_missing: files.elsewhere,
    };
    show::one(app, &check, |words| render::log::check(&check, words))?;
    if check.ok { Ok(()) } else { Err(Error::Told) }
}

/// A file that cannot be read through: to advise a check, as elsewhere, is of no help here.
fn unreadable(error: Error) -> Error {
    match error {
        Error::World(said) if said.key == "store-damaged" => Error::World(Said { key: "check-unreadable", ..said }),
        other => other,
    }
}

/// Signatures that came with entries of others and do not fit them.
fn signatures(reader: &Reader) -> Result<Vec<Said>, Error> {
    let mut forged = Vec::new();
    for (entry, signature) in exchange::signatures(reader)? {
        if !PublicKey(signature.signer.public).verifies(entry, &signature.bytes) {
            let replica = signature.signer.replica.to_string()[..8].to_owned();
            forged.push(say!("check-signature", number = signature.number, replica = replica));
        }
    }
    Ok(forged)
}

/// Numbers that stand on several documents, directives or frozen months, each once.
fn doubles(reader: &Reader) -> Result<Vec<String>, Error> {
    let mut doubles = Vec::new();
    for (kind, field) in [(Kind::Notice, "code"), (Kind::Directive, "number")] {
        let mut names: Vec<String> = rows::all(reader, &kind)?.iter().filter_map(|row| row.owned(field)).collect();
        names.sort_unstable();
        doubles.extend(names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0].clone()));
    }
    let frozen = query::editions(reader)?;
    let same = frozen.chunk_by(|a, b| (a.month, a.edition) == (b.month, b.edition)).filter(|same| same.len() > 1);
    doubles.extend(same.map(|same| format!("{} #{}", same[0].month.format("%Y-%m"), same[0].edition)));
    Ok(doubles)
}

/// 整改中 though the day by which every issue must have its plan has passed, and team, plan or limit are lacking.
fn plan_late(issue: &Issue, plan_due: Option<NaiveDate>, day: NaiveDate) -> Option<Said> {
    let due = plan_due.filter(|due| *due < day && pace::lacks_plan(issue))?;
    Some(say!("check-plan-late", day = due))
}

/// What a merge or an import brought that no command would have allowed (`domain.md` 4.3: two signatures).
fn closing_unfit(issue: &Issue, story: &Story) -> Vec<Said> {
    let mut unfit = Vec::new();
    if matches!(issue.closing, Closing::Applied | Closing::Closed) && !closing::is_ready(issue) {
        unfit.push(say!("check-closing-stage"));
    }
    let signed = |one: &crate::view::story::Closing| {
        let at_once = issue.immediate && one.checked_on.is_none() && one.reason.is_some();
        let twice = one.verdict.as_deref() == Some("pass") && one.checked_by != one.struck_by;
        one.cycle == issue.cycle && one.struck_by.is_some() && (at_once || twice)
    };
    if issue.closing == Closing::Closed && !story.closings.iter().any(signed) {
        unfit.push(say!("check-unsigned"));
    }
    unfit
}

/// What is wrong with the files of evidence.
struct Files {
    problems: Vec<Said>,
    /// Files that are with other offices of a shared ledger.
    elsewhere: u64,
    /// Files that no record names, one that was struck out neither.
    orphans: Vec<String>,
}

fn evidence(app: &App, reader: &Reader) -> Result<Files, Error> {
    let vault = Vault::beside(&app.db);
    let mut files = Files { problems: Vec::new(), elsewhere: 0, orphans: Vec::new() };
    let shared = exchange::root(reader)?.is_some();
    let names = find::names(reader)?;
    let mut left = vault.names().map_err(Error::World)?;
    let mut seen = HashMap::new();
    for row in rows::all_with_void(reader, &Kind::Evidence)? {
        let file = story::evidence(&row);
        left.remove(&file.digest);
        if row.void().is_some() {
            continue;
        }
        let state = match seen.get(&file.digest) {
            Some(state) => *state,
            None => vault.state(&file.digest).map_err(Error::World)?,
        };
        let again = seen.insert(file.digest.clone(), state).is_some();
        let number = row.link("issue").and_then(|id| names.get(&id)).map(|(_, number)| number.clone());
        let (number, path) = (number.unwrap_or_default(), vault.path(&file.digest).display().to_string());
        match state {
            Kept::Whole => {}
            Kept::Missing if shared => files.elsewhere += u64::from(!again),
            Kept::Missing => {
                files.problems.push(say!("check-evidence-missing", number = number, name = file.name, path = path));
            }
            Kept::Changed => {
                files.problems.push(say!("check-evidence-changed", number = number, name = file.name, path = path));
            }
        }
    }
    files.orphans = left.into_iter().collect();
    Ok(files)
}
