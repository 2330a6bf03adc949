//! The figures of a month: what is counted, of what each is a part, and which rows it comes from.
//!
//! Every row of the ledger is shown once, as numbers, with the groups it counts for ([`visit`]). A figure is the sum of
//! one of these numbers over a group, and why it is what it is are the rows where that number is not nought; so the two
//! cannot disagree.

use crate::domain::endings::{Application, Endings, Recheck};
use crate::domain::id::Id;
use crate::domain::issue::{Issue, Milestone};
use crate::domain::ledger::{Area, Ledger};
use crate::domain::pace::{PaceRule, is_done};
use crate::domain::round::State;
use crate::domain::standing::{LEADERS, Standing, UNITS, names};
use crate::domain::supervision::{self, TermKind};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// By which rules this version counts. A rule that changes gets the next number and the old one stays beside it: what
/// was handed out by rules 1 is counted again by rules 1.
pub const RULES: i64 = 1;

/// The settings that figures depend on; a summary keeps their values, since a later version may have other defaults.
pub const SETTINGS: &[&str] = &[
    "pace.behind",
    "pace.ahead",
    "pace.idle",
    "figures.decimals",
    "score.due_done",
    "score.milestones",
    "score.returns",
    "score.directives",
    "score.notices",
    "score.overdue",
    "score.missing",
    "score.reopened",
    "score.least",
];

/// What is counted; each has lines of its own, and they are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 问题, by themselves
    Issues,
    /// 子问题
    SubIssues,
    /// 时间节点 of both
    Milestones,
    /// 单位反馈: what a unit was asked in a round of the month
    Returns,
    /// 交办事项
    Directives,
    /// 提醒函、督办单、约谈、通报
    Notices,
    /// 销号: each time that an issue was struck off
    Closings,
    /// 回头看 that were due or done
    Rechecks,
    /// 延期 that were approved
    Extensions,
}

/// By what figures are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Not at all.
    All,
    /// 方面
    Area,
    /// 责任领导
    Leader,
    /// 单位: a row counts for each of its units.
    Unit,
    /// 立行立改、限期、长期
    Kind,
    /// 批次
    Source,
    /// 首轮、重新整改
    Cycle,
}

/// Of what a figure is a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of nothing: a total.
    Nothing,
    /// So many of so many.
    Part(&'static str),
    /// A sum of days over so many, to be shown as their mean.
    Mean(&'static str),
}

/// A figure that this version knows.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Its name, in JSON and on the command line.
    pub name: &'static str,
    /// Its denominator, a figure of the same group.
    pub of: Of,
}

const fn total(name: &'static str) -> Known {
    Known { name, of: Of::Nothing }
}

const fn part(name: &'static str, of: &'static str) -> Known {
    Known { name, of: Of::Part(of) }
}

const fn mean(name: &'static str, of: &'static str) -> Known {
    Known { name, of: Of::Mean(of) }
}

/// The first are those of [`supervision::Figures`].
const ISSUES: &[Known] = &[
    total("total"),
    part("done", "total"),
    part("closed", "done"),
    part("basically_done", "total"),
    part("on_schedule", "total"),
    part("ahead", "total"),
    part("behind", "total"),
    part("overdue", "total"),
    part("stage_not_started", "total"),
    part("stage_in_progress", "total"),
    part("stage_basically_done", "total"),
    part("due", "total"),
    part("due_done", "due"),
    part("due_on_time", "due"),
    part("not_due", "total"),
    part("undated", "total"),
    part("open", "total"),
    part("reported", "open"),
    part("judged", "done"),
    part("early", "judged"),
    mean("early_days", "early"),
    part("late", "judged"),
    mean("late_days", "late"),
    part("reopened", "total"),
    part("recurring", "total"),
    part("extended", "total"),
];

/// The first are those of [`supervision::Measures`].
const MILESTONES: &[Known] = &[
    total("total"),
    part("done", "total"),
    part("due", "total"),
    part("due_on_time", "due"),
    part("due_late", "due"),
    part("due_open", "due"),
    part("overdue", "due"),
    part("due_dropped", "due"),
    part("judged", "done"),
    part("early", "judged"),
    mean("early_days", "early"),
    mean("late_days", "due_late"),
];

