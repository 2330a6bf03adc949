//! The public report of an inspected body (巡视整改进展情况的通报) as an outline, to be confirmed by a person.
//!
//! Reports are built in many ways: issues may be headed 一、 or (一) or 1. or (1) or nothing at all, run on through the
//! areas or start again in each, stand in quotation marks or not. The outline follows the labels that are there and
//! what the words of a heading say; where that leaves a choice, the choice stands in `problems` with its line.

mod account;
mod form;
mod head;
mod line;
mod tail;
#[cfg(test)]
mod tests;
mod title;
mod tree;

pub use title::Role;

use crate::domain::issue::Stage;
use crate::domain::say::Said;
use crate::grammar::numbers::Style;
use crate::grammar::text::Folded;
use crate::say;
use chrono::NaiveDate;
use line::Line;
use std::collections::{HashMap, HashSet};
use tree::{Item, Tree};

/// What kind of inspection a report answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// 巡视、巡察
    Inspection,
    /// 审计
    Audit,
    /// 生态环境保护督察
    Environment,
    /// None of these, or not said.
    #[default]
    Other,
}

/// The inspection that a report answers, as its opening tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// The round where it is named (十二届省委第六轮巡视), else who inspected whom.
    pub name: Option<String>,
    /// 省委第八巡视组
    pub inspector: Option<String>,
    /// 汨罗市
    pub inspected: Option<String>,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub to: Option<NaiveDate>,
    /// When the findings were handed over (反馈).
    pub feedback_on: Option<NaiveDate>,
}

/// How to reach the office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// The lines as written.
    pub text: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address.
    pub post: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A section of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its line, from 1.
    pub line: usize,
    /// Its label as written.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub role: Role,
}

/// A group of issues (方面); issues outside any are in one with neither label nor title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its line, from 1.
    pub line: usize,
    /// Its label as written.
    pub label: Option<String>,
    /// Its title without quotation marks and 方面.
    pub title: String,
    /// Its issues.
    pub issues: Vec<Issue>,
}

/// An issue as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its line, from 1.
    pub line: usize,
    /// Its number in figures; empty where the report gives none.
    pub number: String,
    /// Its title without 关于“…”的问题.
    pub title: String,
    /// The stage, where heading or account say it.
    pub stage: Option<Stage>,
    /// 长期坚持
    pub long_term: bool,
    /// 立行立改
    pub immediate: bool,
    /// The words that told the stage.
    pub status_text: Option<String>,
    /// What stands before 整改情况: and describes the issue.
    pub description: String,
    /// What was done: the text after 整改情况:, as written.
    pub progress: String,
    /// Measures, where the report lists them with numbers.
    pub measures: Vec<String>,
    /// The parts that the account speaks of.
    pub sub_issues: Vec<SubIssue>,
    /// Titles of the rules and plans that were issued.
    pub rules: Vec<String>,
}

/// A part of an issue that its account speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubIssue {
    /// `3.1`: the number of the issue, and which part of it this is.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The part of the account that speaks of it.
    pub text: String,
    /// The stage, where the text says it.
    pub stage: Option<Stage>,
}

/// Something in the report that a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub message: Said,
}

/// A public report, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The kind of inspection.
    pub kind: Kind,
    /// The title of the report.
    pub title: Option<String>,
    /// The inspection.
    pub inspection: Inspection,
    /// Who issued the report.
    pub issuer: Option<String>,
    /// When.
    pub report_date: Option<NaiveDate>,
    /// How to reach the office.
    pub contact: Option<Contact>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The areas with their issues, in order.
    pub areas: Vec<Area>,
    /// What is to be looked at, by line.
    pub problems: Vec<Problem>,
}

