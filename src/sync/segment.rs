//! A segment: entries of one author, one after the other, in an immutable file `replica/first-digest`.
//!
//! Packed in frames, each sealed by itself, so that neither side holds more than one unpacked. Behind the last entry stands
//! the author's signature of its id: entries are a chain, so it covers all before it, and whoever has it can seal the
//! same entries anew. The format is in `docs/format.md`.

use super::bytes::Cursor;
use super::key::{KeyId, LedgerKey, OVERHEAD, PublicKey};
use super::keyring::Keyring;
use super::{DIGEST, HEAD, Shape, close};
use crate::domain::id::{EntryId, LedgerId, ReplicaId, parse_hex};
use crate::domain::say::Said;
use crate::packing;
use crate::say;
use crate::wire::{self, Head};
use sha2::{Digest, Sha256};

/// What a frame unpacks to at most.
pub const FRAME: usize = 1 << 20;

/// What all frames of a segment unpack to at most.
pub const PLAIN: u64 = 1 << 30;

/// A head line is not longer.
pub const LINE: u64 = 4 << 20;

/// A segment has no more entries.
pub const COUNT: u32 = 1_000_000;

/// Key, ledger, replica, first number, count: what stands open behind the common head.
const OWN: usize = 8 + 16 + 16 + 8 + 4;

/// The open part of a segment: enough to tell whose entries it holds.
pub const PEEK: usize = HEAD + OWN;

/// Salt, public key, signature: what stands sealed behind the last entry.
const TRAILER: usize = 16 + 32 + 64;

/// How frames are packed; beyond it, a tenth of the size costs twice the time.
const LEVEL: i32 = 3;

/// What a segment says of itself in the open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Which key sealed it.
    pub key: KeyId,
    /// The ledger.
    pub ledger: LedgerId,
    /// The author.
    pub replica: ReplicaId,
    /// The number of its first entry in the series of the author.
    pub first: u64,
    /// How many entries it has.
    pub count: u32,
}

impl Header {
    /// The number of its last entry.
    pub fn last(&self) -> u64 {
        self.first.saturating_add(u64::from(self.count)).saturating_sub(1)
    }

    /// Reads the open part of a whole file.
    ///
    /// # Errors
    /// When the bytes are no segment, or not as they were written.
    pub fn read(bytes: &[u8]) -> Result<Header, Said> {
        let mut cursor = Shape::Segment.opened(bytes)?;
        Header::parse(&mut cursor).ok_or_else(|| say!("sealed-broken"))
    }

    /// What the first [`PEEK`] bytes of a file say, and how long it says it is. Nothing of it is proved.
    pub fn peek(bytes: &[u8]) -> Option<(u64, Header)> {
        let mut cursor = Cursor::new(bytes.get(..PEEK)?);
        let (magic, version, suite): ([u8; 8], _, _) = (cursor.array()?, cursor.byte()?, cursor.byte()?);
        let length = cursor.u64()?;
        let known = Shape::of(&magic) == Some(Shape::Segment) && version == super::VERSION && suite == super::SUITE;
        known.then(|| Header::parse(&mut cursor)).flatten().map(|header| (length, header))
    }

    fn parse(cursor: &mut Cursor) -> Option<Header> {
        let header = Header {
            key: KeyId(cursor.array()?),
            ledger: LedgerId(cursor.array()?),
            replica: ReplicaId(cursor.array()?),
            first: cursor.u64()?,
            count: cursor.u32()?,
        };
        (header.first > 0 && (1..=COUNT).contains(&header.count)).then_some(header)
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for part in [&self.key.0[..], &self.ledger.0, &self.replica.0, &self.first.to_be_bytes()] {
            bytes.extend_from_slice(part);
        }
        bytes.extend_from_slice(&self.count.to_be_bytes());
    }
}

/// Who wrote the entries, and how that is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The key that signs.
    pub public: PublicKey,
    /// What makes the replica's name of the key; zeros of one that had its name before it had a key.
    pub salt: [u8; 16],
}

