//! 文号: the numbers of documents, as people write and say them.

use crate::domain::notice::NoticeKind;
use crate::domain::say::Said;
use crate::say;
use unicode_normalization::UnicodeNormalization;

/// The number of a document of the office's own: `督〔2019〕3号`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// 发文字: `督`; empty where only the number was said.
    pub word: String,
    /// The year, where it was said.
    pub year: Option<i64>,
    /// The number in its year.
    pub number: i64,
}

/// Writes a document number as the format of official documents wants it: year in 〔〕, number without zeros and 第.
pub fn code(word: &str, year: i64, number: i64) -> String {
    format!("{word}〔{year}〕{number}号")
}

/// A number that is still to be given, with room for it.
pub fn unnumbered(word: &str, year: i64) -> String {
    format!("{word}〔{year}〕　号")
}

/// Reads `督〔2019〕3号`, `督[2019]3`, `督2019-3`, `督3` and `3`, with full-width signs and digits, too.
///
/// # Errors
/// When it has no number, or more than a year and a number.
pub fn named(text: &str) -> Result<DocumentName, Said> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let unfit = || say!("document-unfit", found = text);
    let start = plain.find(|c: char| c.is_ascii_digit()).ok_or_else(unfit)?;
    let (word, rest) = plain.split_at(start);
    let word = word.trim_end_matches(['〔', '[', '(', '【', '第', '-']);
    let rest = rest.strip_suffix('号').unwrap_or(rest);
    let parts: Vec<&str> = rest.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let marks = |c: char| c.is_ascii_digit() || "〔〕[]()【】-第年号".contains(c);
    let read = |part: &str| part.parse::<i64>().ok().filter(|n| *n > 0);
    let (year, number) = match parts[..] {
        _ if !rest.chars().all(marks) => return Err(unfit()),
        [number] => (None, read(number)),
        [year, number] => {
            (Some(read(year).filter(|year| (1900..2200).contains(year)).ok_or_else(unfit)?), read(number))
        }
        _ => return Err(unfit()),
    };
    Ok(DocumentName { word: word.to_owned(), year, number: number.ok_or_else(unfit)? })
}

/// Reads the kind of a notice, by its name or as offices call it (`domain.md` 3, escalation ladder).
///
/// # Errors
/// When it is none of them.
pub fn kind(text: &str) -> Result<NoticeKind, Said> {
    const WORDS: &[(&str, NoticeKind)] = &[
        ("约谈", NoticeKind::Talk),
        ("通报", NoticeKind::Circular),
        ("督办", NoticeKind::Supervise),
        ("催办", NoticeKind::Supervise),
        ("提醒", NoticeKind::Reminder),
        ("提示", NoticeKind::Reminder),
    ];
    let text = text.trim();
    let called = || WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, kind)| *kind);
    NoticeKind::named(text).or_else(called).ok_or_else(|| say!("notice-kind-unknown", found = text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_in_many_ways() {
        let name = |word: &str, year, number| Ok(DocumentName { word: word.into(), year, number });
        for text in ["督〔2019〕3号", "督[2019]3号", "督（2019）3", "督2019-3", "督 〔２０１９〕 ３号", "督2019年第3号"]
        {
            assert_eq!(named(text), name("督", Some(2019), 3), "{text}");
        }
        assert_eq!(named("督3"), name("督", None, 3));
        assert_eq!(named("第3号"), name("", None, 3));
        assert_eq!(named("3"), name("", None, 3));
        assert_eq!(named(&code("永整改督", 2026, 12)), name("永整改督", Some(2026), 12));
        for text in
            ["", "督", "督〔2019〕", "督〔19〕3号", "督2019-3-4", "督〔2019〕x3号", "督0", "督99999999999999999999"]
        {
            // a year alone is taken for a number of this year: 督〔2019〕 names no document there is
            let found = named(text);
            assert!(found.is_err() || text == "督〔2019〕", "{text}: {found:?}");
        }
    }
}
