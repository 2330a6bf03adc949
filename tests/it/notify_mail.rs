//! Mail through real servers: aiosmtpd, which does as it is told, and exim, as an office runs one.

use crate::notify::{LIMITS, PKI, Patience, SHORT, line, message, open, outcome, outcome_within, same, secret};
use crate::peers::{self, Server};
use crate::servers::free_port;
use base64::Engine;
use duban::notify::{self, Kind, Limits};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TO: &str = "slj@example.gov.cn";

/// `[mail]` for a server on this machine, with the CA that it is known by.
fn config(port: u64, more: &str) -> String {
    let ca = PKI.path("ca.pem");
    format!(
        "ca_file = '{ca}'\n[mail]\nserver = 'localhost'\nport = {port}\nfrom = '整改办 <zgb@example.gov.cn>'\n{more}"
    )
}

/// Sends the usual message to a server that does as it is told, with settings; tells what came of it, how long was waited,
/// and what the server has taken.
fn through(wish: &Value, settings: &str) -> (String, Vec<u64>, Vec<Value>) {
    let dir = passwords();
    let server = Server::mail(wish);
    let channel = open(Kind::Mail, &config(server.port, settings), dir.path());
    let limits = if wish["after_data"] == "hang" { SHORT } else { LIMITS };
    let (said, pauses) = outcome_within(&limits, &channel, &message(TO));
    (said, pauses, server.taken())
}

fn passwords() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    secret(dir.path(), "right", "秘密 p@ss\n");
    secret(dir.path(), "wrong", "wr0ng-password\n");
    dir
}

fn tls(more: &Value) -> Value {
    let mut wish = json!({"cert": PKI.path("server.pem"), "key": PKI.path("server.key")});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    wish
}

fn decoded(taken: &Value) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(taken["mail"].as_str().unwrap()).unwrap()
}

const QUEUED: &str = "sent: 250 2.0.0 queued as 4711";

#[test]
fn a_mail_arrives_through_starttls_with_a_login_and_is_what_was_sent() {
    let wish = tls(&json!({"require_starttls": true, "require_auth": true, "auth": {"zgb": "秘密 p@ss"}}));
    let (said, pauses, taken) = through(&wish, "tls = 'starttls'\nuser = 'zgb'\npassword_file = 'right'");
    assert_eq!((said.as_str(), pauses, taken.len()), (QUEUED, vec![], 1));
    assert_eq!((&taken[0]["tls"], &taken[0]["login"], &taken[0]["to"]), (&json!(true), &json!("zgb"), &json!([TO])));
    let read = peers::mail(&decoded(&taken[0]));
    assert_eq!(read["to"], json!([["水务局", TO]]));
    assert_eq!(read["headers"]["Auto-Submitted"], "auto-generated");
    same(&read, &message(TO));
}

#[test]
fn a_mail_arrives_through_smtps_and_the_same_message_is_the_same_mail() {
    let wish = tls(&json!({"smtps": true, "auth": {"zgb": "秘密 p@ss"}}));
    let settings = "tls = 'smtps'\nuser = 'zgb'\npassword_file = 'right'\nreply_to = 'all@example.gov.cn'";
    let (said, _, first) = through(&wish, settings);
    assert_eq!(said, QUEUED);
    let (_, _, second) = through(&wish, settings);
    assert_eq!(first[0], second[0]);
    assert_eq!(peers::mail(&decoded(&first[0]))["headers"]["Reply-To"], "all@example.gov.cn");
}

#[test]
fn a_relay_on_this_machine_takes_it_without_tls_if_the_settings_say_so() {
    let (said, _, taken) = through(&json!({}), "tls = 'none'");
    assert_eq!((said.as_str(), &taken[0]["tls"], &taken[0]["login"]), (QUEUED, &json!(false), &Value::Null));
}

#[test]
fn a_text_alone_is_a_mail_of_one_part() {
    let server = Server::mail(&json!({}));
    let channel = open(Kind::Mail, &config(server.port, "tls = 'none'"), &std::env::temp_dir());
    let mut message = message(TO);
    (message.html, message.attachments) = (None, vec![]);
    assert_eq!(outcome(&channel, &message).0, QUEUED);
    let read = peers::mail(&decoded(&server.taken()[0]));
    assert_eq!(read["type"], "text/plain");
    same(&read, &message);
}

