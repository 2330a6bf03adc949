//! Opening the file: is it ours, is it ours to write, is it of this version.

use super::{Check, Mode, Reader, Store, StoreError};
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
const NEWEST: i64 = 8;

/// How long a command waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn open(path: &Path, mode: Mode, seed: &[u8; 32]) -> Result<Store, StoreError> {
    if path.is_dir() {
        return Err(StoreError::World(say!("store-is-folder", path = path.display().to_string())));
    }
    if mode != Mode::Read {
        stay_here(path)?;
    }
    if !is_there(path) {
        if mode != Mode::Create {
            return Err(StoreError::World(say!("store-missing", path = path.display().to_string())));
        }
        let created = begin(path, None, None, seed)?;
        return Ok(Store { conn: connect(path, mode)?, path: path.to_owned(), created, provisional: created });
    }
    let recognised = |conn: Connection| Ok((recognise(&conn, path)?, conn));
    let opened = connect(path, mode).and_then(recognised).map_err(|error| error.of_stranger(path));
    let (version, mut conn) = match opened {
        // its folder cannot be written, whatever the mode of the file says
        Err(error) if mode == Mode::Read && error.is_shut() && !has_waiting_frames(path) => {
            connect_untouched(path).and_then(recognised)?
        }
        opened => opened?,
    };
    if version < NEWEST {
        if mode == Mode::Read && is_read_only(&conn)? {
            return Err(StoreError::World(say!("store-old-read-only", path = path.display().to_string())));
        }
        drop(conn);
        upgrade(path)?;
        conn = connect(path, mode)?;
    }
    Ok(Store { conn, path: path.to_owned(), created: false, provisional: false })
}

pub(super) fn join(
    path: &Path,
    ledger: LedgerId,
    replica: Option<ReplicaId>,
    seed: &[u8; 32],
) -> Result<Store, StoreError> {
    stay_here(path)?;
    if is_there(path) || path.is_dir() || !begin(path, Some(ledger), replica, seed)? {
        return Err(StoreError::Rule(say!("init-exists", path = path.display().to_string())));
    }
    Ok(Store { conn: connect(path, Mode::Write)?, path: path.to_owned(), created: true, provisional: false })
}

pub(super) fn in_memory(ledger: Option<LedgerId>, seed: &[u8; 32]) -> Result<Store, StoreError> {
    let mut conn = Connection::open_in_memory()?;
    settle(&conn, Mode::Create)?;
    migrate(&mut conn)?;
    name(&conn, ledger, None, seed)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(Store { conn, path: ":memory:".into(), created: true, provisional: false })
}

pub(super) fn twin(conn: &Connection) -> Result<Store, StoreError> {
    let mut copy = Connection::open_in_memory()?;
    rusqlite::backup::Backup::new(conn, &mut copy)?.run_to_completion(1_000_000, Duration::ZERO, None)?;
    // not kept from writing between commands: that makes SQLite plan every statement anew, and tests write all the time
    settle(&copy, Mode::Create)?;
    Ok(Store { conn: copy, path: ":memory:".into(), created: true, provisional: false })
}

/// Whether a connection is kept from writing but within [`super::record`].
pub(super) fn is_guarded(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("PRAGMA query_only")?.query_row([], |row| row.get(0))?)
}

pub(super) fn set_room(conn: &Connection, more: Option<u32>) -> Result<(), StoreError> {
    let used: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let room = more.map_or(i64::from(u32::MAX) - 1, |more| used + i64::from(more));
    conn.pragma_update_and_check(None, "max_page_count", room, |_| Ok(()))?;
    Ok(())
}

