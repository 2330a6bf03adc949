//! From a plan to ops: new issues with everything in their row, edits of those that are there.

use super::book::{Book, Sheet};
use super::plan::{Changed, Closely, NewRow, Plan, Reading};
use crate::cmd::owners::Owners;
use crate::cmd::{area, duties};
use crate::domain::change::{EXTRA, Field, Kind, Op, VOID, Value};
use crate::domain::column::{Cell, Column, Limit};
use crate::domain::id::{EntryId, Id};
use crate::domain::issue::{Closing, Issue, Role, Stage};
use crate::domain::ledger::{Area, Ledger};
use crate::domain::reconcile::{self, CellChange, Edit, Verdict};
use crate::error::Error;
use crate::grammar::{dates, names, status};
use crate::sheet::columns;
use crate::store::{Mint, Reader};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Who and what the ledger knows by name.
pub struct Known {
    /// The inspection that the sheet belongs to.
    pub inspection: Option<Id>,
    owners: Owners,
    areas: HashMap<String, Id>,
    /// Areas by their labels, and by label and title.
    labels: HashMap<String, Id>,
    area_count: i64,
}

impl Known {
    pub fn load(reader: &Reader, ledger: &Ledger, inspection: Option<Id>) -> Result<Known, Error> {
        let areas = ledger.areas.iter().filter(|area| area.inspection == inspection);
        Ok(Known {
            inspection,
            owners: Owners::load(reader)?,
            area_count: i64::try_from(ledger.areas.len()).unwrap_or(0),
            labels: areas.clone().flat_map(labels).collect(),
            areas: areas.map(|area| (names::title_key(&area.title), area.id)).collect(),
        })
    }

    /// Whether the ledger knows anybody by name.
    pub fn has_owners(&self) -> bool {
        !self.owners.is_empty()
    }

    /// Whether somebody has this name.
    pub fn is_owner(&self, name: &str) -> bool {
        self.owners.find(name).is_some()
    }

    /// A name as the ledger has it.
    pub fn named(&self, name: &str) -> String {
        self.owners.find(name).map_or_else(|| name.to_owned(), |id| self.owners.name(id).to_owned())
    }

    /// The area that a cell names: by its title, its label (（二）), or both.
    pub fn area_of(&self, told: &str) -> Option<Id> {
        self.areas.get(&names::title_key(told)).or_else(|| self.labels.get(&names::key(told))).copied()
    }

    /// A cell with names as the ledger has them: an alias is whom it means.
    pub fn canonical(&self, cell: Cell) -> Cell {
        let Cell::Names(list) = cell else { return cell };
        let known = |name: &str| self.owners.find(name).map(|id| self.owners.name(id).to_owned());
        let parted = |name: String| match known(&name) {
            Some(name) => vec![name],
            // blanks part names where everybody is known by what stands between them
            None => name.split_whitespace().map(known).collect::<Option<_>>().unwrap_or_else(|| vec![name]),
        };
        Cell::Names(list.into_iter().flat_map(parted).collect())
    }

    /// Titles of areas by their records.
    pub fn area_titles(ledger: &Ledger) -> FxHashMap<Id, &str> {
        ledger.areas.iter().map(|area| (area.id, area.title.as_str())).collect()
    }
}

/// What names an area beside its title.
fn labels(area: &Area) -> Vec<(String, Id)> {
    let Some(label) = &area.label else { return Vec::new() };
    [label.clone(), format!("{label}{}", area.title)].iter().map(|name| (names::key(name), area.id)).collect()
}

/// Makes the ops of a plan, one row after the other.
pub struct Writer {
    known: Known,
    /// Issues that are part of none by their numbers, to find the whole of a part.
    numbers: HashMap<String, Id>,
    mint: Mint,
    day: NaiveDate,
    unnumbered: u32,
    met_areas: HashMap<String, Id>,
    /// What each base of a conflict had not seen.
    later: HashMap<Vec<EntryId>, HashSet<EntryId>>,
}

