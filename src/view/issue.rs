//! One issue: the JSON that we promise (`docs/json.md`), and the sheet that is opened in a meeting.

use super::issues::{Context, Row, State};
use super::records::{Directive, Notice};
use super::story::Story;
use crate::domain::indicator;
use crate::domain::issue::{self, Milestone, Pace, Progress, Role};
use crate::domain::say::Said;
use chrono::{NaiveDate, NaiveDateTime};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// An issue as JSON has it: the keys in this order, `null` where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue<'a> {
    /// `8`, `8.2`
    pub number: Option<&'a str>,
    /// What the inspection found.
    pub title: &'a str,
    /// The code of the inspection.
    pub inspection: Option<&'a str>,
    /// The heading it stands under.
    pub area: Option<&'a str>,
    /// The number of the issue it is a part of.
    pub parent: Option<&'a str>,
    /// What has to be achieved.
    pub requirement: Option<&'a str>,
    /// The name of its [`issue::Stage`].
    pub stage: &'static str,
    /// The name of its [`Pace`].
    pub pace: Option<&'static str>,
    /// The name of its [`issue::Closing`].
    pub closing: &'static str,
    /// 1 for the first round, one more for each reopening.
    pub cycle: i64,
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
    /// 整改时限
    pub due: Option<NaiveDate>,
    /// The limit as it was written.
    pub due_text: Option<&'a str>,
    /// The status as it was written.
    pub status_text: Option<&'a str>,
    /// 责任领导
    pub lead_leader: Option<&'a str>,
    /// 分管领导、配合领导; behind a second 责任领导, where there is one against the rule.
    pub leaders: Vec<&'a str>,
    /// 牵头单位
    pub lead_units: Vec<&'a str>,
    /// 责任单位
    pub units: Vec<&'a str>,
    /// 配合单位
    pub support_units: Vec<&'a str>,
    /// 联络员、责任人
    pub contacts: Vec<&'a str>,
    /// What the newest return says was done.
    pub progress: Option<&'a str>,
    /// The day of the newest return.
    pub progress_on: Option<NaiveDate>,
    /// 0 to 100, of the newest return.
    pub percent: Option<i64>,
    /// What stands in the way.
    pub obstacle: Option<&'a str>,
    /// What comes next.
    pub next_step: Option<&'a str>,
    /// What others must decide or give.
    pub help_needed: Option<&'a str>,
    /// Measures in their order.
    pub milestones: Vec<Measure<'a>>,
    /// Figures in their order.
    pub indicators: Vec<Indicator<'a>>,
    /// The office's own columns in their order.
    #[serde(serialize_with = "as_object")]
    pub extra: Vec<(&'a str, &'a str)>,
    /// Names of the fields on which offices disagree.
    pub conflicts: Vec<&'a str>,
    /// The record, 32 hexadecimal digits.
    pub key: String,
    /// The kind of problem.
    pub category: Option<&'a str>,
    /// Remarks.
    pub note: Option<&'a str>,
    /// 督查
    pub supervisors: Vec<&'a str>,
    /// 专班
    pub teams: Vec<&'a str>,
    /// The lamp by the rule of the place.
    pub lamp: Option<&'static str>,
    /// What was done about its end; its keys stand here, behind the others.
    #[serde(flatten)]
    pub story: Story,
}

/// A measure (措施) with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure<'a> {
    /// What is to be done.
    pub text: &'a str,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
}

/// A figure; numbers are decimals in text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Indicator<'a> {
    /// What is counted.
    pub name: &'a str,
    /// How many, how much.
    pub value: Option<&'a str>,
    /// Of how many.
    pub total: Option<&'a str>,
    /// 个, 万元
    pub unit: Option<&'a str>,
    /// 余, 近
    pub qualifier: Option<&'a str>,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// The words it was read from.
    pub text: Option<&'a str>,
}

