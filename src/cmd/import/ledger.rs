//! The sheets of a file in: understood, shown, confirmed, applied as one entry.

use super::book::{Book, Sheet};
use super::matching;
use super::plan::{Changed, NewRow, Plan, Problem, plan};
use super::write::{self, Known};
use super::{Args, marked, newcomers, renamed};
use crate::app::App;
use crate::cmd::{find, settings, show};
use crate::domain::change::Op;
use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::Role;
use crate::domain::ledger::Ledger;
use crate::domain::reconcile::Verdict;
use crate::domain::say::Said;
use crate::domain::setting;
use crate::error::Error;
use crate::grammar::dates;
use crate::render;
use crate::say;
use crate::sheet::columns::{self, Choice, Mapped, Part};
use crate::sheet::grid::letters;
use crate::store::query::ledger;
use crate::store::{Mode, Reader, Store};
use crate::view::import::{ChangedCell, ChangedIssue, ColumnTaken, NewIssue, Preview, RowProblem};
use chrono::NaiveDate;

/// What an import came to.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Rows that became issues.
    pub new: usize,
    /// Issues that were changed.
    pub changed: usize,
    /// Rows that said nothing new.
    pub unchanged: usize,
    /// Issues with a cell that both sides wrote.
    pub disputed: usize,
    /// Issues that are not in the file.
    pub missing: usize,
    /// Cells that both sides wrote.
    pub conflicts: usize,
    /// The records of changed issues.
    pub touched: Vec<crate::domain::id::Id>,
}

/// How far an import came.
pub enum Ran {
    /// It is done, or was only shown.
    Done(Done),
    /// Somebody at the terminal has said more of the file.
    Again(Box<Args>),
}

/// Takes a file in; with `--map` or `--dry-run` it is only shown. At a terminal it is shown, and asked about, first.
pub fn run(app: &App, args: &Args, mut book: Book) -> Result<Ran, Error> {
    if args.map {
        if app.db.exists() && book.sheets.iter().any(renamed::may_be) {
            let ledger = app.store(Mode::Read)?.read(|reader| Ok::<_, Error>(ledger::ledger(reader)?))?;
            renamed::find(&ledger, &mut book);
        }
        return map(app, args, &book).map(Ran::Done);
    }
    let at_terminal = !app.yes && !app.dry_run && app.out.is_asked();
    let mut questions = questions(&book);
    let mut previewed = false;
    // where nobody can be asked there is nothing to look at first
    if app.dry_run || args.report.is_some() || at_terminal {
        let seed = crate::clock::seed().map_err(Error::World)?;
        let store = if app.db.exists() { app.store(Mode::Write)? } else { Store::in_memory(&seed)? };
        let (preview, near) = store.read(|reader| {
            let (ledger, known) = known(reader, args, &mut book)?;
            let plan = plan(reader, args, &book, &ledger, &known)?;
            if let Some(path) = &args.report {
                marked::write(app, &book, &plan, path)?;
            }
            let news = newcomers::news(app, reader, &book, &ledger, &plan, &known)?;
            let mut preview = preview(app, &book, &ledger, &plan);
            preview.notes.extend(news.iter().map(|said| app.words.say(said)));
            let near = plan.problems.iter().map(|problem| &problem.why).find(|why| why.key == "sheet-near-asked");
            let near: Option<Said> = near.cloned();
            Ok::<_, Error>((preview, near))
        })?;
        drop(store);
        questions = self::questions(&book);
        if app.dry_run {
            show::one(app, &preview, |words| render::import::preview(&preview, words))?;
            let fine = preview.problems.is_empty() && preview.questions.is_empty();
            return if fine { Ok(Ran::Done(Done::default())) } else { Err(Error::Input(Vec::new())) };
        }
        let changes = !preview.new.is_empty() || !preview.changed.is_empty() || !preview.conflicts.is_empty();
        let settled = questions.is_empty() && preview.problems.is_empty();
        if at_terminal && (settled && changes || !questions.is_empty() || near.is_some()) {
            app.out.note(&show::text(app, &render::import::preview(&preview, app.words)));
            previewed = true;
            let hints = questions.iter().chain(&near).filter_map(|said| app.words.hint(said));
            hints.for_each(|hint| app.out.note(&format!("{}{hint}", app.words.word("hint-prefix"))));
            match asked(app, if settled { "import-ask" } else { "import-ask-more" })? {
                Answered::More(more) => return Ok(Ran::Again(more)),
                Answered::Yes if settled => {}
                Answered::Yes | Answered::No => {
                    app.note(&say!("import-declined"));
                    return Ok(Ran::Done(Done::default()));
                }
            }
        }
    }
    if !questions.is_empty() {
        return Err(Error::Input(questions));
    }
    apply(app, args, &mut book, previewed).map(Ran::Done)
}

