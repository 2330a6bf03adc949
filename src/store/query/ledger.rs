//! The whole ledger, or one issue of it, as the rules and views look at it.

use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Milestone, Progress, Role, Stage, by_number};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::store::{Reader, StoreError};
use crate::wire;
use chrono::NaiveDate;
use rusqlite::types::FromSql;
use rusqlite::{Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Everything that is not struck out.
pub fn ledger(reader: &Reader) -> Result<Ledger, StoreError> {
    of_depth(reader, Depth::Whole)
}

/// The same without the long texts that no list and no count looks at: requirement, category, words of the status,
/// remarks and columns of the user's own of an issue; what shows that a measure was done, and the words of one without
/// a limit; what a return says was done and comes next.
pub fn brief(reader: &Reader) -> Result<Ledger, StoreError> {
    of_depth(reader, Depth::Brief)
}

/// The same with what a list shows and a pace is worked out from alone: of the duties, the responsible leader, the
/// lead units and the responsible ones; of the measures, those with a limit; of a return, its day and percent.
pub fn listed(reader: &Reader) -> Result<Ledger, StoreError> {
    of_depth(reader, Depth::Listed)
}

/// The same with what is counted alone: states, dates, the percent of the newest return, and by whom and where it is
/// counted, without titles.
pub fn counted(reader: &Reader) -> Result<Ledger, StoreError> {
    of_depth(reader, Depth::Counted)
}

/// How much of each issue is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Counted,
    Listed,
    Brief,
    Whole,
}

fn of_depth(reader: &Reader, depth: Depth) -> Result<Ledger, StoreError> {
    let issues = issues(reader, None, depth)?;
    Ok(Ledger { inspections: inspections(reader)?, areas: areas(reader)?, issues })
}

/// Inspections by their dates, then by code.
pub fn inspections(reader: &Reader) -> Result<Vec<Inspection>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, code, name, inspector, inspected, from_on, to_on, feedback_on, plan_due, due
           FROM inspection ORDER BY COALESCE(from_on, feedback_on), code, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Inspection {
            id: Id(row.get("id")?),
            code: row.get::<_, Option<String>>("code")?.unwrap_or_default(),
            name: row.get("name")?,
            inspector: row.get("inspector")?,
            inspected: row.get("inspected")?,
            from_on: day(row, "from_on")?,
            to_on: day(row, "to_on")?,
            feedback_on: day(row, "feedback_on")?,
            plan_due: day(row, "plan_due")?,
            due: day(row, "due")?,
        });
    }
    Ok(found)
}

