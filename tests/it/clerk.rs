//! A day at the desk: what is mistyped, tried or taken back is answered in words that help.

use crate::support::Office;

/// An office with the sample ledger.
fn sample() -> Office {
    let office = Office::bare("sample");
    std::fs::copy(crate::sample::SAMPLE, office.db()).unwrap();
    office
}

#[test]
fn a_dry_run_tells_what_would_happen_not_what_has_happened() {
    let office = sample();
    let (before, dir) = (office.digest(), office.dir().join("new"));
    let bare = Office::bare("bare");
    for (told, holds) in [
        (office.done("undo --dry-run").stderr, "将撤销 市委巡视整改办 2020-01-13 的变更 "),
        (office.done("rebuild --dry-run").stderr, "试运行：将按变更记录重新生成各表。\n"),
        (bare.done("init --dry-run").stderr, "试运行：将新建台账 "),
        (office.ok(&["man", dir.to_str().unwrap(), "--dry-run"]).stderr, "试运行：将在 "),
    ] {
        assert!(told.starts_with(holds), "{told}");
    }
    assert_eq!(office.digest(), before);
    assert!(!bare.db().exists() && !dir.exists());
    assert_eq!(office.line("init --dry-run").code, 1, "there is a ledger");
}

#[test]
fn undoing_names_whose_change_it_was_and_what_is_gone_by_its_fields() {
    let office = sample();
    office.done("progress add 3.1 --percent 71 --unit 市文旅公司");
    let undone = office.done("undo").stderr;
    assert!(undone.starts_with("已撤销 整改办 2019-12-09 的变更 "), "{undone}");
    assert!(undone.contains("- 撤回 进展：问题 3.1、日期 2019-12-09、完成比例 71、填报单位 市文旅公司\n"), "{undone}");
}

#[test]
fn a_day_that_has_not_come_cannot_be_looked_back_at() {
    let office = sample();
    for line in ["list", "show 8", "dispatch", "issue set 8 --note x"] {
        let refused = office.line(&format!("{line} --as-of 2019-12-10"));
        assert_eq!(refused.code, 2, "{refused}");
        assert!(refused.stderr.starts_with("错误：2019-12-10 还没有到（今天是 2019-12-09）"), "{refused}");
        assert_eq!(refused.stdout, "");
    }
    office.done("list --as-of 2019-12-09");
}

#[test]
fn an_export_in_another_format_is_refused_with_the_way_to_it() {
    let office = sample();
    for format in ["json", "md"] {
        let refused = office.line(&format!("export --format {format}"));
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{refused}");
        assert!(refused.stderr.contains("duban list --format json 或 md"), "{refused}");
    }
    assert_eq!(office.done("export --format csv").stdout, office.done("export").stdout);
}

#[test]
fn an_import_that_fails_leaves_no_ledger_where_there_was_none() {
    let office = Office::bare("整改办");
    office.write("bad.csv", "编号,问题,整改时限\n1,道路破损,某日\n".as_bytes());
    let refused = office.line("import bad.csv --yes");
    assert_eq!(refused.code, 3, "{refused}");
    assert!(!refused.stderr.contains("已新建台账"), "{refused}");
    let left: Vec<_> = std::fs::read_dir(office.dir()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["bad.csv"]);
    // one that was there before stays, empty as it is
    office.done("init");
    assert_eq!(office.line("import bad.csv --yes").code, 3);
    assert!(office.db().exists());
    let fresh = Office::bare("别处");
    fresh.write("good.csv", "编号,问题,整改时限\n1,道路破损,2019-12-31\n".as_bytes());
    let done = fresh.done("import good.csv --yes").stderr;
    assert!(done.ends_with("已新建台账 [DIR]/duban.db\n"), "{done}");
}

