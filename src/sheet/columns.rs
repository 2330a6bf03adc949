//! The heading, the reading and the printing of each column, for both ways.

use super::grid::letters;
use crate::domain::column::{Cell, Column, Limit};
use crate::domain::issue::{Closing, Issue, Role, Stage};
use crate::domain::say::Said;
use crate::grammar::{dates, names, numbers, status};
use crate::i18n::{Lang, Words};
use crate::say;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The headings of a column, the one that an export writes first: Chinese, English, then what offices write.
///
/// Collected from the forms of such offices; compared by [`plain`].
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Key, &["督办键", "duban key"]),
    (
        Column::Number,
        &[
            "编号",
            "number",
            "序号",
            "问题编号",
            "事项编号",
            "隐患编号",
            "整改任务序号",
            "问题序号",
            "任务编号",
            "线索编号",
            "信访编号",
            "案件编号",
            "受理编号",
            "no",
            "no.",
            "id",
        ],
    ),
    (
        Column::Area,
        &[
            "方面",
            "area",
            "巡视反馈重点方面",
            "反馈方面",
            "类别",
            "问题类别",
            "问题类型",
            "事项类别",
            "工作类别",
            "板块",
            "项目名称",
            "一级标题",
            "问题线索类别",
            "隐患类别",
            "污染类型",
            "反馈意见方面",
            "反馈意见类别",
            "反馈类别",
            "重点方面",
            "整改方面",
        ],
    ),
    (
        Column::Title,
        &[
            "问题",
            "title",
            "巡视反馈具体问题",
            "反馈问题",
            "具体问题表述",
            "问题描述",
            "问题内容",
            "问题表述",
            "问题线索概要",
            "督办事项",
            "事项名称",
            "整改问题",
            "整改任务",
            "隐患描述",
            "目标名称",
            "具体问题",
            "检视问题",
            "交办问题基本情况",
            "问题表现",
            "反馈意见",
            "发现问题",
            "发现的问题",
            "检查发现问题",
            "检查发现的问题",
            "巡视反馈问题",
            "巡察反馈问题",
            "督察反馈问题",
            "审计发现问题",
            "审计查出问题",
            "反馈的问题",
            "问题清单",
            "问题简述",
            "问题概述",
            "问题摘要",
            "问题名称",
            "问题事项",
            "反映问题",
            "反映的主要问题",
            "隐患内容",
            "整改事项",
            "督查事项",
            "交办事项",
            "issue",
            "problem",
            "finding",
        ],
    ),
    (
        Column::Requirement,
        &[
            "整改要求",
            "requirement",
            "工作要求",
            "整改目标",
            "整改任务具体要求",
            "任务要求",
            "督办内容",
            "目标任务",
            "目标内容",
            "整改完成标准",
            "整改标准",
        ],
    ),
    (Column::Category, &["问题分类", "category", "巡视反馈重点内容", "重点内容", "二级标题"]),
    (
        Column::Who(Role::LeadLeader),
        &[
            "责任领导",
            "responsible leader",
            "牵头领导",
            "责任市领导",
            "责任县领导",
            "牵头市领导",
            "牵头县领导",
            "牵头人",
            "包保领导",
            "包案领导",
            "包联领导",
            "责任区领导",
            "牵头区领导",
            "整改责任领导",
            "整改第一责任人",
            "第一责任人",
            "主要责任人",
            "lead leader",
            "leader",
        ],
    ),
    (
        Column::Who(Role::Leader),
        &[
            "分管领导",
            "other leaders",
            "配合领导",
            "协助整改工作的领导",
            "其他领导",
            "分管县领导",
            "分管市领导",
            "协管领导",
        ],
    ),
    (
        Column::Who(Role::LeadUnit),
        &[
            "牵头单位",
            "lead unit",
            "整改牵头部门",
            "牵头部门",
            "主办单位",
            "整改实施主体",
            "整改主体",
            "牵头责任单位",
            "牵头(责任)单位",
            "整改牵头单位",
            "牵头科室",
            "牵头处室",
            "主责单位",
        ],
    ),
    (
        Column::Who(Role::Unit),
        &[
            "责任单位",
            "responsible units",
            "整改责任单位",
            "具体责任单位",
            "责任部门",
            "责任科室",
            "责任处室",
            "责任站办",
            "所属责任公司",
            "整改单位",
            "承办单位",
            "落实单位",
            "责任主体",
            "整改责任部门",
            "责任乡镇",
            "单位",
            "unit",
            "units",
        ],
    ),
    (
        Column::Who(Role::Support),
        &[
            "配合单位",
            "supporting units",
            "协办单位",
            "涉及部门",
            "配合部门",
            "协同单位",
            "协助单位",
            "参与单位",
            "协办部门",
        ],
    ),
    (Column::Who(Role::Team), &["专班", "team", "整改专班", "工作专班", "班子"]),
    (
        Column::Who(Role::Contact),
        &[
            "联络员",
            "contact",
            "责任人",
            "主办人",
            "联系人",
            "督办联系人",
            "整改责任人",
            "责任岗位",
            "负责人",
            "经办人",
            "具体责任人",
            "直接责任人",
            "联络人",
            "牵头整改部门责任人",
            "contacts",
        ],
    ),
    (Column::Who(Role::Supervisor), &["督查人员", "supervisor", "督查责任人"]),
    (
        Column::Measures,
        &[
            "整改措施",
            "measures",
            "整改计划",
            "重点措施",
            "细化的整改措施",
            "工作计划",
            "整改举措",
            "具体措施",
            "措施",
            "工作措施",
            "主要措施",
            "主要举措",
            "工作举措",
            "整改具体措施",
            "整改工作措施",
            "解决措施",
        ],
    ),
    (
        Column::Due,
        &[
            "整改时限",
            "due",
            "完成时限",
            "整改期限",
            "交办时限",
            "拟办结时间",
            "计划完成时间",
            "计划完成时限",
            "对应的完成时间",
            "目标节点或完成时限",
            "时限",
            "办理时限",
            "整改完成时限",
            "计划完成日期",
            "预计完成时间",
            "要求完成时间",
            "完成期限",
            "办结时限",
            "截止时间",
            "截止日期",
            "整改截止时间",
            "整改时间",
            "时间节点",
            "due date",
            "deadline",
        ],
    ),
    (
        Column::Status,
        &[
            "状态",
            "status",
            "推进状态",
            "整改状态",
            "是否完成",
            "是否已完成整改",
            "是否办结",
            "整改结果",
            "完成状态",
            "办理状态",
            "当前状态",
            "是否完成整改",
            "是否整改完成",
            "整改是否完成",
            "整改是否到位",
            "是否整改",
            "是否已整改",
            "是否已完成",
            "是否已办结",
        ],
    ),
    (Column::Closed, &["是否销号", "struck off", "销号状态", "是否整改到位", "销号情况"]),
    (
        Column::Percent,
        &["完成比例", "percent", "整改进度", "整改进度(%)", "本周进度", "进度", "完成率", "完成进度", "progress (%)"],
    ),
    (
        Column::Progress,
        &[
            "整改进展",
            "progress",
            "进展情况",
            "整改情况",
            "整改情况(月)",
            "整改描述",
            "目前进展情况及存在问题",
            "整改落实情况",
            "已采取的整改措施",
            "本周完成情况",
            "本周进展",
            "工作进展",
            "处理和整改情况",
            "整改进展情况",
            "整改工作进展",
            "最新进展",
            "进展",
            "工作进展情况",
            "落实情况",
            "办理情况",
            "落实进展",
            "落实进展情况",
            "办理进展",
            "办理进展情况",
        ],
    ),
    (
        Column::NextStep,
        &[
            "下步措施",
            "next step",
            "下一步工作计划",
            "下步计划",
            "下周计划",
            "下一步计划",
            "下一步工作",
            "下一步打算",
            "下步打算",
            "下一步措施",
            "下一步工作措施",
            "下步工作措施",
            "下步工作计划",
            "下步工作打算",
            "下步工作",
            "下一步整改措施",
        ],
    ),
    (
        Column::Obstacle,
        &["存在困难", "obstacle", "困难", "存在的困难", "未完成原因", "未整改到位原因", "未完成整改原因", "滞后原因"],
    ),
    (Column::HelpNeeded, &["需协调解决事项", "help needed", "需协调事项", "需协调解决的问题"]),
    (
        Column::DoneOn,
        &[
            "完成日期",
            "done on",
            "实际完成日期",
            "完成时间",
            "实际完成时间",
            "闭环时间",
            "整改完成时间",
            "整改完成日期",
            "办结时间",
            "办结日期",
        ],
    ),
    (Column::Note, &["备注", "note", "说明", "notes", "remark", "remarks"]),
];

