//! What holds when the world outside does its worst: kill -9, two writers, a full disk, a file that is no ledger.

use crate::support::{Mounted, Office, Outcome, mount};
use duban::domain::change::{Kind, Op};
use duban::store::query::ledger;
use duban::store::{Mode, Stamp, Store, StoreError};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that writes until it is killed, or for a while: this test binary, run again with its own name.
const WRITER: &str = "DUBAN_TEST_WRITER";

/// How many measures an issue of the writer has: an entry with fewer would be half there.
const MEASURES: usize = 3;

fn stamp(seed: [u8; 32]) -> Stamp {
    Stamp {
        author: "office".into(),
        command: "test".into(),
        reason: None,
        day: "2019-12-09".parse().unwrap(),
        at: "2019-12-09T09:00:00+08:00".into(),
        millis: 1_575_853_200_000,
        seed,
        undoes: None,
        dry_run: false,
    }
}

/// Adds the issue of the next number with its measures, and every tenth time a long entry of several chunks.
fn append(store: &mut Store, seed: [u8; 32]) -> Result<i64, StoreError> {
    let mut number = 0;
    store.transact(&stamp(seed), |reader| {
        number = next(reader)?;
        let issue = reader.fresh_id();
        let mut ops = vec![Op::create(Kind::Issue, issue).set("number", number.to_string()).set("title", "问题")];
        let long = if number % 10 == 0 { 300 } else { 0 };
        for n in 0..MEASURES + long {
            let text = format!("{n} {}", "立行立改".repeat(if long > 0 { 8 } else { 1 }));
            ops.push(Op::create(Kind::Milestone, reader.fresh_id_near(issue)).set("issue", issue).set("text", text));
        }
        // and one record that each entry writes again
        let counter = duban::domain::id::Id::derive(None, &["setting", "counter"]);
        ops.push(Op::on(Kind::Setting, counter).set("name", "counter").set("value", number.to_string()));
        Ok::<_, StoreError>(ops)
    })?;
    Ok(number)
}

fn next(reader: &duban::store::Reader) -> Result<i64, StoreError> {
    let newest = duban::store::query::log::entries(reader, None, 1)?;
    Ok(newest.first().map_or(0, |entry| entry.seq) + 1)
}

#[test]
#[ignore = "run by the other tests, as a process of its own"]
fn writer() {
    let Ok(task) = std::env::var(WRITER) else { return };
    let (seconds, path) = task.split_once(' ').unwrap();
    let until = Instant::now() + Duration::from_secs(seconds.parse().unwrap());
    let seed: [u8; 32] = [u8::try_from(std::process::id() % 251).unwrap(); 32];
    while Instant::now() < until {
        let mut store = Store::open(Path::new(path), Mode::Create, &seed).unwrap();
        for _ in 0..5 {
            match append(&mut store, seed) {
                Ok(number) => {
                    let mut stdout = std::io::stdout().lock();
                    stdout.write_all(format!("ack {number}\n").as_bytes()).unwrap();
                    stdout.flush().unwrap();
                }
                Err(error) => panic!("a retry would have avoided it: {error}"),
            }
        }
        std::thread::sleep(Duration::from_millis(5)); // a command ends; none holds the others up for long
    }
}