#[test]
fn a_day_without_a_year_takes_the_year_that_fits_and_says_so() {
    let mut office = sample();
    let done = |office: &Office, day: &str| office.line(&format!("milestone set 2.1#1 --done {day}"));
    let told = done(&office, "10月30日");
    assert_eq!(told.code, 0, "{told}");
    assert!(told.stderr.starts_with("“10月30日”没有写年份，按 2019-10-30 计\n"), "{told}");
    // the latest such day that has come: after the turn of the year it is one of the old year
    office.today = "2020-01-06".to_owned();
    assert!(done(&office, "12月30日").stderr.contains("按 2019-12-30 计"));
    assert!(office.line("issue set 3.1 --stage 已完成 --done 2月29日").stderr.contains("按 2016-02-29 计"));
    assert!(office.line("progress add 3.2 --percent 90 --on 1月3日").stderr.contains("按 2020-01-03 计"));
    assert!(office.line("list --as-of 12月31日").stderr.contains("按 2019-12-31 计"));
    // a limit is of this year
    assert!(office.line("milestone add 3.1 --text 复查 --due 3月底前").stderr.contains("按 2020-03-31 计"));
    office.today = "2019-12-09".to_owned();
    let refused = office.line("issue set 3.3 --due 3月底前");
    assert!(refused.code == 2 && refused.stderr.contains("2019-03-31"), "{refused}");
    // today is the day that the others are near to
    let refused = office.line("list --today 12月9日");
    assert!(refused.code == 2 && refused.stderr.contains("请写上年份，例如 2019-10-30"), "{refused}");
    let refused = office.line("issue set 3.3 --due 2019-02-30");
    assert_eq!((refused.code, refused.stderr.lines().next()), (2, Some("错误：没有“2019-02-30”这一天")));
    let refused = office.line("issue set 3.3 --due 2月30日");
    assert_eq!((refused.code, refused.stderr.lines().next()), (2, Some("错误：没有“2月30日”这一天")));
}

#[test]
fn a_list_of_what_is_due_takes_a_limit_as_it_is_written() {
    let office = sample();
    let numbers = |before: &str| -> (usize, String) {
        let listed = office.line(&format!("list --due-before {before} --format csv"));
        assert_eq!(listed.code, 0, "{listed}");
        (listed.stdout.lines().count(), listed.stderr)
    };
    let (up_to, told) = numbers("12月底前");
    assert_eq!(told, "“12月底前”：列出时限在 2019-12-31 及以前的\n");
    assert_eq!((up_to, String::new()), numbers("2020-01-01"));
    let (before, told) = numbers("12月31日");
    assert_eq!(told, "“12月31日”没有写年份，按 2019-12-31 计\n");
    assert_eq!((before, String::new()), numbers("2019-12-31"));
    assert!(before < up_to, "the day itself is not before it");
    assert_eq!(office.line("list --due-before 长期坚持").code, 2);
}

#[test]
fn a_name_is_not_merged_with_itself() {
    let office = sample();
    let refused = office.line("owner merge 市财政局 市财政局");
    assert_eq!((refused.code, refused.stderr.lines().next()), (1, Some("错误：“市财政局”就是它自己，不用合并")));
    office.done("owner add 市财局");
    office.done("owner merge 市财局 市财政局");
    assert_eq!(
        office.line("owner merge 市财政局 市财局").stderr.lines().next(),
        Some("错误：“市财局”已经是“市财政局”的别名，不能再反过来合并")
    );
}

#[test]
fn what_the_system_says_is_told_in_the_readers_language() {
    let mut office = sample();
    office.write("no.db", b"this is a note, and long enough to be looked at as the beginning of a database by SQLite");
    for (line, zh, en) in [
        (
            "import no.csv",
            "错误：读不了 no.csv：没有这个文件或文件夹\n",
            "error: cannot read no.csv: there is no such file or folder\n",
        ),
        ("import .", "错误：读不了 .：这是文件夹，不是文件\n", "error: cannot read .: it is a folder, not a file\n"),
        (
            "export no/x.csv",
            "错误：写不了 no/x.csv：没有这个文件或文件夹\n",
            "error: cannot write no/x.csv: there is no such file or folder\n",
        ),
        (
            "init --db no/x.db",
            "错误：打不开台账：no/x.db：没有这个文件或文件夹\n",
            "error: the ledger cannot be opened: no/x.db: there is no such file or folder\n",
        ),
        (
            "list --db no.db",
            "错误：no.db 不是督办台账，没有改动它\n",
            "error: no.db is no ledger; it was left as it is\n",
        ),
    ] {
        for (lang, told) in [("zh", zh), ("en", en)] {
            office.lang = lang;
            let refused = office.line(line);
            assert!(refused.code == 4 && refused.stderr.starts_with(told), "{refused}");
        }
    }
}

