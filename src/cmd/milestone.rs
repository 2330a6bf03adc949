//! `duban milestone …`: the measures of an issue, each with its own dates.

use super::args::{self, Day, Given, IssueName, MemberName, day_given, issue_name, member_name, text, text_given};
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::store::query::rows;
use crate::view::issue::Lamp;
use crate::view::records::Milestone;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Set(SetArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    text: String,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    measure: MemberName,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    text: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    measure: MemberName,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "LIMIT")]
    due: Option<String>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    done: Option<Given<Day>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    deliverable: Option<Given<String>>,
}

impl Fields {
    /// What the options write, their days read near today.
    fn write(self, app: &App) -> Result<impl FnOnce(Op) -> Op, Error> {
        let done = args::done(self.done.as_ref(), app)?;
        let limit = args::written_limit(self.due.as_deref(), app)?;
        Ok(move |op: Op| {
            let op = match limit {
                Some((when, written)) => op.set("due", when.day).set("due_text", written),
                None => op,
            };
            op.set_if("done_on", done).set_if("deliverable", self.deliverable)
        })
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => {
            let write = args.fields.write(app)?;
            log::record(app, |reader| {
                let issue = find::issue(reader, &args.issue)?;
                let last = rows::of_issue(reader, &Kind::Milestone, issue)?;
                let last = last.iter().filter_map(|row| row.int("position")).max().unwrap_or(0);
                let op = Op::create(Kind::Milestone, reader.fresh_id_near(issue))
                    .set("issue", issue)
                    .set("position", last.saturating_add(1))
                    .set("text", args.text);
                Ok([write(op)])
            })
        }
        Command::List(args) => {
            let measures = app.look(|reader| list(app, reader, args.issue.as_ref()))?;
            show::list(app, &measures, |words| render::records::milestones(&measures, words))
        }
        Command::Set(args) => {
            let write = args.fields.write(app)?;
            log::record(app, |reader| {
                let measure = find::member(reader, &Kind::Milestone, "text", &args.measure)?;
                Ok([write(Op::on(Kind::Milestone, measure.id).set_if("text", args.text))])
            })
        }
        Command::Void(args) => super::strike_out(app, Kind::Milestone, |reader| {
            Ok(find::member(reader, &Kind::Milestone, "text", &args.measure)?.id)
        }),
    }
}

fn list(app: &App, reader: &Reader, issue: Option<&IssueName>) -> Result<Vec<Milestone>, Error> {
    let mut found = Vec::new();
    for member in find::members(reader, &Kind::Milestone, issue)? {
        let row = &member.row;
        let measure = crate::domain::issue::Milestone {
            id: row.id,
            text: row.owned("text").unwrap_or_default(),
            deliverable: row.owned("deliverable"),
            due: row.day("due"),
            due_text: row.owned("due_text"),
            done_on: row.day("done_on"),
        };
        found.push(Milestone {
            name: member.name(),
            issue: member.issue,
            lamp: Lamp::of(&measure, app.day()),
            text: measure.text,
            deliverable: measure.deliverable,
            due: measure.due,
            due_text: measure.due_text,
            done_on: measure.done_on,
        });
    }
    Ok(found)
}