/// Reads a public report; whatever the text is, there is an outline.
pub fn report(text: &str) -> Outline {
    let mut all = line::lines(text);
    let furniture: Vec<(usize, String)> =
        all.iter().filter(|line| line.furniture()).map(|line| (line.number, line.folded.plain.clone())).collect();
    all.retain(|line| !line.furniture());
    let mut outline = Outline::default();
    let tail = tail::tail(&all);
    let body = &all[..tail.start];
    let mut tree = tree::tree(body, false);
    if !tree.nodes.iter().any(|node| node.issueish() && body[node.line].label.is_some()) {
        tree = tree::tree(body, true);
    }
    let head = head::head(&body[..tree.head], &mut outline.problems);
    let mut reading = Reading {
        lines: body,
        tree: &tree,
        found: Vec::new(),
        holders: HashSet::new(),
        empty: Vec::new(),
        problems: Vec::new(),
    };
    reading.roots(&mut outline.sections);
    let Reading { found, empty, problems, .. } = reading;
    outline.problems.extend(problems);
    outline.areas = areas(body, &tree, found, &empty, &mut outline.problems);
    if outline.areas.iter().all(|area| area.issues.is_empty())
        && let Some(issue) = form::form(&all, head.title.as_deref())
    {
        if issue.number.is_empty() {
            outline.problems.push(Problem {
                line: issue.line,
                message: say!("report-issue-unnumbered", title = issue.title.as_str()),
            });
        }
        outline.areas = vec![Area { line: issue.line, label: None, title: String::new(), issues: vec![issue] }];
    }
    let intro: Vec<&Line> = head.intro.iter().map(|at| &body[*at]).collect();
    let mut spoken: Vec<&str> = head.title.as_deref().into_iter().collect();
    spoken.extend(intro.iter().map(|line| line.folded.plain.as_str()));
    spoken.extend(outline.sections.iter().map(|section| section.title.as_str()));
    outline.kind = head::kind(&spoken);
    outline.inspection = head::inspection(&intro, outline.kind, head.title.as_deref(), &mut outline.problems);
    let count: usize = outline.areas.iter().map(|area| area.issues.len()).sum();
    let first = tree.nodes.iter().map(|node| node.line).min().unwrap_or(0);
    let told = intro
        .iter()
        .copied()
        .chain(body.iter().skip(first).take(12))
        .find_map(|line| Some((line.number, head::counted(&line.folded.plain)?)));
    if let Some((line, told)) = told
        && count > 0
        && i64::try_from(count) != Ok(told)
    {
        outline.problems.push(Problem { line, message: say!("report-count-differs", told = told, found = count) });
    }
    if count == 0 {
        let line = all.first().map_or(1, |line| line.number);
        outline.problems.push(Problem { line, message: say!("report-no-issues") });
    }
    let unclear = tail.unclear.is_some();
    if let Some((line, text)) = tail.unclear {
        outline.problems.push(Problem { line, message: say!("report-date-unclear", text = text) });
    }
    outline.contact = tail.contact;
    outline.issuer = tail.issuer.or_else(|| {
        let (who, _) = head.title.as_deref()?.split_once("关于")?;
        (who.chars().count() >= 3 && !who.contains(['“', '《'])).then(|| who.trim().to_owned())
    });
    let last = all.last().map_or(1, |line| line.number);
    outline.report_date = tail.day.or(head.day);
    if outline.report_date.is_none() {
        let published = furniture.iter().find_map(|(number, plain)| {
            let found = crate::grammar::dates::mentions(plain);
            let day = found.iter().find_map(|m| NaiveDate::from_ymd_opt(m.year?, m.month?, m.day?))?;
            Some((*number, day))
        });
        match published {
            Some((line, day)) => {
                outline.report_date = Some(day);
                outline.problems.push(Problem { line, message: say!("report-date-published", day = day) });
            }
            None if unclear => {}
            None => outline.problems.push(Problem { line: last, message: say!("report-no-date") }),
        }
    }
    if outline.issuer.is_none() {
        outline.problems.push(Problem { line: last, message: say!("report-no-issuer") });
    }
    outline.title = head.title;
    outline.problems.sort_by_key(|problem| problem.line);
    outline
}

/// The title of an issue or an area without what a heading puts around it: 关于“…”的问题, “…”方面.
pub fn bare(title: &str) -> String {
    let title = title.trim();
    let folded = Folded::new(title);
    let found = title::heading(&folded.plain, 0);
    let bare = folded.raw(found.title.clone()).trim();
    if found.rest < folded.plain.len() || found.open || found.marker.is_some() || bare.is_empty() {
        return title.to_owned();
    }
    bare.to_owned()
}