/// What somebody at the terminal answered.
enum Answered {
    Yes,
    No,
    More(Box<Args>),
}

/// Asks until the answer is understood; an empty one is yes.
fn asked(app: &App, question: &'static str) -> Result<Answered, Error> {
    loop {
        let Some(answer) = app.out.ask(&app.words.word(question)) else { return Ok(Answered::Yes) };
        match answer.to_lowercase().as_str() {
            "" | "y" | "yes" | "是" | "好" => return Ok(Answered::Yes),
            "n" | "no" | "否" | "不" => return Ok(Answered::No),
            _ => match Args::answered(&answer) {
                Ok(more) => return Ok(Answered::More(Box::new(more))),
                Err(why) => app.note(&say!("import-answer-bad", found = answer, why = why)),
            },
        }
    }
}

/// Shows what each column was taken to be, and keeps it as a form if that was asked for.
fn map(app: &App, args: &Args, book: &Book) -> Result<Done, Error> {
    let view = preview(app, book, &Ledger::default(), &Plan { unmatched: true, ..Plan::default() });
    show::one(app, &view, |words| render::import::mapping(&view, words))?;
    if let Some(name) = &args.save_profile {
        let questions = questions(book);
        if !questions.is_empty() {
            app.note(&say!("profile-not-saved", name = name.as_str()));
            return Err(Error::Input(questions));
        }
        let op = profile(book, name);
        let recorded = app.record_in(Mode::Create, None, |_| Ok([op]))?;
        if recorded.entry.is_some() {
            app.note(&say!("profile-saved", name = name.as_str()));
        }
    }
    Ok(Done::default())
}

/// The setting that keeps the headings of the first sheet with what they were taken to be.
fn profile(book: &Book, name: &str) -> Op {
    let table = &book.sheets[0].table;
    let chosen = |index: usize, heading: &str| {
        let mapped = table.columns.iter().find(|mapped| mapped.index == index);
        match mapped.map(|mapped| &mapped.column) {
            None => Choice::Ignore,
            Some(Column::Percent) if mapped.is_some_and(|mapped| mapped.part == Part::Share) => Choice::Share,
            Some(Column::Extra(own)) if own == heading => Choice::Own,
            Some(column) => Choice::As(column.clone()),
        }
    };
    let columns = table.headings.iter().map(|(index, heading)| (heading.clone(), chosen(*index, heading)));
    let columns: Vec<(String, Choice)> = columns.filter(|(_, choice)| *choice != Choice::As(Column::Key)).collect();
    setting::set(&format!("{}{name}", setting::PROFILE), &settings::profile_text(&columns))
}

