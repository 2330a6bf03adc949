//! Group robots and webhooks: stubs that check what is posted by the published rules, and servers that answer badly.

use crate::notify::{
    LIMITS, PKI, Patience, SHORT, line, message, open, outcome, outcome_within, secret, told, try_open,
};
use crate::peers::Server;
use base64::Engine;
use duban::notify::{self, Kind, Message};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const KEY: &str = "693a91f6-7a0c-4bc4-97a0-0ec2sifa5aaa";
const SECRET: &str = "SECd1f4a+/=密";
/// The hour of [`Patience`].
const NOW: u64 = 1_773_622_800_123;

/// What the stub is to know, over what is usual.
fn wish(more: &Value) -> Value {
    let mut wish = json!({"now": NOW, "key_name": KEY, "secret": SECRET});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    wish
}

/// The address of a robot, as its maker gives it.
fn address(kind: Kind, port: u64, key: &str) -> String {
    let path = match kind {
        Kind::Wecom => format!("cgi-bin/webhook/send?key={key}"),
        Kind::Dingtalk => format!("robot/send?access_token={key}"),
        _ => format!("open-apis/bot/v2/hook/{key}"),
    };
    format!("http://127.0.0.1:{port}/{path}")
}

/// Sends a message to a stub, with what is usual in the configuration; tells what came of it and what was posted.
fn through(
    kind: Kind,
    more: &Value,
    key: &str,
    key_to_sign: &str,
    format: &str,
    message: &Message,
) -> (String, Vec<u64>, Vec<Value>) {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::robot(&wish(more));
    secret(dir.path(), "url", &address(kind, server.port, key));
    secret(dir.path(), "signing", key_to_sign);
    let name = kind.name();
    let signing = if kind == Kind::Wecom { "" } else { "secret_file = 'signing'\n" };
    let config = format!("[{name}]\nurl_file = 'url'\n{signing}plain_http = true\nformat = '{format}'");
    let (said, pauses) = outcome(&open(kind, &config, dir.path()), message);
    let said = said.replace(&server.port.to_string(), "PORT");
    (said, pauses, server.taken())
}

const ROBOTS: [Kind; 3] = [Kind::Wecom, Kind::Dingtalk, Kind::Feishu];

#[test]
fn each_robot_gets_what_its_rules_ask_for() {
    let mut posted = String::new();
    for (kind, format) in [
        (Kind::Wecom, "markdown"),
        (Kind::Wecom, "text"),
        (Kind::Dingtalk, "markdown"),
        (Kind::Dingtalk, "text"),
        (Kind::Feishu, "markdown"),
    ] {
        let (said, pauses, taken) = through(kind, &json!({}), KEY, SECRET, format, &message(""));
        let ok = if kind == Kind::Feishu { "sent: success" } else { "sent: ok" };
        assert_eq!((said.as_str(), pauses, taken.len()), (ok, vec![], 1), "{kind:?}");
        writeln!(posted, "{} {format}: {}", kind.name(), serde_json::to_string_pretty(&taken[0]["body"]).unwrap())
            .unwrap();
    }
    insta::assert_snapshot!(posted);
}

