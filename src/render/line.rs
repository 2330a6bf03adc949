//! Text in lines: made harmless, measured in columns, and broken where Chinese and Latin may be broken.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Takes out what a terminal or a reader's eye would obey instead of show.
///
/// All kinds of line ends become `\n`, a tab a space, other control characters their picture (`␛`), and marks that
/// turn the direction of writing round `�`. What is left has no control character but `\n`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let Some(first) = text.char_indices().find(|(_, c)| is_unruly(*c)).map(|(at, _)| at) else {
        return Cow::Borrowed(text);
    };
    let (good, rest) = text.split_at(first);
    let mut cleaned = String::with_capacity(text.len() + 8);
    cleaned.push_str(good);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{ad}' | '\u{feff}' => {}
            '\0'..='\u{1f}' => cleaned.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\u{7f}' => cleaned.push('␡'),
            c if is_unruly(c) => cleaned.push('\u{fffd}'),
            c => cleaned.push(c),
        }
    }
    Cow::Owned(cleaned)
}

fn is_unruly(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The columns of a character that is met every day, `None` for any other.
///
/// None of these changes the width of its neighbour, so that their sum is the width of the text.
fn ordinary(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '·' | '—' | '‘'..='”' | '…' | '①'..='⑳' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3001}'..='\u{3029}' | '！'..='～' => Some(2),
        _ => None,
    }
}

/// The columns of a text that is one line of ordinary characters, `None` where it has to be looked at closely.
pub(crate) fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |sum, c| Some(sum + ordinary(c)?))
}

/// The text, or as much of its beginning as so many columns take, with … for the rest.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns {
        return Cow::Borrowed(text); // no character has more columns than bytes
    }
    let mut left = columns;
    for (at, c) in text.char_indices() {
        let wide = if c.is_ascii() { 1 } else { 2 };
        if wide > left {
            return Cow::Owned(format!("{}…", &text[..at]));
        }
        left -= wide;
    }
    Cow::Borrowed(text)
}

/// The columns of one cleaned line.
pub(crate) fn width(line: &str) -> usize {
    plain_width(line).unwrap_or_else(|| Clusters { rest: line }.map(|(_, width)| width).sum())
}

/// The characters of a cleaned line, each with all that is drawn in the same place, and their columns.
struct Clusters<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (&'a str, usize);

    fn next(&mut self) -> Option<(&'a str, usize)> {
        let mut chars = self.rest.char_indices();
        let (_, first) = chars.next()?;
        let (mut last, mut end) = (first, self.rest.len());
        for (count, (at, c)) in chars.enumerate() {
            let flag = |c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
            let joins = ordinary(c).is_none()
                && (c.width() == Some(0)
                    || matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
                    || (last == '\u{200d}' && count < 16)
                    || (count == 0 && flag(first) && flag(c)));
            if !joins {
                end = at;
                break;
            }
            last = c;
        }
        let (cluster, rest) = self.rest.split_at(end);
        self.rest = rest;
        let width = if cluster.len() == first.len_utf8() { ordinary(first) } else { None };
        Some((cluster, width.unwrap_or_else(|| cluster.width())))
    }
}

/// What a character lets stand at the end and at the start of a line.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    /// Letters and digits that hold together.
    Latin,
    /// 汉字 and whatever else may stand anywhere.
    Free,
    /// Never ends a line.
    Open,
    /// The same, and holds to the word before it: `word(s)`.
    LatinOpen,
    /// Never starts a line.
    Close,
    /// The same, and holds to the word after it: `3.5`, `don’t`.
    LatinClose,
}

/// The class of what stands in one place.
fn class_of(cluster: &str, width: usize) -> Class {
    match class(cluster.chars().next().unwrap_or_default(), width) {
        Class::Space if !cluster.trim().is_empty() => wide_or_not(width),
        class => class,
    }
}

