//! The program: read the command line, build the [`App`], run the command, print what went wrong, exit.
#![forbid(unsafe_code)]

use clap::FromArgMatches;
use duban::app::{self, App};
use duban::clock::Clock;
use duban::cmd::{self, Cli};
use duban::domain::say::Said;
use duban::error::Error;
use duban::i18n::{self, Lang, Words};
use duban::notify;
use duban::out::Out;
use duban::sync;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a user settles once for this machine: `config.toml` in the configuration folder.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Config {
    author: Option<String>,
    db: Option<PathBuf>,
    lang: Option<String>,
    #[serde(default)]
    notify: notify::Settings,
    #[serde(default)]
    sync: sync::remote::Settings,
    /// Where the file lies: what it names is looked for from there.
    #[serde(skip)]
    folder: PathBuf,
}

/// An import makes and frees some fifty million small things; the system's allocator takes a sixth of the time for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let config = config();
    let words = Words::new(language(&args, config.as_ref().ok()));
    let out = Out::new();
    let outcome = config.map_err(Error::World).and_then(|config| run(&args, &words, out, config));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error, &words, out);
            ExitCode::from(error.code())
        }
    }
}

fn run(args: &[std::ffi::OsString], words: &Words, out: Out, config: Config) -> Result<(), Error> {
    // an issue of no inspection, -/3, would be taken for an option
    let spaced = args.iter().map(|arg| match arg.to_str() {
        Some(text) if text.starts_with("-/") => format!(" {text}").into(),
        _ => arg.clone(),
    });
    let parsed =
        cmd::command_for(words, args).try_get_matches_from(spaced).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            return match cmd::explain(&error, words, args) {
                Some(said) => Err(Error::Usage(said)),
                None => out.data(&error.render().to_string()),
            };
        }
    };
    let global = cli.global;
    let named = |name: &String| !name.trim().is_empty(); // an empty variable names nobody
    let mut app = App {
        db: global.db.or(config.db).unwrap_or_else(default_db),
        words,
        out,
        clock: Clock::read(global.today),
        as_of: None,
        author: global
            .author
            .filter(named)
            .or(config.author.filter(named))
            .or_else(user)
            .unwrap_or_else(|| app::NOBODY.to_owned()),
        reason: global.reason,
        dry_run: global.dry_run,
        yes: global.yes,
        format: global.format.map(Into::into).unwrap_or_default(),
        command: typed(args),
        notify: config.notify,
        sync: config.sync,
        config: config.folder,
    };
    app.as_of = global.as_of.map(|day| day.meant(&app));
    let is_new = !app.db.exists();
    let outcome = cmd::run(&app, cli.command);
    if is_new && app.db.is_file() {
        app.note(&duban::say!("ledger-begun", path = app.db.display().to_string()));
    }
    outcome
}

/// Problems of a file that are told one by one; the rest are counted.
const TOLD: usize = 200;

fn tell(error: &Error, words: &Words, out: Out) {
    let mut hints: Vec<String> = Vec::new();
    for said in error.said().iter().take(TOLD) {
        out.note(&format!("{}{}", words.word("error-prefix"), words.say(said)));
        let hint = words.hint(said);
        hints.extend(hint.filter(|hint| !hints.contains(hint)));
    }
    if error.said().len() > TOLD {
        out.note(&words.say(&duban::say!("error-more", count = error.said().len() - TOLD)));
    }
    for hint in hints {
        out.note(&format!("{}{hint}", words.word("hint-prefix")));
    }
}

/// `--lang`, else `DUBAN_LANG`, else the configuration, else the locale, else Chinese (cron has no locale).
fn language(args: &[std::ffi::OsString], config: Option<&Config>) -> Lang {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let asked = args.iter().enumerate().find_map(|(n, arg)| match arg.strip_prefix("--lang") {
        Some("") => args.get(n + 1).map(ToString::to_string),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let variable = |name| std::env::var(name).ok();
    [asked, variable("DUBAN_LANG"), config.and_then(|config| config.lang.clone()), variable("LC_ALL"), variable("LANG")]
        .into_iter()
        .flatten()
        .find_map(|tag| Lang::parse(&tag))
        .unwrap_or(Lang::Zh)
}

fn config() -> Result<Config, Said> {
    use etcetera::BaseStrategy;
    let Ok(folders) = etcetera::choose_base_strategy() else { return Ok(Config::default()) };
    let folder = folders.config_dir().join("duban");
    let path = folder.join("config.toml");
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(Config { folder, ..Config::default() }) };
    let config: Config = toml::from_str(&text)
        .map_err(|error| duban::say!("config-bad", path = path.display().to_string(), cause = error.message()))?;
    Ok(Config { folder, ..config })
}

/// `duban.db` in this folder if there is one, else in the user's data folder.
fn default_db() -> PathBuf {
    use etcetera::BaseStrategy;
    let here = Path::new("duban.db");
    match etcetera::choose_base_strategy() {
        Ok(folders) if !here.exists() => {
            let there = folders.data_dir().join("duban/duban.db");
            if there.exists() { there } else { here.to_owned() }
        }
        _ => here.to_owned(),
    }
}

fn user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
}

/// The command as it was typed, for the log: without the program's path, and with quotes where a blank needs them.
fn typed(args: &[std::ffi::OsString]) -> String {
    let quoted = args.iter().skip(1).map(|arg| i18n::quoted(&arg.to_string_lossy()));
    quoted.collect::<Vec<_>>().join(" ")
}
