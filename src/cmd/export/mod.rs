//! `duban export FILE`: the ledger as a spreadsheet that comes back without loss, or its limits for a calendar.

mod choice;
pub mod deadlines;
mod units;

pub(crate) use units::file_name;

use super::chosen::{Chosen, SOME_COLUMNS};
use super::settings;
use crate::app::{App, Format};
use crate::domain::column::Column;
use crate::domain::ledger::Ledger;
use crate::domain::standing::Standing;
use crate::error::Error;
use crate::out;
use crate::say;
use crate::sheet::csv::Encoding;
use crate::sheet::ledger::{Choices, Frame, Row, Sheet};
use crate::store::query::ledger;
use deadlines::Dates;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE", conflicts_with = "each_unit")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "unit")]
    each_unit: Option<PathBuf>,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    #[arg(long, value_name = "TITLE")]
    area: Option<String>,
    #[arg(long, value_name = "COLUMNS", conflicts_with = "profile")]
    columns: Option<String>,
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[arg(long, value_enum, value_name = "ENCODING")]
    encoding: Option<EncodingArg>,
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(0..=250))]
    alarm: Option<u32>,
}

/// Encodings by their names on the command line.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingArg {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(alias = "gbk")]
    Gb18030,
}

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv(Encoding),
    Xlsx,
    Ics,
}

impl Kind {
    fn extension(self) -> &'static str {
        match self {
            Kind::Csv(_) => "csv",
            Kind::Xlsx => "xlsx",
            Kind::Ics => "ics",
        }
    }
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let file = args.file.clone().unwrap_or_else(|| PathBuf::from("-"));
    if args.each_unit.is_none() && file != Path::new("-") {
        out::spare_ledger(&file)?;
    }
    let kind = kind(app, &args, &file)?;
    app.look(|reader| {
        let ledger = ledger::ledger(reader)?;
        let choices = choice::choices(reader, &ledger)?;
        let [lead, unit, inspection, area] =
            [&args.lead, &args.unit, &args.inspection, &args.area].map(|asked| asked.as_deref());
        let chosen = Chosen::of(reader, lead, unit, inspection, area)?;
        let columns = match &args.profile {
            Some(name) => choice::of_form(settings::profile(reader, app.words, name)?, app.words),
            None => choice::columns(app.words, args.columns.as_deref(), &ledger)?,
        };
        let base = choice::base(app, reader)?;
        let ledger_name = reader.ledger()?.to_string();
        let dates = match kind {
            Kind::Ics => Some(Dates::load(reader, app.as_of, app.day(), args.alarm.unwrap_or(deadlines::ALARM))?),
            _ => None,
        };
        let ledger_name = ledger_name.as_str();
        let export = Export { app, args: &args, kind, chosen: &chosen, columns, base, choices, ledger_name, dates };
        match &args.each_unit {
            Some(folder) => export.each_unit(folder, &ledger),
            None => export.one(&file, &ledger),
        }
    })
}

/// What kind of file is wanted: by the extension, and by `--format`, which must agree where both say something.
fn kind(app: &App, args: &Args, file: &Path) -> Result<Kind, Error> {
    let encoding = match args.encoding {
        Some(EncodingArg::Gb18030) => Encoding::Gb18030,
        _ => Encoding::Utf8,
    };
    let asked = match app.format {
        Format::Csv => Some(Kind::Csv(encoding)),
        Format::Xlsx => Some(Kind::Xlsx),
        Format::Ics => Some(Kind::Ics),
        Format::Table => None,
        Format::Json | Format::Md | Format::Html => return Err(Error::Usage(say!("export-format"))),
    };
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let told = match extension.as_deref() {
        _ if args.each_unit.is_some() => None,
        Some("csv") => Some(Kind::Csv(encoding)),
        Some("xlsx") => Some(Kind::Xlsx),
        Some("ics") => Some(Kind::Ics),
        None if file == Path::new("-") => None,
        _ if asked.is_some() => None,
        _ => return Err(Error::Usage(say!("export-kind", path = file.display().to_string()))),
    };
    let usual = if args.each_unit.is_some() { Kind::Xlsx } else { Kind::Csv(encoding) };
    let kind = match (asked, told) {
        (Some(asked), Some(told)) if asked != told => {
            let path = file.display().to_string();
            return Err(Error::Usage(say!("export-kinds-differ", path = path, format = asked.extension())));
        }
        (asked, told) => asked.or(told).unwrap_or(usual),
    };
    match kind {
        Kind::Ics if args.columns.is_some() || args.profile.is_some() || args.encoding.is_some() => {
            Err(Error::Usage(say!("export-ics-no-sheet")))
        }
        Kind::Csv(_) | Kind::Xlsx if args.alarm.is_some() => Err(Error::Usage(say!("export-alarm-sheet"))),
        Kind::Xlsx if args.encoding.is_some() => Err(Error::Usage(say!("export-encoding-xlsx"))),
        kind => Ok(kind),
    }
}

