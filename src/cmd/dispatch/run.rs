//! `duban dispatch run`: what a person would do on a dispatch morning, once: open the round, send it, remind the silent.

use super::rounds::{self, Round};
use super::{open, send};
use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::{settings, show};
use crate::domain::calendar::week_start;
use crate::domain::delivery::Purpose;
use crate::domain::id::Id;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::view::letter::Sent;
use chrono::{NaiveDate, Weekday};
use std::cell::OnceCell;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long)]
    if_due: bool,
}

/// Something that is due this morning.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Due {
    /// The round of this week.
    Open,
    /// The round is open, and some of its messages have not gone out.
    Send,
    /// The limit of a round has passed, and some units have not been told so.
    Chase(i64),
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    if app.as_of.is_some() {
        return Err(Error::Usage(say!("as-of-writes")));
    }
    let due = app.look(|reader| due(app, reader))?;
    if due.is_empty() && !args.if_due {
        app.note(&say!("run-nothing"));
    }
    // what fails of one thing keeps nobody from the next
    let done: Vec<Result<(), Error>> = due.iter().map(|due| act(app, due)).collect();
    done.into_iter().collect()
}

fn act(app: &App, due: &Due) -> Result<(), Error> {
    match due {
        Due::Open => {
            let opened = open::open(app, week_start(app.clock.today), false)?;
            app.out.data(&show::text(app, &render::round::opened(&opened, app.words)))?;
            if app.dry_run {
                return Ok(());
            }
            go(app, send::everything(None), Purpose::Ask)
        }
        Due::Send => go(app, send::everything(None), Purpose::Ask),
        Due::Chase(round) => go(app, send::everything(Some(*round)), Purpose::Chase),
    }
}

/// Sends, and prints what a cron mail should say; a round that is opened where no channel is set up is no failure.
fn go(app: &App, args: send::Args, purpose: Purpose) -> Result<(), Error> {
    if !is_set_up(app) {
        app.note(&say!("run-no-channel"));
        return Ok(());
    }
    let sent: Sent = match send::send(app, &args, purpose) {
        Err(Error::World(said)) if said.key == "send-busy" => return Ok(()), // another morning's job is at it
        sent => sent?,
    };
    app.out.data(&show::text(app, &render::letter::sent(&sent, app.words)))?;
    send::told(&sent)
}

fn is_set_up(app: &App) -> bool {
    app.notify.kinds().iter().any(|kind| *kind != crate::notify::Kind::Stdout)
}

/// Decides by the calendar of the office: on working days alone, from the dispatch day of the week on, so that a day that was
/// missed is caught up on the next; weeks that have gone by are not.
///
/// What was not returned is called to mind before the next round goes out. A round opened ahead for next week changes
/// nothing for this one, but an older round is never opened beside it.
fn due(app: &App, reader: &Reader) -> Result<Vec<Due>, Error> {
    let today = app.clock.today;
    let calendar = settings::calendar(reader)?;
    let rounds = rounds::all(reader)?;
    let set_back = rounds.iter().any(|round| round.opened_on.is_some_and(|day| day > today));
    if set_back || !calendar.is_working(today) {
        return Ok(Vec::new());
    }
    let owners = OnceCell::new();
    let owners = || match owners.get() {
        Some(owners) => Ok::<_, Error>(owners),
        None => Owners::load(reader).map(|loaded| owners.get_or_init(|| loaded)),
    };
    let mut due = Vec::new();
    let over = rounds.iter().rev().find(|round| is_over(app, round, today));
    if let Some(round) = over.filter(|round| is_set_up(app) && (today - round.return_by).num_days() <= LATEST_CHASE) {
        let missing: Vec<Id> = rounds::missing(reader, owners()?, round)?;
        if rounds::unsent(reader, round, &kinds(app), Purpose::Chase, &missing)? {
            due.push(Due::Chase(round.number));
        }
    }
    let monday = week_start(today);
    let weekday = weekday(settings::load(reader)?.number("dispatch.weekday"));
    if calendar.dispatch_day(monday, weekday).is_none_or(|day| day > today) {
        return Ok(due);
    }
    match rounds.iter().find(|round| round.week == monday) {
        None if rounds.iter().all(|round| round.week < monday) => due.push(Due::Open),
        Some(round) if is_set_up(app) && round.closed_on.is_none() => {
            let asked = rounds::asked(reader, owners()?, round.id)?;
            if rounds::unsent(reader, round, &kinds(app), Purpose::Ask, &asked)? {
                due.push(Due::Send);
            }
        }
        _ => {}
    }
    Ok(due)
}

/// A reminder of something this many days past would be about another week.
const LATEST_CHASE: i64 = 7;

fn is_over(app: &App, round: &Round, today: NaiveDate) -> bool {
    round.closed_on.is_none() && round.return_by <= today && round.is_over(app.clock.at)
}

fn kinds(app: &App) -> Vec<&'static str> {
    app.notify.kinds().into_iter().map(crate::notify::Kind::name).filter(|name| *name != "stdout").collect()
}

/// 1 for Monday to 7 for Sunday.
fn weekday(number: i64) -> Weekday {
    u8::try_from(number - 1).ok().and_then(|day| Weekday::try_from(day).ok()).unwrap_or(Weekday::Mon)
}
