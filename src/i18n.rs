//! The words: one Fluent file per language, every string that a person reads.

use crate::domain::say::{Arg, Said};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

const ZH: &str = include_str!("../locales/zh.ftl");
const EN: &str = include_str!("../locales/en.ftl");

/// A language that every message exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// Reads `zh`, `zh_CN.UTF-8`, `en`, `en_US` … as a language.
    ///
    /// `C` and `POSIX` name none.
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// A word as it is typed: in quotes where a shell would take it apart.
pub fn quoted(word: &str) -> String {
    let apart = |c: char| c.is_whitespace() || "'\"\\$`&;|<>()*?".contains(c);
    if word.is_empty() || word.starts_with(['#', '~']) || word.contains(apart) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        word.to_owned()
    }
}

fn typed<'f>(value: &FluentValue<'f>) -> FluentValue<'f> {
    match value {
        FluentValue::String(text) => FluentValue::from(quoted(text)),
        other => other.clone(),
    }
}

/// All messages in one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the messages of `lang`.
    ///
    /// # Panics
    /// When a locale file is malformed, which a test rules out.
    pub fn new(lang: Lang) -> Words {
        let (tag, source) = match lang {
            Lang::Zh => ("zh-CN", ZH),
            Lang::En => ("en", EN),
        };
        let resource = FluentResource::try_new(source.to_owned()).expect("the locale file is well formed");
        let mut bundle = FluentBundle::new(vec![tag.parse().expect("a language tag")]);
        bundle.set_use_isolating(false); // the marks would end up in spreadsheets and terminals
        bundle.add_resource(resource).expect("a key stands once");
        // names and titles in a command that the reader may copy
        bundle
            .add_function("WORD", |args, _| args.first().map_or(FluentValue::None, typed))
            .expect("a name stands once");
        Words { lang, bundle }
    }

    /// The language of these words.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Puts a sentence into words.
    pub fn say(&self, said: &Said) -> String {
        self.format(said, None).unwrap_or_else(|| said.to_string())
    }

    /// The way out that belongs to a refusal, or to the refusal that it quotes, if there is one to give.
    pub fn hint(&self, said: &Said) -> Option<String> {
        let quoted = said.args.iter().find_map(|(_, arg)| match arg {
            Arg::Said(inner) => self.hint(inner),
            _ => None,
        });
        self.format(said, Some("hint")).or(quoted)
    }

    /// A word or sentence without facts.
    pub fn word(&self, key: &'static str) -> String {
        self.say(&Said { key, args: Vec::new() })
    }

    /// A message by a key that is put together at run time (help texts, names of values).
    pub fn lookup(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    fn format(&self, said: &Said, attribute: Option<&str>) -> Option<String> {
        let message = self.bundle.get_message(said.key)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &said.args {
            args.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::from(text.as_str()),
                    Arg::Int(n) => FluentValue::from(*n),
                    Arg::Said(inner) => FluentValue::from(self.say(inner)),
                    Arg::List(names) => FluentValue::from(names.join(&self.word("list-comma"))),
                },
            );
        }
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }
}