/// An export in progress.
struct Export<'e> {
    app: &'e App<'e>,
    args: &'e Args,
    kind: Kind,
    chosen: &'e Chosen,
    /// What stands above each column, and what it is.
    columns: Vec<(String, Column)>,
    base: String,
    choices: Choices,
    ledger_name: &'e str,
    /// What a calendar file needs; none for a sheet.
    dates: Option<Dates>,
}

impl Export<'_> {
    /// One file, or stdout.
    fn one(&self, file: &Path, ledger: &Ledger) -> Result<(), Error> {
        let rows = self.rows(ledger);
        let (mut count, path) = (rows.len(), file.display().to_string());
        if let Some(dates) = &self.dates {
            let issues = rows.iter().map(|row| row.issue.id).collect();
            count = dates.of(ledger, &issues).items.len();
        }
        let bytes = self.bytes(ledger, rows, self.chosen.unit.as_deref())?;
        let app = self.app;
        if file == Path::new("-") {
            return app.out.bytes(&bytes);
        }
        if app.dry_run {
            app.note(&match self.kind {
                Kind::Ics => say!("export-ics-would", count = count, path = path),
                Kind::Csv(_) | Kind::Xlsx => say!("export-would", count = count, path = path),
            });
            return Ok(());
        }
        out::write_file(file, &bytes).map_err(Error::World)?;
        app.note(&match self.kind {
            Kind::Ics => say!("export-ics-done", count = count, path = path),
            Kind::Csv(_) | Kind::Xlsx => say!("export-done", count = count, path = path),
        });
        Ok(())
    }

    /// The issues that were asked for.
    fn rows<'l>(&self, ledger: &'l Ledger) -> Vec<Row<'l>> {
        self.placed(ledger).into_iter().map(|(_, row)| row).collect()
    }

    /// The same, each with its place in the ledger.
    fn placed<'l>(&self, ledger: &'l Ledger) -> Vec<(usize, Row<'l>)> {
        let standing = Standing::new(ledger);
        let areas: HashMap<_, _> = ledger.areas.iter().map(|area| (area.id, area.title.as_str())).collect();
        let places = (0..ledger.issues.len()).filter(|place| self.chosen.takes(*place, &standing, ledger));
        places
            .map(|place| {
                let issue = &ledger.issues[place];
                let area = issue.area.and_then(|id| areas.get(&id).copied());
                (place, Row { issue, area, limit: standing.limit(place) })
            })
            .collect()
    }

    fn bytes(&self, ledger: &Ledger, rows: Vec<Row>, unit: Option<&str>) -> Result<Vec<u8>, Error> {
        let app = self.app;
        if let Some(dates) = &self.dates {
            let issues = rows.iter().map(|row| row.issue.id).collect();
            return Ok(dates.file(ledger, &issues, unit, app.words).0);
        }
        let (columns, base, scope) = (self.columns.clone(), self.base.clone(), self.scope(unit));
        let sheet = Sheet { columns, rows, base, scope };
        let made = match self.kind {
            Kind::Csv(encoding) => sheet.csv(app.words, encoding),
            Kind::Xlsx | Kind::Ics => {
                let title = self.title(ledger, unit);
                let frame = Frame {
                    title: &title,
                    day: app.day(),
                    author: &app.author,
                    created: app.clock.at,
                    ledger: self.ledger_name,
                    choices: &self.choices,
                    for_unit: unit.is_some(),
                    hide_empty: self.args.columns.is_none(),
                };
                sheet.workbook(&frame, app.words)
            }
        };
        made.map_err(Error::Rule)
    }

    /// Which issues and columns a file holds, where it does not hold all: what it lacks is not missed when it comes back.
    fn scope(&self, unit: Option<&str>) -> String {
        let mut chosen = self.chosen.clone();
        if self.args.each_unit.is_some() {
            chosen.holder = unit.map(str::to_owned);
        }
        let columns = self.args.columns.is_some() || self.args.profile.is_some();
        let told = [chosen.scope(), if columns { SOME_COLUMNS.to_owned() } else { String::new() }];
        told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(";")
    }

    /// The inspection that was asked for, or the only one, and the unit.
    fn title(&self, ledger: &Ledger, unit: Option<&str>) -> String {
        let inspection = match (self.chosen.inspection, &ledger.inspections[..]) {
            (Some(id), all) => all.iter().find(|inspection| Some(inspection.id) == id),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let words = self.app.words;
        let title = match inspection.and_then(|inspection| inspection.name.as_deref()) {
            Some(name) => words.say(&say!("export-title-of", name = name)),
            None => words.word("export-title"),
        };
        match unit {
            Some(unit) => words.say(&say!("export-title-unit", title = title, unit = unit)),
            None => title,
        }
    }
}
