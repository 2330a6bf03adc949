//! zstd: how op lines lie in the ledger and entries in a segment. What it works with is dear to make, so that one serves all
//! that a thread packs, and one all that it unpacks.

use std::cell::RefCell;
use std::io::Result;
use zstd::bulk::{Compressor, Decompressor};

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs `plain`: the same bytes for the same content and level.
pub fn pack(plain: &[u8], level: i32) -> Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            none => none.insert(Compressor::new(level)?),
        };
        packer.set_compression_level(level)?;
        packer.compress(plain)
    })
}

/// What was packed, of at most `room` bytes.
pub fn unpack(packed: &[u8], room: usize) -> Result<Vec<u8>> {
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            none => none.insert(Decompressor::new()?),
        };
        unpacker.decompress(packed, room)
    })
}

/// How many bytes it says that it unpacks to.
pub fn unpacked_size(packed: &[u8]) -> Option<usize> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten()?;
    usize::try_from(size).ok()
}
