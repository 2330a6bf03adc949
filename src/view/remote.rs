//! Places where copies of a ledger keep in step, and what came of it.

use serde::Serialize;

/// A place that this copy knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remote {
    /// What it is called here.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// Who logs in.
    pub user: Option<String>,
    /// The file, or `$` and the variable, that holds the password; never the password.
    pub secret: Option<String>,
    /// When it was last gone through to the end, as RFC 3339.
    pub synced_at: Option<String>,
    /// Files there that were looked at.
    pub files: usize,
}

/// What keeping in step with a place came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Synced {
    /// The place.
    pub remote: String,
    /// Why it did not get to the end; null where it did.
    pub failed: Option<String>,
    /// Entries that are new here.
    pub applied: u64,
    /// Entries that were put there.
    pub sent: u64,
    /// From whom entries came.
    pub from: Vec<From>,
    /// Files that were read.
    pub files_read: u64,
    /// Bytes that were read.
    pub bytes_read: u64,
    /// Files that were written.
    pub files_written: u64,
    /// Bytes that were written.
    pub bytes_written: u64,
    /// Files of evidence that came.
    pub evidence_fetched: u64,
    /// Files of evidence that were put there.
    pub evidence_sent: u64,
    /// Entries that wait for others.
    pub waiting: u64,
    /// Places where offices disagree.
    pub conflicts: u64,
    /// Entries that came and count for nothing.
    pub quarantined: u64,
    /// Files that were kept out.
    pub kept_out: Vec<KeptOut>,
    /// Files that are none of ours.
    pub foreign: u64,
    /// Files that are still being written.
    pub unfinished: u64,
    /// Files that were left for the next time.
    pub left: u64,
}

/// Entries of one author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct From {
    /// Who.
    pub name: String,
    /// How many.
    pub entries: u64,
}

/// A file that was kept out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptOut {
    /// Its name.
    pub file: String,
    /// Why, in the user's language.
    pub why: String,
}

/// How this copy stands with the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The name of this copy.
    pub replica: String,
    /// Entries that are here.
    pub entries: u64,
    /// Each place, and what it lacks as far as is known.
    pub remotes: Vec<Standing>,
    /// Entries that wait for others.
    pub waiting: Vec<Waiting>,
    /// Places where offices disagree.
    pub conflicts: u64,
    /// Entries that count for nothing.
    pub quarantined: u64,
    /// Files that were kept out.
    pub kept_out: u64,
    /// Files of evidence that the ledger names and this machine has not.
    pub evidence_missing: u64,
}

/// How a place stood when it was last gone through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The place.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// When that was; null for never.
    pub synced_at: Option<String>,
    /// Entries that are here and were not there.
    pub to_send: u64,
}

/// Entries of one author that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Whose they are.
    pub from: String,
    /// How many.
    pub entries: u64,
    /// Which entry the first of them waits for.
    pub for_entry: String,
    /// The number that is missing first in their own series; null where they wait for somebody else's.
    pub for_number: Option<u64>,
}
