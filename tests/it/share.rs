//! Several offices with one ledger: invited, admitted, kept in step by files that nobody else reads or writes.

use super::support::{Office, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "滇池 翠湖 石林 大理";

/// Runs a line with the passphrase at hand; `@` stands for the folder that all offices reach.
pub fn run(office: &Office, line: &str, desk: &Path) -> Outcome {
    let args: Vec<String> =
        line.split_whitespace().map(|word| word.replace('@', &desk.display().to_string())).collect();
    let mut command = office.command();
    let output = command.args(&args).env("DUBAN_PASSPHRASE", PASSPHRASE).output().unwrap();
    let text = |bytes: &[u8]| {
        let here = office.dir().display().to_string();
        let text = String::from_utf8(bytes.to_vec()).unwrap().replace(&here, "[DIR]");
        text.replace(&desk.display().to_string(), "[DESK]")
    };
    Outcome { code: output.status.code().unwrap(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

#[track_caller]
pub fn done(office: &Office, line: &str, desk: &Path) -> String {
    let outcome = run(office, line, desk);
    assert_eq!(outcome.code, 0, "{line}: {outcome}");
    outcome.whole()
}

#[track_caller]
pub fn refused(office: &Office, line: &str, desk: &Path) -> String {
    let before = office.digest();
    let outcome = run(office, line, desk);
    assert_ne!(outcome.code, 0, "{line}: {outcome}");
    assert_eq!(office.digest(), before, "{line}: what is refused changes nothing");
    outcome.whole()
}

pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// The office that began to share, with an issue, and the desk where files are handed over.
pub fn shared() -> (Office, Desk) {
    let desk = Desk::new();
    let hq = Office::new("HQ");
    hq.done("issue add --number 8 --title 截留农业补贴 --lead-unit 市财政局");
    hq.done("owner add 市住建局");
    hq.done("share init --name 整改办");
    (hq, desk)
}

/// An office that was invited and admitted, with every right but over members, and has what the first has.
fn joined(hq: &Office, desk: &Desk, unit: &str) -> Office {
    joined_as(hq, desk, unit, &format!("整改办 --name {unit}"))
}

/// The same in another role.
pub fn joined_as(hq: &Office, desk: &Desk, unit: &str, role: &str) -> Office {
    let office = Office::bare(unit);
    done(hq, &format!("share invite @/{unit}.invite --role {role}"), desk.path());
    done(&office, &format!("share join @/{unit}.invite"), desk.path());
    done(hq, &format!("share admit @/{unit}.answer"), desk.path());
    hand(hq, &office, desk);
    office
}

/// Everything that one has goes to the other.
pub fn hand(from: &Office, to: &Office, desk: &Desk) {
    done(from, "bundle out @/handed", desk.path());
    done(to, "bundle in @/handed", desk.path());
}

/// What differs from run to run.
pub fn settled(text: &str) -> String {
    let mut filtered = String::new();
    for line in text.split_inclusive('\n') {
        let mut word = String::new();
        for c in line.chars().chain([' ']) {
            if c.is_ascii_hexdigit() && !c.is_ascii_uppercase() {
                word.push(c);
                continue;
            }
            let before = filtered.chars().next_back();
            let hex = word.len() == 8 && before.is_none_or(|c| !c.is_ascii_alphanumeric());
            filtered.push_str(if word.len() >= 32 || hex { "[ID]" } else { &word });
            word.clear();
            filtered.push(c);
        }
        filtered.pop();
    }
    filtered
}

#[test]
fn an_office_and_a_unit_share_one_ledger_by_files() {
    let (hq, desk) = shared();
    let unit = Office::bare("市财政局");
    let mut told = String::new();
    for (office, line) in [
        (&hq, "share invite @/财政.invite --role unit:市财政局"),
        (&unit, "share join @/财政.invite"),
        (&unit, "bundle out @/too-early"),
        (&hq, "bundle out @/one"),
        (&unit, "bundle in @/one"),
        (&unit, "issue set 8 --title 截留农业补贴66.57万元"),
        (&unit, "progress add 8 --percent 60 --text 已收回66.57万元"),
        (&unit, "bundle out @/two"),
        (&hq, "bundle in @/two"),
        (&hq, "share admit @/财政.answer"),
        (&hq, "share admit @/财政.answer"),
        (&hq, "bundle show @/two"),
        (&hq, "bundle in @/two"),
        (&hq, "bundle in @/two"),
        (&hq, "list"),
    ] {
        told += &["$ duban ", line, "\n", &run(office, line, desk.path()).whole()].concat();
    }
    hand(&hq, &unit, &desk);
    assert_eq!(hq.digest(), unit.digest());
    insta::with_settings!({filters => vec![
        (r"([0-9a-f]{4} ){15}[0-9a-f]{4}|([0-9a-f]{4}[ \n]+){8,15}[0-9a-f]{4}", "[DIGEST]"),
        (r"[0-9a-f]{4}( [0-9a-f]{4}){3,7}", "[FINGERPRINT]"),
        (r"[0-9]+ 字节", "[N] 字节"),
    ]}, { insta::assert_snapshot!(settled(&told)) });
}

#[test]
fn members_and_a_bundle_have_their_json() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    let members = hq.json("share list");
    assert_eq!((&members[0]["own"], &members[1]["own"]), (&false.into(), &true.into()));
    assert_eq!((&members[0]["name"], &members[0]["role"]), (&"市财政局".into(), &"office".into()));
    assert_eq!((&members[0]["state"], &members[0]["since"]), (&"admitted".into(), &"2019-12-09".into()));
    unit.done("issue set 8 --title 二");
    done(&unit, "bundle out @/b --for 整改办", desk.path());
    let shown = hq.json(&format!("bundle show {}/b", desk.path().display()));
    assert_eq!((&shown["from"], &shown["whom"]), (&"市财政局".into(), &"整改办".into()));
    assert_eq!(shown["series"].as_array().unwrap().len(), 1, "what the office has is left out");
    assert_eq!((&shown["series"][0]["first"], &shown["series"][0]["new"]), (&1.into(), &1.into()));
    assert!(fs::metadata(desk.path().join("b")).unwrap().len() < 1200);
}

#[test]
fn three_offices_agree_in_any_order_and_what_comes_early_waits() {
    let (hq, desk) = shared();
    let (one, two) = (joined(&hq, &desk, "市财政局"), joined(&hq, &desk, "市住建局"));
    hand(&hq, &one, &desk);
    one.done("issue set 8 --title 一");
    done(&one, "bundle out @/first", desk.path());
    done(&one, "bundle in @/first", desk.path());
    one.done("issue set 8 --title 二");
    done(&one, "bundle out @/second", desk.path());
    // two hears of one from the office alone: entries are passed on with their signatures
    done(&hq, "bundle in @/second @/first @/second", desk.path());
    hand(&hq, &two, &desk);
    two.done("issue set 8 --title 三");
    hand(&two, &one, &desk);
    hand(&one, &hq, &desk);
    assert_eq!(hq.digest(), one.digest());
    assert_eq!(hq.digest(), two.digest());
    // both write without knowing: a conflict at all
    one.done("issue set 8 --title 四");
    two.done("issue set 8 --title 五");
    for (from, to) in [(&one, &hq), (&two, &hq), (&hq, &one), (&hq, &two)] {
        hand(from, to, &desk);
    }
    assert_eq!((hq.digest(), hq.json("check")["conflicts"].clone()), (one.digest(), 1.into()));
    assert_eq!(hq.digest(), two.digest());
}

#[test]
fn what_cannot_be_trusted_is_refused_with_a_reason_and_changes_nothing() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    unit.done("issue set 8 --title 改");
    done(&unit, "bundle out @/good", desk.path());
    let good = fs::read(desk.path().join("good")).unwrap();
    let bad = |bytes: &[u8]| {
        fs::write(desk.path().join("bad"), bytes).unwrap();
        refused(&hq, "bundle in @/bad", desk.path())
    };
    let mut told = String::new();
    for twelfth in 0..=12 {
        let mut altered = good.clone();
        altered[twelfth * (good.len() - 1) / 12] ^= 1;
        bad(&altered);
    }
    told += &bad(&good[..good.len() / 2]);
    told += &bad(b"PK\x03\x04 something else");
    told += &bad(b"");
    // another ledger
    let (other, _) = shared();
    done(&other, "bundle out @/other", desk.path());
    told += &bad(&fs::read(desk.path().join("other")).unwrap());
    // one who was invited and not admitted
    let stranger = Office::bare("市住建局");
    done(&hq, "share invite @/住建.invite --role 整改办 --name 市住建局", desk.path());
    done(&stranger, "share join @/住建.invite", desk.path());
    done(&hq, "bundle out @/handed", desk.path());
    done(&stranger, "bundle in @/handed", desk.path());
    stranger.done("issue set 8 --title 冒");
    done(&stranger, "bundle out @/stranger", desk.path());
    told += &bad(&fs::read(desk.path().join("stranger")).unwrap());
    let held = |what: &str| {
        let list = hq.json("sync quarantine list");
        list.as_array().unwrap().iter().filter(|held| held["what"] == what).count()
    };
    assert_eq!((held("entry"), held("file")), (0, 18), "each file that was kept out is listed once");
    // one who was removed: kept, for others may have built on it, and of no effect
    done(&hq, "share remove 市财政局", desk.path());
    let before = hq.digest();
    told += &done(&hq, "bundle in @/good", desk.path());
    assert_eq!(hq.digest(), before);
    assert_eq!((held("entry"), held("file")), (1, 18));
    insta::with_settings!({filters => vec![
        (r"[0-9]+ 字节", "[N] 字节"),
        (r"（[0-9a-f ]{19}）", "（[KEY]）"),
    ]}, { insta::assert_snapshot!(settled(&told)) });
}

#[test]
fn an_invitation_serves_once_and_with_its_passphrase() {
    let (hq, desk) = shared();
    done(&hq, "share invite @/a.invite --role 督查办", desk.path());
    let (one, two, three) = (Office::bare("一"), Office::bare("二"), Office::bare("三"));
    done(&one, "share join @/a.invite --answer @/1", desk.path());
    done(&two, "share join @/a.invite --answer @/2", desk.path());
    done(&hq, "share admit @/1", desk.path());
    let mut told = refused(&hq, "share admit @/2", desk.path());
    let mut command = three.command();
    command.args(["share", "join"]).arg(desk.path().join("a.invite"));
    let wrong = command.env("DUBAN_PASSPHRASE", "不是这一句话啊啊啊啊").output().unwrap();
    assert_eq!(wrong.status.code(), Some(3));
    assert!(!three.db().exists());
    told += &String::from_utf8(wrong.stderr).unwrap().replace(&desk.path().display().to_string(), "[DESK]");
    told += &refused(&hq, "share invite @/b.invite --role 督查办", desk.path());
    told += &refused(&hq, "share invite @/b.invite --role 局长", desk.path());
    told += &refused(&hq, "share invite @/b.invite --role unit:没有这个局", desk.path());
    told += &refused(&hq, "share init", desk.path());
    told += &refused(&hq, "share remove 整改办", desk.path());
    let none = Office::new("无");
    told += &refused(&none, "bundle out @/none", desk.path());
    hand(&hq, &one, &desk);
    told += &refused(&one, "share invite @/c.invite --role 督查办", desk.path());
    insta::assert_snapshot!(told);
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

#[test]
fn secrets_are_in_the_key_folder_alone_and_nobody_else_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    let keys = |office: &Office| {
        files(&office.dir().join(".config/duban/keys"))
            .into_iter()
            .find(|path| path.extension().unwrap() == "keys")
            .unwrap()
    };
    let path = keys(&hq);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let text = fs::read_to_string(&path).unwrap();
    let secrets: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("sign ") || line.starts_with("key "))
        .map(|line| line.rsplit(' ').next().unwrap())
        .collect();
    assert_eq!(secrets.len(), 2);
    unit.done("issue set 8 --title 改");
    hand(&unit, &hq, &desk);
    let raw = |hex: &str| -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    };
    for file in files(hq.dir())
        .into_iter()
        .chain(files(desk.path()))
        .filter(|file| file.extension().is_none_or(|ending| ending != "keys"))
    {
        let bytes = fs::read(&file).unwrap();
        for secret in &secrets {
            let has = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
            assert!(!has(secret.as_bytes()) && !has(&raw(secret)), "{}", file.display());
        }
        assert!(
            !file.starts_with(desk.path()) || !bytes.windows(9).any(|window| window == "市财政".as_bytes()),
            "{}",
            file.display()
        );
    }
    let log = format!("{}{}", hq.done("log").whole(), hq.done("share list").whole());
    assert!(secrets.iter().all(|secret| !log.contains(secret)));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let told = run(&hq, "issue set 8 --title 三", desk.path()).whole();
    assert!(told.contains("chmod 600"), "{told}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn a_copy_of_a_ledger_goes_on_under_a_name_of_its_own_and_both_sides_keep_their_work() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    let copy = unit.dir().join("copy.db");
    unit.done("issue set 8 --title 一");
    fs::copy(unit.db(), &copy).unwrap();
    let on_copy = |line: &str| {
        let line = format!("{line} --db {}", copy.display());
        done(&unit, &line, desk.path())
    };
    let told = on_copy("issue set 8 --category 复制件写的");
    assert!(told.contains("复制件，原件还在"), "{told}");
    assert!(!on_copy("issue set 8 --category 再写一次").contains("复制件，"), "it is said once");
    unit.done("issue set 8 --title 二");
    on_copy("bundle out @/copy");
    done(&unit, "bundle out @/unit", desk.path());
    done(&hq, "bundle in @/copy @/unit", desk.path());
    hand(&hq, &unit, &desk);
    on_copy("bundle in @/handed");
    let shown = hq.json("show 8");
    assert_eq!((&shown["title"], hq.json("check")["conflicts"].clone()), (&"二".into(), 0.into()));
    assert_eq!(hq.digest(), unit.digest());
    let members = hq.json("share list");
    assert_eq!(members.as_array().unwrap().len(), 2, "the copy is no member of its own");
}

#[test]
fn an_old_state_that_is_put_back_does_not_write_its_numbers_anew() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    unit.done("issue set 8 --title 一");
    let old = fs::read(unit.db()).unwrap();
    unit.done("issue set 8 --title 二");
    hand(&unit, &hq, &desk);
    fs::write(unit.db(), &old).unwrap();
    let told = unit.done("issue set 8 --category 补贴").whole();
    assert!(told.contains("这是一份旧的台账"), "{told}");
    hand(&unit, &hq, &desk);
    hand(&hq, &unit, &desk);
    assert_eq!(hq.digest(), unit.digest());
    let shown = unit.json("show 8");
    assert_eq!(shown["title"], "二", "what was handed over before comes back");
}

