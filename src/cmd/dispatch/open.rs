//! `duban dispatch open`: number the round of the week and lay down what it asks of whom.

use super::rounds;
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::{settings, show};
use crate::domain::calendar::{Calendar, week_start};
use crate::domain::change::{Kind, Op};
use crate::domain::dispatch::{self, Category, Filter};
use crate::domain::id::Id;
use crate::domain::ledger::Ledger;
use crate::domain::round::{ask_id, asked, return_by, round_id};
use crate::domain::standing::Standing;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::{ledger, rows};
use crate::view::round::Opened;
use chrono::{Days, NaiveDate};
use std::collections::{HashMap, HashSet};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "DAY", value_parser = crate::cmd::args::whole_day)]
    week: Option<NaiveDate>,
    #[arg(long)]
    reopen: bool,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let monday = week_start(args.week.unwrap_or(app.clock.today));
    let opened = open(app, monday, args.reopen)?;
    app.out.note(&show::text(app, &render::round::opened(&opened, app.words)));
    Ok(())
}

/// Opens the round of a week, or adds what is new since it was opened.
pub fn open(app: &App, monday: NaiveDate, reopen: bool) -> Result<Opened, Error> {
    let today = app.clock.today;
    if monday > week_start(today) + Days::new(7) {
        return Err(Error::Rule(say!("round-far-ahead", week = monday, today = today)));
    }
    let mut told = None;
    app.record(|reader| {
        let known = rounds::all(reader)?;
        let id = round_id(monday);
        let before = known.iter().find(|round| round.id == id).cloned();
        if let Some(closed) = before.as_ref().and_then(|round| round.closed_on).filter(|_| !reopen) {
            let number = before.as_ref().map_or(0, |round| round.number);
            return Err(Error::Rule(say!("round-closed", number = number, day = closed)));
        }
        let (mut ops, nobody) = asks(app, reader, id)?;
        let settings = settings::load(reader)?;
        let hour = settings.text("return.hour").to_owned();
        let (due, hour) = match &before {
            Some(round) => (round.return_by, round.return_hour.clone()),
            None => {
                let due = return_by(monday, settings.number("return.weekday"), today, &settings::calendar(reader)?);
                let numbers = rows::all_with_void(reader, &Kind::Round)?;
                let number = numbers.iter().filter_map(|row| row.int("number")).max().unwrap_or(0) + 1;
                let op = Op::on(Kind::Round, id)
                    .set("number", number)
                    .set("week", monday)
                    .set("opened_on", today)
                    .set("opened_by", app.author.as_str())
                    .set("return_by", due)
                    .set("return_hour", hour.as_str());
                ops.insert(0, op);
                (due, Some(hour))
            }
        };
        if before.as_ref().is_some_and(|round| round.closed_on.is_some()) {
            ops.push(Op::on(Kind::Round, id).set("closed_on", crate::domain::change::Value::Null));
        }
        told = Some((before.map(|round| round.number), ops.len(), nobody, due, hour));
        Ok(ops)
    })?;
    let (before, ops, nobody, return_by, return_hour) = told.expect("it was decided");
    let state = app.store(crate::store::Mode::Read)?.read(|reader| {
        let round = rounds::all(reader)?.into_iter().find(|round| round.week == monday);
        let units = round.as_ref().map(|round| rounds::units(reader, round, app.clock.at)).transpose()?;
        Ok::<_, Error>((round, units.unwrap_or_default()))
    })?;
    let (round, units) = state;
    Ok(Opened {
        number: round.as_ref().map(|round| round.number),
        week: monday,
        return_by,
        return_hour,
        again: before.is_some(),
        added: ops.saturating_sub(usize::from(before.is_none())),
        units: units.len(),
        asked: units.iter().map(|unit| unit.asked).sum(),
        nobody,
        dry_run: app.dry_run,
    })
}

/// What the round asks that it has not asked yet, and the numbers of issues that nobody can be asked about.
fn asks(app: &App, reader: &Reader, round: Id) -> Result<(Vec<Op>, Vec<String>), Error> {
    let mut ledger = ledger::ledger(reader)?;
    ledger.name_in_full();
    let standing = Standing::new(&ledger);
    let owners = Owners::load(reader)?;
    let reasons = reasons(app, &ledger, &settings::calendar(reader)?);
    let known: HashSet<Id> = rows::of_round(reader, &Kind::Ask, round)?.iter().map(|row| row.id).collect();
    let (mut ops, mut nobody) = (Vec::new(), Vec::new());
    for (position, (place, units)) in (0_i64..).zip(asked(&ledger, &standing)) {
        let issue = &ledger.issues[place];
        if units.is_empty() {
            nobody.push(issue.number.clone());
        }
        for unit in units {
            let Some(unit) = owners.find(unit) else { continue };
            let id = ask_id(round, issue.id, unit);
            if known.contains(&id) {
                continue;
            }
            let latest = issue.latest.as_ref();
            let op = Op::on(Kind::Ask, id)
                .set("round", round)
                .set("issue", issue.id)
                .set("unit", unit)
                .set("position", position)
                .set_if("percent", latest.and_then(|latest| latest.percent))
                .set_if("text", latest.and_then(|latest| latest.text.clone()))
                .set_if("due", standing.limit(place))
                .set_if("why", reasons.get(&issue.id).cloned());
            ops.push(op);
        }
    }
    Ok((ops, nobody))
}

/// For each issue, why the dispatch of the day calls it: `overdue,silent`.
fn reasons(app: &App, ledger: &Ledger, calendar: &Calendar) -> HashMap<Id, String> {
    let dispatch = dispatch::dispatch(ledger, app.clock.today, calendar, Filter::default());
    let mut reasons: HashMap<Id, Vec<&'static str>> = HashMap::new();
    for group in &dispatch.leaders {
        for category in Category::ALL {
            for item in group.list(category).map(|item| &dispatch.items[item]).filter(|item| item.milestone.is_none()) {
                let names = reasons.entry(item.issue.id).or_default();
                if !names.contains(&category.name()) {
                    names.push(category.name());
                }
            }
        }
    }
    reasons.into_iter().map(|(issue, names)| (issue, names.join(","))).collect()
}