/// The class of a character that stands alone.
fn class(c: char, width: usize) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' => Class::Free,
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Latin,
        ' ' | '\u{3000}' => Class::Space,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' => Class::Open,
        '(' | '[' | '{' => Class::LatinOpen,
        '。' | '，' | '；' | '：' | '、' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝'
        | '！' | '？' | '％' | '～' | '．' | '…' | '—' | '·' | '℃' | '‰' => Class::Close,
        '”' | '’' | ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%' => Class::LatinClose,
        _ => wide_or_not(width),
    }
}

fn wide_or_not(width: usize) -> Class {
    if width >= 2 { Class::Free } else { Class::Latin }
}

fn may_break(before: Class, after: Class) -> bool {
    use Class::{Close, Latin, LatinClose, LatinOpen, Open, Space};
    !matches!(
        (before, after),
        (_, Space | Close | LatinClose) | (Open | LatinOpen, _) | (Latin | LatinClose, Latin | LatinOpen)
    )
}

/// Breaks a cleaned text into lines of at most `columns`, each with its own columns; a text without words is one empty line.
///
/// Hanzi part anywhere, Latin words at spaces; closing punctuation never starts a line and opening punctuation never
/// ends one (避头尾), as long as one other place can be found. A word longer than the line is cut.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<(&str, usize)> {
    let mut lines = Vec::new();
    wrap_onto(text, columns, &mut lines);
    lines
}

/// The same, behind lines that are there already.
pub(crate) fn wrap_onto<'a>(text: &'a str, columns: usize, lines: &mut Vec<(&'a str, usize)>) {
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph.trim(), columns, lines);
    }
}

/// The same for one line of ordinary characters that is known to be too wide: each of them stands alone.
pub(crate) fn wrap_plain<'a>(text: &'a str, columns: usize, lines: &mut Vec<(&'a str, usize)>) {
    let pieces = text.chars().map(|c| match c {
        '\u{4e00}'..='\u{9fff}' => (3, 2, Class::Free),
        c => {
            let width = ordinary(c).unwrap_or(1);
            (c.len_utf8(), width, class(c, width))
        }
    });
    break_up(text, pieces, columns, lines);
}

/// A place where the line may end.
#[derive(Clone, Copy)]
struct Place {
    /// The end of the words before it, in bytes.
    end: usize,
    /// Their columns from the start of the line.
    width: usize,
    /// The start of the words after it, in bytes.
    next: usize,
    /// The columns up to there, spaces included.
    next_width: usize,
}

fn wrap_paragraph<'a>(text: &'a str, columns: usize, lines: &mut Vec<(&'a str, usize)>) {
    match plain_width(text) {
        Some(width) if width <= columns => lines.push((text, width)),
        Some(_) => wrap_plain(text, columns, lines),
        None => {
            let clusters = Clusters { rest: text };
            let pieces = clusters.map(|(cluster, width)| (cluster.len(), width, class_of(cluster, width)));
            break_up(text, pieces, columns, lines);
        }
    }
}

