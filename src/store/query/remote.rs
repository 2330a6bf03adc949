//! Where this copy keeps in step with others, and what it has seen there.

use crate::domain::id::ReplicaId;
use crate::store::{Content, Reader, Remote, SeenFile, StoreError};
use rusqlite::{OptionalExtension, Row, named_params};
use std::collections::HashMap;

const COLUMNS: &str = "name, url, user, password_file, password_env, key_file, ca_file, synced_at";

fn remote_row(row: &Row) -> rusqlite::Result<Remote> {
    let path = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.map(Into::into));
    Ok(Remote {
        name: row.get("name")?,
        url: row.get("url")?,
        user: row.get("user")?,
        password_file: path("password_file")?,
        password_env: row.get("password_env")?,
        key_file: path("key_file")?,
        ca_file: path("ca_file")?,
        synced_at: row.get("synced_at")?,
    })
}

/// Every place, by name.
pub fn all(reader: &Reader) -> Result<Vec<Remote>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM remote ORDER BY name"))?;
    let rows = stmt.query_map([], remote_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The place of this name.
pub fn named(reader: &Reader, name: &str) -> Result<Option<Remote>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM remote WHERE name = :name"))?;
    Ok(stmt.query_row(named_params! { ":name": name }, remote_row).optional()?)
}

/// What is known of the files of a place, by name; of each the size that it had then.
pub fn files(reader: &Reader, remote: &str) -> Result<HashMap<String, SeenFile>, StoreError> {
    let mut stmt = reader.conn.prepare_cached(
        "SELECT name, size, replica, first, last, own, tried FROM remote_file WHERE remote = :remote",
    )?;
    let number = |value: i64| value.unsigned_abs();
    let rows = stmt.query_map(named_params! { ":remote": remote }, |row| {
        let content = match (row.get::<_, Option<_>>(2)?, row.get::<_, Option<i64>>(6)?) {
            (_, Some(tried)) => Content::KeptOut { tried: number(tried) },
            (Some(replica), None) => {
                let (first, last) = (number(row.get(3)?), number(row.get(4)?));
                Content::Entries { replica: ReplicaId(replica), first, last, own: row.get(5)? }
            }
            (None, None) => Content::Nothing,
        };
        let file = SeenFile { name: row.get(0)?, size: number(row.get(1)?), content };
        Ok((file.name.clone(), file))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The place of the newest entry in the order of arrival; 0 before the first.
pub fn newest(reader: &Reader) -> Result<u64, StoreError> {
    let mut stmt = reader.conn.prepare_cached("SELECT COALESCE(MAX(seq), 0) FROM entry")?;
    Ok(stmt.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs())
}
