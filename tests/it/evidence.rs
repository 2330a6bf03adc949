//! Files of evidence: added once, kept whole beside the ledger, checked, copied out again.

use crate::issue_close::{office, ready};
use std::fs;

#[test]
fn evidence_is_added_listed_opened_and_copied_out() {
    let office = office();
    office.write("采砂点 照片.jpg", &[7; 2048]);
    office.write("办法.pdf", b"%PDF");
    fs::create_dir(office.dir().join("b")).unwrap();
    office.write("b/办法.pdf", b"%PDF 2");
    let mut told = office.ok(&["evidence", "add", "8", "采砂点 照片.jpg", "办法.pdf", "--note", "12月6日"]).whole();
    told += &office.ok(&["evidence", "add", "8", "b/办法.pdf"]).whole();
    told += &office.done("evidence list").whole();
    told += office.done("show 8").stdout.split("■ 佐证材料").nth(1).expect("the page lists it");
    let path = office.done("evidence open 8#3").stdout;
    assert_eq!(fs::read(path.trim().replace("[DIR]", &office.dir().display().to_string())).unwrap().len(), 2048);
    told += &office.done("evidence export 8 out").whole();
    let mut names: Vec<_> = fs::read_dir(office.dir().join("out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["办法 (2).pdf", "办法.pdf", "采砂点 照片.jpg"]);
    told += &office.done("evidence export --all all").whole();
    assert_eq!(fs::read(office.dir().join("all/8/采砂点 照片.jpg")).unwrap(), [7; 2048]);
    told += &office.done("evidence export 8 out").whole();
    office.write("out/办法.pdf", b"something else");
    told += &office.line("evidence export 8 out").whole();
    told += &office.done("evidence void 8#1 --reason 交错了").whole();
    assert_eq!(office.json("show 8")["evidence"].as_array().map(Vec::len), Some(2));
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_no_evidence_is_refused_and_nothing_is_kept() {
    let office = office();
    office.write("空.txt", b"");
    office.write("大.bin", &vec![1; 3 << 20]);
    office.write("甲.txt", b"same");
    office.write("乙.txt", b"same");
    office.done("setting set evidence.limit 2");
    #[cfg(unix)]
    std::os::unix::fs::symlink(office.dir().join("甲.txt"), office.dir().join("链接")).unwrap();
    let mut told = office.line("evidence add 8 空.txt 大.bin . 链接 没有.pdf").whole();
    told += &office.line("evidence add 8 甲.txt 乙.txt").whole();
    assert!(!office.dir().join("duban.db.files").exists(), "nothing was taken of what was refused");
    office.done("evidence add 8 甲.txt --dry-run");
    assert!(!office.dir().join("duban.db.files").exists());
    office.done("evidence add 8 甲.txt");
    told += &office.line("evidence add 8 乙.txt").whole();
    told += &office.line("evidence open 8#2").whole();
    insta::assert_snapshot!(told);
}

#[test]
fn the_same_file_of_two_issues_is_kept_once_and_checked() {
    let mut office = office();
    office.done("issue add --number 9 --title 另一个");
    office.write("办法.pdf", b"%PDF");
    office.done("evidence add 8 办法.pdf");
    office.done("evidence add 9 办法.pdf");
    let kept = office.dir().join("duban.db.files/dd");
    let found = fs::read_dir(office.dir().join("duban.db.files")).unwrap().next().unwrap().unwrap().path();
    let file = fs::read_dir(&found).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_dir(&found).unwrap().count(), 1, "{}", kept.display());
    office.write("duban.db.files/随手放的.txt", b"x");
    let orphan = office.done("check").whole();
    assert!(orphan.contains("材料文件夹里有 1 个文件不属于台账：随手放的.txt"), "{orphan}");
    fs::write(&file, b"%PDX").unwrap();
    let changed = office.line("check");
    assert!(changed.code == 1 && changed.stdout.contains("问题 8 的材料“办法.pdf”被改动过"), "{changed}");
    fs::remove_file(&file).unwrap();
    let missing = office.line("check");
    assert!(missing.code == 1 && missing.stdout.contains("问题 9 的材料“办法.pdf”不在了"), "{missing}");
    assert_eq!(office.line("evidence export 8 out").code, 4);
    office.unproved();
}

#[test]
fn an_application_takes_its_evidence_along_in_one_entry() {
    let office = ready();
    office.write("照片.jpg", &[1]);
    let before = office.digest();
    office.done("issue apply 8 --reason 完成 --evidence 照片.jpg");
    assert_eq!(office.json("show 8")["evidence"][0]["size"], 1);
    office.done("undo");
    assert_eq!(office.digest(), before);
    assert!(office.done("check").stdout.contains("不属于台账"), "the file stays, and belongs to nothing");
}
