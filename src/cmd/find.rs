//! The record that an argument names.

use super::args::{IssueName, MemberName};
use crate::domain::change::{Kind, VOID, Value};
use crate::domain::id::Id;
use crate::domain::issue::by_number;
use crate::domain::ledger::Area;
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::names::key;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::store::query::{find, ledger};
use std::collections::HashMap;

/// The issue of this name.
///
/// # Errors
/// When there is none, or when several inspections have one of this number.
pub fn issue(reader: &Reader, name: &IssueName) -> Result<Id, Error> {
    let mut found = find::issues(reader, name.inspection.as_deref(), &name.number)?;
    if found.is_empty() {
        found.extend(
            Id::parse(&name.number)
                .filter(|_| name.inspection.is_none())
                .and_then(|id| find::exists(reader, id).transpose())
                .transpose()?,
        );
    }
    match found[..] {
        [id] => Ok(id),
        [] => {
            if let Some(id) = find::struck_out(reader, name.inspection.as_deref(), &name.number)?.pop()
                && let Some(said) = struck_out(reader, name, id)?
            {
                return Err(Error::Usage(said));
            }
            let mut numbers = find::numbers(reader)?;
            numbers.sort_by(|a, b| by_number(a, b));
            numbers.dedup();
            let known = match &numbers[..] {
                [] => return Err(Error::Usage(say!("issue-unknown-empty", number = name.to_string()))),
                [only] => only.clone(),
                [first, .., last] => format!("{first} … {last}"),
            };
            Err(Error::Usage(say!("issue-unknown", number = name.to_string(), known = known)))
        }
        _ => {
            let mut codes = find::codes_with(reader, &name.number)?;
            codes.dedup();
            if codes.len() == 1 {
                let keys: Vec<String> = found.iter().map(Id::to_string).collect();
                return Err(Error::Usage(say!("issue-twice", number = name.to_string(), keys = keys)));
            }
            let names: Vec<String> = codes.iter().map(|code| format!("{code}/{}", name.number)).collect();
            Err(Error::Usage(say!("issue-ambiguous", number = name.to_string(), names = names)))
        }
    }
}

/// Who struck an issue out, when and why, and how it comes back.
fn struck_out(reader: &Reader, name: &IssueName, id: Id) -> Result<Option<Said>, Error> {
    let state = reader.state(id)?;
    let heads = state.iter().filter_map(|state| state.fields.get(VOID)).flatten();
    let reason = heads.into_iter().find_map(|head| match &head.value {
        Value::Text(reason) => Some((reason.clone(), head.entry)),
        _ => None,
    });
    let Some((reason, entry)) = reason else { return Ok(None) }; // it stands by now, and did not on the day asked about
    let Some(entry) = reader.entry(entry)? else { return Ok(None) };
    let on = entry.head.at.get(..10).unwrap_or_default().to_owned();
    Ok(Some(say!(
        "issue-struck-out",
        number = name.to_string(),
        on = on,
        author = entry.head.author,
        reason = reason,
        entry = entry.id.to_string()[..12].to_owned()
    )))
}

/// The issues of these names, each once.
pub fn issues(reader: &Reader, names: &[IssueName]) -> Result<Vec<Id>, Error> {
    let mut found = Vec::new();
    for name in names {
        let id = issue(reader, name)?;
        if found.contains(&id) {
            return Err(Error::Usage(say!("issue-named-twice", number = name.to_string())));
        }
        found.push(id);
    }
    Ok(found)
}

/// The numbers in an inspection, or of issues in none.
pub fn numbers_in(reader: &Reader, inspection: Option<Id>) -> Result<Vec<(String, Id)>, Error> {
    Ok(find::numbers_in(reader, inspection)?)
}

/// The inspection of this code.
pub fn inspection(reader: &Reader, code: &str) -> Result<Id, Error> {
    let known = rows::all(reader, &Kind::Inspection)?;
    let found: Vec<&Row> = known.iter().filter(|row| key(row.text("code").unwrap_or_default()) == key(code)).collect();
    match found[..] {
        [only] => Ok(only.id),
        [] if known.is_empty() => Err(Error::Usage(say!("inspection-none", code = code))),
        [] => {
            let codes: Vec<&str> = known.iter().filter_map(|row| row.text("code")).collect();
            Err(Error::Usage(say!("inspection-unknown-of", code = code, known = codes)))
        }
        _ => Err(Error::Usage(say!("inspection-twice", code = code))),
    }
}

