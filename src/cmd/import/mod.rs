//! `duban import FILE`: a list of problems in, from a spreadsheet or from a published report.

mod ledger;
mod plan;
mod write;

use super::args::year;
use crate::app::App;
use crate::error::Error;
use crate::out;
use crate::say;
use crate::sheet::csv;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long = "as-kind", visible_alias = "kind", value_enum, value_name = "KIND")]
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

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let bytes = out::read_file(&args.file).map_err(Error::World)?;
    let in_file = |said| Error::Input(vec![say!("in-file", file = args.file.display().to_string(), why = said)]);
    let text = csv::decode(&bytes).map_err(in_file)?;
    ledger::run(app, &args, &text)
}
