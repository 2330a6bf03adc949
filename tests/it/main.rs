//! The program as a person runs it, and its store from outside: one file for each subject, all in one binary.

mod crash;
mod log_properties;
mod model;
mod support;
mod tidy;