/// Records the plan as one entry whose reason names the file and its hash; what a preview has shown is not said again.
fn apply(app: &App, args: &Args, book: &mut Book, previewed: bool) -> Result<Done, Error> {
    let mut stamp = app.stamp(None)?;
    stamp.reason.get_or_insert_with(|| book.reason.clone());
    let mut told = None;
    // the sheet speaks of its own day, if that has come; what we exported tells the day that it went out
    let ours = |sheet: &Sheet| sheet.table.columns.iter().any(|mapped| mapped.column == Column::Key);
    let days = book.sheets.iter().filter(|sheet| !ours(sheet)).filter_map(|sheet| sheet.table.as_of);
    let day = days.max().filter(|day| *day <= app.clock.today).unwrap_or(app.clock.today);
    let recorded = app.store(Mode::Create)?.transact(&stamp, |reader| {
        let (ledger, known) = known(reader, args, book)?;
        let book: &Book = book;
        let questions = questions(book);
        if !questions.is_empty() {
            return Err(Error::Input(questions));
        }
        let plan = plan(reader, args, book, &ledger, &known)?;
        if !plan.problems.is_empty() {
            return Err(problems(book, &plan));
        }
        let verdict = |verdict: Verdict| plan.changed.iter().filter(move |changed| changed.has(verdict));
        let conflicts = plan.changed.iter().flat_map(|changed| &changed.cells);
        let conflicts = conflicts.filter(|cell| cell.verdict == Verdict::Conflict).count();
        let shown = (conflicts > 0 && !previewed).then(|| preview(app, book, &ledger, &plan));
        let done = Done {
            new: plan.new.len(),
            changed: verdict(Verdict::Take).count(),
            unchanged: plan.unchanged,
            disputed: verdict(Verdict::Conflict).count(),
            missing: plan.missing.len(),
            conflicts,
            touched: verdict(Verdict::Take).map(|changed| ledger.issues[changed.issue].id).collect(),
        };
        let news = newcomers::news(app, reader, book, &ledger, &plan, &known)?;
        let leaders = leaders(book, &ledger, &plan);
        told = Some((done, shown, notes(book, &ledger, &plan, app.clock.today), news, leaders));
        let profile = args.save_profile.as_ref().map(|name| profile(book, name));
        Ok(write::ops(reader, book, plan, &ledger, known, day)?.chain(profile))
    })?;
    let Some((done, shown, notes, news, leaders)) = told else { return Ok(Done::default()) };
    for said in notes.iter().filter(|_| !previewed) {
        app.note(said);
    }
    app.note_all(&news);
    app.note(&say!(
        "import-done",
        file = book.file.as_str(),
        new = done.new,
        changed = done.changed,
        unchanged = done.unchanged,
        disputed = done.disputed,
        missing = done.missing
    ));
    if recorded.entry.is_none() {
        app.note(&say!("import-nothing"));
    }
    if let Some(preview) = shown {
        app.out.note(&show::text(app, &render::import::conflicts(&preview, app.words)));
    }
    app.note_all(&leaders);
    if done.conflicts > leaders.len() {
        app.note(&say!("import-conflicts-kept", count = done.conflicts - leaders.len()));
    }
    Ok(done)
}

/// Responsible leaders that both sides replaced: both names stand then, and the rule is one.
fn leaders(book: &Book, ledger: &Ledger, plan: &Plan) -> Vec<Said> {
    let cells = plan.changed.iter().flat_map(|changed| changed.cells.iter().map(move |change| (changed, change)));
    let disputed = cells.filter(|(changed, change)| {
        let column = &book.sheets[changed.sheet].mapped(change.index).column;
        change.verdict == Verdict::Conflict && *column == Column::Who(Role::LeadLeader)
    });
    let said = disputed.map(|(changed, change)| {
        let of = |cell: &Cell| if let Cell::Names(list) = cell { list.clone() } else { Vec::new() };
        let mut names = of(&change.ours);
        names.extend(of(&change.theirs).into_iter().filter(|name| !of(&change.ours).contains(name)));
        say!("import-two-leaders", number = ledger.issues[changed.issue].number.as_str(), names = names)
    });
    said.collect()
}

impl Changed {
    fn has(&self, verdict: Verdict) -> bool {
        self.cells.iter().any(|cell| cell.verdict == verdict)
    }
}

/// The ledger, with who and what it knows by name; it also tells the headings of a sheet of ours that were changed.
fn known(reader: &Reader, args: &Args, book: &mut Book) -> Result<(Ledger, Known), Error> {
    let ledger = ledger::ledger(reader)?;
    renamed::find(&ledger, book);
    let inspection = match (&args.inspection, &ledger.inspections[..]) {
        (Some(none), _) if none == "-" => None,
        (Some(code), _) => Some(find::inspection(reader, code)?),
        (None, [only]) => Some(only.id),
        (None, []) => None,
        (None, _) => {
            let (inspection, said) = whose(&ledger, book);
            book.whose = said;
            inspection
        }
    };
    let known = Known::load(reader, &ledger, inspection)?;
    Ok((ledger, known))
}

