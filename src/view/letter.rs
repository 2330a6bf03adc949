//! A message to a unit: what a round asks of it, and what was sent to whom.

use crate::domain::delivery::{Purpose, State};
use chrono::NaiveDate;
use serde::Serialize;

/// What one unit is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is for.
    pub purpose: Purpose,
    /// The number of the round.
    pub round: i64,
    /// The unit.
    pub unit: String,
    /// By when it is to be returned.
    pub return_by: NaiveDate,
    /// The hour of that day.
    pub return_hour: Option<String>,
    /// What is asked.
    pub items: Vec<Item>,
    /// What was ordered and is not done: number, text, limit.
    pub directives: Vec<(String, String, Option<NaiveDate>)>,
    /// Notices without an answer: number, limit.
    pub notices: Vec<(String, Option<NaiveDate>)>,
    /// The files that go along.
    pub files: Vec<String>,
    /// Who sends it.
    pub from: String,
}

/// What is asked about one issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its limit.
    pub due: Option<String>,
    /// Why it is called: `overdue`, `due_this_week`, `due_next_week`, `silent`.
    pub why: Vec<String>,
    /// The percent reported last.
    pub percent: Option<i64>,
}

/// What went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// The number of the round.
    pub round: i64,
    /// `ask` or `chase`.
    pub purpose: &'static str,
    /// Each message of this run, and what an earlier one left undecided.
    pub messages: Vec<Message>,
    /// Messages that had gone out before.
    pub before: usize,
    /// Messages that were not tried, since their channel failed again and again.
    pub skipped: usize,
    /// Whether nothing was sent.
    pub dry_run: bool,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The unit.
    pub unit: String,
    /// `mail`, `wecom`, `dingtalk`, `feishu`, `webhook`, `outbox`, `stdout`.
    pub channel: &'static str,
    /// The address; for a robot or webhook the name of its group, empty for the one without a name.
    pub address: String,
    /// `sent`, `refused`, `failed`, `unknown`; `no_address`; null where it was only tried.
    pub state: Option<&'static str>,
    /// What the other side said, in the user's language.
    pub detail: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What is asked in it.
    pub items: usize,
}

impl Sent {
    /// Whether a person has to look after something.
    pub fn is_whole(&self) -> bool {
        let sent = State::Sent.name();
        self.dry_run || self.messages.iter().all(|message| message.state == Some(sent))
    }
}
