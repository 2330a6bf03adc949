//! `duban supervise`: the month in figures (一月一督查).

use super::taken::{self, Month, Taken, take};
use super::{circular, late, list};
use crate::app::{App, Format};
use crate::cmd::args::{Month as Written, month, text};
use crate::cmd::{settings, show};
use crate::domain::calendar::month_start;
use crate::domain::figure::By;
use crate::domain::id::Id;
use crate::domain::pace::PaceRule;
use crate::domain::summary::newest;
use crate::domain::supervision::{self, Figures, Supervision};
use crate::domain::{endings, figure, series, tally};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::{ledger, month as query, summary};
use crate::store::{Mode, Reader};
use crate::view::account::{Account, Formula, Indicator, Issued, Weeks, bars};
use crate::view::monthly::Monthly;
use crate::view::summary::{Kept, Late, Line};
use chrono::{Days, Months};
use std::collections::HashMap;
use std::path::PathBuf;

/// How many weeks of returns stand beside each other.
const WEEKS: u64 = 13;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<Written>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", value_parser = text, requires = "output")]
    code: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let of = Month::asked(app, args.month.as_ref())?;
    let store = app.store(Mode::Read)?;
    let (taken, calendar, weeks) = store.read_as_of(of.cut_off, |reader| {
        Ok::<_, Error>((take(reader, of)?, settings::calendar(reader)?, weeks(app, reader, of)?))
    })?;
    let frozen = app.look(|reader| frozen(reader, of))?;
    let counted = |day| store.read_as_of(day, |reader| Ok::<_, Error>(ledger::counted(reader)?));
    let known = frozen.previous.as_ref();
    let before = month_start(of.first).pred_opt().map(counted).transpose()?;
    let before = before.filter(|ledger| !ledger.issues.is_empty());
    let rule = PaceRule::of(&taken.settings);
    let mut figures = supervision::supervise(&taken.ledger, before.as_ref(), of.first, of.cut_off, &calendar, &rule);
    if let Some((line, kept)) = known {
        figures.previous = Some((line.cut_off, kept.totals()));
        rows_before(&mut figures, kept, &figure::area_names(&taken.ledger));
    }
    let mut monthly = Monthly::new(&figures);
    monthly.endings = (&endings::count(&taken.ledger, &taken.endings, of.cut_off)).into();
    monthly.late_entries = frozen.late;
    monthly.account = Some(account(&taken, of, &figures, frozen.issued, weeks, drawn(app)));
    if let Some(account) = &mut monthly.account {
        account.previous = frozen.previous.map(|(line, _)| line);
    }
    let page = |words: &_| render::monthly::page(&monthly, words);
    match &args.output {
        Some(output) => circular::put(app, output, args.code.as_deref(), (&taken.ledger, &monthly), page)?,
        None => show::one(app, &monthly, page)?,
    }
    if let Some(edition) = frozen.own {
        app.note(&say!("supervise-frozen", month = taken::text(of.first), edition = edition));
    }
    Ok(())
}

/// Holds each row against what was handed out of the month before, as the totals are.
fn rows_before(figures: &mut Supervision, kept: &Kept, areas: &HashMap<Id, String>) {
    let before = |by: By, name: Option<&str>| {
        let of =
            |subject: &'static str| Figures::named(|figure| kept.number(subject, by.name(), name, figure).unwrap_or(0));
        Some((of("issues"), of("sub_issues")))
    };
    for row in &mut figures.areas {
        row.before = before(By::Area, row.key.and_then(|area| areas.get(&area.id)).map(String::as_str));
    }
    for row in &mut figures.leaders {
        row.before = before(By::Leader, row.key);
    }
    for row in &mut figures.units {
        row.before = before(By::Unit, row.key);
    }
    for row in &mut figures.kinds {
        row.before = before(By::Kind, Some(row.key.name()));
    }
}

/// Whether the output is one in which things are drawn, or which others draw from.
fn drawn(app: &App) -> bool {
    matches!(app.format, Format::Json | Format::Html)
}

/// How units stood in the rounds up to the cut-off.
fn weeks(app: &App, reader: &Reader, of: Month) -> Result<Option<Weeks>, Error> {
    let from = of.cut_off.checked_sub_days(Days::new(7 * WEEKS)).filter(|_| drawn(app));
    let Some(from) = from else { return Ok(None) };
    Ok(Some(Weeks::new(&query::answers(reader, &ledger::owner_names(reader)?, from, of.cut_off)?)))
}

/// What was frozen, as a month looks back at it.
#[derive(Default)]
struct Frozen {
    /// The edition of the month itself.
    own: Option<i64>,
    /// The month before.
    previous: Option<(Line, Kept)>,
    /// Every month before.
    issued: Vec<Issued>,
    /// What came too late for the last of them.
    late: Vec<Late>,
}

fn frozen(reader: &Reader, of: Month) -> Result<Frozen, Error> {
    let all = summary::editions(reader)?;
    let mut frozen = Frozen::default();
    for edition in newest(&all) {
        if edition.month == of.first {
            frozen.own = Some(edition.edition);
        }
        if edition.month >= of.first {
            continue;
        }
        let Ok(kept) = list::kept(reader, edition) else { continue }; // `verify` says what is wrong with it
        let line = Line::new(edition, &all);
        frozen.issued.push(Issued::new(&line, &kept));
        if edition.month.checked_add_months(Months::new(1)) == Some(of.first) {
            frozen.previous = Some((line, kept));
        }
    }
    if let Some(last) = late::before(&all, of.first) {
        frozen.late = late::entries(reader, last)?;
    }
    Ok(frozen)
}

fn account(
    taken: &Taken,
    of: Month,
    month: &Supervision,
    issued: Vec<Issued>,
    weeks: Option<Weeks>,
    drawn: bool,
) -> Account {
    let counted = taken.count(of, &taken.settings);
    Account {
        figures: Kept::new(month, &counted, &taken.settings, figure::SETTINGS),
        previous: None,
        issued,
        series: series::since_feedback(&taken.ledger, of.cut_off).into_iter().map(Into::into).collect(),
        formula: Formula::new(&taken.settings),
        ranking: counted.scores.iter().map(Into::into).collect(),
        weeks,
        milestones: if drawn { bars(&taken.ledger, of.cut_off) } else { Vec::new() },
        indicators: counted.indicators.iter().map(|total| Indicator::new(total, &taken.indicators)).collect(),
        checks: tally::checks(&taken.indicators, of.cut_off).into_iter().map(Into::into).collect(),
    }
}