/// As a disk image does: the ledger, the keys and what was noted outside of it, all of one day.
#[test]
fn a_machine_that_is_put_back_whole_gives_its_new_work_a_name_of_its_own() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    unit.done("issue set 8 --title 一");
    let all = files(unit.dir());
    let image: Vec<(&PathBuf, Vec<u8>)> = all.iter().map(|path| (path, fs::read(path).unwrap())).collect();
    unit.done("issue set 8 --title 二");
    hand(&unit, &hq, &desk);
    for (path, bytes) in image {
        fs::write(path, bytes).unwrap();
    }
    unit.done("issue set 8 --category 补贴 --reason 映像还原后写的");
    unit.done("issue set 8 --category 补贴发放");
    let written = unit.done("log -n 2").stdout;
    done(&hq, "bundle out @/back", desk.path());
    let told = done(&unit, "bundle in @/back", desk.path());
    assert!(told.contains("2 条记录") && told.contains("已改记在新的副本下"), "{told}");
    hand(&unit, &hq, &desk);
    assert_eq!(hq.digest(), unit.digest());
    let shown = hq.json("show 8");
    assert_eq!((&shown["title"], &shown["category"]), (&"二".into(), &"补贴发放".into()));
    let log = hq.done("log 8").stdout;
    assert!(log.contains("映像还原后写的") && written.contains("映像还原后写的"), "{log}");
    unit.done("undo --reason 还是照旧");
    assert_eq!(unit.json("show 8")["category"], "补贴", "{}", unit.done("log").stdout);
    unit.done("check");
}

