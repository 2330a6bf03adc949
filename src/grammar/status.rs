//! Words for how far a rectification is: the stage, the closing, and the flags beside them.

use super::text::{fold, squeeze, strip_any, strip_end_any};
use crate::domain::issue::{Closing, Stage};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a status word says; an axis it does not speak of is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// 整改状态
    pub stage: Option<Stage>,
    /// 销号状态
    pub closing: Option<Closing>,
    /// 长期坚持
    pub long_term: bool,
    /// 立行立改
    pub immediate: bool,
}

/// A status found in a heading or a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// What it says.
    pub status: Status,
    /// The words that say it, without brackets.
    pub text: String,
    /// Whether it opens or ends the passage, or names its subject (该问题, 目前): then it speaks of the whole.
    pub whole: bool,
}

const BARE: Status = Status { stage: None, closing: None, long_term: false, immediate: false };
const NOT_STARTED: Status = Status { stage: Some(Stage::NotStarted), ..BARE };
const IN_PROGRESS: Status = Status { stage: Some(Stage::InProgress), ..BARE };
const BASICALLY: Status = Status { stage: Some(Stage::BasicallyDone), ..BARE };
const DONE: Status = Status { stage: Some(Stage::Done), ..BARE };
const CLOSED: Status = Status { stage: Some(Stage::Done), closing: Some(Closing::Closed), ..BARE };
const APPLIED: Status = Status { stage: Some(Stage::Done), closing: Some(Closing::Applied), ..BARE };
const RETURNED: Status = Status { stage: Some(Stage::InProgress), closing: Some(Closing::Returned), ..BARE };
const NOT_CLOSED: Status = Status { closing: Some(Closing::None), ..BARE };
const LONG_TERM: Status = Status { long_term: true, ..BARE };
const LONG_RUNNING: Status = Status { stage: Some(Stage::InProgress), long_term: true, ..BARE };
const IMMEDIATE: Status = Status { immediate: true, ..BARE };

