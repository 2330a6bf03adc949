//! What can be written: kinds of records, their fields, and the op that writes some fields of one record.

use crate::domain::id::{EntryId, Id};
use std::borrow::Cow;

/// The kind of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 巡视 / 督察 / 审计 一轮
    Inspection,
    /// 方面
    Area,
    /// 问题
    Issue,
    /// 责任人、责任单位
    Owner,
    /// 责任：一个 owner 在一个 issue 上的角色
    Duty,
    /// 措施 / 时间节点
    Milestone,
    /// 整改进展
    Progress,
    /// 量化指标
    Indicator,
    /// 制度文件
    Rule,
    /// 设置
    Setting,
    /// 销号申请：一轮整改的申请、核查、销号
    Closing,
    /// 回头看
    Recheck,
    /// 重新整改的一轮，连同上一轮的日期
    Cycle,
    /// 延期
    Extension,
    /// 佐证材料
    Evidence,
    /// 交办事项
    Directive,
    /// 提醒函、督办单、约谈、通报
    Notice,
    /// 一份文书所涉的一个问题
    NoticeItem,
    /// 周调度的一期
    Round,
    /// 一期调度向一个单位问的一个问题
    Ask,
    /// 一个单位对一期调度的反馈
    Return,
    /// 一封发出的通知
    Delivery,
    /// 月督查：冻结的一月
    Summary,
    /// 参加共享的一个单位
    Member,
    /// 交给一个成员的台账密钥
    Key,
    /// 放行：无权写下的一条记录，由整改办认可
    Release,
    /// 公开通报：一轮巡视（督察、审计）的通报稿
    Report,
    /// 通报稿中写一个问题的一段：内部稿、公开稿、公开与否
    Passage,
    /// 公开稿引用的一个指标
    Quote,
    /// 公布过的一版通报
    Publication,
    /// A kind that a newer version writes: stored, passed on, not shown.
    Unknown(Box<str>),
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Any text.
    Text,
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// A civil date, `YYYY-MM-DD`.
    Date,
    /// A decimal number as text, such as `66.57`.
    Decimal,
    /// Another record.
    Ref,
}

/// A kind with its table and the fields that this version knows.
#[derive(Debug)]
pub struct Spec {
    /// The kind.
    pub kind: Kind,
    /// Its name in the log and in JSON; the table is called `t_<name>`.
    pub name: &'static str,
    /// Its fields, in the order of the table's columns.
    pub fields: &'static [(&'static str, Type)],
    /// Whether records of this kind carry columns of the user's own, as fields `extra.<heading>`.
    pub extra: bool,
}

/// The field, on every kind, whose text is the reason why a record was struck out by mistake or doubling.
pub const VOID: &str = "void";

/// How the name of a user's own column begins.
pub const EXTRA: &str = "extra.";