#[test]
fn a_lost_machine_goes_on_from_a_copy_and_the_recovery_sheet() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    done(&hq, "share sheet @/sheet.txt", desk.path());
    let copy = fs::read(hq.db()).unwrap();
    hq.done("issue set 8 --title 写在旧机器上");
    hand(&hq, &unit, &desk);
    let new = Office::bare("新机器");
    fs::write(new.db(), copy).unwrap();
    let told = refused(&new, "issue set 8 --category 补贴", desk.path());
    assert!(told.contains("没有") && told.contains("share recover"), "{told}");
    done(&new, "share recover @/sheet.txt", desk.path());
    new.done("issue set 8 --category 补贴");
    hand(&unit, &new, &desk);
    done(&new, "share invite @/x.invite --role 督查办", desk.path());
    hand(&new, &unit, &desk);
    assert_eq!(new.digest(), unit.digest());
    assert_eq!(unit.json("share list").as_array().unwrap().len(), 3, "it admits members still");
    let sheet = fs::read_to_string(desk.path().join("sheet.txt")).unwrap();
    assert!(sheet.starts_with("督办台账密钥备份单"), "{sheet}");
}

#[test]
fn a_bundle_is_split_for_mail_and_no_part_is_too_large() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    for n in 0..30 {
        let noise: Vec<String> = (0..40).map(|m| ((n * 977 + m * 7919) % 104_729).to_string()).collect();
        hq.done(&format!("issue set 8 --title {}", noise.concat()));
    }
    done(&hq, "bundle out @/部分.bundle --max-size 10k", desk.path());
    let mut parts: Vec<PathBuf> =
        files(desk.path()).into_iter().filter(|path| path.to_string_lossy().contains("部分-")).collect();
    parts.sort();
    assert!(parts.len() > 1);
    assert!(parts.iter().all(|part| fs::metadata(part).unwrap().len() <= 10_000));
    let before = unit.json("check")["entries"].clone();
    for part in &parts[1..] {
        done(&unit, &format!("bundle in {}", part.display()), desk.path());
        assert_eq!(unit.json("check")["entries"], before, "what lacks its beginning waits");
    }
    let status = unit.json("sync status");
    let lacks = format!("在等它的第 {} 号记录", status["waiting"][0]["for_number"]);
    assert!(unit.done("sync status").stdout.contains(&lacks), "{status}");
    let mut command = unit.command();
    assert!(command.args(["bundle", "in"]).args(parts.iter().rev()).output().unwrap().status.success());
    assert_eq!(hq.digest(), unit.digest());
    assert_eq!(run(&hq, "bundle out @/x --max-size 3", desk.path()).code, 2);
}

