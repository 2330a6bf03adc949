//! Group robots: 企业微信, 钉钉, 飞书. All three answer 200 whatever happens, with an error code in the body.
//!
//! 企业微信: 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770): text at most 2048 bytes, markdown at most 4096;
//! 20 messages a minute, then `errcode` 45009; the key stands in the address.
//!
//! 钉钉: 自定义机器人接入 (open.dingtalk.com/document/robots/custom-robot-access): 20 messages a minute, then `errcode` 130101
//! (`send too fast, exceed 20 times per minute`) or 410100, for ten minutes; a message of at most 20000 bytes. With 加签 the query
//! has `timestamp` (milliseconds) and `sign` = base64(HMAC-SHA256(key: secret, `timestamp + "\n" + secret`)), percent-encoded.
//!
//! 飞书: 自定义机器人使用指南 (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot): a body of at most 20 KB; 100 messages a
//! minute and 5 a second, then `code` 11232; 9499 is both `Bad Request` and `too many request`. With 签名校验 the body has
//! `timestamp` (seconds, at most an hour old) and `sign` = base64(HMAC-SHA256(key: `timestamp + "\n" + secret`, nothing)).

use super::http::{Post, Target};
use super::{Attempt, Limits, Message, Timing, cut};
use crate::say;
use crate::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::time::Duration;

/// Whose robot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// 企业微信
    Wecom,
    /// 钉钉
    Dingtalk,
    /// 飞书
    Feishu,
}

/// The robots of one maker, by the names that the configuration gives them; the one without a name is `""`.
#[derive(Debug, Clone)]
pub struct Robot {
    pub(super) maker: Maker,
    pub(super) groups: BTreeMap<String, Group>,
}

/// A robot in a group.
#[derive(Debug, Clone)]
pub struct Group {
    pub(super) target: Target,
    pub(super) secret: Option<Secret>,
    /// As text without marks, not as Markdown.
    pub(super) plain: bool,
}

impl Robot {
    pub(super) fn attempt(&self, message: &Message, limits: &Limits, timing: &dyn Timing) -> Attempt {
        let Some(group) = self.groups.get(&message.to_address) else {
            return Attempt::Failed(say!("notify-robot-unknown", name = &message.to_address));
        };
        let millis = timing.millis();
        let mut body = body(self.maker, message, group.plain);
        let mut query = Vec::new();
        if let Some(secret) = &group.secret {
            match self.maker {
                Maker::Wecom => {}
                Maker::Dingtalk => {
                    let text = format!("{millis}\n{}", secret.reveal());
                    let sign = sign(secret.reveal(), &text);
                    query = vec![("timestamp", millis.to_string()), ("sign", sign)];
                }
                Maker::Feishu => {
                    let seconds = millis / 1000;
                    body["timestamp"] = json!(seconds.to_string());
                    body["sign"] = json!(sign(&format!("{seconds}\n{}", secret.reveal()), ""));
                }
            }
        }
        let post = Post { query, headers: Vec::new(), body: body.to_string().into_bytes() };
        match group.target.post(post, limits, timing) {
            Ok(answer) => self.judge(group, &answer.body, answer.whole),
            Err(attempt) => attempt,
        }
    }

    fn judge(&self, group: &Group, body: &[u8], whole: bool) -> Attempt {
        let host = group.target.host();
        let answer: Value = serde_json::from_slice(body).unwrap_or_default();
        let (code, text) = match self.maker {
            Maker::Feishu => ("code", "msg"),
            Maker::Wecom | Maker::Dingtalk => ("errcode", "errmsg"),
        };
        let Some(code) = answer[code].as_i64().filter(|_| whole) else {
            return Attempt::Lost(say!("notify-robot-odd", host = host));
        };
        let said = answer[text].as_str().unwrap_or_default();
        let text = group.target.quoted(said, group.secret.as_ref());
        if code == 0 {
            return Attempt::Sent(text);
        }
        let why = say!("notify-robot-refused", host = host, code = code, text = text);
        match wait(self.maker, code, said) {
            Some(pause) => Attempt::Again(why, Some(pause)),
            None => Attempt::Refused(why),
        }
    }
}

