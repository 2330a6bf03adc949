//! The log, a conflict, what a command has done: in words.

use super::page::{Cell, Column, Page, Table, Tone};
use crate::domain::calendar::Row;
use crate::domain::change::{Kind, VOID};
use crate::domain::say;
use crate::domain::setting::{self, CALENDAR};
use crate::i18n::Words;
use crate::say;
use crate::view::log::{Change, Check, Conflict, Entry};

/// What a frozen month and a published report keep for programs; their digests stand for it.
const UNREADABLE: &[&str] = &["position", "seen", "figures", "facts", "paper"];

/// What a key that is handed on keeps for its member's program; its name says whose it is.
const SEALED: &[&str] = &["member", "sealed"];

/// How much of a long text is shown in a line of the log.
const GLIMPSE: usize = 60;

/// The log, the newest entry first.
pub fn log(entries: &[Entry], words: &Words) -> Page {
    let mut page = Page::new();
    if entries.is_empty() {
        page.paragraph(words.word("log-empty"));
    }
    for entry in entries {
        let when = entry.at.get(..16).unwrap_or(&entry.at).replace('T', " ");
        let heading = say!("log-entry", id = &entry.id[..12], when = when, author = entry.author.as_str());
        page.heading(3, words.say(&heading));
        let mut lines = vec![words.say(&say!("log-command", command = entry.command.as_str()))];
        if let Some(reason) = &entry.reason {
            // an import says which file, and how that begins in digits
            lines.push(words.say(&match reason.rsplit_once(" sha256:") {
                Some((file, hash)) if !file.is_empty() && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
                    say!("log-source", file = file, hash = hash)
                }
                _ => say!("log-reason", reason = reason.as_str()),
            }));
        }
        if let Some(undone) = &entry.undoes {
            lines.push(words.say(&say!("log-undoes", entry = &undone[..12])));
        }
        lines.extend(changes(&entry.changes, entry.ops, words));
        page.list(lines);
    }
    page
}

/// What a command has done, in a few lines; `dry` when it only showed it.
pub fn recorded(changed: &[Change], ops: u64, dry: bool, words: &Words) -> Page {
    let mut page = Page::new();
    if ops == 0 {
        page.paragraph(words.word("recorded-nothing"));
        return page;
    }
    page.paragraph(words.word(if dry { "recorded-dry" } else { "recorded-done" }));
    page.list(changes(changed, ops, words));
    page
}

/// One line for each record, with its fields; the rest by number.
pub(super) fn changes(changes: &[Change], ops: u64, words: &Words) -> Vec<String> {
    const LINES: usize = 30;
    let mut lines = Vec::new();
    let groups: Vec<&[Change]> = changes.chunk_by(|a, b| a.record == b.record).collect();
    for group in groups.iter().take(LINES) {
        if let Some(line) = duty(group, words) {
            lines.extend(line);
            continue;
        }
        if let Some(line) = calendar_day(group, words) {
            lines.push(line);
            continue;
        }
        let change = &group[0];
        let kind = Kind::named(&change.kind);
        let mut name = words.say(&say!("log-subject", kind = say::kind(&kind), name = glimpse(&change.name)));
        if let Some(issue) = &change.issue {
            name = words.say(&say!("log-subject-of", subject = name, issue = issue.as_str()));
        }
        // a record of which nothing is left was taken back: it is told by what it said
        if group.iter().all(|change| change.to.is_none()) && change.record.starts_with(&change.name) {
            let said = group.iter().filter(|change| !change.from.iter().all(|from| from.len() == 32));
            let said = said.map(|change| {
                let was = glimpse(&spoken(&change.field, &change.from.join(" / "), words));
                words.say(&say!("log-field-set", field = say::field(&kind, &change.field), to = was))
            });
            let said = said.collect::<Vec<String>>().join(&words.word("list-comma"));
            lines.push(words.say(&say!("log-gone", kind = say::kind(&kind), said = said)));
            continue;
        }
        // what the line has said already in naming the record
        let named = |change: &&Change| {
            matches!(kind, Kind::Summary | Kind::Publication) && UNREADABLE.contains(&change.field.as_str())
                || kind == Kind::Key && SEALED.contains(&change.field.as_str())
                || change.field == "issue" && change.issue.is_some()
                || change.created && change.to.as_deref() == Some(change.name.as_str())
        };
        let fields = group.iter().filter(|change| !named(change));
        let fields: Vec<String> = fields.map(|change| field(&kind, change, words)).collect();
        if fields.is_empty() && change.created {
            lines.push(words.say(&say!("log-created-bare", subject = name)));
            continue;
        }
        if let ([only], false) = (group, change.created)
            && only.field == VOID
        {
            let reason = glimpse(only.to.as_ref().unwrap_or(&only.from.join(" / ")));
            lines.push(words.say(&match only.to {
                Some(_) => say!("log-struck-out", subject = name, reason = reason),
                None => say!("log-restored", subject = name, reason = reason),
            }));
            continue;
        }
        let fields = fields.join(&words.word("list-comma"));
        lines.push(words.say(&if change.created {
            say!("log-created", subject = name, fields = fields)
        } else {
            say!("log-changed", subject = name, fields = fields)
        }));
    }
    let shown = groups.len().min(LINES) as u64;
    if ops > shown {
        lines.push(words.say(&say!("log-more", count = ops - shown)));
    }
    lines
}

