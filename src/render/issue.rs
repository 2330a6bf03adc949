//! `duban show 8`: the page of one issue, as it is opened in a meeting.

use super::issues::{legend, table, tone};
use super::page::{Cell, Column, Page, Table, Tone};
use crate::domain::issue::{Closing, Pace, Progress, Stage};
use crate::i18n::Words;
use crate::say;
use crate::view::issue::{Indicator, Lamp, Sheet};
use crate::view::issues::State;
use rust_decimal::Decimal;
use std::str::FromStr;

type Fact = (String, Cell);

/// The whole page: state, who, requirement, measures, progress, figures, rules, parts, own columns, remarks, changes.
///
/// What is empty is left out, except what the rule of the five ones (一个问题、一名责任领导、一套班子、一个整改方案、一抓到底)
/// asks for: that is shown as not settled.
pub fn page(sheet: &Sheet, words: &Words) -> Page {
    let issue = &sheet.issue;
    let mut page = Page::new();
    page.heading(1, [issue.number.unwrap_or_default(), issue.title].join("  ").trim());
    page.facts(state(sheet, words));
    page.heading(2, words.word("issue-who"));
    page.facts(owners(sheet, words));
    if let Some(requirement) = issue.requirement {
        page.heading(2, words.word("field-requirement"));
        page.paragraph(requirement);
    }
    measures(&mut page, sheet, words);
    if let Some(latest) = sheet.latest {
        page.heading(2, words.word("issue-latest"));
        page.facts(progress(latest, words));
    }
    history(&mut page, sheet, words);
    indicators(&mut page, &issue.indicators, words);
    rules(&mut page, sheet, words);
    super::story::put(&mut page, &issue.story, sheet.today, words);
    if !sheet.directives.is_empty() {
        page.heading(2, words.word("issue-directives"));
        page.table(super::records::directive_table(&sheet.directives, words));
    }
    if !sheet.notices.is_empty() {
        page.heading(2, words.word("issue-notices"));
        page.table(super::records::notice_table(&sheet.notices, words));
    }
    if !sheet.sub_issues.is_empty() {
        page.heading(2, words.say(&say!("issue-parts", count = sheet.sub_issues.len())));
        page.table(table(&sheet.sub_issues, words));
        if let Some(legend) = legend(&sheet.sub_issues, words) {
            page.paragraph(Cell::toned(legend, Tone::Faint));
        }
    }
    if !issue.extra.is_empty() {
        page.heading(2, words.word("issue-extra"));
        page.facts(issue.extra.iter().copied());
    }
    if let Some(note) = issue.note {
        page.heading(2, words.word("field-note"));
        page.paragraph(note);
    }
    if let Some(change) = &sheet.last_change {
        page.paragraph(Cell::toned(
            words.say(&say!(
                "issue-log",
                count = sheet.entries,
                who = &change.who,
                when = change.when.format("%Y-%m-%d %H:%M").to_string(),
            )),
            Tone::Faint,
        ));
    }
    page
}

fn fact(words: &Words, key: &'static str, value: impl Into<Cell>) -> Fact {
    (words.word(key), value.into())
}