fn spawn(path: &Path, seconds: u32) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["crash::writer", "--exact", "--ignored", "--nocapture"])
        .env(WRITER, format!("{seconds} {}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The numbers that a writer said it had written; what is cut off at the end was not said.
fn acknowledged(child: &mut Child) -> Vec<i64> {
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    let whole = said.rsplit_once('\n').map(|(lines, _)| lines).unwrap_or_default();
    // the first one stands behind what the test harness says
    whole.lines().filter_map(|line| line.rsplit_once("ack ")).filter_map(|(_, n)| n.parse().ok()).collect()
}

/// What is there is whole, and has no gap; returns how many issues there are.
fn proved(path: &Path) -> usize {
    let store = Store::open(path, Mode::Read, &[0; 32]).unwrap();
    let check = store.check().unwrap();
    assert!(check.problems.is_empty(), "{:?}", check.problems);
    let ledger = store.read(ledger::ledger).unwrap();
    for (n, issue) in ledger.issues.iter().enumerate() {
        assert_eq!(issue.number, (n + 1).to_string(), "numbers without gaps");
        let measures = MEASURES + if (n + 1) % 10 == 0 { 300 } else { 0 };
        assert_eq!(issue.milestones.len(), measures, "whole or not at all");
    }
    assert_eq!(u64::try_from(ledger.issues.len()).unwrap(), check.entries);
    ledger.issues.len()
}

/// Delays that differ from round to round without chance, so that a failure comes again.
fn delay(round: u64, most: u64) -> Duration {
    Duration::from_micros(round.wrapping_mul(0x9e37_79b9_7f4a_7c15) % (most * 1000))
}

#[test]
fn what_was_acknowledged_survives_kill_9_and_nothing_is_half_there() {
    let (mut said_in_all, mut longest) = (0, 90);
    for file in 0..10 {
        let office = Office::bare(&file.to_string());
        let mut known = 0;
        for round in 0..10 {
            let mut child = spawn(&office.db(), 60);
            std::thread::sleep(delay(file * 10 + round, longest));
            child.kill().unwrap(); // SIGKILL
            let said = acknowledged(&mut child);
            child.wait().unwrap();
            if said.is_empty() {
                longest += longest / 10; // a busy machine takes longer to begin
            }
            if !office.db().exists() {
                assert!(said.is_empty());
                continue;
            }
            let there = proved(&office.db());
            let last = said.last().map_or(known, |last| usize::try_from(*last).unwrap());
            assert!(there == last || there == last + 1, "{there} issues, the last acknowledged is {last}");
            said_in_all += said.len();
            known = there;
        }
        if !office.db().exists() {
            office.done("init");
        }
        office.ok(&["issue", "add", "--title", "下一条"]);
        assert_eq!(office.json("check")["entries"], known + 1);
    }
    // a busy machine gets fewer done; none at all would prove nothing
    assert!(said_in_all > 20, "the writers were given time to write: {said_in_all}");
}

#[test]
fn a_beginning_that_is_killed_leaves_no_ledger_or_a_whole_one() {
    let mut begun = 0;
    let start = Instant::now();
    Office::bare("HQ").done("init");
    // from nothing to twice what it takes here, busy as the machine may be
    let mut longest = u64::try_from(start.elapsed().as_millis()).unwrap() * 2 + 20;
    for round in 0..40 {
        let office = Office::bare("HQ");
        let mut init = Command::new(env!("CARGO_BIN_EXE_duban"));
        init.args(["--db", &office.db().display().to_string(), "init"]).env("HOME", office.dir()).stderr(Stdio::null());
        let mut child = init.spawn().unwrap();
        std::thread::sleep(delay(round, longest));
        child.kill().unwrap();
        child.wait().unwrap();
        let whole = office.db().exists();
        if whole {
            begun += 1;
            office.digest();
        } else if begun == 0 {
            longest += longest / 8; // busier than when it was measured
        }
        // the next attempt begins it, or finds it begun
        assert_eq!(office.line("init").code, i32::from(whole));
        office.ok(&["issue", "add", "--title", "下一条"]);
        assert_eq!(office.json("check")["entries"], 1);
        let left = std::fs::read_dir(office.dir()).unwrap().map(|file| file.unwrap().file_name());
        let left: Vec<_> = left.filter(|name| name != "duban.db" && name != "duban.db-upgrade").collect();
        assert!(left.is_empty(), "{left:?}");
    }
    assert!((1..40).contains(&begun), "some were killed before and some after: {begun}");
}

#[test]
fn an_import_that_is_killed_is_there_whole_or_not_at_all() {
    const ROWS: usize = 150;
    let mut sheet = "序号,具体问题,责任领导,牵头单位,整改时限\n".to_owned();
    for n in 1..=ROWS {
        let row = format!("{n},第{n}个问题,领导{},单位{},2019年12月底前\n", n % 7, n % 31);
        sheet.push_str(&row);
    }
    let mut whole = 0;
    for round in 0..10 {
        let office = Office::new("HQ");
        std::fs::write(office.dir().join("台账.csv"), &sheet).unwrap();
        let mut import = Command::new(env!("CARGO_BIN_EXE_duban"));
        import.current_dir(office.dir()).env("HOME", office.dir()).env("DUBAN_TODAY", "2019-12-09");
        import.args(["--db", "duban.db", "import", "台账.csv"]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = import.spawn().unwrap();
        // the first is left to finish, so that the sheet is known to be good
        let until = Instant::now() + if round == 0 { Duration::from_mins(5) } else { delay(round, 300) };
        let mut done = None;
        while done.is_none() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
            done = child.try_wait().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let there = office.json("issue list").as_array().unwrap().len();
        assert!(there == 0 || there == ROWS, "{there} rows");
        if let Some(status) = done {
            assert!(status.success() && there == ROWS, "acknowledged: {status}, {there} rows");
        }
        whole += usize::from(there == ROWS);
        let again = office.ok(&["import", "台账.csv"]);
        assert_eq!(office.json("issue list").as_array().unwrap().len(), ROWS, "{again}");
        assert_eq!(office.json("check")["entries"], 1, "the second time changes nothing");
    }
    assert!(whole > 0, "one was left to finish");
}

#[test]
fn two_offices_that_write_at_the_same_time_lose_nothing_and_wait_for_each_other() {
    let office = Office::bare("HQ");
    let mut children = [spawn(&office.db(), 3), spawn(&office.db(), 3)];
    let mut numbers = BTreeSet::new();
    let mut said = 0;
    for child in &mut children {
        let own = acknowledged(child);
        assert!(child.wait().unwrap().success(), "neither was refused");
        assert!(!own.is_empty(), "each had its turn");
        said += own.len();
        numbers.extend(own);
    }
    assert_eq!(numbers.len(), said, "no number twice");
    assert_eq!(proved(&office.db()), said, "no lost write");
}

#[test]
fn commands_that_run_at_the_same_time_are_all_done() {
    let office = Office::bare("HQ"); // the first of them begins the ledger
    std::thread::scope(|scope| {
        for n in 0..12 {
            let office = &office;
            scope.spawn(move || {
                assert!(office.line("init").code <= 1);
                office.ok(&["issue", "add", "--title", &format!("第{n}")]);
            });
        }
    });
    let issues = office.json("issue list");
    let numbers: BTreeSet<_> = issues.as_array().unwrap().iter().map(|issue| issue["number"].to_string()).collect();
    assert_eq!((issues.as_array().unwrap().len(), numbers.len()), (12, 12));
    assert_eq!(office.json("check")["entries"], 12);
}

/// Every file of the folder with its bytes and the time of its last change.
fn folder(path: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let file = |path: PathBuf| {
        let changed = std::fs::metadata(&path).unwrap().modified().unwrap();
        (path.clone(), std::fs::read(&path).unwrap_or_default(), changed)
    };
    files.into_iter().map(file).collect()
}

/// A refusal of the world outside: exit code 4, a sentence, and a way out.
#[track_caller]
fn is_refused(outcome: &Outcome) {
    assert_eq!(outcome.code, 4, "{outcome}");
    assert!(outcome.stdout.is_empty(), "{outcome}");
    let lines: Vec<&str> = outcome.stderr.lines().collect();
    assert!(lines.len() >= 2 && lines[0].len() > 20, "what is wrong, and what to do: {outcome}");
    assert!(!lines[0].contains("store-"), "in words: {outcome}");
}

#[test]
fn what_is_no_ledger_is_refused_and_left_as_it_is() {
    let sqlite = |sql: &str| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute_batch(sql).unwrap();
        conn.close().unwrap();
        std::fs::read(path).unwrap()
    };
    let ledger = {
        let office = Office::new("HQ");
        for n in 0..30 {
            office.ok(&["issue", "add", "--title", &format!("第{n} {}", "长".repeat(200))]);
        }
        std::fs::read(office.db()).unwrap()
    };
    let mut newer = ledger.clone();
    newer[60..64].copy_from_slice(&999u32.to_be_bytes()); // user_version in the header of the file
    let mut garbled = ledger.clone();
    let page = ledger.len() / 2 / 4096 * 4096;
    garbled[page..page + 4096].fill(0xa5);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("truncated in the middle", ledger[..ledger.len() / 2].to_vec()),
        ("one page short", ledger[..ledger.len() - 4096].to_vec()),
        ("cut off in the header", ledger[..50].to_vec()),
        ("a text", "1. 问题一\n2. 问题二\n".repeat(400).into_bytes()),
        ("a short text", b"x".to_vec()),
        ("another database", sqlite("CREATE TABLE t (a); INSERT INTO t VALUES (1);")),
        ("another empty database", sqlite("PRAGMA user_version = 1; VACUUM;")),
        ("of a newer version", newer),
        ("nothing", Vec::new()),
    ];
    for (what, bytes) in cases {
        let mut office = Office::bare("HQ");
        office.unproved();
        std::fs::write(office.db(), &bytes).unwrap();
        let before = folder(office.dir());
        for line in ["issue list", "check", "log", "issue set 1 --title x", "rebuild", "undo"] {
            let outcome = office.line(line);
            is_refused(&outcome);
            assert_eq!(folder(office.dir()), before, "{what}: {line}");
        }
    }
    // a page of garbage in the middle is found by the check, whatever else goes on
    let mut office = Office::bare("HQ");
    office.unproved();
    std::fs::write(office.db(), &garbled).unwrap();
    assert_ne!(office.line("check").code, 0);
}

#[test]
fn a_folder_a_missing_file_and_a_missing_folder_are_refused() {
    let mut office = Office::bare("HQ");
    office.unproved();
    is_refused(&office.line("issue list"));
    is_refused(&office.line("--db . issue list"));
    is_refused(&office.line("--db . issue add --title x"));
    is_refused(&office.line("--db no/such/folder/duban.db issue add --title x"));
    is_refused(&office.line("--db no/such/folder/duban.db init"));
    assert!(folder(office.dir()).is_empty());
}

#[test]
fn a_path_that_looks_like_a_uri_is_a_path() {
    let office = Office::bare("HQ");
    office.done("--db file:x.db?mode=memory init");
    office.done("--db file:x.db?mode=memory issue add --title 一");
    assert!(office.done("--db file:x.db?mode=memory issue list").stdout.contains('一'));
    assert!(office.dir().join("file:x.db?mode=memory").exists());
}

#[test]
fn looking_leaves_the_ledger_byte_for_byte_as_it_was() {
    let office = Office::new("HQ");
    office.done("issue add --number 1 --title 一");
    office.done("issue add --number 2 --title 二");
    let before = folder(office.dir());
    let lines = [
        "issue list",
        "issue show 1",
        "log",
        "log 1",
        "check",
        "conflict list",
        "issue list --as-of 2019-01-01",
        "issue show 1 --as-of 2019-12-09",
        "issue add --title 三 --dry-run",
        "undo --dry-run",
        "rebuild --dry-run",
        "issue list --format json",
        "completions bash",
    ];
    for line in lines {
        office.done(line);
        assert_eq!(folder(office.dir()), before, "{line}");
    }
}

#[test]
fn looking_leaves_what_a_killed_writer_left_in_its_log() {
    let office = Office::new("HQ");
    // the files as they stand while a writer is at work are what kill -9 leaves
    let mut store = Store::open(&office.db(), Mode::Write, &[1; 32]).unwrap();
    append(&mut store, [1; 32]).unwrap();
    let copy = Office::bare("copy");
    for ending in ["", "-wal"] {
        std::fs::copy(format!("{}{ending}", office.db().display()), format!("{}{ending}", copy.db().display()))
            .unwrap();
    }
    drop(store);
    let files = |office: &Office| -> Vec<_> {
        folder(office.dir()).into_iter().filter(|(path, _, _)| !path.ends_with("duban.db-shm")).collect()
    };
    let before = files(&copy);
    assert!(before[1].1.len() > 1000, "something waits in the log");
    for line in ["issue list", "issue show 1", "log", "check", "conflict list"] {
        let outcome = copy.done(line);
        assert_eq!(files(&copy), before, "{line}");
        assert!(line != "issue list" || outcome.stdout.contains("问题"), "{outcome}");
    }
    copy.done("issue add --title 二");
    assert_eq!(copy.json("issue list").as_array().unwrap().len(), 2);
}

#[test]
fn a_ledger_on_a_read_only_medium_can_be_looked_at_and_not_written() {
    let mut office = Office::new("HQ");
    office.done("issue add --title 一");
    let Some(_mounted) = Mounted::tmpfs(&office.dir().join("medium"), "4m") else { return };
    let medium = office.dir().join("medium");
    std::fs::copy(office.db(), medium.join("duban.db")).unwrap();
    assert!(mount(&["-o", "remount,ro", &medium.display().to_string()]));
    for line in ["issue list", "check", "log", "issue list --as-of 2019-12-08"] {
        let outcome = office.line(&format!("--db medium/duban.db {line}"));
        assert_eq!(outcome.code, 0, "{outcome}");
    }
    for line in ["issue add --title 二", "undo", "rebuild"] {
        is_refused(&office.line(&format!("--db medium/duban.db {line}")));
    }
    office.unproved();
}

/// Enters issues until one is refused: all before it are there, and nothing of it.
fn fills_up(office: &Office, db: &str, add: impl Fn(&[&str]) -> Outcome) {
    let mut done = 0u32;
    let refused = loop {
        // each title is other than the last, so that none packs well with its like
        let title: String =
            (0..3000u32).map(|n| char::from_u32(0x4e00 + (n * 7919 + done * 104_729) % 20_000).unwrap()).collect();
        let outcome = add(&["--db", db, "issue", "add", "--title", &title]);
        if outcome.code != 0 {
            break outcome;
        }
        done += 1;
        assert!(done < 500, "there is little room");
    };
    is_refused(&refused);
    assert!(done > 2, "{refused}");
    let check = office.json(&format!("--db {db} check"));
    assert_eq!((check["ok"].as_bool(), check["entries"].as_u64()), (Some(true), Some(u64::from(done))));
    assert_eq!(office.json(&format!("--db {db} issue list")).as_array().unwrap().len(), done as usize);
}

#[test]
fn a_full_disk_refuses_the_entry_and_keeps_the_ledger() {
    let mut office = Office::bare("HQ");
    office.unproved();
    office.done("--db cramped.db init");
    fills_up(&office, "cramped.db", |args| office.cramped(700, args));
    office.done("--db cramped.db issue add --title 又有地方了");
    // the whole folder can be too small only where a disk can be mounted
    let Some(_mounted) = Mounted::tmpfs(&office.dir().join("disk"), "700k") else { return };
    office.done("--db disk/duban.db init");
    fills_up(&office, "disk/duban.db", |args| office.run(args));
}

#[test]
fn a_limit_on_the_size_of_files_refuses_the_entry_and_keeps_the_ledger() {
    let office = Office::new("HQ");
    office.done("issue add --title 一");
    let size = std::fs::metadata(office.db()).unwrap().len();
    for blocks in [1, 16, 64, size / 512] {
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" issue add --title 二");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_duban")]).env("DUBAN_DB", office.db()).env("HOME", office.dir());
        let output = shell.env("DUBAN_TODAY", "2019-12-09").env("LANG", "en").output().unwrap();
        let there = office.json("issue list").as_array().unwrap().len();
        match output.status.code() {
            Some(0) => assert_eq!(there, 2, "{blocks} blocks are enough"),
            code => {
                assert_eq!(code, Some(4), "{blocks} blocks: {}", String::from_utf8_lossy(&output.stderr));
                assert_eq!(there, 1);
                office.digest();
            }
        }
        if there == 2 {
            office.done("undo");
            assert_eq!(office.json("issue list").as_array().unwrap().len(), 1);
        }
    }
    // and where there is no ledger yet, none is left half begun
    let bare = Office::bare("HQ");
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$0\" init", env!("CARGO_BIN_EXE_duban")]);
    let output = shell.env("DUBAN_DB", bare.db()).env("HOME", bare.dir()).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!bare.db().exists());
    bare.done("init");
}