fn as_object<S: Serializer>(pairs: &[(&str, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(Some(pairs.len()))?;
    for (heading, value) in pairs {
        object.serialize_entry(heading, value)?;
    }
    object.end()
}

impl<'a> Issue<'a> {
    /// What is known of `issue`, with the names that `context` has and the pace that the caller worked out.
    pub fn of(
        issue: &'a issue::Issue,
        context: &Context<'a>,
        pace: Option<Pace>,
        indicators: &'a [indicator::Indicator],
    ) -> Issue<'a> {
        let names = |role| issue.names(role).collect::<Vec<_>>();
        let latest = issue.latest.as_ref();
        Issue {
            number: Some(issue.number.as_str()).filter(|number| !number.is_empty()),
            title: &issue.title,
            inspection: context.inspection(issue.inspection),
            area: context.area(issue.area).map(|area| area.title.as_str()),
            parent: context.number(issue.parent),
            requirement: issue.requirement.as_deref(),
            stage: issue.stage.name(),
            pace: pace.map(Pace::name),
            closing: issue.closing.name(),
            cycle: issue.cycle,
            immediate: issue.immediate,
            long_term: issue.long_term,
            due: issue.due,
            due_text: issue.due_text.as_deref(),
            status_text: issue.status_text.as_deref(),
            lead_leader: issue.lead_leader(),
            leaders: issue.names(Role::LeadLeader).skip(1).chain(issue.names(Role::Leader)).collect(),
            lead_units: names(Role::LeadUnit),
            units: names(Role::Unit),
            support_units: names(Role::Support),
            contacts: names(Role::Contact),
            progress: latest.and_then(|latest| latest.text.as_deref()),
            progress_on: latest.map(|latest| latest.day),
            percent: latest.and_then(|latest| latest.percent),
            obstacle: latest.and_then(|latest| latest.obstacle.as_deref()),
            next_step: latest.and_then(|latest| latest.next_step.as_deref()),
            help_needed: latest.and_then(|latest| latest.help_needed.as_deref()),
            milestones: issue
                .milestones
                .iter()
                .map(|measure| Measure { text: &measure.text, due: measure.due, done_on: measure.done_on })
                .collect(),
            indicators: indicators
                .iter()
                .map(|figure| Indicator {
                    name: &figure.name,
                    value: figure.value.as_deref(),
                    total: figure.total.as_deref(),
                    unit: figure.unit.as_deref(),
                    qualifier: figure.qualifier.as_deref(),
                    day: figure.day,
                    text: figure.text.as_deref(),
                })
                .collect(),
            extra: issue.extra.iter().map(|(heading, value)| (heading.as_str(), value.as_str())).collect(),
            conflicts: issue.conflicts.iter().map(String::as_str).collect(),
            key: issue.id.to_string(),
            category: issue.category.as_deref(),
            note: issue.note.as_deref(),
            supervisors: names(Role::Supervisor),
            teams: names(Role::Team),
            lamp: None,
            story: Story::default(),
        }
    }
}

/// A limit this many days away or nearer is soon.
pub const SOON: i64 = 7;

/// How a measure stands to its limit on a day; days are whole and positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lamp {
    /// Done in time, or without a limit.
    Done,
    /// Done this many days after its limit.
    DoneLate(i64),
    /// Not done, this many days after its limit.
    Overdue(i64),
    /// Not done, at most [`SOON`] days before its limit; 0 on the day itself.
    Soon(i64),
    /// Not done, with this many days left.
    Open(i64),
    /// Not done, and without a limit.
    Unlimited,
}

impl Lamp {
    /// How `measure` stands on `today`.
    pub fn of(measure: &Milestone, today: NaiveDate) -> Lamp {
        Lamp::between(measure.due, measure.done_on, today)
    }

    /// The same of anything with a limit and a day on which it was done.
    pub fn between(due: Option<NaiveDate>, done_on: Option<NaiveDate>, today: NaiveDate) -> Lamp {
        let days_to = |day: NaiveDate| due.map(|due| (due - day).num_days());
        match (done_on, days_to(done_on.unwrap_or(today))) {
            (Some(_), Some(left)) if left < 0 => Lamp::DoneLate(-left),
            (Some(_), _) => Lamp::Done,
            (None, Some(left)) if left < 0 => Lamp::Overdue(-left),
            (None, Some(left)) if left <= SOON => Lamp::Soon(left),
            (None, Some(left)) => Lamp::Open(left),
            (None, None) => Lamp::Unlimited,
        }
    }
}