/// Headings that mean one thing or another by what else is in the sheet.
const BY_CONTEXT: &[&str] = &["存在问题", "存在的问题", "存在的主要问题", "主要问题", "整改完成情况", "完成情况"];

/// Headings of the problem where there is no other, else of what stands in the way.
const PROBLEMS: &[&str] = &["存在问题", "存在的问题", "存在的主要问题", "主要问题"];

/// Headings of tasks: what the sheet is about, where no heading names a problem.
const TASKS: &[&str] = &[
    "主要任务",
    "工作任务",
    "重点任务",
    "工作事项",
    "重点事项",
    "重点工作",
    "工作内容",
    "任务内容",
    "任务名称",
    "任务",
    "事项",
    "工作名称",
];

/// Headings of the day on which it was done, or has to be, where no other heading names a limit.
const DONE_OR_DUE: &[&str] = &["完成日期", "完成时间", "整改完成时间", "整改完成日期", "办结时间", "办结日期"];

/// The heading as it is compared: NFKC, lower case, without blanks, line breaks, stars and marks at its ends.
pub fn plain(heading: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let heading: String = heading.nfkc().filter(|c| !c.is_whitespace() && *c != '*').collect();
    heading.trim_matches(|c: char| "\"'“”:,;".contains(c)).to_lowercase()
}

/// Columns by their headings as they are compared.
static BY_HEADING: LazyLock<HashMap<String, &Column>> = LazyLock::new(|| {
    let all = HEADINGS.iter().rev().flat_map(|(column, names)| names.iter().map(move |name| (plain(name), column)));
    all.collect() // from the last, so that the first column of a heading stays
});

/// The column that a heading names whatever stands beside it.
pub fn named(heading: &str) -> Option<Column> {
    let plain_heading = plain(heading);
    if plain_heading.ends_with("(序号)") || plain_heading.ends_with("(编号)") {
        return Some(Column::Number);
    }
    let bare = plain_heading.split('(').next().unwrap_or_default(); // 问题金额(万元) is not 问题金额, but 整改时限(月底前) is
    let find = |wanted: &str| BY_HEADING.get(wanted).map(|column| (*column).clone());
    let of_month = || find(without_month(bare)?).filter(Column::is_report);
    find(&plain_heading).or_else(|| if bare.is_empty() { None } else { find(bare).or_else(of_month) })
}

/// 整改情况 of 5月整改情况, 5月份整改情况.
fn without_month(plain: &str) -> Option<&str> {
    let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('月').filter(|_| rest.len() < plain.len())?;
    Some(rest.strip_prefix('份').unwrap_or(rest))
}

/// The month that a heading names: 7 of 整改情况（7月）, 1-7月进展情况.
fn month(heading: &str) -> Option<i32> {
    let plain = plain(heading);
    let (before, after) = plain.split_once('月')?;
    let start = before
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let month = before[start..].parse().ok().filter(|month| (1..=12).contains(month))?;
    (!after.contains('月')).then_some(month)
}

/// Whether a heading has a meaning, if only by its context.
pub fn known(heading: &str) -> bool {
    let words = plain(heading);
    let contextual = BY_CONTEXT.contains(&words.as_str()) || TASKS.contains(&words.as_str());
    contextual || named(heading).is_some() || two(heading).is_some()
}

/// Whether numbers under a heading only count rows: 序号 is renumbered whenever a list is split or sorted.
pub fn serial(heading: &str) -> bool {
    matches!(plain(heading).as_str(), "序号" | "no" | "no.")
}

/// What a person, or a profile, says of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It is this column.
    As(Column),
    /// A column of the user's own.
    Own,
    /// How far it is, as a share of 1: 0.5, 1.
    Share,
    /// Nothing to take.
    Ignore,
}

impl Choice {
    /// The name in `--set` and in a profile.
    pub fn name(&self) -> &str {
        match self {
            Choice::As(column) => column.name(),
            Choice::Own => "own",
            Choice::Share => "share",
            Choice::Ignore => "ignore",
        }
    }

    /// Reads a choice: a column by its name or by any of its headings, 自定义, 忽略.
    pub fn named(text: &str) -> Option<Choice> {
        match text.trim() {
            "own" | "自定义" => Some(Choice::Own),
            "share" | "小数" => Some(Choice::Share),
            "ignore" | "忽略" | "-" => Some(Choice::Ignore),
            name => {
                let by_name = Column::ALL.iter().find(|column| column.name() == name).cloned();
                by_name.or_else(|| self::named(name)).map(Choice::As)
            }
        }
    }
}

/// The heading over a column, put together from up to three header rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// All of it: `整改责任清单/问题金额（万元）`.
    pub text: String,
    /// What stands in the last of its rows.
    pub leaf: String,
}

impl Heading {
    /// A heading of one row.
    pub fn plain(text: &str) -> Heading {
        Heading { text: text.trim().to_owned(), leaf: text.trim().to_owned() }
    }

    /// The column that it names whatever stands beside it.
    fn named(&self) -> Option<Column> {
        named(&self.leaf).or_else(|| named(&self.text))
    }

    /// Whether it has a meaning, if only by its context.
    pub fn known(&self) -> bool {
        known(&self.leaf) || named(&self.text).is_some()
    }

    /// Whether it may be that of the problem, or of our key.
    pub fn is_title(&self) -> bool {
        let words = plain(&self.leaf);
        matches!(self.named(), Some(Column::Title | Column::Key))
            || PROBLEMS.contains(&words.as_str())
            || TASKS.contains(&words.as_str())
    }

    /// The words that are compared.
    fn is(&self, wanted: &str) -> bool {
        plain(&self.text) == wanted || plain(&self.leaf) == wanted
    }
}

/// Two columns that stand under one heading: 整改牵头部门/负责人 holds a unit and a person.
///
/// The second is `None` where only the first is a name: 责任人及联系电话.
pub fn two(heading: &str) -> Option<(Column, Option<Column>)> {
    let plain = plain(heading);
    let (a, b) = ["/", "及", "和", "、"].iter().find_map(|mark| plain.split_once(mark))?;
    match (named(a), named(b)) {
        (Some(Column::Who(a)), Some(Column::Who(b))) if a != b => Some((Column::Who(a), Some(Column::Who(b)))),
        (Some(Column::Who(a)), None) if b.contains("电话") || b.contains("联系方式") || b.contains("手机") => {
            Some((Column::Who(a), None))
        }
        _ => None,
    }
}

