//! A bundle: segments in one file, for mail, a stick or a disc that goes one way. Nothing is asked back.

use super::bytes::{Cursor, put_run};
use super::key::{KeyId, OVERHEAD, PublicKey};
use super::keyring::Keyring;
use super::segment::Author;
use super::{DIGEST, HEAD, Shape, close, digest};
use crate::domain::id::{LedgerId, ReplicaId};
use crate::domain::say::Said;
use crate::say;

/// What a bundle says of itself to who can open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Who put it together.
    pub replica: ReplicaId,
    /// The key of that replica.
    pub author: Author,
    /// When, as that replica's clock claims, RFC 3339.
    pub at: String,
    /// Whom it is for, where it leaves out what that replica has.
    pub whom: Option<ReplicaId>,
    /// Which of the files that were made together this is, from 1.
    pub part: u32,
    /// How many these are.
    pub parts: u32,
    /// The digests of its segments, in their order.
    pub digests: Vec<[u8; 32]>,
}

/// A bundle that was opened: its manifest proved, its segments as they came.
#[derive(Debug)]
pub struct Opened<'b> {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The segments, each yet to be proved.
    pub segments: Vec<&'b [u8]>,
    /// What stands in the register.
    pub digest: [u8; 32],
}

/// What a bundle is longer by than its segments, but for 36 bytes and a length for each.
pub const FRAME: usize = HEAD + 24 + 4 + 16 + 16 + 32 + 4 + 64 + 17 + 12 + 64 + OVERHEAD + DIGEST;

/// Puts segments together; what the manifest says of its author and of them is put in here.
///
/// # Errors
/// When a segment is too long for the format.
pub fn seal(keys: &Keyring, mut manifest: Manifest, segments: &[Vec<u8>]) -> Result<Vec<u8>, Said> {
    // whoever can open one of the segments must get at it
    let oldest =
        segments.iter().filter_map(|segment| super::segment::Header::read(segment).ok()).map(|header| header.key);
    let oldest = oldest.min_by_key(|id| keys.keys.iter().position(|(_, key)| key.id() == *id));
    let key = oldest.and_then(|id| keys.key(id)).unwrap_or_else(|| keys.newest());
    if let Some(segment) = segments.iter().find(|segment| u32::try_from(segment.len()).is_err()) {
        return Err(say!("segment-large", size = segment.len()));
    }
    (manifest.replica, manifest.author) = (keys.replica, keys.author());
    manifest.digests = segments.iter().filter_map(|segment| digest(segment)).collect();
    let plain = manifest.bytes();
    let total: usize = segments.iter().map(|segment| 4 + segment.len()).sum();
    let mut bytes = Shape::Bundle.head(HEAD + 24 + 4 + plain.len() + 64 + OVERHEAD + total + DIGEST);
    bytes.extend_from_slice(&key.id().0);
    bytes.extend_from_slice(&keys.ledger.0);
    let signature = keys.sign.sign(&message(&bytes, &plain));
    let sealed = key.seal(&bytes, &[&plain[..], &signature].concat());
    put_run(&mut bytes, &sealed);
    for segment in segments {
        put_run(&mut bytes, segment);
    }
    Ok(close(bytes))
}

/// Opens a bundle. That a segment is missing, or is another, is noticed; what is in each is for [`super::segment::open`].
///
/// # Errors
/// When it is no bundle, not whole, of a newer version, of another ledger, under a key that we do not have, or forged.
pub fn open<'b>(bytes: &'b [u8], keys: &Keyring) -> Result<Opened<'b>, Said> {
    let mut cursor = Shape::Bundle.opened(bytes)?;
    let broken = || say!("sealed-broken");
    let id = KeyId(cursor.array().ok_or_else(broken)?);
    let ledger = LedgerId(cursor.array().ok_or_else(broken)?);
    if ledger != keys.ledger {
        return Err(say!("sealed-other-ledger", ledger = ledger.to_string()));
    }
    let key = keys.key(id).ok_or_else(|| say!("sealed-key-unknown", key = super::key::grouped(&id.0)))?;
    let context = &bytes[..HEAD + 24];
    let sealed = cursor.run().ok_or_else(broken)?;
    let plain = key.open(context, sealed).ok_or_else(|| say!("sealed-altered"))?;
    let (plain, signature) = plain.split_last_chunk::<64>().ok_or_else(broken)?;
    let manifest = Manifest::parse(plain).ok_or_else(broken)?;
    if !manifest.author.public.verify(&message(context, plain), signature) {
        return Err(say!("segment-forged", what = "signature"));
    }
    let mut segments = Vec::new();
    while !cursor.rest().is_empty() {
        segments.push(cursor.run().ok_or_else(broken)?);
    }
    let found: Vec<[u8; 32]> = segments.iter().filter_map(|segment| digest(segment)).collect();
    if found != manifest.digests || found.len() != segments.len() {
        return Err(say!("bundle-incomplete", found = found.len(), expected = manifest.digests.len()));
    }
    Ok(Opened { manifest, segments, digest: digest(bytes).ok_or_else(broken)? })
}

fn message(context: &[u8], plain: &[u8]) -> Vec<u8> {
    // the length of the file stands in the context, too
    [b"duban bundle 1", context, plain].concat()
}

impl Manifest {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = [&self.replica.0[..], &self.author.salt, &self.author.public.0].concat();
        put_run(&mut bytes, self.at.as_bytes());
        match self.whom {
            Some(replica) => put_run(&mut bytes, &replica.0),
            None => put_run(&mut bytes, &[]),
        }
        bytes.extend_from_slice(&self.part.to_be_bytes());
        bytes.extend_from_slice(&self.parts.to_be_bytes());
        for digest in &self.digests {
            bytes.extend_from_slice(digest);
        }
        bytes
    }

    fn parse(plain: &[u8]) -> Option<Manifest> {
        let mut cursor = Cursor::new(plain);
        let replica = ReplicaId(cursor.array()?);
        let author = Author { salt: cursor.array()?, public: PublicKey(cursor.array()?) };
        let at = cursor.text()?;
        let whom = match cursor.run()? {
            [] => None,
            whom => Some(ReplicaId(whom.try_into().ok()?)),
        };
        let (part, parts) = (cursor.u32()?, cursor.u32()?);
        let mut digests = Vec::new();
        while !cursor.rest().is_empty() {
            digests.push(cursor.array()?);
        }
        Some(Manifest { replica, author, at, whom, part, parts, digests })
    }
}