/// Every status word. 未完成 and 未整改到位 say only that it is not finished, so they count as under way.
const WORDS: &[(&str, Status)] = &[
    ("尚未启动", NOT_STARTED),
    ("未启动", NOT_STARTED),
    ("待启动", NOT_STARTED),
    ("尚未开展", NOT_STARTED),
    ("未开展", NOT_STARTED),
    ("尚未开始", NOT_STARTED),
    ("未开始", NOT_STARTED),
    ("尚未整改", NOT_STARTED),
    ("未整改", NOT_STARTED),
    ("待整改", NOT_STARTED),
    ("待办理", NOT_STARTED),
    ("notstarted", NOT_STARTED),
    ("todo", NOT_STARTED),
    ("未达到序时进度", IN_PROGRESS),
    ("未达序时进度", IN_PROGRESS),
    ("达到序时进度", IN_PROGRESS),
    ("超过序时进度", IN_PROGRESS),
    ("符合序时进度", IN_PROGRESS),
    ("达序时进度", IN_PROGRESS),
    ("序时推进", IN_PROGRESS),
    ("序时任务", IN_PROGRESS),
    ("滞后任务", IN_PROGRESS),
    ("进展滞后", IN_PROGRESS),
    ("整改中", IN_PROGRESS),
    ("正在整改", IN_PROGRESS),
    ("正整改", IN_PROGRESS),
    ("推进中", IN_PROGRESS),
    ("正常推进", IN_PROGRESS),
    ("按计划推进", IN_PROGRESS),
    ("已启动", IN_PROGRESS),
    ("正在推进", IN_PROGRESS),
    ("正在推进中", IN_PROGRESS),
    ("按序时推进", IN_PROGRESS),
    ("按序时进度推进", IN_PROGRESS),
    ("有序推进", IN_PROGRESS),
    ("有序推进中", IN_PROGRESS),
    ("正有序推进", IN_PROGRESS),
    ("正在有序推进", IN_PROGRESS),
    ("正在有序推进中", IN_PROGRESS),
    ("正有力有序推进", IN_PROGRESS),
    ("正有力有序进行", IN_PROGRESS),
    ("稳步推进", IN_PROGRESS),
    ("正稳步推进", IN_PROGRESS),
    ("正在稳步推进", IN_PROGRESS),
    ("正稳步进行", IN_PROGRESS),
    ("正在稳步进行", IN_PROGRESS),
    ("加快推进", IN_PROGRESS),
    ("正在加快推进", IN_PROGRESS),
    ("持续推进", IN_PROGRESS),
    ("持续推进中", IN_PROGRESS),
    ("正在持续推进", IN_PROGRESS),
    ("持续整改", IN_PROGRESS),
    ("持续整改中", IN_PROGRESS),
    ("正在持续整改", IN_PROGRESS),
    ("进行中", IN_PROGRESS),
    ("正在进行", IN_PROGRESS),
    ("正在进行中", IN_PROGRESS),
    ("办理中", IN_PROGRESS),
    ("正在办理", IN_PROGRESS),
    ("正在办理中", IN_PROGRESS),
    ("正在侦办", IN_PROGRESS),
    ("正在侦办中", IN_PROGRESS),
    ("正在实施", IN_PROGRESS),
    ("正在落实", IN_PROGRESS),
    ("落实中", IN_PROGRESS),
    ("部分整改", IN_PROGRESS),
    ("部分完成", IN_PROGRESS),
    ("部分完成整改", IN_PROGRESS),
    ("未完成", IN_PROGRESS),
    ("尚未完成", IN_PROGRESS),
    ("未完成整改", IN_PROGRESS),
    ("尚未完成整改", IN_PROGRESS),
    ("未整改到位", IN_PROGRESS),
    ("尚未整改到位", IN_PROGRESS),
    ("未整改完成", IN_PROGRESS),
    ("未办结", IN_PROGRESS),
    ("超期未完", IN_PROGRESS),
    ("超期未完成", IN_PROGRESS),
    ("逾期未完成", IN_PROGRESS),
    ("inprogress", IN_PROGRESS),
    ("ongoing", IN_PROGRESS),
    ("长期整改", LONG_RUNNING),
    ("长期推进", LONG_RUNNING),
    ("基本完成", BASICALLY),
    ("已基本完成", BASICALLY),
    ("基本完成整改", BASICALLY),
    ("已基本完成整改", BASICALLY),
    ("基本整改到位", BASICALLY),
    ("已基本整改到位", BASICALLY),
    ("基本整改完成", BASICALLY),
    ("已基本整改完成", BASICALLY),
    ("基本到位", BASICALLY),
    ("基本办结", BASICALLY),
    ("阶段性办结", BASICALLY),
    ("阶段性完成", BASICALLY),
    ("已阶段性完成", BASICALLY),
    ("取得阶段性成果", BASICALLY),
    ("已取得阶段性成果", BASICALLY),
    ("取得阶段性成效", BASICALLY),
    ("已取得阶段性成效", BASICALLY),
    ("基本完成取得阶段性成果", BASICALLY),
    ("basicallydone", BASICALLY),
    ("已完成", DONE),
    ("完成", DONE),
    ("已经完成", DONE),
    ("完成整改", DONE),
    ("已完成整改", DONE),
    ("已经完成整改", DONE),
    ("已完成整改任务", DONE),
    ("已全部完成", DONE),
    ("全部完成", DONE),
    ("已全部完成整改", DONE),
    ("全部完成整改", DONE),
    ("已整改", DONE),
    ("已经整改", DONE),
    ("整改完成", DONE),
    ("已整改完成", DONE),
    ("整改完毕", DONE),
    ("已整改完毕", DONE),
    ("整改到位", DONE),
    ("已整改到位", DONE),
    ("已经整改到位", DONE),
    ("已全部整改到位", DONE),
    ("全部整改到位", DONE),
    ("已全部整改", DONE),
    ("全部整改完成", DONE),
    ("已全部整改完成", DONE),
    ("已落实", DONE),
    ("已落实到位", DONE),
    ("已解决", DONE),
    ("已验收", DONE),
    ("办结", DONE),
    ("已办结", DONE),
    ("已闭环", DONE),
    ("已闭环整改", DONE),
    ("done", DONE),
    ("completed", DONE),
    ("complete", DONE),
    ("finished", DONE),
    ("完成交账销号", CLOSED),
    ("已完成交账销号", CLOSED),
    ("已交账销号", CLOSED),
    ("销号", CLOSED),
    ("已销号", CLOSED),
    ("完成销号", CLOSED),
    ("已完成销号", CLOSED),
    ("已完成整改销号", CLOSED),
    ("整改销号", CLOSED),
    ("验收销号", CLOSED),
    ("已验收销号", CLOSED),
    ("closed", CLOSED),
    ("申请销号", APPLIED),
    ("已申请销号", APPLIED),
    ("待销号", APPLIED),
    ("拟销号", APPLIED),
    ("拟申请销号", APPLIED),
    ("正在申请销号", APPLIED),
    ("待审", APPLIED),
    ("销号待审", APPLIED),
    ("待验收", APPLIED),
    ("待审核", APPLIED),
    ("待核查", APPLIED),
    ("退回", RETURNED),
    ("已退回", RETURNED),
    ("驳回", RETURNED),
    ("未销号", NOT_CLOSED),
    ("尚未销号", NOT_CLOSED),
    ("未申请销号", NOT_CLOSED),
    ("长期坚持", LONG_TERM),
    ("坚持长期整改", LONG_TERM),
    ("立行立改", IMMEDIATE),
    ("立即整改", IMMEDIATE),
    ("即知即改", IMMEDIATE),
];

