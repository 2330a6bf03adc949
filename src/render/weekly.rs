//! The weekly dispatch as a page: the counts, then leader by leader, then the units.

use crate::i18n::Words;
use crate::render::page::{Cell, Column, Page, Table, Tone};
use crate::render::phrase::{self, Phrases};
use crate::render::{records, round};
use crate::say;
use crate::view::share::{Share, Shared};
use crate::view::weekly::{Application, Counts, Group, Item, Line, Weekly};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

/// Puts a dispatch on a page, in the order in which it is read on Monday morning.
pub fn page(weekly: &Weekly, words: &Words) -> Page {
    let phrases = Phrases::new(words);
    let mut page = Page::new();
    page.heading(1, words.say(&say!("weekly-title", year = i64::from(weekly.year), week = i64::from(weekly.week))));
    page.paragraph(span(weekly, words));
    if let Some(round) = &weekly.round {
        let hour = round.return_hour.as_deref().unwrap_or_default();
        let (units, missing, day) = (round.units, round.missing, round.return_by);
        let said =
            say!("weekly-round", number = round.number, units = units, missing = missing, day = day, hour = hour);
        page.paragraph(words.say(&said));
    }
    page.table(counts(&weekly.counts, words));
    page.paragraph(words.word("weekly-denominators"));
    for note in phrase::caveats(words, weekly.conflicts, &weekly.unknown_years) {
        page.paragraph(note);
    }
    if weekly.leaders.is_empty() {
        page.paragraph(words.word("weekly-nothing"));
        orders(weekly, words, &mut page);
        return page;
    }
    page.heading(2, words.word("weekly-by-leader"));
    for group in &weekly.leaders {
        page.heading(3, title(group, &phrases));
        page.table(items(group, weekly.week_start, &phrases));
        let troubles = troubles(group, &phrases);
        if !troubles.is_empty() {
            page.list(troubles);
        }
    }
    page.heading(2, words.word("weekly-by-unit"));
    page.table(units(&weekly.units, &phrases));
    orders(weekly, words, &mut page);
    page
}

/// Whose silence lasts, what was ordered and is not done, and notices that nobody has answered: called until they are.
fn orders(weekly: &Weekly, words: &Words, page: &mut Page) {
    offices(weekly, words, page);
    let ladder = round::ladder(&weekly.silence, words);
    if !ladder.is_empty() {
        page.heading(2, words.word("weekly-silence"));
        page.list(ladder);
    }
    if !weekly.directives.is_empty() {
        page.heading(2, words.say(&say!("weekly-directives", count = weekly.directives.len())));
        page.table(records::directive_table(&weekly.directives, words));
    }
    if !weekly.notices.is_empty() {
        page.heading(2, words.say(&say!("weekly-notices", count = weekly.notices.len())));
        page.table(records::notice_table(&weekly.notices, words));
    }
}

/// What waits for the offices: first what nobody has checked, then what wants the second signature, then what is to be
/// looked at again.
fn offices(weekly: &Weekly, words: &Words, page: &mut Page) {
    let text = |text: &Option<String>| Cell::from(text.clone().unwrap_or_default());
    for waits_for in ["check", "strike"] {
        let found: Vec<&Application> = weekly.applications.iter().filter(|one| one.waits_for == waits_for).collect();
        if found.is_empty() {
            continue;
        }
        let title = match waits_for {
            "check" => say!("weekly-to-check", count = found.len()),
            _ => say!("weekly-to-strike", count = found.len()),
        };
        page.heading(2, words.say(&title));
        let mut columns = vec![
            Column::fixed(words.word("field-number")),
            Column::flexible(words.word("field-title")),
            Column::flexible(words.word("weekly-applicant")),
            Column::fixed(words.word("weekly-applied_on")),
        ];
        columns.extend((waits_for == "strike").then(|| Column::flexible(words.word("weekly-checked_by"))));
        let mut table = Table::new(columns);
        for one in found {
            let day = one.applied_on.map(|day| day.to_string()).unwrap_or_default();
            let mut row = vec![one.number.into(), one.title.into(), text(&one.unit), day.into()];
            row.extend((waits_for == "strike").then(|| text(&one.checked_by)));
            table.row(row);
        }
        page.table(table);
    }
    if weekly.rechecks.is_empty() {
        return;
    }
    page.heading(2, words.say(&say!("weekly-rechecks", count = weekly.rechecks.len())));
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-number")),
        Column::flexible(words.word("field-title")),
        Column::flexible(words.word("head-unit")),
        Column::fixed(words.word("weekly-recheck-due")),
        Column::fixed(words.word("issues-state")),
    ]);
    for one in &weekly.rechecks {
        let (left, tone) = match one.days_left {
            left if left < 0 => (words.say(&say!("issue-days-over", days = -left)), Tone::Bad),
            left => (words.say(&say!("issue-days-left", days = left)), Tone::Warn),
        };
        let units = one.units.join(&words.word("issue-and"));
        let row = vec![one.number.into(), one.title.into(), units.into(), one.due.to_string().into()];
        table.row(row.into_iter().chain([Cell::toned(left, tone)]).collect());
    }
    page.table(table);
}

