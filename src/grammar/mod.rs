//! What people write, as typed values with their text kept, PURE: a refusal says where and why.
//!
//! Every rule takes text in any width and any mixture of marks (`：` and `:`, `（` and `(`, `２` and `2`),
//! because text that passed through other systems has lost the difference.

pub mod amounts;
pub mod axes;
pub mod dates;
pub mod document;
pub mod grounds;
pub mod names;
pub mod near;
pub mod numbers;
pub mod passage;
pub mod persons;
pub mod quotes;
pub mod report;
pub mod roles;
pub mod search;
pub mod status;
pub(crate) mod text;