#[test]
fn a_text_that_is_too_long_is_cut_at_a_line_and_says_so() {
    let mut long = message("");
    long.text = (1..=2000).map(|n| format!("{n}. 河道采砂整改，三月底前完成“清退”\\")).collect::<Vec<_>>().join("\n");
    for (kind, format, longest) in [
        (Kind::Wecom, "markdown", 4096),
        (Kind::Wecom, "text", 2048),
        (Kind::Dingtalk, "markdown", 20_000),
        (Kind::Feishu, "text", 20_000),
    ] {
        let (said, _, taken) = through(kind, &json!({}), KEY, SECRET, format, &long);
        assert!(said.starts_with("sent: "), "{said}");
        let body = &taken[0]["body"];
        let text = match (kind, format) {
            (Kind::Feishu, _) => {
                let lines = body["content"]["post"]["zh_cn"]["content"].as_array().unwrap();
                lines.iter().map(|line| line[0]["text"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
            }
            (Kind::Dingtalk, _) => body["markdown"]["text"].as_str().unwrap().to_owned(),
            _ => body[format]["content"].as_str().unwrap().to_owned(),
        };
        let kept = text.lines().filter(|line| line.contains("河道采砂")).count();
        let end = format!("……后面还有 {} 行，这里放不下", 2000 - kept);
        assert_eq!(text.lines().last().unwrap(), end);
        assert!(kept > 20, "{kept}");
        let size = if kind == Kind::Wecom {
            text.len()
        } else {
            usize::try_from(taken[0]["bytes"].as_u64().unwrap()).unwrap()
        };
        assert!(size <= longest && size + 200 > longest - 100, "{kind:?}: {size} of {longest}");
    }
}

#[test]
fn two_hundred_with_an_error_code_inside_is_no_success_and_names_no_key() {
    let mut said = String::new();
    for kind in ROBOTS {
        let wrong = "00000000-dead-beef-0000-000000000000";
        let mut cases = vec![
            ("wrong key", through(kind, &json!({}), wrong, SECRET, "text", &message(""))),
            ("too many", through(kind, &json!({"limit": 0}), KEY, SECRET, "text", &message(""))),
            ("wrong secret", through(kind, &json!({}), KEY, "SECwr0ng", "text", &message(""))),
            (
                "clock two hours behind",
                through(kind, &json!({"now": NOW + 7_200_000}), KEY, SECRET, "text", &message("")),
            ),
        ];
        if kind == Kind::Wecom {
            cases.truncate(2); // it does not sign
        }
        for (what, (told, pauses, _)) in cases {
            assert!(![wrong, KEY, SECRET, "SECwr0ng"].iter().any(|key| told.contains(key)), "{told}");
            writeln!(said, "{} {what}: {told} {pauses:?}", kind.name()).unwrap();
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_robot_is_chosen_by_its_name_and_a_ledger_cannot_name_an_address() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::robot(&wish(&json!({})));
    secret(dir.path(), "url", &address(Kind::Wecom, server.port, KEY));
    let config = "[wecom.groups.\"水务局群\"]\nurl_file = 'url'\nplain_http = true";
    let wecom = open(Kind::Wecom, config, dir.path());
    assert_eq!(outcome(&wecom, &message("水务局群")).0, "sent: ok");
    let elsewhere = format!("http://127.0.0.1:{}/cgi-bin/webhook/send?key={KEY}", server.port);
    for name in ["", "环保局群", &elsewhere] {
        let (said, pauses) = outcome(&wecom, &message(name));
        assert_eq!((said, pauses), (format!("failed: 配置里没有叫“{name}”的机器人"), vec![]));
    }
    assert_eq!(server.taken().len(), 1);
    assert!(!format!("{wecom:?}").contains(KEY));
}

#[test]
fn tls_is_verified_and_an_offices_own_ca_will_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut said = String::new();
    for (name, ca) in [("server", true), ("server", false), ("wrong", true), ("old", true)] {
        let pair = json!({"cert": PKI.path(&format!("{name}.pem")), "key": PKI.path(&format!("{name}.key"))});
        let server = Server::robot(&wish(&pair));
        secret(dir.path(), "url", &address(Kind::Wecom, server.port, KEY).replace("http://", "https://"));
        let ca = if ca { format!("ca_file = '{}'\n", PKI.path("ca.pem")) } else { String::new() };
        let wecom = open(Kind::Wecom, &format!("{ca}[wecom]\nurl_file = 'url'"), dir.path());
        let (told, pauses) = outcome(&wecom, &message(""));
        writeln!(said, "{name}: {} {pauses:?}", told.replace(&server.port.to_string(), "PORT")).unwrap();
    }
    insta::assert_snapshot!(said);
}

/// What a server does with a request.
#[derive(Clone)]
enum Does {
    /// Answers with this status line, these headers and this body.
    Answers(&'static str, &'static str, String),
    /// Writes these bytes and closes.
    Writes(&'static str),
    /// Keeps the line and says nothing.
    Hangs,
}

/// What was asked: head and body.
type Asked = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A server that does one thing after the other, the last one again and again.
fn serve(does: Vec<Does>) -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Asked::default();
    let seen = Arc::clone(&asked);
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate().take(20) {
            let does = does[n.min(does.len() - 1)].clone();
            let seen = Arc::clone(&seen);
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let Some(request) = request(&stream) else { return };
                seen.lock().unwrap().push(request);
                let _ = match does {
                    Does::Answers(status, headers, body) => {
                        write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
                    }
                    Does::Writes(bytes) => stream.write_all(bytes.as_bytes()),
                    Does::Hangs => {
                        std::thread::sleep(Duration::from_mins(2)); // longer than anybody waits
                        Ok(())
                    }
                };
            });
        }
    });
    (port, asked)
}

fn request(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok())?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

