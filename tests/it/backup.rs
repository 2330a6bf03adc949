//! A copy of everything in one file, and a ledger made of it again.

use super::support::Office;
use std::fs;

fn office() -> Office {
    let office = Office::new("HQ");
    office.done("issue add --number 8 --title 截留农业补贴");
    office.write("办法.pdf", b"%PDF");
    office.done("evidence add 8 办法.pdf");
    office
}

#[test]
fn a_backup_is_proved_and_gives_the_same_ledger_again() {
    let office = office();
    let before = fs::read(office.db()).unwrap();
    let mut told = office.done("backup 备份.db").whole();
    assert_eq!(fs::read(office.db()).unwrap(), before, "the ledger is only read");
    told += &office.line("backup 备份.db").whole();
    let copy = office.dir().join("备份.db");
    let kept = fs::read(&copy).unwrap();
    office.done("issue set 8 --title 以后改的");
    told += &office.line("restore 备份.db").whole();
    told += &office.done("restore 备份.db --db 新.db").whole();
    told += &office.done("list --db 新.db").whole();
    assert_eq!(office.json("check --db 新.db")["ok"], true, "evidence came along");
    office.done("issue set 8 --title 恢复后改的 --db 新.db");
    assert_eq!(fs::read(&copy).unwrap(), kept, "the backup stays as it is");
    let left: Vec<_> = fs::read_dir(office.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    insta::assert_snapshot!(told);
}

#[test]
fn cron_keeps_the_newest_and_leaves_what_is_none_of_ours() {
    let mut office = office();
    fs::create_dir(office.dir().join("b")).unwrap();
    office.write("b/duban-notes.db", b"mine");
    for day in 1..=5 {
        office.today = format!("2019-12-0{day}");
        office.done("backup b --keep 3");
    }
    let mut names: Vec<_> = fs::read_dir(office.dir().join("b"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let days = ["03", "04", "05"].map(|day| format!("duban-201912{day}-090000.db"));
    assert_eq!(names, [&days[..], &["duban-notes.db".to_owned(), "duban.db.files".to_owned()]].concat());
    office.done("restore b/duban-20191204-090000.db --db again.db");
    assert_eq!(office.json("check --db again.db")["ok"], true);
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_nothing() {
    let office = office();
    office.write("no.db", b"not a database, but long enough to look at");
    let whole = {
        office.done("backup a.db");
        fs::read(office.dir().join("a.db")).unwrap()
    };
    office.write("cut.db", &whole[..whole.len() / 2]);
    let mut flipped = whole.clone();
    let at = flipped.windows(7).position(|window| window == b"\"title\"").unwrap();
    flipped[at + 1] = b'T';
    office.write("flipped.db", &flipped);
    let mut told = String::new();
    for file in ["no.db", "cut.db", "flipped.db", "none.db", "."] {
        let outcome = office.line(&format!("restore {file} --db new.db"));
        assert_ne!(outcome.code, 0, "{file}: {outcome}");
        assert!(!office.dir().join("new.db").exists(), "{file}");
        told += &outcome.whole();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_backup_of_an_older_version_is_brought_up_to_date_when_it_is_restored() {
    let office = Office::bare("HQ");
    office.write("v1.bak", include_bytes!("../golden/ledger-1.db"));
    let kept = fs::read(office.dir().join("v1.bak")).unwrap();
    office.done("restore v1.bak");
    assert_eq!(office.json("check")["ok"], true);
    assert_eq!(fs::read(office.dir().join("v1.bak")).unwrap(), kept);
}

#[test]
fn a_restored_ledger_that_is_shared_is_a_replica_of_its_own() {
    let office = office();
    office.done("share init");
    office.done("backup a.db");
    office.done("issue set 8 --title 原件");
    let told = office.done("restore a.db --db b.db").whole();
    assert!(told.contains("从备份恢复"), "{told}");
    let replicas: Vec<String> = ["duban.db", "b.db"]
        .map(|file| {
            office.done(&format!("issue set 8 --category 甲 --db {file}"));
            office.json(&format!("log --db {file} -n 1"))[0]["replica"].as_str().unwrap().to_owned()
        })
        .to_vec();
    assert_ne!(replicas[0], replicas[1]);
    // both sides come together again
    office.done("bundle out x");
    let told = office.done("bundle in x --db b.db").whole();
    assert!(told.contains("收到"), "{told}");
    office.done("bundle out y --db b.db");
    office.done("bundle in y");
    let digest = |file: &str| office.json(&format!("check --db {file}"))["digest"].clone();
    assert_eq!(digest("duban.db"), digest("b.db"));
}

#[test]
fn a_folder_that_is_not_there_is_named_and_not_made_up() {
    let office = office();
    office.done("backup 备份.db");
    for line in ["backup 盘/备份.db", "backup 盘 --keep 7", "restore 备份.db --db 盘/新.db"] {
        let refused = office.line(line);
        assert!(refused.code == 4 && refused.stderr.contains("没有文件夹 盘"), "{line}: {refused}");
    }
    assert!(!office.dir().join("盘").exists());
}