#[test]
fn names_that_are_near_stand_beside_each_other_as_the_language_has_them() {
    let mut office = sample();
    let told = office.line("list --lead 市财局").stderr;
    assert!(told.contains("提示：相近的有：市财政局、市人社局、市住建局；"), "{told}");
    assert!(office.line("list --sort x").stderr.contains("可以写：number、due、lead、"));
    assert!(office.line("list --limit 3 --limit 4").stderr.starts_with("错误：--limit <个数> 写了两次\n"));
    office.lang = "en";
    assert!(office.line("list --lead 市财局").stderr.contains("市财政局, 市人社局, 市住建局; "));
}

#[test]
fn a_name_that_nobody_has_yet_is_said_to_be_new_with_those_like_it() {
    let mut office = sample();
    let told = office.done("issue set 8 --unit 市财局、市水利局 --contact 张国荣").stderr;
    assert!(
        told.ends_with(
            "新增单位 市财局，与已有的 市财政局 相近\n\
             提示：若是同一个：duban owner merge 市财局 市财政局，或者 duban undo 后重新登记\n\
             新增单位 市水利局\n新增个人 张国荣\n"
        ),
        "{told}"
    );
    office.done("owner merge 市财局 市财政局");
    assert!(!office.done("issue set 8 --unit 市财局").stderr.contains("新增单位"), "it is known now");
    // what is like another name of a unit is like the unit
    let told = office.done("progress add 8 --percent 100 --unit 市财局国库科").stderr;
    assert!(told.contains("新增单位 市财局国库科，与已有的 市财政局 相近\n"), "{told}");
    let told = office.done("progress set 8@2019-12-09 --unit 市审计科").stderr;
    assert!(told.contains("新增单位 市审计科，与已有的 市审计局 相近\n"), "{told}");
    let told = office.done("issue add --title 试 --lead-unit 市公安分局 --dry-run").stderr;
    assert_eq!(told, "将新增单位 市公安分局，与已有的 市公安局 相近\n提示：若是同一个，请改用已有的名称\n");
    let told = office.done("owner add 市教体局").stderr;
    assert!(!told.contains("新增单位"), "{told}");
    office.lang = "en";
    let told = office.done("milestone add 8 --text 复查").stderr;
    assert!(!told.contains("made a new"), "{told}");
    let told = office.done("issue set 8 --team 巡视整改专班 --lead-unit 市委组织").stderr;
    assert!(told.contains("made a new unit: 市委组织, much like 市委组织部\nhint: if it is the same: `duban owner merge 市委组织 市委组织部`, or `duban undo` and enter it again\n"), "{told}");
}

#[test]
fn an_issue_that_was_struck_out_says_who_did_when_and_why_and_comes_back() {
    let mut office = sample();
    office.ok(&["issue", "void", "13", "--reason", "与 12 重复", "--as", "市督查办"]);
    for line in ["show 13", "progress add 13 --percent 5", "log 13", "show 2019-sw/13"] {
        let refused = office.line(line);
        assert_eq!(refused.code, 2, "{refused}");
        let told = refused.stderr.replace("2019-sw/13", "13");
        assert!(told.starts_with("错误：问题 13 已由 市督查办 于 2019-12-09 作废，原因：与 12 重复\n"), "{told}");
    }
    office.lang = "en";
    let told = office.line("show 13").stderr;
    assert!(told.starts_with("error: issue 13 was struck out by 市督查办 on 2019-12-09: 与 12 重复\n"), "{told}");
    let undo = told.split('`').nth(1).unwrap().strip_prefix("duban ").unwrap().to_owned();
    office.done(&undo);
    assert_eq!(office.json("show 13")["number"], "13");
    assert!(office.line("show 99").stderr.contains("there is no issue 99"));
    office.line("show 13 --as-of 2019-12-08");
}

#[test]
fn a_second_return_on_one_day_says_whose_there_is_and_how_to_change_it() {
    let office = sample();
    office.done("progress add 13 --text 第一次");
    let refused = office.line("progress add 13 --text 第二次");
    assert_eq!(
        refused.stderr,
        "错误：问题 13 在 2019-12-09 已经登记过一次进展，没有写填报单位\n\
         提示：要改那一次：duban progress set 13@2019-12-09；是另一个单位报的，加上 --unit 单位\n"
    );
    office.done("progress add 13 --text 另报 --unit 市财政局");
    let refused = office.line("progress add 13 --text 再报 --unit 市财政局");
    assert_eq!(
        refused.stderr,
        "错误：市财政局 在 2019-12-09 已经报过问题 13 的进展\n\
         提示：一天登记一次；要改那一次：duban progress set 13@2019-12-09@市财政局\n"
    );
    let several = office.line("progress set 13@2019-12-09 --percent 30").stderr;
    assert!(several.contains("13@2019-12-09@市财政局、13@2019-12-09@"), "the newest first: {several}");
    office.done("progress set 13@2019-12-09@ --percent 30");
    let returns = office.json("progress list 13");
    let first = returns.as_array().unwrap().iter().find(|one| one["text"] == "第一次").unwrap();
    assert_eq!((&first["percent"], &first["unit"]), (&30.into(), &serde_json::Value::Null));
}

