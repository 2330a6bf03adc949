//! What a segment keeps, and what it lets nobody do.

use super::*;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::sync::key::SignKey;
use proptest::prelude::*;

type Entry = (Vec<u8>, Vec<u8>);

fn keyring(seed: u8) -> Keyring {
    let sign = SignKey::new(&[seed; 32]);
    let salt = [seed; 16];
    let replica = sign.public().replica(&salt);
    Keyring { ledger: LedgerId([7; 16]), replica, salt, sign, keys: vec![(1, LedgerKey::new([9; 32]))] }
}

/// A chain of entries, each with one op of this text.
fn chain(keys: &Keyring, first: u64, texts: &[&str]) -> Vec<Entry> {
    let mut prev = (first > 1).then_some(EntryId([1; 32]));
    let entry = |(n, text): (usize, &&str)| {
        let mut body = Vec::new();
        wire::push_op(&Op::on(Kind::Issue, Id([3; 16])).set("title", *text), &mut body);
        let head = Head {
            v: wire::VERSION,
            alg: 1,
            ledger: keys.ledger,
            replica: keys.replica,
            number: first + n as u64,
            prev: prev.take(),
            deps: Vec::new(),
            hlc: (1_575_853_200_000, 0),
            at: "2019-12-09T09:00:00+08:00".into(),
            day: "2019-12-09".parse().unwrap(),
            author: "整改办".into(),
            command: "issue set 8 --title".into(),
            reason: None,
            undoes: None,
            ops: 1,
            body: wire::body_digest(Sha256::new().chain_update(&body)),
        };
        let line = head.line();
        prev = Some(wire::entry_id(&line));
        (line, body)
    };
    texts.iter().enumerate().map(entry).collect()
}

fn sealed_by(keys: &Keyring, signer: &Keyring, first: u64, entries: &[Entry]) -> Sealed {
    let mut writer = Writer::new(keys.newest(), keys.ledger, keys.replica, signer.author(), first);
    for (line, body) in entries {
        writer.push(line, body).unwrap();
    }
    let last = wire::entry_id(&entries.last().unwrap().0);
    writer.finish(&signer.sign.sign_entry(last)).unwrap()
}

fn sealed(keys: &Keyring, texts: &[&str]) -> Sealed {
    sealed_by(keys, keys, 1, &chain(keys, 1, texts))
}

#[track_caller]
fn refused(bytes: &[u8], keys: &Keyring) -> &'static str {
    open(bytes, keys).expect_err("it is refused").key
}

#[test]
fn what_was_sealed_comes_out_again_and_sealing_twice_makes_one_file() {
    let keys = keyring(1);
    let long = "长".repeat(FRAME / 2); // over two frames
    let entries = chain(&keys, 5, &["一", &long, "三"]);
    let file = sealed_by(&keys, &keys, 5, &entries);
    assert_eq!(file, sealed_by(&keys, &keys, 5, &entries));
    assert_eq!((file.first, file.last), (5, 7));
    let opened = open(&file.bytes, &keys).unwrap();
    assert_eq!(opened.entries().collect::<Vec<_>>(), entries);
    assert_eq!(opened.header, Header::read(&file.bytes).unwrap());
    assert!(opened.author.makes(keys.replica));
    assert_eq!(name(&opened.header, &file.bytes), file.name);
}

/// The example of docs/format.md: what version 1 wrote is read by every later one.
#[test]
fn the_example_of_the_format_is_read_and_is_what_is_written() {
    let keys = keyring(1);
    let kept = include_bytes!("../../../tests/golden/segment-1");
    let opened = open(kept, &keys).unwrap();
    assert_eq!(opened.entries().collect::<Vec<_>>(), chain(&keys, 1, &["8"]));
    let file = sealed(&keys, &["8"]);
    assert_eq!(file.name, "99c324c982d02c924bcda74e2d3e2fc9/0000000001-8d1685c6641b391f");
    // a newer zstd may pack another way: then this line goes, and the one above stays
    assert_eq!(file.bytes, kept);
}

#[test]
fn the_keys_of_the_example_are_named_as_the_format_says() {
    let keys = keyring(1);
    assert_eq!(super::super::key::grouped(&keys.newest().id().0), "fb9e 6e54 1b84 562e");
    assert_eq!(keys.replica.to_string(), "99c324c982d02c924bcda74e2d3e2fc9");
}

