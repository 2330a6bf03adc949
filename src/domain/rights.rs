//! Who may write what into a ledger that is shared: judged of one op by what its author had seen, and by nothing else.
//!
//! What a member had no right to is kept and passed on, and counts for nothing until an office releases it. The table of
//! rights for people is in `docs/sharing.md`.

use crate::domain::change::{Kind, Op, VOID, Value, Write};
use crate::domain::fold::State;
use crate::domain::id::Id;
use crate::domain::issue::Role as Duty;
use crate::domain::member::Role;
use crate::domain::say::Said;
use crate::say;
use std::collections::BTreeSet;

/// Why an entry is not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Nobody admitted its author.
    Stranger,
    /// Its author was removed.
    Removed,
    /// Its author has a role that this version does not know.
    Role,
    /// Members and keys are written down by who began to share the ledger.
    Members,
    /// A unit writes to issues that it has a part in.
    NotOwn,
    /// A unit writes to what it wrote itself.
    NotMine,
    /// Checking, striking off and deciding is for the offices.
    Decides,
    /// The rest of the ledger is the 整改办's.
    Office,
}

impl Why {
    const ALL: [Why; 8] =
        [Why::Stranger, Why::Removed, Why::Role, Why::Members, Why::NotOwn, Why::NotMine, Why::Decides, Why::Office];

    /// The name in the tables and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Why::Stranger => "stranger",
            Why::Removed => "removed",
            Why::Role => "role",
            Why::Members => "members",
            Why::NotOwn => "not_own",
            Why::NotMine => "not_mine",
            Why::Decides => "decides",
            Why::Office => "office",
        }
    }

    /// The reason of this name.
    pub fn named(name: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.name() == name)
    }

    /// The reason in words.
    pub fn said(self) -> Said {
        match self {
            Why::Stranger => say!("right-stranger"),
            Why::Removed => say!("right-removed"),
            Why::Role => say!("right-role"),
            Why::Members => say!("right-members"),
            Why::NotOwn => say!("right-not-own"),
            Why::NotMine => say!("right-not-mine"),
            Why::Decides => say!("right-decides"),
            Why::Office => say!("right-office"),
        }
    }
}

/// What a unit has to do with an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Nothing.
    None,
    /// It helps.
    Helps,
    /// It answers for it.
    Answers,
}

impl Part {
    /// What a duty in an issue makes of the unit that has it.
    pub fn of(duty: Duty) -> Part {
        match duty {
            Duty::LeadUnit | Duty::Unit => Part::Answers,
            Duty::Support | Duty::Team | Duty::Contact => Part::Helps,
            Duty::LeadLeader | Duty::Leader | Duty::Supervisor => Part::None,
        }
    }
}

/// What an author had seen of the record that an op writes to.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The record, if it was there.
    pub before: Option<State>,
    /// Whether all that stood in it had been written by the author's own key; also of one that was not there.
    pub mine: bool,
    /// The closing of the issue that it belongs to.
    pub closing: Value,
    /// What the author's unit had to do with that issue.
    pub part: Part,
    /// Of the owners that the op or the record names, those that are the author's unit.
    pub own: BTreeSet<Id>,
}

/// Whether a member of this role may write this.
///
/// # Errors
/// Why not.
pub fn may(role: Option<Role>, op: &Op, facts: &Facts) -> Result<(), Why> {
    match (role, &op.kind) {
        (_, Kind::Member | Kind::Key) => Err(Why::Members),
        (None, _) => Err(Why::Role),
        // what nobody understands does nothing; a version that does will judge it
        (_, Kind::Unknown(_)) | (Some(Role::Office), _) => Ok(()),
        (Some(Role::Supervision), _) => supervision(op),
        (Some(Role::Unit), _) => unit(op, facts),
    }
}

/// What striking off, reopening and moving a limit write to the issue itself.
const DECIDED: &[&str] = &["stage", "status_text", "done_on", "closing", "cycle", "started_on", "due", "due_text"];

