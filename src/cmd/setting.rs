//! `duban setting …`: what the office does its own way: days, limits, names.

use super::{log, settings, show};
use crate::app::App;
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::setting::{self, KNOWN, Known};
use crate::error::Error;
use crate::grammar::search::nearest;
use crate::render;
use crate::say;
use crate::view::records::Setting;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List,
    Set(SetArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct SetArgs {
    #[arg(value_name = "SETTING")]
    setting: String,
    #[arg(value_name = "VALUE")]
    value: String,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "SETTING")]
    setting: String,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List => {
            let own = app.look(settings::load)?;
            let of = |known: &'static Known| Setting {
                name: known.name,
                value: own.text(known.name).to_owned(),
                default: known.default,
                own: own.own(known.name).is_some(),
            };
            let all: Vec<Setting> = KNOWN.iter().map(of).collect();
            show::list(app, &all, |words| render::records::settings(&all, words))
        }
        Command::Set(args) => {
            let known = find(&args.setting)?;
            let value = known.takes.value(&args.value).map_err(Error::Usage)?;
            log::record(app, |_| Ok([setting::set(known.name, &value)]))
        }
        Command::Void(args) => {
            let known = find(&args.setting)?;
            log::record(app, |reader| {
                if settings::load(reader)?.own(known.name).is_none() {
                    return Err(Error::Usage(say!("setting-untouched", name = known.name, value = known.default)));
                }
                let reason = app.reason.clone().unwrap_or_else(|| app.words.word("setting-gone"));
                Ok([Op::on(Kind::Setting, setting::id(known.name)).set(VOID, reason)])
            })
        }
    }
}

fn find(name: &str) -> Result<&'static Known, Error> {
    KNOWN.iter().find(|known| known.name == name).ok_or_else(|| {
        let like = nearest(name, KNOWN.iter().map(|known| known.name));
        Error::Usage(match &like[..] {
            [] => say!("setting-unknown", name = name),
            _ => say!("setting-unknown-like", name = name, like = like),
        })
    })
}
