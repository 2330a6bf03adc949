//! The monthly supervision as a page: the figures, who is named, then leaders, units, areas and kinds.

use crate::domain::calendar::ends_month;
use crate::domain::say::Said;
use crate::i18n::Words;
use crate::render::page::{Cell, Column, Page, Table, Tone};
use crate::render::phrase::{self, Phrases};
use crate::render::summary;
use crate::say;
use crate::view::monthly::{Change, Endings, Figures, Laggard, Measures, MeasuresChange, Monthly, Row};

/// The longest bar in text.
const LONGEST: i64 = 40;

/// What a bar in text is made of: the names of the words, and a sign for each.
const SIGNS: [(&str, char); 5] = [
    ("stage-done", '#'),
    ("stage-basically_done", '+'),
    ("pace-on_schedule", '-'),
    ("pace-behind", '?'),
    ("pace-overdue", '!'),
];

/// Puts a month on a page. Every number stands under the cut-off, every percentage beside its denominator.
/// `drawn` adds bars in text, for a window that shows no charts.
pub fn page(monthly: &Monthly, words: &Words, drawn: bool) -> Page {
    let mut phrases = Phrases::new(words);
    phrases.places = monthly.places();
    let mut page = Page::new();
    page.heading(1, words.say(&say!("monthly-title", month = month(monthly, words))));
    let day = phrase::date(words, monthly.cut_off);
    page.paragraph(words.say(&match (monthly.previous_cut_off, &monthly.issues_change) {
        (Some(before), Some(_)) if !ends_month(before) => {
            say!("monthly-cut_off-since-early", day = day, before = phrase::date(words, before))
        }
        (Some(before), Some(_)) => say!("monthly-cut_off-since", day = day, before = phrase::date(words, before)),
        _ => say!("monthly-cut_off", day = day),
    }));
    if monthly.issues.total + monthly.sub_issues.total == 0 {
        page.paragraph(words.word("monthly-empty"));
        return page;
    }
    page.facts(facts(monthly, words));
    for note in phrase::caveats(words, monthly.conflicts, &monthly.unknown_years) {
        page.paragraph(note);
    }
    let parts = monthly.laggards.iter().filter(|laggard| laggard.kind == "sub_issue").count();
    page.heading(2, words.say(&say!("monthly-laggards", issues = monthly.laggards.len() - parts, parts = parts)));
    if monthly.laggards.is_empty() {
        page.paragraph(words.word("monthly-no-laggards"));
    } else {
        page.table(laggards(&monthly.laggards, &phrases));
        let troubles: Vec<String> = monthly
            .laggards
            .iter()
            .filter_map(|item| phrases.trouble(item.number, item.obstacle, item.help_needed))
            .collect();
        if !troubles.is_empty() {
            page.list(troubles);
        }
    }
    let total = Row {
        label: None,
        name: None,
        figures: monthly.issues,
        change: monthly.issues_change,
        sub_issues: monthly.sub_issues,
        sub_issues_change: monthly.sub_issues_change,
    };
    let total = Some(&total);
    page.heading(2, words.word("monthly-by-leader"));
    page.table(rows("head-lead_leader", &monthly.leaders, total, &phrases));
    page.heading(2, words.word("monthly-by-unit"));
    page.table(rows("head-unit", &monthly.units, None, &phrases));
    page.paragraph(words.word("monthly-units-note"));
    if drawn {
        bars(&mut page, &monthly.units, words);
    }
    page.heading(2, words.word("monthly-by-area"));
    page.table(rows("head-area", &monthly.areas, total, &phrases));
    page.heading(2, words.word("monthly-by-kind"));
    let names: Vec<_> = monthly.kinds.iter().map(|row| words.lookup(&format!("kind-{}", row.name?))).collect();
    let kinds = monthly.kinds.iter().zip(&names).map(|(row, name)| Row { name: name.as_deref(), ..row.clone() });
    page.table(rows("head-kind", &kinds.collect::<Vec<_>>(), total, &phrases));
    if monthly.issues_change.is_some() {
        page.paragraph(words.word("monthly-changes-note"));
    }
    page.paragraph(words.word("monthly-columns-note"));
    if let Some(account) = &monthly.account {
        summary::account(&mut page, account, words, drawn);
    }
    summary::late(&mut page, &monthly.late_entries, words);
    page
}

