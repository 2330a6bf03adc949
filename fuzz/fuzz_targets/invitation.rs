//! Bytes as an invitation: as they come, with a head and a digest that fit, and sealed; and as a file of keys.
#![no_main]

use duban::sync::invitation::Invitation;
use duban::sync::keyring::Keyring;
use duban::sync::{Shape, forge};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let file = match kind {
        0 => bytes.to_vec(),
        // what it is to cost stands in the file: the least, so that there is time for more of them
        1 => forge::whole(Shape::Invitation, &[&[0, 0, 32, 0, 0, 0, 0, 1], bytes].concat()),
        2 => forge::invitation(bytes),
        _ => {
            if let Ok(keys) = std::str::from_utf8(bytes).map_err(|_| ()).and_then(|text| Keyring::parse(text).map_err(|_| ())) {
                let text = keys.text();
                assert_eq!(Keyring::parse(&text).expect("what was written can be read").text(), text);
            }
            return;
        }
    };
    if let Ok(invitation) = Invitation::open(&file, forge::PASSPHRASE) {
        assert!(!invitation.keys.is_empty());
    }
});