/// The ops of a plan: first the edits, then the new issues, read again from the sheet as they are needed.
///
/// # Errors
/// When the base of a conflict is not here.
pub fn ops<'s>(
    reader: &Reader,
    book: &'s Book,
    plan: Plan,
    ledger: &Ledger,
    known: Known,
    day: NaiveDate,
) -> Result<impl Iterator<Item = Op> + use<'s>, Error> {
    let year = format!("{}-", day.format("%Y"));
    let unnumbered = ledger.issues.iter().filter(|issue| issue.number.starts_with(&year)).count();
    let unnumbered = u32::try_from(unnumbered).unwrap_or(0);
    let whole = |issue: &&Issue| issue.inspection == known.inspection && issue.parent.is_none();
    let wholes = ledger.issues.iter().filter(|issue| !plan.new.is_empty() && whole(issue));
    let mut writer = Writer {
        numbers: wholes.map(|issue| (issue.number.clone(), issue.id)).collect(),
        known,
        mint: reader.take_mint(),
        day,
        unnumbered,
        met_areas: HashMap::new(),
        later: HashMap::new(),
    };
    let mut edits = Vec::new();
    for changed in &plan.changed {
        let issue = &ledger.issues[changed.issue];
        writer.edit(reader, &book.sheets[changed.sheet], changed, issue, &mut edits)?;
    }
    let mut wanted = plan.new.into_iter();
    let mut open: Option<Open> = None;
    let rows = std::iter::from_fn(move || {
        let row = wanted.next()?;
        let sheet = &book.sheets[row.sheet];
        if open.as_ref().is_none_or(|open| open.sheet != row.sheet) {
            let columns = sheet.columns();
            let reading = Reading::new(&columns);
            open = Some(Open { sheet: row.sheet, reading, columns, next: sheet.table.first });
        }
        let Open { reading, columns, next, .. } = open.as_mut()?;
        // the rows on the way are passed, since merged cells take what stands above
        for index in *next..row.row {
            if sheet.table.is_issue(sheet.grid.row(index)) {
                reading.row(sheet, index, columns, &writer.known, Closely::Past, None, true);
            }
        }
        *next = row.row + 1;
        let (cells, _) = reading.row(sheet, row.row, columns, &writer.known, Closely::Whole, None, true);
        let cells: Vec<Rc<Cell>> = cells.into_iter().flatten().collect();
        Some(writer.create(row, sheet, columns, &cells))
    });
    Ok(edits.into_iter().chain(rows.flatten()))
}

/// The sheet whose rows are being made, and how far that has come.
struct Open {
    sheet: usize,
    reading: Reading,
    columns: Vec<(usize, Column)>,
    next: usize,
}

