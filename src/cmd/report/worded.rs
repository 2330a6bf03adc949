//! `duban report show`: the report in words, as it stands or as it was published.

use super::Of;
use super::gather::{Source, outline};
use super::publish::{editions, of_edition};
use super::reading;
use crate::app::App;
use crate::cmd::{paper, show};
use crate::domain::say::Said;
use crate::error::Error;
use crate::render::paper::{self as papers, Paper};
use crate::say;
use crate::view::report::{Published, Report};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[command(flatten)]
    of: Of,
    #[arg(long, conflicts_with = "edition")]
    internal: bool,
    #[arg(long, value_name = "NAME", conflicts_with = "edition")]
    template: Option<String>,
    #[arg(long, value_name = "EDITION")]
    edition: Option<i64>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(app: &App, args: &ShowArgs) -> Result<(), Error> {
    if args.edition.is_some() {
        return published(app, args);
    }
    outline(app, args.template.as_deref())?;
    let source = app.look(|reader| Source::load(reader, &args.of))?;
    source.must_be_drafted()?;
    let version = if args.internal { "internal" } else { "public" };
    let report = source.view(version, source.template(args.template.as_deref()), app.day());
    let paper = worded(app, &report)?;
    match &args.output {
        Some(path) => paper::put_paper(app, path, &report, &paper)?,
        None => show::one(app, &report, |_| paper.page())?,
    }
    if args.internal {
        return Ok(());
    }
    let names = source.names();
    if !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| format!("{} → {}", name.name, name.shown)).collect();
        app.note(&say!("report-veiled", names = names));
    }
    let mut open = source.open();
    open.extend(reading::differences(&report, &paper.text()));
    tell(app, &open);
    Ok(())
}

/// How many things that are open are told one by one.
const TOLD: usize = 8;

/// Says what is open.
pub fn tell(app: &App, open: &[Said]) {
    app.note_all(&open[..open.len().min(TOLD)]);
    if open.len() > TOLD {
        app.note(&say!("report-open-more", count = open.len() - TOLD));
    }
}

/// A report as a document.
pub fn worded(app: &App, report: &Report) -> Result<Paper, Error> {
    paper::worded(app, &report.template, report, [])
}

/// A report as it was published.
fn published(app: &App, args: &ShowArgs) -> Result<(), Error> {
    let row = app.look(|reader| {
        let source = Source::load(reader, &args.of)?;
        of_edition(&editions(reader, source.inspection)?, args.edition)
    })?;
    let paper = papers::read(row.text("paper").unwrap_or_default()).map_err(Error::Rule)?;
    let text = row.owned("text").unwrap_or_default();
    let view = Published { edition: super::publish::edition(&row), text };
    match &args.output {
        Some(path) => paper::put_paper(app, path, &view, &paper),
        None => show::one(app, &view, |_| paper.page()),
    }
}
