//! What a month is counted from beside the issues: documents, directives, rounds, indicators.

use super::ledger::Names;
use super::rows::{self, Row};
use crate::domain::change::Kind;
use crate::domain::figure::{Answer, Letter};
use crate::domain::id::Id;
use crate::domain::indicator::Indicator;
use crate::domain::round::{self, When};
use crate::store::{Reader, StoreError};
use chrono::NaiveDate;
use rusqlite::named_params;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The directives, in the order of their numbers.
pub fn directives(reader: &Reader, names: &Names) -> Result<Vec<Letter>, StoreError> {
    let letter = |row: Row| Letter {
        number: row.owned("number").unwrap_or_default(),
        title: row.owned("text").unwrap_or_default(),
        owner: row.link("owner").and_then(|owner| names.get(&owner).cloned()),
        given_on: row.day("given_on"),
        due: row.day("due"),
        done_on: row.day("done_on"),
    };
    Ok(rows::all(reader, &Kind::Directive)?.into_iter().map(letter).collect())
}

/// The documents that went out, by kind and number.
pub fn notices(reader: &Reader, names: &Names) -> Result<Vec<Letter>, StoreError> {
    let letter = |row: Row| Letter {
        number: row.owned("code").unwrap_or_default(),
        title: row.owned("title").or_else(|| row.owned("text")).unwrap_or_default(),
        owner: row.link("owner").and_then(|owner| names.get(&owner).cloned()),
        given_on: row.day("issued_on"),
        due: row.day("answer_by"),
        done_on: row.day("answered_on"),
    };
    Ok(rows::all(reader, &Kind::Notice)?.into_iter().map(letter).collect())
}

/// How each unit stands in the rounds whose limit lies between the two days, both included; a unit that was merged into
/// another is that one.
pub fn answers(reader: &Reader, names: &Names, from: NaiveDate, to: NaiveDate) -> Result<Vec<Answer>, StoreError> {
    let mut found = Vec::new();
    for round in rows::all(reader, &Kind::Round)? {
        let Some(return_by) = round.day("return_by").filter(|day| *day >= from && *day <= to) else { continue };
        let returns = rows::of_round(reader, &Kind::Return, round.id)?;
        let returns: FxHashMap<&Rc<str>, &Row> =
            returns.iter().filter_map(|row| Some((names.get(&row.link("unit")?)?, row))).collect();
        let limit = When { day: return_by, hour: round.text("return_hour") };
        let mut units: Vec<&Rc<str>> = asked(reader, round.id)?.iter().filter_map(|unit| names.get(unit)).collect();
        units.sort_unstable();
        units.dedup();
        for unit in units {
            let row = returns.get(unit);
            let when = row.and_then(|row| row.day("day").map(|day| When { day, hour: row.text("at") }));
            let changed = row.and_then(|row| row.int("changed")).unwrap_or_default();
            found.push(Answer {
                round: round.int("number").unwrap_or_default(),
                return_by,
                unit: Rc::clone(unit),
                state: round::state(when.map(|when| (when, changed)), limit),
                returned_on: when.map(|when| when.day),
            });
        }
    }
    Ok(found)
}

/// The units that a round asks, as they were named then.
fn asked(reader: &Reader, round: Id) -> Result<Vec<Id>, StoreError> {
    let mut stmt =
        reader.conn.prepare_cached("SELECT DISTINCT unit FROM ask WHERE round = :round AND unit IS NOT NULL")?;
    let units = stmt.query_map(named_params! { ":round": round.0 }, |row| row.get(0).map(Id))?;
    Ok(units.collect::<Result<_, _>>()?)
}

/// Every indicator with its issue, by issue.
pub fn indicators(reader: &Reader) -> Result<Vec<(Id, Indicator)>, StoreError> {
    let indicator = |row: &Row| Indicator {
        name: row.owned("name").unwrap_or_default(),
        value: row.owned("value"),
        total: row.owned("total"),
        unit: row.owned("unit"),
        qualifier: row.owned("qualifier"),
        day: row.day("day"),
        text: row.owned("text"),
    };
    let rows = rows::all(reader, &Kind::Indicator)?;
    Ok(rows.iter().filter_map(|row| Some((row.link("issue")?, indicator(row)))).collect())
}