/// What a report writes to the issue itself, beside `closing`.
const REPORTED: &[&str] = &["stage", "status_text", "done_on"];

/// What keeps an issue out of the public report, or puts it in again.
const WITHHELD: &[&str] = &["issue", "ground", "approved_by", "approved_on", "reason"];

fn supervision(op: &Op) -> Result<(), Why> {
    let granted = match op.kind {
        Kind::Closing
        | Kind::Recheck
        | Kind::Cycle
        | Kind::Extension
        | Kind::Evidence
        | Kind::Directive
        | Kind::Notice
        | Kind::NoticeItem
        | Kind::Summary => true,
        Kind::Issue => only(op, DECIDED),
        Kind::Passage => only(op, WITHHELD),
        _ => false,
    };
    if granted { Ok(()) } else { Err(Why::Office) }
}

fn unit(op: &Op, facts: &Facts) -> Result<(), Why> {
    match op.kind {
        Kind::Issue => {
            answers(facts)?;
            if !only(op, REPORTED) && !only(op, &[REPORTED, &["closing"]].concat()) {
                return Err(if only(op, DECIDED) { Why::Decides } else { Why::Office });
            }
            op.writes.iter().filter(|write| write.field == "closing").try_for_each(|write| closing(write, facts))
        }
        Kind::Closing => {
            answers(facts)?;
            let own = &["issue", "cycle", "unit", "applied_on", "applied_by", "reason", "note"];
            // a new application strikes out those that nobody decided
            let replaces = only(op, &[VOID]) && !decided(facts);
            if !replaces && !only(op, &[&own[..], &[VOID]].concat()) {
                return Err(Why::Decides);
            }
            if decided(facts) {
                return Err(Why::Decides);
            }
            names_own(op, facts, "unit")
        }
        Kind::Extension => {
            answers(facts)?;
            let own = &[
                "issue",
                "cycle",
                "unit",
                "asked_on",
                "asked_by",
                "reason",
                "from_due",
                "from_text",
                "to_due",
                "to_text",
                VOID,
            ];
            if !only(op, own) || decided(facts) {
                return Err(Why::Decides);
            }
            names_own(op, facts, "unit")
        }
        Kind::Progress => {
            part(facts, Part::Helps)?;
            reported_by_own(facts)?;
            names_own(op, facts, "unit")
        }
        Kind::Indicator => part(facts, Part::Helps).and_then(|()| {
            let figures = &["value", "total", "qualifier", "day", "text"];
            if facts.mine || only(op, figures) { Ok(()) } else { Err(Why::NotMine) }
        }),
        Kind::Milestone => answers(facts).and_then(|()| {
            let done = facts.before.is_some() && only(op, &["done_on", "deliverable"]);
            if done { Ok(()) } else { Err(Why::Office) }
        }),
        Kind::Evidence | Kind::Rule => {
            part(facts, Part::Helps)?;
            if facts.mine { Ok(()) } else { Err(Why::NotMine) }
        }
        Kind::Notice => {
            let addressed = facts.before.as_ref().is_some_and(|notice| is_own(notice.shown("owner"), facts));
            match (addressed, only(op, &["answered_on", "answer"])) {
                (true, true) => Ok(()),
                (false, true) => Err(Why::NotOwn),
                _ => Err(Why::Office),
            }
        }
        Kind::Return => {
            let before = facts.before.as_ref().map(|row| row.shown("unit"));
            let named = op.writes.iter().find(|write| write.field == "unit").map(|write| &write.value);
            let own = |unit: Option<&Value>| unit.is_none_or(|unit| is_own(unit, facts));
            let says = before.is_some() || named.is_some();
            if says && own(before) && own(named) { Ok(()) } else { Err(Why::NotOwn) }
        }
        Kind::Owner if facts.own.contains(&op.record) => {
            if facts.before.is_some() && only(op, &["phone", "email", "note"]) { Ok(()) } else { Err(Why::Office) }
        }
        _ => Err(Why::Office),
    }
}

