//! A round goes out: to each unit once, whatever happens on the way.

use crate::peers::{self, Server};
use crate::support::{Office, Outcome};
use base64::Engine;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

const CONFIG: &str = ".config/duban/config.toml";

fn configured(office: &Office, toml: &str) {
    std::fs::create_dir_all(office.dir().join(".config/duban")).unwrap();
    office.write(CONFIG, toml.as_bytes());
}

/// Three units with an issue each, and their addresses.
fn office() -> Office {
    let office = Office::new("整改办");
    for (number, unit, mail) in [("8", "市水利局", "slj"), ("9", "市财政局", "czj"), ("10", "市公安局", "gaj")]
    {
        office.done(&format!(
            "issue add --number {number} --title 问题{number} --lead 副市长 --lead-unit {unit} --due 2019-12-31"
        ));
        office.done(&format!("owner set {unit} --email {mail}@example.gov.cn"));
    }
    office.done("progress add 9 --percent 60 --text 已拨付六成 --unit 市财政局 --on 2019-12-02");
    office
}

fn with_outbox() -> Office {
    let office = office();
    configured(&office, "[notify.outbox]\nfolder = '../../out'\n");
    office
}

fn with_mail(server: &Server) -> Office {
    let office = office();
    let mail = format!("server = 'localhost'\nport = {}\ntls = 'none'\nfrom = 'zgb@example.gov.cn'", server.port);
    configured(&office, &format!("[notify]\nattempts = 1\ncall_seconds = 60\n[notify.mail]\n{mail}\n"));
    office
}

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", office.line(line).whole())).collect::<Vec<_>>().concat()
}

/// The messages in the outbox, by their folders.
fn out(office: &Office) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(office.dir().join("out")) else { return Vec::new() };
    let mut names: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_round_goes_out_once_to_each_unit() {
    let office = with_outbox();
    office.done("directive add 一周内拿出清理方案 --to 市水利局 --issue 8 --due 2019-12-12");
    office.done("notice issue 9 --kind 督办单 --to 市财政局 --text 限期拨付");
    office.done("dispatch open");
    let mut story = told(
        &office,
        &[
            "dispatch send --dry-run",
            "dispatch send --only 市水利局",
            "dispatch send",
            "dispatch send",
            "dispatch send --channel pigeon",
        ],
    );
    let text = |name: &str| std::fs::read_to_string(office.dir().join("out").join(name).join("message.txt")).unwrap();
    story += &[text("第1期 市水利局"), text("第1期 市财政局")].join("\n");
    insta::assert_snapshot!(story);
    assert_eq!(out(&office), ["第1期 市公安局", "第1期 市水利局", "第1期 市财政局"]);
    let files = std::fs::read_dir(office.dir().join("out/第1期 市水利局")).unwrap().count();
    assert_eq!(files, 4, "mail, text, sheet, calendar");
    // the sheet that went along is taken back
    std::fs::copy(office.dir().join("out/第1期 市水利局/第1期 市水利局.xlsx"), office.dir().join("回.xlsx")).unwrap();
    assert!(office.done("dispatch collect 回.xlsx").stdout.contains("无变化"));
}

#[test]
fn one_refused_address_keeps_no_other_from_being_told() {
    let server = Server::mail(&json!({"rcpt": [null, "550 5.1.1 no such user here", null]}));
    let office = with_mail(&server);
    office.done("dispatch open");
    let first = office.line("dispatch send");
    assert_eq!(first.code, 4, "{first}");
    let second = office.line("dispatch send");
    assert_eq!(second.code, 0, "what is refused for good is not tried again: {second}");
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    let mail = base64::engine::general_purpose::STANDARD.decode(taken[0]["mail"].as_str().unwrap()).unwrap();
    let read = peers::mail(&mail);
    let names: Vec<&Value> = read["attachments"].as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, ["第1期 市水利局.xlsx", "第1期 市水利局.ics"]);
    insta::assert_snapshot!(format!("{}\n{}", first.whole(), second.whole()));
}