/// Breaks a text that was taken apart: the bytes, columns and class of each piece of it.
fn break_up<'a>(
    text: &'a str,
    pieces: impl Iterator<Item = (usize, usize, Class)>,
    columns: usize,
    lines: &mut Vec<(&'a str, usize)>,
) {
    let mut start = 0;
    // The cluster that is looked at, as a place to break in front of it.
    let mut here = Place { end: 0, width: 0, next: 0, next_width: 0 };
    let mut place: Option<Place> = None;
    let mut before = None;
    for (bytes, width, after) in pieces {
        if before.is_some_and(|before| may_break(before, after)) {
            place = Some(here);
        }
        while after != Class::Space && here.next_width + width > columns && here.next > start {
            // Nowhere else to break: the word, or a row of closing marks, is cut.
            let cut = place.take().unwrap_or(here);
            lines.push((&text[start..cut.end], cut.width));
            start = cut.next;
            here.next_width -= cut.next_width;
            here.width = here.width.saturating_sub(cut.next_width);
        }
        here.next += bytes;
        here.next_width += width;
        if after != Class::Space {
            here.end = here.next;
            here.width = here.next_width;
        }
        before = Some(after);
    }
    lines.push((&text[start..here.end.max(start)], here.width));
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn the_short_way_to_a_width_agrees_with_unicode() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            if let Some(width) = ordinary(c) {
                assert_eq!(c.width(), Some(width), "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn hanzi_break_anywhere_but_closing_marks_never_start_a_line() {
        assert_eq!(lines("整改到位，长期坚持。", 8), ["整改到", "位，长期", "坚持。"]);
        assert_eq!(lines("出台《汨罗市方案》", 6), ["出台", "《汨罗", "市方", "案》"]);
        assert_eq!(lines("完成了（二）项", 8), ["完成了", "（二）项"]);
        assert_eq!(lines("他们说“好”。", 9), ["他们说", "“好”。"]);
    }

    #[test]
    fn latin_words_hold_together_unless_they_are_longer_than_the_line() {
        assert_eq!(lines("the lead unit reports", 9), ["the lead", "unit", "reports"]);
        assert_eq!(lines("截至2019-12-31共19个", 12), ["截至", "2019-12-31共", "19个"]);
        assert_eq!(lines("don’t stop, 3.5 km", 7), ["don’t", "stop,", "3.5 km"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn line_breaks_in_the_text_stay_and_spaces_at_the_ends_go() {
        assert_eq!(lines("　　一、学习 \n\n2.整改", 40), ["一、学习", "", "2.整改"]);
    }

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(clean("a\u{1b}[31mb\u{7f}\u{9b}c\u{202e}d"), "a␛[31mb␡�c�d");
        assert_eq!(clean("一\r\n二\r三\u{2028}四\t五\u{feff}"), "一\n二\n三\n四 五");
        assert!(matches!(clean("整改“到位”…"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_drawn_in_one_place_is_measured_as_one() {
        for (text, columns) in
            [("👨‍👩‍👧", 2), ("❤️", 2), ("1️⃣", 2), ("🇨🇳🇨🇳", 4), ("é", 1), ("𠮷㐂", 4), ("👍🏽", 2), ("①“…”", 4)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    /// Text as it comes in cells, and some that never should.
    pub(crate) fn anything() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[整改进展情况市委一二三，。；：、）”》（“《！？]{1,12}",
            2 => "[a-zA-Z0-9 ,.()-]{1,20}",
            1 => prop::sample::select(vec!["👨‍👩‍👧", "❤️", "1️⃣", "🇨🇳", "é", "𠮷", "㐂", "👍🏽", "ﷺ", "لا", "ก็", "각"]).prop_map(str::to_owned),
            1 => prop::sample::select(vec!["\n", "\r\n", "\t", "\u{1b}[2J", "\u{200d}", "\u{fe0f}", "\u{202e}", "　"]).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_it_may_be(text in anything(), columns in 2usize..60) {
            let text = clean(&text);
            for (line, said) in wrap(&text, columns) {
                prop_assert!(line.width() <= columns || Clusters { rest: line }.count() == 1, "{line:?}");
                prop_assert_eq!(said, width(line));
            }
        }

        #[test]
        fn nothing_but_space_is_lost(text in anything(), columns in 2usize..60) {
            let text = clean(&text);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines(&text, columns).concat()), bare(&text));
        }

        #[test]
        fn closing_marks_never_start_a_line(text in "[整改进展，。；：、）”》]{1,60}", columns in 8usize..40) {
            // A row of marks longer than the line has to be cut somewhere.
            prop_assume!(!text.split(|c| !"，。；：、）”》".contains(c)).any(|marks| marks.width() + 2 > columns));
            for line in lines(&text, columns).into_iter().skip(1) {
                prop_assert!(!line.starts_with(['，', '。', '；', '：', '、', '）', '”', '》']), "{line}");
            }
        }
    }
}