#[test]
fn a_change_of_the_key_that_an_old_state_has_lost_keeps_nobody_from_the_next_one() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    let before = fs::read(hq.db()).unwrap();
    done(&hq, "share rotate", desk.path());
    fs::write(hq.db(), before).unwrap();
    for side in ["duban.db-wal", "duban.db-shm"] {
        let _ = fs::remove_file(hq.db().with_file_name(side));
    }
    done(&hq, "share rotate", desk.path());
    hq.done("issue set 8 --title 第二次更换密钥后写的");
    hand(&hq, &unit, &desk);
    assert_eq!(unit.json("show 8")["title"], "第二次更换密钥后写的");
    assert_eq!(unit.digest(), hq.digest());
}

#[test]
fn who_was_removed_cannot_open_what_comes_after_and_who_slept_catches_up() {
    let (hq, desk) = shared();
    let (one, two) = (joined(&hq, &desk, "市财政局"), joined(&hq, &desk, "市住建局"));
    done(&hq, "share invite @/early.invite --role 督查办", desk.path());
    // what the entry with the new key has seen is itself sealed with the new key
    one.done("issue set 8 --title 一");
    hand(&one, &hq, &desk);
    let sleeper = one.digest();
    let told = done(&hq, "share remove 市住建局", desk.path());
    hq.done("issue set 8 --category 密");
    done(&hq, "share rotate", desk.path());
    hq.done("issue set 8 --note 更密");
    done(&hq, "bundle out @/all", desk.path());
    let outcome = run(&two, "bundle in @/all", desk.path());
    assert_eq!(outcome.code, 3, "{outcome}");
    assert!(outcome.stderr.contains("本机没有"), "{outcome}");
    assert_eq!(two.json("show 8")["category"], serde_json::Value::Null);
    assert_eq!(one.digest(), sleeper);
    done(&one, "bundle in @/all", desk.path());
    assert_eq!(one.digest(), hq.digest());
    one.done("issue set 8 --title 二");
    hand(&one, &hq, &desk);
    assert_eq!(one.digest(), hq.digest());
    done(&one, "bundle out @/two", desk.path());
    assert_eq!(run(&two, "bundle in @/two", desk.path()).code, 3);
    two.done("issue set 8 --title 移出后写的");
    done(&two, "bundle out @/removed", desk.path());
    let before = hq.digest();
    let told = told + &done(&hq, "bundle in @/removed", desk.path());
    assert_eq!(hq.digest(), before, "it is kept and counts for nothing");
    // an invitation from before does not do, a new one does, and reads everything
    let late = Office::bare("晚");
    done(&late, "share join @/early.invite --answer @/early", desk.path());
    let told = told + &refused(&hq, "share admit @/early", desk.path());
    let new = joined(&hq, &desk, "市住建局");
    assert_eq!(new.digest(), hq.digest());
    // how many bytes an entry takes depends on ids that are drawn
    let told = told.lines().filter(|line| !line.starts_with("- ") && !line.ends_with("字节"));
    insta::assert_snapshot!(settled(&told.collect::<Vec<_>>().join("\n")));
}