/// The area of this heading: all of it, its label, or a part of it that no other has.
pub fn area(reader: &Reader, title: &str, inspection: Option<Id>) -> Result<Id, Error> {
    let mut areas = ledger::areas(reader)?;
    areas.retain(|area| inspection.is_none() || area.inspection.is_none() || area.inspection == inspection);
    let asked = key(title);
    let exact =
        |area: &&Area| key(&area.title) == asked || area.label.as_deref().is_some_and(|label| key(label) == asked);
    let mut found: Vec<&Area> = areas.iter().filter(exact).collect();
    if found.is_empty() {
        found = areas.iter().filter(|area| key(&area.title).contains(&asked)).collect();
    }
    let titles = |areas: &[&Area]| areas.iter().map(|area| area.title.as_str()).collect::<Vec<_>>().join(" / ");
    match found[..] {
        [only] => Ok(only.id),
        [] if areas.is_empty() => Err(Error::Usage(say!("area-none", title = title))),
        [] => Err(Error::Usage(say!("area-unknown", title = title, known = titles(&areas.iter().collect::<Vec<_>>())))),
        _ => Err(Error::Usage(say!("area-ambiguous", title = title, titles = titles(&found)))),
    }
}

/// A member of an issue, by its place from 1 or by the text in `field`.
pub fn member(reader: &Reader, kind: &Kind, field: &str, name: &MemberName) -> Result<Row, Error> {
    let issue = issue(reader, &name.issue)?;
    let rows = rows::of_issue(reader, kind, issue)?;
    let place = name.member.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < rows.len());
    let named = || {
        let asked = key(&name.member);
        let text = |row: &Row| key(row.text(field).unwrap_or_default());
        let exact = rows.iter().position(|row| text(row) == asked);
        exact.or_else(|| {
            let mut like = rows.iter().enumerate().filter(|(_, row)| text(row).contains(&asked));
            like.next().map(|(place, _)| place).filter(|_| like.next().is_none())
        })
    };
    match place.or_else(named) {
        Some(place) => Ok(rows[place].clone()),
        None => Err(Error::Usage(say!(
            "member-unknown",
            kind = crate::domain::say::kind(kind),
            number = name.issue.to_string(),
            found = &name.member,
            count = rows.len()
        ))),
    }
}

/// The code of an inspection, and a number in it.
type Name = (Option<String>, String);

/// A member of an issue in a list.
pub struct Member {
    /// The number of its issue, with its inspection where several are in the ledger.
    pub issue: String,
    /// Its place from 1.
    pub place: usize,
    /// The record.
    pub row: Row,
}

impl Member {
    /// What it is called on the command line: `8#2`.
    pub fn name(&self) -> String {
        format!("{}#{}", self.issue, self.place)
    }
}

/// The members of one kind, of an issue or of all of them, in the order of their issues.
pub fn members(reader: &Reader, kind: &Kind, of: Option<&IssueName>) -> Result<Vec<Member>, Error> {
    let names: HashMap<Id, Name> = find::names(reader)?;
    let several = ledger::inspections(reader)?.len() > 1;
    let rows = match of {
        Some(name) => rows::of_issue(reader, kind, issue(reader, name)?)?,
        None => rows::all(reader, kind)?,
    };
    let mut by_issue: Vec<(&Name, Id, Vec<Row>)> = Vec::new();
    for row in rows {
        let Some(issue) = row.link("issue") else { continue };
        let Some(name) = names.get(&issue) else { continue }; // of an issue that was struck out
        match by_issue.last_mut().filter(|(_, last, _)| *last == issue) {
            Some((_, _, rows)) => rows.push(row),
            None => by_issue.push((name, issue, vec![row])),
        }
    }
    by_issue.sort_by(|(a, x, _), (b, y, _)| a.0.cmp(&b.0).then_with(|| by_number(&a.1, &b.1)).then(x.cmp(y)));
    let members = by_issue.into_iter().flat_map(|((code, number), _, rows)| {
        let issue = match code {
            Some(code) if several => format!("{code}/{number}"),
            _ => number.clone(),
        };
        rows.into_iter().enumerate().map(move |(n, row)| Member { issue: issue.clone(), place: n + 1, row })
    });
    Ok(members.collect())
}
