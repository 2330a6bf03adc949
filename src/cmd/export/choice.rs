//! What goes into an export: which columns, which position, which names to choose from.

use crate::app::App;
use crate::cmd::settings::Profile;
use crate::domain::change::Kind;
use crate::domain::column::Column;
use crate::domain::issue::Role;
use crate::domain::ledger::Ledger;
use crate::error::Error;
use crate::i18n::Words;
use crate::say;
use crate::sheet::columns::{self, Choice};
use crate::sheet::ledger::{Choices, usual};
use crate::store::Reader;
use crate::store::query::rows;
use std::collections::BTreeSet;

/// How many digits of an entry's id name it in a key.
const BASE_DIGITS: usize = 12;

/// The columns with what stands above each: those that are named, else all.
///
/// Another order and other headings, as a sender has them, come in here.
pub fn columns(words: &Words, asked: Option<&str>, ledger: &Ledger) -> Result<Vec<(String, Column)>, Error> {
    let all = usual(&ledger.issues);
    let chosen = match asked {
        None => all,
        Some(asked) => named(words, asked, &all)?,
    };
    let headed = |column: Column| (columns::heading(&column, words.lang()).into_owned(), column);
    Ok(chosen.into_iter().map(headed).collect())
}

fn named(words: &Words, asked: &str, all: &[Column]) -> Result<Vec<Column>, Error> {
    let mut chosen: Vec<Column> = Vec::new();
    for name in asked.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        let by_name = all.iter().find(|column| column.name() == name).cloned();
        let by_heading = || columns::named(name).filter(|column| all.contains(column));
        let Some(column) = by_name.or_else(by_heading) else {
            let known: Vec<String> =
                all.iter().map(|known| columns::heading(known, words.lang()).into_owned()).collect();
            return Err(Error::Usage(say!("export-column-unknown", found = name, known = known)));
        };
        if chosen.contains(&column) {
            return Err(Error::Usage(say!("export-column-twice", found = name)));
        }
        chosen.push(column);
    }
    if chosen.is_empty() { Err(Error::Usage(say!("arg-empty"))) } else { Ok(chosen) }
}

/// The position that the sheet is exported at: on what comes back, every cell is held against it.
pub fn base(app: &App, reader: &Reader) -> Result<String, Error> {
    let position = match app.as_of {
        Some(day) => reader.position_on(day)?.ok_or_else(|| Error::Rule(say!("export-as-of", day = day)))?,
        None => reader.position()?,
    };
    let base: Vec<String> = position.iter().map(|id| id.to_string()[..BASE_DIGITS].to_owned()).collect();
    Ok(base.join("+"))
}

/// The names to choose from: everybody that the ledger knows, by name.
pub fn choices(reader: &Reader, ledger: &Ledger) -> Result<Choices, Error> {
    let (mut people, mut units) = (BTreeSet::new(), BTreeSet::new());
    for (role, name) in ledger.issues.iter().flat_map(|issue| &issue.duties) {
        let of = match role {
            Role::LeadLeader | Role::Leader | Role::Contact | Role::Supervisor => &mut people,
            Role::LeadUnit | Role::Unit | Role::Support | Role::Team => &mut units,
        };
        if !of.contains(&**name) {
            of.insert(name.to_string());
        }
    }
    for owner in rows::all(reader, &Kind::Owner)? {
        let (Some(name), None) = (owner.text("name"), owner.link("alias_of")) else { continue };
        match owner.yes("person") {
            Some(true) => people.insert(name.to_string()),
            Some(false) => units.insert(name.to_string()),
            None => false,
        };
    }
    Ok(Choices {
        areas: ledger.areas.iter().map(|area| area.title.clone()).collect(),
        people: people.into_iter().collect(),
        units: units.into_iter().collect(),
    })
}

/// The columns of a sender's form, under its own headings and in its order.
///
/// A heading of two things (整改牵头部门/负责人) becomes two usual columns: put together, nothing could tell later what
/// somebody took out of it.
pub fn of_form(form: Profile, words: &Words) -> Vec<(String, Column)> {
    let columns = form.columns.into_iter().flat_map(|(heading, choice)| match (choice, columns::two(&heading)) {
        (Choice::Ignore, _) => Vec::new(),
        (Choice::Own, _) => vec![(heading.clone(), Column::Extra(heading))],
        (Choice::As(a), Some((first, second))) if a == first => {
            let usual = |column: Column| (columns::heading(&column, words.lang()).into_owned(), column);
            let beside = second.unwrap_or(Column::Extra(heading));
            vec![usual(a), usual(beside)]
        }
        (Choice::Share, _) => vec![(heading, Column::Percent)],
        (Choice::As(column), _) => vec![(heading, column)],
    });
    columns.collect()
}