/// Takes away a ledger that was begun for nothing, unless somebody else has written to it since.
pub(super) fn discard(conn: Connection, path: &Path) -> Result<(), StoreError> {
    alone(path, || {
        conn.pragma_update(None, "query_only", false)?;
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let used: bool =
            conn.query_row("SELECT EXISTS (SELECT 1 FROM entry) OR EXISTS (SELECT 1 FROM waiting)", [], |row| {
                row.get(0)
            })?;
        if used {
            return Ok(());
        }
        std::fs::remove_file(path).map_err(|error| cannot_open(path, &error))?;
        // whoever has the file open still, and waits to write, must not believe that it is kept
        conn.execute_batch("DELETE FROM meta; COMMIT")?;
        drop(conn);
        for side in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(path, side)); // SQLite has done so, as a rule
        }
        Ok(())
    })
}

/// A ledger is written on the machine where it lies, or not at all.
fn stay_here(path: &Path) -> Result<(), StoreError> {
    match super::mount::share(path) {
        Some(kind) => Err(StoreError::World(say!("store-on-share", path = path.display().to_string(), kind = kind))),
        None => Ok(()),
    }
}

/// Whether there is a file with something in it.
fn is_there(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

/// Whether a writer that did not close, or has not yet, left frames in SQLite's log beside the file.
fn has_waiting_frames(path: &Path) -> bool {
    is_there(&beside(path, "-wal"))
}

/// Opens a file to be written. A path is a path: SQLite would read one that begins with `file:` as a URI.
fn open_plain(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = if path.is_relative() {
        Connection::open_with_flags(Path::new(".").join(path), flags)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    Ok(conn)
}

fn connect(path: &Path, mode: Mode) -> Result<Connection, StoreError> {
    let writable = std::fs::metadata(path).map_or(true, |file| !file.permissions().readonly());
    if mode == Mode::Read && !writable {
        return connect_untouched(path);
    }
    let waiting_frames = has_waiting_frames(path);
    let conn = open_plain(path)?;
    if mode == Mode::Read && waiting_frames {
        // What a crashed writer left in its log stays there: looking does not write.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    settle(&conn, mode)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// A medium that cannot be written has no room for SQLite's side files; without a log to read it needs none.
fn connect_untouched(path: &Path) -> Result<Connection, StoreError> {
    let how = if has_waiting_frames(path) { "mode=ro" } else { "immutable=1" };
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_READ_ONLY;
    let conn = Connection::open_with_flags(format!("file:{}?{how}", encode(path)), flags)?;
    settle(&conn, Mode::Read)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

fn settle(conn: &Connection, mode: Mode) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    // One plan for one statement: else SQLite plans it again for each value bound, which takes longer than to run it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Migrations that build a table anew would lose child rows; `check` proves the references instead.
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;",
    )?;
    // Who reads goes through a table once and takes nothing up again that is worth new memory; who writes comes back.
    let kilobytes = if mode == Mode::Read { 1_000 } else { 16_000 };
    conn.pragma_update(None, "cache_size", -kilobytes)?;
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

/// Runs `work` while no other process brings this ledger into being or up to date.
fn alone<T>(path: &Path, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let lock_path = beside(path, "-upgrade");
    let cannot = |error| cannot_open(path, &error);
    let lock = File::create(&lock_path).map_err(cannot)?;
    lock.lock().map_err(cannot)?;
    let done = work();
    if done.is_ok() {
        // who waits holds the same file and finds the work done; after a failure all must go on with this lock
        let _ = std::fs::remove_file(&lock_path);
    }
    done
}

fn cannot_open(path: &Path, error: &std::io::Error) -> StoreError {
    let path = path.display().to_string();
    StoreError::World(say!("store-cannot-open", path = path, cause = crate::cause::cause(error)))
}

/// Begins a ledger whole or not at all: it is made beside its place and moved there once it is complete.
///
/// Returns whether it did; somebody else may have been quicker.
fn begin(
    path: &Path,
    ledger: Option<LedgerId>,
    replica: Option<ReplicaId>,
    seed: &[u8; 32],
) -> Result<bool, StoreError> {
    alone(path, || {
        if is_there(path) {
            return Ok(false);
        }
        let draft = beside(path, "-new");
        let cannot = |error| cannot_open(path, &error);
        // what a killed process left, and the log of a ledger that lies here no more
        for left in [beside(&draft, "-journal"), beside(path, "-wal"), beside(path, "-shm"), beside(path, "-journal")] {
            let _ = std::fs::remove_file(left);
        }
        let _ = std::fs::remove_file(&draft);
        let made = draw_up(&draft, ledger, replica, seed).and_then(|()| {
            File::open(&draft).and_then(|file| file.sync_all()).map_err(cannot)?;
            std::fs::rename(&draft, path).map_err(cannot)
        });
        if made.is_err() {
            let _ = std::fs::remove_file(beside(&draft, "-journal"));
            let _ = std::fs::remove_file(&draft);
        }
        made?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _ = File::open(folder).and_then(|folder| folder.sync_all()); // not every system can
        Ok(true)
    })
}

/// Makes an empty ledger in a file that nobody else knows yet.
fn draw_up(
    draft: &Path,
    ledger: Option<LedgerId>,
    replica: Option<ReplicaId>,
    seed: &[u8; 32],
) -> Result<(), StoreError> {
    let mut conn = open_plain(draft)?;
    settle(&conn, Mode::Create)?;
    conn.pragma_update(None, "synchronous", "OFF")?; // synced once, whole
    migrate(&mut conn)?;
    conn.pragma_update(None, "application_id", APPLICATION)?;
    name(&conn, ledger, replica, seed)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Brings a file up to date, after a copy of it has been put beside it.
fn upgrade(path: &Path) -> Result<(), StoreError> {
    alone(path, || {
        let mut conn = open_plain(path)?;
        settle(&conn, Mode::Write)?;
        let found = recognise(&conn, path)?;
        if found == NEWEST {
            return Ok(()); // somebody else was quicker
        }
        let copy = beside(path, &format!("-v{found}.bak"));
        let part = Path::new(".").join(beside(&copy, "-part")); // no URI
        let _ = std::fs::remove_file(&part); // what a killed process left
        conn.execute("VACUUM INTO :part", named_params! { ":part": part.to_string_lossy() })?;
        File::open(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&part, &copy))
            .map_err(|error| cannot_open(&copy, &error))?;
        migrate(&mut conn)?;
        let again: bool = conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM foreign_field) OR EXISTS (SELECT 1 FROM meta WHERE key = 'root')",
            [],
            |row| row.get(0),
        )?;
        if again {
            // what came from a newer version may be understood by now, and be judged in another way
            super::record::rebuild(&conn)?;
        }
        Ok(())
    })
}

pub(super) fn copy_to(conn: &Connection, path: &Path) -> Result<Check, StoreError> {
    let part = Path::new(".").join(beside(path, "-part")); // no URI
    let _ = std::fs::remove_file(&part); // what a killed process left
    conn.pragma_update(None, "query_only", false)?;
    let copied = conn.execute("VACUUM INTO :part", named_params! { ":part": part.to_string_lossy() });
    conn.pragma_update(None, "query_only", true)?;
    let done = copied.map_err(StoreError::from).and_then(|_| proved(&part)).and_then(|check| {
        File::open(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::hard_link(&part, path).or_else(|_| rename_new(&part, path)))
            .map_err(|error| cannot_open(path, &error))?;
        Ok(check)
    });
    let _ = std::fs::remove_file(&part);
    sync_folder(path);
    done
}

/// Where there are no links: what has come there meanwhile is not overwritten, as far as one look before it can tell.
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() { Err(std::io::ErrorKind::AlreadyExists.into()) } else { std::fs::rename(from, to) }
}

/// Makes sure that the name of a new file outlives a power cut, too, where the system can.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What a check finds in a file of our version; an unsound one is refused.
fn proved(path: &Path) -> Result<Check, StoreError> {
    let conn = open_plain(path)?;
    settle(&conn, Mode::Read)?;
    recognise(&conn, path)?;
    let tx = conn.unchecked_transaction()?;
    let check = super::check::check(&Reader::new(&tx))?;
    match check.problems.first() {
        None => Ok(check),
        Some(problem) => Err(StoreError::World(say!("copy-unsound", problem = problem.clone()))),
    }
}

pub(super) fn restore(from: &Path, to: &Path) -> Result<(Store, Check), StoreError> {
    if has_waiting_frames(from) {
        return Err(StoreError::World(say!("restore-open", path = from.display().to_string())));
    }
    let part = beside(to, "-part");
    let left = || {
        for ending in ["", "-wal", "-shm", "-journal", "-upgrade"] {
            let _ = std::fs::remove_file(beside(&part, ending));
        }
        for version in 1..NEWEST {
            let _ = std::fs::remove_file(beside(&part, &format!("-v{version}.bak"))); // the backup itself is one
        }
    };
    left();
    let cannot = |path: &Path| {
        let path = path.to_owned();
        move |error| cannot_open(&path, &error)
    };
    let made = std::fs::File::open(from)
        .and_then(|mut source| {
            let mut file = File::create(&part)?;
            std::io::copy(&mut source, &mut file)?;
            file.sync_all()
        })
        .map_err(cannot(from))
        .and_then(|()| {
            let recognised = open_plain(&part).and_then(|conn| recognise(&conn, from));
            recognised.map_err(|error| error.of_stranger(from))?;
            drop(open(&part, Mode::Write, &[0; 32])?); // brought up to date
            let check = proved(&part)?;
            let conn = open_plain(&part)?;
            conn.pragma_update(None, "journal_mode", "WAL")?;
            conn.close().map_err(|(_, error)| StoreError::from(error))?;
            std::fs::hard_link(&part, to).or_else(|_| rename_new(&part, to)).map_err(cannot(to))?;
            sync_folder(to);
            Ok(check)
        });
    left();
    let check = made?;
    Ok((open(to, Mode::Write, &[0; 32])?, check))
}

fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let migrated = embedded::migrations::runner().run(conn);
    migrated.map_err(|error| StoreError::World(say!("store-migration", cause = error.to_string())))?;
    Ok(())
}