#[test]
fn a_reason_for_no_change_is_said_not_to_be_recorded() {
    let office = sample();
    let before = office.digest();
    let told = office.done("issue set 8 --due 2019年11月底前 --reason 责任领导同意").stderr;
    assert!(told.starts_with("没有变化，台账未动，所写的原因也没有记下。"), "{told}");
    assert_eq!(office.done("issue set 8 --due 2019年11月底前").stderr, "没有变化，台账未动。\n");
    assert_eq!(office.digest(), before);
}

/// Every command of the program, each with those above it: `issue`, `issue add`.
fn commands(command: &clap::Command, above: &[String], found: &mut Vec<Vec<String>>) {
    found.push(above.to_vec());
    for sub in command.get_subcommands() {
        let path: Vec<String> = above.iter().cloned().chain([sub.get_name().to_owned()]).collect();
        commands(sub, &path, found);
    }
}

/// The lines that a window of 80 columns would break.
fn too_wide(text: &str) -> Vec<&str> {
    text.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 80).collect()
}

#[test]
fn every_help_fits_a_window_of_80_columns() {
    let mut office = Office::bare("help");
    let mut all = Vec::new();
    let words = duban::i18n::Words::new(duban::i18n::Lang::Zh);
    commands(&duban::cmd::command(&words), &[], &mut all);
    assert!(all.len() > 50);
    for lang in ["zh", "en"] {
        office.lang = lang;
        for mut path in all.clone() {
            path.push("--help".to_owned());
            let help = office.ok(&path).stdout;
            assert_eq!(too_wide(&help), [""; 0], "{lang} {path:?}");
            // an option and what it is for stand on one line
            let bare = help.lines().filter(|line| line.starts_with("      --") && !line.trim().contains("  ")).count();
            assert_eq!(bare, 0, "{lang} {path:?}:\n{help}");
        }
    }
}

#[test]
fn what_is_shown_of_the_sample_fits_a_window_of_80_columns() {
    let mut office = sample();
    // one issue with every mark there is
    office.done("issue set 1 --immediate");
    for lang in ["zh", "en"] {
        office.lang = lang;
        for line in ["list", "check", "show 3.6", "show 1", "dispatch", "supervise", "log", "owner list", "area list"] {
            assert_eq!(too_wide(&office.done(line).stdout), [""; 0], "{lang} {line}");
        }
        let list = office.done("list").stdout;
        assert!(list.lines().nth(1).unwrap().starts_with("───"), "the headings take one line: {list}");
        let more = list.lines().skip(2).filter(|line| line.starts_with(' '));
        let wide = more.map(unicode_width::UnicodeWidthStr::width).filter(|columns| *columns >= 60);
        assert_eq!(wide.count(), 0, "what a title is continued with has no state beside it: {list}");
        let digest = office.digest();
        assert!(office.done("check").stdout.contains(&digest), "{lang}: a digest can be copied whole");
    }
}

#[test]
fn the_log_of_a_past_day_ends_with_it_and_says_when_it_is_cut() {
    let office = sample();
    let past = office.json("log 8 --as-of 2019-09-05");
    assert!(past.as_array().unwrap().iter().all(|entry| entry["day"].as_str().unwrap() <= "2019-09-05"), "{past:#}");
    assert!(!past.as_array().unwrap().is_empty());
    let cut = office.done("log");
    assert_eq!(cut.stderr, "只列出最近 50 条；更早的用 duban log -n 100 查看\n");
    assert_eq!(office.done("log -n 3").stderr, "");
}

#[test]
fn what_cannot_look_back_refuses_to() {
    let office = sample();
    for line in ["check --as-of 2019-11-30", "rebuild --as-of 2019-11-30"] {
        let refused = office.line(line);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{refused}");
    }
}

#[test]
fn csv_of_what_has_no_table_is_refused_and_an_empty_list_says_so() {
    let office = sample();
    let refused = office.line("log --format csv");
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{refused}");
    let bare = Office::new("bare");
    let empty = bare.done("conflict list --format csv");
    assert!(empty.stdout.is_empty() && empty.stderr.contains("各方填写一致"), "{empty}");
}

