//! Keeping in step through a place that all offices reach: a folder, with everything that happens to one.

use super::share::{Desk, done, hand, joined_as, refused, run, settled, shared};
use super::support::Office;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// A folder on the desk that everybody knows as 共享.
pub fn place(desk: &Desk, offices: &[&Office]) -> PathBuf {
    let folder = desk.path().join("place");
    fs::create_dir_all(&folder).unwrap();
    for office in offices {
        done(office, "remote add 共享 @/place", desk.path());
    }
    folder
}

/// Keeps in step once; what came of it.
#[track_caller]
pub fn sync(office: &Office, desk: &Desk) -> Value {
    let outcome = run(office, "--format json sync", desk.path());
    assert_eq!(outcome.code, 0, "{outcome}");
    serde_json::from_str::<Value>(&outcome.stdout).unwrap()[0].clone()
}

/// Everybody in turn until nobody has anything new.
#[track_caller]
pub fn settle(offices: &[&Office], desk: &Desk) {
    for _ in 0..4 {
        let moved = offices.iter().map(|office| sync(office, desk));
        let moved: u64 = moved.map(|one| one["applied"].as_u64().unwrap() + one["sent"].as_u64().unwrap()).sum();
        if moved == 0 {
            break;
        }
    }
    let digests: Vec<String> = offices.iter().map(|office| office.digest()).collect();
    assert!(digests.iter().all(|digest| *digest == digests[0]), "all have the same: {digests:?}");
}

/// The file that an office puts there, with one change in it.
fn one_more(office: &Office, title: &str, desk: &Desk, folder: &Path) -> (String, Vec<u8>) {
    let before: BTreeSet<String> = files(folder).into_iter().map(|(name, _)| name).collect();
    office.done(&format!("issue set 8 --title {title}"));
    sync(office, desk);
    files(folder).into_iter().find(|(name, _)| !before.contains(name)).unwrap()
}

/// All files below a folder, by name, with their bytes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
                found.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn three() -> (Office, Office, Office, Desk) {
    let (hq, desk) = shared();
    let checks = joined_as(&hq, &desk, "督查办", "督查办");
    let unit = joined_as(&hq, &desk, "市财政局", "unit:市财政局");
    (hq, checks, unit, desk)
}

/// Three that have the same, and the folder that they keep in step through.
fn in_step() -> (Office, Office, Office, Desk, PathBuf) {
    let (hq, checks, unit, desk) = three();
    let folder = place(&desk, &[&hq, &unit, &checks]);
    settle(&[&hq, &unit, &checks], &desk);
    (hq, checks, unit, desk, folder)
}

#[test]
fn offices_keep_in_step_through_a_folder_and_are_told_what_came_from_whom() {
    let (hq, checks, unit, desk) = three();
    fs::create_dir(desk.path().join("place")).unwrap();
    let mut told = String::new();
    for (office, line) in [
        (&hq, "sync"),
        (&hq, "remote add 共享 @/nowhere"),
        (&hq, "remote add 共享 @/place"),
        (&hq, "remote add 共享 @/place"),
        (&hq, "remote test 共享"),
        (&hq, "sync --dry-run"),
        (&hq, "sync"),
        (&unit, "remote add 共享 fs://@/place"),
        (&unit, "sync"),
        (&unit, "progress add 8 --percent 60 --text 已收回66.57万元"),
        (&unit, "sync status"),
        (&unit, "sync"),
        (&checks, "sync U盘"),
        (&checks, "remote add U盘 @/place"),
        (&checks, "sync U盘"),
        (&checks, "remote list"),
        (&hq, "sync"),
        (&hq, "sync"),
        (&hq, "sync status"),
        (&hq, "remote remove 共享"),
        (&hq, "remote list"),
    ] {
        told += &["$ duban ", line, "\n", &run(office, line, desk.path()).whole()].concat();
    }
    insta::with_settings!({filters => vec![(r"[0-9]+ 字节", "[N] 字节"), (r"\[DESK\]/place *", "[DESK]/place  "), ("─+", "─")]}, {
        insta::assert_snapshot!(settled(&told));
    });
}

