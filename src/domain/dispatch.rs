//! 一周一调度: what is to be called to mind on a day, leader by leader and unit by unit.

use crate::domain::calendar::{Calendar, week_end, week_start};
use crate::domain::issue::{Closing, Issue, Milestone, Role, Stage};
use crate::domain::ledger::Ledger;
use crate::domain::pace::{is_done, is_late, is_met};
use crate::domain::standing::{LEADERS, Standing, Subject, UNITS, names, unknown_years};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Why something is called to mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 逾期: its own date lies before the day.
    Overdue,
    /// 本周到期: its own date is the day or later, up to the week's Sunday.
    DueThisWeek,
    /// 下周到期: its own date lies in the seven days after.
    DueNextWeek,
    /// 连续未报: no return speaks for it that is dated Monday of last week or later; see [`Standing::heard`].
    ///
    /// What only started this week has had no week to be silent in. A measure is reported with its issue.
    Silent,
    /// 待核查: done, and nobody has struck it off. A part is checked with its issue once that is done.
    WaitingForCheck,
}

impl Category {
    /// In the order in which they are called.
    pub const ALL: [Category; 5] =
        [Category::Overdue, Category::DueThisWeek, Category::DueNextWeek, Category::Silent, Category::WaitingForCheck];

    /// The name in the log and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Category::Overdue => "overdue",
            Category::DueThisWeek => "due_this_week",
            Category::DueNextWeek => "due_next_week",
            Category::Silent => "silent",
            Category::WaitingForCheck => "waiting_for_check",
        }
    }
}

/// A number of each kind of thing; they are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Issues by themselves.
    pub issues: usize,
    /// Parts of issues.
    pub sub_issues: usize,
    /// Measures with a date, of either.
    pub milestones: usize,
}

impl Tally {
    fn count(&mut self, subject: Subject) {
        match subject {
            Subject::Issue => self.issues += 1,
            Subject::SubIssue => self.sub_issues += 1,
            Subject::Milestone => self.milestones += 1,
        }
    }
}

/// Whom the dispatch is for; names as they stand in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter<'f> {
    /// 责任领导
    pub lead: Option<&'f str>,
    /// 牵头单位 or 责任单位
    pub unit: Option<&'f str>,
}

/// One thing to be called to mind.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// What it is.
    pub subject: Subject,
    /// The issue, or that of the measure.
    pub issue: &'a Issue,
    /// The measure.
    pub milestone: Option<&'a Milestone>,
    /// Its own limit.
    pub limit: Option<NaiveDate>,
    /// Whether the limit has passed and binds; it does not bind what is done or kept up.
    pub overdue: bool,
    /// From the day to the limit; negative when that has passed.
    pub days_left: Option<i64>,
    /// The same in working days, the limit counted and the day itself not.
    pub working_days_left: Option<i64>,
    leaders: &'a Issue,
    units: &'a Issue,
}

impl<'a> Item<'a> {
    /// Who answers for it among the leaders; one, unless offices disagree.
    pub fn leaders(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        names(self.leaders, LEADERS)
    }

    /// Who answers for it among the units, the lead unit first.
    pub fn units(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        names(self.units, UNITS)
    }
}

/// What one leader or one unit is called on for.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The name; none for what nobody answers for (未明确).
    pub name: Option<&'a str>,
    lists: [Vec<u32>; 5],
}

impl Group<'_> {
    /// The positions of its items in [`Dispatch::items`], in their order; each once.
    pub fn list(&self, category: Category) -> impl ExactSizeIterator<Item = usize> {
        self.lists[category as usize].iter().map(|item| *item as usize)
    }
}

/// The dispatch of one day.
#[derive(Debug, Clone)]
pub struct Dispatch<'a> {
    /// The day asked about.
    pub day: NaiveDate,
    /// Monday.
    pub week_start: NaiveDate,
    /// Sunday.
    pub week_end: NaiveDate,
    /// Everything in the ledger, or in the filter.
    pub total: Tally,
    /// What is not done: the denominator of what is overdue, due and silent. A measure is open when it is not done and
    /// its issue is not.
    pub open: Tally,
    /// What is done: the denominator of what is closed and of what waits for checking.
    pub done: Tally,
    /// What is struck off.
    pub closed: Tally,
    /// Issues and parts on which offices disagree.
    pub conflicts: usize,
    /// Everything called to mind, in the order of the ledger.
    pub items: Vec<Item<'a>>,
    /// Those with something overdue first, then in the order in which the ledger names them; what nobody answers for
    /// last. None is empty.
    pub leaders: Vec<Group<'a>>,
    /// The same for units; what has several stands under each.
    pub units: Vec<Group<'a>>,
    /// Years in whose days no schedule of days off is known.
    pub unknown_years: BTreeSet<i32>,
    counts: [Tally; 5],
}

