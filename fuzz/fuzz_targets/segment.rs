//! Bytes as a file of entries, or as a piece of evidence: as they come, with a head and a digest that fit, and sealed by a member
//! that keeps to no format.
#![no_main]

use duban::domain::id::LedgerId;
use duban::store::Store;
use duban::sync::key::{LedgerKey, SignKey};
use duban::sync::keyring::Keyring;
use duban::sync::{Shape, chunk, forge, segment};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let keys = keyring();
    let file = match kind {
        0 => bytes.to_vec(),
        1 => forge::whole(Shape::Segment, bytes),
        254 => forge::whole(Shape::Piece, bytes),
        255 => forge::piece(&keys, bytes),
        count => forge::segment(&keys, keys.replica, 1, u32::from(*count) - 1, bytes),
    };
    if let Ok(piece) = chunk::open(&file, &keys) {
        assert_eq!(chunk::open(&chunk::seal(&keys, &piece), &keys), Ok(piece));
    }
    let Ok(opened) = segment::open(&file, &keys) else { return };
    assert_eq!(opened.entries().count() as u64, opened.header.last() - opened.header.first + 1);
    let mut store = Store::replica_of(keys.ledger, &[1; 32]).expect("a ledger in memory can be made");
    store.absorb(opened.entries()).expect("entries are taken or refused");
    let check = store.check().expect("the ledger can be checked");
    // what no office has written may well be named: that is told, and breaks nothing
    assert!(check.problems.iter().all(|problem| problem.key == "check-dangling"), "{:?}", check.problems);
});

fn keyring() -> Keyring {
    let sign = SignKey::new(&[1; 32]);
    let salt = [1; 16];
    let replica = sign.public().replica(&salt);
    Keyring { ledger: LedgerId([7; 16]), replica, salt, sign, keys: vec![(1, LedgerKey::new([9; 32]))] }
}
