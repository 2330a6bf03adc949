//! Turns of phrase that the weekly and the monthly page share.

use crate::domain::figure;
use crate::domain::say::{Arg, Said};
use crate::i18n::Words;
use crate::render::page::{Cell, Tone};
use crate::say;
use crate::view::share::Share;
use chrono::{Datelike, NaiveDate};
use std::cell::RefCell;
use std::collections::HashMap;

/// Phrases that are said for thousands of rows, each worded once: wording takes Fluent a microsecond or two.
pub(super) struct Phrases<'w> {
    pub words: &'w Words,
    /// Decimals of percentages.
    pub places: u32,
    also: String,
    then: String,
    nobody: String,
    both: Template,
    milestone: Template,
    milestone_of: Template,
    trouble: Template,
    obstacle: Template,
    help: Template,
    silent: Template,
    silent_weeks: Template,
    never: String,
    waiting: RefCell<HashMap<String, String>>,
    numbers: RefCell<HashMap<(&'static str, i64, i64), String>>,
}

impl<'w> Phrases<'w> {
    pub(super) fn new(words: &'w Words) -> Phrases<'w> {
        Phrases {
            words,
            places: 1,
            also: words.word("and-also"),
            then: words.word("and-then"),
            nobody: words.word("nobody"),
            both: Template::new(words, "weekly-both", &["one", "other"]),
            milestone: Template::new(words, "the-milestone", &["text"]),
            milestone_of: Template::new(words, "the-milestone-of", &["text", "title"]),
            trouble: Template::new(words, "trouble", &["number", "text"]),
            obstacle: Template::new(words, "trouble-obstacle", &["text"]),
            help: Template::new(words, "trouble-help", &["text"]),
            silent: Template::new(words, "silent-since", &["day"]),
            silent_weeks: Template::new(words, "silent-weeks", &["weeks", "day"]),
            never: words.word("silent-always"),
            waiting: RefCell::default(),
            numbers: RefCell::default(),
        }
    }

    /// 市委办、市政府办
    pub(super) fn names<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        names.into_iter().collect::<Vec<_>>().join(&self.also)
    }

    /// The name, or 未明确.
    pub(super) fn somebody<'a>(&'a self, name: Option<&'a str>) -> &'a str {
        name.unwrap_or(&self.nobody)
    }

    /// 逾期3天（2个工作日），连续未报
    pub(super) fn both(&self, one: &str, other: &str) -> String {
        self.both.fill(&[one, other])
    }

    /// 节点：…, with the title of an issue that has no number to be found by.
    pub(super) fn milestone(&self, text: &str, number: &str, title: &str) -> String {
        if number.is_empty() { self.milestone_of.fill(&[text, title]) } else { self.milestone.fill(&[text]) }
    }

    /// 3：困难：…；需协调：…, or nothing.
    pub(super) fn trouble(&self, number: &str, obstacle: Option<&str>, help: Option<&str>) -> Option<String> {
        let obstacle = obstacle.map(|text| self.obstacle.fill(&[&one_line(text)]));
        let help = help.map(|text| self.help.fill(&[&one_line(text)]));
        let parts: Vec<String> = obstacle.into_iter().chain(help).collect();
        (!parts.is_empty()).then(|| self.trouble.fill(&[&self::number(number), &parts.join(&self.then)]))
    }

    /// 逾期3天（2个工作日）
    pub(super) fn overdue(&self, days: i64, working: i64) -> String {
        self.numbered("days-overdue", ("days", days), ("working", working))
    }

    /// 上周未报，末次2019-11-29; from two whole weeks on 连续2周未报，末次2019-11-20.
    pub(super) fn silent(&self, last: Option<NaiveDate>, week_start: NaiveDate) -> String {
        let Some(last) = last else { return self.never.clone() };
        let weeks = (week_start - crate::domain::calendar::week_start(last)).num_weeks() - 1;
        match weeks {
            2.. => self.silent_weeks.fill(&[&weeks.to_string(), &last.to_string()]),
            _ => self.silent.fill(&[&last.to_string()]),
        }
    }

    /// 待核查（待审）
    pub(super) fn waiting(&self, closing: &str) -> String {
        let mut waiting = self.waiting.borrow_mut();
        if let Some(text) = waiting.get(closing) {
            return text.clone();
        }
        let name = self.words.lookup(&format!("closing-{closing}")).unwrap_or_default();
        let text = self.words.say(&say!("waiting", closing = name));
        waiting.insert(closing.to_owned(), text.clone());
        text
    }

    /// A phrase with two numbers, which it need not both mention.
    pub(super) fn numbered(&self, key: &'static str, one: (&'static str, i64), other: (&'static str, i64)) -> String {
        let mut numbers = self.numbers.borrow_mut();
        let said = || Said { key, args: vec![(one.0, Arg::Int(one.1)), (other.0, Arg::Int(other.1))] };
        numbers.entry((key, one.1, other.1)).or_insert_with(|| self.words.say(&said())).clone()
    }
}

/// A message worded once, to be filled with texts again and again.
struct Template {
    /// The control characters from U+0001 stand for the texts.
    text: String,
}