#[test]
fn a_dry_run_of_sharing_says_what_would_be_done_and_does_nothing() {
    let (hq, desk) = shared();
    let unit = joined(&hq, &desk, "市财政局");
    unit.done("issue set 8 --title 改");
    done(&unit, "bundle out @/改", desk.path());
    let late = Office::bare("督查办");
    done(&hq, "share invite @/督查.invite --role 督查办", desk.path());
    done(&late, "share join @/督查.invite", desk.path());
    done(&hq, "share sheet @/备份单.txt", desk.path());
    fs::create_dir(desk.path().join("place")).unwrap();
    done(&hq, "remote add 共享 @/place", desk.path());
    let state = || (files(hq.dir()).len(), files(desk.path()).len(), hq.digest(), hq.json("share list"));
    let before = state();
    let mut told = String::new();
    for line in [
        "share invite @/x --role 督查办 --name 二",
        "share admit @/督查.answer",
        "share remove 市财政局",
        "share rotate",
        "share sheet @/x",
        "share recover @/备份单.txt",
        "bundle out @/x",
        "bundle in @/改",
        "remote add U盘 @/place",
        "remote test 共享",
        "remote remove 共享",
        "sync",
        "sync --watch",
    ] {
        told += &["$ duban ", line, "\n", &done(&hq, &format!("{line} --dry-run"), desk.path())].concat();
        assert_eq!(state(), before, "{line}");
    }
    for claim in ["已写到", "已准入，", "已移出，", "已更换", "已登记", "已恢复", "不再用“共享”；那边的文件没有动"]
    {
        assert!(!told.contains(claim), "{claim}: {told}");
    }
    insta::with_settings!({filters => vec![
        (r"([0-9a-f]{4} ){7}[0-9a-f]{4}", "[FINGERPRINT]"),
        (r"[0-9]+ 字节", "[N] 字节"),
        (r"公\n? *钥\n? *\[?[0-9a-f]{40,}…", "公钥 [KEY]"),
    ]}, { insta::assert_snapshot!(settled(&told)) });
}