const RETURNS: &[Known] = &[
    total("asked"),
    part("in_time", "asked"),
    part("unchanged", "asked"),
    part("late", "asked"),
    part("missing", "asked"),
];

const LETTERS: &[Known] = &[
    total("total"),
    part("month", "total"),
    part("due", "total"),
    part("due_on_time", "due"),
    part("due_late", "due"),
    part("due_open", "due"),
];

const CLOSINGS: &[Known] = &[total("total"), part("month", "total"), part("late", "total")];
const RECHECKS: &[Known] =
    &[total("total"), part("passed", "total"), part("failed", "total"), part("due_open", "total")];
const EXTENSIONS: &[Known] = &[total("total")];

impl Subject {
    /// Every subject, in its order.
    pub const ALL: [Subject; 9] = [
        Subject::Issues,
        Subject::SubIssues,
        Subject::Milestones,
        Subject::Returns,
        Subject::Directives,
        Subject::Notices,
        Subject::Closings,
        Subject::Rechecks,
        Subject::Extensions,
    ];

    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Issues => "issues",
            Subject::SubIssues => "sub_issues",
            Subject::Milestones => "milestones",
            Subject::Returns => "returns",
            Subject::Directives => "directives",
            Subject::Notices => "notices",
            Subject::Closings => "closings",
            Subject::Rechecks => "rechecks",
            Subject::Extensions => "extensions",
        }
    }

    /// Its figures, in the order of a row's numbers.
    pub fn figures(self) -> &'static [Known] {
        match self {
            Subject::Issues | Subject::SubIssues => ISSUES,
            Subject::Milestones => MILESTONES,
            Subject::Returns => RETURNS,
            Subject::Directives | Subject::Notices => LETTERS,
            Subject::Closings => CLOSINGS,
            Subject::Rechecks => RECHECKS,
            Subject::Extensions => EXTENSIONS,
        }
    }

    /// Where a figure stands among a row's numbers.
    pub fn place(self, figure: &str) -> Option<usize> {
        self.figures().iter().position(|known| known.name == figure)
    }
}

impl By {
    /// Every way, in its order.
    pub const ALL: [By; 7] = [By::All, By::Area, By::Leader, By::Unit, By::Kind, By::Source, By::Cycle];

    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            By::All => "all",
            By::Area => "area",
            By::Leader => "leader",
            By::Unit => "unit",
            By::Kind => "kind",
            By::Source => "source",
            By::Cycle => "cycle",
        }
    }
}

/// A directive, or a document that wants an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number, `2019-3` or 提〔2019〕3号.
    pub number: String,
    /// What it says, or its heading.
    pub title: String,
    /// To whom it went; none where it went to all.
    pub owner: Option<Rc<str>>,
    /// When it was given.
    pub given_on: Option<NaiveDate>,
    /// By when it wants to be done or answered.
    pub due: Option<NaiveDate>,
    /// When it was.
    pub done_on: Option<NaiveDate>,
}

/// What came back from a unit that a round asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The number of the round.
    pub round: i64,
    /// By when it was to be returned.
    pub return_by: NaiveDate,
    /// The unit.
    pub unit: Rc<str>,
    /// How it stands.
    pub state: State,
    /// When it returned.
    pub returned_on: Option<NaiveDate>,
}

/// Everything that a month is counted from, as it stood at the end of the cut-off.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Issues with their dates and duties.
    pub ledger: &'a Ledger,
    /// Applications, rechecks, extensions.
    pub endings: &'a Endings,
    /// 交办事项
    pub directives: &'a [Letter],
    /// Documents.
    pub notices: &'a [Letter],
    /// What the rounds asked whose limit lies in the month, up to the cut-off.
    pub answers: &'a [Answer],
    /// The first day of the month.
    pub month: NaiveDate,
    /// 截至
    pub cut_off: NaiveDate,
    /// The thresholds of the place.
    pub rule: PaceRule,
}

