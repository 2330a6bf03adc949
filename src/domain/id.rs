//! Names that never change: of records, entries, replicas and ledgers.

use sha2::{Digest, Sha256};
use std::fmt;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Reads the lower-case hexadecimal form, `None` when it is anything else.
            pub fn parse(hex: &str) -> Option<Self> {
                let mut bytes = [0; $len];
                unhex(hex, &mut bytes).then_some(Self(bytes))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&hex(&self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    };
}

named!(
    /// A record: 48 bits of time, 32 bits of count within one command, 48 bits of chance or of a digest.
    ///
    /// In this order the records of one command stand side by side in an index, and a member of a record
    /// (a duty of an issue) stands beside it.
    Id, 16
);
named!(
    /// An entry of the log: the SHA-256 of its head line, which holds the SHA-256 of its ops.
    EntryId, 32
);
named!(
    /// One copy of the ledger that writes.
    ReplicaId, 16
);
named!(
    /// The ledger that all its replicas share.
    LedgerId, 16
);

/// How many bytes of an id a record shares with its members.
pub const FAMILY: usize = 10;

impl Id {
    /// Puts a fresh id together; `count` runs up within one command and `chance` belongs to it alone.
    pub fn fresh(millis: u64, count: u32, chance: [u8; 6]) -> Id {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..10].copy_from_slice(&count.to_be_bytes());
        bytes[10..].copy_from_slice(&chance);
        Id(bytes)
    }

    /// What a record shares with its members: the bytes before those that tell them apart.
    ///
    /// Strangers share it too, if seldom: it is good for finding a place where to look, not for belonging.
    pub fn family(&self) -> [u8; FAMILY] {
        let mut family = [0; FAMILY];
        family.copy_from_slice(&self.0[..FAMILY]);
        family
    }

    /// A fresh member's id made the next after `other` of the same family: ids tell in which order returns of one day
    /// were entered, the same at every office.
    #[must_use]
    pub fn beyond(mut self, other: Id) -> Id {
        const STEP: u64 = 1 << 40; // leaves room for hundreds, and for two offices to choose apart
        let low = |id: &Id| id.0[FAMILY..].iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
        let room = (1 << (8 * (16 - FAMILY))) - 1 - low(&other);
        if room > 0 && self.family() == other.family() {
            let next = low(&other) + 1 + low(&self) % room.min(STEP);
            self.0[FAMILY..].copy_from_slice(&next.to_be_bytes()[FAMILY - 8..]);
        }
        self
    }

    /// The id of something that follows from what it is: two offices derive the same one.
    ///
    /// It stands beside `near`, the record it belongs to; what belongs to none stands by its digest alone.
    pub fn derive(near: Option<Id>, what: &[&str]) -> Id {
        let mut hash = Sha256::new();
        if let Some(near) = near {
            hash.update(near.0);
        }
        for part in what {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        match near {
            Some(near) => {
                bytes[..FAMILY].copy_from_slice(&near.0[..FAMILY]);
                bytes[FAMILY..].copy_from_slice(&digest[..16 - FAMILY]);
            }
            None => bytes.copy_from_slice(&digest[..16]),
        }
        Id(bytes)
    }
}

/// `bytes` in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push_hex(bytes, &mut text);
    text
}

/// Appends `bytes` in lower-case hexadecimal.
pub fn push_hex(bytes: &[u8], text: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// The bytes that lower-case hexadecimal digits spell, `None` when they are anything else.
pub fn parse_hex(hex: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; hex.len() / 2];
    unhex(hex, &mut bytes).then_some(bytes)
}

fn unhex(hex: &str, bytes: &mut [u8]) -> bool {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let hex = hex.as_bytes();
    hex.len() == 2 * bytes.len()
        && bytes.iter_mut().zip(hex.chunks_exact(2)).all(|(byte, pair)| {
            let value = digit(pair[0]).zip(digit(pair[1]));
            value.is_some_and(|(high, low)| {
                *byte = high << 4 | low;
                true
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = Id::fresh(0x0123_4567_89ab, 7, [1, 2, 3, 4, 5, 255]);
        assert_eq!(id.to_string(), "0123456789ab000000070102030405ff");
        assert_eq!(Id::parse(&id.to_string()), Some(id));
        assert_eq!(Id::parse("0123456789AB000000070102030405ff"), None, "one spelling only");
    }

    #[test]
    fn each_of_many_returns_of_a_day_comes_after_the_one_before() {
        let issue = Id::fresh(5, 1, [9; 6]);
        let mut last = Id::derive(Some(issue), &["0"]);
        for n in 1..200 {
            let next = Id::derive(Some(issue), &[&n.to_string()]).beyond(last);
            assert!(next > last && next.family() == issue.family(), "{n}: {next} after {last}");
            last = next;
        }
        let [one, other] = ["a", "b"].map(|n| Id::derive(Some(issue), &[n]).beyond(last));
        assert_ne!(one, other, "two offices that know the same ones");
    }

    #[test]
    fn a_derived_id_depends_on_each_part_and_its_borders() {
        assert_ne!(Id::derive(None, &["ab", "c"]), Id::derive(None, &["a", "bc"]));
        let near = Id::fresh(5, 1, [9; 6]);
        assert_eq!(Id::derive(Some(near), &["x"]).0[..10], near.0[..10]);
    }
}
