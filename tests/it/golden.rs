//! Files of each format as earlier versions wrote them: every later version reads them.

use super::share::done;
use super::support::Office;

macro_rules! golden {
    ($name:literal) => {
        include_bytes!(concat!("../golden/", $name)).as_slice()
    };
}

/// An office whose ledger and keys a version wrote.
fn office(ledger: &[u8]) -> Office {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::bare("整改办");
    office.write("duban.db", ledger);
    let text = std::str::from_utf8(golden!("keys-1")).unwrap();
    let of = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).unwrap();
    let folder = office.dir().join(".config/duban/keys");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    let file = folder.join(format!("{}-{}.keys", of("ledger"), of("replica")));
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    office
}

#[test]
fn ledgers_of_each_version_are_brought_up_to_date_and_are_sound() {
    let ledgers = [
        golden!("ledger-1.db"),
        golden!("ledger-2.db"),
        golden!("ledger-3.db"),
        golden!("ledger-4.db"),
        golden!("ledger-5.db"),
        golden!("ledger-6.db"),
        golden!("ledger-7.db"),
        golden!("ledger-8.db"),
    ];
    for (n, ledger) in ledgers.into_iter().enumerate() {
        let office = office(ledger);
        assert_eq!(office.json("check")["ok"], true, "version {}", n + 1);
        assert!(!office.json("list").as_array().unwrap().is_empty());
    }
}

#[test]
fn places_that_an_earlier_version_knew_are_known() {
    let office = office(golden!("ledger-7.db"));
    let remotes = office.json("remote list");
    assert_eq!((&remotes[0]["name"], &remotes[0]["secret"]), (&"云盘".into(), &"$S3_SECRET".into()));
    assert_eq!(remotes[0]["url"], "s3://ledger/2019?endpoint=https://s3.example.cn");
}

#[test]
fn what_waits_in_a_ledger_of_an_earlier_version_waits_on() {
    let mut office = office(golden!("ledger-7.db"));
    office.unproved(); // what waits here was made up
    let waiting = |sql: &str| -> Vec<(Vec<u8>, i64, Vec<u8>)> {
        let conn = rusqlite::Connection::open(office.db()).unwrap();
        conn.execute_batch(sql).unwrap();
        let mut stmt = conn.prepare("SELECT id, number, body FROM waiting ORDER BY id").unwrap();
        let rows = stmt.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let rows = "(x'02', x'aa', 7, x'99', x'31', x'32'), (x'01', x'bb', 8, x'98', x'33', x'34')";
    let before = waiting(&format!("INSERT INTO waiting (id, replica, number, missing, head, body) VALUES {rows}"));
    office.done("list");
    assert_eq!((waiting(""), before.len()), (before, 2));
}

#[test]
fn a_past_day_of_a_ledger_is_what_it_was() {
    let office = office(golden!("ledger-8.db"));
    let percents = |day: &str| {
        let returns = office.json(&format!("--today 2020-03-31 --as-of {day} progress list 8"));
        returns.as_array().unwrap().iter().map(|one| one["percent"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((percents("2020-03-02"), percents("2020-03-09")), (vec![70, 60], vec![65, 60]));
}

#[test]
fn what_a_unit_had_no_right_to_is_in_quarantine_once_rights_are_judged() {
    let before = office(golden!("ledger-4.db"));
    let check = before.json("check");
    assert_eq!((&check["ok"], &check["quarantined"]), (&true.into(), &1.into()));
    assert_eq!(before.json("show 8")["title"], "截留农业补贴");
    assert_eq!(before.json("sync quarantine list")[0]["command"], "issue set 8 --title 没有问题");
}

#[test]
fn what_was_published_by_an_earlier_version_holds() {
    let office = office(golden!("ledger-6.db"));
    let verified = office.json("report verify");
    assert_eq!((&verified["ok"], &verified["editions"][0]["edition"]), (&true.into(), &1.into()));
    assert!(verified["editions"][0]["digest"].as_str().unwrap().starts_with("6ed1405afe148e00"));
    let text = office.done("report show --edition 1").stdout;
    assert!(text.contains("清退66.57万元，张某同志已处理。") && !text.contains("一起案件"), "{text}");
}

#[test]
fn bundles_invitations_and_cards_of_version_1_are_read() {
    let office = office(golden!("ledger-4.db"));
    let files = [("bundle", golden!("bundle-1")), ("card", golden!("card-1")), ("invitation", golden!("invitation-1"))];
    for (name, bytes) in files {
        office.write(name, bytes);
    }
    let shown = office.json("bundle show bundle");
    assert_eq!((&shown["from"], &shown["whom"]), (&"市财政局".into(), &"整改办".into()));
    office.done("bundle in bundle");
    assert_eq!(office.json("show 8")["percent"], 60);
    assert_eq!(office.digest(), self::office(golden!("ledger-5.db")).digest());
    office.done("share admit card");
    let joined = Office::bare("市住建局");
    done(&joined, "share join @/invitation", office.dir());
    assert!(joined.db().exists() && office.dir().join("invitation.answer").exists());
}
