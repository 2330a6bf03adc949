//! `duban undo [ENTRY]`: take an entry back, where nobody has built on it since.

use super::log;
use crate::app::App;
use crate::domain::change::Kind;
use crate::error::Error;
use crate::say;
use crate::store::query::{log as changes, rows, summary, undo};
use crate::store::{EntryRow, Mode, Reader, StoreError};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let target = app.store(Mode::Write)?.read(|reader| target(reader, args.entry.as_deref()))?;
    if let Some(month) = app.look(|reader| Ok(summary::made_by(reader, target.id)?))? {
        return Err(Error::Rule(say!("summary-undo", month = month)));
    }
    let said = app.look(|reader| Ok(changes::counts(reader, target.seq)?))?;
    if said.iter().any(|(kind, ..)| *kind == Kind::Publication) {
        let edition = app.look(|reader| Ok(publications(reader)?))?;
        return Err(Error::Rule(say!("report-undo", edition = edition)));
    }
    if said.iter().any(|(kind, ..)| matches!(kind, Kind::Member | Kind::Key | Kind::Release)) {
        return Err(Error::Rule(say!("undo-share", command = target.head.command)));
    }
    let recorded = app.record_in(Mode::Write, Some(target.id), |reader| match undo::restore(reader, &target) {
        // what stands in the way may be that it was done already
        Err(StoreError::Rule(said)) => Err(taken_back(reader, &target)?.unwrap_or(Error::Rule(said))),
        ops => Ok(ops?),
    })?;
    let (id, head) = (target.id.to_string(), &target.head);
    let (entry, author, command) = (&id[..12], head.author.as_str(), head.command.as_str());
    let on = head.at.get(..10).unwrap_or(&head.at);
    app.note(&if app.dry_run {
        say!("undo-dry", entry = entry, author = author, on = on, command = command)
    } else {
        say!("undo-done", entry = entry, author = author, on = on, command = command)
    });
    log::tell(app, recorded)
}

/// The newest edition of a report that was published.
fn publications(reader: &Reader) -> Result<i64, StoreError> {
    let all = rows::all(reader, &Kind::Publication)?;
    Ok(all.iter().filter_map(|row| row.int("edition")).max().unwrap_or(1))
}

/// The refusal to take back what is taken back.
fn taken_back(reader: &Reader, target: &EntryRow) -> Result<Option<Error>, Error> {
    let by = undo::undone_by(reader, target.id)?;
    Ok(by.map(|by| {
        let short = |id: crate::domain::id::EntryId| id.to_string()[..12].to_owned();
        let (entry, by_entry) = (short(target.id), short(by.id));
        Error::Rule(say!("undo-undone", entry = entry, author = by.head.author, day = by.head.day, by = by_entry))
    }))
}

fn target(reader: &Reader, named: Option<&str>) -> Result<EntryRow, Error> {
    let Some(prefix) = named else {
        return undo::last(reader)?.ok_or_else(|| Error::Rule(say!("undo-nothing")));
    };
    super::find_entry(reader, prefix)
}
