//! How it looks: a view becomes a [`page::Page`], and a page becomes text or Markdown.
//!
//! A renderer queries nothing and decides nothing; it words, aligns and escapes.

pub mod calendar;
pub mod charts;
pub mod difference;
pub mod docx;
pub mod export;
pub mod html;
pub mod ics;
pub mod import;
pub mod issue;
pub mod issues;
pub mod json;
pub mod letter;
mod line;
pub mod log;
pub mod markdown;
pub mod member;
pub mod monthly;
pub mod outline;
pub mod page;
pub mod paper;
mod phrase;
pub mod records;
pub mod remote;
pub mod report;
pub mod round;
pub mod story;
pub mod style;
pub mod summary;
pub mod template;
pub mod text;
pub mod weekly;

#[cfg(test)]
mod tests {
    /// The keys of a locale file, each with the facts it mentions, in the order of the alphabet.
    fn keys(source: &str) -> std::collections::BTreeMap<&str, Vec<&str>> {
        let mut keys = std::collections::BTreeMap::new();
        let mut key = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| !name.starts_with([' ', '.'])) {
                key = name;
            }
            let facts: &mut Vec<&str> = keys.entry(key).or_default();
            facts.extend(line.split('$').skip(1).filter_map(|rest| rest.split([' ', '}', ')']).next()));
            facts.sort_unstable();
            facts.dedup();
        }
        keys
    }

    #[test]
    fn each_message_stands_in_both_languages_with_the_same_facts() {
        let (zh, en) = (include_str!("../../locales/zh.ftl"), include_str!("../../locales/en.ftl"));
        assert_eq!(keys(zh), keys(en));
    }
}