#[test]
fn one_refused_of_forty_is_named_and_the_others_have_theirs_once() {
    let answers: Vec<Value> =
        (0..40).map(|n| if n == 17 { json!("550 5.1.1 no such user here") } else { json!(null) }).collect();
    let server = Server::mail(&json!({"rcpt": answers}));
    let office = with_mail(&server);
    for n in 4..=40 {
        office.done(&format!("issue add --number {} --title 问题 --lead-unit 第{n}局 --due 2019-12-31", 100 + n));
        office.done(&format!("owner set 第{n}局 --email u{n}@example.gov.cn"));
    }
    office.done("dispatch open");
    let first = office.line("dispatch send");
    assert!(first.code == 4 && first.stdout.matches("被拒").count() == 1, "{first}");
    assert_eq!(office.line("dispatch send").code, 0, "nobody is told twice");
    let told = server.taken();
    let to: std::collections::BTreeSet<String> = told.iter().map(|mail| mail["to"].to_string()).collect();
    assert_eq!((told.len(), to.len()), (39, 39));
}

#[test]
fn three_weeks_without_cron_open_this_week_alone() {
    let office = with_outbox();
    mornings(&office, "2019-12-09", 1);
    let back = mornings(&office, "2019-12-30", 3);
    assert!(back.iter().all(|outcome| outcome.code == 0), "{}", back[0]);
    let weeks: Vec<Value> =
        office.json("dispatch list").as_array().unwrap().iter().map(|one| one["week"].clone()).collect();
    assert_eq!(weeks, ["2019-12-30", "2019-12-09"], "weeks that have gone by are not opened");
    let rounds = |name: &str| out(&office).iter().filter(|file| file.starts_with(name)).count();
    assert_eq!(rounds("第2期"), 3, "each unit is told once: {:?}", out(&office));
    assert!(
        office.done("--today 2019-12-30 dispatch status").stdout.contains("连续 1 期"),
        "silence counts the rounds that were asked"
    );
}

#[test]
fn what_was_cut_off_in_the_middle_is_asked_about() {
    let server = Server::mail(&json!({"after_data": "hang"}));
    let office = with_mail(&server);
    office.done("dispatch open");
    let mut child = office.process().args(["dispatch", "send", "--only", "市水利局"]).spawn().unwrap();
    let begun = Instant::now();
    while !office.done("log -n 1").stdout.contains("发送中") {
        assert!(begun.elapsed() < Duration::from_mins(2), "it begins to send");
        std::thread::sleep(Duration::from_millis(50));
    }
    server.take(); // it has been handed over
    child.kill().unwrap(); // kill -9 between sending and recording
    child.wait().unwrap();
    assert!(server.taken().is_empty(), "once");
    let server = Server::mail(&json!({}));
    let mail = format!("server = 'localhost'\nport = {}\ntls = 'none'\nfrom = 'zgb@example.gov.cn'", server.port);
    configured(&office, &format!("[notify.mail]\n{mail}\n"));
    let again = office.line("dispatch send --only 市水利局");
    assert_eq!(again.code, 4);
    assert!(again.stdout.contains("不明") && again.stdout.contains("程序中断"), "{again}");
    office.done("dispatch send --arrived 市水利局");
    let last = office.done("dispatch send --only 市水利局");
    assert!(last.stdout.contains("没有要发的了"), "{last}");
    assert!(server.taken().is_empty(), "nothing went out by itself");
}

#[test]
fn what_could_not_go_out_goes_with_the_next_run() {
    let office = office();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port(); // nobody listens
    let mail = |port: u64| {
        format!(
            "[notify]\nattempts = 1\n[notify.mail]\nserver = 'localhost'\nport = {port}\ntls = 'none'\nfrom = 'zgb@example.gov.cn'\n"
        )
    };
    configured(&office, &mail(u64::from(closed)));
    office.done("dispatch open");
    let failed = office.line("dispatch send");
    assert!(failed.code == 4 && failed.stdout.contains("没发成"), "{failed}");
    let server = Server::mail(&json!({}));
    configured(&office, &mail(server.port));
    let sent = office.done("dispatch run --if-due");
    assert!(sent.stdout.contains("已发"), "{sent}");
    assert_eq!(office.done("dispatch run --if-due").whole(), "", "and then there is nothing to do");
    assert_eq!(server.taken().len(), 3);
}