impl Author {
    /// Whether the replica's name was made of this key.
    pub fn makes(&self, replica: ReplicaId) -> bool {
        self.public.replica(&self.salt) == replica
    }
}

/// A file that is ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// `replica/first-digest`, where files are named.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of its first entry.
    pub first: u64,
    /// The number of its last entry.
    pub last: u64,
}

/// Entries on their way into one file.
pub struct Writer<'k> {
    key: &'k LedgerKey,
    header: Header,
    author: Author,
    frames: Vec<Vec<u8>>,
    plain: Vec<u8>,
    size: u64,
}

impl<'k> Writer<'k> {
    /// Begins a segment with the author's entry of number `first`.
    pub fn new(key: &'k LedgerKey, ledger: LedgerId, replica: ReplicaId, author: Author, first: u64) -> Writer<'k> {
        let header = Header { key: key.id(), ledger, replica, first, count: 0 };
        Writer { key, header, author, frames: Vec::new(), plain: Vec::new(), size: 0 }
    }

    /// Takes another key to seal it with.
    pub fn under(&mut self, key: &'k LedgerKey) {
        self.key = key;
        self.header.key = key.id();
    }

    /// How many bytes its entries have, unpacked.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The number of its first entry.
    pub fn first(&self) -> u64 {
        self.header.first
    }

    /// Takes the next entry of the author.
    ///
    /// # Errors
    /// When it has no room in a segment.
    pub fn push(&mut self, line: &[u8], body: &[u8]) -> Result<(), Said> {
        let room = self.size + (line.len() + body.len() + 12 + TRAILER) as u64;
        if room > PLAIN || line.len() as u64 > LINE || self.header.count == COUNT {
            return Err(say!("segment-large", size = room));
        }
        self.size = room - TRAILER as u64;
        self.header.count += 1;
        let length = u32::try_from(line.len()).expect("its length is within the limit");
        for part in [&length.to_be_bytes()[..], line, &(body.len() as u64).to_be_bytes(), body] {
            self.put(part)?;
        }
        Ok(())
    }

    fn put(&mut self, mut bytes: &[u8]) -> Result<(), Said> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(FRAME - self.plain.len()));
            self.plain.extend_from_slice(now);
            bytes = later;
            if self.plain.len() == FRAME {
                self.pack()?;
            }
        }
        Ok(())
    }

    fn pack(&mut self) -> Result<(), Said> {
        let packed = packing::pack(&self.plain, LEVEL);
        self.frames.push(packed.map_err(|error| say!("segment-packing", cause = error.to_string()))?);
        self.plain.clear();
        Ok(())
    }

    /// Seals it with the author's signature of the last entry.
    ///
    /// # Errors
    /// When nothing was put in, or memory is short.
    pub fn finish(mut self, signature: &[u8; 64]) -> Result<Sealed, Said> {
        if self.header.count == 0 {
            return Err(say!("segment-empty"));
        }
        let Author { public, salt } = self.author;
        for part in [&salt[..], &public.0, signature] {
            self.put(part)?;
        }
        if !self.plain.is_empty() {
            self.pack()?;
        }
        let sealed: usize = self.frames.iter().map(|frame| 4 + frame.len() + OVERHEAD).sum();
        let mut bytes = Shape::Segment.head(HEAD + OWN + sealed + DIGEST);
        self.header.put(&mut bytes);
        let head = bytes.clone();
        let last = self.frames.len() - 1;
        for (n, frame) in self.frames.into_iter().enumerate() {
            let run = self.key.seal(&context(&head, n, n == last), &frame);
            super::bytes::put_run(&mut bytes, &run);
        }
        let bytes = close(bytes);
        let header = self.header;
        Ok(Sealed { name: name(&header, &bytes), bytes, first: header.first, last: header.last() })
    }
}

