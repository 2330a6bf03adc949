//! Text in one width: folded for reading, with the way back to what was written.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Text in compatibility form (NFKC, character by character), and where each byte of it came from.
///
/// Marks that nobody sees (zero-width spaces, byte order marks, soft hyphens, carriage returns) are left out.
#[derive(Debug, Clone)]
pub(crate) struct Folded<'a> {
    raw: &'a str,
    /// The text to match against.
    pub(crate) plain: String,
    /// For each byte of `plain`, and its end: the offset in `raw`.
    from: Vec<usize>,
}

impl<'a> Folded<'a> {
    /// Folds `raw`.
    pub(crate) fn new(raw: &'a str) -> Folded<'a> {
        Folded::without(raw, |_, _| 0)
    }

    /// Folds `raw`, leaving out as many bytes as `skip` says at each character (it is given the rest of `raw`
    /// and the last character kept).
    pub(crate) fn without(raw: &'a str, skip: impl Fn(&str, Option<char>) -> usize) -> Folded<'a> {
        let mut plain = String::with_capacity(raw.len());
        let mut from = Vec::with_capacity(raw.len() + 1);
        let mut left_out = 0;
        for (at, c) in raw.char_indices() {
            if at < left_out {
                continue;
            }
            let skipped = raw.get(at..).map_or(0, |rest| skip(rest, plain.chars().next_back()));
            if skipped > 0 {
                left_out = at + skipped;
                continue;
            }
            if unseen(c) {
                continue;
            }
            let before = plain.len();
            if circled(c) {
                plain.push(c); // ① folded to 1 would no longer be a label
            } else {
                push(&mut plain, c);
            }
            from.resize(from.len() + plain.len() - before, at);
        }
        from.push(raw.len());
        Folded { raw, plain, from }
    }

    /// What was written where `plain` has `range`.
    pub(crate) fn raw(&self, range: Range<usize>) -> &'a str {
        let offset = |at: usize| self.from.get(at).copied().unwrap_or(self.raw.len());
        self.raw.get(offset(range.start)..offset(range.end)).unwrap_or_default()
    }
}

/// The text in compatibility form, without unseen marks and without blanks at its ends.
pub(crate) fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !unseen(*c)) {
        push(&mut plain, c);
    }
    plain.trim().to_owned()
}

/// The text folded, and without any blank inside.
pub(crate) fn squeeze(text: &str) -> String {
    let mut plain = fold(text);
    plain.retain(|c| !c.is_whitespace());
    plain
}

/// The character in compatibility form where that is one character.
pub(crate) fn narrow(c: char) -> char {
    if plain_already(c) {
        return c;
    }
    let mut folded = std::iter::once(c).nfkc();
    match (folded.next(), folded.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn push(plain: &mut String, c: char) {
    if plain_already(c) {
        plain.push(c);
    } else {
        plain.extend(std::iter::once(c).nfkc());
    }
}

fn plain_already(c: char) -> bool {
    // 汉字 and the marks of running text stay as they are; the table is asked about the rest only.
    matches!(c, '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3015}' | '‘'..='”' | '—')
}

fn circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊀'..='㊉')
}

fn unseen(c: char) -> bool {
    matches!(c, '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character is a 汉字.
pub(crate) fn hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether the character is a quotation mark of any shape.
pub(crate) fn quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '`' | '〝' | '〞' | '″')
}

/// The text after one of `words`, the longest first where several fit.
pub(crate) fn strip_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().filter_map(|word| text.strip_prefix(word)).min_by_key(|rest| rest.len())
}

/// The text before one of `words`, the longest first where several fit.
pub(crate) fn strip_end_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().filter_map(|word| text.strip_suffix(word)).min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_range_leads_back_to_what_was_written() {
        let folded = Folded::new("（１）\u{feff}关于…㈠完");
        assert_eq!(folded.plain, "(1)关于...(一)完");
        assert_eq!(folded.raw(0..3), "（１）\u{feff}");
        assert_eq!(folded.raw(3..9), "关于");
        assert_eq!(folded.raw(folded.plain.len() - 3..folded.plain.len()), "完");
    }
}
