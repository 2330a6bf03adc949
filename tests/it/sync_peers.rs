//! Keeping in step through real servers: lighttpd, Apache, OpenSSH, SeaweedFS; and over wires that are slow, cut and dead.

use super::servers::{self, Kind, Wire};
use super::share::{Desk, joined_as, shared};
use super::support::{Office, Outcome};
use serde_json::Value;
use std::fs;
use std::sync::atomic::Ordering;

/// Runs a line with the secrets at hand that servers ask for; `more` are variables of the environment.
fn run(office: &Office, line: &str, more: &[(&str, &str)]) -> Outcome {
    let mut command = office.command();
    command.args(line.split_whitespace()).env("DAV_PASSWORD", "hush-hush").envs(more.iter().copied());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Outcome { code: output.status.code().unwrap(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

#[track_caller]
fn sync(office: &Office, more: &[(&str, &str)]) -> Value {
    let outcome = run(office, "--format json sync", more);
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(!outcome.whole().contains("hush-hush"), "{outcome}");
    serde_json::from_str::<Value>(&outcome.stdout).unwrap()[0].clone()
}

/// Two offices that have the same, and the desk between them.
fn two() -> (Office, Office, Desk) {
    let (hq, desk) = shared();
    let unit = joined_as(&hq, &desk, "市财政局", "整改办 --name 财政");
    (hq, unit, desk)
}

/// What must hold of every place: what one writes comes to the other, small files become one, evidence comes whole, an
/// emptied place is filled again.
#[track_caller]
fn keeps_in_step(add: &str, more: &[(&str, &str)], empty: impl FnOnce()) {
    let (hq, unit, _desk) = two();
    for office in [&hq, &unit] {
        let added = run(office, add, more);
        assert_eq!(added.code, 0, "{added}");
        let tried = run(office, "remote test 共享", more);
        assert_eq!(tried.code, 0, "{tried}");
    }
    let photo: Vec<u8> = (0..1_200_000_u32).flat_map(|n| (n % 253).to_le_bytes()).take(1_200_000).collect();
    hq.write("照片.jpg", &photo);
    hq.done("evidence add 8 照片.jpg");
    let first = sync(&hq, more);
    assert_eq!(first["evidence_sent"], 1, "{first}");
    for n in 0..17 {
        hq.done(&format!("issue set 8 --category 第{n}次"));
        assert_eq!(sync(&hq, more)["sent"], 1, "{n}");
    }
    unit.done("issue set 8 --title 甲");
    let got = sync(&unit, more);
    assert_eq!(got["evidence_fetched"], 1, "{got}");
    assert!(got["applied"].as_u64().unwrap() >= 18, "{got}");
    assert_eq!(sync(&hq, more)["applied"], 1);
    assert_eq!(hq.digest(), unit.digest());
    assert_eq!(unit.json("show 8")["category"], "第16次");
    let idle = sync(&hq, more);
    assert_eq!((&idle["files_read"], &idle["files_written"]), (&0.into(), &0.into()), "{idle}");
    empty();
    assert!(sync(&unit, more)["sent"].as_u64().unwrap() > 18, "an emptied place is filled again by whoever comes");
    let late = joined_late(&hq, &unit, add, more);
    assert_eq!(late.digest(), hq.digest());
}

/// A third office that begins with nothing but its keys, and gets everything from the place.
fn joined_late(hq: &Office, unit: &Office, add: &str, more: &[(&str, &str)]) -> Office {
    let desk = Desk::new();
    let late = Office::bare("市住建局");
    super::share::done(hq, "share invite @/a.invite --role 督查办", desk.path());
    super::share::done(&late, "share join @/a.invite", desk.path());
    super::share::done(hq, "share admit @/a.answer", desk.path());
    sync(hq, more);
    assert_eq!(run(&late, add, more).code, 0);
    let got = sync(&late, more);
    assert!(got["applied"].as_u64().unwrap() > 18, "{got}");
    sync(unit, more);
    late
}

fn emptied(folder: &std::path::Path) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }.unwrap();
    }
}

