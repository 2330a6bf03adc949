//! The rounds of the ledger, and how its units stand in them.

use crate::app::App;
use crate::cmd::owners::Owners;
use crate::cmd::settings;
use crate::domain::change::Kind;
use crate::domain::delivery::{self, Next, Purpose, delivery_id};
use crate::domain::id::Id;
use crate::domain::notice::NoticeKind;
use crate::domain::round::{self, Ladder, State, Step, When};
use crate::domain::setting::Settings;
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::round as query;
use crate::store::query::rows::{self, Row};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// How many rounds back silence is counted: no ladder is longer.
const LOOKED_BACK: usize = 26;

/// One round.
#[derive(Debug, Clone)]
pub struct Round {
    /// The record.
    pub id: Id,
    /// Its number.
    pub number: i64,
    /// The Monday of its week.
    pub week: NaiveDate,
    /// When it was opened.
    pub opened_on: Option<NaiveDate>,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// The hour of that day.
    pub return_hour: Option<String>,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
}

impl Round {
    fn of(row: &Row) -> Option<Round> {
        let week = row.day("week")?;
        Some(Round {
            id: row.id,
            number: row.int("number").unwrap_or_default(),
            week,
            opened_on: row.day("opened_on"),
            return_by: row.day("return_by").unwrap_or(week),
            return_hour: row.owned("return_hour"),
            closed_on: row.day("closed_on"),
        })
    }

    /// By when it is to be returned.
    pub fn limit(&self) -> When<'_> {
        When { day: self.return_by, hour: self.return_hour.as_deref() }
    }

    /// Whether nothing can come back in time any more.
    pub fn is_over(&self, now: DateTime<FixedOffset>) -> bool {
        let hour = now.format("%H:%M").to_string();
        self.closed_on.is_some() || round::is_late(When { day: now.date_naive(), hour: Some(&hour) }, self.limit())
    }
}

/// Now, or the last minute of the day whose end is looked at.
pub fn now(app: &App) -> DateTime<FixedOffset> {
    let end = |day: NaiveDate| day.and_hms_opt(23, 59, 59)?.and_local_timezone(*app.clock.at.offset()).single();
    app.as_of.and_then(end).unwrap_or(app.clock.at)
}

/// Every round, the oldest first.
pub fn all(reader: &Reader) -> Result<Vec<Round>, Error> {
    Ok(rows::all(reader, &Kind::Round)?.iter().filter_map(Round::of).collect())
}

/// The round that is worked at on a day: the newest of this week or before; next week's may be open already.
pub fn current(rounds: &[Round], day: NaiveDate) -> Option<&Round> {
    rounds.iter().rfind(|round| round.week <= day).or(rounds.last())
}

/// The round of this number, or the [current](current) one.
///
/// # Errors
/// When there is none; where two offices gave a number twice, the newer round is meant.
pub fn named(app: &App, reader: &Reader, number: Option<i64>) -> Result<Round, Error> {
    let mut rounds = all(reader)?;
    let none = || Error::Usage(say!("round-none"));
    let Some(number) = number else {
        return current(&rounds, app.day()).cloned().ok_or_else(none);
    };
    let known = match &rounds[..] {
        [] => return Err(none()),
        [only] => only.number.to_string(),
        [first, .., last] => format!("{} … {}", first.number, last.number),
    };
    rounds.retain(|round| round.number == number);
    rounds.pop().ok_or_else(|| Error::Usage(say!("round-unknown", number = number, known = known)))
}

/// A unit in a round.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// How many issues it was asked about.
    pub asked: usize,
    /// How it stands.
    pub state: State,
    /// When it returned.
    pub returned_on: Option<NaiveDate>,
    /// How many rows it returned, and how many of them say something new.
    pub rows: i64,
    /// Of them, those that say something new.
    pub changed: i64,
    /// Rounds in a row without a return, up to this one if it is over.
    pub silent: usize,
    /// What that leads to.
    pub step: Option<Step>,
    /// The number of the notice with which that step was taken, or a further one, since the silence began.
    pub issued: Option<String>,
}

/// The ladder of the office.
pub fn ladder(settings: &Settings) -> Ladder {
    let rounds = |name| settings.number(name);
    Ladder { remind: rounds("ladder.reminder"), supervise: rounds("ladder.supervise"), talk: rounds("ladder.talk") }
}

