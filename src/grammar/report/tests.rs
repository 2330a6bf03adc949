//! Reports in many shapes: what each fixture is read as, and what holds for any text.

use super::*;
use proptest::prelude::*;

/// The bytes of a fixture as text: UTF-8, else GB18030.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

macro_rules! fixture {
    ($name:literal) => {
        report(&decoded(include_bytes!(concat!("../../../tests/fixtures/reports/", $name))))
    };
}

/// The outline in a few lines: areas, issues with number, title and state, parts and measures.
fn shape(outline: &Outline) -> String {
    let mut lines = Vec::new();
    for area in &outline.areas {
        lines.push(format!("# {} {}", area.label.as_deref().unwrap_or("-"), area.title).trim_end().to_owned());
        for issue in &area.issues {
            lines.push(format!(
                "{} {}{}",
                issue.number,
                issue.title,
                state(issue.stage, issue.long_term, issue.immediate)
            ));
            lines.extend(issue.measures.iter().map(|measure| format!("  * {measure}")));
            lines.extend(
                issue
                    .sub_issues
                    .iter()
                    .map(|sub| format!("  {} {}{}", sub.number, sub.title, state(sub.stage, false, false))),
            );
        }
    }
    lines.join("\n")
}

fn state(stage: Option<Stage>, long_term: bool, immediate: bool) -> String {
    let stage = stage.map_or(String::new(), |stage| format!(" [{}]", stage.name()));
    format!("{stage}{}{}", if long_term { " +long" } else { "" }, if immediate { " +now" } else { "" })
}

fn problems(outline: &Outline) -> Vec<(usize, &'static str)> {
    outline.problems.iter().map(|problem| (problem.line, problem.message.key)).collect()
}

fn roles(outline: &Outline) -> Vec<Role> {
    outline.sections.iter().map(|section| section.role).collect()
}

/// Inspector, inspected, first day, last day, feedback, date of the report, issuer; `-` for what is not known.
fn facts(outline: &Outline) -> [String; 7] {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let found = &outline.inspection;
    [
        text(&found.inspector),
        text(&found.inspected),
        day(found.from),
        day(found.to),
        day(found.feedback_on),
        day(outline.report_date),
        text(&outline.issuer),
    ]
}

