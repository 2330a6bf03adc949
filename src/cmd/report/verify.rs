//! `duban report verify`: what was published proved, and what has changed since.

use super::Of;
use super::gather::Source;
use super::publish::{edition, editions, of_edition};
use super::status::figures;
use crate::app::App;
use crate::cmd::show;
use crate::domain::id::EntryId;
use crate::error::Error;
use crate::render;
use crate::render::paper::read;
use crate::say;
use crate::store::query::rows::Row;
use crate::store::{Mode, Reader, Seen};
use crate::view::report::{Change, Kept, Verdict, Verified};
use crate::view::summary::digest;
use chrono::NaiveDate;

#[derive(clap::Args, Debug)]
pub struct VerifyArgs {
    #[command(flatten)]
    of: Of,
    #[arg(long, value_name = "EDITION")]
    edition: Option<i64>,
}

pub fn run(app: &App, args: &VerifyArgs) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-verify")));
    }
    let store = app.store(Mode::Read)?;
    let chain = store.chain()?;
    app.note_all(&chain);
    let verified = store.read(|reader| {
        let source = Source::load(reader, &args.of)?;
        let all = editions(reader, source.inspection)?;
        let newest = of_edition(&all, args.edition)?;
        let chosen = if args.edition.is_some() { vec![newest.clone()] } else { all };
        let editions =
            chosen.iter().map(|row| verdict(reader, &args.of, row)).collect::<Result<Vec<Verdict>, Error>>()?;
        let ok = chain.is_empty() && editions.iter().all(|one| one.state == "holds");
        Ok::<_, Error>(Verified { ok, editions, changes: changes(&source, &newest, app) })
    })?;
    show::one(app, &verified, |words| render::report::verified(&verified, words))?;
    if verified.ok { Ok(()) } else { Err(Error::Told) }
}

/// Whether an edition is what was published: its text has its digest and is what its document says, nobody has written
/// to it again, and the entries that it was made from are there; and whether the ledger, as it was known then, gives it again.
fn verdict(reader: &Reader, of: &Of, row: &Row) -> Result<Verdict, Error> {
    let text = row.text("text").unwrap_or_default();
    let document = read(row.text("paper").unwrap_or_default()).map(|paper| paper.text());
    let mut known = true;
    for id in row.text("position").unwrap_or_default().split_whitespace() {
        known &= EntryId::parse(id).map(|id| reader.entry(id)).transpose()?.flatten().is_some();
    }
    let seen = row.text("seen").and_then(Seen::parse);
    let holds = row.text("digest") == Some(&digest(text))
        && document.as_deref() == Ok(text)
        && reader.writers(row.id)?.len() == 1
        && known;
    let state = match seen {
        Some(seen) if holds => {
            let day = row.day("published_on").unwrap_or_default();
            let template = row.owned("template").unwrap_or_default();
            let again = |reader: &Reader| {
                Ok::<_, Error>(Source::kept(&Source::load(reader, of)?.view("public", template, day)).text())
            };
            // whatever was known, entries of a clock that goes fast among it
            let again = reader.frozen(NaiveDate::MAX, &seen, again)?;
            if row.text("facts") == Some(&again) { "holds" } else { "differs" }
        }
        _ => "changed",
    };
    Ok(Verdict { edition: edition(row), state })
}

/// What the report would say otherwise now, the figures whose rows have changed, and the issues on which something was
/// reported since.
fn changes(source: &Source, newest: &Row, app: &App) -> Vec<Change> {
    let then = newest.text("facts").and_then(Kept::read).unwrap_or_default();
    let now = Source::kept(&source.view("public", source.template(None), app.day()));
    let mut changes = then.changes(&now);
    let open = figures(source).into_iter().filter(|figure| matches!(figure.state, "changed" | "gone"));
    changes.extend(open.map(|figure| Change {
        number: Some(figure.number),
        title: Some(figure.name),
        what: "figure".to_owned(),
        from: Some(figure.quoted),
        to: figure.now,
    }));
    let newer = source.lines().into_iter().filter(|line| line.newer && line.state != "withheld");
    changes.extend(newer.map(|line| Change {
        number: Some(line.number),
        title: Some(line.title),
        what: "progress".to_owned(),
        from: None,
        to: None,
    }));
    changes
}
