//! Lists of the records around an issue.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::i18n::Words;
use crate::say;
use crate::view::issue::Lamp;
use crate::view::paper::Template;
use crate::view::records::{
    Area, Directive, Evidence, Indicator, Inspection, Milestone, Notice, Owner, Preset, ProfileShown, Progress, Rule,
    Setting, StatusWord,
};
use chrono::NaiveDate;

/// A table, or a sentence that there is nothing.
fn page(table: Table, words: &Words) -> Page {
    let mut page = Page::new();
    if table.rows.is_empty() {
        page.paragraph(words.word("records-none"));
    } else {
        page.table(table);
    }
    page
}

fn day(day: Option<NaiveDate>) -> Cell {
    day.map(|day| day.to_string()).unwrap_or_default().into()
}

fn text(text: Option<&String>) -> Cell {
    text.cloned().unwrap_or_default().into()
}

/// 个人 or 单位, and nothing where nobody said.
fn sort_of(owner: &Owner, words: &Words) -> String {
    match owner.person {
        Some(true) => words.word("value-person"),
        Some(false) => words.word("value-office"),
        None => String::new(),
    }
}

/// `责任领导 3、牵头单位 1`
fn roles(owner: &Owner, words: &Words) -> String {
    let roles = owner.roles.iter().map(|(role, count)| format!("{} {count}", role_word(role, words)));
    roles.collect::<Vec<_>>().join(&words.word("list-comma"))
}

fn role_word(role: &str, words: &Words) -> String {
    words.lookup(&format!("role-{role}")).unwrap_or_else(|| role.to_owned())
}

/// Everybody with what they hold.
pub fn owners(owners: &[Owner], words: &Words) -> Page {
    let mut columns = vec![
        Column::flexible(words.word("column-name")),
        Column::fixed(words.word("column-sort-of")),
        Column::flexible(words.word("column-post")),
        Column::flexible(words.word("column-roles")),
        Column::flexible(words.word("column-aliases")),
    ];
    let serving = owners.iter().any(|owner| owner.unit.is_some());
    if serving {
        columns.insert(2, Column::flexible(words.word("column-serves")));
    }
    let mut table = Table::new(columns);
    for owner in owners {
        let mut cells = vec![
            owner.name.as_str().into(),
            sort_of(owner, words).into(),
            text(owner.post.as_ref()),
            roles(owner, words).into(),
            owner.aliases.join(&words.word("list-comma")).into(),
        ];
        if serving {
            cells.insert(2, text(owner.unit.as_ref()));
        }
        table.row(cells);
    }
    page(table, words)
}

/// Files of evidence.
pub fn evidence(files: &[Evidence], words: &Words) -> Page {
    page(super::story::evidence(files.iter().map(|file| (file.member.clone(), &file.file)), words), words)
}

/// One owner with its issues.
pub fn owner(owner: &Owner, words: &Words) -> Page {
    let mut page = Page::new();
    page.heading(1, owner.name.as_str());
    let facts = [
        ("column-sort-of", Some(sort_of(owner, words))),
        ("column-serves", owner.unit.clone()),
        ("column-post", owner.post.clone()),
        ("column-phone", owner.phone.clone()),
        ("column-email", owner.email.clone()),
        ("column-aliases", Some(owner.aliases.join(&words.word("list-comma")))),
        ("field-note", owner.note.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| Some((words.word(key), value.filter(|v| !v.is_empty())?)));
    page.facts(facts.collect::<Vec<_>>());
    let tasks = owner.issues.as_deref().unwrap_or_default();
    page.heading(2, words.say(&say!("owner-tasks", count = tasks.len())));
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-number")),
        Column::flexible(words.word("field-title")),
        Column::fixed(words.word("column-role")),
        Column::fixed(words.word("field-due")),
        Column::fixed(words.word("issues-state")),
    ]);
    let axes = words.word("issues-axes");
    for task in tasks {
        let number = task.inspection.as_ref().map_or(task.number.clone(), |code| format!("{code}/{}", task.number));
        let stage = words.lookup(&format!("stage-{}", task.stage)).unwrap_or_default();
        let going = task.pace.and_then(|pace| words.lookup(&format!("pace-{pace}"))).unwrap_or_default();
        let tone = match task.pace {
            Some("overdue") => Tone::Bad,
            Some("behind") => Tone::Warn,
            _ => Tone::Plain,
        };
        table.row(vec![
            number.into(),
            task.title.as_str().into(),
            role_word(task.role, words).into(),
            day(task.due),
            Cell::toned(if going.is_empty() { stage } else { stage + &axes + &going }, tone),
        ]);
    }
    page.table(table);
    page
}

