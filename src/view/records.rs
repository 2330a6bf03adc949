//! Lists of the records around an issue: who, what, when.

use crate::view::issue::Lamp;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// 责任主体
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// Its name.
    pub name: String,
    /// Whether it is a person; null where nobody said.
    pub person: Option<bool>,
    /// 职务
    pub post: Option<String>,
    /// 电话
    pub phone: Option<String>,
    /// 邮箱
    pub email: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Names that were merged into it.
    pub aliases: Vec<String>,
    /// How many issues it has in each role.
    pub roles: BTreeMap<&'static str, usize>,
    /// What it has to do with which issue; in the list null.
    pub issues: Option<Vec<Task>>,
    /// The record.
    pub key: String,
    /// Where a person serves.
    pub unit: Option<String>,
}

/// What an owner is to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The number of the issue.
    pub number: String,
    /// The code of its inspection.
    pub inspection: Option<String>,
    /// What the inspection found.
    pub title: String,
    /// The role.
    pub role: &'static str,
    /// 整改状态
    pub stage: &'static str,
    /// 进度
    pub pace: Option<&'static str>,
    /// 整改时限
    pub due: Option<NaiveDate>,
}

/// 巡视 / 督察 / 审计 一轮
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Its short name.
    pub code: String,
    /// Its full name.
    pub name: Option<String>,
    /// 巡视, 督察, 审计 …
    pub kind: Option<String>,
    /// Who inspected.
    pub inspector: Option<String>,
    /// Who was inspected.
    pub inspected: Option<String>,
    /// First day.
    pub from_on: Option<NaiveDate>,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// 反馈日期
    pub feedback_on: Option<NaiveDate>,
    /// By when the plan is due.
    pub plan_due: Option<NaiveDate>,
    /// 集中整改期限
    pub due: Option<NaiveDate>,
    /// Who issues the reports.
    pub issuer: Option<String>,
    /// When the report on the rectification was made.
    pub report_on: Option<NaiveDate>,
    /// How the public reaches the office.
    pub contact: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// How many issues it has.
    pub issues: usize,
    /// The record.
    pub key: String,
}

/// 方面
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// The code of its inspection.
    pub inspection: Option<String>,
    /// `(一)`
    pub label: Option<String>,
    /// The heading.
    pub title: String,
    /// How many issues stand under it.
    pub issues: usize,
    /// The record.
    pub key: String,
}

/// 措施
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// What it is called on the command line: `8#2`.
    pub name: String,
    /// The number of its issue.
    pub issue: String,
    /// What is to be done.
    pub text: String,
    /// What shows that it was done.
    pub deliverable: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<String>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// How it stands to its limit.
    #[serde(skip)]
    pub lamp: Lamp,
}

/// 整改进展
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// What it is called on the command line: `8@2019-12-09`.
    pub name: String,
    /// The number of its issue.
    pub issue: String,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// 0 to 100.
    pub percent: Option<i64>,
    /// What was done.
    pub text: Option<String>,
    /// What comes next.
    pub next_step: Option<String>,
    /// What stands in the way.
    pub obstacle: Option<String>,
    /// What others must decide or give.
    pub help_needed: Option<String>,
    /// The unit that reported.
    pub unit: Option<String>,
}

/// 量化指标
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// What it is called on the command line: `8#2`.
    pub name: String,
    /// The number of its issue.
    pub issue: String,
    /// What is counted.
    pub counted: String,
    /// How many, how much; a decimal in text.
    pub value: Option<String>,
    /// Of how many.
    pub total: Option<String>,
    /// 个, 万元
    pub unit: Option<String>,
    /// 余, 近
    pub qualifier: Option<String>,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// The words it was read from.
    pub text: Option<String>,
}

/// 制度文件
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// What it is called on the command line: `8#2`.
    pub name: String,
    /// The number of its issue.
    pub issue: String,
    /// Its title.
    pub title: String,
    /// 文号
    pub number: Option<String>,
    /// When it was issued.
    pub day: Option<NaiveDate>,
    /// By whom.
    pub issuer: Option<String>,
}

/// 交办事项
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Directive {
    /// What it is called: `2019-3`.
    pub number: String,
    /// The number of the issue it is about.
    pub issue: Option<String>,
    /// Who is to do it.
    pub to: Option<String>,
    /// What is to be done.
    pub text: String,
    /// When it was given.
    pub given_on: Option<NaiveDate>,
    /// By which leader.
    pub given_by: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<String>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// What came of it.
    pub result: Option<String>,
    /// How it stands to its limit.
    #[serde(skip)]
    pub lamp: Lamp,
}

/// 佐证材料
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it is called on the command line: `8#1`.
    pub member: String,
    /// The number of its issue.
    pub issue: String,
    /// The file.
    #[serde(flatten)]
    pub file: crate::view::story::Evidence,
}

/// 提醒函、督办单、约谈、通报
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// 文号: `督〔2019〕3号`.
    pub code: String,
    /// `reminder`, `supervise`, `talk` or `circular`.
    pub kind: &'static str,
    /// Who is addressed; null where all are.
    pub to: Option<String>,
    /// Numbers of the issues it is about.
    pub issues: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it demands.
    pub text: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// By whom.
    pub issued_by: Option<String>,
    /// By when an answer is wanted.
    pub answer_by: Option<NaiveDate>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// What was answered.
    pub answer: Option<String>,
    /// `answered`, `waiting` or `overdue`.
    pub state: &'static str,
    /// Days after the limit: of the answer, or of the day asked about; null when there are none.
    pub days_late: Option<i64>,
    /// Days to the limit; null when it was answered or has passed.
    pub days_left: Option<i64>,
}

/// Something that the office can do its own way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What holds.
    pub value: String,
    /// What holds while the office has set nothing.
    pub default: &'static str,
    /// Whether the office has set it.
    pub own: bool,
}

/// How a place lights its lamps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preset {
    /// The place.
    pub name: &'static str,
    /// The same in letters.
    pub key: &'static str,
    /// The settings that differ from the defaults.
    #[serde(serialize_with = "as_object")]
    pub values: Vec<(&'static str, &'static str)>,
    /// Whether the office has set it so.
    pub current: bool,
}

fn as_object<S: serde::Serializer>(pairs: &[(&str, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}

/// A status word of the office's own.
#[derive(Debug, Clone, Serialize)]
pub struct StatusWord {
    /// As it was written.
    pub word: String,
    /// The stage that it means.
    pub stage: &'static str,
}

/// A form of a sender.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileShown {
    /// Its name.
    pub name: String,
    /// Its headings, from the left.
    pub columns: Vec<ProfileColumn>,
}

/// A heading of a form.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileColumn {
    /// As it stands in the form.
    pub heading: String,
    /// The column's name, `own` or `ignore`.
    pub column: String,
    /// The heading that an export gives such a column.
    #[serde(skip)]
    pub usual: String,
}
