//! Turns of phrase that the weekly and the monthly page share.

use crate::i18n::Words;
use crate::render::page::{Cell, Tone};
use crate::say;
use crate::view::share::Share;
use chrono::{Datelike, NaiveDate};

/// 2019年12月9日
pub(super) fn date(words: &Words, day: NaiveDate) -> String {
    let (month, of_month) = (i64::from(day.month()), i64::from(day.day()));
    words.say(&say!("date-long", year = i64::from(day.year()), month = month, day = of_month))
}

/// 2019-12-09, or a dash.
pub(super) fn short(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "—".to_owned(), |day| day.to_string())
}

/// The number of an issue, or a dash where nobody has numbered it.
pub(super) fn number(number: &str) -> String {
    if number.is_empty() { "—".to_owned() } else { number.to_owned() }
}

/// 市委办、市政府办
pub(super) fn names<'a>(words: &Words, names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(&words.word("and-also"))
}

/// The name, or 未明确.
pub(super) fn somebody(words: &Words, name: Option<&str>) -> String {
    name.map_or_else(|| words.word("nobody"), str::to_owned)
}

/// 63.2%; a dash of nothing.
pub(super) fn percent(share: Share) -> String {
    share.per_mille.map_or_else(|| "—".to_owned(), |tenths| format!("{}.{}%", tenths / 10, tenths % 10))
}

/// 12（63.2%，12/19): never a percentage without what it is of.
pub(super) fn share(words: &Words, share: Share) -> String {
    match share.per_mille {
        None => share.count.to_string(),
        Some(_) => words.say(&say!("share", count = share.count, of = share.of, percent = percent(share))),
    }
}

/// 逾期3天（2个工作日）
pub(super) fn overdue(words: &Words, days: i64, working: i64) -> String {
    words.say(&say!("days-overdue", days = days, working = working))
}

/// A number that speaks in `tone` unless it is nought.
pub(super) fn count(n: i64, tone: Tone) -> Cell {
    Cell::toned(n.to_string(), if n == 0 { Tone::Faint } else { tone })
}

/// 3：困难：…；需协调：…, or nothing.
pub(super) fn trouble(words: &Words, what: &str, obstacle: Option<&str>, help: Option<&str>) -> Option<String> {
    let obstacle = obstacle.map(|text| words.say(&say!("trouble-obstacle", text = one_line(text))));
    let help = help.map(|text| words.say(&say!("trouble-help", text = one_line(text))));
    let parts: Vec<String> = obstacle.into_iter().chain(help).collect();
    let text = parts.join(&words.word("and-then"));
    (!parts.is_empty()).then(|| words.say(&say!("trouble", number = what, text = text)))
}

/// The text without the line breaks of its cell, and without the full stop that the sentence around it has.
fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(['。', '；', ';']).to_owned()
}

/// Says what the figures cannot be relied on for, if anything.
pub(super) fn caveats(words: &Words, conflicts: usize, unknown_years: &[i32]) -> Vec<String> {
    let mut notes = Vec::new();
    if conflicts > 0 {
        notes.push(words.say(&say!("note-conflicts", n = conflicts)));
    }
    if !unknown_years.is_empty() {
        let years: Vec<String> = unknown_years.iter().map(ToString::to_string).collect();
        notes.push(words.say(&say!("note-unknown-years", years = years.join(&words.word("and-also")))));
    }
    notes
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::render::page::{Block, Page};

    /// The blocks line by line: cells side by side, a loud one in brackets.
    pub(crate) fn plain(page: &Page) -> String {
        let cell = |cell: &Cell| match cell.tone {
            Tone::Bad => format!("[{}]!", cell.text),
            Tone::Warn => format!("[{}]", cell.text),
            _ => cell.text.clone(),
        };
        let row = |cells: &[Cell]| cells.iter().map(cell).collect::<Vec<_>>().join(" | ");
        let mut lines = Vec::new();
        for block in &page.blocks {
            match block {
                Block::Heading(level, text) => lines.push(format!("{} {text}", "#".repeat(usize::from(*level)))),
                Block::Paragraph(text) => lines.push(text.clone()),
                Block::Facts(facts) => lines.extend(facts.iter().map(|(label, value)| format!("{label}: {value}"))),
                Block::List(items) => lines.extend(items.iter().map(|item| format!("- {item}"))),
                Block::Table(table) => {
                    let heads: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
                    lines.push(heads.join(" | "));
                    lines.extend(table.rows.iter().map(|cells| row(cells)));
                }
            }
        }
        lines.join("\n")
    }

    #[test]
    fn phrases_are_whole_in_both_languages() {
        let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
        let day = "2019-12-09".parse().expect("a date");
        assert_eq!((date(&zh, day), date(&en, day)), ("2019年12月9日".into(), "9 December 2019".into()));
        assert_eq!(overdue(&zh, 3, 2), "逾期3天（2个工作日）");
        assert_eq!(
            (overdue(&en, 1, 1), overdue(&en, 3, 2)),
            ("1 day overdue (1 working)".into(), "3 days overdue (2 working)".into())
        );
        assert_eq!(share(&zh, Share::new(12, 19)), "12（63.2%，12/19）");
        assert_eq!(share(&en, Share::new(0, 0)), "0", "no percentage of nothing");
        assert_eq!(
            trouble(&zh, "8", Some("缺钱。\n缺人。"), Some("增编")).as_deref(),
            Some("8：困难：缺钱。 缺人；需协调：增编")
        );
        assert_eq!(trouble(&en, "8", None, None), None);
        assert_eq!(
            caveats(&en, 2, &[2018, 2027]).join(" "),
            "Note: 2 issues are in conflict, offices have entered different values; see `duban conflict`. \
             Note: no schedule of days off is known for 2018, 2027; working days there are Monday to Friday."
        );
    }
}
