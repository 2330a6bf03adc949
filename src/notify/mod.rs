//! One message to one addressee through one channel, and what came of it.
//!
//! Knows nothing of ledgers, rounds, or who is told what: that is decided, and written down before and after, by
//! whoever calls [`send`]. The rules of each channel stand in its file, with their source.

use crate::clock::Stopwatch;
use crate::domain::say::Said;
use crate::say;
use chrono::{DateTime, FixedOffset};
use std::time::Duration;

mod cut;
mod http;
mod mail;
mod mime;
mod outbox;
mod robot;
mod settings;
mod webhook;

pub use settings::{Kind, Settings};

/// One message to one addressee.
#[derive(Debug, Clone)]
pub struct Message {
    /// The same for the same addressee, round and channel: ASCII letters, digits, `-`, `_` and `.`. A mail's Message-ID
    /// is made of it, and a webhook gets it to tell a repetition by.
    pub id: String,
    /// When it was made: the date of a mail.
    pub at: DateTime<FixedOffset>,
    /// Whom it is for, as people call them.
    pub to_name: String,
    /// A mail address; for a robot or webhook its name in the configuration, empty for the one without a name. It is no
    /// URL: a ledger that comes from elsewhere must not say where this machine posts to.
    pub to_address: String,
    /// One line.
    pub subject: String,
    /// The message, for every channel.
    pub text: String,
    /// The same for a mail program that shows it.
    pub html: Option<String>,
    /// Files; see [`Channel::carries_files`].
    pub attachments: Vec<Attachment>,
    /// What a folder in the outbox is called, such as `第12期 水务局`; [`safe_name`](crate::out::safe_name) makes one.
    pub file_name: String,
    /// The line that ends a text that is too long for its channel, with [`LINES`] where the count of lines goes.
    pub left_out: String,
}

/// What stands for the count in [`Message::left_out`].
pub const LINES: &str = "{lines}";

/// The sentence for [`Message::left_out`], to be worded by the caller.
pub fn left_out() -> Said {
    say!("notify-left-out", lines = LINES)
}

/// A file that goes along.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name, 汉字 and all.
    pub name: String,
    /// Such as `text/calendar`; what is no media type is sent as bytes.
    pub mime: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A way to send, ready for use: made by [`Settings::open`] from the configuration, with its secrets read.
#[derive(Debug, Clone)]
pub enum Channel {
    /// SMTP.
    Mail(mail::Mail),
    /// 企业微信, 钉钉, 飞书 group robots.
    Robot(robot::Robot),
    /// Plain JSON to a program of the office's own.
    Webhook(webhook::Webhook),
    /// A folder for each message, for an office without a network.
    Outbox(outbox::Outbox),
    /// The text is handed back, to be printed.
    Stdout,
}

impl Channel {
    /// Whether a robot or webhook of this name is set up.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Channel::Robot(robot) => robot.groups.contains_key(name),
            Channel::Webhook(webhook) => webhook.hooks.contains_key(name),
            Channel::Mail(_) | Channel::Outbox(_) | Channel::Stdout => false,
        }
    }

    /// Whether attachments go along. Where they do not, the text should say where to find them.
    pub fn carries_files(&self) -> bool {
        !matches!(self, Channel::Robot(_) | Channel::Stdout)
    }
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it.
    Sent {
        /// What it said to that, or where the message lies; for [`Channel::Stdout`] the text to print.
        detail: String,
    },
    /// This message or this addressee is refused; sending it again changes nothing.
    Refused {
        /// By whom, and in what words.
        why: Said,
    },
    /// It was not taken, and a later run may fare better: attempts are used up, or the settings are at fault.
    Failed {
        /// What stood in the way.
        why: Said,
    },
    /// It was handed over, and no answer came: nobody knows, so a person decides.
    Unknown {
        /// Where the trail ends.
        why: Said,
    },
}

/// How long and how often a message is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Attempts for one message, at least one.
    pub attempts: u32,
    /// From the first attempt to the start of the last, pauses included.
    pub total: Duration,
    /// To reach the other side.
    pub connect: Duration,
    /// For all of one attempt.
    pub call: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Limits { attempts: 3, total: seconds(180), connect: seconds(10), call: seconds(60) }
    }
}

