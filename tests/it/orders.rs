//! What was ordered, and the notices that want an answer: entered, listed, called at every dispatch until done.

use crate::support::Office;

fn told(office: &Office, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("$ duban {line}\n{}\n", office.line(line).whole())).collect::<Vec<_>>().concat()
}

/// Two issues of two units.
fn office() -> Office {
    let office = Office::new("整改办");
    office.done("issue add --number 8 --title 河道采砂管理不严 --lead 副市长 --lead-unit 市水利局 --due 2019-12-31");
    office.done("issue add --number 9 --title 惠农资金拨付不及时 --lead 副市长 --lead-unit 市财政局 --due 2019-12-31");
    office
}

#[test]
fn a_directive_is_called_until_it_is_done() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "directive add 一周内拿出清理方案 --to 市水利局 --issue 8 --by 市委书记 --due 2019-12-06 --on 2019-12-02",
            "directive add 各县级领导到联系点调研一次 --to 市委办 --due 12月底前",
            "directive list",
            "dispatch --unit 市水利局",
            "directive done 2019-1 --result 方案已报市政府常务会议",
            "directive done 2019-1 --result 再办一次",
            "directive list --open",
            "directive list 8 --format json",
            "directive done 2019-11 --result x",
            "directive set 2019-2 --to 市委办、市政府办",
            "directive add 明天的事 --to 市委办 --on 2019-02-30",
            "undo",
            "directive list --open --to 市水利局",
            "directive void 2019-2 --reason 重复登记",
            "directive list",
        ]
    ));
}

#[test]
fn notices_take_the_next_number_of_their_kind_and_wait_for_an_answer() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "notice issue 8 --kind 督办单 --to 市水利局 --text 限期报送清理方案 --on 2019-11-25",
            "notice issue 8 9 --kind 提醒函 --to 市水利局 --to 市财政局 --title 关于按时反馈的提醒",
            "notice issue --kind 通报 --title 第一期督查通报",
            "notice issue 9 --kind 督办单 --to 市财政局 --days 7",
            "notice list",
            "dispatch",
            "notice answer 督1 --text 方案已报",
            "notice answer 督〔2019〕1号 --text 再报",
            "notice show 督[2019]1",
            "notice list --open --to 市财政局 --format json",
            "notice issue 8 --kind 提醒函",
            "notice issue 8 --kind 罚单 --to 市水利局",
            "notice answer 督9 --text x",
            "show 9",
            "notice void 督2 --reason 发错单位",
            "notice issue 9 --kind 督办单 --to 市财政局",
            "notice show 1",
        ]
    ));
}

#[test]
fn a_number_is_not_given_away_to_a_name_that_was_mistyped() {
    let office = office();
    let refused = office.line("notice issue 8 --kind 督办单 --to 市水力局");
    assert!(refused.code == 2 && refused.stderr.contains("市水利局"), "{refused}");
    office.done("notice issue 8 --kind 督办单 --to 市水利局");
    assert_eq!(office.json("notice list")[0]["code"], "督〔2019〕1号");
}

#[test]
fn a_notice_in_english() {
    let office = office();
    insta::assert_snapshot!(told(
        &office,
        &[
            "--lang en notice issue 8 --kind supervise --to 市水利局 --on 2019-11-25",
            "--lang en directive add survey-the-river --to 市水利局 --issue 8 --by 市委书记 --due 2019-12-20",
            "--lang en notice list",
            "--lang en directive list",
            "--lang en setting set notice.days 10",
            "--lang en setting set notice.days many",
            "--lang en setting void return.hour",
            "--lang en setting set notice.day 3",
        ]
    ));
}

#[test]
fn a_number_that_two_offices_gave_is_told() {
    let office = office();
    office.done("notice issue 8 --kind 督办单 --to 市水利局");
    office.done("notice issue 8 --kind 督办单 --to 市财政局");
    // as a merge may bring it: the same number on two documents
    office.done("setting set notice.reminder 督");
    office.done("notice issue 8 --kind 提醒函 --to 市财政局");
    assert_eq!(office.json("check")["doubles"], serde_json::json!(["督〔2019〕1号"]));
    assert!(office.line("check").stdout.contains("重复的文号或编号：督〔2019〕1号"));
    assert_eq!(office.line("notice show 督1").code, 2, "which one is meant is not guessed");
}
