//! One message through one channel: what the tests of all channels share, and those that need no network.

use chrono::DateTime;
use duban::domain::say::Said;
use duban::i18n::{Lang, Words};
use duban::notify::{self, Attachment, Channel, Kind, Limits, Message, Outcome, Settings, Timing};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

/// A message as an office sends one.
pub fn message(to_address: &str) -> Message {
    Message {
        id: "r12-slj-mail".to_owned(),
        at: DateTime::parse_from_rfc3339("2026-03-16T09:00:00+08:00").unwrap(),
        to_name: "水务局".to_owned(),
        to_address: to_address.to_owned(),
        subject: "第12期周调度：请于3月20日前报送整改进展".to_owned(),
        text: "水务局：\n\n本周要报的有 2 个问题。\n8.2 河道采砂，3月31日到期。\n.\n20 沈家坝水库，已逾期。\n"
            .to_owned(),
        html: Some("<p>水务局：</p><p>本周要报的有 <b>2</b> 个问题。</p>".to_owned()),
        attachments: vec![
            Attachment {
                name: "第12期 水务局 整改进展填报表（2026年3月16日至3月20日）.xlsx".to_owned(),
                mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
                bytes: (0..=255).collect(),
            },
            Attachment {
                name: "时限.ics".to_owned(),
                mime: "text/calendar; charset=utf-8".to_owned(),
                bytes: b"BEGIN:VCALENDAR\nlf alone\r\nEND:VCALENDAR".to_vec(),
            },
        ],
        file_name: "第12期 水务局".to_owned(),
        left_out: Words::new(Lang::Zh).say(&notify::left_out()),
    }
}

/// Attempts by a clock that does not wait: a pause passes at once, and is remembered.
#[derive(Default)]
pub struct Patience {
    pub pauses: RefCell<Vec<u64>>,
    passed: Cell<Duration>,
}

impl Timing for Patience {
    fn elapsed(&self) -> Duration {
        self.passed.get()
    }
    fn sleep(&self, pause: Duration) {
        self.passed.set(self.passed.get() + pause);
        self.pauses.borrow_mut().push(pause.as_secs());
    }
    fn millis(&self) -> u64 {
        1_773_622_800_123 // 2026-03-16 09:00:00.123 +08:00
    }
}

/// Three attempts, with time enough on a busy machine.
pub const LIMITS: Limits = Limits {
    attempts: 3,
    total: Duration::from_mins(2),
    connect: Duration::from_secs(10),
    call: Duration::from_secs(20),
};

/// The same for a server that never answers; one that does has to, however busy the machine.
pub const SHORT: Limits = Limits { call: Duration::from_secs(5), ..LIMITS };

/// The channel that a configuration sets up.
#[track_caller]
pub fn open(kind: Kind, config: &str, folder: &Path) -> Channel {
    try_open(kind, config, folder).unwrap_or_else(|said| panic!("{}", told(&said)))
}

/// The same, where it may be refused.
#[track_caller]
pub fn try_open(kind: Kind, config: &str, folder: &Path) -> Result<Channel, Said> {
    let settings: Settings = toml::from_str(config).unwrap();
    settings.open(kind, folder)
}

/// Sends with a patience of its own, and says what the user reads, and how long was waited in between.
pub fn outcome(channel: &Channel, message: &Message) -> (String, Vec<u64>) {
    outcome_within(&LIMITS, channel, message)
}

/// The same within other limits.
pub fn outcome_within(limits: &Limits, channel: &Channel, message: &Message) -> (String, Vec<u64>) {
    let patience = Patience::default();
    let outcome = notify::send_timed(channel, message, limits, &patience);
    (line(&outcome), patience.pauses.into_inner())
}

/// An outcome as the user reads it.
pub fn line(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Sent { detail } => format!("sent: {detail}"),
        Outcome::Refused { why } => format!("refused: {}", told(why)),
        Outcome::Failed { why } => format!("failed: {}", told(why)),
        Outcome::Unknown { why } => format!("unknown: {}", told(why)),
    }
}

/// A sentence as the user reads it.
pub fn told(said: &Said) -> String {
    Words::new(Lang::Zh).say(said)
}