#[test]
fn a_changed_field_is_a_file_of_less_than_a_kilobyte() {
    let file = sealed(&keyring(1), &["市财政局截留挪用农业补贴资金66.57万元"]);
    assert!(file.bytes.len() <= 1024, "{}", file.bytes.len());
}

#[test]
fn every_byte_that_is_changed_and_every_byte_that_is_missing_is_noticed() {
    let keys = keyring(1);
    let file = sealed(&keys, &["一", "二"]);
    for at in 0..file.bytes.len() {
        let mut bytes = file.bytes.clone();
        bytes[at] ^= 1;
        refused(&bytes, &keys);
        refused(&file.bytes[..at], &keys);
        // a carrier that knows the format can make the digest fit
        if at >= HEAD && at < bytes.len() - DIGEST {
            bytes.truncate(bytes.len() - DIGEST);
            refused(&close(bytes), &keys);
        }
    }
    assert_eq!(refused(&[&file.bytes[..], b"x"].concat(), &keys), "sealed-broken");
}

#[test]
fn frames_cannot_be_left_out_doubled_or_taken_from_elsewhere() {
    let keys = keyring(1);
    let text = unpackable(3 * FRAME);
    let file = sealed(&keys, &[&text]);
    let body = &file.bytes[HEAD + OWN..file.bytes.len() - DIGEST];
    let mut frames = Vec::new();
    let mut cursor = Cursor::new(body);
    while let Some(run) = cursor.run() {
        frames.push(run);
    }
    assert!(frames.len() > 2);
    let with = |order: &[usize]| {
        let runs: usize = order.iter().map(|n| 4 + frames[*n].len()).sum();
        let mut bytes = Shape::Segment.head(HEAD + OWN + runs + DIGEST);
        bytes.extend_from_slice(&file.bytes[HEAD..HEAD + OWN]);
        for n in order {
            super::super::bytes::put_run(&mut bytes, frames[*n]);
        }
        close(bytes)
    };
    let all: Vec<usize> = (0..frames.len()).collect();
    assert!(open(&with(&all), &keys).is_ok());
    let (last, rest) = all.split_last().unwrap();
    for order in [rest.to_vec(), all[1..].to_vec(), vec![1, 0, *last], [&all[..1], &all].concat()] {
        refused(&with(&order), &keys);
    }
}

/// Text that does not pack.
fn unpackable(length: usize) -> String {
    let mut text = String::new();
    for n in 0.. {
        crate::domain::id::push_hex(&super::super::key::sha256(&u64::to_be_bytes(n)), &mut text);
        if text.len() >= length {
            break;
        }
    }
    text
}

#[test]
fn what_is_of_another_ledger_or_another_key_is_refused() {
    let keys = keyring(1);
    let file = sealed(&keys, &["一"]);
    let other = Keyring { ledger: LedgerId([8; 16]), ..keys.clone() };
    assert_eq!(refused(&file.bytes, &other), "sealed-other-ledger");
    let stranger = Keyring { keys: vec![(1, LedgerKey::new([1; 32]))], ..keys.clone() };
    assert_eq!(refused(&file.bytes, &stranger), "sealed-key-unknown");
    let later = Keyring { keys: vec![keys.keys[0].clone(), (2, LedgerKey::new([1; 32]))], ..keys.clone() };
    assert!(open(&file.bytes, &later).is_ok(), "old keys go on opening what they sealed");
    assert_eq!(refused(b"PK\x03\x04", &keys), "sealed-not-ours");
    let mut newer = file.bytes;
    newer[8] = 2;
    assert_eq!(refused(&newer, &keys), "sealed-newer");
}

#[test]
fn a_member_cannot_write_in_the_name_of_another() {
    let (one, two) = (keyring(1), keyring(2));
    let entries = chain(&one, 1, &["一"]);
    // signed with its own key, it names that key, and the replica is not made of it
    let file = sealed_by(&one, &two, 1, &entries);
    let opened = open(&file.bytes, &one).unwrap();
    assert!(!opened.author.makes(one.replica));
    // with the other's key named, the signature does not fit
    let mut writer = Writer::new(one.newest(), one.ledger, one.replica, one.author(), 1);
    writer.push(&entries[0].0, &entries[0].1).unwrap();
    let file = writer.finish(&two.sign.sign_entry(wire::entry_id(&entries[0].0))).unwrap();
    assert_eq!(refused(&file.bytes, &one), "segment-forged");
    // entries of another in one's own file
    let mut writer = Writer::new(two.newest(), two.ledger, two.replica, two.author(), 1);
    writer.push(&entries[0].0, &entries[0].1).unwrap();
    let file = writer.finish(&two.sign.sign_entry(wire::entry_id(&entries[0].0))).unwrap();
    assert_eq!(refused(&file.bytes, &two), "segment-forged");
}