/// Areas in the order of the report.
pub fn areas(reader: &Reader) -> Result<Vec<Area>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT id, inspection, label, title FROM area ORDER BY inspection, position, label, title, id",
    )?;
    let rows = stmt.query_map([], |row| {
        Ok(Area {
            id: Id(row.get("id")?),
            inspection: row.get::<_, Option<_>>("inspection")?.map(Id),
            label: row.get("label")?,
            title: row.get::<_, Option<String>>("title")?.unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One issue with everything that belongs to it; `None` when there is no such record.
pub fn issue(reader: &Reader, id: Id) -> Result<Option<Issue>, StoreError> {
    Ok(issues(reader, Some(id), Depth::Whole)?.pop())
}

impl Depth {
    /// The columns of an issue, in the order in which [`issue_row`] takes them.
    fn of_issue(self) -> &'static str {
        match self {
            Depth::Counted => {
                "id, number, inspection, parent, stage, closing, immediate, long_term, started_on, due, done_on,
                 cycle, recurs, area"
            }
            Depth::Listed | Depth::Brief => {
                "id, number, inspection, parent, stage, closing, immediate, long_term, started_on, due, done_on,
                 cycle, recurs, area, title, due_text"
            }
            Depth::Whole => {
                "id, number, inspection, parent, stage, closing, immediate, long_term, started_on, due, done_on,
                 cycle, recurs, area, title, due_text, requirement, category, status_text, note, extra"
            }
        }
    }

    /// Which duties are read.
    fn duties(self) -> &'static str {
        match self {
            Depth::Counted | Depth::Listed => "role IN ('lead_leader', 'lead_unit', 'unit')",
            Depth::Brief | Depth::Whole => "TRUE",
        }
    }

    /// The columns of a measure, in the order in which [`milestone_row`] takes them, and which measures are read.
    fn of_milestone(self) -> (&'static str, &'static str) {
        match self {
            Depth::Counted => ("id, due, done_on", "TRUE"),
            Depth::Listed => ("id, due, done_on", "due IS NOT NULL"),
            Depth::Brief => ("id, due, done_on, CASE WHEN due IS NOT NULL THEN text END", "TRUE"),
            Depth::Whole => ("id, due, done_on, text, deliverable, due_text", "TRUE"),
        }
    }

    /// The columns of a return, in the order in which [`progress_row`] takes them.
    fn of_progress(self) -> &'static str {
        match self {
            Depth::Counted | Depth::Listed => "id, day, percent",
            Depth::Brief => "id, day, percent, obstacle, help_needed, unit",
            Depth::Whole => "id, day, percent, obstacle, help_needed, unit, text, next_step",
        }
    }
}

/// All issues, or the one named, by inspection and number.
///
/// Members are taken in the order of their tables and sorted here, which is quicker than to look each up by an index;
/// they stand in nearly the order of their issues.
fn issues(reader: &Reader, only: Option<Id>, depth: Depth) -> Result<Vec<Issue>, StoreError> {
    let one = |column: &str| if only.is_some() { format!("{column} = :id") } else { "TRUE".to_owned() };
    let id = only.map(|id| id.0);
    let mut stmt =
        reader.conn.prepare_cached(&format!("SELECT {} FROM issue WHERE {}", depth.of_issue(), one("id")))?;
    let bound: &[(&str, &dyn rusqlite::ToSql)] = if only.is_some() { &[(":id", &id)] } else { &[] };
    let mut rows = stmt.query(bound)?;
    let [about, returns] = if only.is_some() { [1, i64::MAX] } else { sizes(reader)? };
    let mut issues = Vec::with_capacity(usize::try_from(about).unwrap_or(0));
    while let Some(row) = rows.next()? {
        issues.push(issue_row(row, depth)?);
    }
    if issues.is_empty() {
        return Ok(issues);
    }
    let place: FxHashMap<Id, usize> = issues.iter().enumerate().map(|(n, issue)| (issue.id, n)).collect();
    let mut last: Option<(Id, usize)> = None;
    let mut place_of = |id: Id| match last {
        Some((known, place)) if known == id => Some(place),
        _ => {
            let found = *place.get(&id)?;
            last = Some((id, found));
            Some(found)
        }
    };

    let names = owner_names(reader)?;
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT issue, owner, role, position FROM duty WHERE {} AND {} ORDER BY id",
        depth.duties(),
        one("issue")
    ))?;
    let mut rows = stmt.query(bound)?;
    let mut duties = Members::new(
        |issue| &mut issue.duties,
        |(a, (role, _)), (b, (other, _))| (role.name(), a).cmp(&(other.name(), b)),
    );
    while let Some(row) = rows.next()? {
        let (Some(issue), Some(owner)) = (optional_id(row, 0)?, optional_id(row, 1)?) else { continue };
        let role = row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?.and_then(Role::named);
        if let (Some(place), Some(name), Some(role)) = (place_of(issue), names.get(&owner), role) {
            duties.add(&mut issues, place, row.get(3)?, (role, Rc::clone(name)));
        }
    }
    duties.finish(&mut issues);
    for issue in &mut issues {
        once(&mut issue.duties);
    }

    let (columns, which) = depth.of_milestone();
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT issue, position, {columns} FROM milestone WHERE {which} AND {}",
        one("issue")
    ))?;
    let mut rows = stmt.query(bound)?;
    let mut milestones =
        Members::new(|issue| &mut issue.milestones, |(a, measure), (b, other)| (a, measure.id).cmp(&(b, other.id)));
    while let Some(row) = rows.next()? {
        let Some(place) = optional_id(row, 0)?.and_then(&mut place_of) else { continue };
        milestones.add(&mut issues, place, row.get(1)?, milestone_row(row, depth)?);
    }
    milestones.finish(&mut issues);

    if returns / FEW <= about {
        let mut stmt = reader
            .conn
            .prepare_cached(&format!("SELECT {}, issue FROM progress WHERE day IS NOT NULL", depth.of_progress()))?;
        let issue_at = stmt.column_count() - 1;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let Some(place) = optional_id(row, issue_at)?.and_then(&mut place_of) else { continue };
            let progress = progress_row(row, &names, depth)?;
            let newest = |progress: &Option<Progress>| progress.as_ref().map(|progress| (progress.day, progress.id));
            if newest(&progress) > newest(&issues[place].latest) {
                issues[place].latest = progress;
            }
        }
    } else {
        let mut stmt = reader.conn.prepare_cached(&format!(
            "SELECT {} FROM progress WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1",
            depth.of_progress()
        ))?;
        for issue in &mut issues {
            let mut rows = stmt.query([issue.id.0])?;
            if let Some(row) = rows.next()? {
                issue.latest = progress_row(row, &names, depth)?;
            }
        }
    }

    let mut stmt =
        reader.conn.prepare_cached("SELECT record, field FROM conflict WHERE kind = 'issue' ORDER BY field")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = place.get(&Id(row.get(0)?)) {
            issues[*place].conflicts.push(row.get(1)?);
        }
    }
    let inspections = inspections(reader)?;
    if inspections.iter().any(|inspection| inspection.plan_due.is_some()) {
        mark_unplanned(reader, &mut issues)?;
    }
    let rank: HashMap<Id, usize> = inspections.iter().enumerate().map(|(n, i)| (i.id, n)).collect();
    let order = |issue: &Issue| issue.inspection.and_then(|id| rank.get(&id).copied()).unwrap_or(usize::MAX);
    let in_order = |a: &Issue, b: &Issue| {
        order(a).cmp(&order(b)).then_with(|| by_number(&a.number, &b.number)).then(a.id.cmp(&b.id))
    };
    // they were entered in their order, mostly; to sort takes room for half of them
    if !issues.is_sorted_by(|a, b| in_order(a, b).is_le()) {
        issues.sort_by(in_order);
    }
    Ok(issues)
}

