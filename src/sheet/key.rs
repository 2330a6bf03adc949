//! The key of a row: the cell, out of sight, by which it is known again when it comes back.

use crate::domain::id::Id;
use crate::domain::say::Said;
use crate::say;
use std::fmt;

/// The key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'k> {
    /// The record that the row shows: an issue, or what a round asks.
    pub record: Id,
    /// What it went out from: the position of an export, the ledger of a round.
    pub base: &'k str,
    /// Which issues and columns were exported with it; empty for all.
    pub scope: &'k str,
}

impl<'k> Key<'k> {
    /// Reads the cell of a row; `None` where it is empty.
    ///
    /// # Errors
    /// When it is no key.
    pub fn read(text: &'k str) -> Result<Option<Key<'k>>, Said> {
        if text.is_empty() {
            return Ok(None);
        }
        let bad = || say!("sheet-key-bad", found = text);
        let (record, base) = text.split_once('@').ok_or_else(bad)?;
        let record = Id::parse(record.trim()).ok_or_else(bad)?;
        let (base, scope) = base.split_once('@').unwrap_or((base, ""));
        Ok(Some(Key { record, base: base.trim(), scope: scope.trim() }))
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.record, self.base)?;
        if self.scope.is_empty() { Ok(()) } else { write!(f, "@{}", self.scope) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let record = Id([7; 16]);
        for (base, scope) in [("0123abcd", ""), ("0123abcd+4567cdef", "unit=市水利局")] {
            let key = Key { record, base, scope };
            assert_eq!(Key::read(&key.to_string()), Ok(Some(key)));
        }
        assert_eq!(Key::read(""), Ok(None));
        for text in ["8", "8@0123abcd", "@"] {
            assert_eq!(Key::read(text).unwrap_err().key, "sheet-key-bad", "{text}");
        }
    }
}
