//! A card: the answer to an invitation. It tells whoever invited which replica and key are to be admitted.

use super::bytes::{Cursor, put_run};
use super::key::{KeyId, OVERHEAD, PublicKey};
use super::keyring::Keyring;
use super::segment::Author;
use super::{DIGEST, HEAD, Shape, close};
use crate::domain::id::{Id, LedgerId, ReplicaId};
use crate::domain::say::Said;
use crate::say;

/// Who asks to be admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The record of the member that it was invited as.
    pub member: Id,
    /// The replica.
    pub replica: ReplicaId,
    /// Its key, and how it makes the replica's name.
    pub author: Author,
    /// The newest key of the ledger that it has.
    pub key: KeyId,
}

const CONTENT: usize = 16 + 16 + 16 + 32;

impl Card {
    /// Seals and signs the card of the replica whose keys these are.
    pub fn seal(keys: &Keyring, member: Id) -> Vec<u8> {
        let Author { public, salt } = keys.author();
        let plain = [&member.0[..], &keys.replica.0, &salt, &public.0].concat();
        let key = keys.newest();
        let mut bytes = Shape::Card.head(HEAD + 24 + 4 + CONTENT + 64 + OVERHEAD + DIGEST);
        bytes.extend_from_slice(&key.id().0);
        bytes.extend_from_slice(&keys.ledger.0);
        let signature = keys.sign.sign(&message(&bytes, &plain));
        let sealed = key.seal(&bytes, &[&plain[..], &signature].concat());
        put_run(&mut bytes, &sealed);
        close(bytes)
    }

    /// Opens one and proves that who asks has the key that it names.
    ///
    /// # Errors
    /// When it is none, not whole, of another ledger or forged.
    pub fn open(bytes: &[u8], keys: &Keyring) -> Result<Card, Said> {
        let mut cursor = Shape::Card.opened(bytes)?;
        let broken = || say!("sealed-broken");
        let id = KeyId(cursor.array().ok_or_else(broken)?);
        let ledger = LedgerId(cursor.array().ok_or_else(broken)?);
        if ledger != keys.ledger {
            return Err(say!("sealed-other-ledger", ledger = ledger.to_string()));
        }
        let key = keys.key(id).ok_or_else(|| say!("sealed-key-unknown", key = super::key::grouped(&id.0)))?;
        let sealed = cursor.run().and_then(|sealed| cursor.end(sealed)).ok_or_else(broken)?;
        let context = &bytes[..HEAD + 24];
        let plain = key.open(context, sealed).ok_or_else(|| say!("sealed-altered"))?;
        let (plain, signature) = plain.split_last_chunk::<64>().ok_or_else(broken)?;
        let card = Card::parse(plain, id).ok_or_else(broken)?;
        if !card.author.public.verify(&message(context, plain), signature) || !card.author.makes(card.replica) {
            return Err(say!("segment-forged", what = "signature"));
        }
        Ok(card)
    }

    fn parse(plain: &[u8], key: KeyId) -> Option<Card> {
        let mut cursor = Cursor::new(plain);
        let (member, replica) = (Id(cursor.array()?), ReplicaId(cursor.array()?));
        let author = Author { salt: cursor.array()?, public: PublicKey(cursor.array()?) };
        cursor.end(Card { member, replica, author, key })
    }
}

fn message(context: &[u8], plain: &[u8]) -> Vec<u8> {
    [b"duban card 1", context, plain].concat()
}
