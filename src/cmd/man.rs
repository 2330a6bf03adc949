//! `duban man DIR`: a manual page for each command.

use crate::app::App;
use crate::error::Error;
use crate::out;
use crate::say;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let cannot = |error: std::io::Error| {
        Error::World(say!(
            "file-unwritable",
            path = args.dir.display().to_string(),
            cause = crate::cause::cause(&error)
        ))
    };
    let mut command = super::command(app.words);
    command.build();
    let mut pages = Vec::new();
    draw_up(&command, "duban", &mut pages);
    let path = args.dir.display().to_string();
    if app.dry_run {
        app.note(&say!("man-dry", count = pages.len(), path = path));
        return Ok(());
    }
    std::fs::create_dir_all(&args.dir).map_err(cannot)?;
    for (name, page) in &pages {
        out::write_file(&args.dir.join(name), page).map_err(Error::World)?;
    }
    app.note(&say!("man-written", count = pages.len(), path = path));
    Ok(())
}

/// The page of a command and those of the commands below it, each with the name of its file.
fn draw_up(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    let titled = command.clone().name(name.to_owned());
    clap_mangen::Man::new(titled).render(&mut page).expect("writing to memory cannot fail");
    pages.push((format!("{name}.1"), page));
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        draw_up(sub, &format!("{name}-{}", sub.get_name()), pages);
    }
}
