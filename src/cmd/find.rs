//! The record that an argument names.

use super::args::IssueName;
use crate::domain::id::Id;
use crate::domain::issue::by_number;
use crate::error::Error;
use crate::say;
use crate::store::Reader;
use crate::store::query::find;

/// The issue of this name.
///
/// # Errors
/// When there is none, or when several inspections have one of this number.
pub fn issue(reader: &Reader, name: &IssueName) -> Result<Id, Error> {
    let found = find::issues(reader, name.inspection.as_deref(), &name.number)?;
    match found[..] {
        [id] => Ok(id),
        [] => {
            let mut numbers = find::numbers(reader)?;
            numbers.sort_by(|a, b| by_number(a, b));
            numbers.dedup();
            let known = match &numbers[..] {
                [] => return Err(Error::Usage(say!("issue-unknown-empty", number = name.to_string()))),
                [only] => only.clone(),
                [first, .., last] => format!("{first} … {last}"),
            };
            Err(Error::Usage(say!("issue-unknown", number = name.to_string(), known = known)))
        }
        _ => {
            let mut codes = find::codes_with(reader, &name.number)?;
            codes.dedup();
            let names: Vec<String> = codes.iter().map(|code| format!("{code}/{}", name.number)).collect();
            Err(Error::Usage(say!("issue-ambiguous", number = name.to_string(), names = names.join(" "))))
        }
    }
}