/// The heading that an export writes.
pub fn heading(column: &Column, lang: Lang) -> Cow<'_, str> {
    if let Column::Extra(heading) = column {
        return Cow::Borrowed(heading);
    }
    let names = HEADINGS.iter().find(|(known, _)| known == column).map_or(&[][..], |(_, names)| names);
    let place = usize::from(lang == Lang::En);
    Cow::Borrowed(names.get(place).copied().unwrap_or_else(|| column.name()))
}

/// What part of a cell a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The names of units.
    Units,
    /// The names of people, without their telephones.
    People,
    /// The units in this one of the roles that the cell itself tells apart.
    Roles {
        /// The role of those of whom nothing is said.
        home: Role,
        /// Whether those who lead are taken out.
        lead: bool,
        /// Whether those who assist are taken out.
        support: bool,
    },
    /// A share of 1 where it is a plain number: 0.5, 1.
    Share,
    /// Points of a hundred where it is a plain number: 50, 100.
    Points,
    /// Whole points of a hundred: a form of ours asks for these, and nothing is rounded or passed over.
    Exact,
    /// 是 or 否 instead of a state.
    Answer,
}

/// A column of a sheet and what it was taken to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// Which column of the grid.
    pub index: usize,
    /// The heading as it stands there.
    pub heading: String,
    /// What it is.
    pub column: Column,
    /// What of its cells.
    pub part: Part,
}

/// What the headings of a sheet came to.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// The columns that are taken.
    pub columns: Vec<Mapped>,
    /// Headings that are passed over by choice.
    pub ignored: Vec<String>,
    /// What was decided by what stands beside a heading or below it.
    pub notes: Vec<Said>,
    /// What a person has to say first.
    pub questions: Vec<Said>,
    /// The columns that are asked about.
    pub asked: Vec<usize>,
}

/// Gives each heading its column, as it was chosen or by its words; what means one thing or another is decided by what
/// stands beside it and in its cells, and said in the notes, or asked.
///
/// `samples` gives some cells of a column; `hidden` says which columns are out of sight: they yield to those in sight.
#[allow(clippy::match_same_arms)] // what is decided first stands first
pub fn map(
    headings: &[Heading],
    choices: &[(String, Choice)],
    hidden: impl Fn(usize) -> bool,
    samples: impl Fn(usize) -> Vec<String>,
) -> Mapping {
    let mut mapping = Mapping::default();
    let chosen: Vec<Option<&Choice>> =
        headings.iter().enumerate().map(|(index, heading)| choice(choices, index, heading)).collect();
    let named: Vec<Option<Column>> = headings
        .iter()
        .zip(&chosen)
        .map(|(heading, chosen)| match chosen {
            Some(Choice::As(column)) => Some(column.clone()),
            Some(Choice::Share) => Some(Column::Percent),
            Some(_) => None,
            None => heading.named(),
        })
        .collect();
    let has = |column: &Column| named.iter().flatten().any(|known| known == column);
    // what somebody said of a heading goes before what another seems to mean
    let claimed = |column: &Column, index: usize| {
        let others = chosen.iter().enumerate().filter(|(other, _)| *other != index);
        others.into_iter().any(|(_, choice)| matches!(choice, Some(Choice::As(said)) if said == column))
            || *column == Column::Percent && chosen.iter().any(|choice| matches!(choice, Some(Choice::Share)))
    };
    let in_sight = |column: &Column, index: usize| {
        let mut others = named.iter().enumerate().filter(|(other, _)| *other != index && !hidden(*other));
        others.any(|(_, named)| named.as_ref() == Some(column))
    };
    // our export has each column under its usual heading, and behind them the user's own, whatever they are called
    let ours = has(&Column::Key);
    let usual = |column: &Column, index: usize| {
        [Lang::Zh, Lang::En].iter().any(|lang| plain(&heading(column, *lang)) == plain(&headings[index].leaf))
    };
    let usually = |column: &Column| (0..headings.len()).any(|index| usual(column, index));
    let earlier =
        if ours { Vec::new() } else { months(headings, &chosen, &named, &hidden, &samples, &mut mapping.notes) };
    let mut seconds: Vec<(Column, String)> = Vec::new();
    let numbers = headings.iter().zip(&named).filter(|(_, named)| **named == Some(Column::Number));
    let numbered = numbers.into_iter().any(|(heading, _)| !serial(&heading.leaf));
    for (index, heading) in headings.iter().enumerate() {
        let words = plain(&heading.leaf);
        if words.is_empty() {
            continue;
        }
        let own = || Column::Extra(heading.text.clone());
        let taken = |column: &Column| mapping.columns.iter().any(|other| other.column == *column);
        let mut part = Part::Whole;
        let mut beside = None;
        let column = match (chosen[index], &named[index], words.as_str()) {
            (Some(Choice::Ignore), ..) => {
                mapping.ignored.push(heading.text.clone());
                continue;
            }
            (Some(Choice::Share), ..) if !taken(&Column::Percent) => {
                part = Part::Share;
                Column::Percent
            }
            (Some(Choice::As(column)), ..) if taken(column) => {
                mapping.questions.push(say!(
                    "sheet-chosen-twice",
                    heading = heading.text.as_str(),
                    first = heading_of(column, &mapping),
                    column = self::heading(column, Lang::Zh).into_owned()
                ));
                mapping.asked.push(index);
                continue;
            }
            (Some(Choice::As(column)), ..) => match two(&heading.leaf) {
                Some((a, b)) if a == *column && b.as_ref().is_none_or(|b| apart(&a, b)) => {
                    (part, beside) = (part_of(&a), Some(second(b, &|column| !taken(column) && !has(column), own())));
                    a
                }
                _ => column.clone(),
            },
            (None, Some(column), _) if ours && (taken(column) || !usual(column, index) && usually(column)) => own(),
            (None, Some(column), _) if !ours && hidden(index) && in_sight(column, index) => own(),
            (None, Some(_), _) if earlier.contains(&index) => own(),
            (None, None, words) if PROBLEMS.contains(&words) => {
                // a problem stands before what is done about it; what is named behind that stands in its way
                let behind = named[..index].contains(&Some(Column::Progress));
                let column = if !behind && !has(&Column::Title) && !taken(&Column::Title) {
                    Column::Title
                } else if !has(&Column::Obstacle) && !taken(&Column::Obstacle) {
                    Column::Obstacle
                } else {
                    own()
                };
                mapping.notes.push(by_context(heading, &column));
                column
            }
            (None, None, words) if TASKS.contains(&words) => {
                let problem = headings.iter().any(|heading| PROBLEMS.contains(&plain(&heading.leaf).as_str()));
                if problem || has(&Column::Title) || taken(&Column::Title) {
                    own()
                } else {
                    mapping.notes.push(by_context(heading, &Column::Title));
                    Column::Title
                }
            }
            (None, Some(Column::DoneOn), words)
                if DONE_OR_DUE.contains(&words) && !has(&Column::Due) && !taken(&Column::Due) && !has(&Column::Key) =>
            {
                let cells = samples(index);
                if !cells.is_empty() && cells.iter().all(|cell| dates::day(cell).is_ok()) {
                    mapping.questions.push(say!("sheet-done-or-due", heading = heading.text.as_str()));
                    mapping.asked.push(index);
                    continue;
                }
                let column = if cells.is_empty() { Column::DoneOn } else { Column::Due };
                mapping.notes.push(by_context(heading, &column));
                column
            }
            // 序号 counts the rows where another heading numbers the issues
            (None, Some(Column::Number), _) if serial(&heading.leaf) && numbered => own(),
            (None, None, "整改完成情况" | "完成情况") => {
                let cells = samples(index);
                let statuses = cells.iter().filter(|cell| status::status(cell).is_some()).count();
                let free = |column: &Column| !taken(column) && !has(column);
                let column = match (statuses * 10, cells.len()) {
                    (yes, all) if yes >= all * 8 && free(&Column::Status) => Column::Status,
                    (yes, all) if yes <= all * 3 && free(&Column::Progress) => Column::Progress,
                    _ if !free(&Column::Status) && free(&Column::Progress) => Column::Progress,
                    _ if !free(&Column::Status) && !free(&Column::Progress) => own(),
                    _ => {
                        mapping.questions.push(say!(
                            "sheet-mixed-column",
                            heading = heading.text.as_str(),
                            statuses = statuses,
                            cells = cells.len()
                        ));
                        mapping.asked.push(index);
                        continue;
                    }
                };
                mapping.notes.push(by_context(heading, &column));
                column
            }
            // the second heading of a meaning: an area beside an area is a category, the rest stays the user's own
            (None, Some(Column::Area), _) if taken(&Column::Area) && !taken(&Column::Category) => Column::Category,
            (None, Some(column), _) if claimed(column, index) => own(),
            (None, Some(column), _) if !taken(column) => column.clone(),
            (None, Some(column), _) if column.is_report() && !heading.text.contains('/') => {
                mapping.questions.push(say!(
                    "sheet-meaning-twice",
                    first = heading_of(column, &mapping),
                    second = heading.text.as_str(),
                    column = self::heading(column, Lang::Zh).into_owned(),
                    name = column.name().to_owned()
                ));
                mapping.asked.push(index);
                continue;
            }
            (None, None, _) => match two(&heading.leaf) {
                Some((a, Some(b))) if !apart(&a, &b) => {
                    mapping.questions.push(say!("sheet-two-roles", heading = heading.text.as_str()));
                    mapping.asked.push(index);
                    continue;
                }
                Some((a, b)) if !taken(&a) && !has(&a) => {
                    (part, beside) = (part_of(&a), Some(second(b, &|column| !taken(column) && !has(column), own())));
                    a
                }
                _ => own(),
            },
            (None, Some(column), _) => {
                seconds.push((column.clone(), heading.text.clone()));
                own()
            }
            _ => own(),
        };
        let column = match column {
            Column::Extra(name) => Column::Extra(apart_from(name, index, &mut mapping)),
            column => column,
        };
        if column == Column::Status && words.starts_with("是否") {
            part = Part::Answer;
        }
        let heading = heading.text.as_str();
        mapping.columns.push(Mapped { index, heading: heading.to_owned(), column, part });
        if let Some((column, part)) = beside {
            mapping.columns.push(Mapped { index, heading: heading.to_owned(), column, part });
        }
    }
    if !seconds.is_empty() {
        let told = seconds.iter().map(|(column, second)| format!("{second} = {}", heading_of(column, &mapping)));
        let told: Vec<String> = told.collect();
        mapping.notes.push(say!("sheet-meaning-second", headings = told));
    }
    mapping
}