/// The inspection of a sheet where the ledger has several: the one that all of its rows which the ledger knows are of.
fn whose(ledger: &Ledger, book: &Book) -> (Option<Id>, Option<Result<Said, Said>>) {
    let found = matching::inspections(ledger, book);
    let keyed = matching::all_keyed(book);
    let code =
        |id: Id| ledger.inspections.iter().find(|inspection| inspection.id == id).map(|found| found.code.clone());
    match found[..] {
        [only] if keyed => (only, None),
        _ if keyed => (None, None),
        [Some(only)] => (Some(only), Some(Ok(say!("sheet-inspection-found", code = code(only).unwrap_or_default())))),
        [None] => (None, None),
        _ => {
            let codes: Vec<&str> = ledger.inspections.iter().map(|inspection| inspection.code.as_str()).collect();
            (None, Some(Err(say!("sheet-which-inspection", codes = codes))))
        }
    }
}

/// What was decided about the file without being asked.
fn notes(book: &Book, ledger: &Ledger, plan: &Plan, today: NaiveDate) -> Vec<Said> {
    let of_sheet = |(at, sheet): (usize, &Sheet)| {
        let fresh = |row: usize| {
            plan.unmatched || plan.new.binary_search_by_key(&(at, row), |new| (new.sheet, new.row)).is_ok()
        };
        let held = sheet.columns().iter().any(|(_, own)| matches!(own, Column::Who(Role::LeadUnit | Role::Unit)));
        let sender = sheet.table.unit.as_ref();
        let unit = sender.filter(|_| !held && plan.new.iter().any(|new| new.sheet == at));
        let unit = unit.map(|unit| say!("sheet-unit-above", unit = unit.as_str()));
        let reports = sheet.columns().iter().any(|(_, own)| own.is_report());
        let sender = sender.filter(|_| reports).map(|unit| say!("sheet-sender", unit = unit.as_str()));
        let said = sheet.table.notes.iter().cloned().chain(sheet.table.remarks(&sheet.grid, fresh));
        let said = above(sheet, today)
            .into_iter()
            .chain(sender)
            .chain(unit)
            .chain(said)
            .chain(counted(sheet))
            .chain(starred(sheet, fresh));
        let name = sheet.name.clone().filter(|_| book.sheets.len() > 1);
        let place = move |said: Said| match &name {
            Some(name) => say!("in-sheet", sheet = name.as_str(), what = said),
            None => said,
        };
        said.map(place).collect::<Vec<Said>>()
    };
    let asked = |row: &NewRow, line: u64| {
        let of = |problem: &Problem| problem.sheet == row.sheet && problem.line == line;
        plan.problems.iter().any(|problem| of(problem) && problem.why.key == "sheet-near-asked")
    };
    let near = plan.new.iter().filter_map(|row| {
        let other = &ledger.issues[row.near?];
        let sheet = &book.sheets[row.sheet];
        if asked(row, sheet.grid.row(row.row).line) {
            return None;
        }
        let cells = sheet.grid.row(row.row);
        Some(say!(
            "sheet-near",
            cell = sheet.place(cells.line, None),
            title = sheet.text(cells, &Column::Title),
            number = other.number.as_str(),
            other = other.title.as_str()
        ))
    });
    book.notes
        .iter()
        .chain(book.whose.iter().filter_map(|whose| whose.as_ref().ok()))
        .cloned()
        .chain(book.sheets.iter().enumerate().flat_map(of_sheet))
        .chain(plan.notes.iter().cloned())
        .chain(near)
        .collect()
}

/// The day that stands above the header, and what it is used for.
fn above(sheet: &Sheet, today: NaiveDate) -> Option<Said> {
    let day = sheet.table.as_of.filter(|_| !sheet.has_keys())?;
    let use_of = if day <= today { "day" } else { "year" };
    Some(say!("sheet-day-above", day = day, used = use_of, year = day.format("%Y").to_string()))
}