#[test]
fn six_areas_with_nineteen_running_numbers_and_parts_named_in_the_text() {
    let outline = fixture!("nineteen_issues.txt");
    assert_eq!(outline.kind, Kind::Inspection);
    assert_eq!(
        facts(&outline),
        ["省委第八巡视组", "汨罗市", "2019-04-01", "2019-05-31", "2019-08-29", "2020-01-08", "中共汨罗市委"]
    );
    assert_eq!(outline.inspection.name.as_deref(), Some("省委第八巡视组巡视汨罗市"));
    let contact = outline.contact.as_ref().unwrap();
    assert_eq!(contact.phone.as_deref(), Some("0730-5550000"));
    assert_eq!(contact.post.as_deref(), Some("汨罗市某路1号市委整改办"));
    assert_eq!(contact.email.as_deref(), Some("zgb@example.com"));
    assert_eq!(roles(&outline), [Role::Organisation, Role::Findings, Role::NextSteps]);
    let sizes: Vec<usize> = outline.areas.iter().map(|area| area.issues.len()).collect();
    assert_eq!(sizes, [3, 4, 3, 3, 5, 1]);
    let issues: Vec<&Issue> = outline.areas.iter().flat_map(|area| &area.issues).collect();
    let numbers: Vec<String> = (1..=19).map(|n: u32| n.to_string()).collect();
    assert_eq!(issues.iter().map(|issue| issue.number.clone()).collect::<Vec<_>>(), numbers);
    let parts: Vec<usize> = issues.iter().map(|issue| issue.sub_issues.len()).collect();
    assert_eq!(parts, [0, 3, 6, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 3]);
    let titles = |n: usize| issues[n - 1].sub_issues.iter().map(|sub| sub.title.as_str()).collect::<Vec<_>>();
    assert_eq!(titles(2), ["防范化解债务风险不够坚决", "扶贫帮扶不够到位", "落实“守护好一江碧水”的指示不到位"]);
    assert_eq!(
        titles(3),
        [
            "在滨江壹号楼盘外建造巨大球形LED屏",
            "3.5公里友谊河黑臭水体一直没有治理",
            "部分居民危房未及时改造",
            "中心城区部分居民未用上自来水",
            "1.1万户居民未安装天然气",
            "没有一个合格的生猪定点屠宰场"
        ]
    );
    assert_eq!(titles(17), ["“雁过拔毛”式腐败问题", "营商环境不优"]);
    assert_eq!(titles(19)[1], "8家国企没有完成改制");
    assert_eq!(issues[2].sub_issues[3].stage, Some(Stage::InProgress));
    assert_eq!(issues[3].sub_issues[2].stage, Some(Stage::Done));
    assert_eq!(issues[15].sub_issues[0].stage, Some(Stage::InProgress));
    assert_eq!(issues[18].sub_issues[1].stage, Some(Stage::InProgress));
    assert!(issues.iter().all(|issue| issue.stage.is_none()), "no issue as a whole is said to be done");
    assert!(issues[10].immediate && !issues[16].immediate);
    let rules = |n: usize| issues[n - 1].rules.iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(rules(2), ["驻村帮扶干部管理办法", "铝加工企业入园工作方案"]);
    assert_eq!(rules(3), ["城区天然气入户实施方案"]);
    assert_eq!(rules(4), ["领导干部离任生态审计办法(试行)", "政府党组工作规则", "人大常委会党组议事规则"]);
    assert_eq!(rules(8), [""; 0]);
    assert_eq!(rules(13), ["激励干部担当作为十条措施"]);
    assert_eq!(rules(15), [""; 0]);
    assert_eq!(problems(&outline), [(15, "report-part-unsure")]);
    assert_eq!((issues[0].line, issues[18].line), (6, 47));
    for issue in issues {
        // The parts of an account are the account: nothing of it is lost.
        if let Some(first) = issue.sub_issues.first() {
            let start = issue.progress.find(&first.text).unwrap();
            let joined: String = issue.sub_issues.iter().map(|sub| sub.text.as_str()).collect();
            assert_eq!(&issue.progress[start..], joined);
        }
    }
}

