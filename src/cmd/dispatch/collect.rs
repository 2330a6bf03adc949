//! `duban dispatch collect FILE…`: the sheets that units sent back, each an entry of its own.

use super::rounds::{self, Round};
use crate::app::App;
use crate::cmd::args::{Day, day};
use crate::cmd::issue::set::restage;
use crate::cmd::owners::Owners;
use crate::cmd::{settings, show};
use crate::document;
use crate::domain::change::{Kind, Op};
use crate::domain::column::{Cell, Column};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Progress, Stage, by_number, may_report};
use crate::domain::reconcile::{Verdict, judge};
use crate::domain::round::{progress_id, return_id};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::axes::StageWord;
use crate::grammar::names::key;
use crate::out;
use crate::render;
use crate::say;
use crate::sheet::columns::{self, Local, Part};
use crate::sheet::round::{self as sheet, Filled, Line, Returned};
use crate::sheet::{book, csv, grid};
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use crate::store::query::{find, ledger};
use crate::view::round::{Collected, File};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    #[arg(long)]
    late: bool,
}

pub fn run(app: &App, args: &Args) -> Result<(), Error> {
    let on = args.on.as_ref().map(|on| on.meant(app));
    may_report(on.unwrap_or(app.clock.today), app.clock.today).map_err(Error::Rule)?;
    let local = Local { ours: true, statuses: app.look(settings::status_keys)?, ..Local::default() };
    let bar = app.out.bar(args.files.len() as u64);
    let (mut files, mut stopped) = (Vec::new(), Ok(()));
    for path in &args.files {
        let name = path.display().to_string();
        bar.step(&name);
        match take(app, args, on, &local, path) {
            Ok(file) => files.push(file),
            Err(error) => {
                stopped = Err(error); // what was taken before it is taken, and told
                break;
            }
        }
    }
    drop(bar);
    let collected = Collected { files, dry_run: app.dry_run };
    if stopped.is_ok() || !collected.files.is_empty() {
        show::list(app, &collected, |words| render::round::collected(&collected, words))?;
    }
    stopped?;
    if collected.files.iter().all(|file| file.problems.is_empty()) { Ok(()) } else { Err(Error::Input(Vec::new())) }
}

/// Takes one file in, or tells everything that is wrong with it.
fn take(app: &App, args: &Args, on: Option<NaiveDate>, local: &Local, path: &Path) -> Result<File, Error> {
    let mut file = File { file: path.display().to_string(), ..File::default() };
    let understood = out::read_file(path).and_then(|bytes| Ok((read(&bytes, local)?, bytes)));
    let (returned, bytes) = match understood {
        Ok(understood) => understood,
        Err(why) => {
            file.problems.push(told(app, &why));
            return Ok(file);
        }
    };
    let digest = crate::domain::id::EntryId(Sha256::digest(&bytes).into()).to_string();
    let mut stamp = app.stamp(None)?;
    let short = &digest[..12];
    let name = path.file_name().map_or_else(|| file.file.clone(), |name| name.to_string_lossy().into_owned());
    stamp.reason.get_or_insert_with(|| format!("{name} {short}"));
    let outcome = app.store(crate::store::Mode::Write)?.transact(&stamp, |reader| {
        let plan = Plan::of(app, reader, &returned, args.late)?;
        let ops = plan.ops(app, reader, &name, &digest, on)?;
        file.round = Some(plan.round.number);
        file.unit = Some(plan.unit_name.clone());
        file.missing.clone_from(&plan.missing);
        (file.rows, file.changed, file.same) = (ops.rows, ops.changed, ops.same);
        let left = if ops.same { Vec::new() } else { plan.left_out(local) };
        file.notes = ops.notes.iter().chain(&left).map(|said| app.words.say(said)).collect();
        Ok::<_, Error>(ops.ops)
    });
    match outcome {
        Ok(_) => {}
        Err(Error::Input(said)) => file.problems = said.iter().map(|said| told(app, said)).collect(),
        Err(Error::Rule(said) | Error::Usage(said)) => file.problems.push(told(app, &said)),
        Err(error) => return Err(error),
    }
    Ok(file)
}

