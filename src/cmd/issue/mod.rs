//! `duban issue …`: the problems that have to be put right.

pub mod add;
mod apply;
mod case;
mod check;
mod extend;
mod fields;
pub mod list;
mod recheck;
mod reopen;
pub mod set;
pub mod show;
mod strike;
mod void;

use crate::app::App;
use crate::error::Error;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(add::Args),
    List(list::Args),
    Show(show::Args),
    Set(set::Args),
    Void(void::Args),
    Apply(apply::Args),
    Check(check::Args),
    Strike(strike::Args),
    Recheck(recheck::Args),
    Reopen(reopen::Args),
    Extend(extend::Args),
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => add::run(app, args),
        Command::List(args) => list::run(app, args),
        Command::Show(args) => show::run(app, args),
        Command::Set(args) => set::run(app, args),
        Command::Void(args) => void::run(app, args),
        Command::Apply(args) => apply::run(app, args),
        Command::Check(args) => check::run(app, args),
        Command::Strike(args) => strike::run(app, args),
        Command::Recheck(args) => recheck::run(app, args),
        Command::Reopen(args) => reopen::run(app, args),
        Command::Extend(args) => extend::run(app, args),
    }
}
