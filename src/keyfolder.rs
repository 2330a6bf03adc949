//! The key folder beside the configuration: the keys of each replica on this machine, and a witness of how far it has come.
//!
//! Keys are files that their owner alone may read, outside the ledger, so that a copy of the ledger gives nobody a key. The
//! witness tells a copy or an old state of a ledger from the ledger itself.

use crate::cause::cause;
use crate::domain::id::{EntryId, LedgerId, ReplicaId};
use crate::domain::say::Said;
use crate::out;
use crate::say;
use crate::sync::keyring::Keyring;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where keys are kept.
#[derive(Debug, Clone)]
pub struct KeyFolder(PathBuf);

/// How far a replica had come when this machine last wrote to it, and where it lay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The number of its newest entry; 0 when it had none.
    pub number: u64,
    /// That entry.
    pub entry: EntryId,
    /// The file.
    pub path: PathBuf,
}

impl KeyFolder {
    /// The folder beside the configuration.
    pub fn beside(config: &Path) -> KeyFolder {
        KeyFolder(config.join("keys"))
    }

    fn file(&self, ledger: LedgerId, replica: ReplicaId, ending: &str) -> PathBuf {
        self.0.join(format!("{ledger}-{replica}.{ending}"))
    }

    /// The keys of a replica; `None` where there are none on this machine.
    ///
    /// # Errors
    /// When others may read the file, or it is not as it was written.
    pub fn load(&self, ledger: LedgerId, replica: ReplicaId) -> Result<Option<Keyring>, Said> {
        let path = self.file(ledger, replica, "keys");
        let shown = || path.display().to_string();
        let about = match std::fs::metadata(&path) {
            Ok(about) => about,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(say!("file-unreadable", path = shown(), cause = cause(&error))),
        };
        if is_open(&about) {
            return Err(say!("keys-open", path = shown()));
        }
        let bytes = Zeroizing::new(out::read_file(&path)?);
        let keys = std::str::from_utf8(&bytes).map_err(|_| say!("keys-broken")).and_then(Keyring::parse);
        let keys = keys.map_err(|why| say!("keys-unusable", path = shown(), why = why))?;
        if (keys.ledger, keys.replica) != (ledger, replica) {
            return Err(say!("keys-unusable", path = shown(), why = say!("keys-broken")));
        }
        Ok(Some(keys))
    }

    /// Writes the keys of a replica; returns where.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, keys: &Keyring) -> Result<PathBuf, Said> {
        out::private_folder(&self.0)?;
        let path = self.file(keys.ledger, keys.replica, "keys");
        out::write_private(&path, keys.text().as_bytes())?;
        Ok(path)
    }

    /// What was last noted of a replica.
    pub fn witness(&self, ledger: LedgerId, replica: ReplicaId) -> Option<Witness> {
        let text = std::fs::read_to_string(self.file(ledger, replica, "witness")).ok()?;
        let mut parts = text.trim_end_matches('\n').splitn(3, ' ');
        let (number, entry) = (parts.next()?.parse().ok()?, EntryId::parse(parts.next()?)?);
        Some(Witness { number, entry, path: parts.next()?.into() })
    }

    /// Notes how far a replica has come.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&self, ledger: LedgerId, replica: ReplicaId, witness: &Witness) -> Result<(), Said> {
        let Witness { number, entry, path } = witness;
        let text = format!("{number} {entry} {}\n", path.display());
        out::write_private(&self.file(ledger, replica, "witness"), text.as_bytes())
    }
}

/// Whether others than its owner may read a file.
fn is_open(about: &std::fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        about.permissions().mode() & 0o077 != 0
    }
    #[cfg(not(unix))]
    {
        let _ = about;
        false
    }
}
