//! The keys of one replica: one file in the key folder, which nobody else may read. Never in the ledger, the log or the output.

use super::key::{KeyId, LedgerKey, SignKey};
use super::segment::Author;
use crate::domain::id::{EntryId, LedgerId, ReplicaId, push_hex};
use crate::domain::say::Said;
use crate::say;
use zeroize::Zeroizing;

/// What a replica seals and signs with.
#[derive(Debug, Clone)]
pub struct Keyring {
    /// The ledger.
    pub ledger: LedgerId,
    /// The replica.
    pub replica: ReplicaId,
    /// What makes the replica's name of its key; zeros where the name was there first.
    pub salt: [u8; 16],
    /// Its own key.
    pub sign: SignKey,
    /// The keys of the ledger by their epochs, the oldest first; never none.
    pub keys: Vec<(u32, LedgerKey)>,
}

/// The first line of the file.
const TITLE: &str = "duban keys 1";

impl Keyring {
    /// The key that new files are sealed with.
    pub fn newest(&self) -> &LedgerKey {
        &self.keys.last().expect("a keyring has a key of the ledger").1
    }

    /// The key of this name.
    pub fn key(&self, id: KeyId) -> Option<&LedgerKey> {
        self.keys.iter().map(|(_, key)| key).find(|key| key.id() == id)
    }

    /// Takes a key in that was handed to this replica's member; whether it is new.
    pub fn learn(&mut self, epoch: u32, handed: &[u8]) -> bool {
        let Some(key) = self.sign.receive(handed) else { return false };
        if self.key(key.id()).is_some() {
            return false;
        }
        self.keys.push((epoch, key));
        self.keys.sort_by_key(|(epoch, key)| (*epoch, key.id()));
        true
    }

    /// The key of this epoch, or the oldest behind it.
    pub fn of_epoch(&self, epoch: u32) -> &LedgerKey {
        self.keys.iter().find(|(known, _)| *known >= epoch).map_or_else(|| self.newest(), |(_, key)| key)
    }

    /// How others know the entries of this replica for its own.
    pub fn author(&self) -> Author {
        Author { public: self.sign.public(), salt: self.salt }
    }

    /// The file.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(1024)); // never moved, so that no copy stays
        let mut line = |name: &str, bytes: &[u8]| {
            text.push_str(name);
            text.push(' ');
            push_hex(bytes, &mut text);
            text.push('\n');
        };
        line(TITLE, &[]);
        line("ledger", &self.ledger.0);
        line("replica", &self.replica.0);
        line("salt", &self.salt);
        line("sign", &*self.sign.secret());
        for (epoch, key) in &self.keys {
            line("epoch", &epoch.to_be_bytes());
            line("key", key.secret());
        }
        text
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it is not as it was written.
    pub fn parse(text: &str) -> Result<Keyring, Said> {
        let mut lines = text.lines().map(str::trim_end); // on paper, a heading stands above
        if !lines.any(|line| line == TITLE) {
            return Err(say!("keys-newer"));
        }
        let mut next = |name: &str| lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let mut read = || -> Option<Keyring> {
            let (ledger, replica) = (LedgerId::parse(next("ledger")?)?, ReplicaId::parse(next("replica")?)?);
            let salt = ReplicaId::parse(next("salt")?)?.0;
            let sign = SignKey::new(&Zeroizing::new(EntryId::parse(next("sign")?)?.0));
            let mut keys = Vec::new();
            while let Some(epoch) = next("epoch") {
                let epoch = u32::from_str_radix(epoch, 16).ok()?;
                keys.push((epoch, LedgerKey::new(EntryId::parse(next("key")?)?.0)));
            }
            (!keys.is_empty()).then_some(Keyring { ledger, replica, salt, sign, keys })
        };
        read().ok_or_else(|| say!("keys-broken"))
    }
}
