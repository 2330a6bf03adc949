//! `duban report publish`: the approved public text, kept for good.

use super::Of;
use super::gather::Source;
use super::reading;
use super::worded::{tell, worded};
use crate::app::App;
use crate::cmd::args::text;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::view::report::Edition;
use crate::view::summary::digest;

#[derive(clap::Args, Debug)]
pub struct PublishArgs {
    #[command(flatten)]
    of: Of,
    #[arg(long, value_name = "NAME", value_parser = text)]
    approved_by: String,
}

pub fn run(app: &App, args: &PublishArgs) -> Result<(), Error> {
    let mut made = None;
    let recorded = app.record(|reader| {
        let source = Source::load(reader, &args.of)?;
        source.must_be_drafted()?;
        let open = source.open();
        if !open.is_empty() {
            tell(app, &open);
            return Err(Error::Rule(say!("report-not-ready", count = open.len())));
        }
        let report = source.view("public", source.template(None), app.clock.today);
        let paper = worded(app, &report)?;
        let text = paper.text();
        let digest = digest(&text);
        let all = editions(reader, source.inspection)?;
        let newest = all.last();
        if let Some(row) = newest.filter(|row| row.text("digest") == Some(&digest)) {
            return Err(Error::Rule(say!("report-same", edition = number(row))));
        }
        let edition = newest.map_or(1, |row| number(row).saturating_add(1));
        let position: Vec<String> = reader.position()?.iter().map(ToString::to_string).collect();
        made = Some((edition, digest.clone(), reading::differences(&report, &text)));
        Ok([Op::create(Kind::Publication, reader.fresh_id())
            .set("inspection", source.inspection)
            .set("edition", edition)
            .set("template", report.template.as_str())
            .set("text", text)
            .set("paper", paper.marked())
            .set("facts", Source::kept(&report).text())
            .set("digest", digest)
            .set("position", position.join(" "))
            .set("seen", reader.seen()?.to_string())
            .set("published_on", app.clock.today)
            .set("published_by", app.author.as_str())
            .set("approved_by", args.approved_by.as_str())
            .set("reason", app.reason.clone())])
    })?;
    let Some((edition, digest, read)) = made.filter(|_| recorded.ops > 0) else { return Ok(()) };
    let digest = &digest[..16];
    app.note(&if app.dry_run {
        say!("report-publish-dry", edition = edition, digest = digest)
    } else {
        say!("report-published", edition = edition, digest = digest)
    });
    tell(app, &read);
    Ok(())
}

/// What was published of the report of an inspection, edition by edition.
pub fn editions(reader: &Reader, inspection: Option<Id>) -> Result<Vec<Row>, Error> {
    let mut all = rows::all(reader, &Kind::Publication)?;
    all.retain(|row| row.link("inspection") == inspection);
    Ok(all)
}

/// The edition of this number, the newest where none is named.
pub fn of_edition(all: &[Row], asked: Option<i64>) -> Result<Row, Error> {
    let found = match asked {
        Some(asked) => all.iter().rfind(|row| number(row) == asked),
        None => all.last(),
    };
    found.cloned().ok_or_else(|| {
        Error::Usage(match asked.filter(|_| !all.is_empty()) {
            Some(edition) => say!("report-no-edition", edition = edition, newest = all.last().map_or(0, number)),
            None => say!("report-unpublished"),
        })
    })
}

fn number(row: &Row) -> i64 {
    row.int("edition").unwrap_or(1)
}

/// An edition without its text.
pub fn edition(row: &Row) -> Edition {
    Edition {
        edition: number(row),
        published_on: row.day("published_on"),
        published_by: row.owned("published_by"),
        approved_by: row.owned("approved_by"),
        digest: row.owned("digest").unwrap_or_default(),
    }
}
