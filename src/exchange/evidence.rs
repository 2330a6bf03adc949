//! Files of evidence on their way through a place: in sealed pieces, put there once, fetched by who wants them.

use super::place::{Listed, Place};
use crate::domain::id::EntryId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::say;
use crate::sync::chunk::{self, PIECE, Piece};
use crate::sync::keyring::Keyring;
use crate::vault::{Kept, Vault};
use std::collections::{BTreeSet, HashMap};

/// A file that the ledger names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// SHA-256, in hexadecimal digits.
    pub digest: String,
    /// What it was called.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// What came of fetching.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Files that came.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that nobody has put there yet, or not whole.
    pub absent: Vec<File>,
    /// Files that cannot be made of what lies there, and why.
    pub broken: Vec<Said>,
}

/// The pieces of a file of this digest as they lie in a place.
fn pieces(keys: &Keyring, digest: &[u8; 32], size: u64) -> Vec<Listed> {
    let piece = |number| Listed { name: chunk::name(keys, digest, number), size: chunk::sealed_size(size, number) };
    (0..chunk::pieces(size)).map(piece).collect()
}

/// The files of a place with their sizes.
fn sizes(there: &BTreeSet<Listed>) -> HashMap<&str, u64> {
    there.iter().map(|file| (file.name.as_str(), file.size)).collect()
}

/// Whether a piece that cannot be opened here is of no use to others either, whatever their keys and programs.
fn useless(why: &Said) -> bool {
    !matches!(why.key, "sealed-key-unknown" | "sealed-newer")
}

/// Whether a place holds a piece that is of use. One that has not its length is looked at: whoever put it there may have been
/// stopped midway, and knows nothing of it.
fn holds(place: &mut dyn Place, keys: &Keyring, there: &HashMap<&str, u64>, piece: &Listed) -> Result<bool, Error> {
    match there.get(piece.name.as_str()) {
        None => Ok(false),
        Some(size) if *size == piece.size => Ok(true),
        Some(_) => {
            let read = place.read(&[&piece.name], None).map_err(Error::World)?.into_iter().next().flatten();
            Ok(read.is_some_and(|bytes| chunk::open(&bytes, keys).map_or_else(|why| !useless(&why), |_| true)))
        }
    }
}

/// Puts the files that are here and that a place lacks there; how many, and their bytes.
///
/// # Errors
/// When the place cannot be reached, or a file that is kept cannot be read.
pub fn send(
    place: &mut dyn Place,
    keys: &Keyring,
    vault: &Vault,
    there: &BTreeSet<Listed>,
    files: &[File],
) -> Result<(u64, u64), Error> {
    let there = sizes(there);
    let (mut count, mut bytes) = (0, 0);
    for file in files.iter().filter(|file| vault.has(&file.digest)) {
        let Some(EntryId(digest)) = EntryId::parse(&file.digest) else { continue };
        let pieces = pieces(keys, &digest, file.size);
        let lacks = pieces.iter().map(|piece| Ok(!holds(place, keys, &there, piece)?));
        let lacks: Vec<bool> = lacks.collect::<Result<_, Error>>()?;
        if !lacks.contains(&true) {
            continue;
        }
        if vault.state(&file.digest).map_err(Error::World)? != Kept::Whole {
            continue; // spoilt here: another office has it, and `check` tells
        }
        let contents = vault.pieces(&file.digest, PIECE).map_err(Error::World)?;
        for ((number, (piece, lacks)), content) in (0..).zip(pieces.iter().zip(lacks)).zip(contents) {
            if lacks {
                let content = Piece { file: digest, number, bytes: content.map_err(Error::World)? };
                let sealed = chunk::seal(keys, &content);
                place.write(&piece.name, &sealed).map_err(Error::World)?;
                bytes += sealed.len() as u64;
            }
        }
        count += 1;
    }
    Ok((count, bytes))
}

/// Fetches files that are not here. A piece that is whole and wrong is removed, so that who has the file puts it there anew.
///
/// # Errors
/// When the place cannot be reached, or a file cannot be written.
pub fn fetch(
    place: &mut dyn Place,
    keys: &Keyring,
    vault: &Vault,
    there: &BTreeSet<Listed>,
    files: &[File],
) -> Result<Fetched, Error> {
    let there = sizes(there);
    let mut fetched = Fetched::default();
    for file in files.iter().filter(|file| !vault.has(&file.digest)) {
        let Some(EntryId(digest)) = EntryId::parse(&file.digest) else { continue };
        let pieces = pieces(keys, &digest, file.size);
        if pieces.iter().any(|piece| !there.contains_key(piece.name.as_str())) {
            fetched.absent.push(file.clone());
            continue;
        }
        let mut bad: Option<(String, Said)> = None;
        let mut trouble = None;
        let contents = (0..).zip(&pieces).map_while(|(number, Listed { name, .. })| {
            let read = match place.read(&[name], None) {
                Ok(read) => read.into_iter().next().flatten(),
                Err(why) => {
                    trouble = Some(why);
                    return None;
                }
            };
            match chunk::open(&read?, keys) {
                Ok(piece) if (piece.file, piece.number) == (digest, number) => Some(Ok(piece.bytes)),
                Ok(_) => {
                    bad = Some((name.clone(), say!("sealed-altered")));
                    None
                }
                Err(why) => {
                    bad = Some((name.clone(), why));
                    None
                }
            }
        });
        let whole = vault.receive(&file.digest, contents).map_err(Error::World)?;
        if let Some(why) = trouble {
            return Err(Error::World(why));
        }
        if whole {
            fetched.files += 1;
            fetched.bytes += file.size;
        } else if let Some((name, why)) = bad {
            let called = file.name.as_str();
            // one that is cut off may still be on its way
            fetched.broken.push(if useless(&why) && why.key != "sealed-short" {
                place.remove(&name).map_err(Error::World)?;
                say!("evidence-broken-there", name = called, why = why)
            } else {
                say!("evidence-unusable-there", name = called, why = why)
            });
        } else {
            fetched.absent.push(file.clone());
        }
    }
    Ok(fetched)
}
