//! The heading, the reading and the printing of each column, for both ways.

use super::grid::letters;
use crate::domain::column::{Cell, Column, Limit};
use crate::domain::issue::{Issue, Role, Stage};
use crate::domain::say::Said;
use crate::grammar::{dates, names, numbers, status};
use crate::i18n::{Lang, Words};
use crate::say;
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
        &["编号", "number", "序号", "问题编号", "事项编号", "隐患编号", "整改任务序号", "受理编号", "no", "no.", "id"],
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
            "整改第一责任人",
            "lead leader",
            "leader",
        ],
    ),
    (Column::Who(Role::Leader), &["分管领导", "other leaders", "配合领导", "协助整改工作的领导", "其他领导"]),
    (
        Column::Who(Role::LeadUnit),
        &["牵头单位", "lead unit", "整改牵头部门", "牵头部门", "主办单位", "整改实施主体", "整改主体"],
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
            "责任站办",
            "所属责任公司",
            "单位",
            "unit",
            "units",
        ],
    ),
    (Column::Who(Role::Support), &["配合单位", "supporting units", "协办单位", "涉及部门", "配合部门"]),
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
            "牵头整改部门责任人",
            "contacts",
        ],
    ),
    (Column::Who(Role::Supervisor), &["督查人员", "supervisor", "督查责任人"]),
    (
        Column::Measures,
        &["整改措施", "measures", "整改计划", "重点措施", "细化的整改措施", "工作计划", "整改举措", "具体措施", "措施"],
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
            "due date",
            "deadline",
        ],
    ),
    (Column::Status, &["状态", "status", "推进状态", "整改状态", "是否完成", "是否已完成整改", "是否办结", "整改结果"]),
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
        ],
    ),
    (Column::Obstacle, &["存在困难", "obstacle", "困难", "存在的困难"]),
    (Column::HelpNeeded, &["需协调解决事项", "help needed", "需协调事项", "需协调解决的问题"]),
    (Column::DoneOn, &["完成日期", "done on", "实际完成日期", "完成时间", "实际完成时间", "闭环时间"]),
    (Column::Note, &["备注", "note", "说明", "notes", "remark", "remarks"]),
];

/// Headings that mean one thing or another by what else is in the sheet.
const BY_CONTEXT: &[&str] = &["存在问题", "整改完成情况", "完成情况"];

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
    let bare = plain_heading.split('(').next().unwrap_or_default(); // 问题金额(万元) is not 问题金额, but 整改时限(月底前) is
    let find = |wanted: &str| BY_HEADING.get(wanted).map(|column| (*column).clone());
    find(&plain_heading).or_else(|| if bare.is_empty() { None } else { find(bare) })
}

/// Whether a heading has a meaning, if only by its context.
pub fn known(heading: &str) -> bool {
    named(heading).is_some() || BY_CONTEXT.contains(&plain(heading).as_str()) || two(heading).is_some()
}

/// What a person, or a profile, says of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It is this column.
    As(Column),
    /// A column of the user's own.
    Own,
    /// Nothing to take.
    Ignore,
}

impl Choice {
    /// The name in `--set` and in a profile.
    pub fn name(&self) -> &str {
        match self {
            Choice::As(column) => column.name(),
            Choice::Own => "own",
            Choice::Ignore => "ignore",
        }
    }

    /// Reads a choice: a column by its name or by any of its headings, 自定义, 忽略.
    pub fn named(text: &str) -> Option<Choice> {
        match text.trim() {
            "own" | "自定义" => Some(Choice::Own),
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
}

/// Gives each heading its column, as it was chosen or by its words; what means one thing or another is decided by what
/// stands beside it and in its cells, and said in the notes, or asked.
///
/// `samples` gives some cells of a column.
#[allow(clippy::match_same_arms)] // what is decided first stands first
pub fn map(headings: &[Heading], choices: &[(String, Choice)], samples: impl Fn(usize) -> Vec<String>) -> Mapping {
    let mut mapping = Mapping::default();
    let chosen: Vec<Option<&Choice>> =
        headings.iter().enumerate().map(|(index, heading)| choice(choices, index, heading)).collect();
    let named: Vec<Option<Column>> = headings
        .iter()
        .zip(&chosen)
        .map(|(heading, chosen)| match chosen {
            Some(Choice::As(column)) => Some(column.clone()),
            Some(_) => None,
            None => heading.named(),
        })
        .collect();
    let has = |column: &Column| named.iter().flatten().any(|known| known == column);
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
            (Some(Choice::Own), ..) => own(),
            (Some(Choice::As(column)), ..) if taken(column) => {
                mapping.questions.push(say!(
                    "sheet-chosen-twice",
                    heading = heading.text.as_str(),
                    column = column.name().to_owned()
                ));
                continue;
            }
            (Some(Choice::As(column)), ..) => match two(&heading.leaf) {
                Some((a, b)) if a == *column => {
                    (part, beside) = (part_of(&a), Some(second(b, &|column| !taken(column) && !has(column), own())));
                    a
                }
                _ => column.clone(),
            },
            (None, None, "存在问题") => {
                let column = if !has(&Column::Title) && !taken(&Column::Title) {
                    Column::Title
                } else if !has(&Column::Obstacle) && !taken(&Column::Obstacle) {
                    Column::Obstacle
                } else {
                    own()
                };
                mapping.notes.push(by_context(heading, &column));
                column
            }
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
                        continue;
                    }
                };
                mapping.notes.push(by_context(heading, &column));
                column
            }
            // the second heading of a meaning: an area beside an area is a category, the rest stays the user's own
            (None, Some(Column::Area), _) if taken(&Column::Area) && !taken(&Column::Category) => Column::Category,
            (None, Some(column), _) if !taken(column) => column.clone(),
            (None, None, _) => match two(&heading.leaf) {
                Some((Column::Who(a), Some(Column::Who(b)))) if a.person() == b.person() => {
                    mapping.questions.push(say!("sheet-two-roles", heading = heading.text.as_str()));
                    continue;
                }
                Some((a, b)) if !taken(&a) && !has(&a) => {
                    (part, beside) = (part_of(&a), Some(second(b, &|column| !taken(column) && !has(column), own())));
                    a
                }
                _ => own(),
            },
            _ => own(),
        };
        if let Column::Extra(name) = &column
            && let Some(double) = mapping.columns.iter().find(|other| other.column == column)
        {
            mapping.notes.push(say!(
                "sheet-heading-twice",
                heading = name.as_str(),
                first = letters(double.index),
                second = letters(index)
            ));
            continue;
        }
        let heading = heading.text.as_str();
        mapping.columns.push(Mapped { index, heading: heading.to_owned(), column, part });
        if let Some((column, part)) = beside {
            mapping.columns.push(Mapped { index, heading: heading.to_owned(), column, part });
        }
    }
    mapping
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