#[test]
fn offices_keep_in_step_through_lighttpd_with_a_password() {
    let server = servers::lighttpd();
    let add =
        format!("remote add 共享 webdav://127.0.0.1:{}/台账 --user office --password-env DAV_PASSWORD", server.port);
    keeps_in_step(&add, &[], || emptied(&server.data()));
    let (hq, _unit, _desk) = two();
    assert_eq!(run(&hq, &add, &[]).code, 0);
    let denied = run(&hq, "sync", &[("DAV_PASSWORD", "wr0ng-password")]);
    assert!(denied.code == 4 && denied.stderr.contains("没有权限") && !denied.stderr.contains("wr0ng"), "{denied}");
}

#[test]
fn offices_keep_in_step_through_apache() {
    let server = servers::apache();
    let add = format!("remote add 共享 webdav://127.0.0.1:{}/ledger", server.port);
    keeps_in_step(&add, &[], || emptied(&server.data()));
}

#[test]
fn offices_keep_in_step_through_sftp_and_a_host_that_is_not_the_one_known_is_refused() {
    let server = servers::sshd();
    let path = server.ssh();
    let more = [("PATH", path.as_str())];
    let (data, key) = (server.data().display().to_string(), server.dir.path().join("office").display().to_string());
    let add = format!("remote add 共享 sftp://root@127.0.0.1:{}{data}/ledger --key-file {key}", server.port);
    keeps_in_step(&add, &more, || emptied(&server.data()));
    let known = server.dir.path().join("known");
    fs::write(
        &known,
        fs::read_to_string(server.dir.path().join("office.pub"))
            .map(|key| format!("[127.0.0.1]:{} {key}", server.port))
            .unwrap(),
    )
    .unwrap();
    let (hq, _unit, _desk) = two();
    assert_eq!(run(&hq, &add, &more).code, 0);
    let refused = run(&hq, "sync", &more);
    assert!(refused.code == 4 && refused.stderr.contains("连不上"), "{refused}");
}

#[test]
fn offices_keep_in_step_through_an_object_store() {
    let server = servers::seaweed();
    let port = server.port;
    let add = format!(
        "remote add 共享 s3://ledger/2019?endpoint=http://127.0.0.1:{port} --user OFFICE --password-env DAV_PASSWORD"
    );
    keeps_in_step(&add, &[], || server.empty_bucket());
    let (hq, _unit, _desk) = two();
    assert_eq!(run(&hq, &add, &[]).code, 0);
    let denied = run(&hq, "sync", &[("DAV_PASSWORD", "wr0ng-password")]);
    assert!(denied.code == 4 && denied.stderr.contains("没有权限"), "{denied}");
}

#[test]
fn a_machine_of_an_object_store_that_dies_in_the_middle_loses_nothing() {
    let mut server = servers::seaweed_cluster();
    let add = format!(
        "remote add 共享 s3://ledger/2019?endpoint=http://127.0.0.1:{} --user OFFICE --password-env DAV_PASSWORD",
        server.port
    );
    let (hq, unit, _desk) = two();
    for office in [&hq, &unit] {
        assert_eq!(run(office, &add, &[]).code, 0);
    }
    for n in 0..10 {
        hq.done(&format!("issue set 8 --category 第{n}次"));
        sync(&hq, &[]);
        if n == 5 {
            server.kill(1);
        }
    }
    unit.done("issue set 8 --title 甲");
    let mut tries = 0;
    while hq.digest() != unit.digest() {
        tries += 1;
        assert!(tries < 30, "they do not come together");
        for office in [&unit, &hq] {
            let outcome = run(office, "sync", &[]);
            assert!([0, 4].contains(&outcome.code), "{outcome}");
        }
    }
    assert_eq!(
        (unit.json("show 8")["category"].clone(), hq.json("show 8")["title"].clone()),
        ("第9次".into(), "甲".into())
    );
}

/// Settings for a wire that is not waited for long.
fn impatient(office: &Office) {
    fs::create_dir_all(office.dir().join(".config/duban")).unwrap();
    office.write(".config/duban/config.toml", b"[sync]\nattempts = 3\nconnect_seconds = 3\nstall_seconds = 3\n");
}

