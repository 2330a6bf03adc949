//! 公开通报: what is published of an issue, what is not and why, and the figures that a text quotes from rows.
//!
//! Publication is double (`domain.md` 5): inside, the full report; to society a public text that the leading group has
//! approved. An issue is kept out of it on one of five grounds, with a written reason and an approval.

use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::say;

/// Why an issue is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// 涉密
    Secret,
    /// 处于初核或已立案未公布的案件
    Case,
    /// 易引发负面炒作
    Hype,
    /// 易引发群体性上访
    Petition,
    /// 其他重大敏感事项
    Sensitive,
}

impl Ground {
    /// Every ground, in the order in which the rules name them.
    pub const ALL: [Ground; 5] = [Ground::Secret, Ground::Case, Ground::Hype, Ground::Petition, Ground::Sensitive];

    /// The name in the log, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Ground::Secret => "secret",
            Ground::Case => "case",
            Ground::Hype => "hype",
            Ground::Petition => "petition",
            Ground::Sensitive => "sensitive",
        }
    }

    /// The ground of this name.
    pub fn named(name: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.name() == name)
    }
}

/// The report of an inspection, or of the issues of none.
pub fn id(inspection: Option<Id>) -> Id {
    Id::derive(inspection, &["report"])
}

/// What the report says of an issue.
pub fn passage_id(issue: Id) -> Id {
    Id::derive(Some(issue), &["passage"])
}

/// A figure that the passage of an issue quotes under a name, in the form in which names are compared.
pub fn quote_id(issue: Id, key: &str) -> Id {
    Id::derive(Some(issue), &["quote", key])
}

/// A figure as a row has it, or as a text has quoted it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// How many: `17`.
    pub value: Option<String>,
    /// Of how many: `19`.
    pub total: Option<String>,
    /// 家
    pub unit: Option<String>,
    /// 余, 近, 约
    pub qualifier: Option<String>,
}

impl Figure {
    /// 6700余万元, 近100人, 20人以上: as running text has it; `None` without a number.
    pub fn says(&self) -> Option<String> {
        let (value, qualifier) = (self.value.as_deref()?, self.qualifier.as_deref().unwrap_or_default());
        let unit = self.unit.as_deref().unwrap_or_default();
        Some(if qualifier.starts_with(['余', '多']) {
            format!("{value}{qualifier}{unit}")
        } else if qualifier.starts_with('以') {
            format!("{value}{unit}{qualifier}")
        } else {
            format!("{qualifier}{value}{unit}")
        })
    }

    /// 19家: the whole that it is a part of.
    pub fn says_total(&self) -> Option<String> {
        Some(format!("{}{}", self.total.as_deref()?, self.unit.as_deref().unwrap_or_default()))
    }

    /// All of it in one spelling, to tell whether it has changed: `17/19 家`.
    pub fn spelling(&self) -> String {
        let mut text = self.says().unwrap_or_default();
        if let Some(total) = &self.total {
            text.push('/');
            text.push_str(total);
        }
        text
    }
}

/// How a figure that was quoted stands to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The row says the same.
    Same,
    /// It says something else, and a person has seen that and let the text be.
    Kept,
    /// It says something else.
    Changed,
    /// It is struck out.
    Gone,
}

impl Standing {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Same => "same",
            Standing::Kept => "kept",
            Standing::Changed => "changed",
            Standing::Gone => "gone",
        }
    }

    /// Whether a person has to look at it before the text is published.
    pub fn is_open(self) -> bool {
        matches!(self, Standing::Changed | Standing::Gone)
    }
}

/// What stands for a row that is struck out, where a person has seen that.
pub const GONE: &str = "-";

/// Compares a figure as it was quoted with its row; `kept` is the state of the row that a person has let be.
pub fn standing(quoted: &Figure, kept: Option<&str>, row: Option<&Figure>) -> Standing {
    let now = row.map_or_else(|| GONE.to_owned(), Figure::spelling);
    match row {
        Some(row) if row == quoted => Standing::Same,
        _ if kept == Some(&now) => Standing::Kept,
        Some(_) => Standing::Changed,
        None => Standing::Gone,
    }
}

/// A text as one paragraph: its lines end to end, each a sentence, with quotation marks that close.
///
/// A report is read again line by line and sentence by sentence: a line that begins with a number would be taken for a
/// heading, and a mark that is never closed would swallow what follows.
pub fn paragraph(text: &str) -> String {
    let mut joined = String::new();
    let ends = |c| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    for line in text.split(ends).map(str::trim).filter(|line| !line.is_empty()) {
        joined.push_str(line);
        if !line.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '，', ',', '、', '…']) {
            joined.push('。');
        }
    }
    if joined.ends_with(['；', '：', ';', ':', '，', ',', '、']) {
        joined.pop();
        joined.push('。');
    }
    closed(&joined)
}

