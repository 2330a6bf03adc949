//! `duban supervise …`: the month in figures (一月一督查), and the months that were frozen.

mod circular;
mod freeze;
mod late;
mod list;
mod month;
mod taken;
mod verify;
mod why;

use crate::app::App;
use crate::error::Error;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SuperviseArgs {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    month: month::Args,
}

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Freeze(freeze::Args),
    List(list::ListArgs),
    Show(list::ShowArgs),
    Verify(verify::Args),
    Why(why::Args),
}

pub fn run(app: &App, args: SuperviseArgs) -> Result<(), Error> {
    match args.command {
        None => month::run(app, args.month),
        Some(Command::Freeze(args)) => freeze::run(app, &args),
        Some(Command::List(args)) => list::list(app, &args),
        Some(Command::Show(args)) => list::show(app, &args),
        Some(Command::Verify(args)) => verify::run(app, &args),
        Some(Command::Why(args)) => why::run(app, &args),
    }
}
