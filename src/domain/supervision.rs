//! 一月一督查: what a month counts at its cut-off, and who is named.
//!
//! The unit counted is the issue by itself (问题). Its parts (子问题) and the measures (时间节点) of both are counted
//! on lines of their own, and the three are never added up.

use crate::domain::calendar::{Calendar, month_end, month_start};
use crate::domain::difference::Moment;
use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Milestone, Pace, Stage};
use crate::domain::ledger::{Area, Ledger};
use crate::domain::pace::{Elapsed, PaceRule, is_done, is_late, is_met};
use crate::domain::standing::{LEADERS, Standing, Subject, UNITS, names, unknown_years};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::hash::Hash;

macro_rules! numbers {
    ($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $type { $($(#[$of])* pub $field: i64),* }

        impl $type {
            /// The names of the numbers, in their order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            /// The numbers, in the same order.
            #[must_use]
            pub fn values(&self) -> [i64; Self::NAMES.len()] {
                [$(self.$field),*]
            }

            /// Numbers by their names.
            #[must_use]
            pub fn named(number: impl Fn(&'static str) -> i64) -> $type {
                $type { $($field: number(stringify!($field))),* }
            }

            /// Each number less that of `before`.
            #[must_use]
            pub fn less(&self, before: &$type) -> $type {
                $type { $($field: self.$field - before.$field),* }
            }

            /// Each number with that of `other` added.
            #[must_use]
            pub fn plus(&self, other: &$type) -> $type {
                $type { $($field: self.$field + other.$field),* }
            }
        }
    };
}

numbers!(
    /// Numbers of issues at the cut-off.
    ///
    /// Three ways to part the total, each complete: see [`Figures::agrees`].
    Figures {
        /// All.
        total,
        /// 已完成 (or struck off, see [`is_done`]).
        done,
        /// 已销号, a part of those done.
        closed,
        /// 基本完成, and neither overdue nor behind.
        basically_done,
        /// 序时: everything else that is in time, also ahead and without dates.
        on_schedule,
        /// 超前, a part of those on schedule or basically done.
        ahead,
        /// 滞后
        behind,
        /// 逾期
        overdue,
        /// By stage: 未启动.
        stage_not_started,
        /// By stage: 整改中.
        stage_in_progress,
        /// By stage: 基本完成, whatever the pace.
        stage_basically_done,
        /// By date: the limit is the cut-off or earlier.
        due,
        /// Of those due: done.
        due_done,
        /// Of those due: reported done on the limit or earlier. What is done without a day is not among them.
        due_on_time,
        /// By date: the limit is later.
        not_due,
        /// By date: no limit is known.
        undated,
    }
);

impl Figures {
    /// Whether the parts add up to their totals.
    pub fn agrees(&self) -> bool {
        self.done + self.basically_done + self.on_schedule + self.behind + self.overdue == self.total
            && self.stage_not_started + self.stage_in_progress + self.stage_basically_done + self.done == self.total
            && self.due + self.not_due + self.undated == self.total
            && (0..=self.done).contains(&self.closed)
            && (0..=self.on_schedule + self.basically_done).contains(&self.ahead)
            && (0..=self.due).contains(&self.due_done)
            && (0..=self.due_done).contains(&self.due_on_time)
    }
}

numbers!(
    /// Numbers of measures at the cut-off, of issues and of parts alike.
    Measures {
        /// All.
        total,
        /// Done by the cut-off, due or not.
        done,
        /// The limit is the cut-off or earlier: the denominator of the rest.
        due,
        /// Done on the limit or earlier.
        due_on_time,
        /// Done after it.
        due_late,
        /// Not done, and the issue neither.
        due_open,
        /// Of those open: the limit lies before the cut-off (超期未完).
        overdue,
        /// Not done, though the issue is.
        due_dropped,
    }
);

impl Measures {
    /// Whether the parts add up to their totals.
    pub fn agrees(&self) -> bool {
        self.due_on_time + self.due_late + self.due_open + self.due_dropped == self.due
            && self.due <= self.total
            && self.due_on_time + self.due_late <= self.done
            && self.overdue <= self.due_open
    }
}

/// Everything that is counted over the whole ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// 问题
    pub issues: Figures,
    /// 子问题
    pub sub_issues: Figures,
    /// 时间节点
    pub milestones: Measures,
}

/// 立行立改, 限期整改 or 长期坚持: each issue is of one kind, so that the kinds add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// 立行立改, also where it is to be kept up afterwards (立行立改，长期坚持).
    Immediate,
    /// 限期: neither of the others.
    Limited,
    /// 长期坚持
    LongTerm,
}

impl TermKind {
    /// In the order of their rows.
    pub const ALL: [TermKind; 3] = [TermKind::Immediate, TermKind::Limited, TermKind::LongTerm];

    /// The kind of an issue.
    pub fn of(issue: &Issue) -> TermKind {
        match (issue.immediate, issue.long_term) {
            (true, _) => TermKind::Immediate,
            (false, true) => TermKind::LongTerm,
            (false, false) => TermKind::Limited,
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TermKind::Immediate => "immediate",
            TermKind::Limited => "limited",
            TermKind::LongTerm => "long_term",
        }
    }
}

/// The issues of one area, leader, unit or kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<K> {
    /// Which.
    pub key: K,
    /// Its numbers; all 0 where it has parts of issues alone, or had something the month before and has nothing now.
    pub figures: Figures,
    /// The same of parts, which are never added to those.
    pub parts: Figures,
    /// What both were the month before, where a month before is known.
    pub before: Option<(Figures, Figures)>,
}

impl<K> Row<K> {
    fn new(key: K) -> Row<K> {
        Row { key, figures: Figures::default(), parts: Figures::default(), before: None }
    }

    fn add(&mut self, is_part: bool, figures: &Figures) {
        let line = if is_part { &mut self.parts } else { &mut self.figures };
        *line = line.plus(figures);
    }

    fn is_empty(&self) -> bool {
        self.figures.total + self.parts.total == 0
    }

    /// With another key for the same row.
    fn under<L>(self, key: L) -> Row<L> {
        Row { key, figures: self.figures, parts: self.parts, before: self.before }
    }
}

/// One issue or part that is overdue or behind, to be named (`domain.md` 3: 督查通报 names each lagging unit).
#[derive(Debug, Clone, Copy)]
pub struct Laggard<'a> {
    /// An issue or a part.
    pub subject: Subject,
    /// Which.
    pub issue: &'a Issue,
    /// [`Pace::Overdue`] or [`Pace::Behind`].
    pub pace: Pace,
    /// The limit that binds it.
    pub limit: Option<NaiveDate>,
    /// From the cut-off to the limit; negative when overdue.
    pub days_left: Option<i64>,
    /// The same in working days.
    pub working_days_left: Option<i64>,
    /// How much of its time has elapsed, in whole percent.
    pub elapsed: Option<i64>,
    /// How many of its measures are late.
    pub late_milestones: usize,
    leaders: &'a Issue,
    units: &'a Issue,
}