#[test]
fn every_outline_is_read_by_its_own_shape() {
    for (outline, expected) in [
        (
            fixture!("web_page.txt"),
            "# （一） 聚焦贯彻落实党的路线方针政策\n1 招商项目重签约轻落地 [done]\n2 安全生产底线守得不牢 [in_progress]\n\
             # （二） 聚焦群众身边腐败问题和不正之风\n3 工程招投标监管宽松软\n  3.1 化整为零规避招标\n  3.2 变更签证随意\n\
             # （三） 聚焦基层党组织建设\n4 非公企业党建覆盖不全 [done]",
        ),
        (
            fixture!("bureau_paren_top.txt"),
            "# -\n1 河湖长制落实有差距\n  1.1 巡河走过场\n  1.2 入河排污口底数不清 [in_progress]\n2 农村饮水工程管护不到位\n\
             3 ‘三重一大’决策制度执行不严 [done] +long",
        ),
        (
            fixture!("union_no_areas.txt"),
            "# -\n1 理论学习不深不透\n2 服务职工方式单一\n3 工会经费收缴不及时 [done]\n4 职工之家阵地建设滞后 [in_progress]",
        ),
        (fixture!("figures_only.txt"), ""),
        (
            fixture!("inspection_list.txt"),
            "# -\n1 一些地方对长江大保护认识不足。沿江码头清理后复绿不到位，个别码头仍在违规作业。岸线利用效率不高 [done] +long\n  \
             * 拆除违规码头5座，复绿岸线2.3公里。\n  * 制定《北岭市沿江岸线管理办法》，建立巡查制度。\n\
             2 污水管网建设滞后，雨季溢流问题突出。城区管网混错接点位多达1200余处 [in_progress]\n  \
             * 完成管网普查416公里\n  * 改造混错接点860处\n  * 新建调蓄池1座。\n\
             3 矿山生态修复进度慢。全市应修复的43座矿山仅完成11座 [in_progress]\n  \
             * 修复矿山29座，其余14座已完成设计。\n  * 3个重点矿区实行“一矿一策”，落实资金6700余万元。\n\
             4 秸秆禁烧责任不落实 [done]",
        ),
        (
            fixture!("audit_letter.txt"),
            "# -\n1 部分非税收入未及时缴入国库 [done]\n2 预算编制不细化，代编预算规模偏大 [done]\n\
             3 2个项目专项资金闲置超过两年 [in_progress]\n4 国有资产出租未公开招租 [done]\n\
             5 往来款长期挂账未清理 [in_progress]\n6 政府采购程序不规范 [done]\n7 决算草案编报不完整 [done]",
        ),
        (
            fixture!("audit_speech.txt"),
            "# 一、 县级财政管理审计查出问题的整改情况\n1 转移支付资金下达不及时 [done]\n2 预算绩效评价结果运用不充分\n\
             # 二、 部门预算执行审计查出问题的整改情况\n1 公务接待超标准\n2 固定资产账实不符\n\
             # 三、 重大政策措施落实跟踪审计查出问题的整改情况",
        ),
        (
            fixture!("district_measures_first.txt"),
            "# （一） 财政收支管理\n1 预算调整不规范 [done]\n2 存量资金盘活不够 [in_progress]\n\
             # （二） 民生资金使用\n1 养老服务补贴发放不精准 [done]\n2 3个镇残疾人补贴重复发放 [done]",
        ),
        (
            fixture!("paren_issues_under_digits.txt"),
            "# 1． 党的政治建设\n1 传达学习上级精神不及时\n2 意识形态阵地管理有漏洞\n\
             # 2． 全面从严治党\n1 村级‘三资’管理混乱\n  1.1 账外资产未登记\n  1.2 合同到期未收回 [in_progress]\n\
             2 干部作风漂浮\n3 惠农资金监管缺位",
        ),
        (
            fixture!("heading_inline.md"),
            "# （一） 贯彻新时代卫生健康工作方针有偏差\n1 基层医疗服务能力薄弱 [done]\n2 公共卫生应急预案更新不及时 [basically_done]\n\
             # （二） 医德医风建设抓得不紧\n3 药品耗材采购管理粗放\n4 收受‘红包’问题时有发生 [done] +long",
        ),
        (
            fixture!("plain_headings.txt"),
            "# -\n 立德树人根本任务落实不够到位\n 科研经费管理不严 [done]\n 干部队伍结构不合理",
        ),
        (
            fixture!("damaged_marks.txt"),
            "# (一) 理论武装\n1 中心组学习不规范\n  * 制定年度学习计划,\n  * 开展专题研讨6次,\n  * 编印学习资料400份。\n\
             2 服务‘三农’主业不突出\n# (二) 作风建设\n3 3个下属公司负责人长期不在岗\n4 “公车管理“一本账”没有落实",
        ),
        (
            fixture!("restart_numbers.txt"),
            "# 一、 党的领导\n1 议大事抓大事不够\n2 规划引领作用不强\n# 二、 党的建设\n1 党支部标准化建设滞后\n3 发展党员程序不规范",
        ),
        (
            fixture!("public_notice_form.txt"),
            "# -\n43 东河县城北垃圾填埋场渗滤液处理能力不足，存在环境隐患 [done]\n  \
             * 新建日处理200吨渗滤液处理设施\n  * 完善雨污分流系统\n  * 加强日常监测。",
        ),
        (
            fixture!("level_two_classes.txt"),
            "# （一） 贯彻落实党的理论和路线方针政策以及党中央重大决策部署\n1 主业聚焦不够\n2 科技创新投入不足 [done]\n\
             # （二） 全面从严治党责任落实\n3 境外资金监管薄弱 [in_progress]\n  \
             * 建立境外资金日报制度\n  * 委派财务总监5名\n  * 开展专项审计2轮。\n4 选人用人“近亲繁殖”\n6 制度执行不严",
        ),
        (
            fixture!("gb18030.txt"),
            "# （一） 落实教育方针\n1 大班额化解进度慢 [basically_done]\n2 校外培训机构治理不力 [done] +now\n\
             # （二） 师德师风\n3 有偿补课禁而不止 +long",
        ),
    ] {
        assert_eq!(shape(&outline), expected, "{:?}", outline.title);
    }
}

