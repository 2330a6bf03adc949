//! What an office has set for itself: its own status words, the forms that it knows. Settings travel with the ledger.

use super::change::{Kind, Op, VOID, Value};
use super::id::Id;

/// How the names of status words begin: `status.<word>` is the stage that it means.
pub const STATUS: &str = "status.";

/// How the names of forms begin: `profile.<name>` is its headings, a line each, with what they were taken to be.
pub const PROFILE: &str = "profile.";

/// The record of a setting: the same at every office.
pub fn id(name: &str) -> Id {
    Id::derive(None, &["setting", name])
}

/// Sets it, whatever it was.
pub fn set(name: &str, value: &str) -> Op {
    Op::on(Kind::Setting, id(name)).set("name", name).set("value", value).set(VOID, Value::Null)
}