/// A file that only its owner may read.
pub fn secret(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// A CA of a test's own, and certificates of its: for `localhost` and 127.0.0.1, for another host, and one that has expired.
pub struct Pki(std::path::PathBuf);

pub static PKI: LazyLock<Pki> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pki-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let openssl = |line: &str, extra: &[&str]| {
        let output = Command::new("openssl").args(line.split_whitespace()).args(extra).current_dir(&dir).output();
        let output = output.expect("openssl is missing: run scripts/test, which installs what is missing");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(
        &format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=office"),
        &["-addext", "basicConstraints=critical,CA:TRUE"],
    );
    for (name, hosts, days) in [
        ("server", "DNS:localhost,DNS:robot.example.test,IP:127.0.0.1", "2"),
        ("wrong", "DNS:other.example.test", "2"),
        ("old", "DNS:localhost,IP:127.0.0.1", "-1"),
    ] {
        std::fs::write(dir.join(format!("{name}.ext")), format!("subjectAltName={hosts}\n")).unwrap();
        openssl(&format!("req {key} -keyout {name}.key -out {name}.csr -subj /CN=server"), &[]);
        openssl(
            &format!(
                "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days {days} -extfile {name}.ext -out {name}.pem"
            ),
            &[],
        );
    }
    Pki(dir)
});

