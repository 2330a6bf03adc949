//! `duban backup FILE`: one file with everything that the ledger says, proved after it was written; evidence beside it.

use crate::app::App;
use crate::cause::cause;
use crate::error::Error;
use crate::say;
use crate::store::Mode;
use crate::vault::Vault;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Args {
    #[arg(value_name = "FILE")]
    target: PathBuf,
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
}

pub fn run(app: &App, args: Args) -> Result<(), Error> {
    let store = app.store(Mode::Read)?;
    let (path, files) = match args.keep {
        None => (args.target.clone(), Vault::beside(&args.target)),
        Some(_) => {
            let stem = app.db.file_stem().unwrap_or_default().to_string_lossy();
            let at = app.clock.at.format("%Y%m%d-%H%M%S");
            // copies of one folder share their files, which never change
            (args.target.join(format!("{stem}-{at}.db")), Vault::beside(&args.target.join(format!("{stem}.db"))))
        }
    };
    if path.exists() {
        return Err(Error::Rule(say!("backup-exists", path = path.display().to_string())));
    }
    super::in_folder(&path)?;
    if app.dry_run {
        app.note(&say!("backup-dry", path = path.display().to_string()));
        return Ok(());
    }
    let shown = path.display().to_string();
    let evidence = copy_files(&Vault::beside(&app.db), &files)?;
    let check = store.copy_to(&path)?;
    app.note(&say!(
        "backup-done",
        path = shown,
        entries = check.entries,
        files = evidence,
        digest = &check.digest[..16]
    ));
    if let Some(keep) = args.keep {
        let stem = app.db.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let gone = drop_old(&args.target, &stem, usize::from(keep))?;
        if gone > 0 {
            app.note(&say!("backup-dropped", count = gone, keep = i64::from(keep)));
        }
    }
    Ok(())
}

/// Copies the files of evidence that are not there yet; returns how many there are.
pub fn copy_files(from: &Vault, to: &Vault) -> Result<usize, Error> {
    let names = from.names().map_err(Error::World)?;
    let names: Vec<&String> = names.iter().filter(|name| name.len() == 64).collect(); // what is none of ours stays
    for digest in &names {
        from.export(digest, &to.path(digest)).map_err(Error::World)?;
    }
    Ok(names.len())
}

/// Removes all but the newest `keep` copies that this command made; returns how many went.
fn drop_old(folder: &Path, stem: &str, keep: usize) -> Result<usize, Error> {
    let cannot = |path: &Path, error: &std::io::Error| {
        Error::World(say!("file-unwritable", path = path.display().to_string(), cause = cause(error)))
    };
    let entries = std::fs::read_dir(folder).map_err(|error| cannot(folder, &error))?;
    let mut copies: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_copy(name, stem))
        .collect();
    copies.sort_unstable();
    let old = copies.len().saturating_sub(keep);
    for name in &copies[..old] {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(|error| cannot(&path, &error))?;
    }
    Ok(old)
}

/// Whether a file is called as our copies are: `duban-20191209-090000.db`.
fn is_copy(name: &str, stem: &str) -> bool {
    let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".db"));
    rest.is_some_and(|at| {
        at.len() == 15 && at.bytes().enumerate().all(|(n, c)| if n == 8 { c == b'-' } else { c.is_ascii_digit() })
    })
}

/// Where the evidence of a copy lies: beside it, or with the others of its folder.
pub fn files_of(copy: &Path) -> Vault {
    let own = Vault::beside(copy);
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.get(..name.len().saturating_sub("-20191209-090000.db".len())).unwrap_or_default();
    if is_copy(&name, stem) { Vault::beside(&copy.with_file_name(format!("{stem}.db"))) } else { own }
}
