//! An issue on its way to being struck off: what the ledger knows of it, and whether somebody may take it a step further.

use super::show::around;
use crate::app::App;
use crate::cmd::args::IssueName;
use crate::cmd::owners::Owners;
use crate::cmd::signer::Signers;
use crate::cmd::{find, settings};
use crate::domain::calendar::Calendar;
use crate::domain::change::{Kind, Op, VOID, Value};
use crate::domain::closing::{self, Action, Actor, Lack, Marks, Step};
use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Stage};
use crate::domain::ledger::Ledger;
use crate::domain::setting::Settings;
use crate::domain::standing::{Standing, UNITS, names};
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows::{self, Row};
use chrono::NaiveDate;

/// An issue with everything that decides on its striking off.
pub struct Case {
    around: Ledger,
    at: usize,
    /// The limit in force: its own, else that of its inspection.
    pub limit: Option<NaiveDate>,
    /// The units that answer for it, the lead unit first.
    units: Vec<String>,
    /// What the office has set.
    pub settings: Settings,
    /// Who is known.
    pub owners: Owners,
    /// Its days off.
    calendar: Calendar,
    closings: Vec<Row>,
    rechecks: Vec<Row>,
    extensions: Vec<Row>,
}

impl Case {
    /// Reads it.
    ///
    /// # Errors
    /// When there is none of this name, or offices disagree on whether it is struck off.
    pub fn load(reader: &Reader, name: &IssueName) -> Result<Case, Error> {
        let id = find::issue(reader, name)?;
        let around = around(reader, id)?;
        let at = around.issues.iter().position(|issue| issue.id == id).expect("it is in its own surroundings");
        let standing = Standing::new(&around);
        let limit = standing.limit(at);
        let units = names(standing.holder(at, UNITS), UNITS).map(str::to_owned).collect();
        let case = Case {
            limit,
            units,
            settings: settings::load(reader)?,
            calendar: settings::calendar(reader)?,
            owners: Owners::load(reader)?,
            closings: rows::of_issue(reader, &Kind::Closing, id)?,
            rechecks: rows::of_issue(reader, &Kind::Recheck, id)?,
            extensions: rows::of_issue(reader, &Kind::Extension, id)?,
            around,
            at,
        };
        if case.issue().conflicts.iter().any(|field| field == "closing") {
            return Err(Error::Rule(say!("closing-disputed", number = case.number())));
        }
        Ok(case)
    }

    /// The issue.
    pub fn issue(&self) -> &Issue {
        &self.around.issues[self.at]
    }

    /// Its number.
    pub fn number(&self) -> &str {
        &self.issue().number
    }

    /// It and its parts.
    pub fn whole(&self) -> impl Iterator<Item = &Issue> {
        self.around.issues.iter().skip(self.at) // what stands above it comes first
    }

