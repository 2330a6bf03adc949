//! Bundles, invitations and cards: what they keep, and what they let nobody do.

use super::bundle::{self, Manifest};
use super::card::Card;
use super::invitation::Invitation;
use super::key::{LedgerKey, Root, SignKey};
use super::keyring::Keyring;
use super::*;
use crate::domain::id::{Id, LedgerId, ReplicaId};

fn keyring(seed: u8) -> Keyring {
    let sign = SignKey::new(&[seed; 32]);
    let salt = [seed; 16];
    let replica = sign.public().replica(&salt);
    Keyring { ledger: LedgerId([7; 16]), replica, salt, sign, keys: vec![(1, LedgerKey::new([9; 32]))] }
}

fn manifest(keys: &Keyring) -> Manifest {
    Manifest {
        replica: keys.replica,
        author: keys.author(),
        at: "2019-12-09T09:00:00+08:00".into(),
        whom: Some(ReplicaId([5; 16])),
        part: 1,
        parts: 2,
        digests: Vec::new(),
    }
}

/// Files as segments end: any bytes, and their digest.
fn file(content: &[u8]) -> Vec<u8> {
    close(content.to_vec())
}

/// Every byte flipped, as damage and by somebody who makes the digest fit; every length.
fn battered(bytes: &[u8], mut refused: impl FnMut(&[u8]) -> bool) {
    for at in 0..bytes.len() {
        let mut altered = bytes.to_vec();
        altered[at] ^= 1;
        assert!(refused(&altered), "byte {at}");
        assert!(refused(&bytes[..at]), "length {at}");
        if at < bytes.len() - DIGEST {
            altered.truncate(bytes.len() - DIGEST);
            assert!(refused(&close(altered)), "byte {at} with its digest");
        }
    }
}

#[test]
fn a_bundle_gives_back_what_was_put_in_and_nothing_that_was_altered() {
    let keys = keyring(1);
    let segments = [file(b"one"), file(b"two")];
    let bytes = bundle::seal(&keys, manifest(&keys), &segments).unwrap();
    let opened = bundle::open(&bytes, &keys).unwrap();
    assert_eq!(opened.segments, segments);
    assert_eq!(opened.manifest.digests.len(), 2);
    assert_eq!((opened.manifest.part, opened.manifest.parts, opened.manifest.whom), (1, 2, Some(ReplicaId([5; 16]))));
    // the content of segments is theirs to prove: here they have nothing but their digests
    let head = bytes.len() - DIGEST - segments.iter().map(|segment| 4 + segment.len()).sum::<usize>();
    battered(&bytes, |altered| match bundle::open(altered, &keys) {
        Err(_) => true,
        Ok(opened) => altered[..head] == bytes[..head] && opened.segments.iter().zip(&segments).any(|(a, b)| a != b),
    });
}

#[test]
fn a_bundle_without_one_of_its_segments_is_refused() {
    let keys = keyring(1);
    let bytes = bundle::seal(&keys, manifest(&keys), &[file(b"one"), file(b"two")]).unwrap();
    let short = bytes.len() - DIGEST - 4 - file(b"two").len();
    let mut cut = bytes[..short].to_vec();
    let length = (short + DIGEST) as u64;
    cut[10..18].copy_from_slice(&length.to_be_bytes());
    // the length stands in what the manifest is bound to
    assert_eq!(bundle::open(&close(cut), &keys).unwrap_err().key, "sealed-altered");
}

#[test]
fn a_bundle_of_another_ledger_or_key_is_refused() {
    let keys = keyring(1);
    let bytes = bundle::seal(&keys, manifest(&keys), &[]).unwrap();
    let other = Keyring { ledger: LedgerId([8; 16]), ..keys.clone() };
    assert_eq!(bundle::open(&bytes, &other).unwrap_err().key, "sealed-other-ledger");
    let other = Keyring { keys: vec![(1, LedgerKey::new([1; 32]))], ..keys };
    assert_eq!(bundle::open(&bytes, &other).unwrap_err().key, "sealed-key-unknown");
}

#[test]
fn a_card_proves_the_key_that_it_names() {
    let keys = keyring(1);
    let bytes = Card::seal(&keys, Id([4; 16]));
    let card = Card::open(&bytes, &keyring(2)).unwrap();
    assert_eq!((card.member, card.replica, card.author), (Id([4; 16]), keys.replica, keys.author()));
    battered(&bytes, |altered| Card::open(altered, &keys).is_err());
    // a replica that its key does not make
    let named = Keyring { replica: ReplicaId([1; 16]), ..keys.clone() };
    assert_eq!(Card::open(&Card::seal(&named, Id([4; 16])), &keys).unwrap_err().key, "segment-forged");
}

#[test]
fn an_invitation_opens_with_its_passphrase_alone() {
    let keys = keyring(1);
    let root = Root { ledger: keys.ledger, replica: keys.replica, public: keys.sign.public() };
    let invitation = Invitation {
        root,
        member: Id([4; 16]),
        name: "市财政局".into(),
        role: "unit".into(),
        keys: vec![(1, LedgerKey::new([9; 32])), (2, LedgerKey::new([8; 32]))],
    };
    assert_eq!(invitation.seal("太短", [1; 16]).unwrap_err().key, "passphrase-short");
    let passphrase = "滇池 翠湖 石林 大理";
    let bytes = invitation.seal(passphrase, [1; 16]).unwrap();
    let opened = Invitation::open(&bytes, &format!(" {passphrase}\n")).unwrap();
    assert_eq!((opened.root, opened.member, opened.name.as_str()), (root, Id([4; 16]), "市财政局"));
    assert_eq!(opened.keys[1].1.id(), invitation.keys[1].1.id());
    assert_eq!(Invitation::open(&bytes, "滇池 翠湖 石林 丽江").unwrap_err().key, "passphrase-wrong");
    for at in (0..bytes.len()).step_by(7) {
        assert!(Invitation::open(&bytes[..at], passphrase).is_err());
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert!(Invitation::open(&altered, passphrase).is_err());
    }
    // a file that asks for more memory than it may is no reason to give it
    let mut dear = bytes[..bytes.len() - DIGEST].to_vec();
    dear[HEAD..HEAD + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(Invitation::open(&close(dear), passphrase).unwrap_err().key, "sealed-broken");
}

#[test]
fn a_key_is_handed_to_one_member_and_opens_for_nobody_else() {
    let (one, two) = (keyring(1), keyring(2));
    let key = LedgerKey::new([6; 32]);
    let handed = key.hand_to(&one.sign.public(), &[3; 32]).unwrap();
    assert_eq!(one.sign.receive(&handed).unwrap().id(), key.id());
    assert!(two.sign.receive(&handed).is_none());
    for at in 0..handed.len() {
        let mut altered = handed.clone();
        altered[at] ^= 1;
        assert!(one.sign.receive(&altered).is_none() && one.sign.receive(&handed[..at]).is_none(), "{at}");
    }
    let mut keys = one.clone();
    assert!(keys.learn(2, &handed) && !keys.learn(2, &handed) && !keys.learn(3, b"anything"));
    assert_eq!((keys.newest().id(), keys.of_epoch(1).id()), (key.id(), one.newest().id()));
}
