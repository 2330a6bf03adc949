//! What can go wrong with the file.

use crate::domain::say::Said;
use crate::say;
use std::fmt;
use std::path::Path;

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// A sentence that says it all: missing, not ours, of a newer version, damaged.
    World(Said),
    /// A rule of the log refuses.
    Rule(Said),
    /// What SQLite says.
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// Something in the file is not as we left it.
    pub(crate) fn damaged(what: &str) -> StoreError {
        StoreError::World(say!("store-damaged", what = what))
    }

    /// The sentence for a person.
    pub fn said(&self) -> Said {
        use rusqlite::ErrorCode as Code;
        match self {
            StoreError::World(said) | StoreError::Rule(said) => said.clone(),
            StoreError::Sqlite(error) => match error.sqlite_error_code() {
                Some(Code::DatabaseBusy | Code::DatabaseLocked) => say!("store-busy"),
                Some(Code::DiskFull) => say!("store-disk-full"),
                Some(Code::SystemIoFailure) => say!("store-io", cause = error.to_string()),
                Some(Code::ReadOnly) => say!("store-read-only"),
                Some(Code::DatabaseCorrupt) => say!("store-damaged", what = say!("store-malformed")),
                Some(Code::NotADatabase) => say!("store-no-database"),
                Some(Code::CannotOpen | Code::PermissionDenied) => say!("store-shut"),
                _ => say!("store-sqlite", cause = error.to_string()),
            },
        }
    }

    /// The same, naming the file where it is no database at all.
    pub(super) fn of_stranger(self, path: &Path) -> StoreError {
        match &self {
            StoreError::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                StoreError::World(say!("store-not-ours", path = path.display().to_string()))
            }
            _ => self,
        }
    }

    /// Whether SQLite could not make the side files that it reads with.
    pub(super) fn is_shut(&self) -> bool {
        use rusqlite::ErrorCode as Code;
        match self {
            StoreError::Sqlite(error) => {
                matches!(error.sqlite_error_code(), Some(Code::CannotOpen | Code::ReadOnly | Code::PermissionDenied))
            }
            _ => false,
        }
    }

    /// Whether a rule refuses, rather than the world outside.
    pub fn is_rule(&self) -> bool {
        matches!(self, StoreError::Rule(_))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.said())
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StoreError::Sqlite(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::Sqlite(error)
    }
}