/// What is refused, by whom, and with how many attempts.
#[test]
fn what_a_server_refuses_is_told_and_only_what_is_temporary_is_tried_again() {
    let none = "tls = 'none'";
    let login = "tls = 'starttls'\nuser = 'zgb'\npassword_file = ";
    let cases = [
        ("one addressee refused", json!({"rcpt": ["550 5.1.1 no such user here"]}), none),
        ("greylisted, then taken", json!({"rcpt": ["450 4.2.0 greylisted", "451 later"]}), none),
        ("busy for good", json!({"rcpt": ["450 4.2.0 a", "450 4.2.0 b", "450 4.2.0 c"]}), none),
        ("sender not ours", json!({"mail": ["553 5.7.1 from must equal authorized user"]}), none),
        ("shutting down, then taken", json!({"mail": ["421 4.3.2 shutting down"]}), none),
        ("taken for spam", json!({"data": ["554 5.7.1 spam"]}), none),
        ("disk full there, then taken", json!({"data": ["452 4.3.1 no space"]}), none),
        ("wants a login", json!({"require_auth": true, "auth": {"zgb": "x"}}), none),
        ("offers no login", tls(&json!({})), &format!("{login}'right'")),
        ("wrong password", tls(&json!({"auth": {"zgb": "秘密 p@ss"}})), &format!("{login}'wrong'")),
        ("offers no STARTTLS", json!({}), "tls = 'starttls'"),
    ];
    let mut told = String::new();
    for (what, wish, settings) in cases {
        let (said, pauses, _) = through(&wish, settings);
        assert!(!said.contains("wr0ng") && !said.contains("p@ss"), "{said}");
        writeln!(told, "{what}\n  {said}\n  waited {pauses:?}").unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_line_that_drops_after_data_leaves_doubt_and_is_not_tried_again() {
    let (said, pauses, taken) = through(&json!({"after_data": "drop"}), "tls = 'none'");
    assert_eq!(said, "unknown: 邮件已经交给 localhost，没有等到回话：连接断了；收到没有，说不准");
    assert_eq!((pauses, taken.len()), (vec![], 1), "it was handed over once");
    let (said, pauses, taken) = through(&json!({"after_data": "hang"}), "tls = 'none'");
    assert_eq!(said, "unknown: 邮件已经交给 localhost，没有等到回话：等了很久没有回音；收到没有，说不准");
    assert_eq!((pauses, taken.len()), (vec![], 1));
}

#[test]
fn a_certificate_that_is_wrong_stops_it_before_a_word_is_said() {
    let unknown = |port, tls| {
        let config = config(port, &format!("tls = '{tls}'"));
        config.split_once('\n').unwrap().1.to_owned() // without the CA
    };
    let mut told = String::new();
    for (name, smtps) in [("wrong", true), ("old", true), ("server", true), ("wrong", false), ("server", false)] {
        let pair = [PKI.path(&format!("{name}.pem")), PKI.path(&format!("{name}.key"))];
        let server = Server::mail(&json!({"cert": pair[0], "key": pair[1], "smtps": smtps}));
        let mode = if smtps { "smtps" } else { "starttls" };
        let config = match name {
            "server" => unknown(server.port, mode),
            _ => config(server.port, &format!("tls = '{mode}'")),
        };
        let (said, pauses) = outcome(&open(Kind::Mail, &config, &std::env::temp_dir()), &message(TO));
        writeln!(told, "{name} {mode}: {said} {pauses:?}").unwrap();
        assert_eq!(server.taken().len(), 0);
    }
    insta::assert_snapshot!(told);
}

/// A server that says these bytes to whoever connects, letter by letter where it is slow, and then keeps the line or cuts it.
fn speaks(words: &'static str, slow: bool, keeps: bool) -> u64 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(3) {
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                for byte in words.bytes() {
                    if slow {
                        std::thread::sleep(Duration::from_millis(300));
                    }
                    if stream.write_all(&[byte]).is_err() {
                        return;
                    }
                }
                if keeps {
                    let _ = BufReader::new(stream).lines().count();
                }
            });
        }
    });
    u64::from(port)
}

