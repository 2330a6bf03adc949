//! The public report: its facts, from which a template words it; what stands in its way; what was published.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A report as it stands, in its public or its internal version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `public` or `internal`.
    pub version: &'static str,
    /// The day whose ledger it speaks of.
    pub day: NaiveDate,
    /// The template that words it.
    pub template: String,
    /// The inspection, where the issues are those of one.
    pub inspection: Option<Inspection>,
    /// Its title, where a person has written one.
    pub title: Option<String>,
    /// What stands before the first heading, where a person has written it.
    pub opening: Option<String>,
    /// How the work was led, where a person has written it.
    pub organisation: Option<String>,
    /// What comes next, where a person has written it.
    pub next_steps: Option<String>,
    /// How to reach the office.
    pub contact: Option<String>,
    /// Who issues it.
    pub issuer: Option<String>,
    /// Its date.
    pub date: NaiveDate,
    /// What the general sections count.
    pub counts: Counts,
    /// The areas with their issues; issues outside any come first, in one without a title.
    pub areas: Vec<Area>,
}

/// The inspection that is reported on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Its code.
    pub code: String,
    /// `inspection`, `audit`, `environment` or `other`.
    pub kind: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Who inspected.
    pub inspector: Option<String>,
    /// Whom.
    pub inspected: Option<String>,
    /// Its first day.
    pub from_on: Option<NaiveDate>,
    /// Its last day.
    pub to_on: Option<NaiveDate>,
    /// When the findings were handed over.
    pub feedback_on: Option<NaiveDate>,
}

/// Counts of the issues in this version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Issues.
    pub issues: usize,
    /// Parts of issues.
    pub parts: usize,
    /// Issues that are done.
    pub done: usize,
    /// Issues that are basically done.
    pub basically_done: usize,
    /// Issues that are neither.
    pub open: usize,
    /// Issues that are struck off.
    pub closed: usize,
    /// Responsible leaders.
    pub leaders: usize,
    /// Lead and responsible units.
    pub units: usize,
    /// Rounds of the weekly dispatch.
    pub rounds: usize,
    /// Months that were frozen.
    pub months: usize,
    /// Rules that were issued.
    pub rules: usize,
}

/// A heading with its issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Its place among the areas that are shown, from 1; 0 for issues outside any.
    pub place: usize,
    /// Its title.
    pub title: Option<String>,
    /// Its issues.
    pub issues: Vec<Issue>,
}

/// An issue in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Its number in this report, from 1.
    pub place: usize,
    /// The record.
    pub key: String,
    /// Its number in the ledger.
    pub number: String,
    /// Its title, in the public version without names of persons.
    pub title: String,
    /// `not_started`, `in_progress`, `basically_done` or `done`.
    pub stage: &'static str,
    /// `none`, `applied`, `returned` or `closed`.
    pub closing: &'static str,
    /// 长期坚持
    pub long_term: bool,
    /// The responsible leader.
    pub lead_leader: Option<String>,
    /// Lead units, then responsible units.
    pub units: Vec<String>,
    /// The limit that binds it.
    pub due: Option<NaiveDate>,
    /// Why it is not published; null in the public version.
    pub withheld: Option<Withheld>,
    /// What is said of it, in one paragraph.
    pub account: Option<String>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of an issue in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The record.
    pub key: String,
    /// Its number in the ledger.
    pub number: String,
    /// Its title.
    pub title: String,
    /// As of an issue.
    pub stage: &'static str,
    /// As of an issue.
    pub withheld: Option<Withheld>,
    /// What is said of it, in one paragraph.
    pub account: Option<String>,
}

/// Why an issue is not published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// `secret`, `case`, `hype`, `petition` or `sensitive`.
    pub ground: String,
    /// Who approved that.
    pub approved_by: Option<String>,
    /// When.
    pub approved_on: Option<NaiveDate>,
    /// The written reason.
    pub reason: Option<String>,
}

/// How far a report is, issue by issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The code of the inspection.
    pub inspection: Option<String>,
    /// When it was drafted; null before that.
    pub drafted_on: Option<NaiveDate>,
    /// Every issue and part.
    pub issues: Vec<Line>,
    /// Figures that are quoted from rows.
    pub figures: Vec<Figure>,
    /// Names of persons that the public version veils.
    pub names: Vec<Name>,
    /// What stands in the way of publishing, in the user's language.
    pub open: Vec<String>,
    /// What was published.
    pub editions: Vec<Edition>,
}

