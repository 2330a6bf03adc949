//! Ledgers for the tests of the rules: made by hand, and random ones.

use crate::domain::calendar::month_start;
use crate::domain::difference::Moment;
use crate::domain::id::Id;
use crate::domain::issue::{Closing, Issue, Milestone, Progress, Role, Stage};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::domain::pace::PaceRule;
use crate::domain::supervision::Before;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// A date of a test.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The id of what has this name in a test.
pub fn id(name: &str) -> Id {
    Id::derive(None, &[name])
}

/// An issue of which nothing but its number is known; in hand.
pub fn issue(number: &str) -> Issue {
    Issue {
        number: number.into(),
        title: format!("关于“{number}”的问题"),
        stage: Stage::InProgress,
        ..Issue::blank(id(number))
    }
}

/// A part of another issue.
pub fn part(number: &str, of: &str) -> Issue {
    Issue { parent: Some(id(of)), ..issue(number) }
}

/// A measure.
pub fn milestone(text: &str, due: &str, done_on: Option<&str>) -> Milestone {
    Milestone {
        id: id(text),
        text: text.into(),
        deliverable: None,
        due: Some(date(due)),
        due_text: None,
        done_on: done_on.map(date),
    }
}

/// A return.
pub fn report(day: &str, percent: i64) -> Progress {
    Progress {
        id: id(day),
        day: date(day),
        percent: Some(percent),
        text: Some("有序推进".into()),
        next_step: None,
        obstacle: None,
        help_needed: None,
        unit: None,
    }
}

/// The inspection of the samples: findings handed over on 2019-09-02, everything due by 2019-12-31.
pub fn inspection() -> Inspection {
    Inspection {
        id: id("2019-sw"),
        code: "2019-sw".into(),
        name: Some("省委第三巡视组巡视".into()),
        inspector: None,
        inspected: None,
        from_on: None,
        to_on: None,
        feedback_on: Some(date("2019-09-02")),
        plan_due: None,
        due: Some(date("2019-12-31")),
    }
}

/// Ten issues and two parts, on and about Monday, 9 December 2019.
pub fn ledger() -> Ledger {
    let area = |label: &str, title: &str| Area {
        id: id(title),
        inspection: Some(id("2019-sw")),
        label: Some(label.into()),
        title: title.into(),
    };
    let areas = vec![area("(一)", "党的领导弱化"), area("(二)", "为民服务不到位")];
    let place = |mut issue: Issue, area: &str, title: &str, leader: &str, units: &[&str]| {
        issue.inspection = Some(id("2019-sw"));
        issue.area = Some(id(area));
        issue.title = title.into();
        issue.duties.extend((!leader.is_empty()).then(|| (Role::LeadLeader, leader.into())));
        let roles = std::iter::once(Role::LeadUnit).chain(std::iter::repeat(Role::Unit));
        issue.duties.extend(roles.zip(units).map(|(role, unit)| (role, (*unit).into())));
        issue
    };
    let (one, two) = ("党的领导弱化", "为民服务不到位");
    let mut issues = vec![
        place(issue("1"), one, "理论学习不深入", "张明", &["市委办"]),
        place(issue("2"), one, "议事规则不落实", "张明", &["市委办", "市政府办"]),
        place(issue("3"), one, "机构改革推进缓慢", "李强", &["市委编办"]),
        place(issue("4"), two, "黑臭水体整治不彻底", "李强", &["市住建局", "市生态环境局"]),
        place(part("4.1", "4"), two, "东湖排口未截污", "", &[]),
        place(part("4.2", "4"), two, "北河沿岸垃圾堆放", "", &["市城管局"]),
        place(issue("5"), two, "惠农资金拨付不及时", "王芳", &["市财政局"]),
        place(issue("6"), two, "老旧小区改造滞后", "王芳", &["市住建局"]),
        place(issue("7"), two, "办事窗口排队时间长", "", &[]),
        place(issue("8"), two, "养老机构消防隐患", "张明", &["市民政局"]),
        place(issue("9"), one, "基层减负不到位", "张明", &["市委办"]),
        place(issue("10"), one, "巡察移交线索办理慢", "李强", &["市纪委监委"]),
    ];
    let mut at = |number: &str, change: &dyn Fn(&mut Issue)| {
        change(issues.iter_mut().find(|issue| issue.number == number).expect("one of them"));
    };
    at("1", &|i| {
        (i.stage, i.closing, i.done_on) = (Stage::Done, Closing::Closed, Some(date("2019-11-20")));
        i.due = Some(date("2019-11-30"));
    });
    at("2", &|i| {
        (i.stage, i.closing, i.done_on) = (Stage::Done, Closing::Applied, Some(date("2019-12-03")));
        i.due = Some(date("2019-11-30"));
        i.milestones = vec![milestone("修订议事规则", "2019-11-15", None)];
    });
    at("3", &|i| {
        i.due = Some(date("2019-12-06"));
        let obstacle = Some("两家单位职能划转未达成一致".into());
        i.latest =
            Some(Progress { obstacle, help_needed: Some("请编委会议定".into()), ..report("2019-12-04", 80) });
        i.milestones = vec![
            milestone("印发三定方案", "2019-10-31", Some("2019-11-05")),
            milestone("完成人员转隶", "2019-11-30", None),
            milestone("挂牌运行", "2019-12-13", None),
        ];
    });
    at("4", &|i| i.due = Some(date("2019-12-20")));
    at("4.1", &|i| {
        i.due = Some(date("2019-12-15"));
        i.latest = Some(report("2019-12-05", 90));
    });
    at("5", &|i| {
        (i.stage, i.immediate, i.due) = (Stage::InProgress, true, Some(date("2019-12-09")));
        i.latest = Some(Progress { obstacle: Some("无".into()), ..report("2019-12-08", 95) });
    });
    at("6", &|i| {
        (i.stage, i.long_term, i.due) = (Stage::BasicallyDone, true, Some(date("2019-11-30")));
        i.latest = Some(report("2019-11-29", 90));
    });
    at("7", &|i| i.stage = Stage::NotStarted);
    at("8", &|i| {
        i.due = Some(date("2019-12-16"));
        i.latest = Some(report("2019-12-02", 88));
        i.conflicts = vec!["due".into()];
    });
    at("9", &|i| {
        (i.immediate, i.long_term) = (true, true);
        i.latest = Some(report("2019-12-01", 99));
    });
    at("10", &|i| {
        (i.stage, i.closing, i.due) = (Stage::Done, Closing::Returned, Some(date("2019-12-31")));
        i.done_on = Some(date("2019-12-05"));
    });
    Ledger { inspections: vec![inspection()], areas, issues }
}

