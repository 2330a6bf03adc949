//! `duban words …`: the office's own status words, and what each of them means.

use super::{log, settings, show};
use crate::app::App;
use crate::domain::change::{Op, VOID};
use crate::domain::issue::Stage;
use crate::domain::setting;
use crate::error::Error;
use crate::grammar::axes::{self, StageWord};
use crate::grammar::status;
use crate::render;
use crate::say;
use crate::view::records::StatusWord;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    List,
    Add(AddArgs),
    Void(VoidArgs),
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    #[arg(value_name = "WORD", value_parser = super::args::text)]
    word: String,
    #[arg(long, value_name = "STAGE", value_parser = axes::stage)]
    stage: StageWord,
}

#[derive(clap::Args, Debug)]
pub struct VoidArgs {
    #[arg(value_name = "WORD", value_parser = super::args::text)]
    word: String,
}

pub fn run(app: &App, command: Command) -> Result<(), Error> {
    match command {
        Command::List => {
            let words = app.look(settings::statuses)?;
            let words: Vec<StatusWord> =
                words.into_iter().map(|(word, stage)| StatusWord { word, stage: stage.name() }).collect();
            show::list(app, &words, |words_of| render::records::status_words(&words, words_of))
        }
        Command::Add(args) => {
            if let Some(stage) = status::status(&args.word).and_then(|known| known.stage) {
                return Err(Error::Rule(say!("word-known", word = args.word, stage = stage_word(app, stage))));
            }
            log::record(app, |_| {
                Ok([setting::set(&format!("{}{}", setting::STATUS, args.word), args.stage.stage.name())])
            })
        }
        Command::Void(args) => log::record(app, |reader| {
            let known = settings::statuses(reader)?;
            if !known.iter().any(|(word, _)| *word == args.word) {
                let known: Vec<&str> = known.iter().map(|(word, _)| word.as_str()).collect();
                let known = known.join(&app.words.word("list-comma"));
                return Err(Error::Usage(say!("word-unknown", word = args.word.as_str(), known = known)));
            }
            let name = format!("{}{}", setting::STATUS, args.word);
            let reason = app.reason.clone().unwrap_or_else(|| app.words.word("setting-gone"));
            Ok([Op::on(crate::domain::change::Kind::Setting, setting::id(&name)).set(VOID, reason)])
        }),
    }
}

fn stage_word(app: &App, stage: Stage) -> String {
    app.words.lookup(&format!("stage-{}", stage.name())).unwrap_or_else(|| stage.name().to_owned())
}