#[test]
fn a_recovery_sheet_that_was_mistyped_is_refused() {
    let (hq, desk) = shared();
    done(&hq, "share sheet @/sheet.txt", desk.path());
    let sheet = fs::read_to_string(desk.path().join("sheet.txt")).unwrap();
    let new = Office::bare("新机器");
    fs::copy(hq.db(), new.db()).unwrap();
    let check = sheet.find("校验码").unwrap();
    let with = |sheet: &str| fs::write(desk.path().join("typed.txt"), sheet).unwrap();
    for line in ["replica ", "salt ", "sign ", "key "] {
        let at = sheet.find(&format!("\n{line}")).unwrap() + line.len() + 3;
        let mut typed = sheet.clone();
        typed.replace_range(at..=at, if &sheet[at..=at] == "0" { "1" } else { "0" });
        with(&typed);
        let told = refused(&new, "share recover @/typed.txt", desk.path());
        assert!(told.contains("校验码与密钥对不上"), "{line}: {told}");
    }
    with(&sheet[sheet.find("duban keys 1").unwrap()..]);
    assert!(refused(&new, "share recover @/typed.txt", desk.path()).contains("漏抄"));
    with(&sheet[check..]);
    done(&new, "share recover @/typed.txt", desk.path());
    new.done("issue set 8 --category 补贴");
}

