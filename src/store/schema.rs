//! Opening the file: is it ours, is it ours to write, is it of this version.

use super::{Mode, Store, StoreError};
use crate::domain::id::{LedgerId, ReplicaId};
use crate::say;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, named_params};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// `duba`, in the header of the file: whose database it is.
const APPLICATION: i32 = 0x6475_6261;

/// The newest migration, which sets `user_version` to its number.
const NEWEST: i64 = 1;

/// How long a command waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn open(path: &Path, mode: Mode, seed: &[u8; 32]) -> Result<Store, StoreError> {
    let there = std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
    if !there && mode != Mode::Create {
        return Err(StoreError::World(say!("store-missing", path = path.display().to_string())));
    }
    if path.is_dir() {
        return Err(StoreError::World(say!("store-is-folder", path = path.display().to_string())));
    }
    let conn = connect(path, mode)?;
    let mut version = if there { recognise(&conn, path)? } else { 0 };
    if version < NEWEST {
        if mode == Mode::Read && is_read_only(&conn)? {
            return Err(StoreError::World(say!("store-old-read-only", path = path.display().to_string())));
        }
        drop(conn);
        version = upgrade(path, seed)?;
        debug_assert_eq!(version, NEWEST, "a test holds that the newest migration has this number");
        return Ok(Store { conn: connect(path, mode)?, path: path.to_owned(), created: !there });
    }
    Ok(Store { conn, path: path.to_owned(), created: false })
}

pub(super) fn in_memory(seed: &[u8; 32]) -> Result<Store, StoreError> {
    let mut conn = Connection::open_in_memory()?;
    settle(&conn)?;
    migrate(&mut conn)?;
    name(&conn, seed)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(Store { conn, path: ":memory:".into(), created: true })
}

fn connect(path: &Path, mode: Mode) -> Result<Connection, StoreError> {
    let waiting_frames = std::fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    let writable = std::fs::metadata(path).map_or(true, |file| !file.permissions().readonly());
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let plain = flags | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = if mode == Mode::Read && !writable {
        // A medium that cannot be written has no room for SQLite's side files; without a log to read it needs none.
        let uri = format!("file:{}?{}", encode(path), if waiting_frames { "mode=ro" } else { "immutable=1" });
        Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        Connection::open_with_flags(path, plain)?
    };
    if mode == Mode::Read && waiting_frames {
        // What a crashed writer left in its log stays there: looking does not write.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    settle(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

fn settle(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    // Migrations that build a table anew would lose child rows; `check` proves the references instead.
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(())
}

/// The version of a file that is ours.
fn recognise(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION {
        return Err(StoreError::World(say!("store-not-ours", path = path.display().to_string())));
    }
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > NEWEST {
        return Err(StoreError::World(say!("store-newer", found = version, known = NEWEST)));
    }
    Ok(version)
}

fn is_read_only(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.is_readonly(rusqlite::MAIN_DB)?)
}

/// Brings a file up to date, or begins it, one process at a time.
fn upgrade(path: &Path, seed: &[u8; 32]) -> Result<i64, StoreError> {
    let lock_path = beside(path, "-upgrade");
    let cannot = |error: std::io::Error| {
        StoreError::World(say!("store-cannot-open", cause = format!("{}: {error}", lock_path.display())))
    };
    let lock = File::create(&lock_path).map_err(cannot)?;
    lock.lock().map_err(cannot)?;
    let outcome = upgrade_alone(path, seed);
    let _ = std::fs::remove_file(&lock_path); // another that waits for it holds the same file and looks again
    outcome
}

fn upgrade_alone(path: &Path, seed: &[u8; 32]) -> Result<i64, StoreError> {
    let mut conn = Connection::open(path)?;
    settle(&conn)?;
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found == NEWEST {
        return Ok(found); // somebody else was quicker
    }
    if found > 0 {
        let copy = beside(path, &format!("-v{found}.bak"));
        conn.execute("VACUUM INTO :copy", named_params! { ":copy": copy.to_string_lossy() })?;
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    migrate(&mut conn)?;
    conn.pragma_update(None, "application_id", APPLICATION)?;
    name(&conn, seed)?;
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let migrated = embedded::migrations::runner().run(conn);
    migrated.map_err(|error| StoreError::World(say!("store-migration", cause = error.to_string())))?;
    Ok(())
}

/// Gives a new file its names.
fn name(conn: &Connection, seed: &[u8; 32]) -> Result<(), StoreError> {
    let chance = |what: &str| -> [u8; 16] {
        let digest = Sha256::new().chain_update(seed).chain_update(what).finalize();
        digest[..16].try_into().expect("a digest has 32 bytes")
    };
    let mut insert = conn.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES (:key, :value)")?;
    insert.execute(named_params! { ":key": "ledger", ":value": LedgerId(chance("ledger")).to_string() })?;
    insert.execute(named_params! { ":key": "replica", ":value": ReplicaId(chance("replica")).to_string() })?;
    Ok(())
}

/// What this copy knows of itself.
pub(super) fn meta(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let mut stmt = conn.prepare_cached("SELECT value FROM meta WHERE key = :key")?;
    Ok(stmt.query_row(named_params! { ":key": key }, |row| row.get(0)).optional()?)
}

fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A path inside a URI.
fn encode(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{SPECS, Type};

    #[test]
    fn the_newest_migration_has_the_number_we_think() {
        let newest = embedded::migrations::runner().get_migrations().iter().map(|m| i64::from(m.version())).max();
        assert_eq!(newest, Some(NEWEST));
        let store = in_memory(&[0; 32]).unwrap();
        assert_eq!(store.conn.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), NEWEST);
    }

    #[test]
    fn every_kind_has_a_table_with_a_column_for_each_field() {
        let store = in_memory(&[0; 32]).unwrap();
        for spec in SPECS {
            let mut stmt =
                store.conn.prepare(&format!("SELECT name, type FROM pragma_table_info('t_{}')", spec.name)).unwrap();
            let columns: Vec<(String, String)> =
                stmt.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
            let mut expected: Vec<(String, String)> =
                [("id", "BLOB"), ("born", "INTEGER"), ("touched", "INTEGER"), ("void", "TEXT")]
                    .map(|(a, b)| (a.to_owned(), b.to_owned()))
                    .to_vec();
            for (field, kind) in spec.fields {
                let column = match kind {
                    Type::Text | Type::Date | Type::Decimal => "TEXT",
                    Type::Int | Type::Bool => "INTEGER",
                    Type::Ref => "BLOB",
                };
                expected.push(((*field).to_owned(), column.to_owned()));
            }
            if spec.extra {
                expected.push(("extra".into(), "TEXT".into()));
            }
            assert_eq!(columns, expected, "{}", spec.name);
        }
    }
}