/// Every inspection with its dates.
pub fn inspections(inspections: &[Inspection], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-code")),
        Column::flexible(words.word("column-name")),
        Column::fixed(words.word("column-feedback-on")),
        Column::fixed(words.word("column-inspection-due")),
        Column::number(words.word("column-issues")),
    ]);
    for inspection in inspections {
        table.row(vec![
            inspection.code.as_str().into(),
            text(inspection.name.as_ref()),
            day(inspection.feedback_on),
            day(inspection.due),
            inspection.issues.to_string().into(),
        ]);
    }
    page(table, words)
}

/// One inspection.
pub fn inspection(inspection: &Inspection, words: &Words) -> Page {
    let mut page = Page::new();
    let name = inspection.name.as_deref().unwrap_or_default();
    page.heading(1, format!("{}  {name}", inspection.code).trim());
    let on = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let facts = [
        (
            "column-kind",
            inspection.kind.as_ref().map(|kind| {
                // a report that was read gives a name, people write words
                words.lookup(&format!("inspection-kind-{kind}")).unwrap_or_else(|| kind.clone())
            }),
        ),
        ("column-inspector", inspection.inspector.clone()),
        ("column-inspected", inspection.inspected.clone()),
        ("column-from-on", on(inspection.from_on)),
        ("column-to-on", on(inspection.to_on)),
        ("column-feedback-on", on(inspection.feedback_on)),
        ("column-plan-due", on(inspection.plan_due)),
        ("column-inspection-due", on(inspection.due)),
        ("column-report-on", on(inspection.report_on)),
        ("column-issuer", inspection.issuer.clone()),
        ("column-public-contact", inspection.contact.clone()),
        ("field-note", inspection.note.clone()),
        ("column-issues", Some(inspection.issues.to_string())),
    ];
    page.facts(facts.into_iter().filter_map(|(key, value)| Some((words.word(key), value?))).collect::<Vec<_>>());
    page
}

/// Every area in the order of the report.
pub fn areas(areas: &[Area], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-inspection")),
        Column::fixed(words.word("column-label")),
        Column::flexible(words.word("column-heading")),
        Column::number(words.word("column-issues")),
    ]);
    for area in areas {
        table.row(vec![
            text(area.inspection.as_ref()),
            text(area.label.as_ref()),
            area.title.as_str().into(),
            area.issues.to_string().into(),
        ]);
    }
    page(table, words)
}

/// Measures with how they stand.
pub fn milestones(milestones: &[Milestone], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-which")),
        Column::flexible(words.word("issue-measure")),
        Column::fixed(words.word("issue-measure-due")),
        Column::fixed(words.word("issue-measure-state")),
    ]);
    for measure in milestones {
        let due = match (measure.due, &measure.due_text) {
            (Some(due), _) => due.to_string(),
            (None, text) => text.clone().unwrap_or_default(),
        };
        let mut what = measure.text.clone();
        if let Some(deliverable) = &measure.deliverable {
            what.push('\n');
            what.push_str(&words.say(&say!("issue-deliverable", text = deliverable)));
        }
        let lamp = lamp(measure.lamp, measure.done_on, words);
        table.row(vec![measure.name.as_str().into(), what.into(), due.into(), lamp]);
    }
    page(table, words)
}

/// How something stands to its limit, in words.
fn lamp(lamp: Lamp, done_on: Option<NaiveDate>, words: &Words) -> Cell {
    let done = || done_on.map(|day| day.to_string()).unwrap_or_default();
    match lamp {
        Lamp::Done => Cell::toned(words.say(&say!("lamp-done", day = done())), Tone::Good),
        Lamp::DoneLate(days) => Cell::toned(words.say(&say!("lamp-done-late", day = done(), days = days)), Tone::Warn),
        Lamp::Overdue(days) => Cell::toned(words.say(&say!("issue-days-over", days = days)), Tone::Bad),
        Lamp::Soon(days) => Cell::toned(words.say(&say!("issue-days-left", days = days)), Tone::Warn),
        Lamp::Open(days) => words.say(&say!("issue-days-left", days = days)).into(),
        Lamp::Unlimited => words.word("lamp-unlimited").into(),
    }
}

/// What was ordered, and how it stands.
pub fn directives(directives: &[Directive], words: &Words) -> Page {
    page(directive_table(directives, words), words)
}