impl Writer {
    /// The ops of a new issue.
    fn create(&mut self, row: NewRow, sheet: &Sheet, columns: &[(usize, Column)], cells: &[Rc<Cell>]) -> Vec<Op> {
        let mut ops = Vec::with_capacity(8);
        let id = self.mint.fresh();
        let mut issue = Op::create(Kind::Issue, id).set("inspection", self.known.inspection);
        let mut report = Report::default();
        let mut done = None;
        for ((index, column), cell) in columns.iter().zip(cells) {
            match (column, cell.as_ref()) {
                (_, cell) if cell.is_empty() => {}
                (Column::Who(role), Cell::Names(list)) => {
                    for (place, name) in list.iter().enumerate() {
                        let told = sheet.grid.row(row.row).cell(sheet.mapped(*index).index);
                        self.enlist(id, *role, name, told, place, true, &mut ops);
                    }
                }
                (Column::Measures, Cell::Measures(list)) => {
                    let days = each_due(columns, cells, list.len(), sheet);
                    for (place, text) in list.iter().enumerate() {
                        let op = self.measure(sheet, id, place, text);
                        let dated = op.writes.iter().any(|write| write.field == "due");
                        let day = days.get(place).copied().flatten().filter(|_| !dated);
                        ops.push(op.set_if("due", day));
                    }
                }
                (Column::Number, _) if !row.numbered => {}
                (column, cell) if column.is_report() => report.put(column, cell),
                (Column::Status, Cell::Status(text, stage)) => {
                    issue = issue.set("status_text", text.clone()).set("stage", stage.map(Stage::name));
                    for (field, value) in beside(text.as_deref()) {
                        issue = issue.set(field, value);
                    }
                }
                (Column::DoneOn, Cell::Day(day)) => {
                    issue = issue.set("done_on", *day);
                    done = done.or(*day);
                }
                (Column::Closed, Cell::Closed(Some(closed))) => {
                    issue = issue.set("closing", closed.then_some(Closing::Closed.name()));
                }
                (Column::Number, Cell::Text(Some(number))) => {
                    self.numbers.insert(number.clone(), id);
                    let parent = number.rsplit_once('.').and_then(|(parent, _)| self.numbers.get(parent));
                    issue = issue.set("number", number.clone()).set("parent", parent.copied());
                    if columns::starred(sheet.grid.row(row.row).cell(sheet.mapped(*index).index)) && !sheet.local.ours {
                        issue = issue.set(format!("{EXTRA}{KEY_CASE}"), "是");
                    }
                }
                (column, cell) => {
                    for (field, value) in self.fields(column, cell, &mut ops) {
                        issue = issue.set(field, value);
                    }
                }
            }
        }
        let held = columns.iter().any(|(_, column)| matches!(column, Column::Who(Role::LeadUnit | Role::Unit)));
        if let Some(unit) = sheet.table.unit.as_deref().filter(|_| !held) {
            self.enlist(id, Role::Unit, unit, unit, 0, true, &mut ops);
        }
        // where a sheet tells of no state, the day on which it was done does
        let stated = columns.iter().any(|(_, column)| *column == Column::Status);
        if !stated && done.is_some_and(|day| day <= self.day) {
            issue = issue.set("stage", Stage::Done.name());
        }
        if !issue.writes.iter().any(|write| write.field == "number") {
            self.unnumbered += 1;
            issue = issue.set("number", format!("{}-{}", self.day.format("%Y"), self.unnumbered));
        }
        ops.push(issue);
        if !report.is_empty() {
            let unit = self.reporter(sheet, &mut ops);
            let progress = Op::create(Kind::Progress, self.mint.fresh_near(id)).set("issue", id).set("day", self.day);
            ops.push(report.onto(progress).set_if("unit", unit));
        }
        ops
    }

