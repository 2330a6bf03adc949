//! `duban inspection …`: who inspected whom, when, and by when rectification is due.

use super::args::{Given, text, text_given, whole_day_given};
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::domain::ledger;
use crate::error::Error;
use crate::grammar::names::key;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::view::records::Inspection;
use chrono::NaiveDate;
use std::collections::HashSet;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Show(CodeArgs),
    Set(SetArgs),
    Void(CodeArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "CODE", value_parser = ledger::code)]
    code: String,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {}

#[derive(clap::Args, Debug)]
pub struct CodeArgs {
    #[arg(value_name = "CODE", value_parser = text)]
    code: String,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "CODE", value_parser = text)]
    code: String,
    #[arg(long, value_name = "CODE", value_parser = ledger::code)]
    rename: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    name: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    kind: Option<Given<String>>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    inspector: Option<Given<String>>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    inspected: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    from: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    to: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    feedback: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    plan_due: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    due: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    issuer: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = whole_day_given)]
    report_on: Option<Given<NaiveDate>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    contact: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    note: Option<Given<String>>,
}

impl Fields {
    fn write(self, op: Op) -> Op {
        op.set_if("name", self.name)
            .set_if("kind", self.kind)
            .set_if("inspector", self.inspector)
            .set_if("inspected", self.inspected)
            .set_if("from_on", self.from)
            .set_if("to_on", self.to)
            .set_if("feedback_on", self.feedback)
            .set_if("plan_due", self.plan_due)
            .set_if("due", self.due)
            .set_if("issuer", self.issuer)
            .set_if("report_on", self.report_on)
            .set_if("contact", self.contact)
            .set_if("note", self.note)
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => log::record(app, |reader| {
            refuse_taken(reader, &args.code, None)?;
            let derived = id(&args.code);
            let known = rows::all_with_void(reader, &Kind::Inspection)?.iter().any(|row| row.id == derived);
            let id = if known { reader.fresh_id() } else { derived };
            Ok([args.fields.write(Op::on(Kind::Inspection, id).set("code", args.code))])
        }),
        Command::List(_) => {
            let inspections = app.look(list)?;
            show::list(app, &inspections, |words| render::records::inspections(&inspections, words))
        }
        Command::Show(args) => {
            let inspection = app.look(|reader| {
                let key = find::inspection(reader, &args.code)?.to_string();
                Ok(list(reader)?.into_iter().find(|one| one.key == key).expect("it was just found"))
            })?;
            show::one(app, &inspection, |words| render::records::inspection(&inspection, words))
        }
        Command::Set(args) => log::record(app, |reader| {
            let id = find::inspection(reader, &args.code)?;
            if let Some(code) = &args.rename {
                refuse_taken(reader, code, Some(id))?;
            }
            Ok([args.fields.write(Op::on(Kind::Inspection, id).set_if("code", args.rename))])
        }),
        Command::Void(args) => super::strike_out(app, Kind::Inspection, |reader| {
            let id = find::inspection(reader, &args.code)?;
            let issues = find::numbers_in(reader, Some(id))?.len();
            let of = |row: &&Row| row.link("inspection") == Some(id);
            let areas = rows::all(reader, &Kind::Area)?.iter().filter(of).count();
            if issues + areas > 0 {
                let said = say!("inspection-in-use", code = args.code, issues = issues, areas = areas);
                return Err(Error::Rule(said));
            }
            Ok(id)
        }),
    }
}

/// The id of an inspection follows from its code, so that two offices which both enter it make one of it.
pub fn id(code: &str) -> Id {
    Id::derive(None, &["inspection", &key(code)])
}

fn refuse_taken(reader: &Reader, code: &str, but: Option<Id>) -> Result<(), Error> {
    let rows = rows::all(reader, &Kind::Inspection)?;
    let taken = rows.iter().any(|row| Some(row.id) != but && key(row.text("code").unwrap_or_default()) == key(code));
    if taken { Err(Error::Rule(say!("code-taken", code = code))) } else { Ok(()) }
}

fn list(reader: &Reader) -> Result<Vec<Inspection>, Error> {
    let rows = rows::all(reader, &Kind::Inspection)?;
    let issues = rows::all(reader, &Kind::Issue)?;
    // parts are never added to issues
    let standing: HashSet<Id> = issues.iter().map(|issue| issue.id).collect();
    let whole = |issue: &&Row| issue.link("parent").is_none_or(|parent| !standing.contains(&parent));
    rows.iter()
        .map(|row| {
            Ok(Inspection {
                code: row.owned("code").unwrap_or_default(),
                name: row.owned("name"),
                kind: row.owned("kind"),
                inspector: row.owned("inspector"),
                inspected: row.owned("inspected"),
                from_on: row.day("from_on"),
                to_on: row.day("to_on"),
                feedback_on: row.day("feedback_on"),
                plan_due: row.day("plan_due"),
                due: row.day("due"),
                issuer: row.owned("issuer"),
                report_on: row.day("report_on"),
                contact: row.owned("contact"),
                note: row.owned("note"),
                issues: issues.iter().filter(whole).filter(|issue| issue.link("inspection") == Some(row.id)).count(),
                key: row.id.to_string(),
            })
        })
        .collect()
}
