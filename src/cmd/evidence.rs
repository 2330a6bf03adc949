//! `duban evidence …`: files that prove what was done (佐证材料), kept beside the ledger.

use super::args::{IssueName, MemberName, issue_name, member_name, text};
use super::{carried, find, log, settings, show, story};
use crate::app::App;
use crate::domain::change::{Kind, Op};
use crate::domain::id::Id;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::store::Reader;
use crate::store::query::rows;
use crate::vault::{self, Candidate, MEGABYTE, Vault};
use crate::view::records::Evidence;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Add(AddArgs),
    List(ListArgs),
    Open(OpenArgs),
    Export(ExportArgs),
    Fetch(FetchArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: IssueName,
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT", value_parser = text)]
    note: Option<String>,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
}

#[derive(clap::Args, Debug)]
pub struct OpenArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    evidence: MemberName,
    #[arg(long)]
    open: bool,
}

#[derive(clap::Args, Debug)]
pub struct ExportArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name, required_unless_present = "all", conflicts_with = "all")]
    issue: Option<IssueName>,
    #[arg(value_name = "DIR", required_unless_present = "all", conflicts_with = "all")]
    dir: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct FetchArgs {
    #[arg(value_name = "ISSUE", value_parser = issue_name)]
    issue: Option<IssueName>,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "MEMBER", value_parser = member_name)]
    evidence: MemberName,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::Add(args) => {
            let files = candidates(app, &args.files)?;
            log::record(app, |reader| add(app, reader, find::issue(reader, &args.issue)?, &files, args.note.as_deref()))
        }
        Command::List(args) => {
            let files = app.look(|reader| list(reader, args.issue.as_ref()))?;
            show::list(app, &files, |words| render::records::evidence(&files, words))
        }
        Command::Open(args) => {
            let digest = app.look(|reader| {
                let row = find::member(reader, &Kind::Evidence, "name", &args.evidence)?;
                Ok(story::evidence(&row).digest)
            })?;
            let vault = Vault::beside(&app.db);
            let path = vault.path(&digest);
            if !path.exists() {
                return Err(Error::World(say!("evidence-missing", path = path.display().to_string())));
            }
            let path = std::path::absolute(&path).unwrap_or(path);
            app.out.data(&format!("{}\n", path.display()))?;
            if args.open { app.out.open(&path) } else { Ok(()) }
        }
        Command::Export(args) => export(app, args),
        Command::Fetch(args) => {
            let files = app.look(|reader| list(reader, args.issue.as_ref()))?;
            carried::fetch(app, &files.into_iter().map(|one| one.file.digest).collect())
        }
        Command::Void(args) => super::strike_out(app, Kind::Evidence, |reader| {
            Ok(find::member(reader, &Kind::Evidence, "name", &args.evidence)?.id)
        }),
    }
}

/// Looks at the files, all of them before the first is taken.
///
/// # Errors
/// With everything that is wrong with any of them.
pub fn candidates(app: &App, files: &[PathBuf]) -> Result<Vec<Candidate>, Error> {
    let limit = app.look(settings::load)?.number("evidence.limit");
    let limit = u64::try_from(limit).unwrap_or(0).saturating_mul(MEGABYTE);
    let (mut taken, mut problems) = (Vec::new(), Vec::new());
    for path in files {
        match vault::candidate(path, limit) {
            Ok(candidate) => taken.push(candidate),
            Err(said) => problems.push(said),
        }
    }
    if problems.is_empty() { Ok(taken) } else { Err(Error::Input(problems)) }
}

/// Keeps the files, and says so in the ledger: what an entry names is always there.
pub fn add(app: &App, reader: &Reader, issue: Id, files: &[Candidate], note: Option<&str>) -> Result<Vec<Op>, Error> {
    let mut known: Vec<(String, String)> = rows::of_issue(reader, &Kind::Evidence, issue)?
        .iter()
        .map(|row| (row.owned("digest").unwrap_or_default(), row.owned("name").unwrap_or_default()))
        .collect();
    let mut ops = Vec::new();
    for file in files {
        if let Some((_, name)) = known.iter().find(|(digest, _)| *digest == file.digest) {
            return Err(Error::Rule(say!("evidence-twice", path = file.path.display().to_string(), known = name)));
        }
        known.push((file.digest.clone(), file.name.clone()));
        let op = Op::create(Kind::Evidence, reader.fresh_id_near(issue))
            .set("issue", issue)
            .set("digest", file.digest.as_str())
            .set("name", file.name.as_str())
            .set("size", i64::try_from(file.size).unwrap_or(i64::MAX))
            .set("day", app.clock.today)
            .set("added_by", app.author.as_str())
            .set("note", note.map(str::to_owned));
        ops.push(op);
    }
    if !app.dry_run {
        let vault = Vault::beside(&app.db);
        files.iter().try_for_each(|file| vault.keep(file)).map_err(Error::World)?;
    }
    Ok(ops)
}

fn list(reader: &Reader, issue: Option<&IssueName>) -> Result<Vec<Evidence>, Error> {
    let found = find::members(reader, &Kind::Evidence, issue)?;
    let of = |member: find::Member| Evidence {
        member: member.name(),
        file: story::evidence(&member.row),
        issue: member.issue,
    };
    Ok(found.into_iter().map(of).collect())
}

/// Copies under the names that the files had; of all issues, a folder for each.
fn export(app: &App, args: ExportArgs) -> Result<(), Error> {
    let files = app.look(|reader| list(reader, args.issue.as_ref()))?;
    let whole = args.all.is_some();
    let Some(dir) = args.all.or(args.dir) else { return Ok(()) };
    let vault = Vault::beside(&app.db);
    let mut taken = BTreeSet::new();
    let mut written = 0;
    for file in &files {
        let folder = if whole { dir.join(vault::plain_name(&file.issue.replace('/', "-"), "")) } else { dir.clone() };
        let name = vault::plain_name(&file.file.name, &file.file.digest);
        let path = free(&folder, &name, &mut taken);
        if !app.dry_run {
            written += usize::from(vault.export(&file.file.digest, &path).map_err(Error::World)?);
        }
    }
    app.note(&say!("evidence-exported", count = files.len(), written = written, dir = dir.display().to_string()));
    Ok(())
}

/// A name in the folder that no other file of this export has: `照片.jpg`, `照片 (2).jpg`.
fn free(folder: &Path, name: &str, taken: &mut BTreeSet<String>) -> PathBuf {
    let (stem, ending) = name.rsplit_once('.').map_or((name, None), |(stem, ending)| (stem, Some(ending)));
    let names = (1..).map(|n| match (n, ending) {
        (1, _) => name.to_owned(),
        (n, Some(ending)) => format!("{stem} ({n}).{ending}"),
        (n, None) => format!("{stem} ({n})"),
    });
    let mut paths = names.map(|name| folder.join(name));
    // some systems take A and a for one name
    paths.find(|path| taken.insert(path.to_string_lossy().to_lowercase())).expect("there is no end of numbers")
}
