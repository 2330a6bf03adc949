//! Limits as a calendar file (RFC 5545), the same bytes for the same ledger.
//!
//! Each limit is a task (VTODO), and an event of that whole day (VEVENT) for calendars that show no tasks. Written by
//! hand: the crate for it ends an event on the day it begins and gives each alarm a name by chance.

use crate::domain::say::Said;
use crate::domain::standing::Subject;
use crate::i18n::Words;
use crate::say;
use crate::view::deadlines::{Deadline, Deadlines, State};
use chrono::{DateTime, NaiveDate};

/// How many octets a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar, with the name that a program shows for it.
///
/// UIDs follow from the record and the ledger, SEQUENCE from the number of its entries and the time stamps from the
/// last of them that wrote to the record, so that what is imported again takes the place of what was there.
pub fn ics(deadlines: &Deadlines, name: &str, words: &Words) -> String {
    let mut out = Writer(String::new());
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//duban//deadlines//ZH");
    out.line("CALSCALE:GREGORIAN");
    out.text("X-WR-CALNAME", name);
    for item in &deadlines.items {
        task(&mut out, deadlines, item, words);
        event(&mut out, deadlines, item, words);
    }
    out.line("END:VCALENDAR");
    out.0
}

fn task(out: &mut Writer, of: &Deadlines, item: &Deadline, words: &Words) {
    out.line("BEGIN:VTODO");
    head(out, "todo", of, item, words);
    out.line(&format!("DUE;VALUE=DATE:{}", date(item.due)));
    match item.state {
        State::Waiting => out.line("STATUS:NEEDS-ACTION"),
        State::Going => out.line("STATUS:IN-PROCESS"),
        State::Done(on) => {
            out.line("STATUS:COMPLETED");
            // a time is asked for where we know the day: eight in the morning in the office
            if let Some(on) = on {
                out.line(&format!("COMPLETED:{}T000000Z", date(on)));
            }
        }
        State::Void => out.line("STATUS:CANCELLED"),
    }
    match (item.state, item.percent) {
        (State::Done(_), _) => out.line("PERCENT-COMPLETE:100"),
        (_, Some(percent)) => out.line(&format!("PERCENT-COMPLETE:{}", percent.clamp(0, 100))),
        (_, None) => {}
    }
    alarm(out, item, ";RELATED=END", words);
    out.line("END:VTODO");
}

fn event(out: &mut Writer, of: &Deadlines, item: &Deadline, words: &Words) {
    out.line("BEGIN:VEVENT");
    head(out, "event", of, item, words);
    out.line(&format!("DTSTART;VALUE=DATE:{}", date(item.due)));
    out.line(&format!("DTEND;VALUE=DATE:{}", date(item.due.succ_opt().unwrap_or(item.due))));
    out.line("TRANSP:TRANSPARENT"); // who has a limit is not away that day
    out.line(if item.state.is_open() { "STATUS:CONFIRMED" } else { "STATUS:CANCELLED" });
    alarm(out, item, "", words);
    out.line("END:VEVENT");
}

fn head(out: &mut Writer, part: &str, of: &Deadlines, item: &Deadline, words: &Words) {
    let written = DateTime::from_timestamp(item.written, 0).unwrap_or_default().format("%Y%m%dT%H%M%SZ");
    out.line(&format!("UID:{}.{part}@{}", item.record, of.ledger));
    out.line(&format!("DTSTAMP:{written}"));
    out.line(&format!("LAST-MODIFIED:{written}"));
    out.line(&format!("SEQUENCE:{}", of.entries));
    out.text("SUMMARY", &summary(item, words));
    out.text("DESCRIPTION", &description(item, words));
    out.text("CATEGORIES", &words.word("ics-category"));
}

/// Nine in the morning of the day, counted from the midnight with which the limit's own day begins.
///
/// A time of its own would be more exact, but some programs take no alarm of an event that has one, and an event of a
/// whole day is shown in the time of whoever looks at it anyway.
fn alarm(out: &mut Writer, item: &Deadline, related: &str, words: &Words) {
    let Some(day) = item.alarm else { return };
    let trigger = match (item.due - day).num_days() {
        ..=0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        days => format!("-P{}DT15H", days - 1),
    };
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.text("DESCRIPTION", &summary(item, words));
    out.line(&format!("TRIGGER{related}:{trigger}"));
    out.line("END:VALARM");
}

