//! One file for each subcommand: its arguments, what it decides, what it shows.
//!
//! A command reads through the store, lets the domain decide, and hands the outcome to a view and a renderer. Only this
//! folder and `main.rs` name clap; the help texts stand in the locale files under `cmd-…` and `arg-…`.

pub mod area;
pub mod args;
mod backup;
mod bundle;
mod calendar;
mod came;
mod carried;
mod check;
mod chosen;
mod completions;
mod conflict;
mod cron;
mod diff;
mod directive;
mod dispatch;
pub mod duties;
mod evidence;
pub mod export;
mod find;
mod help;
mod import;
mod indicator;
mod init;
pub mod inspection;
mod issue;
mod log;
mod man;
mod milestone;
mod notice;
mod owner;
pub mod owners;
mod paper;
mod profile;
mod progress;
mod quarantine;
mod rebuild;
mod remote;
mod report;
mod restore;
mod rule;
mod setting;
mod settings;
mod share;
mod show;
mod signer;
mod story;
mod supervise;
mod sync;
mod template;
mod undo;
mod words;

pub use help::{command, command_for, explain, missing_keys};

use crate::app::App;
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::id::Id;
use crate::error::Error;
use crate::say;
use crate::store::query::{rows, undo as store_undo};
use crate::store::{EntryRow, Mode, Reader};
use args::Global;
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::path::Path;

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
    #[command(subcommand)]
    Progress(progress::Command),
    #[command(subcommand)]
    Milestone(milestone::Command),
    #[command(subcommand)]
    Indicator(indicator::Command),
    #[command(subcommand)]
    Rule(rule::Command),
    #[command(subcommand)]
    Evidence(evidence::Command),
    #[command(subcommand)]
    Owner(owner::Command),
    #[command(subcommand)]
    Inspection(inspection::Command),
    #[command(subcommand)]
    Area(area::Command),
    #[command(subcommand)]
    Words(words::Command),
    #[command(subcommand)]
    Profile(profile::Command),
    #[command(subcommand)]
    Setting(setting::Command),
    #[command(subcommand)]
    Calendar(calendar::Command),
    Dispatch(dispatch::DispatchArgs),
    #[command(subcommand)]
    Directive(directive::Command),
    #[command(subcommand)]
    Notice(notice::Command),
    #[command(subcommand)]
    Cron(cron::Command),
    Supervise(supervise::SuperviseArgs),
    Diff(diff::Args),
    #[command(subcommand)]
    Report(report::Command),
    #[command(subcommand)]
    Share(share::Command),
    #[command(subcommand)]
    Bundle(bundle::Command),
    #[command(subcommand)]
    Remote(remote::Command),
    Sync(sync::SyncArgs),
    #[command(subcommand)]
    Template(template::Command),
    Check(check::Args),
    Log(log::Args),
    Undo(undo::Args),
    #[command(subcommand)]
    Conflict(conflict::Command),
    Backup(backup::Args),
    Restore(restore::Args),
    Rebuild(rebuild::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Says so where the ledger shows nothing of a day only because everything was entered later.
fn note_entered_later(app: &App, day: NaiveDate) -> Result<(), Error> {
    let count = app.store(Mode::Read)?.read(|reader| rows::all(reader, &Kind::Issue)).map(|issues| issues.len())?;
    if count > 0 {
        app.note_all(&[say!("entered-later", day = day, count = count)]);
    }
    Ok(())
}

/// Runs the command that was named.
pub fn run(app: &App, command: Command) -> Result<(), Error> {
    if let Some(day) = app.as_of.filter(|day| *day > app.clock.today) {
        return Err(Error::Usage(say!("as-of-future", day = day, today = app.clock.today)));
    }
    match command {
        Command::Init(args) => init::run(app, args),
        Command::Import(args) => import::run(app, args),
        Command::Export(args) => export::run(app, args),
        Command::Issue(command) => issue::run(app, command),
        Command::List(args) => issue::list::run(app, args),
        Command::Show(args) => issue::show::run(app, args),
        Command::Progress(command) => progress::run(app, command),
        Command::Milestone(command) => milestone::run(app, command),
        Command::Indicator(command) => indicator::run(app, command),
        Command::Rule(command) => rule::run(app, command),
        Command::Evidence(command) => evidence::run(app, command),
        Command::Owner(command) => owner::run(app, command),
        Command::Inspection(command) => inspection::run(app, command),
        Command::Area(command) => area::run(app, command),
        Command::Words(command) => words::run(app, command),
        Command::Profile(command) => profile::run(app, command),
        Command::Setting(command) => setting::run(app, command),
        Command::Calendar(command) => calendar::run(app, command),
        Command::Dispatch(args) => dispatch::run(app, args),
        Command::Directive(command) => directive::run(app, command),
        Command::Notice(command) => notice::run(app, command),
        Command::Cron(command) => cron::run(app, command),
        Command::Supervise(args) => supervise::run(app, args),
        Command::Share(command) => share::run(app, command),
        Command::Bundle(command) => bundle::run(app, command),
        Command::Remote(command) => remote::run(app, command),
        Command::Sync(args) => sync::run(app, args),
        Command::Diff(args) => diff::run(app, &args),
        Command::Report(command) => report::run(app, command),
        Command::Template(command) => template::run(app, command),
        Command::Check(args) => check::run(app, args),
        Command::Log(args) => log::run(app, args),
        Command::Undo(args) => undo::run(app, args),
        Command::Conflict(command) => conflict::run(app, command),
        Command::Backup(args) => backup::run(app, args),
        Command::Restore(args) => restore::run(app, args),
        Command::Rebuild(args) => rebuild::run(app, args),
        Command::Completions(args) => completions::run(app, args),
        Command::Man(args) => man::run(app, args),
    }
}

/// Strikes out the record that is found, for the reason that has to be given.
fn strike_out(app: &App, kind: Kind, find: impl FnOnce(&Reader) -> Result<Id, Error>) -> Result<(), Error> {
    let reason = reason(app)?;
    log::record(app, |reader| Ok([Op::on(kind, find(reader)?).set(VOID, reason)]))
}

/// The entry whose id begins like this.
fn find_entry(reader: &Reader, prefix: &str) -> Result<EntryRow, Error> {
    let mut found = store_undo::by_prefix(reader, prefix)?;
    match (found.pop(), found.pop()) {
        (Some(entry), None) => Ok(entry),
        (Some(_), Some(_)) => Err(Error::Usage(say!("entry-ambiguous", found = prefix))),
        _ => Err(Error::Usage(say!("entry-unknown", found = prefix))),
    }
}

/// A copy goes into a folder that is there: one that is missing may be a stick that is away.
fn in_folder(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => Err(Error::World(say!("backup-no-folder", path = folder.display().to_string()))),
        None => Ok(()),
    }
}

/// Why, where a command asks for it.
fn reason<'a>(app: &'a App) -> Result<&'a str, Error> {
    match app.reason.as_deref().map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(reason),
        _ => Err(Error::Usage(say!("reason-missing"))),
    }
}