/// Marks the issues that have no team, or no measures of their own and of their parts.
fn mark_unplanned(reader: &Reader, issues: &mut [Issue]) -> Result<(), StoreError> {
    let ids = |sql: &str| -> Result<FxHashSet<Id>, StoreError> {
        let mut stmt = reader.conn.prepare_cached(sql)?;
        let ids = stmt.query_map([], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    };
    let team = ids("SELECT issue FROM duty WHERE role = 'team' AND issue IS NOT NULL")?;
    let planned = ids("SELECT DISTINCT issue FROM milestone WHERE issue IS NOT NULL")?;
    let parts = ids("SELECT DISTINCT issue.parent FROM issue JOIN milestone ON milestone.issue = issue.id
                      WHERE issue.parent IS NOT NULL")?;
    for issue in issues {
        issue.lacks_team = !team.contains(&issue.id);
        issue.lacks_measures = !planned.contains(&issue.id) && !parts.contains(&issue.id);
    }
    Ok(())
}

/// Where there are so many returns on each issue or fewer, all are gone through in the order of their table; of more,
/// the newest on each issue is looked up by the index, which takes as long as to read five or six.
const FEW: i64 = 4;

/// How many issues and returns there are, at most: what was taken back, and what was not there in the past,
/// counts too.
fn sizes(reader: &Reader) -> Result<[i64; 2], StoreError> {
    let mut sizes = [0; 2];
    for (size, table) in sizes.iter_mut().zip(["issue", "progress"]) {
        let mut stmt = reader.conn.prepare_cached(&format!("SELECT COALESCE(MAX(rowid), 0) FROM t_{table}"))?;
        *size = stmt.query_row([], |row| row.get(0))?;
    }
    Ok(sizes)
}

/// Members on their way to their issues.
///
/// They come by their issues already, or nearly: those that come together are put in order and handed over at once,
/// in just the room that they take. Only an issue that comes again is put in order at the end.
struct Members<T> {
    of: fn(&mut Issue) -> &mut Vec<T>,
    order: fn(&(i64, T), &(i64, T)) -> Ordering,
    /// Those of one issue that have come together, each with its position.
    together: (usize, Vec<(i64, T)>),
    /// The positions of those that were handed over, each with the place of its issue.
    positions: Vec<(u32, i64)>,
    again: FxHashSet<u32>,
}

impl<T> Members<T> {
    fn new(of: fn(&mut Issue) -> &mut Vec<T>, order: fn(&(i64, T), &(i64, T)) -> Ordering) -> Members<T> {
        Members { of, order, together: (0, Vec::new()), positions: Vec::new(), again: FxHashSet::default() }
    }

    fn add(&mut self, issues: &mut [Issue], place: usize, position: Option<i64>, member: T) {
        if self.together.0 != place {
            self.hand_over(issues);
            self.together.0 = place;
        }
        self.together.1.push((position.unwrap_or(i64::MIN), member)); // what has no position stands first
    }

    fn hand_over(&mut self, issues: &mut [Issue]) {
        let (place, together) = &mut self.together;
        let members = (self.of)(&mut issues[*place]);
        let place = u32::try_from(*place).expect("SQLite holds fewer issues in a file");
        if !together.is_empty() && !members.is_empty() {
            self.again.insert(place);
        }
        together.sort_by(self.order);
        members.reserve_exact(together.len());
        for (position, member) in together.drain(..) {
            members.push(member);
            self.positions.push((place, position));
        }
    }

    fn finish(mut self, issues: &mut [Issue]) {
        self.hand_over(issues);
        let mut positions: FxHashMap<u32, Vec<i64>> = FxHashMap::default();
        if !self.again.is_empty() {
            for (place, position) in self.positions {
                if self.again.contains(&place) {
                    positions.entry(place).or_default().push(position);
                }
            }
        }
        for (place, positions) in positions {
            let members = (self.of)(&mut issues[place as usize]);
            let mut ordered: Vec<(i64, T)> = positions.into_iter().zip(members.drain(..)).collect();
            ordered.sort_by(self.order);
            members.extend(ordered.into_iter().map(|(_, member)| member));
        }
    }
}

/// Leaves out who has a role twice, under a name that was merged.
fn once(duties: &mut Vec<(Role, Rc<str>)>) {
    for n in (1..duties.len()).rev() {
        if duties[..n].contains(&duties[n]) {
            duties.remove(n);
        }
    }
}

/// Every return on an issue, the newest first.
pub fn history(reader: &Reader, issue: Id) -> Result<Vec<Progress>, StoreError> {
    of_issue(reader, issue, &owner_names(reader)?)
}

/// The same without the units that reported.
pub fn returns(reader: &Reader, issue: Id) -> Result<Vec<Progress>, StoreError> {
    of_issue(reader, issue, &Names::default())
}

fn of_issue(reader: &Reader, issue: Id, names: &Names) -> Result<Vec<Progress>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(&format!(
        "SELECT {} FROM progress WHERE issue = :id AND day IS NOT NULL ORDER BY day DESC, id DESC",
        Depth::Whole.of_progress()
    ))?;
    let mut rows = stmt.query(named_params! { ":id": issue.0 })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(progress_row(row, names, Depth::Whole)?);
    }
    Ok(found)
}

