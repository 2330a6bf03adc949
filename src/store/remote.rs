//! Where this copy keeps in step with others: written here, beside the log, and never handed on.

use super::StoreError;
use super::record::writing;
use crate::domain::id::ReplicaId;
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

/// A place that several offices can reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remote {
    /// What it is called here.
    pub name: String,
    /// Where it is; no secret stands in it.
    pub url: String,
    /// Who logs in; the key id of an object store.
    pub user: Option<String>,
    /// The file that holds the password, or the secret key of an object store.
    pub password_file: Option<PathBuf>,
    /// The variable of the environment that holds it.
    pub password_env: Option<String>,
    /// The private key of SFTP.
    pub key_file: Option<PathBuf>,
    /// Certificates that are trusted beside the system's.
    pub ca_file: Option<PathBuf>,
    /// When it was last gone through to the end, as RFC 3339.
    pub synced_at: Option<String>,
}

/// A file of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFile {
    /// Its name there.
    pub name: String,
    /// Its bytes; a file of this name and another size is another file.
    pub size: u64,
    /// What was in it.
    pub content: Content,
}

/// What a file of a place was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Entries of one replica, all of which are here.
    Entries {
        /// Whose.
        replica: ReplicaId,
        /// The number of the first.
        first: u64,
        /// The number of the last.
        last: u64,
        /// Whether it was written from here.
        own: bool,
    },
    /// Nothing that is missing here, and nothing that need be kept there.
    Nothing,
    /// It could not be taken when the newest entry here was `tried`; something that came later may change that.
    KeptOut {
        /// The place of the newest entry in the order of arrival.
        tried: u64,
    },
}

fn text(path: Option<&Path>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn set(conn: &Connection, remote: &Remote) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        conn.execute("DELETE FROM remote_file WHERE remote = ?1", [&remote.name])?;
        conn.execute(
            "INSERT OR REPLACE INTO remote (name, url, user, password_file, password_env, key_file, ca_file)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                remote.name,
                remote.url,
                remote.user,
                text(remote.password_file.as_deref()),
                remote.password_env,
                text(remote.key_file.as_deref()),
                text(remote.ca_file.as_deref())
            ],
        )?;
        Ok(())
    })
}

pub(super) fn remove(conn: &Connection, name: &str) -> Result<bool, StoreError> {
    writing(conn, false, |_| {
        conn.execute("DELETE FROM remote_file WHERE remote = ?1", [name])?;
        Ok(conn.execute("DELETE FROM remote WHERE name = ?1", [name])? > 0)
    })
}

pub(super) fn forget(conn: &Connection, remote: &str) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        conn.execute("DELETE FROM remote_file WHERE remote = ?1", [remote])?;
        Ok(())
    })
}

pub(super) fn note(conn: &Connection, remote: &str, seen: &[SeenFile], gone: &[String]) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        for file in seen {
            let (replica, first, last, own, tried) = match file.content {
                Content::Entries { replica, first, last, own } => {
                    (Some(replica.0), Some(number(first)), Some(number(last)), own, None)
                }
                Content::Nothing => (None, None, None, false, None),
                Content::KeptOut { tried } => (None, None, None, false, Some(number(tried))),
            };
            conn.prepare_cached(
                "INSERT OR REPLACE INTO remote_file (remote, name, size, replica, first, last, own, tried)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![remote, file.name, number(file.size), replica, first, last, own, tried])?;
        }
        for name in gone {
            conn.prepare_cached("DELETE FROM remote_file WHERE remote = ?1 AND name = ?2")?
                .execute(params![remote, name])?;
        }
        Ok(())
    })
}

pub(super) fn note_synced(conn: &Connection, remote: &str, at: &str) -> Result<(), StoreError> {
    writing(conn, false, |_| {
        conn.execute("UPDATE remote SET synced_at = ?2 WHERE name = ?1", [remote, at])?;
        Ok(())
    })
}