impl<'a> Laggard<'a> {
    /// Who answers for it among the leaders.
    pub fn leaders(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        names(self.leaders, LEADERS)
    }

    /// Who answers for it among the units, the lead unit first.
    pub fn units(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        names(self.units, UNITS)
    }
}

/// The supervision of one month.
#[derive(Debug, Clone)]
pub struct Supervision<'a> {
    /// The first day of the month.
    pub month: NaiveDate,
    /// 截至: everything is as it stood at the end of this day.
    pub cut_off: NaiveDate,
    /// At the cut-off.
    pub totals: Totals,
    /// The last day of the month before and what it counted, where that is known.
    pub previous: Option<(NaiveDate, Totals)>,
    /// Issues that are open and for which a return of the month speaks, see [`Standing::heard`]; of all that are open.
    pub reported: i64,
    /// By area, in the order of the report; none for issues of no area. Adds up to the total, and so do the parts.
    /// In this and the next two, rows that only the month before had come behind the others.
    pub areas: Vec<Row<Option<&'a Area>>>,
    /// By responsible leader (the first, where offices disagree), in the order of the ledger, nobody's last. Adds up.
    pub leaders: Vec<Row<Option<&'a str>>>,
    /// By lead and responsible unit, in the order of the ledger, nobody's last. An issue counts for each of its units,
    /// so the rows add up to more than the total.
    pub units: Vec<Row<Option<&'a str>>>,
    /// By kind; all three. Adds up.
    pub kinds: Vec<Row<TermKind>>,
    /// Overdue first, then behind; each by date, then as in the ledger. As many as the figures of issues and parts say.
    pub laggards: Vec<Laggard<'a>>,
    /// Issues and parts on which offices disagree.
    pub conflicts: usize,
    /// Years in whose days no schedule of days off is known.
    pub unknown_years: BTreeSet<i32>,
}