fn state(sheet: &Sheet, words: &Words) -> Vec<Fact> {
    let (issue, state) = (&sheet.issue, sheet.state);
    let between = words.word("issue-between");
    let mut facts = Vec::new();
    let word = lookup(words, "stage", state.stage.name());
    let written =
        issue.status_text.filter(|text| *text != word).map(|text| words.say(&say!("issue-written", text = text)));
    let said = word + written.as_deref().unwrap_or_default();
    let stage_tone = if state.stage == Stage::Done { Tone::Good } else { Tone::Plain };
    facts.push(fact(words, "field-stage", Cell::toned(said, stage_tone)));
    if let Some(pace) = state.pace {
        let left = state.days_left.map(|left| days(left, words));
        // 逾期 12 天 says it all.
        let is_said = pace == Pace::Overdue && state.days_left.is_some_and(|left| left < 0);
        let name = sheet.behind.as_ref().map_or_else(|| lookup(words, "pace", pace.name()), |said| words.say(said));
        let name = Some(name).filter(|_| !is_said);
        let parts: Vec<String> = name.into_iter().chain(left).collect();
        let pace_tone = match pace {
            Pace::Ahead => Tone::Good,
            Pace::OnSchedule => Tone::Plain,
            Pace::Behind => Tone::Warn,
            Pace::Overdue => Tone::Bad,
        };
        facts.push(fact(words, "field-pace", Cell::toned(parts.join(&between), pace_tone)));
    }
    if state.undated {
        facts.push(fact(words, "field-pace", words.word("pace-undated")));
    }
    let closing_tone = tone(State { stage: Stage::InProgress, pace: None, ..state });
    if let Some(lamp) = issue.lamp.filter(|_| sheet.is_lit) {
        let tone = match lamp {
            "red" => Tone::Bad,
            "green" => Tone::Good,
            "blue" => Tone::Plain,
            _ => Tone::Warn,
        };
        facts.push(fact(words, "field-lamp", Cell::toned(lookup(words, "lamp-colour", lamp), tone)));
    }
    let mut closing = lookup(words, "closing", state.closing.name());
    if state.closing == Closing::Applied && issue.story.is_checked(issue.cycle) {
        closing.push_str(&between);
        closing.push_str(&words.word("closing-checked"));
    }
    facts.push(fact(words, "field-closing", Cell::toned(closing, closing_tone)));
    facts.push(fact(words, "field-due", due(sheet, words)));
    if issue.cycle > 1 {
        let cycle = words.say(&say!("issue-cycle", count = issue.cycle));
        facts.push(fact(words, "field-cycle", Cell::toned(cycle, Tone::Warn)));
    }
    if !issue.conflicts.is_empty() {
        let fields: Vec<String> = issue.conflicts.iter().map(|field| field_name(field, words)).collect();
        let text = words.say(&say!("issue-conflicts", fields = fields.join(&words.word("issue-and"))));
        facts.push(fact(words, "field-conflict", Cell::toned(text, Tone::Bad)));
    }
    let area = issue.area.map(|area| sheet.area_label.unwrap_or_default().to_owned() + area);
    let origin: Vec<String> = issue.inspection.map(str::to_owned).into_iter().chain(area).collect();
    if !origin.is_empty() {
        facts.push(fact(words, "field-area", origin.join("  ")));
    }
    if let Some(parent) = issue.parent {
        facts.push(fact(words, "field-parent", parent));
    }
    if !sheet.forebears.is_empty() {
        let names = sheet.forebears.iter().map(|(name, title)| format!("{name} {title}"));
        let names = names.collect::<Vec<_>>().join(&words.word("recurs-before"));
        facts.push(fact(words, "field-recurs", Cell::toned(names, Tone::Warn)));
    }
    if !issue.story.recurrences.is_empty() {
        let names = issue.story.recurrences.join(&words.word("issue-and"));
        facts.push(fact(words, "field-recurrences", Cell::toned(names, Tone::Warn)));
    }
    if let Some(category) = issue.category {
        facts.push(fact(words, "field-category", category));
    }
    facts
}

/// The limit: the day, the words it was written in, the days left, and the flags.
fn due(sheet: &Sheet, words: &Words) -> Cell {
    let issue = &sheet.issue;
    let mut parts = Vec::new();
    if let Some(due) = issue.due {
        let written = issue.due_text.filter(|text| *text != due.to_string());
        let written = written.map(|text| words.say(&say!("issue-written", text = text)));
        parts.push(due.to_string() + written.as_deref().unwrap_or_default());
        // Where there is a pace, the days stand beside it.
        parts.extend(sheet.state.days_left.filter(|_| sheet.state.pace.is_none()).map(|left| days(left, words)));
    } else if let Some(text) = issue.due_text {
        parts.push(text.to_owned());
    }
    parts.extend(sheet.lent.map(|day| words.say(&say!("issue-due-lent", day = day))));
    let extended = issue.story.extended(issue.cycle);
    if extended > 0 {
        parts.push(words.say(&say!("issue-extended", count = extended)));
    }
    let flags = [(issue.immediate, "field-immediate"), (issue.long_term, "field-long_term")];
    parts.extend(
        flags
            .into_iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, key)| words.word(key))
            .filter(|flag| issue.due_text.is_none_or(|text| !text.contains(flag.as_str()))),
    );
    if parts.is_empty() {
        return unclear(words);
    }
    Cell::from(parts.join(&words.word("issue-between")))
}

