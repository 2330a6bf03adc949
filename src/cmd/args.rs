//! Arguments that every command takes, and values that arguments parse into.

use crate::app::Format;
use crate::domain::say::Said;
use crate::i18n::Lang;
use crate::say;
use chrono::NaiveDate;
use std::path::PathBuf;

/// What may stand before or behind every command.
#[derive(clap::Args, Debug)]
pub struct Global {
    #[arg(long, global = true, env = "DUBAN_DB", value_name = "FILE")]
    pub db: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = lang)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, env = "DUBAN_TODAY", value_name = "DAY", value_parser = day)]
    pub today: Option<NaiveDate>,
    #[arg(long, global = true, value_name = "DAY", value_parser = day)]
    pub as_of: Option<NaiveDate>,
    #[arg(long = "as", global = true, env = "DUBAN_AUTHOR", value_name = "NAME")]
    pub author: Option<String>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatArg>,
    #[arg(long, global = true)]
    pub dry_run: bool,
    #[arg(long, short, global = true)]
    pub yes: bool,
}

/// The formats by their names on the command line.
#[derive(clap::ValueEnum, Debug, Clone, Copy)]
pub enum FormatArg {
    Table,
    Json,
    Csv,
    Md,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Table => Format::Table,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
            FormatArg::Md => Format::Md,
        }
    }
}

/// A number of an issue, with the code of its inspection where several are in one ledger: `8`, `8.2`, `2019-sw/8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueName {
    /// The code of the inspection; `-` names issues of none.
    pub inspection: Option<String>,
    /// The number.
    pub number: String,
}

impl std::fmt::Display for IssueName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.inspection {
            Some(code) => write!(f, "{code}/{}", self.number),
            None => f.write_str(&self.number),
        }
    }
}

/// Reads the name of an issue.
pub fn issue_name(text: &str) -> Result<IssueName, Said> {
    let (inspection, number) = match text.rsplit_once('/') {
        Some((code, number)) => (Some(code.trim()), number.trim()),
        None => (None, text.trim()),
    };
    if number.is_empty() || inspection.is_some_and(str::is_empty) {
        return Err(say!("arg-bad-issue", found = text));
    }
    Ok(IssueName { inspection: inspection.map(str::to_owned), number: number.to_owned() })
}

/// Reads an exact day.
pub fn day(text: &str) -> Result<NaiveDate, Said> {
    text.parse().map_err(|_| say!("arg-bad-day", found = text))
}

/// Reads a year that a ledger can be of.
pub fn year(text: &str) -> Result<i32, Said> {
    text.parse().ok().filter(|year| (1900..2200).contains(year)).ok_or_else(|| say!("arg-bad-year", found = text))
}

fn lang(text: &str) -> Result<Lang, Said> {
    Lang::parse(text).ok_or_else(|| say!("arg-bad-lang", found = text))
}
