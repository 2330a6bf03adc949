//! Mail by SMTP: one connection, one message, one addressee.
//!
//! RFC 5321: a reply of 4xx is temporary and one of 5xx final (4.2.1); once the message has been handed over, the server is
//! responsible for it when it says 250 and not before (4.2.5, 6.1), so a connection that breaks in between leaves both sides in
//! doubt. What a server says before it has heard of the addressee (greeting, TLS, login, sender) is about our settings, and
//! holds for everybody.

use super::{Attempt, Limits, Message, mime};
use crate::domain::say::Said;
use crate::net::{self, Roots};
use crate::say;
use crate::secret::{Secret, quoted};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as From, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, response::Severity};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte, port 465.
    Smtps,
    /// From STARTTLS on, port 587; a server that does not offer it gets nothing.
    Starttls,
    /// Not at all: a relay on this machine or in a network of one's own.
    None,
}

/// A mail server, and whom its mails come from.
#[derive(Debug, Clone)]
pub struct Mail {
    pub(super) server: String,
    pub(super) port: u16,
    pub(super) tls: Tls,
    pub(super) from: Mailbox,
    pub(super) reply_to: Option<Mailbox>,
    pub(super) login: Option<(String, Secret)>,
    pub(super) hello: Option<String>,
    pub(super) roots: Roots,
}

/// What broke a conversation off.
enum Halt {
    Error(Error),
    Said(Said),
}

impl std::convert::From<Error> for Halt {
    fn from(error: Error) -> Self {
        Halt::Error(error)
    }
}

impl Mail {
    pub(super) fn attempt(&self, message: &Message, limits: &Limits) -> Attempt {
        let Some(to) = mime::mailbox(&message.to_name, &message.to_address) else {
            return Attempt::Refused(say!("notify-address-bad", address = &message.to_address));
        };
        // RFC 3834: no absence notice is to answer this
        let headers = [("Auto-Submitted", "auto-generated")];
        let bytes = match mime::bytes(message, &self.from, self.reply_to.as_ref(), Some(&to), &headers) {
            Ok(bytes) => bytes,
            Err(why) => return Attempt::Refused(why),
        };
        self.within(to, bytes, *limits)
    }

    /// Talks on a thread of its own: looking up a name, or a server that answers a letter at a time, can take longer than
    /// any time-out of a socket. What does not come back in time is left behind.
    fn within(&self, to: Mailbox, bytes: Vec<u8>, limits: Limits) -> Attempt {
        let handed_over = Arc::new(AtomicBool::new(false));
        let (tell, told) = mpsc::channel();
        let (mail, seen) = (self.clone(), Arc::clone(&handed_over));
        std::thread::spawn(move || {
            let _ = tell.send(mail.talk(&to, &bytes, &limits, &seen)); // nobody waits any longer
        });
        told.recv_timeout(limits.call).unwrap_or_else(|_| {
            let (server, cause) = (&self.server, say!("notify-timed-out"));
            if handed_over.load(Ordering::SeqCst) {
                Attempt::Lost(say!("notify-mail-lost", server = server, cause = cause))
            } else {
                Attempt::Again(say!("notify-mail-trouble", server = server, cause = cause), None)
            }
        })
    }

