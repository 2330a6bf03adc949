//! Who signs: what `--as` says, as the ledger knows it.

use super::owners::Owners;
use crate::domain::closing::Signer;
use crate::domain::setting::Settings;
use crate::error::Error;
use crate::grammar::names::key;
use crate::say;

/// Somebody whom the ledger knows.
#[derive(Debug, Clone)]
pub struct Known {
    /// Person and unit.
    pub signer: Signer,
    /// Whether it is one of the two offices, or serves there.
    pub office: bool,
}

/// Those who may sign, for one command.
pub struct Signers<'a> {
    owners: &'a Owners,
    settings: &'a Settings,
}

impl<'a> Signers<'a> {
    /// Looks among these.
    pub fn new(owners: &'a Owners, settings: &'a Settings) -> Signers<'a> {
        Signers { owners, settings }
    }

    /// Reads a signature: an owner (王某, 督查办), one of the offices, or a unit and a person of it (督查办 王某).
    ///
    /// `None` for somebody whom nobody has registered.
    ///
    /// # Errors
    /// When the person is registered as one of another unit.
    pub fn read(&self, text: &str) -> Result<Option<Known>, Error> {
        let text = text.trim();
        if let Some(id) = self.owners.find(text) {
            let name = self.owners.name(id).to_owned();
            if !self.owners.is_person(id) {
                return Ok(Some(self.of(None, Some(name))));
            }
            let unit = self.owners.unit_of(id).map(|unit| self.owners.name(unit).to_owned());
            return Ok(Some(self.of(Some(name), unit)));
        }
        if let Some(office) = self.unit(text) {
            return Ok(Some(self.of(None, Some(office))));
        }
        let Some((unit, person)) = text.split_once(char::is_whitespace) else { return Ok(None) };
        let (Some(unit), person) = (self.unit(unit), person.trim()) else { return Ok(None) };
        let Some(id) = self.owners.find(person) else {
            return Ok(Some(self.of(Some(person.to_owned()), Some(unit))));
        };
        let name = self.owners.name(id).to_owned();
        match self.owners.unit_of(id).map(|known| self.owners.name(known)) {
            Some(known) if known != unit => {
                Err(Error::Rule(say!("signer-elsewhere", person = name, unit = known, written = unit)))
            }
            _ => Ok(Some(self.of(Some(name), Some(unit)))),
        }
    }

    /// The unit of this name: one that is registered, or an office by its setting.
    fn unit(&self, name: &str) -> Option<String> {
        let known = self.owners.find(name).filter(|id| !self.owners.is_person(*id));
        let known = known.map(|id| self.owners.name(id).to_owned());
        known.or_else(|| self.offices().find(|office| key(office) == key(name)).map(str::to_owned))
    }

    fn offices(&self) -> impl Iterator<Item = &'a str> {
        self.settings.names("office.rectification").chain(self.settings.names("office.supervision"))
    }

    fn of(&self, person: Option<String>, unit: Option<String>) -> Known {
        let office = unit.as_deref().is_some_and(|unit| {
            self.offices().any(|office| match self.owners.find(office) {
                Some(id) => self.owners.name(id) == unit,
                None => key(office) == key(unit),
            })
        });
        Known { signer: Signer { person, unit }, office }
    }
}