/// What a row is, for who asks why.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// An issue or a part of one.
    Issue(&'a Issue),
    /// A measure of an issue, counted from 1.
    Milestone(&'a Issue, usize, &'a Milestone),
    /// What a unit was asked in a round.
    Answer(&'a Answer),
    /// A directive or a document.
    Letter(&'a Letter),
    /// An application that led to its end.
    Closing(&'a Issue, &'a Application),
    /// A look back.
    Recheck(&'a Issue, &'a Recheck),
    /// A limit that was moved.
    Extension(&'a Issue),
}

/// One row of the ledger as numbers.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What it is counted as.
    pub subject: Subject,
    /// What it counts for, each group once; without a name for what has none.
    pub groups: &'a [(By, Option<&'a str>)],
    /// One for each of the [`Subject::figures`].
    pub numbers: &'a [i64],
    /// What it is.
    pub what: What<'a>,
}

/// The figures of a group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What is counted.
    pub subject: Subject,
    /// By what it is parted.
    pub by: By,
    /// Which part; none for all, and for what has none.
    pub name: Option<Rc<str>>,
    /// One for each of the [`Subject::figures`].
    pub numbers: Vec<i64>,
}

impl Group {
    /// A figure of the group; 0 of one that its subject does not have.
    pub fn number(&self, figure: &str) -> i64 {
        self.subject.place(figure).and_then(|place| self.numbers.get(place).copied()).unwrap_or(0)
    }
}

/// Sums the rows, by subject and then as [`By`] has it; groups in the order in which the ledger has them first, what
/// has no name last. The group of all is there for each subject, also where it is empty.
pub fn count(facts: &Facts) -> Vec<Group> {
    let empty = |subject: Subject, by, name| Group { subject, by, name, numbers: vec![0; subject.figures().len()] };
    let mut groups: Vec<Group> = Subject::ALL.iter().map(|subject| empty(*subject, By::All, None)).collect();
    let mut places: FxHashMap<(Subject, By), Places> = FxHashMap::default();
    visit(facts, &mut |row| {
        for (by, name) in row.groups {
            let place = if *by == By::All {
                row.subject as usize
            } else {
                let known = places.entry((row.subject, *by)).or_default();
                known.of(*name).unwrap_or_else(|| {
                    let name: Option<Rc<str>> = name.map(Rc::from);
                    groups.push(empty(row.subject, *by, name.clone()));
                    known.put(name, groups.len() - 1)
                })
            };
            for (sum, number) in groups[place].numbers.iter_mut().zip(row.numbers) {
                *sum += number;
            }
        }
    });
    // stable: within a group's kind as the ledger has them
    groups.sort_by_key(|group| (group.subject, group.by, group.by != By::All && group.name.is_none()));
    groups
}

/// Where the groups of one kind stand while they fill.
#[derive(Default)]
struct Places {
    named: FxHashMap<Rc<str>, usize>,
    nobody: Option<usize>,
}

impl Places {
    fn of(&self, name: Option<&str>) -> Option<usize> {
        name.map_or(self.nobody, |name| self.named.get(name).copied())
    }

    fn put(&mut self, name: Option<Rc<str>>, place: usize) -> usize {
        match name {
            Some(name) => drop(self.named.insert(name, place)),
            None => self.nobody = Some(place),
        }
        place
    }
}

/// Shows each row once.
pub fn visit(facts: &Facts, each: &mut dyn FnMut(&Row)) {
    let standing = Standing::new(facts.ledger);
    visit_issues(facts, &standing, each);
    for answer in facts.answers {
        let of = |state| i64::from(answer.state == state);
        let in_time = of(State::Returned) + of(State::Unchanged);
        each(&Row {
            subject: Subject::Returns,
            groups: &[(By::All, None), (By::Unit, Some(&answer.unit))],
            numbers: &[1, in_time, of(State::Unchanged), of(State::Late), of(State::Missing)],
            what: What::Answer(answer),
        });
    }
    for (subject, letters) in [(Subject::Directives, facts.directives), (Subject::Notices, facts.notices)] {
        for letter in letters {
            each(&Row {
                subject,
                groups: &[(By::All, None), (By::Unit, letter.owner.as_deref())],
                numbers: &letter_numbers(letter, facts),
                what: What::Letter(letter),
            });
        }
    }
    visit_endings(facts, &standing, each);
}

