//! The plan in the user's crontab, against a stub of `crontab` that keeps it in a file; `peers.rs` has the real one.

use crate::support::{Office, Outcome};
use std::os::unix::fs::PermissionsExt;

const STUB: &str = r#"#!/bin/sh
case "$1" in
-l) if [ -e tab ]; then cat tab; else echo "no crontab for clerk" >&2; exit 1; fi ;;
-) if [ -e closed ]; then echo "you (clerk) are not allowed to use this program (crontab)" >&2; exit 1; fi; cat > tab ;;
esac
"#;

/// An office with a crontab of its own.
fn office() -> Office {
    let office = Office::new("整改办");
    office.write("crontab", STUB.as_bytes());
    let path = office.dir().join("crontab");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    office
}

fn run(office: &Office, line: &str) -> Outcome {
    let here = office.dir().canonicalize().unwrap();
    let mut command = office.command();
    command.current_dir(&here).args(line.split_whitespace());
    command.env("PATH", format!("{}:/bin:/usr/bin", here.display()));
    let output = command.output().unwrap();
    let program = env!("CARGO_BIN_EXE_duban");
    let text = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace(&here.display().to_string(), "[DIR]").replace(program, "[DUBAN]")
    };
    Outcome { code: output.status.code().unwrap(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", run(office, line).whole())).collect::<Vec<_>>().concat()
}

#[test]
fn the_dispatch_is_planned_once_and_taken_away_again() {
    let office = office();
    office.write("tab", "MAILTO=clerk\n0 7 * * 1 backup 100\\%\n".as_bytes());
    insta::assert_snapshot!(told(
        &office,
        &[
            "cron show",
            "cron install --dry-run",
            "cron install",
            "cron install",
            "cron show",
            "cron install --at 9:05",
            "cron show",
            "cron install --at 25:00",
            "cron remove",
            "cron remove",
            "cron install --systemd",
            "--lang en cron install --at 07:45",
            "--lang en cron show",
        ]
    ));
    run(&office, "cron remove");
    let left = std::fs::read_to_string(office.dir().join("tab")).unwrap();
    assert_eq!(left, "MAILTO=clerk\n0 7 * * 1 backup 100\\%\n", "other lines stay as they were");
}

#[test]
fn a_machine_without_a_crontab_and_one_that_forbids_it_say_so() {
    let office = office();
    office.write("closed", b"");
    let refused = run(&office, "cron install");
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("not allowed") && refused.stderr.contains("系统管理员"), "{refused}");
    assert!(!office.dir().join("tab").exists());

    let mut command = office.command();
    let output = command.args(["cron", "install"]).env("PATH", "/nowhere").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(said.contains("没有 crontab") && said.contains("--systemd"), "{said}");
}

/// Debian's cron in a mount namespace of its own, with a clock on which a minute takes a second; the jobs see the real clock.
const DAEMON: &str = r#"
set -e
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/cron.d
mount -t tmpfs tmpfs /var/spool/cron
mkdir -m 1730 /var/spool/cron/crontabs
: > empty
mount --bind empty /etc/crontab
crontab - <<TAB
HOME=$PWD
DUBAN_TODAY=2026-11-30
* * * * * echo fired >> $PWD/minutes
TAB
"$DUBAN" cron install --at 8:02 >&2
crontab -l | grep -q '^2 8 ' || exit 3
for day in one two three; do
    : > minutes
    faketime -f '@2026-11-30 08:00:30 x60' sh -c 'echo $$ > daemon; exec cron -f' &
    for wait in $(seq 600); do
        [ "$(wc -l < minutes)" -ge 4 ] && break
        sleep 0.1
    done
    kill "$(cat daemon)"
    wait
    [ "$(wc -l < minutes)" -ge 4 ] || exit 4
    for wait in $(seq 600); do # what cron has begun goes on by itself
        [ "$(ls out 2> none | wc -l)" -ge 2 ] && break
        sleep 0.1
    done
    sleep 2
    ls out | wc -l
done
"#;

/// As root alone: a mount namespace of its own keeps the crontabs of the machine out of it.
#[test]
fn the_real_cron_opens_the_round_and_tells_everybody_once_however_often_it_fires() {
    if !std::process::Command::new("unshare").args(["--mount", "true"]).status().is_ok_and(|status| status.success()) {
        return;
    }
    let mut office = Office::new("整改办");
    office.today = "2026-11-30".to_owned(); // a Monday
    for (number, unit) in [("8", "市水利局"), ("9", "市财政局")] {
        office.done(&format!("issue add --number {number} --title 问题{number} --lead-unit {unit} --due 2026-12-31"));
    }
    std::fs::create_dir_all(office.dir().join(".config/duban")).unwrap();
    office.write(".config/duban/config.toml", "[notify.outbox]\nfolder = '../../out'\n".as_bytes());
    let mut shell = office.process();
    let env: Vec<_> = shell.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    shell = std::process::Command::new("unshare");
    shell.args(["--mount", "bash", "-c", DAEMON]).current_dir(office.dir().canonicalize().unwrap()).envs(env);
    let output = shell.env("DUBAN", env!("CARGO_BIN_EXE_duban")).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").output();
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {said} (cron and faketime: scripts/test installs them)", output.status);
    let counts: Vec<&str> = std::str::from_utf8(&output.stdout).unwrap().lines().collect();
    assert_eq!(counts, ["2"; 3], "{said}");
    let runs = |log: &str| log.matches("dispatch run --if-due").count();
    for _ in 0..300 {
        if runs(&office.done("log -n 20").stdout) >= 4 {
            break; // what came of the last message has been recorded
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(office.json("dispatch list").as_array().unwrap().len(), 1);
    let log = office.done("log -n 20").stdout;
    assert_eq!(runs(&log), 4, "opened; two messages, and what came of them: {log}");
}

/// Where systemd is there, it takes the timer that is printed.
#[test]
fn systemd_takes_the_timer() {
    let office = Office::new("整改办");
    let printed = office.done("cron install --systemd").stdout;
    let when = printed.lines().find_map(|line| line.strip_prefix("OnCalendar=")).unwrap().to_owned();
    let Ok(output) = std::process::Command::new("systemd-analyze").args(["calendar", &when]).output() else { return };
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("08:30:00"), "{said}");
}