#[test]
fn who_has_joined_is_told_that_the_ledger_is_still_to_come() {
    let (hq, desk) = shared();
    let late = Office::bare("督查办");
    done(&hq, "share invite @/a.invite --role 督查办", desk.path());
    assert!(refused(&hq, "bundle out @/x --for 督查办", desk.path()).contains("把应答送回"));
    done(&late, "share join @/a.invite", desk.path());
    let told = done(&late, "share list", desk.path());
    assert!(told.contains("已加入，还没有收到台账"), "{told}");
    let told = done(&Office::new("独"), "share list", desk.path());
    assert!(told.contains("还没有共享"), "{told}");
}

#[test]
fn who_shares_a_ledger_has_a_name() {
    let office = Office::new("HQ");
    let mut command = office.command();
    for name in ["USER", "LOGNAME", "USERNAME"] {
        command.env_remove(name);
    }
    let output = command.args(["share", "init"]).env("DUBAN_AUTHOR", "").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && told.contains("--name"), "{told}");
    assert_eq!(office.json("share list"), serde_json::json!([]));
}

#[test]
fn a_bundle_and_a_sheet_go_to_the_standard_output() {
    let (hq, desk) = shared();
    let output = hq.command().args(["bundle", "out", "-"]).output().unwrap();
    assert!(output.status.success());
    fs::write(desk.path().join("piped"), &output.stdout).unwrap();
    let shown = hq.json(&format!("bundle show {}/piped", desk.path().display()));
    assert_eq!(shown["parts"], 1);
    assert!(hq.done("share sheet -").stdout.contains("duban keys 1"));
    assert!(!hq.dir().join("-").exists());
    for n in 0..12 {
        let noise: Vec<String> = (0..500).map(|m| ((n * 9770 + m * m * 7919) % 104_729).to_string()).collect();
        hq.done(&format!("issue set 8 --note {}", noise.concat()));
    }
    let told = refused(&hq, "bundle out - --max-size 10k", desk.path());
    assert!(told.contains("不能都写到标准输出"), "{told}");
}

