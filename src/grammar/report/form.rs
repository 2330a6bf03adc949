//! A notice that tells one issue as a form: 整改任务, 整改措施, 整改完成情况, each in its paragraph.

use super::Issue;
use super::account::rules;
use super::line::Line;
use crate::grammar::numbers::measures;
use crate::grammar::status::marker;
use crate::grammar::text::{fold, strip_any};

const TASKS: &[&str] = &["整改任务", "整改问题", "反馈问题", "问题描述", "具体问题", "问题内容", "存在问题"];
const MEASURES: &[&str] = &["整改措施", "整改主要措施", "主要整改措施", "重点措施", "具体措施"];
const DONE: &[&str] = &["整改完成情况", "整改落实情况", "整改情况", "完成情况", "落实情况", "整改进展情况"];
const OTHERS: &[&str] = &[
    "整改目标",
    "整改时限",
    "完成时限",
    "责任单位",
    "牵头单位",
    "整改主体",
    "公示期",
    "公示时间",
    "公示期限",
    "联系方式",
    "联系电话",
    "验收情况",
    "验收结论",
    "监督电话",
    "验收意见",
];

/// Reads the form; `None` where the text has not both a task and what became of it.
pub(super) fn form(lines: &[Line], title: Option<&str>) -> Option<Issue> {
    let mut fields: Vec<(u8, usize, String)> = Vec::new();
    for line in lines {
        let text = line.text();
        let head = text.trim_start_matches(['【', '[', '(']);
        let kinds = [(TASKS, 0u8), (MEASURES, 1), (DONE, 2), (OTHERS, 3)];
        let opened = kinds.iter().find_map(|(words, what)| {
            let rest = strip_any(head, words)?;
            let after = rest.trim_start();
            let alone = after.is_empty()
                || after.starts_with([':', '】', ']', ')'])
                || line.label.is_some() && after.starts_with('。');
            alone.then(|| (*what, text.len() - after.trim_start_matches([':', '】', ']', ')', ' ', '。']).len()))
        });
        match (opened, fields.last_mut()) {
            (Some((what, skip)), _) => {
                let rest = line.raw(line.body + skip, line.folded.plain.len()).trim().to_owned();
                fields.push((what, line.number, rest));
            }
            (None, Some((_, _, told))) => {
                if !told.is_empty() {
                    told.push('\n');
                }
                told.push_str(line.raw_line());
            }
            (None, None) => {}
        }
    }
    let (_, line, task) = fields.iter().find(|(what, _, text)| *what == 0 && !text.is_empty())?;
    let (_, _, done) = fields.iter().find(|(what, _, text)| *what == 2 && !text.is_empty())?;
    let found = marker(done);
    let status = found.as_ref().map(|m| m.status).unwrap_or_default();
    Some(Issue {
        line: *line,
        number: title.and_then(serial).unwrap_or_default(),
        title: task.lines().next().unwrap_or_default().trim_end_matches('。').to_owned(),
        stage: status.stage,
        long_term: status.long_term,
        immediate: status.immediate,
        status_text: found.map(|m| m.text),
        description: task.clone(),
        progress: done.clone(),
        measures: fields.iter().find(|(what, _, _)| *what == 1).map(|(_, _, text)| measures(text)).unwrap_or_default(),
        sub_issues: Vec::new(),
        rules: rules(done),
    })
}

/// 序号43, 第43项.
fn serial(title: &str) -> Option<String> {
    let plain = fold(title);
    let (_, rest) =
        plain.split_once("序号").or_else(|| plain.split_once("任务第")).or_else(|| plain.split_once('第'))?;
    let rest = rest.trim_start_matches([':', ' ', '第']);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let digits = rest.get(..end).filter(|digits| !digits.is_empty())?;
    let after = rest.get(end..).unwrap_or_default();
    (plain.contains("序号") || after.starts_with(['项', '号', '条'])).then(|| digits.to_owned())
}
