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

    /// Whether any of the words occurs in the text.
    pub fn touches(&self, text: &str) -> bool {
        let text = plain(text);
        self.words.iter().any(|word| text.contains(word.as_str()))
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

/// The names that may be the same as a new one, the likest first, at most three: one letter off, or two of a long name;
/// one inside the other; an abbreviation that begins and ends like the whole (市住建局, 市住房和城乡建设局).
pub fn alike<'n>(new: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    const SHOWN: usize = 3;
    let new: Vec<char> = key(new).chars().collect();
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| Some((unlikeness(&new, &key(name).chars().collect::<Vec<_>>())?, name)))
        .collect();
    found.sort_unstable();
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}

/// How many letters lie between two names that may be the same.
fn unlikeness(a: &[char], b: &[char]) -> Option<usize> {
    const TELLING: usize = 3; // shorter ones are like too many
    const LONG: usize = 8;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < TELLING {
        return None;
    }
    let distance = distance(short, long);
    let contained = long.windows(short.len()).any(|part| part == short);
    let abbreviates = short.first() == long.first() && short.last() == long.last() && {
        let mut rest = long.iter();
        short.iter().all(|c| rest.any(|other| other == c))
    };
    let near = distance <= if short.len() >= LONG { 2 } else { 1 };
    (near || contained || abbreviates).then_some(distance)
}

/// How many letters must be put in, taken out or replaced to make one text of the other (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.iter().enumerate() {
        let mut corner = n;
        row[0] = n + 1;
        for (m, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != y);
            corner = row[m + 1];
            row[m + 1] = replaced.min(corner + 1).min(row[m] + 1);
        }
    }
    row[b.len()]
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
    fn a_new_name_is_like_one_that_is_a_slip_of_it_a_part_or_an_abbreviation() {
        let names = ["市财政局", "市教育局", "市住房和城乡建设局", "市住建委", "张国荣", "市委", "市人民检察院"];
        for (new, like) in [
            ("市财局", vec!["市财政局"]),
            ("市才政局", vec!["市财政局"]),
            ("市财政局国库科", vec!["市财政局"]),
            ("教育局", vec!["市教育局"]),
            ("市住建局", vec!["市住建委", "市住房和城乡建设局"]),
            ("市住房与城乡建设", vec!["市住房和城乡建设局"]),
            ("市检察院", vec!["市人民检察院"]),
            ("张国容", vec!["张国荣"]),
            ("市水利局", vec![]),
            ("市委办", vec![]),
            ("李四", vec![]),
        ] {
            assert_eq!(alike(new, names), like, "{new}");
        }
    }

    #[test]
    fn a_name_is_suggested_by_its_characters() {
        let names = ["市教育局", "市教育体育局", "张国荣"];
        assert_eq!(nearest("教育局", names), ["市教育局", "市教育体育局"]);
        assert_eq!(nearest("张国容", names), ["张国荣"]);
        assert!(nearest("李四", names).is_empty());
    }
}