    fn talk(&self, to: &Mailbox, bytes: &[u8], limits: &Limits, handed_over: &AtomicBool) -> Attempt {
        let mut connection = match self.greet(limits) {
            Ok(connection) => connection,
            Err(Halt::Said(why)) => return Attempt::Failed(why),
            Err(Halt::Error(error)) => return self.unready(&error),
        };
        let mut options = Vec::new();
        if !to.email.to_string().is_ascii() {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Attempt::Refused(say!(
                    "notify-address-utf8",
                    address = to.email.to_string(),
                    server = &self.server
                ));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if let Err(error) = connection.command(From::new(Some(self.from.email.clone()), options)) {
            return self.unready(&error);
        }
        let refused = |error: &Error| match error.status() {
            Some(code) if code.severity == Severity::PermanentNegativeCompletion => {
                let address = to.email.to_string();
                Attempt::Refused(say!(
                    "notify-mail-refused",
                    address = address,
                    code = code.to_string(),
                    text = self.text(error)
                ))
            }
            _ => self.unready(error),
        };
        if let Err(error) = connection.command(Rcpt::new(to.email.clone(), vec![])) {
            return refused(&error);
        }
        if let Err(error) = connection.command(Data) {
            return refused(&error);
        }
        handed_over.store(true, Ordering::SeqCst);
        match connection.message(bytes) {
            Ok(response) => {
                let _ = connection.quit(); // it is theirs already
                let text = response.message().collect::<Vec<_>>().join(" ");
                Attempt::Sent(quoted(&format!("{} {text}", response.code()), []))
            }
            Err(error) if error.status().is_some() => refused(&error),
            Err(error) => Attempt::Lost(say!("notify-mail-lost", server = &self.server, cause = Self::trouble(&error))),
        }
    }

    /// Connects, encrypts and logs in.
    fn greet(&self, limits: &Limits) -> Result<SmtpConnection, Halt> {
        let hello = self.hello.clone().map(ClientId::Domain).unwrap_or_default();
        let tls = self.parameters()?;
        let wrapped = tls.as_ref().filter(|_| self.tls == Tls::Smtps);
        let address = (self.server.as_str(), self.port);
        let mut connection = SmtpConnection::connect(address, Some(limits.connect), &hello, wrapped, None)?;
        let patience = limits.call.max(Duration::from_millis(1)); // none at all would be for ever
        connection.set_timeout(Some(patience)).map_err(|_| Halt::Said(say!("notify-closed")))?;
        if let Some(tls) = tls.as_ref().filter(|_| self.tls == Tls::Starttls) {
            if !connection.can_starttls() {
                return Err(Halt::Said(say!("notify-no-starttls", server = &self.server)));
            }
            connection.starttls(tls, &hello)?;
        }
        let Some((user, password)) = &self.login else { return Ok(connection) };
        let ways = [Mechanism::Plain, Mechanism::Login];
        if connection.server_info().get_auth_mechanism(&ways).is_none() {
            return Err(Halt::Said(say!("notify-no-auth", server = &self.server)));
        }
        let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
        match connection.auth(&ways, &credentials) {
            Ok(_) => Ok(connection),
            Err(error) => Err(match error.status() {
                Some(code) if code.severity == Severity::PermanentNegativeCompletion => {
                    let (user, code, text) = (user.as_str(), code.to_string(), self.text(&error));
                    Halt::Said(say!(
                        "notify-login-refused",
                        server = &self.server,
                        user = user,
                        code = code,
                        text = text
                    ))
                }
                _ => Halt::Error(error),
            }),
        }
    }

    fn parameters(&self) -> Result<Option<TlsParameters>, Halt> {
        if self.tls == Tls::None {
            return Ok(None);
        }
        let mut tls = TlsParameters::builder(self.server.clone());
        if !self.roots.pem.is_empty() {
            tls = tls.add_root_certificate(Certificate::from_pem(&self.roots.pem)?);
        }
        Ok(Some(tls.build()?))
    }

    /// What happened before anything was handed over: final where it is about certificates or the server says 5xx.
    fn unready(&self, error: &Error) -> Attempt {
        if net::distrust(error).is_some() || error.is_tls() {
            return Attempt::Failed(say!("notify-distrusted", server = &self.server, cause = Self::trouble(error)));
        }
        let Some(code) = error.status() else {
            return Attempt::Again(
                say!("notify-mail-trouble", server = &self.server, cause = Self::trouble(error)),
                None,
            );
        };
        let text = self.text(error);
        let why = say!("notify-mail-turned-away", server = &self.server, code = code.to_string(), text = text);
        match code.severity {
            Severity::PermanentNegativeCompletion if code.to_string() == "530" => {
                Attempt::Failed(say!("notify-auth-wanted", server = &self.server, text = self.text(error)))
            }
            Severity::PermanentNegativeCompletion => Attempt::Failed(why),
            _ => Attempt::Again(why, None),
        }
    }

    fn trouble(error: &Error) -> Said {
        if !error.is_response() {
            return net::trouble(error);
        }
        match std::error::Error::source(error).map(ToString::to_string) {
            Some(text) if text != "incomplete response" => say!("notify-odd"),
            _ => say!("notify-closed"), // an answer that ends early is a line that was cut
        }
    }

    /// What the server said, without the password that it may have quoted.
    fn text(&self, error: &Error) -> String {
        let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        quoted(&said, self.login.iter().map(|(_, password)| password.reveal()))
    }
}
