//! A sentence before it is worded: the key of a message and the facts that go into it.
//!
//! Rules, grammars and the store refuse and report in these; `i18n` turns them into Chinese or English.
//! The way out of a refusal is the attribute `.hint` of the same message.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

/// One fact in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text as the person wrote it.
    Text(String),
    /// A count.
    Int(i64),
    /// A sentence or word that is itself to be put into the reader's language.
    Said(Said),
    /// Names one after the other, with what stands between them in the reader's language.
    List(Vec<String>),
}

/// The key of a message in the locale files, with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The key, the same in every locale file.
    pub key: &'static str,
    /// Names and values of what the message mentions.
    pub args: Vec<(&'static str, Arg)>,
}

/// Builds a [`Said`]: `say!("issue-unknown", number = n)`.
#[macro_export]
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::domain::say::Said {
            key: $key,
            args: vec![$((stringify!($name), $crate::domain::say::Arg::from($value))),*],
        }
    };
}

impl Said {
    /// What is said of several places, once with all of them, in the order in which it was first said: each of
    /// `all` is by what it is known to be the same, what it is, and its place.
    pub fn once<K: Eq + Hash, T>(all: impl IntoIterator<Item = (K, T, String)>) -> Vec<(T, Vec<String>)> {
        let mut groups: Vec<(T, Vec<String>)> = Vec::new();
        let mut met: HashMap<K, usize> = HashMap::new();
        for (key, what, place) in all {
            let group = *met.entry(key).or_insert(groups.len());
            if group == groups.len() {
                groups.push((what, Vec::new()));
            }
            groups[group].1.push(place);
        }
        groups
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)?;
        for (name, arg) in &self.args {
            write!(f, " {name}={arg}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Text(text) => f.write_str(text),
            Arg::Int(n) => write!(f, "{n}"),
            Arg::Said(said) => write!(f, "{said}"),
            Arg::List(names) => f.write_str(&names.join(", ")),
        }
    }
}

impl std::error::Error for Said {}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}
impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Arg::Int(n)
    }
}
impl From<u64> for Arg {
    fn from(n: u64) -> Self {
        Arg::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Arg::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<Vec<String>> for Arg {
    fn from(names: Vec<String>) -> Self {
        Arg::List(names)
    }
}
impl From<Vec<&str>> for Arg {
    fn from(names: Vec<&str>) -> Self {
        Arg::List(names.into_iter().map(str::to_owned).collect())
    }
}
impl From<Said> for Arg {
    fn from(said: Said) -> Self {
        Arg::Said(said)
    }
}
impl From<chrono::NaiveDate> for Arg {
    fn from(day: chrono::NaiveDate) -> Self {
        Arg::Text(day.to_string())
    }
}

/// What a kind of record is called.
pub fn kind(kind: &crate::domain::change::Kind) -> Said {
    use crate::domain::change::Kind;
    match kind {
        Kind::Inspection => say!("kind-inspection"),
        Kind::Area => say!("kind-area"),
        Kind::Issue => say!("kind-issue"),
        Kind::Owner => say!("kind-owner"),
        Kind::Duty => say!("kind-duty"),
        Kind::Milestone => say!("kind-milestone"),
        Kind::Progress => say!("kind-progress"),
        Kind::Indicator => say!("kind-indicator"),
        Kind::Rule => say!("kind-rule"),
        Kind::Setting => say!("kind-setting"),
        Kind::Closing => say!("kind-closing"),
        Kind::Recheck => say!("kind-recheck"),
        Kind::Cycle => say!("kind-cycle"),
        Kind::Extension => say!("kind-extension"),
        Kind::Evidence => say!("kind-evidence"),
        Kind::Directive => say!("kind-directive"),
        Kind::Notice => say!("kind-notice"),
        Kind::NoticeItem => say!("kind-notice_item"),
        Kind::Round => say!("kind-round"),
        Kind::Ask => say!("kind-ask"),
        Kind::Return => say!("kind-return"),
        Kind::Delivery => say!("kind-delivery"),
        Kind::Summary => say!("kind-summary"),
        Kind::Member => say!("kind-member"),
        Kind::Key => say!("kind-key"),
        Kind::Release => say!("kind-release"),
        Kind::Report => say!("kind-report"),
        Kind::Passage => say!("kind-passage"),
        Kind::Quote => say!("kind-quote"),
        Kind::Publication => say!("kind-publication"),
        Kind::Unknown(name) => say!("kind-unknown", name = name.as_ref()),
    }
}

/// What a field of a kind is called, or the heading of a column of the user's own.
pub fn field(kind: &crate::domain::change::Kind, name: &str) -> Said {
    use crate::domain::change::EXTRA;
    match name.strip_prefix(EXTRA) {
        Some(heading) => say!("field-extra", heading = heading),
        None => say!("field", kind = kind.name(), name = name),
    }
}