/// The issues of each unit as a bar, those with most overdue and behind first; nothing where no unit has any.
fn bars(page: &mut Page, units: &[Row], words: &Words) {
    let mut units: Vec<&Row> = units.iter().filter(|row| row.figures.total > 0).collect();
    units.sort_by_key(|row| std::cmp::Reverse(row.figures.overdue + row.figures.behind)); // stable
    let Some(most) = units.iter().map(|row| row.figures.total).max() else { return };
    page.heading(2, words.word("chart-units"));
    let mut table = Table::new(vec![
        Column::flexible(words.word("head-unit")),
        Column::number(words.word("head-total")),
        Column::fixed(words.word("head-bar")),
    ]);
    for row in units {
        let of = &row.figures;
        let parts = [of.done.count, of.basically_done, of.on_schedule, of.behind, of.overdue];
        let bar = parts.iter().zip(SIGNS).map(|(part, (_, sign))| phrase::signs(sign, *part, most, LONGEST));
        let name = row.name.map_or_else(|| words.word("nobody"), str::to_owned);
        table.row(vec![name.into(), of.total.to_string().into(), bar.collect::<String>().into()]);
    }
    page.table(table);
    let legend = SIGNS.iter().map(|(key, sign)| format!("{sign} {}", words.lookup(key).unwrap_or_default()));
    page.paragraph(legend.collect::<Vec<_>>().join(&words.word("and-comma")));
}

fn month(monthly: &Monthly, words: &Words) -> String {
    let mut parts = monthly.month.split('-').map(|part| part.parse().unwrap_or(0_i64));
    let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    words.say(&say!("month-long", year = year, month = month))
}

fn facts(monthly: &Monthly, words: &Words) -> Vec<(String, String)> {
    let (label, places) = (|key| words.word(key), monthly.places());
    let mut facts = vec![(label("head-issues"), figures(&monthly.issues, words, places))];
    if let Some(change) = &monthly.issues_change {
        facts.push((label("monthly-change"), changes(&change_parts(change), words)));
    }
    facts.push((label("monthly-due"), due(&monthly.issues, words, places)));
    let stages = &monthly.issues.stages;
    let stages = say!(
        "monthly-stages",
        not_started = stages.not_started,
        in_progress = stages.in_progress,
        basically_done = stages.basically_done,
        done = stages.done
    );
    facts.push((label("monthly-stage"), words.say(&stages)));
    facts.push((label("monthly-reported"), {
        let share = monthly.reported;
        words.say(&say!("monthly-reported-of", of = share.of, share = phrase::share(words, places, share)))
    }));
    if monthly.sub_issues.total > 0 {
        facts.push((label("head-sub_issues"), figures(&monthly.sub_issues, words, places)));
        if let Some(change) = &monthly.sub_issues_change {
            facts.push((label("monthly-change"), changes(&change_parts(change), words)));
        }
    }
    facts.push((label("head-milestones"), measures(&monthly.milestones, words, places)));
    if let Some(change) = &monthly.milestones_change {
        facts.push((label("monthly-change"), changes(&measure_parts(change), words)));
    }
    facts.extend(endings(&monthly.endings, words, places));
    facts
}