/// The issues of a tree while they are found.
struct Reading<'a, 'b> {
    lines: &'b [Line<'a>],
    tree: &'b Tree,
    /// The heading of each issue, and the heading that holds it.
    found: Vec<(usize, Option<usize>)>,
    /// The headings that hold one.
    holders: HashSet<usize>,
    /// Headings of areas that hold none.
    empty: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'a, 'b> Reading<'a, 'b> {
    fn line(&self, node: usize) -> &'b Line<'a> {
        &self.lines[self.tree.nodes[node].line]
    }

    fn title(&self, node: usize) -> &'a str {
        let range = &self.tree.nodes[node].heading.title;
        self.line(node).raw(range.start, range.end).trim()
    }

    fn problem(&mut self, node: usize, message: Said) {
        let line = self.line(node).number;
        self.problems.push(Problem { line, message });
    }

    fn roots(&mut self, sections: &mut Vec<Section>) {
        for at in self.tree.roots.clone() {
            let line = self.line(at);
            let title = section_title(line, self.title(at));
            let role = title::role(&title);
            let node = &self.tree.nodes[at];
            let signed = node.told || node.heading.marker.is_some();
            let issue = node.heading.issue() && (node.heading.wrapped || signed && !node.deep)
                || signed && role == Role::Other && !node.deep;
            if issue && !self.group(at) {
                self.found.push((at, None));
                continue;
            }
            let label = line.label.as_ref().map(|label| label.text.clone());
            let area = node.heading.area();
            let role = if area { Role::Findings } else { role };
            let mut section = Section { line: line.number, label, title, role };
            match role {
                Role::Organisation | Role::NextSteps => {
                    // 推进 or 责任 in its title, and yet 关于…的问题 below it.
                    if self.named(at) >= 2 {
                        let title = section.title.clone();
                        self.problem(at, say!("report-section-unsure", title = title));
                        section.role = Role::Findings;
                        self.below(at, true);
                    }
                }
                Role::Findings => self.below(at, true),
                Role::Other => self.below(at, node.heading.several()),
            }
            sections.push(section);
        }
        // Without any other sign, …问题 at the uppermost level is an issue.
        if self.found.is_empty() {
            for at in self.tree.roots.iter().copied().filter(|at| self.tree.nodes[*at].heading.issue()) {
                let line = self.line(at).number;
                sections.retain(|section| section.line != line);
                self.found.push((at, None));
            }
        }
        // Where several sections hold issues, each is an area, and one that holds none is told.
        let roots: Vec<usize> = self.tree.roots.iter().copied().filter(|at| self.holds(*at)).collect();
        for at in self.tree.roots.clone() {
            let heading = &self.tree.nodes[at].heading;
            let group = heading.area() || heading.several() && roots.len() > 1;
            if group && !self.holds(at) && self.tree.children(at).next().is_none() {
                self.empty.push(at);
                let title = self.title(at).to_owned();
                self.problem(at, say!("report-area-empty", title = title));
            }
        }
    }

    /// How many headings below say 关于…的问题.
    fn named(&self, at: usize) -> usize {
        self.tree
            .children(at)
            .map(|child| usize::from(self.tree.nodes[child].heading.issue()) + self.named(child))
            .sum()
    }

    fn hold(&mut self, issue: usize, holder: usize) {
        self.found.push((issue, Some(holder)));
        self.holders.insert(holder);
    }

    fn holds(&self, at: usize) -> bool {
        self.holders.contains(&at)
    }

    /// Whether a heading that looks like an issue is a group of those below it.
    fn group(&mut self, at: usize) -> bool {
        let node = &self.tree.nodes[at];
        if !node.deep {
            return false;
        }
        if node.heading.area() || node.heading.several() {
            return true;
        }
        if node.told {
            return false; // it has an account of its own: what is below are its parts
        }
        if node.heading.issue() && self.tree.among_issues(at) {
            return false; // so do the issues beside it
        }
        let first = |at: usize| {
            self.tree.children(at).next().and_then(|child| self.line(child).label.as_ref().map(|label| label.number))
        };
        let runs_on = first(at).is_some_and(|number| number > 1);
        let parts = self.tree.children(at).all(|child| {
            matches!(self.line(child).label.as_ref().map(|l| l.style), Some(Style::DigitBracket | Style::Circled))
        });
        if !runs_on && !node.heading.issue() && parts {
            return false;
        }
        if !runs_on {
            let title = self.title(at).to_owned();
            self.problem(at, say!("report-level-unsure", title = title));
        }
        true
    }

    /// Finds the issues below a heading; `findings`, where they are to be expected even without signs.
    fn below(&mut self, at: usize, findings: bool) {
        let tree = self.tree;
        let any = tree.children(at).any(|child| tree.nodes[child].issueish() || tree.nodes[child].deep);
        for child in tree.children(at).collect::<Vec<_>>() {
            let node = &tree.nodes[child];
            let role = title::role(self.title(child));
            if node.field {
                continue;
            }
            if node.deep || node.issueish() {
                if !node.heading.issue()
                    && matches!(role, Role::Organisation | Role::NextSteps)
                    && !node.heading.area()
                    && self.named(child) == 0
                {
                    continue;
                }
                if node.deep && (!node.issueish() || self.group(child)) {
                    self.below(child, true);
                    if !self.holds(child) && node.heading.area() {
                        self.empty.push(child);
                    }
                } else {
                    self.hold(child, at);
                }
            } else if node.heading.area() || node.heading.several() {
                self.empty.push(child);
                let title = self.title(child).to_owned();
                self.problem(child, say!("report-area-empty", title = title));
            } else if findings && (any || !matches!(role, Role::Organisation | Role::NextSteps)) {
                let title = self.title(child).to_owned();
                self.problem(child, say!("report-issue-unsure", title = title));
                self.hold(child, at);
            }
        }
    }
}