impl Dispatch<'_> {
    /// How many things fall into a category.
    pub fn count(&self, category: Category) -> Tally {
        self.counts[category as usize]
    }
}

/// Works out whom to call to mind of what on `day` (seed: 一周一调度; `domain.md` 2).
///
/// Issues, parts and measures count with their own dates; an issue without one stands under that of its inspection,
/// a part without one under its issue alone. Measures of what is done count no more. A thing can fall into several
/// categories, into each once. Each list is ordered: by date what is due, by the last return what is silent (never
/// reported first), then as in the ledger.
pub fn dispatch<'a>(ledger: &'a Ledger, day: NaiveDate, calendar: &Calendar, filter: Filter) -> Dispatch<'a> {
    let standing = Standing::new(ledger);
    let week = Week { day, start: week_start(day), end: week_end(day) };
    let heard = standing.heard(|latest| (week.start - latest.day).num_days() <= 7);
    let mut out = Dispatch {
        day,
        week_start: week.start,
        week_end: week.end,
        total: Tally::default(),
        open: Tally::default(),
        done: Tally::default(),
        closed: Tally::default(),
        conflicts: 0,
        items: Vec::with_capacity(ledger.issues.len()),
        leaders: Vec::new(),
        units: Vec::new(),
        unknown_years: BTreeSet::new(),
        counts: [Tally::default(); 5],
    };
    let (mut leaders, mut units) = (Groups::new(LEADERS, filter.lead), Groups::new(UNITS, filter.unit));
    let mut lists: [Vec<u32>; 5] = Default::default();
    // For each item, the place of its issue in the groups.
    let mut homes: Vec<(Home, Home)> = Vec::new();

    for (place, issue) in ledger.issues.iter().enumerate() {
        let (led, held) = (standing.holder(place, LEADERS), standing.holder(place, UNITS));
        if !(leaders.lets_in(led) && units.lets_in(held)) {
            continue;
        }
        let home = (leaders.home(led), units.home(held));
        let (subject, done) = (standing.subject(place), is_done(issue));
        out.total.count(subject);
        if done { &mut out.done } else { &mut out.open }.count(subject);
        if issue.closing == Closing::Closed {
            out.closed.count(subject);
        }
        out.conflicts += usize::from(!issue.conflicts.is_empty());

        let mut call = |milestone: Option<&'a Milestone>, limit: Option<NaiveDate>, categories: [bool; 5]| {
            if !categories.contains(&true) {
                return;
            }
            let subject = if milestone.is_some() { Subject::Milestone } else { subject };
            for (n, _) in categories.iter().enumerate().filter(|(_, yes)| **yes) {
                lists[n].push(small(out.items.len()));
                out.counts[n].count(subject);
            }
            homes.push(home);
            out.items.push(Item {
                subject,
                issue,
                milestone,
                limit,
                overdue: categories[Category::Overdue as usize],
                days_left: limit.map(|limit| (limit - day).num_days()),
                working_days_left: limit.map(|limit| calendar.working_days_between(day, limit)),
                leaders: led,
                units: held,
            });
        };
        let limit = standing.limit(place);
        let due = limit.filter(|_| !done).map_or([false; 2], |limit| week.due(limit));
        let started = issue.started_on.or(standing.frame(place).feedback_on);
        let silent = !done && !heard[place] && started.is_none_or(|start| start < week.start);
        let waits = issue.stage == Stage::Done
            && issue.closing != Closing::Closed
            && !standing.parent(place).is_some_and(|parent| is_done(&ledger.issues[parent]));
        call(None, limit, [standing.is_overdue(place, day), due[0], due[1], silent, waits]);

        for milestone in &issue.milestones {
            out.total.milestones += 1;
            if is_met(milestone, day) {
                out.done.milestones += 1;
            } else if !done {
                out.open.milestones += 1;
                let due = milestone.due.map_or([false; 2], |due| week.due(due));
                call(Some(milestone), milestone.due, [is_late(milestone, day), due[0], due[1], false, false]);
            }
        }
    }

    let items = &out.items;
    for category in [Category::Overdue, Category::DueThisWeek, Category::DueNextWeek] {
        lists[category as usize].sort_by_key(|item| items[*item as usize].limit); // stable: then as in the ledger
    }
    lists[Category::Silent as usize]
        .sort_by_key(|item| items[*item as usize].issue.latest.as_ref().map(|latest| latest.day));
    for (n, list) in lists.iter().enumerate() {
        for item in list {
            leaders.put(homes[*item as usize].0, n, *item);
            units.put(homes[*item as usize].1, n, *item);
        }
    }
    let days = items.iter().filter_map(|item| item.limit).chain([day]);
    out.unknown_years = unknown_years(calendar, days);
    (out.leaders, out.units) = (leaders.finish(), units.finish());
    out
}