impl Pki {
    /// `ca.pem`, `server.pem`, `server.key`, `wrong.pem`, …
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

#[test]
fn the_outbox_gets_a_folder_that_any_mail_program_opens_and_gets_it_once() {
    let dir = tempfile::tempdir().unwrap();
    let outbox = open(Kind::Outbox, "[outbox]\nfolder = '待发/三月'\nfrom = '整改办 <zgb@example.gov.cn>'", dir.path());
    let mut message = message("slj@example.gov.cn");
    let folder = dir.path().join("待发/三月/第12期 水务局");
    let sent = format!("sent: {}", folder.display());
    assert_eq!(outcome(&outbox, &message), (sent.clone(), vec![]));

    let names = || {
        let mut names: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let sheet = "第12期 水务局 整改进展填报表（2026年3月16日至3月20日）.xlsx";
    assert_eq!(names(), ["message.eml", "message.txt", "时限.ics", sheet]);
    assert_eq!(std::fs::read(folder.join(sheet)).unwrap(), (0..=255).collect::<Vec<u8>>());
    let eml = std::fs::read(folder.join("message.eml")).unwrap();
    let read = crate::peers::mail(&eml);
    assert_eq!(read["to"], serde_json::json!([["水务局", "slj@example.gov.cn"]]));
    assert_eq!(read["from"], serde_json::json!([["整改办", "zgb@example.gov.cn"]]));
    assert_eq!(read["headers"]["X-Unsent"], "1");
    same(&read, &message);

    message.text = "another text must not replace what may have been carried away".to_owned();
    assert_eq!(outcome(&outbox, &message).0, sent);
    assert_eq!((names().len(), std::fs::read(folder.join("message.eml")).unwrap()), (4, eml));
    assert_eq!(std::fs::read_dir(dir.path().join("待发/三月")).unwrap().count(), 1, "nothing is left beside it");
}

/// What Python's email package reads is what was sent.
#[track_caller]
pub fn same(read: &serde_json::Value, message: &Message) {
    use base64::Engine;
    assert_eq!(read["defects"], serde_json::json!([]));
    assert_eq!(read["headers"]["Subject"], message.subject.as_str());
    assert_eq!(read["headers"]["Date"], "Mon, 16 Mar 2026 01:00:00 +0000");
    assert_eq!(read["headers"]["Message-ID"].as_str().unwrap(), format!("<{}@example.gov.cn>", message.id));
    assert_eq!(read["text"].as_str().unwrap().trim_end(), message.text.trim_end());
    assert_eq!(read["html"].as_str().map(str::trim_end), message.html.as_deref());
    let attached = read["attachments"].as_array().unwrap();
    assert_eq!(attached.len(), message.attachments.len());
    for (read, sent) in attached.iter().zip(&message.attachments) {
        assert_eq!(read["name"], sent.name.as_str());
        assert_eq!(read["mime"].as_str(), sent.mime.split(';').next());
        let bytes = base64::engine::general_purpose::STANDARD.decode(read["base64"].as_str().unwrap()).unwrap();
        assert_eq!(bytes, sent.bytes, "{}", sent.name);
    }
}

#[test]
fn the_outbox_takes_what_has_no_address_and_refuses_what_is_no_name() {
    let dir = tempfile::tempdir().unwrap();
    let outbox = open(Kind::Outbox, "[outbox]\nfolder = 'out'", dir.path());
    let mut message = message("");
    message.attachments[0].name = "../../逃.xlsx".to_owned();
    message.attachments[1].name = "MESSAGE.EML".to_owned();
    assert!(outcome(&outbox, &message).0.starts_with("sent: "));
    let folder = dir.path().join("out").join(&message.file_name);
    let read = crate::peers::mail(&std::fs::read(folder.join("message.eml")).unwrap());
    assert_eq!(read["to"], serde_json::json!([]));
    assert!(folder.join("_.._逃.xlsx").is_file() && folder.join("MESSAGE-2.EML").is_file());

    message.file_name = "../逃".to_owned();
    assert_eq!(outcome(&outbox, &message).0, "refused: “../逃”不能用作文件夹的名字");
    std::fs::write(dir.path().join("file"), "").unwrap();
    let outbox = open(Kind::Outbox, "[outbox]\nfolder = 'file/out'", dir.path());
    message.file_name = "逃".to_owned();
    assert!(outcome(&outbox, &message).0.starts_with("failed: "), "{:?}", outcome(&outbox, &message));
}

#[test]
fn stdout_hands_the_text_back() {
    let channel = open(Kind::Stdout, "", Path::new("."));
    insta::assert_snapshot!(outcome(&channel, &message("slj@example.gov.cn")).0);
}

#[test]
fn a_key_that_is_not_known_is_refused_with_its_name_and_without_its_value() {
    for (config, name) in [
        ("[mail]\nserver = 'a'\nfrom = 'a@b.cn'\npassword = 'hush'", "password"),
        ("[wecom]\nurl = 'https://a/?key=hush'", "url"),
        ("[wecom.groups.\"甲\"]\nkey = 'hush'", "key"),
        ("atempts = 2", "atempts"),
        ("[telegram]\nurl_file = 'hush'", "telegram"),
    ] {
        let error = toml::from_str::<Settings>(config).unwrap_err();
        assert!(error.message().contains(&format!("`{name}`")), "{}", error.message());
        assert!(!error.message().contains("hush"), "{}", error.message());
    }
}

#[test]
fn what_does_not_fit_together_is_told_before_anything_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    secret(dir.path(), "word", "hush\n");
    secret(dir.path(), "plain", "http://10.1.2.3/hook?key=hush");
    std::fs::write(dir.path().join("open"), "hush").unwrap();
    let mail = "[mail]\nserver = 'mail.example.gov.cn'\nfrom = 'zgb@example.gov.cn'\n";
    let cases = [
        (Kind::Mail, String::new()),
        (Kind::Mail, format!("{mail}user = 'zgb'")),
        (Kind::Mail, format!("{mail}user = 'zgb'\npassword_file = 'open'")),
        (Kind::Mail, format!("{mail}user = 'zgb'\npassword_file = 'none'")),
        (Kind::Mail, format!("{mail}user = 'zgb'\npassword_env = 'DUBAN_NO_SUCH_SECRET'")),
        (Kind::Mail, format!("{mail}user = 'zgb'\npassword_file = 'word'\npassword_env = 'X'")),
        (Kind::Mail, format!("{mail}user = 'zgb'\npassword_file = 'word'\ntls = 'none'")),
        (Kind::Mail, mail.replace("zgb@", "zgb")),
        (Kind::Mail, format!("ca_file = 'word'\n{mail}")),
        (Kind::Wecom, "[wecom]".to_owned()),
        (Kind::Wecom, "[wecom]\nurl_file = 'word'".to_owned()),
        (Kind::Wecom, "[wecom]\nurl_file = 'plain'".to_owned()),
        (Kind::Wecom, "[wecom]\nurl_file = 'word'\nsecret_file = 'word'".to_owned()),
        (Kind::Wecom, "[wecom.groups.a]\nurl_file = 'word'\n[wecom.groups.a.groups.b]".to_owned()),
        (Kind::Wecom, "[wecom.groups.\"水务局\"]\nformat = 'text'".to_owned()),
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|(kind, config)| {
            let said = told(&try_open(*kind, config, dir.path()).unwrap_err());
            assert!(!said.contains("hush"), "{said}");
            said.replace(dir.path().to_str().unwrap(), "[DIR]")
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_configuration_takes_a_section_and_the_program_runs() {
    let office = crate::support::Office::new("HQ");
    std::fs::create_dir_all(office.dir().join(".config/duban")).unwrap();
    office
        .write(".config/duban/config.toml", b"author = 'x'\n[notify]\nattempts = 2\n[notify.outbox]\nfolder = 'out'\n");
    office.done("list");
    office.write(".config/duban/config.toml", b"[notify.mail]\nserver = 'a'\nfrom = 'a@b.cn'\npassword = 'hush'\n");
    insta::assert_snapshot!(office.line("list"));
    office.write(".config/duban/config.toml", b"");
}