#[test]
fn a_command_waits_for_another_that_is_writing() {
    let office = Office::new("HQ");
    let holder = rusqlite::Connection::open(office.db()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| office.done("issue add --title 一"));
        office.done("issue list"); // who looks need not wait
        std::thread::sleep(Duration::from_millis(1200));
        assert!(!waiting.is_finished());
        holder.execute_batch("ROLLBACK").unwrap();
        waiting.join().unwrap();
    });
    assert_eq!(office.json("check")["entries"], 1);
}

#[test]
fn a_ledger_that_stays_locked_is_refused_in_words_and_left_as_it_is() {
    let office = Office::new("HQ");
    let holder = rusqlite::Connection::open(office.db()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let before = std::fs::read(office.db()).unwrap();
    let begun = Instant::now();
    is_refused(&office.line("issue add --title 一"));
    assert!(begun.elapsed() > Duration::from_secs(15), "it waited: {:?}", begun.elapsed());
    assert_eq!(std::fs::read(office.db()).unwrap(), before);
    holder.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn a_ledger_begun_for_nothing_goes_unless_somebody_has_written_to_it() {
    let office = Office::bare("HQ");
    let begun = || Store::open(&office.db(), Mode::Create, &[1; 32]).unwrap();
    let other = || Store::open(&office.db(), Mode::Write, &[2; 32]).unwrap();
    drop(begun());
    assert!(folder(office.dir()).is_empty(), "nothing is left beside it either");
    // who opened it meanwhile is not told that an entry is kept in a file that is gone
    let first = begun();
    let mut late = other();
    drop(first);
    assert!(append(&mut late, [2; 32]).is_err());
    drop(late);
    let first = begun();
    append(&mut other(), [2; 32]).unwrap();
    drop(first);
    assert_eq!(other().check().unwrap().entries, 1);
    let mut kept = Office::bare("kept");
    kept.unproved();
    let mut store = Store::open(&kept.db(), Mode::Create, &[1; 32]).unwrap();
    store.keep();
    drop(store);
    assert!(kept.db().exists());
}

/// `v1.db` was made by the program as it was with its first migration alone, `v2.db` with the first two, `frozen.db`
/// with three.
#[test]
fn ledgers_of_earlier_versions_open_in_place_with_a_copy_beside_them() {
    let fixtures: [(i64, &[u8]); 3] = [
        (1, include_bytes!("../golden/ledger-1.db")),
        (2, include_bytes!("../golden/ledger-2.db")),
        (3, include_bytes!("../golden/ledger-3.db")),
    ];
    for (found, bytes) in fixtures {
        let office = Office::bare("HQ");
        std::fs::write(office.db(), bytes).unwrap();
        {
            let conn = rusqlite::Connection::open(office.db()).unwrap();
            // what that version could not understand
            let unknown = "INSERT INTO foreign_field (record, field, kind) VALUES (x'00', 'number', 'round')";
            conn.execute_batch(unknown).unwrap();
        }
        let shown = office.done("show 8").stdout;
        assert!(shown.contains("河道采砂管理不严") && shown.contains("60%"), "{shown}");
        let version = |path: &Path| -> i64 {
            let conn = rusqlite::Connection::open(path).unwrap();
            conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
        };
        let copy = office.db().with_file_name(format!("duban.db-v{found}.bak"));
        assert_eq!((version(&office.db()), version(&copy)), (8, found));
        assert_eq!(office.json("check")["ok"], true, "the tables were made anew");
        office.done("setting set return.hour 12:00");
        office.done("supervise freeze --month 2019-12");
        assert_eq!(office.json("supervise verify")["ok"], true);
    }
}