fn days(left: i64, words: &Words) -> String {
    if left < 0 {
        words.say(&say!("issue-days-over", days = -left))
    } else {
        words.say(&say!("issue-days-left", days = left))
    }
}

fn owners(sheet: &Sheet, words: &Words) -> Vec<Fact> {
    let issue = &sheet.issue;
    let and = words.word("issue-and");
    let required = |names: &[&str]| if names.is_empty() { unclear(words) } else { Cell::from(names.join(&and)) };
    let lead_leader = match sheet.lead_leaders.as_slice() {
        [] | [_] => required(&sheet.lead_leaders),
        several => Cell::toned(words.say(&say!("issue-several-leaders", names = several.join(&and))), Tone::Warn),
    };
    let leaders = &issue.leaders[sheet.lead_leaders.len().saturating_sub(1).min(issue.leaders.len())..];
    let mut facts = vec![
        fact(words, "role-lead_leader", lead_leader),
        fact(words, "role-lead_unit", required(&issue.lead_units)),
        fact(words, "role-team", required(&issue.teams)),
    ];
    let others: [(&'static str, &[&str]); 5] = [
        ("role-leader", leaders),
        ("role-unit", &issue.units),
        ("role-support", &issue.support_units),
        ("role-contact", &issue.contacts),
        ("role-supervisor", &issue.supervisors),
    ];
    facts.extend(
        others
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| fact(words, key, names.join(&and))),
    );
    facts
}

fn measures(page: &mut Page, sheet: &Sheet, words: &Words) {
    let count = sheet.measures.len();
    if count == 0 {
        page.heading(2, words.word("issue-measures"));
        page.paragraph(unclear(words));
        return;
    }
    let done = sheet.measures.iter().filter(|(measure, _)| measure.done_on.is_some()).count();
    page.heading(2, words.say(&say!("issue-measures-done", count = count, done = done)));
    let mut table = Table::new(vec![
        Column::number(words.word("issue-position")),
        Column::flexible(words.word("issue-measure")),
        Column::fixed(words.word("issue-measure-due")),
        Column::fixed(words.word("issue-measure-state")),
    ])
    .whole();
    for (position, (measure, lamp)) in sheet.measures.iter().enumerate() {
        let mut text = measure.text.clone();
        if let Some(deliverable) = &measure.deliverable {
            text.push('\n');
            text.push_str(&words.say(&say!("issue-deliverable", text = deliverable)));
        }
        let due = measure.due.map(|due| due.to_string()).or_else(|| measure.due_text.clone());
        table.row(vec![
            Cell::from((position + 1).to_string()),
            Cell::from(text),
            Cell::from(due.unwrap_or_default()),
            lamp_cell(*lamp, measure.done_on.map(|day| day.to_string()).unwrap_or_default(), words),
        ]);
    }
    page.table(table);
}

fn lamp_cell(lamp: Lamp, done_on: String, words: &Words) -> Cell {
    match lamp {
        Lamp::Done => Cell::toned(words.say(&say!("lamp-done", day = done_on)), Tone::Good),
        Lamp::DoneLate(days) => Cell::toned(words.say(&say!("lamp-done-late", day = done_on, days = days)), Tone::Warn),
        Lamp::Overdue(over) => Cell::toned(days(-over, words), Tone::Bad),
        Lamp::Soon(left) => Cell::toned(days(left, words), Tone::Warn),
        Lamp::Open(left) => Cell::from(days(left, words)),
        Lamp::Unlimited => Cell::from(words.word("lamp-unlimited")),
    }
}