#[test]
fn what_is_no_chain_is_refused() {
    let keys = keyring(1);
    let entries = chain(&keys, 1, &["一", "二", "三"]);
    let gap = [entries[0].clone(), entries[2].clone()];
    assert_eq!(refused(&sealed_by(&keys, &keys, 1, &gap).bytes, &keys), "segment-forged");
    let late = sealed_by(&keys, &keys, 2, &entries);
    assert_eq!(refused(&late.bytes, &keys), "segment-forged");
    let mut altered = entries;
    altered[1].1.push(b'\n');
    assert_eq!(refused(&sealed_by(&keys, &keys, 1, &altered).bytes, &keys), "segment-forged");
}

#[test]
fn a_bomb_is_refused_by_the_limits_of_the_format() {
    let keys = keyring(1);
    let bomb = |frames: Vec<Vec<u8>>| {
        let mut writer = Writer::new(keys.newest(), keys.ledger, keys.replica, keys.author(), 1);
        writer.header.count = 1;
        writer.frames = frames;
        writer.finish(&[0; 64]).unwrap()
    };
    let zeros = |count: usize| zstd::bulk::compress(&vec![0; count], LEVEL).unwrap();
    assert_eq!(refused(&bomb(vec![zeros(64 * FRAME)]).bytes, &keys), "segment-bomb");
    assert_eq!(refused(&bomb(vec![zeros(0)]).bytes, &keys), "segment-bomb");
    let line = &chain(&keys, 1, &["一"])[0].0;
    let claim = |length: u64| {
        let claimed = [&u32::try_from(line.len()).unwrap().to_be_bytes()[..], line, &length.to_be_bytes()].concat();
        zstd::bulk::compress(&claimed, LEVEL).unwrap()
    };
    for length in [PLAIN + 1, u64::MAX] {
        assert_eq!(refused(&bomb(vec![claim(length)]).bytes, &keys), "segment-bomb");
    }
    // what is claimed and does not come is not waited for
    assert_eq!(refused(&bomb(vec![claim(PLAIN)]).bytes, &keys), "sealed-broken");
    let lines = zstd::bulk::compress(&u32::MAX.to_be_bytes(), LEVEL).unwrap();
    assert_eq!(refused(&bomb(vec![lines]).bytes, &keys), "segment-bomb");
}

#[test]
fn an_entry_without_room_is_refused_when_it_is_written() {
    let keys = keyring(1);
    let mut writer = Writer::new(keys.newest(), keys.ledger, keys.replica, keys.author(), 1);
    writer.size = PLAIN - 10;
    assert_eq!(writer.push(b"{}", b"").unwrap_err().key, "segment-large");
    let mut writer = Writer::new(keys.newest(), keys.ledger, keys.replica, keys.author(), 1);
    assert_eq!(writer.push(&vec![b' '; 5 << 20], b"").unwrap_err().key, "segment-large");
    let writer = Writer::new(keys.newest(), keys.ledger, keys.replica, keys.author(), 1);
    assert_eq!(writer.finish(&[0; 64]).unwrap_err().key, "segment-empty");
}

#[test]
fn keys_are_shown_to_nobody() {
    let keys = keyring(1);
    let shown = format!("{keys:?}");
    let text = keys.text();
    for line in text.lines().filter(|line| line.starts_with("sign") || line.starts_with("key ")) {
        assert!(!shown.contains(line.split(' ').next_back().unwrap()));
    }
    let again = Keyring::parse(&text).unwrap();
    assert_eq!((again.text(), again.replica), (text.clone(), keys.replica));
    assert_eq!(Keyring::parse("duban keys 2\n").unwrap_err().key, "keys-newer");
    for at in 1..text.len() - 1 {
        assert!(Keyring::parse(&text[..at]).is_err());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let keys = keyring(1);
        let _ = open(&bytes, &keys);
        for shape in Shape::ALL {
            let mut whole = shape.head(HEAD + bytes.len() + DIGEST);
            whole.extend_from_slice(&bytes);
            let whole = close(whole);
            let _ = (open(&whole, &keys), crate::sync::bundle::open(&whole, &keys));
            let _ = crate::sync::card::Card::open(&whole, &keys);
        }
    }
}