/// Sends by a webhook or a robot at a server that answers badly; tells what came of it and how often it was asked.
fn badly(kind: Kind, does: &[Does]) -> (String, Vec<u64>, usize) {
    let dir = tempfile::tempdir().unwrap();
    let (port, asked) = serve(does.to_vec());
    secret(dir.path(), "url", &format!("http://127.0.0.1:{port}/hook/s3cretpath?key=s3cretkey"));
    let name = kind.name();
    let channel = open(kind, &format!("[{name}]\nurl_file = 'url'\nplain_http = true"), dir.path());
    let start = Instant::now();
    let limits = if does.iter().any(|does| matches!(does, Does::Hangs)) { SHORT } else { LIMITS };
    let (said, pauses) = outcome_within(&limits, &channel, &message(""));
    assert!(start.elapsed() < Duration::from_mins(1), "{said}: {:?}", start.elapsed());
    assert!(!said.contains("s3cret"), "{said}");
    let times = asked.lock().unwrap().len();
    (said.replace(&port.to_string(), "PORT"), pauses, times)
}

fn answers(status: &'static str, body: &str) -> Does {
    Does::Answers(status, "", body.to_owned())
}

#[test]
fn whatever_a_server_answers_is_told_and_nothing_that_may_be_there_is_posted_to_a_group_twice() {
    let ok = || answers("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#);
    let after = |seconds| Does::Answers("429 Too Many Requests", seconds, "slow down key=s3cretkey".to_owned());
    let cases: Vec<(&str, Vec<Does>)> = vec![
        ("taken", vec![ok()]),
        ("nothing there", vec![answers("404 Not Found", "")]),
        ("too large", vec![answers("413 Payload Too Large", "<html>no")]),
        ("429 for seven seconds", vec![after("Retry-After: 7\r\n"), ok()]),
        ("429 until an hour", vec![after("Retry-After: Mon, 16 Mar 2026 01:00:20 GMT\r\n"), ok()]),
        ("429 for an hour", vec![after("Retry-After: 3600\r\n"), ok()]),
        ("500, then taken", vec![answers("500 Internal Server Error", "oops"), ok()]),
        ("503 for good", vec![answers("503 Service Unavailable", "")]),
        ("hangs", vec![Does::Hangs, ok()]),
        ("hangs up without an answer", vec![Does::Writes(""), ok()]),
        ("closes within the head", vec![Does::Writes("HTTP/1.1 200 O"), ok()]),
        (
            "closes within the body",
            vec![Does::Writes("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"errcode\":0"), ok()],
        ),
        ("a huge answer", vec![answers("200 OK", &" ".repeat(3_000_000)), ok()]),
        ("an error code inside", vec![answers("200 OK", r#"{"errcode":40001,"errmsg":"no s3cretkey"}"#)]),
        ("a page to log in", vec![answers("200 OK", "<html>please log in</html>"), ok()]),
        ("no HTTP at all", vec![Does::Writes("220 mail.example.gov.cn ESMTP\r\n"), ok()]),
        (
            "to another host",
            vec![Does::Answers("307 x", "Location: http://evil.example.org/x?key=1\r\n", String::new()), ok()],
        ),
        ("to a page to log in", vec![Does::Answers("302 Found", "Location: /login\r\n", String::new()), ok()]),
    ];
    let mut told = String::new();
    for (what, does) in cases {
        for kind in [Kind::Wecom, Kind::Webhook] {
            let (said, pauses, times) = badly(kind, &does);
            writeln!(told, "{what}, {}: {said} | asked {times}, waited {pauses:?}", kind.name()).unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_server_that_is_not_there_is_tried_within_the_limits() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for url in [format!("http://127.0.0.1:{gone}/"), "http://no-such-host.invalid/".to_owned()] {
        let webhook = open(Kind::Webhook, &format!("[webhook]\nurl = '{url}'\nplain_http = true"), Path::new("."));
        let (said, pauses) = outcome(&webhook, &message(""));
        assert!(said.starts_with("failed: 试了 3 次都没有发出去，最后一次：和 "), "{said}");
        assert_eq!(pauses, [1, 2]);
    }
    let hurried = notify::Limits { total: Duration::from_secs(2), attempts: 9, ..LIMITS };
    let webhook =
        open(Kind::Webhook, &format!("[webhook]\nurl = 'http://127.0.0.1:{gone}/'\nplain_http = true"), Path::new("."));
    let patience = Patience::default();
    let said = line(&notify::send_timed(&webhook, &message(""), &hurried, &patience));
    assert!(said.starts_with("failed: 要再等 2 秒才能重试，超过了设定的时间，先不发了："), "{said}");
    assert_eq!(*patience.pauses.borrow(), [1]);
}

#[test]
fn a_webhook_gets_the_json_that_is_promised_with_a_signature() {
    let dir = tempfile::tempdir().unwrap();
    let (port, asked) = serve(vec![answers("201 Created", "thanks")]);
    secret(dir.path(), "signing", "hush");
    let config = format!("[webhook]\nurl = 'http://127.0.0.1:{port}/in'\nplain_http = true\nsecret_file = 'signing'");
    let (said, _) = outcome(&open(Kind::Webhook, &config, dir.path()), &message(""));
    assert_eq!(said, "sent: 201 thanks");
    let (head, body) = asked.lock().unwrap().remove(0);
    assert!(head.starts_with("POST /in HTTP/1.1\r\n"), "{head}");
    let header = |name: &str| head.lines().find_map(|line| line.to_lowercase().strip_prefix(name).map(str::to_owned));
    assert_eq!(header("idempotency-key: ").as_deref(), Some("r12-slj-mail"));
    assert!(header("user-agent: ").unwrap().starts_with("duban/"));
    std::fs::write(dir.path().join("body"), &body).unwrap();
    let openssl = std::process::Command::new("openssl")
        .args(["dgst", "-sha256", "-hmac", "hush", "-r"])
        .arg(dir.path().join("body"))
        .output()
        .unwrap();
    let hex = String::from_utf8(openssl.stdout).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(header("x-duban-signature: "), Some(format!("sha256={hex}")));
    let body: Value = serde_json::from_slice(&body).unwrap();
    let bytes = base64::engine::general_purpose::STANDARD.decode(body["attachments"][0]["base64"].as_str().unwrap());
    assert_eq!(bytes.unwrap(), message("").attachments[0].bytes);
    insta::assert_snapshot!(serde_json::to_string_pretty(&body).unwrap());
}

#[test]
fn secrets_come_from_the_environment_too_but_not_from_both() {
    let dir = tempfile::tempdir().unwrap();
    let said =
        try_open(Kind::Webhook, "[webhook]\nurl = 'https://a.cn/'\nsecret_env = 'DUBAN_NO_SUCH_SECRET'", dir.path());
    assert_eq!(told(&said.unwrap_err()), "环境变量 DUBAN_NO_SUCH_SECRET 没有设，或者是空的");
    let said = try_open(Kind::Wecom, "[wecom]\nurl_env = 'PATH'", dir.path());
    assert_eq!(told(&said.unwrap_err()), "设的地址不是 https:// 开头的网址");
}

/// Sends in a process of its own, where the environment can be set: for the test of proxies alone.
#[test]
#[ignore = "run by a_proxy_of_the_environment_is_used_and_no_proxy_obeyed"]
fn sends_from_the_folder() {
    let Some(dir) = std::env::var_os("DUBAN_TEST_FOLDER") else { return };
    let dir = Path::new(&dir);
    let config = std::fs::read_to_string(dir.join("config.toml")).unwrap();
    let (said, _) = outcome(&open(Kind::Wecom, &config, dir), &message(""));
    std::fs::write(dir.join("said"), said).unwrap();
}

#[test]
fn a_proxy_of_the_environment_is_used_and_no_proxy_obeyed() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::robot(&wish(&json!({"cert": PKI.path("server.pem"), "key": PKI.path("server.key")})));
    let (proxy, asked) = tunnel(server.port);
    let config = format!("ca_file = '{}'\n[wecom]\nurl_file = 'url'", PKI.path("ca.pem"));
    std::fs::write(dir.path().join("config.toml"), config).unwrap();
    let send = |url: String, no_proxy: &str| {
        secret(dir.path(), "url", &url);
        let done = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "notify_http::sends_from_the_folder", "--ignored"])
            .env_clear()
            .env("DUBAN_TEST_FOLDER", dir.path())
            .env("HTTPS_PROXY", format!("http://127.0.0.1:{proxy}"))
            .env("NO_PROXY", no_proxy)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
        std::fs::read_to_string(dir.path().join("said")).unwrap()
    };
    // a name that nobody but the proxy can look up
    let far = format!("https://robot.example.test/cgi-bin/webhook/send?key={KEY}");
    assert_eq!(send(far.clone(), ""), "sent: ok");
    assert_eq!(*asked.lock().unwrap(), ["CONNECT robot.example.test:443 HTTP/1.1"]);
    let near = format!("https://127.0.0.1:{}/cgi-bin/webhook/send?key={KEY}", server.port);
    assert_eq!(send(near, "127.0.0.1,.gov.cn"), "sent: ok");
    assert!(send(far, "robot.example.test").starts_with("failed: 试了 3 次"));
    assert_eq!(asked.lock().unwrap().len(), 1, "the proxy was asked once");
    assert_eq!(server.taken().len(), 2);
}

/// A proxy that leads wherever it is asked to lead to one port on this machine.
fn tunnel(to: u64) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().take(20) {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            seen.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
            let mut far = TcpStream::connect(("127.0.0.1", u16::try_from(to).unwrap())).unwrap();
            stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").unwrap();
            let mut back = far.try_clone().unwrap();
            std::thread::spawn(move || std::io::copy(&mut reader, &mut far));
            std::thread::spawn(move || std::io::copy(&mut back, &mut stream));
        }
    });
    (port, asked)
}
