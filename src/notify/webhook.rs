//! A webhook of the office's own: plain JSON, as `docs/sending.md` promises it. A 2xx means that it was taken, unless a
//! JSON object in it says otherwise: `"ok": false`, or an `errcode` that is not 0, as a gateway in front of a robot hands it on.

use super::http::{Post, Target};
use super::robot::mac;
use super::{Attempt, Limits, Message, Timing};
use crate::say;
use crate::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The webhooks by the names that the configuration gives them; the one without a name is `""`.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub(super) hooks: BTreeMap<String, Hook>,
}

/// Where to post, and what proves that it was us.
#[derive(Debug, Clone)]
pub struct Hook {
    pub(super) target: Target,
    pub(super) secret: Option<Secret>,
}

impl Webhook {
    pub(super) fn attempt(&self, message: &Message, limits: &Limits, timing: &dyn Timing) -> Attempt {
        let Some(hook) = self.hooks.get(&message.to_address) else {
            return Attempt::Failed(say!("notify-robot-unknown", name = &message.to_address));
        };
        let body = body(message).to_string().into_bytes();
        let mut headers = vec![("Idempotency-Key", message.id.clone())];
        if let Some(secret) = &hook.secret {
            let mac = mac(secret.reveal(), &body);
            headers.push((
                "X-Duban-Signature",
                mac.iter().fold("sha256=".to_owned(), |hex, byte| hex + &format!("{byte:02x}")),
            ));
        }
        match hook.target.post(Post { query: Vec::new(), headers, body }, limits, timing) {
            Ok(answer) => {
                let text = hook.target.quoted(&String::from_utf8_lossy(&answer.body), hook.secret.as_ref());
                if says_no(&answer.body) {
                    let code = u64::from(answer.status);
                    return Attempt::Refused(say!(
                        "notify-post-answered",
                        host = hook.target.host(),
                        code = code,
                        text = text
                    ));
                }
                Attempt::Sent(format!("{} {text}", answer.status).trim_end().to_owned())
            }
            Err(attempt) => attempt,
        }
    }
}

fn says_no(body: &[u8]) -> bool {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    answer["ok"] == json!(false) || answer["errcode"].as_i64().is_some_and(|code| code != 0)
}

fn body(message: &Message) -> Value {
    let file = |file: &super::Attachment| json!({"name": file.name, "mime": file.mime, "size": file.bytes.len(), "base64": BASE64.encode(&file.bytes)});
    json!({
        "version": 1,
        "id": message.id,
        "at": message.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        "to": {"name": message.to_name, "address": message.to_address},
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "attachments": message.attachments.iter().map(file).collect::<Vec<_>>(),
    })
}