#[test]
fn a_unit_without_an_address_is_told_about_once_and_gets_it_when_it_has_one() {
    let server = Server::mail(&json!({}));
    let office = with_mail(&server);
    office.ok(&["owner", "set", "市公安局", "--email", ""]);
    let first = office.line("dispatch run --if-due");
    assert!(first.code == 4 && first.stdout.contains("市公安局没有邮箱"), "{first}");
    assert_eq!(office.done("dispatch run --if-due").whole(), "");
    office.done("owner add 李联络 --person --email li@example.gov.cn");
    office.done("owner set 市公安局 --email gaj@example.gov.cn");
    let sent = office.done("dispatch send");
    assert!(sent.stdout.contains("gaj@example.gov.cn") && sent.stdout.contains("另有 2 封"), "{sent}");
    assert_eq!(server.taken().len(), 3);
}

#[test]
fn only_one_copy_of_a_ledger_sends() {
    let office = with_outbox();
    office.done("dispatch open");
    office.done("setting set sender 00112233445566778899aabbccddeeff");
    let refused = office.line("dispatch send");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("另一份副本（00112233）") && out(&office).is_empty(), "{refused}");
    office.done("dispatch send --take-over");
    office.done("dispatch send");
    assert_eq!(out(&office).len(), 3);
}

#[test]
fn nothing_is_set_up_and_the_dispatch_is_opened_all_the_same() {
    let office = office();
    let refused = office.line("dispatch send --channel stdout");
    assert!(refused.stderr.contains("还没有开过"), "{refused}");
    let run = office.done("dispatch run --if-due");
    assert!(run.stdout.contains("已开第 1 期") && run.stderr.contains("没有设置发送渠道"), "{run}");
    let refused = office.line("dispatch send");
    assert!(refused.code == 2 && refused.stderr.contains("config.toml"), "{refused}");
    let printed = office.done("dispatch send --channel stdout --only 市财政局");
    assert!(printed.stdout.contains("上期 60%"), "{printed}");
}

/// Runs the morning's job on a day, so many times.
fn mornings(office: &Office, day: &str, times: usize) -> Vec<Outcome> {
    (0..times).map(|_| office.line(&format!("--today {day} dispatch run --if-due"))).collect()
}

#[test]
fn however_often_and_late_it_runs_each_unit_is_told_once() {
    // the Monday of the dispatch missed or not; once, five times a day, nine days late, the clock set back a week
    let stories: [&[(&str, usize)]; 6] = [
        &[("2019-12-09", 1)],
        &[("2019-12-09", 5), ("2019-12-10", 5), ("2019-12-13", 2)],
        &[("2019-12-11", 1), ("2019-12-12", 3)],
        &[("2019-12-08", 2), ("2019-12-09", 1), ("2019-12-02", 3), ("2019-12-09", 2)],
        &[("2019-12-14", 2), ("2019-12-15", 1), ("2019-12-09", 1)],
        &[("2019-12-13", 1), ("2019-12-09", 1)],
    ];
    for story in stories {
        let office = with_outbox();
        for (day, times) in story {
            let outcomes = mornings(&office, day, *times);
            for (time, outcome) in outcomes.iter().enumerate() {
                assert!(outcome.code == 0 && (time == 0 || outcome.stdout.is_empty()), "{story:?}: {outcome}");
            }
        }
        assert_eq!(out(&office).len(), 3, "{story:?}");
    }
    let office = with_outbox();
    mornings(&office, "2019-12-09", 2);
    mornings(&office, "2019-12-18", 3); // nine days later: the next week, and the silent of the last
    mornings(&office, "2019-12-19", 2);
    let rounds: BTreeMap<String, usize> = out(&office).into_iter().fold(BTreeMap::new(), |mut counts, name| {
        *counts.entry(name.split(' ').next().unwrap().to_owned()).or_default() += 1;
        counts
    });
    assert_eq!(rounds["第2期"], 3);
    assert_eq!(office.json("dispatch list").as_array().unwrap().len(), 2, "weeks that have gone by are not opened");
}

