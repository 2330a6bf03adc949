//! What a document is worded from: the facts of another output by the same names, and what only a document needs.

use crate::view::issue::Issue;
use crate::view::monthly::Monthly;
use crate::view::records::Notice;
use crate::view::weekly::Weekly;
use chrono::NaiveDate;
use serde::Serialize;

/// 督查通报: `duban supervise --format json`, and who issues it when under which number.
#[derive(Debug, Clone, Serialize)]
pub struct Supervision<'a> {
    /// The month.
    #[serde(flatten)]
    pub monthly: &'a Monthly<'a>,
    /// Who issues it.
    pub office: &'a str,
    /// 文号
    pub code: &'a str,
    /// When.
    pub today: NaiveDate,
}

/// 周调度通报, or a leader's page: `duban dispatch --format json`, and who issues it.
#[derive(Debug, Clone, Serialize)]
pub struct Dispatch<'a> {
    /// The week.
    #[serde(flatten)]
    pub weekly: &'a Weekly<'a>,
    /// Who issues it.
    pub office: &'a str,
}

/// 提醒函, 督办单, 约谈, 通报: `duban notice show --format json`, and the issues that it is about.
#[derive(Debug, Clone, Serialize)]
pub struct Letter<'a> {
    /// The notice.
    #[serde(flatten)]
    pub notice: &'a Notice,
    /// Who issues it.
    pub office: &'a str,
    /// The responsible leaders of the issues, each once.
    pub leaders: Vec<String>,
    /// The issues.
    pub about: Vec<About>,
}

/// An issue that a notice is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// Its number.
    pub number: String,
    /// What the inspection found.
    pub title: String,
    /// The responsible leader.
    pub lead_leader: Option<String>,
    /// Lead units, then responsible units.
    pub units: Vec<String>,
    /// The limit that binds it.
    pub due: Option<NaiveDate>,
    /// `not_started`, `in_progress`, `basically_done` or `done`.
    pub stage: &'static str,
    /// `ahead`, `on_schedule`, `behind` or `overdue`; null where there is nothing to go by.
    pub pace: Option<&'static str>,
    /// Percent of the last return.
    pub percent: Option<i64>,
}

/// 销号申请表: `duban issue show --format json`, and who checks.
#[derive(Debug, Clone, Serialize)]
pub struct Application<'a> {
    /// The issue.
    #[serde(flatten)]
    pub issue: &'a Issue<'a>,
    /// Who checks it.
    pub office: &'a str,
}

/// A template, or the style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// Whether the office has its own.
    pub own: bool,
    /// Where the office's own lies, or would lie.
    pub path: String,
}
