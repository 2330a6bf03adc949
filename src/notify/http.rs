//! One POST over HTTP/1.1, and what is told of it: an address in an error is its host alone, since the rest is a key.

use super::{Attempt, Limits, Timing};
use crate::domain::say::Said;
use crate::net::{self, Roots};
use crate::say;
use crate::secret::{Secret, quoted};
use reqwest::{Response, StatusCode, Url, header};
use std::time::Duration;

/// Where to post, and the certificates beside the system's.
#[derive(Debug, Clone)]
pub struct Target {
    url: Secret,
    roots: Roots,
}

/// What is posted.
pub(super) struct Post {
    /// Added to the query, percent-encoded.
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

/// An answer that says the message may have been taken: 2xx.
pub(super) struct Answer {
    pub(super) status: u16,
    /// At most [`LONGEST`] of it.
    pub(super) body: Vec<u8>,
    /// Whether that is all of it.
    pub(super) whole: bool,
}

/// Bytes of an answer that are read.
const LONGEST: usize = 64 * 1024;

impl Target {
    /// An address over TLS; without it only where the settings say so.
    pub(super) fn new(url: &Secret, plain: bool, roots: Roots) -> Result<Target, Said> {
        let parsed =
            Url::parse(url.reveal().trim()).ok().filter(Url::has_host).ok_or_else(|| say!("notify-url-bad"))?;
        match parsed.scheme() {
            "https" => {}
            "http" if plain => {}
            "http" => return Err(say!("notify-url-plain", host = host(&parsed))),
            _ => return Err(say!("notify-url-bad")),
        }
        Ok(Target { url: Secret::new(parsed.as_str()), roots })
    }

    fn url(&self) -> Url {
        Url::parse(self.url.reveal()).expect("it was parsed before")
    }

    /// The host, which is all of an address that may be shown.
    pub(super) fn host(&self) -> String {
        host(&self.url())
    }

    /// Text from the other side, without the parts of the address that are keys.
    pub(super) fn quoted(&self, text: &str, secret: Option<&Secret>) -> String {
        let url = self.url();
        let query: Vec<String> = url.query_pairs().map(|(_, value)| value.into_owned()).collect();
        let path = url.path_segments().into_iter().flatten().filter(|part| part.len() >= 8);
        let secrets = query.iter().map(String::as_str).chain(path).chain(secret.map(Secret::reveal));
        quoted(text, std::iter::once(url.as_str()).chain(secrets))
    }

    /// Posts once. `Ok` is a 2xx; every other end is told.
    pub(super) fn post(&self, post: Post, limits: &Limits, timing: &dyn Timing) -> Result<Answer, Attempt> {
        let mut url = self.url();
        if !post.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&post.query);
        }
        let failed = |cause: Said| Attempt::Failed(say!("notify-post-trouble", host = self.host(), cause = cause));
        let client = net::client(&self.roots, limits.connect, limits.call).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| failed(net::trouble(&error)))?;
        let request =
            post.headers.into_iter().fold(client.post(url), |request, (name, value)| request.header(name, value));
        let request = request.header(header::CONTENT_TYPE, "application/json; charset=utf-8").body(post.body);
        let outcome = runtime.block_on(async {
            match request.send().await {
                Ok(response) => self.read(response, timing).await,
                Err(error) => Err(self.unanswered(&error)),
            }
        });
        runtime.shutdown_background(); // a name that is still being looked up is not waited for
        outcome
    }

    async fn read(&self, mut response: Response, timing: &dyn Timing) -> Result<Answer, Attempt> {
        let status = response.status();
        let after = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let after = after.and_then(|value| retry_after(value, timing.millis()));
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let location = location.and_then(|value| self.url().join(value).ok()).map(|url| host(&url));
        let mut body = Vec::new();
        let mut whole = true;
        while body.len() < LONGEST {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk[..chunk.len().min(LONGEST - body.len())]),
                Ok(None) => break,
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        whole &= body.len() < LONGEST;
        if status.is_success() {
            return Ok(Answer { status: status.as_u16(), body, whole });
        }
        let (host, code) = (self.host(), u64::from(status.as_u16()));
        if status.is_redirection() {
            return Err(Attempt::Refused(say!("notify-redirected", host = host, to = location.unwrap_or_default())));
        }
        let text = self.quoted(&String::from_utf8_lossy(&body), None);
        let text = text.chars().take(120).collect::<String>();
        let why = say!("notify-post-answered", host = host, code = code, text = text);
        let is_temporary = status.is_server_error()
            || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS].contains(&status);
        Err(if is_temporary { Attempt::Again(why, after) } else { Attempt::Refused(why) })
    }

    /// What happened without an answer. Before there is a connection nothing is handed over; after that nobody knows.
    fn unanswered(&self, error: &reqwest::Error) -> Attempt {
        let cause = if error.is_timeout() { say!("notify-timed-out") } else { net::trouble(error) };
        let host = self.host();
        if net::distrust(error).is_some() {
            Attempt::Failed(say!("notify-distrusted", server = host, cause = cause))
        } else if error.is_connect() || error.is_builder() {
            Attempt::Again(say!("notify-post-trouble", host = host, cause = cause), None)
        } else {
            Attempt::Lost(say!("notify-post-lost", host = host, cause = cause))
        }
    }
}

fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// `Retry-After` (RFC 9110, 10.2.3): seconds, or a day and hour by HTTP's clock.
fn retry_after(value: &str, now: u64) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = chrono::DateTime::parse_from_rfc2822(value.trim()).ok()?.timestamp_millis();
    Some(Duration::from_millis(u64::try_from(until).ok()?.saturating_sub(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str, plain: bool) -> Result<Target, &'static str> {
        Target::new(&Secret::new(url), plain, Roots::default()).map_err(|said| said.key)
    }

    #[test]
    fn plain_http_is_refused_unless_it_is_asked_for() {
        assert!(target("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", false).is_ok());
        assert_eq!(target("http://10.0.0.8/hook", false).unwrap_err(), "notify-url-plain");
        assert!(target("http://10.0.0.8/hook", true).is_ok());
        for bad in ["", "qyapi.weixin.qq.com", "file:///etc/passwd", "https://"] {
            assert_eq!(target(bad, true).unwrap_err(), "notify-url-bad", "{bad}");
        }
    }

    #[test]
    fn of_an_address_only_the_host_is_shown() {
        let target = target("https://a.cn:8443/bot/v2/hook/f00dcafe-1?key=53cr3t", false).unwrap();
        assert_eq!(target.host(), "a.cn:8443");
        assert!(!format!("{target:?}").contains("f00dcafe"));
        assert_eq!(target.quoted("no key 53cr3t for f00dcafe-1", None), "no key *** for ***");
    }

    #[test]
    fn retry_after_is_seconds_or_an_hour() {
        assert_eq!(retry_after("120", 0), Some(Duration::from_mins(2)));
        assert_eq!(retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 20_000), Some(Duration::from_secs(40)));
        assert_eq!(retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 90_000), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", 0), None);
    }
}
