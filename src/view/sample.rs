//! A small ledger for the tests of views and pages.

use crate::domain::id::Id;
use crate::domain::indicator::Indicator;
use crate::domain::issue::{Closing, Issue, Milestone, Pace, Progress, Role, Stage};
use crate::domain::ledger::{Area, Inspection, Ledger};
use crate::view::issue::{Change, Rule, Sheet};
use crate::view::issues::{Context, List, Row};
use chrono::NaiveDate;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn id(n: u32) -> Id {
    Id::fresh(1, n, [0; 6])
}

pub fn issue(n: u32, number: &str, title: &str) -> Issue {
    Issue {
        number: number.to_owned(),
        title: title.to_owned(),
        inspection: Some(id(1000)),
        area: Some(id(1001)),
        stage: Stage::InProgress,
        ..Issue::blank(id(n))
    }
}

fn measure(n: u32, text: &str, due: &str, done_on: Option<&str>) -> Milestone {
    Milestone {
        id: id(n),
        text: text.to_owned(),
        deliverable: None,
        due: Some(day(due)),
        due_text: None,
        done_on: done_on.map(day),
    }
}

fn progress(n: u32, on: &str, percent: i64, text: &str) -> Progress {
    Progress {
        id: id(n),
        day: day(on),
        percent: Some(percent),
        text: Some(text.to_owned()),
        next_step: None,
        obstacle: None,
        help_needed: None,
        unit: Some("市生态环境局".to_owned()),
    }
}

/// Eight issues, the first of them with everything that can be known.
pub fn ledger() -> Ledger {
    let duty = |role: Role, name: &str| (role, name.into());
    let mut river = issue(8, "8", "城区“3.5公里友谊河黑臭水体一直没有治理”的问题");
    river.requirement = Some("2019年底前基本完成污水收集管道铺设、截污、河道清淤等工作，2020年底前完成友谊河黑臭水体治理的全部相关工作，并建立长效管护机制。".to_owned());
    river.status_text = Some("正有序推进".to_owned());
    river.due = Some(day("2019-12-31"));
    river.due_text = Some("2019年底前，并长期坚持".to_owned());
    river.long_term = true;
    river.cycle = 2;
    river.category = Some("生态环保".to_owned());
    river.duties = vec![
        duty(Role::LeadLeader, "李建国"),
        duty(Role::Leader, "王志强"),
        duty(Role::LeadUnit, "市住房和城乡建设局"),
        duty(Role::Unit, "市生态环境局"),
        duty(Role::Unit, "市城市管理和综合执法局"),
        duty(Role::Support, "归义镇人民政府"),
        duty(Role::Contact, "陈晓（13800000000）"),
        duty(Role::Supervisor, "市委督查室"),
    ];
    river.milestones = vec![
        measure(20, "完成项目立项、可研批复和招投标，全面启动建设", "2019-09-30", Some("2019-09-20")),
        measure(21, "铺设污水收集管道6.8公里，完成沿线37处排口截污", "2019-11-30", None),
        measure(22, "河道清淤3.5公里，淤泥无害化处置", "2019-12-20", None),
        measure(23, "建立“河长+物业”长效管护机制", "2020-12-31", None),
    ];
    river.milestones[3].deliverable = Some("《友谊河管护办法》".to_owned());
    let mut latest = progress(
        30,
        "2019-12-13",
        70,
        "累计铺设污水收集管道4.9公里，完成29处排口截污；清淤2.1公里。项目资金已到位3200余万元，其中专项债券2000万元。",
    );
    latest.obstacle = Some("老城区段8处排口涉及居民房屋拆迁，3户未签订协议，影响管道贯通。".to_owned());
    latest.next_step = Some("12月20日前完成剩余管道铺设，同步推进清淤。".to_owned());
    latest.help_needed = Some("请归义镇协助做好3户拆迁户思想工作。".to_owned());
    river.latest = Some(latest);
    river.extra = vec![("销号标准".to_owned(), "水质达到Ⅳ类，群众满意度90%以上".to_owned())];
    river.note = Some("省生态环境厅2020年3月现场复核。".to_owned());
    river.conflicts = vec!["due".to_owned(), "extra.销号标准".to_owned()];

    let mut study = issue(1, "1", "学习缺乏系统性实效性");
    study.stage = Stage::Done;
    study.closing = Closing::Closed;
    study.immediate = true;
    study.duties = vec![duty(Role::LeadLeader, "张伟"), duty(Role::LeadUnit, "市委宣传部")];
    let mut battles = issue(2, "2", "推进三大攻坚战不够有力");
    battles.due = Some(day("2020-06-30"));
    battles.duties =
        vec![duty(Role::LeadLeader, "刘洋"), duty(Role::LeadUnit, "市财政局"), duty(Role::LeadUnit, "市扶贫办")];
    let mut sewage = issue(3, "8.1", "截污管道");
    sewage.parent = Some(id(8));
    sewage.due = Some(day("2019-11-30"));
    sewage.duties = vec![duty(Role::LeadLeader, "李建国"), duty(Role::LeadUnit, "市住房和城乡建设局")];
    let mut dredging = issue(4, "8.2", "清淤");
    dredging.parent = Some(id(8));
    dredging.stage = Stage::BasicallyDone;
    dredging.closing = Closing::Applied;
    dredging.due = Some(day("2019-12-20"));
    dredging.duties = vec![duty(Role::LeadLeader, "李建国"), duty(Role::LeadUnit, "市水利局")];
    let mut relatives = issue(5, "9", "领导干部亲属违规经商办企业");
    relatives.due_text = Some("立行立改".to_owned());
    relatives.immediate = true;
    relatives.closing = Closing::Returned;
    relatives.duties = vec![duty(Role::LeadLeader, "周敏"), duty(Role::LeadUnit, "市纪委监委")];
    let mut bare = issue(6, "10", "基层党组织生活不规范、“三会一课”记录造假");
    bare.stage = Stage::NotStarted;
    let mut screen = issue(7, "11", "在滨江壹号楼盘外建造巨大球形LED屏");
    screen.due = Some(day("2019-12-31"));
    screen.long_term = true;
    screen.duties = vec![duty(Role::LeadLeader, "张伟"), duty(Role::LeadUnit, "市审计局")];
    Ledger {
        inspections: vec![Inspection {
            id: id(1000),
            code: "2019-sw".to_owned(),
            name: Some("省委第八巡视组巡视".to_owned()),
            inspector: None,
            inspected: None,
            from_on: None,
            to_on: None,
            feedback_on: Some(day("2019-08-29")),
            plan_due: None,
            due: None,
        }],
        areas: vec![Area {
            id: id(1001),
            inspection: Some(id(1000)),
            label: Some("（三）".to_owned()),
            title: "“贯彻新发展理念不够到位”方面".to_owned(),
        }],
        issues: vec![study, battles, river, sewage, dredging, relatives, bare, screen],
    }
}

