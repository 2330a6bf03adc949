//! The command line in the user's language: help texts from the locale files, and clap's refusals in our words.

use super::Cli;
use crate::domain::say::Said;
use crate::i18n::Words;
use crate::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::ffi::OsString;

/// The whole command line with its texts in one language.
pub fn command(words: &Words) -> Command {
    whole(localise(Cli::command(), words, "", None, &mut Vec::new()))
}

/// The same for these arguments: a subcommand that they do not name is there with its line in the list of commands
/// alone. To put two hundred commands into words takes longer than to show an issue.
pub fn command_for(words: &Words, args: &[OsString]) -> Command {
    whole(localise(Cli::command(), words, "", Some(args), &mut Vec::new()))
}

fn whole(command: Command) -> Command {
    command.version(env!("CARGO_PKG_VERSION")).max_term_width(80)
}

/// The commands and arguments that have no text, as the keys they lack.
pub fn missing_keys(words: &Words) -> Vec<String> {
    let mut missing = Vec::new();
    localise(Cli::command(), words, "", None, &mut missing);
    missing
}

/// Commands with a second, shorter name: their arguments are the same.
const SHORT_FOR: &[(&str, &str)] = &[("-list", "-issue-list"), ("-show", "-issue-show")];

fn localise(
    command: Command,
    words: &Words,
    path: &str,
    args: Option<&[OsString]>,
    missing: &mut Vec<String>,
) -> Command {
    let key = format!("cmd{path}");
    let about = words.lookup(&key).unwrap_or_else(|| {
        missing.push(key);
        String::new()
    });
    let word = |key: &'static str| words.word(key);
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", word("help-usage"));
    let has_commands = command.has_subcommands();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let mut command = command
        .about(about)
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help)
        .subcommand_help_heading(word("help-commands"))
        .subcommand_value_name(word("help-command"))
        .next_line_help(false);
    if path.is_empty() {
        command = command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    }
    let usage = usage(&command, words, path, has_commands);
    command = command.override_usage(usage);
    if let Some(more) = words.lookup(&format!("more{path}")) {
        command = command.after_help(more);
    }
    let mut place = 0;
    command = command.mut_args(|arg| {
        // as they are typed; clap would put arguments without an option in the order of their names
        place += 1;
        let arg = if arg.is_positional() { arg.display_order(place) } else { arg };
        let name = arg.get_id().as_str().replace('_', "-");
        let own =
            format!("arg{}-{name}", SHORT_FOR.iter().find(|(short, _)| *short == path).map_or(path, |(_, long)| long));
        let text = words.lookup(&own).or_else(|| words.lookup(&format!("arg-{name}")));
        let text = text.unwrap_or_else(|| {
            missing.push(own);
            String::new()
        });
        let heading = if arg.is_global_set() || name == "help" || name == "version" {
            "help-global"
        } else if arg.is_positional() {
            "help-arguments"
        } else {
            "help-options"
        };
        let values =
            arg.get_value_names().map(|names| names.iter().map(|name| value_name(words, name)).collect::<Vec<_>>());
        let arg = arg.help(text).help_heading(word(heading)).hide_env(true);
        match values {
            Some(values) if arg.get_action().takes_values() => arg.value_names(values).hide_possible_values(true),
            _ if arg.get_action().takes_values() => arg.hide_possible_values(true),
            _ => arg,
        }
    });
    let named = |sub: &Command| {
        let mut names = std::iter::once(sub.get_name()).chain(sub.get_all_aliases());
        args.is_none_or(|args| names.any(|name| args.iter().any(|arg| arg == name)))
    };
    command.mut_subcommands(|sub| {
        let path = format!("{path}-{}", sub.get_name());
        if named(&sub) {
            return localise(sub, words, &path, args, missing);
        }
        let about = words.lookup(&format!("cmd{path}")).unwrap_or_default();
        sub.about(about)
    })
}

fn value_name(words: &Words, name: &str) -> String {
    words.lookup(&format!("value-{}", name.to_lowercase().replace('_', "-"))).unwrap_or_else(|| name.to_owned())
}

