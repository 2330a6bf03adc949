//! What `[notify]` in the configuration says, and the channels that come of it.
//!
//! No password and no key stands in it: each comes from a file or the environment, and there is no field to put one into.

use super::http::Target;
use super::mail::{Mail, Tls};
use super::outbox::Outbox;
use super::robot::{Group, Maker, Robot};
use super::webhook::{Hook, Webhook};
use super::{Channel, Limits};
use crate::domain::say::Said;
use crate::net::Roots;
use crate::say;
use crate::secret::Secret;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The ways to send, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// SMTP.
    Mail,
    /// 企业微信 group robot.
    Wecom,
    /// 钉钉 group robot.
    Dingtalk,
    /// 飞书 group robot.
    Feishu,
    /// JSON to a program of the office's own.
    Webhook,
    /// Folders on the disk.
    Outbox,
    /// Printed.
    Stdout,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] =
        [Kind::Mail, Kind::Wecom, Kind::Dingtalk, Kind::Feishu, Kind::Webhook, Kind::Outbox, Kind::Stdout];

    /// What it is called in the configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Mail => "mail",
            Kind::Wecom => "wecom",
            Kind::Dingtalk => "dingtalk",
            Kind::Feishu => "feishu",
            Kind::Webhook => "webhook",
            Kind::Outbox => "outbox",
            Kind::Stdout => "stdout",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// `[notify]`: what is set, unchecked. A key that it does not know is refused with its name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    attempts: Option<u32>,
    total_seconds: Option<u64>,
    connect_seconds: Option<u64>,
    call_seconds: Option<u64>,
    ca_file: Option<PathBuf>,
    mail: Option<MailSettings>,
    wecom: Option<RobotSettings>,
    dingtalk: Option<RobotSettings>,
    feishu: Option<RobotSettings>,
    webhook: Option<WebhookSettings>,
    outbox: Option<OutboxSettings>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailSettings {
    server: String,
    port: Option<u16>,
    #[serde(default)]
    tls: TlsSetting,
    from: String,
    reply_to: Option<String>,
    user: Option<String>,
    password_file: Option<PathBuf>,
    password_env: Option<String>,
    hello: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TlsSetting {
    #[default]
    Smtps,
    Starttls,
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RobotSettings {
    url_file: Option<PathBuf>,
    url_env: Option<String>,
    secret_file: Option<PathBuf>,
    secret_env: Option<String>,
    #[serde(default)]
    format: Format,
    #[serde(default)]
    plain_http: bool,
    #[serde(default)]
    groups: BTreeMap<String, RobotSettings>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Markdown,
    Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WebhookSettings {
    url: Option<String>,
    url_file: Option<PathBuf>,
    url_env: Option<String>,
    secret_file: Option<PathBuf>,
    secret_env: Option<String>,
    #[serde(default)]
    plain_http: bool,
    #[serde(default)]
    groups: BTreeMap<String, WebhookSettings>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutboxSettings {
    folder: PathBuf,
    from: Option<String>,
}

/// Whose mails those in an outbox are, where neither it nor `[notify.mail]` says so.
const NOBODY: &str = "duban <duban@localhost>";

impl Settings {
    /// How long and how often a message is tried.
    pub fn limits(&self) -> Limits {
        let own = Limits::default();
        let seconds = |set: Option<u64>, own: Duration| set.map_or(own, Duration::from_secs);
        Limits {
            attempts: self.attempts.unwrap_or(own.attempts).max(1),
            total: seconds(self.total_seconds, own.total),
            connect: seconds(self.connect_seconds, own.connect),
            call: seconds(self.call_seconds, own.call),
        }
    }

    /// The channels that are set up; stdout needs no settings.
    pub fn kinds(&self) -> Vec<Kind> {
        let is_set = |kind: &Kind| match kind {
            Kind::Mail => self.mail.is_some(),
            Kind::Wecom => self.wecom.is_some(),
            Kind::Dingtalk => self.dingtalk.is_some(),
            Kind::Feishu => self.feishu.is_some(),
            Kind::Webhook => self.webhook.is_some(),
            Kind::Outbox => self.outbox.is_some(),
            Kind::Stdout => true,
        };
        Kind::ALL.into_iter().filter(is_set).collect()
    }

    /// Makes a channel ready: checks what is set and reads its secrets. Files are looked for from `folder` on.
    pub fn open(&self, kind: Kind, folder: &Path) -> Result<Channel, Said> {
        let unset = || say!("notify-channel-unset", channel = kind.name());
        let roots = Roots::read(self.ca_file.as_ref().map(|path| folder.join(path)).as_deref())?;
        match kind {
            Kind::Mail => mail(self.mail.as_ref().ok_or_else(unset)?, folder, roots).map(Channel::Mail),
            Kind::Wecom => robot(Maker::Wecom, self.wecom.as_ref().ok_or_else(unset)?, kind, folder, &roots),
            Kind::Dingtalk => robot(Maker::Dingtalk, self.dingtalk.as_ref().ok_or_else(unset)?, kind, folder, &roots),
            Kind::Feishu => robot(Maker::Feishu, self.feishu.as_ref().ok_or_else(unset)?, kind, folder, &roots),
            Kind::Webhook => webhook(self.webhook.as_ref().ok_or_else(unset)?, folder, &roots).map(Channel::Webhook),
            Kind::Outbox => {
                let set = self.outbox.as_ref().ok_or_else(unset)?;
                let from = set.from.as_deref().or(self.mail.as_ref().map(|mail| mail.from.as_str()));
                let from = mailbox(from.unwrap_or(NOBODY))?;
                Ok(Channel::Outbox(Outbox { folder: folder.join(&set.folder), from }))
            }
            Kind::Stdout => Ok(Channel::Stdout),
        }
    }
}

fn mail(set: &MailSettings, folder: &Path, roots: Roots) -> Result<Mail, Said> {
    let tls = match set.tls {
        TlsSetting::Smtps => Tls::Smtps,
        TlsSetting::Starttls => Tls::Starttls,
        TlsSetting::None => Tls::None,
    };
    let password =
        secret(&["notify.mail", "password"], set.password_file.as_deref(), set.password_env.as_deref(), folder)?;
    let login = match (&set.user, password) {
        (Some(user), Some(password)) => Some((user.clone(), password)),
        (None, None) => None,
        _ => return Err(say!("notify-login-half")),
    };
    let is_here = ["localhost", "127.0.0.1", "::1"].contains(&set.server.as_str());
    if tls == Tls::None && login.is_some() && !is_here {
        return Err(say!("notify-login-plain", server = &set.server));
    }
    let port = set.port.unwrap_or(match tls {
        Tls::Smtps => 465,
        Tls::Starttls => 587,
        Tls::None => 25,
    });
    Ok(Mail {
        server: set.server.clone(),
        port,
        tls,
        from: mailbox(&set.from)?,
        reply_to: set.reply_to.as_deref().map(mailbox).transpose()?,
        login,
        hello: set.hello.clone(),
        roots,
    })
}

fn robot(maker: Maker, set: &RobotSettings, kind: Kind, folder: &Path, roots: &Roots) -> Result<Channel, Said> {
    let mut groups = BTreeMap::new();
    for (name, set) in named(set, |set| &set.groups, |set| set.url_file.is_some() || set.url_env.is_some(), kind)? {
        let url = secret(&["notify", kind.name(), "url"], set.url_file.as_deref(), set.url_env.as_deref(), folder)?;
        let url = url.ok_or_else(|| say!("notify-group-unset", channel = kind.name(), name = name))?;
        let key =
            secret(&["notify", kind.name(), "secret"], set.secret_file.as_deref(), set.secret_env.as_deref(), folder)?;
        if maker == Maker::Wecom && key.is_some() {
            return Err(say!("notify-secret-unused", channel = kind.name()));
        }
        let target = Target::new(&url, set.plain_http, roots.clone())?;
        groups.insert(name.to_owned(), Group { target, secret: key, plain: set.format == Format::Text });
    }
    Ok(Channel::Robot(Robot { maker, groups }))
}

fn webhook(set: &WebhookSettings, folder: &Path, roots: &Roots) -> Result<Webhook, Said> {
    let mut hooks = BTreeMap::new();
    let has_url = |set: &WebhookSettings| set.url.is_some() || set.url_file.is_some() || set.url_env.is_some();
    for (name, set) in named(set, |set| &set.groups, has_url, Kind::Webhook)? {
        let url = secret(&["notify.webhook", "url"], set.url_file.as_deref(), set.url_env.as_deref(), folder)?;
        let url = url.or_else(|| set.url.as_deref().map(Secret::new));
        let url = url.ok_or_else(|| say!("notify-group-unset", channel = "webhook", name = name))?;
        let key = secret(&["notify.webhook", "secret"], set.secret_file.as_deref(), set.secret_env.as_deref(), folder)?;
        hooks.insert(name.to_owned(), Hook { target: Target::new(&url, set.plain_http, roots.clone())?, secret: key });
    }
    Ok(Webhook { hooks })
}

/// The one without a name, where it has an address, and those with one. Groups within groups are refused, and none at all.
fn named<T>(
    set: &T,
    groups: impl Fn(&T) -> &BTreeMap<String, T>,
    has_url: impl Fn(&T) -> bool,
    kind: Kind,
) -> Result<Vec<(&str, &T)>, Said> {
    let own = has_url(set).then_some(("", set));
    let all: Vec<_> = own.into_iter().chain(groups(set).iter().map(|(name, set)| (name.as_str(), set))).collect();
    if let Some((name, _)) = all.iter().find(|(name, set)| !name.is_empty() && !groups(set).is_empty()) {
        return Err(say!("notify-group-nested", channel = kind.name(), name = *name));
    }
    if all.is_empty() {
        return Err(say!("notify-url-unset", channel = kind.name()));
    }
    Ok(all)
}

/// A secret from the file or the environment; not from both.
fn secret(name: &[&str], file: Option<&Path>, env: Option<&str>, folder: &Path) -> Result<Option<Secret>, Said> {
    match (file, env) {
        (Some(file), None) => Secret::from_file(&folder.join(file)).map(Some),
        (None, Some(env)) => Secret::from_env(env).map(Some),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(say!("notify-secret-twice", name = name.join("."))),
    }
}

/// `整改办 <zgb@example.gov.cn>`, or the address alone.
fn mailbox(text: &str) -> Result<Mailbox, Said> {
    let (name, address) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => ("", text),
    };
    super::mime::mailbox(name, address).ok_or_else(|| say!("notify-from-bad", found = text))
}
