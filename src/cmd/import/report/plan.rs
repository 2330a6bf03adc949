//! What a report changes in the ledger: records matched or made, empty fields filled, every difference listed.
//!
//! Ids follow from what the report says, so that two offices which take in the same report make the same records.

use crate::domain::change::{Kind, Op, VOID, Value};
use crate::domain::id::Id;
use crate::domain::issue::{Stage, next_number};
use crate::error::Error;
use crate::grammar::names::{key, title_key};
use crate::grammar::report::{self, Issue, Outline};
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::view::outline::{Changes, Differing};
use chrono::{Datelike, NaiveDate};
use std::collections::{HashMap, HashSet};

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// The ops, with those that overwrite where that was asked for.
    pub ops: Vec<Op>,
    /// What they come to.
    pub changes: Changes,
    /// The numbers that issues have in the ledger, by their lines in the report.
    pub numbers: HashMap<usize, String>,
}

/// The name of an inspection's kind in the log and in JSON.
pub fn kind_name(kind: report::Kind) -> &'static str {
    match kind {
        report::Kind::Inspection => "inspection",
        report::Kind::Audit => "audit",
        report::Kind::Environment => "environment",
        report::Kind::Other => "other",
    }
}

/// Holds the report against the ledger; `theirs` overwrites what differs.
///
/// # Errors
/// When `code` is that of several inspections.
pub fn plan(
    reader: &Reader,
    outline: &Outline,
    code: Option<&str>,
    theirs: bool,
    today: NaiveDate,
) -> Result<Plan, Error> {
    let mut planner = Planner {
        reader,
        theirs,
        day: outline.report_date.unwrap_or(today),
        inspection: Id([0; 16]),
        rows: rows::all_with_void(reader, &Kind::Issue)?,
        matched: HashSet::new(),
        names: HashMap::new(),
        plan: Plan::default(),
    };
    planner.begin(outline, code, today)?;
    let numbers = numbers(outline);
    let mut areas = rows::all_with_void(reader, &Kind::Area)?;
    planner.names.extend(areas.iter().filter_map(|row| Some((row.id, row.owned("title")?))));
    planner.names.extend(planner.rows.iter().filter_map(|row| Some((row.id, row.owned("number")?))));
    areas.retain(|row| row.link("inspection").is_none_or(|of| of == planner.inspection));
    let year = outline.report_date.unwrap_or(today).year();
    let mut taken: HashSet<String> = numbers.iter().flatten().cloned().collect();
    taken.extend(planner.here().filter_map(|row| row.owned("number")));
    let mut numbers = numbers.into_iter();
    for (place, area) in outline.areas.iter().enumerate() {
        let area_id = planner.area(area, place, &areas);
        for issue in &area.issues {
            let number = numbers.next().flatten();
            planner.issue(issue, number, area_id, &mut taken, year)?;
        }
    }
    Ok(planner.plan)
}

/// The numbers that the issues keep: where each area begins again at 1 they are counted through; where a number stands
/// twice otherwise, the first has it.
fn numbers(outline: &Outline) -> Vec<Option<String>> {
    let found: Vec<(usize, &str)> = outline
        .areas
        .iter()
        .enumerate()
        .flat_map(|(place, area)| area.issues.iter().map(move |issue| (place, issue.number.as_str())))
        .collect();
    let numbered = || found.iter().filter(|(_, number)| !number.is_empty());
    let mut seen = HashSet::new();
    let repeats = numbered().any(|(_, number)| !seen.insert(*number));
    let mut seen = HashSet::new();
    let within = numbered().any(|pair| !seen.insert(pair));
    let mut last = None;
    let restarts = numbered().all(|(place, number)| {
        let first = last.replace(*place) != Some(*place);
        !first || *number == "1"
    });
    let mut count = 0u32;
    let mut seen = HashSet::new();
    found
        .iter()
        .map(|(_, number)| {
            if number.is_empty() {
                None
            } else if repeats && restarts && !within {
                count += 1;
                Some(count.to_string())
            } else {
                seen.insert(*number).then(|| (*number).to_owned())
            }
        })
        .collect()
}

/// A value that the report gives a field.
struct Given {
    field: &'static str,
    value: Value,
    /// It is put where there is none, and another is no difference.
    soft: bool,
}