    /// The ops of an issue that the sheet says something new of.
    #[allow(clippy::too_many_arguments)] // what was read, and what is remembered from row to row
    fn edit(
        &mut self,
        reader: &Reader,
        sheet: &Sheet,
        changed: &Changed,
        issue: &Issue,
        ops: &mut Vec<Op>,
    ) -> Result<(), Error> {
        let mut on_issue = Op::on(Kind::Issue, issue.id);
        let mut reported = false;
        for change in &changed.cells {
            let column = sheet.mapped(change.index).column.clone();
            // what both sides wrote is written as the sheet knew it, so that both values stand
            let base = changed.base.as_deref().filter(|_| change.verdict == Verdict::Conflict);
            for edit in reconcile::edits(&column, change) {
                match edit {
                    Edit::Field(_) => {
                        for (field, value) in self.fields(&column, &change.theirs, ops) {
                            let stands = match field.as_ref() {
                                "immediate" => issue.immediate == (value == Value::Bool(true)),
                                "long_term" => issue.long_term == (value == Value::Bool(true)),
                                _ => false,
                            };
                            if stands {
                                continue; // a flag that was never set and one that says no are the same
                            }
                            on_issue = self.write(reader, on_issue, field, value, base)?;
                        }
                    }
                    Edit::Enlist(role, name) => {
                        let place = issue.names(role).count();
                        let told = sheet.grid.at(changed.line, sheet.mapped(change.index).index);
                        self.enlist(issue.id, role, &name, told, place, false, ops);
                    }
                    Edit::Dismiss(role, name) => {
                        let owner = self.known.owners.find(&name);
                        for record in owner.into_iter().flat_map(|owner| self.known.owners.merged_into(owner)) {
                            let duty = duties::id(issue.id, role, record);
                            if reader.state(duty)?.is_some() {
                                ops.push(Op::on(Kind::Duty, duty).set(VOID, "import"));
                            }
                        }
                    }
                    Edit::Reword(id, text) => {
                        let was = issue.milestones.iter().find(|measure| measure.id == id);
                        let said = |text: &str| dates::within(text, sheet.local.year);
                        let day = said(&text).filter(|day| was.and_then(|was| said(&was.text)) != Some(*day));
                        let mut op = Op::on(Kind::Milestone, id);
                        if let Some(day) = day {
                            op = self.write(reader, op, "due".into(), day.into(), changed.base.as_deref())?;
                        }
                        ops.push(self.write(reader, op, "text".into(), text.into(), base)?);
                    }
                    Edit::Add(place, text) => ops.push(self.measure(sheet, issue.id, place, &text)),
                    Edit::Drop(id) => {
                        let op = Op::on(Kind::Milestone, id);
                        ops.push(self.write(reader, op, VOID.into(), "import".into(), base)?);
                    }
                    Edit::Report if !reported => {
                        reported = true;
                        self.report(sheet, changed, issue, ops);
                    }
                    Edit::Report => {}
                }
            }
        }
        if !on_issue.writes.is_empty() {
            ops.push(on_issue);
        }
        Ok(())
    }

    /// Adds a write to an op; with a base, it replaces only what that had seen. What one side of a dispute says already
    /// is not said again.
    fn write(
        &mut self,
        reader: &Reader,
        op: Op,
        field: Field,
        value: Value,
        base: Option<&[EntryId]>,
    ) -> Result<Op, Error> {
        let Some(base) = base else { return Ok(op.set(field, value)) };
        let state = reader.state(op.record)?;
        let heads = state.as_ref().and_then(|state| state.fields.get(&field)).map_or(&[][..], Vec::as_slice);
        if heads.iter().any(|head| head.value == value) || (heads.is_empty() && value == Value::Null) {
            return Ok(op);
        }
        if !self.later.contains_key(base) {
            self.later.insert(base.to_vec(), reader.later_than(base)?);
        }
        let pred = reader.heads_without(op.record, &field, &self.later[base])?;
        Ok(op.replace(field, value, pred))
    }

    /// A return with everything that the row tells: its own cells, and what the last one said where it has no cell.
    fn report(&mut self, sheet: &Sheet, changed: &Changed, issue: &Issue, ops: &mut Vec<Op>) {
        let mut report = Report::default();
        for column in [Column::Percent, Column::Progress, Column::NextStep, Column::Obstacle, Column::HelpNeeded] {
            let at = sheet.table.columns.iter().position(|mapped| mapped.column == column);
            let said = changed.cells.iter().find(|change: &&CellChange| Some(change.index) == at);
            report.put(&column, &said.map_or_else(|| column.cell(issue, None), |change| change.theirs.clone()));
        }
        let unit = self.reporter(sheet, ops);
        let same_day = issue.latest.as_ref().filter(|latest| latest.day == self.day);
        // what the sheet was not written against stands beside it: nobody's return takes the place of another's
        let seen =
            |change: &&CellChange| change.ours.is_empty() || changed.base.is_some() && change.base == change.ours;
        let cells = changed.cells.iter().filter(|change| sheet.mapped(change.index).column.is_report());
        match same_day {
            Some(latest) if cells.clone().all(|change| seen(&change)) => {
                ops.push(report.onto(Op::on(Kind::Progress, latest.id)));
            }
            _ => {
                let id = self.later(issue.id, same_day.map(|latest| latest.id));
                let op = Op::create(Kind::Progress, id).set("issue", issue.id).set("day", self.day);
                ops.push(report.onto(op).set_if("unit", unit));
            }
        }
    }