fn span(weekly: &Weekly, words: &Words) -> String {
    let date = |day| phrase::date(words, day);
    let (from, to) = (date(weekly.week_start), date(weekly.week_end));
    let mut text = words.say(&say!("weekly-span", from = from, to = to, day = date(weekly.day)));
    if let Some(lead) = weekly.lead {
        text.push_str(&words.say(&say!("weekly-only-lead", name = lead)));
    }
    if let Some(unit) = weekly.unit {
        text.push_str(&words.say(&say!("weekly-only-unit", name = unit)));
    }
    text
}

fn counts(counts: &Counts, words: &Words) -> Table {
    let parts = counts.total.sub_issues.of > 0;
    let mut columns = vec![Column::fixed(words.word("head-matter")), Column::number(words.word("head-issues"))];
    columns.extend(parts.then(|| Column::number(words.word("head-sub_issues"))));
    columns.push(Column::number(words.word("head-milestones")));
    let mut table = Table::new(columns);
    let mut add = |key: &'static str, line: &Line, tone: Tone| {
        let cell = |share: Share| {
            let text = format!("{}/{}", share.count, share.of);
            Cell::toned(text, if share.count == 0 { Tone::Faint } else { tone })
        };
        let mut row = vec![Cell::from(words.word(key)), cell(line.issues)];
        row.extend(parts.then(|| cell(line.sub_issues)));
        row.push(line.milestones.map_or_else(|| Cell::toned("—", Tone::Faint), cell));
        table.row(row);
    };
    add("weekly-open", &counts.open, Tone::Plain);
    add("weekly-done", &counts.done, Tone::Good);
    add("weekly-closed", &counts.closed, Tone::Good);
    add("weekly-overdue", &counts.overdue, Tone::Bad);
    add("weekly-due_this_week", &counts.due_this_week, Tone::Warn);
    add("weekly-due_next_week", &counts.due_next_week, Tone::Plain);
    add("weekly-silent", &counts.silent, Tone::Warn);
    add("weekly-waiting_for_check", &counts.waiting_for_check, Tone::Plain);
    table
}

