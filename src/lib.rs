//! 督办: the ledger of an office that must get a list of problems put right.
//!
//! One direction: arguments → command ([`cmd`]) → rules ([`domain`]) and facts ([`store`]) → what is shown ([`view`])
//! → how ([`render`]) → [`out`]. The map with its invariants is `docs/architecture.md`.
#![forbid(unsafe_code)]

pub mod app;
pub mod clock;
#[allow(missing_docs)] // what an argument is for stands in the locale files
pub mod cmd;
pub mod document;
pub mod domain;
pub mod error;
pub mod grammar;
pub mod i18n;
pub mod out;
pub mod render;
pub mod sheet;
pub mod store;
pub mod view;
pub mod wire;
