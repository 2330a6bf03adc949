//! `duban setting …`: what the office does its own way: days, limits, names.

use super::{log, settings, show};
use crate::app::App;
use crate::domain::change::{Kind, Op, VOID};
use crate::domain::setting::presets::{self, GOVERNED, PRESETS};
use crate::domain::setting::{self, KNOWN, Known, Settings};
use crate::error::Error;
use crate::grammar::search::nearest;
use crate::render;
use crate::say;
use crate::view::records::{Preset, Setting};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List,
    Set(SetArgs),
    Void(VoidArgs),
    Preset(PresetArgs),
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

#[derive(clap::Args, Debug)]
pub struct PresetArgs {
    #[arg(value_name = "PRESET")]
    name: Option<String>,
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
        Command::Preset(PresetArgs { name: None }) => {
            let own = app.look(settings::load)?;
            let all: Vec<Preset> = PRESETS.iter().map(|preset| shown(preset, &own)).collect();
            show::list(app, &all, |words| render::records::presets(&all, words))
        }
        Command::Preset(PresetArgs { name: Some(name) }) => {
            let preset = PRESETS.iter().find(|preset| preset.name == name || preset.key == name).ok_or_else(|| {
                let known: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
                Error::Usage(say!("preset-unknown", name = name, known = known))
            })?;
            log::record(app, |reader| {
                let own = settings::load(reader)?;
                let gone = app.words.word("setting-gone");
                let ops = governed().filter_map(|known| match value(preset, known) {
                    value if value == own.text(known.name) => None,
                    value if value == known.default => {
                        Some(Op::on(Kind::Setting, setting::id(known.name)).set(VOID, gone.as_str()))
                    }
                    value => Some(setting::set(known.name, value)),
                });
                Ok(ops.collect::<Vec<Op>>())
            })
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

/// The settings that presets are about.
fn governed() -> impl Iterator<Item = &'static Known> {
    KNOWN.iter().filter(|known| GOVERNED.iter().any(|start| known.name.starts_with(start)))
}

/// What a setting is in a preset.
fn value(preset: &'static presets::Preset, known: &Known) -> &'static str {
    let own = preset.values.iter().find(|(name, _)| *name == known.name);
    own.map_or(known.default, |(_, value)| value)
}

fn shown(preset: &'static presets::Preset, own: &Settings) -> Preset {
    Preset {
        name: preset.name,
        key: preset.key,
        values: preset.values.to_vec(),
        current: governed().all(|known| own.text(known.name) == value(preset, known)),
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
