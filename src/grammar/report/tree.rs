//! The headings of a report as a tree, by the shapes and the run of their labels.

use super::line::Line;
use super::title::{Heading, PROGRESS, heading};
use crate::grammar::numbers::Style;
use crate::grammar::status::markers;
use crate::grammar::text::strip_any;
use std::collections::HashSet;

/// What belongs to a heading, in the order of the text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item {
    /// A line of text, by its place in the lines.
    Text(usize),
    /// A heading below this one, by its place in the tree.
    Node(usize),
}

/// A heading, and what stands under it.
pub(super) struct Node {
    /// Its line, by place in the lines.
    pub(super) line: usize,
    /// The heading above it, by its place in the tree.
    pub(super) parent: Option<usize>,
    /// How deep it stands; 0 for the uppermost.
    pub(super) depth: usize,
    /// What its words say.
    pub(super) heading: Heading,
    /// What follows.
    pub(super) items: Vec<Item>,
    /// Whether text under it opens like an account of what was done.
    pub(super) told: bool,
    /// Whether it only opens a part of the account above it: 问题表现, 整改措施, 整改成效.
    pub(super) field: bool,
    /// Whether a heading below it looks like an issue.
    pub(super) deep: bool,
}

impl Node {
    /// Whether the heading looks like one issue.
    pub(super) fn issueish(&self) -> bool {
        !self.field && (self.heading.issue() || self.told || self.heading.marker.is_some())
    }
}

/// A level that is open while the lines are read.
struct Open {
    style: Level,
    node: usize,
    number: u32,
    issue: bool,
}

/// The shape of a heading, uppermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Hash(usize),
    Label(u8),
}

fn level(line: &Line) -> Option<Level> {
    if line.depth > 0 {
        return Some(Level::Hash(line.depth));
    }
    Some(Level::Label(match line.label.as_ref()?.style {
        Style::Chinese => 0,
        Style::ChineseBracket => 1,
        Style::Named | Style::Digit => 2,
        Style::Dotted => 3,
        Style::DigitBracket => 4,
        Style::Circled => 5,
        Style::Ordinal | Style::Shi => return None,
    }))
}

/// The tree of the headings in `lines`, and the lines before the first of them.
pub(super) struct Tree {
    /// Every heading, in the order of the text.
    pub(super) nodes: Vec<Node>,
    /// The uppermost headings.
    pub(super) roots: Vec<usize>,
    /// Whether an issue without any below it stands among the headings under this one (`None`: among the roots).
    plain_issues: HashSet<Option<usize>>,
    /// How many lines stand before the first heading.
    pub(super) head: usize,
}

/// Reads the tree; `plain_headings` takes 关于…的问题 without any label as a heading too.
pub(super) fn tree(lines: &[Line], plain_headings: bool) -> Tree {
    let mut nodes: Vec<Node> = Vec::new();
    let mut roots = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut running: Vec<(Level, u32)> = Vec::new();
    let mut head = lines.len();
    for (at, line) in lines.iter().enumerate() {
        let shape = heading(&line.folded.plain, line.body);
        let number = line.label.as_ref().map_or(0, |label| label.number);
        let found = match level(line) {
            // The title of a Markdown text is no section.
            Some(Level::Hash(1)) if nodes.is_empty() && number == 0 => None,
            Some(level) => {
                let told = lines.get(at + 1).is_some_and(|next| opens_account(next.text()));
                place(line, level, number, (&shape, told), &mut stack, &running).then_some(level)
            }
            None if plain_headings && unlabelled(line, &shape) => {
                stack.retain(|open| open.style < Level::Label(2));
                Some(Level::Label(2))
            }
            None => None,
        };
        let Some(level) = found else {
            if opens_account(line.text())
                && let Some(issue) = stack.iter().rposition(|open| open.issue)
            {
                stack.truncate(issue + 1); // the list of measures before it has ended
            }
            if let Some(open) = stack.last() {
                nodes[open.node].items.push(Item::Text(at));
            }
            continue;
        };
        head = head.min(at);
        let node = nodes.len();
        let parent = stack.last().map(|open| open.node);
        match parent {
            Some(parent) => nodes[parent].items.push(Item::Node(node)),
            None => roots.push(node),
        }
        let issue = shape.issue();
        stack.push(Open { style: level, node, number, issue });
        match running.iter_mut().find(|(known, _)| *known == level) {
            Some((_, last)) => *last = number,
            None => running.push((level, number)),
        }
        nodes.push(Node {
            line: at,
            parent,
            depth: stack.len() - 1,
            heading: shape,
            items: Vec::new(),
            told: false,
            field: false,
            deep: false,
        });
    }
    let mut tree = Tree { nodes, roots, head, plain_issues: HashSet::new() };
    tree.judge(lines);
    tree
}