/// A rule or plan that was issued as an outcome (制度文件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its title, with 《》 or without.
    pub title: String,
    /// 文号
    pub number: Option<String>,
    /// When it was issued.
    pub day: Option<NaiveDate>,
}

/// The last change of an issue, as its author claims it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The author.
    pub who: String,
    /// The time on the office's clock.
    pub when: NaiveDateTime,
}

/// Everything about one issue that somebody in a meeting may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// The facts that JSON has too.
    pub issue: Issue<'a>,
    /// `(一)`, as the report numbers the heading it stands under.
    pub area_label: Option<&'a str>,
    /// Its state.
    pub state: State,
    /// Whether the office has lamps of its own, so that they are shown.
    pub is_lit: bool,
    /// The day that it is looked at.
    pub today: NaiveDate,
    /// The limit that binds it where it has none of its own: that of its inspection.
    pub lent: Option<NaiveDate>,
    /// Why it is behind, where it is.
    pub behind: Option<Said>,
    /// Everybody named as 责任领导; the rule is one.
    pub lead_leaders: Vec<&'a str>,
    /// Measures in their order, with their lamps.
    pub measures: Vec<(&'a Milestone, Lamp)>,
    /// The newest return.
    pub latest: Option<&'a Progress>,
    /// The returns before the newest, newest first.
    pub history: Vec<&'a Progress>,
    /// What was ordered on it.
    pub directives: Vec<Directive>,
    /// The notices that name it.
    pub notices: Vec<Notice>,
    /// Rules that were issued.
    pub rules: Vec<Rule>,
    /// The issues of earlier inspections that it came back from, the nearest first, with their titles.
    pub forebears: Vec<(String, String)>,
    /// Its parts.
    pub sub_issues: Vec<Row<'a>>,
    /// How many entries of the log speak of it.
    pub entries: usize,
    /// The newest of them.
    pub last_change: Option<Change>,
}

