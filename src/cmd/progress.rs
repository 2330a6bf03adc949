//! `duban progress …`: what was reported of an issue, day by day.

use super::args::{Day, Given, IssueName, ReturnName, day, day_given, issue_name, return_name, text_given};
use super::issue::set::restage;
use super::owners::Owners;
use super::{find, log, show};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::domain::issue::{self, Closing, Stage};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::axes::{self, StageWord};
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::ledger;
use crate::store::query::rows::{self, Row};
use crate::view::records::Progress;
use chrono::NaiveDate;

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
    #[command(flatten)]
    fields: Fields,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    #[arg(long, value_name = "STAGE", value_parser = axes::stage)]
    stage: Option<StageWord>,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Day>,
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "RETURN", value_parser = return_name)]
    progress: ReturnName,
    #[command(flatten)]
    fields: Fields,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    on: Option<Given<Day>>,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "RETURN", value_parser = return_name)]
    progress: ReturnName,
}

#[derive(clap::Args, Debug)]
struct Fields {
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    percent: Option<Given<i64>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    text: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    next: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    obstacle: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    help_needed: Option<Given<String>>,
    #[arg(long, value_name = "NAME", value_parser = text_given)]
    unit: Option<Given<String>>,
}

fn percent(text: &str) -> Result<Given<i64>, Said> {
    if text.trim().is_empty() { Ok(Given::Nothing) } else { issue::percent(text).map(Given::Some) }
}

impl Fields {
    fn write(&self, op: Op) -> Op {
        op.set_if("percent", self.percent.clone())
            .set_if("text", self.text.clone())
            .set_if("next_step", self.next.clone())
            .set_if("obstacle", self.obstacle.clone())
            .set_if("help_needed", self.help_needed.clone())
    }

    /// The unit that reports, with the op that makes it where nobody has its name yet, which is news; `Some(None)`
    /// empties it.
    fn unit(
        &self,
        app: &App,
        reader: &Reader,
        news: &mut Vec<Said>,
    ) -> Result<(Option<Option<Id>>, Option<Op>), Error> {
        Ok(match &self.unit {
            None => (None, None),
            Some(Given::Nothing) => (Some(None), None),
            Some(Given::Some(name)) => {
                let mut owners = Owners::load(reader)?;
                let (id, op) = owners.named(name, None, || reader.fresh_id());
                news.extend(owners.news(app));
                (Some(Some(id)), op)
            }
        })
    }

    fn says_anything(&self) -> bool {
        let texts = [&self.text, &self.next, &self.obstacle, &self.help_needed];
        matches!(self.percent, Some(Given::Some(_))) || texts.iter().any(|text| matches!(text, Some(Given::Some(_))))
    }
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => add(app, &args),
        Command::List(args) => {
            let since = args.since.as_ref().map(|day| day.meant(app));
            let returns = app.look(|reader| list(reader, args.issue.as_ref(), since))?;
            show::list(app, &returns, |words| render::records::progress(&returns, words))
        }
        Command::Set(args) => set(app, &args),
        Command::Void(args) => {
            super::strike_out(app, Kind::Progress, |reader| Ok(named(app, reader, &args.progress)?.id))
        }
    }
}

fn add(app: &App, args: &AddArgs) -> Result<(), Error> {
    if !args.fields.says_anything() {
        return Err(Error::Usage(say!("progress-empty")));
    }
    let on = args.on.as_ref().map_or(app.clock.today, |day| day.meant(app));
    issue::may_report(on, app.clock.today).map_err(Error::Rule)?;
    let mut notes = Vec::new();
    log::record(app, |reader| {
        let id = find::issue(reader, &args.issue)?;
        let before = ledger::issue(reader, id)?.expect("it was just found");
        let (unit, new) = args.fields.unit(app, reader, &mut notes)?;
        let mut taken = rows::of_issue(reader, &Kind::Progress, id)?;
        taken.retain(|row| row.day("day") == Some(on));
        if taken.iter().any(|row| row.link("unit") == unit.flatten()) {
            return Err(Error::Rule(already(reader, args, on, unit.flatten(), taken.len())?));
        }
        let earlier = before.latest.as_ref().filter(|latest| latest.day <= on).and_then(|latest| latest.percent);
        if let (Some(from), Some(Given::Some(to))) = (earlier, &args.fields.percent)
            && *to < from
        {
            notes.push(say!("percent-down", number = &before.number, from = from, to = *to));
        }
        if before.closing == Closing::Closed {
            notes.push(say!("progress-closed", number = &before.number));
        }
        if before.stage == Stage::NotStarted && args.stage.is_none() {
            notes.push(say!("progress-not-started", number = &before.number));
        }
        let fresh = reader.fresh_id_near(id);
        let record = taken.iter().map(|row| row.id).max().map_or(fresh, |last| fresh.beyond(last));
        let op = Op::create(Kind::Progress, record).set("issue", id).set("day", on);
        let op = args.fields.write(op).set_if("unit", unit);
        let stage = args.stage.as_ref().map(|word| restage(Op::on(Kind::Issue, id), Some(&before), word, None, on));
        Ok(new.into_iter().chain(stage.transpose()?).chain([op]))
    })?;
    app.note_all(&notes);
    Ok(())
}

