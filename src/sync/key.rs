//! Keys: of the ledger, which seals; of a replica, which signs; of a passphrase.

use crate::domain::id::{EntryId, LedgerId, ReplicaId};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What a sealed run is longer by: its nonce and its tag.
pub(super) const OVERHEAD: usize = NONCE + 16;
const NONCE: usize = 24;

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("a MAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Which key of a ledger sealed something; says nothing of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 8]);

/// A key that all members of a ledger share.
#[derive(Clone)]
pub struct LedgerKey {
    secret: Zeroizing<[u8; 32]>,
    seal: Zeroizing<[u8; 32]>,
    nonce: Zeroizing<[u8; 32]>,
    id: KeyId,
}

impl LedgerKey {
    /// The key of this secret.
    pub fn new(secret: [u8; 32]) -> LedgerKey {
        let named = mac(&secret, &[b"duban key id 1"]);
        LedgerKey {
            seal: Zeroizing::new(mac(&secret, &[b"duban seal 1"])),
            nonce: Zeroizing::new(mac(&secret, &[b"duban nonce 1"])),
            id: KeyId(named[..8].try_into().expect("a digest has 32 bytes")),
            secret: Zeroizing::new(secret),
        }
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// What must stay within the key folder.
    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// A name that only who has the key can make of something.
    pub(super) fn alias(&self, purpose: &[u8], what: &[u8]) -> [u8; 32] {
        mac(&self.secret, &[purpose, what])
    }

    /// Seals `plain` and binds it to `context`: nonce, ciphertext, tag.
    ///
    /// The nonce follows from key, context and content, so that the same is sealed the same way, and no nonce serves two.
    pub(super) fn seal(&self, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] =
            mac(&self.nonce, &[context, plain])[..NONCE].try_into().expect("a digest has 32 bytes");
        let cipher = XChaCha20Poly1305::new((&*self.seal).into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context });
        [nonce.as_slice(), &sealed.expect("no content of ours is longer than the cipher takes")].concat()
    }

    /// What was sealed; `None` when it was sealed with another key, for another context, or is not as it was.
    pub(super) fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let cipher = XChaCha20Poly1305::new((&*self.seal).into());
        cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: context }).ok()
    }
}

impl std::fmt::Debug for LedgerKey {
    /// Never the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LedgerKey").field(&self.id).finish()
    }
}

/// By whom an entry is signed: 32 bytes that everybody may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The name of a replica that this key makes: nobody else can sign under it.
    ///
    /// One key makes many, so that a copied ledger gets a name of its own and needs nobody's leave for it.
    pub fn replica(&self, salt: &[u8; 16]) -> ReplicaId {
        let digest = Sha256::new().chain_update(b"duban replica 1").chain_update(self.0).chain_update(salt).finalize();
        ReplicaId(digest[..16].try_into().expect("a digest has 32 bytes"))
    }

    /// What two people compare over the telephone: eight groups of four digits.
    pub fn fingerprint(&self) -> String {
        grouped(&sha256(&self.0)[..16])
    }

    pub(super) fn verify(&self, what: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(what, &Signature::from_bytes(signature)).is_ok())
    }

    /// Whether an entry, and with it all before it in its series, was signed by this key.
    pub fn verifies(&self, entry: EntryId, signature: &[u8; 64]) -> bool {
        self.verify(&entry_message(entry), signature)
    }
}

fn entry_message(entry: EntryId) -> Vec<u8> {
    [b"duban entry 1".as_slice(), &entry.0].concat()
}

/// Bytes as hexadecimal digits in groups of four, for a register or the telephone.
pub fn grouped(bytes: &[u8]) -> String {
    let hex = crate::domain::id::hex(bytes);
    let groups: Vec<&str> = (0..hex.len()).step_by(4).map(|at| &hex[at..(at + 4).min(hex.len())]).collect();
    groups.join(" ")
}

/// What signs for a member.
#[derive(Clone)]
pub struct SignKey(SigningKey);

impl SignKey {
    /// The key of this secret.
    pub fn new(secret: &[u8; 32]) -> SignKey {
        SignKey(SigningKey::from_bytes(secret))
    }

    /// What others know of it.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    pub(super) fn secret(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    pub(super) fn sign(&self, what: &[u8]) -> [u8; 64] {
        self.0.sign(what).to_bytes()
    }

    /// Signs an entry, and with it all before it in its series.
    pub fn sign_entry(&self, entry: EntryId) -> [u8; 64] {
        self.sign(&entry_message(entry))
    }
}

impl std::fmt::Debug for SignKey {
    /// Never the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SignKey").field(&self.public()).finish()
    }
}

impl LedgerKey {
    /// Hands the key to one member: what comes of it, nobody else can open. `chance` must be fresh.
    ///
    /// `None` when what is said to be the member's key is none.
    pub fn hand_to(&self, member: &PublicKey, chance: &[u8; 32]) -> Option<Vec<u8>> {
        let once = SignKey::new(chance);
        let point = VerifyingKey::from_bytes(&member.0).ok()?;
        let shared = Zeroizing::new((point.to_montgomery() * once.0.to_scalar()).to_bytes());
        let key = handed(&shared, &once.public(), member)?;
        Some([&once.public().0[..], &key.seal(b"duban hand 1", &*self.secret)].concat())
    }
}

impl SignKey {
    /// The key that was handed to whoever has this one; `None` when it was handed to another.
    pub fn receive(&self, bytes: &[u8]) -> Option<LedgerKey> {
        let (once, sealed) = bytes.split_first_chunk::<32>()?;
        let point = VerifyingKey::from_bytes(once).ok()?;
        let shared = Zeroizing::new((point.to_montgomery() * self.0.to_scalar()).to_bytes());
        let key = handed(&shared, &PublicKey(*once), &self.public())?;
        let secret = Zeroizing::new(key.open(b"duban hand 1", sealed)?);
        Some(LedgerKey::new(secret.as_slice().try_into().ok()?))
    }
}

/// What both sides make of the secret that they share; nothing of a point that shares none.
fn handed(shared: &[u8; 32], once: &PublicKey, member: &PublicKey) -> Option<LedgerKey> {
    (*shared != [0; 32]).then(|| LedgerKey::new(mac(shared, &[b"duban hand 1", &once.0, &member.0])))
}

/// How dear it is to try passphrases: kilobytes, rounds.
pub(super) const ARGON: (u32, u32) = (64 * 1024, 3);

/// The key that a passphrase makes with this salt; about a quarter of a second.
///
/// `None` when what it is to cost is out of bounds: whoever made a file must not make us pay without limit.
pub(super) fn of_passphrase(passphrase: &str, salt: &[u8; 16], (memory, rounds): (u32, u32)) -> Option<LedgerKey> {
    if !(8 * 1024..=256 * 1024).contains(&memory) || !(1..=10).contains(&rounds) {
        return None;
    }
    let params = argon2::Params::new(memory, rounds, 1, Some(32)).ok()?;
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut secret = Zeroizing::new([0; 32]);
    argon.hash_password_into(passphrase.trim().as_bytes(), salt, &mut *secret).ok()?;
    Some(LedgerKey::new(*secret))
}

/// A replica whose entries are taken, and by which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    /// The ledger.
    pub ledger: LedgerId,
    /// The replica that began to share it.
    pub replica: ReplicaId,
    /// Its key.
    pub public: PublicKey,
}