#[test]
fn the_silent_are_reminded_on_the_morning_after_the_limit() {
    let office = with_outbox();
    mornings(&office, "2019-12-09", 1);
    std::fs::copy(office.dir().join("out/第1期 市水利局/第1期 市水利局.xlsx"), office.dir().join("回.xlsx")).unwrap();
    office.done("--today 2019-12-12 dispatch collect 回.xlsx");
    assert!(mornings(&office, "2019-12-13", 1)[0].stdout.is_empty(), "the limit is this afternoon");
    assert!(mornings(&office, "2019-12-14", 1)[0].stdout.is_empty(), "a Saturday");
    office.done("setting set dispatch.weekday 2"); // so that Monday is no dispatch day
    let reminded = &mornings(&office, "2019-12-16", 2)[0];
    assert!(reminded.stdout.contains("市财政局") && !reminded.stdout.contains("市水利局"), "{reminded}");
    let chased: Vec<String> = out(&office).into_iter().filter(|name| name.ends_with("催报")).collect();
    assert_eq!(chased, ["第1期 市公安局 催报", "第1期 市财政局 催报"]);
    let text = std::fs::read_to_string(office.dir().join("out/第1期 市财政局 催报/message.txt")).unwrap();
    assert!(text.contains("尚未收到"), "{text}");
}

#[test]
fn a_holiday_moves_the_dispatch() {
    let office = with_outbox();
    for day in ["2019-09-30", "2019-10-01", "2019-10-07", "2019-10-08"] {
        mornings(&office, day, 2);
    }
    let rounds = office.json("dispatch list");
    let opened: Vec<&str> = rounds.as_array().unwrap().iter().map(|round| round["opened"].as_str().unwrap()).collect();
    assert_eq!(opened, ["2019-10-08", "2019-09-30"], "the 7th is a day off");
    let due: Vec<&str> = rounds.as_array().unwrap().iter().map(|round| round["return_by"].as_str().unwrap()).collect();
    assert_eq!(due, ["2019-10-11", "2019-10-08"]);
}

#[test]
fn two_mornings_at_once_tell_nobody_twice() {
    let server = Server::mail(&json!({}));
    let office = with_mail(&server);
    let start =
        |_| office.process().args(["dispatch", "run", "--if-due"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let children: Vec<_> = (0..4).map(start).collect();
    for mut child in children {
        child.wait().unwrap();
    }
    assert_eq!(server.taken().len(), 3);
    assert!(Path::new(&office.db()).exists());
}

#[test]
fn the_next_week_opened_ahead_stops_nothing_of_this_week() {
    let office = with_outbox();
    office.done("dispatch open");
    office.done("dispatch open --week 2019-12-16");
    let this_week = &mornings(&office, "2019-12-09", 2);
    assert!(this_week[0].stdout.contains("第1期 市水利局") && this_week[1].stdout.is_empty(), "{}", this_week[0]);
    // Monday: the silent of the first round are reminded and the second goes out, in one morning
    let monday = &mornings(&office, "2019-12-16", 2);
    assert!(monday[0].stdout.contains("第1期 市水利局 催报"), "{}", monday[0]);
    assert!(monday[0].stdout.contains("第2期 市水利局") && monday[1].stdout.is_empty(), "{}", monday[1]);
    assert_eq!(out(&office).len(), 9);
}

#[test]
fn nobody_signs_with_a_dash() {
    let office = with_outbox();
    office.done("setting set office.rectification 市委巡视整改办");
    let mut cron = office.process();
    cron.env_remove("DUBAN_AUTHOR").args(["dispatch", "run", "--if-due"]);
    assert!(cron.output().unwrap().status.success());
    let text = std::fs::read_to_string(office.dir().join("out/第1期 市水利局/message.txt")).unwrap();
    assert!(text.contains("\n市委巡视整改办\n") && !text.contains("\n-\n"), "{text}");
}