#[test]
fn who_inspected_whom_and_when_is_read_from_the_opening() {
    let u = "-";
    for (outline, kind, expected) in [
        (
            fixture!("web_page.txt"),
            Kind::Inspection,
            [
                "市委第三巡察组",
                "云溪经济开发区党工委",
                "2023-09-11",
                "2023-11-10",
                "2024-01-16",
                "2024-07-18",
                "中共云溪经济开发区工作委员会",
            ],
        ),
        (
            fixture!("bureau_paren_top.txt"),
            Kind::Inspection,
            ["区委第二巡察组", "区水务局党组", "2023-05-08", "2023-06-30", "2023-08-03", "2023-12-28", "区水务局党组"],
        ),
        (
            fixture!("union_no_areas.txt"),
            Kind::Inspection,
            [
                "区委第五巡察组",
                "区总工会党组",
                "2023-10-16",
                "2023-11-17",
                "2024-01-09",
                "2024-07-05",
                "青川区总工会党组",
            ],
        ),
        (fixture!("figures_only.txt"), Kind::Inspection, ["省委巡视组", u, u, u, u, u, u]),
        (
            fixture!("inspection_list.txt"),
            Kind::Environment,
            ["中央第四生态环境保护督察组", u, "2021-08-26", "2021-09-26", "2021-12-13", u, u],
        ),
        (fixture!("audit_letter.txt"), Kind::Audit, [u, u, u, u, u, "2022-11-15", "南屏区人民政府"]),
        (fixture!("audit_speech.txt"), Kind::Audit, [u, u, u, u, u, u, u]),
        (
            fixture!("district_measures_first.txt"),
            Kind::Audit,
            ["区审计局", u, "2023-03-01", "2023-05-31", "2023-06-20", "2023-11-30", "泰海市海陵区审计局"],
        ),
        (
            fixture!("heading_inline.md"),
            Kind::Inspection,
            [
                "县委第四巡察组",
                "县卫生健康局党组",
                "2023-02-20",
                "2023-04-20",
                "2023-05-30",
                "2023-10-09",
                "中共临江县卫生健康局党组",
            ],
        ),
        (
            fixture!("plain_headings.txt"),
            Kind::Inspection,
            [
                "省委第九巡视组",
                "云州学院党委",
                "2020-10-12",
                "2020-12-04",
                "2021-02-01",
                "2021-06-10",
                "中共云州学院委员会",
            ],
        ),
        (fixture!("restart_numbers.txt"), Kind::Inspection, ["县委第一巡察组", "县交通运输局党组", u, u, u, u, u]),
        (
            fixture!("gb18030.txt"),
            Kind::Inspection,
            [
                "县委第三巡察组",
                "县教育局党组",
                "2019-03-04",
                "2019-04-30",
                "2019-06-05",
                "2019-11-08",
                "金沙县教育局党组",
            ],
        ),
        (fixture!("public_notice_form.txt"), Kind::Environment, [u, u, u, u, u, "2024-01-08", "东河县生态环境局"]),
    ] {
        assert_eq!(facts(&outline), expected, "{:?}", outline.title);
        assert_eq!(outline.kind, kind, "{:?}", outline.title);
    }
    assert_eq!(fixture!("plain_headings.txt").inspection.name.as_deref(), Some("十一届省委第七轮巡视"));
    assert_eq!(fixture!("inspection_list.txt").inspection.name.as_deref(), Some("第二轮生态环境保护督察"));
    let contact = fixture!("web_page.txt").contact.unwrap();
    assert_eq!(contact.phone.as_deref(), Some("（0712）3345678"));
    assert_eq!(contact.post.as_deref(), Some("云溪市创业大道8号开发区管委会512室"));
    assert_eq!(contact.email.as_deref(), Some("yxkfq_zgb@example.com"));
}