/// What a moment counted, for a month that compares with it; the ledger that it was counted from is not needed any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    day: NaiveDate,
    totals: Totals,
    known: Vec<Area>,
    areas: Lines<Id>,
    leaders: Lines<String>,
    units: Lines<String>,
    kinds: [(Figures, Figures); 3],
}

/// Rows of issues and parts by their keys.
type Lines<K> = Vec<(Option<K>, (Figures, Figures))>;

impl Before {
    /// Counts a moment: the end of the month before, or the month before as it was frozen, by its own rule.
    pub fn new(Moment { ledger, day, rule }: Moment) -> Before {
        let (mut totals, mut groups) = (Totals::default(), Groups::new(ledger));
        let standing = Standing::new(ledger);
        count(&standing, ledger, day, &rule, &mut totals, |place, issue, figures, _| {
            groups.add(&standing, place, issue, figures);
        });
        Before {
            day,
            totals,
            known: ledger.areas.clone(),
            areas: groups.areas.lines(|id| id),
            leaders: groups.leaders.lines(str::to_owned),
            units: groups.units.lines(str::to_owned),
            kinds: groups.kinds.map(|row| (row.figures, row.parts)),
        }
    }
}

/// Counts a month (seed: 一月一督查; `domain.md` 3 and 7).
///
/// `ledger` is as it stood at the end of `cut_off`; `month` is any day of the month. What is reported in the month is
/// reported up to the cut-off, also where that comes earlier.
pub fn supervise<'a>(
    ledger: &'a Ledger,
    before: Option<&'a Before>,
    month: NaiveDate,
    cut_off: NaiveDate,
    calendar: &Calendar,
    rule: &PaceRule,
) -> Supervision<'a> {
    let standing = Standing::new(ledger);
    let (first, last) = (month_start(month), month_end(month).min(cut_off));
    let heard = standing.heard(|latest| latest.day >= first && latest.day <= last);
    let mut out = Supervision {
        month: first,
        cut_off,
        totals: Totals::default(),
        previous: before.map(|before| (before.day, before.totals)),
        reported: 0,
        areas: Vec::new(),
        leaders: Vec::new(),
        units: Vec::new(),
        kinds: Vec::new(),
        laggards: Vec::new(),
        conflicts: ledger.issues.iter().filter(|issue| !issue.conflicts.is_empty()).count(),
        unknown_years: BTreeSet::new(),
    };
    let mut groups = Groups::new(ledger);
    count(&standing, ledger, cut_off, rule, &mut out.totals, |place, issue, figures, pace| {
        if let Some(pace @ (Pace::Overdue | Pace::Behind)) = pace {
            let limit = standing.limit(place);
            out.laggards.push(Laggard {
                subject: standing.subject(place),
                issue,
                pace,
                limit,
                days_left: limit.map(|limit| (limit - cut_off).num_days()),
                working_days_left: limit.map(|limit| calendar.working_days_between(cut_off, limit)),
                elapsed: standing.elapsed(place, cut_off).map(Elapsed::percent),
                late_milestones: issue.milestones.iter().filter(|milestone| is_late(milestone, cut_off)).count(),
                leaders: standing.holder(place, LEADERS),
                units: standing.holder(place, UNITS),
            });
        }
        groups.add(&standing, place, issue, figures);
        out.reported += i64::from(!standing.is_part(place) && pace.is_some() && heard[place]);
    });
    let of = |id: Id| {
        let all = ledger.areas.iter().chain(before.into_iter().flat_map(|before| &before.known));
        all.into_iter().find(|area| area.id == id)
    };
    let areas = groups.areas.finish(before.map(|before| &before.areas), |id| *id).into_iter();
    out.areas = areas
        .map(|row| {
            let area = row.key.and_then(of);
            row.under(area)
        })
        .collect();
    out.leaders = groups.leaders.finish(before.map(|before| &before.leaders), String::as_str);
    out.units = groups.units.finish(before.map(|before| &before.units), String::as_str);
    let kinds = TermKind::ALL.iter().zip(groups.kinds);
    out.kinds = kinds.map(|(kind, row)| row.under(*kind)).collect();
    for (place, row) in out.kinds.iter_mut().enumerate() {
        row.before = before.map(|before| before.kinds[place]);
    }
    let order = |laggard: &Laggard| (laggard.pace != Pace::Overdue, laggard.limit.is_none(), laggard.limit);
    out.laggards.sort_by_key(order); // stable: then as in the ledger
    let days = out.laggards.iter().filter_map(|laggard| laggard.limit).chain([cut_off]);
    out.unknown_years = unknown_years(calendar, days);
    out
}

