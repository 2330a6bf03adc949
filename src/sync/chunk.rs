//! A piece of a file of evidence, sealed, under a name that tells nobody who has no key which file it is of.

use super::bytes::put_run;
use super::keyring::Keyring;
use super::{DIGEST, HEAD, Shape, close, key};
use crate::domain::id::{LedgerId, hex};
use crate::domain::say::Said;
use crate::say;

/// A piece has at most so many bytes of its file.
pub const PIECE: usize = 1 << 20;

/// Key and ledger: what stands open behind the common head.
const OWN: usize = 8 + 16;

/// What a sealed piece has beside the bytes of its file.
const AROUND: usize = HEAD + OWN + 4 + key::OVERHEAD + 32 + 4 + DIGEST;

/// A piece that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// SHA-256 of the whole file.
    pub file: [u8; 32],
    /// Which piece, from 0.
    pub number: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How many pieces a file of so many bytes has.
pub fn pieces(size: u64) -> u32 {
    u32::try_from(size.div_ceil(PIECE as u64)).unwrap_or(u32::MAX)
}

/// Where the piece of this number lies: the same for everybody who has the ledger's first key, whatever keys came after it.
pub fn name(keys: &Keyring, file: &[u8; 32], number: u32) -> String {
    let (_, first) = keys.keys.first().expect("a keyring has a key of the ledger");
    let alias = first.alias(b"duban evidence 1", &[file.as_slice(), &number.to_be_bytes()].concat());
    format!("evidence/{}", hex(&alias[..16]))
}

/// How long a piece is when sealed.
pub fn sealed_size(file_size: u64, number: u32) -> u64 {
    let content = file_size.saturating_sub(u64::from(number) * PIECE as u64).min(PIECE as u64);
    AROUND as u64 + content
}

/// Seals a piece with the newest key.
pub fn seal(keys: &Keyring, piece: &Piece) -> Vec<u8> {
    sealed(keys, &[&piece.file[..], &piece.number.to_be_bytes(), &piece.bytes].concat())
}

/// The file around what is sealed.
pub(super) fn sealed(keys: &Keyring, content: &[u8]) -> Vec<u8> {
    let mut bytes = Shape::Piece.head(HEAD + OWN + 4 + content.len() + key::OVERHEAD + DIGEST);
    let newest = keys.newest();
    bytes.extend_from_slice(&newest.id().0);
    bytes.extend_from_slice(&keys.ledger.0);
    let run = newest.seal(&bytes, content);
    put_run(&mut bytes, &run);
    close(bytes)
}

/// Opens a piece.
///
/// # Errors
/// When it is none, of a newer version, not whole, of another ledger, or under a key that we do not have.
pub fn open(bytes: &[u8], keys: &Keyring) -> Result<Piece, Said> {
    let broken = || say!("sealed-broken");
    let mut cursor = Shape::Piece.opened(bytes)?;
    let id = key::KeyId(cursor.array().ok_or_else(broken)?);
    let ledger = LedgerId(cursor.array().ok_or_else(broken)?);
    if ledger != keys.ledger {
        return Err(say!("sealed-other-ledger", ledger = ledger.to_string()));
    }
    let key = keys.key(id).ok_or_else(|| say!("sealed-key-unknown", key = key::grouped(&id.0)))?;
    let run = cursor.run().filter(|_| cursor.rest().is_empty()).ok_or_else(broken)?;
    let content = key.open(&bytes[..HEAD + OWN], run).ok_or_else(|| say!("sealed-altered"))?;
    let (file, rest) = content.split_first_chunk::<32>().ok_or_else(broken)?;
    let (number, bytes) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
    Ok(Piece { file: *file, number: u32::from_be_bytes(*number), bytes: bytes.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ReplicaId;
    use crate::sync::key::{LedgerKey, SignKey};

    fn keys(secrets: &[u8]) -> Keyring {
        let sign = SignKey::new(&[1; 32]);
        let keys = (1..).zip(secrets.iter().map(|secret| LedgerKey::new([*secret; 32]))).collect();
        Keyring { ledger: LedgerId([7; 16]), replica: ReplicaId([3; 16]), salt: [0; 16], sign, keys }
    }

    fn piece() -> Piece {
        Piece { file: [5; 32], number: 2, bytes: b"photo".to_vec() }
    }

    #[test]
    fn a_piece_comes_back_as_it_was_and_its_name_outlives_a_change_of_the_key() {
        let (before, after) = (keys(&[9]), keys(&[9, 10]));
        let sealed = seal(&before, &piece());
        assert_eq!(open(&sealed, &after), Ok(piece()));
        assert_eq!(open(&seal(&after, &piece()), &after), Ok(piece()));
        assert_eq!(open(&seal(&after, &piece()), &before).unwrap_err().key, "sealed-key-unknown");
        assert_eq!(name(&before, &[5; 32], 2), name(&after, &[5; 32], 2));
        assert_ne!(name(&before, &[5; 32], 2), name(&before, &[5; 32], 3));
        assert_ne!(name(&keys(&[8]), &[5; 32], 2), name(&before, &[5; 32], 2), "no name is known without a key");
        let lies = sealed.windows(5).any(|window| window == b"photo");
        assert!(!lies && !sealed.windows(32).any(|window| window == [5; 32]), "nothing of it can be read");
    }

    #[test]
    fn a_piece_of_version_1_is_read_and_made_again_byte_for_byte() {
        let kept = include_bytes!("../../tests/golden/piece-1");
        assert_eq!(open(kept, &keys(&[9])), Ok(piece()));
        assert_eq!(seal(&keys(&[9]), &piece()), kept);
        assert_eq!(name(&keys(&[9]), &[5; 32], 2), "evidence/adb99faf5ae19691c26606d34d104107");
    }

    #[test]
    fn every_byte_that_is_changed_or_missing_is_noticed() {
        let (keys, sealed) = (keys(&[9]), seal(&keys(&[9]), &piece()));
        for at in 0..sealed.len() {
            let mut other = sealed.clone();
            other[at] ^= 1;
            assert!(open(&other, &keys).is_err(), "byte {at}");
            assert!(open(&sealed[..at], &keys).is_err(), "length {at}");
        }
    }

    #[test]
    fn a_file_has_as_many_pieces_as_it_needs() {
        let whole = PIECE as u64;
        assert_eq!([0, 1, whole, whole + 1].map(pieces), [0, 1, 1, 2]);
    }

    #[test]
    fn the_length_of_a_sealed_piece_is_known_before() {
        for (size, number, bytes) in [(5, 0, 5), (PIECE as u64, 0, PIECE), (PIECE as u64 + 7, 1, 7)] {
            let piece = Piece { file: [5; 32], number, bytes: vec![1; bytes] };
            assert_eq!(seal(&keys(&[9]), &piece).len() as u64, sealed_size(size, number));
        }
    }
}
