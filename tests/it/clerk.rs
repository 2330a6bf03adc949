//! A day at the desk: what is mistyped, tried or taken back is answered in words that help.

use crate::support::Office;

/// An office with the sample ledger.
fn sample() -> Office {
    let office = Office::bare("sample");
    std::fs::copy(crate::sample::SAMPLE, office.db()).unwrap();
    office
}

#[test]
fn a_dry_run_tells_what_would_happen_not_what_has_happened() {
    let office = sample();
    let (before, dir) = (office.digest(), office.dir().join("new"));
    let bare = Office::bare("bare");
    for (told, holds) in [
        (office.done("undo --dry-run").stderr, "将撤销 市督查办 2019-12-06 的变更 "),
        (office.done("rebuild --dry-run").stderr, "试运行：将按变更记录重新生成各表。\n"),
        (bare.done("init --dry-run").stderr, "试运行：将新建台账 "),
        (office.ok(&["man", dir.to_str().unwrap(), "--dry-run"]).stderr, "试运行：将在 "),
    ] {
        assert!(told.starts_with(holds), "{told}");
    }
    assert_eq!(office.digest(), before);
    assert!(!bare.db().exists() && !dir.exists());
    assert_eq!(office.line("init --dry-run").code, 1, "there is a ledger");
}

#[test]
fn undoing_names_whose_change_it_was_and_what_is_gone_by_its_fields() {
    let office = sample();
    office.done("progress add 3.1 --percent 71 --unit 市文旅公司");
    let undone = office.done("undo").stderr;
    assert!(undone.starts_with("已撤销 整改办 2019-12-09 的变更 "), "{undone}");
    assert!(undone.contains("- 撤回 进展：问题 3.1、日期 2019-12-09、完成比例 71、填报单位 市文旅公司\n"), "{undone}");
}

#[test]
fn a_day_that_has_not_come_cannot_be_looked_back_at() {
    let office = sample();
    for line in ["list", "show 8", "dispatch", "issue set 8 --note x"] {
        let refused = office.line(&format!("{line} --as-of 2019-12-10"));
        assert_eq!(refused.code, 2, "{refused}");
        assert!(refused.stderr.starts_with("错误：2019-12-10 还没有到（今天是 2019-12-09）"), "{refused}");
        assert_eq!(refused.stdout, "");
    }
    office.done("list --as-of 2019-12-09");
}

#[test]
fn an_export_in_another_format_is_refused_with_the_way_to_it() {
    let office = sample();
    for format in ["json", "md"] {
        let refused = office.line(&format!("export --format {format}"));
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{refused}");
        assert!(refused.stderr.contains(&format!("duban list --format {format}")), "{refused}");
    }
    assert_eq!(office.done("export --format csv").stdout, office.done("export").stdout);
}

#[test]
fn an_import_that_fails_leaves_no_ledger_where_there_was_none() {
    let office = Office::bare("整改办");
    office.write("bad.csv", "编号,问题,整改时限\n1,道路破损,某日\n".as_bytes());
    let refused = office.line("import bad.csv --yes");
    assert_eq!(refused.code, 3, "{refused}");
    assert!(!refused.stderr.contains("已新建台账"), "{refused}");
    let left: Vec<_> = std::fs::read_dir(office.dir()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["bad.csv"]);
    // one that was there before stays, empty as it is
    office.done("init");
    assert_eq!(office.line("import bad.csv --yes").code, 3);
    assert!(office.db().exists());
    let fresh = Office::bare("别处");
    fresh.write("good.csv", "编号,问题,整改时限\n1,道路破损,2019-12-31\n".as_bytes());
    let done = fresh.done("import good.csv --yes").stderr;
    assert!(done.ends_with("已新建台账 [DIR]/duban.db\n"), "{done}");
}