/// The lists of a group in the order of their calling, with the key of their name.
fn lists<'g, 'a>(group: &'g Group<'a>) -> [(&'static str, &'g [Shared<Item<'a>>]); 5] {
    [
        ("weekly-overdue", &group.overdue),
        ("weekly-due_this_week", &group.due_this_week),
        ("weekly-due_next_week", &group.due_next_week),
        ("weekly-silent", &group.silent),
        ("weekly-waiting_for_check", &group.waiting_for_check),
    ]
}

fn title(group: &Group, phrases: &Phrases) -> String {
    let words = phrases.words;
    let parts: Vec<String> = lists(group)
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| words.say(&say!("weekly-part", what = words.word(key), n = list.len())))
        .collect();
    let name = phrases.somebody(group.name);
    words.say(&say!("weekly-group", name = name, parts = parts.join(&words.word("and-comma"))))
}

/// One row for each thing, under the first category that it falls into; the others stand behind its state.
fn items(group: &Group, week_start: NaiveDate, phrases: &Phrases) -> Table {
    let words = phrases.words;
    let (also_silent, in_conflict) = (words.word("weekly-also_silent"), words.word("in-conflict"));
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-number")),
        Column::flexible(words.word("head-item")),
        Column::flexible(words.word("head-units")),
        Column::fixed(words.word("head-due")),
        Column::flexible(words.word("head-state")),
    ]);
    let mut seen: FxHashMap<*const Item, usize> = FxHashMap::default(); // the same thing is shared by the lists
    for (key, list) in lists(group) {
        for item in list {
            let place = *seen.entry(std::ptr::from_ref(&**item)).or_insert(table.rows.len());
            if let Some(row) = table.rows.get_mut(place) {
                row[4].text = phrases.both(&row[4].text, &also_silent);
                continue;
            }
            let (state, tone) = state(key, item, week_start, phrases);
            let state = match item.percent_before.zip(item.percent).filter(|_| item.milestone.is_none()) {
                Some((then, now)) => {
                    phrases.both(&state, &phrases.numbered("weekly-percent", ("then", then), ("now", now)))
                }
                None => state,
            };
            let state = match item.lamp {
                Some(lamp) => phrases.both(&lamp_word(lamp, words), &state),
                None => state,
            };
            let state = if item.conflict { phrases.both(&state, &in_conflict) } else { state };
            table.row(vec![
                phrase::number(item.number).into(),
                what(item, phrases).into(),
                phrases.names(item.units.iter().copied()).into(),
                phrase::short(item.due).into(),
                Cell::toned(state, if item.conflict { Tone::Bad } else { tone }),
            ]);
        }
    }
    table
}

fn what(item: &Item, phrases: &Phrases) -> String {
    match item.milestone {
        None => item.title.to_owned(),
        Some(text) => phrases.milestone(text, item.number, item.title),
    }
}

fn state(key: &str, item: &Item, week_start: NaiveDate, phrases: &Phrases) -> (String, Tone) {
    let words = phrases.words;
    let left = |key| {
        phrases.numbered(
            key,
            ("days", item.days_left.unwrap_or_default()),
            ("working", item.working_days_left.unwrap_or_default()),
        )
    };
    match key {
        "weekly-overdue" => {
            let (days, working) = (item.days_overdue.unwrap_or_default(), item.working_days_overdue);
            (phrases.overdue(days, working.unwrap_or_default()), Tone::Bad)
        }
        "weekly-due_this_week" if item.days_left == Some(0) => (words.word("due-today"), Tone::Warn),
        "weekly-due_this_week" => (left("due-this_week"), Tone::Warn),
        "weekly-due_next_week" => (left("due-next_week"), Tone::Plain),
        "weekly-silent" => (phrases.silent(item.progress_on, week_start), Tone::Warn),
        _ => (phrases.waiting(item.closing), Tone::Plain),
    }
}

fn lamp_word(lamp: &str, words: &Words) -> String {
    words.lookup(&format!("lamp-colour-{lamp}")).unwrap_or_else(|| lamp.to_owned())
}

/// What stands in the way, once for each issue of the group.
fn troubles(group: &Group, phrases: &Phrases) -> Vec<String> {
    let mut seen = FxHashSet::default();
    lists(group)
        .into_iter()
        .flat_map(|(_, list)| list)
        .filter(|item| seen.insert((item.number, item.title)))
        .filter_map(|item| phrases.trouble(item.number, item.obstacle, item.help_needed))
        .collect()
}