/// What a frame is bound to: the open head, its place, and whether another follows.
fn context(head: &[u8], number: usize, is_last: bool) -> Vec<u8> {
    [head, &(number as u64).to_be_bytes(), &[u8::from(is_last)]].concat()
}

/// The name of a file that is whole: in the order of names, entries come in theirs.
pub fn name(header: &Header, bytes: &[u8]) -> String {
    let hex = crate::domain::id::hex(&super::digest(bytes).unwrap_or_default()[..8]);
    format!("{}/{:010}-{hex}", header.replica, header.first)
}

/// The number of the first entry, as the name of a segment tells; `None` of another name.
pub fn first(name: &str) -> Option<u64> {
    let (folder, rest) = name.split_once('/')?;
    let (first, digest) = rest.split_once('-')?;
    ReplicaId::parse(folder)?;
    parse_hex(digest).filter(|digest| digest.len() == 8)?;
    first.parse().ok()
}

/// A segment that was proved: whole, sealed by a key of the ledger, a chain, and signed.
///
/// Whether its author is a member is for others to say.
#[derive(Debug)]
pub struct Opened<'b> {
    /// What it says in the open.
    pub header: Header,
    /// Who signed it.
    pub author: Author,
    /// The signature of its last entry.
    pub signature: [u8; 64],
    /// Its last entry.
    pub last: EntryId,
    /// When its first entry was written, by the clock of its author.
    pub clock: (u64, u32),
    head: &'b [u8],
    frames: &'b [u8],
    key: LedgerKey,
}

/// Proves a segment, whatever the name of its file.
///
/// # Errors
/// When it is no segment, of a newer version, not whole, of another ledger, under a key that we do not have, not as it was
/// written, beyond the limits of the format, or not signed by whom it names.
pub fn open<'b>(bytes: &'b [u8], keys: &Keyring) -> Result<Opened<'b>, Said> {
    let mut cursor = Shape::Segment.opened(bytes)?;
    let header = Header::parse(&mut cursor).ok_or_else(|| say!("sealed-broken"))?;
    if header.ledger != keys.ledger {
        return Err(say!("sealed-other-ledger", ledger = header.ledger.to_string()));
    }
    let key =
        keys.key(header.key).ok_or_else(|| say!("sealed-key-unknown", key = super::key::grouped(&header.key.0)))?;
    let mut opened = Opened {
        header,
        author: Author { public: PublicKey([0; 32]), salt: [0; 16] },
        signature: [0; 64],
        last: EntryId([0; 32]),
        clock: (0, 0),
        head: &bytes[..HEAD + OWN],
        frames: cursor.rest(),
        key: key.clone(),
    };
    opened.prove()?;
    Ok(opened)
}

impl Opened<'_> {
    /// The entries, each as its head line and its op lines, unpacked as they are asked for.
    pub fn entries(&self) -> Entries<'_> {
        Entries { plain: Plain::of(self), left: self.header.count }
    }

    fn prove(&mut self) -> Result<(), Said> {
        let forged = |what: &'static str| say!("segment-forged", what = what);
        let mut plain = Plain::of(self);
        let (mut prev, mut clock): (Option<EntryId>, _) = (None, (0, 0));
        for n in 0..u64::from(self.header.count) {
            let line = plain.line()?;
            let head = Head::parse(&line).map_err(|error| say!("absorb-unreadable", cause = error.0))?;
            if head.ledger != self.header.ledger || head.replica != self.header.replica {
                return Err(forged("author"));
            }
            let follows = match prev {
                Some(prev) => head.prev == Some(prev),
                None => head.prev.is_none() == (head.number == 1),
            };
            if Some(head.number) != self.header.first.checked_add(n) || !follows {
                return Err(forged("chain"));
            }
            let mut hash = Sha256::new();
            plain.body(|part| hash.update(part))?;
            if wire::body_digest(hash) != head.body {
                return Err(forged("ops"));
            }
            prev = Some(wire::entry_id(&line));
            if n == 0 {
                clock = head.hlc;
            }
        }
        let trailer = plain.take(TRAILER)?;
        plain.end()?;
        let mut trailer = Cursor::new(&trailer);
        let broken = || say!("sealed-broken");
        let salt = trailer.array().ok_or_else(broken)?;
        self.author = Author { salt, public: PublicKey(trailer.array().ok_or_else(broken)?) };
        self.signature = trailer.array().ok_or_else(broken)?;
        self.last = prev.ok_or_else(broken)?;
        self.clock = clock;
        if self.author.public.verifies(self.last, &self.signature) { Ok(()) } else { Err(forged("signature")) }
    }
}

