//! `duban export FILE`: the ledger as a spreadsheet that comes back without loss.

use crate::app::{App, Format};
use crate::domain::column::{Cell, Column};
use crate::domain::issue::Closing;
use crate::domain::ledger::Ledger;
use crate::error::Error;
use crate::out;
use crate::say;
use crate::sheet::{columns, csv};
use crate::store::query::ledger;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: PathBuf,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
}

/// How many digits of an entry's id name it in a key.
const BASE_DIGITS: usize = 12;

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    if matches!(app.format, Format::Json | Format::Md) {
        return Err(Error::Usage(say!("export-only-sheets")));
    }
    let (bytes, count) = app.look(|reader| {
        let position = reader.position()?;
        let base: Vec<String> = position.iter().map(|id| id.to_string()[..BASE_DIGITS].to_owned()).collect();
        let mut ledger = ledger::ledger(reader)?;
        if let Some(code) = &args.inspection {
            let id = super::find::inspection(reader, code)?;
            ledger.issues.retain(|issue| issue.inspection == Some(id));
        }
        Ok((sheet(app, &ledger, &base.join("+")), ledger.issues.len()))
    })?;
    if args.file == Path::new("-") {
        return app.out.bytes(&bytes);
    }
    if app.dry_run {
        return Ok(());
    }
    if out::begins_with(&args.file, b"SQLite format 3\0") {
        return Err(Error::Rule(say!("export-onto-ledger", path = args.file.display().to_string())));
    }
    out::write_file(&args.file, &bytes).map_err(Error::World)?;
    app.note(&say!("export-done", count = count, path = args.file.display().to_string()));
    Ok(())
}

fn sheet(app: &App, ledger: &Ledger, base: &str) -> Vec<u8> {
    let own: BTreeSet<&str> =
        ledger.issues.iter().flat_map(|issue| issue.extra.iter().map(|(heading, _)| heading.as_str())).collect();
    let columns: Vec<Column> =
        Column::ALL.iter().cloned().chain(own.into_iter().map(|heading| Column::Extra(heading.to_owned()))).collect();
    let areas: HashMap<_, _> = ledger.areas.iter().map(|area| (area.id, area.title.as_str())).collect();
    let header = columns.iter().chain([&Column::Key]).map(|column| columns::heading(column, app.words.lang()));
    let closed = [false, true].map(|closed| columns::print(&Cell::Closed(Some(closed)), app.words));
    let rows = ledger.issues.iter().map(|issue| {
        let area = issue.area.and_then(|id| areas.get(&id).copied());
        // most cells are written as they lie in memory
        let cells = columns.iter().map(|column| match (column, column.text(issue, area)) {
            (_, Some(text)) => Cow::Borrowed(text),
            (Column::Closed, _) => Cow::Borrowed(closed[usize::from(issue.closing == Closing::Closed)].as_str()),
            (column, None) => Cow::Owned(columns::print(&column.cell(issue, area), app.words)),
        });
        cells.chain([Cow::Owned(format!("{}@{base}", issue.id))]).collect::<Vec<Cow<str>>>()
    });
    csv::write(std::iter::once(header.collect()).chain(rows))
}