fn units(groups: &[Group], phrases: &Phrases) -> Table {
    let words = phrases.words;
    let mut columns = vec![Column::flexible(words.word("head-unit"))];
    for key in ["head-overdue", "head-this_week", "head-next_week", "head-silent", "head-waiting"] {
        columns.push(Column::number(words.word(key)));
    }
    columns.push(Column::flexible(words.word("head-numbers")));
    let mut table = Table::new(columns);
    for group in groups {
        let mut row = vec![Cell::from(phrases.somebody(group.name))];
        let tones = [Tone::Bad, Tone::Warn, Tone::Plain, Tone::Warn, Tone::Plain];
        for ((_, list), tone) in lists(group).into_iter().zip(tones) {
            row.push(phrase::count(i64::try_from(list.len()).unwrap_or(i64::MAX), tone));
        }
        let mut seen = FxHashSet::default();
        let numbers = lists(group).into_iter().flat_map(|(_, list)| list).map(|item| item.number);
        let numbers = numbers.filter(|number| !number.is_empty() && seen.insert(*number));
        row.push(phrases.names(numbers).into());
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::dispatch::{Filter, dispatch};
    use crate::domain::ledger::Ledger;
    use crate::domain::sample;
    use crate::i18n::Lang;
    use crate::render::phrase::tests::plain;

    fn show(ledger: &Ledger, filter: Filter, lang: Lang) -> String {
        let dispatch = dispatch(ledger, sample::date("2019-12-09"), &Calendar::default(), filter);
        plain(&page(&Weekly::new(&dispatch, filter), &Words::new(lang)))
    }

    #[test]
    fn a_monday_morning_in_chinese() {
        insta::assert_snapshot!(show(&sample::ledger(), Filter::default(), Lang::Zh), @"
        # 一周一调度：2019年第50周
        2019年12月9日至2019年12月15日，调度日2019年12月9日。
        事项 | 问题 | 子问题 | 时间节点
        未完成 | 7/10 | 2/2 | 2/4
        已完成 | 3/10 | 0/2 | 1/4
        已销号 | 1/3 | 0/0 | —
        逾期 | [1/7]! | 0/2 | [1/2]!
        本周到期 | [1/7] | [1/2] | [1/2]
        下周到期 | 2/7 | 0/2 | 0/2
        上周未报 | [3/7] | [1/2] | —
        待核查 | 2/3 | 0/0 | —
        未完成、已完成以全部为分母，已销号、待核查以已完成为分母，其余以未完成为分母。问题、子问题、时间节点分别计数，不相加。
        注意：1个问题各方填写不一致，用 duban conflict list 查看。
        ## 一、按责任领导
        ### 李强：逾期2项，本周到期2项，下周到期1项，上周未报1项，待核查1项
        编号 | 问题或节点 | 单位 | 时限 | 情况
        3 | 节点：完成人员转隶 | 市委编办 | 2019-11-30 | [逾期9天（6个工作日）]!
        3 | 机构改革推进缓慢 | 市委编办 | 2019-12-06 | [逾期3天（1个工作日）]!
        3 | 节点：挂牌运行 | 市委编办 | 2019-12-13 | [本周到期，余4个工作日]
        4.1 | 东湖排口未截污 | 市住建局、市生态环境局 | 2019-12-15 | [本周到期，余4个工作日]
        4 | 黑臭水体整治不彻底 | 市住建局、市生态环境局 | 2019-12-20 | 下周到期，余9个工作日
        4.2 | 北河沿岸垃圾堆放 | 市城管局 | — | [从未报告]
        10 | 巡察移交线索办理慢 | 市纪委监委 | 2019-12-31 | 待核查（退回）
        - 3：困难：两家单位职能划转未达成一致；需协调：请编委会议定
        ### 张明：下周到期1项，上周未报1项，待核查1项
        编号 | 问题或节点 | 单位 | 时限 | 情况
        8 | 养老机构消防隐患 | 市民政局 | 2019-12-16 | [下周到期，余5个工作日，各方不一致]!
        9 | 基层减负不到位 | 市委办 | — | [上周未报，末次2019-12-01]
        2 | 议事规则不落实 | 市委办、市政府办 | 2019-11-30 | 待核查（待审）
        ### 王芳：本周到期1项，上周未报1项
        编号 | 问题或节点 | 单位 | 时限 | 情况
        5 | 惠农资金拨付不及时 | 市财政局 | 2019-12-09 | [今日到期]
        6 | 老旧小区改造滞后 | 市住建局 | 2019-11-30 | [上周未报，末次2019-11-29]
        ### 未明确：上周未报1项
        编号 | 问题或节点 | 单位 | 时限 | 情况
        7 | 办事窗口排队时间长 |  | 2019-12-31 | [从未报告]
        ## 二、按牵头单位和责任单位
        单位 | 逾期 | 本周 | 下周 | 未报 | 待核查 | 涉及问题
        市委编办 | [2]! | [1] | 0 | 0 | 0 | 3
        市委办 | 0 | 0 | 0 | [1] | 1 | 9、2
        市政府办 | 0 | 0 | 0 | 0 | 1 | 2
        市住建局 | 0 | [1] | 1 | [1] | 0 | 4.1、4、6
        市生态环境局 | 0 | [1] | 1 | 0 | 0 | 4.1、4
        市城管局 | 0 | 0 | 0 | [1] | 0 | 4.2
        市财政局 | 0 | [1] | 0 | 0 | 0 | 5
        市民政局 | 0 | 0 | 1 | 0 | 0 | 8
        市纪委监委 | 0 | 0 | 0 | 0 | 1 | 10
        未明确 | 0 | 0 | 0 | [1] | 0 | 7
        ");
    }

    #[test]
    fn one_leader_in_english() {
        let filter = Filter { lead: Some("李强"), unit: Some("市委编办") };
        insta::assert_snapshot!(show(&sample::ledger(), filter, Lang::En), @"
        # Weekly dispatch, week 50 of 2019
        9 December 2019 to 15 December 2019, dispatch of 9 December 2019. Only the leader 李强. Only the unit 市委编办.
        What | Issues | Milestones
        open | 1/1 | 2/3
        done | 0/1 | 1/3
        struck off | 0/0 | —
        overdue | [1/1]! | [1/2]!
        due this week | 0/1 | [1/2]
        due next week | 0/1 | 0/2
        silent | 0/1 | —
        waiting for checking | 0/0 | —
        Open and done are out of all; struck off and waiting for checking out of those done; the rest out of those open. Issues, sub-issues and milestones are counted apart and never added up.
        ## By responsible leader
        ### 李强: 2 overdue, 1 due this week
        No. | Issue or milestone | Units | Due | State
        3 | milestone: 完成人员转隶 | 市委编办 | 2019-11-30 | [9 days overdue (6 working)]!
        3 | 机构改革推进缓慢 | 市委编办 | 2019-12-06 | [3 days overdue (1 working)]!
        3 | milestone: 挂牌运行 | 市委编办 | 2019-12-13 | [due this week, 4 working days left]
        - 3: obstacle: 两家单位职能划转未达成一致; help needed: 请编委会议定
        ## By lead and responsible unit
        Unit | Overdue | This wk | Next wk | Silent | To check | Issues
        市委编办 | [2]! | [1] | 0 | 0 | 0 | 3
        ");
    }

    #[test]
    #[ignore = "a measurement: cargo test --release --lib weekly -- --ignored --nocapture"]
    fn ten_thousand_issues_are_on_the_page_in_milliseconds() {
        let ledger = sample::large_ledger(10_000);
        let (day, calendar, words) = (sample::date("2019-12-09"), Calendar::default(), Words::new(Lang::Zh));
        let dispatch = dispatch(&ledger, day, &calendar, Filter::default());
        let weekly = Weekly::new(&dispatch, Filter::default());
        let view = sample::best_of(20, || Weekly::new(&dispatch, Filter::default()).units.len());
        let page = sample::best_of(20, || page(&weekly, &words).blocks.len());
        println!("view {view:?}, page {page:?}");
    }

    #[test]
    fn a_week_without_anything_says_so() {
        for (lang, nothing) in [(Lang::Zh, "本周没有"), (Lang::En, "Nothing is overdue")] {
            let text = show(&Ledger::default(), Filter::default(), lang);
            assert!(text.lines().last().is_some_and(|line| line.starts_with(nothing)), "{text}");
        }
    }

    #[test]
    fn what_is_late_and_silent_stands_once() {
        let mut ledger = sample::ledger();
        ledger.issues[2].latest = None;
        ledger.issues[2].number = String::new();
        let text = show(&ledger, Filter { lead: Some("李强"), unit: Some("市委编办") }, Lang::Zh);
        assert!(text.contains("[逾期3天（1个工作日），上周未报]!"), "{text}");
        assert!(text.contains("— | 节点：完成人员转隶（机构改革推进缓慢）"), "{text}");
    }
}