/// Counts the whole ledger as it stood at the end of `day`.
pub fn totals(ledger: &Ledger, day: NaiveDate, rule: &PaceRule) -> Totals {
    let mut totals = Totals::default();
    count(&Standing::new(ledger), ledger, day, rule, &mut totals, |_, _, _, _| ());
    totals
}

/// Counts each issue into the totals and shows it: its place, itself, its own figures (each 0 or 1), its pace.
fn count<'a>(
    standing: &Standing<'a>,
    ledger: &'a Ledger,
    day: NaiveDate,
    rule: &PaceRule,
    totals: &mut Totals,
    mut show: impl FnMut(usize, &'a Issue, &Figures, Option<Pace>),
) {
    for (place, issue) in ledger.issues.iter().enumerate() {
        let pace = standing.pace(place, rule, day);
        let figures = figures(issue, pace, standing.limit(place), day);
        let line = if standing.is_part(place) { &mut totals.sub_issues } else { &mut totals.issues };
        *line = line.plus(&figures);
        for milestone in &issue.milestones {
            totals.milestones = totals.milestones.plus(&measure(issue, milestone, day));
        }
        show(place, issue, &figures, pace);
    }
}

/// One measure of an issue as numbers: each 0 or 1.
pub(super) fn measure(issue: &Issue, milestone: &Milestone, day: NaiveDate) -> Measures {
    let due = milestone.due.filter(|due| *due <= day);
    let met = is_met(milestone, day);
    let flag = |yes: bool| i64::from(yes && due.is_some());
    let late = milestone.done_on.zip(due).is_some_and(|(done, due)| done > due);
    Measures {
        total: 1,
        done: i64::from(met),
        due: flag(true),
        due_on_time: flag(met && !late),
        due_late: flag(met && late),
        due_open: flag(!met && !is_done(issue)),
        overdue: flag(!is_done(issue) && is_late(milestone, day)),
        due_dropped: flag(!met && is_done(issue)),
    }
}

/// One issue as numbers: each 0 or 1.
pub(super) fn figures(issue: &Issue, pace: Option<Pace>, limit: Option<NaiveDate>, day: NaiveDate) -> Figures {
    let done = is_done(issue);
    let basically = issue.stage == Stage::BasicallyDone;
    let in_time = matches!(pace, Some(Pace::Ahead | Pace::OnSchedule));
    let due = limit.is_some_and(|limit| limit <= day);
    let on_time = limit.zip(issue.done_on).is_some_and(|(limit, done_on)| done_on <= limit);
    Figures {
        total: 1,
        done: i64::from(done),
        closed: i64::from(issue.closing == Closing::Closed),
        basically_done: i64::from(in_time && basically),
        on_schedule: i64::from(in_time && !basically),
        ahead: i64::from(pace == Some(Pace::Ahead)),
        behind: i64::from(pace == Some(Pace::Behind)),
        overdue: i64::from(pace == Some(Pace::Overdue)),
        stage_not_started: i64::from(!done && issue.stage == Stage::NotStarted),
        stage_in_progress: i64::from(!done && issue.stage == Stage::InProgress),
        stage_basically_done: i64::from(!done && basically),
        due: i64::from(due),
        due_done: i64::from(due && done),
        due_on_time: i64::from(due && done && on_time),
        not_due: i64::from(!due && limit.is_some()),
        undated: i64::from(limit.is_none()),
    }
}