/// The units that a round asks, in the order of what is asked; `now` tells which rounds are over.
pub fn units(reader: &Reader, round: &Round, now: DateTime<FixedOffset>) -> Result<Vec<Unit>, Error> {
    let owners = Owners::load(reader)?;
    let ladder = ladder(&settings::load(reader)?);
    let mut asked: Vec<(Id, i64, usize)> = Vec::new();
    let void = query::any_void(reader)?;
    for (unit, position, count) in query::asked(reader, round.id, void)? {
        let count = usize::try_from(count).unwrap_or_default();
        let unit = owners.resolve(unit);
        match asked.iter_mut().find(|(known, ..)| *known == unit) {
            Some((_, first, sum)) => (*first, *sum) = (position.min(*first), *sum + count),
            None => asked.push((unit, position, count)),
        }
    }
    asked.sort_by_key(|(unit, position, _)| (*position, *unit));
    let returns = returns(reader, &owners, round.id)?;
    let silence = silence(reader, &owners, round, (now, void))?;
    let notices = rows::all(reader, &Kind::Notice)?;
    let issued = |unit: Id, step: Step, since: NaiveDate| {
        let taken = |row: &&Row| {
            let kind = row.text("kind").and_then(NoticeKind::named);
            row.link("owner").is_some_and(|owner| owners.resolve(owner) == unit)
                && kind.is_some_and(|kind| step.is_taken(kind))
                && row.day("issued_on").is_some_and(|day| day >= since)
        };
        notices.iter().rfind(taken).and_then(|row| row.owned("code"))
    };
    Ok(asked
        .into_iter()
        .map(|(id, _, asked)| {
            let row = returns.get(&id);
            let changed = row.and_then(|row| row.int("changed")).unwrap_or_default();
            let when = row.and_then(|row| row.day("day").map(|day| When { day, hour: row.text("at") }));
            let (silent, since) = silence.get(&id).copied().unwrap_or_default();
            let step = ladder.step(silent);
            Unit {
                name: owners.name(id).to_owned(),
                asked,
                state: round::state(when.map(|when| (when, changed)), round.limit()),
                returned_on: when.map(|when| when.day),
                rows: row.and_then(|row| row.int("rows")).unwrap_or_default(),
                changed,
                silent,
                step,
                issued: step.and_then(|step| issued(id, step, since)),
            }
        })
        .collect())
}

/// What came back to a round, by unit.
pub fn returns(reader: &Reader, owners: &Owners, round: Id) -> Result<HashMap<Id, Row>, Error> {
    let rows = rows::of_round(reader, &Kind::Return, round)?;
    Ok(rows.into_iter().filter_map(|row| Some((owners.resolve(row.link("unit")?), row))).collect())
}

/// The units that a round asks, without what it asks.
pub fn asked(reader: &Reader, owners: &Owners, round: Id) -> Result<Vec<Id>, Error> {
    asked_of(reader, owners, round, query::any_void(reader)?)
}

fn asked_of(reader: &Reader, owners: &Owners, round: Id, void: bool) -> Result<Vec<Id>, Error> {
    let mut asked: Vec<Id> =
        query::asked(reader, round, void)?.into_iter().map(|(unit, ..)| owners.resolve(unit)).collect();
    asked.sort_unstable();
    asked.dedup();
    Ok(asked)
}

/// The units that have not returned a round.
pub fn missing(reader: &Reader, owners: &Owners, round: &Round) -> Result<Vec<Id>, Error> {
    let returned = returns(reader, owners, round.id)?;
    let mut units = asked(reader, owners, round.id)?;
    units.retain(|unit| !returned.contains_key(unit));
    Ok(units)
}

/// Whether one of these units has not been sent a message that can still go out by itself.
pub fn unsent(
    reader: &Reader,
    round: &Round,
    channels: &[&str],
    purpose: Purpose,
    units: &[Id],
) -> Result<bool, Error> {
    if units.is_empty() {
        return Ok(false);
    }
    let known: HashMap<Id, Option<delivery::State>> = rows::of_round(reader, &Kind::Delivery, round.id)?
        .iter()
        .map(|row| (row.id, row.text("state").and_then(delivery::State::named)))
        .collect();
    Ok(units.iter().any(|unit| {
        channels.iter().any(|channel| {
            let state = known.get(&delivery_id(round.id, *unit, channel, purpose)).copied().flatten();
            delivery::next(state, false) == Next::Send
        })
    }))
}

/// For each unit asked in a round, in how many rounds in a row it has been silent, and the Monday on which that began.
fn silence(
    reader: &Reader,
    owners: &Owners,
    round: &Round,
    (now, void): (DateTime<FixedOffset>, bool),
) -> Result<BTreeMap<Id, (usize, NaiveDate)>, Error> {
    let mut before = all(reader)?;
    before.retain(|other| other.week <= round.week && other.is_over(now));
    let mut history: BTreeMap<Id, Vec<(NaiveDate, bool)>> = BTreeMap::new();
    for round in before.iter().rev().take(LOOKED_BACK) {
        let returned = returns(reader, owners, round.id)?;
        for unit in asked_of(reader, owners, round.id, void)? {
            history.entry(unit).or_default().push((round.week, returned.contains_key(&unit)));
        }
    }
    let since = |rounds: Vec<(NaiveDate, bool)>| {
        let silent = round::silence(rounds.iter().map(|(_, returned)| *returned));
        (silent, silent.checked_sub(1).map_or_else(NaiveDate::default, |first| rounds[first].0))
    };
    Ok(history.into_iter().map(|(unit, rounds)| (unit, since(rounds))).collect())
}