fn firm(field: &'static str, value: impl Into<Value>) -> Given {
    Given { field, value: value.into(), soft: false }
}

fn soft(field: &'static str, value: impl Into<Value>) -> Given {
    Given { field, value: value.into(), soft: true }
}

/// What became of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    New,
    Filled,
    Same,
    Struck,
}

struct Planner<'r, 'c> {
    reader: &'r Reader<'c>,
    theirs: bool,
    /// The day that the report speaks of.
    day: NaiveDate,
    inspection: Id,
    /// Every issue, struck out ones too.
    rows: Vec<Row>,
    /// Those that an issue of the report has been found to be.
    matched: HashSet<Id>,
    /// What records are called that others point at.
    names: HashMap<Id, String>,
    plan: Plan,
}

impl Planner<'_, '_> {
    /// Issues of the inspection that stand.
    fn here(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.void().is_none() && row.link("inspection") == Some(self.inspection))
    }

    /// Gives a record what it lacks, and lists what it has otherwise.
    fn give(&mut self, kind: Kind, id: Id, known: Option<&Row>, given: Vec<Given>, line: usize, number: &str) -> Came {
        let mut op = Op::on(kind, id);
        for Given { field, value, soft } in given {
            let ours = known.map_or(&Value::Null, |row| row.value(field));
            if value == Value::Null || value == *ours {
                continue;
            }
            if *ours == Value::Null {
                op = op.set(field, value);
            } else if !soft {
                let title = field == "title" && same_title(&value, ours);
                if !title {
                    self.plan.changes.differing.push(Differing {
                        line,
                        number: number.to_owned(),
                        kind: op.kind.clone(),
                        field,
                        theirs: self.plain(&value),
                        ours: self.plain(ours),
                    });
                    if self.theirs {
                        op = op.set(field, value);
                    }
                }
            }
        }
        let came = match known {
            None => Came::New,
            Some(_) if op.writes.is_empty() => Came::Same,
            Some(_) => Came::Filled,
        };
        if !op.writes.is_empty() {
            self.plan.ops.push(op);
        }
        came
    }

    /// A value for a person: what a record that it points at is called.
    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Ref(id) => self.names.get(id).cloned().unwrap_or_else(|| id.to_string()),
            value => plain(value),
        }
    }

    /// Finds or makes the inspection.
    fn begin(&mut self, outline: &Outline, code: Option<&str>, today: NaiveDate) -> Result<(), Error> {
        let facts = facts(outline);
        let all = rows::all_with_void(self.reader, &Kind::Inspection)?;
        let mut parts: Vec<String> = facts.iter().map(|(_, value)| key(&plain(value))).collect();
        if facts.iter().all(|(_, value)| *value == Value::Null) {
            parts.extend(code.map(key)); // nothing else tells it from any other
        }
        let derived = Id::derive(
            None,
            &std::iter::once("inspection").chain(parts.iter().map(String::as_str)).collect::<Vec<_>>(),
        );
        let stands = || all.iter().filter(|row| row.void().is_none());
        let coded = match code {
            None => None,
            Some(code) => {
                let mut found = stands().filter(|row| key(row.text("code").unwrap_or_default()) == key(code));
                let first = found.next();
                if found.next().is_some() {
                    return Err(Error::Usage(say!("inspection-twice", code = code)));
                }
                first
            }
        };
        let known = coded
            .or_else(|| all.iter().find(|row| row.id == derived))
            .or_else(|| stands().find(|row| is_same(row, &facts)));
        let id = known.map_or(derived, |row| row.id);
        let year = outline.inspection.from.or(outline.inspection.feedback_on).or(outline.report_date).unwrap_or(today);
        let short = match outline.kind {
            report::Kind::Inspection => "xs",
            report::Kind::Audit => "sj",
            report::Kind::Environment => "hb",
            report::Kind::Other => "qt",
        };
        let base = format!("{}-{short}", year.year());
        let taken = |code: &str| all.iter().any(|row| row.id != id && row.text("code") == Some(code));
        let free = || {
            let counted = (2..=all.len() + 2).map(|n| format!("{base}-{n}"));
            std::iter::once(base.clone()).chain(counted).find(|code| !taken(code))
        };
        let mut given = vec![match code {
            Some(code) => firm("code", code.trim()),
            None => soft("code", free()),
        }];
        given.push(soft("kind", kind_name(outline.kind)));
        given.extend(facts.into_iter().map(|(field, value)| Given { field, value, soft: false }));
        given.push(firm("contact", outline.contact.as_ref().map(|contact| contact.text.clone())));
        let shown = known.and_then(|row| row.owned("code")).or_else(|| match &given[0].value {
            Value::Text(code) => Some(code.clone()),
            _ => None,
        });
        self.plan.changes.code = shown.unwrap_or_default();
        self.plan.changes.begins = known.is_none();
        if known.is_some_and(|row| row.void().is_some()) {
            self.plan.ops.push(Op::on(Kind::Inspection, id).set(VOID, Value::Null));
        }
        self.inspection = id;
        let code = self.plan.changes.code.clone();
        self.give(Kind::Inspection, id, known, given, 1, &code);
        Ok(())
    }

    /// Finds or makes an area; issues outside any have none.
    fn area(&mut self, area: &report::Area, place: usize, known: &[Row]) -> Option<Id> {
        let title = title_key(&area.title);
        if title.is_empty() {
            return None;
        }
        let derived = crate::cmd::area::id(Some(self.inspection), &area.title);
        let same = |row: &&Row| row.void().is_none() && title_key(row.text("title").unwrap_or_default()) == title;
        let mut found: Vec<&Row> = known.iter().filter(same).collect();
        found.sort_by_key(|row| row.link("inspection").is_none());
        let row = found.first().copied().or_else(|| known.iter().find(|row| row.id == derived));
        let id = row.map_or(derived, |row| row.id);
        let given = vec![
            soft("inspection", self.inspection),
            firm("label", area.label.clone()),
            firm("title", area.title.as_str()),
            soft("position", i64::try_from(place + 1).unwrap_or(i64::MAX)),
        ];
        self.names.entry(id).or_insert_with(|| area.title.clone());
        if row.is_some_and(|row| row.void().is_some()) {
            self.plan.ops.push(Op::on(Kind::Area, id).set(VOID, Value::Null));
        }
        self.give(Kind::Area, id, row, given, area.line, area.label.as_deref().unwrap_or_default());
        Some(id)
    }

    /// The issue of the ledger that is meant, and whether its title is another.
    fn find(&self, number: Option<&str>, title: &str, parent: Option<Id>) -> Option<(Row, bool)> {
        let free = |row: &&Row| row.void().is_none() && !self.matched.contains(&row.id);
        let titled = |row: &&Row| title_key(row.text("title").unwrap_or_default()) == title;
        let numbered = |row: &&Row| number.is_some() && row.text("number") == number;
        let mut same: Vec<&Row> = self.rows.iter().filter(free).filter(titled).filter(numbered).collect();
        same.retain(|row| row.link("inspection").is_none_or(|of| of == self.inspection));
        same.sort_by_key(|row| row.link("inspection").is_none());
        if let Some(row) = same.first() {
            return Some(((*row).clone(), false));
        }
        let mut same = self.here().filter(free).filter(titled).filter(|row| row.link("parent") == parent);
        if let (Some(row), None) = (same.next(), same.next()) {
            return Some((row.clone(), false));
        }
        self.here().filter(free).find(numbered).map(|row| (row.clone(), true))
    }

    /// An issue with everything that the report says of it.
    fn issue(
        &mut self,
        issue: &Issue,
        number: Option<String>,
        area: Option<Id>,
        taken: &mut HashSet<String>,
        year: i32,
    ) -> Result<(), Error> {
        let title = title_key(&issue.title);
        let found = self.find(number.as_deref(), &title, None);
        let kept = found.as_ref().and_then(|(row, _)| row.owned("number"));
        let number = number.or(kept).unwrap_or_else(|| next_number(None, year, taken.iter().map(String::as_str)));
        taken.insert(number.clone());
        if number != issue.number {
            self.plan.numbers.insert(issue.line, number.clone());
        }
        let of_report = if issue.number.is_empty() { "" } else { &number };
        let derived = Id::derive(Some(self.inspection), &["issue", of_report, &title]);
        let given = vec![
            firm("title", issue.title.as_str()),
            firm("area", area),
            firm("note", some(&issue.description)),
            firm("immediate", issue.immediate.then_some(true)),
            firm("long_term", issue.long_term.then_some(true)),
        ];
        let status = issue.status_text.clone();
        let told = Told { number: &number, line: issue.line, text: &issue.progress, stage: issue.stage, status };
        let Some((id, reworded)) = self.put(found, derived, None, given, &told)? else {
            return Ok(());
        };
        if reworded {
            return Ok(());
        }
        self.members(id, &Kind::Milestone, "text", &issue.measures, issue.line, &number)?;
        self.members(id, &Kind::Rule, "title", &issue.rules, issue.line, &number)?;
        for (place, part) in issue.sub_issues.iter().enumerate() {
            let wanted = format!("{number}.{}", place + 1);
            let title = title_key(&part.title);
            let found = self.find(Some(&wanted), &title, Some(id));
            let clash = found.is_none() && taken.contains(&wanted);
            let wanted =
                if clash { next_number(Some(&number), year, taken.iter().map(String::as_str)) } else { wanted };
            taken.insert(wanted.clone());
            let derived = Id::derive(Some(self.inspection), &["part", &id.to_string(), &wanted, &title]);
            let given = vec![firm("title", part.title.as_str()), firm("area", area)];
            let told = Told { number: &wanted, line: issue.line, text: &part.text, stage: part.stage, status: None };
            self.put(found, derived, Some(id), given, &told)?;
        }
        Ok(())
    }

    /// Puts an issue or a part of one in its place; `None` where it was struck out.
    fn put(
        &mut self,
        found: Option<(Row, bool)>,
        derived: Id,
        parent: Option<Id>,
        mut given: Vec<Given>,
        told: &Told,
    ) -> Result<Option<(Id, bool)>, Error> {
        let (mut known, reworded) = found.map_or((None, false), |(row, reworded)| (Some(row), reworded));
        let mut id = known.as_ref().map_or(derived, |row| row.id);
        if known.is_none() {
            // the same words twice in one report are two issues
            for n in 2.. {
                if !self.matched.contains(&id) {
                    break;
                }
                id = Id::derive(Some(self.inspection), &["again", &derived.to_string(), &n.to_string()]);
            }
            known = self.rows.iter().find(|row| row.id == id).cloned();
        }
        self.matched.insert(id);
        self.names.entry(id).or_insert_with(|| told.number.to_owned());
        if known.as_ref().is_some_and(|row| row.void().is_some()) {
            self.plan.changes.struck.push(told.number.to_owned());
            return Ok(None);
        }
        if reworded && !self.theirs {
            given.retain(|given| given.field == "title");
            self.give(Kind::Issue, id, known.as_ref(), given, told.line, told.number);
            return Ok(Some((id, true)));
        }
        let stage = known.as_ref().and_then(|row| row.owned("stage"));
        given.push(firm("number", told.number));
        given.push(soft("inspection", self.inspection));
        given.push(firm("parent", parent));
        given.push(firm("status_text", told.status.clone()));
        match told.stage {
            Some(stage) => given.push(firm("stage", stage.name())),
            // what has an account has been begun
            None if !told.text.trim().is_empty() => given.push(soft("stage", Stage::InProgress.name())),
            None => {}
        }
        let done = Some(Stage::Done.name());
        if told.stage == Some(Stage::Done) && (self.theirs || stage.as_deref().is_none_or(|stage| Some(stage) == done))
        {
            given.push(soft("done_on", self.day));
        }
        let begins = told.stage.is_none() && stage.is_none() && !told.text.trim().is_empty();
        self.plan.changes.begun += usize::from(begins);
        let differing = self.plan.changes.differing.len();
        let came = self.give(Kind::Issue, id, known.as_ref(), given, told.line, told.number);
        let progress = self.progress(id, told)?;
        let changes = &mut self.plan.changes;
        match (came, progress) {
            (Came::New, _) if parent.is_some() => changes.new_parts += 1,
            (Came::New, _) => changes.new += 1,
            (Came::Filled, _) | (_, Came::New | Came::Filled) => changes.filled += 1,
            _ => changes.unchanged += usize::from(changes.differing.len() == differing),
        }
        Ok(Some((id, false)))
    }

    /// The account as a return of the day of the report, unless the issue has one that says the same.
    fn progress(&mut self, issue: Id, told: &Told) -> Result<Came, Error> {
        let text = told.text.trim();
        if text.is_empty() {
            return Ok(Came::Same);
        }
        let known = rows::of_issue_with_void(self.reader, &Kind::Progress, issue)?;
        let id = Id::derive(Some(issue), &["progress", "report", &self.day.to_string()]);
        let own = known.iter().find(|row| row.id == id);
        if own.is_some_and(|row| row.void().is_some()) {
            return Ok(Came::Struck);
        }
        if own.is_none() && known.iter().any(|row| row.text("text") == Some(text)) {
            return Ok(Came::Same);
        }
        let given = vec![soft("issue", issue), soft("day", self.day), firm("text", text)];
        Ok(self.give(Kind::Progress, id, own, given, told.line, told.number))
    }

    /// Measures or rules that the issue lacks; one that was struck out or reworded here stays as it is.
    fn members(
        &mut self,
        issue: Id,
        kind: &Kind,
        field: &'static str,
        texts: &[String],
        line: usize,
        number: &str,
    ) -> Result<(), Error> {
        let mut known = rows::of_issue_with_void(self.reader, kind, issue)?;
        let mut position = known.iter().filter_map(|row| row.int("position")).max().unwrap_or(0);
        let same = |row: &Row, text: &str| key(row.text(field).unwrap_or_default()) == key(text);
        let mut made = HashSet::new();
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            let id = Id::derive(Some(issue), &[kind.name(), &key(text)]);
            if let Some(place) = known.iter().position(|row| row.void().is_none() && same(row, text)) {
                known.remove(place);
            } else if let Some(place) = known.iter().position(|row| row.id == id) {
                let row = known.remove(place);
                if row.void().is_none() {
                    self.give(kind.clone(), id, Some(&row), vec![firm(field, text)], line, number);
                }
            } else if made.insert(id) {
                position += 1;
                let mut given = vec![soft("issue", issue), firm(field, text)];
                if *kind == Kind::Milestone {
                    given.push(soft("position", position));
                }
                self.give(kind.clone(), id, None, given, line, number);
            }
        }
        Ok(())
    }
}

