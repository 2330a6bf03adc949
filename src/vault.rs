//! Files of evidence: kept beside the ledger under the digest of what is in them, whole or not at all, never changed.
//!
//! `duban.db` has `duban.db.files/ab/abcdef…`. What has the same content is kept once; what is there is never written
//! again, so that a copy of the folder is right at any moment and only what is new need be copied.

use crate::cause::cause;
use crate::domain::say::Said;
use crate::say;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The folder of a ledger's files.
#[derive(Debug, Clone)]
pub struct Vault {
    folder: PathBuf,
}

/// A file that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is.
    pub path: PathBuf,
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub digest: String,
    /// How many bytes.
    pub size: u64,
}

/// How a file that is kept stands to its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is as it was.
    Whole,
    /// It is not there.
    Missing,
    /// It is there, and is not what it was.
    Changed,
}

fn cannot(key: fn(String, Said) -> Said, path: &Path) -> impl Fn(io::Error) -> Said {
    let path = path.display().to_string();
    move |error| key(path.clone(), cause(&error))
}

fn unreadable(path: String, cause: Said) -> Said {
    say!("file-unreadable", path = path, cause = cause)
}

fn unwritable(path: String, cause: Said) -> Said {
    say!("file-unwritable", path = path, cause = cause)
}

/// Looks whether a file can be taken: a plain file with something in it, of `limit` bytes at most.
///
/// # Errors
/// When it is something else, or cannot be read.
pub fn candidate(path: &Path, limit: u64) -> Result<Candidate, Said> {
    let shown = || path.display().to_string();
    let about = std::fs::symlink_metadata(path).map_err(cannot(unreadable, path))?;
    if about.is_symlink() {
        return Err(say!("evidence-link", path = shown()));
    }
    if about.is_dir() {
        return Err(say!("evidence-folder", path = shown()));
    }
    if !about.is_file() {
        return Err(say!("evidence-no-file", path = shown()));
    }
    if about.len() == 0 {
        return Err(say!("evidence-empty", path = shown()));
    }
    if about.len() > limit {
        return Err(say!("evidence-large", path = shown(), size = megabytes(about.len()), limit = limit / MEGABYTE));
    }
    let mut file = File::open(path).map_err(cannot(unreadable, path))?;
    let (digest, size) = copy(&mut file, &mut io::sink()).map_err(cannot(unreadable, path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Candidate { path: path.to_owned(), name, digest, size })
}

/// Bytes of a megabyte.
pub const MEGABYTE: u64 = 1 << 20;

/// Rounded up, so that what is too large never looks as if it were not.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(MEGABYTE)
}

/// Two hexadecimal digits for each byte.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Copies all of it; the digest and the number of the bytes that went through.
fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<(String, u64)> {
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => {
                hash.update(&buffer[..n]);
                to.write_all(&buffer[..n])?;
                size += n as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((hex(&hash.finalize()), size))
}

/// Writes a copy whole or not at all, if it has this digest still.
fn copy_whole(from: &Path, to: &Path, digest: &str) -> Result<bool, Said> {
    let folder = to.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(cannot(unwritable, folder))?;
    let mut source = File::open(from).map_err(cannot(unreadable, from))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot(unwritable, to))?;
    let (found, _) = copy(&mut source, file.as_file_mut()).map_err(cannot(unwritable, to))?;
    if found == digest { put(file, to).map(|()| true) } else { Ok(false) }
}

/// Puts a file that is whole where it belongs, so that it outlives a power cut.
fn put(file: tempfile::NamedTempFile, to: &Path) -> Result<(), Said> {
    let folder = to.parent().unwrap_or(Path::new("."));
    readable(file.path()).and_then(|()| file.as_file().sync_all()).map_err(cannot(unwritable, to))?;
    file.persist(to).map_err(|error| cannot(unwritable, to)(error.error))?;
    sync_folder(folder).map_err(cannot(unwritable, folder))
}

/// Gives a file the permissions of one that is not to be changed; a temporary one is open to nobody else.
fn readable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes sure that the name of a new file outlives a power cut, too.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

impl Vault {
    /// The files that belong to a ledger.
    pub fn beside(ledger: &Path) -> Vault {
        let mut folder = ledger.as_os_str().to_owned();
        folder.push(".files");
        Vault { folder: folder.into() }
    }

