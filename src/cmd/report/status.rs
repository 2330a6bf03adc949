//! `duban report status`: how far the report is, issue by issue, and what stands in its way.

use super::Of;
use super::gather::Source;
use super::publish::{edition, editions};
use crate::app::App;
use crate::cmd::show;
use crate::error::Error;
use crate::render;
use crate::view::report::{Figure, Status};

#[derive(clap::Args, Debug)]
pub struct StatusArgs {
    #[command(flatten)]
    of: Of,
}

pub fn run(app: &App, args: &StatusArgs) -> Result<(), Error> {
    let (source, editions) = app.look(|reader| {
        let source = Source::load(reader, &args.of)?;
        let editions = editions(reader, source.inspection)?;
        Ok((source, editions))
    })?;
    let row = source.must_be_drafted()?;
    let drafted_on = row.day("drafted_on");
    source.view("public", source.template(None), app.day()); // tells which names are veiled
    let status = Status {
        inspection: source.code(),
        drafted_on,
        issues: source.lines(),
        figures: figures(&source),
        names: source.names(),
        open: source.open().iter().map(|said| app.words.say(said)).collect(),
        editions: editions.iter().map(edition).collect(),
    };
    show::one(app, &status, |words| render::report::status(&status, words))
}

/// Every figure that is quoted, as it stands to its row.
pub fn figures(source: &Source) -> Vec<Figure> {
    let quoted = source.ledger.issues.iter().flat_map(|issue| source.quoted(issue));
    quoted
        .map(|one| Figure {
            state: one.standing().name(),
            quoted: one.then.spelling(),
            now: one.now.as_ref().map(crate::domain::report::Figure::spelling),
            number: one.number,
            name: one.name,
        })
        .collect()
}