/// A month's issues and parts, by each of the ways in which they are told apart.
struct Groups<'a> {
    areas: Rows<Id>,
    leaders: Rows<&'a str>,
    units: Rows<&'a str>,
    kinds: [Row<()>; 3],
    known: FxHashSet<Id>,
}

impl<'a> Groups<'a> {
    fn new(ledger: &Ledger) -> Groups<'a> {
        let mut areas = Rows::default();
        for area in &ledger.areas {
            areas.of(Some(area.id));
        }
        Groups {
            known: ledger.areas.iter().map(|area| area.id).collect(),
            areas,
            leaders: Rows::default(),
            units: Rows::default(),
            kinds: [(); 3].map(Row::new),
        }
    }

    /// Counts an issue or a part: a part stands in the area of its issue where it has none of its own, and under its
    /// names.
    fn add(&mut self, standing: &Standing<'a>, place: usize, issue: &Issue, figures: &Figures) {
        let is_part = standing.is_part(place);
        let area = issue.area.or_else(|| standing.above(place).find_map(|place| standing.issue(place).area));
        self.areas.of(area.filter(|area| self.known.contains(area))).add(is_part, figures);
        self.kinds[TermKind::of(issue) as usize].add(is_part, figures);
        self.leaders.of(names(standing.holder(place, LEADERS), LEADERS).next()).add(is_part, figures);
        let mut any = false;
        for unit in names(standing.holder(place, UNITS), UNITS) {
            any = true;
            self.units.of(Some(unit)).add(is_part, figures);
        }
        if !any {
            self.units.of(None).add(is_part, figures);
        }
    }
}

/// Rows while they fill; what has no name of its own stands apart.
struct Rows<K> {
    places: FxHashMap<K, usize>,
    named: Vec<Row<Option<K>>>,
    nobody: Row<Option<K>>,
}

impl<K> Default for Rows<K> {
    fn default() -> Rows<K> {
        Rows { places: FxHashMap::default(), named: Vec::new(), nobody: Row::new(None) }
    }
}

impl<K: Copy + Eq + Hash> Rows<K> {
    fn of(&mut self, key: Option<K>) -> &mut Row<Option<K>> {
        let Some(name) = key else { return &mut self.nobody };
        let place = *self.places.entry(name).or_insert_with(|| {
            self.named.push(Row::new(key));
            self.named.len() - 1
        });
        &mut self.named[place]
    }

    /// The rows by themselves, nobody's last.
    fn lines<L>(self, own: impl Fn(K) -> L) -> Lines<L> {
        let rows = self.named.into_iter().chain([self.nobody]);
        rows.map(|row| (row.key.map(&own), (row.figures, row.parts))).collect()
    }

    /// The rows that have or had something, those of now first, nobody's last of them.
    fn finish<'b, L>(mut self, before: Option<&'b Lines<L>>, key: impl Fn(&'b L) -> K) -> Vec<Row<Option<K>>> {
        let before: Option<Vec<_>> =
            before.map(|lines| lines.iter().map(|(of, line)| (of.as_ref().map(&key), *line)).collect());
        let gone = before.iter().flatten().filter_map(|(of, _)| *of).filter(|of| !self.places.contains_key(of));
        let gone: Vec<_> = gone.map(|of| Row::new(Some(of))).collect();
        self.named.push(self.nobody);
        let (mut rows, empty): (Vec<_>, Vec<_>) = self.named.into_iter().partition(|row| !row.is_empty());
        rows.extend(empty.into_iter().chain(gone));
        if let Some(before) = before {
            let before: FxHashMap<Option<K>, (Figures, Figures)> = before.into_iter().collect();
            for row in &mut rows {
                row.before = Some(before.get(&row.key).copied().unwrap_or_default());
            }
        }
        rows.retain(|row| !row.is_empty() || row.before.is_some_and(|(of, parts)| of.total + parts.total > 0));
        rows
    }
}

