//! `duban import FILE…`: lists of problems in, from spreadsheets or from a published report.

mod answers;
mod book;
mod ledger;
mod many;
mod marked;
mod matching;
mod newcomers;
mod plan;
mod renamed;
mod report;
mod write;

use super::args::year;
use super::settings::{self, Profile};
use crate::app::App;
use crate::document::{self, Form};
use crate::domain::change;
use crate::domain::column::Column;
use crate::domain::issue::Stage;
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::names::key;
use crate::grammar::report::{Outline, Problem, report};
use crate::out;
use crate::say;
use crate::sheet::columns::{Choice, Local};
use crate::sheet::grid::Grid;
use crate::sheet::{book as workbook, csv};
use crate::store::query::rows;
use crate::store::{Mode, Reader};
use book::Book;
use chrono::{Datelike, NaiveDate};
use ledger::{Done, Ran};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug, Clone)]
pub struct Args {
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, alias = "as-kind", value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    #[arg(long, value_name = "CODE")]
    pub inspection: Option<String>,
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub year: Option<i32>,
    #[arg(long, value_name = "NAME")]
    pub sheet: Vec<String>,
    #[arg(long, conflicts_with_all = ["report", "theirs", "ours"])]
    pub map: bool,
    #[arg(long, value_name = "HEADING_COLUMN")]
    pub set: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub save_profile: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[arg(long, conflicts_with = "ours")]
    pub theirs: bool,
    #[arg(long)]
    pub ours: bool,
    #[arg(long, value_name = "ROW_NUMBER")]
    pub same: Vec<String>,
    #[arg(long = "new", value_name = "ROW")]
    pub fresh: Vec<String>,
}

/// What a file is.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Report,
    Ledger,
}

/// A file that was read.
enum Source {
    Ledger(Book),
    Report(String, Box<Outline>),
}

/// What is known before a file is read: choices made for it, and what the office has set for itself.
struct Customs {
    choices: Vec<(String, Choice)>,
    profiles: Vec<Profile>,
    statuses: HashMap<String, Stage>,
    /// When the findings of the inspection were handed over.
    feedback: Option<NaiveDate>,
}

/// Tells by its content what each file is, unless that was said, and takes it in.
pub fn run(app: &App, args: Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-writes")));
    }
    if ["report", "ledger"].contains(&app.author.as_str()) {
        return Err(Error::Usage(say!("import-as-kind", found = app.author.as_str())));
    }
    if let Some(path) = &args.report
        && path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx"))
    {
        return Err(Error::Usage(say!("marked-kind", path = path.display().to_string())));
    }
    let customs = Customs::load(app, &args)?;
    match &args.files[..] {
        [file] => match open(app, &args, &customs, file)? {
            Source::Ledger(book) => sheets(app, &args, book, file).map(|_| ()),
            Source::Report(reason, outline) => report::run(app, &args, file, &reason, &outline),
        },
        _ => many::run(app, &args, &customs),
    }
}

/// Takes the sheets of a file in, and looks at them anew as often as somebody at the terminal says more of them.
fn sheets(app: &App, args: &Args, mut book: Book, file: &Path) -> Result<Done, Error> {
    let mut args = args.clone();
    loop {
        let more = match ledger::run(app, &args, book)? {
            Ran::Done(done) => return Ok(done),
            Ran::Again(more) => more,
        };
        args.add(*more);
        match open(app, &args, &Customs::load(app, &args)?, file)? {
            Source::Ledger(again) => book = again,
            Source::Report(..) => return Err(Error::Usage(say!("import-report-alone"))),
        }
    }
}

impl Args {
    /// Adds what was said later; of two that speak of one thing it holds.
    fn add(&mut self, more: Args) {
        for (all, said) in [
            (&mut self.set, more.set),
            (&mut self.sheet, more.sheet),
            (&mut self.same, more.same),
            (&mut self.fresh, more.fresh),
        ] {
            all.splice(..0, said);
        }
        self.inspection = more.inspection.or(self.inspection.take());
        self.year = more.year.or(self.year);
        self.profile = more.profile.or(self.profile.take());
        self.save_profile = more.save_profile.or(self.save_profile.take());
        if more.theirs || more.ours {
            (self.theirs, self.ours) = (more.theirs, more.ours);
        }
    }

