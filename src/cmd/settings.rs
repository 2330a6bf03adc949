//! What the office has set for itself, as commands ask for it.

use crate::domain::calendar::{Calendar, Row};
use crate::domain::issue::Stage;
use crate::domain::setting::{self, CALENDAR, PROFILE, STATUS, Settings};
use crate::error::Error;
use crate::i18n::Words;
use crate::say;
use crate::sheet::columns::Choice;
use crate::store::Reader;
use crate::store::query::settings as query;
use std::collections::HashMap;

/// A form that the office knows: what each of its headings was taken to be, from the left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Heading and choice.
    pub columns: Vec<(String, Choice)>,
}

/// What the office does its own way, and the defaults for the rest.
pub fn load(reader: &Reader) -> Result<Settings, Error> {
    Ok(Settings::of(query::under(reader, "")?))
}

/// The office's own status words, as they were written.
pub fn statuses(reader: &Reader) -> Result<Vec<(String, Stage)>, Error> {
    let known = query::under(reader, STATUS)?;
    Ok(known.into_iter().filter_map(|(word, stage)| Some((word, Stage::named(&stage)?))).collect())
}

/// The same, in the form in which words are compared.
pub fn status_keys(reader: &Reader) -> Result<HashMap<String, Stage>, Error> {
    Ok(statuses(reader)?.into_iter().map(|(word, stage)| (crate::grammar::names::key(&word), stage)).collect())
}

/// The office's own days off and working days, by day.
pub fn calendar_rows(reader: &Reader) -> Result<Vec<Row>, Error> {
    let known = query::under(reader, CALENDAR)?;
    Ok(known.into_iter().filter_map(|(day, value)| setting::calendar_row(&day, &value)).collect())
}

/// The working days of the office: the published schedules with its own rows over them.
pub fn calendar(reader: &Reader) -> Result<Calendar, Error> {
    let rows = calendar_rows(reader)?;
    Ok(if rows.is_empty() { Calendar::default() } else { Calendar::default().with_rows(rows) })
}

/// The forms that the office knows.
pub fn profiles(reader: &Reader) -> Result<Vec<Profile>, Error> {
    let profile = |(name, text): (String, String)| Profile { name, columns: columns(&text) };
    Ok(query::under(reader, PROFILE)?.into_iter().map(profile).collect())
}

/// The form of this name, or a refusal that names those there are.
pub fn profile(reader: &Reader, words: &Words, name: &str) -> Result<Profile, Error> {
    let profiles = profiles(reader)?;
    let known: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    let known = known.join(&words.word("list-comma"));
    let found = profiles.into_iter().find(|profile| profile.name == name);
    found.ok_or_else(|| Error::Usage(say!("profile-unknown", name = name, known = known)))
}

/// A form as the setting holds it: a line for each heading, with what it is behind a tab.
pub fn profile_text(columns: &[(String, Choice)]) -> String {
    let lines =
        columns.iter().map(|(heading, choice)| format!("{}\t{}", heading.replace(['\t', '\n'], " "), choice.name()));
    lines.collect::<Vec<_>>().join("\n")
}

fn columns(text: &str) -> Vec<(String, Choice)> {
    let lines = text.lines().filter_map(|line| line.rsplit_once('\t'));
    // a column of a newer version is the user's own here: it is shown, not lost
    lines.map(|(heading, name)| (heading.to_owned(), Choice::named(name).unwrap_or(Choice::Own))).collect()
}
