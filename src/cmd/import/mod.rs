//! `duban import FILE`: a list of problems in, from a spreadsheet or from a published report.

mod ledger;
mod plan;
mod report;
mod write;

use super::args::year;
use crate::app::App;
use crate::document::{self, Form};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::report::{Problem, report};
use crate::out;
use crate::say;
use crate::sheet::csv;
use crate::sheet::table::Table;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, visible_alias = "as-kind", value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    #[arg(long, value_name = "CODE")]
    pub inspection: Option<String>,
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub year: Option<i32>,
    #[arg(long, conflicts_with = "ours")]
    pub theirs: bool,
    #[arg(long)]
    pub ours: bool,
}

/// What a file is.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Report,
    Ledger,
}

/// Tells by the content what the file is, unless that was said, and takes it in.
pub fn run(app: &App, args: Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-writes")));
    }
    let bytes = out::read_file(&args.file).map_err(Error::World)?;
    let in_file = |said: Said| Error::Input(vec![say!("in-file", file = args.file.display().to_string(), why = said)]);
    match document::form(&bytes) {
        Form::Zip => return docx(app, &args, &bytes, in_file),
        Form::Old => return Err(in_file(say!("file-old-office"))),
        Form::Pdf => return Err(in_file(say!("file-pdf"))),
        Form::Text => {}
    }
    let text = csv::decode(&bytes).map_err(in_file)?;
    if text.trim().is_empty() {
        return Err(in_file(say!("file-empty")));
    }
    let no_ledger = if args.kind == Some(Kind::Report) {
        None
    } else {
        match csv::read(&text).and_then(|grid| Table::find(&grid).map(|table| (grid, table))) {
            Ok((grid, table)) => {
                let reason = reason(&args.file.display().to_string(), &bytes);
                drop(text);
                drop(bytes); // the grid has it all
                return ledger::run(app, &args, reason, grid, table);
            }
            Err(said) if args.kind == Some(Kind::Ledger) => return Err(in_file(said)),
            Err(said) => Some(said),
        }
    };
    let outline = report(&text);
    if report::is_one(&outline) {
        return report::run(app, &args, &bytes, &outline);
    }
    Err(in_file(match no_ledger {
        Some(said) => say!("import-neither", ledger = said, report = say!("import-no-outline")),
        None => say!("import-no-outline"),
    }))
}

fn docx(app: &App, args: &Args, bytes: &[u8], in_file: impl Fn(Said) -> Error) -> Result<(), Error> {
    let document = document::docx(bytes).map_err(&in_file)?;
    if args.kind == Some(Kind::Ledger) {
        return Err(in_file(say!("docx-no-ledger")));
    }
    let mut outline = report(&document.text);
    if let Some(line) = document.numbered.first() {
        let message = say!("report-auto-numbers", count = document.numbered.len());
        outline.problems.push(Problem { line: *line, message });
        outline.problems.sort_by_key(|problem| problem.line);
    }
    if !report::is_one(&outline) {
        return Err(in_file(say!("import-no-outline")));
    }
    report::run(app, args, bytes, &outline)
}

/// What the entry of an import gives as its reason: the file and the beginning of its SHA-256.
fn reason(file: &str, bytes: &[u8]) -> String {
    let mut hash = String::new();
    crate::domain::id::push_hex(&Sha256::digest(bytes)[..8], &mut hash);
    format!("{file} sha256:{hash}")
}

/// Asks whether to go on; an empty answer is the one that the question suggests. Where nobody is there, it goes on.
fn confirmed(app: &App, question: &'static str, suggested: bool) -> bool {
    match app.out.ask(&app.words.word(question)).as_deref() {
        None | Some("y" | "yes" | "是" | "好") => true,
        Some("") => suggested,
        Some(_) => false,
    }
}
