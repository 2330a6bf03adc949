//! `duban dispatch sheets DIR`: the sheet that each unit fills in, with what it reported last.

use super::rounds::{self, Round};
use crate::app::App;
use crate::cmd::export::file_name;
use crate::cmd::owners::Owners;
use crate::cmd::{settings, show};
use crate::domain::change::Kind;
use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::{Stage, by_number};
use crate::domain::ledger::Ledger;
use crate::error::Error;
use crate::out;
use crate::render;
use crate::say;
use crate::sheet::columns;
use crate::sheet::round::{Asked, Form};
use crate::store::Reader;
use crate::store::query::ledger;
use crate::store::query::rows::{self, Row};
use crate::view::export::{File, Files};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let path = args.folder.display().to_string();
    if !out::is_vacant(&args.folder) {
        return Err(Error::Rule(say!("export-folder-taken", path = path)));
    }
    app.look(|reader| {
        let round = rounds::named(app, reader, args.round)?;
        let book = Book::load(reader, round)?;
        let only = args.unit.as_deref().map(|name| book.owners.must_find(name)).transpose()?;
        let mut taken = HashSet::new();
        let units: Vec<&Unit> = book.units.iter().filter(|unit| only.is_none_or(|only| unit.id == only)).collect();
        if units.is_empty() {
            return Err(Error::Rule(say!("round-asks-nobody", number = book.round.number)));
        }
        let files: Vec<File> = units
            .iter()
            .map(|unit| File {
                name: file_name(&unit.title(app, &book.round), "xlsx", &mut taken),
                unit: unit.name.clone(),
                issues: unit.rows.len(),
            })
            .collect();
        let mut made = files.iter().zip(&units).map(|(file, unit)| Ok((file.name.as_str(), book.sheet(app, unit)?)));
        if app.dry_run {
            made.try_for_each(|made: Result<(&str, Vec<u8>), Error>| made.map(drop))?;
        } else {
            out::write_folder(&args.folder, made)?;
        }
        let view = Files { folder: path.clone(), files, nobody: Vec::new(), dry_run: app.dry_run };
        app.out.note(&show::text(app, &render::export::page(&view, app.words)));
        Ok(())
    })
}

/// What a round asks, unit by unit.
pub struct Book {
    /// The round.
    pub round: Round,
    /// Everybody.
    pub owners: Owners,
    /// The units in the order in which they are asked.
    pub units: Vec<Unit>,
    ledger: Ledger,
    places: HashMap<Id, usize>,
    name: String,
    /// The office's own status words.
    statuses: Vec<String>,
}

/// A unit with what it is asked.
pub struct Unit {
    /// The record.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is asked, in the order of the ledger.
    pub rows: Vec<Row>,
}

impl Unit {
    /// What its sheet is called.
    pub fn title(&self, app: &App, round: &Round) -> String {
        app.words.say(&say!("round-sheet-name", number = round.number, unit = self.name.as_str()))
    }
}

impl Book {
    /// Looks it up.
    pub fn load(reader: &Reader, round: Round) -> Result<Book, Error> {
        let owners = Owners::load(reader)?;
        let mut ledger = ledger::ledger(reader)?;
        ledger.name_in_full();
        let places: HashMap<Id, usize> = ledger.issues.iter().enumerate().map(|(at, issue)| (issue.id, at)).collect();
        let mut asks: Vec<Row> = rows::of_round(reader, &Kind::Ask, round.id)?;
        asks.retain(|ask| ask.link("issue").is_some_and(|issue| places.contains_key(&issue))); // not struck out since
        asks.sort_by(|a, b| {
            let number = |row: &Row| row.link("issue").map(|issue| ledger.issues[places[&issue]].number.as_str());
            let order = a.int("position").cmp(&b.int("position"));
            order.then_with(|| by_number(number(a).unwrap_or_default(), number(b).unwrap_or_default()))
        });
        let mut units: Vec<Unit> = Vec::new();
        let mut at: HashMap<Id, usize> = HashMap::new();
        for ask in asks {
            let Some(unit) = ask.link("unit").map(|unit| owners.resolve(unit)) else { continue };
            let place = *at.entry(unit).or_insert_with(|| {
                units.push(Unit { id: unit, name: owners.name(unit).to_owned(), rows: Vec::new() });
                units.len() - 1
            });
            units[place].rows.push(ask);
        }
        let name = reader.ledger()?.to_string();
        let statuses = settings::statuses(reader)?.into_iter().map(|(word, _)| word).collect();
        Ok(Book { round, owners, units, ledger, places, name, statuses })
    }

    /// The workbook of a unit.
    pub fn sheet(&self, app: &App, unit: &Unit) -> Result<Vec<u8>, Error> {
        let texts: Vec<Option<String>> = unit.rows.iter().map(|ask| self.due(ask)).collect();
        let asked = unit.rows.iter().zip(&texts).filter_map(|(ask, due)| {
            let issue = &self.ledger.issues[self.place(ask)?];
            Some(Asked {
                ask: ask.id,
                number: &issue.number,
                title: &issue.title,
                due: due.as_deref(),
                percent: ask.int("percent"),
                stage: columns::print(&Column::Status.cell(issue, None), app.words),
                text: ask.text("text"),
            })
        });
        let hour = self.round.return_hour.as_deref().unwrap_or_default();
        let title = say!(
            "round-sheet-title",
            number = self.round.number,
            unit = unit.name.as_str(),
            day = self.round.return_by,
            hour = hour
        );
        let stages = Stage::ALL.iter().map(|stage| columns::print(&Cell::Status(None, Some(*stage)), app.words));
        let form = Form {
            title: app.words.say(&title),
            day: app.day(),
            author: &app.author,
            created: app.clock.at,
            ledger: &self.name,
            stages: stages.chain(self.statuses.iter().cloned()).collect(),
            rows: asked.collect(),
        };
        form.workbook(app.words).map_err(|said| Error::Input(vec![said]))
    }

    /// The ledger that it asks from.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The place in the ledger of what is asked about.
    pub fn place(&self, ask: &Row) -> Option<usize> {
        self.places.get(&ask.link("issue")?).copied()
    }

    /// The limit of what is asked about, as it was written where that says more than the day.
    pub fn due(&self, ask: &Row) -> Option<String> {
        let issue = &self.ledger.issues[self.place(ask)?];
        issue.due_text.clone().or_else(|| ask.day("due").map(|day| day.to_string()))
    }
}
