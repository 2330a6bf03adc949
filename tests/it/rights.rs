//! Rights in a shared ledger: what a unit may do, what is refused at once, and what a unit does all the same.

use super::share::{Desk, done, hand, joined_as, refused, shared};
use super::support::Office;
use duban::domain::change::{Kind, Op};
use duban::domain::id::Id;
use duban::store::query::exchange;
use duban::store::{Mode, Reader, Stamp, Store, StoreError};

/// The office, the unit that answers for issue 8, and another one.
fn offices() -> (Office, Office, Office, Desk) {
    let (hq, desk) = shared();
    hq.done("issue add --number 9 --title 另一个问题 --lead-unit 市住建局");
    hq.done("milestone add 8 --text 清退资金 --due 2019-12-20");
    let one = joined_as(&hq, &desk, "市财政局", "unit:市财政局");
    let two = joined_as(&hq, &desk, "督查办", "督查办");
    (hq, one, two, desk)
}

/// Writes into a ledger what no command of a unit writes: with a program that asks nobody.
fn forge(office: &Office, ops: impl FnOnce(&Reader) -> Vec<Op>) {
    let mut store = Store::open(&office.db(), Mode::Write, &[1; 32]).unwrap();
    let stamp = Stamp {
        author: "市财政局".into(),
        command: "issue strike 8".into(),
        reason: None,
        day: "2019-12-09".parse().unwrap(),
        at: "2019-12-09T09:00:00+08:00".into(),
        millis: 1_575_853_200_000,
        seed: [7; 32],
        undoes: None,
        dry_run: false,
    };
    store.transact_without_rights(&stamp, |reader| Ok::<_, StoreError>(ops(reader))).unwrap();
}

fn issue(reader: &Reader, number: &str) -> Id {
    let ledger = duban::store::query::ledger::ledger(reader).unwrap();
    ledger.issues.iter().find(|issue| issue.number == number).unwrap().id
}

/// What differs from run to run.
fn settled(text: &str) -> String {
    super::share::settled(text)
}

#[test]
fn a_unit_does_its_part_and_is_refused_the_rest_at_once() {
    let (hq, unit, _, desk) = offices();
    let mut told = String::new();
    for line in [
        "progress add 8 --percent 100 --text 已全部清退 --stage 已完成",
        "milestone set 8#1 --done 2019-12-09",
        "indicator add 8 --name 清退资金 --value 66.57 --unit 万元",
        "issue apply 8 --unit 市财政局 --reason 已清退 --as 市财政局",
    ] {
        told += &["$ duban ", line, "\n", &done(&unit, line, desk.path())].concat();
    }
    for line in [
        "issue check 8 --pass --as 督查办",
        "issue set 8 --title 没有问题",
        "issue set 8 --due 2020-12-31",
        "issue void 8 --reason 重复",
        "progress add 9 --percent 100 --text 与我无关",
        "milestone add 8 --text 再加一条",
        "setting set office.name 市财政局",
        "owner add 某局",
        "sync quarantine release 000000",
    ] {
        told += &["$ duban ", line, "\n", &refused(&unit, line, desk.path())].concat();
    }
    hand(&unit, &hq, &desk);
    hand(&hq, &unit, &desk);
    assert_eq!(unit.digest(), hq.digest());
    assert_eq!(hq.json("show 8")["closing"], "applied");
    assert_eq!(hq.json("sync quarantine list").as_array().unwrap().len(), 0);
    insta::assert_snapshot!(settled(&told));
}

#[test]
fn a_unit_that_strikes_off_its_own_issue_changes_nothing_anywhere_until_an_office_says_so() {
    let (hq, unit, checker, desk) = offices();
    let before = hq.digest();
    forge(&unit, |reader| {
        let id = issue(reader, "8");
        vec![Op::on(Kind::Issue, id).set("closing", "closed").set("stage", "done")]
    });
    assert_eq!(unit.json("show 8")["closing"], "none", "its own program does not show it either");
    unit.done("progress add 8 --percent 50 --text 正在办");
    let mut told = String::new();
    done(&unit, "bundle out @/unit", desk.path());
    told += &done(&hq, "bundle in @/unit", desk.path());
    assert_eq!(hq.json("show 8")["closing"], "none");
    assert_ne!(hq.digest(), before, "what it may do counts");
    // it is passed on, and judged alike by whoever gets it, in whatever order
    hand(&hq, &checker, &desk);
    assert_eq!(checker.digest(), hq.digest());
    assert_eq!(checker.json("check")["quarantined"], 1);
    let list = hq.json("sync quarantine list");
    let id = list[0]["id"].as_str().unwrap().to_owned();
    assert_eq!((&list[0]["from"], &list[0]["why"]), (&"市财政局".into(), &"decides".into()));
    told += &hq.done("sync quarantine list").whole();
    told += &hq.done(&format!("sync quarantine show {}", &id[..10])).whole();
    told += &refused(&checker, &format!("sync quarantine release {}", &id[..10]), desk.path());
    told += &refused(&unit, &format!("sync quarantine release {}", &id[..10]), desk.path());
    told += &hq.done(&format!("sync quarantine release {} --reason 已另行核实", &id[..10])).whole();
    assert_eq!(hq.json("show 8")["closing"], "closed");
    told += &refused(&hq, "undo", desk.path());
    told += &refused(&hq, &format!("sync quarantine show {}", &id[..10]), desk.path());
    told += &hq.done("sync quarantine list").whole();
    for office in [&unit, &checker] {
        hand(&hq, office, &desk);
        assert_eq!(office.digest(), hq.digest());
    }
    // as it stood before the release, it does not count
    let day = hq.run(&["show", "8", "--as-of", "2019-12-08", "--format", "json"]);
    assert!(!day.stdout.contains("closed"), "{day}");
    insta::with_settings!({filters => vec![
        (r"[0-9a-f]{4}( [0-9a-f]{4}){7}", "[FINGERPRINT]"),
        (r"\[ENTRY\][0-9a-f]+…", "[ENTRY]…"),
        (r"[0-9]+ 字节", "[N] 字节"),
    ]}, { insta::assert_snapshot!(told.replace(&id[..12], "[ENTRY]").replace(&id[..10], "[ENTRY]")) });
}

