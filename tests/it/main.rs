//! The program as a person runs it: one file for each subject, all in one binary.

mod support;
mod words;