/// The heading that was taken for a column.
fn heading_of(column: &Column, mapping: &Mapping) -> String {
    let first = mapping.columns.iter().find(|other| other.column == *column);
    first.map_or_else(String::new, |first| first.heading.clone())
}

/// The columns of earlier months where one that is told of now stands there for each month: 整改情况（5月）, 整改情况（6月）. The
/// last in which anything stands is taken, and that is said.
fn months(
    headings: &[Heading],
    chosen: &[Option<&Choice>],
    named: &[Option<Column>],
    hidden: &impl Fn(usize) -> bool,
    samples: &impl Fn(usize) -> Vec<String>,
    notes: &mut Vec<Said>,
) -> Vec<usize> {
    const TURN: i32 = 9; // from 12月 to 1月 a year turns, from 7月 to 5月 it does not
    let mut earlier = Vec::new();
    for column in [Column::Percent, Column::Progress, Column::NextStep, Column::Obstacle, Column::HelpNeeded] {
        let of = named.iter().enumerate().filter(|(at, named)| named.as_ref() == Some(&column) && !hidden(*at));
        let of: Vec<usize> = of.map(|(at, _)| at).collect();
        let found: Vec<(i32, usize)> = of.iter().filter_map(|at| Some((month(&headings[*at].leaf)?, *at))).collect();
        if found.len() < 2 || found.len() < of.len() || found.iter().any(|(_, at)| chosen[*at].is_some()) {
            continue;
        }
        let mut order: Vec<(i32, usize)> = Vec::new();
        for (month, at) in &found {
            let last = order.last().map_or(*month, |(last, _)| *last);
            let years = [-12, 0, 12].map(|turn| month + turn + (last - 1).div_euclid(12) * 12);
            let near = years.into_iter().find(|month| (month - last).abs() < TURN).unwrap_or(*month);
            order.push((near, *at));
        }
        let rising = order.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let falling = order.windows(2).all(|pair| pair[0].0 > pair[1].0);
        if !rising && !falling {
            continue; // asked about like any two of one meaning
        }
        order.sort_unstable();
        let filled = order.iter().rev().find(|(_, at)| !samples(*at).is_empty());
        let Some((_, taken)) = filled.or(order.last()) else { continue };
        let others: Vec<String> =
            found.iter().filter(|(_, at)| at != taken).map(|(_, at)| headings[*at].text.clone()).collect();
        earlier.extend(found.iter().map(|(_, at)| *at).filter(|at| at != taken));
        notes.push(say!(
            "sheet-last-month",
            heading = headings[*taken].text.as_str(),
            column = heading(&column, Lang::Zh).into_owned(),
            others = others
        ));
    }
    earlier
}

/// The name of a column of the user's own, with a count where another has it already.
fn apart_from(name: String, index: usize, mapping: &mut Mapping) -> String {
    let has = |name: &str, other: &&Mapped| matches!(&other.column, Column::Extra(own) if own == name);
    let Some(first) = mapping.columns.iter().find(|other| has(&name, other)).map(|other| letters(other.index)) else {
        return name;
    };
    let counted = (2..).map(|count| format!("{name} ({count})"));
    let free = |name: &String| mapping.columns.iter().all(|other| !has(name, &other));
    let kept = counted.into_iter().find(free).unwrap_or_default();
    let second = letters(index);
    let said = say!("sheet-heading-twice", heading = name, first = first, second = second, kept = kept.as_str());
    mapping.notes.push(said);
    kept
}

/// The other column under a heading of two; the whole cell as the user's own, so that a telephone is kept.
fn second(column: Option<Column>, free: &dyn Fn(&Column) -> bool, own: Column) -> (Column, Part) {
    match column.filter(free) {
        Some(column) => {
            let part = part_of(&column);
            (column, part)
        }
        None => (own, Part::Whole),
    }
}

/// Whether two roles under one heading are told apart by who has them: a unit and a person.
fn apart(a: &Column, b: &Column) -> bool {
    matches!((a, b), (Column::Who(a), Column::Who(b)) if a.person() != b.person())
}

fn part_of(column: &Column) -> Part {
    match column {
        Column::Who(role) if role.person() == Some(true) => Part::People,
        Column::Who(_) => Part::Units,
        _ => Part::Whole,
    }
}

fn by_context(heading: &Heading, column: &Column) -> Said {
    let taken_as = self::heading(column, Lang::Zh).into_owned();
    say!("sheet-by-context", heading = heading.text.as_str(), column = taken_as)
}

