//! `duban directive …`: what a leader ordered at a dispatch or in between (交办事项), until it is done.

use super::args::{self, Day, Given, IssueName, day, day_given, issue_name, text, text_given};
use super::owners::Owners;
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::domain::issue;
use crate::error::Error;
use crate::grammar::search::nearest;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::find as query;
use crate::store::query::rows::{self, Row};
use crate::view::issue::Lamp;
use crate::view::records::Directive;
use chrono::{Datelike, NaiveDate};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Done(DoneArgs),
    Set(SetArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "TEXT", value_parser = text)]
    text: String,
    #[arg(long, value_name = "NAME", required = true)]
    to: String,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    #[arg(long)]
    open: bool,
}

#[derive(clap::Args, Debug)]
pub struct DoneArgs {
    #[arg(value_name = "DIRECTIVE")]
    number: String,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    result: String,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "DIRECTIVE")]
    number: String,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    text: Option<String>,
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    result: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    done: Option<Given<Day>>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "DIRECTIVE")]
    number: String,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[arg(long, value_name = "LIMIT")]
    due: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    by: Option<Given<String>>,
}

impl Fields {
    fn write(&self, app: &App, reader: &Reader, op: Op) -> Result<Op, Error> {
        let issue = self.issue.as_ref().map(|name| find::issue(reader, name)).transpose()?;
        let op = op.set_if("issue", issue).set_if("given_by", self.by.clone());
        Ok(match args::written_limit(self.due.as_deref(), app)? {
            Some((when, written)) => op.set("due", when.day).set("due_text", written),
            None => op,
        })
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => add(app, &args),
        Command::List(args) => {
            let found = app.look(|reader| {
                let issue = args.issue.as_ref().map(|name| find::issue(reader, name)).transpose()?;
                let owners = Owners::load(reader)?;
                let to = args.to.as_deref().map(|name| owners.must_find(name)).transpose()?;
                let mut rows = rows::all(reader, &Kind::Directive)?;
                rows.retain(|row| {
                    issue.is_none_or(|issue| row.link("issue") == Some(issue))
                        && to.is_none_or(|to| row.link("owner").map(|owner| owners.resolve(owner)) == Some(to))
                        && !(args.open && row.day("done_on").is_some())
                });
                shown(reader, &owners, &rows, app.day())
            })?;
            show::list(app, &found, |words| render::records::directives(&found, words))
        }
        Command::Done(args) => {
            let on = args.on.as_ref().map_or(app.clock.today, |on| on.meant(app));
            if on > app.clock.today {
                return Err(Error::Rule(say!("done-in-future", day = on)));
            }
            log::record(app, |reader| {
                let row = named(reader, &args.number)?;
                if let Some(done) = row.day("done_on") {
                    return Err(Error::Rule(say!("directive-done", number = args.number.as_str(), day = done)));
                }
                Ok([Op::on(Kind::Directive, row.id).set("done_on", on).set("result", args.result)])
            })
        }
        Command::Set(args) => {
            let done = args::done(args.done.as_ref(), app)?;
            log::record(app, |reader| {
                let row = named(reader, &args.number)?;
                let mut owners = Owners::load(reader)?;
                let mut ops = Vec::new();
                let op = Op::on(Kind::Directive, row.id).set_if("text", args.text).set_if("result", args.result);
                let op = match args.to.as_deref() {
                    Some(name) => op.set("owner", addressee(reader, &mut owners, name, &mut ops)?),
                    None => op,
                };
                ops.push(args.fields.write(app, reader, op.set_if("done_on", done))?);
                Ok(ops)
            })
        }
        Command::Void(args) => super::strike_out(app, Kind::Directive, |reader| Ok(named(reader, &args.number)?.id)),
    }
}

fn add(app: &App, args: &AddArgs) -> Result<(), Error> {
    let on = args.on.as_ref().map_or(app.clock.today, |on| on.meant(app));
    let mut news = Vec::new();
    log::record(app, |reader| {
        let mut owners = Owners::load(reader)?;
        let mut ops = Vec::new();
        let owner = addressee(reader, &mut owners, &args.to, &mut ops)?;
        news = owners.news(app);
        let given = rows::all_with_void(reader, &Kind::Directive)?;
        let number = issue::next_number(None, on.year(), given.iter().filter_map(|row| row.text("number")));
        let op = Op::create(Kind::Directive, reader.fresh_id())
            .set("number", number)
            .set("owner", owner)
            .set("text", args.text.as_str())
            .set("given_on", on);
        ops.push(args.fields.write(app, reader, op)?);
        Ok(ops)
    })?;
    app.note_all(&news);
    Ok(())
}

/// The one owner that is named; a new one goes to `ops`.
fn addressee(reader: &Reader, owners: &mut Owners, name: &str, ops: &mut Vec<Op>) -> Result<Id, Error> {
    match owners.of_cells(reader, [name], None, ops)[..] {
        [only] => Ok(only),
        _ => Err(Error::Usage(say!("directive-one-addressee", found = name))),
    }
}

/// The directive of this number.
fn named(reader: &Reader, number: &str) -> Result<Row, Error> {
    let rows = rows::all(reader, &Kind::Directive)?;
    let found: Vec<&Row> = rows.iter().filter(|row| row.text("number") == Some(number.trim())).collect();
    match found[..] {
        [only] => Ok(only.clone()),
        [] => {
            let like = nearest(number, rows.iter().filter_map(|row| row.text("number")));
            Err(Error::Usage(match &like[..] {
                [] => say!("directive-unknown", number = number),
                _ => say!("directive-unknown-like", number = number, like = like),
            }))
        }
        _ => Err(Error::Rule(say!("directive-twice", number = number, count = found.len()))),
    }
}

/// Directives as they stand on `day`, in the order of the rows.
pub fn shown(reader: &Reader, owners: &Owners, rows: &[Row], day: NaiveDate) -> Result<Vec<Directive>, Error> {
    let numbers = query::names(reader)?;
    let shown = rows.iter().map(|row| Directive {
        number: row.owned("number").unwrap_or_default(),
        issue: row.link("issue").and_then(|issue| numbers.get(&issue)).map(|(_, number)| number.clone()),
        to: row.link("owner").map(|owner| owners.name(owners.resolve(owner)).to_owned()),
        text: row.owned("text").unwrap_or_default(),
        given_on: row.day("given_on"),
        given_by: row.owned("given_by"),
        due: row.day("due"),
        due_text: row.owned("due_text"),
        done_on: row.day("done_on"),
        result: row.owned("result"),
        lamp: Lamp::between(row.day("due"), row.day("done_on"), day),
    });
    Ok(shown.collect())
}
