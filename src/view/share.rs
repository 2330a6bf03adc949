//! A number never without the number that it is a part of; and a thing that is shown in several places.

use crate::domain::supervision::per_mille;
use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::rc::Rc;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    /// How many.
    pub count: i64,
    /// Of how many.
    pub of: i64,
    /// In tenths of a percent, 974 for 97.4 %; null of nothing.
    pub per_mille: Option<i64>,
}

impl Share {
    /// `count` of `of`.
    pub fn new(count: i64, of: i64) -> Share {
        Share { count, of, per_mille: per_mille(count, of) }
    }

    pub(crate) fn of(count: usize, of: usize) -> Share {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Share::new(number(count), number(of))
    }
}

/// What stands in several lists and is made once; in JSON it stands in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Makes it.
    pub fn new(thing: T) -> Shared<T> {
        Shared(Rc::new(thing))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
