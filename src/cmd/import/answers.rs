//! What a person answers about single rows: `--same 5=8` (row 5 is issue 8), `--new 5` (row 5 is a new one).

use super::Args;
use super::book::{Book, Sheet};
use crate::domain::say::Said;
use crate::error::Error;
use crate::say;

/// The answers about the rows of a file.
#[derive(Debug, Default)]
pub struct Answers {
    rows: Vec<(Option<String>, u64, Answer)>,
    every: Option<Every>,
}

/// What a row is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The issue of this number.
    Same(String),
    /// A new one.
    New,
}

/// What every row is said to be that is asked about and not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Same,
    New,
}

impl Answers {
    /// Reads what was answered: `5=8`, `台账!5=8`; `5`, `5,7`; 全部.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn read(args: &Args) -> Result<Answers, Error> {
        let mut answers = Answers::default();
        let all = |text: &str| matches!(text, "all" | "全部" | "*");
        for text in parts(&args.same) {
            if all(text) {
                answers.every = Some(Every::Same);
                continue;
            }
            let bad = || Error::Usage(say!("same-form", found = text));
            let (row, number) = text.rsplit_once('=').ok_or_else(bad)?;
            let (sheet, line) = place(row).ok_or_else(bad)?;
            answers.rows.push((sheet, line, Answer::Same(number.trim().to_owned())));
        }
        for text in parts(&args.fresh) {
            if all(text) {
                answers.every = Some(Every::New);
                continue;
            }
            let (sheet, line) = place(text).ok_or_else(|| Error::Usage(say!("new-form", found = text)))?;
            answers.rows.push((sheet, line, Answer::New));
        }
        Ok(answers)
    }

    /// What was said of a row.
    pub fn of(&self, sheet: &Sheet, line: u64) -> Option<&Answer> {
        let meant = |named: &Option<String>| named.is_none() || *named == sheet.name;
        self.rows.iter().find(|(named, row, _)| *row == line && meant(named)).map(|(.., answer)| answer)
    }

    /// What was said of every row that is near to the issue of this number.
    pub fn of_near(&self, number: &str) -> Option<Answer> {
        self.every.map(|every| match every {
            Every::Same => Answer::Same(number.to_owned()),
            Every::New => Answer::New,
        })
    }

    /// The first answer about a row that is no issue, or not there.
    pub fn unknown(&self, book: &Book) -> Option<Said> {
        let there = |(named, line, _): &&(Option<String>, u64, Answer)| {
            let sheets = book.sheets.iter().filter(|sheet| named.is_none() || *named == sheet.name);
            sheets.flat_map(Sheet::rows).any(|(_, row)| row.line == *line)
        };
        let (named, line, _) = self.rows.iter().find(|answer| !there(answer))?;
        let row = named.as_ref().map_or_else(|| line.to_string(), |sheet| format!("{sheet}!{line}"));
        Some(say!("answer-row-unknown", row = row))
    }
}

fn parts(answers: &[String]) -> impl Iterator<Item = &str> {
    answers.iter().flat_map(|text| text.split([',', '，', '、'])).map(str::trim).filter(|text| !text.is_empty())
}

/// `5`, `台账!5`
fn place(text: &str) -> Option<(Option<String>, u64)> {
    let (sheet, line) = text.trim().rsplit_once(['!', '！']).map_or((None, text), |(sheet, line)| (Some(sheet), line));
    Some((sheet.map(|sheet| sheet.trim().to_owned()), line.trim().parse().ok().filter(|line| *line > 0)?))
}

/// A row as an answer names it.
pub fn row(sheet: &Sheet, line: u64, several: bool) -> String {
    match &sheet.name {
        Some(name) if several => format!("{name}!{line}"),
        _ => line.to_string(),
    }
}
