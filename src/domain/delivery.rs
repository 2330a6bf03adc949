//! What goes out in a round, and what is known to have come of it: exactly once for each addressee, channel and purpose.
//!
//! A delivery is written down before it is tried and after. What was begun and has no end, because the program was
//! stopped between, is unknown: nobody can tell whether it arrived, so a person decides and nothing is sent by itself.

use crate::domain::id::Id;

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// What a round asks, with the sheet to fill in.
    Ask,
    /// 催报: the limit has passed, and nothing has come back.
    Chase,
}

impl Purpose {
    /// The name in the log and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Ask => "ask",
            Purpose::Chase => "chase",
        }
    }
}

/// What is known of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Begun.
    Sending,
    /// The other side has taken it, or a person knows that it arrived.
    Sent,
    /// The other side will not take it.
    Refused,
    /// It was not taken; a later run tries again.
    Failed,
    /// Nobody knows.
    Unknown,
}

impl State {
    /// Every state, in its order.
    pub const ALL: [State; 5] = [State::Sending, State::Sent, State::Refused, State::Failed, State::Unknown];

    /// The name in the log and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Sending => "sending",
            State::Sent => "sent",
            State::Refused => "refused",
            State::Failed => "failed",
            State::Unknown => "unknown",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What is to be done about a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It goes out.
    Send,
    /// Nothing: it went out, or never will.
    Leave,
    /// A person says whether it arrived.
    Ask,
}

/// The delivery of a round to an addressee, on one channel, for one purpose.
pub fn delivery_id(round: Id, owner: Id, channel: &str, purpose: Purpose) -> Id {
    Id::derive(None, &["delivery", &round.to_string(), &owner.to_string(), channel, purpose.name()])
}

/// What is to be done, by what is known; `again` when a person asks for it although it was refused or is unknown.
///
/// What was sent is never sent again. A delivery that is still “sending” is one whose program was stopped, since two
/// programs do not send from one ledger at a time.
pub fn next(known: Option<State>, again: bool) -> Next {
    match known {
        None | Some(State::Failed) => Next::Send,
        Some(State::Sent) => Next::Leave,
        Some(_) if again => Next::Send,
        Some(State::Refused) => Next::Leave,
        Some(State::Sending | State::Unknown) => Next::Ask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_out_twice_by_itself() {
        for (known, again, expected) in [
            (None, false, Next::Send),
            (Some(State::Failed), false, Next::Send),
            (Some(State::Sent), false, Next::Leave),
            (Some(State::Sent), true, Next::Leave),
            (Some(State::Refused), false, Next::Leave),
            (Some(State::Refused), true, Next::Send),
            (Some(State::Sending), false, Next::Ask),
            (Some(State::Sending), true, Next::Send),
            (Some(State::Unknown), false, Next::Ask),
            (Some(State::Unknown), true, Next::Send),
        ] {
            assert_eq!(next(known, again), expected, "{known:?} {again}");
        }
        assert!(State::ALL.iter().all(|state| State::named(state.name()) == Some(*state)));
    }
}