#[test]
fn a_conflict_names_the_offices_and_is_counted_as_it_is_listed() {
    let (mut hq, desk) = shared();
    let mut two = joined(&hq, &desk, "二组");
    hq.done("issue add --number 10 --title 河道");
    hand(&hq, &two, &desk);
    two.today = "2019-12-10".to_owned(); // so that it is the second to write
    hq.done("issue set 10 --title 河道甲 --due 2019年12月底前 --reason 领导定的");
    two.done("issue set 10 --title 河道乙 --due 2020年1月底前");
    // the same value twice is none
    hq.done("issue set 8 --category 民生");
    two.done("issue set 8 --category 民生");
    // struck out by one, edited by another
    hq.done("issue void 8 --reason 重复");
    two.done("issue set 8 --note 还要查");
    hand(&two, &hq, &desk);
    let listed = hq.json("conflict list");
    let of: Vec<_> = { listed.as_array().unwrap().iter() }
        .map(|one| (one["issue"].as_str().unwrap(), one["field"].as_str().unwrap()))
        .collect();
    assert_eq!(of, [("8", "void"), ("10", "due"), ("10", "title")], "by the numbers of the issues");
    let count = serde_json::Value::from(listed.as_array().unwrap().len());
    for line in ["sync status", "check"] {
        assert_eq!(hq.json(line)["conflicts"], count, "{line}: a limit and its words are one conflict");
    }
    hq.today = "2019-12-10".to_owned(); // a week is told as of its day
    for line in ["dispatch", "supervise"] {
        assert_eq!(hq.json(line)["conflicts"], 2, "{line} counts the issues");
        assert!(hq.done(line).stdout.contains("2个问题各方填写不一致"), "{line}");
    }
    let sides = listed[1]["sides"].as_array().unwrap();
    let from: Vec<_> = sides.iter().map(|side| side["from"].as_str().unwrap()).collect();
    assert_eq!(from, ["整改办", "二组"]);
    let mut told = hq.done("conflict list").stdout;
    for one in listed.as_array().unwrap() {
        let name = one["name"].as_str().unwrap();
        told += &hq.done(&format!("conflict show {name}")).stdout;
        told += &hq.done(&format!("--lang en conflict show {name}")).stdout;
        told = told.replace(name, "[NAME]");
    }
    told += &hq.done("--lang en conflict list").stdout;
    for one in listed.as_array().unwrap() {
        told = told.replace(one["name"].as_str().unwrap(), "[NAME]");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn no_file_that_goes_out_takes_the_place_of_a_ledger() {
    let (hq, desk) = shared();
    let late = Office::bare("督查办");
    let ledger = fs::read(hq.db()).unwrap();
    fs::write(desk.path().join("other.db"), &ledger).unwrap();
    done(&hq, "share invite @/a.invite --role 督查办", desk.path());
    for line in [
        "bundle out duban.db",
        "bundle out @/other.db",
        "share sheet @/other.db",
        "template export style --output @/other.db",
        "share invite @/other.db --role 整改办 --name 二",
    ] {
        let told = refused(&hq, line, desk.path());
        assert!(told.contains("是台账文件，不能盖掉"), "{line}: {told}");
    }
    let outcome = run(&late, "share join @/a.invite --answer @/other.db", desk.path());
    assert!(outcome.code == 1 && !late.db().exists(), "{outcome}");
    assert_eq!(fs::read(desk.path().join("other.db")).unwrap(), ledger);
}

#[test]
fn a_file_of_another_kind_is_named_and_told_where_it_belongs() {
    let (hq, desk) = shared();
    let late = Office::bare("督查办");
    done(&hq, "share invite @/邀请 --role 督查办", desk.path());
    done(&late, "share join @/邀请 --answer @/应答", desk.path());
    done(&hq, "bundle out @/记录", desk.path());
    for (line, told) in [
        ("bundle in @/邀请", "duban share join"),
        ("bundle in @/应答", "duban share admit"),
        ("bundle show @/应答", "duban share admit"),
        ("share admit @/邀请", "duban share join"),
        ("share admit @/记录", "duban bundle in"),
        ("--lang en bundle in @/邀请", "this is an invitation"),
    ] {
        let outcome = run(&hq, line, desk.path());
        assert!(outcome.code == 3 && outcome.stderr.contains(told), "{line}: {outcome}");
    }
    let outcome = run(&Office::bare("三"), "share join @/记录", desk.path());
    assert!(outcome.code == 3 && outcome.stderr.contains("duban bundle in"), "{outcome}");
}

#[test]
fn what_is_handed_over_in_a_folder_can_be_read_by_who_takes_it_and_a_sheet_by_nobody() {
    use std::os::unix::fs::PermissionsExt;
    let (hq, desk) = shared();
    for line in ["bundle out @/out", "share invite @/invited --role 督查办", "share sheet @/sheet"] {
        done(&hq, line, desk.path());
    }
    fs::write(desk.path().join("plain"), b"").unwrap(); // as any program of this user makes them
    let mode = |name: &str| fs::metadata(desk.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("out"), mode("invited"), mode("sheet")), (mode("plain"), mode("plain"), 0o600));
}