#[test]
fn breaches_have_names_that_are_the_same_in_both_languages() {
    let mut office = sample();
    let breaches = office.json("check")["breaches"].clone();
    office.lang = "en";
    let other = office.json("check")["breaches"].clone();
    let (a, b) = (breaches[0].clone(), other[0].clone());
    assert_eq!(a["missing"], b["missing"]);
    assert_ne!(a["words"], b["words"]);
    assert!(a["missing"][0].as_str().unwrap().starts_with("missing_"), "{a:#}");
}

#[test]
fn a_short_name_becomes_another_name_of_a_unit() {
    let office = Office::new("alias");
    office.done("issue add --number 1 --title 甲 --lead-unit 市财政局");
    assert_eq!(office.line("list --unit 财政局").code, 2);
    office.done("owner merge 财政局 市财政局");
    office.done("owner set 市财政局 --alias 市财局");
    office.done("owner add 市卫健委 --alias 卫健委、卫生局");
    for asked in ["财政局", "市财局"] {
        assert_eq!(office.json(&format!("list --unit {asked}")).as_array().unwrap().len(), 1);
    }
    let owners = office.json("owner list");
    assert_eq!(owners.as_array().unwrap().len(), 2, "{owners:#}");
    let refused = office.line("owner set 市财政局 --alias 卫健委");
    assert_eq!(refused.code, 1, "{refused}");
    office.done("undo");
    assert_eq!(office.json("owner list").as_array().unwrap().len(), 1);
}

