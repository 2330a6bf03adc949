//! Why an issue is not published, as people name the ground.

use crate::domain::report::Ground;
use crate::domain::say::Said;
use crate::say;

/// Reads a ground by its name, or as the rules word it (`domain.md` 5, 不公开的五种情形).
///
/// # Errors
/// When it is none of the five.
pub fn ground(text: &str) -> Result<Ground, Said> {
    const WORDS: &[(&str, Ground)] = &[
        ("密", Ground::Secret),
        ("案", Ground::Case),
        ("初核", Ground::Case),
        ("炒作", Ground::Hype),
        ("舆情", Ground::Hype),
        ("访", Ground::Petition),
        ("群体", Ground::Petition),
        ("敏感", Ground::Sensitive),
    ];
    let text = text.trim();
    let said = || WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, ground)| *ground);
    Ground::named(text).or_else(said).ok_or_else(|| say!("report-ground-unknown", found = text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_named_in_words_or_by_its_name() {
        for (text, expected) in [
            ("secret", Some(Ground::Secret)),
            ("涉密", Some(Ground::Secret)),
            ("已立案未公布", Some(Ground::Case)),
            ("负面炒作", Some(Ground::Hype)),
            ("集体上访", Some(Ground::Petition)),
            ("重大敏感事项", Some(Ground::Sensitive)),
            ("不想公开", None),
            ("", None),
        ] {
            assert_eq!(ground(text).ok(), expected, "{text}");
        }
    }
}