    fn of_cycle<'r>(&self, rows: &'r [Row]) -> impl Iterator<Item = &'r Row> + use<'r> {
        let cycle = self.issue().cycle;
        rows.iter().filter(move |row| row.int("cycle").unwrap_or(1) == cycle)
    }

    /// The application that waits to be checked or struck off; an import can have left none.
    pub fn pending(&self) -> Option<&Row> {
        let applied = self.issue().closing == Closing::Applied;
        let waits = |row: &&Row| row.day("struck_on").is_none() && row.text("verdict") != Some("return");
        self.of_cycle(&self.closings).filter(waits).last().filter(|_| applied)
    }

    /// Applications that nobody decided, to be struck out by a new one.
    pub fn undecided(&self) -> impl Iterator<Item = &Row> {
        self.closings.iter().filter(|row| row.day("struck_on").is_none() && row.text("verdict") != Some("return"))
    }

    /// The recheck that is still to come.
    pub fn recheck(&self) -> Option<&Row> {
        self.of_cycle(&self.rechecks).find(|row| row.day("done_on").is_none())
    }

    /// The extension that waits to be decided.
    pub fn extension(&self) -> Option<&Row> {
        self.of_cycle(&self.extensions).find(|row| row.text("verdict").is_none())
    }

    /// How often its limit was moved in this cycle.
    pub fn extended(&self) -> usize {
        self.of_cycle(&self.extensions).filter(|row| row.text("verdict") == Some("approved")).count()
    }

    fn marks(&self) -> Marks {
        Marks {
            passed: self.pending().is_some_and(|row| row.text("verdict") == Some("pass")),
            held: self.of_cycle(&self.rechecks).any(|row| row.text("verdict") == Some("pass")),
            asked: self.extension().is_some(),
        }
    }

    /// Whether the author may do this.
    ///
    /// # Errors
    /// When the rules say no, with what is lacking.
    pub fn author_may(&self, app: &App, action: Action) -> Result<Step, Error> {
        self.author_may_after(app, action, false)
    }

    /// The same, once an extension is asked for in the same command.
    pub fn author_may_after(&self, app: &App, action: Action, asked: bool) -> Result<Step, Error> {
        let signers = Signers::new(&self.owners, &self.settings);
        let known = signers.read(&app.author)?;
        let tie = known.as_ref().and_then(|known| {
            let duties = self.around.issues.iter().flat_map(|issue| &issue.duties);
            closing::tie(&known.signer, duties.map(|(role, name)| (*role, &**name)))
        });
        let checked = self.pending().and_then(|row| row.text("checked_by"));
        let checked = checked.map(|text| signers.read(text)).transpose()?.flatten();
        let actor = closing::actor(
            known.as_ref().map(|known| &known.signer),
            tie.as_ref(),
            known.as_ref().is_some_and(|known| known.office),
            checked.as_ref().map(|known| &known.signer),
        );
        let mut marks = self.marks();
        marks.asked |= asked;
        closing::decide(closing::state(self.issue(), marks), action, actor).map_err(|lack| {
            Error::Rule(match (lack, known) {
                (Lack::Unknown, Some(_)) => say!("lack-unit", who = &app.author),
                _ => lack.said(self.number(), &app.author, tie.as_ref(), &self.units),
            })
        })
    }

    /// The unit in whose name the author applies, and whether it may: the one named, else the author's own, else the only
    /// lead unit.
    ///
    /// # Errors
    /// When it is none that answers for the issue, or nobody can tell which is meant; when the rules say no.
    pub fn unit_may(&self, app: &App, unit: Option<&str>, action: Action) -> Result<Id, Error> {
        let signers = Signers::new(&self.owners, &self.settings);
        let own = || -> Result<Option<String>, Error> {
            let unit = signers.read(&app.author)?.and_then(|known| known.signer.unit);
            Ok(unit.filter(|unit| self.units.contains(unit)))
        };
        let named = match unit {
            Some(name) => {
                let id = self.owners.must_find(name)?;
                let id = self.owners.unit_of(id).unwrap_or(id);
                Some(self.owners.name(id).to_owned())
            }
            None => own()?.or_else(|| self.units.first().cloned()),
        };
        let Some(name) = named else {
            return Err(Error::Rule(say!("apply-no-unit", number = self.number())));
        };
        let answers = self.units.contains(&name);
        let actor = if answers { Actor::Answerable } else { Actor::Outsider };
        if let Err(lack) = closing::decide(closing::state(self.issue(), self.marks()), action, actor) {
            return Err(Error::Rule(lack.said(self.number(), &name, None, &self.units)));
        }
        self.owners.must_find(&name)
    }

    /// A record of a kind on this issue, in this cycle, that nobody has made before.
    pub fn create(&self, reader: &Reader, kind: Kind) -> Op {
        let issue = self.issue();
        Op::create(kind, reader.fresh_id_near(issue.id)).set("issue", issue.id).set("cycle", issue.cycle)
    }

    /// The issue's own record.
    pub fn op(&self) -> Op {
        Op::on(Kind::Issue, self.issue().id)
    }

    /// The pending application, or the record of one that an import left without.
    pub fn pending_op(&self, reader: &Reader) -> Op {
        match self.pending() {
            Some(row) => Op::on(Kind::Closing, row.id),
            None => self.create(reader, Kind::Closing),
        }
    }

    /// Whether it is struck off late: the unit is held to the day on which it applied, not to how long the offices took.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let applied = self.pending().and_then(|row| row.day("applied_on"));
        closing::is_late(applied.unwrap_or(today), self.limit)
    }

    /// Strikes the issue off with this record, and sets the day on which it is looked at again.
    pub fn strike(&self, app: &App, record: Op) -> Vec<Op> {
        let (issue, today) = (self.issue(), app.clock.today);
        let struck = record
            .set("struck_on", today)
            .set("struck_by", app.author.as_str())
            .set("due", self.limit)
            .set("late", self.is_late(today));
        let recheck = self.recheck_op(struck.record, today);
        let mut ops = vec![struck, self.op().set("closing", Closing::Closed.name())];
        if issue.stage != Stage::Done && !closing::is_ready(issue) {
            ops[1] = ops[1].clone().set("stage", Stage::Done.name()).set("status_text", Value::Null);
            if issue.done_on.is_none() {
                ops[1] = ops[1].clone().set("done_on", today);
            }
        }
        ops.extend(recheck);
        ops
    }

    /// The recheck of what `application` strikes off: one record, whichever office makes it.
    fn recheck_op(&self, application: Id, today: NaiveDate) -> Option<Op> {
        let months = self.settings.number("recheck.months");
        let due = closing::recheck_due(today, months, &self.calendar)?;
        let issue = self.issue();
        let id = Id::derive(Some(issue.id), &["recheck", &application.to_string()]);
        let op = Op::on(Kind::Recheck, id).set("issue", issue.id).set("cycle", issue.cycle).set("due", due);
        Some(op.set(VOID, Value::Null))
    }

    /// Begins the next cycle: the dates of this one stay in a record of their own.
    pub fn reopen(&self, app: &App, reason: &str, basis: &str, due: Option<super::reopen::Limit>) -> [Op; 2] {
        let (issue, today) = (self.issue(), app.clock.today);
        let next = issue.cycle.saturating_add(1);
        let id = Id::derive(Some(issue.id), &["cycle", &next.to_string()]);
        let cycle = Op::on(Kind::Cycle, id)
            .set("issue", issue.id)
            .set("number", next)
            .set("opened_on", today)
            .set("opened_by", app.author.as_str())
            .set("reason", reason)
            .set("basis", basis)
            .set("started_before", issue.started_on)
            .set("due_before", issue.due)
            .set("due_text_before", issue.due_text.clone())
            .set("done_before", issue.done_on)
            .set(VOID, Value::Null);
        let (due, due_text) = due.unwrap_or_default();
        let issue = self
            .op()
            .set("cycle", next)
            .set("stage", Stage::InProgress.name())
            .set("status_text", Value::Null)
            .set("closing", Closing::None.name())
            .set("started_on", today)
            .set("due", due)
            .set("due_text", due_text)
            .set("done_on", Value::Null);
        [cycle, issue]
    }
}
