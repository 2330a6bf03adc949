//! Limits as a calendar file: for `duban export deadlines.ics`, and for one unit's mail.

use crate::cmd::owners::Owners;
use crate::cmd::settings;
use crate::domain::calendar::Calendar;
use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone};
use crate::domain::ledger::{Ledger, Revisions};
use crate::domain::standing::{Standing, UNITS};
use crate::error::Error;
use crate::i18n::Words;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::revisions;
use crate::store::query::rows::{self, Row};
use crate::view::deadlines::{Deadlines, Void};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// How many working days before a limit it is called to mind, where nothing else is asked for.
pub const ALARM: u32 = 3;

/// What a calendar file is made from, beside the ledger; loaded once for many files.
pub struct Dates {
    ledger: String,
    calendar: Calendar,
    revisions: Revisions,
    void: Void,
    day: NaiveDate,
    alarm: u32,
}

impl Dates {
    /// Looks it up: as of a day where one is given, else as it is now, judged on `today`.
    pub fn load(reader: &Reader, as_of: Option<NaiveDate>, today: NaiveDate, alarm: u32) -> Result<Dates, Error> {
        Ok(Dates {
            ledger: reader.ledger()?.to_string(),
            calendar: settings::calendar(reader)?,
            revisions: revisions::revisions(reader, as_of)?,
            void: void(reader)?,
            day: as_of.unwrap_or(today),
            alarm,
        })
    }

    /// The limits of these issues.
    pub fn of<'a>(&'a self, ledger: &'a Ledger, issues: &HashSet<Id>) -> Deadlines<'a> {
        let judged = (self.day, self.alarm);
        let takes = |id| issues.contains(&id);
        Deadlines::of(ledger, &self.ledger, &self.calendar, &self.revisions, &self.void, judged, takes)
    }

    /// The calendar file of these issues, of a unit where it is for one; and how many limits are in it.
    pub fn file(&self, ledger: &Ledger, issues: &HashSet<Id>, unit: Option<&str>, words: &Words) -> (Vec<u8>, usize) {
        let title = words.word("ics-title");
        let title = match unit {
            Some(unit) => words.say(&say!("export-title-unit", title = title, unit = unit)),
            None => title,
        };
        let mut deadlines = self.of(ledger, issues);
        let count = deadlines.items.len();
        // of a leader or an area nobody can say what was struck out of it
        if unit.is_some() || issues.len() == ledger.issues.len() {
            deadlines.cancel(&self.void, &self.revisions, unit);
        }
        (render::ics::ics(&deadlines, &title, words).into_bytes(), count)
    }

    /// The calendar file of what a unit leads or answers for; a part without units stands with those of its issue.
    pub fn of_unit(&self, ledger: &Ledger, unit: &str, words: &Words) -> Vec<u8> {
        let standing = Standing::new(ledger);
        let answers = |place: &usize| {
            let holder = standing.holder(*place, UNITS);
            UNITS.iter().any(|role| holder.names(*role).any(|name| name == unit))
        };
        let issues = (0..ledger.issues.len()).filter(answers).map(|place| ledger.issues[place].id).collect();
        self.file(ledger, &issues, Some(unit), words).0
    }
}

/// What was struck out, with the names under which its units stand now.
fn void(reader: &Reader) -> Result<Void, Error> {
    let is_void = |row: &Row| row.void().is_some();
    let mut measures: HashMap<Id, Vec<Milestone>> = HashMap::new();
    for row in rows::all_with_void(reader, &Kind::Milestone)?.iter().filter(|row| is_void(row)) {
        if let Some(issue) = row.link("issue") {
            measures.entry(issue).or_default().push(measure(row));
        }
    }
    let gone: Vec<Row> = rows::all_with_void(reader, &Kind::Issue)?.into_iter().filter(is_void).collect();
    if gone.is_empty() {
        return Ok(Void { issues: Vec::new(), measures });
    }
    let owners = Owners::load(reader)?;
    let mut issues = Vec::new();
    for row in gone {
        let mut milestones = measures.remove(&row.id).unwrap_or_default();
        milestones.extend(rows::of_issue(reader, &Kind::Milestone, row.id)?.iter().map(measure));
        let units = |issue: Id| -> Result<Vec<String>, Error> {
            let duties = rows::of_issue(reader, &Kind::Duty, issue)?;
            let answers = |duty: &&Row| UNITS.iter().any(|role| duty.text("role") == Some(role.name()));
            let units = duties.iter().filter(answers).filter_map(|duty| duty.link("owner"));
            Ok(units.map(|owner| owners.name(owners.resolve(owner)).to_owned()).collect())
        };
        let own = units(row.id)?;
        let units = match row.link("parent") {
            Some(parent) if own.is_empty() => units(parent)?,
            _ => own,
        };
        let issue = Issue {
            number: row.owned("number").unwrap_or_default(),
            title: row.owned("title").unwrap_or_default(),
            due: row.day("due"),
            milestones,
            ..Issue::blank(row.id)
        };
        issues.push((issue, units));
    }
    Ok(Void { issues, measures })
}

fn measure(row: &Row) -> Milestone {
    Milestone {
        id: row.id,
        text: row.owned("text").unwrap_or_default(),
        deliverable: None,
        due: row.day("due"),
        due_text: None,
        done_on: None,
    }
}