/// Words that, beside a stage, say that the work goes on after it.
const GOES_ON: &[&str] = &[
    "长期坚持",
    "持续坚持",
    "长期整改",
    "长期推进",
    "持续整改",
    "持续推进",
    "持续巩固",
    "持续落实",
    "常态化推进",
    "常态化坚持",
    "常抓不懈",
];

/// Reads the status word of a cell.
///
/// Two words may stand beside each other (已完成并长期坚持); when they contradict, as when a word is unknown, there is
/// no status. A percentage is none either. 持续整改 alone is a stage; after another stage it is the long-term flag.
pub fn status(text: &str) -> Option<Status> {
    let plain = squeeze(text).to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    if let Some(found) = word(plain) {
        return Some(found);
    }
    if let Some(found) = shared(plain).and_then(word) {
        return Some(found);
    }
    let mut whole: Option<Status> = None;
    for piece in plain.split(|c: char| !c.is_alphanumeric()).flat_map(|part| part.split('并')) {
        let piece = piece.trim_start_matches('且');
        if piece.is_empty() {
            continue;
        }
        let found = match (whole, GOES_ON.contains(&piece)) {
            (Some(earlier), true) if earlier.stage.is_some() => LONG_TERM,
            _ => word(piece)?,
        };
        whole = Some(join(whole.unwrap_or_default(), found)?);
    }
    whole
}

/// The word before a share in brackets, 整改中(60%), which says how far, not what; 已完成(60%) says two things.
fn shared(plain: &str) -> Option<&str> {
    let (before, share) = plain.trim_end_matches(')').split_once('(')?;
    let share: u32 = share.strip_suffix('%')?.parse().ok()?;
    let finished = word(before)?.stage == Some(Stage::Done);
    (share <= 100 && finished == (share == 100)).then_some(before)
}