/// How long to wait after an error code that is temporary.
fn wait(maker: Maker, code: i64, said: &str) -> Option<Duration> {
    let seconds = match (maker, code) {
        (Maker::Wecom | Maker::Dingtalk, -1) | (Maker::Feishu, 11232) => 5, // 系统繁忙, 系统压力
        (Maker::Wecom, 45009) => 60,
        (Maker::Dingtalk, 130_101 | 410_100) => 600,
        (Maker::Feishu, 9499) if said.to_lowercase().contains("too many") => 60,
        _ => return None,
    };
    Some(Duration::from_secs(seconds))
}

/// What is posted, without a signature, cut to the length that the maker takes.
fn body(maker: Maker, message: &Message, plain: bool) -> Value {
    let wrap = |text: &str| match (maker, plain) {
        (Maker::Wecom, false) => {
            json!({"msgtype": "markdown", "markdown": {"content": format!("**{}**\n{text}", message.subject)}})
        }
        (Maker::Wecom | Maker::Dingtalk, true) => {
            json!({"msgtype": "text", "text": {"content": format!("{}\n{text}", message.subject)}})
        }
        (Maker::Dingtalk, false) => {
            // a single line end joins lines in their Markdown
            let text = format!("### {}\n\n{}", message.subject, text.replace('\n', "  \n"));
            json!({"msgtype": "markdown", "markdown": {"title": message.subject, "text": text}})
        }
        (Maker::Feishu, _) => {
            // a blank line is a blank: no maker says whether a text may be empty
            let line = |line: &str| json!([{"tag": "text", "text": if line.is_empty() { " " } else { line }}]);
            let lines: Vec<_> = text.lines().map(line).collect();
            json!({"msg_type": "post", "content": {"post": {"zh_cn": {"title": message.subject, "content": lines}}}})
        }
    };
    let fits = |text: &str| {
        let body = wrap(text);
        match (maker, plain) {
            (Maker::Wecom, false) => body["markdown"]["content"].as_str().is_some_and(|text| text.len() <= 4096),
            (Maker::Wecom, true) => body["text"]["content"].as_str().is_some_and(|text| text.len() <= 2048),
            // the signature of 飞书 comes on top
            (Maker::Dingtalk | Maker::Feishu, _) => body.to_string().len() <= 20_000 - 150,
        }
    };
    wrap(&cut::to_fit(&message.text, &message.left_out, fits))
}

fn sign(key: &str, text: &str) -> String {
    BASE64.encode(mac(key, text.as_bytes()))
}

pub(super) fn mac(key: &str, bytes: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("a key of any length will do");
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_temporary_is_waited_for() {
        let seconds = |maker, code, said: &str| wait(maker, code, said).map(|pause| pause.as_secs());
        assert_eq!(seconds(Maker::Wecom, 45009, ""), Some(60));
        assert_eq!(seconds(Maker::Wecom, 93000, "invalid webhook url"), None);
        assert_eq!(seconds(Maker::Dingtalk, 130_101, ""), Some(600));
        assert_eq!(seconds(Maker::Dingtalk, 310_000, "sign not match"), None);
        assert_eq!(seconds(Maker::Feishu, 9499, "Bad Request"), None);
        assert_eq!(seconds(Maker::Feishu, 9499, "too many request"), Some(60));
        assert_eq!(seconds(Maker::Feishu, 45009, ""), None);
    }

    #[test]
    fn signatures_are_those_of_openssl() {
        // printf '1599360473000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
        assert_eq!(sign("SECabc", "1599360473000\nSECabc"), "3SJkK5Fm70JVVkwmvZFkgdPlr53Kn2utLHLz9DzuOSc=");
        // printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '1599360473\nSECabc' | xxd -p) -binary | base64
        assert_eq!(sign("1599360473\nSECabc", ""), "KjJCRpeZcpDq6nFA4wlSAm5ZsE3Y8HuB1O1Sgv2Y9xA=");
    }
}