/// How far the report is with one issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number in the ledger.
    pub number: String,
    /// Its title.
    pub title: String,
    /// `missing`, `parts` where its parts are written of instead, `drafted`, `written` or `withheld`.
    pub state: &'static str,
    /// The public text as it is kept, with the names of figures between braces.
    pub public: Option<String>,
    /// The internal text.
    pub internal: Option<String>,
    /// Who wrote it, where it is no draft.
    pub written_by: Option<String>,
    /// When.
    pub written_on: Option<NaiveDate>,
    /// Whether something was reported since it was drafted.
    pub newer: bool,
    /// Why it is not published.
    pub withheld: Option<Withheld>,
}

/// A figure that a public text quotes from a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The number of the issue whose text quotes it.
    pub number: String,
    /// Its name as it stands between the braces.
    pub name: String,
    /// As it was quoted.
    pub quoted: String,
    /// As the row has it now; null where it is struck out.
    pub now: Option<String>,
    /// `same`, `kept`, `changed` or `gone`.
    pub state: &'static str,
}

/// A name of a person that is veiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// As it stands in the ledger.
    pub name: String,
    /// As it is published.
    pub shown: String,
    /// How often.
    pub count: usize,
}

/// A report that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// 1 for the first.
    pub edition: i64,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Who entered that.
    pub published_by: Option<String>,
    /// Who approved the text.
    pub approved_by: Option<String>,
    /// SHA-256 of the text, as `-o FILE.txt` writes it.
    pub digest: String,
}

/// An edition with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// What it is.
    #[serde(flatten)]
    pub edition: Edition,
    /// The text.
    pub text: String,
}

/// Editions proved, with what has changed since the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether all of them are what was published.
    pub ok: bool,
    /// Each edition with its verdict.
    pub editions: Vec<Verdict>,
    /// What the report would say otherwise now than in the newest of them.
    pub changes: Vec<Change>,
}

/// What an edition was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What it is.
    #[serde(flatten)]
    pub edition: Edition,
    /// `holds`; `changed` where it is not what was published, `differs` where the ledger as it was known then gives another.
    pub state: &'static str,
}

/// Something that the report would say otherwise now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The number of the issue in the ledger; null for what is said in general.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// `new`, `gone`, `title`, `text`, `stage` or the name of a general section.
    pub what: String,
    /// What was published.
    pub from: Option<String>,
    /// What it would be now.
    pub to: Option<String>,
}

/// What an edition keeps of its facts, to tell later what has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The general sections by their names.
    pub general: Vec<(String, String)>,
    /// The issues and their parts.
    pub issues: Vec<KeptIssue>,
}

/// An issue as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptIssue {
    /// The record.
    pub key: String,
    /// Its number in the ledger.
    pub number: String,
    /// Its title as it was published.
    pub title: String,
    /// Its stage.
    pub stage: String,
    /// Its text.
    pub text: String,
}

