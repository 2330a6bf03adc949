//! `duban cron …`: the dispatch that runs by itself, planned in the user's crontab or as a timer of systemd.

use super::settings;
use crate::app::App;
use crate::crontab;
use crate::domain::say::Said;
use crate::error::Error;
use crate::i18n::Lang;
use crate::say;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    Install(InstallArgs),
    Show(ShowArgs),
    Remove(RemoveArgs),
}

#[derive(clap::Args, Debug)]
pub struct InstallArgs {
    #[arg(long, value_name = "HOUR")]
    at: Option<String>,
    #[arg(long)]
    systemd: bool,
}

#[derive(clap::Args, Debug)]
pub struct ShowArgs {}

#[derive(clap::Args, Debug)]
pub struct RemoveArgs {}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    let ledger = ledger(app)?;
    match command {
        Command::Install(args) => {
            let hour = hour(app, args.at.as_deref())?;
            if args.systemd {
                return app.out.data(&units(app, &ledger, &hour)?);
            }
            let before = crontab::read().map_err(Error::World)?;
            let line = line(app, &ledger, &hour)?;
            let after = crontab::with_block(&before, &ledger, &line);
            if app.dry_run {
                return app.out.data(&after);
            }
            if crontab::block(&before, &ledger) == Some(line.as_str()) {
                app.note(&say!("cron-stands", hour = hour));
                return Ok(());
            }
            crontab::write(&after).map_err(Error::World)?;
            app.note(&say!("cron-installed", hour = hour));
            Ok(())
        }
        Command::Show(_) => {
            let text = crontab::read().map_err(Error::World)?;
            match crontab::block(&text, &ledger) {
                Some(block) => app.out.data(&format!("{block}\n")),
                None => Err(Error::Rule(say!("cron-none", ledger = ledger))),
            }
        }
        Command::Remove(_) => {
            let before = crontab::read().map_err(Error::World)?;
            let after = crontab::without_block(&before, &ledger);
            if app.dry_run {
                return app.out.data(&after);
            }
            if after == before {
                return Err(Error::Rule(say!("cron-none", ledger = ledger)));
            }
            crontab::write(&after).map_err(Error::World)?;
            app.note(&say!("cron-removed"));
            Ok(())
        }
    }
}

/// The ledger by its whole path, since cron starts in another folder.
fn ledger(app: &App) -> Result<String, Error> {
    let cannot = |error: &std::io::Error| {
        let path = app.db.display().to_string();
        Error::World(say!("store-cannot-open", path = path, cause = crate::cause::cause(error)))
    };
    let path = app.db.canonicalize().map_err(|error| cannot(&error))?;
    match path.to_str() {
        Some(text) if !text.contains('\n') => Ok(text.to_owned()),
        _ => Err(Error::World(say!("cron-path", path = path.display().to_string()))),
    }
}

/// `08:30`, as it was asked for or as the office has set it.
fn hour(app: &App, asked: Option<&str>) -> Result<String, Error> {
    use crate::domain::setting::Takes;
    match asked {
        Some(asked) => Takes::Hour.value(asked).map_err(Error::Usage),
        None => Ok(app.look(settings::load)?.text("dispatch.hour").to_owned()),
    }
}

/// What runs each morning: it decides itself, by the calendar, whether there is anything to do.
fn words(app: &App, ledger: &str) -> Result<Vec<String>, Error> {
    let program = std::env::current_exe().ok().and_then(|path| path.to_str().map(str::to_owned));
    let program = program.ok_or_else(|| Error::World(say!("cron-path", path = "duban")))?;
    let mut words = vec![program, "--db".to_owned(), ledger.to_owned()];
    if app.words.lang() == Lang::En {
        words.extend(["--lang", "en"].map(str::to_owned)); // cron has no locale
    }
    if app.author != "-" {
        words.extend(["--as".to_owned(), app.author.clone()]);
    }
    words.extend(["dispatch", "run", "--if-due"].map(str::to_owned));
    Ok(words)
}

fn line(app: &App, ledger: &str, at: &str) -> Result<String, Error> {
    let (hour, minute) = parts(at);
    let words: Vec<String> = words(app, ledger)?.iter().map(|word| crontab::quoted(word)).collect();
    Ok(format!("{minute} {hour} * * * {}", words.join(" ")))
}

/// `08:30` as 8 and 30.
fn parts(at: &str) -> (u32, u32) {
    let (hour, minute) = at.split_once(':').unwrap_or((at, "0"));
    (hour.parse().unwrap_or(8), minute.parse().unwrap_or(0))
}

/// A service and its timer, each under its name.
fn units(app: &App, ledger: &str, hour: &str) -> Result<String, Error> {
    let words: Vec<String> = words(app, ledger)?.iter().map(|word| crontab::quoted_for_systemd(word)).collect();
    let what = |said: Said| app.words.say(&said);
    Ok(format!(
        "# ~/.config/systemd/user/duban.service\n\
         [Unit]\nDescription={}\n\n\
         [Service]\nType=oneshot\nExecStart={}\n\n\
         # ~/.config/systemd/user/duban.timer\n\
         [Unit]\nDescription={}\n\n\
         [Timer]\nOnCalendar=*-*-* {hour}:00 Asia/Shanghai\nPersistent=true\n\n\
         [Install]\nWantedBy=timers.target\n",
        what(say!("cron-service")),
        words.join(" "),
        what(say!("cron-timer", hour = hour)),
    ))
}