/// Says that a unit, or nobody in particular, has reported on that day, and what that return is called.
fn already(reader: &Reader, args: &AddArgs, on: NaiveDate, unit: Option<Id>, that_day: usize) -> Result<Said, Error> {
    let (owners, number) = (Owners::load(reader)?, args.issue.to_string());
    let unit = unit.map(|unit| owners.name(unit));
    let name = if that_day > 1 { return_of(&number, on, unit) } else { format!("{number}@{on}") };
    Ok(match unit {
        Some(unit) => say!("progress-day-taken", unit = unit, number = number, day = on, name = name),
        None => say!("progress-day-taken-bare", number = number, day = on, name = name),
    })
}

/// What a return is called where there are several on one day; one of no unit ends with the mark.
fn return_of(number: &str, day: NaiveDate, unit: Option<&str>) -> String {
    format!("{number}@{day}@{}", unit.unwrap_or_default())
}

fn set(app: &App, args: &SetArgs) -> Result<(), Error> {
    let mut news = Vec::new();
    log::record(app, |reader| {
        let row = named(app, reader, &args.progress)?;
        let (unit, new) = args.fields.unit(app, reader, &mut news)?;
        let on = args.on.clone().and_then(Given::some).map(|day| day.meant(app));
        if let Some(on) = on {
            issue::may_report(on, app.clock.today).map_err(Error::Rule)?;
        }
        let op = args.fields.write(Op::on(Kind::Progress, row.id)).set_if("unit", unit).set_if("day", on);
        Ok(new.into_iter().chain([op]))
    })?;
    app.note_all(&news);
    Ok(())
}

/// The return of this name.
fn named(app: &App, reader: &Reader, name: &ReturnName) -> Result<Row, Error> {
    let (number, day) = (name.issue.to_string(), name.day.meant(app));
    let id = find::issue(reader, &name.issue)?;
    let mut rows = rows::of_issue(reader, &Kind::Progress, id)?;
    let days: Vec<String> = rows.iter().filter_map(|row| row.owned("day")).collect();
    rows.retain(|row| row.day("day") == Some(day));
    if let Some(unit) = &name.unit {
        let owners = Owners::load(reader)?;
        let unit = if unit.is_empty() { None } else { Some(owners.must_find(unit)?) };
        rows.retain(|row| row.link("unit").map(|id| owners.resolve(id)) == unit);
    }
    match (rows.pop(), rows.pop()) {
        (Some(row), None) => Ok(row),
        (Some(one), Some(other)) => {
            let owners = Owners::load(reader)?;
            let names = rows.iter().chain([&other, &one]).map(|row| {
                let unit = row.link("unit").map(|unit| owners.name(owners.resolve(unit)));
                return_of(&number, day, unit)
            });
            let names = names.collect::<Vec<String>>();
            Err(Error::Usage(say!("progress-several", number = number, day = day, names = names)))
        }
        _ if days.is_empty() => Err(Error::Usage(say!("progress-none", number = number))),
        _ => Err(Error::Usage(say!("progress-unknown", number = number, day = day, days = days))),
    }
}

fn list(reader: &Reader, issue: Option<&IssueName>, since: Option<NaiveDate>) -> Result<Vec<Progress>, Error> {
    let owners = Owners::load(reader)?;
    let members = find::members(reader, &Kind::Progress, issue)?.into_iter();
    let wanted =
        members.filter(|member| since.is_none_or(|since| member.row.day("day").is_some_and(|day| day >= since)));
    Ok(wanted
        .map(|member| {
            let row = member.row;
            Progress {
                name: format!("{}@{}", member.issue, row.text("day").unwrap_or_default()),
                issue: member.issue,
                day: row.day("day"),
                percent: row.int("percent"),
                text: row.owned("text"),
                next_step: row.owned("next_step"),
                obstacle: row.owned("obstacle"),
                help_needed: row.owned("help_needed"),
                unit: row.link("unit").map(|unit| owners.name(owners.resolve(unit)).to_owned()),
            }
        })
        .collect())
}
