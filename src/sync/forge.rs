//! Files as a member could make them who has the key and keeps to no format: for tests and fuzzing, which must get past the seals.

use super::bytes::put_run;
use super::key::{KeyId, OVERHEAD, PublicKey, of_passphrase};
use super::keyring::Keyring;
use super::{DIGEST, HEAD, Shape, close};
use crate::domain::id::ReplicaId;

/// What invitations made here are sealed with.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// Bytes with the head and the digest that fit them.
pub fn whole(shape: Shape, content: &[u8]) -> Vec<u8> {
    let mut bytes = shape.head(HEAD + content.len() + DIGEST);
    bytes.extend_from_slice(content);
    close(bytes)
}

/// A segment of one frame that unpacks to `plain`; what is said of it in the open is as good as it gets.
pub fn segment(keys: &Keyring, replica: ReplicaId, first: u64, count: u32, plain: &[u8]) -> Vec<u8> {
    let packed = zstd::bulk::compress(plain, 1).unwrap_or_default();
    let KeyId(id) = keys.newest().id();
    let mut bytes = Shape::Segment.head(HEAD + 52 + 4 + packed.len() + OVERHEAD + DIGEST);
    for part in [&id[..], &keys.ledger.0, &replica.0, &first.to_be_bytes(), &count.to_be_bytes()] {
        bytes.extend_from_slice(part);
    }
    let context = [&bytes[..], &0u64.to_be_bytes(), &[1]].concat();
    put_run(&mut bytes, &keys.newest().seal(&context, &packed));
    close(bytes)
}

/// A bundle or a card whose sealed part is `plain` and a signature that fits, with `rest` behind it.
pub fn signed(shape: Shape, keys: &Keyring, plain: &[u8], rest: &[u8]) -> Vec<u8> {
    let KeyId(id) = keys.newest().id();
    let mut bytes = shape.head(HEAD + 24 + 4 + plain.len() + 64 + OVERHEAD + rest.len() + DIGEST);
    bytes.extend_from_slice(&id);
    bytes.extend_from_slice(&keys.ledger.0);
    let name: &[u8] = if shape == Shape::Card { b"duban card 1" } else { b"duban bundle 1" };
    let signature = keys.sign.sign(&[name, &bytes, plain].concat());
    let sealed = keys.newest().seal(&bytes, &[plain, &signature].concat());
    put_run(&mut bytes, &sealed);
    bytes.extend_from_slice(rest);
    close(bytes)
}

/// A piece of evidence that says `plain`.
pub fn piece(keys: &Keyring, plain: &[u8]) -> Vec<u8> {
    super::chunk::sealed(keys, plain)
}

/// An invitation that says `plain`, at the least price.
pub fn invitation(plain: &[u8]) -> Vec<u8> {
    let cost = (8 * 1024, 1);
    let mut bytes = Shape::Invitation.head(HEAD + 24 + 4 + plain.len() + OVERHEAD + DIGEST);
    bytes.extend_from_slice(&u32::to_be_bytes(cost.0));
    bytes.extend_from_slice(&u32::to_be_bytes(cost.1));
    bytes.extend_from_slice(&[1; 16]);
    if let Some(key) = of_passphrase(PASSPHRASE, &[1; 16], cost) {
        let sealed = key.seal(&bytes, plain);
        put_run(&mut bytes, &sealed);
    }
    close(bytes)
}

/// What makes a manifest or a card by this key begin as it must.
pub fn author(public: PublicKey, salt: [u8; 16], replica: ReplicaId) -> Vec<u8> {
    [&replica.0[..], &salt, &public.0].concat()
}