fn usage(command: &Command, words: &Words, path: &str, has_commands: bool) -> String {
    let mut usage = format!("duban{}", path.replace('-', " "));
    if path.contains('-') && command.get_name().contains('-') {
        usage = format!(
            "duban{} {}",
            path[..path.len() - command.get_name().len() - 1].replace('-', " "),
            command.get_name()
        );
    }
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let name = value_name(words, name);
        let more = if arg.get_num_args().is_some_and(|range| range.max_values() > 1)
            || matches!(arg.get_action(), ArgAction::Append)
        {
            "…"
        } else {
            ""
        };
        usage.extend(if arg.is_required_set() { [" <", &name, ">", more] } else { [" [", &name, "]", more] });
    }
    if has_commands {
        let name = words.word("help-command");
        let optional = !command.is_subcommand_required_set();
        usage.extend(if optional { [" [", &name, "]"] } else { [" <", &name, ">"] });
    }
    format!("{usage} [{}]", words.word("help-options"))
}

/// The command that these arguments come to, as it is typed, and the names of the commands below it.
fn below(args: &[OsString]) -> (String, Vec<String>) {
    let (mut path, mut command) = ("duban".to_owned(), Cli::command());
    for arg in args.iter().skip(1) {
        if let Some(sub) = command.find_subcommand(arg) {
            path = format!("{path} {}", sub.get_name());
            command = sub.clone();
        }
    }
    (path, command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect())
}

/// Puts a refusal of the command line into our words; help and version are data and stay as they are.
pub fn explain(error: &clap::Error, words: &Words, args: &[OsString]) -> Option<Said> {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(vec![text.clone()]),
        Some(ContextValue::Strings(texts)) => Some(texts.clone()),
        Some(ContextValue::StyledStr(text)) => Some(vec![text.to_string()]),
        Some(ContextValue::StyledStrs(texts)) => Some(texts.iter().map(ToString::to_string).collect()),
        Some(ContextValue::Number(n)) => Some(vec![n.to_string()]),
        _ => None,
    };
    let arg = || context(ContextKind::InvalidArg).unwrap_or_default();
    let value = || context(ContextKind::InvalidValue).unwrap_or_default();
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(context);
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::UnknownArgument => match suggestion {
            Some(suggestion) => say!("usage-unknown-arg-like", found = arg(), like = suggestion),
            None if arg().first().is_some_and(|arg| arg.starts_with('-')) => say!("usage-unknown-arg", found = arg()),
            None => say!("usage-stray", found = arg()),
        },
        ErrorKind::InvalidSubcommand => {
            let found = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            match suggestion {
                Some(suggestion) => say!("usage-unknown-command-like", found = found, like = suggestion),
                None => match below(args) {
                    (path, _) if path == "duban" => say!("usage-unknown-command", found = found),
                    (path, names) => say!("usage-unknown-command-of", found = found, path = path, names = names),
                },
            }
        }
        ErrorKind::MissingRequiredArgument => say!("usage-missing-arg", args = arg()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => match below(args) {
            (path, _) if path == "duban" => say!("usage-missing-command"),
            (path, names) => say!("usage-missing-command-of", path = path, names = names),
        },
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<Said>());
            match cause {
                Some(said) => match words.hint(said) {
                    Some(hint) => say!("usage-bad-value-hinted", arg = arg(), why = words.say(said), hint = hint),
                    None => say!("usage-bad-value-because", arg = arg(), why = words.say(said)),
                },
                None => say!("usage-bad-value", arg = arg(), found = value()),
            }
        }
        ErrorKind::InvalidValue if value().concat().is_empty() => say!("usage-missing-value", arg = arg()),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue).unwrap_or_default();
            say!("usage-not-one-of", arg = arg(), found = value(), valid = valid)
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other == arg() {
                return Some(say!("usage-twice", arg = arg()));
            }
            say!("usage-conflict", arg = arg(), other = other)
        }
        ErrorKind::InvalidUtf8 => say!("usage-not-utf8"),
        _ => say!("usage-other", cause = error.to_string().lines().next().unwrap_or_default()),
    })
}
