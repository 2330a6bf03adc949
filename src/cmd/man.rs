//! `duban man DIR`: a manual page for each command.

use crate::app::App;
use crate::error::Error;
use crate::out;
use crate::say;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let cannot = |error: std::io::Error| {
        Error::World(say!("file-unwritable", path = args.dir.display().to_string(), cause = error.to_string()))
    };
    std::fs::create_dir_all(&args.dir).map_err(cannot)?;
    let mut command = super::command(app.words);
    command.build();
    let written = pages(&command, "duban", &args.dir)?;
    app.note(&say!("man-written", count = written, path = args.dir.display().to_string()));
    Ok(())
}

fn pages(command: &clap::Command, name: &str, dir: &Path) -> Result<usize, Error> {
    let mut page = Vec::new();
    let titled = command.clone().name(name.to_owned());
    clap_mangen::Man::new(titled).render(&mut page).expect("writing to memory cannot fail");
    out::write_file(&dir.join(format!("{name}.1")), &page).map_err(Error::World)?;
    let mut written = 1;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        written += pages(sub, &format!("{name}-{}", sub.get_name()), dir)?;
    }
    Ok(written)
}