    /// Reads what somebody answers at the terminal: options as on the command line, or 栏目=字段 alone.
    ///
    /// # Errors
    /// In a line, with what was not understood.
    fn answered(answer: &str) -> Result<Args, String> {
        let mut words = vec!["import".to_owned(), "-".to_owned()];
        for word in self::words(answer) {
            let follows = words.last().is_some_and(|last| last.starts_with("--"));
            if !word.starts_with("--") && !follows {
                words.push("--set".to_owned());
            }
            words.push(word);
        }
        let command = <Args as clap::Args>::augment_args(clap::Command::new("import").no_binary_name(false));
        let found = command
            .try_get_matches_from(words)
            .and_then(|found| <Args as clap::FromArgMatches>::from_arg_matches(&found));
        let args = found.map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
        match args.set.iter().find_map(|set| choice(set).err()) {
            Some(Error::Usage(said)) => Err(said.to_string()),
            _ => Ok(args),
        }
    }
}

/// The words of a line; what stands in quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted): (Vec<String>, String, Option<char>) = (Vec::new(), String::new(), None);
    for c in line.chars() {
        match (c, quoted) {
            (c, Some(open)) if c == open => quoted = None,
            ('\'' | '"', None) => quoted = Some(c),
            (c, None) if c.is_whitespace() => {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            (c, _) => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

impl Customs {
    fn load(app: &App, args: &Args) -> Result<Customs, Error> {
        let choices = args.set.iter().map(|set| choice(set)).collect::<Result<_, _>>()?;
        let mut customs = Customs { choices, profiles: Vec::new(), statuses: HashMap::new(), feedback: None };
        if app.db.exists() {
            app.store(Mode::Read)?.read(|reader| {
                customs.statuses = settings::status_keys(reader)?;
                customs.feedback = feedback(reader, args)?;
                match &args.profile {
                    Some(none) if none == "-" => {}
                    Some(name) => customs.choices.extend(settings::profile(reader, app.words, name)?.columns),
                    None => customs.profiles = settings::profiles(reader)?,
                }
                Ok::<_, Error>(())
            })?;
        } else if let Some(name) = args.profile.as_ref().filter(|name| *name != "-") {
            return Err(Error::Usage(say!("profile-unknown", name = name.as_str(), known = "")));
        }
        Ok(customs)
    }
}

/// The day on which the findings of the inspection were handed over: of the one that was named, or of the only one.
fn feedback(reader: &Reader, args: &Args) -> Result<Option<NaiveDate>, Error> {
    let inspections = rows::all(reader, &change::Kind::Inspection)?;
    let found = match &args.inspection {
        Some(code) => inspections.iter().find(|row| key(row.text("code").unwrap_or_default()) == key(code)),
        None => Some(&inspections).filter(|all| all.len() == 1).and_then(|all| all.first()),
    };
    Ok(found.and_then(|row| row.day("feedback_on")))
}

/// Reads `存在问题=obstacle`.
fn choice(text: &str) -> Result<(String, Choice), Error> {
    let (heading, name) = text.rsplit_once('=').ok_or_else(|| Error::Usage(say!("set-form", found = text)))?;
    let choice = Choice::named(name).ok_or_else(|| Error::Usage(say!("set-column-unknown", found = name.trim())))?;
    Ok((heading.trim().to_owned(), choice))
}

/// Reads a file: its sheets as a ledger, or its text as a report.
fn open(app: &App, args: &Args, customs: &Customs, file: &Path) -> Result<Source, Error> {
    let bytes = out::read_file(file).map_err(Error::World)?;
    let in_file = |said: Said| Error::Input(vec![say!("in-file", file = file.display().to_string(), why = said)]);
    let reason = reason(&file.display().to_string(), &bytes);
    if let Some(form) = workbook::form(&bytes) {
        if args.kind == Some(Kind::Report) {
            return Err(in_file(say!("book-no-report")));
        }
        let tabs = workbook::read(form, &bytes).map_err(in_file)?;
        let names: Vec<String> = tabs.iter().map(|tab| tab.name.clone()).collect();
        if let Some(unknown) = args.sheet.iter().find(|name| !names.contains(name)) {
            let names = names.join(&app.words.word("list-comma"));
            return Err(Error::Usage(say!("book-sheet-unknown", sheet = unknown.as_str(), sheets = names)));
        }
        let tabs = tabs.into_iter().filter(|tab| args.sheet.is_empty() || args.sheet.contains(&tab.name));
        let chosen = !args.sheet.is_empty();
        let tabs = tabs.map(|tab| (Some(tab.name), tab.hidden && !chosen, tab.grid)).collect();
        let mut book = ledger_of(app, args, customs, file, reason, tabs).map_err(in_file)?;
        book.original = (args.report.is_some() && form == workbook::Form::Xlsx).then_some(bytes);
        return Ok(Source::Ledger(book));
    }
    match document::form(&bytes) {
        Form::Zip if !document::opens(&bytes) => return Err(in_file(say!("file-cut-off"))),
        Form::Zip => return docx(args, file, reason, &bytes, in_file),
        Form::Old => return Err(in_file(say!("file-old-office"))),
        Form::Pdf => return Err(in_file(say!("file-pdf"))),
        Form::Text => {}
    }
    let text = csv::text(bytes).map_err(in_file)?;
    if text.trim().is_empty() {
        return Err(in_file(say!("file-empty")));
    }
    let no_ledger = if args.kind == Some(Kind::Report) {
        None
    } else {
        let book = csv::read(&text)
            .and_then(|grid| ledger_of(app, args, customs, file, reason.clone(), vec![(None, false, grid)]));
        match book {
            Ok(book) => return Ok(Source::Ledger(book)),
            Err(said) if args.kind == Some(Kind::Ledger) => return Err(in_file(said)),
            Err(said) => Some(said),
        }
    };
    let outline = report(&text);
    if report::is_one(&outline) {
        return Ok(Source::Report(reason, Box::new(outline)));
    }
    Err(in_file(match no_ledger {
        Some(said) => say!("import-neither", ledger = said, report = say!("import-no-outline")),
        None => say!("import-no-outline"),
    }))
}

fn ledger_of(
    app: &App,
    args: &Args,
    customs: &Customs,
    file: &Path,
    reason: String,
    tabs: Vec<(Option<String>, bool, Grid)>,
) -> Result<Book, Said> {
    let file = file.display().to_string();
    let (sheets, notes) = book::tables(tabs, &customs.choices, &customs.profiles, |table| Local {
        year: args.year.or(table.year()),
        feedback: customs.feedback,
        ours: table.columns.iter().any(|mapped| mapped.column == Column::Key),
        statuses: customs.statuses.clone(),
    })?;
    let meant: Vec<&str> = args.set.iter().filter_map(|set| Some(set.rsplit_once('=')?.0.trim())).collect();
    let there = |wanted: &str| sheets.iter().any(|sheet| sheet.table.has(wanted));
    if let Some(unknown) = meant.into_iter().find(|wanted| !there(wanted)) {
        let known = sheets.iter().flat_map(|sheet| &sheet.table.headings).map(|(_, heading)| heading.as_str());
        let known: Vec<&str> = known.collect();
        return Err(say!("set-heading-unknown", found = unknown, known = known));
    }
    if sheets.iter().all(|sheet| !sheet.has_keys() && sheet.rows().next().is_none()) && !args.map {
        return Err(say!("sheet-no-rows"));
    }
    let asked = sheets.iter().filter_map(|sheet| sheet.asks_for_year(app.clock.today.year())).collect();
    Ok(Book { reason, file, sheets, notes, asked, whose: None, original: None })
}

fn docx(
    args: &Args,
    file: &Path,
    reason: String,
    bytes: &[u8],
    in_file: impl Fn(Said) -> Error,
) -> Result<Source, Error> {
    let document = document::docx(bytes).map_err(&in_file)?;
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let as_sheet = extension.is_some_and(|extension| ["xlsx", "xls", "et", "ods", "csv"].contains(&&*extension));
    if args.kind == Some(Kind::Ledger) {
        return Err(in_file(say!("docx-no-ledger")));
    }
    let mut outline = report(&document.text);
    if let Some(line) = document.numbered.first() {
        let message = say!("report-auto-numbers", count = document.numbered.len());
        outline.problems.push(Problem { line: *line, message });
        outline.problems.sort_by_key(|problem| problem.line);
    }
    if !report::is_one(&outline) {
        return Err(in_file(if as_sheet { say!("docx-as-sheet") } else { say!("import-no-outline") }));
    }
    Ok(Source::Report(reason, Box::new(outline)))
}

/// What the entry of an import gives as its reason: the file and the beginning of its SHA-256.
fn reason(file: &str, bytes: &[u8]) -> String {
    format!("{file} sha256:{}", crate::domain::id::hex(&Sha256::digest(bytes)[..8]))
}

/// Asks whether to go on; an empty answer is the one that the question suggests. Where nobody is there, it goes on.
fn confirmed(app: &App, question: &'static str, suggested: bool) -> bool {
    let answer = app.out.ask(&app.words.word(question)).map(|answer| answer.to_lowercase());
    match answer.as_deref() {
        None | Some("y" | "yes" | "是" | "好") => true,
        Some("") => suggested,
        Some(_) => false,
    }
}
