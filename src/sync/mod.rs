//! Entries on their way between offices: sealed files that carriers can neither read nor forge.
//!
//! Bytes in, bytes out: who is trusted, where files lie and what becomes of entries is the commands' to say. The formats
//! are written down in `docs/format.md`. Nothing here knows the time or chance: the same entries under the same key make
//! the same file, so that sealing twice makes no second one.

pub mod bundle;
mod bytes;
pub mod card;
pub mod chunk;
#[doc(hidden)]
pub mod forge;
pub mod invitation;
pub mod key;
pub mod keyring;
pub mod remote;
pub mod segment;

use crate::domain::say::Said;
use crate::say;
use bytes::Cursor;

/// The version of every format here.
const VERSION: u8 = 1;

/// SHA-256, zstd, XChaCha20-Poly1305, Ed25519; room for SM3, SM4 and SM2.
const SUITE: u8 = 1;

/// The length of a SHA-256.
const DIGEST: usize = 32;

/// What a file is, by its first eight bytes; a name says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Entries of one author.
    Segment,
    /// Segments for one way, in one file.
    Bundle,
    /// An invitation.
    Invitation,
    /// The answer to one.
    Card,
    /// A piece of a file of evidence.
    Piece,
}

impl Shape {
    const ALL: [Shape; 5] = [Shape::Segment, Shape::Bundle, Shape::Invitation, Shape::Card, Shape::Piece];

    fn magic(self) -> &'static [u8; 8] {
        match self {
            Shape::Segment => b"dubanSEG",
            Shape::Bundle => b"dubanBDL",
            Shape::Invitation => b"dubanINV",
            Shape::Card => b"dubanCRD",
            Shape::Piece => b"dubanEVD",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Shape::Segment => "segment",
            Shape::Bundle => "bundle",
            Shape::Invitation => "invitation",
            Shape::Card => "card",
            Shape::Piece => "piece",
        }
    }

    /// What the bytes are; `None` when they are none of ours.
    pub fn of(bytes: &[u8]) -> Option<Shape> {
        Shape::ALL.into_iter().find(|shape| bytes.starts_with(shape.magic()))
    }

    /// Reads what every file begins with, and proves by its digest that it is whole.
    ///
    /// # Errors
    /// When it is something else, of a newer version, or not as it was written.
    fn opened(self, bytes: &[u8]) -> Result<Cursor<'_>, Said> {
        match Shape::of(bytes) {
            Some(shape) if shape == self => {}
            Some(other) => return Err(say!("sealed-other-shape", is = other.name())),
            None => return Err(say!("sealed-not-ours")),
        }
        let short = || say!("sealed-broken");
        let mut cursor = Cursor::new(&bytes[8..]);
        let (version, suite) = (cursor.byte().ok_or_else(short)?, cursor.byte().ok_or_else(short)?);
        if version > VERSION || suite > SUITE {
            return Err(say!("sealed-newer", version = i64::from(version), suite = i64::from(suite)));
        }
        if version == 0 || suite == 0 {
            return Err(short());
        }
        let length = cursor.u64().ok_or_else(short)?;
        let found = bytes.len() as u64;
        if found < length {
            return Err(say!("sealed-short", found = found, expected = length));
        }
        let end = bytes.len().checked_sub(DIGEST).filter(|end| *end >= HEAD).ok_or_else(short)?;
        if found > length || key::sha256(&bytes[..end]) != bytes[end..] {
            return Err(short());
        }
        Ok(Cursor::new(&bytes[HEAD..end]))
    }

    /// Begins a file of this many bytes.
    fn head(self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length);
        bytes.extend_from_slice(self.magic());
        bytes.extend_from_slice(&[VERSION, SUITE]);
        bytes.extend_from_slice(&(length as u64).to_be_bytes());
        bytes
    }
}

/// Magic, version, suite and length: what every file begins with.
const HEAD: usize = 8 + 1 + 1 + 8;

/// Puts the digest of everything behind it.
fn close(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = key::sha256(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

/// A digest by which a copy is compared.
pub fn checksum(bytes: &[u8]) -> [u8; 32] {
    key::sha256(bytes)
}

/// The digest that a whole file ends with: its name in the register.
pub fn digest(bytes: &[u8]) -> Option<[u8; 32]> {
    bytes.last_chunk().copied()
}

#[cfg(test)]
mod tests;