/// What one has written comes to another over a wire that is cut twice after so many bytes.
#[track_caller]
fn comes_over_a_cut_wire(port: u16, bytes: u64, place: impl Fn(u16) -> String, more: &[(&str, &str)]) {
    let (hq, unit, _desk) = two();
    assert_eq!(run(&hq, &place(port), more).code, 0);
    sync(&hq, more);
    hq.done("issue set 8 --title 甲");
    sync(&hq, more);
    let cut = Wire::to(port, Kind::Cut(bytes, 2));
    assert_eq!(run(&unit, &place(cut.port), more).code, 0);
    let mut tries = 0;
    while unit.digest() != hq.digest() {
        let outcome = run(&unit, "sync", more);
        assert!([0, 4].contains(&outcome.code), "{outcome}");
        tries += 1;
        assert!(tries < 6, "{outcome}");
        sync(&hq, more);
    }
}

#[test]
fn a_wire_that_is_cut_is_tried_again_and_what_is_lost_is_made_up_for() {
    let server = servers::lighttpd();
    let place = |port| format!("remote add 共享 webdav://127.0.0.1:{port}/a --user office --password-env DAV_PASSWORD");
    comes_over_a_cut_wire(server.port, 300, place, &[]);
}

#[test]
fn a_wire_to_an_ssh_server_that_is_cut_is_tried_again() {
    let server = servers::sshd();
    let (path, key) = (server.ssh(), server.dir.path().join("office").display().to_string());
    let host = fs::read_to_string(server.dir.path().join("host.pub")).unwrap();
    let place = |port| {
        let known = format!("[127.0.0.1]:{} {host}[127.0.0.1]:{port} {host}", server.port);
        fs::write(server.dir.path().join("known"), known).unwrap();
        format!("remote add 共享 sftp://root@127.0.0.1:{port}{}/a --key-file {key}", server.data().display())
    };
    comes_over_a_cut_wire(server.port, 3000, place, &[("PATH", path.as_str())]);
}

#[test]
fn a_wire_to_an_object_store_that_is_cut_is_tried_again() {
    let server = servers::seaweed();
    let place = |port| {
        let add = "remote add 共享 s3://ledger/2019?endpoint=http://127.0.0.1";
        format!("{add}:{port} --user OFFICE --password-env DAV_PASSWORD")
    };
    comes_over_a_cut_wire(server.port, 300, place, &[]);
}

#[test]
fn a_server_that_never_answers_costs_no_more_than_was_allowed() {
    let (hq, _unit, desk) = two();
    let dead = Wire::to(1, Kind::Dead);
    assert_eq!(run(&hq, &format!("remote add 共享 webdav://127.0.0.1:{}/a", dead.port), &[]).code, 0);
    fs::create_dir(desk.path().join("stick")).unwrap();
    assert_eq!(run(&hq, &format!("remote add 盘 {}/stick", desk.path().display()), &[]).code, 0);
    impatient(&hq);
    let started = std::time::Instant::now();
    let outcome = run(&hq, "sync", &[]);
    assert_eq!(outcome.code, 4, "{outcome}");
    assert!(outcome.stderr.contains("连不上共享") && outcome.stderr.contains("盘：收到 0 条新记录，送出"), "{outcome}");
    assert!(started.elapsed() < std::time::Duration::from_secs(90), "{:?}", started.elapsed());
}

#[test]
fn over_a_slow_wire_go_only_the_bytes_that_are_needed() {
    let server = servers::lighttpd();
    let slow = Wire::to(server.port, Kind::Slow(50_000));
    let (hq, unit, _desk) = two();
    let add = format!("remote add 共享 webdav://127.0.0.1:{}/a --user office --password-env DAV_PASSWORD", slow.port);
    for office in [&hq, &unit] {
        assert_eq!(run(office, &add, &[]).code, 0);
        sync(office, &[]);
    }
    hq.done("issue set 8 --title 甲");
    let before = slow.bytes.load(Ordering::Relaxed);
    let sent = sync(&hq, &[]);
    let got = sync(&unit, &[]);
    let went = slow.bytes.load(Ordering::Relaxed) - before;
    let needed = sent["bytes_written"].as_u64().unwrap() + got["bytes_read"].as_u64().unwrap();
    assert!(needed < 2048 && went < needed + 20_000, "two listings and {needed} bytes cost {went}");
    assert_eq!(hq.digest(), unit.digest());
}
