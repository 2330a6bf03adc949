//! Bytes as a bundle or a card: as they come, with a head and a digest that fit, and as what a member seals and signs.
#![no_main]

use duban::domain::id::LedgerId;
use duban::sync::card::Card;
use duban::sync::key::{LedgerKey, SignKey};
use duban::sync::keyring::Keyring;
use duban::sync::{Shape, bundle, forge, segment};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let sign = SignKey::new(&[1; 32]);
    let salt = [1; 16];
    let replica = sign.public().replica(&salt);
    let keys = Keyring { ledger: LedgerId([7; 16]), replica, salt, sign, keys: vec![(1, LedgerKey::new([9; 32]))] };
    let author = forge::author(keys.sign.public(), salt, replica);
    let file = match kind {
        0 => bytes.to_vec(),
        1 => forge::whole(Shape::Bundle, bytes),
        2 => forge::whole(Shape::Card, bytes),
        3 => forge::signed(Shape::Card, &keys, bytes, &[]),
        4 => forge::signed(Shape::Bundle, &keys, bytes, &[]),
        cut => {
            // the manifest, and behind it what stands where segments are
            let (plain, rest) = bytes.split_at(bytes.len().min(usize::from(*cut)));
            forge::signed(Shape::Bundle, &keys, &[&author, plain].concat(), rest)
        }
    };
    if let Ok(opened) = bundle::open(&file, &keys) {
        assert_eq!(opened.segments.len(), opened.manifest.digests.len());
        for bytes in opened.segments {
            let _ = segment::open(bytes, &keys);
        }
    }
    if let Ok(card) = Card::open(&file, &keys) {
        assert!(card.author.makes(card.replica));
    }
});