/// 申请销号 by who answers for it, and taking that back; what is struck off is left alone.
fn closing(write: &Write, facts: &Facts) -> Result<(), Why> {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let before = facts.before.as_ref().map(|issue| text(issue.shown("closing"))).unwrap_or_default();
    match (before.as_str(), text(&write.value).as_str()) {
        ("closed", _) | (_, "closed") => Err(Why::Decides),
        (_, "applied") | ("applied", "" | "none" | "returned") => Ok(()),
        _ => Err(Why::Decides),
    }
}

fn part(facts: &Facts, least: Part) -> Result<(), Why> {
    if facts.part >= least { Ok(()) } else { Err(Why::NotOwn) }
}

/// Who answers for an issue has nothing to change in it once it is struck off.
fn answers(facts: &Facts) -> Result<(), Why> {
    part(facts, Part::Answers)?;
    if facts.closing == Value::from("closed") { Err(Why::Decides) } else { Ok(()) }
}

/// Whether an office has checked, struck off or decided it.
fn decided(facts: &Facts) -> bool {
    let Some(before) = &facts.before else { return false };
    ["checked_on", "verdict", "struck_on", "decided_on"].iter().any(|field| *before.shown(field) != Value::Null)
}

/// A return is changed by the unit that it is of.
fn reported_by_own(facts: &Facts) -> Result<(), Why> {
    match facts.before.as_ref().map(|before| before.shown("unit")) {
        None => Ok(()),
        Some(Value::Null) if facts.mine => Ok(()),
        Some(unit) if is_own(unit, facts) => Ok(()),
        Some(_) => Err(Why::NotMine),
    }
}

/// Nobody reports or applies in the name of another unit.
fn names_own(op: &Op, facts: &Facts, field: &str) -> Result<(), Why> {
    let named = op.writes.iter().find(|write| write.field == field).map(|write| &write.value);
    match named {
        Some(unit) if *unit != Value::Null && !is_own(unit, facts) => Err(Why::NotOwn),
        _ => Ok(()),
    }
}

fn is_own(owner: &Value, facts: &Facts) -> bool {
    matches!(owner, Value::Ref(owner) if facts.own.contains(owner))
}

