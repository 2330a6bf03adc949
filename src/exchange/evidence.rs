//! Files of evidence on their way through a place: in sealed pieces, put there once, fetched by who wants them.

use super::place::{Listed, Place};
use crate::domain::id::EntryId;
use crate::domain::say::Said;
use crate::error::Error;
use crate::say;
use crate::sync::chunk::{self, PIECE, Piece};
use crate::sync::keyring::Keyring;
use crate::vault::{Kept, Vault};
use std::collections::BTreeSet;

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

/// The names under which the pieces of a file lie; none where the ledger holds no digest.
fn names(keys: &Keyring, file: &File) -> Vec<String> {
    let Some(EntryId(digest)) = EntryId::parse(&file.digest) else { return Vec::new() };
    (0..chunk::pieces(file.size)).map(|number| chunk::name(keys, &digest, number)).collect()
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
    let there: BTreeSet<&str> = there.iter().filter(|file| file.size > 0).map(|file| file.name.as_str()).collect();
    let (mut count, mut bytes) = (0, 0);
    for file in files {
        let names = names(keys, file);
        let lacks = names.iter().any(|name| !there.contains(name.as_str()));
        let Some(EntryId(digest)) = EntryId::parse(&file.digest).filter(|_| lacks) else { continue };
        if vault.state(&file.digest).map_err(Error::World)? != Kept::Whole {
            continue; // missing or spoilt here: another office has it, and `check` tells
        }
        let pieces = vault.pieces(&file.digest, PIECE).map_err(Error::World)?;
        for ((number, name), piece) in (0..).zip(&names).zip(pieces) {
            if !there.contains(name.as_str()) {
                let piece = Piece { file: digest, number, bytes: piece.map_err(Error::World)? };
                let sealed = chunk::seal(keys, &piece);
                place.write(name, &sealed).map_err(Error::World)?;
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
    let there: BTreeSet<&str> = there.iter().map(|file| file.name.as_str()).collect();
    let mut fetched = Fetched::default();
    for file in files.iter().filter(|file| !vault.has(&file.digest)) {
        let names = names(keys, file);
        let Some(EntryId(digest)) = EntryId::parse(&file.digest) else { continue };
        if names.iter().any(|name| !there.contains(name.as_str())) {
            fetched.absent.push(file.clone());
            continue;
        }
        let mut bad: Option<(String, Said)> = None;
        let mut trouble = None;
        let mut gone = false;
        let pieces = (0..).zip(&names).map_while(|(number, name)| {
            let read = match place.read(&[name], None) {
                Ok(read) => read.into_iter().next().flatten(),
                Err(why) => {
                    trouble = Some(why);
                    return None;
                }
            };
            gone |= read.is_none();
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
        let whole = vault.receive(&file.digest, pieces).map_err(Error::World)?;
        if let Some(why) = trouble {
            return Err(Error::World(why));
        }
        if whole {
            fetched.files += 1;
            fetched.bytes += file.size;
        } else if let Some((name, why)) = bad {
            // one that is cut off may still be on its way
            if why.key != "sealed-short" && why.key != "sealed-key-unknown" {
                place.remove(&name).map_err(Error::World)?;
            }
            fetched.broken.push(say!("evidence-broken-there", name = file.name.as_str(), why = why));
        } else {
            fetched.absent.push(file.clone());
        }
    }
    Ok(fetched)
}
