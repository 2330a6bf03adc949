//! `duban dispatch` by itself: the week, by responsible leader and by unit.

use super::{rounds, status};
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::paper::{self, Ending};
use crate::cmd::{directive, note_entered_later, notice, settings, show};
use crate::domain::calendar::week_start;
use crate::domain::change::Kind;
use crate::domain::dispatch::{self, Filter};
use crate::domain::endings::{self, Endings};
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::lamp::LampRule;
use crate::domain::ledger::Ledger;
use crate::domain::pace::PaceRule;
use crate::domain::setting::Settings;
use crate::domain::standing::{LEADERS, Standing, UNITS, names};
use crate::error::Error;
use crate::render;
use crate::store::Reader;
use crate::store::query::{endings as query, ledger, round as asks, rows};
use crate::view::records::{Directive, Notice};
use crate::view::round::Unit;
use crate::view::weekly::{Application, Beside, Recheck, Round, Weekly};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    // the week as it stood on its day: what was entered later is for later weeks
    let (mut ledger, calendar, settings, lead, unit, orders, answers, endings) = app.look_at(app.day(), |reader| {
        let lead = canonical(reader, args.lead.as_deref())?;
        let unit = canonical(reader, args.unit.as_deref())?;
        let orders = orders(app, reader, &[&lead, &unit])?;
        let answers = answers(app, reader, &[&lead, &unit])?;
        let endings = query::endings(reader)?;
        let (calendar, settings) = (settings::calendar(reader)?, settings::load(reader)?);
        Ok((ledger::brief(reader)?, calendar, settings, lead, unit, orders, answers, endings))
    })?;
    ledger.name_in_full();
    if ledger.issues.is_empty() {
        note_entered_later(app, app.day())?;
    }
    let filter = Filter { lead: lead.as_deref(), unit: unit.as_deref() };
    let dispatch = dispatch::dispatch(&ledger, app.day(), &calendar, filter);
    let beside = Beside { before: answers.before, lamps: lamps(&ledger, &settings, app.day()) };
    let mut weekly = Weekly::beside(&dispatch, filter, &beside);
    (weekly.directives, weekly.notices) = orders;
    (weekly.round, weekly.silence) = (answers.round, answers.silence);
    offices(&mut weekly, &ledger, &endings, filter);
    let page = |words: &_| render::weekly::page(&weekly, words);
    let Some(output) = &args.output else { return show::one(app, &weekly, page) };
    paper::put(app, output, &weekly, page, |ending| match ending {
        Ending::Docx => {
            let office = app.look(|reader| paper::office(reader, "office.rectification"))?;
            let template = if lead.is_some() { "leader" } else { "dispatch" };
            let decimals = settings.number("figures.decimals");
            paper::document(app, template, &weekly, [("office", office.into()), ("decimals", decimals.into())])
                .map(Some)
        }
        _ => Ok(None),
    })
}

/// The lamps of the issues, where the place has lamps of its own.
fn lamps(ledger: &Ledger, settings: &Settings, day: NaiveDate) -> HashMap<Id, &'static str> {
    if !settings.has_own("lamp.") {
        return HashMap::new();
    }
    let (pace, rule, standing) = (PaceRule::of(settings), LampRule::of(settings), Standing::new(ledger));
    let lit = ledger.issues.iter().enumerate().filter_map(|(place, issue)| {
        let lamp = standing.lamp(place, standing.pace(place, &pace, day), &rule, day)?;
        Some((issue.id, lamp.name()))
    });
    lit.collect()
}

/// How the round of the week stands.
#[derive(Default)]
struct Answers {
    /// The percent that each issue had when the round of this very week was opened.
    before: HashMap<Id, i64>,
    round: Option<Round>,
    silence: Vec<Unit>,
}