fn only(op: &Op, fields: &[&str]) -> bool {
    op.writes.iter().all(|write| fields.contains(&write.field.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EntryId;

    const ISSUE: Id = Id([8; 16]);
    const UNIT: Id = Id([1; 16]);
    const OTHER: Id = Id([2; 16]);

    fn facts(part: Part) -> Facts {
        Facts { before: None, mine: true, closing: Value::Null, part, own: BTreeSet::from([UNIT]) }
    }

    /// The facts of a record that stands as this op made it.
    fn after(part: Part, op: &Op) -> Facts {
        let closing = op.writes.iter().find(|write| write.field == "closing").map(|write| write.value.clone());
        let closing = closing.unwrap_or(Value::Null);
        Facts { before: Some(State::of(EntryId([1; 32]), op)), mine: false, closing, ..facts(part) }
    }

    fn op(kind: Kind, fields: &[&'static str]) -> Op {
        let record = if kind == Kind::Owner { UNIT } else { ISSUE };
        fields.iter().fold(Op::on(kind, record), |op, field| match *field {
            "unit" | "owner" => op.set(*field, UNIT),
            field => op.set(field, "x"),
        })
    }

    #[test]
    fn a_unit_reports_on_what_it_has_a_part_in_and_decides_nothing() {
        let of = |op: &Op, facts: &Facts| may(Some(Role::Unit), op, facts);
        #[allow(clippy::type_complexity)] // a table
        let cases: [(Kind, &[&'static str], Part, Result<(), Why>); 26] = [
            (Kind::Progress, &["issue", "day", "percent", "text", "unit"], Part::Helps, Ok(())),
            (Kind::Progress, &["issue", "text"], Part::None, Err(Why::NotOwn)),
            (Kind::Indicator, &["issue", "name", "value"], Part::Helps, Ok(())),
            (Kind::Evidence, &["issue", "digest", "name"], Part::Helps, Ok(())),
            (Kind::Evidence, &["issue", "digest", "name"], Part::None, Err(Why::NotOwn)),
            (Kind::Rule, &["issue", "title"], Part::Answers, Ok(())),
            (Kind::Issue, &["stage", "status_text", "done_on"], Part::Answers, Ok(())),
            (Kind::Issue, &["stage"], Part::Helps, Err(Why::NotOwn)),
            (Kind::Issue, &["title"], Part::Answers, Err(Why::Office)),
            (Kind::Issue, &["due"], Part::Answers, Err(Why::Decides)),
            (Kind::Issue, &["cycle", "closing"], Part::Answers, Err(Why::Decides)),
            (Kind::Issue, &[VOID], Part::Answers, Err(Why::Office)),
            (Kind::Closing, &["issue", "cycle", "unit", "applied_on", "reason"], Part::Answers, Ok(())),
            (Kind::Closing, &["issue", "unit", "applied_on"], Part::Helps, Err(Why::NotOwn)),
            (Kind::Closing, &["checked_on", "verdict"], Part::Answers, Err(Why::Decides)),
            (Kind::Closing, &["struck_on"], Part::Answers, Err(Why::Decides)),
            (Kind::Extension, &["issue", "unit", "asked_on", "to_due"], Part::Answers, Ok(())),
            (Kind::Extension, &["decided_on", "verdict"], Part::Answers, Err(Why::Decides)),
            (Kind::Milestone, &["issue", "text"], Part::Answers, Err(Why::Office)),
            (Kind::Return, &["round", "unit", "day"], Part::None, Ok(())),
            (Kind::Duty, &["issue", "owner", "role"], Part::Answers, Err(Why::Office)),
            (Kind::Setting, &["name", "value"], Part::None, Err(Why::Office)),
            (Kind::Recheck, &["done_on"], Part::Answers, Err(Why::Office)),
            (Kind::Release, &["entry"], Part::None, Err(Why::Office)),
            (Kind::Member, &["role"], Part::None, Err(Why::Members)),
            (Kind::Unknown("petition".into()), &["any"], Part::None, Ok(())),
        ];
        for (kind, fields, part, expected) in cases {
            assert_eq!(of(&op(kind.clone(), fields), &facts(part)), expected, "{kind:?} {fields:?} {part:?}");
        }
        // in another unit's name
        for kind in [Kind::Progress, Kind::Closing, Kind::Return] {
            let theirs = Op::on(kind.clone(), ISSUE).set("unit", OTHER);
            assert_eq!(of(&theirs, &facts(Part::Answers)), Err(Why::NotOwn), "{kind:?}");
        }
    }

    #[test]
    fn what_stands_there_is_changed_by_whom_it_is_of() {
        let of = |op: &Op, facts: &Facts| may(Some(Role::Unit), op, facts);
        let edit = op(Kind::Progress, &["text"]);
        let report = |unit: Id| Op::on(Kind::Progress, ISSUE).set("unit", unit);
        assert_eq!(of(&edit, &after(Part::Answers, &report(UNIT))), Ok(()));
        assert_eq!(of(&edit, &after(Part::Answers, &report(OTHER))), Err(Why::NotMine));
        let mark = op(Kind::Milestone, &["done_on", "deliverable"]);
        assert_eq!(of(&mark, &after(Part::Answers, &op(Kind::Milestone, &["text"]))), Ok(()));
        let answer = op(Kind::Notice, &["answered_on", "answer"]);
        assert_eq!(of(&answer, &after(Part::None, &op(Kind::Notice, &["owner"]))), Ok(()));
        let theirs = Op::on(Kind::Notice, ISSUE).set("owner", OTHER);
        assert_eq!(of(&answer, &after(Part::None, &theirs)), Err(Why::NotOwn));
        let evidence = op(Kind::Evidence, &[VOID]);
        assert_eq!(of(&evidence, &after(Part::Answers, &op(Kind::Evidence, &["name"]))), Err(Why::NotMine));
        let phone = op(Kind::Owner, &["phone"]);
        assert_eq!(of(&phone, &after(Part::None, &op(Kind::Owner, &["name"]))), Ok(()));
        assert_eq!(of(&op(Kind::Owner, &["name"]), &after(Part::None, &phone)), Err(Why::Office));
        let checked = op(Kind::Closing, &["applied_on", "checked_on", "verdict"]);
        let again = op(Kind::Closing, &["applied_on", "reason"]);
        assert_eq!(of(&again, &after(Part::Answers, &checked)), Err(Why::Decides), "a verdict is not written over");
    }

    #[test]
    fn a_unit_applies_and_takes_that_back_and_strikes_nothing_off() {
        let closing = |value: &str| Op::on(Kind::Issue, ISSUE).set("closing", value);
        for (before, after_it, expected) in [
            ("", "applied", Ok(())),
            ("returned", "applied", Ok(())),
            ("applied", "", Ok(())),
            ("applied", "returned", Ok(())),
            ("", "closed", Err(Why::Decides)),
            ("applied", "closed", Err(Why::Decides)),
            ("closed", "", Err(Why::Decides)),
            ("closed", "applied", Err(Why::Decides)),
            ("", "returned", Err(Why::Decides)),
        ] {
            let found = may(Some(Role::Unit), &closing(after_it), &after(Part::Answers, &closing(before)));
            assert_eq!(found, expected, "{before} to {after_it}");
        }
    }

    #[test]
    fn the_offices_decide_and_only_the_root_writes_members() {
        let supervision =
            |kind: Kind, fields: &[&'static str]| may(Some(Role::Supervision), &op(kind, fields), &facts(Part::None));
        assert_eq!(supervision(Kind::Closing, &["checked_on", "verdict", "struck_on"]), Ok(()));
        assert_eq!(supervision(Kind::Issue, &["closing", "stage", "due"]), Ok(()));
        assert_eq!(supervision(Kind::Issue, &["title"]), Err(Why::Office));
        assert_eq!(supervision(Kind::Progress, &["text"]), Err(Why::Office));
        assert_eq!(supervision(Kind::Setting, &["value"]), Err(Why::Office));
        assert_eq!(supervision(Kind::Release, &["entry"]), Err(Why::Office));
        assert_eq!(supervision(Kind::Passage, &["issue", "ground", "approved_by", "reason"]), Ok(()));
        assert_eq!(supervision(Kind::Passage, &["issue", "public"]), Err(Why::Office));
        for kind in [Kind::Report, Kind::Quote, Kind::Publication] {
            assert_eq!(supervision(kind.clone(), &["issue"]), Err(Why::Office), "{kind:?}");
            assert_eq!(may(Some(Role::Unit), &op(kind, &["issue"]), &facts(Part::Answers)), Err(Why::Office));
        }
        assert_eq!(may(Some(Role::Unit), &op(Kind::Passage, &["ground"]), &facts(Part::Answers)), Err(Why::Office));
        for role in [Some(Role::Office), Some(Role::Supervision), None] {
            assert_eq!(may(role, &op(Kind::Key, &["sealed"]), &facts(Part::None)), Err(Why::Members));
        }
        assert_eq!(may(Some(Role::Office), &op(Kind::Setting, &["value"]), &facts(Part::None)), Ok(()));
        assert_eq!(may(None, &op(Kind::Progress, &["text"]), &facts(Part::Answers)), Err(Why::Role));
    }

    #[test]
    fn every_reason_has_its_name() {
        for why in Why::ALL {
            assert_eq!(Why::named(why.name()), Some(why));
        }
    }
}
