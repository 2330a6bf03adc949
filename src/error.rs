//! What a command ends with when it does not do what was asked, and the exit code that says so.

use crate::domain::say::Said;
use crate::store::StoreError;
use chrono::NaiveDate;

/// Why a command stopped; each variant is an exit code.
#[derive(Debug)]
pub enum Error {
    /// 1: a rule refuses.
    Rule(Said),
    /// 2: the command line names something that is not there or does not fit.
    Usage(Said),
    /// 3: an input file cannot be taken; all its problems.
    Input(Vec<Said>),
    /// 4: the world outside: disk, lock, network.
    World(Said),
    /// 1: the command has said on stdout what is wrong.
    Told,
}

impl Error {
    /// The exit code that scripts see.
    pub fn code(&self) -> u8 {
        match self {
            Error::Rule(_) | Error::Told => 1,
            Error::Usage(_) => 2,
            Error::Input(_) => 3,
            Error::World(_) => 4,
        }
    }

    /// The same of a ledger as it stood at the end of a day: that it was empty then is not that it is empty.
    #[must_use]
    pub fn as_of(self, day: NaiveDate) -> Error {
        match self {
            Error::Usage(mut said) if said.key == "issue-unknown-empty" => {
                said.key = "issue-unknown-then";
                said.args.push(("day", day.into()));
                Error::Usage(said)
            }
            other => other,
        }
    }

    /// The sentences to print.
    pub fn said(&self) -> &[Said] {
        match self {
            Error::Rule(said) | Error::Usage(said) | Error::World(said) => std::slice::from_ref(said),
            Error::Input(problems) => problems,
            Error::Told => &[],
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        if error.is_rule() { Error::Rule(error.said()) } else { Error::World(error.said()) }
    }
}