fn visit_issues(facts: &Facts, standing: &Standing, each: &mut dyn FnMut(&Row)) {
    let Facts { ledger, cut_off, month, .. } = *facts;
    let heard = standing.heard(|latest| latest.day >= month && latest.day <= cut_off);
    let areas = area_names(ledger);
    let codes: HashMap<Id, &str> = ledger.inspections.iter().map(|one| (one.id, one.code.as_str())).collect();
    let extended: HashSet<Id> = facts.endings.extensions.iter().copied().collect();
    let mut groups: Vec<(By, Option<&str>)> = Vec::new();
    for (place, issue) in ledger.issues.iter().enumerate() {
        let pace = standing.pace(place, &facts.rule, cut_off);
        let limit = standing.limit(place);
        let leader = names(standing.holder(place, LEADERS), LEADERS).next();
        groups.clear();
        groups.extend([(By::All, None), (By::Leader, leader)]);
        let before = groups.len();
        groups.extend(names(standing.holder(place, UNITS), UNITS).map(|unit| (By::Unit, Some(unit))));
        if groups.len() == before {
            groups.push((By::Unit, None));
        }
        for (n, milestone) in issue.milestones.iter().enumerate() {
            let mut numbers = Vec::with_capacity(MILESTONES.len());
            numbers.extend(supervision::measure(issue, milestone, cut_off).values());
            let done_on = milestone.done_on.filter(|done| *done <= cut_off);
            let [judged, early, early_days, _, late_days] = timing(done_on, milestone.due);
            numbers.extend([judged, early, early_days, late_days]);
            let what = What::Milestone(issue, n + 1, milestone);
            each(&Row { subject: Subject::Milestones, groups: &groups, numbers: &numbers, what });
        }
        let part = standing.is_part(place);
        if !part {
            let under = || std::iter::once(place).chain(standing.above(place));
            let source = under().find_map(|place| ledger.issues[place].inspection);
            groups.extend([
                (By::Area, issue.area.and_then(|area| areas.get(&area)).map(String::as_str)),
                (By::Kind, Some(TermKind::of(issue).name())),
                (By::Source, source.and_then(|id| codes.get(&id).copied())),
                (By::Cycle, Some(if issue.cycle > 1 { "reopened" } else { "first" })),
            ]);
        }
        let done = is_done(issue);
        let mut numbers = Vec::with_capacity(ISSUES.len());
        numbers.extend(supervision::figures(issue, pace, limit, cut_off).values());
        numbers.extend([i64::from(!done), i64::from(!done && heard[place])]);
        numbers.extend(timing(issue.done_on.filter(|_| done), limit));
        let yes = [issue.cycle > 1, issue.recurs.is_some(), extended.contains(&issue.id)];
        numbers.extend(yes.map(i64::from));
        let subject = if part { Subject::SubIssues } else { Subject::Issues };
        each(&Row { subject, groups: &groups, numbers: &numbers, what: What::Issue(issue) });
    }
}

/// Whether day and limit are known; whether it was done before the limit and by how many days; the same after it.
fn timing(done_on: Option<NaiveDate>, limit: Option<NaiveDate>) -> [i64; 5] {
    let Some((done, limit)) = done_on.zip(limit) else { return [0; 5] };
    let days = (done - limit).num_days();
    [1, i64::from(days < 0), (-days).max(0), i64::from(days > 0), days.max(0)]
}