fn progress(latest: &Progress, words: &Words) -> Vec<Fact> {
    let reported = match &latest.unit {
        Some(unit) => words.say(&say!("issue-reported", day = latest.day, unit = unit)),
        None => latest.day.to_string(),
    };
    let mut facts = vec![fact(words, "issue-reported-on", reported)];
    if let Some(percent) = latest.percent {
        facts.push(fact(words, "field-percent", bar(percent)));
    }
    let texts = [
        ("field-progress", &latest.text, Tone::Plain),
        ("field-obstacle", &latest.obstacle, Tone::Warn),
        ("field-next_step", &latest.next_step, Tone::Plain),
        ("field-help_needed", &latest.help_needed, Tone::Warn),
    ];
    for (key, text, tone) in texts {
        if let Some(text) = text {
            facts.push(fact(words, key, Cell::toned(text, tone)));
        }
    }
    facts
}

/// `60%  ######----`
fn bar(percent: i64) -> String {
    let filled = usize::try_from(percent.clamp(0, 100) / 10).unwrap_or(0);
    format!("{percent}%  {}{}", "#".repeat(filled), "-".repeat(10 - filled))
}

fn history(page: &mut Page, sheet: &Sheet, words: &Words) {
    if sheet.history.is_empty() {
        return;
    }
    page.heading(2, words.say(&say!("issue-history", count = sheet.history.len())));
    let mut table = Table::new(vec![
        Column::fixed(words.word("issue-day")),
        Column::number(words.word("issue-percent")),
        Column::flexible(words.word("issue-unit")),
        Column::flexible(words.word("field-progress")),
    ])
    .whole();
    for progress in &sheet.history {
        table.row(vec![
            Cell::from(progress.day.to_string()),
            Cell::from(progress.percent.map(|percent| format!("{percent}%")).unwrap_or_default()),
            Cell::from(progress.unit.clone().unwrap_or_default()),
            Cell::from(progress.text.clone().unwrap_or_default()),
        ]);
    }
    page.table(table);
}

fn indicators(page: &mut Page, indicators: &[Indicator], words: &Words) {
    if indicators.is_empty() {
        return;
    }
    page.heading(2, words.word("issue-indicators"));
    let mut table = Table::new(vec![
        Column::flexible(words.word("issue-indicator")),
        Column::fixed(words.word("issue-figure")),
        Column::number(words.word("issue-share")),
        Column::fixed(words.word("issue-as-of")),
    ])
    .whole();
    for indicator in indicators {
        table.row(vec![
            Cell::from(indicator.name),
            Cell::from(figure(indicator)),
            Cell::from(share(indicator).unwrap_or_default()),
            Cell::from(indicator.day.map(|day| day.to_string()).unwrap_or_default()),
        ]);
    }
    page.table(table);
}

/// `17/19 个`, `6700余 万元`, `近7000 万元`; the words it was read from, where there is no number.
fn figure(indicator: &Indicator) -> String {
    let Some(value) = indicator.value else {
        return indicator.text.unwrap_or_default().to_owned();
    };
    let qualifier = indicator.qualifier.unwrap_or_default();
    // 余, 多 follow the number; the others lead it.
    let follows = qualifier.starts_with(['余', '多']);
    let mut text = if follows { format!("{value}{qualifier}") } else { format!("{qualifier}{value}") };
    if let Some(total) = indicator.total {
        text.push('/');
        text.push_str(total);
    }
    if let Some(unit) = indicator.unit {
        text.push(' ');
        text.push_str(unit);
    }
    text
}

/// The share of the total in percent with one decimal, where both are numbers.
fn share(indicator: &Indicator) -> Option<String> {
    let value = Decimal::from_str(indicator.value?).ok()?;
    let total = Decimal::from_str(indicator.total?).ok()?;
    let share = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total)?;
    Some(format!("{}%", share.round_dp(1).normalize()))
}

fn rules(page: &mut Page, sheet: &Sheet, words: &Words) {
    if sheet.rules.is_empty() {
        return;
    }
    page.heading(2, words.word("issue-rules"));
    let mut table = Table::new(vec![
        Column::flexible(words.word("issue-rule")),
        Column::fixed(words.word("issue-rule-number")),
        Column::fixed(words.word("issue-rule-day")),
    ])
    .whole();
    for rule in &sheet.rules {
        table.row(vec![
            Cell::from(rule.title.as_str()),
            Cell::from(rule.number.clone().unwrap_or_default()),
            Cell::from(rule.day.map(|day| day.to_string()).unwrap_or_default()),
        ]);
    }
    page.table(table);
}

