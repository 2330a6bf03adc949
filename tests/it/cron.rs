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
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", run(office, line).whole())).collect()
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
