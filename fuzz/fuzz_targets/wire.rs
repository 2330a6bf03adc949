//! Bytes as an entry from another office: its head line, its op lines, and the ledger that takes it in.
#![no_main]

use duban::domain::id::{LedgerId, ReplicaId};
use duban::store::Store;
use duban::wire::{self, Head};
use sha2::{Digest, Sha256};

// The first line is a head, what follows are ops.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (line, body) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    let head = Head::parse(line);
    if let Ok(head) = &head {
        assert_eq!(Head::parse(&head.line()).as_ref(), Ok(head));
    }
    let mut sound = !body.is_empty();
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let Ok(op) = wire::parse_op(line) else {
            sound = false;
            continue;
        };
        let mut written = Vec::new();
        wire::push_op(&op, &mut written);
        let again = wire::parse_op(&written).expect("what was written can be read");
        assert_eq!((again.record, &again.kind), (op.record, &op.kind));
    }
    if let (true, Ok(head)) = (sound, head) {
        absorbed(head, body);
    }
});

/// A head that fits makes a ledger take the ops in: then it must be whole, and the same when made again from its log.
fn absorbed(mut head: Head, body: &[u8]) {
    let ledger = LedgerId([7; 16]);
    let mut store = Store::replica_of(ledger, &[1; 32]).expect("a ledger in memory can be made");
    (head.ledger, head.replica, head.number, head.prev) = (ledger, ReplicaId([9; 16]), 1, None);
    head.deps.clear();
    head.ops = body.split_inclusive(|byte| *byte == b'\n').count() as u64;
    head.body = wire::body_digest(Sha256::new().chain_update(body));
    store.absorb([(head.line(), body)]).expect("an entry is taken or refused");
    let check = store.check().expect("the ledger can be checked");
    // what no office has written may well be named: that is told, and breaks nothing
    assert!(check.problems.iter().all(|problem| problem.key == "check-dangling"), "{:?}", check.problems);
    store.rebuild().expect("the ledger can be made again");
    assert_eq!(store.check().expect("the ledger can be checked").digest, check.digest);
}