/// What an issue and its part have in common.
struct Told<'a> {
    number: &'a str,
    line: usize,
    text: &'a str,
    stage: Option<Stage>,
    status: Option<String>,
}

fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A value as text, as it stands in the log.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Text(text) => text.clone(),
        Value::Ref(id) => id.to_string(),
    }
}

fn same_title(a: &Value, b: &Value) -> bool {
    title_key(&plain(a)) == title_key(&plain(b))
}

/// What tells one inspection from another, those that decide first.
const DECIDING: usize = 5;

fn facts(outline: &Outline) -> Vec<(&'static str, Value)> {
    let found = &outline.inspection;
    vec![
        ("inspector", found.inspector.clone().into()),
        ("inspected", found.inspected.clone().into()),
        ("from_on", found.from.into()),
        ("to_on", found.to.into()),
        ("feedback_on", found.feedback_on.into()),
        ("name", found.name.clone().into()),
        ("issuer", outline.issuer.clone().into()),
        ("report_on", outline.report_date.into()),
    ]
}

/// Whether an inspection of the ledger is the one that a report tells of.
///
/// It is, when inspector, inspected and a date are the same, whatever report has told of it; where the report knows
/// less, everything that both know has to be the same.
fn is_same(row: &Row, facts: &[(&'static str, Value)]) -> bool {
    let same = |field: &str, value: &Value| match (row.value(field), value) {
        (Value::Null, _) | (_, Value::Null) => None,
        (ours, theirs) => Some(key(&plain(ours)) == key(&plain(theirs))),
    };
    let compared: Vec<Option<bool>> = facts.iter().map(|(field, value)| same(field, value)).collect();
    let (deciding, _) = compared.split_at(DECIDING);
    if deciding.contains(&Some(false)) {
        return false;
    }
    if let [Some(true), Some(true), from, _, feedback] = deciding
        && (from.is_some() || feedback.is_some())
    {
        return true;
    }
    let known = facts.iter().filter(|(_, value)| *value != Value::Null).count();
    let equal = compared.iter().filter(|same| **same == Some(true)).count();
    !compared.contains(&Some(false)) && known > 0 && equal >= known.min(2)
}
