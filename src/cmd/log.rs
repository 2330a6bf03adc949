//! `duban log [ISSUE]`: who changed what, when, from what to what, and why.

use super::args::{IssueName, issue_name};
use super::show;
use crate::app::App;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::log;
use crate::store::{EntryRow, Reader, Recorded};
use crate::view::log::{Change, Entry};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[arg(long, short = 'n', value_name = "COUNT")]
    limit: Option<usize>,
}

/// How many entries are listed where nobody says how many.
const ENTRIES: usize = 50;

/// How many changes of one entry are listed.
const CHANGES: usize = 500;

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let limit = args.limit.unwrap_or(ENTRIES);
    let mut more = false;
    let entries = app.look(|reader| {
        let issue = args.issue.as_ref().map(|name| super::find::issue(reader, name)).transpose()?;
        let mut entries = Vec::new();
        // one more, to know whether there is more
        let found = log::entries(reader, issue, app.as_of.map_or(limit.saturating_add(1), |_| usize::MAX))?;
        let mut known = found.into_iter().filter(|row| app.as_of.is_none_or(|day| row.head.day <= day));
        for row in known.by_ref().take(limit) {
            let mut changes = log::changes(reader, row.seq, CHANGES)?;
            if let Some(issue) = issue {
                let mut about = Vec::new();
                for change in changes {
                    if log::belongs(reader, &change.kind, change.record, issue)? {
                        about.push(change);
                    }
                }
                changes = about;
            }
            let ops = if issue.is_some() { records(&changes) } else { row.head.ops };
            entries.push(entry(row, changes, ops));
        }
        more = known.next().is_some();
        Ok(entries)
    })?;
    show::list(app, &entries, |words| render::log::log(&entries, words))?;
    if more && args.limit.is_none() {
        app.note(&say!("log-cut", shown = limit, more = limit * 2));
    }
    Ok(())
}

fn records(changes: &[log::Change]) -> u64 {
    changes.chunk_by(|a, b| a.record == b.record).count() as u64
}

fn entry(row: EntryRow, changes: Vec<log::Change>, ops: u64) -> Entry {
    Entry {
        id: row.id.to_string(),
        replica: row.head.replica.to_string(),
        number: row.head.number,
        at: row.head.at,
        day: row.head.day.to_string(),
        author: row.head.author,
        command: row.head.command,
        reason: row.head.reason,
        undoes: row.head.undoes.map(|id| id.to_string()),
        ops,
        changes: changes.into_iter().map(change).collect(),
    }
}

/// A change as it is shown.
pub fn change(change: log::Change) -> Change {
    Change {
        kind: change.kind.name().to_owned(),
        record: change.record.to_string(),
        name: change.subject.name,
        issue: change.subject.issue,
        role: change.subject.role,
        created: change.created,
        field: change.field.into_owned(),
        from: change.from,
        to: change.to,
    }
}

/// Says what a command has done, on stderr: stdout is for data.
pub fn tell(app: &App, recorded: Recorded) -> Result<(), Error> {
    if recorded.ops == 0 && app.reason.is_some() {
        app.note(&say!("recorded-nothing-reason"));
        return Ok(());
    }
    let changes: Vec<Change> = recorded.changes.into_iter().map(change).collect();
    let page = render::log::recorded(&changes, recorded.ops, app.dry_run, app.words);
    if app.dry_run {
        return app.out.data(&show::text(app, &page));
    }
    app.out.note(&show::text(app, &page));
    Ok(())
}

/// Decides, records and says so: what most commands do.
pub fn record<I: IntoIterator<Item = crate::domain::change::Op>>(
    app: &App,
    decide: impl FnOnce(&Reader) -> Result<I, Error>,
) -> Result<(), Error> {
    tell(app, app.record(decide)?)
}
