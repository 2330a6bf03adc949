//! Passwords, keys and signing secrets: from a file or the environment, and never in a sentence.

use crate::cause::cause;
use crate::domain::say::Said;
use crate::say;
use std::fmt;
use std::io::Read;
use std::path::Path;

/// What must not be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Reads a secret from a file that nobody else may read (on unix), without the line end.
    pub(crate) fn from_file(path: &Path) -> Result<Secret, Said> {
        let place = || path.display().to_string();
        let cannot = |error: std::io::Error| say!("file-unreadable", path = place(), cause = cause(&error));
        let mut file = std::fs::File::open(path).map_err(cannot)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if file.metadata().map_err(cannot)?.permissions().mode() & 0o077 != 0 {
                return Err(say!("notify-secret-open", path = place()));
            }
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(cannot)?;
        Secret::filled(&text).ok_or_else(|| say!("notify-secret-empty", path = place()))
    }

    /// Reads a secret from the environment.
    pub(crate) fn from_env(name: &str) -> Result<Secret, Said> {
        let text = std::env::var(name).unwrap_or_default();
        Secret::filled(&text).ok_or_else(|| say!("notify-secret-unset", name = name))
    }

    fn filled(text: &str) -> Option<Secret> {
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        (!text.is_empty()).then(|| Secret(text.to_owned()))
    }
}

/// What the other side said, fit to be shown: in one line, not too long, without what it may have quoted of our secrets.
pub(crate) fn quoted<'s>(text: &str, secrets: impl IntoIterator<Item = &'s str>) -> String {
    let mut text = text.to_owned();
    for secret in secrets {
        if secret.len() >= 4 {
            text = text.replace(secret, "***");
        }
    }
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// Characters of an answer that are shown.
const LONGEST: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("hush")), "***");
        assert_eq!(quoted("key abcd-1234 is\r\nwrong\u{7}", ["abcd-1234"]), "key *** is wrong");
        assert_eq!(quoted(&"长".repeat(400), []).chars().count(), 301);
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "p w\r\n").unwrap();
        assert_eq!(Secret::from_file(file.path()).unwrap().reveal(), "p w");
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(Secret::from_file(file.path()).unwrap_err().key, "notify-secret-open");
    }

    #[test]
    fn an_empty_secret_is_none() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "\n").unwrap();
        assert_eq!(Secret::from_file(file.path()).unwrap_err().key, "notify-secret-empty");
        assert_eq!(Secret::from_env("DUBAN_NO_SUCH_SECRET").unwrap_err().key, "notify-secret-unset");
    }
}