/// Reads an answer to whether it is finished: 是, 否, √, ×. `None` for anything else.
pub fn answer(text: &str) -> Option<bool> {
    let plain = squeeze(text).to_lowercase();
    match plain.trim_matches(['。', '.', '"']) {
        "是" | "√" | "✓" | "✔" | "☑" | "yes" | "y" | "true" => Some(true),
        "否" | "×" | "✗" | "✘" | "☒" | "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

fn word(plain: &str) -> Option<Status> {
    static BY_WORD: LazyLock<HashMap<&str, Status>> = LazyLock::new(|| WORDS.iter().copied().collect());
    BY_WORD.get(plain).copied()
}

fn join(a: Status, b: Status) -> Option<Status> {
    let clash = a.stage.is_some() && b.stage.is_some() && a.stage != b.stage
        || a.closing.is_some() && b.closing.is_some() && a.closing != b.closing;
    (!clash).then_some(Status {
        stage: a.stage.or(b.stage),
        closing: a.closing.or(b.closing),
        long_term: a.long_term || b.long_term,
        immediate: a.immediate || b.immediate,
    })
}

/// Reads a cell that answers whether an issue was struck off (是否销号).
pub fn closed(text: &str) -> Option<bool> {
    answer(text).or_else(|| match squeeze(text).trim_matches(['。', '.', '"']) {
        "已" => Some(true),
        "未" | "无" => Some(false),
        other => status(other)?.closing.map(|closing| closing == Closing::Closed),
    })
}

/// Each Chinese status word has one of these in it, which spares most clauses a closer look.
const SIGNS: &str = "动展始改时进行办侦施实完位段决号验核审退驳滞坚闭";

const SUBJECTS: &[&str] = &[
    "该问题",
    "该项问题",
    "此问题",
    "此项问题",
    "本问题",
    "这一问题",
    "该项任务",
    "该事项",
    "该整改任务",
    "整改任务",
    "整改工作",
    "上述问题",
    "以上问题",
    "反馈问题",
    "对反馈问题",
    "相关问题",
    "问题",
    "各项工作",
    "该案",
    "该案件",
    "案件",
];
const ADVERBS: &[&str] = &[
    "目前",
    "现已",
    "现",
    "均已",
    "均",
    "都已",
    "已经",
    "至今",
    "截至目前",
    "截止目前",
    "迅速",
    "已迅速",
    "总体",
    "及时",
    "已按要求",
    "按要求",
];

/// Finds what a heading or a passage says about the state of its issue.
///
/// It counts in brackets, `(已完成整改)` `【已完成】`, and as a clause of its own: only a subject such as 该问题 or 上述问题
/// and an adverb such as 目前 may stand before the word. 「17个已整改到位」 is a figure and no marker, nor is a word in
/// quotes. When the passage says two different stages there is no telling: see [`markers`].
pub fn marker(text: &str) -> Option<Marker> {
    let found = markers(text);
    let first = found.first()?;
    let joined = found.iter().try_fold(Status::default(), |sum, marker| join(sum, marker.status))?;
    let said = found.iter().find(|marker| marker.status.stage.is_some()).unwrap_or(first);
    Some(Marker { status: joined, text: said.text.clone(), whole: said.whole })
}

/// Finds every marker of a passage, in order.
pub fn markers(text: &str) -> Vec<Marker> {
    let plain = fold(text);
    let mut found: Vec<Marker> = Vec::new();
    let mut quoted = 0usize;
    let mut start = 0;
    let mut first = true;
    let mut last = false;
    let mut take = |piece: &str| {
        if piece.trim().is_empty() {
            return;
        }
        last = false;
        if let Some(mut marker) = clause(piece) {
            marker.whole |= first;
            last = true;
            found.push(marker);
        }
        first = false;
    };
    for (at, c) in plain.char_indices() {
        match c {
            '“' | '「' | '《' => quoted += 1,
            '”' | '」' | '》' => quoted = quoted.saturating_sub(1),
            ',' | '。' | ';' | ':' | '(' | ')' | '【' | '】' | '[' | ']' | '!' | '—' if quoted == 0 => {
                take(plain.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            '\n' => {
                if quoted == 0 {
                    take(plain.get(start..at).unwrap_or_default());
                }
                quoted = 0; // a quote that was never closed ends with its line
                start = at + 1;
            }
            _ => {}
        }
    }
    take(plain.get(start..).unwrap_or_default());
    if last && let Some(marker) = found.last_mut() {
        marker.whole = true;
    }
    found
}

fn clause(text: &str) -> Option<Marker> {
    let text = text.trim();
    if text.is_empty() || text.len() > 90 || !text.contains(|c| SIGNS.contains(c)) {
        return None;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = plain.as_str();
    let mut spoken = false;
    for _ in 0..3 {
        if let Some(after) = strip_any(rest, SUBJECTS).or_else(|| strip_any(rest, ADVERBS)) {
            spoken = true;
            // 已经完成 and 现已… keep the 已 that the words begin with.
            rest = after;
        }
    }
    let tail = strip_end_any(rest, &["状态", "阶段"]).unwrap_or(rest);
    let found = status(&plain).or_else(|| status(tail)).or_else(|| {
        let with = format!("已{tail}");
        (spoken && !tail.starts_with('已')).then(|| status(&with)).flatten()
    })?;
    // 完成 or 销号 alone is too short a word to be a clause.
    (plain.chars().count() > 2 || spoken).then(|| Marker { status: found, text: text.to_owned(), whole: spoken })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(found: Status) -> String {
        let stage = match found.stage {
            None => "-",
            Some(Stage::NotStarted) => "N",
            Some(Stage::InProgress) => "P",
            Some(Stage::BasicallyDone) => "B",
            Some(Stage::Done) => "D",
        };
        let closing = match found.closing {
            None => "",
            Some(Closing::None) => "o",
            Some(Closing::Applied) => "a",
            Some(Closing::Returned) => "r",
            Some(Closing::Closed) => "c",
        };
        let long = if found.long_term { "L" } else { "" };
        let immediate = if found.immediate { "I" } else { "" };
        format!("{stage}{closing}{long}{immediate}")
    }

    #[test]
    fn status_words_are_read_on_three_axes() {
        for (text, expected) in [
            ("尚未启动", "N"),
            ("未达到序时进度", "P"),
            ("达到序时进度", "P"),
            ("超过序时进度", "P"),
            ("完成整改", "D"),
            ("完成交账销号", "Dc"),
            ("已整改", "D"),
            ("持续整改", "P"),
            ("未整改", "N"),
            ("部分整改", "P"),
            ("整改中", "P"),
            ("长期整改", "PL"),
            ("已完成并长期坚持", "DL"),
            ("已经完成，长期坚持", "DL"),
            ("已完成、长期坚持", "DL"),
            ("基本整改到位", "B"),
            ("基本完成取得阶段性成果并持续整改", "BL"),
            ("基本完成，取得阶段性成果并持续整改", "BL"),
            ("正在有序推进", "P"),
            ("正稳步进行", "P"),
            ("正在侦办", "P"),
            ("已办结", "D"),
            ("阶段性办结", "B"),
            ("正在办理", "P"),
            ("已销号", "Dc"),
            ("已完成（未销号）", "Do"),
            ("待验收", "Da"),
            ("立行立改", "-I"),
            ("立行立改，已完成", "DI"),
            (" 已 完成。", "D"),
            ("【已完成】", "D"),
            ("长期坚持", "-L"),
            ("Done", "D"),
            ("待整改", "N"),
            ("☑已完成", "D"),
            ("已完成（100%）", "D"),
            ("整改中（60%）", "P"),
            ("In progress", "P"),
            ("not started", "N"),
        ] {
            assert_eq!(status(text).map(flags).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "98.5%",
            "100",
            "是",
            "无法整改",
            "完成方案制定",
            "已完成，未整改",
            "同上",
            "已完成3个",
            "并",
            "已完成（60%）",
            "60%",
        ] {
            assert_eq!(status(text), None, "{text}");
        }
    }

    #[test]
    fn every_status_word_has_a_sign() {
        for (word, _) in WORDS.iter().filter(|(word, _)| !word.is_ascii()) {
            assert!(word.contains(|c| SIGNS.contains(c)), "{word}");
        }
    }

    #[test]
    fn a_yes_or_no_answers_whether_it_was_closed() {
        for (text, answer) in [
            ("是", Some(true)),
            ("否", Some(false)),
            ("已销号", Some(true)),
            ("未销号", Some(false)),
            ("申请销号", Some(false)),
            ("√", Some(true)),
            ("已完成", None),
            ("", None),
            ("也许", None),
        ] {
            assert_eq!(closed(text), answer, "{text}");
        }
    }

    #[test]
    fn markers_are_found_in_brackets_and_clauses() {
        for (text, expected) in [
            ("关于甲的问题(已完成整改)", Some("D")),
            ("【已完成】关于甲的问题", Some("D")),
            ("该问题已完成整改。一是加强学习。", Some("D")),
            ("问题已整改到位", Some("D")),
            ("已制定方案,目前正在有序推进。", Some("P")),
            ("成立专班,目前正稳步进行。", Some("P")),
            ("公安部门已成立专案组,正在侦办。", Some("P")),
            ("明确责任,迅速整改到位。", Some("D")),
            ("上述问题均已整改到位", Some("D")),
            ("整改进展情况:已经完成，长期坚持。", Some("DL")),
            ("19个支部已有17个整顿到位", None),
            ("3个问题已整改到位", None),
            ("按照“立行立改、规范管理”的原则", None),
            ("严格按照“已完成”的口径", None),
            ("完成方案。", None),
            ("一项已完成,一项未整改", None),
            ("已完成,另一项,未整改", None),
        ] {
            assert_eq!(marker(text).map(|m| flags(m.status)).as_deref(), expected, "{text}");
        }
    }
}
