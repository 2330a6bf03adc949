//! `duban calendar …`: the working days of the office: the published schedules, and its own days over them.

use super::args::{month, text, whole_day, year};
use super::{log, settings, show};
use crate::app::{App, Format};
use crate::domain::calendar::{Calendar, Row, month_start};
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::say::Said;
use crate::domain::setting;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::sheet::holidays::{self, Stated};
use crate::view::calendar::Schedule;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Show(ShowArgs),
    Add(AddArgs),
    Void(VoidArgs),
    Import(ImportArgs),
}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {
    #[arg(value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "DAYS", value_parser = span)]
    days: Span,
    #[arg(long, conflicts_with = "work")]
    off: bool,
    #[arg(long)]
    work: bool,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    source: String,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "DAYS", value_parser = span)]
    days: Span,
}

#[derive(clap::Args, Debug)]
pub struct ImportArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    source: Option<String>,
}

/// What is shown: a month by its first day, or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Month(NaiveDate),
    Year(i32),
}

/// From a day to another, both with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span(NaiveDate, NaiveDate);

impl Span {
    fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter_days().take_while(move |day| *day <= self.1)
    }
}

fn period(text: &str) -> Result<Period, Said> {
    let text = text.trim();
    if text.contains(['-', '/', '.', '月']) {
        let plain = text.replace(['/', '.', '年'], "-").replace('月', "");
        let first =
            month(&plain).ok().and_then(|month| month.whole()).ok_or_else(|| say!("arg-bad-month", found = text))?;
        year(&first.format("%Y").to_string())?;
        Ok(Period::Month(first))
    } else {
        year(text.trim_end_matches('年')).map(Period::Year)
    }
}

/// Reads `2027-02-05` or `2027-02-05..2027-02-11`.
fn span(text: &str) -> Result<Span, Said> {
    /// No schedule speaks of more at once.
    const LONGEST: u64 = 366;
    let (from, to) = text.split_once("..").or_else(|| text.split_once('至')).unwrap_or((text, text));
    let (from, to) = (whole_day(from)?, whole_day(to)?);
    if to < from {
        return Err(say!("calendar-span-backwards", from = from, to = to));
    }
    if from.checked_add_days(Days::new(LONGEST)).is_none_or(|last| last <= to) {
        return Err(say!("calendar-span-long", limit = LONGEST));
    }
    Ok(Span(from, to))
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Show(args) => shown(app, args.period.unwrap_or(Period::Month(month_start(app.day())))),
        Command::Add(args) if !args.off && !args.work => Err(Error::Usage(say!("calendar-off-or-work"))),
        Command::Add(args) => log::record(app, |_| {
            let row = |day| Row { day, working: args.work, source: args.source.clone().into() };
            Ok(args.days.days().map(row).map(|row| setting::set_calendar(&row)).collect::<Vec<_>>())
        }),
        Command::Void(args) => void(app, args.days),
        Command::Import(args) => import(app, &args),
    }
}

fn shown(app: &App, period: Period) -> Result<(), Error> {
    let own = app.look(settings::calendar_rows)?;
    let calendar = Calendar::default().with_rows(own.iter().cloned());
    let schedule = match period {
        Period::Month(first) => Schedule::of_month(first, &calendar, &own),
        Period::Year(year) => {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            let ends = day(1, 1).zip(day(12, 31));
            let (from, to) =
                ends.ok_or_else(|| Error::Usage(say!("arg-bad-year", found = i64::from(year).to_string())))?;
            Schedule::of(from, to, &calendar, &own)
        }
    };
    show::list(app, &schedule, |words| match app.format {
        Format::Csv => render::calendar::table(&schedule, words),
        _ => render::calendar::page(&schedule, words),
    })
}

/// Strikes out the office's own rows: what was published holds again.
fn void(app: &App, days: Span) -> Result<(), Error> {
    log::record(app, |reader| {
        let own = settings::calendar_rows(reader)?;
        let found: Vec<NaiveDate> = days.days().filter(|day| own.iter().any(|row| row.day == *day)).collect();
        if found.is_empty() {
            let published = Calendar::default().row(days.0).map(|row| row.source.to_string());
            return Err(Error::Usage(match published {
                Some(source) => say!("calendar-void-published", day = days.0, source = source),
                None => say!("calendar-void-none", day = days.0),
            }));
        }
        let reason = app.reason.clone().unwrap_or_else(|| app.words.word("setting-gone"));
        let gone = |day| Op::on(Kind::Setting, setting::id(&setting::calendar_name(day))).set(VOID, reason.as_str());
        Ok(found.into_iter().map(gone).collect::<Vec<_>>())
    })
}

fn import(app: &App, args: &ImportArgs) -> Result<(), Error> {
    let name = args.file.display().to_string();
    let bytes = crate::out::read_file(&args.file).map_err(Error::World)?;
    let found = holidays::read(&bytes).map_err(|problems| {
        Error::Input(problems.into_iter().map(|why| say!("in-file", file = name.as_str(), why = why)).collect())
    })?;
    let file = args.file.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
    let who = args.source.clone().or_else(|| found.paper.clone()).unwrap_or(file);
    let mut told = (0, 0, 0);
    log::record(app, |reader| {
        let own = settings::calendar_rows(reader)?;
        let calendar = Calendar::default().with_rows(own.iter().cloned());
        let own: BTreeMap<NaiveDate, &Row> = own.iter().map(|row| (row.day, row)).collect();
        let source = |stated: &Stated| match (&stated.source, &stated.name) {
            (Some(source), _) if args.source.is_none() => source.clone(),
            (_, Some(name)) => app.words.say(&say!("calendar-named", name = name.as_str(), source = who.as_str())),
            (_, None) => who.clone(),
        };
        let rows = found.days.iter().map(|stated| Row {
            day: stated.day,
            working: stated.working,
            source: source(stated).into(),
        });
        // what stands already is not said again; only a source that was given is a correction of one's own row
        let news = |row: &Row| match (calendar.row(row.day), own.get(&row.day)) {
            (Some(known), _) if known.working != row.working => true,
            (Some(_), Some(own)) => args.source.is_some() && own.source != row.source,
            (known, _) => known.is_none(),
        };
        let rows: Vec<Row> = rows.filter(news).collect();
        let off = rows.iter().filter(|row| !row.working).count();
        told = (found.days.len(), off, rows.len() - off);
        Ok(rows.iter().map(setting::set_calendar).collect::<Vec<_>>())
    })?;
    let (days, off, work) = told;
    app.note(&say!("calendar-imported", file = name, days = days, off = off, work = work));
    Ok(())
}