    /// The id of a return that is the newest of its day: of several on one day that is the one with the greatest id.
    fn later(&mut self, issue: Id, than: Option<Id>) -> Id {
        let id = self.mint.fresh_near(issue);
        than.map_or(id, |than| id.beyond(than))
    }

    /// Who sent the sheet, as it says above its header.
    fn reporter(&mut self, sheet: &Sheet, ops: &mut Vec<Op>) -> Option<Id> {
        let name = sheet.table.unit.as_deref()?;
        let mint = &mut self.mint;
        let (owner, made) = self.known.owners.named(name, Some(false), || mint.fresh());
        ops.extend(made);
        Some(owner)
    }

    fn measure(&mut self, sheet: &Sheet, issue: Id, place: usize, text: &str) -> Op {
        let op = Op::create(Kind::Milestone, self.mint.fresh_near(issue))
            .set("issue", issue)
            .set("position", i64::try_from(place + 1).unwrap_or(i64::MAX))
            .set("text", text);
        dated(op, sheet, text)
    }

    /// Gives a name a role; of someone new, the post and the telephone that `told`, the cell, has beside the name are kept.
    #[allow(clippy::too_many_arguments)] // whom, what, and where it stood
    fn enlist(&mut self, issue: Id, role: Role, name: &str, told: &str, place: usize, fresh: bool, ops: &mut Vec<Op>) {
        let mint = &mut self.mint;
        let (owner, made) = self.known.owners.named(name, role.person(), || mint.fresh());
        ops.extend(made.map(|op| {
            let people = if role.person() == Some(true) { names::people(told) } else { Vec::new() };
            match people.into_iter().find(|person| person.name == name) {
                Some(person) => op.set_if("post", person.post).set_if("phone", person.phone),
                None => op,
            }
        }));
        let duty = duties::id(issue, role, owner);
        if ops.iter().any(|op| op.record == duty) {
            return; // the same name twice in a cell
        }
        let op = if fresh { Op::create(Kind::Duty, duty) } else { Op::on(Kind::Duty, duty).set(VOID, Value::Null) };
        let place = i64::try_from(place + 1).unwrap_or(i64::MAX);
        ops.push(op.set("issue", issue).set("owner", owner).set("role", role.name()).set("position", place));
    }

    /// The fields of an issue that a cell writes.
    fn fields(&mut self, column: &Column, cell: &Cell, ops: &mut Vec<Op>) -> Vec<(Field, Value)> {
        let field = match column {
            Column::Area => {
                let Cell::Text(title) = cell else { return Vec::new() };
                let area = title.as_deref().map(|title| self.area(title, ops));
                return vec![("area".into(), area.into())];
            }
            Column::Number => "number",
            Column::Title => "title",
            Column::Requirement => "requirement",
            Column::Category => "category",
            Column::Note => "note",
            Column::DoneOn => "done_on",
            Column::Due => {
                let Cell::Due(text, Limit { day, immediate, long_term }) = cell else { return Vec::new() };
                let flag = |yes: bool| if yes { Value::Bool(true) } else { Value::Null };
                return vec![
                    ("due".into(), (*day).into()),
                    ("due_text".into(), text.clone().into()),
                    ("immediate".into(), flag(*immediate)),
                    ("long_term".into(), flag(*long_term)),
                ];
            }
            Column::Status => {
                let Cell::Status(text, stage) = cell else { return Vec::new() };
                let done = (*stage == Some(Stage::Done)).then_some(("done_on".into(), self.day.into()));
                // words that tell no stage (见附件) leave it as it was
                let kept = text.is_some() && stage.is_none();
                let stage = (!kept).then(|| ("stage".into(), stage.map(Stage::name).into()));
                return std::iter::once(("status_text".into(), text.clone().into())).chain(stage).chain(done).collect();
            }
            Column::Extra(heading) => {
                let Cell::Text(text) = cell else { return Vec::new() };
                let mut fields = vec![(format!("{EXTRA}{heading}").into(), text.clone().into())];
                // 整改类型 and 是否立行立改 are the user's own columns, but what they say of the kind is a flag too
                if let Some(text) = text {
                    let leaf = heading.rsplit('/').next().unwrap_or(heading);
                    let said = match leaf.strip_prefix("是否") {
                        Some(asked) if status::answer(text) == Some(true) => asked,
                        _ if columns_kind(leaf) => text,
                        _ => "",
                    };
                    if said.contains("立行立改") {
                        fields.push(("immediate".into(), true.into()));
                    }
                    if said.contains("长期") || said.contains("持续") {
                        fields.push(("long_term".into(), true.into()));
                    }
                }
                return fields;
            }
            _ => return Vec::new(),
        };
        vec![(field.into(), cell.value())]
    }

