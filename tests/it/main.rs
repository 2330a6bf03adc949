//! The program and its store, from outside.
mod crash;
mod log_properties;
mod model;
mod tidy;