/// How many new issues have a number with the star of a key case.
fn starred(sheet: &Sheet, fresh: impl Fn(usize) -> bool) -> Option<Said> {
    let mapped = sheet.table.columns.iter().find(|mapped| mapped.column == Column::Number)?;
    let rows = (sheet.table.first..sheet.grid.len()).filter(|index| {
        let row = sheet.grid.row(*index);
        columns::starred(row.cell(mapped.index)) && sheet.table.is_issue(row) && fresh(*index)
    });
    let count = rows.count();
    (count > 0).then(|| say!("sheet-starred", heading = mapped.heading.as_str(), count = count))
}

/// From which day limits such as 三个月内 were counted, and how many there are.
fn counted(sheet: &Sheet) -> Option<Said> {
    let day = sheet.local.feedback?;
    let due = sheet.table.columns.iter().find(|mapped| mapped.column == Column::Due)?;
    let cells = (sheet.table.first..sheet.grid.len()).map(|row| sheet.grid.row(row).cell(due.index));
    let told = cells.filter(|cell| cell.contains('内') && dates::limit(cell, sheet.local.year).is_err());
    let count = told.filter(|cell| dates::after(cell).is_some()).count();
    (count > 0)
        .then(|| say!("sheet-counted-from", heading = due.heading.as_str(), count = count, day = day.to_string()))
}

/// What a person has to say before the file can be taken.
fn questions(book: &Book) -> Vec<Said> {
    let questions = book.sheets.iter().flat_map(|sheet| &sheet.table.questions).chain(&book.asked);
    let questions = questions.chain(book.whose.iter().filter_map(|whose| whose.as_ref().err()));
    questions.map(|said| say!("in-file", file = book.file.as_str(), why = said.clone())).collect()
}

/// Every problem; the same one in several cells is said once with all of them.
fn problems(book: &Book, plan: &Plan) -> Error {
    let all = plan.problems.iter().map(|problem| {
        let sheet = &book.sheets[problem.sheet];
        let at = problem.place.map(|place| sheet.address(problem.line, sheet.mapped(place).index));
        let at = at.unwrap_or_else(|| problem.line.to_string());
        ((problem.sheet, problem.place, problem.why.to_string()), problem, at)
    });
    let said = Said::once(all).into_iter().map(|(problem, at)| {
        let sheet = &book.sheets[problem.sheet];
        let (file, at, why) = (book.file.as_str(), at.join(" "), problem.why.clone());
        match (problem.place, &sheet.name) {
            (Some(place), _) => {
                let heading = sheet.mapped(place).heading.as_str();
                say!("sheet-cell", file = file, cell = at, heading = heading, why = why)
            }
            (None, None) => say!("sheet-line", file = file, at = say!("sheet-at-row", rows = at), why = why),
            (None, Some(name)) => {
                say!(
                    "sheet-line",
                    file = file,
                    at = say!("sheet-at-row-of", sheet = name.as_str(), rows = at),
                    why = why
                )
            }
        }
    });
    Error::Input(said.collect())
}

