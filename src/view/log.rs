//! The log as people read it, and what a command has just done.

use serde::Serialize;

/// One entry of the log.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its id, in full.
    pub id: String,
    /// Which copy of the ledger appended it, and as its how-manieth.
    pub replica: String,
    /// 1, 2, 3 … in the series of that replica.
    pub number: u64,
    /// Wall time as its author claims it.
    pub at: String,
    /// Civil day.
    pub day: String,
    /// Who.
    pub author: String,
    /// The command as it was typed.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// The entry it takes back.
    pub undoes: Option<String>,
    /// How many ops it has.
    pub ops: u64,
    /// What it changed, as far as it is listed.
    pub changes: Vec<Change>,
}

/// One field of one record, before and after.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// Kind of the record, as in the log.
    pub kind: String,
    /// The record's id.
    pub record: String,
    /// What people call it.
    pub name: String,
    /// The number of the issue it belongs to.
    pub issue: Option<String>,
    /// What an owner is to the issue, where the record says so.
    pub role: Option<String>,
    /// Whether the entry made the record.
    pub created: bool,
    /// The field, as in the log.
    pub field: String,
    /// What it was.
    pub from: Vec<String>,
    /// What it is now; null where it was emptied.
    pub to: Option<String>,
}

/// Where offices disagree.
#[derive(Debug, Clone, Serialize)]
pub struct Conflict {
    /// What it is called on the command line.
    pub name: String,
    /// Kind of the record.
    pub kind: String,
    /// What people call the record.
    pub subject: String,
    /// The number of the issue it belongs to, or is.
    pub issue: Option<String>,
    /// The field.
    pub field: String,
    /// The writes that stand against each other, numbered from 1 on the command line.
    pub sides: Vec<Side>,
}

/// One of the writes.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// The field it wrote.
    pub field: String,
    /// The value, null where it emptied the field.
    pub value: Option<String>,
    /// The member that wrote it; null where nobody shares the ledger.
    pub from: Option<String>,
    /// Who.
    pub author: String,
    /// When, as claimed.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// The entry.
    pub entry: String,
}

/// What `duban check` promises as JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// Whether nothing is wrong; breaches of the office's rules are no fault of the ledger.
    pub ok: bool,
    /// Hash of the state, equal on every replica with the same entries.
    pub digest: String,
    /// Entries in the log.
    pub entries: u64,
    /// Records that exist.
    pub records: u64,
    /// Conflicts that are to be settled.
    pub conflicts: u64,
    /// Entries that wait for others.
    pub waiting: u64,
    /// Fields that a newer version wrote.
    pub newer: u64,
    /// Entries that count for nothing, since their author had no right to them.
    pub quarantined: u64,
    /// What is wrong, in the user's language.
    pub problems: Vec<String>,
    /// The same by names that are the same in every language.
    pub problem_keys: Vec<String>,
    /// Issues that break a rule (五个一), with the rule.
    pub breaches: Vec<Breach>,
    /// Numbers of documents and directives that were given twice, by offices that did not know of each other.
    pub doubles: Vec<String>,
    /// Files in the folder of evidence that belong to no record.
    pub orphans: Vec<String>,
    /// Files of evidence that are with other offices of a shared ledger, and not here.
    pub evidence_missing: u64,
}

/// An issue that breaks a rule.
#[derive(Debug, Clone, Serialize)]
pub struct Breach {
    /// Its number.
    pub number: String,
    /// What is missing, by names that are the same in every language.
    pub missing: Vec<String>,
    /// The same in the user's language.
    pub words: Vec<String>,
}
