//! How it looks: a view becomes a [`page::Page`], and a page becomes text or Markdown.
//!
//! A renderer queries nothing and decides nothing; it words, aligns and escapes.

pub mod page;

pub mod monthly;
mod phrase;
pub mod weekly;
