//! `duban supervise list`, `duban supervise show`: the months that were frozen.

use super::taken;
use crate::app::App;
use crate::cmd::args::{self, month};
use crate::cmd::show;
use crate::domain::summary::{Edition, newest};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::summary as query;
use crate::view::summary::{Kept, Line, Shown, digest};

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[command(flatten)]
    named: Named,
}

/// Which summary.
#[derive(clap::Args, Debug)]
pub struct Named {
    #[arg(value_name = "MONTH", value_parser = month)]
    month: Option<args::Month>,
    #[arg(long, value_name = "EDITION", requires = "month")]
    edition: Option<i64>,
}

pub fn list(app: &App, _: &ListArgs) -> Result<(), Error> {
    let all = app.look(|reader| Ok(query::editions(reader)?))?;
    let lines: Vec<Line> = all.iter().map(|one| Line::new(one, &all)).collect();
    show::list(app, &lines, |words| render::summary::list(&lines, words))
}

pub fn show(app: &App, args: &ShowArgs) -> Result<(), Error> {
    let shown = app.look(|reader| {
        let all = query::editions(reader)?;
        let one = args.named.of(app, &all)?;
        let line = Line::new(one, &all);
        let figures = kept(reader, one)?;
        Ok(Shown { line, figures })
    })?;
    show::one(app, &shown, |words| render::summary::shown(&shown, words))
}

/// The text of a summary's figures, where it is what was frozen.
pub fn text(reader: &Reader, of: &Edition) -> Result<Option<String>, Error> {
    let text = query::figures(reader, of.id)?.unwrap_or_default();
    Ok(Some(text).filter(|text| digest(text) == of.digest))
}

/// The figures of a summary, where they are what was frozen.
pub fn kept(reader: &Reader, of: &Edition) -> Result<Kept, Error> {
    let kept = text(reader, of)?.and_then(|text| Kept::read(&text));
    kept.ok_or_else(|| Error::Rule(say!("summary-changed", month = taken::text(of.month), edition = of.edition)))
}

impl Named {
    /// The summary that is meant: of the newest month where none is named, and of its newest edition.
    ///
    /// # Errors
    /// When there is none.
    pub fn of<'a>(&self, app: &App, all: &'a [Edition]) -> Result<&'a Edition, Error> {
        let months = newest(all);
        let Some(month) = self.month.as_ref().map(|month| month.first(app)) else {
            return months.last().copied().ok_or_else(|| Error::Usage(say!("summary-none")));
        };
        let mut found = all.iter().filter(|one| one.month == month);
        let found = match self.edition {
            Some(edition) => found.find(|one| one.edition == edition),
            None => months.iter().find(|one| one.month == month).copied(),
        };
        found.ok_or_else(|| {
            let known: Vec<String> = months.iter().map(|one| taken::text(one.month)).collect();
            let month = taken::text(month);
            Error::Usage(match (known.is_empty(), self.edition) {
                (true, _) => say!("summary-none"),
                (false, None) => say!("summary-unknown", month = month, known = known),
                (false, Some(edition)) => say!("summary-no-edition", month = month, edition = edition),
            })
        })
    }
}
