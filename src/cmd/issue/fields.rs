//! What `issue add` and `issue set` can say of an issue.

use crate::app::App;
use crate::cmd::args::{self, Day, Given, IssueName, day_given, issue_name, own_field, text, text_given};
use crate::cmd::find;
use crate::cmd::owners::Owners;
use crate::domain::change::{EXTRA, Op, Value};
use crate::domain::id::Id;
use crate::domain::issue::{self, Role};
use crate::domain::say::Said;
use crate::error::Error;
use crate::grammar::axes::{self, StageWord};
use crate::grammar::dates::When;
use crate::store::Reader;
use chrono::NaiveDate;

#[derive(clap::Args, Debug, Clone)]
pub struct Fields {
    #[arg(long, value_name = "NUMBER", value_parser = issue::number)]
    pub number: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    pub title: Option<String>,
    #[arg(long, value_name = "CODE", value_parser = text_given)]
    pub inspection: Option<Given<String>>,
    #[arg(long, value_name = "TITLE", value_parser = text_given)]
    pub area: Option<Given<String>>,
    #[arg(long, value_name = "ISSUE", value_parser = optional_issue)]
    pub parent: Option<Given<IssueName>>,
    #[arg(long, value_name = "NAME")]
    pub lead: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub leader: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub lead_unit: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub unit: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub support: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub team: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub contact: Option<Vec<String>>,
    #[arg(long, value_name = "NAME")]
    pub supervisor: Option<Vec<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    pub requirement: Option<Given<String>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    pub category: Option<Given<String>>,
    #[arg(long, value_name = "LIMIT")]
    pub due: Option<String>,
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub immediate: Option<bool>,
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub long_term: Option<bool>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    pub started: Option<Given<Day>>,
    #[arg(long, value_name = "STAGE", value_parser = axes::stage)]
    pub stage: Option<StageWord>,
    #[arg(long, value_name = "DAY", value_parser = day_given)]
    pub done: Option<Given<Day>>,
    #[arg(long, value_name = "TEXT", value_parser = text_given)]
    pub note: Option<Given<String>>,
    #[arg(long, value_name = "FIELD", value_parser = own_field)]
    pub field: Vec<(String, Given<String>)>,
}

/// Reads the name of an issue, or none.
pub fn optional_issue(text: &str) -> Result<Given<IssueName>, Said> {
    if text.trim().is_empty() { Ok(Given::Nothing) } else { issue_name(text).map(Given::Some) }
}

/// What the options name by a record, found before anything is decided.
pub struct Links {
    /// 批次; `Some(None)` empties it.
    pub inspection: Option<Option<Id>>,
    /// 上级问题
    pub parent: Option<Option<Id>>,
}

/// The days that the options give.
pub struct Days {
    /// 起算日
    started: Option<Given<NaiveDate>>,
    /// 完成日期
    pub done: Option<Given<NaiveDate>>,
    /// 整改时限, with its text where that says more than the day.
    limit: Option<(When, Option<String>)>,
}

impl Days {
    /// Whether one is given.
    pub fn any(&self) -> bool {
        self.started.is_some() || self.done.is_some() || self.limit.is_some()
    }

    /// The new limit, where it is a day.
    pub fn limit(&self) -> Option<NaiveDate> {
        self.limit.as_ref().and_then(|(when, _)| when.day)
    }
}

impl Fields {
    /// The days that were given, those without a year read near today.
    pub fn days(&self, app: &App) -> Result<Days, Error> {
        Ok(Days {
            started: args::given_day(self.started.as_ref(), app),
            done: args::done(self.done.as_ref(), app)?,
            limit: args::written_limit(self.due.as_deref(), app)?,
        })
    }

    /// The records that are named.
    pub fn links(&self, reader: &Reader) -> Result<Links, Error> {
        let inspection = match &self.inspection {
            None => None,
            Some(Given::Nothing) => Some(None),
            Some(Given::Some(code)) if code == "-" => Some(None),
            Some(Given::Some(code)) => Some(Some(find::inspection(reader, code)?)),
        };
        let parent = match &self.parent {
            None => None,
            Some(Given::Nothing) => Some(None),
            Some(Given::Some(name)) => Some(Some(find::issue(reader, name)?)),
        };
        Ok(Links { inspection, parent })
    }

    /// The area that is named, in the inspection the issue belongs to.
    pub fn area(&self, reader: &Reader, inspection: Option<Id>) -> Result<Option<Option<Id>>, Error> {
        Ok(match &self.area {
            None => None,
            Some(Given::Nothing) => Some(None),
            Some(Given::Some(title)) => Some(Some(find::area(reader, title, inspection)?)),
        })
    }

    /// The writes of the plain fields; the stage is not among them, since it has rules of its own.
    pub fn write(&self, op: Op, days: &Days) -> Op {
        let mut op = op
            .set_if("number", self.number.clone())
            .set_if("title", self.title.clone())
            .set_if("requirement", self.requirement.clone())
            .set_if("category", self.category.clone());
        let (mut immediate, mut long_term) = (None, None);
        if let Some((when, written)) = &days.limit {
            op = op.set("due", when.day).set("due_text", written.clone());
            immediate = when.immediate.then_some(true);
            long_term = when.long_term.then_some(true);
        }
        op = op
            .set_if("immediate", self.immediate.or(immediate))
            .set_if("long_term", self.long_term.or(long_term))
            .set_if("started_on", days.started.clone());
        op = op.set_if("done_on", days.done.clone()).set_if("note", self.note.clone());
        for (heading, value) in &self.field {
            op = op.set(format!("{EXTRA}{heading}"), Value::from(value.clone()));
        }
        op
    }

    /// The lists that were given, by role.
    fn lists(&self) -> [(Role, Option<&Vec<String>>); 8] {
        [
            (Role::LeadLeader, self.lead.as_ref()),
            (Role::Leader, self.leader.as_ref()),
            (Role::LeadUnit, self.lead_unit.as_ref()),
            (Role::Unit, self.unit.as_ref()),
            (Role::Support, self.support.as_ref()),
            (Role::Team, self.team.as_ref()),
            (Role::Contact, self.contact.as_ref()),
            (Role::Supervisor, self.supervisor.as_ref()),
        ]
    }

    /// The owners of the lists that were given; new ones go to `ops`.
    pub fn duties(&self, reader: &Reader, owners: &mut Owners, ops: &mut Vec<Op>) -> Vec<(Role, Vec<Id>)> {
        let given = self.lists().into_iter().filter_map(|(role, names)| names.map(|names| (role, names)));
        given
            .map(|(role, names)| {
                let cells = names.iter().map(String::as_str);
                (role, owners.of_cells(reader, cells, role.person(), ops))
            })
            .collect()
    }
}