#[test]
fn the_same_digest_stands_everywhere_and_a_field_is_a_file_of_a_kilobyte() {
    let (hq, checks, unit, desk, folder) = in_step();
    let before = files(&folder).len();
    hq.done("issue set 8 --category 民生");
    let one = sync(&hq, &desk);
    assert_eq!((&one["sent"], &one["files_written"]), (&1.into(), &1.into()));
    assert!(one["bytes_written"].as_u64().unwrap() <= 1024, "{one}");
    let other = sync(&unit, &desk);
    assert_eq!((&other["applied"], &other["bytes_read"]), (&1.into(), &one["bytes_written"]), "no byte for nothing");
    assert_eq!(files(&folder).len(), before + 1);
    let idle = sync(&unit, &desk);
    assert_eq!((&idle["files_read"], &idle["files_written"]), (&0.into(), &0.into()));
    settle(&[&hq, &checks, &unit], &desk);
}

#[test]
fn an_emptied_folder_is_filled_again_by_whoever_comes_first() {
    let (hq, checks, unit, desk, folder) = in_step();
    hq.done("issue set 8 --title 甲");
    sync(&hq, &desk);
    sync(&checks, &desk);
    fs::remove_dir_all(&folder).unwrap();
    let outcome = run(&checks, "sync", desk.path());
    assert_eq!(outcome.code, 4, "{outcome}");
    assert!(
        outcome.stderr.contains("没有文件夹") && !folder.exists(),
        "a stick that is away is not made up: {outcome}"
    );
    fs::create_dir(&folder).unwrap();
    assert!(sync(&checks, &desk)["sent"].as_u64().unwrap() > 0, "who did not write it hands it on");
    settle(&[&unit, &checks, &hq], &desk);
    assert_eq!(unit.json("show 8")["title"], "甲");
}

#[test]
fn files_are_taken_by_what_is_in_them_and_rubbish_is_left_alone() {
    let (hq, checks, unit, desk, folder) = in_step();
    let (name, bytes) = one_more(&hq, "甲", &desk, &folder);
    fs::rename(folder.join(&name), folder.join("0000000002 (2).sync-conflict-20191209-090000")).unwrap();
    fs::write(folder.join("Thumbs.db"), b"rubbish").unwrap();
    fs::write(folder.join("会议.mp4"), vec![0; 100_000]).unwrap();
    fs::create_dir(folder.join("另一本")).unwrap();
    let strange = shared_elsewhere();
    fs::write(folder.join("另一本/0000000001-aa"), &strange).unwrap();
    let got = sync(&unit, &desk);
    assert_eq!((&got["applied"], &got["foreign"]), (&1.into(), &2.into()), "{got}");
    assert_eq!(got["kept_out"].as_array().unwrap().len(), 1, "{got}");
    assert!(got["kept_out"][0]["why"].as_str().unwrap().contains("另一本台账"), "{got}");
    assert_eq!(unit.json("show 8")["title"], "甲");
    let again = sync(&unit, &desk);
    assert_eq!((&again["files_read"], &again["foreign"]), (&0.into(), &0.into()), "each is looked at once: {again}");
    // whoever finds the name gone puts the entry there again
    let put = sync(&hq, &desk);
    assert_eq!(put["sent"], 0, "it is there under the other name: {put}");
    assert!(!bytes.is_empty());
    settle(&[&hq, &unit, &checks], &desk);
}

/// A segment of a ledger that has nothing to do with ours.
fn shared_elsewhere() -> Vec<u8> {
    let desk = Desk::new();
    let other = Office::new("other");
    other.done("share init --name 别处");
    let folder = place(&desk, &[&other]);
    sync(&other, &desk);
    files(&folder).remove(0).1
}

