//! 督办: the ledger of an office that must get a list of problems put right.
#![forbid(unsafe_code)]

pub mod domain;
pub mod grammar;
pub mod i18n;
pub mod render;
pub mod store;
pub mod view;
pub mod wire;