/// Whether it is there, of the month, due by the cut-off, then answered in time, late or not at all.
fn letter_numbers(letter: &Letter, facts: &Facts) -> [i64; 6] {
    let within = |day: &NaiveDate| *day <= facts.cut_off;
    let of_month = letter.given_on.is_some_and(|day| day >= facts.month && within(&day));
    let due = letter.due.filter(within);
    let done = letter.done_on.filter(within);
    let late = done.zip(due).is_some_and(|(done, due)| done > due);
    let of_due = |yes: bool| i64::from(due.is_some() && yes);
    [
        1,
        i64::from(of_month),
        of_due(true),
        of_due(done.is_some() && !late),
        of_due(done.is_some() && late),
        of_due(done.is_none()),
    ]
}

fn visit_endings(facts: &Facts, standing: &Standing, each: &mut dyn FnMut(&Row)) {
    let Facts { ledger, endings, cut_off, month, .. } = *facts;
    if endings.applications.is_empty() && endings.rechecks.is_empty() && endings.extensions.is_empty() {
        return;
    }
    let whole = ledger.issues.iter().enumerate().filter(|(place, _)| !standing.is_part(*place));
    let whole: HashMap<Id, &Issue> = whole.map(|(_, issue)| (issue.id, issue)).collect();
    for one in &endings.applications {
        let Some((issue, struck)) = whole.get(&one.issue).zip(one.struck_on) else { continue };
        let numbers = [1, i64::from(struck >= month && struck <= cut_off), i64::from(one.late)];
        let cycle = if one.cycle > 1 { "reopened" } else { "first" };
        each(&Row {
            subject: Subject::Closings,
            groups: &[(By::All, None), (By::Cycle, Some(cycle))],
            numbers: &numbers,
            what: What::Closing(issue, one),
        });
    }
    for one in &endings.rechecks {
        let Some(issue) = whole.get(&one.issue) else { continue };
        let Some(open) = one.open(issue, cut_off) else { continue };
        let numbers = [1, i64::from(one.passed == Some(true)), i64::from(one.passed == Some(false)), i64::from(open)];
        let what = What::Recheck(issue, one);
        each(&Row { subject: Subject::Rechecks, groups: &[(By::All, None)], numbers: &numbers, what });
    }
    for id in &endings.extensions {
        let Some(issue) = whole.get(id) else { continue };
        let what = What::Extension(issue);
        each(&Row { subject: Subject::Extensions, groups: &[(By::All, None)], numbers: &[1], what });
    }
}

/// What each area is called: number and title, with the inspection where two would be called the same.
fn area_names(ledger: &Ledger) -> HashMap<Id, String> {
    let plain = |area: &Area| format!("{}{}", area.label.as_deref().unwrap_or_default(), area.title);
    let mut known: HashMap<String, usize> = HashMap::new();
    for area in &ledger.areas {
        *known.entry(plain(area)).or_default() += 1;
    }
    let name = |area: &Area| {
        let name = plain(area);
        let code = ledger.inspections.iter().find(|one| Some(one.id) == area.inspection).map(|one| one.code.as_str());
        match code.filter(|_| known.get(&name) > Some(&1)) {
            Some(code) => format!("{code}/{name}"),
            None => name,
        }
    };
    ledger.areas.iter().map(|area| (area.id, name(area))).collect()
}

/// The share of `count` in `of` in percent, to `decimals` places, rounded half up: `97.4%`; `None` of nothing.
///
/// What is not all is never rounded up to 100 %, and what is not nothing never down to 0 %.
pub fn percent_text(count: i64, of: i64, decimals: u32) -> Option<String> {
    let places = 10_i128.pow(decimals.min(9));
    let (whole, n, of) = (100 * places, i128::from(count), i128::from(of));
    if of <= 0 {
        return None;
    }
    let rounded = (n * whole * 2 + of).div_euclid(2 * of);
    let rounded = if n > 0 && n < of { rounded.clamp(1, whole - 1) } else { rounded };
    Some(format!("{}%", decimal_text(rounded, decimals.min(9))))
}

/// `sum` over `of` to `decimals` places, rounded half up; `None` of nothing.
pub fn mean_text(sum: i64, of: i64, decimals: u32) -> Option<String> {
    let (places, of) = (10_i128.pow(decimals.min(9)), i128::from(of));
    (of > 0).then(|| decimal_text((i128::from(sum) * places * 2 + of).div_euclid(2 * of), decimals.min(9)))
}