/// The text with a single mark in the place of each quotation mark that lacks its other half.
fn closed(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (open, close) in [('“', '”'), ('「', '」')] {
        let mut waiting = Vec::new();
        let mut lone = Vec::new();
        for (at, c) in chars.iter().enumerate() {
            if *c == open {
                waiting.push(at);
            } else if *c == close && waiting.pop().is_none() {
                lone.push(at);
            }
        }
        for at in waiting.into_iter().chain(lone) {
            chars[at] = if chars[at] == open { '‘' } else { '’' };
        }
    }
    chars.into_iter().collect()
}

/// Refuses to withhold what need not be, or without all that the rules ask for.
///
/// # Errors
/// When nobody has approved it, or no reason is written.
pub fn withhold(number: &str, approved_by: Option<&str>, reason: Option<&str>) -> Result<(), Said> {
    if approved_by.is_none_or(|name| name.trim().is_empty()) {
        return Err(say!("report-withhold-approval", number = number));
    }
    if reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(say!("report-withhold-reason", number = number));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure(value: &str, total: Option<&str>, unit: &str, qualifier: Option<&str>) -> Figure {
        let own = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Figure { value: own(value), total: total.and_then(own), unit: own(unit), qualifier: qualifier.and_then(own) }
    }

    #[test]
    fn a_figure_is_said_as_running_text_has_it() {
        for (value, unit, qualifier, says) in [
            ("19", "次", None, "19次"),
            ("6700", "万元", Some("余"), "6700余万元"),
            ("7000", "万元", Some("近"), "近7000万元"),
            ("20", "人", Some("以上"), "20人以上"),
            ("47.8", "%", None, "47.8%"),
        ] {
            assert_eq!(figure(value, None, unit, qualifier).says().as_deref(), Some(says));
        }
        assert_eq!(figure("17", Some("19"), "家", None).says_total().as_deref(), Some("19家"));
        assert_eq!(figure("", None, "家", None).says(), None);
    }

    #[test]
    fn a_quoted_figure_is_told_from_its_row() {
        let (then, now) = (figure("17", Some("19"), "家", None), figure("19", Some("19"), "家", None));
        let seen = now.spelling();
        for (kept, row, expected) in [
            (None, Some(&then), Standing::Same),
            (None, Some(&now), Standing::Changed),
            (Some(seen.as_str()), Some(&now), Standing::Kept),
            (Some("18家/19"), Some(&now), Standing::Changed),
            (None, None, Standing::Gone),
            (Some(GONE), None, Standing::Kept),
        ] {
            assert_eq!(standing(&then, kept, row), expected, "{kept:?} {row:?}");
        }
    }

    #[test]
    fn a_text_becomes_one_paragraph() {
        for (text, expected) in [
            ("甲\n1.乙；\r\n\n 丙。 ", "甲。1.乙；丙。"),
            ("“甲”乙", "“甲”乙。"),
            ("“甲“乙", "‘甲‘乙。"),
            ("甲”乙“丙”", "甲’乙“丙”。"),
            ("甲，", "甲。"),
            ("", ""),
        ] {
            assert_eq!(paragraph(text), expected, "{text}");
        }
    }

    #[test]
    fn an_issue_is_withheld_with_approval_and_reason() {
        assert_eq!(withhold("8", None, Some("涉案")).unwrap_err().key, "report-withhold-approval");
        assert_eq!(withhold("8", Some("组长"), Some(" ")).unwrap_err().key, "report-withhold-reason");
        assert_eq!(withhold("8", Some("组长"), Some("涉案")), Ok(()));
        for ground in Ground::ALL {
            assert_eq!(Ground::named(ground.name()), Some(ground));
        }
    }

    proptest! {
        #[test]
        fn a_paragraph_is_one_line_and_stays_what_it_is(text in "[甲乙“”「」。；\n\r\u{b}\u{2028} 1.A]{0,40}") {
            let once = paragraph(&text);
            let lines = once.contains(['\n', '\r', '\u{b}', '\u{2028}']);
            prop_assert!(!lines, "{}", once);
            prop_assert_eq!(paragraph(&once), once.clone());
            prop_assert_eq!(once.matches('“').count(), once.matches('”').count());
        }
    }
}