#[allow(clippy::option_option)] // another record, a duty with nothing to say, a duty with a line
/// A line for who came into a role or left it; none where only the order changed. `None` for other records.
fn duty(group: &[Change], words: &Words) -> Option<Option<String>> {
    let first = &group[0];
    let (role, issue) = first.role.as_ref().zip(first.issue.as_ref())?;
    let void = group.iter().find(|change| change.field == VOID);
    let (role, owner) = (spoken("role", role, words), first.name.as_str());
    let came = first.created || void.is_some_and(|change| change.to.is_none());
    Some(if came {
        Some(words.say(&say!("log-duty-new", issue = issue.as_str(), role = role, owner = owner)))
    } else if void.is_some() {
        Some(words.say(&say!("log-duty-gone", issue = issue.as_str(), role = role, owner = owner)))
    } else if group.iter().all(|change| change.field == "position") {
        None
    } else {
        return None;
    })
}

/// A line for a day off or a working day of the office; `None` for other records.
fn calendar_day(group: &[Change], words: &Words) -> Option<String> {
    let day = group[0].name.strip_prefix(CALENDAR).filter(|_| group[0].kind == Kind::Setting.name())?;
    let row = |text: &str| setting::calendar_row(day, text);
    let how = |row: &Row| words.word(if row.working { "calendar-work" } else { "calendar-off" });
    let value = group.iter().find(|change| change.field == "value");
    let void = group.iter().find(|change| change.field == VOID);
    Some(match (value, void) {
        (Some(value), _) => {
            let to = row(value.to.as_deref()?)?;
            let said = say!("log-day", day = day, how = how(&to), source = glimpse(&to.source));
            let from = value.from.iter().filter_map(|from| row(from)).find(|from| from.working != to.working);
            match from {
                Some(from) => words.say(&say!("log-day-was", said = said, was = how(&from))),
                None => words.say(&said),
            }
        }
        (None, Some(void)) => match &void.to {
            Some(reason) => words.say(&say!("log-day-gone", day = day, reason = glimpse(reason))),
            None => words.say(&say!("log-day-back", day = day)),
        },
        (None, None) => return None,
    })
}

fn field(kind: &Kind, change: &Change, words: &Words) -> String {
    let name = say::field(kind, &change.field);
    let value = |text: &str| glimpse(&spoken(&change.field, text, words));
    match (&change.from[..], &change.to) {
        ([], Some(to)) => words.say(&say!("log-field-set", field = name, to = value(to))),
        (from, Some(to)) => {
            let from = from.iter().map(|from| value(from)).collect::<Vec<_>>().join(" / ");
            words.say(&say!("log-field", field = name, from = from, to = value(to)))
        }
        (from, None) => {
            let from = from.iter().map(|from| value(from)).collect::<Vec<_>>().join(" / ");
            words.say(&say!("log-field-emptied", field = name, from = from))
        }
    }
}

/// A stored value in words: `in_progress` as 整改中.
fn spoken(field: &str, value: &str, words: &Words) -> String {
    let families: &[&str] = match field {
        "stage" | "closing" | "verdict" | "purpose" | "channel" | "ground" => &[field],
        "role" => &["role", "party-role"],
        "state" => &["delivery"],
        "value" => &["stage", "value"], // what a status word of the office means
        "kind" => &["notice-kind", "inspection-kind"],
        "person" => return words.word(if value == "yes" { "value-person" } else { "value-office" }),
        _ if value == "yes" || value == "no" => &["value"],
        _ => &[],
    };
    let mut known = families.iter().filter_map(|family| words.lookup(&format!("{family}-{value}")));
    known.next().unwrap_or_else(|| value.to_owned())
}

/// The beginning of a text on one line.
fn glimpse(text: &str) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(GLIMPSE) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// Every conflict in a line.
pub fn conflicts(conflicts: &[Conflict], words: &Words) -> Page {
    let mut page = Page::new();
    if conflicts.is_empty() {
        page.paragraph(words.word("conflict-none"));
        return page;
    }
    page.paragraph(words.say(&say!("conflict-count", count = conflicts.len())));
    let mut table = Table::new(vec![
        Column::fixed(words.word("conflict-name")),
        Column::flexible(words.word("conflict-subject")),
        Column::fixed(words.word("conflict-field")),
        Column::flexible(words.word("conflict-sides")),
    ]);
    for conflict in conflicts {
        let kind = Kind::named(&conflict.kind);
        let sides: Vec<String> = conflict.sides.iter().map(|side| side_value(&kind, conflict, side, words)).collect();
        table.row(vec![
            conflict.name.as_str().into(),
            subject(conflict, words).into(),
            if against_void(conflict) {
                words.word("conflict-void").into()
            } else {
                words.say(&say::field(&kind, &conflict.field)).into()
            },
            Cell::toned(sides.join(" ≠ "), Tone::Bad),
        ]);
    }
    page.table(table);
    page.paragraph(words.word("conflict-how"));
    page
}