/// What was chosen for a column, by its heading or by its letter.
pub fn choice<'c>(choices: &'c [(String, Choice)], index: usize, heading: &Heading) -> Option<&'c Choice> {
    let letter = letters(index);
    let meant = |wanted: &str| heading.is(&plain(wanted)) || wanted.eq_ignore_ascii_case(&letter);
    choices.iter().find(|(wanted, _)| meant(wanted)).map(|(_, choice)| choice)
}

/// Whether [`parse`] may refuse a cell of the column.
pub fn may_be_wrong(column: &Column) -> bool {
    matches!(column, Column::Due | Column::Status | Column::Closed | Column::Percent | Column::DoneOn)
}

/// What the words of a place mean.
#[derive(Debug, Clone, Default)]
pub struct Local {
    /// The year of dates that name none.
    pub year: Option<i32>,
    /// The day from which 三个月内 counts: when the findings were handed over.
    pub feedback: Option<NaiveDate>,
    /// Whether the sheet is an export of ours, whose cells are as they were written.
    pub ours: bool,
    /// Status words beside those that everybody uses, in the form of [`names::key`].
    pub statuses: HashMap<String, Stage>,
}

impl Local {
    /// The stage that a status word means here.
    fn status(&self, text: &str) -> Option<status::Status> {
        let own = || self.statuses.get(&names::key(text));
        own().map(|stage| status::Status { stage: Some(*stage), ..Default::default() }).or_else(|| status::status(text))
    }
}

/// Whether a cell names a date without its year, so that it says something only with one beside it.
pub fn needs_year(column: &Column, text: &str) -> bool {
    // most cells name no date, or a whole one
    const ANY: i32 = 2000;
    let words = text.contains('月') || text.contains('季') || text.contains('年');
    match column {
        Column::Measures if words => {
            let unyeared = |text: &str| dates::within(text, None) != dates::within(text, Some(ANY));
            numbers::measures(text).iter().any(|measure| unyeared(measure))
        }
        Column::Measures => false,
        _ if !words && text.get(..5).is_some_and(|start| start.ends_with(['-', '.', '/'])) => false,
        Column::Due => when(text, &Local::default()).is_err_and(|said| said.key == "date-without-year"),
        Column::DoneOn => {
            let unyeared = |text: &str| dates::day(text).is_err_and(|said| said.key == "date-without-year");
            text.contains(|c: char| c.is_ascii_digit() || c == '月') && unyeared(text)
        }
        _ => false,
    }
}

/// Reads a cell of a column.
///
/// # Errors
/// With the text and what was expected.
pub fn parse(column: &Column, part: Part, text: &str, local: &Local) -> Result<Cell, Said> {
    let text = text.trim();
    let some = || (!text.is_empty()).then(|| lines(text));
    Ok(match column {
        Column::Who(_) if names::pointer(text) => Cell::Names(Vec::new()),
        Column::Who(role) => Cell::Names(match part {
            Part::Units => names::split(text).into_iter().filter(|name| names::unit(name)).collect(),
            Part::People => people(text).filter(|name| !names::unit(name)).collect(),
            Part::Roles { home, lead, support } => {
                let of = |said: Role| match said {
                    Role::LeadUnit if lead => Role::LeadUnit,
                    Role::Support if support => Role::Support,
                    _ => home,
                };
                let named = names::by_role(text, home).into_iter().filter(|(said, _)| of(*said) == *role);
                named.map(|(_, name)| name).collect()
            }
            _ if role.person() == Some(true) => people(text).collect(),
            _ => names::split(text),
        }),
        Column::Number if local.ours => Cell::Text((!text.is_empty()).then(|| narrow(text).into_owned())),
        Column::Number => Cell::Text((!text.is_empty()).then(|| number(text).into_owned())),
        Column::Measures if names::blank(text) => Cell::Measures(Vec::new()),
        // a new day of a measure would be lost; what is asked of a whole sheet does not come here
        Column::Measures if local.year.is_none() && needs_year(column, text) => {
            return Err(say!("date-without-year", text = text));
        }
        Column::Measures => Cell::Measures(numbers::measures(text)),
        Column::Due => {
            let when = when(text, local)?;
            let limit = Limit { day: when.day, immediate: when.immediate, long_term: when.long_term };
            let serial = when.day.filter(|_| text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()));
            Cell::Due(serial.map(|day| day.to_string()).or_else(|| some().filter(|_| !names::blank(text))), limit)
        }
        Column::Status if names::blank(text) => Cell::Status(None, None),
        Column::Status if part == Part::Answer && status::answer(text).is_some() => {
            let (word, stage) = if status::answer(text) == Some(true) { FINISHED } else { UNFINISHED };
            Cell::Status(Some(word.to_owned()), Some(stage))
        }
        Column::Status => match local.status(text) {
            // beside no other word, what goes on is under way; that it is done at once says nothing of how far it is
            Some(found) if found.stage.is_none() && found.closing.is_none() && found.long_term => {
                Cell::Status(some(), Some(Stage::InProgress))
            }
            Some(found) if found.stage.is_none() => {
                return Err(say!("sheet-bad-status", found = text));
            }
            Some(found) => Cell::Status(some(), found.stage),
            None if names::pointer(text) => Cell::Status(some(), None),
            None => return Err(say!("sheet-bad-status", found = text)),
        },
        Column::Closed if names::pointer(text) || names::blank(text) && status::closed(text).is_none() => {
            Cell::Closed(None)
        }
        Column::Closed => {
            Cell::Closed(Some(status::closed(text).ok_or_else(|| say!("sheet-bad-closed", found = text))?))
        }
        Column::Percent if part != Part::Exact && names::pointer(text) => Cell::Percent(None),
        Column::Percent => Cell::Percent(percent(text, part)?),
        Column::DoneOn if names::blank(text) || names::pointer(text) => Cell::Day(None),
        Column::DoneOn => Cell::Day(Some(dates::day_of(text, local.year)?)),
        _ if local.ours => Cell::Text(some()),
        _ => Cell::Text((!text.is_empty()).then(|| lines(unquoted(text)))),
    })
}

/// What 是 and 否 answer to 是否已完成.
const FINISHED: (&str, Stage) = ("已完成", Stage::Done);
const UNFINISHED: (&str, Stage) = ("未完成", Stage::InProgress);

/// A text with its lines parted as we keep them.
fn lines(text: &str) -> String {
    // to look for one byte is much quicker, and nearly no cell has it
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}

fn people(text: &str) -> impl Iterator<Item = String> {
    names::people(text).into_iter().map(|person| person.name)
}

/// A text in figures of one width.
fn narrow(text: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// A number as it is compared: in figures of one width, without the mark behind it (5、), the star of a key case, and the
/// word before it (问题3).
pub fn number(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Cow::Borrowed(text); // as nearly always
    }
    let narrow = narrow(text);
    let bare = narrow.trim_end_matches(|c: char| STARS.contains(c) || c.is_whitespace() || "、.,。:;".contains(c));
    let figures = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
    let bare =
        bare.strip_prefix("问题").map(|rest| rest.trim_start_matches([':', ' '])).filter(figures).unwrap_or(bare);
    if bare.is_empty() || bare.len() == narrow.len() { narrow } else { Cow::Owned(bare.to_owned()) }
}

/// What marks the number of a key case.
const STARS: &str = "*★☆";

/// Whether a number has the star of a key case.
pub fn starred(text: &str) -> bool {
    !text.is_ascii() && narrow(text).trim_end().ends_with(|c| STARS.contains(c)) || text.trim_end().ends_with('*')
}

/// A text without the quotation marks at both its ends that a badly read table left there.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') && !inner.trim().is_empty() => inner.trim(),
        _ => text,
    }
}