/// What `ledger` counts as the month before that of `day`.
pub fn before(ledger: &Ledger, day: NaiveDate) -> Before {
    let day = month_start(day).pred_opt().expect("a day");
    Before::new(Moment { ledger, day, rule: PaceRule::default() })
}

/// `n` issues, each with 2 measures and 5 duties; every tenth is a part of the one before.
pub fn large_ledger(n: usize) -> Ledger {
    let day = |n: usize| date("2019-09-15") + Days::new(n as u64 % 120);
    let issues = (0..n).map(|n| {
        let mut issue = if n % 10 == 9 { part(&n.to_string(), &(n - 1).to_string()) } else { issue(&n.to_string()) };
        (issue.inspection, issue.stage) = (Some(id("2019-sw")), Stage::ALL[n * 7 % 4]);
        issue.due = (n % 5 > 0).then(|| day(n * 31));
        issue.latest = (n % 3 > 0).then(|| Progress { day: day(n * 17), ..report("2019-12-01", 50) });
        let roles = [Role::LeadLeader, Role::LeadUnit, Role::Unit, Role::Unit, Role::Contact];
        issue.duties = roles
            .iter()
            .enumerate()
            .map(|(turn, role)| (*role, format!("某某市某某局{}", (n + turn) % 97).into()))
            .collect();
        let measures =
            (0..2).map(|turn| Milestone { due: Some(day(n * 13 + turn * 40)), ..milestone("x", "2019-12-01", None) });
        issue.milestones = measures.collect();
        issue
    });
    Ledger { inspections: vec![inspection()], areas: Vec::new(), issues: issues.collect() }
}

/// The shortest of `n` runs, and what it came to.
pub fn best_of<T>(n: usize, mut run: impl FnMut() -> T) -> (std::time::Duration, T) {
    let mut one = || {
        let start = std::time::Instant::now();
        let out = run();
        (start.elapsed(), out)
    };
    let first = one();
    (1..n).map(|_| one()).fold(first, |best, next| if next.0 < best.0 { next } else { best })
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..120).prop_map(|n| date("2019-09-15") + Days::new(n))
}

fn random_issue(number: usize) -> impl Strategy<Value = Issue> {
    let dates = (proptest::option::of(days()), proptest::option::of(days()), proptest::option::of(days()));
    let marks = (any::<bool>(), any::<bool>(), 0..Stage::ALL.len(), 0..Closing::ALL.len(), any::<bool>());
    let names = proptest::collection::vec((0..Role::ALL.len(), "[甲乙丙]"), 0..5);
    let milestones = proptest::collection::vec((proptest::option::of(days()), proptest::option::of(days())), 0..4);
    let latest = proptest::option::of((days(), proptest::option::of(0_i64..=100)));
    (dates, marks, names, milestones, latest, 0_usize..12, 0_usize..4).prop_map(
        move |(dates, marks, names, milestones, latest, parent, area)| {
            let mut issue = issue(&number.to_string());
            (issue.started_on, issue.due, issue.done_on) = dates;
            (issue.immediate, issue.long_term) = (marks.0, marks.1);
            (issue.stage, issue.closing) = (Stage::ALL[marks.2], Closing::ALL[marks.3]);
            issue.inspection = marks.4.then(|| id("2019-sw"));
            issue.duties = names.into_iter().map(|(role, name)| (Role::ALL[role], name.into())).collect();
            let milestones = milestones.into_iter().enumerate();
            issue.milestones = milestones
                .map(|(n, (due, done_on))| Milestone { due, done_on, ..milestone(&n.to_string(), "2019-12-01", None) })
                .collect();
            issue.latest = latest.map(|(day, percent)| Progress { day, percent, ..report("2019-12-01", 0) });
            issue.parent = (parent < 6).then(|| id(&parent.to_string()));
            issue.area = (area < 3).then(|| id(&area.to_string()));
            issue
        },
    )
}

prop_compose! {
    /// A ledger of up to twelve issues, as no office would keep it.
    pub fn random_ledger()(n in 0_usize..12)(issues in (0..n).map(random_issue).collect::<Vec<_>>()) -> Ledger {
        let areas = (0..2).map(|n: usize| Area {
            id: id(&n.to_string()), inspection: None, label: None, title: n.to_string(),
        });
        Ledger { inspections: vec![inspection()], areas: areas.collect(), issues }
    }
}
