//! How it looks: a view becomes a [`page::Page`], and a page becomes text or Markdown.
//!
//! A renderer queries nothing and decides nothing; it words, aligns and escapes.

pub mod issue;
pub mod issues;
pub mod json;
mod line;
pub mod log;
pub mod markdown;
pub mod page;
pub mod records;
pub mod text;
