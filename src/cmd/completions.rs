//! `duban completions SHELL`: the script that completes commands and options.

use crate::app::App;
use crate::error::Error;
use clap_complete::Shell;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(app.words), "duban", &mut script);
    app.out.bytes(&script)
}