#[test]
fn a_file_that_is_cut_off_or_damaged_is_told_and_waits_for_a_better_one() {
    let (hq, checks, unit, desk, folder) = in_step();
    let (name, bytes) = one_more(&hq, "甲", &desk, &folder);
    let file = folder.join(name);
    let before = unit.digest();
    fs::write(&file, &bytes[..bytes.len() - 7]).unwrap();
    let cut = sync(&unit, &desk);
    assert_eq!((&cut["applied"], &cut["unfinished"]), (&0.into(), &1.into()), "{cut}");
    let mut damaged = bytes.clone();
    damaged[100] ^= 1;
    fs::write(&file, &damaged).unwrap();
    let bad = sync(&unit, &desk);
    assert_eq!((&bad["applied"], bad["kept_out"].as_array().unwrap().len()), (&0.into(), 1), "{bad}");
    assert_eq!(unit.digest(), before, "what is refused changes nothing");
    assert_eq!(unit.json("sync quarantine list")[0]["what"], "file");
    // the author looks at everything again, finds its entry missing and puts it there
    let mended = run(&hq, "--format json sync --again", desk.path());
    let mended: Value = serde_json::from_str(&mended.stdout).unwrap();
    assert_eq!(mended[0]["sent"], 1, "{mended}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let good = run(&unit, "--format json sync --again", desk.path());
    let good: Value = serde_json::from_str(&good.stdout).unwrap();
    assert_eq!(good[0]["applied"], 1, "{good}");
    settle(&[&hq, &unit, &checks], &desk);
}

#[test]
fn small_files_of_an_author_become_one_and_nobody_lacks_anything() {
    let (hq, checks, unit, desk, folder) = in_step();
    let before = files(&folder).len();
    for n in 0..18 {
        hq.done(&format!("issue set 8 --category 第{n}次"));
        sync(&hq, &desk);
        if n == 9 {
            sync(&unit, &desk); // has half of them
        }
    }
    sync(&hq, &desk);
    sync(&hq, &desk);
    let after = files(&folder).len();
    assert!(after < before + 6, "{before} {after}");
    let known = sync(&unit, &desk);
    assert_eq!(known["applied"], 8, "the half that it lacks: {known}");
    settle(&[&checks, &unit, &hq], &desk);
    assert_eq!(checks.json("show 8")["category"], "第17次");
    // a third one that begins now gets everything
    let late = joined_as(&hq, &desk, "市住建局", "整改办 --name 住建");
    done(&late, "remote add 共享 @/place", desk.path());
    settle(&[&hq, &late, &checks], &desk);
}

#[test]
fn a_member_that_is_not_admitted_yet_is_kept_out_until_it_is() {
    let (hq, desk) = shared();
    let late = Office::bare("市财政局");
    done(&hq, "share invite @/a.invite --role unit:市财政局", desk.path());
    done(&late, "share join @/a.invite", desk.path());
    place(&desk, &[&hq, &late]);
    sync(&hq, &desk);
    sync(&late, &desk);
    late.done("progress add 8 --percent 10 --text 已部署");
    sync(&late, &desk);
    let before = sync(&hq, &desk);
    assert_eq!((&before["applied"], before["kept_out"].as_array().unwrap().len()), (&0.into(), 1), "{before}");
    assert_eq!(sync(&hq, &desk)["files_read"], 0, "it is not fetched again before something has changed");
    done(&hq, "share admit @/a.answer", desk.path());
    let after = sync(&hq, &desk);
    assert_eq!((&after["applied"], after["kept_out"].as_array().unwrap().len()), (&1.into(), 0), "{after}");
    settle(&[&hq, &late], &desk);
}

#[test]
fn who_joins_late_reads_each_file_once_and_has_everything() {
    let (hq, desk) = shared();
    let units: Vec<Office> =
        (1..6).map(|n| joined_as(&hq, &desk, &format!("{n}组"), &format!("整改办 --name {n}组"))).collect();
    let folder = place(&desk, &[&hq]);
    for unit in &units {
        done(unit, "remote add 共享 @/place", desk.path());
        unit.done("progress add 8 --percent 10 --text 已部署");
        sync(unit, &desk);
    }
    sync(&hq, &desk);
    let late = Office::bare("督查办");
    done(&hq, "share invite @/late.invite --role 督查办", desk.path());
    done(&late, "share join @/late.invite", desk.path());
    done(&hq, "share admit @/late.answer", desk.path());
    sync(&hq, &desk);
    done(&late, "remote add 共享 @/place", desk.path());
    // more than are fetched at a time, all of them before those of who admits
    for (name, bytes) in files(&folder) {
        for n in 0..60 {
            fs::write(folder.join(format!("{}.{n}", &name[..45])), &bytes).unwrap();
        }
    }
    let there = files(&folder).len();
    let came = sync(&late, &desk);
    assert_eq!((&came["files_read"], &came["kept_out"]), (&there.into(), &serde_json::json!([])), "{came}");
    assert!(there > 300);
    assert_eq!(late.digest(), hq.digest());
}

#[test]
fn two_that_keep_in_step_at_the_same_time_lose_nothing() {
    let (hq, checks, unit, desk, _) = in_step();
    for round in 0..3 {
        hq.done(&format!("issue set 8 --title 第{round}次"));
        unit.done(&format!("--today 2019-12-1{round} progress add 8 --percent {} --text 第{round}次", 10 + round));
        let children =
            [&hq, &unit, &hq].map(|office| office.process().arg("sync").stderr(Stdio::piped()).spawn().unwrap());
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
    }
    settle(&[&hq, &unit, &checks], &desk);
    assert_eq!(checks.json("show 8")["title"], "第2次");
}

#[test]
fn evidence_travels_sealed_and_missing_is_a_state() {
    let (hq, checks, unit, desk, folder) = in_step();
    let photo: Vec<u8> = (0..1_300_000_u32).flat_map(|n| (n % 251).to_le_bytes()).take(1_300_000).collect();
    unit.write("现场照片.jpg", &photo);
    unit.done("evidence add 8 现场照片.jpg");
    let sent = sync(&unit, &desk);
    assert_eq!(sent["evidence_sent"], 1, "{sent}");
    for (name, bytes) in files(&folder) {
        let readable = bytes.windows(64).any(|window| photo.starts_with(window) || window == &photo[5000..5064]);
        assert!(!readable && !name.contains("照片"), "the carrier can read nothing: {name}");
    }
    let none = run(&hq, "--format json sync --evidence none", desk.path());
    let none: Value = serde_json::from_str(&none.stdout).unwrap();
    assert_eq!((&none[0]["applied"], &none[0]["evidence_fetched"]), (&1.into(), &0.into()), "{none}");
    assert_eq!(hq.json("sync status")["evidence_missing"], 1);
    let check = hq.json("check");
    assert_eq!((&check["ok"], &check["evidence_missing"]), (&true.into(), &1.into()), "{check}");
    done(&hq, "evidence fetch 8", desk.path());
    assert_eq!(hq.json("sync status")["evidence_missing"], 0);
    done(&hq, "evidence export 8 @/out", desk.path());
    assert_eq!(fs::read(desk.path().join("out/现场照片.jpg")).unwrap(), photo);
    // a piece that was damaged on its way is thrown away and put there anew by who has the file
    let (name, mut bytes) = files(&folder).into_iter().find(|(name, _)| name.starts_with("evidence/")).unwrap();
    bytes[200] ^= 1;
    fs::write(folder.join(&name), &bytes).unwrap();
    let bad = run(&checks, "sync", desk.path());
    assert!(bad.stderr.contains("已损坏"), "{bad}");
    assert_eq!(sync(&unit, &desk)["evidence_sent"], 1);
    assert_eq!(sync(&checks, &desk)["evidence_fetched"], 1);
    done(&checks, "evidence export 8 @/out2", desk.path());
    assert_eq!(fs::read(desk.path().join("out2/现场照片.jpg")).unwrap(), photo);
    assert!(done(&checks, "evidence fetch", desk.path()).contains("都在本机"));
}

#[test]
fn what_is_left_of_a_file_whose_writing_was_stopped_goes_once_another_holds_the_same() {
    let (author, _, reader, desk, folder) = in_step();
    let (name, whole) = one_more(&author, "甲", &desk, &folder);
    for length in [0, 300, whole.len() - 1] {
        fs::write(folder.join(&name), &whole[..length]).unwrap();
        author.done("issue set 8 --category 乙"); // so the next file has more in it, and another name
        author.done("issue set 8 --category 丙");
        let seen = sync(&reader, &desk);
        assert_eq!((&seen["unfinished"], &seen["foreign"]), (&1.into(), &0.into()), "{length}: {seen}");
        assert!(folder.join(&name).exists(), "others leave it alone");
        let sent = sync(&author, &desk);
        assert_eq!((&sent["unfinished"], &sent["files_written"]), (&0.into(), &1.into()), "{length}: {sent}");
        assert!(!folder.join(&name).exists(), "{length}");
        settle(&[&reader, &author], &desk);
        assert_eq!(sync(&reader, &desk)["unfinished"], 0);
    }
    let (name, whole) = one_more(&author, "乙", &desk, &folder);
    fs::write(folder.join(&name), b"").unwrap();
    assert_eq!(sync(&author, &desk)["unfinished"], 0, "the same file is written again");
    assert_eq!(fs::read(folder.join(&name)).unwrap(), whole);
}

#[test]
fn a_piece_that_was_cut_off_is_put_there_anew_and_one_of_a_newer_version_stays() {
    let (hq, _, unit, desk, folder) = in_step();
    unit.write("材料.txt", &[8; 900]);
    unit.done("evidence add 8 材料.txt");
    assert_eq!(sync(&unit, &desk)["evidence_sent"], 1);
    let (name, piece) = files(&folder).into_iter().find(|(name, _)| name.starts_with("evidence/")).unwrap();
    let there = || fs::read(folder.join(&name)).unwrap();
    for length in [0, 9, 500, piece.len() - 1] {
        fs::write(folder.join(&name), &piece[..length]).unwrap();
        assert_eq!(sync(&hq, &desk)["evidence_fetched"], 0, "{length}");
        if !folder.join(&name).exists() {
            assert!(length < 18, "{length}: it may be on its way still");
        }
        assert_eq!(sync(&unit, &desk)["evidence_sent"], 1, "{length}");
        assert!(there() == piece, "{length}");
        assert_eq!(sync(&unit, &desk)["evidence_sent"], 0, "{length}");
    }
    let newer = [&piece[..8], &[9], &piece[9..500]].concat();
    fs::write(folder.join(&name), &newer).unwrap();
    let told = done(&hq, "sync", desk.path());
    assert!(told.contains("材料.txt在交换点上，但现在还取不下来：文件是新版程序写的"), "{told}");
    assert_eq!(sync(&unit, &desk)["evidence_sent"], 0);
    assert!(there() == newer, "who can read it may want it");
    fs::write(folder.join(&name), &piece).unwrap();
    assert_eq!(sync(&hq, &desk)["evidence_fetched"], 1);
}

#[test]
fn a_unit_fetches_the_evidence_of_its_own_issues() {
    let (hq, checks, unit, desk) = three();
    hq.done("issue add --number 9 --title 河道 --lead-unit 市住建局");
    place(&desk, &[&hq, &unit, &checks]);
    hq.write("八.txt", b"8");
    hq.write("九.txt", b"9");
    hq.done("evidence add 8 八.txt");
    hq.done("evidence add 9 九.txt");
    settle(&[&hq, &unit], &desk);
    assert_eq!(unit.json("sync status")["evidence_missing"], 1, "the other one is none of its business");
    done(&unit, "sync --evidence all", desk.path());
    assert_eq!(unit.json("sync status")["evidence_missing"], 0);
}

#[test]
fn no_secret_goes_into_an_address_and_a_place_that_makes_no_sense_is_refused() {
    let (hq, desk) = shared();
    for (line, says) in [
        ("remote add 盘 ftp://dav.example.cn/a", "不是交换点的地址"),
        ("remote add 盘 s3://ledger?secret=1", "没有“secret”这一项"),
        ("remote add 盘 webdavs://dav.example.cn/a --password-file @/none", "none"),
        ("remote test 盘", "没有叫“盘”的交换点"),
        ("remote remove 盘", "没有叫“盘”的交换点"),
        ("sync 盘", "没有叫“盘”的交换点"),
    ] {
        let told = refused(&hq, line, desk.path());
        assert!(told.contains(says) && !told.contains("hush"), "{line}: {told}");
    }
    let told = hq.run(&["remote", "add", "盘", "webdavs://office:hush@dav.example.cn/a"]);
    assert!(told.code == 2 && told.stderr.contains("不能写密码") && !told.stderr.contains("hush"), "{told}");
    let alone = Office::new("alone");
    assert!(refused(&alone, "sync", desk.path()).contains("还没有共享"));
}

#[test]
fn what_a_watching_office_writes_goes_out_by_itself() {
    let (hq, _checks, unit, desk, _) = in_step();
    let mut watching = hq.process().args(["sync", "--watch", "600"]).spawn().unwrap();
    hq.done("issue set 8 --title 守着的时候改的");
    let mut came = false;
    for _ in 0..60 {
        std::thread::sleep(std::time::Duration::from_millis(500));
        came = sync(&unit, &desk)["applied"] == 1;
        if came {
            break;
        }
    }
    let _ = watching.kill();
    let _ = watching.wait();
    assert!(came, "it comes long before the next time");
    assert_eq!(unit.json("show 8")["title"], "守着的时候改的");
}

#[test]
fn what_came_by_bundle_need_not_come_by_the_folder() {
    let (hq, checks, unit, desk, _) = in_step();
    hq.done("issue set 8 --title 甲");
    hand(&hq, &unit, &desk);
    let put = sync(&unit, &desk);
    assert_eq!(put["sent"], 1, "who has it hands it on: {put}");
    let known = sync(&hq, &desk);
    assert_eq!((&known["applied"], &known["sent"]), (&0.into(), &0.into()), "{known}");
    settle(&[&hq, &unit, &checks], &desk);
}

#[test]
fn a_machine_that_is_put_back_whole_looks_into_its_own_files_however_large_they_are() {
    let (hq, checks, unit, desk, _) = in_step();
    let image = files(hq.dir());
    // a text that packs to more than is fetched without a look
    let long: String = (0..6000_u32).map(|n| char::from_u32(0x4e00 + n * 7919 % 20_000).unwrap()).collect();
    hq.ok(&["issue", "set", "8", "--note", &long]);
    sync(&hq, &desk);
    sync(&unit, &desk);
    for (path, bytes) in image {
        fs::write(hq.dir().join(path), bytes).unwrap();
    }
    hq.done("issue set 8 --title 映像还原后写的");
    settle(&[&hq, &unit, &checks], &desk);
    settle(&[&hq, &unit, &checks], &desk);
    let shown = [&hq, &unit].map(|office| office.json("show 8"));
    assert!(
        shown.iter().all(|shown| shown["title"] == "映像还原后写的" && shown["note"] == long.as_str()),
        "{shown:?}"
    );
    assert_eq!(hq.digest(), unit.digest());
}

#[test]
fn a_lost_change_of_the_key_that_comes_back_is_handed_to_who_was_admitted_meanwhile() {
    let (hq, checks, unit, desk, _) = in_step();
    let image = files(hq.dir());
    done(&hq, "share remove 督查办", desk.path());
    sync(&hq, &desk);
    sync(&unit, &desk);
    unit.done("progress add 8 --unit 市财政局 --text 换密钥后报的");
    sync(&unit, &desk);
    for (path, bytes) in image {
        fs::write(hq.dir().join(path), bytes).unwrap();
    }
    let late = Office::bare("晚");
    done(&hq, "share invite @/late.invite --role 整改办 --name 晚来的", desk.path());
    done(&late, "share join @/late.invite", desk.path());
    done(&hq, "share admit @/late.answer", desk.path());
    place(&desk, &[&late]);
    hq.done("issue set 8 --title 换回来以前写的");
    let told = done(&hq, "sync", desk.path());
    assert!(told.contains("晚来的加入时没有拿到现行密钥"), "{told}");
    settle(&[&unit, &hq, &late], &desk);
    assert_eq!(late.json("show 8")["title"], "换回来以前写的");
    assert_eq!(late.json("progress list 8")[0]["text"], "换密钥后报的");
    assert!(!done(&hq, "sync", desk.path()).contains("晚来的加入时"), "once is enough");
    // the entry that hands it on is read with the key before: what was written before that is not
    run(&checks, "sync", desk.path());
    assert_ne!(checks.json("show 8")["title"], "换回来以前写的");
}

#[test]
fn what_came_in_one_file_with_something_that_waits_is_passed_on() {
    let (hq, desk) = shared();
    let [lost, one, two] = ["甲", "乙", "丙"].map(|name| joined_as(&hq, &desk, name, &format!("整改办 --name {name}")));
    let folder = place(&desk, &[&hq, &one, &two]);
    settle(&[&hq, &one, &two], &desk);
    let before = files(&folder);
    let clear = |of: &str| {
        for file in files(&folder).into_iter().filter(|file| !before.contains(file) && file.0.starts_with(of)) {
            fs::remove_file(folder.join(file.0)).unwrap();
        }
    };
    one.done("issue set 8 --category 还好好的");
    lost.done("issue set 8 --note 谁也找不回来的");
    hand(&lost, &one, &desk);
    one.done("issue set 8 --note 看过才写的");
    sync(&one, &desk);
    let members = hq.json("share list");
    let gone = members.as_array().unwrap().iter().find(|member| member["name"] == "甲").unwrap();
    clear(gone["replica"].as_str().unwrap());
    let came = sync(&two, &desk);
    assert_eq!((&came["applied"], &came["waiting"]), (&1.into(), &1.into()), "{came}");
    clear("");
    sync(&two, &desk);
    sync(&hq, &desk);
    let shown = hq.json("show 8");
    assert_eq!(shown["category"], "还好好的", "what is applied can be proved to others");
    assert_eq!(shown["note"], Value::Null);
}

#[test]
fn who_waits_at_a_terminal_sees_how_far_it_has_come() {
    let (hq, _, unit, desk) = three();
    place(&desk, &[&hq, &unit]);
    let at_terminal = |office: &Office| {
        let line = format!("{} --db {} sync", assert_cmd::cargo::cargo_bin("duban").display(), office.db().display());
        let command = office.command();
        let (mut script, set) = (std::process::Command::new("script"), command.get_envs());
        script.args(["-qec", &line, "/dev/null"]).current_dir(office.dir());
        script.envs(set.filter_map(|(name, value)| Some((name, value?))));
        String::from_utf8(script.output().unwrap().stdout).unwrap()
    };
    let entries = hq.json("check")["entries"].as_u64().unwrap();
    let shown = at_terminal(&hq);
    assert!(shown.contains(&format!("/{entries} 共享")), "entries that are written: {shown}");
    unit.done("progress add 8 --text 看过");
    let files = files(&desk.path().join("place")).len();
    let shown = at_terminal(&unit);
    assert!(shown.contains(&format!("{files}/{files} 共享")), "files that are read: {shown}");
    assert!(shown.contains("送出 1 条"), "{shown}");
}

#[test]
fn a_flood_of_tiny_files_keeps_nobody_from_what_is_his() {
    let (hq, checks, unit, desk, folder) = in_step();
    hq.done("issue set 8 --title 甲");
    sync(&hq, &desk);
    fs::create_dir(folder.join("0")).unwrap();
    for n in 0..10_100 {
        fs::write(folder.join(format!("0/{n}")), format!("dubanSEG{n}")).unwrap();
    }
    let first = sync(&unit, &desk);
    assert_eq!(first["applied"], 1);
    assert_eq!(unit.json("show 8")["title"], "甲");
    assert_eq!(unit.json("sync quarantine list").as_array().unwrap().len(), 1000, "the flood is told, not kept");
    let second = sync(&unit, &desk);
    assert_eq!((&second["applied"], &second["left"]), (&0.into(), &0.into()));
    assert!(second["files_read"].as_u64().unwrap() <= 200, "{:?}", second["files_read"]);
    fs::remove_dir_all(folder.join("0")).unwrap();
    settle(&[&hq, &unit, &checks], &desk);
}

#[test]
fn a_file_that_was_kept_out_is_shown_and_taken_off_the_list() {
    let (hq, desk) = shared();
    fs::write(desk.path().join("附件"), b"PK\x03\x04 something else").unwrap();
    let told = refused(&hq, "bundle in @/附件", desk.path());
    assert!(!told.contains("各写各的"), "{told}");
    let list = hq.json("sync quarantine list");
    let id = &list[0]["id"].as_str().unwrap()[..12];
    let told = hq.done(&format!("sync quarantine show {id}")).stdout;
    assert!(told.contains("没有收的文件 附件") && told.contains("不是督办的文件"), "{told}");
    assert_eq!(hq.json(&format!("sync quarantine show {id}"))["what"], "file");
    let before = hq.digest();
    hq.done(&format!("sync quarantine release {id} --dry-run"));
    assert_eq!(hq.json("sync status")["kept_out"], 1);
    let told = hq.done(&format!("sync quarantine release {id}")).whole();
    assert!(told.contains("没有收进台账"), "{told}");
    assert_eq!((hq.json("sync status")["kept_out"].clone(), hq.digest()), (0.into(), before));
}

#[test]
fn a_place_that_is_away_keeps_nobody_from_the_next_one_even_to_look() {
    let (hq, desk) = shared();
    fs::create_dir(desk.path().join("place")).unwrap();
    fs::create_dir_all(desk.path().join("stick/of")).unwrap();
    done(&hq, "remote add U盘 @/stick/of/..", desk.path());
    done(&hq, "remote add 共享 @/place/.", desk.path());
    let remotes = hq.json("remote list");
    let urls: Vec<_> = remotes.as_array().unwrap().iter().map(|one| one["url"].as_str().unwrap()).collect();
    let folder = |name: &str| format!("fs://{}", desk.path().canonicalize().unwrap().join(name).display());
    assert_eq!(urls, [folder("stick"), folder("place")], "as one would write it");
    fs::remove_dir_all(desk.path().join("stick")).unwrap();
    for line in ["sync --dry-run", "sync"] {
        let outcome = run(&hq, line, desk.path());
        assert!(outcome.code == 4 && outcome.stderr.contains("没有文件夹"), "{outcome}");
        assert!(outcome.stderr.contains("共享："), "{outcome}");
    }
}

#[test]
fn what_came_of_it_is_not_told_as_no_entries_where_only_evidence_went() {
    let (hq, desk) = shared();
    place(&desk, &[&hq]);
    hq.write("照片.jpg", b"8");
    hq.done("evidence add 8 照片.jpg");
    done(&hq, "sync --evidence none", desk.path());
    let told = done(&hq, "sync", desk.path());
    assert!(told.contains("送出佐证材料 1 个") && !told.contains("0 条"), "{told}");
}

#[test]
fn a_sync_that_is_killed_goes_on_where_it_was() {
    let (hq, checks, unit, desk, _) = in_step();
    let photos: Vec<Vec<u8>> =
        (1..=2_u32).map(|n| (0..300_000_u32).flat_map(|m| (m * n % 251).to_le_bytes()).collect()).collect();
    for (n, photo) in photos.iter().enumerate() {
        unit.write(&format!("照片{n}.jpg"), photo);
        unit.done(&format!("evidence add 8 照片{n}.jpg"));
    }
    let mut killed = 0;
    for office in [&unit, &hq] {
        for patience in 1.. {
            let mut child = office.process().arg("sync").stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(60 * patience));
            if child.try_wait().unwrap().is_some_and(|status| status.success()) {
                break;
            }
            assert!(patience < 60, "it comes to an end, since what was done stays done");
            let _ = child.kill(); // it may have come to an end just then
            child.wait().unwrap();
            killed += 1;
        }
    }
    assert!(killed > 1, "{killed}");
    settle(&[&checks, &unit, &hq], &desk);
    for office in [&hq, &checks] {
        assert_eq!(office.json("check")["evidence_missing"], 0);
        done(office, &format!("evidence export 8 @/{}", office.dir().file_name().unwrap().display()), desk.path());
    }
    for (n, photo) in photos.iter().enumerate() {
        let out = desk.path().join(hq.dir().file_name().unwrap()).join(format!("照片{n}.jpg"));
        assert!(fs::read(out).unwrap() == *photo, "{n}");
    }
    assert_eq!(sync(&hq, &desk)["kept_out"], serde_json::json!([]));
}
