//! What a published report was read as, and what taking it in would change.

use crate::domain::change::Kind;
use chrono::NaiveDate;
use serde::Serialize;

/// A report before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// Always `report`.
    pub kind: &'static str,
    /// The inspection that it answers.
    pub inspection: Inspection,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub report_date: Option<NaiveDate>,
    /// Label, title and role of each section.
    pub sections: Vec<(Option<String>, String, &'static str)>,
    /// The areas with their issues.
    pub areas: Vec<Area>,
    /// What was not sure, by line.
    pub problems: Vec<Problem>,
    /// The file as it was named.
    #[serde(skip)]
    pub file: String,
    /// The title of the report.
    #[serde(skip)]
    pub title: Option<String>,
    /// Lines of the sections.
    #[serde(skip)]
    pub section_lines: Vec<usize>,
    /// How many measures, rules and amounts were seen.
    #[serde(skip)]
    pub seen: Seen,
    /// What would change; nothing where the ledger was not looked at.
    #[serde(skip)]
    pub changes: Option<Changes>,
}

/// The inspection as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// What it is called.
    pub name: Option<String>,
    /// Who inspected.
    pub inspector: Option<String>,
    /// Whom.
    pub inspected: Option<String>,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub to: Option<NaiveDate>,
    /// When the findings were handed over.
    pub feedback_on: Option<NaiveDate>,
    /// `inspection`, `audit`, `environment` or `other`.
    pub kind: &'static str,
}

/// A group of issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Its label as written.
    pub label: Option<String>,
    /// Its title; empty for issues outside any area.
    pub title: String,
    /// Its issues.
    pub issues: Vec<Issue>,
    /// Its line, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// An issue as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Its number; empty where the report gives none.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How far it is, where the report says so.
    pub stage: Option<&'static str>,
    /// 长期坚持
    pub long_term: bool,
    /// 立行立改
    pub immediate: bool,
    /// The words that told the stage.
    pub status_text: Option<String>,
    /// The parts that its account speaks of.
    pub sub_issues: Vec<SubIssue>,
    /// Its line, from 1.
    #[serde(skip)]
    pub line: usize,
    /// The number that it would have in the ledger, where that is another.
    #[serde(skip)]
    pub given: Option<String>,
}

/// A part of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubIssue {
    /// `3.1`
    pub number: String,
    /// Its title.
    pub title: String,
    /// How far it is, where the report says so.
    #[serde(skip)]
    pub stage: Option<&'static str>,
}

/// Something that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What it is, in the user's language.
    pub message: String,
    /// Whether it may have been read as what it is not, rather than that something is missing.
    #[serde(skip)]
    pub unsure: bool,
}

/// What stands in the report beside issues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Measures, which are taken in.
    pub measures: usize,
    /// Rules, which are taken in.
    pub rules: usize,
    /// Amounts, which are left to a person.
    pub amounts: usize,
}

/// What taking the report in changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The code of the inspection.
    pub code: String,
    /// Whether there is none of this code yet.
    pub begins: bool,
    /// New issues, parts not counted.
    pub new: usize,
    /// New parts of issues.
    pub new_parts: usize,
    /// Issues and parts that get something they lack.
    pub filled: usize,
    /// Issues and parts of which the report says nothing new.
    pub unchanged: usize,
    /// How many enter as 整改中, since they have an account and no word on their stage.
    pub begun: usize,
    /// Numbers of issues that were struck out here and stay so.
    pub struck: Vec<String>,
    /// Where report and ledger differ.
    pub differing: Vec<Differing>,
}

/// A field with two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The line of the report.
    pub line: usize,
    /// The number of the issue; the code, for the inspection.
    pub number: String,
    /// The kind of the record.
    pub kind: Kind,
    /// Its name in the log.
    pub field: &'static str,
    /// What the report says.
    pub theirs: String,
    /// What the ledger says.
    pub ours: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn sample() -> Outline {
        let part = SubIssue { number: "1.1".into(), title: "甲".into(), stage: None };
        let issue = Issue {
            number: "1".into(),
            title: "甲".into(),
            stage: Some("done"),
            long_term: true,
            immediate: false,
            status_text: None,
            sub_issues: vec![part],
            line: 3,
            given: None,
        };
        Outline {
            kind: "report",
            inspection: Inspection {
                name: None,
                inspector: None,
                inspected: None,
                from: "2019-04-01".parse().ok(),
                to: None,
                feedback_on: None,
                kind: "audit",
            },
            issuer: None,
            report_date: None,
            sections: vec![(None, "甲".into(), "findings")],
            areas: vec![Area { label: None, title: "甲".into(), issues: vec![issue], line: 2 }],
            problems: vec![Problem { line: 1, message: "甲".into(), unsure: true }],
            file: "a.txt".into(),
            title: None,
            section_lines: vec![1],
            seen: Seen::default(),
            changes: None,
        }
    }

    fn keys(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    found.push(path.clone());
                    keys(value, &path, found);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| keys(value, &format!("{path}[]"), found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_stands_in_the_document() {
        let document = include_str!("../../docs/json.md");
        let (_, section) = document.split_once("## A report before it is imported").unwrap();
        let value = serde_json::to_value(sample()).unwrap();
        assert_eq!(value["inspection"]["from"], "2019-04-01");
        assert_eq!(value["sections"][0], serde_json::json!([null, "甲", "findings"]));
        let mut found = Vec::new();
        keys(&value, "", &mut found);
        assert_eq!(found.len(), 28);
        for key in found {
            assert!(section.contains(&format!("| `{key}` |")), "{key}");
        }
    }
}
