//! `duban indicator …`: figures of an issue: 17 of 19, 66.57 万元, 101 人次.

use super::args::{Day, Given, IssueName, MemberName, day_given, given_day, issue_name, member_name, text, text_given};
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::indicator;
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::amounts::{Amount, amount};
use crate::render;
use crate::store::query::rows::Row;
use crate::view::records::Indicator;

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
    #[arg(long, value_name = "NAME", value_parser = text)]
    name: String,
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
    indicator: MemberName,
    #[arg(long, value_name = "NAME", value_parser = text)]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    indicator: MemberName,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "AMOUNT", value_parser = amount_given)]
    value: Option<Given<Amount>>,
    #[arg(long, value_name = "AMOUNT", value_parser = amount_given)]
    total: Option<Given<Amount>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    unit: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    qualifier: Option<Given<String>>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    on: Option<Given<Day>>,
}

fn amount_given(text: &str) -> Result<Given<Amount>, Said> {
    if text.trim().is_empty() { Ok(Given::Nothing) } else { amount(text).map(Given::Some) }
}

impl Fields {
    /// The writes, and the rule that a part is not more than its whole; what is not given stands in `before`.
    fn write(&self, app: &App, op: Op, before: Option<&Row>) -> Result<Op, Error> {
        let figure = |given: &Option<Given<Amount>>| {
            given.as_ref().map(|given| given.clone().some().map(|amount| amount.value.to_string()))
        };
        let (value, total) = (figure(&self.value), figure(&self.total));
        let standing = |new: &Option<Option<String>>, field: &str| match new {
            Some(new) => new.clone(),
            None => before.and_then(|row| row.owned(field)),
        };
        let (part, whole) = (standing(&value, "value"), standing(&total, "total"));
        indicator::fits(part.as_deref(), whole.as_deref()).map_err(Error::Rule)?;
        // a unit or 余 that stands with the figure counts where none is given beside it
        let amounts = [&self.value, &self.total];
        let amounts = amounts.into_iter().flatten().filter_map(|given| given.clone().some());
        let unit = amounts.clone().map(|amount| amount.unit).find(|unit| !unit.is_empty()).map(Given::Some);
        let qualifier = match &self.value {
            Some(Given::Some(amount)) => amount.qualifier.clone().map(Given::Some),
            _ => None,
        };
        Ok(op
            .set_if("value", value)
            .set_if("total", total)
            .set_if("unit", self.unit.clone().or(unit))
            .set_if("qualifier", self.qualifier.clone().or(qualifier))
            .set_if("day", given_day(self.on.as_ref(), app)))
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => log::record(app, |reader| {
            let issue = find::issue(reader, &args.issue)?;
            let op =
                Op::create(Kind::Indicator, reader.fresh_id_near(issue)).set("issue", issue).set("name", args.name);
            let op = if args.fields.on.is_none() { op.set("day", app.clock.today) } else { op };
            Ok([args.fields.write(app, op, None)?])
        }),
        Command::List(args) => {
            let found = app.look(|reader| find::members(reader, &Kind::Indicator, args.issue.as_ref()))?;
            let found: Vec<Indicator> = found
                .into_iter()
                .map(|member| Indicator {
                    name: member.name(),
                    counted: member.row.owned("name").unwrap_or_default(),
                    value: member.row.owned("value"),
                    total: member.row.owned("total"),
                    unit: member.row.owned("unit"),
                    qualifier: member.row.owned("qualifier"),
                    day: member.row.day("day"),
                    text: member.row.owned("text"),
                    issue: member.issue,
                })
                .collect();
            show::list(app, &found, |words| render::records::indicators(&found, words))
        }
        Command::Set(args) => log::record(app, |reader| {
            let row = find::member(reader, &Kind::Indicator, "name", &args.indicator)?;
            let op = Op::on(Kind::Indicator, row.id).set_if("name", args.name);
            Ok([args.fields.write(app, op, Some(&row))?])
        }),
        Command::Void(args) => super::strike_out(app, Kind::Indicator, |reader| {
            Ok(find::member(reader, &Kind::Indicator, "name", &args.indicator)?.id)
        }),
    }
}
