//! The state of an issue as a person names it on the command line: by its English name, or by any word of the offices.

use super::status::status;
use super::text::squeeze;
use crate::domain::issue::{Closing, Pace, Stage};
use crate::domain::say::Said;
use crate::say;

/// A stage with the flags that its word carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageWord {
    /// 整改状态
    pub stage: Stage,
    /// 长期坚持
    pub long_term: bool,
    /// 立行立改
    pub immediate: bool,
    /// The word as it was written; none where it was the English name.
    pub text: Option<String>,
}

impl StageWord {
    /// A stage that was told in this word, with the flags that it carries.
    pub fn told(stage: Stage, text: &str) -> StageWord {
        let found = status(text).unwrap_or_default();
        let text = Stage::named(&english(text)).is_none().then(|| text.to_owned());
        StageWord { stage, long_term: found.long_term, immediate: found.immediate, text }
    }
}

/// Refuses a word that says an issue is struck off, or on its way to it: that is not for whoever reports to say.
///
/// # Errors
/// With the word.
pub fn reportable(text: &str) -> Result<(), Said> {
    match status(text).and_then(|found| found.closing) {
        None | Some(Closing::None) => Ok(()),
        Some(_) => Err(say!("stage-is-closing", found = text)),
    }
}

/// Reads a stage: `in_progress`, 正在有序推进.
///
/// # Errors
/// When it is no stage, or when it says that the issue is struck off, which is not for whoever reports to say.
pub fn stage(text: &str) -> Result<StageWord, Said> {
    let text = text.trim();
    if let Some(stage) = Stage::named(&english(text)) {
        return Ok(StageWord::told(stage, text));
    }
    reportable(text)?;
    let stage = status(text).and_then(|found| found.stage);
    stage.map(|stage| StageWord::told(stage, text)).ok_or_else(|| say!("stage-unknown", found = text))
}

/// Reads a closing: `applied`, 待审.
///
/// # Errors
/// When it is none.
pub fn closing(text: &str) -> Result<Closing, Said> {
    let text = text.trim();
    let word = match squeeze(text).as_str() {
        "未申请" => Some(Closing::None),
        "待审" => Some(Closing::Applied),
        "退回" => Some(Closing::Returned),
        _ => None,
    };
    Closing::named(&english(text))
        .or(word)
        .or_else(|| status(text)?.closing)
        .ok_or_else(|| say!("closing-unknown", found = text))
}

/// Reads a pace: `behind`, 滞后.
///
/// # Errors
/// When it is none.
pub fn pace(text: &str) -> Result<Pace, Said> {
    let text = text.trim();
    let word = match squeeze(text).as_str() {
        "超前" | "超过序时进度" => Some(Pace::Ahead),
        "序时" | "正常" | "达到序时进度" => Some(Pace::OnSchedule),
        "滞后" | "未达到序时进度" => Some(Pace::Behind),
        "逾期" | "超期" => Some(Pace::Overdue),
        _ => None,
    };
    Pace::named(&english(text)).or(word).ok_or_else(|| say!("pace-unknown", found = text))
}

/// `In Progress` and `in-progress` are `in_progress`.
fn english(text: &str) -> String {
    text.to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_named_in_either_language_and_is_never_a_striking_off() {
        assert_eq!(stage("In Progress").unwrap().stage, Stage::InProgress);
        assert_eq!(stage("done").unwrap().text, None);
        let kept = stage("已完成并长期坚持").unwrap();
        assert_eq!((kept.stage, kept.long_term, kept.text.as_deref()), (Stage::Done, true, Some("已完成并长期坚持")));
        assert_eq!(stage("已销号").unwrap_err().key, "stage-is-closing");
        assert_eq!(stage("好了").unwrap_err().key, "stage-unknown");
    }

    #[test]
    fn closing_and_pace_are_named_in_either_language() {
        assert_eq!(closing("已销号"), Ok(Closing::Closed));
        assert_eq!(closing("待审"), Ok(Closing::Applied));
        assert_eq!(pace("滞后"), Ok(Pace::Behind));
        assert_eq!(pace("on-schedule"), Ok(Pace::OnSchedule));
        assert!(pace("快").is_err() && closing("快").is_err());
    }
}
