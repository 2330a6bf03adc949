//! One file for each subcommand: its arguments, what it decides, what it shows.
//!
//! A command reads through the store, lets the domain decide, and hands the outcome to a view and a renderer. Only this
//! folder and `main.rs` name clap; the help texts stand in the locale files under `cmd-…` and `arg-…`.

pub mod args;
mod check;
mod completions;
mod conflict;
mod dispatch;
pub mod duties;
mod export;
mod find;
mod help;
mod import;
mod init;
mod issue;
mod log;
mod man;
pub mod owners;
mod rebuild;
mod show;
mod supervise;
mod undo;

pub use help::{command, explain, missing_keys};

use crate::app::App;
use crate::error::Error;
use crate::say;
use args::Global;
use clap::{Parser, Subcommand};

#[derive(Parser, Debug)]
#[command(name = "duban", version, disable_help_subcommand = true, subcommand_required = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    Init(init::Args),
    Import(import::Args),
    Export(export::Args),
    #[command(subcommand)]
    Issue(issue::Command),
    List(issue::list::Args),
    Show(issue::show::Args),
    Dispatch(dispatch::Args),
    Supervise(supervise::Args),
    Check(check::Args),
    Log(log::Args),
    Undo(undo::Args),
    #[command(subcommand)]
    Conflict(conflict::Command),
    Rebuild(rebuild::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command that was named.
pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Init(args) => init::run(app, args),
        Command::Import(args) => import::run(app, args),
        Command::Export(args) => export::run(app, args),
        Command::Issue(command) => issue::run(app, command),
        Command::List(args) => issue::list::run(app, args),
        Command::Show(args) => issue::show::run(app, args),
        Command::Dispatch(args) => dispatch::run(app, args),
        Command::Supervise(args) => supervise::run(app, args),
        Command::Check(args) => check::run(app, args),
        Command::Log(args) => log::run(app, args),
        Command::Undo(args) => undo::run(app, args),
        Command::Conflict(command) => conflict::run(app, command),
        Command::Rebuild(args) => rebuild::run(app, args),
        Command::Completions(args) => completions::run(app, args),
        Command::Man(args) => man::run(app, args),
    }
}

/// Why, where a command asks for it.
fn reason<'a>(app: &'a App) -> Result<&'a str, Error> {
    match app.reason.as_deref().map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(reason),
        _ => Err(Error::Usage(say!("reason-missing"))),
    }
}
