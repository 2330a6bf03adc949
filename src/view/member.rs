//! Members of a shared ledger; what a bundle holds.

use super::log::Change;
use chrono::NaiveDate;
use serde::Serialize;

/// Somebody who shares the ledger, or was invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// What it is called.
    pub name: String,
    /// `office`, `supervision` or `unit`; null of a role that this version does not know.
    pub role: Option<&'static str>,
    /// The unit that it reports for.
    pub unit: Option<String>,
    /// `invited`, `admitted` or `removed`.
    pub state: &'static str,
    /// When it was invited, admitted, removed.
    pub since: Option<NaiveDate>,
    /// Its copy of the ledger, null before it has joined.
    pub replica: Option<String>,
    /// Its key for comparing, in groups of four digits.
    pub fingerprint: Option<String>,
    /// How many entries of it are here.
    pub entries: u64,
    /// Whether it is this copy.
    pub own: bool,
}

/// A bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Its file.
    pub file: String,
    /// Digest for the register, in groups of four digits.
    pub digest: String,
    /// Who put it together.
    pub from: String,
    /// When, by that replica's clock.
    pub at: String,
    /// Whom it is for; null for everybody.
    pub whom: Option<String>,
    /// Which of the files that were made together, from 1.
    pub part: u32,
    /// How many these are.
    pub parts: u32,
    /// Bytes.
    pub size: u64,
    /// What is in it, by author.
    pub series: Vec<Series>,
}

/// Entries of one author in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Who.
    pub from: String,
    /// The replica.
    pub replica: String,
    /// The number of the first entry.
    pub first: u64,
    /// The number of the last entry.
    pub last: u64,
    /// How many of them are not here yet.
    pub new: u64,
    /// Why they would not be taken; null where they would.
    pub refused: Option<String>,
}

/// An entry that is kept and counts for nothing, or a file that was kept out.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// `entry` or `file`.
    pub what: &'static str,
    /// The id of the entry; SHA-256 of the file.
    pub id: String,
    /// The member that wrote it; null of a file.
    pub from: Option<String>,
    /// Its key for comparing, in groups of four digits.
    pub fingerprint: Option<String>,
    /// Who, as the entry says.
    pub author: Option<String>,
    /// When, as the entry claims; of a file, the day on which it came last.
    pub at: String,
    /// The command that wrote the entry; the name of the file.
    pub command: Option<String>,
    /// The reason that its author gave.
    pub reason: Option<String>,
    /// Bytes of a file.
    pub size: Option<u64>,
    /// Why it counts for nothing: `stranger`, `removed`, `role`, `members`, `not_own`, `not_mine`, `decides`, `office`; null of a file.
    pub why: Option<&'static str>,
    /// The same in the user's language.
    pub words: String,
    /// The entry that removed its author, where that made it so.
    pub since: Option<String>,
    /// What it would change; only of one that is shown.
    pub changes: Vec<Change>,
}