/// What [`Opened::entries`] gives.
pub struct Entries<'b> {
    plain: Plain<'b>,
    left: u32,
}

impl Iterator for Entries<'_> {
    type Item = (Vec<u8>, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let proved = "the same bytes were proved when the segment was opened";
        let line = self.plain.line().expect(proved);
        let mut body = Vec::new();
        self.plain.body(|part| body.extend_from_slice(part)).expect(proved);
        Some((line, body))
    }
}

/// What the frames unpack to, one at a time.
struct Plain<'b> {
    opened: (&'b [u8], &'b LedgerKey),
    frames: Cursor<'b>,
    number: usize,
    now: Vec<u8>,
    at: usize,
    total: u64,
}

impl<'b> Plain<'b> {
    fn of(opened: &'b Opened) -> Plain<'b> {
        let frames = Cursor::new(opened.frames);
        Plain { opened: (opened.head, &opened.key), frames, number: 0, now: Vec::new(), at: 0, total: 0 }
    }

    fn frame(&mut self) -> Result<(), Said> {
        let broken = || say!("sealed-broken");
        let run = self.frames.run().ok_or_else(broken)?;
        let (head, key) = self.opened;
        let context = context(head, self.number, self.frames.rest().is_empty());
        let packed = key.open(&context, run).ok_or_else(|| say!("sealed-altered"))?;
        let now = packing::unpack(&packed, FRAME).map_err(|_| say!("segment-bomb", limit = FRAME))?;
        self.total += now.len() as u64;
        if now.is_empty() || self.total > PLAIN {
            return Err(say!("segment-bomb", limit = PLAIN));
        }
        self.now = now;
        self.at = 0;
        self.number += 1;
        Ok(())
    }

    /// Gives the next `count` bytes piece by piece.
    fn each(&mut self, mut count: u64, mut each: impl FnMut(&[u8])) -> Result<(), Said> {
        while count > 0 {
            if self.at == self.now.len() {
                self.frame()?;
            }
            let there = self.now.len() - self.at;
            let taken = usize::try_from(count).unwrap_or(usize::MAX).min(there);
            each(&self.now[self.at..self.at + taken]);
            self.at += taken;
            count -= taken as u64;
        }
        Ok(())
    }

    fn take(&mut self, count: usize) -> Result<Vec<u8>, Said> {
        let mut taken = Vec::new();
        self.each(count as u64, |part| taken.extend_from_slice(part))?;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Said> {
        let (mut taken, mut at) = ([0; N], 0);
        self.each(N as u64, |part| {
            taken[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        })?;
        Ok(taken)
    }

    fn line(&mut self) -> Result<Vec<u8>, Said> {
        let length = u32::from_be_bytes(self.array()?);
        if u64::from(length) > LINE {
            return Err(say!("segment-bomb", limit = LINE));
        }
        self.take(length as usize)
    }

    fn body(&mut self, each: impl FnMut(&[u8])) -> Result<(), Said> {
        let length = u64::from_be_bytes(self.array()?);
        if length > PLAIN {
            return Err(say!("segment-bomb", limit = PLAIN));
        }
        self.each(length, each)
    }

    /// Nothing may stand behind the trailer.
    fn end(&self) -> Result<(), Said> {
        if self.at == self.now.len() && self.frames.rest().is_empty() { Ok(()) } else { Err(say!("sealed-broken")) }
    }
}

#[cfg(test)]
mod tests;
