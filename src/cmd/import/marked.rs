//! The sender's own sheets back, with what is wrong marked.

use super::book::Book;
use super::plan::Plan;
use crate::app::App;
use crate::error::Error;
use crate::out;
use crate::say;
use crate::sheet::marked::{ListWords, Mark, workbook};
use std::path::Path;

/// Writes the workbook of a file's sheets with its problems.
pub fn write(app: &App, book: &Book, plan: &Plan, path: &Path) -> Result<(), Error> {
    let sheets: Vec<_> = book.sheets.iter().map(|sheet| (sheet.name.as_deref(), &sheet.grid)).collect();
    let marks: Vec<Mark> = plan
        .problems
        .iter()
        .map(|problem| {
            let sheet = &book.sheets[problem.sheet];
            let mapped = problem.place.map(|place| sheet.mapped(place));
            Mark {
                sheet: problem.sheet,
                line: problem.line,
                column: mapped.map(|mapped| mapped.index),
                cell: app.words.say(&sheet.place(problem.line, mapped.map(|mapped| mapped.index))),
                heading: mapped.map(|mapped| mapped.heading.clone()).unwrap_or_default(),
                text: app.words.say(&problem.why),
            }
        })
        .collect();
    let words = ListWords {
        sheet: app.words.word("marked-sheet"),
        headings: ["preview-cell", "preview-heading", "preview-problem"].map(|key| app.words.word(key)),
    };
    let path_said = path.display().to_string();
    let bytes = workbook(&sheets, &marks, &words)
        .map_err(|error| Error::World(say!("marked-failed", path = path_said.as_str(), cause = error.to_string())))?;
    if app.dry_run {
        return Ok(());
    }
    out::write_file(path, &bytes).map_err(Error::World)?;
    app.note(&say!("marked-done", path = path_said, count = marks.len()));
    Ok(())
}