/// Closes the levels that a heading ends; `false` where the line is text after all.
fn place(
    line: &Line,
    level: Level,
    number: u32,
    (shape, told): (&Heading, bool),
    stack: &mut Vec<Open>,
    running: &[(Level, u32)],
) -> bool {
    let expected = running.iter().find(|(known, _)| *known == level).map_or(1, |(_, last)| last.saturating_add(1));
    // 3.5公里… in running text is no heading, 3.5个部门 after number 2 is; 1加强 only where a list of such lines runs.
    let figure = line.depth == 0
        && line.label.as_ref().is_some_and(|label| label.style == Style::Digit && label.text.ends_with(['.', '．']))
        && line.text().starts_with(|c: char| c.is_ascii_digit());
    if (figure || line.bare) && number != expected && number != 1 {
        return false;
    }
    // Among issues that say so, a line that says nothing of the kind is text.
    let among = stack.iter().any(|open| open.style == level && open.issue);
    if figure && among && !shape.issue() && !told {
        return false;
    }
    if line.bare && stack.is_empty() {
        return false;
    }
    let same: Vec<usize> = (0..stack.len()).rev().filter(|i| stack[*i].style == level).collect();
    let keep = if let Level::Hash(_) = level {
        stack.iter().position(|open| open.style >= level).unwrap_or(stack.len())
    } else if same.is_empty() {
        // Deeper shapes end; what is uppermost stays open.
        stack.iter().position(|open| open.style > level).unwrap_or(stack.len())
    } else {
        let follows = |i: &usize| stack[*i].number.saturating_add(1) == number;
        let innermost = same[0];
        if let Some(i) = same.iter().copied().find(|i| follows(i) && stack[*i].issue == shape.issue()) {
            i
        } else if let Some(i) = same.iter().copied().find(follows) {
            i
        } else if number == 1 && !shape.issue() && stack[innermost].issue && line.depth == 0 {
            stack.len() // a list that uses the same marks as the issue above it
        } else {
            *same.last().unwrap_or(&innermost)
        }
    };
    stack.truncate(keep);
    true
}

/// A line that is nothing but 关于…的问题, or goes on with 整改情况.
fn unlabelled(line: &Line, shape: &Heading) -> bool {
    let rest = line.folded.plain.get(shape.rest..).unwrap_or_default();
    let about = line.text().starts_with(['关', '针', '“', '"']);
    shape.issue() && about && (rest.is_empty() || strip_any(rest, PROGRESS).is_some())
}

impl Tree {
    fn judge(&mut self, lines: &[Line]) {
        // Children come after their parents, so one pass from the end sees them first.
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            let line = &lines[node.line];
            let inline = line.folded.plain.get(node.heading.rest..).unwrap_or_default();
            let first = node.items.first().and_then(|item| match item {
                Item::Text(text) => lines.get(*text).map(Line::text),
                Item::Node(_) => None,
            });
            let accounts = |item: &Item| match item {
                Item::Node(child) => {
                    let child = &self.nodes[*child];
                    child.field && opens_account(lines[child.line].text())
                }
                Item::Text(_) => false,
            };
            let told = opens_account(inline)
                || node.items.iter().any(accounts)
                || first.is_some_and(|text| {
                    opens_account(text)
                        || strip_any(text, &["该问题", "此问题", "针对该问题", "针对此问题", "针对上述问题"]).is_some()
                })
                || strip_any(inline, &["该问题", "此问题", "针对该问题", "针对此问题"]).is_some()
                || !inline.is_empty() && markers(inline).first().is_some_and(|m| m.whole && m.status.stage.is_some());
            let deep = node.items.iter().any(|item| match item {
                Item::Node(child) => self.nodes[*child].deep || self.nodes[*child].issueish(),
                Item::Text(_) => false,
            });
            let field = node.parent.is_some() && !deep && !node.heading.issue() && opens_field(line.text());
            let node = &mut self.nodes[at];
            node.field = field;
            node.told = told;
            node.deep = deep;
            if node.heading.issue() && !deep {
                let parent = node.parent;
                self.plain_issues.insert(parent);
            }
        }
    }

    /// Whether an issue without any below it stands beside `node`.
    pub(super) fn among_issues(&self, node: usize) -> bool {
        self.plain_issues.contains(&self.nodes[node].parent)
    }

    /// The headings right under `node`.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        self.nodes[node].items.iter().filter_map(|item| match item {
            Item::Node(child) => Some(*child),
            Item::Text(_) => None,
        })
    }
}

/// Whether a text is 问题表现: or the like, or opens with it.
fn opens_field(text: &str) -> bool {
    const FIELDS: &[&str] = &[
        "问题表现",
        "具体表现",
        "主要表现",
        "表现形式",
        "问题描述",
        "具体问题",
        "存在问题",
        "整改目标",
        "整改要求",
        "整改任务",
        "整改时限",
        "完成时限",
        "责任单位",
        "牵头单位",
        "责任领导",
        "牵头领导",
        "责任人",
        "整改责任",
        "下一步打算",
        "下步打算",
        "下一步措施",
        "下步措施",
        "下一步工作",
        "下一步",
        "整改措施",
        "整改举措",
    ];
    opens_account(text)
        || strip_any(text, FIELDS)
            .is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([':', '】', '。']))
}

/// Whether a text opens with 整改情况: or the like.
pub(super) fn opens_account(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '(', '*', ' ']);
    strip_any(text, PROGRESS)
        .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with([':', '】', ']', ')', '。']))
        || strip_any(text, &["整改措施", "具体整改措施", "主要整改措施"])
            .is_some_and(|rest| rest.trim_start().starts_with([':', '】', '及']))
}