#[test]
fn what_is_in_doubt_is_told_with_its_line() {
    for (outline, expected) in [
        (fixture!("web_page.txt"), vec![(3, "report-date-published")]),
        (fixture!("bureau_paren_top.txt"), vec![]),
        (fixture!("union_no_areas.txt"), vec![]),
        (fixture!("figures_only.txt"), vec![(1, "report-no-issues"), (4, "report-no-date"), (4, "report-no-issuer")]),
        (fixture!("audit_letter.txt"), vec![]),
        (
            fixture!("audit_speech.txt"),
            vec![
                (3, "report-date-unclear"),
                (14, "report-number-repeats"),
                (16, "report-area-empty"),
                (19, "report-no-date"),
                (19, "report-no-issuer"),
            ],
        ),
        (fixture!("damaged_marks.txt"), vec![(17, "report-quote-open")]),
        (
            fixture!("restart_numbers.txt"),
            vec![
                (2, "report-period-unclear"),
                (7, "report-number-repeats"),
                (8, "report-number-gap"),
                (9, "report-no-date"),
                (9, "report-no-issuer"),
            ],
        ),
        (fixture!("level_two_classes.txt"), vec![(18, "report-number-gap")]),
        (fixture!("gb18030.txt"), vec![]),
    ] {
        assert_eq!(problems(&outline), expected, "{:?}", outline.title);
    }
}

#[test]
fn numbered_measures_of_the_organisation_are_no_issues() {
    for outline in
        [fixture!("bureau_paren_top.txt"), fixture!("district_measures_first.txt"), fixture!("union_no_areas.txt")]
    {
        let led: Vec<usize> = outline
            .sections
            .iter()
            .filter(|section| section.role == Role::Organisation)
            .map(|section| section.line)
            .collect();
        let findings = outline.sections.iter().find(|section| section.role == Role::Findings).unwrap().line;
        assert!(!led.is_empty());
        assert!(outline.areas.iter().flat_map(|area| &area.issues).all(|issue| issue.line > findings));
    }
}

#[test]
fn fields_of_an_issue_are_told_apart() {
    let outline = report(
        "2020年10月12日至12月11日，县委巡察组巡察了县林业局党组。\n\
         一、关于“站位不高”的问题\n（一）问题表现：学习少。\n（二）整改措施：1.加强学习；2.开展研讨。\n\
         （三）整改成效：学习12次，已完成整改。\n\
         二、关于“担当不足”的问题\n责任单位：办公室\n整改措施：\n1.首问负责。\n2.限时办结。\n整改情况：\n（1）办结56件。\n\
         （2）通报3期，目前该问题正在整改。\n县林业局党组\n2021年6月\n",
    );
    assert_eq!(
        shape(&outline),
        "# -\n1 站位不高 [done]\n  * 加强学习\n  * 开展研讨。\n2 担当不足 [in_progress]\n  * 首问负责。\n  * 限时办结。"
    );
    let issues = &outline.areas[0].issues;
    assert_eq!(
        (issues[0].description.as_str(), issues[0].progress.as_str()),
        ("（一）问题表现：学习少。", "学习12次，已完成整改。")
    );
    assert_eq!(
        (issues[1].description.as_str(), issues[1].progress.as_str()),
        ("责任单位：办公室", "（1）办结56件。\n（2）通报3期，目前该问题正在整改。")
    );
    assert_eq!(facts(&outline)[..2], ["县委巡察组", "县林业局党组"]);
    assert_eq!(problems(&outline), [(15, "report-date-unclear")]);
}

