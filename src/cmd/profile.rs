//! `duban profile …`: the forms of senders that the office has kept.

use super::{log, settings, show};
use crate::app::App;
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::column::Column;
use crate::domain::setting;
use crate::error::Error;
use crate::render;
use crate::say;
use crate::sheet::columns::{self, Choice};
use crate::view::records::{ProfileColumn, ProfileShown};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List,
    Show(NameArgs),
    Void(NameArgs),
}

#[derive(clap::Args, Debug)]
pub struct NameArgs {
    #[arg(value_name = "NAME", value_parser = super::args::text)]
    name: String,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List => {
            let profiles = shown(app)?;
            show::list(app, &profiles, |words| render::records::profiles(&profiles, words))
        }
        Command::Show(args) => {
            let mut profiles = shown(app)?;
            let Some(found) = profiles.iter().position(|profile| profile.name == args.name) else {
                return Err(unknown(app, &args.name, &profiles));
            };
            let profile = profiles.swap_remove(found);
            show::one(app, &profile, |words| render::records::profile(&profile, words))
        }
        Command::Void(args) => {
            let profiles = shown(app)?;
            if !profiles.iter().any(|profile| profile.name == args.name) {
                return Err(unknown(app, &args.name, &profiles));
            }
            let reason = app.reason.clone().unwrap_or_else(|| app.words.word("setting-gone"));
            let name = format!("{}{}", setting::PROFILE, args.name);
            log::record(app, |_| Ok([Op::on(Kind::Setting, setting::id(&name)).set(VOID, reason)]))
        }
    }
}

fn shown(app: &App) -> Result<Vec<ProfileShown>, Error> {
    let lang = app.words.lang();
    let column = |(heading, choice): (String, Choice)| {
        let usual = match &choice {
            Choice::As(column) => columns::heading(column, lang).into_owned(),
            Choice::Share => columns::heading(&Column::Percent, lang).into_owned(),
            Choice::Own => app.words.word("mapping-own"),
            Choice::Ignore => app.words.word("mapping-ignored"),
        };
        ProfileColumn { heading, column: choice.name().to_owned(), usual }
    };
    let profiles = app.look(settings::profiles)?;
    let profiles = profiles
        .into_iter()
        .map(|profile| ProfileShown { name: profile.name, columns: profile.columns.into_iter().map(column).collect() });
    Ok(profiles.collect())
}

fn unknown(app: &App, name: &str, profiles: &[ProfileShown]) -> Error {
    let known: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    Error::Usage(say!("profile-unknown", name = name, known = known.join(&app.words.word("list-comma"))))
}