/// How the newest round up to this week stands; only of the owners asked for, if any.
fn answers(app: &App, reader: &Reader, only: &[&Option<String>]) -> Result<Answers, Error> {
    let monday = week_start(app.day());
    let Some(round) = rounds::all(reader)?.into_iter().rfind(|round| round.week <= monday) else {
        return Ok(Answers::default());
    };
    let mut before = HashMap::new();
    if round.week == monday {
        before.extend(asks::percents(reader, round.id)?);
    }
    let mut units = status::status(app, reader, &round)?.units;
    let (count, missing) = (units.len(), units.iter().filter(|unit| unit.state == "missing").count());
    units.retain(|unit| {
        unit.step.is_some() && only.iter().all(|only| only.as_ref().is_none_or(|only| *only == unit.unit))
    });
    let line = Round {
        number: round.number,
        return_by: round.return_by,
        return_hour: round.return_hour,
        units: count,
        missing,
    };
    Ok(Answers { before, round: Some(line), silence: units })
}

/// What waits for the offices: applications to be checked or struck off, and what is to be looked at again.
fn offices<'a>(weekly: &mut Weekly<'a>, ledger: &'a Ledger, endings: &'a Endings, filter: Filter) {
    let waiting = endings::waiting(ledger, endings);
    let due = endings::rechecks_due(ledger, endings, weekly.week_end);
    if waiting.is_empty() && due.is_empty() {
        return;
    }
    let standing = Standing::new(ledger);
    let places: HashMap<Id, usize> = ledger.issues.iter().enumerate().map(|(place, issue)| (issue.id, place)).collect();
    let units = |issue: &Issue| names(standing.holder(places[&issue.id], UNITS), UNITS);
    let lets_in = |issue: &Issue| {
        let led = standing.holder(places[&issue.id], LEADERS);
        filter.lead.is_none_or(|lead| names(led, LEADERS).any(|name| name == lead))
            && filter.unit.is_none_or(|unit| units(issue).any(|name| name == unit))
    };
    let day = weekly.day;
    let waiting = waiting.iter().filter(|one| lets_in(one.issue));
    weekly.applications = waiting.map(|one| Application::of(one, day)).collect();
    let due = due.into_iter().filter(|(issue, _)| lets_in(issue));
    weekly.rechecks = due
        .map(|(issue, due)| Recheck {
            number: &issue.number,
            title: &issue.title,
            units: units(issue).collect(),
            due,
            days_left: (due - day).num_days(),
        })
        .collect();
}

/// What was ordered and is not done, and the notices without an answer; only those to the owners asked for, if any.
fn orders(app: &App, reader: &Reader, only: &[&Option<String>]) -> Result<(Vec<Directive>, Vec<Notice>), Error> {
    let directives = rows::all(reader, &Kind::Directive)?;
    let notices = rows::all(reader, &Kind::Notice)?;
    if directives.is_empty() && notices.is_empty() {
        return Ok(Default::default());
    }
    let owners = Owners::load(reader)?;
    let asked = |to: &Option<String>| only.iter().all(|only| only.is_none() || *only == to);
    let mut directives = directive::shown(reader, &owners, &directives, app.day())?;
    directives.retain(|one| one.done_on.is_none_or(|done| done > app.day()) && asked(&one.to));
    directives.sort_by_key(|one| one.due.is_none_or(|due| due >= app.day())); // stable: the overdue first
    let items = rows::all(reader, &Kind::NoticeItem)?;
    let mut notices = notice::shown(reader, &owners, &notices, &items, app.day())?;
    notices.retain(|one| one.state != "answered" && one.answer_by.is_some() && asked(&one.to));
    notices.sort_by_key(|one| one.answer_by);
    Ok((directives, notices))
}

/// The name of the owner that is meant.
fn canonical(reader: &Reader, name: Option<&str>) -> Result<Option<String>, Error> {
    let Some(name) = name else { return Ok(None) };
    let owners = Owners::load(reader)?;
    Ok(Some(owners.name(owners.must_find(name)?).to_owned()))
}
