//! `duban area …`: the headings of the findings.

use super::args::{Given, text, text_given};
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::error::Error;
use crate::grammar::names::key;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::ledger;
use crate::store::query::rows::{self, Row};
use crate::view::records::Area;
use std::collections::HashSet;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Set(SetArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "TITLE", value_parser = text)]
    title: String,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    label: Option<Given<String>>,
    #[arg(long, value_name = "COUNT")]
    position: Option<i64>,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "TITLE", value_parser = text)]
    title: String,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
    #[arg(long, value_name = "TITLE", value_parser = text)]
    rename: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    label: Option<Given<String>>,
    #[arg(long, value_name = "COUNT")]
    position: Option<i64>,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "TITLE", value_parser = text)]
    title: String,
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => log::record(app, |reader| add(reader, args)),
        Command::List(args) => {
            let areas = app.look(|reader| list(reader, args.inspection.as_deref()))?;
            show::list(app, &areas, |words| render::records::areas(&areas, words))
        }
        Command::Set(args) => log::record(app, |reader| {
            let inspection = named(reader, args.inspection.as_deref())?;
            let id = find::area(reader, &args.title, inspection)?;
            if let Some(title) = &args.rename {
                let own =
                    ledger::areas(reader)?.into_iter().find(|area| area.id == id).and_then(|area| area.inspection);
                refuse_taken(reader, title, own, Some(id))?;
            }
            Ok([Op::on(Kind::Area, id)
                .set_if("title", args.rename)
                .set_if("label", args.label)
                .set_if("position", args.position)])
        }),
        Command::Void(args) => super::strike_out(app, Kind::Area, |reader| {
            let inspection = named(reader, args.inspection.as_deref())?;
            let id = find::area(reader, &args.title, inspection)?;
            let issues = rows::all(reader, &Kind::Issue)?;
            let issues = issues.iter().filter(|issue| issue.link("area") == Some(id)).count();
            if issues > 0 {
                return Err(Error::Rule(say!("area-in-use", title = args.title, count = issues)));
            }
            Ok(id)
        }),
    }
}

/// The id of an area follows from its heading, so that two offices which both enter it make one of it.
pub fn id(inspection: Option<Id>, title: &str) -> Id {
    Id::derive(inspection, &["area", &key(title)])
}

fn named(reader: &Reader, code: Option<&str>) -> Result<Option<Id>, Error> {
    code.filter(|code| *code != "-").map(|code| find::inspection(reader, code)).transpose()
}

fn refuse_taken(reader: &Reader, title: &str, inspection: Option<Id>, but: Option<Id>) -> Result<(), Error> {
    let areas = ledger::areas(reader)?;
    let same = |area: &&crate::domain::ledger::Area| {
        Some(area.id) != but && area.inspection == inspection && key(&area.title) == key(title)
    };
    match areas.iter().find(same) {
        Some(area) => Err(Error::Rule(say!("area-taken", title = &area.title))),
        None => Ok(()),
    }
}

fn add(reader: &Reader, args: AddArgs) -> Result<[Op; 1], Error> {
    let inspections = ledger::inspections(reader)?;
    let inspection = match (args.inspection.as_deref(), &inspections[..]) {
        (None, [only]) => Some(only.id),
        (code, _) => named(reader, code)?,
    };
    refuse_taken(reader, &args.title, inspection, None)?;
    let all = rows::all_with_void(reader, &Kind::Area)?;
    let derived = id(inspection, &args.title);
    let id = if all.iter().any(|row| row.id == derived) { reader.fresh_id() } else { derived };
    let beside = all.iter().filter(|row| row.void().is_none() && row.link("inspection") == inspection);
    let next = beside.filter_map(|row| row.int("position")).max().unwrap_or(0).saturating_add(1);
    Ok([Op::on(Kind::Area, id)
        .set("inspection", inspection)
        .set_if("label", args.label)
        .set("title", args.title)
        .set("position", args.position.unwrap_or(next))])
}

fn list(reader: &Reader, code: Option<&str>) -> Result<Vec<Area>, Error> {
    let inspection = named(reader, code)?;
    let inspections = ledger::inspections(reader)?;
    let issues = rows::all(reader, &Kind::Issue)?;
    // parts are never added to issues
    let standing: HashSet<Id> = issues.iter().map(|issue| issue.id).collect();
    let whole = |issue: &Row| issue.link("parent").is_none_or(|parent| !standing.contains(&parent));
    let mut areas = ledger::areas(reader)?;
    areas.retain(|area| code.is_none() || area.inspection == inspection);
    let code = |id: Option<Id>| inspections.iter().find(|one| Some(one.id) == id).map(|one| one.code.clone());
    Ok(areas
        .into_iter()
        .map(|area| Area {
            inspection: code(area.inspection),
            label: area.label,
            issues: issues.iter().filter(|issue| whole(issue) && issue.link("area") == Some(area.id)).count(),
            title: area.title,
            key: area.id.to_string(),
        })
        .collect())
}
