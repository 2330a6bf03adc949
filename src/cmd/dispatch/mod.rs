//! `duban dispatch …`: the week, to be read (一周一调度), and its rounds: opened, sent out, collected, closed.

mod close;
mod collect;
mod diff;
mod list;
mod open;
pub(super) mod rounds;
mod run;
mod send;
mod sheets;
mod status;
mod week;

use crate::app::App;
use crate::error::Error;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DispatchArgs {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    week: week::Args,
}

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Open(open::Args),
    Sheets(sheets::Args),
    Send(send::Args),
    Collect(collect::Args),
    Status(status::Args),
    Close(close::Args),
    List(list::ListArgs),
    Show(list::ShowArgs),
    Diff(diff::Args),
    Run(run::Args),
}

pub fn run(app: &App, args: DispatchArgs) -> Result<(), Error> {
    match args.command {
        None => week::run(app, args.week),
        Some(Command::Open(args)) => open::run(app, &args),
        Some(Command::Sheets(args)) => sheets::run(app, &args),
        Some(Command::Send(args)) => send::run(app, &args),
        Some(Command::Collect(args)) => collect::run(app, &args),
        Some(Command::Status(args)) => status::run(app, &args),
        Some(Command::Close(args)) => close::run(app, &args),
        Some(Command::List(args)) => list::list(app, &args),
        Some(Command::Show(args)) => list::show(app, &args),
        Some(Command::Diff(args)) => diff::run(app, &args),
        Some(Command::Run(args)) => run::run(app, &args),
    }
}