/// A number in units of its last place.
pub fn decimal_text(units: i128, decimals: u32) -> String {
    let places = 10_i128.pow(decimals);
    match decimals {
        0 => units.to_string(),
        _ => format!("{}.{:0width$}", units / places, units % places, width = decimals as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{self, date, random_ledger};
    use crate::domain::supervision::{Figures, Measures, supervise};
    use chrono::Days;
    use proptest::prelude::*;

    fn facts<'a>(ledger: &'a Ledger, endings: &'a Endings, day: NaiveDate) -> Facts<'a> {
        Facts {
            ledger,
            endings,
            directives: &[],
            notices: &[],
            answers: &[],
            month: crate::domain::calendar::month_start(day),
            cut_off: day,
            rule: PaceRule::default(),
        }
    }

    fn one(groups: &[Group], subject: Subject, by: By, name: Option<&str>) -> Group {
        let found = groups.iter().find(|g| g.subject == subject && g.by == by && g.name.as_deref() == name);
        found.expect("the group").clone()
    }

    #[test]
    fn every_number_has_its_figure_and_every_figure_its_denominator() {
        let names = |subject: Subject| subject.figures().iter().map(|known| known.name).collect::<Vec<_>>();
        assert_eq!(names(Subject::Issues)[..Figures::NAMES.len()], *Figures::NAMES);
        assert_eq!(names(Subject::Milestones)[..Measures::NAMES.len()], *Measures::NAMES);
        for subject in Subject::ALL {
            for known in subject.figures() {
                if let Of::Part(of) | Of::Mean(of) = known.of {
                    assert!(subject.place(of).is_some(), "{} {}", subject.name(), known.name);
                }
            }
        }
        let mut seen = 0;
        let (ledger, endings) = (sample::ledger(), Endings::default());
        visit(&facts(&ledger, &endings, date("2019-12-09")), &mut |row| {
            assert_eq!(row.numbers.len(), row.subject.figures().len(), "{row:?}");
            seen += 1;
        });
        assert_eq!(seen, 12 + 4, "issues and parts, measures");
    }

    #[test]
    fn days_before_and_after_the_limit_are_counted_apart() {
        for (done, limit, expected) in [
            (Some("2019-11-28"), Some("2019-11-30"), [1, 1, 2, 0, 0]),
            (Some("2019-11-30"), Some("2019-11-30"), [1, 0, 0, 0, 0]),
            (Some("2019-12-03"), Some("2019-11-30"), [1, 0, 0, 1, 3]),
            (None, Some("2019-11-30"), [0; 5]),
            (Some("2019-11-30"), None, [0; 5]),
        ] {
            assert_eq!(timing(done.map(date), limit.map(date)), expected, "{done:?} {limit:?}");
        }
    }

    #[test]
    fn shares_and_means_are_rounded_to_the_places_of_the_office() {
        for (count, of, decimals, expected) in [
            (6, 22, 0, Some("27%")),
            (688, 697, 2, Some("98.71%")),
            (135, 137, 1, Some("98.5%")),
            (9999, 10_000, 0, Some("99%")),
            (1, 10_000, 1, Some("0.1%")),
            (7, 7, 2, Some("100.00%")),
            (0, 7, 0, Some("0%")),
            (0, 0, 0, None),
        ] {
            assert_eq!(percent_text(count, of, decimals).as_deref(), expected, "{count} of {of} to {decimals}");
        }
        assert_eq!(mean_text(7, 2, 1).as_deref(), Some("3.5"));
        assert_eq!(mean_text(7, 2, 0).as_deref(), Some("4"));
        assert_eq!(mean_text(10, 3, 2).as_deref(), Some("3.33"));
        assert_eq!(mean_text(0, 0, 2), None);
    }

    #[test]
    fn a_document_is_judged_at_the_cut_off() {
        let (ledger, endings) = (Ledger::default(), Endings::default());
        let facts = facts(&ledger, &endings, date("2019-11-30"));
        for (given, due, done, expected) in [
            ("2019-11-01", Some("2019-11-08"), Some("2019-11-08"), [1, 1, 1, 1, 0, 0]),
            ("2019-10-31", Some("2019-11-08"), Some("2019-11-09"), [1, 0, 1, 0, 1, 0]),
            ("2019-11-01", Some("2019-11-08"), None, [1, 1, 1, 0, 0, 1]),
            ("2019-11-01", Some("2019-11-08"), Some("2019-12-01"), [1, 1, 1, 0, 0, 1]),
            ("2019-11-01", Some("2019-12-01"), Some("2019-11-02"), [1, 1, 0, 0, 0, 0]),
            ("2019-11-01", None, None, [1, 1, 0, 0, 0, 0]),
        ] {
            let letter = Letter {
                number: String::new(),
                title: String::new(),
                owner: None,
                given_on: Some(date(given)),
                due: due.map(date),
                done_on: done.map(date),
            };
            assert_eq!(letter_numbers(&letter, &facts), expected, "{given} {due:?} {done:?}");
        }
    }

    #[test]
    fn a_unit_is_counted_for_returns_by_how_it_stands() {
        let (ledger, endings) = (Ledger::default(), Endings::default());
        let answer = |unit: &str, state| Answer {
            round: 1,
            return_by: date("2019-11-08"),
            unit: unit.into(),
            state,
            returned_on: None,
        };
        let answers = [
            answer("甲", State::Returned),
            answer("甲", State::Unchanged),
            answer("乙", State::Late),
            answer("乙", State::Missing),
        ];
        let groups = count(&Facts { answers: &answers, ..facts(&ledger, &endings, date("2019-11-30")) });
        assert_eq!(one(&groups, Subject::Returns, By::All, None).numbers, [4, 2, 1, 1, 1]);
        assert_eq!(one(&groups, Subject::Returns, By::Unit, Some("甲")).numbers, [2, 2, 1, 0, 0]);
        assert_eq!(one(&groups, Subject::Returns, By::Unit, Some("乙")).numbers, [2, 0, 0, 1, 1]);
    }

    proptest! {
        #[test]
        fn figures_are_those_of_the_month_and_add_up(ledger in random_ledger(), n in 0_u64..140) {
            let day = date("2019-09-01") + Days::new(n);
            let endings = Endings::default();
            let groups = count(&facts(&ledger, &endings, day));
            let month = supervise(&ledger, None, day, day, &crate::domain::calendar::Calendar::default(), &PaceRule::default());
            let all = |subject| one(&groups, subject, By::All, None).numbers;
            prop_assert_eq!(&all(Subject::Issues)[..Figures::NAMES.len()], &month.totals.issues.values()[..]);
            prop_assert_eq!(&all(Subject::SubIssues)[..Figures::NAMES.len()], &month.totals.sub_issues.values()[..]);
            prop_assert_eq!(&all(Subject::Milestones)[..Measures::NAMES.len()], &month.totals.milestones.values()[..]);
            prop_assert_eq!(one(&groups, Subject::Issues, By::All, None).number("reported"), month.reported);
            for by in [By::Area, By::Leader, By::Kind, By::Source, By::Cycle] {
                let parts = groups.iter().filter(|group| group.subject == Subject::Issues && group.by == by);
                let mut sum = vec![0; ISSUES.len()];
                for part in parts {
                    for (sum, number) in sum.iter_mut().zip(&part.numbers) {
                        *sum += number;
                    }
                }
                prop_assert_eq!(&sum, &all(Subject::Issues), "{:?}", by);
            }
            for group in &groups {
                for known in group.subject.figures() {
                    if let Of::Part(of) = known.of {
                        prop_assert!((0..=group.number(of)).contains(&group.number(known.name)), "{:?} {}", group, known.name);
                    }
                }
            }
            for row in month.units.iter().filter(|row| row.figures.total > 0) {
                let group = one(&groups, Subject::Issues, By::Unit, row.key);
                prop_assert_eq!(&group.numbers[..Figures::NAMES.len()], &row.figures.values()[..]);
            }
        }
    }
}
