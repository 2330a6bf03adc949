//! What was reported of an issue and of its parts, as a draft takes it over: nothing is told twice.

/// What a sentence ends with.
const SENTENCE_ENDS: [char; 6] = ['。', '！', '？', '；', '!', '?'];

/// What was reported of an issue, without the sentences that were reported of its parts word for word: an earlier report
/// that was read in tells them of both, and the new one has a place for each.
pub fn without<'p>(text: &str, parts: impl Iterator<Item = &'p str>) -> String {
    let mut rest = text.to_owned();
    for part in parts.map(str::trim).filter(|part| part.ends_with(SENTENCE_ENDS)) {
        let begins = |at: &usize| {
            let before = rest[..*at].trim_end_matches(' ');
            before.is_empty() || before.ends_with(SENTENCE_ENDS) || before.ends_with('\n')
        };
        if let Some(at) = rest.match_indices(part).map(|(at, _)| at).find(begins) {
            rest.replace_range(at..at + part.len(), "");
        }
    }
    rest.trim().to_owned()
}

/// What was reported of a part, without 针对“…”的问题 of its own title in front: a report says that itself.
pub fn unheaded<'t>(text: &'t str, title: &str) -> &'t str {
    let behind = || {
        let rest = text.strip_prefix("针对")?;
        let rest = rest.strip_prefix('“').unwrap_or(rest).strip_prefix(title.trim())?;
        let rest = rest.strip_prefix('”').unwrap_or(rest);
        let rest = rest.strip_prefix("的问题").or_else(|| rest.strip_prefix("问题"))?;
        rest.strip_prefix([',', '，', ':', '：'])
    };
    behind().map_or(text, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_reported_of_a_part_is_not_told_again_of_its_issue() {
        let parts = ["针对“甲”的问题,清理两处。", "针对乙的问题,补办手续。", "已完成", "出台办法。"];
        for (text, expected) in [
            ("全面排查。针对“甲”的问题,清理两处。针对乙的问题,补办手续。", "全面排查。"),
            ("针对“甲”的问题,清理两处。\n另行排查。", "另行排查。"),
            ("针对“甲”的问题,清理两处。", ""),
            ("甲已完成，还要出台办法。", "甲已完成，还要出台办法。"), // not whole sentences
            ("", ""),
        ] {
            assert_eq!(without(text, parts.into_iter()), expected, "{text}");
        }
    }

    #[test]
    fn a_part_does_not_begin_with_its_title_twice() {
        for (text, expected) in [
            ("针对“甲”的问题,清理两处。", "清理两处。"),
            ("针对甲的问题，清理两处。", "清理两处。"),
            ("针对甲问题： 清理", "清理"),
            ("针对乙的问题，清理两处。", "针对乙的问题，清理两处。"),
            ("针对甲的问题清理两处。", "针对甲的问题清理两处。"),
            ("清理两处。", "清理两处。"),
        ] {
            assert_eq!(unheaded(text, "甲"), expected, "{text}");
        }
    }
}
