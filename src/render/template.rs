//! The wording of documents: templates that ship with the program, and those that an office puts in their place.
//!
//! A template is lines of text with the marks of [`paper`], filled with the facts of a view by the names
//! that its JSON has. Documents are Chinese whatever the reader's language: they are official papers. What stands in the
//! ledger is text: no line end, bar or mark of a value becomes a mark of the document. A template can neither run for
//! ever nor ask for what there is not.

use super::paper::{self, Paper};
use crate::domain::figure::percent_text;
use crate::domain::say::Said;
use crate::i18n::{Lang, Words};
use crate::say;
use chrono::{Datelike, NaiveDate};
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};

/// A template that ships with the program.
#[derive(Debug)]
pub struct Template {
    /// Its name; what it is for stands in the locale files under `template-<name>`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Every template.
pub const TEMPLATES: &[Template] = &[
    Template { name: "supervise", text: include_str!("../../templates/supervise.txt") },
    Template { name: "dispatch", text: include_str!("../../templates/dispatch.txt") },
    Template { name: "leader", text: include_str!("../../templates/leader.txt") },
    Template { name: "notice-reminder", text: include_str!("../../templates/notice-reminder.txt") },
    Template { name: "notice-supervise", text: include_str!("../../templates/notice-supervise.txt") },
    Template { name: "notice-talk", text: include_str!("../../templates/notice-talk.txt") },
    Template { name: "notice-circular", text: include_str!("../../templates/notice-circular.txt") },
    Template { name: "closing", text: include_str!("../../templates/closing.txt") },
    Template { name: REPORT, text: include_str!("../../templates/report.txt") },
    Template { name: "report-flat", text: include_str!("../../templates/report-flat.txt") },
    Template { name: "report-audit", text: include_str!("../../templates/report-audit.txt") },
];

/// The outline of a public report where no other is chosen; the names of the others begin with it.
pub const REPORT: &str = "report";

/// The template of this name.
pub fn named(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

/// What a template may do: some seconds of work, far more than ten thousand issues take.
const FUEL: u64 = 10_000_000;

/// Values that have a word: the beginnings of their messages.
const WORDED: &[(&str, &[&str])] = &[
    ("stage", &["not_started", "in_progress", "basically_done", "done"]),
    ("pace", &["ahead", "on_schedule", "behind", "overdue"]),
    ("closing", &["none", "applied", "returned", "closed"]),
    ("kind", &["immediate", "limited", "long_term"]),
    ("ladder", &["reminder", "supervise", "talk"]),
    ("return", &["returned", "unchanged", "late", "missing"]),
    ("ground", &["secret", "case", "hype", "petition", "sensitive"]),
];

/// Words a document from the text of a template and the facts; `path` names the template where something is wrong.
///
/// # Errors
/// With line and field: what cannot be read, a field that there is not, work without end.
pub fn fill(path: &str, text: &str, facts: &Json) -> Result<Paper, Said> {
    if let Some((line, name)) = paper::unknown_marks(text).into_iter().next() {
        return Err(say!("template-mark", path = path, line = line, found = format!("@{name}")));
    }
    let environment = environment();
    let wrong = |error: &Error| refused(path, text, error);
    let template = environment.template_from_named_str(path, text).map_err(|error| wrong(&error))?;
    let worded = template.render(value(facts)).map_err(|error| wrong(&error))?;
    paper::read(&worded)
}

/// The same to see whether it can be done, branches that these facts do not lead to included.
///
/// # Errors
/// As in [`fill`].
pub fn try_out(path: &str, text: &str, facts: &Json) -> Result<Paper, Said> {
    let environment = environment();
    let template = environment.template_from_named_str(path, text).map_err(|error| refused(path, text, &error))?;
    let is_known = |name: &str| facts.get(name).is_some();
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| !is_known(name));
    unknown.sort_unstable();
    if let Some(name) = unknown.into_iter().next() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let says = |line: &str| line.split(|c| !is_part(c)).any(|word| word.split('.').next() == Some(name.as_str()));
        let line = text.lines().position(|line| line.contains('{') && says(line)).map_or(1, |at| at + 1);
        return Err(say!("template-wrong", path = path, line = line, found = name, why = say!("template-field")));
    }
    fill(path, text, facts)
}