impl Kept {
    /// In one spelling.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() // text and lists: nothing that has no JSON
    }

    /// As it was kept.
    pub fn read(text: &str) -> Option<Kept> {
        serde_json::from_str(text).ok()
    }

    /// What is otherwise in a later one.
    pub fn changes(&self, now: &Kept) -> Vec<Change> {
        let mut found = Vec::new();
        let general = |kept: &Kept, name: &str| {
            kept.general.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone())
        };
        let mut names: Vec<&str> = self.general.iter().map(|(name, _)| name.as_str()).collect();
        names.extend(now.general.iter().map(|(name, _)| name.as_str()).filter(|name| general(self, name).is_none()));
        for name in names {
            let (from, to) = (general(self, name), general(now, name));
            if from != to {
                found.push(Change { number: None, title: None, what: name.to_owned(), from, to });
            }
        }
        let change = |of: &KeptIssue, what: &str, from: Option<&str>, to: Option<&str>| Change {
            number: Some(of.number.clone()),
            title: Some(of.title.clone()),
            what: what.to_owned(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        for then in &self.issues {
            let Some(now) = now.issues.iter().find(|now| now.key == then.key) else {
                found.push(change(then, "gone", Some(&then.text), None));
                continue;
            };
            for (what, from, to) in [
                ("title", &then.title, &now.title),
                ("stage", &then.stage, &now.stage),
                ("text", &then.text, &now.text),
            ] {
                if from != to {
                    found.push(change(now, what, Some(from), Some(to)));
                }
            }
        }
        let fresh = now.issues.iter().filter(|now| self.issues.iter().all(|then| then.key != now.key));
        found.extend(fresh.map(|now| change(now, "new", None, Some(&now.text))));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn kept(issues: &[(&str, &str, &str)]) -> Kept {
        let issue = |(key, title, text): &(&str, &str, &str)| KeptIssue {
            key: (*key).into(),
            number: (*key).into(),
            title: (*title).into(),
            stage: "done".into(),
            text: (*text).into(),
        };
        Kept { general: vec![("contact".into(), "电话".into())], issues: issues.iter().map(issue).collect() }
    }

    #[test]
    fn what_has_changed_since_is_told_issue_by_issue() {
        let then = kept(&[("1", "甲", "一"), ("2", "乙", "二"), ("3", "丙", "三")]);
        assert_eq!(then.changes(&Kept::read(&then.text()).unwrap()), []);
        let mut now = kept(&[("1", "甲", "一"), ("2", "乙二", "二二"), ("4", "丁", "四")]);
        now.issues[0].stage = "in_progress".into();
        now.general[0].1 = "信箱".into();
        let told: Vec<(Option<String>, String)> =
            then.changes(&now).into_iter().map(|change| (change.number, change.what)).collect();
        let expected = [
            (None, "contact"),
            (Some("1"), "stage"),
            (Some("2"), "title"),
            (Some("2"), "text"),
            (Some("3"), "gone"),
            (Some("4"), "new"),
        ];
        assert_eq!(told, expected.map(|(number, what)| (number.map(str::to_owned), what.to_owned())));
    }

    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    found.push(key.clone());
                    keys(value, found);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_stands_in_the_document() {
        let document = include_str!("../../docs/json.md");
        let (_, section) = document.split_once("## The public report").unwrap();
        let section = section.split("\n## ").next().unwrap();
        let withheld = || Some(Withheld { ground: "case".into(), approved_by: None, approved_on: None, reason: None });
        let part = Part {
            key: String::new(),
            number: "1.1".into(),
            title: "甲".into(),
            stage: "done",
            withheld: withheld(),
            account: None,
        };
        let issue = Issue {
            place: 1,
            key: String::new(),
            number: "1".into(),
            title: "甲".into(),
            stage: "done",
            closing: "none",
            long_term: false,
            lead_leader: None,
            units: Vec::new(),
            due: None,
            withheld: withheld(),
            account: None,
            parts: vec![part],
        };
        let inspection = Inspection {
            code: "1".into(),
            kind: None,
            name: None,
            inspector: None,
            inspected: None,
            from_on: None,
            to_on: None,
            feedback_on: None,
        };
        let report = Report {
            version: "public",
            day: NaiveDate::default(),
            template: "report".into(),
            inspection: Some(inspection),
            title: None,
            opening: None,
            organisation: None,
            next_steps: None,
            contact: None,
            issuer: None,
            date: NaiveDate::default(),
            counts: Counts::default(),
            areas: vec![Area { place: 1, title: None, issues: vec![issue] }],
        };
        let edition =
            Edition { edition: 1, published_on: None, published_by: None, approved_by: None, digest: String::new() };
        let line = Line {
            number: "1".into(),
            title: "甲".into(),
            state: "drafted",
            public: None,
            internal: None,
            written_by: None,
            written_on: None,
            newer: false,
            withheld: None,
        };
        let figure = Figure { number: "1".into(), name: "甲".into(), quoted: "1次".into(), now: None, state: "gone" };
        let status = Status {
            inspection: None,
            drafted_on: None,
            issues: vec![line],
            figures: vec![figure],
            names: vec![Name { name: "张三".into(), shown: "张某".into(), count: 1 }],
            open: Vec::new(),
            editions: vec![edition.clone()],
        };
        let verified = Verified {
            ok: true,
            editions: vec![Verdict { edition: edition.clone(), state: "holds" }],
            changes: kept(&[("1", "甲", "一")]).changes(&Kept::default()),
        };
        let published = Published { edition, text: String::new() };
        let mut found = Vec::new();
        for value in [
            serde_json::to_value(report),
            serde_json::to_value(status),
            serde_json::to_value(verified),
            serde_json::to_value(published),
        ] {
            keys(&value.unwrap(), &mut found);
        }
        found.sort_unstable();
        found.dedup();
        assert!(found.len() > 60, "{}", found.len());
        for key in found {
            assert!(section.contains(&format!("`{key}`")), "{key}");
        }
    }
}