fn preview(app: &App, book: &Book, ledger: &Ledger, plan: &Plan) -> Preview {
    let print = |cell: &crate::domain::column::Cell| columns::print(cell, app.words);
    let named = |sheet: &Sheet| sheet.name.clone();
    let issue = |changed: &Changed, verdict: Verdict| {
        let issue = &ledger.issues[changed.issue];
        let sheet = &book.sheets[changed.sheet];
        let cells = changed.cells.iter().filter(|change| change.verdict == verdict);
        let cells: Vec<ChangedCell> = cells
            .map(|change| ChangedCell {
                heading: sheet.mapped(change.index).heading.clone(),
                base: changed.base.is_some().then(|| print(&change.base)),
                theirs: print(&change.theirs),
                ours: print(&change.ours),
            })
            .collect();
        let (number, title) = (issue.number.clone(), issue.title.clone());
        (!cells.is_empty()).then(|| ChangedIssue { line: changed.line, sheet: named(sheet), number, title, cells })
    };
    let new = |new: &NewRow| {
        let sheet = &book.sheets[new.sheet];
        let row = sheet.grid.row(new.row);
        let near = new.near.map(|place| &ledger.issues[place]);
        NewIssue {
            line: row.line,
            sheet: named(sheet),
            number: if new.numbered { sheet.text(row, &Column::Number).to_owned() } else { String::new() },
            title: sheet.text(row, &Column::Title).to_owned(),
            near: near.map(|issue| format!("{} {}", issue.number, issue.title)),
        }
    };
    let missing = |place: &usize| {
        let issue = &ledger.issues[*place];
        NewIssue { line: 0, sheet: None, number: issue.number.clone(), title: issue.title.clone(), near: None }
    };
    let mut columns: Vec<ColumnTaken> = book.sheets.iter().flat_map(|sheet| taken(app, sheet)).collect();
    if plan.notes.iter().any(|said| said.key == "sheet-counted") {
        for column in columns.iter_mut().filter(|column| columns::serial(&column.heading) && !column.own) {
            column.usual = app.words.word("mapping-counted");
        }
    }
    Preview {
        kind: "ledger",
        file: book.file.clone(),
        columns,
        new: plan.new.iter().map(new).collect(),
        changed: plan.changed.iter().filter_map(|changed| issue(changed, Verdict::Take)).collect(),
        unchanged: plan.unchanged,
        conflicts: plan.changed.iter().filter_map(|changed| issue(changed, Verdict::Conflict)).collect(),
        missing: plan.missing.iter().map(missing).collect(),
        problems: plan
            .problems
            .iter()
            .map(|problem| {
                let sheet = &book.sheets[problem.sheet];
                let mapped = problem.place.map(|place| sheet.mapped(place));
                RowProblem {
                    line: problem.line,
                    sheet: named(sheet),
                    cell: app.words.say(&sheet.place(problem.line, mapped.map(|mapped| mapped.index))),
                    heading: mapped.map(|mapped| mapped.heading.clone()),
                    message: app.words.say(&problem.why),
                }
            })
            .collect(),
        notes: notes(book, ledger, plan, app.clock.today).iter().map(|said| app.words.say(said)).collect(),
        questions: questions(book).iter().map(|said| app.words.say(said)).collect(),
    }
}

/// What the columns of a sheet were taken to be, with their first cells.
fn taken(app: &App, sheet: &Sheet) -> Vec<ColumnTaken> {
    const SAMPLES: usize = 3;
    let samples = |index: usize| {
        let rows = (sheet.table.first..sheet.grid.len()).map(|row| sheet.grid.row(row).cell(index).trim());
        let mut samples: Vec<String> = Vec::new();
        for cell in rows.filter(|cell| !cell.is_empty()) {
            if samples.len() == SAMPLES {
                break;
            }
            if !samples.iter().any(|known| known == cell) {
                samples.push(cell.to_owned());
            }
        }
        samples
    };
    let lang = app.words.lang();
    let is_asked = |index: usize| sheet.table.asked.contains(&index);
    let column = move |mapped: &Mapped| ColumnTaken {
        sheet: sheet.name.clone(),
        letter: letters(mapped.index),
        heading: mapped.heading.clone(),
        usual: columns::heading(&mapped.column, lang).into_owned(),
        column: mapped.column.name().to_owned(),
        own: matches!(mapped.column, Column::Extra(_)),
        asked: false,
        hidden: sheet.grid.is_hidden(mapped.index),
        samples: samples(mapped.index),
    };
    let open = sheet.table.headings.iter().filter(|(index, _)| is_asked(*index)).map(|(index, heading)| ColumnTaken {
        sheet: sheet.name.clone(),
        letter: letters(*index),
        heading: heading.clone(),
        usual: String::new(),
        column: String::new(),
        own: false,
        asked: true,
        hidden: sheet.grid.is_hidden(*index),
        samples: samples(*index),
    });
    let mut all: Vec<(usize, ColumnTaken)> =
        sheet.table.columns.iter().map(|mapped| (mapped.index, column(mapped))).collect();
    all.extend(sheet.table.asked.iter().copied().zip(open));
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, column)| column).collect()
}