struct Week {
    day: NaiveDate,
    start: NaiveDate,
    end: NaiveDate,
}

impl Week {
    /// Whether a limit lies in the rest of this week, and whether in the next.
    fn due(&self, limit: NaiveDate) -> [bool; 2] {
        [limit >= self.day && limit <= self.end, limit > self.end && (limit - self.end).num_days() <= 7]
    }
}

/// From and to in [`Groups::members`].
type Home = (u32, u32);

/// A position; a ledger in memory has fewer than four thousand million.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The groups of one kind while they fill.
struct Groups<'a, 'f> {
    roles: &'static [Role],
    only: Option<&'f str>,
    places: FxHashMap<&'a str, u32>,
    named: Vec<Group<'a>>,
    unclear: Group<'a>,
    /// Positions in `named`, issue by issue.
    members: Vec<u32>,
}

impl<'a, 'f> Groups<'a, 'f> {
    fn new(roles: &'static [Role], only: Option<&'f str>) -> Self {
        let unclear = Group { name: None, lists: Default::default() };
        Groups { roles, only, places: FxHashMap::default(), named: Vec::new(), unclear, members: Vec::new() }
    }

    fn lets_in(&self, holder: &Issue) -> bool {
        self.only.is_none_or(|only| self.roles.iter().any(|role| holder.names(*role).any(|name| name == only)))
    }

    fn home(&mut self, holder: &'a Issue) -> Home {
        let from = self.members.len();
        for name in names(holder, self.roles).filter(|name| self.only.is_none_or(|only| only == *name)) {
            let place = *self.places.entry(name).or_insert_with(|| {
                self.named.push(Group { name: Some(name), lists: Default::default() });
                small(self.named.len() - 1)
            });
            if !self.members[from..].contains(&place) {
                self.members.push(place);
            }
        }
        (small(from), small(self.members.len()))
    }

    fn put(&mut self, home: Home, list: usize, item: u32) {
        for place in &self.members[home.0 as usize..home.1 as usize] {
            self.named[*place as usize].lists[list].push(item);
        }
        if home.0 == home.1 {
            self.unclear.lists[list].push(item);
        }
    }

    fn finish(self) -> Vec<Group<'a>> {
        let mut groups = self.named;
        groups.sort_by_key(|group| group.lists[Category::Overdue as usize].is_empty()); // stable: then as in the ledger
        groups.push(self.unclear);
        groups.retain(|group| group.lists.iter().any(|list| !list.is_empty()));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{self, date, issue, part, random_ledger, report};
    use chrono::Days;
    use proptest::prelude::*;