/// One conflict with its authors, times and reasons.
pub fn conflict(conflict: &Conflict, words: &Words) -> Page {
    let kind = Kind::named(&conflict.kind);
    let mut page = Page::new();
    let field = say::field(&kind, &conflict.field);
    let subject = subject(conflict, words);
    page.heading(
        2,
        words.say(&if against_void(conflict) {
            say!("conflict-title-void", subject = subject)
        } else {
            say!("conflict-title", subject = subject, field = field)
        }),
    );
    let mut columns = vec![Column::number("#"), Column::flexible(words.word("conflict-value"))];
    let shared = conflict.sides.iter().any(|side| side.from.is_some());
    if shared {
        columns.push(Column::flexible(words.word("conflict-from")));
    }
    columns.push(Column::fixed(words.word("conflict-author")));
    columns.push(Column::fixed(words.word("conflict-when")));
    columns.push(Column::flexible(words.word("conflict-reason")));
    let mut table = Table::new(columns);
    for (n, side) in conflict.sides.iter().enumerate() {
        let mut row: Vec<Cell> = vec![(n + 1).to_string().into(), side_value(&kind, conflict, side, words).into()];
        if shared {
            row.push(side.from.clone().unwrap_or_default().into());
        }
        row.push(side.author.as_str().into());
        row.push(side.at.get(..16).unwrap_or(&side.at).replace('T', " ").into());
        row.push(side.reason.clone().unwrap_or_default().into());
        table.row(row);
    }
    page.table(table);
    page.paragraph(words.say(&say!("conflict-settle-how", name = conflict.name.as_str())));
    page
}

/// Whether one struck the record out and another went on writing to it.
fn against_void(conflict: &Conflict) -> bool {
    conflict.field == VOID && conflict.sides.iter().any(|side| side.field != conflict.field)
}

fn subject(conflict: &Conflict, words: &Words) -> String {
    let kind = say::kind(&Kind::named(&conflict.kind));
    let name = words.say(&say!("log-subject", kind = kind, name = glimpse(&conflict.subject)));
    match &conflict.issue {
        Some(issue) if *issue != conflict.subject => {
            words.say(&say!("log-subject-of", subject = name, issue = issue.as_str()))
        }
        _ => name,
    }
}

fn side_value(kind: &Kind, conflict: &Conflict, side: &crate::view::log::Side, words: &Words) -> String {
    let value = match &side.value {
        Some(value) => glimpse(&spoken(&side.field, value, words)),
        None => words.word("value-empty"),
    };
    if side.field != conflict.field {
        let said = words.say(&say!("log-field-set", field = say::field(kind, &side.field), to = value));
        return words.say(&say!("conflict-edit-side", said = said));
    }
    match &side.value {
        Some(_) if against_void(conflict) => words.say(&say!("conflict-void-side", reason = value)),
        None if against_void(conflict) => words.word("conflict-kept-side"),
        _ => value,
    }
}

/// What a check found.
pub fn check(check: &Check, words: &Words) -> Page {
    let mut page = Page::new();
    page.facts(vec![
        (words.word("check-entries"), check.entries.to_string()),
        (words.word("check-records"), check.records.to_string()),
        (words.word("check-conflicts"), check.conflicts.to_string()),
        (words.word("check-waiting"), check.waiting.to_string()),
        (words.word("check-newer"), check.newer.to_string()),
        (words.word("check-quarantined"), check.quarantined.to_string()),
        (words.word("check-digest"), check.digest.clone()),
    ]);
    page.paragraph(words.word(if check.ok { "check-ok" } else { "check-not-ok" }));
    if !check.problems.is_empty() {
        page.list(check.problems.clone());
    }
    if !check.breaches.is_empty() {
        page.heading(2, words.say(&say!("check-breaches", count = check.breaches.len())));
        let mut table =
            Table::new(vec![Column::fixed(words.word("column-number")), Column::flexible(words.word("check-missing"))]);
        for breach in &check.breaches {
            let missing = breach.words.join(&words.word("list-comma"));
            table.row(vec![breach.number.as_str().into(), Cell::toned(missing, Tone::Warn)]);
        }
        page.table(table);
    }
    if check.evidence_missing > 0 {
        page.paragraph(words.say(&say!("evidence-missing-here", count = check.evidence_missing)));
    }
    if !check.orphans.is_empty() {
        let names: Vec<String> = check.orphans.iter().take(5).map(|name| glimpse(name)).collect();
        page.paragraph(words.say(&say!("check-orphans", count = check.orphans.len(), names = names)));
    }
    if !check.doubles.is_empty() {
        let codes = check.doubles.join(&words.word("list-comma"));
        page.paragraph(words.say(&say!("check-doubles", codes = codes)));
    }
    page
}