/// What there is to say of ends; nothing while nothing was struck off, reopened or extended.
fn endings(of: &Endings, words: &Words, places: u32) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |key: &'static str, said: Said| facts.push((words.word(key), words.say(&said)));
    let share = |share| phrase::share(words, places, share);
    if of.reopened.total > 0 {
        for (key, round) in [("monthly-first", of.first), ("monthly-reopened", of.reopened)] {
            let (total, done, closed) = (round.total, share(round.done), round.closed.count);
            add(key, say!("monthly-round", total = total, done = done, closed = closed));
        }
    }
    if of.late.of > 0 {
        add("monthly-late", say!("monthly-late-of", of = of.late.of, share = share(of.late)));
    }
    if of.extensions > 0 {
        add("monthly-extensions", say!("monthly-extensions-of", count = of.extensions, issues = of.extended));
    }
    if of.recurring.count > 0 {
        add("monthly-recurring", say!("monthly-recurring-of", of = of.recurring.of, share = share(of.recurring)));
    }
    if of.rechecks_open.of > 0 {
        add(
            "monthly-rechecks",
            say!(
                "monthly-rechecks-of",
                of = of.rechecks_open.of,
                passed = of.rechecks_passed.count,
                failed = of.rechecks_failed.count,
                open = of.rechecks_open.count
            ),
        );
    }
    facts
}

fn figures(of: &Figures, words: &Words, places: u32) -> String {
    words.say(&say!(
        "monthly-figures",
        total = of.total,
        done = phrase::share(words, places, of.done),
        closed = of.closed.count,
        basically_done = of.basically_done,
        on_schedule = of.on_schedule,
        behind = of.behind,
        overdue = of.overdue
    ))
}

fn due(of: &Figures, words: &Words, places: u32) -> String {
    words.say(&say!(
        "monthly-due-of",
        due = of.due,
        done = phrase::share(words, places, of.due_done),
        on_time = phrase::share(words, places, of.due_on_time),
        not_due = of.not_due,
        undated = of.undated
    ))
}

fn measures(of: &Measures, words: &Words, places: u32) -> String {
    let text = words.say(&say!(
        "monthly-measures",
        total = of.total,
        due = of.due,
        on_time = phrase::share(words, places, of.due_on_time),
        late = of.due_late,
        open = of.due_open,
        overdue = of.overdue
    ));
    if of.due_dropped == 0 {
        return text;
    }
    text + &words.say(&say!("monthly-measures-dropped", n = of.due_dropped))
}

