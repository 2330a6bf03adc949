//! Limits as a calendar file: for `duban export deadlines.ics`, and for one unit's mail.

use crate::cmd::settings;
use crate::domain::calendar::Calendar;
use crate::domain::id::Id;
use crate::domain::ledger::{Ledger, Revisions};
use crate::domain::standing::{Standing, UNITS};
use crate::error::Error;
use crate::i18n::Words;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::revisions;
use crate::view::deadlines::Deadlines;
use chrono::NaiveDate;
use std::collections::HashSet;

/// How many working days before a limit it is called to mind, where nothing else is asked for.
pub const ALARM: u32 = 3;

/// What a calendar file is made from, beside the ledger; loaded once for many files.
pub struct Dates {
    ledger: String,
    calendar: Calendar,
    revisions: Revisions,
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
            day: as_of.unwrap_or(today),
            alarm,
        })
    }

    /// The limits of these issues.
    pub fn of<'a>(&'a self, ledger: &'a Ledger, issues: &HashSet<Id>) -> Deadlines<'a> {
        let judged = (self.day, self.alarm);
        Deadlines::of(ledger, &self.ledger, &self.calendar, &self.revisions, judged, |id| issues.contains(&id))
    }

    /// The calendar file of these issues, of a unit where it is for one; and how many limits are in it.
    pub fn file(&self, ledger: &Ledger, issues: &HashSet<Id>, unit: Option<&str>, words: &Words) -> (Vec<u8>, usize) {
        let title = words.word("ics-title");
        let title = match unit {
            Some(unit) => words.say(&say!("export-title-unit", title = title, unit = unit)),
            None => title,
        };
        let deadlines = self.of(ledger, issues);
        (render::ics::ics(&deadlines, &title, words).into_bytes(), deadlines.items.len())
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
