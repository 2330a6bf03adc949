//! `duban dispatch collect FILE…`: the sheets that units sent back, each an entry of its own.

use super::rounds::{self, Round};
use crate::app::App;
use crate::cmd::args::{Day, day};
use crate::cmd::owners::Owners;
use crate::cmd::show;
use crate::document;
use crate::domain::change::{Kind, Op, Value};
use crate::domain::id::Id;
use crate::domain::issue::{by_number, may_report};
use crate::domain::round::{progress_id, return_id};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::dates;
use crate::grammar::names::key;
use crate::out;
use crate::render;
use crate::say;
use crate::sheet::round::{self as sheet, Line, Returned};
use crate::sheet::{book, csv};
use crate::store::Reader;
use crate::store::query::find;
use crate::store::query::rows::{self, Row};
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
    let bar = app.out.bar(args.files.len());
    let (mut files, mut stopped) = (Vec::new(), Ok(()));
    for path in &args.files {
        let name = path.display().to_string();
        bar.step(&name);
        match take(app, args, on, path) {
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
fn take(app: &App, args: &Args, on: Option<NaiveDate>, path: &Path) -> Result<File, Error> {
    let mut file = File { file: path.display().to_string(), ..File::default() };
    let understood = out::read_file(path).and_then(|bytes| Ok((read(&bytes)?, bytes)));
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
        let left = if ops.same { Vec::new() } else { plan.left_out(reader, &returned)? };
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
fn read(bytes: &[u8]) -> Result<Returned, Said> {
    let grids = match book::form(bytes) {
        Some(form) => book::read(form, bytes)?.into_iter().map(|tab| tab.grid).collect(),
        None if document::form(bytes) != document::Form::Text => return Err(say!("round-broken")),
        None => vec![csv::read(&csv::decode(bytes)?)?],
    };
    grids.iter().find_map(sheet::read).ok_or_else(|| say!("round-no-sheet"))
}

/// A sheet understood: whose it is, and what each row answers.
struct Plan<'r> {
    round: Round,
    unit: Id,
    unit_name: String,
    /// Rows with what they answer.
    answers: Vec<(&'r Line, Row)>,
    /// Numbers of issues that the unit was asked about and that are not in the sheet.
    missing: Vec<String>,
    numbers: HashMap<Id, String>,
}

impl<'r> Plan<'r> {
    fn of(app: &App, reader: &Reader, returned: &'r Returned, late: bool) -> Result<Plan<'r>, Error> {
        let mut problems: Vec<Said> = returned
            .problems
            .iter()
            .map(|(line, heading, why)| say!("round-cell", line = *line, heading = heading.as_str(), why = why.clone()))
            .collect();
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
        let mut answers: Vec<(&Line, Row)> = Vec::new();
        for line in &returned.lines {
            let ask = match keyed.get(&line.line) {
                Some(row) if row.link("round") != Some(round.id) => {
                    problems.push(say!("round-row-other-round", line = line.line, number = line.number.as_str()));
                    continue;
                }
                Some(row) => Some(row.clone()),
                None if line.key.is_some() => continue, // told already
                None => {
                    let named = |of: fn(&str, &str) -> bool| {
                        asks.iter().filter(move |ask| number_of(ask).is_some_and(|name| of(&line.number, &name)))
                    };
                    // the sheet may have gone out before there was a second inspection
                    let mut bare = named(|number, name| means(number, name.rsplit('/').next().unwrap_or(name)));
                    let only = bare.next().filter(|_| bare.next().is_none());
                    named(means).next().or(only).cloned()
                }
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
            match answers.iter().find(|(_, known)| known.id == ask.id) {
                Some((first, _)) if same(first, line) => {}
                Some((first, _)) => {
                    let number = number_of(&ask).unwrap_or_default();
                    problems.push(say!("round-row-twice", line = line.line, first = first.line, number = number));
                }
                None => answers.push((line, ask)),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Input(problems));
        }
        let there = |ask: &&Row| !answers.iter().any(|(_, known)| known.id == ask.id);
        let mut missing: Vec<String> = asks.iter().filter(there).filter_map(number_of).collect();
        missing.sort_by(|a, b| by_number(a, b));
        Ok(Plan { round, unit, unit_name: owners.name(unit).to_owned(), answers, missing, numbers })
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
    fn left_out(&self, reader: &Reader, returned: &Returned) -> Result<Vec<Said>, Error> {
        let mut left: Vec<Said> = Vec::new();
        if !returned.strange.is_empty() {
            left.push(say!("round-columns-strange", headings = returned.strange.clone()));
        }
        for (line, ask) in &self.answers {
            let issue = ask.link("issue").map(|issue| rows::one(reader, &Kind::Issue, issue)).transpose()?.flatten();
            let Some(issue) = issue else { continue };
            let due = issue.owned("due_text").or_else(|| ask.day("due").map(|day| day.to_string()));
            for (cell, ours) in [(&line.title, issue.owned("title")), (&line.due, due)] {
                let Some((heading, found)) = cell else { continue };
                let day = |text: &str| dates::limit(text, None).ok()?.day; // 2019/12/6 is 2019-12-06
                let same =
                    |ours: &String| key(ours) == key(found) || day(ours).is_some_and(|of| day(found) == Some(of));
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
        Ok(left)
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
        for (line, ask) in self.answers.iter().filter(|(line, _)| !line.is_blank()) {
            done.rows += 1;
            let Some(issue) = ask.link("issue") else { continue };
            let record = progress_id(issue, ask.id);
            let known = rows::one(reader, &Kind::Progress, record)?;
            let last = |field: &str| match &known {
                Some(row) => row.value(field),
                None if ["percent", "text"].contains(&field) => ask.value(field),
                None => &Value::Null,
            };
            let said: Vec<(&'static str, Value)> = [
                ("percent", Value::from(line.percent)),
                ("text", Value::from(line.text.clone())),
                ("next_step", Value::from(line.next_step.clone())),
                ("obstacle", Value::from(line.obstacle.clone())),
                ("help_needed", Value::from(line.help_needed.clone())),
            ]
            .into_iter()
            .filter(|(_, value)| *value != Value::Null) // an empty cell empties nothing
            .collect();
            if said.iter().all(|(field, value)| last(field) == value) {
                done.changed += i64::from(known.is_some()); // said before, and new at that time
                continue;
            }
            done.changed += 1;
            if let (Some(before), Some(now)) =
                (ask.int("percent"), line.percent.filter(|now| Some(*now) < ask.int("percent")))
            {
                let number = self.numbers.get(&issue).cloned().unwrap_or_default();
                done.notes.push(say!("round-percent-fell", number = number, before = before, now = now));
            }
            let op = Op::on(Kind::Progress, record)
                .set("issue", issue)
                .set("day", day)
                .set("unit", self.unit)
                .set("round", self.round.id);
            done.ops.push(said.into_iter().fold(op, |op, (field, value)| op.set(field, value)));
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

fn same(a: &Line, b: &Line) -> bool {
    let said = |line: &Line| Line { line: 0, key: None, number: String::new(), title: None, due: None, ..line.clone() };
    said(a) == said(b)
}
