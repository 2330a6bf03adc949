//! What every command is given: the ledger, the words, the day, the way out.

use crate::clock::{self, Clock};
use crate::domain::change::Op;
use crate::domain::id::EntryId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::exchange as carry;
use crate::i18n::Words;
use crate::keyfolder::{KeyFolder, Witness};
use crate::notify;
use crate::out::Out;
use crate::say;
use crate::store::query::exchange;
use crate::store::{Mode, Reader, Recorded, Stamp, Store};
use crate::sync::{self, keyring::Keyring};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

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
    /// How patient this machine is with the places where it keeps in step.
    pub sync: sync::remote::Settings,
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
        let mut store = self.store(mode)?;
        let keys = self.guard(&mut store)?;
        let recorded = store.transact(&stamp, decide)?;
        if keys.is_some() && recorded.entry.is_some() && !self.dry_run {
            self.witness(&store)?;
        }
        Ok(recorded)
    }

    /// Where keys are kept.
    pub fn keys(&self) -> KeyFolder {
        KeyFolder::beside(&self.config)
    }

    /// Before anything is written to a ledger that is shared: its keys, and a name of its own for a copy.
    ///
    /// A copy, or an old state that was put back, must not go on in the series of the ledger it was made of: others have
    /// entries under these numbers. It becomes a replica of its own, with everything it has. `None` when nothing is shared.
    pub fn guard(&self, store: &mut Store) -> Result<Option<Keyring>, Error> {
        let look = |reader: &Reader| -> Result<_, Error> {
            let shared = exchange::root(reader)?.is_some();
            Ok((shared, reader.ledger()?, reader.replica()?))
        };
        let (shared, ledger, replica) = store.read(look)?;
        if !shared {
            return Ok(None);
        }
        let keys = self.keys().load(ledger, replica).map_err(Error::World)?;
        let keys = keys.ok_or_else(|| Error::Rule(say!("keys-missing", path = self.db.display().to_string())))?;
        if self.dry_run {
            return Ok(Some(keys));
        }
        let Some(witness) = self.keys().witness(ledger, replica) else { return Ok(Some(keys)) };
        let here = self.db.canonicalize().unwrap_or_else(|_| self.db.clone());
        match store.read(|reader| carry::strange(reader, replica, &witness, &here, Path::exists))? {
            Some(why) => Ok(Some(self.become_another(store, keys, &why, None)?)),
            None => Ok(Some(keys)),
        }
    }

    /// Goes on under a new name, which the same key makes, with the entries `from` a number on that another copy has
    /// written differently; says why.
    pub fn become_another(
        &self,
        store: &mut Store,
        keys: Keyring,
        why: &Said,
        from: Option<u64>,
    ) -> Result<Keyring, Error> {
        let chance = clock::secret().map_err(Error::World)?;
        let salt: [u8; 16] = chance[..16].try_into().expect("there are 32 bytes of chance");
        let keys = carry::another(keys, salt);
        self.keys().save(&keys).map_err(Error::World)?;
        let moved = match from {
            Some(from) => store.move_series(from, &carry::signer(&keys))?,
            None => store.set_replica(&carry::signer(&keys)).map(|()| 0)?,
        };
        self.witness(store)?;
        let replica = keys.replica.to_string()[..8].to_owned();
        self.note_all(&[say!("fork-noticed", why = why.clone(), replica = replica)]);
        if moved > 0 {
            self.note_all(&[say!("fork-moved", count = moved)]);
        }
        Ok(keys)
    }

    /// Notes, outside of the ledger, how far it has come.
    pub fn witness(&self, store: &Store) -> Result<(), Error> {
        let look = |reader: &Reader| -> Result<_, Error> {
            let (ledger, replica) = (reader.ledger()?, reader.replica()?);
            let newest = exchange::newest(reader, replica)?;
            Ok((ledger, replica, newest))
        };
        let (ledger, replica, newest) = store.read(look)?;
        let (number, entry) = newest.unwrap_or((0, EntryId([0; 32])));
        let path = self.db.canonicalize().unwrap_or_else(|_| self.db.clone());
        self.keys().note(ledger, replica, &Witness { number, entry, path }).map_err(Error::World)
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

    /// Says that a file was written, or would be.
    pub fn note_written(&self, path: &Path) {
        let shown = path.display().to_string();
        self.note(&if self.dry_run {
            say!("output-written-dry", path = shown)
        } else {
            say!("output-written", path = shown)
        });
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