/// Reads a cell of a column.
///
/// # Errors
/// With the text and what was expected.
pub fn parse(column: &Column, part: Part, text: &str, local: &Local) -> Result<Cell, Said> {
    let text = text.trim();
    let some = || (!text.is_empty()).then(|| text.replace("\r\n", "\n"));
    Ok(match column {
        Column::Who(_) => Cell::Names(match part {
            Part::Whole => names::split(text),
            Part::Units => names::split(text).into_iter().filter(|name| names::unit(name)).collect(),
            Part::People => {
                let names = names::split(text).into_iter().filter(|name| !names::unit(name));
                names.filter_map(|name| names::without_phone(&name)).collect()
            }
        }),
        Column::Measures if names::blank(text) => Cell::Measures(Vec::new()),
        Column::Measures => Cell::Measures(numbers::measures(text)),
        Column::Due => {
            let when = match dates::limit(text, local.year) {
                // several nodes in a cell, each with its words: the last one is the limit
                Err(said) => match &dates::nodes(text, local.year)[..] {
                    [_, .., last] => dates::When { day: Some(*last), ..Default::default() },
                    _ => return Err(said),
                },
                Ok(when) => when,
            };
            let limit = Limit { day: when.day, immediate: when.immediate, long_term: when.long_term };
            Cell::Due(some().filter(|_| !names::blank(text)), limit)
        }
        Column::Status if names::blank(text) => Cell::Status(None, None),
        Column::Status => {
            let found = local.status(text).ok_or_else(|| say!("sheet-bad-status", found = text))?;
            Cell::Status(some(), found.stage)
        }
        Column::Closed if names::blank(text) && status::closed(text).is_none() => Cell::Closed(None),
        Column::Closed => {
            Cell::Closed(Some(status::closed(text).ok_or_else(|| say!("sheet-bad-closed", found = text))?))
        }
        Column::Percent => Cell::Percent(percent(text)?),
        Column::DoneOn if names::blank(text) => Cell::Day(None),
        Column::DoneOn => Cell::Day(Some(dates::day(text)?)),
        _ => Cell::Text(some()),
    })
}

/// Reads `85`, `85%`, `0.85` (a spreadsheet's 85 %) as 85.
fn percent(text: &str) -> Result<Option<i64>, Said> {
    if names::blank(text) {
        return Ok(None);
    }
    let bad = || say!("sheet-bad-percent", found = text);
    let plain: String = plain(text);
    let (number, marked) = match plain.strip_suffix('%') {
        Some(number) => (number, true),
        None => (plain.as_str(), false),
    };
    let value: rust_decimal::Decimal = number.parse().map_err(|_| bad())?;
    let share = !marked && number.contains('.') && value <= rust_decimal::Decimal::ONE;
    let value = if share { value * rust_decimal::Decimal::ONE_HUNDRED } else { value };
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
                let numbered = measures.iter().enumerate().map(|(n, text)| format!("{}.{text}", n + 1));
                numbered.collect::<Vec<_>>().join("\n")
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

/// Whether a cell lists the measures of an issue just as [`print`] does, so that it need not be taken apart.
pub fn lists(text: &str, issue: &Issue) -> bool {
    let mut rest = text;
    let mut numbered = issue.milestones.iter().enumerate().all(|(n, measure)| {
        let line = rest.strip_prefix(if n == 0 { "" } else { "\n" });
        let left = line.and_then(|line| line.strip_prefix(&format!("{}.", n + 1)[..])?.strip_prefix(&measure.text[..]));
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

    fn mapping(headings: &[&str], choices: &[(&str, &str)], cells: &[&str]) -> Mapping {
        let headings: Vec<Heading> = headings.iter().map(|heading| Heading::plain(heading)).collect();
        let choices: Vec<(String, Choice)> =
            choices.iter().map(|(heading, name)| ((*heading).to_owned(), Choice::named(name).unwrap())).collect();
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        map(&headings, &choices, |_| cells.clone())
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
            assert_eq!(percent(text), Ok(value), "{text}");
        }
        for text in ["120", "-1", "过半", "85%左右"] {
            assert!(percent(text).is_err(), "{text}");
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