/// Every kind this version knows.
pub const SPECS: &[Spec] = &[
    Spec {
        kind: Kind::Inspection,
        name: "inspection",
        extra: false,
        fields: &[
            ("code", Type::Text),
            ("name", Type::Text),
            ("kind", Type::Text),
            ("inspector", Type::Text),
            ("inspected", Type::Text),
            ("from_on", Type::Date),
            ("to_on", Type::Date),
            ("feedback_on", Type::Date),
            ("plan_due", Type::Date),
            ("due", Type::Date),
            ("issuer", Type::Text),
            ("report_on", Type::Date),
            ("contact", Type::Text),
            ("note", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Area,
        name: "area",
        extra: false,
        fields: &[("inspection", Type::Ref), ("label", Type::Text), ("title", Type::Text), ("position", Type::Int)],
    },
    Spec {
        kind: Kind::Issue,
        name: "issue",
        extra: true,
        fields: &[
            ("inspection", Type::Ref),
            ("area", Type::Ref),
            ("parent", Type::Ref),
            ("number", Type::Text),
            ("title", Type::Text),
            ("requirement", Type::Text),
            ("category", Type::Text),
            ("stage", Type::Text),
            ("status_text", Type::Text),
            ("closing", Type::Text),
            ("cycle", Type::Int),
            ("immediate", Type::Bool),
            ("long_term", Type::Bool),
            ("started_on", Type::Date),
            ("due", Type::Date),
            ("due_text", Type::Text),
            ("done_on", Type::Date),
            ("note", Type::Text),
            ("recurs", Type::Ref),
        ],
    },
    Spec {
        kind: Kind::Owner,
        name: "owner",
        extra: false,
        fields: &[
            ("name", Type::Text),
            ("person", Type::Bool),
            ("post", Type::Text),
            ("phone", Type::Text),
            ("email", Type::Text),
            ("alias_of", Type::Ref),
            ("note", Type::Text),
            ("unit", Type::Ref),
        ],
    },
    Spec {
        kind: Kind::Duty,
        name: "duty",
        extra: false,
        fields: &[("issue", Type::Ref), ("owner", Type::Ref), ("role", Type::Text), ("position", Type::Int)],
    },
    Spec {
        kind: Kind::Milestone,
        name: "milestone",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("position", Type::Int),
            ("text", Type::Text),
            ("deliverable", Type::Text),
            ("due", Type::Date),
            ("due_text", Type::Text),
            ("done_on", Type::Date),
        ],
    },
    Spec {
        kind: Kind::Progress,
        name: "progress",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("day", Type::Date),
            ("percent", Type::Int),
            ("text", Type::Text),
            ("next_step", Type::Text),
            ("obstacle", Type::Text),
            ("help_needed", Type::Text),
            ("unit", Type::Ref),
            ("round", Type::Ref),
        ],
    },
    Spec {
        kind: Kind::Indicator,
        name: "indicator",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("name", Type::Text),
            ("value", Type::Decimal),
            ("total", Type::Decimal),
            ("unit", Type::Text),
            ("qualifier", Type::Text),
            ("day", Type::Date),
            ("text", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Rule,
        name: "rule",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("title", Type::Text),
            ("number", Type::Text),
            ("day", Type::Date),
            ("issuer", Type::Text),
        ],
    },
    Spec { kind: Kind::Setting, name: "setting", extra: false, fields: &[("name", Type::Text), ("value", Type::Text)] },
    Spec {
        kind: Kind::Closing,
        name: "closing",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("cycle", Type::Int),
            ("unit", Type::Ref),
            ("applied_on", Type::Date),
            ("applied_by", Type::Text),
            ("reason", Type::Text),
            ("checked_on", Type::Date),
            ("checked_by", Type::Text),
            ("verdict", Type::Text),
            ("opinion", Type::Text),
            ("struck_on", Type::Date),
            ("struck_by", Type::Text),
            ("due", Type::Date),
            ("late", Type::Bool),
            ("note", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Recheck,
        name: "recheck",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("cycle", Type::Int),
            ("due", Type::Date),
            ("done_on", Type::Date),
            ("checked_by", Type::Text),
            ("verdict", Type::Text),
            ("opinion", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Cycle,
        name: "cycle",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("number", Type::Int),
            ("opened_on", Type::Date),
            ("opened_by", Type::Text),
            ("reason", Type::Text),
            ("basis", Type::Text),
            ("started_before", Type::Date),
            ("due_before", Type::Date),
            ("due_text_before", Type::Text),
            ("done_before", Type::Date),
        ],
    },
    Spec {
        kind: Kind::Extension,
        name: "extension",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("cycle", Type::Int),
            ("unit", Type::Ref),
            ("asked_on", Type::Date),
            ("asked_by", Type::Text),
            ("reason", Type::Text),
            ("from_due", Type::Date),
            ("from_text", Type::Text),
            ("to_due", Type::Date),
            ("to_text", Type::Text),
            ("decided_on", Type::Date),
            ("decided_by", Type::Text),
            ("verdict", Type::Text),
            ("opinion", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Evidence,
        name: "evidence",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("digest", Type::Text),
            ("name", Type::Text),
            ("size", Type::Int),
            ("day", Type::Date),
            ("added_by", Type::Text),
            ("note", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Directive,
        name: "directive",
        extra: false,
        fields: &[
            ("number", Type::Text),
            ("issue", Type::Ref),
            ("owner", Type::Ref),
            ("round", Type::Ref),
            ("text", Type::Text),
            ("given_on", Type::Date),
            ("given_by", Type::Text),
            ("due", Type::Date),
            ("due_text", Type::Text),
            ("done_on", Type::Date),
            ("result", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Notice,
        name: "notice",
        extra: false,
        fields: &[
            ("kind", Type::Text),
            ("code", Type::Text),
            ("year", Type::Int),
            ("number", Type::Int),
            ("owner", Type::Ref),
            ("round", Type::Ref),
            ("title", Type::Text),
            ("text", Type::Text),
            ("issued_on", Type::Date),
            ("issued_by", Type::Text),
            ("answer_by", Type::Date),
            ("answered_on", Type::Date),
            ("answer", Type::Text),
        ],
    },
    Spec {
        kind: Kind::NoticeItem,
        name: "notice_item",
        extra: false,
        fields: &[("notice", Type::Ref), ("issue", Type::Ref)],
    },
    Spec {
        kind: Kind::Round,
        name: "round",
        extra: false,
        fields: &[
            ("number", Type::Int),
            ("week", Type::Date),
            ("opened_on", Type::Date),
            ("opened_by", Type::Text),
            ("return_by", Type::Date),
            ("return_hour", Type::Text),
            ("closed_on", Type::Date),
        ],
    },
    Spec {
        kind: Kind::Ask,
        name: "ask",
        extra: false,
        fields: &[
            ("round", Type::Ref),
            ("issue", Type::Ref),
            ("unit", Type::Ref),
            ("position", Type::Int),
            ("percent", Type::Int),
            ("text", Type::Text),
            ("due", Type::Date),
            ("why", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Return,
        name: "return",
        extra: false,
        fields: &[
            ("round", Type::Ref),
            ("unit", Type::Ref),
            ("day", Type::Date),
            ("at", Type::Text),
            ("returned_by", Type::Text),
            ("file", Type::Text),
            ("digest", Type::Text),
            ("rows", Type::Int),
            ("changed", Type::Int),
        ],
    },
    Spec {
        kind: Kind::Delivery,
        name: "delivery",
        extra: false,
        fields: &[
            ("round", Type::Ref),
            ("owner", Type::Ref),
            ("purpose", Type::Text),
            ("channel", Type::Text),
            ("address", Type::Text),
            ("state", Type::Text),
            ("attempts", Type::Int),
            ("at", Type::Text),
            ("detail", Type::Text),
            ("message", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Summary,
        name: "summary",
        extra: false,
        fields: &[
            ("month", Type::Date),
            ("edition", Type::Int),
            ("corrects", Type::Ref),
            ("cut_off", Type::Date),
            ("position", Type::Text),
            ("seen", Type::Text),
            ("rules", Type::Int),
            ("figures", Type::Text),
            ("digest", Type::Text),
            ("frozen_on", Type::Date),
            ("frozen_by", Type::Text),
            ("reason", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Member,
        name: "member",
        extra: false,
        fields: &[
            ("name", Type::Text),
            ("role", Type::Text),
            ("unit", Type::Ref),
            ("invited_on", Type::Date),
            ("replica", Type::Text),
            ("public_key", Type::Text),
            ("admitted_on", Type::Date),
            ("removed_on", Type::Date),
        ],
    },
    Spec {
        kind: Kind::Key,
        name: "key",
        extra: false,
        fields: &[("member", Type::Ref), ("epoch", Type::Int), ("sealed", Type::Text)],
    },
    Spec {
        kind: Kind::Release,
        name: "release",
        extra: false,
        fields: &[
            ("entry", Type::Text),
            ("released_on", Type::Date),
            ("released_by", Type::Text),
            ("reason", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Report,
        name: "report",
        extra: false,
        fields: &[
            ("inspection", Type::Ref),
            ("template", Type::Text),
            ("title", Type::Text),
            ("opening", Type::Text),
            ("organisation", Type::Text),
            ("next_steps", Type::Text),
            ("contact", Type::Text),
            ("issuer", Type::Text),
            ("day", Type::Date),
            ("drafted_on", Type::Date),
            ("drafted_by", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Passage,
        name: "passage",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("internal", Type::Text),
            ("public", Type::Text),
            ("progress", Type::Ref),
            ("written_on", Type::Date),
            ("written_by", Type::Text),
            ("ground", Type::Text),
            ("approved_by", Type::Text),
            ("approved_on", Type::Date),
            ("reason", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Quote,
        name: "quote",
        extra: false,
        fields: &[
            ("issue", Type::Ref),
            ("name", Type::Text),
            ("indicator", Type::Ref),
            ("value", Type::Decimal),
            ("total", Type::Decimal),
            ("unit", Type::Text),
            ("qualifier", Type::Text),
            ("kept", Type::Text),
        ],
    },
    Spec {
        kind: Kind::Publication,
        name: "publication",
        extra: false,
        fields: &[
            ("inspection", Type::Ref),
            ("edition", Type::Int),
            ("template", Type::Text),
            ("text", Type::Text),
            ("paper", Type::Text),
            ("facts", Type::Text),
            ("digest", Type::Text),
            ("position", Type::Text),
            ("seen", Type::Text),
            ("published_on", Type::Date),
            ("published_by", Type::Text),
            ("approved_by", Type::Text),
            ("reason", Type::Text),
        ],
    },
];

impl Kind {
    /// What this version knows of the kind; nothing of an unknown one.
    pub fn spec(&self) -> Option<&'static Spec> {
        SPECS.iter().find(|spec| spec.kind == *self)
    }

    /// The name in the log and in JSON.
    pub fn name(&self) -> &str {
        match (self, self.spec()) {
            (Kind::Unknown(name), _) => name,
            (_, Some(spec)) => spec.name,
            (_, None) => unreachable!("every known kind has a spec, as a test holds"),
        }
    }

    /// The kind of this name; never fails, since newer versions may have more.
    pub fn named(name: &str) -> Kind {
        match SPECS.iter().find(|spec| spec.name == name) {
            Some(spec) => spec.kind.clone(),
            None => Kind::Unknown(name.into()),
        }
    }
}

/// The name of a field.
pub type Field = Cow<'static, str>;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing is known; a record whose fields are all null does not exist.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text, a date as `YYYY-MM-DD`, or a decimal.
    Text(String),
    /// Another record.
    Ref(Id),
}

/// One field given one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Which field.
    pub field: Field,
    /// Its new value.
    pub value: Value,
    /// The writes that this one replaces; `None` until the store puts in those that the author saw.
    pub pred: Option<Vec<EntryId>>,
}

/// Some fields of one record: the smallest thing that two offices can disagree about is one of its writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// The record.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// Whether the record cannot have been written before (a fresh id), so that nothing need be looked up.
    pub fresh: bool,
    /// What is written.
    pub writes: Vec<Write>,
}

impl Op {
    /// An op on a record that may exist.
    pub fn on(kind: Kind, record: Id) -> Op {
        Op { record, kind, fresh: false, writes: Vec::new() }
    }

    /// The first op on a record with an id nobody has used.
    pub fn create(kind: Kind, record: Id) -> Op {
        Op { record, kind, fresh: true, writes: Vec::new() }
    }

    /// Adds a write; on a fresh record an empty value is left out.
    #[must_use]
    pub fn set(mut self, field: impl Into<Field>, value: impl Into<Value>) -> Op {
        let value = value.into();
        if !(self.fresh && value == Value::Null) {
            self.writes.push(Write { field: field.into(), value, pred: None });
        }
        self
    }

    /// Adds a write where a value was given.
    #[must_use]
    pub fn set_if(self, field: impl Into<Field>, value: Option<impl Into<Value>>) -> Op {
        match value {
            Some(value) => self.set(field, value),
            None => self,
        }
    }

    /// Adds a write that replaces just the named ones, whatever else has been written since.
    #[must_use]
    pub fn replace(mut self, field: impl Into<Field>, value: impl Into<Value>, pred: Vec<EntryId>) -> Op {
        self.writes.push(Write { field: field.into(), value: value.into(), pred: Some(pred) });
        self
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}
impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Value::Bool(yes)
    }
}
impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Value::Ref(id)
    }
}
impl From<chrono::NaiveDate> for Value {
    fn from(day: chrono::NaiveDate) -> Self {
        Value::Text(day.to_string())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_spec_and_no_field_twice() {
        for spec in SPECS {
            assert_eq!(Kind::named(spec.name), spec.kind);
            let mut names: Vec<_> = spec.fields.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), spec.fields.len(), "{}", spec.name);
            assert!(!spec.fields.iter().any(|(name, _)| *name == VOID || name.starts_with(EXTRA)));
        }
    }
}