/// The clock and the patience of [`send_timed`]; tests bring their own.
pub trait Timing {
    /// Since the first attempt began.
    fn elapsed(&self) -> Duration;
    /// Waits.
    fn sleep(&self, pause: Duration);
    /// Milliseconds since 1970.
    fn millis(&self) -> u64;
}

impl Timing for Stopwatch {
    fn elapsed(&self) -> Duration {
        Stopwatch::elapsed(self)
    }
    fn sleep(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
    fn millis(&self) -> u64 {
        crate::clock::Clock::read(None).millis()
    }
}

/// What one attempt came to.
#[derive(Debug)]
enum Attempt {
    Sent(String),
    Refused(Said),
    /// Not taken, and not because of the moment: another attempt in this run is pointless.
    Failed(Said),
    /// Not taken; try again, not before this long.
    Again(Said, Option<Duration>),
    /// Handed over, without an answer.
    Lost(Said),
}

/// Sends a message, with as many attempts as the limits allow.
///
/// Only what was certainly not taken is tried again; a [webhook](Channel::Webhook) also what may have been, since it can tell
/// a repetition by the [id](Message::id).
pub fn send(channel: &Channel, message: &Message, limits: &Limits) -> Outcome {
    send_timed(channel, message, limits, &Stopwatch::start())
}

/// The same, by another clock.
pub fn send_timed(channel: &Channel, message: &Message, limits: &Limits, timing: &dyn Timing) -> Outcome {
    let mut doubt = None;
    let mut attempts = 0;
    loop {
        attempts += 1;
        let (why, after) = match attempt(channel, message, limits, timing) {
            Attempt::Sent(detail) => return Outcome::Sent { detail },
            Attempt::Refused(why) => return doubtful(doubt).unwrap_or(Outcome::Refused { why }),
            Attempt::Failed(why) => return doubtful(doubt).unwrap_or(Outcome::Failed { why }),
            Attempt::Lost(why) => {
                if !matches!(channel, Channel::Webhook(_)) {
                    return Outcome::Unknown { why };
                }
                doubt = Some(why.clone());
                (why, None)
            }
            Attempt::Again(why, after) => (why, after),
        };
        let pause = after.unwrap_or_default().max(back_off(attempts));
        let why = if attempts >= limits.attempts {
            match attempts {
                1 => why,
                _ => say!("notify-gave-up", attempts = u64::from(attempts), why = why),
            }
        } else if timing.elapsed() + pause > limits.total {
            say!("notify-too-long", seconds = pause.as_secs(), why = why)
        } else {
            timing.sleep(pause);
            continue;
        };
        return doubtful(doubt).unwrap_or(Outcome::Failed { why });
    }
}

/// A message that was lost sight of once stays so, whatever its repetition came to.
fn doubtful(doubt: Option<Said>) -> Option<Outcome> {
    doubt.map(|why| Outcome::Unknown { why })
}

fn attempt(channel: &Channel, message: &Message, limits: &Limits, timing: &dyn Timing) -> Attempt {
    match channel {
        Channel::Mail(mail) => mail.attempt(message, limits),
        Channel::Robot(robot) => robot.attempt(message, limits, timing),
        Channel::Webhook(webhook) => webhook.attempt(message, limits, timing),
        Channel::Outbox(outbox) => outbox.attempt(message),
        Channel::Stdout => Attempt::Sent(as_text(message)),
    }
}

/// One second, then twice as long each time, at most thirty.
fn back_off(attempts: u32) -> Duration {
    Duration::from_secs(1 << attempts.saturating_sub(1).min(5)).min(Duration::from_secs(30))
}

/// A message as it is printed: whom it is for, what about, the text, and the names of the files.
fn as_text(message: &Message) -> String {
    let address = match message.to_address.as_str() {
        "" => String::new(),
        address => format!(" <{address}>"),
    };
    let files: String = message.attachments.iter().flat_map(|file| ["+ ", &file.name, "\n"]).collect();
    format!("{}{address}\n{}\n\n{}\n{files}", message.to_name, message.subject, message.text.trim_end())
}
