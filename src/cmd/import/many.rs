//! Many files at once: each one an entry of its own, a table of what they came to at the end.

use super::ledger::Done;
use super::{Args, Customs, Source, open};
use crate::app::App;
use crate::cmd::show;
use crate::domain::id::Id;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::view::import::{FileTaken, Files};
use std::collections::HashMap;

/// Takes each file by itself: one that is refused keeps no other from being taken.
pub fn run(app: &App, args: &Args, customs: &Customs) -> Result<(), Error> {
    let single = args.map || args.report.is_some() || args.save_profile.is_some();
    if single || !args.same.is_empty() || !args.fresh.is_empty() {
        return Err(Error::Usage(say!("import-one-file-only")));
    }
    let mut files = Vec::new();
    let mut met: HashMap<String, String> = HashMap::new();
    let mut touched: HashMap<Id, (String, Option<String>)> = HashMap::new();
    let mut refused = Vec::new();
    let bar = app.out.bar(args.files.len() as u64);
    for path in &args.files {
        let file = path.display().to_string();
        bar.step(&file);
        let mut taken = FileTaken { file: file.clone(), ..FileTaken::default() };
        let result = open(app, args, customs, path).and_then(|source| match source {
            Source::Report(..) => {
                Err(Error::Input(vec![say!("in-file", file = file.as_str(), why = say!("import-report-alone"))]))
            }
            Source::Ledger(book) => {
                let digest = book.reason.rsplit_once(' ').map_or("", |(_, digest)| digest).to_owned();
                if let Some(first) = met.insert(digest, file.clone()) {
                    app.note(&say!("import-same-file", file = file.as_str(), first = first));
                    taken.same = true;
                    return Ok(Done::default());
                }
                taken.unit = book.sheets.iter().find_map(|sheet| sheet.table.unit.clone());
                let rows = book.sheets.iter().map(|sheet| {
                    let rows = (sheet.table.first..sheet.grid.len()).map(|row| sheet.grid.row(row));
                    rows.filter(|row| sheet.table.is_issue(*row)).count()
                });
                taken.rows = rows.sum();
                super::sheets(app, args, book, path)
            }
        });
        match result {
            Ok(done) => {
                // two units may well speak of one issue
                let by_them = |id: &Id| touched.get(id).filter(|(_, unit)| *unit == taken.unit);
                if let Some((first, _)) = done.touched.iter().find_map(by_them) {
                    app.note(&say!("import-two-versions", file = file.as_str(), first = first.as_str()));
                }
                touched.extend(done.touched.iter().map(|id| (*id, (file.clone(), taken.unit.clone()))));
                (taken.new, taken.changed, taken.unchanged) = (done.new, done.changed, done.unchanged);
                taken.conflicts = done.conflicts;
            }
            Err(Error::Input(said)) => {
                taken.problems = said.len().max(1);
                refused.extend(said);
            }
            Err(error) => return Err(error),
        }
        files.push(taken);
    }
    drop(bar);
    let view = Files { files };
    show::one(app, &view, |words| render::import::files(&view, words))?;
    if view.files.iter().all(|file| file.problems == 0 && refused.is_empty()) {
        Ok(())
    } else {
        Err(Error::Input(refused))
    }
}
