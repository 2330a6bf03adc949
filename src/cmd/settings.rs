//! What the office has set for itself, as commands ask for it.

use crate::domain::change::Kind;
use crate::domain::issue::Stage;
use crate::domain::setting::{PROFILE, STATUS, Settings};
use crate::error::Error;
use crate::i18n::Words;
use crate::say;
use crate::sheet::columns::Choice;
use crate::store::Reader;
use crate::store::query::rows;
use std::collections::HashMap;

/// A form that the office knows: what each of its headings was taken to be, from the left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Heading and choice.
    pub columns: Vec<(String, Choice)>,
}

/// Settings whose names begin like this, without that beginning, by name.
fn under(reader: &Reader, start: &str) -> Result<Vec<(String, String)>, Error> {
    let rows = rows::all(reader, &Kind::Setting)?;
    let found = rows.iter().filter_map(|row| {
        let name = row.text("name")?.strip_prefix(start)?;
        Some((name.to_owned(), row.owned("value")?))
    });
    Ok(found.collect())
}

/// What the office does its own way, and the defaults for the rest.
pub fn load(reader: &Reader) -> Result<Settings, Error> {
    Ok(Settings::of(under(reader, "")?))
}

/// The office's own status words, as they were written.
pub fn statuses(reader: &Reader) -> Result<Vec<(String, Stage)>, Error> {
    let known = under(reader, STATUS)?;
    Ok(known.into_iter().filter_map(|(word, stage)| Some((word, Stage::named(&stage)?))).collect())
}

/// The same, in the form in which words are compared.
pub fn status_keys(reader: &Reader) -> Result<HashMap<String, Stage>, Error> {
    Ok(statuses(reader)?.into_iter().map(|(word, stage)| (crate::grammar::names::key(&word), stage)).collect())
}

/// The forms that the office knows.
pub fn profiles(reader: &Reader) -> Result<Vec<Profile>, Error> {
    let profile = |(name, text): (String, String)| Profile { name, columns: columns(&text) };
    Ok(under(reader, PROFILE)?.into_iter().map(profile).collect())
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
