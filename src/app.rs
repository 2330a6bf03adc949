//! What every command is given: the ledger, the words, the day, the way out.

use crate::clock::{self, Clock};
use crate::domain::change::Op;
use crate::domain::id::EntryId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::i18n::Words;
use crate::notify;
use crate::out::Out;
use crate::store::{Mode, Reader, Recorded, Stamp, Store};
use chrono::NaiveDate;
use std::path::PathBuf;

/// How data is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person.
    #[default]
    Table,
    /// For a program.
    Json,
    /// For a spreadsheet.
    Csv,
    /// To work in.
    Xlsx,
    /// For a document.
    Md,
    /// For a browser or a mail.
    Html,
    /// For a calendar.
    Ics,
}

/// Who acts, where nobody says who it is.
pub const NOBODY: &str = "-";

/// What every command is given.
pub struct App<'w> {
    /// Where the ledger lies.
    pub db: PathBuf,
    /// The language.
    pub words: &'w Words,
    /// Stdout, stderr and files.
    pub out: Out,
    /// The day and the hour.
    pub clock: Clock,
    /// The day whose end is shown, where it is not now.
    pub as_of: Option<NaiveDate>,
    /// Who acts.
    pub author: String,
    /// Why.
    pub reason: Option<String>,
    /// Show, but do not do.
    pub dry_run: bool,
    /// Do not ask.
    pub yes: bool,
    /// How to print.
    pub format: Format,
    /// What the user typed, for the log.
    pub command: String,
    /// How messages are sent.
    pub notify: notify::Settings,
    /// The folder of the configuration, from which the files that it names are looked for.
    pub config: PathBuf,
}

impl App<'_> {
    /// Opens the ledger.
    pub fn store(&self, mode: Mode) -> Result<Store, Error> {
        let seed = clock::seed().map_err(Error::World)?;
        if self.dry_run && mode == Mode::Create && !self.db.exists() {
            return Ok(Store::in_memory(&seed)?);
        }
        Ok(Store::open(&self.db, mode, &seed)?)
    }

    /// Looks at the ledger, as of the day that was asked for.
    pub fn look<T>(&self, look: impl FnOnce(&Reader) -> Result<T, Error>) -> Result<T, Error> {
        let store = self.store(Mode::Read)?;
        match self.as_of {
            Some(day) => store.read_as_of(day, look).map_err(|error: Error| error.as_of(day)),
            None => store.read(look),
        }
    }

    /// Looks at the ledger as it stood at the end of a day, whatever was entered later.
    pub fn look_at<T>(&self, day: NaiveDate, look: impl FnOnce(&Reader) -> Result<T, Error>) -> Result<T, Error> {
        self.store(Mode::Read)?.read_as_of(day, look)
    }

    /// Decides on ops in an existing ledger and records them as one entry.
    pub fn record<I: IntoIterator<Item = Op>>(
        &self,
        decide: impl FnOnce(&Reader) -> Result<I, Error>,
    ) -> Result<Recorded, Error> {
        self.record_in(Mode::Write, None, decide)
    }

    /// The same, where there may be no ledger yet (`Mode::Create`), or to take an entry back.
    pub fn record_in<I: IntoIterator<Item = Op>>(
        &self,
        mode: Mode,
        undoes: Option<EntryId>,
        decide: impl FnOnce(&Reader) -> Result<I, Error>,
    ) -> Result<Recorded, Error> {
        if self.as_of.is_some() {
            return Err(Error::Usage(crate::say!("as-of-writes")));
        }
        let stamp = self.stamp(undoes)?;
        self.store(mode)?.transact(&stamp, decide)
    }

    /// Who, when and why, for the entry of this command.
    pub fn stamp(&self, undoes: Option<EntryId>) -> Result<Stamp, Error> {
        if self.author == NOBODY {
            self.note_all(&[crate::say!("author-unknown")]);
        }
        Ok(Stamp {
            author: self.author.clone(),
            command: self.command.clone(),
            reason: self.reason.clone(),
            day: self.clock.today,
            at: self.clock.text(),
            millis: self.clock.millis(),
            seed: clock::seed().map_err(Error::World)?,
            undoes,
            dry_run: self.dry_run,
        })
    }

    /// The day that is looked at: the one asked for, else today.
    pub fn day(&self) -> NaiveDate {
        self.as_of.unwrap_or(self.clock.today)
    }

    /// Says something beside the data.
    pub fn note(&self, said: &Said) {
        self.out.note(&self.words.say(said));
    }

    /// Says several things, each with the way out that belongs to it.
    pub fn note_all(&self, all: &[Said]) {
        for said in all {
            self.note(said);
            if let Some(hint) = self.words.hint(said) {
                self.out.note(&format!("{}{hint}", self.words.word("hint-prefix")));
            }
        }
    }
}