impl Template {
    fn new(words: &Words, key: &'static str, names: &[&'static str]) -> Template {
        let marks = names.iter().zip('\u{1}'..).map(|(name, mark)| (*name, Arg::Text(mark.to_string())));
        Template { text: words.say(&Said { key, args: marks.collect() }) }
    }

    fn fill(&self, texts: &[&str]) -> String {
        let mut out = String::with_capacity(self.text.len() + texts.iter().map(|text| text.len()).sum::<usize>());
        for sign in self.text.chars() {
            let place = (u32::from(sign) as usize).wrapping_sub(1);
            match texts.get(place) {
                Some(text) => out.push_str(text),
                None => out.push(sign),
            }
        }
        out
    }
}

/// 2019年12月9日
pub(super) fn date(words: &Words, day: NaiveDate) -> String {
    let (month, of_month) = (i64::from(day.month()), i64::from(day.day()));
    words.say(&say!("date-long", year = i64::from(day.year()), month = month, day = of_month))
}

/// 2019-12-09, or a dash.
pub(super) fn short(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "—".to_owned(), iso)
}

/// 2019-12-09; chrono takes five times as long to write it.
pub(super) fn iso(day: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(day.year()) else { return day.to_string() };
    let (month, of_month) = (day.month(), day.day());
    let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, of_month / 10, of_month];
    let mut text = String::with_capacity(10);
    for (place, digit) in digits.into_iter().enumerate() {
        if place == 4 || place == 6 {
            text.push('-');
        }
        text.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
    }
    text
}

/// The number of an issue, or a dash where nobody has numbered it.
pub(super) fn number(number: &str) -> String {
    if number.is_empty() { "—".to_owned() } else { number.to_owned() }
}

/// 63.2%, to as many places as the office wants; a dash of nothing.
pub(super) fn percent(places: u32, share: Share) -> String {
    figure::percent_text(share.count, share.of, places).unwrap_or_else(|| "—".to_owned())
}

/// 12（63.2%，12/19): never a percentage without what it is of.
pub(super) fn share(words: &Words, places: u32, share: Share) -> String {
    match share.per_mille {
        None => share.count.to_string(),
        Some(_) => words.say(&say!("share", count = share.count, of = share.of, percent = percent(places, share))),
    }
}

/// A number that speaks in `tone` unless it is nought.
pub(super) fn count(n: i64, tone: Tone) -> Cell {
    Cell::toned(n.to_string(), if n == 0 { Tone::Faint } else { tone })
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

/// So many signs that `part` is drawn with, where `most` is the longest bar: one each, or its share of `longest`; what
/// there is any of is never left out.
pub fn signs(sign: char, part: i64, most: i64, longest: i64) -> String {
    let count = if most <= longest { part } else { (part * longest + most - 1) / most };
    sign.to_string().repeat(usize::try_from(count).unwrap_or(0))
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
                Block::Paragraph(text) => lines.push(text.text.clone()),
                Block::Facts(facts) => {
                    lines.extend(facts.iter().map(|(label, value)| format!("{label}: {}", value.text)));
                }
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
    fn a_date_is_written_as_chrono_writes_it() {
        for day in ["2019-12-09", "0000-01-31", "9999-10-20", "+10000-01-01", "-0001-02-03"] {
            let day: NaiveDate = day.parse().expect("a date");
            assert_eq!(iso(day), day.to_string());
        }
    }

    #[test]
    fn phrases_are_whole_in_both_languages() {
        let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
        let day = "2019-12-09".parse().expect("a date");
        assert_eq!((date(&zh, day), date(&en, day)), ("2019年12月9日".into(), "9 December 2019".into()));
        let (in_zh, in_en) = (Phrases::new(&zh), Phrases::new(&en));
        assert_eq!(in_zh.overdue(3, 2), "逾期3天（2个工作日）");
        assert_eq!(
            (in_en.overdue(1, 1), in_en.overdue(3, 2)),
            ("1 day overdue (1 working)".into(), "3 days overdue (2 working)".into())
        );
        assert_eq!(share(&zh, 1, Share::new(12, 19)), "12（63.2%，12/19）");
        assert_eq!(share(&en, 1, Share::new(0, 0)), "0", "no percentage of nothing");
        assert_eq!(
            in_zh.trouble("8", Some("缺钱。\n缺人。"), Some("增编")).as_deref(),
            Some("8：困难：缺钱。 缺人；需协调：增编")
        );
        assert_eq!(in_en.trouble("8", None, None), None);
        assert_eq!(in_zh.milestone("\u{2}甲", "", "乙"), "节点：\u{2}甲（乙）", "what is filled in is not read again");
        assert_eq!(
            caveats(&en, 2, &[2018, 2027]).join(" "),
            "Note: 2 issues are entered differently by different offices; see `duban conflict list`. \
             Note: no schedule of days off is known for 2018, 2027; working days there are Monday to Friday."
        );
    }

    #[test]
    fn a_bar_in_text_has_a_sign_for_each_or_its_share() {
        for (part, most, expected) in [(3, 20, "###"), (0, 20, ""), (40, 80, "##########"), (1, 8000, "#"), (-1, 9, "")]
        {
            assert_eq!(signs('#', part, most, 20), expected, "{part} of {most}");
        }
    }
}