    /// Where the file of this digest is kept.
    pub fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(digest.get(..2).unwrap_or("__")).join(digest)
    }

    /// Keeps a copy of the file. What is there already, and whole, is left alone.
    ///
    /// # Errors
    /// When it cannot be read or written, or has become another file since it was looked at.
    pub fn keep(&self, candidate: &Candidate) -> Result<(), Said> {
        if self.state(&candidate.digest)? == Kept::Whole {
            return Ok(());
        }
        let kept = self.path(&candidate.digest);
        let is_new = !self.folder.exists();
        if !copy_whole(&candidate.path, &kept, &candidate.digest)? {
            return Err(say!("evidence-in-motion", path = candidate.path.display().to_string()));
        }
        if let Some(parent) = self.folder.parent().filter(|_| is_new) {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            sync_folder(parent).map_err(cannot(unwritable, parent))?;
        }
        sync_folder(&self.folder).map_err(cannot(unwritable, &self.folder))
    }

    /// Keeps a file that comes piece by piece; `false` when it is not the one of this digest, and then nothing is kept.
    ///
    /// # Errors
    /// When a piece does not come, or the file cannot be written.
    pub fn receive(&self, digest: &str, pieces: impl IntoIterator<Item = Result<Vec<u8>, Said>>) -> Result<bool, Said> {
        let kept = self.path(digest);
        let folder = kept.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder).map_err(cannot(unwritable, folder))?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot(unwritable, &kept))?;
        let mut hash = Sha256::new();
        for piece in pieces {
            let piece = piece?;
            hash.update(&piece);
            file.write_all(&piece).map_err(cannot(unwritable, &kept))?;
        }
        if hex(&hash.finalize()) != digest {
            return Ok(false);
        }
        put(file, &kept).map(|()| true)
    }

    /// Reads a file that is kept, in pieces of `size` bytes; whether it is still the one of this digest is known at the end.
    ///
    /// # Errors
    /// When it cannot be opened; then each piece, when it cannot be read.
    pub fn pieces(&self, digest: &str, size: usize) -> Result<impl Iterator<Item = Result<Vec<u8>, Said>>, Said> {
        let path = self.path(digest);
        let mut file = File::open(&path).map_err(cannot(unreadable, &path))?;
        Ok(std::iter::from_fn(move || {
            let mut piece = Vec::new();
            match Read::by_ref(&mut file).take(size as u64).read_to_end(&mut piece) {
                Ok(0) => None,
                Ok(_) => Some(Ok(piece)),
                Err(error) => Some(Err(cannot(unreadable, &path)(error))),
            }
        }))
    }

    /// Whether a file of this digest is there, without looking whether it is as it was.
    pub fn has(&self, digest: &str) -> bool {
        self.path(digest).is_file()
    }

    /// Whether the file of this digest is there and as it was.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn state(&self, digest: &str) -> Result<Kept, Said> {
        let path = self.path(digest);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Kept::Missing),
            Err(error) => return Err(cannot(unreadable, &path)(error)),
        };
        let (found, _) = copy(&mut file, &mut io::sink()).map_err(cannot(unreadable, &path))?;
        Ok(if found == digest { Kept::Whole } else { Kept::Changed })
    }

    /// Writes a copy to `to`; `false` where it is there already. What is there and is something else stays.
    ///
    /// # Errors
    /// When the file that is kept is missing or changed, when something else is there, or it cannot be written.
    pub fn export(&self, digest: &str, to: &Path) -> Result<bool, Said> {
        let kept = self.path(digest);
        match self.state(digest)? {
            Kept::Whole => {}
            Kept::Missing => return Err(say!("evidence-missing", path = kept.display().to_string())),
            Kept::Changed => return Err(say!("evidence-changed", path = kept.display().to_string())),
        }
        if let Ok(mut there) = File::open(to) {
            let (found, _) = copy(&mut there, &mut io::sink()).map_err(cannot(unreadable, to))?;
            return if found == digest {
                Ok(false)
            } else {
                Err(say!("evidence-in-the-way", path = to.display().to_string()))
            };
        }
        copy_whole(&kept, to, digest)
    }

    /// The names of all files that are kept, also of what is none of ours.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn names(&self) -> Result<BTreeSet<String>, Said> {
        let mut names = BTreeSet::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(cannot(unreadable, &folder))?,
            };
            for entry in entries {
                let entry = entry.map_err(cannot(unreadable, &folder))?;
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(entry.path());
                } else {
                    names.insert(entry.file_name().to_string_lossy().into_owned());
                }
            }
        }
        Ok(names)
    }
}

