//! What was done about the end of issues, as the ledger has it.

use crate::domain::change::Kind;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::error::Error;
use crate::store::Reader;
use crate::store::query::find;
use crate::store::query::ledger::{Names, owner_names};
use crate::store::query::rows::{self, Row};
use crate::view::story::{Closing, Cycle, Evidence, Extension, Recheck, Story};
use std::collections::HashMap;

/// The story of one issue.
pub fn of_issue(reader: &Reader, issue: &Issue) -> Result<Story, Error> {
    let read = |kind: &Kind| rows::of_issue(reader, kind, issue.id);
    let mut story = Stories::of(reader, read)?.take(issue.id);
    story.recurs = issue.recurs.map(|id| find::name(reader, id)).transpose()?.flatten();
    for later in find::recurrences(reader, issue.id)? {
        story.recurrences.extend(find::name(reader, later)?);
    }
    Ok(story)
}

/// The stories of many issues.
pub struct Stories {
    of: HashMap<Id, Story>,
}

impl Stories {
    /// Those of all issues.
    pub fn all(reader: &Reader, issues: &[Issue]) -> Result<Stories, Error> {
        let mut stories = Stories::of(reader, |kind| rows::all(reader, kind))?;
        if issues.iter().any(|issue| issue.recurs.is_some()) {
            for issue in issues {
                let Some(earlier) = issue.recurs else { continue };
                stories.of.entry(issue.id).or_default().recurs = find::name(reader, earlier)?;
                if let Some(name) = find::name(reader, issue.id)? {
                    stories.of.entry(earlier).or_default().recurrences.push(name);
                }
            }
        }
        Ok(stories)
    }

    /// The story of an issue, to keep; an empty one where nothing was done yet.
    pub fn take(&mut self, issue: Id) -> Story {
        self.of.remove(&issue).unwrap_or_default()
    }

    fn of<E>(reader: &Reader, read: impl Fn(&Kind) -> Result<Vec<Row>, E>) -> Result<Stories, Error>
    where
        Error: From<E>,
    {
        let mut of: HashMap<Id, Story> = HashMap::new();
        let closings = read(&Kind::Closing)?;
        let extensions = read(&Kind::Extension)?;
        let names = if closings.is_empty() && extensions.is_empty() { Names::default() } else { owner_names(reader)? };
        let name = |row: &Row| row.link("unit").and_then(|unit| names.get(&unit)).map(ToString::to_string);
        let mut put = |rows: Vec<Row>, add: &dyn Fn(&mut Story, &Row)| {
            for row in &rows {
                if let Some(issue) = row.link("issue") {
                    add(of.entry(issue).or_default(), row);
                }
            }
        };
        put(closings, &|story, row| {
            story.closings.push(Closing {
                cycle: cycle(row),
                unit: name(row),
                applied_on: row.day("applied_on"),
                applied_by: row.owned("applied_by"),
                reason: row.owned("reason"),
                unfinished: row.owned("note"),
                checked_on: row.day("checked_on"),
                checked_by: row.owned("checked_by"),
                verdict: row.owned("verdict"),
                opinion: row.owned("opinion"),
                struck_on: row.day("struck_on"),
                struck_by: row.owned("struck_by"),
                due: row.day("due"),
                late: row.yes("late"),
            });
        });
        put(extensions, &|story, row| {
            story.extensions.push(Extension {
                cycle: cycle(row),
                unit: name(row),
                asked_on: row.day("asked_on"),
                asked_by: row.owned("asked_by"),
                reason: row.owned("reason"),
                from_due: row.day("from_due"),
                from_text: row.owned("from_text"),
                to_due: row.day("to_due"),
                to_text: row.owned("to_text"),
                decided_on: row.day("decided_on"),
                decided_by: row.owned("decided_by"),
                verdict: row.owned("verdict"),
                opinion: row.owned("opinion"),
            });
        });
        put(read(&Kind::Recheck)?, &|story, row| {
            story.rechecks.push(Recheck {
                cycle: cycle(row),
                due: row.day("due"),
                done_on: row.day("done_on"),
                checked_by: row.owned("checked_by"),
                verdict: row.owned("verdict"),
                opinion: row.owned("opinion"),
            });
        });
        put(read(&Kind::Cycle)?, &|story, row| {
            story.cycles.push(Cycle {
                number: row.int("number").unwrap_or(1),
                opened_on: row.day("opened_on"),
                opened_by: row.owned("opened_by"),
                reason: row.owned("reason"),
                basis: row.owned("basis"),
                started_before: row.day("started_before"),
                due_before: row.day("due_before"),
                due_text_before: row.owned("due_text_before"),
                done_before: row.day("done_before"),
            });
        });
        put(read(&Kind::Evidence)?, &|story, row| story.evidence.push(evidence(row)));
        Ok(Stories { of })
    }
}

/// The cycle that a record belongs to.
pub fn cycle(row: &Row) -> i64 {
    row.int("cycle").unwrap_or(1)
}

/// A file that proves something, as its record has it.
pub fn evidence(row: &Row) -> Evidence {
    Evidence {
        name: row.owned("name").unwrap_or_default(),
        digest: row.owned("digest").unwrap_or_default(),
        size: row.int("size").unwrap_or(0),
        day: row.day("day"),
        added_by: row.owned("added_by"),
        note: row.owned("note"),
    }
}