fn unclear(words: &Words) -> Cell {
    Cell::toned(words.word("issue-unclear"), Tone::Warn)
}

fn lookup(words: &Words, axis: &str, name: &str) -> String {
    words.lookup(&format!("{axis}-{name}")).unwrap_or_else(|| name.to_owned())
}

/// A field as people call it; a column of the office's own by its heading.
fn field_name(field: &str, words: &Words) -> String {
    if let Some(heading) = field.strip_prefix(crate::domain::change::EXTRA) {
        return heading.to_owned();
    }
    lookup(words, "field", field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::render::markdown::markdown;
    use crate::render::text::{Style, text};
    use crate::view::issues::Context;
    use crate::view::sample;
    use unicode_width::UnicodeWidthStr;

    fn shown(lang: Lang, width: usize) -> String {
        let (ledger, indicators, history) = (sample::ledger(), sample::indicators(), sample::history());
        text(&page(&sample::sheet(&ledger, &indicators, &history), &Words::new(lang)), Style { width, colour: false })
    }

    #[test]
    fn the_sheet_of_an_issue_in_chinese() {
        insta::assert_snapshot!(shown(Lang::Zh, 80));
    }

    #[test]
    fn the_sheet_of_an_issue_in_english() {
        insta::assert_snapshot!(shown(Lang::En, 80));
    }

    #[test]
    fn the_sheet_of_an_issue_in_markdown() {
        let (ledger, indicators, history) = (sample::ledger(), sample::indicators(), sample::history());
        insta::assert_snapshot!(markdown(&page(&sample::sheet(&ledger, &indicators, &history), &Words::new(Lang::Zh))));
    }

    #[test]
    fn an_issue_of_which_nothing_is_known_says_what_has_to_be_settled() {
        let ledger = sample::ledger();
        let sheet = Sheet::of(&ledger.issues[6], &Context::of(&ledger), None, None, &[], &[], sample::today());
        insta::assert_snapshot!(text(&page(&sheet, &Words::new(Lang::Zh)), Style { width: 80, colour: false }));
    }

    #[test]
    fn an_overdue_issue_says_once_by_how_many_days() {
        let ledger = sample::ledger();
        let sheet = Sheet::of(
            &ledger.issues[3],
            &Context::of(&ledger),
            ledger.issues[3].due,
            Some(Pace::Overdue),
            &[],
            &[],
            sample::today(),
        );
        for (lang, said) in [(Lang::Zh, "逾期 15 天"), (Lang::En, "15 days overdue")] {
            let words = Words::new(lang);
            assert!(state(&sheet, &words).contains(&fact(&words, "field-pace", Cell::toned(said, Tone::Bad))));
        }
    }

    #[test]
    fn a_sheet_fits_windows_of_many_widths() {
        for width in [30, 40, 60, 80, 100, 200] {
            for lang in [Lang::Zh, Lang::En] {
                assert!(shown(lang, width).lines().all(|line| line.width() <= width), "{width}");
            }
        }
    }

    #[test]
    fn figures_are_shown_as_they_are_spoken() {
        let figure_of = |value, total, unit, qualifier| {
            figure(&Indicator { name: "", value, total, unit, qualifier, day: None, text: Some("若干") })
        };
        assert_eq!(figure_of(Some("17"), Some("19"), Some("个"), None), "17/19 个");
        assert_eq!(figure_of(Some("6700"), None, Some("万元"), Some("余")), "6700余 万元");
        assert_eq!(figure_of(Some("7000"), None, Some("万元"), Some("近")), "近7000 万元");
        assert_eq!(figure_of(None, None, None, None), "若干");
    }

    #[test]
    fn a_share_is_computed_and_never_of_nothing() {
        let share_of = |value, total| {
            share(&Indicator {
                name: "",
                value: Some(value),
                total: Some(total),
                unit: None,
                qualifier: None,
                day: None,
                text: None,
            })
        };
        assert_eq!(share_of("17", "19").as_deref(), Some("89.5%"));
        assert_eq!(share_of("19", "19").as_deref(), Some("100%"));
        assert_eq!(share_of("1", "0"), None);
        assert_eq!(share_of("若干", "19"), None);
    }
}