fn summary(item: &Deadline, words: &Words) -> String {
    let (number, done) = (item.number.as_str(), matches!(item.state, State::Done(_)));
    let what = item.measure.unwrap_or(item.title).split_whitespace().collect::<Vec<_>>().join(" ");
    let said: Said = match (item.subject, done) {
        (_, _) if item.state == State::Void => say!("ics-void", number = number, text = what),
        (Subject::Milestone, false) => say!("ics-measure", number = number, text = what),
        (Subject::Milestone, true) => say!("ics-measure-done", number = number, text = what),
        (_, false) => say!("ics-issue", number = number, text = what),
        (_, true) => say!("ics-issue-done", number = number, text = what),
    };
    words.say(&said)
}

fn description(item: &Deadline, words: &Words) -> String {
    let comma = words.word("list-comma");
    let issue = item.measure.map(|_| format!("{} {}", item.number, item.title));
    let facts = [
        ("kind-issue", issue),
        ("role-lead_leader", Some(item.leaders.join(&comma))),
        ("ics-units", Some(item.units.join(&comma))),
        ("field-due", item.due_text.map(str::to_owned)),
    ];
    let facts = facts.into_iter().filter_map(|(label, text)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(words.say(&say!("labelled", label = words.lookup(label).unwrap_or_default(), text = text)))
    });
    facts.collect::<Vec<_>>().join("\n")
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// Lines of a calendar, folded.
struct Writer(String);

impl Writer {
    /// A property of text.
    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// A line, broken between characters so that no part of it is longer than is allowed.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as the format has it (RFC 5545, 3.3.11): one line, without characters that it forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '\0';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            // what some readers take for the end of a line, too
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::ledger::Revisions;
    use crate::domain::sample;
    use crate::i18n::Lang;
    use proptest::prelude::*;

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn a_ledger_as_a_calendar() {
        let ledger = sample::ledger();
        let revisions = Revisions { entries: 7, newest: 1_575_853_200, ..Revisions::default() };
        let day = sample::date("2019-12-09");
        let void = crate::view::deadlines::Void::default();
        let of = Deadlines::of(&ledger, "l", &Calendar::default(), &revisions, &void, (day, 3), |id| {
            ["3", "4.1"].iter().any(|number| id == sample::id(number))
        });
        let text = ics(&of, "整改时限", &Words::new(Lang::Zh));
        insta::assert_snapshot!(unfolded(&text).replace("\r\n", "\n"));
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
        assert_eq!(of.open(), 4);
    }

    #[test]
    fn an_alarm_rings_at_nine_however_far_before() {
        for (alarm, trigger) in [(0, "PT9H"), (1, "-P2DT15H"), (3, "-P4DT15H"), (9, "-P12DT15H")] {
            let ledger = sample::ledger();
            let void = crate::view::deadlines::Void::default();
            let of = Deadlines::of(
                &ledger,
                "l",
                &Calendar::default(),
                &Revisions::default(),
                &void,
                (sample::date("2019-12-09"), alarm),
                |id| id == sample::id("8"),
            );
            let text = ics(&of, "", &Words::new(Lang::Zh));
            // Monday, 16 December 2019
            assert!(text.contains("DUE;VALUE=DATE:20191216"), "{text}");
            assert!(text.contains(&format!("TRIGGER:{trigger}\r\n")), "{alarm}: {text}");
            assert!(text.contains(&format!("TRIGGER;RELATED=END:{trigger}\r\n")), "{alarm}: {text}");
        }
    }

    proptest! {
        #[test]
        fn folding_breaks_no_character_and_loses_none(text in "(.|[汉字，；\\\\\u{1f600}]{1,40}){0,200}") {
            let mut out = Writer(String::new());
            out.text("SUMMARY", &text);
            for line in out.0.strip_suffix("\r\n").expect("a whole line").split("\r\n") {
                prop_assert!(line.len() <= LINE, "{line}");
                let broken = line.contains(['\r', '\n', '\u{2028}', '\u{85}']);
                prop_assert!(!broken);
            }
            let whole = unfolded(&out.0);
            prop_assert_eq!(whole, format!("SUMMARY:{}\r\n", escaped(&text)));
        }

        #[test]
        fn what_is_escaped_comes_back(text in "[^\\x00-\\x1f\\x7f-\\u{9f}\u{2028}\u{2029}]{0,60}") {
            let back = escaped(&text).replace("\\\\", "\u{0}").replace("\\;", ";").replace("\\,", ",").replace('\u{0}', "\\");
            prop_assert_eq!(back, text);
        }
    }
}