/// What owners are called, each name once however many issues it is on.
pub type Names = FxHashMap<Id, Rc<str>>;

/// What each owner is called: a merged one by the name of the one it was merged into.
pub fn owner_names(reader: &Reader) -> Result<Names, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT id, name, alias_of FROM owner")?;
    let mut rows = stmt.query([])?;
    let mut owners: HashMap<Id, (Rc<str>, Option<Id>)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let name = row.get::<_, Option<Rc<str>>>(1)?.unwrap_or_default();
        owners.insert(Id(row.get(0)?), (name, optional_id(row, 2)?));
    }
    let resolve = |start: Id| {
        let mut at = start;
        for _ in 0..owners.len() {
            match owners.get(&at).and_then(|(_, alias)| *alias).filter(|next| owners.contains_key(next)) {
                Some(next) if next != start => at = next,
                _ => break, // the end, or a circle that two offices made unseen
            }
        }
        Rc::clone(&owners[&at].0)
    };
    Ok(owners.keys().map(|id| (*id, resolve(*id))).collect())
}

/// The cells of a row from the left; to look for each by its name takes a fifth of the time of reading a ledger.
struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl Cells<'_, '_> {
    fn take<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn id(&mut self) -> rusqlite::Result<Option<Id>> {
        Ok(self.take::<Option<_>>()?.map(Id))
    }

    /// A word of one of our lists; what is none of them counts as none.
    fn word<T>(&mut self, named: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, StoreError> {
        self.next += 1;
        let word = self.row.get_ref(self.next - 1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(word.and_then(named))
    }

    fn day(&mut self, name: &str) -> Result<Option<NaiveDate>, StoreError> {
        self.next += 1;
        day_in(self.row, self.next - 1, name)
    }
}

fn issue_row(row: &Row, depth: Depth) -> Result<Issue, StoreError> {
    let mut cells = Cells { row, next: 0 };
    let mut issue = Issue::blank(Id(cells.take()?));
    issue.number = cells.take::<Option<_>>()?.unwrap_or_default();
    issue.inspection = cells.id()?;
    issue.parent = cells.id()?;
    issue.stage = cells.word(Stage::named)?.unwrap_or(Stage::NotStarted);
    issue.closing = cells.word(Closing::named)?.unwrap_or(Closing::None);
    issue.immediate = cells.take::<Option<_>>()?.unwrap_or_default();
    issue.long_term = cells.take::<Option<_>>()?.unwrap_or_default();
    issue.started_on = cells.day("started_on")?;
    issue.due = cells.day("due")?;
    issue.done_on = cells.day("done_on")?;
    issue.cycle = cells.take::<Option<_>>()?.unwrap_or(1);
    issue.recurs = cells.id()?;
    issue.area = cells.id()?;
    if depth >= Depth::Listed {
        issue.title = cells.take::<Option<_>>()?.unwrap_or_default();
        issue.due_text = cells.take()?;
    }
    if depth >= Depth::Whole {
        issue.requirement = cells.take()?;
        issue.category = cells.take()?;
        issue.status_text = cells.take()?;
        issue.note = cells.take()?;
        if let Some(json) = cells.take::<Option<String>>()? {
            issue.extra = wire::texts(&json).map_err(|_| StoreError::damaged("issue.extra"))?;
        }
    }
    Ok(issue)
}

/// A measure, behind its issue and its position.
fn milestone_row(row: &Row, depth: Depth) -> Result<Milestone, StoreError> {
    let mut cells = Cells { row, next: 2 };
    let (id, due, done_on) = (Id(cells.take()?), cells.day("due")?, cells.day("done_on")?);
    let mut milestone = Milestone { id, text: String::new(), deliverable: None, due, due_text: None, done_on };
    if depth >= Depth::Brief {
        milestone.text = cells.take::<Option<_>>()?.unwrap_or_default();
    }
    if depth >= Depth::Whole {
        milestone.deliverable = cells.take()?;
        milestone.due_text = cells.take()?;
    }
    Ok(milestone)
}

fn progress_row(row: &Row, names: &Names, depth: Depth) -> Result<Option<Progress>, StoreError> {
    let mut cells = Cells { row, next: 0 };
    let (id, Some(day)) = (Id(cells.take()?), cells.day("day")?) else { return Ok(None) };
    let percent = cells.take()?;
    let mut progress =
        Progress { id, day, percent, text: None, next_step: None, obstacle: None, help_needed: None, unit: None };
    if depth >= Depth::Brief {
        progress.obstacle = cells.take()?;
        progress.help_needed = cells.take()?;
        progress.unit = cells.id()?.and_then(|id| names.get(&id).map(ToString::to_string));
    }
    if depth >= Depth::Whole {
        progress.text = cells.take()?;
        progress.next_step = cells.take()?;
    }
    Ok(Some(progress))
}

fn optional_id(row: &Row, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Id))
}