/// Gives a new file its names: its own, and that of the ledger it begins or joins.
fn name(
    conn: &Connection,
    ledger: Option<LedgerId>,
    replica: Option<ReplicaId>,
    seed: &[u8; 32],
) -> Result<(), StoreError> {
    let chance = |what: &str| -> [u8; 16] {
        let digest = Sha256::new().chain_update(seed).chain_update(what).finalize();
        digest[..16].try_into().expect("a digest has 32 bytes")
    };
    let mut insert = conn.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES (:key, :value)")?;
    insert.execute(
        named_params! { ":key": "ledger", ":value": ledger.unwrap_or(LedgerId(chance("ledger"))).to_string() },
    )?;
    insert.execute(
        named_params! { ":key": "replica", ":value": replica.unwrap_or(ReplicaId(chance("replica"))).to_string() },
    )?;
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
    use std::collections::BTreeSet;

    #[test]
    fn the_newest_migration_has_the_number_we_think() {
        let newest = embedded::migrations::runner().get_migrations().iter().map(|m| i64::from(m.version())).max();
        assert_eq!(newest, Some(NEWEST));
        let store = in_memory(None, &[0; 32]).unwrap();
        assert_eq!(store.conn.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), NEWEST);
    }

    #[test]
    fn every_kind_has_a_table_with_a_column_for_each_field() {
        let store = in_memory(None, &[0; 32]).unwrap();
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
            // a column that a later migration adds stands behind the others
            let [columns, expected] = [columns, expected].map(BTreeSet::from_iter);
            assert_eq!(columns, expected, "{}", spec.name);
        }
    }
}
