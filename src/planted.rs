//! Bugs that tests plant, to show that they would be found. In a release build there are none and no way to have one.

/// A bug that exchanging programs are known to have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// What comes in a batch beyond a limit is put into the log and not merged into the tables.
    LargeBatchSkipsTheMerge,
    /// What a place has of an author is taken for everything up to the largest number.
    LargestNumber,
    /// A copied ledger goes on under the name of the one that it was made of.
    CloneKeepsItsName,
}

#[cfg(debug_assertions)]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Bug>> = const { std::cell::Cell::new(None) };
}

/// Plants a bug in this thread, or takes it out again.
#[cfg(debug_assertions)]
pub fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

/// Whether this bug is planted here.
#[cfg(debug_assertions)]
pub(crate) fn is(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

/// Whether this bug is planted here: never.
#[cfg(not(debug_assertions))]
pub(crate) const fn is(_: Bug) -> bool {
    false
}