    fn area(&mut self, title: &str, ops: &mut Vec<Op>) -> Id {
        if let Some(id) = self.met_areas.get(title) {
            return *id;
        }
        if let Some(id) = self.known.area_of(title) {
            self.met_areas.insert(title.to_owned(), id);
            return id;
        }
        let key = names::title_key(title);
        let id = area::id(self.known.inspection, title);
        self.known.areas.insert(key, id);
        self.known.area_count += 1;
        ops.push(
            Op::on(Kind::Area, id)
                .set(VOID, Value::Null)
                .set("inspection", self.known.inspection)
                .set("title", title)
                .set("position", self.known.area_count),
        );
        id
    }
}

/// The limits of measures, where the cell of the limit has a line for each of them, of which some may name no day.
fn each_due(columns: &[(usize, Column)], cells: &[Rc<Cell>], count: usize, sheet: &Sheet) -> Vec<Option<NaiveDate>> {
    let mut due = columns.iter().zip(cells).filter(|((_, column), _)| *column == Column::Due).map(|(_, cell)| cell);
    let Some(Cell::Due(Some(text), _)) = due.next().map(AsRef::as_ref) else { return Vec::new() };
    if count < 2 || text.lines().count() != count {
        return Vec::new();
    }
    let day = |line: &str| dates::limit(line, sheet.local.year).ok()?.day;
    text.lines().map(day).collect()
}

/// The op on a measure with the limit that its own words name, if they do.
fn dated(op: Op, sheet: &Sheet, text: &str) -> Op {
    match dates::within(text, sheet.local.year) {
        Some(day) => op.set("due", day),
        None => op,
    }
}

/// The column of the user's own for what the star at a number says.
const KEY_CASE: &str = "重点件";

/// What a status word says besides the stage: that it was struck off, that it goes on, that it is done at once.
fn beside(text: Option<&str>) -> Vec<(&'static str, Value)> {
    let says = |text: &&str| ["销号", "长期", "持续", "坚持", "常", "立"].iter().any(|sign| text.contains(sign));
    let Some(found) = text.filter(says).and_then(status::status) else { return Vec::new() };
    let closed = found.closing == Some(Closing::Closed);
    let closing = closed.then(|| ("closing", Value::from(Closing::Closed.name())));
    let flags = [("long_term", found.long_term), ("immediate", found.immediate)].into_iter().filter(|(_, yes)| *yes);
    flags.map(|(field, _)| (field, Value::Bool(true))).chain(closing).collect()
}

fn columns_kind(leaf: &str) -> bool {
    ["整改类型", "整改类别", "整改方式"].contains(&leaf)
}

/// What a row says of the newest return.
#[derive(Default)]
struct Report(Vec<(&'static str, Value)>);

impl Report {
    fn put(&mut self, column: &Column, cell: &Cell) {
        self.0.extend(column.return_field().map(|field| (field, cell.value())));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn onto(self, op: Op) -> Op {
        self.0.into_iter().fold(op, |op, (field, value)| op.set(field, value))
    }
}