/// Reads a limit in whatever way it is told; one that only points elsewhere or tells a state has no day.
fn when(text: &str, local: &Local) -> Result<dates::When, Said> {
    let said = match dates::limit(text, local.year) {
        Ok(when) => return Ok(when),
        Err(said) => said,
    };
    if without_day(text, &said) {
        return Ok(dates::When::default());
    }
    if let Some(after) = dates::after(text) {
        let counted = local.feedback.and_then(|day| after.from(day));
        return counted.ok_or_else(|| say!("date-after-feedback", text = text));
    }
    match said.key {
        "date-unknown" | "date-several" => dates::told(text, local.year).ok_or(said),
        _ => Err(said),
    }
}

fn without_day(text: &str, said: &Said) -> bool {
    said.key == "date-is-status" || names::pointer(text)
}

/// Whether a column asks for something that a cell may fail to say.
pub fn may_say_elsewhere(column: &Column) -> bool {
    may_be_wrong(column) || matches!(column, Column::Who(_))
}

/// Whether a cell of a column is kept as it stands although it does not say what the column asks for: 见附件, or 已完成
/// where a limit is asked for.
pub fn says_elsewhere(column: &Column, text: &str) -> bool {
    if !may_say_elsewhere(column) {
        return false;
    }
    let text = text.trim();
    if !text.starts_with(['见', '详', '参', '附', '另', '后', '(', '（', '已', '未', '整', '正', '推', '完'])
    {
        return false; // as nearly always
    }
    match column {
        Column::Due => dates::limit(text, None).is_err_and(|said| without_day(text, &said)),
        _ => names::pointer(text),
    }
}

/// Whether a status word says that striking off is applied for and not decided: 申请销号, 待核查.
pub fn applies(text: &str) -> bool {
    let sign = text.contains("待") || text.contains("销号");
    sign && status::status(text).is_some_and(|found| found.closing == Some(Closing::Applied))
}

/// Whether two cells of a column of amounts are the same amount, in whatever way it is written: 1,234.50, 1234.5.
pub fn same_amount(column: &Column, a: &Cell, b: &Cell) -> bool {
    const AMOUNTS: &[&str] = &["金额", "资金", "万元", "亿元", "（元）", "(元)"];
    let amount = |text: &str| narrow(text).replace([',', '¥'], "").trim().parse::<Decimal>().ok();
    match (column, a, b) {
        (Column::Extra(heading), Cell::Text(Some(a)), Cell::Text(Some(b)))
            if AMOUNTS.iter().any(|word| heading.contains(word)) =>
        {
            amount(a).is_some_and(|a| amount(b) == Some(a))
        }
        _ => false,
    }
}

/// What the plain numbers of a column of percentages are.
pub fn share(cells: &mut dyn Iterator<Item = &str>) -> Option<Part> {
    let (mut fraction, mut one) = (false, false);
    for cell in cells {
        let Ok(value) = plain(cell).parse::<Decimal>() else { continue };
        if value > Decimal::ONE {
            return Some(Part::Points);
        }
        fraction |= !value.fract().is_zero();
        one |= value == Decimal::ONE;
    }
    match (fraction, one) {
        (true, _) => Some(Part::Share),
        (false, true) => None,
        (false, false) => Some(Part::Points),
    }
}

/// Reads `85`, `85%` and, in a column of shares, `0.85` as 85; in one of whole points a bare fraction may be a share of
/// one or less than one in a hundred: that is asked, not guessed.
fn percent(text: &str, part: Part) -> Result<Option<i64>, Said> {
    if names::blank(text) {
        return Ok(None);
    }
    let exact = part == Part::Exact;
    let bad = || if exact { say!("round-percent", found = text) } else { say!("sheet-bad-percent", found = text) };
    let plain: String = plain(text);
    let (number, marked) = match plain.strip_suffix('%') {
        Some(number) => (number, true),
        None => (plain.as_str(), false),
    };
    let value: Decimal = number.parse().map_err(|_| bad())?;
    if exact && !value.fract().is_zero() {
        return Err(bad());
    }
    let fraction = number.contains('.') && value < Decimal::ONE && !value.is_zero();
    if !marked && fraction && part == Part::Points {
        return Err(say!("sheet-percent-mixed", found = text));
    }
    let share =
        !marked && (part == Part::Share || part == Part::Whole && number.contains('.') && value <= Decimal::ONE);
    let value = if share { value * Decimal::ONE_HUNDRED } else { value };
    let whole: i64 = value.round().try_into().map_err(|_| bad())?;
    if (0..=100).contains(&whole) { Ok(Some(whole)) } else { Err(bad()) }
}