#[test]
fn an_author_called_report_is_a_slip_and_nobody_is_told() {
    let office = Office::new("author");
    office.write("a.csv", "编号,问题\n1,道路破损\n".as_bytes());
    let refused = office.line("import a.csv --as ledger --yes");
    assert!(refused.code == 2 && refused.stderr.contains("--kind ledger"), "{refused}");
    let output = office.command().env_remove("DUBAN_AUTHOR").args(["import", "a.csv", "--yes"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("不知道是谁经办"), "{told}");
}

#[test]
fn what_is_taken_back_already_is_said_to_be() {
    let office = Office::new("twice");
    office.done("issue add --number 1 --title 甲");
    let entry = office.json("log -n 1")[0]["id"].as_str().unwrap()[..12].to_owned();
    office.done("undo");
    let refused = office.line(&format!("undo {entry}"));
    assert!(refused.code == 1 && refused.stderr.contains("已由 整改办 于 2019-12-09 撤销"), "{refused}");
}

#[test]
fn a_day_and_a_month_are_read_as_people_write_them() {
    let office = sample();
    let refused = office.line("list --as-of 昨天");
    assert!(refused.stderr.contains("2019-12-09 或 2019年12月9日"), "{refused}");
    assert_eq!(office.done("supervise --month 2019年11月").stdout, office.done("supervise --month 2019-11").stdout);
}

#[test]
fn words_are_found_in_rules_names_and_earlier_returns_too() {
    let office = Office::new("search");
    for line in [
        "issue add --title 一 --number 1 --lead-unit 市财政局 --support 市审计局",
        "issue add --title 二 --number 2 --lead 市长",
        "issue add --title 三 --number 2.1 --parent 2",
        "owner set 市财政局 --alias 财政",
        "owner add 财务口",
        "owner merge 财务口 市财政局",
        "rule add 2 --title 公务接待管理办法 --number 湘办发〔2019〕7号",
        "progress add 2.1 --text 已召开现场会 --on 2019-12-02",
        "progress add 2.1 --text 已完成招标 --on 2019-12-09",
    ] {
        office.done(line);
    }
    for (words, found) in [
        ("接待管理", vec!["2"]),
        ("〔2019〕7号", vec!["2"]),
        ("现场会", vec!["2.1"]),
        ("招标", vec!["2.1"]),
        ("现场会 招标", vec!["2.1"]),
        ("财政局", vec!["1"]),
        ("审计", vec!["1"]),
        ("财务口", vec!["1"]),
        ("市长", vec!["2", "2.1"]), // a part stands under the leader of its issue, as the list shows it
        ("现场会 审计", vec![]),
    ] {
        let shown = office.ok(&["list", "--text", words, "--format", "json"]).stdout;
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let numbers: Vec<&str> = shown.as_array().unwrap().iter().map(|i| i["number"].as_str().unwrap()).collect();
        assert_eq!(numbers, found, "{words}");
    }
    office.ok(&["rule", "void", "2#1", "--reason", "重复"]);
    assert_eq!(office.done("list --text 接待管理 --format json").stdout, "[]\n", "a rule that was struck out");
}

#[test]
fn of_several_returns_on_a_day_the_one_entered_last_is_the_newest() {
    let office = Office::new("order");
    office.done("issue add --title 一 --number 1");
    for percent in 1..=12 {
        office.done(&format!("progress add 1 --percent {percent} --unit 单位{percent}"));
        assert_eq!(office.json("show 1")["percent"], percent);
    }
    let shown = office.json("progress list 1");
    let order: Vec<i64> = shown.as_array().unwrap().iter().map(|one| one["percent"].as_i64().unwrap()).collect();
    assert_eq!(order, (1..=12).rev().collect::<Vec<_>>());
}

#[test]
fn a_part_that_moves_keeps_its_number_and_that_is_said() {
    let office = sample();
    let moved = office.done("issue set 2.1 --parent 3").stderr;
    assert!(moved.contains("2.1 归到 3 之下，编号不变；要一并改编号，加 --number 3.7"), "{moved}");
    office.done("undo");
    let renumbered = office.done("issue set 2.1 --parent 3 --number 3.7").stderr;
    assert!(!renumbered.contains("编号不变"), "{renumbered}");
    assert!(!office.done("issue set 3.7 --parent 3 --note 同").stderr.contains("编号不变"));
}

#[test]
fn a_title_without_end_is_cut_in_lists_and_whole_in_the_rest() {
    let office = Office::new("long");
    let title = format!("{}尾", "很长".repeat(170_000));
    office.write("title.csv", format!("编号,问题\n1,{title}\n").as_bytes());
    office.done("import title.csv --yes");
    office.done("progress add 1 --text 已办");
    for line in ["list", "dispatch", "supervise", "log", "progress list", "check"] {
        let shown = office.line(line).stdout;
        assert!(shown.len() < 20_000, "{line}: {} bytes", shown.len());
    }
    for line in ["show 1", "list --format json", "list --format csv"] {
        assert!(office.done(line).stdout.replace(['\n', ' '], "").contains("很长尾"), "{line}");
    }
}

#[test]
fn a_week_that_has_gone_by_is_shown_as_it_stood_then() {
    let mut office = sample();
    office.today = "2020-01-13".into();
    let now = office.ok(&["dispatch"]);
    assert!(now.stdout.contains("44 天") || now.stdout.contains("44天"), "{now}");
    let asked = office.ok(&["dispatch", "--as-of", "2019-12-09"]);
    office.today = "2019-12-09".into();
    assert_eq!(office.ok(&["dispatch"]).stdout, asked.stdout, "nothing of what was entered later");
}

#[test]
fn a_day_before_anything_was_entered_shows_nothing_and_says_why() {
    let mut office = Office::new("整改办");
    assert_eq!(office.line("--today 2019-11-04 dispatch").stderr, "", "there is nothing now either");
    office.done("issue add --number 8 --title 河道采砂管理不严");
    let said = "到 2019-11-04 台账里还没有登记问题；现有的 1 个（含子问题）都是后来登记的，不计在内\n\
                提示：看现在的情况，去掉日期；补登那时的情况，登记时也加上 --today 2019-11-04\n";
    assert_eq!(office.line("--today 2019-11-04 dispatch").stderr, said);
    let month = office.line("supervise --month 2019-10");
    assert!(month.code == 0 && month.stderr.starts_with("到 2019-10-31 台账里还没有"), "{month}");
    assert_eq!(office.line("dispatch").stderr, "");
    office.lang = "en";
    let month = office.line("supervise --month 2019-10");
    assert!(month.stderr.contains("what is there now (1, sub-issues too) came later"), "{month}");
}

#[test]
fn a_name_with_a_blank_is_quoted_in_the_command_that_is_offered() {
    let office = sample();
    let told = office.ok(&["issue", "set", "8", "--contact", "Li Ming", "--unit", "市 财政 局二科"]).stderr;
    assert!(told.contains("duban owner merge '市 财政 局二科' 市财政局，"), "{told}");
    let log = office.done("log 8 -n 1").stdout;
    assert!(log.contains("--contact 'Li Ming' --unit '市 财政 局二科'"), "{log}");
}