/// The same as a table on its own.
pub(super) fn directive_table(directives: &[Directive], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-number")),
        Column::flexible(words.word("column-directive")),
        Column::flexible(words.word("column-to")),
        Column::fixed(words.word("field-due")),
        Column::flexible(words.word("issues-state")),
    ]);
    for one in directives {
        let mut what = one.text.clone();
        let given = [
            one.issue.as_ref().map(|issue| say!("directive-about", issue = issue)),
            one.given_by.as_ref().map(|name| say!("directive-by", name = name)),
            one.given_on.map(|day| say!("directive-on", day = day)),
        ];
        let given: Vec<String> = given.iter().flatten().map(|said| words.say(said)).collect();
        what.push('\n');
        what.push_str(&given.join(&words.word("list-comma")));
        if let Some(result) = &one.result {
            what.push('\n');
            what.push_str(&words.say(&say!("directive-result", text = result)));
        }
        let due = one.due_text.clone().or_else(|| one.due.map(|day| day.to_string())).unwrap_or_default();
        let lamp = lamp(one.lamp, one.done_on, words);
        table.row(vec![one.number.as_str().into(), what.into(), text(one.to.as_ref()), due.into(), lamp]);
    }
    table
}

/// Numbered documents, and whether they were answered.
pub fn notices(notices: &[Notice], words: &Words) -> Page {
    page(notice_table(notices, words), words)
}

/// The same as a table on its own.
pub(super) fn notice_table(notices: &[Notice], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-code-of-notice")),
        Column::flexible(words.word("column-about")),
        Column::flexible(words.word("column-to")),
        Column::fixed(words.word("column-answer-by")),
        Column::flexible(words.word("issues-state")),
    ]);
    for one in notices {
        let to = one.to.clone().unwrap_or_else(|| words.word("notice-to-all"));
        let mut about: Vec<String> = one.title.iter().chain(&one.text).take(1).cloned().collect();
        if !one.issues.is_empty() {
            let issues = one.issues.join(&words.word("list-comma"));
            about.push(words.say(&say!("directive-about", issue = issues)));
        }
        let about = about.join("\n");
        table.row(vec![one.code.as_str().into(), about.into(), to.into(), day(one.answer_by), answered(one, words)]);
    }
    table
}

fn answered(notice: &Notice, words: &Words) -> Cell {
    let late = notice.days_late.unwrap_or_default();
    match (notice.state, notice.answered_on, notice.days_left) {
        ("answered", Some(on), _) if late > 0 => {
            Cell::toned(words.say(&say!("notice-answered-late", day = on, days = late)), Tone::Warn)
        }
        ("answered", Some(on), _) => Cell::toned(words.say(&say!("notice-answered", day = on)), Tone::Good),
        ("overdue", ..) => Cell::toned(words.say(&say!("notice-overdue", days = late)), Tone::Bad),
        (.., Some(left)) => words.say(&say!("notice-waiting", days = left)).into(),
        _ => words.word("notice-no-answer").into(),
    }
}

/// One document with all that is known of it.
pub fn notice(notice: &Notice, words: &Words) -> Page {
    let mut page = Page::new();
    let kind = words.lookup(&format!("notice-kind-{}", notice.kind)).unwrap_or_default();
    page.heading(1, words.say(&say!("notice-heading", kind = kind, code = notice.code.as_str())));
    let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let issues = Some(notice.issues.join(&words.word("list-comma"))).filter(|issues| !issues.is_empty());
    let facts = [
        ("column-about", notice.title.clone()),
        ("column-to", Some(notice.to.clone().unwrap_or_else(|| words.word("notice-to-all")))),
        ("column-of-issues", issues),
        ("notice-demand", notice.text.clone()),
        ("notice-issued-on", shown(notice.issued_on)),
        ("notice-issued-by", notice.issued_by.clone()),
        ("column-answer-by", shown(notice.answer_by)),
        ("notice-answer", notice.answer.clone()),
    ];
    let mut facts: Vec<(String, Cell)> =
        facts.into_iter().filter_map(|(key, value)| Some((words.word(key), value?.into()))).collect();
    facts.push((words.word("issues-state"), answered(notice, words)));
    page.facts(facts);
    page
}

/// Returns, the newest first.
pub fn progress(returns: &[Progress], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("field-number")),
        Column::fixed(words.word("issue-day")),
        Column::number(words.word("issue-percent")),
        Column::flexible(words.word("issue-unit")),
        Column::flexible(words.word("field-progress")),
    ]);
    for one in returns {
        let more = [
            ("field-next_step", &one.next_step),
            ("field-obstacle", &one.obstacle),
            ("field-help_needed", &one.help_needed),
        ];
        let mut said: Vec<String> = one.text.iter().cloned().collect();
        said.extend(more.into_iter().filter_map(|(key, text)| {
            let text = text.as_ref()?;
            Some(words.say(&say!("labelled", label = words.word(key), text = text)))
        }));
        table.row(vec![
            one.issue.as_str().into(),
            day(one.day),
            one.percent.map(|percent| format!("{percent}%")).unwrap_or_default().into(),
            text(one.unit.as_ref()),
            said.join("\n").into(),
        ]);
    }
    page(table, words)
}

