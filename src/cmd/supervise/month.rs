//! `duban supervise`: the month in figures (一月一督查).

use super::taken::{self, Month, Taken, take};
use super::{circular, late, list};
use crate::app::{App, Format};
use crate::cmd::args::{self, month};
use crate::cmd::{note_entered_later, paper, settings, show};
use crate::domain::difference::Moment;
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::setting::Settings;
use crate::domain::summary::newest;
use crate::domain::supervision::{Before, Supervision, supervise};
use crate::domain::{endings, figure, series, tally};
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::query::{ledger, month as query, summary};
use crate::store::{Mode, Reader, Seen, Store};
use crate::view::account::{Account, Formula, Indicator, Issued, Weeks, bars};
use crate::view::monthly::Monthly;
use crate::view::summary::{Kept, Late, Line, Whole};
use chrono::{Days, Months, NaiveDate};
use std::path::PathBuf;

/// How many weeks of returns stand beside each other.
const WEEKS: u64 = 13;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "MONTH", value_parser = month)]
    month: Option<args::Month>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", value_parser = args::text, requires = "output")]
    code: Option<String>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let of = Month::asked(app, args.month.as_ref())?;
    // what is drawn, or what others draw from
    let drawn = args.output.is_some() || matches!(app.format, Format::Json | Format::Html);
    let store = app.store(Mode::Read)?;
    let frozen = app.look(|reader| frozen(reader, of))?;
    // counted before the month itself is read, so that memory holds one ledger at a time
    let mut before = frozen.previous.as_ref().map(|previous| as_frozen(&store, previous)).transpose()?.flatten();
    let (mut taken, calendar, weeks) = store.read_as_of(of.cut_off, |reader| {
        Ok::<_, Error>((take(reader, of)?, settings::calendar(reader)?, weeks(reader, of, drawn)?))
    })?;
    taken.ledger.name_in_full();
    if taken.ledger.issues.is_empty() {
        note_entered_later(app, of.cut_off)?;
    }
    let rule = PaceRule::of(&taken.settings);
    if frozen.previous.is_none() {
        before = as_it_stood(&store, of, rule)?;
    }
    let mut figures = supervise(&taken.ledger, before.as_ref(), of.first, of.cut_off, &calendar, &rule);
    if let Some(previous) = &frozen.previous {
        figures.previous = Some((previous.line.cut_off, previous.kept.totals()));
    }
    let mut monthly = Monthly::new(&figures);
    monthly.endings = (&endings::count(&taken.ledger, &taken.endings, of.cut_off)).into();
    monthly.late_entries = frozen.late;
    monthly.account = Some(account(&taken, of, &figures, frozen.issued, weeks, drawn));
    if let Some(account) = &mut monthly.account {
        account.previous = frozen.previous.map(|previous| previous.line);
    }
    // other forms have charts, or are read by programs
    let in_text = match &args.output {
        None => app.format == Format::Table,
        Some(output) => paper::is_text(output),
    };
    let page = |words: &_| render::monthly::page(&monthly, words, in_text);
    match &args.output {
        Some(output) => circular::put(app, output, args.code.as_deref(), (&taken.ledger, &monthly), page)?,
        None => show::one(app, &monthly, page)?,
    }
    if let Some(edition) = frozen.own {
        app.note(&say!("supervise-frozen", month = taken::text(of.first), edition = edition));
    }
    Ok(())
}

/// How units stood in the rounds up to the cut-off.
fn weeks(reader: &Reader, of: Month, drawn: bool) -> Result<Option<Weeks>, Error> {
    let from = of.cut_off.checked_sub_days(Days::new(7 * WEEKS)).filter(|_| drawn);
    let Some(from) = from else { return Ok(None) };
    Ok(Some(Weeks::new(&query::answers(reader, &ledger::owner_names(reader)?, from, of.cut_off)?)))
}

/// The month before, as it was frozen.
struct Previous {
    line: Line,
    kept: Kept,
    seen: Seen,
}

/// The month before as it was frozen, by the thresholds of then; `None` where the ledger was empty.
fn as_frozen(store: &Store, Previous { line, kept, seen }: &Previous) -> Result<Option<Before>, Error> {
    let ledger = store.read(|reader| reader.frozen(line.cut_off, seen, counted))?;
    Ok(compared(&ledger, line.cut_off, PaceRule::of(&Settings::of(kept.settings.clone()))))
}

/// The ledger at the end of the month before, by the thresholds of this one; `None` where it was empty.
fn as_it_stood(store: &Store, of: Month, rule: PaceRule) -> Result<Option<Before>, Error> {
    let Some(day) = of.first.pred_opt() else { return Ok(None) };
    Ok(compared(&store.read_as_of(day, counted)?, day, rule))
}

fn counted(reader: &Reader) -> Result<Ledger, Error> {
    Ok(ledger::counted(reader)?)
}

fn compared(ledger: &Ledger, day: NaiveDate, rule: PaceRule) -> Option<Before> {
    (!ledger.issues.is_empty()).then(|| Before::new(Moment { ledger, day, rule }))
}

/// What was frozen, as a month looks back at it.
#[derive(Default)]
struct Frozen {
    /// The edition of the month itself.
    own: Option<i64>,
    /// The month before.
    previous: Option<Previous>,
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
        // `verify` says what is wrong with one that was changed
        let Some(text) = list::text(reader, edition)? else { continue };
        let Some(whole) = Whole::read(&text) else { continue };
        let line = Line::new(edition, &all);
        frozen.issued.push(Issued::new(&line, &whole));
        if edition.month.checked_add_months(Months::new(1)) == Some(of.first)
            && let Some(kept) = Kept::read(&text)
        {
            let seen = Seen::parse(&edition.seen).unwrap_or_default();
            frozen.previous = Some(Previous { line, kept, seen });
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