/// The paces of the eight on 2019-12-15.
pub fn paces() -> [Option<Pace>; 8] {
    [
        None,
        Some(Pace::Ahead),
        Some(Pace::Behind),
        Some(Pace::Overdue),
        Some(Pace::OnSchedule),
        None,
        None,
        Some(Pace::OnSchedule),
    ]
}

pub fn today() -> NaiveDate {
    day("2019-12-15")
}

pub fn list(ledger: &Ledger) -> List<'_> {
    let issues = ledger.issues.iter().zip(paces()).map(|(issue, pace)| (issue, issue.due, pace));
    List::of(issues, &Context::of(ledger), today())
}

pub fn indicators() -> Vec<Indicator> {
    let figure = |name: &str, value: &str, total: Option<&str>, unit: &str, qualifier: Option<&str>| Indicator {
        name: name.to_owned(),
        value: Some(value.to_owned()),
        total: total.map(str::to_owned),
        unit: Some(unit.to_owned()),
        qualifier: qualifier.map(str::to_owned),
        day: Some(day("2019-12-13")),
        text: None,
    };
    vec![
        figure("排口截污", "29", Some("37"), "处", None),
        figure("铺设管道", "4.9", Some("6.8"), "公里", None),
        figure("到位资金", "3200", None, "万元", Some("余")),
    ]
}

pub fn history() -> Vec<Progress> {
    vec![
        progress(28, "2019-11-29", 45, "铺设管道2.6公里，完成15处排口截污。"),
        progress(
            29,
            "2019-12-06",
            60,
            "铺设管道3.8公里，完成22处排口截污；河道清淤1.2公里，淤泥全部运至市固废处置中心，未发现二次污染。",
        ),
    ]
}

/// The sheet of issue 8, with everything in it.
pub fn sheet<'a>(ledger: &'a Ledger, indicators: &'a [Indicator], history: &'a [Progress]) -> Sheet<'a> {
    let context = Context::of(ledger);
    let mut sheet =
        Sheet::of(&ledger.issues[2], &context, ledger.issues[2].due, Some(Pace::Behind), indicators, history, today());
    sheet.rules = vec![Rule {
        title: "《汨罗市城区黑臭水体治理工作方案》".to_owned(),
        number: Some("汨政办发〔2019〕12号".to_owned()),
        day: Some(day("2019-10-08")),
    }];
    sheet.sub_issues =
        (3..5).map(|n| Row::of(&ledger.issues[n], &context, ledger.issues[n].due, paces()[n], today())).collect();
    sheet.entries = 14;
    sheet.last_change = Some(Change {
        who: "市住建局陈晓".to_owned(),
        when: day("2019-12-13").and_hms_opt(16, 5, 0).expect("a time"),
    });
    sheet
}