impl<'a> Sheet<'a> {
    /// The sheet of `issue`, which `limit` binds, on `today`, without reasons, rules, parts and log, which the caller
    /// puts in.
    ///
    /// `history` holds its returns in any order, the newest among them or not.
    pub fn of(
        issue: &'a issue::Issue,
        context: &Context<'a>,
        limit: Option<NaiveDate>,
        pace: Option<Pace>,
        indicators: &'a [indicator::Indicator],
        history: &'a [Progress],
        today: NaiveDate,
    ) -> Sheet<'a> {
        let latest = issue.latest.as_ref();
        let mut earlier: Vec<&Progress> =
            history.iter().filter(|progress| latest.is_none_or(|latest| latest.id != progress.id)).collect();
        earlier.sort_by_key(|progress| std::cmp::Reverse((progress.day, progress.id)));
        Sheet {
            issue: Issue::of(issue, context, pace, indicators),
            area_label: context.area(issue.area).and_then(|area| area.label.as_deref()),
            state: State::of(issue, limit, pace, today),
            is_lit: false,
            today,
            lent: limit.filter(|_| issue.due.is_none()),
            behind: None,
            lead_leaders: issue.names(Role::LeadLeader).collect(),
            measures: issue.milestones.iter().map(|measure| (measure, Lamp::of(measure, today))).collect(),
            latest,
            history: earlier,
            directives: Vec::new(),
            notices: Vec::new(),
            rules: Vec::new(),
            forebears: Vec::new(),
            sub_issues: Vec::new(),
            entries: 0,
            last_change: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::{Closing, Stage};
    use crate::view::sample;
    use serde_json::Value;

    fn object() -> Value {
        let (ledger, indicators) = (sample::ledger(), sample::indicators());
        let context = Context::of(&ledger);
        let issue = Issue::of(&ledger.issues[2], &context, Some(Pace::Behind), &indicators);
        serde_json::to_value(issue).expect("JSON")
    }

    fn keys(value: &Value) -> Vec<&str> {
        value.as_object().expect("an object").keys().map(String::as_str).collect()
    }

    #[test]
    fn the_keys_are_those_that_were_promised_in_their_order() {
        let object = object();
        let promised = "number title inspection area parent requirement stage pace closing cycle immediate long_term due \
            due_text status_text lead_leader leaders lead_units units support_units contacts progress progress_on percent \
            obstacle next_step help_needed milestones indicators extra conflicts key category note supervisors teams lamp \
            closings rechecks cycles extensions evidence recurs recurrences";
        assert_eq!(keys(&object), promised.split_whitespace().collect::<Vec<_>>());
        assert_eq!(keys(&object["milestones"][0]), ["text", "due", "done_on"]);
        assert_eq!(keys(&object["indicators"][0]), ["name", "value", "total", "unit", "qualifier", "day", "text"]);
    }

    #[test]
    fn every_key_and_every_name_of_a_value_stands_in_the_document() {
        let document = include_str!("../../docs/json.md");
        let object = object();
        let of_lists = keys(&object["milestones"][0]).into_iter().map(|key| format!("milestones[].{key}"));
        let of_figures = keys(&object["indicators"][0]).into_iter().map(|key| format!("indicators[].{key}"));
        for key in keys(&object).into_iter().map(str::to_owned).chain(of_lists).chain(of_figures) {
            assert!(document.contains(&format!("\n| `{key}` |")), "docs/json.md has no row for `{key}`");
        }
        let stages = Stage::ALL.iter().map(|stage| stage.name());
        let paces = Pace::ALL.iter().map(|pace| pace.name());
        let closings = Closing::ALL.iter().map(|closing| closing.name());
        for name in stages.chain(paces).chain(closings) {
            assert!(document.contains(&format!("`{name}`")), "docs/json.md does not explain `{name}`");
        }
    }

    #[test]
    fn what_is_not_known_is_null_and_lists_are_empty() {
        let ledger = sample::ledger();
        let object = serde_json::to_value(Issue::of(&ledger.issues[6], &Context::default(), None, &[])).expect("JSON");
        for key in ["inspection", "area", "parent", "pace", "due", "lead_leader", "progress", "percent", "note"] {
            assert_eq!(object[key], Value::Null, "{key}");
        }
        for key in ["leaders", "lead_units", "milestones", "indicators", "conflicts"] {
            assert_eq!(object[key], Value::Array(Vec::new()), "{key}");
        }
        assert_eq!(object["extra"], serde_json::json!({}));
    }

    #[test]
    fn a_second_responsible_leader_is_not_hidden() {
        let mut issue = sample::issue(1, "1", "x");
        issue.duties = [(Role::LeadLeader, "甲"), (Role::LeadLeader, "乙"), (Role::Leader, "丙")]
            .map(|(role, name)| (role, name.into()))
            .to_vec();
        let shown = Issue::of(&issue, &Context::default(), None, &[]);
        assert_eq!((shown.lead_leader, shown.leaders), (Some("甲"), vec!["乙", "丙"]));
    }

    #[test]
    fn a_lamp_follows_the_dates_of_its_measure() {
        let cases = [
            (Some("2019-12-31"), None, Lamp::Open(16)),
            (Some("2019-12-22"), None, Lamp::Soon(7)),
            (Some("2019-12-15"), None, Lamp::Soon(0)),
            (Some("2019-12-14"), None, Lamp::Overdue(1)),
            (Some("2019-12-14"), Some("2019-12-14"), Lamp::Done),
            (Some("2019-12-01"), Some("2019-12-04"), Lamp::DoneLate(3)),
            (None, Some("2019-12-04"), Lamp::Done),
            (None, None, Lamp::Unlimited),
        ];
        for (due, done_on, lamp) in cases {
            let measure = Milestone {
                id: sample::id(1),
                text: String::new(),
                deliverable: None,
                due: due.map(sample::day),
                due_text: None,
                done_on: done_on.map(sample::day),
            };
            assert_eq!(Lamp::of(&measure, sample::today()), lamp, "{due:?} {done_on:?}");
        }
    }

    #[test]
    fn earlier_returns_come_newest_first_without_the_latest() {
        let (ledger, mut history) = (sample::ledger(), sample::history());
        history.extend(ledger.issues[2].latest.clone());
        let sheet = Sheet::of(&ledger.issues[2], &Context::of(&ledger), None, None, &[], &history, sample::today());
        let days: Vec<String> = sheet.history.iter().map(|progress| progress.day.to_string()).collect();
        assert_eq!(days, ["2019-12-06", "2019-11-29"]);
    }
}
