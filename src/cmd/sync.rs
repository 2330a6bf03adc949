//! `duban sync …`: keeping in step with the other offices.

use super::quarantine;
use crate::app::App;
use crate::error::Error;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    #[command(subcommand)]
    Quarantine(quarantine::Command),
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Quarantine(command) => quarantine::run(app, command),
    }
}