/// The share of `count` in `of` in tenths of a percent, rounded half up: 974 is 97.4 %; `None` of nothing.
///
/// What is not all is never rounded up to 100.0 %, and what is not nothing never down to 0.0 %.
pub fn per_mille(count: i64, of: i64) -> Option<i64> {
    if of <= 0 {
        return None;
    }
    let (count, of) = (i128::from(count), i128::from(of));
    let rounded = (count * 2000 + of).div_euclid(2 * of);
    let rounded = if count > 0 && count < of { rounded.clamp(1, 999) } else { rounded };
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issue::Role;
    use crate::domain::sample::{self, date, id, issue, milestone, part, random_ledger};
    use chrono::Days;
    use proptest::prelude::*;

    fn at<'a>(ledger: &'a Ledger, before: Option<&'a Before>, cut_off: &str) -> Supervision<'a> {
        let day = date(cut_off);
        supervise(ledger, before, day, day, &Calendar::default(), &PaceRule::default())
    }

    #[test]
    fn a_month_counts_the_sample() {
        let ledger = sample::ledger();
        let month = at(&ledger, None, "2019-12-09");
        let issues = month.totals.issues;
        assert_eq!(
            issues,
            Figures {
                total: 10,
                done: 3,
                closed: 1,
                basically_done: 1,
                on_schedule: 4,
                ahead: 0,
                behind: 1,
                overdue: 1,
                stage_not_started: 1,
                stage_in_progress: 5,
                stage_basically_done: 1,
                due: 5,
                due_done: 2,
                due_on_time: 1,
                not_due: 4,
                undated: 1,
            }
        );
        assert_eq!((month.totals.sub_issues.total, month.totals.sub_issues.undated), (2, 1), "a part has its own date");
        assert_eq!(
            month.totals.milestones,
            Measures {
                total: 4,
                done: 1,
                due: 3,
                due_on_time: 0,
                due_late: 1,
                due_open: 1,
                overdue: 1,
                due_dropped: 1
            }
        );
        assert_eq!((month.reported, month.conflicts), (5, 1), "3, 4 (through 4.1), 5, 8 and 9, but 6 and 7 not");
        let named: Vec<_> = month.laggards.iter().map(|l| (l.issue.number.as_str(), l.pace)).collect();
        assert_eq!(named, [("3", Pace::Overdue), ("7", Pace::Behind)]);
        let first = month.laggards[0];
        assert_eq!((first.days_left, first.working_days_left, first.late_milestones), (Some(-3), Some(-1), 1));
        assert_eq!((first.leaders().next(), first.units().next()), (Some("李强"), Some("市委编办")));
        let rows = |rows: &[Row<Option<&str>>]| {
            rows.iter()
                .map(|row| format!("{} {}", row.key.unwrap_or("?"), row.figures.total))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(rows(&month.leaders), "张明 4, 李强 3, 王芳 2, ? 1");
        assert_eq!(
            rows(&month.units),
            "市委办 3, 市政府办 1, 市委编办 1, 市住建局 2, 市生态环境局 1, 市城管局 0, 市财政局 1, 市民政局 1, 市纪委监委 1, ? 1"
        );
        let parts: i64 = month.units.iter().map(|row| row.parts.total).sum();
        assert_eq!(parts, 3, "two parts, one of two units");
        let kinds: Vec<_> = month.kinds.iter().map(|row| (row.key.name(), row.figures.total)).collect();
        assert_eq!(kinds, [("immediate", 2), ("limited", 7), ("long_term", 1)]);
        let areas: Vec<_> =
            month.areas.iter().map(|row| (row.key.map(|area| area.title.as_str()), row.figures.total)).collect();
        assert_eq!(areas, [(Some("党的领导弱化"), 5), (Some("为民服务不到位"), 5)]);
    }

    #[test]
    fn the_overdue_are_named_before_those_behind() {
        let mut ledger = sample::ledger();
        let kept_up = ledger.issues.iter_mut().find(|issue| issue.number == "6").expect("one of them");
        kept_up.milestones = vec![milestone("x", "2019-11-30", None)];
        let month = at(&ledger, None, "2019-12-09");
        let named: Vec<_> = month.laggards.iter().map(|laggard| laggard.issue.number.as_str()).collect();
        assert_eq!(named, ["3", "6", "7"], "6 has the older limit, but it is to be kept up");
    }

    #[test]
    fn a_month_is_compared_with_the_end_of_the_one_before() {
        let ledger = sample::ledger();
        let mut before = sample::ledger();
        for issue in &mut before.issues {
            if matches!(issue.number.as_str(), "2" | "10") {
                (issue.stage, issue.closing, issue.done_on) = (Stage::InProgress, Closing::None, None);
            }
        }
        let before = sample::before(&before, date("2019-12-09"));
        let month = at(&ledger, Some(&before), "2019-12-09");
        let (_, previous) = month.previous.expect("a month before");
        let change = month.totals.issues.less(&previous.issues);
        assert_eq!((change.total, change.done, change.overdue), (0, 2, 1), "2 was due on the very day");
        assert_eq!(at(&ledger, None, "2019-12-09").previous, None);
    }

    #[test]
    fn done_in_time_is_judged_by_day_and_limit() {
        for (limit, done_on, stage, expected, why) in [
            ("2019-11-30", Some("2019-11-30"), Stage::Done, (1, 1, 1), "on the last day"),
            ("2019-11-30", Some("2019-12-01"), Stage::Done, (1, 1, 0), "a day late"),
            ("2019-11-30", None, Stage::Done, (1, 1, 0), "done, nobody knows when"),
            ("2019-11-30", Some("2019-11-01"), Stage::InProgress, (1, 0, 0), "a day without the stage"),
            ("2019-12-31", Some("2019-11-01"), Stage::Done, (0, 0, 0), "not due yet"),
        ] {
            let mut one = issue("1");
            (one.due, one.done_on, one.stage) = (Some(date(limit)), done_on.map(date), stage);
            let ledger = Ledger { issues: vec![one], ..Ledger::default() };
            let figures = at(&ledger, None, "2019-11-30").totals.issues;
            assert_eq!((figures.due, figures.due_done, figures.due_on_time), expected, "{why}");
        }
    }

    #[test]
    fn measures_are_counted_whosever_they_are() {
        let mut ledger = Ledger { issues: vec![issue("1"), part("1.1", "1"), issue("2")], ..Ledger::default() };
        ledger.issues[0].milestones = vec![
            milestone("a", "2019-11-10", Some("2019-11-10")),
            milestone("b", "2019-11-10", Some("2019-11-11")),
            milestone("c", "2019-11-29", None),
            milestone("d", "2019-11-30", None),
            milestone("e", "2019-12-01", Some("2019-11-01")),
            milestone("f", "2019-11-10", Some("2019-12-01")),
        ];
        ledger.issues[1].milestones = vec![milestone("g", "2019-11-10", None)];
        ledger.issues[2].stage = Stage::Done;
        ledger.issues[2].milestones = vec![milestone("h", "2019-11-10", None)];
        assert_eq!(
            at(&ledger, None, "2019-11-30").totals.milestones,
            Measures {
                total: 8,
                done: 3,
                due: 7,
                due_on_time: 1,
                due_late: 1,
                due_open: 4,
                overdue: 3,
                due_dropped: 1
            }
        );
    }

    #[test]
    fn an_area_that_is_struck_out_leaves_its_issues_beside() {
        let mut ledger = sample::ledger();
        ledger.issues[0].area = Some(id("gone"));
        let month = at(&ledger, None, "2019-12-09");
        assert_eq!(month.areas.last().map(|row| (row.key, row.figures.total)), Some((None, 1)));
    }

    #[test]
    fn a_unit_of_parts_alone_has_a_row_and_each_row_says_what_changed() {
        let mut ledger = sample::ledger();
        let part = ledger.issues.iter_mut().find(|issue| issue.parent.is_some()).expect("a part");
        part.duties.push((Role::LeadUnit, "市文旅局".into()));
        let mut before = ledger.clone();
        let moved = before.issues.iter_mut().find(|issue| issue.number == "3").expect("an issue");
        for (_, name) in &mut moved.duties {
            *name = format!("原{name}").into();
        }
        let before = sample::before(&before, date("2019-12-09"));
        let month = at(&ledger, Some(&before), "2019-12-09");
        let row = |name: &str| month.units.iter().find(|row| row.key == Some(name)).expect(name);
        let of_parts = row("市文旅局");
        assert_eq!((of_parts.figures.total, of_parts.parts.total), (0, 1));
        let change = |name| row(name).before.map(|(before, _)| row(name).figures.less(&before).total);
        assert_eq!((change("市委编办"), change("原市委编办"), change("市委办")), (Some(1), Some(-1), Some(0)));
        assert_eq!(month.units.last().and_then(|row| row.key), Some("原市委编办"), "what is gone comes last");
        assert!(at(&ledger, None, "2019-12-09").units.iter().all(|row| row.before.is_none()));
    }

    #[test]
    fn a_share_is_rounded_to_tenths_of_a_percent() {
        for (count, of, expected) in [
            (0, 0, None),
            (0, 7, Some(0)),
            (7, 7, Some(1000)),
            (12, 19, Some(632)),
            (135, 137, Some(985)),
            (688, 697, Some(987)),
            (1, 2000, Some(1)),
            (1, 8, Some(125)),
            (1, 16, Some(63)),
            (9999, 10000, Some(999)),
            (1, 100_000, Some(1)),
            (i64::MAX, i64::MAX, Some(1000)),
        ] {
            assert_eq!(per_mille(count, of), expected, "{count} of {of}");
        }
    }

    #[test]
    #[ignore = "a measurement: cargo test --release --lib supervision -- --ignored --nocapture"]
    fn ten_thousand_issues_take_a_few_milliseconds() {
        let ledger = sample::large_ledger(10_000);
        let best = sample::best_of(20, || {
            let before = sample::before(&ledger, date("2019-12-09"));
            at(&ledger, Some(&before), "2019-12-09").laggards.len()
        });
        println!("supervise, with a month before: {best:?}");
        assert!(best.0 < std::time::Duration::from_millis(20), "{best:?}");
    }

    proptest! {
        #[test]
        fn every_row_adds_up(
            ledger in random_ledger(),
            before in proptest::option::of(random_ledger()),
            n in 0_u64..140,
        ) {
            let day = date("2019-09-01") + Days::new(n);
            let before = before.map(|before| sample::before(&before, day));
            let month = supervise(&ledger, before.as_ref(), day, day, &Calendar::default(), &PaceRule::default());
            let Totals { issues, sub_issues, milestones } = month.totals;
            prop_assert!(issues.agrees() && sub_issues.agrees() && milestones.agrees());
            if let Some((_, previous)) = month.previous {
                prop_assert!(previous.issues.agrees() && previous.sub_issues.agrees() && previous.milestones.agrees());
                prop_assert_eq!(previous.issues.plus(&issues.less(&previous.issues)), issues);
            }
            let sum = |rows: Vec<Figures>| {
                assert!(rows.iter().all(Figures::agrees));
                rows.iter().fold(Figures::default(), |sum, row| sum.plus(row))
            };
            let parts = [
                month.areas.iter().map(|row| row.parts).collect(),
                month.leaders.iter().map(|row| row.parts).collect(),
                month.kinds.iter().map(|row| row.parts).collect(),
            ];
            for parts in parts {
                prop_assert_eq!(sum(parts), sub_issues);
            }
            let earlier = [
                month.areas.iter().map(|row| row.before).collect::<Option<Vec<_>>>(),
                month.leaders.iter().map(|row| row.before).collect(),
                month.kinds.iter().map(|row| row.before).collect(),
            ];
            for earlier in earlier.into_iter().filter(|_| month.previous.is_some()) {
                let (of, parts) = earlier.expect("a month before is known in each row").into_iter().unzip();
                let (_, previous) = month.previous.expect("it is some");
                prop_assert_eq!((sum(of), sum(parts)), (previous.issues, previous.sub_issues));
            }
            prop_assert_eq!(sum(month.areas.iter().map(|row| row.figures).collect()), issues);
            prop_assert_eq!(sum(month.leaders.iter().map(|row| row.figures).collect()), issues);
            prop_assert_eq!(sum(month.kinds.iter().map(|row| row.figures).collect()), issues);
            let units = sum(month.units.iter().map(|row| row.figures).collect());
            prop_assert!(units.total >= issues.total && units.done >= issues.done && units.overdue >= issues.overdue);
            let named = i64::try_from(month.laggards.len()).expect("few");
            let late = issues.plus(&sub_issues);
            prop_assert_eq!(named, late.overdue + late.behind);
            prop_assert!(month.reported <= issues.total - issues.done);
        }
    }
}