/// The title of a section: its words up to the first full stop.
fn section_title(line: &Line, found: &str) -> String {
    let words = line.raw_text();
    let end = words.find('。').unwrap_or(words.len());
    let words = words.get(..end).unwrap_or(words).trim_end_matches(['：', ':']).trim();
    if words.chars().count() <= 60 { words.to_owned() } else { found.to_owned() }
}

/// Puts the issues that were found into their areas.
fn areas(
    lines: &[Line],
    tree: &Tree,
    found: Vec<(usize, Option<usize>)>,
    empty: &[usize],
    problems: &mut Vec<Problem>,
) -> Vec<Area> {
    let grouped = |holder: usize| tree.nodes[holder].depth > 0 || tree.nodes[holder].heading.area();
    let mut sections: Vec<usize> =
        found.iter().filter_map(|(_, holder)| *holder).filter(|holder| !grouped(*holder)).collect();
    sections.dedup();
    let several = sections.len() > 1;
    let mut areas: Vec<Area> = Vec::new();
    let mut places: HashMap<Option<usize>, usize> = HashMap::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut before: Option<(u32, Option<usize>)> = None;
    let mut repeats = false;
    for (node, holder) in found {
        let holder = holder.filter(|holder| several || grouped(*holder));
        let issue = issue(lines, tree, node, problems);
        let line = issue.line;
        let number = lines[tree.nodes[node].line].label.as_ref().map(|label| label.number);
        if issue.number.is_empty() {
            problems.push(Problem { line, message: say!("report-issue-unnumbered", title = issue.title.as_str()) });
        } else if let Some(first) = numbers.insert(issue.number.clone(), line) {
            if !repeats {
                problems.push(Problem {
                    line,
                    message: say!("report-number-repeats", number = issue.number.as_str(), first = first),
                });
            }
            repeats = true;
        }
        if let (Some(number), Some((last, area))) = (number, before)
            && number != last.saturating_add(1)
            && (number != 1 || area == holder)
            && !(repeats && area == holder && number == last)
        {
            problems.push(Problem {
                line,
                message: say!("report-number-gap", before = last.to_string(), number = number.to_string()),
            });
        }
        before = number.map(|number| (number, holder));
        if let Some(area) = places.get(&holder).and_then(|at| areas.get_mut(*at)) {
            area.issues.push(issue);
        } else {
            places.insert(holder, areas.len());
            areas.push(area(lines, tree, holder, vec![issue]));
        }
    }
    for node in empty {
        places.entry(Some(*node)).or_insert_with(|| {
            areas.push(area(lines, tree, Some(*node), Vec::new()));
            areas.len() - 1
        });
    }
    areas.sort_by_key(|area| area.line);
    areas
}

