//! An invitation: what a new member must know, sealed with a passphrase that goes another way.

use super::bytes::{Cursor, put_run};
use super::key::{self, LedgerKey, PublicKey, Root};
use super::{DIGEST, Shape, close};
use crate::domain::id::{Id, LedgerId, ReplicaId};
use crate::domain::say::Said;
use crate::say;

/// What a new member must know.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The ledger, and whom to believe about its members.
    pub root: Root,
    /// The record of the member to be.
    pub member: Id,
    /// Whom it is for.
    pub name: String,
    /// What it may do.
    pub role: String,
    /// The keys of the ledger by their epochs.
    pub keys: Vec<(u32, LedgerKey)>,
}

/// Passphrases that are shorter are soon tried out.
pub const SHORTEST: usize = 10;

impl Invitation {
    /// Seals it; `salt` is chance.
    ///
    /// # Errors
    /// When the passphrase is too short.
    pub fn seal(&self, passphrase: &str, salt: [u8; 16]) -> Result<Vec<u8>, Said> {
        if passphrase.trim().chars().count() < SHORTEST {
            return Err(say!("passphrase-short", least = SHORTEST));
        }
        let key = key::of_passphrase(passphrase, &salt, key::ARGON).ok_or_else(|| say!("passphrase-memory"))?;
        let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(4096));
        for part in [&self.root.ledger.0[..], &self.root.replica.0, &self.root.public.0, &self.member.0] {
            plain.extend_from_slice(part);
        }
        put_run(&mut plain, self.name.as_bytes());
        put_run(&mut plain, self.role.as_bytes());
        for (epoch, key) in &self.keys {
            plain.extend_from_slice(&epoch.to_be_bytes());
            plain.extend_from_slice(key.secret());
        }
        let length = super::HEAD + 8 + 16 + 4 + plain.len() + key::OVERHEAD + DIGEST;
        let mut bytes = Shape::Invitation.head(length);
        bytes.extend_from_slice(&key::ARGON.0.to_be_bytes());
        bytes.extend_from_slice(&key::ARGON.1.to_be_bytes());
        bytes.extend_from_slice(&salt);
        let sealed = key.seal(&bytes, &plain);
        put_run(&mut bytes, &sealed);
        Ok(close(bytes))
    }

    /// Opens one.
    ///
    /// # Errors
    /// When it is none, not whole, of a newer version, or the passphrase is another.
    pub fn open(bytes: &[u8], passphrase: &str) -> Result<Invitation, Said> {
        let mut cursor = Shape::Invitation.opened(bytes)?;
        let broken = || say!("sealed-broken");
        let cost = cursor.u32().zip(cursor.u32()).ok_or_else(broken)?;
        let salt = cursor.array().ok_or_else(broken)?;
        let context = &bytes[..super::HEAD + 8 + 16];
        let sealed = cursor.run().and_then(|sealed| cursor.end(sealed)).ok_or_else(broken)?;
        let key = key::of_passphrase(passphrase, &salt, cost).ok_or_else(broken)?;
        let plain = key.open(context, sealed).ok_or_else(|| say!("passphrase-wrong"))?;
        Invitation::parse(&zeroize::Zeroizing::new(plain)).ok_or_else(broken)
    }

    fn parse(plain: &[u8]) -> Option<Invitation> {
        let mut cursor = Cursor::new(plain);
        let root = Root {
            ledger: LedgerId(cursor.array()?),
            replica: ReplicaId(cursor.array()?),
            public: PublicKey(cursor.array()?),
        };
        let (member, name, role) = (Id(cursor.array()?), cursor.text()?, cursor.text()?);
        let mut keys = Vec::new();
        while !cursor.rest().is_empty() {
            keys.push((cursor.u32()?, LedgerKey::new(cursor.array()?)));
        }
        (!keys.is_empty()).then_some(Invitation { root, member, name, role, keys })
    }
}
