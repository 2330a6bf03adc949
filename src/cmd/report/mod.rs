//! `duban report …`: the public report (公开通报), from its draft to what was published.

mod confirm;
mod draft;
mod gather;
mod publish;
mod reading;
mod set;
mod status;
mod verify;
mod withhold;
mod worded;

use crate::app::App;
use crate::error::Error;
use clap::Args;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Draft(draft::DraftArgs),
    Set(set::SetArgs),
    Withhold(withhold::WithholdArgs),
    Confirm(confirm::ConfirmArgs),
    Show(worded::ShowArgs),
    Status(status::StatusArgs),
    Publish(publish::PublishArgs),
    Verify(verify::VerifyArgs),
}

/// Whose report.
#[derive(Args, Debug)]
pub struct Of {
    #[arg(long, value_name = "CODE")]
    inspection: Option<String>,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Draft(args) => draft::run(app, &args),
        Command::Set(args) => set::run(app, &args),
        Command::Withhold(args) => withhold::run(app, &args),
        Command::Confirm(args) => confirm::run(app, &args),
        Command::Show(args) => worded::run(app, &args),
        Command::Status(args) => status::run(app, &args),
        Command::Publish(args) => publish::run(app, &args),
        Command::Verify(args) => verify::run(app, &args),
    }
}