fn area(lines: &[Line], tree: &Tree, holder: Option<usize>, issues: Vec<Issue>) -> Area {
    let Some(node) = holder else {
        return Area { line: issues.first().map_or(1, |issue| issue.line), label: None, title: String::new(), issues };
    };
    let node = &tree.nodes[node];
    let line = &lines[node.line];
    let title = line.raw(node.heading.title.start, node.heading.title.end).trim();
    let title = if title.is_empty() { line.raw_text() } else { title };
    Area {
        line: line.number,
        label: line.label.as_ref().map(|label| label.text.clone()),
        title: title.to_owned(),
        issues,
    }
}

fn issue(lines: &[Line], tree: &Tree, at: usize, problems: &mut Vec<Problem>) -> Issue {
    let node = &tree.nodes[at];
    let line = &lines[node.line];
    let number = line.label.as_ref().map_or_else(String::new, |label| match label.style {
        Style::Dotted => label.text.trim_end_matches(['、', ' ']).to_owned(),
        _ => label.number.to_string(),
    });
    let title = line.raw(node.heading.title.start, node.heading.title.end).trim().to_owned();
    let mut told: Vec<Said> = Vec::new();
    if node.heading.open {
        told.push(say!("report-quote-open", number = number.as_str()));
    }
    let account = account::account(tree, lines, at);
    let (before, sub_issues) = if account.parts.is_empty() {
        let parts = account::parts(&number, &account.progress);
        told.extend(parts.problems);
        (parts.before, parts.subs)
    } else {
        let mut subs = Vec::new();
        for (i, (title, text, marker)) in account.parts.iter().enumerate() {
            let number = account::sub_number(&number, i);
            let stage =
                marker.as_ref().and_then(|m| m.status.stage).or_else(|| account::settle(text, &number, &mut told));
            subs.push(SubIssue { number, title: title.clone(), text: text.clone(), stage });
        }
        let first = node.items.iter().position(|item| matches!(item, Item::Node(_))).unwrap_or(0);
        let texts = node.items.iter().take(first).filter_map(|item| match item {
            Item::Text(text) => Some(lines[*text].raw_line()),
            Item::Node(_) => None,
        });
        (texts.collect::<Vec<_>>().join("\n"), subs)
    };
    let mut status = node.heading.marker.clone();
    match account::stage(&before) {
        Ok(Some(found)) => match &mut status {
            None => status = Some(found),
            Some(heading) => {
                if heading.status.stage.is_some()
                    && found.status.stage.is_some()
                    && heading.status.stage != found.status.stage
                {
                    told.push(say!("report-stage-differs", number = number.as_str()));
                    heading.status.stage = None;
                }
                heading.status.long_term |= found.status.long_term;
                heading.status.immediate |= found.status.immediate;
            }
        },
        Ok(None) => {}
        Err(()) => told.push(say!("report-stage-differs", number = number.as_str())),
    }
    if account.progress.is_empty() {
        told.push(say!("report-issue-without-progress", number = number.as_str(), title = title.as_str()));
    }
    problems.extend(told.into_iter().map(|message| Problem { line: line.number, message }));
    let status_text = status
        .as_ref()
        .filter(|marker| marker.status.stage.is_some() || marker.status.closing.is_some())
        .map(|marker| marker.text.clone());
    let status = status.map(|marker| marker.status).unwrap_or_default();
    Issue {
        line: line.number,
        number,
        title,
        stage: status.stage,
        long_term: status.long_term,
        immediate: status.immediate,
        status_text,
        description: account.description,
        rules: account::rules(&account.progress),
        progress: account.progress,
        measures: account.measures,
        sub_issues,
    }
}