#[test]
fn a_list_under_an_issue_may_use_the_marks_of_the_issue() {
    let outline = report(
        "一、反馈问题整改情况\n1.关于“甲”的问题。\n整改情况:\n1.成立专班。\n2.制定方案。\n2.关于“乙”的问题。\n整改情况:\n1.开展自查。\n\
         3.关于“丙”的问题。\n整改情况:印发《丙办法》。\n二、存在的主要问题\n还有差距。\n",
    );
    assert_eq!(shape(&outline), "# -\n1 甲\n  * 成立专班。\n  * 制定方案。\n2 乙\n  * 开展自查。\n3 丙");
}

#[test]
fn a_markdown_outline_is_read_by_the_depth_of_its_headings() {
    let outline = report(
        "# 整改报告\n## 一、工作开展情况\n### 1. 加强领导\n正文\n## 二、整改落实情况\n### 1. 关于“甲”的问题\n#### 整改情况\n完成了甲。\n\
         ### 2. 关于“乙”的问题\n整改情况：完成了乙。\n## 三、下一步工作\n",
    );
    assert_eq!(shape(&outline), "# -\n1 甲\n2 乙");
    assert_eq!(outline.areas[0].issues[0].progress, "完成了甲。");
}

#[test]
fn a_year_that_the_text_does_not_tell_is_not_made_up() {
    let text = "2019年10月8日至12月20日，县委第二巡察组对县水利局党组进行了巡察。1月15日反馈了巡察意见。\n1.关于“甲”的问题\n整改情况：乙。\n";
    let outline = report(text);
    assert_eq!(outline.inspection.feedback_on, None);
    assert!(problems(&outline).contains(&(1, "report-feedback-unclear")));
}

#[test]
fn stages_that_contradict_are_no_stage() {
    let outline = report("一、反馈问题整改情况\n1.关于“甲”的问题（已完成）\n整改情况：目前正在有序推进。\n");
    assert_eq!(outline.areas[0].issues[0].stage, None);
    assert!(problems(&outline).contains(&(2, "report-stage-differs")));
}

#[test]
fn a_count_that_does_not_agree_is_told() {
    let outline = report("巡视组反馈了3个问题。\n1.关于“甲”的问题\n整改情况：乙。\n2.关于“丙”的问题\n整改情况：丁。\n");
    assert!(problems(&outline).contains(&(1, "report-count-differs")));
}