/// Prints a cell; [`parse`] reads it as it was.
pub fn print(cell: &Cell, words: &Words) -> String {
    match cell {
        Cell::Text(text) => text.clone().unwrap_or_default(),
        Cell::Names(names) => names.join("、"),
        Cell::Measures(measures) => match &measures[..] {
            [only] if numbers::measures(only) == [only.as_str()] => only.clone(),
            measures => {
                let mut lines = String::new();
                for (n, text) in (1..).zip(measures) {
                    lines.push_str(if n == 1 { "" } else { "\n" });
                    lines.push_str(&u32::to_string(&n));
                    lines.push('.');
                    lines.push_str(text);
                }
                lines
            }
        },
        Cell::Due(text, limit) => text.clone().unwrap_or_else(|| {
            let day = limit.day.map(|day| day.to_string());
            let immediate = limit.immediate.then(|| "立行立改".to_owned());
            let long_term = limit.long_term.then(|| "长期坚持".to_owned());
            day.into_iter().chain(immediate).chain(long_term).collect::<Vec<_>>().join("，")
        }),
        Cell::Status(text, stage) => match (text, stage) {
            (Some(text), _) => text.clone(),
            (None, Some(stage)) => stage_word(*stage, words),
            (None, None) => String::new(),
        },
        Cell::Closed(Some(true)) => words.word("value-yes"),
        Cell::Closed(_) => words.word("value-no"),
        Cell::Percent(percent) => percent.map(|percent| percent.to_string()).unwrap_or_default(),
        Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// Whether a cell stands just as [`print()`] writes that of an issue, so that it need not be taken apart.
///
/// It may, and is not known, where that depends on the language or few texts come again and again.
pub fn stands(column: &Column, text: &str, issue: &Issue, area: Option<&str>) -> bool {
    match column {
        Column::Who(role) => text.split_terminator('、').eq(issue.names(*role)),
        Column::Measures => lists(text, issue),
        Column::Due => issue.due_text.as_deref() == Some(text),
        Column::Status => issue.status_text.as_deref() == Some(text),
        Column::Percent => text.is_empty() && issue.latest.as_ref().is_none_or(|latest| latest.percent.is_none()),
        Column::DoneOn => text.is_empty() && issue.done_on.is_none(),
        _ => column.text(issue, area) == Some(text),
    }
}

/// Whether a cell lists the measures of an issue as [`print()`] does, or with other marks between them.
fn lists(text: &str, issue: &Issue) -> bool {
    const BETWEEN: [char; 8] = ['；', ';', '，', ',', '、', '\n', '\r', ' '];
    // a figure could be the mark of another measure
    let plain =
        |text: &str| text.starts_with(char::is_alphabetic) && !text.contains(|c: char| c.is_numeric() || c == '\n');
    let mut rest = text;
    let mut numbered = issue.milestones.iter().enumerate().all(|(n, measure)| {
        let line = match rest.strip_prefix(if n == 0 { "" } else { "\n" }) {
            Some(line) => line,
            None if plain(&measure.text) && plain(&issue.milestones[n - 1].text) => rest.trim_start_matches(BETWEEN),
            None => return false,
        };
        let number = line.strip_prefix(&format!("{}.", n + 1)[..]);
        let left = number.and_then(|line| line.strip_prefix(&measure.text[..]));
        rest = left.unwrap_or(rest);
        left.is_some()
    });
    numbered &= rest.is_empty();
    numbered || matches!(&issue.milestones[..], [only] if only.text == text && numbers::measures(text) == [text])
}

fn stage_word(stage: Stage, words: &Words) -> String {
    words.lookup(&format!("stage-{}", stage.name())).unwrap_or_else(|| stage.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::Milestone;

    fn mapping(headings: &[&str], choices: &[(&str, &str)], cells: &[&str]) -> Mapping {
        let headings: Vec<Heading> = headings.iter().map(|heading| Heading::plain(heading)).collect();
        let choices: Vec<(String, Choice)> =
            choices.iter().map(|(heading, name)| ((*heading).to_owned(), Choice::named(name).unwrap())).collect();
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        map(&headings, &choices, |_| false, |_| cells.clone())
    }

    fn mapped(headings: &[&str], cells: &[&str]) -> Vec<(String, Column)> {
        let found = mapping(headings, &[], cells);
        found.columns.into_iter().map(|mapped| (mapped.heading, mapped.column)).collect()
    }

    #[test]
    fn no_heading_means_two_things() {
        let mut seen = std::collections::HashMap::new();
        for (column, names) in HEADINGS {
            for name in *names {
                assert_eq!(seen.insert(plain(name), column), None, "{name}");
                assert!(!BY_CONTEXT.contains(name));
            }
        }
    }

    #[test]
    fn headings_are_read_in_their_context() {
        assert_eq!(mapped(&["序号", "存在问题"], &[])[1].1, Column::Title);
        assert_eq!(mapped(&["问题描述", "存在问题"], &[])[1].1, Column::Obstacle);
        assert_eq!(mapped(&["问题", "整改完成情况"], &["已完成", "整改中"])[1].1, Column::Status);
        assert_eq!(mapped(&["问题", "整改完成情况"], &["已建成污水处理厂", "管网铺设过半"])[1].1, Column::Progress);
        assert_eq!(mapped(&["方面", "问题类别", "问题"], &[])[1].1, Column::Category);
        assert_eq!(mapped(&["批示领导"], &[])[0].1, Column::Extra("批示领导".into()));
        assert_eq!(mapped(&["整改 进度\n（%）"], &[])[0].1, Column::Percent);
    }

    #[test]
    fn what_cannot_be_told_is_asked_and_what_was_chosen_holds() {
        let cells = ["已完成", "整改中", "管网铺设过半", "正在招标"];
        let asked = mapping(&["问题", "整改完成情况"], &[], &cells);
        assert_eq!(asked.questions[0].key, "sheet-mixed-column");
        let chosen = mapping(&["问题", "整改完成情况"], &[("整改完成情况", "progress")], &cells);
        assert_eq!((chosen.questions.len(), &chosen.columns[1].column), (0, &Column::Progress));
        let chosen = mapping(&["事项", "备用"], &[("A", "问题"), ("b", "忽略")], &[]);
        assert_eq!(chosen.columns[0].column, Column::Title);
        assert_eq!(chosen.ignored, ["备用"]);
    }

    #[test]
    fn two_things_under_one_heading_are_parted() {
        let found = mapping(&["问题", "整改牵头部门/负责人", "联络员及联系电话"], &[], &[]);
        let columns: Vec<(&Column, Part)> = found.columns.iter().map(|mapped| (&mapped.column, mapped.part)).collect();
        assert_eq!(columns[1], (&Column::Who(Role::LeadUnit), Part::Units));
        assert_eq!(columns[2], (&Column::Who(Role::Contact), Part::People));
        assert_eq!(columns[3], (&Column::Extra("联络员及联系电话".into()), Part::Whole));
        let local = Local::default();
        let parse = |part, text| parse(&Column::Who(Role::Unit), part, text, &local);
        for cell in ["市财政局/张三", "市财政局\n张三 13800000000", "市财政局 张三（0730-5222333）"]
        {
            assert_eq!(parse(Part::Units, cell), Ok(Cell::Names(vec!["市财政局".into()])), "{cell}");
            assert_eq!(parse(Part::People, cell), Ok(Cell::Names(vec!["张三".into()])), "{cell}");
        }
    }

    #[test]
    fn a_percentage_is_read_as_offices_write_it() {
        for (text, value) in [
            ("85%", Some(85)),
            ("85", Some(85)),
            ("0.85", Some(85)),
            ("1", Some(1)),
            ("１００％", Some(100)),
            ("无", None),
        ] {
            assert_eq!(percent(text, Part::Whole), Ok(value), "{text}");
        }
        for text in ["120", "-1", "过半", "85%左右"] {
            assert!(percent(text, Part::Whole).is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_that_was_printed_is_known_again() {
        let words = Words::new(Lang::Zh);
        let mut issue = Issue::blank(crate::domain::id::Id([0; 16]));
        for texts in [&["开展清理", "出台办法"][..], &["只有一条"], &["1.带号的一条"], &[]] {
            let milestone = |text: &&str| crate::domain::issue::Milestone {
                id: crate::domain::id::Id([0; 16]),
                text: (*text).to_owned(),
                deliverable: None,
                due: None,
                due_text: None,
                done_on: None,
            };
            issue.milestones = texts.iter().map(milestone).collect();
            let printed = print(&Column::Measures.cell(&issue, None), &words);
            assert!(lists(&printed, &issue), "{printed}");
            assert!(!lists(&format!("{printed}\n又一条"), &issue) && !lists("别的", &issue), "{printed}");
        }
    }

    #[test]
    fn a_cell_that_was_printed_stands_and_an_edited_one_does_not() {
        let words = Words::new(Lang::Zh);
        let mut issue = Issue::blank(crate::domain::id::Id([0; 16]));
        let own = Column::Extra("佐证".into());
        for filled in [false, true] {
            if filled {
                issue.number = "8.2".into();
                issue.title = "友谊河黑臭水体".into();
                issue.duties = vec![(Role::Unit, "市财政局".into()), (Role::Unit, "副镇长（城建交通）".into())];
                (issue.due_text, issue.status_text) = (Some("2019年底前".into()), Some("整改中".into()));
                issue.extra = vec![("佐证".into(), "附件1号".into())];
            }
            // a state without words of its own, and no limit, are read as ever
            let told = |column: &&Column| match column {
                Column::Closed => false,
                Column::Due | Column::Status => filled,
                _ => true,
            };
            for column in Column::ALL.iter().filter(told).chain([&own]) {
                let printed = print(&column.cell(&issue, Some("党的建设")), &words);
                assert!(stands(column, &printed, &issue, Some("党的建设")), "{column:?} {printed}");
                let edited = if printed.is_empty() { "又".to_owned() } else { format!("{printed}、又") };
                assert!(!stands(column, &edited, &issue, Some("党的建设")), "{column:?} {edited}");
                assert!(printed.is_empty() || !stands(column, "", &issue, Some("党的建设")), "{column:?} emptied");
            }
        }
        let measure = |text: &str| {
            let (id, text) = (crate::domain::id::Id([0; 16]), text.to_owned());
            Milestone { id, text, deliverable: None, due: None, due_text: None, done_on: None }
        };
        issue.milestones = ["清理会议", "出台办法"].map(measure).to_vec();
        for cell in ["1.清理会议\n2.出台办法", "1.清理会议；2.出台办法", "1.清理会议 2.出台办法"]
        {
            assert_eq!(numbers::measures(cell), ["清理会议", "出台办法"]);
            assert!(stands(&Column::Measures, cell, &issue, None), "{cell}");
        }
        for cell in
            ["1.清理会议；2.出台办法；3.检查", "1.清理会议", "2.出台办法；1.清理会议", "1.清理会议、培训；2.出台办法"]
        {
            assert!(!stands(&Column::Measures, cell, &issue, None), "{cell}");
        }
        issue.milestones = ["投入2", "5万元"].map(measure).to_vec();
        assert!(!stands(&Column::Measures, "1.投入2；2.5万元", &issue, None), "figures are left to who parts measures");
        issue.due_text = None;
        issue.immediate = true;
        assert!(!stands(&Column::Due, "", &issue, None), "立行立改 was struck out");
    }

    #[test]
    fn plain_numbers_of_a_column_are_shares_or_points_by_what_stands_beside_them() {
        let of = |cells: &[&str]| share(&mut cells.iter().copied());
        assert_eq!(of(&["0.5", "1", "", "无"]), Some(Part::Share));
        assert_eq!(of(&["50", "1", "0.5"]), Some(Part::Points));
        assert_eq!(of(&["0", "1"]), None, "one of a hundred, or all of it");
        assert_eq!(of(&["0", "50%", "进度"]), Some(Part::Points));
        assert_eq!(percent("1", Part::Share), Ok(Some(100)));
        assert_eq!(percent("0.5", Part::Share), Ok(Some(50)));
        assert_eq!(percent("50%", Part::Share), Ok(Some(50)));
        assert_eq!(percent("1", Part::Points), Ok(Some(1)));
        assert_eq!(percent("0.5", Part::Points).unwrap_err().key, "sheet-percent-mixed");
        for (text, value) in [("80", 80), ("80%", 80), ("８０％", 80), ("100.0", 100), ("1", 1), ("1.0", 1), ("0", 0)]
        {
            assert_eq!(percent(text, Part::Exact), Ok(Some(value)), "{text}");
        }
        for text in ["0.8", "80.5%", "101", "-1", "八成", "已完成", "见附件"] {
            assert_eq!(percent(text, Part::Exact).unwrap_err().key, "round-percent", "{text}");
        }
        assert_eq!((percent("", Part::Exact), percent("/", Part::Exact)), (Ok(None), Ok(None)));
    }

    #[test]
    fn headings_that_need_their_neighbours_are_read_by_them() {
        let of = |headings: &[&str], at: usize, cells: &[&str]| mapped(headings, cells)[at].1.clone();
        assert_eq!(of(&["序号", "受理编号", "问题"], 0, &[]), Column::Extra("序号".into()));
        assert_eq!(of(&["序号", "受理编号", "问题"], 1, &[]), Column::Number);
        assert_eq!(of(&["整改任务（序号）", "整改任务"], 0, &[]), Column::Number);
        assert_eq!(of(&["主要任务", "完成时限"], 0, &[]), Column::Title);
        assert_eq!(of(&["主要任务", "存在问题"], 0, &[]), Column::Extra("主要任务".into()));
        assert_eq!(of(&["问题", "完成时间"], 1, &["9月底前", "2024-09-30"]), Column::Due);
        assert_eq!(of(&["问题", "整改时限", "完成时间"], 2, &["2024-09-30"]), Column::DoneOn);
        assert_eq!(of(&["板块", "本周完成情况", "存在问题"], 2, &[]), Column::Obstacle);
        let asked = mapping(&["问题", "完成时间"], &[], &["2024-09-30"]);
        assert_eq!(asked.questions[0].key, "sheet-done-or-due");
        let all = mapping(&["问题", "责任单位及配合单位"], &[("责任单位及配合单位", "unit")], &[]);
        assert_eq!(all.columns.len(), 2, "both kinds of units are the one that was said");
    }

    #[test]
    fn cells_are_read_by_what_their_column_asks() {
        let local = Local { year: Some(2024), ..Local::default() };
        let read = |column: Column, part: Part, text: &str| parse(&column, part, text, &local);
        let status = |text: &str, stage| Ok(Cell::Status(Some(text.to_owned()), stage));
        assert_eq!(read(Column::Status, Part::Answer, "是"), status("已完成", Some(Stage::Done)));
        assert_eq!(read(Column::Status, Part::Answer, "×"), status("未完成", Some(Stage::InProgress)));
        assert_eq!(read(Column::Status, Part::Answer, "FALSE"), status("未完成", Some(Stage::InProgress)));
        assert_eq!(read(Column::Status, Part::Whole, "是").unwrap_err().key, "sheet-bad-status");
        assert_eq!(read(Column::Status, Part::Whole, "见附件"), status("见附件", None));
        let due = |text: &str| read(Column::Due, Part::Whole, text);
        assert_eq!(due("见附件"), Ok(Cell::Due(Some("见附件".into()), Limit::default())));
        assert_eq!(due("已完成"), Ok(Cell::Due(Some("已完成".into()), Limit::default())));
        assert_eq!(due("三个月内").unwrap_err().key, "date-after-feedback");
        assert_eq!(due("尽快").unwrap_err().key, "date-unknown");
        assert_eq!(due("12月前").unwrap_err().key, "date-before-month");
        assert_eq!(read(Column::Who(Role::Unit), Part::Whole, "见附件"), Ok(Cell::Names(Vec::new())));
        assert_eq!(read(Column::Number, Part::Whole, "１.２"), Ok(Cell::Text(Some("1.2".into()))));
        assert_eq!(read(Column::Title, Part::Whole, "\"甲“乙”\""), Ok(Cell::Text(Some("甲“乙”".into()))));
        let ours = Local { ours: true, ..Local::default() };
        assert_eq!(parse(&Column::Title, Part::Whole, "\"甲\"", &ours), Ok(Cell::Text(Some("\"甲\"".into()))));
        assert!(says_elsewhere(&Column::Due, "已完成") && says_elsewhere(&Column::Status, "详见附件"));
        assert!(!says_elsewhere(&Column::Due, "已完成，长期坚持") && !says_elsewhere(&Column::Status, "已完成"));
    }

    #[test]
    fn an_amount_is_the_same_in_whatever_way_it_is_written() {
        let text = |text: &str| Cell::Text(Some(text.to_owned()));
        let same =
            |heading: &str, a: &str, b: &str| same_amount(&Column::Extra(heading.to_owned()), &text(a), &text(b));
        for (a, b) in [("1,234.50", "1234.5"), ("0", "0.00"), ("０．５", "0.5"), ("-1.0", "-1"), ("1,234", "1，234")]
        {
            assert!(same("问题金额（万元）", a, b), "{a} {b}");
        }
        assert!(!same("问题金额（万元）", "1234.5", "12345") && !same("问题金额（万元）", "无", "0"));
        assert!(!same("联系电话", "0700", "700") && !same("文号", "8.10", "8.1"), "a code is no amount");
        assert!(!same_amount(&Column::Title, &text("1.0"), &text("1")));
    }

    #[test]
    fn what_is_printed_is_read_as_it_was() {
        let words = Words::new(Lang::Zh);
        let list = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        for (column, cell) in [
            (Column::Who(Role::Unit), Cell::Names(list(&["市财政局", "副镇长（城建交通）"]))),
            (Column::Measures, Cell::Measures(list(&["开展清理", "出台办法"]))),
            (Column::Measures, Cell::Measures(list(&["只有一条"]))),
            (Column::Percent, Cell::Percent(Some(0))),
            (Column::Title, Cell::Text(Some("a\nb".into()))),
        ] {
            assert_eq!(parse(&column, Part::Whole, &print(&cell, &words), &Local::default()), Ok(cell));
        }
    }
}