/// The facts of an output, as its JSON has them, and some more by their names.
pub fn facts(json: &str, more: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    let mut facts: Json = serde_json::from_str(json).unwrap_or_default(); // it was written by us
    if let Json::Object(known) = &mut facts {
        known.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    facts
}

/// A fact as templates have it.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(yes) => Value::from(*yes),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::from(number.as_f64().unwrap_or_default()), Value::from)
        }
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(all) => Value::from(all.iter().map(value).collect::<Vec<_>>()),
        Json::Object(all) => {
            Value::from(all.iter().map(|(name, fact)| (name.clone(), value(fact))).collect::<BTreeMap<_, _>>())
        }
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(50);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_formatter(put);
    // those of the engine are many, and half as large as all else of it
    environment.add_filter("length", |value: &Value| value.len().ok_or(Error::from(ErrorKind::InvalidOperation)));
    environment.add_filter("first", |value: &Value| Ok::<_, Error>(value.try_iter()?.next().unwrap_or_default()));
    environment.add_filter("last", |value: &Value| Ok::<_, Error>(value.try_iter()?.last().unwrap_or_default()));
    environment.add_test("none", |value: &Value| value.is_none());
    environment.add_filter("percent", percent);
    environment.add_filter("lines", |value: &Value| {
        let lines = text_of(value)?.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok::<_, Error>(lines.map(Value::from).collect::<Vec<_>>())
    });
    environment.add_filter("quoted", |value: &Value| Ok::<_, Error>(paper::quoted(text_of(value)?)));
    environment.add_filter("numeral", |value: &Value| {
        value.as_usize().map(paper::numeral).ok_or(Error::from(ErrorKind::InvalidOperation))
    });
    environment.add_filter("names", names);
    let words = Words::new(Lang::Zh);
    // each is worded once, with marks in the places of the numbers
    let date = words.say(&say!("date-long", year = "\u{1}", month = "\u{2}", day = "\u{3}"));
    let month = words.say(&say!("month-long", year = "\u{1}", month = "\u{2}"));
    let day = date.split_once('\u{2}').map_or_else(String::new, |(_, rest)| format!("\u{2}{rest}"));
    environment.add_filter("date", move |value: &Value| {
        Ok::<_, Error>(given(value)?.map_or_else(String::new, |day| put_date(&date, day)))
    });
    environment.add_filter("day", move |value: &Value| {
        Ok::<_, Error>(given(value)?.map_or_else(String::new, |of| put_date(&day, of)))
    });
    environment.add_filter("month", move |value: &Value| {
        let first = Value::from(format!("{value}-01"));
        Ok::<_, Error>(given(&first)?.map_or_else(String::new, |day| put_date(&month, day)))
    });
    let known: HashMap<String, String> = WORDED
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| format!("{kind}-{name}")))
        .filter_map(|key| Some((key.clone(), words.lookup(&key)?)))
        .collect();
    let nobody = words.word("nobody");
    environment.add_filter("word", move |value: &Value, kind: &str| {
        known.get(&format!("{kind}-{value}")).cloned().unwrap_or_else(|| value.to_string())
    });
    environment.add_filter(
        "somebody",
        move |value: &Value| {
            if is_nothing(value) { Value::from(nobody.clone()) } else { value.clone() }
        },
    );
    environment
}

/// Writes a value so that it cannot be taken for a mark of the document; what is not known is nothing.
fn put(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return minijinja::escape_formatter(out, state, value); // which refuses
    }
    if value.is_none() {
        return Ok(());
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    out.write_str(&paper::value(&text))?;
    Ok(())
}

fn put_date(form: &str, day: NaiveDate) -> String {
    let with = |form: String, mark: &str, n: u32| form.replace(mark, &n.to_string());
    let form = form.replace('\u{1}', &day.year().to_string());
    with(with(form, "\u{2}", day.month()), "\u{3}", day.day())
}

/// A text, empty where nothing is known.
fn text_of(value: &Value) -> Result<&str, Error> {
    if value.is_undefined() { Err(ErrorKind::UndefinedError.into()) } else { Ok(value.as_str().unwrap_or_default()) }
}

fn is_nothing(value: &Value) -> bool {
    value.is_none() || value.as_str() == Some("")
}

fn given(value: &Value) -> Result<Option<NaiveDate>, Error> {
    if is_nothing(value) {
        return Ok(None);
    }
    let text = value.as_str().unwrap_or_default();
    let bad = || Error::new(ErrorKind::InvalidOperation, format!("{value}: no day"));
    text.parse().map(Some).map_err(|_| bad())
}

/// 97.4% of a share, to as many places as the office wants; a dash of nothing.
fn percent(state: &State, value: &Value) -> Result<String, Error> {
    let places = state.lookup("decimals").and_then(|places| u32::try_from(places).ok()).unwrap_or(1);
    let (count, of) = (value.get_attr("count")?, value.get_attr("of")?);
    let share = i64::try_from(count).ok().zip(i64::try_from(of).ok());
    let said = share.and_then(|(count, of)| percent_text(count, of, places));
    Ok(said.unwrap_or_else(|| "—".to_owned()))
}

/// Names one after the other.
fn names(value: &Value) -> Result<String, Error> {
    if value.kind() != ValueKind::Seq {
        return Ok(value.as_str().unwrap_or_default().to_owned());
    }
    let names: Vec<String> = value.try_iter()?.map(|name| name.to_string()).collect();
    Ok(names.join("、"))
}

/// What is wrong with a template: the line, the words of it that are meant, and why.
fn refused(path: &str, text: &str, error: &Error) -> Said {
    let line = error.line().unwrap_or(1);
    let meant = error.range().and_then(|range| text.get(range)).map(str::trim).filter(|meant| !meant.is_empty());
    let found = meant.or_else(|| text.lines().nth(line - 1).map(str::trim)).unwrap_or_default();
    let found: String = found.chars().take(80).collect();
    let why = match error.kind() {
        ErrorKind::UndefinedError => say!("template-field"),
        ErrorKind::OutOfFuel => say!("template-endless"),
        ErrorKind::UnknownFilter => say!("template-filter"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod | ErrorKind::UnknownTest => say!("template-function"),
        ErrorKind::SyntaxError if error.detail().is_some_and(|detail| detail.starts_with("unknown statement")) => {
            say!("template-statement")
        }
        _ => say!("template-cause", cause = error.detail().unwrap_or_default().to_owned()),
    };
    say!("template-wrong", path = path, line = line, found = found, why = why)
}