#[test]
fn a_server_that_is_away_turns_us_away_or_never_finishes_costs_no_more_than_was_allowed() {
    let gone = u64::from(TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
    // those who will not answer in time are waited for no longer than need be; the others have time on a busy machine, too
    let hurried = Limits { call: Duration::from_secs(1), ..LIMITS };
    let cases = [
        ("nobody listens", gone, LIMITS),
        ("says nothing", speaks("", false, true), hurried),
        ("cuts the line", speaks("", false, false), LIMITS),
        ("cuts the line within a greeting", speaks("220 mail.exa", false, false), LIMITS),
        ("turns us away", speaks("554 5.7.1 your address is on a list\r\n", false, true), LIMITS),
        ("too busy", speaks("421 4.7.0 too many connections\r\n", false, true), LIMITS),
        ("speaks another language", speaks("HTTP/1.1 400 Bad Request\r\n\r\n", false, true), LIMITS),
        (
            "a letter at a time",
            speaks("220 mail.example.gov.cn ESMTP and so on and on and on\r\n", true, true),
            hurried,
        ),
    ];
    let mut told = String::new();
    for (what, port, limits) in cases {
        let channel = open(Kind::Mail, &config(port, "tls = 'none'"), &std::env::temp_dir());
        let start = Instant::now();
        let limits = Limits { attempts: 2, ..limits };
        let outcome = notify::send_timed(&channel, &message(TO), &limits, &Patience::default());
        assert!(start.elapsed() < Duration::from_secs(12), "{what}: {:?}", start.elapsed());
        writeln!(told, "{what}: {}", line(&outcome)).unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_no_address_is_refused_without_a_connection() {
    let channel = open(Kind::Mail, &config(9, "tls = 'none'"), &std::env::temp_dir());
    for bad in ["", "水务局", "a@b@c", "a@b.cn\r\nRCPT TO:<c@d.cn>"] {
        assert!(outcome(&channel, &message(bad)).0.starts_with("refused: "), "{bad}");
    }
    let mut sly = message(TO);
    sly.subject = "周报\r\nBcc: spy@example.org".to_owned();
    sly.to_name = "水务局\r\nBcc: spy@example.org".to_owned();
    let server = Server::mail(&json!({}));
    let channel = open(Kind::Mail, &config(server.port, "tls = 'none'"), &std::env::temp_dir());
    assert_eq!(outcome(&channel, &sly).0, QUEUED);
    let taken = server.taken();
    assert_eq!(taken[0]["to"], json!([TO]));
    assert_eq!(peers::mail(&decoded(&taken[0]))["headers"]["Bcc"], Value::Null);
}

/// exim as an office runs it: TLS and a login for everybody, delivery to a Maildir.
struct Exim {
    child: std::process::Child,
    dir: TempDir,
    ports: [u16; 2],
}

impl Exim {
    fn start() -> Exim {
        let dir = tempfile::Builder::new().prefix("exim-").tempdir().unwrap();
        let ports = [free_port(), free_port()];
        let at = dir.path().to_str().unwrap();
        for part in ["spool", "log", "mail"] {
            std::fs::create_dir(dir.path().join(part)).unwrap();
        }
        for name in ["server.pem", "server.key"] {
            std::fs::copy(PKI.path(name), dir.path().join(name)).unwrap();
        }
        let template = include_str!("../peers/exim.conf");
        let config = template.replace("@DIR@", at).replace("@SMTP@", &ports[0].to_string());
        let config = config.replace("@SMTPS@", &ports[1].to_string());
        std::fs::write(dir.path().join("exim.conf"), config).unwrap();
        let run = |line: &str| assert!(std::process::Command::new("sh").args(["-c", line]).status().unwrap().success());
        run(&format!("chown -R Debian-exim:Debian-exim {at} && chown root:root {at}/exim.conf && chmod 755 {at}"));
        let child = std::process::Command::new("/usr/sbin/exim4")
            .args(["-C", &format!("{at}/exim.conf"), "-bdf", "-q1s"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("exim4 is missing: run scripts/test, which installs what is missing");
        let exim = Exim { child, dir, ports };
        let deadline = Instant::now() + Duration::from_mins(2);
        while ports.iter().any(|port| std::net::TcpStream::connect(("127.0.0.1", *port)).is_err()) {
            assert!(Instant::now() < deadline, "exim does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        exim
    }

    /// The mails in the Maildir, once there are so many.
    fn delivered(&self, count: usize) -> Vec<Vec<u8>> {
        let deadline = Instant::now() + Duration::from_mins(2);
        loop {
            let files = std::fs::read_dir(self.dir.path().join("mail/new"));
            let mails: Vec<_> =
                files.into_iter().flatten().map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
            if mails.len() >= count {
                return mails;
            }
            assert!(Instant::now() < deadline, "exim delivered {}", mails.len());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn exim_delivers_what_was_sent_and_refuses_what_an_office_refuses() {
    let exim = Exim::start();
    let dir = passwords();
    let send = |port: u16, settings: &str, to: &str| {
        outcome(&open(Kind::Mail, &config(u64::from(port), settings), dir.path()), &message(to))
    };
    let login = "user = 'zgb'\npassword_file = 'right'";
    let [smtp, smtps] = exim.ports;
    for (port, mode) in [(smtp, "starttls"), (smtps, "smtps")] {
        let (said, pauses) = send(port, &format!("tls = '{mode}'\n{login}"), TO);
        assert!(said.starts_with("sent: 250 OK id="), "{said}");
        assert_eq!(pauses, [0; 0]);
    }
    for mail in exim.delivered(2) {
        let mut text = String::new();
        mail.as_slice().take(2000).read_to_string(&mut text).unwrap();
        assert!(text.contains("with esmtpsa"), "{text}");
        same(&peers::mail(&mail), &message(TO));
    }
    let told = [
        send(smtp, &format!("tls = 'starttls'\n{login}"), "gone@example.gov.cn"),
        send(smtp, &format!("tls = 'starttls'\n{login}"), "later@example.gov.cn"),
        send(smtp, "tls = 'starttls'", TO),
        send(smtp, "tls = 'none'", TO),
        send(smtp, "tls = 'starttls'\nuser = 'zgb'\npassword_file = 'wrong'", TO),
    ];
    let told: Vec<String> = told.iter().map(|(said, pauses)| format!("{said} {pauses:?}")).collect();
    insta::assert_snapshot!(told.join("\n"));
}
