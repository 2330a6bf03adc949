//! 督办: the ledger of an office that must get a list of problems put right.
//!
//! One direction: arguments → command ([`cmd`]) → rules ([`domain`]) and facts ([`store`]) → what is shown ([`view`])
//! → how ([`render`]) → [`out`]. The map with its invariants is `docs/architecture.md`.
#![forbid(unsafe_code)]

pub mod app;
pub mod cause;
pub mod clock;
#[allow(missing_docs)] // what an argument is for stands in the locale files
#[allow(clippy::needless_pass_by_value)] // a command takes its arguments whole
#[allow(clippy::option_option)] // not given, given to be emptied, given
#[allow(clippy::large_enum_variant)] // arguments are read once
#[allow(clippy::missing_panics_doc)] // what is expected here has just been found
pub mod cmd;
pub mod crontab;
pub mod document;
pub mod domain;
pub mod error;
pub mod exchange;
pub mod grammar;
pub mod i18n;
pub mod keyfolder;
mod net;
pub mod notify;
pub mod out;
pub mod packing;
pub mod planted;
mod quiet;
pub mod render;
mod secret;
pub mod sheet;
pub mod store;
pub mod sync;
pub mod vault;
pub mod view;
pub mod wire;
