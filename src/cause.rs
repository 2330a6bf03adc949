//! What the system says has gone wrong, in a word of ours where it is a common thing.

use crate::domain::say::Said;
use crate::say;
use std::io::{Error, ErrorKind};

/// Why a file could not be read or written.
pub fn cause(error: &Error) -> Said {
    match error.kind() {
        ErrorKind::NotFound => say!("cause-not-found"),
        ErrorKind::PermissionDenied => say!("cause-denied"),
        ErrorKind::ReadOnlyFilesystem => say!("cause-read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!("cause-full"),
        ErrorKind::IsADirectory => say!("cause-is-folder"),
        ErrorKind::NotADirectory => say!("cause-no-folder"),
        ErrorKind::AlreadyExists => say!("cause-exists"),
        _ => say!("cause-other", cause = error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_said_in_our_words() {
        let read = |path: &str| cause(&std::fs::read(path).unwrap_err()).key;
        assert_eq!(read("there/is/no/such/file"), "cause-not-found");
        assert_eq!(read(env!("CARGO_MANIFEST_DIR")), "cause-is-folder");
        assert_eq!(read(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/x")), "cause-no-folder");
        assert_eq!(cause(&Error::other("odd")).key, "cause-other");
    }
}
