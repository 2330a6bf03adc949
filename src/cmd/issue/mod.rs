//! `duban issue …`: the problems that have to be put right.

pub mod add;
mod fields;
pub mod list;
pub mod set;
pub mod show;
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
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => add::run(app, args),
        Command::List(args) => list::run(app, args),
        Command::Show(args) => show::run(app, args),
        Command::Set(args) => set::run(app, args),
        Command::Void(args) => void::run(app, args),
    }
}
