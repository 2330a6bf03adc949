//! Finding text: words that occur whatever their width and case, and names that are nearly the one that was meant.

use super::names::key;
use super::text::squeeze;

/// Words that a text must all contain.
#[derive(Debug, Clone)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// The words of a request, separated by blanks of any width.
    pub fn new(request: &str) -> Search {
        let words = request.split_whitespace().map(plain).filter(|word| !word.is_empty());
        Search { words: words.collect() }
    }

    /// Whether each word occurs in one of the texts; line breaks and blanks inside a text do not matter.
    pub fn finds<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        let mut missing: Vec<&str> = self.words.iter().map(String::as_str).collect();
        for text in texts {
            if missing.is_empty() {
                break;
            }
            let text = plain(text);
            missing.retain(|word| !text.contains(*word));
        }
        missing.is_empty()
    }
}

fn plain(text: &str) -> String {
    squeeze(text).to_lowercase()
}

/// The names most like the one that was asked for, the likest first, at most three; those quite unlike are left out.
pub fn nearest<'n>(asked: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    const SHOWN: usize = 3;
    let asked = key(asked);
    let mut scored: Vec<(usize, &str)> =
        names.into_iter().map(|name| (likeness(&asked, &key(name)), name)).filter(|(score, _)| *score >= 40).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}

/// How many of a hundred characters two names share, whatever their order; a name inside the other counts as like.
fn likeness(a: &str, b: &str) -> usize {
    if !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a)) {
        return 90;
    }
    let mut left: Vec<char> = b.chars().collect();
    let whole = a.chars().count() + left.len();
    let mut shared = 0usize;
    for c in a.chars() {
        if let Some(at) = left.iter().position(|other| *other == c) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    (shared * 200).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_occur_in_any_width_and_case() {
        let texts = ["城区道路\n破损", "Ｇ２４０ 国道"];
        let found = |request: &str| Search::new(request).finds(texts.into_iter());
        assert!(found("道路"));
        assert!(found("道路破损"), "a line break inside a word");
        assert!(found("g240　破损"));
        assert!(!found("道路 桥梁"));
        assert!(found(""));
    }

    #[test]
    fn a_name_is_suggested_by_its_characters() {
        let names = ["市教育局", "市教育体育局", "张国荣"];
        assert_eq!(nearest("教育局", names), ["市教育局", "市教育体育局"]);
        assert_eq!(nearest("张国容", names), ["张国荣"]);
        assert!(nearest("李四", names).is_empty());
    }
}
