//! `duban dispatch run`: what a person would do on a dispatch morning, once: open the round, send it, remind the silent.

use super::rounds::{self, Round};
use super::{open, send};
use crate::app::App;
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

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(long)]
    if_due: bool,
}

/// What is due this morning.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Due {
    /// Nothing.
    Nothing,
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
    match app.look(|reader| due(app, reader))? {
        Due::Nothing if args.if_due => Ok(()),
        Due::Nothing => {
            app.note(&say!("run-nothing"));
            Ok(())
        }
        Due::Open => {
            let opened = open::open(app, week_start(app.clock.today), false)?;
            app.out.data(&show::text(app, &render::round::opened(&opened, app.words)))?;
            if app.dry_run {
                return Ok(());
            }
            go(app, send::everything(None), Purpose::Ask)
        }
        Due::Send => go(app, send::everything(None), Purpose::Ask),
        Due::Chase(round) => go(app, send::everything(Some(round)), Purpose::Chase),
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
fn due(app: &App, reader: &Reader) -> Result<Due, Error> {
    let today = app.clock.today;
    let calendar = settings::calendar(reader)?;
    if !calendar.is_working(today) {
        return Ok(Due::Nothing);
    }
    let monday = week_start(today);
    let rounds = rounds::all(reader)?;
    if rounds.iter().any(|round| round.week > monday) {
        return Ok(Due::Nothing); // the clock was set back, or next week's round was opened ahead
    }
    let weekday = weekday(settings::load(reader)?.number("dispatch.weekday"));
    let dispatched = calendar.dispatch_day(monday, weekday).is_some_and(|day| day <= today);
    let this_week = rounds.iter().find(|round| round.week == monday);
    if this_week.is_none() && dispatched {
        return Ok(Due::Open);
    }
    if !is_set_up(app) {
        return Ok(Due::Nothing);
    }
    if let Some(round) = this_week.filter(|round| round.closed_on.is_none())
        && dispatched
        && rounds::unsent(reader, round, &kinds(app), Purpose::Ask, None)?
    {
        return Ok(Due::Send);
    }
    let over = rounds.iter().rev().find(|round| is_over(app, round, today));
    if let Some(round) = over.filter(|round| (today - round.return_by).num_days() <= LATEST_CHASE) {
        let owners = crate::cmd::owners::Owners::load(reader)?;
        let missing: Vec<Id> = rounds::missing(reader, &owners, round)?;
        if !missing.is_empty() && rounds::unsent(reader, round, &kinds(app), Purpose::Chase, Some(&missing))? {
            return Ok(Due::Chase(round.number));
        }
    }
    Ok(Due::Nothing)
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