/// A name that a folder takes, whoever wrote it: without folders, control characters and what Windows forbids.
pub fn plain_name(name: &str, digest: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let plain = plain.trim().trim_end_matches('.').trim_start_matches('.').to_owned();
    // 255 bytes is what most systems take; the ending is worth more than the middle
    let (stem, ending) = plain.rsplit_once('.').map_or((plain.as_str(), ""), |(stem, ending)| (stem, ending));
    let room = 200_usize.saturating_sub(ending.len());
    let mut end = stem.len().min(room);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    match (plain.is_empty(), ending.is_empty() || ending.len() > 20) {
        (true, _) => digest.get(..12).unwrap_or("_").to_owned(),
        (false, true) => plain.chars().take(60).collect(),
        (false, false) => format!("{}.{ending}", &stem[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> (tempfile::TempDir, Vault) {
        let dir = tempfile::TempDir::new().unwrap();
        let vault = Vault::beside(&dir.path().join("duban.db"));
        (dir, vault)
    }

    #[test]
    fn what_is_kept_once_is_kept_whole_and_found_again() {
        let (dir, vault) = vault();
        let file = dir.path().join("照片.jpg");
        std::fs::write(&file, b"abc").unwrap();
        let one = candidate(&file, MEGABYTE).unwrap();
        assert_eq!(one.digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((one.name.as_str(), one.size), ("照片.jpg", 3));
        assert_eq!(vault.state(&one.digest), Ok(Kept::Missing));
        vault.keep(&one).unwrap();
        vault.keep(&one).unwrap();
        assert_eq!((vault.state(&one.digest), vault.names().unwrap().len()), (Ok(Kept::Whole), 1));
        std::fs::write(vault.path(&one.digest), b"abd").unwrap();
        assert_eq!(vault.state(&one.digest), Ok(Kept::Changed));
        vault.keep(&one).unwrap();
        assert_eq!(vault.state(&one.digest), Ok(Kept::Whole), "what was damaged is mended from the file itself");
    }

    #[test]
    fn a_file_that_changes_under_our_hands_is_not_kept() {
        let (dir, vault) = vault();
        let file = dir.path().join("a");
        std::fs::write(&file, b"abc").unwrap();
        let one = candidate(&file, MEGABYTE).unwrap();
        std::fs::write(&file, b"abcd").unwrap();
        assert_eq!(vault.keep(&one).unwrap_err().key, "evidence-in-motion");
        assert!(vault.names().unwrap().is_empty(), "nothing is left of the attempt");
    }

    #[test]
    fn only_a_plain_file_with_something_in_it_is_taken() {
        let (dir, _) = vault();
        let path = |name: &str| dir.path().join(name);
        std::fs::write(path("empty"), b"").unwrap();
        std::fs::write(path("large"), vec![0; 3]).unwrap();
        let refused = |name: &str| candidate(&path(name), 2).unwrap_err().key;
        assert_eq!(refused("empty"), "evidence-empty");
        assert_eq!(refused("large"), "evidence-large");
        assert_eq!(refused("."), "evidence-folder");
        assert_eq!(refused("nowhere"), "file-unreadable");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(path("large"), path("link")).unwrap();
            assert_eq!(refused("link"), "evidence-link");
        }
    }

    #[test]
    fn a_name_from_elsewhere_stays_in_its_folder() {
        for (name, plain) in [
            ("照片.jpg", "照片.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\a\\b.doc", "b.doc"),
            ("..", "0123456789ab"),
            ("a\nb?.pdf", "a_b_.pdf"),
            ("", "0123456789ab"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(plain_name(name, "0123456789abcdef"), plain, "{name}");
        }
        assert!(plain_name(&format!("{}.pdf", "长".repeat(200)), "0").len() <= 210);
    }
}