fn change_parts(of: &Change) -> [(&'static str, i64); 7] {
    [
        ("head-total", of.total),
        ("stage-done", of.done),
        ("closing-closed", of.closed),
        ("stage-basically_done", of.basically_done),
        ("pace-on_schedule", of.on_schedule),
        ("pace-behind", of.behind),
        ("pace-overdue", of.overdue),
    ]
}

fn measure_parts(of: &MeasuresChange) -> [(&'static str, i64); 5] {
    [
        ("head-total", of.total),
        ("stage-done", of.done),
        ("monthly-due", of.due),
        ("monthly-on_time", of.due_on_time),
        ("pace-overdue", of.overdue),
    ]
}

/// 已完成+3，逾期-1: what changed, or that nothing did.
fn changes(parts: &[(&'static str, i64)], words: &Words) -> String {
    let part = |(key, n): &(&'static str, i64)| {
        let name = words.say(&Said { key, args: Vec::new() });
        words.say(&say!("monthly-change-part", name = name, n = format!("{n:+}")))
    };
    let parts: Vec<String> = parts.iter().filter(|(_, n)| *n != 0).map(part).collect();
    if parts.is_empty() { words.word("monthly-no-change") } else { parts.join(&words.word("and-comma")) }
}

/// One line for each row, with what changed since the month before beside each number; sub-issues have a column of their
/// own where there are any.
fn rows(head: &'static str, rows: &[Row], total: Option<&Row>, phrases: &Phrases) -> Table {
    let words = phrases.words;
    let parts = rows.iter().any(|row| row.sub_issues.total > 0);
    let mut columns = vec![Column::flexible(words.word(head))];
    for key in [
        "head-total",
        "head-done",
        "head-rate",
        "head-closed",
        "head-basic",
        "head-in_time",
        "head-behind",
        "head-overdue",
    ] {
        columns.push(Column::number(words.word(key)));
    }
    if parts {
        columns.push(Column::number(words.word("head-parts_done")));
    }
    let mut table = Table::new(columns);
    let mut add = |name: String, row: &Row| {
        let (of, sub, change) = (&row.figures, &row.sub_issues, row.change.as_ref());
        let since = |of: fn(&Change) -> i64| change.map_or(0, of);
        let mut cells = vec![
            name.into(),
            changed(of.total.to_string().into(), since(|change| change.total)),
            changed(phrase::count(of.done.count, Tone::Plain), since(|change| change.done)),
            phrase::percent(phrases.places, of.done).into(),
            changed(phrase::count(of.closed.count, Tone::Good), since(|change| change.closed)),
            changed(phrase::count(of.basically_done, Tone::Plain), since(|change| change.basically_done)),
            changed(phrase::count(of.on_schedule, Tone::Plain), since(|change| change.on_schedule)),
            changed(phrase::count(of.behind, Tone::Warn), since(|change| change.behind)),
            changed(phrase::count(of.overdue, Tone::Bad), since(|change| change.overdue)),
        ];
        if parts {
            let share = if sub.total > 0 { format!("{}/{}", sub.done.count, sub.total) } else { "–".to_owned() };
            cells.push(changed(share.into(), row.sub_issues_change.map_or(0, |change| change.done)));
        }
        table.row(cells);
    };
    for row in rows {
        let name = phrases.somebody(row.name);
        add(format!("{}{name}", row.label.unwrap_or_default()), row);
    }
    if let Some(total) = total {
        add(words.word("head-sum"), total);
    }
    table
}

/// 1(+1): what a number is, and by how much it changed, if it did.
fn changed(cell: Cell, by: i64) -> Cell {
    if by == 0 { cell } else { Cell { text: format!("{}({by:+})", cell.text), ..cell } }
}

fn laggards(laggards: &[Laggard], phrases: &Phrases) -> Table {
    let words = phrases.words;
    let mut table = Table::new(vec![
        Column::fixed(words.word("head-number")),
        Column::flexible(words.word("head-issue")),
        Column::flexible(words.word("head-answerable")),
        Column::fixed(words.word("head-due")),
        Column::flexible(words.word("head-state")),
    ]);
    for item in laggards {
        let leader = phrases.somebody(item.lead_leader);
        let units = phrases.names(item.units.iter().copied());
        let names = if units.is_empty() { leader.to_owned() } else { format!("{leader}/{units}") };
        let (state, tone) = state(item, phrases);
        table.row(vec![
            phrase::number(item.number).into(),
            item.title.into(),
            names.into(),
            phrase::short(item.due).into(),
            Cell::toned(state, tone),
        ]);
    }
    table
}

/// By how much it is overdue, or why it is behind.
fn state(item: &Laggard, phrases: &Phrases) -> (String, Tone) {
    if let (Some(days), Some(working)) = (item.days_overdue, item.working_days_overdue) {
        return (phrases.overdue(days, working), Tone::Bad);
    }
    let late = i64::try_from(item.late_milestones).unwrap_or(i64::MAX);
    let because = |key, percent, elapsed| phrases.numbered(key, ("percent", percent), ("elapsed", elapsed));
    let text = match (late, item.percent, item.elapsed_percent) {
        (1.., _, _) => phrases.numbered("behind-milestones", ("n", late), ("", 0)),
        (_, Some(percent), Some(elapsed)) if item.stage != "not_started" => because("behind-percent", percent, elapsed),
        (_, _, Some(elapsed)) => because("behind-not_started", 0, elapsed),
        _ => phrases.words.word("pace-behind"),
    };
    (text, Tone::Warn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::ledger::Ledger;
    use crate::domain::pace::PaceRule;
    use crate::domain::sample;
    use crate::domain::supervision::supervise;
    use crate::i18n::Lang;
    use crate::render::phrase::tests::plain;

    fn show(ledger: &Ledger, before: Option<&Ledger>, lang: Lang) -> String {
        let day = sample::date("2019-12-09");
        let before = before.map(|before| sample::before(before, day));
        let month = supervise(ledger, before.as_ref(), day, day, &Calendar::default(), &PaceRule::default());
        plain(&page(&Monthly::new(&month), &Words::new(lang), false))
    }

    #[test]
    fn a_month_in_chinese() {
        let mut before = sample::ledger();
        before.issues.truncate(9);
        insta::assert_snapshot!(show(&sample::ledger(), Some(&before), Lang::Zh), @"
        # 一月一督查：2019年12月
        截至2019年12月9日，与上月底（2019年11月30日）相比：
        问题: 共10个：已完成3（30.0%，3/10），其中已销号1；基本完成1，序时推进4，滞后1，逾期1。
        较上月底: 总数+3，已完成+1，序时+2，滞后-1，逾期+1
        应完成: 截至当日应完成5个：已完成2（40.0%，2/5），其中按期完成1（20.0%，1/5）；未到期4，未定时限1。
        整改状态: 未启动1，整改中5，基本完成1，已完成3。
        本月报告: 未完成的7个问题中，本月报告进展5（71.4%，5/7）。
        子问题: 共2个：已完成0（0.0%，0/2），其中已销号0；基本完成0，序时推进2，滞后0，逾期0。
        较上月底: 没有变化
        时间节点: 共4个，截至当日应完成3个：按期完成0（0.0%，0/3），逾期完成1，未完成1（其中逾期1）。另有1个未完成，但所属问题已完成，不再计。
        较上月底: 逾期+1
        注意：1个问题各方填写不一致，用 duban conflict list 查看。
        ## 一、逾期和滞后（问题2个，子问题0个）
        编号 | 问题 | 责任领导/单位 | 时限 | 情况
        3 | 机构改革推进缓慢 | 李强/市委编办 | 2019-12-06 | [逾期3天（1个工作日）]!
        7 | 办事窗口排队时间长 | 未明确 | 2019-12-31 | [滞后：未启动，时间已过81%]
        - 3：困难：两家单位职能划转未达成一致；需协调：请编委会议定
        ## 二、按责任领导
        责任领导 | 总数 | 完成 | 完成率 | 销号 | 基本 | 序时 | 滞后 | 逾期 | 子问题
        张明 | 4(+2) | 2 | 50.0% | 1 | 0 | 2(+2) | 0 | 0 | –
        李强 | 3(+1) | 1(+1) | 33.3% | 0 | 0 | 1 | 0(-1) | [1(+1)]! | 0/2
        王芳 | 2 | 0 | 0.0% | 0 | 1 | 1 | 0 | 0 | –
        未明确 | 1 | 0 | 0.0% | 0 | 0 | 0 | [1] | 0 | –
        合计 | 10(+3) | 3(+1) | 30.0% | 1 | 1 | 4(+2) | [1(-1)] | [1(+1)]! | 0/2
        ## 三、按牵头单位和责任单位
        单位 | 总数 | 完成 | 完成率 | 销号 | 基本 | 序时 | 滞后 | 逾期 | 子问题
        市委办 | 3(+1) | 2 | 66.7% | 1 | 0 | 1(+1) | 0 | 0 | –
        市政府办 | 1 | 1 | 100.0% | 0 | 0 | 0 | 0 | 0 | –
        市委编办 | 1 | 0 | 0.0% | 0 | 0 | 0 | 0(-1) | [1(+1)]! | –
        市住建局 | 2 | 0 | 0.0% | 0 | 1 | 1 | 0 | 0 | 0/1
        市生态环境局 | 1 | 0 | 0.0% | 0 | 0 | 1 | 0 | 0 | 0/1
        市城管局 | 0 | 0 | — | 0 | 0 | 0 | 0 | 0 | 0/1
        市财政局 | 1 | 0 | 0.0% | 0 | 0 | 1 | 0 | 0 | –
        市民政局 | 1(+1) | 0 | 0.0% | 0 | 0 | 1(+1) | 0 | 0 | –
        市纪委监委 | 1(+1) | 1(+1) | 100.0% | 0 | 0 | 0 | 0 | 0 | –
        未明确 | 1 | 0 | 0.0% | 0 | 0 | 0 | [1] | 0 | –
        一个问题计入其每个牵头单位和责任单位，各行相加可大于总数。
        ## 四、按方面
        方面 | 总数 | 完成 | 完成率 | 销号 | 基本 | 序时 | 滞后 | 逾期 | 子问题
        (一)党的领导弱化 | 5(+2) | 3(+1) | 60.0% | 1 | 0 | 1(+1) | 0(-1) | [1(+1)]! | –
        (二)为民服务不到位 | 5(+1) | 0 | 0.0% | 0 | 1 | 3(+1) | [1] | 0 | 0/2
        合计 | 10(+3) | 3(+1) | 30.0% | 1 | 1 | 4(+2) | [1(-1)] | [1(+1)]! | 0/2
        ## 五、按整改类别
        类别 | 总数 | 完成 | 完成率 | 销号 | 基本 | 序时 | 滞后 | 逾期 | 子问题
        立行立改 | 2(+1) | 0 | 0.0% | 0 | 0 | 2(+1) | 0 | 0 | –
        限期整改 | 7(+2) | 3(+1) | 42.9% | 1 | 0 | 2(+1) | [1(-1)] | [1(+1)]! | 0/2
        长期坚持 | 1 | 0 | 0.0% | 0 | 1 | 0 | 0 | 0 | –
        合计 | 10(+3) | 3(+1) | 30.0% | 1 | 1 | 4(+2) | [1(-1)] | [1(+1)]! | 0/2
        括号里是较上月底的增减：4(-1)为现有4个，比上月底少1个；本月已无问题、上月底还有的，列在表末。
        二至五各表的总数等各列只计问题；子问题另列一栏，为完成数/总数，不与问题相加。总数=完成+基本+序时+滞后+逾期；完成率=完成/总数；销号是完成的一部分；基本为基本完成且未滞后、未逾期；序时含超前，也含未定时限而未滞后的。
        ");
    }

    #[test]
    fn a_month_in_english_begins_with_its_cut_off() {
        let text = show(&sample::ledger(), None, Lang::En);
        let head: Vec<&str> = text.lines().take(12).collect();
        insta::assert_snapshot!(head.join("\n"), @"
        # Monthly supervision, December 2019
        As of 9 December 2019:
        Issues: 10 in all: done 3 (30.0%, 3/10), of these struck off 1; basically done 1, on schedule 4, behind 1, overdue 1.
        Due: 5 due by that day: done 2 (40.0%, 2/5), of these in time 1 (20.0%, 1/5); not due yet 4, without a limit 1.
        By stage: not started 1, in progress 5, basically done 1, done 3.
        Reported: Of the 7 open issues, 5 (71.4%, 5/7) reported this month.
        Sub-issues: 2 in all: done 0 (0.0%, 0/2), of these struck off 0; basically done 0, on schedule 2, behind 0, overdue 0.
        Milestones: 4 in all, 3 due by that day: done in time 0 (0.0%, 0/3), done late 1, open 1 (of these overdue 1). 1 more not done, though the issue is; not counted.
        Note: 1 issue is entered differently by different offices; see `duban conflict list`.
        ## Overdue and behind (issues 2, sub-issues 0)
        No. | Issue | Leader/units | Due | State
        3 | 机构改革推进缓慢 | 李强/市委编办 | 2019-12-06 | [3 days overdue (1 working)]!
        ");
    }

    #[test]
    fn an_empty_ledger_says_so() {
        for (lang, nothing) in
            [(Lang::Zh, "到这一天台账中没有问题。"), (Lang::En, "There were no issues in the ledger by then.")]
        {
            assert_eq!(show(&Ledger::default(), None, lang).lines().last(), Some(nothing));
        }
    }

    #[test]
    fn each_reason_of_being_behind_is_named() {
        let mut ledger = sample::ledger();
        for issue in &mut ledger.issues {
            match issue.number.as_str() {
                "5" => issue.milestones = vec![sample::milestone("x", "2019-12-01", None)],
                "8" => issue.latest = Some(sample::report("2019-12-02", 70)),
                _ => {}
            }
        }
        let text = show(&ledger, None, Lang::Zh);
        for reason in ["滞后：1个节点超期", "滞后：进度70%，时间已过93%", "滞后：未启动，时间已过81%"]
        {
            assert!(text.contains(&format!("[{reason}]")), "{reason} in {text}");
        }
    }
}