/// What is wrong, with the way out.
fn told(app: &App, said: &Said) -> String {
    let hint = app.words.hint(said).map(|hint| format!("{}{hint}", app.words.word("hint-prefix")));
    [Some(app.words.say(said)), hint].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The sheet of ours in a file, whatever it was saved as.
fn read(bytes: &[u8], local: &Local) -> Result<Returned, Said> {
    let tabs = match book::form(bytes) {
        Some(form) => book::read(form, bytes)?.into_iter().map(|tab| (Some(tab.name), tab.grid)).collect(),
        None if document::form(bytes) != document::Form::Text => return Err(say!("round-broken")),
        None => vec![(None, csv::read(&csv::decode(bytes)?)?)],
    };
    let mut ours = tabs.iter().filter_map(|(name, grid)| sheet::read(name.as_deref(), grid, local));
    ours.next().ok_or_else(|| say!("round-no-sheet"))
}

/// A sheet understood: whose it is, and what each row answers.
struct Plan<'r> {
    returned: &'r Returned,
    round: Round,
    unit: Id,
    unit_name: String,
    answers: Vec<Answer<'r>>,
    /// Numbers of issues that the unit was asked about and that are not in the sheet.
    missing: Vec<String>,
    numbers: HashMap<Id, String>,
}

/// A row with what it answers.
struct Answer<'r> {
    line: &'r Line,
    ask: Row,
    /// The issue, unless it was struck out since.
    issue: Option<Row>,
}