    fn on<'a>(ledger: &'a Ledger, day: &str) -> Dispatch<'a> {
        dispatch(ledger, date(day), &Calendar::default(), Filter::default())
    }

    /// `3 3/完成人员转隶`: an issue by its number, a measure behind it.
    fn show(dispatch: &Dispatch, list: impl IntoIterator<Item = usize>) -> String {
        let one = |item: usize| {
            let item = &dispatch.items[item];
            let milestone = item.milestone.map(|milestone| format!("/{}", milestone.text)).unwrap_or_default();
            format!("{}{milestone}", item.issue.number)
        };
        list.into_iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn all(dispatch: &Dispatch, category: Category) -> String {
        let mut list: Vec<usize> = dispatch.leaders.iter().flat_map(|group| group.list(category)).collect();
        list.sort_unstable();
        show(dispatch, list)
    }

    #[test]
    fn a_monday_morning_calls_everybody_to_mind() {
        let ledger = sample::ledger();
        let monday = on(&ledger, "2019-12-09");
        assert_eq!((monday.week_start, monday.week_end), (date("2019-12-09"), date("2019-12-15")));
        assert_eq!(all(&monday, Category::Overdue), "3 3/完成人员转隶", "6 is kept up: its date passed");
        assert_eq!(all(&monday, Category::DueThisWeek), "3/挂牌运行 4.1 5");
        assert_eq!(all(&monday, Category::DueNextWeek), "4 8");
        assert_eq!(all(&monday, Category::Silent), "4.2 6 7 9", "4 is reported through 4.1");
        assert_eq!(all(&monday, Category::WaitingForCheck), "2 10");
        assert_eq!(monday.total, Tally { issues: 10, sub_issues: 2, milestones: 4 });
        assert_eq!(monday.open, Tally { issues: 7, sub_issues: 2, milestones: 2 }, "a measure of what is done is not");
        assert_eq!(monday.done, Tally { issues: 3, sub_issues: 0, milestones: 1 });
        assert_eq!((monday.closed.issues, monday.conflicts), (1, 1));
        assert_eq!(monday.count(Category::Overdue), Tally { issues: 1, sub_issues: 0, milestones: 1 });

        let names =
            |groups: &[Group]| groups.iter().map(|group| group.name.unwrap_or("?").to_owned()).collect::<Vec<_>>();
        assert_eq!(
            names(&monday.leaders),
            ["李强", "张明", "王芳", "?"],
            "the overdue, then as in the ledger, nobody last"
        );
        let units = names(&monday.units);
        assert_eq!(units[..3], ["市委编办", "市委办", "市政府办"]);
        assert_eq!(units.last().map(String::as_str), Some("?"));
        let lead = &monday.leaders[0];
        assert_eq!(show(&monday, lead.list(Category::Overdue)), "3/完成人员转隶 3", "the older date first");
        assert_eq!(show(&monday, lead.list(Category::Silent)), "4.2", "a part shares the leader of its issue");
        let item = &monday.items[lead.list(Category::Overdue).nth(1).expect("two")];
        assert_eq!((item.days_left, item.working_days_left), (Some(-3), Some(-1)));
        assert_eq!(item.leaders().collect::<Vec<_>>(), ["李强"]);
    }

    #[test]
    fn the_week_ends_on_sunday() {
        let mut one = issue("1");
        one.latest = Some(report("2019-12-15", 50));
        for (due, overdue, this, next) in [
            ("2019-12-10", 1, 0, 0),
            ("2019-12-11", 0, 1, 0),
            ("2019-12-15", 0, 1, 0),
            ("2019-12-16", 0, 0, 1),
            ("2019-12-22", 0, 0, 1),
            ("2019-12-23", 0, 0, 0),
        ] {
            one.due = Some(date(due));
            let ledger = Ledger { issues: vec![one.clone()], ..Ledger::default() };
            let wednesday = on(&ledger, "2019-12-11");
            let count = |category| wednesday.count(category).issues;
            let counts = (count(Category::Overdue), count(Category::DueThisWeek), count(Category::DueNextWeek));
            assert_eq!(counts, (overdue, this, next), "due {due}");
        }
    }

    #[test]
    fn silence_begins_with_monday_of_last_week() {
        for (last, silent) in [("2019-12-01", 1), ("2019-12-02", 0), ("2019-12-11", 0)] {
            let mut one = issue("1");
            one.latest = Some(report(last, 50));
            let ledger = Ledger { issues: vec![one], ..Ledger::default() };
            assert_eq!(on(&ledger, "2019-12-11").count(Category::Silent).issues, silent, "reported {last}");
        }
        for (start, silent) in [("2019-12-08", 1), ("2019-12-09", 0)] {
            let mut one = issue("1");
            one.started_on = Some(date(start));
            let ledger = Ledger { issues: vec![one], ..Ledger::default() };
            assert_eq!(on(&ledger, "2019-12-11").count(Category::Silent).issues, silent, "started {start}");
        }
    }

    #[test]
    fn a_done_part_waits_with_its_issue() {
        let mut ledger = Ledger { issues: vec![issue("1"), part("1.1", "1")], ..Ledger::default() };
        for (parent, own, closing, waiting) in [
            (Stage::InProgress, Stage::Done, Closing::None, "1.1"),
            (Stage::Done, Stage::Done, Closing::None, "1"),
            (Stage::Done, Stage::InProgress, Closing::None, "1"),
            (Stage::InProgress, Stage::Done, Closing::Closed, ""),
            (Stage::InProgress, Stage::BasicallyDone, Closing::Applied, ""),
        ] {
            (ledger.issues[0].stage, ledger.issues[1].stage, ledger.issues[1].closing) = (parent, own, closing);
            assert_eq!(all(&on(&ledger, "2019-12-09"), Category::WaitingForCheck), waiting);
        }
    }

    #[test]
    fn a_filter_leaves_one_group() {
        let ledger = sample::ledger();
        let calendar = Calendar::default();
        let ask = |lead, unit| dispatch(&ledger, date("2019-12-09"), &calendar, Filter { lead, unit });
        let lead = ask(Some("李强"), None);
        assert_eq!((lead.total.issues, lead.leaders.len(), lead.units.len()), (3, 1, 5));
        let unit = ask(None, Some("市住建局"));
        assert_eq!((unit.total, unit.units.len()), (Tally { issues: 2, sub_issues: 1, milestones: 0 }, 1));
        assert_eq!(all(&unit, Category::DueThisWeek), "4.1", "a part shares the units of its issue");
        let both = ask(Some("王芳"), Some("市住建局"));
        assert_eq!(all(&both, Category::Silent), "6");
        assert!(ask(Some("李"), None).items.is_empty(), "names are matched whole");
    }

    #[test]
    fn a_year_without_a_schedule_is_named() {
        let mut one = issue("1");
        one.due = Some(date("2018-12-31"));
        let ledger = Ledger { issues: vec![one], ..Ledger::default() };
        assert_eq!(on(&ledger, "2027-01-04").unknown_years.into_iter().collect::<Vec<_>>(), [2018, 2027]);
        assert!(on(&sample::ledger(), "2019-12-09").unknown_years.is_empty());
    }

    #[test]
    #[ignore = "a measurement: cargo test --release --lib dispatch -- --ignored --nocapture"]
    fn ten_thousand_issues_take_a_few_milliseconds() {
        let (ledger, calendar) = (sample::large_ledger(10_000), Calendar::default());
        let best =
            sample::best_of(40, || dispatch(&ledger, date("2019-12-09"), &calendar, Filter::default()).items.len());
        println!("dispatch: {best:?}");
        assert!(best.0 < std::time::Duration::from_millis(10), "{best:?}");
    }

    proptest! {
        #[test]
        fn groups_hold_what_is_counted(ledger in random_ledger(), n in 0_u64..140) {
            let day = date("2019-09-01") + Days::new(n);
            let all = dispatch(&ledger, day, &Calendar::default(), Filter::default());
            for groups in [&all.leaders, &all.units] {
                for category in Category::ALL {
                    let mut members: Vec<usize> = Vec::new();
                    for group in groups {
                        let list: Vec<usize> = group.list(category).collect();
                        let mut once: Vec<usize> = list.clone();
                        once.sort_unstable();
                        once.dedup();
                        prop_assert_eq!(once.len(), list.len(), "each once");
                        members.extend(list);
                    }
                    members.sort_unstable();
                    members.dedup();
                    let count = all.count(category);
                    prop_assert_eq!(members.len(), count.issues + count.sub_issues + count.milestones);
                    let of = if category == Category::WaitingForCheck { all.done } else { all.open };
                    prop_assert!(count.issues <= of.issues && count.sub_issues <= of.sub_issues);
                    prop_assert!(count.milestones <= of.milestones);
                }
                prop_assert!(groups.iter().filter(|group| group.name.is_none()).count() <= 1);
            }
            prop_assert_eq!(all.open.issues + all.done.issues, all.total.issues);
            prop_assert!(all.closed.issues <= all.done.issues);
        }
    }
}