#[test]
fn who_joins_after_a_removal_gets_what_the_removed_one_had_written() {
    let (hq, unit, _, desk) = offices();
    unit.done("progress add 8 --percent 50 --text 移出之前写的");
    hand(&unit, &hq, &desk);
    hand(&hq, &unit, &desk);
    unit.done("progress set 8@2019-12-09 --percent 60 --text 移出时还没有送到");
    done(&unit, "bundle out @/late", desk.path());
    let other = joined_as(&hq, &desk, "市住建局", "unit:市住建局");
    done(&other, "bundle in @/late", desk.path());
    assert_eq!(other.json("show 8")["percent"], 60);
    done(&hq, "share remove 市财政局", desk.path());
    assert_eq!(hq.json("show 8")["percent"], 50);
    // what had counted there counts no more once the removal is known, and is named
    done(&hq, "bundle out @/removal", desk.path());
    let told = done(&other, "bundle in @/removal", desk.path());
    assert!(told.contains("已隔离"), "{told}");
    assert_eq!(other.json("show 8")["percent"], 50);
    assert_eq!(other.digest(), hq.digest());
    assert_eq!(other.json("sync quarantine list")[0]["why"], "removed");
    other.done("progress add 9 --percent 10 --text 接着写");
    hand(&other, &hq, &desk);
    assert_eq!(other.digest(), hq.digest());
    let late = joined_as(&hq, &desk, "市水利局", "整改办 --name 市水利局");
    assert_eq!(late.digest(), hq.digest(), "nobody waits for what nobody would take");
    assert_eq!(late.json("check")["waiting"], 0);
    let held = hq.json("sync quarantine list")[0]["id"].as_str().unwrap()[..12].to_owned();
    hq.done(&format!("sync quarantine release {held}"));
    assert_eq!(hq.json("show 8")["percent"], 60);
    let told = unit.line("progress set 8@2019-12-09 --percent 70 --text 不知道已被移出");
    assert_eq!(told.code, 0, "it has not heard of it: {told}");
}

#[test]
fn members_that_somebody_else_writes_are_in_quarantine() {
    let (hq, _, _, desk) = offices();
    let office = joined_as(&hq, &desk, "二办", "整改办 --name 二办");
    forge(&office, |reader| {
        assert!(exchange::root(reader).unwrap().is_some());
        vec![Op::create(Kind::Member, reader.fresh_id()).set("name", "冒名").set("role", "office")]
    });
    hand(&office, &hq, &desk);
    assert_eq!(hq.digest(), office.digest());
    assert_eq!(hq.json("sync quarantine list")[0]["why"], "members");
    assert_eq!(hq.json("share list").as_array().unwrap().len(), 4);
}

#[test]
fn the_supervision_keeps_an_issue_out_of_the_public_report_and_writes_none_of_it() {
    let (hq, unit, supervision, desk) = offices();
    hq.done("report draft");
    hq.done("report set 8 --public 正在清退");
    for office in [&unit, &supervision] {
        hand(&hq, office, &desk);
        for line in ["report set 8 --public 已清退", "report set --title 通报", "report publish --approved-by 组长"]
        {
            let outcome = office.line(line);
            assert_eq!(outcome.code, 1, "{line}: {outcome}");
        }
    }
    let withhold = "report withhold 9 --ground case --approved-by 组长 --reason 尚未公布";
    assert_eq!(unit.line(withhold).code, 1);
    supervision.done(withhold);
    hand(&supervision, &hq, &desk);
    assert_eq!(hq.json("report status")["issues"][1]["state"], "withheld");
    hq.done("report publish --approved-by 组长");
    hand(&hq, &unit, &desk);
    assert_eq!(unit.json("report verify")["ok"], true);
}
