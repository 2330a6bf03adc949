//! `duban rule …`: rules and plans that were issued as an outcome (建章立制).

use super::args::{Day, Given, IssueName, MemberName, day_given, given_day, issue_name, member_name, text, text_given};
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::error::Error;
use crate::render;
use crate::view::records::Rule;

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
    title: String,
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
    rule: MemberName,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    title: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    rule: MemberName,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    number: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    on: Option<Given<Day>>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    issuer: Option<Given<String>>,
}

impl Fields {
    fn write(self, app: &App, op: Op) -> Op {
        op.set_if("number", self.number).set_if("day", given_day(self.on.as_ref(), app)).set_if("issuer", self.issuer)
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => log::record(app, |reader| {
            let issue = find::issue(reader, &args.issue)?;
            let op = Op::create(Kind::Rule, reader.fresh_id_near(issue)).set("issue", issue).set("title", args.title);
            Ok([args.fields.write(app, op)])
        }),
        Command::List(args) => {
            let found = app.look(|reader| find::members(reader, &Kind::Rule, args.issue.as_ref()))?;
            let found: Vec<Rule> = found
                .into_iter()
                .map(|member| Rule {
                    name: member.name(),
                    title: member.row.owned("title").unwrap_or_default(),
                    number: member.row.owned("number"),
                    day: member.row.day("day"),
                    issuer: member.row.owned("issuer"),
                    issue: member.issue,
                })
                .collect();
            show::list(app, &found, |words| render::records::rules(&found, words))
        }
        Command::Set(args) => log::record(app, |reader| {
            let rule = find::member(reader, &Kind::Rule, "title", &args.rule)?;
            Ok([args.fields.write(app, Op::on(Kind::Rule, rule.id).set_if("title", args.title))])
        }),
        Command::Void(args) => {
            super::strike_out(app, Kind::Rule, |reader| Ok(find::member(reader, &Kind::Rule, "title", &args.rule)?.id))
        }
    }
}