impl<'r> Plan<'r> {
    fn of(app: &App, reader: &Reader, returned: &'r Returned, late: bool) -> Result<Plan<'r>, Error> {
        let mut problems: Vec<Said> = returned.faults(returned.problems.iter().cloned());
        let owners = Owners::load(reader)?;
        let own = reader.ledger()?.to_string();
        let mut keyed: HashMap<u64, Row> = HashMap::new();
        for line in &returned.lines {
            let Some((ask, ledger)) = &line.key else { continue };
            if *ledger != own {
                return Err(Error::Rule(say!("round-other-ledger")));
            }
            match rows::one(reader, &Kind::Ask, *ask)? {
                Some(row) => drop(keyed.insert(line.line, row)),
                None => problems.push(say!("round-row-unknown", line = line.line, number = line.number.as_str())),
            }
        }
        let round = Plan::round(app, reader, returned, &keyed, late)?;
        let unit = Plan::unit(reader, &owners, returned, &keyed, &round)?;
        let asks = rows::of_unit(reader, round.id, unit)?;
        let mut numbers: HashMap<Id, String> = HashMap::new();
        for issue in asks.iter().chain(keyed.values()).filter_map(|ask| ask.link("issue")) {
            if let Some(name) = find::name(reader, issue)? {
                numbers.insert(issue, name);
            }
        }
        let number_of = |ask: &Row| ask.link("issue").and_then(|issue| numbers.get(&issue)).cloned();
        let numbered = |number: &str| {
            let named = |of: fn(&str, &str) -> bool| {
                asks.iter().filter(move |ask| number_of(ask).is_some_and(|name| of(number, &name)))
            };
            // the sheet may have gone out before there was a second inspection
            let mut alone = named(|number, name| means(number, bare(name)));
            let only = alone.next().filter(|_| alone.next().is_none());
            named(means).next().or(only)
        };
        let mut answers: Vec<Answer> = Vec::new();
        for line in &returned.lines {
            let ask = match keyed.get(&line.line) {
                Some(row) if row.link("round") != Some(round.id) => {
                    problems.push(say!("round-row-other-round", line = line.line, number = line.number.as_str()));
                    continue;
                }
                Some(row) => {
                    // sorted without the column that is out of sight: the key is of one issue, the rest of another
                    let mine = number_of(row).unwrap_or_default();
                    let own = means(&line.number, &mine) || means(&line.number, bare(&mine));
                    let other = if own { None } else { numbered(&line.number) };
                    if other.is_some_and(|other| other.id != row.id) {
                        let number = line.number.as_str();
                        problems.push(say!("round-key-moved", line = line.line, mine = mine, number = number));
                        continue;
                    }
                    Some(row.clone())
                }
                None if line.key.is_some() => continue, // told already
                None => numbered(&line.number).cloned(),
            };
            let Some(ask) = ask else {
                if !line.is_blank() {
                    let number = line.number.as_str();
                    problems.push(match Plan::others(reader, &owners, &round, number)? {
                        Some(others) => {
                            say!("round-row-of-other", line = line.line, number = number, unit = others)
                        }
                        None => say!("round-row-not-asked", line = line.line, number = number),
                    });
                }
                continue;
            };
            let of = ask.link("unit").map(|of| owners.resolve(of));
            if of != Some(unit) {
                let of = of.map(|of| owners.name(of).to_owned()).unwrap_or_default();
                let number = number_of(&ask).unwrap_or_default();
                problems.push(say!("round-row-of-other", line = line.line, number = number, unit = of));
                continue;
            }
            match answers.iter().find(|known| known.ask.id == ask.id) {
                Some(first) if first.line.cells == line.cells => {}
                Some(first) => {
                    let number = number_of(&ask).unwrap_or_default();
                    problems.push(say!("round-row-twice", line = line.line, first = first.line.line, number = number));
                }
                None => {
                    let issue = ask.link("issue").map(|issue| rows::one(reader, &Kind::Issue, issue)).transpose()?;
                    answers.push(Answer { line, ask, issue: issue.flatten() });
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::Input(problems));
        }
        let there = |ask: &&Row| !answers.iter().any(|known| known.ask.id == ask.id);
        let mut missing: Vec<String> = asks.iter().filter(there).filter_map(number_of).collect();
        missing.sort_by(|a, b| by_number(a, b));
        Ok(Plan { returned, round, unit, unit_name: owners.name(unit).to_owned(), answers, missing, numbers })
    }

    /// The round that the sheet answers: that of its rows, else the one that its title names, else the newest.
    fn round(
        app: &App,
        reader: &Reader,
        returned: &Returned,
        keyed: &HashMap<u64, Row>,
        late: bool,
    ) -> Result<Round, Error> {
        let rounds = rounds::all(reader)?;
        let newest = rounds::current(&rounds, app.clock.today).ok_or_else(|| Error::Rule(say!("round-none")))?;
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        keyed.values().filter_map(|row| row.link("round")).for_each(|round| *counts.entry(round).or_default() += 1);
        let most = counts.iter().max_by_key(|(_, count)| **count).map(|(round, _)| *round);
        let round = match (most, returned.round()) {
            (Some(id), _) => rounds.iter().find(|round| round.id == id),
            (None, Some(number)) => rounds.iter().rev().find(|round| round.number == number),
            (None, None) => Some(newest),
        };
        let round = round.ok_or_else(|| Error::Rule(say!("round-unknown-sheet")))?;
        if (round.week < newest.week || round.closed_on.is_some()) && !late {
            return Err(Error::Rule(match round.closed_on {
                Some(day) => say!("round-late-closed", number = round.number, day = day),
                None => say!("round-late", number = round.number, newest = newest.number),
            }));
        }
        Ok(round.clone())
    }

    /// The unit that answers: that of most rows, else the one that the title names.
    fn unit(
        reader: &Reader,
        owners: &Owners,
        returned: &Returned,
        keyed: &HashMap<u64, Row>,
        round: &Round,
    ) -> Result<Id, Error> {
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        for unit in keyed.values().filter_map(|row| row.link("unit")) {
            *counts.entry(owners.resolve(unit)).or_default() += 1;
        }
        // the title was written by us; the rows may have been put together from several sheets
        let above: Vec<String> = returned.above.iter().map(|text| key(text)).collect();
        let asked = rounds::asked(reader, owners, round.id)?;
        let named = asked.into_iter().filter(|unit| {
            let name = key(owners.name(*unit));
            !name.is_empty() && above.iter().any(|text| text.contains(&name))
        });
        let named = named.max_by_key(|unit| owners.name(*unit).chars().count());
        let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(unit, _)| unit);
        named.or(most).ok_or_else(|| Error::Rule(say!("round-no-unit")))
    }

    /// Whom the round asks about the issue of this number, by name.
    fn others(reader: &Reader, owners: &Owners, round: &Round, number: &str) -> Result<Option<String>, Error> {
        let mut names: Vec<&str> = Vec::new();
        for ask in rows::of_round(reader, &Kind::Ask, round.id)? {
            let (Some(issue), Some(unit)) = (ask.link("issue"), ask.link("unit")) else { continue };
            let name = owners.name(owners.resolve(unit));
            if find::name(reader, issue)?.is_some_and(|known| means(number, &known)) && !names.contains(&name) {
                names.push(name);
            }
        }
        Ok((!names.is_empty()).then(|| names.join("、")))
    }

    /// What stands in the sheet and is not taken: columns of the unit's own, and what it changed in those of the office.
    fn left_out(&self, local: &Local) -> Vec<Said> {
        let said = |column: &Column, text: &str| columns::parse(column, Part::Whole, text, local).ok();
        let mut left: Vec<Said> = Vec::new();
        if !self.returned.strange.is_empty() {
            left.push(say!("round-columns-strange", headings = self.returned.strange.clone()));
        }
        for Answer { line, ask, issue } in &self.answers {
            let Some(issue) = issue else { continue };
            let due = issue.owned("due_text").or_else(|| ask.day("due").map(|day| day.to_string()));
            let title = issue.owned("title");
            for (column, cell, ours) in [(Column::Title, &line.title, title), (Column::Due, &line.due, due)] {
                let Some((heading, found)) = cell else { continue };
                let says = |ours: &str| Some(said(&column, ours)?.says(&said(&column, found)?)); // 2019/12/6 is 2019-12-06
                let same = |ours: &String| key(ours) == key(found) || says(ours) == Some(true);
                if !ours.as_ref().is_some_and(same) {
                    let ours = ours.unwrap_or_default();
                    left.push(say!(
                        "round-cell-fixed",
                        line = line.line,
                        heading = heading.as_str(),
                        found = found.as_str(),
                        ours = ours
                    ));
                }
            }
        }
        left
    }

    /// What the sheet writes: a return for each row that says something new, and that the unit has answered.
    fn ops(&self, app: &App, reader: &Reader, file: &str, digest: &str, on: Option<NaiveDate>) -> Result<Gain, Error> {
        let day = on.unwrap_or(app.clock.today);
        let id = return_id(self.round.id, self.unit);
        let before = rows::one(reader, &Kind::Return, id)?;
        let taken = before.as_ref().and_then(|row| row.text("digest")).unwrap_or_default();
        if taken.split(' ').any(|known| known == digest) {
            return Ok(Gain { same: true, ..Gain::default() });
        }
        let mut done = Gain::default();
        let mut refused = Vec::new();
        for answer in self.answers.iter().filter(|answer| !answer.line.is_blank()) {
            done.rows += 1;
            let Answer { line, ask, .. } = answer;
            let Some(issue) = ask.link("issue") else { continue };
            let record = progress_id(issue, ask.id);
            let known = rows::one(reader, &Kind::Progress, record)?;
            let now = answer.now(issue, known.as_ref(), day);
            let (mut new, mut before_now) = (false, known.is_some());
            // its own cells went out empty, so what stands there was typed, against what is known now
            let reports = |filled: &&Filled| filled.column.is_report();
            for filled in line.cells.iter().filter(reports) {
                new |= judge(None, &filled.cell, &filled.column.cell(&now, None)) == Verdict::Take;
            }
            if new {
                let op = Op::on(Kind::Progress, record)
                    .set("issue", issue)
                    .set("day", day)
                    .set("unit", self.unit)
                    .set("round", self.round.id);
                let said = line.cells.iter().filter_map(|filled| Some((filled.column.return_field()?, &filled.cell)));
                done.ops.push(said.fold(op, |op, (field, cell)| op.set(field, cell.value())));
            }
            if let Some((filled, word)) = stage(line).filter(|_| answer.issue.is_some()) {
                // a second version of the sheet corrects what the first one said
                let own = before.is_some() && self.has_staged(reader, issue)?;
                before_now |= own;
                let of = |stage| Cell::Status(None, Some(stage));
                let shown = line.shown.filter(|_| !own).map(of);
                let adds =
                    word.stage == now.stage && (word.long_term && !now.long_term || word.immediate && !now.immediate);
                match judge(shown.as_ref(), &of(word.stage), &of(now.stage)) {
                    Verdict::Same if !adds => {}
                    Verdict::Same | Verdict::Take => {
                        let before = ledger::issue(reader, issue)?;
                        match restage(Op::on(Kind::Issue, issue), before.as_ref(), &word, None, day) {
                            Ok(op) => done.ops.push(op),
                            Err(Error::Rule(why)) => refused.push((line.line, filled.at, why)),
                            Err(error) => return Err(error),
                        }
                        new = true;
                    }
                    Verdict::Conflict => {
                        let print = |stage: Stage| columns::print(&of(stage), app.words);
                        done.notes.push(say!(
                            "round-stage-since",
                            cell = grid::address(self.returned.name.as_deref(), line.line, filled.at),
                            heading = self.returned.headings[filled.at].as_str(),
                            found = print(word.stage),
                            shown = line.shown.map(print).unwrap_or_default(),
                            ours = print(now.stage),
                            number = self.number(issue)
                        ));
                    }
                }
            }
            if !new {
                done.changed += i64::from(before_now); // said before, and new at that time
                continue;
            }
            done.changed += 1;
            if let (Some(before), Some(now)) =
                (ask.int("percent"), line.percent().filter(|now| Some(*now) < ask.int("percent")))
            {
                done.notes.push(say!("round-percent-fell", number = self.number(issue), before = before, now = now));
            }
        }
        if !refused.is_empty() {
            return Err(Error::Input(self.returned.faults(refused)));
        }
        let hour = on.is_none().then(|| app.clock.at.format("%H:%M").to_string());
        let first = before.as_ref().and_then(|row| row.day("day"));
        let op = Op::on(Kind::Return, id)
            .set("round", self.round.id)
            .set("unit", self.unit)
            .set("returned_by", app.author.as_str())
            .set("file", file)
            .set("digest", format!("{taken} {digest}").trim_start())
            .set("rows", done.rows)
            .set("changed", done.changed);
        // a correction does not make a return in time a late one
        done.ops.push(if first.is_some() { op } else { op.set("day", day).set("at", hour) });
        Ok(done)
    }

    /// The number of an issue that is asked about.
    fn number(&self, issue: Id) -> String {
        self.numbers.get(&issue).cloned().unwrap_or_default()
    }

    /// Whether the stage of an issue stands as an earlier version of this return has set it.
    fn has_staged(&self, reader: &Reader, issue: Id) -> Result<bool, Error> {
        let state = reader.state(issue)?;
        let heads = state.as_ref().and_then(|state| state.fields.get("stage")).map_or(&[][..], Vec::as_slice);
        let writers = reader.writers(return_id(self.round.id, self.unit))?;
        Ok(!heads.is_empty() && heads.iter().all(|head| writers.contains(&head.entry)))
    }
}

impl Answer<'_> {
    /// The issue as the row speaks of it: how far it stands, and what was said of it last, in this round or when it was
    /// asked about.
    fn now(&self, id: Id, known: Option<&Row>, day: NaiveDate) -> Issue {
        let mut now = Issue::blank(id);
        now.stage = self.issue.as_ref().and_then(|issue| Stage::named(issue.text("stage")?)).unwrap_or(now.stage);
        let flag = |field: &str| self.issue.as_ref().and_then(|issue| issue.yes(field)) == Some(true);
        (now.long_term, now.immediate) = (flag("long_term"), flag("immediate"));
        let said = known.unwrap_or(&self.ask);
        let beside = |field: &str| known.and_then(|known| known.owned(field));
        now.latest = Some(Progress {
            id: said.id,
            day,
            percent: said.int("percent"),
            text: said.owned("text"),
            next_step: beside("next_step"),
            obstacle: beside("obstacle"),
            help_needed: beside("help_needed"),
            unit: None,
        });
        now
    }
}

/// The cell of a row that tells a stage, and the stage.
fn stage(line: &Line) -> Option<(&Filled, StageWord)> {
    line.cells.iter().find_map(|filled| match &filled.cell {
        Cell::Status(Some(text), Some(stage)) => Some((filled, StageWord::told(*stage, text))),
        _ => None,
    })
}

/// What a sheet comes to.
#[derive(Default)]
struct Gain {
    ops: Vec<Op>,
    rows: i64,
    changed: i64,
    same: bool,
    notes: Vec<Said>,
}

/// Whether the number in a row means the issue of this name; both with the inspection where there are several.
fn means(number: &str, name: &str) -> bool {
    key(number) == key(name)
}

/// The number of an issue without its inspection.
fn bare(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