/// Figures.
pub fn indicators(indicators: &[Indicator], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-which")),
        Column::flexible(words.word("issue-indicator")),
        Column::number(words.word("issue-figure")),
        Column::number(words.word("column-total")),
        Column::fixed(words.word("column-unit")),
        Column::fixed(words.word("issue-as-of")),
    ]);
    for one in indicators {
        let value = one.value.clone().unwrap_or_default() + one.qualifier.as_deref().unwrap_or_default();
        table.row(vec![
            one.name.as_str().into(),
            one.counted.as_str().into(),
            value.into(),
            text(one.total.as_ref()),
            text(one.unit.as_ref()),
            day(one.day),
        ]);
    }
    page(table, words)
}

/// Rules and plans that were issued.
pub fn rules(rules: &[Rule], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-which")),
        Column::flexible(words.word("issue-rule")),
        Column::flexible(words.word("issue-rule-number")),
        Column::fixed(words.word("issue-rule-day")),
        Column::flexible(words.word("column-issuer")),
    ]);
    for rule in rules {
        table.row(vec![
            rule.name.as_str().into(),
            rule.title.as_str().into(),
            text(rule.number.as_ref()),
            day(rule.day),
            text(rule.issuer.as_ref()),
        ]);
    }
    page(table, words)
}

/// The office's own status words.
pub fn status_words(known: &[StatusWord], words: &Words) -> Page {
    let mut table =
        Table::new(vec![Column::flexible(words.word("column-status-word")), Column::fixed(words.word("column-means"))]);
    for one in known {
        table.row(vec![
            one.word.as_str().into(),
            words.lookup(&format!("stage-{}", one.stage)).unwrap_or_default().into(),
        ]);
    }
    page(table, words)
}

/// What the office can set, and what it has set.
pub fn settings(known: &[Setting], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-setting")),
        Column::fixed(words.word("column-value")),
        Column::flexible(words.word("column-meaning")),
    ]);
    for one in known {
        let meaning = words.lookup(&format!("setting-{}", one.name.replace('.', "-"))).unwrap_or_default();
        let tone = if one.own { Tone::Plain } else { Tone::Faint };
        let value = if one.value.is_empty() { words.word("value-empty") } else { one.value.clone() };
        table.row(vec![one.name.into(), Cell::toned(value, tone), meaning.into()]);
    }
    page(table, words)
}

/// How real places light their lamps; the one that holds here is marked.
pub fn presets(known: &[Preset], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-preset")),
        Column::fixed(words.word("column-current")),
        Column::flexible(words.word("column-meaning")),
    ]);
    for one in known {
        let meaning = words.lookup(&format!("preset-{}", one.key)).unwrap_or_default();
        let mark = if one.current { words.word("value-yes") } else { String::new() };
        table.row(vec![one.name.into(), mark.into(), meaning.into()]);
    }
    page(table, words)
}

/// The wordings of documents, and where the office's own lie.
pub fn templates(known: &[Template], words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::fixed(words.word("column-name")),
        Column::fixed(words.word("column-own")),
        Column::flexible(words.word("column-meaning")),
        Column::flexible(words.word("column-file")),
    ]);
    for one in known {
        let meaning = words.lookup(&format!("template-of-{}", one.name));
        let meaning = meaning.unwrap_or_else(|| words.say(&say!("template-of-own", name = one.name.as_str())));
        let own = if one.own { words.word("value-yes") } else { String::new() };
        table.row(vec![one.name.as_str().into(), own.into(), meaning.into(), one.path.as_str().into()]);
    }
    page(table, words)
}

/// The forms of senders.
pub fn profiles(known: &[ProfileShown], words: &Words) -> Page {
    let mut table =
        Table::new(vec![Column::fixed(words.word("column-profile")), Column::flexible(words.word("column-headings"))]);
    for one in known {
        let headings: Vec<&str> = one.columns.iter().map(|column| column.heading.as_str()).collect();
        table.row(vec![one.name.as_str().into(), headings.join(&words.word("list-comma")).into()]);
    }
    page(table, words)
}

/// One form.
pub fn profile(one: &ProfileShown, words: &Words) -> Page {
    let mut table = Table::new(vec![
        Column::flexible(words.word("preview-heading")),
        Column::flexible(words.word("mapping-column")),
    ]);
    for column in &one.columns {
        table.row(vec![column.heading.as_str().into(), column.usual.as_str().into()]);
    }
    page(table, words)
}