#[test]
fn a_long_report_is_read_in_time_that_grows_with_its_length() {
    let one = include_str!("../../../tests/fixtures/reports/nineteen_issues.txt");
    let text = one.repeat(1_000_000 / one.len() + 1);
    let begun = std::time::Instant::now();
    let outline = report(&text);
    assert!(outline.areas.iter().map(|area| area.issues.len()).sum::<usize>() > 1000);
    // Far above what it takes (well under a second) on the busiest machine, far below what a square would cost.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

/// Text made of the pieces that the grammars look for.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "（一）",
        "(二)",
        "1.",
        "2．",
        "3、",
        "（1）",
        "①",
        "②",
        "问题1：",
        "第一，",
        "一是",
        "# ",
        "## ",
        "**",
        "- ",
        "\\",
        "\n",
        "\n",
        "\r\n",
        " ",
        "　",
        "\u{feff}",
        "关于",
        "针对",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "《",
        "》",
        "（",
        "）",
        "【",
        "】",
        "的问题",
        "问题",
        "方面",
        "等",
        "。",
        "，",
        "；",
        "：",
        ":",
        "整改情况",
        "整改措施",
        "已完成",
        "正在推进",
        "长期坚持",
        "立行立改",
        "该问题",
        "反馈",
        "巡视组",
        "审计局",
        "对",
        "进行",
        "向",
        "2019年",
        "4月",
        "31日",
        "至",
        "8",
        "20191231",
        "43830",
        "99999999999",
        "二〇一九年",
        "十",
        "底",
        "前",
        "-",
        ".",
        "/",
        "@",
        "a.b",
        "电话",
        "地址",
        "邮箱",
        "联系方式",
        "中共某市委",
        "出台",
        "学习",
        "6700",
        "余",
        "万元",
        "人次",
        "%",
        "㈠",
        "⒈",
        "ﷺ",
        "é",
        "𠀀",
        "组织",
        "下一步",
        "个",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn read_all(text: &str) {
    use crate::grammar::{amounts, dates, names, numbers, status};
    let outline = report(text);
    let lines = text.split('\n').count();
    for problem in &outline.problems {
        assert!((1..=lines).contains(&problem.line));
    }
    for area in &outline.areas {
        assert!((1..=lines).contains(&area.line));
        assert!(area.issues.iter().all(|issue| (1..=lines).contains(&issue.line)));
    }
    let _ = (
        dates::limit(text, Some(2019)),
        dates::limit(text, Some(i32::MAX)),
        dates::limit(text, None),
        dates::day(text),
    );
    let _ = (status::status(text), status::closed(text), status::marker(text), status::markers(text));
    let _ = (numbers::label(text), numbers::measures(text), numbers::numeral(text));
    let _ = (names::blank(text), names::ditto(text), names::split(text), names::key(text), names::title_key(text));
    let _ = (amounts::amounts(text), amounts::amount(text));
    assert_eq!(names::title_key(&names::title_key(text)), names::title_key(text));
}

proptest! {
    #[test]
    fn any_text_ends_in_an_outline_and_never_in_a_panic(text in any::<String>()) {
        read_all(&text);
    }

    #[test]
    fn any_mixture_of_what_the_grammars_know_never_ends_in_a_panic(text in pieces()) {
        read_all(&text);
    }

    #[test]
    fn a_day_is_read_back_in_every_form(days in 0i64..60_000) {
        let day = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs());
        for form in ["%Y-%m-%d", "%Y年%-m月%-d日", "%Y.%m.%d", "%Y/%-m/%-d", "%Y%m%d", "%Y-%m-%d 00:00:00"] {
            let text = day.format(form).to_string();
            prop_assert_eq!(crate::grammar::dates::day(&text), Ok(day));
            prop_assert_eq!(crate::grammar::dates::limit(&text, None).map(|when| when.day), Ok(Some(day)));
        }
    }
}

#[test]
fn no_shape_of_a_long_text_costs_a_square() {
    for piece in [
        "一",
        "1、",
        "1.关于“甲”的问题\n",
        "关于“甲”的问题\n",
        "一、甲方面\n1.关于“甲”的问题\n",
        "（一）",
        "“",
        "关于“",
        "《甲》",
        "出台《甲》包括《乙》",
        "电话",
        "电话：1、地址：",
        "巡视组",
        "省委巡视组对甲进行巡视",
        "2019年1月1日至",
        "针对",
        "针对甲，",
        "问题",
        "已完成，",
        "已完成。",
        "（已完成）",
        "整改情况：",
        "一、甲\n",
        "(1)\n1.\n一、\n",
        "反馈25个问题，",
        "1.甲\n",
        "# 甲\n",
        "问题1：甲\n整改情况：乙\n",
    ] {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let begun = std::time::Instant::now();
            let _ = report(&text);
            begun.elapsed()
        };
        // a machine that is busy with something else may hold one of them up, not each of five
        let slow = |_: &usize| {
            let (small, large) = (time(10_000), time(80_000));
            large.as_millis() >= 200 && large >= small * 40
        };
        assert!((0..5).take_while(slow).count() < 5, "{piece:?}: {:?}, then {:?}", time(10_000), time(80_000));
    }
}

#[test]
fn a_title_is_told_from_what_a_heading_puts_around_it() {
    for (title, expected) in [
        ("关于“学习不够”的问题", "学习不够"),
        ("关于学习不够的问题。", "学习不够"),
        ("学习不够", "学习不够"),
        ("“政治生态”方面", "政治生态"),
        ("政治生态方面", "政治生态"),
        ("2012年上一轮之后，有3个问题没有整改到位", "2012年上一轮之后，有3个问题没有整改到位"),
        ("“甲”“乙”不分", "“甲”“乙”不分"),
        ("甲。乙的问题", "甲。乙的问题"),
        ("关于", "关于"),
        ("", ""),
    ] {
        assert_eq!(bare(title), expected, "{title}");
    }
}