/// A date column; what is no date is an error, since the tables take none.
pub(super) fn day(row: &Row, column: &str) -> Result<Option<NaiveDate>, StoreError> {
    day_in(row, row.as_ref().column_index(column)?, column)
}

fn day_in(row: &Row, at: usize, name: &str) -> Result<Option<NaiveDate>, StoreError> {
    match row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        None => Ok(None),
        Some(text) => plain_day(text).or_else(|| text.parse().ok()).map(Some).ok_or_else(|| StoreError::damaged(name)),
    }
}

/// A date as we write it, `2019-12-31`; chrono takes ten times as long, since it understands more.
fn plain_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |digits: Range<usize>| {
        bytes[digits]
            .iter()
            .try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Kind, Op};
    use crate::store::{Stamp, Store};

    fn stamp() -> Stamp {
        Stamp {
            author: "整改办".into(),
            command: "test".into(),
            reason: None,
            day: "2019-12-09".parse().unwrap(),
            at: "2019-12-09T09:00:00+08:00".into(),
            millis: 1_575_853_200_000,
            seed: [1; 32],
            undoes: None,
            dry_run: false,
        }
    }

    #[test]
    fn the_newest_return_is_found_among_few_and_among_many() {
        for returns in [1, FEW, FEW + 1, 3 * FEW] {
            let mut store = Store::in_memory(&[1; 32]).unwrap();
            let made = store.transact(&stamp(), |reader| {
                let issue = reader.fresh_id();
                let progress = |n: i64| {
                    let day = format!("2019-12-{:02}", 1 + n * 7 % returns / 2); // in no order, and two on a day
                    let op = Op::create(Kind::Progress, reader.fresh_id_near(issue)).set("issue", issue);
                    op.set("day", day).set("percent", n).set("help_needed", "增编")
                };
                let progress: Vec<Op> = (0..returns).map(progress).collect();
                Ok::<_, StoreError>([Op::create(Kind::Issue, issue).set("number", "8")].into_iter().chain(progress))
            });
            made.unwrap();
            let seen: Result<_, StoreError> = store.read(|reader| {
                let shallow =
                    [counted(reader)?, listed(reader)?].map(|ledger| ledger.issues[0].latest.clone().unwrap());
                let deep = [brief(reader)?, ledger(reader)?].map(|ledger| ledger.issues[0].latest.clone().unwrap());
                Ok((shallow, deep, history(reader, ledger(reader)?.issues[0].id)?.swap_remove(0)))
            });
            let (shallow, deep, newest) = seen.unwrap();
            assert!(deep.iter().all(|latest| *latest == newest), "{returns}: {deep:?}");
            let alike = |latest: &Progress| (latest.id, latest.percent) == (newest.id, newest.percent);
            assert!(shallow.iter().all(alike), "{returns}: {shallow:?}");
        }
    }

    #[test]
    fn measures_stand_by_their_positions_whenever_they_were_added() {
        let mut store = Store::in_memory(&[1; 32]).unwrap();
        let [first, second] = [[1; 16], [2; 16]].map(Id);
        let issues = [first, second].map(|id| Op::create(Kind::Issue, id).set("number", "8"));
        let measure = |n: u8, issue: Id, position: i64| {
            Op::create(Kind::Milestone, Id([n; 16]))
                .set("issue", issue)
                .set("position", position)
                .set("text", n.to_string())
        };
        let added = [measure(13, first, 2), measure(14, second, 0), measure(15, first, 0), measure(16, first, 1)];
        for ops in [issues.to_vec()].into_iter().chain(added.map(|op| vec![op])) {
            store.transact(&stamp(), |_| Ok::<_, StoreError>(ops)).unwrap();
        }
        let texts: Result<Vec<Vec<String>>, StoreError> = store.read(|reader| {
            let issues = ledger(reader)?.issues;
            Ok(issues.iter().map(|issue| issue.milestones.iter().map(|one| one.text.clone()).collect()).collect())
        });
        assert_eq!(texts.unwrap(), [vec!["15", "16", "13"], vec!["14"]]);
    }

    #[test]
    fn a_date_is_read_as_chrono_reads_it() {
        for text in ["2019-12-31", "2020-02-29", "2019-02-29", "2019-1-5", "2019-13-01", "0000-01-01", "2019/12/31", ""]
        {
            let long_way: Option<NaiveDate> = text.parse().ok();
            assert_eq!(plain_day(text).or_else(|| text.parse().ok()), long_way, "{text}");
        }
        assert_eq!(plain_day("2019-12-31"), NaiveDate::from_ymd_opt(2019, 12, 31));
    }
}
